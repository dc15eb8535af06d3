"""At least three figures of every company, asserted by hand.

tests/truth.tsv was written from the sources, not from the data file: each line gives the
figure in full units, how sure the source is of it (`>=`, `<=`, `~`), and where it is printed.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from aicompare.companies.fact import Fact
from aicompare.companies.winner import best
from aicompare.dataset import Dataset
from aicompare.values.money import Money
from aicompare.values.periods import Period

Row = dict[str, str]


def truths() -> list[Row]:
    with Path(__file__).with_name("truth.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def number(fact: Fact) -> tuple[str, Decimal, str]:
    """(mark, amount, currency); `-` where there is none."""
    if isinstance(fact.value, Money):
        return fact.value.amount.mark or "-", fact.value.amount.value, fact.value.currency
    return fact.value.mark or "-", fact.value.value, "-"


def name(row: Row) -> str:
    return " ".join((row["company"], row["metric"], row["period"], row["scope"]))


@pytest.mark.parametrize("row", truths(), ids=name)
def test_the_figure_is_in_the_data_as_its_source_prints_it(dataset: Dataset, row: Row) -> None:
    """The data hold this figure, of this period, from this source (place: see tests/truth.tsv)."""
    known = [
        number(fact)
        for fact in dataset.by_id(row["company"]).facts
        if fact.metric.name == row["metric"]
        and fact.period == Period.parse(row["period"])
        and (fact.scope or "-") == row["scope"]
        and row["source"] in {source.id for source in fact.sources}
    ]
    assert (row["mark"], Decimal(row["amount"]), row["currency"]) in known


FILINGS = [row for row in truths() if row["company"] in ("zhipu", "minimax")]


@pytest.mark.parametrize("row", FILINGS, ids=name)
def test_the_figure_of_a_filing_wins(dataset: Dataset, row: Row) -> None:
    """Of all that is told of Zhipu and MiniMax the prospectuses and results are what counts."""
    company = dataset.by_id(row["company"])
    scope = None if row["scope"] == "-" else row["scope"]
    winner = best(company.of(row["metric"], period=Period.parse(row["period"]), scope=scope))
    assert winner is not None
    assert number(winner) == (row["mark"], Decimal(row["amount"]), row["currency"])


def test_every_company_has_three_figures_asserted(dataset: Dataset) -> None:
    """Nobody joins the data without three figures that somebody looked up."""
    counted = Counter(row["company"] for row in truths())
    assert {id_: counted[id_] for id_ in dataset.ids if counted[id_] < 3} == {}
