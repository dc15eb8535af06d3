"""How an equity value and its multiple moved: shares, price (or another kind of value), rate, revenue."""

from __future__ import annotations

from datetime import date

from aicompare.calculators.changes.moved import Moment, MovedAnswer, came_or_went, moved
from aicompare.calculators.changes.splitting import Chain, Solve, Stage, State
from aicompare.calculators.multiples.row import MultiplesRow, derived_multiple, revenue_multiple
from aicompare.calculators.multiples.valuation import MultiplesChoice, revenue_for, valuation_of
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named
from aicompare.companies.fact import Derived, Known
from aicompare.rates.rates import Rates
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.metrics import Metric

VALUE, MULTIPLE = "Equity value", "Value / revenue"
SHARES, PRICE, WORTH, RATE, REVENUE = "shares", "price", "value", "rate", "revenue"
_KIND = "price x shares"
_RATE = Metric("exchange_rate", "stock", "rate", "units of one currency for one of another")

Valued = tuple[Known, str]  # with its kind


def value_moved(company: str, before: Moment, after: Moment, currency: str | None) -> MovedAnswer | None:
    """In `currency`, else in that of the newer value."""
    old, new = _valuation(company, before), _valuation(company, after)
    newest = new or old
    if newest is None:
        return None
    into = currency or str(newest[0].currency)
    was = old and _in_currency(old[0], into, before.rates)
    now = new and _in_currency(new[0], into, after.rates)
    if not (old and new):
        return came_or_went(company, VALUE, was, now)
    rated = [_rate(old[0], into, before.rates), _rate(new[0], into, after.rates)]
    solve = _solve(rated[0], before, after, into)
    return moved(company, VALUE, was, now, _worth(old, new) | {RATE: rated}, solve)


def multiple_moved(company: str, before: Moment, after: Moment) -> MovedAnswer | None:
    """Value over revenue, as `multiples` has it by itself."""
    old, new = _row(company, before), _row(company, after)
    was = derived_multiple(old) if old else None
    now = derived_multiple(new) if new else None
    if not (was and now and old and new and old.denominator and new.denominator):
        return came_or_went(company, MULTIPLE, was, now)
    values = _valuation(company, before), _valuation(company, after)
    assert values[0] and values[1]
    rated = [
        _rate(values[0][0], str(old.denominator.currency), before.rates),
        _rate(values[1][0], str(new.denominator.currency), after.rates),
    ]
    chains = _worth(values[0], values[1]) | {RATE: rated, REVENUE: _revenues(old, new, after)}
    return moved(company, MULTIPLE, was, now, chains, _solve(rated[0], before, after))


def _valuation(id_: str, moment: Moment) -> Valued | None:
    company = moment.companies.get(id_)
    return valuation_of(company, MultiplesChoice(moment.as_of)) if company else None


def _row(id_: str, moment: Moment) -> MultiplesRow | None:
    company = moment.companies.get(id_)
    return revenue_multiple(company, MultiplesChoice(moment.as_of), moment.rates) if company else None


def _in_currency(value: Known, currency: str, rates: Rates) -> Known | None:
    try:
        return value.in_currency(currency, rates)
    except NoRate:
        return None


# --- the stages ------------------------------------------------------------------------------


def _worth(old: Valued, new: Valued) -> dict[str, Chain]:
    """Shares and price where both sides have them, else the values as they are."""
    if not _KIND == old[1] == new[1]:
        return {WORTH: [Stage(*old), Stage(*new)]}
    (old_price, old_shares), (price, shares) = _factors(old[0]), _factors(new[0])
    return {SHARES: [Stage(old_shares), Stage(shares)], PRICE: [Stage(old_price), Stage(price)]}


def _factors(value: Known) -> tuple[Known, Known]:
    assert isinstance(value, Derived)
    price, shares = value.inputs
    return price, shares


def _rate(value: Known, into: str, rates: Rates) -> Stage:
    """The closing rate of the day of the value, as a figure; nothing where nothing is to convert."""
    own = str(value.currency)
    if own == into:
        return Stage(None, kind="rate")
    try:
        rate = rates.closing(own, into, value.period.last)
    except NoRate:
        return Stage(None, kind="rate")
    made = Named(f"{rate.base}/{rate.quote}", rate)
    return Stage(Derived.of(value.company, _RATE, made, value.period, rate=rate), kind="rate")


def _revenues(old: MultiplesRow, new: MultiplesRow, after: Moment) -> Chain:
    """The old revenue; the same as it is known now; the new basis of the old period; the new one."""
    was, now = old.denominator, new.denominator
    company = after.companies[new.company]
    assert was is not None
    again = _revenue(company, old.basis, was, after.as_of)
    other = _revenue(company, new.basis, was, after.as_of)
    return [Stage(was, old.basis), again, other, Stage(now, new.basis)]


def _revenue(company: Company, basis: str | None, like: Known, as_of: date) -> Stage | None:
    found = revenue_for(company, MultiplesChoice(as_of, basis or "auto"), like.period.last)
    return Stage(found[0], found[1]) if found and found[0].period == like.period else None


# --- the sum ---------------------------------------------------------------------------------


def _solve(old_rate: Stage, before: Moment, after: Moment, into: str | None = None) -> Solve:
    """price x shares (or the value) x rate, over the revenue where there is one."""

    def solve(state: State) -> Figure | None:
        revenue = state[REVENUE].known if REVENUE in state else None
        priced = state[PRICE if PRICE in state else WORTH].known
        shares = state[SHARES].known if SHARES in state else None
        if priced is None:
            return None
        own, wanted = str(priced.currency), str(revenue.currency) if revenue else str(into)
        side = before if state[RATE] is old_rate else after
        worth = priced.figure * shares.figure if shares else priced.figure
        if own != wanted:
            worth = worth * side.rates.closing(own, wanted, _day_of(state[RATE], priced)).value
        return worth / revenue.figure if revenue else worth

    return solve


def _day_of(rate: Stage, priced: Known) -> date:
    """The day whose rate is taken: that of the value, on whichever side the rate is of."""
    return (rate.known or priced).period.last
