"""Whether a statement holds: `holds`, `contradicted` or `undecided`, from bounds alone.

Two figures are equal as far as anybody knows when their intervals meet, and are not when they
do not. Two roundings with but an end in common, `3.3%` and `3.4%`, may be one figure, a half that
was rounded two ways, and need not be; two counts of single things are not. What is open on a side,
overlaps in an inequality or is missing decides nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from aicompare.expressions.bounds import bounded
from aicompare.expressions.graph import Node, Terms
from aicompare.values.figures import Figure

Verdict = Literal["holds", "contradicted", "undecided"]
HOLDS: Verdict = "holds"
CONTRADICTED: Verdict = "contradicted"
UNDECIDED: Verdict = "undecided"
_HALF = Decimal("0.5")


def verdict_of(sign: str, left: Node, right: Node, computed: tuple[Node, ...]) -> Verdict:
    """Of `left sign right`; `computed` are the sides that the data decide.

    A figure that stands on both sides counts once.
    """
    difference = bounded(Terms(((1, left), (-1, right)), left.unit))
    if sign == "==":
        return _equal(difference, computed, (left, right))
    if sign == "!=":
        return _unequal(difference, (left, right))
    if sign in (">", ">="):
        difference = -difference
    return _below(difference, strictly=sign in ("<", ">"))


def _equal(difference: Figure, computed: tuple[Node, ...], sides: tuple[Node, Node]) -> Verdict:
    """What is computed must be bounded to prove anything, or lie wholly within what is stated."""
    if not difference.meets(Figure.exact(0)) or are_counts_apart(sides):
        return CONTRADICTED
    if share_an_end_of_print(*map(bounded, sides)):
        return UNDECIDED
    if not any(bounded(node).is_open for node in computed):
        return HOLDS
    stated = [bounded(node) for node in sides if node not in computed]
    inside = stated and all(bounded(node).is_within(stated[0]) for node in computed)
    return HOLDS if inside else UNDECIDED


def share_an_end_of_print(one: Figure, other: Figure) -> bool:
    """Whether all that two roundings share is the half unit between them: 3.35% of `3.3%` and `3.4%`.

    A printed bound (`>=`, a range) is itself meant, a `~` has no sharp end, and what is exactly
    3.35% is printed either way.
    """
    if any(figure.mark or figure.is_exact for figure in (one, other)):
        return False
    return (one.high is not None and one.high == other.low) or (one.low is not None and one.low == other.high)


def are_counts_apart(sides: tuple[Node, Node]) -> bool:
    """Whether two counts, printed to the last one, are neighbours: seven rounds are not eight."""
    figures = [bounded(node) for node in sides]
    if not share_an_end_of_print(*figures) or all(node.unit.kind != "count" for node in sides):
        return False
    return all(figure.low is not None and figure.value - figure.low == _HALF for figure in figures)


def _unequal(difference: Figure, sides: tuple[Node, Node]) -> Verdict:
    """That two figures are equal to the last digit is known of exact ones only."""
    if not difference.meets(Figure.exact(0)) or are_counts_apart(sides):
        return HOLDS
    return CONTRADICTED if difference.is_exact else UNDECIDED


def _below(difference: Figure, *, strictly: bool) -> Verdict:
    """Whether a difference is below zero, or not above it."""
    low, high = difference.low, difference.high
    if high is not None and (high < 0 or (high == 0 and not strictly)):
        return HOLDS
    if low is not None and (low > 0 or (low == 0 and strictly)):
        return CONTRADICTED
    return UNDECIDED
