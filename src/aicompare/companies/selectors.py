"""Selectors: which facts a figure means that is named without scope, label or status.

The company as a whole stands before a part of it, what is actual before what is planned or
forecast, a figure without a label before one with it. Here too are the Chinese names of scopes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Derived, Fact
from aicompare.companies.measures import EQUITY_VALUE, equity_value
from aicompare.companies.references import Reference
from aicompare.companies.winner import best
from aicompare.values.frozen import replace

MOST_OFFERED = 4


def nearest(reference: Reference, company: Company, until: date | None = None) -> list[Reference]:
    """The references that find something where this one does not: those that differ least from it.

    What it says itself stays. Of an undated one those of the newest period, up to `until`. With
    `zhipu.raised[2026-01-08]` that is the one with its label, and not a part of the deal.
    """
    facts = [fact for fact in _others(reference, company) if until is None or fact.period.last <= until]
    facts += _last_close(reference, company, until)
    at_close = any(fact.label == "close" for fact in facts)
    valued = [] if at_close else _as_valued(reference, company)
    if not facts or reference.is_derived:
        return valued
    least = min(_distance(reference, fact) for fact in facts)
    facts = [fact for fact in facts if _distance(reference, fact) == least]
    newest = best(facts)
    if reference.period is None and newest:
        facts = [fact for fact in facts if fact.period.last == newest.period.last]
    return [*dict.fromkeys(_named(reference, fact) for fact in facts), *valued]


def _as_valued(reference: Reference, company: Company) -> list[Reference]:
    """Of a market cap of a day, the equity value at its close: price x shares, which nobody printed."""
    if reference.metric.name != "market_cap" or reference.period is None or reference.details:
        return []
    close = _close_on(company, reference.period.last)
    value = close and equity_value(company, close.period.last)
    if not (close and isinstance(value, Derived) and value.period == close.period):
        return []
    return [Reference(company.id, EQUITY_VALUE, close.period)]


def _close_on(company: Company, day: date, scope: str | None = None) -> Fact | None:
    """The last close up to `day`, where that is known to be it."""
    close = company.close(day, scope) if company.prices else None
    known = close and company.prices and company.prices.stands_for(close.period.last, day)
    return close if known else None


def _last_close(reference: Reference, company: Company, until: date | None) -> list[Fact]:
    """Of a price the close of its day, of one without trading the last before; undated the newest."""
    if reference.metric.name != "share_price" or reference.details.keys() - {"scope", "label"}:
        return []
    if reference.label not in (None, "close") or not company.prices:
        return []
    scope = reference.scope or company.prices.scope
    if reference.period:
        close = _close_on(company, reference.period.last, scope)
    else:
        close = company.close(until or date.max, scope)
    return [close] if close else []


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
    other = reference.period and not reference.fits(fact.period, fact.metric)
    period = fact.period if other else reference.period
    return replace(
        reference, company=fact.company, period=period, scope=fact.scope, label=fact.label, status=status
    )


_SELECTORS = ("scope", "label", "status", "deal")


def told_apart(references: Sequence[Reference]) -> list[str]:
    """What sets each of several apart from the others: `scope=cloud`, `label=close`, `no label`."""
    if len({one.metric.name for one in references}) > 1:
        return [str(one) for one in references]
    keys = [key for key in _SELECTORS if len({getattr(reference, key) for reference in references}) > 1]
    return [
        ", ".join(f"{key}={value}" if (value := getattr(reference, key)) else f"no {key}" for key in keys)
        for reference in references
    ]
