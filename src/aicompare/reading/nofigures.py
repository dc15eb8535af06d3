"""What has digits and is no figure: marks of citation, tickers, names of models, rounds and groups."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aicompare.reading.spelled import CODES
from aicompare.reading.text import TICKER, Span

# What is no figure though it has digits: citations, tickers, models, rounds, groups, phones.
_NO_FIGURE = re.compile(
    r"\[\d{1,3}(?:[-,–]\s?\d{1,3})*\]|【\d{1,3}】|\[\^\w+\]|\^\d+"
    rf"|{TICKER.pattern}"
    r"|[“\"「『']\d{3,5}[”\"」』']"
    r"|(?<![A-Za-z0-9])[A-Za-z]+(?:[-‑–][A-Za-z]*)?\d[A-Za-z0-9_.\-+]*"
    r"|\b(?:AI|Web|Industry|Vision Fund|Fund|Phase|Stage|Level|Tier|Top|Double|Chapter|Section|Note|Group|Figure|Table|Version|Gen|Series|Round|Llama|Claude|GPT|Gemini|Grok|Qwen|GLM|Kimi|Fable|Opus|Sonnet|Haiku)[ -]\d+(?:\.\d+)?(?![\d,]|\s*(?:%|million|billion|bn|m\b|times))"
    r"|[一二三四五六七八九十]{1,2}小(?:虎|龙|强)|\b(?:Six|Four|Five|Seven|Big|Magnificent)\s+(?:Little\s+)?(?:Tigers|Dragons|Seven|Six|Four)\b"
    r"|\b24/7\b|\b(?:5|4|3)G\b|双(?:11|十一)|\b\d+[-.]\d+[-.]\d+(?:[-.]\d+)*\b|\d{1,2}:\d{2}(?::\d{2})?|第[\d一二三四五六七八九十]+(?:[大名位次批轮]|(?=[股家]))"
    r"|\b\d+(?:st|nd|rd|th)\b|#\s?\d+|\bNo\.\s?\d+|\d+D\b",
    re.I,
)  # fmt: skip


def taken_in(prose: str, dates: Iterable[Span]) -> bytearray:
    """Which letters belong to what is no figure."""
    taken = bytearray(len(prose))
    spans = [found.span() for found in _NO_FIGURE.finditer(prose) if not _is_amount(found[0])]
    for start, end in (*dates, *spans):
        taken[start:end] = b"\1" * (end - start)
    return taken


def _is_amount(word: str) -> bool:
    """Whether letters before digits are a currency: RMB57, HK120, USD5bn."""
    letters = re.match(r"[A-Za-z]+", word)
    return bool(letters and letters[0].casefold() in CODES)
