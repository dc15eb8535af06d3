"""What stands in a field of a row, read off its annotation: what JSON, its schema and CSV make of it."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from aicompare.companies.fact import Derived, Fact
from aicompare.rates.rates import Rate
from aicompare.reports.report import Field, Marked, Quantity
from aicompare.values.figures import Figure
from aicompare.values.frozen import is_dataclass
from aicompare.values.metrics import Metric
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

KNOWN = frozenset({Fact, Derived})
BARE = frozenset({Money, Figure, Quantity, Marked})
_WHOLE = KNOWN | BARE | {Rate, Source, Metric, Period}


def kinds_in(hint: Any) -> frozenset[Any]:
    """The types in an annotation: of `Figure | None`, of `tuple[Fact, ...]`, of a mapping's values."""
    if is_mapping(hint):
        return kinds_in(typing.get_args(hint)[1])
    if is_union(hint) or is_list(hint):
        return frozenset(kind for part in typing.get_args(hint) for kind in kinds_in(part))
    return frozenset({hint}) - {type(None), Ellipsis}


def is_union(hint: Any) -> bool:
    """Of several types, or of one and None."""
    return typing.get_origin(hint) in (types.UnionType, typing.Union)


def is_list(hint: Any) -> bool:
    """A tuple or list."""
    return typing.get_origin(hint) in (tuple, list, Sequence)


def is_mapping(hint: Any) -> bool:
    """Also one that may be None."""
    if is_union(hint):
        return any(map(is_mapping, typing.get_args(hint)))
    return typing.get_origin(hint) in (dict, Mapping)


def is_row(kind: Any) -> bool:
    """Whether it is a row of its own, or a part of one that has keys of its own."""
    return is_dataclass(kind) and kind not in _WHOLE


def is_quantity(field: Field) -> bool:
    """Whether it holds figures, amounts, facts or rates, one or several."""
    return bool(kinds_in(field.type) & (KNOWN | BARE | {Rate}))


def nested(field: Field) -> type | None:
    """The row type of a field that is a row itself."""
    return next(filter(is_row, kinds_in(field.type)), None)
