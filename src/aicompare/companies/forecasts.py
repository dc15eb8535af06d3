"""What houses expect: revenue of the next twelve months, and of the fiscal years to come.

A forecast counts only where it is asked for. Its `label` is the house (`hsbc`); a later one of the
same house replaces the earlier. A consensus that somebody else made, and what the company itself
expects, stand in only where no house is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Number, Part, Product, Sum, number, ratio, total
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.companies.measures import months_by_days
from aicompare.companies.winner import best
from aicompare.values.errors import UnknownName
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.periods import Period, add_months

NTM = 0  # years ahead: 1 is the fiscal year in which the next day lies, 2 the one after
_FORECAST = frozenset({"forecast"})
UNNAMED = "unnamed"  # whose forecast it is, where its source does not say
_STAND_INS = ("consensus-mean", "consensus", "consensus-median", "management", "company", UNNAMED)
_IN_NO_MEAN = ("consensus", "management", "company", UNNAMED)  # a label of any of these begins so
_OF_A_MONTH = r"-20[0-9]{2}(?:-.*)?$"  # `jpmorgan-2026-06`: an earlier word of jpmorgan
_RECENT = timedelta(days=180)
_ONE_DAY = timedelta(days=1)
_YEAR = 12  # months

Years = Mapping[Period, Fact]  # what a house expects of each fiscal year


@dataclass(frozen=True, slots=True)
class Expected:
    """The revenue of one basis: of one house, or the mean of several.

    `by_house` has what each expects; its least and greatest are the range.
    """

    revenue: Known
    by_house: Mapping[str, Known]


def forecasts(company: Company, metric: str = "revenue") -> dict[str, Years]:
    """By house its newest word on every fiscal year, of the company as a whole."""
    found: dict[str, dict[Period, list[Fact]]] = {}
    for fact in company.facts.of(metric):
        if fact.status in _FORECAST and fact.scope is None and fact.period.whole_months == _YEAR:
            found.setdefault(house_of(fact), {}).setdefault(fact.period, []).append(fact)
    return {
        house: {period: won for period, facts in years.items() if (won := best(facts))}
        for house, years in found.items()
    }


def house_named(name: str, companies: Iterable[Company]) -> str:
    """A house by its name, in any case. Raises UnknownName where none of these has a forecast of it."""
    known = sorted({house for company in companies for house in forecasts(company)})
    wanted = name.strip().casefold()
    if wanted not in known:
        trouble = UnknownName("house", name, known, otherwise=f"there are forecasts of {', '.join(known)}")
        trouble.code = "usage"
        raise trouble
    return wanted


def house_of(fact: Fact) -> str:
    """Whose forecast it is: of `jpmorgan-2026-06` jpmorgan."""
    return re.sub(_OF_A_MONTH, "", fact.label or UNNAMED)


def is_house(name: str) -> bool:
    """Whether it is one that forecasts by itself: no consensus, and not the company."""
    return not name.startswith(_IN_NO_MEAN)


def expected(
    company: Company, ahead: int, valued: date, house: str | None = None, metric: str = "revenue"
) -> Expected | None:
    """Of the fiscal year that lies so many `ahead`, or of the next twelve months (NTM), seen from the day
    of a valuation; None where none is known.

    Of the house that is named; else the mean of all houses whose word is not more than 180 days
    older than the newest, each in the currency of the first; else what stands in for them.
    """
    known = {
        name: found
        for name, years in forecasts(company, metric).items()
        if (found := _ahead(company, years, ahead, valued))
    }
    if house is not None:
        return _alone(house, known)
    counted = _recent({name: one for name, one in known.items() if is_house(name)})
    if not counted:
        return next((_alone(name, known) for name in _STAND_INS if name in known), None)
    return Expected(_mean(counted), counted) if len(counted) > 1 else _alone(next(iter(counted)), counted)


def _alone(house: str, known: Mapping[str, Known]) -> Expected | None:
    return Expected(known[house], {house: known[house]}) if house in known else None


def _ahead(company: Company, years: Years, ahead: int, valued: date) -> Known | None:
    if ahead == NTM:
        return next_twelve_months(company, years, valued)
    return _year_of(years, add_months(valued, _YEAR * (ahead - 1)) + _ONE_DAY)


def next_twelve_months(company: Company, years: Years, valued: date) -> Known | None:
    """The fiscal years by the months of each that lie in the twelve after a day; None without both.

    On 2026-09-30 RMB 7,206m for FY2026 and 29,176m for FY2027 are 3 x 7,206 / 12 + 9 x 29,176 / 12 =
    RMB 23,683.5m. A part of a month counts by its days.
    """
    this = _year_of(years, valued + _ONE_DAY)
    if this is None or this.period.first == valued + _ONE_DAY:
        return this
    following = _year_of(years, this.period.last + _ONE_DAY)
    if following is None or following.currency != this.currency:
        return None
    left = months_by_days(Period(first=valued + _ONE_DAY, last=this.period.last))
    rest = Number(Figure.exact(_YEAR) - left.figure, _rest(left))
    made = Sum(((1, _weighted(left, this)), (1, _weighted(rest, following))))
    window = Period(first=valued + _ONE_DAY, last=add_months(valued, _YEAR))
    return Derived.of(company.id, this.metric, made, window, basis="recognised", label="ntm")


def _weighted(months: Number, year: Fact) -> Part:
    return Product((months, Named(f"{year.metric.name} of {year.period}", year)), (number(_YEAR),))


def _rest(left: Number) -> str:
    return str(_YEAR - int(left.said)) if left.said.isdigit() else f"({_YEAR} - {left.said})"


def _year_of(years: Years, day: date) -> Fact | None:
    """That of the fiscal year in which a day lies."""
    return next((fact for period, fact in years.items() if period.first <= day <= period.last), None)


def _recent(known: Mapping[str, Known]) -> dict[str, Known]:
    """Those in the currency of the newest, and not much older than it."""
    newest = max(known.values(), key=lambda one: one.published, default=None)
    if newest is None:
        return {}
    return {
        house: word
        for house, word in known.items()
        if word.currency == newest.currency and newest.published - word.published <= _RECENT
    }


def _mean(known: Mapping[str, Known]) -> Derived:
    one = next(iter(known.values()))
    made = ratio(total(Named(name, each) for name, each in known.items()), number(len(known)))
    label = f"mean of {len(known)} houses"
    return Derived.of(one.company, one.metric, made, one.period, basis="recognised", label=label)
