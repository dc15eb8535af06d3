"""Which price of a day a text says: the opening, the closing, the highest or the lowest."""

from __future__ import annotations

import re

from aicompare.reading.heldfact import HeldFact
from aicompare.reading.page import Page
from aicompare.reading.taken import Reading

_WORDS = (
    ("open", re.compile(r"\bopen(?:ed|ing|s)?\b|开盘|开市|高开|低开", re.I)),
    ("close", re.compile(r"\bclos(?:ed|ing|e|es)\b|收盘|收报|报收|收于|收涨|收跌|收市", re.I)),
    ("high", re.compile(r"\b(?:high|peak)\b|最高|盘中高", re.I)),
    ("low", re.compile(r"\blow\b|最低", re.I)),
)


def label_of(page: Page, one: Reading, held: HeldFact) -> str | None:
    """Of a day's price or value, which of the day the text says."""
    if held.metric.name not in ("share_price", "market_cap"):
        return None
    start = max(one.sentence[0], one.found.start - 40)
    words = re.split(r"[,;]", page.text.prose[start : one.found.start])[-1]
    found = [name for name, pattern in _WORDS if pattern.search(words)]
    return found[0] if len(found) == 1 else None
