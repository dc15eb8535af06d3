"""The command that tells where money goes: plans of the data, or an amount of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aicompare.cli.asked import Asked
from aicompare.cli.options import Common, command
from aicompare.errors import BadUsage, Trouble

if TYPE_CHECKING:
    from aicompare.money import Money


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
    from aicompare.calculators.allocation import allocation
    from aicompare.calculators.useofproceeds import use_of_proceeds
    from aicompare.calculators.weights import Splitting

    amount = _amount(arguments)
    if amount and plan:
        raise BadUsage("--plan is for the plans of a company", hint="leave it out, or name a company")
    if not amount and (round_to is not None or normalise):
        raise BadUsage("--round-to and --normalise are for an amount", hint="write it first, like 15bn CNY")
    how = Splitting.parse(arguments[1:], round_to, normalise=normalise) if amount else None
    asked = Asked(common)
    currency = asked.currency(None)
    if amount and how:
        asked.answer(allocation(amount, arguments[0], how, asked.rates, asked.as_of, currency))
    else:
        companies = asked.companies(arguments)
        asked.answer(use_of_proceeds(companies, plan or [], asked.rates, asked.as_of, currency))


def _amount(arguments: list[str]) -> Money | None:
    """The amount to split; None where companies are named. Raises as parse_amount beside weights."""
    from aicompare.money import parse_amount

    try:
        return parse_amount(arguments[0])
    except Trouble:
        if any("=" in argument for argument in arguments):
            raise
        return None
