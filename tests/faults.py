"""What may go wrong around the program: no permission, a disk that is full, an interrupt, no end."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command import shipped_record

NOBODY = 65534


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, whom no permission stops."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@contextlib.contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fails what would otherwise never end; far more than is needed."""

    def ring(*_: object) -> None:
        pytest.fail(f"no end after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def full_disk() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


class Faults:
    """Lets the `at`-th step of a writing fail with what `fault` makes, and counts the steps."""

    def __init__(self, at: int, fault: Callable[[], BaseException]) -> None:
        self._at = at
        self._fault = fault
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self._at:
            raise self._fault()

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def faulty(*given: Any, **named: Any) -> Any:
            self.step()
            return function(*given, **named)

        return faulty


def into_every_step_of_writing_a_file(patch: pytest.MonkeyPatch, faults: Faults) -> None:
    """Making, writing, syncing, its mode and its name."""
    patch.setattr(tempfile, "mkstemp", faults.around(tempfile.mkstemp))
    patch.setattr(Path, "write_bytes", faults.around(Path.write_bytes))
    patch.setattr(os, "fsync", faults.around(os.fsync))
    patch.setattr(Path, "chmod", faults.around(Path.chmod))
    patch.setattr(Path, "replace", faults.around(Path.replace))


class FaultyBuffer:
    """The bytes beneath stdout, whose writes and flushes are steps that may fail."""

    def __init__(self, faults: Faults) -> None:
        self.got = b""
        self._faults = faults

    def write(self, data: bytes) -> int:
        self._faults.step()
        self.got += data
        return len(data)

    def flush(self) -> None:
        self._faults.step()


class FaultyStdout:
    """As much of stdout as answers are written to."""

    encoding = "utf-8"

    def __init__(self, faults: Faults) -> None:
        self.buffer = FaultyBuffer(faults)
        self.flush = self.buffer.flush

    def isatty(self) -> bool:
        return False


def run_here(patch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of a run in this process, by the way every command goes."""
    from aicompare import cli
    from aicompare.cli import by_typer
    from aicompare.dataset import loading

    patch.setattr(loading, "shipped_records", shipped_record)
    patch.setattr(by_typer.app, "registered_commands", [])
    patch.setattr(sys, "argv", ["aicompare", *arguments])
    return cli._run()
