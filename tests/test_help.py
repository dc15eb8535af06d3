"""The first five minutes: help, examples, and what a bare `aicompare` says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command import aicompare, environment

from aicompare.cli import FIRST_WORDS, MODULES, register
from aicompare.cli.options import COMMANDS

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
    done = aicompare(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"Usage: aicompare {name} ")
    sentence = " ".join(lines[2 : lines.index("", 2)])
    assert re.fullmatch(r"  [A-Z].*[.]", sentence), sentence
    examples = COMMANDS[name].examples
    assert len(examples) >= 2
    assert [line.strip() for line in lines[-len(examples) :]] == list(examples)
    assert max(map(len, lines[: -len(examples)])) <= 80


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_help_works(example: str, tmp_path: Path) -> None:
    """As it stands, in a folder of its own; 1 is an answer too, of a check that is false."""
    assert example.startswith("aicompare ")
    arguments = [sys.executable, "-m", *shlex.split(example)]
    done = subprocess.run(arguments, capture_output=True, env=environment(), cwd=tmp_path, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout or list(tmp_path.iterdir())
