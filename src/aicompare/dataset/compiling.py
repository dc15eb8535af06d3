"""A data file -> checked records: the only way in for anything a person wrote.

Also run when the wheel is built, so that the shipped data need not be checked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from aicompare.dataset.reader import Document, Path, read_yaml
from aicompare.dataset.schema import File, problems_of
from aicompare.dataset.store import Record, folded, names_of
from aicompare.errors import BadFile, suggestion


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a data file. `code` is stable; `hint` says what would be right."""

    line: int
    column: int
    code: str
    message: str
    hint: str | None = None


def compile_file(data: bytes, name: str, base: Record | None = None) -> Record:
    """The checked records of a data file; `base` is what it is laid over, if anything.

    Raises BadFile with the place of the first thing wrong.
    """
    record, problems = examine(data, name, base)
    if problems:
        first = problems[0]
        raise BadFile(name, first.message, line=first.line, column=first.column, hint=first.hint)
    return record


def examine(data: bytes, name: str, base: Record | None = None) -> tuple[Record, list[Problem]]:
    """The records, and everything wrong with them in the order of the file.

    Where something is wrong the records are empty. Raises BadFile for what is not YAML.
    """
    document = read_yaml(data, name)
    try:
        model = File.model_validate(_with_empty_maps(document.tree))
    except ValidationError as error:
        found = [_problem(document, *one) for one in problems_of(error)]
        return {}, sorted(found, key=lambda problem: (problem.line, problem.column))
    record = _placed(model.model_dump(exclude_defaults=True), document)
    return record, list(_cross_checks(record, base or _EMPTY, document))


_EMPTY: Record = {"sources": {}, "groups": {}, "companies": {}, "claims": []}


def _with_empty_maps(tree: Any) -> Any:
    """A section key with nothing after it (`claims:`) is an empty section."""
    if not isinstance(tree, dict):
        return tree
    return {key: value for key, value in tree.items() if value != "" or key not in _EMPTY}


def _problem(document: Document, path: Path, code: str, message: str, hint: str | None) -> Problem:
    spot = document.keys.get(path) if code == "unknown-key" else None
    spot = spot or document.spot(path)
    return Problem(spot.line, spot.column, code, message, hint)


def _placed(dump: dict[str, Any], document: Document) -> Record:
    """Each fact with the line and column where it stands, for messages and for `validate`."""
    record: dict[str, Any] = {**_EMPTY, **dump}
    for id_, company in record["companies"].items():
        for index, fact in enumerate(company.get("facts", ())):
            spot = document.spot(("companies", id_, "facts", index))
            fact["at_line"] = [spot.line, spot.column]
    return record


def _cross_checks(record: Record, base: Record, document: Document) -> Iterator[Problem]:
    """What no single row can tell: references, completeness, names used twice."""
    known_sources = {**base["sources"], **record["sources"]}
    known_companies = {**base["companies"], **record["companies"]}
    found: list[tuple[Path, str, str, str | None]] = []
    for path, source in _references(record):
        if source not in known_sources:
            near = suggestion(source, known_sources) or "add it under sources:"
            found.append((path, "unknown-source", f"there is no source {source!r}", near))
    for name, members in record["groups"].items():
        for index, member in enumerate(members):
            if member not in known_companies:
                text = f"there is no company {member!r}"
                near_id = suggestion(member, known_companies)
                found.append((("groups", name, index), "unknown-company", text, near_id))
    for id_, company in record["companies"].items():
        for key in ("name", "currency"):
            if key not in company and id_ not in base["companies"]:
                text = f"the company {id_!r} needs a {key}"
                found.append((("companies", id_), "missing-key", text, None))
    yield from (_problem(document, *one) for one in found)
    yield from _names_used_twice(record, base, document)


def _references(record: Record) -> Iterator[tuple[Path, str]]:
    for id_, company in record["companies"].items():
        for section in ("facts", "plans", "notes"):
            for index, row in enumerate(company.get(section, ())):
                yield from _sources_of(row, ("companies", id_, section, index))
                for number, used in enumerate(row.get("used", ())):
                    yield from _sources_of(used, ("companies", id_, section, index, "used", number))
    for index, claim in enumerate(record["claims"]):
        yield from _sources_of(claim, ("claims", index))


def _sources_of(row: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    source = row["source"]
    if isinstance(source, str):
        yield (*path, "source"), source
    else:
        yield from (((*path, "source", number), one) for number, one in enumerate(source))


def _names_used_twice(record: Record, base: Record, document: Document) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for layer in (base, record):
        for id_, company in layer["companies"].items():
            for name in names_of(id_, company):
                owner = owners.setdefault(folded(name), id_)
                if owner != id_ and layer is record:
                    path: Path = ("companies", id_, "aliases")
                    message = f"the name {name!r} belongs to two companies, {owner} and {id_}"
                    yield _problem(document, path, "shared-alias", message, "leave it with one of them")
