"""What follows from facts by a formula: growth, margins, liquid money, LTM, equity value.

Every result is a Derived that names its formula and holds its inputs. Ratios are taken of
two figures of one currency, before any conversion; nothing unknown is taken as nought.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Context, Decimal

from aicompare.facts import COMPETING, Company, Derived, Fact, Known, best, money
from aicompare.figures import DOWN, NEAREST, UP, ZERO, Figure
from aicompare.metrics import METRICS, Metric
from aicompare.money import Money
from aicompare.periods import Period, add_months

_ONE_DAY = timedelta(days=1)
_PRECISE = Context(prec=60)  # digits of a root, before it is rounded to what figures have
NEAR = timedelta(days=31)  # two ends this far apart still count as the same moment

RESEARCH_SHARE = Metric("research_share", "flow", "percent", "R&D expense over revenue")
LIQUIDITY = Metric("liquidity", "stock", "money", "cash, time deposits and liquid investments")
EQUITY_VALUE = Metric("equity_value", "stock", "money", "price times shares, or a printed valuation")
MULTIPLE = Metric("revenue_multiple", "stock", "times", "equity value over revenue")
RUNWAY = Metric("runway", "stock", "months", "cash over monthly burn (see `aicompare runway`)")
RAISED_RUNWAY = Metric("runway_with_raises", "stock", "months", "with the equity raised since the balance")
RECURRING = Metric("arr_or_run_rate", "stock", "money", "ARR, or the run-rate; not recognised revenue")
LISTED = Metric("listed", "stock", "day", "first day of trading")

# What is derived under a name that no stored metric has.
DERIVED = {
    one.name: one
    for one in (
        RESEARCH_SHARE, LIQUIDITY, EQUITY_VALUE, MULTIPLE, RUNWAY, RAISED_RUNWAY, RECURRING, LISTED,
    )
}  # fmt: skip


def by_period(company: Company, metric: str) -> dict[Period, Fact]:
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
    values = by_period(company, metric)
    found: dict[Period, Known] = dict(by_period(company, f"{metric}_growth"))
    for period, now in values.items():
        then = values.get(period.year_earlier())
        if then and (grown := growth_on(now, then)):
            found[period] = grown
    return found


def growth_on(now: Fact, then: Fact) -> Derived | None:
    """now / then - 1; None of two currencies, and from nought or below it."""
    if not (_same_currency(now, then) and money(then).amount.value > 0):
        return None
    ratio = money(now).over(money(then)) - 1
    formula = f"{now.metric.name} / {now.metric.name} a year earlier - 1"
    known = METRICS.get(f"{now.metric.name}_growth", METRICS["revenue_growth"])
    return Derived(now.company, known, ratio, now.period, formula, (now, then), scope=now.scope)


def compound_growth(now: Fact, then: Fact) -> Derived | None:
    """(now / then) ^ (1 / years) - 1: US$40m to US$90m in two years is 50% a year.

    Years lie between the ends of the two periods, a month as a twelfth. The ends of the result are
    those of the quotient. None of two currencies, of zero, and of two signs; of two losses it is the
    growth of their size.
    """
    between = Period(last=now.period.last, first=then.period.last + _ONE_DAY)
    quotient = _quotient(now, then)
    if quotient is None or between.months < 1:
        return None
    value = _a_year(quotient.value, between.months, NEAREST)
    low = None if quotient.low is None else _a_year(quotient.low, between.months, DOWN)
    high = None if quotient.high is None else _a_year(quotient.high, between.months, UP)
    formula = f"({now.metric.name} / {now.metric.name} of {then.period}) ^ (12 / {between.months}) - 1"
    known = Metric(f"{now.metric.name}_cagr", "flow", "percent", "compound growth a year")
    period = Period(last=now.period.last, first=then.period.first)
    return Derived(
        now.company, known, Figure(value, low, high), period, formula, (now, then), scope=now.scope
    )


def _quotient(now: Fact, then: Fact) -> Figure | None:
    """None of two currencies, of zero, and of two signs."""
    if isinstance(now.value, Money) and not _same_currency(now, then):
        return None
    one, other = (fact.value.amount if isinstance(fact.value, Money) else fact.value for fact in (now, then))
    return one / other if one.value * other.value > 0 else None


def _a_year(end: Decimal, months: int, rounding: Context) -> Decimal:
    """quotient ^ (12 / months) - 1, an end below zero being total loss."""
    power = _PRECISE.power(max(end, ZERO), _PRECISE.divide(Decimal(12), Decimal(months)))
    return rounding.subtract(rounding.plus(power), Decimal(1))


def share_of_revenue(company: Company, part: str, metric: Metric) -> dict[Period, Known]:
    """`part` over revenue of the same period; else as printed, where the metric is one."""
    revenues = by_period(company, "revenue")
    found: dict[Period, Known] = dict(by_period(company, metric.name))
    for period, one in by_period(company, part).items():
        revenue = revenues.get(period)
        if revenue and _same_currency(one, revenue) and money(revenue).amount.value > 0:
            ratio = money(one).over(money(revenue))
            found[period] = Derived(company.id, metric, ratio, period, f"{part} / revenue", (one, revenue))
    return found


def liquid_money(company: Company, day: date) -> Known | None:
    """Cash, time deposits and liquid investments on `day`; restricted cash stays apart.

    None unless both cash and liquid investments are known (time deposits may be nil), and
    where their currencies differ.
    """
    cash, deposits, invested = (
        best(fact for fact in company.of(name) if fact.period.last == day)
        for name in ("cash", "time_deposits", "liquid_investments")
    )
    if not (cash and invested):
        return None
    known = [fact for fact in (cash, deposits, invested) if fact]
    if not all(_same_currency(fact, cash) for fact in known):
        return None
    return total(company, LIQUIDITY, known, " + ".join(fact.metric.name for fact in known))


def total(company: Company, metric: Metric, facts: list[Fact], formula: str) -> Derived:
    """The sum of facts of one currency and one day."""
    first, *others = facts
    amount = money(first)
    for fact in others:
        amount = amount + money(fact)
    return Derived(company.id, metric, amount, first.period, formula, tuple(facts))


def liquidity_by_period(company: Company) -> dict[Period, Known]:
    """Liquid money on each day where its parts are known; else the company's own total."""
    found: dict[Period, Known] = dict(by_period(company, "cash_balance"))
    for period in by_period(company, "cash"):
        if (known := liquid_money(company, period.last)) is not None:
            found[period] = known
    return found


def annualised(fact: Fact) -> Derived:
    """value x 12 / months, labelled."""
    amount = (money(fact) * 12).divided_by(fact.period.months)
    formula = f"{fact.metric.name} x 12 / {fact.period.months}"
    return Derived(
        fact.company, fact.metric, amount, fact.period, formula, (fact,), fact.basis, label="annualised"
    )


def monthly(fact: Fact) -> Derived:
    """value / months, labelled."""
    amount = money(fact).divided_by(fact.period.months)
    formula = f"{fact.metric.name} / {fact.period.months}"
    return Derived(
        fact.company, fact.metric, amount, fact.period, formula, (fact,), fact.basis, label="monthly"
    )


def last_twelve_months(company: Company, metric: str = "revenue") -> dict[Period, Derived]:
    """LTM = full year + year to date - prior year to date, in the reporting currency.

    For each year to date of less than a year whose prior-year twin and whose full year
    before are known, in one currency.
    """
    values = by_period(company, metric)
    found = {}
    for period, to_date in values.items():
        year, prior = values.get(_year_to(period.first - _ONE_DAY)), values.get(period.year_earlier())
        if not (year and prior) or period.months >= 12:
            continue
        if _same_currency(to_date, year) and _same_currency(to_date, prior):
            amount = money(year) + money(to_date) - money(prior)
            window = _year_to(period.last)
            found[window] = Derived(
                company.id, to_date.metric, amount, window,
                "full year + year to date - prior year to date", (year, to_date, prior),
                "recognised" if metric == "revenue" else None, label="ltm",
            )  # fmt: skip
    return found


def equity_value(company: Company, on: date, status: frozenset[str] = COMPETING) -> Known | None:
    """Of the newest day up to `on`: price x shares, else the market cap as printed, else the
    post-money of a round. None where there is none.

    The price is the day's close; the shares are the latest count on or before that day.
    """
    priced = _newest(company, "share_price", ("close",), on, status)
    capped = _newest(company, "market_cap", ("close", None), on, status)
    valued = _newest(company, "post_money", (None,), on, status)
    shares = priced and _newest(company, "shares", (None,), priced.period.last, status)
    if priced and shares and not (capped and capped.period.last > priced.period.last):
        return price_times_shares(priced, shares)
    return capped or valued


def first_day_of_trading(company: Company) -> Derived | None:
    """As the number of the day in the calendar, so that two days can be told apart and counted."""
    if company.listed is None or company.listed.on is None or not company.listed.on.is_day:
        return None
    day = company.listed.on
    return Derived(company.id, LISTED, Figure.exact(day.last.toordinal()), day, "first day of trading", ())


def price_times_shares(price: Known, shares: Fact) -> Derived:
    """Market value of the equity on the day of the price."""
    assert isinstance(shares.value, Figure)
    amount = money(price) * shares.value
    return Derived(price.company, EQUITY_VALUE, amount, price.period, "share_price x shares", (price, shares))


def _newest(
    company: Company, metric: str, labels: tuple[str | None, ...], on: date, status: frozenset[str]
) -> Fact | None:
    return best(
        fact
        for label in labels
        for fact in company.of(metric, label=label, status=status)
        if fact.period.last <= on
    )


def _year_to(day: date) -> Period:
    return Period(last=day, first=add_months(day, -12) + _ONE_DAY)


def _same_currency(one: Fact, other: Fact) -> bool:
    return isinstance(one.value, Money) and money(one).currency == money(other).currency
