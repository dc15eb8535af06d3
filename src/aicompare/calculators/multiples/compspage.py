"""How the bank's page looks: bare numbers in the unit of its title, and the ratios last to go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated

from aicompare.calculators.multiples.statistics import Spread
from aicompare.companies.fact import Known
from aicompare.reports.page import PageCell, Scale
from aicompare.reports.report import LEADING, LIGHT, LIGHTEST, Column
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field

_Cell = PageCell | str | None  # empty where nothing stands under what has no statistic
_size = partial(Column, look="terse", weight=LIGHT)
_ratio = partial(Column, unit="percent", look="terse")


@dataclass(frozen=True, slots=True)
class CompsLine:
    """A company, or a statistic."""

    company: Annotated[str, Column("Company", weight=LEADING)]
    ticker: Annotated[str | None, Column("Ticker", weight=LIGHT)] = ""
    day: Annotated[str | None, Column("Day", weight=LIGHTEST)] = ""
    price: Annotated[_Cell, Column("Price", weight=LIGHTEST)] = ""
    equity_value: Annotated[_Cell, _size("Equity value")] = ""
    net_debt: Annotated[_Cell, _size("Net debt")] = ""
    ev: Annotated[_Cell, Column("EV", look="terse")] = ""
    multiples: Annotated[Mapping[str, Figure | None], Column("", unit="times", look="terse")] = field(
        default_factory=dict
    )
    growth: Annotated[Figure | str | None, _ratio("Growth %")] = ""
    gross_margin: Annotated[Figure | str | None, _ratio("Gross %")] = ""
    adjusted_margin: Annotated[Figure | str | None, _ratio("Adj. %")] = ""


def sized(value: Known | None, scale: Scale | None) -> PageCell | None:
    """An amount in the unit of the page."""
    return None if value is None else PageCell(value, scale=scale)


_STATISTICS: Sequence[tuple[str, Callable[[Spread], Figure | None]]] = (
    ("Maximum", lambda one: one.maximum),
    ("75th percentile", lambda one: one.p75),
    ("Median", lambda one: one.median),
    ("25th percentile", lambda one: one.p25),
    ("Minimum", lambda one: one.minimum),
)


_SEVERAL = 2


def statistic_lines(spreads: Mapping[str, Spread]) -> list[CompsLine]:
    """A line a statistic, under the multiples of which there are several; none where there are not."""
    if all(one.count < _SEVERAL for one in spreads.values()):
        return []
    return [
        CompsLine(title, multiples={name: _of_bounds(of(one), one) for name, one in spreads.items()})
        for title, of in _STATISTICS
    ]


def _of_bounds(figure: Figure | None, spread: Spread) -> Figure | None:
    """Of multiples of which one is open above each statistic is at least what it is of their lower bounds:
    so all five are of one kind, and stand in order.
    """
    if figure is None or spread.maximum is None or spread.count < _SEVERAL:
        return None
    if spread.maximum.high is not None:
        return figure
    return Figure(figure.value, figure.low, None) if figure.low else None
