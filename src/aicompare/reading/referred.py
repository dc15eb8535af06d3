"""Periods that a text tells only by pointing from one it has named: `two quarters earlier`, `此后`,
`the following Monday`.

Which stretch they mean is not read; what they belong to is not of the one that was named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from aicompare.reading.amounts import Found
from aicompare.reading.page import Page
from aicompare.reading.phrases import MONTH, ORDINALS
from aicompare.reading.text import Span
from aicompare.values.periods import Period, add_months

_QUARTER = 3  # months
_THE_SAME = ("those", "these", "same", "full")
_IN = "(?:in|for|over|across|during|after|by) (?:the |all )?"
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAYS = f"(?:trading )?(?:days?|sessions?)|{_DAY}|weeks?|fortnight"
_UNIT = f"(?:{_DAYS}|months?|quarters?|half|halves|half-years?|years?)"
_MANY = r"(?:an?|one|two|three|four|five|six|nine|ten|twelve|some|several|\d+)"
_WORDS = "|".join(
    [
        # for nine months, over the last two quarters; two years earlier
        rf"{_IN}(?P<which>\w+ )?(?P<n>\d+|two|three|six|nine|twelve) (?P<unit>months|quarters)\b"
        r"(?! (?:that |which )?(?:follow|after|before|earlier|later))",
        rf"{_UNIT} (?:later|earlier|before|after|ago|previously|prior|hence)\b",
        rf"{_MANY} {_UNIT} on\b(?! (?:{_UNIT}|the|an?)\b)",  # a year on; not a year on year
        # the following Monday, the next session; on the Tuesday
        rf"(?:following|next|subsequent|preceding|previous|prior) (?:trading |business )?{_UNIT}\b",
        rf"(?:on )?(?:the )?{_DAY}\b(?!,? (?:the )?\d)",
        # in the following months, for the rest of the year, in the quarter after that
        rf"{_IN}(?:following|next|subsequent|preceding|previous|prior|remaining|rest|remainder)\b",
        rf"{_IN}(?:\w+ ){{1,3}}(?:after|before|followed|following)\b",
        # up to a day
        rf"by (?:(?:the )?(?:end|close|middle)\b|mid-?year|year[- ]end|(?:mid-?)?(?:{MONTH})\b)",
        r"since\b|so far|to date|year[- ]to[- ]date|cumulative(?:ly)?\b",
        r"thereafter|afterwards|later\b|subsequently",
    ]
)
_CHINESE = (
    "此后|其后|随后|之后|(?:此前|之前)(?!的?(?:预|指引|公))|接下来|累计|年初至今|以来"
    "|(?:月|季度?|半年|年|周|星期|[\\d一二两三四五六七八九十几数][天日])[之以]?[后前](?!瞻)"
    "|(?:(?<![目当])前|[次翌])一?(?:年|月|季度?|[天日周])|[上下]一?个?(?:交易日|月|季度?|周|星期)|[上下]?(?:周|星期)[一二三四五六日]"
)
_BEHIND = re.compile(rf"\s*,?\s*(?:and )?(?:on )?(?:(?:the|{_MANY}) )?(?:{_WORDS})", re.I)
_BEFORE = re.compile(rf"\b(?:{_WORDS}|then\b|in the (?:second|third|fourth|next|other)\b)|{_CHINESE}", re.I)
# By the figure before it.
_TAKEN = re.compile(r"\s*(?:\(|(?:in|for|of|during|over|on|at|by|as (?:of|at)) (?:the )?(?:end of )?)?", re.I)

Days = tuple[date, date]
_MOST = 60  # years, months or days
_A_DAY = 0, 1
_ABOUT_A_MONTH, _ABOUT_A_WEEK = 16, 7  # days, since nobody counts them: `two months later, on 30 November`
# In months and days; the longer word first.
_SIZES = (
    ("half", (6, 0)), ("半年", (6, 0)), ("year", (12, 0)), ("年", (12, 0)),
    ("quarter", (3, 0)), ("季", (3, 0)), ("month", (1, 0)), ("月", (1, 0)),
    ("fortnight", (0, 14)), ("week", (0, 7)), ("周", (0, 7)), ("星期", (0, 7)),
)  # fmt: skip
_COUNTS = {**ORDINALS, "a": 1, "an": 1, "the": 1, "five": 5, "ten": 10, "五": 5, "七": 7, "八": 8, "十": 10}
_BACK = re.compile(
    r"\b(?:earlier|before|ago|previous(?:ly)?|prior|preceding)\b|(?<![目当])前(?!瞻)|上一?个?(?:交易日|月|季|周|星期)",
    re.I,
)
_ON = re.compile(
    r"\b(?:later|after|afterwards|thereafter|subsequent(?:ly)?|following|next|then|on|by|since)\b|后|[次翌]|此|下一?个?"
    r"|以来|累计",
    re.I,
)
_FAR = re.compile(
    rf"(?:\b(?P<n>{_MANY}|the) )?\b{_UNIT} (?:later|earlier|before|after|ago|previously|prior|hence|on)\b"
    rf"|\b(?:following|next|subsequent|preceding|previous|prior) (?:trading |business )?{_UNIT}\b"
    r"|(?P<zn>[一二两三四五六七八九十]|\d+)?个?(?:半年|季度?|月|年|周|星期|交易日|[天日])[之以]?[后前]"
    r"|[前次翌上下]一?个?(?:半年|季度?|月|年|周|星期|交易日|[天日])",
    re.I,
)


def told_by_reference(page: Page, one: Found, sentence: Span, words: Span | None) -> str | None:
    """The words about a figure that point from the period that was named before it to another one:
    `A in Q1 2026 and B by the end of June`, `Q3 profit was A; for nine months it lost B`.
    """
    if words is None or not sentence[0] <= words[0] < words[1] <= one.start:
        return None
    behind = _BEHIND.match(page.text.prose, one.end)
    if behind and _points(page, words, behind):
        return behind[0]
    others = page.figures_in((sentence[0], one.start))
    if not is_taken(page, words, others):
        return None
    gap = max(words[1], others[-1].end), one.start
    between = _without_asides(page, gap)
    untold = any(when.period is None for when in page.whens_in(gap))
    return between if untold or _points(page, words, _BEFORE.search(between)) else None


def days_meant(named: Period, words: str) -> Days:
    """Between which days the stretch ends to which words point from one that is named; all where they
    do not tell.

    >>> named = Period.day(date(2025, 12, 31))
    >>> [str(day) for day in days_meant(named, "a year before")]
    ['2024-12-15', '2025-01-16']
    """
    told = _FAR.search(words)
    back = bool(_BACK.search(told[0] if told else words))
    either = (date.min, named.last) if back else (named.last, date.max)
    if told is None:
        return either if back or _ON.search(words) else (date.min, date.max)
    count = (told["n"] or told["zn"] or "one").casefold()
    n = int(count) if count.isdecimal() else _COUNTS.get(count, 0)
    months, days = next((size for word, size in _SIZES if word in told[0].casefold()), _A_DAY)
    if not 0 < n <= _MOST:
        return either
    shift = timedelta(days=-n * days if back else n * days)
    meant = add_months(named.last + shift, -n * months if back else n * months)
    slack = timedelta(days=_ABOUT_A_MONTH if months else _ABOUT_A_WEEK)
    return max(meant - slack, either[0]), min(meant + slack, either[1])


def is_taken(page: Page, words: Span, figures: Sequence[Found]) -> bool:
    """Whether the last of some figures has a period for itself: `A in Q1 2026`, `in Q1 2026 A`."""
    last = figures[-1].end if figures else None
    return last is not None and (last >= words[0] or bool(_TAKEN.fullmatch(page.text.prose, last, words[0])))


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
    return page.text.without(span, (w.span for w in page.whens_in(span) if w.before and not w.event))
