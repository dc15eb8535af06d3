"""What a value is of, and what comes of two when they meet: money, months, counts, numbers.

A number that is typed without a unit (`12`, `80%`) fits whatever it meets, but never stands
for money: an amount says its currency.
"""

from __future__ import annotations

import re

from aicompare.values.frozen import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Unit:
    """`kind` is money (of a `currency`; `monthly` whether it is a month's, None where it was typed
    and may be either), number, count, months, day (of the calendar), days (between two), or typed
    (a number that fits any but money).

    `look` is how a number is shown: percent, times, or plainly.
    """

    kind: str
    currency: str = ""
    monthly: bool | None = False
    look: str = field(default="", compare=False)

    def __str__(self) -> str:
        """`money in CNY a month`, for messages."""
        if self.kind == "money":
            return f"money in {self.currency}" + (" a month" if self.monthly else "")
        return _NAMES.get(self.kind, self.kind)

    @property
    def is_plain(self) -> bool:
        """A number that scales whatever it meets."""
        return self.kind in ("number", "typed")


_NAMES = {"number": "a number", "typed": "a number", "count": "a count", "day": "a day"}

NUMBER, TYPED, COUNT = Unit("number"), Unit("typed"), Unit("count")
PERCENT = Unit("number", look="percent")
MONTHS, DAY, DAYS = Unit("months"), Unit("day"), Unit("days")


_LOOKS = {"x": "times", "×": "times"}
# What a number of months, years or days has behind it, and what it comes to in its unit.
_SPANS = (
    ("months?|个月|個月", MONTHS, 1),
    ("years?", MONTHS, 12),
    ("days?|天", DAYS, 1),
)
SPAN = f"(?:{'|'.join(words for words, _, _ in _SPANS)})"


def span_of(text: str) -> tuple[str, Unit, int] | None:
    """The number in `37 months`, its unit, and by how much it counts: `~3 years` are `~3` times 12 months."""
    for words, unit, times in _SPANS:
        if match := re.fullmatch(rf"(?i)(.*[0-9])\s*(?:{words})", text.strip()):
            return match[1], unit, times
    return None


def typed(text: str) -> Unit:
    """The unit of a number as somebody wrote it: `80%` looks like a percentage, `37 months` are months."""
    span = span_of(text.strip("\"'“” "))
    if span:
        return span[1]
    if "%" in text or "％" in text:  # also before a mark: `50%左右`, `50% or more`
        return Unit("typed", look="percent")
    return Unit("typed", look=_LOOKS.get(text.strip("\"'“” ")[-1:].lower(), ""))


def money_of(currency: str, *, monthly: bool | None = False) -> Unit:
    """The unit of amounts of a currency."""
    return Unit("money", currency, monthly)


def added(one: Unit, other: Unit) -> Unit | None:
    """Of a sum, a difference or a choice among several; None where the two do not go together."""
    if one == other and one.kind != "day":
        return one if one.look == other.look else replace(one, look="")
    if one.kind == other.kind == "money" and one.currency == other.currency:
        fits = None in (one.monthly, other.monthly)
        return (other if one.monthly is None else one) if fits else None
    if "typed" in (one.kind, other.kind):
        fixed = other if one.kind == "typed" else one
        return None if fixed.kind in ("money", "day") else fixed
    return None


def subtracted(one: Unit, other: Unit) -> Unit | None:
    """As `added`; between two days lie days."""
    return DAYS if one == other == DAY else added(one, other)


def multiplied(one: Unit, other: Unit) -> Unit | None:
    """Count times price is money; a month's burn times months too. None where it means nothing."""
    if one.is_plain or other.is_plain:
        return _scaled(other if one.is_plain else one, one if one.is_plain else other)
    kinds = {one.kind, other.kind}
    money = one if one.kind == "money" else other
    if kinds == {"money", "count"} and not money.monthly:
        return money
    if kinds == {"money", "months"} and money.monthly:
        return money_of(money.currency)
    return None


def divided(one: Unit, other: Unit) -> Unit | None:
    """Money over a month's burn is months; over money of its currency a number. None as above."""
    if other.is_plain:
        return _scaled(one, other)
    if one.kind == other.kind == "money" and one.currency == other.currency:
        return MONTHS if other.monthly and not one.monthly else NUMBER
    if one.kind == other.kind and one.kind in ("count", "months", "days"):
        return NUMBER
    if one.kind == "money" and other.kind == "count":
        return one
    if one.kind == "money" and other.kind == "months" and not one.monthly:
        return money_of(one.currency, monthly=True)
    return None


def _scaled(unit: Unit, number: Unit) -> Unit | None:
    """Times or over a number: twelve months are a year, so months and days become numbers."""
    if unit.kind == "day":
        return None
    if unit.kind in ("months", "days"):
        return NUMBER
    if unit.is_plain:
        return TYPED if unit.kind == number.kind == "typed" else NUMBER
    return unit
