"""The bytes of a data file as text for libyaml, piece by piece, and judged before it sees them."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import IO, Any

from aicompare.dataset.limits import MOST_BYTES
from aicompare.dataset.yaml_errors import FENCE
from aicompare.files import UTF16, looks_like_utf16
from aicompare.values.errors import BadFile, shown

# The rest of the control characters; tabs and line ends are judged by YAML.
_NOT_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# A comment has a space behind its #; where none is, text was likely meant to go on.
_CUT_OFF = re.compile(r"(?<![ \t])[ \t]+(?=#\w)")
# A character beyond U+FFFF as JSON writes it, in two halves; and what a piece may end with of one
# or of the above, to be looked at with the next.
_HALVES = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_UNFINISHED = re.compile(
    r"(?:[ \t]+#?|\\+(?:u(?:[0-9a-fA-F]{0,3}|[dD][89abAB][0-9a-fA-F]{2}(?:\\(?:u[0-9a-fA-F]{0,3})?)?))?)\Z"
)
_LONGEST = 100
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
        self._is_json = False
        self._held = ""  # of the piece before
        self._recent = ""
        # where text ends before a ` #`, and how far from it, of what was read last
        self.cut_off: dict[int, int] = {}
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
            piece = self._finished(self._held + self._decoded(data), last=not data)
        if match := _NOT_IN_YAML.search(piece):
            if looks_like_utf16(piece.encode()):
                raise self._wrong(piece, match.start(), UTF16, "save the file as UTF-8")
            message = f"the control character {shown(match[0])} stands here"
            raise self._wrong(piece, match.start(), message, "leave it out")
        if not self._length and piece:
            self._begin(piece)
        if self._is_json:
            piece = _HALVES.sub(_joined, piece)
        self._note_what_is_cut_off(piece)
        self._pass(piece)
        return piece

    def line_from(self, mark: Any) -> str:
        """The line from a mark of libyaml's on, which is never far from what was read last."""
        at = mark.index - (self._length - len(self._recent)) if mark else -1
        return self._recent[at:].partition("\n")[0] if at >= 0 else ""

    def _decoded(self, data: bytes) -> str:
        try:
            return self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as problem:
            before = problem.object[: problem.start].decode("utf-8", "replace")
            before = self._held + before
            raise self._wrong(
                before, len(before), "this is not UTF-8 text", "save the file as UTF-8"
            ) from None

    def _finished(self, text: str, *, last: bool) -> str:
        """Without what can be judged only together with what follows it."""
        unfinished = None if last else _UNFINISHED.search(text, max(len(text) - _LONGEST, 0))
        end = unfinished.start() if unfinished else len(text)
        self._held = text[end:]
        return text[:end]

    def _begin(self, piece: str) -> None:
        begun = piece.lstrip()
        self._is_json = begun.startswith("{")  # where a backslash stands in quotes and nowhere else
        if begun.startswith("~~~"):  # which YAML takes for text
            at = len(piece) - len(begun)
            raise self._wrong(piece, at, *FENCE)

    def _note_what_is_cut_off(self, piece: str) -> None:
        oldest = self._length - _KEPT
        self.cut_off = {index: spaces for index, spaces in self.cut_off.items() if index >= oldest}
        for match in _CUT_OFF.finditer(piece):
            self.cut_off[self._length + match.start()] = len(match[0])

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


def _joined(halves: re.Match[str]) -> str:
    high, low = int(halves[2], 16), int(halves[3], 16)
    return f"{halves[1]}\\U{0x10000 + ((high & 0x3FF) << 10 | low & 0x3FF):08x}"
