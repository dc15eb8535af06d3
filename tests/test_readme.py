"""The transcripts of README and tour are what the tool says, and its commands are those that exist."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, aicompare, environment, without_lines

README = (ROOT / "README.md").read_text(encoding="utf-8")
SCRIPTS = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
TRANSCRIPTS = [
    (block.splitlines()[0].removeprefix("$ "), block.split("\n", 1)[1])
    for block in re.findall(r"```console\n(\$ aicompare .*?)```", README + TOUR, re.DOTALL)
]
SESSIONS = re.findall(r"```console\n(.*?)```", SCRIPTS, re.DOTALL)
ELIDED = "[...]\n"  # in a transcript: any lines


@pytest.mark.parametrize(("command", "shown"), TRANSCRIPTS, ids=[command for command, _ in TRANSCRIPTS])
def test_a_transcript_is_what_the_tool_says(command: str, shown: str) -> None:
    """Run at 80 columns, every line that is shown comes out, in that order."""
    done = aicompare(*shlex.split(command)[1:], COLUMNS="80")
    said = without_lines(done.stdout + done.stderr)
    pattern = ".*".join(re.escape(part) for part in without_lines(shown).split(ELIDED))
    assert re.fullmatch(pattern, said, re.DOTALL), said


def test_there_are_many_transcripts_and_each_shows_something() -> None:
    """None of them is elided away."""
    assert len(TRANSCRIPTS) >= 12
    assert all(len(shown.replace(ELIDED, "").splitlines()) >= 1 for _, shown in TRANSCRIPTS)
    assert len(SESSIONS) >= 6


@pytest.mark.skipif(shutil.which("bash") is None, reason="the examples are for a shell of Unix")
@pytest.mark.parametrize("session", SESSIONS, ids=[session.splitlines()[0] for session in SESSIONS])
def test_a_shell_session_runs_as_shown(session: str, tmp_path: Path) -> None:
    """In a shell, beside the file that the README tells to write; one with jq where that is installed."""
    if "jq " in session and shutil.which("jq") is None:
        pytest.skip("jq is not installed; the session after it does the same with python3")
    typed = [line[2:] for line in session.splitlines() if line[:2] in ("$ ", "> ")]
    shown = [line for line in session.splitlines() if line[:2] not in ("$ ", "> ")]
    for name, command in (("aicompare", "-m aicompare"), ("python3", "")):
        (tmp_path / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {command} "$@"\n', encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    (own_file,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "mine.yaml").write_text(own_file, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", "\n".join(typed)],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}"),
        check=False,
    )
    assert (done.stdout.splitlines(), done.stderr) == (shown, "")


def test_the_file_of_your_own_in_the_readme_has_neither_fault_nor_warning(tmp_path: Path) -> None:
    """It is what a user copies first; US$36m over US$3m a month are 12 months, on stated bases."""
    own = tmp_path / "mine.yaml"
    own.write_text(*re.findall(r"```yaml\n(.*?)```", README, re.DOTALL), encoding="utf-8")
    assert "no faults, no warnings" in aicompare("validate", str(own), COLUMNS="400").stdout
    (row,) = json.loads(aicompare("runway", "acme", "--data", str(own), "--json").stdout)["data"]
    assert (row["status"], row["months"]["value"], row["cash_out_date"]) == ("runs_out", 12, "2026-12-31")


def test_every_command_is_in_the_readme_and_every_one_named_there_exists() -> None:
    """The table of commands is complete and true."""
    help_text = aicompare("--help").stdout.split("Commands:\n")[1]
    offered = set(re.findall(r"^  ([a-z][a-z-]*) ", help_text, re.MULTILINE))
    table = README.split("## Commands")[1].split("\n\n")[1]
    named = {
        name
        for cell in re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`([a-z][a-z-]*)", cell)
    }
    assert offered == named


def test_the_example_for_programs_runs() -> None:
    """It prints the table, then the bounds and the source of one number."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("MiniMax: cash to ")
    assert "Interim results" in done.stdout.splitlines()[-1]
    assert done.stderr == ""
