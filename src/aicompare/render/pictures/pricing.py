"""`multiples`: a bar a company, revenue against multiple; over time with `--history`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from aicompare.companies.fact import money
from aicompare.render.numbers import figure_text, money_text
from aicompare.render.pictures.frame import BESIDE_NAMES, WIDTH, Picture
from aicompare.render.pictures.shapes import (
    COLOURS,
    TIMES,
    bounds,
    coloured,
    in_order,
    measured,
    money_axis,
    text_above,
    text_beside,
)
from aicompare.reports.report import Report

_LINE, _HEIGHT = 22, 300  # pixels
_PADDING, _LABEL, _LETTER = 40, 11, 6  # pixels: of an axis, between lines, of a letter
_BOUNDS = "Thin dark lines are bounds."


def multiples_picture(report: Report) -> Picture:
    """Revenues in several currencies are on no common axis: then there are bars alone."""
    points = [_point(row, report) for row in report.rows]
    said = [f"{one['company']}: {one['said']}" for one in points]
    drawn = [row for row in report.rows if row.multiple is not None]
    currencies = {money(row.denominator).currency for row in drawn}
    if len(currencies) > 1:
        alone = "Revenues are in several currencies, and on no common axis; --in USD draws them."
        return Picture([_bars(points)], said, [_BOUNDS, alone])
    views = [_bars(points)]
    known = [point for point in points if point["value"] is not None]
    named = _with_room(known)
    if known:
        views.append(_against_revenue(known, named, currencies.pop()))
    below = "Below: revenue against multiple, both axes logarithmic"
    left = "; a name that has no room there is left out" if len(named) < len(known) else ""
    return Picture(views, said, [f"{_BOUNDS} {below}{left}."])


def _point(row: Any, report: Report) -> dict[str, Any]:
    revenue = None if row.denominator is None else money(row.denominator)
    shown = said = _multiple_text(row)
    if row.multiple is not None and revenue is not None:
        shown = f"{said}, {row.basis} to {row.denominator.period.last}"
        said = f"{said} of {money_text(revenue)}, {row.denominator.period}"
    return {
        "company": report.names.get(row.company, row.company),
        **measured(row.multiple),
        **measured(None if revenue is None else revenue.amount, "revenue"),
        "end": row.multiple.high or row.multiple.value if row.multiple else 0,
        "said": said,
        "shown": shown,
    }


def _multiple_text(row: Any) -> str:
    return figure_text(row.multiple, "times", "computed") if row.multiple else row.reason or "n.a."


def _bars(points: Sequence[dict[str, Any]]) -> dict[str, Any]:
    y = {"y": in_order("company", [point["company"] for point in points], labelLimit=200)}
    bar = {"type": "bar", "height": 10, "color": COLOURS[0]}
    x = {"field": "value", "type": "quantitative", "axis": TIMES}
    layers = [
        {"mark": bar, "encoding": {**y, "x": x}},
        *bounds("x", "value", y),
        *text_beside("end", y),
    ]
    size = {"width": BESIDE_NAMES, "height": _LINE * len(points)}
    return {**size, "data": {"values": list(points)}, "layer": layers}


def _against_revenue(points: Sequence[dict[str, Any]], named: Sequence[str], currency: str) -> dict[str, Any]:
    log = {"type": "log", "nice": False, "padding": _PADDING}
    few = {"grid": False, "labelOverlap": "greedy", "labelSeparation": 10}
    revenue = money_axis(currency, (point["revenue"] for point in points))
    x = {
        "field": "revenue",
        "type": "quantitative",
        "scale": log,
        "axis": {**revenue, **few, "title": "Revenue"},
    }
    y = {"field": "value", "type": "quantitative", "scale": log, "axis": {**TIMES, **few}}
    label = {"type": "text", "align": "left", "dx": 7, "dy": -6, "fontSize": 9}
    layers = [
        {"mark": {"type": "point", "filled": True, "color": COLOURS[0]}, "encoding": {"x": x, "y": y}},
        *bounds("x", "revenue", {"y": y}),
        *bounds("y", "value", {"x": x}),
        {"mark": label, "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}}},
    ]
    size = {"width": BESIDE_NAMES, "height": _HEIGHT}
    told = [point | {"label": point["company"] if point["company"] in named else ""} for point in points]
    return {**size, "data": {"values": [*map(_on_a_log_axis, told)]}, "layer": layers}


def _on_a_log_axis(point: dict[str, Any]) -> dict[str, Any]:
    """Nothing is as low as zero there: that side is open."""
    zero = [key for key in ("value", "revenue") if (point[f"{key}_low"] or 0) <= 0]
    return point | {f"{key}_low": None for key in zero} | {f"{key}_below": True for key in zero}


def _with_room(points: Sequence[dict[str, Any]]) -> list[str]:
    """The companies whose names do not stand over one another, the first of the answer first."""
    if not points:
        return []
    places = [_placed(points, key, size) for key, size in (("revenue", BESIDE_NAMES), ("value", _HEIGHT))]
    named: list[tuple[Decimal, Decimal, int]] = []
    found = []
    for point, across, up in zip(points, *places, strict=True):
        wide = _LETTER * len(point["company"]) + 4
        if all(
            abs(up - other_up) > _LABEL or across + wide < other or other + other_wide < across
            for other, other_up, other_wide in named
        ):
            named.append((across, up, wide))
            found.append(point["company"])
    return found


def _placed(points: Sequence[dict[str, Any]], key: str, size: int) -> list[Decimal]:
    """The pixels of each along a logarithmic axis."""
    logs = [Decimal(point[key]).ln() for point in points]
    least, most = min(logs), max(logs)
    return [(one - least) / (most - least or 1) * (size - 2 * _PADDING) for one in logs]


def history_picture(report: Report) -> Picture:
    """A line a company; it is broken where a day has no multiple."""
    points = [
        {
            "company": report.names.get(row.company, row.company),
            "at": f"{row.day}T00:00:00Z",
            **measured(row.multiple),
            "said": _multiple_text(row),
            "shown": _multiple_text(row),
        }
        for row in report.rows
    ]
    axis = {"title": None, "format": "%Y-%m"}
    x = {"x": {"field": "at", "type": "temporal", "scale": {"type": "utc"}, "axis": axis}}
    names = list(dict.fromkeys(point["company"] for point in points))
    last = {point["company"]: point for point in points if point["value"] is not None}
    told = points if len(names) == 1 and len(points) <= _MOST_TOLD else list(last.values())
    y = {"field": "value", "type": "quantitative", "axis": TIMES}
    layers = [
        {
            "mark": {"type": "line", "point": True},
            "encoding": {**x, "y": y, "color": coloured("company", names)},
        },
        *bounds("y", "value", x),
        {"data": {"values": told}, "layer": [*text_above("value", x)]},
    ]
    view = {"width": WIDTH, "height": _HEIGHT, "data": {"values": points}, "layer": layers}
    said = [f"{point['company']} {point['at'][:10]}: {point['said']}" for point in points]
    return Picture([view], said, [_BOUNDS])


_MOST_TOLD = 20  # points with a number each; of several companies only the last of each
