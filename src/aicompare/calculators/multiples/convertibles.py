"""A convertible bond is debt or shares: by the price of a share against the conversion price.

Above the conversion price its holders take shares, and the value of those stands where the principal
would; below it they are repaid. Both sides are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from aicompare.companies.company import Company
from aicompare.companies.derivation import Product
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.companies.measures import EQUITY_VALUE
from aicompare.companies.winner import best
from aicompare.reports.report import LEADING, LIGHT, LIGHTEST, Column
from aicompare.values.frozen import dataclass

DEBT, SHARES = "debt", "shares"


@dataclass(frozen=True, slots=True)
class ConvertibleRow:
    """`counts_as` is debt where the price is below the conversion price, else shares; without a price
    debt. `worth` is the new shares at that price; None where their number is not known.
    """

    company: Annotated[str, Column("Company", weight=LEADING)]
    deal: Annotated[str, Column("Convertible", weight=LIGHT)]
    counts_as: Annotated[str, Column("Counts as", weight=LEADING)]
    conversion_price: Annotated[Known | None, Column("Converts at")]
    price: Annotated[Known | None, Column("Price", dated=True)] = None
    principal: Annotated[Known | None, Column("Principal", weight=LEADING)] = None
    shares: Annotated[Known | None, Column("New shares", weight=LIGHTEST)] = None
    worth: Annotated[Known | None, Column("Worth as shares", weight=LEADING)] = None


def convertibles(company: Company, on: date) -> list[ConvertibleRow]:
    """Those sold by a day, oldest first."""
    known = [one for one in company.of("conversion_price") if one.deal and one.period.last <= on]
    by_deal: dict[str, list[Fact]] = {}
    for fact in sorted(known, key=lambda one: one.period):
        by_deal.setdefault(str(fact.deal), []).append(fact)
    return [_row(company, deal, won, on) for deal, facts in by_deal.items() if (won := best(facts))]


def _row(company: Company, deal: str, converts_at: Fact, on: date) -> ConvertibleRow:
    price = company.close(on)
    shares = best(one for one in company.of("conversion_shares") if one.deal == deal)
    principal = best(one for one in company.of("debt_principal") if one.deal == deal)
    comparable = price is not None and price.currency == converts_at.currency
    above = comparable and price is not None and price.figure.value >= converts_at.figure.value
    worth = None
    if comparable and price and shares:
        worth = Derived.of(company.id, EQUITY_VALUE, Product((price, shares)), price.period)
    counts_as = SHARES if above and worth else DEBT
    return ConvertibleRow(company.id, deal, counts_as, converts_at, price, principal, shares, worth)


def as_shares(rows: Sequence[ConvertibleRow]) -> dict[str, Known]:
    """By deal what counts as shares, at the price of the day."""
    return {row.deal: row.worth for row in rows if row.counts_as == SHARES and row.worth}


def shown_of(companies: Sequence[Company], on: date) -> Iterator[ConvertibleRow]:
    """Of all these companies."""
    for company in companies:
        yield from convertibles(company, on)
