"""The rows of `check` and `audit`: what is said, what the data make of it, and from which figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, TypeVar, cast

from aicompare.calculators.claims.hints import as_percentage, hint_for
from aicompare.companies.derivation import Solved, told
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.companies.references import name_of
from aicompare.expressions.bounds import bounded
from aicompare.expressions.checking import Outcome, Side, off_by
from aicompare.expressions.evaluation import Missing, Scene, Taken
from aicompare.expressions.graph import DataNode, Leaf, Node, known_in
from aicompare.expressions.known import TYPED_AMOUNT
from aicompare.expressions.syntax import Statement
from aicompare.expressions.units import DAY, Unit
from aicompare.expressions.verdicts import CONTRADICTED, UNDECIDED
from aicompare.reports.report import IF_ANY, LIGHT, Column, Quantity, Section
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import Metric
from aicompare.values.metrics import Unit as ShownUnit
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

NOT_IN_DATA = "not in the data"


_DISTANCE = "distance of the nearest ends of what is computed and what is stated, over what is computed"


_off_by = partial(Column, "Off by", unit="percent", missing=" ", definition=_DISTANCE)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """`says` is the stated figure as printed and `stated` as it is understood. `computed` is what
    the data make of it, with the facts it rests on, `against` what that was held against where it
    was computed too. `verdict` is None where nothing is compared. `off_by` is how far what is
    contradicted lies from what is computed: the distance of the nearest ends over the computed one
    (0.1 is 10%). `remark` is one word for what the verdict rests on, or what may have been meant;
    `hint` says it in words.
    """

    id: Annotated[str | None, Column("Claim", only=IF_ANY)] = None
    statement: Annotated[str | None, Column("Statement", weight=LIGHT, only=IF_ANY)] = None
    verdict: Annotated[str | None, Column("Verdict")] = None
    says: Annotated[str | None, Column("Stated")] = None
    stated: Money | Quantity | None = None
    computed: Annotated[Known | None, Column("Computed", look="known")] = None
    against: Annotated[Known | None, Column("Against", look="known", weight=LIGHT)] = None
    off_by: Annotated[Decimal | None, _off_by(weight=LIGHT)] = None
    remark: Annotated[str | None, Column("Remark", missing=" ", weight=LIGHT)] = None
    hint: str | None = None
    expression: str | None = None
    source: Annotated[Source | None, Column("Source", look="id", weight=LIGHT, only=IF_ANY)] = None
    as_of: Annotated[date | None, Column("As of", weight=LIGHT)] = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRow(ClaimRow):
    """The row of `check`: its computed figures with their bounds, and no column of nothing."""

    verdict: Annotated[str | None, Column("Verdict", only=IF_ANY)] = None
    says: Annotated[str | None, Column("Stated", only=IF_ANY)] = None
    computed: Annotated[Known | None, Column("Computed", look="bounds")] = None
    against: Annotated[Known | None, Column("Against", look="bounds", only=IF_ANY)] = None
    off_by: Annotated[Decimal | None, _off_by(only=IF_ANY)] = None
    remark: Annotated[str | None, Column("Remark", missing=" ", only=IF_ANY)] = None
    hint: Annotated[str | None, Column("Hint", missing=" ", only=IF_ANY)] = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class InputRow:
    """One figure that went into an answer."""

    figure: Annotated[str, Column("From")]
    reported: Annotated[str | Money | None, Column("As printed", missing=" ", only=IF_ANY)]
    value: Annotated[Known, Column("As used")]
    formula: Annotated[str | None, Column("Formula", missing=" ", only=IF_ANY)]


Row = TypeVar("Row", bound=ClaimRow)


def row_of(row_type: type[Row], statement: Statement, outcome: Outcome, scene: Scene) -> Row:
    """What an outcome comes to, with a hint where there is one."""
    stated = outcome.against if outcome.against and outcome.against.says else None
    leaf = stated.node if stated and isinstance(stated.node, Leaf) else None
    computed = _known(outcome.computed, scene, leaf.unit if leaf else None)
    against = None if stated else _known(outcome.against, scene, None)
    remark, hint = _explained(statement, outcome, leaf, scene)
    return row_type(
        verdict=outcome.verdict,
        says=stated.says if stated else None,
        stated=amount_of(leaf, computed) if leaf else None,
        computed=computed,
        against=against,
        off_by=off_by(outcome) if outcome.verdict == CONTRADICTED else None,
        remark=remark,
        hint=hint,
        expression=statement.text.strip(),
        as_of=scene.data.as_of,
        missing=tuple(one.name for one in outcome.missing),
    )


def amount_of(leaf: Leaf, computed: Known | None = None) -> Money | Quantity:
    """A stated figure, with its currency or unit; a bare number is meant in that of what is computed."""
    if leaf.unit.kind == "money":
        return Money(leaf.figure, leaf.unit.currency)
    unit = _computed_metric(leaf.unit, None).unit
    return Quantity(leaf.figure, computed.metric.unit if computed and leaf.unit.is_plain else unit)


def listed(missing: tuple[Missing, ...]) -> str:
    """The names of what the data do not have."""
    return ", ".join(one.name for one in missing)


def _explained(
    statement: Statement, outcome: Outcome, stated: Leaf | None, scene: Scene
) -> tuple[str | None, str | None]:
    """The remark, and the hint: what a name was taken for, then what the verdict rests on."""
    remark, hint = outcome.remark, None
    if outcome.verdict == UNDECIDED:
        hint = not_known(outcome.missing) or (None if outcome.told else "the bounds leave it open")
    elif stated:
        remark, hint = _meant(statement, outcome, stated, scene) or (remark, None)
    days = _days_apart(outcome) if outcome.verdict == CONTRADICTED and hint is None else None
    told = [*_taken(outcome.taken), *outcome.told, *filter(None, (hint, days))]
    return remark, "; ".join(told) or None


def _meant(
    statement: Statement, outcome: Outcome, stated: Leaf, scene: Scene
) -> tuple[str | None, str | None] | None:
    node, syntax = outcome.computed.node, outcome.computed.syntax
    if node is None or syntax is None:
        return None
    bare = not stated.unit.look and stated.unit.kind == "typed"
    meant = as_percentage(statement.sign or "==", outcome, stated) if bare else None
    if meant:
        return meant
    if outcome.verdict == CONTRADICTED and statement.sign in ("", "=="):
        return hint_for(syntax, stated, scene)
    return None


def not_known(missing: tuple[Missing, ...]) -> str:
    """What the data do not have, what there is instead under other selectors, and why of what they
    have it cannot be computed.
    """
    absent = listed(tuple(one for one in missing if not one.reason))
    there = ", ".join(name for one in missing if not one.reason for name in one.unlike)
    reasons = [f"{one.name} has no answer: {one.reason}" for one in missing if one.reason]
    told = [f"{NOT_IN_DATA}: {absent}"] if absent else []
    return "; ".join([*told, *([f"there is {there}"] if there else []), *reasons])


def _taken(taken: tuple[Taken, ...]) -> list[str]:
    """`zhipu.raised[2026-01-08] taken with label=before-over-allotment`."""
    return [f"{one.name} taken {said}" for one in taken if (said := _beyond(one))]


def _beyond(taken: Taken) -> str:
    name, reading = taken.name, taken.readings[0]
    if reading.metric != name.metric:
        return f"as {reading}"
    before = name.details
    said = [f"{key}={value}" for key, value in reading.details.items() if before.get(key) != value]
    if reading.period != name.period:
        said.append(f"the last close before it, of {reading.period}")
    return f"with {', '.join(said)}" if said else ""


def _days_apart(outcome: Outcome) -> str | None:
    """Of two days of the calendar, which have no ratio."""
    nodes = [side.node for side in (outcome.computed, outcome.against) if side and side.node]
    if len(nodes) < 2 or nodes[0].unit != DAY:
        return None
    days = abs(bounded(nodes[0]).value - bounded(nodes[1]).value)
    return f"off by {days} day{'' if days == 1 else 's'}"


def _known(side: Side | None, scene: Scene, stated: Unit | None) -> Known | None:
    """A computed side as a figure with the facts it rests on; a fact alone is itself."""
    if side is None or side.node is None:
        return None
    if isinstance(side.node, DataNode):
        return side.node.known
    inputs = tuple(dict.fromkeys(known_in(side.node)))
    companies = {one.company for one in inputs}
    return Derived(
        company=companies.pop() if len(companies) == 1 else "",
        metric=_computed_metric(side.node.unit, stated),
        value=_value(side.node, Solved(side.text.replace("{", "{{").replace("}", "}}"), inputs)),
        period=max((one.period for one in inputs), default=Period.day(scene.data.as_of)),
    )


def _computed_metric(unit: Unit, stated: Unit | None) -> Metric:
    """Shown in the unit of what is stated, where that is a number as it is."""
    look = unit.look or (stated.look if stated and unit.is_plain else "")
    shown = cast(ShownUnit, look or _UNITS.get(unit.kind, unit.kind))
    return Metric("computed", "stock", shown, "what an expression comes to")


_UNITS = {"typed": "number"}


def _value(node: Node, made: Solved) -> Money | Figure:
    figure = told(bounded(node), made)
    return Money(figure, node.unit.currency) if node.unit.kind == "money" else figure


# --- the figures below the answer ------------------------------------------------------------


def inputs_of(row: ClaimRow) -> Section:
    """Every figure that went in; as it is printed only where one was converted, else that says the same."""
    inputs = [*_inputs(row.computed), *_inputs(row.against)]
    if not any(one.value.rate for one in inputs):
        inputs = [replace(one, reported=None) for one in inputs]
    return Section(InputRow, inputs, "From these figures", name=None)


def _inputs(known: Known | None) -> Iterator[InputRow]:
    """Each derived figure before what it is made of."""
    if isinstance(known, Fact):
        yield InputRow(name_of(known), known.reported, known, None)
    elif known is not None and known.metric == TYPED_AMOUNT:
        yield InputRow("typed amount", known.original, known, None)
    elif known is not None:
        if known.metric.name != "computed":
            yield InputRow(f"{known.company}.{known.metric.name}", None, known, known.formula)
        for entered in known.inputs:
            yield from _inputs(entered)
