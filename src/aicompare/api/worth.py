"""What a company may be worth, and what today's value needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import currency_shown, day, premise, several, whole
from aicompare.api.data import Data, dated
from aicompare.api.declared import Option, command
from aicompare.api.options import COMPANY, Currency
from aicompare.values.errors import BadUsage

if TYPE_CHECKING:
    from aicompare.calculators.multiples.valuation import MultiplesChoice
    from aicompare.calculators.value.peers import Peers
    from aicompare.calculators.value.venture import Exit
    from aicompare.companies.company import Company


@command(
    "aicompare value zhipu",
    "aicompare value minimax --peers zhipu,sensetime,iflytek,tencent --in HKD",
    "aicompare value zhipu --needs",
)
@dated
def value(
    data: Data,
    company: Annotated[str, COMPANY],
    *,
    peers: Annotated[
        str | Iterable[str],
        Option("GROUP", "A group, or companies with commas; else all that are listed, or that are not."),
    ] = (),
    on: Annotated[str | date | None, Option("DATE", "The value of that day, or the newest before.")] = None,
    needs: Annotated[bool, Option(help="The revenue and growth that the value of today needs.")] = False,
    house: Annotated[str | None, Option("HOUSE", "Whose forecasts; else the mean of all.")] = None,
    known_then: Annotated[bool, Option(help="Only what was published by that day: a back-test.")] = False,
    exit_revenue: Annotated[str | None, Option("AMOUNT", "Venture method: revenue at the exit.")] = None,
    exit_multiple: Annotated[str | None, Option("TIMES", "... and the multiple of it, like 8.")] = None,
    exit_years: Annotated[str | int | None, Option("YEARS", "... how far ahead.")] = None,
    exit_return: Annotated[str | None, Option("PERCENT", "... at this return a year, like 30%.")] = None,
    exit_dilution: Annotated[str | None, Option("PERCENT", "... less what later rounds take.")] = None,
    currency: Currency = None,
) -> Answer:
    """What a company may be worth, by each method, against today.

    In USD, unless `currency` says another. The value `on` the day (None: the newest) beside: the
    closes since the listing and of 52 weeks, offer price and target prices of the last 180 days,
    each times the share count in force; the last private round; the peers' 25th percentile, median
    and 75th of the multiples of LTM revenue, ARR or run-rate, LTM gross profit and expected NTM
    revenue, each basis by itself, times the company's own; and, from what is typed, exit revenue x
    multiple x (1 - dilution) / (1 + return) ^ years. `against` is middle / today - 1. A row has None
    with the `reason` where a method has no answer: fewer than three peers, no figure of its own, or
    one that is not above zero. `needs` adds value / peers' multiple, the revenue that today's value
    needs, and the growth a year from LTM revenue to it in one, two and three years: US$39.83bn at 8x
    needs US$4.98bn. Raises UnknownName, BadAmount, BadPeriod, BadUsage, NoAnswer.

    >>> rows = aicompare.value(aicompare.load(), "zhipu", on="2026-09-30").rows
    >>> offer = next(row for row in rows if row.method == "Offer price")
    >>> f"{offer.share.figure.value:.1f}"
    '116.2'
    """
    from aicompare.calculators.multiples.valuation import MultiplesChoice
    from aicompare.calculators.value.report import values
    from aicompare.companies.forecasts import house_named

    found = data.dataset.company(company)
    whose = house and house_named(house, data.dataset.all())
    choice = MultiplesChoice(on=day(on) or data.as_of, house=whose, known_then=known_then)
    chosen = peers_of(data, found, several(peers), choice)
    exit_ = _exit(exit_revenue, exit_multiple, exit_years, exit_return, exit_dilution)
    shown_in = currency_shown(currency, "USD")
    return data.answer(values(found, chosen, data.rates, data.as_of, shown_in, exit_, reverse=needs))


def peers_of(data: Data, own: Company, names: list[str], choice: MultiplesChoice) -> Peers:
    """Those named, else all that are listed, or all that are not. Raises UnknownName."""
    from aicompare.calculators.value.peers import Peers

    if not names:
        listed = "listed" if own.listed else "private"
        like = [one for one in data.dataset.all() if one != own and bool(one.listed) == bool(own.listed)]
        return Peers(f"all {len(like)} other {listed} companies", like, choice)
    said = ", ".join(word.strip() for name in names for word in name.split(",") if word.strip())
    return Peers(said, [one for one in data.companies(names) if one != own], choice)


def _exit(
    revenue: str | None,
    multiple: str | None,
    years: str | int | None,
    return_: str | None,
    dilution: str | None,
) -> Exit | None:
    """None of nothing. Raises BadUsage where one of the four is missing."""
    from aicompare.calculators.value.venture import Exit
    from aicompare.values.figures import parse_percent, parse_times

    needed = {"revenue": revenue, "multiple": multiple, "years": years, "return": return_}
    if all(one is None for one in (*needed.values(), dilution)):
        return None
    missing = ", ".join(f"--exit-{name}" for name, one in needed.items() if one is None)
    amount = premise(revenue)
    count = whole(years, "years")
    if amount is None or multiple is None or return_ is None or count is None:
        raise BadUsage(f"an exit also needs {missing}", hint="give all four")
    less = parse_percent(dilution) if dilution else Decimal(0)
    return Exit(amount, parse_times(multiple), count, parse_percent(return_), less).checked()
