"""`runway --plot`: cash over time, what stands beside the answer dashed, and between which days it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from aicompare.render.chart import day_of, legend_of, start_of
from aicompare.render.numbers import figure_text
from aicompare.render.pictures.frame import WIDTH, Picture
from aicompare.render.pictures.shapes import BOUND, COLOURS, apart, money_axis
from aicompare.reports.report import Chart, Curve, Report

_HEIGHT = 260  # pixels
_FAR = 1200  # months; what ends later has no mark


def cash_picture(report: Report) -> Picture:
    """The curves of the answer's chart."""
    chart = report.chart
    assert chart is not None
    names = [curve.name for curve in chart.curves]
    points = [point for curve in chart.curves for point in _points(chart, curve)]
    dated = start_of(chart) is not None
    x = {
        "field": "at",
        "type": "temporal",
        "scale": {"type": "utc"},
        "axis": {"title": None, "format": "%Y-%m"},
    }
    if not dated:
        x = {"field": "at", "type": "quantitative", "axis": {"title": "Months"}}
    axis = money_axis(chart.currency, (amount for curve in chart.curves for _, amount in curve.points))
    dashes = [[2, 4] if curve.dotted else [1, 0] for curve in chart.curves]
    two = {"orient": "top", "columns": 2, **apart(names)}
    legend = {"title": None, "labelLimit": WIDTH, "symbolType": "stroke", **two}
    curves = {
        "data": {"values": points},
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": {"field": "amount", "type": "quantitative", "axis": axis},
            "color": {
                "field": "curve",
                "type": "nominal",
                "scale": {"domain": names, "range": [*_colours(chart)]},
                "legend": legend,
            },
            "strokeDash": {
                "field": "curve",
                "type": "nominal",
                "scale": {"domain": names, "range": dashes},
                "legend": legend,
            },
        },
    }
    ends = {"data": {"values": [*_ends(report, chart)]}, "layer": [*_marks_of_ends(x)]}
    said = [text.partition(" ")[2] for text in legend_of(chart)] + [*_months(report)]
    view = {"width": WIDTH, "height": _HEIGHT, "layer": [curves, ends]}
    return Picture([view], said, [*said, _READING])


_READING = "Dark marks on the axis: the first and the last day on which the cash can be gone, by its bounds."


def _marks_of_ends(x: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A line from the first to the last day, with a tick at each, and the months beside it."""
    floor = {"y": {"datum": 0}}
    span = {"x": {**x, "field": "low"}, "x2": {"field": "high"}, **floor}
    yield {"mark": {"type": "rule", **BOUND, "strokeWidth": 4}, "encoding": span}
    for end in ("low", "high"):
        tick = {"type": "tick", **BOUND, "orient": "vertical", "size": 12}
        yield {"mark": tick, "encoding": {"x": {**x, "field": end}, **floor}}
    text = {"type": "text", **BOUND, "align": "left", "dx": 6, "dy": -8}
    yield {"mark": text, "encoding": {"x": {**x, "field": "high"}, **floor, "text": {"field": "shown"}}}


def _points(chart: Chart, curve: Curve) -> Iterator[dict[str, Any]]:
    for month, amount in curve.points:
        yield {"curve": curve.name, "at": _at(chart, curve, month), "amount": amount}


def _at(chart: Chart, curve: Curve, month: Decimal) -> str | Decimal:
    """The day, as Vega reads one in UTC; months where no date is known."""
    start = start_of(chart)
    if start is None or curve.start is None:
        return month
    return f"{start + timedelta(days=day_of(curve, start, month))}T00:00:00Z"


def _ends(report: Report, chart: Chart) -> Iterator[dict[str, Any]]:
    """Of each row whose months are known from both sides, on the curve of its name."""
    for row in report.rows:
        curve = next((curve for curve in chart.curves if f"{curve.name},".startswith(f"{row.name},")), None)
        months = row.months
        if curve and months and months.low is not None and months.high is not None and months.high < _FAR:
            low, high = (_at(chart, curve, end) for end in (months.low, months.high))
            said = f"{figure_text(months, 'months', 'computed')} months"
            yield {"company": row.name, "low": low, "high": high, "shown": said}


def _months(report: Report) -> Iterator[str]:
    for row in report.rows:
        if row.months is not None:
            yield f"{row.name}: {figure_text(row.months, 'months', 'computed')} months"


def _colours(chart: Chart) -> Iterator[str]:
    """One for each line; what is dotted has that of the line before it."""
    number = -1
    for curve in chart.curves:
        number += not curve.dotted
        yield COLOURS[max(number, 0) % len(COLOURS)]
