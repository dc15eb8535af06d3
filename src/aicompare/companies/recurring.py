"""Recurring revenue: ARR, or the run-rate; of the company, or of the one part of which it is known."""

from __future__ import annotations

from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact
from aicompare.companies.measures import by_period
from aicompare.companies.winner import best
from aicompare.values.periods import Period

NAMES = ("run_rate", "arr")


def recurring_by_period(company: Company) -> dict[Period, Fact]:
    """Of one day ARR stands before the run-rate."""
    return {period: fact for name in NAMES for period, fact in by_period(company, name).items()}


def recurring_parts(company: Company, until: date) -> dict[Period, Fact]:
    """Where figures of one scope alone are known, those up to `until`; of several scopes nothing, since
    what they add up to is not known.
    """
    found = [fact for fact in company.facts.of(*NAMES) if fact.scope and not fact.label]
    known = [fact for fact in found if fact.status in COMPETING and fact.period.last <= until]
    if len({fact.scope for fact in known}) != 1:
        return {}
    by_day: dict[Period, list[Fact]] = {}
    for fact in known:
        by_day.setdefault(fact.period, []).append(fact)
    return {period: winner for period, facts in by_day.items() if (winner := best(facts))}
