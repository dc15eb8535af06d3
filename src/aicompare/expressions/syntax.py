"""What an expression is made of, as it was written: a tree, each part with its column."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aicompare.companies.references import Reference
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.lexemes import ungrouped
from aicompare.values.money import Money


@dataclass(frozen=True, slots=True)
class Typed:
    """A number or amount that stands there itself; in quotes it is always as printed."""

    value: Figure | Money
    text: str
    column: int
    quoted: bool = False

    @property
    def is_bare_number(self) -> bool:
        """Neither an amount nor in quotes: beside a figure of the data it is exact."""
        return isinstance(self.value, Figure) and not self.quoted

    @property
    def is_whole(self) -> bool:
        """A bare number of digits alone: no decimals, no percentage, no scale."""
        return self.is_bare_number and ungrouped(self.text.lstrip("-")).isdigit()


@dataclass(frozen=True, slots=True)
class Stored:
    """A figure of the data, of one company or of every one in a group."""

    reference: Reference
    column: int


@dataclass(frozen=True, slots=True)
class Word:
    """A currency, a period or a day: what only a function or a comparison of days knows how to take."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Syntax, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Minus:
    """With its sign turned."""

    part: Syntax
    column: int


@dataclass(frozen=True, slots=True)
class Chain:
    """`first`, then each further part with its sign (+ - or * /) and the sign's column."""

    first: Syntax
    others: tuple[tuple[str, int, Syntax], ...]

    @property
    def column(self) -> int:
        """Where it begins."""
        return self.first.column


Syntax = Typed | Stored | Word | Call | Minus | Chain


@dataclass(frozen=True, slots=True)
class Statement:
    """A side alone, or two with a sign of comparison between them."""

    text: str
    left: Syntax
    sign: str = ""
    right: Syntax | None = None
    column: int = 0

    @property
    def sides(self) -> tuple[Syntax, ...]:
        """One or two."""
        return (self.left,) if self.right is None else (self.left, self.right)


def parts_of(syntax: Syntax) -> tuple[Syntax, ...]:
    """What it is made of; nothing for what stands alone."""
    match syntax:
        case Call():
            return syntax.arguments
        case Minus():
            return (syntax.part,)
        case Chain():
            return (syntax.first, *(part for _, _, part in syntax.others))
        case _:
            return ()


def inside(syntax: Syntax) -> Iterator[Syntax]:
    """It and everything in it."""
    yield syntax
    for part in parts_of(syntax):
        yield from inside(part)


def printed_in(side: Syntax) -> Iterator[Typed]:
    """The bare numbers of a side that are known to their last printed place alone; others are exact.

    Beside a figure, an amount or a function all are exact; among numbers a whole one that shifts or
    scales (`- 1`, `/ 12`) is, and all are where none has decimals. A number alone is as printed.
    """
    parts = [part for part in inside(side) if not isinstance(part, Chain | Minus)]
    numbers = [part for part in parts if isinstance(part, Typed) and part.is_bare_number]
    if len(numbers) < len(parts):
        return
    decimals = [number for number in numbers if not number.is_whole]
    yield from decimals or (numbers if numbers == [side] else [])
    if decimals:
        yield from _large_terms(side)


_LARGE = 100  # above it a whole number beside decimals is a figure, up to it a constant of the formula


def _large_terms(side: Syntax) -> Iterator[Typed]:
    """The large whole numbers that are added or taken off: `363` of `363 + 644.2`."""
    for chain in (part for part in inside(side) if isinstance(part, Chain)):
        terms = parts_of(chain) if {sign for sign, _, _ in chain.others} <= {"+", "-"} else ()
        whole = (part for part in terms if isinstance(part, Typed) and part.is_whole)
        yield from (part for part in whole if isinstance(part.value, Figure) and part.value.value > _LARGE)


def changed(syntax: Syntax, change: Callable[[Syntax], Syntax | None]) -> Syntax:
    """The same with what `change` gives in the place of a part; None leaves it as it is."""
    new = change(syntax)
    if new is not None:
        return new
    match syntax:
        case Call():
            return replace(syntax, arguments=tuple(changed(one, change) for one in syntax.arguments))
        case Minus():
            return replace(syntax, part=changed(syntax.part, change))
        case Chain():
            others = tuple((sign, column, changed(one, change)) for sign, column, one in syntax.others)
            return Chain(changed(syntax.first, change), others)
        case _:
            return syntax
