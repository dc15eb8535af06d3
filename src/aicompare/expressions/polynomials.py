"""Polynomials with exact coefficients, in as many variables as there are figures."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from aicompare.values.figures import Figure

# A variable with its power, by variable; () is the constant.
Monomial = tuple[tuple[int, int], ...]
Polynomial = Mapping[Monomial, Fraction]
MOST_TERMS = 60  # what is longer is not worth the time


class TooLong(Exception):
    """A polynomial of too many terms, or too many of them."""


def constant(number: Fraction) -> Polynomial:
    """A number."""
    return {(): number} if number else {}


def variable(index: int) -> Polynomial:
    """The variable itself."""
    return {((index, 1),): Fraction(1)}


def plus(one: Polynomial, other: Polynomial, sign: int = 1) -> Polynomial:
    """one + other, or with a `sign` of -1 their difference. Raises TooLong."""
    found = dict(one)
    for monomial, coefficient in other.items():
        found[monomial] = found.get(monomial, Fraction(0)) + sign * coefficient
    return _short(found)


def times(one: Polynomial, other: Polynomial) -> Polynomial:
    """one x other."""
    found: dict[Monomial, Fraction] = {}
    for a, x in one.items():
        for b, y in other.items():
            monomial = _together(a, b)
            found[monomial] = found.get(monomial, Fraction(0)) + x * y
    return _short(found)


def slope(one: Polynomial, index: int) -> Polynomial:
    """The derivative by one variable."""
    found: dict[Monomial, Fraction] = {}
    for monomial, coefficient in one.items():
        powers = dict(monomial)
        if power := powers.pop(index, 0):
            if power > 1:
                powers[index] = power - 1
            found[tuple(sorted(powers.items()))] = coefficient * power
    return found


def with_value(one: Polynomial, index: int, number: Fraction) -> Polynomial:
    """With a number in the place of one variable."""
    found: dict[Monomial, Fraction] = {}
    for monomial, coefficient in one.items():
        powers = dict(monomial)
        factor = number ** powers.pop(index, 0)
        rest = tuple(powers.items())
        found[rest] = found.get(rest, Fraction(0)) + coefficient * factor
    return _short(found)


def range_of(one: Polynomial, box: Mapping[int, Figure]) -> Figure:
    """What it can be where each variable lies within its bounds: never too narrow."""
    total = Figure.exact(0)
    for monomial, coefficient in one.items():
        term = figure_of(coefficient)
        for index, power in monomial:
            for _ in range(power):
                term = term * box[index]
        total = total + term
    return total


def figure_of(number: Fraction) -> Figure:
    """To 34 digits, its bounds outward."""
    return Figure.exact(number.numerator) / Figure.exact(number.denominator)


def _together(a: Monomial, b: Monomial) -> Monomial:
    powers = dict(a)
    for index, power in b:
        powers[index] = powers.get(index, 0) + power
    return tuple(sorted(powers.items()))


def _short(found: Mapping[Monomial, Fraction]) -> Polynomial:
    kept = {monomial: coefficient for monomial, coefficient in found.items() if coefficient}
    if len(kept) > MOST_TERMS:
        raise TooLong
    return kept
