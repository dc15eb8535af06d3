"""How long the cash of a company lasts in a scenario, with the bounds of its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from aicompare.calculators.runway.cashpath import (
    EXACT,
    Burn,
    Flow,
    Lasting,
    cash_after,
    lasting,
    no_loss_from,
)
from aicompare.values.figures import DOWN, NEAREST, UP, ZERO, Figure
from aicompare.values.frozen import dataclass

Side = Literal["value", "worst", "best"]
SIDES: tuple[Side, ...] = ("value", "worst", "best")


@dataclass(frozen=True, slots=True)
class Timed:
    """An amount in the month of its arrival or payment, or from which it is paid every month."""

    month: int
    amount: Figure


@dataclass(frozen=True, slots=True)
class Course:
    """Cash and what moves it, all in one currency; growth is an exact fraction a month.

    With `revenue` expenses are constant, burn and revenue together, and revenue grows;
    without it the burn does. `hires` cost so much in every month from theirs on, whatever grows.
    """

    cash: Figure
    burn: Figure
    growth: Decimal = ZERO
    revenue: Figure | None = None
    comes: tuple[Timed, ...] = ()
    goes: tuple[Timed, ...] = ()
    hires: tuple[Timed, ...] = ()

    def path(self, side: Side = "value") -> tuple[Decimal, Burn, list[Flow]] | None:
        """Cash, burn and flows as printed, or at the bounds that make the cash last shortest or
        longest; None where one of these bounds is open, or nothing may be burnt at it."""
        more, less = {"value": ("value",) * 2, "worst": ("low", "high"), "best": ("high", "low")}[side]
        grows = more if self.growth >= 0 else less  # a larger revenue that shrinks loses more
        revenue = None if self.revenue is None else getattr(self.revenue, grows)
        amounts = [getattr(self.cash, more), getattr(self.burn, less)]
        comes = [Flow(one.month, comes=getattr(one.amount, more)) for one in self.comes]
        goes = [Flow(one.month, goes=getattr(one.amount, less)) for one in self.goes]
        hires = [Flow(one.month, more=getattr(one.amount, less)) for one in self.hires]
        known = [*amounts, *(one.comes for one in comes), *(one.goes for one in goes)]
        known += [one.more for one in hires]
        if None in known or (self.revenue is not None and revenue is None):
            return None
        cash, burn = amounts
        return cash, _profile(burn, revenue, self.growth), [*comes, *goes, *hires]


def _profile(burn: Decimal, revenue: Decimal | None, growth: Decimal) -> Burn:
    factor = EXACT.add(Decimal(1), growth)
    if revenue is not None:
        return Burn(EXACT.add(burn, revenue), revenue.copy_negate(), factor)
    return Burn(ZERO, burn, factor)


@dataclass(frozen=True, slots=True)
class Outlook:
    """status: runs_out, never, not_burning, already_out, and with revenue default_alive,
    default_dead or profitable_now (Graham, "Default Alive or Default Dead?").

    `months` is None where cash does not run out, or where nothing can be said (`reason`); without
    `whole_months` they are at least so many, of a burn that may be none.
    `profitable_month` is the first without a loss, `cash_left` the cash at its start. `sure`
    is False where the cash lasts for ever at the printed figures but not at their bounds.
    """

    status: str
    months: Figure | None = None
    whole_months: int | None = None
    profitable_month: int | None = None
    cash_left: Figure | None = None
    reason: str | None = None
    sure: bool = True


def outlook(course: Course) -> Outlook:
    """Solve a course, at its printed figures and at their bounds."""
    burn = course.burn
    if course.revenue is None and burn.value <= 0 and not (course.hires or course.goes):
        return Outlook("not_burning", sure=burn.high is not None and burn.high <= 0)
    if _cash_at_start(course) <= 0:
        return Outlook("already_out", Figure.exact(ZERO), 0)
    if burn.value > 0 and (burn.low is None or burn.low <= 0):
        return _at_least(course)
    path = course.path()
    assert path is not None
    cash, profile, flows = path
    lasts = lasting(cash, profile, flows)
    months = None if lasts is None else _bounded(course, lasts)
    whole = None if lasts is None else lasts.whole
    sure = lasts is not None or _end(course, "worst") == INFINITY
    if course.revenue is None:
        for_ever = "not_burning" if burn.value <= 0 else "never"
        return Outlook(for_ever if lasts is None else "runs_out", months, whole, sure=sure)
    ends = no_loss_from(profile, flows)
    alive = "default_alive" if lasts is None else "default_dead"
    status = "profitable_now" if burn.value <= 0 else alive
    left = _cash_left(course, ends) if ends and lasts is None else None
    return Outlook(status, months, whole, ends, left, sure=sure)


def _at_least(course: Course) -> Outlook:
    """Of a burn that may be none: how many months at the least, without a day on which they end."""
    path, worst = course.path(), _end(course, "worst")
    lasts = None if path is None or course.revenue else lasting(*path)
    if lasts is None or worst in (None, INFINITY):
        return Outlook("runs_out", reason="unbounded")
    return Outlook("runs_out", _bounded(course, lasts))


INFINITY = Decimal("Infinity")


def _cash_at_start(course: Course) -> Decimal:
    return sum((one.amount.value for one in course.comes if one.month == 1), course.cash.value)


def _bounded(course: Course, lasts: Lasting) -> Figure:
    """The months with their bounds: they grow with cash and raises, and shrink with burn."""
    worst, best = _end(course, "worst"), _end(course, "best")
    low = ZERO if worst is None else DOWN.plus(worst)  # months are never fewer than none
    high = None if best in (None, INFINITY) else UP.plus(best)
    return Figure(NEAREST.plus(lasts.months), low, high)


def _end(course: Course, side: Side) -> Decimal | None:
    """The months at one side of the bounds, infinite for ever; None where a bound is open."""
    path = course.path(side)
    if path is None:
        return None
    lasts = lasting(*path)
    return INFINITY if lasts is None else lasts.months


def _cash_left(course: Course, month: int) -> Figure:
    """The cash at the start of a month, before what comes in with it."""
    values, worst, best = (course.path(side) for side in SIDES)
    after = [None if path is None else cash_after(*path, month - 1) for path in (values, worst, best)]
    value, low, high = after
    assert value is not None
    return Figure(NEAREST.plus(value), low and DOWN.plus(low), high and UP.plus(high))
