"""Text in the columns of a terminal: how wide it is, and where its lines break.

Widths are those of the tables of wcwidth, told by the categories of Unicode and what they lack.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from aicompare.values.frozen import dataclass

_JOINER, _AS_PICTURE, _FIRST_SKIN, _LAST_SKIN = "\u200d", "\ufe0f", "\U0001f3fb", "\U0001f3ff"
_WITHOUT_WIDTH = ("Mn", "Me", "Mc", "Cf", "Zl", "Zp", "Cc")
# A hyphen that shows, and what Arabic and its kin write before the number that it spans.
_SHOWN = "[\xad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]"
# Vowels and last consonants of Hangul stand in the square of the first consonant.
_NOT_SHOWN = (("\u1160", "\u11ff"), ("\u3164", "\u3164"), ("\ud7b0", "\ud7ff"), ("\uffa0", "\uffa0"))

_HAN = "\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "、。，．：；！？）」』】》〉〕｝］％ー々"  # cannot begin a line
_OPENING = "（「『【《〈〔｛［"  # cannot end one
_UNIT = "万亿千百萬億元年月日季倍个個名家"
_FIRST_HAN = "\u2e80"
# Between spaces; and in Chinese a number with its unit, a letter, or what stands between these.
_PIECE = r"\s*\S+|\s+"
_CHINESE_PIECE = (
    rf"\s*(?:[^\s{_HAN}{_OPENING}]*[0-9][{_UNIT}]+[{_CLOSING}]*"
    rf"|[{_OPENING}]*[{_HAN}][{_CLOSING}]*"
    rf"|[{_OPENING}]*[^\s{_HAN}{_OPENING}]+[{_CLOSING}]*"
    rf"|\S)|\s+"
)  # which takes some milliseconds to compile


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `style` is title, header, warning, note or a verdict, or nothing."""

    text: str
    style: str = ""


def folded(text: str, width: int | None, indent: int = 0, label: str = "") -> Iterator[str]:
    """Lines of at most `width` columns, those after the first indented; `label` begins the first.

    Broken at spaces and between Chinese letters: no number, name or address is ever cut. One
    that is wider than the room beside the label or the indent stands alone in its line.
    """
    body = text.lstrip(" ")
    line = label + " " * (len(text) - len(body))
    if width is None or cell_width(line) + cell_width(body) <= width:
        yield line + body
        return
    begun = bool(label.strip())
    used, margin = cell_width(line), " " * min(indent, width // 2)
    for piece in re.findall(_CHINESE_PIECE if max(body) >= _FIRST_HAN else _PIECE, body):
        size = cell_width(piece)
        if used + size > width:
            if begun:
                yield line.rstrip()
                line = margin
            piece = piece.lstrip()
            size = cell_width(piece)
            line = line[: max(0, width - size)]
            used = len(line)
        line, used, begun = line + piece, used + size, True
    yield line


def cell_width(text: str) -> int:
    """Columns of a terminal: Chinese takes two, combining marks none, a joined picture two in all."""
    if text.isascii():
        return len(text)
    width, before = 0, " "
    for letter in text:
        width += _width_after(before, letter)
        before = letter
    return width


def _width_after(before: str, letter: str) -> int:
    """Of a letter, where another stands before it."""
    if letter == _AS_PICTURE and _can_be_picture(before):
        return 2 - _letter_width(before)
    if before == _JOINER and unicodedata.category(letter) == "So":
        return 0
    if _FIRST_SKIN <= letter <= _LAST_SKIN and _letter_width(before) == 2:
        return 0
    return _letter_width(letter)


def _can_be_picture(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "SNP" or letter == "ℹ"


@cache
def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in _WITHOUT_WIDTH:
        return int(re.match(_SHOWN, letter) is not None)
    if any(first <= letter <= last for first, last in _NOT_SHOWN):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
