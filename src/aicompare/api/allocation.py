"""Where money goes: plans of the data, or an amount of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from aicompare.answer import Answer
from aicompare.api.arguments import currency_shown, optional, several, text
from aicompare.api.data import Data, dated


@dated
def allocate(
    data: Data,
    companies: str | Iterable[str],
    *,
    plans: str | Iterable[str] = (),
    currency: str | None = None,
) -> Answer:
    """`aicompare allocate COMPANY`: use of proceeds, of the newest plan of each or of those named.

    Amounts as printed; where its share alone is printed, share x total. What an amount buys is
    amount / expense a month, in months, of the expense that the data names for the purpose.
    Raises UnknownName, NoAnswer where there is no plan.
    """
    from aicompare.calculators.useofproceeds import use_of_proceeds

    found, shown_in = data.companies(companies), currency_shown(currency)
    return data.answer(use_of_proceeds(found, several(plans), data.rates, data.as_of, shown_in))


@dated
def split(
    data: Data,
    amount: str,
    weights: Mapping[str, str | int | Fraction] | Iterable[str],
    *,
    round_to: str | None = None,
    normalise: bool = False,
    currency: str | None = None,
) -> Answer:
    """`aicompare allocate AMOUNT NAME=WEIGHT`: an amount in shares that sum to it exactly.

    By largest remainders (Hamilton's): share = amount x weight / sum of weights, rounded down to
    the unit; then one unit each to the largest fractional parts, ties to the earlier. The unit is
    the currency's minor one unless `round_to` says more. `weights` are percents (`80%`),
    fractions (`2/15`) or numbers by name, or lines like `models=80%`; percents sum to 100 unless
    `normalise`. Raises BadAmount, BadUsage for weights below nought or that do not go together.
    """
    from aicompare.calculators.allocation import allocation
    from aicompare.calculators.weights import Splitting
    from aicompare.money import parse_amount

    if isinstance(weights, Mapping):
        weights = [f"{name}={weight}" for name, weight in weights.items()]
    whole = parse_amount(text(amount))
    how = Splitting.parse(several(weights), optional(round_to), normalise=normalise)
    shown_in = currency_shown(currency)
    return data.answer(allocation(whole, amount, how, data.rates, data.as_of, shown_in))
