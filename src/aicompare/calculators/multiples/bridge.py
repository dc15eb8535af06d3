"""From equity value to enterprise value, every part named.

EV = equity value + debt + leases - cash and liquid funds, all of one moment: shares and
bonds sold between the balance and the valuation bring their net proceeds into cash (pro
forma), and the EV without them stands beside. Unused facilities are never cash; instruments
that convert at listing are equity, not debt; a convertible bond is shares where the price is above its
conversion price (see convertibles).
"""

from __future__ import annotations

from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Open, Sum, total, turned
from aicompare.companies.fact import Derived, Known
from aicompare.companies.measures import balance_days, liquid_money
from aicompare.companies.raises import debt_proceeds, debt_raised, equity_raised
from aicompare.rates.rates import Rates
from aicompare.values.frozen import dataclass, field
from aicompare.values.metrics import Metric, names

EV = Metric(
    "enterprise_value", "stock", "money", "equity value plus debt and leases less cash and liquid funds"
)
DEBTS = names("debt", "expected")
INVESTMENTS = "liquid_investments"
ONLY_IF_PRINTED = names("debt", "printed")  # few companies have them at all


@dataclass(slots=True)
class Bridge:
    """`parts` by name, in one currency, with the sign by which they enter; None is unknown.

    `value` is the EV pro forma and `before_raises` the EV without the raises since the
    balance; both None when no cash is known. Where a debt is unknown the EV is a lower bound,
    where liquid investments are (`cash_only`) an upper one.
    """

    company: str
    parts: dict[str, Known | None] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    balance: date | None = None
    cash_only: bool = False
    value: Derived | None = None
    before_raises: Derived | None = None

    @property
    def opens_above(self) -> bool:
        """Whether a debt may be unknown, so that the EV may be more."""
        return any(name != INVESTMENTS for name in self.unknown)


def enterprise_value(company: Company, equity: Known, currency: str, rates: Rates) -> Bridge:
    """The bridge in `currency`, of the newest balance up to the day of the valuation.

    Raises NoRate where a part cannot be converted.
    """
    bridge = Bridge(company.id, {"equity_value": equity.in_currency(currency, rates)})
    on = equity.period.last
    bridge.balance = day = _balance_day(company, on)
    if day is None:
        bridge.unknown = ["cash and liquid funds", *DEBTS]
        bridge.parts |= dict.fromkeys(bridge.unknown)
        return bridge
    _add_debts(company, bridge, day, currency, rates)
    _add_cash(company, bridge, currency, rates)
    before = list(bridge.parts)
    _add_raises(company, bridge, on, currency, rates)
    bridge.before_raises = _sum(bridge, before, equity)
    bridge.value = _sum(bridge, list(bridge.parts), equity)
    return bridge


def _balance_day(company: Company, on: date) -> date | None:
    return max((day for day in balance_days(company) if day <= on), default=None)


def _add_debts(company: Company, bridge: Bridge, day: date, currency: str, rates: Rates) -> None:
    total = company.on("total_debt", day)
    names = ("total_debt", "lease_liabilities") if total else (*DEBTS, *ONLY_IF_PRINTED)
    for name in names:
        fact = company.on(name, day)
        if fact:
            bridge.parts[name] = fact.in_currency(currency, rates)
        elif name not in ONLY_IF_PRINTED and not _settled(company, name, day):
            bridge.parts[name] = None
            bridge.unknown.append(name)


def _settled(company: Company, name: str, day: date) -> bool:
    """Convertible bonds are unknown only for who is known to have sold one by then."""
    if name != "convertible_bonds":
        return False
    return not any(fact.period.last <= day for fact in company.of("debt_principal"))


def _add_cash(company: Company, bridge: Bridge, currency: str, rates: Rates) -> None:
    assert bridge.balance
    liquid = liquid_money(company, bridge.balance)
    total = company.on("cash_balance", bridge.balance)
    cash = liquid or total or company.on("cash", bridge.balance)
    assert cash
    bridge.parts["cash and liquid funds"] = _minus(cash.in_currency(currency, rates))
    if liquid is None and total is None and company.on(INVESTMENTS, bridge.balance):
        for name in ("time_deposits", INVESTMENTS):  # of unlike currencies, so that there is no sum of them
            if held := company.on(name, bridge.balance):
                bridge.parts[name] = _minus(held.in_currency(currency, rates))
    elif liquid is None and total is None:
        bridge.cash_only = True
        bridge.unknown.append(INVESTMENTS)
    elif liquid is None:
        facilities = company.on("unused_facilities", bridge.balance)
        if facilities:  # inside the company's own total, and never cash
            bridge.parts["unused_facilities"] = facilities.in_currency(currency, rates)
        else:
            bridge.unknown.append("unused_facilities inside the company's own total")


def _add_raises(company: Company, bridge: Bridge, on: date, currency: str, rates: Rates) -> None:
    from aicompare.calculators.multiples.convertibles import as_shares, convertibles

    assert bridge.balance
    for fact in equity_raised(company, bridge.balance, on):
        bridge.parts[f"raised {fact.deal}"] = _minus(fact.in_currency(currency, rates))
    converted = as_shares(convertibles(company, on))
    for owed in debt_raised(company, bridge.balance, on):
        received = debt_proceeds(company, owed.deal)
        if received is None or owed.metric.name != "debt_principal":
            # half of a bond would shift the EV by the whole of it, so it stays out and is named
            bridge.unknown.append(f"proceeds of {owed.deal}, left out with its principal")
            continue
        bridge.parts[f"proceeds of {owed.deal}"] = _minus(received.in_currency(currency, rates))
        if worth := converted.get(str(owed.deal)):
            bridge.parts[f"shares of {owed.deal}"] = worth.in_currency(currency, rates)
        else:
            bridge.parts[f"principal of {owed.deal}"] = owed.in_currency(currency, rates)


def _sum(bridge: Bridge, names: list[str], equity: Known) -> Derived:
    known = [Named(name, part) for name in names if (part := bridge.parts[name]) is not None]
    return Derived.of(bridge.company, EV, _open(bridge, total(known)), equity.period)


def _open(bridge: Bridge, known: Sum) -> Sum | Open:
    """Open on the side to which what is unknown would move it."""
    more = bridge.opens_above
    return Open(known, below=bridge.cash_only, above=more) if more or bridge.cash_only else known


def _minus(part: Known) -> Derived:
    return Derived.of(part.company, part.metric, turned(part), part.period)
