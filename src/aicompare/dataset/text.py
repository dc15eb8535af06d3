"""The bytes of a data file as text for libyaml, piece by piece, and judged before it sees them."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import IO, Any

from aicompare.dataset.limits import DEEPEST, MOST_BYTES
from aicompare.errors import BadFile, shown

# The rest of the control characters; tabs and line ends are judged by YAML.
_NOT_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PIECE = 1 << 16
_KEPT = 2 * _PIECE


class Text:
    """Read by libyaml as a file is. Raises BadFile from there, with the place of what is wrong.

    Nothing is kept but the end of what was read: memory does not grow with the file.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._decoder = getincrementaldecoder("utf-8-sig")()
        self._size = 0
        self._lines = 0  # line ends so far
        self._column = 0  # characters since the last of them
        self._depth = 0
        self._recent = ""
        self._length = 0  # of all pieces so far

    def read(self, _: int = 0, /) -> str:
        """The next piece; nothing at the end."""
        piece, data = "", b"-"
        while data and not piece:  # a piece may end within a letter
            data = self._stream.read(_PIECE)
            self._size += len(data)
            if self._size > MOST_BYTES:
                message = f"the file is larger than {MOST_BYTES} bytes (64 MB)"
                raise BadFile(self._name, message, hint="split it")
            piece = self._decoded(data)
        if match := _NOT_IN_YAML.search(piece):
            message = f"the control character {shown(match[0])} stands here"
            raise self._wrong(piece, match.start(), message, "leave it out")
        self._refuse_deep_brackets(piece)
        self._pass(piece)
        return piece

    def letter(self, mark: Any) -> str:
        """The character at a mark of libyaml's, which is never far from the last that was read."""
        at = mark.index - (self._length - len(self._recent)) if mark else -1
        return self._recent[at : at + 1] if at >= 0 else ""

    def _decoded(self, data: bytes) -> str:
        try:
            return self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as problem:
            before = problem.object[: problem.start].decode("utf-8", "replace")
            raise self._wrong(
                before, len(before), "this is not UTF-8 text", "save the file as UTF-8"
            ) from None

    def _refuse_deep_brackets(self, piece: str) -> None:
        """libyaml crashes on very deep nesting, so brackets are counted before it sees them."""
        for match in re.finditer(r"[\[\]{}]", piece):
            self._depth = self._depth + 1 if match[0] in "[{" else max(self._depth - 1, 0)
            if self._depth > 10 * DEEPEST:
                raise self._wrong(piece, match.start(), f"nested deeper than {DEEPEST} levels", None)

    def _pass(self, piece: str) -> None:
        self._recent = (self._recent + piece)[-_KEPT:]
        self._length += len(piece)
        self._lines += piece.count("\n")
        last = piece.rfind("\n")
        self._column = len(piece) - last - 1 if last >= 0 else self._column + len(piece)

    def _wrong(self, piece: str, index: int, message: str, hint: str | None) -> BadFile:
        line = self._lines + piece.count("\n", 0, index) + 1
        last = piece.rfind("\n", 0, index)
        column = index - last if last >= 0 else self._column + index + 1
        return BadFile(self._name, message, line=line, column=column, hint=hint)
