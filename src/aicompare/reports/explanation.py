"""How each number of a report came about: `--explain`.

Rows hold their facts whole and columns say their formula, so one walk over the rows finds
everything, and no calculator keeps books.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.companies.company import Company
from aicompare.companies.fact import GIVEN, Derived, Fact, Known, before_conversion
from aicompare.companies.naming import title_of, when
from aicompare.rates.rates import Rate
from aicompare.rates.table import EURO
from aicompare.reports.passed_over import Rivals
from aicompare.reports.report import (
    Column,
    Explained,
    Field,
    Look,
    Marked,
    Report,
    Section,
    Step,
    facts_in,
    fields_of,
)
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric
from aicompare.values.money import Money

_INPUT = re.compile(r"\{(?P<path>[a-z_.]+)(?:\[(?P<index>[0-9])\])?\}")

_TEXTS = (str, str | None, Metric)


def explained(report: Report, company: Callable[[str], Company]) -> Report:
    """The report with a step for each number that it shows, in the order of its rows.

    `company` gives by its id a company whose facts it holds, with all that is known of it.
    """
    used = list(facts_in([section.rows for section in report.sections]))
    rivals = Rivals(used, map(company, dict.fromkeys(fact.company for fact in used)))
    told = [
        one
        for name, section in report.named.items()
        for one in _Walk(name, section, report.names, rivals).explained()
    ]
    return replace(report, explanation=told)


def called(known: Known) -> str:
    """The name of a figure among the inputs of another: `Revenue (talkie), 9M2025`."""
    return f"{title_of(known)}, {when(known)}"


@dataclass(frozen=True, slots=True)
class _Walk:
    """Over the rows of one section of a report."""

    name: str
    section: Section
    names: Mapping[str, str]
    rivals: Rivals

    def explained(self) -> Iterator[Explained]:
        definitions = tuple(self._definitions())
        if definitions and self.section.rows:
            yield Explained(self.name, None, definitions)
        for title, row in zip(self._titles(), self.section.rows, strict=True):
            if steps := tuple(self._steps(row)):
                yield Explained(self.name, title, steps)

    def _definitions(self) -> Iterator[Step]:
        """What is counted is told once, not in every row."""
        for one in fields_of(self.section.row_type):
            if one.column and self.section.shows(one) and _is_definition(one):
                yield Step(one.column.title, None, formula=str(one.column.formula))

    def _titles(self) -> list[str | None]:
        """The first text of each row; where that does not tell rows apart, every text that does."""
        first = next((one for one in fields_of(self.section.row_type) if one.column), None)
        if len(self.section.rows) == 1 and first and not self.section.shows(first):
            return [None]
        texts = [self._texts(row) for row in self.section.rows]
        titles = [row[:1] for row in texts]
        if len(set(titles)) < len(titles):
            differing = [len(set(column)) > 1 for column in zip(*texts, strict=True)]
            titles = [
                tuple(text for text, differs in zip(row, differing, strict=True) if differs) for row in texts
            ]
        return [", ".join(filter(None, title)) or None for title in titles]

    def _texts(self, row: Any) -> tuple[str, ...]:
        """None of a row that is a fact or a rate itself, and has its name."""
        known = fields_of(type(row))
        if any(one.inline for one in known):
            return ()
        shown = filter(self.section.shows, known)
        return tuple(
            self._text(getattr(row, one.name), one.column)
            for one in shown
            if one.column and one.type in _TEXTS and not one.column.drawn
        )

    def _text(self, value: str | Metric | None, column: Column) -> str:
        if isinstance(value, Metric):
            return value.title
        return self.names.get(value or "", value or column.missing).replace("_", " ")

    def _steps(self, row: Any) -> Iterator[Step]:
        for one in fields_of(type(row)):
            value = getattr(row, one.name)
            if not self.section.shows(one) or _is_definition(one):
                continue
            if one.column or one.inline:
                yield from self._of_field(row, one, value)
            elif is_dataclass(one.type) and any(field.column for field in fields_of(one.type)):
                yield from self._steps(value)

    def _of_field(self, row: Any, one: Field, value: Any, *, as_input: bool = False) -> Iterator[Step]:
        """The steps of a field; a bare number has one where its formula is known, or as an input."""
        title = _title(one)
        match value:
            case Fact() | Derived():
                yield self._of_known(value, called(value) if one.inline else title)
            case Rate():
                yield _of_rate(value)
            case Mapping():
                for key, each in value.items():
                    column = replace(one.column or Column(""), title=self.names.get(key, key))
                    yield from self._of_field(row, replace(one, column=column), each, as_input=as_input)
            case tuple():
                for each in value:
                    yield from self._of_field(row, one, each, as_input=as_input)
            case Marked():
                yield from self._of_field(row, one, value.figure, as_input=as_input)
            case Money() | Figure() | Decimal() | int() | date():
                column = one.column or Column("")
                if as_input or column.formula:
                    yield self._of_number(row, title, value, column)

    def _of_known(self, known: Known, name: str) -> Step:
        unit = known.metric.unit
        if isinstance(known, Fact):
            printed = replace(before_conversion(known), unconverted=False)
            value = None if known.unconverted else known.value
            passed_over = self.rivals.passed_over(printed)
            return Step(name, value, unit, "", (), known.original, known.rate, printed, passed_over)
        inputs = tuple(self._of_known(one, called(one)) for one in known.inputs)
        look: Look = "computed" if inputs else ""
        return Step(name, known.value, unit, known.formula, inputs, known.original, known.rate, look=look)

    def _of_number(self, row: Any, title: str, value: Any, column: Column) -> Step:
        formula = column.formula if isinstance(column.formula, str) else column.formula(row)
        inputs: dict[Step, None] = {}
        for marked, field, entered in _entered(row, formula):
            if isinstance(entered, int | date):
                formula = formula.replace(marked, str(entered))
                continue
            steps = list(self._of_field(row, field, entered, as_input=True))
            inputs |= dict.fromkeys(steps)
            name = steps[0].name if "[" in marked and steps else _lowered(_title(field))
            formula = formula.replace(marked, name)
        return Step(title, value, column.unit, formula, tuple(inputs), look=column.look)


def _entered(row: Any, formula: str) -> list[tuple[str, Field, Any]]:
    """(as it is marked, field, value) of each field in a formula, the values as they entered the sum.

    That is what the row keeps as converted for the sum, else what was there before the
    currency of presentation; where this leaves several currencies, what is shown was compared.
    """
    shown = [(match[0], *_at(row, match["path"], match["index"])) for match in _INPUT.finditer(formula)]
    kept = {before_conversion(one): one for one in _kept(row)}
    entered = [(marked, field, _before_presentation(value, kept)) for marked, field, value in shown]
    return shown if len({code for *_, value in entered for code in _currencies(value)}) > 1 else entered


def _at(row: Any, path: str, index: str | None) -> tuple[Field, Any]:
    owner = row
    *way, last = path.split(".")
    for name in way:
        owner = getattr(owner, name)
    field = next(one for one in fields_of(type(owner)) if one.name == last)
    value = getattr(owner, last)
    if index and isinstance(value, Mapping):
        key = list(value)[int(index)]
        value = {key: value[key]}
    return field, value


def _kept(row: Any) -> Iterator[Known]:
    for one in fields(row):
        value = getattr(row, one.name)
        if "kept" in one.metadata:
            yield from (each for each in _each(value) if isinstance(each, Fact | Derived))


def _before_presentation(value: Any, kept: Mapping[Known, Known]) -> Any:
    match value:
        case Fact() | Derived():
            return kept.get(before := before_conversion(value), before)
        case tuple():
            return tuple(_before_presentation(one, kept) for one in value)
        case Mapping():
            return {key: _before_presentation(one, kept) for key, one in value.items()}
    return value


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple) else [value]


def _currencies(value: Any) -> set[str]:
    match value:
        case Money():
            return {value.currency}
        case Fact() | Derived():
            return _currencies(value.value)
        case tuple():
            return {code for one in value for code in _currencies(one)}
        case Mapping():
            return _currencies(tuple(value.values()))
    return set()


def _of_rate(rate: Rate) -> Step:
    if rate.kind == "user":
        formula = GIVEN
    elif rate.kind == "average":
        formula = f"mean of {rate.days} daily rates"
    elif EURO in (rate.base, rate.quote):
        formula = "as published"
    else:
        formula = f"{rate.quote} per {EURO} / {rate.base} per {EURO}"
    return Step(f"{rate.base}/{rate.quote}", rate.value, "rate", formula, rate=rate)


def _is_definition(one: Field) -> bool:
    """A count whose formula names no other field: it says the same of every row."""
    formula = one.column.formula if one.column else ""
    return one.type is int and isinstance(formula, str) and bool(formula) and not _INPUT.search(formula)


def _title(one: Field) -> str:
    return one.column.title if one.column and one.column.title else one.name.replace("_", " ").capitalize()


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() or len(title) == 1 else title
