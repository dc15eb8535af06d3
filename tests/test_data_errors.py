"""What was wrong in the data once stays mended: each figure as its source has it, none as it slipped in."""

from __future__ import annotations

from datetime import date

import pytest

from aicompare.calculators.claims.report import check_expression
from aicompare.calculators.conflicts import conflicts
from aicompare.companies.measures import by_period
from aicompare.companies.winner import best
from aicompare.dataset import Dataset
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.values.periods import Period


def verdict(dataset: Dataset, rates: Rates, statement: str) -> str | None:
    report = check_expression(statement, RateChoice(), dataset, rates, dataset.all())
    return report.rows[0].verdict


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        ("moonshot.raised[2026-07-29] >= 3.5bn USD", "holds"),  # Bloomberg, 29 July: goal surpassed
        ("moonshot.post_money[2026-07-29] == 35bn USD", "holds"),
        ("moonshot.arr[2026-08] >= 1bn USD", "holds"),  # Bloomberg, 11 September
        ("openai.run_rate[2026-08-13] >= 40bn USD", "holds"),  # Bloomberg, 13 August
        ("openai.run_rate[2026-09-30] == 50bn USD", "holds"),  # Benzinga, 8 October; Epoch
        ("openai.run_rate[2026-09-30] == 68bn USD", "contradicted"),  # printed first, corrected on 8 October
        ("mistral.run_rate == 400m USD", "holds"),  # of 31 January; the US$1bn of September is an aim
        ("mistral.arr[2026-12, status=forecast] == 1bn USD", "holds"),
        ("zhipu.fair_value_loss[FY2024, label=carrying-amount] == 468.859m CNY", "holds"),
        ("zhipu.founded == 2019", "holds"),
        ("zhipu.founded > 2019", "contradicted"),
        ("minimax.founded - zhipu.founded == 2", "holds"),
        ("minimax.founded == 2022", "contradicted"),
        ("zhipu.funding_rounds == 8", "holds"),
        ("minimax.funding_rounds == 15", "contradicted"),
    ],
)
def test_the_figure_is_as_its_source_has_it(
    dataset: Dataset, rates: Rates, statement: str, holds: str
) -> None:
    """Each by the source named beside it; what is an aim or was corrected does not win."""
    assert verdict(dataset, rates, statement) == holds


def test_a_change_in_carrying_amount_is_no_loss_at_fair_value(dataset: Dataset) -> None:
    """MiniMax's loss at fair value has no counterpart at Zhipu, whose prospectus measures otherwise."""
    assert by_period(dataset.by_id("minimax"), "fair_value_loss")
    assert not by_period(dataset.by_id("zhipu"), "fair_value_loss")


def test_a_corrected_figure_stays_as_a_conflict(dataset: Dataset, rates: Rates) -> None:
    """Who has read US$68bn finds it, and why it is not used."""
    day = Period.parse("2026-09-30")
    facts = [fact for fact in dataset.by_id("openai").of("run_rate") if fact.period == day]
    winner = best(facts)
    assert winner is not None and winner.reported == "~US$50bn"
    assert sorted(fact.reported for fact in facts) == ["US$50bn", "~US$50bn", "~US$68bn"]
    told = [warning.message for warning in conflicts([winner], dataset.all(), rates)]
    assert len(told) == 1 and "~US$68bn" in told[0]


@pytest.mark.parametrize(("day", "burn"), [("2025-12-30", "~US$27.9m"), ("2025-12-31", "US$28.1m")])
def test_the_hearing_version_was_the_truth_until_the_prospectus(
    dataset: Dataset, day: str, burn: str
) -> None:
    """The information pack of 21 December 2025 printed 27.9 a month, the prospectus of the 31st 28.1."""
    known = dataset.at(date.fromisoformat(day)).company("minimax")
    winner = known.winner("monthly_burn", period=Period.parse("FY2025"))
    assert winner is not None and winner.reported == burn


def test_a_source_counts_from_the_day_on_which_it_came_out(dataset: Dataset) -> None:
    """Epoch's article on Chinese companies is of 6 October 2026, by its own head: not of August."""
    sources = {source.id: source for source in dataset.sources}
    assert sources["epoch-chinese-ai-2026"].published_on == date(2026, 10, 6)
    margin = dataset.at(date(2026, 10, 5)).company("zhipu").of("gross_margin", scope="cloud")
    assert not [fact for fact in margin if fact.period == Period.parse("H1 2026")]


@pytest.mark.parametrize("id_", ["xu-dataset", "epoch-chinese-ai-2026", "minimax-hearing-2025-12"])
def test_what_can_be_looked_up_has_its_address(dataset: Dataset, id_: str) -> None:
    """A reader can go and see."""
    [source] = [source for source in dataset.sources if source.id == id_]
    assert source.url and source.url.startswith("https://")
