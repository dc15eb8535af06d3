"""What `list` tells of each company, read off the counts that stand beside the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Protocol

from aicompare.companies.company import Counted
from aicompare.dataset.records import Record
from aicompare.values.periods import Period
from aicompare.values.sources import Source, published_by


class Kept(Protocol):
    """The content of one file (see store.Layer)."""

    @property
    def record(self) -> Record: ...
    @property
    def user(self) -> bool: ...


def entries_of(
    groups: Mapping[str, tuple[str, ...]],
    layers: Sequence[Kept],
    source_of: Callable[[str], Source],
    until: date | None,
) -> list[Counted]:
    """An entry for each id in `groups`; of what was published by `until`, where that is said."""

    @cache  # most figures of a file are of few sources
    def published(ids: tuple[str, ...]) -> Period | None:
        named = [source_of(id_) for id_ in ids]
        known = published_by(named, until) if until else named
        return min((source.published for source in known), default=None)

    titles = _last_said(layer.record["titles"] for layer in layers)
    tickers = _last_said(layer.record["listed"] for layer in layers)
    counted = [(layer.record["counted"], layer.user) for layer in layers]
    entries = []
    for id_, named in groups.items():
        known = list(_known(id_, counted, published))
        facts, users = sum(count for _, count, _ in known), sum(count for _, count, own in known if own)
        newest = max((day for day, *_ in known), default=None)
        entries.append(Counted(id_, titles[id_], tickers.get(id_), named, facts, newest, users))
    return entries


def _known(
    id_: str, counted: Sequence[tuple[Record, bool]], published: Callable[[tuple[str, ...]], Period | None]
) -> Iterator[tuple[Period, int, bool]]:
    """Since when so many facts are known, and whether they are the user's own."""
    for counts, own in counted:
        for ids, count in counts.get(id_, ()):
            if day := published(tuple(ids)):
                yield day, count, own


def _last_said(parts: Iterator[Mapping[str, str | None]]) -> dict[str, str]:
    """A file that adds to a company need not name it again."""
    return {id_: said for part in parts for id_, said in part.items() if said}
