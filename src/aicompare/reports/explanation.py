"""How each number of a report came about: `--explain`.

Rows hold their facts whole, and a computed figure knows what it is made of, so one walk over the
rows finds everything, and no calculator keeps books.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aicompare.companies.company import Company
from aicompare.companies.derivation import GIVEN, Made, Named, Part, leaves, made_of, words
from aicompare.companies.fact import Derived, Fact, Known, before_conversion
from aicompare.companies.naming import title_of, when
from aicompare.rates.rates import Rate
from aicompare.rates.table import EURO
from aicompare.reports.passed_over import Rivals
from aicompare.reports.report import (
    Column,
    Explained,
    Field,
    Marked,
    Report,
    Section,
    Step,
    facts_in,
    fields_of,
)
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, is_dataclass, replace
from aicompare.values.metrics import Look, Metric
from aicompare.values.money import Money

_TEXTS = (str, str | None, Metric)


def explained(report: Report, company: Callable[[str], Company]) -> Report:
    """The report with a step for each number that it shows, in the order of its rows.

    `company` gives by its id a company whose facts it holds, with all that is known of it.
    """
    used = list(facts_in([section.rows for section in report.sections]))
    rivals = Rivals(used, map(company, dict.fromkeys(fact.company for fact in used)))
    told = [
        explained
        for name, section in report.named.items()
        if not section.repeats
        for explained in _Walk(name, section, report.names, rivals).explained()
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
        """What is counted or chosen is told once, not in every row."""
        for field in fields_of(self.section.row_type):
            if field.column and field.column.definition and self.section.shows(field):
                yield Step(field.column.title, None, formula=field.column.definition)

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
            self._text(getattr(row, field.name), field.column)
            for field in shown
            if field.column and field.type in _TEXTS and not field.column.drawn
        )

    def _text(self, value: str | Metric | None, column: Column) -> str:
        if isinstance(value, Metric):
            return value.title
        return self.names.get(value or "", value or column.missing).replace("_", " ")

    def _steps(self, row: Any) -> Iterator[Step]:
        for field in fields_of(type(row)):
            value = getattr(row, field.name)
            if not self.section.shows(field):
                continue
            if field.column or field.inline or field.full:
                yield from self._of_field(field, value)
            elif is_dataclass(field.type) and any(inner.column for inner in fields_of(field.type)):
                yield from self._steps(value)

    def _of_field(self, field: Field, value: Any) -> Iterator[Step]:
        """The steps of a field; a bare number has one where it knows what it is made of."""
        column = field.column or Column("")
        title = column.title or _spoken(field.name)
        match value:
            case Fact() | Derived():
                yield self._of_known(value, title if field.column else called(value))
            case Rate():
                yield _of_rate(value)
            case Mapping():
                for key, each in value.items():
                    named = replace(column, title=self.names.get(key, key))
                    yield from self._of_field(replace(field, column=named), each)
            case tuple():
                for each in value:
                    yield from self._of_field(field, each)
            case Marked():
                yield from self._of_field(field, value.figure)
            case Money() | Figure() if made := made_of(value):
                yield self._of_computed(Step(title, value, column.unit, look=column.look), made)

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

    def _of_computed(self, step: Step, made: Made) -> Step:
        """With its formula, and a step for each figure, amount or rate of that."""
        entered = (self._of_part(named, part) for named, part in leaves(made))
        return replace(step, formula=words(made, self.names), inputs=tuple(dict.fromkeys(entered)))

    def _of_part(self, named: Named | None, part: Part) -> Step:
        if named is None:  # a printed figure as it stands has the name of its own
            assert isinstance(part, Fact | Derived)
            return self._of_known(part, called(part))
        title = self.names.get(named.name, named.name)
        title = title[:1].upper() + title[1:]
        match part:
            case Fact() | Derived():
                return self._of_known(part, title)
            case Rate():
                return _of_rate(part)
            case Money() | Figure():
                step = Step(title, part, named.unit, look=named.look)
                made = made_of(part)
                return self._of_computed(step, made) if made else step
        raise TypeError(f"{part!r} is no figure")


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


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()
