"""A computed value as a graph of the figures it rests on.

Wherever one figure stands twice it is the same leaf, so that its one true value counts once:
`bounds` finds what the whole can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aicompare.companies.derivation import product_of, sum_of
from aicompare.companies.fact import Known
from aicompare.expressions.units import NUMBER, Unit
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One figure. Two leaves with one `key` are the same figure; None is like no other.

    `loose` is how wide it is where the trailing zeros of what was typed are rounding.
    """

    figure: Figure
    unit: Unit
    key: object = None
    loose: Figure | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Each term with its sign, 1 or -1."""

    terms: tuple[tuple[int, Node], ...]
    unit: Unit


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """All `above` over all `below`."""

    above: tuple[Node, ...]
    below: tuple[Node, ...]
    unit: Unit


@dataclass(frozen=True, slots=True, eq=False)
class Pick:
    """`how` is min, max or abs (of one part)."""

    how: str
    parts: tuple[Node, ...]
    unit: Unit


@dataclass(frozen=True, slots=True, eq=False)
class DataNode:
    """A figure of the data, derived or converted perhaps; `inner` is how it comes about and
    `before` what it was in its own currency.
    """

    known: Known
    inner: Node
    unit: Unit
    before: Node | None = None


Node = Leaf | Terms | Factors | Pick | DataNode


def constant(number: Figure, unit: Unit = NUMBER) -> Leaf:
    """An exact number."""
    return Leaf(number, unit)


def turned(node: Node) -> Terms:
    """With its sign turned."""
    return Terms(((-1, node),), node.unit)


def with_leaves(node: Node, change: Callable[[Leaf], Leaf]) -> Node:
    """The same with other leaves."""
    if isinstance(node, Leaf):
        return change(node)
    return with_parts(node, lambda part: with_leaves(part, change))


def with_parts(node: Node, each: Callable[[Node], Node]) -> Node:
    """The same made of other parts; a leaf has none."""
    match node:
        case Leaf():
            return node
        case DataNode():
            return replace(node, inner=each(node.inner))
        case Terms():
            return replace(node, terms=tuple((sign, each(part)) for sign, part in node.terms))
        case Factors():
            return replace(node, above=tuple(map(each, node.above)), below=tuple(map(each, node.below)))
        case Pick():
            return replace(node, parts=tuple(map(each, node.parts)))


def value_of(node: Node) -> Figure:
    """By ordinary arithmetic, as if every leaf were a figure of its own: never too narrow.

    Raises ZeroDivisionError for a division by zero.
    """
    match node:
        case Leaf():
            return node.figure
        case DataNode():
            return value_of(node.inner)
        case Terms():
            return sum_of([value_of(one) if sign > 0 else -value_of(one) for sign, one in node.terms])
        case Factors():
            return product_of([value_of(one) for one in node.above], [value_of(one) for one in node.below])
        case Pick():
            return picked(node.how, [value_of(one) for one in node.parts])


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Every leaf as often as it stands there."""
    if isinstance(node, Leaf):
        yield node
    else:
        for part in parts_of(node):
            yield from leaves_of(part)


def parts_of(node: Node) -> tuple[Node, ...]:
    """What a node is made of; nothing for a leaf."""
    match node:
        case Leaf():
            return ()
        case DataNode():
            return (node.inner,)
        case Terms():
            return tuple(one for _, one in node.terms)
        case Factors():
            return (*node.above, *node.below)
        case Pick():
            return node.parts


def known_in(node: Node) -> Iterator[Known]:
    """The figures of the data under a node, outermost first and each once, in reading order."""
    if isinstance(node, DataNode):
        yield node.known
    else:
        for part in parts_of(node):
            yield from known_in(part)


def picked(how: str, figures: list[Figure]) -> Figure:
    """The least, the greatest, or the size of the one there is; bounds are picked likewise."""
    if how == "abs":
        return abs(figures[0])
    pick = min if how == "min" else max
    value = pick(figure.value for figure in figures)
    lows = [figure.low for figure in figures]
    highs = [figure.high for figure in figures]
    if how == "min":  # open below where any is; open above where all are
        low = None if None in lows else min(one for one in lows if one is not None)
        high = min((one for one in highs if one is not None), default=None)
    else:
        low = max((one for one in lows if one is not None), default=None)
        high = None if None in highs else max(one for one in highs if one is not None)
    return Figure(value, low, high)
