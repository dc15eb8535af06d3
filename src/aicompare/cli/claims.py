"""The commands that hold statements against the data."""

from __future__ import annotations

from typing import Annotated

import typer

import aicompare
from aicompare.cli.asked import Asked
from aicompare.cli.options import AVERAGE, ON, Common, command
from aicompare.errors import BadUsage


@command(
    "check",
    'aicompare check "minimax.cash_balance[2025-09-30] / minimax.monthly_burn == 37"',
    'aicompare check "convert(minimax.revenue[9M2025], CNY) == 376m CNY"',
    'aicompare check "sum(convert(us-labs.equity_value, USD)) > 2tn USD"',
)
def check(
    expression: Annotated[
        list[str],
        typer.Argument(metavar="EXPRESSION", help='In quotes: "minimax.cash / minimax.monthly_burn == 37".'),
    ],
    *,
    on: Annotated[str | None, ON] = None,
    average: Annotated[str | None, AVERAGE] = None,
    common: Common,
) -> None:
    """Is this statement true? Exit code 0 holds, 1 contradicted, 2 undecided."""
    asked = _asked(common)
    asked.answer(aicompare.check(asked.data, " ".join(expression), on=on, average=average))


@command(
    "audit",
    "aicompare audit --source article-004",
    "aicompare audit --company zhipu --json",
)
def audit(
    *,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="SOURCE", help="Only the claims of this source; else of all."),
    ] = None,
    company: Annotated[
        str | None,
        typer.Option(
            "--company", metavar="COMPANY", help="Only the claims about this company; else about all."
        ),
    ] = None,
    common: Common,
) -> None:
    """Every claim recorded in the data, recomputed. Exit code 1 if any is contradicted."""
    asked = _asked(common)
    asked.answer(aicompare.audit(asked.data, source=source, company=company))


def _asked(common: Common) -> Asked:
    if common.in_:
        raise BadUsage("an expression says its own currencies", hint="write convert(minimax.cash, CNY)")
    return Asked(common)
