"""A file of sorted lines, read only where it is needed: a line is found by bisection over the bytes,
so a look-up costs the same however long the file grows.
"""

from __future__ import annotations

import mmap
import os
from typing import Self

from aicompare.values.errors import BadFile

Bytes = bytes | mmap.mmap


class SortedFile:
    """Use as a context manager. Below its header the lines stand in the order of their bytes.

    Lines are told apart by where they begin: `_start` is the first, `_end` where the last one ends.
    """

    WHAT = "the lines"  # what its messages call its content

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path

    def __enter__(self) -> Self:
        """Raises BadFile for what is no file, or holds nothing."""
        try:
            if not os.path.isfile(self._path):
                raise OSError  # opening a named pipe would wait for somebody to fill it
            with open(self._path, "rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as problem:
            raise BadFile(str(self._path), f"{self.WHAT} cannot be read") from problem
        self._start = line_after(self._bytes, 0)
        self._end = len(self._bytes)
        return self

    def __exit__(self, *_: object) -> None:
        self._bytes.close()

    def _from(self, wanted: str) -> int:
        """Where the first line begins that does not sort before `wanted`; the end if there is none."""
        return find(self._bytes, wanted.encode(), self._start, self._end)

    def _after(self, wanted: str) -> int:
        """Where the first line begins that sorts after all that begin with `wanted`."""
        return self._from(f"{wanted}~")

    def _before(self, at: int) -> int:
        """Where the line before the one at `at` begins; a header before the first."""
        return self._bytes.rfind(b"\n", 0, max(at - 1, 0)) + 1

    def _line(self, at: int) -> bytes:
        return self._bytes[at : line_after(self._bytes, at)]

    def _damaged(self, at: int, message: str, hint: str) -> BadFile:
        """The fault of the line at `at`, with its place."""
        line = self._bytes[:at].count(b"\n") + 1
        return BadFile(str(self._path), message, line=line, column=1, hint=hint)


def find(data: Bytes, wanted: bytes, start: int, end: int) -> int:
    """Where the first line that does not sort before `wanted` begins; `end` if there is none.

    `start` and `end` begin lines; a line that begins with `wanted` does not sort before it.
    """
    low, high = start, end
    while low < high:
        middle = max(data.rfind(b"\n", 0, (low + high) // 2) + 1, low)
        if data[middle : middle + len(wanted)] < wanted:
            low = line_after(data, middle)
        else:
            high = middle
    return low


def line_after(data: Bytes, at: int) -> int:
    """Where the line after the one at `at` begins; the end of the data after the last."""
    end = data.find(b"\n", at)
    return end + 1 if end >= 0 else len(data)
