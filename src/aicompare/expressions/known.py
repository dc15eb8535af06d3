"""A figure of the data as a graph: how a derived one is made of facts, what conversion does to it."""

from __future__ import annotations

from datetime import date

from aicompare.companies import derivation
from aicompare.companies.fact import Derived, Fact, Known, before_conversion, given
from aicompare.expressions.graph import DataNode, Factors, Leaf, Node, Pick, Terms, constant
from aicompare.expressions.units import COUNT, DAY, MONTHS, NUMBER, PERCENT, Unit, money_of
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rate, Rates
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import Metric
from aicompare.values.money import Money
from aicompare.values.periods import Period

TYPED_AMOUNT = Metric("amount", "deal", "money", "an amount that was typed")
_UNITS = {
    "percent": PERCENT,
    "times": Unit("number", look="times"),
    "count": COUNT,
    "months": MONTHS,
    "day": DAY,
}


def node_of(known: Known) -> DataNode:
    """The figure, and under a derived one what it is made of; what was solved is a figure of its own."""
    unit = unit_of(known)
    if isinstance(known, Fact):  # converted already, it is a figure of its own
        inner: Node = Leaf(known.figure, unit, (known.identity, known.reported, known.rate))
    elif isinstance(known.made, derivation.Solved):
        return DataNode(known, Leaf(known.figure, unit, known), unit)
    else:
        inner = _made_of(known.made, unit)
    if known.rate is not None and isinstance(known, Derived):
        inner = Factors((inner, constant(Figure.exact(known.rate.value))), (), unit)
    return DataNode(known, inner, unit)


def unit_of(known: Known) -> Unit:
    """By its metric; a stated or computed burn is of a month."""
    if isinstance(known.value, Money):
        monthly = known.metric.name == "monthly_burn" or known.label == "monthly"
        return money_of(known.value.currency, monthly=monthly)
    return _UNITS.get(known.metric.unit, NUMBER)


def _made_of(part: derivation.Part, unit: Unit | None = None) -> Node:
    """A part of the tree of a derived figure as a graph; `unit` is that of the whole."""
    match part:
        case Fact() | Derived():
            return node_of(part)
        case derivation.Named():
            return _made_of(part.part, unit)
        case derivation.Sum():
            return Terms(tuple((sign, _made_of(term)) for sign, term in part.terms), unit or _unit(part))
        case derivation.Product():
            above, below = (tuple(map(_made_of, side)) for side in (part.above, part.below))
            return Factors(above, below, unit or _unit(part))
        case Figure() | Money():  # another one may be printed alike
            return Leaf(derivation.figure_of(part), unit or _unit(part))
        case _:
            return Leaf(derivation.figure_of(part), unit or _unit(part), part)


def _unit(part: derivation.Part) -> Unit:
    currency = derivation.currency_of(part)
    return money_of(currency) if currency else NUMBER


def at_newest_rate(known: Known) -> str | None:
    """What is told of a stretch that is not over, which no average covers; None of any other."""
    if known.rate is None or known.rate.kind != "spot" or known.rate.requested.last >= known.period.last:
        return None
    if known.metric.kind != "flow":
        return None
    day = known.rate.period.last
    return f"{known.company}.{known.metric.name} runs to {known.period.last}: converted at the rate of {day}"


# --- conversion ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exchange:
    """At which rate: the one that `choice` names, else each figure's own (IAS 21), of an amount
    that was typed the newest. `as_of` is the day of the answer.
    """

    rates: Rates
    choice: RateChoice
    as_of: date

    def known(self, known: Known, currency: str) -> Known:
        """At the newest rate where its stretch is not over: no average covers it yet. Raises NoRate."""
        own = before_conversion(known)
        assert isinstance(own.value, Money)
        if self.choice:
            return own.at_rate(self.choice.rate(own.value.currency, currency, self.rates))
        try:
            return known.in_currency(currency, self.rates)
        except NoRate:
            if known.period.last <= self.as_of:
                raise
            return own.at_rate(self.rates.newest(own.value.currency, currency))

    def amount(self, amount: Money, currency: str) -> Derived:
        """An amount that was typed, with the rate it was converted at. Raises NoRate."""
        rate = self.choice.rate(amount.currency, currency, self.rates)
        typed = given("", TYPED_AMOUNT, amount, Period.day(self.as_of))
        return typed.at_rate(rate)


def converted(node: Node, currency: str, exchange: Exchange) -> Node:
    """The same in another currency: each figure of money in it converts by itself, from its own
    currency whatever it was converted into before. Raises NoRate.
    """
    if isinstance(node, DataNode) and node.before:
        node = node.before
    if node.unit.kind != "money" or node.unit.currency == currency:
        return node
    unit = replace(node.unit, currency=currency)

    def each(part: Node) -> Node:
        return converted(part, currency, exchange)

    match node:
        case Leaf():
            amount = exchange.amount(Money(node.figure, node.unit.currency), currency)
            return _at_its_rate(amount, node, node, unit)
        case DataNode():
            return _at_its_rate(exchange.known(node.known, currency), node.inner, node, unit)
        case Terms():
            return Terms(tuple((sign, each(part)) for sign, part in node.terms), unit)
        case Factors():
            return Factors(tuple(each(part) for part in node.above), node.below, unit)
        case Pick():
            return Pick(node.how, tuple(each(part) for part in node.parts), unit)


def _at_its_rate(known: Known, inner: Node, before: Node, unit: Unit) -> DataNode:
    rate: Rate | None = known.rate
    assert rate is not None
    return DataNode(known, Factors((inner, constant(Figure.exact(rate.value))), (), unit), unit, before)
