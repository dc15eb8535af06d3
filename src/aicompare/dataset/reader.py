"""YAML text -> documents: plain dicts, lists and strings, with the place of each.

Read from libyaml's events, so that text stays as written (`0100` is not 64, `NO` is not
False), duplicate keys are seen at once, and nothing grows beyond the file: anchors,
aliases and tags are refused, size and depth are bounded before anything is built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from aicompare.dataset.document import Document, Marks, Spot, Tree
from aicompare.dataset.limits import DEEPEST, MOST_VALUES
from aicompare.dataset.text import Text
from aicompare.dataset.yaml_errors import explained
from aicompare.values.errors import BadFile, shown

# What each section holds; what else stands in a file is not read any further.
_SECTIONS: dict[str, type] = {
    "sources": MappingStartEvent, "groups": MappingStartEvent, "companies": MappingStartEvent,
    "measures": MappingStartEvent, "claims": SequenceStartEvent,
}  # fmt: skip
# Sections that are read row by row, where a file holds many.
_LONG = ("companies",)
_NULL = ("null", "Null", "NULL", "~", "")  # YAML 1.2, 10.3.2; the last where a colon stands before it
_NAMES = ("name", "legal_name", "ticker")  # which may be such a word, in quotes
Node = tuple[Tree, Marks]


def read_parts(stream: IO[bytes], name: str) -> Iterator[Document]:
    """The file as documents that hold a section each, and a document for each company.

    Raises BadFile, with the place, when it comes to what is no plain YAML document.
    """
    text = Text(stream, name)
    events = _Events(name, text)
    with _in_our_words(events, text, name):
        yield from events.parts()


@contextmanager
def _in_our_words(events: _Events, text: Text, name: str) -> Iterator[None]:
    try:
        yield
    except yaml.MarkedYAMLError as problem:
        mark: Any = problem.problem_mark
        message, hint = explained(problem.problem or "", text.line_from(mark))
        if problem.problem == "found unexpected end of stream" or not mark:
            mark = problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if cut := events.cut_off_since(problem.context_mark):
            hint = f"behind the # in line {cut.line} all is a comment; put text with a # in quotes"
        raise BadFile(name, message, line=line, column=column, hint=hint) from None
    except yaml.YAMLError as problem:
        raise BadFile(name, f"this is not YAML: {str(problem).splitlines()[0]}", line=1, column=1) from None


class _Events:
    def __init__(self, name: str, text: Text) -> None:
        loader: Any = getattr(yaml, "CLoader", yaml.Loader)
        self._name = name
        self._text = text
        self._next: Callable[[], Any] = loader(text).get_event
        self._values = 0  # of the part that is being read
        self._cut_off: list[Spot] = []

    def cut_off_since(self, mark: Any) -> Spot | None:
        """The last ` #` that made a comment of text behind `mark`."""
        later = [spot for spot in self._cut_off if mark and spot.line > mark.line]
        return later[-1] if later else None

    def parts(self) -> Iterator[Document]:
        """A mapping section by section; of anything else only that it is none."""
        root = self._start()
        if isinstance(root, MappingStartEvent):
            self._check(root, 0)
            yield from self._sections(root)
        else:
            yield self._document(self._passed_over(root, 0))
        self._end()

    def _sections(self, root: Any) -> Iterator[Document]:
        for key, place in self._keys():
            value = self._next()
            if key in _LONG and isinstance(value, MappingStartEvent):
                self._check(value, 1)
                for part in self._rows(value):
                    yield self._document(_within(root, key, place, part))
            else:
                held = _SECTIONS.get(key)
                inner = self._read(value, 1, held, place) if held else self._passed_over(value, 1)
                yield self._document(_within(root, key, place, inner))

    def _document(self, node: Node) -> Document:
        """With what was cut off in it."""
        cut_off, self._cut_off = tuple(self._cut_off), []
        return Document(*node, cut_off)

    def _rows(self, section: Any) -> Iterator[Node]:
        empty = True
        for key, place in self._keys():
            empty = False
            yield _within(section, key, place, self._read(self._next(), 2, MappingStartEvent, place))
        if empty:
            yield {}, Marks(section.start_mark, {})

    def _read(self, event: Any, depth: int, held: type, key: Any) -> Node:
        """A section or a company as it is; where it is a list for a mapping, only that it is."""
        self._values = 0
        wrong = isinstance(event, CollectionStartEvent) and not isinstance(event, held)
        return self._passed_over(event, depth) if wrong else self._node(event, depth, key)

    def _passed_over(self, event: Any, depth: int) -> Node:
        """What is not used is read, for it must be YAML all the same, and nothing of it is kept."""
        empty: Tree = [] if isinstance(event, SequenceStartEvent) else {}
        if isinstance(event, ScalarEvent):
            self._check(event, depth)
            return self._scalar(event, None)
        inner, left = event, depth
        while True:
            if isinstance(inner, CollectionEndEvent):
                left -= 1
            else:
                opens = isinstance(inner, CollectionStartEvent)
                self._check(inner, left if opens else depth)
                left += opens
            if left == depth:
                return empty, Marks(event.start_mark, {} if empty == {} else [])
            inner = self._next()

    def _start(self) -> Any:
        self._next()  # the start of the stream
        if isinstance(self._next(), StreamEndEvent):
            raise BadFile(
                self._name, "the file is empty", line=1, column=1, hint="`aicompare init` begins one"
            )
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

    def _node(self, event: Any, depth: int, key: Any = None) -> Node:
        """What begins with this event; nearly all of a file is text in mappings."""
        self._values += 1
        if depth > DEEPEST or event.anchor or event.tag:
            self._check(event, depth)
        if self._values > MOST_VALUES:
            raise self._wrong(
                event, f"more than {MOST_VALUES:,} values in one company or section", "split it"
            )
        if type(event) is ScalarEvent:
            return self._scalar(event, key)
        begin, end = event.start_mark, key and key.start_mark
        if isinstance(event, SequenceStartEvent):
            items, places = [], []
            while type(inner := self._next()) is not SequenceEndEvent:
                item, marks = self._node(inner, depth + 1)
                items.append(item)
                places.append(marks)
            return items, Marks(begin, places, end)
        tree: dict[str, Tree] = {}
        inside: dict[str, Marks] = {}
        while type(place := self._next()) is not MappingEndEvent:
            name = self._key(place, inside)
            tree[name], inside[name] = self._node(self._next(), depth + 1, place)
        return tree, Marks(begin, inside, end)

    def _scalar(self, event: Any, key: Any) -> Node:
        plain, text = not event.style, event.value
        if plain and self._text.cut_off:
            self._note_what_is_cut_off(event.end_mark)
        if plain and text in _NULL and key is not None and key.value not in _NAMES:
            text = None if text or event.start_mark.index > key.end_mark.index else text
        return text, Marks(event.start_mark, None, key and key.start_mark, plain)

    def _note_what_is_cut_off(self, end: Any) -> None:
        if spaces := self._text.cut_off.get(end.index):
            self._cut_off.append(Spot(end.line + 1, end.column + spaces + 1))

    def _keys(self) -> Iterator[tuple[str, Any]]:
        """The keys of a mapping that has begun; between them its values are read."""
        seen: dict[str, Marks] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event, seen)
            seen[key] = Marks(None, None, event.start_mark)
            yield key, event

    def _key(self, event: Any, seen: dict[str, Marks]) -> str:
        """The text of a key, which none of those before it may be."""
        if type(event) is not ScalarEvent:
            raise self._wrong(event, "a key must be plain text")
        key: str = event.value
        if key in seen:
            line = seen[key].key.line + 1
            raise self._wrong(event, f"the key {key[:60]!r} stands here twice (first in line {line})")
        if len(seen) >= MOST_VALUES:
            raise self._wrong(event, f"more than {MOST_VALUES:,} keys in one place", "split the file")
        return key

    def _wrong(self, event: Any, message: str, hint: str | None = None) -> BadFile:
        mark = event.start_mark
        return BadFile(self._name, message, line=mark.line + 1, column=mark.column + 1, hint=hint)


def _within(outer: Any, key: str, place: Any, inner: Node) -> Node:
    """A mapping of one key."""
    tree, marks = inner
    return {key: tree}, Marks(outer.start_mark, {key: marks._replace(key=place.start_mark)})
