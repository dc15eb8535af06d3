"""Cash runway: how many months the money lasts, on named cash and burn bases.

months = cash / burn a month; which cash and which burn is settled in `bases`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Annotated

from aicompare.calculators.bases import GIVEN, Basis, RunwayChoice, bases_of
from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.presentation import presented
from aicompare.deals import debt_raised, equity_raised
from aicompare.errors import BadUsage, NoAnswer, NoRate
from aicompare.facts import Company, Fact, Known, money
from aicompare.figures import ZERO, Figure
from aicompare.frozen import dataclass
from aicompare.measures import by_period
from aicompare.money import Money
from aicompare.periods import add_months
from aicompare.rates import Rates
from aicompare.report import KEPT, Column, Report, Warning

_TINY = Decimal("1e-20")


@dataclass(frozen=True, slots=True)
class RaisedSince:
    """Money raised after the balance date, one fact per deal."""

    equity: Annotated[tuple[Fact, ...], Column("Equity raised since", dated=True, wide=True)] = ()
    debt: Annotated[tuple[Fact, ...], Column("Debt raised since", dated=True, wide=True)] = ()


@dataclass(frozen=True, slots=True)
class RunwayRow:
    """`months` is None where nothing is known (`reason` says what) or cash is not burnt.

    `burnt` is the burn and `added` are the raises in the currency of the cash, with the rates
    that brought them there.

    status: runs_out, not_burning, already_out, or unknown.
    """

    company: Annotated[str, Column("Company")]
    status: Annotated[str, Column("Status", unit="word", wide=True)] = "unknown"
    months: Annotated[Figure | None, Column("Months", unit="computed months", passport="burnt")] = None
    whole_months: int | None = None
    cash_out_date: Annotated[date | None, Column("Cash-out", wide=True)] = None
    months_left: Annotated[Figure | None, Column("Left", unit="computed months", wide=True)] = None
    cash: Annotated[Known | None, Column("Cash", dated=True)] = None
    burn: Annotated[Known | None, Column("Burn a month", dated=True)] = None
    cash_basis: Annotated[str | None, Column("Cash basis", wide=True)] = None
    burn_basis: Annotated[str | None, Column("Burn basis", wide=True)] = None
    months_without_facilities: Annotated[
        Figure | None, Column("Without facilities", unit="computed months", wide=True)
    ] = None
    raised_since: RaisedSince = field(default_factory=RaisedSince)
    months_with_raises: Annotated[
        Figure | None, Column("With raises", unit="computed months", passport="added")
    ] = None
    stated: Annotated[Fact | None, Column("Company stated", dated=True, wide=True)] = None
    reason: Annotated[str | None, Column("Reason", wide=True, missing=" ")] = None
    burnt: Known | None = field(default=None, metadata=KEPT)
    added: tuple[Fact, ...] = field(default=(), metadata=KEPT)


def cash_runway(
    companies: Sequence[Company], choice: RunwayChoice, rates: Rates, currency: str | None
) -> Report:
    """A row per company (per pair of bases with `all_bases`).

    `currency` converts what is shown; months are taken before any conversion. Raises
    NoAnswer when no row has an answer, BadUsage for bases that do not fit together.
    """
    rows: list[RunwayRow] = []
    warnings: list[Warning] = []
    for company in companies or [_nobody(choice)]:
        for row, noticed in _outcomes(company, choice, rates):
            rows.append(row)
            warnings += noticed
    if all(row.cash is None for row in rows):
        raise NoAnswer(_nothing_known(companies, choice), hint="see `aicompare show COMPANY cash`")
    if len({(row.cash_basis, row.burn_basis) for row in rows if row.months}) > 1 and not choice.all_bases:
        warnings.append(Warning("basis_mismatch", "the rows rest on different bases of cash and burn"))
    names = {company.id: company.name for company in companies} or {GIVEN: "Your figures"}
    warnings += conflicts(rows, companies, rates)
    return Report(
        "runway",
        "Cash runway",
        RunwayRow,
        presented(rows, currency, rates, warnings),
        choice.as_of,
        currency or "reported",
        warnings,
        names=names,
        brief=_MATRIX if choice.all_bases else (),
    )


_MATRIX = ("company", "months", "cash_basis", "burn_basis", "months_with_raises")


def runway_of(
    company: Company, choice: RunwayChoice, rates: Rates, warnings: list[Warning] | None = None
) -> RunwayRow:
    """The row of one company by the rule; `warnings` takes those of missing rates."""
    row, noticed = next(_outcomes(company, choice, rates))
    if warnings is not None:
        warnings += [one for one in noticed if one.code == "no_rate"]
    return row


def _outcomes(
    company: Company, choice: RunwayChoice, rates: Rates
) -> Iterator[tuple[RunwayRow, list[Warning]]]:
    bases = bases_of(company, choice)
    if not bases:
        yield RunwayRow(company.id, reason=_reason(company)), []
    for one in bases:
        noticed = list(one.warnings)
        try:
            row = _row(company, one, rates, choice.as_of, noticed)
        except NoRate as missing:
            noticed.append(Warning("no_rate", missing.message, company.id))
            row = RunwayRow(company.id, cash=one.cash, burn=one.burn, reason="no rate")
        yield row, noticed


def _row(company: Company, one: Basis, rates: Rates, as_of: date, warnings: list[Warning]) -> RunwayRow:
    burnt = _in_one_currency(one, rates)
    cash, burn = money(one.cash), money(burnt)
    raised = _raised_since(company, one.day, as_of)
    added = _in_the_currency_of_cash(company, raised.equity, cash.currency, rates, warnings)
    months, status, reason = _months(cash, burn)
    whole = _whole(months) if months else None
    return RunwayRow(
        company=company.id,
        status=status,
        months=months,
        whole_months=whole,
        cash_out_date=_cash_out(one.day, whole),
        months_left=months - _elapsed(one.day, as_of) if months and one.day else None,
        cash=one.cash,
        burn=one.burn,
        cash_basis=one.cash_basis,
        burn_basis=one.burn_basis,
        months_without_facilities=_without(one.facilities, cash, burn),
        raised_since=raised,
        months_with_raises=_with_raises(added, cash, burn),
        stated=company.winner("stated_runway"),
        reason=reason,
        burnt=None if burnt is one.burn else burnt,
        added=tuple(fact for fact in added if fact.rate),
    )


def _in_one_currency(one: Basis, rates: Rates) -> Known:
    """The burn in the currency of the cash; a typed amount converts at the balance date."""
    currency = money(one.cash).currency
    if money(one.burn).currency == currency:
        return one.burn
    if one.burn_basis != GIVEN and one.cash_basis != GIVEN:
        return one.burn.in_currency(currency, rates)
    if one.day is None:
        raise BadUsage("cash and burn are in two currencies", hint="say the day with --balance")
    rate = rates.closing(money(one.burn).currency, currency, one.day)
    return replace(one.burn, value=Money(money(one.burn).amount * rate.value, currency), rate=rate)


def _months(cash: Money, burn: Money) -> tuple[Figure | None, str, str | None]:
    """(months, status, reason): None where the company burns nothing."""
    if burn.amount.value <= 0:
        return None, "not_burning", None
    if cash.amount.value <= 0:
        return Figure.exact(ZERO), "already_out", None
    months = cash.over(burn)
    if months.is_unbounded:
        return None, "runs_out", "unbounded"
    return months, "runs_out", None


def _whole(months: Figure) -> int:
    """Rounded down; a quotient that only rounding keeps from a whole month is that month."""
    nearest = months.value.to_integral_value(ROUND_HALF_EVEN)
    exact = abs(months.value - nearest) < _TINY
    return int(nearest if exact else months.value.to_integral_value(ROUND_FLOOR))


def _cash_out(day: date | None, whole: int | None) -> date | None:
    """The balance date plus the whole months; None beyond the calendar."""
    if day is None or whole is None:
        return None
    try:
        return add_months(day, whole)
    except OverflowError:
        return None


def _elapsed(day: date, as_of: date) -> Decimal:
    """Months from one day to another: whole ones, and the part of the next by its days."""
    whole = (as_of.year - day.year) * 12 + as_of.month - day.month
    whole -= 1 if add_months(day, whole) > as_of else 0
    start, end = add_months(day, whole), add_months(day, whole + 1)
    return Decimal(whole) + Decimal((as_of - start).days) / Decimal((end - start).days)


def _without(facilities: Fact | None, cash: Money, burn: Money) -> Figure | None:
    if facilities is None or burn.amount.value <= 0:
        return None
    return (cash - money(facilities)).over(burn)


def _raised_since(company: Company, day: date | None, as_of: date) -> RaisedSince:
    if day is None:
        return RaisedSince()
    equity = tuple(equity_raised(company, day, as_of))
    return RaisedSince(equity, tuple(debt_raised(company, day, as_of)))


def _in_the_currency_of_cash(
    company: Company, equity: tuple[Fact, ...], currency: str, rates: Rates, warnings: list[Warning]
) -> tuple[Fact, ...]:
    """Each raise at the rate of its day; none at all where one has no rate."""
    try:
        return tuple(fact.in_currency(currency, rates) for fact in equity)
    except NoRate as missing:
        warnings.append(Warning("no_rate", f"{missing.message}, so raises are not counted", company.id))
        return ()


def _with_raises(added: tuple[Fact, ...], cash: Money, burn: Money) -> Figure | None:
    """Months with the equity raised since; None where there is none, or no rate for it."""
    if not added or burn.amount.value <= 0:
        return None
    for fact in added:
        cash = cash + money(fact)
    return cash.over(burn)


def _nobody(choice: RunwayChoice) -> Company:
    if not (choice.cash and choice.burn):
        raise BadUsage("without a company, both --cash and --burn are needed")
    return Company(GIVEN, "Your figures", choice.cash.currency, ())


def _reason(company: Company) -> str:
    balances = {**by_period(company, "cash"), **by_period(company, "cash_balance")}
    return "no matching burn" if balances else "no balance"


def _nothing_known(companies: Sequence[Company], choice: RunwayChoice) -> str:
    who = ", ".join(company.name for company in companies) or "nobody"
    asked = [one for one in (choice.cash_basis, choice.burn_basis) if one]
    bases = f" on the basis {' and '.join(asked)}" if asked else ""
    day = f" of {choice.balance}" if choice.balance else ""
    return f"no balance{day} with a burn that matches it is known{bases} for {who} as of {choice.as_of}"
