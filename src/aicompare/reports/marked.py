"""A text and what is said of its figures: HTML and Markdown show it in its own words instead of rows."""

from __future__ import annotations

from collections.abc import Sequence

from aicompare.values.frozen import dataclass
from aicompare.values.sources import Source


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """The figure from `start` to `end`, what is said of it, and where the data have theirs from."""

    start: int
    end: int
    verdict: str
    note: str
    sources: Sequence[Source]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """`figures` are in the order of the text; the `summary` stands before it."""

    text: str
    figures: Sequence[MarkedFigure]
    summary: Sequence[str]
