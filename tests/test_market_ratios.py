"""Ratios of a company's value, price and cash: each by hand, and where there is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made import amount, comes_of, company, day, fact

from aicompare.calculators.ratios import RATIOS, value_ratio
from aicompare.companies.company import Company, Listing
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.companies.measures import DERIVED
from aicompare.rates.rates import Rates
from aicompare.values.money import Money
from aicompare.values.periods import Period

ON, BALANCE = "2026-06-30", "2026-03-31"
NASDAQ = Listing("ACME", "NASDAQ", Period.parse("2026-01-08"))
CLOSED = {"status": "closed"}


def close(on: str, value: str) -> Fact:
    return fact("share_price", on, value, label="close")


def listed(*facts: Fact, currency: str = "USD") -> Company:
    return replace(company(*facts, currency=currency), listed=NASDAQ)


def acme() -> Company:
    """10 million shares at US$20 are US$200m; cash 30 and investments 10; revenue of 20 after 10, gross
    profit 8; 100 employees; offered at US$8, a round of US$50m before it.
    """
    return listed(
        close("2026-01-08", "=US$10"), close("2026-03-31", "=US$4"), close("2026-05-05", "=US$40"),
        close(ON, "=US$20"), fact("shares", BALANCE, "=10,000,000"), fact("employees", "2026-01-31", "=100"),
        fact("cash", BALANCE, "=US$30m"), fact("liquid_investments", BALANCE, "=US$10m"),
        fact("revenue", "FY2025", "=US$20m"), fact("revenue", "FY2024", "=US$10m"),
        fact("gross_profit", "FY2025", "=US$8m"),
        fact("offer_price", "2026-01-07", "=US$8", deal="ipo", **CLOSED),
        fact("post_money", "2025-05-31", "=US$50m", deal="b", **CLOSED),
        fact("arr", "2025-12-31", "=US$10m"), fact("arr", BALANCE, "=US$14m"),
        fact("monthly_burn", "Q1 2026", "=US$2m"),
    )  # fmt: skip


def ratio(name: str, of: Company, rates: Rates, on: str = ON) -> Decimal | None:
    found = value_ratio(name, of, day(on), rates)
    return None if found is None else amount(found) if isinstance(found.value, Money) else found.figure.value


@pytest.mark.parametrize(
    ("name", "value", "of", "formula"),
    [
        ("burn_multiple", "1.5", "Q1 2026", "net burn / net new ARR"),  # 3 x 2m / (14m - 10m)
        ("gross_profit_multiple", "25", ON, "value / revenue"),  # 200m / 8m
        ("growth_adjusted_multiple", "0.1", ON, "multiple / growth / 100"),  # 10 times over 100 points
        ("value_per_employee", "2000000", ON, "equity_value / employees"),  # 200m / 100
        ("cash_per_share", "4", BALANCE, "liquidity / shares"),  # 40m / 10m
        ("price_to_offer", "1.5", ON, "now / then - 1"),  # 20 / 8 - 1
        ("value_to_last_round", "3", ON, "now / then - 1"),  # 200 / 50 - 1
        ("price_to_year_low", "4", ON, "now / then - 1"),  # 20 / 4 - 1
        ("price_to_year_high", "-0.5", ON, "now / then - 1"),  # 20 / 40 - 1
    ],
)
def test_each_ratio_by_hand(seven: Rates, name: str, value: str, of: str, formula: str) -> None:
    """A figure of its metric, of the company, and of the day of what stands above the line."""
    found = value_ratio(name, acme(), day(ON), seven)
    assert isinstance(found, Derived)
    assert (found.company, found.metric, str(found.period)) == ("acme", DERIVED[name], of)
    assert ratio(name, acme(), seven) == Decimal(value)
    assert found.formula == formula


def test_no_ratio_is_left_untried() -> None:
    """Each metric of the market has its sum, and the table above each of them."""
    marks = [one for one in test_each_ratio_by_hand.pytestmark if one.name == "parametrize"]  # type: ignore[attr-defined]
    assert {case[0] for case in marks[0].args[1]} == set(RATIOS)


@pytest.mark.parametrize(
    ("name", "facts", "found"),
    [
        ("growth_adjusted_multiple", [fact("revenue", "FY2024", "=US$20m")], None),  # it did not grow
        ("growth_adjusted_multiple", [fact("revenue", "FY2024", "=US$16m")], "0.4"),  # 10 over 25 points
        ("growth_adjusted_multiple", [], None),
        ("value_per_employee", [fact("employees", "2025-06-29", "=100")], "2000000"),  # 366 days before
        ("value_per_employee", [fact("employees", "2025-06-28", "=100")], None),
        (
            "value_per_employee",
            [fact("employees", ON, "=50"), fact("employees", "2026-07-01", "=1")],
            "4000000",
        ),
        ("value_per_employee", [], None),
        ("cash_per_share", [], None),
        ("cash_per_share", [fact("cash_balance", "2026-03-30", "=US$40m")], None),  # before any count
        ("cash_per_share", [fact("cash_balance", BALANCE, "=US$40m")], "4"),
        ("cash_per_share", [fact("cash_balance", "2026-07-01", "=US$40m")], None),
        ("price_to_offer", [], None),
        ("price_to_offer", [fact("offer_price", "2026-01-07", "=HK$8", **CLOSED)], None),
        ("price_to_offer", [fact("offer_price", "2026-01-07", "=US$0", **CLOSED)], None),
        ("price_to_offer", [fact("offer_price", "2026-01-07", "=US$0.5", **CLOSED)], "39"),
        ("value_to_last_round", [], None),
        ("value_to_last_round", [fact("post_money", ON, "=US$50m", **CLOSED)], "3"),
        ("value_to_last_round", [fact("post_money", "2026-07-01", "=US$50m", **CLOSED)], None),
        ("value_to_last_round", [fact("post_money", ON, "=RMB 700m", **CLOSED)], "1"),  # at seven yuan
    ],
)
def test_where_there_is_no_ratio_and_where_there_just_is(
    seven: Rates, name: str, facts: list[Fact], found: str | None
) -> None:
    """Of US$200m on 30 June 2026: the last count, price or round that still counts, and the next."""
    made = listed(
        close(ON, "=US$20"),
        fact("shares", BALANCE, "=10,000,000"),
        fact("revenue", "FY2025", "=US$20m"),
        *facts,
    )
    value = ratio(name, made, seven)
    assert (value and round(value, 20)) == (None if found is None else Decimal(found))


def test_a_ratio_of_two_currencies_is_taken_at_the_rate_of_its_day(seven: Rates) -> None:
    """US$200m at seven yuan is RMB 1,400m: over 140m of two half-years 10, over 25 points of growth (80 after
    64) 0.4; over 70m of gross profit 20. RMB 14m a month is US$2m: three months over 4m of new ARR is 1.5.
    """
    always_seven = Rates(seven.path, seven.source, {("USD", "CNY"): Decimal(7)})
    yuan = {"H2 2025": ("60", "30"), "H1 2025": ("64", "1"), "H1 2026": ("80", "40")}
    flows = [
        fact(metric, period, f"=RMB {value}m")
        for period, values in yuan.items()
        for metric, value in zip(("revenue", "gross_profit"), values, strict=True)
    ]
    made = listed(
        close(ON, "=US$20"), fact("shares", BALANCE, "=10,000,000"), fact("arr", BALANCE, "=US$10m"),
        fact("arr", ON, "=US$14m"), fact("monthly_burn", "Q2 2026", "=RMB 14m"), *flows,
    )  # fmt: skip
    for name, value in (
        ("growth_adjusted_multiple", "0.4"), ("gross_profit_multiple", "20"), ("burn_multiple", "1.5"),
    ):  # fmt: skip
        found = ratio(name, made, always_seven)
        assert found is not None and round(found, 15) == Decimal(value)


@pytest.mark.parametrize("name", RATIOS)
def test_of_a_company_of_which_nothing_is_known_there_is_no_ratio(seven: Rates, name: str) -> None:
    """Not zero."""
    assert value_ratio(name, company(), day(ON), seven) is None


def test_a_round_is_set_against_no_value_but_a_later_one(seven: Rates, no_rates: Rates) -> None:
    """Of a private company the round is its value; without a rate to that of a round there is none."""
    private = company(fact("post_money", ON, "=US$50m", **CLOSED))
    assert ratio("value_to_last_round", private, seven) is None
    yuan = fact("post_money", "2025-05-31", "=RMB 700m", **CLOSED)
    assert (
        ratio("value_to_last_round", listed(close(ON, "=US$2"), fact("shares", ON, "=9"), yuan), no_rates)
        is None
    )


def test_a_ratio_of_a_price_is_of_the_day_that_is_asked(seven: Rates) -> None:
    """On 30 April the last close is US$4, the lowest of the year; a year later only the last US$20 counts."""
    assert ratio("price_to_year_low", acme(), seven, "2026-04-30") == 0
    assert ratio("price_to_year_high", acme(), seven, "2026-04-30") == Decimal("-0.6")
    assert ratio("price_to_offer", acme(), seven, "2026-04-30") == Decimal("-0.5")
    assert ratio("price_to_year_low", acme(), seven, "2027-06-29") == 0


def test_a_ratio_names_what_goes_in(seven: Rates) -> None:
    """In the order of its formula, each known with its sources."""
    found: Known | None = value_ratio("growth_adjusted_multiple", acme(), day(ON), seven)
    assert isinstance(found, Derived)
    named: list[Any] = [("multiple", "", ""), ("growth", "", "")]
    assert comes_of(found.value) == ("multiple / growth / 100", named)
    above = value_ratio("price_to_offer", acme(), day(ON), seven)
    assert isinstance(above, Derived) and [amount(one) for one in above.inputs] == [20, 8]
    assert {money(one).currency for one in above.inputs} == {"USD"}
