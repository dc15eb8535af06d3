"""The words of a text that say when: a table of phrases, and which period each of them is.

A phrase without a year takes it from those before it, or from the day of the text. Phrases joined
by `to`, `and` or commas are several periods, for the figures listed behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from aicompare.reading.text import TICKER, PlainText
from aicompare.values.errors import Trouble
from aicompare.values.frozen import dataclass, replace
from aicompare.values.periods import WEEK, Period, add_months, stretch_of

_MONTHS = {
    name: at
    for at, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_ORDINALS = {
    **dict.fromkeys(["first", "1st", "one", "1", "一", "首"], 1),
    **dict.fromkeys(["second", "2nd", "two", "2", "二", "两"], 2),
    **dict.fromkeys(["third", "3rd", "three", "3", "三"], 3),
    **dict.fromkeys(["fourth", "4th", "final", "four", "4", "四"], 4),
    **dict.fromkeys(["six", "6", "六"], 6),
    **dict.fromkeys(["nine", "9", "九"], 9),
    **dict.fromkeys(["twelve", "12", "十二"], 12),
}
_MON = r"(?P<mon>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_Y2 = r"(?P<y>(?:19|20)\d\d|(?<=[A-Za-z'’])\d\d)"
_REL = r"(?P<rel>this|last|the same|that|the previous|the prior|the current|the)"
_OF = rf"(?:,?\s+(?:of|in)?\s*(?:fiscal(?: year)?\s*|FY\s?)?(?:{_YEAR}|(?P<rel>this|last|the same|the previous|the) (?:fiscal )?year))?"
_NTH = r"(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)"
_ZY = r"(?:(?P<rel>今年|去年|上年|同年|当年|本年度?|前年)|(?P<y>(?:19|20)\d\d|(?<!\d)2\d)\s*年?(?:财年|度)?)"
_ZN = r"(?P<n>十二|[一二三四六九两首]|12|[123469])"
_NOT_IN_NUMBER = r"(?<!\d)(?<!\d[.,])(?<![$€£¥])"

# Each phrase, and what it is: the more telling ones first. `stretch` is n-th of its length in months.
PHRASES: tuple[tuple[str, str], ...] = (
    (rf"截[至止](?:{_ZY}\s*)?(?P<m>\d\d?)月(?P<d>\d\d?)[日号]?止?的?(?P<len>{_ZN}个月|季度|半年度?|年度|财年)", "ended"),
    (rf"(?:{_ZY}\s*)?(?P<m>\d\d?)月(?P<d>\d\d?)[日号]?止的?(?P<len>{_ZN}个月|季度|半年度?|年度|财年)", "ended"),
    # days
    (rf"{_NOT_IN_NUMBER}{_YEAR}\s*年\s*(?P<m>\d\d?)\s*月\s*(?P<d>\d\d?)\s*[日号]", "day"),
    (rf"{_NOT_IN_NUMBER}{_YEAR}[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?![\d-])", "day"),
    (rf"{_NOT_IN_NUMBER}(?P<m>\d\d)/(?P<d>\d\d)[ /]{_YEAR}", "day"),
    # a stretch by its end
    (rf"(?P<len>(?P<n>three|six|nine|twelve|3|6|9|12)[ -]months?|quarter|half|half-year|fiscal year|year|period)"
     rf"(?:\s+period)? (?:that )?(?:ended|ending|to|through)\s+(?:on\s+)?{_MON}\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?", "ended"),
    (rf"{_MON}\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|\.\d|[%,]\d|\s*(?:%|million|billion|bn\b))(?:,?\s+{_YEAR})?", "day"),
    (rf"{_NOT_IN_NUMBER}(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MON}(?:,?\s+{_YEAR})?", "day"),
    (rf"(?:{_ZY})?(?<!\d)(?P<m>\d\d?)月(?P<d>\d\d?)[日号]", "day"),
    # quarters, halves, months together
    (rf"(?:the\s+)?(?:first|opening)\s+(?P<n>three|six|nine|3|6|9)\s+months{_OF}", "months"),
    (rf"(?:the\s+)?first\s+(?P<n>two|three)\s+quarters{_OF}", "quarters"),
    (rf"(?:the\s+)?(?:{_YEAR}(?:['’]s)?\s+)?{_NTH}(?:[ -]fiscal)?[ -]quarter{_OF}".replace(_YEAR, _YEAR.replace("?P<y>", "?P<y0>"), 1), "quarter"),
    (rf"(?:the\s+)?(?:{_YEAR}(?:['’]s)?\s+)?{_NTH}[ -]half(?![ -]million){_OF}".replace(_YEAR, _YEAR.replace("?P<y>", "?P<y0>"), 1), "half"),
    (rf"\bQ(?P<n>[1-4])(?:\s+of)?[ -]?(?:FY|CY|fiscal(?: year)? )?['’]?(?:{_Y2})?(?!\d)", "quarter"),
    (rf"{_NOT_IN_NUMBER}\b(?P<n>[1-4])Q['’]?(?:\s?{_Y2})?(?!\d)", "quarter"),
    (rf"\bH(?P<n>[12])(?:\s+of)?[ -]?(?:FY|CY|fiscal(?: year)? )?['’]?(?:{_Y2})?(?!\d)", "half"),
    (rf"{_NOT_IN_NUMBER}\b(?P<n>[12])H['’]?(?:\s?{_Y2})?(?!\d)", "half"),
    (rf"\b{_YEAR}\s?-?[Qq](?P<n>[1-4])\b", "quarter"),
    (rf"\b{_YEAR}\s?-?H(?P<n>[12])\b", "half"),
    (rf"{_NOT_IN_NUMBER}(?<!\w)(?P<n>3|6|9|12)M\s?['’]?{_Y2}(?![\dA-Za-z])", "months"),
    (r"(?:(?<=\bfor )|(?<=\bthe )|(?<=\bin ))(?P<n>3|6|9|12)(?-i:M)(?![\dA-Za-z])", "months"),
    (rf"{_MON}\s+{_YEAR}\s+quarter", "quarter to"),
    (rf"(?P<mon>March|June|September|December)[ -]quarter(?:\s+of)?(?:\s+{_YEAR})?", "quarter to"),
    (rf"(?:{_ZY})?\s*(?:上半年度?|首半年|中期|H1)", "half 1"),
    (rf"(?:{_ZY})?\s*(?:下半年度?|H2)", "half 2"),
    (rf"(?:{_ZY})?\s*(?:前|首)(?P<n>[二三两123])个?季度?", "quarters"),
    (rf"(?:{_ZY})?\s*(?:前|首)(?P<n>[三六九369])个月", "months"),
    (rf"(?:{_ZY})?\s*(?:第{_ZN}季度?|(?P<n>[一二三四])季度?|Q(?P<n>[1-4]))".replace("(?P<n>", "(?P<n0>", 1).replace("(?P<n>", "(?P<n1>", 1).replace("(?P<n>", "(?P<n2>", 1), "quarter"),
    (rf"(?:{_ZY})(?P<m>1[0-2]|0?[1-9])月份?", "month"),
    # years
    (rf"{_NOT_IN_NUMBER}{_YEAR}[-/](?P<m>0[1-9]|1[0-2])(?![\d-])", "month"),
    (rf"\b{_MON},?\s+(?:of\s+)?{_YEAR}", "month"),
    (rf"(?:{_ZY})\s*(?:年?[底末]|年终)", "year end"),
    (rf"(?:the\s+)?(?:end of|end-|year-end|close of|last day of|turn of)\s*{_YEAR}", "year end"),
    (r"(?P<rel>去年|上年|上一年)(?:度)?同期", "same"),
    (rf"{_YEAR}年(?:度)?同期", "same"),
    (r"(?:the\s+)?same (?:period|quarter|half|months|time)(?:\s+(?:of|in|a))?\s+(?:the\s+)?(?:"
     rf"(?P<rel>last|previous|prior) year|(?P<rel2>year earlier|year ago|year before)|{_YEAR})", "same"),
    (r"\ba year (?P<rel2>earlier|ago|before)|(?:the )?(?P<rel>year-ago|year-earlier) (?:period|quarter)|(?:the )?prior-year (?:period|quarter)", "same"),
    (r"(?:the\s+|a\s+)?(?:quarter (?:before|earlier)|(?:previous|prior|preceding) (?:quarter|three months)|half (?:before|earlier))|earlier in the year|(?:the\s+)?(?:previous|prior|preceding) (?:fiscal|financial) year|(?:the\s+|a\s+)?(?:fiscal|financial) year (?:before|earlier)|上一?季度?|前一季度?|上一期", "previous"),
    (rf"\b(?:through|to the end of)\s+(?:the end of\s+)?{_MON}(?!\s*\d?\d\b)(?:,?\s+{_YEAR})?", "ytd"),
    (r"同期|(?:the\s+|that\s+)?same (?:period|quarter)|\bin the period", "again"),
    (rf"\b(?:FY|fiscal(?: year)?|full[ -]year|calendar(?: year)?)[ -]?['’]?{_Y2}(?!\d)", "year"),
    (rf"(?:{_ZY})?全年", "year"),
    (r"\b(?P<rel>this|last|the previous|the prior) year\b|\b(?P<rel2>the year before)\b", "year"),
    (r"(?P<rel>今年|去年|上年|同年|当年|本年度?|前年)(?:度)?", "year"),
    (rf"{_NOT_IN_NUMBER}{_YEAR}\s*(?:财年|年度?)(?!代|前|来)", "year"),
    (rf"{_NOT_IN_NUMBER}(?<![A-Za-z-]){_YEAR}(?!\d|[.,]\d|%|\s*(?:million|billion|bn\b|万|亿|元|港|美)|[A-Za-z])", "year"),
    # months without a year, only where nothing else can be meant
    (r"\b(?:in|by|since|until|from|of|last|during|early|mid-?|late|to|and|its|the)\s+"
     r"(?P<mon>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
     r"(?!\s*\d)", "month"),
    (r"(?<!\d)(?P<m>1[0-2]|0?[1-9])月份?(?!\d)", "month"),
    (r"(?:in|for|over) the quarter\b|\bin the three months\b|单季|当季|本季度?|(?:报告)?期内|季内|(?:this|the latest) quarter", "again"),
)  # fmt: skip
_ONE_DAY = timedelta(days=1)
_LENGTHS = {"季": 3, "quarter": 3, "half": 6, "半年": 6, "年度": 12, "财年": 12, "year": 12}
_JOINED = re.compile(
    r"\s*(?:,|、|and|, and|to|through|until|till|和|及|与|至|到|-|–|—|~)\s*(?:the\s+|in\s+)?"
)
_THROUGH = re.compile(r"\s*(?:to|through|until|till|至|到|-|–|—|~)\s*(?:the\s+)?")
_COMPILED = tuple(
    (re.compile(pattern, re.I if not pattern.startswith(r"\b(?:in|by") else 0), kind)
    for pattern, kind in PHRASES
)
_AN_AMOUNT = re.compile(r"[$€£¥%]|\d[\d,.]*\s*(?:million|billion|bn|亿|万|元)", re.I)
_NUMBERED = ("quarter", "half", "half 1", "half 2", "quarters", "months", "year")
_POINTING = ("again", "same", "previous")
_FISCAL = re.compile(r"fiscal|financial year|\bFY|财年", re.I)
# A year in which a company began is no period of its figures.
_FOUNDED = re.compile(
    r"(?:found(?:ed)?|established|set up|started|launched|incorporated|born|since)\s+(?:back\s+)?(?:in\s+)?$|(?:成立|创立|创办|始)于?$",
    re.I,
)
_FOUNDED_BEHIND = re.compile(r"\s*(?:成立|创立|创办)|-founded|-born")


@dataclass(frozen=True, slots=True)
class When:
    """A phrase and its period; `group` are those of a list or range of which it is the head.

    `again` says that it only points to a period named before, `before` that it is of a year before
    the one the text is about ("a year earlier"). `numbered` is a year, half or quarter by its number,
    which may be one of the company's own years; `fiscal` where the words say so.
    """

    start: int
    end: int
    period: Period | None
    group: tuple[Period, ...] = ()
    before: bool = False
    again: bool = False
    ranged: bool = False
    numbered: bool = False
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    start: int
    end: int
    kind: str
    found: re.Match[str]

    def get(self, *names: str) -> str | None:
        groups = self.found.groupdict()
        return next((groups[name] for name in names if groups.get(name)), None)


def day_in(text: str) -> date | None:
    """The day of the calendar that a line gives: `2026-01-08`, `By A. Bee | January 8, 2026`, `2025-09`.

    Of a month its last day, since what was published in it was then known. None of a line that says
    more than who wrote it when: a sentence, a row of a table.
    """
    for pattern, kind in _COMPILED:
        found = pattern.search(text) if kind in ("day", "month") else None
        if found and found.groupdict().get("y") and _is_dateline(text[: found.start()] + text[found.end() :]):
            period = _period(_Said(0, 0, kind, found), _State(None))
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


def periods_of(text: PlainText, published: date | None) -> list[When]:
    """Every phrase of the text that says when, in its order."""
    state, found = _State(published), []
    for said in _said(text.prose):
        state.enter(text.sentence(said.start), text.paragraph(said.start))
        period = _period(said, state)
        state.remember(said, period)
        again = said.kind == "again"
        before = (
            said.kind in ("same", "previous")
            or bool(_FOUNDED.search(text.prose[max(0, said.start - 28) : said.start]))
            or bool(_FOUNDED_BEHIND.match(text.prose, said.end))
        )
        numbered = said.kind in _NUMBERED or (said.kind in _POINTING and state.numbered)
        fiscal = numbered and state.is_fiscal(said)
        found.append(
            When(said.start, said.end, period, before=before, again=again, numbered=numbered, fiscal=fiscal)
        )
    return list(_grouped(found, text.prose))


def _said(prose: str) -> Iterator[_Said]:
    """Left to right; where two phrases overlap the one that stands first in the table counts."""
    taken = bytearray(len(prose))
    for ticker in TICKER.finditer(prose):
        taken[ticker.start() : ticker.end()] = b"\1" * len(ticker[0])
    found = []
    for pattern, kind in _COMPILED:
        for match in pattern.finditer(prose):
            start, end = match.span()
            if not any(taken[start:end]) and end > start:
                taken[start:end] = b"\1" * (end - start)
                found.append(_Said(start, end, kind, match))
    return iter(sorted(found, key=lambda one: one.start))


class _State:
    """What was said before: the year of the sentence and paragraph, and the last stretch."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.sentence: tuple[int, int] = (0, 0)
        self.paragraph: tuple[int, int] = (0, 0)
        self.year_of_sentence: int | None = None
        self.year: int | None = None
        self.stretch: Period | None = None
        self.year_end: Period | None = None
        self.numbered = self.fiscal = False

    def enter(self, sentence: tuple[int, int], paragraph: tuple[int, int]) -> None:
        if sentence != self.sentence:
            self.sentence, self.year_of_sentence, self.year_end = sentence, None, None
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            if self.published:
                self.year = None

    def remember(self, said: _Said, period: Period | None) -> None:
        if period is None or said.kind in ("same", "previous"):
            return
        if said.get("y", "y0", "rel") or self.year is None:
            self.year = self.year_of_sentence = period.last.year
        self.year_end = period if said.kind == "year end" else None
        if not period.is_day and said.kind not in ("month", "again", "same"):
            self.stretch, self.numbered = period, said.kind in _NUMBERED

    def is_fiscal(self, said: _Said) -> bool:
        """Whether a phrase says so, or has no year of its own behind one that does."""
        if said.get("y", "y0", "rel", "rel2") or _FISCAL.search(said.found[0]):
            self.fiscal = bool(_FISCAL.search(said.found[0]))
        return self.fiscal


def _period(said: _Said, state: _State) -> Period | None:
    try:
        return _read(said, state)
    except (Trouble, ValueError, OverflowError, KeyError):
        return None


def _read(said: _Said, state: _State) -> Period | None:
    if said.kind == "again":
        return state.stretch
    if said.kind == "same":
        return _same(said, state)
    if said.kind == "previous":
        return _preceding(state.stretch)
    shape = _shape(said)
    if shape is None:
        return None
    month, months, day = shape
    year = _year(said, state)
    if year is None:
        year = _likely_year(shape, state)
    if year is None:
        return None
    return _made(year, month, months, day)


def _made(year: int, month: int, months: int, day: int) -> Period:
    if day and months:
        end = date(year, month, day)
        return Period(last=end, first=add_months(end, -months) + _ONE_DAY)
    return Period.day(date(year, month, day)) if day else Period.month_of(year, month, months)


def _same(said: _Said, state: _State) -> Period | None:
    period = state.year_end or state.stretch
    if period is None:
        return None
    shift = period.last.year - int(year) if (year := said.get("y")) else 1
    for _ in range(min(max(shift, 0), 30)):
        period = period.year_earlier()
    return period


def _preceding(stretch: Period | None) -> Period | None:
    """The stretch of the same length before it."""
    if stretch is None:
        return None
    first = stretch.first + WEEK  # of a year of 52 weeks the month that it begins
    index = first.year * 12 + first.month - 1 - stretch.months
    return Period.month_of(index // 12, index % 12 + 1, stretch.months)


def _shape(said: _Said) -> tuple[int, int, int] | None:
    """First (of `ended` last) month, length in months, day; 0 where there is none."""
    number = said.get("n", "n0", "n1", "n2")
    n = _ORDINALS.get((number or "").casefold(), 0)
    named = said.get("mon")
    month = _MONTHS[named.rstrip(".").casefold()] if named else int(said.get("m") or 0)
    match said.kind:
        case "day":
            return month, 0, int(said.get("d") or 0)
        case "ended":
            length = (said.get("len") or "").casefold()
            months = n or next((size for word, size in _LENGTHS.items() if word in length), 0)
            return month, months or 12, int(said.get("d") or 0)
        case "month":
            return month, 1, 0
        case "months":
            return 1, n, 0
        case "quarters":
            return 1, 3 * n, 0
        case "quarter":
            return 3 * n - 2, 3, 0
        case "half":
            return 6 * n - 5, 6, 0
        case "half 1":
            return 1, 6, 0
        case "half 2":
            return 7, 6, 0
        case "ytd":
            return 1, month, 0
        case "quarter to":
            return month - 2, 3, 0
        case "year end":
            return 12, 0, 31
        case "year":
            return 1, 12, 0
    return None


def _year(said: _Said, state: _State) -> int | None:
    if digits := said.get("y", "y0"):
        return int(digits) if len(digits) == 4 else 2000 + int(digits)
    this = state.published.year if state.published else None
    match (said.get("rel", "rel2") or "").casefold():
        case "this" | "今年" | "本年" | "本年度" | "the current":
            return this
        case "last" | "去年" | "上年":
            return this and this - 1
        case "前年":
            return this and this - 2
        case "同年" | "当年" | "the same" | "that":
            return state.year or state.year_of_sentence
        case "the previous" | "the prior" | "the year before":
            return (state.year and state.year - 1) or (this and this - 1)
    return None


def _likely_year(shape: tuple[int, int, int], state: _State) -> int | None:
    """That of the sentence, else the last in which it was over when the text was published."""
    month, months, day = shape
    if state.year_of_sentence or state.published is None:
        return state.year_of_sentence or state.year
    for year in (*([state.year] if state.year else []), state.published.year):
        if _made(year, month, months, day or 0).last <= state.published or months == 12:
            return year
    return state.published.year - 1


def _grouped(found: Sequence[When], prose: str) -> Iterator[When]:
    """Phrases that are joined, each with the periods of its whole list or range."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and _is_joined(found[end - 1], found[end], prose):
            end += 1
        run = found[at:end]
        group = tuple(one.period for one in run if one.period)
        ranged = len(run) == 2 and bool(_THROUGH.fullmatch(prose[run[0].end : run[1].start]))
        if ranged and len(group) == 2:
            group = _filled(group[0], group[1])
        for when in run:
            yield replace(when, group=group if len(group) > 1 else (), ranged=ranged)
        at = end


def _is_joined(one: When, other: When, prose: str) -> bool:
    between = prose[one.end : other.start]
    if (
        other.start - one.end > 12
        or not _JOINED.fullmatch(between)
        or one.period is None
        or other.period is None
    ):
        return False
    return (
        not (one.before or other.before or one.again or other.again) and other.period.last > one.period.last
    )


def _filled(first: Period, last: Period) -> tuple[Period, ...]:
    try:
        return tuple(stretch_of(first, last))
    except Trouble:
        return first, last
