"""`allocate` of a company: its plans as printed, what is used of them, and what they buy."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from command import here
from made import company, day, fact, part, source

from aicompare.calculators.proceeds.purposes import PlanRow
from aicompare.calculators.proceeds.report import use_of_proceeds
from aicompare.calculators.proceeds.sums import notes_on, sums_of
from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.companies.plans import Item, Plan, Printed, Used, closes
from aicompare.dataset import Dataset, load
from aicompare.rates.file import current_rates, parse_own_rates
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.render.as_html import to_html
from aicompare.reports.report import Report, converted_in, is_users
from aicompare.values.errors import UnknownName
from aicompare.values.figures import Figure
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period

AS_OF = day("2026-10-31")


def item(purpose: str, percent: str = "", amount: str = "", *items: Item, expense: str | None = None) -> Item:
    share = Printed(Figure.parse(percent), percent) if percent else None
    return Item(purpose, share, Printed(parse_amount(amount), amount) if amount else None, expense, items)


def plan(total: str, *items: Item, id_: str = "use", period: str = "2026-01-31", **rest: Any) -> Plan:
    printed = Printed(parse_amount(total), total) if total else None
    known = {"status": "announced", "sources": (source(),), **rest}
    return Plan(id_, "Use of proceeds", Period.parse(period), total=printed, items=items, **known)


def used(on: str, amount: str, purpose: str | None = None) -> Used:
    return Used(Period.parse(on), Printed(parse_amount(amount), amount), (source(),), purpose)


def planned(*plans: Plan, facts: tuple[Fact, ...] = ()) -> Company:
    return replace(company(*facts), plans=plans)


def shown(
    rates: Rates, *companies: Company, ids: tuple[str, ...] = (), currency: str | None = None
) -> Report:
    return use_of_proceeds(companies, ids, rates, AS_OF, currency)


def shares(report: Report) -> list[str]:
    """The shares as the table has them."""
    return [str((row.share_shown.value * 100).normalize()) for row in report.rows if row.share_shown]


def millions(report: Report) -> list[str]:
    return [f"{row.amount.amount.value.scaleb(-6):.1f}" for row in report.rows if row.amount]


def codes(report: Report) -> list[str]:
    return [warning.code for warning in report.warnings]


# --- the plans in the data --------------------------------------------------------------


@pytest.fixture(scope="module")
def zhipu(dataset: Dataset) -> Company:
    return dataset.by_id("zhipu")


def test_zhipus_listing_as_its_prospectus_prints_it(rates: Rates, zhipu: Company) -> None:
    """HK$4,173.4m: 2,921.4 + 3 x 417.3, and of the first 34.5% in 2026, 26.0% in 2027, 9.5% in 2028.

    The yearly amounts are computed: 4,173.4 x 34.5% = 1,439.8, x 26.0% = 1,085.1, x 9.5% = 396.5.
    """
    report = shown(rates, zhipu, ids=("ipo-2026",))
    assert millions(report) == ["2921.4", "1439.8", "1085.1", "396.5", "417.3", "417.3", "417.3"]
    assert shares(report) == ["7E+1", "34.5", "26", "9.5", "1E+1", "1E+1", "1E+1"]
    assert [row.level for row in report.rows] == [0, 1, 1, 1, 0, 0, 0]
    assert [row.printed for row in report.rows][:2] == ["HK$2,921.4m", None]
    assert any("In 2026, In 2027, In 2028" in note for note in report.notes)


def test_its_sums_close_within_rounding_and_the_difference_is_named(rates: Rates, zhipu: Company) -> None:
    """2,921.4 + 3 x 417.3 = 4,173.3, 0.1m less than the total; 34.5 + 26.0 + 9.5 = 70.0 exactly."""
    report = shown(rates, zhipu, ids=("ipo-2026",))
    assert not {"plan_sum"} & set(codes(report))
    assert any("is 100,000 HKD less than HK$4,173.4m, within rounding" in note for note in report.notes)
    (of_it,) = [row for row in part(report, "plans").rows if row.plan == "ipo-2026"]
    assert of_it.difference.amount.value == -100_000
    assert of_it.difference.amount.low < 0 < of_it.difference.amount.high


def test_minimaxs_listing_is_checked_on_every_level(rates: Rates, dataset: Dataset) -> None:
    """3,818.3 = 3,436.4 + 381.8 (0.1 less); 3,436.4 = 2,672.8 + 763.7 (0.1 more); 2,672.8 =
    1,909.1 + 763.7; 763.7 = 572.7 + 190.9 (0.1 less).
    """
    minimax = dataset.by_id("minimax")
    report = shown(rates, minimax)
    assert millions(report) == ["3436.4", "2672.8", "1909.1", "763.7", "763.7", "572.7", "190.9", "381.8"]
    assert [row.level for row in report.rows] == [0, 1, 2, 2, 1, 2, 2, 0]
    assert [row.difference.amount.value for row in report.rows if row.difference] == [100_000, 0, -100_000]
    assert sum("within rounding" in note for note in report.notes) == 3
    assert all(one.closes for one in sums_of(minimax.plans[0]))


def test_zhipus_star_offer_is_shown_to_sum_to_a_hundred_percent(rates: Rates, zhipu: Company) -> None:
    """RMB 15bn = 12 + 2 + 1: 80.0%, 13.3% and 6.7%; JSON keeps 2/15 and 1/15."""
    report = shown(rates, zhipu, ids=("star-2026",))
    assert millions(report) == ["12000.0", "2000.0", "1000.0"]
    text = render(report, "table", 80)
    assert all(share in text for share in ("80.0%", "13.3%", "6.7%"))
    assert [row.weight for row in report.rows] == ["80%", None, None]
    exact = [row.share for row in report.rows]
    assert abs(Fraction(exact[1].value) - Fraction(2, 15)) < Fraction(1, 10**20)
    assert abs(Fraction(exact[2].value) - Fraction(1, 15)) < Fraction(1, 10**20)


def test_the_newest_plan_is_shown_and_all_are_listed(rates: Rates, zhipu: Company) -> None:
    """The placing of July 2026, then the offer of June and the listing."""
    report = shown(rates, zhipu)
    assert {row.plan for row in report.rows} == {"placing-2026-07"}
    listed = [(row.plan, row.shown) for row in part(report, "plans").rows]
    assert listed == [("placing-2026-07", True), ("star-2026", False), ("ipo-2026", False)]
    assert millions(report) == ["17256.2", "4706.2", "9412.5"]  # of HK$31,374.95m: 55%, 15% and 30%


def test_what_zhipu_used_of_its_listing(rates: Rates, zhipu: Company) -> None:
    """HK$1,828.11m, 2,057.62m and 4,588.15m of HK$4,896.2m; 2,838.6m and 308.02m unused as printed.

    1,828.11 / 4,896.2 = 37.3%, 2,057.62 / 4,896.2 = 42.0%, 4,588.15 / 4,896.2 = 93.7%; no source
    prints what was unused on 10 April: 4,896.2 - 1,828.11 = 3,068.1.
    """
    report = shown(rates, zhipu, ids=("ipo-2026",))
    rows = part(report, "used").rows
    assert [str(row.on) for row in rows] == ["2026-04-10", "2026-05-29", "2026-06-30"]
    assert [row.used.reported for row in rows] == ["HK$1,828.11m", "HK$2,057.62m", "HK$4,588.15m"]
    assert [f"{row.share.value:.3f}" for row in rows] == ["0.373", "0.420", "0.937"]
    assert {row.of.reported for row in rows} == {"HK$4,896.2m"}
    assert [row.unused.reported for row in rows] == [None, "HK$2,838.6m", "HK$308.02m"]
    assert f"{rows[0].unused.value.amount.value.scaleb(-6):.1f}" == "3068.1"
    assert "unused_differs" not in codes(report)


def test_what_was_not_yet_published_is_not_shown(rates: Rates, dataset: Dataset) -> None:
    """On 9 January 2026 there was the listing alone, and nothing said of its use."""
    then = day("2026-01-09")
    report = use_of_proceeds([dataset.at(then).by_id("zhipu")], [], rates, then, None)
    assert [row.plan for row in part(report, "plans").rows] == ["ipo-2026"]
    assert not part(report, "used").rows
    (research, whole) = part(report, "buys").rows
    assert (research.basis, whole.basis) == ("H1 2025 R&D expense", "H1 2025 stated burn")


def test_what_zhipus_listing_buys(rates: Rates, zhipu: Company) -> None:
    """2,921.4m Hong Kong dollars in yuan, at the bank's rate of 30 December 2025, over a sixth of
    the RMB 2,131.171m of H1 2026.
    """
    (research, whole) = part(shown(rates, zhipu, ids=("ipo-2026",)), "buys").rows
    euro = rates.per_euro(day("2025-12-30"))
    rate = Fraction(euro["CNY"]) / Fraction(euro["HKD"])
    expected = Fraction("2921.4") * rate / (Fraction("2131.171") / 6)
    assert abs(Fraction(research.months.value) - expected) < Fraction(1, 10**9)
    assert (research.purpose, research.basis) == (
        "Research and development of general models", "H1 2026 R&D expense",
    )  # fmt: skip
    assert (whole.purpose, whole.basis) == (None, "H1 2026 operating burn")
    assert whole.months.value < research.months.value  # the burn is more than R&D alone


# --- sums -------------------------------------------------------------------------------


def test_parts_that_do_not_come_to_the_whole_are_a_warning(rates: Rates) -> None:
    """70 + 20 of 100 is 10 less, which no rounding explains; so is 70% + 20%."""
    report = shown(rates, planned(plan("US$100m", item("a", "70%", "US$70m"), item("b", "20%", "US$20m"))))
    assert codes(report) == ["plan_sum", "plan_sum"]
    assert "US$70m + US$20m is 10,000,000 USD less than US$100m" in report.warnings[0].message
    assert "70% + 20% is 10% less than 100%" in report.warnings[1].message


def test_a_sum_that_the_data_accepts_is_a_note_with_the_reason(rates: Rates) -> None:
    """The source names one part only."""
    accepted = plan("US$100m", item("a", amount="US$70m"), accept=(("plan-sum", "It names one part."),))
    report = shown(rates, planned(accepted))
    assert not report.warnings
    assert any("is 30,000,000 USD less than US$100m. It names one part." in note for note in report.notes)


def test_parts_without_a_figure_leave_room_and_too_much_is_too_much() -> None:
    """70 and an unknown part may be 100; 110 and an unknown part may not."""
    assert not list(sums_of(plan("US$100m", item("a", amount="US$70m"), item("b"))))
    (over,) = sums_of(plan("US$100m", item("a", amount="US$110m"), item("b")))
    assert not over.closes


def test_a_share_that_is_not_the_printed_amount_is_named() -> None:
    """70% of 100 is not 60."""
    wrong = plan("US$100m", item("a", "70%", "US$60m"), item("b", "30%", "US$40m"))
    found = [one.text for one in sums_of(wrong) if not one.closes]
    assert found == ["a: 70% of US$100m is not US$60m", "b: 30% of US$100m is not US$40m"]


def test_amounts_of_several_currencies_are_not_summed(rates: Rates) -> None:
    """Neither a sum nor a share is taken of them, and none is missing that is printed."""
    mixed = plan("US$100m", item("a", amount="US$50m"), item("b", amount="HK$390m"))
    report = shown(rates, planned(mixed))
    assert not list(sums_of(mixed)) and not report.warnings
    assert [row.share and row.share.value for row in report.rows] == [Decimal("0.5"), None]
    assert [row.printed for row in report.rows] == ["US$50m", "HK$390m"]


def test_three_thirds_are_shown_to_sum_to_a_hundred() -> None:
    """33.4%, 33.3% and 33.3%; and within a part of 40%: 13.4, 13.3 and 13.3."""
    thirds = [item(letter, amount="US$10m") for letter in "abc"]
    parts = plan("US$75m", item("x", "40%", "US$30m", *thirds), item("y", "60%", "US$45m"))
    empty = current_rates({}, None)
    assert shares(shown(empty, planned(plan("US$30m", *thirds)))) == ["33.4", "33.3", "33.3"]
    assert shares(shown(empty, planned(parts))) == ["4E+1", "13.4", "13.3", "13.3", "6E+1"]


def test_a_share_of_an_incomplete_plan_is_its_own(rates: Rates, dataset: Dataset) -> None:
    """ByteDance: RMB 85bn of 160bn is 53.1%, and not made to be the whole."""
    report = shown(rates, dataset.by_id("bytedance"))
    assert "53.1%" in render(report, "table", 80)


def test_figures_below_nought_are_shown_and_not_apportioned(rates: Rates) -> None:
    """A plan that takes money back is odd, and no reason to fail."""
    odd = plan("US$50m", item("a", amount="US$60m"), item("b", amount="US$ -10m"))
    report = shown(rates, planned(odd))
    assert [f"{row.share.value:.1f}" for row in report.rows] == ["1.2", "-0.2"]
    assert "US$ -10m" in render(report, "table", 80)


def test_a_plan_without_a_total_has_that_of_its_amounts(rates: Rates) -> None:
    """30 + 20 is 50, a figure of ours; with shares alone there is no total and no amount."""
    report = shown(rates, planned(plan("", item("a", amount="US$30m"), item("b", amount="US$20m"))))
    (summary,) = part(report, "plans").rows
    assert (summary.total.value.amount.value, summary.total.formula) == (50_000_000, "sum of the amounts")
    assert shares(report) == ["6E+1", "4E+1"]
    bare = shown(rates, planned(plan("", item("a", "60%"), item("b", "40%"))))
    assert [row.amount for row in bare.rows] == [None, None]
    assert not part(bare, "buys").rows and part(bare, "plans").rows[0].total is None


def test_an_open_total_gives_an_open_amount(rates: Rates, dataset: Dataset) -> None:
    """Alibaba: 65% of at least RMB 380bn is at least 247bn (64.5% of it at the least)."""
    (row,) = shown(rates, dataset.by_id("alibaba")).rows
    assert row.amount.amount.value == 247_000_000_000
    assert (row.amount.amount.low, row.amount.amount.high) == (Decimal("245100000000"), None)


@pytest.mark.parametrize(
    ("parts", "whole", "complete", "closed"),
    [
        ("10", "10", True, True),
        ("10.4", "10", True, True),  # 10.35 to 10.45 meets 9.5 to 10.5
        ("11.1", "10", True, False),
        ("8", "10", True, False),
        ("8", "10", False, True),
        ("11.1", "10", False, False),
        (">=8", "10", True, True),
        ("8", "<=10", True, True),
        ("8", ">=10", True, False),
    ],
)
def test_parts_close_where_their_interval_meets_the_whole(
    parts: str, whole: str, complete: bool, closed: bool
) -> None:
    """By the printed place of both; parts without a figure leave room below, none above."""
    assert closes(Figure.parse(parts), Figure.parse(whole), complete=complete) is closed


# --- used -------------------------------------------------------------------------------


def test_what_was_used_for_one_purpose_stands_beside_it(rates: Rates) -> None:
    """As annual reports print it: planned, used and unused per purpose, the newest in its row."""
    two = (used("2026-06-30", "US$20m", "a"), used("2026-03-31", "US$5m", "a"))
    report = shown(rates, planned(plan("US$100m", item("a", "70%"), item("b", "30%"), used=two)))
    assert [row.used and row.used.reported for row in report.rows] == ["US$20m", None]
    rows = part(report, "used").rows
    assert [(row.purpose, row.used.reported) for row in rows] == [("a", "US$5m"), ("a", "US$20m")]
    assert [row.unused.value.amount.value for row in rows] == [65_000_000, 50_000_000]  # of 70% of 100
    text = render(report, "table", 120)
    assert "Used" in text.splitlines()[2] and "US$20m, 2026-06-30" in text


def test_what_is_unused_of_a_plan_without_a_raise_is_of_its_total(rates: Rates) -> None:
    """100 less 25; of another currency nothing is concluded."""
    report = shown(rates, planned(plan("US$100m", item("a", "100%"), used=(used("2026-03-31", "US$25m"),))))
    (row,) = part(report, "used").rows
    assert (row.unused.value.amount.value, row.share.value) == (75_000_000, Decimal("0.25"))
    other = shown(rates, planned(plan("US$100m", item("a", "100%"), used=(used("2026-03-31", "HK$25m"),))))
    (row,) = part(other, "used").rows
    assert (row.used.reported, row.of, row.share, row.unused) == ("HK$25m", None, None, None)


def test_a_raise_counts_only_once_its_money_is_in(rates: Rates) -> None:
    """What was used by March is not measured by an over-allotment of April."""
    facts = (
        fact("net_proceeds", "2026-01-31", "US$100m", status="closed", deal="ipo",
             label="before-over-allotment"),
        fact("net_proceeds", "2026-04-15", "US$110m", status="closed", deal="ipo",
             label="with-over-allotment"),
    )  # fmt: skip
    both = (used("2026-03-31", "US$25m"), used("2026-06-30", "US$55m"))
    report = shown(rates, planned(plan("US$90m", item("a", "100%"), deal="ipo", used=both), facts=facts))
    assert [row.of.reported for row in part(report, "used").rows] == ["US$100m", "US$110m"]
    assert part(report, "plans").rows[0].proceeds.reported == "US$110m"


# --- what it buys -----------------------------------------------------------------------

RESEARCH = fact("research_expense", "H1 2026", "US$60m")


def test_months_are_the_amount_over_a_month_of_the_newest_expense(rates: Rates) -> None:
    """US$70m at US$60m in six months, 10m a month: 7.0; the older year does not count."""
    older = fact("research_expense", "FY2025", "US$240m")
    use = plan("US$100m", item("a", "70%", expense="research_expense"), item("b", "30%"))
    rows = part(shown(rates, planned(use, facts=(older, RESEARCH))), "buys").rows
    assert [(row.purpose, row.months and row.months.value) for row in rows] == [("a", 7), (None, None)]
    assert rows[0].basis == "H1 2026 R&D expense"
    assert (rows[1].basis, rows[1].expense) == ("no balance", None)


def test_another_currency_converts_at_the_rate_of_the_plans_day() -> None:
    """HK$780m at 7.8 is US$100m: 10 months of US$10m, whatever --in asks to see."""
    own = current_rates(parse_own_rates(["USD/HKD=7.8"]), None)
    use = plan("HK$780m", item("a", "100%", expense="research_expense"))
    for currency in (None, "HKD", "USD"):
        row = part(shown(own, planned(use, facts=(RESEARCH,)), currency=currency), "buys").rows[0]
        assert f"{row.months.value:.6f}" == "10.000000"
        assert [(spent.currency, spent.rate.kind) for spent in converted_in(row.months)] == [("USD", "user")]


def test_a_purpose_without_an_expense_is_never_matched_by_its_name(rates: Rates) -> None:
    """Research and development: the data must say what it pays for."""
    use = plan("US$100m", item("Research and development", "100%"))
    assert [row.purpose for row in part(shown(rates, planned(use, facts=(RESEARCH,))), "buys").rows] == [None]


def test_parts_of_a_purpose_do_not_buy_the_same_expense_again(rates: Rates) -> None:
    """The parts of R&D that also say R&D are in it already; another expense is its own."""
    inner = item("models", "50%", expense="research_expense"), item("ads", "20%", expense="selling_expense")
    use = plan("US$100m", item("a", "70%", "", *inner, expense="research_expense"), item("b", "30%"))
    facts = (RESEARCH, fact("selling_expense", "FY2025", "US$24m"))
    rows = part(shown(rates, planned(use, facts=facts)), "buys").rows
    assert [(row.purpose, row.months and row.months.value) for row in rows] == [
        ("a", 7), ("ads", 10), (None, None),
    ]  # fmt: skip


def test_the_whole_goes_by_the_burn_of_the_runways_rule(rates: Rates) -> None:
    """US$100m at a burn of US$120m in six months, 20m a month: 5.0."""
    facts = (
        fact("cash", "2026-06-30", "US$50m"),
        fact("liquid_investments", "2026-06-30", "US$50m"),
        fact("operating_cash_flow", "H1 2026", "US$ -120m"),
    )
    (row,) = part(shown(rates, planned(plan("US$100m", item("a", "100%")), facts=facts)), "buys").rows
    assert (row.months.value, row.basis) == (5, "H1 2026 operating burn")


def test_who_burns_nothing_buys_no_months(rates: Rates) -> None:
    """Cash flows in: there is nothing to divide by, and it is said."""
    facts = (
        fact("cash", "2026-06-30", "US$50m"),
        fact("liquid_investments", "2026-06-30", "US$50m"),
        fact("operating_cash_flow", "H1 2026", "US$120m"),
    )
    (row,) = part(shown(rates, planned(plan("US$100m", item("a", "100%")), facts=facts)), "buys").rows
    assert (row.months, row.basis) == (None, "no cash is burnt")


# --- several plans ----------------------------------------------------------------------


def test_plans_of_several_companies_stand_side_by_side(rates: Rates, dataset: Dataset) -> None:
    """Zhipu's 70% for research beside MiniMax's 90%, in one currency; the newest plan of each."""
    both = [dataset.by_id(name) for name in ("zhipu", "minimax")]
    report = shown(rates, *both, ids=("ipo-2026",), currency="USD")
    assert {row.planned.value.currency for row in report.rows} == {"USD"}
    measures = {row.measure: row.values for row in part(report, "Side by side").rows}
    research = measures["R&D expense, share"]
    assert [share.value.value for share in research.values()] == [Decimal("0.7"), Decimal("0.9")]
    assert measures["Used, share"]["minimax/ipo-2026"] is None
    text = render(report, "table", 80)
    assert "Zhipu ipo-2026" in text and "MiniMax ipo-2026" in text
    assert {row.plan for row in shown(rates, *both).rows} == {"placing-2026-07", "ipo-2026"}


def test_two_plans_of_one_company_may_be_named(rates: Rates, zhipu: Company) -> None:
    """`--plan` is repeatable; the newest comes first."""
    report = shown(rates, zhipu, ids=("ipo-2026", "star-2026"))
    assert list(dict.fromkeys(row.plan for row in report.rows)) == ["star-2026", "ipo-2026"]
    assert list(part(report, "Side by side").rows[0].values) == ["zhipu/star-2026", "zhipu/ipo-2026"]


def test_purposes_of_one_expense_are_added_side_by_side(rates: Rates) -> None:
    """40% and 20% for research are 60%, and 4 and 2 months of it are 6."""
    use = plan("US$100m", item("a", "40%", expense="research_expense"), item("b", "40%"),
               item("c", "20%", expense="research_expense"))  # fmt: skip
    other = plan("US$10m", item("a", "100%"), id_="other")
    report = shown(rates, planned(use, other, facts=(RESEARCH,)), ids=("use", "other"))
    measures = {row.measure: row.values for row in part(report, "Side by side").rows}
    assert measures["R&D expense, share"]["acme/use"].value.value == Decimal("0.6")
    assert measures["R&D expense, months"]["acme/use"].value.value == 6
    assert measures["R&D expense, months"]["acme/other"] is None


def test_an_unknown_plan_is_refused_with_those_there_are(rates: Rates, zhipu: Company) -> None:
    """With a near miss, or all of them."""
    with pytest.raises(UnknownName, match="'ipo-2025'") as near:
        shown(rates, zhipu, ids=("ipo-2025",))
    assert (near.value.code, near.value.hint) == ("unknown_plan", "did you mean 'ipo-2026'?")
    with pytest.raises(UnknownName) as far:
        shown(rates, zhipu, ids=("x",))
    assert str(far.value.hint) == "known are placing-2026-07, star-2026, ipo-2026"


# --- the user's own ---------------------------------------------------------------------

MINE = """
sources:
  mine: {title: My note, publisher: Me, published: 2026-10-01, kind: press}
companies:
  zhipu:
    plans:
    - id: ipo-2026
      title: As I read it
      total: "HK$4,000m"
      period: 2025-12-30
      status: announced
      source: mine
      items:
      - {purpose: Everything, percent: "100%"}
"""


def test_a_plan_of_the_users_own_replaces_that_of_its_id_and_is_marked(rates: Rates, tmp_path: Path) -> None:
    """One plan of that id, the user's, with a * at its figures and under the table."""
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    zhipu = load([str(file)]).by_id("zhipu")
    assert [one.id for one in zhipu.plans] == ["ipo-2026", "star-2026", "placing-2026-07"]
    report = shown(rates, zhipu, ids=("ipo-2026",))
    assert millions(report) == ["4000.0"]
    text = render(report, "table", 80)
    assert "HK$4.00bn *" in text  # 100% of it, computed
    assert "HK$4,000m *" in text  # as printed
    (whole,) = part(report, "buys").rows
    assert is_users(whole.lasts)
    assert "* from a file of your own" in text
    found = json.loads(render(report, "json", None))["data"]
    assert found[0]["planned"]["user"] is True


def test_before_it_was_written_the_shipped_plan_stands(tmp_path: Path) -> None:
    """A plan counts from its source's date on, the user's as any other."""
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    (before,) = load([str(file)]).at(day("2026-01-09")).by_id("zhipu").plans
    assert (before.title, before.user) == ("Hong Kong IPO, use of net proceeds", False)


def test_a_company_known_by_a_day_has_the_plans_of_that_day(zhipu: Company) -> None:
    """Hindsight goes for plans as for facts, and for what was used of them."""
    known = zhipu.known_by(day("2026-08-25"))
    assert len(known.plans) == 3
    listing = zhipu.known_by(day("2026-08-24")).plans[0]
    assert (listing.id, listing.used) == ("ipo-2026", ())
    assert not zhipu.known_by(day("2025-12-29")).plans


def test_what_was_used_of_an_unknown_source_does_not_stop_validate(tmp_path: Path) -> None:
    """The fault is told at its place, and the rest is looked at."""
    file = tmp_path / "mine.yaml"
    text = MINE + "      used:\n      - {on: 2026-06-30, amount: HK$1m, source: nowhere}\n"
    file.write_text(text, encoding="utf-8")
    done = here("validate", str(file), "--json")
    (found,) = json.loads(done.stdout)["data"]
    assert (found["line"], found["column"], found["code"]) == (16, 49, "unknown-source")


# --- what is shown ----------------------------------------------------------------------


def test_json_has_the_keys_of_the_specification_and_every_source(rates: Rates, zhipu: Company) -> None:
    """Also of what stands beside the rows: who printed the use, the expense and the burn."""
    answer = json.loads(render(shown(rates, zhipu, ids=("ipo-2026",)), "json", None))
    assert set(answer["data"][0]) <= {
        "company", "plan", "purpose", "level", "weight", "share", "amount", "planned", "used", "difference",
    }  # fmt: skip
    assert {"used", "buys", "plans"} < set(answer) and "compared" not in answer
    named = {one for row in answer["used"] for one in row["used"]["sources"]}
    named |= {one for row in answer["buys"] for one in row["expense"]["sources"]}
    assert "zhipu-dossier-2026-08" in named and named <= set(answer["sources"])
    assert [rate["base"] for rate in answer["rates"]] == ["HKD"]


def test_csv_has_one_header_whatever_the_plan(rates: Rates, dataset: Dataset) -> None:
    """And rows of each purpose, without pictures."""
    texts = [render(shown(rates, dataset.by_id(name)), "csv", None) for name in ("zhipu", "alibaba")]
    headers = {text.splitlines()[0] for text in texts}
    assert len(headers) == 1 and "bar" not in headers.pop()
    rows = [row for row in csv.DictReader(io.StringIO(texts[1])) if row["part"] == "data"]
    assert {row["purpose"] for row in rows} == {"Hardware infrastructure"}


@pytest.mark.parametrize("currency", [None, "USD"])
@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_amount_is_lost_at_any_width(
    rates: Rates, dataset: Dataset, width: int, currency: str | None
) -> None:
    """As printed and converted; bars go before figures do."""
    report = shown(rates, dataset.by_id("minimax"), currency=currency)
    text = render(report, "table", width)
    for amount in ("HK$3,436.4m", "HK$2,672.8m", "HK$1,909.1m", "HK$572.7m", "HK$190.9m", "HK$381.8m"):
        assert amount in text
    if currency:
        assert "US$441.5m" in text  # 3,436.4 at the bank's 0.12847 of 31 December 2025


def test_parts_stand_in_below_their_purpose(rates: Rates, dataset: Dataset) -> None:
    """By two columns a level; in Markdown and HTML, which drop spaces, by spaces spelt out."""
    report = shown(rates, dataset.by_id("minimax"))
    lines = render(report, "table", 80).splitlines()
    assert any(line.startswith("    Talent for large models ") for line in lines)
    spelt_out = "&nbsp;&nbsp;&nbsp;&nbsp;Talent for large models"
    assert f"| {spelt_out} |" in render(report, "markdown", None)
    assert f">{spelt_out}<" in to_html(report)


def test_notes_name_every_sum_once(dataset: Dataset) -> None:
    """MiniMax: five sums are exact (the four of shares and one of amounts), three within rounding."""
    notes = notes_on(dataset.by_id("minimax").plans[0])
    assert notes[0] == "The parts add up to their whole exactly, in 5 sums."
    assert len(notes) == 4


def test_a_row_is_found_for_every_purpose_of_every_plan(rates: Rates, dataset: Dataset) -> None:
    """Of every company with a plan, in table, JSON, CSV and Markdown."""
    seen = 0
    for one in dataset.all():
        for known in one.plans:
            report = shown(rates, one, ids=(known.id,))
            assert [row.purpose for row in report.rows] == [part.purpose for part in known.all_items()]
            assert all(isinstance(row, PlanRow) for row in report.rows)
            for form in ("table", "json", "csv", "markdown"):
                assert render(report, form, 80 if form == "table" else None)  # type: ignore[arg-type]
            seen += 1
    assert seen >= 6


def test_a_purpose_without_share_or_amount_has_neither(rates: Rates) -> None:
    """It is shown with its name, and nothing is made up for it."""
    report = shown(rates, planned(plan("US$100m", item("research"))))
    (row,) = [one for one in report.rows if one.purpose == "research"]
    assert (row.share, row.amount) == (None, None)
