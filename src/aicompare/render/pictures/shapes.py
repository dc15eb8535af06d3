"""The marks that pictures share: a value with its bounds, and axes of money and of multiples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from aicompare.render.numbers import money_text
from aicompare.values.figures import Figure
from aicompare.values.money import Money

COLOURS = ["#1f6f9f", "#b5532a", "#3f7d3a", "#7a4a9e", "#8a6d1d", "#555555"]
BOUND = {"color": "#222222", "size": 2}
_UNITS = (Decimal("1e12"), Decimal("1e9"), Decimal("1e6"), Decimal(1))


def measured(figure: Figure | None, key: str = "value") -> dict[str, Any]:
    """Its value and bounds under keys of their own; `open` says on which side there is none."""
    if figure is None:
        return {key: None}
    opened = "above" if figure.high is None else "below" if figure.low is None else None
    ends = {f"{key}_low": figure.low, f"{key}_high": figure.high, f"{key}_open": opened}
    return {key: figure.value, **ends}


def bounds(axis: str, key: str, across: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Error bars along an axis: a thin line from bound to bound, and a triangle where a side is open."""
    low, high, side = f"{key}_low", f"{key}_high", f"{key}_open"
    ends = {axis: {"field": low, "type": "quantitative"}, f"{axis}2": {"field": high}}
    known = f"isValid(datum.{low}) && isValid(datum.{high})"
    yield {
        "transform": [{"filter": known}],
        "mark": {"type": "rule", **BOUND},
        "encoding": {**across, **ends},
    }
    for tick in (low, high):
        place = {axis: {"field": tick, "type": "quantitative"}}
        yield {
            "transform": [{"filter": known}],
            "mark": {"type": "tick", "color": "#222222", "thickness": 1, "size": 8},
            "encoding": {**across, **place},
        }
    for where, shape in (("above", _ABOVE[axis]), ("below", _BELOW[axis])):
        yield {
            "transform": [{"filter": f"datum.{side} == '{where}'"}],
            "mark": {"type": "point", "shape": shape, "filled": True, "color": "#222222", "size": 50},
            "encoding": {**across, axis: {"field": key, "type": "quantitative"}},
        }


_ABOVE = {"x": "triangle-right", "y": "triangle-up"}
_BELOW = {"x": "triangle-left", "y": "triangle-down"}


def money_axis(currency: str, amounts: Iterable[Decimal]) -> dict[str, Any]:
    """Amounts as they are written elsewhere, all in the unit that suits the greatest: `US$2.5bn`."""
    most = max((abs(amount) for amount in amounts), default=Decimal(1))
    unit = next((size for size in _UNITS if size <= most), Decimal(1))
    before, _, behind = money_text(Money(Figure.exact(unit), currency)).partition("1")
    behind = "" if unit == 1 else behind
    digits = f"format(abs(datum.value) / {unit:f}, ',~r')"
    sign = "(datum.value < 0 ? '-' : '')"
    return {
        "title": None,
        "labelExpr": f"datum.value == 0 ? '0' : {sign} + '{before}' + {digits} + '{behind}'",
    }


TIMES = {"title": "Multiple", "labelExpr": "format(datum.value, ',~r') + '×'"}
PERCENT = {"title": None, "labelExpr": "format(datum.value * 100, ',~r') + '%'"}


def text_beside(axis: str, key: str, across: Mapping[str, Any]) -> dict[str, Any]:
    """What the datum says, behind the place of `key`."""
    look = {"align": "left", "dx": 8} if axis == "x" else {"dy": -8, "fontSize": 9}
    return {
        "mark": {"type": "text", "color": "#222222", **look},
        "encoding": {
            **across,
            axis: {"field": key, "type": "quantitative"},
            "text": {"field": "said", "type": "nominal"},
        },
    }
