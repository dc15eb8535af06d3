"""A value that is supposed: its multiple on every basis beside the peers', and what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from aicompare.calculators.multiples.row import revenue_multiple
from aicompare.calculators.presentation import at_closing, presented
from aicompare.calculators.value.method import Subject
from aicompare.calculators.value.needs import NeedRow, needs
from aicompare.calculators.value.peers import BASES, FEWEST, Peers, multiples_of, own_figure
from aicompare.companies.company import Company
from aicompare.companies.fact import Known, given
from aicompare.companies.measures import EQUITY_VALUE
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, Report, Section, Warning
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.money import Money
from aicompare.values.periods import Period


@dataclass(frozen=True, slots=True)
class SupposedRow:
    """The value over the company's own figure of one basis, and the peers' median of it.

    `multiple` is None with the `reason` where the figure is not known (n.a.) or not above zero (n.m.);
    `median` is None of fewer than three peers.
    """

    over: Annotated[str, Column("Over")]
    figure: Annotated[Known | None, Column("Of its own", dated=True)]
    multiple: Annotated[Figure | None, Column("Multiple", unit="times", look="computed", otherwise="reason")]
    median: Annotated[Figure | None, Column("Peers' median", unit="times", look="statistic")]
    peers: Annotated[int, Column("Peers")]
    reason: str | None = None


def at_value(
    company: Company,
    value: Money,
    said: str,
    peers: Peers,
    rates: Rates,
    as_of: date,
    currency: str | None,
) -> Report:
    """What a company is at a value, `said` as it was typed, on the day of the choice: US$20bn over
    US$223.6m of LTM revenue is 89.5x. Its figures are shown at the rate of that day.

    Of fewer than three peers with a multiple of LTM revenue there is no section of needs.
    """
    today = given(company.id, EQUITY_VALUE, value, Period.day(peers.choice.on))
    subject = Subject(company, today, None, rates)
    warnings: list[Warning] = []
    rows = [_shown(row, peers.choice.on, currency, rates, warnings) for row in _rows(subject, value, peers)]
    sections, notes = [Section(SupposedRow, rows)], []
    try:
        needed = presented(needs(subject, peers), currency, rates, warnings)
        sections.append(Section(NeedRow, needed, "The revenue that it needs", "needs"))
    except NoAnswer as few:
        notes.append(f"{few.message}, so nothing is said of what it needs.")
    return Report(
        "multiples",
        f"{company.name} at {said} on {peers.choice.on}; peers: {peers.name}",
        sections,
        as_of,
        currency or "reported",
        warnings,
        notes,
        names={one.id: one.name for one in (company, *peers.companies)},
    )


def _shown(
    row: SupposedRow, day: date, currency: str | None, rates: Rates, warnings: list[Warning]
) -> SupposedRow:
    if row.figure is None or currency is None:
        return row
    return replace(row, figure=at_closing(row.figure, day, currency, rates, warnings))


def _rows(subject: Subject, value: Money, peers: Peers) -> Iterator[SupposedRow]:
    for basis in BASES:
        supposed = replace(peers.choice, basis=basis.basis, over=basis.metric, valuation=value)
        own = revenue_multiple(subject.company, supposed, subject.rates)
        found = multiples_of(subject, peers, basis)
        median = found.median if found.count >= FEWEST else None
        figure = own_figure(subject, peers, basis)
        yield SupposedRow(basis.title, figure, own.multiple, median, found.count, own.reason)
