"""The first five minutes: help, examples, and what a bare `aicompare` says."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from pathlib import Path

import pytest
from command import ROOT, aicompare, folded, here

from aicompare.cli.by_typer import FIRST_WORDS, MODULES, register
from aicompare.cli.command import COMMANDS

register(MODULES)
EXAMPLES = [example for offered in COMMANDS.values() for example in offered.examples]


def test_a_bare_call_says_what_to_try_first() -> None:
    """On stdout, with exit code 0."""
    done = aicompare()
    assert (done.returncode, done.stdout, done.stderr) == (0, FIRST_WORDS, "")


@pytest.mark.parametrize("line", re.findall(r"^  (aicompare .*?)   ", FIRST_WORDS, re.MULTILINE))
def test_what_is_to_be_tried_first_works(line: str) -> None:
    """Every line of the first words answers."""
    done = aicompare(*shlex.split(line)[1:])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("name", MODULES)
def test_the_help_of_a_command_is_a_sentence_and_two_examples(name: str) -> None:
    """And it fits 80 columns."""
    done = here(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"Usage: aicompare {name} ")
    sentence = " ".join(lines[2 : lines.index("", 2)])
    assert re.fullmatch(r"  [A-Z].*[.]", sentence), sentence
    examples = COMMANDS[name].examples
    assert len(examples) >= 2
    assert [line.strip() for line in lines[-len(examples) :]] == list(examples)
    assert max(map(len, lines[: -len(examples)])) <= 80


@pytest.mark.parametrize("name", ["", *MODULES])
@pytest.mark.parametrize("columns", ["40", "52", "60"])
def test_help_fits_a_narrow_screen(name: str, columns: str) -> None:
    """All but the examples, which are to be copied."""
    done = here(*filter(None, [name]), "-h", COLUMNS=columns)
    text = done.stdout.split("  Examples:\n")[0]
    assert max(map(len, text.splitlines())) <= int(columns)


def test_the_list_of_commands_holds_whole_sentences() -> None:
    """Every command's own, not the first 45 letters of it."""
    shown = folded(here("--help").stdout)
    for offered in COMMANDS.values():
        assert offered.sentence in shown


def test_help_may_be_asked_for_as_a_command() -> None:
    """As git has it."""
    assert here("help").stdout == here("--help").stdout
    assert here("help", "runway").stdout == here("runway", "--help").stdout


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("compare", "for example `aicompare compare zhipu minimax`"),
        ("convert", "for example `aicompare convert 15bn CNY --to USD,HKD --on 2025-12-31`"),
        ("convert 15bn CNY", "say it with --to, like --to USD,HKD"),
        ("rates USDCNY", "a pair is written like USD/CNY"),
        ("show us-labs", "it is a group: openai, anthropic, xai"),
        ("show zhipu,minimax", "write each name by itself, without a comma"),
        ("--as-of 2026-01-09 list", "options come after the command; see `aicompare -h`"),
        ("list --zzzz", "see `aicompare list -h`"),
        ("list --group xyz", "`aicompare list` names them"),
        ("show xyz", "`aicompare list` names them"),
        ("show minimax xyz", "`aicompare metrics` lists them"),
        ("audit --source xyz", "`aicompare sources` lists them"),
        ("xyz", "`aicompare --help` lists them"),
    ],
)
def test_an_error_says_what_to_type_next(line: str, hint: str) -> None:
    """Where no near miss is to be named, a command that lists what there is, or one that works."""
    done = here(*line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.rstrip().endswith(f"; {hint}")


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_help_works(example: str, tmp_path: Path) -> None:
    """As it stands, in a folder with the example tables; 1 is an answer too, of a check that is false."""
    shutil.copytree(ROOT / "examples" / "tables", tmp_path, dirs_exist_ok=True)
    assert example.startswith("aicompare ")
    for name in ("article.txt", "draft.md", "article.html"):
        (tmp_path / name).write_text("Zhipu had revenue of RMB 312 million in 2024.", encoding="utf-8")
    if example.startswith(("aicompare import epoch", "aicompare mcp")):  # of a table of others, of one's own
        table = "Company,Date,Active users,Active users time period\nOpenAI,2026-01-31,1000,Week\n"
        (tmp_path / "ai_companies_usage_reports.csv").write_text(table, encoding="utf-8")
        here("init", str(tmp_path / "mine.yaml"))
    done = here(*shlex.split(example)[1:], folder=tmp_path)
    if example.startswith("aicompare mcp") and importlib.util.find_spec("mcp") is None:
        assert "pip install" in done.stderr
        return
    if example.startswith("aicompare update"):  # of what is still to come, from where nobody is asked
        assert "aicompare-data" in done.stderr or "nothing to undo" in done.stderr
        return
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout or list(tmp_path.iterdir())
