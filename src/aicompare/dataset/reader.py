"""YAML text -> plain dicts, lists and strings, with the place of each.

Read from libyaml's events, so that text stays as written (`0100` is not 64, `NO` is not
False), duplicate keys are seen at once, and nothing grows beyond the file: anchors,
aliases and tags are refused, size and depth are bounded before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import yaml

from aicompare.dataset.limits import DEEPEST, MOST_BYTES
from aicompare.dataset.slips import explained
from aicompare.errors import BadFile, shown
from aicompare.frozen import dataclass

# The rest of the control characters; tabs and line ends are judged by YAML.
_NOT_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

Path = tuple[str | int, ...]
Tree = dict[str, Any] | list[Any] | str
# (path, code, message, hint) of one thing wrong
Found = tuple[Path, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """Line and column (from 1); `plain` where the scalar stood without quotes."""

    line: int
    column: int
    plain: bool = False


@dataclass(slots=True)
class Document:
    """What a data file holds, as text in lists and mappings, and where each thing stands."""

    tree: Tree
    places: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)  # where the key of a path stands

    def spot(self, path: Path) -> Spot:
        """The place of `path`, or of the nearest thing around it that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_yaml(data: bytes, name: str) -> Document:
    """Raises BadFile, with the place, for anything that is not one plain YAML document."""
    text = _decoded(data, name)
    loader = getattr(yaml, "CLoader", yaml.Loader)
    try:
        return _Builder(name, yaml.parse(text, Loader=loader)).document()
    except yaml.MarkedYAMLError as problem:
        message, hint = explained(problem.problem or "", _letter(text, problem.problem_mark))
        unclosed = problem.problem == "found unexpected end of stream"
        mark = problem.context_mark if unclosed else problem.problem_mark
        line, column = _place(mark or problem.context_mark)
        raise BadFile(name, f"this is not YAML: {message}", line=line, column=column, hint=hint) from None
    except yaml.YAMLError as problem:
        raise BadFile(name, f"this is not YAML: {str(problem).splitlines()[0]}", line=1, column=1) from None


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _letter(text: str, mark: Any) -> str:
    return text[mark.index : mark.index + 1] if mark else ""


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise BadFile(name, f"the file is larger than {MOST_BYTES} bytes (64 MB)", hint="split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        column = problem.start - data.rfind(b"\n", 0, problem.start)
        hint = "save the file as UTF-8"
        raise BadFile(name, "this is not UTF-8 text", line=line, column=column, hint=hint) from None
    if match := _NOT_IN_YAML.search(text):
        line, column = _line_and_column(text, match.start())
        message = f"the control character {shown(match[0])} stands here"
        raise BadFile(name, message, line=line, column=column, hint="leave it out")
    _refuse_deep_brackets(text, name)
    return text


def _refuse_deep_brackets(text: str, name: str) -> None:
    """libyaml crashes on very deep nesting, so brackets are counted before it sees them."""
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if match[0] in "[{" else max(depth - 1, 0)
        if depth > 10 * DEEPEST:
            line, column = _line_and_column(text, match.start())
            raise BadFile(name, f"nested deeper than {DEEPEST} levels", line=line, column=column)


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class _Builder:
    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self._name = name
        self._events = events
        self._document = Document({})

    def document(self) -> Document:
        next(self._events)  # the start of the stream
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            raise BadFile(self._name, "the file is empty", line=1, column=1)
        self._document.tree = self._node(next(self._events), ())
        next(self._events)  # the end of the document
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise self._wrong(following, "a second document begins here; a file holds one")
        return self._document

    def _node(self, event: Any, path: Path) -> Tree:
        if len(path) > DEEPEST:
            raise self._wrong(event, f"nested deeper than {DEEPEST} levels")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._wrong(event, "anchors and aliases (& and *) are not allowed; write it out")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._wrong(event, f"tags like {shown(tag)} are not allowed; leave it out")
        mark = event.start_mark
        plain = isinstance(event, yaml.ScalarEvent) and not event.style
        self._document.places[path] = Spot(mark.line + 1, mark.column + 1, plain)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Tree]:
        mapping: dict[str, Tree] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._wrong(event, "a key must be plain text")
            key = str(event.value)
            if key in mapping:
                first = self._document.keys[(*path, key)].line
                raise self._wrong(event, f"the key {key[:60]!r} stands here twice (first in line {first})")
            self._document.keys[(*path, key)] = Spot(*_place(event.start_mark))
            mapping[key] = self._node(next(self._events), (*path, key))
        return mapping

    def _wrong(self, event: Any, message: str) -> BadFile:
        mark = event.start_mark
        return BadFile(self._name, message, line=mark.line + 1, column=mark.column + 1)
