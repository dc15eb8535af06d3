"""Rates that are likely wrong draw a warning wherever they are used; true ones draw none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from command import aicompare, folded, here
from ecbfile import bank_csv, reading_ours_once
from made import day

from aicompare.calculators.conversion.remarks import doubtful_rows
from aicompare.rates.bankdays import is_bank_day, last_bank_day
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.values.periods import Period

# The bank's row of 2026-10-30 with the dollar of a day later: USD, HKD, CNY, JPY, GBP, KRW, ...
SAME = "1.1180,8.7652,7.4326,175.68,0.8338,1491.76,1.4282,106.084,1.5606,0.9194,1.5904"
MONDAY = f"2026-11-02,{SAME}"
WITHOUT_YUAN = MONDAY.replace("7.4326", "N/A")


@pytest.fixture(autouse=True)
def _ours(monkeypatch: pytest.MonkeyPatch) -> None:
    reading_ours_once(monkeypatch)


def answer(*arguments: str, folder: Path | None = None) -> dict[str, object]:
    changes = {"XDG_DATA_HOME": str(folder)} if folder else {}
    return json.loads(here(*arguments, "--json", **changes).stdout)  # type: ignore[no-any-return]


def warned(*arguments: str, folder: Path | None = None) -> list[str]:
    return [one["code"] for one in answer(*arguments, folder=folder)["warnings"]]  # type: ignore[attr-defined]


# --- a rate of the user's own -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "arguments"),
    [
        # The bank's USD/CNY of 2025-06-30 is 8.397 / 1.172 = 7.1647; of 2026-10-30 7.4326 / 1.1172 = 6.6529.
        ("USD/CNY=0.142", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),
        ("CNY/USD=7.04", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),
        ("USD/CNY=704", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),
        ("USD/CNY=999999999", ("convert", "USD 100", "--to", "CNY")),
        ("USD/CNY=8.96", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),  # 25.06% over
        ("USD/CNY=5.37", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),  # 25.05% under
        ("USD/KRW=0.00075", ("convert", "KRW 100", "--to", "USD")),
        ("JPY/EUR=160", ("convert", "EUR 100", "--to", "JPY", "--average", "FY2024")),
        ("USD/CNY=0.12", ("convert", "CNY 100", "--to", "USD", "--on", "2004-06-30")),  # before the first
        ("USD/CNY=0.12", ("convert", "CNY 100", "--to", "USD", "--on", "2031-06-30")),  # after the last
        ("USD/CNY=0.142", ("convert", "minimax.revenue[FY2025]", "--to", "CNY")),
        ("USD/CNY=0.142", ("convert", "--implied", "100 USD", "665 CNY")),
        ("USD/CNY=0.142", ("rates", "USD/CNY")),
        ("GBP/AUD=0.52", ("rates", "GBP")),
        ("USD/CNY=0.142", ("runway", "minimax", "--in", "CNY")),
        ("USD/CNY=0.142", ("compare", "zhipu", "minimax")),
        ("HKD/CNY=9.2", ("multiples", "zhipu")),
        ("USD/CNY=0.142", ("show", "zhipu", "cash", "--in", "USD")),
        ("USD/CNY=0.142", ("check", "convert(USD 100, CNY) > 5 CNY")),
        ("USD/CNY=0.142", ("allocate", "CNY 100", "a=1", "b=1", "--in", "USD")),
        ("HKD/CNY=9", ("runway", "zhipu", "--raise", "HKD 1bn@3")),
    ],
)
def test_a_rate_far_from_the_bank_s_is_doubted(rate: str, arguments: tuple[str, ...]) -> None:
    """More than a quarter off the rate of its day: is the pair meant the other way round?"""
    doubts = [
        one
        for one in answer(*arguments, "--rate", rate)["warnings"]  # type: ignore[attr-defined]
        if one["code"] == "far_from_published"
    ]
    assert len(doubts) == 1
    assert rate in doubts[0]["message"] and "meant the other way round?" in doubts[0]["message"]


@pytest.mark.parametrize(
    ("rate", "arguments"),
    [
        ("USD/CNY=7.04", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),
        ("CNY/USD=0.142", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),
        ("USD/CNY=8.95", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),  # 24.9% over
        ("USD/CNY=5.38", ("convert", "USD 100", "--to", "CNY", "--on", "2025-06-30")),  # 24.9% under
        ("USD/CNY=8.28", ("convert", "USD 100", "--to", "CNY", "--on", "2004-06-30")),  # 8.2765 on 2005-04-01
        ("EUR/KRW=1606", ("convert", "EUR 100", "--to", "KRW", "--average", "2008")),  # the year's mean
        ("USD/INR=43.5", ("convert", "USD 100", "--to", "INR", "--on", "2000-01-03")),  # 48.6 in 2009
        ("USD/CNY=7.04", ("audit",)),
        ("USD/CNY=7.04", ("compare", "zhipu", "minimax")),
    ],
)
def test_a_rate_that_can_be_is_not_doubted(rate: str, arguments: tuple[str, ...]) -> None:
    """Within a quarter; before the bank's first rate its first is what can be known."""
    assert "far_from_published" not in warned(*arguments, "--rate", rate)


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_the_doubt_stands_in_every_format(form: str) -> None:
    """On stdout, or where that is a table of numbers alone on stderr; with --strict the exit is 1."""
    done = aicompare("rates", "USD/CNY", "--rate", "USD/CNY=0.142", "--format", form, "--strict")
    assert done.returncode == 1
    assert "is the pair meant the other way round?" in folded(done.stdout + done.stderr)


# --- rows that came after the shipped ones -------------------------------------------------------


def taken(folder: Path, *rows: str) -> Path:
    """A data folder in which the bank's history with further rows was taken."""
    file = folder / "hist.csv"
    file.write_text(bank_csv(rows), encoding="ascii")
    assert here("rates", "update", str(file), XDG_DATA_HOME=str(folder / "data")).returncode == 0
    return folder / "data"


@pytest.mark.parametrize(
    ("rows", "code", "says"),
    [
        # 7.4326 to 3.4326 is 53.8%, 7.4326 to 8.6 is 15.7%, 1491.76 to 1260 is 15.5%.
        ([MONDAY.replace("7.4326", "3.4326")], "rate_step", "to 3.4326 CNY on 2026-11-02, a step of 53.8%"),
        ([MONDAY.replace("7.4326", "8.6")], "rate_step", "7.4326 to 8.6 CNY on 2026-11-02, a step of 15.7%"),
        ([MONDAY.replace("1491.76", "1260")], "rate_step", "1491.76 to 1260 KRW on 2026-11-02"),
        (
            [MONDAY.replace("7.4326", "8.6"), f"2026-11-03,{SAME}".replace("7.4326", "8.6")],
            "rate_step",
            "CNY on 2026-11-02",  # not the last row alone
        ),
        ([f"2026-10-31,{SAME}"], "not_a_bank_day", "Saturday, 2026-10-31"),
        ([f"2026-11-01,{SAME}", MONDAY], "not_a_bank_day", "Sunday, 2026-11-01"),
        ([f"2026-11-02,{SAME}", f"2026-11-10,{SAME}"], "rate_pause", "of 2026-11-02 and 2026-11-10"),
        ([f"2026-11-09,{SAME}"], "rate_pause", "of 2026-10-30 and 2026-11-09"),
        ([MONDAY, f"2026-11-04,{SAME}"], "rate_missing", "no rates of Tuesday, 2026-11-03"),
        ([f"2026-11-03,{SAME}"], "rate_missing", "no rates of Monday, 2026-11-02"),  # before all of them
        ([WITHOUT_YUAN, f"2026-11-03,{SAME}"], "rate_missing", "no CNY rate of 2026-11-02"),
    ],
)  # fmt: skip
def test_a_new_row_that_cannot_be_is_a_warning(tmp_path: Path, rows: list[str], code: str, says: str) -> None:
    """With its currency, both values and the day; beyond 15% in a day, a week, or on a weekend."""
    folder = taken(tmp_path, *rows)
    file = str(tmp_path / "hist.csv")
    (warning,) = answer("rates", "update", file, folder=folder)["warnings"]  # type: ignore[misc]
    assert warning["code"] == code and says in warning["message"]
    strict = here(
        "rates", "update", file, "--strict", "--notes", "--as-of", "2026-01-30", XDG_DATA_HOME=str(folder)
    )
    assert strict.returncode == 1  # whatever day the answer shows
    assert f"[{code}]" in strict.stdout and says in folded(strict.stdout)


@pytest.mark.parametrize(
    "row",
    [
        MONDAY,
        MONDAY.replace("7.4326", "6.33"),  # 14.8%
        MONDAY.replace("0.9194", "0.787"),  # 14.4%, as the franc on 2015-01-15
    ],
)
def test_a_day_that_can_be_draws_none(tmp_path: Path, row: str) -> None:
    """A step as large as any that there was."""
    folder = taken(tmp_path, row)
    assert warned("rates", "update", str(tmp_path / "hist.csv"), folder=folder) == []


def test_no_true_day_is_doubted() -> None:
    """Every row of the shipped history, as if it were new: Easter of 1999 alone, when the bank published."""
    found = doubtful_rows(current_rates({}), after=date(1999, 1, 4))
    doubts = [one for one in found if one.warning.code != "off_peg"]  # rounding: on 21 days of 1999 to 2013
    assert [str(one.day) for one in doubts] == ["1999-04-02", "1999-04-05"]
    assert {one.warning.code for one in doubts} == {"not_a_bank_day"}


def test_a_mean_over_a_missing_working_day_says_so(tmp_path: Path) -> None:
    """In every window over it and in no other; New Year's Day and a weekend are no gaps."""
    folder = taken(tmp_path, MONDAY, f"2026-11-04,{SAME}", f"2026-11-05,{SAME}", f"2026-11-06,{SAME}")
    for window in ("2026-11-02..2026-11-04", "2026-11-03..2026-11-06", "2026-10-20..2026-11-06"):
        for command in (("convert", "USD 100", "--to", "CNY"), ("rates", "USD/CNY")):
            assert warned(*command, "--average", window, folder=folder) == ["rate_missing"], window
    for window in ("2026-10-20..2026-11-02", "2026-11-04..2026-11-08", "2026-10-30..2026-11-02"):
        assert warned("rates", "USD/CNY", "--average", window, folder=folder) == [], window
    assert (
        warned("rates", "USD/CNY", "--on", "2026-11-03", folder=folder) == []
    )  # it says whose rate it takes


def test_a_currency_missing_on_one_day_concerns_its_own_pairs(tmp_path: Path) -> None:
    """Without the yuan of 2026-11-02 the mean of USD/CNY is of the others; that of USD/HKD is whole."""
    folder = taken(tmp_path, WITHOUT_YUAN, f"2026-11-03,{SAME}")
    window = ("--average", "2026-10-28..2026-11-03")
    assert warned("rates", "USD/CNY", *window, folder=folder) == ["rate_missing"]
    assert warned("rates", "USD/HKD", *window, folder=folder) == []


def test_a_doubtful_row_is_told_of_where_it_is_used(tmp_path: Path) -> None:
    """With that currency, on that day or in a window over it; no other answer hears of it."""
    folder = taken(tmp_path, MONDAY.replace("7.4326", "3.7"))
    asked = ("convert", "USD 100", "--to")
    assert warned(*asked, "CNY", folder=folder) == ["rate_step"]
    assert warned(*asked, "CNY", "--average", "2026-10-26..2026-11-02", folder=folder) == ["rate_step"]
    assert warned(*asked, "CNY", "--on", "2026-10-30", folder=folder) == []
    assert warned(*asked, "JPY", folder=folder) == []
    assert warned("check", "convert(USD 100, CNY) > 5 CNY", folder=folder) == ["rate_step"]


def test_a_window_that_a_pause_tears_is_refused_with_the_pause(tmp_path: Path) -> None:
    """From 2026-11-02 to 2026-11-16: bounds that hold the window would say the contrary."""
    folder = taken(tmp_path, MONDAY, f"2026-11-16,{SAME}")
    for how in (("--average", "2026-11-02..2026-11-16"), ("--on", "2026-11-11")):
        error = answer("rates", "USD/CNY", *how, folder=folder)["error"]
        assert "none was published between 2026-11-02 and 2026-11-16" in error["message"]  # type: ignore[index]


# --- a window is complete with its last working day ------------------------------------------------


@pytest.mark.parametrize(
    ("window", "seen", "mean", "days"),
    [
        # Means of the daily quotients of the bank's csv, worked out with floats in a spreadsheet.
        ("2026-01", "2026-01-31", "6.96932760261852", 21),
        ("2026-01", "2026-01-30", "6.96932760261852", 21),
        ("2026-01", "2026-02-02", "6.96932760261852", 21),
        ("FY2023", "2023-12-31", "7.08463131645608", 255),
        ("FY2023", "2023-12-29", "7.08463131645608", 255),
    ],
)
def test_a_window_that_ends_on_a_weekend_is_complete_on_friday(
    window: str, seen: str, mean: str, days: int
) -> None:
    """No rate comes on a Saturday or Sunday, so the mean cannot change any more."""
    rate = current_rates({}, day(seen)).average("USD", "CNY", Period.parse(window))
    assert (f"{rate.value:.14f}", rate.days) == (mean, days)


@pytest.mark.parametrize(
    ("window", "seen", "complete"),
    [
        ("2026-01", "2026-01-29", False),  # Friday the 30th is not there yet
        ("Q1 2018", "2018-03-29", True),  # Good Friday and a Saturday follow
        ("Q1 2018", "2018-03-28", False),
        ("2025-12-20..2025-12-26", "2025-12-24", True),  # Christmas
        ("2025-12-20..2025-12-29", "2025-12-28", False),
        ("2026-10-26..2026-11-01", "2026-10-30", True),  # the newest rates of all
        ("2026-10-31..2026-11-01", "2026-10-30", False),  # without any rate in it
    ],
)
def test_a_window_lacks_nothing_but_days_without_rates(window: str, seen: str, complete: bool) -> None:
    """The bank publishes on the days of TARGET; a working day that is missing is waited for."""
    done = aicompare("rates", "USD/CNY", "--average", window, "--as-of", seen)
    assert done.returncode == (0 if complete else 2), done.stderr
    assert "Traceback" not in done.stderr


def test_a_figure_of_such_a_window_is_converted(tmp_path: Path) -> None:
    """A month's revenue of US$10m to Saturday, 2026-01-31 is RMB 69,693,276.03 at 6.96932760261852."""
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "sources: {mine: {title: Mine, publisher: Acme, kind: company, published: 2026-01-31}}\n"
        "companies:\n  acme:\n    name: Acme\n    currency: USD\n    facts:\n"
        '      - {metric: revenue, period: 2026-01, value: "=US$10m", source: mine}\n',
        encoding="utf-8",
    )
    asked = ("convert", "acme.revenue[2026-01]", "--to", "CNY", "--as-of", "2026-01-31", "--data", str(mine))
    assert "RMB 69,693,276.03" in aicompare(*asked).stdout


def test_the_bank_s_days_are_those_of_its_history(rates: Rates) -> None:
    """Every day of 27 years: but for Easter 1999 the rule is right."""
    published = {on for on, _ in rates.history("EUR", "USD")}
    first, last = min(published), max(published)
    every = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    unlike = [str(one) for one in every if is_bank_day(one) != (one in published)]
    assert unlike == ["1999-04-02", "1999-04-05"]
    assert last_bank_day(date(2026, 4, 6)) == date(2026, 4, 2)  # over Easter
