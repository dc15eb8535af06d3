"""The figures of a plan as facts, so that they convert and name their source like any other.

What is printed is taken as it is. An amount is computed only where its share alone is
printed, a share only where its amount alone is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Product, computed, ratio, total
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.companies.plans import Item, Plan, Printed, Used
from aicompare.companies.raises import equity_raised
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.money import Money

PLANNED = Metric("planned_use", "deal", "money", "amount that a plan sets aside for a purpose")


@dataclass(frozen=True, slots=True)
class PlanOf:
    """One plan of one company; `total` as printed, else the sum of what it is for.

    The sum is taken where every purpose has an amount, all in one currency.
    """

    company: Company
    plan: Plan
    total: Known | None

    @classmethod
    def of(cls, company: Company, plan: Plan) -> PlanOf:
        return cls(company, plan, _total(company, plan))

    @property
    def key(self) -> str:
        """What tells it apart among plans of several companies."""
        return f"{self.company.id}/{self.plan.id}"

    def amount(self, item: Item) -> Known | None:
        """The printed amount of a purpose; else its printed share of the total."""
        if item.amount:
            return _fact(self.company, self.plan, item.amount)
        if not (item.percent and self.total):
            return None
        share = Named(f"{item.percent.reported} of the total", Product((self.total, item.percent.value)))
        return Derived.of(self.company.id, PLANNED, share, self.plan.period)

    def share(self, item: Item) -> Figure | None:
        """The printed share of the plan; else the printed amount over the total, in one currency."""
        if item.percent:
            return item.percent.value
        if not (item.amount and self.total):
            return None
        amount, total = self.amount(item), money(self.total)
        if amount is None or amount.currency != total.currency or total.amount.value <= 0:
            return None
        return computed(ratio(Named("amount", amount), Named("the total of the plan", self.total)))

    def used(self, one: Used) -> Fact:
        """What was spent by a day, of the purpose in `scope` or of the whole."""
        return Fact(
            self.company.id, METRICS["proceeds_used"], one.amount.value, one.on, one.sources,
            one.amount.reported, scope=one.purpose, deal=self.plan.deal, note=one.note, user=self.plan.user,
        )  # fmt: skip

    def proceeds(self, until: date) -> Fact | None:
        """What the plan's own raise brought in by a day: net before gross, with the over-allotment."""
        raises = equity_raised(self.company, date.min, until)  # each of a deal
        return next((fact for fact in raises if fact.deal == self.plan.deal), None)


def newest_first(company: Company) -> list[PlanOf]:
    """Of plans of one day, the one that stands later in the files."""
    plans = sorted(company.plans, key=lambda plan: plan.period.last)
    return [PlanOf.of(company, plan) for plan in reversed(plans)]


def sum_of(amounts: Sequence[Money]) -> Money:
    """Of one amount at least, all of one currency."""
    total, *others = amounts
    for amount in others:
        total = total + amount
    return total


def _total(company: Company, plan: Plan) -> Known | None:
    if plan.total:
        return _fact(company, plan, plan.total)
    printed = [item.amount for item in plan.items if item.amount]
    complete = printed and len(printed) == len(plan.items)
    if not complete or len({one.value.currency for one in printed}) > 1:
        return None
    facts = [_fact(company, plan, one) for one in printed]
    return Derived.of(company.id, PLANNED, Named("sum of the amounts", total(facts)), plan.period)


def _fact(company: Company, plan: Plan, printed: Printed[Money]) -> Fact:
    return Fact(
        company.id, PLANNED, printed.value, plan.period, plan.sources, printed.reported,
        status=plan.status, deal=plan.deal, note=plan.note, user=plan.user,
    )  # fmt: skip
