"""YAML -> facts. The only package that knows pydantic and yaml, and only where it must.

The wheel carries the shipped data already checked and compiled (companies.indexed); a checkout
reads companies.yaml itself, so that it is never stale.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO

from aicompare.dataset.cache import kept, stamp_of
from aicompare.dataset.limits import MOST_BYTES
from aicompare.dataset.store import Dataset, Layer
from aicompare.errors import BadFile
from aicompare.files import read_most
from aicompare.indexed import Damaged, Indexed, merged, opened
from aicompare.shipped import INDEXED, SOURCE, shipped

__all__ = ["INDEXED", "SOURCE", "Dataset", "load", "read_bytes"]


def load(files: Sequence[str] = ()) -> Dataset:
    """The shipped data with the user's own `files` laid over it, in order.

    Raises BadFile with the place of the first thing wrong in one of them.
    """
    return Dataset(load_layers(files))


def load_layers(files: Sequence[str]) -> list[Layer]:
    """The checked content of the shipped file and of each of `files`. Raises BadFile."""
    layers = [Layer(_shipped_record(), SOURCE)]
    below = stamp_of(shipped(INDEXED)) if files else None  # a checkout has none, and keeps nothing
    for file in files:
        record, below = _own_record(file, layers, below)
        layers.append(Layer(record, file, user=True))
    return layers


def _own_record(file: str, layers: Sequence[Layer], below: str | None) -> tuple[Indexed, str | None]:
    """A file of the user's own over `layers`, checked now or before; and what tells it apart."""
    read = _reader(file)

    def compile_into(target: IO[bytes], head: str) -> Indexed:
        from aicompare.dataset.compiling import compile_file

        return compile_file(read, file, merged([layer.record for layer in layers]), target, head)

    try:
        return kept(file, below, compile_into)
    except OSError as problem:
        raise _unreadable(file, problem) from None


def _reader(file: str) -> Callable[[], IO[bytes]]:
    """Opens it from the beginning; a pipe or a device is read once. Raises BadFile."""
    if not os.path.isfile(file):  # noqa: PTH113 - also of what is no name of a file
        return partial(BytesIO, read_bytes(file))
    return lambda: Path(file).open("rb")


def read_bytes(file: str) -> bytes:
    """The content of a file a person named. Raises BadFile when it cannot be read."""
    try:
        return read_most(file, MOST_BYTES + 1)  # one more tells that it is too much
    except (OSError, ValueError) as problem:
        raise _unreadable(file, problem) from None


def _unreadable(file: str, problem: Exception) -> BadFile:
    reason = getattr(problem, "strerror", None) or "not a file name"
    return BadFile(file, f"cannot be read: {reason}", hint="check the name and its permissions")


def _shipped_record() -> Indexed:
    """As it was compiled when the wheel was built; else from the source, as in a checkout."""
    try:
        with shipped(INDEXED).open("rb") as file:
            return opened(file, again=_shipped_source)
    except (OSError, Damaged):
        return _shipped_source()


def _shipped_source() -> Indexed:
    from aicompare.dataset.compiling import compile_file

    path = str(shipped(SOURCE))
    return compile_file(read_bytes(path), path)
