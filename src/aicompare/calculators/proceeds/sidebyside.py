"""Several plans beside each other: a row per measure, a column per plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar

from aicompare.calculators.proceeds.planned import PlanOf
from aicompare.calculators.proceeds.spending import MONTHS, BoughtRow, UsedRow
from aicompare.companies.fact import Derived, Known
from aicompare.reports.report import Column
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period

Row = TypeVar("Row", UsedRow, BoughtRow)
SHARE = Metric("share", "deal", "percent", "share of the plan, or of what its raise brought in")


@dataclass(frozen=True, slots=True)
class SideRow:
    """One measure of each plan, by the key of the plan."""

    measure: Annotated[str, Column("Measure")]
    values: Annotated[Mapping[str, Known | None], Column("", look="printed")]


def side_by_side(
    plans: Sequence[PlanOf], used: Sequence[UsedRow], buys: Sequence[BoughtRow]
) -> list[SideRow]:
    """Totals, what each expense gets and how long that lasts, and what is used by now."""
    measures = {one.key: _measures(one, _of(one, used), _of(one, buys)) for one in plans}
    names = dict.fromkeys(name for found in measures.values() for name in found)
    return [SideRow(name, {key: found.get(name) for key, found in measures.items()}) for name in names]


def _of(one: PlanOf, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if (row.company, row.plan) == (one.company.id, one.plan.id)]


def _measures(one: PlanOf, used: Sequence[UsedRow], buys: Sequence[BoughtRow]) -> dict[str, Known | None]:
    found: dict[str, Known | None] = {"Total": one.total}
    alike: dict[tuple[Metric, Period], list[BoughtRow]] = {}
    for row in buys:
        if row.purpose and row.expense:
            alike.setdefault((row.expense.metric, row.expense.period), []).append(row)
    for (metric, period), rows in alike.items():
        share, lasts = _sum([row.share for row in rows]), tuple(row.lasts for row in rows if row.lasts)
        found[f"{metric.title}, share"] = _derived(one, SHARE, share, one.plan.period)
        months = _sum([row.months for row in rows])
        found[f"{metric.title}, months"] = _derived(one, MONTHS, months, period, lasts)
    for whole in (row for row in buys if not row.purpose):
        found["Burn, months"] = whole.lasts
    for last in [row for row in used if not row.purpose][-1:]:
        found["Used"] = last.used
        found["Used, share"] = _derived(one, SHARE, last.share, last.on)
        found["Unused"] = last.unused
    return found


def _sum(figures: Sequence[Figure | None]) -> Figure | None:
    """Over all purposes that one expense pays for; None where one of them is not known."""
    known = [figure for figure in figures if figure]
    return sum(known[1:], known[0]) if len(known) == len(figures) else None


def _derived(
    one: PlanOf, metric: Metric, figure: Figure | None, period: Period, inputs: tuple[Known, ...] = ()
) -> Derived | None:
    return Derived(one.company.id, metric, figure, period, metric.name, inputs) if figure else None
