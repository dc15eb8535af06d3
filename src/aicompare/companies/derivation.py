"""How a computed figure comes about: a small tree of what it is made of, and the only place that says it.

Value, bounds and currency, the words of `--explain`, the figures that went in, their rates, and
what the interval rules of `check` work on are all read off the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from typing import Protocol

from aicompare.rates.rates import Rate
from aicompare.values.figures import DOWN, NEAREST, UP, ZERO, Figure
from aicompare.values.frozen import dataclass, field
from aicompare.values.metrics import Look, Metric, ShownUnit
from aicompare.values.money import Money, figure_in

_PRECISE = Context(prec=60)  # digits of a root, before it is rounded to what figures have


class Known(Protocol):
    """A fact, or what was derived from facts (see fact.py)."""

    @property
    def metric(self) -> Metric: ...
    @property
    def figure(self) -> Figure: ...
    @property
    def currency(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Named:
    """A part by what the formula calls it, else a figure has its metric's name. `unit` and
    `look` are those of a bare figure or amount.
    """

    name: str
    part: Part
    unit: ShownUnit = ""
    look: Look = ""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number of the formula: `12`, or as it is said: `(2 + 15 / 30) months`."""

    figure: Figure
    said: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Each term with its sign, 1 or -1."""

    terms: tuple[tuple[int, Part], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """All `above` over all `below`."""

    above: tuple[Part, ...]
    below: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Power:
    """base ^ (above / below); of a base below zero what is left of nothing."""

    base: Part
    above: int
    below: int


@dataclass(frozen=True, slots=True)
class Open:
    """A part that may be less, more, or both: something of it is not known."""

    part: Part
    below: bool
    above: bool


@dataclass(frozen=True, slots=True)
class Solved:
    """What is found by other means than arithmetic, in words; `{0}` is the name of the first part."""

    said: str
    parts: tuple[Part, ...] = ()


Made = Named | Sum | Product | Power | Open | Solved
Part = Made | Number | Known | Figure | Money | Rate
GIVEN = "given"  # what the user typed comes from nothing else


@dataclass(frozen=True, slots=True)
class Computed(Figure):
    """A figure that knows what it is `made` of; equal to any figure of its value and bounds.

    What is reckoned from it is a plain figure again.
    """

    made: Made | None = field(default=None, compare=False)

    __repr__ = Figure.__repr__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Figure):
            return NotImplemented
        return (self.value, self.low, self.high) == (other.value, other.low, other.high)

    def __hash__(self) -> int:
        return hash((self.value, self.low, self.high))


def computed(made: Made) -> Computed:
    """What the tree comes to: US$120m over US$40m is 3. Raises ZeroDivisionError."""
    return told(figure_of(made), made)


def told(figure: Figure, made: Made) -> Computed:
    """A figure that was found, with what it is made of."""
    return Computed(figure.value, figure.low, figure.high, figure.mark, made)


def amount(made: Made) -> Money:
    """What the tree comes to, in the one currency that is left of its parts."""
    currency = currency_of(made)
    assert currency is not None
    return Money(computed(made), currency)


def typed(money: Money) -> Money:
    """An amount as the user gave it."""
    return Money(told(money.amount, Solved(GIVEN)), money.currency)


def made_of(value: Money | Figure | None) -> Made | None:
    """None of what is printed."""
    figure = None if value is None else figure_in(value)
    return figure.made if isinstance(figure, Computed) else None


# --- trees -------------------------------------------------------------------------------------


def total(parts: Iterable[Part]) -> Sum:
    """All of them together."""
    return Sum(tuple((1, part) for part in parts))


def minus(one: Part, other: Part) -> Sum:
    """one - other."""
    return Sum(((1, one), (-1, other)))


def turned(part: Part) -> Sum:
    """With its sign turned."""
    return Sum(((-1, part),))


def ratio(above: Part, below: Part) -> Product:
    """above / below."""
    return Product((above,), (below,))


def less_one(part: Part) -> Sum:
    """part - 1: how much more than the whole."""
    return minus(part, number(1))


def number(whole: int | Decimal, said: str = "") -> Number:
    """An exact number, said as it is."""
    return Number(Figure.exact(whole), said or str(whole))


# --- what is read off them ---------------------------------------------------------------------


def figure_of(part: Part) -> Figure:
    """The value, by ordinary arithmetic from left to right; of the figures as they entered it.

    Raises ZeroDivisionError for a division by zero.
    """
    if isinstance(known := getattr(part, "figure", None), Figure):  # of a fact, mostly, or a number
        return known
    match part:
        case Figure():
            return part
        case Money():
            return part.amount
        case Rate():
            return Figure.exact(part.value)
        case Named():
            return figure_of(part.part)
        case Sum():
            return sum_of([figure_of(one) if sign > 0 else -figure_of(one) for sign, one in part.terms])
        case Product():
            return product_of(*([figure_of(one) for one in side] for side in (part.above, part.below)))
        case Power():
            return _power(figure_of(part.base), Decimal(part.above), Decimal(part.below))
        case Open():
            figure = figure_of(part.part)
            low, high = None if part.below else figure.low, None if part.above else figure.high
            return Figure(figure.value, low, high)
        case Solved():
            raise TypeError(f"no arithmetic comes to {part.said!r}")
        case _:
            return part.figure


def currency_of(part: Part) -> str | None:
    """That of a sum is its first term's, of a quotient of amounts none."""
    if hasattr(part, "currency"):  # a fact, mostly, or an amount
        return part.currency
    match part:
        case Named() | Open():
            return currency_of(part.part)
        case Sum():
            return currency_of(part.terms[0][1])
        case Product():
            above, below = ([*filter(None, map(currency_of, side))] for side in (part.above, part.below))
            return above[0] if len(above) > len(below) else None
        case _:
            return None


def words(part: Part, names: Mapping[str, str] | None = None) -> str:
    """The formula: `cash + time_deposits`, `revenue x 12 / 9`; `names` are read for those of parts."""

    def said(inner: Part) -> str:
        text = words(inner, names)
        several = isinstance(inner, Sum) and len(inner.terms) > 1
        return f"({text})" if several or isinstance(inner, Power) else text

    match part:
        case Named():
            return (names or {}).get(part.name, part.name)
        case Number():
            return part.said
        case Sum():
            terms = [(sign, said(one) if sign < 0 else words(one, names)) for sign, one in part.terms]
            text = "".join((" - " if sign < 0 else " + ") + term for sign, term in terms)
            return text.removeprefix(" + ") if part.terms[0][0] > 0 else f"-{text.removeprefix(' - ')}"
        case Product():
            return " / ".join([" x ".join(map(said, part.above)), *map(said, part.below)])
        case Power():
            base = words(part.base, names)
            return f"({base}) ^ ({part.above} / {part.below})"
        case Open():
            return words(part.part, names)
        case Solved():
            return part.said.format(*(words(one, names) for one in part.parts))
        case Figure() | Money() | Rate():
            raise TypeError(f"{part!r} has no name in the formula")
        case _:
            return part.metric.name


def parts_of(part: Part) -> Sequence[Part]:
    """What a part is made of itself; nothing of a leaf."""
    match part:
        case Named() | Open():
            return (part.part,)
        case Sum():
            return [one for _, one in part.terms]
        case Product():
            return (*part.above, *part.below)
        case Power():
            return (part.base,)
        case Solved():
            return part.parts
        case _:
            return ()


def leaves(part: Part, name: Named | None = None) -> Iterator[tuple[Named | None, Part]]:
    """Every figure, amount and rate that went in, in the order of the formula, with its name there."""
    inner = parts_of(part)
    if not inner and not isinstance(part, Number | Solved):
        yield name, part
    for inside in inner:
        yield from leaves(inside, part if isinstance(part, Named) else name)


def sum_of(figures: Sequence[Figure]) -> Figure:
    """Of one at least."""
    first, *others = figures
    return sum(others, first)


def product_of(above: Sequence[Figure], below: Sequence[Figure]) -> Figure:
    """All above over all below, one after the other."""
    result, *others = above or [Figure.exact(1)]
    for figure in others:
        result = result * figure
    for figure in below:
        result = result / figure
    return result


def _power(base: Figure, above: Decimal, below: Decimal) -> Figure:
    """The ends of the result are those of the base."""

    def at(end: Decimal | None, rounding: Context) -> Decimal | None:
        if end is None:
            return None
        return rounding.plus(_PRECISE.power(max(end, ZERO), _PRECISE.divide(above, below)))

    value = at(base.value, NEAREST)
    assert value is not None
    return Figure(value, at(base.low, DOWN), at(base.high, UP))
