"""Whatever a program hands over, what comes out is an answer or one of the project's own errors."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from command import LONG, ROOT
from ecbfile import reading_ours_once
from test_update import archive, folder  # noqa: F401 - a data folder of its own for every test

import aicompare
from aicompare.dataset import checking
from aicompare.values.errors import BadFile, BadUsage, Slip

DATA = aicompare.load()
EDITION = archive()  # a newer set, which `update` takes
check_all = checking.check_all
shipped = cache(lambda: check_all(()))  # looked at once for all the wrong values that stand beside it


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a wrong name of a file writes, it writes there; a table lies there for what reads one."""
    monkeypatch.chdir(tmp_path)
    reading_ours_once(monkeypatch)
    monkeypatch.setattr(checking, "check_all", lambda files: check_all(files) if files else shipped())
    (tmp_path / "edition.zip").write_bytes(EDITION)
    row = "minimax,revenue,FY2024,US$30.523m,minimax-prospectus"
    (tmp_path / "facts.csv").write_text(f"company,metric,period,value,source\n{row}\n", encoding="utf-8")


OFFERED: dict[str, Any] = {name: getattr(aicompare, name) for name in aicompare.__all__}
EVERY = {name: one for name, one in OFFERED.items() if isinstance(one, FunctionType)}
# `serve` runs until whoever started it is gone (see test_mcp); what it cannot take it refuses before.
FUNCTIONS = {name: one for name, one in EVERY.items() if name != "serve"}
# What each of them answers, said as little as it can be.
RIGHT: dict[str, dict[str, Any]] = {
    "list_companies": {}, "list_metrics": {}, "list_sources": {}, "schema": {}, "load": {}, "validate": {},
    "describe": {},
    "show": {"company": "zhipu"}, "compare": {"companies": ["zhipu", "minimax"]},
    "runway": {"companies": "minimax"}, "multiples": {"companies": "zhipu"},
    "burn_multiple": {"companies": "minimax"}, "convert": {"amount": "1m USD", "to": "CNY"},
    "implied_rate": {"amounts": ("53.437m USD", "376m CNY")}, "exchange_rates": {"pair": "USD/CNY"},
    "allocate": {"companies": "zhipu"}, "split": {"amount": "1m USD", "weights": {"a": 1}},
    "init": {"file": "new.yaml"},
    "add": {
        "company": "minimax", "metric": "revenue", "period": "FY2024", "figure": "US$30.523m",
        "source": "minimax-prospectus", "file": "mine.yaml",
    },
    "import_tables": {"what": "table", "tables": "facts.csv", "file": "mine.yaml"},
    "export": {"what": "facts", "companies": "minimax", "output": "minimax.jsonl"}, "serve": {},
    "value": {"company": "zhipu", "peers": "minimax,tencent,iflytek"},
    "diff": {"before": "2026-06-30", "after": "2026-10-31", "companies": "minimax"},
    "status": {"companies": "minimax", "today": "2026-11-28"}, "explain": {"topic": "conflict"},
    "report": {"companies": "minimax", "output": "minimax.html"}, "update": {"place": "edition.zip"},
    "check": {"expression": "1 == 1"}, "audit": {"company": "zhipu"}, "find": {"text": "4.348"},
    "read": {"file": str(ROOT / "LICENSE")}, "read_text": {"text": "MiniMax earned US$30.5m in 2024."},
}  # fmt: skip


class Hostile:
    def __repr__(self) -> str:
        raise RuntimeError("cannot be shown")


NEED_NO_DATA = {"schema", "describe", "load", "validate", "init", "add", "import_tables", "explain", "update"}
WRONG = [
    None, 5, 1.5, -1, True, b"x", bytearray(b"x"), ["x"], [None], ["x", 5], [b"x"], [["x"]], (), {}, {"x": 1},
    {5: "x"}, {"x"}, object(), Hostile(), Decimal(5), 2j, date(2026, 1, 1), datetime(2026, 1, 1, 12),
    Path("nowhere.yaml"), float("nan"), print, str, range(3), slice(1), ..., memoryview(b"x"), DATA,
    "", " ", "x", "\0", "\ud800", "x" * 100_000, "é", "9" * 5_000, "=", ".", "[", "%",
]  # fmt: skip
# What reads and writes a whole file each time is given fewer texts that it would take; at length all.
WRITE = {"add", "import_tables", "update", "validate"}
FEWER = {" ", "é", "9" * 5_000, "=", ".", "[", "%"}
# A word, a day or a list of words may be right for a parameter; these are right for none.
NEVER = [5, 1.5, b"x", object(), Hostile(), 2j, [None], [b"x"], [["x"]], {5: "x"}, range(3), print, ...]

RIGHT_THERE = {("weights", range), ("exit_years", int), ("raise_lead", int), ("max_age", int)}


def call(function: Callable[..., Any], given: dict[str, Any]) -> object:
    """The answer, shown too: it is made where it is first looked at."""
    amounts = given.pop("amounts", ())
    needed = [DATA] if "data" in inspect.signature(function).parameters and "data" not in given else []
    if function.__name__ == "implied_rate":
        answer = function(
            given.pop("data", DATA), *(amounts if isinstance(amounts, tuple) else [amounts]), **given
        )
    else:
        answer = function(*needed, **given)
    return str(answer)


def parameters(functions: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, one) for name, made in functions.items() for one in inspect.signature(made).parameters]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_answers_when_asked_rightly(name: str) -> None:
    """Of all that `import aicompare` offers, so that what follows is about the one wrong value."""
    assert call(FUNCTIONS[name], dict(RIGHT[name]))


@pytest.mark.parametrize(("name", "parameter"), parameters(FUNCTIONS))
def test_a_wrong_value_brings_only_errors_of_ours(name: str, parameter: str) -> None:
    """For every parameter of every function: an answer or a Trouble, never a bare error or a Slip."""
    for wrong in WRONG:
        if name in WRITE and not LONG and isinstance(wrong, str) and wrong in FEWER:
            continue
        if (name, parameter) in {
            ("load", "files"),
            ("validate", "file"),
            ("validate", "files"),
        } and wrong == "":
            continue
        try:
            call(FUNCTIONS[name], RIGHT[name] | {parameter: wrong})
        except aicompare.Trouble as trouble:
            assert not isinstance(trouble, Slip)
            assert trouble.message


@pytest.mark.parametrize(("name", "parameter"), parameters(EVERY))
def test_a_value_of_no_right_type_is_bad_usage_that_names_the_parameter(name: str, parameter: str) -> None:
    """And says, as the next step, what the parameter takes."""
    for wrong in NEVER:
        if (parameter, type(wrong)) in RIGHT_THERE or (name, parameter, wrong) == ("runway", "needs", 5):
            continue
        with pytest.raises(BadUsage) as caught:
            call(EVERY[name], RIGHT[name] | {parameter: wrong})
        assert caught.value.message.startswith(f"{name}() cannot take ")
        assert caught.value.message.endswith(f" as {parameter}")
        assert (caught.value.hint or "").startswith(f"{parameter} is ")


@pytest.mark.parametrize("name", EVERY)
def test_a_parameter_that_there_is_not_is_named(name: str) -> None:
    """With those that there are, or the one that is nearly it."""
    with pytest.raises(BadUsage, match=rf"{name}\(\) has no parameter 'hindsight'") as caught:
        call(EVERY[name], RIGHT[name] | {"hindsight": True})
    assert "it takes " in (caught.value.hint or "")


def test_a_slip_in_a_parameter_is_seen() -> None:
    """`curency` is nearly `currency`."""
    with pytest.raises(BadUsage) as caught:
        aicompare.show(DATA, "zhipu", curency="USD")  # type: ignore[call-arg]
    assert caught.value.hint == "did you mean 'currency'?"


@pytest.mark.parametrize(
    ("name", "option", "keyword"),
    [
        ("compare", "metric", "metrics"),
        ("compare", "in_", "currency"),
        ("show", "in", "currency"),
        ("compare", "to", "currency"),
        ("runway", "raise_", "raises"),
        ("runway", "one_off", "one_offs"),
        ("show", "all", "every"),
        ("allocate", "plan", "plans"),
        ("load", "data", "files"),
    ],
)
def test_an_option_of_the_command_line_is_answered_by_its_keyword(
    name: str, option: str, keyword: str
) -> None:
    """Where it has another name here: `--in` is `currency`, what is repeatable is in the plural."""
    with pytest.raises(BadUsage) as caught:
        call(EVERY[name], RIGHT[name] | {option: "x"})
    assert caught.value.hint == f"did you mean {keyword!r}?"


def test_what_the_data_are_told_is_said_to_load() -> None:
    """`--as-of` is of every command, and in a program of the data alone."""
    with pytest.raises(BadUsage) as caught:
        call(EVERY["runway"], RIGHT["runway"] | {"as_of": "2026-01-09"})
    assert caught.value.hint == "say it to aicompare.load()"


@pytest.mark.parametrize("text", ["MiniMax had revenue of US$30.5 million in 2024.", "Revenue\n30.5m"])
def test_a_text_where_a_file_is_named_is_answered_by_what_reads_a_text(text: str) -> None:
    """A short name that does not exist is a name."""
    with pytest.raises(BadFile) as caught:
        aicompare.read(DATA, text * 50)
    assert (caught.value.hint or "").startswith("read_text() takes a text itself")
    with pytest.raises(BadFile) as caught:
        aicompare.read(DATA, "my article.txt")
    assert caught.value.hint == "check the name and its permissions"


@pytest.mark.parametrize("name", sorted(FUNCTIONS.keys() - NEED_NO_DATA))
def test_what_is_left_out_is_named(name: str) -> None:
    """The data first of all."""
    with pytest.raises(BadUsage) as caught:
        FUNCTIONS[name]()
    assert caught.value.message == f"{name}() needs data"
    assert caught.value.hint == "data is what aicompare.load() gives"


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name != "implied_rate"])
def test_more_than_may_stand_without_a_name_is_refused(name: str) -> None:
    """Nine arguments by place are too many for every function."""
    with pytest.raises(BadUsage, match=rf"{name}\(\) was given 9 arguments without a name"):
        FUNCTIONS[name](*[DATA] * 9)


def test_one_given_twice_is_refused() -> None:
    """By its place and by its name."""
    with pytest.raises(BadUsage, match="was given company twice"):
        aicompare.show(DATA, "zhipu", company="minimax")  # type: ignore[misc]


def test_names_that_never_end_are_refused_at_the_first_that_is_none() -> None:
    """A counter in place of names is no reason to wait for ever; a generator of names is read once."""
    with pytest.raises(BadUsage):
        aicompare.compare(DATA, itertools.count())  # type: ignore[arg-type]
    names = (name for name in ("zhipu", "minimax"))
    assert str(aicompare.compare(DATA, names)) == str(aicompare.compare(DATA, ["zhipu", "minimax"]))


@pytest.mark.parametrize("wrong", [5, None, b"x", 1.5, "soon", "", object(), ["2026-01-01"]])
def test_the_data_themselves_take_only_what_they_know(wrong: Any) -> None:
    """`data.at` a date, `data.companies` names."""
    with pytest.raises(aicompare.Trouble):
        DATA.at(wrong)
    if wrong is not None:
        with pytest.raises(aicompare.Trouble):
            DATA.companies(wrong)


@pytest.mark.parametrize("wrong", ["80", 0, -5, 1.5, True, b"80"])
def test_a_width_is_a_number_of_columns(wrong: Any) -> None:
    """Above zero, and whole."""
    with pytest.raises(BadUsage):
        aicompare.show(DATA, "zhipu").to_text(wrong)
