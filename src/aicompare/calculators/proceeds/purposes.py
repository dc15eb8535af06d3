"""The purposes of a plan as rows, each with its parts after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated

from aicompare.calculators.proceeds.planned import PlanOf
from aicompare.calculators.proceeds.sums import difference
from aicompare.calculators.split.apportionment import in_tenths
from aicompare.companies.derivation import Made, Solved, made_of, told
from aicompare.companies.fact import Fact, Known, money
from aicompare.companies.plans import Item
from aicompare.reports.report import IF_ANY, LIGHT, Column, In
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money

_ALL = Figure.parse("100.0%")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One purpose. `level` is 0 for a purpose of the plan, 1 for a part of one, and so on.

    `weight` is the share as printed, `share` the figure, of the whole plan. `amount` is as
    printed, or where it is not, computed; `planned` is the same in the currency of
    presentation. `used` is the newest of what was spent on this purpose, `difference` the
    sum of its parts less its amount, where all of them are printed.
    """

    company: Annotated[str, Column("Company", only="several", leads="several")]
    plan: Annotated[str, Column("Plan", only="several")]
    purpose: Annotated[str, Column("Purpose", indent="level", leads="several")]
    level: int
    weight: str | None
    share: Annotated[Figure | None, In("percent")]
    share_shown: Annotated[Figure | None, Column("Share", leads="several", unit="percent", drawn=True)]
    amount: Money | None
    printed: Annotated[str | None, Column("As printed", drawn=True, only="conversion")]
    planned: Annotated[Known | None, Column("Amount", look="printed", bare=True, leads="several")]
    used: Annotated[Known | None, Column("Used", look="printed", dated=True, only=IF_ANY)]
    difference: Money | None
    bar: Annotated[Figure | None, Column("", look="bar", missing=" ", weight=LIGHT, drawn=True)]


def plan_rows(one: PlanOf) -> list[PlanRow]:
    """A row per purpose, its parts after it."""
    newest = {used.purpose: one.used(used) for used in sorted(one.plan.used, key=lambda used: used.on)}
    return list(_rows(one, one.plan.items, newest, _ALL, 0))


def _rows(
    one: PlanOf, items: Sequence[Item], used: Mapping[str | None, Fact], whole: Figure | None, level: int
) -> Iterator[PlanRow]:
    shares = [one.share(item) for item in items]
    for item, share, shown in zip(items, shares, _shown(items, shares, whole), strict=True):
        planned = one.amount(item)
        yield PlanRow(
            company=one.company.id,
            plan=one.plan.id,
            purpose=item.purpose,
            level=level,
            weight=item.percent.reported if item.percent else None,
            share=share,
            share_shown=shown and told(shown, _made(share)),
            amount=money(planned) if planned else None,
            printed=planned.reported if planned else None,
            planned=planned,
            used=used.get(item.purpose),
            difference=difference(item.items, item.amount.value) if item.amount else None,
            bar=share,
        )
        yield from _rows(one, item.items, used, shown, level + 1)


def _made(share: Figure | None) -> Made:
    """A printed share is what it is; a computed one keeps its formula when it is rounded to be shown."""
    return made_of(share) or Solved("as printed")


def _shown(
    items: Sequence[Item], shares: Sequence[Figure | None], whole: Figure | None
) -> Sequence[Figure | None]:
    """The shares for people: as printed where all are, else to a tenth of a percent, so that
    they sum to the whole as shown, where they come to it.
    """
    known = [share for share in shares if share]
    if all(item.percent for item in items) or len(known) < len(items) or whole is None:
        return shares
    tenths = Fraction(whole.value) * 1000
    weights = [Fraction(share.value) for share in known]
    sums = sum(known[1:], known[0]).meets(whole) and any(weights) and min(weights) >= 0
    return in_tenths(weights, int(tenths)) if sums and tenths.denominator == 1 else shares
