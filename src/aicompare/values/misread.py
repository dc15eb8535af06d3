"""Why a text is no figure, where the slip can be seen: what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from aicompare.values.lexemes import LONGEST, plain

# What a shell leaves of "US$1,046.2m" and "$20bn" in double quotes: US,046.2m and 0bn.
_DOLLAR_LOST = r"[(~<>=≤≥+-]*(?:(?:US|HK|S|A|C)[0-9,.]*|0|[,.][0-9,.]+)(?:k|mn?|bn?|tn)\)?"
_OF_A_GROUP = 3  # digits, so that the zeros may be of thousands
_SHELL = "a shell takes $1 out of double quotes: write it in single ones, like 'US$1,046.2m'"
_ALONE = r"(?<![0-9.,'’])", r"(?![0-9.,'’])"
_DIGITS = {**{digit: at for at, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "兩": 2}
# As on cheques, of which print uses them.
_DIGITS |= {digit: at for at, pair in enumerate("壹贰叁肆伍陆柒捌玖", 1) for digit in pair}
_DIGITS |= {"貳": 2, "參": 3, "陸": 6, "弐": 2, "参": 3}
_PAIR = 2
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_NUMERAL = (
    rf"(?<![0-9])[{''.join(_DIGITS)}{''.join(_TENS)}]+(?:[点點][{''.join(_DIGITS)}]+)?"
    rf"(?=$|[万萬亿億元圆圓円港美欧歐日英韩韓加澳瑞新人多余餘])"
)
_OTHER_MINUS = r"[▲△▼▽]\s*(?P<behind>.+)|(?P<before>[^-]+[0-9a-z$元円]) ?[-−]"
_PERCENT = r"(?P<number>[-+]?[0-9][0-9.,]*)\s*(?:per ?cent|pct\.?|prozent|pour ?cent|percentage points?)"
_PERCENT_OF = r"百分之(?P<number>.+)"
_SCALE_OUTSIDE = r"(\([^()]*[0-9])\)(\s*(?:[a-z]+|[十百千万萬亿億]+)\.?(?:\s*[a-z元$]+)?)"


def why_not(text: str) -> str | None:
    """The hint, or None where nothing is seen."""
    text = plain(text)
    if len(text) > LONGEST:
        return None
    if re.fullmatch(_DOLLAR_LOST, text):
        return _SHELL
    if percent := re.fullmatch(_PERCENT, text, re.IGNORECASE) or re.fullmatch(_PERCENT_OF, text):
        return f"write {_in_digits(percent['number'])}%"
    if outside := re.fullmatch(_SCALE_OUTSIDE, text, re.IGNORECASE):
        inside = f"{outside[1]}{outside[2]})"
        return why_not(inside) or f"write {inside}"
    for form, right in _SLIPS:
        if slip := re.search(form, text):
            return f"write {text[: slip.start()]}{right(slip)}{text[slip.end() :]}"
    if minus := re.fullmatch(_OTHER_MINUS, text):
        return f"a minus stands before the number: -{(minus['behind'] or minus['before']).strip()}"
    return in_digits(text)


def in_digits(text: str) -> str | None:
    """The hint for numbers in Chinese characters, `3亿元` for `三亿元`; None for what has none."""
    written = _in_digits(text)
    return None if written == text else f"write it in digits: {written}"


def _in_digits(text: str) -> str:
    return re.sub(_NUMERAL, lambda found: _number(found[0]) or found[0], text)


def _decimal(comma: re.Match[str]) -> str:
    """A decimal comma, whose zeros tell of its precision: `0,500` is 0.5, `5,0` is 5.0."""
    number = f"{comma[1]}.{comma[2]}"
    return f"{Decimal(number).normalize():f}" if len(comma[2]) == _OF_A_GROUP else number


def _grouped(found: re.Match[str]) -> str:
    """Of thousands in groups by points or spaces, with a decimal comma: `1.234,5` is 1,234.5."""
    whole = re.sub(r"\D", ",", found[1])
    return f"{whole}.{found[2]}" if found[2] else whole


_GROUPS_OF_POINTS = r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]+)", r"([1-9][0-9]{0,2}(?:\.[0-9]{3}){2,})()"
_GROUPS_OF_SPACES = r"([1-9][0-9]{0,2}(?:\s[0-9]{3})+)(?:[.,]([0-9]+))?"
_SLIPS: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (rf"{_ALONE[0]}0+([1-9][0-9]*(?:,[0-9]{{3}})+)", lambda found: found[1]),
    *((form.join(_ALONE), _grouped) for form in (*_GROUPS_OF_POINTS, _GROUPS_OF_SPACES)),
    (r"([0-9]+),([0-9]+)".join(_ALONE), _decimal),
    (r"[.,]([0-9]+)".join(_ALONE), lambda found: f"0.{found[1]}"),
]


def _number(numeral: str) -> str | None:
    """`二十五` is 25, `三点五` 3.5; None for what is no numeral below ten thousand."""
    whole, point, rest = numeral.replace("點", "点").partition("点")
    number = _whole(whole)
    if number is None:
        return None
    return f"{number}.{''.join(str(_DIGITS[digit]) for digit in rest)}" if point else str(number)


def _whole(numeral: str) -> int | None:
    """None also for two digits that are neighbours: 三四亿 are 3 to 4, 七八千 7,000 to 8,000."""
    if re.fullmatch(f"[{''.join(_DIGITS)}]+", numeral):
        values = [_DIGITS[digit] for digit in numeral]
        if len(values) == _PAIR and values[1] - values[0] == 1:
            return None
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    total, digit, unit = 0, 1, 10_000
    for at, letter in enumerate(numeral):
        if letter in _DIGITS:
            if at and _DIGITS.get(numeral[at - 1]):
                return None
            digit = _DIGITS[letter]
            continue
        if _TENS[letter] >= unit:
            return None
        unit = _TENS[letter]
        total, digit = total + (digit if at and numeral[at - 1] in _DIGITS else 1) * unit, 0
    return total + (digit if numeral[-1] in _DIGITS else 0)
