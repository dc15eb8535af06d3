"""What mutants of the runway's calculators showed to be promised and not yet tested."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, rounded, source

from aicompare.calculators.runway.bases import Basis, RunwayChoice, bases_of, without_facilities
from aicompare.calculators.runway.cashpath import Burn, Flow, Lasting, cash_after, lasting
from aicompare.calculators.runway.inflows import at_balance
from aicompare.calculators.runway.matrix import BurnRow, CashRow, StatedRow
from aicompare.calculators.runway.outlook import Course, Outlook, Timed, outlook
from aicompare.calculators.runway.report import cash_runway
from aicompare.calculators.runway.row import RunwayRow, every_answer, runway_of
from aicompare.calculators.runway.scenario import Raise, Scenario
from aicompare.calculators.runway.sensitivity import BURNS, ExtraRow
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact, given, money
from aicompare.rates.rates import Rates
from aicompare.reports.explanation import explained
from aicompare.reports.report import Chart, Curve, Marked, Report, Warning
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

LAST = day("2026-10-31")
CASH = fact("cash_balance", "2025-12-31", "US$30m")
BURN = fact("cash_burn", "FY2025", "US$120m")  # 10 a month


@pytest.fixture
def no_rates(tmp_path: Path) -> Rates:
    """A table with one day of long ago: no rate for anything of today."""
    path = tmp_path / "rates.csv"
    path.write_text("date,USD,CNY\n2001-01-02,1.25,8.75\n", encoding="ascii")
    return Rates(path, source(kind="dataset"))


def supposed(*raises: str, debt: bool = False, **growth: str) -> Scenario:
    names = ("burn_growth", "revenue", "revenue_growth")
    return Scenario.parse(list(raises), *(growth.get(name) for name in names), with_debt=debt)


def made(rates: Rates, acme: Company, scenario: Scenario, **choice: Any) -> Report:
    return cash_runway([acme], RunwayChoice(LAST, scenario=scenario, **choice), rates, None)


def row_of(report: Report) -> RunwayRow:
    (row,) = report.rows
    assert isinstance(row, RunwayRow)
    return row


def warned(report: Report, code: str) -> list[Warning]:
    return [one for one in report.warnings if one.code == code]


# --- what a user supposes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        (
            {"burn_growth": "1%", "revenue": "USD 5", "revenue_growth": "5%"},
            "--burn-growth and --revenue do not go together",
            "use one of them",
        ),
        (
            {"revenue": "USD 5"},
            "--revenue and --revenue-growth are needed together",
            "0% supposes that revenue stays as it is",
        ),
        ({"revenue": "USD 0", "revenue_growth": "5%"}, "--revenue is nothing", "an amount above nought"),
        (
            {"burn_growth": "-100.1%"},
            "'-100.1%' a month is less than nothing left",
            "-100% or more",
        ),
    ],
)
def test_what_does_not_go_together_is_named_with_a_way_out(
    given: dict[str, str], message: str, hint: str
) -> None:
    """The whole message, and what to write instead."""
    with pytest.raises(BadUsage) as caught:
        supposed(**given)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("USD 0", "'USD 0' raises nothing", "an amount above nought"),
        ("USD 5@0", "'0' is not a month", "count from 1, like US$50m@13"),
        ("USD 5@1x", "'1x' is not a month", "count from 1, like US$50m@13"),
    ],
)
def test_a_raise_that_is_none_is_named_with_a_way_out(text: str, message: str, hint: str) -> None:
    """Nothing raised, and a month that is none."""
    with pytest.raises(BadUsage) as caught:
        Raise.parse(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_the_smallest_that_can_be_supposed() -> None:
    """One cent, one dollar, month 1, a revenue of one dollar, and a burn that stops at once."""
    cent = parse_amount("=US$0.01")  # what is supposed is exact
    assert Raise.parse("US$0.01") == Raise(cent, 1)
    assert Raise.parse("US$1@1") == Raise(parse_amount("=US$1"), 1)
    assert Raise.parse("US$1@ 2 ").month == 2
    assert supposed(revenue="US$1", revenue_growth="0%").revenue == parse_amount("=US$1")
    assert supposed(revenue="US$0.01", revenue_growth="0%").revenue == cent
    assert supposed(burn_growth="-100%").burn_growth == -1


def test_bonds_are_counted_only_when_asked_for() -> None:
    """Nothing said supposes no debt."""
    assert Scenario.parse([], None, None, None) == Scenario()


# --- what comes in and goes out ---------------------------------------------------------------


def test_two_currencies_without_a_day_are_told_apart() -> None:
    """Both ways out are named: the day, or the other currency."""
    typed = given("acme", METRICS["raised"], parse_amount("HK$5m"), Period.day(LAST))
    with pytest.raises(BadUsage) as caught:
        at_balance(typed, "USD", None, None)  # type: ignore[arg-type]
    assert caught.value.message == "two currencies meet without a day for their rate"
    assert caught.value.hint == "say the day with --balance, or write HKD as USD"


def test_a_typed_raise_is_the_company_s_of_the_balance_date(rates: Rates) -> None:
    """HK$10 at 1.175 over 9.1464 dollars of 31 December 2025; what was typed is kept beside it."""
    answer = made(rates, company(CASH, BURN), supposed("=HK$10m"))
    row = row_of(answer)
    (raised,), (counted,) = row.raises, row.counted
    assert raised == given("acme", METRICS["raised"], parse_amount("=HK$10m"), Period.day(day("2025-12-31")))
    assert counted.original == parse_amount("=HK$10m")
    assert isinstance(counted.value, Money)
    assert rounded(counted.value.amount.value, 6) == rounded(
        Decimal(10**7) * Decimal("1.175") / Decimal("9.1464"), 6
    )


def test_a_typed_raise_over_typed_cash_is_of_the_day_of_the_answer(rates: Rates) -> None:
    """Nobody said a balance date."""
    typed = {"cash": parse_amount("US$30m"), "burn": parse_amount("US$10m")}
    answer = cash_runway([], RunwayChoice(LAST, scenario=supposed("US$5m"), **typed), rates, None)  # type: ignore[arg-type]
    assert [one.period for one in row_of(answer).raises] == [Period.day(LAST)]


def test_no_raise_since_the_balance_is_said(rates: Rates) -> None:
    """With `proceeds` and nothing to count."""
    answer = made(rates, company(CASH, BURN), supposed("proceeds"))
    assert warned(answer, "no_proceeds") == [
        Warning(
            "no_proceeds", "no equity raised after 2025-12-31 is known, so no proceeds are counted", "acme"
        )
    ]


def test_the_raises_counted_are_the_facts_themselves(rates: Rates) -> None:
    """With their sources, as printed."""
    raised = fact("raised", "2026-02-15", "US$20m", deal="series-c", status="closed")
    row = row_of(made(rates, company(CASH, BURN, raised), supposed("proceeds")))
    assert (row.raises, row.raise_months) == ((raised,), (2,))
    assert row.months is not None and row.months.value == 5


def test_raises_without_a_rate_are_said_not_to_count(no_rates: Rates) -> None:
    """In yuan over a cash in dollars."""
    raised = fact("raised", "2026-02-15", "RMB 20m", deal="series-c", status="closed")
    answer = made(no_rates, company(CASH, BURN, raised), supposed())
    (warning,) = warned(answer, "no_rate")
    assert warning.message.startswith("no CNY/USD rate covers 2026-02-15: ")
    assert warning.message.endswith(", so raises are not counted")
    assert warning.subject == "acme"
    assert row_of(answer).months_with_raises is None


def bond(name: str, came: str | None, owed: str | None, due: str | None) -> list[Fact]:
    """A bond of 31 January 2026 of which what is None is not known."""
    details: dict[str, str] = {"deal": name, "status": "closed"}
    when = {} if due is None else {"due": due}
    facts = [] if came is None else [fact("debt_raised", "2026-01-31", came, **details, **when)]
    return facts + ([] if owed is None else [fact("debt_principal", "2026-01-31", owed, **details, **when)])


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ((None, "US$50m", "2027-01-31"), "what it brought in"),
        (("US$50m", None, "2027-01-31"), "what it repays"),
        (("US$50m", "US$50m", None), "when it falls due"),
    ],
)
def test_a_bond_half_known_is_named_and_the_next_one_counted(
    rates: Rates, known: tuple[str | None, str | None, str | None], missing: str
) -> None:
    """What one bond lacks leaves out no other: 30 + 20 - 20 in month 2 over 10 a month are 3 months."""
    acme = company(CASH, BURN, *bond("a", *known), *bond("b", "US$20m", "US$20m", "2026-02-28"))
    answer = made(rates, acme, supposed(debt=True))
    assert warned(answer, "debt_left_out") == [
        Warning(
            "debt_left_out",
            f"the debt of 2026-01-31 (US$50m) is not counted: {missing} is not known",
            "acme",
        )
    ]
    row = row_of(answer)
    came, owed = acme.facts.of("debt_raised")[-1], acme.facts.of("debt_principal")[-1]
    assert (row.raises, row.raise_months) == ((came,), (2,))  # a whole month after the balance
    assert (row.repayments, row.repayment_months) == ((owed,), (2,))
    assert row.months is not None and row.months.value == 3


def test_a_bond_in_another_currency_comes_and_goes_at_the_rate_of_its_day(rates: Rates) -> None:
    """RMB 70m of 31 January 2026: both sides in dollars at that closing rate, so they cancel."""
    acme = company(CASH, BURN, *bond("a", "=RMB 70m", "=RMB 70m", "2026-02-28"))
    row = row_of(made(rates, acme, supposed(debt=True)))
    came, owed = row.counted
    assert came.rate is not None and owed.rate is not None
    assert came.rate.value == owed.rate.value
    assert row.months is not None and rounded(row.months.value, 9) == "3.000000000"


def test_a_bond_without_a_rate_is_named_by_its_day(no_rates: Rates) -> None:
    """With the company, and the code that scripts look for."""
    acme = company(CASH, BURN, *bond("a", "RMB 70m", "RMB 70m", "2027-01-31"))
    (warning,) = warned(made(no_rates, acme, supposed(debt=True)), "no_rate")
    assert warning.message.startswith("no CNY/USD rate covers 2026-01-31: ")
    assert warning.message.endswith(", so the debt of 2026-01-31 is not counted")
    assert warning.subject == "acme"


# --- how long it lasts ------------------------------------------------------------------------


def span(value: int, low: int | None, high: int | None) -> Figure:
    ends = [None if one is None else Decimal(one) for one in (low, high)]
    return Figure(Decimal(value), *ends)


def shown(figure: Figure | None) -> list[str | None]:
    assert figure is not None
    return [None if one is None else rounded(one, 4) for one in (figure.value, figure.low, figure.high)]


def test_a_larger_revenue_that_shrinks_loses_more() -> None:
    """Cash 100, burn 10, revenue 20 (10 to 30) halving each month.

    Month t burns 10 + R (1 - 0.5^(t-1)). R = 20: 10, 20, 25, 27.5 leave 17.5 of the 28.75 of
    month 5. R = 10: 10, 15, 17.5, 18.75, 19.375 leave 19.375 of 19.6875. R = 30: 10, 25, 32.5
    leave 32.5 of 36.25.
    """
    course = Course(Figure.exact(100), Figure.exact(10), Decimal("-0.5"), span(20, 10, 30))
    assert shown(outlook(course).months) == ["4.6087", "3.8966", "5.9841"]


def test_a_larger_revenue_that_grows_loses_less() -> None:
    """Cash 100, burn 60, revenue 20 (10 to 30) growing by half: month t burns 60 - R (1.5^(t-1) - 1).

    R = 20: 60, 50 more than 100, so 1 + 40 / 50. R = 10: 1 + 40 / 55. R = 30: 1 + 40 / 45.
    """
    course = Course(Figure.exact(100), Figure.exact(60), Decimal("0.5"), span(20, 10, 30))
    assert shown(outlook(course).months) == ["1.8000", "1.7273", "1.8889"]


@pytest.mark.parametrize("low", [None, -1, 0])
def test_a_burn_that_may_be_none_has_no_months(low: int | None) -> None:
    """It runs out at the printed figure, and nobody can say when; at nought too it never would."""
    course = Course(Figure.exact(100), span(5, low, 10))
    assert outlook(course) == Outlook("runs_out", reason="unbounded")


def test_revenue_that_covers_all_from_the_first_month_is_profitable_now() -> None:
    """A burn of nought, or below, with revenue; one dollar is still a loss."""
    for burn, status in ((0, "profitable_now"), (-5, "profitable_now"), (1, "default_alive")):
        course = Course(Figure.exact(100), Figure.exact(burn), Decimal(1), Figure.exact(10))
        assert outlook(course).status == status


def test_a_burn_of_nought_with_an_open_low_bound_is_still_profitable_now() -> None:
    """Nothing is burnt at the printed figures, and that is what is told."""
    course = Course(Figure.exact(100), span(0, -1, 1), Decimal(1), Figure.exact(10))
    assert outlook(course).status == "profitable_now"


def test_a_revenue_that_saves_it_only_at_the_printed_figures_is_unsure() -> None:
    """Burn 10 and revenue 10 doubling: month 2 burns nothing, so cash of 10 is enough, and 9 is not."""
    sure = Course(span(10, 10, 11), Figure.exact(10), Decimal(1), Figure.exact(10))
    unsure = replace(sure, cash=span(10, 9, 11))
    assert [outlook(one).status for one in (sure, unsure)] == ["default_alive"] * 2
    assert [outlook(one).sure for one in (sure, unsure)] == [True, False]


def test_a_raise_of_the_first_month_is_there_at_the_start() -> None:
    """Cash of nought with 30 in month 1 lasts 3 months; with 30 in month 2 it is out already."""
    nothing, burn = Figure.exact(0), Figure.exact(10)
    for month, status, whole in ((1, "runs_out", 3), (2, "already_out", 0)):
        found = outlook(Course(nothing, burn, comes=(Timed(month, Figure.exact(30)),)))
        assert (found.status, found.whole_months) == (status, whole)


def test_an_open_bound_of_cash_leaves_the_months_open_on_that_side() -> None:
    """Never fewer months than none, and no greatest."""
    found = outlook(Course(span(100, None, None), Figure.exact(10)))
    assert shown(found.months) == ["10.0000", "0.0000", None]


def test_the_cash_left_when_the_losses_end_has_the_bounds_of_the_cash() -> None:
    """100 (90 to 110) less 10 of month 1: month 2 makes no loss, and 90 (80 to 100) is left."""
    course = Course(span(100, 90, 110), Figure.exact(10), Decimal(1), Figure.exact(10))
    found = outlook(course)
    assert found.profitable_month == 2
    assert shown(found.cash_left) == ["90.0000", "80.0000", "100.0000"]
    open_ended = outlook(replace(course, cash=span(100, None, None)))
    assert shown(open_ended.cash_left) == ["90.0000", None, None]


# --- how the months are explained -------------------------------------------------------------


def formula_of_months(rates: Rates, *facts: Fact, scenario: Scenario) -> str:
    acme = company(*facts)
    report = explained(made(rates, acme, scenario), lambda _: acme)
    assert report.explanation is not None
    (row,) = report.explanation
    return next(step.formula for step in row.steps if step.name == "Months")


@pytest.mark.parametrize(
    ("raises", "growth", "facts", "formula"),
    [
        ((), {}, (CASH, BURN), "cash / burn a month"),
        (("US$5m",), {}, (CASH, BURN), "(cash + raises counted) / burn a month"),
        (
            ("US$5m@2", "US$5m@3"),
            {},
            (CASH, BURN),
            "months that (cash + raises counted) lasts, raised in month 2 and 3, burn a month",
        ),
        (
            (),
            {"burn_growth": "5%"},
            (CASH, BURN),
            "months that cash lasts, burn a month growing by growth a month",
        ),
        (
            (),
            {"revenue": "US$1m", "revenue_growth": "5%"},
            (CASH, BURN),
            "months that cash lasts, expenses of burn a month + revenue a month, "
            "revenue a month growing by growth a month",
        ),
        (
            (),
            {},
            (CASH, BURN, *bond("b", "US$20m", "US$20m", "2026-02-28")),
            "months that (cash + raises counted) lasts, raised in month 2, burn a month, "
            "repayments repaid in month 2",
        ),
        (
            (),
            {},
            (
                fact("cash_balance", "2025-12-31", "US$300m"),
                BURN,
                *bond("b", "US$20m", "US$20m", "2026-02-28"),
                *bond("c", "US$20m", "US$20m", "2026-03-31"),
            ),
            "months that (cash + raises counted) lasts, raised in month 2 and 2, burn a month, "
            "repayments repaid in month 2 and 3",
        ),
        (
            (),
            {},
            (fact("cash_balance", "2025-12-31", "=US$0"), BURN),
            "0, as nothing is left at the start of cash",
        ),
    ],
)
def test_the_months_are_told_with_all_that_is_supposed(
    rates: Rates, raises: tuple[str, ...], growth: dict[str, str], facts: tuple[Fact, ...], formula: str
) -> None:
    """A quotient where it is one, else in words: what comes in which month, what grows, what is repaid."""
    scenario = supposed(*raises, debt=len(facts) > 2, **growth)
    assert formula_of_months(rates, *facts, scenario=scenario) == formula


# --- the row ------------------------------------------------------------------------------------


def test_a_runway_without_a_rate_is_a_row_with_what_is_known(no_rates: Rates) -> None:
    """Cash in dollars, burn in yuan: both stand, with the reason, and the warning names the company."""
    acme = company(CASH, fact("cash_burn", "FY2025", "RMB 120m"))
    earlier = Warning("other", "something else")
    warnings = [earlier]
    row = runway_of(acme, RunwayChoice(LAST), no_rates, warnings)
    assert (row.company, row.cash, row.reason, row.status) == ("acme", CASH, "no rate", "unknown")
    assert row.burn is not None and money(row.burn).currency == "CNY"
    first, missing = warnings
    assert (first, missing.code, missing.subject) == (earlier, "no_rate", "acme")
    assert missing.message.startswith("no CNY/USD rate covers FY2025")
    (answer,) = every_answer(acme, RunwayChoice(LAST), no_rates)
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
    assert runway_of(company(*facts), RunwayChoice(LAST), rates).reason == reason


def test_what_was_converted_for_the_sum_is_kept_with_its_rate(rates: Rates) -> None:
    """Burn and raise in yuan under a cash in dollars; in dollars there is nothing to keep."""
    done = {"deal": "c", "status": "closed"}
    yuan = company(
        CASH, fact("cash_burn", "FY2025", "RMB 840m"), fact("raised", "2026-02-15", "RMB 70m", **done)
    )
    row = runway_of(yuan, RunwayChoice(LAST), rates)
    assert row.burnt is not None and row.burnt.rate is not None
    assert money(row.burnt).currency == "USD"
    assert [money(one).currency for one in row.added] == ["USD"]
    dollars = company(CASH, BURN, fact("raised", "2026-02-15", "US$10m", **done))
    row = runway_of(dollars, RunwayChoice(LAST), rates)
    assert (row.burnt, row.added, len(row.raised_since.equity)) == (None, (), 1)


def test_typed_revenue_and_the_cash_left_are_figures_of_the_balance_date(rates: Rates) -> None:
    """10 a month burnt, 10 of revenue doubling: month 2 makes no loss, and 20 of 30 is left."""
    growing = supposed(revenue="=US$10m", revenue_growth="100%")
    row = row_of(made(rates, company(CASH, BURN), growing))
    on = Period.day(day("2025-12-31"))
    assert row.revenue == given("acme", METRICS["monthly_revenue"], parse_amount("=US$10m"), on)
    left = row.cash_left
    assert left is not None
    assert (left.company, left.metric.name, left.period) == ("acme", "cash_balance", on)
    assert (left.formula, left.inputs) == ("cash after 1 months", (row.cash, row.burn))
    assert money(left).currency == "USD" and money(left).amount.value == 20 * 10**6
    typed = {"cash": parse_amount("US$30m"), "burn": parse_amount("US$10m")}
    bare = row_of(cash_runway([], RunwayChoice(LAST, scenario=growing, **typed), rates, None))  # type: ignore[arg-type]
    assert bare.revenue is not None and bare.revenue.period == Period.day(LAST)
    assert bare.cash_left is not None and bare.cash_left.period == Period.day(LAST)


def test_a_runway_that_only_rounding_saves_says_so(rates: Rates) -> None:
    """US$10m may be 9.5m, and then the first month's burn is not covered."""
    acme = company(fact("cash_balance", "2025-12-31", "US$10m"), fact("cash_burn", "FY2025", "=US$120m"))
    answer = made(rates, acme, supposed(revenue="=US$10m", revenue_growth="100%"))
    text = "at the printed figures the cash lasts for ever, within their precision it may not"
    assert warned(answer, "status_unsure") == [Warning("status_unsure", text, "acme")]


def test_a_raise_after_the_cash_is_gone_comes_too_late(rates: Rates) -> None:
    """30 over 10 a month is gone in month 4: month 5 is too late, and month 4 is not."""
    acme = company(CASH, BURN)
    text = "what comes in with month 5 comes too late: the cash is gone in month 4"
    assert warned(made(rates, acme, supposed("US$50m@5")), "raise_too_late") == [
        Warning("raise_too_late", text, "acme")
    ]
    assert warned(made(rates, acme, supposed("US$5m@4")), "raise_too_late") == []


def test_a_burn_of_one_s_own_without_a_balance_is_named(rates: Rates) -> None:
    """With its period, and whose it is."""
    acme = company(CASH, BURN, fact("monthly_burn", "FY2025", "US$20m", user=True))
    text = "your burn of FY2025 names no `balance:`, so no cash is matched with it"
    assert warned(made(rates, acme, supposed()), "burn_without_balance") == [
        Warning("burn_without_balance", text, "acme")
    ]


@pytest.mark.parametrize(
    ("metric", "period", "value", "status", "told"),
    [
        ("cash_burn", "FY2026", "US$240m", "forecast", True),  # 20 a month
        ("cash_burn", "FY2026", "US$240m", "estimate", True),
        ("cash_burn", "FY2026", "US$120m", "forecast", False),
        ("cash_burn", "2026-02", "US$10m", "forecast", False),  # of one month
        ("cash_burn", "2026-02", "US$20m", "forecast", True),
        ("cash_burn", "FY2025", "US$240m", "forecast", False),  # not after the balance
        ("monthly_burn", "FY2026", "US$10m", "forecast", False),
        ("monthly_burn", "FY2026", "US$20m", "estimate", True),
        ("monthly_burn", "FY2026", "RMB 20m", "forecast", False),
    ],
)
def test_a_forecast_a_quarter_off_the_burn_is_mentioned(
    rates: Rates, metric: str, period: str, value: str, status: str, told: bool
) -> None:
    """Of a time after the balance, in the same currency, by the month; who expects it is named."""
    forecast = replace(
        fact(metric, period, value, status=status), sources=(source(), replace(source(), publisher="A bank"))
    )
    warnings = warned(made(rates, company(CASH, BURN, forecast), supposed()), "forecast_differs")
    text = f"Nobody, A bank expects {value} in {period}, more than 25% off the burn used"
    assert warnings == ([Warning("forecast_differs", text, "acme")] if told else [])


# --- which cash and which burn ------------------------------------------------------------------


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
            (("burn_is_proxy", "the burn is the adj. net loss of H2 2025: a proxy, not cash"),),
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
            (CASH,),
            "stated",
            (
                "may_count_facilities",
                "the balance is the company's own total and may count bank facilities that are not drawn",
            ),
        ),
        (
            (CASH, fact("unused_facilities", "2025-12-31", "US$5m")),
            "stated",
            ("facilities_counted", "the balance counts US$5m of bank facilities that are not drawn"),
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
    assert basis.cash.formula.endswith(" + unused_facilities")
    without = without_facilities(basis)
    assert without is not None and without.amount.value == 100 * 10**6
    own = basis_of(STATED, fact("cash_balance", on, "=US$120m"), parts[-1])
    assert without_facilities(own) == parse_amount("=US$100m")


# --- the report ---------------------------------------------------------------------------------

TYPED = {"cash": parse_amount("US$30m"), "burn": parse_amount("US$10m")}
PLAIN = (
    "cash_over_burn", "raises", "raise_months", "repayments", "repayment_months", "growth",
    "profitable_month", "cash_left", "revenue",
)  # fmt: skip
OF_A_COMPANY = ("months_without_facilities", "raised_since", "months_with_raises", "stated")


def test_the_answer_says_what_it_is_and_leaves_out_empty_columns(rates: Rates) -> None:
    """Columns of a scenario only where there is one of that kind."""
    acme = company(CASH, BURN)
    answer = made(rates, acme, Scenario())
    assert (answer.name, answer.title, answer.as_of) == ("runway", "Cash runway", LAST)
    assert (answer.currency, answer.brief, answer.hidden) == ("reported", (), PLAIN)
    assert (answer.names, list(answer.notes)) == ({"acme": "Acme"}, [])
    assert cash_runway([acme], RunwayChoice(LAST), rates, "HKD").currency == "HKD"
    for scenario, hidden in (
        (supposed("US$1m"), PLAIN[3:]),
        (supposed("proceeds"), PLAIN[3:]),
        (supposed(debt=True), PLAIN[5:]),
        (supposed(burn_growth="5%"), (*PLAIN[1:5], *PLAIN[6:])),
        (supposed(revenue="US$1m", revenue_growth="5%"), PLAIN[1:5]),
    ):
        assert made(rates, acme, scenario).hidden == hidden
    growing = made(rates, acme, supposed(revenue="US$1m", revenue_growth="5%"))
    assert growing.brief == ("company", "status", "months", "profitable_month", "cash_left")


def test_typed_figures_of_nobody_have_no_columns_of_a_company(rates: Rates) -> None:
    """And without a balance date none with a day."""
    answer = cash_runway([], RunwayChoice(LAST, **TYPED), rates, None)  # type: ignore[arg-type]
    assert answer.names == {"given": "Your figures"}
    assert answer.hidden == (*PLAIN, *OF_A_COMPANY, "cash_out_date", "months_left")
    assert row_of(answer).company == "given"
    dated = cash_runway([], RunwayChoice(LAST, balance=day("2026-06-30"), **TYPED), rates, None)  # type: ignore[arg-type]
    assert dated.hidden == (*PLAIN, *OF_A_COMPANY)


def test_several_rows_name_the_bases_they_rest_on(rates: Rates) -> None:
    """In a note, and where they differ in a warning; what another source contradicts too."""
    stated = fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31", company="two")
    two = company(replace(CASH, company="two"), stated, id_="two")
    one = company(CASH, BURN)
    answer = cash_runway([one, two], RunwayChoice(LAST), rates, None)
    assert list(answer.notes) == ["Cash and burn: Acme stated / cash-burn; Two stated / stated."]
    assert warned(answer, "basis_mismatch") == [
        Warning("basis_mismatch", "the rows rest on different bases of cash and burn")
    ]
    assert not warned(cash_runway([one, one], RunwayChoice(LAST), rates, None), "basis_mismatch")
    nothing = cash_runway([one, company(id_="three")], RunwayChoice(LAST), rates, None)
    assert list(nothing.notes) == ["Cash and burn: Acme stated / cash-burn."]
    doubted = company(CASH, fact("cash_balance", "2025-12-31", "US$90m", kind="press"), BURN)
    assert [one.subject for one in warned(made(rates, doubted, Scenario()), "conflict")] == ["acme"]


def test_the_sensitivity_says_what_it_is(rates: Rates) -> None:
    """A part of its own, of the day of the answer, shown in the currency that was asked."""
    answer = cash_runway([company(CASH, BURN)], RunwayChoice(LAST), rates, "HKD", grid=True)
    part = answer.beside["sensitivity"]
    assert (part.name, part.row_type, part.as_of, part.currency) == ("part", ExtraRow, LAST, None)
    assert part.title == ("Months by change of the burn, and by extra cash up to the last raise (◂ as above)")
    assert part.keys == {"months": tuple(BURNS)}


@pytest.mark.parametrize(
    ("ask", "message", "hint"),
    [
        (
            {"grid": True, "all_bases": True},
            "--bases goes with neither --sensitivity nor --plot",
            "ask one after the other",
        ),
        (
            {"plot": True, "all_bases": True},
            "--bases goes with neither --sensitivity nor --plot",
            "ask one after the other",
        ),
        ({"grid": True, "twice": True}, "--sensitivity is of one company", "name one"),
    ],
)
def test_what_does_not_go_beside_a_runway_is_named_with_a_way_out(
    rates: Rates, ask: dict[str, bool], message: str, hint: str
) -> None:
    """The whole message, and what to write instead."""
    companies = [company(CASH, BURN)] * (2 if ask.get("twice") else 1)
    choice = RunwayChoice(LAST, all_bases=ask.get("all_bases", False))
    with pytest.raises(BadUsage) as caught:
        cash_runway(companies, choice, rates, None, grid=ask.get("grid", False), plot=ask.get("plot", False))
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_nobody_needs_both_amounts_and_has_no_raises(rates: Rates) -> None:
    """Of nobody there is neither data nor a raise of its own."""
    for choice, message, hint in (
        ({"cash": TYPED["cash"]}, "without a company, both --cash and --burn are needed", None),
        ({"burn": TYPED["burn"]}, "without a company, both --cash and --burn are needed", None),
        (
            {**TYPED, "scenario": supposed("proceeds")},
            "`--raise proceeds` and --with-debt need a company",
            "write --raise AMOUNT",
        ),
    ):
        with pytest.raises(BadUsage) as caught:
            cash_runway([], RunwayChoice(LAST, **choice), rates, None)  # type: ignore[arg-type]
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
        cash_runway([company(), company(id_="two")], RunwayChoice(LAST, **choice), rates, None)
    assert (caught.value.message, caught.value.hint) == (text, "see `aicompare show COMPANY cash`")


@pytest.mark.parametrize(
    ("raises", "growth", "facts", "metric", "value"),
    [
        ((), {}, (), "cash_balance", "30"),
        (("=US$7m",), {}, (), "raised", "7"),
        # HK$10 is US$1.17500 / 9.1464 x 10 of 31 December 2025
        (("=HK$10m",), {}, (), "raised", "1.284658"),
        (("=HK$10m", "=US$3m"), {}, (), "raised", "3"),
        ((), {"revenue": "HK$10m", "revenue_growth": "5%"}, (), "cash_balance", "30"),
        (("=US$7m",), {"revenue": "HK$10m", "revenue_growth": "5%"}, (), "raised", "7"),
        ((), {}, tuple(bond("b", "RMB 70m", "RMB 70m", "2026-02-28")), "cash_balance", "30"),
        (
            ("=US$7m",),
            {},
            (fact("raised", "2026-02-15", "=US$20m", deal="c", status="closed"),),
            "raised",
            "20",
        ),
    ],
)
def test_extra_cash_is_measured_by_the_last_raise_and_by_nothing_else(
    rates: Rates,
    raises: tuple[str, ...],
    growth: dict[str, str],
    facts: tuple[Fact, ...],
    metric: str,
    value: str,
) -> None:
    """The company's own, else the last that was typed, else its cash; never a revenue or a bond."""
    scenario = supposed(*raises, debt=len(facts) > 1, **growth)
    acme = company(CASH, BURN, *facts)
    rows = (
        cash_runway([acme], RunwayChoice(LAST, scenario=scenario), rates, None, grid=True)
        .beside["sensitivity"]
        .rows
    )
    whole, half = rows[-1].extra, rows[2].extra
    assert whole.metric.name == metric
    assert str(money(whole).amount.value.scaleb(-6).normalize())[:8] == str(Decimal(value).normalize())
    assert Fraction(money(half).amount.value) * 2 == Fraction(money(whole).amount.value)
    assert (whole.company, half.formula) == ("acme", f"0.5 x {metric}")
    assert {row.company for row in rows} == {"acme"}
    assert [one.metric.name for one in half.inputs] == [metric]


def test_a_burn_that_may_be_none_has_no_months_in_any_cell(rates: Rates) -> None:
    """Nobody can say when; that is no word like `never`."""
    burn = fact("monthly_burn", "FY2025", "0-10m USD", balance="2025-12-31")
    answer = cash_runway([company(CASH, burn)], RunwayChoice(LAST), rates, None, grid=True)
    assert {cell for row in answer.beside["sensitivity"].rows for cell in row.months.values()} == {None}


# --- the sum itself -----------------------------------------------------------------------------


def burn_of(constant: str, changing: str = "0", factor: str = "1") -> Burn:
    return Burn(Decimal(constant), Decimal(changing), Decimal(factor))


@pytest.mark.parametrize(
    ("burn", "ends"),
    [
        (burn_of("0"), 1),
        (burn_of("5", "-5"), 1),  # revenue that covers all and stays
        (burn_of("-1", "0", "0.5"), 1),
        (burn_of("-5", "0.5", "0.5"), 1),
        (burn_of("5", "0", "2"), None),
        (burn_of("5", "-5", "0.5"), None),  # revenue that covers all and shrinks
        (burn_of("11", "-1", "4"), 3),  # 10, 7, -5
    ],
)
def test_the_first_month_without_a_loss(burn: Burn, ends: int | None) -> None:
    """From which on there is none; by hand."""
    assert burn.ends_at() == ends


def test_a_burn_that_stops_is_paid_by_what_its_first_month_takes() -> None:
    """10, and then nothing for ever: 10 is enough, whatever is looked at on the way; 9 is 0.9 of a month."""
    stops = burn_of("0", "10", "0")
    assert [stops.of_month(month) for month in (1, 2, 3)] == [10, 0, 0]
    for flows in ([], [Flow(1)], [Flow(2)], [Flow(1), Flow(3)]):
        assert lasting(Decimal(10), stops, flows) is None
    assert lasting(Decimal(9), stops) == Lasting(0, Decimal("0.9"))


def test_a_shrinking_burn_is_measured_by_what_it_still_takes() -> None:
    """10, 5, 2.5, ...: 18 - 10 + 3 - 5 leaves 6 of the 5 that are still to come, and 1 less leaves 5.

    With another 0.5 less there are 4.5: 2.5 and 1.25 leave 0.75 of which month 5 takes 0.625, and
    month 6 0.3125 of the 0.125 that is left.
    """
    halving = burn_of("0", "10", "0.5")
    assert lasting(Decimal(18), halving, [Flow(2, Decimal(3))]) is None
    assert lasting(Decimal(17), halving, [Flow(2, Decimal(3))]) is None
    assert lasting(Decimal("16.5"), halving, [Flow(2, Decimal(3))]) == Lasting(5, Decimal("5.4"))


@pytest.mark.parametrize("flows", [[], [Flow(10)]])
def test_cash_that_fails_between_two_months_that_hold_has_failed(flows: list[Flow]) -> None:
    """10, 7, and then 5 come in: 15 covers month 1 and three months, but not two."""
    found = lasting(Decimal(15), burn_of("11", "-1", "4"), flows)
    assert found is not None
    assert (found.whole, rounded(found.months, 9)) == (1, "1.714285714")


@pytest.mark.parametrize("cash", ["0." + "9" * 30, "1", "1." + "0" * 29 + "1"])
def test_what_rounding_leaves_is_no_part_of_a_month(cash: str) -> None:
    """A hair more or less than a month's burn is that month."""
    assert lasting(Decimal(cash), burn_of("1")) == Lasting(1, Decimal(1))


def test_cash_at_the_end_of_a_month_has_what_moved_in_it() -> None:
    """100 less 10 a month; 5 in and 1 out with month 2."""
    flows = [Flow(2, Decimal(5), Decimal(1))]
    left = [cash_after(Decimal(100), burn_of("10"), flows, month) for month in range(4)]
    assert left == [100, 90, 84, 74]


def test_what_cannot_be_shown_in_the_currency_asked_for_is_named(rates: Rates) -> None:
    """In the row and in the sensitivity; with a rate both are shown in it."""
    acme = company(CASH, BURN)
    early = replace(rates, as_of=day("1999-06-01"))
    for grid, times in ((False, 1), (True, 6)):
        answer = cash_runway([acme], RunwayChoice(LAST), early, "HKD", grid=grid)
        left_out = [
            one.message for one in warned(answer, "no_rate") if "Cash balance 2025-12-31" in one.message
        ]
        assert len(left_out) == times
        assert {one.subject for one in warned(answer, "no_rate")} == {"acme"}
    raised = cash_runway([acme], RunwayChoice(LAST, scenario=supposed("US$5m")), early, "HKD")
    assert any(one.message.startswith("Raised 2025-12-31 is left out") for one in raised.warnings)
    shown_in = cash_runway([acme], RunwayChoice(LAST), rates, "HKD", grid=True).beside["sensitivity"].rows
    assert {money(row.extra).currency for row in shown_in} == {"HKD"}


def test_without_a_runway_of_typed_figures_there_is_nothing_to_vary(no_rates: Rates) -> None:
    """Cash in dollars, burn in yuan, and a day without a rate."""
    typed = {"cash": parse_amount("US$30m"), "burn": parse_amount("RMB 10m"), "balance": day("2026-06-30")}
    with pytest.raises(BadUsage) as caught:
        cash_runway([], RunwayChoice(LAST, **typed), no_rates, None, grid=True)  # type: ignore[arg-type]
    assert caught.value.message == "there is no runway of Your figures to vary"


# --- the picture --------------------------------------------------------------------------------


def drawn(rates: Rates, acme: Company, scenario: Scenario, currency: str | None = None) -> Curve:
    report = cash_runway([acme], RunwayChoice(LAST, scenario=scenario), rates, currency, plot=True)
    assert report.chart is not None
    assert report.chart.currency == (currency or "USD")
    (curve,) = report.chart.curves
    assert (curve.name, curve.start) == ("Acme", day("2025-12-31"))
    return curve


def millions(curve: Curve) -> list[tuple[str, str]]:
    return [(f"{month:f}", rounded(amount.scaleb(-6), 2)) for month, amount in curve.points]


def test_a_curve_falls_by_the_burn_to_the_day_when_all_is_gone(rates: Rates) -> None:
    """30, 20, 10, 0; with 5 that come with month 2 it rises by them at the end of month 1."""
    curve = drawn(rates, company(CASH, BURN), supposed())
    assert millions(curve) == [("0", "30.00"), ("1", "20.00"), ("2", "10.00"), ("3", "0.00"), ("3", "0.00")]
    assert curve.ends == 3
    curve = drawn(rates, company(CASH, BURN), supposed("US$5m@2"))
    assert millions(curve) == [
        ("0", "30.00"), ("1", "20.00"), ("1", "25.00"), ("2", "15.00"), ("3", "5.00"), ("3.5", "0.00"),
    ]  # fmt: skip
    in_yuan = drawn(rates, company(CASH, BURN), supposed(), "HKD")
    assert millions(in_yuan)[0] == ("0", rounded(30 * Decimal("9.1464") / Decimal("1.175"), 2))


def test_a_curve_without_an_end_is_drawn_for_three_years_more(rates: Rates) -> None:
    """Halving burns of 20 in all leave 10; a month without a loss counts from there."""
    curve = drawn(rates, company(CASH, BURN), supposed(burn_growth="-50%"))
    assert (curve.ends, len(curve.points)) == (None, 37)
    assert millions(curve)[:3] == [("0", "30.00"), ("1", "20.00"), ("2", "15.00")]
    assert millions(curve)[-1] == ("36", "10.00")
    alive = drawn(rates, company(CASH, BURN), supposed(revenue="US$10m", revenue_growth="100%"))
    assert millions(alive)[-1][0] == "38"


@pytest.mark.parametrize(
    ("burn", "last", "points", "ends"),
    [
        ("=US$250000", "120", 122, True),  # every month of ten years, and the end
        ("=US$240000", "125", 127, True),
        ("=US$125000", "240", 122, True),  # every second
        ("=US$100000", "240", 121, False),  # 300 months are not drawn to their end
    ],
)
def test_a_long_curve_is_drawn_to_240_months_in_120_points(
    rates: Rates, burn: str, last: str, points: int, ends: bool
) -> None:
    """Each point of every n-th month is the cash at its end."""
    stated = fact("monthly_burn", "FY2025", burn, balance="2025-12-31")
    curve = drawn(rates, company(fact("cash_balance", "2025-12-31", "=US$30m"), stated), supposed())
    assert (millions(curve)[-1][0], len(curve.points), curve.ends is not None) == (last, points, ends)


def test_curves_of_several_companies_share_their_months_and_currency(rates: Rates) -> None:
    """Each ends where it ends; who has nothing left is not drawn."""
    two = company(
        replace(CASH, company="two"), fact("cash_burn", "FY2025", "US$60m", company="two"), id_="two"
    )
    out = company(
        fact("cash_balance", "2025-12-31", "US$0", company="out"),
        fact("cash_burn", "FY2025", "US$60m", company="out"),
        id_="out",
    )
    report = cash_runway([company(CASH, BURN), two, out], RunwayChoice(LAST), rates, None, plot=True)
    assert report.chart is not None
    assert [(one.name, one.ends) for one in report.chart.curves] == [("Acme", 3), ("Two", 6)]


# --- every basis --------------------------------------------------------------------------------


def stated_runway(value: str, kind: str = "filing", **rest: Any) -> Fact:
    return fact("stated_runway", "2025-12-31", value, kind=kind, company="two", **rest)


def test_a_matrix_has_its_tables_for_each_company_that_has_months(no_rates: Rates) -> None:
    """The first has no rate and so no table; of the second 30 over 10 and over 5, 3 and 6 months.

    What the company says of itself is marked; what it says under another name, or the press, is not.
    """
    first = company(CASH, fact("cash_burn", "FY2025", "RMB 70m"))
    own, press = stated_runway("3", "company"), stated_runway("6", "press")
    labelled = stated_runway("3", label="with-raise")
    burn = fact("monthly_burn", "FY2025", "US$5m", balance="2025-12-31", company="two")
    two = company(
        replace(CASH, company="two"), replace(BURN, company="two"), burn, own, press, labelled, id_="two"
    )
    third = replace(two, id="third", name="Third")
    answer = cash_runway([first, two], RunwayChoice(LAST, all_bases=True), no_rates, None)
    assert answer.data_only
    assert list(answer.beside) == ["two-months", "two-cash", "stated"]
    months, cash, stated = answer.beside.values()
    titles = ["Two, 2025-12-31: months", "Two, 2025-12-31: cash"]
    assert [(one.title, one.row_type) for one in (months, cash)] == list(
        zip(titles, (BurnRow, CashRow), strict=True)
    )
    assert (stated.title, stated.row_type) == (
        "Runways in print, and the pairs that come to them (◂ the company's own)",
        StatedRow,
    )
    for part in (months, cash, stated):
        assert (part.name, part.as_of, part.currency) == ("part", LAST, None)
        assert part.names["stated"] == "Own total" and part.names["two"] == "Two"
    assert [one.text_only for one in (months, cash, stated)] == [True, True, False]
    assert (months.keys, cash.keys) == ({"months": ("stated",)}, {})
    assert (months.rows[0].burn_basis, months.rows[0].burn) == ("Stated", burn)
    cells = [row.months["stated"] for row in months.rows]
    assert isinstance(cells[0], Figure) and cells[0].value == 6
    assert isinstance(cells[1], Marked) and cells[1].figure.value == 3
    assert list(cash.rows) == [CashRow("Own total", "stated", replace(CASH, company="two"))]
    assert [(row.company, row.stated, row.label, row.agrees_with) for row in stated.rows] == [
        ("two", own, None, ("stated / cash-burn",)),
        ("two", press, None, ("stated / stated",)),
        ("two", labelled, "with-raise", ("stated / cash-burn",)),
    ]
    both = cash_runway([two, third], RunwayChoice(LAST, all_bases=True), no_rates, None)
    assert len(both.beside["stated"].rows) == 6


def test_a_matrix_of_typed_figures_without_a_day_has_none_in_its_title(rates: Rates) -> None:
    """There is one pair, so there is no matrix to arrange but that of it."""
    answer = cash_runway([], RunwayChoice(LAST, all_bases=True, **TYPED), rates, None)  # type: ignore[arg-type]
    assert [one.title for one in answer.beside.values()][:2] == ["Your figures: months", "Your figures: cash"]


def test_a_raise_is_drawn_at_the_end_of_the_month_before_it(rates: Rates) -> None:
    """Also between the months that a long curve shows: 59.25m is raised to 61.25m between 3 and 4."""
    burn = fact("monthly_burn", "FY2025", "=US$250000", balance="2025-12-31")
    acme = company(fact("cash_balance", "2025-12-31", "=US$60m"), burn)
    months = millions(drawn(rates, acme, supposed("=US$2m@4")))
    assert months[:5] == [("0", "60.00"), ("2", "59.50"), ("3", "59.25"), ("3", "61.25"), ("4", "61.00")]


def test_a_picture_of_nothing_is_empty_and_one_of_two_currencies_is_refused(rates: Rates) -> None:
    """Who has nothing left has no curve; dollars and yuan have no common scale."""
    out = company(fact("cash_balance", "2025-12-31", "US$0"), BURN)
    assert cash_runway([out], RunwayChoice(LAST), rates, None, plot=True).chart == Chart("USD", ())
    yuan = company(
        fact("cash_balance", "2025-12-31", "RMB 30m", company="two"), replace(BURN, company="two"), id_="two"
    )
    with pytest.raises(BadUsage) as caught:
        cash_runway([company(CASH, BURN), yuan], RunwayChoice(LAST), rates, None, plot=True)
    assert (caught.value.message, caught.value.hint) == (
        "cash in CNY and USD has no common scale",
        "say one with --in",
    )
    with pytest.raises(BadUsage) as undated:
        cash_runway([], RunwayChoice(LAST, **TYPED), rates, "HKD", plot=True)  # type: ignore[arg-type]
    assert undated.value.message == "an amount without a day has no rate"


def test_a_curve_without_an_end_goes_on_as_long_as_the_longest_beside_it(rates: Rates) -> None:
    """40 months of 30 over 0.75 a month are shown with the one after: 41."""
    steady = fact("monthly_burn", "FY2025", "=US$750000", balance="2025-12-31")
    nothing = fact("monthly_burn", "FY2025", "=US$-1", balance="2025-12-31", company="two")
    two = company(replace(CASH, company="two"), nothing, id_="two")
    one = company(fact("cash_balance", "2025-12-31", "=US$30m"), steady)
    report = cash_runway([one, two], RunwayChoice(LAST), rates, None, plot=True)
    assert report.chart is not None
    assert [curve.points[-1][0] for curve in report.chart.curves] == [40, 41]


def test_a_burn_of_another_balance_explains_no_printed_runway(rates: Rates) -> None:
    """30 over the 5 of a year before would be 6 months: of this balance nobody says so."""
    other = fact("monthly_burn", "FY2024", "US$5m", balance="2024-12-31")
    acme = company(CASH, BURN, other, fact("stated_runway", "2025-12-31", "6"))
    (row,) = made(rates, acme, Scenario(), all_bases=True).beside["stated"].rows
    assert row.agrees_with == ()
