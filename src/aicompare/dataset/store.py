"""Dataset: checked records -> companies with their facts, built when they are asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from aicompare.errors import UnknownName
from aicompare.facts import Company, Fact, Listing, Note, Place
from aicompare.figures import Figure
from aicompare.frozen import dataclass
from aicompare.metrics import METRICS
from aicompare.money import parse_amount
from aicompare.periods import Period
from aicompare.sources import Source

Record = Mapping[str, Any]
_period = cache(Period.parse)
_DEFAULT_BASIS = {"revenue": "recognised", "arr": "arr", "run_rate": "run-rate"}
_OPTIONAL = ("scope", "label", "at", "deal", "note")


@dataclass(frozen=True, slots=True)
class Layer:
    """The checked content of one file; `user` for a file of the user's own."""

    record: Record
    file: str
    user: bool = False


class Sources:
    """The sources by id, each made when it is first asked for."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._rows = {id_: row for layer in layers for id_, row in layer.record["sources"].items()}
        self._made: dict[str, Source] = {}

    def __getitem__(self, id_: str) -> Source:
        if id_ not in self._made:
            self._made[id_] = _source(id_, self._rows[id_])
        return self._made[id_]

    def __iter__(self) -> Iterator[Source]:
        return (self[id_] for id_ in self._rows)

    def newest(self) -> date:
        """The newest date of publication."""
        return max(_period(text).last for text in {row["published"] for row in self._rows.values()})


class Dataset:
    """The shipped data under the user's own files, as of a date."""

    def __init__(self, layers: Sequence[Layer], as_of: date | None = None) -> None:
        self._layers = layers
        self._asked = as_of
        self._companies: dict[str, Company] = {}
        self._index: dict[str, str] = {}
        self.sources = Sources(layers)
        self.ids = tuple(dict.fromkeys(id_ for layer in layers for id_ in layer.record["companies"]))
        self.groups = self._groups()

    @property
    def as_of(self) -> date:
        """The date asked for, else the newest date of publication in the data."""
        return self._asked or self.sources.newest()

    @property
    def user_sources(self) -> frozenset[str]:
        """The ids of the sources that a file of the user's own defines."""
        return frozenset(id_ for layer in self._layers if layer.user for id_ in layer.record["sources"])

    def at(self, as_of: date | None) -> Dataset:
        """The same data, only with what was published by `as_of`."""
        return self if as_of is None else Dataset(self._layers, as_of)

    def company(self, name: str) -> Company:
        """By id, name, ticker or alias, in any case and script. Raises UnknownName."""
        if not self._index:
            self._index = {folded(known): id_ for id_ in self.ids for known in self._names(id_)}
        id_ = self._index.get(folded(name))
        if id_ is None:
            raise UnknownName("company", name, self._spoken_names())
        return self.by_id(id_)

    def by_id(self, id_: str) -> Company:
        if id_ not in self._companies:
            self._companies[id_] = self._build(id_)
        return self._companies[id_]

    def group(self, name: str) -> list[Company]:
        """The companies of a group. Raises UnknownName."""
        if name.casefold() not in self.groups:
            raise UnknownName("group", name, self.groups)
        return [self.by_id(id_) for id_ in self.groups[name.casefold()]]

    def all(self) -> list[Company]:
        return [self.by_id(id_) for id_ in self.ids]

    def _groups(self) -> dict[str, tuple[str, ...]]:
        """Those of the files, and the three that follow from the data."""
        groups = {
            name: tuple(members) for layer in self._layers for name, members in layer.record["groups"].items()
        }
        listed = {id_ for id_ in self.ids if any("listed" in row for row in self._rows(id_))}
        groups["listed"] = tuple(id_ for id_ in self.ids if id_ in listed)
        groups["private"] = tuple(id_ for id_ in self.ids if id_ not in listed)
        return {**groups, "all": self.ids}

    def _rows(self, id_: str) -> list[Record]:
        return [layer.record["companies"].get(id_, {}) for layer in self._layers]

    def _names(self, id_: str) -> Iterator[str]:
        for row in self._rows(id_):
            yield from names_of(id_, row)

    def _spoken_names(self) -> list[str]:
        """For hints: ids last, so that an id is what is suggested where both are alike."""
        named = [name for id_ in self.ids for row in self._rows(id_) for name in row.get("aliases", ())]
        return [*named, *self.ids]

    def _build(self, id_: str) -> Company:
        row: dict[str, Any] = {}
        for one in self._rows(id_):
            row |= {key: value for key, value in one.items() if not isinstance(value, list)}
        listed = row.get("listed")
        return Company(
            id=id_,
            name=row["name"],
            currency=row["currency"],
            facts=tuple(self._facts(id_)),
            aliases=tuple(alias for one in self._rows(id_) for alias in one.get("aliases", ())),
            legal_name=row.get("legal_name"),
            country=row.get("country"),
            founded=int(row["founded"]) if "founded" in row else None,
            listed=listed
            and Listing(listed["ticker"], listed["exchange"], _optional_period(listed.get("on"))),
            notes=tuple(self._notes(id_)),
            groups=tuple(name for name, members in self.groups.items() if id_ in members),
        )

    def _facts(self, id_: str) -> Iterator[Fact]:
        for number, layer in enumerate(self._layers):
            for row in layer.record["companies"].get(id_, {}).get("facts", ()):
                if sources := self._published(self.sources[source] for source in row["source"]):
                    yield _fact(id_, row, layer, number, sources)

    def _published(self, sources: Iterable[Source]) -> tuple[Source, ...]:
        """Those that were out on the date asked for."""
        return tuple(one for one in sources if self._asked is None or one.published_on <= self._asked)

    def _notes(self, id_: str) -> Iterator[Note]:
        for row in self._rows(id_):
            for note in row.get("notes", ()):
                sources = self._published(self.sources[source] for source in note["source"])
                if sources:
                    yield Note(note["text"], sources, _optional_period(note.get("period")))


def names_of(id_: str, row: Record) -> Iterator[str]:
    """Every name by which a company of the file is found."""
    yield id_
    yield from (row[key] for key in ("name", "legal_name") if key in row)
    yield from row.get("aliases", ())
    if "listed" in row:
        yield from ticker_spellings(row["listed"]["ticker"])


def ticker_spellings(ticker: str) -> Iterable[str]:
    """`0100.HK` is also written 0100, 100, 00100.HK; others stay as they are."""
    code, dot, market = ticker.partition(".")
    if not (code.isdecimal() and market.upper() == "HK"):
        return {ticker, code}
    lengths = {code.lstrip("0"), code, code.zfill(4), code.zfill(5)}
    return {spelling + end for spelling in lengths for end in ("", dot + market)}


def folded(name: str) -> str:
    """Names are alike whatever their case, width, spaces and marks."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _source(id_: str, row: Record) -> Source:
    rest = {key: row[key] for key in ("url", "via", "published_note") if key in row}
    return Source(id_, row["title"], row["publisher"], _period(row["published"]), row["kind"], **rest)


def _fact(id_: str, row: Record, layer: Layer, number: int, sources: tuple[Source, ...]) -> Fact:
    known = METRICS[row["metric"]]
    text = row["value"]
    line, column = row["at_line"]
    optional: Record = {key: row.get(key) for key in _OPTIONAL}
    return Fact(
        company=id_,
        metric=known,
        value=parse_amount(text) if known.unit == "money" else Figure.parse(text),
        period=_period(row["period"]),
        sources=sources,
        reported=text,
        status=row.get("status", "actual"),
        basis=row.get("basis") or _DEFAULT_BASIS.get(known.name),
        balance=_optional_period(row.get("balance")),
        due=_optional_period(row.get("due")),
        user=layer.user,
        place=Place(layer.file, line, column, number),
        accept=tuple(row.get("accept", {}).items()),
        **optional,
    )


def _optional_period(text: str | None) -> Period | None:
    return _period(text) if text else None
