"""A file of share prices for `validate`: lines that are none, out of order, or likely a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from aicompare.companies.company import Company
from aicompare.companies.prices import Quote
from aicompare.dataset.compiling import Problem
from aicompare.dataset.pricefile import COLUMNS, PriceTable, parsed
from aicompare.dataset.store import Dataset

_TEN = 8  # times the close before, or the part of it, from which on a slip of a digit is likely
_LIKE = f"like {','.join(COLUMNS)}"
Line = tuple[str, Quote]


def check_prices(path: Path, data: Dataset) -> list[Problem]:
    """What is wrong in a file of prices of the companies in `data`. Raises BadFile for no such file."""
    with PriceTable(path) as table:
        return list(_problems(table.lines(), data))


def _problems(lines: Iterator[tuple[int, str]], data: Dataset) -> Iterator[Problem]:
    before: Line | None = None
    for number, text in lines:
        line = parsed(text)
        if line is None:
            yield Problem(number, 1, "bad-price", "this is no line of share prices", _LIKE)
            continue
        for find in _RULES:
            yield from find(number, line, before)
        yield from _of_company(number, line, data, is_first=before is None or before[0] != line[0])
        before = line


def _outside(number: int, line: Line, before: Line | None) -> Iterator[Problem]:
    """A close below the low of its day, or above the high."""
    company, quote = line
    close = Decimal(quote.close)
    if (quote.low and close < Decimal(quote.low)) or (quote.high and close > Decimal(quote.high)):
        text = f"the close of {company} on {quote.day} is not between low and high"
        yield Problem(number, 1, "bad-price", text, "check the three prices")


def _order(number: int, line: Line, before: Line | None) -> Iterator[Problem]:
    if before is None:
        return
    here, there = (line[0], line[1].day), (before[0], before[1].day)
    if here == there:
        text = f"{here[0]} has two lines for {here[1]}"
        yield Problem(number, 1, "duplicate-price", text, "leave one out")
    elif here < there:
        text = f"{here[0]} {here[1]} stands behind {there[0]} {there[1]}"
        yield Problem(
            number, 1, "price-order", text, "sort the lines by company and day: they are searched so"
        )


def _jump(number: int, line: Line, before: Line | None) -> Iterator[Problem]:
    if before is None or (before[0], before[1].scope) != (line[0], line[1].scope):
        return
    now, then = Decimal(line[1].close), Decimal(before[1].close)
    if now >= then * _TEN or now * _TEN <= then:
        text = f"the close {line[1].close} of {line[0]} on {line[1].day} stands behind {before[1].close}"
        yield Problem(number, 1, "off-scale", text, "check its digits; or were the shares split?", "warning")


_RULES: tuple[Callable[[int, Line, Line | None], Iterator[Problem]], ...] = (_outside, _order, _jump)


def _of_company(number: int, line: Line, data: Dataset, *, is_first: bool) -> Iterator[Problem]:
    name, quote = line
    if name not in data.ids:
        if is_first:
            text = f"{name} is no company of the data"
            yield Problem(number, 1, "unknown-company", text, "an id of `aicompare list`")
    elif trouble := _unlike_listing(data.by_id(name), quote):
        yield Problem(number, 1, "price-listing", f"{name}: {trouble}", "check it", "warning")


def _unlike_listing(company: Company, quote: Quote) -> str | None:
    """What does not go with how its shares are listed."""
    listed = company.listed
    if listed is None:
        return "prices of a company that is not listed"
    if listed.on and quote.day < listed.on.first:
        return f"a price of {quote.day}, before the listing of {listed.on}"
    if listed.currency not in (None, quote.currency):
        return f"a price in {quote.currency}, and {listed.exchange} trades in {listed.currency}"
    return None
