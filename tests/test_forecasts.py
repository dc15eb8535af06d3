"""Multiples over what houses expect: the next twelve months and the fiscal years to come."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from made import amount, comes_of, company, day, fact, rounded

import aicompare
from aicompare.calculators.multiples.expectations import HouseRow, by_house
from aicompare.calculators.multiples.row import revenue_multiple
from aicompare.calculators.multiples.valuation import AHEAD, MultiplesChoice
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact
from aicompare.companies.forecasts import expected, forecasts, house_of, next_twelve_months
from aicompare.rates.rates import Rates
from aicompare.reports.report import Section, Warning
from aicompare.values.errors import Trouble
from aicompare.values.periods import Period, add_months, whole_months

DATA = aicompare.load()


def forecast(period: str, value: str, house: str | None, published: str = "2026-07-28", **rest: str) -> Fact:
    return fact("revenue", period, value, published, status="forecast", label=house, kind="press", **rest)


def of(facts: Sequence[Fact], basis: str, on: str, house: str | None = None) -> Decimal | None:
    found = expected(company(*facts, currency="CNY"), AHEAD[basis], day(on), house)
    return amount(found.revenue) if found else None


HSBC = [forecast("FY2026", "RMB 7,206m", "hsbc"), forecast("FY2027", "RMB 29,176m", "hsbc")]
CLSA = [
    forecast("FY2026", "RMB 3.4bn", "clsa", "2026-06-18"),
    forecast("FY2027", "RMB 10.5bn", "clsa", "2026-06-18"),
]


def test_the_next_twelve_months_weight_the_fiscal_years_by_their_months() -> None:
    """Zhipu on 2026-09-30 by HSBC: 3/12 x 7,206 + 9/12 x 29,176 = 1,801.5 + 21,882 = RMB 23,683.5m."""
    assert of(HSBC, "ntm", "2026-09-30") == Decimal("23683500000")
    assert of(CLSA, "ntm", "2026-09-30") == Decimal("8725000000")  # 850m + 7,875m


def test_a_part_of_a_month_counts_by_its_days() -> None:
    """After 15 July 2026 five whole months (to 15 December) and 16 of 31 days of 2026 are left."""
    left = 5 + Decimal(16) / 31
    by_hand = (left * 7206 + (12 - left) * 29176) / 12
    assert abs(of(HSBC, "ntm", "2026-07-15") / 10**6 - by_hand) < Decimal("1e-9")  # type: ignore[operator]


def test_at_the_end_of_a_year_the_next_twelve_months_are_the_next_year() -> None:
    """On 31 December nothing is left of the old one."""
    assert of(HSBC, "ntm", "2026-12-31") == Decimal("29176000000")


def test_a_fiscal_year_that_ends_in_march_is_weighted_by_its_own_months() -> None:
    """On 2026-09-30 six months are left of April 2026 to March 2027: (100 + 200) / 2 = 150."""
    years = [
        forecast("2026-04-01..2027-03-31", "RMB 100m", "a"),
        forecast("2027-04-01..2028-03-31", "RMB 200m", "a"),
    ]
    assert of(years, "ntm", "2026-09-30") == Decimal("150000000")


def test_fy_plus_one_is_the_year_that_runs_and_fy_plus_two_the_one_after() -> None:
    """On 2026-09-30 FY2026 and FY2027; on the last day of a year the next."""
    assert of(HSBC, "fy+1", "2026-09-30") == Decimal("7206000000")
    assert of(HSBC, "fy+2", "2026-09-30") == Decimal("29176000000")
    assert of(HSBC, "fy+1", "2026-12-31") == Decimal("29176000000")
    assert of(HSBC, "fy+2", "2026-12-31") is None


@pytest.mark.parametrize("basis", AHEAD)
def test_a_year_that_no_house_forecasts_is_not_guessed(basis: str) -> None:
    """Of one year alone there are no next twelve months; of a year long over nothing at all."""
    assert of(HSBC[1:], "ntm", "2026-09-30") is None
    assert of([forecast("FY2024", "RMB 1bn", "hsbc")], basis, "2026-09-30") is None


def test_several_houses_are_their_mean_and_one_can_be_named() -> None:
    """(23,683.5 + 8,725) / 2 = 16,204.25."""
    assert of([*HSBC, *CLSA], "ntm", "2026-09-30") == Decimal("16204250000")
    assert of([*HSBC, *CLSA], "ntm", "2026-09-30", "clsa") == Decimal("8725000000")
    assert of([*HSBC, *CLSA], "ntm", "2026-09-30", "citi") is None


def test_a_house_counts_once_by_its_newest_word() -> None:
    """`jpmorgan-2026-06` is what jpmorgan said before."""
    earlier = forecast("FY2026", "RMB 3bn", "jpmorgan-2026-06", "2026-06-22")
    later = forecast("FY2026", "RMB 4bn", "jpmorgan", "2026-07-07")
    assert house_of(earlier) == "jpmorgan"
    assert of([later, earlier], "fy+1", "2026-09-30") == Decimal("4000000000")


def test_a_word_much_older_than_the_newest_is_in_no_mean() -> None:
    """More than 180 days: February beside late August."""
    old, new = (
        forecast("FY2026", "RMB 1bn", "a", "2026-02-20"),
        forecast("FY2026", "RMB 3bn", "b", "2026-08-30"),
    )
    assert of([old, new], "fy+1", "2026-09-30") == Decimal("3000000000")
    assert of([old, new], "fy+1", "2026-09-30", "a") == Decimal("1000000000")


@pytest.mark.parametrize("label", ["consensus-mean", "consensus", "management", "company-2026-02", None])
def test_what_is_no_house_stands_in_only_where_there_is_none(label: str | None) -> None:
    """A consensus is a mean already, and a company no house of its own."""
    other = forecast("FY2026", "RMB 9bn", label)
    assert of([other, HSBC[0]], "fy+1", "2026-09-30") == Decimal("7206000000")
    assert of([other], "fy+1", "2026-09-30") == Decimal("9000000000")


def test_two_currencies_are_never_one_mean() -> None:
    """The newest says which currency counts."""
    dollars = forecast("FY2026", "US$1bn", "a", "2026-07-01")
    assert of([HSBC[0], dollars], "fy+1", "2026-09-30") == Decimal("7206000000")


def test_a_forecast_of_a_part_or_of_a_half_is_no_forecast_of_the_year() -> None:
    """Cloud alone, and H2 alone."""
    part = forecast("FY2026", "RMB 5bn", "hsbc", scope="cloud")
    half = forecast("H2 2026", "RMB 5bn", "hsbc")
    assert forecasts(company(part, half)) == {}


@given(on=some.dates(day("2026-01-01"), day("2027-12-30")), ahead=some.integers(0, 11))
def test_the_months_of_both_years_are_twelve_on_any_day(on: object, ahead: int) -> None:
    """With one figure for both years the next twelve months are that figure."""
    years = [forecast(f"FY{year}", "RMB 120m", "a") for year in (2026, 2027, 2028)]
    known = forecasts(company(*years))["a"]
    found = next_twelve_months(company(*years), known, on)  # type: ignore[arg-type]
    assert found is not None
    assert abs(amount(found) - 120_000_000) < Decimal("1e-6")


@pytest.mark.parametrize(
    ("name", "house", "revenue", "multiple"),
    [
        ("zhipu", "hsbc", "23683.5", "11.3"),
        ("zhipu", "clsa", "8725", "30.6"),
        ("minimax", "citi", "602.5", "18.5"),
    ],
)
def test_the_shipped_forecasts_give_what_is_worked_out_by_hand(
    name: str, house: str, revenue: str, multiple: str
) -> None:
    """RMB 267.06bn / 23,683.5m = 11.3; / 8,725m = 30.6; US$11.14bn / (58 + 544.5)m = 18.5."""
    row = aicompare.multiples(
        DATA, name, basis="ntm", house=house, on="2026-09-30", currency="reported"
    ).rows[0]
    assert amount(row.denominator) == Decimal(revenue) * 10**6
    assert rounded(row.multiple.value) == multiple
    assert row.basis == "ntm" and row.days_apart is None


def test_every_house_stands_beside_the_mean() -> None:
    """From the lowest to the highest, each with its day and its multiple."""
    answer = aicompare.multiples(DATA, "zhipu", basis="ntm", on="2026-09-30")
    rows = answer.report.named["by_house"].rows
    assert [(row.house, str(row.published)) for row in rows] == [
        ("clsa", "2026-06-18"),
        ("hsbc", "2026-07-28"),
    ]
    assert [rounded(row.multiple.value) for row in rows] == ["30.6", "11.3"]


def by_house_of(
    *companies: Company, rates: Rates, currency: str | None = None, **asked: str
) -> tuple[Section, list[Warning]]:
    choice, warnings = MultiplesChoice(day("2026-06-30"), **asked), list[Warning]()
    rows = [revenue_multiple(one, choice, rates) for one in companies]
    return by_house(companies, rows, choice, rates, currency, warnings), warnings


def test_what_each_house_expects_by_hand(seven: Rates) -> None:
    """US$70m over RMB 49m of one and 98m of the other, at seven yuan a dollar 7m and 14m, is 10 and 5 times;
    of a company without a value nothing.
    """
    acme = company(
        fact("market_cap", "2026-06-30", "=US$70m"),
        forecast("FY2026", "=RMB 98m", "clsa", "2026-05-02"),
        forecast("FY2026", "=RMB 49m", "hsbc", "2026-06-03"),
    )  # fmt: skip
    bare = company(forecast("FY2026", "=RMB 49m", "hsbc"), id_="bare")
    section, warnings = by_house_of(bare, acme, rates=seven, basis="fy+1")
    assert (section.row_type, section.title, section.name) == (HouseRow, "By house, basis fy+1", "by_house")
    assert [
        (row.company, row.house, str(row.published), amount(row.revenue), row.multiple.value)
        for row in section.rows
    ] == [
        ("acme", "hsbc", "2026-06-03", 49_000_000, 10), ("acme", "clsa", "2026-05-02", 98_000_000, 5),
    ]  # fmt: skip
    assert comes_of(section.rows[0].multiple) == ("value / revenue", [("value", "", ""), ("revenue", "", "")])
    alone, _ = by_house_of(acme, rates=seven, basis="fy+1", house="clsa")
    assert [(row.house, row.multiple.value) for row in alone.rows] == [("clsa", 5)]
    shown, warnings = by_house_of(acme, rates=seven, basis="fy+1", currency="USD")
    assert [round(amount(row.revenue), 20) for row in shown.rows] == [7_000_000, 14_000_000]
    assert [row.multiple.value for row in shown.rows] == [10, 5] and warnings == []
    left_out, warnings = by_house_of(acme, rates=seven, basis="fy+1", currency="HKD")
    assert [(row.revenue, row.multiple.value) for row in left_out.rows] == [(None, 10), (None, 5)]
    assert [one.code for one in warnings] == ["no_rate", "no_rate"]


def test_a_house_is_heard_up_to_the_day_of_the_value(seven: Rates) -> None:
    """In a back-test what hsbc said on 2 July is not known on 30 June."""
    acme = company(
        fact("market_cap", "2026-06-30", "=US$70m"), forecast("FY2026", "=RMB 98m", "hsbc", "2026-07-02"),
        forecast("FY2026", "=RMB 49m", "clsa", "2026-06-30"),
    )  # fmt: skip
    for known_then, houses in ((False, ["clsa", "hsbc"]), (True, ["clsa"])):
        section, _ = by_house_of(acme, rates=seven, basis="fy+1", known_then=known_then)  # type: ignore[arg-type]
        assert [row.house for row in section.rows] == houses


def test_a_house_that_says_nothing_of_a_company_is_told_with_those_that_do() -> None:
    """In the words of what the data hold."""
    answer = aicompare.multiples(DATA, "zhipu", basis="ntm", house="citi", on="2026-09-30")
    assert answer.rows[0].multiple is None
    (told,) = [one.message for one in answer.report.warnings if one.code == "not_in_data"]
    assert "by citi" in told and told.endswith("by clsa, hsbc")


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("ntm", "forecast of revenue of the next twelve months"),
        ("fy+1", "forecast of revenue of the fiscal year that runs"),
        ("fy+2", "forecast of revenue of the next fiscal year"),
    ],
)
def test_a_forecast_that_is_not_in_the_data_is_told_in_those_words(
    seven: Rates, basis: str, words: str
) -> None:
    """Of a house that is named by whom there is one; in a back-test only by whom there was."""
    worth = fact("market_cap", "2026-06-30", "=US$70m")
    years = [forecast(f"FY{year}", "=US$7m", "hsbc", "2026-07-02") for year in (2026, 2027)]
    earlier = [forecast(f"FY{year}", "=US$7m", "clsa", "2026-06-01") for year in (2026, 2027)]

    def told(*facts: Fact, **asked: str) -> list[tuple[str, str, str]]:
        warnings: list[Warning] = []
        choice = MultiplesChoice(day("2026-06-30"), basis=basis, **asked)
        revenue_multiple(company(worth, *facts), choice, seven, warnings)
        return [(one.code, one.message, one.subject or "") for one in warnings]

    none = f"the data hold no {words} of Acme"
    assert told() == [("not_in_data", f"{none}, seen from 2026-06-30", "acme")]
    assert told(house="citi") == [("not_in_data", f"{none} by citi, seen from 2026-06-30", "acme")]
    (other,) = told(*years, *earlier, house="citi")
    assert other[1] == f"{none} by citi, seen from 2026-06-30; by hsbc, clsa"
    (then,) = told(*years, *earlier, house="citi", known_then=True)  # type: ignore[arg-type]
    assert then[1] == f"{none} by citi, seen from 2026-06-30; by clsa"
    assert told(*years) == []


def test_what_was_forecast_later_is_not_known_then() -> None:
    """A back-test on 2026-06-30 has CLSA of 18 June and not HSBC of 28 July."""
    rows = aicompare.multiples(DATA, "zhipu", basis="fy+1", on="2026-06-30", known_then=True)
    assert [row.house for row in rows.report.named["by_house"].rows] == ["clsa"]
    with pytest.raises(Trouble):
        aicompare.multiples(DATA, "zhipu", basis="fy+3")


def test_the_formula_names_both_years() -> None:
    """As `--explain` shows it."""
    acme: Company = company(*HSBC, currency="CNY")
    found = expected(acme, AHEAD["ntm"], day("2026-09-30"))
    assert found and isinstance(found.revenue, Derived)
    assert found.revenue.formula == "3 x revenue of FY2026 / 12 + 9 x revenue of FY2027 / 12"
    assert found.revenue.period == Period.parse("2026-10-01..2027-09-30")
    assert whole_months(day("2026-09-30"), add_months(day("2026-09-30"), 12)) == 12
