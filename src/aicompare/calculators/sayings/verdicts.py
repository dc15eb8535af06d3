"""Whether what somebody says holds, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aicompare.calculators.changes.rows import ChangeRow
from aicompare.calculators.claims.rows import ClaimRow
from aicompare.calculators.readrow import ReadRow
from aicompare.reports.report import Report
from aicompare.reports.saying import SaidPart, Saying, headed, in_running, joined, listed, possessive

_VERDICTS = {"holds": "holds", "contradicted": "does not hold", "undecided": "cannot be decided"}
_SEVERAL = {**_VERDICTS, "holds": "hold", "contradicted": "do not hold"}


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
    told = [
        f"{counts[verdict]} {words if counts[verdict] > 1 else _VERDICTS[verdict]}"
        for verdict, words in _SEVERAL.items()
        if counts[verdict]
    ]
    of = f"{len(sources)} sources"
    if len(sources) == 1:
        (source,) = sources.values()
        of = f"“{source.title}” ({source.published})"
    return Saying((f"of {len(rows)} statement{'s' * (len(rows) > 1)} of {of} {listed(told)}",))


def said_of_reading(report: Report) -> Saying:
    """`3 figures of the text: 2 known, 1 contradicted: “US$1.2bn” (MiniMax · cash) does not hold, ...`."""
    rows = [row for row in report.rows if isinstance(row, ReadRow)]
    wrong = [row for row in rows if row.verdict == "contradicted"]
    parts = headed(report.title, [[_wrong(row)] for row in wrong], _MOST)
    return Saying(tuple(parts), tuple(row.facts for row in wrong))


def _wrong(row: ReadRow) -> str:
    words = f" ({row.said})" if row.said else ""
    data = f", the data say {row.data}" if row.data else ""
    return f"“{row.text}”{words} does not hold{data}"


def said_of_changes(report: Report) -> Saying:
    """`what changed from 2026-06-30 to 2026-10-31: MiniMax's runway from 70.4 to 51.9 months; ...`."""
    rows = [row for row in report.rows if isinstance(row, ChangeRow) and row.level == 0]
    head = report.title if rows else f"{report.title}: no answer moved"
    tellings = [[*_moved(row, report.names.get(row.company, row.company))] for row in rows]
    parts = headed(head, tellings, _MOST_ANSWERS, lambda left: f"{left} more answer{'s' * (left > 1)} moved")
    return Saying(tuple(parts))


def _moved(row: ChangeRow, name: str) -> Iterator[SaidPart]:
    yield f"{possessive(name)} {in_running(row.answer)} from "
    known = row.after or row.before
    months = " months" if known and known.metric.unit == "months" else ""
    ends = ("", months) if row.after else (months, "")
    yield from (row.before or "not known", f"{ends[0]} to ", row.after or "not known", ends[1])


_MOST, _MOST_ANSWERS = 3, 5
