"""An indexed data file: checked records, of which only what is asked for is read.

Each source and each company is a line of JSON, its figures and periods parsed already. Behind
them stands a sorted index, searched where it lies; the last line says where it begins:

    aicompare indexed 1
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
from typing import IO, Any

from aicompare.sortedlines import Bytes, find, line_after

Record = Mapping[str, Any]
FORMAT = "aicompare indexed 1"
SECTIONS = ("sources", "groups", "companies", "claims", "names", "titles", "listed", "newest")
_KEYED = ("sources", "companies", "names")


class Damaged(Exception):
    """What is no indexed file, or not whole any more."""


def opened(file: IO[bytes], again: Callable[[], Indexed] | None = None) -> Indexed:
    """An indexed file, read where it lies. Raises Damaged; `again` is as for Indexed."""
    try:
        return Indexed(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), again)
    except ValueError:
        raise Damaged from None


class Indexed(Mapping[str, Any]):
    """An indexed file as the sections of a data file, each row read when it is asked for.

    Beside them `names` (folded name: id of the company), `titles` (id: the name it goes by, in
    file order), `listed` (ids of those that are) and `newest` (the newest date of publication,
    or nothing).
    """

    def __init__(self, data: Bytes, again: Callable[[], Indexed] | None = None) -> None:
        """`again` makes it anew, should it turn out to be damaged."""
        self._open(data)
        self._again = again
        self._sections = {name: Section(self, name) for name in _KEYED}

    def _open(self, data: Bytes) -> None:
        self.data = data
        self._end = data.rfind(b"\n", 0, max(len(data) - 1, 0)) + 1
        word, *numbers = data[self._end :].split()
        if word != b"index" or len(numbers) != 2 or not all(map(bytes.isdigit, numbers)):
            raise Damaged
        self._start, checksum = map(int, numbers)
        if not 0 < self._start < self._end or crc32(data[self._start : self._end]) != checksum:
            raise Damaged

    def __getitem__(self, section: str) -> Any:
        if section in _KEYED:
            return self._sections[section]
        try:
            return self.value(section)
        except KeyError:
            self._make_anew()
            return self.value(section)

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
            self._make_anew()
            return self.value(key)

    def _make_anew(self) -> None:
        """Raises Damaged where that cannot be done."""
        if self._again is None:
            raise Damaged
        self._open(self._again().data)
        self._again = None

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

    def __init__(self, file: Indexed, name: str) -> None:
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
        return iter(self._file["titles"] if self._name == "companies" else self._file.value("order"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


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

    def __contains__(self, key: object) -> bool:
        return any(key in section for section in self._sections)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(key for section in self._sections for key in section))

    def __len__(self) -> int:
        return sum(1 for _ in self)
