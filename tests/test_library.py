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
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, here

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
        lambda data: aicompare.multiples(data, group="us-labs", basis="arr", ev=True),
        ["multiples", "--group", "us-labs", "--basis", "arr", "--ev"],
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
    "validate": (lambda _: aicompare.validate(accepted=True), ["validate", "--accepted"]),
    "metrics": (lambda data: aicompare.list_metrics(data), ["metrics"]),
    "sources": (lambda data: aicompare.list_sources(data), ["sources"]),
}  # fmt: skip


@pytest.fixture(params=CASES, ids=list(CASES))
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Answer, list[str]]:
    monkeypatch.chdir(ROOT)  # where the command is run: a file is named as seen from there
    function, arguments = CASES[request.param]
    return function(DATA), arguments


def test_a_function_answers_what_its_command_does(case: tuple[Answer, list[str]]) -> None:
    """The same bytes as JSON, whatever the options."""
    answer, arguments = case
    assert answer.to_json() == here(*arguments, "--json").stdout


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
    """The same cells once written out, in the columns that are not empty; no mark stands before a text."""
    answer, _ = case
    rows = list(csv.DictReader(io.StringIO(answer.to_tsv()), delimiter="\t"))
    filled = [name for name in rows[0] if any(row[name] for row in rows)]
    records = answer.to_records()
    assert all(list(record) == filled for record in records)
    assert [[_written(value) for value in record.values()] for record in records] == [
        [row[name] for name in filled] for row in rows
    ]


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


def test_a_row_shows_itself_in_a_line_or_two(case: tuple[Answer, list[str]]) -> None:
    """As the last expression of a cell: its type and what it begins with, not all that its figures are made
    of."""
    answer, _ = case
    for row in answer.rows:
        assert repr(row).startswith(f"{type(row).__name__}({row.__match_args__[0]}=")
        assert len(repr(row)) <= 300


def test_what_is_known_shows_itself_by_name_and_figure() -> None:
    """MiniMax had US$1,322.8m at the end of June 2026, as its half-year report says."""
    cash = aicompare.runway(DATA, "minimax").rows[0].cash
    assert repr(cash) == "<Fact minimax cash_balance 2026-06-30: 1,322,800,000 USD>"
    assert repr(cash.value) == "<Money 1,322,800,000 USD>"
    assert repr(cash.metric) == "<Metric cash_balance>"
    assert repr(cash.period) == "<Period 2026-06-30>"
    assert repr(cash.sources) == "(<Source minimax-results-h1-2026>,)"


def test_a_date_hides_what_was_not_published_by_then() -> None:
    """MiniMax on its first trading day: its balance lasts 37.2 months, as its prospectus says."""
    records = aicompare.runway(aicompare.load(as_of="2026-01-09"), ["minimax"]).to_records()
    values = {record["key"]: (record["value"], record["unit"]) for record in records}
    assert f"{values['balance_alone.months'][0]:.1f}" == "37.2"
    assert values["cash"] == (Decimal("1046200000"), "USD")


def test_a_rate_of_your_own_is_used_and_an_unused_one_is_said() -> None:
    """As on the command line."""
    data = aicompare.load(rates=["USD/CNY=7.00"])
    records = aicompare.convert(data, "7m CNY", ["USD"], on="2025-12-31").to_records()
    assert [one["value"] for one in records if one["key"] == "result"] == [1_000_000]
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


def test_one_name_alone_is_not_its_letters() -> None:
    """`runway(data, "minimax")` and `["minimax"]` are one question, wherever several may be named."""
    alone = [
        aicompare.runway(DATA, "minimax", raises="US$50m@13"),
        aicompare.compare(DATA, ["zhipu", "minimax"], metrics="revenue"),
        aicompare.multiples(DATA, "moonshot", statuses="reported"),
        aicompare.allocate(DATA, "zhipu", plans="star-2026"),
        aicompare.convert(DATA, "15bn CNY", "USD"),
        aicompare.convert(aicompare.load(rates="USD/CNY=7"), "7m CNY", "USD"),
    ]
    several = [
        aicompare.runway(DATA, ["minimax"], raises=["US$50m@13"]),
        aicompare.compare(DATA, ["zhipu", "minimax"], metrics=["revenue"]),
        aicompare.multiples(DATA, ["moonshot"], statuses=["reported"]),
        aicompare.allocate(DATA, ["zhipu"], plans=["star-2026"]),
        aicompare.convert(DATA, "15bn CNY", ["USD"]),
        aicompare.convert(aicompare.load(rates=["USD/CNY=7"]), "7m CNY", ["USD"]),
    ]
    assert [one.to_json() for one in alone] == [one.to_json() for one in several]


def test_a_date_may_be_a_date() -> None:
    """What `datetime` and the rows of an answer give can be asked with."""
    assert aicompare.load(as_of=date(2026, 1, 9)).as_of == date(2026, 1, 9)
    day = date(2025, 12, 31)
    assert aicompare.exchange_rates(DATA, "USD/CNY", on=day).to_json() == (
        aicompare.exchange_rates(DATA, "USD/CNY", on="2025-12-31").to_json()
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda: aicompare.load(as_of=""),
        lambda: aicompare.list_companies(DATA, ""),
        lambda: aicompare.show(DATA, "minimax", ""),
        lambda: aicompare.compare(DATA, []),
        lambda: aicompare.compare(DATA, ["zhipu", "minimax"], period=""),
        lambda: aicompare.runway(DATA, []),
        lambda: aicompare.runway(DATA, [], cash="US$9m", burn="US$1m"),
        lambda: aicompare.runway(DATA, "minimax", cash=""),
        lambda: aicompare.runway(DATA, "minimax", balance=""),
        lambda: aicompare.runway(DATA, "minimax", revenue=""),
        lambda: aicompare.multiples(DATA, group=""),
        lambda: aicompare.multiples(DATA, "zhipu", on=""),
        lambda: aicompare.multiples(DATA, "zhipu", price=""),
        lambda: aicompare.multiples(DATA, implied=""),
        lambda: aicompare.convert(DATA, "5m USD", "CNY", on=""),
        lambda: aicompare.exchange_rates(DATA, ""),
        lambda: aicompare.allocate(DATA, []),
        lambda: aicompare.audit(DATA, company=""),
        lambda: aicompare.validate(""),
    ],
)
def test_what_is_empty_never_answers_as_if_nothing_had_been_asked(ask: Callable[[], object]) -> None:
    """A variable that turns out empty, a filter that leaves no company: trouble, not everything."""
    with pytest.raises(aicompare.Trouble):
        ask()


def test_a_number_without_a_unit_is_refused_with_a_hint() -> None:
    """An amount of 5 of which currency? 0.05 or 5%? Neither is guessed."""
    asks: list[Callable[[Any], Answer]] = [
        lambda number: aicompare.runway(DATA, "minimax", cash=number),
        lambda number: aicompare.runway(DATA, "minimax", burn_growth=number),
        lambda number: aicompare.runway(DATA, "minimax", raises=[number]),
        lambda number: aicompare.convert(DATA, number, "USD"),
        lambda number: aicompare.split(DATA, number, {"models": 1}),
    ]
    for ask in asks:
        with pytest.raises(aicompare.Trouble) as trouble:
            ask(Decimal(5))
        assert "US$5m" in str(trouble.value.hint)


def test_weights_are_lines_or_by_name_as_numbers_fractions_or_text() -> None:
    """2/15 of 15 is 2, 13/15 of it is 13."""
    by_name = aicompare.split(DATA, "CNY 15", {"a": Fraction(2, 15), "b": "13/15"})
    assert _amounts(by_name) == [2, 13]
    lines = aicompare.split(DATA, "CNY 15", ["a=2/15", "b=13/15"])
    assert lines.to_json() == by_name.to_json()
    numbers = aicompare.split(DATA, "CNY 15", {"a": 1, "b": 2})
    assert _amounts(numbers) == [5, 10]


def _amounts(answer: Answer) -> list[Decimal]:
    return [record["value"] for record in answer.to_records() if record["key"] == "amount"]


def test_a_file_is_linted_by_a_program(tmp_path: Path) -> None:
    """A fault is a row with its place; `failed` says that there is one."""
    own = tmp_path / "mine.yaml"
    own.write_text(
        "sources:\n"
        "  mine: {title: Note, publisher: me, published: 2026-01-31, kind: press}\n"
        "companies:\n"
        "  zhipu:\n"
        "    facts:\n"
        "    - {metric: revenue, period: FY2025, value: 5m, source: mine}\n",
        encoding="utf-8",
    )
    answer = aicompare.validate(own)
    (row,) = answer.to_records()
    assert (row["line"], row["severity"], answer.failed) == (6, "fault", True)
    assert row["file"] == str(own)
    assert not aicompare.validate().failed
    assert "$defs" in aicompare.schema()


def test_an_answer_shows_itself_at_a_prompt() -> None:
    """The table, not 75,000 characters of dataclasses; and Data says what it is."""
    answer = aicompare.runway(DATA, "minimax")
    assert repr(answer) == str(answer) == answer.to_text()
    assert repr(aicompare.load(as_of="2026-01-09")) == "<aicompare.Data: 60 companies, as of 2026-01-09>"


def test_what_is_offered_is_there_and_nothing_else() -> None:
    """Every name of __all__ can be had, and is offered by dir(); another is an AttributeError."""
    assert all(getattr(aicompare, name) is not None for name in aicompare.__all__)
    assert set(aicompare.__all__) <= set(dir(aicompare))
    with pytest.raises(AttributeError, match="nothing"):
        _ = aicompare.nothing


def test_importing_loads_nothing_yet() -> None:
    """`import aicompare` is free: what it offers is loaded when it is asked for."""
    code = "import sys, aicompare; print([name for name in sys.modules if name.startswith('aicompare.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_pandas_and_polars_take_the_records_too() -> None:
    """pandas and polars, where they are installed (CI has them)."""
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for answer in (aicompare.runway(DATA), aicompare.compare(DATA, ["zhipu", "minimax"])):
        records = answer.to_records()
        shape = (len(records), len(records[0]))
        assert (
            pandas.DataFrame(records).shape
            == polars.DataFrame(records, infer_schema_length=None).shape
            == shape
        )


def test_the_examples_run() -> None:
    """27.3 and 38.9, 37.2 and 53.9: what the prospectuses state; and a CSV of three multiples."""
    assert _example("runway_of_both.py").splitlines() == [
        "zhipu: 27.3 months, 38.9 with RMB 3,785.3m",
        "minimax: 37.2 months, 53.9 with US$468.7m",
    ]
    rows = list(csv.DictReader(io.StringIO(_example("multiples_to_csv.py"))))
    multiples = [row["company"] for row in rows if row["key"] == "multiple"]
    assert multiples == ["xai", "openai", "anthropic"]


def _example(name: str) -> str:
    code = ROOT / "examples" / name
    return subprocess.run([sys.executable, str(code)], capture_output=True, text=True, check=True).stdout
