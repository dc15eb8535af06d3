"""`--fields a,b.c`: some of what an answer says. What it does not say is an error that lists what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aicompare.reports.report import Report
from aicompare.values.errors import BadUsage, shown, suggestion

Tree = dict[str, Any]  # the fields asked for, each with those under it


def among(fields: Sequence[str], known: Sequence[str], what: str) -> Sequence[str]:
    """The fields asked for in their order, or else all. Raises BadUsage for one that there is not."""
    for field in fields:
        if field not in known:
            raise _unknown(field, field, known, what)
    return fields or known


def parts_of(report: Report) -> Mapping[str, Tree]:
    """For each part of the answer the fields asked for; those of the first are named without it.

    `statistics.median.value` is of the part `statistics`. Raises BadUsage.
    """
    from aicompare.render.shape import row_shape

    first, *_ = report.named
    shapes = {name: row_shape(section.row_type, section.keys) for name, section in report.named.items()}
    asked: dict[str, Tree] = {}
    for path in report.fields:
        part, *rest = path.split(".")
        own = shapes[first]["properties"]
        name, keys = (part, rest) if part in shapes and part not in own else (first, [part, *rest])
        _check(path, keys, shapes[name], report.name, others=[one for one in shapes if one != name == first])
        _grow(asked.setdefault(name, {}), keys)
    return asked


def _check(
    path: str, keys: Sequence[str], shape: Mapping[str, Any], what: str, *, others: Sequence[str]
) -> None:
    """Raises BadUsage where a key is none of those that stand there; at first also `others` do."""
    from aicompare.render.shape import inside

    for key in keys:
        properties, other = inside(shape)
        if key not in properties and other is None:
            raise _unknown(path, key, [*properties, *others], what)
        shape, others = properties.get(key, other), ()


def _unknown(path: str, key: str, known: Sequence[str], what: str) -> BadUsage:
    near = suggestion(key, known)
    there = f"there are {', '.join(known)}" if known else f"nothing stands under {path.rpartition('.')[0]}"
    return BadUsage(f"{shown(path)} is no field of {what}", hint=f"{near} {there}" if near else there)


def _grow(tree: Tree, keys: Sequence[str]) -> None:
    for key in keys:
        tree = tree.setdefault(key, {})


def picked(value: Any, tree: Tree) -> Any:
    """Of what is written only the fields asked for, in their order; one that is not there is null."""
    if isinstance(value, list):
        return [picked(one, tree) for one in value]
    if not tree or not isinstance(value, dict):
        return value
    return {key: picked(value.get(key), under) for key, under in tree.items()}


def named_in(value: Any, keys: Sequence[str]) -> list[Any]:
    """Whatever stands under some keys, at any depth."""
    if isinstance(value, list):
        return [found for one in value for found in named_in(one, keys)]
    if not isinstance(value, dict):
        return []
    own = [value[key] for key in keys if value.get(key) is not None]
    return [*own, *(found for one in value.values() for found in named_in(one, keys))]
