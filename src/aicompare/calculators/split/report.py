"""An amount split exactly, to the cent or to a larger unit: the shares sum to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from aicompare.calculators.conversion.report import converted_at, notes_on
from aicompare.calculators.split.apportionment import in_tenths, shares_of, split
from aicompare.calculators.split.weights import Splitting, WeightedLine
from aicompare.companies.derivation import GIVEN, Named, Solved, ratio, told, total, typed
from aicompare.companies.fact import Known
from aicompare.companies.solved import Apportioned
from aicompare.rates.rates import Rate, Rates
from aicompare.reports.report import IF_ANY, LIGHT, Column, In, Report, Section, Warning
from aicompare.values.errors import BadAmount, NoRate, shown
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.money import MINOR_DIGITS, Money

LEFT_OVER = "left over"
_SHARE = "its weight over all weights, in tenths of a percent that sum to 100.0%; of less two digits"
_AMOUNT = "its weight over all weights of the amount, in whole units; the largest rests take what is left"


@dataclass(frozen=True, slots=True)
class SplitRow:
    """`share` is the exact weight over all weights; both are None in the line of what is left over.

    `converted` is the amount in the currency asked for, at `rate`. `used` is of plans only.
    """

    purpose: Annotated[str, Column("Purpose")]
    level: int
    weight: Annotated[str | None, Column("Weight", weight=LIGHT)]
    share: Annotated[Figure | None, In("percent")]
    shown: Annotated[Figure | None, Column("Share", unit="percent", drawn=True)]
    amount: Annotated[Money, Column("Amount", look="given")]
    converted: Annotated[Money | None, Column("Converted", look="full", only=IF_ANY, rated=True)] = None
    rate: Rate | None = None
    used: Known | None = None
    bar: Annotated[Figure | None, Column("", look="bar", missing=" ", weight=LIGHT, drawn=True)] = None


def allocation(
    amount: Money, given: str, how: Splitting, rates: Rates, as_of: date, currency: str | None
) -> Report:
    """A row per line, and one of what is less than the unit where something is left over.

    `given` is the amount as the user wrote it. Raises BadAmount for what is not a single
    amount, BadUsage as `split` does.
    """
    if amount.amount.mark not in ("", "="):
        raise BadAmount(
            f"{shown(given)} is not a single amount", hint="say one number to split, without a mark"
        )
    weights = [line.weight for line in how.lines]
    unit = how.unit or Decimal((0, (1,), -MINOR_DIGITS.get(amount.currency, 2)))
    *parts, rest = _divided(amount, unit, weights)
    made = Apportioned(_AMOUNT, (), Named("amount", typed(amount)), tuple(map(_weighed, how.lines)), unit)
    rate, warnings = _rate(amount.currency, currency, rates)
    lines = zip(how.lines, shares_of(weights), in_tenths(weights), parts, strict=True)
    rows = [
        _row(line.purpose, part, replace(made, place=place), rate, line.text, share, look)
        for place, (line, share, look, part) in enumerate(lines)
    ]
    notes = [*how.notes(), *notes_on([rate], rates)]
    if rest.amount.value:
        rows.append(_row(LEFT_OVER, rest, made, rate))
        written = how.written or f"the minor unit of {amount.currency}"
        notes.append(f"The parts are whole multiples of {written}; what is {LEFT_OVER} is less than one.")
    title = f"{given} in {len(parts)} {'part' if len(parts) == 1 else 'parts'}"
    return Report("allocate", title, [Section(SplitRow, rows)], as_of, None, warnings, notes)


def _rate(base: str, quote: str | None, rates: Rates) -> tuple[Rate | None, list[Warning]]:
    """The newest rate there is, as for any amount without a date."""
    if quote in (None, base):
        return None, []
    try:
        return rates.newest(base, quote), []
    except NoRate as missing:
        return None, [Warning("no_rate", missing.message)]


def _row(
    purpose: str,
    amount: Money,
    made: Apportioned,
    rate: Rate | None,
    weight: str | None = None,
    share: Figure | None = None,
    shown: Figure | None = None,
) -> SplitRow:
    amount = Money(told(amount.amount, made), amount.currency)
    if share is not None and made.place is not None:
        share = told(share, ratio(made.weights[made.place], total(made.weights)))
    shown = shown and told(shown, Solved(_SHARE))
    converted = converted_at(amount, rate) if rate else None
    return SplitRow(purpose, 0, weight, share, shown, amount, converted, rate, bar=share)


def _weighed(line: WeightedLine) -> Named:
    """A weight as it was typed."""
    number = Figure.exact(line.weight.numerator) / line.weight.denominator
    return Named(
        line.purpose, told(number, Solved(GIVEN)), "percent" if line.text.endswith("%") else "number"
    )


def _divided(amount: Money, unit: Decimal, weights: Sequence[Fraction]) -> list[Money]:
    """The shares in multiples of `unit`, and last what is less than one. Decimals only where one has some."""
    places = max(0, _places(amount.amount.value), _places(unit))
    whole, step = (int(Fraction(number) * 10**places) for number in (amount.amount.value, unit))
    units, rest = divmod(abs(whole), step)
    sign = -1 if whole < 0 else 1
    found = [*(share * step for share in split(sign * units, weights)), sign * rest]
    if all(number % 10**places == 0 for number in found):
        found, places = [number // 10**places for number in found], 0
    return [Money(Figure.exact(Decimal(f"{number}e-{places}")), amount.currency) for number in found]


def _places(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)
