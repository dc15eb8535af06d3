"""Amounts in other currencies, and the rates they convert at: the ECB's euro reference rates.

A rate is of a day (`on`), which takes the latest before it that has one, at most 7 days back,
or the mean of the daily rates of a period (`average`, both ends included); None of both is the
newest there is. A cross rate is (quote per EUR) / (base per EUR), nothing rounded in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from aicompare.answer import Answer
from aicompare.api.arguments import currency_shown, rate_choice, several, text
from aicompare.api.data import Data, dated

if TYPE_CHECKING:
    from aicompare.ratesupdate import Update


@dated
def convert(
    data: Data,
    amount: str,
    to: str | Iterable[str] = (),
    *,
    on: str | date | None = None,
    average: str | None = None,
    currency: str | None = None,
) -> Answer:
    """`aicompare convert`: an amount, or a stored figure like `minimax.revenue[FY2025]`.

    result = amount x rate, every digit of it. A stored figure takes the rate of its kind (IAS
    21.21, 21.39, 21.40) unless one is asked for. `result` is None, with the warning `no_rate`,
    where none covers one of several currencies. `currency` stands for one in `to`. Raises
    BadAmount, UnknownCurrency, UnknownName, BadPeriod, BadUsage, NoAnswer, and NoRate where
    none covers any.
    """
    from aicompare.calculators.conversion import conversion, currencies_of, stored_conversion
    from aicompare.money import Money
    from aicompare.references import parse_value

    choice = rate_choice(on, average)
    value = parse_value(text(amount))
    currencies = currencies_of(several(to), currency_shown(currency))
    if isinstance(value, Money):
        return data.answer(conversion(value, currencies, choice, data.rates, data.as_of))
    company = data.dataset.company(value.company)
    return data.answer(stored_conversion(company, value, currencies, choice, data.rates, data.as_of))


@dated
def implied_rate(
    data: Data, *amounts: str, on: str | date | None = None, average: str | None = None
) -> Answer:
    """`aicompare convert --implied`: the rate that two amounts imply, and when it was published.

    rate = second / first, between the bounds that both have as printed. Raises BadAmount,
    BadPeriod, BadUsage for other than two amounts of two currencies, NoRate.
    """
    from aicompare.calculators import impliedrate
    from aicompare.references import parse_value

    choice = rate_choice(on, average)
    values = [parse_value(one) for one in several(amounts)]
    return data.answer(impliedrate.implied_rate(values, choice, data.rates, data.as_of))


@dated
def exchange_rates(
    data: Data,
    pair: str | None = None,
    *,
    on: str | date | None = None,
    average: str | None = None,
    currency: str | None = None,
) -> Answer:
    """`aicompare rates`: the rate of a day, or the mean of a period.

    USD/CNY is CNY for one USD, `USD` every pair of one USD; None is one USD too, and with
    `currency` every pair in that one. `rate` is None, with the warning `no_rate`, where none
    covers a pair. Raises UnknownCurrency, BadPeriod, BadUsage, and NoRate where none covers any.
    """
    from aicompare.calculators.conversion import listing, pairs_of

    choice = rate_choice(on, average)
    pairs = pairs_of(pair, currency_shown(currency))
    return data.answer(listing(pairs, choice, data.rates, data.as_of))


@dated
def newest_rates(data: Data, update: Update) -> Answer:
    """`aicompare rates update`: the rates in force after it, and what is to be known of its file."""
    from aicompare.ratesupdate import updated

    return data.answer(updated(update, data.rates, data.as_of))
