"""Where a figure that an answer rests on is contradicted by another source, the answer says so."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact, Key, money
from aicompare.companies.winner import contradicts
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning, facts_in
from aicompare.values.errors import NoRate
from aicompare.values.figures import NEAREST, Figure
from aicompare.values.money import Money

TRANSLATION = Decimal("0.05")  # a printed translation may rest on another day's rate


def conflicts(rows: object, companies: Iterable[Company], rates: Rates) -> list[Warning]:
    """A warning for each competing fact of the same identity whose interval does not meet.

    Facts are judged as they were reported, so that the currency of `rows` does not matter.
    """
    facts = list(facts_in(rows))
    used = dict.fromkeys(map(_printed, facts))
    identities = {identity for identity, _ in used}
    keys: dict[str, set[Key]] = {}
    for fact in facts:
        keys.setdefault(fact.company, set()).add(fact.key)
    reported: dict[object, Fact] = {}
    rivals: dict[object, list[Fact]] = {}
    for company in companies:
        for fact in company.facts.with_keys(keys.get(company.id, ())):
            if (identity := fact.identity) in identities:  # few are held of many companies
                reported[_printed(fact)] = fact
                if fact.status in COMPETING:
                    rivals.setdefault(identity, []).append(fact)
    return [
        conflict(fact, other)
        for fact in (reported[one] for one in used if one in reported)
        for other in rivals.get(fact.identity, ())
        if conflicting(fact, other, rates)
    ]


def _printed(fact: Fact) -> tuple[object, str]:
    """What neither a conversion nor a date changes."""
    return fact.identity, fact.reported


def conflicting(one: Fact, other: Fact, rates: Rates) -> bool:
    """Whether two facts of one identity cannot both be true.

    Of two currencies: when the one, converted by the rules, lies more than 5% off the other,
    which no rate of those days explains.
    """
    a, b = one.value, other.value
    if not (isinstance(a, Money) and isinstance(b, Money) and a.currency != b.currency):
        return contradicts(one, other)
    try:
        converted = money(other.in_currency(a.currency, rates)).amount
    except NoRate:
        return False
    leeway = Figure(Decimal(1), 1 - TRANSLATION, 1 + TRANSLATION)
    return not (converted * leeway).meets(a.amount)


def conflict(winner: Fact, other: Fact) -> Warning:
    """The warning that names both figures, and who prints the one that is not used."""
    from aicompare.companies.naming import title_of

    says = ", ".join(f"{source.title} ({source.publisher})" for source in other.sources)
    message = (
        f"{title_of(winner)} {winner.period}: {winner.printed} is used, against {other.printed} in {says}"
    )
    return Warning("conflict", message, winner.company, _apart(winner, other))


def _apart(one: Fact, other: Fact) -> Decimal | None:
    """The distance of the two over the larger; None of two currencies."""
    if one.currency != other.currency:
        return None
    a, b = one.figure.value, other.figure.value
    larger = max(a.copy_abs(), b.copy_abs())
    return NEAREST.divide(NEAREST.subtract(a, b).copy_abs(), larger) if larger else None
