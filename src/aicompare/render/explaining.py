"""The explanation as lines of text, each step under the one it goes into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from aicompare.companies.derivation import GIVEN
from aicompare.companies.fact import Fact
from aicompare.companies.naming import title_of, when
from aicompare.render.cells import DASH
from aicompare.render.footnotes import Footnotes
from aicompare.render.numbers import (
    bounds_in_words,
    figure_text,
    money_shown,
    money_text,
    rate_text,
)
from aicompare.reports.report import PassedOver, Report, Step
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field, replace
from aicompare.values.money import Money

TITLE = "How each number comes about"
_SPOKEN = re.compile(r"(?<![\w.])\w+(?![\w.])")
NOTHING = "No number here is computed or printed by a source."


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the explanation, `depth` steps below its row.

    `style` is header for the name of a row or section, note for what stands behind a number.
    """

    depth: int
    text: str
    style: str = ""


def entries(report: Report, footnotes: Footnotes) -> Iterator[Entry]:
    """Every step once: where it stands again, its value and that it is told above."""
    teller = _Teller(footnotes)
    part = "data"
    for explained in report.explanation or ():
        if explained.part != part:
            part = explained.part
            yield Entry(0, report.named[part].title, "header")
        if explained.row:
            yield Entry(0, explained.row, "header")
        for step in explained.steps:
            yield from teller.told(step, 1 if explained.row else 0)
    if not report.explanation:
        yield Entry(0, NOTHING)


@dataclass(slots=True)
class _Teller:
    """Remembers what has been told."""

    footnotes: Footnotes
    steps: set[Step] = field(default_factory=set)
    inputs: set[tuple[Step, ...]] = field(default_factory=set)
    facts: set[tuple[object, ...]] = field(default_factory=set)

    def told(self, step: Step, depth: int) -> Iterator[Entry]:
        if step.value is None and step.fact is None:
            yield Entry(depth, f"{step.name}: {step.formula}")
            return
        unnamed = replace(step, name="")
        again = unnamed in self.steps and bool(step.inputs or step.fact or step.rate)
        self.steps.add(unnamed)
        yield Entry(depth, f"{step.name}: {_value(step)}{' (see above)' if again else ''}")
        if not again:
            yield from self._details(step, depth + 1)

    def _details(self, step: Step, depth: int) -> Iterator[Entry]:
        if step.original and step.rate:
            mark = self.footnotes.rate_mark(step.rate)
            before = step.fact.printed if step.fact else money_text(step.original)
            yield Entry(depth, f"= {before} x {rate_text(step.rate.value)}{mark}")
        if step.formula:
            before = f"{money_text(step.original)} " if step.original else ""
            mark = self.footnotes.rate_mark(step.rate) if not step.original else ""
            yield Entry(depth, f"{before}{_formula(step.formula)}{mark}")
        if step.inputs in self.inputs and len(step.inputs) > 1:
            yield Entry(depth, "from the same figures as above")
        else:
            self.inputs.add(step.inputs)
            for entered in step.inputs:
                yield from self.told(entered, depth)
        if step.fact:
            yield from self._printed(step, step.fact, depth)

    def _printed(self, step: Step, fact: Fact, depth: int) -> Iterator[Entry]:
        """Who prints it, where and how, and what was passed over for it; once for each fact."""
        called = f"{title_of(fact)}, {when(fact)}"
        name = "" if step.name == called else f"{called}: "
        if fact.entry in self.facts:
            yield Entry(depth, f"{name}printed {fact.printed} (see above)", "note")
            return
        self.facts.add(fact.entry)
        known = f", {bounds_in_words(fact.value, fact.metric.unit)}" if step.original else ""
        yield Entry(depth, f"{name}printed {fact.printed}{known} in {self._where(fact)}", "note")
        if fact.note:
            yield Entry(depth, f"note: {fact.note}", "note")
        for other in step.passed_over:
            yield Entry(depth, f"not used: {self._passed_over(other, called)}", "note")

    def _where(self, fact: Fact) -> str:
        """`[1,3], p. 1-12, closed, recognised, companies.yaml:512`."""
        said = [fact.at, fact.status if fact.status != "actual" else None, fact.basis]
        said.append(str(fact.place) if fact.place else None)
        return ", ".join([f"[{self.footnotes.labels(fact.sources)}]", *filter(None, said)])

    def _passed_over(self, one: PassedOver, instead_of: str) -> str:
        fact = one.fact
        if fact is None:
            periods = f"{one.first} to {one.last}" if one.first != one.last else str(one.first)
            return f"{one.count} {one.reason}, {periods}"
        called = f"{title_of(fact)}, {when(fact)}"
        name = "" if called == instead_of else f"{called}: "
        labels = self.footnotes.labels(fact.sources)
        bounds = bounds_in_words(fact.value, fact.metric.unit)
        note = f" (note: {fact.note})" if fact.note else ""
        return f"{name}{fact.printed}, {bounds}, in [{labels}]: {one.reason}{note}"


def _value(step: Step) -> str:
    """`37.2, between 37.16 and 37.30`."""
    value = step.value
    match value:
        case None:
            return DASH
        case Money():
            return f"{money_shown(value, step.look)}, {bounds_in_words(value, step.unit)}"
        case Figure():
            text = figure_text(value, step.unit, step.look)  # a rate has its bounds in it
            return text if step.unit == "rate" else f"{text}, {bounds_in_words(value, step.unit)}"
        case Decimal():
            return rate_text(value)
        case int():
            return f"{value:,}"
        case date():
            return str(value)


def _formula(formula: str) -> str:
    """Metrics are spoken as people do, but not the names by which `check` asks for figures."""
    if formula.startswith("as "):
        return formula
    spoken = _SPOKEN.sub(lambda name: name[0].replace("_", " "), formula)
    return "as you gave it" if formula == GIVEN else f"= {spoken}"
