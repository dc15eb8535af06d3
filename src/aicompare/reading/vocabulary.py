"""Tables of patterns as one scanner: which line of a table the words of a text belong to.

A pattern is tried only where one of the letters stands with which it can begin, so that a long table
costs little more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Entry = tuple[str, str]  # a name, and a pattern of its words


class Scanner:
    """Finds the words of many patterns; of those that begin together the longest pattern counts."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        by_letter: dict[str, list[Entry]] = {}
        for name, pattern in sorted(entries, key=lambda one: -weight(one[1])):
            for letter in first_letters(pattern):
                by_letter.setdefault(letter.casefold(), []).append((name, pattern))
        self._by_letter = {letter: _Alternatives(found) for letter, found in by_letter.items()}
        chinese = "".join(re.escape(letter) for letter in by_letter if letter > "\x7f")
        self._starts = re.compile(rf"(?<![A-Za-z])[A-Za-z]{f'|[{chinese}]' if chinese else ''}")

    def scan(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of each, left to right; they do not overlap."""
        at = 0
        while start := self._starts.search(text, at):
            at = start.end()
            alternatives = self._by_letter.get(start[0].casefold())
            found = alternatives and alternatives.match(text, start.start())
            if found:
                yield found
                at = max(found[1], at)


class _Alternatives:
    """The patterns that may begin with one letter, as one."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._names = [name for name, _ in entries]
        self._pattern = re.compile("|".join(f"({_bounded(one)})" for _, one in entries), re.I)

    def match(self, text: str, at: int) -> tuple[int, int, str] | None:
        found = self._pattern.match(text, at)
        return (at, found.end(), self._names[(found.lastindex or 1) - 1]) if found else None


def weight(pattern: str) -> int:
    """How many letters it may match: `net loss` before `loss`."""
    return len(re.sub(r"\(\?[!=<][^)]*\)|[\\()?:*+|\[\]{}]", "", pattern))


def first_letters(pattern: str) -> set[str]:
    """The letters with which a match may begin; groups, optional parts and alternatives are followed."""
    pattern = pattern.removeprefix(r"\b").lstrip()
    if pattern.startswith("(?!") or pattern.startswith("(?<"):
        return first_letters(pattern[_closing(pattern) + 1 :])
    if pattern.startswith("(?:"):
        end = _closing(pattern)
        found = {letter for one in _alternatives(pattern[3:end]) for letter in first_letters(one)}
        rest = pattern[end + 1 :]
        return found | first_letters(rest[1:]) if rest[:1] in ("*", "?") else found
    if pattern.startswith("["):
        end = pattern.index("]")
        letters = {
            chr(code) for a, b in re.findall("(.)-(.)", pattern[1:end]) for code in range(ord(a), ord(b) + 1)
        }
        return letters or set(pattern[1:end])
    if pattern[1:2] in ("?", "*"):
        return {pattern[0]} | first_letters(pattern[2:])
    return {pattern[0]} if pattern else set()


def _closing(pattern: str) -> int:
    """Where the bracket closes with which a pattern begins."""
    depth = 0
    for at, letter in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(letter, 0) if pattern[at - 1 : at] != "\\" else 0
        if not depth:
            return at
    return len(pattern)


def _alternatives(pattern: str) -> list[str]:
    parts, depth = [""], 0
    for letter in pattern:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _bounded(pattern: str) -> str:
    """Words of letters end where no letter follows; Chinese ones anywhere."""
    if any(letter > "\x7f" for letter in pattern):
        return pattern
    return rf"(?:{pattern})(?![A-Za-z])"
