"""The lowest and the highest closing price of a stretch: since the listing, and of 52 weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from aicompare.companies.company import Company
from aicompare.companies.fact import Fact, money
from aicompare.values.frozen import dataclass

_WEEK = timedelta(days=7)
_YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class PriceRange:
    """The lowest and the highest close known from the day `since` on, of equal ones the first.

    `closes` are all of them. `whole` says whether that is the beginning of what was asked for, to within
    a week.
    """

    since: date
    whole: bool
    low: Fact
    high: Fact
    closes: tuple[Fact, ...]

    @property
    def by_day(self) -> dict[str, Fact]:
        """Each close by its day."""
        return {str(fact.period): fact for fact in self.closes}


def since_listing(company: Company, day: date, scope: str | None = None) -> PriceRange | None:
    """Of every close up to `day`. Not whole where the day of the listing is not known."""
    listed = company.listed and company.listed.on
    return _range(company.closes(date.min, day, scope), listed.last if listed else None)


def over_52_weeks(company: Company, day: date, scope: str | None = None) -> PriceRange | None:
    """Of the closes of the 52 weeks up to `day`; whole also where the listing lies within them."""
    start = day - _YEAR
    listed = company.listed and company.listed.on
    return _range(company.closes(start, day, scope), max(start, listed.last) if listed else start)


def _range(closes: Sequence[Fact], since: date | None) -> PriceRange | None:
    """Of closes in order, oldest first, in the currency of the newest; None of none.

    Closes of 131.5, 2,410 and 641: low 131.5, high 2,410.
    """
    same = [fact for fact in closes if fact.currency == closes[-1].currency]
    if not same:
        return None
    begins = same[0].period.last
    whole = since is not None and begins - since < _WEEK
    low = min(same, key=lambda fact: money(fact).amount.value)
    high = max(same, key=lambda fact: money(fact).amount.value)
    return PriceRange(begins, whole, low, high, tuple(same))
