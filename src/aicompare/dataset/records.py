"""Checked records: a database of one table, of which only what is asked for is read.

Each source and each company is a row of JSON, its figures and periods parsed already, and with
each row stands its checksum. The facts of a company are a line each below it, so that only those are
read that an answer looks at; the company itself names what each is of:

    key                      row
    sources/minimax-interim  {"title": "Interim results", ...}
    companies/minimax        {"name": "MiniMax", "facts": [["revenue", null, null], ...], ...}
                             {"metric": "revenue", "period": "FY2023", ...}
    names/minimax            "minimax"                   every name, folded, and whose it is
    titles                   {"minimax": "MiniMax", ...} in file order
    listed                   {"minimax": "0100.HK", ...} of those whose shares trade
    counted                  {"minimax": [[["minimax-interim"], 94], ...], ...} facts by their sources
    newest                   "2026-10-31"                the newest date of publication

So an answer about one company costs the same in a file of ten thousand, and any tool that knows
sqlite can look. Nothing in it is ever executed.
"""

from __future__ import annotations

import json
import os
import sqlite3
from _thread import allocate_lock  # threading takes a hundredth of T to load
from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import IO, Any, TypeVar, cast
from zlib import crc32  # loaded already, as binascii is not

from aicompare.dataset.names import folded, names_of

Record = Mapping[str, Any]
Key = tuple[str, str | None, str | None]  # metric, scope and label of a fact
FORMAT = "aicompare records 5"
SECTIONS = (
    "sources", "groups", "companies", "measures", "claims", "names", "titles", "listed", "counted",
    "newest",
)  # fmt: skip
_KEYED = ("sources", "companies", "names")
_TABLE = "create table record (key text primary key, checksum integer, row text) without rowid"
_SEAL = slice(60, 64)  # of a database file: its user_version, which sqlite leaves to the application
_PIECE = 1 << 16
MOST_HELD = 512  # companies whose rows stay in memory: an answer about ten thousand takes no more
_SOON = 1 << 20  # bytes that are checked as a whole before anything of them is read; each row is when it is
_decode = json.JSONDecoder().raw_decode
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


Found = TypeVar("Found")


class Damaged(Exception):
    """What is no file of records, or not whole any more."""


class Records(Mapping[str, Any]):
    """The sections of a data file, each row read, and held against its checksum, when it is asked for.

    Beside those of the YAML there are `names` (folded name: id of the company), `titles` (id: the
    name it goes by, in file order), `listed` (the tickers of those that are, by id), `counted` (how many
    facts of each company have the same sources) and `newest` (the newest date of publication, or nothing).
    """

    def __init__(self, connection: sqlite3.Connection, again: Callable[[], Records] | None = None) -> None:
        """`again` makes it anew, should it turn out to be damaged."""
        self._connection = connection
        self._one_at_a_time = allocate_lock()
        self.again = again
        self._sections: dict[str, Any] = {name: KeyedRows(self, name) for name in _KEYED}

    def __getitem__(self, section: str) -> Any:
        if section not in self._sections:  # a file laid over twenty others asks each of them, part by part
            self._sections[section] = self.row(section)
        return self._sections[section]

    def __iter__(self) -> Iterator[str]:
        return iter(SECTIONS)

    def __len__(self) -> int:
        return len(SECTIONS)

    def row(self, key: str) -> Any:
        """Raises KeyError."""
        return _decoded(self.text(key))

    def text(self, key: str) -> str:
        """As it is written. Raises KeyError."""
        return self._sound(lambda: self._text(key))

    def has(self, key: str) -> bool:
        return self._sound(lambda: self._found(key)) is not None

    def keys_of(self, section: str) -> list[str]:
        """The keys of a section in order of the alphabet."""
        return self._sound(lambda: self._keys(section))

    def _text(self, key: str) -> str:
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        checksum, row = found
        if checksum != _checksum(key, f"{row}"):  # which damage may have made a number
            raise Damaged
        return row

    def _found(self, key: str) -> tuple[int, str] | None:
        query = "select checksum, row from record where key = ?"
        try:
            with self._one_at_a_time:
                found: tuple[int, str] | None = self._connection.execute(query, (key,)).fetchone()
        except UnicodeEncodeError:  # half a letter, which no key holds
            return None
        if found is None:
            self.check()
        return found

    def _keys(self, section: str) -> list[str]:
        self.check()
        query = "select key from record where key > ? and key < ? order by key"
        with self._one_at_a_time:
            found = self._connection.execute(
                query, (f"{section}/", f"{section}0")
            ).fetchall()  # 0 comes after /
        return [key.partition("/")[2] for (key,) in found]

    def check(self) -> None:
        """Raises Damaged where anything is not as it was left: a row may be missing."""

    def _sound(self, ask: Callable[[], Found]) -> Found:
        """What is asked for; of what is made anew, where this is damaged."""
        try:
            return ask()
        except (Damaged, sqlite3.DatabaseError, UnicodeDecodeError):
            if self.again is None:
                raise Damaged from None
        fresh, self.again = self.again(), None
        self._connection, self.check = fresh._connection, fresh.check  # type: ignore[method-assign]
        return ask()


class Sealed(Records):
    """Records in a file, which may be damaged."""

    def __init__(self, path: str | os.PathLike[str], again: Callable[[], Records] | None = None) -> None:
        """Raises Damaged or OSError, where that is seen at once."""
        name = os.path.abspath(path).replace(os.sep, "/").lstrip("/")
        for letter in "%?#":
            name = name.replace(letter, f"%{ord(letter):02x}")
        self._path = path
        self._is_whole = False
        if os.path.getsize(path) < _SOON:
            self.check()
        try:
            super().__init__(_connected(f"file:///{name}?mode=ro&immutable=1"), again)
        except sqlite3.Error:
            raise Damaged from None

    def check(self) -> None:
        """All of the file at once."""
        if not self._is_whole:
            with open(self._path, "rb") as file:
                if file.read(_SEAL.stop)[_SEAL] != _seal_of(file):
                    raise Damaged
        self._is_whole = True


class KeyedRows(Mapping[str, Any]):
    """The rows of one section, in file order."""

    def __init__(self, records: Records, name: str) -> None:
        self._records = records
        self._name = name
        self._read: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key in self._read:
            return self._read[key]
        text = self._records.text(f"{self._name}/{key}")
        row = self._read[key] = _company_in(text) if self._name == "companies" else _decoded(text)
        while len(self._read) > MOST_HELD:
            self._read.pop(next(iter(self._read)), None)
        return row

    def __contains__(self, key: object) -> bool:
        return key in self._read or self._records.has(f"{self._name}/{key}")

    def __iter__(self) -> Iterator[str]:
        if self._name == "names":
            return iter(self._records.keys_of("names"))
        return iter(self._records.row("titles" if self._name == "companies" else "order"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Lines(Sequence[Any]):
    """The facts of a company, each read when it is looked at; `keys` are of all of them."""

    def __init__(self, keys: Sequence[Key], lines: Sequence[str]) -> None:
        self.keys = keys
        self._lines = lines

    def __getitem__(self, at: Any) -> Any:
        return [*map(_decoded, self._lines[at])] if isinstance(at, slice) else _decoded(self._lines[at])

    def __len__(self) -> int:
        return len(self._lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]


def _decoded(text: str) -> Any:
    """Of JSON as we write it, with nothing before or behind it."""
    return _decode(text)[0]


def keys_of(facts: Sequence[Any]) -> Sequence[Key]:
    """Metric, scope and label of each fact of a company."""
    return facts.keys if isinstance(facts, Lines) else [key_of(fact) for fact in facts]


def key_of(fact: Record) -> Key:
    """Metric, scope and label, by which a fact is looked for."""
    return fact["metric"], fact.get("scope"), fact.get("label")


def _company_in(text: str) -> dict[str, Any]:
    head, *lines = text.split("\n")  # JSON has none inside
    row: dict[str, Any] = _decoded(head)
    return {**row, "facts": Lines([*map(tuple, row["facts"])], lines)} if lines else row


class Writer:
    """Writes records a part at a time. `known` is what a further part is checked against."""

    def __init__(self, path: str = "") -> None:
        """Without a path into a file of sqlite's own, which goes with its last reader."""
        self._path = path
        self._connection = _connected(path)
        self._connection.execute("pragma journal_mode = off")  # what is not finished is thrown away
        self._connection.execute("pragma synchronous = off")
        self._connection.execute("begin")
        self._connection.execute(_TABLE)
        self._titles: dict[str, str | None] = {}
        self._listed: dict[str, str] = {}
        self._counted: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self.known: dict[str, Any] = {
            "sources": {}, "companies": {}, "names": {}, "groups": {}, "measures": {}, "claims": [],
            "newest": "",
        }  # fmt: skip

    def add(self, part: Record) -> None:
        """The checked records of a part of a file."""
        for id_, row in part["sources"].items():
            self._source(id_, row)
        for id_, row in part["companies"].items():
            self._company(id_, row)
        self.known["groups"] |= part["groups"]
        self.known["measures"] |= part["measures"]
        self.known["claims"] += part["claims"]

    def _source(self, id_: str, row: Record) -> None:
        from aicompare.values.periods import Period

        self._put(f"sources/{id_}", row)
        self.known["sources"][id_] = row
        self.known["newest"] = max(self.known["newest"], str(Period.parse(row["published"]).last))

    def _company(self, id_: str, row: Record) -> None:
        self._put(f"companies/{id_}", row, row.get("facts", ()))
        self.known["companies"][id_] = {}
        self._titles[id_] = row.get("name")
        if "listed" in row:
            self._listed[id_] = row["listed"]["ticker"]
        self._counted[id_] = [*Counter(tuple(fact["source"]) for fact in row.get("facts", ())).items()]
        for name in sorted({folded(name) for name in names_of(id_, row)}):
            self._put(f"names/{name}", id_)
            self.known["names"][name] = id_

    def _put(self, key: str, value: Any, facts: Iterable[Record] = ()) -> None:
        """With facts each of them in a line below."""
        head = {**value, "facts": [key_of(fact) for fact in facts]} if facts else value
        row = "\n".join([_encode(head), *map(_encode, facts)])
        query = "insert or replace into record values (?, ?, ?)"
        self._connection.execute(query, (key, _checksum(key, row), row))

    def finish(self, stamp: str | None = None) -> Records:
        """All of it, sealed where it has a path, and open for reading."""
        for key in ("groups", "measures", "claims", "newest"):
            self._put(key, self.known[key])
        self._put("titles", self._titles)
        self._put("listed", self._listed)
        self._put("counted", self._counted)
        self._put("order", list(self.known["sources"]))
        self._put("stamp", stamp)
        self._connection.execute("commit")
        if self._path in ("", ":memory:"):
            return Records(self._connection)
        self.close()
        with open(self._path, "r+b") as file:
            seal = _seal_of(file)
            file.seek(_SEAL.start)
            file.write(seal)
        return Sealed(self._path)

    def close(self) -> None:
        self._connection.close()


class _Connection(sqlite3.Connection):
    """Closed with its last reader; from Python 3.13 on one that is left open is complained of."""

    def __del__(self) -> None:
        self.close()


def _connected(name: str) -> sqlite3.Connection:
    """For whichever thread asks: `Records` lets one at a time in, as statements are shared."""
    return sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False, factory=_Connection)


def _checksum(key: str, row: str) -> int:
    return crc32(row.encode(), crc32(key.encode()))


def _seal_of(file: IO[bytes]) -> bytes:
    """The checksum of all of a file but the four bytes where it stands."""
    file.seek(0)
    head = bytearray(file.read(_SEAL.stop))
    head[_SEAL] = bytes(4)
    checksum = crc32(head)
    while piece := file.read(_PIECE):
        checksum = crc32(piece, checksum)
    return checksum.to_bytes(4, "big")


class Layers(Mapping[str, Any]):
    """Records laid over each other: looked up from the last to the first, listed from the first."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = tuple(records)

    def __getitem__(self, section: str) -> Any:
        if section == "newest":
            return max((record["newest"] for record in self._records), default="")
        if section == "claims":
            return [claim for record in self._records for claim in record["claims"]]
        return over(*(record[section] for record in self._records))

    def __iter__(self) -> Iterator[str]:
        return iter(SECTIONS)

    def __len__(self) -> int:
        return len(SECTIONS)


def over(*sections: Mapping[str, Any]) -> Mapping[str, Any]:
    """Sections laid over each other, the last on top; nothing is copied."""
    return ChainMap(*(cast(MutableMapping[str, Any], section) for section in reversed(sections)))
