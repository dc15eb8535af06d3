"""`convert --implied`: which rate two printed amounts imply, and when the bank published it.

The quotient of two printed amounts has bounds, as each of them has; a rate between those
bounds turns the one amount into the other as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Annotated

from aicompare.calculators.conversion.report import notes_on
from aicompare.companies.derivation import Named, computed, ratio, typed
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rate, Rates
from aicompare.reports.report import Column, Report, Section
from aicompare.values.errors import BadUsage
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.money import Money
from aicompare.values.periods import Period

MOST_STRETCHES = 5


@dataclass(frozen=True, slots=True)
class ImpliedRateRow:
    """`implied` is `result` over `amount`, with bounds; `rate` is the published rate asked for,
    else the newest within the bounds, else the closest to them; `fits` says whether it lies
    within, `days` on how many days one did.
    """

    amount: Annotated[Money, Column("Amount", look="given")]
    result: Annotated[Money, Column("Result", look="given")]
    implied: Annotated[Figure, Column("Implied rate", unit="rate")]
    rate: Annotated[Rate, Column("Published")]
    fits: Annotated[bool, Column("Within bounds")]
    days: Annotated[int, Column("Days within bounds", definition="days with a rate within the bounds")]


@dataclass(frozen=True, slots=True)
class StretchRow:
    """Successive days of publication whose rates all lie within the bounds."""

    first: Annotated[date, Column("From")]
    last: Annotated[date, Column("To")]
    days: Annotated[int, Column("Days", definition="days with a published rate, from the first to the last")]
    closest: Annotated[
        Decimal,
        Column("Closest rate", definition="that of the day, the nearest to the implied one"),
    ]
    on: Annotated[date, Column("On")]


def implied_rate(values: Sequence[object], choice: RateChoice, rates: Rates, as_of: date) -> Report:
    """Of two amounts of Money: the second over the first.

    Raises BadUsage for values that imply no rate, NoRate where none was ever published.
    """
    amount, result = _two_amounts(values)
    implied = _quotient(amount, result)
    base, quote = amount.currency, result.currency
    newest = replace(rates, overrides={}).newest(base, quote)
    as_of = max(as_of, newest.period.last)  # every day up to it was held against the two amounts
    history = list(rates.history(base, quote))
    near = choice.on or (choice.average.last if choice.average else newest.period.last)
    stretches = _stretches(history, implied, near)
    rate = choice.rate(base, quote, rates)
    if not choice and rate.kind != "user":
        rate = _nearest(newest, history, implied)
    days = sum(one.days for one in stretches)
    row = ImpliedRateRow(amount, result, implied, rate, _within(rate.value, implied), days)
    shown = stretches[:MOST_STRETCHES]
    title = f"Days on which the bank published {base}/{quote} within the bounds, the nearest to {near} first"
    sections = [Section(ImpliedRateRow, [row]), Section(StretchRow, shown, title, "stretches")]
    notes = [*_left_out(stretches), *notes_on([rate], rates)]
    title = f"The rate {base}/{quote} that two amounts imply"
    return Report("convert", title, sections, as_of, None, notes=notes)


def _two_amounts(values: Sequence[object]) -> tuple[Money, Money]:
    match values:
        case [Money() as amount, Money() as result]:
            return typed(amount), typed(result)
    raise BadUsage("--implied takes two amounts", hint='like "53.437m USD" "376m CNY"')


def _quotient(amount: Money, result: Money) -> Figure:
    if amount.currency == result.currency:
        raise BadUsage("the two amounts are in one currency", hint="one of them in another implies a rate")
    if amount.amount.value == 0 or result.amount.value == 0:
        raise BadUsage("an amount of zero implies no rate")
    implied = computed(ratio(Named("result", result, look="given"), Named("amount", amount, look="given")))
    if implied.is_unbounded or implied.value < 0:
        raise BadUsage("the two amounts imply no rate", hint="both above zero, as printed")
    return implied


def _within(value: Decimal, implied: Figure) -> bool:
    return Figure.exact(value).meets(implied)


_History = Sequence[tuple[date, Decimal]]


def _stretches(history: _History, implied: Figure, near: date) -> list[StretchRow]:
    """The nearest to that day first."""
    found = []
    for inside, run in groupby(history, key=lambda one: _within(one[1], implied)):
        if inside:
            days = list(run)
            on, closest = _closest(days, implied)
            found.append(StretchRow(days[0][0], days[-1][0], len(days), closest, on))
    return sorted(found, key=lambda one: max(one.first - near, near - one.last, timedelta(0)))


def _nearest(newest: Rate, history: _History, implied: Figure) -> Rate:
    """The newest published rate within the bounds; where there is none, the closest to them."""
    inside = [one for one in history if _within(one[1], implied)]
    day, value = inside[-1] if inside else _closest(history, implied)
    return replace(newest, value=value, period=Period.day(day), requested=Period.day(day))


def _closest(days: _History, implied: Figure) -> tuple[date, Decimal]:
    return min(days, key=lambda one: abs(one[1] - implied.value))


def _left_out(stretches: Sequence[StretchRow]) -> Iterator[str]:
    if not stretches:
        yield "The bank never published a rate within the bounds; shown is the closest it did."
    if len(stretches) > MOST_STRETCHES:
        rest = stretches[MOST_STRETCHES:]
        count, days = len(rest), sum(one.days for one in rest)
        yield (
            f"{count} more {'stretch lies' if count == 1 else 'stretches lie'} further away, "
            f"{days} day{'s' * (days != 1)} from {min(one.first for one in rest)} on."
        )
