"""Checked records -> an indexed data file (see aicompare.indexed)."""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO, Any

from aicompare.dataset.names import folded, names_of
from aicompare.indexed import FORMAT, Indexed, Over, Record, merged
from aicompare.periods import Period

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Indexer:
    """Writes an indexed file a part at a time; only the index, and what is known, is in memory.

    `record` is what a further part is checked against: `base`, and what was added so far.
    """

    def __init__(self, file: IO[bytes], base: Record, head: str = FORMAT) -> None:
        self._file = file
        self._at = file.write(f"{head}\n".encode())
        self._index: list[bytes] = []
        self._sources: dict[str, Any] = {}
        self._titles: dict[str, str | None] = {}
        self._names: dict[str, str] = {}
        self._listed: list[str] = []
        self._groups: dict[str, list[str]] = {}
        self._claims: list[Any] = []
        self._newest = ""
        known = {"sources": self._sources, "companies": _Ids(self._titles), "names": self._names}
        self.record = {**base, **{name: Over(base[name], own) for name, own in known.items()}}
        self._base = base

    def add(self, part: Record) -> None:
        """The checked records of a part."""
        for id_, row in part["sources"].items():
            self._sources[id_] = row
            self._newest = max(self._newest, str(Period.parse(row["published"]).last))
            self._line(f"sources/{id_}", row)
        for id_, row in part["companies"].items():
            self._company(id_, row)
        self._groups |= part["groups"]
        self._claims += part["claims"]
        self.record["groups"] = Over(self._base["groups"], self._groups)
        self.record["claims"] = [*self._base["claims"], *self._claims]
        self.record["newest"] = max(self._newest, self._base["newest"])

    def _company(self, id_: str, row: Record) -> None:
        self._titles[id_] = row.get("name")
        if "listed" in row:
            self._listed.append(id_)
        for name in {folded(name) for name in names_of(id_, row)}:
            self._names[name] = id_
            self._index.append(f"names/{name}\t{id_}\n".encode())
        self._line(f"companies/{id_}", row)

    def finish(self) -> None:
        """The rest, and the index."""
        self._line("groups", self._groups)
        self._line("claims", self._claims)
        self._line("listed", self._listed)
        self._line("newest", self._newest)
        self._line("titles", self._titles)
        self._line("order", list(self._sources))
        index = b"".join(sorted(self._index))
        self._file.write(index + f"index {self._at} {crc32(index)}\n".encode())
        self._file.flush()

    def _line(self, key: str, value: Any) -> None:
        line = _encode(value).encode()
        self._index.append(f"{key}\t{self._at} {len(line)} {crc32(line)}\n".encode())
        self._at += self._file.write(line + b"\n")


class _Ids(Mapping[str, Any]):
    """The companies that were added: who they are, without what is known of them."""

    def __init__(self, titles: Mapping[str, Any]) -> None:
        self._titles = titles

    def __getitem__(self, id_: str) -> Any:
        return {"name": self._titles[id_]}

    def __iter__(self) -> Iterator[str]:
        return iter(self._titles)

    def __len__(self) -> int:
        return len(self._titles)


def indexed(record: Record) -> Indexed:
    """A whole record in its indexed form, in memory."""
    file = BytesIO()
    indexer = Indexer(file, merged([]))
    indexer.add(record)
    indexer.finish()
    return Indexed(file.getvalue())
