"""An answer that moved: what it was, what it is, and the causes in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aicompare.calculators.changes.splitting import Cause, Chain, Solve, split
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, minus
from aicompare.companies.fact import Derived, Known
from aicompare.rates.rates import Rates
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known, and at which rates, on one side of a comparison."""

    as_of: date
    rates: Rates
    companies: Mapping[str, Company]


@dataclass(frozen=True, slots=True)
class MovedAnswer:
    """`before` or `after` is None where there was, or is, no answer."""

    company: str
    title: str
    before: Known | None
    after: Known | None
    causes: tuple[Cause, ...] = ()
    told: str | None = None  # why there is no answer now

    @property
    def effect(self) -> Derived | None:
        """after - before; None where one of them is not known, where they are of two currencies, and
        between "at most" and "at least".
        """
        if self.before is None or self.after is None or self.before.currency != self.after.currency:
            return None
        made = minus(Named("after", self.after), Named("before", self.before))
        change = Derived.of(self.company, self.after.metric, made, self.after.period)
        return change if says_something(change.figure) else None


def says_something(figure: Figure) -> bool:
    """Whether it is bounded on any side."""
    return figure.low is not None or figure.high is not None


def moved(
    company: str,
    title: str,
    before: Known | None,
    after: Known | None,
    chains: Mapping[str, Chain],
    solve: Solve,
) -> MovedAnswer | None:
    """None where the answer is the same before and after."""
    if before is None or after is None:
        return came_or_went(company, title, before, after)
    if before.figure == after.figure and before.currency == after.currency:
        return None
    return MovedAnswer(company, title, before, after, tuple(split(chains, solve)))


def came_or_went(company: str, title: str, before: Known | None, after: Known | None) -> MovedAnswer | None:
    """An answer that there is on one side alone; None where there is none on either."""
    return MovedAnswer(company, title, before, after) if before or after else None
