"""YAML -> facts. The only package that knows pydantic and yaml, and only where it must.

The wheel carries the shipped data already checked and compiled (companies.indexed); a checkout
reads companies.yaml itself, so that it is never stale.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    for file in files:
        from aicompare.dataset.compiling import compile_file

        base = merged([layer.record for layer in layers])
        layers.append(Layer(compile_file(read_bytes(file), file, base), file, user=True))
    return layers


def read_bytes(file: str) -> bytes:
    """The content of a file a person named. Raises BadFile when it cannot be read."""
    try:
        return read_most(file, MOST_BYTES + 1)  # one more tells that it is too much
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "not a file name"
        raise BadFile(file, f"cannot be read: {reason}", hint="check the name and its permissions") from None


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
