"""`import aicompare`: the answers of the command line, for programs."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command import ROOT
from command import aicompare as command

import aicompare
from aicompare import Answer, Data

DATA = aicompare.load()

# Every function, and the command line that it stands for.
CASES: dict[str, tuple[Callable[[Data], Answer], list[str]]] = {
    "list": (lambda data: aicompare.list_companies(data, "us-labs"), ["list", "--group", "us-labs"]),
    "show": (
        lambda data: aicompare.show(data, "minimax", "revenue", history=True, currency="CNY"),
        ["show", "minimax", "revenue", "--history", "--in", "CNY"],
    ),
    "compare": (
        lambda data: aicompare.compare(data, ["zhipu", "minimax"], metrics=["revenue"], period="FY2025"),
        ["compare", "zhipu", "minimax", "--metric", "revenue", "--period", "FY2025"],
    ),
    "runway": (
        lambda data: aicompare.runway(data, ["minimax"], raises=["US$468.7m@2"], burn_growth="2%"),
        ["runway", "minimax", "--raise", "US$468.7m@2", "--burn-growth", "2%"],
    ),
    "runway bases": (
        lambda data: aicompare.runway(data, ["zhipu"], balance="2025-06-30", bases=True),
        ["runway", "zhipu", "--balance", "2025-06-30", "--bases"],
    ),
    "runway of typed amounts": (
        lambda data: aicompare.runway(data, cash="US$9m", burn="US$1m", sensitivity=True),
        ["runway", "--cash", "US$9m", "--burn", "US$1m", "--sensitivity"],
    ),
    "multiples": (
        lambda data: aicompare.multiples(data, group="us-labs", basis="arr", ev=True, sort="name"),
        ["multiples", "--group", "us-labs", "--basis", "arr", "--ev", "--sort", "name"],
    ),
    "convert": (
        lambda data: aicompare.convert(data, "15bn CNY", ["USD", "HKD"], on="2025-12-31"),
        ["convert", "15bn CNY", "--to", "USD,HKD", "--on", "2025-12-31"],
    ),
    "implied": (
        lambda data: aicompare.implied_rate(data, "53.437m USD", "376m CNY"),
        ["convert", "--implied", "53.437m USD", "376m CNY"],
    ),
    "rates": (
        lambda data: aicompare.exchange_rates(data, "USD/CNY", average="FY2025"),
        ["rates", "USD/CNY", "--average", "FY2025"],
    ),
    "allocate": (
        lambda data: aicompare.allocate(data, ["zhipu", "minimax"], plans=["ipo-2026"], currency="USD"),
        ["allocate", "zhipu", "minimax", "--plan", "ipo-2026", "--in", "USD"],
    ),
    "split": (
        lambda data: aicompare.split(data, "HK$3,818.3m", {"R&D": "90%", "rest": "10%"}, round_to="1m"),
        ["allocate", "HK$3,818.3m", "R&D=90%", "rest=10%", "--round-to", "1m"],
    ),
    "check": (
        lambda data: aicompare.check(data, '"312m CNY" == "31.2m USD"', average="FY2024"),
        ["check", '"312m CNY" == "31.2m USD"', "--average", "FY2024"],
    ),
    "audit": (
        lambda data: aicompare.audit(data, source="article-001", company="xai"),
        ["audit", "--source", "article-001", "--company", "xai"],
    ),
    "metrics": (lambda data: aicompare.list_metrics(data), ["metrics"]),
    "sources": (lambda data: aicompare.list_sources(data), ["sources"]),
}  # fmt: skip


@pytest.fixture(params=CASES, ids=list(CASES))
def case(request: pytest.FixtureRequest) -> tuple[Answer, list[str]]:
    function, arguments = CASES[request.param]
    return function(DATA), arguments


def test_a_function_answers_what_its_command_does(case: tuple[Answer, list[str]]) -> None:
    """The same bytes as JSON, whatever the options."""
    answer, arguments = case
    assert answer.to_json() == command(*arguments, "--json").stdout


def test_the_dict_is_the_json_with_exact_numbers(case: tuple[Answer, list[str]]) -> None:
    """int or Decimal where JSON has digits; nothing else differs."""
    answer, _ = case
    parsed = json.loads(answer.to_json(), parse_float=Decimal)
    assert answer.to_dict() == parsed
    assert not any(isinstance(value, float) for value in _leaves(answer.to_dict()))


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]


def test_the_records_are_the_rows_of_the_csv(case: tuple[Answer, list[str]]) -> None:
    """The same columns, and the same cells once written out."""
    answer, _ = case
    header, *rows = csv.reader(io.StringIO(answer.to_csv()))
    records = answer.to_records()
    assert all(list(record) == header for record in records)
    assert [[_written(value) for value in record.values()] for record in records] == rows


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            text = f"{value:f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        case _:
            return str(value)


def test_a_column_of_the_records_has_one_type(case: tuple[Answer, list[str]]) -> None:
    """So that a data frame has no column of objects: Decimal and int never stand among text."""
    answer, _ = case
    records = answer.to_records()
    for name in records[0]:
        kinds = {type(record[name]) for record in records if record[name] is not None}
        assert len(kinds) <= 1, (name, kinds)
        assert kinds <= {str, int, bool, Decimal, date}, (name, kinds)


def test_the_html_escapes_what_it_shows(tmp_path: Path) -> None:
    """A name from a file of the user's own is text in a notebook, never markup."""
    own = tmp_path / "mine.yaml"
    own.write_text(
        "sources:\n"
        "  mine: {title: '<script>alert(1)</script>', publisher: me, published: 2026-01-31, kind: press}\n"
        "companies:\n"
        "  acme: {name: '<b>Acme</b>', currency: USD, facts: [\n"
        '    {metric: revenue, period: FY2025, value: "US$5m", source: mine}]}\n',
        encoding="utf-8",
    )
    html = aicompare.show(aicompare.load([own]), "acme")._repr_html_()
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["td"]:
            self.cells.append(data)


def test_the_html_is_well_formed_and_holds_every_cell(case: tuple[Answer, list[str]]) -> None:
    """Every tag is closed, and the first column of every row is there."""
    answer, _ = case
    parser = _Tags()
    parser.feed(answer._repr_html_())
    assert parser.open == []
    assert len(parser.cells) >= len(answer.rows)


def test_a_date_hides_what_was_not_published_by_then() -> None:
    """MiniMax on its first trading day: 37.2 months, as its prospectus says."""
    (record,) = aicompare.runway(aicompare.load(as_of="2026-01-09"), ["minimax"]).to_records()
    assert f"{record['months']:.1f}" == "37.2"
    assert (record["cash"], record["cash_currency"]) == (Decimal("1046200000"), "USD")


def test_a_rate_of_your_own_is_used_and_an_unused_one_is_said() -> None:
    """As on the command line."""
    data = aicompare.load(rates=["USD/CNY=7.00"])
    (row,) = aicompare.convert(data, "7m CNY", ["USD"], on="2025-12-31").to_records()
    assert row["result"] == 1_000_000
    unused = aicompare.runway(aicompare.load(rates=["USD/JPY=150"]), ["minimax"])
    assert "unused_rate" in [warning.code for warning in unused.warnings]


def test_what_a_caller_can_cause_is_trouble_with_a_hint() -> None:
    """One base class for all of it."""
    with pytest.raises(aicompare.Trouble) as trouble:
        aicompare.runway(DATA, ["minmax"])
    assert trouble.value.hint == "did you mean 'minimax'?"
    with pytest.raises(aicompare.Trouble) as trouble:
        aicompare.runway(DATA, ["minimax"], cash_basis="gold")
    assert "liquidity" in str(trouble.value.hint)


def test_what_is_offered_is_there_and_nothing_else() -> None:
    """Every name of __all__ can be had; another is an AttributeError."""
    assert all(getattr(aicompare, name) is not None for name in aicompare.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = aicompare.nothing


def test_importing_loads_nothing_yet() -> None:
    """`import aicompare` is free: what it offers is loaded when it is asked for."""
    code = "import sys, aicompare; print([name for name in sys.modules if name.startswith('aicompare.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_data_frames_take_the_records_as_they_are() -> None:
    """pandas and polars, where they are installed (CI has them)."""
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for answer in (aicompare.runway(DATA), aicompare.compare(DATA, ["zhipu", "minimax"])):
        records = answer.to_records()
        shape = (len(records), len(records[0]))
        assert pandas.DataFrame(records).shape == polars.DataFrame(records).shape == shape
    facts = aicompare.show(DATA, "minimax", history=True).to_records()
    assert polars.DataFrame(facts, infer_schema_length=None)["value"].dtype.is_decimal()


def test_the_examples_run() -> None:
    """27.3 and 38.9, 37.2 and 53.9: what the prospectuses state; and a CSV of three rows."""
    assert _example("runway_of_both.py").splitlines() == [
        "zhipu: 27.3 months, 38.9 with RMB 3,785.3m",
        "minimax: 37.2 months, 53.9 with US$468.7m",
    ]
    rows = list(csv.DictReader(io.StringIO(_example("multiples_to_csv.py"))))
    assert [row["company"] for row in rows] == ["openai", "anthropic", "xai"]


def _example(name: str) -> str:
    code = ROOT / "examples" / name
    return subprocess.run([sys.executable, str(code)], capture_output=True, text=True, check=True).stdout
