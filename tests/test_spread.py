"""Statistics of multiples: quartiles as Excel's QUARTILE.INC, mean, harmonic mean."""

from __future__ import annotations

import statistics
from decimal import Decimal, localcontext
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicompare.calculators.multiples.statistics import METHOD, Spread, quantile, spread
from aicompare.companies.derivation import Named, made_of
from aicompare.companies.solved import Statistic
from aicompare.values.figures import Figure

multiples = st.decimals(min_value=Decimal("0.0001"), max_value=10**6, places=4)
lists = st.lists(multiples, min_size=1, max_size=30)


def named(figures: list[Figure]) -> dict[str, Figure]:
    """Multiples of companies a, b, c..."""
    return {f"company {number}": figure for number, figure in enumerate(figures)}


def statistics_of(figures: list[Figure]) -> list[Figure]:
    """Maximum, p75, median, p25, minimum, mean, harmonic mean."""
    one = spread("recognised", named(figures), 0, 0)
    found = [one.maximum, one.p75, one.median, one.p25, one.minimum, one.mean, one.harmonic_mean]
    return [figure for figure in found if figure]


def measures(values: list[Decimal]) -> list[Decimal]:
    """Of exact multiples."""
    return [figure.value for figure in statistics_of([Figure.exact(value) for value in values])]


def close(found: list[Decimal], exact: list[Fraction]) -> bool:
    """Equal to 30 significant digits; the sums are of 34."""
    pairs = list(zip(found, exact, strict=True))
    return all(abs(Fraction(one) - other) <= abs(other) / 10**30 for one, other in pairs)


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("values", "p25", "median", "p75"),
    [
        # Microsoft's example for QUARTILE and QUARTILE.INC: the first quartile is 3.5
        ("1 2 4 7 8 9 10 12", "3.5", "7.5", "9.25"),
        # the two samples of Wikipedia's "Quartile", by hand: 15 + 0.5 x 21, 42 + 0.5 x 1;
        # 15 + 0.25 x 21, 36 + 0.5 x 3, 39 + 0.75 x 1
        ("6 7 15 36 39 40 41 42 43 47 49", "25.5", "40", "42.5"),
        ("7 15 36 39 40 41", "20.25", "37.5", "39.75"),
        ("5", "5", "5", "5"),
        ("1 3", "1.5", "2", "2.5"),
        ("1 2 4", "1.5", "2", "3"),
    ],
)
def test_quartiles_of_worked_examples(values: str, p25: str, median: str, p75: str) -> None:
    """Linear interpolation at (n-1)p, the method of the published examples in the table."""
    found = measures(numbers(*values.split()))
    assert found[1:4] == numbers(p75, median, p25)


@pytest.mark.parametrize(
    ("values", "mean", "harmonic"),
    [
        ("40 60", "50", "48"),  # Python's documentation of statistics.harmonic_mean
        ("4 5 8 7 11 4 3", "6", "5.028376"),  # Microsoft's documentation of HARMEAN
        ("2 2 2", "2", "2"),
        ("7", "7", "7"),
    ],
)
def test_means_of_worked_examples(values: str, mean: str, harmonic: str) -> None:
    """The harmonic mean is n / sum(1/x); published values as said in the table."""
    *_, found_mean, found_harmonic = measures(numbers(*values.split()))
    assert found_mean == Decimal(mean)
    assert round(found_harmonic, 6) == Decimal(harmonic)


def test_each_statistic_says_in_words_and_as_spreadsheets_do_what_it_is_of() -> None:
    """Of the multiples of companies a and b, each by its name."""
    a, b = Figure.exact(2), Figure.exact(4)
    one = spread("recognised", {"a": a, "b": b})
    assert (one.count, one.not_meaningful, one.not_available) == (2, 0, 0)
    parts = (Named("a", a, "times", "computed"), Named("b", b, "times", "computed"))
    found = (one.maximum, one.p75, one.median, one.p25, one.minimum, one.mean, one.harmonic_mean)
    assert [made_of(figure) for figure in found] == [
        Statistic("the greatest of multiples", parts, "MAX", 0),
        Statistic("multiples in order, interpolated at (n-1) x 0.75", parts, "QUARTILE.INC", 3),
        Statistic("the middle of multiples", parts, "QUARTILE.INC", 2),
        Statistic("multiples in order, interpolated at (n-1) x 0.25", parts, "QUARTILE.INC", 1),
        Statistic("the least of multiples", parts, "MIN", 0),
        Statistic("sum of multiples / n", parts, "AVERAGE", 0),
        Statistic("n / sum of the inverses of multiples", parts, "HARMEAN", 0),
    ]


@given(lists)
def test_statistics_agree_with_the_standard_library_on_fractions(values: list[Decimal]) -> None:
    """statistics.quantiles(method="inclusive"), fmean's exact kin and n / sum(1/x), as exact fractions."""
    exact = [Fraction(value) for value in values]
    quartiles = statistics.quantiles(exact, n=4, method="inclusive") if len(exact) > 1 else exact * 3
    harmonic = Fraction(len(exact)) / sum(1 / value for value in exact)
    wanted = [max(exact), *reversed(quartiles), min(exact), statistics.mean(exact), harmonic]
    assert close(measures(values), wanted)


@given(lists, st.integers(0, 100))
def test_any_quantile_agrees_with_the_standard_library(values: list[Decimal], percent: int) -> None:
    """Every whole percentile by the same rule; the ends are the minimum and the maximum."""
    ordered = sorted(values)
    exact = [Fraction(value) for value in ordered]
    cuts = statistics.quantiles(exact, n=100, method="inclusive") if len(exact) > 1 else exact * 99
    wanted = [exact[0], *cuts, exact[-1]][percent]
    assert close([quantile(ordered, Decimal(percent) / 100)], [wanted])


@given(lists, st.randoms(use_true_random=False))
def test_order_does_not_matter(values: list[Decimal], chance: Random) -> None:
    """The same multiples in any order give the same row."""
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert measures(shuffled) == measures(values)


@given(lists, multiples)
def test_scaling_scales(values: list[Decimal], factor: Decimal) -> None:
    """Multiples in another unit have the same statistics in that unit."""
    scaled = measures([value * factor for value in values])
    assert close(scaled, [Fraction(one) * Fraction(factor) for one in measures(values)])


@given(lists)
def test_statistics_stand_in_their_order(values: list[Decimal]) -> None:
    """Minimum <= p25 <= median <= p75 <= maximum, and harmonic <= mean, all between the ends."""
    maximum, p75, median, p25, minimum, mean, harmonic = measures(values)
    assert minimum <= p25 <= median <= p75 <= maximum
    slack = Decimal("1e-25") * maximum
    assert minimum - slack <= harmonic <= mean + slack <= maximum + 2 * slack


def test_what_is_not_meaningful_or_missing_changes_only_its_count() -> None:
    """n.m. and n.a. rows never enter a statistic."""
    values = [Figure.exact(number) for number in numbers("1", "2", "4")]
    plain, counted = spread("arr", named(values), 0, 0), spread("arr", named(values), 2, 3)
    assert (counted.group, counted.count, counted.not_meaningful, counted.not_available) == ("arr", 3, 2, 3)
    assert (plain.not_meaningful, plain.not_available) == (0, 0)
    assert (counted.median, counted.harmonic_mean) == (plain.median, plain.harmonic_mean)
    assert plain.method == METHOD == "inclusive"


def test_bounds_are_the_same_statistic_of_the_bounds() -> None:
    """By hand: of 1 to 3 and 4 to 6 the maximum is 4 to 6, the median 2.5 to 4.5, open where one is."""
    low, high = Figure(Decimal(2), Decimal(1), Decimal(3)), Figure(Decimal(5), Decimal(4), Decimal(6))
    one = spread("arr", named([low, high]), 0, 0)
    assert one.maximum == high
    assert one.median == Figure(Decimal("3.5"), Decimal("2.5"), Decimal("4.5"))
    assert one.harmonic_mean is not None
    assert one.harmonic_mean.low == Decimal("1.6")  # 2 / (1/1 + 1/4)
    opened = spread("arr", named([low, Figure(Decimal(5), Decimal(4), None)]), 0, 0)
    assert opened.median == Figure(Decimal("3.5"), Decimal("2.5"), None)


def test_of_no_multiples_every_statistic_is_missing() -> None:
    """Missing, not zero."""
    assert spread("recognised", {}, 1, 2) == Spread(
        "recognised", None, None, None, None, None, None, None, 0, 1, 2
    )  # fmt: skip


def test_the_precision_in_force_changes_nothing() -> None:
    """A program that set its own Decimal context gets the same statistics."""
    values = numbers("166.01", "59.5237", "63.91", "20.53", "34.08")
    usual = measures(values)
    with localcontext(prec=3):
        assert measures(values) == usual


@pytest.mark.parametrize("low", [None, Decimal(0)])
def test_what_may_be_anything_is_in_no_statistic(low: Decimal | None) -> None:
    """Of 10, at least 20 and a 5 that is known neither way: the median is at least (10 + 20) / 2, the
    least of them 10; two are counted, and the third is not available.
    """
    ten, twenty, five = map(Decimal, (10, 20, 5))
    known = [Figure.exact(ten), Figure(twenty, twenty, None), Figure(five, low, None)]
    found = spread("ev", named(known), 0, 1)
    assert found.median == Figure(Decimal(15), Decimal(15), None)
    assert found.minimum == Figure.exact(ten)
    assert (found.count, found.not_available, [*found.multiples]) == (2, 2, ["company 0", "company 1"])
