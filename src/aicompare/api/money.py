"""Amounts in other currencies, and the rates they convert at: the ECB's euro reference rates.

A rate is of a day (`on`), which takes the latest before it that has one, at most 7 days back,
or the mean of the daily rates of a period (`average`, both ends included); None of both is the
newest there is. A cross rate is (quote per EUR) / (base per EUR), nothing rounded in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import currency_shown, rate_choice, several
from aicompare.api.calling import checked
from aicompare.api.data import Data, dated
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import Average, Currency, On
from aicompare.values.errors import BadUsage, Trouble, shown

if TYPE_CHECKING:
    from aicompare.api.ratesupdate import Update
    from aicompare.companies.references import Reference
    from aicompare.rates.choice import RateChoice
    from aicompare.values.money import Money

ECB_HISTORY = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"


@command(
    "aicompare convert 15bn CNY --to USD,HKD --on 2025-12-31",
    'aicompare convert "100 USD to HKD"',
    'aicompare convert "minimax.revenue[FY2025]" --to CNY',
    'aicompare convert --implied "53.437m USD" "376m CNY"',
)
@dated
def convert(
    data: Data,
    amount: Annotated[
        str | Iterable[str],
        Argument("AMOUNT", "15bn CNY, also `100 USD to HKD`, or a stored minimax.revenue[FY2025]."),
    ],
    to: Annotated[
        str | Iterable[str], Option("CUR[,CUR...]", "The currencies to convert to, like USD,HKD.")
    ] = (),
    *,
    on: On = None,
    average: Average = None,
    implied: Annotated[
        bool, Option(help="The rate that two amounts imply, and when it was published.")
    ] = False,
    currency: Currency = None,
) -> Answer:
    """A dated conversion with the day and source of its rate; $ is USD.

    `amount` is one, also with what to convert to (`100 USD to HKD`), or a stored figure like
    `minimax.revenue[FY2025]`; result = amount x rate, every digit of it. A stored figure takes
    the rate of its kind (IAS 21.21, 21.39, 21.40) unless one is asked for. `result` is None, with
    the warning `no_rate`, where none covers one of several currencies. `currency` stands for one
    in `to`. With `implied` as `implied_rate`, of two amounts. Raises BadAmount,
    UnknownCurrency, UnknownName, BadPeriod, BadUsage, NoAnswer, and NoRate where none covers any.

    >>> row = aicompare.convert(aicompare.load(), "15bn CNY", "USD", on="2025-12-31").rows[0]
    >>> f"{row.rate.value:.6f}: US${row.result.amount.value / 10**9:.3f}bn"
    '0.142836: US$2.143bn'
    """
    from aicompare.calculators.conversion.report import conversion, currencies_of, stored_conversion
    from aicompare.values.money import Money

    amounts = several(amount)
    if implied:
        if to or currency:
            raise BadUsage("--implied converts nothing", hint="leave out --to and --in")
        return implied_rate(data, *amounts, on=on, average=average)
    said, targets = _said(" ".join(amounts), several(to))
    choice = rate_choice(on, average)
    value = parse_value(said)
    currencies = currencies_of(targets, currency_shown(currency))
    if isinstance(value, Money):
        return data.answer(conversion(value, currencies, choice, data.rates, data.as_of))
    company = data.dataset.company(value.company)
    return data.answer(stored_conversion(company, value, currencies, choice, data.rates, data.as_of))


def parse_value(text: str) -> Money | Reference:
    """An amount, or the name of a figure of the data. Raises what parsing of either does."""
    from aicompare.values.money import parse_amount

    try:
        return parse_amount(text)
    except Trouble:
        from aicompare.companies.references import Reference

        reference = Reference.parse(text)
        if reference is None:
            raise
        return reference


def _refuse_two(words: str, to: list[str]) -> None:
    """Raises BadUsage for `100 USD HKD`, in which one is converted to."""
    from aicompare.values.money import SPELLINGS

    *before, first, second = ["", "", *words.split()]
    if not to and {first.upper(), second.upper()} <= {*SPELLINGS} and any(before):
        hint = f"write `{' '.join(filter(None, before))} {first} to {second}`"
        raise BadUsage(f"{shown(words)} names two currencies", hint=hint)


_TO = re.compile(r"(.+?)\s*(?:\s(?:to|into|in)\s|->|→|=>)\s*(.+)", re.IGNORECASE)


def _said(words: str, to: list[str]) -> tuple[str, list[str]]:
    """The amount and the currencies of `100 USD to HKD, CNY`, as people type it into a search box.

    Raises BadUsage where `to` says them again.
    """
    found = _TO.fullmatch(words)
    if not found:
        _refuse_two(words, to)
        return words, to
    if to:
        raise BadUsage("what to convert to is said twice", hint=f"leave out --to, or {shown(found[2])}")
    return found[1], re.split(r"\s*,\s*|\s+and\s+|\s+", found[2].strip())


@checked
@dated
def implied_rate(
    data: Data, *amounts: str, on: str | date | None = None, average: str | None = None
) -> Answer:
    """The rate that two amounts imply, and when it was published; `aicompare convert --implied`.

    rate = second / first, between the bounds that both have as printed. Raises BadAmount,
    BadPeriod, BadUsage for other than two amounts of two currencies, NoRate.

    >>> row = aicompare.implied_rate(aicompare.load(), "53.437m USD", "376m CNY").rows[0]
    >>> f"{row.implied.value:.4f}, last published on {row.rate.period}"
    '7.0363, last published on 2025-12-23'
    """
    from aicompare.calculators.conversion import impliedrate

    choice = rate_choice(on, average)
    values = [parse_value(one) for one in several(amounts)]
    return data.answer(impliedrate.implied_rate(values, choice, data.rates, data.as_of))


@command(
    "aicompare rates USD/CNY --average FY2025",
    "aicompare rates --on 2026-01-08",
    changes=True,
)
def exchange_rates(
    data: Data,
    pair: Annotated[
        str | None,
        Argument("BASE/QUOTE", "USD/CNY is CNY for one USD; else USD to each; or the word update."),
    ] = None,
    file: Annotated[str | None, Argument("FILE-OR-URL", "After update: a newer ECB zip or csv.")] = None,
    *,
    on: On = None,
    average: Average = None,
    currency: Currency = None,
) -> Answer:
    """Exchange rates of a day or period; `update` takes newer ones.

    USD/CNY is CNY for one USD, `USD` every pair of one USD; None is one USD too, and with
    `currency` every pair in that one. `rate` is None, with the warning `no_rate`, where none
    covers a pair. `update` for a pair takes what the bank published since from `file`, its zip
    or csv or their address, into the user's data folder. Raises UnknownCurrency, BadPeriod,
    BadUsage, NoRate where none covers any, and what `update_rates` does.

    >>> row = aicompare.exchange_rates(aicompare.load(), "USD/CNY", on="2025-12-31").rows[0]
    >>> f"{row.rate.value:.4f}"
    '7.0010'
    """
    if pair == "update":
        if file is None or on or average:
            raise BadUsage("`rates update` takes a file or an address", hint=f"the bank's is {ECB_HISTORY}")
        return _updated(data, file)
    if file is not None:
        raise BadUsage("rates takes one pair", hint="write it like USD/CNY, or `rates update FILE-OR-URL`")
    return _listed(data, pair, rate_choice(on, average), currency_shown(currency))


@dated
def _listed(data: Data, pair: str | None, choice: RateChoice, shown_in: str | None) -> Answer:
    from aicompare.calculators.conversion.report import listing, pairs_of

    return data.answer(listing(pairs_of(pair, shown_in), choice, data.rates, data.as_of))


def _updated(data: Data, place: str) -> Answer:
    from aicompare.api.ratesupdate import update_rates
    from aicompare.progress import working

    with working("Fetching") as progress:
        update = update_rates(place, progress)
    data.take_newer_rates()
    return _newest(data, update)


@dated
def _newest(data: Data, update: Update) -> Answer:
    from aicompare.api.ratesupdate import updated

    return data.answer(updated(update, data.rates, data.as_of))
