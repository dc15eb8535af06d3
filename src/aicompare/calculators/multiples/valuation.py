"""The two halves of a multiple: which valuation, and over which revenue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.derivation import GIVEN
from aicompare.companies.fact import COMPETING, Derived, Fact, Known, given, money
from aicompare.companies.ltm import last_twelve_months
from aicompare.companies.measures import (
    EQUITY_VALUE,
    annualised,
    by_period,
    equity_value,
    price_times_shares,
)
from aicompare.companies.winner import best
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money
from aicompare.values.periods import Period

AHEAD = {"ntm": 0, "fy+1": 1, "fy+2": 2}  # of what is expected: by its years ahead (see forecasts)
BASES = ("auto", "fy", "ltm", "annualised", "arr", *AHEAD)
_AUTO = ("ltm", "annualised", "arr")  # a full year that is newer than any LTM is the LTM
FAR_APART = 180  # days between valuation and revenue above which another basis is taken, or a row marked
_YEAR = 365  # days


@dataclass(frozen=True, slots=True)
class MultiplesChoice:
    """What the user asks for. `on` is the day of the valuation; None leaves it to the rule.

    `known_then` asks that revenue and balance were published by then, as a back-test does;
    `nearest` takes the revenue whose period ends nearest the valuation, else it must have ended.
    """

    on: date
    basis: str = "auto"
    ev: bool = False
    known_then: bool = False
    nearest: bool = False
    house: str | None = None  # whose forecast; None is the mean of all
    over: str = "revenue"  # or another flow that a value is set against
    statuses: frozenset[str] = COMPETING
    price: Money | None = None
    valuation: Money | None = None

    def of(self, company: Company, valued: date) -> Company:
        """What counts of a company that is valued on a day."""
        return company.known_by(valued) if self.known_then else company


def valuation_of(company: Company, choice: MultiplesChoice) -> tuple[Known, str] | None:
    """The equity value on the day, and its kind; None where there is none.

    Kinds: price x shares, market cap, post-money, and for what-ifs given, given price x shares.
    """
    day = Period.day(choice.on)
    if choice.valuation:
        return given(company.id, EQUITY_VALUE, choice.valuation, day), GIVEN
    if choice.price:
        price = given(company.id, METRICS["share_price"], choice.price, day)
        shares = best(fact for fact in company.of("shares") if fact.period.last <= choice.on)
        return (price_times_shares(price, shares), "given price x shares") if shares else None
    value = equity_value(company, choice.on, choice.statuses)
    return None if value is None else (value, _kind(value))


def market_cap_against(company: Company, value: Known) -> Fact | None:
    """The market cap printed for the day of price x shares that cannot be it; None if none is."""
    if not isinstance(value, Derived) or not all(isinstance(one, Fact) for one in value.inputs):
        return None
    printed = best(
        fact
        for label in ("close", None)
        for fact in company.of("market_cap", period=value.period, label=label)
        if money(fact).currency == money(value).currency
    )
    return printed if printed and not money(printed).amount.meets(money(value).amount) else None


def _kind(value: Known) -> str:
    if isinstance(value, Derived):
        return "price x shares"
    return "market cap" if value.metric.name == "market_cap" else "post-money"


def revenue_for(company: Company, choice: MultiplesChoice, valued: date) -> tuple[Known, str] | None:
    """The denominator for a valuation of that day, and its basis; None where there is none.

    The newest period of the basis that ended by then, with `nearest` the one that ends nearest
    on either side. `auto` takes the first basis whose period ended at most 180 days off, else the
    one that is the least far off.
    """
    known = choice.of(company, valued)
    if choice.basis in AHEAD:
        from aicompare.companies.forecasts import expected

        ahead = expected(known, AHEAD[choice.basis], valued, choice.house, choice.over)
        return (ahead.revenue, choice.basis) if ahead else None
    found: list[tuple[Known, str]] = []
    for basis in _AUTO if choice.basis == "auto" else (choice.basis,):
        chosen = _choose(_candidates(known, basis, choice.over), valued, nearest=choice.nearest)
        if chosen is None:
            continue
        one = annualised(chosen) if basis == "annualised" and isinstance(chosen, Fact) else chosen
        found.append((one, "fy" if basis == "ltm" and isinstance(chosen, Fact) else basis))
        if _apart(one, valued) <= FAR_APART:
            return found[-1]
    return min(found, key=lambda one: _apart(one[0], valued), default=None)


def _apart(revenue: Known, valued: date) -> int:
    return abs((valued - revenue.period.last).days)


def _candidates(company: Company, basis: str, over: str) -> list[Known]:
    """Of `annualised` the figures as they are: one of them is taken a year's worth of."""
    if basis == "arr":
        return [*by_period(company, "run_rate").values(), *by_period(company, "arr").values()]
    revenues = by_period(company, over).values()
    if basis == "annualised":
        return [fact for fact in revenues if _is_part_of_a_year(fact.period)]
    years: list[Known] = [fact for fact in revenues if fact.period.whole_months == 12]
    return [*years, *last_twelve_months(company, over).values()] if basis == "ltm" else years


def _is_part_of_a_year(period: Period) -> bool:
    """Whether it is shorter than a year, and long enough to be annualised: half a month at least."""
    return period.months > 0 and period.whole_months != 12 and period.days < _YEAR


def _choose(candidates: Iterable[Known], valued: date, *, nearest: bool) -> Known | None:
    if nearest:
        return min(candidates, key=lambda one: (_apart(one, valued), -one.period.days), default=None)
    ended = [one for one in candidates if one.period.last <= valued]
    return max(ended, key=lambda one: one.period.recency, default=None)
