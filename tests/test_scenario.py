"""Runway scenarios: raises, bonds, growth, default alive; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from made import amount, company, day, fact, rounded, source, warned

from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.inflows import at_balance
from aicompare.calculators.runway.report import cash_runway
from aicompare.calculators.runway.row import RunwayRow
from aicompare.calculators.runway.scenario import Planned, Scenario
from aicompare.companies.company import Company
from aicompare.companies.derivation import made_of
from aicompare.companies.fact import Fact, given, money
from aicompare.dataset import Dataset
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.reports.explanation import explained
from aicompare.reports.report import Report, Warning, converted_in
from aicompare.values.errors import BadAmount, BadUsage, UnknownCurrency
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

LISTING = "2026-01-09"
LAST = "2026-10-31"


def supposed(*raises: str, debt: bool = False, **growth: str) -> Scenario:
    names = ("burn_growth", "revenue", "revenue_growth")
    return Scenario.parse(list(raises), *(growth.get(name) for name in names), with_debt=debt)


def report(dataset: Dataset, *ids: str, as_of: str, scenario: Scenario, **choice: Any) -> Report:
    known = dataset.at(day(as_of))
    asked = RunwayChoice(known.as_of, scenario=scenario, **choice)
    return cash_runway([known.by_id(id_) for id_ in ids], asked, current_rates({}, day(as_of)), None)


def made(rates: Rates, acme: Company, scenario: Scenario, as_of: str = LAST, **choice: Any) -> Report:
    return cash_runway([acme], RunwayChoice(day(as_of), scenario=scenario, **choice), rates, None)


def typed(rates: Rates, cash: str, burn: str, scenario: Scenario, balance: str | None = None) -> RunwayRow:
    choice = RunwayChoice(
        day(LAST),
        balance=day(balance) if balance else None,
        cash=parse_amount(cash),
        burn=parse_amount(burn),
        scenario=scenario,
    )
    return only(cash_runway([], choice, rates, None))


def only(answer: Report) -> RunwayRow:
    (row,) = answer.rows
    assert isinstance(row, RunwayRow)
    return row


def months(row: RunwayRow) -> Decimal:
    assert row.months is not None
    return row.months.value


def codes(answer: Report) -> list[str]:
    return [warning.code for warning in answer.warnings]


# --- raises ----------------------------------------------------------------------------


def test_minimax_with_the_money_its_prospectus_assumes(dataset: Dataset) -> None:
    """Prospectus: 54 months with US$468.7m; (1,046.2 + 468.7) / 28.1 = 53.9, without it 37.2."""
    row = only(report(dataset, "minimax", as_of="2026-01-08", scenario=supposed("US$468.7m")))
    assert rounded(months(row)) == "53.9"
    assert row.without_scenario is not None
    assert rounded(row.without_scenario.value) == "37.2"
    assert [amount(one) for one in row.raises] == [Decimal("468700000")]
    assert row.raise_months == (1,)
    assert row.cash_out_date == day("2030-02-28")  # 53 whole months; the prospectus says March 2030


def test_the_53_months_of_the_press_are_another_balance_over_the_adjusted_loss(dataset: Dataset) -> None:
    """Conflict C31: US$1,102m over an adjusted loss of 186.280m / 9, 20.7 a month: 53.2."""
    choice = {"cash": parse_amount("US$1,102m"), "burn_basis": "adjusted-loss", "balance": day("2025-09-30")}
    row = only(report(dataset, "minimax", as_of=LISTING, scenario=supposed(), **choice))
    assert rounded(months(row), 9) == rounded(Decimal("1102") / (Decimal("186.280") / 9), 9)
    assert (rounded(months(row)), row.whole_months) == ("53.2", 53)


@pytest.mark.parametrize(("raised", "expected"), [("RMB 378.53m", "28.5"), ("RMB 3,785.3m", "38.9")])
def test_zhipu_with_a_tenth_and_with_all_of_the_assumed_proceeds(
    dataset: Dataset, raised: str, expected: str
) -> None:
    """Prospectus: 28.5 and 38.9 months; (8,943.1 + 378.53 or 3,785.3) / 327.3."""
    row = only(report(dataset, "zhipu", as_of="2026-01-07", scenario=supposed(raised)))
    assert rounded(months(row)) == expected
    assert row.stated is not None
    assert row.stated.value == Figure.parse("27.3")


def test_proceeds_are_the_companies_own_at_the_rates_of_their_days(dataset: Dataset) -> None:
    """As of the allotment results 58.2 and 38.7, each with the day of its rate; asked for or not."""
    minimax, zhipu = report(dataset, "minimax", "zhipu", as_of=LISTING, scenario=supposed("proceeds")).rows
    unasked = report(dataset, "minimax", "zhipu", as_of=LISTING, scenario=supposed()).rows
    # HK$4,596.1m on 2026-01-09, HK$4,173.4m on 2026-01-08 (ECB, per EUR)
    of_minimax = Decimal("4596.1") * Decimal("1.1642") / Decimal("9.0763")
    of_zhipu = Decimal("4173.4") * Decimal("8.1513") / Decimal("9.0981")
    assert rounded(months(minimax), 9) == rounded((Decimal("1046.2") + of_minimax) / Decimal("28.1"), 9)
    assert rounded(months(zhipu), 9) == rounded((Decimal("8943.1") + of_zhipu) / Decimal("327.3"), 9)
    assert [rounded(months(row)) for row in (minimax, zhipu)] == ["58.2", "38.7"]
    assert [str(converted_in(row.months)[0].rate.period) for row in (minimax, zhipu)] == [
        "2026-01-09",
        "2026-01-08",
    ]
    assert [row.months for row in unasked] == [minimax.months, zhipu.months]
    assert [row.raises for row in (minimax, zhipu)] == [(), ()]  # they were not supposed, but closed


def test_a_typed_cash_stands_for_what_was_raised_since_too(rates: Rates) -> None:
    """60 typed over 10 a month is 6 months; with the own raise of 20 besides, which must be asked for, 8."""
    acme = company(CASH, BURN, fact("raised", "2026-02-15", "US$20m", deal="series-c", status="closed"))
    for asked, expected in (((), 6), (("proceeds",), 8)):
        choice = RunwayChoice(day(LAST), cash=parse_amount("US$60m"), scenario=supposed(*asked))
        row = only(cash_runway([acme], choice, rates, None))
        assert (months(row), row.balance_alone.months and row.balance_alone.months.value) == (expected, 6)


def test_a_typed_raise_converts_at_the_balance_date(dataset: Dataset) -> None:
    """HK$1,000m on 30 September 2025 is US$128.5m (ECB, per EUR 9.1359 HKD and 1.1741 USD)."""
    row = only(report(dataset, "minimax", as_of="2026-01-08", scenario=supposed("HK$1,000m")))
    in_dollars = Decimal(1000) * Decimal("1.1741") / Decimal("9.1359")
    assert rounded(months(row), 9) == rounded((Decimal("1046.2") + in_dollars) / Decimal("28.1"), 9)
    rate = converted_in(row.months)[0].rate
    assert rate is not None
    assert (rate.kind, str(rate.period)) == ("closing", "2025-09-30")


def test_a_raise_counts_from_its_month(rates: Rates) -> None:
    """25 over 10 a month is gone in month 3: 10 more in month 3 lasts 3.5, in month 4 it is too late."""
    assert months(typed(rates, "USD 25", "USD 10", supposed("USD 10@3"))) == Decimal("3.5")
    assert months(typed(rates, "USD 25", "USD 10", supposed("USD 10@4"))) == Decimal("2.5")


def test_several_raises_are_counted_each_in_its_month(rates: Rates) -> None:
    """10 + 5 in month 1 + 20 in month 2, over 10 a month: 3.5 months."""
    row = typed(rates, "USD 10", "USD 10", supposed("USD 5", "USD 20@2"))
    assert (months(row), row.raise_months) == (Decimal("3.5"), (1, 2))


def test_the_bounds_of_a_raise_are_in_the_months(rates: Rates) -> None:
    """100 exactly and at least 10 over exactly 10: at least 11."""
    row = typed(rates, "=USD 100", "=USD 10", supposed(">=USD 10"))
    assert row.months == Figure(Decimal(11), Decimal(11), None)


# --- bonds -----------------------------------------------------------------------------


def test_zhipu_bond_comes_in_and_is_repaid_in_its_month(dataset: Dataset) -> None:
    """Net US$3,010.77m on 2026-09-18 (month 3), RMB 20.14bn due 2027-09-16 (month 15 from June 2026).

    Beside the two placings, HK$31,374.95m and 15,664.13m; the cash outlasts the repayment, so the
    months are (4,393.866 + both placings + 3,010.77 x CNY/USD - 20,140) / 562.343.
    """
    row = only(report(dataset, "zhipu", as_of=LAST, scenario=supposed(debt=True)))
    dollar = Fraction("7.6755") / Fraction("1.146")  # per EUR, 2026-09-18
    july = Fraction("31374.95") * Fraction("7.7427") / Fraction("8.9548")  # per EUR, 2026-07-13
    september = Fraction("15664.13") * Fraction("7.738") / Fraction("9.0507")  # per EUR, 2026-09-16
    held = Fraction("4393.866") + july + september + Fraction("3010.77") * dollar
    assert row.raise_months == (3,)
    assert row.repayment_months == (15,)
    assert abs(Fraction(months(row)) - (held - 20140) * 6 / Fraction("3374.057")) < Fraction(1, 10**9)
    assert row.balance_alone.months is not None  # without the bond: nothing raised since is in it
    assert rounded(row.balance_alone.months.value) == "7.8"


def test_a_bond_of_unknown_proceeds_is_left_out_and_named(dataset: Dataset) -> None:
    """MiniMax's HK$6,500m convertible: what it brought in is not printed anywhere."""
    answer = report(dataset, "minimax", as_of=LAST, scenario=supposed(debt=True))
    row = only(answer)
    assert rounded(months(row)) == "51.9"  # as without --with-debt
    assert row.raises == row.repayments == ()
    (warning,) = [one for one in answer.warnings if one.code == "debt_left_out"]
    assert "HK$6,500m" in warning.message
    assert "brought in" in warning.message


def test_a_bond_due_at_a_months_end_is_due_in_the_month_that_ends_there(rates: Rates) -> None:
    """Balance of 31 December, due 31 March: month 3; a day later: month 4."""
    for due, month in (("2026-03-31", 3), ("2026-04-01", 4)):
        bond = [
            fact(metric, "2026-01-31", "US$50m", deal="bond", status="closed", due=due)
            for metric in ("debt_principal", "debt_raised")
        ]
        acme = company(
            fact("cash_balance", "2025-12-31", "US$300m"), fact("cash_burn", "FY2025", "US$120m"), *bond
        )
        assert only(made(rates, acme, supposed(debt=True))).repayment_months == (month,)


# --- growth ----------------------------------------------------------------------------


def test_a_growing_burn_is_summed_month_by_month(rates: Rates) -> None:
    """100 over 10 growing 10% a month: 77.16 in six months; month 7 takes 17.72 of the 22.84."""
    row = typed(rates, "=USD 100", "=USD 10", supposed(burn_growth="10%"))
    spent = sum((Fraction(10) * Fraction("1.1") ** month for month in range(7)), Fraction(0))
    rest = (100 - spent) / (10 * Fraction("1.1") ** 7)
    assert row.whole_months == 7
    assert abs(Fraction(months(row)) - 7 - rest) < Fraction(1, 10**20)
    assert row.without_scenario is not None
    assert row.without_scenario.value == 10
    assert row.growth == Figure.exact(Decimal("0.1"))


def test_the_bounds_of_cash_and_burn_are_in_a_growing_burn(rates: Rates) -> None:
    """99.5 over at most 10.5 is the least, 100.5 over at least 9.5 the most."""
    row = typed(rates, "USD 100", "USD 10", supposed(burn_growth="10%"))
    least = months(typed(rates, "=USD 99.5", "=USD 10.5", supposed(burn_growth="10%")))
    most = months(typed(rates, "=USD 100.5", "=USD 9.5", supposed(burn_growth="10%")))
    assert row.months is not None
    assert row.months.low is not None
    assert row.months.high is not None
    assert rounded(row.months.low, 12) == rounded(least, 12)
    assert rounded(row.months.high, 12) == rounded(most, 12)


def test_a_burn_that_shrinks_fast_enough_is_never(rates: Rates) -> None:
    """10 shrinking by 10% a month is 100 in all: no months, no date, and no cap."""
    row = typed(rates, "=USD 100", "=USD 10", supposed(burn_growth="-10%"), "2025-12-31")
    assert (row.status, row.months, row.whole_months, row.cash_out_date) == ("never", None, None, None)
    assert typed(rates, "=USD 99", "=USD 10", supposed(burn_growth="-10%")).status == "runs_out"


@pytest.mark.parametrize(
    ("cash", "burn", "months"),
    [("=US$10m", "US$0", "1.2"), ("=US$10m", "US$ -1m", None), ("=US$60m", "US$ -1m", "never")],
)
def test_what_is_spent_once_may_empty_the_cash_of_who_burns_none(
    rates: Rates, cash: str, burn: str, months: str | None
) -> None:
    """Of 10, 50 spent evenly over month 2 leave a fifth of it; with 1 coming in each month, 11 over the 49
    that go in it; of 60, at least 10.
    """
    spent = Scenario.parse([], None, None, None, one_offs=["=US$50m@2"])
    row = typed(rates, cash, f"={burn}", spent)
    if months == "never":
        assert (row.status, row.months) == ("not_burning", None)
        return
    assert row.status == "runs_out" and row.months is not None
    exact = Decimal(months) if months else 1 + Decimal(11) / 49
    assert abs(row.months.value - exact) < Decimal("1e-20")


def test_a_bond_may_empty_the_cash_of_who_burns_none(rates: Rates) -> None:
    """36 and 20 of the bond, and 1 more each month, are 64 after eight; in the ninth 90 are repaid, of which
    it brings 1 itself: 64 / 89 of it.
    """
    acme = company(
        fact("cash", "2026-06-30", "=US$36m"), fact("operating_cash_flow", "H1 2026", "=US$6m"),
        fact("debt_raised", "2026-07-10", "=US$20m", deal="bond", status="closed"),
        fact("debt_principal", "2026-07-10", "=US$90m", deal="bond", status="closed", due="2027-03-31"),
    )  # fmt: skip
    row = only(made(rates, acme, supposed(debt=True)))
    assert row.status == "runs_out"
    assert abs(months(row) - (8 + Decimal(64) / 89)) < Decimal("1e-20")


def test_a_burn_of_nothing_that_may_be_one_is_not_sure(rates: Rates) -> None:
    """From 3 coming in to 1 going out a month, 100 may last a hundred months."""
    for burn, sure in (("US$ -3m to US$1m", False), ("US$ -3m to US$ -1m", True), ("=US$0", True)):
        choice = RunwayChoice(day(LAST), cash=parse_amount("=US$100m"), burn=parse_amount(burn))
        answer = cash_runway([], choice, rates, None)
        assert only(answer).status == "not_burning"
        assert ("status_unsure" in codes(answer)) is not sure


def test_for_ever_only_by_the_printed_figures_is_said(rates: Rates) -> None:
    """About 100 over 10 shrinking by 10%: at 99.5 over 10.5 it ends, so the answer is not sure."""
    acme = company(fact("cash_balance", "2025-12-31", "US$100m"), fact("cash_burn", "FY2025", "US$120m"))
    assert "status_unsure" in codes(made(rates, acme, supposed(burn_growth="-10%")))
    assert "status_unsure" not in codes(made(rates, acme, supposed(burn_growth="-20%")))


def test_the_date_of_a_horizon_beyond_the_calendar_is_none(rates: Rates) -> None:
    """10^30 months are an answer; their date is not."""
    row = typed(rates, f"=USD {10**30}", "=USD 1", supposed(burn_growth="0%"), "2025-12-31")
    assert (row.whole_months, row.cash_out_date) == (10**30, None)


# --- default alive ---------------------------------------------------------------------

GRAHAM = {"revenue": "=US$5.94m", "revenue_growth": "8%"}


def test_graham_default_alive(rates: Rates) -> None:
    """Revenue 5.94, expenses 33.84, cash 1,046.2, 8% a month: no loss from month 24 on.

    Cash then: 1,046.2 less 23 x 33.84 plus 5.94 (1.08^23 - 1) / 0.08, in millions.
    """
    row = typed(rates, "=US$1,046.2m", "=US$27.9m", supposed(**GRAHAM))
    assert (row.status, row.months, row.profitable_month) == ("default_alive", None, 24)
    earned = Fraction("5.94") * (Fraction("1.08") ** 23 - 1) / Fraction("0.08")
    left = Fraction("1046.2") - 23 * Fraction("33.84") + earned
    assert row.cash_left is not None
    assert abs(Fraction(amount(row.cash_left)) / 10**6 - left) < Fraction(1, 10**12)


def test_graham_default_dead(rates: Rates) -> None:
    """With 200 of cash the same company is out long before month 24."""
    row = typed(rates, "=US$200m", "=US$27.9m", supposed(**GRAHAM))
    left, month = Fraction(200), 0
    while left >= (loss := Fraction("33.84") - Fraction("5.94") * Fraction("1.08") ** month):
        left, month = left - loss, month + 1
    assert (row.status, row.whole_months, row.profitable_month) == ("default_dead", month, 24)
    assert abs(Fraction(months(row)) - month - left / loss) < Fraction(1, 10**20)
    assert row.cash_left is None


def test_graham_profitable_now(rates: Rates) -> None:
    """Revenue above expenses: no burn, profitable from month 1."""
    row = typed(rates, "USD 10", "USD -5", supposed(revenue="USD 20", revenue_growth="0%"))
    assert (row.status, row.months, row.profitable_month) == ("profitable_now", None, 1)


def test_revenue_that_does_not_grow_leaves_the_company_default_dead(rates: Rates) -> None:
    """At 0% it stays at cash over burn, and no month without a loss comes."""
    row = typed(rates, "=USD 100", "=USD 10", supposed(revenue="USD 5", revenue_growth="0%"))
    assert (row.status, months(row), row.profitable_month) == ("default_dead", 10, None)


def test_a_bond_can_end_a_company_that_is_otherwise_default_alive(rates: Rates) -> None:
    """Without a loss from month 2 on, but 500 to be repaid in month 4."""
    bond = [
        fact("debt_principal", "2026-01-15", "US$500m", deal="bond", status="closed", due="2026-04-15"),
        fact("debt_raised", "2026-01-15", "US$1m", deal="bond", status="closed"),
    ]
    acme = company(
        fact("cash_balance", "2025-12-31", "US$100m"), fact("cash_burn", "FY2025", "US$120m"), *bond
    )
    growing = {"revenue": "USD 10m", "revenue_growth": "100%"}
    assert only(made(rates, acme, supposed(**growing))).status == "default_alive"
    assert only(made(rates, acme, supposed(debt=True, **growing))).status == "default_dead"


# --- forecasts -------------------------------------------------------------------------


def test_a_forecast_of_the_burn_that_differs_by_more_than_a_quarter_is_mentioned(dataset: Dataset) -> None:
    """OpenAI: 3.7bn a quarter is 1.23bn a month; 25bn a year is 2.08bn (+69%), 17bn 1.42bn (+15%)."""
    answer = report(dataset, "openai", as_of=LAST, scenario=supposed())
    (warning,) = [one for one in answer.warnings if one.code == "forecast_differs"]
    assert "US$25bn in FY2026" in warning.message


@pytest.mark.parametrize(
    ("forecast", "mentioned"),
    [("US$150m", False), ("US$150.1m", True), ("US$90m", False), ("US$89.9m", True)],
)
def test_a_quarter_is_the_limit_of_a_forecast(rates: Rates, forecast: str, mentioned: bool) -> None:
    """120 a year is 10 a month: 7.5 and 12.5 a month are still within a quarter of it."""
    acme = company(
        fact("cash_balance", "2025-12-31", "US$300m"),
        fact("cash_burn", "FY2025", "US$120m"),
        fact("cash_burn", "FY2026", forecast, status="forecast"),
    )
    assert ("forecast_differs" in codes(made(rates, acme, supposed()))) == mentioned


# --- what is refused -------------------------------------------------------------------


@pytest.mark.parametrize("text", ["5", "0.05", "", "%", "5%%", "~5%", "5-6%", "five%", "1e3%", "٥%"])
def test_growth_is_written_as_a_percentage(text: str) -> None:
    """A bare 5 or 0.05 could mean either; what else is no percentage is refused too."""
    with pytest.raises(BadAmount, match="is not a percentage"):
        supposed(burn_growth=text)


def test_a_raise_names_its_currency() -> None:
    """No currency is guessed."""
    with pytest.raises(UnknownCurrency):
        Planned.parse("5m")


def test_a_raise_in_another_currency_needs_a_day(rates: Rates) -> None:
    """Without a balance date there is no rate; with one there is."""
    with pytest.raises(BadUsage, match="two currencies"):
        typed(rates, "USD 10", "USD 1", supposed("HK$10"))
    row = typed(rates, "=USD 10", "=USD 1", supposed("=HK$10"), "2025-12-31")
    assert rounded(months(row), 9) == rounded(10 + 10 * Decimal("1.175") / Decimal("9.1464"), 9)


def test_revenue_in_another_currency_converts_at_the_balance_date(rates: Rates) -> None:
    """HK$10 is US$1.28466 on 31 December 2025: doubling, it is past expenses of 11.28 in month 5."""
    growing = supposed(revenue="=HK$10", revenue_growth="100%")
    row = typed(rates, "=USD 100", "=USD 10", growing, "2025-12-31")
    assert (row.status, row.profitable_month) == ("default_alive", 5)  # 1.28 x 16 = 20.6, x 8 = 10.3
    assert made_of(row.revenue.original) is not None


# --- what is told of a supposition, to the letter --------------------------------------------


LAST_DAY = day("2026-10-31")
CASH = fact("cash_balance", "2025-12-31", "US$30m")
BURN = fact("cash_burn", "FY2025", "US$120m")  # 10 a month


def answered(rates: Rates, acme: Company, scenario: Scenario, **choice: Any) -> Report:
    return cash_runway([acme], RunwayChoice(LAST_DAY, scenario=scenario, **choice), rates, None)


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        (
            {"burn_growth": "1%", "revenue": "USD 5", "revenue_growth": "5%"},
            "--burn-growth and --revenue do not go together",
            "use one of them",
        ),
        (
            {"revenue": "USD 5"},
            "--revenue and --revenue-growth are needed together",
            "0% supposes that revenue stays as it is",
        ),
        (
            {"revenue_growth": "5%"},
            "--revenue and --revenue-growth are needed together",
            "0% supposes that revenue stays as it is",
        ),
        ({"revenue": "USD 0", "revenue_growth": "5%"}, "--revenue is nothing", "an amount above zero"),
        ({"revenue": "USD -5", "revenue_growth": "5%"}, "--revenue is nothing", "an amount above zero"),
        (
            {"burn_growth": "-100.1%"},
            "'-100.1%' a month is less than nothing left",
            "-100% or more",
        ),
    ],
)
def test_what_cannot_be_supposed_together_is_named_with_a_way_out(
    given: dict[str, str], message: str, hint: str
) -> None:
    """The whole message, and what to write instead."""
    with pytest.raises(BadUsage) as caught:
        supposed(**given)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("USD 0", "'USD 0' raises nothing", "an amount above zero"),
        ("USD -5", "'USD -5' raises nothing", "an amount above zero"),
        ("USD 5@-1", "'-1' is not a month", "count from 1, like US$50m@13"),
        ("USD 5@1.5", "'1.5' is not a month", "count from 1, like US$50m@13"),
        ("USD 5@", "'' is not a month", "count from 1, like US$50m@13"),
        ("USD 5@0", "'0' is not a month", "count from 1, like US$50m@13"),
        ("USD 5@1x", "'1x' is not a month", "count from 1, like US$50m@13"),
    ],
)
def test_a_raise_that_is_none_is_named_with_a_way_out(text: str, message: str, hint: str) -> None:
    """Nothing raised, and a month that is none."""
    with pytest.raises(BadUsage) as caught:
        Planned.parse(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize("plan", ["hires", "one_offs"])
@pytest.mark.parametrize("text", ["USD 0@2", "USD -5"])
def test_what_costs_nothing_is_named_with_a_way_out(plan: str, text: str) -> None:
    """A hire and what is spent once do not raise money, they cost it."""
    with pytest.raises(BadUsage) as caught:
        Scenario.parse([], None, None, None, **{plan: [text]})  # type: ignore[arg-type]
    assert (caught.value.message, caught.value.hint) == (f"'{text}' costs nothing", "an amount above zero")


def test_the_smallest_that_can_be_supposed() -> None:
    """One cent, one dollar, month 1, a revenue of one dollar, and a burn that stops at once."""
    cent = parse_amount("=US$0.01")  # what is supposed is exact
    assert Planned.parse("US$0.01") == Planned(cent, 1)
    assert Planned.parse("US$1@1") == Planned(parse_amount("=US$1"), 1)
    assert Planned.parse("US$1@ 2 ").month == 2
    assert supposed(revenue="US$1", revenue_growth="0%").revenue == parse_amount("=US$1")
    assert supposed(revenue="US$0.01", revenue_growth="0%").revenue == cent
    assert supposed(burn_growth="-100%").burn_growth == -1


def test_bonds_are_counted_only_when_asked_for() -> None:
    """Nothing said supposes no debt."""
    assert Scenario.parse([], None, None, None) == Scenario()


def test_two_currencies_without_a_day_are_told_apart() -> None:
    """Both ways out are named: the day, or the other currency."""
    typed = given("acme", METRICS["raised"], parse_amount("HK$5m"), Period.day(LAST_DAY))
    with pytest.raises(BadUsage) as caught:
        at_balance(typed, "USD", None, None)  # type: ignore[arg-type]
    assert caught.value.message == "two currencies meet without a day for their rate"
    assert caught.value.hint == "say the day with --balance, or write HKD as USD"


def test_a_typed_raise_is_the_company_s_of_the_balance_date(rates: Rates) -> None:
    """HK$10 at 1.175 over 9.1464 dollars of 31 December 2025; what was typed is kept beside it."""
    answer = answered(rates, company(CASH, BURN), supposed("=HK$10m"))
    row = only(answer)
    (raised,), (counted,) = row.raises, converted_in(row.months)
    assert raised == given("acme", METRICS["raised"], parse_amount("=HK$10m"), Period.day(day("2025-12-31")))
    assert counted.original == parse_amount("=HK$10m")
    assert isinstance(counted.value, Money)
    assert rounded(counted.value.amount.value, 6) == rounded(
        Decimal(10**7) * Decimal("1.175") / Decimal("9.1464"), 6
    )


def test_a_typed_raise_over_typed_cash_is_of_the_day_of_the_answer(rates: Rates) -> None:
    """Nobody said a balance date."""
    typed = {"cash": parse_amount("US$30m"), "burn": parse_amount("US$10m")}
    answer = cash_runway([], RunwayChoice(LAST_DAY, scenario=supposed("US$5m"), **typed), rates, None)  # type: ignore[arg-type]
    assert [one.period for one in only(answer).raises] == [Period.day(LAST_DAY)]


def test_no_raise_since_the_balance_is_said(rates: Rates) -> None:
    """With `proceeds` and nothing to count."""
    answer = answered(rates, company(CASH, BURN), supposed("proceeds"))
    assert warned(answer, "no_proceeds") == [
        Warning(
            "no_proceeds", "no equity raised after 2025-12-31 is known, so no proceeds are counted", "acme"
        )
    ]


def test_a_raise_of_no_deal_is_told_and_not_counted(rates: Rates) -> None:
    """It may be a total of several; one of before the balance, or of a part, is of no matter."""
    raises = [
        fact("raised", on, "US$50m", status="closed", **more)
        for on, more in (("2026-02-10", {}), ("2025-02-10", {}), ("2026-02-11", {"scope": "tranche"}))
    ]
    answer = answered(rates, company(CASH, BURN, *raises), supposed())
    assert only(answer).months is not None and only(answer).raised.equity == ()
    text = "US$50m of 2026-02-10 names no deal, so it is not counted"
    assert warned(answer, "no_deal") == [Warning("no_deal", text, "acme")]


def test_the_raises_counted_are_the_facts_themselves(rates: Rates) -> None:
    """With their sources, as printed."""
    raised = fact("raised", "2026-02-15", "US$20m", deal="series-c", status="closed")
    row = only(answered(rates, company(CASH, BURN, raised), supposed("proceeds")))
    assert (row.raised.equity, row.raises) == ((raised,), ())
    assert row.months is not None and row.months.value == 5


def test_raises_without_a_rate_are_said_not_to_count(no_rates: Rates) -> None:
    """In yuan over a cash in dollars."""
    raised = fact("raised", "2026-02-15", "RMB 20m", deal="series-c", status="closed")
    answer = answered(no_rates, company(CASH, BURN, raised), supposed())
    (warning,) = warned(answer, "no_rate")
    assert warning.message.startswith("no CNY/USD rate covers 2026-02-15: ")
    assert warning.message.endswith(", so raises are not counted")
    assert warning.subject == "acme"
    assert only(answer).cash_and_raised is None


def bond(name: str, came: str | None, owed: str | None, due: str | None) -> list[Fact]:
    """A bond of 31 January 2026 of which what is None is not known."""
    details: dict[str, str] = {"deal": name, "status": "closed"}
    when = {} if due is None else {"due": due}
    facts = [] if came is None else [fact("debt_raised", "2026-01-31", came, **details, **when)]
    return facts + ([] if owed is None else [fact("debt_principal", "2026-01-31", owed, **details, **when)])


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ((None, "US$50m", "2027-01-31"), "what it brought in"),
        (("US$50m", None, "2027-01-31"), "what it repays"),
        (("US$50m", "US$50m", None), "when it falls due"),
    ],
)
def test_a_bond_half_known_is_named_and_the_next_one_counted(
    rates: Rates, known: tuple[str | None, str | None, str | None], missing: str
) -> None:
    """What one bond lacks leaves out no other: 30 + 20 - 20 in month 2 over 10 a month are 3 months."""
    acme = company(CASH, BURN, *bond("a", *known), *bond("b", "US$20m", "US$20m", "2026-02-28"))
    answer = answered(rates, acme, supposed(debt=True))
    assert warned(answer, "debt_left_out") == [
        Warning(
            "debt_left_out",
            f"the debt of 2026-01-31 (US$50m) is not counted: {missing} is not known",
            "acme",
        )
    ]
    row = only(answer)
    came, owed = acme.facts.of("debt_raised")[-1], acme.facts.of("debt_principal")[-1]
    assert (row.raises, row.raise_months) == ((came,), (2,))  # a whole month after the balance
    assert (row.repayments, row.repayment_months) == ((owed,), (2,))
    assert row.months is not None and row.months.value == 3


def test_a_bond_in_another_currency_comes_and_goes_at_the_rate_of_its_day(rates: Rates) -> None:
    """RMB 70m of 31 January 2026: both sides in dollars at that closing rate, so they cancel."""
    acme = company(CASH, BURN, *bond("a", "=RMB 70m", "=RMB 70m", "2026-02-28"))
    row = only(answered(rates, acme, supposed(debt=True)))
    came, owed = converted_in(row.months)
    assert came.rate is not None and owed.rate is not None
    assert came.rate.value == owed.rate.value
    assert row.months is not None and rounded(row.months.value, 9) == "3.000000000"


def test_a_bond_without_a_rate_is_named_by_its_day(no_rates: Rates) -> None:
    """With the company, and the code that scripts look for."""
    acme = company(CASH, BURN, *bond("a", "RMB 70m", "RMB 70m", "2027-01-31"))
    (warning,) = warned(answered(no_rates, acme, supposed(debt=True)), "no_rate")
    assert warning.message.startswith("no CNY/USD rate covers 2026-01-31: ")
    assert warning.message.endswith(", so the debt of 2026-01-31 is not counted")
    assert warning.subject == "acme"


def formula_of_months(rates: Rates, *facts: Fact, scenario: Scenario) -> str:
    acme = company(*facts)
    report = explained(answered(rates, acme, scenario), lambda _: acme)
    assert report.explanation is not None
    *_, row = report.explanation
    return next(step.formula for step in row.steps if step.name == "Months")


@pytest.mark.parametrize(
    ("raises", "growth", "facts", "formula"),
    [
        ((), {}, (CASH, BURN), "cash / burn a month"),
        (("US$5m",), {}, (CASH, BURN), "(cash + raises counted) / burn a month"),
        (
            ("US$5m@2", "US$5m@3"),
            {},
            (CASH, BURN),
            "months that (cash + raises counted) lasts, raised in month 2 and 3, burn a month",
        ),
        (
            (),
            {"burn_growth": "5%"},
            (CASH, BURN),
            "months that cash lasts, burn a month growing by growth a month",
        ),
        (
            (),
            {"revenue": "US$1m", "revenue_growth": "5%"},
            (CASH, BURN),
            "months that cash lasts, expenses of burn a month + revenue a month, "
            "revenue a month growing by growth a month",
        ),
        (
            (),
            {},
            (CASH, BURN, *bond("b", "US$20m", "US$20m", "2026-02-28")),
            "months that (cash + raises counted) lasts, raised in month 2, burn a month, "
            "repayments repaid in month 2",
        ),
        (
            (),
            {},
            (
                fact("cash_balance", "2025-12-31", "US$300m"),
                BURN,
                *bond("b", "US$20m", "US$20m", "2026-02-28"),
                *bond("c", "US$20m", "US$20m", "2026-03-31"),
            ),
            "months that (cash + raises counted) lasts, raised in month 2 and 2, burn a month, "
            "repayments repaid in month 2 and 3",
        ),
        (
            (),
            {},
            (fact("cash_balance", "2025-12-31", "=US$0"), BURN),
            "0, as nothing is left at the start of cash",
        ),
    ],
)
def test_the_months_are_told_with_all_that_is_supposed(
    rates: Rates, raises: tuple[str, ...], growth: dict[str, str], facts: tuple[Fact, ...], formula: str
) -> None:
    """A quotient where it is one, else in words: what comes in which month, what grows, what is repaid."""
    scenario = supposed(*raises, debt=len(facts) > 2, **growth)
    assert formula_of_months(rates, *facts, scenario=scenario) == formula


PLAN = {"hires": ["US$1m@2", "US$1m@3"], "one_offs": ["US$2m", "US$1m@2"]}
TOLD = "hires more a month from month 2 and 3, one-offs spent in month 1 and 2"


@pytest.mark.parametrize(
    ("growth", "formula"),
    [
        ({}, f"months that cash lasts, burn a month, {TOLD}"),
        ({"burn_growth": "5%"}, f"months that cash lasts, burn a month growing by growth a month, {TOLD}"),
        (
            {"revenue": "US$1m", "revenue_growth": "5%"},
            "months that cash lasts, expenses of burn a month + revenue a month, revenue a month growing by "
            f"growth a month, {TOLD}",
        ),
    ],
)
def test_the_months_of_a_plan_are_told_with_what_it_spends(
    rates: Rates, growth: dict[str, str], formula: str
) -> None:
    """Whatever stands before it, hires and one-offs are named each with its months."""
    names = ("burn_growth", "revenue", "revenue_growth")
    scenario = Scenario.parse([], *(growth.get(name) for name in names), **PLAN)  # type: ignore[arg-type]
    assert formula_of_months(rates, CASH, BURN, scenario=scenario) == formula


@pytest.mark.parametrize(
    ("cash", "raised", "quotient"),
    [
        ("=US$30m", "=US$15m", True),  # 3 months, and 15m with month 4: 4.5
        ("=US$30m", "0-20m USD", True),  # at the least 3 months, at whose end it comes
        ("US$30m", "=US$20m", False),  # 29.5m may be gone in month 3
        ("=US$25m", "=US$20m", False),  # gone in month 3
    ],
)
def test_what_may_come_too_late_is_told_with_its_month(
    rates: Rates, cash: str, raised: str, quotient: bool
) -> None:
    """Equity of March 2026, of month 4, over 10m a month: a term of the cash where it comes in time."""
    facts = (
        fact("cash_balance", "2025-12-31", cash),
        fact("cash_burn", "FY2025", "=US$120m"),
        fact("raised", "2026-03-31", raised, deal="c", status="closed"),
    )
    told = "months that (cash + equity raised since) lasts, raised in month 4, burn a month"
    formula = formula_of_months(rates, *facts, scenario=Scenario())
    assert formula == ("(cash + equity raised since) / burn a month" if quotient else told)


def test_typed_revenue_and_the_cash_left_are_figures_of_the_balance_date(rates: Rates) -> None:
    """10 a month burnt, 10 of revenue doubling: month 2 makes no loss, and 20 of 30 is left."""
    growing = supposed(revenue="=US$10m", revenue_growth="100%")
    row = only(answered(rates, company(CASH, BURN), growing))
    on = Period.day(day("2025-12-31"))
    assert row.revenue == given("acme", METRICS["monthly_revenue"], parse_amount("=US$10m"), on)
    left = row.cash_left
    assert left is not None
    assert (left.company, left.metric.name, left.period) == ("acme", "cash_balance", on)
    assert (left.formula, left.inputs) == ("cash after 1 months", (row.cash, row.burn))
    assert money(left).currency == "USD" and money(left).amount.value == 20 * 10**6
    typed = {"cash": parse_amount("US$30m"), "burn": parse_amount("US$10m")}
    bare = only(cash_runway([], RunwayChoice(LAST_DAY, scenario=growing, **typed), rates, None))  # type: ignore[arg-type]
    assert bare.revenue is not None and bare.revenue.period == Period.day(LAST_DAY)
    assert bare.cash_left is not None and bare.cash_left.period == Period.day(LAST_DAY)


def test_a_runway_that_only_rounding_saves_says_so(rates: Rates) -> None:
    """US$10m may be 9.5m, and then the first month's burn is not covered."""
    acme = company(fact("cash_balance", "2025-12-31", "US$10m"), fact("cash_burn", "FY2025", "=US$120m"))
    answer = answered(rates, acme, supposed(revenue="=US$10m", revenue_growth="100%"))
    text = "at the printed figures the cash lasts for ever, within their precision it may not"
    assert warned(answer, "status_unsure") == [Warning("status_unsure", text, "acme")]


def test_a_raise_after_the_cash_is_gone_comes_too_late(rates: Rates) -> None:
    """30 over 10 a month is gone in month 4: month 5 is too late, and month 4 is not."""
    acme = company(CASH, BURN)
    text = "what comes in with month 5 comes too late: the cash is gone in month 4"
    assert warned(answered(rates, acme, supposed("US$50m@5")), "raise_too_late") == [
        Warning("raise_too_late", text, "acme")
    ]
    assert warned(answered(rates, acme, supposed("US$5m@4")), "raise_too_late") == []


def test_a_burn_of_one_s_own_without_a_balance_is_named(rates: Rates) -> None:
    """With its period, and whose it is."""
    acme = company(CASH, BURN, fact("monthly_burn", "FY2025", "US$20m", user=True))
    text = "your burn of FY2025 names no `balance:`, so no cash is matched with it"
    assert warned(answered(rates, acme, supposed()), "burn_without_balance") == [
        Warning("burn_without_balance", text, "acme")
    ]


@pytest.mark.parametrize(
    ("metric", "period", "value", "status", "told"),
    [
        ("cash_burn", "FY2026", "US$240m", "forecast", True),  # 20 a month
        ("cash_burn", "FY2026", "US$240m", "estimate", True),
        ("cash_burn", "FY2026", "US$120m", "forecast", False),
        ("cash_burn", "2026-02", "US$10m", "forecast", False),  # of one month
        ("cash_burn", "2026-02", "US$20m", "forecast", True),
        ("cash_burn", "FY2025", "US$240m", "forecast", False),  # not after the balance
        ("monthly_burn", "FY2026", "US$10m", "forecast", False),
        ("monthly_burn", "FY2026", "US$20m", "estimate", True),
        ("monthly_burn", "FY2026", "RMB 20m", "forecast", False),
    ],
)
def test_a_forecast_a_quarter_off_the_burn_is_mentioned(
    rates: Rates, metric: str, period: str, value: str, status: str, told: bool
) -> None:
    """Of a time after the balance, in the same currency, by the month; who expects it is named."""
    forecast = replace(
        fact(metric, period, value, status=status), sources=(source(), replace(source(), publisher="A bank"))
    )
    warnings = warned(answered(rates, company(CASH, BURN, forecast), supposed()), "forecast_differs")
    text = f"Nobody, A bank expects {value} in {period}, more than 25% off the burn used"
    assert warnings == ([Warning("forecast_differs", text, "acme")] if told else [])


def test_each_house_is_heard_with_its_newest_word_on_the_first_year(rates: Rates) -> None:
    """10 a month is used: 20 and 30 a month of two houses differ, each in a line; what is in yuan, of a later
    year or an older word of the same house is not held against it.
    """

    def expects(house: str, value: str, period: str = "FY2026", published: str = "2026-01-31") -> Fact:
        made = fact(
            "cash_burn", period, value, published, status="forecast", label=f"{house}-{published[:7]}"
        )
        return replace(made, sources=(replace(source(published), publisher=house.title()),))

    acme = company(
        CASH,
        BURN,
        expects("citi", "RMB 240m"),
        expects("hsbc", "US$240m"),
        expects("hsbc", "US$480m", "FY2027"),
        expects("jpmorgan", "US$120m", published="2025-12-15"),
        expects("jpmorgan", "US$360m", published="2026-02-28"),
    )
    found = [one.message for one in warned(answered(rates, acme, supposed()), "forecast_differs")]
    assert sorted(found) == [
        f"{house} expects {value} in FY2026, more than 25% off the burn used"
        for house, value in (("Hsbc", "US$240m"), ("Jpmorgan", "US$360m"))
    ]


def test_without_what_is_supposed_the_months_are_those_of_the_plain_row(rates: Rates) -> None:
    """30 over a burn of 5, or of up to 10: 6 months, 3 at the least, and no end at the most."""
    plain = typed(rates, "=USD 30", "0-10 USD", Scenario())
    assert plain.months == Figure(Decimal(6), Decimal(3), None)
    for scenario in (
        supposed(revenue="USD 1", revenue_growth="5%"),
        supposed(burn_growth="5%"),
        supposed("USD 7@2"),
        Scenario.parse([], None, None, None, hires=["USD 1"], one_offs=["USD 2"]),
    ):
        assert typed(rates, "=USD 30", "0-10 USD", scenario).without_scenario == plain.months
    assert plain.without_scenario is None
