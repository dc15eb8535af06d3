"""A chart as lines of text: braille dots where a terminal has them, else ASCII.

plotille draws the curves; axes and legend are ours, because they show money and dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from aicompare.render.folding import folded
from aicompare.render.numbers import money_text
from aicompare.reports.report import Chart, Curve
from aicompare.values.figures import ZERO, Figure
from aicompare.values.money import Money
from aicompare.values.periods import add_months

if TYPE_CHECKING:
    from plotille import Canvas

_HEIGHT = 12
_STEPS = (0, 3, 6, 9)  # rows with a label: the top and each quarter down
_NARROWEST = 24  # columns of a picture that says anything
_FINE = 10_000  # parts of the height; the canvas takes whole numbers
_BLANK = "\u2800"  # braille without a dot
_DAYS = 30  # of a month, where no date is known
_NICE = tuple(Decimal(text) for text in ("1", "1.2", "1.6", "2", "2.4", "3.2", "4", "6", "8", "10"))


def chart_lines(chart: Chart, width: int, *, braille: bool) -> list[str]:
    """The picture with its axes and legend; nothing where there is no room or no curve."""
    top = highest(chart)
    labels = {row: amount_at(chart, top * (_HEIGHT - row) / _HEIGHT) for row in _STEPS}
    margin = max(len(label) for label in labels.values())
    columns = width - margin - 1
    if not chart.curves or columns < _NARROWEST:
        return []
    start = start_of(chart)
    drawn = _drawn(chart, start, columns, top, apart=1 if braille else 3)
    rows = [row.replace(_BLANK, " ") if braille else _in_ascii(row) for row in drawn]
    edge, corner, line = ("│", "└", "─") if braille else ("|", "+", "-")
    lines = [f"{labels.get(number, ''):>{margin}}{edge}{row}" for number, row in enumerate(rows)]
    lines.append(f"{0:>{margin}}{corner}{line * columns}")
    lines.append(" " * (margin + 1) + _dates(chart, start, columns))
    legend = [part for entry in legend_of(chart) for part in folded(entry, width, 2)]
    return [row.rstrip() for row in (*lines, "", *legend)]


def _drawn(chart: Chart, start: date | None, columns: int, top: Decimal, *, apart: int) -> list[str]:
    """What is dotted has a dot every so many columns."""
    from plotille import Canvas

    last = last_day(chart, start)
    # A character is 2 x 4 dots; one dot more, so that the last day and the top are on the canvas.
    right, top_edge = _with_a_dot(last, 2 * columns), _with_a_dot(_FINE, 4 * _HEIGHT)
    canvas = Canvas(columns, _HEIGHT, 0, 0, right, top_edge)
    for number, curve in enumerate(chart.curves, start=1):
        dots = [(day_of(curve, start, month), int(amount / top * _FINE)) for month, amount in curve.points]
        for (x, y), (to_x, to_y) in pairwise(dots):
            if curve.dotted:
                _dotted(canvas, (x, max(y, 0)), (to_x, max(to_y, 0)), apart * right // columns)
            else:
                canvas.line(x, max(y, 0), to_x, max(to_y, 0))
        for x, y in (dots[len(dots) // 3], dots[-1]):  # on its way, and where the cash is gone
            canvas.text(x, max(y, 0), str(number))
    return str(canvas.plot(linesep="\n")).split("\n")


def _dotted(canvas: Canvas, start: tuple[int, int], end: tuple[int, int], apart: int) -> None:
    """A dot at each multiple of `apart` along the days."""
    (x, y), (to_x, to_y) = start, end
    for day in range(-(-x // apart) * apart, to_x + 1, apart):
        canvas.point(day, y + (to_y - y) * (day - x) // max(1, to_x - x))


def _with_a_dot(length: int, dots: int) -> int:
    return length * dots // (dots - 1) + 1


def _in_ascii(row: str) -> str:
    return "".join("*" if _BLANK < dot <= "\u28ff" else dot for dot in row.replace(_BLANK, " "))


def start_of(chart: Chart) -> date | None:
    """The first balance date; None where no date is known."""
    return min((curve.start for curve in chart.curves if curve.start), default=None)


def highest(chart: Chart) -> Decimal:
    """The highest amount, rounded up so that its quarters are round too."""
    highest = max((amount for curve in chart.curves for _, amount in curve.points), default=ZERO)
    unit = Decimal(1).scaleb(highest.adjusted()) if highest > 0 else Decimal(1)
    return next(nice * unit for nice in _NICE if nice * unit >= highest)


def amount_at(chart: Chart, amount: Decimal) -> str:
    """As it stands on the axis."""
    return money_text(Money(Figure.exact(amount), chart.currency))


def day_of(curve: Curve, start: date | None, month: Decimal) -> int:
    """Days from the start of the picture."""
    whole = int(month)
    if curve.start is None or start is None:
        return int(month * _DAYS)
    begin, end = (add_months(curve.start, number) for number in (whole, whole + 1))
    return (begin - start).days + int((month - whole) * (end - begin).days)


def last_day(chart: Chart, start: date | None) -> int:
    """The days that the picture spans."""
    return max(1, *(day_of(curve, start, month) for curve in chart.curves for month, _ in curve.points))


def _dates(chart: Chart, start: date | None, columns: int) -> str:
    """Months or dates along the axis, as many as there is room for."""
    last = last_day(chart, start)
    months = -(-last // _DAYS)
    step = max(1, -(-months * 10 // columns))  # ten columns for a label and its space
    text = ""
    for month in range(0, months + 1, step):
        day = month * _DAYS if start is None else (add_months(start, month) - start).days
        place = day * (columns - 1) // last
        label = f"{add_months(start, month):%Y-%m}" if start else f"{month}"
        if place + len(label) <= columns and (not text or place > len(text)):
            text = text.ljust(place) + label
    return text


def legend_of(chart: Chart) -> Iterator[str]:
    """A line for each curve."""
    for number, curve in enumerate(chart.curves, start=1):
        if curve.ends is None:
            yield f"{number} {curve.name}: goes on"
        elif curve.start:
            gone = add_months(curve.start, int(curve.ends))
            yield f"{number} {curve.name}: from {curve.start}, gone {gone}"
        elif curve.ends < 1:
            yield f"{number} {curve.name}: gone within a month"
        else:
            months = int(curve.ends)
            yield f"{number} {curve.name}: gone after {months} month{'s' * (months != 1)}"
