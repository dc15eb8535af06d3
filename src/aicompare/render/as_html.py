"""HTML: the tables of an answer for a notebook, everything escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from aicompare.render.cells import Footnotes, Grid, grid_of
from aicompare.render.table import indented, shown_parts, tail_parts, title_of
from aicompare.report import Report


def to_html(report: Report) -> str:
    """Title, tables, then warnings, notes, rates and sources; no style of its own."""
    footnotes = Footnotes()
    parts = [f"<p><strong>{escape(title_of(report))}</strong></p>"]
    for part in shown_parts(report):
        if part is not report:
            parts.append(f"<p><strong>{escape(part.title)}</strong></p>")
        parts.append("".join(_table(grid_of(part, footnotes))))
    for title, _, entries in tail_parts(report, footnotes):
        items = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
        parts.append(f"{f'<p>{escape(title)}</p>' if title else ''}<ul>{items}</ul>")
    return "\n".join(parts)


def _table(grid: Grid) -> Iterator[str]:
    align = ["right" if header.right else "left" for header in grid.headers]
    yield "<table><thead><tr>"
    yield from (f"<th>{escape(header.title)}</th>" for header in grid.headers)
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        cells = (
            f'<td style="text-align: {side}">{indented(cell, escape)}</td>'
            for side, cell in zip(align, row, strict=True)
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"
