"""The day of a text: that in its header, or in a line near its top that says only who wrote it when."""

from __future__ import annotations

import re
from datetime import date

from aicompare.reading.phrases import COMPILED, Said
from aicompare.reading.stretches import State, period_said
from aicompare.reading.text import PlainText

_AN_AMOUNT = re.compile(r"[$€£¥%]|\d[\d,.]*\s*(?:million|billion|bn|亿|万|元)", re.I)


def day_in(text: str) -> date | None:
    """The day of the calendar that a line gives: `2026-01-08`, `By A. Bee | January 8, 2026`, `2025-09`.

    Of a month its last day, since what was published in it was then known. None of a line that says
    more than who wrote it when: a sentence, a row of a table.
    """
    for pattern, kind in COMPILED:
        found = pattern.search(text) if kind in ("day", "month") else None
        if found and found.groupdict().get("y") and _is_dateline(text[: found.start()] + text[found.end() :]):
            period = period_said(Said(0, 0, kind, found), State(None))
            if period:
                return period.last
    return None


def _is_dateline(rest: str) -> bool:
    """Whether what is left of a line beside its date is no more than a name or a word."""
    return (
        len(rest.strip()) < 40
        and len(rest.split()) <= 6
        and rest.count("|") < 2
        and not _AN_AMOUNT.search(rest)
    )


def published_in(text: PlainText) -> date | None:
    """The day that its header, or a line near the top, gives a text."""
    return next(filter(None, map(day_in, text.header.dated)), None)
