"""Deals: money raised is counted once, however many figures tell of it."""

from __future__ import annotations

from itertools import permutations

import pytest
from made import company, day, fact

from aicompare.companies.fact import Fact
from aicompare.companies.raises import debt_proceeds, debt_raised, equity_raised


def raised(metric: str, period: str, value: str, deal: str = "ipo", **rest: str) -> Fact:
    return fact(metric, period, value, deal=deal, **{"status": "closed", **rest})


GROSS = raised("raised", "2026-01-08", "HK$4,348.1m", label="before-over-allotment")
NET = raised("net_proceeds", "2026-01-08", "HK$4,173.4m", label="before-over-allotment")
GROSS_WITH = raised("raised", "2026-02-04", "HK$5,000.4m", label="with-over-allotment")
NET_WITH = raised("net_proceeds", "2026-02-04", "HK$4,896.2m", label="with-over-allotment")
NEW_YEAR, AUTUMN = day("2025-12-31"), day("2026-09-30")


def test_a_deal_gives_one_figure_net_before_gross_with_over_allotment() -> None:
    """Zhipu's IPO (allotment results, dossier): of four figures the HK$4,896.2m enters, in any order."""
    for order in permutations((GROSS, NET, GROSS_WITH, NET_WITH)):
        assert equity_raised(company(*order), NEW_YEAR, AUTUMN) == [NET_WITH]


def test_over_allotment_counts_once_it_is_exercised() -> None:
    """On 31 January the option had not been exercised."""
    acme = company(GROSS, NET, GROSS_WITH, NET_WITH)
    assert equity_raised(acme, NEW_YEAR, day("2026-01-31")) == [NET]
    assert equity_raised(acme, NEW_YEAR, day("2026-02-04")) == [NET_WITH]


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ([GROSS, NET], NET),
        ([GROSS, GROSS_WITH], GROSS_WITH),
        ([GROSS_WITH, NET], NET),
        ([GROSS, raised("raised", "2026-01-08", "HK$4.35bn")], raised("raised", "2026-01-08", "HK$4.35bn")),
    ],
)
def test_the_best_figure_that_is_known_stands_in(facts: list[Fact], wanted: Fact) -> None:
    """Net before gross first, then with, without a word of, and before over-allotment."""
    assert equity_raised(company(*facts), NEW_YEAR, AUTUMN) == [wanted]
    assert equity_raised(company(*facts[::-1]), NEW_YEAR, AUTUMN) == [wanted]


def test_of_alike_figures_the_stronger_enters() -> None:
    """The filing's HK$4,896.2m before the press's RMB 4.9bn."""
    press = raised("net_proceeds", "2026-02-04", "RMB 4.9bn", label="with-over-allotment", kind="press")
    assert equity_raised(company(press, NET_WITH), NEW_YEAR, AUTUMN) == [NET_WITH]


def test_every_deal_of_the_time_enters_the_oldest_first() -> None:
    """After the balance, up to and including the day asked for."""
    july = raised("net_proceeds", "2026-07-13", "HK$31,374.95m", deal="placing-2026-07")
    september = raised("net_proceeds", "2026-09-16", "HK$15,664.13m", deal="placing-2026-09")
    acme = company(september, NET_WITH, july)
    assert equity_raised(acme, NEW_YEAR, AUTUMN) == [NET_WITH, july, september]
    assert equity_raised(acme, day("2026-07-12"), day("2026-09-16")) == [july, september]
    assert equity_raised(acme, day("2026-07-13"), day("2026-09-15")) == []


def test_money_that_the_balance_holds_already_is_not_counted_again() -> None:
    """Net proceeds came in June; that the press tells the gross in July brings no more money."""
    net = raised("net_proceeds", "2026-06-28", "US$490m", deal="d")
    told = raised("raised", "2026-07-01", "US$500m", deal="d", kind="press")
    assert equity_raised(company(net, told), day("2026-06-30"), AUTUMN) == []
    assert equity_raised(company(net, told), day("2026-06-27"), AUTUMN) == [net]


def test_the_day_of_the_balance_itself_is_in_the_balance() -> None:
    """Money of that day, or announced on it, is not of later; the gross of the day after brings no more."""
    net = raised("net_proceeds", "2026-06-30", "US$490m", deal="d")
    told = raised("raised", "2026-07-01", "US$500m", deal="d")
    assert equity_raised(company(net, told), day("2026-06-30"), AUTUMN) == []
    announced = raised("raised", "2026-06-30", "US$500m", deal="d", status="announced")
    assert equity_raised(company(announced), day("2026-06-30"), AUTUMN) == []


def test_a_deal_announced_before_the_balance_and_closed_after_it_counts() -> None:
    """Money that was only announced is in no balance."""
    told = raised("raised", "2026-06-25", "US$500m", deal="d", status="announced")
    came = raised("raised", "2026-07-13", "US$490m", deal="d")
    assert equity_raised(company(told, came), day("2026-06-30"), AUTUMN) == [came]
    assert equity_raised(company(told), day("2026-06-30"), AUTUMN) == []
    assert equity_raised(company(told), day("2026-06-24"), AUTUMN) == [told]


@pytest.mark.parametrize(
    "left_out",
    [
        fact("total_raised", "2026-05-01", "RMB 15bn"),
        fact("raised", "2026-05-01", "RMB 15bn"),  # of no deal: a total over several
        raised("raised", "2026-05-01", "US$350m", scope="cornerstones"),
        raised("raised", "2026-05-01", "HK$468.7m", label="at-low-end"),
        raised("net_proceeds", "2026-05-01", "HK$9bn", status="planned"),
        raised("raised", "2026-05-01", "HK$9bn", status="reported"),
        raised("planned_raise", "2026-05-01", "HK$9bn"),
        raised("secondary_sale", "2026-05-01", "US$6.6bn"),
        raised("post_money", "2026-05-01", "US$30bn"),
        raised("debt_raised", "2026-05-01", "US$5bn"),
    ],
)
def test_totals_parts_plans_talks_and_debt_never_enter_the_equity_raised(left_out: Fact) -> None:
    """INTERFACE: totals over several deals never enter a sum; nor does what brought no new equity."""
    assert equity_raised(company(left_out), NEW_YEAR, AUTUMN) == []
    assert equity_raised(company(left_out, NET), NEW_YEAR, AUTUMN) == [NET]


PRINCIPAL = raised("debt_principal", "2026-09-18", "RMB 20,140m", "bond", due="2027-09-16")
BOND_GROSS = raised("debt_raised", "2026-09-18", "US$3,015.64m", "bond")
BOND_NET = raised("debt_net_proceeds", "2026-09-18", "US$3,010.77m", "bond")


def test_debt_enters_by_what_it_repays_and_stands_apart() -> None:
    """Zhipu's bond (completion announcement): RMB 20,140m is owed, US$3,010.77m came in; no equity."""
    for order in permutations((PRINCIPAL, BOND_GROSS, BOND_NET)):
        acme = company(*order, NET_WITH)
        assert debt_raised(acme, NEW_YEAR, AUTUMN) == [PRINCIPAL]
        assert equity_raised(acme, NEW_YEAR, AUTUMN) == [NET_WITH]
    assert debt_raised(company(BOND_GROSS, BOND_NET), NEW_YEAR, AUTUMN) == [BOND_NET]
    assert debt_raised(company(BOND_GROSS), NEW_YEAR, AUTUMN) == [BOND_GROSS]
    assert debt_raised(company(PRINCIPAL), NEW_YEAR, day("2026-09-17")) == []


def test_the_proceeds_of_a_bond_are_net_before_gross_and_of_that_bond_only() -> None:
    """None where neither is known."""
    other = raised("debt_net_proceeds", "2026-09-18", "US$1m", "loan")
    acme = company(other, PRINCIPAL, BOND_GROSS, BOND_NET)
    assert debt_proceeds(acme, "bond") is BOND_NET
    assert debt_proceeds(company(other, BOND_GROSS), "bond") is BOND_GROSS
    assert debt_proceeds(company(other, PRINCIPAL), "bond") is None
    press = raised("debt_net_proceeds", "2026-09-18", "US$3bn", "bond", kind="press")
    assert debt_proceeds(company(press, BOND_NET), "bond") is BOND_NET
    assert debt_proceeds(company(BOND_NET, press), "bond") is BOND_NET
