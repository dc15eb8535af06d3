"""Where money goes: plans of the data, or an amount of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import currency_shown, optional, several, text
from aicompare.api.calling import checked
from aicompare.api.data import Data, dated
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import Currency
from aicompare.values.errors import BadUsage, Trouble


@command(
    "aicompare allocate zhipu --plan star-2026",
    'aicompare allocate "CNY 15bn" models=80% maas=2/15 working-capital=1/15',
)
@dated
def allocate(
    data: Data,
    companies: Annotated[
        str | Iterable[str],
        Argument(
            "COMPANY|AMOUNT NAME=WEIGHT",
            'Companies; or an amount like "CNY 15bn", and lines like models=80%, maas=2/15 or "R&D"=3.',
        ),
    ],
    *,
    plans: Annotated[
        str | Iterable[str], Option("ID", "This plan, not the newest. Repeatable.", "--plan")
    ] = (),
    round_to: Annotated[
        str | None, Option("UNIT", "Shares in multiples of this, like 1m; else of cents.")
    ] = None,
    normalise: Annotated[bool, Option(help="Percents that do not sum to 100 are taken as weights.")] = False,
    currency: Currency = None,
) -> Answer:
    """Use of proceeds: a plan of the data, or an amount split exactly.

    Of companies the newest plan of each, or those named. Amounts as printed; where its share
    alone is printed, share x total. What an amount buys is amount / expense a month, in months,
    of the expense that the data names for the purpose. Of an amount and its lines as `split`.
    Raises UnknownName, NoAnswer where there is no plan, BadUsage, and what `split` does.

    >>> rows = aicompare.allocate(aicompare.load(), "minimax", plans="ipo-2026").rows
    >>> [(row.purpose, row.weight, row.planned.reported) for row in rows][1]
    ('Large models', '70%', 'HK$2,672.8m')
    """
    names = several(companies)
    if _begin_with_an_amount(names):
        if plans:
            raise BadUsage("--plan is for the plans of a company", hint="leave it out, or name a company")
        amount, *weights = names
        return split(data, amount, weights, round_to=round_to, normalise=normalise, currency=currency)
    if round_to is not None or normalise:
        raise BadUsage("--round-to and --normalise are for an amount", hint="write it first, like 15bn CNY")
    from aicompare.calculators.proceeds.report import use_of_proceeds

    found, shown_in = data.companies(names), currency_shown(currency)
    return data.answer(use_of_proceeds(found, several(plans), data.rates, data.as_of, shown_in))


@checked
@dated
def split(
    data: Data,
    amount: str,
    weights: Mapping[str, str | int | Decimal | Fraction] | Iterable[str],
    *,
    round_to: str | None = None,
    normalise: bool = False,
    currency: str | None = None,
) -> Answer:
    """An amount in shares that sum to it exactly; `aicompare allocate AMOUNT NAME=WEIGHT...`.

    By largest remainders (Hamilton's): share = amount x weight / sum of weights, rounded down to
    the unit; then one unit each to the largest fractional parts, ties to the earlier. The unit is
    the currency's minor one unless `round_to` says more. `weights` are percents (`80%`),
    fractions (`2/15`) or numbers by name, or lines like `models=80%`; percents sum to 100 unless
    `normalise`. Raises BadAmount, BadUsage for weights below zero or that do not go together.

    >>> rows = aicompare.split(aicompare.load(), "CNY 100", {"models": "2/3", "rest": "1/3"}).rows
    >>> [(row.purpose, str(row.amount.amount.value)) for row in rows]
    [('models', '66.67'), ('rest', '33.33')]
    """
    from aicompare.calculators.split.report import allocation
    from aicompare.calculators.split.weights import Splitting
    from aicompare.values.money import parse_amount

    if isinstance(weights, Mapping):
        weights = [f"{name}={weight}" for name, weight in weights.items()]
    whole = parse_amount(text(amount))
    how = Splitting.parse(several(weights), optional(round_to), normalise=normalise)
    shown_in = currency_shown(currency)
    return data.answer(allocation(whole, amount, how, data.rates, data.as_of, shown_in))


def _begin_with_an_amount(names: list[str]) -> bool:
    """Rather than with a company. Raises as parse_amount beside weights."""
    from aicompare.values.money import parse_amount

    try:
        parse_amount(next(iter(names), ""))
    except Trouble:
        if any("=" in name for name in names):
            raise
        return False
    return True
