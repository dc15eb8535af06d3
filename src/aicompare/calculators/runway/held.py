"""What lasts and what it is spent on: the course of a scenario, and the formula of its months."""

from __future__ import annotations

from decimal import Decimal

from aicompare.calculators.runway.inflows import Moves
from aicompare.calculators.runway.outlook import Course
from aicompare.companies.derivation import (
    GIVEN,
    Computed,
    Made,
    Named,
    Part,
    Solved,
    Sum,
    figure_of,
    ratio,
    told,
    total,
)
from aicompare.companies.fact import Known
from aicompare.values.figures import ZERO, Figure
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """Cash and a month's burn, in one currency; with `revenue` of a month expenses stay constant.

    `growth` a month is that of the revenue, else of the burn; `moved` is what comes and goes besides.
    """

    cash: Part
    burn: Named
    revenue: Known | None
    growth: Decimal | None
    moved: Moves

    @property
    def course(self) -> Course:
        """The figures alone."""
        return Course(
            figure_of(self.cash),
            figure_of(self.burn),
            self.growth or ZERO,
            None if self.revenue is None else self.revenue.figure,
            tuple(one.timed for one in self.moved.comes),
            tuple(one.timed for one in self.moved.goes),
        )

    @property
    def growth_given(self) -> Figure | None:
        """The growth, as it was typed."""
        return None if self.growth is None else told(Figure.exact(self.growth), Solved(GIVEN))

    def lasts(self, months: Figure | None, *more: Named) -> Computed | None:
        """The months that were found, with what they are made of: `cash / burn a month` where nothing
        grows and nothing comes or goes later; `more` is counted with the cash.
        """
        return None if months is None else told(months, self._formula(months, more))

    def _formula(self, months: Figure, more: tuple[Named, ...]) -> Made:
        if months.value == 0:
            return Solved("0, as nothing is left at the start of {0}", (self.cash,))
        comes, goes = self.moved.comes, self.moved.goes
        raised = [Named("raises counted", total(one.converted for one in comes))] if comes else []
        held: Part = total([self.cash, *raised, *more]) if raised or more else self.cash
        if self.growth is None and not goes and {one.month for one in comes} <= {1}:
            return ratio(held, self.burn)
        return self._told(held)

    def _told(self, held: Part) -> Solved:
        """In words, what goes in counted from 0: what is held, the burn, then what there is of the rest."""
        parts = [held, self.burn]
        several = isinstance(held, Sum)
        said = [f"months that {'({0})' if several else '{0}'} lasts"]
        if self.moved.comes:
            said.append(f"raised in month {_months([one.month for one in self.moved.comes])}")
        if self.revenue and self.growth_given:
            parts += [Named("revenue a month", self.revenue), _growth(self.growth_given)]
            said.append("expenses of {1} + {2}, {2} growing by {3}")
        elif self.growth_given:
            parts.append(_growth(self.growth_given))
            said.append("{1} growing by {2}")
        else:
            said.append("{1}")
        if goes := self.moved.goes:
            said.append(f"{{{len(parts)}}} repaid in month {_months([one.month for one in goes])}")
            parts.append(Named("repayments", total(one.converted for one in goes)))
        return Solved(", ".join(said), tuple(parts))


def _growth(given: Figure) -> Named:
    return Named("growth a month", given, "percent")


def _months(months: list[int]) -> str:
    return " and ".join(map(str, months))
