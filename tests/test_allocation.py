"""`allocate` of an amount: exact shares in whole units, whatever the weights."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest
from command import LONG, here
from hypothesis import assume, given
from hypothesis import strategies as st
from made import day, rates_of

from aicompare.calculators.split.apportionment import in_tenths, shares_of, split
from aicompare.calculators.split.report import SplitRow, allocation
from aicompare.calculators.split.weights import Splitting, WeightedLine
from aicompare.companies.derivation import Named, Solved, made_of, ratio, total
from aicompare.companies.solved import Apportioned
from aicompare.rates.file import current_rates, parse_own_rates
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.report import Report, Warning
from aicompare.values.errors import BadAmount, BadUsage
from aicompare.values.figures import Figure
from aicompare.values.lexemes import LONGEST
from aicompare.values.money import parse_amount

AS_OF = day("2026-10-31")


def report_of(
    rates: Rates, amount: str, *lines: str, round_to: str | None = None, normalise: bool = False,
    currency: str | None = None,
) -> Report:  # fmt: skip
    how = Splitting.parse(lines, round_to, normalise=normalise)
    return allocation(parse_amount(amount), amount, how, rates, AS_OF, currency)


def rows_of(rates: Rates, amount: str, *lines: str, **options: Any) -> list[SplitRow]:
    return list(report_of(rates, amount, *lines, **options).rows)


def amounts(rows: list[SplitRow]) -> list[str]:
    return [f"{row.amount.amount.value:f}" for row in rows]


# --- ground truth -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "weights", "expected"),
    [
        ("CNY 15bn", ("80%", "2/15", "1/15"), ["12000000000", "2000000000", "1000000000"]),
        ("CNY 15bn", ("12", "2", "1"), ["12000000000", "2000000000", "1000000000"]),
        ("USD 0.05", ("3", "7"), ["0.02", "0.03"]),  # 1.5 and 3.5 cents: a tie, to the earlier line
        ("USD 1.00", ("1", "1", "1"), ["0.34", "0.33", "0.33"]),
        ("USD -1.00", ("1", "1", "1"), ["-0.34", "-0.33", "-0.33"]),
        ("JPY 100", ("1", "1", "1"), ["34", "33", "33"]),  # the yen has no cents
        ("USD 0", ("1", "2"), ["0", "0"]),
        ("USD 10", ("0", "1"), ["0", "10"]),
        ("USD 100", ("2.5", "1,000", "0"), ["0.25", "99.75", "0.00"]),
        ("USD 3", ("1bn", "2bn"), ["1", "2"]),
    ],
)
def test_shares_by_hand(rates: Rates, amount: str, weights: tuple[str, ...], expected: list[str]) -> None:
    """Worked out on paper; decimals stand only where one of the shares has some."""
    lines = [f"{letter}={weight}" for letter, weight in zip("abcd", weights, strict=False)]
    assert amounts(rows_of(rates, amount, *lines)) == expected


@pytest.mark.parametrize(
    ("amount", "lines", "expected"),
    [
        # MiniMax prospectus: HK$3,818.3m = 90% + 10%, inner 50, 20, 15 and 5 (to 0.1m)
        ("HK$3,818.3m", ("research=90%", "working capital=10%"), ["3436.5", "381.8"]),
        ("HK$3,818.3m", ("a=50%", "b=20%", "c=15%", "d=5%", "e=10%"),
         ["1909.2", "763.7", "572.7", "190.9", "381.8"]),
        # Zhipu prospectus: HK$4,173.4m = 70% + 3 x 10%; printed 2,921.4 + 3 x 417.3 leaves out 0.1
        ("HK$4,173.4m", ("models=70%", "maas=10%", "partners=10%", "rest=10%"),
         ["2921.4", "417.4", "417.3", "417.3"]),
    ],
)  # fmt: skip
def test_the_prospectuses_split_to_a_tenth_of_a_million(
    rates: Rates, amount: str, lines: tuple[str, ...], expected: list[str]
) -> None:
    """Within one unit of what is printed, and here the shares sum, which the printed ones do not."""
    shares = [row.amount.amount.value for row in rows_of(rates, amount, *lines, round_to="0.1m")]
    assert [str(share.scaleb(-6).quantize(Decimal("0.1"))) for share in shares] == expected
    assert sum(shares) == parse_amount(amount).amount.value


# --- laws -------------------------------------------------------------------------------

WEIGHT = st.one_of(
    st.integers(0, 20).map(Fraction),
    st.integers(0, 10**40).map(Fraction),
    st.fractions(0, 10**6, max_denominator=10**9),
    st.decimals(0, 100, places=3).map(Fraction),
)
WEIGHTS = st.lists(WEIGHT, min_size=1, max_size=30).filter(any)
UNITS = st.one_of(st.integers(-200, 200), st.integers(-(10**32), 10**32))


def exact(units: int, weights: list[Fraction]) -> list[Fraction]:
    return [units * weight / sum(weights) for weight in weights]


def apportioned(units: int, weights: list[Fraction]) -> list[int]:
    """Another way to the same: what is left is dealt out of a list of fractions sorted anew."""
    shares = {index: floor(share) for index, share in enumerate(exact(units, weights))}
    queue = sorted((shares[index] - share, index) for index, share in enumerate(exact(units, weights)))
    while sum(shares.values()) < units:
        _, index = queue.pop(0)
        shares[index] += 1
    return list(shares.values())


@given(st.integers(0, 10**32), WEIGHTS)
def test_shares_are_those_of_another_implementation(units: int, weights: list[Fraction]) -> None:
    """The largest remainder, ties to the earlier line, done with sorted fractions."""
    assert split(units, weights) == apportioned(units, weights)


@given(UNITS, WEIGHTS)
def test_shares_sum_and_lie_within_one_unit(units: int, weights: list[Fraction]) -> None:
    """Nothing is lost or made, and each share is its exact one rounded up or down."""
    shares = split(units, weights)
    assert sum(shares) == units
    assert all(abs(share - one) < 1 for share, one in zip(shares, exact(units, weights), strict=True))


@given(UNITS, WEIGHTS)
def test_the_sign_changes_the_sign_alone(units: int, weights: list[Fraction]) -> None:
    """What is owed is split as what is had."""
    assert split(-units, weights) == [-share for share in split(units, weights)]


@given(UNITS, WEIGHTS, st.data())
def test_a_weight_of_nought_gets_nothing_and_changes_nothing(
    units: int, weights: list[Fraction], data: st.DataObject
) -> None:
    """Wherever it stands among the others."""
    place = data.draw(st.integers(0, len(weights)))
    shares = split(units, [*weights[:place], Fraction(0), *weights[place:]])
    assert shares.pop(place) == 0
    assert shares == split(units, weights)


@given(UNITS, WEIGHTS, st.fractions("1/1000", 1000))
def test_only_the_proportions_of_weights_count(units: int, weights: list[Fraction], scale: Fraction) -> None:
    """Percents, fractions and numbers of one proportion give the same shares."""
    assert split(units, [weight * scale for weight in weights]) == split(units, weights)


@given(UNITS, WEIGHTS, st.randoms(use_true_random=False))
def test_order_matters_only_for_exact_ties(units: int, weights: list[Fraction], random: Any) -> None:
    """With distinct fractional parts each line keeps its share wherever it stands."""
    rests = [abs(share) % 1 for share in exact(units, weights) if share % 1]
    assume(len(set(rests)) == len(rests))
    order = list(range(len(weights)))
    random.shuffle(order)
    moved = split(units, [weights[index] for index in order])
    assert moved == [split(units, weights)[index] for index in order]


@given(UNITS, WEIGHTS, st.randoms(use_true_random=False))
def test_order_never_changes_which_shares_there_are(units: int, weights: list[Fraction], random: Any) -> None:
    """A tie moves one unit between lines of equal fractional parts, and no other."""
    order = list(range(len(weights)))
    random.shuffle(order)
    moved = split(units, [weights[index] for index in order])
    for place, index in enumerate(order):
        alike = abs(moved[place] - split(units, weights)[index])
        assert alike <= 1
    assert sum(moved) == units


@given(WEIGHTS)
def test_shares_as_shown_sum_to_a_hundred_percent(weights: list[Fraction]) -> None:
    """To a tenth of a percent, each within a tenth of the exact share; none is zero that is not."""
    shown = in_tenths(weights)
    assert sum(share.value for share in shown if share.value % Decimal("0.001") == 0) == 1
    for share, weight in zip(shown, weights, strict=True):
        assert abs(Fraction(share.value) - weight / sum(weights)) < Fraction(1, 1000)
        assert bool(share.value) == bool(weight)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((1, 2999), ["0.033%", "100.0%"]),  # 1 / 3000
        ((0, 1, 10**6), ["0.0%", "0.00010%", "100.0%"]),  # zero is zero
        ((6, 6, 6, 9982), ["0.1%", "0.1%", "0.06%", "99.8%"]),  # two tenths are left for three rests
        ((1, 1), ["50.0%", "50.0%"]),
    ],
)
def test_a_small_share_is_not_shown_as_zero(weights: tuple[int, ...], expected: list[str]) -> None:
    """US$333 of a million are 0.033% of it."""
    assert in_tenths([Fraction(weight) for weight in weights]) == [Figure.parse(one) for one in expected]


def test_a_small_share_stands_in_the_table() -> None:
    """US$4 of a million."""
    table = here("allocate", "USD 1,000,000", "a=0.0004%", "b=99.9996%").stdout
    assert "  0.0004%  " in table and " 0.0%" not in table


@given(WEIGHTS)
def test_the_share_in_the_data_is_exact_to_its_bounds(weights: list[Fraction]) -> None:
    """JSON holds the exact share, not the one that is shown: its bounds enclose the fraction."""
    for share, weight in zip(shares_of(weights), weights, strict=True):
        assert share.low is not None and share.high is not None
        assert Fraction(share.low) <= weight / sum(weights) <= Fraction(share.high)
        assert share.high - share.low <= Decimal("1e-33")


def test_a_larger_pot_may_lower_a_share() -> None:
    """The Alabama paradox is of the method, and no mistake: of 10 units the last gets 2, of 11 one.

    10 x 6/14 = 4.29 and 10 x 2/14 = 1.43; 11 x 6/14 = 4.71 and 11 x 2/14 = 1.57.
    """
    weights = [Fraction(6), Fraction(6), Fraction(2)]
    assert split(10, weights) == [4, 4, 2]
    assert split(11, weights) == [5, 5, 1]


# --- weights ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "purpose", "weight", "form"),
    [
        ("models=80%", "models", Fraction(4, 5), "percent"),
        ("maas=2/15", "maas", Fraction(2, 15), "fraction"),
        ("maas = 2 / 15", "maas", Fraction(2, 15), "fraction"),
        ("working capital=3", "working capital", Fraction(3), "number"),
        ("R&D (2026)=12.5%", "R&D (2026)", Fraction(1, 8), "percent"),
        ("a=b=1", "a=b", Fraction(1), "number"),
        ("大模型=2.5bn", "大模型", Fraction(2_500_000_000), "number"),
        ("nothing=0", "nothing", Fraction(0), "number"),
    ],
)
def test_a_line_is_a_name_and_a_weight(text: str, purpose: str, weight: Fraction, form: str) -> None:
    """Numbers, fractions and percents, exactly; names as people write them."""
    line = WeightedLine.parse(text)
    assert (line.purpose, line.weight, line.form) == (purpose, weight, form)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("models", "name with a weight"),
        ("=5", "name with a weight"),
        (" = 5", "name with a weight"),
        ("models=", "can be read"),
        ("models=many", "can be read"),
        ("models=nan", "can be read"),
        ("models=inf", "can be read"),
        ("models=1e400", "can be read"),
        ("models=1e3", "can be read"),
        ("models=" + "9" * 400, "can be read"),
        ("models=" + "1" * 50 + "/" + "1" * 50, "can be read"),
        ("models=1/0", "can be read"),
        ("models=1/-2", "can be read"),
        ("models=١", "can be read"),
        ("models=HK$5m", "can be read"),
        ("models=-3%", "below zero"),
        ("models=~5", "plain number"),
        ("models=>=5", "plain number"),
        ("models==5", "plain number"),
        ("models=3-5", "plain number"),
    ],
)
def test_what_is_no_weight_is_refused(text: str, says: str) -> None:
    """With the line as it was written, and how it would be right."""
    with pytest.raises(BadUsage, match=says) as refused:
        WeightedLine.parse(text)
    assert refused.value.hint
    assert len(refused.value.message) < 200


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["a=60%", "b=50%"], "sum to 110%, not 100%"),
        (["a=33.3%", "b=33.3%", "c=33.3%"], "sum to 99.9%, not 100%"),
        (["a=80%", "b=1/7"], "sum to 94.2857%, not 100%"),
        (["a=1/2", "b=1"], "mixed"),
    ],
)
def test_weights_that_do_not_go_together_are_refused(lines: list[str], says: str) -> None:
    """Nothing is normalised or understood in silence."""
    with pytest.raises(BadUsage, match=says):
        Splitting.parse(lines, None, normalise=False)


@pytest.mark.parametrize("lines", [["a=0", "b=0"], ["a=0%"], ["a=0/3", "b=0/7"]])
def test_weights_that_are_all_nought_are_refused(rates: Rates, lines: list[str]) -> None:
    """There is no way to split by them."""
    with pytest.raises(BadUsage, match="no weight is above zero"):
        report_of(rates, "USD 5", *lines, normalise=True)


def test_percents_that_fall_short_are_normalised_when_asked(rates: Rates) -> None:
    """40% and 10% become 4 of 5 and 1 of 5, and the answer says so."""
    report = report_of(rates, "USD 100", "a=40%", "b=10%", normalise=True)
    assert amounts(list(report.rows)) == ["80", "20"]
    assert [note for note in report.notes if "sum to 50%" in note]


def test_fractions_need_not_sum_to_one_and_it_is_said(rates: Rates) -> None:
    """2/15 and 1/15 are weights of 2 and 1; who forgot the rest reads it."""
    report = report_of(rates, "USD 3", "a=2/15", "b=1/15")
    assert amounts(list(report.rows)) == ["2", "1"]
    assert [note for note in report.notes if "sum to 20%" in note]


def test_percents_and_fractions_that_sum_to_one_may_stand_together(rates: Rates) -> None:
    """80% + 2/15 + 1/15 is the whole; the answer says how they were read."""
    report = report_of(rates, "CNY 15bn", "models=80%", "maas=2/15", "working-capital=1/15")
    assert list(report.notes) == ["Percents and fractions are mixed: both are taken as shares of the whole."]


@pytest.mark.parametrize(
    "unit", ["0", "-1m", "5%", "5% ", "3x", "3X", "3×", "~1m", ">=1m", "1-2m", "m", "", "RMB 1m", "1e6"]
)
def test_what_is_no_unit_is_refused(unit: str) -> None:
    """A unit to round to is one number above zero."""
    with pytest.raises(BadUsage) as caught:
        Splitting.parse(["a=1"], unit, normalise=False)
    assert caught.value.message == f"{unit!r} is no unit to round to"
    assert caught.value.hint == "write it like 1m, 1000 or 0.01"


# --- the unit ---------------------------------------------------------------------------


def test_what_is_less_than_the_unit_is_left_over_and_named(rates: Rates) -> None:
    """HK$3,818.3m in whole millions: 3,436 + 382, and 0.3m in a row of its own."""
    report = report_of(rates, "HK$3,818.3m", "research=90%", "rest=10%", round_to="1m")
    *shares, over = report.rows
    assert amounts(shares) == ["3436000000", "382000000"]
    assert (over.purpose, over.weight, over.share) == ("left over", None, None)
    assert amounts([over]) == ["300000"]
    assert "multiples of 1m" in report.notes[-1]


def test_less_than_a_cent_is_left_over_too(rates: Rates) -> None:
    """US$0.055 in two is 0.03 and 0.02, and 0.005 is not lost."""
    assert amounts(rows_of(rates, "USD 0.055", "a=1", "b=1")) == ["0.030", "0.020", "0.005"]
    assert amounts(rows_of(rates, "USD -0.055", "a=1", "b=1")) == ["-0.030", "-0.020", "-0.005"]


def test_a_unit_finer_than_a_cent_is_taken_at_its_word(rates: Rates) -> None:
    """Half a thousandth of a dollar is a unit when somebody says so."""
    assert amounts(rows_of(rates, "USD 0.055", "a=1", "b=1", round_to="0.0005")) == ["0.0275", "0.0275"]


@given(
    cents=st.integers(-(10**34), 10**34),
    unit=st.sampled_from(["0.01", "1", "250", "1m", "7bn"]),
    weights=st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any),
)
def test_the_rows_always_sum_to_the_amount(rates: Rates, cents: int, unit: str, weights: list[int]) -> None:
    """Shares and what is left over, and every share is a multiple of the unit."""
    amount = f"USD {'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
    lines = [f"{number}={weight}" for number, weight in enumerate(weights)]
    rows = rows_of(rates, amount, *lines, round_to=unit)
    parts = [Fraction(row.amount.amount.value) for row in rows]
    assert sum(parts) == Fraction(cents, 100)
    assert all(part % Fraction(Figure.parse(unit).value) == 0 for part in parts[: len(weights)])
    assert all(abs(part) < Fraction(Figure.parse(unit).value) for part in parts[len(weights) :])


# --- amounts ----------------------------------------------------------------------------


@pytest.mark.parametrize("amount", [">=RMB 380bn", "<=RMB 5bn", "~RMB 2bn", "RMB 350-400bn", "over HK$5m"])
def test_what_is_not_a_single_amount_is_not_split(rates: Rates, amount: str) -> None:
    """There is no exact share of an open interval."""
    with pytest.raises(BadAmount, match="not a single amount"):
        report_of(rates, amount, "a=1", "b=2")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_ten_to_the_thirtieth_sums_to_the_cent_in_every_format(rates: Rates, form: Any) -> None:
    """33 digits are written out, none rounded away."""
    report = report_of(rates, "USD 1" + "0" * 30, "a=1", "b=1", "c=1")
    text = render(report, form, None)
    if form == "json":
        found = json.loads(text, parse_float=Decimal, parse_int=Decimal)["data"]
        shares = [row["amount"]["value"] for row in found]
        assert all(row["amount"]["low"] == row["amount"]["high"] == row["amount"]["value"] for row in found)
    else:
        rows = [row for row in csv.DictReader(io.StringIO(text)) if row["key"] == "amount"]
        shares = [Decimal(row["value"]) for row in rows]
    assert sum(map(Fraction, shares)) == 10**30
    assert str(shares[0]) == "3" * 30 + ".34"
    assert ",".join(["333"] * 10) + ".34" in render(report, "table", 40)


def test_a_thousand_lines_are_split(rates: Rates) -> None:
    """US$1,000,000.01 in a thousand: the first gets the cent."""
    rows = rows_of(rates, "USD 1000000.01", *(f"line {number}=1" for number in range(1000)))
    assert amounts(rows[:2]) == ["1000.01", "1000.00"]
    assert len(rows) == 1000
    assert {row.shown.value for row in rows if row.shown} == {Decimal("0.001")}


def test_many_fractions_without_a_common_denominator_are_split(rates: Rates) -> None:
    """Denominators of 37 digits; at length a thousand of them, which one by one would take minutes."""
    many = 1000 if LONG else 200
    lines = [f"line {number}={number}/{10**36 + 2 * number + 1}" for number in range(1, many + 1)]
    rows = rows_of(rates, "USD 1bn", *lines)
    assert sum(row.amount.amount.value for row in rows) == 10**9


# --- what is shown ----------------------------------------------------------------------


def test_shares_of_three_thirds_are_shown_to_sum(rates: Rates) -> None:
    """33.4, 33.3 and 33.3 in the table; a third in JSON."""
    report = report_of(rates, "USD 1.00", "a=1", "b=1", "c=1")
    text = render(report, "table", 80)
    assert text.count("33.3%") == 2 and text.count("33.4%") == 1
    found = json.loads(render(report, "json", None), parse_float=Decimal)["data"]
    assert {row["share"]["value"] for row in found} == {Decimal("0.333333333333333")}


def test_twelve_two_and_one_of_fifteen_are_shown_as_the_article_has_them(rates: Rates) -> None:
    """80.0%, 13.3% and 6.7%."""
    text = render(report_of(rates, "CNY 15bn", "models=12", "maas=2", "capital=1"), "table", 80)
    assert all(share in text for share in ("80.0%", "13.3%", "6.7%", "RMB 12,000,000,000"))


ROW_KEYS = {"purpose", "level", "weight", "share", "amount"}


def test_json_has_the_keys_of_the_specification_and_no_picture(rates: Rates) -> None:
    """What is drawn in tables (the rounded share, the bar) is in no other format."""
    report = report_of(rates, "CNY 15bn", "models=80%", "rest=20%")
    (row, _) = json.loads(render(report, "json", None), parse_float=Decimal)["data"]
    assert row.keys() == ROW_KEYS
    assert (row["purpose"], row["level"], row["weight"]) == ("models", 0, "80%")
    assert row["share"] == {**dict.fromkeys(("value", "low", "high"), Decimal("0.8")), "unit": "ratio"}
    header = render(report, "csv", None).splitlines()[0]
    assert "bar" not in header and "shown" not in header
    assert "█" not in render(report, "json", None) + render(report, "csv", None)


@pytest.mark.parametrize(
    ("weight", "bar"), [("100", "█" * 10), ("55", "█" * 5 + "▌"), ("1", "▌"), ("0", ""), ("12.5", "█▌")]
)
def test_a_bar_is_the_share_to_a_twentieth(rates: Rates, weight: str, bar: str) -> None:
    """Ten letters are the whole; what is not zero is seen; half a step goes up."""
    report = report_of(rates, "USD 100", f"a={weight}", f"b={100 - Decimal(weight)}")
    line = next(line for line in render(report, "table", 80).splitlines() if line.startswith("a "))
    assert re.findall("[█▌]+", line) == [bar] * bool(bar)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_no_digit_is_lost_to_a_bar_at_any_width(rates: Rates, width: int) -> None:
    """On a narrow screen the bar goes first, and the rest becomes blocks."""
    report = report_of(rates, "CNY 15bn", "general-purpose models=80%", "maas=2/15", "capital=1/15")
    text = render(report, "table", width)
    for number in ("12,000,000,000", "2,000,000,000", "1,000,000,000", "80.0%", "13.3%", "6.7%"):
        assert number in text


def test_shares_in_another_currency_stand_beside(rates: Rates) -> None:
    """RMB 7.5bn at 7.5 yuan for a dollar of one's own is US$1bn: 0.8 and 0.2 of it."""
    own = current_rates(parse_own_rates(["USD/CNY=7.5"]), None)
    rows = rows_of(own, "CNY 7.5bn", "a=80%", "b=20%", currency="USD")
    converted = [row.converted.amount.value for row in rows if row.converted]
    assert [f"{value:.2f}" for value in converted] == ["800000000.00", "200000000.00"]
    assert amounts(rows) == ["6000000000", "1500000000"]
    assert all(row.rate and row.rate.kind == "user" for row in rows)


def test_a_currency_without_a_rate_leaves_the_shares(rates: Rates) -> None:
    """The split is answered all the same; what is not known is null, with the warning."""
    early = current_rates({}, day("1999-06-01"))
    report = report_of(early, "CNY 10", "a=1", "b=1", currency="USD")
    assert [warning.code for warning in report.warnings] == ["no_rate"]
    assert [row.converted for row in report.rows] == [None, None]
    assert amounts(list(report.rows)) == ["5", "5"]


# --- the command ------------------------------------------------------------------------


def test_the_command_splits_an_amount() -> None:
    """The example of the specification, with a name that holds a space."""
    done = here("allocate", "CNY 15bn", "models=80%", "maas=2/15", "working capital=1/15", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["schema"] == "aicompare.allocate/2"
    assert [row["amount"]["value"] for row in answer["data"]] == [12_000_000_000, 2_000_000_000, 10**9]
    assert [row["purpose"] for row in answer["data"]] == ["models", "maas", "working capital"]


def test_the_table_survives_a_screen_without_unicode() -> None:
    """Bars become # and |, as other signs become theirs."""
    done = here("allocate", "USD 10", "a=55%", "b=45%", PYTHONIOENCODING="ascii")
    assert "#####|" in done.stdout and "\\u" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("CNY 15bn",), "usage", "nothing to split"),
        (("CNY 15bn", "zhipu"), "usage", "'zhipu'"),
        (("CNY 15bn", "a=1", "--plan", "ipo-2026"), "usage", "--plan"),
        (("zhipu", "--round-to", "1m"), "usage", "--round-to"),
        (("zhipu", "--normalise"), "usage", "--normalise"),
        (("15bn", "a=1"), "unknown_currency", "currency"),
        (("zhipu", "a=1"), "bad_amount", "'zhipu'"),
        (("models=80%",), "bad_amount", "'models=80%'"),
        ((">=RMB 380bn", "a=1"), "bad_amount", "single amount"),
        (("zhpu",), "unknown_company", "zhpu"),
    ],
)
def test_what_cannot_be_split_exits_2(arguments: tuple[str, ...], code: str, says: str) -> None:
    """One message that says what is wrong; with --json the same as an object."""
    done = here("allocate", *arguments, "--json")
    error = json.loads(done.stdout)["error"]
    assert (done.returncode, error["code"]) == (2, code)
    assert says in error["message"] and says in done.stderr


def test_shares_that_miss_the_whole_by_a_hair_are_shown_to_the_hair() -> None:
    """99.9...9% of forty digits is not 100%, and the message does not say that it is."""
    nearly = "99." + "9" * 60
    with pytest.raises(BadUsage) as caught:
        Splitting.parse([f"a={nearly}%"], None, normalise=False)
    assert caught.value.message == f"the shares sum to {nearly}%, not 100%"


# --- what is told of a split, to the letter --------------------------------------------------


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    """One day, on which a dollar is seven yuan."""
    return rates_of(tmp_path, "2026-10-30,1.25,8.75")


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
        (["a=-3"], "'a=-3' has a weight below zero", "a share of nothing has the weight 0"),
        (["a=60x"], "'a=60x' has no plain number for a weight", Any),
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


def test_every_number_of_a_part_knows_what_it_is_made_of(rates: Rates) -> None:
    """2/15 of RMB 100.005 in whole cents: what `--explain` tells, and a workbook works out again."""
    weights = (
        Named("a", Figure.exact(Decimal("0.8")), "percent"),
        Named("b", Figure.exact(2) / 15, "number"),
        Named("c", Figure.exact(1) / 15, "number"),
    )
    rows = rows_of(rates, "CNY 100.005", "a=80%", "b=2/15", "c=1/15")
    for place, row in enumerate(rows):
        made = made_of(row.amount)
        assert made == Apportioned(
            "its weight over all weights of the amount, in whole units; the largest rests take what is left",
            (),
            Named("amount", parse_amount("CNY 100.005")),
            weights,
            Decimal("0.01"),
            place if row.weight else None,  # none of what is left over
        )
        assert isinstance(made, Apportioned) and isinstance(made.amount, Named)
        for typed in (made.amount, *made.weights):
            assert made_of(typed.part) == Solved("given")  # type: ignore[arg-type]
    for weight, row in zip(weights, rows[:3], strict=True):
        assert made_of(row.share) == made_of(row.bar) == ratio(weight, total(weights))
        assert made_of(row.shown) == Solved(
            "its weight over all weights, in tenths of a percent that sum to 100.0%; of less two digits"
        )
    assert (rows[3].share, rows[3].bar, rows[3].shown) == (None, None, None)


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


def test_what_cannot_be_split_is_named_with_a_way_out() -> None:
    """A weight below zero, none above it, none at all."""
    with pytest.raises(BadUsage) as caught:
        split(10, [Fraction(1), Fraction(-1, 2)])
    assert caught.value.message == "a weight is below zero"
    assert caught.value.hint == "a share of nothing has the weight 0"
    for weights, message in (
        ([Fraction(0)], "no weight is above zero"),
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
    assert list(report.notes) == [
        "Nobody, 2026-10-30: 1 EUR = 8.75 CNY = 1.25 USD.",
        "The parts are whole multiples of the minor unit of CNY; what is left over is less than one.",
    ]


def test_without_a_rate_the_warning_says_which() -> None:
    """And no column is shown for what is not known."""
    early = current_rates({}, day("1999-06-01"))
    report: Report = report_of(early, "CNY 10", "a=1", currency="USD")
    assert report.warnings == [Warning("no_rate", "there is no CNY/USD rate up to 1999-06-01")]
    assert "Converted" not in render(report, "table", 80)
