"""`compare` of several periods: a panel a metric, a bar a period and company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aicompare.companies.fact import Known
from aicompare.render.numbers import money_text, on_page
from aicompare.render.pictures.frame import WIDTH, Picture
from aicompare.render.pictures.shapes import (
    PERCENT,
    TIMES,
    bounds,
    coloured,
    measured,
    money_axis,
    text_above,
)
from aicompare.reports.report import Report
from aicompare.values.figures import Figure
from aicompare.values.metrics import Metric
from aicompare.values.money import Money

_PANEL, _HEIGHT = WIDTH // 2 - 40, 130  # pixels
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
    periods = list(dict.fromkeys(str(row.period) for row in report.rows))
    views = [_panel(of, currency, points, names, periods) for (of, currency), points in shown.items()]
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
    if isinstance(value, Money):
        symbol = money_text(Money(Figure.exact(1), value.currency)).partition("1")[0]
        figure, said = value.amount, money_text(value)
        shown = said.replace(symbol, "")
    else:
        figure, said = value, on_page(value, row.metric.unit)
        shown = said
    return {"company": name, "period": str(row.period), **measured(figure), "said": said, "shown": shown}


def _panel(
    of: Metric,
    currency: str,
    points: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    periods: Sequence[str],
) -> dict[str, Any]:
    axis = {"title": None, "labelAngle": 0, "offset": 12, "domain": False, "ticks": False}
    x = {"field": "period", "type": "ordinal", "scale": {"domain": list(periods)}, "axis": axis}
    across = {"x": x, "xOffset": {"field": "company", "type": "nominal", "scale": {"domain": list(names)}}}
    y = {"field": "value", "type": "quantitative", "axis": _axis(of, currency, points)}
    layers = [
        {"mark": {"type": "bar"}, "encoding": {**across, "y": y, "color": coloured("company", names)}},
        *bounds("y", "value", across),
        *(text_above("value", across) if len(names) * len(periods) <= _MOST_TOLD else []),
    ]
    title = {
        "text": of.title + (f", {currency}" if currency else ""),
        "anchor": "start",
        "frame": "group",
        "fontSize": 12,
        "offset": 10,
    }
    size = {"width": _PANEL, "height": _HEIGHT}
    return {**size, "title": title, "data": {"values": list(points)}, "layer": layers}


def _axis(of: Metric, currency: str, points: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    if currency:
        return money_axis(currency, (point["value"] for point in points))
    return {"percent": PERCENT, "times": {**TIMES, "title": None}}.get(of.unit, {"title": None})
