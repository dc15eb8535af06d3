"""What follows from facts by a formula: growth, margins, liquid funds, equity value (LTM: see ltm).

Every result is a Derived that names its formula and holds its inputs. Ratios are taken of
two figures of one currency, before any conversion; nothing unknown is taken as zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from aicompare.companies.company import Company, once
from aicompare.companies.derivation import (
    Named,
    Number,
    Part,
    Power,
    Product,
    Solved,
    less_one,
    minus,
    number,
    ratio,
    told,
    total,
)
from aicompare.companies.fact import COMPETING, Derived, Fact, Known
from aicompare.companies.solved import Statistic
from aicompare.companies.winner import best
from aicompare.values.figures import Figure
from aicompare.values.metrics import Metric, growth_of, names, table
from aicompare.values.periods import Period, add_months, whole_months

_ONE_DAY = timedelta(days=1)
NEAR = timedelta(days=31)  # two ends this far apart still count as the same moment
_LIQUID = names("liquid")
BALANCES = names("balance")

# What is derived under a name that no stored metric has.
DERIVED = table("""
research_share      flow  percent  R&D expense over revenue
    | ratio=research_expense / revenue; title=R&D / revenue; also=research_intensity; row=5
adjusted_margin     flow  percent  adjusted net profit over revenue; a loss is negative
    | ratio=adjusted_net_profit / revenue
net_margin          flow  percent  net profit over revenue; a loss is negative | ratio=net_profit / revenue
rule_of_40          flow  percent  growth of revenue plus adjusted margin
    | signed; is=growth(revenue) + adjusted_margin; title=Rule of 40
revenue_per_employee flow money    revenue over the employees at its end
    | is=revenue / employees; title=Revenue per employee
gross_burn          flow  money    what a period costs before any revenue: revenue less adjusted net profit
    | is=revenue - adjusted_net_profit; title=Gross burn, adjusted
burn_per_employee   flow  money    adjusted loss over the employees at its end; a profit is negative
    | is=(0 - adjusted_net_profit) / employees; title=Adjusted loss per employee
burn_multiple       flow  times    net burn over net new ARR (see `aicompare burn-multiple`)
    | of the market; title=Burn multiple
liquidity           stock money    cash, time deposits and liquid investments
    | title=Cash and liquid funds; row=9
raised_since        stock money    equity raised since the balance of `runway`, each raise at its day's rate
    | title=Equity raised since; row=10
equity_value        stock money    price times shares, or a printed valuation | row=13
revenue_multiple    stock times    equity value over revenue | row=14
gross_profit_multiple stock times  equity value over LTM gross profit
    | of the market; title=Value / LTM gross profit
growth_adjusted_multiple stock times equity value over LTM revenue, over revenue growth in points
    | of the market; title=LTM multiple / growth
value_per_employee  stock money    equity value over the newest count of employees
    | of the market; title=Value per employee
cash_per_share      stock money    newest cash and liquid funds over the shares then in issue
    | of the market; title=Cash per share
price_to_offer      stock percent  newest close over the offer price of the listing, less 1
    | signed; of the market; title=Price to offer
value_to_last_round stock percent  equity value over the post-money of the last private round, less 1
    | signed; of the market; title=Value to last round
price_to_year_low   stock percent  newest close over the lowest close of 52 weeks, less 1
    | of the market; title=Price to 52-week low
price_to_year_high  stock percent  newest close over the highest close of 52 weeks, less 1
    | signed; of the market; title=Price to 52-week high
runway              stock months   cash, with the equity raised since the balance, over monthly burn
    | title=Months of cash, with raises; row=11
runway_balance_alone stock months  without the equity raised since the balance
    | title=Months of cash, balance alone; row=12
arr_or_run_rate     stock money    ARR, or the run-rate; not recognised revenue
    | title=ARR or run-rate; row=15
net_new_arr         flow  money    growth of ARR or run-rate between its two newest figures
    | title=Net new ARR
listed              stock day      first day of trading
founded             stock year     year of founding
""")
LIQUIDITY, EQUITY_VALUE, MULTIPLE = (
    DERIVED[name] for name in ("liquidity", "equity_value", "revenue_multiple")
)
RUNWAY, RUNWAY_ALONE = DERIVED["runway"], DERIVED["runway_balance_alone"]
RAISED_SINCE = DERIVED["raised_since"]
RECURRING, NET_NEW_ARR = DERIVED["arr_or_run_rate"], DERIVED["net_new_arr"]
LISTED, FOUNDED = DERIVED["listed"], DERIVED["founded"]


@once
def by_period(company: Company, metric: str) -> Mapping[Period, Fact]:
    """The winning fact of each period, for the company as a whole.

    Of revenue only what is recognised: run-rates and ARR are never mixed with it.
    """
    found: dict[Period, list[Fact]] = {}
    for fact in company.of(metric):
        if metric != "revenue" or fact.basis in (None, "recognised"):
            found.setdefault(fact.period, []).append(fact)
    return {period: winner for period, facts in found.items() if (winner := best(facts))}


def growth(company: Company, metric: str = "revenue") -> dict[Period, Known]:
    """Growth on the same stretch a year earlier: now / then - 1; else as printed."""
    periods = [*_printed_growth(company, metric), *by_period(company, metric)]
    return {period: grown for period in periods if (grown := growth_in(company, metric, period))}


@once
def growth_in(company: Company, metric: str, period: Period) -> Known | None:
    """As `growth`, of one period."""
    values = by_period(company, metric)
    earlier = period.year_earlier_among(values) if period in values else None
    grown = growth_on(values[period], values[earlier]) if earlier else None
    return grown or _printed_growth(company, metric).get(period)


def newest_growth(company: Company, until: date, metric: str = "revenue") -> Known | None:
    """That of the last period which had ended by a day, and of such the longest."""
    periods = _newest_first([*_printed_growth(company, metric), *by_period(company, metric)], until)
    return next((grown for period in periods if (grown := growth_in(company, metric, period))), None)


def _printed_growth(company: Company, metric: str) -> Mapping[Period, Fact]:
    printed = growth_of(metric)
    return by_period(company, printed.name) if printed else {}


def _newest_first(periods: Iterable[Period], until: date) -> list[Period]:
    ended = {period for period in periods if period.last <= until}
    return sorted(ended, key=lambda period: period.recency, reverse=True)


def growth_on(now: Fact, then: Fact, *, loss: bool = False) -> Derived | None:
    """now / then - 1, as a fraction; of a loss (`loss`) the growth of its size.

    None of two currencies, and where there is nothing to grow from: `then` is not above zero (of
    a loss: not below it), or `now` has the other sign. Profits of 10 and 15: 50%; losses of 10 and
    15: 50% as losses, as profits None.
    """
    if not (_same_currency(now, then) and growth_trouble(now, then, loss=loss) is None):
        return None
    name = (loss and now.metric.loss) or now.metric.name
    before = Named(f"{name} a year earlier", then)
    made = less_one(ratio(Named(name, now), before))
    return Derived.of(now.company, growth_metric(name), made, now.period, scope=now.scope)


def growth_trouble(now: Fact, then: Fact, *, loss: bool = False) -> str | None:
    """Why there is no growth from one amount to the other, in words; None where there is."""
    sign = -1 if loss else 1
    if sign * then.figure.value <= 0:
        return f"there is no loss in {then.period}" if loss else f"it is not above zero in {then.period}"
    if sign * now.figure.value < 0:
        return f"its sign changes from {then.period} to {now.period}"
    return None


def growth_metric(name: str) -> Metric:
    """Of any amount: as it is stored where it is printed, else derived alone."""
    return growth_of(name) or Metric(f"{name}_growth", "flow", "percent", f"growth of {name}")


def compound_growth(now: Fact, then: Fact) -> Derived | None:
    """(now / then) ^ (1 / years) - 1: US$40m to US$90m in two years is 50% a year.

    Years lie between the ends of the two periods, a month as a twelfth. The ends of the result are
    those of the quotient. None of two currencies, of zero, and of two signs; of two losses it is the
    growth of their size.
    """
    between = Period(last=now.period.last, first=then.period.last + _ONE_DAY)
    if not _comparable(now, then) or between.months < 1:
        return None
    times = ratio(now, Named(f"{now.metric.name} of {then.period}", then))
    made = less_one(Power(times, 12, between.months))
    known = Metric(f"{now.metric.name}_cagr", "flow", "percent", "compound growth a year")
    period = Period(last=now.period.last, first=then.period.first)
    return Derived.of(now.company, known, made, period, scope=now.scope)


def _comparable(now: Fact, then: Fact) -> bool:
    """Of one currency, neither zero, and of one sign."""
    return now.currency == then.currency and now.figure.value * then.figure.value > 0


def ratio_by_period(company: Company, metric: Metric) -> dict[Period, Known]:
    """Of a metric that is a ratio: one over the other of the same period, of one currency and what is
    divided by above zero; else as printed. Gross profit of US$20m over revenue of US$50m is 40%.
    """
    assert metric.parts is not None
    periods = [*by_period(company, metric.name), *by_period(company, metric.parts[0])]
    return {period: found for period in periods if (found := ratio_in(company, metric, period))}


@once
def ratio_in(company: Company, metric: Metric, period: Period) -> Known | None:
    """As `ratio_by_period`, of one period."""
    assert metric.parts is not None
    part, whole = (by_period(company, name).get(period) for name in metric.parts)
    if part and whole and part.currency == whole.currency and whole.figure.value > 0:
        return Derived.of(company.id, metric, ratio(part, whole), period)
    return by_period(company, metric.name).get(period)


def newest_ratio(company: Company, metric: Metric, until: date) -> Known | None:
    """As for growth."""
    assert metric.parts is not None
    known = [*by_period(company, metric.name), *by_period(company, metric.parts[0])]
    periods = _newest_first(known, until)
    return next((found for period in periods if (found := ratio_in(company, metric, period))), None)


def balance_days(company: Company) -> set[date]:
    """The days of which cash, liquid investments or the company's own total is known."""
    return {period.last for name in BALANCES for period in by_period(company, name)}


def liquid_money(company: Company, day: date) -> Known | None:
    """Cash, time deposits and liquid investments on `day`; restricted cash stays apart.

    None unless both cash and liquid investments are known (time deposits may be nil), and
    where their currencies differ.
    """
    cash, deposits, invested = (company.on(name, day) for name in _LIQUID)
    if not (cash and invested):
        return None
    known = [fact for fact in (cash, deposits, invested) if fact]
    if not all(_same_currency(fact, cash) for fact in known):
        return None
    return Derived.of(company.id, LIQUIDITY, total(known), cash.period)


def liquidity_by_period(company: Company) -> dict[Period, Known]:
    """Cash and liquid funds on each day where its parts are known; else the company's own total."""
    found: dict[Period, Known] = dict(by_period(company, "cash_balance"))
    for period in by_period(company, "cash"):
        if (known := liquid_money(company, period.last)) is not None:
            found[period] = known
    return found


def annualised(fact: Fact) -> Derived:
    """value x 12 / months, labelled; for months see months_of."""
    made = Product((fact, number(12)), (months_of(fact.period),))
    return Derived.of(fact.company, fact.metric, made, fact.period, basis=fact.basis, label="annualised")


def monthly(fact: Fact) -> Derived:
    """value / months, labelled; for months see months_of."""
    made = ratio(fact, months_of(fact.period))
    return Derived.of(fact.company, fact.metric, made, fact.period, basis=fact.basis, label="monthly")


def a_month(part: Part, period: Period) -> Product:
    """An amount of a period over its months: `cash_burn / 6 months`."""
    return ratio(part, months_of(period, " months"))


def months_of(period: Period, unit: str = "") -> Number:
    """The months of a stretch: `6`, by weeks too; of any other the whole ones and the part of the
    next by its days: 20 days of June are `(20 / 30)`.
    """
    whole = period.whole_months
    return number(whole, f"{whole}{unit}") if whole else months_by_days(period, unit)


def over_stretch(monthly: Known, stretch: Period, metric: Metric) -> Derived:
    """A month's amount times the months of a stretch: whole ones, and the part of the next by its days.

    From 2026-07-15 to 2026-09-30 are 2 + 15 / 30 months, from the end of February to that of
    August 6.
    """
    stands_for = months_by_days(stretch, " months")
    return Derived.of(monthly.company, metric, Product((monthly, stands_for)), stretch)


def months_by_days(stretch: Period, unit: str = "") -> Number:
    """The whole months of a stretch to its last day, and the part of one that is left, by its days."""
    before = stretch.first - _ONE_DAY
    whole = whole_months(before, stretch.last)
    start, end = add_months(before, whole), add_months(before, whole + 1)
    days, of = (stretch.last - start).days, (end - start).days
    part = f"{whole} + {days} / {of}" if whole else f"{days} / {of}"
    return Number(Figure.exact(days) / of + whole, f"({part}){unit}" if days else f"{whole}{unit}")


def two_of_arr(company: Company) -> tuple[Fact, Fact] | None:
    """The figure before the newest, and the newest, of ARR or of the run-rate: of that which is newer, of one
    day of ARR. None where neither has figures of two days.
    """
    pairs = [pair for name in ("arr", "run_rate") if len(pair := _newest_two(company, name)) == 2]
    if not pairs:
        return None
    before, now = max(pairs, key=lambda pair: pair[-1].period.last)
    return before, now


def net_new_arr(company: Company) -> Derived | None:
    """The newest figure - the one before it (see two_of_arr), from the day after the earlier one on.

    None where there are no two, or where those are of two currencies.
    """
    pair = two_of_arr(company)
    if pair is None or not _same_currency(*pair):
        return None
    before, now = pair
    stretch = Period(first=before.period.last + _ONE_DAY, last=now.period.last)
    made = minus(now, Named(f"{now.metric.name} before", before))
    return Derived.of(company.id, NET_NEW_ARR, made, stretch)


def _newest_two(company: Company, metric: str) -> list[Fact]:
    """Of two days; of several figures of one day that of the shortest period."""
    by_day = {period.last: fact for period, fact in sorted(by_period(company, metric).items())}
    return list(by_day.values())[-2:]


def equity_value(company: Company, on: date, status: frozenset[str] = COMPETING) -> Known | None:
    """Of the newest day up to `on`: price x shares, else the market cap as printed, else the
    post-money of a round. None where there is none.

    The price is the day's close, of the data file or of the daily prices; the shares are the latest
    count on or before that day, and none were sold between. A price or a count of one class of
    shares makes no value of all.
    """
    priced, shares = _price_and_shares(company, on, status)
    capped = _newest(company, "market_cap", ("close", None), on, status)
    valued = _newest(company, "post_money", (None,), on, status)
    if priced and shares and not (capped and capped.period.last > priced.period.last):
        return price_times_shares(priced, shares)
    return capped or valued


def _price_and_shares(company: Company, on: date, status: frozenset[str]) -> tuple[Fact | None, Known | None]:
    """The newest close up to `on`, and the share count in force on its day.

    Where shares are known to have been sold after the count, the last close before they were.
    """
    price = company.close(on, status=status)
    shares = price and _newest(company, "shares", (None,), price.period.last, status)
    if not (price and shares):
        return price, None
    on = price.period.last
    sold = [fact.period.last for fact in company.facts.of("shares_sold") if fact.status in COMPETING]
    since = [day for day in sold if shares.period.last < day <= on]
    if since:
        return _price_and_shares(company, min(since) - _ONE_DAY, status)
    months = (fact for fact in company.of("shares", status=status) if fact.period.first <= on)
    other = best(fact for fact in months if on < fact.period.last) if price.quoted else None
    return price, _either(shares, other, on) if other else shares


def _either(before: Fact, after: Fact, on: date) -> Derived:
    """A count on a day of a month in which it changed, nobody says when: the one or the other."""
    made = Statistic(f"{{0}} before or after a change in {after.period}", (before, after))
    less, more = sorted((before.figure, after.figure), key=lambda count: count.value)
    between = Figure((less.value + more.value) / 2, less.low, more.high, "-")
    return Derived(before.company, before.metric, told(between, made), Period.day(on))


def first_day_of_trading(company: Company) -> Derived | None:
    """As the number of the day in the calendar, so that two days can be told apart and counted."""
    if company.listed is None or company.listed.on is None or not company.listed.on.is_day:
        return None
    day = company.listed.on
    number_of_day = told(Figure.exact(day.last.toordinal()), Solved("first day of trading"))
    return Derived(company.id, LISTED, number_of_day, day)


def year_of_founding(company: Company) -> Derived | None:
    """As a number: `founded` of Zhipu is 2019."""
    if company.founded is None:
        return None
    year = Period.parse(f"FY{company.founded}")
    number_of_year = told(Figure.exact(company.founded), Solved("year of founding"))
    return Derived(company.id, FOUNDED, number_of_year, year)


def price_times_shares(price: Known, shares: Known) -> Derived:
    """Market value of the equity on the day of the price."""
    return Derived.of(price.company, EQUITY_VALUE, Product((price, shares)), price.period)


def _newest(
    company: Company, metric: str, labels: tuple[str | None, ...], on: date, status: frozenset[str]
) -> Fact | None:
    return best(
        fact
        for label in labels
        for fact in company.of(metric, label=label, status=status)
        if fact.period.last <= on
    )


def _same_currency(one: Fact, other: Fact) -> bool:
    return one.currency is not None and one.currency == other.currency
