"""Ratios of a company's value, price and cash, each of the newest day that is asked for.

None where a part is not known, where no rate leads from one currency to the other, and where the
sign of a part leaves no meaning: a multiple of a loss, or over revenue that shrank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from aicompare.calculators.burnmultiple import burn_multiple
from aicompare.calculators.multiples.implied import offer_price
from aicompare.calculators.multiples.row import derived_multiple, revenue_multiple
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.calculators.ranked import greatest, least
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Product, less_one, number, ratio
from aicompare.companies.fact import Derived, Known, money
from aicompare.companies.measures import (
    DERIVED,
    by_period,
    equity_value,
    liquidity_by_period,
    newest_growth,
)
from aicompare.companies.pricerange import over_52_weeks
from aicompare.companies.winner import best
from aicompare.rates.rates import Rates
from aicompare.values.errors import NoRate
from aicompare.values.frozen import replace
from aicompare.values.metrics import Metric
from aicompare.values.periods import newest_of

_OLDEST = timedelta(days=366)  # a count of employees, before the value that is set against it


def value_ratio(name: str, company: Company, on: date, rates: Rates) -> Known | None:
    """The ratio of that name on the day, or the newest before. Zhipu's price of HK$641 on 2026-09-30
    is 451.6% above the offer price of HK$116.20.
    """
    try:
        return RATIOS[name](DERIVED[name], company, on, rates)
    except NoRate:
        return None


def _gross_profit_multiple(metric: Metric, company: Company, on: date, rates: Rates) -> Known | None:
    row = revenue_multiple(company, MultiplesChoice(on=on, basis="ltm", over="gross_profit"), rates)
    found = derived_multiple(row)
    return found and replace(found, metric=metric)


def _growth_adjusted(metric: Metric, company: Company, on: date, rates: Rates) -> Known | None:
    multiple = derived_multiple(revenue_multiple(company, MultiplesChoice(on=on, basis="ltm"), rates))
    grown = newest_growth(company, on)
    if multiple is None or grown is None or grown.figure.value <= 0:
        return None
    made = Product((Named("multiple", multiple),), (Named("growth", grown), number(100)))
    return Derived.of(company.id, metric, made, multiple.period)


def _value_per_employee(metric: Metric, company: Company, on: date, _: Rates) -> Known | None:
    value, staff = equity_value(company, on), newest_of(by_period(company, "employees"), on)
    if value is None or staff is None or value.period.last - staff.period.last > _OLDEST:
        return None
    return Derived.of(company.id, metric, ratio(value, staff), value.period)


def _cash_per_share(metric: Metric, company: Company, on: date, _: Rates) -> Known | None:
    cash = newest_of(liquidity_by_period(company), on)
    shares = cash and best(one for one in company.of("shares") if one.period.last <= cash.period.last)
    return Derived.of(company.id, metric, ratio(cash, shares), cash.period) if cash and shares else None


def _price_to_offer(metric: Metric, company: Company, on: date, _: Rates) -> Known | None:
    return _above(metric, company.close(on), offer_price(company, on))


def _value_to_round(metric: Metric, company: Company, on: date, rates: Rates) -> Known | None:
    last = best(one for one in company.of("post_money") if one.period.last <= on)
    value = equity_value(company, on)
    if value is None or last is None or value == last:
        return None
    return _above(metric, value.in_currency(money(last).currency, rates), last)


def _price_to(
    rank: Callable[..., Known], metric: Metric, company: Company, on: date, _: Rates
) -> Known | None:
    """To the least or the greatest close of 52 weeks."""
    found = over_52_weeks(company, on)
    if found is None:
        return None
    then = rank(found.by_day, "closing prices", found.closes[-1].period)
    return _above(metric, company.close(on), then)


def _above(metric: Metric, now: Known | None, then: Known | None) -> Known | None:
    """now / then - 1, of two amounts of one currency."""
    if now is None or then is None or now.currency != then.currency or then.figure.value <= 0:
        return None
    made = less_one(ratio(Named("now", now), Named("then", then)))
    return Derived.of(now.company, metric, made, now.period)


def _burn_multiple(metric: Metric, company: Company, _: date, rates: Rates) -> Known | None:
    row = burn_multiple(company, rates, [])
    if row.multiple is None or row.net_new_arr is None:
        return None
    return Derived(company.id, metric, row.multiple, row.net_new_arr.period)


RATIOS: Mapping[str, Callable[[Metric, Company, date, Rates], Known | None]] = {
    "burn_multiple": _burn_multiple,
    "gross_profit_multiple": _gross_profit_multiple,
    "growth_adjusted_multiple": _growth_adjusted,
    "value_per_employee": _value_per_employee,
    "cash_per_share": _cash_per_share,
    "price_to_offer": _price_to_offer,
    "value_to_last_round": _value_to_round,
    "price_to_year_low": partial(_price_to, least),
    "price_to_year_high": partial(_price_to, greatest),
}
