"""Which way a computed value moves with one of its figures, the others anywhere in their bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce

from aicompare.companies.derivation import product_of
from aicompare.expressions.graph import (
    DataNode,
    Factors,
    Leaf,
    Node,
    Pick,
    Terms,
    leaves_of,
    picked,
    with_leaves,
)
from aicompare.values.figures import ZERO, Figure
from aicompare.values.frozen import dataclass

_ZERO, _ONE = Figure.exact(0), Figure.exact(1)
_ANY_SIGN = Figure(ZERO, Decimal(-1), Decimal(1))
_ANY_PART = Figure(ZERO, ZERO, Decimal(1))


def way_of(node: Node, key: object, figure: Figure) -> int | None:
    """1 or -1 where the value only grows or only falls with the figure, 0 where that has no say.

    None where neither is known. Nothing under a line may be zero.
    """
    powers = _powers(node, key)
    if powers == _Powers(0, 0, 0):
        return 0
    # Where it only moves one way, it moves the same way everywhere, and so as where the figure is its value.
    _, slope = _with_slope(with_figure(node, key, figure.value) if powers.move_one_way else node, key)
    if slope.low is not None and slope.low >= 0:
        return 0 if slope.high == 0 else 1
    return -1 if slope.high is not None and slope.high <= 0 else None


def moves_one_way(node: Node, key: object) -> bool:
    """Whether the value only grows or only falls with the figure, though nobody may know which.

    So does (a x + b) / (c x + d), whose slope (a d - b c) / (c x + d)^2 has one sign for every x.
    """
    return _powers(node, key).move_one_way


def with_figure(node: Node, key: object, number: Decimal) -> Node:
    """With a number in the place of a figure."""
    known = Figure.exact(number)
    return with_leaves(node, lambda leaf: Leaf(known, leaf.unit, key) if leaf.key == key else leaf)


# --- its slope ---------------------------------------------------------------------------------

_Both = tuple[Figure, Figure]  # a value and its slope


def _with_slope(node: Node, key: object) -> _Both:
    """The value, and its derivative by the figure, both never too narrow."""
    match node:
        case Leaf():
            return node.figure, _ONE if node.key == key else _ZERO
        case DataNode():
            return _with_slope(node.inner, key)
        case Terms():
            signs = [sign for sign, _ in node.terms]
            values, slopes = zip(*(_with_slope(part, key) for _, part in node.terms), strict=True)
            return _added(signs, values), _added(signs, slopes)
        case Factors():
            above, below = ([_with_slope(part, key) for part in side] for side in (node.above, node.below))
            return _product(above, below)
        case Pick():
            values, slopes = zip(*(_with_slope(part, key) for part in node.parts), strict=True)
            share = _ANY_SIGN if node.how == "abs" else _ANY_PART  # each may be the one that is picked
            return picked(node.how, [*values]), sum((slope * share for slope in slopes), _ZERO)


def _added(signs: Iterable[int], figures: Iterable[Figure]) -> Figure:
    signed = (figure if sign > 0 else -figure for sign, figure in zip(signs, figures, strict=True))
    return sum(signed, _ZERO)


def _product(above: Sequence[_Both], below: Sequence[_Both]) -> _Both:
    """Each part adds its own slope times the other parts; a divisor v adds -v' / v times the whole."""
    over, under = [value for value, _ in above], [value for value, _ in below]
    slope = _ZERO
    for place, (_, own) in enumerate(above):
        if own != _ZERO:
            slope = slope + own * product_of([*over[:place], *over[place + 1 :]], under)
    for value, own in below:
        if own != _ZERO:
            slope = slope - own * product_of(over, [*under, value])
    return product_of(over, under), slope


# --- the powers in which it stands there -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Powers:
    """Of a figure: from its power `least` to `most` above the line, up to `below` under it."""

    least: int
    most: int
    below: int

    @property
    def move_one_way(self) -> bool:
        """Times the figure as often as it is a divisor, at most once on each side of the line."""
        times = max(0, -self.least)
        return self.most + times <= 1 and self.below + times <= 1

    def plus(self, other: _Powers) -> _Powers:
        most = max(self.most + other.below, other.most + self.below)
        return _Powers(min(self.least, other.least), most, self.below + other.below)

    def times(self, other: _Powers) -> _Powers:
        return _Powers(self.least + other.least, self.most + other.most, self.below + other.below)

    def over(self, other: _Powers) -> _Powers:
        """The power that all of the divisor has is taken off, the rest goes under the line."""
        most = self.most - other.least + other.below
        return _Powers(self.least - other.least, most, self.below + other.most - other.least)


_WITHOUT, _ANYHOW = _Powers(0, 0, 0), _Powers(0, 2, 2)


def _powers(node: Node, key: object) -> _Powers:
    match node:
        case Leaf():
            power = int(node.key == key)
            return _Powers(power, power, 0)
        case DataNode():
            return _powers(node.inner, key)
        case Terms():
            return reduce(_Powers.plus, [_powers(part, key) for _, part in node.terms])
        case Factors():
            above, below = ([_powers(part, key) for part in side] for side in (node.above, node.below))
            return reduce(_Powers.over, below, reduce(_Powers.times, above, _WITHOUT))
        case Pick():
            return _ANYHOW if any(leaf.key == key for leaf in leaves_of(node)) else _WITHOUT
