"""What becomes of rows that are added to a data file: new, there already, or one more source of a line.

A fact that the file (or one below it) has of the same source is told and not doubled; the same
figure of a further source joins the line; any other is a line of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from aicompare.dataset import parsed
from aicompare.dataset.crosschecks import folded_value
from aicompare.dataset.layout import Layout, PlacedFact
from aicompare.dataset.names import folded, names_of
from aicompare.dataset.records import Record
from aicompare.values.errors import BadFile, Trouble, UnknownName, suggestion, together
from aicompare.values.frozen import dataclass, field

Kind = Literal["source", "company", "fact"]
Outcome = Literal["added", "joined", "completed", "held", "differs"]
_SHOWN = ("metric", "scope", "label", "period", "value", "title", "name")
_TELLING = ("metric", "scope", "basis", "label", "deal", "status")


@dataclass(frozen=True, slots=True)
class Addition:
    """One row as it was given: `id` of the source or company it is of, and its keys as text.

    `place` is where it stands in a table, nothing where it was typed.
    """

    kind: Kind
    id: str
    keys: dict[str, Any]
    place: str = ""
    groups: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`minimax revenue FY2025 US$53.4m`, for people."""
        told = [self.id, *(str(self.keys[key]) for key in _SHOWN if key in self.keys)]
        sources = self.keys.get("source", ())
        return " ".join(told) + (f" ({', '.join(sources)})" if sources else "")


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of a row, and in words what it met."""

    row: Addition
    outcome: Outcome
    remark: str = ""


@dataclass(slots=True)
class FactLine:
    """A fact that is written: new, or an item of the file that has a further source."""

    keys: dict[str, Any]
    rows: list[int]  # the numbers of the rows that are told of it
    item: PlacedFact | None = None
    file: str = ""


@dataclass(slots=True)
class Additions:
    """Rows sorted out against a file and what it is laid over."""

    decided: list[Decided] = field(default_factory=list)
    sources: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    companies: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    # keys that an entry of the file did not have: section, id, number of the row, keys
    completed: list[tuple[str, str, int, dict[str, Any]]] = field(default_factory=list)
    groups: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, list[FactLine]] = field(default_factory=dict)  # those to write, by company


def sorted_out(rows: Sequence[Addition], layout: Layout, base: Record) -> Additions:
    """Sources and companies first, whatever the order, as facts may be of them.

    Raises BadFile or UnknownName with the place of a row that names no company.
    """
    sorting = _Sorting(layout, base)
    order: tuple[Kind, ...] = ("source", "company", "fact")
    troubles = []
    for number, row in sorted(enumerate(rows), key=lambda one: order.index(one[1].kind)):
        try:
            sorting.take(number, row)
        except Trouble as trouble:
            troubles.append(trouble)
    if troubles:
        raise together(troubles)
    return sorting.additions


class _Sorting:
    def __init__(self, layout: Layout, base: Record) -> None:
        self._layout = layout
        self._base = base
        self.additions = Additions()
        self._names: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._known: dict[str, dict[tuple[Any, ...], list[FactLine]]] = {}
        for id_, company in layout.entries("companies").items():
            self._note_names(id_, company)

    def take(self, number: int, row: Addition) -> None:
        """Sort one row out."""
        match row.kind:
            case "source":
                self._entry(number, row, self.additions.sources, "sources")
            case "company":
                self._entry(number, row, self.additions.companies, "companies")
                self._note_names(row.id, row.keys)
                for group in row.groups:
                    self._into_group(group, row.id)
            case "fact":
                self._fact(number, row)

    # --- sources and companies ----------------------------------------------------------------

    def _entry(
        self, number: int, row: Addition, added: dict[str, tuple[int, dict[str, Any]]], section: str
    ) -> None:
        there = self._layout.entries(section).get(row.id)
        below = self._base[section].get(row.id)
        held: Any = there if there is not None else added[row.id][1] if row.id in added else below
        if held is None:
            added[row.id] = (number, row.keys)
            self._decide(row, "added", self._same_address(row) if section == "sources" else "")
            return
        other = [key for key, value in row.keys.items() if not _says(_key_of(held, key), value)]
        fresh = {key: _merged(_key_of(held, key), row.keys[key]) for key in other}
        fresh = {key: value for key, value in fresh.items() if value is not None}
        may_complete = there is not None or (row.id not in added and section == "companies")
        if fresh and may_complete and len(fresh) == len(other):
            self.additions.completed.append((section, row.id, number, fresh))
            self._decide(row, "completed", f"with {' and '.join(fresh)}")
        elif other:
            self._decide(row, "differs", f"it is there with another {' and '.join(other)}, which stays")
        else:
            self._decide(row, "held")

    def _same_address(self, row: Addition) -> str:
        """Two names of one document would let its figures count as two sources."""
        if not self._addresses:
            held = [*self._layout.entries("sources").items(), *self._base["sources"].items()]
            self._addresses = {url: id_ for id_, source in held if (url := _key_of(source, "url"))}
        url = row.keys.get("url")
        other = self._addresses.setdefault(url, row.id) if url else row.id
        return f"its address stands under {other} too" if other != row.id else ""

    def _into_group(self, group: str, company: str) -> None:
        held = self._layout.entries("groups").get(group) or self._base["groups"].get(group, [])
        members = self.additions.groups.setdefault(group, list(held))
        if company not in members:
            members.append(company)

    def _note_names(self, id_: str, company: Any) -> None:
        if isinstance(company, dict):
            for name in _names(id_, company):
                self._names.setdefault(folded(name), id_)

    def _company(self, row: Addition) -> str:
        name = folded(row.id)
        found = row.id if row.id in self.additions.companies else self._names.get(name)
        found = found or self._base["names"].get(name)
        if found:
            return str(found)
        known = [*self._names.values(), *self._base["companies"]]
        trouble = UnknownName("company", row.id, known)
        hint = suggestion(row.id, known) or "add it: `aicompare add company ID --name NAME --currency CUR`"
        if row.place:
            raise BadFile(row.place, trouble.message, hint=hint)
        trouble.hint = hint
        raise trouble

    # --- facts --------------------------------------------------------------------------------

    def _fact(self, number: int, row: Addition) -> None:
        company = self._company(row)
        known = self._lines_of(company)
        alike = known.setdefault((_identity(row.keys), folded_value(row.keys["value"])), [])
        sources = row.keys["source"]
        missing = [one for one in sources if not any(one in line.keys["source"] for line in alike)]
        if not missing:
            line = next(line for line in alike if sources[0] in line.keys["source"])
            other = [key for key in _SAID if key in row.keys and row.keys[key] != line.keys.get(key)]
            stays = f", its {' and '.join(other)} as there" if other else ""
            self._decide(row, "held", f"{_where(line)}{stays}")
            return
        line = next((one for one in alike if not one.file and self._can_join(one, row.keys)), None)  # type: ignore[assignment]
        if line:
            self._decide(row, "joined", _where(line))
            line.keys = {
                **line.keys,
                "source": [*line.keys["source"], *missing],
                **_said_anew(line.keys, row.keys),
            }
            if line.item and not line.rows:
                self.additions.facts.setdefault(company, []).append(line)
            line.rows.append(number)
            return
        self._decide(row, "added")
        line = FactLine({**row.keys, "source": missing}, [number])
        alike.append(line)
        self.additions.facts.setdefault(company, []).append(line)

    def _can_join(self, line: FactLine, keys: Mapping[str, Any]) -> bool:
        """Whether nothing is lost: a page is of one source, a line has one note, and a comment is kept."""
        held = line.keys
        if keys.get("at") and keys.get("at") != held.get("at"):
            return False
        if any(key in keys and keys[key] != held.get(key, keys[key]) for key in _SAID):
            return False
        return not line.item or (
            line.item.source is not None and not self._says_more_beside_a_comment(line, keys)
        )

    def _says_more_beside_a_comment(self, line: FactLine, keys: Mapping[str, Any]) -> bool:
        assert line.item
        lines = self._layout.lines[line.item.start : line.item.stop]
        return bool(_said_anew(line.keys, keys)) and any("#" in one for one in lines)

    def _lines_of(self, company: str) -> dict[tuple[Any, ...], list[FactLine]]:
        if company not in self._known:
            found: dict[tuple[Any, ...], list[FactLine]] = {}
            for line in self._held(company):
                key = (_identity(line.keys), folded_value(str(line.keys.get("value"))))
                found.setdefault(key, []).append(line)
            self._known[company] = found
        return self._known[company]

    def _held(self, company: str) -> Iterator[FactLine]:
        if company in self._layout.entries("companies"):
            for item in self._layout.facts(company):
                if isinstance(item.tree, dict):
                    yield FactLine({**item.tree, "source": _listed(item.tree.get("source"))}, [], item)
        if company in self._base["companies"]:
            for fact in self._base["companies"][company].get("facts", ()):
                yield FactLine(dict(fact), [], file="the data below")

    def _decide(self, row: Addition, outcome: Outcome, remark: str = "") -> None:
        self.additions.decided.append(Decided(row, outcome, remark))


def _names(id_: str, company: dict[str, Any]) -> list[str]:
    try:
        return [str(name) for name in names_of(id_, company)]
    except (KeyError, TypeError, AttributeError):  # what is wrong with it is told when the file is checked
        return [id_]


def _key_of(entry: Any, key: str) -> Any:
    return entry.get(key) if isinstance(entry, Mapping) else None


def _merged(held: Any, value: Any) -> Any:
    """What a key says with `value`: all names of a list; None where another text stands there."""
    if held is None:
        return value
    if isinstance(value, list):
        return [*dict.fromkeys([*_listed(held), *value])]
    return None


def _says(held: Any, value: Any) -> bool:
    if isinstance(value, list):
        return set(value) <= set(_listed(held))
    return bool(held == value)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _identity(keys: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a figure is of; `status: actual` says no more than no status."""
    told = (keys.get(key) for key in _TELLING)
    return (_stretch(str(keys.get("period"))), *(None if one == "actual" else one for one in told))


def _stretch(text: str) -> object:
    try:
        return parsed.period(text)
    except Trouble:
        return text  # it is told when the file is checked


_SAID = ("at", "note", "balance", "due", "accept")


def _said_anew(held: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    return {key: keys[key] for key in _SAID if key in keys and key not in held}


def _where(line: FactLine) -> str:
    if line.item:
        return f"line {line.item.start + 1}"
    return line.file or "a row above"


def expected(layout: Layout, additions: Additions) -> dict[str, Counter[str]]:
    """The facts that each company of the file must have once the additions are in."""
    found: dict[str, Counter[str]] = {}
    for company, held in layout.entries("companies").items():
        facts = held.get("facts") if isinstance(held, dict) else None
        found[company] = Counter(fingerprint(fact) for fact in facts or ())
    for company, lines in additions.facts.items():
        facts_of = found.setdefault(company, Counter())
        facts_of.subtract(fingerprint(line.item.tree) for line in lines if line.item)
        facts_of.update(fingerprint(line.keys) for line in lines)
    return {company: +facts for company, facts in found.items()}


def fingerprint(fact: Any) -> str:
    """A fact as it is told apart from any other, whatever the order of its keys."""
    if not isinstance(fact, dict):
        return repr(fact)
    keys = {**fact, "source": _listed(fact.get("source"))}
    return repr(sorted((key, str(value)) for key, value in keys.items()))
