"""The multiple of one company, and what it is read against.

The numerator converts into the denominator's reporting currency at the closing rate of the
valuation date, so a multiple does not depend on the currency of presentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from aicompare.calculators.multiples.bridge import enterprise_value
from aicompare.calculators.multiples.unheld import no_value, of_the_revenue
from aicompare.calculators.multiples.valuation import (
    AHEAD,
    MultiplesChoice,
    market_cap_against,
    revenue_for,
    valuation_of,
)
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Open, computed, total, turned
from aicompare.companies.fact import Derived, Known, money
from aicompare.companies.measures import MULTIPLE, newest_growth, newest_ratio
from aicompare.companies.solved import Meaningful
from aicompare.rates.rates import Rates
from aicompare.reports.report import LIGHT, Column, Warning
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period

RECOGNISED, RECURRING, EXPECTED = "recognised", "run-rate and ARR", "expected"
LISTED, PRIVATE = "listed", "private"
NOT_MEANINGFUL, NOT_AVAILABLE = "n.m.", "n.a."


@dataclass(frozen=True, slots=True)
class MultiplesRow:
    """`multiple` is None with `reason` n.m. (value or denominator not above zero) or n.a. (missing).

    Beside it stand the newest growth and gross margin of the revenue known by the day of the
    valuation, and the net cash, pro forma for what was raised since the balance.
    """

    company: Annotated[str, Column("Company")]
    multiple: Annotated[
        Figure | None,
        Column(
            "Multiple",
            unit="times",
            look="computed",
            otherwise="reason",
            rated=True,
        ),
    ] = None
    reason: str | None = None
    numerator: Annotated[Known | None, Column("Value", dated=True)] = None
    denominator: Annotated[Known | None, Column("Revenue", dated=True)] = None
    kind: Annotated[str | None, Column("Kind of value", weight=LIGHT)] = None
    basis: Annotated[str | None, Column("Basis")] = None
    days_apart: Annotated[
        int | None,
        Column("Days apart", weight=LIGHT, definition="days from the revenue's end to the value, either way"),
    ] = None
    growth: Annotated[Known | None, Column("Growth", dated=True, weight=LIGHT)] = None
    gross_margin: Annotated[Known | None, Column("Gross margin", dated=True, weight=LIGHT)] = None
    net_cash: Annotated[Known | None, Column("Net cash", dated=True, weight=LIGHT)] = None


@dataclass(frozen=True, slots=True)
class EvRow(MultiplesRow):
    """With `--ev` the numerator is the EV pro forma; its bridge and the EV without raises."""

    equity_value: Annotated[Known | None, Column("Equity value", dated=True, weight=LIGHT)] = None
    ev_before_raises: Annotated[Known | None, Column("EV before raises", weight=LIGHT)] = None
    multiple_before_raises: Annotated[
        Figure | None,
        Column("Before raises", unit="times", look="computed"),
    ] = None
    bridge: Mapping[str, Known | None] | None = None
    unknown: Annotated[tuple[str, ...], Column("Unknown", look="word", weight=LIGHT, missing=" ")] = ()


def revenue_multiple(
    company: Company, choice: MultiplesChoice, rates: Rates, warnings: list[Warning] | None = None
) -> MultiplesRow:
    """The row of one company; what is missing is None, with the reason."""
    noticed = warnings if warnings is not None else []
    empty = EvRow if choice.ev else MultiplesRow
    valued = valuation_of(company, choice)
    if valued is None:
        noticed.append(no_value(company, choice))
        return empty(company.id, reason=NOT_AVAILABLE)
    value, kind = valued
    if printed := market_cap_against(company, value):
        text = f"price x shares is not the market cap printed for {printed.period}, {printed.reported}"
        noticed.append(Warning("market_cap_differs", text, company.id))
    day = value.period.last
    row = empty(company.id, reason=NOT_AVAILABLE, numerator=value, kind=kind)
    if found := revenue_for(company, choice, day):
        revenue, basis = found
        apart = None if basis in AHEAD else abs((day - revenue.period.last).days)
        row = replace(row, denominator=revenue, basis=basis, days_apart=apart)
    noticed += of_the_revenue(company, choice, day, row.basis)
    currency = money(row.denominator).currency if row.denominator else company.currency
    try:
        if isinstance(row, EvRow):
            row = _with_ev(choice.of(company, day), row, value, currency, rates)
            if row.unknown:
                text = f"not known, and not in the EV: {', '.join(row.unknown)}".replace("_", " ")
                noticed.append(Warning("unknown_parts", text, company.id))
        return _beside(choice.of(company, day), _divided(row, rates), value, rates)
    except NoRate as missing:
        noticed.append(Warning("no_rate", missing.message, company.id))
        if isinstance(row, EvRow) and row.equity_value is None:  # no rate leads to a part of the EV
            row = replace(row, numerator=None, kind=None, equity_value=value)
        return row


def derived_multiple(row: MultiplesRow) -> Derived | None:
    """The multiple of a row with what it is made of; None where it has none."""
    if row.multiple is None or row.numerator is None or row.denominator is None:
        return None
    return Derived(row.company, MULTIPLE, row.multiple, row.numerator.period, row.basis)


def valued(row: MultiplesRow) -> Known | None:
    """The equity value, also where the numerator is the EV."""
    return row.equity_value if isinstance(row, EvRow) else row.numerator


def kind_of(row: MultiplesRow) -> str | None:
    """Whether a market says the value, or the last round; None of one that is supposed, or not known."""
    value = valued(row)
    typed = isinstance(value, Derived) and not value.inputs
    if value is None or typed:
        return None
    return PRIVATE if value.metric.name == "post_money" else LISTED


def _divided(row: MultiplesRow, rates: Rates) -> MultiplesRow:
    value, revenue = row.numerator, row.denominator
    if value is None or revenue is None:
        return row
    if money(revenue).amount.value <= 0:
        return replace(row, reason=NOT_MEANINGFUL)
    if isinstance(row, EvRow) and row.ev_before_raises:
        row = replace(row, multiple_before_raises=_over(row.ev_before_raises, revenue, "EV before raises"))
    multiple = _over(value.in_currency(money(revenue).currency, rates), revenue)
    return replace(row, multiple=multiple, reason=None if multiple else NOT_MEANINGFUL)


def _over(value: Known, revenue: Known, name: str = "value") -> Figure | None:
    """None where the value is not above zero: more cash than market value is no multiple."""
    made = Meaningful((Named(name, value),), (Named("revenue", revenue),))
    return computed(made) if value.figure.value > 0 else None


def _with_ev(company: Company, row: EvRow, equity: Known, currency: str, rates: Rates) -> EvRow:
    bridge = enterprise_value(company, equity, currency, rates)
    kind = "EV pro forma" if bridge.value != bridge.before_raises else "EV"
    return replace(
        row,
        numerator=bridge.value,
        kind=kind if bridge.value else None,
        equity_value=equity,
        ev_before_raises=bridge.before_raises,
        bridge=dict(bridge.parts),
        unknown=tuple(bridge.unknown),
    )


def _beside(company: Company, row: MultiplesRow, value: Known, rates: Rates) -> MultiplesRow:
    """With what a multiple is read against; of a row without one nothing."""
    if row.multiple is None or row.denominator is None:
        return row
    day = value.period.last
    bridge = enterprise_value(company, value, money(row.denominator).currency, rates)
    owned = [Named(name, part) for name, part in bridge.parts.items() if part and name != "equity_value"]
    net_cash = None
    if bridge.balance:
        less = turned(total(owned))
        opened = Open(less, below=bridge.opens_above, above=bridge.cash_only)
        made = opened if bridge.opens_above or bridge.cash_only else less
        net_cash = Derived.of(company.id, METRICS["net_cash"], made, Period.day(bridge.balance))
    return replace(
        row,
        growth=newest_growth(company, day),
        gross_margin=newest_ratio(company, METRICS["gross_margin"], day),
        net_cash=net_cash,
    )
