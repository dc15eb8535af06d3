"""`find`: which facts are a figure, in any scale or currency, and what holds some words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, rates_of, source

from aicompare import Answer, Data, Trouble, find, load
from aicompare.calculators.search import FoundRow
from aicompare.calculators.search import find as search
from aicompare.companies.company import Note
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report
from aicompare.values.errors import BadAmount, BadUsage, NoAnswer, UnknownCurrency

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


@pytest.mark.parametrize("text", ["gpt-5", "GLM-4.5", "18A", "X 98.7654", "7.8 months", "4.88亿股"])
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


# --- of facts made by hand: one dollar is seven yuan, and one euro a dollar and a quarter --------


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    return rates_of(tmp_path, "2025-01-02,1.25,8.75", "2025-01-03,1.25,8.75", as_of=day("2026-10-31"))


def cash(value: str, on: str = "2025-01-02", **rest: Any) -> Any:
    return fact("cash", on, value, "2025-01-31", **rest)


def matches(text: str, rates: Rates, *facts: Any) -> list[str | None]:
    """How each that is found matches; none where nothing is."""
    try:
        return [row.match for row in of(text, rates, *facts)]
    except NoAnswer:
        return []


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("312400000", "as printed"),
        ("312,400", "as printed, in thousands"),
        ("31,240", "as printed, in 万"),
        ("312.4", "as printed, in millions"),
        (" 312.4 ", "as printed, in millions"),
        ("3.124", "as printed, in 亿"),
        ("0.3124", "as printed, in billions"),
        ("312.4m", "as printed"),
        ("US$312.4m", "as printed"),
        ("31.24", None),
        ("312.4%", None),
        ("-312.4", None),
        ("312.5", "as printed, in millions"),  # both may stand for 312.45
        ("312.6", None),
        ("US$312.4", None),
    ],
)
def test_a_bare_number_may_stand_under_a_heading_with_its_scale(
    seven: Rates, text: str, match: str | None
) -> None:
    """US$312.4m is 312,400 thousand, 31,240万, 3.124亿; with a unit of its own it is that alone."""
    assert matches(text, seven, cash("US$312.4m")) == ([match] if match else [])


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("41%", "as printed"),
        ("41％", "as printed"),
        (" 41% ", "as printed"),
        ("41", "as printed, in percent"),
        ("-41", None),
        ("0.41", None),  # nobody prints a share so
        ("41m", None),
        ("41x", None),
    ],
)
def test_a_percentage_is_found_with_its_sign_or_under_its_heading(
    seven: Rates, text: str, match: str | None
) -> None:
    """41.0% is 0.41 of one; the sign may be of full width."""
    margin = fact("gross_margin", "FY2024", "41.0%")
    assert matches(text, seven, margin) == ([match] if match else [])


@pytest.mark.parametrize(
    ("text", "printed", "match"),
    [
        ("US$312.4m", "US$312m", "rounded"),  # known to 0.5m, where 0.05m is sought
        ("US$312.0m", "US$312m", "as printed"),
        ("US$312m", "US$312.4m", "as printed"),
        ("US$312.4m", ">=US$312.4m", "as printed"),
        ("US$312.4m", "<=US$312.4m", "as printed"),
        ("US$312.4m", ">=US$300m", None),
        ("US$100m", "~US$102m", "rounded"),  # 99.96m to 104.04m; 2 of 102 is within 2%
        ("US$100m", "~US$103m", None),  # 3 of 103 is 2.9%, though 100.94m to 105.06m come near 100.5m
        ("US$10m", "US$10m", "as printed"),  # half a unit is 5% of it
        ("US$9m", "US$9m", None),  # and here 5.6%
        ("US$10.0m", "US$9.9m", "as printed"),  # both may be 9.95m
        ("US$10.0m", "US$9.8m", None),
        ("US$0", "=US$0", "as printed"),
        ("US$0", "US$0", None),  # half a dollar of nothing
    ],
)
def test_a_print_is_like_it_where_it_is_near_and_fine_enough(
    seven: Rates, text: str, printed: str, match: str | None
) -> None:
    """Both intervals meet, at most 2% apart, and a print known to more than 5% of itself says nothing."""
    assert matches(text, seven, cash(printed)) == ([match] if match else [])


@pytest.mark.parametrize(
    ("text", "printed", "match"),
    [
        ("RMB 700m", "US$100m", "in CNY"),
        ("EUR 80m", "US$100m", "in EUR"),
        ("US$100m", "RMB 700m", "in USD"),
        ("RMB 701m", "US$100m", "in CNY"),  # 100m is 99.5m to 100.5m, so 696.5m to 703.5m
        ("RMB 710m", "US$100m", None),
        ("702m", "US$100m", "in CNY"),  # three digits are enough to say so
        ("80.1m", "US$100.1m", "in EUR"),
        ("70m", "US$10.0m", None),  # one is not
        ("71m", "US$10.1m", None),
        ("HK$780m", "US$100m", None),  # of which this file has no rate
        ("RMB 700m", "US$-100m", None),
        ("RMB -700m", "US$-100m", "in CNY"),
        ("RMB 0", "US$0", None),
        ("RMB 0", "US$100m", None),
        ("RMB 7.00", "=US$1", "in CNY"),
        ("RMB 3.50", "=US$0.50", "in CNY"),
        ("RMB 0.70", "=US$0.10", "in CNY"),
        ("RMB 700m", "EUR 560m", None),  # which are US$700m, and RMB 4,900m
    ],
)
def test_an_amount_is_found_in_other_currencies(
    seven: Rates, text: str, printed: str, match: str | None
) -> None:
    """At the rate of the day of the balance, and shown as it was converted."""
    rows = of(text, seven, cash(printed)) if match else []
    assert matches(text, seven, cash(printed)) == [row.match for row in rows] == ([match] if match else [])
    assert all(row.value and row.value.rate for row in rows)
    twice = of(text, seven, cash(printed), cash(printed, "2025-01-03")) if match else []
    assert len(twice) == 2 * len(rows)


def test_what_is_found_as_printed_is_not_told_as_converted_too(tmp_path: Path) -> None:
    """On a day on which a euro is a dollar US$312m are EUR 312m."""
    at_par = rates_of(tmp_path, "2025-01-02,1.00,7.00")
    assert matches("312m", at_par, cash("US$312m")) == ["as printed"]
    assert matches("EUR 312m", at_par, cash("US$312m")) == ["in EUR"]


def test_no_rate_makes_more_than_twenty_times_of_an_amount(seven: Rates) -> None:
    """Of 7 yuan for a dollar no rate is looked up for what is a hundred times off, or of none."""

    class NoRates:
        def closing(self, *_: object) -> None:
            raise AssertionError("a rate is looked up")

    for printed in ("US$4.99m", "US$2,020m", "US$-101m"):
        with pytest.raises(NoAnswer):
            search("RMB 101m", [company(cash(printed))], [], NoRates(), LAST)  # type: ignore[arg-type]
    for printed in ("US$5.06m", "US$2,010m"):
        with pytest.raises(AssertionError, match="is looked up"):
            search("RMB 101m", [company(cash(printed))], [], NoRates(), LAST)  # type: ignore[arg-type]


def test_the_nearest_print_comes_first_then_what_is_rounded_or_converted(seven: Rates) -> None:
    """As printed, in another scale, then the rest; of one kind the nearer, of equal ones the first."""
    facts = [
        cash("US$44.69m", "2025-01-03"),  # RMB 312.83m
        cash("RMB 312.40bn", "2025-01-04"),
        cash("RMB 313m", "2025-01-05"),
        cash("RMB 312.41m", "2025-01-06"),
        cash("RMB 312.40m", "2025-01-07"),
        fact("employees", "2025-01-08", "312"),
        fact("employees", "2025-01-09", "313"),
    ]
    rows = of("312.4", seven, *facts)
    assert [(str(row.value and row.value.period)[-2:], row.match) for row in rows] == [
        ("04", "as printed, in billions"),
        ("07", "as printed, in millions"),
        ("06", "as printed, in millions"),
        ("08", "rounded"),
    ]
    rows = of("RMB 312.4m", seven, *facts)
    assert [(str(row.value and row.value.period)[-2:], row.match) for row in rows] == [
        ("07", "as printed"),
        ("06", "as printed"),
    ]


def test_what_is_printed_so_comes_before_what_is_nearer(seven: Rates) -> None:
    """312.45 of its own scale, then 312.44 millions, then about 312.41 millions; 312.4 is sought."""
    facts = [
        cash("~RMB 312.41m", "2025-01-03"),
        cash("RMB 312.44m", "2025-01-04"),
        fact("stated_runway", "2025-01-05", "312.45"),
    ]
    assert [(str(row.value and row.value.period)[-2:], row.match) for row in of("312.4", seven, *facts)] == [
        ("05", "as printed"),
        ("04", "as printed, in millions"),
        ("03", "rounded, in millions"),
    ]


def test_a_loss_is_sought_under_a_heading_too(seven: Rates) -> None:
    """-312.4 in millions, and not 312.4."""
    loss = fact("net_profit", "2025-01-02", "US$-312.4m")
    assert matches("-312.4", seven, loss) == ["as printed, in millions"]
    assert matches("312.4", seven, loss) == []


# --- words of facts made by hand ----------------------------------------------------------------


def everything() -> list[Any]:
    """Acme with a name, an alias, a fact of every detail and a note; Beta with nothing."""
    one = fact(
        "revenue", "FY2025", "US$5m", scope="cloud", label="restated", deal="ipo-1", status="forecast",
        basis="recognised", note="Without tax",
    )  # fmt: skip
    acme = replace(
        company(one),
        aliases=("Roadrunner", "艾克米"),
        legal_name="Acme SA",
        notes=(Note("Tutors float", (source(),)),),
    )
    return [acme, replace(company(id_="beta"), name="Beta Zwei")]


SOURCES = [source("2026-10-31", "press", "deck"), source("2026-11-01", "press", "later")]


def with_words(text: str) -> Report:
    return search(text, everything(), SOURCES, None, LAST)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("ACME", ("company", "acme", "Acme", "acme")),
        ("acme sa", ("company", "acme", "Acme", "Acme SA")),
        ("roadrunner", ("company", "acme", "Acme", "Roadrunner")),
        ("roadrunner sa", ("company", "acme", "Acme", "Acme SA, Roadrunner")),
        ("艾克米", ("company", "acme", "Acme", "艾克米")),
        ("zwei", ("company", "beta", "Beta Zwei", "Beta Zwei")),
        ("revenue", ("fact", "acme", "Revenue (cloud, restated, deal ipo-1)", "revenue")),
        ("cloud", ("fact", "acme", "Revenue (cloud, restated, deal ipo-1)", "cloud")),
        ("restated", ("fact", "acme", "Revenue (cloud, restated, deal ipo-1)", "restated")),
        ("ipo-1", ("fact", "acme", "Revenue (cloud, restated, deal ipo-1)", "ipo-1")),
        ("forecast", ("fact", "acme", "Revenue (cloud, restated, deal ipo-1)", "forecast")),
        ("recognised", ("fact", "acme", "Revenue (cloud, restated, deal ipo-1)", "recognised")),
        ("tax without", ("fact", "acme", "Revenue (cloud, restated, deal ipo-1)", "Without tax")),
        ("tax cloud", ("fact", "acme", "Revenue (cloud, restated, deal ipo-1)", "cloud, Without tax")),
        ("float tutors", ("note", "acme", "Tutors float", None)),
        ("deck", ("source", None, "deck", "deck")),
        ("made up", ("source", None, "deck", "Made up")),
        ("nobody deck", ("source", None, "deck", "Nobody, deck")),
    ],
)
def test_words_are_found_in_all_that_is_known(text: str, row: tuple[str | None, ...]) -> None:
    """In any order and case; the text that holds them all, else those that do together."""
    (found_row,) = with_words(text).rows
    assert (found_row.kind, found_row.company, found_row.name, found_row.match) == row
    assert (found_row.value is not None) == (found_row.kind == "fact")


def test_a_fact_is_found_by_the_title_of_its_metric(seven: Rates) -> None:
    """Research expense is called R&D expense in the tables."""
    (row,) = of("r&d", seven, fact("research_expense", "FY2025", "US$5m"))
    assert (row.name, row.match) == ("R&D expense", "R&D expense")


def test_what_is_found_stands_by_its_kind(seven: Rates) -> None:
    """Companies before facts and notes, and sources last; a title of each where there are several."""
    report = with_words("a")  # the two names, the fact, and the source, which is made up
    assert report.title == "2 companies, 1 fact, 1 note, 1 source with a"
    assert [row.kind for row in report.rows] == ["company", "company", "fact", "note", "source"]
    first, *tables = report.sections
    assert (first.row_type, first.name, first.about) == (FoundRow, "data", {"several"})
    assert [[row.kind for row in one.rows] for one in tables] == [
        ["company", "company"],
        ["fact"],
        ["note"],
        ["source"],
    ]
    assert {one.row_type for one in tables} == {FoundRow}
    assert [one.title for one in with_words("up").sections[1:]] == [""]  # of one kind
    assert [one.title for one in with_words("o").sections[1:]] == ["Companies", "Facts", "Notes", "Sources"]
    assert [one.title for one in with_words("ut").sections[1:]] == ["Facts", "Notes"]
    assert [(one.title, one.name, set(one.about), one.instead_of) for one in tables] == [
        (title, None, set(), ["data"]) for title in ("Companies", "Facts", "Notes", "Sources")
    ]
    one = search("US$5m", [company(cash("US$5.0m"))], [], seven, LAST)
    assert [(table.title, set(table.about)) for table in one.sections[1:]] == [("", {"figure"})]
    assert (one.name, one.title, one.as_of, one.currency) == ("find", "1 fact with US$5m", LAST, None)
    assert one.names == {"acme": "Acme"}


def test_of_no_question_and_of_no_answer_the_way_out_is_told(seven: Rates) -> None:
    """The day is told, since what was published later is not looked at."""
    with pytest.raises(BadUsage) as empty:
        with_words("  ")
    assert (empty.value.message, empty.value.hint) == (
        "there is nothing to find",
        "give a figure like 4.348, or words like placing",
    )
    with pytest.raises(NoAnswer) as none:
        with_words("later")
    assert (none.value.message, none.value.hint) == (
        "nothing in the data is like 'later' as of 2026-10-31",
        "a figure matches within its last printed digit: write fewer digits, or other words",
    )
