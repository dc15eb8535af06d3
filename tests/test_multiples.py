"""Revenue multiples: the field's worked examples on real figures, and the rules on made-up ones.

Rates in the expected values are ECB reference rates per euro, typed in from its table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from command import here
from hypothesis import given
from hypothesis import strategies as some
from made import amount, company, day, fact, part, rounded, warned

from aicompare.calculators.multiples.report import revenue_multiples
from aicompare.calculators.multiples.row import (
    EvRow,
    MultiplesRow,
    derived_multiple,
    kind_of,
    revenue_multiple,
)
from aicompare.calculators.multiples.screen import PeerRow
from aicompare.calculators.multiples.unheld import older_ltm
from aicompare.calculators.multiples.valuation import MultiplesChoice, revenue_for, valuation_of
from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Derived, Fact
from aicompare.companies.fact import given as supposed
from aicompare.companies.measures import EQUITY_VALUE, MULTIPLE
from aicompare.dataset import Dataset
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.render.table import plain
from aicompare.reports.arranging import arranged
from aicompare.reports.report import Report, Warning, converted_in
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.metrics import METRICS
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

LAST, ON = day("2026-10-31"), "2026-06-30"


def table(
    *companies: Company,
    rates: Rates,
    on: str | None = None,
    currency: str | None = None,
    implied: Company | None = None,
    **choice: Any,
) -> Report:
    asked = MultiplesChoice(day(on) if on else LAST, **choice)
    return revenue_multiples(companies, asked, rates, LAST, currency, implied)


def only(answer: Report) -> MultiplesRow:
    (row,) = answer.rows
    assert isinstance(row, MultiplesRow)
    return row


def with_ev(answer: Report) -> EvRow:
    (row,) = answer.rows
    assert isinstance(row, EvRow)
    return row


def lines_of(answer: Report) -> list[PeerRow]:
    """Those of companies on the screen."""
    return [line for section in answer.sections for line in section.rows if isinstance(line, PeerRow)]


def times(row: MultiplesRow) -> Decimal:
    assert row.multiple is not None
    return row.multiple.value


def codes(answer: Report) -> list[str]:
    return [warning.code for warning in answer.warnings]


def alike(one: Decimal, other: Decimal) -> bool:
    """To twelve significant digits."""
    return abs(one - other) <= abs(other) / 10**12


# --- ground truth ----------------------------------------------------------------------

LTM_OF_ZHIPU = Decimal("724.334") - Decimal("190.877") + Decimal("953.892")  # RMB million
LTM_OF_MINIMAX = Decimal("79.038") - Decimal("30.429") + Decimal("116.573")  # US$ million


def test_ltm_revenue_of_both(dataset: Dataset, rates: Rates) -> None:
    """To 30 June 2026, full year + half year - half year before: RMB 1,487.3m and US$165.182m."""
    assert (str(LTM_OF_ZHIPU), str(LTM_OF_MINIMAX)) == ("1487.349", "165.182")
    for id_, expected in (("zhipu", LTM_OF_ZHIPU), ("minimax", LTM_OF_MINIMAX)):
        row = only(table(dataset.by_id(id_), rates=rates))
        assert row.denominator is not None
        assert amount(row.denominator) == expected * 10**6
        assert (row.basis, str(row.denominator.period)) == ("ltm", "2025-07-01..2026-06-30")


def test_zhipu_at_its_first_close_over_the_last_full_year(dataset: Dataset, rates: Rates) -> None:
    """8 January 2026: HK$57.89bn at HKD/CNY 0.895934 over FY2024's RMB 312.414m is 166.0 times.

    FY2025 had ended, and came out in March: with it 57.89bn x 0.895934 / 724.334m is 71.6 times.
    """
    zhipu = dataset.by_id("zhipu")
    row = only(table(zhipu, rates=rates, on="2026-01-08", basis="fy", known_then=True))
    assert rounded(times(only(table(zhipu, rates=rates, on="2026-01-08", basis="fy")))) == "71.6"
    equity = Decimal("131.50") * 440_230_190
    assert row.numerator is not None and row.numerator.original is not None
    assert row.numerator.original.amount.value == equity  # shown beside the revenue, in its currency
    assert rounded(equity / 10**9, 2) == "57.89"
    yuan = Decimal("8.1513") / Decimal("9.0981")
    assert rounded(yuan, 6) == "0.895934"
    assert alike(amount(row.numerator), equity * yuan)
    assert alike(times(row), equity * yuan / Decimal("312414000"))
    assert rounded(times(row)) == "166.0"
    assert (row.kind, row.basis) == ("price x shares", "fy")


def test_zhipu_at_its_first_close_over_what_was_known_of_ltm(dataset: Dataset, rates: Rates) -> None:
    """LTM to June 2025 from the prospectus: 312.414 - 44.909 + 190.877 = 458.382; 113.1 times."""
    row = only(table(dataset.by_id("zhipu"), rates=rates, on="2026-01-08", known_then=True))
    assert row.denominator is not None
    assert amount(row.denominator) == Decimal("458382000")
    assert rounded(times(row)) == "113.1"
    assert row.days_apart == 192


EQUITY_OF_ZHIPU = Decimal("641.00") * 487_588_090 * Decimal("7.613") / Decimal("8.9095")  # in RMB


def test_zhipu_on_30_september_2026(dataset: Dataset, rates: Rates) -> None:
    """HK$641 x 487,588,090 shares over LTM revenue: 179.6 times."""
    row = only(table(dataset.by_id("zhipu"), rates=rates, on="2026-09-30"))
    assert alike(times(row), EQUITY_OF_ZHIPU / (LTM_OF_ZHIPU * 10**6))
    assert rounded(times(row)) == "179.6"


def test_a_price_that_is_given_stands_in_for_the_day(dataset: Dataset, rates: Rates) -> None:
    """What if a share cost HK$641 on 30 September 2026: the same 179.6 times."""
    row = only(table(dataset.by_id("zhipu"), rates=rates, on="2026-09-30", price=parse_amount("HK$641")))
    assert alike(times(row), EQUITY_OF_ZHIPU / (LTM_OF_ZHIPU * 10**6))
    assert row.kind == "given price x shares"


def test_zhipu_enterprise_value_with_and_without_the_raises(dataset: Dataset, rates: Rates) -> None:
    """30 September 2026: about 178 times on the June balance, 151 with placings and bond pro forma."""
    row = with_ev(table(dataset.by_id("zhipu"), rates=rates, on="2026-09-30", ev=True))
    debt = Decimal("2224.789") + Decimal("379.410")
    before = EQUITY_OF_ZHIPU / 10**6 + debt - Decimal("3887.727") - Decimal("506.139")
    july = Decimal("31374.95") * Decimal("7.7427") / Decimal("8.9548")
    september = Decimal("15664.13") * Decimal("7.738") / Decimal("9.0507")
    bond = Decimal("20140") - Decimal("3010.77") * Decimal("7.6755") / Decimal("1.146")
    assert row.multiple_before_raises is not None
    assert alike(row.multiple_before_raises.value, before / LTM_OF_ZHIPU)
    assert alike(times(row), (before - july - september + bond) / LTM_OF_ZHIPU)
    assert (rounded(row.multiple_before_raises.value, 0), rounded(times(row), 0)) == ("178", "151")
    assert row.unknown == ()
    assert row.bridge is not None
    assert list(row.bridge) == [
        "equity_value", "bank_loans", "lease_liabilities", "cash and liquid funds",
        "raised placing-2026-07", "raised placing-2026-09",
        "proceeds of bond-2026-09", "principal of bond-2026-09",
    ]  # fmt: skip


def test_the_parts_of_the_bridge_sum_to_the_enterprise_value(dataset: Dataset, rates: Rates) -> None:
    """Each part stands with its sign, so the EV is their sum and no more."""
    row = with_ev(table(dataset.by_id("zhipu"), rates=rates, on="2026-09-30", ev=True))
    assert row.bridge and row.numerator and row.ev_before_raises
    parts = {name: amount(part) for name, part in row.bridge.items() if part}
    assert alike(sum(parts.values(), Decimal(0)), amount(row.numerator))
    since = [value for name, value in parts.items() if "20" in name]
    assert alike(amount(row.ev_before_raises) + sum(since, Decimal(0)), amount(row.numerator))


def test_minimax_enterprise_value_is_a_lower_bound(dataset: Dataset, rates: Rates) -> None:
    """Leases of June 2026, facilities inside the own total and the bond's proceeds are not known."""
    row = with_ev(table(dataset.by_id("minimax"), rates=rates, on="2026-09-30", ev=True))
    assert row.unknown == (
        "lease_liabilities",
        "unused_facilities inside the company's own total",
        "proceeds of bond-2026-07, left out with its principal",
    )
    assert row.bridge is not None
    assert row.bridge["lease_liabilities"] is None
    assert row.numerator is not None
    money = row.numerator.value
    assert (money.amount.high, money.amount.low is None) == (None, False)  # type: ignore[union-attr]
    assert row.multiple is not None
    assert (row.multiple.high, row.multiple.low is None) == (None, False)


def test_zhipu_last_private_round_over_annualised_revenue(dataset: Dataset, rates: Rates) -> None:
    """B6, May 2025: RMB 24,376.99m over 2 x 190.877 is 63.9 times, with the half-year that ended next."""
    row = only(table(dataset.by_id("zhipu"), rates=rates, on="2025-05-29", basis="annualised", nearest=True))
    assert alike(times(row), Decimal("24376.99") / (2 * Decimal("190.877")))
    assert rounded(times(row)) == "63.9"
    assert (row.kind, row.basis) == ("post-money", "annualised")


def test_minimax_last_private_round_over_annualised_revenue(dataset: Dataset, rates: Rates) -> None:
    """Pre-B++, August 2025: US$4,240.4m over 53.437 x 12 / 9 is 59.5 times, of the nine months next to it."""
    row = only(
        table(dataset.by_id("minimax"), rates=rates, on="2025-08-19", basis="annualised", nearest=True)
    )
    assert alike(times(row), Decimal("4240.4") / (Decimal("53.437") * 12 / 9))
    assert rounded(times(row)) == "59.5"


@pytest.mark.parametrize(
    ("id_", "value", "run_rate", "shown"),
    [
        ("anthropic", "965", "47", "20.5"),  # May 2026; the 65bn of July came later
        ("openai", "852", "25", "34.1"),  # March 2026
    ],
)
def test_rounds_over_the_run_rate_of_then(
    dataset: Dataset, rates: Rates, id_: str, value: str, run_rate: str, shown: str
) -> None:
    """Epoch AI and press: post-money over the newest run-rate that was public on the day."""
    row = only(table(dataset.by_id(id_), rates=rates, basis="arr"))
    assert alike(times(row), Decimal(value) / Decimal(run_rate))
    assert rounded(times(row)) == shown
    assert row.basis == "arr"


@pytest.mark.parametrize("currency", ["USD", "CNY", "HKD", "JPY"])
def test_a_multiple_does_not_depend_on_the_currency_shown(
    dataset: Dataset, rates: Rates, currency: str
) -> None:
    """Whatever --in says, for every company, with EV and without; only the amounts change."""
    choices: list[dict[str, Any]] = [{}, {"ev": True}]
    for choice in choices:
        reported = table(*dataset.all(), rates=rates, **choice)
        shown = table(*dataset.all(), rates=rates, currency=currency, **choice)
        assert [(row.company, row.multiple) for row in shown.rows] == [
            (row.company, row.multiple) for row in reported.rows
        ]
        assert part(shown, "statistics").rows == part(reported, "statistics").rows
        for row in shown.rows:
            for known in (row.numerator, row.denominator):
                assert known is None or known.value.currency == currency


# --- the two halves --------------------------------------------------------------------


def made(*facts: Fact, id_: str = "acme", currency: str = "USD") -> Company:
    return company(*facts, id_=id_, currency=currency)


def worth(value: str = "US$1bn", on: str = "2026-06-30", id_: str = "acme") -> Fact:
    return fact("market_cap", on, value, company=id_)


def sold(value: str = "US$100m", period: str = "FY2025", published: str = "2026-03-31", **rest: Any) -> Fact:
    return fact("revenue", period, value, published, **rest)


def test_price_times_shares_is_preferred_on_its_day(rates: Rates) -> None:
    """Of one day the product; a market cap of a later day is newer and wins; a round comes last."""
    price = fact("share_price", "2026-06-30", "US$10.00", label="close")
    shares = fact("shares", "2026-06-01", "100,000,000")
    round_ = fact("post_money", "2026-07-31", "US$3bn", status="closed", deal="c")
    same_day = made(price, shares, worth("US$1.0bn"), round_, sold())
    assert only(table(same_day, rates=rates)).kind == "price x shares"
    later = made(price, shares, worth("US$2bn", "2026-07-01"), round_, sold())
    assert (only(table(later, rates=rates)).kind, times(only(table(later, rates=rates)))) == (
        "market cap",
        Decimal(20),
    )
    private = made(round_, sold())
    assert (only(table(private, rates=rates)).kind, times(only(table(private, rates=rates)))) == (
        "post-money",
        Decimal(30),
    )


def test_the_shares_are_those_of_the_day_of_the_price(rates: Rates) -> None:
    """Shares sold after the price was made are not valued at it."""
    acme = made(
        fact("share_price", "2026-06-30", "US$10.00", label="close"),
        fact("shares", "2026-06-30", "100,000,000"),
        fact("shares", "2026-07-01", "900,000,000"),
        sold(),
    )
    assert times(only(table(acme, rates=rates))) == 10


def test_a_printed_market_value_beside_is_a_check(dataset: Dataset, rates: Rates) -> None:
    """16 January 2026, MiniMax: HK$137.3bn as printed is not 438.0 x 309,255,668 shares."""
    answer = table(dataset.by_id("minimax"), rates=rates, on="2026-01-16")
    assert "market_cap_differs" in codes(answer)
    assert "HK$137.3bn" in next(one.message for one in answer.warnings if one.code == "market_cap_differs")
    of_zhipu = table(dataset.by_id("zhipu"), rates=rates, on="2026-01-08", basis="fy")
    assert "market_cap_differs" not in codes(of_zhipu)  # 57.89 closes


def test_the_valuation_of_the_day_or_the_newest_before(rates: Rates) -> None:
    """--on picks; a later valuation is never used."""
    acme = made(worth("US$1bn", "2026-06-30"), worth("US$2bn", "2026-07-31"), sold())
    assert times(only(table(acme, rates=rates, on="2026-07-30"))) == 10
    assert times(only(table(acme, rates=rates, on="2026-07-31"))) == 20


@pytest.mark.parametrize("status", ["planned", "reported", "forecast", "estimate"])
def test_only_closed_rounds_are_valuations_unless_asked(rates: Rates, status: str) -> None:
    """Talks, plans and guesses are never chosen; --status lets them in."""
    acme = made(fact("post_money", "2026-06-30", "US$2bn", status=status, deal="c"), sold())
    with pytest.raises(NoAnswer):
        table(acme, rates=rates)
    assert times(only(table(acme, rates=rates, statuses=COMPETING | {status}))) == 20


def test_the_revenue_ended_by_then_and_only_a_back_test_asks_when_it_came_out(rates: Rates) -> None:
    """Valued in February 2026: FY2025 had ended; it came out in March, so known then was FY2024."""
    acme = made(
        worth(on="2026-02-15"),
        sold("US$50m", "FY2024", "2025-03-31"),
        sold("US$100m", "FY2025", "2026-03-31"),
    )
    assert times(only(table(acme, rates=rates))) == 10
    assert times(only(table(acme, rates=rates, known_then=True))) == 20


def test_a_period_that_had_not_ended_does_not_count(rates: Rates) -> None:
    """Told in May of a half-year that ends in June: not yet revenue, so the year before it counts."""
    acme = made(worth(on="2026-05-31"), sold("US$50m", "FY2025"), sold("US$40m", "H1 2026", "2026-05-15"))
    assert times(only(table(acme, rates=rates))) == 20
    assert only(table(acme, rates=rates, basis="annualised")).reason == "n.a."


@pytest.mark.parametrize("year", ["FY2025", "2025-01-01..2025-12-30", "2024-12-30..2026-01-04"])
def test_a_full_year_is_not_annualised(rates: Rates, year: str) -> None:
    """12 months x 12 / 12 is a year, not an annualised figure; so are 52 weeks, and 53."""
    acme = made(worth(), sold("US$100m", year))
    assert only(table(acme, rates=rates, basis="annualised")).reason == "n.a."


def test_nearest_takes_the_period_that_ends_nearest(rates: Rates) -> None:
    """Before or after: H1 2026 ends 30 days after the valuation, FY2025 five months before it."""
    acme = made(worth(on="2026-05-31"), sold("US$100m", "FY2025"), sold("US$100m", "H1 2026", "2026-09-30"))
    row = only(table(acme, rates=rates, basis="annualised", nearest=True))
    assert (times(row), row.days_apart) == (Decimal(5), 30)
    then = only(table(acme, rates=rates, nearest=True, known_then=True))
    assert (times(then), then.basis, then.days_apart) == (Decimal(10), "fy", 151)  # H1 came out later


BASES = [
    # revenues known, then what `auto` takes
    (["FY2024", "FY2025", "H1 2025", "H1 2026"], "ltm"),
    (["FY2025", "H1 2026"], "annualised"),  # no half-year of 2025 to take off; FY2025 is 273 days off
    (["FY2025", "9M2026"], "annualised"),
    (["2025-07-01..2026-06-30"], "fy"),
    (["H1 2026"], "annualised"),
    (["FY2025"], "arr"),  # the run-rate is of 92 days before
    (["H1 2025"], "arr"),
    ([], "arr"),
]


@pytest.mark.parametrize(("periods", "basis"), BASES)
def test_auto_takes_ltm_then_a_year_then_annualised_then_run_rate(
    rates: Rates, periods: list[str], basis: str
) -> None:
    """In this order, and the row says which."""
    run_rate = fact("run_rate", "2026-06-30", "US$500m", "2026-07-31")
    revenues = [sold("US$100m", period, "2026-08-31") for period in periods]
    row = only(table(made(worth(on="2026-09-30"), run_rate, *revenues), rates=rates))
    assert row.basis == basis


def test_ltm_by_its_formula(rates: Rates) -> None:
    """120 + 80 - 50 = 150; of a year that is newer than any LTM the year itself."""
    facts = [
        sold("US$120m", "FY2025"), sold("US$50m", "H1 2025"), sold("US$80m", "H1 2026", "2026-08-31"),
    ]  # fmt: skip
    row = only(table(made(worth("US$300m", "2026-09-30"), *facts), rates=rates, basis="ltm"))
    assert (times(row), row.basis) == (Decimal(2), "ltm")
    later = sold("US$200m", "FY2026", "2027-03-31")
    row = only(
        table(made(worth("US$300m", "2027-06-30"), *facts, later), rates=rates, on="2027-06-30", basis="ltm")
    )
    assert (times(row), row.basis) == (Decimal("1.5"), "fy")


def test_revenue_of_180_days_before_is_near_enough(rates: Rates) -> None:
    """A year that ends on 3 April 2026 is taken on 30 September; one day older, the half to June is."""
    run_rate = fact("run_rate", "2026-09-30", "US$500m", "2026-09-30")
    for last, basis in (("2026-04-03", "fy"), ("2026-04-02", "arr")):
        year = sold("US$100m", f"2025-{last[5:7]}-{int(last[8:]) + 1:02}..{last}", "2026-08-31")
        row = only(table(made(worth(on="2026-09-30"), run_rate, year), rates=rates))
        assert row.basis == basis


def test_a_value_is_over_the_flow_that_is_asked_for() -> None:
    """Gross profit of 60 + 40 - 25 = 75 in twelve months, and of those to come 3 / 12 x 80 + 9 / 12 x 120
    = 110, not the revenue beside it (US$m)."""
    past = {"FY2025": ("120", "60"), "H1 2025": ("50", "25"), "H1 2026": ("80", "40")}
    ahead = {"FY2026": ("160", "80"), "FY2027": ("240", "120")}
    of_both = [
        fact(metric, period, f"US${value}m", "2026-08-31", **rest)
        for periods, rest in ((past, {}), (ahead, {"status": "forecast", "label": "hsbc"}))
        for period, values in periods.items()
        for metric, value in zip(("revenue", "gross_profit"), values, strict=True)
    ]
    on = day("2026-09-30")
    for basis, over, expected in (
        ("ltm", "revenue", 150), ("ltm", "gross_profit", 75), ("ntm", "revenue", 220),
        ("ntm", "gross_profit", 110),
    ):  # fmt: skip
        found = revenue_for(made(*of_both), MultiplesChoice(on, basis=basis, over=over), on)
        assert found is not None and (amount(found[0]), found[1]) == (expected * 10**6, basis)
    other = fact("revenue", "FY2026", "US$1m", "2026-08-31", status="forecast", label="citi")
    one = revenue_for(made(*of_both, other), MultiplesChoice(on, basis="fy+1", house="citi"), on)
    assert one is not None and amount(one[0]) == 10**6
    assert revenue_for(made(), MultiplesChoice(on, basis="ntm"), on) is None


def test_ltm_of_two_currencies_is_not_formed(rates: Rates) -> None:
    """A half-year in yuan is not added to a year in dollars."""
    acme = made(
        worth(on="2026-09-30"), sold("US$120m", "FY2025"), sold("RMB 50m", "H1 2025"),
        sold("US$80m", "H1 2026", "2026-08-31"),
    )  # fmt: skip
    assert only(table(acme, rates=rates, basis="ltm")).basis == "fy"


def test_recognised_revenue_is_never_a_run_rate(rates: Rates) -> None:
    """Asked for ARR, booked revenue does not stand in, nor the other way round."""
    recurring = made(worth(), fact("arr", "2026-05-31", "US$50m", "2026-05-31"))
    assert only(table(recurring, rates=rates, basis="fy")).reason == "n.a."
    assert only(table(made(worth(), sold()), rates=rates, basis="arr")).reason == "n.a."


def test_a_product_never_enters_a_row(rates: Rates) -> None:
    """Revenue with a scope is not the company's."""
    acme = made(worth(), sold("US$10m", scope="cloud"), fact("arr", "2026-05-31", "US$9m", scope="cloud"))
    assert only(table(acme, rates=rates)).reason == "n.a."


def test_the_numerator_converts_at_the_closing_rate_of_its_day(rates: Rates) -> None:
    """HK$9,146.4m on 31 December 2025 is RMB 8,226.2m (per euro 9.1464 and 8.2262); over 822.62m is 10."""
    acme = made(
        worth("HK$9,146.4m", "2025-12-31"), sold("RMB 822.62m", "FY2024", "2025-03-31"), currency="CNY"
    )
    assert alike(times(only(table(acme, rates=rates))), Decimal(10))


def test_a_weekend_takes_the_rate_before_it(rates: Rates) -> None:
    """Saturday 10 January 2026 converts at Friday's: HK$9,076.3m are US$1,164.2m."""
    acme = made(worth("HK$9,076.3m", "2026-01-10"), sold("US$116.42m", "FY2024", "2025-03-31"))
    assert alike(times(only(table(acme, rates=rates))), Decimal(10))


def test_without_a_rate_the_multiple_is_missing(rates: Rates) -> None:
    """Yuan before April 2005: n.a., with `no_rate`, and the parts still shown."""
    acme = made(worth("RMB 100m", "2004-06-30"), sold("US$10m", "FY2003", "2004-03-31"))
    answer = table(acme, rates=rates)
    assert (only(answer).multiple, only(answer).reason, codes(answer)[0]) == (None, "n.a.", "no_rate")


# --- n.m., n.a., marks, order ----------------------------------------------------------


@pytest.mark.parametrize("revenue", ["=US$0", "US$ -5m"])
def test_revenue_not_above_nought_is_not_meaningful(rates: Rates, revenue: str) -> None:
    """n.m., which is told apart from n.a., a revenue that is not known."""
    nothing = only(table(made(worth(), sold(revenue)), rates=rates))
    assert (nothing.multiple, nothing.reason) == (None, "n.m.")
    missing = only(table(made(worth()), rates=rates))
    assert (missing.multiple, missing.reason) == (None, "n.a.")


def test_a_value_not_above_nought_is_not_meaningful(rates: Rates) -> None:
    """An EV below it: more cash than market value. A typed value of zero is refused."""
    with pytest.raises(BadUsage):
        table(made(sold()), rates=rates, valuation=parse_amount("US$0"))
    rich = made(
        worth("US$50m"), sold(), fact("cash", "2026-06-30", "US$80m"),
        fact("liquid_investments", "2026-06-30", "US$20m"), fact("bank_loans", "2026-06-30", "=US$0"),
        fact("lease_liabilities", "2026-06-30", "=US$0"),
    )  # fmt: skip
    row = with_ev(table(rich, rates=rates, ev=True))
    assert row.numerator is not None
    assert (amount(row.numerator), row.multiple, row.reason) == (Decimal("-50000000"), None, "n.m.")


def test_rows_far_apart_in_time_are_marked(rates: Rates) -> None:
    """180 days between revenue and valuation are near enough, 181 are marked on the screen and warned of."""
    near = made(worth(on="2026-06-29", id_="near"), sold(company="near"), id_="near")
    far = made(worth(on="2026-06-30", id_="far"), sold(company="far"), id_="far")
    answer = table(near, far, rates=rates)
    assert {row.company: row.days_apart for row in answer.rows} == {"near": 180, "far": 181}
    assert {line.company: line.mark for line in lines_of(answer)} == {"near": "", "far": "†"}
    for width in (12, 40, 80, 120):
        text = plain(answer, width)
        assert text.count("†") == 2, text
    assert [(one.code, one.subject) for one in answer.warnings] == [("far_apart", "far")]


def three() -> list[Company]:
    """By multiple b, c, a; by newest valuation c, a, b; and d without a valuation."""
    return [
        made(worth("US$1bn", "2026-05-31", "a"), sold(company="a"), id_="a"),
        made(worth("US$3bn", "2026-04-30", "b"), sold(company="b"), id_="b"),
        made(worth("US$2bn", "2026-06-30", "c"), sold(company="c"), id_="c"),
        made(sold(company="d"), id_="d"),
    ]


@pytest.mark.parametrize(
    ("sort", "order"), [(None, "bcad"), ("name", "abcd"), ("numerator.period:desc", "cabd")]
)
def test_rows_are_sorted_as_asked(rates: Rates, sort: str | None, order: str) -> None:
    """The highest multiple, or the newest valuation, first; who has none comes last."""
    rows = arranged(table(*three(), rates=rates), sort=sort).rows
    assert "".join(row.company for row in rows) == order


# --- statistics ------------------------------------------------------------------------


def test_statistics_are_kept_per_group(dataset: Dataset, rates: Rates) -> None:
    """Recognised revenue apart from run-rate and ARR; n.m. and n.a. are counted, not averaged."""
    arr = made(worth("US$1bn", id_="arr"), fact("arr", "2026-05-31", "US$50m", "2026-05-31"), id_="arr")
    none = made(worth(id_="none"), sold("=US$0", company="none"), id_="none")
    recognised, recurring = part(table(*three(), arr, none, rates=rates), "statistics").rows
    assert (recognised.group, recurring.group) == ("recognised", "run-rate and ARR")
    assert (recognised.count, recognised.not_meaningful, recognised.not_available) == (3, 1, 1)
    # 10, 20, 30: quartiles at 0.5 and 1.5 of the way; 3 / (1/10 + 1/20 + 1/30) = 180 / 11
    values = [
        recognised.maximum, recognised.p75, recognised.median, recognised.p25, recognised.minimum,
        recognised.mean,
    ]  # fmt: skip
    assert [one.value for one in values] == [30, 25, 20, 15, 10, 20]
    assert alike(recognised.harmonic_mean.value, Decimal(180) / Decimal(11))
    assert (recurring.count, recurring.median.value) == (1, Decimal(20))


def test_a_group_under_four_has_no_quartiles_on_the_screen(rates: Rates) -> None:
    """Quartiles of three are drawn from thin air, and of nobody there are none."""
    few = plain(table(*three(), rates=rates), 80)
    assert all(word in few for word in ("    max ", ", median ", ", min ", ", of 3\n"))
    assert "75th" not in few and "25th" not in few
    four = [*three()[:3], made(worth(id_="e"), sold(company="e"), id_="e")]
    many = plain(table(*four, rates=rates), 120)
    assert all(word in many for word in (", 75th ", ", 25th ", ", of 4\n"))
    (nobody,) = part(table(made(worth()), rates=rates), "statistics").rows
    assert (nobody.count, nobody.median, nobody.harmonic_mean) == (0, None, None)


VALUES = some.lists(some.integers(1, 10**6), min_size=1, max_size=8)


def companies_of(values: Sequence[int], unit: int = 10**6) -> list[Company]:
    return [
        made(worth(f"USD {value * unit}", id_=f"c{index}"), sold(company=f"c{index}"), id_=f"c{index}")
        for index, value in enumerate(values)
    ]


@given(values=VALUES, data=some.data())
def test_the_order_of_companies_does_not_matter(rates: Rates, values: list[int], data: Any) -> None:
    """Rows and statistics are the same whoever is named first."""
    companies = companies_of(sorted(set(values)))
    shuffled = data.draw(some.permutations(companies))
    one, other = table(*companies, rates=rates), table(*shuffled, rates=rates)
    assert list(one.rows) == list(other.rows)
    assert part(one, "statistics").rows == part(other, "statistics").rows


@given(values=VALUES, scale=some.integers(2, 1000))
def test_values_scale_the_statistics(rates: Rates, values: list[int], scale: int) -> None:
    """A thousand times the value is a thousand times each measure."""
    (one,) = part(table(*companies_of(values), rates=rates), "statistics").rows
    (other,) = part(table(*companies_of(values, scale * 10**6), rates=rates), "statistics").rows
    for name in ("maximum", "p75", "median", "p25", "minimum", "mean", "harmonic_mean"):
        assert alike(getattr(other, name).value, scale * getattr(one, name).value)


@given(values=VALUES)
def test_a_row_that_is_not_meaningful_changes_only_its_count(rates: Rates, values: list[int]) -> None:
    """Every measure stays, `not_meaningful` is one more."""
    nobody = made(worth(id_="none"), sold("=US$0", company="none"), id_="none")
    (one,) = part(table(*companies_of(values), rates=rates), "statistics").rows
    (other,) = part(table(*companies_of(values), nobody, rates=rates), "statistics").rows
    for name in ("maximum", "p75", "median", "p25", "minimum", "mean", "harmonic_mean", "count"):
        assert getattr(one, name) == getattr(other, name)
    assert (one.not_meaningful, other.not_meaningful) == (0, 1)


# --- enterprise value ------------------------------------------------------------------


def balance_sheet(*more: Fact) -> Company:
    """Worth 1,000; cash 60 and investments 40, loans 30, leases 10; revenue 100 (US$ million)."""
    on = "2026-03-31"
    return made(
        worth("US$1,000m", "2026-06-30"), sold(),
        fact("cash", on, "US$60m"), fact("liquid_investments", on, "US$40m"),
        fact("bank_loans", on, "US$30m"), fact("lease_liabilities", on, "US$10m"), *more,
    )  # fmt: skip


def test_enterprise_value_adds_debt_and_leases_and_takes_off_cash(rates: Rates) -> None:
    """1,000 + 30 + 10 - 100 = 940, over 100 is 9.4; facilities and restricted cash do not count."""
    acme = balance_sheet(
        fact("unused_facilities", "2026-03-31", "US$500m"), fact("restricted_cash", "2026-03-31", "US$7m")
    )
    row = with_ev(table(acme, rates=rates, ev=True))
    assert (rounded(times(row), 9), row.unknown) == ("9.400000000", ())
    assert row.multiple_before_raises == row.multiple


def test_undrawn_facilities_inside_the_own_total_are_taken_out(rates: Rates) -> None:
    """Own total 150 of which 50 undrawn: 1,000 + 40 - 150 + 50 = 940."""
    on = "2026-03-31"
    acme = made(
        worth("US$1,000m"), sold(), fact("cash_balance", on, "US$150m"),
        fact("unused_facilities", on, "US$50m"), fact("bank_loans", on, "US$30m"),
        fact("lease_liabilities", on, "US$10m"),
    )  # fmt: skip
    assert rounded(times(with_ev(table(acme, rates=rates, ev=True))), 9) == "9.400000000"


def test_shares_and_bonds_sold_since_come_into_cash(rates: Rates) -> None:
    """Placing net 200; bond of 105 that brought 100: 940 - 200 - 100 + 105 = 745; without them 940."""
    done = {"status": "closed"}
    acme = balance_sheet(
        fact("net_proceeds", "2026-04-30", "US$200m", deal="placing", **done),
        fact("raised", "2026-04-30", "US$210m", deal="placing", **done),
        fact("debt_principal", "2026-05-31", "US$105m", deal="bond", due="2027-05-31", **done),
        fact("debt_net_proceeds", "2026-05-31", "US$100m", deal="bond", **done),
        fact("net_proceeds", "2026-07-31", "US$900m", deal="later", **done),
        fact("net_proceeds", "2026-03-31", "US$800m", deal="earlier", **done),
    )
    row = with_ev(table(acme, rates=rates, ev=True))
    assert row.multiple_before_raises is not None
    assert (rounded(times(row), 9), rounded(row.multiple_before_raises.value, 9)) == (
        "7.450000000",
        "9.400000000",
    )
    assert row.kind == "EV pro forma"


def test_instruments_that_convert_at_listing_are_no_debt(rates: Rates) -> None:
    """Preferred shares are inside the equity value already."""
    acme = balance_sheet(fact("investor_instruments", "2026-03-31", "US$600m"))
    assert rounded(times(with_ev(table(acme, rates=rates, ev=True))), 9) == "9.400000000"


def test_what_is_unknown_is_named_and_bounds_the_value(rates: Rates) -> None:
    """Unknown debt: at least; unknown investments beside cash: at most; both: neither is known."""
    on = "2026-03-31"
    loans = [fact("bank_loans", on, "US$30m"), fact("lease_liabilities", on, "US$10m")]
    parts = [fact("cash", on, "US$60m"), fact("liquid_investments", on, "US$40m")]

    def bounds(*facts: Fact) -> tuple[tuple[str, ...], bool, bool]:
        row = with_ev(table(made(worth("US$1,000m"), sold(), *facts), rates=rates, ev=True))
        assert row.multiple is not None
        return row.unknown, row.multiple.low is not None, row.multiple.high is not None

    assert bounds(*parts, *loans) == ((), True, True)
    assert bounds(*parts, loans[0]) == (("lease_liabilities",), True, False)
    assert bounds(parts[0], *loans) == (("liquid_investments",), False, True)
    assert bounds(parts[0]) == (("bank_loans", "lease_liabilities", "liquid_investments"), False, False)


def test_the_balance_is_the_newest_up_to_the_valuation(rates: Rates) -> None:
    """A balance of the day after is of another moment."""
    later = [
        fact("cash", "2026-07-01", "US$900m"), fact("liquid_investments", "2026-07-01", "US$90m"),
    ]  # fmt: skip
    row = with_ev(table(balance_sheet(*later), rates=rates, ev=True))
    assert rounded(times(row), 9) == "9.400000000"


def test_without_a_balance_there_is_no_enterprise_value(rates: Rates) -> None:
    """n.a., everything unknown named, nothing taken as zero."""
    row = with_ev(table(made(worth(), sold()), rates=rates, ev=True))
    assert (row.multiple, row.reason, row.numerator) == (None, "n.a.", None)
    assert row.unknown[0] == "cash and liquid funds"


# --- what if, and what the peers imply -------------------------------------------------


def test_a_valuation_that_is_given(dataset: Dataset, rates: Rates) -> None:
    """What if Anthropic were worth US$350bn: 350 / 65 of its run-rate of July 2026."""
    row = only(
        table(dataset.by_id("anthropic"), rates=rates, basis="arr", valuation=parse_amount("US$350bn"))
    )
    assert alike(times(row), Decimal(350) / Decimal(65))
    assert row.kind == "given"


@pytest.mark.parametrize("given", [{"price": "HK$641"}, {"valuation": "US$350bn"}])
def test_a_what_if_is_about_one_company(dataset: Dataset, rates: Rates, given: dict[str, str]) -> None:
    """One price for two companies is a mistake, also where the second is the one implied."""
    what_if: dict[str, Any] = {key: parse_amount(value) for key, value in given.items()}
    zhipu, minimax = dataset.by_id("zhipu"), dataset.by_id("minimax")
    with pytest.raises(BadUsage, match="exactly one company"):
        table(zhipu, minimax, rates=rates, **what_if)
    with pytest.raises(BadUsage, match="exactly one company"):
        table(minimax, rates=rates, implied=zhipu, **what_if)


def test_what_the_peers_imply(rates: Rates) -> None:
    """Peers at 10, 20 and 30: at 15, 20 and 25 times its 50m the target is worth 750m to 1,250m.

    It stands at 40 times, so 166.7%, 100% and 60% dearer.
    """
    target = made(worth("US$2bn", id_="t"), sold("US$50m", company="t"), id_="t")
    rows = part(table(*three()[:3], target, rates=rates, implied=target), "implied").rows
    assert [row.statistic for row in rows] == ["p25", "median", "p75"]
    assert [amount(row.value) for row in rows] == [750_000_000, 1_000_000_000, 1_250_000_000]
    assert [rounded(100 * row.premium.value) for row in rows] == ["166.7", "100.0", "60.0"]


def test_the_company_implied_is_no_peer_of_itself(rates: Rates) -> None:
    """It stands beside the table and in none of its statistics."""
    target = made(worth("US$2bn", id_="t"), sold("US$50m", company="t"), id_="t")
    answer = table(*three()[:3], target, rates=rates, implied=target)
    assert [row.company for row in answer.rows] == ["b", "c", "a"]
    assert part(answer, "statistics").rows[0].count == 3


def test_zhipu_against_its_last_round_and_its_offer_price(dataset: Dataset, rates: Rates) -> None:
    """30 September 2026: market value over B6's RMB 24,376.99m; HK$641 over 116.20 is +451.6%.

    The offer price is that of the listing, not the HK$714 of the placing of September.
    """
    zhipu = dataset.by_id("zhipu")
    answer = table(dataset.by_id("minimax"), rates=rates, on="2026-09-30", implied=zhipu)
    against_round, against_offer = part(answer, "benchmarks").rows
    premium = EQUITY_OF_ZHIPU / Decimal("24376990000") - 1
    assert alike(against_round.premium.value, premium)
    assert "b6" in against_round.benchmark
    assert alike(against_offer.premium.value, Decimal("641.00") / Decimal("116.20") - 1)
    assert rounded(100 * against_offer.premium.value) == "451.6"


def test_the_benchmark_stays_the_market_value_with_ev(dataset: Dataset, rates: Rates) -> None:
    """A round's post-money is equity, so it is compared with equity, not with EV."""
    zhipu = dataset.by_id("zhipu")
    plain = table(dataset.by_id("minimax"), rates=rates, on="2026-09-30", implied=zhipu)
    bridged = table(dataset.by_id("minimax"), rates=rates, on="2026-09-30", implied=zhipu, ev=True)
    assert part(plain, "benchmarks").rows[0].premium == part(bridged, "benchmarks").rows[0].premium


def test_nothing_is_implied_without_peers_on_the_basis(dataset: Dataset, rates: Rates) -> None:
    """Peers by ARR imply nothing for recognised revenue."""
    peer = made(worth(), fact("arr", "2026-05-31", "US$50m", "2026-05-31"))
    with pytest.raises(NoAnswer, match="none of the peers"):
        table(peer, rates=rates, implied=dataset.by_id("zhipu"))


# --- no answer -------------------------------------------------------------------------


def test_a_date_before_any_valuation_is_no_answer(dataset: Dataset, rates: Rates) -> None:
    """On 1 January 2021 neither was valued by anybody."""
    with pytest.raises(NoAnswer, match="2021-01-01"):
        table(dataset.by_id("zhipu"), dataset.by_id("minimax"), rates=rates, on="2021-01-01")


def test_no_company_is_no_answer(rates: Rates) -> None:
    """Nobody left after choosing: nothing that was asked for can be answered."""
    with pytest.raises(NoAnswer):
        table(rates=rates)


def test_as_of_a_date_only_what_was_public_counts(dataset: Dataset) -> None:
    """As of Zhipu's second day: its close of that day, HK$158.6 x 440,230,190 shares = HK$69,820.5m,
    RMB 62,531.8m at 0.8956072, over RMB 458.4m of the twelve months to June 2025.
    """
    known = dataset.at(day("2026-01-09"))
    rates = current_rates({}, day("2026-01-09"))
    answer = revenue_multiples(
        [known.by_id("zhipu")], MultiplesChoice(known.as_of), rates, known.as_of, "USD"
    )
    row = only(answer)
    assert row.numerator is not None
    assert str(row.numerator.period) == "2026-01-09"
    assert rounded(times(row)) == "136.4"


def test_a_multiple_is_bounded_in_its_row_and_in_the_statistics(rates: Rates) -> None:
    """1,000m +-0.5 over 100m +-0.5; the median of one multiple is that multiple, with its bounds."""
    answer = table(made(worth("US$1,000m"), sold()), rates=rates)
    low, high = Decimal("999.5") / Decimal("100.5"), Decimal("1000.5") / Decimal("99.5")
    row = only(answer)
    assert row.multiple is not None
    assert row.multiple.low is not None
    assert row.multiple.high is not None
    assert alike(row.multiple.low, low)
    assert alike(row.multiple.high, high)
    assert part(answer, "statistics").rows[0].median == row.multiple


# --- what is told of a multiple, to the letter -----------------------------------------------


def test_half_a_dollar_over_half_a_dollar_is_one(rates: Rates) -> None:
    """Small is not nothing: a multiple, a price and a valuation of less than one count."""
    tiny = made(worth("US$0.5"), sold("US$0.5"))
    assert times(only(table(tiny, rates=rates))) == 1
    assert times(only(table(tiny, rates=rates, valuation=parse_amount("US$0.25")))) == Decimal("0.5")


def test_a_multiple_is_derived_from_its_value_and_revenue(rates: Rates) -> None:
    """US$1bn over RMB 3.5bn: the value stands converted in the currency of the revenue."""
    acme = made(worth("US$1bn"), sold("RMB 3.5bn"), currency="CNY")
    row = only(table(acme, rates=rates))
    (converted,) = converted_in(row.multiple)
    derived = derived_multiple(row)
    assert derived is not None
    assert (derived.company, derived.metric, derived.value) == ("acme", MULTIPLE, row.multiple)
    assert derived.formula == "value / revenue"
    assert (derived.inputs, derived.basis) == ((converted, row.denominator), "fy")
    dollars = only(table(made(worth(), sold()), rates=rates))
    assert converted_in(dollars.multiple) == []
    assert derived_multiple(dollars).inputs == (dollars.numerator, dollars.denominator)  # type: ignore[union-attr]


def test_the_kind_of_a_value_is_that_of_a_market_or_of_a_round(rates: Rates) -> None:
    """A typed one has neither; a typed price times the shares of the data is a market's."""
    shares = fact("shares", "2026-06-01", "1,000,000")
    price = fact("share_price", "2026-06-30", "US$10", label="close")
    for facts, choice, kind in (
        ([price, shares], {}, "listed"),
        ([worth()], {}, "listed"),
        ([fact("post_money", ON, "US$1bn", status="closed")], {}, "private"),
        ([], {"valuation": parse_amount("US$1bn")}, None),
        ([shares], {"price": parse_amount("US$10")}, "listed"),
    ):
        assert kind_of(only(table(made(sold(), *facts), rates=rates, **choice))) == kind
    assert kind_of(MultiplesRow("acme")) is None


def test_what_is_expected_lies_no_days_apart(rates: Rates) -> None:
    """The next twelve months have not ended."""
    ahead = {"status": "forecast", "label": "hsbc"}
    acme = made(worth(), sold("US$1m", "FY2026", **ahead), sold("US$1m", "FY2027", **ahead))
    row = only(table(acme, rates=rates, basis="ntm"))
    assert (row.basis, row.days_apart) == ("ntm", None)
    derived = derived_multiple(row)
    assert derived is not None and str(derived.period) == ON


def test_a_row_alone_needs_nobody_to_take_its_warnings(rates: Rates) -> None:
    """As compare asks for it."""
    later = made(worth("US$1bn", "2026-01-31"), sold(published="2026-03-31"))
    assert (
        revenue_multiple(later, MultiplesChoice(day("2026-01-31"), known_then=True), rates).reason == "n.a."
    )


@pytest.mark.parametrize(
    ("period", "basis", "words"),
    [
        ("2025-01-01..2026-06-30", "auto", "revenue of half a month to a year"),  # 18 months
        ("2026-06-17..2026-06-30", "auto", "revenue of half a month to a year"),  # 14 days
        ("2025-01-01..2026-06-30", "fy", "revenue of a full year"),
        ("2025-07-16..2026-06-30", "ltm", "revenue of twelve months"),  # 350 days
        ("FY2025", "annualised", "revenue of a part of a year"),
    ],
)
def test_revenue_of_another_length_is_not_said_to_be_missing(
    rates: Rates, period: str, basis: str, words: str
) -> None:
    """It is in the data: what is not is the one that could be taken."""
    acme = made(worth(), sold("US$50m", period))
    (missing,) = warned(table(acme, rates=rates, basis=basis), "not_in_data")
    assert missing.message == f"the data hold no {words} of Acme by 2026-06-30"


def test_every_warning_of_a_multiple_is_of_its_company(rates: Rates) -> None:
    """Its code, its words and whom it is about."""
    later = made(worth("US$1bn", "2026-01-31"), sold(published="2026-03-31"))
    assert warned(table(later, rates=rates, on="2026-01-31", known_then=True), "published_later") == [
        Warning(
            "published_later",
            "the data hold no revenue of Acme published by 2026-01-31; FY2025 is known without --known-then",
            "acme",
        )
    ]
    assert not warned(table(made(worth()), rates=rates), "published_later")
    nothing = Warning("not_in_data", "the data hold no revenue of Acme by 2026-06-30", "acme")
    assert warned(table(made(worth()), rates=rates), "not_in_data") == [nothing]
    assert warned(table(made(worth()), rates=rates, known_then=True), "not_in_data") == [nothing]
    only_later = made(worth(on="2025-11-30"), sold())
    assert warned(table(only_later, rates=rates), "not_in_data") == [
        Warning(
            "not_in_data", "the data hold no revenue of Acme by 2025-11-30; --nearest takes FY2025", "acme"
        )
    ]
    assert warned(table(made(worth(), sold()), rates=rates, basis="arr", nearest=True), "not_in_data") == [
        Warning("not_in_data", "the data hold no run-rate or ARR of Acme", "acme")
    ]
    assert warned(table(made(sold()), made(worth(id_="b"), id_="b"), rates=rates), "not_in_data")[
        0
    ] == Warning("not_in_data", "the data hold no valuation of Acme by 2026-10-31", "acme")
    yuan = made(worth("US$1bn"), sold("RMB 3.5bn"), currency="CNY")
    early = replace(rates, as_of=day("1999-06-01"))
    (missing,) = warned(table(yuan, rates=early), "no_rate")
    assert missing.subject == "acme"
    assert missing.message.startswith("no USD/CNY rate covers 2026-06-30")
    far = made(worth("US$1bn", "2026-06-30"), sold(period="FY2025"))
    assert warned(table(far, rates=rates), "far_apart") == [
        Warning("far_apart", "valuation and revenue lie 181 days apart", "acme")
    ]
    (differs,) = warned(
        table(
            made(
                fact("share_price", "2026-06-30", "US$10.00", label="close"),
                fact("shares", "2026-06-01", "100,000,000"),
                worth("US$2.0bn"),
                sold(),
            ),
            rates=rates,
        ),
        "market_cap_differs",
    )
    text = "price x shares is not the market cap printed for 2026-06-30, US$2.0bn"
    assert differs == Warning("market_cap_differs", text, "acme")


def not_held(*facts: Fact, on: str | None = None, **choice: Any) -> list[str]:
    """What is told of a company of these facts: its code and the words."""
    warnings: list[Warning] = []
    asked = MultiplesChoice(day(on) if on else LAST, **choice)
    revenue_multiple(made(*facts), asked, None, warnings)  # type: ignore[arg-type]  # no rate is needed
    assert {one.subject for one in warnings} <= {"acme"}
    return [f"{one.code}: {one.message}" for one in warnings]


@pytest.mark.parametrize(
    ("facts", "rest"),
    [
        ([("market_cap", ON, {"status": "reported"})], "; --status reported lets one in"),
        ([("post_money", "2026-10-31", {"status": "reported"})], "; --status reported lets one in"),
        ([("post_money", "2026-11-01", {"status": "reported"})], ""),
        (
            [("post_money", ON, {"status": "reported"}), ("post_money", ON, {"status": "planned"})],
            "; --status planned or --status reported lets one in",
        ),
        (
            [("share_price", ON, {"label": "close"})],
            "; a price of 2026-06-30 is known, and no share count to go with it",
        ),
        ([("share_price", "2026-11-01", {"label": "close"})], ""),
    ],
)
def test_what_is_known_instead_of_a_valuation_is_told(
    facts: list[tuple[str, str, dict[str, str]]], rest: str
) -> None:
    """What another status would let in, or a price without a share count; nothing of the day after."""
    known = [fact(metric, when, "US$1m", **more) for metric, when, more in facts]
    assert not_held(*known) == [f"not_in_data: the data hold no valuation of Acme by 2026-10-31{rest}"]
    counted = [fact(metric, when, "US$1m", **more) for metric, when, more in facts if "status" in more]
    statuses = frozenset({"reported", "planned"})
    assert all("lets one in" not in told for told in not_held(*counted, statuses=statuses))


def test_a_daily_price_of_one_class_of_shares_is_known_too() -> None:
    """That of the class that trades: there is no count of all the shares to go with it."""

    class Daily:
        scope = "class A"

        def newest(self, day: object, *, scope: str | None = None) -> Fact | None:
            price = fact("share_price", ON, "US$1", label="close", scope=self.scope)
            return price if scope == self.scope else None

    acme = replace(company(listed="2026-01-08"), daily=lambda _: Daily())
    warnings: list[Warning] = []
    revenue_multiple(acme, MultiplesChoice(LAST), None, warnings)  # type: ignore[arg-type]
    (told,) = warnings
    assert told.message == (
        "the data hold no valuation of Acme by 2026-10-31; a price of 2026-06-30 is known, and no share count"
        " to go with it"
    )


@pytest.mark.parametrize(
    ("facts", "basis", "words", "rest"),
    [
        ([("revenue", "FY2025", "forecast")], "auto", "revenue", "; what is forecast does not count"),
        (
            [("revenue", "FY2025", "forecast")],
            "fy",
            "revenue of a full year",
            "; what is forecast does not count",
        ),
        ([("run_rate", ON, "estimate")], "auto", "revenue", "; what is estimate does not count"),
        ([("arr", ON, "estimate")], "arr", "run-rate or ARR", "; what is estimate does not count"),
        ([("arr", ON, "estimate")], "fy", "revenue of a full year", ""),
        ([("revenue", "FY2025", "forecast")], "arr", "run-rate or ARR", ""),
        ([("run_rate", "2026-07-01", "estimate")], "auto", "revenue", ""),
        (
            [("revenue", "FY2025", "estimate"), ("arr", ON, "forecast")],
            "auto",
            "revenue",
            "; what is forecast or estimate does not count",
        ),
    ],
)
def test_revenue_that_is_only_expected_is_told_where_there_is_no_other(
    facts: list[tuple[str, str, str]], basis: str, words: str, rest: str
) -> None:
    """By its status; of a run-rate and ARR where those would do, and up to the day of the value."""
    known = [fact(metric, when, "US$1m", status=status) for metric, when, status in facts]
    assert not_held(worth(), *known, basis=basis) == [
        f"not_in_data: the data hold no {words} of Acme by 2026-06-30{rest}"
    ]


@pytest.mark.parametrize(
    ("on", "choice", "newer"),
    [
        ("2026-09-30", {"basis": "ltm"}, "H1 2026"),
        ("2026-09-30", {"basis": "fy"}, None),  # a full year was asked for
        ("2026-09-30", {"basis": "ltm", "nearest": True}, None),
        ("2026-09-30", {}, None),  # half a year taken twice
        ("2026-06-29", {}, "Q1 2026"),
        ("2026-06-29", {"basis": "ltm"}, "Q1 2026"),  # of H1 2026 nothing is known a day before its end
    ],
)
def test_newer_revenue_than_the_twelve_months_used_is_told(
    on: str, choice: dict[str, Any], newer: str | None
) -> None:
    """A quarter or half of 2026, without the one of 2025 to take off."""
    facts = [worth(on=on), sold(), sold(period="Q1 2026"), sold(period="H1 2026")]
    end = {"H1 2026": "2026-06-30", "Q1 2026": "2026-03-31", None: ""}[newer]
    told = f"older_ltm: revenue of {newer} is newer, but no twelve months to {end} are known"
    assert not_held(*facts, **choice) == ([told] if newer else [])
    if newer == "H1 2026":  # of twelve months to March, formed of quarters, as well
        assert not_held(*facts, sold("US$9m", "Q1 2025"), **choice) == [told]


def test_newer_gross_profit_is_told_in_words() -> None:
    """Of any flow that twelve months are formed of."""
    newer = fact("gross_profit", "H1 2026", "US$1m")
    text = "gross profit of H1 2026 is newer, but no twelve months to 2026-06-30 are known"
    assert older_ltm(newer) == Warning("older_ltm", text, "acme")


def test_bases_of_revenue_that_differ_within_one_statistic_are_told_once(rates: Rates) -> None:
    """Two by their last year, one by half a year; one by its ARR has statistics and a column of its own."""
    two = [made(worth(id_=id_), sold(company=id_), id_=id_) for id_ in ("a", "b")]
    of_arr = made(worth(id_="c"), fact("arr", "2026-05-31", "US$50m", "2026-05-31", company="c"), id_="c")
    assert not warned(table(*two, of_arr, rates=rates), "basis_mismatch")
    half = made(worth(id_="d"), sold(company="d", period="H1 2026"), id_="d")
    assert warned(table(*two, of_arr, half, rates=rates), "basis_mismatch") == [
        Warning("basis_mismatch", "revenue on different bases: 2 of a fiscal year, 1 annualised")
    ]


def test_a_figure_that_another_source_contradicts_is_told(rates: Rates) -> None:
    """Of the revenue below the line as in any other answer."""
    acme = made(worth(), sold("US$100m"), sold("US$200m", published="2026-02-28"))
    (told,) = warned(table(acme, rates=rates), "conflict")
    assert told.subject == "acme"


def test_below_the_table_stands_what_it_leaves_out(rates: Rates) -> None:
    """Who has no multiple, the mark and the method, where there are any."""
    far = made(worth(on="2026-06-30", id_="far"), sold(company="far"), id_="far")
    none = made(worth(id_="none"), sold("=US$0", company="none"), id_="none")
    answer = table(made(worth(), sold()), far, none, made(sold(company="d"), id_="d"), rates=rates)
    assert [str(row) for row in answer.sections[-1].rows] == [
        "No multiple (1): D.",
        "Value or revenue is not above zero (1): None.",
        "† more than 180 days apart. Quartiles as Excel's QUARTILE.INC; means: --json.",
    ]
    alone = table(made(worth(on="2026-03-31"), sold()), rates=rates)
    assert not alone.sections[-1].rows


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("multiples zhipu --layout comps --price HK$1000", "--layout comps and --price"),
        ("multiples zhipu --layout comps --history monthly", "--layout comps and --history"),
        ("multiples zhipu --layout comps --implied minimax", "--layout comps and --implied"),
        ("multiples zhipu --layout comps --basis fy", "--layout comps and --basis"),
        ("multiples zhipu --history monthly --valuation US$5bn", "--history and --valuation"),
        ("multiples zhipu --history weekly --implied minimax", "--history and --implied"),
        ("multiples zhipu --at US$5bn --basis arr", "--at and --basis"),
        ("multiples zhipu --at US$5bn --ev", "--at and --ev"),
        ("runway minimax --cash US$1bn --cash-basis cash", "--cash and --cash-basis"),
        ("runway minimax --burn US$10m --burn-basis operating", "--burn and --burn-basis"),
        ("runway minimax --bases --cash-basis cash", "--bases and --cash-basis"),
    ],
)
def test_an_option_that_would_say_nothing_is_refused(line: str, both: str) -> None:
    """Never passed over: a price beside a page that shows the price of the day would be none of it."""
    done = here(*line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"aicompare: {both} say different things; use one of them\n"


def test_what_cannot_be_asked_is_named_with_a_way_out(rates: Rates) -> None:
    """No peer beside the company itself, or no multiple of its own; two what-ifs, one of two companies, of
    nothing, or of a price without a share count."""
    acme = made(worth(), sold())
    with pytest.raises(NoAnswer) as caught:
        table(acme, rates=rates, implied=acme)
    assert caught.value.message == "no peer is left to compare with"
    assert caught.value.hint == "name other companies, or a group"
    price, value = parse_amount("US$10"), parse_amount("US$1bn")
    with pytest.raises(BadUsage) as both:
        table(acme, rates=rates, price=price, valuation=value)
    assert both.value.message == "--price and --valuation say different things"
    assert both.value.hint == "use one of them"
    with pytest.raises(BadUsage) as several:
        table(*three(), rates=rates, valuation=value)
    assert several.value.message == "--price and --valuation take exactly one company"
    with pytest.raises(BadUsage) as free:
        table(acme, rates=rates, price=parse_amount("US$0"))
    assert free.value.message == "--price and --valuation are more than zero"
    with pytest.raises(NoAnswer, match="no share count of this company is known on or before 2026-10-31"):
        table(acme, rates=rates, price=price)
    with pytest.raises(NoAnswer, match="no multiple of Bare is known on 2026-10-31, so none can be implied"):
        table(acme, rates=rates, implied=made(worth(id_="bare"), id_="bare"))


def test_what_is_supposed_is_a_figure_of_the_company_and_the_day() -> None:
    """A valuation as typed; a price as typed, times the shares of that day or the newest before."""
    on = MultiplesChoice(LAST, valuation=parse_amount("US$5m"))
    assert valuation_of(made(), on) == (
        supposed("acme", EQUITY_VALUE, parse_amount("US$5m"), Period.day(LAST)),
        "given",
    )
    shares = fact("shares", "2026-10-31", "1,000,000")
    later = fact("shares", "2026-11-01", "9,000,000")
    found = valuation_of(made(shares, later), MultiplesChoice(LAST, price=parse_amount("US$5")))
    assert found is not None
    value, kind = found
    assert (kind, amount(value)) == ("given price x shares", 5_000_000)
    assert isinstance(value, Derived)
    price = supposed("acme", METRICS["share_price"], parse_amount("US$5"), Period.day(LAST))
    assert value.inputs == (price, shares)


@pytest.mark.parametrize(
    ("periods", "choice", "taken"),
    [
        (("2026-09",), {"basis": "annualised"}, "2026-09"),  # one month is a part of a year
        (("2026-10-01", "Q3 2026"), {"basis": "annualised"}, "Q3 2026"),  # a day is none
        (("FY2025", "FY2026"), {"basis": "fy", "nearest": True}, "FY2026"),
        (("H2 2025", "Q4 2025"), {"basis": "annualised", "nearest": True}, "H2 2025"),
        (("2025-11-01..2026-10-31",), {"basis": "fy"}, "2025-11-01..2026-10-31"),
    ],
)
def test_the_revenue_is_the_nearest_of_its_basis_and_then_the_longest(
    periods: tuple[str, ...], choice: dict[str, Any], taken: str
) -> None:
    """A period that ends on the very day of the valuation has ended."""
    acme = made(*(sold("US$1m", period) for period in periods))
    found = revenue_for(acme, MultiplesChoice(LAST, **choice), LAST)
    assert found is not None
    revenue, basis = found
    assert (str(revenue.period), basis) == (taken, choice["basis"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--ev", "~ either way, in no statistic: Unisound, Xunce, iFlytek, Phancy, Kingsoft Cloud"),
        ("--layout comps", "with ~ they may be more or less, and are in no statistic"),
    ],
)
def test_what_may_be_more_or_less_is_named_and_not_counted(options: str, said: str) -> None:
    """Of five that are known the third is the median: 151x, 79.7x and more, 52.8x and more, 10.5x and more,
    and SenseTime's. Five others, of which neither debt nor investments are known, are not under it.
    """
    shown = here("multiples", "--group", "china-ai", *options.split(), COLUMNS="160").stdout
    assert said in shown
    assert re.search(r"(?i)median +≥52\.8", shown)
