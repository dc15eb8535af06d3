"""Statistics of a group of multiples, as a comps table prints them under its rule."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Annotated

from aicompare.figures import NEAREST, ZERO, Figure
from aicompare.frozen import dataclass
from aicompare.report import Column

INFINITY = Decimal("Infinity")
METHOD = "inclusive"  # linear interpolation at (n-1)p, as Excel's QUARTILE.INC
SMALL = 4  # under this count quartiles say little, and the table says so


@dataclass(frozen=True, slots=True)
class Spread:
    """Of meaningful multiples only; all None when there is none."""

    group: Annotated[str, Column("Group")]
    maximum: Annotated[Figure | None, Column("Max", unit="computed times")]
    p75: Annotated[Figure | None, Column("p75", unit="computed times")]
    median: Annotated[Figure | None, Column("Median", unit="computed times")]
    p25: Annotated[Figure | None, Column("p25", unit="computed times")]
    minimum: Annotated[Figure | None, Column("Min", unit="computed times")]
    mean: Annotated[Figure | None, Column("Mean", unit="computed times")]
    harmonic_mean: Annotated[Figure | None, Column("Harmonic", unit="computed times")]
    count: Annotated[int, Column("Count")]
    not_meaningful: Annotated[int, Column("n.m.", wide=True)]
    not_available: Annotated[int, Column("n.a.", wide=True)]
    method: str = METHOD


def spread(group: str, multiples: Sequence[Figure], not_meaningful: int, not_available: int) -> Spread:
    """Maximum, quartiles, median, minimum, mean and harmonic mean n / sum(1/x) of positive multiples.

    Each grows with every multiple, so its bounds are the same statistic of all lower and of
    all upper bounds; an open one counts as nought, or as endless.
    """
    values = _measures([one.value for one in multiples])
    lows = _measures([one.low or ZERO for one in multiples])  # a multiple is above nought
    highs = _measures([INFINITY if one.high is None else one.high for one in multiples])
    figures = [
        None if value is None else Figure(value, low, high if high and high.is_finite() else None)
        for value, low, high in zip(values, lows, highs, strict=True)
    ]
    maximum, p75, median, p25, minimum, mean, harmonic = figures
    return Spread(
        group,
        maximum,
        p75,
        median,
        p25,
        minimum,
        mean,
        harmonic,
        len(multiples),
        not_meaningful,
        not_available,
    )


def _measures(numbers: Sequence[Decimal]) -> Sequence[Decimal | None]:
    """From the maximum to the minimum, then the two means; None of nothing."""
    if not numbers:
        return [None] * 7
    ordered = sorted(numbers)
    with localcontext(NEAREST):
        count = Decimal(len(ordered))
        quartiles = [quantile(ordered, Decimal(part)) for part in ("1", "0.75", "0.5", "0.25", "0")]
        inverse = sum((1 / number for number in ordered), ZERO) if ordered[0] > 0 else INFINITY
        harmonic = count / inverse if inverse else INFINITY
        return [*quartiles, sum(ordered, ZERO) / count, harmonic]


def quantile(ordered: Sequence[Decimal], part: Decimal) -> Decimal:
    """By linear interpolation at (n-1)p (Excel QUARTILE.INC). `ordered` ascends, not empty."""
    place = part * (len(ordered) - 1)
    below = int(place)
    between = place - below
    if not between:
        return ordered[below]
    above = ordered[below + 1]
    return above if above.is_infinite() else ordered[below] + (above - ordered[below]) * between
