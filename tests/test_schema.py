"""The JSON Schema: what editors check as one types is what the tool accepts."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import ROOT, here
from jsonschema import Draft202012Validator

from aicompare.dataset.json_schema import MEANINGS, json_schema, schema_text
from aicompare.dataset.reader import read_parts
from aicompare.values.errors import BadPeriod
from aicompare.values.metrics import METRICS
from aicompare.values.money import SPELLINGS, parse_amount
from aicompare.values.periods import Period

DATA = ROOT / "data" / "companies.yaml"
BROKEN = Path(__file__).with_name("broken")
VALIDATOR = Draft202012Validator(json_schema())
FACT = json_schema()["$defs"]["FactEntry"]


class Editor(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads scalars by the core schema of YAML 1.2, as editors do: 2019 is a number, `on` is text."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)


def complaints(tree: Any) -> list[str]:
    """What an editor with the schema would underline."""
    return [f"{list(error.path)}: {error.message[:200]}" for error in VALIDATOR.iter_errors(tree)]


def read_by_us(text: str) -> Any:
    whole: dict[str, Any] = {}
    for part in read_parts(BytesIO(text.encode()), "file.yaml"):
        for section, rows in part.tree.items():
            whole[section] = {**whole.get(section, {}), **rows} if isinstance(rows, dict) else rows
    return whole


def read_by_an_editor(text: str) -> Any:
    return yaml.load(text, Loader=Editor)


def test_the_shipped_schema_is_current() -> None:
    """data/companies.schema.json is what `aicompare schema -o data/companies.schema.json` writes."""
    assert (ROOT / "data" / "companies.schema.json").read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema_of_draft_2020_12() -> None:
    """By the metaschema, and it says so."""
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("read", [read_by_us, read_by_an_editor])
def test_the_shipped_file_passes(read: Any) -> None:
    """Its scalars read as text, and as an editor reads them."""
    assert complaints(read(DATA.read_text(encoding="utf-8"))) == []


def test_the_shipped_file_names_the_schema_in_its_first_line() -> None:
    """So that an editor finds it."""
    first = DATA.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=companies.schema.json"


SEEN_BY_EDITORS = (
    "unknown-key", "missing-key", "wrong-shape", "empty", "too-long", "bad-form", "bad-figure",
    "unknown-metric", "unknown-metric-of-a-plan", "unknown-status", "unknown-basis", "unknown-kind",
    "unknown-way", "unknown-unit", "wrong-unit", "wrong-unit-percent", "stock-for-stretch", "flow-for-day",
    "unquoted-ticker",
)  # fmt: skip


@pytest.mark.parametrize("name", SEEN_BY_EDITORS)
def test_an_editor_underlines_a_mistake_of_one_row(name: str) -> None:
    """What a single line can tell wrong is told as one types."""
    text = (BROKEN / f"lint-{name}.yaml").read_text(encoding="utf-8")
    assert complaints(read_by_an_editor(text))


@pytest.mark.parametrize("name", ["conflict", "plan-sum-shares", "post-money-of-talks", "unused-accept"])
def test_an_editor_is_quiet_where_only_the_sum_is_wrong(name: str) -> None:
    """The schema is no narrower than what the tool reads."""
    assert complaints(read_by_an_editor((BROKEN / f"lint-{name}.yaml").read_text(encoding="utf-8"))) == []


def test_every_mapping_refuses_unknown_keys() -> None:
    """additionalProperties is false on every level that has names of its own."""
    for model in (json_schema(), *json_schema()["$defs"].values()):
        assert model["additionalProperties"] is False


def test_the_vocabulary_is_in_the_schema_with_its_definitions() -> None:
    """All metrics in the order of the table, each with kind, unit and definition."""
    metric = FACT["properties"]["metric"]
    assert metric["enum"] == list(METRICS)
    described = dict(zip(metric["enum"], metric["enumDescriptions"], strict=True))
    assert described["cash"] == "stock, money: cash and cash equivalents"


def test_every_key_has_a_meaning_and_every_meaning_a_key() -> None:
    """Hovering over any key tells what it is; no meaning outlives its key."""
    models = (json_schema(), *json_schema()["$defs"].values())
    assert {key for model in models for key in model["properties"]} == set(MEANINGS)
    for model in models:
        assert all(one["description"] == MEANINGS[key] for key, one in model["properties"].items())


PERIODS = (
    "2025-09-30", "2025-12", "2025", "FY2025", "fy 2025", "H1 2026", "h2 2025", "H12025", "9M2025",
    "11M 2025", "Q3 2025", "Q42025", "2025-04-01..2026-03-31", " 2025-12 ", "2025-13-01", "2025-1", "H3 2025",
    "Q5 2025", "12M2025", "0M2025", "2025..2026", "25", "FY25", "last year", "2025/09/30", "",
)  # fmt: skip


@pytest.mark.parametrize("text", PERIODS)
def test_the_pattern_of_a_period_is_the_grammar_of_periods(text: str) -> None:
    """The schema takes what Period.parse takes; only what no calendar has passes a pattern."""
    try:
        Period.parse(text)
        readable = True
    except BadPeriod:
        readable = False
    matches = re.search(FACT["properties"]["period"]["pattern"], text) is not None
    assert matches == readable or text == "2025-13-01"


@pytest.mark.parametrize("spelling", sorted({one for all_ in SPELLINGS.values() for one in all_}))
def test_every_spelling_of_a_currency_passes(spelling: str) -> None:
    """In either case, before or after the number, as parse_amount reads it."""
    for text in (f"{spelling} 5", f"5 {spelling}", f"5{spelling.lower()}", f"{spelling.upper()} 5"):
        row = {"metric": "cash", "period": "2025-12", "value": text, "source": "note"}
        assert parse_amount(text)
        assert complaints({"companies": {"acme": {"facts": [row]}}}) == []


def test_the_command_prints_the_schema_itself(tmp_path: Path) -> None:
    """stdout is the schema and nothing else; -o writes the same; there is no format to choose."""
    assert here("schema").stdout == schema_text()
    file = tmp_path / "schema.json"
    done = here("schema", "-o", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads(file.read_text(encoding="utf-8")) == json_schema()
    assert here("schema", "--format", "csv").returncode == 2
