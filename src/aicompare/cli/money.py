"""The commands about exchange rates."""

from __future__ import annotations

from typing import Annotated

import typer

import aicompare
from aicompare.cli.asked import Asked
from aicompare.cli.options import AVERAGE, ON, Common, command
from aicompare.errors import BadUsage


@command(
    "convert",
    'aicompare convert "15bn CNY" --to USD,HKD --on 2025-12-31',
    'aicompare convert "minimax.revenue[FY2025]" --to CNY',
    'aicompare convert --implied "53.437m USD" "376m CNY"',
)
def convert(
    amounts: Annotated[
        list[str],
        typer.Argument(metavar="AMOUNT", help='"15bn CNY", or a stored figure: minimax.revenue[FY2025].'),
    ],
    *,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="CUR[,CUR...]", help="The currencies to convert to, like USD,HKD."),
    ] = None,
    on: Annotated[str | None, ON] = None,
    average: Annotated[str | None, AVERAGE] = None,
    implied: Annotated[
        bool, typer.Option("--implied", help="The rate that two amounts imply, and when it was published.")
    ] = False,
    common: Common,
) -> None:
    """A dated conversion with the passport of its rate; $ is USD."""
    asked = Asked(common)
    if implied:
        if to or common.in_:
            raise BadUsage("--implied converts nothing", hint="leave out --to and --in")
        asked.answer(aicompare.implied_rate(asked.data, *amounts, on=on, average=average))
    elif len(amounts) != 1:
        raise BadUsage("convert takes one amount", hint='write it in quotes, like "15bn CNY" --to USD')
    else:
        (amount,) = amounts
        asked.answer(
            aicompare.convert(asked.data, amount, to or (), on=on, average=average, currency=common.in_)
        )


@command(
    "rates",
    "aicompare rates USD/CNY --average FY2025",
    "aicompare rates --on 2026-01-08",
)
def rates(
    pair: Annotated[
        str | None,
        typer.Argument(
            metavar="BASE/QUOTE", help="USD/CNY is CNY for one USD; else USD to each; or the word update."
        ),
    ] = None,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE-OR-URL", help="After update: a newer ECB zip or csv.")
    ] = None,
    *,
    on: Annotated[str | None, ON] = None,
    average: Annotated[str | None, AVERAGE] = None,
    common: Common,
) -> None:
    """Exchange rates of a day or period; `update` takes newer ones."""
    asked = Asked(common, file)
    if pair == "update":
        if file is None or on or average:
            raise BadUsage("`rates update` takes a file or an address", hint=f"the bank's is {ECB_HISTORY}")
        _update_rates(file, asked)
    elif file is not None:
        raise BadUsage("rates takes one pair", hint="write it like USD/CNY, or `rates update FILE-OR-URL`")
    else:
        asked.answer(aicompare.exchange_rates(asked.data, pair, on=on, average=average, currency=common.in_))


ECB_HISTORY = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"


def _update_rates(place: str, asked: Asked) -> None:
    from aicompare.ratesupdate import update_rates, updated
    from aicompare.render.progress import downloading

    with downloading() as progress:
        update = update_rates(place, progress)
    data = asked.data
    asked.answer(data.answer(updated(update, data.rates, data.as_of)))
