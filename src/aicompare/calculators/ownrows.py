"""Rows of one's own in a comparison: `Revenue per head = revenue / employees`, of any company and period."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aicompare.companies.measures import DERIVED
from aicompare.companies.references import NO_METRICS
from aicompare.expressions.measures import of_company
from aicompare.expressions.syntax import Stored, inside
from aicompare.values.errors import BadExpression
from aicompare.values.metrics import METRICS, Kind, Metric, written_out

_NAMED = re.compile(r"\s*(?P<name>[^=<>!]+?)\s*=(?!=)\s*(?P<expression>.*)", re.DOTALL)
_HINT = 'write it like "Revenue per head = revenue / employees"'


def own_row(text: str, own: Mapping[str, Metric] = NO_METRICS) -> Metric:
    """The metric that a row names, by an expression of `check` with the company left out.

    Without a name the expression is its name. `own` are the metrics of the user's files. Raises
    BadExpression with its place in the text.
    """
    named = _NAMED.fullmatch(text)
    start = named.start("expression") if named else 0
    expression = text[start:]
    name = named["name"] if named else text.strip()
    if not expression.strip():
        raise BadExpression("a row needs an expression", text, start + 1, hint=_HINT)
    made = Metric(
        _key(name), "stock", "number", expression.strip(), {"is": expression, "title": name, "open": ""}
    )
    try:
        statement = of_company(made, "acme", own)
    except BadExpression as trouble:
        raise BadExpression(trouble.said, text, start + trouble.column, hint=trouble.hint) from None
    used = [part.reference.metric for part in inside(statement.left) if isinstance(part, Stored)]
    if not used:
        raise BadExpression("a row names a metric at least", text, start + 1, hint=_HINT)
    kind: Kind = "flow" if any(metric.kind == "flow" for metric in used) else "stock"
    traits = {**made.traits, "is": written_out(made.definition, own)}
    return Metric(made.name, kind, made.unit, made.definition, traits)


def _key(name: str) -> str:
    """The name in JSON: `revenue_per_head`; without letters and digits `row`, of a metric `own_...`."""
    key = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_") or "row"
    return f"own_{key}" if key in METRICS or key in DERIVED else key
