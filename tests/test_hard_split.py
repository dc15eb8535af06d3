"""What mutants of `allocate`'s calculators showed to be promised and not yet tested."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from made import day, source
from test_allocation import report_of
from test_use_of_proceeds import item, plan

from aicompare.calculators.proceeds.sums import notes_on, warnings_on
from aicompare.calculators.split.apportionment import shares_of, split
from aicompare.calculators.split.weights import Splitting, WeightedLine
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report, Warning
from aicompare.values.errors import BadAmount, BadUsage
from aicompare.values.lexemes import LONGEST


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    """One day, on which a dollar is seven yuan."""
    path = tmp_path / "rates.csv"
    path.write_text("date,USD,CNY\n2026-10-30,1.25,8.75\n", encoding="ascii")
    return Rates(path, source(kind="dataset"))


# --- weights ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        ([], "there is nothing to split it between", "write it like models=80%, models=2/15 or models=3"),
        (["a=1", "b=2", "a=3"], "'a' is named 2 times", "give each a name of its own"),
        (
            ["a=80%", "b=20"],
            "plain numbers are mixed with percents or fractions",
            "write all weights in one form",
        ),
        (["a=50%", "b=40%"], "the shares sum to 90%, not 100%", "mend them, or add --normalise"),
        # 50% + 1499999999/3000000000 = 99.99999996666...%: twelve digits, as six would read 100%
        (
            ["a=50%", "b=1499999999/3000000000"],
            "the shares sum to 99.9999999667%, not 100%",
            "mend them, or add --normalise",
        ),
        (["a=-3"], "'a=-3' has a weight below nought", "a share of nothing has the weight 0"),
        (["a=60X"], "'a=60X' has no plain number for a weight", Any),
        (["a=60×"], "'a=60×' has no plain number for a weight", Any),
    ],
)
def test_weights_that_are_refused_are_named_with_a_way_out(lines: list[str], message: str, hint: Any) -> None:
    """The whole message, and what to write instead."""
    with pytest.raises(BadUsage) as caught:
        Splitting.parse(lines, None, normalise=False)
    assert caught.value.message == message
    assert hint in (Any, caught.value.hint)


@pytest.mark.parametrize("unit", ["3X", "3×", "5% ", "5%"])
def test_what_is_no_unit_is_named_with_a_way_out(unit: str) -> None:
    """A share or a multiple is no unit, whatever stands behind it."""
    with pytest.raises(BadUsage) as caught:
        Splitting.parse(["a=1"], unit, normalise=False)
    assert caught.value.message == f"{unit!r} is no unit to round to"
    assert caught.value.hint == "write it like 1m, 1000 or 0.01"


def test_a_unit_may_be_said_to_be_exact() -> None:
    """`=1m` is one million."""
    assert Splitting.parse(["a=1"], "=1m", normalise=False).unit == 10**6


def test_the_longest_fraction_is_read_to_its_end() -> None:
    """As long as any figure may be, and not a digit longer."""
    longest = "1/" + "1" * (LONGEST - 2)
    assert WeightedLine.parse(f"a={longest}").weight == Fraction(1, int("1" * (LONGEST - 2)))
    with pytest.raises(BadUsage, match="has no weight that can be read"):
        WeightedLine.parse(f"a={longest}1")


def test_plain_numbers_need_sum_to_nothing(rates: Rates) -> None:
    """1 and 2 are weights, not shares: there is nothing to say of their sum."""
    assert list(report_of(rates, "USD 3", "a=1", "b=2").notes) == []


# --- shares -------------------------------------------------------------------------------------


def test_what_cannot_be_split_is_named_with_a_way_out() -> None:
    """A weight below nought, none above it, none at all."""
    with pytest.raises(BadUsage) as caught:
        split(10, [Fraction(1), Fraction(-1, 2)])
    assert caught.value.message == "a weight is below nought"
    assert caught.value.hint == "a share of nothing has the weight 0"
    for weights, message in (
        ([Fraction(0)], "no weight is above nought"),
        ([], "there is nothing to split it between"),
    ):
        with pytest.raises(BadUsage) as caught:
            split(10, weights)
        assert caught.value.message == message


def test_a_share_of_nothing_is_a_plain_nought() -> None:
    """In JSON it is 0, not 0E-36."""
    assert str(shares_of([Fraction(0), Fraction(1)])[0].value) == "0"


def test_the_smallest_share_has_34_digits_and_bounds_one_unit_apart() -> None:
    """1 against 3^200 is 3.76...e-96: its digits are counted from there, not from the point."""
    (least, _) = shares_of([Fraction(1), Fraction(3**200)])
    assert least.low is not None and least.high is not None
    assert len(least.value.as_tuple().digits) >= 34
    assert least.high - least.low == Decimal((0, (1,), int(least.value.as_tuple().exponent)))
    assert Fraction(least.low) < Fraction(1, 1 + 3**200) < Fraction(least.high)


# --- amounts ------------------------------------------------------------------------------------


def test_an_amount_that_is_no_single_one_is_named_with_a_way_out(rates: Rates) -> None:
    """With the amount as it was written; `=` says no more than that it is exact."""
    with pytest.raises(BadAmount) as caught:
        report_of(rates, "~RMB 2bn", "a=1")
    assert caught.value.message == "'~RMB 2bn' is not a single amount"
    assert caught.value.hint == "say one number to split, without a mark"
    assert report_of(rates, "=US$2", "a=1").title == "=US$2 in 1 part"


def test_what_is_left_over_is_converted_too(seven: Rates) -> None:
    """RMB 7.005 is US$1 and what half a fen is worth; the rate is told, and how to find it again."""
    report = report_of(seven, "CNY 7.005", "a=1", currency="USD")
    part, over = report.rows
    assert part.converted.amount.value == 1
    assert abs(Fraction(over.converted.amount.value) - Fraction(5, 7000)) < Fraction(1, 10**30)
    assert report.hidden == ()
    assert list(report.notes) == [
        "Nobody, 2026-10-30: 1 EUR = 8.75 CNY = 1.25 USD.",
        "The parts are whole multiples of the minor unit of CNY; what is left over is less than one.",
    ]


def test_without_a_rate_the_warning_says_which() -> None:
    """And no column is shown for what is not known."""
    early = current_rates({}, day("1999-06-01"))
    report: Report = report_of(early, "CNY 10", "a=1", currency="USD")
    assert report.warnings == [Warning("no_rate", "there is no CNY/USD rate up to 1999-06-01")]
    assert report.hidden == ("converted",)


# --- sums of a plan -----------------------------------------------------------------------------

# 60 + 30 = 90 is not 100; 60% + 40% is the whole; 60% of 100 is 60, and 40% of it is not 30
TEN_SHORT = (item("a", "60%", "US$60m"), item("b", "40%", "US$30m"))
SHORT = "The parts: US$60m + US$30m is 10,000,000 USD less than US$100m"
NOT_30 = "b: 40% of US$100m is not US$30m"


def test_a_sum_that_rounding_does_not_explain_is_told_of_its_company() -> None:
    """Each with its figures as printed."""
    assert warnings_on(plan("US$100m", *TEN_SHORT), "acme") == [
        Warning("plan_sum", f"{SHORT}, which rounding does not explain", "acme"),
        Warning("plan_sum", f"{NOT_30}, which rounding does not explain", "acme"),
    ]


def test_an_accepted_sum_is_told_with_the_reason_and_those_that_close_without() -> None:
    """One sum comes to the whole exactly, two do not and may stay."""
    accepted = plan("US$100m", *TEN_SHORT, accept=(("plan-sum", "As printed."),))
    assert warnings_on(accepted, "acme") == []
    assert notes_on(accepted) == [
        "Sums of parts that come to the whole exactly: 1.",
        f"{SHORT}. As printed.",
        f"{NOT_30}. As printed.",
    ]


def test_half_a_percent_too_much_is_more() -> None:
    """60.2% + 40.3% is at least 100.4%, and no sum is exact, so none is counted."""
    too_much = plan("", item("a", "60.2%"), item("b", "40.3%"), accept=(("plan-sum", "As printed."),))
    assert notes_on(too_much) == ["The parts: 60.2% + 40.3% is 0.5% more than 100%. As printed."]
