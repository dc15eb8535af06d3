"""YAML text -> documents: plain dicts, lists and strings, with the place of each.

Read from libyaml's events, so that text stays as written (`0100` is not 64, `NO` is not
False), duplicate keys are seen at once, and nothing grows beyond the file: anchors,
aliases and tags are refused, size and depth are bounded before anything is built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from aicompare.dataset.document import Document, Marks, Tree
from aicompare.dataset.limits import DEEPEST
from aicompare.dataset.slips import explained
from aicompare.dataset.text import Text
from aicompare.errors import BadFile, shown

# Sections that are read row by row, where a file holds many.
_LONG = ("companies",)


def read_yaml(data: bytes, name: str) -> Document:
    """The whole file. Raises BadFile, with the place, for what is not one plain YAML document."""
    with _events(BytesIO(data), name) as events:
        return events.document()


def read_parts(stream: IO[bytes], name: str) -> Iterator[Document]:
    """The file as documents that hold a section each, and a document for each company.

    Raises BadFile as `read_yaml` does, when it comes to what is wrong.
    """
    with _events(stream, name) as events:
        yield from events.parts()


@contextmanager
def _events(stream: IO[bytes], name: str) -> Iterator[_Events]:
    text = Text(stream, name)
    loader: Any = getattr(yaml, "CLoader", yaml.Loader)
    try:
        yield _Events(name, loader(text).get_event)
    except yaml.MarkedYAMLError as problem:
        message, hint = explained(problem.problem or "", text.letter(problem.problem_mark))
        unclosed = problem.problem == "found unexpected end of stream"
        mark: Any = (problem.context_mark if unclosed else problem.problem_mark) or problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BadFile(name, f"this is not YAML: {message}", line=line, column=column, hint=hint) from None
    except yaml.YAMLError as problem:
        raise BadFile(name, f"this is not YAML: {str(problem).splitlines()[0]}", line=1, column=1) from None


class _Events:
    def __init__(self, name: str, following: Callable[[], Any]) -> None:
        self._name = name
        self._next = following

    def document(self) -> Document:
        """All of it."""
        document = self._node(self._start(), 0)
        self._end()
        return document

    def parts(self) -> Iterator[Document]:
        """A mapping section by section; anything else as it is."""
        root = self._start()
        if not isinstance(root, MappingStartEvent):
            yield self._node(root, 0)
        else:
            self._check(root, 0)
            for key, event in self._keys():
                value = self._next()
                if key in _LONG and isinstance(value, MappingStartEvent):
                    self._check(value, 1)
                    for part in self._rows(value):
                        yield _within(root, key, event, part)
                else:
                    yield _within(root, key, event, self._node(value, 1))
        self._end()

    def _rows(self, section: Any) -> Iterator[Document]:
        empty = True
        for key, event in self._keys():
            empty = False
            yield _within(section, key, event, self._node(self._next(), 2))
        if empty:
            yield Document({}, Marks(section, {}))

    def _start(self) -> Any:
        self._next()  # the start of the stream
        if isinstance(self._next(), StreamEndEvent):
            raise BadFile(self._name, "the file is empty", line=1, column=1)
        return self._next()

    def _end(self) -> None:
        self._next()  # the end of the document
        following = self._next()
        if not isinstance(following, StreamEndEvent):
            raise self._wrong(following, "a second document begins here; a file holds one")

    def _check(self, event: Any, depth: int) -> None:
        if depth > DEEPEST:
            raise self._wrong(event, f"nested deeper than {DEEPEST} levels")
        if isinstance(event, AliasEvent) or event.anchor:
            raise self._wrong(event, "anchors and aliases (& and *) are not allowed; write it out")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._wrong(event, f"tags like {shown(tag)} are not allowed; leave it out")

    def _node(self, event: Any, depth: int, key: Any = None) -> Document:
        if depth > DEEPEST or event.anchor or event.tag:
            self._check(event, depth)
        if isinstance(event, ScalarEvent):
            return Document(event.value, Marks(event, None, key))
        if isinstance(event, SequenceStartEvent):
            items, places = [], []
            while not isinstance(inner := self._next(), SequenceEndEvent):
                item, marks = self._node(inner, depth + 1)
                items.append(item)
                places.append(marks)
            return Document(items, Marks(event, places, key))
        tree: dict[str, Tree] = {}
        inside: dict[str, Marks] = {}
        for name, place in self._keys():
            tree[name], inside[name] = self._node(self._next(), depth + 1, place)
        return Document(tree, Marks(event, inside, key))

    def _keys(self) -> Iterator[tuple[str, Any]]:
        """The keys of a mapping that has begun; between them its values are read."""
        seen: dict[str, Any] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self._wrong(event, "a key must be plain text")
            key = event.value
            if key in seen:
                first = seen[key].start_mark.line + 1
                raise self._wrong(event, f"the key {key[:60]!r} stands here twice (first in line {first})")
            seen[key] = event
            yield key, event

    def _wrong(self, event: Any, message: str) -> BadFile:
        mark = event.start_mark
        return BadFile(self._name, message, line=mark.line + 1, column=mark.column + 1)


def _within(outer: Any, key: str, key_event: Any, inner: Document) -> Document:
    """A mapping of one key."""
    return Document({key: inner.tree}, Marks(outer, {key: inner.marks._replace(key=key_event)}))
