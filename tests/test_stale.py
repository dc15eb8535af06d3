"""`tools/stale.py`: what to look up next, the figures first that most answers wait for."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from command import ROOT
from made import company, fact

sys.path.insert(0, str(ROOT / "tools"))

import stale

NEWEST = date(2026, 10, 31)


def listed(*facts: tuple[str, str, str], **keys: str) -> list[stale.Stale]:
    """What is stale of one company with these figures, beyond 180 days."""
    return stale.stale([company(*(fact(*one) for one in facts), **keys)], NEWEST, 180)


def test_what_is_older_than_so_many_days_is_told_with_its_age() -> None:
    """Revenue of FY2025 ends 304 days before 2026-10-31 (31 to 31 January and 273 to October); a value of
    2026-10-01 is 30 days old and is left out."""
    lines = listed(("revenue", "FY2025", "US$5m"), ("market_cap", "2026-10-01", "US$50m"))
    told = {one.what: one.age for one in lines}
    assert told == {"revenue": 304, "balance": None, "cash flow": None, "debt": None}


def test_most_answers_come_first_and_the_unknown_before_the_old() -> None:
    """Value and revenue carry three answers, balance and cash flow two, shares and debt one."""
    lines = listed(("revenue", "FY2024", "US$5m"), ("cash", "2024-12-31", "US$1m"), listed="2026-01-08")
    assert [(one.what, one.age is None) for one in lines] == [
        ("value", True),
        ("revenue", False),
        ("cash flow", True),
        ("balance", False),
        ("shares", True),
        ("debt", True),
    ]


def test_talks_and_parts_make_nothing_fresh() -> None:
    """A valuation that is only talked of, and the revenue of a segment, leave both unknown."""
    talked = fact("post_money", "2026-10-01", "US$50m", status="reported")
    segment = fact("revenue", "H1 2026", "US$5m", scope="cloud")
    told = {one.what: one.age for one in stale.stale([company(talked, segment)], NEWEST, 180)}
    assert told["value"] is told["revenue"] is None


@pytest.mark.parametrize("arguments", [["many"], ["1", "2"], ["-5"]])
def test_anything_but_a_number_of_days_is_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """With exit code 2."""
    assert stale.main(arguments) == 2
    assert capsys.readouterr().err == "usage: stale.py [DAYS]\n"


def test_the_shipped_data_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each: company, what, age, period, source and what it would gain."""
    assert stale.main(["100000"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines and all(line.endswith(tuple(WAYS)) and "not known" in line for line in lines)


WAYS = {", ".join(gains) for _, gains in stale.WANTED.values()}
