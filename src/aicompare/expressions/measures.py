"""Derived metrics as lines: `rule_of_40 = growth(revenue) + operating_margin`, of any company and period.

The expression is one of `check` with the company left out. It is worked out for each period of
which its flows are known, balances taken of the last day of it; without a flow for each day of
its first figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from aicompare.companies import derivation
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Known
from aicompare.companies.references import NO_METRICS, Reference, metric_named
from aicompare.companies.solved import Function, Statistic
from aicompare.expressions.bounds import bounded
from aicompare.expressions.evaluation import Evaluation, Scene
from aicompare.expressions.functions import FUNCTIONS
from aicompare.expressions.graph import DataNode, Factors, Leaf, Node, Pick, Terms
from aicompare.expressions.parser import parse
from aicompare.expressions.syntax import Call, Statement, Stored, Syntax, Word, changed, inside
from aicompare.expressions.units import Unit
from aicompare.values.errors import BadExpression, NoRate, UnknownName
from aicompare.values.frozen import replace
from aicompare.values.metrics import ALSO_CALLED, Metric
from aicompare.values.metrics import Unit as MetricUnit
from aicompare.values.money import Money
from aicompare.values.periods import Period

Every = Callable[[Metric], Mapping[Period, Known]]


def figures_of(metric: Metric, company: Company, scene: Scene, every: Every) -> dict[Period, Known]:
    """What the expression of a metric comes to, by period; `every` gives all figures of another metric.

    None of a period in which something is missing, is divided by what is not above zero, or is in
    two currencies. Raises BadExpression for an expression that means nothing.
    """
    statement = of_company(metric, company.id)
    asked = [part.reference.metric for part in inside(statement.left) if isinstance(part, Stored)]
    leading = next((known for known in asked if known.kind == "flow"), asked[0] if asked else None)
    found = {}
    for period in every(leading) if leading else ():
        known = _of_period(metric, statement, period, company, scene)
        if known is not None:
            found[period] = known
    return found


def of_company(metric: Metric, company: str, own: Mapping[str, Metric] = NO_METRICS) -> Statement:
    """The expression with the company before each metric. Raises BadExpression."""
    text = metric.expression or ""
    statement = parse(text)
    if statement.right is not None:
        raise BadExpression(
            "a metric compares nothing", text, statement.column, hint="leave out the comparison"
        )

    def named(part: Syntax) -> Syntax | None:
        if not isinstance(part, Word):
            return None
        try:
            known = metric_named(part.text, own)
        except UnknownName as trouble:
            raise BadExpression(trouble.message, text, part.column, hint=trouble.hint) from None
        called = part.text.casefold()
        return Stored(
            Reference(company, known, called=called if called in ALSO_CALLED else None), part.column
        )

    for stored in (part for part in inside(statement.left) if isinstance(part, Stored)):
        message = f"a metric is of any company and period; {stored.reference} is of one"
        hint = f"write {stored.reference.metric.name}, without company and brackets"
        raise BadExpression(message, text, stored.column, hint=hint)
    for call in (part for part in inside(statement.left) if isinstance(part, Call)):
        if call.name not in FUNCTIONS:
            hint = f"there are {', '.join(FUNCTIONS)}"
            raise BadExpression(f"there is no function {call.name!r}", text, call.column, hint=hint)
    return replace(statement, left=changed(statement.left, named))


def _of_period(
    metric: Metric, statement: Statement, period: Period, company: Company, scene: Scene
) -> Known | None:
    def dated(part: Syntax) -> Syntax | None:
        if not isinstance(part, Stored):
            return None
        day = Period.day(period.last)
        when = period if part.reference.metric.kind == "flow" or period.is_day else day
        return replace(part, reference=replace(part.reference, period=when))

    side = changed(statement.left, dated)
    try:
        value = Evaluation(statement, scene, FUNCTIONS).one(side)
    except (BadExpression, NoRate):  # two currencies, or divided by zero
        return None
    node = value.node
    if node is None or any(bounded(below).value <= 0 for below in _divisors(node)):
        return None
    figure = derivation.told(bounded(node), _made_of(node))
    amount = Money(figure, node.unit.currency) if node.unit.kind == "money" else figure
    known = replace(metric, unit=_shown_unit(node.unit)) if metric.has("open") else metric
    return Derived(company.id, known, amount, period)


def _shown_unit(unit: Unit) -> MetricUnit:
    """By its look where it has one: growth in percent."""
    return cast(MetricUnit, unit.look or {"typed": "number"}.get(unit.kind, unit.kind))


def _divisors(node: Node) -> Iterator[Node]:
    """What is divided by that is no number of the formula, down to the figures of the data."""
    match node:
        case Terms():
            for _, part in node.terms:
                yield from _divisors(part)
        case Factors():
            yield from (part for part in node.below if not (isinstance(part, Leaf) and part.figure.is_exact))
            for part in node.above:
                yield from _divisors(part)
        case Pick():
            for part in node.parts:
                yield from _divisors(part)


def _made_of(node: Node) -> derivation.Made:
    part = _part_of(node)
    return part if isinstance(part, derivation.Made) else derivation.total([part])


_FUNCTIONS: Mapping[str, Function] = {"min": "MIN", "max": "MAX", "abs": "ABS"}


def _part_of(node: Node) -> derivation.Part:
    match node:
        case DataNode():
            return node.known
        case Leaf():
            return derivation.Number(node.figure, f"{node.figure.value.normalize():f}")
        case Terms():
            return derivation.Sum(tuple((sign, _part_of(part)) for sign, part in node.terms))
        case Factors():
            above, below = (tuple(map(_part_of, side)) for side in (node.above, node.below))
            return derivation.Product(above, below)
        case Pick():
            parts = tuple(map(_part_of, node.parts))
            return Statistic(f"{node.how} of what is named", parts, _FUNCTIONS[node.how])
