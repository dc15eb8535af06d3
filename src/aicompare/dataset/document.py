"""What a data file holds as text, and where each thing in it stands."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
Tree = dict[str, Any] | list[Any] | str | None
# (path, code, message, hint) of one thing wrong
Found = tuple[Path, str, str, str | None]


class Marks(NamedTuple):
    """Where a node begins, what is in it, and its key in a mapping, as libyaml says it.

    `inside` is None for text; `plain` is text without quotes. A place is made of a mark only
    where something is wrong, or to be remembered.
    """

    mark: Any
    inside: dict[str, Marks] | list[Marks] | None = None
    key: Any = None
    plain: bool = False


class Spot(NamedTuple):
    """Line and column (from 1); `plain` where the scalar stood without quotes."""

    line: int
    column: int
    plain: bool = False


class Document(NamedTuple):
    """A data file, or a part of one: text in lists and mappings, and where each thing stands.

    None in the tree is a null of YAML. `cut_off` are the places behind which a ` #` makes a
    comment of what was likely meant as text.
    """

    tree: Tree
    marks: Marks
    cut_off: tuple[Spot, ...] = ()

    def spot(self, path: Path) -> Spot:
        """The place of `path`, or of the nearest thing around it that has one."""
        marks = self._nearest(path)
        return _spot(marks.mark, plain=marks.plain)

    def spots(self, path: Path, count: int) -> list[Spot]:
        """The places of the first so many rows of the list at `path`."""
        inside = self._nearest(path).inside
        if isinstance(inside, list) and len(inside) >= count:
            return [_spot(marks.mark, plain=marks.plain) for marks in inside[:count]]
        return [self.spot((*path, index)) for index in range(count)]

    def _nearest(self, path: Path) -> Marks:
        marks = self.marks
        for part in path:
            inner = _inner(marks, part)
            if inner is None:
                break
            marks = inner
        return marks

    def key_spot(self, path: Path) -> Spot | None:
        """Where the key stands that ends `path`; None where there is none."""
        marks: Marks | None = self.marks
        for part in path[:-1]:
            marks = _inner(marks, part) if marks else None
        key = path[-1]
        if marks and isinstance(marks.inside, dict) and isinstance(key, str) and key in marks.inside:
            return _spot(marks.inside[key].key)
        return None

    def without(self, paths: Container[Path]) -> Document:
        """The document without what stands at `paths`, the rest still knowing its place."""
        return _without(self.tree, self.marks, (), paths)


def _inner(marks: Marks, part: str | int) -> Marks | None:
    inside = marks.inside
    found: Marks | None = None
    if isinstance(inside, dict) and isinstance(part, str):
        found = inside.get(part)
    elif isinstance(inside, list) and isinstance(part, int) and part < len(inside):
        found = inside[part]
    return found


def _spot(mark: Any, *, plain: bool = False) -> Spot:
    return Spot(mark.line + 1, mark.column + 1, plain)


def _without(tree: Tree, marks: Marks, path: Path, paths: Container[Path]) -> Document:
    if isinstance(tree, dict) and isinstance(marks.inside, dict):
        kept = {
            key: _without(tree[key], inner, (*path, key), paths)
            for key, inner in marks.inside.items()
            if (*path, key) not in paths
        }
        places = {key: one.marks for key, one in kept.items()}
        return Document({key: one.tree for key, one in kept.items()}, marks._replace(inside=places))
    if isinstance(tree, list) and isinstance(marks.inside, list):
        items = [
            _without(item, inner, (*path, index), paths)
            for index, (item, inner) in enumerate(zip(tree, marks.inside, strict=True))
            if (*path, index) not in paths
        ]
        return Document([one.tree for one in items], marks._replace(inside=[one.marks for one in items]))
    return Document(tree, marks)
