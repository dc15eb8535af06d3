"""CSV and TSV: one value a row, under columns that never depend on the data (see tidy.py).

UTF-8 without a byte order mark, which `cut` and plain readers would take for a part of the first
name. What is missing is empty. In CSV, which spreadsheets open, no text starts a formula; in TSV,
records and frames texts are as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.render.numbers import machine
from aicompare.render.plain import Digits
from aicompare.render.safe import clean
from aicompare.render.selecting import among
from aicompare.render.tidy import columns_of, rows_of
from aicompare.reports.report import Report
from aicompare.values.metrics import Metric
from aicompare.values.sources import Source

# What begins a formula in some spreadsheet and language, also behind spaces that it drops (OWASP,
# CSV injection); tabs and line breaks are written out.
_FORMULA = r"\s*[=+\-@＝＋－＠−]"


def to_csv(report: Report) -> str:
    """Commas between the cells."""
    return _written(report, ",", _guarded)


def to_tsv(report: Report) -> str:
    """Tabs between the cells, and no mark before what a spreadsheet would take for a formula."""
    return _written(report, "\t", _cell)


def _written(report: Report, delimiter: str, cell: Callable[[Any], str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    columns = among(report.fields, [*columns_of(report)], report.name)
    writer.writerow(columns)
    for row in rows_of(report):
        writer.writerow([cell(row.get(name)) for name in columns])
    return out.getvalue()


def to_records(report: Report) -> list[dict[str, Any]]:
    """The same rows as dicts: Decimal, int, bool, date, text or None, one type for a column.

    Columns that are empty in every row are left out.
    """
    rows = list(rows_of(report))
    columns = [name for name in columns_of(report) if any(row.get(name) not in _EMPTY for row in rows)]
    return [{name: _plain(row.get(name)) for name in columns} for row in rows]


_EMPTY = (None, "", ())


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | Digits):
        return Decimal(_cell(value))
    if value is None or isinstance(value, bool | int | date):
        return value
    return _cell(value) or None


def _guarded(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula; a number may begin with its minus."""
    text = _cell(value)
    is_number = isinstance(value, Digits | Decimal | int)
    return f"'{text}" if not is_number and re.match(_FORMULA, text) else text


def _cell(value: Any) -> str:
    """Missing is empty."""
    match value:
        case None:
            return ""
        case Digits():
            return value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return machine(value)
        case tuple() | list():
            return "; ".join(map(_cell, value))
        case Metric():
            return value.name
        case Source():
            return value.id
        case _:
            return clean(str(value))
