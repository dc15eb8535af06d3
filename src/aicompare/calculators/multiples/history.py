"""A multiple over time: the price of each day times the shares of that day, over what was known then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated

from aicompare.calculators.multiples.report import shown_row
from aicompare.calculators.multiples.row import revenue_multiple
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.companies.company import Company
from aicompare.companies.fact import Known
from aicompare.rates.rates import Rates
from aicompare.reports.report import LIGHT, Column, Report, Section, Warning
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import NEAREST, Figure
from aicompare.values.frozen import dataclass, replace

EVERY = ("monthly", "weekly")
_WEEK = timedelta(days=7)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A day: the last with a price in its month or week. `multiple` is None with the `reason`."""

    company: Annotated[str, Column("Company")]
    day: Annotated[date, Column("Day")]
    multiple: Annotated[Figure | None, Column("Multiple", unit="times", look="computed", otherwise="reason")]
    value: Annotated[Known | None, Column("Value")]
    revenue: Annotated[Known | None, Column("Revenue known then", dated=True)]
    basis: Annotated[str | None, Column("Basis", weight=LIGHT)]
    reason: str | None = None
    bar: Annotated[Figure | None, Column("", look="bar", drawn=True, missing=" ")] = None


def history(
    companies: Sequence[Company],
    choice: MultiplesChoice,
    every: str,
    rates: Rates,
    as_of: date,
    currency: str | None,
) -> Report:
    """A row a month or week of which a price is known, oldest first, each by what was published by then.

    Raises NoAnswer where none of the companies has a daily price.
    """
    warnings: list[Warning] = []
    basis = "ltm" if choice.basis == "auto" else choice.basis  # one basis, so that the days compare
    then = replace(choice, basis=basis, known_then=True)
    rows = [row for company in companies for row in _of(company, then, every, rates, currency, warnings)]
    if not rows:
        raise NoAnswer(
            "no daily price of these companies is known", hint="`aicompare show COMPANY share_price`"
        )
    title = f"{'EV' if choice.ev else 'Equity value'} / revenue, basis {basis}, {every}"
    notes = ["Each day over the revenue that was published by then."]
    names = {company.id: company.name for company in companies}
    shown_in = currency or "reported"
    section = Section(HistoryRow, _with_bars(rows))
    return Report("multiples", title, [section], as_of, shown_in, warnings, notes, names=names)


def _of(
    company: Company,
    choice: MultiplesChoice,
    every: str,
    rates: Rates,
    currency: str | None,
    warnings: list[Warning],
) -> Iterator[HistoryRow]:
    days = [close.period.last for close in company.closes(date.min, choice.on)]
    for day in _last_of_each(days, every):
        row = revenue_multiple(company, replace(choice, on=day), rates)
        shown = shown_row(row, currency, rates, warnings)
        yield HistoryRow(
            company.id, day, row.multiple, shown.numerator, shown.denominator, row.basis, row.reason
        )


def _last_of_each(days: Sequence[date], every: str) -> list[date]:
    """The last day of each month, or week that ends on a Friday."""
    last: dict[date, date] = {}
    for day in days:
        last[_stretch_of(day, every)] = day
    return list(last.values())


def _stretch_of(day: date, every: str) -> date:
    """The month, by its first day, or the week, by its Friday."""
    if every == "weekly":
        return day + timedelta(days=(_FRIDAY - day.weekday()) % _WEEK.days)
    return day.replace(day=1)


def _with_bars(rows: Sequence[HistoryRow]) -> list[HistoryRow]:
    most = max((row.multiple.value for row in rows if row.multiple), default=None)
    if most is None:
        return list(rows)
    return [
        replace(row, bar=Figure.exact(NEAREST.divide(row.multiple.value, most))) if row.multiple else row
        for row in rows
    ]
