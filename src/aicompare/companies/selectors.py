"""Selectors: which facts a figure means that is named without scope, label or status.

The company as a whole stands before a part of it, what is actual before what is planned or
forecast, a figure without a label before one with it. Here too are the Chinese names of scopes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact
from aicompare.companies.references import Reference
from aicompare.companies.winner import best

MOST_OFFERED = 4


def nearest(reference: Reference, company: Company, until: date | None = None) -> list[Reference]:
    """The references that find something where this one does not: those that differ least from it.

    What it says itself stays. Of an undated one those of the newest period, up to `until`. With
    `zhipu.raised[2026-01-08]` that is the one with its label, and not a part of the deal.
    """
    facts = [fact for fact in _others(reference, company) if until is None or fact.period.last <= until]
    if not facts or reference.is_derived:
        return []
    least = min(_distance(reference, fact) for fact in facts)
    facts = [fact for fact in facts if _distance(reference, fact) == least]
    newest = best(facts)
    if reference.period is None and newest:
        facts = [fact for fact in facts if fact.period.last == newest.period.last]
    return list(dict.fromkeys(_named(reference, fact) for fact in facts))


def unlike(reference: Reference, company: Company) -> tuple[str, ...]:
    """Names of what there is of its metric and period under other selectors than it says."""
    if reference.is_derived or reference.period is None:
        return ()
    bare = replace(reference, scope=None, label=None, status=None, deal=None, basis=None)
    facts = sorted(_fitting(bare, company), key=lambda fact: _distance(bare, fact))
    return tuple(dict.fromkeys(str(_named(bare, fact)) for fact in facts))[:MOST_OFFERED]


def _fitting(reference: Reference, company: Company) -> list[Fact]:
    facts = company.facts.of(reference.metric.name)
    return [fact for fact in facts if reference.fits(fact.period, fact.metric)]


def _others(reference: Reference, company: Company) -> Iterable[Fact]:
    """Of its metric and period, with every selector that it says."""
    for fact in _fitting(reference, company):
        said = (getattr(reference, key) in (None, getattr(fact, key)) for key in _SELECTORS)
        if all(said) and reference.fits_basis(fact):
            yield fact


def _distance(reference: Reference, fact: Fact) -> tuple[bool, bool, bool]:
    """A part is farther than what is not yet so, and that than a label."""
    return (fact.scope != reference.scope, not _competes(reference, fact), fact.label != reference.label)


def _competes(reference: Reference, fact: Fact) -> bool:
    return fact.status in (reference.status, *COMPETING) or reference.metric.is_plan


def _named(reference: Reference, fact: Fact) -> Reference:
    status = reference.status if _competes(reference, fact) else fact.status
    return replace(reference, company=fact.company, scope=fact.scope, label=fact.label, status=status)


_SELECTORS = ("scope", "label", "status", "deal")


def told_apart(references: Sequence[Reference]) -> list[str]:
    """What sets each of several apart from the others: `scope=cloud`, `label=close`, `no label`."""
    keys = [key for key in _SELECTORS if len({getattr(reference, key) for reference in references}) > 1]
    return [
        ", ".join(f"{key}={value}" if (value := getattr(reference, key)) else f"no {key}" for key in keys)
        for reference in references
    ]
