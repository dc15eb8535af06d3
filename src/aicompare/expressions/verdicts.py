"""Whether a statement holds: `holds`, `contradicted` or `undecided`, from bounds alone.

Two figures are equal as far as anybody knows when their intervals meet, and are not when they
do not. What is open on a side, overlaps in an inequality or is missing decides nothing.
"""

from __future__ import annotations

from aicompare.expressions.bounds import bounded
from aicompare.expressions.graph import Node, Terms
from aicompare.values.figures import Figure

HOLDS, CONTRADICTED, UNDECIDED = "holds", "contradicted", "undecided"


def verdict_of(sign: str, left: Node, right: Node, computed: tuple[Node, ...]) -> str:
    """Of `left sign right`; `computed` are the sides that the data decide.

    A figure that stands on both sides counts once.
    """
    difference = bounded(Terms(((1, left), (-1, right)), left.unit))
    if sign == "==":
        return _equal(difference, computed, (left, right))
    if sign == "!=":
        return _unequal(difference)
    if sign in (">", ">="):
        difference = -difference
    return _below(difference, strictly=sign in ("<", ">"))


def _equal(difference: Figure, computed: tuple[Node, ...], sides: tuple[Node, Node]) -> str:
    """What is computed must be bounded to prove anything, or lie wholly within what is stated."""
    if not difference.meets(Figure.exact(0)):
        return CONTRADICTED
    if not any(bounded(node).is_open for node in computed):
        return HOLDS
    stated = [bounded(node) for node in sides if node not in computed]
    inside = stated and all(bounded(node).is_within(stated[0]) for node in computed)
    return HOLDS if inside else UNDECIDED


def _unequal(difference: Figure) -> str:
    """That two figures are equal to the last digit is known of exact ones only."""
    if not difference.meets(Figure.exact(0)):
        return HOLDS
    return CONTRADICTED if difference.is_exact else UNDECIDED


def _below(difference: Figure, *, strictly: bool) -> str:
    """Whether a difference is below zero, or not above it."""
    low, high = difference.low, difference.high
    if high is not None and (high < 0 or (high == 0 and not strictly)):
        return HOLDS
    if low is not None and (low > 0 or (low == 0 and strictly)):
        return CONTRADICTED
    return UNDECIDED
