"""A statement -> what it says, what is computed, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import islice, product

from aicompare.companies.references import Reference
from aicompare.companies.selectors import told_apart
from aicompare.expressions import units
from aicompare.expressions.bounds import bounded
from aicompare.expressions.evaluation import Evaluation, Missing, Scene, Taken
from aicompare.expressions.functions import FUNCTIONS
from aicompare.expressions.graph import Leaf, Node, known_in, with_leaves
from aicompare.expressions.known import at_newest_rate, converted
from aicompare.expressions.leeway import ABOUT, ROUNDED, as_words_mean, judged, printed, without_about
from aicompare.expressions.outgoing import (
    bound_of,
    hint_of,
    is_bound_either_way,
    is_of_tables,
    name_in,
    outgoing,
)
from aicompare.expressions.parser import parse_figure
from aicompare.expressions.syntax import Call, Statement, Stored, Syntax, Typed, inside
from aicompare.expressions.translation import TRANSLATED, left_open, translation
from aicompare.expressions.units import Unit
from aicompare.expressions.verdicts import CONTRADICTED, HOLDS, UNDECIDED, Verdict, share_an_end_of_print
from aicompare.values.errors import BadExpression, NoRate, Trouble
from aicompare.values.figures import NEAREST, Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.money import Money

PART, PERIOD = "part", "period"
_OF_ANOTHER = "it does not hold for that one, and another may be meant that the data do not have"
_A_HALF = "one apart in the last place: only a half that was rounded two ways would explain it"
_MOST_NAMED = 6
_MOST_READINGS = 24  # of one statement whose names may mean several figures


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
    was brought to be compared. `remark` is what the verdict rests on beyond the print, and `told`
    says so in words. `taken` are the names that found nothing as they stand, with what was taken.
    """

    computed: Side
    against: Side | None
    verdict: Verdict | None
    missing: tuple[Missing, ...] = ()
    translated: str | None = None
    remark: str | None = None
    told: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()


def check(statement: Statement, scene: Scene) -> Outcome:
    """Raises BadExpression where the statement means nothing, NoRate where no rate covers it."""
    return _Check(statement, scene).outcome()


def held_against(
    stated: Leaf, statement: Statement, scene: Scene, says: str = "", *, strictly: bool = False
) -> Outcome:
    """An expression that compares nothing against a stated figure. Raises what `check` does.

    `strictly` lets no rate of another day explain a difference.
    """
    return _Check(statement, scene, stated, says, strictly=strictly).outcome()


def holding(statement: Statement, scene: Scene) -> Callable[[Leaf], Outcome]:
    """An expression to be held strictly against several figures: it is computed once for all."""
    computed: dict[object, _Computed] = {}
    return lambda stated: _Check(statement, scene, stated, strictly=True, computed=computed).outcome()


def stated_figure(says: str) -> Leaf:
    """A figure as printed. Raises BadAmount or UnknownCurrency."""
    figure = parse_figure(says)
    if isinstance(figure, Money):
        return printed(figure.amount, units.money_of(figure.currency, monthly=None), says)
    return printed(figure, units.typed(says), says)


def off_by(outcome: Outcome) -> Decimal | None:
    """How far the nearest ends of the two sides lie apart, over that of the computed one.

    312m against 338.8m is off by 8%; eight rounds against seven, whose ends meet, by the distance of
    the two themselves, 14%. None where a side is missing, and of days of the calendar.
    """
    nodes = [side.node for side in (outcome.computed, outcome.against) if side and side.node]
    if len(nodes) < 2 or nodes[0].unit == units.DAY:
        return None
    one, other = (bounded(node) for node in nodes)
    apart = not share_an_end_of_print(one, other)
    near, far = _nearest_ends(one, other) if apart else (one.value, other.value)
    base = near.copy_abs() or far.copy_abs()
    return NEAREST.divide(NEAREST.subtract(far, near).copy_abs(), base) if base else Decimal(0)


def _nearest_ends(one: Figure, other: Figure) -> tuple[Decimal, Decimal]:
    if one.high is not None and other.low is not None and one.high < other.low:
        return one.high, other.low
    if one.low is not None and other.high is not None and one.low > other.high:
        return one.low, other.high
    return one.value, one.value


# The nodes of the sides, and what is missing, taken and told of them.
_Computed = tuple[tuple[Node | None, ...], tuple[Missing, ...], tuple[Taken, ...], tuple[str, ...]]


class _Check:
    """Of one statement, or of an expression against a stated figure."""

    def __init__(
        self,
        statement: Statement,
        scene: Scene,
        stated: Leaf | None = None,
        says: str = "",
        *,
        strictly: bool = False,
        computed: dict[object, _Computed] | None = None,
    ) -> None:
        """`computed` holds what the sides come to, where they are held against several figures."""
        self._computed = computed
        self._statement = statement
        self._scene = scene
        self._stated = stated
        self._says = says
        self._strictly = strictly
        self._sign = "==" if stated else statement.sign
        self._index = 1 if stated else _stated_side(statement)
        self._loss = self._outgoing()

    def outcome(self) -> Outcome:
        """Of every reading of its names, where some have several."""
        first = self._read(self._scene)
        open_ = [one for one in first.taken if len(one.readings) > 1]
        if not open_:
            return first
        if first.verdict is None:
            if not any(_several_stored(one) for one in open_):
                return first
            missing = (one for taken in open_ for one in taken.missing)
            return replace(
                first, missing=tuple(replace(one, offers=one.unlike or one.offers) for one in missing)
            )
        choices = islice(product(*(one.readings for one in open_)), _MOST_READINGS + 1)
        read = [
            (choice, self._read(replace(self._scene, chosen=_chosen(open_, choice)))) for choice in choices
        ]
        return _agreed(open_, read) if len(read) <= _MOST_READINGS else _undecided(first, _named(open_))

    # --- one reading ---------------------------------------------------------------------------

    def _read(self, scene: Scene) -> Outcome:
        nodes, missing, taken, points = self._nodes(scene)
        if len(nodes) == 1:
            side = Side(self._statement.text.strip(), self._statement.left, nodes[0])
            outcome = Outcome(side, None, None, missing, taken=taken)
            return replace(outcome, told=(*points, *_at_newest_rates(outcome)))
        if None in nodes:
            return replace(self._outcome(nodes, UNDECIDED), missing=missing, taken=taken)
        self._refuse_bound(nodes)
        outcome = self._compared([node for node in nodes if node], scene)
        told = (*points, *self._loss_taken(nodes), *_at_newest_rates(outcome), *outcome.told)
        outcome = replace(outcome, told=told)
        parts = [one for one in taken if _chosen_reading(one, scene).scope and not one.name.scope]
        if outcome.verdict == CONTRADICTED and any(one.name.metric.is_of_a_scope for one in parts):
            return replace(_undecided(outcome, _OF_ANOTHER), taken=taken)
        remark = outcome.remark or (PART if parts and outcome.verdict == HOLDS else None)
        return replace(outcome, remark=remark, taken=taken)

    def _nodes(
        self, scene: Scene
    ) -> tuple[list[Node | None], tuple[Missing, ...], tuple[Taken, ...], tuple[str, ...]]:
        nodes, missing, taken, told = self._computed_in(scene)
        held = [*nodes, self._stated] if self._stated else [*nodes]
        return self._as_meant(held), missing, taken, told

    def _computed_in(self, scene: Scene) -> _Computed:
        if self._computed is None:
            return self._compute(scene)
        key = scene.currency, tuple(scene.chosen.items())  # strictly, nothing else is ever another
        if key not in self._computed:
            self._computed[key] = self._compute(scene)
        return self._computed[key]

    def _compute(self, scene: Scene) -> _Computed:
        at = Evaluation(self._statement, scene, FUNCTIONS)
        values = [at.side(side) for side in self._statement.sides]
        missing = tuple(dict.fromkeys(one for value in values for one in value.missing))
        nodes = tuple(value.node for value in values)
        return nodes, missing, tuple(at.taken.values()), tuple(dict.fromkeys(at.told))

    # --- the minus of tables -------------------------------------------------------------------

    @property
    def _stated_text(self) -> str:
        side = None if self._stated or self._index is None else self._statement.sides[self._index]
        return side.text if isinstance(side, Typed) else self._says

    def _outgoing(self) -> Stored | None:
        """The loss, cost or burn that is held for equal to what is stated."""
        if self._index is None or self._sign not in ("==", "!="):
            return None
        return outgoing(self._statement.sides[0 if self._stated else 1 - self._index])

    def _as_meant(self, nodes: list[Node | None]) -> list[Node | None]:
        """A loss as tables print it is above zero, as what it is held against."""
        if self._loss is None or self._index is None or len(nodes) < 2:
            return nodes
        stated, computed = nodes[self._index], nodes[1 - self._index]
        if not isinstance(stated, Leaf) or not computed or not _is_below_zero(stated.figure):
            return nodes
        if stated.figure.is_open and is_bound_either_way(self._stated_text):
            raise self._bound_below_zero(self._loss, self._index)
        if bounded(computed).value < 0 or not is_of_tables(self._stated_text):
            return nodes
        loose = -stated.loose if stated.loose else None
        meant = replace(stated, figure=-stated.figure, loose=loose)
        return [meant if node is stated else node for node in nodes]

    def _loss_taken(self, nodes: Sequence[Node | None]) -> list[str]:
        """That the minus was taken for that of tables."""
        stated = nodes[self._index] if self._loss and self._index is not None else None
        if not self._loss or not isinstance(stated, Leaf) or not is_of_tables(self._stated_text):
            return []
        if stated.figure.value < 0:
            return []
        return [f"{name_in(self._loss)} is above zero: the minus is taken for the sign that tables give it"]

    def _refuse_bound(self, nodes: Sequence[Node | None]) -> None:
        """Raises BadExpression for a bound below zero of a loss, cost or burn."""
        found = bound_of(self._statement)
        node = nodes[found[1]] if found else None
        if found and node and _is_below_zero(bounded(node)):
            raise self._bound_below_zero(*found)

    def _bound_below_zero(self, loss: Stored, index: int) -> BadExpression:
        at = Evaluation(self._statement, self._scene, FUNCTIONS)
        column = 1 if self._stated else self._statement.sides[index].column
        message = f"{name_in(loss)} is above zero, and this bound below it"
        return at.wrong(column, message, hint_of(loss))

    def _compared(self, nodes: list[Node], scene: Scene) -> Outcome:
        left, right = nodes
        if not _currencies_differ(left.unit, right.unit):
            outcome = self._judged(nodes)
            translates = any(_converts(side) for side in self._statement.sides)
            return self._translated(outcome, nodes, scene) if translates else outcome
        if not scene.choice and not any(any(known_in(node)) for node in nodes):
            self._check_units(left.unit, right.unit)
        native = None if scene.choice else self._in_its_currency(nodes, scene)
        if native and native.verdict == HOLDS:
            return native
        try:
            found = self._converted(nodes, scene)
        except NoRate:
            if native is None or native.remark == PERIOD:
                raise
            return native
        return found if native is None or native.remark == PERIOD or found.verdict == HOLDS else native

    def _in_its_currency(self, nodes: list[Node], scene: Scene) -> Outcome | None:
        """By a figure that the data hold in the stated currency beside the one that wins.

        Where it is of another period than that one, the remark says so.
        """
        if self._index is None:
            return None
        currency = nodes[self._index].unit.currency
        try:
            found, *_ = self._nodes(replace(scene, currency=currency))
        except Trouble:
            return None
        native = [node for node in found if node]
        if len(native) < 2 or _currencies_differ(native[0].unit, native[1].unit):
            return None
        outcome = self._judged(native)
        was, now = (known_in(both[1 - self._index]) for both in (nodes, native))
        older = [(one, other) for one, other in zip(now, was, strict=False) if one.period != other.period]
        if older and self._sign != "==":
            return None
        words = [f"the data hold it in {currency}"]
        words += [f"of {one.period}; the newest is of {other.period}" for one, other in older[:1]]
        return replace(outcome, remark=PERIOD if older else outcome.remark, told=(" ".join(words),))

    def _converted(self, nodes: list[Node], scene: Scene) -> Outcome:
        """Every figure at its own rate, or at the one that was asked for, and so said."""
        both = self._in_one_currency(nodes, scene)
        outcome = self._translated(self._judged(both), both, scene)
        remark = TRANSLATED if outcome.verdict == HOLDS else outcome.remark
        return replace(outcome, remark=remark, translated=both[0].unit.currency)

    def _in_one_currency(self, nodes: list[Node], scene: Scene) -> list[Node]:
        currency = nodes[0 if self._index == 0 else 1].unit.currency
        return [converted(node, currency, scene.exchange) for node in nodes]

    def _judged(self, nodes: list[Node]) -> Outcome:
        left, right = nodes = self._as_words_mean(nodes)
        self._check_units(left.unit, right.unit)
        computed = tuple(node for index, node in enumerate(nodes) if index != self._index)
        verdict, remark = judged(self._sign, left, right, computed)
        half = verdict == UNDECIDED and self._sign in ("==", "!=")
        told = (_A_HALF,) if half and share_an_end_of_print(bounded(left), bounded(right)) else ()
        return replace(self._outcome(nodes, verdict), remark=remark, told=told)

    def _as_words_mean(self, nodes: list[Node]) -> list[Node]:
        """With what "nearly" or "up to" excludes, of what is held for equal."""
        if self._index is None or self._sign not in ("==", "!="):
            return nodes
        stated, computed = nodes[self._index], nodes[1 - self._index]
        if not isinstance(stated, Leaf):
            return nodes
        meant = as_words_mean(stated, bounded(computed), self._stated_text)
        return [meant if node is stated else node for node in nodes]

    def _translated(self, outcome: Outcome, nodes: list[Node], scene: Scene) -> Outcome:
        """What holds at the rates of another day is a translation, unless the rate was asked for.

        So is what else would hold by rounding or a `~` alone, where its print does at those rates.
        """
        loosely = outcome.verdict == HOLDS and outcome.remark in (ABOUT, ROUNDED)
        matters = loosely or outcome.verdict == CONTRADICTED
        if not matters or self._index is None or self._strictly or scene.choice:
            return outcome
        index = 1 - self._index
        stated = bounded(with_leaves(nodes[self._index], without_about) if loosely else nodes[self._index])
        if self._sign != "==" or not nodes[index].unit.currency:
            return outcome

        def again(other: Scene) -> Node | None:
            found, *_ = self._nodes(other)
            both = [node for node in found if node]
            return self._in_one_currency(both, other)[index] if len(both) == 2 else None

        words = translation(nodes[index], again, stated, scene)
        if words:
            return replace(outcome, verdict=HOLDS, remark=TRANSLATED, told=(words,))
        open_words = None if loosely else left_open(nodes[index], again, stated, scene)
        return replace(outcome, verdict=UNDECIDED, told=(open_words,)) if open_words else outcome

    # --- the answer ----------------------------------------------------------------------------

    def _outcome(self, nodes: Sequence[Node | None], verdict: Verdict) -> Outcome:
        if self._stated:
            computed = Side(self._statement.text.strip(), self._statement.left, nodes[0])
            return Outcome(computed, Side(self._says, None, self._stated, self._says or None), verdict)
        sides = [self._side(index, node) for index, node in enumerate(nodes)]
        computed, against = (sides[1], sides[0]) if self._index == 0 else (sides[0], sides[1])
        return Outcome(computed, against, verdict)

    def _side(self, index: int, node: Node | None) -> Side:
        statement = self._statement
        cut = statement.column - 1
        texts = statement.text[:cut], statement.text[cut:].lstrip("=!<>≤≥≠")
        text, syntax = texts[index].strip(), statement.sides[index]
        if index != self._index:
            return Side(text, syntax, node)
        sign = statement.sign if index else _TURNED.get(statement.sign, statement.sign)
        says = text.strip("\"'“”")
        return Side(text, syntax, node, says if sign == "==" else f"{sign} {says}")

    def _check_units(self, one: Unit, other: Unit) -> None:
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
        at = Evaluation(self._statement, self._scene, FUNCTIONS)
        raise at.wrong(self._statement.column or 1, f"{one} and {other} do not compare", hint)


def _stated_side(statement: Statement) -> int | None:
    """Which side is a figure that was typed alone: of two the right one."""
    if statement.right is None:
        return None
    typed = [index for index in (1, 0) if isinstance(statement.sides[index], Typed)]
    return typed[0] if typed else None


_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _is_below_zero(figure: Figure) -> bool:
    return figure.value < 0 and (figure.high is None or figure.high <= 0)


def _currencies_differ(one: Unit, other: Unit) -> bool:
    return one.kind == other.kind == "money" and one.currency != other.currency


def _at_newest_rates(outcome: Outcome) -> list[str]:
    nodes = [side.node for side in (outcome.computed, outcome.against) if side and side.node]
    told = (at_newest_rate(known) for node in nodes for known in known_in(node))
    return list(dict.fromkeys(words for words in told if words))


def _converts(side: Syntax) -> bool:
    return any(isinstance(part, Call) and part.name == "convert" for part in inside(side))


# --- names with several readings -----------------------------------------------------------------


def _several_stored(taken: Taken) -> bool:
    """Whether more than one of its readings is a figure of the metric that is named."""
    return sum(reading.metric == taken.name.metric for reading in taken.readings) > 1


def _chosen(open_: Sequence[Taken], choice: Sequence[Reference]) -> dict[Reference, Reference]:
    return {one.name: reading for one, reading in zip(open_, choice, strict=True)}


Read = tuple[tuple[Reference, ...], Outcome]


def _agreed(open_: Sequence[Taken], read: Sequence[Read]) -> Outcome:
    """What all readings agree on, shown for the nearest; else undecided, with the verdict of each.

    What is known in the currency that is stated goes before what has to be converted.
    """
    read = [one for one in read if one[1].translated is None] or read
    verdicts = {outcome.verdict for _, outcome in read}
    choice, nearest = min(read, key=lambda one: off_by(one[1]) or 0)
    if len(verdicts) > 1 or UNDECIDED in verdicts:
        return _undecided(nearest, _by_verdict(read))
    taken = _chosen(open_, choice)
    shown = tuple(replace(one, readings=(taken.get(one.name, one.readings[0]),)) for one in nearest.taken)
    every = [f"so for each of {_listed(_names(read))}"] if len(read) > 1 else []
    return replace(nearest, taken=shown, told=(*nearest.told, *every))


def _undecided(outcome: Outcome, words: str) -> Outcome:
    computed = replace(outcome.computed, node=None)
    return replace(outcome, computed=computed, verdict=UNDECIDED, remark=None, taken=(), told=(words,))


def _chosen_reading(taken: Taken, scene: Scene) -> Reference:
    return scene.chosen.get(taken.name, taken.readings[0])


def _named(open_: Sequence[Taken]) -> str:
    return f"said of several: {', '.join(str(one.name) for one in open_)}"


def _by_verdict(read: Sequence[Read]) -> str:
    """`holds for label=close, not for label=open, label=high`."""
    names = _names(read)
    groups: dict[bool, list[str]] = {True: [], False: []}
    for name, (_, outcome) in zip(names, read, strict=True):
        groups[outcome.verdict == HOLDS].append(name)
    holds = f"holds for {_listed(groups[True])}; " if groups[True] else ""
    return f"{holds}not for {_listed(groups[False])}; say which"


def _listed(names: Sequence[str]) -> str:
    """At most a few of them."""
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _names(read: Sequence[Read]) -> list[str]:
    columns = list(
        zip(
            *(told_apart(column) for column in zip(*(choice for choice, _ in read), strict=True)), strict=True
        )
    )
    return [" and ".join(filter(None, names)) for names in columns]
