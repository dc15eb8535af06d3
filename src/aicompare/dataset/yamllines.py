"""Rows as the lines of a data file: as people write them, folded where they grow long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]

WIDEST = 159  # characters of a line, so that a screen of 160 columns holds it
FACT_KEYS = (
    "metric", "period", "value", "source", "status", "basis", "scope", "label", "deal", "balance", "due",
    "at", "note", "accept",
)  # fmt: skip
SOURCE_KEYS = ("title", "publisher", "published", "published_note", "url", "kind", "via")
COMPANY_KEYS = ("name", "legal_name", "aliases", "country", "founded", "listed", "currency")
_QUOTED = ("value", "title", "note", "published_note", "text", "ticker")  # as the shipped file has them
_PLAIN = re.compile(r"[^\W_][\w.+/-]*( [^\W_][\w.+/()-]*)*")
_LETTER_FIRST = ("name", "legal_name", "aliases", "at", "publisher", "exchange")  # 0100 is a number to others
_WORDS = re.compile(r"null|true|false|yes|no|on|off|y|n|\.?nan|\.?inf", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[0-9.][0-9._]*([eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F]+")
_NUMBERS = (
    "period",
    "published",
    "founded",
    "balance",
    "due",
    "on",
)  # which nobody takes for less than they are
_BREAK = re.compile(r"(?<=\S) (?=\S)")


def fact_lines(row: Row, dash: int) -> list[str]:
    """A fact as an item of a list, its dash in column `dash` (from 0).

    {"metric": "cash", "period": "2025-12-31", "value": "US$5m", "source": ["ft"]} is
    `- {metric: cash, period: 2025-12-31, value: "US$5m", source: ft}`.
    """
    pieces = [f"{key}: {_value(key, row[key])}" for key in _in_order(row, FACT_KEYS)]
    return _folded(f"{' ' * dash}- {{", pieces, "}", " " * (dash + 3))


def entry_lines(name: str, row: Row, keys: Iterable[str], indent: int) -> list[str]:
    """A source or company under its name, a key a line."""
    return [f"{' ' * indent}{name}:", *key_lines(row, keys, indent + 2)]


def key_lines(row: Row, keys: Iterable[str], indent: int) -> list[str]:
    """Those of `keys` that the row has, a line each."""
    return [line for key in keys if key in row for line in _key_line(key, row[key], indent)]


def _key_line(key: str, value: Any, indent: int) -> list[str]:
    margin = " " * indent
    if isinstance(value, list):
        return _folded(f"{margin}{key}: [", [_text(key, one) for one in value], "]", f"{margin}  ")
    if isinstance(value, Mapping):
        pieces = [f"{inner}: {_text(inner, text)}" for inner, text in value.items()]
        return _folded(f"{margin}{key}: {{", pieces, "}", f"{margin}  ")
    return _folded(f"{margin}{key}: ", [_text(key, value)], "", f"{margin}  ")


def _in_order(row: Row, keys: tuple[str, ...]) -> Iterator[str]:
    yield from (key for key in keys if key in row)
    yield from (key for key in row if key not in keys)


def _value(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{inner}: {json.dumps(text, ensure_ascii=False)}" for inner, text in value.items())
            + "}"
        )
    if isinstance(value, list):
        texts = [_text(key, one) for one in value]
        return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    return _text(key, value)


def _text(key: str, text: str) -> str:
    """Plain where every reader of YAML takes it for this text, else in double quotes."""
    number = _NUMBER.fullmatch(text) and key not in _NUMBERS
    plain = not number and _PLAIN.fullmatch(text) and not _WORDS.fullmatch(text) and len(text) < WIDEST // 2
    if key in _QUOTED or not plain or (key in _LETTER_FIRST and not text[0].isalpha()):
        return json.dumps(text, ensure_ascii=False)
    return text


def _folded(start: str, pieces: list[str], end: str, margin: str) -> list[str]:
    """The pieces behind each other, on a further line where one does not fit any more."""
    lines, line, room = [], start, WIDEST - 1
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        piece += end if last else ","
        blank = "" if line in (start, margin) else " "
        if len(line) + len(blank) + len(piece) > room and line not in (start, margin):
            lines.append(line)
            line, blank = margin, ""
        *whole, line = _broken(f"{line}{blank}{piece}", len(line) + len(blank), margin)
        lines += whole
    return [*lines, line]


def _broken(line: str, start: int, margin: str) -> Iterator[str]:
    """A quoted text too long for a line is broken at its blanks; YAML reads one blank there."""
    if '"' not in line[start:]:
        yield line
        return
    opened = line.index('"', start)
    while len(line) >= WIDEST:
        blanks = [match.start() for match in _BREAK.finditer(line, opened, WIDEST)]
        blanks = [at for at in blanks if at > len(margin) + 1]
        if not blanks:
            break
        yield line[: blanks[-1]]
        line, opened = f"{margin}{line[blanks[-1] + 1 :]}", len(margin)
    yield line
