"""Several plans beside each other: a row per measure, a column per plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar

from aicompare.calculators.proceeds.planned import PlanOf
from aicompare.calculators.proceeds.spending import MONTHS, BoughtRow, UsedRow
from aicompare.companies.derivation import Named, Part, total
from aicompare.companies.fact import Derived, Known
from aicompare.reports.report import Column
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
        shares = [row.share and Named(str(row.purpose), row.share, "percent") for row in rows]
        found[f"{metric.title}, share"] = _summed(one, SHARE, shares, one.plan.period)
        found[f"{metric.title}, months"] = _summed(one, MONTHS, [row.lasts for row in rows], period)
    for whole in (row for row in buys if not row.purpose):
        found["Burn, months"] = whole.lasts
    for last in [row for row in used if not row.purpose][-1:]:
        found["Used"] = last.used
        found["Used, share"] = _share(one, last)
        found["Unused"] = last.unused
    return found


def _share(one: PlanOf, row: UsedRow) -> Derived | None:
    return None if row.share is None else Derived(one.company.id, SHARE, row.share, row.on)


def _summed(one: PlanOf, metric: Metric, parts: Sequence[Part | None], period: Period) -> Derived | None:
    """Over all purposes that one expense pays for; None where one of them is not known."""
    known = [part for part in parts if part is not None]
    return Derived.of(one.company.id, metric, total(known), period) if len(known) == len(parts) else None
