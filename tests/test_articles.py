"""Every figure that the five articles print, A01 to A78, is in the data as that article's.

tests/article_figures.tsv is the list, taken from the articles by hand: what is printed, and
where in the data file it belongs. Wrong figures stay in as what their article says.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from aicompare.companies.fact import Fact
from aicompare.companies.winner import best
from aicompare.dataset import Dataset
from aicompare.dataset.store import Record
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

LIST = Path(__file__).with_name("article_figures.tsv")
Row = dict[str, str]


def figures(*kinds: str) -> list[Any]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [pytest.param(row, id=row["id"]) for row in rows if not kinds or row["kind"] in kinds]


def test_the_list_is_complete() -> None:
    """Seventy-eight figures, numbered without a gap, each of one of the five articles."""
    rows = [param.values[0] for param in figures()]
    assert [row["id"] for row in rows] == [f"A{number:02}" for number in range(1, 79)]
    assert {row["source"] for row in rows} <= {f"article-{number:03}" for number in range(5)}
    assert {row["kind"] for row in rows} == {"fact", "plan", "company-key", "note", "claim"}


def found(dataset: Dataset, row: Row) -> list[Fact]:
    return [
        fact
        for fact in dataset.by_id(row["where"]).facts
        if fact.metric.name == row["metric"]
        and fact.period == Period.parse(row["period"])
        and (fact.scope or "-", fact.label or "-") == (row["scope"], row["label"])
        and row["source"] in {source.id for source in fact.sources}
    ]


@pytest.mark.parametrize("row", figures("fact"))
def test_figure_is_a_fact_with_the_article_as_source(dataset: Dataset, row: Row) -> None:
    """The fact has the printed value with its bounds, its period, scope and label."""
    read = parse_amount if METRICS[row["metric"]].unit == "money" else Figure.parse
    assert read(row["value"]) in [fact.value for fact in found(dataset, row)]


@pytest.mark.parametrize("row", figures("plan"))
def test_figure_is_an_item_of_a_plan(record: Record, row: Row) -> None:
    """An amount of a use of proceeds stands in the plan that the article tells of."""
    plans = {plan["id"]: plan for plan in record["companies"][row["where"]]["plans"]}
    plan = plans[row["metric"]]
    assert row["source"] in plan["source"]
    assert parse_amount(row["value"]) in [parse_amount(item["amount"]) for item in plan["items"]]


@pytest.mark.parametrize("row", figures("company-key"))
def test_figure_is_a_key_of_the_company(dataset: Dataset, row: Row) -> None:
    """A listing with its ticker and day, or the year of founding."""
    company = dataset.by_id(row["where"])
    if row["metric"] == "founded":
        assert company.founded == int(row["value"])
    else:
        assert company.listed is not None
        assert (company.listed.ticker, str(company.listed.on)) == (row["value"], row["period"])


@pytest.mark.parametrize("row", figures("note"))
def test_figure_without_a_number_is_a_note(dataset: Dataset, row: Row) -> None:
    """What the article says in words stands in a note that names the article."""
    notes = dataset.by_id(row["where"]).notes
    texts = [note.text for note in notes if row["source"] in {source.id for source in note.sources}]
    assert any(row["value"] in text for text in texts), texts


@pytest.mark.parametrize("row", figures("claim"))
def test_figure_about_several_companies_is_a_claim(record: Record, row: Row) -> None:
    """A figure of a market, or a comparison, stands among the claims with what it says."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    claim = claims[row["metric"]]
    assert claim["source"] == row["source"]
    assert Figure.parse(claim["says"]) == Figure.parse(row["value"])


def test_a_figure_of_the_market_has_nothing_to_check(record: Record) -> None:
    """A40 and A41 are of no company in the data, so they carry no expression."""
    of_companies = {  # A43, A60 and A62
        "article-003-48-hours",
        "article-004-revenue-ratio",
        "article-004-research-ratio",
    }
    listed = {param.values[0]["metric"] for param in figures("claim")}
    checked = {claim["id"] for claim in record["claims"] if claim.get("check")}
    assert listed & checked == of_companies


# company, metric, period, scope, what wins, what the article prints
WRONG = [
    ("minimax", "revenue_share", "9M2025", "hailuo", "32.6%", "2.6%"),
    ("minimax", "monthly_burn", "FY2025", None, "US$28.1m", "~US$27.9m"),
    ("minimax", "post_money", "2025-08-19", None, "US$4,240.4m", "US$4.2402bn"),
    ("zhipu", "gross_margin", "FY2025", "cloud", "18.9%", "41%"),
    ("zhipu", "revenue_share", "H1 2025", "on-premise", "84.8%", ">=85%"),
]


@pytest.mark.parametrize(("id_", "metric", "period", "scope", "right", "printed"), WRONG)
def test_a_figure_that_an_article_gets_wrong_stays_in_and_loses(
    dataset: Dataset, id_: str, metric: str, period: str, scope: str | None, right: str, printed: str
) -> None:
    """Dossier conflicts C3, C4, C20, C29 and the 41% beside MaaS: the filing wins."""
    known = dataset.by_id(id_).of(metric, period=Period.parse(period), scope=scope)
    winner = best(known)
    assert winner is not None
    assert winner.reported == right
    article = [fact for fact in known if any(one.id.startswith("article") for one in fact.sources)]
    assert printed in [fact.reported for fact in article]
