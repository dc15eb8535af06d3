"""What a computed value can be at least and at most, where one figure counts once.

Ordinary arithmetic takes every figure for another one, and so is never too narrow. Where a
figure stands more than once, the value is written as a quotient of two polynomials, in which
`x - x` and the `a` of `a / (a + b)` cancel exactly. Its slope in one figure is then known in
sign: the extremes lie at the ends of that figure. Where no sign is known, the figure's
interval is halved a few times. Both results hold the true value, so their common part is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from aicompare.companies.derivation import product_of
from aicompare.expressions import polynomials
from aicompare.expressions.graph import (
    Leaf,
    Named,
    Node,
    Pick,
    Product,
    Sum,
    leaves_of,
    parts_of,
    picked,
    turned,
    value_of,
)
from aicompare.expressions.polynomials import Polynomial, TooLong
from aicompare.values.figures import NEAREST, Figure
from aicompare.values.frozen import dataclass

_HALVINGS = 4
_MOST_WORK = 20_000  # products of coefficients, some 0.1 s
_ONE: Polynomial = polynomials.constant(Fraction(1))


def bounded(node: Node) -> Figure:
    """The value with the tightest bounds that are known to hold it.

    Raises ZeroDivisionError for a division by nought.
    """
    return _Bounds().of(node)


class _Bounds:
    """Of a graph and of the parts of it that are looked at for themselves, each once.

    Together they have so much work; what is left when it is spent gets plain arithmetic.
    """

    def __init__(self) -> None:
        self._known: dict[int, Figure] = {}
        self._work = _MOST_WORK

    def of(self, node: Node) -> Figure:
        if id(node) not in self._known:
            self._known[id(node)] = self._found(node)
        return self._known[id(node)]

    def spend(self, work: int) -> None:
        """Raises TooLong when nothing is left."""
        self._work -= work
        if self._work < 0:
            raise TooLong

    def _found(self, node: Node) -> Figure:
        wide = value_of(node)
        shared = _shared(node)
        if not shared or wide.is_exact:
            return wide
        try:
            low, high = _Extremes(shared, self).of(node)
        except (TooLong, ZeroDivisionError):
            return wide
        low, high = _inner(max, wide.low, low), _inner(min, wide.high, high)
        value = wide.value if low is None else max(wide.value, low)
        return Figure(value if high is None else min(value, high), low, high)


def _shared(node: Node) -> frozenset[object]:
    """The keys of the figures that stand there more than once."""
    found = Counter(leaf.key for leaf in leaves_of(node) if leaf.key is not None and not leaf.figure.is_exact)
    return frozenset(key for key, count in found.items() if count > 1)


def _inner(pick: Callable[[Decimal, Decimal], Decimal], *ends: Decimal | None) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return pick(known[0], known[-1]) if known else None


@dataclass(frozen=True, slots=True)
class _Quotient:
    above: Polynomial
    below: Polynomial


_Box = dict[int, Figure]


class _Extremes:
    """Of one graph: its figures as variables, and the intervals of these."""

    def __init__(self, shared: frozenset[object], bounds: _Bounds) -> None:
        self._shared = shared
        self._bounds = bounds
        self._indexes: dict[object, int] = {}
        self._box: _Box = {}

    def of(self, node: Node) -> tuple[Decimal | None, Decimal | None]:
        """Raises ZeroDivisionError where something below can be nought."""
        quotient = self._quotient(node)
        self._divisor(quotient.below, self._box)
        return self._end(quotient, self._box, -1), self._end(quotient, self._box, 1)

    # --- as a quotient of polynomials ------------------------------------------------------

    def _quotient(self, node: Node) -> _Quotient:
        """A part without a shared figure is one variable of its own."""
        if not self._holds_shared(node):
            return self._variable(value_of(node), node)
        match node:
            case Leaf():
                return self._variable(node.figure, node.key)
            case Named():
                return self._quotient(node.inner)
            case Sum():
                return self._sum(node)
            case Product():
                return self._product(node)
            case Pick():
                return self._pick(node)

    def _holds_shared(self, node: Node) -> bool:
        if isinstance(node, Leaf):
            return node.key in self._shared
        return any(self._holds_shared(part) for part in parts_of(node))

    def _variable(self, figure: Figure, key: object) -> _Quotient:
        if figure.is_exact:
            return _Quotient(polynomials.constant(Fraction(figure.value)), _ONE)
        index = self._indexes.setdefault(key, len(self._indexes))
        self._box[index] = figure
        return _Quotient(polynomials.variable(index), _ONE)

    def _sum(self, node: Sum) -> _Quotient:
        own = tuple(term for term in node.terms if not self._holds_shared(term[1]))
        total = self._variable(value_of(Sum(own, node.unit)), own) if own else _Quotient({}, _ONE)
        for sign, part in node.terms:
            if self._holds_shared(part):
                total = self._added(total, self._quotient(part), sign)
        return total

    def _added(self, one: _Quotient, other: _Quotient, sign: int) -> _Quotient:
        if one.below == other.below:
            return _Quotient(polynomials.plus(one.above, other.above, sign), one.below)
        above = polynomials.plus(
            self._times(one.above, other.below), self._times(other.above, one.below), sign
        )
        return _Quotient(above, self._times(one.below, other.below))

    def _product(self, node: Product) -> _Quotient:
        above, below = _ONE, _ONE
        own = [[part for part in side if not self._holds_shared(part)] for side in (node.above, node.below)]
        if any(own):
            figure = product_of(*([value_of(part) for part in side] for side in own))
            above = self._variable(figure, tuple(own[0] + own[1])).above
        for part in filter(self._holds_shared, node.above):
            one = self._quotient(part)
            above, below = self._times(above, one.above), self._times(below, one.below)
        for part in filter(self._holds_shared, node.below):
            one = self._quotient(part)
            above, below = self._times(above, one.below), self._times(below, one.above)
        return _Quotient(above, below)

    def _pick(self, node: Pick) -> _Quotient:
        """The part that is picked for certain; else one variable for whichever it is."""
        figures = [self._bounds.of(part) for part in node.parts]
        sure = _surely_picked(node, figures)
        return self._variable(picked(node.how, figures), node) if sure is None else self._quotient(sure)

    def _times(self, one: Polynomial, other: Polynomial) -> Polynomial:
        self._bounds.spend(len(one) * len(other))
        return polynomials.times(one, other)

    # --- its ends --------------------------------------------------------------------------

    def _end(self, quotient: _Quotient, box: _Box, side: int, halvings: int = _HALVINGS) -> Decimal | None:
        """The least (`side` of -1) or greatest that it can be; None where that is open."""
        unsettled = None
        for index, figure in box.items():
            slope = self._slope(quotient, index)
            sign = _sign(self._range(slope, box))
            end = figure.value if not slope else figure.high if sign * side > 0 else figure.low
            if (sign or not slope) and end is not None:
                rest = {other: one for other, one in box.items() if other != index}
                return self._end(_with(quotient, index, Fraction(end)), rest, side, halvings)
            if unsettled is None and not sign and figure.low is not None and figure.high is not None:
                unsettled = index
        if unsettled is not None and halvings:
            halves = _halves(box, unsettled)
            ends = [self._end(quotient, half, side, halvings - 1) for half in halves]
            return _outermost(ends, side)
        found = self._range(quotient.above, box) / self._divisor(quotient.below, box)
        return found.high if side > 0 else found.low

    def _slope(self, quotient: _Quotient, index: int) -> Polynomial:
        """In one figure, but for a factor above nought; nothing where the figure has no say."""
        above, below = quotient.above, quotient.below
        return polynomials.plus(
            self._times(polynomials.slope(above, index), below),
            self._times(above, polynomials.slope(below, index)),
            -1,
        )

    def _range(self, one: Polynomial, box: _Box) -> Figure:
        self._bounds.spend(sum(power for monomial in one for _, power in monomial))
        return polynomials.range_of(one, box)

    def _divisor(self, below: Polynomial, box: _Box) -> Figure:
        figure = self._range(below, box)
        if _can_be_zero(figure):
            raise ZeroDivisionError
        return figure


def _surely_picked(node: Pick, figures: Sequence[Figure]) -> Node | None:
    """The part that is picked wherever in its bounds each part lies; None where it depends."""
    if node.how == "abs":
        (figure,), (part,) = figures, node.parts
        return {1: part, -1: turned(part), 0: None}[_sign(figure)]
    for figure, part in zip(figures, node.parts, strict=True):
        if all(figure is other or _goes_before(node.how, figure, other) for other in figures):
            return part
    return None


def _goes_before(how: str, one: Figure, other: Figure) -> bool:
    less, more = (one, other) if how == "min" else (other, one)
    return less.high is not None and more.low is not None and less.high <= more.low


def _with(quotient: _Quotient, index: int, number: Fraction) -> _Quotient:
    above = polynomials.with_value(quotient.above, index, number)
    return _Quotient(above, polynomials.with_value(quotient.below, index, number))


def _sign(figure: Figure) -> int:
    """1 or -1 where the whole interval lies on one side of nought, or touches it; else 0."""
    if figure.low is not None and figure.low >= 0:
        return 1
    return -1 if figure.high is not None and figure.high <= 0 else 0


def _can_be_zero(figure: Figure) -> bool:
    below = figure.low is None or figure.low <= 0
    return below and (figure.high is None or figure.high >= 0)


def _halves(box: _Box, index: int) -> Iterator[_Box]:
    low, high = box[index].low, box[index].high
    assert low is not None and high is not None
    middle = NEAREST.divide(NEAREST.add(low, high), Decimal(2))
    middle = min(max(middle, low), high)
    yield {**box, index: Figure(middle, low, middle)}
    yield {**box, index: Figure(middle, middle, high)}


def _outermost(ends: Sequence[Decimal | None], side: int) -> Decimal | None:
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    return max(known) if side > 0 else min(known)
