"""The shipped data and the user's own files, each checked now or before, laid over each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO

from aicompare.dataset.records import Damaged, Layers, Records, Sealed
from aicompare.dataset.store import Dataset, Layer
from aicompare.resources import RECORDS, SOURCE, resource
from aicompare.values.errors import BadFile


def load(files: Sequence[str] = ()) -> Dataset:
    """The shipped data with the user's own `files` laid over it, in order.

    Raises BadFile with the place of the first thing wrong in one of them.
    """
    return Dataset(load_layers(files))


def load_layers(files: Sequence[str]) -> list[Layer]:
    """The checked content of the shipped file and of each of `files`. Raises BadFile."""
    layers = [Layer(shipped_records(), SOURCE)]
    return _with_own(files, layers) if files else layers


def _with_own(files: Sequence[str], layers: list[Layer]) -> list[Layer]:
    from aicompare.dataset.cache import digest_of, stamp_of

    below = stamp_of(resource(RECORDS))  # a checkout has none, and keeps nothing
    for number, file in enumerate(files):
        if not is_shipped(file):
            record, below = _own_records(file, layers, digest_of(below) if number else below)
            layers.append(Layer(record, file, user=True))
    return layers


def _own_records(file: str, layers: Sequence[Layer], below: str | None) -> tuple[Records, str | None]:
    """A file of the user's own over `layers`, checked now or before; and what tells it apart."""
    from aicompare.dataset.cache import kept
    from aicompare.files import is_regular

    read = reader(file)
    base = Layers([layer.record for layer in layers])

    def compile_into(path: str, stamp: str | None) -> Records:
        from aicompare.dataset.compiling import compile_file

        return compile_file(read, file, base, path, stamp)

    try:
        return kept(file, below if is_regular(file) else None, compile_into)
    except OSError as problem:
        raise _unreadable(file, problem) from None


def reader(file: str) -> Callable[[], IO[bytes]]:
    """Opens it from the beginning; a pipe, a device or standard input is read once. Both raise BadFile."""
    from aicompare.files import is_regular

    if is_regular(file):
        return partial(_opened, file)
    return partial(BytesIO, read_bytes(file))


def _opened(file: str) -> IO[bytes]:
    try:
        return Path(file).open("rb")
    except OSError as problem:
        raise _unreadable(file, problem) from None


def read_bytes(file: str) -> bytes:
    """The content of a file a person named. Raises BadFile when it cannot be read."""
    from aicompare.dataset.limits import MOST_BYTES
    from aicompare.files import read_most

    try:
        return read_most(file, MOST_BYTES + 1)  # one more tells that it is too much
    except (OSError, ValueError) as problem:
        raise _unreadable(file, problem) from None


def _unreadable(file: str, problem: Exception) -> BadFile:
    reason = getattr(problem, "strerror", None) or "not a file name"
    return BadFile(file, f"cannot be read: {reason}", hint="check the name and its permissions")


def is_shipped(file: str) -> bool:
    """Whether it is the shipped data file or a copy of it, which over itself says nothing new."""
    from aicompare.files import is_regular, is_same

    ours = resource(SOURCE)
    try:
        if is_same(file, ours):
            return True
        if not is_regular(file) or os.path.getsize(file) != ours.stat().st_size:  # noqa: PTH202
            return False
        return Path(file).read_bytes() == ours.read_bytes()
    except OSError:
        return False


_HEAD = 2_000  # bytes, the comments and first sources, by which an edition of the shipped file is known


def is_edition(content: bytes) -> bool:
    """Whether it is the shipped data file, be it another edition of it: it stands on nothing."""
    with resource(SOURCE).open("rb") as file:
        return content.startswith(file.read(_HEAD))


def shipped_records() -> Records:
    """As they were compiled when the wheel was built; else from the source, as in a checkout."""
    try:
        return Sealed(resource(RECORDS), again=_shipped_source)
    except (OSError, Damaged):
        return _shipped_source()


def _shipped_source() -> Records:
    from aicompare.dataset.compiling import compile_file

    path = str(resource(SOURCE))
    return compile_file(read_bytes(path), path)
