"""Rows of `measures:` -> metrics with their expression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from aicompare.companies.measures import DERIVED
from aicompare.values.metrics import ALSO_CALLED, METRICS, Kind, Metric, written_out

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def measures_of(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Metric]:
    """Each with the expressions of those before it written out, so that it rests on shipped metrics alone."""
    found: dict[str, Metric] = {}
    for name in rows:
        found[name] = _metric(name, rows[name], found)
    return found


def _metric(name: str, row: Mapping[str, Any], before: Mapping[str, Metric]) -> Metric:
    expression = written_out(row["expression"], before)
    traits = {"is": expression, "title": row.get("title") or name.replace("_", " ").capitalize()}
    definition = row.get("definition") or f"{row['expression']}, by a file of your own"
    return Metric(name, _kind(expression), row["unit"], definition, traits)


def _kind(expression: str) -> Kind:
    """A flow where any of its parts is: it is of the same stretch."""
    names = {ALSO_CALLED.get(name, name) for name in _NAME.findall(expression)}
    kinds = {known.kind for name in names if (known := DERIVED.get(name) or METRICS.get(name))}
    return "flow" if "flow" in kinds else "stock"
