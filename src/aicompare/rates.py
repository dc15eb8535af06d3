"""Exchange rates, each with its passport: pair, kind, day or window, number of days, source.

The shipped history is the European Central Bank's euro reference rates. A cross rate is
(quote per EUR) / (base per EUR), nothing rounded in between; an average is the mean of the
daily cross rates, never the ratio of two means (IAS 21.39-40: balances at the closing rate,
flows at an average for the period).
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from aicompare.errors import BadFile, NoRate
from aicompare.figures import NEAREST
from aicompare.periods import Period
from aicompare.sources import Source

EURO = "EUR"
STALE_AFTER = timedelta(days=7)  # how long the last row answers for the days after it
PEG = (Decimal("7.745"), Decimal("7.855"))  # HKD per USD: the band of 7.75 to 7.85, with slack


@dataclass(frozen=True, slots=True)
class Rate:
    """`value` units of `quote` for one of `base`.

    `kind` is closing (a balance), average (a flow), spot (a deal, or asked for) or user.
    `period` is the day used, or the window averaged; `days` how many daily rates went in;
    `requested` the day or window asked for.
    """

    base: str
    quote: str
    value: Decimal
    kind: str
    period: Period
    requested: Period
    days: int
    source: Source | None  # None for a rate of the user's own


@dataclass(frozen=True, slots=True)
class Rates:
    """A table of ECB reference rates, under the user's own rates.

    `path` has a header `date,USD,...` and a row per day, oldest first. `overrides` maps
    (base, quote) to units of quote for one base and answers for its inverse too (such a
    rate says kind `user`). `as_of` hides later rows.
    """

    path: Path
    source: Source
    overrides: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    as_of: date | None = None

    def closing(self, base: str, quote: str, day: date, kind: str = "closing") -> Rate:
        """The rate of `day`, or of the latest earlier day on which both currencies have one.

        Raises NoRate before the first common day, and more than 7 days after the last row.
        """
        asked = Period.day(day)
        if own := self._own(base, quote, asked):
            return own
        with self._table() as table:
            if day > table.last + STALE_AFTER:
                raise self._out_of_reach(base, quote, asked, table)
            for on, per_euro in table.backwards(min(day, table.last)):
                value = _cross(per_euro, base, quote)
                if value is not None:
                    return Rate(base, quote, value, kind, Period.day(on), asked, 1, self.source)
            raise self._out_of_reach(base, quote, asked, table)

    def average(self, base: str, quote: str, period: Period) -> Rate:
        """The mean of the daily cross rates over `period`, both ends included.

        Raises NoRate unless the whole window lies between the first and the last row.
        """
        if own := self._own(base, quote, period):
            return own
        with self._table() as table:
            first = table.first_with(base, quote)
            if first is None or period.first < first or period.last > table.last:
                raise self._out_of_reach(base, quote, period, table)
            daily = [_cross(row, base, quote) for _, row in table.window(period)]
            values = [value for value in daily if value is not None]
        if not values:
            raise NoRate(f"no rate was published in {period}", hint="take a longer window")
        mean = NEAREST.divide(sum(values, Decimal(0)), Decimal(len(values)))
        return Rate(base, quote, mean, "average", period, period, len(values), self.source)

    def newest_day(self) -> date:
        with self._table() as table:
            return table.last

    def history(self, base: str, quote: str, period: Period) -> Iterator[tuple[date, Decimal]]:
        """Every daily cross rate that there is within `period`, oldest first."""
        with self._table() as table:
            for day, row in table.window(period):
                if (value := _cross(row, base, quote)) is not None:
                    yield day, value

    def _own(self, base: str, quote: str, asked: Period) -> Rate | None:
        value = self.overrides.get((base, quote))
        if value is None and (inverse := self.overrides.get((quote, base))):
            value = NEAREST.divide(Decimal(1), inverse)
        if value is None:
            return None
        return Rate(base, quote, value, "user", asked, asked, 1, None)

    def _table(self) -> _Table:
        return _Table(self.path, self.as_of)

    def _out_of_reach(self, base: str, quote: str, asked: Period, table: _Table) -> NoRate:
        first = table.first_with(base, quote)
        reach = f"{base}/{quote} has rates from {first} to {table.last}" if first else "there is none"
        return NoRate(f"no {base}/{quote} rate covers {asked}", hint=reach)


def _cross(per_euro: Mapping[str, Decimal], base: str, quote: str) -> Decimal | None:
    if base not in per_euro or quote not in per_euro:
        return None
    return NEAREST.divide(per_euro[quote], per_euro[base])


class _Table:
    """The rate file, read where it is needed: a day is found by bisection over the bytes."""

    def __init__(self, path: Path, as_of: date | None) -> None:
        self._path = path
        self._as_of = as_of

    def __enter__(self) -> _Table:
        try:
            with self._path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as problem:
            raise BadFile(str(self._path), "the exchange rates cannot be read") from problem
        header = self._line(0)
        self._codes = header.decode("ascii", "replace").split(",")[1:]
        self._start = len(header) + 1
        newest = min(self._as_of or date.max, self._newest())
        self.last = self._day_at(self._line_before(newest))
        return self

    def __exit__(self, *_: object) -> None:
        self._bytes.close()

    def backwards(self, day: date) -> Iterator[tuple[date, dict[str, Decimal]]]:
        """Rows from `day`, or the latest before it, to the oldest."""
        at = self._line_before(day)
        while at >= self._start:
            yield self._row(at)
            at = self._bytes.rfind(b"\n", 0, at - 1) + 1

    def window(self, period: Period) -> Iterator[tuple[date, dict[str, Decimal]]]:
        at = self._line_before(period.first - timedelta(days=1))
        at = self._start if at < self._start else at + len(self._line(at)) + 1
        end = min(period.last, self.last)
        while at < len(self._bytes):
            day, row = self._row(at)
            if day > end:
                return
            yield day, row
            at += len(self._line(at)) + 1

    def first_with(self, base: str, quote: str) -> date | None:
        """The first day on which both currencies have a rate."""
        at = self._start
        while at < len(self._bytes):
            day, row = self._row(at)
            if day > self.last:
                return None
            if base in row and quote in row:
                return day
            at += len(self._line(at)) + 1
        return None

    def _newest(self) -> date:
        return self._day_at(self._bytes.rfind(b"\n", 0, len(self._bytes) - 1) + 1)

    def _line_before(self, day: date) -> int:
        """Where the last row on or before `day` begins; before the start if there is none."""
        wanted = day.isoformat().encode()
        low, high = self._start, len(self._bytes)  # row starts: low <= wanted < high
        if self._bytes[low : low + 10] > wanted:
            return -1
        while True:
            middle = self._bytes.rfind(b"\n", 0, (low + high) // 2) + 1
            if middle <= low:  # fewer than two rows left below the middle: look forwards
                middle = low + len(self._line(low)) + 1
                if middle >= high:
                    return low
            if self._bytes[middle : middle + 10] <= wanted:
                low = middle
            else:
                high = middle

    def _line(self, at: int) -> bytes:
        end = self._bytes.find(b"\n", at)
        return self._bytes[at : end if end >= 0 else len(self._bytes)]

    def _day_at(self, at: int) -> date:
        try:
            return date.fromisoformat(self._bytes[at : at + 10].decode("ascii", "replace"))
        except ValueError:
            raise BadFile(str(self._path), "is not a table of exchange rates") from None

    def _row(self, at: int) -> tuple[date, dict[str, Decimal]]:
        cells = self._line(at).decode("ascii").split(",")[1:]
        per_euro = {code: Decimal(cell) for code, cell in zip(self._codes, cells, strict=True) if cell}
        per_euro[EURO] = Decimal(1)
        return self._day_at(at), per_euro
