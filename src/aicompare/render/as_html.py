"""HTML: the tables of an answer for a notebook, everything escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from aicompare.render.cells import Footnotes, Grid, grid_of
from aicompare.render.explaining import TITLE, entries
from aicompare.render.table import indented, shown_sections, tail_parts, title_of
from aicompare.reports.report import Report


def to_html(report: Report) -> str:
    """Title, tables, then warnings, notes, rates and sources; no style of its own.

    Notebooks take what stands between two dollar signs, or in `\\(...\\)`, for a formula.
    """
    footnotes = Footnotes()
    parts = [f"<p><strong>{_text(title_of(report))}</strong></p>"]
    for section in shown_sections(report):
        if section.title:
            parts.append(f"<p><strong>{_text(section.title)}</strong></p>")
        parts.append("".join(_table(grid_of(section, report.names, footnotes))))
    if report.explanation is not None:
        parts += [f"<p><strong>{_text(TITLE)}</strong></p>", "".join(_explanation(report, footnotes))]
    for title, _, texts in tail_parts(report, footnotes):
        items = "".join(f"<li>{_text(text)}</li>" for text in texts)
        parts.append(f"{f'<p>{_text(title)}</p>' if title else ''}<ul>{items}</ul>")
    return "\n".join(parts)


def _explanation(report: Report, footnotes: Footnotes) -> Iterator[str]:
    """Lists within lists; an item stays open until the next that does not stand under it."""
    depth = -1
    for entry in entries(report, footnotes):
        yield "<ul>" if entry.depth > depth else "</li>" + "</ul></li>" * (depth - entry.depth)
        depth = entry.depth
        text = _text(entry.text)
        yield f"<li><strong>{text}</strong>" if entry.style == "header" else f"<li>{text}"
    yield "</li>" + "</ul></li>" * depth + "</ul>"


def _table(grid: Grid) -> Iterator[str]:
    align = ["right" if header.right else "left" for header in grid.headers]
    yield "<table><thead><tr>"
    yield from (f"<th>{_text(header.title)}</th>" for header in grid.headers)
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        cells = (
            f'<td style="text-align: {side}">{indented(cell, _text)}</td>'
            for side, cell in zip(align, row, strict=True)
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _text(text: str) -> str:
    """Escaped, each dollar and backslash in an element of its own: no text holds a formula."""
    return re.sub(r"[$\\]", r"<span>\g<0></span>", html.escape(text))
