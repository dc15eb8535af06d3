"""What each command answers with: the types of the rows that each part of its answer may have.

The first part is what was asked for, `data`. Its JSON Schema, its description and the fields that
`--fields` takes are read off these types (render/shape.py); a test holds every answer to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

ROWS: Mapping[str, Mapping[str, str]] = {
    "list": {"data": "catalogue.ListRow"},
    "show": {
        "data": "catalogue.ShowRow catalogue.DerivedRow",
        "prices": "pricerange.PriceRow",
        "statement": "statement.StatementRow",
    },
    "compare": {"data": "comparison.CompareRow"},
    "runway": {
        "data": "runway.row.RunwayRow",
        "sensitivity": "runway.sensitivity.ExtraRow",
        "stated": "runway.matrix.StatedRow",
        "needs": "runway.needs.SolvedRow",
    },
    "multiples": {
        "data": "multiples.row.MultiplesRow multiples.row.EvRow multiples.comps.CompsRow"
        " multiples.history.HistoryRow value.reverse.SupposedRow",
        "statistics": "multiples.statistics.Spread",
        "convertibles": "multiples.convertibles.ConvertibleRow",
        "by_house": "multiples.expectations.HouseRow",
        "needs": "value.needs.NeedRow",
        "implied": "multiples.implied.ImpliedRow",
        "benchmarks": "multiples.implied.BenchmarkRow",
    },
    "value": {"data": "value.method.MethodRow value.needs.NeedRow", "methods": "value.method.MethodRow"},
    "burn-multiple": {"data": "burnmultiple.BurnMultipleRow"},
    "convert": {
        "data": "conversion.report.ConvertRow conversion.report.StoredRow"
        " conversion.impliedrate.ImpliedRateRow",
        "stretches": "conversion.impliedrate.StretchRow",
    },
    "rates": {"data": "conversion.report.RateRow"},
    "allocate": {
        "data": "proceeds.purposes.PlanRow split.report.SplitRow",
        "used": "proceeds.spending.UsedRow",
        "buys": "proceeds.spending.BoughtRow",
        "plans": "proceeds.report.PlanSummary",
    },
    "check": {"data": "claims.rows.CheckRow"},
    "audit": {"data": "claims.rows.ClaimRow"},
    "read": {"data": "readrow.ReadRow"},
    "diff": {"data": "changes.rows.ChangeRow", "facts": "changes.factual.FactChange"},
    "status": {"data": "status.InForce", "stale": "status.StaleRow"},
    "update": {
        "data": "changes.taken.TakenRow",
        "changes": "changes.rows.ChangeRow",
        "facts": "changes.factual.FactChange",
    },
    "report": {"data": "exportedfiles.PageFileRow"},
    "find": {"data": "search.FoundRow"},
    "sources": {"data": "vocabulary.SourceRow"},
    "metrics": {"data": "vocabulary.MetricRow"},
    "validate": {"data": "validation.ValidateRow"},
    "init": {"data": "additions.AdditionRow"},
    "add": {"data": "additions.AdditionRow"},
    "import": {"data": "additions.AdditionRow"},
    "export": {"data": "exportedfiles.ExportRow"},
}
# Commands whose answer has the name of another's.
_NAMED = {"import": "add"}


def rows_of(command: str) -> dict[str, list[type]]:
    """The types of the rows of each part."""
    return {part: [_type(place) for place in places.split()] for part, places in ROWS[command].items()}


def shape_of(command: str) -> dict[str, Any]:
    """The JSON Schema of its answer."""
    from aicompare.render.shape import answer_shape

    return answer_shape(_NAMED.get(command, command), rows_of(command))


def _type(place: str) -> type:
    module, _, name = place.rpartition(".")
    found: type = getattr(import_module(f"aicompare.calculators.{module}"), name)
    return found
