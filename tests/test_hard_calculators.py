"""Corners of the calculators that no other test turns: no rate, no known part, nothing to answer."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, source

from aicompare.calculators.comparison import comparison
from aicompare.calculators.conflicts import conflicting
from aicompare.calculators.multiples.implied import benchmarks
from aicompare.calculators.multiples.report import revenue_multiples
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.calculators.proceeds.report import use_of_proceeds
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.matrix import BurnRow
from aicompare.calculators.runway.report import cash_runway
from aicompare.calculators.runway.scenario import Scenario
from aicompare.calculators.split.apportionment import split
from aicompare.calculators.split.weights import Splitting
from aicompare.companies.company import Company, Listing
from aicompare.companies.plans import Item, Plan, Printed
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

LAST = day("2026-10-31")
BURNING = (fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31"),)


@pytest.fixture
def no_rates(tmp_path: Path) -> Rates:
    """A table with one day of long ago: no rate for anything of today."""
    path = tmp_path / "rates.csv"
    path.write_text("date,USD,CNY\n2001-01-02,1.25,8.75\n", encoding="ascii")
    return Rates(path, source(kind="dataset"))


def codes(report: Report) -> list[str]:
    return [one.code for one in report.warnings]


def runway(*companies: Company, rates: Rates, **choice: Any) -> Report:
    grid, plot, currency = (choice.pop(key, None) for key in ("grid", "plot", "currency"))
    return cash_runway(
        companies, RunwayChoice(LAST, **choice), rates, currency, grid=bool(grid), plot=bool(plot)
    )


# --- runway ---------------------------------------------------------------------------------


def test_a_burn_without_any_cash_on_its_day_is_no_runway(rates: Rates) -> None:
    """A burn alone, whatever its size, says nothing of how long."""
    with pytest.raises(NoAnswer):
        runway(company(*BURNING), rates=rates)
    with pytest.raises(NoAnswer):
        runway(company(*BURNING), rates=rates, balance=day("2025-12-31"))


def test_facilities_of_another_currency_are_not_taken_out_of_the_balance(rates: Rates) -> None:
    """A total in dollars and facilities in yuan: nothing is subtracted, and nothing is warned of."""
    balance = fact("cash_balance", "2025-12-31", "US$120m")
    unused = fact("unused_facilities", "2025-12-31", "RMB 200m")
    (row,) = runway(company(*BURNING, balance, unused), rates=rates, cash_basis="stated").rows
    assert row.months_without_facilities is None
    assert row.months.value == 12
    same = fact("unused_facilities", "2025-12-31", "US$20m")
    (row,) = runway(company(*BURNING, balance, same), rates=rates, cash_basis="stated").rows
    assert row.months_without_facilities.value == 10


def test_a_bond_without_a_rate_is_left_out_and_named(no_rates: Rates) -> None:
    """It is in yuan, the cash in dollars, and no rate joins them."""
    bond = {"deal": "bond", "status": "closed"}
    acme = company(
        *BURNING,
        fact("cash_balance", "2025-12-31", "US$120m"),
        fact("debt_principal", "2026-01-31", "RMB 50m", due="2027-01-31", **bond),
        fact("debt_raised", "2026-01-31", "RMB 50m", **bond),
    )
    supposed = Scenario.parse([], None, None, None, with_debt=True)
    answer = runway(acme, rates=no_rates, cash_basis="stated", scenario=supposed)
    assert answer.rows[0].months.value == 12
    assert any("so the debt of 2026-01-31 is not counted" in one.message for one in answer.warnings)


def test_a_matrix_leaves_out_whom_nothing_is_known_of(rates: Rates) -> None:
    """Of two companies the one with cash and burn has its tables; a pair that is not known is empty."""
    full = company(
        *BURNING,
        fact("cash_balance", "2025-12-31", "US$120m"),
        fact("adjusted_net_profit", "FY2025", "US$-60m"),
        id_="full",
    )
    empty = company(fact("revenue", "FY2025", "US$5m"), id_="empty")
    answer = runway(full, empty, rates=rates, all_bases=True)
    assert [name for name in answer.beside if name.startswith("empty")] == []
    tables = [part for part in answer.beside.values() if part.row_type is BurnRow]
    assert len(tables) == 1


def test_a_picture_in_another_currency_needs_a_day(rates: Rates) -> None:
    """Typed cash and burn have none, so no rate can be taken."""
    typed = {"cash": parse_amount("US$120m"), "burn": parse_amount("US$10m")}
    with pytest.raises(BadUsage) as caught:
        cash_runway([], RunwayChoice(LAST, **typed), rates, "HKD", plot=True)  # type: ignore[arg-type]
    assert caught.value.hint == "say the day with --balance"


def test_without_a_runway_there_is_nothing_to_vary(no_rates: Rates) -> None:
    """Cash in dollars over a burn in yuan, and no rate that joins them."""
    acme = company(
        fact("cash_balance", "2025-12-31", "US$120m"),
        fact("monthly_burn", "FY2025", "RMB 70m", balance="2025-12-31"),
    )
    assert runway(acme, rates=no_rates).rows[0].months is None
    with pytest.raises(BadUsage) as caught:
        runway(acme, rates=no_rates, grid=True)
    assert (caught.value.message, caught.value.hint) == (
        "there is no runway of Acme to vary",
        "leave out --sensitivity",
    )


def test_a_burn_that_shrinks_fast_enough_leaves_its_cell_empty(rates: Rates) -> None:
    """US$10m, 5m, 2.5m, ... is never more than US$20m: of 120m there is always some left."""
    acme = company(*BURNING, fact("cash_balance", "2025-12-31", "US$120m"))
    supposed = Scenario.parse([], "-50%", None, None, with_debt=False)
    answer = runway(acme, rates=rates, all_bases=True, scenario=supposed)
    (table,) = [part for part in answer.beside.values() if part.row_type is BurnRow]
    assert [set(row.months.values()) for row in table.rows] == [{None}]
    assert {row.status for row in answer.rows} == {"never"}


# --- multiples and comparison -----------------------------------------------------------------


def asked(*companies: Company, rates: Rates, implied: Company | None = None, **choice: Any) -> Report:
    return revenue_multiples(companies, MultiplesChoice(LAST, **choice), rates, LAST, None, implied)


def test_a_price_and_a_valuation_say_different_things(rates: Rates) -> None:
    """One what-if at a time, above nought, for one company."""
    acme = company(fact("revenue", "FY2025", "US$100m"))
    price, worth = parse_amount("US$10"), parse_amount("US$1bn")
    for given, message in (
        ({"price": price, "valuation": worth}, "--price and --valuation say different things"),
        ({"price": parse_amount("US$0")}, "--price and --valuation are more than nought"),
    ):
        with pytest.raises(BadUsage) as caught:
            asked(acme, rates=rates, **given)
        assert caught.value.message == message
    with pytest.raises(BadUsage, match="take exactly one company"):
        asked(acme, company(id_="other"), rates=rates, price=price)


def test_a_price_without_a_share_count_is_no_valuation(rates: Rates) -> None:
    """The message says which count is missing, and until when it was looked for."""
    acme = company(fact("revenue", "FY2025", "US$100m"))
    with pytest.raises(NoAnswer, match="no share count of this company is known on or before 2026-10-31"):
        asked(acme, rates=rates, price=parse_amount("US$10"))


def test_what_peers_imply_needs_a_multiple_of_its_own(rates: Rates) -> None:
    """Without revenue of the company itself there is no basis to take the peers on."""
    peers = [
        company(
            fact("revenue", "FY2025", "US$100m", company=id_),
            fact("market_cap", "2026-06-30", "US$1bn", company=id_),
            id_=id_,
        )
        for id_ in ("one", "two")
    ]
    bare = company(fact("market_cap", "2026-06-30", "US$1bn", company="bare"), id_="bare")
    with pytest.raises(NoAnswer, match="no multiple of Bare is known on 2026-10-31, so none can be implied"):
        asked(*peers, rates=rates, implied=bare)


def test_what_is_not_known_of_one_company_is_missing_not_nought(rates: Rates) -> None:
    """Runway and multiple of a company with neither burn nor value stand as None beside the other's."""
    full = company(
        *BURNING,
        fact("cash_balance", "2025-12-31", "US$120m"),
        fact("revenue", "FY2025", "US$100m"),
        fact("market_cap", "2026-06-30", "US$1bn"),
        id_="full",
    )
    bare = company(fact("revenue", "FY2025", "US$50m"), id_="bare")
    answer = comparison([full, bare], [], None, rates, LAST, None)
    found = {getattr(row, "metric", ""): row.values for row in answer.rows}
    for metric in ("runway", "revenue_multiple"):
        values = next((one for name, one in found.items() if str(name).startswith(metric)), None)
        if values is not None:
            assert values["bare"] is None
            assert values["full"] is not None
    assert any(values["bare"] is None for values in found.values())


def test_two_currencies_without_a_rate_do_not_contradict(no_rates: Rates, rates: Rates) -> None:
    """What cannot be compared is no conflict; with a rate, RMB 100m against US$100m is one."""
    one, other = fact("cash", "2025-12-31", "US$100m"), fact("cash", "2025-12-31", "RMB 100m")
    assert not conflicting(one, other, no_rates)
    assert conflicting(one, other, rates)
    assert not conflicting(one, fact("cash", "2025-12-31", "RMB 700m"), rates)


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


# --- allocation -----------------------------------------------------------------------------


def test_no_weight_is_below_nought() -> None:
    """Whoever calls: a share of less than nothing is refused."""
    with pytest.raises(BadUsage, match="a weight is below nought"):
        split(10, [Fraction(1), Fraction(-1, 2)])


def test_shares_that_miss_the_whole_by_a_hair_are_shown_to_the_hair() -> None:
    """99.9...9% of forty digits is not 100%, and the message does not say that it is."""
    nearly = "99." + "9" * 60
    with pytest.raises(BadUsage) as caught:
        Splitting.parse([f"a={nearly}%"], None, normalise=False)
    assert caught.value.message == f"the shares sum to {nearly}%, not 100%"


def plan_of(*items: Item, total: str = "US$100m") -> Plan:
    printed = Printed(parse_amount(total), total) if total else None
    return Plan(
        "use", "Use of proceeds", Period.parse("2026-01-31"),
        status="announced", sources=(source(),), total=printed, items=items,
    )  # fmt: skip


def test_a_purpose_without_share_or_amount_has_neither(rates: Rates) -> None:
    """It is shown with its name, and nothing is made up for it."""
    acme = replace(company(), plans=(plan_of(Item("research", None, None, None, ())),))
    report = use_of_proceeds([acme], (), rates, LAST, None)
    (row,) = [one for one in report.rows if one.purpose == "research"]
    assert (row.share, row.amount) == (None, None)


def test_an_expense_that_is_none_buys_no_months(rates: Rates) -> None:
    """Nought, or of a day, is no monthly expense: the purpose is not in the table of months."""
    share = Printed(Figure.parse("100%"), "100%")
    item = Item("research", share, None, "research_expense", ())
    spends = replace(company(fact("research_expense", "FY2025", "US$12m")), plans=(plan_of(item),))
    nothing = replace(company(fact("research_expense", "FY2025", "US$0")), plans=(plan_of(item),))
    told = use_of_proceeds([spends], (), rates, LAST, None)
    untold = use_of_proceeds([nothing], (), rates, LAST, None)
    bought = [getattr(row, "purpose", "") for part in told.beside.values() for row in part.rows]
    assert "research" in bought
    assert "research" not in [
        getattr(row, "purpose", "") for part in untold.beside.values() for row in part.rows
    ]
