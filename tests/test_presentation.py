"""What a row shows in the currency asked for: every fact in it, and the parts of a sum and a quotient.

The rates are made for it: one dollar is RMB 7 and HK$8 on 30 June 2025, RMB 8 and HK$10 on 31 December.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from made import amount, company, day, fact, rates_of

from aicompare.calculators.burnmultiple import BurnMultipleRow
from aicompare.calculators.presentation import as_added, at_closing, by_way_of, presented
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.row import RaisedSince, runway_of
from aicompare.calculators.runway.sensitivity import ExtraRow
from aicompare.companies.fact import Derived, Fact
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning
from aicompare.values.figures import Figure

JUNE, DECEMBER = day("2025-06-30"), day("2025-12-31")
CASH = fact("cash_balance", "2025-06-30", "=US$10m")
RAISED = fact("net_proceeds", "2025-06-30", "=HK$80m", deal="a", status="closed")


@pytest.fixture
def own(tmp_path: Path) -> Rates:
    return rates_of(tmp_path, "2025-06-30,1,7,8", "2025-12-31,1.25,10,12.5", codes="USD,CNY,HKD")


def test_nothing_asked_for_shows_the_rows_as_they_are(own: Rates) -> None:
    """The very rows, in a list of their own."""
    rows = (BurnMultipleRow("acme", net_burn=CASH),)
    shown = presented(rows, None, own, [])
    assert isinstance(shown, list)
    assert len(shown) == 1 and shown[0] is rows[0]


def test_every_fact_of_a_row_is_shown_however_deep_it_lies(own: Rates) -> None:
    """In a field, a tuple, a row within the row, a mapping; US$10m are RMB 70m, HK$80m RMB 70m."""
    acme = company(CASH, fact("monthly_burn", "2025-06", "=US$1m", balance="2025-06-30"), RAISED)
    row = replace(
        runway_of(acme, RunwayChoice(DECEMBER), own), raised=RaisedSince((RAISED,)), raises=(RAISED, CASH)
    )
    (shown,) = presented([row], "CNY", own, [])
    assert (amount(shown.cash), amount(shown.raised.equity[0])) == (70_000_000, 70_000_000)
    assert type(shown.raises) is tuple
    assert [amount(one) for one in shown.raises] == [70_000_000, 70_000_000]
    assert (shown.months, shown.status, shown.name) == (row.months, row.status, "Acme")
    grid = ExtraRow("acme", CASH, {"0%": Figure.exact(3), "-50%": CASH}, {"0%": None})  # type: ignore[dict-item]
    (shown_grid,) = presented([grid], "CNY", own, [])
    assert amount(shown_grid.months["-50%"]) == 70_000_000
    assert shown_grid.months["0%"] == Figure.exact(3)
    (listed,) = presented([[CASH, "text"]], "CNY", own, [])
    assert type(listed) is list and listed[1] == "text"


def test_a_row_without_a_fact_stays_the_very_row(own: Rates) -> None:
    """As does one whose facts are in the currency already, and a class in place of a row."""
    plain, dollars = BurnMultipleRow("acme", reason="n.m."), BurnMultipleRow("acme", net_burn=CASH)
    for row in (plain, dollars, BurnMultipleRow):
        (shown,) = presented([row], "USD", own, [])
        assert shown is row


def left_out(title: str, period: str, warnings: list[Warning]) -> None:
    (one,) = warnings
    assert (one.code, one.subject) == ("no_rate", "acme")
    assert one.message.startswith(f"{title} {period} is left out: no USD/CNY rate covers {period}")


def test_what_no_rate_covers_is_left_out_and_named(own: Rates) -> None:
    """A balance of 1998: no figure in its place, the others stay."""
    old, warnings = fact("cash_balance", "1998-12-31", "=US$10m"), list[Warning]()
    (shown,) = presented([BurnMultipleRow("acme", None, None, old, CASH)], "CNY", own, warnings)
    assert shown.net_burn is None
    assert shown.net_new_arr is not None and amount(shown.net_new_arr) == 70_000_000
    left_out("Cash balance", "1998-12-31", warnings)
    warnings = []
    (raised,) = presented([RaisedSince((old, CASH))], "CNY", own, warnings)
    assert raised.equity[0] is None and amount(raised.equity[1]) == 70_000_000
    left_out("Cash balance", "1998-12-31", warnings)


def test_a_flow_at_the_closing_rate_of_a_day_is_not_at_its_mean(own: Rates) -> None:
    """US$10m of 2025 are RMB 80m on 31 December, RMB 70m on 30 June; in dollars they stay as they are."""
    flow, warnings = fact("revenue", "FY2025", "=US$10m"), list[Warning]()
    for on, yuan in ((JUNE, 70), (DECEMBER, 80)):
        shown = at_closing(flow, on, "CNY", own, warnings)
        assert shown is not None and shown.rate is not None
        assert (amount(shown), shown.rate.kind) == (yuan * 10**6, "closing")
    assert at_closing(flow, JUNE, "USD", own, warnings) is flow
    assert warnings == []
    assert at_closing(flow, day("1998-12-31"), "CNY", own, warnings) is None
    (missing,) = warnings
    assert missing.message.startswith("Revenue FY2025 is left out: no USD/CNY rate covers 1998-12-31")
    assert (missing.code, missing.subject) == ("no_rate", "acme")


def test_a_part_of_a_sum_is_shown_at_the_rate_of_the_sum(own: Rates) -> None:
    """HK$80m of June were US$10m of the sum; of December these are RMB 80m, though HK$80m would be 64m.

    A part of the very day stays as it was reported: HK$100m of December are US$10m, or RMB 80m at once. In
    dollars what was converted stays what it was.
    """
    of_june = RAISED.in_currency("USD", own)
    shown = as_added(of_june, DECEMBER, "CNY", own, [])
    assert isinstance(shown, Derived)
    assert (amount(shown), shown.company, shown.metric) == (80_000_000, "acme", RAISED.metric)
    assert shown.period == RAISED.period
    assert [amount(one) for one in shown.inputs] == [10_000_000]
    reported = fact("cash", "2025-12-31", "=HK$100m")
    of_the_day = as_added(reported.in_currency("USD", own), DECEMBER, "CNY", own, [])
    assert isinstance(of_the_day, Fact)
    assert (amount(of_the_day), of_the_day.original) == (80_000_000, reported.value)
    unconverted = as_added(CASH, DECEMBER, "CNY", own, [])
    assert isinstance(unconverted, Fact) and amount(unconverted) == 80_000_000
    stays = as_added(of_june, DECEMBER, "USD", own, [])
    assert stays is not None and amount(stays) == 10_000_000


def test_a_part_of_another_day_is_shown_as_converted_also_where_no_rate_has_moved(tmp_path: Path) -> None:
    """HK$80m of June were US$10m, and these are RMB 70m: so is HK$80m, which is not what was added."""
    flat = rates_of(tmp_path, "2025-06-30,1,7,8", "2025-12-31,1,7,8", codes="USD,CNY,HKD")
    shown = as_added(RAISED.in_currency("USD", flat), DECEMBER, "CNY", flat, [])
    assert isinstance(shown, Derived)
    assert (amount(shown), amount(shown.inputs[0])) == (70_000_000, 10_000_000)


def test_a_part_whose_own_rate_differs_is_shown_as_it_was_added(tmp_path: Path) -> None:
    """With a user's own US$1 = HK$5, HK$100m of December were US$20m, so RMB 160m: at HK$1.25 to RMB 1 they
    would be 80m, and the parts would not add up.
    """
    rates = rates_of(
        tmp_path, "2025-12-31,1.25,10,12.5", codes="USD,CNY,HKD", overrides={("USD", "HKD"): Decimal(5)}
    )
    part = fact("cash", "2025-12-31", "=HK$100m").in_currency("USD", rates)
    shown = as_added(part, DECEMBER, "CNY", rates, [])
    assert isinstance(shown, Derived) and amount(shown) == 160_000_000


def test_a_part_without_a_rate_is_none(own: Rates) -> None:
    """And it is named."""
    warnings: list[Warning] = []
    assert as_added(CASH, day("1998-12-31"), "CNY", own, warnings) is None
    assert [(one.code, one.subject) for one in warnings] == [("no_rate", "acme")]
    pegged = replace(own, overrides={("USD", "HKD"): Decimal(8)})
    of_then = fact("cash", "1998-12-31", "=HK$80m").in_currency("USD", pegged)
    assert amount(of_then) == 10_000_000
    assert as_added(of_then, day("1998-12-31"), "CNY", pegged, []) is None
    nothing = fact("cash", "2025-12-31", "=HK$0").in_currency("USD", own)
    shown = as_added(nothing, DECEMBER, "CNY", own, warnings)
    assert isinstance(shown, Fact) and amount(shown) == 0


def test_a_value_is_shown_by_way_of_what_it_is_divided_by(own: Rates) -> None:
    """A value of HK$100m was US$20m for the quotient, by a rate of one's own; its revenue of US$10m is shown
    as RMB 80m: 2.0, so it is shown as RMB 160m, not at the RMB 80m of its own rate.
    """
    reported = fact("market_cap", "2025-12-31", "=HK$100m")
    value = reported.at_rate(own.closing("HKD", "CNY", DECEMBER))
    assert amount(value) == 80_000_000
    below = at_closing(fact("revenue", "FY2025", "=US$10m"), DECEMBER, "CNY", own, [])
    rate = own.closing("HKD", "USD", DECEMBER)
    doubled = reported.at_rate(replace(rate, value=rate.value * 2))
    shown = by_way_of(value, doubled, below)
    assert shown is not None and shown.rate is not None and value.rate is not None
    assert amount(shown) == 160_000_000
    assert shown.rate == replace(value.rate, value=Decimal("1.6"), kind="user", source=None)
    agreeing = by_way_of(value, reported.at_rate(rate), below)
    assert agreeing is value
    hair = reported.at_rate(replace(rate, value=rate.value * (1 + Decimal("1e-26"))))
    assert by_way_of(value, hair, below) is value  # what rounding leaves
    more = reported.at_rate(replace(rate, value=rate.value * (1 + Decimal("1e-24"))))
    assert by_way_of(value, more, below) is not value
    for parts in ((None, doubled, below), (value, None, below), (value, doubled, None),
                  (value, reported, below), (value, doubled, CASH), (reported, doubled, below)):  # fmt: skip
        assert by_way_of(*parts) is parts[0]
