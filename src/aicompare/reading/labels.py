"""Which price of a day a text says: the opening, the closing, the highest or the lowest."""

from __future__ import annotations

import re

from aicompare.reading.page import Page
from aicompare.reading.taken import Reading
from aicompare.values.metrics import Metric

_WORDS = (
    ("open", re.compile(r"\bopen(?:ed|ing|s)?\b|开盘|开市|高开|低开", re.I)),
    ("close", re.compile(r"\bclos(?:ed|ing|es?)\b(?! to\b)|收盘|收报|报收|收于|收涨|收跌|收市", re.I)),
    (
        "high",
        re.compile(
            r"\b(?:high|peaks?|peaked|top|summit)\b|\brecord (?:of|at)\b|最高|高点|新高|峰值|高位|顶点", re.I
        ),
    ),
    ("low", re.compile(r"\b(?:low|trough|bottom(?:ed)?|nadir)\b|最低|低点|新低|谷底|低位", re.I)),
)
# Of one day alone the highest and lowest are no closing price; nor is what a price was while it was traded.
_WITHIN_THE_DAY = re.compile(
    r"\bintra-?day\b|\bin(?:tra)?-session\b|\bsession(?:['’]s)? (?:high|low)\b|\bday(?:['’]s)? (?:high|low)\b"
    r"|\b(?:high|low) of the (?:day|session)\b"
    r"|\btraded as (?:high|low) as\b|盘中|日内|最[高低](?:见|价|报|触)",
    re.I,
)
_A_CLOSE = re.compile(
    r"\bclosing (?:high|low|peak|record|top)\b|\b(?:highest|lowest|record|peak) clos(?:e|ing)\b"
    r"|收盘价?(?:新?[高低]|最[高低]|高位)|最[高低]的?收盘",
    re.I,
)
ENDS = ("high", "low")


def labels_of(page: Page, one: Reading, metric: Metric) -> tuple[str, ...]:
    """Which of a day's price or value the text may say, the likeliest first; none where it does not tell.

    `opened at`: open. `a peak of`: the highest, and the highest at a close, since either is called so.
    """
    if metric.name not in ("share_price", "market_cap"):
        return ()
    start = max(one.sentence[0], one.found.start - 40)
    words = re.split(r"[,;]", page.text.prose[start : one.found.start])[-1]
    if _A_CLOSE.search(words):
        return ("close",)
    found = [name for name, pattern in _WORDS if pattern.search(words)]
    ends = [name for name in found if name in ENDS]
    if len(ends) == 1 and set(found) <= {*ends, "close"}:
        return (ends[0],) if _WITHIN_THE_DAY.search(words) else (ends[0], "close")
    return tuple(found) if len(found) == 1 else ()
