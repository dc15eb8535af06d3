"""Bounds of what is computed from figures: the true value is inside, and one figure counts once.

Oracles: exact fractions within the figures' intervals, and mpmath's interval arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import iv, mp, nstr

from aicompare.expressions.bounds import bounded
from aicompare.expressions.graph import Leaf, Node, Pick, Product, Sum, value_of
from aicompare.expressions.units import NUMBER
from aicompare.values.figures import Figure

iv.dps = mp.dps = 60
NAMES = "abcd"


def leaf(figure: str | Figure, name: str | None = None) -> Leaf:
    """A figure; two with one name are the same figure."""
    return Leaf(Figure.parse(figure) if isinstance(figure, str) else figure, NUMBER, name)


def plus(*parts: Node) -> Node:
    return Sum(tuple((1, part) for part in parts), NUMBER)


def minus(one: Node, other: Node) -> Node:
    return Sum(((1, one), (-1, other)), NUMBER)


def times(*parts: Node) -> Node:
    return Product(parts, (), NUMBER)


def over(one: Node, other: Node) -> Node:
    return Product((one,), (other,), NUMBER)


def ends(node: Node) -> tuple[Decimal | None, Decimal | None]:
    figure = bounded(node)
    return figure.low, figure.high


# --- by hand ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["27.9", "-3", "0", "1,046.2m", "~5%", "350-400bn", ">=3", "<=-2"])
def test_a_figure_less_itself_is_nought(text: str) -> None:
    """INTERFACE: x - x is 0, whatever is known of x; also of one that is open on a side."""
    x = leaf(text, "x")
    assert ends(minus(x, x)) == (0, 0)


@pytest.mark.parametrize("text", ["27.9", "-3", "1,046.2m", "~5%", "350-400bn"])
def test_a_figure_over_itself_is_one(text: str) -> None:
    """Of what cannot be nought."""
    x = leaf(text, "x")
    assert ends(over(x, x)) == (1, 1)


def test_a_part_of_a_sum_is_tight() -> None:
    """a / (a + b) of 10 and 30 as printed: 9.5/(9.5+30.5) to 10.5/(10.5+29.5), not 9.5/41 to 10.5/39."""
    a, b = leaf("10", "a"), leaf("30", "b")
    low, high = ends(over(a, plus(a, b)))
    assert low is not None and high is not None
    assert low == Decimal("9.5") / 40
    assert high == Decimal("10.5") / 40
    assert value_of(over(a, plus(a, b))).low != low


def test_a_part_of_what_is_open_upwards() -> None:
    """a of at least 5 beside b of 1 to 2 is at least 5/7 of the whole."""
    a, b = leaf(">=5", "a"), leaf("1-2", "b")
    low, high = ends(over(a, plus(a, b)))
    assert low is not None and Fraction(5, 7) - Fraction(low) < Fraction(1, 10**33)
    assert low < Decimal(5) / 7
    assert high is None or high >= 1


def test_a_square_is_never_below_nought() -> None:
    """x x of -1 to 2 by halving: at least just below 0, at most 4; ordinary arithmetic says -2."""
    x = leaf(Figure(Decimal(1), Decimal(-1), Decimal(2)), "x")
    low, high = ends(times(x, x))
    assert value_of(times(x, x)).low == -2
    assert low is not None and Decimal("-0.5") < low <= 0
    assert high == 4


def test_what_is_counted_out_again_leaves_no_trace() -> None:
    """(a + b) - b is a, and a b / b too."""
    a, b = leaf("10", "a"), leaf("30", "b")
    assert ends(minus(plus(a, b), b)) == (Decimal("9.5"), Decimal("10.5"))
    assert ends(over(times(a, b), b)) == (Decimal("9.5"), Decimal("10.5"))


def test_the_size_and_the_greater_of_two_count_a_figure_once() -> None:
    """|a| - a is 0 of a positive a; max(a, b) - a is 0 where a is the greater for certain."""
    a, b = leaf("10", "a"), leaf("3", "b")
    assert ends(minus(Pick("abs", (a,), NUMBER), a)) == (0, 0)
    assert ends(minus(Pick("max", (a, b), NUMBER), a)) == (0, 0)
    assert ends(minus(Pick("min", (a, b), NUMBER), b)) == (0, 0)
    low, high = ends(minus(a, minus(leaf("0", "c"), a)))
    assert (low, high) == (Decimal("18.5"), Decimal("21.5"))


def test_a_divisor_that_may_be_nought_leaves_all_open() -> None:
    """x / (x - y) where x and y may be equal."""
    x, y = leaf("10", "x"), leaf("10.2", "y")
    assert ends(over(x, minus(x, y))) == (None, None)


def test_a_long_expression_falls_back_to_what_is_never_too_narrow() -> None:
    """(a + b + c + d) to the eighth power of shared figures has too many terms: as by plain arithmetic."""
    whole = plus(*(leaf("10", name) for name in "abcdefgh"))
    product = times(*[whole] * 8)
    assert bounded(minus(product, whole)) == value_of(minus(product, whole))


# --- against fractions and mpmath ---------------------------------------------------------

figures = st.builds(
    lambda value, places, spread: Figure(
        Decimal(value).scaleb(-places),
        (Decimal(value) - spread).scaleb(-places),
        (Decimal(value) + spread).scaleb(-places),
    ),
    st.integers(-(10**6), 10**6),
    st.integers(0, 4),
    st.integers(0, 10**4).map(Decimal),
)
positive = st.builds(
    lambda value, places, spread: Figure(
        Decimal(value).scaleb(-places),
        (Decimal(value) - spread).scaleb(-places),
        (Decimal(value) + spread).scaleb(-places),
    ),
    st.integers(10**5, 10**7),
    st.integers(0, 4),
    st.integers(0, 10**4).map(Decimal),
)
inside = st.fractions(0, 1, max_denominator=1000)


@dataclass(frozen=True)
class Tree:
    """A node beside the same sum for fractions and for mpmath."""

    node: Callable[[dict[str, Figure]], Node]
    exact: Callable[[dict[str, Fraction]], Fraction]
    interval: Callable[[dict[str, object]], object]


def _leaf(name: str) -> Tree:
    return Tree(lambda box: leaf(box[name], name), lambda at: at[name], lambda box: box[name])


def _joined(sign: str, one: Tree, other: Tree) -> Tree:
    build = {"+": plus, "-": minus, "*": times, "/": over}[sign]
    both: dict[str, Callable[..., object]] = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
    }
    return Tree(
        lambda box: build(one.node(box), other.node(box)),
        lambda at: both[sign](one.exact(at), other.exact(at)),  # type: ignore[return-value]
        lambda box: both[sign](one.interval(box), other.interval(box)),
    )


def trees(signs: str) -> st.SearchStrategy[Tree]:
    return st.recursive(
        st.sampled_from(NAMES).map(_leaf),
        lambda inner: st.builds(_joined, st.sampled_from(signs), inner, inner),
        max_leaves=8,
    )


boxes = st.fixed_dictionaries(dict.fromkeys(NAMES, figures))
positive_boxes = st.fixed_dictionaries(dict.fromkeys(NAMES, positive))
points = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, inside)), min_size=1, max_size=5)


def within(box: dict[str, Figure], point: dict[str, Fraction]) -> dict[str, Fraction]:
    """A true value of each figure: so far from its low end to its high one."""
    found = {}
    for name, figure in box.items():
        assert figure.low is not None and figure.high is not None
        low, high = Fraction(figure.low), Fraction(figure.high)
        found[name] = low + (high - low) * point[name]
    return found


def computed(tree: Tree, box: dict[str, Figure]) -> Figure:
    try:
        return bounded(tree.node(box))
    except ZeroDivisionError:
        assume(False)
        raise


def holds(figure: Figure, true: Fraction) -> bool:
    return (figure.low is None or Fraction(figure.low) <= true) and (
        figure.high is None or true <= Fraction(figure.high)
    )


@settings(max_examples=400)
@given(trees("+-*/"), boxes, points)
def test_the_true_value_is_always_inside(
    tree: Tree, box: dict[str, Figure], points: list[dict[str, Fraction]]
) -> None:
    """Whatever the figures truly are within their bounds, what is computed lies within the result's."""
    figure = computed(tree, box)
    for point in points:
        try:
            true = tree.exact(within(box, point))
        except ZeroDivisionError:
            continue
        assert holds(figure, true)
    assert holds(figure, Fraction(figure.value))


@settings(max_examples=300)
@given(trees("+-*/"), boxes)
def test_ordinary_arithmetic_is_that_of_an_independent_library(tree: Tree, box: dict[str, Figure]) -> None:
    """value_of gives mpmath's interval, to 28 digits; and bounded lies within it."""
    try:
        ours = value_of(tree.node(box))
    except ZeroDivisionError:
        assume(False)
        raise
    assume(ours.low is not None and ours.high is not None)
    assert ours.low is not None and ours.high is not None
    intervals = {name: iv.mpf([str(one.low), str(one.high)]) for name, one in box.items()}
    low, high = (Decimal(nstr(mp.make_mpf(end), 50)) for end in tree.interval(intervals)._mpi_)  # type: ignore[attr-defined]
    assume(low.is_finite() and high.is_finite())  # to mpmath 0 / [0, 2] is anything; to us, 0
    scale = max(abs(ours.low), abs(ours.high), Decimal(1))
    slack = scale.scaleb(-28)
    assert abs(ours.low - low) <= slack
    assert abs(ours.high - high) <= slack
    tight = bounded(tree.node(box))
    assert tight.low is not None and tight.high is not None
    assert ours.low <= tight.low <= tight.value <= tight.high <= ours.high


@settings(max_examples=200)
@given(trees("+*/"), positive_boxes)
def test_every_bound_of_figures_above_nought_is_reached_or_plain(tree: Tree, box: dict[str, Figure]) -> None:
    """Where a single corner of the figures gives a bound, it is that corner's value: nothing is given away.

    Of sums, products and quotients of at most one shared figure the extremes lie at corners.
    """
    figure = computed(tree, box)
    corners = [
        tree.exact({name: Fraction(end) for name, end in zip(NAMES, chosen, strict=True)})
        for chosen in _corners(box)
    ]
    slack = max(abs(one) for one in corners) / 10**30
    assert holds(figure, min(corners)) and holds(figure, max(corners))
    if len(_names(tree, box)) <= 1:
        assert figure.low is not None and figure.high is not None
        assert min(corners) - Fraction(figure.low) <= slack
        assert Fraction(figure.high) - max(corners) <= slack


def _corners(box: dict[str, Figure]) -> list[tuple[Decimal, ...]]:
    found: list[tuple[Decimal, ...]] = [()]
    for name in NAMES:
        low, high = box[name].low, box[name].high
        assert low is not None and high is not None
        found = [(*one, end) for one in found for end in (low, high)]
    return found


def _names(tree: Tree, box: dict[str, Figure]) -> set[str]:
    """The figures that stand in the tree more than once."""
    seen: list[str] = []

    def note(name: str) -> Figure:
        seen.append(name)
        return box[name]

    class Watched(dict[str, Figure]):
        def __getitem__(self, name: str) -> Figure:
            return note(name)

    tree.node(Watched())
    return {name for name in seen if seen.count(name) > 1}


@settings(max_examples=200)
@given(positive, positive, positive)
def test_common_ratios_are_as_tight_as_can_be(a: Figure, b: Figure, c: Figure) -> None:
    """a/(a+b), (a-b)/(a+b), (a+b)/(a+c) and ab/(ab+c): each bound is a corner's value to 30 digits."""
    shapes: list[tuple[Callable[..., Node], Callable[..., Fraction]]] = [
        (lambda x, y, z: over(x, plus(x, y)), lambda x, y, z: x / (x + y)),
        (lambda x, y, z: over(minus(x, y), plus(x, y)), lambda x, y, z: (x - y) / (x + y)),
        (lambda x, y, z: over(plus(x, y), plus(x, z)), lambda x, y, z: (x + y) / (x + z)),
        (lambda x, y, z: over(times(x, y), plus(times(x, y), z)), lambda x, y, z: x * y / (x * y + z)),
    ]
    leaves = [leaf(figure, name) for figure, name in zip((a, b, c), NAMES, strict=False)]
    box = dict(zip("abc", (a, b, c), strict=True))
    corners = [tuple(Fraction(end) for end in one[:3]) for one in _corners({**box, "d": Figure.exact(1)})]
    for build, exact in shapes:
        figure = bounded(build(*leaves))
        values = [exact(*corner) for corner in corners]
        assert figure.low is not None and figure.high is not None
        slack = max(abs(value) for value in values) / 10**30
        assert 0 <= min(values) - Fraction(figure.low) <= slack
        assert 0 <= Fraction(figure.high) - max(values) <= slack


@settings(max_examples=200)
@given(trees("+*/"), positive_boxes, st.fixed_dictionaries({name: st.integers(2, 20) for name in NAMES}))
def test_more_printed_decimals_never_widen(tree: Tree, box: dict[str, Figure], finer: dict[str, int]) -> None:
    """With each figure known better, and lying within what was known before, so does the result."""
    narrow = {name: _narrowed(figure, finer[name]) for name, figure in box.items()}
    wide, tight = computed(tree, box), computed(tree, narrow)
    assert wide.low is not None and tight.low is not None and wide.low <= tight.low
    assert wide.high is not None and tight.high is not None and tight.high <= wide.high


def _narrowed(figure: Figure, by: int) -> Figure:
    assert figure.low is not None and figure.high is not None
    spread = (figure.high - figure.value) / by
    return Figure(figure.value, figure.value - spread, figure.value + spread)


@given(st.lists(st.tuples(figures, st.sampled_from(NAMES)), min_size=1, max_size=6), st.randoms())
def test_the_order_of_a_sum_does_not_matter(parts: list[tuple[Figure, str]], random: object) -> None:
    """The same figures in any order have the same bounds; what stands twice counts as twice itself."""
    box = {name: figure for figure, name in parts}
    names = [name for _, name in parts]
    shuffled = sorted(names, key=lambda _: random.random())  # type: ignore[attr-defined]
    first = bounded(plus(*(leaf(box[name], name) for name in names)))
    second = bounded(plus(*(leaf(box[name], name) for name in shuffled)))
    assert (first.low, first.high) == (second.low, second.high)
