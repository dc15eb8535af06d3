"""The burn multiple: the cash that is burnt for each unit of new recurring revenue.

burn multiple = net burn / net new ARR, both over the stretch between the two newest figures of
ARR or run-rate (David Sacks, "The Burn Multiple", 2020). The burn is a month's times the months
of the stretch; where it is of other months than those, a warning says so. Both sides are flows
of one stretch: they convert at one rate, its mean, and what is shown divides to the multiple.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.presentation import presented
from aicompare.calculators.runway.bases import burn_during
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, computed, ratio
from aicompare.companies.fact import Known, money
from aicompare.companies.measures import net_new_arr, two_of_arr
from aicompare.rates.rates import Rates
from aicompare.reports.report import Across, Column, Report, Section, Warning, listed
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass

_RATIO = Column("Burn multiple", unit="times", look="computed", otherwise="reason")


@dataclass(frozen=True, slots=True)
class BurnMultipleRow:
    """`multiple` is None with the `reason`; the two amounts are None where they are not known."""

    company: Annotated[str, Column("Company")]
    multiple: Annotated[Figure | None, _RATIO] = None
    reason: str | None = None
    net_burn: Annotated[Known | None, Column("Net burn", dated=True)] = None
    net_new_arr: Annotated[Known | None, Column("Net new ARR", dated=True)] = None


def burn_multiples(companies: Sequence[Company], rates: Rates, as_of: date, currency: str | None) -> Report:
    """A row for each company, in the order in which they are given."""
    warnings: list[Warning] = []
    rows = [burn_multiple(company, rates, warnings) for company in companies]
    warnings += conflicts(rows, companies, rates)
    rows, shown_in = presented(rows, currency, rates, warnings), currency or "reported"
    names = {company.id: company.name for company in companies}
    title = "Burn multiple: net burn / net new ARR"
    sections = [Section(BurnMultipleRow, rows), *_page(rows, names)]
    return Report("burn-multiple", title, sections, as_of, shown_in, warnings, names=names)


def _page(rows: Sequence[BurnMultipleRow], names: Mapping[str, str]) -> list[Section]:
    """Of many companies without a growth of ARR tables say who they are in a line."""
    known = [row for row in rows if row.net_new_arr]
    without = [names[row.company] for row in rows if not row.net_new_arr]
    if len(without) < _MANY or not known:
        return []
    said = Across(f"No two figures of ARR ({len(without)}): {listed(without)}.")
    page = Section(BurnMultipleRow, known, name=None, instead_of=["data"])
    return [page, Section(Across, [said], name=None, as_lines=True, instead_of=["data"])]


_MANY = 6  # rows


def burn_multiple(company: Company, rates: Rates, warnings: list[Warning]) -> BurnMultipleRow:
    """The row of one company, in the currency of its ARR; adds to `warnings`."""
    grown = net_new_arr(company)
    if grown is None:
        two = (
            "two figures of ARR are of unlike currencies" if two_of_arr(company) else "no two figures of ARR"
        )
        return BurnMultipleRow(company.id, reason=f"n.m.: {two}")
    burn, noticed = burn_during(company, grown.period)
    if burn is None:
        return BurnMultipleRow(company.id, None, "n.m.: no burn of those months", None, grown)
    (shown,) = presented([burn], money(grown).currency, rates, warnings)
    warnings += noticed
    if shown is None or min(shown.figure.value, grown.figure.value) <= 0:
        burnt = "no cash was burnt" if grown.figure.value > 0 else "ARR did not grow"
        return BurnMultipleRow(company.id, None, f"n.m.: {burnt if shown else 'no rate'}", shown, grown)
    multiple = computed(ratio(Named("net burn", shown), Named("net new ARR", grown)))
    return BurnMultipleRow(company.id, multiple, None, shown, grown)
