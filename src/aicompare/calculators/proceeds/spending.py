"""What of a plan is spent, and how many months of spending it buys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from aicompare.calculators.proceeds.planned import PlanOf
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.row import runway_of
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, computed, minus, ratio
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.companies.measures import a_month
from aicompare.companies.plans import Item, Used
from aicompare.companies.winner import best
from aicompare.rates.rates import Rates
from aicompare.reports.report import IF_ANY, LIGHT, Column, In, Warning
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period

MONTHS = Metric("months", "deal", "months", "the amount over a month of spending")
UNUSED = METRICS["unused_proceeds"]


@dataclass(frozen=True, slots=True)
class UsedRow:
    """What was spent by a day, of one purpose or (None) of the whole.

    `of` is what it was spent of: for the whole what the raise brought in, where that is
    known, else the plan's total. `unused` is as printed for that day, else the difference.
    """

    company: Annotated[str, Column("Company", only="several")]
    plan: Annotated[str, Column("Plan", only="several")]
    on: Annotated[Period, Column("By")]
    purpose: Annotated[str | None, Column("Purpose", missing="The whole", only=IF_ANY)]
    used: Annotated[Known | None, Column("Used", look="printed")]
    share: Annotated[Figure | None, Column("Share", unit="percent", look="computed")]
    unused: Annotated[Known | None, Column("Unused", look="printed")]
    of: Annotated[Known | None, Column("Of", look="printed", dated=True)]


def used_rows(one: PlanOf, warnings: list[Warning]) -> list[UsedRow]:
    """Each statement of what was used, oldest first."""
    items = {item.purpose: item for item in one.plan.all_items()}
    return [
        _used(one, row, items.get(row.purpose or ""), warnings)
        for row in sorted(one.plan.used, key=lambda row: row.on)
    ]


def _used(one: PlanOf, row: Used, item: Item | None, warnings: list[Warning]) -> UsedRow:
    company, used, of = one.company, one.used(row), _of(one, row, item)
    share = unused = None
    if of and money(of).amount.value > 0:
        share = computed(ratio(Named("used", used), Named("of", of)))
        unused = Derived.of(company.id, UNUSED, minus(of, used), row.on)
    printed = _printed_unused(one, row)
    if of and printed and unused and not money(printed).amount.meets(money(unused).amount):
        whole = of.reported or "the total"
        text = f"by {row.on} {used.reported} used and {printed.reported} unused are not {whole}"
        warnings.append(Warning("unused_differs", text, company.id))
    return UsedRow(company.id, one.plan.id, row.on, row.purpose, used, share, printed or unused, of)


def _of(one: PlanOf, row: Used, item: Item | None) -> Known | None:
    """None where it is of another currency than what was used."""
    of_purpose = item and one.amount(item)
    of = of_purpose if row.purpose else one.proceeds(row.on.last) or one.total
    return of if of and money(of).currency == row.amount.value.currency else None


def _printed_unused(one: PlanOf, row: Used) -> Fact | None:
    """Of the same raise and day, in the same currency."""
    if row.purpose or not one.plan.deal:
        return None
    facts = [fact for fact in one.company.of(UNUSED.name, period=row.on) if fact.deal == one.plan.deal]
    return best(fact for fact in facts if money(fact).currency == row.amount.value.currency)


@dataclass(frozen=True, slots=True)
class BoughtRow:
    """Months of `expense` (of one month) that the amount of a purpose, or of the whole, pays for.

    `share` is that of the plan; `lasts` are the months with what they rest on.
    """

    company: Annotated[str, Column("Company", only="several")]
    plan: Annotated[str, Column("Plan", only="several")]
    purpose: Annotated[str | None, Column("Purpose", missing="The whole")]
    share: Annotated[Figure | None, In("percent")]
    months: Annotated[Figure | None, In("months")]
    lasts: Annotated[Known | None, Column("Months", drawn=True)]
    basis: Annotated[str, Column("Of")]
    expense: Annotated[Known | None, Column("A month", weight=LIGHT)] = None


def bought(one: PlanOf, choice: RunwayChoice, rates: Rates, warnings: list[Warning]) -> list[BoughtRow]:
    """A row per purpose whose expense the data names and knows, and one of the whole plan.

    The expense is that of the newest period; the whole goes by the burn of the runway's rule.
    """
    rows = []
    for item in _with_expense(one.plan.items):
        amount, monthly = one.amount(item), _a_month(one.company, str(item.expense))
        if amount and monthly:
            basis = f"{monthly.period} {monthly.metric.title}"
            row = _row(one, item.purpose, one.share(item), basis, monthly)
            rows.append(_with_months(row, amount, monthly, rates, warnings))
    return rows if one.total is None else [*rows, _of_the_whole(one, one.total, choice, rates, warnings)]


def _of_the_whole(
    one: PlanOf, total: Known, choice: RunwayChoice, rates: Rates, warnings: list[Warning]
) -> BoughtRow:
    runway = runway_of(one.company, choice, rates, warnings)
    burn = runway.burn
    if burn is None or money(burn).amount.value <= 0:
        return _row(one, None, Figure.exact(1), runway.reason or "no cash is burnt", burn)
    basis = str(runway.burn_basis)
    basis = basis if basis.endswith(("burn", "loss")) else f"{basis} burn"
    row = _row(one, None, Figure.exact(1), f"{burn.period} {basis}", burn)
    return _with_months(row, total, burn, rates, warnings)


def _row(
    one: PlanOf, purpose: str | None, share: Figure | None, basis: str, expense: Known | None
) -> BoughtRow:
    return BoughtRow(one.company.id, one.plan.id, purpose, share, None, None, basis, expense)


def _with_months(
    row: BoughtRow, amount: Known, monthly: Known, rates: Rates, warnings: list[Warning]
) -> BoughtRow:
    try:
        spent = amount.in_currency(money(monthly).currency, rates)
    except NoRate as missing:
        warnings.append(Warning("no_rate", missing.message, row.company))
        return row
    lasts = Derived.of(row.company, MONTHS, ratio(spent, monthly), monthly.period)
    return replace(row, months=lasts.figure, lasts=lasts)


def _with_expense(items: Sequence[Item], above: frozenset[str] = frozenset()) -> Iterator[Item]:
    """The purposes that name an expense; not the parts of one that names the same."""
    for item in items:
        named = frozenset([item.expense] if item.expense else []) - above
        if named:
            yield item
        yield from _with_expense(item.items, above | named)


def _a_month(company: Company, metric: str) -> Derived | None:
    """A month of the expense of the newest period; None where it is not above zero."""
    expense = company.winner(metric)
    if expense is None or expense.period.is_day or money(expense).amount.value <= 0:
        return None
    return Derived.of(company.id, expense.metric, a_month(expense, expense.period), expense.period)
