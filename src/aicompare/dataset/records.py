"""Checked records: a database of one table, of which only what is asked for is read.

Each source, company, group and claim is a row of JSON, its figures and periods parsed already:

    section    key             place  row
    sources    minimax-interim 0      {"title": "Interim results", ...}
    companies  minimax         0      {"name": "MiniMax", "facts": [...], ...}
    titles     minimax         0      "MiniMax"         the name it goes by, or null
    listed     minimax         0      true              of those that are
    names      minimax         0      "minimax"         every name, folded, and whose it is
    about      newest          0      "2026-10-31"      the newest date of publication

So an answer about one company costs the same in a file of ten thousand, and any tool that knows
sqlite can look. Nothing in it is ever executed. Whole and unchanged is what still has the
checksum that it was sealed with.
"""

from __future__ import annotations

import json
import sqlite3
from collections import ChainMap
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import IO, Any, cast
from zlib import crc32  # loaded already, as binascii is not

from aicompare.dataset.names import folded, names_of

Record = Mapping[str, Any]
FORMAT = "aicompare records 1"
SECTIONS = ("sources", "groups", "companies", "claims", "names", "titles", "listed", "newest")
_TABLE = """
    create table record (section text, key text, place integer, row text, primary key (section, key))
    without rowid
"""
_SEAL = slice(60, 64)  # of a database file: its user_version, which sqlite leaves to the application
_PIECE = 1 << 16
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Damaged(Exception):
    """What is no file of records, or not whole any more."""


def opened(file: IO[bytes]) -> Records:
    """The records of a sealed file, read where it lies. Raises Damaged, OSError."""
    if file.read(_SEAL.stop)[_SEAL] != _seal_of(file):
        raise Damaged
    try:
        name = Path(file.name).absolute().as_posix().lstrip("/")
        for letter in "%?#":
            name = name.replace(letter, f"%{ord(letter):02x}")
        connection = _connected(f"file:///{name}?mode=ro&immutable=1")
        connection.execute("select 1 from record limit 1")
        return Records(connection)
    except sqlite3.Error:
        raise Damaged from None


def _seal_of(file: IO[bytes]) -> bytes:
    """The checksum of all of a file but the four bytes where it stands."""
    file.seek(0)
    head = bytearray(file.read(_SEAL.stop))
    head[_SEAL] = bytes(4)
    checksum = crc32(head)
    while piece := file.read(_PIECE):
        checksum = crc32(piece, checksum)
    return checksum.to_bytes(4, "big")


def _connected(name: str) -> sqlite3.Connection:
    """For whichever thread asks: sqlite itself lets one at a time in."""
    return sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False)


class Records(Mapping[str, Any]):
    """The sections of a data file, each row read when it is asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sections = {name: Section(connection, name) for name in (*SECTIONS, "about")}

    def __getitem__(self, section: str) -> Any:
        if section == "claims":
            return list(self._sections["claims"].values())
        if section == "newest":
            return self._sections["about"].row("newest") or ""
        return self._sections[section]

    def __iter__(self) -> Iterator[str]:
        return iter(SECTIONS)

    def __len__(self) -> int:
        return len(SECTIONS)

    @property
    def stamp(self) -> str | None:
        """What the file of which these records are was told apart by."""
        stamp: str | None = self._sections["about"].row("stamp")
        return stamp


class Section(Mapping[str, Any]):
    """The rows of one section, in file order; names are in order of the alphabet."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._read: dict[str, Any] = {}

    def row(self, key: str) -> Any:
        """The row as it is now; None where there is none."""
        found = self._find("row", key)
        return None if found is None else json.loads(found)

    def _find(self, what: str, key: object) -> Any:
        query = f"select {what} from record where section = ? and key = ?"
        try:
            found = self._connection.execute(query, (self._name, key)).fetchone()
        except UnicodeEncodeError:  # half a letter, which no key holds
            return None
        return found[0] if found else None

    def __getitem__(self, key: str) -> Any:
        if key not in self._read:
            found = self._find("row", key)
            if found is None:
                raise KeyError(key)
            self._read[key] = json.loads(found)
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return key in self._read or self._find("1", key) is not None

    def __iter__(self) -> Iterator[str]:
        query = "select key from record where section = ? order by place, key"
        return iter([key for (key,) in self._connection.execute(query, (self._name,)).fetchall()])

    def __len__(self) -> int:
        query = "select count(*) from record where section = ?"
        count: int = self._connection.execute(query, (self._name,)).fetchone()[0]
        return count


class Writer:
    """Writes records a part at a time; `records` are those so far."""

    def __init__(self, path: str = "") -> None:
        """Without a path into a file of sqlite's own, which goes with its last reader."""
        self._path = path
        self._connection = _connected(path)
        self._connection.execute("pragma journal_mode = off")  # what is not finished is thrown away
        self._connection.execute("pragma synchronous = off")
        self._connection.execute("begin")
        self._connection.execute(_TABLE)
        self._place = 0
        self._newest = ""
        self.records = Records(self._connection)

    def add(self, part: Record) -> None:
        """The checked records of a part of a file."""
        for id_, row in part["sources"].items():
            self._row("sources", id_, row)
            self._is_of(row["published"])
        for id_, row in part["companies"].items():
            self._company(id_, row)
        for name, members in part["groups"].items():
            self._row("groups", name, members)
        for claim in part["claims"]:
            self._row("claims", str(self._place), claim)

    def _company(self, id_: str, row: Record) -> None:
        self._row("companies", id_, row)
        self._row("titles", id_, row.get("name"))
        if "listed" in row:
            self._row("listed", id_, True)
        for name in {folded(name) for name in names_of(id_, row)}:
            self._put("names", name, 0, id_)

    def _is_of(self, published: str) -> None:
        from aicompare.periods import Period

        self._newest = max(self._newest, str(Period.parse(published).last))
        self._put("about", "newest", 0, self._newest)

    def _row(self, section: str, key: str, value: Any) -> None:
        self._place += 1
        self._put(section, key, self._place, value)

    def _put(self, section: str, key: str, place: int, value: Any) -> None:
        query = "insert or replace into record values (?, ?, ?, ?)"
        self._connection.execute(query, (section, key, place, _encode(value)))

    def finish(self, stamp: str | None = None) -> Records:
        """All of it, sealed where it has a path, and open for reading."""
        self._put("about", "stamp", 0, stamp)
        self._connection.execute("commit")
        if not self._path:
            return self.records
        self.close()
        with Path(self._path).open("r+b") as file:
            seal = _seal_of(file)
            file.seek(_SEAL.start)
            file.write(seal)
            file.flush()
            file.seek(0)
            return opened(file)

    def close(self) -> None:
        self._connection.close()


class Layers(Mapping[str, Any]):
    """Records laid over each other: looked up from the last to the first, listed from the first."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records

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
