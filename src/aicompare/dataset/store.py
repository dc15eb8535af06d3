"""Dataset: checked records -> companies with their facts, built when they are asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from aicompare.companies.company import Company, Counted, Facts, Listing, Note
from aicompare.companies.fact import Fact, Key, Place
from aicompare.companies.lazy import Lazy, Versions
from aicompare.dataset.names import folded, spoken, without_yellow_key
from aicompare.dataset.parsed import restored
from aicompare.dataset.records import MOST_HELD, Lines, Record, keys_of, over
from aicompare.resources import PRICES, place_of
from aicompare.values.errors import UnknownName
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period
from aicompare.values.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

    from aicompare.companies.claims import Claim
    from aicompare.companies.plans import Plan
    from aicompare.companies.prices import Prices
    from aicompare.dataset.pricefile import PriceFile

_period = cache(Period.parse)
_OPTIONAL = {"scope", "label", "at", "deal", "note"}
_OPTIONAL_PERIODS = {"balance", "due"}
_MOST_NAMED = 8
DERIVED_GROUPS = ("listed", "private", "all")  # that follow from the data


@dataclass(frozen=True, slots=True)
class Layer:
    """The checked content of one file; `user` for a file of the user's own."""

    record: Record
    file: str
    user: bool = False


class Sources:
    """The sources by id, each made when it is first asked for."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._rows = over(*(layer.record["sources"] for layer in layers))
        self._made: dict[str, Source] = {}

    def __getitem__(self, id_: str) -> Source:
        if id_ not in self._made:
            self._made[id_] = _source(id_, self._rows[id_])
        return self._made[id_]

    def __iter__(self) -> Iterator[Source]:
        return (self[id_] for id_ in self._rows)


class Dataset:
    """The shipped data under the user's own files, as of a date."""

    def __init__(
        self,
        layers: Sequence[Layer],
        as_of: date | None = None,
        prices: str | Path | None = None,
        whole: Dataset | None = None,
    ) -> None:
        """`prices` is the file of daily share prices; None is that in force. `whole` is the same data
        without a date, where it is made already: what was read for it serves every day.
        """
        self._layers = layers
        self._asked = as_of
        self._prices_in = prices or place_of(PRICES)
        self._companies: dict[str, Company] = {}
        self._held: deque[Facts] = deque()
        self.whole: Dataset = whole or (self if as_of is None else Dataset(layers, None, prices))
        self.sources: Sources = Sources(layers) if self.whole is self else self.whole.sources

    @property
    def as_of(self) -> date:
        """The date asked for, else the newest date of publication in the data."""
        return self._asked or date.fromisoformat(max(layer.record["newest"] for layer in self._layers))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every company, in file order."""
        return tuple(dict.fromkeys(id_ for layer in self._layers for id_ in layer.record["companies"]))

    @property
    def user_files(self) -> tuple[str, ...]:
        """The user's own, in the order in which they lie over each other."""
        return tuple(layer.file for layer in self._layers if layer.user)

    @property
    def newest_by_file(self) -> list[tuple[str, date | None]]:
        """Each file in force, the shipped one first, and the newest day on which a source of it came out."""
        return [(layer.file, max(self._published(layer), default=None)) for layer in self._layers]

    def _published(self, layer: Layer) -> Iterator[date]:
        days = (self.sources[id_].published_on for id_ in layer.record["sources"])
        return (day for day in days if self._asked is None or day <= self._asked)

    @property
    def user_sources(self) -> frozenset[str]:
        """The ids of the sources that a file of the user's own defines."""
        return frozenset(id_ for layer in self._layers if layer.user for id_ in layer.record["sources"])

    @property
    def claims(self) -> list[Claim]:
        """The claims of every file, those that were published by the date asked for; one that two
        files have stands in the last.
        """
        rows = {
            row["id"]: (row, layer, number)
            for number, layer in enumerate(self._layers)
            for row in layer.record["claims"]
        }
        every = (_claim(row, self.sources[row["source"]], layer, at) for row, layer, at in rows.values())
        return [claim for claim in every if self._asked is None or claim.known_by(self._asked)]

    @cached_property
    def measures(self) -> dict[str, Metric]:
        """The metrics of the user's own files, by name; of two under one name the last stands."""
        rows = over(*(layer.record["measures"] for layer in self._layers))
        if not rows:
            return {}
        from aicompare.dataset.measuring import measures_of

        return measures_of(rows)

    def at(self, as_of: date | None) -> Dataset:
        """The same data, only with what was published by `as_of`."""
        return self if as_of is None else Dataset(self._layers, as_of, self._prices_in, self.whole)

    def company(self, name: str) -> Company:
        """By id, name, ticker or alias, in any case and script. Raises UnknownName."""
        for layer, spelt in product(self._layers, (name, without_yellow_key(name))):
            if (id_ := layer.record["names"].get(folded(spelt))) is not None:
                return self.by_id(id_)
        trouble = UnknownName("company", name, self._spoken_names())
        if members := self.groups.get(name.casefold()):
            more = ", ..." if len(members) > _MOST_NAMED else ""
            trouble.hint = f"it is a group: {', '.join(members[:_MOST_NAMED])}{more}"
        elif "," in name:
            trouble.hint = "write each name by itself, without a comma"
        raise trouble

    def by_id(self, id_: str) -> Company:
        if id_ not in self._companies:
            dated = self._asked and self.whole.by_id(id_).known_by(self._asked)
            self._companies[id_] = dated or self._build(id_)
        return self._companies[id_]

    def group(self, name: str) -> list[Company]:
        """The companies of a group. Raises UnknownName."""
        return [self.by_id(id_) for id_ in self._members(name)]

    def _members(self, name: str) -> tuple[str, ...]:
        if name.casefold() not in self.groups:
            raise UnknownName("group", name, self.groups)
        return self.groups[name.casefold()]

    def entries(self, ids: Iterable[str] | None = None) -> list[Counted]:
        """What is told of each of these companies, or of all, without a look at its facts."""
        from aicompare.dataset.entries import entries_of  # of a list alone

        chosen = self.ids if ids is None else ids
        groups = {id_: self._groups_of(id_, is_listed=id_ in self._listed) for id_ in chosen}
        return entries_of(groups, self._layers, self.sources.__getitem__, self._asked)

    def all(self) -> list[Company]:
        return [self.by_id(id_) for id_ in self.ids]

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Those of the files, and the three that follow from the data."""
        return {
            **self._named_groups,
            "listed": tuple(id_ for id_ in self.ids if id_ in self._listed),
            "private": tuple(id_ for id_ in self.ids if id_ not in self._listed),
            "all": self.ids,
        }

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(id_ for layer in self._layers for id_ in layer.record["listed"])

    @cached_property
    def _named_groups(self) -> dict[str, tuple[str, ...]]:
        layers = self._layers
        return {name: tuple(ids) for layer in layers for name, ids in layer.record["groups"].items()}

    @cached_property
    def _named_of(self) -> dict[str, list[str]]:
        """The names of the groups that a company is in."""
        found: dict[str, list[str]] = {}
        for name, members in self._named_groups.items():
            for id_ in dict.fromkeys(members):
                found.setdefault(id_, []).append(name)
        return found

    def _groups_of(self, id_: str, *, is_listed: bool) -> tuple[str, ...]:
        """As `groups` has them, without a look at the other companies."""
        return (*self._named_of.get(id_, ()), "listed" if is_listed else "private", "all")

    def _rows(self, id_: str) -> list[Record]:
        return [layer.record["companies"].get(id_, {}) for layer in self._layers]

    def _spoken_names(self) -> list[str]:
        """For hints: ids last, so that an id is what is suggested where both are alike."""
        rows = (row for id_ in self.ids for row in self._rows(id_))
        return [*(spoken(alias) for row in rows for alias in row.get("aliases", ())), *self.ids]

    def _build(self, id_: str) -> Company:
        """With everything, whenever it was published."""
        row: dict[str, Any] = {}
        for part in self._rows(id_):
            row |= {key: value for key, value in part.items() if not isinstance(value, list | Lines)}
        listed = row.get("listed")
        return Company(
            id=id_,
            name=row["name"],
            currency=row["currency"],
            facts=self._facts(id_),
            aliases=tuple(alias for one in self._rows(id_) for alias in one.get("aliases", ())),
            legal_name=row.get("legal_name"),
            country=row.get("country"),
            founded=int(row["founded"]) if "founded" in row else None,
            listed=listed
            and Listing(listed["ticker"], listed["exchange"], _optional_period(listed.get("on"))),
            notes=Lazy(lambda: self._notes(id_)),
            groups=self._groups_of(id_, is_listed=bool(listed)),
            plans=Versions(lambda: self._plans(id_)),
            daily=lambda until: self._prices(id_, until),
        )

    def _prices(self, id_: str, until: date) -> Prices:
        from aicompare.companies.prices import Prices

        return Prices(id_, self.prices, until)

    @property
    def prices(self) -> PriceFile:
        """The daily share prices."""
        from aicompare.dataset.pricefile import prices_in

        return prices_in(self._prices_in)

    def _facts(self, id_: str) -> Facts:
        """Each is made when it is first asked for."""
        facts = Facts(lambda: self._read(id_, facts))
        return facts

    def _read(self, id_: str, facts: Facts) -> tuple[list[Key], Callable[[int], Fact]]:
        self._held.append(facts)
        if len(self._held) > MOST_HELD:
            self._held.popleft().let_go()
        held = [row.get("facts", ()) for row in self._rows(id_)]

        def make(place: int) -> Fact:
            number = 0
            while place >= len(held[number]):
                place, number = place - len(held[number]), number + 1
            row, layer = held[number][place], self._layers[number]
            return _fact(id_, row, layer, number, tuple(map(self.sources.__getitem__, row["source"])))

        return [key for facts in held for key in keys_of(facts)], make

    def _plans(self, id_: str) -> Iterator[Plan]:
        from aicompare.dataset.planning import plans_of

        rows = zip(self._rows(id_), (layer.user for layer in self._layers), strict=True)
        return plans_of(rows, self.sources.__getitem__)

    def _notes(self, id_: str) -> Iterator[Note]:
        for row in self._rows(id_):
            for note in row.get("notes", ()):
                sources = tuple(map(self.sources.__getitem__, note["source"]))
                yield Note(note["text"], sources, _optional_period(note.get("period")))


def _source(id_: str, row: Record) -> Source:
    rest = {key: row[key] for key in ("url", "via", "published_note") if key in row}
    return Source(id_, row["title"], row["publisher"], _period(row["published"]), row["kind"], **rest)


def _fact(id_: str, row: Record, layer: Layer, number: int, sources: tuple[Source, ...]) -> Fact:
    known = METRICS[row["metric"]]
    period, value = restored(row["parsed"])
    line, column = row["at_line"]
    rest: dict[str, Any] = {key: row[key] for key in row.keys() & _OPTIONAL}
    rest |= {key: _period(row[key]) for key in row.keys() & _OPTIONAL_PERIODS}
    return Fact(
        company=id_,
        metric=known,
        value=value,
        period=period,
        sources=sources,
        reported=row["value"],
        status=row.get("status", "actual"),
        basis=row.get("basis") or known.basis,
        user=layer.user,
        place=Place(layer.file, line, column, number),
        accept=tuple(row["accept"].items()) if "accept" in row else (),
        **rest,
    )


def _claim(row: Record, source: Source, layer: Layer, number: int) -> Claim:
    from aicompare.companies.claims import Claim

    line, column = row["at_line"]
    rest = {key: row.get(key) for key in ("says", "check", "note")}
    return Claim(
        id=row["id"],
        source=source,
        statement=row["statement"],
        as_of=_optional_period(row.get("as_of")),
        user=layer.user,
        place=Place(layer.file, line, column, number),
        **rest,
    )


def _optional_period(text: str | None) -> Period | None:
    return _period(text) if text else None
