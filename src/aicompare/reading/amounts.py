"""The figures of a text: where each stands, what it says, and what is no figure.

The words of figures are those of `values.wording` and `values.money`; a figure's value is read by
the same reader as one that is typed. No figures are dates, tickers, rounds, names of models and
groups, marks of citation, and bare numbers, but in a list whose unit stands at its end, in a column
with a unit, or before what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from aicompare.reading.text import TICKER, PlainText, Span
from aicompare.values.errors import Trouble
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.lexemes import LONGEST, NUMBER
from aicompare.values.misread import in_digits
from aicompare.values.money import SPELLINGS
from aicompare.values.wording import AFTERMARKS, MARKS, OTHER_CURRENCIES, SCALES

Kind = Literal["money", "percent", "multiple", "count", "months", "amount", "bare"]

_OTHERS = {
    "TWD": ("新台币", "台币", "NT$"),
    "CNY": ("¥", "RMB¥", "人民币"),
    "HKD": ("港币",),
}
_CODES = {
    **{code.casefold(): code for code in OTHER_CURRENCIES},
    **{spelling.casefold(): code for code, all_ in SPELLINGS.items() for spelling in all_},
    **{spelling.casefold(): code for code, all_ in _OTHERS.items() for spelling in all_},
}
_WITHOUT_COUNTRY = ("元", "圆", "yuan")
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
    r"|models|visits|tokens|sites|countries|cities|stores|orders|vehicles|rides|offices|merchants"
)
_COUNTED_ZH = (
    r"(?:[家名位款项台部张枚颗]|个(?!月))(?=[\u4e00-\u9fff])|人(?!民)|次|用户|员工|客户|股(?!东|价|票|权|份)"
)
_UNCOUNTED = re.compile(
    r"^\s*-?\s*(?:parameters?|params?|context|tokens? (?:context|window|of context|input|output)|million tokens|tokens?\b(?! (?:a|per|each|every) day)|lines of code"
    r"|参数|上下文|token(?!.{0,4}(?:每|日)))",
    re.I,
)
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
_NUMBER_WORDS = re.compile(
    r"\b(?P<double>doubl(?:e|ed|es|ing)|twofold)(?!-digit|[- ]down|[- ]listing|[- ]check)\b|\b(?P<triple>tripl(?:e|ed|es|ing)|threefold|treble[ds]?)(?!-digit)\b"
    r"|\b(?P<quadruple>quadrupl(?:e|ed|es|ing)|fourfold)\b|\b(?P<half>half)(?= (?:of|its|the|that|their|to)\b|[- ]?(?:owned|price)?[,.;)]|\s+(?:from|came|comes|went|goes))(?<!and a half)(?<!first half)(?<!second half)|\b(?P<halved>halv(?:ed|es|ing))\b"
    r"|(?P<zdouble>翻倍|翻了?一番|翻番|倍增)|(?P<zhalf>近半|过半|半数|一半|逾半|超半数|大半(?!年))(?!年)"
    r"|\b(?P<thirds>two[- ]thirds)\b|\b(?P<quarters>three[- ]quarters)(?= of)\b",
    re.I,
)  # fmt: skip
_WORD_VALUES = {
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
_LISTED = re.compile(r"\s*(?:,|、|/|;|and|, and|or|to|和|及|与|以及|至|,以及|,和)\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of the text: `figure` in base units, a percentage as a fraction.

    `currency` is None of what is no money, and of money that does not say it. `mark` is how the
    text bounds it; `noun` where what it counts stands behind it.
    """

    start: int
    end: int
    kind: Kind
    figure: Figure
    currency: str | None = None
    mark: str = ""
    signed: bool = False
    word: bool = False
    digits: str = ""
    per_month: bool = False
    noun: Span | None = None
    scale: str = ""
    plain: bool = False  # a currency without its country: 元 in Hong Kong

    @property
    def significant(self) -> int:
        """Its digits but for zeros before them, and behind a whole number: 3 of 57.4, 1,750 and 5.00."""
        digits = re.sub(r"\D", "", self.digits).lstrip("0")
        return len(digits if "." in self.digits else digits.rstrip("0"))


def figures_of(text: PlainText, dates: Iterable[Span]) -> list[Found]:
    """Every figure of the text below its header, in its order, and numbers without any unit."""
    taken = _taken(text.prose, dates)
    found = [one for one in _all(text, taken) if one.start >= text.header.end]
    return _with_units_of_lists(found, text.prose)


def _taken(prose: str, dates: Iterable[Span]) -> bytearray:
    """Which letters belong to what is no figure."""
    taken = bytearray(len(prose))
    spans = [found.span() for found in _NO_FIGURE.finditer(prose) if not _is_amount(found[0])]
    for start, end in (*dates, *spans):
        taken[start:end] = b"\1" * (end - start)
    return taken


def _is_amount(word: str) -> bool:
    """Whether letters before digits are a currency: RMB57, HK120, USD5bn."""
    letters = re.match(r"[A-Za-z]+", word)
    return bool(letters and letters[0].casefold() in _CODES)


def _all(text: PlainText, taken: bytearray) -> Iterator[Found]:
    prose = text.prose
    spans: list[Found] = []
    for match in _numbers(prose, taken):
        one = _found(match, prose)
        if one:
            spans.append(one)
    for match in _NUMBER_WORDS.finditer(prose):
        if not any(taken[match.start() : match.end()]):
            name = match.lastgroup or ""
            mark = _mark(prose, match.start(), match.end(), plus=False) or "~"
            figure = Figure.parse(mark + _WORD_VALUES[name])
            kind: Kind = "multiple" if _WORD_VALUES[name].endswith("x") else "percent"
            spans.append(Found(match.start(), match.end(), kind, figure, word=True, digits="2", mark=mark))
    return iter(sorted(spans, key=lambda one: one.start))


def _numbers(prose: str, taken: bytearray) -> Iterator[re.Match[str]]:
    """Left to right; what begins inside a date is none, and may not swallow the figure behind it."""
    at = 0
    while match := _pattern().search(prose, at):
        number = match.span("num")
        if any(taken[slice(*number)]):
            at = number[1]
            continue
        yield match
        at = max(match.end(), at + 1)


_GAP = " {0,60}"  # a page has blanks where its tags stood
_APART = r"(?<![A-Za-z0-9_])(?<![A-Za-z]-)(?<!\d[.,])"
_SIGN = r"(?P<sign>(?<![\d%A-Za-z)年月日])[-−–]|负|minus\s)"
_SECOND_SCALE = r"(?P<scale2>万亿|亿|万)?(?P<rest>\d{1,4}(?:\.\d+)?万)?"
_UNITS = (
    r"%|percent(?:age points?)?\b|per cent\b|pct\b|ppts?\b|个百分点|成(?![立为了功员])|倍|x\b|×"
    r"|-?\s?times\b(?! (?:a|per) )|-?\s?fold\b"
)


@cache
def _pattern() -> re.Pattern[str]:
    currencies = sorted(_CODES, key=len, reverse=True)
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


def _found(match: re.Match[str], prose: str) -> Found | None:
    number = _in_digits(match["num"])
    scale = (match["scale"] or "") + (match["scale2"] or "")
    start = (
        match.start("cur") if match["cur"] else match.start("sign") if match["sign"] else match.start("num")
    )
    end = match.end()
    behind = prose[end : end + 40]
    currency = _CODES.get(_folded(match["cur"] or match["behind"]))
    if match["cur"] and match["behind"] and match["behind"] not in ("元", "圆"):
        currency = _CODES.get(_folded(match["behind"])) if match["cur"] in ("$", "¥") else currency
    unit = (match["unit"] or "").strip(" -").casefold()
    mark = _mark(prose, start, end, plus=bool(match["plus"] or match["plus2"] or match["more"]))
    if (
        scale.casefold() in ("k", "m", "b", "t", "mm")
        and not currency
        and " " in prose[match.end("num") : match.start("scale")]
    ):
        return None
    if scale in ("百", "千", "十") and not (currency or unit):
        scale = ""
    kind = _kind(currency, unit, scale, number)
    noun = None
    if kind in ("bare", "amount"):
        if _UNCOUNTED.match(behind):
            return None
        noun = _noun(prose, end)
        if noun:
            kind = "count"
        elif kind == "bare" and re.match(r"[\s-]?(?:months?|个月)", behind):
            kind = "months"
    figure = (
        _bare(number)
        if kind == "bare"
        else _figure(
            number,
            match["num2"],
            scale,
            match["rest"],
            unit,
            mark,
            negative=bool(match["sign"]) and not match["range"],
        )
    )
    if figure is None:
        return None
    per_month = bool(re.match(r"\s*(?:a|per|each|/)\s*month|每月|/月", behind))
    return Found(
        start,
        end,
        kind,
        figure,
        currency,
        mark,
        bool(match["sign"]),
        False,
        number + (match["rest"] or ""),
        per_month,
        noun,
        scale,
        _folded(match["cur"] or match["behind"]) in _WITHOUT_COUNTRY and not behind.startswith("人民币"),
    )


def _folded(word: str | None) -> str:
    return " ".join((word or "").split()).casefold()


def _in_digits(number: str) -> str:
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


def _kind(currency: str | None, unit: str, scale: str, number: str) -> Kind:
    if unit in ("%", "percent", "per cent", "pct", "成", "ppt", "ppts") or "point" in unit or "百分" in unit:
        return "percent"
    if unit:
        return "multiple"
    if currency:
        return "money"
    return "amount" if scale else "bare"


def _figure(
    number: str, second: str | None, scale: str, rest: str | None, unit: str, mark: str, *, negative: bool
) -> Figure | None:
    sign = "-" if negative else ""
    ends = f"{number}-{second}" if second else number
    said = f"{'' if second else mark}{sign}{ends}{_apart(scale)}{rest or ''}"
    if unit == "成":
        said = f"{'' if second else mark}{ends}0".replace("-", "0-") if "." not in ends else ends
        unit = "%"
    if unit and unit not in ("x", "×", "倍", "times", "fold"):
        said += "%"
    try:
        return Figure.parse(said) if len(said) < LONGEST else None
    except Trouble:
        return None


def _bare(number: str) -> Figure | None:
    """A number that may become one by its table or list: texts have many that do not."""
    value = Decimal(number.replace(",", ""))
    half = Decimal((0, (5,), int(value.as_tuple().exponent) - 1))
    return Figure(value, value - half, value + half)


def _apart(scale: str) -> str:
    """`one hundred million` is read as `1 hundred million`."""
    return f" {scale}" if scale and scale[0].isascii() else scale


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def words(table: Iterable[str]) -> str:
        ordered = sorted((one for one in table if one not in ("=", "-", "多", "余")), key=len, reverse=True)
        return "|".join(
            (r"(?<![A-Za-z])" if word[0].isalpha() and word[0].isascii() else "")
            + re.escape(word).replace(r"\ ", r"\s+")
            for word in ordered
        )

    before = re.compile(
        rf"({words(MARKS)}|超过了|达到了?|some)\s*(?:a\s+|an\s+|the\s+|whopping\s+|人民币)*$", re.I
    )
    return before, re.compile(rf"\s*({words(AFTERMARKS)})(?![A-Za-z])", re.I)


def _mark(prose: str, start: int, end: int, *, plus: bool) -> str:
    before, behind = _marks()
    if plus:
        return ">="
    if found := before.search(prose[max(0, start - 28) : start]):
        return (
            MARKS.get(_folded(found[1]), "").replace("=", "", 1)
            if found[1] == "="
            else MARKS.get(_folded(found[1]), "")
        )
    if found := behind.match(prose, end, end + 20):
        return AFTERMARKS[_folded(found[1])]
    return ""


_NOUN = re.compile(
    rf"\s*(?:(?!and\b|or\b|in\b|of\b|the\b|to\b|for\b|by\b|on\b|at\b|with\b|as\b)[A-Za-z0-9-]+\s+){{0,3}}(?:{_COUNTED})\b|\s*(?:多|余)?(?:{_COUNTED_ZH})",
    re.I,
)


def _noun(prose: str, end: int) -> Span | None:
    found = _NOUN.match(prose, end, end + 60)
    return found.span() if found else None


def _with_units_of_lists(found: Sequence[Found], prose: str) -> list[Found]:
    """`57.4, 124.5 and 312.4 million yuan`: what stands at the last figure counts for all."""
    figures = list(found)
    for at in range(len(figures) - 2, -1, -1):
        one, following = figures[at], figures[at + 1]
        if one.kind not in ("bare", "amount") or following.kind == "bare" or following.word:
            continue
        if not _LISTED.fullmatch(prose[one.end : following.start]):
            continue
        if one.kind == "amount" and following.kind == "money":
            figures[at] = replace(one, kind="money", currency=following.currency)
        elif one.kind == "bare" and "." in one.digits + following.digits:
            scaled = _scaled_like(one, following)
            if scaled:
                figures[at] = scaled
    return figures


def _scaled_like(one: Found, following: Found) -> Found | None:
    """The figure with the scale and unit that are written behind another one."""
    unit = "%" if following.kind == "percent" else ""
    figure = _figure(one.digits, None, following.scale, None, unit, one.mark, negative=one.signed)
    if figure is None:
        return None
    return replace(
        one, kind=following.kind, currency=following.currency, figure=figure, scale=following.scale
    )


@lru_cache(maxsize=512)
def unit_in(head: str) -> tuple[str | None, int, bool] | None:
    """What the head of a column says of its numbers: currency, power of ten, whether percent.

    `Revenue (100M USD)` is USD and 8, `净亏损(百万元)` CNY and 6. None where it says nothing.
    """
    bracket = re.search(r"[(（\[]([^()（）\[\]]+)[)）\]]", head)
    said = bracket[1] if bracket else head
    if "%" in said or "％" in said:
        return None, 0, True
    currency = next((code for word, code in _spellings() if re.search(_whole(word), said, re.I)), None)
    tens = re.search(r"\b(10+)\s?(?=[MmKkBb]\b|million|thousand)", said)
    scale = re.search(_scale_word(), said, re.I)
    power = SCALES.get(scale[0].casefold(), 0) if scale else 0
    power += len(tens[1]) - 1 if tens else 0
    return (currency, power, False) if currency or (power and bracket) else None


@cache
def _spellings() -> list[tuple[str, str]]:
    return sorted(_CODES.items(), key=lambda one: -len(one[0]))


def _whole(word: str) -> str:
    letters = word[0].isascii() and word[0].isalpha()
    return (
        (r"(?<![A-Za-z])" if letters else "")
        + re.escape(word)
        + (r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else "")
    )


@cache
def _scale_word() -> str:
    words = sorted((one for one in SCALES if one not in ("十", "b", "t")), key=len, reverse=True)
    return "|".join(
        (r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else "")
        + re.escape(word)
        + (r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else "")
        for word in words
    )
