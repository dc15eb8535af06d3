"""Claim: a statement of a source that can be held against the figures."""

from __future__ import annotations

from datetime import date

from aicompare.companies.fact import Place
from aicompare.values.frozen import dataclass
from aicompare.values.periods import Period
from aicompare.values.sources import Source, published_by


@dataclass(frozen=True, slots=True)
class Claim:
    """`says` is the figure as printed, `check` the expression that recomputes it, or that says
    the whole; without `check` nothing in the data tells. `as_of` is the day as of which it is
    checked where not that of its source: what it tells of was published only then.
    """

    id: str
    source: Source
    statement: str
    says: str | None = None
    check: str | None = None
    as_of: Period | None = None
    note: str | None = None
    user: bool = False
    place: Place | None = None

    def known_by(self, day: date) -> Claim | None:
        """None before its source was out."""
        return self if published_by([self.source], day) else None

    @property
    def day(self) -> date:
        """As of which it is checked."""
        return (self.as_of or self.source.published).last
