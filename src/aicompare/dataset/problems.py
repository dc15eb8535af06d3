"""What is wrong with a row, in words for the person who wrote it.

Suggestions come from the keys of the level at which the slip stands, and from no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from aicompare.dataset.document import Found, Path
from aicompare.dataset.schema import (
    ClaimEntry,
    CompanyEntry,
    FactEntry,
    File,
    ItemEntry,
    ListingEntry,
    MeasureEntry,
    NoteEntry,
    PlanEntry,
    SourceEntry,
    Strict,
    UsedEntry,
    Wrong,
)
from aicompare.values.errors import shown, suggestion


def problems_of(found: Sequence[Mapping[str, Any]]) -> Iterator[Found]:
    """Each of pydantic's errors, as its `errors()` gives them, in our words."""
    meant = {_meant(error["loc"]) for error in found if error["type"] == "extra_forbidden"}
    for error in found:
        if error["type"] == "missing" and error["loc"] in meant:
            continue  # it is there, misspelt
        path = tuple(part for part in error["loc"] if part != "[key]")
        cause = error.get("ctx", {}).get("error")
        if isinstance(cause, Wrong):
            yield path, cause.code, str(cause), cause.hint
        elif error["type"] == "extra_forbidden":
            yield path, "unknown-key", f"there is no key {shown(str(path[-1]))} here", _near_key(path)
        elif error["type"] == "missing":
            yield path[:-1], "missing-key", f"the key {path[-1]!r} is missing here", None
        else:
            yield path, *_SHAPES.get(error["type"], ("wrong-shape", error["msg"], None))


_MAPPING = ("wrong-shape", "a mapping is wanted here", "write `key: value`, or leave it out")
_SHAPES = {
    "string_type": ("wrong-shape", "text is wanted here, not a list or a mapping", None),
    "list_type": ("wrong-shape", "a list is wanted here", "begin each line with `- `, or leave it out"),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "too_short": ("empty", "at least one is needed here", None),
}


def _meant(path: Path) -> Path:
    """The path of the key that an unknown key is a slip of."""
    near = get_close_matches(str(path[-1]), _level(path[:-1]).model_fields, n=1)
    return (*path[:-1], *near)


def _near_key(path: Path) -> str:
    """The key of this level that is meant, or all of them."""
    known = list(_level(path[:-1]).model_fields)
    return suggestion(str(path[-1]), known) or f"the keys here are {', '.join(known)}"


def may_be_left_out(path: Path) -> bool:
    """Whether the key that ends `path` is one that its level need not have."""
    try:
        return not _level(path[:-1]).model_fields[str(path[-1])].is_required()
    except (LookupError, TypeError):  # a level whose keys are anybody's
        return False


def _level(path: Path) -> type[Strict]:
    """The model of what stands at `path`."""
    if not path:
        return File
    names = [part for part in path if isinstance(part, str)]
    if len(path) == 2 and path[0] in _NAMED:
        return _NAMED[path[0]]
    return _ROWS[names[-1]]


_NAMED: Mapping[str | int, type[Strict]] = {"sources": SourceEntry, "companies": CompanyEntry}
_ROWS: Mapping[str, type[Strict]] = {
    "facts": FactEntry, "plans": PlanEntry, "items": ItemEntry, "used": UsedEntry,
    "listed": ListingEntry, "notes": NoteEntry, "measures": MeasureEntry, "claims": ClaimEntry,
}  # fmt: skip
