"""What lasts and what it is spent on: the course of a scenario, and the formula of its months."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from aicompare.calculators.runway.inflows import Moved, Moves
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
    told,
    total,
)
from aicompare.companies.fact import Known
from aicompare.companies.solved import Lasts, Level
from aicompare.values.figures import ZERO, Figure
from aicompare.values.frozen import dataclass, replace

Asked = Literal["months", "left", "no loss"]


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
        moved = self.moved
        return Course(
            figure_of(self.cash),
            figure_of(self.burn),
            self.growth or ZERO,
            None if self.revenue is None else self.revenue.figure,
            tuple(one.timed for one in (*moved.counted, *moved.own)),
            tuple(one.timed for one in (*moved.spent, *moved.repaid)),
            tuple(one.timed for one in moved.hired),
        )

    @property
    def alone(self) -> Held:
        """Without what the company raised since the balance."""
        return replace(self, moved=self.moved.supposed)

    @property
    def growth_given(self) -> Figure | None:
        """The growth, as it was typed."""
        return None if self.growth is None else told(Figure.exact(self.growth), Solved(GIVEN))

    def lasts(self, months: Figure | None) -> Computed | None:
        """The months that were found, with what they are made of: `cash / burn a month` where nothing
        grows, is repaid or comes too late; the equity raised since is a term of the cash.
        """
        return None if months is None else told(months, self._formula(months))

    @property
    def together(self) -> Part:
        """The cash and all that comes in."""
        raised = [_named("raises counted", self.moved.counted), _named("equity raised since", self.moved.own)]
        parts = [self.cash, *(one for one in raised if one)]
        return total(parts) if len(parts) > 1 else self.cash

    @property
    def is_level(self) -> bool:
        """Whether every month takes the same."""
        return self.growth is None and not (self.moved.hired or self.moved.spent or self.moved.repaid)

    def _formula(self, months: Figure) -> Made:
        if months.value == 0:
            return self.lasting("0, as nothing is left at the start of {0}", (self.cash,))
        comes, own = self.moved.counted, self.moved.own
        late = [one for one in own if _may_come_too_late(one, months)]
        if self.is_level and not late and {one.month for one in comes} <= {1}:
            return Level((self.together,), (self.burn,), self.lasting("", ()))
        return self._told(self.together, [*comes, *late])

    def _told(self, held: Part, raised: list[Moved]) -> Lasts:
        """In words, what goes in counted from 0: what is held, the burn, then what there is of the rest."""
        parts = [held, self.burn]
        several = isinstance(held, Sum)
        said = [f"months that {'({0})' if several else '{0}'} lasts"]
        if raised:
            said.append(f"raised in month {_months(raised)}")
        if self.revenue and self.growth_given:
            parts += [Named("revenue a month", self.revenue), _growth(self.growth_given)]
            said.append("expenses of {1} + {2}, {2} growing by {3}")
        elif self.growth_given:
            parts.append(_growth(self.growth_given))
            said.append("{1} growing by {2}")
        else:
            said.append("{1}")
        for name, goes, how in (
            ("hires", self.moved.hired, "more a month from month"),
            ("one-offs", self.moved.spent, "spent in month"),
            ("repayments", self.moved.repaid, "repaid in month"),
        ):
            if goes:
                said.append(f"{{{len(parts)}}} {how} {_months(goes)}")
                parts.append(Named(name, total(one.converted for one in goes)))
        return self.lasting(", ".join(said), tuple(parts))

    def lasting(self, said: str, parts: tuple[Part, ...], asked: Asked = "months") -> Lasts:
        """What is found month by month, in words; `left` is the cash when the loss ends."""
        moved = self.moved
        return Lasts(
            said,
            parts,
            self.cash,
            self.burn,
            _growth(self.growth_given) if self.growth_given else None,
            Named("revenue a month", self.revenue) if self.revenue else None,
            tuple((one.month, one.converted) for one in (*moved.counted, *moved.own)),
            tuple((one.month, one.converted) for one in (*moved.spent, *moved.repaid)),
            tuple((one.month, one.converted) for one in moved.hired),
            asked,
        )


def _growth(given: Figure) -> Named:
    return Named("growth a month", given, "percent")


def _months(moved: Sequence[Moved]) -> str:
    return " and ".join(str(one.month) for one in moved)


def _named(name: str, moved: Sequence[Moved]) -> Named | None:
    return Named(name, total(one.converted for one in moved)) if moved else None


def _may_come_too_late(coming: Moved, months: Figure) -> bool:
    """Whether the cash may be gone before: then what comes is no part of what lasts."""
    lasts = months.value if months.low is None else months.low
    return lasts < coming.month - 1
