"""The screen of `audit`: what does not hold first, as it was said, by how much it is off, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from aicompare.calculators.claims.rows import ClaimRow
from aicompare.expressions.verdicts import CONTRADICTED, HOLDS, UNDECIDED
from aicompare.reports.page import SIGNS, PageEntry, PageRow, Side
from aicompare.reports.report import Quantity, Section, facts_in
from aicompare.values.frozen import dataclass
from aicompare.values.sources import Source

_MOST_SOURCES, _MOST_ENTRIES = 5, 6  # of all sources together, so that it stays one screen
_MOST_HELD = 8  # statements of one source that are told in full
_MOST_PROOF = 2  # sources named for one statement; --sources has all
_VERDICTS: tuple[str, ...] = (HOLDS, CONTRADICTED, UNDECIDED)
# What may have been meant, in a word or two; the hint says it at length.
_REMARKS = {
    "currency": "unit lost",
    "period": "other period",
    "part": "part for the whole",
    "adjusted": "adjusted or not",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of an audit is shown: of `one_source` all, else of all sources the worst; with `every` all."""

    one_source: Source | None = None
    every: bool = False
    ids: bool = False


def page_of(rows: Sequence[ClaimRow], shown: Shown) -> tuple[str, list[Section], list[str]]:
    """The heading, the sections that tables show, and what these leave out."""
    wrong = sorted((row for row in rows if row.verdict == CONTRADICTED), key=_factor, reverse=True)
    open_ = [row for row in rows if row.verdict == UNDECIDED]
    if shown.one_source:
        entries = [*_entries(wrong, shown), *_entries(open_, shown), *_held(rows, shown)]
        head = f"\u201c{shown.one_source.title}\u201d ({shown.one_source.published}): {_counted(rows)}"
        return head, [_section(entries)], []
    few = wrong if shown.every else wrong[:_MOST_ENTRIES]
    entries = [*_entries(few, shown), *(_entries(open_, shown) if shown.every else ())]
    entries += _held(rows, shown) if shown.every else ()
    left = [] if shown.every else _left_out(len(wrong) - len(few), len(open_))
    return f"Claims of the sources: {_counted(rows)}", [_by_source(rows, shown), _section(entries)], left


def _counted(rows: Sequence[ClaimRow]) -> str:
    """`3 of 11 figures do not hold`, `all 4 figures hold`."""
    counts = Counter(row.verdict for row in rows)
    total, wrong, held = len(rows), counts[CONTRADICTED], counts[HOLDS]
    figures = f"figure{'' if total == 1 else 's'}"
    if wrong:
        return f"{wrong} of {total} {figures} do{'es' * (wrong == 1)} not hold"
    if held == total:
        return f"all {total} {figures} hold" if total > 1 else "the figure holds"
    return f"{held} of {total} {figures} hold{'s' * (total == 1)}, none is contradicted"


def _left_out(wrong: int, undecided: int) -> list[str]:
    told = [f"{wrong} more that do{'es' * (wrong == 1)} not hold"] if wrong > 0 else []
    told += [f"{undecided} undecided"] if undecided else []
    return [f"{' and '.join(told)}: --source SOURCE, --all"] if told else []


def _section(entries: Sequence[PageEntry]) -> Section:
    return Section(PageEntry, entries, name=None, instead_of=["data"])


# --- what does not hold ------------------------------------------------------------------


def _entries(rows: Iterable[ClaimRow], shown: Shown) -> Iterator[PageEntry]:
    for row in rows:
        said = [_why(row)] if row.hint else []
        if shown.one_source:
            proof = _proof(row) if row.verdict == CONTRADICTED else []
            said += [f"source: {' and '.join(proof)}"] if proof else []
        elif row.source:
            said.append(f"in {row.source.id}")
        said += [str(row.id)] if shown.ids else []
        verdict, text = row.verdict or UNDECIDED, row.statement or row.expression or ""
        value = row.computed if row.verdict == CONTRADICTED else None
        assert verdict in (HOLDS, CONTRADICTED, UNDECIDED)
        yield PageEntry(verdict, text, value, row.off_by, _side(row), "; ".join(said))


def _proof(row: ClaimRow) -> list[str]:
    """The strongest source of each figure that tells: `Annual results 2025, Zhipu, 2026-03-31`."""
    sources = (fact.best_source for fact in facts_in(row.computed) if fact.sources)
    return list(dict.fromkeys(f"{source.title}, {source.published}" for source in sources))[:_MOST_PROOF]


def _why(row: ClaimRow) -> str:
    word = _REMARKS.get(row.remark or "")
    return f"{word}: {row.hint}" if word else str(row.hint)


def _side(row: ClaimRow) -> Side:
    """On which side of the computed figure the stated one lies."""
    if row.off_by is None:
        return ""
    if row.stated is None or row.computed is None:
        return "off"
    stated = row.stated.figure if isinstance(row.stated, Quantity) else row.stated.amount
    return "too high" if stated.value > row.computed.figure.value else "too low"


def _factor(row: ClaimRow) -> Decimal:
    """How many times too high or too low, so that ten times and a tenth are as wrong."""
    off = row.off_by or Decimal(0)
    if _side(row) != "too low":
        return 1 + off
    return 1 / (1 - off) if off < 1 else Decimal("Infinity")


# --- what holds, and whose ---------------------------------------------------------------


def _held(rows: Sequence[ClaimRow], shown: Shown) -> list[PageEntry]:
    held = [row for row in rows if row.verdict == HOLDS]
    if shown.one_source and len(held) <= _MOST_HELD and not shown.ids:
        return [PageEntry("holds", row.statement or row.expression or "") for row in held]
    named = [str(row.id) if shown.ids else _short(row) for row in held]
    return (
        [PageEntry("holds", f"{len(held)} hold{'s' * (len(held) == 1)}: {'; '.join(named)}")] if held else []
    )


def _short(row: ClaimRow) -> str:
    """`plan sum` of `article-000-plan-sum`."""
    source = row.source.id if row.source else ""
    return (row.id or "").removeprefix(source).strip("-").replace("-", " ")


def _by_source(rows: Sequence[ClaimRow], shown: Shown) -> Section:
    """A line a source, those with most figures first; without `every` the others together."""
    of_source: dict[str, list[ClaimRow]] = {}
    for row in rows:
        of_source.setdefault(row.source.id if row.source else "", []).append(row)
    ordered = sorted(of_source.items(), key=lambda item: -len(item[1]))
    most = len(ordered) if shown.every or len(ordered) <= _MOST_SOURCES + 1 else _MOST_SOURCES
    lines = [_counts(name, of_one) for name, of_one in ordered[:most]]
    if others := ordered[most:]:
        together = [row for _, of_one in others for row in of_one]
        lines.append(_counts(f"{len(others)} other sources", together))
    keys = {"figures": "Figures", **{verdict: SIGNS[verdict] for verdict in _VERDICTS}}
    return Section(PageRow, lines, name=None, instead_of=["data"], keys={"cells": keys})


def _counts(name: str, rows: Sequence[ClaimRow]) -> PageRow:
    counts = Counter(row.verdict for row in rows)
    cells = {verdict: str(counts[verdict] or "") for verdict in _VERDICTS}
    return PageRow(name, {"figures": str(len(rows)), **cells})
