"""`compare` of several periods: a panel a metric, a bar a period and company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aicompare.companies.fact import Known
from aicompare.render.numbers import figure_text, money_text
from aicompare.render.pictures.frame import WIDTH, Picture
from aicompare.render.pictures.shapes import (
    COLOURS,
    PERCENT,
    TIMES,
    bounds,
    measured,
    money_axis,
    text_beside,
)
from aicompare.reports.report import Report
from aicompare.values.metrics import Metric
from aicompare.values.money import Money

_PANEL, _HEIGHT = WIDTH // 2 - 60, 130  # pixels
_MOST_TOLD = 8  # bars with a number each
_Found = dict[tuple[Metric, str], list[dict[str, Any]]]


def trends_picture(report: Report) -> Picture:
    """Growth is seen in the bars, and has a panel only where nothing else was asked for. Amounts in two
    currencies are in a panel each.
    """
    found = _panels(report)
    amounts = {of: points for of, points in found.items() if not of[0].name.endswith("_growth")}
    shown = amounts or found
    names = list(report.names.values())
    said = [
        f"{of.title} {point['company']} {point['period']}: {point['said']}"
        for (of, _), points in shown.items()
        for point in points
    ]
    views = [_panel(of, currency, points, names) for (of, currency), points in shown.items()]
    grid = {"concat": views, "columns": 2, "resolve": {"scale": {"x": "independent"}}}
    return Picture([grid], said, ["No bar: not known. Thin dark lines are bounds."])


def _panels(report: Report) -> _Found:
    found: _Found = {}
    for row in report.rows:
        for id_, known in row.values.items():
            if known is not None:
                of = (row.metric, known.value.currency if isinstance(known.value, Money) else "")
                found.setdefault(of, []).append(_point(report.names[id_], row, known))
    return found


def _point(name: str, row: Any, known: Known) -> dict[str, Any]:
    value = known.value
    money = isinstance(value, Money)
    said = money_text(value) if isinstance(value, Money) else figure_text(value, row.metric.unit, "computed")
    figure = value.amount if isinstance(value, Money) else value
    return {"company": name, "period": str(row.period), **measured(figure), "said": said, "money": money}


def _panel(
    of: Metric, currency: str, points: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> dict[str, Any]:
    x = {"field": "period", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}}
    across = {"x": x, "xOffset": {"field": "company", "type": "nominal", "scale": {"domain": list(names)}}}
    y = {"field": "value", "type": "quantitative", "axis": _axis(of, currency, points)}
    shown = [COLOURS[place % len(COLOURS)] for place in range(len(names))]
    colour = {
        "field": "company",
        "type": "nominal",
        "scale": {"domain": list(names), "range": shown},
        "legend": {"title": None, "orient": "top"},
    }
    layers = [
        {"mark": {"type": "bar"}, "encoding": {**across, "y": y, "color": colour}},
        *bounds("y", "value", across),
        *([text_beside("y", "value", across)] if len(points) <= _MOST_TOLD else []),
    ]
    title = {"text": of.title + (f", {currency}" if currency else ""), "anchor": "start", "fontSize": 12}
    size = {"width": _PANEL, "height": _HEIGHT}
    return {**size, "title": title, "data": {"values": list(points)}, "layer": layers}


def _axis(of: Metric, currency: str, points: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    if currency:
        return money_axis(currency, (point["value"] for point in points))
    return {"percent": PERCENT, "times": {**TIMES, "title": None}}.get(of.unit, {"title": None})
