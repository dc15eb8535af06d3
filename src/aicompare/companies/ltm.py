"""LTM, the last twelve months: which figures come to them, and whether newer ones are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from aicompare.companies.company import Company, once
from aicompare.companies.derivation import Named, Sum
from aicompare.companies.fact import Derived, Fact
from aicompare.companies.measures import by_period
from aicompare.values.frozen import dataclass
from aicompare.values.periods import WEEK, Period, add_months

_ONE_DAY = timedelta(days=1)


@once
def last_twelve_months(company: Company, metric: str = "revenue") -> Mapping[Period, Derived]:
    """LTM to each day on which a stretch ends but no full year does, by its window.

    Of figures of one currency that lie end to end, those before the window taken off: full year +
    year to date - prior year to date, H2 + H1, four quarters, full year + (Q1 + Q2) - (prior Q1 +
    prior Q2). Of several ways the one of the fewest figures. The window is of twelve months to the
    day, or of 52 or 53 weeks. FY2025 120, H1 2026 80, H1 2025 50 (US$m): 150. Nothing where a
    stretch is missing.
    """
    return twelve_months_of(list(by_period(company, metric).values()), company.currency)


def twelve_months_of(facts: Sequence[Fact], currency: str) -> dict[Period, Derived]:
    """As `last_twelve_months`, of figures of one metric, basis and part, one a period; of several
    currencies rather in `currency`.
    """
    years = {fact.period.last for fact in facts if _is_year(fact)}
    ends = dict.fromkeys(fact.period.last for fact in facts if fact.period.last not in years)
    ways = (_way_to(end, facts, currency) for end in ends)
    return {way.window: way.total() for way in ways if way}


def newer_than_ltm(company: Company, metric: str = "revenue", until: date = date.max) -> Fact | None:
    """The newest stretch that ended by a day, where no twelve months to its end are known."""
    facts = by_period(company, metric).values()
    stretches = [fact for fact in facts if fact.period.last <= until and not fact.period.is_day]
    newest = max(stretches, key=lambda fact: fact.period, default=None)
    ends = {fact.period.last for fact in stretches if _is_year(fact)}
    ends |= {window.last for window in last_twelve_months(company, metric)}
    return newest if newest and newest.period.last not in ends else None


def _is_year(fact: Fact) -> bool:
    return fact.period.whole_months == 12


@dataclass(frozen=True, slots=True)
class _Way:
    """Figures from the first day of a window to its end: forwards they are added, backwards taken off."""

    window: Period
    added: tuple[Fact, ...]
    taken_off: tuple[Fact, ...]

    def total(self) -> Derived:
        first = self.added[0]
        basis = "recognised" if first.metric.name == "revenue" else None
        return Derived.of(
            first.company, first.metric, self._formula(), self.window,
            basis=basis, label="ltm", scope=first.scope,
        )  # fmt: skip

    def _formula(self) -> Sum:
        """In the words of the usual way; of any other by the periods."""
        facts = [*self.added, *self.taken_off]
        names = [str(fact.period) for fact in facts]
        if (len(self.added), len(self.taken_off)) == (2, 1) and any(map(_is_year, self.added)):
            year = "full year"
            names = [year if _is_year(fact) else "year to date" for fact in self.added]
            names.append("prior year to date")
        signs = [1] * len(self.added) + [-1] * len(self.taken_off)
        return Sum(tuple(zip(signs, map(Named, names, facts), strict=True)))


def _way_to(end: date, facts: Sequence[Fact], currency: str) -> _Way | None:
    """The shortest; in the reporting currency where it can be, and to the day where it can be."""
    ended = [fact for fact in facts if fact.period.last <= end and fact.currency]
    for code in sorted({fact.currency for fact in ended}, key=lambda code: (code != currency, code)):
        alike = [fact for fact in ended if fact.currency == code]
        for window in _windows(end, alike):
            if steps := _shortest(window.first, end + _ONE_DAY, alike):
                in_order = sorted(steps, key=lambda step: step[0].period)
                added = tuple(fact for fact, forwards in in_order if forwards)
                return _Way(window, added, tuple(fact for fact, forwards in in_order if not forwards))
    return None


def _windows(end: date, facts: Sequence[Fact]) -> Iterator[Period]:
    """Twelve months to a day that begin where a figure does: exactly, then by up to a week else."""
    exact = add_months(end, -12) + _ONE_DAY
    starts = {day for fact in facts for day in (fact.period.first, fact.period.last + _ONE_DAY)}
    for start in sorted(starts, key=lambda day: (abs(day - exact), day)):
        if abs(start - exact) <= WEEK:
            yield Period(first=start, last=end)


def _shortest(start: date, end: date, facts: Sequence[Fact]) -> list[tuple[Fact, bool]]:
    """The fewest figures end to end, each forwards (True) or backwards; none where there is no way."""
    by_length = sorted(facts, key=lambda fact: (-fact.period.days, fact.period))
    ways: dict[date, list[tuple[Fact, bool]]] = {start: []}
    days = [start]
    for day in days:  # it grows meanwhile, the nearest first
        for fact in by_length:
            first, after = fact.period.first, fact.period.last + _ONE_DAY
            there = after if day == first else first if day == after else day
            if there not in ways:
                ways[there] = [*ways[day], (fact, day == first)]
                days.append(there)
            if there == end:
                return ways[end]
    return []
