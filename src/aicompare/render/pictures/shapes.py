"""The marks that pictures share: a value with its bounds, and axes of money and of multiples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from aicompare.render.numbers import money_text
from aicompare.values.figures import Figure
from aicompare.values.money import Money

COLOURS = ["#1f6f9f", "#b5532a", "#3f7d3a", "#7a4a9e", "#8a6d1d", "#555555"]
BOUND = {"color": "#222222"}
_UNITS = (Decimal("1e12"), Decimal("1e9"), Decimal("1e6"), Decimal(1))


def measured(figure: Figure | None, key: str = "value") -> dict[str, Any]:
    """Its value and bounds under keys of their own; `above` and `below` say on which sides it is open."""
    if figure is None:
        return {key: None}
    ends = {f"{key}_low": figure.low, f"{key}_high": figure.high}
    return {
        key: figure.value,
        **ends,
        f"{key}_above": figure.high is None,
        f"{key}_below": figure.low is None,
    }


def bounds(axis: str, key: str, across: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Error bars along an axis: a thin line from bound to bound, and a triangle where a side is open."""
    low, high = f"{key}_low", f"{key}_high"
    yield {
        "transform": [{"filter": f"isValid(datum.{low}) && isValid(datum.{high})"}],
        "mark": {"type": "rule", **BOUND},
        "encoding": {**across, axis: _along(low), f"{axis}2": {"field": high}},
    }
    for end in (low, high):
        yield {
            "transform": [{"filter": f"isValid(datum.{end})"}],
            "mark": {"type": "tick", **BOUND, "thickness": 1, "size": 8},
            "encoding": {**across, axis: _along(end)},
        }
    for side in ("above", "below"):
        yield {
            "transform": [{"filter": f"datum.{key}_{side} == true"}],
            "mark": {"type": "point", "shape": _OPEN[axis, side], "filled": True, **BOUND, "size": 50},
            "encoding": {**across, axis: _along(key)},
        }


_OPEN = {
    ("x", "above"): "triangle-right",
    ("x", "below"): "triangle-left",
    ("y", "above"): "triangle-up",
    ("y", "below"): "triangle-down",
}


def _along(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative"}


def in_order(field: str, names: Sequence[str], **axis: Any) -> dict[str, Any]:
    """Names in the order of the answer, whatever is drawn of each, with room for a wide font."""
    scale = {"domain": list(dict.fromkeys(names))}
    room = {"minExtent": _MARGIN + _LETTER * longest(names)}
    return {"field": field, "type": "nominal", "scale": scale, "axis": {"title": None, **room, **axis}}


def longest(names: Iterable[str]) -> int:
    """The letters of the longest."""
    return max(map(len, names), default=0)


_MARGIN, _LETTER = 12, 6  # pixels: between names and axis, of a letter


def coloured(field: str, names: Sequence[str]) -> dict[str, Any]:
    """A colour a name, told above."""
    shown = [COLOURS[place % len(COLOURS)] for place in range(len(names))]
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(names), "range": shown},
        "legend": {"title": None, "orient": "top", **apart(names)},
    }


def apart(names: Sequence[str]) -> dict[str, Any]:
    """Of a legend: a letter of a wide font takes a pixel more than is measured."""
    return {"columnPadding": 10 + longest(names)}


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


def text_beside(key: str, across: Mapping[str, Any], **look: Any) -> Iterable[dict[str, Any]]:
    """What the datum says, to the right of the place of `key`; lines that it crosses stop around it."""
    for around in (_AROUND, {}):
        yield {
            "mark": {"type": "text", "color": "#222222", "align": "left", "dx": 8, **around, **look},
            "encoding": {**across, "x": _along(key), "text": _SAID},
        }


_AROUND = {"stroke": "white", "strokeWidth": 4, "strokeJoin": "round", "aria": False}


def text_above(key: str, across: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """What the datum says over its place, under it where it is below zero."""
    for side, shift in ((">=", -8), ("<", 10)):
        yield {
            "transform": [{"filter": f"datum.{key} {side} 0"}],
            "mark": {"type": "text", "color": "#222222", "dy": shift, "fontSize": 8},
            "encoding": {**across, "y": _along(key), "text": _SAID},
        }


_SAID = {"field": "shown", "type": "nominal"}
