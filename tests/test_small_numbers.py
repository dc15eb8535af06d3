"""What is small is shown with its first digits, never as zero; what is zero stays zero."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from command import here
from hypothesis import given
from hypothesis import strategies as st

import aicompare as library
from aicompare.render.numbers import figure_text, money_text
from aicompare.values.figures import Figure
from aicompare.values.metrics import Look, ShownUnit
from aicompare.values.money import Money

UNITS: tuple[ShownUnit, ...] = ("times", "months", "percent", "count", "")
LOOKS: tuple[Look, ...] = ("", "computed", "statistic")
small = st.decimals(Decimal("1e-12"), Decimal("0.05"), allow_nan=False, places=14)


def between(value: str, low: str | None, high: str | None, mark: str = "") -> Figure:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Figure(Decimal(value), *ends, mark)


@pytest.mark.parametrize(
    ("value", "unit", "look", "shown"),
    [
        ("0.00096", "times", "computed", "0.00096×"),
        ("0.000963", "times", "", "0.00096×"),
        ("0.0333333", "months", "computed", "0.03"),
        ("0.00096", "months", "", "0.001"),  # to one digit
        ("0.000123", "percent", "computed", "0.012%"),
        ("-0.000123", "percent", "computed", "-0.012%"),
        ("0.0000123", "percent", "", "0.0012%"),
        ("0.00123", "count", "", "0.0012"),
        ("-0.04", "times", "", "-0.04×"),
        ("0.07", "times", "computed", "0.1×"),  # one decimal says enough
        ("0.26", "months", "computed", "0.3"),
        ("0", "times", "computed", "0×"),
        ("0", "months", "computed", "0"),
    ],
)
def test_a_small_number_keeps_its_first_digits(value: str, unit: ShownUnit, look: Look, shown: str) -> None:
    """Two of a ratio, one of months; as before where the usual decimals show something, or it is zero."""
    assert figure_text(Figure.exact(Decimal(value)), unit, look) == shown


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (between("0.04", None, "0.045"), "≤ 0.1×"),  # up, so that it stays true
        (between("0.04", "0.0352", None), "≥ 0.035×"),  # down
        (between("-0.02", None, "-0.0123"), "≤ -0.012×"),  # up is towards zero
        (between("0.04", "0.035", "0.045"), "0.04×"),  # no digit more than is known
        (between("0.04", None, None), "~0.04×"),
        (between("0.01", "0.01", "0.5", "-"), "0.01–0.5×"),
        (between("0.04", "0.04", "0.04", "~"), "~0.04×"),
    ],
)
def test_a_bound_of_something_small_is_no_zero_and_stays_true(figure: Figure, shown: str) -> None:
    """Rounded outward, down to the digits that are known."""
    assert figure_text(figure, "times", "computed") == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        ("0.003", "0.003", "US$0.003"),
        ("-0.003", "-0.003", "(US$0.003)"),
        ("-5e6", "-3e6", "(US$3–5m)"),  # a loss of 3 to 5 million
        ("-5e6", "3e6", "(US$5m) to US$3m"),
        ("0", "5e6", "US$0–5m"),
    ],
)
def test_a_small_amount_and_a_range_below_zero_are_shown(low: str, high: str, shown: str) -> None:
    """Parentheses stand round a whole loss; where one end alone is one, round that end."""
    figure = between(low, low, high, "-") if low != high else Figure.exact(Decimal(low))
    assert money_text(Money(figure, "USD")) == shown


@given(
    small,
    st.sampled_from(UNITS),
    st.sampled_from(LOOKS),
    st.sampled_from([1, -1]),
    st.sampled_from(["exact", "low", "high"]),
)
def test_nothing_but_zero_reads_as_zero(
    value: Decimal, unit: ShownUnit, look: Look, sign: int, known: str
) -> None:
    """In every unit and look, exact or open on one side, above and below zero."""
    number = value * sign
    low, high = number if known != "high" else None, number if known != "low" else None
    text = figure_text(Figure(number, low, high), unit, look)
    assert any(digit in text for digit in "123456789"), text


def test_commands_show_what_is_small() -> None:
    """US$1m at US$30m a month is 1/30 of one; RMB 724.3m of FY2025 over RMB 751.8bn is 0.00096."""
    assert "0.03" in here("runway", "--cash", "US$1.00m", "--burn", "US$30.0m").stdout
    for form in ("table", "markdown"):
        done = here(
            "compare", "zhipu", "tencent", "--metric", "revenue", "--period", "FY2025", "--format", form
        )
        assert "0.00096×" in done.stdout
    data = library.load()
    page = library.compare(data, ["zhipu", "tencent"], metrics=["revenue"], period="FY2025")._repr_html_()
    assert "0.00096×" in page


def test_a_picture_says_less_than_a_month_not_0_months() -> None:
    """The legend of a curve that ends within its first month."""
    from aicompare.render.chart import chart_lines
    from aicompare.reports.report import Chart, Curve

    end = Decimal("0.03")
    points = ((Decimal(0), Decimal(100)), (end, Decimal(0)))
    undated = chart_lines(Chart("USD", (Curve("A", None, points, end),)), 80, braille=True)
    assert undated[-1] == "1 A: gone within a month"
    dated = chart_lines(Chart("USD", (Curve("A", date(2026, 1, 31), points, end),)), 80, braille=True)
    assert dated[-1] == "1 A: from 2026-01-31, gone 2026-01-31"
