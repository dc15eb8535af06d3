"""One runway: a company's cash over its burn, in a scenario, with all that stands beside it.

Which cash and which burn is settled in `bases`, what comes in beside them in `inflows`, the
sum in `outlook`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated

from aicompare.calculators.runway.bases import Basis, RunwayChoice, bases_of, without_facilities
from aicompare.calculators.runway.decided import band_told, status_of
from aicompare.calculators.runway.held import Held
from aicompare.calculators.runway.inflows import Moves, at_balance, moves
from aicompare.calculators.runway.outlook import Course, Outlook, outlook
from aicompare.calculators.runway.plan import assumptions
from aicompare.companies.company import Company
from aicompare.companies.derivation import GIVEN, Made, Named, computed, minus, told, total
from aicompare.companies.fact import Derived, Fact, Known, given, money
from aicompare.companies.forecasts import house_of
from aicompare.companies.measures import by_period, months_of
from aicompare.companies.raises import debt_raised, equity_raised
from aicompare.companies.solved import Lasts, MonthsAfter, RuledWord, WordRule
from aicompare.companies.winner import best
from aicompare.rates.rates import Rates
from aicompare.reports.report import LIGHT, Column, In, Warning
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field, replace
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money
from aicompare.values.periods import Period, add_months, whole_months

_AHEAD = ("forecast", "estimate")
FORECAST_LEEWAY = (Decimal("0.75"), Decimal("1.25"))  # a forecast of burn outside is mentioned


_light = partial(Column, weight=LIGHT)
_months = partial(Column, unit="months", look="computed")
_light_months = partial(_months, weight=LIGHT)


@dataclass(frozen=True, slots=True)
class RaisedSince:
    """Money raised after the balance date, one fact per deal."""

    equity: Annotated[tuple[Fact, ...], _light("Equity raised since", dated=True, only="company")] = ()
    debt: Annotated[tuple[Fact, ...], _light("Debt raised since", dated=True, only="company")] = ()


_DAY = "the balance date + the whole months"


@dataclass(frozen=True, slots=True)
class BalanceAlone:
    """The same without what the company raised since the balance."""

    months: Annotated[Figure | None, _months("Months, balance alone", rated=True)] = None
    cash_out_date: Annotated[
        date | None, _light("Cash runs out, balance alone", only="balance", definition=_DAY)
    ] = None
    months_left: Annotated[Figure | None, _light_months("Months left, balance alone", only="balance")] = None
    without_facilities: Annotated[
        Figure | None, _light_months("Without unused credit lines, balance alone", only="company")
    ] = None
    raise_by: Annotated[date | None, _light("Start raising by, balance alone", only="lead")] = None


@dataclass(frozen=True, slots=True)
class RunwayRow:
    """`months` count the equity raised since the balance, and what a scenario supposes; they are None
    where nothing is known (`reason` says what) or cash does not run out.

    `hires` cost so much in every month from theirs on, `one_offs` in theirs; `assumed` says in words what
    else is supposed. `raise_by` and `band` are there where it was asked how long a raise takes.
    `balance_alone` is the same without what was raised since, `without_scenario` are the months when
    nothing is supposed, `without_facilities` those without undrawn bank facilities. `raises` and
    `repayments` are what a scenario counts, each in its month; `growth` is that of burn or revenue a
    month, `cash_left` the cash at the start of the first month without a loss. For `status` see
    Outlook; it is unknown without an answer.
    """

    company: Annotated[str, Column("Company")]
    name: str
    status: Annotated[str, _light("Status", look="word")] = "unknown"
    months: Annotated[Figure | None, _months("Months", rated=True)] = None
    whole_months: int | None = None
    cash_out_date: Annotated[date | None, Column("Cash runs out", only="balance", definition=_DAY)] = None
    months_left: Annotated[Figure | None, _months("Months left", only="balance")] = None
    balance_alone: BalanceAlone = field(default_factory=BalanceAlone)
    without_scenario: Annotated[
        Figure | None, _light_months("Nothing supposed", only="scenario", rated=True)
    ] = None
    without_facilities: Annotated[
        Figure | None, _light_months("Without unused credit lines", only="company")
    ] = None
    profitable_month: Annotated[
        int | None,
        Column(
            "No loss from month",
            only="revenue",
            definition="first in which the revenue covers the expenses",
        ),
    ] = None
    cash_left: Annotated[Derived | None, Column("Cash then", only="revenue")] = None
    cash: Annotated[Known | None, Column("Cash", dated=True)] = None
    raised: RaisedSince = field(default_factory=RaisedSince)
    cash_and_raised: Annotated[Derived | None, _light("Cash and raised since", only="company")] = None
    burn: Annotated[Known | None, Column("Monthly burn", dated=True)] = None
    revenue: Annotated[Known | None, _light("Monthly revenue", only="revenue")] = None
    growth: Annotated[Figure | None, _light("Growth a month", unit="percent", only="growth")] = None
    cash_basis: Annotated[str | None, _light("Cash basis")] = None
    burn_basis: Annotated[str | None, _light("Burn basis")] = None
    raises: Annotated[tuple[Known, ...], _light("Raises counted", dated=True, only="raises")] = ()
    raise_months: Annotated[tuple[int, ...], _light("In month", only="raises")] = ()
    repayments: Annotated[tuple[Known, ...], _light("Repayments", dated=True, only="repayments")] = ()
    repayment_months: Annotated[tuple[int, ...], _light("Due in month", only="repayments")] = ()
    hires: Annotated[tuple[Known, ...], _light("More a month", dated=True, only="plan")] = ()
    hire_months: Annotated[tuple[int, ...], _light("From month", only="plan")] = ()
    one_offs: Annotated[tuple[Known, ...], _light("Spent once", dated=True, only="plan")] = ()
    one_off_months: Annotated[tuple[int, ...], _light("Spent in month", only="plan")] = ()
    raise_by: Annotated[
        date | None,
        Column(
            "Start raising by", only="lead", definition="the day the cash runs out less the months it takes"
        ),
    ] = None
    band: Annotated[
        str | None, Column("Band", only="lead", definition="of the months left: under 6, 12, 18, or more")
    ] = None
    assumed: Annotated[tuple[str, ...], _light("Assumed", only="scenario", look="word")] = ()
    stated: Annotated[Fact | None, _light("Company stated", dated=True, only="company")] = None
    reason: Annotated[str | None, _light("Reason", missing=" ")] = None
    months_elapsed: Annotated[Figure | None, In("months")] = None

    @property
    def counted(self) -> Mapping[str, Made]:
        """How the days come about, which are no figures; and the months where there are none as it is."""
        found: dict[str, Made] = {}
        rule = self.status.made if isinstance(self.status, RuledWord) else WordRule("")
        views: dict[str, RunwayRow | BalanceAlone] = {"": self, "balance_alone.": self.balance_alone}
        for (before, view), lasts in zip(views.items(), rule.about or (None, None), strict=True):
            if view.months is not None and view.cash_out_date:
                found |= {f"{before}{key}": made for key, made in self._days(view)}
            elif view.months is None and lasts is not None:
                found |= {f"{before}{key}": made for key, made in self._if_it_ended(lasts, rule.gone)}
        if rule.about and self.profitable_month is not None:
            found["profitable_month"] = replace(rule.about[0], said="first without a loss", asked="no loss")
        return found

    def _days(self, view: RunwayRow | BalanceAlone) -> Iterator[tuple[str, Made]]:
        if self.cash and view.months and view.cash_out_date:
            parts, start = (Named("months", view.months),), self.cash.period.last
            yield "cash_out_date", MonthsAfter(_DAY, parts, start)
            if view.raise_by:
                lead = whole_months(view.raise_by, view.cash_out_date)
                yield "raise_by", MonthsAfter(f"{_DAY}, less {lead} months", parts, start, lead)

    def _if_it_ended(self, lasts: Lasts, gone: Figure | None) -> Iterator[tuple[str, Made]]:
        """What there is to say once a changed figure makes it end."""
        yield "months", lasts
        if self.cash and gone:
            months = Named("months", lasts, "months")
            yield "cash_out_date", MonthsAfter(_DAY, (months,), self.cash.period.last)
            yield "months_left", minus(months, Named("months elapsed", gone))


@dataclass(frozen=True, slots=True)
class RunwayAnswer:
    """A row, with the course that it rests on, that of the balance alone, what is held and spent (None
    without an answer), and what was noticed.
    """

    row: RunwayRow
    company: Company
    basis: Basis | None = None
    course: Course | None = None
    alone: Course | None = None
    held: Held | None = None
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
    answer = by_the_rule(company, choice, rates)
    if warnings is not None:
        warnings += [one for one in answer.warnings if one.code == "no_rate"]
    return answer.row


def by_the_rule(company: Company, choice: RunwayChoice, rates: Rates) -> RunwayAnswer:
    """The first of them."""
    return next(every_answer(company, choice, rates))


def every_answer(company: Company, choice: RunwayChoice, rates: Rates) -> Iterator[RunwayAnswer]:
    """The answer by the rule, or with `all_bases` one for every pair of bases of its day."""
    bases = bases_of(company, choice)
    if not bases:
        yield RunwayAnswer(RunwayRow(company.id, company.name, reason=_reason(company)), company)
    for basis in bases:
        try:
            yield _answer(company, basis, choice, rates)
        except NoRate as missing:
            row = RunwayRow(company.id, company.name, cash=basis.cash, burn=basis.burn, reason="no rate")
            warning = Warning("no_rate", missing.message, company.id)
            yield RunwayAnswer(row, company, basis, warnings=(*basis.warnings, warning))


def _answer(company: Company, basis: Basis, choice: RunwayChoice, rates: Rates) -> RunwayAnswer:
    warnings = list(basis.warnings)
    burnt = _in_one_currency(basis, rates)
    moved = moves(company, basis.day, choice, money(basis.cash).currency, rates, warnings)
    revenue = _revenue(company, basis, choice, rates)
    cash, burn = Named("cash", basis.cash), Named("burn a month", burnt)
    held = Held(cash, burn, revenue, choice.scenario.growth, moved)
    found, alone = outlook(held.course), held.alone
    warnings += _noticed(company, found, moved, basis, burnt)
    headline = _of(held, found, basis, choice)
    row = RunwayRow(
        company=company.id,
        name=company.name,
        status=status_of(held, found, _elapsed(basis.day, choice.as_of) if basis.day else None),
        months=headline.months,
        whole_months=found.whole_months,
        cash_out_date=headline.cash_out_date,
        months_left=headline.months_left,
        balance_alone=_of(alone, outlook(alone.course), basis, choice),
        without_scenario=_unsupposed(held),
        without_facilities=headline.without_facilities,
        profitable_month=found.profitable_month,
        cash_left=_cash_left(company, basis, held, found, choice.as_of),
        cash=basis.cash,
        raised=_raised_since(company, basis.day, choice.as_of),
        cash_and_raised=_together(company, basis, moved),
        burn=basis.burn,
        revenue=revenue,
        growth=held.growth_given,
        cash_basis=basis.cash_basis,
        burn_basis=basis.burn_basis,
        raises=tuple(one.known for one in moved.counted),
        raise_months=tuple(one.month for one in moved.counted),
        repayments=tuple(one.known for one in moved.repaid),
        repayment_months=tuple(one.month for one in moved.repaid),
        hires=tuple(one.known for one in moved.hired),
        hire_months=tuple(one.month for one in moved.hired),
        one_offs=tuple(one.known for one in moved.spent),
        one_off_months=tuple(one.month for one in moved.spent),
        raise_by=headline.raise_by,
        band=band_told(headline.months_left or headline.months) if choice.raise_lead else None,
        assumed=tuple(assumptions(choice.scenario)),
        stated=company.winner("stated_runway"),
        reason=found.reason,
    )
    return RunwayAnswer(row, company, basis, held.course, alone.course, held, tuple(warnings))


def _of(held: Held, found: Outlook, basis: Basis, choice: RunwayChoice) -> BalanceAlone:
    """Months, the day on which they end, how many are left, those without facilities, and the day
    to start raising.
    """
    months, day = held.lasts(found.months), basis.day
    elapsed = _elapsed(day, choice.as_of) if day else None
    ends = _cash_out(day, found.whole_months)
    starts = add_months(ends, -choice.raise_lead) if ends and choice.raise_lead else None
    return BalanceAlone(months, ends, _left(months, elapsed), _without(basis, held), starts)


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


def _cash_left(company: Company, basis: Basis, held: Held, found: Outlook, as_of: date) -> Derived | None:
    if found.cash_left is None or found.profitable_month is None:
        return None
    said = f"cash after {found.profitable_month - 1} months"
    made = held.lasting(said, (basis.cash, basis.burn), "left")
    amount = Money(told(found.cash_left, made), money(basis.cash).currency)
    return Derived(company.id, METRICS["cash_balance"], amount, Period.day(basis.day or as_of))


def _left(months: Figure | None, elapsed: Figure | None) -> Figure | None:
    if not (months and elapsed):
        return None
    return computed(minus(Named("months", months, "months", "computed"), Named("months elapsed", elapsed)))


def _unsupposed(held: Held) -> Figure | None:
    """The months with what was raised since and nothing else; None where nothing else is supposed."""
    if held.growth is None and held.moved == held.moved.since:
        return None
    plain = replace(held, revenue=None, growth=None, moved=held.moved.since)
    return plain.lasts(outlook(plain.course).months)


def _without(basis: Basis, held: Held) -> Figure | None:
    """The months when the unused facilities inside the cash are not counted."""
    left = without_facilities(basis)
    if left is None or basis.facilities is None:
        return None
    cash = minus(held.cash, Named("facilities", basis.facilities))
    return replace(held, cash=cash).lasts(outlook(replace(held.course, cash=left.amount)).months)


def _raised_since(company: Company, day: date | None, as_of: date) -> RaisedSince:
    if day is None:
        return RaisedSince()
    equity = tuple(equity_raised(company, day, as_of))
    return RaisedSince(equity, tuple(debt_raised(company, day, as_of)))


def _together(company: Company, basis: Basis, moved: Moves) -> Derived | None:
    """The balance and the equity raised since; None where none is counted."""
    if not moved.own:
        return None
    parts = [
        Named("cash", basis.cash),
        Named("equity raised since", total(one.converted for one in moved.own)),
    ]
    return Derived.of(company.id, METRICS["cash_balance"], total(parts), basis.cash.period)


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
    for coming in (*moved.counted, *moved.own):
        if found.whole_months is not None and coming.month > found.whole_months + 1:
            text = f"what comes in with month {coming.month} comes too late: the cash is gone in month"
            yield Warning("raise_too_late", f"{text} {found.whole_months + 1}", company.id)
    yield from _forecasts(company, basis, burnt)
    for fact in company.of("monthly_burn"):
        if fact.user and fact.balance is None:
            text = f"your burn of {fact.period} names no `balance:`, so no cash is matched with it"
            yield Warning("burn_without_balance", text, company.id)


def _forecasts(company: Company, basis: Basis, burnt: Known) -> Iterator[Warning]:
    """Forecasts of the burn after the balance that differ by more than 25% from the one used: of each
    house the newest word on the first year that ends after it.
    """
    used = money(burnt)
    for fact in _expected(company, basis.day):
        if money(fact).currency != used.currency:
            continue
        months = months_of(fact.period).figure.value if fact.metric.name == "cash_burn" else 1
        low, high = (used.amount.value * part * months for part in FORECAST_LEEWAY)
        if not low <= money(fact).amount.value <= high:
            who = ", ".join(source.publisher for source in fact.sources)
            text = f"{who} expects {fact.reported} in {fact.period}, more than 25% off the burn used"
            yield Warning("forecast_differs", text, company.id)


def _expected(company: Company, day: date | None) -> Iterator[Fact]:
    ahead: dict[tuple[str, str], list[Fact]] = {}
    for metric in ("cash_burn", "monthly_burn"):
        for fact in company.facts.of(metric):
            if day and fact.status in _AHEAD and fact.scope is None and fact.period.last > day:
                ahead.setdefault((metric, house_of(fact)), []).append(fact)
    for facts in ahead.values():
        first = min(fact.period.last for fact in facts)
        yield from filter(None, [best(fact for fact in facts if fact.period.last == first)])


def _reason(company: Company) -> str:
    balances = {**by_period(company, "cash"), **by_period(company, "cash_balance")}
    return "no matching burn" if balances else "no balance"
