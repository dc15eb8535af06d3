"""Runs `aicompare` as a user's shell does, away from the user's own settings."""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from aicompare.dataset import Dataset, read_bytes
from aicompare.dataset.compiling import compile_file
from aicompare.dataset.records import Record, Sealed
from aicompare.dataset.store import Layer
from aicompare.resources import METHODOLOGY, RECORDS, SOURCE, edition_in_force, resource

ROOT = Path(__file__).resolve().parent.parent
CHECKOUT = str(ROOT / "src")
packages = [CHECKOUT]  # where a run finds aicompare: what stands last (see conftest)
MUTANT = "MUTANT_UNDER_TEST"  # what mutmut says it with
LONG = bool(os.environ.get("LONG"))  # the exhaustive form of a test: `LONG=1 .venv/bin/pytest`
_KEPT = (MUTANT, "PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START")


def examples(count: int) -> settings:
    """So many of Hypothesis, and in the short form a quarter of them."""
    return settings(max_examples=count if LONG else count // 4)


def environment(**changes: str) -> dict[str, str]:
    """A bare environment, 80 columns wide, in UTF-8."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    bare = {
        "PYTHONPATH": packages[-1],
        "COLUMNS": "80",
        "PYTHONIOENCODING": "utf-8",
        "HOME": "/dev/null/home",  # which nobody can make, not even root
    }
    return {**kept, **bare, **changes}


@functools.cache
def laid_out() -> Path:
    """Where the package lies as a wheel lays it out, once for a run and all of its workers."""
    root = lay_out(Path(tempfile.mkdtemp(prefix="aicompare-tests-")))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return root


def lay_out(root: Path) -> Path:
    """The package as a wheel lays it out, with the data already compiled."""
    package, data = root / "aicompare", ROOT / "data"
    shutil.copytree(ROOT / "src" / "aicompare", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "data").mkdir()
    for file in data.iterdir():
        shutil.copy(file, package / "data")
    shutil.copy(ROOT / "docs" / METHODOLOGY, package / "data")
    compiled = package / "data" / RECORDS
    compile_file((data / SOURCE).read_bytes(), SOURCE, path=str(compiled))
    return root


def folded(text: str) -> str:
    """On one line, since where a sentence that names a file is wrapped depends on the name's length."""
    return " ".join(text.split())


def without_lines(text: str) -> str:
    """Without the lines of the data file, which every new figure moves."""
    return re.sub(r"(?<=companies\.yaml):[0-9]+", ":LINE", text)


def aicompare(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """The finished process; keyword arguments change the environment."""
    if MUTANT in os.environ:  # another process would not have the mutant
        return here(*arguments, **changes)
    return subprocess.run(
        [sys.executable, "-m", "aicompare", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment(**changes),
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def on_a_terminal(*words: str, **changes: str) -> tuple[int, bytes]:
    """How Python with these words ended on a terminal of its own, and all that the terminal was sent;
    without a pager that waits for a key.
    """
    pty = pytest.importorskip("pty")
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *words],
        stdin=child,
        stdout=child,
        stderr=child,
        env=environment(AICOMPARE_PAGER="", **changes),
    )
    os.close(child)
    sent = b""
    while piece := piece_of(parent):
        sent += piece
    os.close(parent)
    return process.wait(timeout=60), sent


def piece_of(terminal: int) -> bytes:
    """What it was sent next, which is nothing when its other end is closed."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # as Linux tells it
        return b""


def here(*arguments: str, folder: Path = ROOT, **changes: str) -> subprocess.CompletedProcess[str]:
    """As `aicompare`, in this process: quicker, and for what only this process knows."""
    from aicompare import cli
    from aicompare.cli import by_typer
    from aicompare.dataset import loading

    surroundings = environment(**changes)
    encoding = surroundings["PYTHONIOENCODING"]
    streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n") for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(folder), Path(os.devnull).open() as nothing:
        for name in os.environ:
            patch.delenv(name)
        for name, value in surroundings.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["aicompare", *arguments])
        patch.setattr(sys, "stdin", nothing)
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        patch.setattr(by_typer.app, "registered_commands", [])
        patch.setattr(loading, "shipped_records", shipped_record)
        patch.setattr(loading, "load", functools.partial(_loaded, loading.load))
        code = cli._run()
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams)  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(arguments, code, out, err)


def _loaded(load: Callable[[Sequence[str]], Dataset], files: Sequence[str] = ()) -> Dataset:
    """What is asked of the shipped data alone is asked of one object, as a library's user asks it."""
    shared = not files and edition_in_force() is None
    return shipped_dataset() if shared else load(files)


@functools.cache
def shipped_record() -> Record:
    """The shipped data file, checked once for all tests of a run; by the mutant itself where one is tried."""
    if MUTANT in os.environ:
        path = str(resource(SOURCE))
        return compile_file(read_bytes(path), path)
    return Sealed(laid_out() / "aicompare" / "data" / RECORDS)


@functools.cache
def shipped_dataset() -> Dataset:
    """The shipped data, everything visible."""
    return Dataset([Layer(shipped_record(), SOURCE)])
