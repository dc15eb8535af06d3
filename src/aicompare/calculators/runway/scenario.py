"""What a user supposes about a runway: raises, bonds, and growth of burn or revenue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from aicompare.values.errors import BadUsage, shown
from aicompare.values.figures import parse_percent
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money, parse_premise

PROCEEDS = "proceeds"
_MONTH = "[0-9]{1,9}"


@dataclass(frozen=True, slots=True)
class Planned:
    """Money that is supposed to come, or to be spent, in a month; 1 is the month after the balance date."""

    amount: Money
    month: int = 1

    @classmethod
    def parse(cls, text: str, does: str = "raises") -> Planned:
        """`US$468.7m`, or `US$468.7m@13`. Exact as for parse_premise. Raises what it does, and BadUsage."""
        amount, at, month = text.partition("@")
        money = parse_premise(amount)
        if money.amount.value <= 0:
            raise BadUsage(f"{shown(text)} {does} nothing", hint="an amount above zero")
        if not at:
            return cls(money)
        if not re.fullmatch(_MONTH, month.strip()) or int(month) < 1:
            raise BadUsage(f"{shown(month)} is not a month", hint="count from 1, like US$50m@13")
        return cls(money, int(month))


@dataclass(frozen=True, slots=True)
class Scenario:
    """Growth is a month's, as an exact fraction; None supposes nothing.

    `hires` cost so much in every month from theirs on, `one_offs` in theirs alone.
    `proceeds` takes the company's own equity raised since the balance, `with_debt` its bonds.
    With `revenue` expenses stay what burn and revenue of month 1 make together.
    """

    raises: tuple[Planned, ...] = ()
    proceeds: bool = False
    with_debt: bool = False
    burn_growth: Decimal | None = None
    revenue: Money | None = None
    revenue_growth: Decimal | None = None
    hires: tuple[Planned, ...] = ()
    one_offs: tuple[Planned, ...] = ()

    @classmethod
    def parse(
        cls,
        raises: list[str],
        burn_growth: str | None,
        revenue: str | None,
        revenue_growth: str | None,
        *,
        with_debt: bool = False,
        hires: Iterable[str] = (),
        one_offs: Iterable[str] = (),
    ) -> Scenario:
        """Raises BadUsage for what does not go together, BadAmount for what cannot be read."""
        words = [text for text in raises if text.strip().casefold() == PROCEEDS]
        scenario = cls(
            tuple(Planned.parse(text) for text in raises if text not in words),
            bool(words),
            with_debt,
            _growth(burn_growth),
            None if revenue is None else parse_premise(revenue),
            _growth(revenue_growth),
            tuple(Planned.parse(text, "costs") for text in hires),
            tuple(Planned.parse(text, "costs") for text in one_offs),
        )
        if scenario.revenue and scenario.burn_growth is not None:
            raise BadUsage("--burn-growth and --revenue do not go together", hint="use one of them")
        if bool(scenario.revenue) != (scenario.revenue_growth is not None):
            hint = "0% supposes that revenue stays as it is"
            raise BadUsage("--revenue and --revenue-growth are needed together", hint=hint)
        if scenario.revenue and scenario.revenue.amount.value <= 0:
            raise BadUsage("--revenue is nothing", hint="an amount above zero")
        return scenario

    @property
    def growth(self) -> Decimal | None:
        """Of revenue where it is given, else of the burn."""
        return self.burn_growth if self.revenue is None else self.revenue_growth


NOTHING_SUPPOSED = Scenario()


def _growth(text: str | None) -> Decimal | None:
    if text is None:
        return None
    growth = parse_percent(text)
    if growth < -1:
        raise BadUsage(f"{shown(text)} a month is less than nothing left", hint="-100% or more")
    return growth
