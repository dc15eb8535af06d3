"""Statements held against the data.

Intervals are compared: two that do not meet are `contradicted`, two that meet `hold`; what is
open, overlaps in an inequality or is missing is `undecided`.
"""

from __future__ import annotations

from typing import Annotated

from aicompare.answer import Answer
from aicompare.api.arguments import rate_choice
from aicompare.api.data import Data, dated
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import Average, On


@command(
    'aicompare check "minimax.cash_balance[2025-09-30] / minimax.monthly_burn == 37"',
    'aicompare check "convert(minimax.revenue[9M2025], CNY) == 376m CNY"',
    'aicompare check "sum(convert(us-labs.equity_value, USD)) > 2tn USD"',
    own_currencies=True,
)
@dated
def check(
    data: Data,
    expression: Annotated[
        str,
        Argument("EXPRESSION", 'In quotes: "minimax.cash / minimax.monthly_burn == 37".', words=True),
    ],
    *,
    on: On = None,
    average: Average = None,
) -> Answer:
    """Is this statement true? Exit code 0 holds, 1 contradicted, 2 undecided.

    Of an expression without a comparison, what it comes to. None of `on` and `average` converts
    each figure by its kind (IAS 21). `verdict` is None of an expression without a comparison;
    `computed` is None where a figure is missing. Raises BadExpression with the column,
    BadPeriod, BadUsage.
    """
    from aicompare.calculators.claims import check_expression

    choice, dataset = rate_choice(on, average), data.dataset
    return data.answer(check_expression(expression, choice, dataset, data.rates, dataset.all()))


@command(
    "aicompare audit --source article-004",
    "aicompare audit --company zhipu --json",
    own_currencies=True,
)
@dated
def audit(
    data: Data,
    *,
    source: Annotated[str | None, Option("SOURCE", "Only the claims of this source; else of all.")] = None,
    company: Annotated[
        str | None, Option("COMPANY", "Only the claims about this company; else about all.")
    ] = None,
) -> Answer:
    """Every claim recorded in the data, recomputed. Exit code 1 if any is contradicted.

    Each as of the date of its source. None is every source, every company. Raises UnknownName.
    """
    from aicompare.calculators.claims import audit

    return data.answer(audit(data.dataset.claims, data.dataset, data.rates, source, company))
