"""A data file -> checked records: the only way in for anything a person wrote.

Also run when the wheel is built, so that the shipped data need not be checked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from aicompare.dataset.crosschecks import cross_checks
from aicompare.dataset.indexing import indexed
from aicompare.dataset.parsed import parsed
from aicompare.dataset.problems import problems_of
from aicompare.dataset.reader import Document, Found, Path, Tree, read_yaml
from aicompare.dataset.schema import File
from aicompare.errors import BadFile
from aicompare.frozen import dataclass
from aicompare.indexed import Indexed, Record, merged

EMPTY: Record = {"sources": {}, "groups": {}, "companies": {}, "claims": []}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a data file. `code` is stable; `hint` says what would be right.

    `accepted` is the reason for which the file lets a warning stay.
    """

    line: int
    column: int
    code: str
    message: str
    hint: str | None = None
    severity: str = "fault"
    accepted: str | None = None

    def as_error(self, file: str) -> BadFile:
        return BadFile(file, self.message, line=self.line, column=self.column, hint=self.hint)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is right in a file, and everything that is wrong, in the order of the file."""

    record: Record
    faults: list[Problem]
    document: Document  # of what is right
    named: frozenset[str]  # every source that the file names, in rows right or wrong


def compile_file(data: bytes, name: str, base: Record | None = None) -> Indexed:
    """The checked records of a data file; `base` is what it is laid over, if anything.

    Raises BadFile with the place of the first thing wrong.
    """
    examined = examine(data, name, base)
    if examined.faults:
        raise examined.faults[0].as_error(name)
    return indexed(examined.record)


def examine(data: bytes, name: str, base: Record | None = None) -> Examined:
    """The records of the rows that are right, and every fault.

    A row (a source, a fact, a plan, a claim, or a company's key) with a fault of its own is
    left out, and the rest is looked at without it. Raises BadFile for what is not YAML.
    """
    base = base or merged([])
    whole = read_yaml(data, name)
    found: list[tuple[Document, Found]] = []
    document = whole
    while not isinstance(checked := _checked(document), File):
        found += [(document, one) for one in checked]
        document = _without(document, {_row(path) for path, *_ in checked})
    record = _placed(checked.model_dump(exclude_defaults=True), document)
    crossed = list(cross_checks(record, base, document, _declared(whole.tree)))
    found += [(document, one) for one in crossed]
    faults = sorted((problem(*one) for one in found), key=lambda one: (one.line, one.column))
    return Examined(record, faults, document, frozenset(_named_sources(whole.tree)))


def problem(document: Document, found: Found, severity: str = "fault", reason: str | None = None) -> Problem:
    """A finding at its place: a named thing and a wrong key are at their key."""
    path, code, message, hint = found
    spot = document.keys.get(path) if len(path) == 2 or code == "unknown-key" else None
    spot = spot or document.spot(path)
    return Problem(spot.line, spot.column, code, message, hint, severity, reason)


def _checked(document: Document) -> File | list[Found]:
    try:
        return File.model_validate(_with_empty_maps(document.tree))
    except ValidationError as error:
        found = problems_of(error.errors(include_url=False, include_input=False))
        return [_cut_by_a_comma(document.tree, one) for one in found]


def _cut_by_a_comma(tree: Tree, found: Found) -> Found:
    """`{value: 440,230,190}` is read as a value of 440 and two keys without one."""
    path, code, message, _ = found
    if code != "unknown-key" or not any(isinstance(part, int) for part in path):
        return found
    row: Any = tree
    for part in path[:-1]:
        row = row[part]
    bare = row[path[-1]] == ""
    return (path, code, message, "put text and figures with a comma in quotes") if bare else found


def _with_empty_maps(tree: Tree) -> Any:
    """A section key with nothing after it (`claims:`) is an empty section."""
    if not isinstance(tree, dict):
        return tree
    return {key: value for key, value in tree.items() if value != "" or key not in EMPTY}


def _declared(tree: Tree) -> Record:
    """The names of the sources and companies of a file, right or wrong."""
    sections = {key: tree.get(key, {}) if isinstance(tree, dict) else {} for key in EMPTY}
    return {key: section if isinstance(section, dict) else {} for key, section in sections.items()}


def _named_sources(tree: Tree, key: str | int = "") -> Iterator[str]:
    if isinstance(tree, str):
        if key == "source":
            yield tree
    else:
        for inner, child in tree.items() if isinstance(tree, dict) else [(key, one) for one in tree]:
            yield from _named_sources(child, inner)


def _row(path: Path) -> Path:
    """The path of the row that a fault spoils: the item of a list, a source, else the thing itself."""
    if path[:1] == ("sources",):
        return path[:2]
    indexes = [place for place, part in enumerate(path) if isinstance(part, int)]
    return path[: indexes[0] + 1] if indexes else path


def _without(document: Document, paths: set[Path]) -> Document:
    """The document without what stands at `paths`, the rest still knowing its place."""
    rest = Document({})

    def copied(tree: Tree, old: Path, new: Path) -> Tree:
        rest.places[new] = document.places[old]
        if old in document.keys:
            rest.keys[new] = document.keys[old]
        if isinstance(tree, dict):
            kept = [(key, child) for key, child in tree.items() if (*old, key) not in paths]
            return {key: copied(child, (*old, key), (*new, key)) for key, child in kept}
        if isinstance(tree, list):
            left = [(index, child) for index, child in enumerate(tree) if (*old, index) not in paths]
            return [copied(child, (*old, index), (*new, place)) for place, (index, child) in enumerate(left)]
        return tree

    rest.tree = copied(document.tree, (), ())
    if () in paths or len(rest.places) == len(document.places):
        return Document({}, {(): document.places[()]})  # nothing of it can be read
    return rest


def _placed(dump: dict[str, Any], document: Document) -> Record:
    """Each fact and claim with its line and column, for messages; each fact as it is parsed, too."""
    record: dict[str, Any] = {**EMPTY, **dump}
    rows: list[tuple[Path, dict[str, Any]]] = [
        (("companies", id_, "facts", index), fact)
        for id_, company in record["companies"].items()
        for index, fact in enumerate(company.get("facts", ()))
    ]
    rows += [(("claims", index), claim) for index, claim in enumerate(record["claims"])]
    for path, row in rows:
        spot = document.spot(path)
        row["at_line"] = [spot.line, spot.column]
        if "metric" in row:
            row["parsed"] = parsed(row)
    return record
