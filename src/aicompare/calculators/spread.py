"""Statistics of a group of multiples, as a comps table prints them under its rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Annotated

from aicompare.figures import NEAREST, Figure
from aicompare.report import Column

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
    all upper bounds; open where one of those is.
    """
    values = _measures([one.value for one in multiples])
    lows = _measures([one.low for one in multiples])
    highs = _measures([one.high for one in multiples])
    figures = [
        None if value is None else Figure(value, low, high)
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


def _measures(numbers: Sequence[Decimal | None]) -> Sequence[Decimal | None]:
    """From the maximum to the minimum, then the two means; None where one is open, or there is none."""
    known = sorted(number for number in numbers if number is not None)
    if not known or len(known) < len(numbers):
        return [None] * 7
    with localcontext(NEAREST):
        count = Decimal(len(known))
        quartiles = [quantile(known, Decimal(part)) for part in ("1", "0.75", "0.5", "0.25", "0")]
        inverse = None if known[0] <= 0 else sum((1 / number for number in known), Decimal(0))
        harmonic = None if inverse is None else count / inverse
        return [*quartiles, sum(known, Decimal(0)) / count, harmonic]


def quantile(ordered: Sequence[Decimal], part: Decimal) -> Decimal:
    """By linear interpolation at (n-1)p (Excel QUARTILE.INC). `ordered` ascends, not empty."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
