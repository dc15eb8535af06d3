"""Metrics of one's own that mean nothing: a name that is taken, an expression that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from aicompare.companies.measures import DERIVED
from aicompare.dataset.document import Found
from aicompare.dataset.measuring import measures_of
from aicompare.dataset.records import Record
from aicompare.expressions.measures import of_company
from aicompare.values.errors import BadExpression
from aicompare.values.metrics import ALSO_CALLED, METRICS

CODE = "bad-measure"


def wrong_measures(record: Record, base: Record) -> Iterator[Found]:
    """Each fault of the `measures` of a file; those of the files below may be named in them."""
    below = dict(base["measures"])
    for name, row in record["measures"].items():
        path = ("measures", name)
        if name in METRICS or name in DERIVED or name in ALSO_CALLED:
            yield path, CODE, f"{name} is a metric already", "give it another name"
            continue
        made = measures_of({**below, name: row})
        try:
            of_company(made[name], "acme")
        except BadExpression as trouble:
            yield (*path, "expression"), CODE, trouble.message, trouble.hint
            continue
        below = {**below, name: row}
