"""Exchange rates, each with what it is: pair, kind, day or window, number of days, source.

The shipped history is the European Central Bank's euro reference rates. A cross rate is
(quote per EUR) / (base per EUR), nothing rounded in between; an average is the mean of the
daily cross rates, never the ratio of two means (IAS 21.39-40: balances at the closing rate,
flows at an average for the period).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from os import PathLike
from typing import Literal

from aicompare.rates.bankdays import last_bank_day
from aicompare.rates.table import RateTable
from aicompare.values.errors import BadUsage, MixedCurrencies, NoRate, shown
from aicompare.values.figures import NEAREST, in_digits
from aicompare.values.frozen import dataclass, field, replace
from aicompare.values.money import Money, currency_code
from aicompare.values.periods import Period
from aicompare.values.sources import Source

STALE_AFTER = timedelta(days=7)  # how long a rate answers for the days after it
PEG = (Decimal("7.745"), Decimal("7.855"))  # HKD per USD: the band of 7.75 to 7.85, with slack


RateKind = Literal["closing", "average", "spot", "user"]


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
    kind: RateKind
    period: Period
    requested: Period
    days: int
    source: Source | None  # None for a rate of the user's own

    def __repr__(self) -> str:
        said = f"1 {self.base} = {in_digits(self.value)} {self.quote}, {self.kind}, {self.period}"
        return f"<{type(self).__name__} {said}>"

    def applied_to(self, money: Money) -> Money:
        """`money` of the base in the quote, marked as it was printed (`~`, `>=`, a range)."""
        if money.currency != self.base:
            raise MixedCurrencies(f"a {self.base}/{self.quote} rate does not convert {money.currency}")
        amount = money.amount * self.value
        return Money(replace(amount, mark=money.amount.mark), self.quote)


@dataclass(frozen=True, slots=True)
class Rates:
    """A table of ECB reference rates, under the user's own rates.

    `path` is a file as described in table.py. `overrides` maps (base, quote) to units
    of quote for one base and answers for its inverse too (such a rate says kind `user`).
    `as_of` hides later rows. Rows after `reviewed` are not of the shipped file, and
    `trouble` says what was wrong with a file that should have been in force.
    """

    path: str | PathLike[str]
    source: Source
    overrides: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    as_of: date | None = None
    reviewed: date | None = None
    trouble: str | None = None
    _known: dict[tuple[object, ...], Rate | NoRate] = field(default_factory=dict, compare=False)

    def closing(self, base: str, quote: str, day: date, kind: RateKind = "closing") -> Rate:
        """The rate of `day`, or of the latest earlier day on which both currencies have one.

        Raises NoRate where that day is more than 7 days earlier, or there is none.
        """
        asked = Period.day(day)
        if own := self._own(base, quote, asked):
            return own
        wanted = self.path, self.as_of, base, quote, day, kind
        return self._once(wanted, lambda: self._closing(base, quote, asked, kind))

    def _closing(self, base: str, quote: str, asked: Period, kind: RateKind) -> Rate:
        day = asked.last
        with self._table() as table:
            found = next(table.backwards(base, quote, day), None)
            if found is None or day - found[0] > STALE_AFTER:
                raise _none_covers(base, quote, asked, table, day)
        on, value = found
        return Rate(base, quote, value, kind, Period.day(on), asked, 1, self.source)

    def newest(self, base: str, quote: str) -> Rate:
        """The rate of the newest day on which both currencies have one. Raises NoRate."""
        with self._table() as table:
            day, value = next(table.backwards(base, quote, date.max), (self.as_of, None))
        if day and (own := self._own(base, quote, Period.day(day))):
            return own
        if day is None or value is None:
            until = f" up to {self.as_of}" if self.as_of else ""
            raise NoRate(f"there is no {base}/{quote} rate{until}", hint=_own_hint(base, quote))
        return Rate(base, quote, value, "spot", Period.day(day), Period.day(day), 1, self.source)

    def average(self, base: str, quote: str, period: Period) -> Rate:
        """The mean of the daily cross rates over `period`, both ends included.

        Raises NoRate unless the whole window is covered: a rate stands for its first day
        (as for `closing`), its last working day has one (no rate comes on the days after it: 2026-01
        is complete with Friday the 30th), and between two rows never lie more than 7 days. Also
        where no rate was published on any day of it.
        """
        if own := self._own(base, quote, period):
            return own
        asked = self.path, self.as_of, base, quote, period  # replace() hands the memory on
        return self._once(asked, lambda: self._average(base, quote, period))

    def _once(self, asked: tuple[object, ...], find: Callable[[], Rate]) -> Rate:
        """What was found before, or why nothing was: a comparison takes one rate for most of its rows."""
        if asked not in self._known:
            try:
                self._known[asked] = find()
            except NoRate as problem:
                self._known[asked] = problem.with_traceback(None)
        found = self._known[asked]
        if isinstance(found, NoRate):
            raise NoRate(found.message, hint=found.hint)
        return found

    def _average(self, base: str, quote: str, period: Period) -> Rate:
        with self._table() as table:
            daily = list(table.within(base, quote, period))
            _check_covers(table, base, quote, period, [day for day, _ in daily])
            if not daily:
                raise _none_published(base, quote, period, table)
        total = Decimal(0)
        for _, value in daily:
            total = NEAREST.add(total, value)
        mean = NEAREST.divide(total, Decimal(len(daily)))
        return Rate(base, quote, mean, "average", period, period, len(daily), self.source)

    def history(self, base: str, quote: str, period: Period | None = None) -> Iterator[tuple[date, Decimal]]:
        """Every published cross rate, of `period` or of all days, oldest first."""
        with self._table() as table:
            yield from table.within(base, quote, period)

    def nearest(self, base: str, quote: str, day: date) -> tuple[date, Decimal] | None:
        """The published rate of the latest day up to `day`, however old; else the first after it."""
        with self._table() as table:
            return next(table.backwards(base, quote, day), None) or next(table.within(base, quote), None)

    def since(self, day: date) -> Iterator[tuple[date, Mapping[str, Decimal]]]:
        """What one euro was in each currency, on the latest day up to `day` and on all after it."""
        with self._table() as table:
            yield from table.since(day)

    def per_euro(self, day: date) -> Mapping[str, Decimal]:
        """What the bank published for a day that has rates: one euro in each currency."""
        with self._table() as table:
            return table.per_euro(day)

    def _own(self, base: str, quote: str, asked: Period) -> Rate | None:
        value = self.overrides.get((base, quote))
        if value is None and (inverse := self.overrides.get((quote, base))):
            value = NEAREST.divide(Decimal(1), inverse)
        if value is None:
            return None
        return Rate(base, quote, value, "user", asked, asked, 0, None)

    def _table(self) -> RateTable:
        return RateTable(self.path, self.as_of)


def _check_covers(table: RateTable, base: str, quote: str, period: Period, days: list[date]) -> None:
    """Raises NoRate unless the published `days` of a period are all that there can be (see `average`)."""
    before = next(table.backwards(base, quote, period.first), None)
    if before is None:
        raise _none_covers(base, quote, period, table, period.first)
    if next(table.backwards(base, quote, date.max))[0] < last_bank_day(period.last):
        raise _none_covers(base, quote, period, table, period.last)
    for earlier, later in pairwise([before[0], *days, period.last]):
        if later - earlier > STALE_AFTER:
            raise _none_covers(base, quote, period, table, earlier + timedelta(days=1))


def _none_covers(base: str, quote: str, asked: Period, table: RateTable, missing: date) -> NoRate:
    """`missing` is a day for which no rate answers: it lies in a pause, or outside the bounds."""
    if pause := table.pause(base, quote, missing):
        reach = f"none was published between {pause[0]} and {pause[1]}"
    elif bounds := table.bounds(base, quote):
        reach = f"there are rates from {bounds.first} to {bounds.last}"
    else:
        reach = "there is none"
    return NoRate(f"no {base}/{quote} rate covers {asked}: {reach}", hint=_own_hint(base, quote))


def _none_published(base: str, quote: str, period: Period, table: RateTable) -> NoRate:
    before, _ = next(table.backwards(base, quote, period.first))
    after = next(table.within(base, quote, Period(first=period.last, last=date.max)), None)
    nearest = f"the nearest are of {before} and {after[0]}" if after else f"the newest is of {before}"
    return NoRate(
        f"no {base}/{quote} rate was published in {period}: {nearest}",
        hint="take a longer window, or --on DATE",
    )


def _own_hint(base: str, quote: str) -> str:
    return f"a rate of your own is written --rate {base}/{quote}=NUMBER"


def parse_pair(text: str) -> tuple[str, str]:
    """`USD/CNY`: units of CNY for one USD. Raises BadUsage or UnknownCurrency."""
    first, slash, second = text.partition("/")
    if not slash:
        raise BadUsage(f"{shown(text)} is not a pair of currencies", hint="write it like USD/CNY")
    base, quote = currency_code(first), currency_code(second)
    if base == quote:
        raise BadUsage(f"{shown(text)} is one currency twice", hint="write a pair like USD/CNY")
    return base, quote
