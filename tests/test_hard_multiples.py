"""What mutants of the multiples' calculators showed to be promised and not yet tested."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from made import amount, company, day, fact, rounded
from test_multiples import balance_sheet, made, sold, table, three, times, with_ev, worth

from aicompare.calculators.bridge import EV, enterprise_value
from aicompare.calculators.implied import IMPLIED, benchmarks
from aicompare.calculators.spread import spread
from aicompare.facts import Company, Listing, money
from aicompare.figures import Figure
from aicompare.periods import Period
from aicompare.rates import Rates

LAST = day("2026-10-31")
ON = "2026-03-31"


# --- from equity value to enterprise value ----------------------------------------------------


def test_a_printed_total_of_debt_stands_in_for_its_parts(rates: Rates) -> None:
    """1,000 + 55 in all + leases 10 - 100 = 965; the loans of 30 are inside the 55."""
    row = with_ev(table(balance_sheet(fact("total_debt", ON, "US$55m")), rates=rates, ev=True))
    assert (rounded(times(row), 9), row.unknown) == ("9.650000000", ())
    assert row.bridge is not None
    assert list(row.bridge) == ["equity_value", "total_debt", "lease_liabilities", "liquid money"]


def test_a_total_of_debt_of_another_day_stands_in_for_nothing(rates: Rates) -> None:
    """Only what is of the balance's own day belongs to it."""
    row = with_ev(table(balance_sheet(fact("total_debt", "2025-12-31", "US$55m")), rates=rates, ev=True))
    assert rounded(times(row), 9) == "9.400000000"


@pytest.mark.parametrize(
    ("sold_on", "unknown"),
    [("2026-03-31", ("convertible_bonds",)), ("2026-03-30", ("convertible_bonds",)), ("2026-04-01", ())],
)
def test_convertible_bonds_are_unknown_only_for_who_has_sold_a_bond(
    rates: Rates, sold_on: str, unknown: tuple[str, ...]
) -> None:
    """By the day of the balance, that day included; a bond of later is not in that balance."""
    bond = fact("debt_principal", sold_on, "US$20m", deal="bond", status="closed", due="2030-01-01")
    proceeds = fact("debt_raised", sold_on, "US$20m", deal="bond", status="closed")
    row = with_ev(table(balance_sheet(bond, proceeds), rates=rates, ev=True))
    assert row.unknown == unknown


def test_without_a_balance_the_equity_value_still_stands_in_the_bridge(rates: Rates) -> None:
    """And every part that is not known by its name."""
    row = with_ev(table(made(worth(), sold()), rates=rates, ev=True))
    assert row.bridge is not None
    assert list(row.bridge) == [
        "equity_value",
        "liquid money",
        "bank_loans",
        "lease_liabilities",
        "convertible_bonds",
    ]
    assert amount(row.bridge["equity_value"]) == 10**9


def in_yuan() -> Company:
    """Balance sheet and bond in yuan under a market value in dollars; a bond half known before it."""
    done = {"status": "closed"}
    return made(
        worth("US$1,000m", "2026-06-30"),
        sold(),
        fact("cash_balance", ON, "RMB 1,000m"),
        fact("unused_facilities", ON, "RMB 300m"),
        fact("bank_loans", ON, "RMB 200m"),
        fact("lease_liabilities", ON, "RMB 100m"),
        fact("debt_principal", "2026-04-30", "RMB 70m", deal="half", due="2027-05-31", **done),
        fact("debt_principal", "2026-05-31", "RMB 105m", deal="bond", due="2027-05-31", **done),
        fact("debt_net_proceeds", "2026-05-31", "RMB 100m", deal="bond", **done),
    )


def test_every_part_of_a_bridge_is_converted_at_its_own_day(rates: Rates) -> None:
    """Of the balance at its closing rate, of the bond at that of the bond; signs as they enter."""
    acme = in_yuan()
    (value,) = acme.facts.of("market_cap")
    bridge = enterprise_value(acme, value, "USD", rates)
    at_balance = rates.closing("CNY", "USD", day(ON)).value
    at_bond = rates.closing("CNY", "USD", day("2026-05-31")).value
    expected = {
        "equity_value": Decimal(1000),
        "bank_loans": 200 * at_balance,
        "lease_liabilities": 100 * at_balance,
        "liquid money": -1000 * at_balance,
        "unused_facilities": 300 * at_balance,
        "proceeds of bond": -100 * at_bond,
        "principal of bond": 105 * at_bond,
    }
    found = {name: amount(part).scaleb(-6) for name, part in bridge.parts.items() if part}
    assert list(found) == list(expected)
    assert all(abs(found[name] - one) < Decimal("1e-20") for name, one in expected.items())
    assert bridge.unknown == ["proceeds of half, left out with its principal"]


def test_an_enterprise_value_is_a_figure_of_its_company(rates: Rates) -> None:
    """So are its parts, the ones taken off too: each can be looked up."""
    acme = balance_sheet()
    (value,) = acme.facts.of("market_cap")
    bridge = enterprise_value(acme, value, "USD", rates)
    assert bridge.company == "acme"
    assert bridge.value is not None
    assert (bridge.value.company, bridge.value.metric, bridge.value.period) == ("acme", EV, value.period)
    assert {part.company for part in bridge.parts.values() if part} == {"acme"}


# --- statistics -------------------------------------------------------------------------------


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


# --- what the peers imply, and what was paid before ---------------------------------------------


def test_what_the_peers_imply_is_a_figure_with_its_formula(rates: Rates) -> None:
    """Peers at 10, 20 and 30, target at 40 times its 50m: the median implies 20 x 50m = US$1bn."""
    target = made(worth("US$2bn", id_="t"), sold("US$50m", company="t"), id_="t")
    answer = table(*three()[:3], target, rates=rates, implied=target)
    _, row, _ = answer.beside["implied"].rows
    assert (row.statistic, row.multiple.value, row.own_multiple.value.value) == ("median", 20, 40)
    value = row.value
    assert (value.company, value.metric, value.period) == ("t", IMPLIED, Period.parse("2026-06-30"))
    assert value.formula == "median of the peers x revenue"
    assert [one.company for one in value.inputs] == ["t"]
    assert amount(value) == 10**9


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
        assert (row.benchmark, row.then, row.now, row.converted) == (name, then, value, value)
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
    assert row.converted is not None and row.converted.rate is not None
    assert money(row.converted).currency == "CNY"
    assert (row.then, row.now) == (then, value)
    early = replace(rates, as_of=day("1999-06-01"))
    (bare,) = benchmarks(company(then, value), value, LAST, early)
    assert (bare.then, bare.now, bare.premium, bare.converted) == (then, value, None, None)
