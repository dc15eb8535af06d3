"""The sum behind a runway, against a simulation in fractions, a closed form and numpy-financial."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import numpy_financial
from hypothesis import given
from hypothesis import strategies as some

from aicompare.calculators.runway.cashpath import EXACT, Burn, Flow, Lasting, cash_after, lasting

MONTHS = 400  # how far the simulation goes
CENTS = some.integers(1, 10**8).map(lambda number: Decimal(number) / 100)
GROWTH = some.integers(-100, 100).map(lambda number: Decimal(number) / 1000)  # -10% to +10% a month
FLOWS = some.lists(some.builds(Flow, some.integers(1, 60), CENTS, CENTS), max_size=4)


def growing(burn: Decimal, growth: Decimal) -> Burn:
    return Burn(Decimal(0), burn, EXACT.add(Decimal(1), growth))


def simulated(cash: Decimal, burn: Burn, flows: list[Flow]) -> tuple[int, Fraction] | None:
    """Month by month in exact fractions; None where it still lasts after 400 months."""
    left, factor = Fraction(cash), Fraction(1)
    for month in range(1, MONTHS + 1):
        left += sum((Fraction(flow.comes) for flow in flows if flow.month == month), Fraction(0))
        needed = Fraction(burn.constant) + Fraction(burn.changing) * factor
        needed += sum((Fraction(flow.goes) for flow in flows if flow.month == month), Fraction(0))
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
    """g towards nought from either side: the months come as near as one likes."""
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
