"""What a plan of the user's says besides its sums: what it takes for granted, and where it leaves one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aicompare.calculators.runway.scenario import NOTHING_SUPPOSED, Scenario
from aicompare.values.figures import Figure

BANDS = (6, 12, 18)  # months left: too late to raise, to raise now, to prepare; more is comfort


def band_of(left: Figure | None) -> str | None:
    """Which of the usual bands the months left lie in: `12 to 18`, `18 or more`.

    Both where the bounds lie in two; None where no months are known.
    """
    if left is None:
        return None
    found = {in_band(end): None for end in (left.low, left.high) if end is not None}
    return " or ".join(found) or in_band(left.value)


def in_band(months: Decimal) -> str:
    """The one that so many months lie in."""
    below = [limit for limit in BANDS if months < limit]
    if not below:
        return f"{BANDS[-1]} or more"
    place = BANDS.index(below[0])
    return f"{BANDS[place - 1]} to {BANDS[place]}" if place else f"under {BANDS[0]}"


def assumptions(scenario: Scenario) -> Iterator[str]:
    """What the sum takes for granted, each in a sentence; nothing where nothing is supposed."""
    if scenario == NOTHING_SUPPOSED:
        return
    if scenario.revenue:
        yield "expenses stay constant at the burn and the revenue of month 1 together"
        yield "revenue is paid in the month that it is earned in"
    elif scenario.burn_growth is not None:
        yield "the burn of month 1 is that of the basis, and grows every month after"
    else:
        yield "the burn stays as it is, every month"
    if scenario.hires:
        yield "a hire costs the same in every month from its own on, and does not grow"
    if scenario.one_offs:
        yield "what is spent once is spent in its month, beside the burn"
    if scenario.raises:
        yield "a raise comes in whole at the start of its month"
    if scenario.with_debt:
        yield "debt is repaid when it falls due, and is not converted"
