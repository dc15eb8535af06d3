"""`value`: a range a method, its middle a dot, all over one axis of money."""

from __future__ import annotations

from typing import Any

from aicompare.companies.fact import Known, money
from aicompare.render.numbers import money_text
from aicompare.render.pictures.frame import BESIDE_NAMES, Picture
from aicompare.render.pictures.shapes import COLOURS, bounds, in_order, measured, money_axis, text_beside
from aicompare.reports.report import Report

_LINE = 26  # pixels
_READING = (
    "Bars from low to high, the dot is the middle, the dashed line the value of today; thin dark lines are"
    " the bounds of each end."
)


def worth_picture(report: Report) -> Picture:
    """The methods in their order; one without an answer says why it has none."""
    points = [_point(row) for row in report.rows]
    ends = [end for row in report.rows for end in (row.low, row.middle, row.high) if end is not None]
    currency = money(ends[0]).currency if ends else report.currency or ""
    axis = money_axis(currency, (money(end).amount.value for end in ends))
    y = {"y": in_order("method", [row.method for row in report.rows], labelLimit=240)}
    x = {"type": "quantitative", "axis": axis}
    layers: list[dict[str, Any]] = [
        {
            "mark": _BAR,
            "encoding": {**y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "color": COLOURS[1]},
            "encoding": {**y, "x": {**x, "field": "middle"}},
        },
        *(layer for key in ("low", "middle", "high") for layer in bounds("x", key, y)),
        *text_beside("end", y),
    ]
    if today := next((row for row in report.rows if row.method == "Today" and row.middle), None):
        line = {"type": "rule", "strokeDash": [4, 4], "color": "#888888"}
        at = {"datum": money(today.middle).amount.value, "type": "quantitative"}
        layers.insert(0, {"mark": line, "encoding": {"x": at}})
    view = {"width": BESIDE_NAMES, "height": _LINE * len(points), "data": {"values": points}, "layer": layers}
    return Picture([view], [f"{one['method']}: {one['said']}" for one in points], [_READING])


_BAR = {"type": "bar", "height": 10, "color": "#9dc3da"}


def _point(row: Any) -> dict[str, Any]:
    known = {"low": row.low, "middle": row.middle, "high": row.high}
    figures = {key: None if end is None else money(end).amount for key, end in known.items()}
    told = {key: value for key, figure in figures.items() for key, value in measured(figure, key).items()}
    most = max((figure.high or figure.value for figure in figures.values() if figure), default=0)
    return {"method": row.method, **told, "end": most, "said": _said(row), "shown": _range(row)}


def _said(row: Any) -> str:
    """`US$1.05bn to US$8.54bn, middle US$2,427.9m`, or the reason why there is none."""
    has_ends = row.low is not None and row.high is not None and row.middle is not None
    return _range(row) + (f", middle {_text(row.middle)}" if has_ends else "")


def _range(row: Any) -> str:
    if row.low is not None and row.high is not None:
        return f"{_text(row.low)} to {_text(row.high)}"
    one = row.middle or row.low or row.high
    return _text(one) if one is not None else row.reason or "n.a."


def _text(known: Known) -> str:
    return money_text(money(known))
