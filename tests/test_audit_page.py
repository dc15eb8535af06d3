"""The screen of `audit`, on rows made for it: the worst first, each source in a line, all else counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from made import fact, source

from aicompare.calculators.claims.page import Shown, page_of
from aicompare.calculators.claims.rows import ClaimRow
from aicompare.companies.derivation import minus, total
from aicompare.companies.fact import Derived, Fact
from aicompare.reports.page import PageEntry, PageRow
from aicompare.reports.report import Quantity, Section
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.money import parse_amount

ALL = Shown(every=True)
ARTICLE = source("2026-06-30", "press", "article")
HUNDRED = fact("cash", "2026-06-30", "US$100m")


def wrong(
    off: str | None, stated: str | None = "US$150m", known: Fact | None = HUNDRED, **rest: Any
) -> ClaimRow:
    """Stated too high where nothing else is said."""
    row = ClaimRow(
        id="article-a-b",
        statement="So it says",
        verdict="contradicted",
        stated=parse_amount(stated) if stated else None,
        computed=known,
        off_by=None if off is None else Decimal(off),
        source=ARTICLE,
    )
    return replace(row, **rest)


HOLDS = wrong(None, verdict="holds", statement="That holds", id="article-cash-in-june")
OPEN = wrong(None, verdict="undecided", statement="Who knows", id="article-open", hint="not in the data")


def entries(rows: Sequence[ClaimRow], shown: Shown = ALL) -> list[PageEntry]:
    *_, last = sections(rows, shown)
    assert (last.row_type, last.title, last.name, [*last.instead_of]) == (PageEntry, "", None, ["data"])
    return [*last.rows]


def sections(rows: Sequence[ClaimRow], shown: Shown = ALL) -> list[Section]:
    return page_of(rows, shown)[1]


def heading(*rows: ClaimRow, **shown: Any) -> str:
    return page_of(rows, Shown(**shown))[0]


def test_the_heading_counts_what_does_not_hold() -> None:
    """Else what holds; of one source its title and day."""
    bad = wrong("0.5")
    assert heading(bad) == "Claims of the sources: 1 of 1 figure does not hold"
    assert heading(bad, HOLDS) == "Claims of the sources: 1 of 2 figures does not hold"
    assert heading(bad, bad, OPEN) == "Claims of the sources: 2 of 3 figures do not hold"
    assert heading(HOLDS) == "Claims of the sources: the figure holds"
    assert heading(HOLDS, HOLDS) == "Claims of the sources: all 2 figures hold"
    assert heading(HOLDS, OPEN) == "Claims of the sources: 1 of 2 figures hold, none is contradicted"
    assert heading(OPEN) == "Claims of the sources: 0 of 1 figure holds, none is contradicted"
    assert heading(HOLDS, one_source=ARTICLE) == "\u201cMade up\u201d (2026-06-30): the figure holds"


def test_the_worst_stands_first_whichever_side_it_lies_on() -> None:
    """Too high by nine is ten times; too low by 0.95 a twentieth; by all of it, nothing is worse."""
    found = entries(
        [
            wrong("0.5", statement="half more"),
            wrong("0.6", "US$40m", statement="two fifths"),  # 2.5 times too low
            wrong("9", "US$1,000m", statement="ten times"),
            wrong("2", "US$300m", statement="three times"),
            wrong("0.95", "US$5m", statement="a twentieth"),
            wrong("1", "US$0", statement="none of it"),
            wrong(None, statement="no ratio"),
            wrong("0.7", None, statement="not said"),
        ]
    )
    assert [one.text for one in found] == [
        "none of it", "a twentieth", "ten times", "three times", "two fifths", "not said", "half more",
        "no ratio",
    ]  # fmt: skip
    assert [one.side for one in found] == [
        "too low", "too low", "too high", "too high", "too low", "off", "too high", "",
    ]  # fmt: skip


def test_a_statement_stands_with_what_tells_and_why() -> None:
    """The figure, by how much, the words of the remark, the hint, and in which source it is."""
    bad = wrong("0.5", hint="holds in HKD", remark="currency")
    (entry,) = entries([bad])
    assert (entry.style, entry.text, entry.value, entry.off_by, entry.side) == (
        "contradicted", "So it says", HUNDRED, Decimal("0.5"), "too high",
    )  # fmt: skip
    assert entry.told == "unit lost: holds in HKD; in article"
    staff = fact("employees", "2025-12-31", "3")
    quantity = replace(wrong("0.5", known=staff), stated=Quantity(Figure.exact(2), "number"))
    assert entries([quantity])[0].side == "too low"
    for remark, words in (
        ("period", "other period: why"),
        ("part", "part for the whole: why"),
        ("adjusted", "adjusted or not: why"),
        ("scale", "why"),
        (None, "why"),
    ):
        assert entries([replace(bad, remark=remark, hint="why")])[0].told == f"{words}; in article"
    assert entries([replace(bad, hint=None)])[0].told == "in article"
    assert entries([replace(bad, hint=None, source=None)])[0].told == ""
    assert entries([replace(bad, statement=None, expression="acme.cash")])[0].text == "acme.cash"
    assert entries([replace(bad, statement=None)])[0].text == ""
    assert entries([bad], Shown(every=True, ids=True))[0].told == (
        "unit lost: holds in HKD; in article; article-a-b"
    )
    # of what is undecided no figure tells
    (entry,) = entries([OPEN])
    assert (entry.style, entry.value, entry.off_by, entry.told) == (
        "undecided", None, None, "not in the data; in article",
    )  # fmt: skip


def test_of_one_source_what_does_not_hold_is_proven() -> None:
    """By the strongest source of each figure, two at most; what is undecided needs none."""
    dated = [source(one, "filing") for one in ("2026-03-31", "2026-01-31")]
    press = source("2025-01-31", "press")
    proven = replace(HUNDRED, sources=(press, *dated))
    one = Shown(ARTICLE)
    bad = wrong("0.5", known=proven, hint="why")
    assert [entry.told for entry in entries([bad, OPEN], one)] == [
        "why; source: Made up, 2026-01-31", "not in the data",
    ]  # fmt: skip
    assert entries([replace(bad, hint=None)], one)[0].told == "source: Made up, 2026-01-31"
    first, second, third = (
        fact("cash", "2026-06-30", "US$9m", published=f"2026-0{day}-01") for day in (3, 4, 5)
    )
    both = Derived.of("acme", HUNDRED.metric, minus(first, second), HUNDRED.period)
    assert entries([replace(bad, computed=both)], one)[0].told == (
        "why; source: Made up, 2026-03-01 and Made up, 2026-04-01"
    )
    three = Derived.of("acme", HUNDRED.metric, total([first, second, third]), HUNDRED.period)
    assert entries([replace(bad, computed=three)], one)[0].told.endswith("03-01 and Made up, 2026-04-01")
    bare = replace(HUNDRED, sources=())
    assert entries([replace(bad, computed=bare)], one)[0].told == "why"
    assert entries([replace(bad, computed=None)], one)[0].told == "why"
    assert entries([bad], Shown(ARTICLE, ids=True))[0].told == "why; source: Made up, 2026-01-31; article-a-b"
    assert len(sections([bad], one)) == 1
    assert page_of([bad, OPEN], one)[2] == []


def test_what_holds_is_told_in_full_up_to_eight_statements_of_one_source() -> None:
    """Of more, of all sources, and where ids are asked for, by its names, those without the source's."""
    rows = [replace(HOLDS, id=f"article-a-{one}", statement=f"that {one}") for one in range(1, 10)]
    eight = entries(rows[:8], Shown(ARTICLE))
    assert [(one.style, one.text) for one in eight] == [("holds", f"that {one}") for one in range(1, 9)]
    (nine,) = entries(rows, Shown(ARTICLE))
    assert nine.text == "9 hold: a 1; a 2; a 3; a 4; a 5; a 6; a 7; a 8; a 9"
    (one,) = entries([HOLDS])
    assert (one.style, one.text) == ("holds", "1 holds: cash in june")
    assert entries([HOLDS], Shown(ARTICLE, ids=True))[0].text == "1 holds: article-cash-in-june"
    assert entries([HOLDS, HOLDS], Shown(every=True, ids=True))[0].text == (
        "2 hold: article-cash-in-june; article-cash-in-june"
    )
    assert entries([replace(HOLDS, source=None)])[0].text == "1 holds: article cash in june"
    assert entries([replace(HOLDS, id=None)])[0].text == "1 holds: "
    whole = replace(HOLDS, statement=None, expression="acme.cash > 0")
    assert entries([whole], Shown(ARTICLE))[0].text == "acme.cash > 0"
    assert entries([replace(whole, expression=None)], Shown(ARTICLE))[0].text == ""
    assert entries([wrong("0.5")])[-1].style == "contradicted"


def test_all_sources_together_show_six_and_count_the_rest() -> None:
    """Undecided ones are but counted, and what holds not told, unless all is asked for."""
    bad = [wrong("0.5", statement=str(one)) for one in range(8)]
    few = Shown()
    assert [one.text for one in entries([*bad, OPEN, HOLDS], few)] == ["0", "1", "2", "3", "4", "5"]
    assert page_of([*bad, OPEN, OPEN, HOLDS], few)[2] == [
        "2 more that do not hold and 2 undecided: --source SOURCE, --all"
    ]
    assert page_of([*bad[:7], HOLDS], few)[2] == ["1 more that does not hold: --source SOURCE, --all"]
    assert page_of([*bad[:6], OPEN], few)[2] == ["1 undecided: --source SOURCE, --all"]
    assert page_of([*bad[:6], HOLDS], few)[2] == []
    assert page_of([*bad, OPEN], ALL)[2] == []
    styles = [one.style for one in entries([HOLDS, OPEN, *bad])]
    assert styles == ["contradicted"] * 8 + ["undecided", "holds"]


def sourced(name: str, *verdicts: str) -> list[ClaimRow]:
    found = replace(ARTICLE, id=name)
    return [wrong("0.5", verdict=verdict, source=found) for verdict in verdicts]


def by_source(rows: Sequence[ClaimRow], shown: Shown) -> list[tuple[str, ...]]:
    table, _ = sections(rows, shown)
    assert (table.row_type, table.title, table.name, [*table.instead_of]) == (PageRow, "", None, ["data"])
    heads = {"figures": "Figures", "holds": "✓", "contradicted": "✗", "undecided": "?"}
    assert table.keys == {"cells": heads}
    return [(row.label, *(str(row.cells[key]) for key in heads)) for row in table.rows]


def test_each_source_has_a_line_the_largest_first() -> None:
    """Six in full; of more the five largest, and the others in one line unless all are asked for."""
    rows = [
        *sourced("a", "holds"),
        *sourced("b", "holds", "contradicted", "contradicted"),
        *sourced("c", "undecided", "holds"),
    ]
    assert by_source(rows, Shown()) == [
        ("b", "3", "1", "2", ""),
        ("c", "2", "1", "", "1"),
        ("a", "1", "1", "", ""),
    ]
    rows += [*sourced("d", "holds"), *sourced("e", "holds"), *sourced("f", "contradicted")]
    six = by_source(rows, Shown())
    assert [line[0] for line in six] == ["b", "c", "a", "d", "e", "f"]
    rows += sourced("g", "undecided")
    assert by_source(rows, Shown()) == [*six[:5], ("2 other sources", "2", "", "1", "1")]
    assert [line[0] for line in by_source(rows, ALL)] == ["b", "c", "a", "d", "e", "f", "g"]
    assert by_source([replace(HOLDS, source=None)], ALL) == [("", "1", "1", "", "")]
