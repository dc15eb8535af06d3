"""`convert --implied`: the rate that two printed amounts imply, and the days that had it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from made import day, part, rounded, source

from aicompare.calculators.conversion.impliedrate import ImpliedRateRow, StretchRow, implied_rate
from aicompare.companies.derivation import words
from aicompare.rates.choice import RateChoice
from aicompare.rates.file import parse_own_rates
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report
from aicompare.values.errors import BadUsage
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

LAST = day("2026-10-31")


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    """One day, on which a dollar is seven yuan."""
    path = tmp_path / "rates.csv"
    path.write_text("date,USD,CNY\n2026-10-30,1.25,8.75\n", encoding="ascii")
    return Rates(path, source(kind="dataset"))


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
    stretches = part(report, "stretches")
    assert stretches.title == (
        "Days on which the bank published USD/CNY within the bounds, the nearest to 2026-01-09 first"
    )
    assert [(str(one.first), str(one.on), one.closest) for one in stretches.rows] == [
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
    report = implied(rates, *SEVENTY_ONE, **choice)
    assert part(report, "stretches").title.endswith(f"the nearest to {near} first")
    own = replace(rates, overrides=parse_own_rates(["USD/CNY=7.12"]))
    report = implied(own, *SEVENTY_ONE, **choice)
    assert part(report, "stretches").title.endswith(f"the nearest to {near} first")
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
    assert len(part(report, "stretches").rows) == 5
    report = implied(published(tmp_path, "7.1", "7.1", "8", "7.1", "8", *five), *SEVENTY_ONE)
    assert report.notes[0] == "2 more stretches lie further away, 3 days from 2026-01-05 on."


def test_the_quotient_says_what_it_is_made_of_and_the_answer_of_which_day(tmp_path: Path) -> None:
    """Of the day that was asked for, or the newest of the bank where that is later."""
    rates = published(tmp_path, "7.1")
    report = implied(rates, *SEVENTY_ONE)
    made = report.rows[0].implied.made
    assert words(made) == "result / amount"
    assert [(one.name, one.look) for one in (*made.above, *made.below)] == [
        ("result", "given"), ("amount", "given"),
    ]  # fmt: skip
    assert (report.as_of, report.currency) == (LAST, None)
    amounts = [parse_amount(one) for one in SEVENTY_ONE]
    earlier = implied_rate(amounts, RateChoice(), rates, day("2026-01-01"))
    assert earlier.as_of == day("2026-01-05")
    assert [section.row_type for section in report.sections] == [ImpliedRateRow, StretchRow]


@pytest.mark.parametrize(
    ("amounts", "message", "hint"),
    [
        (("US$1m",), "--implied takes two amounts", 'like "53.437m USD" "376m CNY"'),
        (
            ("US$1m", "US$2m"),
            "the two amounts are in one currency",
            "one of them in another implies a rate",
        ),
        (("US$1m", "RMB 2m", "RMB 3m"), "--implied takes two amounts", 'like "53.437m USD" "376m CNY"'),
        (("US$0", "RMB 2m"), "an amount of zero implies no rate", None),
        (("US$1m", "RMB 0"), "an amount of zero implies no rate", None),
        (("<=US$1m", "RMB 2m"), "the two amounts imply no rate", "both above zero, as printed"),
        (("US$1m", "RMB -2m"), "the two amounts imply no rate", "both above zero, as printed"),
    ],
)
def test_amounts_that_imply_no_rate_are_named_with_a_way_out(
    seven: Rates, amounts: tuple[str, ...], message: str, hint: str | None
) -> None:
    """The whole message, and what to write instead."""
    with pytest.raises(BadUsage) as caught:
        implied(seven, *amounts)
    assert (caught.value.message, caught.value.hint) == (message, hint)
