"""HTML: the tables of an answer for a notebook, everything escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from aicompare.render.cells import Footnotes, Grid, grid_of
from aicompare.render.explaining import TITLE, entries
from aicompare.render.table import indented, shown_sections, tail_parts, title_of
from aicompare.reports.report import Across, Report, Section


def to_html(report: Report) -> str:
    """Title, tables, then warnings, notes, rates and sources; no style of its own.

    Notebooks take what stands between two dollar signs, or in `\\(...\\)`, for a formula.
    """
    footnotes = Footnotes()
    parts = [f"<p><strong>{_text(title_of(report))}</strong></p>"]
    for section in shown_sections(report):
        if section.title:
            parts.append(f"<p><strong>{_text(section.title)}</strong></p>")
        parts.append("".join(_section(section, report.names, footnotes)))
    if report.chart is not None:
        from aicompare.render.as_svg import to_svg

        parts.append(to_svg(report.chart))
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


def _section(section: Section, names: Mapping[str, str], footnotes: Footnotes) -> Iterator[str]:
    if section.row_type is Across:
        items = (f"<li>{_text(row.text)}</li>" for row in section.rows)
        return iter(("<ul>", *items, "</ul>"))
    return _table(grid_of(section, names, footnotes))


def _table(grid: Grid) -> Iterator[str]:
    align = ["right" if header.right else "left" for header in grid.headers]
    yield "<table><thead><tr>"
    yield from (f"<th>{_text(header.title)}</th>" for header in grid.headers)
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        if not grid.in_columns(row):
            yield f'<tr><td colspan="{len(grid.headers)}">{_text(row[0])}</td></tr>'
            continue
        cells = (
            f'<td style="text-align: {side}">{indented(cell, _text)}</td>'
            for side, cell in zip(align, row, strict=True)
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _text(text: str) -> str:
    """Escaped, each dollar and backslash in an element of its own: no text holds a formula."""
    return re.sub(r"[$\\]", r"<span>\g<0></span>", html.escape(text))
