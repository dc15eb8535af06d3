"""What is found by other means than arithmetic, so that a spreadsheet can find it again.

The words are those of `Solved`; beside them stands what has to be done with which parts.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from aicompare.companies.derivation import Named, Part, Product, Solved, number
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass

# As spreadsheets call them; QUARTILE.INC interpolates at (n-1)p.
Function = Literal["MAX", "MIN", "AVERAGE", "HARMEAN", "QUARTILE.INC", "COUNT", "ABS", "COUNTIF"]
NOT_MEANINGFUL = "n.m."


@dataclass(frozen=True, slots=True)
class Statistic(Solved):
    """One number for all the parts; of `QUARTILE.INC` the `quarter`th, of `COUNTIF` how many are n.m."""

    function: Function = "AVERAGE"
    quarter: int = 0

    @property
    def figures(self) -> tuple[Part, ...]:
        """Those that it is the number of."""
        return self.parts


@dataclass(frozen=True, slots=True)
class Picked(Statistic):
    """The least or the greatest: its only part is the one that it is, `among` all of them, of which another
    would be it where figures change.
    """

    among: tuple[Named, ...] = ()

    @property
    def figures(self) -> tuple[Part, ...]:
        """As for Statistic."""
        return self.among


_NOTHING = number(0)
Timed = tuple[int, Part]  # an amount in the month of its arrival or payment


@dataclass(frozen=True, slots=True)
class Lasts(Solved):
    """The months that `cash` covers a `burn`, month after month.

    `growth` a month is that of the `revenue`, where there is one, while burn and revenue together stay
    what they are; else of the burn. What `comes` is there from the start of its month, what `goes` is paid
    with the burn of it, and `hires` with that of every month from theirs on. `asked` may be the first month
    without a burn instead, or the cash that is `left` at its start.
    """

    cash: Part = _NOTHING
    burn: Part = _NOTHING
    growth: Part | None = None
    revenue: Part | None = None
    comes: tuple[Timed, ...] = ()
    goes: tuple[Timed, ...] = ()
    hires: tuple[Timed, ...] = ()
    asked: Literal["months", "left", "no loss"] = "months"


@dataclass(frozen=True, slots=True)
class MonthsAfter(Solved):
    """The day that lies the whole months of its only part, `less` so many, after `start`; a month's end
    stays one.
    """

    start: date = date.min
    less: int = 0


@dataclass(frozen=True, slots=True)
class Apportioned(Solved):
    """The share of the weight at that `place` among `weights`, in whole units of an `amount`, by the largest
    remainders; without a place what is less than a unit.
    """

    amount: Part = _NOTHING
    weights: tuple[Named, ...] = ()
    unit: Decimal = Decimal(1)
    place: int | None = None


# --- what changes its kind where a sign does ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meaningful(Product):
    """A quotient that says something only while both its sides are above zero; else it is n.m."""


@dataclass(frozen=True, slots=True)
class Level(Product):
    """Cash over a burn that stays as it is, for as long as all of the cash `lasts` comes in time."""

    lasts: Lasts | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A word, where a part is no more than zero, or `found`: where it is a number at all."""

    part: Part
    word: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class WordRule(Solved):
    """The word of the first of the `cases` that is so, else the `otherwise`; it is `about` the months that
    cash lasts, on each view, of which some are `gone`.
    """

    cases: tuple[Case, ...] = ()
    otherwise: str = ""
    about: tuple[Lasts, ...] = ()
    gone: Figure | None = None


class RuledWord(str):
    """A word that knows how it was decided."""

    __slots__ = ("made",)
    made: WordRule

    def __new__(cls, text: str, made: WordRule) -> RuledWord:
        word = super().__new__(cls, text)
        word.made = made
        return word

    def __getnewargs__(self) -> tuple[str, WordRule]:  # type: ignore[override]
        return str(self), self.made
