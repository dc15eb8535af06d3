"""The README's transcripts are what the tool says, and its commands are those that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest
from command import ROOT, aicompare, without_lines

README = (ROOT / "README.md").read_text(encoding="utf-8")
TRANSCRIPTS = [
    (block.splitlines()[0].removeprefix("$ "), block.split("\n", 1)[1])
    for block in re.findall(r"```console\n(\$ aicompare .*?)```", README, re.DOTALL)
]
ELIDED = "[...]\n"  # in a transcript: any lines


@pytest.mark.parametrize(("command", "shown"), TRANSCRIPTS, ids=[command for command, _ in TRANSCRIPTS])
def test_a_transcript_of_the_readme_is_what_the_tool_says(command: str, shown: str) -> None:
    """Run at 80 columns, every line that the README shows comes out, in that order."""
    done = aicompare(*shlex.split(command)[1:], COLUMNS="80")
    said = without_lines(done.stdout + done.stderr)
    pattern = ".*".join(re.escape(part) for part in without_lines(shown).split(ELIDED))
    assert re.fullmatch(pattern, said, re.DOTALL), said


def test_there_are_six_transcripts_that_show_something() -> None:
    """None of them is elided away."""
    assert len(TRANSCRIPTS) >= 6
    assert all(len(shown.replace(ELIDED, "").splitlines()) >= 1 for _, shown in TRANSCRIPTS)


def test_every_command_is_in_the_readme_and_every_one_named_there_exists() -> None:
    """The table of commands is complete and true."""
    help_text = aicompare("--help").stdout.split("Commands:\n")[1]
    offered = set(re.findall(r"^  ([a-z]+) ", help_text, re.MULTILINE))
    table = README.split("## Commands")[1].split("\n\n")[1]
    named = {
        name
        for cell in re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`([a-z]+)", cell)
    }
    assert offered == named


def test_the_example_for_programs_runs() -> None:
    """It prints the table, then the bounds and the source of one number."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Cash runway, as of ")
    assert "Interim results" in done.stdout.splitlines()[-1]
    assert done.stderr == ""
