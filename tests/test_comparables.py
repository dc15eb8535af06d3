"""What a comps table needs of the shipped data: values near their revenue, cash, sums that close."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from command import ROOT, here

from aicompare.companies.fact import Fact
from aicompare.companies.measures import by_period
from aicompare.dataset import Dataset
from aicompare.values.periods import Period

DAY = date(2026, 10, 31)  # of the data
APART = 180  # days between value and revenue, and between value and DAY

# Why `multiples` has no usable answer, as the data file says it too (`accept: {unanswered: ...}`).
UNANSWERED = {
    "biren": "of the first half of 2026 only the growth",
    "unisound": "no price after January 2026, no revenue after June 2025",
    "deepexi": "no price after April 2026",
    "mobvoi": "no price after September 2025, no revenue after June 2025",
    "iluvatar": "no revenue after 2025, prices more than 180 days later",
}


def answers(command: str) -> dict[str, dict[str, Any]]:
    """The rows of a command over all companies, by company."""
    done = here(*command.split(), "--json", "--as-of", DAY.isoformat())
    return {row["company"]: row for row in json.loads(done.stdout)["data"]}


@pytest.fixture(scope="module")
def multiples() -> dict[str, dict[str, Any]]:
    return answers("multiples --group all")


def usable(row: dict[str, Any]) -> bool:
    """A multiple of a value near its revenue and near the day of the data."""
    value = row["numerator"]
    old = (DAY - date.fromisoformat(value["last"])).days if value else APART + 1
    return bool(row["multiple"]) and row["days_apart"] <= APART and old <= APART


def test_every_listed_company_answers_multiples_or_is_named(
    dataset: Dataset, multiples: dict[str, dict[str, Any]]
) -> None:
    """37 of 42; who cannot is named above with the reason, and who can by now must leave that list."""
    listed = [company.id for company in dataset.all() if company.listed]
    assert {id_ for id_ in listed if not usable(multiples[id_])} == set(UNANSWERED)
    assert len(listed) == 42


def test_thirty_companies_and_more_answer_runway() -> None:
    """With a state: so many months, or that no cash is burnt."""
    states = [row["status"] for row in answers("runway").values()]
    assert sum(state in ("runs_out", "not_burning") for state in states) >= 30


def test_there_are_forty_five_companies(dataset: Dataset) -> None:
    """The peers that the issue names are all among them."""
    named = """
        phancy wenge cambricon moore-threads metax biren iluvatar unisound kingsoft-cloud microsoft amazon
        apple oracle palantir snowflake cloudflare datadog coreweave nebius cerebras spacex
    """
    assert len(dataset.ids) >= 45
    assert set(named.split()) <= set(dataset.ids)


# Figures that a reader may rely on: what, of when, under which status and label, as printed.
GROUND = [
    ("anthropic", "revenue", "FY2025", "actual", None, "US$4.6bn"),
    ("anthropic", "operating_profit", "FY2025", "actual", None, "US$ -8.06bn"),
    ("anthropic", "cash_balance", "2025-12-31", "actual", None, "US$20.28bn"),
    ("mistral", "raised", "2026-09-08", "closed", None, "EUR 3bn"),
    ("mistral", "post_money", "2026-09-08", "closed", None, ">=EUR 21bn"),
    ("mistral", "arr", "2026-12", "forecast", None, "US$1bn"),
    ("moonshot", "raised", "2026-07-29", "closed", None, ">=US$3.5bn"),
    ("moonshot", "post_money", "2026-07-29", "closed", None, "US$35bn"),
    ("openai", "run_rate", "2026-08-13", "actual", None, ">=US$40bn"),
    ("openai", "run_rate", "2026-09-30", "actual", None, "~US$50bn"),
    ("openai", "run_rate", "2026-09-30", "actual", None, "~US$68bn"),
    ("zhipu", "revenue", "FY2026", "forecast", "hsbc", "RMB 7,206m"),
    ("zhipu", "revenue", "FY2026", "forecast", "clsa", "RMB 3.4bn"),
]


@pytest.mark.parametrize("row", GROUND, ids=lambda row: " ".join(map(str, row[:3])))
def test_the_ground_truth_is_in_the_data(dataset: Dataset, row: tuple[str, ...]) -> None:
    """As the source prints it, with its status and its house."""
    company, metric, period, status, label, printed = row
    known = {
        (fact.status, fact.reported)
        for fact in dataset.by_id(company).facts.of(metric)
        if fact.period == Period.parse(period) and fact.label == label and fact.scope is None
    }
    assert (status, printed) in known


def test_a_run_rate_that_was_corrected_stays_as_a_conflict(dataset: Dataset) -> None:
    """Near US$50bn is used of OpenAI; the US$68bn of the week before stands beside it, accepted."""
    of_the_day = dataset.by_id("openai").of("run_rate", period=Period.parse("2026-09-30"))
    assert [fact.reported for fact in of_the_day if "conflict" in dict(fact.accept)] == ["~US$68bn"]


@pytest.mark.parametrize(
    ("company", "lowest", "highest"),
    [
        ("zhipu", ("2026-01-08", "131.5"), ("2026-06-22", "2410.0")),
        ("minimax", ("2026-07-20", "193.1"), ("2026-03-18", "1238.0")),
    ],
)
def test_the_extremes_of_the_closes(company: str, lowest: tuple[str, str], highest: tuple[str, str]) -> None:
    """Over every close of data/prices.csv, read without the package."""
    lines = (ROOT / "data" / "prices.csv").read_text(encoding="utf-8").splitlines()
    closes = [line.split(",")[1:4:2] for line in lines if line.startswith(f"{company},")]
    by_close = sorted(closes, key=lambda one: float(one[1]))
    assert by_close[0] == list(lowest)
    assert (by_close[-1][0], float(by_close[-1][1])) == (highest[0], float(highest[1]))


FLOWS = (
    "revenue",
    "gross_profit",
    "operating_profit",
    "net_profit",
    "net_profit_attributable",
    "research_expense",
    "capital_expenditure",
    "operating_cash_flow",
)
PARTS = (
    ("Q1 {0}", "Q2 {0}", "Q3 {0}", "Q4 {0}"),
    ("H1 {0}", "H2 {0}"),
    ("9M{0}", "Q4 {0}"),
    ("Q1 {0}", "Q2 {0}", "H1 {0}"),
)


def sums_of(company: Any, metric: str) -> list[tuple[list[Fact], Fact]]:
    """The parts of each stretch that are all known, with the stretch: the last of PARTS is of a half-year."""
    known = by_period(company, metric)
    found = []
    for year in range(2021, 2027):
        for parts in PARTS:
            whole = parts[-1].format(year) if parts is PARTS[-1] else f"FY{year}"
            names = [part.format(year) for part in (parts[:-1] if parts is PARTS[-1] else parts)]
            periods = [Period.parse(name) for name in (*names, whole)]
            if all(period in known for period in periods):
                *inside, total = (known[period] for period in periods)
                found.append((inside, total))
    return found


def test_parts_of_a_year_come_to_the_year(dataset: Dataset) -> None:
    """Quarters, halves and nine months of every company, within the widths of what is printed."""
    sums = [one for company in dataset.all() for metric in FLOWS for one in sums_of(company, metric)]
    for inside, total in sums:
        together = inside[0].figure
        for fact in inside[1:]:
            together = together + fact.figure
        assert together.meets(total.figure), (total.company, total.metric.name, str(total.period))
    assert len(sums) > 60


@pytest.mark.parametrize(
    ("company", "metric", "period", "parts", "whole"),
    [
        # RMB 113.803m + 58.947m = 172.750m
        ("wenge", "revenue", "H1 2026", ("deployment", "subscription-and-api"), "172750000"),
        # US$42.644m + 73.929m = 116.573m
        ("minimax", "revenue", "H1 2026", ("ai-native", "open-platform"), "116573000"),
        # RMB 19.6bn + 8.5bn + 5.6bn = 33.7bn
        (
            "kuaishou",
            "revenue",
            "Q1 2026",
            ("online-marketing", "live-streaming", "other-services"),
            "33700000000",
        ),
    ],
)
def test_segments_come_to_the_whole(
    dataset: Dataset, company: str, metric: str, period: str, parts: tuple[str, ...], whole: str
) -> None:
    """To the last digit, where the segments are printed as exactly as the whole."""
    by_scope = {
        fact.scope: fact.figure.value
        for fact in dataset.by_id(company).facts.of(metric)
        if fact.period == Period.parse(period) and fact.status == "actual"
    }
    assert sum(by_scope[part] for part in parts) == by_scope[None] == int(whole)


def test_the_debt_of_softbank_is_whole(dataset: Dataset) -> None:
    """JPY 7,251,630m + 17,433,486m of debt and 184,666m + 793,784m of leases are its 25,663,566m."""
    day = Period.parse("2026-03-31")
    facts = dataset.by_id("softbank").facts
    debt = {fact.scope: fact.figure.value for fact in facts.of("total_debt") if fact.period == day}
    leases = {fact.scope: fact.figure.value for fact in facts.of("lease_liabilities") if fact.period == day}
    parts = [of[scope] for of in (debt, leases) for scope in ("current", "non-current")]
    assert sum(parts) == debt[None] == 25_663_566_000_000


def test_a_round_comes_to_its_value(dataset: Dataset) -> None:
    """OpenAI, first announcement of February 2026: US$730bn before and 110bn of new money are 840bn after."""
    deal = [fact for fact in dataset.by_id("openai").facts if fact.deal == "2026-03"]
    before = next(fact for fact in deal if fact.metric.name == "pre_money")
    after = next(
        fact for fact in deal if fact.metric.name == "post_money" and fact.label == "first-announcement"
    )
    new = next(fact for fact in deal if fact.metric.name == "raised" and fact.label == "first-announcement")
    assert (before.reported, after.reported) == ("US$730bn", "US$840bn")
    assert (before.figure + new.figure).meets(after.figure)


def test_no_line_of_the_data_file_is_long() -> None:
    """160 characters, but for an address."""
    text = (ROOT / "data" / "companies.yaml").read_text(encoding="utf-8")
    long = [line for line in text.splitlines() if len(line) > 160]
    assert {line.split()[0] for line in long} <= {"url:"}
