"""The letters of a file whose encoding is not told: UTF-8, UTF-16 by its mark, GB18030, Big5."""

from __future__ import annotations

from collections.abc import Sequence

# Letters of almost any text about companies: what is decoded as another encoding has few of them.
_COMMON = frozenset(
    "的一是在年月日元亿億万萬美港收入营營净淨亏虧损損公司上下半季度为為了不有人大同比增长長率超过過达達到"
    " ,.\n0123456789aeinorst，。"
)
_HEAD = 5000  # letters by which an encoding is told
_UNSEEN = 50  # one letter of so many may be a control character
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def text_in(raw: bytes) -> str | None:
    """The text of these bytes; None where they are none.

    >>> text_in("智譜2024年營收".encode("big5"))
    '智譜2024年營收'
    """
    if raw[:2] in _MARKS:
        return _best(raw, ("utf-16",))
    return _best(raw, ("utf-8-sig",)) or _best(raw, ("gb18030", "big5hkscs")) or (None if raw else "")


def _best(raw: bytes, encodings: Sequence[str]) -> str | None:
    """Of those that fit, the one with the most common letters; the first where two have as many."""
    found = [text for encoding in encodings if (text := _decoded(raw, encoding)) and _is_text(text)]
    return max(found, key=_commons, default=None)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_text(text: str) -> bool:
    head = text[:_HEAD]
    unseen = sum(not letter.isprintable() and letter not in "\n\r\t\f\v" for letter in head)
    return "\0" not in text and unseen <= len(head) // _UNSEEN + 1


def _commons(text: str) -> int:
    return sum(letter in _COMMON for letter in text[:_HEAD])
