"""What mutants of `convert` and `rates` showed to be promised and not yet tested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from made import amount, company, day, fact, rounded, source

from aicompare.calculators.conflicts import conflicting
from aicompare.calculators.conversion.impliedrate import ImpliedRateRow, StretchRow, implied_rate
from aicompare.calculators.conversion.report import (
    conversion,
    currencies_of,
    listing,
    pairs_of,
    stored_conversion,
)
from aicompare.companies.company import Company
from aicompare.companies.references import Reference
from aicompare.rates.choice import RateChoice
from aicompare.rates.file import parse_own_rates
from aicompare.rates.rates import Rates
from aicompare.reports.explanation import explained
from aicompare.reports.report import Report
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

LAST = day("2026-10-31")


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    """One day, on which a dollar is seven yuan."""
    path = tmp_path / "rates.csv"
    path.write_text("date,USD,CNY\n2026-10-30,1.25,8.75\n", encoding="ascii")
    return Rates(path, source(kind="dataset"))


def converted(acme: Company, text: str, rates: Rates, *currencies: str, **choice: Any) -> Report:
    reference = Reference.parse(text)
    assert reference is not None
    return stored_conversion(acme, reference, currencies, RateChoice(**choice), rates, LAST)


def formulas(report: Report, *companies: Company) -> list[str | None]:
    told = explained(report, {one.id: one for one in companies}.__getitem__).explanation or ()
    return [step.formula for row in told for step in row.steps if step.name == "Result"]


# --- convert ------------------------------------------------------------------------------------

ON = "2026-10-30"
CASH = fact("cash", ON, "US$60m")
SAID = "Nobody, 2026-10-30: 1 EUR = 1.25 USD = 8.75 CNY."


def test_what_the_tool_derives_is_converted_as_what_is_stored(seven: Rates) -> None:
    """Cash of 60 and investments of 40 are US$100m of liquidity, RMB 700m at the rate of their day."""
    acme = company(CASH, fact("liquid_investments", ON, "US$40m"))
    (row,) = converted(acme, "acme.liquidity", seven, "CNY").rows
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
    (row,) = converted(acme, "acme.equity_value", seven, "CNY").rows
    assert (amount(row.fact), amount(row.result)) == (50 * 10**6, 350 * 10**6)


def test_a_stored_figure_is_answered_in_every_currency_it_can(seven: Rates) -> None:
    """CNY by the rate of the day, USD as it is, JPY not at all: a row each, and one warning."""
    acme = company(CASH)
    report = converted(acme, f"acme.cash[{ON}]", seven, "CNY", "JPY", "USD")
    assert (report.name, report.title, report.as_of) == ("convert", f"Acme: Cash {ON} in CNY, JPY, USD", LAST)
    sixty = parse_amount("US$60m")
    assert [(row.amount, row.fact) for row in report.rows] == [(sixty, CASH)] * 3
    assert [row.result and row.result.amount.value for row in report.rows] == [420 * 10**6, None, 60 * 10**6]
    assert [one.code for one in report.warnings] == ["no_rate"]
    assert list(report.notes) == [SAID]
    assert formulas(converted(acme, f"acme.cash[{ON}]", seven, "CNY", "USD"), acme) == [
        "amount x rate",
        "amount",
    ]


def test_an_amount_is_answered_in_every_currency_it_can(seven: Rates) -> None:
    """As what is stored."""
    sixty = parse_amount("US$60m")
    choice = RateChoice(on=day(ON))
    report = conversion(sixty, ["CNY", "JPY", "USD"], choice, seven, LAST)
    assert (report.name, report.title, report.as_of) == ("convert", "USD in CNY, JPY, USD", LAST)
    assert [row.amount for row in report.rows] == [sixty] * 3
    assert [row.result and row.result.amount.value for row in report.rows] == [420 * 10**6, None, 60 * 10**6]
    assert formulas(conversion(sixty, ["CNY", "USD"], choice, seven, LAST)) == ["amount x rate", "amount"]
    listed = listing([("USD", "CNY")], choice, seven, LAST)
    assert (listed.name, listed.title, listed.as_of) == ("rates", "Exchange rates", LAST)


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
            "convert to which currency?",
            "say it with --to, like --to USD,HKD",
        ),
        (lambda: pairs_of("USD/CNY", "HKD"), "a pair says its own currencies", "leave out --in"),
    ],
)
def test_what_does_not_go_together_is_named_with_a_way_out(
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
        converted(acme, "acme.cash[2020-12-31]", seven, "CNY")
    assert caught.value.message == "there is no acme.cash[2020-12-31] in the data as of 2026-10-31"
    assert caught.value.hint == "there is acme.cash[2026-10-30], acme.cash[2026-06-30]"
    with pytest.raises(NoAnswer) as caught:
        converted(acme, "acme.revenue", seven, "CNY")
    assert caught.value.message == "there is no acme.revenue in the data as of 2026-10-31"
    assert caught.value.hint == "see `aicompare show acme revenue`"


# --- the rate that two amounts imply ------------------------------------------------------------


def published(path: Path, *values: str) -> Rates:
    """Yuan for a dollar from 5 January 2026, a day each."""
    file = path / "rates.csv"
    rows = "".join(f"2026-01-{5 + number:02},1,{value}\n" for number, value in enumerate(values))
    file.write_text("date,USD,CNY\n" + rows, encoding="ascii")
    return Rates(file, source(kind="dataset"))


def implied(rates: Rates, *amounts: str, **choice: Any) -> Report:
    return implied_rate([parse_amount(one) for one in amounts], RateChoice(**choice), rates, LAST)


SEVENTY_ONE = ("=US$10m", "RMB 71m")  # 70.5 to 71.5 over 10: 7.05 to 7.15


def test_an_implied_rate_is_held_against_those_published(tmp_path: Path) -> None:
    """7.1 of the 6th and 7.05 of the 8th lie within, a stretch each; the newest of them is shown."""
    report = implied(published(tmp_path, "7", "7.1", "7.5", "7.05", "7.2"), *SEVENTY_ONE)
    assert (report.name, report.title) == ("convert", "The rate USD/CNY that two amounts imply")
    assert (report.row_type, report.as_of, report.currency) == (ImpliedRateRow, LAST, None)
    (row,) = report.rows
    assert (row.amount, row.result) == tuple(parse_amount(one) for one in SEVENTY_ONE)
    assert (row.implied.value, row.rate.value, row.fits, row.days) == (
        Decimal("7.1"),
        Decimal("7.05"),
        True,
        2,
    )
    assert row.rate.period == row.rate.requested == Period.day(day("2026-01-08"))
    assert list(report.notes) == ["Nobody, 2026-01-08: 1 EUR = 1 USD = 7.05 CNY."]
    part = report.beside["stretches"]
    assert (part.name, part.row_type, part.as_of, part.currency) == ("part", StretchRow, LAST, None)
    assert part.title == (
        "Days on which the bank published USD/CNY within the bounds, the nearest to 2026-01-09 first"
    )
    assert [(str(one.first), str(one.on), one.closest) for one in part.rows] == [
        ("2026-01-08", "2026-01-08", Decimal("7.05")),
        ("2026-01-06", "2026-01-06", Decimal("7.1")),
    ]


def test_the_other_way_round_a_rate_below_one_is_implied(tmp_path: Path) -> None:
    """RMB 71m for US$10m: 10 over 70.5 to 71.5."""
    (row,) = implied(published(tmp_path, "7.1"), *reversed(SEVENTY_ONE)).rows
    assert row.fits and rounded(row.implied.value, 4) == "0.1408"


@pytest.mark.parametrize(
    ("choice", "near"),
    [
        ({}, "2026-01-09"),
        ({"on": day("2026-01-06")}, "2026-01-06"),
        ({"average": Period.parse("2026-01-05..2026-01-07")}, "2026-01-07"),
    ],
)
def test_stretches_are_told_from_the_day_that_is_asked(
    tmp_path: Path, choice: dict[str, Any], near: str
) -> None:
    """The day, the last of the stretch of time, else the newest day of the bank: one's own rate has none."""
    rates = published(tmp_path, "7", "7.1", "7.5", "7.05", "7.2")
    assert (
        implied(rates, *SEVENTY_ONE, **choice)
        .beside["stretches"]
        .title.endswith(f"the nearest to {near} first")
    )
    own = replace(rates, overrides=parse_own_rates(["USD/CNY=7.12"]))
    report = implied(own, *SEVENTY_ONE, **choice)
    assert report.beside["stretches"].title.endswith(f"the nearest to {near} first")
    (row,) = report.rows
    assert (row.rate.kind, row.rate.value, row.fits, row.days) == ("user", Decimal("7.12"), True, 2)


def test_a_rate_that_was_never_published_and_many_that_were_are_told(tmp_path: Path) -> None:
    """None within: the closest is shown. Five stretches are shown; a sixth is counted."""
    report = implied(published(tmp_path, "7", "7.2"), *SEVENTY_ONE)
    assert (
        report.notes[0] == "The bank never published a rate within the bounds; shown is the closest it did."
    )
    assert (report.rows[0].fits, report.rows[0].days) == (False, 0)
    five = ["7.1", "8"] * 5
    assert len(implied(published(tmp_path, *five), *SEVENTY_ONE).notes) == 1
    report = implied(published(tmp_path, "7.1", "8", *five), *SEVENTY_ONE)
    assert report.notes[0] == "1 more stretch lies further away, 1 day from 2026-01-05 on."
    assert len(report.beside["stretches"].rows) == 5


@pytest.mark.parametrize(
    ("amounts", "message", "hint"),
    [
        (("US$1m",), "--implied takes two amounts", 'like "53.437m USD" "376m CNY"'),
        (
            ("US$1m", "US$2m"),
            "the two amounts are in one currency",
            "one of them in another implies a rate",
        ),
        (("US$0", "RMB 2m"), "an amount of nought implies no rate", None),
        (("US$1m", "RMB -2m"), "the two amounts imply no rate", "both above nought, as printed"),
    ],
)
def test_amounts_that_imply_no_rate_are_named_with_a_way_out(
    seven: Rates, amounts: tuple[str, ...], message: str, hint: str | None
) -> None:
    """The whole message, and what to write instead."""
    with pytest.raises(BadUsage) as caught:
        implied(seven, *amounts)
    assert (caught.value.message, caught.value.hint) == (message, hint)


# --- what two currencies contradict -------------------------------------------------------------


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
