"""Rows into a data file: checked as the whole that it will be, and written whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from aicompare.dataset.additions import Addition, Additions, expected, fingerprint, sorted_out
from aicompare.dataset.checking import Checked, check_over
from aicompare.dataset.compiling import Problem
from aicompare.dataset.layout import Layout
from aicompare.dataset.loading import is_edition, load_layers, read_bytes
from aicompare.dataset.placing import edits
from aicompare.dataset.records import Layers
from aicompare.dataset.store import Layer
from aicompare.files import is_same, is_there
from aicompare.values.errors import BadFile, together

SCHEMA_LINE = "# yaml-language-server: $schema=companies.schema.json\n"


class Rewritten(NamedTuple):
    """The file as it is with the rows: its text, what was checked, and where each row stands."""

    text: str
    checked: Checked
    additions: Additions
    lines: dict[int, tuple[int, int]]  # of each row by its number
    changed: bool
    before: Callable[[], Checked]  # the file as it is


def with_rows(file: str, rows: Sequence[Addition], under: Sequence[str] = ()) -> Rewritten:
    """What `file` will be with the rows, over the shipped data and `under`; nothing is written.

    A file that is not there yet begins with the line that names its schema. Raises BadFile with
    the places of the rows that cannot be right, or of what is wrong in the file already.
    """
    content = read_bytes(file) if is_there(file) else SCHEMA_LINE.encode()
    beside = [one for one in under if one != file and not is_same(one, file)]
    layers = [] if is_edition(content) else load_layers(beside)
    layout = Layout(content, file)
    base = Layers([layer.record for layer in layers])
    additions = sorted_out(rows, layout, base)
    wanted = edits(additions, layout, base)
    text, lines = layout.edited(wanted) if wanted else (layout.text, {})
    data = _bytes_of(text, file)
    before = partial(_checked, layers, file, content, layout)
    if not wanted:
        return Rewritten(text, before(), additions, lines, False, before)
    checked = check_over(layers, file, data)
    _refuse_faults(checked, rows, lines, file)
    _refuse_losses(Layout(data, file), layout, additions)
    return Rewritten(text, checked, additions, lines, True, before)


def only_source(file: str) -> tuple[str, ...]:
    """The source that a file of one's own has, where it has one: of what is added without any."""
    if not is_there(file):
        return ()
    found = Layout(read_bytes(file), file).entries("sources")
    return tuple(found) if len(found) == 1 else ()


def _bytes_of(text: str, file: str) -> bytes:
    """Bytes that were no UTF-8 stay what they were; half a character, as a program may hand over, is none."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise BadFile(
            file, "a value holds half a character, which no file can", hint="write it as text"
        ) from None


def _checked(layers: list[Layer], file: str, content: bytes, layout: Layout) -> Checked:
    return check_over(layers, file, content) if layout.tree else Checked(file, layers, [])


def _refuse_faults(
    checked: Checked, rows: Sequence[Addition], lines: dict[int, tuple[int, int]], file: str
) -> None:
    faults = [one for one in checked.problems if one.severity == "fault"]
    if faults:
        raise together([_told(one, rows, lines, file) for one in faults])


def _told(fault: Problem, rows: Sequence[Addition], lines: dict[int, tuple[int, int]], file: str) -> BadFile:
    """At the row that it is of; else at the line of the file, which had it before."""
    for number, (first, last) in lines.items():
        if first <= fault.line <= last:
            row = rows[number]
            return BadFile(row.place or str(row), fault.message, hint=fault.hint)
    return fault.as_error(file)


def _refuse_losses(new: Layout, old: Layout, additions: Additions) -> None:
    """What stood in the file stands there still, and what was added stands there as it was given.

    Lines are put in by their places; where a file is laid out in a way that this does not
    understand, the words around them would change.
    """
    found, wanted_of = _facts_of(new), expected(old, additions)
    kept = all(found.get(id_) == wanted_of.get(id_, Counter()) for id_ in {*found, *wanted_of})
    completed = {(section, id_): keys for section, id_, _, keys in additions.completed}
    for section in ("sources", "companies"):
        for id_, held in old.entries(section).items():
            wanted = {**_mapping(held), **completed.get((section, id_), {}), "facts": None}
            kept = kept and {**_mapping(new.entries(section).get(id_)), "facts": None} == wanted
    if not (kept and new.tree.get("claims") == old.tree.get("claims")):
        raise BadFile(
            new.name, "the rows cannot be put between the lines of this file",
            hint="write one fact a line, `- {metric: ..., ...}`, as `aicompare init` does",
        )  # fmt: skip


def _facts_of(layout: Layout) -> dict[str, Counter[str]]:
    companies = layout.entries("companies").items()
    return {id_: Counter(map(fingerprint, _mapping(held).get("facts") or ())) for id_, held in companies}


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
