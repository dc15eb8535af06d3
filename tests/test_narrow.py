"""What a table leaves out: on a narrow screen what weighs little, and everywhere what says nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest
from command import folded, here
from made import company, fact
from test_runway import asked_of

from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.report import IF_ANY, LIGHT, Across, Column, Report, Section
from aicompare.values.frozen import dataclass

GROWING = ("--cash", "US$10m", "--burn", "US$2m", "--revenue", "US$1m", "--revenue-growth", "8%")


@dataclass(frozen=True, slots=True)
class Row:
    """Twelve letters a cell, so that three columns with their gaps take 40."""

    name: Annotated[str, Column("Name", leads="history")]
    much: Annotated[str, Column("Much")]
    little: Annotated[str, Column("Little", weight=LIGHT)]
    then: Annotated[str | None, Column("Then", weight=LIGHT, only="history", leads="history")] = None
    seldom: Annotated[str | None, Column("Seldom", only=IF_ANY)] = None


@dataclass(frozen=True, slots=True)
class Worded(Row):
    """A row that has words of its own."""

    def __str__(self) -> str:
        return f"{self.name} in words"


NAME, MUCH, LITTLE, THEN = "name" * 3, "much" * 3, "lots" * 3, "then" * 3
ROWS = [Row(NAME, MUCH, LITTLE, THEN)] * 2


def shown(*sections: Section, width: int | None) -> str:
    return render(Report("made", "Made", sections, date(2026, 1, 9), None), "table", width)


@pytest.mark.parametrize(("width", "has_little"), [(40, True), (39, False), (26, False)])
def test_a_light_column_is_left_to_wider_screens_and_named(width: int, has_little: bool) -> None:
    """Three times 12 and two gaps of 2 are 40 columns; without the light one 26 suffice."""
    text = folded(shown(Section(Row, ROWS), width=width))
    assert (LITTLE in text) == has_little
    assert ("With --json, or on 40 columns: Little" in text) != has_little
    assert MUCH in text


@pytest.mark.parametrize(
    ("width", "left"), [(54, ""), (53, "Little"), (40, "Little"), (39, "Much, Little"), (26, "Much, Little")]
)
def test_columns_come_back_one_by_one(width: int, left: str) -> None:
    """Four columns take 54, the two that lead what the rows are about 26, and 12 + 2 each of the others."""
    text = shown(Section(Row, ROWS, about={"history"}), width=width)
    assert NAME in text and THEN in text
    assert (MUCH in text, LITTLE in text) == ("Much" not in left, "Little" not in left)
    assert (f"With --json, or on 54 columns: {left}" in folded(text)) == bool(left)


def test_a_heading_and_the_first_column_fold_before_a_row_becomes_a_block() -> None:
    """20 for the words of the name and 2 x 14 beside it: on 42 the name takes two lines."""
    rows = [Row("a name of twenty six signs", MUCH, "", THEN)] * 2
    lines = shown(Section(Row, rows, about={"history"}), width=34).splitlines()
    assert lines[4:6] == ["a name of twenty six", f"  signs               {THEN}"]


def test_a_row_of_another_type_stands_across_the_table() -> None:
    """In one line, each value after its title; in a block it is a heading."""
    section = Section(Row, [Across("Listed"), *ROWS])
    for width in (40, 14):
        assert "Listed" in shown(section, width=width).splitlines()
    report = Report("made", "Made", [section], date(2026, 1, 9), None)
    assert "| Listed |  |  |" in render(report, "markdown", None)
    assert '<tr><td class="across" colspan="3">Listed</td></tr>' in render(report, "html", None)


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_column_of_what_the_rows_are_not_about_is_nowhere(form: str) -> None:
    """Nor one that is there only where a row has a value; JSON has both, where they say something."""
    report = Report("made", "Made", [Section(Row, ROWS)], date(2026, 1, 9), None)
    text = render(report, form, None)
    assert "Then" not in text and "Seldom" not in text
    assert '"then"' in render(report, "json", None) and '"seldom"' not in render(report, "json", None)
    one = Section(Row, [*ROWS, Row("n", "m", "l", seldom="here")])
    report = Report("made", "Made", [one], date(2026, 1, 9), None)
    assert "Seldom" in render(report, form, None) and '"seldom":"here"' in render(report, "json", None)


def test_what_fits_no_table_is_said_in_the_words_of_its_rows() -> None:
    """Else each row is a block, its first cell the heading."""
    worded = [Worded(NAME, MUCH, LITTLE)] * 2
    assert f"{NAME} in words" in shown(Section(Worded, worded), width=25)
    assert f"\n{NAME}\n" in shown(Section(Row, ROWS), width=25)


def test_an_arrangement_stands_instead_of_rows_that_json_keeps() -> None:
    """Where the arrangement is empty, tables show the rows themselves."""
    rows, other = Section(Row, ROWS), [Row("other", "o", "o")]
    arranged = Section(Row, other, "Arranged", name=None, instead_of=["data"])
    report = Report("made", "Made", [rows, arranged], date(2026, 1, 9), None)
    assert NAME not in render(report, "table", None) and "other" in render(report, "table", None)
    assert NAME in render(report, "json", None) and "other" not in render(report, "json", None)
    assert NAME in shown(rows, Section(Row, [], "Arranged", name=None, instead_of=["data"]), width=None)


def test_a_growing_business_on_a_narrow_screen_shows_when_it_stops_losing() -> None:
    """The column of the first month without a loss comes before cash and burn; elsewhere there is none."""
    assert "No loss from month" in here("runway", *GROWING, COLUMNS="80").stdout
    assert "No loss" not in here("runway", *GROWING[:4], COLUMNS="80").stdout


@pytest.mark.parametrize(
    ("companies", "has_ratio"), [(("zhipu", "minimax"), True), (("zhipu", "minimax", "openai"), False)]
)
def test_only_a_pair_has_a_ratio(companies: tuple[str, ...], has_ratio: bool) -> None:
    """Of three companies no two stand for all."""
    text = here("compare", *companies, "--metric", "revenue", COLUMNS="300").stdout
    assert ("Zhipu/MiniMax" in text) == has_ratio


def test_a_check_has_no_column_of_nothing() -> None:
    """A statement that holds is off by nothing; a value that is only computed has no verdict."""
    holds = here("check", "zhipu.revenue[FY2025] > 0 CNY").stdout
    assert "Verdict" in holds and "Off by" not in holds
    assert "Verdict" not in here("check", "zhipu.revenue[FY2025] / 2").stdout


def test_bases_without_a_rate_that_joins_them_are_rows(no_rates: Rates) -> None:
    """Cash in dollars over a burn in yuan makes no matrix, and still an answer that says why."""
    acme = company(
        fact("cash_balance", "2025-12-31", "US$120m"),
        fact("monthly_burn", "FY2025", "RMB 70m", balance="2025-12-31"),
    )
    text = render(asked_of(acme, rates=no_rates, all_bases=True), "table", 80)
    assert "US$120m" in text and "no rate" in text


@dataclass(frozen=True, slots=True)
class Lacking:
    """Too wide for 40 columns in a row, so that each is a block."""

    name: Annotated[str, Column("Name")]
    much: Annotated[str | None, Column("Much")]
    more: Annotated[str | None, Column("More")]
    most: Annotated[str | None, Column("Most")]


@pytest.mark.parametrize("width", [20, 40])
def test_in_a_block_a_dash_stands_behind_what_it_is_of(width: int) -> None:
    """As every value does: `Much, Most: –`."""
    rows = [Lacking(NAME, None, "x" * 30, None)] * 2
    lines = shown(Section(Lacking, rows), width=width).splitlines()
    assert "  Much, Most: –" in lines
    assert not any(line.lstrip().startswith("–") for line in lines)


def test_a_table_of_nothing_but_names_is_left_to_wider_screens() -> None:
    """At 40 columns a picture of 48 places has no room, and the names of its rows alone say nothing."""
    _, picture = here("value", "zhipu", COLUMNS="40").stdout.split("the line is\ntoday\n")
    assert picture.lstrip().startswith("With --json, or on 73 columns: Low to\nhigh\n")
