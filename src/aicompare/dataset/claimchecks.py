"""Claims that cannot be checked: two under one id, and names that stand for nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator

from aicompare.dataset.document import Found
from aicompare.dataset.names import folded, names_of
from aicompare.dataset.records import Record, over
from aicompare.dataset.store import DERIVED_GROUPS
from aicompare.expressions.functions import FUNCTIONS
from aicompare.expressions.parser import parse
from aicompare.expressions.syntax import Call, Stored, inside
from aicompare.values.errors import shown, suggestion

CODE = "bad-expression"


def wrong_claims(record: Record, base: Record, declared: Record) -> Iterator[Found]:
    """Each fault of the claims of a file laid over `base` (see crosschecks.cross_checks)."""
    if record["claims"]:
        yield from _told_twice(record, base)
        yield from _unknown_names(record, base, declared)


def _told_twice(record: Record, base: Record) -> Iterator[Found]:
    """A claim that a file below has word for word is that one, as in a copy of the file."""
    below = {row["id"]: _wording(row) for row in base["claims"]}
    seen: set[str] = set()
    for index, row in enumerate(record["claims"]):
        if row["id"] in seen or below.get(row["id"], _wording(row)) != _wording(row):
            text = f"there is a claim {row['id']} already"
            yield ("claims", index, "id"), "duplicate-claim", text, "give it an id of its own"
        seen.add(row["id"])


def _wording(row: Record) -> Record:
    return {key: value for key, value in row.items() if key != "at_line"}


def _unknown_names(record: Record, base: Record, declared: Record) -> Iterator[Found]:
    """Companies, groups and functions; metrics are known to the parser."""
    own = {folded(name): id_ for id_, row in record["companies"].items() for name in names_of(id_, row)}
    companies = over(base["names"], own, {folded(id_): id_ for id_ in declared["companies"]})
    groups = {*base["groups"], *record["groups"], *DERIVED_GROUPS}
    spoken = [*base["companies"], *record["companies"], *groups]
    for index, row in enumerate(record["claims"]):
        for column, what, name, near in _unknown(row.get("check"), companies, groups, spoken):
            text = f"column {column}: there is no {what} {shown(name)}"
            yield ("claims", index, "check"), CODE, text, near


def _unknown(
    check: str | None, companies: Container[str], groups: Container[str], spoken: list[str]
) -> Iterator[tuple[int, str, str, str | None]]:
    sides = parse(check).sides if check else ()
    for part in (part for side in sides for part in inside(side)):
        if isinstance(part, Stored):
            name = part.reference.company
            if folded(name) not in companies and name.casefold() not in groups:
                yield part.column, "company or group", name, suggestion(name, spoken)
        elif isinstance(part, Call) and part.name not in FUNCTIONS:
            near = suggestion(part.name, FUNCTIONS) or f"there are {', '.join(FUNCTIONS)}"
            yield part.column, "function", part.name, near
