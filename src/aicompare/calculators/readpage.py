"""The screen of `read`: what is contradicted in the words of the text, then a line for each other figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Protocol

from aicompare.companies.fact import Fact
from aicompare.reading.text import PlainText
from aicompare.reading.verdicts import CONTRADICTED, KNOWN, NOT_IN_DATA, NOT_READ, Judged
from aicompare.reports.page import SIGNS, PageEntry, Side
from aicompare.reports.report import Across, Column, Section
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money

_AROUND = 60  # characters of the text on each side of a figure
_SIGNS = {KNOWN: SIGNS["holds"], NOT_IN_DATA: SIGNS["undecided"], NOT_READ: "–"}
_WHAT_IS_ONE = "A figure is a number with a currency, a scale, % or times, or with what it counts."
_ORDER = (NOT_IN_DATA, NOT_READ, KNOWN)


class Read(Protocol):
    """What a row of the answer says of one figure (see reading.ReadRow)."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def verdict(self) -> str: ...
    @property
    def company(self) -> str | None: ...
    @property
    def metric(self) -> str | None: ...
    @property
    def scope(self) -> str | None: ...
    @property
    def period(self) -> str | None: ...
    @property
    def off_by(self) -> Decimal | None: ...
    @property
    def hint(self) -> str | None: ...
    @property
    def facts(self) -> tuple[Fact, ...]: ...


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A figure that is not contradicted, behind the sign of its verdict."""

    figure: Annotated[str, Column("Figure")]
    taken: Annotated[str, Column("Taken for")]
    told: Annotated[str, Column("", missing=" ")]


def page_of(
    rows: Sequence[tuple[Read, Judged]], text: PlainText, names: Mapping[str, str], *, any_: bool
) -> list[Section]:
    """What tables show instead of the rows, of which those contradicted stand in the order of the text;
    whether the text has `any_` figures says why there are none.
    """
    if not rows:
        told = Across("None of that verdict." if any_ else _WHAT_IS_ONE)
        return [Section(Across, [told], name=None, instead_of=["data"], as_lines=True)]
    wrong = [_entry(row, judged, text, names) for row, judged in rows if row.verdict == CONTRADICTED]
    others = sorted(
        (row for row, _ in rows if row.verdict != CONTRADICTED), key=lambda row: _ORDER.index(row.verdict)
    )
    lines = [_line(row, names) for row in others]
    return [
        Section(PageEntry, wrong, name=None, instead_of=["data"]),
        Section(ReadLine, lines, name=None, instead_of=["data"]),
    ]


def _entry(row: Read, judged: Judged, text: PlainText, names: Mapping[str, str]) -> PageEntry:
    fact = judged.held[0].fact if judged.held and judged.verdict == CONTRADICTED else None
    told = [f"read as {_taken(row, names)}", row.hint or ""]
    told += [f"source: {fact.sources[0].title}, {fact.sources[0].published}"] if fact else []
    side: Side = _side(judged) if fact else "off"
    return PageEntry(
        "contradicted", _quoted(row, text), fact, row.off_by, side, "; ".join(filter(None, told))
    )


def _quoted(row: Read, text: PlainText) -> str:
    """The figure with the words around it, of its sentence alone."""
    first, last = text.sentence(row.start)
    end = row.start + len(row.text)
    start = max(first, row.start - _AROUND)
    until = min(last, end + _AROUND)
    before = (
        text.shown[start : row.start].partition(" ")[2] if start > first else text.shown[start : row.start]
    )
    after = text.shown[end:until].rpartition(" ")[0] if until < last else text.shown[end:until]
    said = " ".join((before + row.text + after).split())
    return f"\u201c{'… ' * (start > first)}{said}{' …' * (until < last)}\u201d"


def _side(judged: Judged) -> Side:
    """On which side of the figure of the data the printed one lies."""
    printed, held = judged.reading.found.figure, _size(judged.held[0].value)
    return "off" if printed is None else "too high" if abs(printed.value) > abs(held.value) else "too low"


def _size(value: Money | Figure) -> Figure:
    return value.amount if isinstance(value, Money) else value


def _line(row: Read, names: Mapping[str, str]) -> ReadLine:
    told = "not in the data" if row.verdict == NOT_IN_DATA else row.hint or ""
    return ReadLine(f"{_SIGNS[row.verdict]} {' '.join(row.text.split())}", _taken(row, names), told)


def _taken(row: Read, names: Mapping[str, str]) -> str:
    """`Zhipu, revenue, cloud, H1 2026`: only what the text tells."""
    parts = [names.get(row.company or "", ""), _called(row.metric), row.scope, row.period]
    return ", ".join(filter(None, parts))


def _called(name: str | None) -> str:
    """`net loss`, `ARR`."""
    title = METRICS[name].title if name in METRICS else ""
    return title if title[:2].isupper() else (name or "").replace("_", " ")
