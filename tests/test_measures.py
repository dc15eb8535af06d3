"""What follows from facts: growth, shares, liquid money, LTM, annualised, equity value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import company, day, fact

from aicompare.companies.company import Company
from aicompare.companies.derivation import figure_of, total
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.companies.ltm import last_twelve_months
from aicompare.companies.measures import (
    DERIVED,
    EQUITY_VALUE,
    LIQUIDITY,
    MULTIPLE,
    NEAR,
    a_month,
    annualised,
    by_period,
    equity_value,
    growth,
    liquid_money,
    liquidity_by_period,
    price_times_shares,
    ratio_by_period,
)
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money
from aicompare.values.periods import Period


def of(period: str, found: dict[Period, Known] | dict[Period, Fact] | dict[Period, Derived]) -> Derived:
    """The derived value of a period."""
    one = found[Period.parse(period)]
    assert isinstance(one, Derived)
    return one


def figure(known: Known) -> Figure:
    assert isinstance(known.value, Figure)
    return known.value


def yuan(known: Known) -> Decimal:
    assert money(known).currency == "CNY"
    return money(known).amount.value


def printed(figure: Figure, places: int) -> list[str]:
    """Value, low and high to so many places."""
    assert figure.low is not None and figure.high is not None
    return [f"{one:.{places}f}" for one in (figure.value, figure.low, figure.high)]


def test_derived_metrics_convert_and_show_as_their_kind_and_unit_say() -> None:
    """A share is a flow in percent, liquid money and equity value are balances of money."""
    assert [
        (one.name, one.kind, one.unit)
        for one in (DERIVED["research_share"], LIQUIDITY, EQUITY_VALUE, MULTIPLE)
    ] == [
        ("research_share", "flow", "percent"),
        ("liquidity", "stock", "money"),
        ("equity_value", "stock", "money"),
        ("revenue_multiple", "stock", "times"),
    ]
    assert NEAR.days == 31  # INTERFACE, runway: a burn that ends within 31 days of the balance matches


# --- by period --------------------------------------------------------------------------


def test_each_period_has_its_own_winner() -> None:
    """The filing's figure of FY2025 wins FY2025 only."""
    press = fact("revenue", "FY2025", "US$80m", kind="press")
    filing = fact("revenue", "FY2025", "US$79.038m")
    half = fact("revenue", "H1 2025", "US$30m", kind="press")
    acme = company(press, half, filing, fact("revenue", "FY2025", "US$53m", scope="talkie"))
    assert by_period(acme, "revenue") == {filing.period: filing, half.period: half}
    assert by_period(acme, "gross_profit") == {}


def test_run_rates_told_as_revenue_are_never_mixed_with_recognised_revenue() -> None:
    """INTERFACE: recognised revenue, run-rate and ARR are never mixed without a label."""
    recognised = fact("revenue", "FY2025", "US$79m", kind="dataset", basis="recognised")
    others = [fact("revenue", "FY2025", "US$200m", basis=basis) for basis in ("run-rate", "arr")]
    assert by_period(company(*others, recognised), "revenue") == {recognised.period: recognised}
    run_rate = fact("run_rate", "2026-04-30", "US$200m", basis="run-rate")
    assert by_period(company(run_rate), "run_rate") == {run_rate.period: run_rate}


# --- growth and shares ------------------------------------------------------------------


def test_growth_of_zhipu_and_minimax() -> None:
    """FY2025 over FY2024: 724.334 / 312.414 - 1 = 131.9%; 79.038 / 30.523 - 1 = 158.9% (results)."""
    zhipu = company(fact("revenue", "FY2024", "RMB 312.414m"), fact("revenue", "FY2025", "RMB 724.334m"))
    minimax = company(fact("revenue", "FY2025", "US$79.038m"), fact("revenue", "FY2024", "US$30.523m"))
    assert f"{figure(of('FY2025', growth(zhipu))).value:.3f}" == "1.319"
    assert f"{figure(of('FY2025', growth(minimax))).value:.3f}" == "1.589"


def test_growth_names_its_formula_and_bounds() -> None:
    """30 over 20 is +50%; at most 30.5 / 19.5, at least 29.5 / 20.5."""
    then, now = fact("revenue", "H1 2025", "RMB 20m"), fact("revenue", "H1 2026", "RMB 30m")
    grown = of("H1 2026", growth(company(then, now)))
    assert printed(figure(grown), 4) == ["0.5000", "0.4390", "0.5641"]
    assert grown.formula == "revenue / revenue a year earlier - 1"
    assert grown.inputs == (now, then)
    assert (grown.company, grown.metric.name, str(grown.period)) == ("acme", "revenue_growth", "H1 2026")


def test_growth_is_of_the_same_stretch_a_year_earlier_and_nothing_else() -> None:
    """Not of the half before, nor of a whole year, nor of another currency, nor from nothing."""
    half = fact("revenue", "H2 2025", "RMB 30m")
    for other in (
        fact("revenue", "H1 2025", "RMB 20m"),
        fact("revenue", "FY2024", "RMB 20m"),
        fact("revenue", "H2 2024", "US$20m"),
        fact("revenue", "H2 2024", "RMB -20m"),
        fact("revenue", "H2 2024", "=RMB 0"),
    ):
        assert growth(company(half, other)) == {}
    assert growth(company(half, fact("revenue", "H2 2024", "=RMB 1")))  # however small


def test_growth_as_printed_stands_where_it_cannot_be_computed() -> None:
    """The source's own +175% until both revenues are known."""
    told = fact("revenue_growth", "FY2025", "175%")
    now, then = fact("revenue", "FY2025", "RMB 30m"), fact("revenue", "FY2024", "RMB 20m")
    assert growth(company(told, now)) == {told.period: told}
    assert of("FY2025", growth(company(told, now, then))).inputs == (now, then)


def test_ratio_by_period() -> None:
    """R&D of 1,054 over revenue of 312.4 is 3.37 times revenue; bounds 1053.5/312.45 to 1054.5/312.35."""
    spent, revenue = (
        fact("research_expense", "H1 2025", "RMB 1,054m"),
        fact("revenue", "H1 2025", "RMB 312.4m"),
    )
    share = of("H1 2025", ratio_by_period(company(spent, revenue), DERIVED["research_share"]))
    assert printed(figure(share), 4) == ["3.3739", "3.3717", "3.3760"]
    assert (share.formula, share.inputs) == ("research_expense / revenue", (spent, revenue))
    assert share.metric is DERIVED["research_share"]


def test_a_share_needs_revenue_of_the_same_period_and_currency() -> None:
    """Else the printed share stands, or nothing."""
    profit = fact("gross_profit", "FY2025", "RMB 20m")
    for revenue in (
        fact("revenue", "H1 2025", "RMB 50m"),
        fact("revenue", "FY2025", "US$50m"),
        fact("revenue", "FY2025", "=RMB 0"),
        fact("revenue", "FY2025", "RMB -5m"),
    ):
        assert ratio_by_period(company(profit, revenue), METRICS["gross_margin"]) == {}
    assert ratio_by_period(
        company(profit, fact("revenue", "FY2025", "=RMB 1")), METRICS["gross_margin"]
    )  # however small
    told = fact("gross_margin", "FY2025", "41%")
    found = ratio_by_period(company(profit, told), METRICS["gross_margin"])
    assert found == {told.period: told}
    both = company(profit, told, fact("revenue", "FY2025", "RMB 50m"))
    assert figure(of("FY2025", ratio_by_period(both, METRICS["gross_margin"]))).value == Decimal("0.4")


# --- liquid money -----------------------------------------------------------------------

CASH = fact("cash", "2026-06-30", "RMB 3,887.727m")
INVESTED = fact("liquid_investments", "2026-06-30", "RMB 506.139m")
DEPOSITS = fact("time_deposits", "2026-06-30", "RMB 100.000m")
JUNE = day("2026-06-30")


def test_liquid_money_of_zhipu() -> None:
    """Zhipu at 30 June 2026: 3,887.727 + 506.139 = RMB 4,393.866m, each known to half a thousand."""
    liquid = liquid_money(company(CASH, INVESTED), JUNE)
    assert isinstance(liquid, Derived)
    assert money(liquid) == Money(
        Figure(Decimal("4393866000"), Decimal("4393865000"), Decimal("4393867000")), "CNY"
    )
    assert (liquid.formula, liquid.inputs) == ("cash + liquid_investments", (CASH, INVESTED))
    assert (liquid.metric.name, str(liquid.period)) == ("liquidity", "2026-06-30")


def test_time_deposits_are_liquid_and_restricted_cash_is_not() -> None:
    """Deposits of the same day enter where they are known; restricted cash stays apart."""
    restricted = fact("restricted_cash", "2026-06-30", "RMB 9m")
    liquid = liquid_money(company(restricted, INVESTED, DEPOSITS, CASH), JUNE)
    assert isinstance(liquid, Derived)
    assert yuan(liquid) == Decimal("4493866000")
    assert liquid.formula == "cash + time_deposits + liquid_investments"
    assert liquid.inputs == (CASH, DEPOSITS, INVESTED)


@pytest.mark.parametrize(
    "facts",
    [
        [CASH],
        [INVESTED],
        [CASH, DEPOSITS],
        [CASH, fact("liquid_investments", "2025-12-31", "RMB 506m")],
        [CASH, fact("liquid_investments", "2026-06-30", "US$506m")],
        [CASH, INVESTED, fact("time_deposits", "2026-06-30", "US$100m")],
        [CASH, fact("liquid_investments", "2026-06-30", "RMB 506m", status="forecast")],
    ],
)
def test_liquid_money_is_unknown_while_a_part_of_it_is(facts: list[Fact]) -> None:
    """Nothing unknown is taken as zero, nor left out because it is in another currency."""
    assert liquid_money(company(*facts), JUNE) is None


def test_a_balance_known_to_the_month_stands_for_its_last_day() -> None:
    """2026-06 and 2026-06-30 are one moment."""
    liquid = liquid_money(company(CASH, fact("liquid_investments", "2026-06", "RMB 506m")), JUNE)
    assert liquid is not None and yuan(liquid) == Decimal("4393727000")
    assert liquid_money(company(CASH, INVESTED), day("2026-06-29")) is None


def test_liquid_money_by_period_falls_back_to_the_company_s_own_total() -> None:
    """Where the parts are not known, and only there."""
    december = fact("cash_balance", "2025-12-31", "RMB 8.9bn")
    june = fact("cash_balance", "2026-06-30", "RMB 9.9bn")
    found = liquidity_by_period(company(december, june, CASH, INVESTED))
    assert found[december.period] is december
    assert yuan(of("2026-06-30", found)) == Decimal("4393866000")
    assert liquidity_by_period(company(CASH)) == {}


def test_a_total_is_the_sum_of_its_facts() -> None:
    """3,887.727m + 100m + 506.139m, the formula naming each of them in its order."""
    one = Derived.of("acme", METRICS["total_debt"], total([CASH, DEPOSITS, INVESTED]), CASH.period)
    assert (yuan(one), one.formula, one.inputs) == (
        Decimal("4493866000"),
        "cash + time_deposits + liquid_investments",
        (CASH, DEPOSITS, INVESTED),
    )


# --- a year's revenue -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "formula", "expected"),
    [
        ("2026-06-01..2026-06-20", "revenue x 12 / (20 / 30)", "180.00"),  # 10 x 12 x 30 / 20
        ("2026-05-15..2026-06-30", "revenue x 12 / (1 + 16 / 30)", "78.26"),  # 120 / 1.53333
        ("2026-03-23..2026-06-28", "revenue x 12 / (3 + 6 / 30)", "37.50"),  # 14 weeks: 120 / 3.2
        ("2026-03-29..2026-06-27", "revenue x 12 / 3", "40.00"),  # 13 weeks
        ("2025-07-16..2026-06-30", "revenue x 12 / (11 + 15 / 30)", "10.43"),  # 120 / 11.5
    ],
)
def test_a_stretch_of_no_whole_months_is_annualised_by_its_days(
    period: str, formula: str, expected: str
) -> None:
    """US$10m in 20 days of June are 180 a year, and not the 120 of a month."""
    year = annualised(fact("revenue", period, "=US$10m"))
    assert (year.formula, f"{money(year).amount.value / 10**6:.2f}") == (formula, expected)


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2026-06-21..2026-06-30", "30.00"), ("2026-05-15..2026-06-30", "6.52"), ("Q2 2026", "3.33")],
)
def test_a_month_of_few_days_is_more_than_they_come_to(period: str, expected: str) -> None:
    """US$10m in 10 days of June are 30 a month; in 1 + 16 / 30 months 6.52."""
    burnt = fact("cash_burn", period, "=US$10m")
    assert f"{figure_of(a_month(burnt, burnt.period)).value / 10**6:.2f}" == expected


def test_eleven_months_and_a_half_are_no_full_year() -> None:
    """350 days to the end of June 2025 and H1 2026 do not make the last twelve months; 365 do."""
    half = fact("revenue", "H1 2026", "=US$7m"), fact("revenue", "H1 2025", "=US$4m")
    short = company(fact("revenue", "2025-01-16..2025-12-31", "=US$10m"), *half)
    assert not last_twelve_months(short)
    assert [
        one.formula
        for one in last_twelve_months(company(fact("revenue", "FY2025", "=US$10m"), *half)).values()
    ] == ["full year + year to date - prior year to date"]


def test_growth_is_of_stretches_of_one_length() -> None:
    """20 days of June against 28 days of the year before, which end within a week of it: unknown."""
    acme = company(
        fact("revenue", "2026-06-01..2026-06-20", "=US$10m"),
        fact("revenue", "2025-06-01..2025-06-30", "=US$10m"),
        fact("revenue", "2025-05-25..2025-06-21", "=US$9m"),
    )
    assert not growth(acme)


def test_annualised_is_value_times_12_over_months_and_labelled() -> None:
    """MiniMax 9M 2025: 53.437 x 12 / 9 = 71.2493; H1 2025 of Zhipu: 190.877 x 2 = 381.754."""
    nine = annualised(fact("revenue", "9M2025", "US$53.437m", basis="recognised"))
    assert f"{money(nine).amount.value / 1_000_000:.4f}" == "71.2493"
    assert (nine.formula, nine.label, nine.basis) == ("revenue x 12 / 9", "annualised", "recognised")
    assert str(nine.period) == "9M2025"
    half = annualised(fact("revenue", "H1 2025", "RMB 190.877m"))
    assert money(half) == Money(
        Figure(Decimal("381754000"), Decimal("381753000"), Decimal("381755000")), "CNY"
    )


@given(st.integers(1, 11), st.integers(1, 10**9))
def test_annualising_undoes_a_share_of_the_year(months: int, thousands: int) -> None:
    """Revenue that comes in evenly is the year's revenue when annualised."""
    even = fact("revenue", f"{months}M2025", f"={thousands * months}k CNY")
    assert abs(yuan(annualised(even)) - 12_000 * thousands) < Decimal("1e-9")


ZHIPU = [
    fact("revenue", "FY2025", "RMB 724.334m", "2026-03-31"),
    fact("revenue", "H1 2025", "RMB 190.877m", "2025-12-30"),
    fact("revenue", "H1 2026", "RMB 953.892m", "2026-08-31"),
]


def test_last_twelve_months_of_zhipu_and_minimax() -> None:
    """724.334 - 190.877 + 953.892 = RMB 1,487.349m; 79.038 - 30.429 + 116.573 = US$165.182m."""
    found = last_twelve_months(company(*ZHIPU))
    assert [str(period) for period in found] == ["2025-07-01..2026-06-30"]
    (zhipu,) = found.values()
    assert money(zhipu) == Money(
        Figure(Decimal("1487349000"), Decimal("1487347500"), Decimal("1487350500")), "CNY"
    )
    assert zhipu.formula == "full year + year to date - prior year to date"
    assert [str(one.period) for one in zhipu.inputs] == ["FY2025", "H1 2026", "H1 2025"]
    assert (zhipu.label, zhipu.basis, zhipu.metric.name) == ("ltm", "recognised", "revenue")
    assert zhipu.published == date(2026, 8, 31)
    minimax = company(
        fact("revenue", "H1 2026", "US$116.573m"),
        fact("revenue", "H1 2025", "US$30.429m"),
        fact("revenue", "FY2025", "US$79.038m"),
    )
    (ltm,) = last_twelve_months(minimax).values()
    assert money(ltm).amount.value == Decimal("165182000")


@pytest.mark.parametrize("missing", range(3))
def test_last_twelve_months_need_all_three_parts(missing: int) -> None:
    """Nothing is guessed for the one that is not known."""
    assert last_twelve_months(company(*(one for place, one in enumerate(ZHIPU) if place != missing))) == {}


@pytest.mark.parametrize("place", range(3))
def test_last_twelve_months_are_of_one_currency_and_one_basis(place: int) -> None:
    """INTERFACE: one currency, one basis, formed in the reporting currency."""
    for odd in (
        replace(ZHIPU[place], value=Money(money(ZHIPU[place]).amount, "USD")),
        replace(ZHIPU[place], basis="run-rate"),
        replace(ZHIPU[place], scope="maas"),
    ):
        facts = [odd if number == place else one for number, one in enumerate(ZHIPU)]
        assert last_twelve_months(company(*facts)) == {}


@pytest.mark.parametrize(
    ("year", "to_date", "prior", "window"),
    [
        ("FY2025", "Q1 2026", "Q1 2025", "2025-04-01..2026-03-31"),
        ("FY2025", "9M2026", "9M2025", "2025-10-01..2026-09-30"),
        ("FY2023", "2M2024", "2M2023", "2023-03-01..2024-02-29"),
        ("FY2024", "2M2025", "2M2024", "2024-03-01..2025-02-28"),
        (
            "2024-04-01..2025-03-31",
            "2025-04-01..2025-09-30",
            "2024-04-01..2024-09-30",
            "2024-10-01..2025-09-30",
        ),
        (
            "2023-03-01..2024-02-29",
            "2024-03-01..2024-05-31",
            "2023-03-01..2023-05-31",
            "2023-06-01..2024-05-31",
        ),
        (
            "2024-03-01..2025-02-28",
            "2025-03-01..2025-08-31",
            "2024-03-01..2024-08-31",
            "2024-09-01..2025-08-31",
        ),
    ],
)
def test_last_twelve_months_follow_any_fiscal_year(year: str, to_date: str, prior: str, window: str) -> None:
    """Quarters, nine months, leap years, a year that begins in April or March: 100 + 30 - 20."""
    amounts = zip((year, to_date, prior), ("=RMB 100m", "=RMB 30m", "=RMB 20m"), strict=True)
    found = last_twelve_months(company(*(fact("revenue", period, amount) for period, amount in amounts)))
    assert {str(period): yuan(one) for period, one in found.items()} == {window: Decimal("110000000")}


def test_a_whole_year_is_no_year_to_date() -> None:
    """Two full years make no LTM beside the newer one."""
    years = [fact("revenue", f"FY{year}", "RMB 9m") for year in (2023, 2024, 2025)]
    assert last_twelve_months(company(*years)) == {}


# --- equity value -----------------------------------------------------------------------

CLOSE = fact("share_price", "2026-09-30", "HK$641.00", label="close")
SHARES = fact("shares", "2026-09-16", "484,000,000")
CAP = fact("market_cap", "2026-09-30", "HK$310bn")
ROUND = fact("post_money", "2025-05-29", "RMB 24.377bn", status="closed")
SEPTEMBER = day("2026-09-30")


def value_of(acme: Company, on: date = SEPTEMBER) -> Known:
    value = equity_value(acme, on)
    assert value is not None
    return value


def test_price_times_shares_comes_first() -> None:
    """641 x 484 million = HK$310.244bn, before a market cap of the same day or older, and any round."""
    older = fact("market_cap", "2026-09-29", "HK$300bn")
    value = value_of(company(CAP, older, ROUND, SHARES, CLOSE))
    assert isinstance(value, Derived)
    assert money(value).amount.value == Decimal("310244000000")
    assert (money(value).currency, value.formula) == ("HKD", "share_price x shares")
    assert (value.inputs, value.period) == ((CLOSE, SHARES), CLOSE.period)
    assert price_times_shares(CLOSE, SHARES) == value


def test_the_share_count_is_the_latest_by_the_day_of_the_price() -> None:
    """A count of the day itself enters; one of the day after was not yet so."""
    early, same, late = (
        fact("shares", period, "400,000,000") for period in ("2026-01-08", "2026-09-30", "2026-10-01")
    )
    for counts, used in (([early, SHARES, late], SHARES), ([SHARES, same, early], same)):
        value = value_of(company(*counts, CLOSE), day("2026-10-30"))
        assert isinstance(value, Derived)
        assert value.inputs == (CLOSE, used)


def test_only_closing_prices_and_plain_share_counts_make_a_value() -> None:
    """A day's high is no close, and shares of a class are not all shares."""
    high = fact("share_price", "2026-09-30", "HK$700", label="high")
    h_shares = fact("shares", "2026-09-16", "300,000,000", label="h-shares")
    assert value_of(company(high, SHARES, ROUND)) is ROUND
    assert value_of(company(CLOSE, h_shares, CAP)) is CAP


def test_a_market_cap_newer_than_the_price_is_taken_as_printed() -> None:
    """The value is of the newest day; so too where the shares are not known."""
    newer = fact("market_cap", "2026-10-01", "HK$320bn")
    acme = company(CLOSE, SHARES, newer, CAP, ROUND)
    assert value_of(acme, day("2026-10-30")) is newer
    assert isinstance(value_of(acme), Derived)
    assert value_of(company(CLOSE, CAP, ROUND)) is CAP
    at_close = fact("market_cap", "2026-09-30", "HK$311bn", label="close")
    assert value_of(company(at_close)) is at_close


def test_a_round_is_the_value_of_a_company_that_is_not_listed() -> None:
    """The newest closed one up to the day; talks only where they are asked for; else nothing."""
    talks = fact("post_money", "2026-08-01", "US$99bn", status="reported")
    later = fact("post_money", "2026-05-28", "US$9bn", status="closed")
    acme = company(talks, ROUND, later)
    assert value_of(acme) is later
    assert value_of(acme, day("2026-05-27")) is ROUND
    assert equity_value(acme, SEPTEMBER, frozenset({"reported"})) is talks
    assert equity_value(acme, day("2025-05-28")) is None
    assert equity_value(company(), SEPTEMBER) is None
