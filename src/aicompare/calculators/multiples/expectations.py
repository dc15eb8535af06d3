"""What each house expects, beside the mean that a forward multiple is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from aicompare.calculators.multiples.valuation import AHEAD, MultiplesChoice
from aicompare.calculators.presentation import at_closing
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, computed, ratio
from aicompare.companies.fact import Known, money
from aicompare.companies.forecasts import expected
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, Section, Warning
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass

if TYPE_CHECKING:
    from aicompare.calculators.multiples.row import MultiplesRow


@dataclass(frozen=True, slots=True)
class HouseRow:
    """What one house expects, when it said so, and the multiple over it."""

    company: Annotated[str, Column("Company")]
    house: Annotated[str, Column("House")]
    published: Annotated[date, Column("Published")]
    revenue: Annotated[Known | None, Column("Revenue expected", dated=True)]
    multiple: Annotated[Figure | None, Column("Multiple", unit="times", look="computed")] = None


def by_house(
    companies: Sequence[Company],
    rows: Sequence[MultiplesRow],
    choice: MultiplesChoice,
    rates: Rates,
    currency: str | None,
    warnings: list[Warning],
) -> Section:
    """A row a house of every company that has a forward multiple, the lowest multiple last."""
    known = {company.id: company for company in companies}
    expecting = [row for row in rows if row.multiple]
    houses = (_of_company(known[row.company], row, choice, rates, currency, warnings) for row in expecting)
    found = [house for of_one in houses for house in of_one]
    return Section(HouseRow, found, f"By house, basis {choice.basis}", "by_house")


def _of_company(
    company: Company,
    row: MultiplesRow,
    choice: MultiplesChoice,
    rates: Rates,
    currency: str | None,
    warnings: list[Warning],
) -> Iterator[HouseRow]:
    value = row.numerator
    assert value
    day = value.period.last
    ahead = expected(choice.of(company, day), AHEAD[choice.basis], day, choice.house)
    assert ahead
    for house, revenue in sorted(ahead.by_house.items(), key=lambda one: one[1].figure.value):
        above = value.in_currency(money(revenue).currency, rates)
        multiple = computed(ratio(Named("value", above), Named("revenue", revenue)))
        shown = at_closing(revenue, day, currency, rates, warnings) if currency else revenue
        yield HouseRow(company.id, house, revenue.published, shown, multiple)
