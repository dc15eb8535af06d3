"""Source: who says so, and when they said it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from aicompare.values.frozen import dataclass
from aicompare.values.periods import Period

Evidence = Literal["filing", "company", "press", "dataset"]  # the strongest first
KINDS: tuple[Evidence, ...] = get_args(Evidence)
# What a source says of its figure: that it is so, that it came about, or that it is to come.
Status = Literal["actual", "closed", "announced", "planned", "reported", "forecast", "estimate"]


@dataclass(frozen=True, slots=True)
class Source:
    """`published` is a day, or a month where no day is known (it counts by its last day)."""

    id: str
    title: str
    publisher: str
    published: Period
    kind: Evidence
    url: str | None = None
    via: str | None = None
    published_note: str | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    @property
    def published_on(self) -> date:
        return self.published.last

    @property
    def rank(self) -> int:
        """0 for the strongest kind of evidence."""
        return KINDS.index(self.kind)


def published_by(sources: Iterable[Source], day: date) -> tuple[Source, ...]:
    """Those that were out on `day`: the one rule of what is known when, of facts, plans and claims.

    Whoever says it, the user's own files included. What has no source left is not known.
    """
    return tuple(source for source in sources if source.published_on <= day)
