"""The words of which an amount is made: numbers, scales, currencies, units, bounds and what is counted.

They are those of `values.wording` and `values.money`, as one pattern for English and Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from aicompare.reading.spelled import CODES, folded
from aicompare.values.lexemes import NUMBER
from aicompare.values.misread import in_digits
from aicompare.values.wording import AFTERMARKS, MARKS, SCALES

_NOT_BEFORE = {"won", "all", "try", "top", "mop", "cup", "pen"}  # words of English as well
_NUMERAL = r"[一二两三四五六七八九十]{1,3}"
_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|a|half a)"
_WORDS = {
    word: at
    for at, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
# What is counted, English and Chinese: a bare number before it is a figure.
_COUNTED = (
    r"users?|customers?|clients?|subscribers?|downloads?|employees|staff(?:ers)?|developers?|enterprises|businesses"
    r"|institutions|companies|members|people|merchants|partners|devices|GPUs?|chips|TPUs?|cards|accelerators|shares|applications"
    r"|models|visits|tokens|sites|countries|cities|stores|orders|vehicles|rides|offices"
)
_COUNTED_ZH = (
    r"(?:[家名位款项台部张枚颗]|个(?!月))(?=[\u4e00-\u9fff])|人(?!民)|次|用户|员工|客户|股(?!东|价|票|权|份)"
)
UNCOUNTED = re.compile(
    r"^\s*-?\s*(?:parameters?|params?|context|tokens? (?:context|window|of context|input|output)|million tokens|tokens?\b(?! (?:a|per|each|every) day)|lines of code"
    r"|参数|上下文|token(?!.{0,4}(?:每|日)))",
    re.I,
)
NUMBER_WORDS = re.compile(
    r"\b(?P<double>doubl(?:e|ed|es|ing)|twofold)(?!-digit|[- ]down|[- ]listing|[- ]check)\b|\b(?P<triple>tripl(?:e|ed|es|ing)|threefold|treble[ds]?)(?!-digit)\b"
    r"|\b(?P<quadruple>quadrupl(?:e|ed|es|ing)|fourfold)\b|\b(?P<half>half)(?= (?:of|its|the|that|their|to)\b|[- ]?(?:owned|price)?[,.;)]|\s+(?:from|came|comes|went|goes))(?<!and a half)(?<!first half)(?<!second half)|\b(?P<halved>halv(?:ed|es|ing))\b"
    r"|(?P<zdouble>翻倍|翻了?一番|翻番|倍增)|(?P<zhalf>近半|过半|半数|一半|逾半|超半数|大半(?!年))(?!年)"
    r"|\b(?P<thirds>two[- ]thirds)\b|\b(?P<quarters>three[- ]quarters)(?= of)\b",
    re.I,
)  # fmt: skip
WORD_VALUES = {
    "double": "2x",
    "triple": "3x",
    "quadruple": "4x",
    "half": "50%",
    "halved": "50%",
    "zdouble": "2x",
    "zhalf": "50%",
    "thirds": "67%",
    "quarters": "75%",
}

_GAP = " {0,60}"  # a page has blanks where its tags stood
_APART = r"(?<![A-Za-z0-9_])(?<![A-Za-z]-)(?<!\d[.,])"
_SIGN = r"(?P<sign>(?<![\d%A-Za-z)年月日])[-−–]|负|minus\s)"
_SECOND_SCALE = r"(?P<scale2>万亿|亿|万)?(?P<rest>\d{1,4}(?:\.\d+)?万)?"
_UNITS = (
    r"%|percent(?:age points?)?\b|per cent\b|pct\b|ppts?\b|个百分点|成(?![立为了功员])|倍|x\b|×"
    r"|-?\s?times\b(?! (?:a|per) )|-?\s?fold\b"
)


@cache
def pattern() -> re.Pattern[str]:
    """An amount: currency, number, range, scale, currency behind, unit."""
    currencies = sorted(CODES, key=len, reverse=True)
    before = "|".join(_bounded(one) for one in currencies if one not in _NOT_BEFORE)
    behind = "|".join(
        _bounded(spelling)
        for spelling in currencies
        if spelling not in (_NOT_BEFORE - {"won"}) and spelling not in ("$", "€", "£", "¥")
    )
    scales = sorted(SCALES, key=len, reverse=True)
    scale = "|".join(
        re.escape(word) + (r"(?![A-Za-z])" if word[-1].isascii() else "")
        for word in scales
        if word[0] not in "'’‘`十百佰千仟" or len(word) > 1
    )
    numeral = rf"{_NUMERAL}(?=[成倍]|[余多]?[万亿])"
    word = rf"(?<![A-Za-z]){_WORD}(?=[ -](?:thousand|million|billion|trillion|times|fold)\b)"
    alone = rf"{_APART}(?:{NUMBER})(?![\d]|\.\d|,\d{{3}})|{numeral}|{word}"
    head = rf"(?:(?<![A-Za-z])(?P<cur>{before}){_GAP}\$?{_GAP})?{_SIGN}?(?P<num>(?(cur)(?:{NUMBER})|(?:{alone})))"
    unit_ahead = rf"(?=\s*-?(?:{scale}|%|x\b|倍))"
    through = (
        rf"(?P<range>(?:{_GAP}(?:-|–|—|~|至|到){_GAP}|\s+to\s+)(?:{before})?(?P<num2>{NUMBER}){unit_ahead})?"
    )
    size = rf"(?P<plus>\+)?(?:(?:{_GAP}|-)(?P<scale>{scale}))?(?P<more>[余多])?{_SECOND_SCALE}(?P<plus2>\+)?"
    tail = rf"(?:{_GAP}-?(?P<behind>{behind}))?(?:{_GAP}(?P<unit>{_UNITS}))?"
    return re.compile(head + through + size + tail, re.I)


def _bounded(word: str) -> str:
    """A word of letters ends where no letter follows, but for a scale that is glued to it."""
    return re.escape(word).replace(r"\ ", r"\s?") + (
        r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    )


def digits_of(number: str) -> str:
    """A number in digits: 三 is 3, `half a` 0.5."""
    word = number.casefold()
    if word in _WORDS:
        return str(_WORDS[word])
    if word == "a":
        return "1"
    if word == "half a":
        return "0.5"
    if number[0].isdigit():
        return number
    hint = in_digits(number)
    return hint.rpartition(" ")[2] if hint else number


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def words(table: Iterable[str]) -> str:
        ordered = sorted((one for one in table if one not in ("=", "-", "多", "余")), key=len, reverse=True)
        return "|".join(
            (r"(?<![A-Za-z])" if word[0].isalpha() and word[0].isascii() else "")
            + re.escape(word).replace(r"\ ", r"\s+")
            for word in ordered
        )

    before = re.compile(rf"({words(MARKS)}|达到|some)了?\s*(?:a\s+|an\s+|the\s+|whopping\s+|人民币)*$", re.I)
    return before, re.compile(rf"\s*({words(AFTERMARKS)})(?![A-Za-z])", re.I)


def mark_of(prose: str, start: int, end: int, *, plus: bool) -> str:
    """How words around a figure bound it: `~`, `>=`, `<=`, or not."""
    before, behind = _marks()
    if plus:
        return ">="
    if found := before.search(prose[max(0, start - 28) : start]):
        return MARKS.get(folded(found[1]), "")
    if found := behind.match(prose, end, end + 20):
        return AFTERMARKS[folded(found[1])]
    return ""


_NOUN = re.compile(
    rf"\s*(?:(?!and\b|or\b|in\b|of\b|the\b|to\b|for\b|by\b|on\b|at\b|with\b|as\b)[A-Za-z0-9-]+\s+){{0,3}}(?:{_COUNTED})\b|\s*(?:多|余)?(?:{_COUNTED_ZH})",
    re.I,
)


def is_counted(prose: str, end: int) -> bool:
    """Whether what a number counts stands behind it."""
    return bool(_NOUN.match(prose, end, end + 60))
