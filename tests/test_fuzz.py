"""tools/fuzz.py: a short run of it, and that it would notice."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest
from command import ROOT

from aicompare import cli
from aicompare.cli import by_typer
from aicompare.dataset import loading
from aicompare.rates import fetching


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "tools" / "fuzz.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def undone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the fuzzer changes for its runs is undone after the test."""
    monkeypatch.setattr(loading, "shipped_records", loading.shipped_records)
    monkeypatch.setattr(fetching.request.OpenerDirector, "open", fetching.request.OpenerDirector.open)
    monkeypatch.setattr(cli, "_slip", cli._slip)


@pytest.mark.usefixtures("undone")
def test_a_short_run_breaks_no_promise(fuzz: ModuleType) -> None:
    """150 inputs of one seed; 20,000 of any seed are the command in docs/robustness.md."""
    said: list[str] = []
    broken, seen = fuzz.fuzz(20261122, 0, 150, said.append)
    assert said == []
    assert broken == 0
    assert seen["exit 0"] > 10  # not every input is refused at the door
    assert seen["exit 2"] > 10


def test_an_input_is_made_again_by_its_seed(fuzz: ModuleType) -> None:
    """Seed and number are all one needs to see a finding again."""
    files, lines = fuzz.Files(), fuzz.Lines()
    for number in range(40):
        assert fuzz.make_input(7, number, files, lines) == fuzz.make_input(7, number, files, lines)
    assert fuzz.make_input(7, 1, files, lines) != fuzz.make_input(8, 1, files, lines)


def test_every_command_and_option_is_tried(fuzz: ModuleType) -> None:
    """They are read from the application, so a new one is tried without a word here."""
    lines, chance = fuzz.Lines(), random.Random(1)
    tried = {word for _ in range(3000) for word in lines.one(chance)}
    assert tried >= set(by_typer.MODULES)
    assert tried >= {
        one.opts[0] for command in lines.commands.values() for one in command.params if one.opts[0][0] == "-"
    }


JSON = ["list", "--json"]


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err", "promise"),
    [
        (["list"], -11, "", "", "exit code"),
        (["list"], 130, "", "", "exit code"),
        (["list"], "escaped: KeyError", "", "", "exit code"),
        (["list"], 2, "", "aicompare: wrong: KeyError\n", "leaks"),
        (["list"], 2, "", "aicompare: something went wrong inside aicompare (a.py, line 1)\n", "leaks"),
        (["list"], 2, "", "Traceback (most recent call last):\n  x\n", "leaks"),
        (["list"], 2, "", "aicompare: a\x1b[31m\n", "stderr holds"),
        (["list"], 0, "a\u202eb\n", "", "stdout holds"),
        (["list"], 2, "", "aicompare: " + "x" * 4001 + "\n", "4,000 bytes"),
        (["list"], 2, "", "", "not one line"),
        (["list"], 2, "", "aicompare: a\nb\n", "not one line"),
        (["list"], 2, "an answer\n", "aicompare: a\n", "besides an error object"),
        (JSON, 2, '{"schema": "aicompare.list/1"}', "aicompare: a\n", "besides an error object"),
        (JSON, 0, '{"a": NaN}', "", "not JSON"),
        (JSON, 0, '{"a": ', "", "not JSON"),
        (["list", "--format", "csv"], 0, "a,b\n1\n", "", "differ in length"),
        (["list", "--format", "csv"], 0, "a,b\n1,=2\n", "", "formula"),
    ],
)
def test_a_broken_promise_is_noticed(
    fuzz: ModuleType, arguments: list[str], code: object, out: str, err: str, promise: str
) -> None:
    """Each of them, in an answer made up here."""
    found = list(fuzz.broken_promises(fuzz.Input(arguments), fuzz.Answer(code, out, err, 0), []))
    assert any(promise in one for one in found), found


def test_a_long_run_and_a_left_file_are_noticed(fuzz: ModuleType) -> None:
    """A hang, a temporary file, and an answer in spite of an error."""
    late = fuzz.Answer(0, "", "", fuzz.MOST_SECONDS + 1)
    assert any("it took" in one for one in fuzz.broken_promises(fuzz.Input(["list"]), late, []))
    left = [Path(".aicompare-x1")]
    wrong = fuzz.Answer(2, "", "aicompare: a\n", 0)
    assert any("temporary" in one for one in fuzz.broken_promises(fuzz.Input(["list"]), wrong, left))
    assert any("left" in one for one in fuzz.broken_promises(fuzz.Input(["list"]), wrong, left))


def test_the_line_of_an_expression_and_a_caret_may_follow_an_error(fuzz: ModuleType) -> None:
    """`check` shows where in the line it stopped; nothing else may follow."""
    shown = fuzz.Answer(2, "", "aicompare: column 1: wrong\n  a + b\n  ^\n", 0)
    assert list(fuzz.broken_promises(fuzz.Input(["check", "a + b"]), shown, [])) == []


def test_a_whole_answer_breaks_no_promise(fuzz: ModuleType, tmp_path: Path) -> None:
    """The checks are not so strict that they would refuse what is right."""
    written = tmp_path / "out.json"
    written.write_text('{"verdict": "undecided"}', encoding="utf-8")
    open_ = fuzz.Answer(2, "", "", 0)
    assert list(fuzz.broken_promises(fuzz.Input(["check", "a"]), open_, [written])) == []
    right = fuzz.Answer(0, '{"a": -1}\n', "", 0)
    assert list(fuzz.broken_promises(fuzz.Input(JSON), right, [])) == []
    rows = fuzz.Answer(0, "a,b\n-1.5,'=2\n", "", 0)
    assert list(fuzz.broken_promises(fuzz.Input(["list", "--format", "csv"]), rows, [])) == []
