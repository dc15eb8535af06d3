"""How a runway is told to a spreadsheet: the parts of its months, days and words, reckoned anew here.

What is found month by month is followed in fractions, a word by the first case that is so; with the figures
as they are both come to the row, and with other figures to the row of those.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from made import company, day, fact, part

import aicompare
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.decided import band_told
from aicompare.calculators.runway.report import cash_runway
from aicompare.calculators.runway.row import RunwayRow, runway_of
from aicompare.calculators.runway.scenario import Scenario
from aicompare.companies.derivation import (
    Made,
    Named,
    Part,
    Product,
    Sum,
    figure_of,
    made_of,
    parts_of,
    words,
)
from aicompare.companies.solved import Lasts, Level, MonthsAfter, RuledWord, WordRule
from aicompare.rates.rates import Rates
from aicompare.values.figures import Figure
from aicompare.values.money import Money
from aicompare.values.periods import add_months

DATA = aicompare.load()
MONTHS = 60  # how far it is followed
Typed = Mapping[str, int | Decimal]


def row_of(**asked: Any) -> RunwayRow:
    row = aicompare.runway(DATA, None, **asked).rows[0]
    assert isinstance(row, RunwayRow)
    return row


def named(part: Part) -> list[Named]:
    """Every name in a formula."""
    inner = [one for inside in parts_of(part) for one in named(inside)]
    return [part, *inner] if isinstance(part, Named) else inner


def value(part: Part, typed: Typed) -> Fraction | None:
    """What a part comes to where some amounts are typed anew, by what the formula calls them."""
    match part:
        case Named():
            return Fraction(typed[part.name]) if part.name in typed else value(part.part, typed)
        case Lasts():
            return followed(part, typed)
        case Level():
            assert part.lasts is not None
            found, plain = followed(part.lasts, typed), value(Product(part.above, part.below), typed)
            assert found is None or abs(found - (plain or 0)) < Fraction(1, 10**20)
            return found
        case Sum():
            return sum((sign * (value(one, typed) or 0) for sign, one in part.terms), Fraction(0))
        case Product():
            found = Fraction(1)
            for one in part.above:
                found *= value(one, typed) or 0
            for one in part.below:
                found /= value(one, typed) or 1
            return found
        case Figure() | Money():
            made = made_of(part)
            return value(made, typed) if isinstance(made, Lasts | Level) else Fraction(figure_of(part).value)
        case _:
            return Fraction(figure_of(part).value)


def followed(told: Lasts, typed: Typed) -> Fraction | None:
    """Month after month; None of what has no end in 60, or of a loss that does not end in them."""
    cash, burn, growth, revenue = (
        (one is not None and value(one, typed)) or Fraction(0)
        for one in (told.cash, told.burn, told.growth, told.revenue)
    )
    comes, goes, hires = (
        [(month, value(one, typed) or Fraction(0)) for month, one in timed]
        for timed in (told.comes, told.goes, told.hires)
    )
    takes, left = [], []
    lasts = None
    for month in range(1, MONTHS + 1):
        grown = (1 + growth) ** (month - 1)
        steady = burn + revenue - revenue * grown if told.revenue else burn * grown
        takes.append(steady + sum(amount for at, amount in hires if at <= month))
        left.append(cash)
        cash += sum(amount for at, amount in comes if at == month)
        needed = takes[-1] + sum(amount for at, amount in goes if at == month)
        if lasts is None and cash < needed:
            lasts = month - 1 + max(cash, Fraction(0)) / needed
        cash -= needed
    if told.asked == "months":
        return lasts
    last_loss = max((month for month, one in enumerate(takes, 1) if one > 0), default=0)
    if told.asked == "left":
        return left[last_loss]
    return None if last_loss == MONTHS else Fraction(last_loss + 1)


def decided(rule: WordRule, typed: Typed) -> str:
    """The word of the first case that is so."""
    for case in rule.cases:
        found = value(case.part, typed)
        if found is not None and (case.found or found <= 0):
            return case.word
    return rule.otherwise


PLANS: dict[str, dict[str, Any]] = {
    "level": {},
    "raised": {"raises": "US$2m"},
    "raised later": {"raises": ["US$2m@3", "US$4m@30"]},
    "growing": {"burn_growth": "4%"},
    "shrinking": {"burn_growth": "-4%", "raises": "US$3m@2"},
    "hired": {"hires": ["US$200k@3", "US$100k@2"]},
    "spent": {"one_offs": ["US$3m@4", "US$500k"]},
    "all": {"burn_growth": "2%", "hires": "US$500k@2", "one_offs": "US$1m@3", "raises": "US$3m@2"},
    "revenue": {"revenue": "US$500k", "revenue_growth": "9%"},
    "steady revenue": {"revenue": "US$500k", "revenue_growth": "0%"},
    "revenue and hires": {"revenue": "US$500k", "revenue_growth": "9%", "hires": "US$200k@3"},
}
AMOUNTS = [(10, 1), (10, -1), (0, 1), (0, -1), (400, 1)]  # cash, and what is burnt of it a month


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("typed", AMOUNTS, ids=str)
def test_other_figures_give_the_word_and_months_of_the_row_with_them(
    plan: str, typed: tuple[int, int]
) -> None:
    """As a workbook reckons it: `already out` of no cash, `not burning` of no burn, else by the months.

    Where the cash of a plan, or a loss, has no end in the schedule, the rule only knows that.
    """
    rule = row_of(cash=f"US${typed[0]}m", burn=f"US${typed[1]}m", **PLANS[plan]).status
    assert isinstance(rule, RuledWord)
    for cash, burn in [*AMOUNTS, (30, 1), (10, 0)]:
        now = row_of(cash=f"US${cash}m", burn=f"US${burn}m", **PLANS[plan])
        to = {"cash": cash * 10**6, "burn a month": burn * 10**6}
        without_end = now.months is None or now.months.value > MONTHS
        beyond = without_end and burn > 0 and plan in ("hired", "spent", "all", "steady revenue")
        assert decided(rule.made, to) == ("lasts longer than the schedule" if beyond else now.status)
        if now.status == "already_out":  # also where the first month would bring in what is missing
            assert now.months is not None and now.months.value == 0
            continue
        found = followed(rule.made.about[0], to)
        assert (found is None) == without_end
        if found is not None and now.months is not None:
            assert abs(found - Fraction(now.months.value)) < Fraction(1, 10**20)


@pytest.mark.parametrize("plan", PLANS)
def test_the_months_told_come_to_the_months(plan: str) -> None:
    """Of the row, of the same without its plan, and the first month without a loss."""
    row = row_of(cash="US$10m", burn="US$1m", **PLANS[plan])
    for months in (row.months, row.without_scenario):
        if months is not None:
            made = made_of(months)
            assert made is not None
            growth, *_ = [*(one for one in named(made) if one.name == "growth a month"), None]
            assert growth is None or growth.unit == "percent"
            found = value(made, {})
            assert found is not None and abs(found - Fraction(months.value)) < Fraction(1, 10**20)
    if row.profitable_month:
        first = row.counted["profitable_month"]
        assert isinstance(first, Lasts)
        assert followed(first, {}) == row.profitable_month
    if row.cash_left is not None:
        left = row.cash_left.made
        assert abs((value(left, {}) or 0) - Fraction(figure_of(row.cash_left).value)) < 1


NAMES = {
    ("cash", ""), ("burn a month", ""), ("growth a month", "percent"), ("months", "months"),
    ("raises counted", ""),
}  # fmt: skip


@pytest.mark.parametrize("plan", PLANS)
def test_the_word_rests_on_the_months_of_the_row(plan: str) -> None:
    """On the very ones that it shows, where it shows any, else on how they would be found."""
    for cash, burn in AMOUNTS:
        row = row_of(cash=f"US${cash}m", burn=f"US${burn}m", **PLANS[plan])
        assert isinstance(row.status, RuledWord)
        rule = row.status.made
        assert (rule.said, rule.parts) == ("by the signs of burn and cash", ())
        assert [(one.said, one.parts) for one in rule.about] == [("the months that it lasts", ())] * 2
        held = [
            one
            for lasts in rule.about
            for one in (lasts.cash, lasts.burn, lasts.growth, lasts.revenue)
            if one
        ]
        assert {(one.name, one.unit) for part in held for one in named(part)} <= {
            *NAMES,
            ("revenue a month", ""),
        }
        for case in rule.cases:
            assert {(one.name, one.unit) for one in named(case.part)} <= NAMES
            if isinstance(case.part, Lasts) and case.part.asked == "no loss":
                assert (case.part.said, case.part.parts) == ("first month without a loss", ())
            elif case.found:
                shown = isinstance(case.part, Named) and (case.part.name, case.part.unit, case.part.part)
                assert shown == ("months", "months", row.months) if row.months else case.part == rule.about[0]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"cash": "<=US$10m", "burn": "<=US$1m"}, "runs_out"),  # by bounds that are open
        ({"cash": "US$400m", "burn": "US$1m", "burn_growth": "-4%", "one_offs": "US$1m"}, "never"),
        ({"cash": "US$400m", "burn": "US$1m", "burn_growth": "-4%"}, None),
    ],
)
def test_a_word_that_no_cell_can_decide_is_plain(asked: dict[str, str], word: str | None) -> None:
    """Which bounds decided, or what is left of a shrinking burn beside a plan; without one 25m are enough."""
    status = row_of(**asked).status
    assert (isinstance(status, RuledWord), status) == (word is None, word or "never")
    spent = row_of(cash="US$10m", burn="US$1m", burn_growth="-4%", one_offs="US$1m").status
    assert isinstance(spent, RuledWord)
    assert decided(spent.made, {"cash": 400 * 10**6}) == "lasts longer than the schedule"


def test_what_the_company_raised_and_owes_is_told_in_its_months(rates: Rates) -> None:
    """US$30m, 20m of equity and a bond of 6m in month 2, repaid with 8m in month 4; 10m are burnt a month.

    30 - 10 + 26 - 10 - 10 - 10 - 8 leaves 8 after four months, 0.8 of the fifth. The balance alone lasts 3.
    """
    acme = company(
        fact("cash_balance", "2025-12-31", "=US$30m"),
        fact("monthly_burn", "FY2025", "=US$10m", balance="2025-12-31"),
        fact("raised", "2026-02-15", "=US$20m", deal="c", status="closed"),
        fact("debt_raised", "2026-01-31", "=US$6m", deal="d", status="closed"),
        fact("debt_principal", "2026-01-31", "=US$8m", deal="d", status="closed", due="2026-04-30"),
    )
    row = runway_of(acme, RunwayChoice(day("2026-03-31"), scenario=Scenario(with_debt=True)), rates)
    assert row.months is not None and row.months.value == Figure.parse("4.8").value
    assert isinstance(row.status, RuledWord)
    with_it, alone = row.status.made.about
    assert (followed(with_it, {}), followed(alone, {})) == (Fraction("4.8"), 3)
    made = made_of(row.months)
    assert made is not None and value(made, {}) == Fraction("4.8")
    assert row.balance_alone.months is not None and row.balance_alone.months.value == 3


def test_the_days_are_the_balance_date_and_the_whole_months(rates: Rates) -> None:
    """Cash of US$35m at 10m a month, 20m raised since: 5.5 months from the end of December 2025 are to the
    end of May 2026, 3 of the balance alone to the end of March; two months before it is time to raise.
    """
    acme = company(
        fact("cash_balance", "2025-12-31", "=US$35m"),
        fact("monthly_burn", "FY2025", "=US$10m", balance="2025-12-31"),
        fact("raised", "2026-01-15", "=US$20m", deal="c", status="closed"),
    )
    row = runway_of(acme, RunwayChoice(day("2026-01-31"), raise_lead=2), rates)
    said = DAY
    wanted = {
        "cash_out_date": ("2026-05-31", said, 0),
        "raise_by": ("2026-03-31", f"{said}, less 2 months", 2),
        "balance_alone.cash_out_date": ("2026-03-31", said, 0),
        "balance_alone.raise_by": ("2026-01-31", f"{said}, less 2 months", 2),
    }
    assert set(row.counted) == set(wanted)
    for name, made in row.counted.items():
        assert isinstance(made, MonthsAfter)
        assert (str(day_of(made)), made.said, made.less) == wanted[name]
        (months,) = made.parts
        assert isinstance(months, Named) and months.name == "months"


DAY = "the balance date + the whole months"


def day_of(made: MonthsAfter) -> date:
    whole = int(value(made.parts[0], {}) or 0)
    return add_months(made.start, whole - made.less)


def test_cash_without_an_end_has_its_months_for_when_a_figure_ends_it(rates: Rates) -> None:
    """Nothing is burnt; at US$10m a month US$35m would last 3.5 months from December 2025, to March 2026, and
    1 month after the balance 2.5 would be left.
    """
    acme = company(
        fact("cash_balance", "2025-12-31", "=US$35m"),
        fact("monthly_burn", "FY2025", "=US$-1m", balance="2025-12-31"),
    )
    row = runway_of(acme, RunwayChoice(day("2026-01-31")), rates)
    assert (row.status, row.months) == ("not_burning", None)
    burning = {"burn a month": 10**7}
    names = ("months", "cash_out_date", "months_left")
    assert set(row.counted) == {before + name for before in ("", "balance_alone.") for name in names}
    for before in ("", "balance_alone."):
        months, ends, left = (row.counted[before + name] for name in names)
        assert value(months, burning) == Fraction("3.5")
        assert isinstance(ends, MonthsAfter)
        (whole,) = ends.parts
        assert isinstance(whole, Named)
        assert (ends.said, whole.name, whole.unit) == (DAY, "months", "months")
        assert add_months(ends.start, int(value(whole, burning) or 0)) == day("2026-03-31")
        assert value(left, burning) == Fraction("2.5")
        assert names_in(left) == ["months", "months elapsed"]
    undated = row_of(cash="US$10m", burn="US$-1m")  # there is no day for cash to end on
    assert set(undated.counted) == {"months", "balance_alone.months"}


@pytest.mark.parametrize("as_it_is", ["-2", "5.9", "6", "12", "17.9", "70"])
def test_the_band_of_other_months_left_is_theirs(as_it_is: str) -> None:
    """Under 6, 12, 18 months, and more; 6 are 6 to 12. Where bounds lie in two bands the word is plain."""
    told = band_told(Figure.exact(Decimal(as_it_is)))
    assert isinstance(told, RuledWord)
    assert (told.made.said, told.made.parts) == ("the band that the months left lie in", ())
    for left, band in (
        ("-1", "under 6"), ("0", "under 6"), ("5.99", "under 6"), ("6", "6 to 12"), ("11.99", "6 to 12"),
        ("12", "12 to 18"), ("17.99", "12 to 18"), ("18", "18 or more"), ("300", "18 or more"),
    ):  # fmt: skip
        assert decided(told.made, {"months left": Decimal(left)}) == band
        assert band_told(Figure.exact(Decimal(left))) == band
    assert decided(told.made, {}) == told
    (months,) = {sum_of[1] for case in told.made.cases for sum_of in [parts_of(case.part)]}
    assert isinstance(months, Named) and months.unit == "months"
    two = band_told(Figure(Decimal(12), Decimal("11.5"), Decimal("12.5")))
    assert (two, isinstance(two, RuledWord)) == ("6 to 12 or 12 to 18", False)
    below = band_told(Figure(Decimal(12), Decimal(11), Decimal("11.9")))
    assert (below, isinstance(below, RuledWord)) == ("6 to 12", False)
    assert band_told(None) is None


def test_every_cell_of_the_sensitivity_is_told_with_its_cash_and_burn(rates: Rates) -> None:
    """US$30m and parts of the last raise, 20m, over parts of 10m a month: 50 over 5 in the last row is 10."""
    acme = company(
        fact("cash_balance", "2025-12-31", "=US$30m"),
        fact("monthly_burn", "FY2025", "=US$10m", balance="2025-12-31"),
        fact("raised", "2025-02-15", "=US$20m", deal="c", status="closed"),
    )
    grid = part(cash_runway([acme], RunwayChoice(day("2026-01-31")), rates, None, grid=True), "sensitivity")
    for row, cash in zip(grid.rows, ("30", "35", "40", "45", "50"), strict=True):
        for cell, burn in zip(row.months.values(), ("5", "7.5", "10", "12.5", "15", "20"), strict=True):
            made = made_of(getattr(cell, "figure", cell))
            assert isinstance(made, Lasts)
            assert followed(made, {}) == Fraction(cash) / Fraction(burn)
            assert words(made) == "months of the cash and extra cash, the burn changed by so much"
            assert [one.part for one in named(made)] == [row.extra]
            names = [one.name for inside in (made.cash, made.burn) for one in named(inside)]
            assert names == ["cash", "extra cash", "burn a month", "burn a month"]
    open_ended = company(
        fact("cash_balance", "2025-12-31", "<=US$30m"),
        fact("monthly_burn", "FY2025", "<=US$10m", balance="2025-12-31"),
    )
    report = cash_runway([open_ended], RunwayChoice(day("2026-01-31")), rates, None, grid=True)
    for row in part(report, "sensitivity").rows:
        assert {*row.months.values()} == {*row.statuses.values()} == {None}  # nothing can be said


def names_in(made: Made) -> list[str]:
    return [one.name for one in parts_of(made) if isinstance(one, Named)]
