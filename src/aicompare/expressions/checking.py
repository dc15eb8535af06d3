"""A statement -> what it says, what is computed, and the verdict."""

from __future__ import annotations

from aicompare.expressions import units
from aicompare.expressions.evaluation import Evaluation, Missing, Scene
from aicompare.expressions.functions import FUNCTIONS
from aicompare.expressions.graph import Leaf, Node
from aicompare.expressions.known import converted
from aicompare.expressions.parser import parse_figure
from aicompare.expressions.syntax import Statement, Syntax, Typed
from aicompare.expressions.units import Unit
from aicompare.expressions.verdicts import UNDECIDED, verdict_of
from aicompare.frozen import dataclass
from aicompare.money import Money


@dataclass(frozen=True, slots=True)
class Side:
    """One side as it is written, and what it comes to; `node` is None where something is missing.

    `says` is the text of a figure that is stated, not computed, with the sign of an inequality.
    """

    text: str
    syntax: Syntax | None
    node: Node | None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`computed` is what the data make of it, `against` the side it is held against, if any.

    `verdict` is None where nothing is compared. `translated` is the currency into which a side
    was brought to be compared.
    """

    computed: Side
    against: Side | None
    verdict: str | None
    missing: tuple[Missing, ...] = ()
    translated: str | None = None


def check(statement: Statement, scene: Scene) -> Outcome:
    """Raises BadExpression where the statement means nothing, NoRate where no rate covers it."""
    at = Evaluation(statement, scene, FUNCTIONS)
    values = [at.side(side) for side in statement.sides]
    missing = tuple(dict.fromkeys(one for value in values for one in value.missing))
    nodes = [value.node for value in values]
    if len(nodes) == 1:
        return Outcome(Side(statement.text.strip(), statement.left, nodes[0]), None, None, missing)
    stated, translated = _stated_side(statement), None
    left, right = nodes
    if left is None or right is None:
        return _outcome(statement, nodes, stated, UNDECIDED, missing)
    if _currencies_differ(left.unit, right.unit) and scene.choice:
        translated = (left if stated == 0 else right).unit.currency
        left, right = (converted(node, translated, scene.exchange) for node in (left, right))
    _check_units(left.unit, right.unit, statement.column, at)
    computed = tuple(node for index, node in enumerate((left, right)) if index != stated)
    verdict = verdict_of(statement.sign, left, right, computed)
    return _outcome(statement, [left, right], stated, verdict, missing, translated)


def held_against(stated: Leaf, statement: Statement, scene: Scene, says: str = "") -> Outcome:
    """An expression that compares nothing against a stated figure. Raises what `check` does."""
    at = Evaluation(statement, scene, FUNCTIONS)
    value = at.side(statement.left)
    computed = Side(statement.text.strip(), statement.left, value.node)
    against = Side(says, None, stated, says or None)
    if value.node is None:
        return Outcome(computed, against, UNDECIDED, value.missing)
    _check_units(value.node.unit, stated.unit, 1, at)
    return Outcome(computed, against, verdict_of("==", value.node, stated, (value.node,)))


def stated_figure(says: str) -> Leaf:
    """A figure as printed. Raises BadAmount or UnknownCurrency."""
    printed = parse_figure(says)
    if isinstance(printed, Money):
        return Leaf(printed.amount, units.money_of(printed.currency, monthly=None))
    return Leaf(printed, units.typed(says))


def _stated_side(statement: Statement) -> int | None:
    """Which side is a figure that was typed alone: of two the right one."""
    typed = [index for index in (1, 0) if isinstance(statement.sides[index], Typed)]
    return typed[0] if typed else None


def _outcome(
    statement: Statement,
    nodes: list[Node | None],
    stated: int | None,
    verdict: str,
    missing: tuple[Missing, ...],
    translated: str | None = None,
) -> Outcome:
    sides = [_side(statement, index, node, index == stated) for index, node in enumerate(nodes)]
    computed, against = (sides[1], sides[0]) if stated == 0 else (sides[0], sides[1])
    return Outcome(computed, against, verdict, missing, translated)


def _side(statement: Statement, index: int, node: Node | None, stated: bool) -> Side:
    cut = statement.column - 1
    texts = statement.text[:cut], statement.text[cut:].lstrip("=!<>≤≥≠")
    text, syntax = texts[index].strip(), statement.sides[index]
    if not stated:
        return Side(text, syntax, node)
    sign = statement.sign if index else _TURNED.get(statement.sign, statement.sign)
    says = text.strip("\"'“”")
    return Side(text, syntax, node, says if sign == "==" else f"{sign} {says}")


_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _currencies_differ(one: Unit, other: Unit) -> bool:
    return one.kind == other.kind == "money" and one.currency != other.currency


def _check_units(one: Unit, other: Unit, column: int, at: Evaluation) -> None:
    """Raises BadExpression for two sides that are not of one kind."""
    if units.added(one, other) is not None or one == other == units.DAY:
        return
    hint = None
    if _currencies_differ(one, other):
        hint = f"say the rate with --on DATE or --average PERIOD, or write convert(..., {other.currency})"
    elif one.kind == other.kind == "money":
        hint = "monthly(...) is what a period comes to in a month"
    elif "money" in (one.kind, other.kind):
        hint = "an amount says its currency, like US$5m"
    raise at.wrong(column, f"{one} and {other} do not compare", hint)
