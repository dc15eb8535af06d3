"""`convert` and `rates`: amounts and stored figures with the day and source of the rate."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command import here
from ecbfile import LAST
from hypothesis import given
from hypothesis import strategies as st
from made import amount, company, day, fact, part, rates_of, source

from aicompare.api.money import parse_value
from aicompare.calculators.conflicts import conflicting
from aicompare.calculators.conversion.impliedrate import ImpliedRateRow, StretchRow, implied_rate
from aicompare.calculators.conversion.report import (
    ConvertRow,
    StoredRow,
    conversion,
    currencies_of,
    listing,
    pairs_of,
    stored_conversion,
)
from aicompare.companies.company import Company
from aicompare.companies.references import Reference
from aicompare.dataset import Dataset
from aicompare.rates.choice import RateChoice
from aicompare.rates.file import parse_own_rates
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.explanation import explained
from aicompare.reports.report import Report
from aicompare.values.errors import (
    BadAmount,
    BadPeriod,
    BadUsage,
    NoAnswer,
    NoRate,
    Trouble,
    UnknownCurrency,
    UnknownName,
)
from aicompare.values.money import Money, parse_amount

AS_OF = date(2026, 10, 31)
NEWEST = RateChoice()


def converted(amount: str, to: str, choice: RateChoice, rates: Rates) -> list[ConvertRow]:
    report = conversion(parse_amount(amount), currencies_of([to], None), choice, rates, AS_OF)
    return list(report.rows)


def cents(money: Money | None) -> str:
    assert money is not None
    return f"{money.amount.value:.2f} {money.currency}"


# --- amounts ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["15bn CNY", "RMB 15bn", "150亿元", "CNY 15,000,000,000"])
def test_fifteen_billion_yuan_on_the_last_day_of_2025(rates: Rates, text: str) -> None:
    """The bank's page of 31 December 2025 and a calculator: 15bn / 8.2262 x 1.1750."""
    (row,) = converted(text, "USD", RateChoice(on=day("2025-12-31")), rates)
    assert cents(row.result) == "2142544552.77 USD"
    assert row.rate is not None
    assert (row.rate.base, row.rate.quote, row.rate.kind) == ("CNY", "USD", "spot")


def test_each_currency_is_named_once(rates: Rates) -> None:
    """`--to USD,HKD,US$` is two rows; 15bn / 8.2262 x 9.1464 is the second."""
    rows = converted("15bn CNY", "USD,HKD,US$", RateChoice(on=day("2025-12-31")), rates)
    assert [cents(row.result) for row in rows] == ["2142544552.77 USD", "16677931487.20 HKD"]


def test_bounds_come_along(rates: Rates) -> None:
    """15bn is 14.5 to 15.5bn, so the dollars are known to one part in thirty."""
    (row,) = converted("15bn CNY", "USD", NEWEST, rates)
    assert row.result is not None
    dollars = row.result.amount
    assert dollars.low is not None and dollars.high is not None
    assert abs(dollars.low * 30 - dollars.value * 29) < Decimal("1e-15")
    assert abs(dollars.high * 30 - dollars.value * 31) < Decimal("1e-15")


def test_the_average_of_a_period(rates: Rates) -> None:
    """US$53.437m at 7.2196, the mean of the nine months to September 2025: RMB 385.8m."""
    (row,) = converted("53.437m USD", "CNY", RateChoice.parse(None, "9M2025"), rates)
    assert row.result is not None and row.rate is not None
    assert (row.rate.kind, row.rate.days) == ("average", 191)
    assert f"{row.result.amount.value / 10**6:.1f}" == "385.8"


def test_a_holiday_says_which_day_it_took(rates: Rates) -> None:
    """On Sunday, 28 December 2025 the rate is of Wednesday: Thursday and Friday were holidays."""
    report = conversion(parse_amount("US$1"), ["CNY"], RateChoice.parse("2025-12-28", None), rates, AS_OF)
    (row,) = report.rows
    assert (str(row.rate.period), str(row.rate.requested)) == ("2025-12-24", "2025-12-28")
    assert (
        report.notes[0] == "2025-12-28 has no rate: taken is 2025-12-24, the latest before it that has one."
    )


def test_the_notes_give_the_bank_s_own_figures(rates: Rates) -> None:
    """What its page shows for 31 December 2025, so that a calculator gets the same."""
    report = conversion(
        parse_amount("RMB 15bn"), ["USD", "HKD"], RateChoice.parse("2025-12-31", None), rates, AS_OF
    )
    assert report.notes == ["European Central Bank, 2025-12-31: 1 EUR = 8.2262 CNY = 1.175 USD = 9.1464 HKD."]


def test_its_own_currency_needs_no_rate(rates: Rates) -> None:
    """Five dollars are five dollars, in any year."""
    (row,) = converted("US$5", "USD", RateChoice.parse("1980-01-01", None), rates)
    assert row == ConvertRow(parse_amount("US$5"), parse_amount("US$5"), None)


def test_an_own_rate_is_marked(rates: Rates) -> None:
    """15bn at 7.04 are 2,130,681,818.18; the rate says user and has no source."""
    own = Rates(rates.path, rates.source, parse_own_rates(["USD/CNY=7.04"]))
    (row,) = converted("15bn CNY", "USD", NEWEST, own)
    assert cents(row.result) == "2130681818.18 USD"
    assert row.rate is not None and (row.rate.kind, row.rate.source) == ("user", None)


def test_a_missing_rate_leaves_a_row_without_an_answer(rates: Rates) -> None:
    """No rupee before 2009: its row is empty with a warning, the dollar's is not."""
    choice = RateChoice.parse("2005-12-28", None)
    report = conversion(parse_amount("RMB 1m"), ["USD", "INR"], choice, rates, AS_OF)
    assert [row.result is None for row in report.rows] == [False, True]
    assert [warning.code for warning in report.warnings] == ["no_rate"]
    assert "no CNY/INR rate covers 2005-12-28" in report.warnings[0].message


def test_no_rate_at_all_is_no_answer(rates: Rates) -> None:
    """The yuan before April 2005, in whatever currency."""
    with pytest.raises(NoRate, match="from 2005-04-01"):
        converted("RMB 1m", "USD,HKD", RateChoice.parse("2005-03-31", None), rates)


@given(
    cent=st.integers(-(10**15), 10**15),
    codes=st.permutations(["USD", "HKD", "CNY", "JPY"]).map(lambda codes: codes[:2]),
)
def test_there_and_back_is_the_same_amount(rates: Rates, cent: int, codes: list[str]) -> None:
    """Within one part in 10^30, for amounts of any size and sign."""
    first, second = codes
    amount = parse_amount(f"{first} {Decimal(cent).scaleb(-2)}")
    there = rates.closing(first, second, day("2025-12-31")).applied_to(amount)
    back = rates.closing(second, first, day("2025-12-31")).applied_to(there)
    assert abs(back.amount.value - amount.amount.value) <= abs(amount.amount.value) * Decimal("1e-30")


# --- which rate, which currencies ---------------------------------------------------------


def test_a_month_stands_for_its_last_day() -> None:
    """A date known only to the month takes its last day."""
    assert RateChoice.parse("2025-02", None).on == day("2025-02-28")


@pytest.mark.parametrize(
    ("on", "average", "trouble"),
    [
        ("FY2025", None, BadPeriod),
        ("2025-02-30", None, BadPeriod),
        ("yesterday", None, BadPeriod),
        ("", None, BadPeriod),
        (None, "2025-12-31..2025-01-01", BadPeriod),
        (None, "", BadPeriod),
        ("2025-12-31", "FY2025", BadUsage),
    ],
)
def test_a_choice_of_rate_is_one_day_or_one_period(
    on: str | None, average: str | None, trouble: type[Trouble]
) -> None:
    """Not both, and nothing that the calendar does not have."""
    with pytest.raises(trouble):
        RateChoice.parse(on, average)


def test_what_to_convert_to_is_said_once() -> None:
    """By --to or by --in; a currency nobody knows is refused with a hint."""
    assert currencies_of(["USD", "hk$,RMB"], None) == ["USD", "HKD", "CNY"]
    assert currencies_of(None, "HKD") == ["HKD"]
    with pytest.raises(BadUsage):
        currencies_of(["USD"], "HKD")
    with pytest.raises(BadUsage):
        currencies_of(None, None)
    with pytest.raises(UnknownCurrency) as caught:
        currencies_of(["USD,RMBB"], None)
    assert caught.value.hint == "did you mean 'RMB'?"
    with pytest.raises(UnknownCurrency):
        currencies_of(["USD,"], None)


def test_the_pairs_of_rates() -> None:
    """A pair; one currency against all; nothing is the dollar against all; --in is the other side."""
    assert pairs_of("USD/RMB", None) == [("USD", "CNY")]
    assert pairs_of("HKD", "CNY") == [("HKD", "CNY")]
    assert pairs_of(None, None)[:3] == [("USD", "HKD"), ("USD", "CNY"), ("USD", "EUR")]
    assert ("USD", "CNY") in pairs_of(None, "CNY") and ("CNY", "CNY") not in pairs_of(None, "CNY")
    assert [base for base, _ in pairs_of("EUR", None)] == ["EUR"] * 11
    with pytest.raises(BadUsage):
        pairs_of("USD/CNY", "HKD")
    with pytest.raises(UnknownCurrency):
        pairs_of("USDCNY", None)


def test_a_rate_that_is_missing_stays_in_the_list(rates: Rates) -> None:
    """In 2005 the rupee had none: its row says so, and a warning does."""
    report = listing(pairs_of(None, None), RateChoice.parse("2005-12-28", None), rates, AS_OF)
    missing = [row.quote for row in report.rows if row.rate is None]
    assert (missing, len(report.rows)) == (["INR"], 11)
    assert [warning.code for warning in report.warnings] == ["no_rate"]
    answer = json.loads(render(report, "json", None))
    rupee = next(row for row in answer["data"] if row["quote"] == "INR")
    assert rupee["base"] == "USD" and rupee["rate"] is None and rupee["source"] is None


# --- stored figures -----------------------------------------------------------------------


@pytest.fixture
def acme() -> Company:
    return company(
        fact("revenue", "9M2025", "US$53.437m"),
        fact("revenue", "FY2025", "US$70m", kind="press"),
        fact("revenue", "FY2025", "US$79.038m"),
        fact("revenue", "FY2025", "US$9m", scope="cloud"),
        fact("cash", "2025-12-28", "US$100m"),
        fact("raised", "2025-12-31", "US$600m", deal="ipo"),
        fact("share_price", "2026-01-09", "HK$165", label="offer"),
        fact("share_price", "2026-01-09", "HK$345", label="close"),
        fact("employees", "2025-12-31", "385"),
    )


def stored(company: Company, text: str, to: str, choice: RateChoice, rates: Rates) -> StoredRow:
    reference = Reference.parse(text)
    assert reference is not None
    (row,) = stored_conversion(company, reference, [to], choice, rates, AS_OF).rows
    assert isinstance(row, StoredRow)
    return row


@pytest.mark.parametrize(
    ("text", "kind", "used"),
    [
        ("acme.revenue[FY2025]", "average", "FY2025"),
        ("acme.cash[2025-12-28]", "closing", "2025-12-24"),
        ("acme.raised[2025-12-31]", "spot", "2025-12-31"),
    ],
)
def test_a_stored_figure_converts_by_its_own_rule(
    acme: Company, rates: Rates, text: str, kind: str, used: str
) -> None:
    """IAS 21: a flow at the mean of its period, a balance at the closing rate, a deal at its day's."""
    row = stored(acme, text, "CNY", NEWEST, rates)
    assert row.rate is not None and row.fact is not None
    assert (row.rate.kind, str(row.rate.period)) == (kind, used)
    assert row.amount == row.fact.value and row.result == row.rate.applied_to(row.amount)


def test_the_figure_that_wins_is_converted(acme: Company, rates: Rates) -> None:
    """The filing's US$79.038m at 7.187359 is RMB 568.07m; the press figure is outranked."""
    row = stored(acme, "acme.revenue[FY2025]", "CNY", NEWEST, rates)
    assert row.fact is not None and row.fact.reported == "US$79.038m"
    assert row.result is not None and f"{row.result.amount.value / 10**6:.2f}" == "568.07"


def test_scope_and_label_name_another_figure(acme: Company, rates: Rates) -> None:
    """The cloud's revenue, and the close rather than the offer."""
    assert (
        cents(stored(acme, "acme.revenue[FY2025, scope=cloud]", "USD", NEWEST, rates).result)
        == "9000000.00 USD"
    )
    row = stored(acme, "acme.share_price[2026-01-09,label=close]", "HKD", NEWEST, rates)
    assert (cents(row.result), row.rate) == ("345.00 HKD", None)


def test_without_a_period_the_newest_figure_is_meant(acme: Company, rates: Rates) -> None:
    """The year ends after the nine months."""
    row = stored(acme, "acme.revenue", "CNY", NEWEST, rates)
    assert row.fact is not None and str(row.fact.period) == "FY2025"


def test_a_rate_that_is_asked_for_goes_before_the_rule(acme: Company, rates: Rates) -> None:
    """A year's revenue at the rate of its last day, because somebody says so."""
    row = stored(acme, "acme.revenue[FY2025]", "CNY", RateChoice(on=day("2025-12-31")), rates)
    assert row.rate is not None and (row.rate.kind, str(row.rate.period)) == ("spot", "2025-12-31")


def test_what_is_not_there_or_no_amount_is_refused(acme: Company, rates: Rates) -> None:
    """A period without a figure is no answer; a count of people is no money."""
    with pytest.raises(NoAnswer, match=r"no acme\.revenue\[FY2023\]"):
        stored(acme, "acme.revenue[FY2023]", "CNY", NEWEST, rates)
    with pytest.raises(BadUsage, match="not an amount"):
        stored(acme, "acme.employees[2025-12-31]", "CNY", NEWEST, rates)


def test_minimax_revenue_of_2025_in_yuan(dataset: Dataset, rates: Rates) -> None:
    """Annual results 2025: US$79.038m; at the year's mean of 7.1874 that is RMB 568.1m."""
    row = stored(dataset.company("minimax"), "minimax.revenue[FY2025]", "CNY", NEWEST, rates)
    assert row.result is not None and f"{row.result.amount.value / 10**6:.1f}" == "568.1"
    assert row.fact is not None and row.fact.sources


# --- how a stored figure is named ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "company", "metric", "period"),
    [
        ("minimax.revenue[FY2025]", "minimax", "revenue", "FY2025"),
        ("Z.ai.revenue[H1 2026]", "Z.ai", "revenue", "H1 2026"),
        ("0100.HK.cash[2025-09-30]", "0100.HK", "cash", "2025-09-30"),
        ("Moon's Dark Side.arr[2026-03]", "Moon's Dark Side", "arr", "2026-03"),
        ("智谱.net_loss[FY2025]", "智谱", "net_profit", "FY2025"),
        ("zhipu.r&d[2025-01-01..2025-06-30]", "zhipu", "research_expense", "H1 2025"),
        ("zhipu.revenue", "zhipu", "revenue", "None"),
        ("zhipu.revenue[]", "zhipu", "revenue", "None"),
    ],
)
def test_a_reference_is_read(text: str, company: str, metric: str, period: str) -> None:
    """Company, metric and period, with dots in names and metrics by what people call them."""
    reference = parse_value(text)
    assert isinstance(reference, Reference)
    assert (reference.company, reference.metric.name, str(reference.period)) == (company, metric, period)


def test_a_reference_is_written_as_it_is_read() -> None:
    """Period first, then scope and label."""
    text = "zhipu.share_price[2026-01-08, scope=h-share, label=close]"
    assert str(Reference.parse(text)) == text


@pytest.mark.parametrize("text", ["15bn CNY", "US$1.2m", "approx.RMB5bn", "1.5亿美元"])
def test_an_amount_is_no_reference(text: str) -> None:
    """Though it may hold a dot."""
    assert isinstance(parse_value(text), Money)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("zhipu.revenue[FY2025, FY2024]", BadUsage),
        ("zhipu.revenue[FY2025, basis=booked]", BadUsage),
        ("zhipu.revenue[FY2025, status=true]", BadUsage),
        ("zhipu.revenue[FY2025, label=]", BadUsage),
        ("zhipu.revenue[label=a, label=b]", BadUsage),
        ("zhipu.revenue[2025-02-30]", BadPeriod),
        ("zhipu.revenu[FY2025]", UnknownName),
        ("zhipu.revenue[FY2025", BadAmount),
        ("zhipu", BadAmount),
        ("a." * 200 + "cash", BadAmount),
        ("", BadAmount),
        ("5", UnknownCurrency),
        ("¥5bn", UnknownCurrency),
    ],
)
def test_what_is_neither_amount_nor_reference_is_refused(text: str, trouble: type[Trouble]) -> None:
    """With the trouble of whichever it was meant to be."""
    with pytest.raises(trouble):
        parse_value(text)


# --- the rate that two amounts imply ------------------------------------------------------


def implied(
    first: str, second: str, rates: Rates, choice: RateChoice = NEWEST
) -> tuple[ImpliedRateRow, list[StretchRow]]:
    """As of October 2026, whatever rates are shipped by now."""
    amounts = [parse_amount(first), parse_amount(second)]
    report = implied_rate(amounts, choice, replace(rates, as_of=rates.as_of or AS_OF), AS_OF)
    return report.rows[0], list(part(report, "stretches").rows)


def test_the_rate_behind_two_printed_amounts(rates: Rates) -> None:
    """376 / 53.437 = 7.0363; 375.5 / 53.4375 = 7.0269 and 376.5 / 53.4365 = 7.0457 bound it."""
    row, _ = implied("53.437m USD", "376m CNY", rates)
    assert row.implied.low is not None and row.implied.high is not None
    numbers = (row.implied.value, row.implied.low, row.implied.high)
    assert [f"{number:.4f}" for number in numbers] == ["7.0363", "7.0269", "7.0457"]


def test_the_days_on_which_the_bank_published_it(rates: Rates) -> None:
    """Six days of December 2025, from the bank's csv: 16 to 23, none on a weekend; the next is of 2024."""
    row, stretches = implied("53.437m USD", "376m CNY", rates)
    newest = stretches[0]
    assert (str(newest.first), str(newest.last), newest.days) == ("2025-12-16", "2025-12-23", 6)
    assert str(stretches[1].last) == "2024-09-25"
    assert (str(row.rate.period), row.fits) == ("2025-12-23", True)


def test_every_day_that_is_counted_lies_within_the_bounds(rates: Rates) -> None:
    """Against a scan of the whole history: as many days, and the closest of each stretch among them."""
    row, stretches = implied("53.437m USD", "376m CNY", rates)
    rates = replace(rates, as_of=AS_OF)
    low, high = Decimal("375.5") / Decimal("53.4375"), Decimal("376.5") / Decimal("53.4365")
    within = {on: value for on, value in rates.history("USD", "CNY") if low <= value <= high}
    assert row.days == len(within)
    for one in stretches:
        inside = {on: value for on, value in within.items() if one.first <= on <= one.last}
        assert len(inside) == one.days
        aim = Decimal(376) / Decimal("53.437")
        assert one.closest == min(inside.values(), key=lambda value: abs(value - aim)) == inside[one.on]


def test_a_day_or_period_is_held_against_the_bounds(rates: Rates) -> None:
    """The mean of the nine months, 7.2196, is not what turned 53.437 into 376."""
    row, _ = implied("53.437m USD", "376m CNY", rates, RateChoice.parse(None, "9M2025"))
    assert (row.rate.kind, row.fits) == ("average", False)
    row, stretches = implied("53.437m USD", "376m CNY", rates, RateChoice.parse("2023-05-19", None))
    assert (str(stretches[0].first), row.fits) == ("2023-05-18", False)


def test_a_rate_never_published_shows_the_closest(rates: Rates) -> None:
    """The yuan was never at 1 for a dollar: no day fits, and the lowest rate ever stands there."""
    row, stretches = implied("US$10.0m", "RMB 10.0m", rates)
    assert (row.fits, row.days, stretches) == (False, 0, [])
    published = replace(rates, as_of=AS_OF).history("USD", "CNY")
    assert row.rate.value == min(value for _, value in published)


def test_only_what_was_published_by_then_counts(rates: Rates) -> None:
    """As of June 2025 the days of December are not yet there."""
    early = Rates(rates.path, rates.source, as_of=day("2025-06-30"))
    row, stretches = implied("53.437m USD", "376m CNY", early)
    assert str(row.rate.period) == str(stretches[0].last) == "2024-09-25"


# --- the commands ----------------------------------------------------------------------------


def test_convert_on_the_command_line() -> None:
    """The issue's own example, at the terminal's usual 80 columns."""
    done = here("convert", "15bn CNY", "--to", "USD,HKD", "--on", "2025-12-31")
    assert done.returncode == 0, done.stderr
    assert "US$2,142,544,552.77" in done.stdout and "HK$16,677,931,487.20" in done.stdout
    assert "European Central Bank" in done.stdout and "2025-12-31" in done.stdout
    assert max(map(len, done.stdout.splitlines()[:8])) <= 80


def test_convert_in_json_keeps_its_keys() -> None:
    """Amount, result and rate, the rate with its day and source; figures as numbers."""
    done = here("convert", "15bn CNY", "--to", "USD", "--on", "2025-12-28", "--json")
    answer: dict[str, Any] = json.loads(done.stdout, parse_float=Decimal)
    assert (answer["schema"], answer["currency"]) == ("aicompare.convert/2", None)
    (row,) = answer["data"]
    assert list(row) == ["amount", "result", "rate"]
    told = answer["rates"][row["rate"]]
    assert abs(told.pop("rate") - Decimal("1.1787") / Decimal("8.2679")) < Decimal("1e-12")
    assert told == {
        "base": "CNY", "quote": "USD", "kind": "spot", "on": "2025-12-24", "requested": "2025-12-28",
        "source": "ecb",
    }  # fmt: skip
    assert answer["rates"][0]["on"] == "2025-12-24" and "ecb" in answer["sources"]


def test_rates_in_csv_have_one_header_for_days_and_windows() -> None:
    """A rate of a day and an average fill the same columns."""
    on = here("rates", "USD/CNY", "--on", "2025-12-31", "--format", "csv")
    average = here("rates", "USD/CNY", "--average", "9M2025", "--format", "csv")
    (one,) = csv.DictReader(io.StringIO(on.stdout))
    (other,) = csv.DictReader(io.StringIO(average.stdout))
    assert list(one) == list(other)
    assert (one["rate"][:8], one["kind"], one["on"], one["days"]) == ("7.001021", "spot", "2025-12-31", "")
    assert (other["rate"][:6], other["from"], other["to"], other["days"]) == (
        "7.2195", "2025-01-01", "2025-09-30", "191",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("convert", "RMB 1", "--to", "USD", "--on", "2005-03-31"), "no_rate", "2005-04-01"),
        (("convert", "RMB 1", "--to", "USD", "--on", "2199-01-01"), "no_rate", str(LAST)),
        (("convert", "5 XYZ", "--to", "USD"), "unknown_currency", "XYZ"),
        (("rates", "USD/CNY", "--average", "FY1998"), "no_rate", "FY1998"),
        (("rates", "USD/CNY", "HKD"), "usage", "one pair"),
        (("rates", "update"), "usage", "file or an address"),
    ],
)
def test_what_cannot_be_answered_exits_2(arguments: tuple[str, ...], code: str, says: str) -> None:
    """One message that names the bounds or the next step, and nothing half converted."""
    done = here(*arguments, "--json")
    error = json.loads(done.stdout)["error"]
    assert (done.returncode, error["code"]) == (2, code)
    assert says in error["message"] and says in done.stderr


def test_an_own_rate_off_the_peg_is_a_warning() -> None:
    """7.75 to 7.85 Hong Kong dollars for one dollar, with slack; with --strict exit 1."""
    on_it = here("rates", "USD/HKD", "--rate", "HKD/USD=0.1282", "--strict")
    off_it = here("rates", "USD/HKD", "--rate", "HKD/USD=0.1", "--strict", "--json")
    assert (on_it.returncode, off_it.returncode) == (0, 1)
    assert [one["code"] for one in json.loads(off_it.stdout)["warnings"]] == ["off_peg"]
    assert "10.0000 HKD" in off_it.stdout


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_digit_is_lost_at_any_width(rates: Rates, width: int) -> None:
    """The result stands whole in table and blocks."""
    report = conversion(parse_amount("15bn CNY"), ["USD", "HKD"], RateChoice(day("2025-12-31")), rates, AS_OF)
    text = render(report, "table", width)
    for number in ("US$2,142,544,552.77", "HK$16,677,931,487.20", "0.1428363", "15,000,000,000"):
        assert number in text


@pytest.mark.parametrize(
    ("amount", "to", "shown"),
    [
        ("US$10000", "JPY", "JPY 1,566,723"),  # the yen has no cents: 10000 / 1.1750 x 184.09
        ("KRW 1", "USD", "US$0.0006924"),  # 1.1750 / 1696.94, to four digits
        ("~15bn CNY", "USD", "~US$2,142,544,552.77"),
        (">=15bn CNY", "USD", "≥ US$2,142,544,552.77"),
        ("USD -5", "CNY", "(RMB 35.01)"),
        ("350-400bn CNY", "USD", "US$49,992,706,231.31–57,134,521,407.21"),
    ],
)
def test_a_result_is_written_to_its_minor_unit(rates: Rates, amount: str, to: str, shown: str) -> None:
    """With the mark it was printed with; on 31 December 2025."""
    report = conversion(parse_amount(amount), [to], RateChoice(day("2025-12-31")), rates, AS_OF)
    assert shown in render(report, "table", 200)


def test_a_number_of_eighty_digits_neither_fails_nor_is_cut(rates: Rates) -> None:
    """The longest amount that is read comes out, in every format."""
    amount = parse_amount("USD " + "9" * 74)
    report = conversion(amount, ["KRW"], NEWEST, rates, AS_OF)
    formats: list[Callable[[], str]] = [
        lambda: render(report, "table", 80),
        lambda: render(report, "json", None),
        lambda: render(report, "csv", None),
        lambda: render(report, "markdown", None),
    ]
    assert all(write() for write in formats)
    assert ",".join(["999"] * 24) in render(report, "table", 80)


def test_two_currencies_without_a_rate_do_not_contradict(no_rates: Rates, rates: Rates) -> None:
    """What cannot be compared is no conflict; with a rate, RMB 100m against US$100m is one."""
    one, other = fact("cash", "2025-12-31", "US$100m"), fact("cash", "2025-12-31", "RMB 100m")
    assert not conflicting(one, other, no_rates)
    assert conflicting(one, other, rates)
    assert not conflicting(one, fact("cash", "2025-12-31", "RMB 700m"), rates)


# --- of a company made for it ----------------------------------------------------------------


LAST_DAY = day("2026-10-31")


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    """One day, on which a dollar is seven yuan."""
    path = tmp_path / "rates.csv"
    path.write_text("date,USD,CNY\n2026-10-30,1.25,8.75\n", encoding="ascii")
    return Rates(path, source(kind="dataset"))


def stored_of(acme: Company, text: str, rates: Rates, *currencies: str, **choice: Any) -> Report:
    reference = Reference.parse(text)
    assert reference is not None
    return stored_conversion(acme, reference, currencies, RateChoice(**choice), rates, LAST_DAY)


def formulas(report: Report, *companies: Company) -> list[str | None]:
    told = explained(report, {one.id: one for one in companies}.__getitem__).explanation or ()
    return [step.formula for row in told for step in row.steps if step.name == "Result"]


ON = "2026-10-30"
CASH = fact("cash", ON, "US$60m")
SAID = "Nobody, 2026-10-30: 1 EUR = 1.25 USD = 8.75 CNY."


def test_what_the_tool_derives_is_converted_as_what_is_stored(seven: Rates) -> None:
    """Cash of 60 and investments of 40 are US$100m of liquidity, RMB 700m at the rate of their day."""
    acme = company(CASH, fact("liquid_investments", ON, "US$40m"))
    (row,) = stored_of(acme, "acme.liquidity", seven, "CNY").rows
    assert (amount(row.fact), amount(row.result)) == (100 * 10**6, 700 * 10**6)
    assert row.rate is not None and row.rate.kind == "closing"


def test_an_equity_value_in_another_currency_than_price_and_shares_is_derived_of_its_day(
    seven: Rates,
) -> None:
    """The newest up to the day that is asked: 10 a share times 5m shares is US$50m, RMB 350m."""
    acme = company(
        fact("share_price", ON, "US$10.00", label="close"),
        fact("shares", "2026-10-01", "5,000,000"),
        listed="2026-01-08",
    )
    (row,) = stored_of(acme, "acme.equity_value", seven, "CNY").rows
    assert (amount(row.fact), amount(row.result)) == (50 * 10**6, 350 * 10**6)


def test_a_stored_figure_is_answered_in_every_currency_it_can(seven: Rates) -> None:
    """CNY by the rate of the day, USD as it is, JPY not at all: a row each, and one warning."""
    acme = company(CASH)
    report = stored_of(acme, f"acme.cash[{ON}]", seven, "CNY", "JPY", "USD")
    assert (report.name, report.title, report.as_of) == (
        "convert",
        f"Acme: Cash {ON} in CNY, JPY, USD",
        LAST_DAY,
    )
    sixty = parse_amount("US$60m")
    assert [(row.amount, row.fact) for row in report.rows] == [(sixty, CASH)] * 3
    assert [row.result and row.result.amount.value for row in report.rows] == [420 * 10**6, None, 60 * 10**6]
    assert [one.code for one in report.warnings] == ["no_rate"]
    assert list(report.notes) == [SAID]
    assert formulas(stored_of(acme, f"acme.cash[{ON}]", seven, "CNY", "USD"), acme) == [
        "amount x rate",
        "amount",
    ]


def test_an_amount_is_answered_in_every_currency_it_can(seven: Rates) -> None:
    """As what is stored."""
    sixty = parse_amount("US$60m")
    choice = RateChoice(on=day(ON))
    report = conversion(sixty, ["CNY", "JPY", "USD"], choice, seven, LAST_DAY)
    assert (report.name, report.title, report.as_of) == ("convert", "USD in CNY, JPY, USD", LAST_DAY)
    assert [row.amount for row in report.rows] == [sixty] * 3
    assert [row.result and row.result.amount.value for row in report.rows] == [420 * 10**6, None, 60 * 10**6]
    assert formulas(conversion(sixty, ["CNY", "USD"], choice, seven, LAST_DAY)) == ["amount x rate", "amount"]
    listed = listing([("USD", "CNY")], choice, seven, LAST_DAY)
    assert (listed.name, listed.title, listed.as_of) == ("rates", "Exchange rates", LAST_DAY)


@pytest.mark.parametrize(
    ("ask", "message", "hint"),
    [
        (
            lambda: currencies_of(["USD"], "HKD"),
            "--to and --in both say what to convert to",
            "use --to",
        ),
        (
            lambda: currencies_of(None, None),
            "no currency to convert to",
            "say it with --to, like --to USD,HKD",
        ),
        (lambda: pairs_of("USD/CNY", "HKD"), "a pair says its own currencies", "leave out --in"),
    ],
)
def test_what_to_convert_is_said_once_and_in_one_way(
    ask: Callable[[], object], message: str, hint: str
) -> None:
    """The whole message, and what to write instead."""
    with pytest.raises(BadUsage) as caught:
        ask()
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_a_figure_that_is_not_there_is_answered_with_those_that_are(seven: Rates) -> None:
    """Of other periods; of none with where to look."""
    acme = company(CASH, fact("cash", "2026-06-30", "US$50m"))
    with pytest.raises(NoAnswer) as caught:
        stored_of(acme, "acme.cash[2020-12-31]", seven, "CNY")
    assert caught.value.message == "there is no acme.cash[2020-12-31] in the data as of 2026-10-31"
    assert caught.value.hint == "there is acme.cash[2026-10-30], acme.cash[2026-06-30]"
    with pytest.raises(NoAnswer) as caught:
        stored_of(acme, "acme.revenue", seven, "CNY")
    assert caught.value.message == "there is no acme.revenue in the data as of 2026-10-31"
    assert caught.value.hint == "see `aicompare show acme revenue`"


@pytest.mark.parametrize(
    ("printed", "contradicts"),
    [
        ("=US$94.9m", True),
        ("=US$95.1m", False),
        ("=US$104.9m", False),
        ("=US$105.1m", True),
        ("=US$200m", True),
    ],
)
def test_a_translation_may_be_five_percent_off(seven: Rates, printed: str, contradicts: bool) -> None:
    """RMB 700m is US$100m at the rate of its day; what no rate of those days explains is a conflict."""
    assert conflicting(fact("cash", ON, printed), fact("cash", ON, "=RMB 700m"), seven) is contradicts


# --- as it is typed into a search box --------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["100", "USD", "to", "HKD"], ["100 USD", "--to", "HKD"]),
        (["100 USD to HKD"], ["100 USD", "--to", "HKD"]),
        (["100 usd TO hkd"], ["100 USD", "--to", "HKD"]),
        (["100 USD in HKD, CNY"], ["100 USD", "--to", "HKD,CNY"]),
        (["100 USD into HKD and CNY"], ["100 USD", "--to", "HKD,CNY"]),
        (["US$100 -> HKD"], ["US$100", "--to", "HKD"]),
        (["15bn", "CNY", "--to", "USD"], ["15bn CNY", "--to", "USD"]),
        (["minimax.revenue[FY2025] to CNY"], ["minimax.revenue[FY2025]", "--to", "CNY"]),
    ],
)
def test_what_to_convert_to_may_stand_behind_the_amount(words: list[str], same: list[str]) -> None:
    """`convert 100 USD to HKD`, in quotes and without, is `convert "100 USD" --to HKD`."""
    said = here("convert", *words, "--on", "2025-12-31")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == here("convert", *same, "--on", "2025-12-31").stdout


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("100 USD to HKD --to CNY", "what to convert to is said twice"),
        ("100 USD to", "'100 USD to' is not an amount"),
        ("100 USD", "no currency to convert to"),
        ("100 to HKD", "'100' does not say its currency"),
        ("100 USD to HDK", "'HDK' is not a currency we have rates for; did you mean 'HKD'?"),
        ("to HKD", "is not an amount"),
    ],
)
def test_half_a_sentence_is_one_message(line: str, message: str) -> None:
    """With what is missing, and exit code 2."""
    done = here("convert", *line.split())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert message in done.stderr


def three_days(folder: Path) -> Rates:
    """Of which a dollar is seven yuan."""
    return rates_of(folder, *(f"{on},1.25,8.75" for on in ("2026-06-29", "2026-06-30", "2026-07-01")))


def test_a_result_says_what_it_was_made_of_as_it_was_given(tmp_path: Path) -> None:
    """A typed amount is shown as typed, a figure of the data by its name."""
    seven = three_days(tmp_path)
    (row,) = conversion(parse_amount("US$5.0m"), ["CNY"], RateChoice(on=day("2026-06-30")), seven, AS_OF).rows
    made = row.result.amount.made
    assert [(one.name, one.look) for one in made.above] == [("amount", "given"), ("rate", "")]
    (same,) = conversion(parse_amount("US$5.0m"), ["USD"], NEWEST, seven, AS_OF).rows
    assert (same.result.amount.made.name, same.result.amount.made.look) == ("amount", "given")
    cash = fact("cash", "2026-06-30", "US$5.0m")
    reference = Reference.parse("acme.cash")
    assert reference is not None
    (row,) = stored_conversion(company(cash), reference, ["CNY"], NEWEST, seven, AS_OF).rows
    assert (row.amount.amount.made.name, row.amount.amount.made.part) == ("figure", cash)


def test_the_rates_of_a_day_are_told_as_the_bank_prints_them_and_a_mean_is_not(tmp_path: Path) -> None:
    """8.75 / 1.25 is seven; a mean is of many days."""
    seven, on = three_days(tmp_path), RateChoice(on=day("2026-06-30"))
    assert [*listing([("USD", "CNY")], on, seven, AS_OF).notes] == [
        "Nobody, 2026-06-30: 1 EUR = 1.25 USD = 8.75 CNY."
    ]
    mean = RateChoice.parse(None, "2026-06-29..2026-07-01")
    assert [*listing([("USD", "CNY")], mean, seven, AS_OF).notes] == []


@pytest.mark.parametrize(("text", "is_pair"), [("USDCNY", True), ("ABCDE", True), ("ABCD", False)])
def test_what_may_be_a_pair_is_told_how_to_write_one(text: str, is_pair: bool) -> None:
    """Five letters or more are no currency."""
    with pytest.raises(UnknownCurrency) as caught:
        pairs_of(text, None)
    assert (caught.value.hint == "a pair is written like USD/CNY") is is_pair
