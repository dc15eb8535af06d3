"""What comes in and goes out beside the burn: raises, supposed or the company's own, and bonds.

A raise counts from the start of the month it falls in, a bond is repaid with the burn of the
month it falls due in; the first month is the one after the balance date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.outlook import Timed
from aicompare.calculators.runway.scenario import Planned
from aicompare.companies.company import Company
from aicompare.companies.fact import Fact, Known, given, money
from aicompare.companies.raises import debt_proceeds, debt_raised, equity_of_no_deal, equity_raised, is_closed
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning
from aicompare.values.errors import BadUsage, NoRate
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period, add_months, whole_months


@dataclass(frozen=True, slots=True)
class Moved:
    """An amount in the month it counts in: as it is known, and in the currency of the cash."""

    month: int
    known: Known
    converted: Known

    @property
    def timed(self) -> Timed:
        return Timed(self.month, money(self.converted).amount)


@dataclass(frozen=True, slots=True)
class Moves:
    """`typed` raises, `spent` one-offs and `hired` are supposed; of what the company raised since the
    balance `own` is the equity and `bonds` the debt that is counted, with what is `repaid` of that.
    """

    typed: tuple[Moved, ...] = ()
    spent: tuple[Moved, ...] = ()
    hired: tuple[Moved, ...] = ()
    own: tuple[Moved, ...] = ()
    bonds: tuple[Moved, ...] = ()
    repaid: tuple[Moved, ...] = ()

    @property
    def counted(self) -> tuple[Moved, ...]:
        """What comes in only because it was asked for."""
        return (*self.typed, *self.bonds)

    @property
    def supposed(self) -> Moves:
        """What was typed alone."""
        return Moves(self.typed, self.spent, self.hired)

    @property
    def since(self) -> Moves:
        """What the company raised in equity alone."""
        return Moves(own=self.own)


def at_balance(known: Known, currency: str, day: date | None, rates: Rates) -> Known:
    """What was typed, in the currency of the cash, at the closing rate of the balance date."""
    amount = money(known)
    if amount.currency == currency:
        return known
    if day is None:
        hint = f"say the day with --balance, or write {amount.currency} as {currency}"
        raise BadUsage("two currencies meet without a day for their rate", hint=hint)
    rate = rates.closing(amount.currency, currency, day)
    return replace(known, value=rate.applied_to(amount), rate=rate, original=amount)


def moves(
    company: Company,
    day: date | None,
    choice: RunwayChoice,
    currency: str,
    rates: Rates,
    warnings: list[Warning],
) -> Moves:
    """What comes and goes, in `currency`; what cannot be counted is a warning.

    A cash that was typed stands for the balance and for what was raised since.
    """
    scenario, as_of = choice.scenario, choice.as_of

    def of(planned: Iterable[Planned], metric: str) -> tuple[Moved, ...]:
        stands = Period.day(day or as_of)
        known = [(one.month, given(company.id, METRICS[metric], one.amount, stands)) for one in planned]
        return tuple(Moved(month, one, at_balance(one, currency, day, rates)) for month, one in known)

    typed, spent = of(scenario.raises, "raised"), of(scenario.one_offs, "cash_burn")
    supposed = Moves(typed, spent, of(scenario.hires, "monthly_burn"))
    if day is None:
        return supposed
    counts = scenario.proceeds or choice.cash is None
    own = _own_raises(company, day, as_of, currency, rates, warnings) if counts else ()
    if scenario.proceeds and not own:
        text = f"no equity raised after {day} is known, so no proceeds are counted"
        warnings.append(Warning("no_proceeds", text, company.id))
    bonds = _bonds(company, day, as_of, currency, rates, warnings) if scenario.with_debt else []
    came, repaid = (tuple(pair[side] for pair in bonds) for side in (0, 1))
    return replace(supposed, own=own, bonds=came, repaid=repaid)


def _own_raises(
    company: Company, day: date, as_of: date, currency: str, rates: Rates, warnings: list[Warning]
) -> tuple[Moved, ...]:
    """Each raise at the rate of its day; none at all where one has no rate. What names no deal is told."""
    for fact in equity_of_no_deal(company, day, as_of):
        text = f"{fact.printed} of {fact.period} names no deal, so it is not counted"
        warnings.append(Warning("no_deal", text, company.id))
    try:
        return tuple(
            Moved(whole_months(day, fact.period.last) + 1, fact, fact.in_currency(currency, rates))
            for fact in equity_raised(company, day, as_of)
            if is_closed(company, fact, as_of)
        )
    except NoRate as missing:
        warnings.append(Warning("no_rate", f"{missing.message}, so raises are not counted", company.id))
        return ()


def _bonds(
    company: Company, day: date, as_of: date, currency: str, rates: Rates, warnings: list[Warning]
) -> list[tuple[Moved, Moved]]:
    """(what came in, what is repaid) of each bond of which both and the due date are known."""
    found = []
    for owed in debt_raised(company, day, as_of):
        came = debt_proceeds(company, owed.deal)
        if missing := _missing(owed, came):
            text = f"the debt of {owed.period} ({owed.reported}) is not counted: {missing} is not known"
            warnings.append(Warning("debt_left_out", text, company.id))
            continue
        assert came is not None and owed.due is not None
        try:
            comes = Moved(whole_months(day, came.period.last) + 1, came, came.in_currency(currency, rates))
            found.append((comes, Moved(_due_in(day, owed.due.last), owed, owed.in_currency(currency, rates))))
        except NoRate as no_rate:
            text = f"{no_rate.message}, so the debt of {owed.period} is not counted"
            warnings.append(Warning("no_rate", text, company.id))
    return found


def _missing(owed: Fact, came: Fact | None) -> str:
    if came is None:
        return "what it brought in"
    if owed.metric.name != "debt_principal":
        return "what it repays"
    return "" if owed.due else "when it falls due"


def _due_in(day: date, due: date) -> int:
    """The month whose end is the due day, or the first to end after it."""
    whole = whole_months(day, due)
    return whole + (add_months(day, whole) < due)
