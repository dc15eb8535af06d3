"""Which cash and which burn a runway rests on.

The newest balance date for which any burn matches is taken, and on it the first burn of
BURNS. A burn matches when its source states it for that balance, or when its period ends
within 31 days of it; if no date matches, the newest balance with a burn that ends within
184 days, with a warning. A stated monthly burn belongs to its own balance only.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from aicompare.calculators.runway.scenario import NOTHING_SUPPOSED, Scenario
from aicompare.companies.company import Company
from aicompare.companies.derivation import GIVEN, Sum, total
from aicompare.companies.fact import Derived, Fact, Known, given, money
from aicompare.companies.measures import (
    LIQUIDITY,
    NEAR,
    a_month,
    balance_days,
    by_period,
    liquid_money,
    over_stretch,
)
from aicompare.companies.winner import best
from aicompare.reports.report import Warning
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, having, names
from aicompare.values.money import Money
from aicompare.values.periods import Period

CASHES = ("liquidity", "stated", "cash", "liquidity+facilities")
BURNS = ("stated", "operating", "cash-burn", "adjusted-loss")  # the order of preference
ONLY_ASKED = ("net-loss",)  # never chosen unless asked for
FAR = timedelta(days=184)  # a burn that ends so near is taken, with a warning, if none matches


@dataclass(frozen=True, slots=True)
class RunwayChoice:
    """What the user asks for; None leaves it to the rule. A raise takes `raise_lead` months."""

    as_of: date
    cash_basis: str | None = None
    burn_basis: str | None = None
    balance: date | None = None
    cash: Money | None = None
    burn: Money | None = None
    all_bases: bool = False
    scenario: Scenario = NOTHING_SUPPOSED
    raise_lead: int | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """One cash and one burn that belong together; `day` is the balance date, if there is one.

    `facilities` are the unused bank facilities inside the cash.
    """

    day: date | None
    cash: Known
    burn: Known
    cash_basis: str
    burn_basis: str
    facilities: Fact | None
    warnings: tuple[Warning, ...]


def bases_of(company: Company, choice: RunwayChoice) -> list[Basis]:
    """The basis that the rule takes, or with `all_bases` every pair that is known on its day."""
    taken = _by_the_rule(company, choice)
    if not (taken and taken.day and choice.all_bases):
        return [taken] if taken else []
    cashes = (None,) if choice.cash else CASHES  # what is typed stands in for every basis
    burns = (GIVEN,) if choice.burn else (*BURNS, *ONLY_ASKED)
    pairs = list(product(cashes, burns))
    every = ([_on_day(company, taken.day, *pair, choice, reach) for pair in pairs] for reach in (NEAR, FAR))
    return next(known for found in every if (known := [one for one in found if one]))


def burn_during(company: Company, stretch: Period) -> tuple[Derived | None, list[Warning]]:
    """The burn of a stretch: that of a month x its months, with what is to be known of it.

    Of every burn that is known the one whose period shares most days with the stretch; of several
    the one of the shortest period, and then the first of BURNS. None where none shares any. Where
    it is of other months than those of the stretch, a warning says so.
    """
    metrics = {"stated": "monthly_burn", **_FLOWS}
    known = [(flow, basis) for basis in BURNS for flow in by_period(company, metrics[basis]).values()]
    shares = [(_shared(flow.period, stretch), -flow.period.days) for flow, _ in known]
    most = max(shares, default=(0, 0))
    if most[0] <= 0:
        return None, []
    flow, basis = known[shares.index(most)]
    warnings: list[Warning] = []
    monthly = flow if basis == "stated" else _a_month_of(company, flow, basis, warnings)
    if flow.period != stretch:
        text = f"the burn of {flow.period} stands for that of {stretch}"
        warnings.append(Warning("period_mismatch", text, company.id))
    return over_stretch(monthly, stretch, METRICS["cash_burn"]), warnings


def _shared(one: Period, other: Period) -> int:
    """How many days two periods have in common."""
    return (min(one.last, other.last) - max(one.first, other.first)).days + 1


def without_facilities(basis: Basis) -> Money | None:
    """The cash without the unused facilities inside it; None where none are counted."""
    facilities = basis.facilities
    if facilities is None:
        return None
    if isinstance(basis.cash, Derived):
        others = [one for one in basis.cash.inputs if one is not facilities]
        return sum((money(one) for one in others[1:]), money(others[0]))
    return money(basis.cash) - money(facilities)


def _by_the_rule(company: Company, choice: RunwayChoice) -> Basis | None:
    """Of the newest balance that a burn matches; else of the newest with a burn near enough."""
    days = _balance_days(company, choice)
    burns = (choice.burn_basis,) if choice.burn_basis else BURNS
    for reach, day, burn in product((NEAR, FAR), days, burns):
        if found := _on_day(company, day, choice.cash_basis, burn, choice, reach):
            return found
    return None


def _balance_days(company: Company, choice: RunwayChoice) -> list[date | None]:
    """The days with a balance, the newest first."""
    if choice.cash and choice.burn:
        return [choice.balance]
    known = balance_days(company)
    if choice.cash:
        known |= {period.last for name in _FLOWS.values() for period in by_period(company, name)}
        known |= {burn.balance.last for burn in company.of("monthly_burn") if burn.balance}
    days = sorted(known, reverse=True)
    return [day for day in days if choice.balance in (None, day)]


def _on_day(
    company: Company,
    day: date | None,
    cash_basis: str | None,
    burn_basis: str,
    choice: RunwayChoice,
    reach: timedelta,
) -> Basis | None:
    """The pair of one day on these bases, what the user typed standing in; None if not known."""
    warnings: list[Warning] = []
    typed_on = Period.day(day or choice.as_of)
    if choice.burn:
        burn: Known | None = given(company.id, METRICS["monthly_burn"], choice.burn, typed_on)
        burn_basis = GIVEN
    else:
        burn = _burn(company, day, burn_basis, reach, warnings) if day else None
    if choice.cash:
        found: tuple[Known, str] | None = (given(company.id, METRICS["cash"], choice.cash, typed_on), GIVEN)
    else:
        found = _cash(company, day, cash_basis, burn_basis, warnings) if day else None
    if burn is None or found is None:
        return None
    cash, basis = found
    facilities = _facilities(company, day, basis, cash, warnings) if day else None
    return Basis(day, cash, burn, basis, burn_basis, facilities, tuple(warnings))


# --- cash ------------------------------------------------------------------------------


def _cash(
    company: Company, day: date, basis: str | None, burn_basis: str, warnings: list[Warning]
) -> tuple[Known, str] | None:
    """The cash of a basis on a day, and the basis; without one, the rule's choice.

    The rule: with a stated burn the balance that its source pairs it with, else liquid
    money when its parts are known, else the company's own total, else cash alone.
    """
    if basis:
        cash = _cash_on(company, day, basis)
        return (cash, basis) if cash else None
    order = ("stated", "liquidity", "cash") if burn_basis == "stated" else ("liquidity", "stated", "cash")
    # every day that is tried has a balance, so one of them is known
    found, one = next((found, one) for one in order if (found := _cash_on(company, day, one)))
    if one == "cash":
        invested = company.on("liquid_investments", day)
        unlike = invested and f"liquid investments of {invested.printed} are not in the currency of the cash"
        told = unlike or f"only cash is known on {day}: liquid investments are not"
        warnings.append(Warning("investments_unknown", f"{told}, and are left out", company.id))
    return found, one


def _cash_on(company: Company, day: date, basis: str) -> Known | None:
    if basis in ("cash", "stated"):
        return company.on("cash" if basis == "cash" else "cash_balance", day)
    liquid = liquid_money(company, day)
    if basis == "liquidity" or liquid is None:
        return liquid
    facilities = company.on("unused_facilities", day)
    if facilities is None or money(facilities).currency != money(liquid).currency:
        return None
    assert isinstance(liquid, Derived)
    parts = [part for part in liquid.inputs if isinstance(part, Fact)]
    return Derived.of(company.id, LIQUIDITY, total([*parts, facilities]), liquid.period)


def _facilities(company: Company, day: date, basis: str, cash: Known, warnings: list[Warning]) -> Fact | None:
    """The unused facilities inside `cash`, with the warning that they are."""
    if basis not in ("stated", "liquidity+facilities"):
        return None
    facilities = company.on("unused_facilities", day)
    if facilities is None:
        text = "the company's own total may include credit lines not yet used"
        warnings.append(Warning("may_count_facilities", text, company.id))
        return None
    if money(facilities).currency != money(cash).currency:
        return None
    text = f"the cash includes {facilities.reported} of credit lines not yet used"
    warnings.append(Warning("facilities_counted", text, company.id))
    return facilities


# --- burn ------------------------------------------------------------------------------

_FLOWS = {flow.word("burn"): flow.name for flow in having("burn")}  # by the basis that is made of it


def _burn(company: Company, day: date, basis: str, reach: timedelta, warnings: list[Warning]) -> Known | None:
    """The monthly burn of a basis that belongs to the balance of `day`; None if none does."""
    if basis == "stated":
        paired = (fact for fact in company.of("monthly_burn") if fact.balance and fact.balance.last == day)
        return max(
            paired, key=lambda fact: (fact.user, -fact.rank, fact.period, fact.published), default=None
        )
    ending = [
        flow
        for period, flow in by_period(company, _FLOWS[basis]).items()
        if abs(period.last - day) <= reach and not period.is_day
    ]
    flow = best(ending)
    if flow is None:
        return None
    if abs(flow.period.last - day) > NEAR:
        text = f"the burn of {flow.period} does not end within 31 days of the balance of {day}"
        warnings.append(Warning("period_mismatch", text, company.id))
    return _a_month_of(company, flow, basis, warnings)


def _a_month_of(company: Company, flow: Fact, basis: str, warnings: list[Warning]) -> Derived:
    """With the warning where what is burnt is only stood for."""
    if basis in ("adjusted-loss", "net-loss"):
        loss = {"adjusted-loss": "adjusted net loss"}.get(basis, "net loss")
        text = f"the burn is the {loss} of {flow.period}: a proxy, not cash"
        warnings.append(Warning("burn_is_proxy", text, company.id))
    return _monthly(company, flow, basis, warnings)


def _monthly(company: Company, flow: Fact, basis: str, warnings: list[Warning]) -> Derived:
    if basis == "cash-burn":
        return _burnt(company, total([flow]), flow)
    outlays = _outlays(company, flow, warnings) if basis == "operating" else []
    return _burnt(company, Sum(((-1, flow), *((1, outlay) for outlay in outlays))), flow)


def _burnt(company: Company, used: Sum, flow: Fact) -> Derived:
    """A month of it."""
    return Derived.of(company.id, METRICS["monthly_burn"], a_month(used, flow.period), flow.period)


def _outlays(company: Company, flow: Fact, warnings: list[Warning]) -> list[Fact]:
    """Capital expenditure and leases of the period of `flow`; what is left out is named, with the reason."""
    known: list[Fact] = []
    left_out: dict[str, list[str]] = {}
    for name in names("outlay"):
        outlay, title = company.winner(name, period=flow.period), METRICS[name].title.lower()
        if outlay is None:
            left_out.setdefault(f"known for {flow.period}", []).append(title)
        elif outlay.currency != flow.currency:
            left_out.setdefault(f"in {flow.currency}", []).append(f"{title} ({outlay.printed})")
        else:
            known.append(outlay)
    for wanted, titles in left_out.items():
        code = "capex_unknown" if titles[0].startswith("capital expenditure") else "leases_unknown"
        text = f"not in the burn, because not {wanted}: {' and '.join(titles)}"
        warnings.append(Warning(code, text, company.id))
    return known
