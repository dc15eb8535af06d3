"""What is said of the rates of an answer, on small files of rates: every message whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from made import day, rates_of

from aicompare.calculators.conversion.remarks import (
    doubtful_rows,
    newest_day_in,
    used_in,
    with_remarks,
)
from aicompare.rates.file import parse_own_rates
from aicompare.rates.rates import Rate, Rates
from aicompare.reports.report import Column, Report, Section, Warning
from aicompare.values.frozen import dataclass, replace
from aicompare.values.periods import Period

CODES = "USD,HKD,CNY"
# One euro is a dollar, so that the rates are those of the dollar.
FRIDAY, MONDAY, TUESDAY = "2026-10-30", "2026-11-02", "2026-11-03"
SHIPPED = f"{FRIDAY},1,7.8,7"


@dataclass(frozen=True, slots=True)
class Row:
    """An answer of one rate."""

    rate: Annotated[Rate | None, Column("Rate")]


def answer(*rates: Rate | None, warnings: tuple[Warning, ...] = (), as_of: str = FRIDAY) -> Report:
    return Report("made", "Made", [Section(Row, [Row(one) for one in rates])], day(as_of), None, warnings)


def said(rates: Rates, *used: Rate | None) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in with_remarks(answer(*used), rates).warnings]


# --- one's own rates ---------------------------------------------------------------------------


def own(folder: Path, rate: str, *rows: str) -> Rates:
    rates = rates_of(folder, *(rows or (SHIPPED,)), codes=CODES)
    return replace(rates, overrides=parse_own_rates([rate]))


def test_a_rate_that_nothing_needed_is_told(tmp_path: Path) -> None:
    """Either way round it is needed; the bank's own rate of the same pair is none of it."""
    rates = own(tmp_path, "USD/CNY=7.04")
    unused = ("unused_rate", "your own rate USD/CNY was not needed for anything here")
    assert said(rates) == said(rates, None) == [unused]
    assert said(rates, rates.closing("USD", "CNY", day(FRIDAY))) == []
    assert said(rates, rates.closing("CNY", "USD", day(FRIDAY))) == []
    assert said(rates, rates.closing("HKD", "USD", day(FRIDAY))) == [unused]
    plain = replace(rates, overrides={})
    assert said(rates, plain.closing("USD", "CNY", day(FRIDAY))) == [unused]


@pytest.mark.parametrize(
    ("rate", "far"),
    [
        # a quarter more than 7 is 8.75, a quarter less 5.25
        ("8.75", False), ("8.7501", True), ("5.25", False), ("5.2499", True), ("0.142", True),
    ],
)  # fmt: skip
def test_a_rate_is_far_from_the_bank_s_where_it_is_more_than_a_quarter_off(
    tmp_path: Path, rate: str, far: bool
) -> None:
    """Of the first day on which it is, and but once."""
    rates = own(tmp_path, f"USD/CNY={rate}", SHIPPED, f"{MONDAY},1,7.8,7")
    used = [rates.closing("USD", "CNY", day(on)) for on in (MONDAY, FRIDAY)]
    message = (
        f"your own rate USD/CNY={rate} is more than a quarter off the European Central Bank's 7 of "
        "2026-10-30: is the pair meant the other way round?"
    )
    assert said(rates, *used) == ([("far_from_published", message)] if far else [])


def test_a_day_on_which_it_is_near_says_nothing_of_the_others(tmp_path: Path) -> None:
    """7 on Friday, 12 on Monday: 7.5 is far from the second."""
    rates = own(tmp_path, "USD/CNY=7.5", SHIPPED, f"{MONDAY},1,7.8,12.345678")
    used = [rates.closing("USD", "CNY", day(on)) for on in (FRIDAY, MONDAY)]
    ((code, message),) = said(rates, *used)
    assert code == "far_from_published" and "Bank's 12.3457 of 2026-11-02" in message
    nothing = own(tmp_path, "USD/GBP=0.7")
    assert said(nothing, nothing.closing("USD", "GBP", day(FRIDAY))) == []


@pytest.mark.parametrize(
    ("rate", "message"),
    [
        ("USD/HKD=7.855", None),
        ("USD/HKD=7.745", None),
        ("USD/HKD=7.86", "your own rate USD/HKD puts one USD at 7.8600 HKD, outside 7.745 to 7.855"),
        ("USD/HKD=7.74", "your own rate USD/HKD puts one USD at 7.7400 HKD, outside 7.745 to 7.855"),
        # 1 / 0.13 = 7.6923
        ("HKD/USD=0.13", "your own rate HKD/USD puts one USD at 7.6923 HKD, outside 7.745 to 7.855"),
        ("HKD/USD=0.128", None),
        ("HKD/CNY=1", None),
    ],
)
def test_a_rate_off_the_peg_is_told(tmp_path: Path, rate: str, message: str | None) -> None:
    """The Hong Kong dollar is held at 7.75 to 7.85."""
    rates = own(tmp_path, rate)
    base, quote = rate.partition("=")[0].split("/")
    found = said(rates, rates.closing(base, quote, day(FRIDAY)))
    assert found == ([("off_peg", message)] if message else [])


# --- the file ---------------------------------------------------------------------------------


def test_a_file_that_could_not_be_used_is_told_where_a_rate_of_the_bank_was(tmp_path: Path) -> None:
    """Not where none was, nor of one's own rate; and once."""
    rates = replace(own(tmp_path, "USD/CNY=7.04"), trouble="the file is damaged")
    mine, bank = (rates.closing(one, "CNY", day(FRIDAY)) for one in ("USD", "HKD"))
    assert said(rates, mine) == []
    told = [("rate_file", "the file is damaged")]
    assert said(replace(rates, overrides={}), mine) == []
    assert said(rates, mine, bank) == told
    before = answer(bank, warnings=(Warning("rate_file", "the file is damaged"), Warning("x", "y")))
    after = with_remarks(before, replace(rates, overrides={}))
    assert after is before
    assert [one.code for one in with_remarks(before, rates).warnings] == ["rate_file", "x", "unused_rate"]


def test_the_newest_day_of_an_answer_is_that_of_its_newest_published_rate(tmp_path: Path) -> None:
    """Else its own; one's own rate has no day, and a Sunday is answered by the Friday before."""
    rates = rates_of(tmp_path, SHIPPED, f"{MONDAY},1,7.8,7", codes=CODES)
    friday, monday = (rates.closing("USD", "CNY", day(on)) for on in (FRIDAY, MONDAY))
    assert used_in(answer(monday, None, friday)) == [monday, friday]
    early = answer(friday, monday, as_of="2026-10-01")
    assert newest_day_in(early, rates) == day(MONDAY)
    assert newest_day_in(answer(friday, as_of=FRIDAY), rates) == day(FRIDAY)
    assert newest_day_in(answer(friday, as_of=TUESDAY), rates) == day(TUESDAY)
    assert newest_day_in(answer(), rates) == day(FRIDAY)
    mine = replace(rates, overrides=parse_own_rates(["USD/CNY=7.04"]))
    assert newest_day_in(answer(mine.closing("USD", "CNY", day(MONDAY)), as_of=FRIDAY), mine) == day(FRIDAY)
    month = rates.average("USD", "CNY", Period.parse("2026-10-30..2026-11-02"))
    assert newest_day_in(answer(month, as_of="2026-10-01"), rates) == day(MONDAY)


# --- rows that are to be doubted ---------------------------------------------------------------


def doubts(folder: Path, *rows: str, after: str = FRIDAY) -> list[tuple[str, str, str | None]]:
    """Of the rows after the shipped one: code, message and currency; each of a day that its words name."""
    found = [*doubtful_rows(rates_of(folder, *rows, codes=CODES), day(after))]
    assert all(str(one.day) in one.warning.message for one in found)
    return [(one.warning.code, one.warning.message, one.currency) for one in found]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # what is in the shipped row is not looked at, wild as it may be
        (("2026-10-29,1,9,70", SHIPPED), []),
        ((f"{FRIDAY},1,9,70", f"{MONDAY},1,7.8,70"), []),
        ((SHIPPED, f"{MONDAY},1,7.8,7.1", f"{TUESDAY},1,7.8,7.2"), []),
        (
            (SHIPPED, f"{MONDAY},1,7.8,7", "2026-11-04,1,7.8,7"),
            [
                (
                    "rate_missing",
                    "there are no rates of Tuesday, 2026-11-03, a day on which the bank publishes them",
                    None,
                )
            ],
        ),
        (
            (SHIPPED, "2026-10-31,1,7.8,7", f"{MONDAY},1,7.8,7"),
            [
                (
                    "not_a_bank_day",
                    "there are rates of Saturday, 2026-10-31, a day on which the bank publishes none",
                    None,
                )
            ],
        ),
        # a week is no pause, though days of it are missing; eight days are one
        (
            (SHIPPED, "2026-11-06,1,7.8,7"),
            [
                (
                    "rate_missing",
                    f"there are no rates of {name}, 2026-11-0{on}, a day on which the bank publishes them",
                    None,
                )
                for on, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday"), 2)
            ],
        ),
        (
            (SHIPPED, "2026-11-09,1,7.8,7"),
            [("rate_pause", "more than a week lies between the rates of 2026-10-30 and 2026-11-09", None)],
        ),
        (
            (SHIPPED, f"{MONDAY},1,7.8,"),
            [
                (
                    "rate_missing",
                    "there is no CNY rate of 2026-11-02, a day on which the bank publishes them",
                    "CNY",
                )
            ],
        ),
        # 15% of 7 is 1.05
        ((SHIPPED, f"{MONDAY},1,7.8,8.05"), []),
        (
            (SHIPPED, f"{MONDAY},1,7.8,8.06"),
            [("rate_step", "one EUR goes from 7 to 8.06 CNY on 2026-11-02, a step of 15.1%", "CNY")],
        ),
        (
            (SHIPPED, f"{MONDAY},1,7.8,5.94"),
            [("rate_step", "one EUR goes from 7 to 5.94 CNY on 2026-11-02, a step of 15.1%", "CNY")],
        ),
        (
            (SHIPPED, f"{MONDAY},1,7.9,7"),
            [("off_peg", "the rates of 2026-11-02 put one USD at 7.9000 HKD, outside 7.745 to 7.855", None)],
        ),
        # a currency that comes for the first time has no step, and one that is gone a day long is held
        # against its last value
        (
            (SHIPPED, f"{MONDAY},1,7.8,", f"{TUESDAY},1,7.8,9"),
            [
                (
                    "rate_missing",
                    "there is no CNY rate of 2026-11-02, a day on which the bank publishes them",
                    "CNY",
                ),
                ("rate_step", "one EUR goes from 7 to 9 CNY on 2026-11-03, a step of 28.6%", "CNY"),
            ],
        ),
        ((f"{FRIDAY},1,7.8,", f"{MONDAY},1,7.8,7"), []),
        ((f"{FRIDAY},1,,7", f"{MONDAY},1,,7"), []),
    ],
)
def test_a_new_row_that_no_true_day_looks_like_is_doubted(
    tmp_path: Path, rows: tuple[str, ...], found: list[tuple[str, str, str | None]]
) -> None:
    """Held against those before it."""
    assert doubts(tmp_path, *rows) == found


def test_a_doubt_is_told_where_a_rate_rests_on_it(tmp_path: Path) -> None:
    """Of its currency and its day, or of a stretch around it; only of rows that were not shipped."""
    rows = [SHIPPED, f"{MONDAY},1,7.8,9", f"{TUESDAY},1,7.8,9"]
    rates = replace(rates_of(tmp_path, *rows, codes=CODES), reviewed=day(FRIDAY))
    step = [("rate_step", "one EUR goes from 7 to 9 CNY on 2026-11-02, a step of 28.6%")]
    assert said(rates, rates.closing("USD", "CNY", day(MONDAY))) == step
    assert said(rates, rates.closing("CNY", "USD", day(MONDAY))) == step
    assert said(rates, rates.closing("USD", "CNY", day(TUESDAY))) == []
    assert said(rates, rates.closing("USD", "CNY", day(FRIDAY))) == []
    assert said(rates, rates.closing("USD", "HKD", day(MONDAY))) == []
    for stretch, told in (
        (f"{FRIDAY}..{TUESDAY}", step),
        (f"{FRIDAY}..{MONDAY}", step),
        (f"{MONDAY}..{TUESDAY}", step),
    ):
        assert said(rates, rates.average("USD", "CNY", Period.parse(stretch))) == told
    assert said(replace(rates, reviewed=day(MONDAY)), rates.closing("USD", "CNY", day(MONDAY))) == []
    assert said(replace(rates, reviewed=None), rates.closing("USD", "CNY", day(MONDAY))) == []
    mine = replace(rates, overrides=parse_own_rates(["USD/CNY=8.9"]))
    assert said(mine, mine.closing("USD", "CNY", day(MONDAY))) == []
    # of the whole row, whatever the currency
    peg = replace(rates_of(tmp_path, SHIPPED, f"{MONDAY},1,7.9,7", codes=CODES), reviewed=day(FRIDAY))
    assert [code for code, _ in said(peg, peg.closing("EUR", "CNY", day(MONDAY)))] == ["off_peg"]


def test_doubts_of_no_new_rows_are_none(tmp_path: Path) -> None:
    """Of a file that ends with what was reviewed."""
    assert doubts(tmp_path, SHIPPED, after="2026-12-31") == []
