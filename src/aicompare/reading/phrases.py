"""The words of a text that say when: a table of phrases, a line a phrase, English and Chinese.

To add a phrase, add a line; where two overlap the one that stands first in the table counts. Its second
word says what it is, which `stretches` reads as a period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aicompare.reading.text import TICKER, Placed
from aicompare.values.frozen import dataclass

MONTHS = {
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
ORDINALS = {
    **dict.fromkeys(["first", "1st", "one", "1", "一", "首"], 1),
    **dict.fromkeys(["second", "2nd", "two", "2", "二", "两"], 2),
    **dict.fromkeys(["third", "3rd", "three", "3", "三"], 3),
    **dict.fromkeys(["fourth", "4th", "final", "four", "4", "四"], 4),
    **dict.fromkeys(["six", "6", "六"], 6),
    **dict.fromkeys(["nine", "9", "九"], 9),
    **dict.fromkeys(["twelve", "12", "十二"], 12),
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MON = rf"(?P<mon>{MONTH})\b\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_Y2 = r"(?P<y>(?:19|20)\d\d|(?<=[A-Za-z'’])\d\d)"
_OF = rf"(?:,?\s+(?:of|in)?\s*(?:fiscal(?: year)?\s*|FY\s?)?(?:{_YEAR}|(?P<rel>this|last|the same|the previous|the) (?:fiscal )?year))?"
_NTH = r"(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)"
_ZY = r"(?:(?P<rel>今年|去年|上年|同年|当年|本年度?|前年)|(?P<y>(?:19|20)\d\d|(?<!\d)2\d)\s*年?(?:财年|度)?)"
_ZN = r"(?P<n>十二|[一二三四六九两首]|12|[123469])"
_ZLIST = r"(?:\s*[、和及与至到]\s*第?[一二三四])+"
_NOT_IN_NUMBER = r"(?<!\d)(?<!\d[.,])(?<![$€£¥])"
# A day of the month, which neither the year behind a month nor an amount is.
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|\.\d|[%,]\d|\s*(?:%|million|billion|bn\b))"
_IN_YEAR = rf"(?:,?\s+{_YEAR})?"
# A stretch by its length and end, up to the end: `six months to the`, `截至2026年6月底`, `六个月`.
_LENGTH_TO = (
    r"(?P<len>(?<!\d)(?P<n>three|six|nine|twelve|3|6|9|12)[ -]months?|quarter|half[- ]year|half|(?:fiscal )?(?<!this )year)"
    r"(?:\s+period)? (?:that )?(?:ended|ending|(?:up )?to|through|until)\s+(?:(?:on|in)\s+)?(?:the\s+)?"
)
_Z_END = r"(?<!\d)(?P<m>\d\d?)月(?:(?P<d>\d\d?)(?:[日号]|(?=止))|[底末])?"
_Z_LENGTH = rf"(?P<len>{_ZN}个月|季度|半年度?|年度|财年|一年)"

# Each phrase, and what it is: the more telling ones first. `stretch` is n-th of its length in months.
PHRASES: tuple[tuple[str, str], ...] = (
    (rf"截[至止](?:{_ZY}\s*)?{_Z_END}\s*止?\s*的?{_Z_LENGTH}", "ended"),
    (rf"(?:{_ZY}\s*)?{_Z_END}\s*止\s*的?{_Z_LENGTH}", "ended"),
    # days
    (rf"{_NOT_IN_NUMBER}{_YEAR}\s*年\s*(?P<m>\d\d?)\s*月\s*(?P<d>\d\d?)\s*[日号]", "day"),
    (rf"{_NOT_IN_NUMBER}{_YEAR}[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?![\d-])", "day"),
    (rf"{_NOT_IN_NUMBER}(?P<m>\d\d)/(?P<d>\d\d)[ /]{_YEAR}", "day"),
    # a stretch by its end
    (rf"{_LENGTH_TO}{_MON}\s+{_DAY}{_IN_YEAR}", "ended"),
    (rf"{_LENGTH_TO}{_DAY}\s+(?:of\s+)?{_MON}{_IN_YEAR}", "ended"),
    (rf"{_LENGTH_TO}(?:end[- ](?:of\s+)?)?{_MON}{_IN_YEAR}", "ended"),
    (rf"{_MON}\s+{_DAY}{_IN_YEAR}", "day"),
    (rf"{_NOT_IN_NUMBER}(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MON}(?:,?\s+{_YEAR})?", "day"),
    (rf"(?:{_ZY})?(?<!\d)(?P<m>\d\d?)月(?P<d>\d\d?)[日号]", "day"),
    # quarters, halves, months together
    (rf"(?:the\s+)?(?:first|opening)\s+(?P<n>three|six|nine|3|6|9)\s+months{_OF}", "months"),
    (rf"(?:first[- ])?(?P<n>three|six|nine)-month(?=\s+(?:[a-z&-]+\s+){{1,4}}(?:in|of|for)\s+{_YEAR})".replace("?P<y>", "?:"), "months"),
    (rf"(?:the\s+)?first\s+(?P<n>two|three)\s+quarters{_OF}", "quarters"),
    # of a list "the first and second quarters of 2026", "Q1 and Q2 2026" all but the last: the year is behind it
    (rf"(?:the\s+)?{_NTH}(?=(?:,? (?:(?:and|to|through) )?(?:the )?(?:second|third|fourth))+ quarters?{_OF})", "quarter"),
    (rf"(?:the\s+)?{_NTH}(?= and (?:the )?second (?:half|halves){_OF})", "half"),
    (rf"\bQ(?P<n>[1-4])(?=(?:,? ?(?:and|to|&|-|–)? ?Q[1-4])+(?: of)? ?(?:FY|fiscal )?['’]?{_Y2}(?!\d))", "quarter"),
    (rf"(?:the\s+)?(?:{_YEAR}(?:['’]s)?\s+)?{_NTH}(?:[ -]fiscal)?[ -]quarters?{_OF}".replace(_YEAR, _YEAR.replace("?P<y>", "?P<y0>"), 1), "quarter"),
    (rf"(?:the\s+)?(?:{_YEAR}(?:['’]s)?\s+)?{_NTH}[ -](?:half|halves)(?![ -]million){_OF}".replace(_YEAR, _YEAR.replace("?P<y>", "?P<y0>"), 1), "half"),
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
    # of a list "一、二季度" all but the last; "一、" at the head of a line is its number
    (rf"(?:{_ZY}\s*|(?<=[\u4e00-\u9fff,])|(?<=第)|(?<=[一二三]、))第?(?P<n>[一二三])(?={_ZLIST}季)", "quarter"),
    (rf"(?:{_ZY})?\s*上(?=[、和及与]下半年)", "half 1"),
    (rf"(?:{_ZY})?\s*(?:上半年度?|首半年|中期|H1)", "half 1"),
    (rf"(?:{_ZY})?\s*(?:下半年度?|H2)", "half 2"),
    (rf"(?:{_ZY})?\s*(?:前|首)(?P<n>[二三两123])个?季度?", "quarters"),
    (rf"(?:{_ZY})?\s*(?:前|首)(?P<n>[三六九369])个月", "months"),
    (rf"(?:{_ZY})?\s*(?:第{_ZN}季度?|(?<![上下前])(?P<n>[一二三四])季度?|Q(?P<n>[1-4]))(?:单季度?)?".replace("(?P<n>", "(?P<n0>", 1).replace("(?P<n>", "(?P<n1>", 1).replace("(?P<n>", "(?P<n2>", 1), "quarter"),
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
    (r"(?:\b(?:the|a|one)\s+)?\b(?:(?:following|next|subsequent) (?:quarter|three months|half|six months)|(?:quarter|half|three months|six months) later|(?:following|subsequent) (?:(?:fiscal|financial) )?year|year after)\b|[次翌]年|(?:随后|其后|之后|接下来)的?(?:一个?季度?|三个月|半年|六个月)|下一个?季度?|次季", "next"),
    (rf"\b(?:through|to the end of)\s+(?:the end of\s+)?{_MON}(?!\s*\d?\d\b)(?:,?\s+{_YEAR})?", "ytd"),
    (r"同期|(?:the\s+|that\s+)?same (?:period|quarter)|\bin the period", "again"),
    (rf"\b(?:FY|fiscal(?: year)?|full[ -]year|calendar(?: year)?)[ -]?['’]?{_Y2}(?!\d)", "year"),
    (rf"(?:{_ZY})?全年", "year"),
    (r"\b(?P<rel>this|last|the previous|the prior) year\b|\b(?P<rel2>the year before(?: last)?)\b", "year"),
    (r"(?P<rel>今年|去年|上年|同年|当年|本年度?|前年)(?:度)?", "year"),
    (rf"{_NOT_IN_NUMBER}{_YEAR}\s*(?:财年|年度?)(?!代|前|来)", "year"),
    (rf"{_NOT_IN_NUMBER}(?<![A-Za-z-]){_YEAR}(?!\d|[.,]\d|%|\s*(?:million|billion|bn\b|万|亿|元|港|美)|[A-Za-z])", "year"),
    # months without a year, only where nothing else can be meant
    (r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Oo]f|[Ll]ast|[Dd]uring|[Ee]arly|mid-?|[Ll]ate|to|and|its|the)\s+"
     r"(?P<mon>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
     r"(?!\s*\d)", "month"),
    (r"(?<!\d)(?P<m>1[0-2]|0?[1-9])月份?(?!\d)", "month"),
    (r"(?:in|for|over) the quarter\b|\bin the three months\b|单季|当季|本季度?|季内|(?:this|the latest) quarter", "reported quarter"),
    (r"(?:报告)?期内", "reported"),
    # "and in the second $6.7 billion": one more of the length of the last
    (r"(?:\b(?:in|and|for) )?\bthe (?P<n>first|second|third|fourth)(?=,? (?:[$€£¥\d]|RMB|HK|US|CNY|KRW|JPY|EUR|NT))", "nth"),
    # "and $6.7 billion in the second", "double the $6.7 billion of the first"
    (r"(?:(?<=\bin )|(?<=illion of )|(?<=bn of )|(?<=\dm of ))the (?P<n>first|second|third|fourth)(?=\s*(?:[.,;:)]|$|\n|(?:and|it)\b))", "nth"),
)  # fmt: skip

COMPILED = tuple(
    (re.compile(pattern, re.I if not pattern.startswith(r"\b(?:[Ii]n|[Bb]y") else 0), kind)
    for pattern, kind in PHRASES
)


@dataclass(frozen=True, slots=True)
class Said(Placed):
    """A phrase of the table where a text says it."""

    kind: str
    found: re.Match[str]

    def get(self, *names: str) -> str | None:
        groups = self.found.groupdict()
        return next((groups[name] for name in names if groups.get(name)), None)


def said_in(prose: str) -> Iterator[Said]:
    """Left to right; where two phrases overlap the one that stands first in the table counts."""
    taken = bytearray(len(prose))
    for ticker in TICKER.finditer(prose):
        taken[ticker.start() : ticker.end()] = b"\1" * len(ticker[0])
    found = []
    for pattern, kind in COMPILED:
        for match in pattern.finditer(prose):
            start, end = match.span()
            start = end - len(match[0].lstrip())
            if not any(taken[start:end]) and end > start:
                taken[start:end] = b"\1" * (end - start)
                found.append(Said(start, end, kind, match))
    return iter(sorted(found, key=lambda one: one.start))
