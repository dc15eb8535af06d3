"""Whether a figure of a text agrees with one of the data, as print is read.

Trailing zeros of a whole number may be rounding, `over` and `nearly` bound one side and stand near
the figure, an amount in another currency is converted by the kind of its metric.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aicompare.companies.fact import Fact, Known
from aicompare.expressions.leeway import NEARLY_FROM, printed
from aicompare.expressions.units import NUMBER, PERCENT, money_of
from aicompare.rates.rates import Rates
from aicompare.reading.amounts import Found
from aicompare.values.errors import Trouble
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.money import Money, figure_in

_TRANSLATION = Decimal("0.01")  # two rates of near days lie no farther apart
LEAST = Decimal("0.03")  # nearer are print, another source, a restatement
_TELLING, _ROUNDED = 3, Decimal("0.005")
_OVER = Decimal("1.3")  # "over 6bn" is said of 6.2bn, not of 60bn


def stated(one: Found) -> Figure:
    """The interval in which a figure of the data agrees with one of the text."""
    value, size = one.figure.value, one.figure.value.copy_abs()
    if one.mark == ">=":
        low, high = sorted((value - _half(one), value * _OVER))
        return Figure(value, low, high)
    if one.mark == "<=":
        low, high = sorted((value * NEARLY_FROM, value + _half(one)))
        return Figure(value, low, high)
    if one.word:
        return Figure(value, value - size / 8, value + size / 8)
    unit = (
        money_of(one.currency, monthly=None) if one.currency else PERCENT if one.kind == "percent" else NUMBER
    )
    loose = printed(one.figure, unit, one.digits).loose
    return loose or one.figure


def _half(one: Found) -> Decimal:
    return Decimal((0, (5,), int(one.figure.value.as_tuple().exponent) - 1))


def agrees(one: Found, value: Money | Figure, *, unsigned: bool = True) -> bool:
    """Whether a known value lies where the text's does, in its currency where it says one."""
    if isinstance(value, Money):
        if one.currency not in (None, value.currency):
            return False
        value = value.amount
    figure, known = stated(one), value
    if unsigned:
        figure, known = abs(figure), abs(known)
    if known.is_open and one.mark not in ("", "~"):
        return known.value.copy_abs() == one.figure.value.copy_abs()
    return figure.meets(_closed(known))


def _closed(known: Figure) -> Figure:
    """Of a figure that is known as a bound, the bound: "more than 380bn" stands for 380bn."""
    return Figure.exact(known.value) if known.is_open else known


def in_currency_of(one: Found, known: Known, rates: Rates) -> Known | None:
    """A figure of the data in the currency of the text; None where no rate is known."""
    if not isinstance(known.value, Money) or one.currency in (None, known.value.currency):
        return known
    try:
        converted = known.in_currency(one.currency, rates)
    except Trouble:
        return None
    return (
        converted if isinstance(converted.value, Money) and converted.value.currency == one.currency else None
    )


def agrees_converted(one: Found, known: Known, rates: Rates) -> bool:
    """Whether it agrees in the text's currency, at the rates of near days too."""
    converted = in_currency_of(one, known, rates)
    if converted is None:
        return False
    if converted is known:
        return agrees(one, known.value)
    assert isinstance(converted.value, Money)
    amount = converted.value.amount
    spread = amount.value.copy_abs() * (0 if one.mark == "~" else _TRANSLATION)
    low = amount.low if amount.low is None else amount.low - spread
    high = amount.high if amount.high is None else amount.high + spread
    return agrees(one, Money(replace(amount, low=low, high=high), converted.value.currency))


def off_by(one: Found, known: Known, rates: Rates) -> Decimal | None:
    """How far it lies from the figure of the data in one currency, over that one: 0.1 is 10% too high,
    -0.1 too low; of a loss the size counts.
    """
    converted = in_currency_of(one, known, rates)
    if converted is None or not converted.figure.value:
        return None
    said, held = one.figure.value.copy_abs(), converted.figure.value.copy_abs()
    return apart(said, held).copy_sign(said - held)


def apart(said: Decimal, known: Decimal) -> Decimal:
    """How far two sizes lie apart, over the known one: 0.1 is 10%; over 1 where that is zero."""
    size = known.copy_abs()
    return (abs(said.copy_abs() - size) / (size or 1)).quantize(Decimal("0.0001"))


def misprints(one: Found, fact: Fact) -> Iterator[str]:
    """What a slip of the pen makes of the figure of the data: ten times, another currency.

    An outflow is no misprint of an amount that came in.
    """
    value = fact.value
    number = figure_in(value)
    number = Figure.exact(number.value)
    if one.figure.value < 0 < number.value:
        return
    if isinstance(value, Money) and one.currency not in (None, value.currency):
        same = replace(one, currency=None)
        if agrees(same, number) or _has_its_digits(same, number):
            yield "currency"
        return
    for power in (1, -1, 2, -2, 3, -3):
        shifted = replace(one, figure=_shifted(one.figure, power), currency=None)
        if agrees(shifted, number) or _has_its_digits(shifted, number):
            yield "scale"


def _has_its_digits(one: Found, number: Figure) -> bool:
    """Whether three digits are the same: one zero too many was put to a figure that had been rounded."""
    if one.significant < _TELLING or not number.value:
        return False
    return abs(one.figure.value.copy_abs() / number.value.copy_abs() - 1) < _ROUNDED


def _shifted(figure: Figure, power: int) -> Figure:
    low, high = (None if end is None else end.scaleb(power) for end in (figure.low, figure.high))
    return Figure(figure.value.scaleb(power), low, high, figure.mark)
