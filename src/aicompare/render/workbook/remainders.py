"""What the steps of a split by the largest remainders come to, for the cells that hold them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from aicompare.companies.derivation import figure_of
from aicompare.companies.solved import Apportioned
from aicompare.values.figures import NEAREST, Figure

_DIGITS = 14  # that a cell holds, less one for what rounding leaves


class Remainders(NamedTuple):
    """The units in all, of each weight the whole ones and the remainder, and to how many `places`."""

    units: Figure
    wholes: list[Figure]
    rests: list[Figure]
    places: int


def apportioned(made: Apportioned) -> Remainders:
    """Of 100.01 in cents by three equal weights: 10,001 units, 3,333 and a remainder of 0.666... each."""
    weights = [Fraction(figure_of(part).value) for part in made.weights]
    units = int(abs(Fraction(figure_of(made.amount).value)) / Fraction(made.unit))
    exactly = [units * weight / sum(weights) for weight in weights]
    places = max(0, min(9, _DIGITS - len(str(units))))
    rests = [_figure(one - int(one), places) for one in exactly]
    return Remainders(Figure.exact(units), [Figure.exact(int(one)) for one in exactly], rests, places)


def _figure(number: Fraction, places: int) -> Figure:
    decimal = NEAREST.divide(Decimal(number.numerator), Decimal(number.denominator))
    return Figure.exact(round(decimal, places))
