"""A tree -> values with units. What is not in the data makes the value unknown, and is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from aicompare.companies.company import Company
from aicompare.companies.fact import Fact, Known
from aicompare.companies.references import Reference
from aicompare.companies.selectors import nearest, unlike
from aicompare.expressions import units
from aicompare.expressions.graph import Factors, Leaf, Node, Terms, turned, value_of
from aicompare.expressions.known import Exchange, converted, node_of
from aicompare.expressions.leeway import printed
from aicompare.expressions.syntax import (
    Call,
    Chain,
    Minus,
    Statement,
    Stored,
    Syntax,
    Typed,
    Word,
    inside,
    printed_in,
)
from aicompare.expressions.units import Unit
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.values.errors import BadExpression, Trouble, UnknownName, shown
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field, replace
from aicompare.values.money import Money, currency_code
from aicompare.values.periods import Period

MOST_PARTS = 200  # figures, numbers and functions of one expression


class Directory(Protocol):
    """Where companies and groups are found by name; both raise UnknownName."""

    @property
    def as_of(self) -> date: ...
    def company(self, name: str) -> Company: ...
    def group(self, name: str) -> list[Company]: ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is computed from. `derive` gives what a reference to a derived figure
    means for a company, or None. `doubted` is the source whose own figures prove nothing here.
    `said` is when what is checked was said, where that is known. `currency` is the one in which a
    figure is wanted that is known in several. `chosen` are the readings of names with several.
    """

    data: Directory
    rates: Rates
    choice: RateChoice
    derive: Callable[[Reference, Company], Known | None]
    doubted: str | None = None
    said: Period | None = None
    currency: str | None = None
    chosen: Mapping[Reference, Reference] = field(default_factory=dict)

    @property
    def exchange(self) -> Exchange:
        """How amounts convert."""
        return Exchange(self.rates, self.choice, self.data.as_of)


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that the data do not have; `offers` are what there is instead, `unlike` what there is
    of the same period under other selectors, `reason` why it cannot be computed of what they have.
    """

    name: str
    offers: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A name that finds nothing as it stands, and the references that it may mean."""

    name: Reference
    readings: tuple[Reference, ...]
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """`node` is None where something is missing."""

    node: Node | None
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Several:
    """One value for each company of a group."""

    values: tuple[Value, ...]


Result = Value | Several


class Evaluation:
    """Of one statement. Raises BadExpression where it means nothing, NoRate where no rate covers it."""

    def __init__(self, statement: Statement, scene: Scene, functions: Mapping[str, Function]) -> None:
        self.scene = scene
        self._statement = statement
        self._functions = functions
        self._unequal = statement.sign not in ("", "==", "!=")
        self._printed: frozenset[Typed] = frozenset()
        self.taken: dict[Reference, Taken] = {}
        self.told: list[str] = []
        count = sum(1 for side in statement.sides for _ in inside(side))
        if count > MOST_PARTS:
            hint = f"at most {MOST_PARTS} figures, numbers and functions"
            raise self.wrong(1, f"the expression has too many parts, {count}", hint)

    def side(self, side: Syntax) -> Value:
        """One side of the statement.

        An amount is as printed, and so are the bare numbers of `printed_in`; any other bare number
        is exact. In an inequality a bare number or amount is exact.
        """
        self._printed = frozenset(() if self._unequal else printed_in(side))
        return self.one(side)

    def one(self, syntax: Syntax) -> Value:
        """A single value. Raises BadExpression for a group's."""
        result = self.result(syntax)
        if isinstance(result, Several):
            hint = "take them together with sum(...), mean(...), min(...) or max(...)"
            several = any(isinstance(part, Stored) and part.reference.through for part in inside(syntax))
            what = "several periods have" if several else "a group has"
            raise self.wrong(syntax.column, f"{what} several values", hint)
        return result

    def result(self, syntax: Syntax) -> Result:
        """A value, or those of a group."""
        match syntax:
            case Typed():
                return Value(self._typed(syntax))
            case Stored():
                return self.of_each(syntax, self._stored)
            case Word():
                return Value(self._day(syntax))
            case Minus():
                return self._minus(syntax)
            case Chain():
                return self._chain(syntax)
            case Call():
                return self._function(syntax)(self, syntax)

    def wrong(self, column: int, message: str, hint: str | None = None) -> BadExpression:
        """What is wrong at a column."""
        return BadExpression(message, self._statement.text, column, hint=hint)

    # --- what stands alone -------------------------------------------------------------------

    def _typed(self, typed: Typed) -> Leaf:
        value = typed.value
        if isinstance(value, Money):
            exact = self._unequal and not typed.quoted
            figure, unit = value.amount, units.money_of(value.currency, monthly=None)
        else:
            exact = typed not in self._printed and not typed.quoted
            figure, unit = value, units.typed(typed.text)
        return Leaf(Figure.exact(figure.value), unit) if exact else printed(figure, unit, typed.text)

    def _day(self, word: Word) -> Leaf:
        """Of a calendar day that stands where a value is wanted."""
        try:
            day = Period.typed(word.text)
        except Trouble:
            hint = "a figure is written company.metric, like minimax.cash; text stands in quotes"
            raise self.wrong(word.column, f"{shown(word.text)} is no figure", hint) from None
        if not day.is_day:
            hint = "a period stands in brackets behind a figure: minimax.revenue[FY2025]"
            raise self.wrong(word.column, f"{shown(word.text)} is a period, no figure", hint)
        return Leaf(Figure.exact(day.last.toordinal()), units.DAY)

    def of_each(
        self, stored: Stored, find: Callable[[Reference, Company], Value], until: date | None = None
    ) -> Result:
        """What `find` gives for the company that is named, or for each of the group.

        Where it gives nothing, of the nearest selectors; of an undated figure those up to `until`.
        """
        if stored.reference.through:
            return self._of_periods(stored, find)
        name = stored.reference.company
        try:
            return self._found(stored.reference, self.scene.data.company(name), find, until)
        except UnknownName as trouble:
            near, all_of_them = trouble.near, trouble.hint
        try:
            companies = self.scene.data.group(name)
        except UnknownName as trouble:
            hint = near or trouble.near or _with_spaces(name) or all_of_them
            raise self.wrong(stored.column, f"there is no company or group {shown(name)}", hint) from None
        return Several(tuple(self._found(stored.reference, company, find, until) for company in companies))

    def _of_periods(self, stored: Stored, find: Callable[[Reference, Company], Value]) -> Several:
        """One value for each of its periods, of a group those of every company."""
        values: list[Value] = []
        for reference in stored.reference.each:
            result = self.of_each(replace(stored, reference=reference), find)
            values += result.values if isinstance(result, Several) else (result,)
        return Several(tuple(values))

    def _found(
        self,
        reference: Reference,
        company: Company,
        find: Callable[[Reference, Company], Value],
        until: date | None,
    ) -> Value:
        """Where the name finds nothing as it stands, what the nearest selectors find."""
        value = find(reference, company)
        readings = () if value.node else nearest(reference, company, until)
        found = {reading: one for reading in readings if (one := find(reading, company)).node}
        if not found:
            return value
        name = replace(reference, company=company.id)
        self.taken[name] = Taken(name, tuple(found), value.missing)
        return found[self.scene.chosen.get(name, next(iter(found)))]

    def _stored(self, reference: Reference, company: Company) -> Value:
        known = self.fact(reference, company) or self.scene.derive(reference, company)
        if known is None:
            return missing(reference, company)
        self._tell_of_another_day(reference, known)
        node: Node = node_of(known)
        return Value(turned(node) if reference.is_loss else node)

    def _tell_of_another_day(self, reference: Reference, known: Known) -> None:
        """That a value which is derived for a day is that of one before."""
        if reference.period and known.period.last < reference.period.last:
            name = replace(reference, company=known.company)
            self.told.append(f"{name} is that of {known.period}, the newest by then")

    def fact(self, reference: Reference, company: Company) -> Fact | None:
        """The stored figure that a reference names."""
        if reference.is_derived:
            return None
        return reference.fact(company, self.scene.doubted, self.scene.currency)

    # --- arithmetic --------------------------------------------------------------------------

    def _minus(self, minus: Minus) -> Value:
        value = self.one(minus.part)
        if value.node is None:
            return value
        if value.node.unit == units.DAY:
            raise self.wrong(minus.column, "a day has no opposite")
        return Value(turned(value.node))

    def _chain(self, chain: Chain) -> Value:
        total = self.one(chain.first)
        for sign, column, part in chain.others:
            other = self.one(part)
            one, two = total.node, other.node
            if one is None or two is None:
                total = unknown(total, other)
            else:
                joined = self._sum if sign in "+-" else self._product
                total = Value(joined(one, sign, two, column))
        return total

    def _sum(self, one: Node, sign: str, other: Node, column: int) -> Node:
        unit = (units.added if sign == "+" else units.subtracted)(one.unit, other.unit)
        if unit is None:
            raise self._mismatch(one.unit, other.unit, column, "add" if sign == "+" else "subtract")
        self.told += [words for words in map(_points, (one, other), (other, one)) if words]
        terms = one.terms if isinstance(one, Terms) else ((1, one),)
        return Terms((*terms, (1 if sign == "+" else -1, other)), unit)

    def _product(self, one: Node, sign: str, other: Node, column: int) -> Node:
        unit = (units.multiplied if sign == "*" else units.divided)(one.unit, other.unit)
        if unit is None:
            raise self._mismatch(one.unit, other.unit, column, "multiply" if sign == "*" else "divide")
        if sign == "/" and value_of(other).value == 0:
            raise self.wrong(column, "this divides by zero")
        flat = isinstance(one, Factors) and other.unit.kind != "money"  # of money, one amount alone converts
        above, below = (one.above, one.below) if isinstance(one, Factors) and flat else ((one,), ())
        if sign == "*":
            return Factors((*above, other), below, unit)
        return Factors(above, (*below, other), unit)

    def _mismatch(self, one: Unit, other: Unit, column: int, verb: str) -> BadExpression:
        if one.kind == other.kind == "money" and one.currency != other.currency:
            hint = f"put one through convert(..., {other.currency}) first"
        elif "money" in (one.kind, other.kind) and "typed" in (one.kind, other.kind):
            currency = one.currency or other.currency
            hint = f"an amount says its currency, like 5m {currency}"
        else:
            hint = None
        return self.wrong(column, f"{one} and {other} do not {verb}", hint)

    # --- for functions -----------------------------------------------------------------------

    def _function(self, call: Call) -> Function:
        if call.name not in self._functions:
            all_of_them = f"there are {', '.join(self._functions)}"
            trouble = UnknownName("function", call.name, self._functions, otherwise=all_of_them)
            raise self.wrong(call.column, trouble.message, trouble.hint)
        return self._functions[call.name]

    def together(self, call: Call) -> tuple[Value, list[Node]]:
        """The values of all arguments and groups, of one unit; the first is unknown if any is."""
        values: list[Value] = []
        for argument in call.arguments:
            result = self.result(argument)
            values += result.values if isinstance(result, Several) else (result,)
        if not values:
            raise self.wrong(call.column, f"{call.name} takes at least one value")
        nodes = [value.node for value in values if value.node is not None]
        unit = nodes[0].unit if nodes else units.NUMBER
        for node in nodes[1:]:
            both = units.added(unit, node.unit)
            if both is None:
                raise self._mismatch(unit, node.unit, call.column, "go together")
            unit = both
        percentages = [node for node in nodes if node.unit.look == "percent"]
        self.told += [words for node in nodes if percentages and (words := _points(node, percentages[0]))]
        return unknown(*values) if len(nodes) < len(values) else Value(nodes[0]), nodes

    def currency(self, syntax: Syntax) -> str:
        """A currency as a function's argument."""
        if not isinstance(syntax, Word):
            raise self.wrong(syntax.column, "a currency is wanted here", "like USD, HKD or CNY")
        try:
            return currency_code(syntax.text)
        except Trouble as trouble:
            raise self.wrong(syntax.column, trouble.message, trouble.hint) from None

    def convert(self, value: Value, currency: str, column: int) -> Value:
        """Each figure of money in a value. Raises BadExpression for what is no money, NoRate."""
        if value.node is None:
            return value
        if value.node.unit.kind != "money":
            raise self.wrong(column, f"{value.node.unit} has no currency", "convert takes an amount of money")
        return Value(converted(value.node, currency, self.scene.exchange))


Function = Callable[[Evaluation, Call], Result]


_LEAST_POINTS = 9  # fewer may be times, held against a ratio


def is_share(node: Node) -> bool:
    """Whether a plain ratio may be a part of a whole: half a revenue, not three times one."""
    plain = node.unit == units.NUMBER and not node.unit.look
    return plain and value_of(node).value.copy_abs() <= 1


def _points(number: Node, beside: Node) -> str | None:
    """What is told of a bare number that is added to a percentage or share, as if it were points."""
    if not (isinstance(number, Leaf) and number.unit == units.TYPED and not number.unit.look):
        return None
    value = number.figure.value
    least = 1 if beside.unit.look == "percent" else _LEAST_POINTS
    if value.copy_abs() <= least or not (beside.unit.look == "percent" or is_share(beside)):
        return None
    return f"{value:,f} is {value * 100:,f}% here: write {value:,f}% for points"


def _with_spaces(name: str) -> str | None:
    """For a name that may be a difference: `acme.cash-bolt` of `acme.cash-bolt.cash`, `1-acme`."""
    before, dash, after = name.rpartition("-")
    is_difference = dash and ("." in before or before.isdecimal())
    return f"a minus needs spaces around it: {before} - {after}" if is_difference else None


def unknown(*values: Value) -> Value:
    """Without a value, with the names of all that is missing."""
    return Value(None, tuple(dict.fromkeys(one for value in values for one in value.missing)))


def missing(reference: Reference, company: Company) -> Value:
    """The value of what the data do not have."""
    named = replace(reference, company=company.id)
    offers = () if reference.is_derived else tuple(named.offers(company))
    return Value(None, (Missing(str(named), offers, unlike(named, company)),))
