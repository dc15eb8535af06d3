"""From equity value to enterprise value: which debt and cash enter, and which are unknown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made import amount, comes_of, day, fact, rounded, warned
from test_multiples import balance_sheet, made, only, sold, table, times, with_ev, worth

from aicompare.calculators.multiples.bridge import EV, enterprise_value
from aicompare.companies.company import Company
from aicompare.companies.fact import money
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning
from aicompare.values.metrics import METRICS

ON = "2026-03-31"


def test_a_printed_total_of_debt_stands_in_for_its_parts(rates: Rates) -> None:
    """1,000 + 55 in all + leases 10 - 100 = 965; the loans of 30 are inside the 55."""
    row = with_ev(table(balance_sheet(fact("total_debt", ON, "US$55m")), rates=rates, ev=True))
    assert (rounded(times(row), 9), row.unknown) == ("9.650000000", ())
    assert row.bridge is not None
    assert list(row.bridge) == ["equity_value", "total_debt", "lease_liabilities", "cash and liquid funds"]


def test_a_total_of_debt_of_another_day_stands_in_for_nothing(rates: Rates) -> None:
    """Only what is of the balance's own day belongs to it."""
    row = with_ev(table(balance_sheet(fact("total_debt", "2025-12-31", "US$55m")), rates=rates, ev=True))
    assert rounded(times(row), 9) == "9.400000000"


def test_liquid_money_of_unlike_currencies_enters_each_at_its_rate(rates: Rates) -> None:
    """None of it is called unknown; yuan at the rate of the balance."""
    acme = made(
        worth(), sold(), fact("cash", ON, "US$50m"), fact("time_deposits", ON, "RMB 140m"),
        fact("liquid_investments", ON, "RMB 70m"), fact("bank_loans", ON, "US$0"),
    )  # fmt: skip
    row = with_ev(table(acme, rates=rates, ev=True))
    assert row.bridge is not None
    parts = {name: amount(part) for name, part in row.bridge.items() if part is not None}
    rate = rates.closing("CNY", "USD", day(ON)).value
    for name, millions in (("time_deposits", 140), ("liquid_investments", 70)):
        assert abs(parts[name] + millions * 10**6 * rate) < Decimal("1e-20")
    assert row.unknown == ("lease_liabilities",)


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
        "cash and liquid funds",
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
        "cash and liquid funds": -1000 * at_balance,
        "unused_facilities": 300 * at_balance,
        "proceeds of bond": -100 * at_bond,
        "principal of bond": 105 * at_bond,
    }
    found = {name: amount(part).scaleb(-6) for name, part in bridge.parts.items() if part}
    assert list(found) == list(expected)
    assert all(abs(found[name] - one) < Decimal("1e-20") for name, one in expected.items())
    assert bridge.unknown == ["proceeds of half, left out with its principal"]


def test_a_bond_above_its_conversion_price_enters_as_its_new_shares(rates: Rates) -> None:
    """At HK$10, above the HK$8 at which it converts, 10 million shares are HK$100m at that day's rate."""
    done = {"deal": "bond", "status": "closed"}
    acme = balance_sheet(
        fact("debt_principal", "2026-05-31", "HK$90m", due="2030-01-01", **done),
        fact("debt_net_proceeds", "2026-05-31", "HK$85m", **done),
        fact("conversion_price", "2026-05-31", "HK$8", **done),
        fact("conversion_shares", "2026-05-31", "10,000,000", **done),
        fact("share_price", "2026-06-30", "HK$10", label="close"),
    )
    (value,) = acme.facts.of("market_cap")
    bridge = enterprise_value(acme, value, "USD", rates)
    assert list(bridge.parts)[-2:] == ["proceeds of bond", "shares of bond"]
    shares = bridge.parts["shares of bond"]
    assert money(shares).currency == "USD"
    closing = rates.closing("HKD", "USD", day("2026-06-30")).value
    assert abs(amount(shares) - 100_000_000 * closing) < Decimal("1e-20")


def test_an_enterprise_value_is_a_figure_of_its_company(rates: Rates) -> None:
    """So are its parts, the ones taken off too: each can be looked up."""
    acme = balance_sheet()
    (value,) = acme.facts.of("market_cap")
    bridge = enterprise_value(acme, value, "USD", rates)
    assert bridge.company == "acme"
    assert bridge.value is not None
    assert (bridge.value.company, bridge.value.metric, bridge.value.period) == ("acme", EV, value.period)
    assert {part.company for part in bridge.parts.values() if part} == {"acme"}


def test_a_value_of_exactly_nought_is_not_meaningful(rates: Rates) -> None:
    """60 of equity + 40 of debt and leases - 100 of liquid funds: there is no multiple of nothing."""
    row = with_ev(table(replace_worth("=US$60m"), rates=rates, ev=True))
    assert row.numerator is not None and amount(row.numerator) == 0
    assert (row.multiple, row.multiple_before_raises, row.reason) == (None, None, "n.m.")


def replace_worth(value: str) -> Company:
    acme = balance_sheet()
    others = [one for one in acme.facts.of(*METRICS) if one.metric.name != "market_cap"]
    return made(worth(value), *others)


def test_without_a_rate_for_a_part_there_is_no_enterprise_value(no_rates: Rates) -> None:
    """The equity value is known, and is not taken for the EV."""
    acme = made(worth(), sold(), fact("cash", ON, "RMB 1,000m"), fact("liquid_investments", ON, "RMB 1m"))
    answer = table(acme, rates=no_rates, ev=True)
    row = with_ev(answer)
    assert (row.numerator, row.multiple, row.reason, row.kind) == (None, None, "n.a.", None)
    assert row.equity_value is not None and amount(row.equity_value) == 10**9
    assert "no_rate" in {one.code for one in answer.warnings}


def test_what_is_not_in_an_ev_is_told_of_its_company(rates: Rates) -> None:
    """In words, one after the other; of a bridge that is whole nothing is told."""
    acme = made(worth(), sold(), fact("cash", ON, "US$60m"))
    text = "not known, and not in the EV: bank loans, lease liabilities, liquid investments"
    assert warned(table(acme, rates=rates, ev=True), "unknown_parts") == [
        Warning("unknown_parts", text, "acme")
    ]
    assert warned(table(balance_sheet(), rates=rates, ev=True), "unknown_parts") == []


def test_net_cash_knows_its_parts_and_is_open_where_the_ev_is(rates: Rates) -> None:
    """100 - 30 - 10 = 60. Without the leases at most 70; of cash alone, its investments not known, at least
    20; with neither it may be anything.
    """
    row = only(table(balance_sheet(), rates=rates))
    assert row.net_cash is not None and amount(row.net_cash) == 60_000_000
    assert (row.net_cash.company, str(row.net_cash.period)) == ("acme", ON)
    names = [("bank_loans", "", ""), ("lease_liabilities", "", ""), ("cash and liquid funds", "", "")]
    formula = "-(bank_loans + lease_liabilities + cash and liquid funds)"
    assert comes_of(row.net_cash.value) == (formula, names)

    def bounds(*names: str) -> tuple[Decimal, bool, bool]:
        facts = [one for one in balance_sheet().facts.of(*METRICS) if one.metric.name in names]
        found = only(table(made(worth(), sold(), *facts), rates=rates)).net_cash
        assert found is not None
        return amount(found) / 10**6, found.figure.low is not None, found.figure.high is not None

    assert bounds("cash", "liquid_investments", "bank_loans") == (70, False, True)
    assert bounds("cash", "bank_loans", "lease_liabilities") == (20, True, False)
    assert bounds("cash") == (60, False, False)


def test_a_multiple_before_raises_says_what_it_is_over(rates: Rates) -> None:
    """EV before raises / revenue, in a back-test too."""
    row = with_ev(table(balance_sheet(), rates=rates, ev=True, known_then=True))
    named = [("EV before raises", "", ""), ("revenue", "", "")]
    assert comes_of(row.multiple_before_raises) == ("EV before raises / revenue", named)
    assert row.numerator is not None and amount(row.numerator) == 940_000_000


def test_an_ev_without_raises_is_not_called_pro_forma(rates: Rates) -> None:
    """And of who has no balance there is none, so it has no kind."""
    assert with_ev(table(balance_sheet(), rates=rates, ev=True)).kind == "EV"
    assert with_ev(table(made(worth(), sold()), rates=rates, ev=True)).kind is None


def test_a_bridge_is_in_the_currency_of_the_revenue(rates: Rates) -> None:
    """Whatever the company presents in: the multiple needs no further rate."""
    acme = made(worth("US$1bn"), sold("RMB 700m"), fact("cash", ON, "US$1m"), currency="USD")
    row = with_ev(table(acme, rates=rates, ev=True))
    assert row.bridge is not None
    assert {money(part).currency for part in row.bridge.values() if part} == {"CNY"}
