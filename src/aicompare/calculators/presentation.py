"""The currency of presentation: every fact of every row, once the sums are done.

Ratios are taken before; here only what is shown is converted, each fact by its own rule
(IAS 21). A figure that no rate covers becomes None, with the warning `no_rate`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from aicompare.companies.derivation import total
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.rates.rates import Rates
from aicompare.reports.report import LEAVES, Warning
from aicompare.values.errors import NoRate
from aicompare.values.figures import NEAREST, Figure
from aicompare.values.frozen import is_dataclass, replace

Row = TypeVar("Row")
_SAME = Decimal("1e-25")  # as far apart as roundings to 34 digits can come


def presented(rows: Sequence[Row], currency: str | None, rates: Rates, warnings: list[Warning]) -> list[Row]:
    """The rows with every fact in `currency` (None: as reported); adds to `warnings`."""
    if currency is None:
        return list(rows)
    return [_shown(row, currency, rates, warnings) for row in rows]


def at_closing(known: Known, day: date, currency: str, rates: Rates, warnings: list[Warning]) -> Known | None:
    """An amount of a stretch at the closing rate of a day, for what is divided by it on that day."""
    own = money(known).currency
    try:
        return known if own == currency else known.at_rate(rates.closing(own, currency, day))
    except NoRate as missing:
        warnings.append(_left_out(known, missing))
        return None


def as_added(part: Known, day: date, currency: str, rates: Rates, warnings: list[Warning]) -> Known | None:
    """One part of a sum at the rate at which the sum is shown, so that the parts shown add up to it.

    What was converted to be added is taken from the currency of the sum, not once more at its own day's
    rate; where both come to the same (a part of that very day), it stays as it was reported.
    """
    summed = part
    if part.rate:
        summed = Derived.of(part.company, part.metric, total([part]), part.period)
    shown = at_closing(summed, day, currency, rates, warnings)
    if shown is None or part.rate is None or part.period.last != day:
        return shown
    direct = part.in_currency(currency, rates)
    return direct if _alike(money(direct).amount.value, money(shown).amount.value) else shown


def _alike(one: Decimal, other: Decimal) -> bool:
    return one == other or abs(NEAREST.divide(one, other) - 1) <= _SAME if other else not one


def by_way_of(value: Known | None, converted: Known | None, below: Known | None) -> Known | None:
    """A value at the rates by which it was `converted` for a quotient and by which what it is divided
    by is shown, where its own differs: with a rate of one's own, three currencies no longer agree.
    """
    if not (value and value.rate and converted and converted.rate and below and below.rate):
        return value
    cross = NEAREST.multiply(converted.rate.value, below.rate.value)
    if _alike(cross, value.rate.value):
        return value
    return value.at_rate(replace(value.rate, value=cross, kind="user", source=None))


def _shown(value: Row, currency: str, rates: Rates, warnings: list[Warning]) -> Row:
    if isinstance(value, Fact | Derived):
        return _converted(value, currency, rates, warnings)  # type: ignore[return-value]
    if isinstance(value, Figure):  # also one that knows the amounts that it is made of
        return value
    if isinstance(value, Mapping):
        return {key: _shown(one, currency, rates, warnings) for key, one in value.items()}  # type: ignore[return-value]
    if isinstance(value, list | tuple):
        shown = [_shown(one, currency, rates, warnings) for one in value]
        return shown if isinstance(value, list) else tuple(shown)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type) and type(value) not in LEAVES:
        return _row(value, currency, rates, warnings)  # type: ignore[no-any-return]
    return value


def _row(row: Any, currency: str, rates: Rates, warnings: list[Warning]) -> Any:
    """Known as a row by what it holds: one without a fact stays the very object that it was."""
    changed = {}
    for name in row.__match_args__:
        before = getattr(row, name)
        if (after := _shown(before, currency, rates, warnings)) != before:
            changed[name] = after
    return replace(row, **changed) if changed else row


def _converted(
    fact: Fact | Derived, currency: str, rates: Rates, warnings: list[Warning]
) -> Fact | Derived | None:
    try:
        return fact.in_currency(currency, rates)
    except NoRate as missing:
        warnings.append(_left_out(fact, missing))
        return None


def _left_out(known: Known, missing: NoRate) -> Warning:
    message = f"{known.metric.title} {known.period} is left out: {missing.message}"
    return Warning("no_rate", message, known.company)
