"""Figures against each other over their sources and over time: conflicts, and what has grown old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact
from aicompare.companies.winner import contradicts, ranked
from aicompare.lint.findings import Finding, figure
from aicompare.values.periods import add_months

_STALE_AFTER = 18  # months


def conflicts(company: Company) -> Iterator[Finding]:
    """Figures of one thing that cannot both be true.

    Plans, talks and forecasts contradict only those of their own status.
    """
    for winner, *others in ranked(company.facts):
        for other in others:
            alike = winner.status == other.status or winner.status in COMPETING
            if alike and contradicts(winner, other):
                text = _conflict_text(winner, other)
                yield Finding("conflict", text, (other, winner), _scale_hint(winner, other))


def _conflict_text(winner: Fact, other: Fact) -> str:
    what = f"{winner.metric.name} of {winner.period}"
    return f"{what}: {winner.reported} ({_ids(winner)}) is used, against {other.reported} ({_ids(other)})"


def _ids(fact: Fact) -> str:
    return ", ".join(source.id for source in fact.sources)


def _scale_hint(winner: Fact, other: Fact) -> str:
    """What a factor of ten or of a thousand between the two tells."""
    small, large = sorted((abs(figure(winner).value), abs(figure(other).value)))
    for times in (10, 100, 1000):
        if small and times * 95 <= 100 * large / small <= times * 105:
            return f"one is {times} times the other: check the unit"
    return "check both; `accept: {conflict: why}` lets the weaker one stay"


def stale(company: Company, newest: date) -> Iterator[Finding]:
    """A company whose newest figure is older than 18 months on the day of the newest source."""
    last = max((fact.published for fact in company.facts), default=newest)
    if last < add_months(newest, -_STALE_AFTER):
        facts = tuple(fact for fact in company.facts if fact.published == last)
        text = f"the newest figure of {company.id} was published on {last}; the data go to {newest}"
        yield Finding("stale", text, facts, "look for a newer figure")
