"""Statements held against the data.

Intervals are compared: two that do not meet are `contradicted`, two that meet `hold`; what is
open, overlaps in an inequality or is missing is `undecided`.
"""

from __future__ import annotations

from datetime import date

from aicompare.answer import Answer
from aicompare.api.arguments import rate_choice
from aicompare.api.data import Data, dated


@dated
def check(data: Data, expression: str, *, on: str | date | None = None, average: str | None = None) -> Answer:
    """`aicompare check`: whether a statement holds, or what an expression comes to.

    None of `on` and `average` converts each figure by its kind (IAS 21). `verdict` is None of an
    expression without a comparison; `computed` is None where a figure is missing. Raises
    BadExpression with the column, BadPeriod, BadUsage.
    """
    from aicompare.calculators.claims import check_expression

    choice, dataset = rate_choice(on, average), data.dataset
    return data.answer(check_expression(expression, choice, dataset, data.rates, dataset.all()))


@dated
def audit(data: Data, *, source: str | None = None, company: str | None = None) -> Answer:
    """`aicompare audit`: every claim recorded in the data, recomputed as of the date of its source.

    None is every source, every company. Raises UnknownName.
    """
    from aicompare.calculators.claims import audit

    return data.answer(audit(data.dataset.claims, data.dataset, data.rates, source, company))
