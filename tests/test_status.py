"""`status`: how old everything is, and for whom that is too old."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from command import here

from aicompare import load, status
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
