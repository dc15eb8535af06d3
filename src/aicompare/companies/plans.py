"""Plan: what a company says it will spend its money on, as its source prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Generic, TypeVar

from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source, Status, published_by

Value = TypeVar("Value", Money, Figure)
_MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Printed(Generic[Value]):
    """A figure, and the text of it in the source."""

    value: Value
    reported: str


@dataclass(frozen=True, slots=True)
class Item:
    """One purpose, perhaps with purposes under it. `percent` is of the whole plan, as a fraction.

    `expense` is the metric that the purpose pays for, where the data says so.
    """

    purpose: str
    percent: Printed[Figure] | None = None
    amount: Printed[Money] | None = None
    expense: str | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """What was spent by a day, all told; of one purpose, or of the whole where that is None."""

    on: Period
    amount: Printed[Money]
    sources: tuple[Source, ...]
    purpose: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """`deal` is the raise that pays for it; `accept` says why sums that do not close may stay."""

    id: str
    title: str
    period: Period
    status: Status
    sources: tuple[Source, ...]
    total: Printed[Money] | None = None
    deal: str | None = None
    note: str | None = None
    items: tuple[Item, ...] = ()
    used: tuple[Used, ...] = ()
    accept: tuple[tuple[str, str], ...] = ()
    user: bool = False

    def known_by(self, day: date) -> Plan | None:
        """As it was published by `day`, None before."""
        sources = published_by(self.sources, day)
        used = tuple(
            replace(use, sources=out) for use in self.used if (out := published_by(use.sources, day))
        )
        return replace(self, sources=sources, used=used) if sources else None

    def all_items(self) -> Iterator[Item]:
        """Every purpose, also those under others, in the order of reading."""
        left = list(reversed(self.items))
        while left:
            item = left.pop()
            yield item
            left += reversed(item.items)


def closes(parts: Figure, whole: Figure, *, complete: bool) -> bool:
    """Whether parts can come to the whole: parts without a figure leave room below it, none above."""
    above = parts.low is not None and whole.high is not None and parts.low > whole.high
    return not above and (not complete or parts.meets(whole))


def added(figures: Sequence[str]) -> str:
    """`HK$2,921.4m + HK$417.3m + ...`: the figures of a sum as they are printed."""
    return " + ".join(figures[:_MOST_LISTED]) + (" + ..." if len(figures) > _MOST_LISTED else "")
