"""The sum behind a runway: cash, month after month, over a burn that may change.

Closed forms and bisection, so a horizon of 10^30 months takes no longer than one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal

from aicompare.values.figures import ZERO
from aicompare.values.frozen import dataclass, replace

# A typed percentage has up to 80 places, and what cancels against it leaves 34 digits at least.
EXACT = Context(prec=250, rounding=ROUND_HALF_EVEN, Emax=10**15, Emin=-(10**15))
_TINY = Decimal("1e-20")  # of a month's burn: so much may be what rounding left of nothing
_ROUNDED = Decimal("1e-33")  # likewise, of an amount with the 34 digits of a Figure
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Burn:
    """Month t takes constant + changing x factor^(t-1); below zero it brings money in.

    A burn that grows is all `changing`. With constant expenses and growing revenue, expenses
    are `constant` and revenue is `changing`, with a minus.
    """

    constant: Decimal
    changing: Decimal = ZERO
    factor: Decimal = _ONE

    def raised(self, by: Decimal) -> Burn:
        """With so much more every month."""
        return replace(self, constant=EXACT.add(self.constant, by))

    def of_month(self, month: int) -> Decimal:
        """The burn of one month; the first is 1."""
        return EXACT.fma(self.changing, _power(self.factor, month - 1), self.constant)

    def of_months(self, first: int, last: int) -> Decimal:
        """The burn of the months from `first` to `last` together; zero where there are none."""
        count = Decimal(last - first + 1)
        series = EXACT.multiply(_power(self.factor, first - 1), self._series(last - first + 1))
        return EXACT.fma(self.changing, series, EXACT.multiply(self.constant, count))

    def _series(self, count: int) -> Decimal:
        """1 + factor + factor^2 + ..., `count` terms."""
        if self.factor == 1:
            return Decimal(count)
        return EXACT.divide(_power(self.factor, count) - _ONE, EXACT.subtract(self.factor, _ONE))

    def ends_at(self) -> int | None:
        """The first month from which nothing is burnt any more; None where there is none."""
        if self.of_month(1) <= 0 and not (self.changing < 0 and self.factor < 1):
            return 1
        if not (self.changing < 0 and self.factor > 1):
            return None
        leeway = EXACT.multiply(self.constant.copy_abs(), _ROUNDED)
        return _last(lambda month: self.of_month(month) > leeway, 0) + 1

    def for_ever(self, after: int) -> Decimal | None:
        """What all months after one take together; None where that has no end."""
        if self.constant or not 0 <= self.factor < 1:
            return None
        left = EXACT.multiply(self.changing, _power(self.factor, after))
        return EXACT.divide(left, EXACT.subtract(_ONE, self.factor))


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that comes in at the start of a month, goes out in it beside the burn, or is burnt
    `more` in every month from it on.
    """

    month: int
    comes: Decimal = ZERO
    goes: Decimal = ZERO
    more: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Lasting:
    """`months` = `whole` months + what is left then over what the next month takes."""

    whole: int
    months: Decimal


def lasting(cash: Decimal, burn: Burn, flows: Iterable[Flow] = ()) -> Lasting | None:
    """How long `cash` covers every month; None is for ever.

    Cash of exactly zero at the end of a month is a whole month.
    """
    done = 0
    for flow in _by_month(flows):
        if (covered := _covered(cash, burn, done, flow.month - 1)) < flow.month - 1:
            return _ending(cash, burn, done, covered)
        cash = EXACT.subtract(cash, burn.of_months(done + 1, flow.month - 1)) + flow.comes
        burn = burn.raised(flow.more)
        needed = EXACT.add(burn.of_month(flow.month), flow.goes)
        if EXACT.subtract(needed, cash) > EXACT.multiply(needed.copy_abs(), _TINY):
            return Lasting(flow.month - 1, _with_part(flow.month - 1, cash, needed))
        cash, done = EXACT.subtract(cash, needed), flow.month
    covered_for_good = _covered_for_good(cash, burn, done)
    return None if covered_for_good is None else _ending(cash, burn, done, covered_for_good)


def cash_after(cash: Decimal, burn: Burn, flows: Iterable[Flow], month: int) -> Decimal:
    """The cash at the end of a month (0 is the start), below zero where it is overdrawn."""
    for flow in flows:
        if flow.month <= month:
            cash = EXACT.add(cash, EXACT.subtract(flow.comes, flow.goes))
            cash = EXACT.fma(flow.more, Decimal(flow.month - month - 1), cash)
    return EXACT.subtract(cash, burn.of_months(1, month))


def no_loss_from(burn: Burn, flows: Iterable[Flow] = ()) -> int | None:
    """The first month from which nothing is burnt any more, with what is burnt more from a month on;
    None where there is none.
    """
    stretches = [(1, burn)]
    for flow in _by_month(flows):
        if flow.more:
            stretches.append((flow.month, stretches[-1][1].raised(flow.more)))
    found = None
    for start, burnt in reversed(stretches):
        ends = burnt.ends_at()
        if ends is None or ends > start:
            return found if ends is None else ends
        found = start
    return found


def _by_month(flows: Iterable[Flow]) -> list[Flow]:
    months: dict[int, Flow] = {}
    for flow in flows:
        before = months.get(flow.month, Flow(flow.month))
        comes, goes = EXACT.add(before.comes, flow.comes), EXACT.add(before.goes, flow.goes)
        months[flow.month] = Flow(flow.month, comes, goes, EXACT.add(before.more, flow.more))
    return [months[month] for month in sorted(months)]


def _covered(cash: Decimal, burn: Burn, done: int, until: int) -> int:
    """The last month up to `until` that the cash covers, with every month after `done`."""
    ends = burn.ends_at()
    last = until if ends is None else min(until, max(ends - 1, done))
    if last <= done or _covers(cash, burn, done, last):
        return until
    return _last(lambda month: _covers(cash, burn, done, month), done, last)


def _covered_for_good(cash: Decimal, burn: Burn, done: int) -> int | None:
    """As above without an end; None where every month is covered."""
    ends, endless = burn.ends_at(), burn.for_ever(done)
    if ends is not None and _covered(cash, burn, done, ends) == ends:
        return None
    if endless is not None and EXACT.subtract(endless, cash) <= EXACT.multiply(endless, _ROUNDED):
        return None
    return _last(lambda month: _covers(cash, burn, done, month), done, ends)


def _last(holds: Callable[[int], bool], known: int, fails: int | None = None) -> int:
    """The last number for which `holds`: from `known`, where it does, to `fails`, where not."""
    step = 1
    while fails is None:
        known, fails, step = (
            (known + step, None, step * 2) if holds(known + step) else (known, known + step, 0)
        )
    while fails - known > 1:
        middle = (known + fails) // 2
        known, fails = (middle, fails) if holds(middle) else (known, middle)
    return known


def _ending(cash: Decimal, burn: Burn, done: int, whole: int) -> Lasting:
    left = EXACT.subtract(cash, burn.of_months(done + 1, whole))
    return Lasting(whole, _with_part(whole, left, burn.of_month(whole + 1)))


def _with_part(whole: int, left: Decimal, needed: Decimal) -> Decimal:
    """What rounding leaves, or less than nothing, is no part of a month."""
    part = EXACT.divide(left, needed)
    return EXACT.add(Decimal(whole), part if part > _TINY else ZERO)


def _covers(cash: Decimal, burn: Burn, done: int, until: int) -> bool:
    short = EXACT.subtract(burn.of_months(done + 1, until), cash)
    return short <= EXACT.multiply(burn.of_month(until), _TINY)


def _power(base: Decimal, exponent: int) -> Decimal:
    return EXACT.power(base, exponent) if exponent else _ONE  # 0^0 is 1 here: the first month is whole
