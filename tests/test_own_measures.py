"""Derived metrics are lines: shipped ones and those of a file of one's own, known everywhere alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import here
from made import company, day, fact

from aicompare import compare, list_metrics, load, show
from aicompare.calculators.derived import measured
from aicompare.companies.fact import Derived, Known
from aicompare.companies.measures import DERIVED
from aicompare.dataset.measuring import measures_of
from aicompare.rates.rates import Rates
from aicompare.values.errors import BadFile, NoAnswer, UnknownName
from aicompare.values.metrics import METRICS

LAST = day("2026-10-31")
MINE = """
measures:
  revenue_per_head: {expression: revenue / employees, unit: money, title: Revenue per head}
  double_head: {expression: revenue_per_head * 2, unit: money}
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("own") / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    return str(file)


def of(name: str, *facts: Any, rates: Rates | None = None) -> dict[str, Known]:
    found = measured(DERIVED[name], company(*facts), rates or load().rates, LAST)
    return {str(period): known for period, known in found.items()}


GREW = fact("revenue", "FY2024", "US$10m"), fact("revenue", "FY2025", "US$15m")


def test_an_expression_is_worked_out_for_each_period_of_its_flows() -> None:
    """15 / 10 - 1 is 50%, less 6 / 15 is 10%; of FY2024 no growth is known."""
    found = of("rule_of_40", *GREW, fact("adjusted_net_profit", "FY2025", "US$-6m"))
    (only,) = found.values()
    assert (str(only.period), f"{only.figure.value:.6f}") == ("FY2025", "0.100000")
    assert isinstance(only, Derived)
    assert only.formula == "revenue_growth + adjusted_margin"
    assert [one.metric.name for one in only.inputs] == ["revenue_growth", "adjusted_margin"]


def test_a_balance_in_an_expression_is_that_of_the_last_day() -> None:
    """US$15m over the 100 people of 31 December, not the 50 of June."""
    people = fact("employees", "2025-12-31", "=100"), fact("employees", "2025-06-30", "=50")
    found = of("revenue_per_employee", *GREW, *people)
    assert list(found) == ["FY2025"]
    known = found["FY2025"]
    assert (known.currency, known.figure.value) == ("USD", 150_000)


@pytest.mark.parametrize(
    ("metric", "facts"),
    [
        ("net_margin", (fact("net_profit", "FY2025", "US$5m"), fact("revenue", "FY2025", "RMB 50m"))),
        ("net_margin", (fact("net_profit", "FY2025", "US$5m"), fact("revenue", "FY2025", "US$-1m"))),
        ("revenue_per_employee", (*GREW, fact("employees", "2025-12-31", "=0"))),
        ("rule_of_40", GREW),
    ],
)
def test_where_it_means_nothing_there_is_nothing(metric: str, facts: tuple[Any, ...]) -> None:
    """Two currencies, a divisor that is not above zero, a part that is not known."""
    assert of(metric, *facts) == {}


def test_a_shipped_ratio_is_one_line_and_known_to_every_command() -> None:
    """Net profit over revenue: RMB -2,072.0m over RMB 953.9m of H1 2026 is -217.2%."""
    data = load()
    (row,) = [row for row in show(data, "zhipu", "net_margin").rows if str(row.value.period) == "H1 2026"]
    assert f"{row.value.figure.value:.3f}" == "-2.172"
    compared = compare(data, ["zhipu", "minimax"], metrics=["net_margin"]).rows[0]
    assert compared.values["zhipu"].figure == row.value.figure
    done = here("check", "zhipu.net_margin[H1 2026] == -217.2%")
    assert (done.returncode, "holds" in done.stdout) == (0, True)
    listed = {row.name: row.expression for row in list_metrics(data).rows}
    assert listed["net_margin"] == "net_profit / revenue"
    assert listed["rule_of_40"] == "growth(revenue) + adjusted_margin"


def test_a_metric_of_one_s_own_is_known_to_compare_check_show_and_metrics(mine: str) -> None:
    """Zhipu: RMB 724.334m over the 1,094 people of 31 December 2025 is RMB 662,097 a head."""
    data = load(mine)
    head = show(data, "zhipu", "revenue_per_head").rows[-1].value
    twice = show(data, "zhipu", "double_head").rows[-1].value
    assert f"{head.figure.value:.0f} {twice.figure.value:.0f}" == "662097 1324194"
    row = compare(data, ["zhipu", "minimax"], metrics=["revenue_per_head"], currency="reported").rows[0]
    assert row.values["zhipu"] == head
    stated = f"{head.figure.value:.0f}"
    done = here("check", f"zhipu.revenue_per_head[FY2025] == {stated} CNY", "--data", mine, "--json")
    assert json.loads(done.stdout)["data"][0]["verdict"] == "holds"
    listed = {row.name: (row.unit, row.kind, row.expression) for row in list_metrics(data).rows}
    assert listed["revenue_per_head"] == ("money", "flow", "revenue / employees")
    assert listed["double_head"] == ("money", "flow", "(revenue / employees) * 2")


def test_without_the_file_nobody_knows_it(mine: str) -> None:
    """The near miss names what there is."""
    with pytest.raises(UnknownName, match="no metric"):
        show(load(), "zhipu", "revenue_per_head")
    with pytest.raises(NoAnswer, match="can be derived") as error:
        show(load(mine), "moonshot", "revenue_per_head")
    assert error.value.hint == "it is revenue / employees"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("revenue: {expression: cash, unit: money}", "revenue is a metric already"),
        ("net_loss: {expression: cash, unit: money}", "net_loss is a metric already"),
        ("a: {expression: revenu / cash, unit: times}", "there is no metric 'revenu'"),
        ("a: {expression: a / cash, unit: times}", "there is no metric 'a'"),
        ("a: {expression: growth(revenue, unit: percent}", "never closed"),
        ("a: {expression: revenue > cash, unit: number}", "compares nothing"),
        ("a: {expression: zhipu.revenue / revenue, unit: times}", "zhipu.revenue is of one"),
        ("a: {expression: 'cash - acme.revenue[FY2025]', unit: money}", "acme.revenue[FY2025] is of one"),
        ("a: {expression: 'growth(zhipu.revenue)', unit: percent}", "zhipu.revenue is of one"),
        ("a: {expression: grow(revenue), unit: percent}", "there is no function 'grow'"),
        ("a: {expression: revenue / cash, unit: dollars}", "dollars"),
        ("a: {unit: money}", "expression"),
        ("A b: {expression: cash, unit: money}", "A b"),
    ],
)
def test_a_metric_that_means_nothing_is_refused_with_its_place(
    tmp_path: Path, row: str, message: str
) -> None:
    """As any other row of a data file, before anything is answered."""
    file = tmp_path / "mine.yaml"
    file.write_text(f"measures:\n  {row}\n", encoding="utf-8")
    with pytest.raises(BadFile) as error:
        load(str(file))
    assert f"{file}:2:" in error.value.message
    assert message in f"{error.value.message} {error.value.hint}"


def test_a_later_file_may_use_and_replace_those_of_an_earlier(tmp_path: Path, mine: str) -> None:
    """`double_head` of the second file stands over that of the first."""
    other = tmp_path / "other.yaml"
    other.write_text(
        "measures:\n  triple_head: {expression: revenue_per_head * 3, unit: money}\n"
        "  double_head: {expression: revenue, unit: money}\n",
        encoding="utf-8",
    )
    known = load([mine, str(other)]).dataset.measures
    assert known["triple_head"].expression == "(revenue / employees) * 3"
    assert known["double_head"].expression == "revenue"


def test_every_shipped_expression_names_metrics_alone() -> None:
    """None of them is a slip, and each is a ratio or an expression of the language."""
    from aicompare.expressions.measures import of_company

    derived = [metric for metric in (*METRICS.values(), *DERIVED.values()) if metric.expression]
    assert len(derived) >= 8
    for metric in derived:
        assert of_company(metric, "acme").right is None
    assert measures_of({}) == {}
