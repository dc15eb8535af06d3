"""Every block of docs/scripts.md is run as it stands; docs/scale.md shows the screen that is measured."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import ROOT, environment

PAGE = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|python|cron|yaml)( \w+)?\n(.*?)```", PAGE, re.DOTALL)
SHELL = [(needs.strip(), code) for kind, needs, code in BLOCKS if kind == "sh"]
PYTHON = [code for kind, _, code in BLOCKS if kind == "python"]
CRON = [line for kind, _, code in BLOCKS if kind == "cron" for line in code.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With the claims, the exported facts, and the program and Python by their names."""
    place = tmp_path_factory.mktemp("scripts")
    shutil.copy(ROOT / "examples" / "tables" / "claims.txt", place)
    for name, command in (("aicompare", "-m aicompare"), ("python3", "")):
        (place / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {command} "$@"\n', encoding="utf-8")
        (place / name).chmod(0o755)
    (exports,) = (code for _, code in SHELL if "-o facts.db" in code)
    assert run(exports, place).returncode == 0
    return place


def run(code: str, folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", *flags, "-c", code], capture_output=True, encoding="utf-8", cwd=folder, check=False,
        env=environment(
            PATH=f"{folder}{os.pathsep}{os.environ['PATH']}", HOME=str(folder.parent),
            GITHUB_STEP_SUMMARY=str(folder / "summary.md"),
        ),
    )  # fmt: skip


# What a shell block must print, by a word of it: worked out from the claims and the prospectuses.
SAID = {
    "the deck is right": "the deck is right", "verdicts.json": "look at verdicts.json",
    "more than a year": "more than a year of cash", "there are warnings": "there are warnings",
    "cash_out_date": "zhipu\t38.7", "contradicted": "4: currency, holds in CNY", ".warnings[]": "conflict: ",
    "monthly_burn": "|", "facts.parquet": "facts.parquet: ", "--dry-run": "mine.yaml: ",
}  # fmt: skip


@pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts are for a shell of Unix")
@pytest.mark.parametrize(("needs", "code"), SHELL, ids=[code.splitlines()[0] for _, code in SHELL])
def test_a_shell_script_runs(needs: str, code: str, folder: Path) -> None:
    """Without a message of an error, and it prints what the page is about."""
    if needs and shutil.which(needs) is None:
        pytest.skip(f"{needs} is not installed")
    done = run(code, folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (said,) = {words for word, words in SAID.items() if word in code}
    assert said in done.stdout


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_a_python_script_runs(code: str, folder: Path) -> None:
    """In a process of its own, and shows companies or counts."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=folder, check=False,
        env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.search("openai|filing", done.stdout), done.stdout


@pytest.mark.parametrize("line", CRON)
def test_a_line_of_cron_is_five_fields_and_a_command_that_runs(line: str, folder: Path) -> None:
    """Its folder is that of the deck."""
    fields = re.fullmatch(r"(?:[\d*/,-]+\s+){5}(.*)", line)
    assert fields
    deck = folder.parent / "deck"
    if not deck.exists():
        deck.symlink_to(folder)
    done = run(fields[1], folder)
    assert done.returncode == 0, done.stderr
    if "claims.txt" in line:
        assert "contradicted" in done.stdout  # what is mailed


def test_the_workflow_of_github_runs_its_last_step(folder: Path) -> None:
    """Valid YAML; the step judges the claims, shows them, and fails as one of them is false."""
    (text,) = (code for kind, _, code in BLOCKS if kind == "yaml")
    workflow = yaml.safe_load(text)
    (job,) = workflow["jobs"].values()
    last = job["steps"][-1]
    done = run(last["run"], folder, "-e")
    assert last["shell"] == "bash"
    assert done.returncode == 1
    assert "contradicted" in (folder / "summary.md").read_text(encoding="utf-8")


def test_every_kind_of_script_is_there() -> None:
    """jq, DuckDB, pandas, cron, GitHub Actions, and gates."""
    assert {needs for needs, _ in SHELL} >= {"", "jq", "sqlite3"}
    assert all(any(f"import {name}" in code for code in PYTHON) for name in ("duckdb", "pandas", "polars"))
    assert len(CRON) == 2


def test_the_screen_that_is_shown_is_the_one_that_is_measured_and_finds_minimax(folder: Path) -> None:
    """Revenue of US$79.038m after US$30.523m is growth of 1.589; gross profit over it is 25.4%."""
    import duckdb

    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    measured = (ROOT / "benchmarks" / "scale.py").read_text(encoding="utf-8")
    assert f'SCREEN = """\n{shown}"""' in measured
    screen = shown.replace("FROM facts", f"FROM '{folder / 'facts.parquet'}'")
    found = {row[0]: row[1:] for row in duckdb.sql(screen).fetchall()}
    assert found["minimax"][:2] == ("USD", 79038000)
    assert found["minimax"][2:] == pytest.approx((79.038 / 30.523 - 1, 0.254), abs=0.0005)
