"""Why a text is no figure, where the slip can be seen: what to write instead."""

from __future__ import annotations

import re
from decimal import Decimal

from aicompare.values.lexemes import LONGEST, plain

# What a shell leaves of "US$1,046.2m" and "$20bn" in double quotes: US,046.2m and 0bn.
_DOLLAR_LOST = r"(?:(?:US|HK|S|A|C)[0-9,.]*|0|[,.][0-9,.]+)(?:k|mn?|bn?|tn)"
_SHELL = "a shell takes $1 out of double quotes: write it in single ones, like 'US$1,046.2m'"
_COMMA = r"(?<![0-9.,])([0-9]+),([0-9]+)(?![0-9.,])"
_LEADING_ZERO = r"(?<![0-9.,])0+([1-9][0-9]*(?:,[0-9]{3})+)"
_DIGITS = {**{digit: at for at, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "兩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = rf"[{''.join(_DIGITS)}{''.join(_TENS)}]+(?=$|[万萬亿億元圆圓港美欧歐日英韩韓加澳瑞新])"
_OTHER_MINUS = r"[▲△▼▽]\s*(?P<behind>.+)|(?P<before>[^-]+[0-9a-z$元]) ?[-−]"


def why_not(text: str) -> str | None:
    """The hint, or None where nothing is seen."""
    text = plain(text)
    if len(text) > LONGEST:
        return None
    if re.fullmatch(_DOLLAR_LOST, text):
        return _SHELL
    if grouped := re.search(_LEADING_ZERO, text):
        return f"write {_with(text, grouped, grouped[1])}"
    if comma := re.search(_COMMA, text):
        return f"write {_with(text, comma, _decimal(comma))}"
    if minus := re.fullmatch(_OTHER_MINUS, text):
        return f"a minus stands before the number: -{(minus['behind'] or minus['before']).strip()}"
    return in_digits(text)


def in_digits(text: str) -> str | None:
    """The hint for a number in Chinese characters, `3亿元` for `三亿元`; None for what has none."""
    numeral = re.search(_NUMERAL, text)
    number = _number(numeral[0]) if numeral else None
    return (
        None
        if numeral is None or number is None
        else f"write it in digits: {_with(text, numeral, str(number))}"
    )


def _with(text: str, found: re.Match[str], instead: str) -> str:
    return text[: found.start()] + instead + text[found.end() :]


def _decimal(comma: re.Match[str]) -> str:
    """A decimal comma: `0,500` is 0.5."""
    return f"{Decimal(f'{comma[1]}.{comma[2]}').normalize():f}"


def _number(numeral: str) -> int | None:
    """`二十五` is 25; None for what is no numeral below ten thousand."""
    if re.fullmatch(f"[{''.join(_DIGITS)}]+", numeral):
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    total, digit, unit = 0, 1, 10_000
    for at, letter in enumerate(numeral):
        if letter in _DIGITS:
            digit = _DIGITS[letter]
            continue
        if _TENS[letter] >= unit:
            return None
        unit = _TENS[letter]
        total, digit = total + (digit if at and numeral[at - 1] in _DIGITS else 1) * unit, 0
    return total + (digit if numeral[-1] in _DIGITS else 0)
