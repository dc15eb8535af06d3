"""The football field: a row a method, each as a range, beside the value of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from aicompare.calculators.multiples.valuation import valuation_of
from aicompare.calculators.presentation import presented
from aicompare.calculators.value.market import by_the_market
from aicompare.calculators.value.method import BarRow, MethodRow, Subject
from aicompare.calculators.value.needs import NeedRow, needs
from aicompare.calculators.value.peers import Peers, by_peers
from aicompare.calculators.value.venture import Exit, by_exit
from aicompare.companies.company import Company
from aicompare.companies.fact import Known
from aicompare.companies.winner import best
from aicompare.rates.rates import Rates
from aicompare.reports.page import Behind
from aicompare.reports.report import Report, Section, Span, Warning
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import NEAREST
from aicompare.values.frozen import replace


def values(
    company: Company,
    peers: Peers,
    rates: Rates,
    as_of: date,
    currency: str | None,
    exit_: Exit | None = None,
    *,
    reverse: bool = False,
) -> Report:
    """Every method that has an answer, and with the reason those that have none; with `reverse` the
    revenue that today's value needs.

    Raises NoAnswer where no value of the company is known on the day.
    """
    subject = _subject(company, peers, rates)
    warnings: list[Warning] = []
    rows = [_shown(row, currency, rates, warnings) for row in _rows(subject, peers, exit_)]
    sections = [Section(MethodRow, rows)]
    if reverse:
        needed = presented(needs(subject, peers), currency, rates, warnings)
        sections.insert(0, Section(NeedRow, needed))
        sections[1] = replace(sections[1], title="By each method", name="methods")
    if bars := _bars(rows):
        sections.append(bars)
    title = f"{'What the value of' if reverse else 'What'} {company.name} " + (
        "needs" if reverse else "may be worth"
    )
    return Report(
        "value",
        f"{title}, on {subject.day}; peers: {peers.name}",
        sections,
        as_of,
        currency or "reported",
        warnings,
        list(_notes(rows)),
        names={one.id: one.name for one in (company, *peers.companies)},
    )


def _subject(company: Company, peers: Peers, rates: Rates) -> Subject:
    found = valuation_of(company, peers.choice)
    if found is None:
        raise NoAnswer(f"no value of {company.name} is known on or before {peers.choice.on}")
    today, _ = found
    shares = best(fact for fact in company.of("shares") if fact.period.last <= today.period.last)
    return Subject(company, today, shares, rates)


def _rows(subject: Subject, peers: Peers, exit_: Exit | None) -> Iterator[MethodRow]:
    yield subject.row("Today", f"{subject.today.metric.title}, {subject.day}", None, subject.today, None)
    yield from by_the_market(subject)
    yield from by_peers(subject, peers)
    if exit_:
        yield from by_exit(subject, exit_)


def _shown(row: MethodRow, currency: str | None, rates: Rates, warnings: list[Warning]) -> MethodRow:
    low, middle, high = presented([row.low, row.middle, row.high], currency, rates, warnings)
    behind = Behind((low, middle, high)) if row.reason is None else None
    return replace(row, low=low, middle=middle, high=high, behind=behind)


def _bars(rows: Sequence[MethodRow]) -> Section | None:
    """The picture; None where there is nothing above zero to draw."""
    ends = [one for row in rows for one in (row.low, row.middle, row.high) if one]
    most, today = max(ends, key=lambda one: one.figure.value, default=None), rows[0].middle
    if most is None or today is None or most.figure.value <= 0:
        return None

    def share(of: Known | None) -> Decimal | None:
        return None if of is None else NEAREST.divide(of.figure.value, most.figure.value)

    bars = [
        BarRow(row.method, Span(share(row.low), share(row.middle), share(row.high), share(today)))
        for row in rows
        if row.reason is None
    ]
    return Section(BarRow, bars, "From zero to the greatest; the line is today", name=None)


def _notes(rows: Sequence[MethodRow]) -> Iterator[str]:
    yield "Of peers the 25th percentile, median and 75th of their multiples, each basis by itself."
    if any(row.share for row in rows):
        yield "Prices and targets are taken at the share count of today."
    for row in rows:
        if row.reason:
            yield f"{row.method}: n.m., {row.over}."
