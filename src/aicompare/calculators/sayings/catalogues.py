"""What is in the data, how old it is, and what was found in it, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from aicompare.calculators.search import FoundRow
from aicompare.calculators.status import InForce
from aicompare.reports.report import Report
from aicompare.reports.saying import SaidPart, Saying, dated, headed, listed

_MOST = 3  # of what was found, or is wrong


def said_of_companies(report: Report) -> Saying:
    """`the data hold 60 companies with 6,123 facts, 42 of them listed`."""
    rows = report.rows
    listings = sum("listed" in row.groups for row in rows)
    told = f"{_many(len(rows), 'company', 'companies')} with {sum(row.facts for row in rows):,} facts"
    return Saying((f"{told}, {listings} of them listed",))


def said_of_sources(report: Report) -> Saying:
    """`656 sources: 422 press, 93 filing, 84 dataset and 57 company`."""
    kinds = Counter(row.kind for row in report.rows)
    told = listed([f"{count:,} {kind}" for kind, count in kinds.most_common()])
    return Saying((f"{_many(len(report.rows), 'source')}: {told}",))


def said_of_metrics(report: Report) -> Saying:
    """`169 metrics, 140 of them with facts, the most of revenue (508)`."""
    known = [row for row in report.rows if row.facts]
    most = max(known, key=lambda row: row.facts, default=None)
    told = f", the most of {most.name.replace('_', ' ')} ({most.facts})" if most else ""
    return Saying((f"{_many(len(report.rows), 'metric')}, {len(known)} of them with facts{told}",))


def said_of_status(report: Report) -> Saying:
    """`on 28 November 2026 the data in force are 28 days old, the rates 29 and the prices 59`, and how many
    answers rest on what is too old.
    """
    rows: list[InForce] = [row for row in report.rows if row.newest]
    if not rows:
        return Saying(("nothing in force has a day",))
    first, *others = rows
    assert first.newest is not None and first.age is not None
    ages = [
        f"the {first.what} in force are {first.age} days old",
        *(f"the {row.what} {row.age}" for row in others),
    ]
    parts: list[SaidPart] = ["on ", first.newest + timedelta(first.age), f" {listed(ages)}"]
    stale = len(report.named["stale"].rows) if "stale" in report.named else 0
    rest = "rests" if stale == 1 else "rest"
    return Saying((*parts, f"; {_many(stale, 'answer')} {rest} on what is too old" if stale else ""))


def said_of_validation(report: Report) -> Saying:
    """`the check of mine.yaml finds 1 fault, no warnings: line 7: ...`."""
    files, _, found = report.title.rpartition(": ")
    told = [[f"line {row.line}: {row.message}"] for row in report.rows]
    return Saying(tuple(headed(f"the check of {files} finds {found}", told, _MOST)))


def said_of_finds(report: Report) -> Saying:
    """`4.348 is a figure of 5 facts: Zhipu's raised of HK$4,348m on 8 January 2026, ...`."""
    rows = [row for row in report.rows if isinstance(row, FoundRow)]
    tellings = [[*_found(row, report.names.get(row.company or "", row.company or ""))] for row in rows]
    return Saying(tuple(headed(report.title, tellings, _MOST)))


def _found(row: FoundRow, company: str) -> Iterator[SaidPart]:
    yield " ".join(dict.fromkeys(filter(None, (company, row.name))))
    if row.value:
        yield from (" of ", row.value, *dated(row.value))


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"
