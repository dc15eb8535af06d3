"""The least, the middle and the greatest of several facts, found anew where one of them changes."""

from __future__ import annotations

from collections.abc import Mapping

from aicompare.calculators.multiples.statistics import bounded_measures
from aicompare.companies.derivation import Named, told
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.companies.solved import Function, Picked, Statistic
from aicompare.values.money import Money
from aicompare.values.periods import Period


def least(facts: Mapping[str, Fact], of: str, period: Period) -> Known:
    """The lowest of amounts in one currency, each by its name; of one fact alone the fact.

    The least of 131.5, 641 and 2,410 is 131.5. Its bounds are the least of all lower bounds and the least
    of all upper ones: of 10 to 14 and 11 to 12 they are 10 and 12. The words say how many there are: `the
    least of 3 closing prices`, where `of` is closing prices.
    """
    return _picked(facts, of, period, "MIN")


def greatest(facts: Mapping[str, Fact], of: str, period: Period) -> Known:
    """As `least`."""
    return _picked(facts, of, period, "MAX")


def middle(facts: Mapping[str, Fact], of: str, period: Period) -> Known:
    """The median of amounts in one currency, of an even number the mean of the two in the middle: of 1,500,
    1,600, 1,700 and 2,300 it is 1,650.
    """
    said = f"the middle of {len(facts)} {of}"
    parts = tuple(Named(name, fact) for name, fact in facts.items())
    return _found(facts, period, Statistic(said, parts, "QUARTILE.INC", 2))


def _picked(facts: Mapping[str, Fact], of: str, period: Period, function: Function) -> Known:
    """It rests on the one fact that it is."""
    find, said = (min, "least") if function == "MIN" else (max, "greatest")
    fact = find(facts.values(), key=lambda fact: fact.figure.value)
    if len(facts) == 1:
        return fact
    among = tuple(Named(name, each) for name, each in facts.items())
    return _found(facts, period, Picked(f"the {said} of {len(facts)} {of}", (fact,), function, 0, among))


def _found(facts: Mapping[str, Fact], period: Period, made: Statistic) -> Derived:
    most, _, median, _, fewest, *_ = bounded_measures([fact.figure for fact in facts.values()])
    figure = {"MAX": most, "MIN": fewest}.get(made.function, median)
    one = next(iter(facts.values()))
    assert figure is not None
    value = Money(told(figure, made), money(one).currency)
    return Derived(one.company, one.metric, value, period)
