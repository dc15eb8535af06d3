"""The sum behind a runway, against a simulation in fractions, a closed form and numpy-financial."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as some
from made import rounded

from aicompare.calculators.runway.cashpath import (
    EXACT,
    Burn,
    Flow,
    Lasting,
    cash_after,
    lasting,
    no_loss_from,
)
from aicompare.calculators.runway.outlook import Course, Outlook, Timed, outlook
from aicompare.values.figures import Figure

MONTHS = 400  # how far the simulation goes
CENTS = some.integers(1, 10**8).map(lambda number: Decimal(number) / 100)
GROWTH = some.integers(-100, 100).map(lambda number: Decimal(number) / 1000)  # -10% to +10% a month
MORE = CENTS | some.just(Decimal(0))
FLOWS = some.lists(some.builds(Flow, some.integers(1, 60), CENTS, CENTS, MORE), max_size=4)


def growing(burn: Decimal, growth: Decimal) -> Burn:
    return Burn(Decimal(0), burn, EXACT.add(Decimal(1), growth))


def simulated(cash: Decimal, burn: Burn, flows: list[Flow]) -> tuple[int, Fraction] | None:
    """Month by month in exact fractions; None where it still lasts after 400 months."""
    left, factor = Fraction(cash), Fraction(1)
    for month in range(1, MONTHS + 1):
        left += sum((Fraction(flow.comes) for flow in flows if flow.month == month), Fraction(0))
        needed = Fraction(burn.constant) + Fraction(burn.changing) * factor
        needed += sum((Fraction(flow.goes) for flow in flows if flow.month == month), Fraction(0))
        needed += sum((Fraction(flow.more) for flow in flows if flow.month <= month), Fraction(0))
        if left < needed:
            return month - 1, month - 1 + left / needed
        left -= needed
        factor *= Fraction(burn.factor)
    return None


def agree(found: Lasting | None, expected: tuple[int, Fraction] | None) -> bool:
    if found is None or found.whole >= MONTHS:
        return expected is None
    if expected is None:
        return False
    whole, months = expected
    return found.whole == whole and abs(Fraction(found.months) - months) < Fraction(1, 10**15)


@given(cash=CENTS, burn=CENTS, growth=GROWTH, flows=FLOWS)
def test_a_growing_burn_lasts_as_long_as_month_by_month(
    cash: Decimal, burn: Decimal, growth: Decimal, flows: list[Flow]
) -> None:
    """Closed forms and bisection agree with a simulation in exact fractions, raises and all."""
    path = growing(burn, growth)
    assert agree(lasting(cash, path, flows), simulated(cash, path, flows))


@given(cash=CENTS, burn=CENTS, revenue=CENTS, growth=GROWTH, flows=FLOWS)
def test_growing_revenue_lasts_as_long_as_month_by_month(
    cash: Decimal, burn: Decimal, revenue: Decimal, growth: Decimal, flows: list[Flow]
) -> None:
    """With constant expenses, too; after the first month without a loss only payments can end it."""
    path = Burn(burn + revenue, -revenue, 1 + growth)
    assert agree(lasting(cash, path, flows), simulated(cash, path, flows))


@given(burn=CENTS, revenue=CENTS, growth=some.integers(0, 100), flows=FLOWS)
def test_the_first_month_without_a_loss_is_that_of_the_simulation(
    burn: Decimal, revenue: Decimal, growth: int, flows: list[Flow]
) -> None:
    """With hires from a month on: every month after it covers what it takes, the one before does not."""
    path = Burn(burn + revenue, -revenue, 1 + Decimal(growth) / 1000)
    found = no_loss_from(path, flows)

    def takes(month: int) -> Fraction:
        grown = Fraction(path.changing) * Fraction(path.factor) ** (month - 1)
        hired = (Fraction(flow.more) for flow in flows if flow.month <= month)
        return Fraction(path.constant) + grown + sum(hired, Fraction(0))

    if found is None or found > MONTHS:
        assert takes(MONTHS) > 0
        return
    assert all(takes(month) <= Fraction(1, 10**15) for month in range(found, MONTHS))
    assert found == 1 or takes(found - 1) > 0


@given(cash=CENTS, burn=CENTS)
def test_a_steady_burn_is_a_quotient(cash: Decimal, burn: Decimal) -> None:
    """months = cash / burn, whole months its floor."""
    found = lasting(cash, Burn(burn))
    assert found is not None
    assert abs(Fraction(found.months) - Fraction(cash) / Fraction(burn)) < Fraction(1, 10**30)
    assert found.whole == floor(Fraction(cash) / Fraction(burn))


@given(cash=some.integers(10, 10**6), burn=some.integers(1, 10**4), rate=some.integers(1, 50))
def test_whole_months_agree_with_numpy_financial(cash: int, burn: int, rate: int) -> None:
    """A burn that grows at g is an annuity growing at g: in month-1 money, nper of its deposits.

    The burn's sum b((1+g)^n - 1)/g is the future value of deposits of b at the rate g, so
    nper(g, -b, 0, cash) is the month in which the sum comes to the cash.
    """
    found = lasting(Decimal(cash), growing(Decimal(burn), Decimal(rate) / 1000))
    assert found is not None
    exact = numpy_financial.nper(rate / 1000, -burn, 0, cash)
    if abs(exact - floor(exact + 0.5)) > 1e-6:  # binary floats cannot tell which side of a whole month
        assert found.whole == floor(exact)


@given(cash=CENTS, burn=CENTS, growth=GROWTH, month=some.integers(0, 200), flows=FLOWS)
def test_cash_after_a_month_is_what_the_simulation_leaves(
    cash: Decimal, burn: Decimal, growth: Decimal, month: int, flows: list[Flow]
) -> None:
    """Cash plus what came, less what went and the sum of the burn."""
    left = Fraction(cash)
    for number in range(1, month + 1):
        left -= Fraction(burn) * Fraction(1 + growth) ** (number - 1)
    left += sum(
        (Fraction(flow.comes) - Fraction(flow.goes) for flow in flows if flow.month <= month), Fraction(0)
    )
    left -= sum(
        (Fraction(flow.more) * (month - flow.month + 1) for flow in flows if flow.month <= month), Fraction(0)
    )
    found = Fraction(cash_after(cash, growing(burn, growth), flows, month))
    assert abs(found - left) <= abs(left) / 10**20 + Fraction(1, 10**20)


@given(cash=CENTS, more=CENTS, burn=CENTS, growth=GROWTH, month=some.integers(1, 60))
def test_more_cash_or_a_raise_never_shortens_and_more_burn_never_lengthens(
    cash: Decimal, more: Decimal, burn: Decimal, growth: Decimal, month: int
) -> None:
    """Whatever the growth; for ever is longer than any number."""
    ever = Decimal("Infinity")

    def months(cash: Decimal, burn: Decimal, *flows: Flow) -> Decimal:
        found = lasting(cash, growing(burn, growth), flows)
        return ever if found is None else found.months

    base = months(cash, burn)
    assert months(cash + more, burn) >= base
    assert months(cash, burn, Flow(month, comes=more)) >= base
    assert months(cash, burn + more) <= base


@given(cash=CENTS, burn=CENTS, growth=GROWTH, times=some.integers(1, 10**9))
def test_scale_changes_nothing(cash: Decimal, burn: Decimal, growth: Decimal, times: int) -> None:
    """In cents or in billions the months are the same, to 30 places."""
    one = lasting(cash, growing(burn, growth))
    other = lasting(cash * times, growing(burn * times, growth))
    assert (one is None) == (other is None)
    if one and other:
        assert one.whole == other.whole
        assert abs(one.months - other.months) < Decimal("1e-20")


@given(cash=some.integers(1, 10**5), burn=some.integers(10, 10**5))
def test_no_growth_is_the_limit_of_little_growth(cash: int, burn: int) -> None:
    """g towards zero from either side: the months come as near as one likes."""
    steady = lasting(Decimal(cash), Burn(Decimal(burn)))
    assert steady is not None
    for tiny in (Decimal("1e-24"), Decimal("-1e-24")):
        near = lasting(Decimal(cash), growing(Decimal(burn), tiny))
        assert near is not None
        assert abs(near.months - steady.months) < Decimal("1e-12")


@given(burn=CENTS, growth=GROWTH, whole=some.integers(1, 120))
def test_cash_of_exactly_nought_at_a_months_end_is_a_whole_month(
    burn: Decimal, growth: Decimal, whole: int
) -> None:
    """And a millionth of a cent less is one whole month less."""
    total = growing(burn, growth).of_months(1, whole)
    found = lasting(total, growing(burn, growth))
    assert found is not None
    assert (found.whole, found.months) == (whole, whole)
    short = lasting(total - growing(burn, growth).of_month(whole) / 10**8, growing(burn, growth))
    assert short is not None
    assert short.whole == whole - 1


def test_a_burn_that_shrinks_fast_enough_never_ends() -> None:
    """10 shrinking by 10% a month is 100 in all: cash of 100 lasts for ever, 99.99 does not."""
    shrinking = growing(Decimal(10), Decimal("-0.1"))
    assert lasting(Decimal(100), shrinking) is None
    found = lasting(Decimal("99.99"), shrinking)
    assert found is not None
    # 100 (1 - 0.9^n) <= 99.99 where 0.9^n >= 0.0001: n <= ln(0.0001) / ln(0.9) = 87.4
    assert found.whole == 87


def test_a_horizon_of_10_to_the_30_months_is_an_answer() -> None:
    """10^30 over 1 a month, exactly; and with growth of 10^-28 a month ln(1 + 100) x 10^28."""
    assert lasting(Decimal(10) ** 30, Burn(Decimal(1))) == Lasting(10**30, Decimal(10) ** 30)
    found = lasting(Decimal(10) ** 30, growing(Decimal(1), Decimal("1e-28")))
    assert found is not None
    assert str(found.whole)[:9] == "461512051"  # ln 101 = 4.61512051684125945...
    assert len(str(found.whole)) == 29


def test_a_raise_after_the_end_is_too_late() -> None:
    """Cash for two and a half months is gone before the raise of month 4; for three it is not."""
    raise_ = [Flow(4, comes=Decimal(10))]
    assert lasting(Decimal("2.5"), Burn(Decimal(1)), raise_) == Lasting(2, Decimal("2.5"))
    assert lasting(Decimal(3), Burn(Decimal(1)), raise_) == Lasting(13, Decimal(13))


def test_a_repayment_counts_with_the_burn_of_its_month() -> None:
    """5 over 1 a month, with 10 due in month 2: after one month 4 are left for 11."""
    found = lasting(Decimal(5), Burn(Decimal(1)), [Flow(2, goes=Decimal(10))])
    assert found is not None
    assert found.whole == 1
    assert abs(Fraction(found.months) - 1 - Fraction(4, 11)) < Fraction(1, 10**30)


def test_the_first_month_without_a_loss() -> None:
    """5.94 x 1.08^23 = 34.88 is the first above 33.84 (x 1.08^22 = 32.29): month 24."""
    graham = Burn(Decimal("33.84"), Decimal("-5.94"), Decimal("1.08"))
    assert graham.ends_at() == 24
    assert (
        Fraction("5.94") * Fraction("1.08") ** 22
        < Fraction("33.84")
        < Fraction("5.94") * Fraction("1.08") ** 23
    )
    assert Burn(Decimal(10), Decimal(-4), Decimal(1)).ends_at() is None
    assert Burn(Decimal(10), Decimal(-5), Decimal(2)).ends_at() == 2  # 5 x 2 = 10 exactly
    assert Burn(Decimal(10), Decimal(-12), Decimal(1)).ends_at() == 1


# --- with the bounds of cash, burn and revenue -----------------------------------------------


def span(value: int, low: int | None, high: int | None) -> Figure:
    ends = [None if one is None else Decimal(one) for one in (low, high)]
    return Figure(Decimal(value), *ends)


def shown(figure: Figure | None) -> list[str | None]:
    assert figure is not None
    return [None if one is None else rounded(one, 4) for one in (figure.value, figure.low, figure.high)]


def test_a_larger_revenue_that_shrinks_loses_more() -> None:
    """Cash 100, burn 10, revenue 20 (10 to 30) halving each month.

    Month t burns 10 + R (1 - 0.5^(t-1)). R = 20: 10, 20, 25, 27.5 leave 17.5 of the 28.75 of
    month 5. R = 10: 10, 15, 17.5, 18.75, 19.375 leave 19.375 of 19.6875. R = 30: 10, 25, 32.5
    leave 32.5 of 36.25.
    """
    course = Course(Figure.exact(100), Figure.exact(10), Decimal("-0.5"), span(20, 10, 30))
    assert shown(outlook(course).months) == ["4.6087", "3.8966", "5.9841"]


def test_a_larger_revenue_that_grows_loses_less() -> None:
    """Cash 100, burn 60, revenue 20 (10 to 30) growing by half: month t burns 60 - R (1.5^(t-1) - 1).

    R = 20: 60, 50 more than 100, so 1 + 40 / 50. R = 10: 1 + 40 / 55. R = 30: 1 + 40 / 45.
    """
    course = Course(Figure.exact(100), Figure.exact(60), Decimal("0.5"), span(20, 10, 30))
    assert shown(outlook(course).months) == ["1.8000", "1.7273", "1.8889"]


@pytest.mark.parametrize("low", [None, -1, 0])
def test_a_burn_that_may_be_none_lasts_at_least_so_long(low: int | None) -> None:
    """100 at 5 a month is 20; at 10, the most of it, 10: open above, and no day on which it ends."""
    course = Course(Figure.exact(100), span(5, low, 10))
    assert outlook(course) == Outlook("runs_out", Figure(Decimal(20), Decimal(10), None))


def test_a_burn_that_is_open_above_too_or_with_revenue_has_no_months() -> None:
    """Nothing bounds it; what the expenses come to is not known."""
    for course in (Course(Figure.exact(100), span(5, None, None)),
                   Course(span(100, None, 100), span(5, 0, 10)),
                   Course(Figure.exact(100), span(5, 0, 10), Decimal("0.1"), Figure.exact(1)),
                   Course(Figure.exact(10), span(5, 0, 10), Decimal("0.1"), Figure.exact(1))):  # fmt: skip
        assert outlook(course) == Outlook("runs_out", reason="unbounded")


def test_revenue_that_covers_all_from_the_first_month_is_profitable_now() -> None:
    """A burn of zero, or below, with revenue; one dollar is still a loss."""
    for burn, status in ((0, "profitable_now"), (-5, "profitable_now"), (1, "default_alive")):
        course = Course(Figure.exact(100), Figure.exact(burn), Decimal(1), Figure.exact(10))
        assert outlook(course).status == status


@pytest.mark.parametrize(
    ("cash", "burn", "growth", "status"),
    [
        ("0", "0", "0", "not_burning"),  # nothing left, and nothing needed
        ("0", "-1", "0", "not_burning"),
        ("0", "0.01", "0", "already_out"),
        ("100", "0.5", "-0.5", "never"),  # 0.5 + 0.25 + ... is 1 in all
        ("0.9", "0.5", "-0.5", "runs_out"),
    ],
)
def test_half_a_dollar_is_burnt_and_nothing_is_not(cash: str, burn: str, growth: str, status: str) -> None:
    """Whoever burns nothing needs no cash; the least burn is one, and one that halves takes twice itself."""
    course = Course(Figure.exact(Decimal(cash)), Figure.exact(Decimal(burn)), Decimal(growth))
    assert outlook(course).status == status


def test_a_burn_of_nought_with_an_open_low_bound_is_still_profitable_now() -> None:
    """Nothing is burnt at the printed figures, and that is what is told."""
    course = Course(Figure.exact(100), span(0, -1, 1), Decimal(1), Figure.exact(10))
    assert outlook(course).status == "profitable_now"


def test_a_revenue_that_saves_it_only_at_the_printed_figures_is_unsure() -> None:
    """Burn 10 and revenue 10 doubling: month 2 burns nothing, so cash of 10 is enough, and 9 is not."""
    sure = Course(span(10, 10, 11), Figure.exact(10), Decimal(1), Figure.exact(10))
    unsure = replace(sure, cash=span(10, 9, 11))
    assert [outlook(one).status for one in (sure, unsure)] == ["default_alive"] * 2
    assert [outlook(one).sure for one in (sure, unsure)] == [True, False]


def test_a_raise_of_the_first_month_is_there_at_the_start() -> None:
    """Cash of zero with 30 in month 1 lasts 3 months; with 30 in month 2 it is out already."""
    nothing, burn = Figure.exact(0), Figure.exact(10)
    for month, status, whole in ((1, "runs_out", 3), (2, "already_out", 0)):
        found = outlook(Course(nothing, burn, comes=(Timed(month, Figure.exact(30)),)))
        assert (found.status, found.whole_months) == (status, whole)


def test_an_open_bound_of_cash_leaves_the_months_open_on_that_side() -> None:
    """Never fewer months than none, and no greatest."""
    found = outlook(Course(span(100, None, None), Figure.exact(10)))
    assert shown(found.months) == ["10.0000", "0.0000", None]


def test_the_cash_left_when_the_losses_end_has_the_bounds_of_the_cash() -> None:
    """100 (90 to 110) less 10 of month 1: month 2 makes no loss, and 90 (80 to 100) is left."""
    course = Course(span(100, 90, 110), Figure.exact(10), Decimal(1), Figure.exact(10))
    found = outlook(course)
    assert found.profitable_month == 2
    assert shown(found.cash_left) == ["90.0000", "80.0000", "100.0000"]
    open_ended = outlook(replace(course, cash=span(100, None, None)))
    assert shown(open_ended.cash_left) == ["90.0000", None, None]


def burn_of(constant: str, changing: str = "0", factor: str = "1") -> Burn:
    return Burn(Decimal(constant), Decimal(changing), Decimal(factor))


@pytest.mark.parametrize(
    ("burn", "ends"),
    [
        (burn_of("0"), 1),
        (burn_of("5", "-5"), 1),  # revenue that covers all and stays
        (burn_of("-1", "0", "0.5"), 1),
        (burn_of("-5", "0.5", "0.5"), 1),
        (burn_of("5", "0", "2"), None),
        (burn_of("5", "-5", "0.5"), None),  # revenue that covers all and shrinks
        (burn_of("11", "-1", "4"), 3),  # 10, 7, -5
    ],
)
def test_from_which_month_on_there_is_no_loss(burn: Burn, ends: int | None) -> None:
    """From which on there is none; by hand."""
    assert burn.ends_at() == ends


@pytest.mark.parametrize(
    ("burn", "flows", "ends"),
    [
        (
            burn_of("10", "-6", "2"),
            [(3, "3")],
            2,
        ),  # 4, -2, -14 + 3: month 3 would be the first of the dearer burn
        (burn_of("10", "-6", "2"), [(3, "20")], 4),  # 4, -2, 6, -18
        (burn_of("10"), [(4, "-10")], 4),  # 10 until what is saved from month 4 on
        (burn_of("10"), [(4, "-9")], None),
        (burn_of("10"), [(4, "-4"), (6, "-6")], 6),  # 10, 10, 10, 6, 6, 0
        (burn_of("-1"), [(4, "3"), (6, "-2")], 6),  # -1 three times, 2, 2, 0
    ],
)
def test_from_which_month_on_there_is_no_loss_with_more_or_less_burnt_from_a_month_on(
    burn: Burn, flows: list[tuple[int, str]], ends: int | None
) -> None:
    """Every month from it on takes nothing, and the one before something; by hand, month by month."""
    assert no_loss_from(burn, [Flow(month, more=Decimal(more)) for month, more in flows]) == ends


def test_a_burn_that_stops_is_paid_by_what_its_first_month_takes() -> None:
    """10, and then nothing for ever: 10 is enough, whatever is looked at on the way; 9 is 0.9 of a month."""
    stops = burn_of("0", "10", "0")
    assert [stops.of_month(month) for month in (1, 2, 3)] == [10, 0, 0]
    for flows in ([], [Flow(1)], [Flow(2)], [Flow(1), Flow(3)]):
        assert lasting(Decimal(10), stops, flows) is None
    assert lasting(Decimal(9), stops) == Lasting(0, Decimal("0.9"))


def test_a_shrinking_burn_is_measured_by_what_it_still_takes() -> None:
    """10, 5, 2.5, ...: 18 - 10 + 3 - 5 leaves 6 of the 5 that are still to come, and 1 less leaves 5.

    With another 0.5 less there are 4.5: 2.5 and 1.25 leave 0.75 of which month 5 takes 0.625, and
    month 6 0.3125 of the 0.125 that is left.
    """
    halving = burn_of("0", "10", "0.5")
    assert lasting(Decimal(18), halving, [Flow(2, Decimal(3))]) is None
    assert lasting(Decimal(17), halving, [Flow(2, Decimal(3))]) is None
    assert lasting(Decimal("16.5"), halving, [Flow(2, Decimal(3))]) == Lasting(5, Decimal("5.4"))


@pytest.mark.parametrize("flows", [[], [Flow(10)]])
def test_cash_that_fails_between_two_months_that_hold_has_failed(flows: list[Flow]) -> None:
    """10, 7, and then 5 come in: 15 covers month 1 and three months, but not two."""
    found = lasting(Decimal(15), burn_of("11", "-1", "4"), flows)
    assert found is not None
    assert (found.whole, rounded(found.months, 9)) == (1, "1.714285714")


@pytest.mark.parametrize("cash", ["0." + "9" * 30, "1", "1." + "0" * 29 + "1"])
def test_what_rounding_leaves_is_no_part_of_a_month(cash: str) -> None:
    """A hair more or less than a month's burn is that month."""
    assert lasting(Decimal(cash), burn_of("1")) == Lasting(1, Decimal(1))


def test_cash_at_the_end_of_a_month_has_what_moved_in_it() -> None:
    """100 less 10 a month; 5 in and 1 out with month 2."""
    flows = [Flow(2, Decimal(5), Decimal(1))]
    left = [cash_after(Decimal(100), burn_of("10"), flows, month) for month in range(4)]
    assert left == [100, 90, 84, 74]
