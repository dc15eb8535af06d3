"""The rows of `export`, cell by cell, of companies made by hand; how others read them is in test_export."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from made import company, day, fact, source

from aicompare.calculators.exported import EXPORTS, Exported, TableColumn, _columns, exported
from aicompare.calculators.exportedfiles import ExportRow, PageFileRow, files_written, page_written
from aicompare.companies.company import Listing
from aicompare.values.periods import Period


def told(what: str, *companies: Any, every: Any = None) -> list[dict[str, Any]]:
    """The rows of a table by its columns; numbers are written with their sign."""
    table = exported(what, companies, lambda number: f"{number:+f}", day("2026-10-31"), every)
    assert (table.name, table.as_of) == (what, day("2026-10-31"))
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


PRESS, FILING = source("2026-04-02", "press"), source("2026-05", "filing")


def test_a_row_holds_all_that_is_known_of_a_fact() -> None:
    """10.0 is 9.95 to 10.05; the filing is the strongest, though the press was out first."""
    one = replace(
        fact(
            "revenue", "H1 2025", "US$10.0m", scope="cloud", basis="recognised", label="restated", deal="ipo"
        ),
        sources=(PRESS, replace(FILING, url="https://example.org/a")),
        at="p. 3",
        note="A note",
        user=True,
        accept=(("unanswered", "no price is entered, 价格"),),
    )
    (row,) = told("facts", company(one))
    said = (
        *("acme", "revenue", "H1 2025", "cloud", "recognised", "restated", "ipo"),
        *("actual", "US$10.0m", "['filing-2026-05', 'press-2026-04-02']"),
    )
    assert row == {
        "id": sha256("\n".join(said).encode()).hexdigest()[:16],
        "company": "acme", "company_name": "Acme", "metric": "revenue", "kind": "flow", "period": "H1 2025",
        "first": date(2025, 1, 1), "last": date(2025, 6, 30), "scope": "cloud", "basis": "recognised",
        "label": "restated", "deal": "ipo", "status": "actual", "reported": "US$10.0m", "unit": "USD",
        "value": Decimal(10_000_000), "low": Decimal(9_950_000), "high": Decimal(10_050_000),
        "value_text": "+10000000", "low_text": "+9950000", "high_text": "+10050000",
        "source": "filing-2026-05", "source_title": "Made up", "source_publisher": "Nobody",
        "source_kind": "filing", "source_published": date(2026, 5, 31), "source_url": "https://example.org/a",
        "sources": "press-2026-04-02 filing-2026-05", "published": date(2026, 4, 2), "rank": 0,
        "used": True, "own": True, "place": "p. 3", "note": "A note", "balance": None, "due": None,
        "accept": '{"unanswered": "no price is entered, 价格"}',
    }  # fmt: skip


def test_what_is_open_or_not_told_is_empty() -> None:
    """At least so much has no upper bound; a debt says when it is due, a burn its balance."""
    bond = fact("convertible_bonds", "2025-12-31", ">=US$5m", due="2027")
    burn = fact("monthly_burn", "2025-12", "US$1m", balance="2025-12-31")
    bonds, burns = told("facts", company(bond, burn))
    assert (bonds["low"], bonds["high"], bonds["high_text"]) == (Decimal(5_000_000), None, None)
    assert (bonds["due"], bonds["balance"]) == ("FY2027", None)
    assert (burns["due"], burns["balance"]) == (None, "2025-12-31")
    assert (burns["own"], burns["accept"], burns["note"], burns["source_url"]) == (False, None, None, None)


@pytest.mark.parametrize(
    ("metric", "value", "unit"),
    [
        ("gross_margin", "41%", "ratio"),
        ("arr_growth", "3x", "x"),
        ("employees", "800", "count"),
        ("stated_runway", "12", "months"),
        ("cash", "HK$5m", "HKD"),
    ],
)
def test_a_figure_has_its_unit_or_its_currency(metric: str, value: str, unit: str) -> None:
    """41% is the ratio 0.41."""
    (row,) = told("facts", company(fact(metric, "2025-12-31", value)))
    assert row["unit"] == unit


def test_of_figures_alike_the_strongest_is_used_and_each_has_an_id() -> None:
    """A filing before the press; what is only forecast is not used; the same line twice has two ids."""
    press, filing = (
        fact("cash", "2025-12-31", "US$5m", kind="press"),
        fact("cash", "2025-12-31", "US$6m"),
    )
    forecast = fact("cash", "2026-12-31", "US$7m", status="forecast")
    rows = told("facts", company(press, filing, forecast, press, press))
    assert [row["used"] for row in rows] == [False, True, False, False, False]
    first, *_, second, third = (row["id"] for row in rows)
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert len({row["id"] for row in rows}) == 5


def test_an_id_does_not_depend_on_the_order_of_the_sources() -> None:
    """Which a line of a data file may name in any."""
    one = fact("cash", "2025-12-31", "US$5m")
    (first,), (second,) = (
        told("facts", company(replace(one, sources=found))) for found in ((PRESS, FILING), (FILING, PRESS))
    )
    assert first["id"] == second["id"]
    assert (first["sources"], second["sources"]) == (
        "press-2026-04-02 filing-2026-05",
        "filing-2026-05 press-2026-04-02",
    )
    earlier = replace(FILING, id="earlier", published=Period.parse("2026-03"))
    (third,) = told("facts", company(replace(one, sources=(FILING, earlier))))
    assert third["source"] == "earlier"  # of two filings the first out


def test_a_column_is_a_name_a_type_and_what_it_means() -> None:
    """The rest of its line, blanks and all."""
    assert _columns("\nid    text    a digest of a fact\nrank  integer 0 of a filing\n") == (
        TableColumn("id", "text", "a digest of a fact"),
        TableColumn("rank", "integer", "0 of a filing"),
    )


def test_sources_are_those_of_the_companies_or_all() -> None:
    """Each once, in the order of the figures that name them."""
    one = replace(fact("cash", "2025-12-31", "US$5m"), sources=(PRESS, FILING))
    whole = replace(PRESS, url="https://example.org/b", via="transcription", published_note="by its page")
    assert [row["id"] for row in told("sources", company(one, replace(one, sources=(FILING, PRESS))))] == [
        "press-2026-04-02",
        "filing-2026-05",
    ]
    assert told("sources", company(one), every=[whole]) == [
        {
            "id": "press-2026-04-02",
            "title": "Made up",
            "publisher": "Nobody",
            "published": "2026-04-02",
            "published_note": "by its page",
            "url": "https://example.org/b",
            "kind": "press",
            "via": "transcription",
        }
    ]  # fmt: skip
    assert told("sources", company(one), every=[]) == []


def test_a_company_is_a_row_with_what_is_known_of_it() -> None:
    """Groups that follow from the data are left out; of one that is not listed no exchange is said."""
    whole = replace(
        company(), aliases=("Acme Corp", "艾克米"), legal_name="Acme SA", country="FR", founded=2019,
        listed=Listing("ACME.PA", "Euronext", Period.parse("2026-01-08")),
        groups=("listed", "mine", "all", "private", "fr"),
    )  # fmt: skip
    first, second, third = told(
        "companies", whole, company(id_="beta"), replace(whole, listed=Listing("A", "B"), groups=("all",))
    )
    assert first == {
        "id": "acme", "name": "Acme", "legal_name": "Acme SA", "aliases": "Acme Corp; 艾克米",
        "country": "FR", "founded": 2019, "ticker": "ACME.PA", "exchange": "Euronext", "listed": "2026-01-08",
        "currency": "USD", "groups": "mine; fr",
    }  # fmt: skip
    assert second == {
        **dict.fromkeys(first),
        "id": "beta",
        "name": "Beta",
        "currency": "USD",
    }
    assert (third["ticker"], third["exchange"], third["listed"], third["groups"]) == ("A", "B", None, None)


@pytest.mark.parametrize(
    ("what", "rows", "title"),
    [
        ("facts", 1200, "x.csv: 1,200 facts"),
        ("facts", 1, "x.csv: 1 fact"),
        ("sources", 1, "x.csv: 1 source"),
        ("companies", 1, "x.csv: 1 company"),
        ("companies", 0, "x.csv: 0 companies"),
    ],
)
def test_the_answer_names_the_files_with_their_size_and_digest(what: str, rows: int, title: str) -> None:
    """The table first, with its rows and columns, then what describes it."""
    table = Exported(what, EXPORTS[what], [("x",)] * rows, day("2026-10-31"))
    report = files_written(table, [("x.csv", 5, "abc"), ("datapackage.json", 7, "def")])
    assert (report.name, report.title, report.as_of, report.currency) == (
        "export",
        title,
        day("2026-10-31"),
        None,
    )
    assert report.first.row_type is ExportRow
    assert list(report.rows) == [
        ExportRow("x.csv", rows, len(EXPORTS[what]), 5, "abc"),
        ExportRow("datapackage.json", None, None, 7, "def"),
    ]


def test_a_page_that_was_written_is_named_with_its_size_and_digest() -> None:
    """Three bytes; the digest is that of FIPS 180-2 for `abc`."""
    report = page_written("page.html", b"abc", day("2026-10-31"))
    assert report.first.row_type is PageFileRow
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert list(report.rows) == [PageFileRow("page.html", 3, digest)]
    assert (report.name, report.title, report.as_of, report.currency) == (
        "report",
        "page.html is written",
        day("2026-10-31"),
        None,
    )
