"""The screen of `read`: what is contradicted in the words of the text, then a line for each other figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from aicompare.calculators.readrow import ReadRow
from aicompare.reading.text import PlainText
from aicompare.reading.verdicts import CONTRADICTED, KNOWN, NOT_IN_DATA, NOT_READ, Judged
from aicompare.reports.page import SIGNS, PageEntry, Side
from aicompare.reports.report import Across, Column, Section
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS

_AROUND = 60  # characters of the text on each side of a figure
_SIGNS: dict[str, str] = {KNOWN: SIGNS["holds"], NOT_IN_DATA: SIGNS["undecided"], NOT_READ: "–"}
_WHAT_IS_ONE = "A figure is a number with a currency, a scale, % or times, or with what it counts."
_ORDER = (NOT_IN_DATA, NOT_READ, KNOWN)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A figure that is not contradicted, behind the sign of its verdict."""

    figure: Annotated[str, Column("Figure")]
    taken: Annotated[str, Column("Taken for")]
    told: Annotated[str, Column("", missing=" ")]


def page_of(
    rows: Sequence[tuple[ReadRow, Judged]], text: PlainText, names: Mapping[str, str], *, any_: bool
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


def _entry(row: ReadRow, judged: Judged, text: PlainText, names: Mapping[str, str]) -> PageEntry:
    fact = judged.held[0].fact if judged.held and judged.verdict == CONTRADICTED else None
    told = [f"read as {taken_for(row, names)}", row.hint or ""]
    told += [f"source: {fact.sources[0].title}, {fact.sources[0].published}"] if fact else []
    side: Side = _side(judged) if fact else "off"
    return PageEntry(
        "contradicted", _quoted(row, text), fact, row.off_by, side, "; ".join(filter(None, told))
    )


def _quoted(row: ReadRow, text: PlainText) -> str:
    """The figure with the words around it, of its sentence alone."""
    first, last = text.sentence(row.start)
    start, until = max(first, row.start - _AROUND), min(last, row.end + _AROUND)
    before, after = text.shown[start : row.start], text.shown[row.end : until]
    if start > first:
        before = f"… {before.partition(' ')[2]}"
    if until < last:
        after = f"{after.rpartition(' ')[0]} …"
    return f"\u201c{' '.join((before + row.text + after).split())}\u201d"


def _side(judged: Judged) -> Side:
    """On which side of the figure of the data the printed one lies, in one currency."""
    if judged.off_by is None:
        return "off"
    return "too high" if judged.off_by > 0 else "too low"


def _line(row: ReadRow, names: Mapping[str, str]) -> ReadLine:
    told = row.hint or ""
    if row.verdict == NOT_IN_DATA:
        told = "not in the data" + "".join(f", which have {fact.printed}" for fact in row.facts)
    return ReadLine(f"{_SIGNS[row.verdict]} {' '.join(row.text.split())}", taken_for(row, names), told)


def taken_for(row: ReadRow, names: Mapping[str, str]) -> str:
    """`Zhipu, revenue, cloud, H1 2026`: only what the text tells."""
    parts = [names.get(row.company or ""), _called(row.metric), row.scope, row.period]
    return ", ".join(filter(None, parts))


def _called(name: str | None) -> str:
    """`net loss`, `ARR`."""
    title = METRICS[name].title if name in METRICS else ""
    return title if title[:2].isupper() else (name or "").replace("_", " ")
