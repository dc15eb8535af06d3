"""The largest remainder: whole units divided by weights, so that they always sum.

Each share is its weight of the units, rounded down; what is then left goes one unit each to
the largest fractional parts (Hamilton's method), of equal ones to the earlier. The sign is
applied last.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from math import lcm

from aicompare.values.errors import BadUsage
from aicompare.values.figures import Figure

_DIGITS = 34
_TENTHS = 1000  # of a percent in the whole


def split(units: int, weights: Sequence[Fraction]) -> list[int]:
    """`units` in proportion to `weights`, in whole units that sum to them.

    Raises BadUsage where there is no weight, one below zero, or none above it.
    """
    if any(weight < 0 for weight in weights):
        raise BadUsage("a weight is below zero", hint="a share of nothing has the weight 0")
    parts, _ = over_one_denominator(weights)
    total = sum(parts)
    if not total:
        raise BadUsage("no weight is above zero" if parts else "there is nothing to split it between")
    whole = [divmod(abs(units) * part, total) for part in parts]
    shares = [share for share, _ in whole]
    by_rest = sorted(range(len(parts)), key=lambda index: -whole[index][1])  # stable: ties in order
    for index in by_rest[: abs(units) - sum(shares)]:
        shares[index] += 1
    return [-share if units < 0 else share for share in shares]


def in_tenths(weights: Sequence[Fraction], of: int = _TENTHS) -> list[Figure]:
    """Shares for people, to a tenth of a percent, that sum to `of` tenths (100.0%) as shown.

    What these would show as zero shows its first two digits beside them: 1 of 3,000 is 0.033%.
    """
    parts, _ = over_one_denominator(weights)
    whole = sum(parts)
    shown = []
    for part, share in zip(parts, split(of, weights), strict=True):
        tenths = f"{share // 10}.{share % 10}"
        percent = tenths if share or not part else _two_digits(Fraction(part * of, 10 * whole))
        shown.append(Figure.parse(f"{percent}%"))
    return shown


def _two_digits(number: Fraction) -> str:
    rounded = Context(prec=2).divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{rounded:f}"


def shares_of(weights: Sequence[Fraction]) -> list[Figure]:
    """Each weight over all of them, as a fraction of one, to more digits than anybody shows."""
    parts, _ = over_one_denominator(weights)
    whole = sum(parts)
    return [_quotient(part, whole) if part else Figure.exact(0) for part in parts]


def _quotient(part: int, whole: int) -> Figure:
    """To `_DIGITS` at least, in whole numbers: Decimal takes its time with ten thousand digits."""
    places = _DIGITS + (whole.bit_length() - part.bit_length()) // 3  # a digit has more than 3 bits
    digits, rest = divmod(part * 10**places, whole)
    low, high = (Decimal(f"{number}e-{places}") for number in (digits, digits + 1))
    return Figure(low, low, high) if rest else Figure.exact(low)


def over_one_denominator(weights: Sequence[Fraction]) -> tuple[list[int], int]:
    """The weights over one denominator, and that denominator; adding fractions one by one is slow."""
    common = lcm(*(weight.denominator for weight in weights))
    return [weight.numerator * (common // weight.denominator) for weight in weights], common
