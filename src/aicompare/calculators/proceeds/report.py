"""Use of proceeds: what companies plan to spend their money on, what is spent, what it buys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.presentation import Row, presented
from aicompare.calculators.proceeds.planned import PlanOf, newest_first
from aicompare.calculators.proceeds.purposes import PlanRow, plan_rows
from aicompare.calculators.proceeds.sidebyside import SideRow, side_by_side
from aicompare.calculators.proceeds.spending import BoughtRow, UsedRow, bought, used_rows
from aicompare.calculators.proceeds.sums import difference, notes_on, warnings_on
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Known
from aicompare.rates.rates import Rates
from aicompare.reports.report import LIGHT, Column, Report, Section, Topic, Warning
from aicompare.values.errors import NoAnswer, UnknownName
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money
from aicompare.values.periods import Period

_MOST_NAMED = 8
_SIDE_BY_SIDE = ("used", "buys")  # what several plans have side by side


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One plan; `shown` where its purposes are in the answer.

    `proceeds` are what its raise brought in; `difference` the sum of its purposes less the total.
    """

    company: Annotated[str, Column("Company", only="several")]
    plan: Annotated[str, Column("Plan")]
    title: Annotated[str, Column("Title", weight=LIGHT)]
    period: Annotated[Period, Column("Date")]
    status: Annotated[str, Column("Status")]
    total: Annotated[Known | None, Column("Total", look="printed")]
    difference: Money | None
    proceeds: Annotated[Known | None, Column("Proceeds", look="printed", dated=True, weight=LIGHT)]
    shown: Annotated[bool, Column("Shown")]


def use_of_proceeds(
    companies: Sequence[Company], ids: Sequence[str], rates: Rates, as_of: date, currency: str | None
) -> Report:
    """The purposes of the newest plan of each company, or of the plans named; then what is used,
    what it buys, and every plan there is.

    Months are taken before any conversion. Raises UnknownName for a plan that none of the
    companies has, NoAnswer where there is no plan at all.
    """
    plans = [one for company in companies for one in newest_first(company)]
    chosen = _chosen(plans, companies, ids, as_of)
    warnings = _without_a_plan(companies, chosen)
    rows = [row for one in chosen for row in plan_rows(one)]
    used = [row for one in chosen for row in used_rows(one, warnings)]
    buys = [row for one in chosen for row in bought(one, RunwayChoice(as_of), rates, warnings)]
    keys = {one.key: f"{one.company.name} {one.plan.id}" for one in chosen}
    summaries = [_summary(one, one.key in keys, as_of) for one in plans]
    several = len(chosen) > 1
    compared = side_by_side(chosen, used, buys) if several else []
    warnings += [warning for one in chosen for warning in warnings_on(one.plan, one.company.id)]
    told = [rows, used, buys, [row for row in summaries if row.shown]]
    warnings += conflicts(told, companies, rates)

    names = {company.id: company.name for company in companies}
    about: set[Topic] = {"several"} if several else set()
    listed: set[Topic] = {"several"} if len(companies) > 1 else set()

    def shown(found: Sequence[Row]) -> list[Row]:
        return presented(found, currency, rates, warnings)

    others = [
        Section(SideRow, shown(compared), "Side by side", None, {"values": keys}, instead_of=_SIDE_BY_SIDE),
        Section(UsedRow, shown(used), "Used so far", "used", about=about),
        Section(BoughtRow, shown(buys), "What it buys, in months", "buys", about=about),
        Section(PlanSummary, shown(summaries), "Plans", "plans", about=listed),
    ]
    converted: set[Topic] = {"conversion"} if currency else set()
    purposes = Section(PlanRow, shown(rows), about=about | converted)
    title = "Use of proceeds" if several else f"{chosen[0].company.name}: {chosen[0].plan.title}"
    notes = _notes(chosen, rows)
    return Report(
        "allocate", title, [purposes, *others], as_of, currency or "reported", warnings, notes, names
    )


def _summary(one: PlanOf, shown: bool, as_of: date) -> PlanSummary:
    plan = one.plan
    off = difference(plan.items, plan.total.value) if plan.total else None
    return PlanSummary(
        one.company.id, plan.id, plan.title, plan.period, plan.status, one.total, off,
        one.proceeds(as_of), shown,
    )  # fmt: skip


def _chosen(
    plans: Sequence[PlanOf], companies: Sequence[Company], ids: Sequence[str], as_of: date
) -> list[PlanOf]:
    if not plans:
        who = ", ".join(company.name for company in companies)
        hint = 'split an amount of your own: `aicompare allocate "CNY 15bn" models=80% rest=20%`'
        raise NoAnswer(f"no plan of {who} is in the data as of {as_of}", hint=hint)
    known = dict.fromkeys(one.plan.id for one in plans)
    for id_ in ids:
        if id_ not in known:
            raise UnknownName("plan", id_, known, otherwise=f"known are {', '.join(known)}")
    if ids:
        return [one for one in plans if one.plan.id in ids]
    newest = {one.company.id: one for one in reversed(plans)}
    return [newest[company.id] for company in companies if company.id in newest]


def _without_a_plan(companies: Sequence[Company], chosen: Sequence[PlanOf]) -> list[Warning]:
    found = {one.company.id for one in chosen}
    return [
        Warning("no_plan", f"no {'such ' if company.plans else ''}plan is in the data", company.id)
        for company in companies
        if company.id not in found
    ]


def _notes(chosen: Sequence[PlanOf], rows: Sequence[PlanRow]) -> list[str]:
    notes = []
    for plan_of in chosen:
        who = f"{plan_of.company.name}, {plan_of.plan.id}: " if len(chosen) > 1 else ""
        computed = [
            row.purpose
            for row in rows
            if (row.company, row.plan) == (plan_of.company.id, plan_of.plan.id)
            and isinstance(row.planned, Derived)
        ]
        said = [plan_of.plan.note] if plan_of.plan.note else []
        if computed:
            named = ", ".join(computed[:_MOST_NAMED]) + (", ..." if len(computed) > _MOST_NAMED else "")
            said.append(f"Amounts computed from printed shares of the total: {named}.")
        notes += [f"{who}{text}" for text in [*said, *notes_on(plan_of.plan)]]
    return notes
