"""The tidy rows of an answer as a data frame, with numbers and dates that plot at once.

All columns are there, those too that say nothing: code that asks for one need not know the data.

pandas and polars are no part of aicompare, and are asked for here alone.
"""

from __future__ import annotations

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
    kinds = columns_of(report)
    frame = pandas.DataFrame(to_records(report), columns=[*kinds])
    return frame.astype({name: _PANDAS[kind] for name, kind in kinds.items()})


_PANDAS = {Decimal: "float64", int: "Int64", bool: "boolean", str: "string", date: "datetime64[s]"}


def to_polars(report: Report) -> Any:
    """Numbers are Float64, days Date, whole numbers Int64, the rest text or true and false."""
    polars = _library("polars")
    types = {Decimal: polars.Float64, int: polars.Int64, bool: polars.Boolean, date: polars.Date}
    schema = {name: types.get(kind, polars.String) for name, kind in columns_of(report).items()}
    plain = {name: polars.String if kind == polars.Float64 else kind for name, kind in schema.items()}
    rows = [[_digits(record.get(name)) for name in schema] for record in to_records(report)]
    return polars.DataFrame(rows, schema=plain, orient="row").cast(schema)


def _digits(value: Any) -> Any:
    """Every digit of a number; polars has its own idea of how long a Decimal is."""
    return str(value) if isinstance(value, Decimal) else value


def _library(name: str) -> Any:
    """Raises BadUsage with the command that installs it."""
    try:
        return import_module(name)
    except ImportError:
        hint = f"install it: pip install 'aicompare[{name}]'"
        raise BadUsage(f"to_{name}() needs {name}, which is not installed", hint=hint) from None
