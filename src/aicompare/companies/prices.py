"""Daily share prices of a company: each a fact, known on its own day (ranges: see pricerange)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from aicompare.companies.fact import Fact
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

LABELS = ("close", "low", "high")
_WEEK = timedelta(days=7)
_ONE_DAY = timedelta(days=1)
_WEEKEND = 5  # Saturday, as date.weekday counts


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of the file: prices as printed, in `currency`; `scope` names a class of shares that is
    not the only one with a price, and is None where the price stands for every share.
    """

    day: date
    currency: str
    close: str
    low: str | None = None
    high: str | None = None
    scope: str | None = None


class Quotes(Protocol):
    """Where daily prices are found; `source` says who keeps them, as they were known on a day."""

    def source(self, until: date) -> Source: ...
    def back(self, company: str, until: date) -> Iterator[Quote]: ...
    def between(self, company: str, first: date, last: date) -> Iterator[Quote]: ...


@dataclass(frozen=True, slots=True)
class Prices:
    """Those of one company up to a day."""

    company: str
    quotes: Quotes
    until: date

    def newest(self, day: date, label: str | None = "close", scope: str | None = None) -> Fact | None:
        """The newest price up to `day`; None before the first, and of another label than they have."""
        if label not in LABELS:
            return None
        for quote in self.quotes.back(self.company, min(day, self.until)):
            if quote.scope == scope and getattr(quote, label):
                return self._fact(quote, label)
        return None

    def closes(self, first: date, last: date, scope: str | None = None) -> list[Fact]:
        """Of the days between, both included, oldest first."""
        found = self.quotes.between(self.company, first, min(last, self.until))
        return [self._fact(quote, "close") for quote in found if quote.scope == scope]

    @property
    def scope(self) -> str | None:
        """The class of shares that its newest price is of; None where it stands for all."""
        return next((quote.scope for quote in self.quotes.back(self.company, self.until)), None)

    def stands_for(self, before: date, day: date) -> bool:
        """Whether the close of the day `before` is the last one up to `day`, as far as can be told.

        Within a week, where there was no trading between: on a weekend behind it, and on any day
        between two lines of the daily series, which have low and high. A close by itself says
        nothing about the days beside it.
        """
        if not before <= day <= before + _WEEK:
            return False
        between = (before + _ONE_DAY * n for n in range(1, (day - before).days + 1))
        if all(one.weekday() >= _WEEKEND for one in between):
            return True
        last = next(self.quotes.back(self.company, min(day, self.until)), None)
        after = next(self.quotes.between(self.company, day, self.until), None)
        return bool(last and after and last.day == before and last.low and after.low)

    def _fact(self, quote: Quote, label: str) -> Fact:
        printed = getattr(quote, label)
        return Fact(
            company=self.company,
            metric=METRICS["share_price"],
            value=Money(Figure.plain(printed), quote.currency),
            period=Period.day(quote.day),
            sources=(self.quotes.source(self.until),),
            reported=f"{quote.currency} {printed}",
            scope=quote.scope,
            label=label,
            quoted=True,
        )
