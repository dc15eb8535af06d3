"""A half or quarter as an adjective, its year behind what it is of: `second-half revenue in 2025`."""

from __future__ import annotations

import re

from aicompare.reading.cues import cues_in
from aicompare.reading.phrases import Said
from aicompare.reading.stretches import part_of_year
from aicompare.reading.text import PlainText, Span
from aicompare.values.frozen import dataclass
from aicompare.values.periods import Period

_PARTS = ("quarter", "half", "half 1", "half 2", "quarters", "months")
_BEFORE_IT = re.compile(
    r"[\s的]*(?:(?:total|net|group|overall|combined|reported|adjusted|unaudited|cloud|advertising|games?|gaming|online"
    r"|data[- ]cent(?:er|re))\s+)*",
    re.I,
)
_BEHIND_IT = re.compile(
    r"\s*(?:(?:in|of|for|during)\s+(?:the\s+)?(?:calendar\s+)?|['’]s\s+)|[在于]?\s*", re.I
)
_JOINED = re.compile(r"\s*(?:,|and|to|和|与|及)\s*(?:in\s+)?", re.I)
_MEASURED_BY = re.compile(
    r"(?:\b(?:from|than|versus|against|vs\.?|compared (?:with|to))|由|较|相比)\s*[^;:,。;]{0,40}$", re.I
)
_WHOLE = re.compile(r"\b(?:full|all|whole|entire)\b|全年", re.I)
_FAR = 60  # letters


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A half or quarter without its year, and the last year of which it was: `end` is where that stands."""

    said: Said
    sentence: Span
    year: Period | None = None
    end: int = 0

    def of(self, said: Said, year: Period | None, text: PlainText) -> Period | None:
        """The half or quarter of a year that is named behind it; None of what is the whole year.

        `second-half revenue in 2025` and what is joined to that year or measured by another.
        """
        if said.kind != "year" or year is None or text.sentence(said.start) != self.sentence:
            return None
        prose = text.prose
        if self.year is None:
            fits = _is_of_a_metric(prose, self.said.end, said.start)
        else:
            listed = _JOINED.fullmatch(prose[self.end : said.start])
            fits = year != self.year and bool(listed or self.is_measured_by(said, text))
        return part_of_year(self.said, year) if fits else None

    def is_measured_by(self, said: Said, text: PlainText) -> bool:
        """Whether a year is of what the half is measured by, which may be the whole year as well."""
        measured = self.year and _MEASURED_BY.search(text.prose[self.end : said.start])
        return bool(measured and not cues_in(measured[0])) and not _WHOLE.search(
            text.prose, said.start - 12, said.end
        )


def part_said(said: Said, text: PlainText) -> PartOfYear | None:
    """What a phrase is that names a half or quarter and no year."""
    if said.kind not in _PARTS or said.get("y", "y0", "rel", "rel2"):
        return None
    return PartOfYear(said, text.sentence(said.start), end=said.end)


def _is_of_a_metric(prose: str, start: int, end: int) -> bool:
    """Whether nothing stands there but what the half is of: `second-half | revenue in | 2025`."""
    between = prose[start:end]
    led = _BEFORE_IT.match(between)
    cues = cues_in(between) if len(between) < _FAR else []
    own = next((cue for cue in cues if led and cue.start <= led.end()), None)
    return own is not None and bool(_BEHIND_IT.fullmatch(between, own.end))
