"""Periods that a text tells only by pointing from one it has named: `two quarters earlier`, `此后`.

Which stretch they mean is not read; what they belong to is not of the one that was named.
"""

from __future__ import annotations

import re

from aicompare.reading.amounts import Found
from aicompare.reading.page import Page
from aicompare.reading.phrases import ORDINALS
from aicompare.reading.text import Span

_QUARTER = 3  # months
_THE_SAME = ("those", "these", "same", "full")
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_IN = "(?:in|for|over|across|during|after|by) (?:the |all )?"
_WORDS = "|".join(
    [
        # for nine months, over the last two quarters; two years earlier
        rf"{_IN}(?P<which>\w+ )?(?P<n>\d+|two|three|six|nine|twelve) (?P<unit>months|quarters)\b"
        r"(?! (?:that |which )?(?:follow|after|before|earlier|later))",
        r"(?:months?|quarters?|half|halves|half-years?|years?) (?:later|earlier|before|after|ago)\b",
        # in the following months, for the rest of the year, in the quarter after that
        rf"{_IN}(?:following|next|subsequent|preceding|previous|prior|remaining|rest|remainder)\b",
        rf"{_IN}(?:\w+ ){{1,3}}(?:after|before|followed|following)\b",
        # up to a day
        rf"by (?:(?:the )?(?:end|close|middle)\b|mid-?year|year[- ]end|(?:mid-?)?(?:{_MONTH})\b)",
        r"since\b|so far|to date|year[- ]to[- ]date|cumulative(?:ly)?\b",
        r"thereafter|afterwards|later\b|subsequently",
    ]
)
_CHINESE = (
    "此后|其后|随后|之后|(?:此前|之前)(?!的?(?:预|指引|公))|接下来|累计|年初至今|以来"
    "|(?:月|季度?|半年|年)[后前]"
)
_BEHIND = re.compile(
    rf"\s*,?\s*(?:and )?(?:(?:an?|one|two|three|four|six|nine|some|\d+) )?(?:{_WORDS})", re.I
)
_BEFORE = re.compile(rf"\b(?:{_WORDS}|then\b|in the (?:second|third|fourth|next|other)\b)|{_CHINESE}", re.I)
_TAKEN = re.compile(r"\s*(?:\(|(?:in|for|of|during|over) (?:the )?)?", re.I)  # by the figure before it


def is_told_by_reference(page: Page, one: Found, sentence: Span, words: Span | None) -> bool:
    """Whether words about a figure point from the period that was named before it to another one:
    `A in Q1 2026 and B by the end of June`, `Q3 profit was A; for nine months it lost B`.
    """
    if words is None or not sentence[0] <= words[0] < words[1] <= one.start:
        return False
    if _points(page, words, _BEHIND.match(page.text.prose, one.end)):
        return True
    others = page.figures_in((sentence[0], one.start))
    taken = others and (
        others[-1].end >= words[0] or _TAKEN.fullmatch(page.text.prose, others[-1].end, words[0])
    )
    if not taken:
        return False
    gap = max(words[1], others[-1].end), one.start
    untold = any(when.period is None for when in page.whens_in(gap))
    return untold or _points(page, words, _BEFORE.search(_without_asides(page, gap)))


def _points(page: Page, words: Span, found: re.Match[str] | None) -> bool:
    """Whether words point to another stretch: `in those six months` goes back to one of as many."""
    if found is None or not found["n"]:
        return found is not None
    if found["which"] and found["which"].strip().casefold() not in _THE_SAME:
        return True
    months = ORDINALS.get(found["n"].casefold(), 0) * (_QUARTER if found["unit"] == "quarters" else 1)
    when = page.when_at(words)
    return when is None or when.period is None or when.period.months != months


def _without_asides(page: Page, span: Span) -> str:
    """Without the words of a stretch that is read as another: `(31.4% more than a year before)`."""
    letters = list(page.text.prose[slice(*span)])
    for when in page.whens_in(span):
        if when.before and not when.event:
            letters[when.start - span[0] : when.end - span[0]] = " " * (when.end - when.start)
    return "".join(letters)
