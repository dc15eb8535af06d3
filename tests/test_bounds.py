"""Bounds of what is computed from figures: the true value is inside, and one figure counts once.

Oracles: exact fractions within the figures' intervals, and mpmath's interval arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from itertools import permutations, product

import pytest
from command import LONG, examples
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some
from hypothesis import strategies as st
from made import company, day, fact, part
from mpmath import iv, mp, nstr

from aicompare.calculators.comparison import comparison
from aicompare.calculators.conversion.impliedrate import implied_rate
from aicompare.calculators.conversion.report import RateChoice, conversion
from aicompare.calculators.multiples.report import revenue_multiples
from aicompare.calculators.multiples.row import EvRow
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.row import RunwayRow, runway_of
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named
from aicompare.companies.derivation import minus as less
from aicompare.companies.fact import Derived
from aicompare.companies.ltm import last_twelve_months
from aicompare.companies.measures import (
    DERIVED,
    annualised,
    equity_value,
    growth,
    liquid_money,
    ratio_by_period,
)
from aicompare.expressions.bounds import bounded
from aicompare.expressions.graph import Factors, Leaf, Node, Pick, Terms, value_of
from aicompare.expressions.known import node_of
from aicompare.expressions.units import NUMBER
from aicompare.rates.rates import Rates
from aicompare.values.figures import ZERO, Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

iv.dps = mp.dps = 120
NAMES = "abcd"


def leaf(figure: str | Figure, name: str | None = None) -> Leaf:
    """A figure; two with one name are the same figure."""
    return Leaf(Figure.parse(figure) if isinstance(figure, str) else figure, NUMBER, name)


def plus(*parts: Node) -> Node:
    return Terms(tuple((1, part) for part in parts), NUMBER)


def minus(one: Node, other: Node) -> Node:
    return Terms(((1, one), (-1, other)), NUMBER)


def times(*parts: Node) -> Node:
    return Factors(parts, (), NUMBER)


def over(one: Node, other: Node) -> Node:
    return Factors((one,), (other,), NUMBER)


def lesser(one: Node, other: Node) -> Node:
    return Pick("min", (one, other), NUMBER)


def greater(one: Node, other: Node) -> Node:
    return Pick("max", (one, other), NUMBER)


def gap(one: Node, other: Node) -> Node:
    return Pick("abs", (minus(one, other),), NUMBER)


def ends(node: Node) -> tuple[Decimal | None, Decimal | None]:
    figure = bounded(node)
    return figure.low, figure.high


ONE, TWO = leaf(Figure.exact(1)), leaf(Figure.exact(2))


# --- by hand ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["27.9", "-3", "0", "1,046.2m", "~5%", "350-400bn", ">=3", "<=-2"])
def test_a_figure_less_itself_is_nought(text: str) -> None:
    """INTERFACE: x - x is 0, whatever is known of x; also of one that is open on a side."""
    x = leaf(text, "x")
    assert ends(minus(x, x)) == (0, 0)


@pytest.mark.parametrize("text", ["27.9", "-3", "1,046.2m", "~5%", "350-400bn"])
def test_a_figure_over_itself_is_one(text: str) -> None:
    """Of what cannot be zero."""
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


def test_the_greatest_value_may_lie_between_the_ends_of_a_figure() -> None:
    """x (1 - x) of 0.4 to 0.7 is 0.24 and 0.21 at the ends, and 0.25 at 0.5: 0.4 x 0.3 to 0.7 x 0.6."""
    x = leaf("0.4-0.7", "x")
    assert ends(times(x, minus(ONE, x))) == (Decimal("0.12"), Decimal("0.42"))


@pytest.mark.parametrize(
    ("interval", "shape", "values"),  # at the low end, at the turn, at the high end
    [
        ("0.4-0.7", lambda x: over(x, over(ONE, minus(ONE, x))), "0.24 1/4 0.21"),  # x (1 - x)
        ("1-4", lambda x: over(x, times(plus(x, TWO), plus(x, TWO))), "1/9 1/8 1/9"),  # at 2, 2 / 16
        (Figure(ZERO, Decimal("-0.5"), Decimal(1)), lambda x: plus(x, over(ONE, plus(x, ONE))), "1.5 1 1.5"),
        ("0.4-0.7", lambda x: lesser(x, minus(ONE, x)), "0.4 0.5 0.3"),
        ("0.2-0.9", lambda x: gap(x, minus(ONE, x)), "0.6 0 0.8"),
    ],
)
def test_what_turns_between_the_ends_of_a_figure_is_not_cut_off(
    interval: str | Figure, shape: Callable[[Node], Node], values: str
) -> None:
    """Where the value is less, or more, at both ends of a figure than between, all of it is inside."""
    figure = bounded(shape(leaf(interval, "x")))
    assert all(holds(figure, Fraction(value)) for value in values.split())


def test_an_end_that_is_open_for_one_end_of_a_figure_is_open() -> None:
    """x b - x c of 0 to 2, 5 and more, and 10: nothing where x is 0, 2 (5 - 10.5) at least, no most."""
    x, b, c = leaf("0-2", "x"), leaf(">=5", "b"), leaf("10", "c")
    assert ends(minus(times(x, b), times(x, c))) == (-11, None)


def test_growth_and_margin_of_one_revenue_are_taken_at_its_ends() -> None:
    """now/then - 1 + profit/now of 200 over 100 with a profit of 20, each as printed.

    It grows with now, by 1/100 - 20/200^2 a unit: from 199.5/100.5 - 1 + 19.5/199.5 to
    200.5/99.5 - 1 + 20.5/200.5.
    """
    now, then, profit = (leaf(text, text) for text in ("200", "100", "20"))
    low, high = ends(plus(minus(over(now, then), ONE), over(profit, now)))
    assert low is not None and high is not None
    assert abs(Fraction(low) - (Fraction(1995, 1005) - 1 + Fraction(195, 1995))) < Fraction(1, 10**30)
    assert abs(Fraction(high) - (Fraction(2005, 995) - 1 + Fraction(205, 2005))) < Fraction(1, 10**30)


def test_a_common_divisor_counts_once() -> None:
    """a/c - b/c of 10, 7 and 2 to 4 is (a - b)/c: 2/4 to 4/2, though plainly it may be 9.5/4 - 7.5/2."""
    a, b, c = leaf("10", "a"), leaf("7", "b"), leaf("2-4", "c")
    assert ends(minus(over(a, c), over(b, c))) == (Decimal("0.5"), Decimal(2))


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


def test_two_bare_amounts_of_one_print_are_two() -> None:
    """US$5m less another US$5m of no source is 4.5 - 5.5 to 5.5 - 4.5, as they may differ."""
    one, other = (Named(name, parse_amount("US$5m")) for name in ("one", "other"))
    known = Derived.of("acme", METRICS["revenue"], less(one, other), Period.parse("FY2025"))
    assert ends(node_of(known)) == (-1_000_000, 1_000_000)


def test_a_divisor_that_may_be_nought_leaves_all_open() -> None:
    """x / (x - y) where x and y may be equal."""
    x, y = leaf("10", "x"), leaf("10.2", "y")
    assert ends(over(x, minus(x, y))) == (None, None)


def test_a_long_expression_of_few_figures_is_tight() -> None:
    """(a + ... + h) to the eighth less the sum, of eight times 9.5 to 10.5: 76^8 - 76 to 84^8 - 84."""
    whole = plus(*(leaf("10", name) for name in "abcdefgh"))
    assert ends(minus(times(*[whole] * 8), whole)) == (76**8 - 76, 84**8 - 84)


def test_a_hundred_figures_whose_say_nobody_knows_get_plain_arithmetic_in_the_end() -> None:
    """a b ... - ... b a is 0; there are too many ends to try, and the answer is not too narrow."""
    leaves = [leaf("100-300", f"{place}") for place in range(100)]
    low, high = ends(minus(times(*leaves), times(*reversed(leaves))))
    assert low is not None and low <= 0 and high is not None and high >= 0


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
    build = {"+": plus, "-": minus, "*": times, "/": over, "<": lesser, ">": greater, "|": gap}[sign]
    both: dict[str, Callable[..., object]] = {
        "<": min,
        ">": max,
        "|": lambda a, b: abs(a - b),
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
upwards = figures.map(lambda figure: Figure(figure.value, figure.value, None))
downwards = figures.map(lambda figure: Figure(figure.value, None, figure.value))
any_boxes = st.fixed_dictionaries(dict.fromkeys(NAMES, figures | upwards | downwards))
positive_boxes = st.fixed_dictionaries(dict.fromkeys(NAMES, positive))
points = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, inside)), min_size=1, max_size=5)


def within(box: dict[str, Figure], point: dict[str, Fraction]) -> dict[str, Fraction]:
    """A true value of each figure: so far from its low end to its high one, or far out where it is open."""
    found = {}
    for name, figure in box.items():
        low = Fraction(figure.value - 10**7 if figure.low is None else figure.low)
        high = Fraction(figure.value + 10**7 if figure.high is None else figure.high)
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


@examples(400)
@given(trees("+-*/<>|"), any_boxes, points)
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


@examples(300)
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


@examples(200)
@given(trees("+*"), positive_boxes)
def test_every_bound_of_what_only_grows_is_reached(tree: Tree, box: dict[str, Figure]) -> None:
    """Sums and products of figures above zero grow with each: from all low ends to all high ones."""
    figure = computed(tree, box)
    lows, highs = (within(box, dict.fromkeys(NAMES, Fraction(end))) for end in (0, 1))
    least, most = tree.exact(lows), tree.exact(highs)
    assert figure.low is not None and figure.high is not None
    assert 0 <= least - Fraction(figure.low) <= most / 10**30
    assert 0 <= Fraction(figure.high) - most <= most / 10**30


@examples(200)
@given(trees("+*/"), positive_boxes)
def test_both_ends_of_every_figure_are_inside(tree: Tree, box: dict[str, Figure]) -> None:
    """Whatever ends the figures stand at, all sixteen corners of four."""
    figure = computed(tree, box)
    for chosen in _corners(box):
        ends = {name: Fraction(end) for name, end in zip(NAMES, chosen, strict=True)}
        assert holds(figure, tree.exact(ends))


def _corners(box: dict[str, Figure]) -> list[tuple[Decimal, ...]]:
    found: list[tuple[Decimal, ...]] = [()]
    for name in NAMES:
        low, high = box[name].low, box[name].high
        assert low is not None and high is not None
        found = [(*one, end) for one in found for end in (low, high)]
    return found


@examples(200)
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


@examples(200)
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


# --- through every calculation: against each corner of its inputs, in exact fractions --------


LAST = day("2026-10-31")
WIDE = Context(prec=100)
EXACT_RATE = Fraction("7.04")  # a rate of the user's own, taken as exactly that
Answer = Callable[[Sequence[str], Rates], object]
Formula = Callable[..., Fraction]


@dataclass(frozen=True)
class Case:
    """`answer` gives the figure from printed numbers of millions, `formula` the same on fractions."""

    inputs: int
    answer: Answer
    formula: Formula


def figure_of(value: object) -> Figure:
    """In millions, where it is money."""
    found = value if isinstance(value, Figure | Money) else getattr(value, "value", value)
    if isinstance(found, Money):
        amount = found.amount
        assert amount.low is not None and amount.high is not None
        found = Figure(*(bound.scaleb(-6, WIDE) for bound in (amount.value, amount.low, amount.high)))
    assert isinstance(found, Figure)
    return found


def year_to_date(texts: Sequence[str]) -> Company:
    year, to_date, prior = texts
    return company(
        fact("revenue", "FY2025", f"US${year}m"),
        fact("revenue", "H1 2026", f"US${to_date}m", "2026-08-31"),
        fact("revenue", "H1 2025", f"US${prior}m"),
    )


def two_years(texts: Sequence[str]) -> Company:
    return company(*(fact("revenue", f"FY{2025 - back}", f"US${text}m") for back, text in enumerate(texts)))


def of_revenue(metric: str, texts: Sequence[str]) -> Company:
    return company(fact(metric, "FY2025", f"US${texts[0]}m"), fact("revenue", "FY2025", f"US${texts[1]}m"))


def liquid(texts: Sequence[str], last: str = "2025-12-31") -> Company:
    metrics = ("cash", "liquid_investments", "time_deposits")
    return company(*(fact(name, last, f"US${text}m") for name, text in zip(metrics, texts, strict=False)))


def burning(texts: Sequence[str]) -> Company:
    """Cash, operating cash use, capital expenditure, leases of a half-year; facilities in the cash."""
    cash, used, outlay, leases, *more = texts
    facts = [
        fact("cash_balance", "2025-12-31", f"US${cash}m"),
        fact("operating_cash_flow", "H2 2025", f"US$ -{used}m"),
        fact("capital_expenditure", "H2 2025", f"US${outlay}m"),
        fact("lease_payments", "H2 2025", f"US${leases}m"),
    ]
    if more:
        facts.append(fact("net_proceeds", "2026-03-31", f"US${more[0]}m", "2026-04-30", deal="placing"))
    return company(*facts)


def runway(of: Company, rates: Rates, **choice: object) -> RunwayRow:
    return runway_of(of, RunwayChoice(LAST, **choice), rates)  # type: ignore[arg-type]


def undrawn(texts: Sequence[str], rates: Rates, basis: str) -> object:
    """Without facilities: they are in the company's own total, or added to liquid money."""
    cash, invested, facilities, burn = texts
    facts = [
        fact("unused_facilities", "2025-12-31", f"US${facilities}m"),
        fact("monthly_burn", "FY2025", f"US${burn}m", balance="2025-12-31"),
    ]
    if basis == "stated":
        facts.append(fact("cash_balance", "2025-12-31", f"US${cash}m"))
    else:
        facts.append(fact("cash", "2025-12-31", f"US${cash}m"))
        facts.append(fact("liquid_investments", "2025-12-31", f"US${invested}m"))
    return runway(company(*facts), rates, cash_basis=basis).without_facilities


def listed(texts: Sequence[str], id_: str = "acme") -> Company:
    """Price, shares in millions, revenue, then loans, leases, cash and liquid investments."""
    price, shares, revenue, *balance = texts
    names = ("bank_loans", "lease_liabilities", "cash", "liquid_investments")
    held = [
        fact(name, "2026-06-30", f"US${text}m", "2026-08-31", company=id_)
        for name, text in zip(names, balance, strict=False)
    ]
    return company(
        fact("share_price", "2026-09-30", f"US${price}", "2026-09-30", label="close", company=id_),
        fact("shares", "2026-09-16", f"{shares}m", "2026-09-16", company=id_),
        fact("revenue", "FY2025", f"US${revenue}m", company=id_),
        *held,
        id_=id_,
    )


def multiple(texts: Sequence[str], rates: Rates, *, ev: bool = False) -> object:
    report = revenue_multiples([listed(texts)], MultiplesChoice(LAST, ev=ev), rates, LAST, None)
    (row,) = report.rows
    assert isinstance(row, EvRow) is ev
    return row.multiple


def premium(texts: Sequence[str], rates: Rates) -> object:
    """Of a company over one peer: both price x shares / revenue."""
    own, peer = listed(texts[:3]), listed(texts[3:], "peer")
    report = revenue_multiples([peer], MultiplesChoice(LAST), rates, LAST, None, implied=own)
    return next(row for row in part(report, "implied").rows if row.statistic == "median").premium


def ratio(texts: Sequence[str], rates: Rates) -> object:
    pair = [
        company(fact("revenue", "FY2025", f"US${text}m", company=name), id_=name)
        for name, text in zip(("one", "two"), texts, strict=True)
    ]
    report = comparison(pair, ["revenue"], None, rates, LAST, "USD")
    return report.rows[0].ratio


def converted(texts: Sequence[str], rates: Rates) -> object:
    own = Rates(rates.path, rates.source, {("USD", "CNY"): Decimal("7.04")})
    report = conversion(parse_amount(f"US${texts[0]}m"), ["CNY"], RateChoice(), own, LAST)
    return report.rows[0].result


def statistic(name: str, texts: Sequence[str], rates: Rates) -> object:
    """Of companies whose revenue is exactly 1m, so that their multiple is price x 1m shares / 1m."""
    peers = [
        company(
            fact("market_cap", "2026-09-30", f"US${text}m", "2026-09-30", company=f"c{number}"),
            fact("revenue", "FY2025", "=US$1m", company=f"c{number}"),
            id_=f"c{number}",
        )
        for number, text in enumerate(texts)
    ]
    report = revenue_multiples(peers, MultiplesChoice(LAST), rates, LAST, None)
    return getattr(part(report, "statistics").rows[0], name)


def elapsed() -> Fraction:
    """From 31 December 2025 to 31 October 2026 are ten months."""
    return Fraction(10)


def ev_multiple(
    price: Fraction, shares: Fraction, revenue: Fraction, loans: Fraction, leases: Fraction, *held: Fraction
) -> Fraction:
    return (price * shares + loans + leases - sum(held)) / revenue


CASES = {
    "growth": Case(2, lambda t, _: growth(two_years(t))[Period.parse("FY2025")], lambda a, b: a / b - 1),
    "R&D share": Case(
        2,
        lambda t, _: ratio_by_period(of_revenue("research_expense", t), DERIVED["research_share"])[
            Period.parse("FY2025")
        ],
        lambda a, b: a / b,
    ),
    "LTM": Case(
        3,
        lambda t, _: last_twelve_months(year_to_date(t))[Period.parse("2025-07-01..2026-06-30")],
        lambda year, to_date, prior: year + to_date - prior,
    ),
    "annualised": Case(
        1, lambda t, _: annualised(fact("revenue", "9M2025", f"US${t[0]}m")), lambda a: a * 12 / 9
    ),
    "liquid money": Case(
        3, lambda t, _: liquid_money(liquid(t), day("2025-12-31")), lambda a, b, c: a + b + c
    ),
    "equity value": Case(2, lambda t, _: equity_value(listed([*t, "1"]), LAST), lambda p, n: p * n),
    "runway": Case(
        4,
        lambda t, rates: runway(burning(t), rates).months,
        lambda cash, used, outlay, leases: cash * 6 / (used + outlay + leases),
    ),
    "runway left": Case(
        4,
        lambda t, rates: runway(burning(t), rates).months_left,
        lambda cash, used, outlay, leases: cash * 6 / (used + outlay + leases) - elapsed(),
    ),
    "runway with raises": Case(
        5,
        lambda t, rates: runway(burning(t), rates).months,
        lambda cash, used, outlay, leases, raised: (cash + raised) * 6 / (used + outlay + leases),
    ),
    "facilities in the own total": Case(
        4,
        lambda t, rates: undrawn(t, rates, "stated"),
        lambda cash, _, facilities, burn: (cash - facilities) / burn,
    ),
    "facilities on top of liquid money": Case(
        4,
        lambda t, rates: undrawn(t, rates, "liquidity+facilities"),
        lambda cash, invested, _, burn: (cash + invested) / burn,
    ),
    "multiple": Case(3, multiple, lambda price, shares, revenue: price * shares / revenue),
    "EV multiple": Case(
        7, lambda t, rates: multiple(t, rates, ev=True), ev_multiple
    ),
    "premium": Case(6, premium, lambda p, n, r, q, m, s: (p * n / r) / (q * m / s) - 1),
    "ratio": Case(2, ratio, lambda a, b: a / b),
    "conversion": Case(1, converted, lambda a: a * EXACT_RATE),
    "implied rate": Case(
        2,
        lambda t, rates: implied_rate(
            [parse_amount(f"US${t[0]}m"), parse_amount(f"RMB {t[1]}m")], RateChoice(), rates, LAST
        )
        .rows[0]
        .implied,
        lambda a, b: b / a,
    ),
    "mean": Case(3, lambda t, rates: statistic("mean", t, rates), lambda *x: sum(x) / 3),
    "harmonic mean": Case(
        3, lambda t, rates: statistic("harmonic_mean", t, rates), lambda *x: 3 / sum(1 / one for one in x)
    ),
    "p75": Case(3, lambda t, rates: statistic("p75", t, rates), lambda *x: sum(sorted(x)[1:]) / 2),
}  # fmt: skip
PADDED = {  # so that the result is above zero, and cash lasts until the raise comes in
    "facilities in the own total": "99999", "EV multiple": "99999999", "runway with raises": "99999",
}  # fmt: skip


@some.composite
def printed(draw: some.DrawFn) -> str:
    """A number above zero as print has it, at least two digits of it known."""
    places = draw(some.integers(0, 3))
    return str(Decimal(draw(some.integers(10, 99999))).scaleb(-places))


def printed_ends(text: str) -> tuple[Fraction, Fraction]:
    """Half a unit in the last printed place to either side, worked out from the text alone."""
    places = len(text.partition(".")[2])
    half = Fraction(1, 2 * 10**places)
    return Fraction(text) - half, Fraction(text) + half


def corners_of(case: Case, texts: Sequence[str]) -> tuple[Fraction, Fraction]:
    found = [case.formula(*corner) for corner in product(*map(printed_ends, texts))]
    return min(found), max(found)


def texts_for(name: str, data: some.DataObject) -> list[str]:
    texts = [data.draw(printed()) for _ in range(CASES[name].inputs)]
    return [PADDED.get(name, "") + texts[0], *texts[1:]]


def answered(name: str, texts: Sequence[str], rates: Rates) -> Figure:
    return figure_of(CASES[name].answer(texts, rates))


QUICK = settings(max_examples=25 if LONG else 12, suppress_health_check=[HealthCheck.too_slow])
SLACK = Fraction(1, 10**30)  # of 34 digits, a few roundings outward


@pytest.mark.parametrize("name", CASES)
@QUICK
@given(data=some.data())
def test_the_bounds_are_those_of_the_corners(rates: Rates, name: str, data: some.DataObject) -> None:
    """Never narrower than the least and greatest result of all corners, nor wider but for rounding.

    Whatever the true numbers are that round to the printed ones, the true result is inside.
    """
    texts = texts_for(name, data)
    result = answered(name, texts, rates)
    low, high = corners_of(CASES[name], texts)
    assert result.low is not None and result.high is not None
    assert Fraction(result.low) <= low and high <= Fraction(result.high)
    slack = max(abs(low), abs(high), Fraction(1)) * SLACK
    assert low - Fraction(result.low) <= slack and Fraction(result.high) - high <= slack
    value = CASES[name].formula(*map(Fraction, texts))
    assert abs(Fraction(result.value) - value) <= slack
    true = [low + (high - low) * data.draw(some.fractions(0, 1)) for low, high in map(printed_ends, texts)]
    assert Fraction(result.low) <= CASES[name].formula(*true) <= Fraction(result.high)


@pytest.mark.parametrize("name", CASES)
@QUICK
@given(data=some.data())
def test_more_printed_decimals_never_widen_an_answer(rates: Rates, name: str, data: some.DataObject) -> None:
    """The same numbers printed to one more place: the result lies inside what it was before."""
    texts = texts_for(name, data)
    which = data.draw(some.integers(0, len(texts) - 1))
    finer = [*texts]
    finer[which] += "0" if "." in finer[which] else ".0"
    coarse, fine = answered(name, texts, rates), answered(name, finer, rates)
    assert coarse.low is not None and coarse.high is not None
    assert fine.low is not None and fine.high is not None
    assert coarse.low <= fine.low <= fine.high <= coarse.high
    assert coarse.value == fine.value


def test_facilities_added_and_taken_off_again_leave_no_trace(rates: Rates) -> None:
    """(100 + 50 + 30) - 30 is 150 to the same 99.5 + 49.5 and 100.5 + 50.5: not wider by twice 0.5."""
    months = figure_of(undrawn(["100", "50", "30", "10"], rates, "liquidity+facilities"))
    assert months.low is not None and months.high is not None
    assert Fraction(months.high) - Fraction(151 * 2, 19) < SLACK * 100  # (100.5 + 50.5) / 9.5
    assert Fraction(149 * 2, 21) - Fraction(months.low) < SLACK * 100  # (99.5 + 49.5) / 10.5


amounts = some.decimals(-(10**12), 10**12, places=6).map(lambda one: Figure.exact(one) / 7)


@given(some.lists(amounts, min_size=2, max_size=5), some.randoms(use_true_random=False))
def test_the_order_of_a_sum_of_amounts_does_not_matter(figures: list[Figure], chance: object) -> None:
    """Of converted amounts too, whose 34 digits have nothing to spare: value and bounds are the same."""
    totals = set()
    for order in list(permutations(figures))[:24]:
        total = order[0]
        for one in order[1:]:
            total = total + one
        totals.add(total)
    assert len(totals) == 1


def test_a_sum_of_facts_in_any_order_is_one_sum(rates: Rates) -> None:
    """Enterprise value with its parts in another order of the file: the same to the last digit."""
    texts = ["99", "123.4", "77.7", "12.3", "4.56", "7.89", "3.3"]
    one = listed(texts)
    turned = company(*reversed(one.facts), id_=one.id, currency=one.currency)
    found = [
        revenue_multiples([each], MultiplesChoice(LAST, ev=True), rates, LAST, None).rows[0].multiple
        for each in (one, turned)
    ]
    assert found[0] == found[1]


@given(some.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_months_left_are_the_months_less_the_time_gone_by(on: date) -> None:
    """Whole months and the part of the next by its days, in fractions; 120 months from 31 January 2026."""
    from aicompare.calculators.runway.row import _elapsed

    start = date(2025, 12, 31)
    gone = _elapsed(start, on)
    assert gone.low is not None and gone.high is not None
    whole = (on.year - start.year) * 12 + on.month - start.month
    whole -= not is_month_end(on)
    month_end, next_end = end_of_month(whole), end_of_month(whole + 1)
    exact = whole + Fraction((on - month_end).days, (next_end - month_end).days)
    assert Fraction(gone.low) <= exact <= Fraction(gone.high)


def is_month_end(on: date) -> bool:
    return (date.fromordinal(on.toordinal() + 1)).day == 1


def end_of_month(months: int) -> date:
    """So many months after 31 December 2025, always a month's end."""
    following = date(2026 + months // 12, months % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
