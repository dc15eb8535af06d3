"""An answer as one sentence, before its figures have a look: words, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from aicompare.companies.fact import Derived, Known
from aicompare.companies.naming import briefly
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Look, ShownUnit
from aicompare.values.money import Money
from aicompare.values.periods import Period


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A bare figure or amount with its unit and look; months are said with the word, unless `bare`."""

    value: Money | Figure
    unit: ShownUnit = ""
    look: Look = "computed"
    bare: bool = False


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


_MONTHS_TO, _MONTH = re.compile(r"(\d+)M to .*"), re.compile(r"\d{4}-\d\d")


def dated(known: Known) -> Sequence[SaidPart]:
    """` on 30 June 2026`, ` in H1 2026`, ` in the twelve months to 30 June 2026`, ` in September 2025`."""
    told, last = briefly(known), known.period.last
    if known.period.is_day:
        return " on ", known.period
    if isinstance(known, Derived) and known.label == "ltm":
        return " in the twelve months to ", last
    if months := _MONTHS_TO.fullmatch(told):
        return (f" in the {months[1]} months to {last:%B %Y}",)
    return (f" in {last:%B %Y}",) if _MONTH.fullmatch(told) else (f" in {told}",)


def listed(texts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))


def headed(
    head: str,
    tellings: Sequence[Iterable[SaidPart]],
    most: int,
    rest: Callable[[int], str] = "{} more".format,
) -> list[SaidPart]:
    """`head: first; second; and 2 more`, where `most` are two of the tellings."""
    parts: list[SaidPart] = [head]
    for place, told in enumerate(tellings[:most]):
        parts += ["; " if place else ": ", *told]
    left = len(tellings) - most
    return [*parts, f"; and {rest(left)}"] if left > 0 else parts


def in_running(title: str) -> str:
    """A title as it stands within a sentence: small but for an abbreviation, `ARR`, `R&D expense`."""
    return title if title[1:2].isupper() or title[1:2] == "&" else title[:1].lower() + title[1:]


QUARTILES = {"p25": "lower quartile", "p75": "upper quartile"}


def possessive(name: str) -> str:
    """`MiniMax's`, `Cerebras'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
