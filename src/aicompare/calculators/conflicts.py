"""Where a figure that an answer rests on is contradicted by another source, the answer says so."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from aicompare.errors import NoRate
from aicompare.facts import COMPETING, Company, Fact, contradicts, money
from aicompare.figures import Figure
from aicompare.money import Money
from aicompare.rates import Rates
from aicompare.report import Warning, facts_in

TRANSLATION = Decimal("0.05")  # a printed translation may rest on another day's rate


def conflicts(rows: object, companies: Iterable[Company], rates: Rates) -> list[Warning]:
    """A warning for each competing fact of the same identity whose interval does not meet."""
    used = dict.fromkeys(facts_in(rows))
    metrics = {fact.metric for fact in used}
    rivals: dict[object, list[Fact]] = {}
    for company in companies:
        for fact in company.facts:
            if fact.metric in metrics and fact.status in COMPETING:
                rivals.setdefault(fact.identity, []).append(fact)
    return [
        conflict(fact, other)
        for fact in used
        for other in rivals.get(fact.identity, ())
        if conflicting(fact, other, rates)
    ]


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
    says = ", ".join(f"{source.title} ({source.publisher})" for source in other.sources)
    message = (
        f"{winner.metric.title} {winner.period}: {winner.reported} is used, "
        f"against {other.reported} in {says}"
    )
    return Warning("conflict", message, winner.company)
