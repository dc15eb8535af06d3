"""Figure: a number known to the precision it was printed with.

`27.9` in print means something between 27.85 and 27.95. A Figure keeps the printed
value and both bounds, and arithmetic carries the bounds outward, so a result never
claims to know more than its inputs did. Everything is Decimal; no float anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from aicompare.values.errors import BadAmount, shown
from aicompare.values.frozen import dataclass, field

if TYPE_CHECKING:
    from aicompare.values.usual import Written
    from aicompare.values.wording import Words

# 34 digits is IEEE decimal128; bounds round outward so that rounding never narrows them.
NEAREST = Context(prec=34, rounding=ROUND_HALF_EVEN)
DOWN = Context(prec=34, rounding=ROUND_FLOOR)
UP = Context(prec=34, rounding=ROUND_CEILING)
# Digits enough for sums to be exact, so that their order does not matter.
_SUM, _SUM_DOWN, _SUM_UP = (Context(prec=400, rounding=one.rounding) for one in (NEAREST, DOWN, UP))

ZERO = Decimal(0)
_HALF = Decimal("0.5")
_AS_PRINTED = Context(prec=100)  # more digits than print has: reading rounds nothing
_INFINITY = Decimal("Infinity")

# `~x` is the wider of a fiftieth and half a unit of its last digit that is no trailing zero.
_ABOUT, _ABOUT_AT_MOST = Decimal("0.02"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` with `low` and `high`; a bound of None is open on that side.

    `mark` is how the source printed it (`~`, `>=`, `<=`, `=`, `-` for a range, or nothing);
    results of arithmetic carry none. Two figures are equal when value and bounds are.
    """

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    mark: str = field(default="", compare=False)

    @classmethod
    def exact(cls, number: Decimal | int) -> Figure:
        value = Decimal(number)
        return cls(value, value, value, "=")

    @classmethod
    def parse(cls, text: str) -> Figure:
        """Read a figure as people print it: `27.9`, `~1.5bn`, `350-400bn`, `>=20%`, `60x`.

        A percentage becomes a fraction (`5%` is 0.05). Raises BadAmount.
        """
        found = _written(text)
        if found is None or found.currencies:
            from aicompare.values.misread import why_not

            hint = why_not(text) or "write it like 27.9, 1.5bn, ~12% or >=20%"
            raise BadAmount(f"{shown(text)} is not a number", hint=hint)
        return cls.of(found)

    @classmethod
    def plain(cls, digits: str) -> Figure:
        """What `parse` makes of digits with a point or without, and no more: `641.0`."""
        value = Decimal(digits)
        spread = _half_a_unit(int(value.as_tuple().exponent))
        return cls(value, _AS_PRINTED.subtract(value, spread), _AS_PRINTED.add(value, spread))

    @classmethod
    def of(cls, found: Written) -> Figure:
        """The figure that a text says, with the bounds of its print."""
        if len(found.ends) == 2:
            low, high = (end.value for end in found.ends)
            return cls(_AS_PRINTED.multiply(_AS_PRINTED.add(low, high), _HALF), low, high, "-")
        value, place = found.ends[0].value, found.ends[0].place
        if found.mark == ">=":
            return cls(value, value, None, ">=")
        if found.mark == "<=":
            return cls(value, None, value, "<=")
        spread = ZERO if found.mark == "=" else (found.mark and _about(value)) or _half_a_unit(place)
        return cls(value, _AS_PRINTED.subtract(value, spread), _AS_PRINTED.add(value, spread), found.mark)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high == self.value

    @property
    def is_open(self) -> bool:
        """Whether a bound is missing."""
        return self.low is None or self.high is None

    @property
    def is_unbounded(self) -> bool:
        return self.low is None and self.high is None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.in_short}>"

    @property
    def in_short(self) -> str:
        """For programmers: `26.4`, `79.8697…` of more digits, `>=800,000,000`, `350 to 400`."""
        low, high = self.low, self.high
        if low is None and high is None:
            return f"unbounded, at {in_digits(self.value)}"
        if low is None or high is None:
            return f"<={in_digits(high)}" if high is not None else f">={in_digits(low or ZERO)}"
        if self.mark == "-":
            return f"{in_digits(low)} to {in_digits(high)}"
        return f"{'~' if self.mark == '~' else ''}{in_digits(self.value)}"

    def __neg__(self) -> Figure:
        flipped = {">=": "<=", "<=": ">="}.get(self.mark, self.mark)
        low = None if self.high is None else _minus(self.high)
        high = None if self.low is None else _minus(self.low)
        return Figure(_minus(self.value), low, high, flipped)

    def __abs__(self) -> Figure:
        """Zero is the least it can be where its interval holds zero."""
        if not _may_be_zero(self):
            return -self if self.value < 0 else self
        one_sided = self.low is None or self.high is None
        furthest = None if one_sided else max(_minus(self.low or ZERO), self.high or ZERO)
        return Figure(self.value.copy_abs(), ZERO, furthest)

    def __add__(self, other: Figure | Decimal | int) -> Figure:
        other = _figure(other)
        return Figure(
            _SUM.add(self.value, other.value),
            None if self.low is None or other.low is None else _SUM_DOWN.add(self.low, other.low),
            None if self.high is None or other.high is None else _SUM_UP.add(self.high, other.high),
        )

    def __sub__(self, other: Figure | Decimal | int) -> Figure:
        return self + -_figure(other)

    def __mul__(self, other: Figure | Decimal | int) -> Figure:
        return _by_corners(self, _figure(other), Context.multiply)

    def __truediv__(self, other: Figure | Decimal | int) -> Figure:
        """Raises ZeroDivisionError when the divisor is 0.

        Open on both sides where the divisor may have either sign; where it only comes down
        to 0 (or up to it), open on the side to which the quotient grows.
        """
        other = _figure(other)
        if other.value == 0:
            raise ZeroDivisionError("division by a figure of zero")
        if _may_be_zero(other) and ZERO not in (other.low, other.high):
            return Figure(_unsigned_zero(NEAREST.divide(self.value, other.value)), None, None)
        return _by_corners(self, other, Context.divide)

    __radd__ = __add__
    __rmul__ = __mul__

    def meets(self, other: Figure) -> bool:
        """Whether the two intervals have a point in common."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and self.low > other.high
        return not (below or above)

    def is_within(self, other: Figure) -> bool:
        """Whether its interval lies wholly inside the other's."""
        from_below = other.low is None or (self.low is not None and self.low >= other.low)
        from_above = other.high is None or (self.high is not None and self.high <= other.high)
        return from_below and from_above


def _half_a_unit(place: int) -> Decimal:
    return Decimal((0, (5,), place - 1))


def parse_percent(text: str) -> Decimal:
    """The exact fraction that a supposed percentage means: `5%` is 0.05, `(2.5%)` is -0.025.

    Raises BadAmount, also for a bare `5` or `0.05`, which could mean either.
    """
    found = _written(text)
    if found and found.unit == "%" and not found.mark and len(found.ends) == 1:
        return found.ends[0].value
    raise BadAmount(f"{shown(text.strip())} is not a percentage", hint=_likely_percent(text, found))


def parse_times(text: str) -> Figure:
    """A multiple as a user supposes it: `8x`, `8`, `12.5倍`; exact unless it says `~` or is a range.

    Raises BadAmount.
    """
    found = _written(text)
    if found is None or found.unit not in ("", "x"):
        raise BadAmount(f"{shown(text.strip())} is not a multiple", hint="write it like 8x")
    return Figure.of(found) if found.mark else Figure.exact(found.ends[0].value)


def is_percentage(text: str) -> bool:
    """Whether a figure is written with its sign: `12.5%`, `(5%)`, `20% or more`."""
    found = _written(text)
    return found is not None and found.unit == "%"


def _likely_percent(text: str, found: Written | None) -> str:
    """What was meant by a number without its sign: a fraction of one, or a percentage."""
    from aicompare.values.lexemes import plain
    from aicompare.values.misread import why_not

    if found is None and (slip := why_not(text)):
        right = slip.removeprefix("write ")
        return slip if right.endswith("%") or right == slip else _likely_percent(right, _written(right))
    if found is None or found.unit or found.mark:  # a range has one too
        return "write it like 5% or -2.5%"
    value = found.ends[0].value
    if not -1 < value < 1 or not value:
        return f"write {plain(text)}%"
    hundredfold = _AS_PRINTED.scaleb(value, 2).normalize(_AS_PRINTED)
    return f"write {hundredfold:f}%, or {plain(text)}% if so little is meant"


def _figure(number: Figure | Decimal | int) -> Figure:
    return number if isinstance(number, Figure) else Figure.exact(number)


def _about(value: Decimal) -> Decimal:
    """How far a figure of about `value` may lie off it; nothing is known so of zero."""
    size = value.copy_abs()
    last = int(size.normalize(_AS_PRINTED).as_tuple().exponent)
    spread = max(_AS_PRINTED.multiply(size, _ABOUT), _half_a_unit(last))
    return min(spread, _AS_PRINTED.multiply(size, _ABOUT_AT_MOST))


def _written(text: str) -> Written | None:
    from aicompare.values.usual import usual  # most runs read no text at all

    if (found := usual(text)) and not found.currencies:
        return found
    from aicompare.values.lexemes import plain
    from aicompare.values.written import written

    return written(plain(text), _words())


@cache
def _words() -> Words:
    from aicompare.values.wording import words_with

    return words_with({})


def _may_be_zero(figure: Figure) -> bool:
    from_below = figure.low is None or figure.low <= 0
    from_above = figure.high is None or figure.high >= 0
    return from_below and from_above


_Operation = Callable[[Context, Decimal, Decimal], Decimal]


def _by_corners(a: Figure, b: Figure, operation: _Operation) -> Figure:
    """The interval of a product or quotient: its extremes lie at the corners.

    An open bound is an infinite corner; zero times infinity counts as zero, because
    the infinite end itself is never reached.
    """
    if (
        a.low and a.high and b.low and b.high and a.low > 0 and b.low > 0
    ):  # so mostly, and in a quarter of the time
        least, most = (b.low, b.high) if operation is Context.multiply else (b.high, b.low)
        return Figure(
            operation(NEAREST, a.value, b.value),
            operation(DOWN, a.low, least),
            operation(UP, a.high, most),
        )
    corners = list(product(_ends(a), _ends(b)))
    lows = [_at(DOWN, operation, x, y) for x, y in corners]
    highs = [_at(UP, operation, x, y) for x, y in corners]
    low, high = min(lows), max(highs)
    return Figure(
        _unsigned_zero(operation(NEAREST, a.value, b.value)),
        low if low.is_finite() else None,
        high if high.is_finite() else None,
    )


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    """Both bounds, an open one infinite; zero has the sign from which it is approached."""
    low = -_INFINITY if figure.low is None else figure.low
    high = _INFINITY if figure.high is None else figure.high
    return low or low.copy_sign(figure.value), high or high.copy_sign(figure.value)


def _at(context: Context, operation: _Operation, x: Decimal, y: Decimal) -> Decimal:
    if operation is Context.multiply and (x == 0 or y == 0):
        return ZERO
    if x.is_infinite() and y.is_infinite():
        # infinity / infinity can come out as anything between zero and infinity of that sign
        return x.copy_abs() if (x > 0) == (y > 0) else x.copy_abs().copy_negate()
    if y == 0:  # a divisor that comes down, or up, to zero
        endless = _INFINITY if x.is_signed() == y.is_signed() else -_INFINITY
        return endless if x else ZERO
    return _unsigned_zero(operation(context, x, y))


_SHOWN = 6  # significant digits
_FAR = 20  # places from the point


def in_digits(number: Decimal) -> str:
    """`4,393,866,000`, `79.8697…`: further digits are cut, never rounded."""
    if abs(number.adjusted()) > _FAR:
        return str(number)
    whole, _, fraction = f"{number:,f}".partition(".")
    fraction = fraction.rstrip("0")
    zeros = len(fraction) - len(fraction.lstrip("0")) if whole.strip("-") == "0" else 0
    kept = zeros + max(1, _SHOWN - len(whole.strip("-0").replace(",", "")))
    cut = fraction[:kept] + "…" if len(fraction) > kept else fraction
    return f"{whole}.{cut}" if cut else whole


def _minus(number: Decimal) -> Decimal:
    """Exactly, where the operator would round to the precision in force."""
    return _unsigned_zero(number.copy_negate())


def _unsigned_zero(number: Decimal) -> Decimal:
    """No -0, and no 0E-1000000 as a division by infinity leaves it."""
    return number or ZERO
