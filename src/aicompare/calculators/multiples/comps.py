"""The bank's page: one line a company with every multiple, and the statistics under each.

EV is pro forma (see bridge); every multiple is of the company's own currency at the closing rate of the
day of its value, and n.m. is left empty. Growth and margins are of the newest stretch known by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from aicompare.calculators.multiples.compspage import CompsLine, sized, statistic_lines
from aicompare.calculators.multiples.row import EvRow, revenue_multiple
from aicompare.calculators.multiples.statistics import Spread, is_anything, spread
from aicompare.calculators.multiples.valuation import MultiplesChoice, revenue_for
from aicompare.calculators.presentation import presented
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, computed, minus, ratio
from aicompare.companies.fact import Derived, Known, money
from aicompare.companies.measures import DERIVED, newest_growth, newest_ratio
from aicompare.rates.rates import Rates
from aicompare.reports.page import Scale, scale_for
from aicompare.reports.report import LIGHT, Column, Report, Section, Warning, listed
from aicompare.values.errors import NoAnswer, NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field, replace
from aicompare.values.metrics import METRICS, Metric

NET_DEBT = Metric("net_debt", "stock", "money", "enterprise value less equity value", {"signed": ""})


class _Multiple(NamedTuple):
    name: str
    title: str
    metric: str
    basis: str


_MULTIPLES = (
    _Multiple("ev_ltm", "EV/LTM", "revenue", "ltm"),
    _Multiple("ev_ntm", "EV/NTM", "revenue", "ntm"),
    _Multiple("ev_next_year", "EV/FY+1", "revenue", "fy+1"),
    _Multiple("ev_gross_profit", "EV/GP", "gross_profit", "ltm"),
    _Multiple("ev_arr", "EV/ARR", "revenue", "arr"),
)
_TITLES = {one.name: one.title for one in _MULTIPLES}
_HEADINGS = {name: title.replace("/", " / ") for name, title in _TITLES.items()}  # which fold


@dataclass(frozen=True, slots=True)
class CompsRow:
    """`multiples` are None where value or figure is not above zero or not known."""

    company: Annotated[str, Column("Company")]
    ticker: Annotated[str | None, Column("Ticker", weight=LIGHT)] = None
    day: Annotated[date | None, Column("Day", weight=LIGHT)] = None
    price: Annotated[Known | None, Column("Price", look="known")] = None
    equity_value: Annotated[Known | None, Column("Equity", look="millions")] = None
    net_debt: Annotated[Known | None, Column("Net debt", look="millions")] = None
    ev: Annotated[Known | None, Column("EV", look="millions")] = None
    multiples: Annotated[Mapping[str, Figure | None], Column("", unit="times", look="computed")] = field(
        default_factory=dict
    )
    growth: Annotated[Figure | None, Column("Growth", unit="percent", look="computed")] = None
    gross_margin: Annotated[Figure | None, Column("Gross", unit="percent", look="computed")] = None
    adjusted_margin: Annotated[Figure | None, Column("Adjusted", unit="percent", look="computed")] = None


def comps(
    companies: Sequence[Company], choice: MultiplesChoice, rates: Rates, as_of: date, currency: str | None
) -> Report:
    """Companies with a value, the dearest by LTM revenue first; maximum, quartiles, median and minimum
    under each multiple, and under no size. Raises NoAnswer where none has a value.
    """
    warnings: list[Warning] = []
    rows = [row for company in companies if (row := _row(company, choice, rates))]
    if not rows:
        raise NoAnswer(f"none of these companies has a valuation on or before {choice.on}")
    rows.sort(key=_order)
    shown = [_shown(row, currency, rates, warnings) for row in rows]
    spreads = {one.name: _spread(one, rows) for one in _MULTIPLES}
    statistics = [*spreads.values()]
    names = {company.id: company.name for company in companies}
    scale = scale_for(currency, [value for row in shown for value in (row.equity_value, row.ev)])
    lines = [_line(row, scale) for row in [*filter(_has_any, shown)] or shown] + statistic_lines(spreads)
    return Report(
        "multiples",
        f"Comparable companies, valued on or before {choice.on}",
        [
            Section(CompsRow, shown, keys={"multiples": _TITLES}),
            Section(Spread, statistics, name="statistics"),
            Section(
                CompsLine,
                lines,
                name=None,
                keys={"multiples": _HEADINGS},
                instead_of=("data", "statistics"),
                tight=True,
            ),
        ],
        as_of,
        currency or "reported",
        warnings,
        list(_notes(shown, len(companies) - len(shown), names)),
        names=names,
        heading=f"Comparable companies, {scale or 'amounts as reported'}, valued by {choice.on}",
    )


def _line(row: CompsRow, scale: Scale | None) -> CompsLine:
    return CompsLine(
        row.company,
        row.ticker,
        str(row.day) if row.day else None,
        sized(row.price, None),
        sized(row.equity_value, scale),
        sized(row.net_debt, scale),
        sized(row.ev, scale),
        row.multiples,
        row.growth,
        row.gross_margin,
        row.adjusted_margin,
    )


def _has_any(row: CompsRow) -> bool:
    return any(row.multiples.values())


def _notes(rows: Sequence[CompsRow], left_out: int, names: Mapping[str, str]) -> Iterator[str]:
    if any(row.ev and row.ev.figure.is_open for row in rows):
        bounds = "≥, ≤: a part of the net debt is not known, so that EV and what is over it are bounds"
        multiples = [figure for row in rows for figure in row.multiples.values() if figure]
        either = "; with ~ they may be more or less, and are in no statistic"
        yield f"{bounds}{either if any(map(is_anything, multiples)) else ''}."
    yield (
        "EV with what was raised since the balance; growth and margins of the newest stretch; Adj. is the"
        " adjusted result; quartiles as Excel's QUARTILE.INC."
    )
    without = [names[row.company] for row in rows if not _has_any(row)]
    told = [f"A value, but no multiple of EV ({len(without)}): {listed(without)}"] if without else []
    told += [f"without a value: {left_out}"] if left_out else []
    if told:
        yield f"{'; '.join(told)}."


def _row(company: Company, choice: MultiplesChoice, rates: Rates) -> CompsRow | None:
    found = revenue_multiple(company, replace(choice, basis="ltm", ev=True), rates)
    assert isinstance(found, EvRow)
    value = found.equity_value
    if value is None:
        return None
    day = value.period.last
    known = choice.of(company, day)
    return CompsRow(
        company.id,
        company.listed.ticker if company.listed else None,
        day,
        company.close(day) if company.listed else None,
        value,
        _net_debt(company, value, found.numerator, rates),
        found.numerator,
        {one.name: _over(company, found.numerator, one, choice, day, rates) for one in _MULTIPLES},
        _figure(newest_growth(known, day)),
        _figure(newest_ratio(known, METRICS["gross_margin"], day)),
        _figure(newest_ratio(known, DERIVED["adjusted_margin"], day)),
    )


def _net_debt(company: Company, value: Known, ev: Known | None, rates: Rates) -> Derived | None:
    if ev is None:
        return None
    equity = value.in_currency(money(ev).currency, rates)
    made = minus(Named("enterprise value", ev), Named("equity value", equity))
    return Derived.of(company.id, NET_DEBT, made, ev.period)


def _over(
    company: Company, ev: Known | None, one: _Multiple, choice: MultiplesChoice, day: date, rates: Rates
) -> Figure | None:
    found = revenue_for(company, replace(choice, basis=one.basis, over=one.metric), day)
    if ev is None or found is None or found[0].figure.value <= 0 or ev.figure.value <= 0:
        return None
    try:
        above = ev.in_currency(money(found[0]).currency, rates)
    except NoRate:
        return None
    return computed(ratio(Named("enterprise value", above), Named(one.metric.replace("_", " "), found[0])))


def _figure(known: Known | None) -> Figure | None:
    return known.figure if known else None


def _order(row: CompsRow) -> tuple[bool, object]:
    multiple = row.multiples["ev_ltm"]
    return (multiple is None, -multiple.value if multiple else 0)


def _shown(row: CompsRow, currency: str | None, rates: Rates, warnings: list[Warning]) -> CompsRow:
    sizes = presented([row.equity_value, row.net_debt, row.ev], currency, rates, warnings)
    return replace(row, equity_value=sizes[0], net_debt=sizes[1], ev=sizes[2])


def _spread(one: _Multiple, rows: Sequence[CompsRow]) -> Spread:
    figures = {row.company: figure for row in rows if (figure := row.multiples[one.name])}
    return spread(one.title, figures, 0, len(rows) - len(figures))
