"""Where the lines of a data file stand, so that some can be added and all others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from aicompare.dataset.document import Marks
from aicompare.dataset.reader import read_parts
from aicompare.values.errors import BadFile
from aicompare.values.frozen import dataclass

Tree = dict[str, Any]
# What YAML takes for the end of a line and editors do not.
_OTHER_ENDS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")


class Edit(NamedTuple):
    """`lines` instead of those from `start` up to `stop`; with both alike they come before it.

    `row` is the number of the row that they are of.
    """

    start: int
    stop: int
    lines: list[str]
    row: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A fact of the file, its lines from `start` up to `stop` (from 0), its dash in column `dash`.

    `source` is the line and column where its last source stands, and whether others stand before it
    in brackets; None where it is written in another way.
    """

    tree: Tree
    start: int
    stop: int
    dash: int
    source: tuple[int, int, bool] | None


@dataclass(frozen=True, slots=True)
class Block:
    """The facts of one document, under a comment that names it."""

    source: str
    start: int  # of the comment
    items: list[PlacedFact]


class Layout:
    """The lines of a file, and what stands where."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises BadFile for what is not YAML."""
        self.name = name
        self.text = content.decode("utf-8", "surrogateescape")
        if match := _OTHER_ENDS.search(self.text):
            number = self.text.count("\n", 0, match.start()) + 1
            message = "a line ends here in a way of its own"
            raise BadFile(name, message, line=number, column=1, hint="save it with the usual ends of lines")
        self.lines = self.text.split("\n")
        self._count = next(
            (place for place, line in enumerate(self.lines) if line.rstrip() == "..."), len(self.lines)
        )
        self.end = "\r" if self.lines[0].endswith("\r") else ""
        self.tree: Tree = {}
        self._marks: dict[str, Marks] = {}
        self._inner: dict[str, dict[str, Marks]] = {}
        for part in read_parts(BytesIO(content), name) if _says_something(content) else ():
            self._take(part.tree, part.marks)
        self._structure = sorted(self._key_lines())

    def _take(self, tree: Any, marks: Marks) -> None:
        if not isinstance(tree, dict) or not isinstance(marks.inside, dict):
            hint = "name a file of sources and companies"
            raise BadFile(self.name, "this is no data file", line=1, column=1, hint=hint)
        self._refuse_flow(marks)
        for section, inner in marks.inside.items():
            self._marks.setdefault(section, inner)
            held = tree[section]
            if isinstance(held, dict) and isinstance(inner.inside, dict):
                self.tree.setdefault(section, {}).update(held)
                self._inner.setdefault(section, {}).update(inner.inside)
            else:
                self.tree[section] = held

    def _key_lines(self) -> Iterator[int]:
        for marks in self._marks.values():
            yield marks.key.line
        for section in self._inner.values():
            for marks in section.values():
                yield marks.key.line
                if isinstance(marks.inside, dict):
                    yield from (inner.key.line for inner in marks.inside.values())

    # --- sections and their entries ---------------------------------------------------------

    def entries(self, section: str) -> Mapping[str, Any]:
        """What a section of names holds, as text."""
        held = self.tree.get(section)
        return held if isinstance(held, dict) else {}

    def section_end(self, section: str) -> int:
        """The line before which a further entry of a section stands. Raises BadFile for one in braces."""
        marks = self._marks[section]
        inner = self._inner.get(section)
        if not inner:
            return self._opened(marks)
        self._refuse_flow(marks)
        stop = self._stripped(max(one.key.line for one in inner.values()), self._next_section(marks.key.line))
        return self._with_comments(stop, self.indent(section))

    def has(self, section: str) -> bool:
        return section in self._marks

    def section_start(self, section: str) -> int:
        """The line of its key, or of the comments that lead to it."""
        line = int(self._marks[section].key.line)
        while line and self.lines[line - 1].startswith("#"):
            line -= 1
        return line

    def key_line(self, section: str, name: str, key: str | None = None) -> int:
        """The line of an entry, or of a key of it."""
        marks = self._inner[section][name]
        if key is not None:
            assert isinstance(marks.inside, dict)
            marks = marks.inside[key]
        return int(marks.key.line)

    def indent(self, section: str) -> int:
        """The column of the names of a section."""
        inner = self._inner.get(section, {})
        return int(next(iter(inner.values())).key.column) if inner else 2

    def entry_end(self, section: str, name: str) -> int:
        """The line behind the last one of an entry."""
        marks = self._inner[section][name]
        self._refuse_flow(marks)
        inside = marks.inside if isinstance(marks.inside, dict) else {}
        last = max([marks.key.line, *(inner.key.line for inner in inside.values())])
        return self._stripped(last, self._after(last))

    def span(self, section: str, name: str) -> tuple[int, int]:
        """The lines of an entry that has no entries of its own."""
        start = self.key_line(section, name)
        return start, self._stripped(start, self._after(start))

    def key_span(self, section: str, name: str, key: str) -> tuple[int, int]:
        """The lines of one key of an entry."""
        self._refuse_flow(self._inner[section][name])
        start = self.key_line(section, name, key)
        return start, self._stripped(start, self._after(start))

    def key_column(self, section: str, name: str) -> int:
        """The column of the keys of an entry."""
        marks = self._inner[section][name]
        inside = marks.inside if isinstance(marks.inside, dict) else {}
        self._refuse_flow(marks)
        return int(next(iter(inside.values())).key.column) if inside else self.indent(section) + 2

    def headings(self, section: str) -> dict[str, str]:
        """The comment under which each entry of a section stands; nothing for what stands under none."""
        found, heading, column = {}, "", self.indent(section)
        names = {marks.key.line: name for name, marks in self._inner.get(section, {}).items()}
        if not names:
            return {}
        for number in range(self._marks[section].key.line + 1, max(names) + 1):
            line = self.lines[number]
            if line.startswith(f"{' ' * column}#"):
                heading = line.strip(" #\r")
            elif number in names:
                found[names[number]] = heading
        return found

    # --- facts ------------------------------------------------------------------------------

    def facts(self, company: str) -> list[PlacedFact]:
        """The facts of a company of the file. Raises BadFile where they stand in brackets."""
        marks = self._inner["companies"][company]
        self._refuse_flow(marks)
        inside = marks.inside if isinstance(marks.inside, dict) else {}
        held = inside.get("facts")
        if held is None or not isinstance(held.inside, list) or not held.inside:
            return []
        self._refuse_flow(held)
        starts = [inner.mark.line for inner in held.inside]
        stops = [*starts[1:], self._after(starts[-1])]
        trees = self.tree["companies"][company]["facts"]
        return [
            PlacedFact(tree, start, self._stripped(start, stop), self._dash(inner), self._source(tree, inner))
            for tree, inner, start, stop in zip(trees, held.inside, starts, stops, strict=True)
        ]

    def _source(self, tree: Any, marks: Marks) -> tuple[int, int, bool] | None:
        inside = marks.inside if isinstance(marks.inside, dict) else {}
        if "source" not in inside:
            return None
        held = inside["source"]
        several = isinstance(held.inside, list)
        last = held.inside[-1] if isinstance(held.inside, list) and held.inside else held
        name = tree["source"][-1] if several and tree["source"] else tree["source"]
        line, column = last.mark.line, last.mark.column
        there = isinstance(name, str) and self.lines[line][column:].startswith(name)
        in_brackets = not several or self.lines[held.mark.line][held.mark.column] == "["
        return (line, column + len(name), several) if there and in_brackets else None

    def joined(self, item: PlacedFact, sources: list[str]) -> list[str]:
        """The lines of a fact with further sources, everything else as it is written."""
        assert item.source
        line, column, several = item.source
        lines = [one.removesuffix("\r") for one in self.lines[item.start : item.stop]]
        text, further = lines[line - item.start], ", ".join(sources)
        if several:
            lines[line - item.start] = f"{text[:column]}, {further}{text[column:]}"
        else:
            start = column - len(item.tree["source"])
            lines[line - item.start] = f"{text[:start]}[{text[start:column]}, {further}]{text[column:]}"
        return lines

    def blocks(self, company: str, sources: Iterable[str]) -> list[Block]:
        """Those of its facts that stand under a comment that is the id of one of `sources`."""
        items = self.facts(company)
        if not items:
            return []
        known, by_start = set(sources), {item.start: item for item in items}
        found: list[Block] = []
        current: Block | None = None
        for number in range(self.key_line("companies", company, "facts"), items[-1].stop):
            line = self.lines[number].strip()
            if line.startswith("#") and number not in by_start:
                heading = line.strip("# \r")
                current = Block(heading, number, []) if heading in known else None
                found += [current] if current else []
            elif number in by_start and current:
                current.items.append(by_start[number])
        return [block for block in found if block.items]

    def opened_facts(self, company: str) -> int | None:
        """The line behind `facts:` where nothing stands under it; None without the key."""
        marks = self._inner["companies"][company]
        inside = marks.inside if isinstance(marks.inside, dict) else {}
        return self._opened(inside["facts"]) if "facts" in inside else None

    def refuse_comments(self, start: int, stop: int) -> None:
        """Raises BadFile where lines that are to be written anew have a comment, which would be lost."""
        for number in range(start, stop):
            if "#" in self.lines[number]:
                message, hint = "a comment stands beside this list", "put it above, or add the name by hand"
                raise BadFile(self.name, message, line=number + 1, column=1, hint=hint)

    # --- lines ------------------------------------------------------------------------------

    def edited(self, edits: Iterable[Edit]) -> tuple[str, dict[int, tuple[int, int]]]:
        """The text with the edits, and the lines (from 1) where each row of them came to stand."""
        lines: list[str] = []
        rows: dict[int, tuple[int, int]] = {}
        at = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.stop)):
            lines += self.lines[at : edit.start]
            at = max(at, edit.stop)
            if edit.row is not None:
                rows[edit.row] = (len(lines) + 1, len(lines) + len(edit.lines))
            lines += [f"{line}{self.end}" for line in edit.lines]
        lines += self.lines[at:]
        if lines[-1]:
            lines.append("")
        return "\n".join(lines), rows

    @property
    def last(self) -> int:
        """The line before which what goes to the end of the file stands."""
        return self._stripped(0, self._count) if self.text.strip() else 0

    def _stripped(self, start: int, stop: int) -> int:
        """`stop`, or less where blank lines and comments stand before it."""
        while stop > start + 1 and self._is_empty(self.lines[stop - 1]):
            stop -= 1
        return stop

    def _with_comments(self, stop: int, column: int) -> int:
        """With the comments that stand deeper than `column`, which are of what is above them."""
        while (
            stop < self._count
            and self.lines[stop].startswith(" " * (column + 1))
            and self.lines[stop].strip()
        ):
            stop += 1
        return stop

    def _is_empty(self, line: str) -> bool:
        return not line.strip() or line.lstrip().startswith("#")

    def _after(self, line: int) -> int:
        return next((one for one in self._structure if one > line), self._count)

    def _next_section(self, line: int) -> int:
        starts = sorted(marks.key.line for marks in self._marks.values())
        return next((one for one in starts if one > line), self._count)

    def _dash(self, marks: Marks) -> int:
        before: str = self.lines[marks.mark.line][: marks.mark.column]
        if before.strip() != "-":
            raise self._wrong(marks)
        return before.index("-")

    def _opened(self, marks: Marks) -> int:
        """The line behind a key that has nothing under it."""
        text = self.lines[marks.key.line][marks.key.column :].partition(":")[2].strip()
        if text and not text.startswith("#"):
            raise self._wrong(marks)
        return int(marks.key.line) + 1

    def _refuse_flow(self, marks: Marks) -> None:
        line, column = marks.mark.line, marks.mark.column
        if isinstance(marks.inside, dict | list) and self.lines[line][column : column + 1] in ("{", "["):
            raise self._wrong(marks)

    def _wrong(self, marks: Marks) -> BadFile:
        return BadFile(
            self.name, "what stands here in braces or brackets takes no further line",
            line=marks.mark.line + 1, column=marks.mark.column + 1,
            hint="write it a key or an item a line, as `aicompare init` does",
        )  # fmt: skip


def _says_something(content: bytes) -> bool:
    """Whether anything but comments stands in the file."""
    return any(line.strip() and not line.lstrip().startswith(b"#") for line in content.splitlines())
