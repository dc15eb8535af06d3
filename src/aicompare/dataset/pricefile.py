"""The file of daily share prices: who keeps them, then a line for each company and day.

    # source: xu-prices
    # title: Daily share prices
    company,day,currency,close,low,high,scope
    zhipu,2026-01-08,HKD,131.5,116.1,135.0,

Sorted by company and day, so that a day is found by bisection (see rates/sortedlines.py), and the
lines of other companies are not read. Low, high and scope may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Self

from aicompare.companies.prices import Quote
from aicompare.rates.sortedlines import SortedFile, line_after
from aicompare.values.periods import Period
from aicompare.values.sources import KINDS, Source

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("company", "day", "currency", "close", "low", "high", "scope")
_HEAD = ("source", "title", "publisher", "kind", "published")  # and a url, where there is one
_PRICE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_SAID = f"it says {', '.join(_HEAD)}, each like # kind: dataset"
_HINT = f"a line is {','.join(COLUMNS)}, like acme,2026-01-08,HKD,131.5,116.1,135.0,"


class PriceTable(SortedFile):
    """Use as a context manager; raises BadFile for what is no file of prices, and for a damaged line."""

    WHAT = "the share prices"

    def __enter__(self) -> Self:
        super().__enter__()
        at = 0
        self.head: dict[str, str] = {}
        while self._bytes[at : at + 1] == b"#":
            key, colon, value = self._line(at).decode("utf-8", "replace").strip("# \r\n").partition(": ")
            self.head |= {key: value} if colon else {}
            at = line_after(self._bytes, at)
        self._start = line_after(self._bytes, at)
        is_whole = self.head.keys() >= set(_HEAD) and self.head["kind"] in KINDS
        if not is_whole or self._line(at).rstrip() != ",".join(COLUMNS).encode():
            raise self._damaged(at, "is no head of a file of share prices", f"{_SAID}; {_HINT}")
        return self

    def lines(self) -> Iterator[tuple[int, str]]:
        """Every line with its number; for whoever looks at the whole file."""
        number = self._bytes[: self._start].count(b"\n")
        for line in self._bytes[self._start : self._end].splitlines():
            number += 1
            yield number, line.decode("utf-8", "replace")

    def back(self, company: str, until: date) -> Iterator[Quote]:
        """The lines of a company from a day back, the newest first."""
        at = self._before(self._after(f"{company},{until}"))
        while at >= self._start and self._is_of(company, at):
            yield self._quote(at)
            at = self._before(at)

    def between(self, company: str, first: date, last: date) -> Iterator[Quote]:
        """Its lines of the days between, both included, the oldest first."""
        at, end = self._from(f"{company},{first}"), self._after(f"{company},{last}")
        while at < end:
            yield self._quote(at)
            at = line_after(self._bytes, at)

    def _is_of(self, company: str, at: int) -> bool:
        return self._line(at).startswith(f"{company},".encode())

    def _quote(self, at: int) -> Quote:
        found = parsed(self._line(at).decode("utf-8", "replace"))
        if found is None:
            raise self._damaged(at, "is no line of share prices", _HINT)
        return found[1]


def parsed(line: str) -> tuple[str, Quote] | None:
    """The company of a line and its prices; None of what is no such line."""
    company, *cells = line.rstrip("\r\n").split(",")
    if len(cells) != len(COLUMNS) - 1 or not re.fullmatch("[A-Z]{3}", cells[1]):
        return None
    day, currency, close, low, high, scope = cells
    printed = [price for price in (close, low, high) if price]
    if not close or not all(_PRICE.fullmatch(price) and price.strip("0.") for price in printed):
        return None
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    return company, Quote(on, currency, close, low or None, high or None, scope or None)


class PriceFile:
    """The prices in a file, which is opened for each question."""

    def __init__(self, path: str | Path) -> None:
        self._path = path

    def source(self, until: date) -> Source:
        """Who keeps them. What is asked as of an earlier day was kept by then, too."""
        head = self._head
        published = Period.parse(head["published"])
        shown = published if published.last <= until else Period.day(until)
        kind = next(kind for kind in KINDS if kind == head["kind"])
        return Source(head["source"], head["title"], head["publisher"], shown, kind, head.get("url"))

    @cached_property
    def _head(self) -> dict[str, str]:
        with PriceTable(self._path) as table:
            return table.head

    def newest(self, until: date) -> date | None:
        """The last day up to `until` that has a price of anybody."""
        with PriceTable(self._path) as table:
            days = (found[1].day for _, line in table.lines() if (found := parsed(line)))
            return max((day for day in days if day <= until), default=None)

    def back(self, company: str, until: date) -> Iterator[Quote]:
        """See PriceTable."""
        with PriceTable(self._path) as table:
            yield from table.back(company, until)

    def between(self, company: str, first: date, last: date) -> Iterator[Quote]:
        """See PriceTable."""
        with PriceTable(self._path) as table:
            yield from table.between(company, first, last)


@cache
def prices_in(path: str | Path) -> PriceFile:
    """Those of a file, of which the head is read once."""
    return PriceFile(path)
