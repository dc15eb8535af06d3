"""The file of exchange rates, read only where it is needed.

A header `date,USD,HKD,...` and a row per day, oldest first: units of each currency for one
euro, empty where none was published. A day is found by bisection (see sortedlines.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import Self

from aicompare.rates.sortedlines import SortedFile, line_after
from aicompare.values.errors import BadFile
from aicompare.values.figures import NEAREST
from aicompare.values.money import SPELLINGS
from aicompare.values.periods import Period

EURO = "EUR"
CURRENCIES = tuple(code for code in SPELLINGS if code != EURO)
# What a rate is written like; anything else in the file is a fault, not a number.
RATE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_ISO = len("2025-12-31")


class RateTable(SortedFile):
    """Use as a context manager; rows after `as_of` are not there.

    Raises BadFile on entering for what is no table of rates, and later for a damaged row.
    """

    WHAT = "the exchange rates"

    def __init__(self, path: str | PathLike[str], as_of: date | None = None) -> None:
        super().__init__(path)
        self._as_of = as_of

    def __enter__(self) -> Self:
        super().__enter__()
        self.codes = tuple(_cells(self._line(0)))
        if self._as_of:
            self._end = self._after(self._as_of.isoformat())
        return self

    @property
    def is_empty(self) -> bool:
        return self._end <= self._start

    @property
    def last(self) -> date:
        """The day of the newest row. Only where there is one."""
        return self._day(self._before(self._end))

    def per_euro(self, day: date) -> dict[str, Decimal]:
        """What one euro is in every currency, on a day that has a row."""
        return next(values for _, values in self.since(day))

    def since(self, day: date) -> Iterator[tuple[date, dict[str, Decimal]]]:
        """(day, what one euro is in every currency) of the latest row up to `day` and of all after it."""
        at = max(self._before(self._after(day.isoformat())), self._start)
        while at < self._end:
            cells = self._cells(at, self._line(at))
            values = {code: self._value(at, cells, code) for code in (*self.codes, EURO)}
            yield self._day(at), {code: value for code, value in values.items() if value is not None}
            at = line_after(self._bytes, at)

    def backwards(self, base: str, quote: str, day: date) -> Iterator[tuple[date, Decimal]]:
        """(day, cross rate) from `day` back, of the days on which both currencies have a rate."""
        at = self._before(self._after(day.isoformat()))
        while at >= self._start:
            if (value := self._cross(at, self._line(at), base, quote)) is not None:
                yield self._day(at), value
            at = self._before(at)

    def within(self, base: str, quote: str, period: Period | None = None) -> Iterator[tuple[date, Decimal]]:
        """(day, cross rate) of the days of `period`, or of all days, oldest first."""
        at = self._start if period is None else self._from(period.first.isoformat())
        end = self._end if period is None else self._after(period.last.isoformat())
        for line in self._bytes[at:end].splitlines(keepends=True):  # one slice, not a search a day
            if (value := self._cross(at, line, base, quote)) is not None:
                yield self._day(at), value
            at += len(line)

    def pause(self, base: str, quote: str, day: date) -> tuple[date, date] | None:
        """The days with a rate before and after one that has none; None outside the bounds."""
        before = next(self.backwards(base, quote, day), None)
        after = next(self.within(base, quote, Period(first=day, last=date.max)), None)
        return (before[0], after[0]) if before and after else None

    def bounds(self, base: str, quote: str) -> Period | None:
        """The first and the last day on which both currencies have a rate."""
        first = next(self.within(base, quote), None)
        last = next(self.backwards(base, quote, date.max), None)
        return Period(first=first[0], last=last[0]) if first and last else None

    def check_ends(self) -> None:
        """Raises BadFile unless header and last row are whole; what lies between is not read."""
        if self.is_empty or self._bytes[-1:] != b"\n":
            raise BadFile(str(self._path), "is not a whole table of exchange rates")
        self._check_row(self._before(self._end))

    def check_continues(self, whole: str | PathLike[str]) -> None:
        """Raises BadFile unless this is the file `whole`, byte for byte, with further rows."""
        with open(whole, "rb") as file:
            beginning = file.read()
        if self._bytes[: len(beginning)] != beginning:
            raise BadFile(str(self._path), "does not go on from the shipped exchange rates")
        at = len(beginning)
        before = self._day(self._before(at))
        while at < self._end:
            self._check_row(at)
            if self._day(at) <= before:
                raise self._no_row(at)
            before, at = self._day(at), line_after(self._bytes, at)

    def _check_row(self, at: int) -> None:
        self._day(at)
        cells = self._cells(at, self._line(at))
        for code in self.codes:
            self._value(at, cells, code)

    # --- rows, by where they begin -------------------------------------------------------

    def _day(self, at: int) -> date:
        try:
            return date.fromisoformat(self._bytes[at : at + _ISO].decode("ascii", "replace"))
        except ValueError:
            raise self._no_row(at) from None

    def _cross(self, at: int, line: bytes, base: str, quote: str) -> Decimal | None:
        """quote per EUR / base per EUR of one row, nothing rounded in between."""
        cells = self._cells(at, line)
        under, over = self._value(at, cells, base), self._value(at, cells, quote)
        return None if under is None or over is None else NEAREST.divide(over, under)

    def _cells(self, at: int, line: bytes) -> list[str]:
        cells = _cells(line)
        if len(cells) != len(self.codes):
            raise self._no_row(at)
        return cells

    def _value(self, at: int, cells: list[str], code: str) -> Decimal | None:
        if code == EURO:
            return Decimal(1)
        cell = cells[self.codes.index(code)] if code in self.codes else ""
        if not cell:
            return None
        if not RATE.fullmatch(cell) or not (value := Decimal(cell)):
            raise self._no_row(at)
        return value

    def _no_row(self, at: int) -> BadFile:
        hint = "replace the file with `aicompare rates update`, or delete it"
        return self._damaged(at, "is not a row of exchange rates", hint)


def _cells(line: bytes) -> list[str]:
    """What stands in a line after its date."""
    return line.rstrip(b"\r\n").decode("ascii", "replace").split(",")[1:]
