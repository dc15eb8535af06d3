"""One runway: a company's cash over its burn, in a scenario, with all that stands beside it.

Which cash and which burn is settled in `bases`, what comes in beside them in `inflows`, the
sum in `outlook`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated

from aicompare.calculators.runway.bases import Basis, RunwayChoice, bases_of, without_facilities
from aicompare.calculators.runway.inflows import Moves, at_balance, moves
from aicompare.calculators.runway.outlook import Course, Outlook, outlook
from aicompare.calculators.runway.scenario import Scenario
from aicompare.companies.company import Company
from aicompare.companies.fact import GIVEN, Derived, Fact, Known, given, money
from aicompare.companies.measures import by_period
from aicompare.companies.raises import debt_raised, equity_raised
from aicompare.rates.rates import Rates
from aicompare.reports.report import KEPT, LIGHT, Column, Warning
from aicompare.values.errors import NoRate
from aicompare.values.figures import ZERO, Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money
from aicompare.values.periods import Period, add_months, whole_months

FORECAST_LEEWAY = (Decimal("0.75"), Decimal("1.25"))  # a forecast of burn outside is mentioned


@dataclass(frozen=True, slots=True)
class RaisedSince:
    """Money raised after the balance date, one fact per deal."""

    equity: Annotated[
        tuple[Fact, ...], Column("Equity raised since", dated=True, weight=LIGHT, only="company")
    ] = ()
    debt: Annotated[
        tuple[Fact, ...], Column("Debt raised since", dated=True, weight=LIGHT, only="company")
    ] = ()


def _months_of(row: RunwayRow, name: str, cash: str, more: str = "") -> str:
    """The formula of the field `name`: months of `cash`, with what the row supposes."""
    if getattr(row, name).value == 0:
        return f"0, as nothing is left at the start of {cash}"
    counted = ["{raises}"] if row.raises else []
    held = " + ".join([cash, *counted, *([more] if more else [])])
    held = f"({held})" if " " in held else held
    if row.growth is None and not row.repayments and set(row.raise_months) <= {1}:
        return f"{held} / {{burn}}"
    months = " and ".join(map(str, row.raise_months))
    said = [f"months that {held} lasts", f"raised in month {months}" if row.raises else ""]
    if row.revenue:
        said.append("expenses of {burn} + {revenue}, {revenue} growing by {growth}")
    else:
        said.append("{burn}" + (" growing by {growth}" if row.growth else ""))
    due = " and ".join(map(str, row.repayment_months))
    said.append(f"{{repayments}} repaid in month {due}" if row.repayments else "")
    return ", ".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class RunwayRow:
    """`months` is None where nothing is known (`reason` says what) or cash does not run out.

    `cash_over_burn` are the months when nothing is supposed. `raises` and `repayments` are
    what a scenario counts, each in its month; `growth` is that of burn or revenue a month,
    `cash_left` the cash at the start of the first month without a loss. `burnt` is the burn
    and `added` are the company's own raises in the currency of the cash, `counted` whatever
    else was converted for the sum, with the rates that brought them there; `months_elapsed` are
    those from the balance to the date of the answer. For `status` see Outlook; it is unknown
    without an answer.
    """

    company: Annotated[str, Column("Company", leads="revenue")]
    status: Annotated[str, Column("Status", look="word", weight=LIGHT, leads="revenue")] = "unknown"
    months: Annotated[
        Figure | None,
        Column(
            "Months",
            leads="revenue",
            unit="months",
            look="computed",
            passport="burnt counted",
            formula=partial(_months_of, name="months", cash="{cash}"),
        ),
    ] = None
    whole_months: int | None = None
    cash_out_date: Annotated[
        date | None,
        Column("Cash-out", weight=LIGHT, only="balance", formula="the balance date + {whole_months} months"),
    ] = None
    months_left: Annotated[
        Figure | None,
        Column(
            "Left",
            unit="months",
            look="computed",
            weight=LIGHT,
            only="balance",
            formula="{months} - {months_elapsed}",
        ),
    ] = None
    profitable_month: Annotated[
        int | None,
        Column(
            "No loss from month",
            only="revenue",
            leads="revenue",
            formula="first in which {revenue} growing by {growth} covers {burn} + {revenue}",
        ),
    ] = None
    cash_left: Annotated[Derived | None, Column("Cash then", only="revenue", leads="revenue")] = None
    cash_over_burn: Annotated[
        Figure | None,
        Column(
            "Cash / burn",
            only="scenario",
            unit="months",
            look="computed",
            passport="burnt",
            formula="{cash} / {burn}",
        ),
    ] = None
    cash: Annotated[Known | None, Column("Cash", dated=True)] = None
    burn: Annotated[Known | None, Column("Burn a month", dated=True)] = None
    revenue: Annotated[Known | None, Column("Revenue a month", weight=LIGHT, only="revenue")] = None
    growth: Annotated[
        Figure | None, Column("Growth a month", unit="percent", weight=LIGHT, only="growth", formula=GIVEN)
    ] = None
    cash_basis: Annotated[str | None, Column("Cash basis", weight=LIGHT)] = None
    burn_basis: Annotated[str | None, Column("Burn basis", weight=LIGHT)] = None
    months_without_facilities: Annotated[
        Figure | None,
        Column(
            "Without facilities",
            only="company",
            unit="months",
            look="computed",
            weight=LIGHT,
            formula=partial(_months_of, name="months_without_facilities", cash="{cash} - {facilities}"),
        ),
    ] = None
    raised_since: RaisedSince = field(default_factory=RaisedSince)
    months_with_raises: Annotated[
        Figure | None,
        Column(
            "With raises",
            only="company",
            unit="months",
            look="computed",
            passport="added",
            formula=partial(
                _months_of, name="months_with_raises", cash="{cash}", more="{raised_since.equity}"
            ),
        ),
    ] = None
    raises: Annotated[
        tuple[Known, ...], Column("Raises counted", dated=True, weight=LIGHT, only="raises")
    ] = ()
    raise_months: Annotated[tuple[int, ...], Column("In month", weight=LIGHT, only="raises")] = ()
    repayments: Annotated[
        tuple[Known, ...], Column("Repayments", dated=True, weight=LIGHT, only="repayments")
    ] = ()
    repayment_months: Annotated[tuple[int, ...], Column("Due in month", weight=LIGHT, only="repayments")] = ()
    stated: Annotated[Fact | None, Column("Company stated", dated=True, weight=LIGHT, only="company")] = None
    reason: Annotated[str | None, Column("Reason", weight=LIGHT, missing=" ")] = None
    burnt: Known | None = field(default=None, metadata=KEPT)
    added: tuple[Fact, ...] = field(default=(), metadata=KEPT)
    counted: tuple[Known, ...] = field(default=(), metadata=KEPT)
    facilities: Fact | None = field(default=None, metadata=KEPT)
    months_elapsed: Figure | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A row, with the course that it rests on (None without an answer) and what was noticed."""

    row: RunwayRow
    company: Company
    basis: Basis | None = None
    course: Course | None = None
    warnings: tuple[Warning, ...] = ()

    @property
    def day(self) -> date | None:
        """The balance date; None of an amount that was typed without one."""
        return self.basis.day if self.basis else None

    @property
    def currency(self) -> str:
        """That of the cash, in which the course runs."""
        return money(self.basis.cash).currency if self.basis else self.company.currency


def runway_of(
    company: Company, choice: RunwayChoice, rates: Rates, warnings: list[Warning] | None = None
) -> RunwayRow:
    """The row of one company by the rule; `warnings` takes those of missing rates."""
    answer = next(every_answer(company, choice, rates))
    if warnings is not None:
        warnings += [one for one in answer.warnings if one.code == "no_rate"]
    return answer.row


def every_answer(company: Company, choice: RunwayChoice, rates: Rates) -> Iterator[Answer]:
    """The answer by the rule, or with `all_bases` one for every pair of bases of its day."""
    bases = bases_of(company, choice)
    if not bases:
        yield Answer(RunwayRow(company.id, reason=_reason(company)), company)
    for basis in bases:
        try:
            yield _answer(company, basis, choice, rates)
        except NoRate as missing:
            row = RunwayRow(company.id, cash=basis.cash, burn=basis.burn, reason="no rate")
            warning = Warning("no_rate", missing.message, company.id)
            yield Answer(row, company, basis, None, (*basis.warnings, warning))


def _answer(company: Company, basis: Basis, choice: RunwayChoice, rates: Rates) -> Answer:
    scenario, day = choice.scenario, basis.day
    warnings = list(basis.warnings)
    burnt = _in_one_currency(basis, rates)
    cash = money(basis.cash)
    moved = moves(company, day, choice.as_of, scenario, cash.currency, rates, warnings)
    revenue = _revenue(company, basis, choice, rates)
    course = Course(
        cash.amount,
        money(burnt).amount,
        scenario.growth or ZERO,
        None if revenue is None else money(revenue).amount,
        tuple(one.timed for one in moved.comes),
        tuple(one.timed for one in moved.goes),
    )
    found = outlook(course)
    plain = outlook(Course(course.cash, course.burn))
    elapsed = _elapsed(day, choice.as_of) if day else None
    warnings += _noticed(company, found, moved, basis, burnt)
    own = [one.converted for one in moved.own]
    converted = (revenue, *(one.converted for one in (*moved.comes, *moved.goes)))
    row = RunwayRow(
        company=company.id,
        status=found.status,
        months=found.months,
        whole_months=found.whole_months,
        cash_out_date=_cash_out(day, found.whole_months),
        months_left=found.months - elapsed if found.months and elapsed else None,
        profitable_month=found.profitable_month,
        cash_left=_cash_left(company, basis, found, choice.as_of),
        cash_over_burn=plain.months,
        cash=basis.cash,
        burn=basis.burn,
        revenue=revenue,
        growth=None if scenario.growth is None else Figure.exact(scenario.growth),
        cash_basis=basis.cash_basis,
        burn_basis=basis.burn_basis,
        months_without_facilities=_without(basis, course),
        raised_since=_raised_since(company, day, choice.as_of),
        months_with_raises=_with_raises(course, moved, scenario),
        raises=tuple(one.known for one in moved.comes),
        raise_months=tuple(one.month for one in moved.comes),
        repayments=tuple(one.known for one in moved.goes),
        repayment_months=tuple(one.month for one in moved.goes),
        stated=company.winner("stated_runway"),
        reason=found.reason,
        burnt=None if burnt is basis.burn else burnt,
        added=tuple(one for one in own if isinstance(one, Fact) and one.rate),
        counted=tuple(one for one in converted if one and one.rate),
        facilities=basis.facilities,
        months_elapsed=elapsed,
    )
    return Answer(row, company, basis, course, tuple(warnings))


def _in_one_currency(basis: Basis, rates: Rates) -> Known:
    """The burn in the currency of the cash; a typed amount converts at the balance date."""
    currency = money(basis.cash).currency
    if GIVEN in (basis.burn_basis, basis.cash_basis):
        return at_balance(basis.burn, currency, basis.day, rates)
    return basis.burn.in_currency(currency, rates)


def _revenue(company: Company, basis: Basis, choice: RunwayChoice, rates: Rates) -> Known | None:
    if choice.scenario.revenue is None:
        return None
    day = Period.day(basis.day or choice.as_of)
    typed = given(company.id, METRICS["monthly_revenue"], choice.scenario.revenue, day)
    return at_balance(typed, money(basis.cash).currency, basis.day, rates)


def _cash_left(company: Company, basis: Basis, found: Outlook, as_of: date) -> Derived | None:
    if found.cash_left is None or found.profitable_month is None:
        return None
    amount = Money(found.cash_left, money(basis.cash).currency)
    formula = f"cash after {found.profitable_month - 1} months"
    day = Period.day(basis.day or as_of)
    inputs = (basis.cash, basis.burn)
    return Derived(company.id, METRICS["cash_balance"], amount, day, formula, inputs)


def _without(basis: Basis, course: Course) -> Figure | None:
    """The months when the unused facilities inside the cash are not counted."""
    left = without_facilities(basis)
    return None if left is None else outlook(replace(course, cash=left.amount)).months


def _raised_since(company: Company, day: date | None, as_of: date) -> RaisedSince:
    if day is None:
        return RaisedSince()
    equity = tuple(equity_raised(company, day, as_of))
    return RaisedSince(equity, tuple(debt_raised(company, day, as_of)))


def _with_raises(course: Course, moved: Moves, scenario: Scenario) -> Figure | None:
    """The months with the equity raised since the balance; None where none is known."""
    if not moved.own:
        return None
    own = [] if scenario.proceeds else [one.timed for one in moved.own]
    return outlook(course.plus(own)).months


def _cash_out(day: date | None, whole: int | None) -> date | None:
    """The balance date plus the whole months; None beyond the calendar."""
    if day is None or whole is None:
        return None
    try:
        return add_months(day, whole)
    except OverflowError:
        return None


def _elapsed(day: date, as_of: date) -> Figure:
    """Months from one day to another: whole ones, and the part of the next by its days."""
    whole = whole_months(day, as_of)
    start, end = add_months(day, whole), add_months(day, whole + 1)
    return Figure.exact((as_of - start).days) / (end - start).days + whole


# --- what a reader must know -----------------------------------------------------------


def _noticed(company: Company, found: Outlook, moved: Moves, basis: Basis, burnt: Known) -> Iterator[Warning]:
    if not found.sure:
        text = "at the printed figures the cash lasts for ever, within their precision it may not"
        yield Warning("status_unsure", text, company.id)
    for one in moved.comes:
        if found.whole_months is not None and one.month > found.whole_months + 1:
            text = f"what comes in with month {one.month} comes too late: the cash is gone in month"
            yield Warning("raise_too_late", f"{text} {found.whole_months + 1}", company.id)
    yield from _forecasts(company, basis, burnt)
    for fact in company.of("monthly_burn"):
        if fact.user and fact.balance is None:
            text = f"your burn of {fact.period} names no `balance:`, so no cash is matched with it"
            yield Warning("burn_without_balance", text, company.id)


def _forecasts(company: Company, basis: Basis, burnt: Known) -> Iterator[Warning]:
    """Forecasts of the burn after the balance that differ by more than 25% from the one used."""
    used = money(burnt)
    for metric in ("cash_burn", "monthly_burn"):
        for fact in company.of(metric, status=("forecast", "estimate")):
            if not basis.day or fact.period.last <= basis.day or money(fact).currency != used.currency:
                continue
            months = max(fact.period.months, 1) if metric == "cash_burn" else 1
            low, high = (used.amount.value * part * months for part in FORECAST_LEEWAY)
            if not low <= money(fact).amount.value <= high:
                who = ", ".join(source.publisher for source in fact.sources)
                text = f"{who} expects {fact.reported} in {fact.period}, more than 25% off the burn used"
                yield Warning("forecast_differs", text, company.id)


def _reason(company: Company) -> str:
    balances = {**by_period(company, "cash"), **by_period(company, "cash_balance")}
    return "no matching burn" if balances else "no balance"
