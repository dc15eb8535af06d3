"""What a computed value can be at least and at most, where one figure counts once.

Ordinary arithmetic takes every figure for another one, and so is never too narrow. A figure that
stands more than once, and with which the value only grows or only falls, is put in at the end where
the value is least, or greatest (Moore's monotonicity test); where nobody knows which end that is,
both are tried. What moves to and fro stays in as the interval that it is. Both results hold the
true value, so their common part is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from aicompare.expressions.graph import (
    Factors,
    Node,
    Pick,
    leaves_of,
    parts_of,
    turned,
    value_of,
    with_parts,
)
from aicompare.expressions.slopes import moves_one_way, way_of, with_figure
from aicompare.values.figures import Figure

_MOST_WORK = 5_000  # parts looked through, some 0.1 s; when it is spent the rest gets plain arithmetic


def bounded(node: Node) -> Figure:
    """The value with the tightest bounds that are known to hold it.

    Raises ZeroDivisionError for a division by zero.
    """
    wide = value_of(node)
    settled = _settled(node)
    shared = _shared(settled)
    if not shared or wide.is_exact or _may_divide_by_zero(settled):
        return wide
    low = _inner(max, wide.low, _End(-1).of(settled, shared))
    high = _inner(min, wide.high, _End(1).of(settled, shared))
    value = wide.value if low is None else max(wide.value, low)
    return Figure(value if high is None else min(value, high), low, high)


def _inner(pick: Callable[[Decimal, Decimal], Decimal], *ends: Decimal | None) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return pick(known[0], known[-1]) if known else None


_Figures = Mapping[object, Figure]


def _shared(node: Node) -> _Figures:
    """The figures that stand there more than once."""
    found = [leaf for leaf in leaves_of(node) if leaf.key is not None and not leaf.figure.is_exact]
    times = Counter(leaf.key for leaf in found)
    return {leaf.key: leaf.figure for leaf in found if times[leaf.key] > 1}


def _may_divide_by_zero(node: Node) -> bool:
    below = node.below if isinstance(node, Factors) else ()
    zero = Figure.exact(0)
    return any(value_of(part).meets(zero) for part in below) or any(map(_may_divide_by_zero, parts_of(node)))


class _End:
    """The least (`side` of -1) or the greatest that a value can be; None where that is open."""

    def __init__(self, side: int) -> None:
        self._side = side
        self._left = _MOST_WORK

    def of(self, node: Node, figures: _Figures) -> Decimal | None:
        for key, figure in figures.items():
            end = self._at(node, key, figure)
            if end is not None:
                return self._with(node, figures, key, end)
        for key, figure in figures.items():
            low, high = figure.low, figure.high
            if self._left > 0 and low is not None and high is not None and moves_one_way(node, key):
                return self._outermost([self._with(node, figures, key, end) for end in (low, high)])
        return self._of(value_of(node))

    def _at(self, node: Node, key: object, figure: Figure) -> Decimal | None:
        """Where in the figure's interval the end lies; None where nobody knows, or it is open."""
        self._left -= sum(1 for _ in leaves_of(node))
        way = way_of(node, key, figure) if self._left >= 0 else None
        if way is None:
            return None
        return figure.value if way == 0 else figure.high if way == self._side else figure.low

    def _with(self, node: Node, figures: _Figures, key: object, number: Decimal) -> Decimal | None:
        rest = {other: figure for other, figure in figures.items() if other != key}
        return self.of(with_figure(node, key, number), rest)

    def _of(self, figure: Figure) -> Decimal | None:
        return figure.high if self._side > 0 else figure.low

    def _outermost(self, ends: Sequence[Decimal | None]) -> Decimal | None:
        known = [end for end in ends if end is not None]
        if len(known) < len(ends):
            return None
        return max(known) if self._side > 0 else min(known)


# --- what min, max and abs pick ----------------------------------------------------------------


def _settled(node: Node) -> Node:
    """With the part that is picked wherever in its bounds each part lies, in place of the choice."""
    node = with_parts(node, _settled)
    return _surely_picked(node) or node if isinstance(node, Pick) else node


def _surely_picked(node: Pick) -> Node | None:
    figures = [value_of(part) for part in node.parts]
    if node.how == "abs":
        (figure,), (part,) = figures, node.parts
        if figure.low is not None and figure.low >= 0:
            return part
        return turned(part) if figure.high is not None and figure.high <= 0 else None
    for figure, part in zip(figures, node.parts, strict=True):
        if all(figure is other or _goes_before(node.how, figure, other) for other in figures):
            return part
    return None


def _goes_before(how: str, one: Figure, other: Figure) -> bool:
    less, more = (one, other) if how == "min" else (other, one)
    return less.high is not None and more.low is not None and less.high <= more.low
