"""The rows of `check` and `audit`: what is said, what the data make of it, and from which figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, TypeVar, cast

from aicompare.calculators.hints import hint_for
from aicompare.expressions.bounds import bounded
from aicompare.expressions.checking import Outcome, Side
from aicompare.expressions.evaluation import Missing, Scene
from aicompare.expressions.graph import Leaf, Named, Node, known_in
from aicompare.expressions.known import TYPED_AMOUNT
from aicompare.expressions.syntax import Statement
from aicompare.expressions.units import Unit
from aicompare.expressions.verdicts import CONTRADICTED, HOLDS, UNDECIDED
from aicompare.facts import GIVEN, Derived, Fact, Known
from aicompare.figures import Figure
from aicompare.frozen import dataclass
from aicompare.metrics import Metric
from aicompare.metrics import Unit as ShownUnit
from aicompare.money import Money
from aicompare.periods import Period
from aicompare.references import name_of
from aicompare.report import Column, Report
from aicompare.sources import Source

NOT_IN_DATA = "not in the data"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """`says` is the stated figure as printed and `stated` as it is understood. `value` is what
    was computed with the facts it rests on, `against` what it was held against where that was
    computed too; `computed` is its figure or amount, or of two computed sides whether the
    statement is true. `verdict` is None where nothing is compared.
    """

    id: Annotated[str | None, Column("Claim")] = None
    statement: Annotated[str | None, Column("Statement", wide=True)] = None
    verdict: Annotated[str | None, Column("Verdict")] = None
    says: Annotated[str | None, Column("Stated")] = None
    stated: Money | Figure | None = None
    value: Annotated[Known | None, Column("Computed", unit="known")] = None
    against: Annotated[Known | None, Column("Against", unit="known", wide=True)] = None
    computed: Money | Figure | bool | None = None
    hint: Annotated[str | None, Column("Hint", missing=" ")] = None
    expression: str | None = None
    source: Annotated[Source | None, Column("Source", unit="id", wide=True)] = None
    as_of: Annotated[date | None, Column("As of", wide=True)] = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRow(ClaimRow):
    """The row of `check`, its computed figures with their bounds."""

    value: Annotated[Known | None, Column("Computed", unit="bounds")] = None
    against: Annotated[Known | None, Column("Against", unit="bounds")] = None


@dataclass(frozen=True, slots=True)
class InputRow:
    """One figure that went into an answer."""

    figure: Annotated[str, Column("From")]
    reported: Annotated[str | Money | None, Column("As printed", missing=" ", formula=GIVEN)]
    value: Annotated[Known, Column("As used")]
    formula: Annotated[str | None, Column("Formula", missing=" ")]


Row = TypeVar("Row", bound=ClaimRow)


def row_of(row_type: type[Row], statement: Statement, outcome: Outcome, scene: Scene) -> Row:
    """What an outcome comes to, with a hint where there is one."""
    stated = outcome.against if outcome.against and outcome.against.says else None
    leaf = stated.node if stated and isinstance(stated.node, Leaf) else None
    value = _known(outcome.computed, scene, leaf.unit if leaf else None)
    against = None if stated else _known(outcome.against, scene, None)
    return row_type(
        verdict=outcome.verdict,
        says=stated.says if stated else None,
        stated=amount_of(leaf) if leaf else None,
        value=value,
        against=against,
        computed=_truth(outcome.verdict) if against else value.value if value else None,
        hint=_hint(statement, outcome, leaf, scene),
        expression=statement.text.strip(),
        as_of=scene.data.as_of,
        missing=tuple(one.name for one in outcome.missing),
    )


def amount_of(leaf: Leaf) -> Money | Figure:
    """A stated figure, with its currency where it has one."""
    return Money(leaf.figure, leaf.unit.currency) if leaf.unit.kind == "money" else leaf.figure


def listed(missing: tuple[Missing, ...]) -> str:
    """The names of what the data do not have."""
    return ", ".join(one.name for one in missing)


def not_known(missing: tuple[Missing, ...]) -> str:
    """What the data do not have, and why of what they have it cannot be computed."""
    absent = listed(tuple(one for one in missing if not one.reason))
    reasons = [f"{one.name} has no answer: {one.reason}" for one in missing if one.reason]
    return "; ".join([*([f"{NOT_IN_DATA}: {absent}"] if absent else []), *reasons])


def _hint(statement: Statement, outcome: Outcome, stated: Leaf | None, scene: Scene) -> str | None:
    if outcome.verdict == UNDECIDED:
        return not_known(outcome.missing) or "the bounds leave it open"
    computed = outcome.computed.syntax
    if outcome.verdict == CONTRADICTED and stated and computed and statement.sign in ("", "=="):
        return hint_for(computed, stated, scene)
    return None


def _truth(verdict: str | None) -> bool | None:
    return {HOLDS: True, CONTRADICTED: False}.get(verdict or "")


def _known(side: Side | None, scene: Scene, stated: Unit | None) -> Known | None:
    """A computed side as a figure with the facts it rests on; a fact alone is itself."""
    if side is None or side.node is None:
        return None
    if isinstance(side.node, Named):
        return side.node.known
    inputs = tuple(dict.fromkeys(known_in(side.node)))
    companies = {one.company for one in inputs}
    return Derived(
        company=companies.pop() if len(companies) == 1 else "",
        metric=_computed_metric(side.node.unit, stated),
        value=_value(side.node),
        period=max((one.period for one in inputs), default=Period.day(scene.data.as_of)),
        formula=side.text,
        inputs=inputs,
    )


def _computed_metric(unit: Unit, stated: Unit | None) -> Metric:
    """Shown in the unit of what is stated, where that is a number as it is."""
    look = unit.look or (stated.look if stated and unit.is_plain else "")
    shown = cast(ShownUnit, look or _UNITS.get(unit.kind, unit.kind))
    return Metric("computed", "stock", shown, "what an expression comes to")


_UNITS = {"typed": "number"}


def _value(node: Node) -> Money | Figure:
    figure = bounded(node)
    return Money(figure, node.unit.currency) if node.unit.kind == "money" else figure


# --- the figures below the answer ------------------------------------------------------------


def inputs_beside(row: ClaimRow, as_of: date) -> Report:
    """Every figure that went in, without the columns that would repeat the others."""
    inputs = [*_inputs(row.value), *_inputs(row.against)]
    hidden = [] if any(one.formula for one in inputs) else ["formula"]
    hidden += [] if any(one.value.rate for one in inputs) else ["reported"]
    return Report("part", "From these figures", InputRow, inputs, as_of, None, hidden=hidden, text_only=True)


def _inputs(known: Known | None) -> Iterator[InputRow]:
    """Each derived figure before what it is made of."""
    if isinstance(known, Fact):
        yield InputRow(name_of(known), known.reported, known, None)
    elif known is not None and known.metric == TYPED_AMOUNT:
        yield InputRow("typed amount", known.original, known, None)
    elif known is not None:
        if known.metric.name != "computed":
            yield InputRow(f"{known.company}.{known.metric.name}", None, known, known.formula)
        for one in known.inputs:
            yield from _inputs(one)
