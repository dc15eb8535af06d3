"""`status`: how old everything is that answers rest on, and for whom that is too old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Annotated, Literal

from aicompare.calculators.multiples.row import LISTED, kind_of, revenue_multiple
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.row import runway_of
from aicompare.companies.company import Company
from aicompare.companies.fact import Known
from aicompare.rates.rates import Rates
from aicompare.reports.report import Across, Column, Report, Section, Warning, listed
from aicompare.values.frozen import dataclass

Kind = Literal["data", "rates", "prices", "file", "settings"]
AGED = ("data", "rates", "prices")  # what `--max-age` asks about
# Days. A half year is published within three months of its end; a listed price is of any day, a private
# value of the last round.
LIMITS = {"balance": 274, "revenue": 274, "price": 31, "valuation": 366}
_AGE = "days from its newest day to today"


@dataclass(frozen=True, slots=True)
class InForce:
    """Something that answers rest on: its newest day, and where it lies."""

    what: Annotated[Kind, Column("")]
    newest: Annotated[date | None, Column("Newest")]
    age: Annotated[int | None, Column("Days old", definition=_AGE)]
    place: Annotated[str, Column("From")]
    told: Annotated[str | None, Column("", missing=" ")] = None


@dataclass(frozen=True, slots=True)
class StaleRow:
    """What a command takes of a company, where it is older than `limit` days."""

    company: Annotated[str, Column("Company")]
    command: Annotated[str, Column("Command")]
    rests_on: Annotated[str, Column("Rests on")]
    newest: Annotated[date, Column("Of")]
    age: Annotated[int, Column("Days old", definition=_AGE)]
    limit: int


def status(
    in_force: Sequence[InForce],
    companies: Sequence[Company],
    rates: Rates,
    as_of: date,
    today: date,
    *,
    max_age: int | None,
    each: bool,
) -> Report:
    """What is in force, then what is too old: by command, or with `each` by company.

    Fails where the data, the rates or the prices are more than `max_age` days old.
    """
    stale = sorted(
        _stale(companies, rates, as_of, today), key=lambda row: (row.command, row.rests_on, -row.age)
    )
    names = {company.id: company.name for company in companies}
    sections = [Section(InForce, in_force), Section(StaleRow, stale, "Too old", "stale", repeats=not each)]
    if not each:
        sections.append(Section(Across, [*_in_lines(stale, names)], "Too old", None, as_lines=True))
    too_old = [row.what for row in in_force if _is_over(row, max_age)]
    warnings = [*_early(in_force, today), *_over(too_old, max_age)]
    title = f"What is in force, and how old it is on {today}"
    return Report(
        "status", title, sections, as_of, None, warnings, notes=_notes(stale, each=each), names=names,
        failed=bool(too_old),
    )  # fmt: skip


def _stale(companies: Iterable[Company], rates: Rates, as_of: date, today: date) -> Iterator[StaleRow]:
    for company in companies:
        for command, rests_on, known in _rests_on(company, rates, as_of):
            age = (today - known.period.last).days
            if age > LIMITS[rests_on]:
                yield StaleRow(company.id, command, rests_on, known.period.last, age, LIMITS[rests_on])


def _rests_on(company: Company, rates: Rates, as_of: date) -> Iterator[tuple[str, str, Known]]:
    """What each command takes by itself; nothing of what it has no answer for."""
    if (cash := runway_of(company, RunwayChoice(as_of), rates).cash) is not None:
        yield "runway", "balance", cash
    row = revenue_multiple(company, MultiplesChoice(as_of), rates)
    if row.numerator:
        yield "multiples", "price" if kind_of(row) == LISTED else "valuation", row.numerator
    if row.denominator:
        yield "multiples", "revenue", row.denominator


def _in_lines(stale: Sequence[StaleRow], names: Mapping[str, str]) -> Iterator[Across]:
    """A line for each thing that a command takes, with its companies, the oldest first."""
    for (command, rests_on), rows in groupby(stale, key=lambda row: (row.command, row.rests_on)):
        named = listed([f"{names[row.company]} {row.newest}" for row in rows])
        yield Across(f"{command}: {rests_on} of more than {LIMITS[rests_on]} days ago: {named}")


def _is_over(row: InForce, most: int | None) -> bool:
    return most is not None and row.what in AGED and row.age is not None and row.age > most


def _early(in_force: Sequence[InForce], today: date) -> Iterator[Warning]:
    late = [row.what for row in in_force if row.newest and row.newest > today]
    if late:
        text = f"Newer than today, {today}: {', '.join(dict.fromkeys(late))}; is the clock right?"
        yield Warning("clock", text)


def _over(too_old: Sequence[str], most: int | None) -> Iterator[Warning]:
    if too_old:
        yield Warning("too_old", f"More than {most} days old: {', '.join(too_old)}")


def _notes(stale: Sequence[StaleRow], *, each: bool) -> list[str]:
    if not stale:
        return ["Nothing that runway and multiples rest on is too old."]
    return [] if each else ["Name companies to see what is too old of them; --json has all of it."]
