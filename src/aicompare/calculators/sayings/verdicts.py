"""Whether what somebody says holds, in a sentence."""

from __future__ import annotations

from collections import Counter

from aicompare.calculators.claims.rows import ClaimRow
from aicompare.reports.report import Report
from aicompare.reports.saying import SaidPart, Saying, joined

_VERDICTS = {"holds": "holds", "contradicted": "does not hold", "undecided": "cannot be decided"}
_COUNTED = {"holds": "hold", "contradicted": "do not hold", "undecided": "cannot be decided"}


def said_of_check(report: Report) -> Saying:
    """`"minimax.revenue[9M2025] / minimax.revenue[FY2024] == 1.75" holds: it comes to 1.7507`."""
    return joined(_checked(row, report.title) for row in report.rows if isinstance(row, ClaimRow))


def _checked(row: ClaimRow, title: str) -> Saying:
    said = row.statement or row.expression or title
    parts: list[SaidPart] = [f"“{said}”"]
    parts += [f" {_VERDICTS[row.verdict]}"] if row.verdict else []
    if row.computed:
        parts += [": it comes to " if row.verdict else " comes to ", row.computed]
    parts += [f", {row.hint}"] if row.hint else []
    return Saying(tuple(parts), (row.computed, row.against))


def said_of_audit(report: Report) -> Saying:
    """`of 11 statements of “Zhipu plans STAR Market listing” (2026-06) 7 hold, 3 do not hold and 1 cannot
    be decided`.
    """
    rows = [row for row in report.rows if isinstance(row, ClaimRow)]
    sources = {row.source.id: row.source for row in rows if row.source}
    counts = Counter(str(row.verdict) for row in rows)
    told = [f"{counts[verdict]} {words}" for verdict, words in _COUNTED.items() if counts[verdict]]
    of = f"{len(sources)} sources"
    if len(sources) == 1:
        (source,) = sources.values()
        of = f"“{source.title}” ({source.published})"
    listed = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]
    return Saying((f"of {len(rows)} statement{'s' * (len(rows) > 1)} of {of} {listed}",))
