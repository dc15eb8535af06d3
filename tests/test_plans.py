"""What a plan of spending prints, what is derived of it, what was used, and the months that it buys."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made import company, day, fact, part, source
from test_use_of_proceeds import AS_OF, RESEARCH, codes, item, plan, planned, shown, used

from aicompare.calculators.proceeds.planned import PLANNED, PlanOf, newest_first
from aicompare.calculators.proceeds.purposes import PlanRow
from aicompare.calculators.proceeds.sidebyside import SHARE
from aicompare.calculators.proceeds.spending import MONTHS, UNUSED, BoughtRow, UsedRow
from aicompare.calculators.proceeds.sums import notes_on, warnings_on
from aicompare.companies.derivation import Named, made_of, parts_of, words
from aicompare.companies.fact import Derived, Fact, money
from aicompare.rates.rates import Rates
from aicompare.reports.explanation import explained
from aicompare.reports.report import Warning
from aicompare.values.errors import NoAnswer
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

JANUARY = Period.parse("2026-01-31")


# --- a plan -------------------------------------------------------------------------------------


def test_what_a_plan_prints_is_a_fact_of_it() -> None:
    """Of its company, day, status, deal and sources, as printed."""
    one = plan("US$100m", item("a", "", "US$60m"), deal="ipo", status="closed", note="as told", user=True)
    acme = planned(one)
    whole = PlanOf.of(acme, one)
    expected = Fact(
        "acme", PLANNED, parse_amount("US$100m"), JANUARY, (source(),), "US$100m",
        status="closed", deal="ipo", note="as told", user=True,
    )  # fmt: skip
    assert whole.total == expected
    assert whole.amount(one.items[0]) == replace(expected, value=parse_amount("US$60m"), reported="US$60m")
    assert whole.key == "acme/use"


def test_what_a_plan_does_not_print_is_derived_from_what_it_does() -> None:
    """60 + 40 are the total; 25% of 100 are 25; shares are amounts over the total, in one currency."""
    parts = plan("", item("a", "", "US$60m"), item("b", "", "US$40m"))
    total = PlanOf.of(planned(parts), parts).total
    assert isinstance(total, Derived)
    assert (total.company, total.metric, total.period) == ("acme", PLANNED, JANUARY)
    assert (total.value, total.formula) == (
        parse_amount("US$60m") + parse_amount("US$40m"),
        "sum of the amounts",
    )
    assert [one.reported for one in total.inputs if isinstance(one, Fact)] == ["US$60m", "US$40m"]
    mixed = plan("", item("a", "", "US$60m"), item("b", "", "HK$40m"))
    assert PlanOf.of(planned(mixed), mixed).total is None
    shares = plan("=US$100m", item("a", "=25%"), item("b"))
    of = PlanOf.of(planned(shares), shares)
    amount = of.amount(shares.items[0])
    assert isinstance(amount, Derived) and isinstance(amount.value, Money)
    assert (amount.company, amount.metric, amount.period) == ("acme", PLANNED, JANUARY)
    assert (amount.value.amount.value, amount.formula) == (25 * 10**6, "=25% of the total")
    assert amount.inputs == (of.total,)
    assert (of.amount(shares.items[1]), of.share(shares.items[1])) == (None, None)
    for printed, total_, share in (
        ("=US$25m", "=US$100m", "0.25"),
        ("=US$0.25", "=US$0.5", "0.5"),
        ("HK$25m", "US$100m", None),
        ("US$25m", "US$0", None),
        ("US$25m", "", None),
    ):
        one = plan(total_, item("a", "", printed), item("b"))
        found = PlanOf.of(planned(one), one).share(one.items[0])
        assert (found and str(found.value.normalize())) == share


def test_the_money_of_a_plan_is_that_of_its_own_raise() -> None:
    """Not of another one, and of none where the plan names none."""
    facts = (
        fact("net_proceeds", "2026-01-31", "US$90m", status="closed", deal="other"),
        fact("net_proceeds", "2026-02-28", "US$100m", status="closed", deal="ipo"),
    )
    for deal, found in (("ipo", facts[1]), ("none", None), (None, None)):
        one = plan("US$100m", deal=deal)
        assert PlanOf.of(planned(one, facts=facts), one).proceeds(AS_OF) == found
    one = plan("US$100m", deal="ipo")
    assert PlanOf.of(planned(one, facts=facts), one).proceeds(day("2026-02-27")) is None


def test_what_was_used_is_a_fact_of_its_purpose() -> None:
    """As printed, with the deal and note of the plan's own statement."""
    spent = replace(used("2026-03-31", "US$5m", "a"), note="about")
    one = plan("US$100m", item("a", "100%"), deal="ipo", used=(spent,), user=True)
    found = PlanOf.of(planned(one), one).used(spent)
    assert (found.company, found.metric.name, found.reported) == ("acme", "proceeds_used", "US$5m")
    assert (found.scope, found.deal, found.note, found.user) == ("a", "ipo", "about", True)
    assert (found.period, found.sources) == (Period.parse("2026-03-31"), spent.sources)


def test_the_newest_plan_is_that_of_the_newest_day_and_then_of_the_later_line() -> None:
    """A month counts by its last day."""
    plans = [
        plan("US$1m", id_=id_, period=on)
        for id_, on in (("old", "2026-01-15"), ("month", "2026-01"), ("day", "2026-01-31"))
    ]
    assert [one.plan.id for one in newest_first(planned(*plans))] == ["day", "month", "old"]


# --- purposes -----------------------------------------------------------------------------------


def test_the_rows_of_purposes_hold_what_is_printed_and_what_is_not(rates: Rates) -> None:
    """Parts stand in by one level; the difference of parts is told where all are printed."""
    inner = item("c", "", "US$30m"), item("d", "", "US$25m")
    one = plan("US$100m", item("a", "", "US$60m", *inner), item("b", "40%"))
    rows = [row for row in shown(rates, planned(one)).rows if isinstance(row, PlanRow)]
    assert [(row.company, row.plan, row.purpose, row.level) for row in rows] == [
        ("acme", "use", "a", 0),
        ("acme", "use", "c", 1),
        ("acme", "use", "d", 1),
        ("acme", "use", "b", 0),
    ]
    assert [row.weight for row in rows] == [None, None, None, "40%"]
    assert [row.printed for row in rows] == ["US$60m", "US$30m", "US$25m", None]
    assert [row.share and f"{row.share.value:.2f}" for row in rows] == ["0.60", "0.30", "0.25", "0.40"]
    assert [row.bar for row in rows] == [row.share for row in rows]
    assert [row.difference and row.difference.amount.value for row in rows] == [-5_000_000, None, None, None]
    assert [row.amount for row in rows] == [money(row.planned) for row in rows if row.planned]


@pytest.mark.parametrize(
    ("amounts", "shares"),
    [
        # thirds are shown to sum: 33.4 + 33.3 + 33.3
        (("US$1m", "US$1m", "US$1m"), ["33.4", "33.3", "33.3"]),
        # one that is not known leaves each its own
        (("US$1m", "", "US$1m"), ["33.3", "33.3"]),
        # a part below zero is no share to divide
        (("US$-1m", "US$2m", "US$2m"), ["-33.3", "66.7", "66.7"]),
        (("US$0m", "US$1m", "US$1m", "US$1m"), ["0.0", "33.4", "33.3", "33.3"]),
    ],
)
def test_shares_are_shown_to_sum_where_they_come_to_the_whole(
    rates: Rates, amounts: tuple[str, ...], shares: list[str]
) -> None:
    """To a tenth of a percent, by the largest rests."""
    items = [item(name, "", one) for name, one in zip("abcd", amounts, strict=False)]
    rows = shown(rates, planned(plan("US$3m", *items))).rows
    assert [f"{row.share_shown.value * 100:.1f}" for row in rows if row.share_shown] == shares


def test_a_share_says_whether_it_is_printed_or_computed(rates: Rates) -> None:
    """In the explanation."""
    acme = planned(plan("US$100m", item("a", "60%"), item("b", "", "US$40m")))
    report = explained(shown(rates, acme), lambda _: acme)
    told = [step.formula for row in report.explanation or () for step in row.steps if step.name == "Share"]
    assert told[:2] == ["as printed", "amount / the total of the plan"]


# --- used and bought ----------------------------------------------------------------------------


def test_what_is_left_is_derived_and_a_printed_one_that_differs_is_named(rates: Rates) -> None:
    """25 of 100 leave 75, and the 60 that are printed are not that; those of another raise are not meant."""
    facts = (
        fact("net_proceeds", "2026-01-31", "US$100m", status="closed", deal="ipo"),
        fact("unused_proceeds", "2026-03-31", "US$60m", deal="ipo"),
    )
    one = plan("US$90m", item("a", "100%"), deal="ipo", used=(used("2026-03-31", "US$25m"),))
    report = shown(rates, planned(one, facts=facts))
    text = "by 2026-03-31 US$25m used and US$60m unused are not US$100m"
    assert list(report.warnings) == [Warning("unused_differs", text, "acme")]
    for other in (
        fact("unused_proceeds", "2026-03-31", "US$60m", deal="other"),
        fact("unused_proceeds", "2026-03-31", "HK$60m", deal="ipo"),
        fact("unused_proceeds", "2026-06-30", "US$60m", deal="ipo"),
    ):
        report = shown(rates, planned(one, facts=(facts[0], other)))
        assert not codes(report)
        (row,) = part(report, "used").rows
        assert isinstance(row, UsedRow) and isinstance(row.unused, Derived)
        assert (row.company, row.plan, str(row.on), row.purpose) == ("acme", "use", "2026-03-31", None)
        assert (row.unused.company, row.unused.metric, row.unused.period) == ("acme", UNUSED, row.on)
        assert (row.unused.formula, row.unused.inputs) == ("net_proceeds - proceeds_used", (row.of, row.used))
        assert money(row.unused).amount.value == 75 * 10**6
    derived = plan("", item("a", "", "US$50m"), item("b", "", "US$50m"), deal="ipo", used=one.used)
    report = shown(rates, planned(derived, facts=facts[1:]))
    assert [one.message for one in report.warnings] == [
        "by 2026-03-31 US$25m used and US$60m unused are not the total"
    ]


def test_what_is_used_of_less_than_a_dollar_is_a_share_and_of_nothing_is_none(rates: Rates) -> None:
    """0.1 of 0.5 is a fifth."""
    for total, share in (("=US$0.5", "0.2"), ("US$0", None)):
        one = plan(total, item("a", "100%"), used=(used("2026-03-31", "=US$0.1"),))
        (row,) = part(shown(rates, planned(one)), "used").rows
        assert (row.share and str(row.share.value.normalize())) == share
        assert (row.unused is None) is (share is None)


BURNING = (
    fact("cash_balance", "2025-12-31", "US$30m"),
    fact("monthly_burn", "FY2025", "=US$10m", balance="2025-12-31"),
)


def test_what_a_plan_buys_says_of_what(rates: Rates) -> None:
    """70 over 10 of research a month, 100 over 10 of burn; each with what it rests on."""
    use = plan("=US$100m", item("a", "=70%", expense="research_expense"), item("b", "30%"))
    report = shown(rates, planned(use, facts=(RESEARCH, *BURNING)))
    a, whole = part(report, "buys").rows
    assert isinstance(a, BoughtRow) and isinstance(a.lasts, Derived) and isinstance(a.expense, Derived)
    assert (a.company, a.plan, a.purpose, a.basis) == ("acme", "use", "a", "H1 2026 R&D expense")
    assert (a.lasts.company, a.lasts.metric, a.lasts.period) == ("acme", MONTHS, Period.parse("H1 2026"))
    assert (a.lasts.value, a.lasts.formula) == (a.months, "planned_use / research_expense")
    assert a.lasts.inputs[1] == a.expense
    assert (a.expense.company, a.expense.formula) == ("acme", "research_expense / 6 months")
    assert (a.expense.metric, a.expense.period, a.expense.inputs) == (
        RESEARCH.metric,
        RESEARCH.period,
        (RESEARCH,),
    )
    assert (whole.purpose, whole.basis, whole.share.value, whole.months.value) == (
        None,
        "FY2025 stated burn",
        1,
        10,
    )
    assert whole.lasts.formula == "planned_use / monthly_burn"


@pytest.mark.parametrize(
    ("burn", "basis"),
    [
        (fact("cash_burn", "FY2025", "US$120m"), "FY2025 cash-burn"),
        (fact("adjusted_net_profit", "FY2025", "US$-120m"), "FY2025 adjusted-loss"),
    ],
)
def test_the_burn_of_the_whole_is_named_once(rates: Rates, burn: Fact, basis: str) -> None:
    """Not `cash-burn burn`."""
    acme = planned(plan("US$100m", item("a", "100%")), facts=(BURNING[0], burn))
    assert part(shown(rates, acme), "buys").rows[-1].basis == basis


@pytest.mark.parametrize(
    ("expense", "months"),
    [
        (fact("research_expense", "2026-06", "=US$0.5"), "2"),  # a month, of less than a dollar
        (fact("research_expense", "2026-06-30", "US$1"), None),  # of a day
        (fact("research_expense", "2026-06", "US$0"), None),
    ],
)
def test_an_expense_is_of_a_month_at_least_and_above_nought(
    rates: Rates, expense: Fact, months: str | None
) -> None:
    """One dollar over it."""
    acme = planned(plan("=US$1", item("a", "=100%", expense="research_expense")), facts=(expense,))
    rows = [row for row in part(shown(rates, acme), "buys").rows if row.purpose]
    assert [str(row.months.value.normalize()) for row in rows] == ([months] if months else [])


def test_a_burn_of_less_than_a_dollar_is_a_burn(rates: Rates) -> None:
    """One dollar over half a dollar a month."""
    burn = fact("monthly_burn", "FY2025", "=US$0.5", balance="2025-12-31")
    acme = planned(plan("=US$1", item("a", "100%")), facts=(BURNING[0], burn))
    assert part(shown(rates, acme), "buys").rows[-1].months.value == 2


# --- the report ---------------------------------------------------------------------------------


def test_notes_name_eight_purposes_and_the_note_of_the_plan(rates: Rates) -> None:
    """A ninth is dots."""
    items = [item(name, "10%") for name in "abcdefghi"]
    notes = list(shown(rates, planned(plan("US$100m", *items, note="As printed."))).notes)
    assert notes[:2] == [
        "As printed.",
        "Amounts computed from printed shares of the total: a, b, c, d, e, f, g, h, ....",
    ]
    eight = list(shown(rates, planned(plan("US$100m", *items[:8]))).notes)
    assert eight[0] == "Amounts computed from printed shares of the total: a, b, c, d, e, f, g, h."


def test_every_plan_is_listed_with_what_came_in(rates: Rates) -> None:
    """The newest is shown; its sum is off by 10."""
    older = plan("US$5m", id_="older", period="2025-01-31")
    newer = plan("US$100m", item("a", "", "US$60m"), item("b", "", "US$30m"), deal="ipo")
    facts = (fact("net_proceeds", "2026-01-31", "US$95m", status="closed", deal="ipo"),)
    report = shown(rates, planned(older, newer, facts=facts))
    first, second = part(report, "plans").rows
    assert (first.company, first.plan, first.title, first.status) == (
        "acme",
        "use",
        "Use of proceeds",
        "announced",
    )
    assert (first.period, first.total.reported, first.proceeds) == (JANUARY, "US$100m", facts[0])
    assert (first.difference.amount.value, first.shown) == (-10_000_000, True)
    assert (second.plan, second.difference, second.proceeds, second.shown) == ("older", None, None, False)
    assert [one.subject for one in report.warnings if one.code == "plan_sum"] == ["acme"]


def test_who_has_no_such_plan_is_named(rates: Rates) -> None:
    """Who has another one, and who has none; nobody with a plan is no answer."""
    acme = planned(plan("US$5m", item("a", "100%")))
    other = replace(planned(plan("US$5m", item("a", "100%"), id_="other")), id="other")
    bare = company(id_="bare")
    report = shown(rates, acme, other, bare, ids=("use",))
    assert [one for one in report.warnings if one.code == "no_plan"] == [
        Warning("no_plan", "no such plan is in the data", "other"),
        Warning("no_plan", "no plan is in the data", "bare"),
    ]
    with pytest.raises(NoAnswer) as caught:
        shown(rates, bare, company(id_="two"))
    assert caught.value.message == "no plan of Bare, Two is in the data as of 2026-10-31"
    assert caught.value.hint == (
        'split an amount of your own: `aicompare allocate "CNY 15bn" models=80% rest=20%`'
    )


def test_a_figure_of_a_plan_that_another_source_contradicts_is_told(rates: Rates) -> None:
    """What came in is printed as 100 and as 200."""
    facts = (
        fact("net_proceeds", "2026-01-31", "US$100m", status="closed", deal="ipo"),
        fact("net_proceeds", "2026-01-31", "US$200m", status="closed", deal="ipo", kind="press"),
    )
    one = plan("US$100m", item("a", "100%"), deal="ipo")
    assert "conflict" in codes(shown(rates, planned(one, facts=facts)))


def test_plans_side_by_side_are_measured_alike(rates: Rates) -> None:
    """Total, research, burn and what is used by the last day that is told; each a figure of its own."""
    use = plan(
        "=US$100m",
        item("a", "=40%", expense="research_expense"),
        item("b", "=60%"),
        used=(used("2026-03-31", "=US$10m"), used("2026-06-30", "=US$25m"), used("2026-06-30", "US$1m", "a")),
    )
    other = plan("US$9m", item("a", "100%"), id_="other", period="2025-06-30")
    report = shown(rates, planned(use, other, facts=(RESEARCH, *BURNING)), ids=("use", "other"))
    rows = {row.measure: row.values for row in part(report, "Side by side").rows}
    assert list(rows) == [
        "Total", "R&D expense, share", "R&D expense, months", "Burn, months", "Used", "Used, share", "Unused",
    ]  # fmt: skip
    found: dict[str, Any] = {name: values["acme/use"] for name, values in rows.items()}
    assert found["Total"].reported == "=US$100m"
    share, months = found["R&D expense, share"], found["R&D expense, months"]
    assert (share.company, share.metric, share.period, share.formula) == ("acme", SHARE, JANUARY, "a")
    assert (share.value.value, share.inputs) == (Decimal("0.4"), ())
    made = made_of(share.value)
    assert made is not None
    assert [(one.name, one.unit) for one in parts_of(made) if isinstance(one, Named)] == [("a", "percent")]
    assert (months.metric, months.period, months.formula) == (MONTHS, Period.parse("H1 2026"), "months")
    assert (months.value.value, len(months.inputs)) == (4, 1)
    assert found["Burn, months"].value.value == 10
    assert found["Used"].reported == "=US$25m"
    used_share = found["Used, share"]
    assert (used_share.company, used_share.metric, str(used_share.period), used_share.value.value) == (
        "acme",
        SHARE,
        "2026-06-30",
        Decimal("0.25"),
    )
    assert money(found["Unused"]).amount.value == 75 * 10**6
    assert [rows[name]["acme/other"] for name in ("Used", "Used, share", "Unused")] == [None] * 3


def test_rows_of_several_plans_say_whose_they_are(rates: Rates) -> None:
    """Of what is planned, used and bought; of one plan nobody needs to be told."""
    use, other = (plan("US$9m", item("a", "100%"), id_=id_) for id_ in ("use", "other"))
    for ids, about in ((("use",), set[str]()), (("use", "other"), {"several"})):
        report = shown(rates, planned(use, other), ids=ids)
        assert report.name == "allocate"
        assert [one.about for one in (report.sections[0], part(report, "used"), part(report, "buys"))] == [
            about
        ] * 3
        assert part(report, "plans").about == set()  # of one company


def test_what_is_used_once_is_the_last_that_is_told(rates: Rates) -> None:
    """Side by side too."""
    use = plan("=US$100m", item("a", "100%"), used=(used("2026-03-31", "=US$10m"),))
    other = plan("US$9m", item("a", "100%"), id_="other", period="2025-06-30")
    report = shown(rates, planned(use, other), ids=("use", "other"))
    rows = {row.measure: row.values["acme/use"] for row in part(report, "Side by side").rows}
    assert (rows["Used"].reported, rows["Used, share"].value.value) == ("=US$10m", Decimal("0.1"))
    made = made_of(rows["Used, share"].value)
    assert made is not None and words(made) == "used / of"


def test_what_is_used_of_no_total_is_no_share_side_by_side(rates: Rates) -> None:
    """A plan in shares alone has no total, and so nothing that US$10m could be a share of."""
    use = plan("", item("a", "100%"), used=(used("2026-03-31", "=US$10m"),))
    other = plan("US$9m", item("a", "100%"), id_="other", period="2025-06-30")
    report = shown(rates, planned(use, other), ids=("use", "other"))
    rows = {row.measure: row.values["acme/use"] for row in part(report, "Side by side").rows}
    assert (rows["Used"].reported, rows["Used, share"], rows["Unused"]) == ("=US$10m", None, None)


def test_the_parts_of_a_purpose_are_summed_under_its_name() -> None:
    """40 and 10 of the 60 of research, and 40% and 15% of its 60%; the plan itself comes to its whole."""
    research = item(
        "Research", "60%", "US$60m", item("Chips", "40%", "US$40m"), item("People", "15%", "US$10m")
    )
    whole = plan("US$100m", research, item("Sales", "40%", "US$40m"))
    assert [
        one.message.removesuffix(", which rounding does not explain") for one in warnings_on(whole, "acme")
    ] == [
        "Research: US$40m + US$10m is 10,000,000 USD less than US$60m",
        "Research: 40% + 15% is 5% less than 60%",
        "People: 15% of US$100m is not US$10m",
    ]


def test_what_is_printed_as_unused_is_of_the_whole(rates: Rates) -> None:
    """Of one purpose 70 less 5 are left, whatever is printed of all."""
    facts = (
        fact("net_proceeds", "2026-01-31", "US$100m", status="closed", deal="ipo"),
        fact("unused_proceeds", "2026-03-31", "US$95m", deal="ipo"),
    )
    spent = (used("2026-03-31", "US$5m", "a"),)
    one = plan("=US$100m", item("a", "=70%"), item("b", "30%"), deal="ipo", used=spent)
    (row,) = part(shown(rates, planned(one, facts=facts)), "used").rows
    assert money(row.unused).amount.value == 65 * 10**6


def test_a_burn_of_nought_buys_no_months_and_is_shown(rates: Rates) -> None:
    """With the whole of the plan, and the burn that is none."""
    nothing = fact("monthly_burn", "FY2025", "=US$0", balance="2025-12-31")
    acme = planned(plan("US$100m", item("a", "100%")), facts=(BURNING[0], nothing))
    row = part(shown(rates, acme), "buys").rows[-1]
    assert (row.months, row.basis, row.share.value, row.expense) == (None, "no cash is burnt", 1, nothing)


def test_months_without_a_rate_are_named_and_left_out(rates: Rates) -> None:
    """Of a purpose, of the whole, and of the runway behind it; side by side they are not known."""
    early = replace(rates, as_of=day("1999-06-01"))
    use = plan(
        "HK$780m",
        item("a", "50%", expense="research_expense"),
        item("b", "50%", expense="research_expense"),
    )
    report = shown(early, planned(use, facts=(RESEARCH, *BURNING)))
    missing = [one for one in report.warnings if one.code == "no_rate"]
    assert [(one.message, one.subject) for one in missing] == [(missing[0].message, "acme")] * 3
    assert missing[0].message.startswith("no HKD/USD rate covers 2026-01-31")
    other = plan("US$9m", item("a", "100%"), id_="other", period="2025-06-30")
    two = shown(early, planned(use, other, facts=(RESEARCH, *BURNING)), ids=("use", "other"))
    rows = {row.measure: row.values["acme/use"] for row in part(two, "Side by side").rows}
    assert rows["R&D expense, months"] is None
    assert rows["R&D expense, share"].value.value == 1
    yuan = fact("cash_burn", "FY2025", "RMB 70m")
    raised = shown(early, planned(plan("US$9m", item("a", "100%")), facts=(BURNING[0], yuan)))
    assert [one.message.partition(" covers")[0] for one in raised.warnings] == [
        "no CNY/USD rate",
        "no USD/CNY rate",
    ]


def test_a_plan_that_cannot_be_shown_in_a_currency_is_named(rates: Rates) -> None:
    """Each figure that is left out."""
    early = replace(rates, as_of=day("1999-06-01"))
    report = shown(early, planned(plan("US$9m", item("a", "100%"))), currency="CNY")
    assert {one.message.partition(" is left out")[0] for one in report.warnings} == {"Planned use 2026-01-31"}


TEN_SHORT = (item("a", "60%", "US$60m"), item("b", "40%", "US$30m"))
SHORT = "The parts: US$60m + US$30m is 10,000,000 USD less than US$100m"
NOT_30 = "b: 40% of US$100m is not US$30m"


def test_a_sum_that_rounding_does_not_explain_is_told_of_its_company() -> None:
    """Each with its figures as printed."""
    assert warnings_on(plan("US$100m", *TEN_SHORT), "acme") == [
        Warning("plan_sum", f"{SHORT}, which rounding does not explain", "acme"),
        Warning("plan_sum", f"{NOT_30}, which rounding does not explain", "acme"),
    ]


def test_an_accepted_sum_is_told_with_the_reason_and_those_that_close_without() -> None:
    """One sum comes to the whole exactly, two do not and may stay."""
    accepted = plan("US$100m", *TEN_SHORT, accept=(("plan-sum", "As printed."),))
    assert warnings_on(accepted, "acme") == []
    assert notes_on(accepted) == [
        "The parts add up to their whole exactly.",
        f"{SHORT}. As printed.",
        f"{NOT_30}. As printed.",
    ]


def test_half_a_percent_too_much_is_more() -> None:
    """60.2% + 40.3% is at least 100.4%, and no sum is exact, so none is counted."""
    too_much = plan("", item("a", "60.2%"), item("b", "40.3%"), accept=(("plan-sum", "As printed."),))
    assert notes_on(too_much) == ["The parts: 60.2% + 40.3% is 0.5% more than 100%. As printed."]
