"""The report of `show` on companies made for it: facts, their rivals, the page, derived figures, prices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from made import company, day, fact, source

from aicompare.calculators.catalogue import DerivedRow, ShowRow, listing, show, show_derived
from aicompare.calculators.pricerange import PriceRow
from aicompare.calculators.statement import StatementRow
from aicompare.companies.company import Company, Note
from aicompare.companies.measures import DERIVED, by_period, equity_value
from aicompare.companies.prices import Prices, Quote
from aicompare.rates.rates import Rates
from aicompare.reports.page import PageRow, Told
from aicompare.reports.report import Report
from aicompare.values.errors import NoAnswer
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.sources import Source

DAY = day("2026-10-31")
CASH = fact("cash", "2026-06-30", "=US$100m")
FACTS = (
    fact("revenue", "FY2025", "=US$20m"),
    CASH,
    fact("cash", "2026-06-30", "=US$100.0m", kind="press"),
    fact("cash", "2026-06-30", "=US$80m", kind="dataset"),
    fact("revenue", "FY2024", "=US$10m"),
)
NOTES = (Note("It moved.", (source(id_="a"), replace(source(id_="b"), title="Said so"))),)


def told(
    rates: Rates, acme: Company, metric: str | None = None, currency: str | None = None, **rest: Any
) -> Report:
    return show(acme, metric, DAY, rates, currency, **{"history": False} | rest)


def rows(report: Report) -> list[tuple[str, str, str, str | None]]:
    assert {row.company for row in report.rows} == {"acme"}
    return [
        (row.fact.metric.name, str(row.fact.period), row.fact.reported, row.standing) for row in report.rows
    ]


WINNERS = [
    ("revenue", "FY2024", "=US$10m", None),
    ("revenue", "FY2025", "=US$20m", None),
    ("cash", "2026-06-30", "=US$100m", None),
]


def test_a_company_has_its_page_and_says_how_many_facts_there_are(seven: Rates) -> None:
    """For machines the facts that are used and the figures of the page; a conflict is a warning."""
    acme = replace(company(*FACTS), notes=NOTES)
    report = told(seven, acme)
    assert rows(report) == WINNERS
    assert [(one.row_type, one.name, one.repeats, set(one.about)) for one in report.sections] == [
        (ShowRow, "data", False, set()),
        (StatementRow, "statement", True, set()),
        (PageRow, None, False, set()),
        (Told, None, False, set()),
    ]
    assert [row.value.reported for row in report.sections[1].rows] == ["=US$10m", "=US$20m", None, "=US$100m"]
    assert (report.name, report.title, report.heading) == ("show", "Acme: every figure", "Acme, US$m")
    assert (report.as_of, report.currency, report.names) == (DAY, "reported", {"acme": "Acme"})
    assert [*report.notes] == ["5 facts: show acme METRIC, --all, --history"]
    assert [one.code for one in report.warnings] == ["conflict"]
    one = told(seven, company(CASH))
    assert [*one.notes] == ["1 fact: show acme METRIC, --all, --history"]
    assert [*told(seven, company(*FACTS[:2])).notes] == ["2 facts: show acme METRIC, --all, --history"]


def test_the_page_stands_in_the_currency_asked_for(seven: Rates) -> None:
    """US$100m are RMB 700m, and the page of who reports in yuan is in yuan."""
    report = told(seven, company(CASH), currency="CNY")
    assert (report.heading, report.currency) == ("Acme, RMB m", "CNY")
    (line,) = report.sections[1].rows
    assert (line.value.currency, line.value.figure.value) == ("CNY", Decimal(700 * 10**6))
    assert report.rows[0].fact.currency == "CNY"
    yuan = company(fact("cash", "2026-06-30", "=RMB 7m"), currency="CNY")
    assert told(seven, yuan).heading == "Acme, RMB m"


def test_what_has_no_page_has_its_facts_and_notes(seven: Rates) -> None:
    """Nothing over a stretch or on a balance day; and whatever there is, where all is asked for."""
    deal = replace(company(fact("post_money", "2026-05-31", "=US$300m", status="closed")), notes=NOTES)
    report = told(seven, deal)
    assert (report.heading, len(report.sections)) == ("", 1)
    assert [*report.notes] == ["It moved. (Made up; Said so)"]
    acme = replace(company(*FACTS), notes=NOTES)
    every = told(seven, acme, every=True)
    assert (rows(every), every.heading, len(every.sections)) == (WINNERS, "", 1)
    assert [*every.notes] == ["It moved. (Made up; Said so)"]


def test_a_history_tells_what_lost_out_and_what_contradicts(seven: Rates) -> None:
    """100 of the press is the same figure, 80 of a dataset is not."""
    report = told(seven, company(*FACTS), history=True)
    assert rows(report) == [
        *WINNERS,
        ("cash", "2026-06-30", "=US$100.0m", "outranked"),
        ("cash", "2026-06-30", "=US$80m", "conflict"),
    ]
    assert (report.title, report.heading) == ("Acme: every figure, with its history", "")
    assert set(report.first.about) == {"history"}
    one = told(seven, company(*FACTS), "cash", history=True)
    assert one.title == "Acme: Cash, with its history"
    assert len(one.rows) == 3


def test_one_metric_has_its_facts_alone(seven: Rates) -> None:
    """No page, no notes; of what is not known there is no answer."""
    acme = replace(company(*FACTS), notes=NOTES)
    report = told(seven, acme, "revenue")
    assert sorted(rows(report)) == WINNERS[:2]
    assert (report.title, report.heading, [*report.notes]) == ("Acme: Revenue", "", [])
    assert len(report.sections) == 1
    with pytest.raises(NoAnswer) as caught:
        told(seven, acme, "employees")
    assert caught.value.message == "no employees of Acme is in the data as of 2026-10-31"
    with pytest.raises(NoAnswer) as caught:
        told(seven, company())
    assert caught.value.message == "nothing of Acme is in the data as of 2026-10-31"


def test_what_no_rate_covers_stays_with_a_warning(seven: Rates) -> None:
    """Without a value: there are no rates of 2024."""
    report = told(seven, company(CASH, FACTS[4]), currency="CNY", every=True)
    old, cash = sorted(report.rows, key=lambda row: row.fact.metric.name, reverse=True)
    assert (old.fact.unconverted, cash.fact.unconverted) == (True, False)
    (warning,) = report.warnings
    assert (warning.code, warning.subject) == ("no_rate", "acme")
    assert warning.message.startswith("Revenue FY2024 is not known in CNY: no USD/CNY rate covers FY2024")


# --- daily prices ------------------------------------------------------------------------------


class Held:
    """Quotes in memory."""

    def __init__(self, *quotes: Quote) -> None:
        self._quotes = quotes

    def source(self, until: date) -> Source:
        return source("2026-10-30", "dataset")

    def back(self, company: str, until: date) -> Iterator[Quote]:
        return (one for one in reversed(self._quotes) if one.day <= until)

    def between(self, company: str, first: date, last: date) -> Iterator[Quote]:
        return (one for one in self._quotes if first <= one.day <= last)


def listed(*closes: tuple[str, str]) -> Company:
    """Acme of New York, with daily closes beside the print of the first."""
    quotes = Held(*(Quote(day(on), "USD", amount) for on, amount in closes))
    acme = company(fact("share_price", "2026-06-29", "=US$10", label="close"), CASH, listed="2026-06-01")
    return replace(acme, daily=lambda until: Prices("acme", quotes, until))


def test_a_share_price_has_the_newest_close_and_the_range(seven: Rates) -> None:
    """Of the daily prices up to the day; of nothing else."""
    acme = listed(("2026-06-29", "10"), ("2026-06-30", "9"), ("2026-07-01", "12"), ("2026-11-02", "99"))
    report = told(seven, acme, "share_price")
    assert [str(row.fact.period) for row in report.rows] == ["2026-06-29", "2026-07-01"]
    prices = report.named["prices"]
    assert prices.row_type is PriceRow
    assert [(row.what, row.since and str(row.since), row.price.figure.value) for row in prices.rows] == [
        ("newest", None, 12), ("lowest, known", "2026-06-29", 9), ("highest, known", "2026-06-29", 12),
    ]  # fmt: skip
    in_yuan = told(seven, acme, "share_price", "CNY").named["prices"].rows[0].price
    assert (in_yuan.currency, in_yuan.figure.value) == ("CNY", 84)
    assert "prices" not in told(seven, acme, "cash").named
    assert all(not row.fact.quoted for row in told(seven, acme, every=True).rows)


def test_a_close_that_the_data_print_is_told_once(seven: Rates) -> None:
    """The newest of both."""
    report = told(seven, listed(("2026-06-29", "10")), "share_price")
    assert [row.fact.reported for row in report.rows] == ["=US$10"]
    bare = company(fact("share_price", "2026-06-29", "=US$10", label="open"))
    assert [row.fact.label for row in told(seven, bare, "share_price").rows] == ["open"]
    early = listed(("2025-06-29", "10"))
    report = told(seven, early, "share_price", "CNY")
    assert {one.code for one in report.warnings} == {"no_rate"}


# --- what is derived ----------------------------------------------------------------------------


def test_a_derived_metric_has_its_formula_or_is_printed(seven: Rates) -> None:
    """The earliest period first: 10m x 8, then a printed value."""
    acme = company(
        fact("market_cap", "2026-06-30", "=US$70m"),
        fact("shares", "2026-06-29", "=10m"),
        fact("share_price", "2026-06-29", "=US$8", label="close"),
        CASH,
    )
    metric = DERIVED["equity_value"]
    printed, made = (equity_value(acme, day(one)) for one in ("2026-06-30", "2026-06-29"))
    assert printed is not None and made is not None
    report = show_derived(acme, metric, [printed, made], DAY, seven, None)
    assert [(row.company, row.metric, row.value, row.formula) for row in report.rows] == [
        ("acme", metric, made, "share_price x shares"), ("acme", metric, printed, "as printed"),
    ]  # fmt: skip
    assert (report.name, report.title, report.as_of) == ("show", "Acme: Equity value", DAY)
    assert (report.currency, report.names, [*report.warnings]) == ("reported", {"acme": "Acme"}, [])
    assert [one.row_type for one in report.sections] == [DerivedRow]
    in_yuan = show_derived(acme, metric, [made], DAY, seven, "CNY")
    assert in_yuan.currency == "CNY"
    assert (in_yuan.rows[0].value.currency, in_yuan.rows[0].value.figure.value) == ("CNY", 560 * 10**6)
    old = by_period(company(FACTS[4]), "revenue").values()
    assert [
        one.code for one in show_derived(acme, METRICS["revenue"], [*old], DAY, seven, "CNY").warnings
    ] == ["no_rate"]


def test_what_cannot_be_derived_says_what_it_is(seven: Rates) -> None:
    """By its expression, else in words."""
    own = Metric("per_head", "flow", "number", "in words", {"is": "revenue / employees"})
    for metric, words in (
        (own, "revenue / employees"),
        (DERIVED["equity_value"], DERIVED["equity_value"].definition),
    ):
        with pytest.raises(NoAnswer) as caught:
            show_derived(company(CASH), metric, [], DAY, seven, None)
        assert caught.value.message == f"no {metric.name} of Acme can be derived as of 2026-10-31"
        assert caught.value.hint == f"it is {words}"


def test_a_list_shows_no_amount() -> None:
    """So that it has no currency."""
    assert listing([], {"all": []}, DAY).currency is None
