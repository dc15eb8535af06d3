"""The newest closing price of a company, and the range of the closes: what `show` says of a share price."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from aicompare.calculators.presentation import presented
from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.companies.pricerange import PriceRange, over_52_weeks, since_listing
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, InFull, Section, Warning
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PriceRow:
    """`since` is the first day of which a close is known in the range; None of the newest close."""

    what: Annotated[str, Column("Closing price")]
    since: Annotated[date | None, Column("Closes since", missing=" ")]
    price: Annotated[Fact | None, Column("Price", dated=True), InFull()]


def newest_close(company: Company, day: date) -> Fact | None:
    """Of all its shares; of the class that has daily prices, where that is not the only one."""
    closes = [company.close(day, scope) for scope in _scopes(company)]
    return max(filter(None, closes), key=lambda close: close.period.last, default=None)


def price_ranges(
    company: Company, day: date, currency: str | None, rates: Rates, warnings: list[Warning]
) -> Section:
    """Newest, lowest and highest close, since the listing and over 52 weeks."""
    rows = presented(list(_rows(company, day)), currency, rates, warnings)
    return Section(PriceRow, rows, "Closing prices", "prices")


def _rows(company: Company, day: date) -> Iterator[PriceRow]:
    newest = newest_close(company, day)
    if newest is None:
        return
    yield PriceRow("newest", None, newest)
    whole, year = (find(company, day, newest.scope) for find in (since_listing, over_52_weeks))
    if whole:
        yield from _ends(whole, "since listing" if whole.whole else "known")
    if year and (year.whole or not (whole and whole.since == year.since)):
        yield from _ends(year, "52 weeks" if year.whole else "known of 52 weeks")


def _ends(found: PriceRange, of: str) -> Iterator[PriceRow]:
    yield PriceRow(f"lowest, {of}", found.since, found.low)
    yield PriceRow(f"highest, {of}", found.since, found.high)


def _scopes(company: Company) -> tuple[str | None, ...]:
    own = company.prices.scope if company.prices else None
    return (None, own) if own else (None,)
