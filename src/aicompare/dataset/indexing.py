"""Checked records -> an indexed data file (see aicompare.indexed)."""

from __future__ import annotations

import json
from binascii import crc32
from io import BytesIO
from typing import IO, Any

from aicompare.dataset.names import folded, names_of
from aicompare.indexed import FORMAT, Indexed, Record
from aicompare.periods import Period

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Indexer:
    """Writes the indexed form, a row at a time: nothing but the index is kept in memory."""

    def __init__(self, file: IO[bytes], head: str = FORMAT) -> None:
        self._file = file
        self._at = file.write(f"{head}\n".encode())
        self._index: list[bytes] = []
        self._sources: list[str] = []
        self._titles: dict[str, str | None] = {}
        self._listed: list[str] = []
        self._newest = ""

    def source(self, id_: str, row: Record) -> None:
        self._sources.append(id_)
        self._newest = max(self._newest, str(Period.parse(row["published"]).last))
        self._line(f"sources/{id_}", row)

    def company(self, id_: str, row: Record) -> None:
        self._titles[id_] = row.get("name")
        if "listed" in row:
            self._listed.append(id_)
        for name in {folded(name) for name in names_of(id_, row)}:
            self._index.append(f"names/{name}\t{id_}\n".encode())
        self._line(f"companies/{id_}", row)

    def finish(self, groups: Record, claims: Record) -> None:
        """The rest, and the index."""
        self._line("groups", groups)
        self._line("claims", claims)
        self._line("listed", self._listed)
        self._line("newest", self._newest)
        self._line("titles", self._titles)
        self._line("order", self._sources)
        index = b"".join(sorted(self._index))
        self._file.write(index + f"index {self._at} {crc32(index)}\n".encode())
        self._file.flush()

    def _line(self, key: str, value: Any) -> None:
        line = _encode(value).encode()
        self._index.append(f"{key}\t{self._at} {len(line)} {crc32(line)}\n".encode())
        self._at += self._file.write(line + b"\n")


def indexed(record: Record) -> Indexed:
    """A record in its indexed form, in memory."""
    file = BytesIO()
    indexer = Indexer(file)
    for id_, row in record["sources"].items():
        indexer.source(id_, row)
    for id_, row in record["companies"].items():
        indexer.company(id_, row)
    indexer.finish(record["groups"], record["claims"])
    return Indexed(file.getvalue())
