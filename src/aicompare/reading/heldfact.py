"""A figure that the data hold, or that follows from some, as a text is compared with it."""

from __future__ import annotations

from datetime import timedelta

from aicompare.companies.fact import Fact, Known
from aicompare.companies.references import name_of
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric
from aicompare.values.money import Money
from aicompare.values.periods import WEEK, Period

DAILY = ("share_price", "market_cap", "price_change", "trading_volume", "turnover_rate")


@dataclass(frozen=True, slots=True)
class HeldFact:
    """A figure that the data hold or that follows from some: `expression` is how `check` names it."""

    value: Money | Figure
    metric: Metric
    period: Period
    facts: tuple[Fact, ...]
    expression: str
    scope: str | None = None
    label: str | None = None
    known: Known | None = None  # what converts by its kind, where it can

    @property
    def fact(self) -> Fact | None:
        """The one fact that it is; None of what is derived."""
        return self.facts[0] if len(self.facts) == 1 else None


def of_fact(fact: Fact) -> HeldFact:
    """A fact as it is."""
    return HeldFact(
        fact.value, fact.metric, fact.period, (fact,), name_of(fact), fact.scope, fact.label, fact
    )


def of_known(known: Known, period: Period, words: str) -> HeldFact:
    """What is computed from facts; `words` are its expression."""
    facts = (
        (known,) if isinstance(known, Fact) else tuple(one for one in known.inputs if isinstance(one, Fact))
    )
    return HeldFact(known.value, known.metric, period, facts, words)


def same_time(metric: Metric, held: Period, said: Period) -> bool:
    """Whether a figure of the data is of the period that the text says.

    A stretch is the same one, or as long and ends within a week of it; a balance or a deal lies in
    what is said, or within three days of a day, and what changes by the day within one.
    """
    if metric.kind == "flow" and not held.is_day and not said.is_day:
        return held == said or (held.is_as_long_as(said) and abs(held.last - said.last) <= WEEK)
    near = timedelta(days=(1 if metric.name in DAILY else 3) if said.is_day else 0)
    return held.first <= said.last + near and said.first - near <= held.last
