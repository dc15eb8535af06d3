"""What was exported, and into which files: the answer of `export`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Annotated

from aicompare.calculators.exported import Exported
from aicompare.reports.report import Column, Report, Section
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A file that was written; `rows` is None of the one that describes the other."""

    file: Annotated[str, Column("File")]
    rows: Annotated[int | None, Column("Rows", missing=" ", definition="one a fact, source or company")]
    columns: Annotated[int | None, Column("Columns", missing=" ", definition="the same of all data")]
    bytes: Annotated[int, Column("Bytes", definition="the size of the file")]
    sha256: Annotated[str, Column("SHA-256")]


def files_written(table: Exported, files: Iterable[tuple[str, int, str]]) -> Report:
    """The file of the table first, then the one that describes it."""
    first, *others = files
    rows = [ExportRow(first[0], len(table.rows), len(table.columns), *first[1:])]
    rows += [ExportRow(file, None, None, size, digest) for file, size, digest in others]
    title = f"{first[0]}: {len(table.rows):,} {table.name if len(table.rows) != 1 else _ONE[table.name]}"
    return Report("export", title, [Section(ExportRow, rows)], table.as_of, None)


_ONE = {"facts": "fact", "sources": "source", "companies": "company"}


@dataclass(frozen=True, slots=True)
class PageFileRow:
    """The page that was written."""

    file: Annotated[str, Column("File")]
    bytes: Annotated[int, Column("Bytes", definition="the size of the file")]
    sha256: Annotated[str, Column("SHA-256")]


def page_written(file: str, content: bytes, as_of: date) -> Report:
    """The answer of `report`."""
    row = PageFileRow(file, len(content), sha256(content).hexdigest())
    return Report("report", f"{file} is written", [Section(PageFileRow, [row])], as_of, None)
