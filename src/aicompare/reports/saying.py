"""An answer as one sentence, before its figures have a look: words, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aicompare.companies.fact import Known
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Look, ShownUnit
from aicompare.values.money import Money
from aicompare.values.periods import Period


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A bare figure or amount with its unit and look; months are said with the word."""

    value: Money | Figure
    unit: ShownUnit = ""
    look: Look = "computed"


SaidPart = str | Known | SaidFigure | date | Period


@dataclass(frozen=True, slots=True)
class Saying:
    """The parts in order; the sources are those of the figures among them, and of what it `rests` on."""

    parts: tuple[SaidPart, ...]
    rests: tuple[object, ...] = ()


def joined(sayings: Iterable[Saying], between: str = "; ") -> Saying:
    """Several as one sentence."""
    parts: list[SaidPart] = []
    rests: list[object] = []
    for saying in sayings:
        parts += [between, *saying.parts] if parts else saying.parts
        rests += saying.rests
    return Saying(tuple(parts), tuple(rests))


def possessive(name: str) -> str:
    """`MiniMax's`, `Cerebras'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
