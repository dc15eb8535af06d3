"""The tidy rows of an answer as a data frame, with numbers and dates that plot at once.

pandas and polars are no part of aicompare, and are asked for here alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

from aicompare.render.as_csv import to_records
from aicompare.render.tidy import columns_of
from aicompare.reports.report import Report
from aicompare.values.errors import BadUsage


def to_pandas(report: Report) -> Any:
    """Numbers are float64, days datetime64, whole numbers Int64, the rest text or true and false."""
    pandas = _library("pandas")
    records = to_records(report)
    kinds = _kinds(records, report)
    frame = pandas.DataFrame(records, columns=[*kinds])
    for name, kind in kinds.items():
        if kind is date:
            frame[name] = pandas.to_datetime(frame[name])
        elif kind in _PANDAS:
            frame[name] = frame[name].astype(_PANDAS[kind])
    return frame


_PANDAS = {Decimal: "float64", int: "Int64", bool: "boolean", str: "string"}


def to_polars(report: Report) -> Any:
    """Numbers are Float64, days Date, whole numbers Int64, the rest text or true and false."""
    polars = _library("polars")
    records = to_records(report)
    types = {Decimal: polars.Float64, int: polars.Int64, bool: polars.Boolean, date: polars.Date}
    schema = {name: types.get(kind, polars.String) for name, kind in _kinds(records, report).items()}
    rows = [[_digits(value) for value in record.values()] for record in records]
    plain = {name: polars.String if kind == polars.Float64 else kind for name, kind in schema.items()}
    return polars.DataFrame(rows, schema=plain, orient="row").cast(schema)


def _digits(value: Any) -> Any:
    """Every digit of a number; polars has its own idea of how long a Decimal is."""
    return str(value) if isinstance(value, Decimal) else value


def _kinds(records: Sequence[dict[str, Any]], report: Report) -> dict[str, type]:
    """The type of each column; one that holds numbers of both kinds holds fractions."""
    found: dict[str, type] = dict.fromkeys(records[0] if records else columns_of(report), str)
    for record in records:
        for name, value in record.items():
            if value is not None and found[name] is not Decimal:
                found[name] = type(value)
    return found


def _library(name: str) -> Any:
    """Raises BadUsage with the command that installs it."""
    try:
        return import_module(name)
    except ImportError:
        hint = f"install it: pip install 'aicompare[{name}]'"
        raise BadUsage(f"to_{name}() needs {name}, which is not installed", hint=hint) from None
