"""Whether the parts of a plan come to the whole, and by how much they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aicompare.calculators.proceeds.planned import sum_of
from aicompare.companies.plans import Item, Plan, Printed, added, closes
from aicompare.reports.report import Warning
from aicompare.values.figures import NEAREST, Figure
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money

CODE = "plan_sum"
_WHOLE = Printed(Figure.exact(1), "100%")


@dataclass(frozen=True, slots=True)
class PlanSum:
    """The parts of something against the whole, both as printed, in words."""

    text: str
    exact: bool
    closes: bool


def notes_on(plan: Plan) -> list[str]:
    """What comes to the whole exactly or within rounding, and what the data lets stay and why."""
    sums = list(sums_of(plan))
    exact = sum(one.exact for one in sums)
    notes = [_added_up(exact)] if exact else []
    notes += [f"{one.text}, within rounding." for one in sums if one.closes and not one.exact]
    reason = _accepted(plan)
    return notes + [f"{one.text}. {reason}" for one in sums if reason and not one.closes]


def warnings_on(plan: Plan, company: str) -> list[Warning]:
    """The sums that rounding does not explain, nor the data."""
    if _accepted(plan):
        return []
    text = "which rounding does not explain"
    return [Warning(CODE, f"{one.text}, {text}", company) for one in sums_of(plan) if not one.closes]


def sums_of(plan: Plan) -> Iterator[PlanSum]:
    """Amounts against the total, shares against 100%, on every level; and share times total."""
    yield from _sums("The parts", plan.items, plan.total, _WHOLE)
    for item in plan.all_items():
        yield from _sums(item.purpose, item.items, item.amount, item.percent)
        yield from _share_of_total(item, plan.total)


def difference(items: Sequence[Item], whole: Money | None) -> Money | None:
    """The sum of the parts less the whole; None where one is not printed, or in another currency."""
    amounts = [item.amount.value for item in items if item.amount]
    alike = whole and all(one.currency == whole.currency for one in amounts)
    return sum_of(amounts) - whole if amounts and len(amounts) == len(items) and whole and alike else None


def _sums(
    whose: str, items: Sequence[Item], amount: Printed[Money] | None, percent: Printed[Figure] | None
) -> Iterator[PlanSum]:
    amounts = [item.amount for item in items if item.amount]
    if amount and amounts and {one.value.currency for one in amounts} == {amount.value.currency}:
        figures = [one.value.amount for one in amounts]
        text = f"{whose}: {added([one.reported for one in amounts])}"
        whole, complete = amount.value.amount, len(amounts) == len(items)
        unit = f" {amount.value.currency}"
        yield from _sum(text, figures, whole, unit, amount.reported, complete=complete)
    percents = [item.percent for item in items if item.percent]
    if percent and percents:
        shares = [one.value * 100 for one in percents]
        text = f"{whose}: {added([one.reported for one in percents])}"
        whole, complete = percent.value * 100, len(percents) == len(items)
        yield from _sum(text, shares, whole, "%", percent.reported, complete=complete)


def _sum(
    text: str, parts: Sequence[Figure], whole: Figure, unit: str, printed: str, *, complete: bool
) -> Iterator[PlanSum]:
    """Nothing where parts without a figure have room."""
    total = sum(parts[1:], parts[0])
    closed = closes(total, whole, complete=complete)
    if complete or not closed:
        off = NEAREST.subtract(total.value, whole.value)
        yield PlanSum(f"{text} is {_said(off, unit)} {printed}", not off, closed)


def _said(off: Decimal, unit: str) -> str:
    digits = f"{off.copy_abs():,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{digits}{unit} {'more' if off > 0 else 'less'} than"


def _share_of_total(item: Item, total: Printed[Money] | None) -> Iterator[PlanSum]:
    if not (total and item.percent and item.amount):
        return
    computed = total.value * item.percent.value
    alike = computed.currency == item.amount.value.currency
    if alike and not computed.amount.meets(item.amount.value.amount):
        text = f"{item.purpose}: {item.percent.reported} of {total.reported} is not {item.amount.reported}"
        yield PlanSum(text, exact=False, closes=False)


def _accepted(plan: Plan) -> str | None:
    return dict(plan.accept).get(CODE.replace("_", "-"))


def _added_up(exact: int) -> str:
    return "The parts add up to their whole exactly" + (f", in {exact} sums." if exact > 1 else ".")
