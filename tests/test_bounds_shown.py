"""What of a figure's bounds people and scripts see: no digit that is not known, ≥ and ≤, low and high."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from command import here
from hypothesis import given
from hypothesis import strategies as some

from aicompare.render.numbers import bounds_in_words, bounds_text, figure_text, money_text
from aicompare.values.figures import Figure
from aicompare.values.money import Money, parse_amount


def between(value: str, low: str | None, high: str | None, mark: str = "") -> Figure:
    return Figure(
        Decimal(value), None if low is None else Decimal(low), None if high is None else Decimal(high), mark
    )


# --- no more digits than are known ---------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "low", "high", "shown"),
    [
        ("37.4982", "37.4293", "37.5674", "37.5"),  # issue: 37.5 with bounds 37.43 to 37.57
        ("37.2313", "37.1634", "37.2995", "37.2"),  # MiniMax prospectus, 1,046.2 / 28.1
        ("53.9075", "53.8117", "54.0107", "53.9"),  # the same with US$468.7m of proceeds
        ("27.3238", "27.3195", "27.3282", "27.3"),  # Zhipu prospectus, 8,943.1 / 327.3
        ("37.5", "36", "39", "38"),
        ("37.5", "30", "45", "40"),  # one decimal would be too many, and so would be the 8 of 38
        ("37.5", "37.05", "38.04", "37.5"),  # width 0.99
        ("37.5", "37", "38", "38"),  # width 1
        ("175", "33", "177.5", "175"),  # 200 and 180 would lie outside
        ("584.1", "546", "622", "580"),
        ("11.54", "10.8", "12.4", "12"),
        ("37.5", "-20", "95", "~40"),  # not known to its first digit
        ("3", "-2", "8", "~3"),
        ("5", "5", "5", "5"),
        ("0", "0", "0", "0"),
        ("0", "-0.5", "0.5", "0"),
        ("37.44", "37.44", "37.44", "37.4"),  # exact, and one decimal is what months show
        ("-37.5", "-45", "-30", "-40"),
    ],
)
def test_months_show_no_digit_that_is_not_known(value: str, low: str, high: str, shown: str) -> None:
    """The last digit stands in the place of the first digit of the width; worked out by hand."""
    assert figure_text(between(value, low, high), "months", "computed") == shown


@pytest.mark.parametrize(
    ("value", "low", "high", "shown"),
    [
        ("34.08", "33.4", None, "≥ 33.4"),  # the bound, not the value: at least 34.08 would be false
        ("34.08", "33.46", None, "≥ 33.4"),  # rounded down, so that it stays true
        ("34.08", None, "34.71", "≤ 34.8"),
        ("-34.08", None, "-33.46", "≤ -33.4"),
        ("-34.08", "-34.71", None, "≥ -34.8"),
        ("175", "0", "177.5", "≤ 177.5"),  # over something open upwards: it may come near zero
        ("-175", "-177.5", "0", "≥ -177.5"),
        ("175", None, None, "~175"),
        ("175", "0", None, "~175"),  # above zero, and nothing else
        ("2", "0", "4", "2"),  # about 1 and about 1: its width is known
    ],
)
def test_what_is_open_on_a_side_shows_the_bound_it_has(
    value: str, low: str | None, high: str | None, shown: str
) -> None:
    """≥ and ≤ stand before the bound itself, rounded to the side on which the statement stays true."""
    assert figure_text(between(value, low, high), "months", "computed") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (">=US$800m", "≥ US$800m"),
        ("<=HK$2.5bn", "≤ HK$2.5bn"),
        ("~RMB 191m", "~RMB 191m"),
        ("RMB 350-400bn", "RMB 350–400bn"),
        ("US$1,046.2m", "US$1,046.2m"),
        ("US$20bn", "US$20bn"),
        ("US$ -5m", "(US$5m)"),
        ("=US$0", "US$0"),
    ],
)
def test_print_keeps_its_marks(text: str, shown: str) -> None:
    """As the source says it: at least, at most, about, from to."""
    assert money_text(parse_amount(text)) == shown


@pytest.mark.parametrize(
    ("value", "low", "high", "shown"),
    [
        ("866666667", "850000000", "883333333", "US$870m"),  # 2.6bn / 3, printed to 0.1bn
        ("1234567890", "1184567890", "1284567890", "US$1.2bn"),
        ("1046200000", "1046150000", "1046250000", "US$1,046.2m"),
        ("-293031000", "-293031500", "-293030500", "(US$293.0m)"),
        ("224728000000", "224725000000", None, "≥ US$224.72bn"),
        ("-1428400000", None, "-1428350000", "≤ (US$1,428.3m)"),
        ("5000", "-2000", "12000", "~US$5,000"),
    ],
)
def test_amounts_show_no_digit_that_is_not_known(
    value: str, low: str | None, high: str | None, shown: str
) -> None:
    """Left of the point too: 850m to 883m is 870m."""
    assert money_text(Money(between(value, low, high), "USD")) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("40-70%", "40–70%"), ("9,098,838-38,768,964", "9,098,838–38,768,964"), ("~12%", "~12%")],
)
def test_a_printed_range_is_shown_as_one(text: str, shown: str) -> None:
    """Its middle was never printed."""
    assert figure_text(Figure.parse(text), "percent" if "%" in text else "count") == shown


numbers = some.decimals("0.001", "100000", places=3)


@given(some.tuples(numbers, numbers, numbers).map(sorted))
def test_what_is_shown_lies_within_its_bounds(ends: list[Decimal]) -> None:
    """Rounding never leads out of what is known, but for the one decimal that months have at most."""
    low, value, high = ends
    shown = figure_text(Figure(value, low, high), "months").replace(",", "").lstrip("~")
    assert low - Decimal("0.05") <= Decimal(shown) <= high + Decimal("0.05")
    if "." not in shown:
        assert low <= Decimal(shown) <= high


@given(some.tuples(numbers, numbers, numbers).map(sorted), some.integers(2, 9))
def test_knowing_less_never_shows_more_digits(ends: list[Decimal], times: int) -> None:
    """Bounds several times as wide show at most as many digits behind the point."""
    low, value, high = ends
    texts = [
        figure_text(Figure(value, value - (value - low) * wider, value + (high - value) * wider), "")
        for wider in (1, times)
    ]
    narrow, wide = (len(text.partition(".")[2]) for text in texts)
    if not texts[1].startswith(("~", "≤")):
        assert wide <= narrow or low == high


@given(some.tuples(numbers, numbers).map(sorted))
def test_at_least_and_at_most_are_true(ends: list[Decimal]) -> None:
    """What stands behind ≥ is no more than the lower bound, behind ≤ no less than the upper one."""
    low, high = ends
    least = figure_text(Figure(high, low, None), "times").removeprefix("≥ ").removesuffix("×")
    most = figure_text(Figure(low, None, high), "times").removeprefix("≤ ").removesuffix("×")
    assert Decimal(least.replace(",", "")) <= low
    assert Decimal(most.replace(",", "")) >= high


@pytest.mark.parametrize(
    ("value", "low", "high", "shown"),
    [
        ("53", "52.884", "151.094", "52.8–151.1×"),  # 53× would be its low end alone
        ("80", "78.3", "302.18", "78.3–302.2×"),  # not even the first digit is known
        ("25", "20", "31", "20–31×"),  # one digit
        ("2.35", "0", "151.094", "≤ 151.1×"),  # below zero is no multiple
        ("25.2", "0", None, "≥ 0×"),  # nothing is known
        ("151.09", "151.09", None, "≥ 151.0×"),
        ("101.99", "101.9", "102.1", "102.0×"),  # known well enough: as any multiple
        ("7.3", "7.3", "7.3", "7.3×"),
    ],
)
def test_a_statistic_of_what_is_only_bounded_is_its_bounds(
    value: str, low: str, high: str | None, shown: str
) -> None:
    """Both, rounded outward, where it is not known to two digits; one, where one is known."""
    assert figure_text(between(value, low, high), "times", "statistic") == shown


def test_the_statistics_of_multiples_and_what_they_imply_show_bounds() -> None:
    """MiniMax at least 52.88 and Zhipu 151.09 times its revenue: the least is one of both."""
    command = "multiples zhipu minimax --ev --on 2026-09-30 --in reported --format markdown"
    done = here(*command.split()).stdout
    (statistics,) = [line for line in done.splitlines() if "median" in line]
    assert "min 52.8–151.1×" in statistics and "max ≥151.0×" in statistics and "53×" not in statistics
    done = here("multiples", "--implied", "zhipu", "--ev", "--format", "markdown").stdout
    assert "~" not in done.split("Implied value |")[1].split("**")[0]


# --- bounds in words -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Figure.parse("1,046.2m") / Figure.parse("27.9m"), "months", "between 37.42 and 37.57"),
        (parse_amount("US$1,046.2m"), "money", "between US$1,046.15m and US$1,046.25m"),
        (parse_amount("15bn CNY"), "money", "between RMB 14.5bn and RMB 15.5bn"),
        (parse_amount("US$ -5m"), "money", "between (US$5.5m) and (US$4.5m)"),
        (Figure.parse("12.5%"), "percent", "between 12.45% and 12.55%"),
        (Figure.parse("=37"), "months", "exactly"),
        (Figure.exact(1) / 3, "months", "exact but for rounding"),
        (Figure.parse(">=5"), "times", "open above"),
        (Figure.parse("<=5"), "times", "open below"),
        (Figure.parse("5") / Figure.parse("<=1"), "times", "open below and above"),
    ],
)
def test_bounds_in_words(value: Money | Figure, unit: str, words: str) -> None:
    """One digit more than the figure itself shows, rounded outward: 1,046.15 / 27.95 is 37.4293."""
    assert bounds_in_words(value, unit) == words


@given(some.tuples(numbers, numbers, numbers).map(sorted), some.sampled_from(["", "times", "months"]))
def test_bounds_that_are_told_hold_what_is_known_and_what_is_shown(ends: list[Decimal], unit: str) -> None:
    """Never rounded inward: 2.3125 at most is not `2.3`, and 724.334 is not 724.33 from 724.333 on."""
    low, value, high = ends
    figure = Figure(value, low, high)
    words = bounds_in_words(figure, unit)
    if words.startswith("between"):
        told = [Decimal(one.replace(",", "")) for one in re.findall(r"[\d,.]+", words)]
        assert told[0] <= low and high <= told[1]
    shown, brackets, bounds = bounds_text(figure, unit).partition(" (")
    if brackets and "–" not in shown:
        middle, least, most = (
            Decimal(one.replace(",", "")) for one in re.findall(r"\d[\d,.]*", f"{shown} {bounds}")
        )
        assert least <= low and high <= most and least <= middle <= most


def test_a_figure_has_the_digits_of_its_bounds() -> None:
    """Zhipu's RMB 724,334k is known to the thousand: 724.33m would stand below its least."""
    assert bounds_text(parse_amount("RMB 724,334k"), "money") == "RMB 724.334m (724.333 to 724.335m)"


def test_a_rate_that_is_implied_is_bounded_outward() -> None:
    """RMB 375.5m to 376.5m over US$53.4365m to 53.4375m: 7.02690 to 7.04575."""
    text = here("convert", "--implied", "53.437m USD", "376m CNY").stdout
    assert "7.0363 (7.0269 to 7.0458)" in text


# --- JSON ----------------------------------------------------------------------------------

COMMANDS = [
    "show minimax", "compare zhipu minimax", "compare openai anthropic xai", "runway",
    "runway minimax --bases", "runway minimax --sensitivity", "multiples", "multiples --ev",
    "multiples zhipu --implied minimax", "convert minimax.revenue[FY2025] --to CNY",
]  # fmt: skip


def objects(value: Any) -> Any:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(one)


@pytest.mark.parametrize("command", COMMANDS)
def test_json_always_has_low_and_high(command: str) -> None:
    """Every amount and every figure, with the value between them; an open bound is null."""
    done = here(*command.split(), "--json")
    found = 0
    for one in objects(json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)):
        number = one.get("value")
        if isinstance(number, Decimal):
            found += 1
            assert {"low", "high", "unit"} <= one.keys()
            assert one["low"] is None or one["low"] <= number
            assert one["high"] is None or number <= one["high"]
    assert found
    assert re.search(r'"low":[0-9-]', done.stdout)
