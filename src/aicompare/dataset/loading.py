"""The shipped data and the user's own files, each checked now or before, laid over each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from typing import IO, cast

from aicompare.dataset.records import Damaged, Layers, Records, Sealed
from aicompare.dataset.store import Dataset, Layer
from aicompare.resources import RECORDS, SOURCE, place_of, resource


def load(files: Sequence[str] = ()) -> Dataset:
    """The shipped data with the user's own `files` laid over it, in order.

    Raises BadFile with the place of the first thing wrong in one of them.
    """
    return Dataset(load_layers(files))


def load_layers(files: Sequence[str]) -> list[Layer]:
    """The checked content of the shipped file and of each of `files`. Raises BadFile."""
    layers = [Layer(shipped_records(), SOURCE)]
    if not files:
        return layers
    from aicompare.dataset.cache import stamp_of

    return _with_own(files, layers, stamp_of(resource(RECORDS)))  # a checkout has none, and keeps nothing


def load_beside(file: str, below: Dataset) -> Dataset:
    """A data file in the place of the shipped one where it is an edition of that, under the user's own
    of `below`; else laid over all of `below`. Raises BadFile.
    """
    own = below.user_files
    if not (os.path.isfile(file) and is_edition(read_bytes(file))):
        return load([*own, file])
    record, stamp = _own_records(file, [], "")
    return Dataset(_with_own(own, [Layer(record, file)], stamp))


def _with_own(files: Sequence[str], layers: list[Layer], below: str | None) -> list[Layer]:
    from aicompare.dataset.cache import digest_of

    for file in files:
        if not is_shipped(file):
            record, stamp = _own_records(file, layers, digest_of(below))
            layers.append(Layer(record, file, user=True))
            below = stamp
    return layers


def _own_records(file: str, layers: Sequence[Layer], below: str | None) -> tuple[Records, str | None]:
    """A file of the user's own over `layers`, checked now or before; and what tells it apart."""
    from aicompare.dataset.cache import kept
    from aicompare.files import is_regular

    read = reader(file)
    base = Layers([layer.record for layer in layers])

    def compile_into(path: str, stamp: str | None) -> Records:
        from aicompare.dataset.compiling import compile_file

        with reading(file, read) as watched:
            return compile_file(watched, file, base, path, stamp)

    try:
        return kept(file, below if is_regular(file) else None, compile_into)
    except OSError as problem:
        from aicompare.files import unreadable

        raise unreadable(file, problem) from None


@contextmanager
def reading(file: str, read: Callable[[], IO[bytes]]) -> Iterator[Callable[[], IO[bytes]]]:
    """What opens the file, so that whoever waits at a terminal sees how far it is read."""
    from aicompare.progress import Watched, working

    size = os.path.getsize(file) if os.path.isfile(file) else None
    with working(f"Reading {file}") as tell:
        yield lambda: cast(IO[bytes], Watched(read(), tell, size))


def reader(file: str) -> Callable[[], IO[bytes]]:
    """Opens it from the beginning; a pipe, a device or standard input is read once. Both raise BadFile."""
    from aicompare.files import is_regular

    if is_regular(file):
        return partial(_opened, file)
    return partial(BytesIO, read_bytes(file))


def _opened(file: str) -> IO[bytes]:
    try:
        return open(file, "rb")
    except OSError as problem:
        from aicompare.files import unreadable

        raise unreadable(file, problem) from None


def read_bytes(file: str) -> bytes:
    """The content of a file a person named. Raises BadFile when it cannot be read."""
    from aicompare.dataset.limits import MOST_BYTES
    from aicompare.files import read_most, unreadable

    try:
        return read_most(file, MOST_BYTES + 1)  # one more tells that it is too much
    except (OSError, ValueError) as problem:
        raise unreadable(file, problem) from None


def is_shipped(file: str) -> bool:
    """Whether it is the shipped data file or a copy of it, which over itself says nothing new."""
    from aicompare.files import is_regular, is_same

    ours = resource(SOURCE)
    try:
        if is_same(file, ours):
            return True
        if not is_regular(file) or os.path.getsize(file) != ours.stat().st_size:
            return False
        with open(file, "rb") as one:
            return one.read() == ours.read_bytes()
    except OSError:
        return False


def is_edition(content: bytes) -> bool:
    """Whether it is the shipped data file, be it another edition of it: it stands on nothing.

    It is known by the comments before its first section, which every edition has.
    """
    with resource(SOURCE).open("rb") as file:
        head, _, _ = file.read(_HEAD).partition(_SECTIONS)
    return content.startswith(head + _SECTIONS)


_HEAD, _SECTIONS = 2_000, b"\nsources:"  # bytes that hold the comments, and what stands behind them


def shipped_records() -> Records:
    """As they were compiled when the wheel was built; else from the source, as in a checkout."""
    try:
        return Sealed(place_of(RECORDS), again=_shipped_source)
    except (OSError, Damaged):
        return _shipped_source()


def _shipped_source() -> Records:
    from aicompare.dataset.compiling import compile_file

    path = place_of(SOURCE)
    return compile_file(read_bytes(path), path)
