"""The screens of `compare`: metrics down for two or three companies, companies down for more of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from made import comes_of, company, day, fact

from aicompare.calculators.comparison import CompareRow, comparison
from aicompare.calculators.comparisonpage import names_of
from aicompare.companies.company import Company
from aicompare.companies.derivation import Product, Sum
from aicompare.companies.fact import Fact
from aicompare.companies.measures import RECURRING, RUNWAY, RUNWAY_ALONE
from aicompare.companies.solved import Meaningful
from aicompare.rates.rates import Rates
from aicompare.reports.page import Cited, PageCell, PageRow, Sentence, Told
from aicompare.reports.report import Report, Section
from aicompare.values.errors import NoAnswer
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period

LAST = day("2026-10-31")


def of(id_: str, *facts: Fact, listed: bool = True) -> Company:
    return company(*facts, id_=id_, listed="2026-01-08" if listed else None)


def flows(id_: str, **figures: str) -> list[Fact]:
    """Of FY2025, US$m and exact."""
    return [fact(name, "FY2025", f"=US${value}m", company=id_) for name, value in figures.items()]


def one(*more: Fact) -> Company:
    return of(
        "one", *flows("one", revenue="36", gross_profit="18", research_expense="9", net_profit=" -8"),
        fact("revenue", "FY2024", "=US$12m", company="one"),
        fact("cash", "2025-12-31", "=US$30m", company="one"),
        fact("liquid_investments", "2025-12-31", "=US$10m", company="one"),
        fact("market_cap", "2026-03-31", "=US$720m", company="one"),
        fact("arr", "2026-01-31", "=US$48m", company="one"), *more,
    )  # fmt: skip


def two(*more: Fact) -> Company:
    return of(
        "two", *flows("two", revenue="30", gross_profit="9", research_expense="15", net_profit=" -4"),
        fact("revenue", "FY2024", "=US$10m", company="two"),
        fact("cash_balance", "2025-12-31", "=US$25m", company="two"),
        fact("market_cap", "2026-03-31", "=US$300m", company="two"),
        fact("run_rate", "2026-01-31", "=US$32m", company="two"), *more,
    )  # fmt: skip


def compared(
    *companies: Company, rates: Rates, metrics: tuple[str, ...] = (), currency: str | None = "USD",
    period: str | None = None,
) -> Report:  # fmt: skip
    return comparison(companies, metrics, Period.parse(period) if period else None, rates, LAST, currency)


def said(cell: Any) -> Any:
    """A figure in millions, or as it is, and what is told of it."""
    if not isinstance(cell, PageCell):
        return "cited" if isinstance(cell, Cited) else cell
    figure = getattr(cell.value, "figure", cell.value)
    value = figure.value / 10**cell.scale.power if cell.scale and cell.value.currency else figure.value
    marks = [cell.unit, "turned" if cell.turned else "", cell.remark]
    told = ", ".join(filter(None, marks))
    return (value, told) if told else value


def lines(section: Section) -> list[tuple[str, int, dict[str, Any]]]:
    return [
        (row.label, row.depth, {key: said(cell) for key, cell in row.cells.items()}) for row in section.rows
    ]


# --- metrics down -------------------------------------------------------------------------------


def test_two_companies_stand_beside_each_other_with_their_ratio(rates: Rates) -> None:
    """36 / 30 is 1.2; margins of 50% and 30% are 20 points apart; what stands under another is not told its
    period again, and where the companies' words differ each has its own.
    """
    report = compared(one(), two(), rates=rates)
    page = report.sections[1]
    fifth, over = Decimal("0.2"), "over FY2025"
    assert report.heading == "One and Two, US$m, FY2025"
    assert lines(page) == [
        ("Revenue", 0, {"one": 36, "two": 30, "ratio": (6 * fifth, "times"), "source": "cited"}),
        ("growth on FY2024", 1, {"one": 2, "two": 2, "source": "cited"}),
        (
            "Gross margin", 0,
            {"one": Decimal("0.5"), "two": Decimal("0.3"), "ratio": (fifth, "points"), "source": "cited"},
        ),
        ("R&D expense", 0, {"one": 9, "two": 15, "ratio": (3 * fifth, "times"), "source": "cited"}),
        (
            "of revenue", 1,
            {"one": Decimal("0.25"), "two": Decimal("0.5"), "ratio": (Decimal("-0.25"), "points"),
             "source": "cited"},
        ),
        ("Net loss", 0, {"one": (-8, "turned"), "two": (-4, "turned"), "source": "cited"}),
        (
            "Cash and liquid funds", 0,
            {"one": 40, "two": (25, "company's own total"), "ratio": (8 * fifth, "times"),
             "when": "2025-12-31", "source": "cited"},
        ),
        (
            "Equity value", 0,
            {"one": 720, "two": 300, "ratio": (12 * fifth, "times"), "when": "2026-03-31", "source": "cited"},
        ),
        (
            "to revenue", 1,
            {"one": (20, over), "two": (10, over), "ratio": (2, "times"), "source": "cited"},
        ),
        (
            "ARR or run-rate", 0,
            {"one": 48, "two": (32, "run-rate"), "ratio": (Decimal("1.5"), "times"), "when": "2026-01-31",
             "source": "cited"},
        ),
    ]  # fmt: skip
    assert page.keys == {
        "cells": {"one": "One", "two": "Two", "ratio": "One/Two", "when": "", "source": "Source"}
    }
    assert [list(each) for each in page.drops] == [["source"], ["ratio"], ["when"]]
    assert page.rows[0].cells["source"] == Cited(tuple(report.rows[0].values.values()))
    assert page.rows[0].cells["one"].unit == ""
    assert (page.row_type, page.name, list(page.instead_of)) == (PageRow, None, ["data"])


def page_of(*companies: Company, rates: Rates, **asked: Any) -> list[tuple[str, int, dict[str, Any]]]:
    """Its lines without the sources."""
    found = lines(compared(*companies, rates=rates, **asked).sections[1])
    return [
        (label, depth, {key: one for key, one in cells.items() if key != "source"})
        for label, depth, cells in found
    ]


def burning(id_: str, cash: str = "=US$60m", burn: str | None = "=US$10m", *more: Fact) -> Company:
    months = [fact("monthly_burn", "FY2025", burn, balance="2025-12-31", company=id_)] if burn else []
    return of(id_, fact("cash_balance", "2025-12-31", cash, company=id_), *months, *more)


def raised(id_: str) -> Fact:
    return fact("raised", "2026-02-15", "=US$30m", deal="c", status="closed", company=id_)


def test_months_with_raises_and_alone_stand_in_two_rows_where_they_differ(rates: Rates) -> None:
    """60 over 10 a month, and with 30 raised since 9 months; where nobody raised the second row goes."""
    a, b = burning("a", "=US$60m", "=US$10m", raised("a")), burning("b")
    when = "2025-12-31"
    own = "company's own total"
    assert page_of(a, b, rates=rates)[1:] == [
        ("raised since", 1, {"a": 30, "b": None}),
        (
            "Months of cash, with raises",
            0,
            {"a": 9, "b": 6, "ratio": (Decimal("1.5"), "times"), "when": when},
        ),
        ("balance alone", 1, {"a": 6, "b": 6, "ratio": (1, "times")}),
    ]
    worth = fact("market_cap", "2026-03-31", "=US$720m", company="a")
    plain = page_of(burning("a", "=US$120m", "=US$10m", worth), b, rates=rates)
    assert plain[2:] == [("Equity value", 0, {"a": 720, "b": None, "when": "2026-03-31"})]
    assert plain[1:2] == [("Months of cash", 0, {"a": 12, "b": 6, "ratio": (2, "times"), "when": when})]
    named = page_of(burning("a", "=US$120m"), b, rates=rates, metrics=("runway", "runway_balance_alone"))
    assert [label for label, *_ in named] == ["Months of cash, with raises", "balance alone"]
    assert own not in str(plain)


def test_who_burns_no_cash_is_said_to_burn_none(rates: Rates) -> None:
    """Of its months; who has no burn that is known has a dash."""
    flowing = of(
        "b", fact("cash_balance", "2025-12-31", "=US$60m", company="b"),
        fact("operating_cash_flow", "FY2025", "=US$12m", company="b"),
    )  # fmt: skip
    found = page_of(
        burning("a"), flowing, burning("c", burn=None), rates=rates, metrics=("runway", "cash_balance")
    )
    assert found[0] == (
        "Months of cash, with raises",
        0,
        {"a": 6, "b": "not burning", "c": None, "when": "2025-12-31"},
    )


def test_bases_that_differ_are_told_in_the_words_of_their_kind(rates: Rates) -> None:
    """Of months the burn that they rest on: a loss is no cash flow."""
    loss = of(
        "b", fact("cash_balance", "2025-12-31", "=US$60m", company="b"),
        fact("adjusted_net_profit", "FY2025", "=US$ -120m", company="b"),
    )  # fmt: skip
    (months,) = page_of(burning("a"), loss, rates=rates, metrics=("runway",))
    assert months[2]["b"] == (6, "on adjusted loss, not cash flow")
    assert months[2]["a"] == (6, "company's own total")


def test_what_is_asked_for_keeps_its_row_without_a_figure(rates: Rates) -> None:
    """Else it goes, and does not make the period of the heading doubtful."""
    a, b = of("a", *flows("a", revenue="36")), of("b", *flows("b", revenue="30"))
    found = page_of(a, b, rates=rates, metrics=("revenue", "net_profit"))
    assert found[1] == ("Net profit", 0, {"a": None, "b": None})
    assert [label for label, *_ in page_of(a, b, rates=rates)] == ["Revenue"]
    assert compared(a, b, rates=rates).heading == "A and B, US$m, FY2025"
    alone = compared(a, b, rates=rates, metrics=("monthly_active_users", "revenue"), currency=None)
    assert alone.heading == "A and B, as reported, FY2025"


def test_what_is_of_another_period_says_so(rates: Rates) -> None:
    """In its row where all are of that one, behind a mark where they differ; the heading has that of most."""
    a = of(
        "a",
        *flows("a", revenue="36", net_profit="4"),
        fact("research_expense", "FY2024", "=US$9m", company="a"),
    )
    b = of(
        "b", *flows("b", net_profit="2"), fact("research_expense", "FY2024", "=US$3m", company="b"),
        fact("revenue", "H1 2026", "=US$30m", company="b"),
    )  # fmt: skip
    asked = ("revenue", "net_profit", "research_expense")
    assert compared(a, b, rates=rates, metrics=asked).heading == "A and B, US$m, FY2025 unless said"
    assert page_of(a, b, rates=rates, metrics=asked) == [
        ("Revenue", 0, {"a": 36, "b": (30, "H1 2026")}),
        ("Net profit", 0, {"a": 4, "b": 2, "ratio": (2, "times")}),
        ("R&D expense", 0, {"a": 9, "b": 3, "ratio": (3, "times"), "when": "FY2024"}),
    ]


def test_of_two_periods_as_frequent_the_later_is_that_of_the_heading(rates: Rates) -> None:
    """One row of FY2024, one of FY2025; days are no period."""
    pair = [
        of(
            id_,
            fact("revenue", "FY2025", "=US$36m", company=id_),
            fact("net_profit", "FY2024", "=US$1m", company=id_),
        )
        for id_ in "ab"
    ]
    assert compared(*pair, rates=rates).heading == "A and B, US$m, FY2025 unless said"
    days = [of(id_, fact("cash", "2025-12-31", "=US$36m", company=id_)) for id_ in "ab"]
    assert compared(*days, rates=rates, metrics=("cash",)).heading == "A and B, US$m"


def test_a_part_of_a_company_and_what_is_only_expected_are_marked(rates: Rates) -> None:
    """`cloud alone`; announced."""
    a = of("a", fact("arr", "2026-01-31", "=US$48m", company="a", scope="cloud"))
    b = of("b", fact("arr", "2026-01-31", "=US$12m", company="b"))
    (row,) = page_of(a, b, rates=rates)
    assert row[:2] == ("ARR", 0) and row[2]["a"] == (48, "cloud alone") and row[2]["b"] == 12
    both = [
        of(id_, fact("run_rate", "2026-01-31", f"=US${value}m", company=id_))
        for id_, value in (("a", 48), ("b", 12))
    ]
    assert page_of(*both, rates=rates) == [
        ("Run-rate", 0, {"a": 48, "b": 12, "ratio": (4, "times"), "when": "2026-01-31"})
    ]


@pytest.mark.parametrize(
    ("figures", "title"),
    [(("0", " -4"), "Net profit"), (("0.5", " -4"), "Net profit"), ((" -0.5", " -4"), "Net loss")],
)
def test_a_row_is_one_of_losses_where_all_are_below_zero(
    rates: Rates, figures: tuple[str, str], title: str
) -> None:
    """Zero is no loss, half a dollar neither; of one company alone its loss."""
    pair = [
        of(id_, fact("net_profit", "FY2025", f"=US${text}", company=id_))
        for id_, text in zip("ab", figures, strict=True)
    ]
    assert [label for label, *_ in page_of(*pair, rates=rates)] == [title]
    alone = page_of(pair[1], of("c"), rates=rates)
    assert alone == [("Net loss", 0, {"b": (-4, "turned"), "c": None})]


def test_what_is_to_be_said_of_a_figure_is_said_in_one_row(rates: Rates) -> None:
    """Its day, that it is of a part, that it is only announced, when it is due."""
    part = {"scope": "cloud", "status": "announced"}
    a = of("a", fact("arr", "2026-01-31", "=US$48m", company="a", **part))
    b = of("b", fact("arr", "2026-03-31", "=US$12m", company="b"))
    (row,) = page_of(a, b, rates=rates)
    assert row[2]["a"] == (48, "2026-01-31, cloud alone, announced")
    owed = {"status": "closed", "deal": "bond", "due": "2030-01-01"}
    pair = [of(id_, fact("debt_principal", "2026-01-31", "=US$48m", company=id_, **owed)) for id_ in "ab"]
    (row,) = page_of(*pair, rates=rates, metrics=("debt_principal",))
    assert row[2]["a"] == row[2]["b"] == (48, "due 2030-01-01")
    later = of("b", fact("debt_principal", "2026-03-31", "=US$48m", company="b", **owed))
    (row,) = page_of(pair[0], later, rates=rates, metrics=("debt_principal",))
    assert row[2]["a"] == (48, "2026-01-31, due 2030-01-01")


def test_a_growth_of_a_year_of_its_own_has_no_year_to_name(rates: Rates) -> None:
    """Of FY2025 it is growth on FY2024; of twelve months to January just growth."""
    pair = [
        of(
            id_, fact("revenue", "2025-02-01..2026-01-31", "=US$36m", company=id_),
            fact("revenue", "2024-02-01..2025-01-31", "=US$12m", company=id_),
        )
        for id_ in "ab"
    ]  # fmt: skip
    assert [label for label, *_ in page_of(*pair, rates=rates)] == ["Revenue", "growth"]


def multiple(id_: str, *more: Fact) -> Company:
    return of(id_, fact("market_cap", "2026-06-30", "=US$720m", company=id_), *more)


def test_a_multiple_says_over_what_it_is_unless_all_are_over_twelve_months(rates: Rates) -> None:
    """LTM in the row's own name; half a year taken twice, and a run-rate or ARR, at the figure."""

    def ltm(id_: str) -> Company:
        years = [("FY2025", "36"), ("H1 2025", "12"), ("H1 2026", "24")]
        return multiple(id_, *(fact("revenue", when, f"=US${value}m", company=id_) for when, value in years))

    asked = {"rates": rates, "metrics": ("equity_value", "revenue_multiple")}
    assert page_of(ltm("a"), ltm("b"), **asked)[1] == (
        "to LTM revenue",
        1,
        {"a": 15, "b": 15, "ratio": (1, "times")},
    )
    others = [
        multiple("h", fact("revenue", "H1 2026", "=US$24m", company="h")),
        multiple("r", fact("run_rate", "2026-06-30", "=US$36m", company="r")),
    ]
    label, depth, cells = page_of(ltm("a"), *others, **asked)[1]
    assert (label, depth) == ("to revenue", 1)
    assert cells == {
        "a": 15, "h": (15, "over H1 2026 annualised"), "r": (20, "over run-rate of 2026-06-30"),
    }  # fmt: skip
    recurring = multiple("v", fact("arr", "2026-06-30", "=US$72m", company="v"))
    assert page_of(ltm("a"), recurring, **asked)[1][2]["v"] == (10, "over ARR of 2026-06-30")


def test_a_growth_of_another_period_than_its_revenue_says_which(rates: Rates) -> None:
    """Revenue of H1 2026 on top, the growth of FY2025 below it: of H1 2025 nothing is known."""
    pair = [
        of(
            id_, *flows(id_, revenue="36", adjusted_net_profit="1"),
            fact("revenue", "FY2024", "=US$12m", company=id_),
            *(fact(metric, "H1 2026", "=US$9m", company=id_) for metric in ("revenue", "net_profit")),
        )
        for id_ in "ab"
    ]  # fmt: skip
    found = page_of(*pair, rates=rates)
    assert found[0] == ("Revenue", 0, {"a": 9, "b": 9, "ratio": (1, "times")})
    assert found[1] == ("growth on FY2024", 1, {"a": 2, "b": 2, "when": "FY2025"})


def test_a_row_of_small_amounts_stands_in_full(rates: Rates) -> None:
    """US$2,000 and 1,000 of a page in millions."""
    a = of("a", *flows("a", revenue="36"), fact("research_expense", "FY2025", "=US$2,000", company="a"))
    b = of("b", *flows("b", revenue="30"), fact("research_expense", "FY2025", "=US$1,000", company="b"))
    found = page_of(a, b, rates=rates)
    assert found[1][2]["a"] == 2000


@pytest.mark.parametrize(
    ("count", "text"), [(1, "A"), (2, "A and B"), (3, "A, B and C"), (4, "A, B, C and D")]
)
def test_names_in_a_row(count: int, text: str) -> None:
    """The last behind an `and`."""
    assert names_of([of(id_) for id_ in "abcd"[:count]]) == text


# --- what every comparison says -----------------------------------------------------------------


def test_of_two_companies_there_is_a_pair_and_of_three_there_is_none(rates: Rates) -> None:
    """Its columns have the companies' names; which periods and bases differ stands at the figures."""
    for companies, about in (([one(), two()], {"pair"}), ([one(), two(), of("three")], set())):
        report = compared(*companies, rates=rates)
        names = {made.id: made.name for made in companies}
        first = report.sections[0]
        assert (first.row_type, first.keys, set(first.about)) == (CompareRow, {"values": names}, about)
        assert report.names == names
        assert tuple(report.told) == ("period_mismatch", "basis_mismatch")


def test_a_comparison_of_periods_that_differ_is_not_called_like_for_like(rates: Rates) -> None:
    """FY2025 beside H1 2026; a row of nobody makes no difference."""
    a, b = of("a", *flows("a", revenue="36")), of("b", fact("revenue", "H1 2026", "=US$30m", company="b"))
    asked = ("revenue", "net_profit")
    assert compared(a, b, rates=rates, metrics=asked).title == "A, B"
    assert compared(a, of("b", *flows("b", revenue="1")), rates=rates, metrics=asked).title == (
        "A, B, like for like"
    )


def test_a_comparison_of_nothing_says_where_to_look(rates: Rates) -> None:
    """As of which day, and how to see what there is."""
    with pytest.raises(NoAnswer) as caught:
        compared(of("a"), of("b"), rates=rates)
    assert caught.value.message == "nothing of that is known for these companies as of 2026-10-31"
    assert caught.value.hint == "`aicompare show COMPANY --all` has what is known of one, with its periods"


def test_a_ratio_and_a_difference_name_the_companies(rates: Rates) -> None:
    """A quotient says nothing once its upper side is no more than zero, except where it is zero now."""
    for metric, (upper, lower), formula, kind in (
        ("revenue", ("=US$0.5", "=US$1"), "a / b", Meaningful),
        ("net_profit", ("=US$0", "=US$1"), "a / b", Product),
        ("gross_margin", ("50%", "30%"), "a - b", Sum),
    ):
        pair = [
            of(id_, fact(metric, "FY2025", text, company=id_)) for id_, text in (("a", upper), ("b", lower))
        ]
        (row,) = compared(*pair, rates=rates, metrics=(metric,)).rows
        found = row.ratio or row.difference
        assert comes_of(found) == (formula, [("a", "", ""), ("b", "", "")])
        assert type(found.made) is kind


def test_bases_that_differ_are_told_once_where_months_and_months_alone_differ_alike(rates: Rates) -> None:
    """Of cash over a stated burn and over a loss; whose raises change nothing of that is not told again."""
    loss = of(
        "b", fact("cash_balance", "2025-12-31", "=US$60m", company="b"),
        fact("adjusted_net_profit", "FY2025", "=US$ -120m", company="b"),
    )  # fmt: skip
    for metrics, titles in (
        (("runway", "runway_balance_alone"), [RUNWAY]),
        (("runway_balance_alone",), [RUNWAY_ALONE]),
        (("runway_balance_alone", "arr_or_run_rate"), [RUNWAY_ALONE, RECURRING]),
        (("arr_or_run_rate", "runway_balance_alone"), [RECURRING, RUNWAY_ALONE]),
    ):
        a = burning("a", "=US$60m", "=US$10m", fact("arr", "2026-01-31", "=US$1m", company="a"))
        other = of(
            "b",
            *loss.facts.of("cash_balance", "adjusted_net_profit"),
            fact("run_rate", "2026-01-31", "=US$1m", company="b"),
        )
        report = compared(a, other, rates=rates, metrics=metrics)
        told = [one.message for one in report.warnings if one.code == "basis_mismatch"]
        bases = {RECURRING: "a arr, b run_rate"}
        months = "a stated over stated, b stated over adjusted-loss"
        assert told == [f"{known.title}: the bases differ ({bases.get(known, months)})" for known in titles]


def test_the_part_of_a_company_is_that_of_the_day_asked_for(rates: Rates) -> None:
    """Of 31 January, where that is the end of the period; of no other day."""
    a = of("a", fact("arr", "2026-01-31", "=US$48m", company="a", scope="cloud"))
    b = of(
        "b",
        fact("arr", "2026-01-31", "=US$12m", company="b"),
        fact("arr", "2026-03-31", "=US$13m", company="b"),
    )
    (row,) = page_of(a, b, rates=rates, metrics=("arr_or_run_rate",), period="2026-01")
    assert row[2]["a"] == (48, "cloud alone")
    (row,) = page_of(a, b, rates=rates, metrics=("arr_or_run_rate",), period="2026-03")
    assert row[2]["a"] is None


def test_a_metric_of_ones_own_is_a_row_as_any_other(rates: Rates) -> None:
    """By its name, as defined."""
    own = {"margin": Metric("margin", "flow", "percent", "mine", {"ratio": "gross_profit / revenue"})}
    report = comparison((one(), two()), ["margin"], None, rates, LAST, "USD", own)
    (row,) = report.rows
    assert [known and known.figure.value for known in row.values.values()] == [Decimal("0.5"), Decimal("0.3")]


def test_who_burns_no_cash_is_known_in_another_currency_too(rates: Rates) -> None:
    """Cash in dollars, the flow in yuan."""
    flowing = of(
        "b", fact("cash_balance", "2025-12-31", "=US$60m", company="b"),
        fact("operating_cash_flow", "FY2025", "=RMB 12m", company="b"),
    )  # fmt: skip
    (row,) = page_of(burning("a"), flowing, rates=rates, metrics=("runway",))
    assert row[2]["b"] == "not burning"


# --- companies down -----------------------------------------------------------------------------


def several(rates: Rates, *more: Company, metrics: tuple[str, ...] = ()) -> Report:
    """Four, of which the third has another period, and the fourth nothing."""
    c = of("c", fact("revenue", "H1 2026", "=US$24m", company="c"), *flows("c", net_profit=" -2"))
    return compared(one(), two(), c, of("d"), *more, rates=rates, metrics=metrics)


def test_of_four_of_one_period_it_stands_above_them(rates: Rates) -> None:
    """Unless one has a figure of another, which says so; without revenue too."""
    alike = [of(id_, fact("revenue", "FY2025", "=US$24m", company=id_)) for id_ in ("c", "d")]
    assert compared(one(), two(), *alike, rates=rates).heading == "4 companies, US$m, FY2025"
    later = of("e", fact("net_profit", "H1 2026", "=US$ -9m", company="e"))
    several = compared(one(), two(), *alike, later, rates=rates, metrics=("net_profit",))
    assert several.heading == "5 companies, US$m, FY2025 unless said"
    remarks = [line[2]["net_profit"] for line in lines(several.sections[1]) if line[2].get("net_profit")]
    assert remarks[-1] == (-9, "H1 2026") and not isinstance(remarks[0], tuple)


def test_of_four_companies_each_is_a_row(rates: Rates) -> None:
    """Beside what is of several days its day, of a flow its period; behind a mark what is not of the period
    of the revenue. Who has nothing is named below.
    """
    report = several(rates)
    page, below = report.sections[1:]
    assert report.heading == "4 companies, US$m"
    assert lines(page)[0] == (
        "One", 0,
        {
            "revenue": 36, "revenue.of": "FY2025", "revenue_growth": 2, "gross_margin": Decimal("0.5"),
            "research_expense": 9, "research_share": Decimal("0.25"), "net_profit": -8, "liquidity": 40,
            "liquidity.of": "2025-12", "equity_value": 720, "equity_value.of": "2026-03",
            "revenue_multiple": (20, "over FY2025"), "arr_or_run_rate": 48, "arr_or_run_rate.of": "2026-01",
        },
    )  # fmt: skip
    assert lines(page)[2] == (
        "C", 0,
        {
            "revenue_growth": None, "gross_margin": None, "research_expense": None, "research_share": None,
            "liquidity": None, "equity_value": None, "revenue_multiple": None, "arr_or_run_rate": None,
            "revenue": 24, "revenue.of": "H1 2026", "net_profit": (-2, "FY2025"),
        },
    )  # fmt: skip
    assert [row.label for row in page.rows] == ["One", "Two", "C"]
    assert lines(page)[1][2]["liquidity"] == (25, "company's own total")
    assert list(below.rows) == [Told("Nothing known", Sentence("D"))]
    assert (page.row_type, page.name, list(page.instead_of)) == (PageRow, None, ["data"])
    assert (below.row_type, below.name, list(below.instead_of)) == (Told, None, ["data"])
    assert several(rates, of("e")).sections[2].rows[0].said == Sentence("D, E")
    others = [of(id_, *flows(id_, revenue="1")) for id_ in "cd"]
    assert list(compared(one(), two(), *others, rates=rates).sections[2].rows) == []


def test_the_headings_of_many_metrics_are_short_and_the_least_important_go_first(rates: Rates) -> None:
    """What is asked for goes from the last on; the first stays in any case."""
    page = several(rates).sections[1]
    assert page.keys == {
        "cells": {
            "revenue": "Revenue", "revenue.of": "over", "revenue_growth": "Growth",
            "gross_margin": "Gross margin", "research_expense": "R&D", "research_share": "R&D / revenue",
            "net_profit": "Net", "liquidity": "Cash", "liquidity.of": "of", "equity_value": "Equity value",
            "equity_value.of": "of", "revenue_multiple": "× revenue", "arr_or_run_rate": "ARR",
            "arr_or_run_rate.of": "of",
        }
    }  # fmt: skip
    assert [each[0] for each in page.drops] == [
        "research_share", "research_expense", "net_profit", "liquidity", "gross_margin", "arr_or_run_rate",
        "revenue_growth", "revenue_multiple", "equity_value",
    ]  # fmt: skip
    assert [list(each) for each in page.drops][:1] == [["research_share", "research_share.of"]]
    assert {cell.unit for row in page.rows for cell in row.cells.values() if isinstance(cell, PageCell)} == {
        ""
    }
    asked = several(rates, metrics=("net_profit", "employees", "revenue")).sections[1]
    assert [each[0] for each in asked.drops] == ["revenue", "employees"]
    assert list(asked.keys["cells"]) == ["net_profit", "employees", "revenue", "revenue.of"]


def test_of_many_companies_a_day_stands_where_the_heading_does_not_say_it(rates: Rates) -> None:
    """All revenue of FY2025, the period of most: no column of its own. A measure that is in no list has one;
    months are told to be of nobody who burns no cash.
    """
    four = [
        of(id_, *flows(id_, revenue="36"), fact("employees", "2025-12-31", "=10", company=id_))
        for id_ in "abcd"
    ]
    page = compared(*four, rates=rates, metrics=("revenue", "employees")).sections[1]
    assert page.keys == {"cells": {"revenue": "Revenue", "employees": "Employees", "employees.of": "of"}}
    assert lines(page)[0] == ("A", 0, {"revenue": 36, "employees": 10, "employees.of": "2025-12"})
    flowing = of(
        "e", fact("cash_balance", "2025-12-31", "=US$60m", company="e"),
        fact("operating_cash_flow", "FY2025", "=US$12m", company="e"),
    )  # fmt: skip
    months = compared(*four[:2], burning("f"), flowing, rates=rates, metrics=("runway", "revenue")).sections[
        1
    ]
    assert lines(months)[2:] == [
        ("F", 0, {"revenue": None, "runway": 6}), ("E", 0, {"revenue": None, "runway": "not burning"}),
    ]  # fmt: skip
    assert lines(months)[0] == ("A", 0, {"runway": None, "revenue": 36})


def test_of_many_companies_all_is_said_of_a_figure_in_one_row(rates: Rates) -> None:
    """First its period, where that is not the one of the revenue, then that it is only announced. Of two
    periods in one column both are told.
    """
    four = [of(id_, *flows(id_, revenue="36")) for id_ in "abc"]
    d = of(
        "d", *flows("d", revenue="36"),
        fact("net_profit", "H1 2026", "=US$4m", company="d", status="announced"),
    )  # fmt: skip
    page = compared(*four, d, rates=rates).sections[1]
    assert lines(page)[3][2]["net_profit"] == (4, "H1 2026, announced")
    late = of("e", fact("revenue", "H1 2026", "=US$9m", company="e"))
    page = compared(*four, late, rates=rates, metrics=("revenue",)).sections[1]
    assert [line[2].get("revenue.of") for line in lines(page)] == ["FY2025"] * 3 + ["H1 2026"]
