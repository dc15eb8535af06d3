"""What a user supposes, held against the company's own figure: a slip of the scale is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from aicompare.calculators.multiples.valuation import MultiplesChoice, valuation_of
from aicompare.calculators.runway.bases import RunwayChoice, bases_of
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.companies.measures import a_month, by_period
from aicompare.companies.raises import equity_raised
from aicompare.companies.winner import best
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning
from aicompare.values.errors import NoRate
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money

TIMES = 100  # from so many times the company's own on, or that part of it, a slip is likely


def doubted_of_runway(companies: Sequence[Company], choice: RunwayChoice, rates: Rates) -> Iterator[Warning]:
    """A warning for each amount typed for a runway that is 100 times off the company's own.

    Cash and burn are those that the rule takes, a raise the newest, revenue the newest a month.
    """
    for company in companies:
        own = bases_of(company, replace(choice, cash=None, burn=None, all_bases=False))
        cash, burn = (own[0].cash, own[0].burn) if own else (None, None)
        newest = equity_raised(company, date.min, choice.as_of)
        yield from _doubted(company, "--cash", choice.cash, cash, rates)
        yield from _doubted(company, "--burn", choice.burn, burn, rates)
        yield from _doubted(company, "--revenue", choice.scenario.revenue, _monthly_revenue(company), rates)
        for typed in choice.scenario.raises:
            yield from _doubted(company, "--raise", typed.amount, newest[-1] if newest else None, rates)
        for typed in choice.scenario.hires:
            yield from _doubted(company, "--hire", typed.amount, burn, rates, small=True)
        for typed in choice.scenario.one_offs:
            yield from _doubted(company, "--one-off", typed.amount, cash, rates, small=True)


def doubted_of_multiples(company: Company, choice: MultiplesChoice, rates: Rates) -> Iterator[Warning]:
    """The same for a price or valuation that is typed."""
    price = company.close(choice.on, status=choice.statuses)
    own = valuation_of(company, replace(choice, price=None, valuation=None))
    yield from _doubted(company, "--price", choice.price, price, rates)
    yield from _doubted(company, "--valuation", choice.valuation, own[0] if own else None, rates)


def _monthly_revenue(company: Company) -> Known | None:
    newest = best(fact for fact in by_period(company, "revenue").values() if fact.period.months)
    if newest is None:
        return None
    return Derived.of(company.id, METRICS["monthly_revenue"], a_month(newest, newest.period), newest.period)


def _doubted(
    company: Company,
    option: str,
    typed: Money | None,
    own: Known | None,
    rates: Rates,
    *,
    small: bool = False,
) -> Iterator[Warning]:
    """With `small` it may be as little as it likes."""
    times = None if typed is None or own is None else _times(typed, own, rates)
    if own is None or times is None:
        return
    if times >= TIMES or (times * TIMES <= 1 and not small):
        how = f"{times:,.0f} times" if times >= 1 else f"1/{1 / times:,.0f} of"
        printed = f", {own.reported}" if isinstance(own, Fact) and own.reported else ""
        text = f"{option} is {how} the company's own{printed} of {own.period}: is its scale as meant?"
        yield Warning("far_from_own", text, company.id)


def _times(typed: Money, own: Known, rates: Rates) -> Decimal | None:
    """By size, at the rate of the company's own figure; None where that is nothing, or has no rate."""
    try:
        value = money(own.in_currency(typed.currency, rates)).amount.value
    except NoRate:
        return None
    return abs(typed.amount.value / value) if value and typed.amount.value else None
