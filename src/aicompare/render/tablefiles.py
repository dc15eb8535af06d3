"""What is exported, as a file that others read: CSV, JSON Lines, SQLite or Parquet.

Beside it stands datapackage.json (Frictionless), which says what each column is. Both are written
whole or not at all.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from aicompare.files import written_whole
from aicompare.render.numbers import digits_of, machine
from aicompare.values.errors import BadUsage, NotWritten

PACKAGE = "datapackage.json"
_NAME = "aicompare"
_AMONG = {"double": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}  # SQLite's types; else TEXT
_OF_DUCKDB = {
    "text": "VARCHAR",
    "double": "DOUBLE",
    "integer": "INTEGER",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
_FRICTIONLESS = {"text": "string", "double": "number"}


class ExportColumn(Protocol):
    """One of its columns: its name, its type, and in words what stands in it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def meaning(self) -> str: ...


class ExportTable(Protocol):
    """Rows under named columns (see calculators.exported)."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[ExportColumn]: ...
    @property
    def rows(self) -> Sequence[tuple[Any, ...]]: ...
    @property
    def as_of(self) -> date: ...


class TableFile(NamedTuple):
    """A way to write a table, and the endings of files that ask for it."""

    write: Callable[[ExportTable, Path], None]
    endings: tuple[str, ...]
    mediatype: str


class WrittenFile(NamedTuple):
    """What was written: its size and digest tell whether a copy is whole."""

    path: Path
    bytes: int
    sha256: str


def form_of(file: str) -> str:
    """The form that a file's name asks for. Raises BadUsage."""
    ending = Path(file).suffix.lower()
    for name, form in TABLE_FILES.items():
        if ending in form.endings:
            return name
    usual = ", ".join(form.endings[0] for form in TABLE_FILES.values())
    raise BadUsage(f"the ending of {file!r} says no form of a table", hint=f"use one of {usual}")


def write_table(table: ExportTable, file: str) -> list[WrittenFile]:
    """The table and its datapackage.json. Raises BadUsage, NotWritten; then nothing is written."""
    form, path = TABLE_FILES[form_of(file)], Path(file)
    package = path.parent / PACKAGE
    others = _described(package, path.name)
    with written_whole(path, package) as (whole, described):
        form.write(table, whole)
        found = _measured(path, whole)
        text = json.dumps(_package(table, form, found, others), indent=2, ensure_ascii=False)
        described.write_text(f"{text}\n", encoding="utf-8")
        return [found, _measured(package, described)]


def _measured(path: Path, whole: Path) -> WrittenFile:
    content = whole.read_bytes()
    return WrittenFile(path, len(content), sha256(content).hexdigest())


# --- the forms ---------------------------------------------------------------------------------


def _csv(table: ExportTable, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        writer.writerows([_text(cell) for cell in row] for row in table.rows)


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return digits_of(cell)
        case _:
            return str(cell)


def _jsonl(table: ExportTable, path: Path) -> None:
    names = [json.dumps(column.name) for column in table.columns]
    with path.open("w", encoding="utf-8", newline="") as stream:
        for row in table.rows:
            pairs = (f"{name}: {_json(cell)}" for name, cell in zip(names, row, strict=True))
            stream.write("{" + ", ".join(pairs) + "}\n")


def _json(cell: Any) -> str:
    if isinstance(cell, Decimal):
        return machine(cell)
    return json.dumps(str(cell) if isinstance(cell, date) else cell, ensure_ascii=False)


def _sqlite(table: ExportTable, path: Path) -> None:
    import sqlite3

    columns = [f'"{column.name}" {_AMONG.get(column.type, "TEXT")}' for column in table.columns]
    columns[0] += " PRIMARY KEY"
    marks = ", ".join("?" for _ in columns)
    try:
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode = MEMORY")  # no second file beside it
            database.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
            rows = ([_bound(cell) for cell in row] for row in table.rows)
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
            database.commit()
    except sqlite3.Error as problem:
        raise NotWritten(f"{path.parent}: the database could not be written: {problem}") from None


def _bound(cell: Any) -> Any:
    """A number as its digits: a column of REAL makes a double of them."""
    if isinstance(cell, Decimal):
        return digits_of(cell)
    return str(cell) if isinstance(cell, date) else cell


def _parquet(table: ExportTable, path: Path) -> None:
    try:
        import duckdb
    except ImportError:
        hint = "install it: python -m pip install 'aicompare[parquet]'"
        raise BadUsage("Parquet is written by DuckDB, which is not installed", hint=hint) from None
    lines = path.with_name(f"{path.name}.jsonl")
    columns = ", ".join(f"'{column.name}': '{_OF_DUCKDB[column.type]}'" for column in table.columns)
    try:
        _jsonl(table, lines)
        with duckdb.connect(config={"threads": 1}) as database:  # the same rows, the same bytes
            read = f"read_json({_quoted(lines)}, format = 'newline_delimited', columns = {{{columns}}})"
            database.execute(f"COPY (SELECT * FROM {read}) TO {_quoted(path)} (FORMAT parquet)")
    except duckdb.Error as problem:
        raise NotWritten(f"{path.parent}: the Parquet file could not be written: {problem}") from None
    finally:
        lines.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


TABLE_FILES = {
    "csv": TableFile(_csv, (".csv",), "text/csv"),
    "jsonl": TableFile(_jsonl, (".jsonl", ".ndjson"), "application/x-ndjson"),
    "sqlite": TableFile(_sqlite, (".db", ".sqlite", ".sqlite3"), "application/vnd.sqlite3"),
    "parquet": TableFile(_parquet, (".parquet",), "application/vnd.apache.parquet"),
}


# --- datapackage.json --------------------------------------------------------------------------


def _package(table: ExportTable, form: TableFile, found: WrittenFile, others: list[Any]) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": _NAME,
        "title": "Figures of AI companies, each with its source",
        "resources": sorted([*others, _resource(table, form, found)], key=lambda one: str(one["path"])),
    }


def _resource(table: ExportTable, form: TableFile, found: WrittenFile) -> dict[str, Any]:
    return {
        "name": found.path.name.lower().replace(" ", "-"),
        "path": found.path.name,
        "title": f"{table.name}, as of {table.as_of}",
        "format": found.path.suffix[1:].lower(),
        "mediatype": form.mediatype,
        "encoding": "utf-8",
        "bytes": found.bytes,
        "hash": f"sha256:{found.sha256}",
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": _FRICTIONLESS.get(column.type, column.type),
                    "description": column.meaning,
                }
                for column in table.columns
            ],
            "primaryKey": [table.columns[0].name],
            "missingValues": [""],
        },
    }


def _described(package: Path, name: str) -> list[Any]:
    """What a datapackage.json of ours says of the other files that are there still.

    Raises BadUsage where it is of somebody else.
    """
    if not package.exists():
        return []
    try:
        held = json.loads(package.read_bytes())
        resources = list(held["resources"]) if held["name"] == _NAME else None
        kept = [one for one in resources or () if (package.parent / str(one["path"])).exists()]
    except (OSError, ValueError, TypeError, KeyError):
        resources = None
    if resources is None:
        hint = "write into another folder; nothing was changed"
        raise BadUsage(f"{package} is there already and describes something else", hint=hint)
    return [one for one in kept if one["path"] != name]
