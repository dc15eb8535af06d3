"""Lazy: a tuple that is made when it is first looked at; most runs look at few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Generic, Protocol, TypeVar, overload

One = TypeVar("One")


class Dated(Protocol):
    """What has an id and a date from which it is known."""

    @property
    def id(self) -> str: ...
    def known_by(self: Version, day: date) -> Version | None: ...


Version = TypeVar("Version", bound=Dated)


class Lazy(Sequence[One], Generic[One]):
    """Use as a tuple. Two are equal as soon as what is in them is."""

    def __init__(self, make: Callable[[], Iterable[One]]) -> None:
        self._make_all = make

    @cached_property
    def _all(self) -> tuple[One, ...]:
        return tuple(self._make_all())

    @overload
    def __getitem__(self, index: int) -> One: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[One, ...]: ...
    def __getitem__(self, index: int | slice) -> One | tuple[One, ...]:
        return self._all[index]

    def __iter__(self) -> Iterator[One]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        return self._all == (other._all if isinstance(other, Lazy) else other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr(self._all)


class Versions(Lazy[Version]):
    """What several files say under one id: the last that is known stands, and before it was
    published what it stands for.
    """

    def __init__(self, make: Callable[[], Iterable[Version]]) -> None:
        super().__init__(lambda: {version.id: version for version in make()}.values())
        self._make_every = make

    def known_by(self, day: date) -> Versions[Version]:
        """As they were published by `day`."""
        return Versions(lambda: (known for one in self._make_every() if (known := one.known_by(day))))
