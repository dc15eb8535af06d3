"""Which rates are in force: the shipped file or a newer one of the user's, under their own rates."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from aicompare.rates.rates import Rates, parse_pair
from aicompare.rates.table import RATE, RateTable
from aicompare.resources import data_folder, place_of
from aicompare.values.errors import BadFile, BadUsage, shown
from aicompare.values.periods import Period
from aicompare.values.sources import Source

FILE = "exchange_rates.csv"


def current_rates(overrides: Mapping[tuple[str, str], Decimal], as_of: date | None = None) -> Rates:
    """The user's file where it is newer than the shipped one and sound, else the shipped one."""
    path, reviewed, trouble = place_of(FILE), None, None
    ours = _newest_day(path)
    own = user_file()
    if own and os.path.exists(own):
        try:
            if _newest_day(own) > ours:
                _check(own, path)
                path, reviewed = own, ours
        except BadFile as problem:
            trouble = f"{problem.message}, so the shipped rates up to {ours} are used"
    with RateTable(path, as_of) as table:
        published = ours if table.is_empty else table.last
    return Rates(path, ecb_source(published), overrides, as_of, reviewed, trouble)


def _newest_day(path: str) -> date:
    """The last day of a rate file. Raises BadFile where its ends are not sound."""
    with RateTable(path) as table:
        table.check_ends()
        return table.last


def _check(own: str, ours: str) -> None:
    """Raises BadFile unless the user's file is ours with further rows: only those are parsed."""
    with RateTable(own) as table:
        table.check_continues(ours)


def ecb_source(published: date) -> Source:
    """The bank as the source of rates, dated by the newest of them."""
    return Source(
        id="ecb",
        title="Euro foreign exchange reference rates",
        publisher="European Central Bank",
        published=Period.day(published),
        kind="dataset",
        url="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
    )


def user_file() -> str | None:
    """Where `rates update` puts a newer file; None where the user has no home."""
    folder = data_folder(sys.platform, os.environ)
    return folder and os.path.join(folder, FILE)


def parse_own_rates(texts: Iterable[str]) -> dict[tuple[str, str], Decimal]:
    """`USD/CNY=7.04`, each pair once. Raises BadUsage or UnknownCurrency."""
    found: dict[tuple[str, str], Decimal] = {}
    for text in texts:
        (base, quote), value = parse_own_rate(text)
        if (base, quote) in found or (quote, base) in found:
            raise BadUsage(f"two rates are given for {base}/{quote}", hint="give one; it answers both ways")
        found[base, quote] = value
    return found


def parse_own_rate(text: str) -> tuple[tuple[str, str], Decimal]:
    """Raises BadUsage or UnknownCurrency."""
    pair, equals, number = text.partition("=")
    if not equals:
        raise BadUsage(f"{shown(text)} is not a rate", hint="write it like USD/CNY=7.04")
    base, quote = parse_pair(pair)
    number = number.strip()
    value = Decimal(number) if RATE.fullmatch(number) else Decimal(0)
    if not value:
        raise BadUsage(
            f"{shown(text)} cannot be a rate", hint=f"a number above zero, like {base}/{quote}=7.04"
        )
    return (base, quote), value
