"""How growth and margins moved: another figure of the same period, then another period.

Both figures of a ratio are of one period, so they change together: the profit of one half over the
revenue of another is no margin that anybody asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aicompare.calculators.changes.moved import Moment, MovedAnswer, moved
from aicompare.calculators.changes.rows import FIGURES
from aicompare.calculators.changes.splitting import Stage, State
from aicompare.companies.company import Company
from aicompare.companies.fact import Known
from aicompare.companies.measures import DERIVED, growth, ratio_by_period
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period, newest_of

GROWTH = "Revenue growth"
MARGINS = tuple(
    known for known in (*METRICS.values(), *DERIVED.values()) if known.parts and known.name.endswith("margin")
)

ByPeriod = Mapping[Period, Known]


def ratios_moved(company: str, before: Moment, after: Moment) -> Iterator[MovedAnswer]:
    """The growth of revenue on the year before, then each margin, of the newest period of each side."""
    old, new = before.companies.get(company), after.companies.get(company)
    found = [_moved(company, GROWTH, _growth(old), _growth(new))]
    found += [_moved(company, known.title, _margin(old, known), _margin(new, known)) for known in MARGINS]
    yield from filter(None, found)


def _growth(company: Company | None) -> ByPeriod:
    return growth(company) if company else {}


def _margin(company: Company | None, known: Metric) -> ByPeriod:
    return ratio_by_period(company, known) if company else {}


def _moved(company: str, title: str, before: ByPeriod, after: ByPeriod) -> MovedAnswer | None:
    was, now = newest_of(before), newest_of(after)
    again = after.get(was.period) if was else None
    chain = [Stage(one) if one else None for one in (was, again, now)]
    return moved(company, title, was, now, {FIGURES: chain}, _itself)


def _itself(state: State) -> Figure | None:
    known = state[FIGURES].known
    return known.figure if known else None
