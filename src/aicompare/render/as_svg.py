"""A chart as a picture of lines, for a notebook or a page: SVG with no style or script from outside."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from aicompare.render.chart import amount_at, day_of, highest, last_day, legend_of, start_of
from aicompare.reports.report import Chart, Curve
from aicompare.values.figures import ZERO
from aicompare.values.periods import add_months

_WIDTH, _HEIGHT, _LEFT, _TOP, _LINE = 640, 240, 80, 10, 18  # of the picture and its margins, in pixels
_COLOURS = ("#1f6f9f", "#b5532a", "#3f7d3a", "#7a4a9e", "#8a6d1d", "#555")
_QUARTERS = (4, 3, 2, 1, 0)
_DATES = 6  # at most, along the axis
_LETTER = 8  # pixels, in a wide font
_STEPS = (1, 3, 6, 12, 24, 60, 120)  # months between them


def to_svg(chart: Chart) -> str:
    """The curves over their axes, and under them a line for each; nothing of no curve."""
    if not chart.curves:
        return ""
    start, top = start_of(chart), highest(chart)
    height = _HEIGHT + _TOP + _LINE * (2 + len(chart.curves))
    parts = [*_axes(chart, top, start), *_curves(chart, top, start), *_legend(chart)]
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    style = 'style="max-width: 100%; background: #fff" font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {style}>{"".join(parts)}</svg>'


def _axes(chart: Chart, top: Decimal, start: date | None) -> Iterator[str]:
    for quarter in _QUARTERS:
        y = _y(top * quarter / 4, top)
        label = amount_at(chart, top * quarter / 4) if quarter else "0"
        yield f'<line x1="{_LEFT}" y1="{y}" x2="{_WIDTH}" y2="{y}" stroke="#ddd"/>'
        yield _said(label, _LEFT - 6, y + 4, "end")
    last = last_day(chart, start)
    months = last // 30
    step = next((one for one in _STEPS if months // one < _DATES), months)
    for month in range(0, months, step):
        day = month * 30 if start is None else (add_months(start, month) - start).days
        label = f"{add_months(start, month):%Y-%m}" if start else f"month {month}"
        if (x := _x(day, last)) + _LETTER * len(label) <= _WIDTH:
            yield _said(label, x, _HEIGHT + _TOP + _LINE, "start")


def _curves(chart: Chart, top: Decimal, start: date | None) -> Iterator[str]:
    last = last_day(chart, start)
    for curve, colour in zip(chart.curves, _colours(chart), strict=True):
        points = " ".join(
            f"{_x(day_of(curve, start, month), last)},{_y(max(amount, ZERO), top)}"
            for month, amount in curve.points
        )
        look = f'fill="none" stroke="{colour}" stroke-width="2"{_dashes(curve)}'
        yield f'<polyline points="{points}" {look}/>'


def _legend(chart: Chart) -> Iterator[str]:
    texts = (text.partition(" ")[2] for text in legend_of(chart))
    for number, (curve, colour, text) in enumerate(zip(chart.curves, _colours(chart), texts, strict=True)):
        y = _HEIGHT + _TOP + _LINE * (2 + number)
        look = f'stroke="{colour}" stroke-width="2"{_dashes(curve)}'
        yield f'<line x1="{_LEFT}" y1="{y + 6}" x2="{_LEFT + 30}" y2="{y + 6}" {look}/>'
        yield _said(text, _LEFT + 38, y + 10, "start")


def _colours(chart: Chart) -> Iterator[str]:
    """One for each line; what is dotted has that of the line before it."""
    number = -1
    for curve in chart.curves:
        number += not curve.dotted
        yield _COLOURS[max(number, 0) % len(_COLOURS)]


def _dashes(curve: Curve) -> str:
    return ' stroke-dasharray="2 4"' if curve.dotted else ""


def _said(text: str, x: int, y: int, anchor: str) -> str:
    """A dollar in an element of its own: notebooks take what stands between two for a formula."""
    told = html.escape(text).replace("$", "<tspan>$</tspan>")
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="#333">{told}</text>'


def _x(day: int, last: int) -> int:
    return _LEFT + day * (_WIDTH - _LEFT) // last


def _y(amount: Decimal, top: Decimal) -> int:
    return _TOP + _HEIGHT - int(amount / top * _HEIGHT)
