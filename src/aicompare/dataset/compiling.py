"""A data file -> checked records: the only way in for anything a person wrote.

Also run when the wheel is built, so that the shipped data need not be checked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import IO, Any

from pydantic import ValidationError

from aicompare.dataset.crosschecks import cross_checks
from aicompare.dataset.document import Document, Found, Path, Tree
from aicompare.dataset.parsed import parsed
from aicompare.dataset.problems import may_be_left_out, problems_of
from aicompare.dataset.reader import read_parts
from aicompare.dataset.records import Layers, Record, Records, Writer
from aicompare.dataset.schema import File
from aicompare.values.errors import BadFile
from aicompare.values.frozen import dataclass

Stream = Callable[[], IO[bytes]]  # opens the file from its beginning
EMPTY: Record = {"sources": {}, "groups": {}, "companies": {}, "measures": {}, "claims": []}
NOTHING = Layers([])


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
    """What is right in a part of a file, and everything that is wrong, in the order of the file."""

    record: Record
    faults: list[Problem]
    document: Document  # of what is right
    whole: Document

    @property
    def named(self) -> Iterator[str]:
        """Every source that it names, in rows right or wrong."""
        return _named_sources(self.whole.tree)


def compile_file(
    data: bytes | Stream, name: str, base: Record = NOTHING, path: str = "", stamp: str | None = None
) -> Records:
    """The checked records of a data file; `base` is what it is laid over, if anything.

    Kept in the file `path` with a `stamp`, or else as long as they are used. Raises BadFile with
    the place of the first thing wrong.
    """
    writer = Writer(path)
    try:
        _add_all(writer, data, name, base)
        return writer.finish(stamp)
    except BaseException:
        writer.close()
        raise


def _add_all(writer: Writer, data: bytes | Stream, name: str, base: Record) -> None:
    """Read, checked and written part by part. Raises BadFile."""
    examine, parts = examiner(base, writer), parts_of(data, name)
    for part in parts:
        found = examine(part)
        if found.faults:
            for _ in parts:
                pass  # what is no YAML, further down, is said first
            raise found.faults[0].as_error(name)
        writer.add(found.record)


def examiner(base: Record, writer: Writer) -> Callable[[Document], Examined]:
    """Looks at the parts of a file in turn, each held against `base` and those that are written.

    A row (a source, a fact, a plan, a claim, or a company's key) with a fault of its own is left
    out, and the rest is looked at without it.
    """
    below = Layers([base, writer.known])
    declared: dict[str, dict[str, Any]] = {"sources": {}, "companies": {}}
    return lambda part: _examined(part, below, declared)


def parts_of(data: bytes | Stream, name: str) -> Iterator[Document]:
    """The sections and companies of a file, one at a time, that one of any size takes little memory.

    Raises BadFile for what is not YAML.
    """
    return _in_order((lambda: BytesIO(data)) if isinstance(data, bytes) else data, name)


_LATE = ("groups", "measures", "claims")  # they may name what stands anywhere in the file


def _section(part: Document) -> str:
    return next(iter(part.tree), "") if isinstance(part.tree, dict) else ""


def _in_order(read: Stream, name: str) -> Iterator[Document]:
    """The parts of a file: its sources before its companies, its groups and claims at the end."""
    late = []
    for part in _sources_first(read, name):
        if _section(part) in _LATE:
            late.append(part)
        else:
            yield part
    yield from sorted(late, key=lambda part: _LATE.index(_section(part)))


def _sources_first(read: Stream, name: str) -> Iterator[Document]:
    ahead = False
    with read() as stream:
        for part in read_parts(stream, name):
            if _section(part) == "companies" and not ahead:
                ahead = True
                with read() as again:
                    yield from (one for one in read_parts(again, name) if _section(one) == "sources")
            if _section(part) != "sources" or not ahead:
                yield part
            ahead = ahead or _section(part) == "sources"


def _examined(whole: Document, base: Record, declared: dict[str, dict[str, Any]]) -> Examined:
    """`declared` are the sources and companies of the file so far, right or wrong; it grows."""
    found: list[tuple[Document, Found]] = []
    document = whole
    while not isinstance(checked := _checked(document), File):
        nulls, wrong = _nulls(document, checked)
        found += [(document, one) for one in wrong]
        document = _without(document, {*nulls, *(_row(path) for path, *_ in wrong)})
    record = _placed(checked.model_dump(exclude_defaults=True), document)
    here = _declared(whole.tree)
    for section, names in declared.items():
        names |= dict.fromkeys(here[section])
    found += [(document, one) for one in cross_checks(record, base, document, declared, here)]
    faults = sorted((problem(*one) for one in found), key=lambda one: (one.line, one.column))
    return Examined(record, faults, document, whole)


def problem(document: Document, found: Found, severity: str = "fault", reason: str | None = None) -> Problem:
    """A finding at its place: a named thing and a wrong key are at their key."""
    path, code, message, hint = found
    spot = document.key_spot(path) if len(path) == 2 or code == "unknown-key" else None
    spot = spot or document.spot(path)
    return Problem(spot.line, spot.column, code, message, hint, severity, reason)


def _checked(document: Document) -> File | list[Found]:
    try:
        return File.model_validate(_with_empty_maps(document.tree))
    except ValidationError as error:
        found = problems_of(error.errors(include_url=False, include_input=False))
        return [_cut_by_a_comma(document.tree, one) for one in found]


def _nulls(document: Document, found: Iterable[Found]) -> tuple[set[Path], list[Found]]:
    """The nulls among what is wrong that say nothing, as a key left out would; and the rest."""
    silent: set[Path] = set()
    wrong = []
    for problem in found:
        path, code, *_ = problem
        if code == "unknown-key" or not _is_null(document.tree, path):
            wrong.append(problem)
        elif may_be_left_out(path):
            silent.add(path)
        else:
            wrong.append((path, "empty", "nothing stands here, and something is needed", "fill it in"))
    return silent, wrong


def _is_null(tree: Tree, path: Path) -> bool:
    row: Any = tree
    for part in path:
        try:
            row = row[part]
        except (LookupError, TypeError):
            return False
    return row is None


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
    """A section key with nothing after it (`claims:`, `claims: null`) is an empty section."""
    if not isinstance(tree, dict):
        return tree
    return {key: value for key, value in tree.items() if value not in ("", None) or key not in EMPTY}


def _declared(tree: Tree) -> Record:
    """The names of the sources and companies of a part, right or wrong."""
    sections = {key: tree.get(key, {}) if isinstance(tree, dict) else {} for key in EMPTY}
    return {key: section if isinstance(section, dict) else {} for key, section in sections.items()}


def _named_sources(tree: Tree, key: str | int = "") -> Iterator[str]:
    if isinstance(tree, str):
        if key == "source":
            yield tree
    elif tree is not None:
        for inner, child in tree.items() if isinstance(tree, dict) else [(key, one) for one in tree]:
            yield from _named_sources(child, inner)


def _row(path: Path) -> Path:
    """The path of the row that a fault spoils: of a list, a source, a metric; else the thing itself."""
    if path[:1] in (("sources",), ("measures",)):
        return path[:2]
    indexes = [place for place, part in enumerate(path) if isinstance(part, int)]
    return path[: indexes[0] + 1] if indexes else path


def _without(document: Document, paths: set[Path]) -> Document:
    rest = document.without(paths)
    if () in paths or rest.tree == document.tree:
        return Document({}, document.marks)  # nothing of it can be read
    return rest


def _placed(dump: dict[str, Any], document: Document) -> Record:
    """Each fact and claim with its line and column, for messages; each fact as it is parsed, too."""
    record: dict[str, Any] = {**EMPTY, **dump}
    lists: list[tuple[Path, list[dict[str, Any]]]] = [
        (("companies", id_, "facts"), company.get("facts", []))
        for id_, company in record["companies"].items()
    ]
    for path, rows in [*lists, (("claims",), record["claims"])]:
        for row, spot in zip(rows, document.spots(path, len(rows)), strict=True):
            row["at_line"] = [spot.line, spot.column]
            if "metric" in row:
                row["parsed"] = parsed(row)
    return record
