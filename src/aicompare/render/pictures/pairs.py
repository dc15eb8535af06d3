"""`runway --bases`: a bar each pair of cash and burn, and the runways in print as lines across them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aicompare.render.numbers import figure_text, money_text
from aicompare.render.pictures.frame import BESIDE_NAMES, Picture
from aicompare.render.pictures.shapes import bounds, coloured, in_order, measured, text_beside
from aicompare.reports.report import Marked, Report, Section, fields_of

_BAR = 9  # pixels
_READING = "Bars: the months that each cash lasts at each burn; thin dark lines are bounds."
_LINES = "Dashed lines are runways in print."
_RAISED, _ALONE = "raised since", "balance alone"  # how the titles of the tables end


def pairs_picture(report: Report) -> Picture:
    """A view a table of the screen: with the equity raised since, and of the balance alone."""
    tables = [section for section in report.sections if _is_matrix(section)]
    stated = list(report.named["stated"].rows)
    cashes = list(dict.fromkeys(title for table in tables for title in table.keys["months"].values()))
    views, said = [], []
    for table in tables:
        title = table.title or ""
        points = [point for row in table.rows for point in _points(row, table.keys["months"])]
        views.append(_view(title, points, cashes, [*_lines(title, stated, report.names)]))
        said += [f"{title}, {one['cash']} at {one['burn']}: {one['said']}" for one in points]
    told = [*_told(stated, report.names)]
    return Picture(views, [*said, *told], [_READING, *([_LINES] if told else []), *told])


def is_paired(report: Report) -> bool:
    """Whether it has a table of burn by cash."""
    return any(map(_is_matrix, report.sections))


def _is_matrix(section: Section) -> bool:
    return {"burn_basis", "burn", "months"} == {one.name for one in fields_of(section.row_type)}


def _points(row: Any, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    burn = f"{row.burn_basis}, {money_text(row.burn.value)}"
    for basis, title in titles.items():
        found = row.months[basis]
        months = found.figure if isinstance(found, Marked) else found
        if months is not None:
            shown = figure_text(months, "months", "computed")
            yield {
                "burn": burn,
                "cash": title,
                **measured(months),
                "shown": shown,
                "said": f"{shown} months",
            }


def _lines(title: str, stated: Sequence[Any], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What is said to count more than the balance stands where the equity raised since is counted."""
    for row in stated:
        own = title.startswith(f"{names.get(row.company, row.company)}, ")
        elsewhere = _RAISED if row.label is None else _ALONE
        if own and not title.endswith(elsewhere):
            yield {"at": row.stated.value.value, "printed": figure_text(row.stated.value, "months")}


def _told(stated: Sequence[Any], names: Mapping[str, str]) -> Iterator[str]:
    """`MiniMax, 37 months in print: stated / stated, liquidity+facilities / stated`."""
    for row in stated:
        pairs = ", ".join(row.agrees_with) or "none of these"
        months = figure_text(row.stated.value, "months")
        label = f" {row.label.replace('-', ' ')}" if row.label else ""
        yield f"{names.get(row.company, row.company)}, {months} months in print{label}: {pairs}"


def _view(
    title: str, points: Sequence[Mapping[str, Any]], cashes: Sequence[str], printed: Sequence[Any]
) -> dict[str, Any]:
    here = [cash for cash in cashes if any(point["cash"] == cash for point in points)]
    burns = list(dict.fromkeys(point["burn"] for point in points))
    offset = {"field": "cash", "type": "nominal", "scale": {"domain": here}}
    across = {"y": in_order("burn", burns, labelLimit=220), "yOffset": offset}
    x = {"field": "value", "type": "quantitative", "axis": {"title": "Months"}}
    bars = {"mark": "bar", "encoding": {**across, "x": x, "color": coloured("cash", cashes)}}
    text = text_beside("value", across, dx=5, fontSize=8)
    lined = [*_printed_marks(printed)] if printed else []
    return {
        "width": BESIDE_NAMES,
        "height": (_BAR + 2) * len(here) * len(burns) + 8 * len(burns),
        "title": {"text": title, "anchor": "start", "frame": "group", "fontSize": 12, "offset": 14},
        "data": {"values": list(points)},
        "layer": [*lined, bars, *bounds("x", "value", across), *text],
    }


def _printed_marks(printed: Sequence[Any]) -> Iterator[dict[str, Any]]:
    x = {"field": "at", "type": "quantitative"}
    data = {"data": {"values": list(printed)}}
    rule = {"type": "rule", "strokeDash": [4, 4], "color": "#888888"}
    yield {**data, "mark": rule, "encoding": {"x": x}}
    text = {"type": "text", "y": -6, "fontSize": 9, "color": "#444444", "angle": 0}
    yield {**data, "mark": text, "encoding": {"x": x, "text": {"field": "printed", "type": "nominal"}}}
