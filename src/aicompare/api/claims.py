"""Statements held against the data.

Intervals are compared: two that do not meet are `contradicted`, two that meet `hold`; what is
open, overlaps in an inequality, is missing or may mean several figures is `undecided`. Beside the
verdict stand `off_by` and `remark`; docs/expressions.md has the table of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from os import fspath
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import rate_choice
from aicompare.api.data import Data, dated
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import Average, On, OneFile
from aicompare.values.errors import BadUsage, Trouble

if TYPE_CHECKING:
    from aicompare.rates.choice import RateChoice
    from aicompare.reports.report import Report

_HINT = 'write `aicompare check "minimax.cash > 1bn USD"` or `aicompare check --file claims.txt`'


@command(
    'aicompare check "minimax.cash_balance[2025-09-30] / minimax.monthly_burn == 37"',
    'aicompare check "convert(minimax.revenue[9M2025], CNY) == 376m CNY"',
    'aicompare check "sum(convert(us-labs.equity_value, USD)) > 2tn USD"',
    "aicompare check --file claims.txt",
    own_currencies=True,
)
def check(
    data: Data,
    expression: Annotated[
        str | None,
        Argument("EXPRESSION", 'In quotes: "minimax.cash / minimax.monthly_burn == 37".', words=True),
    ] = None,
    *,
    file: Annotated[
        OneFile | None, Option("FILE", "A statement a line, or NDJSON with ids; `-` is standard input.")
    ] = None,
    on: On = None,
    average: Average = None,
) -> Answer:
    """Is this statement true? Exit code 0 holds, 1 contradicted, 2 undecided.

    Of an expression without a comparison, what it comes to. None of `on` and `average` converts
    each figure by its kind (IAS 21). `verdict` is None of an expression without a comparison;
    `computed` is None where a figure is missing. `off_by` is the distance of the nearest ends over
    the computed one (0.1 is 10%), None but of a contradiction; `remark` is one word for what the
    verdict rests on or what was meant, None where nothing is to be said. `zhipu.revenue[FY2024] ==
    312m HKD` is contradicted, off by 0.078, remark `currency`: the RMB 312.4m are HK$338.8m. Raises
    BadExpression with the column, BadPeriod, BadUsage, NoRate, and NoAnswer where a value is asked
    for that is not known.

    Of a `file` there is a row for each of its lines, as each would be answered alone, with its `id`
    or its number; empty lines and those that begin with # are left out. A line that would raise an
    error has the verdict `error`, the code as its remark and the words as its hint. The exit code is
    the highest of all lines. Raises BadFile where it holds no statement.

    >>> row = aicompare.check(aicompare.load(), "zhipu.revenue[FY2024] == 312m HKD").rows[0]
    >>> row.verdict, row.remark, f"{row.off_by:.3f}"
    ('contradicted', 'currency', '0.078')
    """
    choice = rate_choice(on, average)
    if file is None and expression is not None:
        return data.answer(_checked(data, expression, choice).report)
    if file is None or expression is not None:
        raise BadUsage("check takes one of EXPRESSION and --file", hint=_HINT)
    from aicompare.api.statements import statements_in
    from aicompare.calculators.claims.many import check_all

    @cache  # of what cannot be judged too: a suggestion is looked for among all names
    def ask(statement: str) -> Report | Trouble:
        try:
            return _checked(data, statement, choice).report
        except Trouble as trouble:
            return trouble.with_traceback(None)

    lines = statements_in(fspath(file))
    return data.answer(check_all(fspath(file), lines, ask, data.as_of))


@dated
def _checked(data: Data, expression: str, choice: RateChoice) -> Answer:
    from aicompare.calculators.claims.report import check_expression

    dataset = data.dataset
    every = dataset.all()
    return Answer(check_expression(expression, choice, dataset, data.rates, every, dataset.measures))


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
        str | Iterable[str] | None,
        Option("COMPANY", "Only the claims about these, or about a group; else about all. Repeatable."),
    ] = None,
    every: Annotated[
        bool, Option(help="Every claim that does not hold, of all sources; else the worst.", flag="--all")
    ] = False,
    ids: Annotated[bool, Option(help="The id of each claim, too.")] = False,
) -> Answer:
    """Every claim recorded in the data, recomputed. Exit code 1 if any is contradicted.

    Each as of the date of its source. None is every source, every company. `every` and `ids` change
    what tables show; the rows are all of them in any case. Raises UnknownName.

    >>> rows = aicompare.audit(aicompare.load(), source="article-000").rows
    >>> len(rows), [row.verdict for row in rows].count("contradicted")
    (11, 3)
    """
    from aicompare.calculators.claims.report import audit

    about = None if company is None else [one.id for one in data.companies(company)]
    return data.answer(
        audit(data.dataset.claims, data.dataset, data.rates, source, about, every=every, ids=ids)
    )
