"""`status`: how old everything is, and for whom that is too old."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from command import here
from made import company, day, fact, rates_of, warned

from aicompare import load, status
from aicompare.calculators.status import InForce, StaleRow
from aicompare.calculators.status import status as status_of
from aicompare.reports.report import Across, Report
from aicompare.values.errors import BadPeriod, BadUsage, UnknownName

DATA = load()
TODAY = "2026-11-28"


def test_the_newest_day_of_everything_is_held_against_today() -> None:
    """The data came out to 31 October, rates to Friday the 30th, prices to 30 September 2026."""
    assert [(row.what, str(row.newest), row.age) for row in status(DATA, today=TODAY).rows] == [
        ("data", "2026-10-31", 28),
        ("rates", "2026-10-30", 29),
        ("prices", "2026-09-30", 59),
    ]


def test_the_clock_is_asked_where_no_day_is_given() -> None:
    """Ages are then whole days from the day of whoever asks."""
    before = date.today()
    rows = status(DATA).rows
    assert rows[0].age in {(day - date(2026, 10, 31)).days for day in (before, before + timedelta(days=1))}


@pytest.mark.parametrize("days, code", [("58", 1), ("59", 0), ("0", 1), ("99999", 0)])
def test_what_is_older_than_was_asked_for_exits_1(days: str, code: int) -> None:
    """59 days are not more than 59."""
    done = here("status", "--today", TODAY, "--max-age", days)
    assert done.returncode == code
    assert ("More than 58 days old: prices" in done.stdout) == (days == "58")


def test_what_is_too_old_is_told_by_command() -> None:
    """Zhipu's balance of June is 151 days old on 28 November, and more than 274 on 1 April 2027."""
    asked = ("status", "zhipu", "--json", "--today")
    on_time = json.loads(here(*asked, TODAY).stdout)
    assert "runway" not in {row["command"] for row in on_time.get("stale", ())}
    late = json.loads(here(*asked, "2027-04-01").stdout)["stale"]
    assert {"company": "zhipu", "command": "runway", "rests_on": "balance", "newest": "2026-06-30",
            "age": 275, "limit": 274} in late  # fmt: skip


def test_companies_that_are_named_have_a_row_each() -> None:
    """All of them together a line for each command."""
    assert "Zhipu    multiples  price" in here("status", "zhipu", "--today", TODAY).stdout
    lines = here("status", "--today", TODAY).stdout.splitlines()
    assert any(line.startswith("multiples: price of more than 31 days ago: ") for line in lines)
    assert len(lines) < 40


def test_files_that_are_laid_over_are_named(tmp_path: Path) -> None:
    """With the newest day on which a source of theirs came out."""
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "sources:\n  own: {title: Own, publisher: Me, published: 2026-11-01, kind: company}\n"
        "companies:\n  zhipu:\n    facts:\n"
        "    - {metric: employees, period: 2026-10-31, value: 1000, source: own}\n",
        encoding="utf-8",
    )
    told = json.loads(here("status", "--today", TODAY, "--json", "--data", str(mine)).stdout)["data"]
    assert told[-1] == {"what": "file", "newest": "2026-11-01", "age": 27, "place": str(mine), "told": None}


def test_as_of_says_what_was_in_force_then() -> None:
    """Of 9 January 2026 the data, the rates and the prices that were out."""
    rows = status(load(as_of="2026-01-09"), today="2026-01-10").rows
    assert [(row.what, row.age) for row in rows] == [("data", 1), ("rates", 1), ("prices", 1)]


def test_a_clock_that_is_behind_is_doubted() -> None:
    """Nothing can be newer than today."""
    (warning,) = [one for one in status(DATA, today="2020-01-01").warnings if one.code == "clock"]
    assert "data, rates, prices" in warning.message


@pytest.mark.parametrize(
    "asked, trouble",
    [
        ({"max_age": "a month"}, BadUsage),
        ({"max_age": "-1"}, BadUsage),
        ({"today": "yesterday"}, BadPeriod),
        ({"companies": "minimx"}, UnknownName),
    ],
)
def test_what_cannot_be_read_is_refused(asked: dict[str, str], trouble: type[Exception]) -> None:
    """Days are a whole number, today a day."""
    with pytest.raises(trouble):
        status(DATA, **asked)  # type: ignore[arg-type]


# --- of companies made by hand ------------------------------------------------------------------

ACME = company(
    fact("cash_balance", "2026-03-31", "US$10m"),
    fact("monthly_burn", "2026-03", "US$1m", balance="2026-03-31"),
    fact("revenue", "FY2025", "US$5m"),
    fact("post_money", "2026-02-10", "US$50m", "2026-02-10", status="closed"),
)
BETA = company(
    fact("market_cap", "2026-11-30", "US$100m", company="beta"),
    fact("revenue", "FY2024", "US$5m", company="beta"),
    id_="beta",
    listed="2025-01-09",
)
IN_FORCE = (
    InForce("data", day("2026-10-31"), 61, "here"),
    InForce("rates", day("2026-10-30"), 62, "here"),
    InForce("prices", None, None, "here"),
    InForce("file", day("2026-01-01"), 364, "there"),
)


def told(folder: Path, today: str, *, in_force: tuple[InForce, ...] = IN_FORCE, **options: object) -> Report:
    rates = rates_of(folder, "2025-01-02,1.25,8.75", "2026-12-30,1.25,8.75")
    asked = {"max_age": None, "each": False, **options}
    return status_of(in_force, [ACME, BETA], rates, day("2026-12-31"), day(today), **asked)  # type: ignore[arg-type]


def test_a_figure_is_too_old_from_the_day_after_its_limit(tmp_path: Path) -> None:
    """274 days for balance and revenue, 31 for a price, 366 for a private value.

    31 March is 275 days before 31 December 2026, 31 December 2025 365 and of 2024 730, 30 November 31;
    from 10 February 2026 to the 11th of the year after it are 366.
    """
    report = told(tmp_path, "2026-12-31")
    stale = [
        StaleRow("beta", "multiples", "revenue", day("2024-12-31"), 730, 274),
        StaleRow("acme", "multiples", "revenue", day("2025-12-31"), 365, 274),
        StaleRow("acme", "runway", "balance", day("2026-03-31"), 275, 274),
    ]
    assert list(report.named["stale"].rows) == stale
    assert [str(line) for line in report.sections[2].rows] == [
        "multiples: revenue of more than 274 days ago: Beta 2024-12-31, Acme 2025-12-31",
        "runway: balance of more than 274 days ago: Acme 2026-03-31",
    ]
    a_day_less = told(tmp_path, "2026-12-30").named["stale"].rows
    assert [(row.rests_on, row.age) for row in a_day_less] == [("revenue", 729), ("revenue", 364)]
    a_day_more = told(tmp_path, "2027-01-01").named["stale"].rows
    assert [(row.company, row.rests_on, row.age, row.limit) for row in a_day_more] == [
        ("beta", "price", 32, 31),
        ("beta", "revenue", 731, 274),
        ("acme", "revenue", 366, 274),
        ("acme", "balance", 276, 274),
    ]
    for today, expected in (("2027-02-11", []), ("2027-02-12", [367])):
        rows = told(tmp_path, today).named["stale"].rows
        assert [row.age for row in rows if row.rests_on == "valuation"] == expected


def test_what_is_too_old_stands_in_a_line_or_a_row(tmp_path: Path) -> None:
    """Lines of all, rows of those that are named; JSON has the rows either way."""
    lines, rows = told(tmp_path, "2026-12-31"), told(tmp_path, "2026-12-31", each=True)
    assert [(one.title, one.name, one.repeats, one.as_lines) for one in lines.sections] == [
        ("", "data", False, False),
        ("Too old", "stale", True, False),
        ("Too old", None, False, True),
    ]
    assert [(one.title, one.name, one.repeats) for one in rows.sections] == [
        ("", "data", False),
        ("Too old", "stale", False),
    ]
    assert [one.row_type for one in lines.sections] == [InForce, StaleRow, Across]
    assert lines.notes == ["Name companies to see what is too old of them; --json has all of it."]
    assert rows.notes == []
    assert told(tmp_path, "2026-03-01", in_force=()).notes == [
        "Name companies to see what is too old of them; --json has all of it."
    ]
    assert told(tmp_path, "2025-01-31", in_force=()).notes == [
        "Nothing that runway and multiples rest on is too old."
    ]


def test_a_status_says_of_which_day_it_is(tmp_path: Path) -> None:
    """And of which day the data are; no amount is shown."""
    report = told(tmp_path, "2026-12-31")
    assert (report.name, report.title) == ("status", "What is in force, and how old it is on 2026-12-31")
    assert (report.as_of, report.currency, report.names) == (
        day("2026-12-31"),
        None,
        {"acme": "Acme", "beta": "Beta"},
    )
    assert tuple(report.rows) == IN_FORCE
    assert (list(report.warnings), report.failed) == ([], False)


@pytest.mark.parametrize(
    ("max_age", "says"),
    [
        (62, None),
        (61, "More than 61 days old: rates"),
        (60, "More than 60 days old: data, rates"),
        (0, "More than 0 days old: data, rates"),  # a file of the user's own is not asked about
    ],
)
def test_what_is_older_than_asked_is_a_warning_and_fails(
    tmp_path: Path, max_age: int, says: str | None
) -> None:
    """Of data, rates and prices; what has no day has no age."""
    report = told(tmp_path, "2026-12-31", max_age=max_age)
    assert [one.message for one in warned(report, "too_old")] == ([says] if says else [])
    assert report.failed == bool(says)


def test_what_is_newer_than_today_doubts_the_clock(tmp_path: Path) -> None:
    """Named once each; today's own is no doubt."""
    in_force = (*IN_FORCE, IN_FORCE[0])
    (warning,) = warned(told(tmp_path, "2026-10-29", in_force=in_force), "clock")
    assert warning.message == "Newer than today, 2026-10-29: data, rates; is the clock right?"
    (warning,) = warned(told(tmp_path, "2026-10-30", in_force=in_force), "clock")
    assert warning.message == "Newer than today, 2026-10-30: data; is the clock right?"
    assert warned(told(tmp_path, "2026-10-31", in_force=in_force), "clock") == []
