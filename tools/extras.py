"""What `pip install aicompare` brings with it, and what each extra adds: docs/installing.md.

    python tools/extras.py WHEEL            measures and prints the tables
    python tools/extras.py WHEEL --write    and writes them into the page

Each is installed alone, with all that it needs, into an environment of its own, without compiled
bytecode. The size is that of all its files. The import is the processor time of a process that
loads it, less that of one that does nothing: the median of many, in T, which is `import typer`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "installing.md"
RUNS = 11
NOT_FOR_USERS = ("test", "dev")
# By what each is loaded, and what is imported then.
ALONE = ("`aicompare`", "an answer in Python", "from aicompare import load, runway")
NEEDED = {
    "typer": ("help, completion, what is no plain line", "import typer"),
    "rich": ("an answer in colours", "import rich.style"),
    "pydantic": ("a file of one's own, `validate`", "import pydantic"),
    "pyyaml": ("a file of one's own, `validate`", "import yaml"),
    "plotille": ("`--plot`", "import plotille"),
    "xlsxwriter": ("`-o answer.xlsx`", "import xlsxwriter"),
}
EXTRAS = {
    "charts": ("`-o answer.svg`, `-o answer.png`", "import vl_convert"),
    "parquet": ("`export -o facts.parquet`", "import duckdb"),
    "mcp": ("`aicompare mcp`", "import mcp.server"),
    "xlsx": ("`import table results.xlsx`", "import openpyxl"),
    "pandas": ("`to_pandas()`", "import pandas"),
    "polars": ("`to_polars()`", "import polars"),
    "all": ("what asks for one of these", ""),
}
_START, _END = "<!-- made by tools/extras.py -->\n", "<!-- end -->\n"


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2) or arguments[1:] not in ([], ["--write"]):
        print("usage: extras.py WHEEL [--write]", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as work:
        tables = "\n".join(_lines(Path(arguments[0]).resolve(), Path(work))) + "\n"
    print(tables, end="")
    if arguments[1:]:
        before, _, behind = PAGE.read_text(encoding="utf-8").partition(_START)
        PAGE.write_text(f"{before}{_START}{tables}{_END}{behind.partition(_END)[2]}", encoding="utf-8")
    return 0


def needed(project: dict[str, Any]) -> dict[str, str]:
    """`{"typer": "typer>=0.27,<0.29"}`: what is always installed."""
    return {re.split(r"[^\w-]", one)[0]: one for one in project["dependencies"]}


def extras(project: dict[str, Any]) -> list[str]:
    """Those that a user has a use for, in the order of pyproject.toml."""
    return [name for name in project["optional-dependencies"] if name not in NOT_FOR_USERS]


def _lines(wheel: Path, work: Path) -> Iterator[str]:
    """Raises KeyError for a requirement of which nothing is said above."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core = _installed(work / "core", str(wheel))
    typer = _processor_time(core, "import typer") - _processor_time(core, "import sys")

    def row(requirement: str, name: str, loaded_by: str, code: str) -> str:
        python = _installed(work / re.sub(r"\W", "", name), requirement)
        took = code and (_processor_time(python, code) - _processor_time(python, "import sys")) / typer
        packages, size = _size(python)
        return f"| {name} | {loaded_by} | {packages} | {size / 1e6:.1f} MB | {took and f'{took:.1f} T'} |"

    yield from _head("What is always installed")
    yield row(str(wheel), *ALONE)
    for name, requirement in needed(project).items():
        yield row(requirement, name, *NEEDED[name])
    yield ""
    yield from _head("With an extra")
    for name in extras(project):
        yield row(f"{wheel}[{name}]", f"`aicompare[{name}]`", *EXTRAS[name])


def _head(title: str) -> Iterator[str]:
    yield f"| {title} | loaded by | packages | installed | import |"
    yield "|---|---|---|---|---|"


def _installed(place: Path, requirement: str) -> str:
    """The interpreter of a new environment that has it and nothing else, not even pip."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    python = str(place / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-compile", requirement]
    subprocess.run(pip, check=True)
    return python


def _size(python: str) -> tuple[int, int]:
    """How many packages an environment has, and the bytes of all their files."""
    (library,) = Path(python).parents[1].glob("lib/python*/site-packages")
    files = [file for file in library.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    return len(list(library.glob("*.dist-info"))), sum(file.stat().st_size for file in files)


def _processor_time(python: str, code: str) -> float:
    """Seconds of a process that runs it, its bytecode compiled by the first, which does not count."""
    spent = [_spent([python, "-c", code]) for _ in range(RUNS + 1)]
    return median(spent[1:])


def _spent(command: list[str]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
