"""How texts spell currencies and scales, and what the head of a column says of its numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from aicompare.values.money import SPELLINGS
from aicompare.values.wording import OTHER_CURRENCIES, SCALES

_OTHERS = {
    "TWD": ("新台币", "台币", "NT$"),
    "CNY": ("¥", "RMB¥", "人民币"),
    "HKD": ("港币",),
}
CODES = {
    **{code.casefold(): code for code in OTHER_CURRENCIES},
    **{spelling.casefold(): code for code, all_ in SPELLINGS.items() for spelling in all_},
    **{spelling.casefold(): code for code, all_ in _OTHERS.items() for spelling in all_},
}
WITHOUT_COUNTRY = ("元", "圆", "yuan")


def folded(word: str | None) -> str:
    """As the tables spell it: blanks one, letters small."""
    return " ".join((word or "").split()).casefold()


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
    return sorted(CODES.items(), key=lambda one: -len(one[0]))


def _whole(word: str) -> str:
    """A pattern of a word that stands alone; Chinese words follow each other without a blank."""
    return (
        (r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else "")
        + re.escape(word)
        + (r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else "")
    )


@cache
def _scale_word() -> str:
    words = sorted((one for one in SCALES if one not in ("十", "b", "t")), key=len, reverse=True)
    return "|".join(map(_whole, words))
