"""`diff`: every answer that moved between two states of the data, and the facts behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated

from aicompare.calculators.changes.factual import ORDER, WEIGHTS, FactChange, facts_changed
from aicompare.calculators.changes.moved import Moment, MovedAnswer
from aicompare.calculators.changes.prose import paragraph
from aicompare.calculators.changes.ratios import ratios_moved
from aicompare.calculators.changes.rows import FIGURES, ChangeRow, in_tables, rows_of
from aicompare.calculators.changes.runways import RUNWAYS, runways_moved
from aicompare.calculators.changes.values import multiple_moved, value_moved
from aicompare.calculators.presentation import presented
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.rates.rates import Rates
from aicompare.reports.page import Paragraph
from aicompare.reports.report import LIGHT, Across, Column, Report, Section, Warning, facts_in, listed
from aicompare.values.figures import ZERO
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One answer of a company that moved, with the input that made most of it."""

    company: Annotated[str, Column("Company")]
    answer: Annotated[str, Column("Answer")]
    before: Annotated[Known | None, Column("Before")]
    after: Annotated[Known | None, Column("After")]
    effect: Annotated[Derived | None, Column("Change", look="change", missing=" ")]
    mostly: Annotated[str, Column("Mostly by", missing=" ", weight=LIGHT)]


Moving = Mapping[str, Sequence[ChangeRow]]  # the rows of each company of which any answer moved

FEW = 3  # companies whose answers are shown with all their parts
_MOST_SHOWN = 20  # of many companies, those whose first answer moved furthest


def changes(
    before: Moment, after: Moment, ids: Sequence[str], currency: str | None, title: str, *, every: bool
) -> Report:
    """The answers of the companies, then their facts. Tables have the parts of each answer where few
    companies moved, else a line for each company; and with `every` each fact.
    """
    answers = {id_: list(_answers(id_, before, after, currency)) for id_ in ids}
    warnings: list[Warning] = []
    found = [row for id_ in ids for row in _facts(id_, before, after, answers[id_])]
    facts = presented(found, currency, after.rates, warnings)
    names = {id_: _name(id_, before, after) for id_ in ids}
    moving = {
        id_: [row for answer in answers[id_] for row in _shown_in(currency, answer, after.rates, warnings)]
        for id_ in ids
        if answers[id_]
    }
    rows = [row for id_ in moving for row in moving[id_]]
    sections = [Section(ChangeRow, rows, about={"several"}), *_in_tables(moving, names, facts)]
    told = [paragraph(names[id_], moving[id_]) for id_ in _shown(moving)]
    sections.append(Section(Paragraph, told, name=None))
    sections.append(Section(FactChange, facts, "Facts", "facts", repeats=not every))
    notes = [*_notes(moving, facts, names, every=every)]
    if currency and moving:
        notes.append("The price, value and revenue that an answer is split by stay as reported.")
    return Report("diff", title, sections, after.as_of, currency or "reported", warnings, notes, names=names)


def _shown_in(
    currency: str | None, answer: MovedAnswer, rates: Rates, warnings: list[Warning]
) -> list[ChangeRow]:
    """Amounts of a runway each by its kind; those of a value and its multiple are of the sum itself."""
    rows = rows_of(answer)
    return presented(rows, currency, rates, warnings) if answer.title in RUNWAYS else rows


def _in_tables(moving: Moving, names: Mapping[str, str], facts: Sequence[FactChange]) -> Iterator[Section]:
    """Each answer of a few companies with all its parts; a line for each of many."""
    if not moving:
        nothing = "No answer moved." if facts else "Nothing changed."
        yield Section(Across, [Across(nothing)], "", None, instead_of=["data"], as_lines=True)
    elif len(moving) > FEW:
        furthest = [_in_one_row(moving[id_]) for id_ in _shown(moving)]
        yield Section(MovedRow, furthest, "", None, instead_of=["data"])
    else:
        for id_, rows in moving.items():
            yield Section(ChangeRow, in_tables(rows), names[id_], None, instead_of=["data"])


def _name(id_: str, before: Moment, after: Moment) -> str:
    return (after.companies.get(id_) or before.companies[id_]).name


def _answers(id_: str, before: Moment, after: Moment, currency: str | None) -> Iterator[MovedAnswer]:
    yield from runways_moved(id_, before, after)
    worth = value_moved(id_, before, after, currency), multiple_moved(id_, before, after)
    yield from filter(None, worth)
    yield from ratios_moved(id_, before, after)


def _facts(id_: str, before: Moment, after: Moment, answers: Sequence[MovedAnswer]) -> list[FactChange]:
    used = [fact for answer in answers for fact in _used(answer)]
    return facts_changed(id_, before.companies.get(id_), after.companies.get(id_), used)


def _used(answer: MovedAnswer) -> Iterator[Fact]:
    yield from facts_in([answer.before, answer.after])
    for cause in answer.causes:
        for stage in (cause.before, cause.after):
            yield from facts_in([stage.known, stage.raises])


# --- of many companies -----------------------------------------------------------------------


def _shown(moving: Moving) -> list[str]:
    """All of a few; of many those of which an answer moved furthest."""
    if len(moving) <= FEW:
        return list(moving)
    moved = {id_: row for id_ in moving if (row := _first(moving[id_]))}
    return sorted(moved, key=lambda id_: _distance(moved[id_]), reverse=True)[:_MOST_SHOWN]


def _first(rows: Sequence[ChangeRow]) -> ChangeRow | None:
    """The first answer that was known before and is known now."""
    return next((row for row in rows if row.level == 0 and row.effect), None)


def _distance(row: ChangeRow) -> Decimal:
    """The change over the larger of both."""
    assert row.before and row.after and row.effect
    size = max(abs(row.before.figure.value), abs(row.after.figure.value))
    return abs(row.effect.figure.value) / size


def _in_one_row(rows: Sequence[ChangeRow]) -> MovedRow:
    first = _first(rows)
    assert first is not None
    parts = [row for row in rows if row.level == 1 and row.answer == first.answer and row.effect]
    most = max(parts, key=lambda row: abs(row.effect.figure.value) if row.effect else ZERO, default=None)
    said = most.what.removeprefix(f"{FIGURES}, ") if most else ""
    return MovedRow(first.company, first.what, first.before, first.after, first.effect, said)


# --- what is said below ----------------------------------------------------------------------


def _notes(
    moving: Moving, facts: Sequence[FactChange], names: Mapping[str, str], *, every: bool
) -> Iterator[str]:
    if len(moving) > FEW:
        yield from _of_many(moving, names)
    elif moving:
        yield "The parts of an answer sum to its change: its inputs are replaced one after another."
    if facts:
        yield _counted(facts, every=every)


def _of_many(moving: Moving, names: Mapping[str, str]) -> Iterator[str]:
    answers = [row for rows in moving.values() for row in rows if row.level == 0]
    yield (
        f"{len(answers)} answers of {len(moving)} companies moved; here one of each, the furthest on top. "
        "Name companies to see all of theirs, with every part."
    )
    new = dict.fromkeys(names[row.company] for row in answers if row.before is None)
    gone = dict.fromkeys(names[row.company] for row in answers if row.after is None)
    if new:
        yield f"First answers: {listed([*new])}."
    if gone:
        yield f"Answers that are gone: {listed([*gone])}."


def _counted(facts: Sequence[FactChange], *, every: bool) -> str:
    """`Facts: 1,853 added, 11 outranked, none withdrawn; 310 of them moved an answer: --facts lists them.`"""
    changed = Counter(row.change for row in facts)
    said = ", ".join(f"{_number(changed[change])} {change}" for change in ORDER)
    moving = sum(row.weight == WEIGHTS[0] for row in facts)
    return (
        f"Facts: {said}; {_number(moving)} of them moved an answer{'' if every else ': --facts lists them'}."
    )


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"
