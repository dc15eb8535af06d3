"""The command that tells where money goes: plans of the data, or an amount of the user's own."""

from __future__ import annotations

from typing import Annotated

import typer

import aicompare
from aicompare.cli.asked import Asked
from aicompare.cli.options import Common, command
from aicompare.errors import BadUsage, Trouble


@command(
    "allocate",
    "aicompare allocate zhipu --plan star-2026",
    'aicompare allocate "CNY 15bn" models=80% maas=2/15 working-capital=1/15',
)
def allocate(
    arguments: Annotated[
        list[str],
        typer.Argument(
            metavar="COMPANY|AMOUNT NAME=WEIGHT",
            help='Companies; or an amount like "CNY 15bn", and lines like models=80%, maas=2/15 or "R&D"=3.',
        ),
    ],
    *,
    plan: Annotated[
        list[str] | None, typer.Option("--plan", metavar="ID", help="This plan, not the newest. Repeatable.")
    ] = None,
    round_to: Annotated[
        str | None,
        typer.Option(
            "--round-to", metavar="UNIT", help="Shares in multiples of this, like 1m; else of cents."
        ),
    ] = None,
    normalise: Annotated[
        bool, typer.Option("--normalise", help="Percents that do not sum to 100 are taken as weights.")
    ] = False,
    common: Common,
) -> None:
    """Use of proceeds: a plan of the data, or an amount split exactly."""
    if _is_amount(arguments):
        if plan:
            raise BadUsage("--plan is for the plans of a company", hint="leave it out, or name a company")
        asked = Asked(common)
        amount, *weights = arguments
        asked.answer(
            aicompare.split(
                asked.data, amount, weights, round_to=round_to, normalise=normalise, currency=common.in_
            )
        )
    else:
        if round_to is not None or normalise:
            raise BadUsage(
                "--round-to and --normalise are for an amount", hint="write it first, like 15bn CNY"
            )
        asked = Asked(common)
        asked.answer(aicompare.allocate(asked.data, arguments, plans=plan or (), currency=common.in_))


def _is_amount(arguments: list[str]) -> bool:
    """Whether an amount is to be split, or companies are named. Raises as parse_amount beside weights."""
    from aicompare.money import parse_amount

    try:
        parse_amount(arguments[0])
    except Trouble:
        if any("=" in argument for argument in arguments):
            raise
        return False
    return True
