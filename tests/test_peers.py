"""What the peers imply for one company, and how it stands against its own past."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from made import amount, comes_of, company, day, fact, part, warned
from test_multiples import LAST, made, sold, table, three, worth

import aicompare
from aicompare.calculators.multiples.implied import IMPLIED, benchmark_shown, benchmarks
from aicompare.calculators.multiples.row import kind_of
from aicompare.calculators.multiples.statistics import spread
from aicompare.companies.company import Company, Listing
from aicompare.companies.fact import money
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning, converted_in
from aicompare.values.figures import Figure
from aicompare.values.periods import Period


def test_the_bounds_of_the_means_are_rounded_outwards_to_34_digits() -> None:
    """1, 3 and 7: mean 11/3, harmonic mean 3 / (1 + 1/3 + 1/7) = 63/31, neither a whole decimal."""
    one = spread("recognised", {name: Figure.exact(int(name)) for name in "137"}, 0, 0)
    for found, exact in ((one.mean, Fraction(11, 3)), (one.harmonic_mean, Fraction(63, 31))):
        assert found is not None and found.low is not None and found.high is not None
        assert Fraction(found.low) < exact < Fraction(found.high)
        assert found.high - found.low <= Decimal("1e-31")


def test_the_statistics_keep_the_multiples_they_are_of() -> None:
    """By company, for who wants to see how they come about."""
    multiples = {"a": Figure.exact(2), "b": Figure.exact(4)}
    assert spread("recognised", multiples, 0, 0).multiples == multiples


def test_what_the_peers_imply_is_a_figure_with_its_formula(rates: Rates) -> None:
    """Peers at 10, 20 and 30, target at 40 times its 50m: the median implies 20 x 50m = US$1bn."""
    target = made(worth("US$2bn", id_="t"), sold("US$50m", company="t"), id_="t")
    answer = table(*three()[:3], target, rates=rates, implied=target)
    _, row, _ = part(answer, "implied").rows
    assert (row.statistic, row.multiple.value, row.premium.value) == ("median", 20, 1)  # 40 / 20 - 1
    value = row.value
    assert (value.company, value.metric, value.period) == ("t", IMPLIED, Period.parse("2026-06-30"))
    assert value.formula == "median of the peers x revenue"
    assert [one.company for one in value.inputs] == ["t"]
    assert amount(value) == 10**9
    peers = ("median of the peers", "times", "statistic")
    assert comes_of(value.value) == ("median of the peers x revenue", [peers, ("", "", "")])
    named = [("own multiple", "", ""), ("multiple", "times", "statistic")]
    assert comes_of(row.premium) == ("own multiple / multiple - 1", named)


def test_what_is_implied_is_of_peers_like_it_and_says_of_whom() -> None:
    """Of the data: 22 listed companies over LTM revenue for Zhipu, of 43 with a multiple of any kind."""
    answer = aicompare.multiples(aicompare.load(as_of="2026-10-31"), implied="zhipu")
    alike = [row for row in answer.rows if row.multiple and kind_of(row) == "listed" and row.basis == "ltm"]
    found = part(answer.report, "implied")
    assert f"of {len(alike)} listed peers over LTM revenue imply for Zhipu" in found.title
    middle = sorted(row.multiple.value for row in alike)
    half = (middle[(len(middle) - 1) // 2] + middle[len(middle) // 2]) / 2
    assert abs(found.rows[1].multiple.value - half) < Decimal("1e-20")


def listed(*facts: object, on: str = "2026-01-08") -> Company:
    acme = company(*facts)  # type: ignore[arg-type]
    return replace(acme, listed=Listing("0001.HK", "HKEX", Period.parse(on)))


def test_a_round_of_the_day_itself_is_the_last_and_needs_no_name(rates: Rates) -> None:
    """US$1bn against US$0.5bn of the same day; a round that the data do not name is just the last one."""
    day_ = "2026-10-31"
    value = fact("market_cap", day_, "US$1bn")
    for deal, name in (("c", "last private round (c)"), (None, "last private round")):
        then = fact("post_money", day_, "US$0.5bn", status="closed", deal=deal)
        (row,) = benchmarks(company(then, value), value, LAST, rates)
        assert (row.benchmark, row.then, row.now) == (name, then, value)
        assert row.premium is not None and row.premium.value == 1


@pytest.mark.parametrize(
    ("offered", "until", "found"),
    [
        ("2026-02-08", "2026-10-31", True),  # 31 days after the listing
        ("2026-02-09", "2026-10-31", False),
        ("2026-01-08", "2026-01-08", True),
        ("2026-01-09", "2026-01-08", False),
    ],
)
def test_the_offer_price_is_one_within_31_days_of_the_listing_and_known_by_then(
    rates: Rates, offered: str, until: str, found: bool
) -> None:
    """Later ones are those of a placing."""
    price = fact("share_price", "2026-01-08", "HK$20", label="close")
    offer = fact("offer_price", offered, "HK$10")
    value = fact("market_cap", "2026-01-08", "HK$5bn")
    rows = benchmarks(listed(price, offer, value), value, day(until), rates)
    assert [(row.benchmark, row.then, row.now) for row in rows] == (
        [("offer price", offer, price)] if found else []
    )


def test_what_is_worth_more_in_another_currency_is_compared_in_that_of_then(rates: Rates) -> None:
    """US$1bn now, converted into the yuan of the round; without a rate both stand, and no premium."""
    then = fact("post_money", "2026-06-30", "RMB 3.5bn", status="closed", deal="c")
    value = fact("market_cap", "2026-06-30", "US$1bn")
    (row,) = benchmarks(company(then, value), value, LAST, rates)
    assert comes_of(row.premium) == ("now / then - 1", [("now", "", ""), ("then", "", "")])
    (converted,) = converted_in(row.premium)
    assert money(converted).currency == "CNY"
    assert (row.then, row.now) == (then, value)
    early = replace(rates, as_of=day("1999-06-01"))
    (bare,) = benchmarks(company(then, value), value, LAST, early)
    assert (bare.then, bare.now, bare.premium) == (then, value, None)


def test_of_a_benchmark_without_a_rate_each_side_is_shown_where_it_can_be(rates: Rates) -> None:
    """In yuan the round stays as it is; the dollars of now are left out, with a warning that says why."""
    then = fact("post_money", "2026-06-30", "RMB 3.5bn", status="closed", deal="c")
    value = fact("market_cap", "2026-06-30", "US$1bn")
    early = replace(rates, as_of=day("1999-06-01"))
    (bare,) = benchmarks(company(then, value), value, LAST, early)
    warnings: list[Warning] = []
    shown = benchmark_shown(bare, "CNY", early, warnings)
    assert (shown.benchmark, shown.then, shown.now) == ("last private round (c)", then, None)
    assert [one.message.partition(": ")[0] for one in warnings] == ["Market cap 2026-06-30 is left out"]


def test_both_sides_of_a_benchmark_divide_to_its_premium_at_a_rate_of_ones_own(rates: Rates) -> None:
    """At 7 yuan a dollar US$1bn is RMB 7bn, twice the round of RMB 3.5bn: so it is shown, in any currency."""
    then = fact("post_money", "2026-06-30", "RMB 3.5bn", status="closed", deal="c")
    value = fact("market_cap", "2026-06-30", "US$1bn")
    own = Rates(rates.path, rates.source, {("USD", "CNY"): Decimal(7)})
    (row,) = benchmarks(company(then, value), value, LAST, own)
    assert row.premium is not None and row.premium.value == 1
    reported = benchmark_shown(row, None, own, [])
    assert reported.now and reported.then == then
    assert (amount(reported.now), money(reported.now).currency) == (7_000_000_000, "CNY")
    shown = benchmark_shown(row, "HKD", own, [])
    assert shown.then and shown.now and money(shown.then).currency == money(shown.now).currency == "HKD"
    closing = own.closing("CNY", "HKD", day("2026-06-30")).value
    assert abs(amount(shown.then) - 3_500_000_000 * closing) < Decimal("1e-20")
    assert abs(amount(shown.now) / amount(shown.then) - 2) < Decimal("1e-25")


def test_what_goes_missing_beside_the_table_is_a_warning_too(rates: Rates) -> None:
    """Of the company implied, of its implied value, and of a row in a currency without a rate."""
    early = replace(rates, as_of=day("1999-06-01"))
    peers = three()[:3]
    round_ = fact("post_money", "2026-05-31", "US$1bn", status="closed", deal="c", company="t")
    target = made(worth("US$2bn", id_="t"), sold("US$50m", company="t"), round_, id_="t")
    answer = table(*peers, rates=early, implied=target, currency="CNY")
    told = [one.message for one in warned(answer, "no_rate") if one.subject == "t"]
    assert {text.partition(" is left out: ")[0] for text in told} == {
        "Implied value 2026-06-30",
        "Post money 2026-05-31",
        "Market cap 2026-06-30",
    }
    assert {one.subject for one in warned(answer, "no_rate")} == {"a", "b", "c", "t"}
    differs = made(
        fact("share_price", "2026-06-30", "US$10.00", label="close", company="t"),
        fact("shares", "2026-06-01", "100,000,000", company="t"),
        worth("US$2.0bn", id_="t"),
        sold(company="t"),
        id_="t",
    )
    assert warned(table(*peers, rates=rates, implied=differs), "market_cap_differs")


def test_what_is_implied_is_shown_in_the_currency_asked_for(rates: Rates) -> None:
    """Implied value and benchmarks alike."""
    target = made(
        worth("US$2bn", id_="t"),
        sold("US$50m", company="t"),
        fact("post_money", "2026-05-31", "US$1bn", status="closed", deal="c", company="t"),
        id_="t",
    )
    answer = table(*three()[:3], rates=rates, implied=target, currency="HKD")
    assert {money(row.value).currency for row in part(answer, "implied").rows} == {"HKD"}
    assert {money(row.then).currency for row in part(answer, "benchmarks").rows} == {"HKD"}


def test_a_benchmark_without_a_rate_has_no_ratio(no_rates: Rates) -> None:
    """The offer was in yuan, the price is in dollars: both are shown, the change is not known."""
    facts = (
        fact("offer_price", "2026-01-08", "RMB 100"),
        fact("share_price", "2026-06-30", "US$20", label="close"),
        fact("market_cap", "2026-06-30", "US$1bn"),
    )
    listed = replace(company(*facts), listed=Listing("0001.HK", "HKEX", Period.parse("2026-01-08")))
    rows = benchmarks(listed, facts[2], LAST, no_rates)
    assert [(row.benchmark, row.premium) for row in rows] == [("offer price", None)]
    assert benchmarks(company(*facts), facts[2], LAST, no_rates) == []
