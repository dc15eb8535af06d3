"""Later: a tuple that is made when it is first looked at; most runs look at few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

One = TypeVar("One")


class Later(Sequence[One], Generic[One]):
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
        return self._all == (other._all if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr(self._all)
