"""How a runway moved: the equity raised since the old balance, then the cash, then the burn (its rate,
its figure, its basis, its period).

A newer balance brings the raises since its own day with it, for it holds the earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from aicompare.calculators.changes.moved import Moment, MovedAnswer, moved
from aicompare.calculators.changes.splitting import Chain, Solve, Stage, State
from aicompare.calculators.runway.bases import Basis, RunwayChoice, bases_of
from aicompare.calculators.runway.outlook import Course, Timed, outlook
from aicompare.calculators.runway.row import RunwayRow, runway_of
from aicompare.companies.company import Company
from aicompare.companies.derivation import total
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.companies.measures import RUNWAY, RUNWAY_ALONE
from aicompare.companies.raises import equity_raised, is_closed
from aicompare.rates.rates import Rates
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import whole_months

RUNWAYS = HEADLINE, ALONE = "Runway", "Runway, balance alone"
CASH, BURN, EQUITY = "cash", "burn a month", "equity raised since"


def runways_moved(company: str, before: Moment, after: Moment) -> Iterator[MovedAnswer]:
    """With the raises since the balance, and where there are any on either side the balance alone."""
    old, new = _resting(company, before), _resting(company, after)
    alone = _chains(old, new) if old and new else {}
    raised = any(one and one.raises for one in (old, new))
    chains = _chains_with_raises(alone, old, new) if raised and old and new else alone
    solve = _solve(after.rates)
    answers = [moved(company, HEADLINE, _headline(old), _headline(new), chains, solve)]
    if raised:
        answers.append(moved(company, ALONE, _alone(old), _alone(new), alone, solve))
    told = _untold(company, after)
    for answer in filter(None, answers):
        yield answer if answer.after else replace(answer, told=told)


def _untold(id_: str, moment: Moment) -> str | None:
    """Why no months are known: `not burning`, `no matching burn`."""
    company = moment.companies.get(id_)
    if company is None:
        return None
    row = runway_of(company, RunwayChoice(moment.as_of), moment.rates)
    return row.reason or row.status.replace("_", " ")


@dataclass(frozen=True, slots=True)
class RunwayThen:
    """One side: the company as it was known, its row of `runway`, and what that rests on."""

    company: Company
    moment: Moment
    row: RunwayRow
    basis: Basis

    def on(self, day: date | None, cash: str, burn: str) -> Basis | None:
        """Cash and burn of a day on these bases, as they are known on this side."""
        choice = RunwayChoice(self.moment.as_of, cash, burn, day)
        return next(iter(bases_of(self.company, choice)), None)

    @property
    def raises(self) -> tuple[Fact, ...]:
        """The equity that its own row counts."""
        return self.raises_since(self.basis.day) if self.basis.day else ()

    def raises_since(self, day: date) -> tuple[Fact, ...]:
        """The equity that counts beside a balance of a day: closed, and as it is known on this side."""
        as_of = self.moment.as_of
        raised = equity_raised(self.company, day, as_of)
        return tuple(one for one in raised if is_closed(self.company, one, as_of))


def _resting(id_: str, moment: Moment) -> RunwayThen | None:
    company = moment.companies.get(id_)
    if company is None:
        return None
    choice = RunwayChoice(moment.as_of)
    bases = bases_of(company, choice)
    row = runway_of(company, choice, moment.rates)
    return RunwayThen(company, moment, row, bases[0]) if bases else None


def _headline(side: RunwayThen | None) -> Derived | None:
    return _months(side.row, RUNWAY, side.row.months) if side else None


def _alone(side: RunwayThen | None) -> Derived | None:
    return _months(side.row, RUNWAY_ALONE, side.row.balance_alone.months) if side else None


def _months(row: RunwayRow, known: Metric, months: Figure | None) -> Derived | None:
    if months is None or row.cash is None:
        return None
    basis = f"{row.cash_basis} over {row.burn_basis}"
    return Derived(row.company, known, months, row.cash.period, basis)


# --- the stages ------------------------------------------------------------------------------


def _chains(old: RunwayThen, new: RunwayThen) -> Mapping[str, Chain]:
    was, now = old.basis, new.basis
    again = new.on(was.day, was.cash_basis, was.burn_basis)  # the same, as it is known now
    cash_else = new.on(was.day, now.cash_basis, was.burn_basis)
    burn_else = new.on(was.day, was.cash_basis, now.burn_basis)
    cash = [was, again, cash_else, now]
    burn = [again, burn_else, now]
    return {
        CASH: [Stage(one.cash, one.cash_basis) if one else None for one in cash],
        BURN: [*_converted(old, new), *(_burn(one, was, now, new.moment.rates) for one in burn)],
    }


def _converted(old: RunwayThen, new: RunwayThen) -> list[Stage | None]:
    """The old burn in the currency of the old cash, at the rates of then and of now."""
    was = old.basis
    return [_in_currency_of(was, was, rates) for rates in (old.moment.rates, new.moment.rates)]


def _burn(basis: Basis | None, was: Basis, now: Basis, rates: Rates) -> Stage | None:
    """A burn on the way: of the very stretch of the old one, or the new one itself."""
    if basis is None or (basis is not now and basis.burn.period != was.burn.period):
        return None
    return _in_currency_of(basis, now, rates)


def _in_currency_of(basis: Basis, cash: Basis, rates: Rates) -> Stage | None:
    currency = cash.cash.currency
    assert currency is not None
    try:
        return Stage(basis.burn.in_currency(currency, rates), basis.burn_basis)
    except NoRate:
        return None


def _chains_with_raises(chains: Mapping[str, Chain], old: RunwayThen, new: RunwayThen) -> Mapping[str, Chain]:
    day, newer = old.basis.day, new.basis.day
    if day is None or newer is None:
        return chains
    raised = [_raised_stage(old, day), _raised_stage(new, day)]
    if day == newer:
        return {EQUITY: raised, **chains}
    *earlier, last = chains[CASH]
    assert last is not None
    with_raises = Stage(last.known, last.basis, new.raises_since(newer))
    return {EQUITY: raised, CASH: [*earlier, with_raises], BURN: chains[BURN]}


def _raised_stage(side: RunwayThen, day: date) -> Stage:
    """What was raised since a day, shown in the currency of the first raise."""
    raises = side.raises_since(day)
    if not raises:
        return Stage(None, raises=(), kind="raise")
    try:
        parts = [one.in_currency(str(raises[0].currency), side.moment.rates) for one in raises]
    except NoRate:
        return Stage(raises[-1], raises=raises, kind="raise")
    known: Known = parts[0] if len(parts) == 1 else _sum(parts)
    return Stage(known, raises=raises, kind="raise")


def _sum(parts: list[Fact]) -> Derived:
    return Derived.of(parts[0].company, METRICS["raised"], total(parts), parts[-1].period)


def _solve(rates: Rates) -> Solve:
    """Cash, and the raises in their months, over the burn."""

    def months(state: State) -> Figure | None:
        cash, burn = state[CASH], state[BURN]
        if cash.known is None or burn.known is None:
            return None
        currency, day = str(cash.known.currency), cash.known.period.last
        burnt = burn.known.in_currency(currency, rates) if burn.known.currency != currency else burn.known
        counted = cash.raises if cash.raises is not None else state.get(EQUITY, cash).raises
        comes = tuple(
            Timed(whole_months(day, raised.period.last) + 1, raised.in_currency(currency, rates).figure)
            for raised in counted or ()
        )
        return outlook(Course(cash.known.figure, burnt.figure, comes=comes)).months

    return months
