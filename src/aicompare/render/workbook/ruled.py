"""Formulas whose result is a word where a sign leaves no number: the rules of the calculators, as IF."""

from __future__ import annotations

from collections.abc import Sequence

from aicompare.companies.derivation import Named, Part, made_of, parts_of
from aicompare.companies.fact import Derived
from aicompare.companies.solved import (
    NOT_MEANINGFUL,
    Lasts,
    Level,
    Meaningful,
    MonthsAfter,
    Statistic,
    WordRule,
)
from aicompare.render.workbook.schedule import NONE
from aicompare.values.figures import Figure
from aicompare.values.money import Money

NOT_BURNING = "not burning"


def meaningful(above: str, below: str) -> str:
    """`IF(AND(a>0,b>0),a/b,"n.m.")`."""
    return f'IF(AND({above}>0,{below}>0),{above}/{below},"{NOT_MEANINGFUL}")'


def lasting(burn: str, cash: str, coming: Sequence[tuple[int, str]]) -> str:
    """Months of a burn that stays as it is; what comes in a month counts where the cash lasts until then."""
    months, held = sorted({month for month, _ in coming if month > 1}), cash
    held = "+".join([cash, *(text for month, text in coming if month <= 1)])
    found = ""
    for month in months:
        found += f"IF({held}<{burn}*{month - 1},MAX({held},0)/{burn},"
        held = "+".join([held, *(text for at, text in coming if at == month)])
    brackets = ")" * len(months)
    return f'IF({burn}<=0,"{NOT_BURNING}",{found}MAX({held},0)/{burn}{brackets})'


def decided(cases: Sequence[tuple[str, str]], otherwise: str) -> str:
    """`IF(burn<=0,"not burning",IF(cash<=0,"already out","runs out"))`."""
    text = "".join(f'IF({asked},"{_said(word)}",' for asked, word in cases)
    return f'{text}"{_said(otherwise)}"{")" * len(cases)}'


def _said(word: str) -> str:
    return word.replace("_", " ").replace('"', '""')


def or_none(text: str) -> str:
    """Where a part of it has become a word there is nothing to reckon."""
    return f'IFERROR({text},"{NONE}")'


def may_be_word(part: Part) -> bool:
    """Whether a figure that is changed can leave a word in its place."""
    match part:
        case Statistic():
            return part.function not in ("COUNT", "COUNTIF") and any(map(may_be_word, part.parts))
        case Meaningful() | Level() | Lasts() | WordRule() | MonthsAfter():
            return True
        case Named():
            return may_be_word(part.part)
        case Derived():
            return may_be_word(part.made)
        case Money() | Figure():
            made = made_of(part)
            return made is not None and may_be_word(made)
        case _:
            return any(map(may_be_word, parts_of(part)))


def reckons_with_words(made: Part) -> bool:
    """Whether that is so of what it is made of, and an error would come of it."""
    if isinstance(made, WordRule):
        return any(may_be_word(case.part) for case in made.cases if not case.found)
    return not isinstance(made, Level | Statistic) and any(map(may_be_word, parts_of(made)))
