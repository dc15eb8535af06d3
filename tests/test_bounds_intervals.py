"""Interval arithmetic beside mpmath's, an independent library that rounds outward in binary."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from mpmath import iv, libmp

from aicompare.values.figures import Figure

iv.prec = 400  # bits: far finer than 34 digits
SLACK = Fraction(1, 10**32)

numbers = some.decimals(-(10**9), 10**9, places=4)


@some.composite
def figures(draw: some.DrawFn) -> Figure:
    """Any bounded interval, nought as likely an end as any (mpmath gives up where one is endless)."""
    low, value, high = sorted(draw(some.tuples(*[some.just(Decimal(0)) | numbers] * 3)))
    return Figure(value, low, high)


def theirs(figure: Figure) -> Any:
    return iv.mpf([f"{figure.low:f}", f"{figure.high:f}"])


def ends(interval: Any) -> tuple[Fraction | None, Fraction | None]:
    """Both ends as exact fractions; None where infinite."""
    low, high = interval._mpi_
    infinite = (libmp.finf, libmp.fninf, libmp.fnan)
    return tuple(None if one in infinite else Fraction(*libmp.to_rational(one)) for one in (low, high))  # type: ignore[return-value]


def near(ours: Decimal | None, other: Fraction | None) -> bool:
    """Equal up to the 34th digit of ours and the 400th bit of theirs, or open both."""
    if ours is None or other is None:
        return ours is None and other is None
    return abs(Fraction(ours) - other) <= abs(other) * SLACK + Fraction(1, 10**90)


def touches_nought(figure: Figure) -> bool:
    assert figure.low is not None and figure.high is not None
    return figure.low <= 0 <= figure.high


@given(figures(), figures(), some.sampled_from([add, sub, mul, truediv]))
def test_every_operation_gives_the_interval_that_mpmath_gives(a: Figure, b: Figure, operation: Any) -> None:
    """The same ends, an open one for an endless one, also where a divisor comes down to nought."""
    if operation is truediv and (b.value == 0 or (touches_nought(a) and touches_nought(b))):
        return  # an error for us; all the line for mpmath, where 0/0 might be
    ours, (low, high) = operation(a, b), ends(operation(theirs(a), theirs(b)))
    assert near(ours.low, low) and near(ours.high, high)


@given(some.lists(figures(), min_size=2, max_size=6))
def test_a_chain_of_operations_ends_where_mpmath_ends(chain: list[Figure]) -> None:
    """((a + b) x c - d) / e + f: many roundings outward, and still the same to 30 digits."""
    ours, other = chain[0], theirs(chain[0])
    for operation, one in zip((add, mul, sub, truediv, add), chain[1:], strict=False):
        if operation is truediv and touches_nought(one):
            return
        ours, other = operation(ours, one), operation(other, theirs(one))
    low, high = ends(other)
    assert ours.low is not None and ours.high is not None and low is not None and high is not None
    slack = (abs(low) + abs(high) + 10**20) / 10**30
    assert -slack <= low - Fraction(ours.low) <= slack
    assert -slack <= Fraction(ours.high) - high <= slack


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        ("10", "0-2", "4.75", None),  # 9.5/2, and no end: the divisor comes down to nought
        ("10", "<=1", None, None),  # it may be of either sign
        ("=15", "1", "10", "30"),
    ],
)
def test_division_by_what_may_be_small(left: str, right: str, low: str | None, high: str | None) -> None:
    """One side stays known where the divisor only touches nought."""
    quotient = Figure.parse(left) / Figure.parse(right)
    wanted = [None if text is None else Decimal(text) for text in (low, high)]
    assert [quotient.low, quotient.high] == wanted
