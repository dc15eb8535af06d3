"""`find`: which facts are a figure, in any scale or currency, and what holds some words."""

from __future__ import annotations

from typing import Any

import pytest
from made import company, day, fact

from aicompare import Answer, Data, Trouble, find, load
from aicompare.calculators.search import FoundRow
from aicompare.calculators.search import find as search
from aicompare.rates.rates import Rates
from aicompare.values.errors import BadAmount, NoAnswer, UnknownCurrency

LAST = day("2026-10-31")


@pytest.fixture(scope="module")
def data() -> Data:
    return load()


def found(answer: Answer) -> list[tuple[Any, ...]]:
    return [(row.company, row.name, row.value and row.value.reported, row.match) for row in answer.rows]


def test_a_bare_figure_is_sought_in_every_scale(data: Data) -> None:
    """The 4.348 of an article is the HK$4,348m that two sources print, one of them to a digit more."""
    raised = "Raised (before-over-allotment, deal ipo)"
    assert found(find(data, "4.348"))[:2] == [
        ("zhipu", raised, "HK$4.348bn", "as printed, in billions"),
        ("zhipu", raised, "HK$4,348.1m", "as printed, in billions"),
    ]


def test_a_figure_with_a_scale_is_sought_in_that_one(data: Data) -> None:
    """24.377bn is the RMB 24.377bn after the round, not 24.377% or 24,377."""
    rows = found(find(data, "24.377bn"))
    assert rows[0] == ("zhipu", "Post money (deal b6)", "RMB 24.377bn", "as printed")
    assert {match for *_, match in rows} <= {"as printed", "rounded", "in USD", "in CNY", "in HKD", "in EUR"}


def test_a_coarser_print_is_told_apart() -> None:
    """US$4.348bn may have been printed as 4.3bn, but 4.3bn may be another figure."""
    facts = fact("cash", "2025-12-31", "US$4.348bn"), fact("cash", "2025-06-30", "US$4.3bn")
    rows = of("4.348bn", load().rates, *facts)
    assert [row.match for row in rows] == ["as printed", "rounded"]


def test_an_amount_is_sought_in_its_currency_first_and_then_translated() -> None:
    """RMB 7.10 for US$1 on the day of the balance: the RMB 710m are US$100.0m."""
    rates = load(rates=["USD/CNY=7.10"]).rates
    rows = of(
        "US$100.0m", rates, fact("cash", "2025-12-31", "RMB 710m"), fact("cash", "2025-06-30", "US$100m")
    )
    assert [(str(row.value and row.value.period), row.match) for row in rows] == [
        ("2025-06-30", "as printed"), ("2025-12-31", "in USD"),
    ]  # fmt: skip


def test_a_share_is_found_as_a_percentage_and_an_amount_is_not() -> None:
    """41% is no HK$41m; 41 without a sign may be either."""
    facts = fact("gross_margin", "FY2025", "41.0%"), fact("cash", "2025-12-31", "HK$41m")
    rates = load().rates
    assert [row.match for row in of("41%", rates, *facts)] == ["as printed"]
    assert sorted(str(row.match) for row in of("41", rates, *facts)) == [
        "as printed, in millions", "as printed, in percent",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sought", "printed"),
    [
        ("4.348bn", "US$4bn"),  # 3.5bn to 4.5bn hold it, and say nothing of it
        ("4.348bn", ">=US$1bn"),
        ("4.348bn", "<=US$10bn"),
        ("4.348bn", "US$4.350bn"),
        ("4.348bn", "US$-4.348bn"),
        ("1.2bn", "RMB 8.5bn"),  # US$1.2bn at some rates; two digits are too few to say so
    ],
)
def test_what_only_could_be_the_figure_is_not_found(sought: str, printed: str) -> None:
    """A print far coarser, a bound, another sign."""
    with pytest.raises(NoAnswer):
        of(sought, load().rates, fact("net_profit", "FY2025", printed))


def test_an_open_bound_is_found_by_its_end() -> None:
    """`more than US$800m` is what 800m finds."""
    (row,) = of("US$800m", load().rates, fact("arr", "2026-08", ">=US$800m", basis="arr"))
    assert row.match == "as printed"


def test_words_find_facts_companies_notes_and_sources_in_any_order_and_case(data: Data) -> None:
    """`match` is the text that holds them."""
    kinds = [row.kind for row in find(data, "placing zhipu").rows]
    assert kinds and set(kinds) == {"source"}
    talkie = find(data, "TALKIE").rows
    assert (talkie[0].kind, talkie[0].company, talkie[0].match) == ("company", "minimax", "Talkie")
    assert {row.kind for row in talkie} == {"company", "fact"}
    assert find(data, "float tutors").rows[0].kind == "note"


def test_several_words_need_no_quotes(data: Data) -> None:
    """As a list, and as one text."""
    assert found(find(data, ["star", "market"])) == found(find(data, "star market"))


def test_only_what_was_published_is_found() -> None:
    """The interim results of August 2026 are not known in June."""
    now = found(find(load(as_of="2026-08-31"), "953.9m"))
    assert now == [("zhipu", "Revenue", "RMB 953,892k", "as printed")]
    with pytest.raises(NoAnswer, match="as of 2026-08-30"):
        find(load(as_of="2026-08-30"), "953.9m")


@pytest.mark.parametrize("text", ["qwxyz", "9876543219876.5", "€0.0000001"])
def test_what_is_nowhere_is_said_to_be_nowhere(data: Data, text: str) -> None:
    """With a next step, and exit code 2."""
    with pytest.raises(NoAnswer) as error:
        find(data, text)
    assert error.value.hint


@pytest.mark.parametrize("text", ["5bn TWD", "RUB 100", "5m CNH", "NT$5m", "¥724m"])
def test_a_currency_without_rates_is_told(data: Data, text: str) -> None:
    """5bn TWD are not words."""
    with pytest.raises(UnknownCurrency):
        find(data, text)


def test_of_nothing_nothing_is_sought(data: Data) -> None:
    """An empty text is no question."""
    with pytest.raises(Trouble, match="nothing to find"):
        find(data, "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("placing-2026-07", "fact"),  # a deal
        ("star-2026", "fact"),
        ("HKEX 2026", "source"),
        ("FY2025", "source"),
        ("2513.HK", "company"),
    ],
)
def test_names_with_digits_are_words(data: Data, text: str, kind: str) -> None:
    """`placing` before 2026 is no currency."""
    assert kind in {row.kind for row in find(data, text).rows}


@pytest.mark.parametrize("text", ["gpt-5", "GLM-4.5", "18A", "7.8 months", "4.88亿股"])
def test_a_name_with_digits_that_is_nowhere_is_not_called_a_currency(data: Data, text: str) -> None:
    """Nothing is like it: that is all."""
    with pytest.raises(NoAnswer, match="nothing in the data"):
        find(data, text)


def test_a_number_that_can_be_read_in_two_ways_is_told(data: Data) -> None:
    """0,5 is 0.5 or a slip."""
    with pytest.raises(BadAmount) as error:
        find(data, "0,5")
    assert error.value.hint == "write 0.5"


def of(text: str, rates: Rates, *facts: Any) -> list[FoundRow]:
    rows = search(text, [company(*facts)], [], rates, LAST).rows
    assert all(isinstance(row, FoundRow) for row in rows)
    return list(rows)


def test_nearer_figures_come_first() -> None:
    """Of 24.38bn the 24.381bn before the 24bn, whatever stands first in the file."""
    facts = fact("post_money", "2025-12-31", "RMB 24bn"), fact("post_money", "2025-06-30", "RMB 24.381bn")
    assert [row.value and row.value.reported for row in of("24.38bn", load().rates, *facts)] == [
        "RMB 24.381bn", "RMB 24bn",
    ]  # fmt: skip
