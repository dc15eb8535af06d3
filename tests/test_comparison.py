"""Companies side by side: what is like for like, and what is never put in a ratio."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from made import amount, company, day, fact, rounded

from aicompare.calculators.comparison import CompareRow, comparison
from aicompare.calculators.derived import derived_value, measured
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.report import cash_runway
from aicompare.calculators.runway.row import runway_of
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact
from aicompare.companies.measures import (
    DERIVED,
    FOUNDED,
    LISTED,
    MULTIPLE,
    RAISED_SINCE,
    RUNWAY,
    RUNWAY_ALONE,
)
from aicompare.companies.references import Reference
from aicompare.dataset import Dataset
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.report import Report
from aicompare.resources import resource
from aicompare.values.errors import BadUsage, NoAnswer, UnknownName
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period

LAST = day("2026-10-31")


def compared(
    *companies: Company, metric: str, rates: Rates, period: str | None = None, currency: str | None = None
) -> Report:
    asked = Period.parse(period) if period else None
    return comparison(companies, [metric], asked, rates, LAST, currency)


def only(answer: Report) -> CompareRow:
    (row,) = answer.rows
    assert isinstance(row, CompareRow)
    return row


def taken(row: CompareRow) -> list[str | None]:
    """The period behind each value."""
    return [str(one.period) if one else None for one in row.values.values()]


def codes(answer: Report) -> list[str]:
    return [warning.code for warning in answer.warnings]


# --- ground truth ----------------------------------------------------------------------


def test_revenue_of_2025_as_reported(dataset: Dataset, rates: Rates) -> None:
    """Annual results 2025: Zhipu RMB 724.334m, MiniMax US$79.038m."""
    pair = dataset.by_id("zhipu"), dataset.by_id("minimax")
    row = only(compared(*pair, metric="revenue", rates=rates, period="FY2025"))
    assert [amount(one) for one in row.values.values()] == [Decimal("724334000"), Decimal("79038000")]
    assert row.ratio is None  # RMB over US$ is no ratio


def test_revenue_growth_of_2025(dataset: Dataset, rates: Rates) -> None:
    """724.334 / 312.414 - 1 = +131.9% and 79.038 / 30.523 - 1 = +158.9%, taken in each one's currency."""
    pair = dataset.by_id("zhipu"), dataset.by_id("minimax")
    for currency in (None, "USD", "CNY"):
        row = only(compared(*pair, metric="revenue_growth", rates=rates, period="FY2025", currency=currency))
        growth = {id_: one.value for id_, one in row.values.items() if one}
        of_zhipu = Decimal("724334") / Decimal("312414") - 1
        of_minimax = Decimal("79038") / Decimal("30523") - 1
        assert all(isinstance(one, Figure) for one in growth.values())
        assert rounded(growth["zhipu"].value, 12) == rounded(of_zhipu, 12)  # type: ignore[union-attr]
        assert rounded(growth["minimax"].value, 12) == rounded(of_minimax, 12)  # type: ignore[union-attr]
        assert (rounded(100 * of_zhipu), rounded(100 * of_minimax)) == ("131.9", "158.9")


def test_the_newest_half_year_is_what_both_have(dataset: Dataset, rates: Rates) -> None:
    """As of October 2026 both have published H1 2026: RMB 953.892m and US$116.573m."""
    row = only(compared(dataset.by_id("zhipu"), dataset.by_id("minimax"), metric="revenue", rates=rates))
    assert row.period == Period.parse("H1 2026")
    assert [amount(one) for one in row.values.values()] == [Decimal("953892000"), Decimal("116573000")]


def test_flows_convert_at_the_mean_of_the_daily_cross_rates(dataset: Dataset, rates: Rates) -> None:
    """Zhipu's RMB 953.892m of H1 2026 in US$, the mean taken here from the rate file itself."""
    with resource("exchange_rates.csv").open(encoding="ascii", newline="") as file:
        days = [row for row in csv.DictReader(file) if "2026-01-01" <= row["date"] <= "2026-06-30"]
    daily = [Decimal(row["USD"]) / Decimal(row["CNY"]) for row in days]
    mean = sum(daily, Decimal(0)) / len(daily)
    row = only(
        compared(
            dataset.by_id("zhipu"), dataset.by_id("minimax"), metric="revenue", rates=rates, currency="USD"
        )
    )
    zhipu = row.values["zhipu"]
    assert zhipu is not None
    assert rounded(amount(zhipu), 6) == rounded(Decimal("953892000") * mean, 6)
    assert row.ratio is not None
    assert rounded(row.ratio.value, 12) == rounded(Decimal("953892") * mean / Decimal("116573"), 12)


def test_as_of_the_listing_no_common_period_is_fresh(dataset: Dataset) -> None:
    """9 January 2026: Zhipu had H1 2025, MiniMax 9M2025, and FY2024 is nine months behind the latter."""
    known = dataset.at(day("2026-01-09"))
    rates = current_rates({}, day("2026-01-09"))
    answer = compared(
        known.by_id("zhipu"), known.by_id("minimax"), metric="revenue", rates=rates, currency="USD"
    )
    row = only(answer)
    assert taken(row) == ["H1 2025", "9M2025"]
    assert (row.period, row.ratio) == (None, None)
    assert codes(answer) == ["period_mismatch"]
    assert "zhipu H1 2025, minimax 9M2025" in answer.warnings[0].message


def test_the_rows_without_a_metric_named(dataset: Dataset, rates: Rates) -> None:
    """The rows that people compare by, in the order of the description."""
    pair = [dataset.by_id("zhipu"), dataset.by_id("minimax")]
    rows = comparison(pair, [], None, rates, LAST, "USD").rows
    assert [row.metric.name for row in rows] == [
        "revenue", "revenue_growth", "gross_margin", "research_expense", "research_share",
        "adjusted_net_profit", "net_profit", "operating_cash_flow", "liquidity", "raised_since",
        "runway", "runway_balance_alone", "equity_value", "revenue_multiple", "arr_or_run_rate",
        "monthly_active_users",
    ]  # fmt: skip


def test_r_and_d_over_revenue(dataset: Dataset, rates: Rates) -> None:
    """H1 2026: 2,131.171 / 953.892 = 223.4% and 296.870 / 116.573 = 254.7%."""
    row = only(
        compared(dataset.by_id("zhipu"), dataset.by_id("minimax"), metric="research_share", rates=rates)
    )
    shares = [one.value.value for one in row.values.values() if one and isinstance(one.value, Figure)]
    assert [rounded(100 * share) for share in shares] == ["223.4", "254.7"]
    assert row.ratio is None  # a ratio of percentages says nothing


def test_the_runway_row_is_the_answer_of_the_runway_command(dataset: Dataset, rates: Rates) -> None:
    """7.8 and 27.1 months, and a warning that they rest on different bases."""
    pair = [dataset.by_id("zhipu"), dataset.by_id("minimax")]
    answer = compared(*pair, metric="runway", rates=rates)
    for one in pair:
        value = only(answer).values[one.id]
        assert value is not None
        assert value.value == runway_of(one, RunwayChoice(LAST), rates).months
    assert codes(answer) == ["basis_mismatch"]


def test_one_basis_is_no_mismatch(dataset: Dataset) -> None:
    """As of MiniMax's listing both balances are the companies' own statements; only the press differs.

    It printed US$1,102m of cash and 280m of burn beside the prospectus's figures; its about 27.9m,
    27.34m to 28.46m, agrees with 28.1m.
    """
    known = dataset.at(day("2026-01-09"))
    pair = known.by_id("zhipu"), known.by_id("minimax")
    answer = compared(*pair, metric="runway_balance_alone", rates=current_rates({}, day("2026-01-09")))
    assert [rounded(one.value.value) for one in only(answer).values.values() if one] == ["27.3", "37.2"]  # type: ignore[union-attr]
    assert codes(answer) == ["conflict"] * 2


@pytest.mark.parametrize(
    ("metric", "months"), [("runway", ["79.9", "51.9"]), ("runway_balance_alone", ["7.8", "27.1"])]
)
def test_the_balance_alone_stands_in_a_row_of_its_own(
    dataset: Dataset, rates: Rates, metric: str, months: list[str]
) -> None:
    """With the placings since June 79.9 months for Zhipu and 51.9 for MiniMax, without them 7.8 and 27.1."""
    answer = compared(dataset.by_id("zhipu"), dataset.by_id("minimax"), metric=metric, rates=rates)
    assert [rounded(one.value.value) for one in only(answer).values.values() if one] == months  # type: ignore[union-attr]


def test_recurring_revenue_names_its_basis(dataset: Dataset, rates: Rates) -> None:
    """MiniMax tells ARR, OpenAI a run-rate: the row that holds both says that they differ."""
    answer = compared(
        dataset.by_id("minimax"), dataset.by_id("openai"), metric="arr_or_run_rate", rates=rates
    )
    assert "basis_mismatch" in codes(answer)


# --- which periods are alike -----------------------------------------------------------


def revenues(id_: str, *periods: str, metric: str = "revenue", value: str = "US$100m") -> Company:
    return company(*(fact(metric, period, value, company=id_) for period in periods), id_=id_)


@pytest.mark.parametrize(
    ("one", "other", "chosen"),
    [
        (["FY2025", "H1 2026"], ["FY2025", "Q1 2026"], "FY2025"),  # lengths differ after 2025
        (["FY2025", "H1 2026"], ["FY2025", "H1 2026"], "H1 2026"),  # the newest that both have
        (["FY2024", "FY2025"], ["FY2024", "FY2025", "Q1 2026"], "FY2025"),
        (["FY2025", "H2 2025"], ["FY2025", "H2 2025"], "FY2025"),  # of equal ends the longer
        (["Q4 2025", "FY2025", "H2 2025"], ["H2 2025", "Q4 2025", "FY2025"], "FY2025"),
        (["Q4 2025", "2025-04-01..2025-12-31", "H2 2025"],) * 2 + ("2025-04-01..2025-12-31",),
        (["FY2025", "Q4 2025"], ["Q4 2025"], "Q4 2025"),
    ],
)
def test_the_newest_period_of_one_length_is_taken(
    rates: Rates, one: list[str], other: list[str], chosen: str
) -> None:
    """Of what all have, the newest end, and of equal ends the longer stretch."""
    answer = compared(revenues("one", *one), revenues("other", *other), metric="revenue", rates=rates)
    assert taken(only(answer)) == [chosen, chosen]
    assert only(answer).ratio is not None
    assert codes(answer) == []


@pytest.mark.parametrize(("newest", "fresh"), [("2026-07-03", True), ("2026-07-04", False)])
def test_a_common_flow_may_be_half_a_year_old(rates: Rates, newest: str, fresh: bool) -> None:
    """184 days behind a company's newest is still common; 185 are not, and each one's newest is shown."""
    one = revenues("one", "FY2025", f"2026-04-01..{newest}")
    answer = compared(one, revenues("other", "FY2025"), metric="revenue", rates=rates)
    assert taken(only(answer)) == ["FY2025" if fresh else f"2026-04-01..{newest}", "FY2025"]
    assert codes(answer) == ([] if fresh else ["period_mismatch"])
    assert (only(answer).ratio is not None) is fresh


@pytest.mark.parametrize(("newest", "fresh"), [("2026-04-10", True), ("2026-04-11", False)])
def test_a_common_balance_may_be_a_hundred_days_old(rates: Rates, newest: str, fresh: bool) -> None:
    """100 days after 31 December is 10 April; a day more is too old."""
    one = revenues("one", "2025-12-31", newest, metric="cash")
    answer = compared(one, revenues("other", "2025-12-31", metric="cash"), metric="cash", rates=rates)
    assert taken(only(answer)) == ["2025-12-31" if fresh else newest, "2025-12-31"]
    assert codes(answer) == ([] if fresh else ["period_mismatch"])


@pytest.mark.parametrize(("ends", "alike"), [("2026-01-31", True), ("2026-02-01", False)])
def test_ends_within_31_days_are_the_same_moment(rates: Rates, ends: str, alike: bool) -> None:
    """A fiscal year to the end of January is compared with the calendar year, one to February is not."""
    other = revenues("other", f"2025-02-01..{ends}" if alike else f"2025-02-02..{ends}")
    answer = compared(revenues("one", "FY2025"), other, metric="revenue", rates=rates)
    assert (only(answer).ratio is not None) is alike
    assert only(answer).period is None  # the periods are not the same
    assert codes(answer) == ([] if alike else ["period_mismatch"])


def test_flows_of_unlike_length_are_never_in_a_ratio(rates: Rates) -> None:
    """Nine months over half a year would look like growth."""
    answer = compared(revenues("one", "9M2025"), revenues("other", "H2 2025"), metric="revenue", rates=rates)
    assert (only(answer).period, only(answer).ratio) == (None, None)
    assert codes(answer) == ["period_mismatch"]


@pytest.mark.parametrize(
    ("period", "alike"),
    [("2026-06-04..2026-06-30", True), ("2026-06-11..2026-06-30", False), ("2026-06-01..2026-07-05", True)],
)
def test_flows_of_one_length_are_so_to_a_week(rates: Rates, period: str, alike: bool) -> None:
    """Beside the 30 days of June stand 27 and 35 days, and not 20: a ratio would be a third off."""
    one, other = revenues("one", "2026-06"), revenues("other", period)
    assert (only(compared(one, other, metric="revenue", rates=rates)).ratio is not None) == alike


def test_without_a_common_period_the_longer_of_equal_ends_is_shown(rates: Rates) -> None:
    """Its newest: the year rather than its fourth quarter."""
    answer = compared(
        revenues("one", "Q4 2025", "FY2025"), revenues("other", "H1 2024"), metric="revenue", rates=rates
    )
    assert taken(only(answer)) == ["FY2025", "H1 2024"]


def test_who_has_nothing_is_a_dash_and_spoils_nothing(rates: Rates) -> None:
    """The others are compared as if it were not there; three companies get no ratio."""
    answer = compared(
        revenues("one", "FY2025"), revenues("other", "FY2025"), company(id_="nobody"),
        metric="revenue", rates=rates,
    )  # fmt: skip
    assert taken(only(answer)) == ["FY2025", "FY2025", None]
    assert (only(answer).ratio, codes(answer)) == (None, [])


def test_the_order_of_companies_changes_no_value(rates: Rates) -> None:
    """Three companies whose balances lie some days apart, two sets being equally old."""
    made = [
        revenues("one", "2025-12-31", metric="cash"),
        revenues("two", "2026-01-05", "2026-01-25", metric="cash"),
        revenues("three", "2026-01-15", metric="cash"),
    ]
    answers = {
        tuple(sorted(zip(row.values, taken(row), strict=True)))
        for order in permutations(made)
        for row in [only(compared(*order, metric="cash", rates=rates))]
    }
    assert len(answers) == 1


def test_one_of_two_companies_gets_no_ratio(rates: Rates) -> None:
    """And no warning: there is nothing that could mismatch."""
    answer = compared(revenues("one", "FY2025"), company(id_="nobody"), metric="revenue", rates=rates)
    assert (only(answer).ratio, codes(answer)) == (None, [])


# --- ratios ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric", "one", "other", "ratio"),
    [
        ("revenue", "US$300m", "US$100m", Decimal(3)),
        ("net_profit", "US$ -300m", "US$ -100m", None),  # of two losses the larger is the worse
        ("net_profit", "US$300m", "US$ -100m", None),  # a profit over a loss
        ("revenue", "US$300m", "US$0", None),
        ("gross_margin", "30%", "10%", None),
        ("revenue", "US$300m", "RMB 100m", None),
        ("employees", "300", "100", Decimal(3)),
        ("net_profit", "US$0", "US$5m", Decimal(0)),
        ("net_profit", "=US$0.5", "US$0.25", Decimal(2)),
        ("net_profit", "=US$-0.5", "US$-0.25", None),
    ],
)
def test_what_is_put_in_a_ratio(
    rates: Rates, metric: str, one: str, other: str, ratio: Decimal | None
) -> None:
    """First over second, in one currency and of no loss; never of percentages or by zero."""
    period = "2025-12-31" if metric == "employees" else "FY2025"
    pair = [
        company(fact(metric, period, text, company=id_), id_=id_)
        for id_, text in (("one", one), ("other", other))
    ]
    got = only(compared(*pair, metric=metric, rates=rates)).ratio
    assert (got.value if got else None) == ratio


def test_growth_needs_a_base_above_nought_and_a_year_between(rates: Rates) -> None:
    """From nothing there is no growth; what is printed stands in where it cannot be computed."""
    printed = fact("revenue_growth", "FY2025", "50%", company="two")
    one = company(fact("revenue", "FY2024", "US$100m"), fact("revenue", "FY2025", "US$150m"), id_="one")
    two = company(
        fact("revenue", "FY2024", "=US$0"), fact("revenue", "FY2025", "US$150m"), printed, id_="two"
    )
    row = only(compared(one, two, metric="revenue_growth", rates=rates))
    assert isinstance(row.values["one"], Derived)
    assert row.values["one"].value.value == Decimal("0.5")  # type: ignore[union-attr]
    assert row.values["two"] == printed


# --- what is asked for -----------------------------------------------------------------


def test_a_period_that_is_asked_for_is_forced(rates: Rates) -> None:
    """Only that period, however old; who has none of it gets a dash."""
    one, other = revenues("one", "FY2024", "H1 2026"), revenues("other", "FY2024", "FY2025")
    answer = compared(one, other, metric="revenue", rates=rates, period="FY2024")
    assert taken(only(answer)) == ["FY2024", "FY2024"]
    assert taken(only(compared(one, other, metric="revenue", rates=rates, period="H1 2026"))) == [
        "H1 2026",
        None,
    ]


def test_a_balance_counts_for_the_period_that_ends_on_its_day(rates: Rates) -> None:
    """With --period FY2025 the cash of 31 December."""
    one = revenues("one", "2025-12-31", "2026-06-30", metric="cash")
    answer = compared(
        one, revenues("other", "2025-12-31", metric="cash"), metric="cash", rates=rates, period="FY2025"
    )
    assert taken(only(answer)) == ["2025-12-31", "2025-12-31"]


def test_a_period_of_nobody_is_no_answer(rates: Rates) -> None:
    """Nothing that was asked for can be answered: exit 2."""
    with pytest.raises(NoAnswer, match="nothing of that"):
        compared(
            revenues("one", "FY2025"), revenues("other", "FY2025"), metric="revenue", rates=rates,
            period="FY2020",
        )  # fmt: skip


def test_a_metric_is_found_by_the_name_people_use(dataset: Dataset, rates: Rates) -> None:
    """Asking for net_loss finds the signed net profit; a near miss gets a hint."""
    pair = dataset.by_id("zhipu"), dataset.by_id("minimax")
    row = only(compared(*pair, metric="net_loss", rates=rates))
    assert row.metric.name == "net_profit"
    assert all(amount(one) < 0 for one in row.values.values())
    with pytest.raises(UnknownName) as caught:
        compared(*pair, metric="revenu", rates=rates)
    assert caught.value.hint == "did you mean 'revenue'?"


def test_a_figure_that_no_rate_covers_is_a_dash_with_a_warning(rates: Rates) -> None:
    """Yuan of 1998 have no ECB rate: null and `no_rate`, never left unconverted."""
    one = revenues("one", "FY1998", value="RMB 100m")
    other = revenues("other", "FY1998")
    answer = compared(one, other, metric="revenue", rates=rates, currency="USD")
    assert only(answer).values["one"] is None
    assert only(answer).ratio is None
    assert codes(answer) == ["no_rate"]


@pytest.mark.parametrize("currency", ["USD", "CNY", "HKD", "EUR"])
def test_ratios_of_one_currency_do_not_depend_on_that_shown(
    dataset: Dataset, rates: Rates, currency: str
) -> None:
    """Growth, margins, runway and multiples are taken before any conversion."""
    pair = [dataset.by_id("zhipu"), dataset.by_id("minimax")]
    asked: list[Any] = ["revenue_growth", "gross_margin", "research_share", "runway", "revenue_multiple"]
    shown = comparison(pair, asked, None, rates, LAST, currency).rows
    reported = comparison(pair, asked, None, rates, LAST, None).rows
    for one, other in zip(shown, reported, strict=True):
        assert [value and value.value for value in one.values.values()] == [
            value and value.value for value in other.values.values()
        ]


@pytest.mark.parametrize("currency", [None, "CNY", "USD"])
def test_what_contradicts_what_does_not_depend_on_the_currency_shown(
    dataset: Dataset, rates: Rates, currency: str | None
) -> None:
    """Citi's ~US$260m against 279.641m of MiniMax's operating cash (C15), and no other, in each currency."""
    pair = dataset.by_id("zhipu"), dataset.by_id("minimax")
    answer = compared(*pair, metric="operating_cash_flow", rates=rates, currency=currency)
    told = [one.message for one in answer.warnings if one.code == "conflict"]
    assert len(told) == 1
    assert "(US$279.641m) is used, against ~(US$260m)" in told[0]


def test_a_small_contradiction_is_told_in_another_currency_too(rates: Rates) -> None:
    """US$100m in a filing against US$102m in the press: 2% apart, and each known to half a million."""
    one = company(
        fact("revenue", "FY2025", "US$100m", company="one"),
        fact("revenue", "FY2025", "US$102m", company="one", kind="press"),
        id_="one",
    )
    two = company(fact("revenue", "FY2025", "US$50m", company="two"), id_="two")
    for shown in (None, "CNY"):
        assert codes(compared(one, two, metric="revenue", rates=rates, currency=shown)) == ["conflict"]


LAST_DAY = day("2026-10-31")
BURNING = (fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31"),)


def runway(*companies: Company, rates: Rates, **choice: Any) -> Report:
    grid, plot, currency = (choice.pop(key, None) for key in ("grid", "plot", "currency"))
    return cash_runway(
        companies, RunwayChoice(LAST_DAY, **choice), rates, currency, grid=bool(grid), plot=bool(plot)
    )


def test_what_is_not_known_of_one_company_is_missing_not_nought(rates: Rates) -> None:
    """Runway and multiple of a company with neither burn nor value stand as None beside the other's."""
    full = company(
        *BURNING,
        fact("cash_balance", "2025-12-31", "US$120m"),
        fact("revenue", "FY2025", "US$100m"),
        fact("market_cap", "2026-06-30", "US$1bn"),
        id_="full",
    )
    bare = company(fact("revenue", "FY2025", "US$50m"), id_="bare")
    answer = comparison([full, bare], [], None, rates, LAST_DAY, None)
    found = {getattr(row, "metric", ""): row.values for row in answer.rows}
    for metric in ("runway", "revenue_multiple"):
        values = next((one for name, one in found.items() if str(name).startswith(metric)), None)
        if values is not None:
            assert values["bare"] is None
            assert values["full"] is not None
    assert any(values["bare"] is None for values in found.values())


# --- of companies made for it ----------------------------------------------------------------


def pair(one: Fact, other: Fact) -> tuple[Company, Company]:
    return company(replace(one, company="one"), id_="one"), company(replace(other, company="two"), id_="two")


def test_the_answer_says_what_it_compares(rates: Rates) -> None:
    """Two have a ratio, three have none; with a period it is named, without it is like for like."""
    two = pair(fact("revenue", "FY2025", "US$10m"), fact("revenue", "FY2025", "US$5m"))
    answer = compared(*two, metric="revenue", rates=rates)
    assert (answer.name, answer.title, answer.as_of) == ("compare", "One, Two, like for like", LAST)
    assert answer.currency == "reported"
    three = (*two, company(id_="three"))
    answer = compared(*three, metric="revenue", rates=rates, period="FY2025", currency="HKD")
    assert (answer.title, answer.currency) == ("One, Two, Three, FY2025", "HKD")
    assert "Ratio" not in render(answer, "table", 80)
    with pytest.raises(BadUsage) as caught:
        comparison(two[:1], ["revenue"], None, rates, LAST, None)
    assert caught.value.message == "compare takes two companies or more"
    assert caught.value.hint == "for example `aicompare compare zhipu minimax`"


def test_a_row_has_one_period_only_where_all_its_values_have(rates: Rates) -> None:
    """Balances of the last day and the last month share none; where nobody has one it is the asked one."""
    two = pair(fact("cash", "2025-12-31", "US$10m"), fact("cash", "2025-12", "US$5m"))
    assert only(compared(*two, metric="cash", rates=rates, period="FY2025")).period is None
    two = pair(fact("revenue", "FY2025", "US$10m"), fact("cash", "2025-12-31", "US$5m"))
    answer = comparison(two, ["net_profit", "revenue"], Period.parse("FY2025"), rates, LAST, None)
    assert [str(row.period) for row in answer.rows] == ["FY2025", "FY2025"]


def test_stocks_of_days_and_months_are_alike_whatever_their_length(rates: Rates) -> None:
    """A balance known to the month and one known to the day."""
    two = pair(fact("cash", "2025-12", "US$6m"), fact("cash", "2025-12-31", "US$3m"))
    found = only(compared(*two, metric="cash", rates=rates)).ratio
    assert found is not None and found.value == 2


CASH = fact("cash_balance", "2025-12-31", "US$30m")
BURN = fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31")


def test_a_runway_is_derived_from_its_cash_and_burn(rates: Rates) -> None:
    """30 over 10 a month; with 20 raised since 50 over 10. The raise is named where it counts."""
    acme = company(CASH, BURN)
    (plain,) = measured(RUNWAY, acme, rates, LAST).values()
    assert isinstance(plain, Derived)
    assert (plain.company, plain.metric, plain.inputs) == ("acme", RUNWAY, (CASH, BURN))
    assert plain.formula == "cash / burn a month"
    assert plain.basis == "stated over stated"
    (unraised,) = measured(RUNWAY_ALONE, acme, rates, LAST).values()
    assert isinstance(unraised, Derived)
    assert (unraised.metric, unraised.value, unraised.formula) == (RUNWAY_ALONE, plain.value, plain.formula)
    raised = fact("raised", "2026-02-15", "US$20m", deal="c", status="closed")
    (more,) = measured(RUNWAY, company(CASH, BURN, raised), rates, LAST).values()
    assert isinstance(more, Derived)
    assert more.formula == "(cash + equity raised since) / burn a month"
    assert more.inputs == (CASH, raised, BURN)
    assert more.value.value == 5  # type: ignore[union-attr]


def test_a_raise_in_another_currency_enters_converted_and_once(rates: Rates) -> None:
    """Beside one in the currency of the cash."""
    done = {"status": "closed"}
    dollars = fact("raised", "2026-02-15", "US$20m", deal="c", **done)
    yuan = fact("raised", "2026-03-15", "RMB 70m", deal="d", **done)
    (more,) = measured(RUNWAY, company(CASH, BURN, dollars, yuan), rates, LAST).values()
    assert isinstance(more, Derived)
    _, first, second, _ = more.inputs
    assert len(more.inputs) == 4
    assert first == dollars
    assert second.rate is not None and second.metric == yuan.metric


def test_a_missing_rate_of_a_raise_is_told_once(rates: Rates) -> None:
    """By the row with raises; the row without needs none."""
    early = replace(rates, as_of=day("1999-06-01"))
    yuan = fact("raised", "2026-03-15", "RMB 70m", deal="d", status="closed")
    two = company(CASH, BURN, yuan), company(CASH, BURN, id_="other")
    answer = comparison(two, ["runway", "runway_balance_alone"], None, early, LAST, None)
    assert [(one.code, one.subject) for one in answer.warnings if one.code == "no_rate"] == [
        ("no_rate", "acme")
    ]


def test_a_multiple_is_derived_as_its_table_does(rates: Rates) -> None:
    """US$1bn over US$100m."""
    acme = company(fact("market_cap", "2026-06-30", "US$1bn"), fact("revenue", "FY2025", "US$100m"))
    (found,) = measured(MULTIPLE, acme, rates, LAST).values()
    assert (found.metric, found.value.value) == (MULTIPLE, 10)  # type: ignore[union-attr]


def reference(text: str) -> Reference:
    found = Reference.parse(text)
    assert found is not None
    return found


def test_what_is_derived_is_found_by_its_reference(rates: Rates) -> None:
    """The newest, or that of its period; of an equity value the newest up to the day that is asked."""
    acme = company(
        fact("cash", "2025-12-31", "US$60m"),
        fact("liquid_investments", "2025-12-31", "US$40m"),
        fact("cash", "2026-06-30", "US$50m"),
        fact("liquid_investments", "2026-06-30", "US$30m"),
        fact("market_cap", "2026-03-31", "US$1bn"),
        fact("market_cap", "2026-06-30", "US$2bn"),
        listed="2026-01-08",
    )

    def value(text: str, on: str = "2026-10-31") -> int | None:
        found = derived_value(reference(text), acme, rates, day(on))
        return None if found is None else int(found.value.amount.value) // 10**6  # type: ignore[union-attr]

    assert value("acme.liquidity") == 80
    assert value("acme.liquidity[2025-12-31]") == 100
    assert value("acme.liquidity[2025-06-30]") is None
    assert value("acme.liquidity[2025-12-31, label=close]") is None
    assert value("acme.equity_value") == 2000
    assert value("acme.equity_value[2026-06-29]") == 1000
    assert value("acme.equity_value[2026-10-31]", "2026-04-30") == 1000
    assert derived_value(reference("acme.liquidity"), company(), rates, LAST) is None
    yuan = fact("raised", "2026-02-15", "=RMB 70m", deal="c", status="closed")
    months = derived_value(reference("acme.runway[2025-12-31]"), company(CASH, BURN, yuan), rates, LAST)
    assert months is not None and months.figure.value > 3  # of the balance that day, with what came since


def test_the_day_of_listing_is_derived_and_what_no_row_shows_is_nothing(rates: Rates) -> None:
    """Of a stored metric that stands in no row there is nothing to derive."""
    acme = company(fact("revenue", "FY2025", "US$1m"), fact("shares", "2025-12-31", "9"), listed="2026-01-08")
    (found,) = measured(LISTED, acme, rates, LAST).values()
    assert (found.metric, str(found.period)) == (LISTED, "2026-01-08")
    assert [str(one) for one in measured(METRICS["revenue"], acme, rates, LAST)] == ["FY2025"]
    assert measured(METRICS["shares"], acme, rates, LAST) == {}


def test_what_was_raised_since_the_balance_stands_in_the_currency_shown(rates: Rates) -> None:
    """US$20m and RMB 70m, each at the rate of its day; in the dollars of the cash where none is asked for."""
    done = {"status": "closed"}
    dollars = fact("raised", "2026-02-15", "=US$20m", deal="c", **done)
    yuan = fact("raised", "2026-03-15", "=RMB 70m", deal="d", **done)
    acme, other = company(CASH, BURN, dollars, yuan), company(CASH, BURN, id_="other")
    to_dollars = rates.closing("CNY", "USD", day("2026-03-15")).value
    to_yuan = rates.closing("USD", "CNY", day("2026-02-15")).value
    for currency, total in (
        (None, 20_000_000 + 70_000_000 * to_dollars),
        ("USD", 20_000_000 + 70_000_000 * to_dollars),
        ("CNY", 20_000_000 * to_yuan + 70_000_000),
    ):
        row = only(compared(acme, other, metric="raised_since", rates=rates, currency=currency))
        found = row.values["acme"]
        assert isinstance(found, Derived) and row.values["other"] is None
        assert (found.company, found.metric, str(found.period)) == ("acme", RAISED_SINCE, "2025-12-31")
        assert found.currency == (currency or "USD") and abs(amount(found) - total) < Decimal("1e-15")
    early = replace(rates, as_of=day("1999-06-01"))
    assert measured(RAISED_SINCE, acme, early, LAST) == {}
    assert measured(RAISED_SINCE, company(dollars), rates, LAST) == {}


def test_ratios_of_the_market_are_derived_as_of_the_day(rates: Rates) -> None:
    """US$20 over the offer price of 8 is 150% above it, on the day before US$10 25%."""
    acme = replace(
        company(
            fact("share_price", "2026-06-29", "=US$10", label="close"),
            fact("share_price", "2026-06-30", "=US$20", label="close"),
            fact("offer_price", "2026-01-08", "=US$8", deal="ipo", status="closed"),
            listed="2026-01-08",
        ),
        id="acme",
    )
    for on, change in (("2026-06-30", "1.5"), ("2026-06-29", "0.25")):
        (found,) = measured(DERIVED["price_to_offer"], acme, rates, day(on)).values()
        assert (found.figure.value, str(found.period)) == (Decimal(change), on)
    assert measured(DERIVED["price_to_offer"], company(), rates, LAST) == {}
    row = only(compared(acme, company(id_="b"), metric="price_to_offer", rates=rates, period="2026-06-29"))
    assert row.values["acme"] is not None and row.values["acme"].figure.value == Decimal("0.25")


def test_the_year_of_founding_is_derived(rates: Rates) -> None:
    """As a number of its year; nothing where the data do not have it."""
    (found,) = measured(FOUNDED, replace(company(), founded=2019), rates, LAST).values()
    assert (found.figure.value, str(found.period)) == (2019, "FY2019")
    assert measured(FOUNDED, company(), rates, LAST) == {}


def test_months_of_who_has_no_burn_are_none(rates: Rates) -> None:
    """Neither with raises nor without."""
    for known in (RUNWAY, RUNWAY_ALONE):
        assert measured(known, company(CASH), rates, LAST) == {}
        assert measured(known, company(BURN), rates, LAST) == {}


def test_a_multiple_tells_that_newer_revenue_is_known_and_nothing_else(rates: Rates) -> None:
    """Of H1 2026 beside FY2025; that the debts of the EV are not known is told where it is asked for."""
    acme = company(
        fact("market_cap", "2026-06-29", "US$1bn"), fact("revenue", "FY2025", "US$100m"),
        fact("revenue", "Q1 2026", "US$50m"), fact("market_cap", "2026-06-28", "US$9bn"),
    )  # fmt: skip
    answer = compared(acme, company(id_="other"), metric="revenue_multiple", rates=rates)
    text = "revenue of Q1 2026 is newer, but no twelve months to 2026-03-31 are known"
    assert [(one.code, one.message, one.subject) for one in answer.warnings] == [("older_ltm", text, "acme")]


def test_an_expression_of_what_is_derived_has_the_rates_of_its_scene(seven: Rates) -> None:
    """Twice a multiple: US$1bn at seven yuan over RMB 700m is 10; and over the round of RMB 3.5bn 100%."""
    acme = company(
        fact("market_cap", "2026-06-30", "=US$1bn"), fact("revenue", "FY2025", "=RMB 700m"),
        fact("post_money", "2025-06-30", "=RMB 3.5bn", status="closed"), currency="CNY",
    )  # fmt: skip
    twice = Metric("twice", "stock", "times", "mine", {"is": "revenue_multiple * 2"})
    (found,) = measured(twice, acme, seven, LAST).values()
    assert round(found.figure.value, 20) == 20
    (above,) = measured(DERIVED["value_to_last_round"], acme, seven, LAST).values()
    assert round(above.figure.value, 20) == 1
