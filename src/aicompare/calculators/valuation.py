"""The two halves of a multiple: which valuation, and over which revenue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aicompare.facts import COMPETING, Company, Derived, Fact, Known, best, money
from aicompare.frozen import dataclass
from aicompare.ltm import last_twelve_months
from aicompare.measures import (
    EQUITY_VALUE,
    annualised,
    by_period,
    equity_value,
    price_times_shares,
)
from aicompare.metrics import METRICS
from aicompare.money import Money
from aicompare.periods import Period

BASES = ("auto", "fy", "ltm", "annualised", "arr")
_AUTO = ("ltm", "annualised", "arr")  # a full year that is newer than any LTM is the LTM


@dataclass(frozen=True, slots=True)
class MultiplesChoice:
    """What the user asks for. `on` is the day of the valuation; None leaves it to the rule.

    `hindsight` takes the revenue whose period ends nearest the valuation, whenever it was
    published; else it must have ended and been published by then.
    """

    on: date
    basis: str = "auto"
    ev: bool = False
    hindsight: bool = False
    statuses: frozenset[str] = COMPETING
    sort: str = "multiple"
    price: Money | None = None
    valuation: Money | None = None


def valuation_of(company: Company, choice: MultiplesChoice) -> tuple[Known, str] | None:
    """The equity value on the day, and its kind; None where there is none.

    Kinds: price x shares, market cap, post-money, and for what-ifs given, given price x shares.
    """
    day = Period.day(choice.on)
    if choice.valuation:
        return Derived(company.id, EQUITY_VALUE, choice.valuation, day, "given", ()), "given"
    if choice.price:
        price = Derived(company.id, METRICS["share_price"], choice.price, day, "given", ())
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
    """The denominator for a valuation of that day, and its basis; None where there is none."""
    known = company if choice.hindsight else company.known_by(valued)
    for basis in _AUTO if choice.basis == "auto" else (choice.basis,):
        chosen = _choose(_candidates(known, basis), valued, choice.hindsight)
        if chosen:
            whole_year = basis == "ltm" and isinstance(chosen, Fact)
            return chosen, "fy" if whole_year else basis
    return None


def _candidates(company: Company, basis: str) -> list[Known]:
    if basis == "arr":
        return [*by_period(company, "run_rate").values(), *by_period(company, "arr").values()]
    revenues = by_period(company, "revenue").values()
    if basis == "annualised":
        return [annualised(fact) for fact in revenues if 0 < fact.period.months < 12]
    years: list[Known] = [fact for fact in revenues if fact.period.months == 12]
    return [*years, *last_twelve_months(company).values()] if basis == "ltm" else years


def _choose(candidates: Iterable[Known], valued: date, hindsight: bool) -> Known | None:
    if hindsight:
        nearest = sorted(candidates, key=lambda one: (abs(one.period.last - valued), -one.period.days))
        return nearest[0] if nearest else None
    ended = [one for one in candidates if one.period.last <= valued]
    return max(ended, key=lambda one: (one.period.last, one.period.days), default=None)
