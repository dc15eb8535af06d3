"""The compiled form of a data file: checked records, of which only what is asked for is read.

Each source and each company is a line of JSON, with its figures and periods parsed already.
Behind them stands a sorted index, searched where it lies; the last line says where it begins:

    aicompare compiled 1
    {"title": "Interim results", ...}
    {"name": "MiniMax", "facts": [...], ...}
    companies/minimax<TAB>51 24 3735928559          offset, length and checksum of its line
    names/minimax<TAB>minimax                       every name, folded, and whose it is
    sources/minimax-interim<TAB>21 29 195948557
    index 75 2166136261                             where the index begins, and its checksum

So an answer about one company costs the same in a file of ten thousand.
"""

from __future__ import annotations

import json
import mmap
from binascii import crc32
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import IO, Any

from aicompare.dataset.names import folded, names_of
from aicompare.periods import Period
from aicompare.sortedlines import Bytes, find, line_after

Record = Mapping[str, Any]
FORMAT = "aicompare compiled 1"
SECTIONS = ("sources", "groups", "companies", "claims", "names", "listed", "newest")
_KEYED = ("sources", "companies", "names")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Damaged(Exception):
    """What is no compiled file, or not whole any more."""


class Compiler:
    """Writes the compiled form, a row at a time: nothing but the index is kept in memory."""

    def __init__(self, file: IO[bytes], head: str = FORMAT) -> None:
        self._file = file
        self._at = file.write(f"{head}\n".encode())
        self._index: list[bytes] = []
        self._ids: dict[str, list[str]] = {"sources": [], "companies": []}
        self._listed: list[str] = []
        self._newest = ""

    def source(self, id_: str, row: Record) -> None:
        self._ids["sources"].append(id_)
        self._newest = max(self._newest, str(Period.parse(row["published"]).last))
        self._line(f"sources/{id_}", row)

    def company(self, id_: str, row: Record) -> None:
        self._ids["companies"].append(id_)
        if "listed" in row:
            self._listed.append(id_)
        for name in {folded(name) for name in names_of(id_, row)}:
            self._index.append(f"names/{name}\t{id_}\n".encode())
        self._line(f"companies/{id_}", row)

    def finish(self, groups: Record, claims: Record) -> None:
        """The rest, and the index."""
        whole = {"groups": groups, "claims": claims, "listed": self._listed, "newest": self._newest}
        for name, value in {**whole, **{f"order/{name}": ids for name, ids in self._ids.items()}}.items():
            self._line(name, value)
        index = b"".join(sorted(self._index))
        self._file.write(index + f"index {self._at} {crc32(index)}\n".encode())
        self._file.flush()

    def _line(self, key: str, value: Any) -> None:
        line = _encode(value).encode()
        self._index.append(f"{key}\t{self._at} {len(line)} {crc32(line)}\n".encode())
        self._at += self._file.write(line + b"\n")


def compiled(record: Record) -> Compiled:
    """A record in its compiled form, in memory."""
    file = BytesIO()
    compiler = Compiler(file)
    for id_, row in record["sources"].items():
        compiler.source(id_, row)
    for id_, row in record["companies"].items():
        compiler.company(id_, row)
    compiler.finish(record["groups"], record["claims"])
    return Compiled(file.getvalue())


def opened(file: IO[bytes], again: Callable[[], Compiled] | None = None) -> Compiled:
    """A compiled file, read where it lies. Raises Damaged; `again` is as for Compiled."""
    try:
        return Compiled(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), again)
    except ValueError:
        raise Damaged from None


def merged(records: Sequence[Record]) -> Record:
    """What is known of all of them, the last first: a further file is checked against it."""
    return {
        **{name: Over(*(record[name] for record in records)) for name in (*_KEYED, "groups")},
        "claims": [claim for record in records for claim in record["claims"]],
        "newest": max((record["newest"] for record in records), default=""),
    }


class Over(Mapping[str, Any]):
    """Sections laid over each other, the last on top; nothing is copied."""

    def __init__(self, *sections: Mapping[str, Any]) -> None:
        self._sections = sections

    def __getitem__(self, key: str) -> Any:
        for section in reversed(self._sections):
            if (row := section.get(key)) is not None:
                return row
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(key for section in self._sections for key in section))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Compiled(Mapping[str, Any]):
    """A compiled file as the sections of a data file, each row read when it is asked for.

    Beside them `names` (folded name: id of the company), `listed` (ids of those that are) and
    `newest` (the newest date of publication, or nothing).
    """

    def __init__(self, data: Bytes, again: Callable[[], Compiled] | None = None) -> None:
        """`again` makes it anew, should it turn out to be damaged."""
        self._open(data)
        self.again = again
        self._sections = {name: Section(self, name) for name in _KEYED}

    def _open(self, data: Bytes) -> None:
        self.data = data
        self._end = data.rfind(b"\n", 0, max(len(data) - 1, 0)) + 1
        word, *numbers = data[self._end :].split()
        if word != b"index" or len(numbers) != 2 or not all(map(bytes.isdigit, numbers)):
            raise Damaged
        self._start, checksum = map(int, numbers)
        if crc32(data[self._start : self._end]) != checksum:
            raise Damaged

    def __getitem__(self, section: str) -> Any:
        return self._sections[section] if section in _KEYED else self.value(section)

    def __iter__(self) -> Iterator[str]:
        return iter(SECTIONS)

    def __len__(self) -> int:
        return len(SECTIONS)

    def value(self, key: str) -> Any:
        """The row of a key. Raises KeyError."""
        entry = self.entry(key)
        try:
            offset, length, checksum = map(int, entry.split())
            line = self.data[offset : offset + length]
            if crc32(line) != checksum:
                raise Damaged
            return json.loads(line)
        except (Damaged, ValueError, RecursionError):
            if self.again is None:
                raise Damaged from None
            self._open(self.again().data)
            self.again = None
            return self.value(key)

    def entry(self, key: str) -> bytes:
        """What stands behind a key in the index. Raises KeyError."""
        wanted = f"{key}\t".encode()
        at = find(self.data, wanted, self._start, self._end)
        if self.data[at : at + len(wanted)] != wanted:
            raise KeyError(key)
        return self.data[at + len(wanted) : line_after(self.data, at)].rstrip(b"\n")

    def keys_of(self, section: str) -> Iterator[str]:
        """The keys of a section, sorted."""
        at = find(self.data, f"{section}/".encode(), self._start, self._end)
        while at < self._end and self.data[at : at + len(section) + 1] == f"{section}/".encode():
            key, _, _ = self.data[at : line_after(self.data, at)].partition(b"\t")
            yield key.decode().partition("/")[2]
            at = line_after(self.data, at)


class Section(Mapping[str, Any]):
    """The rows of one section, in file order."""

    def __init__(self, file: Compiled, name: str) -> None:
        self._file = file
        self._name = name
        self._read: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._read:
            path = f"{self._name}/{key}"
            named = self._name == "names"
            self._read[key] = self._file.entry(path).decode() if named else self._file.value(path)
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        try:
            self._file.entry(f"{self._name}/{key}")
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        if self._name == "names":
            return self._file.keys_of("names")
        return iter(self._file.value(f"order/{self._name}"))

    def __len__(self) -> int:
        return sum(1 for _ in self)
