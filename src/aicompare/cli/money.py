"""The commands about exchange rates."""

from __future__ import annotations

from typing import Annotated

import typer

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
        list[str] | None, typer.Option("--to", metavar="CUR[,CUR...]", help="The currencies to convert to.")
    ] = None,
    on: Annotated[str | None, ON] = None,
    average: Annotated[str | None, AVERAGE] = None,
    implied: Annotated[
        bool, typer.Option("--implied", help="The rate that two amounts imply, and when it was published.")
    ] = False,
    common: Common,
) -> None:
    """A dated conversion with the passport of its rate; $ is USD."""
    from aicompare.calculators.conversion import conversion, currencies_of, stored_conversion
    from aicompare.calculators.impliedrate import implied_rate
    from aicompare.money import Money
    from aicompare.ratechoice import RateChoice
    from aicompare.references import parse_value

    asked = Asked(common)
    choice = RateChoice.parse(on, average)
    values = [parse_value(text) for text in amounts]
    if implied:
        if to or common.in_:
            raise BadUsage("--implied converts nothing", hint="leave out --to and --in")
        asked.answer(implied_rate(values, choice, asked.rates, asked.as_of))
        return
    if len(values) != 1:
        raise BadUsage("convert takes one amount", hint='write it in quotes, like "15bn CNY"')
    (value,), currencies = values, currencies_of(to, asked.currency(None))
    if isinstance(value, Money):
        asked.answer(conversion(value, currencies, choice, asked.rates, asked.as_of))
    else:
        company = asked.data.company(value.company)
        asked.answer(stored_conversion(company, value, currencies, choice, asked.rates, asked.as_of))


@command(
    "rates",
    "aicompare rates USD/CNY --average FY2025",
    "aicompare rates --on 2026-01-08",
)
def rates(
    pair: Annotated[
        str | None,
        typer.Argument(metavar="[BASE/QUOTE]", help="USD/CNY is CNY for one USD; or the word update."),
    ] = None,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE-OR-URL]", help="After update: a newer ECB zip or csv.")
    ] = None,
    *,
    on: Annotated[str | None, ON] = None,
    average: Annotated[str | None, AVERAGE] = None,
    common: Common,
) -> None:
    """Exchange rates of a day or period; `update` takes newer ones."""
    from aicompare.calculators.conversion import listing, pairs_of
    from aicompare.ratechoice import RateChoice

    asked = Asked(common)
    choice = RateChoice.parse(on, average)
    if pair == "update":
        if file is None or choice:
            raise BadUsage("`rates update` takes a file or an address", hint=f"the bank's is {ECB_HISTORY}")
        _update_rates(file, asked)
    elif file is not None:
        raise BadUsage("rates takes one pair", hint="write it like USD/CNY, or `rates update FILE-OR-URL`")
    else:
        asked.answer(listing(pairs_of(pair, asked.currency(None)), choice, asked.rates, asked.as_of))


ECB_HISTORY = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"


def _update_rates(place: str, asked: Asked) -> None:
    from aicompare.ratesupdate import update_rates, updated
    from aicompare.render.progress import downloading

    with downloading() as progress:
        update = update_rates(place, progress)
    asked.answer(updated(update, asked.rates, asked.as_of))
