"""Cash runway: the companies' own statements, the newest balances, and the rule for any company."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from command import here
from hypothesis import given
from hypothesis import strategies as some
from made import amount, company, day, fact, part, rounded, warned
from test_scenario import BURN, CASH, LAST_DAY, answered, supposed

from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.heading import heading
from aicompare.calculators.runway.report import cash_runway
from aicompare.calculators.runway.row import RunwayAnswer, RunwayRow, every_answer, runway_of
from aicompare.calculators.runway.scenario import Planned, Scenario
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact, money
from aicompare.dataset import Dataset
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report, Warning, converted_in
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.money import Money, parse_amount

LISTING = "2026-01-09"  # MiniMax's first trading day
LAST = "2026-10-31"


def report(dataset: Dataset, *ids: str, as_of: str | None = None, **choice: Any) -> Report:
    """As the command does it: facts and rates only of what was published by then."""
    known = dataset.at(day(as_of) if as_of else None)
    rates = current_rates({}, day(as_of) if as_of else None)
    companies = [known.by_id(id_) for id_ in ids]
    return cash_runway(companies, RunwayChoice(known.as_of, **choice), rates, None)


def only(answer: Report) -> RunwayRow:
    (row,) = answer.rows
    assert isinstance(row, RunwayRow)
    return row


def of(*companies: Company, rates: Rates, as_of: str = LAST, **choice: Any) -> Report:
    return cash_runway(companies, RunwayChoice(day(as_of), **choice), rates, None)


def codes(warnings: Any) -> list[str]:
    return [warning.code for warning in warnings if isinstance(warning, Warning)]


def months(row: RunwayRow) -> Decimal:
    assert row.months is not None
    return row.months.value


def alone(row: RunwayRow) -> Decimal:
    """Without what was raised since the balance."""
    assert row.balance_alone.months is not None
    return row.balance_alone.months.value


# --- what the prospectuses state -------------------------------------------------------


def test_minimax_as_of_its_listing_is_what_its_prospectus_says(dataset: Dataset) -> None:
    """MiniMax prospectus: US$1,046.2m / 28.1m a month from 30 September 2025; the company says 37."""
    row = only(report(dataset, "minimax", as_of=LISTING))
    assert rounded(alone(row), 12) == rounded(Decimal("1046.2") / Decimal("28.1"), 12)
    assert rounded(alone(row)) == "37.2"
    assert row.balance_alone.cash_out_date == day("2028-10-31")  # "to October 2028"
    assert (row.cash_basis, row.burn_basis) == ("stated", "stated")
    assert row.stated is not None
    assert row.stated.value == Figure.parse("37")


def test_minimax_without_undrawn_facilities(dataset: Dataset) -> None:
    """MiniMax prospectus: 39.4 of the 1,046.2 are undrawn facilities; (1,046.2 - 39.4) / 28.1 = 35.8."""
    answer = report(dataset, "minimax", as_of=LISTING)
    without = only(answer).balance_alone.without_facilities
    assert without is not None
    assert rounded(without.value) == "35.8"
    assert "facilities_counted" in codes(answer.warnings)


def test_minimax_with_the_burn_of_the_article(dataset: Dataset) -> None:
    """Article 004 (hearing version): 1,046.2 / 27.9 is 37.498, shown 37.5, bounds 37.43 to 37.57."""
    row = only(
        report(
            dataset, "minimax", cash_basis="stated", balance=day("2025-09-30"), burn=parse_amount("US$27.9m")
        )
    )
    assert row.balance_alone.months is not None
    assert rounded(row.balance_alone.months.value, 3) == "37.498"
    assert row.balance_alone.months.low and row.balance_alone.months.high
    assert (
        rounded(row.balance_alone.months.low, 4)
        == rounded(Decimal("1046.15") / Decimal("27.95"), 4)
        == "37.4293"
    )
    assert (
        rounded(row.balance_alone.months.high, 4)
        == rounded(Decimal("1046.25") / Decimal("27.85"), 4)
        == "37.5673"
    )
    assert row.balance_alone.cash_out_date == day("2028-10-31")  # 37 whole months
    assert (row.cash_basis, row.burn_basis) == ("stated", "given")


def test_zhipu_as_of_january_2026_is_what_its_prospectus_says(dataset: Dataset) -> None:
    """Zhipu prospectus: RMB 8,943.1m / 327.3m from 31 October 2025; the company says 27.3."""
    row = only(report(dataset, "zhipu", as_of=LISTING))
    assert rounded(alone(row), 12) == rounded(Decimal("8943.1") / Decimal("327.3"), 12)
    assert rounded(alone(row)) == "27.3"
    assert row.balance_alone.cash_out_date == day("2028-01-31")
    assert row.stated is not None
    assert row.stated.value == Figure.parse("27.3")


def test_zhipu_without_undrawn_facilities(dataset: Dataset) -> None:
    """Zhipu prospectus: RMB 6,130.5m are undrawn facilities; (8,943.1 - 6,130.5) / 327.3 = 8.6."""
    answer = report(dataset, "zhipu", as_of=LISTING)
    without = only(answer).balance_alone.without_facilities
    assert without is not None
    assert rounded(without.value) == "8.6"
    assert codes(answer.warnings) == ["facilities_counted", "conflict"]  # the press makes them RMB 8.9bn


def test_as_asked_for_the_definition_of_the_company_is_used_at_any_date(dataset: Dataset) -> None:
    """Zhipu's own definition stays 27.3 from October 2025, even with newer balances known."""
    row = only(report(dataset, "zhipu", cash_basis="stated", burn_basis="stated"))
    assert rounded(alone(row)) == "27.3"
    assert row.cash is not None
    assert str(row.cash.period) == "2025-10-31"


# --- the newest balances ---------------------------------------------------------------


def test_zhipu_newest_balance_over_operating_cash_use(dataset: Dataset) -> None:
    """H1 2026: (3,887.727 + 506.139) / (3,374.057 / 6) = 7.8 months; RMB 562.3m a month."""
    answer = report(dataset, "zhipu")
    row = only(answer)
    assert row.cash and row.burn
    assert amount(row.cash) == Decimal("4393866000")
    assert rounded(amount(row.burn) / 1_000_000) == "562.3"
    assert rounded(alone(row), 12) == rounded(Decimal("4393.866") / (Decimal("3374.057") / 6), 12)
    assert rounded(alone(row)) == "7.8"
    assert (row.cash_basis, row.burn_basis) == ("liquidity", "operating")
    assert row.balance_alone.cash_out_date == day("2027-01-31")
    assert codes(answer.warnings) == ["capex_unknown"]
    assert row.without_facilities is None


def test_zhipu_raises_since_the_newest_balance_stand_beside(dataset: Dataset) -> None:
    """Completion announcements: net HK$31,374.95m and 15,664.13m, together HK$47.04bn."""
    raised = only(report(dataset, "zhipu")).raised
    assert [amount(one) for one in raised.equity] == [Decimal("31374950000"), Decimal("15664130000")]
    assert rounded(sum(map(amount, raised.equity), Decimal(0)) / 10**9, 2) == "47.04"
    assert {one.metric.name for one in raised.equity} == {"net_proceeds"}


def test_zhipu_bond_stands_apart_with_its_due_date(dataset: Dataset) -> None:
    """Completion announcement of September 2026: RMB 20.14bn, due 16 September 2027."""
    (bond,) = only(report(dataset, "zhipu")).raised.debt
    assert amount(bond) == Decimal("20140000000")
    assert str(bond.due) == "2027-09-16"


def test_zhipu_months(dataset: Dataset) -> None:
    """79.9: each placing in RMB at the ECB rates of its day, CNY and HKD per EUR by hand."""
    row = only(report(dataset, "zhipu"))
    july = Decimal("31374.95") * Decimal("7.7427") / Decimal("8.9548")  # 2026-07-13
    september = Decimal("15664.13") * Decimal("7.738") / Decimal("9.0507")  # 2026-09-16
    with_raises = (Decimal("4393.866") + july + september) / (Decimal("3374.057") / 6)
    assert row.months is not None
    assert rounded(row.months.value, 9) == rounded(with_raises, 9)
    assert rounded(with_raises) == "79.9"


def test_minimax_newest_balance_over_adjusted_loss(dataset: Dataset) -> None:
    """H1 2026: US$1,322.8m / (293.031m / 6) = 27.1 months, a proxy on the company's own total."""
    answer = report(dataset, "minimax")
    row = only(answer)
    assert rounded(alone(row), 12) == rounded(Decimal("1322.8") / (Decimal("293.031") / 6), 12)
    assert rounded(alone(row)) == "27.1"
    assert (row.cash_basis, row.burn_basis) == ("stated", "adjusted-loss")
    # 53 and 4 months of the press are printed beside the company's 37, of a balance that is not used here
    assert sorted(codes(answer.warnings)) == ["burn_is_proxy", "may_count_facilities"]


def test_minimax_raises_since_the_newest_balance(dataset: Dataset) -> None:
    """July 2026: net HK$9,491m of shares (51.9 months with it) and, apart, the bond of HK$6,500m."""
    row = only(report(dataset, "minimax"))
    assert [amount(one) for one in row.raised.equity] == [Decimal("9491000000")]
    assert [amount(one) for one in row.raised.debt] == [Decimal("6500000000")]
    placing = Decimal("9491") * Decimal("1.1405") / Decimal("8.9387")  # USD and HKD per EUR, 2026-07-14
    with_raises = (Decimal("1322.8") + placing) / (Decimal("293.031") / 6)
    assert row.months is not None
    assert rounded(row.months.value, 9) == rounded(with_raises, 9)
    assert rounded(with_raises) == "51.9"


def test_the_money_of_the_listing_counts_as_of_the_listing(dataset: Dataset) -> None:
    """Issue ground truth as of the allotment results: 58.2 for MiniMax and 38.7 for Zhipu."""
    minimax, zhipu = report(dataset, "minimax", "zhipu", as_of=LISTING).rows
    # HK$4,596.1m and 4,173.4m net, at the rates of 2026-01-09 and 2026-01-08 (ECB, per EUR)
    of_minimax = Decimal("4596.1") * Decimal("1.1642") / Decimal("9.0763")
    of_zhipu = Decimal("4173.4") * Decimal("8.1513") / Decimal("9.0981")
    expected = [
        (Decimal("1046.2") + of_minimax) / Decimal("28.1"),
        (Decimal("8943.1") + of_zhipu) / Decimal("327.3"),
    ]
    got = [minimax.months.value, zhipu.months.value]
    assert [rounded(one, 9) for one in got] == [rounded(one, 9) for one in expected]
    assert [rounded(one) for one in got] == ["58.2", "38.7"]


def test_raises_do_not_count_where_no_rate_covers_them(dataset: Dataset) -> None:
    """Without rates after June 2026 the placings cannot be counted: `no_rate` says so."""
    zhipu = dataset.by_id("zhipu")
    stale = current_rates({}, day("2026-06-30"))
    answer = cash_runway([zhipu], RunwayChoice(dataset.as_of), stale, None)
    assert only(answer).cash_and_raised is None
    assert rounded(months(only(answer))) == rounded(alone(only(answer))) == "7.8"
    assert "no_rate" in codes(answer.warnings)


def test_two_rows_on_different_bases_carry_basis_mismatch(dataset: Dataset) -> None:
    """Zhipu rests on operating cash, MiniMax on its adjusted loss: the table says it mixes."""
    assert "basis_mismatch" in codes(report(dataset, "zhipu", "minimax").warnings)
    assert "basis_mismatch" not in codes(report(dataset, "zhipu", "minimax", as_of=LISTING).warnings)


# --- as of a date ----------------------------------------------------------------------


def test_as_of_the_annual_results_the_newest_year_counts(dataset: Dataset) -> None:
    """2 March 2026: US$1,050.3m over an adjusted loss of 250.856m / 12 is 50.2 months.

    The stated burn of 28.1 belongs to the balance of September 2025 and is not used.
    """
    row = only(report(dataset, "minimax", as_of="2026-03-02"))
    assert rounded(alone(row), 9) == rounded(Decimal("1050.3") / (Decimal("250.856") / 12), 9)
    assert rounded(alone(row)) == "50.2"
    assert row.burn_basis == "adjusted-loss"


def test_as_of_the_annual_report_operating_cash_is_preferred(dataset: Dataset) -> None:
    """22 April 2026: the annual report adds operating cash use, 279.641m: 1,050.3 / 23.3 = 45.1."""
    row = only(report(dataset, "minimax", as_of="2026-04-22"))
    assert rounded(alone(row), 9) == rounded(Decimal("1050.3") / (Decimal("279.641") / 12), 9)
    assert row.burn_basis == "operating"


def test_before_the_prospectus_nothing_can_be_answered(dataset: Dataset) -> None:
    """On 29 December 2025 no balance of Zhipu was public."""
    with pytest.raises(NoAnswer, match="no balance"):
        report(dataset, "zhipu", as_of="2025-12-29")


def test_months_left_count_from_the_date_asked(dataset: Dataset) -> None:
    """From 30 September 2025 to 9 January 2026 are 3 months and 9 of 31 days: 37.23 - 3.29 = 33.94."""
    left = only(report(dataset, "minimax", as_of=LISTING)).balance_alone.months_left
    assert left is not None
    gone = 3 + Decimal(9) / Decimal(31)
    assert rounded(left.value, 9) == rounded(Decimal("1046.2") / Decimal("28.1") - gone, 9)


# --- bases side by side ----------------------------------------------------------------


def test_bases_of_zhipu_side_by_side(dataset: Dataset) -> None:
    """30 June 2026, by hand: two kinds of cash over operating, adjusted and net loss."""
    rows = report(dataset, "zhipu", all_bases=True).rows
    liquidity, cash = Decimal("4393.866"), Decimal("3887.727")
    half = {"operating": "3374.057", "adjusted-loss": "1964.138", "net-loss": "2071.992"}
    expected = {
        (kind, burn): rounded(money / (Decimal(loss) / 6), 9)
        for kind, money in (("liquidity", liquidity), ("cash", cash))
        for burn, loss in half.items()
    }
    got = {(row.cash_basis, row.burn_basis): rounded(alone(row), 9) for row in rows}
    assert got == expected


def test_bases_of_minimax_as_of_its_prospectus(dataset: Dataset) -> None:
    """30 September 2025: four kinds of cash times five kinds of burn, all of one day."""
    rows = report(dataset, "minimax", as_of=LISTING, all_bases=True).rows
    shown = {(row.cash_basis, row.burn_basis): rounded(alone(row)) for row in rows}
    assert len(rows) == len(shown) == 20
    assert {str(row.cash.period) for row in rows} == {"2025-09-30"}
    assert shown["stated", "stated"] == "37.2"  # 1,046.2 / 28.1
    assert shown["liquidity", "stated"] == "35.8"  # 1,006.801 / 28.1
    assert shown["cash", "stated"] == "12.9"  # 362.647 / 28.1
    assert shown["liquidity", "operating"] == "43.2"  # 1,006.801 / ((209.396 + 0.479) / 9)
    assert shown["stated", "cash-burn"] == "44.6"  # 1,046.2 / (211.3 / 9)
    assert shown["stated", "adjusted-loss"] == "50.5"  # 1,046.2 / (186.280 / 9)
    assert shown["cash", "net-loss"] == "6.4"  # 362.647 / (512.013 / 9)
    assert shown["liquidity+facilities", "stated"] == "37.2"  # 1,006.801 + 39.4 undrawn
    without = {
        (row.cash_basis, row.burn_basis): rounded(row.balance_alone.without_facilities.value)
        for row in rows
        if row.balance_alone.without_facilities
    }
    assert without["liquidity+facilities", "stated"] == without["stated", "stated"] == "35.8"
    assert {cash for cash, _ in without} == {"liquidity+facilities", "stated"}


def test_the_nine_months_of_the_press_are_cash_alone(dataset: Dataset) -> None:
    """Conflict C2: RMB 2,551.970m of cash over an adjusted loss of 1,751.974m / 6 is 8.7 months."""
    row = only(
        report(dataset, "zhipu", balance=day("2025-06-30"), cash_basis="cash", burn_basis="adjusted-loss")
    )
    assert rounded(alone(row)) == "8.7"


def test_typed_figures_stand_in_for_every_basis(dataset: Dataset) -> None:
    """With --burn a row per kind of cash, with --cash a row per burn, and no more."""
    rows = report(dataset, "zhipu", all_bases=True, burn=parse_amount("RMB 100m")).rows
    assert [(row.cash_basis, row.burn_basis) for row in rows] == [("liquidity", "given"), ("cash", "given")]
    rows = report(dataset, "zhipu", all_bases=True, cash=parse_amount("RMB 1bn")).rows
    assert [(row.cash_basis, row.burn_basis) for row in rows] == [
        ("given", "operating"), ("given", "adjusted-loss"), ("given", "net-loss"),
    ]  # fmt: skip


def test_bases_of_a_company_whose_burn_ends_far_off(dataset: Dataset) -> None:
    """xAI's burns end in September 2025, its cash is of November: shown all the same, with a warning."""
    answer = report(dataset, "xai", all_bases=True)
    assert {row.burn_basis for row in answer.rows} == {"cash-burn", "net-loss"}
    assert "period_mismatch" in codes(answer.warnings)


# --- the rule, on companies made for it ------------------------------------------------


def balance(day: str = "2025-12-31", value: str = "US$120m", **rest: Any) -> Any:
    return fact("cash_balance", day, value, **rest)


def test_a_stated_burn_is_never_used_for_another_balance(rates: Rates) -> None:
    """A newer balance without any burn gives way to the older one that the burn was stated for."""
    acme = company(
        balance("2025-12-31"),
        balance("2026-06-30", "US$200m"),
        fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31"),
    )
    row = only(of(acme, rates=rates))
    assert (str(row.cash and row.cash.period), months(row)) == ("2025-12-31", Decimal(12))


def test_a_stated_burn_without_a_balance_is_not_used(rates: Rates) -> None:
    """What no source pairs with a balance is nobody's runway."""
    acme = company(balance(), fact("monthly_burn", "FY2025", "US$10m"))
    with pytest.raises(NoAnswer):
        of(acme, rates=rates)


ORDER = [
    ("stated", fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31")),
    ("operating", fact("operating_cash_flow", "FY2025", "US$ -240m")),
    ("cash-burn", fact("cash_burn", "FY2025", "US$360m")),
    ("adjusted-loss", fact("adjusted_net_profit", "FY2025", "US$ -480m")),
]


@pytest.mark.parametrize("known", [1, 2, 3, 4])
def test_the_first_burn_known_is_taken(rates: Rates, known: int) -> None:
    """Stated (10 a month), then operating (20), cash burn (30), adjusted loss (40); not net loss."""
    burns = [burn for _, burn in ORDER[-known:]]
    acme = company(balance(), *burns, fact("net_profit", "FY2025", "US$ -600m"))
    row = only(of(acme, rates=rates))
    assert row.burn_basis == ORDER[-known][0]
    assert months(row) == Decimal(120) / (10 * (5 - known))


def test_a_net_loss_alone_is_no_burn_unless_asked_for(rates: Rates) -> None:
    """A net loss holds what is not cash, so it is only taken by name: 120 / 50 = 2.4."""
    acme = company(balance(), fact("net_profit", "FY2025", "US$ -600m"))
    with pytest.raises(NoAnswer):
        of(acme, rates=rates)
    answer = of(acme, rates=rates, burn_basis="net-loss")
    assert months(only(answer)) == Decimal("2.4")
    text = "the burn is the net loss of FY2025: a proxy, not cash"
    assert warned(answer, "burn_is_proxy") == [Warning("burn_is_proxy", text, "acme")]


def test_the_newest_matching_balance_beats_a_better_burn(rates: Rates) -> None:
    """The date comes first: a proxy of this year is taken before a stated burn of last year."""
    acme = company(
        balance("2025-12-31"),
        fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31"),
        balance("2026-06-30", "US$200m"),
        fact("adjusted_net_profit", "H1 2026", "US$ -60m"),
    )
    row = only(of(acme, rates=rates))
    assert (row.burn_basis, months(row)) == ("adjusted-loss", Decimal(20))


@pytest.mark.parametrize(
    ("ends", "taken", "mismatch"),
    [
        ("2025-12-31", True, False),
        ("2025-11-30", True, False),  # 31 days
        ("2025-11-29", True, True),  # 32 days
        ("2026-01-31", True, False),  # 31 days after
        ("2025-06-30", True, True),  # 184 days
        ("2025-06-29", False, False),  # 185 days
        ("2026-07-03", True, True),  # 184 days after
        ("2026-07-04", False, False),
    ],
)
def test_how_far_from_the_balance_a_burn_may_end(
    rates: Rates, ends: str, taken: bool, mismatch: bool
) -> None:
    """Within 31 days it matches; within 184 it is taken with `period_mismatch`; beyond it is not."""
    start = date.fromisoformat(ends).replace(day=1)
    acme = company(balance(), fact("cash_burn", f"{start.replace(year=start.year - 1)}..{ends}", "US$120m"))
    if not taken:
        with pytest.raises(NoAnswer):
            of(acme, rates=rates)
        return
    answer = of(acme, rates=rates)
    assert ("period_mismatch" in codes(answer.warnings)) is mismatch


def test_an_older_balance_that_matches_beats_a_newer_one_that_does_not(rates: Rates) -> None:
    """A burn to December matches December's balance; March's would need a mismatch."""
    acme = company(
        balance("2025-12-31"), balance("2026-03-31", "US$90m"), fact("cash_burn", "FY2025", "US$120m")
    )
    row = only(of(acme, rates=rates))
    assert (str(row.cash and row.cash.period), months(row)) == ("2025-12-31", Decimal(12))


def test_capital_expenditure_and_leases_enter_where_known(rates: Rates) -> None:
    """(60 + 12 + 6) / 6 = 13 a month; what is not known is named, not taken as zero."""
    flow = fact("operating_cash_flow", "H1 2026", "US$ -60m")
    capex = fact("capital_expenditure", "H1 2026", "US$12m")
    leases = fact("lease_payments", "H1 2026", "US$6m")
    on = balance("2026-06-30", "US$130m")
    both = of(company(on, flow, capex, leases), rates=rates)
    assert (months(only(both)), codes(both.warnings)) == (Decimal(10), ["may_count_facilities"])
    no_capex = of(company(on, flow, leases), rates=rates)
    assert "capex_unknown" in codes(no_capex.warnings)
    assert rounded(months(only(no_capex)), 9) == rounded(Decimal(130) / 11, 9)
    no_leases = of(company(on, flow, capex), rates=rates)
    assert "leases_unknown" in codes(no_leases.warnings)
    assert rounded(months(only(no_leases)), 9) == rounded(Decimal(130) / 12, 9)


def test_liquid_money_is_preferred_to_the_own_total(rates: Rates) -> None:
    """Cash 60 + deposits 20 + investments 40 = 120 is taken before a total of 150 that may count more."""
    burn = fact("cash_burn", "FY2025", "US$120m")
    parts = [
        fact("cash", "2025-12-31", "US$60m"),
        fact("time_deposits", "2025-12-31", "US$20m"),
        fact("liquid_investments", "2025-12-31", "US$40m"),
    ]
    restricted = fact("restricted_cash", "2025-12-31", "US$30m")
    answer = of(company(*parts, restricted, balance("2025-12-31", "US$150m"), burn), rates=rates)
    row = only(answer)
    assert (row.cash_basis, months(row)) == ("liquidity", Decimal(12))
    assert codes(answer.warnings) == []
    assert isinstance(row.cash, Derived)
    assert row.cash.formula == "cash + time_deposits + liquid_investments"


def test_the_own_total_stands_in_with_a_warning(rates: Rates) -> None:
    """Cash alone is not all: the company's total is taken, and may count facilities."""
    acme = company(fact("cash", "2025-12-31", "US$60m"), balance(), fact("cash_burn", "FY2025", "US$120m"))
    answer = of(acme, rates=rates)
    assert (only(answer).cash_basis, months(only(answer))) == ("stated", Decimal(12))
    assert codes(answer.warnings) == ["may_count_facilities"]


def test_cash_alone_is_the_last_resort(rates: Rates) -> None:
    """Where investments are not known they are left out, and the table says so."""
    acme = company(fact("cash", "2025-12-31", "US$60m"), fact("cash_burn", "FY2025", "US$120m"))
    answer = of(acme, rates=rates)
    assert (only(answer).cash_basis, months(only(answer))) == ("cash", Decimal(6))
    assert codes(answer.warnings) == ["investments_unknown"]


def test_what_the_user_knows_better_wins(rates: Rates) -> None:
    """Two burns stated for one balance: the user's file beats a filing, a filing the press."""
    paper = fact("monthly_burn", "FY2025", "US$40m", "2026-03-31", balance="2025-12-31", kind="press")
    filing = fact("monthly_burn", "FY2025", "US$20m", balance="2025-12-31")
    mine = fact(
        "monthly_burn", "FY2025", "US$10m", "2025-12-31", balance="2025-12-31", kind="dataset", user=True
    )
    assert months(only(of(company(balance(), paper, filing), rates=rates))) == 6
    assert months(only(of(company(balance(), paper, filing, mine), rates=rates))) == 12


def test_a_month_that_is_known_only_by_name_ends_on_its_last_day(rates: Rates) -> None:
    """A balance of 2025-11 is of 30 November, so 12 months later it is still a month's end."""
    acme = company(balance("2025-11"), fact("cash_burn", "2024-12-01..2025-11-30", "US$120m"))
    assert only(of(acme, rates=rates)).cash_out_date == day("2026-11-30")


# --- raises ----------------------------------------------------------------------------


def raising(*raises: Any) -> Company:
    return company(balance(), fact("cash_burn", "FY2025", "US$120m"), *raises)


def test_money_raised_counts_once_per_deal_and_net_before_gross(rates: Rates) -> None:
    """Six figures tell of two deals: net 60 with over-allotment, and gross 12 where no net is known."""
    offer = {"status": "closed", "deal": "ipo"}
    acme = raising(
        fact("raised", "2026-01-20", "US$55m", label="before-over-allotment", **offer),
        fact("net_proceeds", "2026-01-20", "US$50m", label="before-over-allotment", **offer),
        fact("net_proceeds", "2026-02-20", "US$60m", label="with-over-allotment", **offer),
        fact("net_proceeds", "2026-02-20", "US$60.0m", "2026-03-05", label="with-over-allotment", **offer),
        fact("raised", "2026-03-01", "US$12m", status="closed", deal="placing"),
        fact("total_raised", "2026-03-01", "US$72m", status="closed"),
    )
    row = only(of(acme, rates=rates))
    assert [amount(one) for one in row.raised.equity] == [60_000_000, 12_000_000]
    assert row.months is not None
    assert rounded(row.months.value) == "19.2"  # (120 + 72) / 10
    together = row.cash_and_raised
    assert together is not None
    assert (together.company, amount(together), str(together.period)) == ("acme", 192_000_000, "2025-12-31")


@pytest.mark.parametrize(
    ("on", "status", "counted"),
    [
        ("2025-12-31", "closed", False),  # on the day of the balance it is in it
        ("2026-01-01", "closed", True),
        ("2026-03-31", "closed", True),
        ("2026-04-01", "closed", False),  # after the date asked for
        ("2026-02-01", "announced", None),  # shown, and not counted before it closes
        ("2026-02-01", "planned", False),
        ("2026-02-01", "reported", False),
    ],
)
def test_which_raises_count(rates: Rates, on: str, status: str, counted: bool | None) -> None:
    """After the balance, closed by the date asked for, and not what is only planned or talked of."""
    acme = raising(fact("net_proceeds", on, "US$60m", status=status, deal="placing"))
    row = only(of(acme, rates=rates, as_of="2026-03-31"))
    assert bool(row.raised.equity) is (counted is not False)
    assert (row.cash_and_raised is not None) is bool(counted)
    assert rounded(months(row)) == ("18.0" if counted else "12.0")  # (120 + 60) / 10


def test_debt_never_enters_the_months(rates: Rates) -> None:
    """A bond stands apart: it has to be paid back."""
    bond = fact("debt_principal", "2026-02-01", "US$60m", status="closed", deal="bond", due="2027-02")
    row = only(of(raising(bond), rates=rates))
    assert [str(one.due) for one in row.raised.debt] == ["2027-02"]
    assert rounded(months(row)) == rounded(alone(row)) == "12.0"  # 120 / 10


# --- the sum ---------------------------------------------------------------------------


def typed(cash: str, burn: str, rates: Rates, on: str | None = None) -> RunwayRow:
    choice = RunwayChoice(
        day(LAST), balance=day(on) if on else None, cash=parse_amount(cash), burn=parse_amount(burn)
    )
    return only(cash_runway([], choice, rates, None))


@pytest.mark.parametrize(
    ("on", "cash", "out"),
    [
        ("2025-12-31", "USD 2", "2026-02-28"),  # a month's end stays one
        ("2025-12-31", "USD 2.9", "2026-02-28"),  # rounded down
        ("2025-09-30", "USD 37", "2028-10-31"),
        ("2027-12-31", "USD 2", "2028-02-29"),
        ("2028-02-29", "USD 12", "2029-02-28"),
        ("2026-01-30", "USD 1", "2026-02-28"),
        ("2026-01-15", "USD 1", "2026-02-15"),
        ("2026-01-15", "USD 0.5", "2026-01-15"),
    ],
)
def test_the_cash_out_date_adds_whole_months(rates: Rates, on: str, cash: str, out: str) -> None:
    """By the calendar, at a burn of 1 a month: rounded down, ends of months staying ends."""
    assert typed(cash, "USD 1", rates, on).cash_out_date == day(out)


@pytest.mark.parametrize(
    ("cash", "burn", "whole"),
    [
        ("USD 120", "USD 10", 12),
        ("USD 119.99", "USD 10", 11),
        ("USD 1", "USD 0.1", 10),
        ("USD 0", "USD 10", 0),
        ("USD 5", "USD 10", 0),
        ("USD 1000000tn", "USD 1", 10**18),
    ],
)
def test_whole_months_are_rounded_down(rates: Rates, cash: str, burn: str, whole: int) -> None:
    """Cash of exactly zero at a month's end is a whole month; however long it lasts, no cap."""
    assert typed(cash, burn, rates).whole_months == whole


def test_a_month_lost_only_to_the_digits_of_a_quotient_is_whole(rates: Rates) -> None:
    """5 over a burn of 1 in 6 months is exactly 30 months, though 1/6 has no end."""
    acme = company(balance("2025-12-31", "US$5m"), fact("cash_burn", "H2 2025", "US$1m"))
    row = only(of(acme, rates=rates))
    assert months(row) == 30  # though 5 / 0.16666... ends somewhere short of it
    assert (row.whole_months, row.cash_out_date) == (30, day("2028-06-30"))


def test_a_date_beyond_the_calendar_is_missing(rates: Rates) -> None:
    """The months are still told; year 11026 is no date."""
    row = typed("USD 108000", "USD 1", rates, "2026-01-31")
    assert (row.whole_months, row.cash_out_date) == (108_000, None)


def test_whoever_burns_nothing_does_not_run_out(rates: Rates) -> None:
    """Cash generated: no months and no date, and the status says why; a raise changes nothing."""
    earning = fact("operating_cash_flow", "FY2025", "US$120m")
    more = fact("net_proceeds", "2026-02-01", "US$60m", status="closed", deal="placing")
    row = only(of(company(balance(), earning, more), rates=rates))
    assert (row.status, row.months, row.whole_months, row.cash_out_date) == ("not_burning", None, None, None)
    assert row.months is None
    assert typed("USD 10", "USD 0", rates).status == "not_burning"


def test_capital_expenditure_can_turn_earning_into_burning(rates: Rates) -> None:
    """100 from operations less 220 of capital expenditure is 10 a month."""
    acme = company(
        balance(),
        fact("operating_cash_flow", "FY2025", "US$100m"),
        fact("capital_expenditure", "FY2025", "US$220m"),
    )
    assert months(only(of(acme, rates=rates))) == 12


def test_without_cash_it_is_over_already(rates: Rates) -> None:
    """No cash, or debt where cash should be: already out, at zero months."""
    for cash in ("USD 0", "USD -5"):
        row = typed(cash, "USD 10", rates)
        assert (row.status, months(row), row.whole_months) == ("already_out", Decimal(0), 0)


def test_what_is_open_on_both_sides_is_no_answer(rates: Rates) -> None:
    """Cash of at most 10 over a burn of up to 1, which may be income: null, with the reason."""
    row = typed("<=USD 10", "<=USD 1", rates)
    assert (row.months, row.whole_months, row.reason) == (None, None, "unbounded")


def test_a_burn_of_at_most_so_much_lasts_at_least_so_long(rates: Rates) -> None:
    """Cash of 10 (9.5 to 10.5) over up to 1: 9.5 months or more, without a day, as the heading says."""
    row = typed("USD 10", "<=USD 1", rates)
    assert row.months == Figure(Decimal(10), Decimal("9.5"), None)
    assert (row.whole_months, row.cash_out_date, row.reason) == (None, None, None)
    told = here("runway", "--cash", "US$10m", "--burn", "<=US$1m").stdout
    assert "cash for at least 10 whole months" in told and "≥ 10" in told


def test_a_bound_of_the_cash_is_one_of_the_months(rates: Rates) -> None:
    """At least 10 over exactly 2 is at least 5 months."""
    row = typed(">=USD 10", "=USD 2", rates)
    assert row.months == Figure(Decimal(5), Decimal(5), None)


def test_companies_without_figures_are_a_row_with_a_reason(dataset: Dataset) -> None:
    """One dash per company, never left out; the rest is answered."""
    zhipu, manus, mistral = report(dataset, "zhipu", "manus", "mistral").rows
    assert zhipu.months is not None
    assert (manus.months, manus.reason) == (None, "no balance")
    assert mistral.months is None


def test_every_company_of_the_data_has_a_row(dataset: Dataset) -> None:
    """With no company named there is one row for each, in the order of the data."""
    assert [row.company for row in report(dataset, *dataset.ids).rows] == list(dataset.ids)


def test_a_basis_that_nobody_has_says_so(dataset: Dataset) -> None:
    """The message names the company, the basis and the date."""
    with pytest.raises(NoAnswer, match=r"liquidity.*Manus.*2026-10-31"):
        report(dataset, "manus", cash_basis="liquidity")


# --- typed amounts and currencies ------------------------------------------------------


def test_typed_cash_over_a_known_burn(dataset: Dataset) -> None:
    """RMB 5,623.4m over Zhipu's 562.343m a month of H1 2026 is ten months."""
    row = only(report(dataset, "zhipu", cash=parse_amount("RMB 5,623.4m")))
    assert rounded(months(row), 2) == "10.00"
    assert (row.cash_basis, row.burn_basis) == ("given", "operating")
    assert row.cash_out_date == day("2027-03-31")  # nine whole months: 5,623.4 / 562.3428 = 9.9999


def test_a_typed_amount_converts_at_the_rate_of_the_balance_date(dataset: Dataset) -> None:
    """US$1bn of cash on 30 June 2026 is RMB 6,785.5m (ECB 7.7314 / 1.1394)."""
    row = only(report(dataset, "zhipu", cash=parse_amount("US$1bn")))
    in_yuan = Decimal(1000) * Decimal("7.7314") / Decimal("1.1394")
    assert rounded(months(row), 9) == rounded(in_yuan / (Decimal("3374.057") / 6), 9)


def test_two_currencies_without_a_day_are_refused(rates: Rates) -> None:
    """Without a balance date there is no rate to take, so none is taken."""
    with pytest.raises(BadUsage, match="two currencies"):
        typed("USD 10", "HKD 1", rates)


def test_two_currencies_with_a_day_are_converted(rates: Rates) -> None:
    """US$1 on 31 December 2025 is HK$7.784170 (ECB 9.1464 / 1.175)."""
    row = typed("USD 10", "HKD 1", rates, "2025-12-31")
    assert rounded(months(row), 9) == rounded(10 * Decimal("9.1464") / Decimal("1.175"), 9)


def test_months_do_not_change_with_the_currency_shown(dataset: Dataset, rates: Rates) -> None:
    """Only what is shown converts: cash at closing, burn at the average, months stay."""
    choice = RunwayChoice(dataset.as_of)
    companies = [dataset.by_id(id_) for id_ in ("zhipu", "minimax", "softbank")]
    reported = cash_runway(companies, choice, rates, None).rows
    for currency in ("USD", "CNY", "HKD"):
        shown = cash_runway(companies, choice, rates, currency).rows
        for one, other in zip(reported, shown, strict=True):
            assert (one.months, one.whole_months, one.months) == (
                other.months, other.whole_months, other.months,
            )  # fmt: skip
            assert isinstance(other.cash.value, Money)
            assert other.cash.value.currency == currency


def test_shown_cash_carries_the_closing_rate_of_its_day(dataset: Dataset, rates: Rates) -> None:
    """Zhipu's RMB 4,393.866m of 30 June 2026 in US dollars: x 1.1394 / 7.7314."""
    answer = cash_runway([dataset.by_id("zhipu")], RunwayChoice(dataset.as_of), rates, "USD")
    cash = only(answer).cash
    assert cash is not None
    assert cash.rate is not None
    expected = Decimal("4393.866") * Decimal("1.1394") / Decimal("7.7314")
    assert rounded(amount(cash) / 10**6, 6) == rounded(expected, 6)
    assert (cash.rate.kind, str(cash.rate.period)) == ("closing", "2026-06-30")


def test_a_burn_that_no_rate_covers_is_a_row_with_a_warning(rates: Rates) -> None:
    """A balance in yuan over a burn in dollars of 1998: null with `no_rate`, not an abort."""
    old = company(balance("1998-12-31", "RMB 120m"), fact("cash_burn", "FY1998", "US$120m"), currency="CNY")
    fine = company(balance(), fact("cash_burn", "FY2025", "US$120m"), id_="fine")
    answer = of(old, fine, rates=rates)
    assert [row.months is not None for row in answer.rows] == [False, True]
    assert "no_rate" in codes(answer.warnings)


# --- properties ------------------------------------------------------------------------

AMOUNTS = some.decimals(min_value="0.01", max_value="1000000000", places=2)


def exactly(amount: Decimal) -> Money:
    return Money(Figure.exact(amount), "USD")


def run(cash: Decimal, burn: Decimal, rates: Rates) -> Decimal:
    choice = RunwayChoice(day(LAST), cash=exactly(cash), burn=exactly(burn))
    return months(only(cash_runway([], choice, rates, None)))


@given(cash=AMOUNTS, more=AMOUNTS, burn=AMOUNTS)
def test_more_cash_never_shortens_and_more_burn_never_lengthens(
    rates: Rates, cash: Decimal, more: Decimal, burn: Decimal
) -> None:
    """Whatever the amounts."""
    assert run(cash + more, burn, rates) >= run(cash, burn, rates) >= run(cash, burn + more, rates)


@given(cash=AMOUNTS, burn=AMOUNTS, times=some.integers(1, 10**6))
def test_scale_does_not_matter(rates: Rates, cash: Decimal, burn: Decimal, times: int) -> None:
    """In cents or in billions the months are the same."""
    assert run(cash * times, burn * times, rates) == run(cash, burn, rates)


@given(burn=AMOUNTS, whole=some.integers(0, 1200))
def test_cash_for_n_months_lasts_n_whole_months(rates: Rates, burn: Decimal, whole: int) -> None:
    """And a cent less lasts one month less."""
    exact = RunwayChoice(day(LAST), cash=exactly(burn * whole), burn=exactly(burn))
    assert only(cash_runway([], exact, rates, None)).whole_months == whole
    if whole:
        short = RunwayChoice(day(LAST), cash=exactly(burn * whole - Decimal("0.01")), burn=exactly(burn))
        assert only(cash_runway([], short, rates, None)).whole_months == whole - 1


# --- what is told of a runway, to the letter -------------------------------------------------


def test_a_runway_without_a_rate_is_a_row_with_what_is_known(no_rates: Rates) -> None:
    """Cash in dollars, burn in yuan: both stand, with the reason, and the warning names the company."""
    acme = company(CASH, fact("cash_burn", "FY2025", "RMB 120m"))
    earlier = Warning("other", "something else")
    warnings = [earlier]
    row = runway_of(acme, RunwayChoice(LAST_DAY), no_rates, warnings)
    assert (row.company, row.cash, row.reason, row.status) == ("acme", CASH, "no rate", "unknown")
    assert row.burn is not None and money(row.burn).currency == "CNY"
    first, missing = warnings
    assert (first, missing.code, missing.subject) == (earlier, "no_rate", "acme")
    assert missing.message.startswith("no CNY/USD rate covers FY2025")
    (answer,) = every_answer(acme, RunwayChoice(LAST_DAY), no_rates)
    assert (answer.day, answer.currency, answer.course) == (day("2025-12-31"), "USD", None)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ((), "no balance"),
        ((fact("cash", "2025-12-31", "US$1m"),), "no matching burn"),
        ((fact("cash_balance", "2025-12-31", "US$1m"),), "no matching burn"),
    ],
)
def test_without_a_runway_the_reason_says_what_is_missing(
    rates: Rates, facts: tuple[Fact, ...], reason: str
) -> None:
    """A balance of any kind, or a burn that belongs to it."""
    assert runway_of(company(*facts), RunwayChoice(LAST_DAY), rates).reason == reason


def test_what_was_converted_for_the_sum_is_kept_with_its_rate(rates: Rates) -> None:
    """Burn and raise in yuan under a cash in dollars; in dollars there is nothing to keep."""
    done = {"deal": "c", "status": "closed"}
    yuan = company(
        CASH, fact("cash_burn", "FY2025", "RMB 840m"), fact("raised", "2026-02-15", "RMB 70m", **done)
    )
    row = runway_of(yuan, RunwayChoice(LAST_DAY), rates)
    assert [(one.metric.name, one.currency) for one in converted_in(row.months)] == [
        ("raised", "USD"), ("monthly_burn", "USD"),
    ]  # fmt: skip
    assert [one.metric.name for one in converted_in(row.balance_alone.months)] == ["monthly_burn"]
    dollars = company(CASH, BURN, fact("raised", "2026-02-15", "US$10m", **done))
    row = runway_of(dollars, RunwayChoice(LAST_DAY), rates)
    assert (converted_in(row.months), len(row.raised.equity)) == ([], 1)


TYPED = {"cash": parse_amount("US$30m"), "burn": parse_amount("US$10m")}


def test_several_rows_name_the_bases_they_rest_on(rates: Rates) -> None:
    """Each its own, and where they differ a warning says so; what another source contradicts too."""
    stated = fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31", company="two")
    two = company(replace(CASH, company="two"), stated, id_="two")
    one = company(CASH, BURN)
    answer = cash_runway([one, two], RunwayChoice(LAST_DAY), rates, None)
    bases = [(row.cash_basis, row.burn_basis) for row in answer.rows]
    assert bases == [("stated", "cash-burn"), ("stated", "stated")]
    assert warned(answer, "basis_mismatch") == [
        Warning("basis_mismatch", "the rows rest on different bases of cash and burn")
    ]
    assert not warned(cash_runway([one, one], RunwayChoice(LAST_DAY), rates, None), "basis_mismatch")
    doubted = company(CASH, fact("cash_balance", "2025-12-31", "US$90m", kind="press"), BURN)
    assert [one.subject for one in warned(answered(rates, doubted, Scenario()), "conflict")] == ["acme"]


def test_nobody_needs_both_amounts_and_has_no_raises(rates: Rates) -> None:
    """Of nobody there is neither data nor a raise of its own."""
    for choice, message, hint in (
        ({}, "without a company, both --cash and --burn are needed", None),
        ({"cash": TYPED["cash"]}, "without a company, both --cash and --burn are needed", None),
        ({"burn": TYPED["burn"]}, "without a company, both --cash and --burn are needed", None),
        (
            {**TYPED, "scenario": supposed("proceeds")},
            "`--raise proceeds` and --with-debt need a company",
            "write --raise AMOUNT",
        ),
        (
            {**TYPED, "scenario": supposed(debt=True)},
            "`--raise proceeds` and --with-debt need a company",
            "write --raise AMOUNT",
        ),
    ):
        with pytest.raises(BadUsage) as caught:
            cash_runway([], RunwayChoice(LAST_DAY, **choice), rates, None)  # type: ignore[arg-type]
        assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ({}, "no balance with a burn that matches it is known for Acme, Two as of 2026-10-31"),
        (
            {"balance": day("2025-12-31"), "cash_basis": "cash", "burn_basis": "operating"},
            "no balance of 2025-12-31 with a burn that matches it is known on the basis cash and operating "
            "for Acme, Two as of 2026-10-31",
        ),
        (
            {"burn_basis": "net-loss"},
            "no balance with a burn that matches it is known on the basis net-loss "
            "for Acme, Two as of 2026-10-31",
        ),
    ],
)
def test_an_answer_that_is_not_there_names_what_was_asked(
    rates: Rates, choice: dict[str, Any], text: str
) -> None:
    """Whom, which bases, which day; and where to look."""
    with pytest.raises(NoAnswer) as caught:
        cash_runway([company(), company(id_="two")], RunwayChoice(LAST_DAY, **choice), rates, None)
    assert (caught.value.message, caught.value.hint) == (text, "see `aicompare show COMPANY cash`")


BURNING = (fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31"),)


def asked_of(*companies: Company, rates: Rates, **choice: Any) -> Report:
    grid, plot, currency = (choice.pop(key, None) for key in ("grid", "plot", "currency"))
    return cash_runway(
        companies, RunwayChoice(LAST_DAY, **choice), rates, currency, grid=bool(grid), plot=bool(plot)
    )


def test_a_burn_without_any_cash_on_its_day_is_no_runway(rates: Rates) -> None:
    """A burn alone, whatever its size, says nothing of how long."""
    with pytest.raises(NoAnswer):
        asked_of(company(*BURNING), rates=rates)
    with pytest.raises(NoAnswer):
        asked_of(company(*BURNING), rates=rates, balance=day("2025-12-31"))


def test_facilities_of_another_currency_are_not_taken_out_of_the_balance(rates: Rates) -> None:
    """A total in dollars and facilities in yuan: nothing is subtracted, and nothing is warned of."""
    balance = fact("cash_balance", "2025-12-31", "US$120m")
    unused = fact("unused_facilities", "2025-12-31", "RMB 200m")
    (row,) = asked_of(company(*BURNING, balance, unused), rates=rates, cash_basis="stated").rows
    assert row.without_facilities is None
    assert row.months.value == 12
    same = fact("unused_facilities", "2025-12-31", "US$20m")
    (row,) = asked_of(company(*BURNING, balance, same), rates=rates, cash_basis="stated").rows
    assert row.without_facilities.value == 10


# --- what the answer is of -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scenario", "about"),
    [
        (Scenario(), set()),
        (supposed("US$5m"), {"scenario", "raises"}),
        (supposed("proceeds"), {"scenario", "raises"}),
        (supposed(debt=True), {"scenario", "raises", "repayments"}),
        (supposed(burn_growth="0%"), {"scenario", "growth"}),
        (supposed(revenue="US$1m", revenue_growth="0%"), {"scenario", "growth", "revenue"}),
        (Scenario.parse([], None, None, None, hires=["US$1m"]), {"scenario", "plan"}),
        (Scenario.parse([], None, None, None, one_offs=["US$1m"]), {"scenario", "plan"}),
    ],
)
def test_the_columns_are_those_of_what_was_asked(rates: Rates, scenario: Scenario, about: set[str]) -> None:
    """What nobody supposed has no column; of amounts of nobody without a day there are no dates."""
    answer = answered(rates, company(CASH, BURN), scenario)
    assert answer.sections[0].about == {"company", "balance"} | about
    lead = answered(rates, company(CASH, BURN), scenario, raise_lead=3)
    assert lead.sections[0].about == {"company", "balance", "lead"} | about
    if not (scenario.proceeds or scenario.with_debt):
        for on, dated in ((None, set[str]()), (day("2025-12-31"), {"balance"})):
            typed = RunwayChoice(LAST_DAY, balance=on, scenario=scenario, **TYPED)
            assert cash_runway([], typed, rates, None).sections[0].about == about | dated


def test_one_company_is_a_heading_and_several_are_a_table(rates: Rates) -> None:
    """30 over 10 is to March 2026. Beside several a mark says that a loss stands for the burn, not a line."""
    one = answered(rates, company(CASH, BURN), Scenario())
    assert (one.name, one.title, one.as_of) == ("runway", "Acme: cash to March 2026", LAST_DAY)
    assert (one.currency, one.names, [*one.told]) == ("reported", {"acme": "Acme"}, [])
    two = company(replace(CASH, company="two"), replace(BURN, company="two"), id_="two")
    both = cash_runway([company(CASH, BURN), two], RunwayChoice(LAST_DAY), rates, "HKD")
    assert (both.title, both.currency, [*both.told]) == ("Cash runway", "HKD", ["burn_is_proxy"])
    assert both.names == {"acme": "Acme", "two": "Two"}
    bare = cash_runway([], RunwayChoice(LAST_DAY, **TYPED), rates, None)
    assert bare.names == {"given": "Your figures"}


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        ({"twice": True}, "--needs is of one company", "name one"),
        ({"all_bases": True}, "--needs is on one basis", "name it: --burn-basis, --cash-basis"),
    ],
)
def test_what_gives_so_many_months_is_of_one_company_on_one_basis(
    rates: Rates, asked: dict[str, bool], message: str, hint: str
) -> None:
    """The whole message, and what to write instead."""
    companies = [company(CASH, BURN)] * (2 if asked.get("twice") else 1)
    choice = RunwayChoice(LAST_DAY, all_bases=asked.get("all_bases", False))
    with pytest.raises(BadUsage) as caught:
        cash_runway(companies, choice, rates, None, needs=Decimal(24))
    assert (caught.value.message, caught.value.hint) == (message, hint)


FAR = parse_amount("US$900tn")


@pytest.mark.parametrize(
    "choice",
    [
        {"cash": FAR}, {"burn": FAR},
        {"scenario": Scenario(revenue=FAR, revenue_growth=Decimal(0))},
        {"scenario": Scenario(raises=(Planned(FAR),))},
        {"scenario": Scenario(hires=(Planned(FAR),))},
        {"scenario": Scenario(one_offs=(Planned(FAR),))},
    ],
)  # fmt: skip
def test_whatever_is_typed_is_held_against_the_company_s_own(rates: Rates, choice: dict[str, Any]) -> None:
    """900tn beside 30m of cash, 10m a month, a revenue of 12m and a raise of 20m."""
    acme = company(
        CASH,
        BURN,
        fact("revenue", "FY2025", "US$12m"),
        fact("raised", "2026-02-15", "US$20m", deal="c", status="closed"),
    )
    answer = cash_runway([acme], RunwayChoice(LAST_DAY, **choice), rates, None)
    assert len(warned(answer, "far_from_own")) == 1
    assert not warned(cash_runway([acme], RunwayChoice(LAST_DAY), rates, None), "far_from_own")


def test_the_months_of_other_burns_and_more_cash_are_a_section_of_their_own(rates: Rates) -> None:
    """Its title says which way is what, its columns the change of the burn; in the currency asked for."""
    answer = asked_of(company(CASH, BURN), rates=rates, grid=True, currency="HKD")
    section = part(answer, "sensitivity")
    assert section.title == "Months if the burn changes (across) and cash is added (down); ◂ as above"
    changes = ["-50%", "-25%", "0%", "+25%", "+50%", "+100%"]
    assert section.keys == {"months": dict(zip(changes, changes, strict=True))}
    assert {money(row.extra).currency for row in section.rows} == {"HKD"}


# --- the heading -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "scenario", "title"),
    [
        ((CASH, BURN), Scenario(), "cash to March 2026"),
        ((CASH, fact("cash_burn", "FY2025", "US$-1m")), Scenario(), "no cash is burnt"),
        ((fact("cash_balance", "2025-12-31", "US$0"), BURN), Scenario(), "no cash is left"),
        ((CASH, BURN), supposed(burn_growth="-50%"), "the cash does not run out"),
        (
            (CASH, fact("cash_burn", "FY2025", "US$-1m")),
            supposed(revenue="US$1m", revenue_growth="0%"),
            "no loss as it is",
        ),
        (
            (CASH, BURN),
            supposed(revenue="US$10m", revenue_growth="100%"),
            "the loss ends in month 2, before the cash does",
        ),
        (
            (CASH, BURN),
            supposed(revenue="US$10m", revenue_growth="5%"),  # 10 x 1.05^15 = 20.8 is the first above 20
            "cash to March 2026, before the loss ends in month 16",  # 10 + 9.5 + 8.975, then 8.4
        ),
        (
            (CASH, BURN),
            supposed(revenue="US$10m", revenue_growth="0%"),
            "cash to March 2026, before the loss ends",
        ),
        (
            (fact("cash_balance", "2025-12-31", "<=US$9m"), fact("cash_burn", "FY2025", "<=US$9m")),
            Scenario(),
            "no number of months, for a bound is open",
        ),
        (
            (CASH, fact("monthly_burn", "FY2025", "<=US$10m", balance="2025-12-31")),
            Scenario(),
            "cash for at least 2 whole months",  # 29.5 at 10
        ),
        (
            (fact("cash_balance", "2025-12-31", "US$300bn"), fact("cash_burn", "FY2025", "US$12")),
            Scenario(),
            "cash for 300000000000 whole months",  # beyond the calendar
        ),
        (
            (CASH, BURN, fact("raised", "2026-02-15", "=US$10m", deal="c", status="closed")),
            Scenario(),
            "cash to April 2026, without what was raised since to March 2026",
        ),
        (
            (CASH, BURN, fact("raised", "2026-02-15", "=US$0.1m", deal="c", status="closed")),
            Scenario(),
            "cash to March 2026",  # a hundredth of a month changes no day
        ),
        (
            (CASH, BURN, fact("raised", "2026-02-15", "=US$10m", deal="c", status="closed")),
            supposed(burn_growth="-50%"),
            "the cash does not run out",
        ),
    ],
)
def test_the_heading_says_how_long_in_words(
    rates: Rates, facts: tuple[Fact, ...], scenario: Scenario, title: str
) -> None:
    """US$30m of December 2025 at 10m a month; the months by hand."""
    assert answered(rates, company(*facts), scenario).title == f"Acme: {title}"


def test_the_heading_of_a_runway_without_a_rate_says_so(no_rates: Rates) -> None:
    """Cash in dollars over a burn in yuan."""
    acme = company(CASH, fact("cash_burn", "FY2025", "RMB 120m"))
    assert answered(no_rates, acme, Scenario()).title == "Acme: no rate"


def test_the_heading_of_a_row_without_any_answer_is_not_known() -> None:
    """Nor is a reason."""
    row = RunwayRow("acme", "Acme")
    assert heading(row, RunwayAnswer(row, company())) == "Acme: not known"
