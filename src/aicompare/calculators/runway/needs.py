"""The reverse question: which burn, or which raise, gives so many months, and which burn makes a
printed runway true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from aicompare.calculators.presentation import presented
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.cashpath import EXACT, cash_after, lasting
from aicompare.calculators.runway.held import Held
from aicompare.calculators.runway.outlook import SIDES, Course, Side, Timed
from aicompare.calculators.runway.row import RunwayAnswer, every_answer
from aicompare.companies.derivation import (
    Made,
    Named,
    Number,
    Product,
    Solved,
    computed,
    currency_of,
    figure_of,
    less_one,
    minus,
    number,
    ratio,
    told,
)
from aicompare.companies.fact import COMPETING, Derived, Fact, Known
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, Section, Warning
from aicompare.values.figures import DOWN, NEAREST, UP, ZERO, Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.money import Money
from aicompare.values.periods import Period

_NEAR = Decimal("1e-9")  # of a month: what is found, put back, gives the months to that


@dataclass(frozen=True, slots=True)
class SolvedRow:
    """`amount` put back gives `months`; it is None with the `reason` where no amount does.

    `change` is the burn over the one used of that balance, less 1; None of a raise.
    """

    what: Annotated[str, Column("What gives it")]
    months: Annotated[Figure | None, Column("Months", unit="months", look="computed")]
    amount: Annotated[Known | None, Column("Amount", otherwise="reason")] = None
    change: Annotated[Figure | None, Column("Vs burn used then", unit="percent", look="computed")] = None
    reason: str | None = None


def needs_of(
    answer: RunwayAnswer,
    months: Decimal,
    choice: RunwayChoice,
    currency: str | None,
    rates: Rates,
    warnings: list[Warning],
) -> Section:
    """The burn a month and the raise at the start of month 1 that give `months` from the balance on, and
    the burns that make printed runways true, each of the balance that it is stated for.

    US$2,533.8m over 24 months is a burn of US$105.6m a month; at one of US$48.8m no raise is needed.
    """
    rows = presented([*_rows(answer, months, choice, rates)], currency, rates, warnings)
    title = f"What gives {months} month{'s' * (months != 1)}" + (f" from {answer.day}" if answer.day else "")
    return Section(SolvedRow, rows, title, "needs")


def _rows(answer: RunwayAnswer, months: Decimal, choice: RunwayChoice, rates: Rates) -> Iterator[SolvedRow]:
    if answer.held is None:
        return
    today = _day(answer, choice)
    asked = number(months, f"{months} months")
    yield _burn(answer.held, asked, "a burn a month of", today)
    yield _raise(answer.held, asked, today)
    for stated in _printed(answer.company.facts.of("stated_runway")):
        alone = RunwayChoice(choice.as_of, choice.cash_basis, choice.burn_basis, stated.period.last)
        of_then = next(every_answer(answer.company, alone, rates))
        if of_then.held is not None and stated.figure.value > 0:
            what = f"printed of {stated.period}: a burn of"
            yield _burn(of_then.held.alone, stated, what, _day(of_then, choice))


def _day(answer: RunwayAnswer, choice: RunwayChoice) -> tuple[str, Period]:
    return answer.company.id, Period.day(answer.day or choice.as_of)


def _printed(facts: Iterable[Fact]) -> Iterator[Fact]:
    """What is stated of a balance as it was, once each, the oldest first."""
    stated = [one for one in facts if one.label is None and one.status in COMPETING]
    known = {(one.period, one.reported): one for one in stated}
    yield from sorted(known.values(), key=lambda one: (one.period.last, one.rank))


def _burn(held: Held, lasts: Fact | Number, what: str, of: tuple[str, Period]) -> SolvedRow:
    """Months in print have bounds of their own: the fewer months, the more may be burnt."""
    asked = figure_of(lasts)
    ends: dict[Side, Decimal | None] = {"value": asked.value, "worst": asked.high, "best": asked.low}
    found = _bounded(lambda side: _burn_at(held.course, ends[side], side))
    if found is None:
        return SolvedRow(what, asked, reason="not known: a bound is open")
    if found.value <= 0:
        return SolvedRow(what, asked, reason="not at any burn")
    if not _gives(replace(held.course, burn=Figure.exact(found.value)), asked.value):
        return SolvedRow(what, asked, reason="no burn gives just that: what comes in comes too late")
    made: Made = ratio(held.together, lasts if isinstance(lasts, Number) else Named("months in print", lasts))
    if not _is_plain(held, asked.value):
        made = _in_words(held, f"burn a month at which {{0}} lasts {asked.value} months")
    burn = _known(found, made, METRICS["monthly_burn"], held, of)
    if figure_of(held.burn).value <= 0:
        return SolvedRow(what, asked, burn)
    change = computed(less_one(ratio(Named("burn that gives it", burn), held.burn)))
    return SolvedRow(what, asked, burn, change)


def _raise(held: Held, lasts: Number, of: tuple[str, Period]) -> SolvedRow:
    what, asked = "a raise in month 1 of", lasts.figure
    found = _bounded(lambda side: _raise_at(held.course, asked.value, side))
    if found is None:
        return SolvedRow(what, asked, reason="not known: a bound is open")
    if found.value <= 0:
        return SolvedRow(what, asked, reason="none is needed")
    comes = (*held.course.comes, Timed(1, Figure.exact(found.value)))
    if not _gives(replace(held.course, comes=comes), asked.value):
        return SolvedRow(what, asked, reason="no raise gives just that: what comes in comes too late")
    made: Made = minus(Product((lasts, held.burn)), held.together)
    if not _is_plain(held, asked.value):
        made = _in_words(held, f"raise in month 1 with which {{0}} lasts {lasts.said}")
    return SolvedRow(what, asked, _known(found, made, METRICS["raised"], held, of))


def _is_plain(held: Held, months: Decimal) -> bool:
    """Whether cash / burn is the whole sum: all that comes in counts, and every month takes the same."""
    return held.is_level and all(one.month <= months for one in (*held.moved.counted, *held.moved.own))


def _in_words(held: Held, said: str) -> Solved:
    """The same with all that moves the cash beside the burn; the amounts as they were typed."""
    return Solved(f"{said}, with what grows, comes and goes as above", (held.together, held.burn))


def _known(found: Figure, made: Made, metric: Metric, held: Held, of: tuple[str, Period]) -> Derived:
    company, day = of
    return Derived(company, metric, Money(told(found, made), str(currency_of(held.cash))), day)


# --- the sum, solved for one of its amounts --------------------------------------------------


def _bounded(solve: Callable[[Side], Decimal | None]) -> Figure | None:
    """At the printed figures and at their bounds; None where a bound is open."""
    found = [solve(side) for side in SIDES]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    return Figure(NEAREST.plus(known[0]), DOWN.plus(min(known)), UP.plus(max(known)))


def _burn_at(course: Course, months: Decimal | None, side: Side) -> Decimal | None:
    """What is left where nothing is burnt, over what each unit of burn takes: the sum is linear in it."""
    if months is None:
        return None
    nothing, one = (
        _left_of(replace(course, burn=Figure.exact(burn)), months, side) for burn in (ZERO, Decimal(1))
    )
    return None if nothing is None or one is None else EXACT.divide(nothing, EXACT.subtract(nothing, one))


def _raise_at(course: Course, months: Decimal, side: Side) -> Decimal | None:
    """What is missing at the end."""
    left = _left_of(course, months, side)
    return None if left is None else left.copy_negate()


def _left_of(course: Course, months: Decimal, side: Side) -> Decimal | None:
    """The cash after the months, below zero where it is overdrawn; a part of a month takes that part of
    what the month takes.
    """
    path = course.path(side)
    if path is None:
        return None
    whole, part = int(months), months % 1
    left = cash_after(*path, whole)
    if not part:
        return left
    comes = sum((flow.comes for flow in path[2] if flow.month == whole + 1), ZERO)
    takes = EXACT.subtract(EXACT.add(left, comes), cash_after(*path, whole + 1))
    return EXACT.subtract(EXACT.add(left, comes), EXACT.multiply(part, takes))


def _gives(course: Course, months: Decimal) -> bool:
    """Whether what was found does so when it is put back: nothing comes too late for it."""
    path = course.path()
    lasts = lasting(*path) if path else None
    return lasts is not None and abs(lasts.months - months) <= _NEAR
