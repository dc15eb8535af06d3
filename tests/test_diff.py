"""`diff`: what changed between two days or two data files, and why each answer moved."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, here
from made import rounded

from aicompare import Answer, diff, load
from aicompare.values.errors import BadFile, BadPeriod, BadUsage, NoAnswer, UnknownName

DATA = load()
JUNE, OCTOBER = "2026-06-30", "2026-10-31"
FACT = "    - {{metric: {}, period: {}, value: {}, source: {}}}\n"


def rows_of(answer: Answer, title: str) -> list[Any]:
    return [row for row in answer.rows if row.answer == title]


def effects(answer: Answer, title: str, places: int = 1) -> dict[str, str]:
    """What each row of an answer did to it, by its words."""
    return {row.what: rounded(row.effect.figure.value, places) for row in rows_of(answer, title)}


def facts(answer: Answer) -> list[tuple[str, str, str, str]]:
    rows = answer.report.named["facts"].rows
    return [(row.change, row.fact.metric.name, row.fact.reported, row.weight) for row in rows]


def own(path: Path, *lines: tuple[str, str, str], source: str = "first") -> Path:
    """A data file of a company Acme, in US$, with two sources of unlike days."""
    text = (
        "sources:\n"
        "  first: {title: First, publisher: Acme, published: 2026-02-01, kind: filing}\n"
        "  second: {title: Second, publisher: Acme, published: 2026-08-01, kind: filing}\n"
        "companies:\n"
        "  acme:\n    name: Acme\n    currency: USD\n    facts:\n"
    )
    path.write_text(text + "".join(FACT.format(*line, source) for line in lines), encoding="utf-8")
    return path


# --- MiniMax, by hand -------------------------------------------------------------------------
# Balance alone. 31 December 2025: the company's own total of US$1,050.3m (results FY2025) over
# the operating cash flow of FY2025, US$279.641m / 12 = 23.303417 (annual report): 45.0706 months.
# 30 June 2026: US$1,322.8m over the adjusted loss of H1 2026, US$293.031m / 6 = 48.8385 (both
# interim results): 27.0852. On the way the new cash over the old burn is 56.7642 months, and over
# the adjusted loss of FY2025, US$250.856m / 12 = 20.904667 (results FY2025), 63.2777.


@pytest.fixture(scope="module")
def minimax() -> Answer:
    return diff(DATA, JUNE, OCTOBER, "minimax")


def test_the_runway_of_minimax_is_split_into_its_causes(minimax: Answer) -> None:
    """27.0852 - 45.0706 = 11.6936 by the cash, 6.5135 by the basis and -36.1926 by the period."""
    assert effects(minimax, "Runway, balance alone", 3) == {
        "Runway, balance alone, months": "-17.985",
        "cash, another day: 2026-06-30": "11.694",
        "burn a month": "-29.679",
        "another basis: adjusted-loss": "6.514",
        "another period: H1 2026": "-36.193",
    }
    whole, cash, burn, *_ = rows_of(minimax, "Runway, balance alone")
    assert [rounded(one.figure.value) for one in (whole.before, whole.after)] == ["45.1", "27.1"]
    assert [one.reported for one in (cash.before, cash.after)] == ["US$1,050.3m", "US$1,322.8m"]
    assert [rounded(one.figure.value / 10**6) for one in (burn.before, burn.after)] == ["23.3", "48.8"]
    assert (burn.before_basis, burn.after_basis) == ("operating", "adjusted-loss")
    assert (burn.causes, cash.causes) == (("basis", "period"), ("period",))


def test_a_raise_is_a_cause_of_its_own(minimax: Answer) -> None:
    """In June HK$4,596.1m of the listing, in October HK$5,293m of it and HK$9,491m of July's placing.

    In US$ at the ECB's rates of 9 January (0.1282681), 30 January (0.1281) and 14 July (0.1275913):
    589.5; 5,293 x 0.1281 + 9,491 x 0.1275913 = 678.0 + 1,211.0. Over the old burn of 23.303417 a
    month (1,889.0 - 589.5) is 55.8 months.
    """
    raised = rows_of(minimax, "Runway")[1]
    assert (raised.input, raised.causes) == ("equity raised since", ("raise",))
    assert rounded(raised.effect.figure.value, 1) == "55.8"


def test_equity_value_is_shares_then_price(minimax: Answer) -> None:
    """HK$417.0 x 313,635,308 = 130.786bn, HK$250.20 x 349,235,308 = 87.379bn.

    The new shares at the old price: 35,600,000 x 417 = 14.8452bn; the new price on the new shares:
    349,235,308 x -166.80 = -58.2524bn.
    """
    found = {row.input: row.effect.figure.value for row in rows_of(minimax, "Equity value")}
    assert found["shares"] == Decimal("14845200000")
    assert found["price"] == Decimal("349235308") * Decimal("-166.80")
    assert found[None] == found["shares"] + found["price"]


def test_the_facts_behind_it_weigh_by_what_they_move(minimax: Answer) -> None:
    """The cash and the loss of H1 2026 move an answer, the listing's proceeds of January gave way."""
    known = facts(minimax)
    assert ("added", "cash_balance", "US$1,322.8m", "moves an answer") in known
    assert ("outranked", "net_proceeds", "HK$4,596.1m", "moves an answer") not in known
    weights = [weight for *_, weight in known]
    assert weights == sorted(weights, key=["moves an answer", "headline", "detail"].index)


# --- laws ------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [("2025-12-31", "2026-04-30"), (JUNE, OCTOBER), ("2026-01-31", OCTOBER)])
def test_the_parts_of_every_answer_sum_to_the_whole(days: tuple[str, str]) -> None:
    """Of all companies, to the twelfth digit; so do the stages of an input."""
    checked = 0
    for _, group in groupby(diff(DATA, *days).rows, key=lambda row: (row.company, row.answer)):
        whole, *parts = group
        inputs = [part for part in parts if part.level == 1]
        if whole.effect and all(part.effect for part in parts):
            assert_sum(whole, inputs, whole)
            checked += 1
        for one in inputs:
            stages = [part for part in parts if part.level == 2 and part.input == one.input]
            if stages and one.effect and all(stage.effect for stage in stages):
                assert_sum(one, stages, whole)
    assert checked > 20


def assert_sum(row: Any, parts: list[Any], whole: Any) -> None:
    sizes = [abs(one.figure.value) for one in (whole.before, whole.after)]
    off = sum(part.effect.figure.value for part in parts) - row.effect.figure.value
    assert abs(off) <= max(sizes) * Decimal("1e-12") * 10, (whole.company, whole.answer)


def test_a_day_against_itself_is_empty() -> None:
    """No answer, no fact, in a table and for machines."""
    answer = diff(DATA, OCTOBER, OCTOBER)
    assert (list(answer.rows), facts(answer)) == ([], [])
    assert json.loads(answer.to_json())["data"] == []
    assert "Nothing changed." in answer.to_text()


def test_a_file_against_itself_is_empty(tmp_path: Path) -> None:
    """One of the user's own, and the shipped one."""
    mine = own(tmp_path / "mine.yaml", ("cash", "2025-12-31", "US$30m"))
    for file in (mine, ROOT / "data" / "companies.yaml"):
        answer = diff(DATA, str(file), str(file))
        assert (list(answer.rows), facts(answer)) == ([], [])


# --- two files -------------------------------------------------------------------------------

OLD = (("cash", "2025-12-31", "=US$30m"), ("liquid_investments", "2025-12-31", "=US$0m"))


def test_files_say_what_was_added_outranked_and_withdrawn(tmp_path: Path) -> None:
    """US$30m over US$24m of FY2025, 15 months, become US$40m over US$48m, 10: +5 by cash, -10 by burn.

    30 / 2 = 15; 40 / 2 - 15 = 5; 40 / 4 - 20 = -10. The cash is another figure of one day, and so is
    the burn; the employees are gone.
    """
    old = own(
        tmp_path / "old.yaml", *OLD, ("cash_burn", "FY2025", "=US$24m"), ("employees", "2025-12-31", "300")
    )
    new = own(tmp_path / "new.yaml", *OLD, ("cash_burn", "FY2025", "=US$48m"))
    with new.open("a", encoding="utf-8") as file:
        file.write(FACT.format("cash", "2025-12-31", "=US$40m", "second"))
    answer = diff(DATA, str(old), str(new), "acme")
    assert effects(answer, "Runway") == {
        "Runway, months": "-5.0",
        "cash, a new figure": "5.0",
        "burn a month, a new figure": "-10.0",
    }
    assert sorted(facts(answer)) == [
        ("added", "cash", "=US$40m", "moves an answer"),
        ("added", "cash_burn", "=US$48m", "moves an answer"),
        ("outranked", "cash", "=US$30m", "moves an answer"),
        ("withdrawn", "cash_burn", "=US$24m", "moves an answer"),
        ("withdrawn", "employees", "300", "detail"),
    ]


def test_an_answer_that_came_or_went_has_no_change(tmp_path: Path) -> None:
    """Before there was no burn; the other way round the reason stands beside what was."""
    old = own(tmp_path / "old.yaml", *OLD)
    new = own(tmp_path / "new.yaml", *OLD, ("cash_burn", "FY2025", "=US$24m"))
    came = rows_of(diff(DATA, str(old), str(new), "acme"), "Runway")
    assert [(row.before, rounded(row.after.figure.value), row.effect) for row in came] == [
        (None, "15.0", None)
    ]
    (gone,) = rows_of(diff(DATA, str(new), str(old), "acme"), "Runway")
    assert (gone.after, gone.told) == (None, "no matching burn")


def test_an_edition_of_the_shipped_file_stands_in_its_place(tmp_path: Path) -> None:
    """Without the adjusted loss of H1 2026 no burn matches June, and MiniMax rests on December: 45.1."""
    text = (ROOT / "data" / "companies.yaml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    (gone,) = [line for line in lines if "adjusted_net_profit, period: H1 2026" in line and "293.0" in line]
    old = tmp_path / "old.yaml"
    old.write_text(text.replace(gone, ""), encoding="utf-8")
    answer = diff(DATA, str(old), str(ROOT / "data" / "companies.yaml"))
    whole, *_ = rows_of(answer, "Runway, balance alone")
    assert [rounded(one.figure.value) for one in (whole.before, whole.after)] == ["45.1", "27.1"]
    assert {row.company for row in answer.rows} == {"minimax"}
    assert {(change, name) for change, name, *_ in facts(answer)} == {("added", "adjusted_net_profit")}


# --- how it reads ----------------------------------------------------------------------------


def test_markdown_begins_with_a_paragraph_for_a_newsletter(minimax: Answer) -> None:
    """In whole sentences; the table stands below."""
    told = (
        "Runway, balance alone, fell from 45.1 to 27.1 months (-18.0): cash from US$1,050.3m to "
        "US$1,322.8m (2025-12-31 to 2026-06-30) made +11.7 of it, burn a month from US$23.3m to "
        "US$48.8m (operating to adjusted-loss, FY2025 to H1 2026) made -29.7 of it."
    )
    text = minimax.to_markdown()
    assert told in text
    assert text.index("**MiniMax.** Runway fell") < text.index("|  | Before | After | Change |")


def test_many_companies_fit_a_screen() -> None:
    """A line for each of the twenty that moved furthest, and what is not shown is said."""
    done = here("diff", JUNE, OCTOBER)
    lines = done.stdout.splitlines()
    assert len(lines) <= 40
    assert any(line.startswith("Zhipu  ") and "28.4" in line and "79.9" in line for line in lines)
    assert "companies moved; here one of each" in done.stdout


def test_facts_are_listed_where_they_are_asked_for() -> None:
    """Tables only with --facts; JSON has them always."""
    assert "Operating cash" not in here("diff", JUNE, OCTOBER, "zhipu").stdout
    assert "Operating cash" in here("diff", JUNE, OCTOBER, "zhipu", "--facts").stdout
    told = json.loads(here("diff", JUNE, OCTOBER, "zhipu", "--json").stdout)
    assert "operating_cash_flow" in {row["fact"]["metric"] for row in told["facts"]}


def test_equity_values_stand_in_the_currency_asked_for() -> None:
    """With the rate as a cause; HK$130.786bn at 0.1275210 is US$16.678bn."""
    rows = rows_of(diff(DATA, JUNE, OCTOBER, "minimax", currency="USD"), "Equity value")
    assert [row.input for row in rows] == [None, "shares", "price", "rate"]
    assert rounded(rows[0].before.figure.value / 10**6, 0) == "16678"


def test_amounts_of_a_runway_stand_in_the_currency_asked_for(minimax: Answer) -> None:
    """Each by its kind: US$1,322.8m of 30 June 2026 at that day's 7.8418 HKD; months stay what they are."""
    shown = diff(DATA, JUNE, OCTOBER, "minimax", currency="HKD")
    cash = rows_of(shown, "Runway, balance alone")[1]
    assert (cash.after.currency, rounded(cash.after.figure.value / 10**6, 0)) == ("HKD", "10373")
    assert effects(shown, "Runway, balance alone") == effects(minimax, "Runway, balance alone")


def test_the_difference_of_at_most_and_at_least_is_not_known() -> None:
    """DeepSeek's "at most" of US$59.21bn and "at least" US$50bn are at least so far apart, no more."""
    (whole, *_) = rows_of(diff(DATA, JUNE, OCTOBER, "deepseek"), "Equity value")
    assert whole.effect.figure.high is None
    assert "≥ -US$9,202.9m" in diff(DATA, JUNE, OCTOBER, "deepseek").to_text(120)


# --- what cannot be compared -------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked, trouble, words",
    [
        ((OCTOBER, JUNE), BadUsage, "2026-10-31 is after 2026-06-30"),
        ((JUNE, "old.yaml"), BadUsage, "are a day and a file"),
        (("2019-01-01", JUNE), NoAnswer, "nothing that was published by 2019-01-01"),
        (("2026-02-30", JUNE), BadPeriod, "'2026-02-30' is not a day"),
        (("2026-06", "2026-10"), BadPeriod, "'2026-06' is not a day"),
        (("FY2025", OCTOBER), BadPeriod, "'FY2025' is not a day"),
        (("no.yaml", "none.yaml"), BadFile, "no.yaml: cannot be read"),
        ((JUNE, OCTOBER, "minimx"), UnknownName, "there is no company 'minimx'"),
    ],
)
def test_what_cannot_be_compared_is_refused(asked: tuple[str, ...], trouble: type, words: str) -> None:
    """Each says what is wrong."""
    with pytest.raises(trouble, match=words):
        diff(DATA, *asked)


def test_a_file_of_another_schema_is_refused_with_its_line(tmp_path: Path) -> None:
    """The first key that is not known, at its place."""
    new = own(tmp_path / "new.yaml", *OLD)
    other = tmp_path / "other.yaml"
    other.write_text(new.read_text().replace("publisher: Acme", "house: Acme"), encoding="utf-8")
    done = here("diff", str(new), str(other))
    assert done.returncode == 2
    assert f"{other}:2:" in done.stderr


def test_as_of_bounds_both_sides() -> None:
    """Nothing that was published later counts on either."""
    early = load(as_of=JUNE)
    assert list(diff(early, JUNE, OCTOBER, "minimax").rows) == []
