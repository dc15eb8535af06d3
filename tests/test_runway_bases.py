"""Which cash and which burn a runway rests on, of which day, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest
from made import company, day, fact

from aicompare.calculators.runway.bases import Basis, RunwayChoice, bases_of, without_facilities
from aicompare.companies.fact import Derived, Fact, given, money
from aicompare.reports.report import Warning
from aicompare.values.metrics import METRICS
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

LAST = day("2026-10-31")
CASH = fact("cash_balance", "2025-12-31", "US$30m")


def basis_of(*facts: Fact, **choice: Any) -> Basis:
    (basis,) = bases_of(company(*facts), RunwayChoice(LAST, **choice))
    return basis


def outlay(metric: str, value: str, period: str = "FY2025") -> Fact:
    return fact(metric, period, value)


FLOW = fact("operating_cash_flow", "FY2025", "US$-120m")
NO_CAPEX = "not in the burn, because not known for FY2025: capital expenditure"


@pytest.mark.parametrize(
    ("facts", "value", "formula", "warnings"),
    [
        ((fact("cash_burn", "FY2025", "=US$120m"),), 10, "cash_burn / 12 months", ()),
        ((fact("cash_burn", "2025-12", "=US$10m"),), 10, "cash_burn / 1 months", ()),
        (
            (fact("adjusted_net_profit", "H2 2025", "=US$-60m"),),
            10,
            "-adjusted_net_profit / 6 months",
            (("burn_is_proxy", "the burn is the adjusted net loss of H2 2025: a proxy, not cash"),),
        ),
        (
            (fact("operating_cash_flow", "FY2025", "=US$-120m"),),
            10,
            "-operating_cash_flow / 12 months",
            (("capex_unknown", f"{NO_CAPEX} and lease payments"),),
        ),
        (
            (fact("operating_cash_flow", "FY2025", "=US$-120m"), outlay("capital_expenditure", "=US$12m")),
            11,
            "(-operating_cash_flow + capital_expenditure) / 12 months",
            (("leases_unknown", "not in the burn, because not known for FY2025: lease payments"),),
        ),
        (
            (
                fact("operating_cash_flow", "FY2025", "=US$-120m"),
                outlay("capital_expenditure", "=US$12m"),
                outlay("lease_payments", "=US$24m"),
            ),
            13,
            "(-operating_cash_flow + capital_expenditure + lease_payments) / 12 months",
            (),
        ),
        (
            (fact("cash_burn", "9M2025", "=US$90m"),),
            10,
            "cash_burn / 9 months",
            (
                (
                    "period_mismatch",
                    "the burn of 9M2025 does not end within 31 days of the balance of 2025-12-31",
                ),
            ),
        ),
    ],
)
def test_a_month_s_burn_says_how_it_comes_about(
    facts: tuple[Fact, ...], value: int, formula: str, warnings: tuple[tuple[str, str], ...]
) -> None:
    """Its sum by hand, in US$ million, the formula of it, and what is doubtful of it."""
    cash = [fact("cash", "2025-12-31", "US$60m"), fact("liquid_investments", "2025-12-31", "US$1m")]
    basis = basis_of(*cash, *facts)
    burn = basis.burn
    assert isinstance(burn, Derived)
    assert money(burn).amount.value == value * 10**6
    assert (burn.company, burn.formula, burn.inputs) == ("acme", formula, facts)
    assert basis.warnings == tuple(Warning(code, text, "acme") for code, text in warnings)


def test_outlays_of_another_currency_are_left_out_and_named_with_what_they_are() -> None:
    """They are known, and no rate is taken in silence: 120 of operating cash flow alone are 10 a month."""
    basis = basis_of(
        fact("cash", "2025-12-31", "US$60m"), fact("liquid_investments", "2025-12-31", "US$1m"), FLOW,
        outlay("capital_expenditure", "RMB 430m"), outlay("lease_payments", "HK$7m"),
    )  # fmt: skip
    assert money(basis.burn).amount.value == 10 * 10**6
    named = "capital expenditure (RMB 430m) and lease payments (HK$7m)"
    text = f"not in the burn, because not in USD: {named}"
    assert basis.warnings == (Warning("capex_unknown", text, "acme"),)


STATED = fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31")


@pytest.mark.parametrize(
    ("facts", "taken", "warning"),
    [
        (
            (fact("cash", "2025-12-31", "US$60m"), fact("liquid_investments", "2025-12-31", "US$1m")),
            "liquidity",
            None,
        ),
        (
            (fact("cash", "2025-12-31", "US$60m"),),
            "cash",
            (
                "investments_unknown",
                "only cash is known on 2025-12-31: liquid investments are not, and are left out",
            ),
        ),
        (
            (fact("cash", "2025-12-31", "US$60m"), fact("liquid_investments", "2025-12-31", "HK$78m")),
            "cash",
            (
                "investments_unknown",
                "liquid investments of HK$78m are not in the currency of the cash, and are left out",
            ),
        ),
        (
            (CASH,),
            "stated",
            (
                "may_count_facilities",
                "the company's own total may include credit lines not yet used",
            ),
        ),
        (
            (CASH, fact("unused_facilities", "2025-12-31", "US$5m")),
            "stated",
            ("facilities_counted", "the cash includes US$5m of credit lines not yet used"),
        ),
    ],
)
def test_the_cash_of_a_stated_burn_is_the_best_there_is(
    facts: tuple[Fact, ...], taken: str, warning: tuple[str, str] | None
) -> None:
    """The company's own total first, then liquid money, then cash alone; what it lacks is said."""
    basis = basis_of(STATED, *facts)
    assert (basis.cash_basis, basis.burn_basis) == (taken, "stated")
    assert basis.warnings == ((Warning(*warning, "acme"),) if warning else ())


def test_typed_cash_takes_the_newest_day_with_any_burn() -> None:
    """A flow or a stated burn of a day without a balance will do, as the balance is typed."""
    cash = parse_amount("US$60m")
    for burns, on in (
        ((FLOW,), "2025-12-31"),
        ((STATED,), "2025-12-31"),
        ((fact("cash_burn", "H1 2026", "US$60m"), STATED), "2026-06-30"),
        ((fact("cash_burn", "FY2024", "US$60m"), STATED), "2025-12-31"),
        ((fact("cash", "2026-06-30", "US$1m"), fact("cash_burn", "H1 2026", "US$60m")), "2026-06-30"),
        ((fact("cash", "2026-01-15", "US$1m"), FLOW), "2026-01-15"),  # a balance near enough
    ):
        basis = basis_of(*burns, cash=cash)
        assert basis.day == day(on)
        assert basis.cash == given("acme", METRICS["cash"], cash, Period.day(day(on)))


def test_a_typed_burn_is_the_company_s_of_the_balance() -> None:
    """As a typed cash is."""
    burn = parse_amount("US$5m")
    basis = basis_of(CASH, burn=burn)
    assert basis.burn == given("acme", METRICS["monthly_burn"], burn, Period.day(day("2025-12-31")))
    assert basis.burn_basis == "given"


def test_liquid_money_with_facilities_says_so_and_can_be_had_without() -> None:
    """60 + 30 + 10 of investments and 20 of facilities: 120 with them, 100 without."""
    on = "2025-12-31"
    parts = [
        fact("cash", on, "=US$60m"),
        fact("time_deposits", on, "=US$30m"),
        fact("liquid_investments", on, "=US$10m"),
        fact("unused_facilities", on, "=US$20m"),
    ]
    basis = basis_of(STATED, *parts, cash_basis="liquidity+facilities")
    assert isinstance(basis.cash, Derived)
    assert money(basis.cash).amount.value == 120 * 10**6
    assert (basis.cash.company, str(basis.cash.period)) == ("acme", on)
    assert basis.cash.formula.endswith(" + unused_facilities")
    without = without_facilities(basis)
    assert without is not None and without.amount.value == 100 * 10**6
    own = basis_of(STATED, fact("cash_balance", on, "=US$120m"), parts[-1])
    assert without_facilities(own) == parse_amount("=US$100m")
