"""What stands beside a verdict: by how much it is off, what it rests on, what was meant."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, source
from test_claims import claim
from test_expressions import Made

from aicompare.calculators.claims.report import audit, check_expression
from aicompare.calculators.claims.rows import CheckRow, ClaimRow
from aicompare.companies.claims import Claim
from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.report import Quantity
from aicompare.values.errors import BadExpression, NoRate
from aicompare.values.periods import Period
from aicompare.values.sources import Source

LAST = day("2026-10-31")


class Dated(Made):
    """Data as they were known on any day."""

    @property
    def sources(self) -> list[Source]:
        return []

    def at(self, as_of: Any) -> Dated:
        companies = [one.known_by(as_of) for one in self.companies]
        return replace(self, companies=companies, as_of=as_of)


@pytest.fixture
def sevens(tmp_path: Path) -> Rates:
    """A dollar is HK$8, and RMB 7.00 till the end of June 2026, RMB 7.20 in July."""
    days = {"2026-01-05": "7.00", "2026-06-30": "7.00", "2026-07-01": "7.20", "2026-07-31": "7.20"}
    path = tmp_path / "rates.csv"
    lines = [f"{on},1,{yuan},8" for on, yuan in days.items()]
    path.write_text("\n".join(["date,USD,CNY,HKD", *lines]) + "\n", encoding="ascii")
    return Rates(path, source(kind="dataset"))


def told(rates: Rates, expression: str, *facts: Fact | Company) -> CheckRow:
    """The row of `check` on facts of Acme, or on companies."""
    companies = [one for one in facts if isinstance(one, Company)]
    acme = company(*(one for one in facts if isinstance(one, Fact)))
    data = Dated((acme, *companies), {}, LAST)
    (row,) = check_expression(expression, RateChoice(), data, rates, []).rows
    assert isinstance(row, CheckRow)
    return row


# --- by how much -------------------------------------------------------------------------------

CASH = fact("cash", "2026-06-30", "=US$200m")


@pytest.mark.parametrize(
    ("expression", "off"),
    [
        # 149.5m to 150.5m against 200m: (200 - 150.5) / 200
        ("acme.cash == 150.5m USD", Decimal("0.24725")),
        ('acme.cash == "=US$150m"', Decimal("0.25")),
        ('"=US$250m" == acme.cash', Decimal("0.25")),
        ("acme.cash > 300m USD", Decimal("0.5")),
        ('acme.cash == ">=US$300m"', Decimal("0.5")),
        ("acme.cash < 200m USD", Decimal(0)),
        ("acme.cash - acme.cash == 5.0m USD", Decimal(1)),  # beside zero: over what is stated
        ("acme.cash == acme.cash * 2", Decimal(1)),
        ('acme.cash == "=US$200m"', None),
        ("acme.cash == acme.revenue", None),
    ],
)  # fmt: skip
def test_a_contradiction_says_how_far_the_nearest_ends_lie_apart(
    sevens: Rates, expression: str, off: Decimal | None
) -> None:
    """Over what is computed; nothing is said of what holds or is undecided."""
    assert told(sevens, expression, CASH).off_by == off


@pytest.mark.parametrize(
    ("stated", "verdict", "hint"),
    [
        ("2026-01-10", "contradicted", "off by 2 days"),
        ("2026-01-07", "contradicted", "off by 1 day"),
        ("2026-01-08", "holds", None),
    ],
)
def test_two_days_of_the_calendar_have_no_ratio(
    sevens: Rates, stated: str, verdict: str, hint: str | None
) -> None:
    """Their distance is told in days, where there is one: of 8 January."""
    acme = company(CASH, listed="2026-01-08")
    data = Dated((acme,), {}, LAST)
    (row,) = check_expression(f"acme.listed == {stated}", RateChoice(), data, sevens, []).rows
    assert (row.verdict, row.off_by, row.hint) == (verdict, None, hint)


# --- what it rests on ----------------------------------------------------------------------------

PRINTED = (
    fact("revenue", "FY2024", "US$30,523k"),
    fact("revenue", "FY2023", "US$57.409m"),
    fact("revenue", "FY2022", "US$585.6m"),
    fact("revenue", "FY2021", "~US$18bn"),
    fact("planned_investment", "FY2025", ">=US$380bn", status="planned"),
    fact("gross_margin", "FY2024", "51.2%"),
    fact("cumulative_users", "2025-12-31", "10,200"),
    fact("net_profit", "FY2024", "US$ -61.2m"),
)


@pytest.mark.parametrize(
    ("expression", "verdict", "remark"),
    [
        # 30 may be 25 to 35, and within 5% 28.5 to 31.5
        ("acme.revenue[FY2024] == 30m USD", "holds", "rounded"),
        ("acme.revenue[FY2024] == 31m USD", "holds", None),
        ("acme.revenue[FY2024] == 29m USD", "contradicted", None),
        ('acme.revenue[FY2024] == "30.0m USD"', "contradicted", None),
        ("acme.revenue[FY2024] == 34m USD", "contradicted", None),
        ("acme.revenue[FY2024] == 28m USD", "contradicted", None),
        ("30m USD == acme.revenue[FY2024]", "holds", "rounded"),
        ("acme.revenue[FY2024] != 30m USD", "undecided", None),
        # 5,740 of ten thousand: 57.35m to 57.45m
        ("acme.revenue[FY2023] == 5740万 USD", "holds", "rounded"),
        ("acme.revenue[FY2023] == 5730万 USD", "contradicted", None),
        ("acme.revenue[FY2023] == 57,400k USD", "holds", "rounded"),
        ("acme.net_loss[FY2024] == 60m USD", "holds", "rounded"),
        ("acme.cumulative_users == 10,000", "holds", "rounded"),
        ("acme.gross_margin[FY2024] == 50%", "contradicted", None),  # a point is what is printed
        ("acme.revenue[FY2024] > 30m USD", "holds", None),
        # about: ~18bn is half a unit of its last place, 17.5bn to 18.5bn; ~585.0m is 2%, 573.3m to 596.7m
        ('acme.revenue[FY2021] == "18.4bn USD"', "holds", None),
        ("acme.revenue[FY2021] == 18bn USD", "holds", None),
        ('acme.revenue[FY2021] == "17.40bn USD"', "contradicted", None),
        ('acme.revenue[FY2022] == "~586m USD"', "holds", None),
        ('acme.revenue[FY2022] == "~585.0m USD"', "holds", "about"),
        # "over 380bn" is that plan
        ("acme.planned_investment == 380bn USD", "holds", "about"),
        ("acme.planned_investment == 3800亿 USD", "holds", "about"),
        ("acme.planned_investment == 500bn USD", "undecided", None),
        ("acme.planned_investment == 300bn USD", "contradicted", None),
        ('acme.planned_investment == ">=US$380bn"', "holds", None),
    ],
)  # fmt: skip
def test_rounding_and_about_are_told_where_a_statement_holds_by_them_alone(
    sevens: Rates, expression: str, verdict: str, remark: str | None
) -> None:
    """Trailing zeros of a whole number within 5%, a mark of print, a bound that is the figure."""
    row = told(sevens, expression, *PRINTED)
    assert (row.verdict, row.remark) == (verdict, remark)


def test_what_a_claim_states_is_rounded_like_what_is_typed(sevens: Rates) -> None:
    """Its `says` is the print."""
    acme = company(*PRINTED)
    one = claim("acme.revenue[FY2024]", "US$30m", published="2026-06-30")
    (row,) = audit([one], Dated((acme,), {}, LAST), sevens, None, None).rows
    assert (row.verdict, row.remark, row.off_by) == ("holds", "rounded", None)


# --- two currencies ------------------------------------------------------------------------------

IN_YUAN = "the data hold it in CNY"
ROUND = (
    fact("post_money", "2026-06-30", "~RMB 31bn", status="closed"),
    fact("post_money", "2026-06-30", "~US$4.3bn", status="closed", published="2026-01-01", kind="press"),
    fact("cash", "2026-06-30", "RMB 700m"),
    fact("arr", "2026-03", "RMB 1.7bn", basis="arr"),
    fact("arr", "2026-06-30", "US$1.5bn", basis="arr"),
)


@pytest.mark.parametrize(
    ("expression", "verdict", "remark", "hint"),
    [
        # the fact in dollars, though 31bn / 7 are 4.43bn
        ("acme.post_money == 4.3bn USD", "holds", None, "the data hold it in USD"),
        ("acme.post_money == 4.43bn USD", "holds", "translated", None),
        ("acme.post_money == 35bn HKD", "holds", "translated", None),  # 31 / 7 x 8 = 35.4
        ("acme.cash == 100m USD", "holds", "translated", None),
        ("100m USD == acme.cash", "holds", "translated", None),
        ("acme.cash == 700m USD", "contradicted", "currency", "holds in CNY"),
        ("acme.cash == 700.0m HKD", "contradicted", "currency", "holds in CNY"),
        ("acme.cash > 99m USD", "holds", "translated", None),
        ("acme.cash > 101m USD", "contradicted", None, None),
        # undated: the one in yuan, though it is older; and the newest, converted: 1.5 x 7 = 10.5
        ("acme.arr == 1.7bn CNY", "holds", "period", f"{IN_YUAN} of 2026-03; the newest is of 2026-06-30"),
        ("acme.arr == 10.5bn CNY", "holds", "translated", None),
        ("acme.arr == 2.5bn CNY", "contradicted", None, None),
        ("acme.arr[2026-06-30] == 1.7bn CNY", "contradicted", "period", "holds for 2026-03"),
    ],
)  # fmt: skip
def test_a_fact_in_the_stated_currency_is_taken_else_it_is_converted_and_said(
    sevens: Rates, expression: str, verdict: str, remark: str | None, hint: str | None
) -> None:
    """By its kind: a balance at the closing rate of its day, here seven yuan a dollar."""
    row = told(sevens, expression, *ROUND)
    assert (row.verdict, row.remark) == (verdict, remark)
    assert row.hint == hint


def test_a_figure_of_any_currency_is_tried_in_its_own(rates: Rates) -> None:
    """EUR 11.7bn of September 2025, at 1.17, are US$13.7bn: who writes US$11.7bn means euros."""
    row = told(rates, "acme.post_money == 11.7bn USD", fact("post_money", "2025-09-09", "EUR 11.7bn"))
    assert (row.verdict, row.remark, row.hint) == ("contradicted", "currency", "holds in EUR")


def test_a_figure_in_another_currency_holds_at_the_rates_of_its_publication(sevens: Rates) -> None:
    """US$100m of June are RMB 700m at their day, and RMB 720m when they were published in July."""
    cash = fact("cash", "2026-06-30", "=US$100m", published="2026-07-31")
    for says, verdict, remark in (
        ("700m CNY", "holds", None),
        ("720.0m CNY", "holds", "translated"),
        ("730.0m CNY", "contradicted", None),
        ("690.0m CNY", "contradicted", None),
    ):
        row = told(sevens, f"convert(acme.cash, CNY) == {says}", cash)
        assert (row.verdict, row.remark) == (verdict, remark), says
    row = told(sevens, "convert(acme.cash, CNY) == 720.0m CNY", cash)
    assert row.hint == "a translation at the rates of 2026-07, when it was published"
    # the rate that is asked for is the only one
    data = Dated((company(cash),), {}, LAST)
    choice = RateChoice(on=date(2026, 6, 30))
    (row,) = check_expression("convert(acme.cash, CNY) == 720.0m CNY", choice, data, sevens, []).rows
    assert row.verdict == "contradicted"


def test_check_and_audit_agree_on_a_translation(dataset: Any, rates: Rates) -> None:
    """Article 004 turns US$53.437m into about RMB 376m; the mean of the nine months makes it 385.8m."""
    statement = 'convert(minimax.revenue[9M2025], CNY) == "~RMB 376m"'
    (row,) = check_expression(statement, RateChoice(), dataset, rates, []).rows
    claims = [one for one in dataset.claims if one.id == "article-004-revenue-in-yuan"]
    (audited,) = audit(claims, dataset, rates, None, None).rows
    assert (row.verdict, row.remark) == (audited.verdict, audited.remark) == ("holds", "translated")


# --- what was meant ------------------------------------------------------------------------------

PARTS = (
    fact("gross_margin", "H1 2025", "50.0%"),
    fact("gross_margin", "H1 2025", "59.1%", scope="on-premise"),
    fact("gross_margin", "H1 2025", "-0.4%", scope="cloud"),
    fact("gross_margin", "H1 2024", "48.9%"),
    fact("net_profit", "H1 2025", "RMB -2,358m"),
    fact("adjusted_net_profit", "H1 2025", "RMB -1,752m"),
    fact("commitment", "2025-03", "US$40bn", deal="round", status="announced"),
    fact("commitment", "2025-03", "US$30bn", deal="round", scope="lead", status="announced"),
    fact("revenue", "FY2024", "US$30,523k"),
    fact("revenue", "FY2025", "US$79,038k"),
)


@pytest.mark.parametrize(
    ("expression", "remark", "hint"),
    [
        ("acme.gross_margin[H1 2025] == 59%", "part", "holds for scope=on-premise, 59.1%"),
        ("acme.gross_margin[H1 2025, scope=cloud] == 59%", "part", "holds for scope=on-premise, 59.1%"),
        ("acme.gross_margin[H1 2025, scope=on-premise] == 50.0%", "part", "holds for the company as a whole"),
        ("acme.net_loss[H1 2025] == 17.5亿元", "adjusted", "holds for adjusted_net_loss"),
        ("acme.net_profit[H1 2025] == -1,752m CNY", "adjusted", "holds for adjusted_net_profit"),
        ("acme.adjusted_net_loss[H1 2025] == 2,358m CNY", "adjusted", "holds for net_loss"),
        ("acme.commitment[2025-03, scope=lead] == 40bn USD", "part", "holds for the deal as a whole"),
        ("acme.commitment[2025-03] == 30.0bn USD", "part", "holds for scope=lead, US$30bn"),
        ("acme.revenue[FY2024] == 305.2m USD", "scale", "holds at the figure over ten"),
        ("acme.revenue[FY2024] == 79.0m USD", "period", "holds for FY2025"),
        # 79,038 / 30,523 - 1 = 158.95%
        ("growth(acme.revenue, FY2025) == 159", "scale", "holds at the figure over a hundred: write 159%"),
        ("growth(acme.revenue, FY2025) > 100", "scale", "holds at the figure over a hundred: write 100%"),
        ("growth(acme.revenue, FY2025) >= 158", "scale", "holds at the figure over a hundred: write 158%"),
        ("100 < growth(acme.revenue, FY2025)", "scale", "holds at the figure over a hundred: write 100%"),
        ("growth(acme.revenue, FY2025) == 160", None, None),
        ("growth(acme.revenue, FY2025) > 200", None, None),
        ("growth(acme.revenue, FY2025) > 200%", None, None),
    ],
)  # fmt: skip
def test_a_contradiction_says_of_what_the_figure_would_be_right(
    sevens: Rates, expression: str, remark: str | None, hint: str | None
) -> None:
    """A part or the whole, the adjusted loss, a power of ten, another period, percent without its sign."""
    row = told(sevens, expression, *PARTS)
    assert (row.verdict, row.remark, row.hint) == ("contradicted", remark, hint)


@pytest.mark.parametrize(
    ("check", "says", "hint"),
    [
        ("growth(acme.revenue, FY2025)", "159", "holds at the figure over a hundred: write 159%"),
        ("acme.revenue[FY2024]", "US$79.0m", "holds for FY2025"),
    ],
)
def test_a_claim_that_is_contradicted_says_so_too(sevens: Rates, check: str, says: str, hint: str) -> None:
    """What a claim says is held for equal, as behind `==`: 79,038 / 30,523 - 1 is 158.95%."""
    data = Dated((company(*PARTS),), {}, LAST)
    (row,) = audit([claim(check, says)], data, sevens, None, None).rows
    assert (row.verdict, row.hint) == ("contradicted", hint)


def test_a_percentage_that_holds_only_without_its_sign_is_told(sevens: Rates) -> None:
    """158.95% is below 100 times one, and above 100%."""
    row = told(sevens, "growth(acme.revenue, FY2025) < 100", *PARTS)
    assert (row.verdict, row.remark, row.hint) == (
        "holds",
        "scale",
        "100 is 10,000% here; contradicted for 100%",
    )


LABELLED = (
    fact("market_cap", "2026-01-08", "HK$500m", label="close"),
    fact("market_cap", "2026-01-08", "HK$600m", label="high"),
    fact("net_profit", "FY2024", "US$ -5m"),
    fact("net_profit", "FY2025", "US$5m"),
    fact("commitment", "2026-01", "US$40m", deal="round", scope="lead", status="planned", label="x"),
)


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        # what is missing, what there is in its place, and why what needs no more figures has no answer
        (
            "growth(acme.net_profit, FY2025) == acme.market_cap[2026-01-08, label=low]",
            "not in the data: acme.market_cap[2026-01-08, label=low]; there is "
            "acme.market_cap[2026-01-08, label=close], acme.market_cap[2026-01-08, label=high]; "
            "growth(acme.net_profit[FY2025]) has no answer: it is not above zero in FY2024",
        ),
        ("acme.revenue[FY2025] == US$5m", "not in the data: acme.revenue[FY2025]"),
        # the selectors that a name does not say itself
        (
            "acme.commitment[2026-01, scope=lead] == US$40m",
            "acme.commitment[2026-01, scope=lead] taken with label=x, status=planned",
        ),
    ],
)
def test_what_is_missing_and_what_a_name_was_taken_for_are_told(
    sevens: Rates, expression: str, hint: str
) -> None:
    """In one sentence, its parts in that order."""
    assert told(sevens, expression, *LABELLED).hint == hint


@pytest.mark.parametrize(
    ("expression", "unit"),
    [
        ("acme.gross_margin[FY2024] == 50%", "percent"),
        ("acme.gross_margin[FY2024] == 2x", "times"),
        ("acme.gross_margin[FY2024] == 2", "number"),
        ("acme.gross_margin[FY2025] == 2", "percent"),
    ],
)
def test_a_stated_figure_has_the_unit_of_what_is_computed_or_where_that_is_missing_its_own(
    sevens: Rates, expression: str, unit: str
) -> None:
    """The margin of 2025 is known, a percentage; that of 2024 is not."""
    row = told(sevens, expression, fact("gross_margin", "FY2025", "50.0%"))
    assert isinstance(row.stated, Quantity)
    assert row.stated.unit == unit


# --- superseded ----------------------------------------------------------------------------------

HEARING = fact("monthly_burn", "FY2025", "US$27.9m", published="2025-12-21", balance="2025-09-30")
PROSPECTUS = fact("monthly_burn", "FY2025", "US$28.1m", published="2025-12-31", balance="2025-09-30")
FIRST = fact("monthly_burn", "FY2025", "US$27.9m", published="2025-12-01", balance="2025-09-30")
SLIP = fact("monthly_burn", "FY2025", "US$27.9m", published="2025-12-21", balance="2025-09-30", kind="press")


def test_a_figure_that_a_later_document_replaced_was_right_on_its_day(sevens: Rates) -> None:
    """The hearing version printed 27.9m a month, the prospectus ten days later 28.1m."""
    row = told(sevens, "acme.monthly_burn == 27.9m USD", HEARING, PROSPECTUS)
    assert (row.verdict, row.remark) == ("contradicted", "superseded")
    assert row.hint == "right by what was published by 2025-12-21"
    assert told(sevens, "acme.monthly_burn == 27.5m USD", HEARING, PROSPECTUS).remark is None
    assert told(sevens, "acme.monthly_burn == 27.9m USD", SLIP, PROSPECTUS).remark is None


AGAIN = fact("monthly_burn", "FY2025", "US$27.9m", published="2025-12-24", balance="2025-09-30")


def planned(value: str, published: str) -> Fact:
    stretch = "2025-01-01..2027-12-31"
    return fact("planned_investment", stretch, value, published=published, status="planned")


@pytest.mark.parametrize(
    ("expression", "facts", "day"),
    [
        # the last of two days on which it was right
        ("acme.monthly_burn == 27.9m USD", (HEARING, AGAIN, PROSPECTUS), "2025-12-24"),
        ("sum(makers.monthly_burn) == 27.9m USD", (HEARING, PROSPECTUS), "2025-12-21"),
        # right to the last digit then; of 30.523m it is but rounded
        (
            "acme.revenue[FY2024] == 30m USD",
            (
                fact("revenue", "FY2024", "US$30.0m", published="2025-12-21"),
                fact("revenue", "FY2024", "US$30,523k", published="2025-12-31"),
            ),
            "2025-12-21",
        ),
        # what holds by the print of both is right now
        ("acme.monthly_burn > 20m USD", (HEARING, PROSPECTUS), None),
        # 350 / 7.00 is 50 at the newest rate of that day; at 7.20 of now it would be 48.6
        (
            "convert(acme.planned_investment, USD) == 50.0bn USD",
            (planned("RMB 350.0bn", "2026-06-30"), planned("RMB 400.0bn", "2026-07-15")),
            "2026-06-30",
        ),
        # on the second day it had no answer: yuan and dollars do not add
        (
            "acme.cash + acme.liquid_investments == 100m USD",
            (
                fact("cash", "2025-12-31", "US$90.0m", published="2026-01-31"),
                fact("cash", "2025-12-31", "RMB 630.0m", published="2026-02-28"),
                fact("cash", "2025-12-31", "US$95.0m", published="2026-03-31"),
                fact("liquid_investments", "2025-12-31", "US$10.0m", published="2026-01-31"),
            ),
            "2026-01-31",
        ),
        # both of one day: neither replaced the other
        (
            "acme.cash == 90m USD",
            (
                fact("cash", "2025-12-31", "US$90.0m", published="2026-03-31", kind="company"),
                fact("cash", "2025-12-31", "US$95.0m", published="2026-03-31"),
            ),
            None,
        ),
    ],
)
def test_what_was_right_is_told_with_the_last_day_on_which_it_was(
    sevens: Rates, expression: str, facts: tuple[Fact, ...], day: str | None
) -> None:
    """By the figures and the rates that were known on that day."""
    data = Dated((company(*facts),), {"makers": ("acme",)}, LAST)
    (row,) = check_expression(expression, RateChoice(), data, sevens, []).rows
    assert row.remark == ("superseded" if day else None)
    hint = row.hint or ""
    assert hint == f"right by what was published by {day}" if day else "right" not in hint


@pytest.mark.parametrize(
    ("published", "facts", "verdict", "remark"),
    [
        # an article of December, whose month counts by its last day, the day of the prospectus
        ("2025-12", (HEARING, PROSPECTUS), "holds", "superseded"),
        ("2025-12", (FIRST, PROSPECTUS), "holds", "superseded"),  # replaced after the month's first day
        ("2025-12-22", (HEARING, PROSPECTUS), "holds", None),  # the prospectus was not out
        ("2026-01-15", (HEARING, PROSPECTUS), "contradicted", "superseded"),  # two weeks late
        ("2025-12", (SLIP, PROSPECTUS), "contradicted", None),
    ],
)
def test_an_article_is_right_by_the_document_of_its_day(
    sevens: Rates, published: str, facts: tuple[Fact, ...], verdict: str, remark: str | None
) -> None:
    """A slip of the press was never right."""
    one = claim("acme.monthly_burn[FY2025]", "US$27.9m", published=published)
    (row,) = audit([one], Dated((company(*facts),), {}, LAST), sevens, None, None).rows
    assert (row.verdict, row.remark) == (verdict, remark)
    assert row.hint == (f"right by what was published by {facts[0].published}" if remark else None)
    assert (row.off_by is None) == (verdict == "holds")


def test_what_a_source_said_first_itself_is_no_proof_that_it_was_right(sevens: Rates) -> None:
    """The hearing version's own claim of 27.9m, judged today; another filing of its day is a proof."""
    own = Claim(
        "c",
        HEARING.sources[0],
        "It says so",
        says="US$27.9m",
        check="acme.monthly_burn",
        as_of=Period.day(LAST),
    )
    other = replace(HEARING, sources=(source("2025-12-21", id_="other"),))
    for facts, remark in (((HEARING, PROSPECTUS), None), ((other, PROSPECTUS), "superseded")):
        (row,) = audit([own], Dated((company(*facts),), {}, LAST), sevens, None, None).rows
        assert (row.remark, row.off_by is None) == (remark, remark is not None)


# --- where it stands -------------------------------------------------------------------------------


def test_how_far_off_and_why_stand_in_every_format(dataset: Any, rates: Rates) -> None:
    """Table, JSON, CSV and the rows of the library: RMB 312.4m of 2024 are HK$338.8m, not 312m."""
    report = check_expression(
        "zhipu.revenue[FY2024] == 312m HKD", RateChoice(), dataset, rates, dataset.all()
    )
    (row,) = report.rows
    assert isinstance(row, ClaimRow) and row.off_by is not None
    assert f"{row.off_by:.3f}" == "0.078"  # (338.79 - 312.5) / 338.79
    assert report.failed
    (as_json,) = json.loads(render(report, "json", None))["data"]
    assert (f"{as_json['off_by']:.3f}", as_json["remark"]) == ("0.078", "currency")
    (as_csv, _) = csv.DictReader(io.StringIO(render(report, "csv", None)))
    assert (as_csv["off_by"][:5], as_csv["remark"], as_csv["hint"]) == ("0.077", "currency", "holds in CNY")
    text = render(report, "table", 120)
    assert "Off by" in text and "7.76%" in text and "currency" in text
    assert "Compared in HKD, the currency of what is stated." in text
    page = render(audit(dataset.claims, dataset, rates, "article-000", None), "table", 80)
    assert "RMB 4,350.9m by the data, stated 11.5% too high" in " ".join(
        page.split()
    )  # (4,850 - 4,350.9) / 4,350.9


# --- the minus of tables -------------------------------------------------------------------------

TAKEN = "is above zero: the minus is taken for the sign that tables give it"
LOSSES = (
    fact("net_profit", "FY2025", "US$ -61.2m"),
    fact("net_profit", "FY2024", "US$ -20.4m"),
    fact("operating_profit", "FY2025", "US$ -55.1m"),
    fact("adjusted_net_profit", "FY2025", "US$7.5m"),
    fact("revenue", "FY2025", "US$30.6m"),
    fact("research_expense", "FY2025", "US$44.4m"),
    fact("cash_burn", "FY2025", "US$33.3m"),
)


@pytest.mark.parametrize(
    ("expression", "verdict", "hint"),
    [
        ("acme.net_loss[FY2025] == (US$61.2m)", "holds", f"net_loss {TAKEN}"),
        ("(US$61.2m) == acme.net_loss[FY2025]", "holds", f"net_loss {TAKEN}"),
        ('acme.net_loss[FY2025] == "(US$61.2m)"', "holds", f"net_loss {TAKEN}"),
        ("acme.net_loss[FY2025] == US$(61.2)m", "holds", f"net_loss {TAKEN}"),
        ("acme.operating_loss[FY2025] == (US$55.1m)", "holds", f"operating_loss {TAKEN}"),
        ("acme.net_loss[FY2025] == (US$16.2m)", "contradicted", f"net_loss {TAKEN}"),
        ("acme.net_loss[FY2025] != (US$16.2m)", "holds", f"net_loss {TAKEN}"),
        ("sum(acme.net_loss[FY2024..FY2025]) == (US$81.6m)", "holds", f"net_loss {TAKEN}"),  # 20.4 + 61.2
        ("acme.net_loss[FY2025] / acme.revenue[FY2025] == (200%)", "holds", f"net_loss {TAKEN}"),
        ("acme.research_expense[FY2025] == (US$44.4m)", "holds", f"research_expense {TAKEN}"),
        ("acme.cash_burn[FY2025] == (US$33.3m)", "holds", f"cash_burn {TAKEN}"),
        # of its size, within the parentheses
        ('acme.net_loss[FY2025] == "(over US$60m)"', "holds", f"net_loss {TAKEN}"),
        ('acme.net_loss[FY2025] == "(US$60-62m)"', "holds", f"net_loss {TAKEN}"),
        ("acme.net_loss[FY2025] == 亏损超6000万美元", "holds", f"net_loss {TAKEN}"),
        ("acme.net_loss[FY2025] == 亏损0.612亿美元", "holds", f"net_loss {TAKEN}"),
        ("acme.net_loss[FY2025] == loss of US$61.2m", "holds", f"net_loss {TAKEN}"),
        # a profit: its loss is below zero, and the minus is one
        ("acme.adjusted_net_loss[FY2025] == (US$7.5m)", "holds", None),
        ("acme.adjusted_net_loss[FY2025] == US$7.5m", "contradicted", "holds with the other sign"),
        # a written minus is one, and a loss without its minus is none
        ("acme.net_loss[FY2025] == -US$61.2m", "contradicted", "holds with the other sign"),
        ("acme.net_profit[FY2025] == US$61.2m", "contradicted", "holds with the other sign"),
        ("acme.net_profit[FY2025] == (US$61.2m)", "holds", None),
        ("acme.revenue[FY2025] == (US$30.6m)", "contradicted", "holds with the other sign"),
        # bounds above zero, or of what may be below it
        ("acme.net_loss[FY2025] > US$60m", "holds", None),
        ("acme.net_loss[FY2025] > US$0m", "holds", None),
        ("acme.net_profit[FY2025] < (US$60m)", "holds", None),
        ("growth(acme.net_loss, FY2025) > -10%", "holds", None),  # 61.2 / 20.4 - 1 is 200%
        ("acme.net_loss[FY2024] - acme.net_loss[FY2025] < -US$40m", "holds", None),  # 20.4 - 61.2
    ],
)
def test_a_loss_in_parentheses_is_that_loss_and_told(
    sevens: Rates, expression: str, verdict: str, hint: str | None
) -> None:
    """Losses, costs and burns are above zero here and in parentheses in tables."""
    row = told(sevens, expression, *LOSSES)
    assert (row.verdict, row.hint) == (verdict, hint)


@pytest.mark.parametrize(
    "expression",
    [
        "acme.net_loss[FY2025] > (US$60m)",
        "acme.net_loss[FY2025] < -US$60m",
        "(US$60m) <= acme.operating_loss[FY2025]",
        'acme.net_loss[FY2025] >= "(US$60m)"',
        'acme.net_loss[FY2025] > -"US$60m"',
        'acme.net_loss[FY2025] == "≥ -US$60m"',
        "acme.net_loss[FY2025] < US$10m - US$70m",
        "mean(acme.net_loss[FY2024..FY2025]) > (US$30m)",
        "acme.net_loss[FY2025] / acme.revenue[FY2025] > (50%)",
        "acme.cash_burn[FY2025] < (US$30m)",
        "annualised(acme.net_loss[FY2025]) > (US$30m)",
    ],
)
def test_a_bound_below_zero_of_a_loss_is_refused(sevens: Rates, expression: str) -> None:
    """A greater loss or a smaller one: the answer would turn with what is meant."""
    with pytest.raises(BadExpression) as trouble:
        told(sevens, expression, *LOSSES)
    assert "is above zero, and this bound below it" in trouble.value.message
    assert trouble.value.hint and "leave the minus out" in trouble.value.hint


def test_a_claim_may_state_a_loss_as_tables_do(sevens: Rates) -> None:
    """Its `says` is the print."""
    one = claim("acme.net_loss[FY2025]", "(US$61.2m)", published="2026-06-30")
    (row,) = audit([one], Dated((company(*LOSSES),), {}, LAST), sevens, None, None).rows
    assert (row.verdict, row.hint) == ("holds", f"net_loss {TAKEN}")


# --- points --------------------------------------------------------------------------------------

OVER = "holds at the figure over a hundred"
THIRTY = "30 is 3,000% here: write 30% for points"
SHARES = (
    fact("revenue", "FY2025", "US$200m"),
    fact("revenue", "FY2024", "US$80m"),
    fact("gross_profit", "FY2025", "US$82m"),
    fact("gross_margin", "FY2025", "41.0%"),
    fact("cash", "2025-12-31", "US$100m"),
)


@pytest.mark.parametrize(
    ("expression", "verdict", "hint"),
    [
        # 82 / 200 = 41%
        ("acme.gross_profit / acme.revenue > 40", "contradicted", f"{OVER}: write 40%"),
        ("acme.gross_profit / acme.revenue < 45", "holds", None),
        ("acme.gross_profit / acme.revenue < 40", "holds", "40 is 4,000% here; contradicted for 40%"),
        ("40 < acme.gross_profit / acme.revenue", "contradicted", f"{OVER}: write 40%"),
        ("acme.gross_profit / acme.revenue > 40%", "holds", None),
        # 200 / 80 - 1 = 150%
        ("acme.revenue[FY2025] / acme.revenue[FY2024] - 1 > 100", "contradicted",
         f"{OVER}: write 100%"),
        ("acme.revenue[FY2025] / acme.revenue[FY2024] - 1 > 2", "contradicted", None),  # may be twice
        # 200 / 80 is 2.5 times, 100 / 200 half: multiples
        ("acme.revenue[FY2025] / acme.revenue[FY2024] > 3", "contradicted", None),
        ("acme.cash / acme.revenue > 2", "contradicted", None),
        ("acme.gross_margin - 50 > 6", "contradicted", "50 is 5,000% here: write 50% for points"),
        ("acme.gross_margin - 50 < 6", "holds", "50 is 5,000% here: write 50% for points"),
        ("acme.gross_margin + 1.5 > 42%", "holds", "1.5 is 150.0% here: write 1.5% for points"),
        ("100 - acme.gross_margin == 59%", "contradicted", "100 is 10,000% here: write 100% for points"),
        ("acme.gross_profit / acme.revenue - 30 > 10%", "contradicted", THIRTY),
        ("acme.gross_margin == 30 - 20%", "contradicted", THIRTY),
        ("mean(acme.gross_margin, 50) > 30%", "holds", "50 is 5,000% here: write 50% for points"),
        ("max(50, acme.gross_margin) > 40%", "holds", "50 is 5,000% here: write 50% for points"),
        ("max(0, acme.gross_margin) > 40%", "holds", None),
        # 200 / 82 = 244%
        ("acme.revenue[FY2025] / acme.gross_profit > 240", "contradicted", f"{OVER}: write 240%"),
        ("acme.revenue[FY2025] / acme.gross_profit > 24", "contradicted", None),
        ("1 - acme.gross_margin == 59%", "holds", None),
        ("acme.gross_margin - 30% > 10%", "holds", None),
        ("acme.gross_margin * 100 > 40", "holds", None),
    ],
)  # fmt: skip
def test_a_number_of_points_beside_a_percentage_is_told(
    sevens: Rates, expression: str, verdict: str, hint: str | None
) -> None:
    """`40` is 4,000% where it is held against a share, and 50 is no fifty points."""
    row = told(sevens, expression, *SHARES)
    assert (row.verdict, row.hint) == (verdict, hint)


# --- a stretch that is not over ------------------------------------------------------------------

PLAN = fact(
    "planned_investment", "2026-01-01..2028-12-31", ">=RMB 360bn", status="announced", published="2026-01-05"
)
RUNS_ON = "acme.planned_investment runs to 2028-12-31: converted at the rate of 2026-07-31"


@pytest.mark.parametrize(
    ("expression", "verdict", "remark", "hint"),
    [
        # 360 / 7.2 = 50 at the newest rate, 360 / 7 = 51.4 when it was published
        ("acme.planned_investment == 50bn USD", "holds", "translated", RUNS_ON),
        ("acme.planned_investment == 51.4bn USD", "undecided", None, RUNS_ON),
        ("acme.planned_investment == 90bn USD", "undecided", None, RUNS_ON),
        ("acme.planned_investment == 30bn USD", "contradicted", None, RUNS_ON),
        ("acme.planned_investment > 45bn USD", "holds", "translated", RUNS_ON),
        ("convert(acme.planned_investment, USD) == 50bn USD", "holds", "about", RUNS_ON),
        ("acme.planned_investment == 360bn CNY", "holds", "about", None),
    ],
)
def test_what_runs_on_is_converted_at_the_newest_rate_and_told(
    sevens: Rates, expression: str, verdict: str, remark: str | None, hint: str | None
) -> None:
    """No average covers three years of which one half is past; a bound decides as in its currency."""
    row = told(sevens, expression, PLAN)
    assert (row.verdict, row.remark, row.hint) == (verdict, remark, hint)


def test_a_stretch_that_is_over_has_its_average_or_none(sevens: Rates) -> None:
    """A year without rates stays an error."""
    with pytest.raises(NoRate):
        told(sevens, "acme.revenue == 50m USD", fact("revenue", "FY2024", "RMB 360m"))


def test_over_in_another_currency_is_no_contradiction_at_the_rates_of_its_publication(sevens: Rates) -> None:
    """Over RMB 360m are over US$51.4m at 7.00 on their day, and over 50m at 7.20 of their publication."""
    cash = fact("cash", "2026-06-30", ">=RMB 360m", published="2026-07-31")
    row = told(sevens, "acme.cash == 50m USD", cash)
    assert (row.verdict, row.remark) == ("holds", "translated")
    row = told(sevens, "acme.cash == 51.0m USD", cash)
    assert row.verdict == "undecided"
    assert row.hint == "left open by the rates of 2026-07, when it was published"
    assert told(sevens, "acme.cash == 49.0m USD", cash).verdict == "contradicted"


@pytest.mark.parametrize(
    ("says", "remark"),
    [
        ('"~RMB 714.0m"', "about"),  # 699.7m to 728.3m; its print is 713.95m to 714.05m
        ('"~RMB 730m"', "translated"),  # 715.4m to 744.6m holds 720m alone
        ("RMB 720.0m", "translated"),
        # 7.01 of the month of its source: the print of 701m, which is also about 700m
        ('"~RMB 701m"', "translated"),
    ],
)
def test_a_translation_to_the_last_digit_is_no_about(tmp_path: Path, says: str, remark: str) -> None:
    """US$100m are RMB 700m on their day, and 701m or 720m in July, when they were published."""
    days = {"2026-01-05": "7.00", "2026-06-30": "7.00", "2026-07-01": "7.01", "2026-07-31": "7.20"}
    if "701" not in says:
        days["2026-07-01"] = "7.20"
    path = tmp_path / "rates.csv"
    path.write_text("\n".join(["date,USD,CNY", *(f"{on},1,{yuan}" for on, yuan in days.items())]) + "\n")
    rates = Rates(path, source(kind="dataset"))
    cash = fact("cash", "2026-06-30", "=US$100m", published="2026-07-31")
    row = told(rates, f"convert(acme.cash, CNY) == {says}", cash)
    assert (row.verdict, row.remark) == ("holds", remark)


# --- one apart in the last place -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric", "value", "statement", "verdict"),
    [
        # 49.95% to 50.05% and 50.05% to 50.15% share 50.05% alone
        ("gross_margin", "50.0%", "acme.gross_margin[FY2025] == 50.1%", "undecided"),
        ("gross_margin", "50.0%", "acme.gross_margin[FY2025] == 49.9%", "undecided"),
        ("gross_margin", "50.0%", "50.1% == acme.gross_margin[FY2025]", "undecided"),
        ("gross_margin", "50.0%", "acme.gross_margin[FY2025] == 50.2%", "contradicted"),
        ("gross_margin", "50.0%", "acme.gross_margin[FY2025] == 50.05%", "holds"),
        ("gross_margin", "50.0%", 'acme.gross_margin[FY2025] == "50.05-51%"', "holds"),
        ("revenue", "US$79,038k", "acme.revenue[FY2025] == US$79,039k", "undecided"),
        ("revenue", "US$79,038k", "acme.revenue[FY2025] == US$79,038k", "holds"),
        ("revenue", "US$79,038k", "acme.revenue[FY2025] == US$79,040k", "holds"),  # rounded, as before
        ("revenue", "US$79,038k", "acme.revenue[FY2025] != US$79,039k", "undecided"),
        # things that are counted: seven rounds are not eight
        ("employees", "385", "acme.employees[FY2025] == 386", "contradicted"),
        ("employees", "385", "acme.employees[FY2025] == 384", "contradicted"),
        ("employees", "385", "acme.employees[FY2025] != 386", "holds"),
        ("employees", "385", "acme.employees[FY2025] == 385", "holds"),
        ("employees", "385", "acme.employees[FY2025] == 390", "holds"),  # rounded, within 5%
        ("employees", "385k", "acme.employees[FY2025] == 386k", "undecided"),  # printed in thousands
    ],
)
def test_one_apart_in_the_last_place_does_not_hold(
    sevens: Rates, metric: str, value: str, statement: str, verdict: str
) -> None:
    """Two roundings that share an end alone are one figure only where a half was rounded two ways."""
    assert told(sevens, statement, fact(metric, "FY2025", value)).verdict == verdict


def test_a_count_that_is_one_off_says_by_how_much(sevens: Rates) -> None:
    """The ends of seven and eight meet at 7.5; the two are 1/7 apart."""
    row = told(sevens, "acme.employees[FY2025] == 8", fact("employees", "FY2025", "7"))
    assert row.verdict == "contradicted"
    assert row.off_by is not None
    assert round(row.off_by, 6) == Decimal("0.142857")


def test_one_apart_is_said_so_and_is_no_hint(sevens: Rates) -> None:
    """50.1% for 50.0%, and 53 months that a label would have to be 54 for."""
    row = told(sevens, "acme.gross_margin[FY2025] == 50.1%", fact("gross_margin", "FY2025", "50.0%"))
    assert row.hint == "one apart in the last place: only a half that was rounded two ways would explain it"
    months = [
        fact("stated_runway", "2025-12-31", "37"),
        fact("stated_runway", "2025-12-31", "54", label="all"),
    ]
    row = told(sevens, "acme.stated_runway == 53", *months)
    assert (row.verdict, row.hint) == ("contradicted", None)


# --- what "up to" and "nearly" exclude -----------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "verdict", "remark"),
    [
        # the year's profit is -61.2m: no profit of up to 70m, but a number of at most 70m
        ("acme.net_profit[FY2025] == nearly US$62m", "contradicted", None),
        ('acme.net_profit[FY2025] == "up to US$70m"', "contradicted", None),
        ('acme.net_profit[FY2025] == "不足1亿美元"', "contradicted", None),
        ('acme.net_profit[FY2025] == "≤ US$70m"', "holds", None),
        ('acme.net_profit[FY2025] == "loss of nearly US$62m"', "holds", None),
        ('acme.net_profit[FY2025] == "loss of nearly US$80m"', "contradicted", None),  # 64m at least
        ("acme.net_profit[FY2025] != nearly US$62m", "holds", None),
        # revenue is 30.6m: a loss of it is none, and nearly 62m is 49.6m at least
        ('acme.revenue[FY2025] == "loss of nearly US$40m"', "contradicted", None),
        ("acme.revenue[FY2025] == nearly US$62m", "contradicted", None),
        ("acme.revenue[FY2025] == nearly US$39m", "contradicted", None),  # 31.2m at least
        ("acme.revenue[FY2025] == nearly US$38m", "holds", None),  # 30.4m at least
        ("acme.revenue[FY2025] == just under US$62m", "contradicted", None),
        ('acme.revenue[FY2025] == "just over US$24m"', "contradicted", None),  # 30.0m at most
        ('acme.revenue[FY2025] == "just over US$25m"', "holds", None),  # 31.25m at most
        ('acme.revenue[FY2025] == "over US$3m"', "holds", None),
        ('acme.net_profit[FY2025] == "loss of just over US$48m"', "contradicted", None),  # 60m at most
        ('acme.net_profit[FY2025] == "loss of just over US$60m"', "holds", None),
        ("50% == nearly 90%", "contradicted", None),
        ("85% == nearly 90%", "holds", None),
        ('acme.revenue[FY2025] == "almost US$31m"', "holds", None),
        ('acme.revenue[FY2025] == "less than US$620m"', "holds", None),
        ('acme.revenue[FY2025] == "no more than US$620m"', "holds", None),
    ],
)
def test_an_upper_bound_in_words_is_of_its_own_sign(
    sevens: Rates, statement: str, verdict: str, remark: str | None
) -> None:
    """ "Nearly" and "up to" tell of a size: a loss is no profit of less, and nearly is within a fifth."""
    row = told(sevens, statement, *LOSSES)
    assert (row.verdict, row.remark) == (verdict, remark)


def test_a_stored_bound_still_lies_within_a_stated_one(sevens: Rates) -> None:
    """Up to 5m is up to 6m."""
    cash = fact("cash", "2025-12-31", "<=US$5m")
    assert told(sevens, 'acme.cash == "up to US$6m"', cash).verdict == "holds"


# --- a percentage with a mark behind it, a label of another day ----------------------------------


@pytest.mark.parametrize("says", ["50%左右", '"50% or so"', "50％", "约50%", '"50% or more"', "50%+"])
def test_a_percentage_stays_one_with_a_mark_behind_it(sevens: Rates, says: str) -> None:
    """It is no bare 0.5, which might be meant as half a percent."""
    row = told(sevens, f"acme.gross_margin[FY2025] == {says}", fact("gross_margin", "FY2025", "50.0%"))
    assert (row.verdict, row.remark, row.hint) == ("holds", None, None)


def test_an_undated_figure_is_told_the_label_of_another_day(sevens: Rates) -> None:
    """All that was raised before the listing, where the newest total is of something else."""
    totals = [
        fact("total_raised", "2025-08-19", "US$1,555.9m", label="pre-ipo", status="closed"),
        fact("total_raised", "2026-07-31", "US$2,050.0m", label="placing-and-bond", status="closed"),
    ]
    row = told(sevens, "acme.total_raised == US$1.556bn", *totals)
    taken = "acme.total_raised taken with label=placing-and-bond"
    assert (row.verdict, row.remark) == ("contradicted", "period")
    assert row.hint == f"{taken}; holds with label=pre-ipo of 2025-08-19"
    assert told(sevens, "acme.total_raised == US$1.7bn", *totals).hint == taken
    dated = told(sevens, "acme.total_raised[2026-07-31] == US$1.556bn", *totals)
    assert dated.hint == "acme.total_raised[2026-07-31] taken with label=placing-and-bond"


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("(217.2%)", "holds"),
        ("(220%)", "contradicted"),
        ("-220%", "contradicted"),
        ('"(220%)"', "contradicted"),
        ("-217%", "holds"),
    ],
)
def test_a_percentage_is_one_wherever_its_sign_stands(stated: str, verdict: str) -> None:
    """Zhipu's H1 2026: -2,071.992 / 953.892 is -217.2%; the zeros of a percentage are not rounding."""
    from aicompare import check, load

    row = check(load(), f"zhipu.net_margin[H1 2026] == {stated}").rows[0]
    assert (row.verdict, row.remark) == (verdict, None)


@pytest.mark.parametrize("stated", ["26%左右", "26% or so", "about 26%", "26%"])
def test_a_percentage_with_a_word_behind_it_draws_no_hint_of_hundredths(stated: str) -> None:
    """Zhipu's H1 2026: printed as 26.4%, within 26% about and to its last digit."""
    from aicompare import check, load

    row = check(load(), f"zhipu.gross_margin[H1 2026] == {stated}").rows[0]
    assert (row.verdict, row.hint) == ("holds", None)
