"""Figures: read as people print them, known to the place they were printed with."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product
from operator import add, mul, sub, truediv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis import strategies as st
from mpmath import iv, libmp

from aicompare.values.errors import BadAmount
from aicompare.values.figures import Figure, parse_percent, parse_times
from aicompare.values.lexemes import LONGEST


def bounds(figure: Figure) -> tuple[Decimal, Decimal | None, Decimal | None]:
    return figure.value, figure.low, figure.high


def wanted(*texts: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if text is None else Decimal(text) for text in texts)


# --- as programmers see them -----------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure.parse("27.90m"), "27,900,000"),
        (Figure.parse("-0.05"), "-0.05"),
        (Figure.exact(2) / 3, "0.666666…"),
        (Figure.exact(-20) / 3, "-6.66666…"),
        (Figure.exact(Decimal("1234567.89")), "1,234,567.8…"),
        (Figure.exact(Decimal("0.000123456789")), "0.000123456…"),
        (Figure.exact(Decimal("1E+30")), "1E+30"),
        (Figure.exact(0), "0"),
        (Figure.parse("~1.5bn"), "~1,500,000,000"),
        (Figure.parse(">=800m"), ">=800,000,000"),
        (Figure.parse("<=20%"), "<=0.2"),
        (Figure.parse("350-400bn"), "350,000,000,000 to 400,000,000,000"),
        (Figure(Decimal(5), None, None), "unbounded, at 5"),
    ],
)
def test_a_figure_shows_itself_in_short(figure: Figure, words: str) -> None:
    """Digits that are left out are cut and not rounded: two thirds are 0.666666…, not 0.666667."""
    assert repr(figure) == f"<Figure {words}>"


# --- reading ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("27.9m", "27900000", "27850000", "27950000"),
        ("27.90m", "27900000", "27895000", "27905000"),
        ("15bn", "15000000000", "14500000000", "15500000000"),
        ("15", "15", "14.5", "15.5"),
        ("0", "0", "-0.5", "0.5"),
        ("0.05", "0.05", "0.045", "0.055"),
        ("007", "7", "6.5", "7.5"),
        ("312,414", "312414", "312413.5", "312414.5"),
        ("1,234,567.8", "1234567.8", "1234567.75", "1234567.85"),
        ("5%", "0.05", "0.045", "0.055"),
        ("12.5 %", "0.125", "0.1245", "0.1255"),
        ("60x", "60", "59.5", "60.5"),
        ("60.5X", "60.5", "60.45", "60.55"),
        ("179.6×", "179.6", "179.55", "179.65"),
        ("-5", "-5", "-5.5", "-4.5"),
        ("−5.0", "-5", "-5.05", "-4.95"),
        ("+5", "5", "4.5", "5.5"),
        ("  27.9  ", "27.9", "27.85", "27.95"),
        ("2.55\N{NO-BREAK SPACE}billion", "2550000000", "2545000000", "2555000000"),
    ],
)
def test_a_figure_stands_for_half_a_unit_of_its_last_printed_place(
    text: str, value: str, low: str, high: str
) -> None:
    """INTERFACE: `27.9m` is 27.85m to 27.95m, `27.90m` ten times narrower, `15bn` 14.5bn to 15.5bn."""
    assert bounds(Figure.parse(text)) == wanted(value, low, high)


@pytest.mark.parametrize(
    ("suffix", "power"),
    [
        *[(one, 3) for one in ("k", "K", "thousand", " thousand")],
        *[(one, 6) for one in ("m", "M", "mn", "mm", "million", " million", "Million", "百万")],
        *[(one, 9) for one in ("bn", "Bn", "BN", "b", "B", "billion", " Billion")],
        *[(one, 12) for one in ("tn", "trillion", "万亿")],
        ("万", 4),
        ("亿", 8),
    ],
)
def test_every_suffix_is_a_power_of_ten(suffix: str, power: int) -> None:
    """INTERFACE: k, m/mn/mm/million, bn/b/billion, tn/trillion, thousand, 万 (10^4), 亿 (10^8)."""
    unit = 10**power
    assert bounds(Figure.parse(f"2.5{suffix}")) == wanted(
        str(25 * unit // 10), str(245 * unit // 100), str(255 * unit // 100)
    )


OVER = [">=", "≥", ">", "over", "more than", "above", "at least", "exceeding", "exceeded", "超过"]
NEARLY = ["<=", "≤", "<", "nearly", "almost", "up to", "under", "less than", "at most", "近"]
ABOUT = ["~", "≈", "about", "approximately", "approx.", "around", "约"]
EXACTLY = ["=", "exactly"]


@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize(
    ("words", "low", "high", "mark"),
    [
        (OVER, "20", None, ">="),
        (NEARLY, None, "20", "<="),
        (ABOUT, "18", "22", "~"),
        (EXACTLY, "20", "20", "="),
    ],
    ids=["over", "nearly", "about", "exactly"],
)
def test_a_mark_says_how_a_figure_binds(
    words: list[str], low: str | None, high: str | None, mark: str, space: str
) -> None:
    """INTERFACE: >= and <= bind at x and are open on the other side, = is exact; ~20 is within 10%."""
    for word in words:
        figure = Figure.parse(f"{word}{space}20")
        assert (bounds(figure), figure.mark) == (wanted("20", low, high), mark), word
        assert Figure.parse(f"{word.upper()}{space}20") == figure


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [(">=-5", "-5", None), ("<=-5", None, "-5"), ("~-5", "-5.5", "-4.5"), ("=-5", "-5", "-5")],
)
def test_a_mark_binds_at_the_signed_number(text: str, low: str | None, high: str | None) -> None:
    """`>=-5` is -5 or more, not a loss of 5 or more."""
    assert bounds(Figure.parse(text)) == wanted("-5", low, high)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("350-400bn", "375000000000", "350000000000", "400000000000"),
        ("350–400 bn", "375000000000", "350000000000", "400000000000"),
        ("3.88 - 3.89tn", "3885000000000", "3880000000000", "3890000000000"),
        ("1,000 to 1,001", "1000.5", "1000", "1001"),
        ("10-20%", "0.15", "0.1", "0.2"),
        ("7-7", "7", "7", "7"),
    ],
)
def test_a_range_is_that_interval(text: str, value: str, low: str, high: str) -> None:
    """INTERFACE: `350-400bn` is that interval, the scale standing once; its middle is the value."""
    figure = Figure.parse(text)
    assert (bounds(figure), figure.mark) == (wanted(value, low, high), "-")


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", "-", "%", "bn", "~", "over", "5.", "1,23,4", "1..2",
        "1e5", "1e999", "1e999999999", "0x1f", "1_000", "NaN", "nan", "Infinity", "-inf", "sNaN",
        "٣", "½", "5-", "5bnx5", "5 5", "5bbn", "5 meters", "5%%", "five", "(5)", "5\N{SOFT HYPHEN}",
        "at leaſt 5", "5 mıllion", "5\N{KELVIN SIGN}",  # case folding maps these to at least, million and K
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_a_hint(text: str) -> None:
    """Nothing is guessed: no odd grouping, no other digits, no look-alike letters."""
    with pytest.raises(BadAmount) as refused:
        Figure.parse(text)
    assert refused.value.message == f"{text!r} is not a number"
    assert refused.value.hint == "write it like 27.9, 1.5bn, ~12% or >=20%"


def test_the_middle_of_a_long_range_is_exact() -> None:
    """39 digits at either end, and the half between them: nothing is rounded to 34."""
    low, high = "1" * 39, "1" * 38 + "2"
    assert bounds(Figure.parse(f"{low}-{high}")) == wanted(f"{low}.5", low, high)


@pytest.mark.parametrize("text", ["~350-400", ">=350-400bn", "-350-400", "+350-400", "约350-400亿"])
def test_a_range_takes_no_sign_or_mark(text: str) -> None:
    """It could not be told what they belong to, so they are refused, not dropped."""
    with pytest.raises(BadAmount, match="is a range with a sign or mark"):
        Figure.parse(text)


def test_a_range_that_runs_backwards_is_refused() -> None:
    """400-350bn is a slip."""
    with pytest.raises(BadAmount) as refused:
        Figure.parse("400-350bn")
    assert refused.value.message == "the range '400-350bn' runs backwards"
    assert refused.value.hint == "the smaller number comes first"


def test_the_longest_figure_is_read_exactly_and_a_longer_one_refused() -> None:
    """80 characters are read without rounding a digit; 81 are refused, and shown shortened."""
    digits = "1234567890" * 8
    assert bounds(Figure.parse(digits)) == wanted(digits, f"{int(digits) - 1}.5", f"{digits}.5")
    with pytest.raises(BadAmount) as refused:
        Figure.parse(digits + "1")
    assert refused.value.message == f"'{digits[:79]}…' is not a number"


def test_no_run_of_spaces_can_be_divided_in_two_ways() -> None:
    """Adjacent runs of spaces that give back would make a hostile 80 characters slow to refuse."""
    spaces = " " * 24
    for hostile in (f"over{spaces}{'1' * 25}{spaces}!", "5" + " " * 78 + "!", "1,111" * 15 + "!"):
        assert len(hostile) <= LONGEST
        for _ in range(200):
            with pytest.raises(BadAmount):
                Figure.parse(hostile)


# --- laws -------------------------------------------------------------------------------

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)
long_numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**60), max_value=10**60)


@st.composite
def intervals(draw: st.DrawFn) -> Figure:
    """Any figure, open on either side one time in four."""
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    open_below, open_above = (draw(st.sampled_from([False, False, False, True])) for _ in range(2))
    return Figure(value, None if open_below else low, None if open_above else high)


def points(figure: Figure) -> list[Fraction]:
    """The value, points of the interval, and where it is open one far away."""
    value = Fraction(figure.value)
    low = value - 10**18 if figure.low is None else Fraction(figure.low)
    high = value + 10**18 if figure.high is None else Fraction(figure.high)
    return [low, (2 * low + value) / 3, value, (value + 2 * high) / 3, high]


def holds(figure: Figure, point: Fraction) -> bool:
    above = figure.low is None or Fraction(figure.low) <= point
    return above and (figure.high is None or point <= Fraction(figure.high))


def close(value: Decimal, exact: Fraction) -> bool:
    return abs(Fraction(value) - exact) <= abs(exact) / 10**33


@given(intervals(), intervals(), st.sampled_from([add, sub, mul, truediv]))
def test_an_interval_holds_the_result_of_every_pair_of_points(a: Figure, b: Figure, operation: type) -> None:
    """Whatever the true numbers are inside their bounds, the true result is inside the result's."""
    if operation is truediv and b.value == 0:
        return
    result = operation(a, b)
    assert holds(result, Fraction(result.value))
    assert close(result.value, operation(Fraction(a.value), Fraction(b.value)))
    for x, y in product(points(a), points(b)):
        if operation is not truediv or y != 0:
            assert holds(result, operation(x, y))


@given(intervals(), intervals(), st.sampled_from([add, sub, mul]))
def test_an_interval_is_no_wider_than_its_corners(a: Figure, b: Figure, operation: type) -> None:
    """Of bounded figures the bounds are reached, to one unit in the 34th digit."""
    if None in (a.low, a.high, b.low, b.high):
        return
    ends = [(Fraction(one.low), Fraction(one.high)) for one in (a, b)]  # type: ignore[arg-type]
    corners = [operation(x, y) for x, y in product(*ends)]
    result = operation(a, b)
    assert close(result.low, min(corners)) and close(result.high, max(corners))


@given(intervals(), st.sampled_from([Decimal(3), Decimal("-0.7"), 12]))
def test_a_plain_number_counts_as_exact(a: Figure, number: Decimal | int) -> None:
    """Months, rates and the 1 of a growth rate have no bounds of their own."""
    exact = Figure.exact(number)
    assert a + number == number + a == a + exact
    assert a * number == number * a == a * exact
    assert a - number == a - exact
    assert a / number == a / exact


@given(intervals(), intervals(), intervals())
def test_the_order_of_a_sum_or_product_does_not_matter(a: Figure, b: Figure, c: Figure) -> None:
    """Sums of up to 34 digits are exact, so any order gives the same figure."""
    assert a + b == b + a
    assert a * b == b * a
    assert (a + b) + c == a + (b + c)


@given(long_numbers, long_numbers, long_numbers)
def test_negation_is_exact_and_undoes_itself(x: Decimal, y: Decimal, z: Decimal) -> None:
    """-(-x) == x to the last digit, however many there are, and the mark turns round and back."""
    low, value, high = sorted((x, y, z))
    for figure in (Figure(value, low, high), Figure(value, low, None, ">="), Figure(value, None, high, "<=")):
        turned = -figure
        assert -turned == figure
        assert (-turned).mark == figure.mark
        assert Fraction(turned.value) == -Fraction(value)
    assert (-Figure(value, low, None, ">=")).mark == "<="
    assert (-Figure(value, low, high, "~")).mark == "~"


@given(intervals())
def test_the_size_of_a_figure_holds_the_size_of_every_point(figure: Figure) -> None:
    """|x| lies in abs(figure), which never reaches below zero."""
    size = abs(figure)
    assert size.low is not None and size.low >= 0
    assert Fraction(size.value) == abs(Fraction(figure.value))
    assert all(holds(size, abs(point)) for point in points(figure))


@given(intervals(), intervals())
def test_two_figures_meet_when_they_share_a_point(a: Figure, b: Figure) -> None:
    """Touching at one point is meeting, and the order of asking does not matter."""
    below = max(low for low in (*ends(a, "low"), *ends(b, "low"), Decimal("-Infinity")))
    above = min(high for high in (*ends(a, "high"), *ends(b, "high"), Decimal("Infinity")))
    assert a.meets(b) == b.meets(a) == (below <= above)


def ends(figure: Figure, side: str) -> list[Decimal]:
    end = getattr(figure, side)
    return [] if end is None else [end]


def test_figures_that_touch_meet_and_figures_apart_do_not() -> None:
    """27.9 reaches up to 27.95, where 28.0 begins; 28.1 begins at 28.05."""
    assert Figure.parse("27.9").meets(Figure.parse("28.0"))
    assert not Figure.parse("27.9").meets(Figure.parse("28.1"))
    assert not Figure.parse("28.1").meets(Figure.parse("27.9"))
    assert Figure.parse(">=28").meets(Figure.parse("<=28"))
    assert not Figure.parse(">=28.01").meets(Figure.parse("<=28"))


@given(st.integers(-(10**30), 10**30), st.integers(0, 12), st.sampled_from(["", "m", "bn", "亿", "%"]))
def test_one_more_printed_place_lies_within(coefficient: int, places: int, suffix: str) -> None:
    """27.90 lies inside 27.9: more printed decimals never widen."""
    plain = f"{Decimal(coefficient).scaleb(-places):,f}" if abs(coefficient) < 10**27 else str(coefficient)
    point = "" if "." in plain else "."
    coarse, fine = Figure.parse(f"{plain}{suffix}"), Figure.parse(f"{plain}{point}0{suffix}")
    assert coarse.value == fine.value
    assert coarse.low and fine.low and coarse.high and fine.high
    assert coarse.low < fine.low < fine.high < coarse.high
    assert Fraction(coarse.high) - Fraction(coarse.low) == 10 * (Fraction(fine.high) - Fraction(fine.low))


PIECES = [
    "~",
    ">=",
    "=",
    "over",
    "-",
    "−",
    "+",
    " ",
    "5",
    "0",
    "1,234",
    ",",
    ".",
    "7.5",
    "to",
    "bn",
    "百万",
    "%",
    "x",
    "ſ",
]


@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=9).map("".join))
def test_any_text_is_a_figure_or_bad_amount(text: str) -> None:
    """Nothing else comes out, whatever goes in, and what comes out lies within its own bounds."""
    try:
        figure = Figure.parse(text)
    except BadAmount:
        return
    assert holds(figure, Fraction(figure.value))


# --- arithmetic by hand -----------------------------------------------------------------


def test_rounding_is_outward_at_the_34th_digit() -> None:
    """1/3 lies strictly between its bounds, which differ by one in the 34th digit."""
    third = Figure.exact(1) / 3
    assert bounds(third) == wanted("0." + "3" * 34, "0." + "3" * 34, "0." + "3" * 33 + "4")
    minus_third = Figure.exact(-1) / 3
    assert bounds(minus_third) == wanted("-0." + "3" * 34, "-0." + "3" * 33 + "4", "-0." + "3" * 34)


def test_a_sum_is_exact_to_400_digits_and_rounds_outward_beyond() -> None:
    """10^34 + 1/2 is itself; 10^400 + 1/2 needs 402 digits: the bounds take the neighbours of 400."""
    total = Figure.exact(10**34) + Figure.exact(Decimal("0.5"))
    assert bounds(total) == (Decimal(f"{10**34}.5"),) * 3
    huge = Decimal(10**400)
    total = Figure.exact(huge) + Figure.exact(Decimal("0.5"))
    assert bounds(total) == (huge, huge, Decimal(10**400 + 10))
    less = Figure.exact(-(10**400)) - Figure.exact(Decimal("0.5"))
    assert bounds(less) == (-huge, Decimal(-(10**400) - 10), -huge)


@pytest.mark.parametrize(
    ("left", "operation", "right", "value", "low", "high"),
    [
        (">=2", add, "=1", "3", "3", None),
        ("<=2", sub, ">=1", "1", None, "1"),
        (">=2", sub, ">=1", "1", None, None),
        (">=2", mul, "=3", "6", "6", None),
        (">=2", mul, "=-3", "-6", None, "-6"),
        ("<=-2", mul, "<=-3", "6", "6", None),
        (">=2", mul, "<=-3", "-6", None, "-6"),
        (">=0", mul, ">=3", "0", "0", None),
        (">=2", mul, "=0", "0", "0", "0"),
        ("=10", truediv, ">=2", "5", "0", "5"),
        ("=-10", truediv, ">=2", "-5", "-5", "0"),
        (">=10", truediv, ">=2", "5", "0", None),
        ("<=-10", truediv, "<=-2", "5", "0", None),
        ("<=-10", truediv, ">=2", "-5", None, "0"),
        ("=10", truediv, "<=2", "5", None, None),
        ("=10", truediv, "0-2", "10", "5", None),
        ("=10", truediv, "-2 to 0", "-10", None, "-5"),
        ("=-10", truediv, "0-2", "-10", None, "-5"),
        ("0-2", truediv, "0-2", "1", "0", None),
        ("0", truediv, "0-2", "0", None, None),  # of either sign, over what comes down to 0
        (">=0", truediv, "0-2", "0", "0", None),
        ("=0", truediv, "0-2", "0", "0", "0"),  # whatever the divisor is, however near to 0
        (">=2", truediv, ">=-4", "-0.5", None, None),
        ("=10", truediv, "<=1", "10", None, None),
        ("=10", truediv, "=2", "5", "5", "5"),
        (
            "=15",
            truediv,
            "1.0",
            "15",
            "14.28571428571428571428571428571428",
            "15.78947368421052631578947368421053",
        ),
        ("=15", truediv, "1", "15", "10", "30"),
        ("=-15", truediv, "-1", "15", "10", "30"),
        ("=2", truediv, "<=3", "0.6666666666666666666666666666666667", None, None),
        ("0", truediv, "=-5", "0", "-0.1", "0.1"),
    ],
)
def test_open_bounds_stay_open_only_where_they_must(
    left: str, operation: type, right: str, value: str, low: str | None, high: str | None
) -> None:
    """At least 2 times at least 3 is at least 6; 10 over at least 2 is between 0 and 5."""
    result = operation(Figure.parse(left), Figure.parse(right))
    assert (bounds(result), result.mark) == (wanted(value, low, high), "")
    assert not any(one.is_signed() and one == 0 for one in bounds(result) if one is not None)


def test_dividing_by_nought_is_an_error() -> None:
    """Not infinity, and not an open figure."""
    with pytest.raises(ZeroDivisionError, match=r"^division by a figure of zero$"):
        Figure.exact(1) / Figure.parse("0")
    with pytest.raises(ZeroDivisionError):
        Figure.exact(1) / 0


def test_minimax_cash_over_burn() -> None:
    """MiniMax prospectus: 1,046.2 / 28.1 = 37.2 months; by hand 1046.15/28.15 to 1046.25/28.05."""
    months = Figure.parse("1,046.2m") / Figure.parse("28.1m")
    assert f"{months.value:.4f}" == "37.2313"
    assert months.low is not None and f"{months.low:.4f}" == "37.1634"
    assert months.high is not None and f"{months.high:.4f}" == "37.2995"


def test_exact_and_unbounded_figures_say_so() -> None:
    """`=20` is exact, `20` is not; a quotient by what may be zero is unbounded."""
    assert Figure.parse("=20").is_exact and Figure.exact(20).is_exact
    assert not Figure.parse("20").is_exact and not Figure.parse(">=20").is_exact
    assert (Figure.exact(1) / Figure.parse("<=1")).is_unbounded
    assert Figure.exact(20).mark == "="
    assert not Figure.parse(">=20").is_unbounded and not Figure.parse("<=20").is_unbounded


def test_figures_are_equal_by_value_and_bounds_not_by_mark() -> None:
    """How it was printed says nothing about what is known."""
    assert Figure.parse("=20") == Figure.exact(20) == Figure(Decimal(20), Decimal(20), Decimal(20))
    assert Figure.parse("20") != Figure.parse("20.0")


def test_the_precision_in_force_changes_nothing() -> None:
    """A program that set its own Decimal context gets the same figures."""

    def some() -> list[Figure]:
        a, b = Figure.parse("123,456,789.12"), Figure.parse("~7.77%")
        return [a, b, -a, abs(-a), a + b, a - b, a * b, a / b, Figure.parse("123456-123457m")]

    usual = some()
    for digits in (1, 3):
        with localcontext(prec=digits):
            assert some() == usual


def in_digits(figure: Figure) -> tuple[str | None, str | None, str | None]:
    return tuple(None if one is None else str(one) for one in (figure.value, figure.low, figure.high))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("5", "5", "4.5", "5.5"),
        ("-5", "5", "4.5", "5.5"),
        ("~-2", "2", "1.8", "2.2"),
        ("0.5", "0.5", "0.45", "0.55"),
    ],
)
def test_the_size_of_what_is_not_nought(text: str, value: str, low: str, high: str) -> None:
    """|-5| is 5, its bounds turned about."""
    assert in_digits(abs(Figure.parse(text))) == (value, low, high)


@pytest.mark.parametrize(
    ("figure", "high"),
    [
        (Figure(Decimal(1), Decimal(-3), Decimal(2)), "3"),
        (Figure(Decimal(1), Decimal(-2), Decimal(3)), "3"),
        (Figure(Decimal(-1), Decimal(-3), Decimal(0)), "3"),
        (Figure(Decimal(1), Decimal(0), Decimal(3)), "3"),
        (Figure(Decimal(1), None, Decimal(3)), None),
        (Figure(Decimal(1), Decimal(-3), None), None),
    ],
)
def test_the_size_of_what_may_be_nought_ends_where_it_is_furthest_from_it(
    figure: Figure, high: str | None
) -> None:
    """[-3, 2] is at most 3 away, and at least 0; what is open is open."""
    assert in_digits(abs(figure)) == ("1", "0", high)


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ((1, 2), (1, 2), True),
        ((1, 2), (0, 3), True),
        ((1, 2), (2, 3), False),
        ((0, 2), (1, 3), False),
        ((1, 3), (0, 2), False),
        ((1, 2), (None, None), True),
        ((1, 2), (1, None), True),
        ((1, 2), (None, 2), True),
        ((0, 2), (1, None), False),
        ((1, 3), (None, 2), False),
        ((None, 2), (1, 3), False),
        ((1, None), (0, 3), False),
        ((None, None), (None, None), True),
        ((None, 2), (None, 3), True),
        ((1, None), (0, None), True),
    ],
)
def test_an_interval_is_within_another_where_both_its_ends_are(
    inner: tuple[int | None, int | None], outer: tuple[int | None, int | None], within: bool
) -> None:
    """Ends count as inside; what is open lies only in what is open on that side."""

    def figure(ends: tuple[int | None, int | None]) -> Figure:
        low, high = (None if end is None else Decimal(end) for end in ends)
        return Figure(Decimal(1), low, high)

    assert figure(inner).is_within(figure(outer)) is within


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("5%", "0.05"),
        ("-2.5%", "-0.025"),
        ("−2.5 %", "-0.025"),
        ("+5%", "0.05"),
        (" 0% ", "0.00"),
        ("1,000%", "10.00"),
    ],
)
def test_a_percentage_is_its_hundredths_exactly(text: str, fraction: str) -> None:
    """Decimal from text: no digit is lost or made up."""
    assert str(parse_percent(text)) == fraction


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5", "write 5%"),
        ("-12.5", "write -12.5%"),
        ("0", "write 0%"),
        ("0.1", "write 10%, or 0.1% if so little is meant"),
        (" -0.05 ", "write -5%, or -0.05% if so little is meant"),
        ("0.050", "write 5%, or 0.050% if so little is meant"),
        ("-0.999", "write -99.9%, or -0.999% if so little is meant"),
        (f"0.{'1' * 40}", f"write 11.{'1' * 38}%, or 0.{'1' * 40}% if so little is meant"),
        ("1", "write 1%"),
        ("-1", "write -1%"),
        ("1.5", "write 1.5%"),
        ("-1.5", "write -1.5%"),
        ("~5", "write it like 5% or -2.5%"),
        ("5x", "write it like 5% or -2.5%"),
        ("5-6", "write it like 5% or -2.5%"),
        ("0,5%", "write 0.5%"),
        ("5 percent", "write 5%"),
        ("5%%", "write it like 5% or -2.5%"),
        ("", "write it like 5% or -2.5%"),
        ("1" * 80 + "%", "write it like 5% or -2.5%"),
    ],
)
def test_what_could_mean_either_is_no_percentage(text: str, hint: str) -> None:
    """A bare number is refused; what was likely meant comes first: 0.05 is 5%, 5 is 5%."""
    with pytest.raises(BadAmount) as caught:
        parse_percent(text)
    assert caught.value.hint == hint
    assert caught.value.message.endswith(" is not a percentage")


def test_the_longest_percentage_that_is_read() -> None:
    """80 characters, the sign among them."""
    assert parse_percent("1" * 79 + "%") == Decimal("1" * 77 + ".11")


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("8x", "8", "8", "8"),
        ("8", "8", "8", "8"),
        ("12.5倍", "12.5", "12.5", "12.5"),
        ("~20x", "20", "18", "22"),
        ("8-10x", "9", "8", "10"),
        (">=8x", "8", "8", None),
    ],
)
def test_a_multiple_that_is_supposed_is_exact_unless_it_says_otherwise(
    text: str, value: str, low: str, high: str | None
) -> None:
    """Who types 8x means 8, and not what 8 in print may stand for."""
    assert bounds(parse_times(text)) == wanted(value, low, high)


@pytest.mark.parametrize("text", ["8%", "US$8", " eight ", ""])
def test_what_is_no_multiple_is_refused(text: str) -> None:
    """Neither a percentage nor an amount is read as one."""
    with pytest.raises(BadAmount) as caught:
        parse_times(text)
    assert caught.value.message == f"{text.strip()!r} is not a multiple"
    assert caught.value.hint == "write it like 8x"


@pytest.mark.parametrize(
    ("digits", "low", "high"), [("641.0", "640.95", "641.05"), ("7", "6.5", "7.5"), ("0", "-0.5", "0.5")]
)
def test_digits_alone_stand_for_half_a_unit_too(digits: str, low: str, high: str) -> None:
    """A price of a file, 641.0, is known to 0.05 either way, as it is where a person writes it."""
    assert bounds(Figure.plain(digits)) == wanted(digits, low, high)


# --- beside mpmath's intervals, which are rounded outward in binary --------------------------


iv.dps = 120  # far finer than 34 digits
NEAR = Fraction(1, 10**32)
four_places = some.decimals(-(10**9), 10**9, places=4)


@some.composite
def bounded_figures(draw: some.DrawFn) -> Figure:
    """Any bounded interval, zero as likely an end as any (mpmath gives up where one is endless)."""
    low, value, high = sorted(draw(some.tuples(*[some.just(Decimal(0)) | four_places] * 3)))
    return Figure(value, low, high)


def theirs(figure: Figure) -> Any:
    return iv.mpf([f"{figure.low:f}", f"{figure.high:f}"])


def ends_of(interval: Any) -> tuple[Fraction | None, Fraction | None]:
    """Both ends as exact fractions; None where infinite."""
    low, high = interval._mpi_
    infinite = (libmp.finf, libmp.fninf, libmp.fnan)
    return tuple(None if one in infinite else Fraction(*libmp.to_rational(one)) for one in (low, high))  # type: ignore[return-value]


def near(ours: Decimal | None, other: Fraction | None) -> bool:
    """Equal up to the 34th digit of ours and the 400th bit of theirs, or open both."""
    if ours is None or other is None:
        return ours is None and other is None
    return abs(Fraction(ours) - other) <= abs(other) * NEAR + Fraction(1, 10**90)


def touches_nought(figure: Figure) -> bool:
    assert figure.low is not None and figure.high is not None
    return figure.low <= 0 <= figure.high


@given(bounded_figures(), bounded_figures(), some.sampled_from([add, sub, mul, truediv]))
def test_every_operation_gives_the_interval_that_mpmath_gives(a: Figure, b: Figure, operation: Any) -> None:
    """The same ends, an open one for an endless one, also where a divisor comes down to zero."""
    if operation is truediv and (b.value == 0 or (touches_nought(a) and touches_nought(b))):
        return  # an error for us; all the line for mpmath, where 0/0 might be
    ours, (low, high) = operation(a, b), ends_of(operation(theirs(a), theirs(b)))
    assert near(ours.low, low) and near(ours.high, high)


@given(some.lists(bounded_figures(), min_size=2, max_size=6))
def test_a_chain_of_operations_ends_where_mpmath_ends(chain: list[Figure]) -> None:
    """((a + b) x c - d) / e + f: many roundings outward, and still the same to 30 digits."""
    ours, other = chain[0], theirs(chain[0])
    for operation, one in zip((add, mul, sub, truediv, add), chain[1:], strict=False):
        if operation is truediv and touches_nought(one):
            return
        ours, other = operation(ours, one), operation(other, theirs(one))
    low, high = ends_of(other)
    assert ours.low is not None and ours.high is not None and low is not None and high is not None
    slack = (abs(low) + abs(high) + 10**20) / 10**30
    assert -slack <= low - Fraction(ours.low) <= slack
    assert -slack <= Fraction(ours.high) - high <= slack
