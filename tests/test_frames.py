"""Data frames: numbers and dates that plot at once; and the notebook that is shipped runs."""

from __future__ import annotations

import ast
import json
from datetime import datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from command import ROOT

import aicompare

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")

DATA = aicompare.load(as_of="2026-09-30")
NOTEBOOK = ROOT / "examples" / "revenue.ipynb"
ASKED = {
    "runway": lambda: aicompare.runway(DATA),
    "compare": lambda: aicompare.compare(DATA, ["zhipu", "minimax"]),
    "multiples": lambda: aicompare.multiples(DATA, ev=True),
    "show": lambda: aicompare.show(DATA, "minimax", history=True),
    "audit": lambda: aicompare.audit(DATA, source="article-003"),
    "rates": lambda: aicompare.exchange_rates(DATA),
    "sources": lambda: aicompare.list_sources(DATA),
}  # fmt: skip


@pytest.fixture(params=ASKED, ids=list(ASKED))
def answer(request: pytest.FixtureRequest) -> aicompare.Answer:
    found: aicompare.Answer = ASKED[request.param]()  # type: ignore[no-untyped-call]
    return found


def test_both_frames_hold_the_records(answer: aicompare.Answer) -> None:
    """The same rows in all columns of the CSV; a number is the nearest to its digits."""
    records = answer.to_records()
    for frame in (answer.to_pandas(), answer.to_polars()):
        assert set(records[0]) <= set(frame.columns) and len(frame) == len(records)
        assert list(frame.columns) == answer.to_csv().splitlines()[0].split(",")
    for name, found in (("pandas", answer.to_pandas()), ("polars", answer.to_polars())):
        if "value" in records[0]:
            values = list(found["value"])
            expected = [None if record["value"] is None else float(record["value"]) for record in records]
            assert [None if value is None or value != value else value for value in values] == expected, name


def test_no_column_is_of_objects(answer: aicompare.Answer) -> None:
    """Numbers are floating, days are days, so that both can be plotted, summed and sorted."""
    kinds = {name: str(kind) for name, kind in answer.to_pandas().dtypes.items()}
    assert "object" not in kinds.values()
    for name in ("value", "low", "high"):
        assert kinds.get(name, "float64") == "float64"
    for name in ("first", "last", "cash_out_date"):
        assert kinds.get(name, "datetime64").startswith("datetime64")
    types = dict(zip(answer.to_polars().columns, answer.to_polars().dtypes, strict=True))
    assert types.get("value", polars.Float64) == polars.Float64
    assert types.get("last", polars.Date) == polars.Date


def test_a_series_over_time_is_sorted_and_summed_as_it_is() -> None:
    """MiniMax, prospectus and results: US$3.46m, 30.523m and 79.038m in three years, 113.021m together."""
    frame = aicompare.show(DATA, "minimax", "revenue").to_pandas()
    whole = frame[frame["scope"].isna()]
    years = whole[whole["period"].isin(["FY2023", "FY2024", "FY2025"])].sort_values("last")
    assert list(years["last"]) == [datetime(year, 12, 31) for year in (2023, 2024, 2025)]
    assert list(years["value"]) == [3_460_000, 30_523_000, 79_038_000] and years["value"].sum() == 113_021_000


def test_an_answer_without_rows_has_its_columns() -> None:
    """So that `frame.code` is there where `validate` finds nothing."""
    nothing = aicompare.validate()
    assert nothing.to_records() == []
    assert "code" in nothing.to_pandas().columns and "code" in nothing.to_polars().columns


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_the_library_the_error_says_how_to_get_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is needed by anything else."""

    def absent(asked: str) -> Any:
        raise ImportError(asked)

    monkeypatch.setattr(import_module("aicompare.render.frames"), "import_module", absent)
    with pytest.raises(aicompare.Trouble) as trouble:
        getattr(aicompare.list_companies(DATA), f"to_{name}")()
    assert trouble.value.message == f"to_{name}() needs {name}, which is not installed"
    assert trouble.value.hint == f"install it: pip install 'aicompare[{name}]'"


def code_cells() -> list[str]:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    assert all(not cell.get("outputs") for cell in notebook["cells"])  # nothing that could be out of date
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def test_the_notebook_runs_and_comes_to_what_is_printed() -> None:
    """Revenue of MiniMax in 2025 is US$79.038m, 2.589 times 30.523m; and Zhipu's cash lasts some months."""
    found: dict[str, Any] = {}
    for cell in code_cells():
        exec(compile(cell, str(NOTEBOOK), "exec"), found)
    years, growth = found["years"], found["growth"]
    assert years["minimax"].iloc[-1] == 79_038_000
    assert f"{growth['minimax'].iloc[-1]:.3f}" == f"{Decimal('79.038') / Decimal('30.523') - 1:.3f}"
    months = found["months"]
    assert all(months["low"] <= months["value"]) and all(months["value"] <= months["high"])
    assert found["statistics"].loc["recognised", "median"] > 0


def test_the_notebook_is_typed() -> None:
    """Every name that it gives a value has a type, every function says what it takes and gives."""
    for cell in code_cells():
        for node in ast.walk(ast.parse(cell)):
            assert not isinstance(node, ast.Assign), ast.unparse(node)
            if isinstance(node, ast.FunctionDef):
                assert node.returns and all(argument.annotation for argument in node.args.args)
