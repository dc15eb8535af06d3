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


def spread(group: str, values: Sequence[Decimal], not_meaningful: int, not_available: int) -> Spread:
    """Maximum, quartiles, median, minimum, mean and harmonic mean n / sum(1/x) of positive values."""
    with localcontext(NEAREST):
        ordered = sorted(values)
        measures = [Figure.exact(value) for value in _measures(ordered)] if ordered else [None] * 7
    maximum, p75, median, p25, minimum, mean, harmonic = measures
    return Spread(
        group,
        maximum,
        p75,
        median,
        p25,
        minimum,
        mean,
        harmonic,
        len(ordered),
        not_meaningful,
        not_available,
    )


def _measures(ordered: Sequence[Decimal]) -> list[Decimal]:
    """From the maximum to the minimum, then the two means."""
    count = Decimal(len(ordered))
    inverse = sum((1 / value for value in ordered), Decimal(0))
    quartiles = [quantile(ordered, Decimal(part)) for part in ("1", "0.75", "0.5", "0.25", "0")]
    return [*quartiles, sum(ordered, Decimal(0)) / count, count / inverse]


def quantile(ordered: Sequence[Decimal], part: Decimal) -> Decimal:
    """By linear interpolation at (n-1)p (Excel QUARTILE.INC). `ordered` ascends, not empty."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
