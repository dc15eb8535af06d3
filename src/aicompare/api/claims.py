"""Statements held against the data.

Intervals are compared: two that do not meet are `contradicted`, two that meet `hold`; what is
open, overlaps in an inequality, is missing or may mean several figures is `undecided`. Beside the
verdict stand `off_by` and `remark`; docs/expressions.md has the table of them.
"""

from __future__ import annotations

from datetime import date

from aicompare.answer import Answer
from aicompare.api.arguments import rate_choice
from aicompare.api.data import Data


def check(data: Data, expression: str, *, on: str | date | None = None, average: str | None = None) -> Answer:
    """`aicompare check`: whether a statement holds, or what an expression comes to.

    None of `on` and `average` converts each figure by its kind (IAS 21). `verdict` is None of an
    expression without a comparison; `computed` is None where a figure is missing. `off_by` is the
    distance of the nearest ends over the computed one (0.1 is 10%), None but of a contradiction;
    `remark` is one word for what the verdict rests on or what was meant, None where nothing is to be
    said. `zhipu.revenue[FY2024] == 312m HKD` is contradicted, off by 0.078, remark `currency`: the
    RMB 312.4m are HK$338.8m. Raises BadExpression with the column, BadPeriod, BadUsage, NoRate,
    and NoAnswer where a value is asked for that is not known.
    """
    from aicompare.calculators.claims import check_expression

    choice, dataset = rate_choice(on, average), data.dataset
    return data.answer(check_expression(expression, choice, dataset, data.rates, dataset.all()))


def audit(data: Data, *, source: str | None = None, company: str | None = None) -> Answer:
    """`aicompare audit`: every claim recorded in the data, recomputed as of the date of its source.

    None is every source, every company. Raises UnknownName.
    """
    from aicompare.calculators.claims import audit

    return data.answer(audit(data.dataset.claims, data.dataset, data.rates, source, company))
