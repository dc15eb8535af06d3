"""Whether a figure in another currency holds at the rates of another day: a translation.

Who prints one takes the rates of the day on which he writes, or of the balance; a difference of
rates alone is no error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from aicompare.expressions.bounds import bounded
from aicompare.expressions.evaluation import Scene
from aicompare.expressions.graph import Node, known_in
from aicompare.rates.choice import RateChoice
from aicompare.reports.report import facts_in
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.periods import Period

TRANSLATED = "translated"
Computed = Callable[[Scene], Node | None]


def translation(computed: Node, again: Computed, stated: Figure, scene: Scene) -> str | None:
    """At which rates the computed side meets what is stated, in words; None where at none.

    Of a month the day is not known, so any rate between its least and its greatest may be meant.
    """
    for period, words in _periods(computed, scene):
        found = _between(list(_at_rates_of(period, again, scene)))
        if found and found.meets(stated):
            return f"a translation at the rates of {period}, {words}"
    return None


def left_open(computed: Node, again: Computed, stated: Figure, scene: Scene) -> str | None:
    """At which rates "over" or "nearly" does not exclude what is stated, in words; None where at none."""
    for period, words in _periods(computed, scene):
        found = list(_at_rates_of(period, again, scene))
        if any(figure.is_open and figure.meets(stated) for figure in found):
            return f"left open by the rates of {period}, {words}"
    return None


def _periods(computed: Node, scene: Scene) -> Iterator[tuple[Period, str]]:
    if scene.said:
        yield scene.said, "when its source came out"
        return
    facts = [fact for known in known_in(computed) for fact in facts_in(known)]
    published = sorted({(day.year, day.month) for fact in facts if (day := fact.published) > date.min})
    for year, month in published:
        yield Period.month_of(year, month), "when it was published"
    for day in sorted({fact.period.last for fact in facts}):
        yield Period.day(day), "the last day of its period"


def _at_rates_of(period: Period, again: Computed, scene: Scene) -> Iterator[Figure]:
    days = [day for day, _ in scene.rates.history("USD", "CNY", period)] or [period.last]
    for day in (day for day in days if day <= scene.data.as_of):
        try:
            node = again(replace(scene, choice=RateChoice(on=day)))
        except NoRate:
            return
        if node:
            yield bounded(node)


def _between(figures: Sequence[Figure]) -> Figure | None:
    """From the least to the greatest of them, of "over" and "nearly" of their bound; None where
    neither is known.
    """
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    known = [ends for ends in (lows, highs) if ends and len(ends) == len(figures)]
    return Figure(figures[0].value, min(known[0]), max(known[-1])) if known else None
