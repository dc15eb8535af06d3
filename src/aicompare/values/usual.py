"""The ways in which nearly every figure is written, read at a glance: `US$1,046.2m`, `~1.5bn`, `-12.5%`.

Whatever else people write is for `written`, which reads these too and makes the same of them (a test
holds the two together), in ten times the time: it was two thirds of reading a large file for the first
time.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import cache

from aicompare.values.frozen import dataclass

AS_PRINTED = Context(prec=100)  # more digits than print has: reading rounds nothing
_LONGEST = 80  # as of lexemes
_POWERS = {"k": 3, "m": 6, "bn": 9, "tn": 12}
_USUAL = (
    r"(~|>=|<=)?(-)?(?:(US\$|HK\$|RMB|USD|HKD|CNY|EUR|JPY|\$|€|£) ?(-)?)?"
    r"([1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?:(k|m|bn|tn)(?: (USD|HKD|CNY|EUR|JPY))?|(%))?"
)


@dataclass(frozen=True, slots=True)
class End:
    """A number with its sign and scale; `place` is the exponent of its last printed digit."""

    value: Decimal
    place: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says: one number, or the two ends of a range.

    `currencies` are the words beside each other before and behind each number.
    """

    mark: str
    ends: tuple[End, ...]
    unit: str
    currencies: tuple[tuple[str, ...], ...]


def usual(text: str) -> Written | None:
    """What a text of the usual form says; None of every other."""
    match = _form().fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    mark, sign, before, inner, number, scale, behind, percent = match.groups()
    if (sign and inner) or (before and (behind or percent)):
        return None
    size = Decimal(number.replace(",", ""))
    if scale or percent:
        size = AS_PRINTED.scaleb(size, _POWERS[scale] if scale else -2)
    place = int(size.as_tuple().exponent)
    value = size.copy_negate() or Decimal(0) if sign or inner else size
    currency = before or behind
    return Written(mark or "", (End(value, place),), percent or "", ((currency,),) if currency else ())


@cache  # most runs read no text at all
def _form() -> re.Pattern[str]:
    return re.compile(_USUAL)
