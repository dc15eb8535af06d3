"""Which rate file is in force: the newest valid one of the shipped and the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from aicompare.errors import BadUsage
from aicompare.figures import Figure
from aicompare.money import currency_code
from aicompare.periods import Period
from aicompare.rates import Rates
from aicompare.shipped import shipped
from aicompare.sources import Source

ECB = Source(
    id="ecb",
    title="Euro foreign exchange reference rates",
    publisher="European Central Bank",
    published=Period.day(date(2026, 10, 30)),
    kind="dataset",
    url="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
)


def current_rates(overrides: Mapping[tuple[str, str], Decimal], as_of: date | None) -> Rates:
    return Rates(shipped("exchange_rates.csv"), ECB, overrides, as_of)


def parse_own_rate(text: str) -> tuple[tuple[str, str], Decimal]:
    """`USD/CNY=7.04`. Raises BadUsage, UnknownCurrency or BadAmount."""
    pair, equals, number = text.partition("=")
    base, slash, quote = pair.partition("/")
    if not (equals and slash):
        raise BadUsage(f"{text[:40]!r} is not a rate", hint="write it like USD/CNY=7.04")
    value = Figure.parse(number).value
    codes = currency_code(base), currency_code(quote)
    if value <= 0 or codes[0] == codes[1]:
        raise BadUsage(f"{text[:40]!r} cannot be a rate", hint="two currencies, and more than nought")
    return codes, value
