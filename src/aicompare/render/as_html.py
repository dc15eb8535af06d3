"""HTML: the tables of an answer, for a notebook or as a page of its own, everything escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from aicompare.render.cells import Grid, grid_of
from aicompare.render.explaining import TITLE, entries
from aicompare.render.foot import FootPart, with_foot
from aicompare.render.footnotes import Footnotes
from aicompare.render.table import cut_of, indented, shown_sections, title_of
from aicompare.render.webpage import web_page
from aicompare.reports.report import Across, Report, Section
from aicompare.values.frozen import replace


def to_page(report: Report) -> str:
    """A whole file; of a marked text that text."""
    if report.marked is None:
        return web_page(title_of(report), to_html(report))
    from aicompare.render.marked import marked_html

    return web_page(title_of(report), marked_html(report.marked))


def to_html(report: Report) -> str:
    """Title, tables and the foot; what the foot of a table leaves out opens with a click. In a block with
    a style of its own, the addresses as links.

    Notebooks take what stands between two dollar signs, or in `\\(...\\)`, for a formula.
    """
    if report.view.sources == "line":
        report = replace(report, view=replace(report.view, sources="all"))
        folds = True
    else:
        folds = False
    parts, below = with_foot(report, None, lambda footnotes: [*_parts(report, footnotes)])
    parts += [_below(part, folds=folds and part.title != "") for part in below]
    return "\n".join(['<div class="aicompare">', _STYLE, *parts, "</div>"])


# Under the class of the block alone, so that nothing else on the page changes; colours are the page's. The
# class is said three times to outweigh what JupyterLab says of every table: `:not(.a).b td` aligns right.
_STYLE = """<style>
.aicompare { overflow-x: auto; }
.aicompare table { border-collapse: collapse; margin: 0.5em 0; font-variant-numeric: tabular-nums; }
.aicompare th, .aicompare td { padding: 0.15em 0.7em; border: 0; text-align: left; white-space: nowrap; }
.aicompare td.text { white-space: normal; min-width: 12em; max-width: 40em; }
.aicompare td.across { white-space: normal; }
.aicompare th { border-bottom: 1px solid; }
.aicompare .number { text-align: right; }
.aicompare pre { margin: 0; white-space: pre; line-height: 1.2;
  font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.aicompare li { overflow-wrap: anywhere; }
</style>""".replace(".aicompare", ".aicompare" * 3)


def _parts(report: Report, footnotes: Footnotes) -> Iterator[str]:
    yield f"<p><strong>{_text(title_of(report))}</strong></p>"
    for section in shown_sections(report):
        if section.title:
            yield f"<p><strong>{_text(section.title)}</strong></p>"
        yield "".join(_section(section, report.names, footnotes))
        if section.cut:
            yield f"<p>{_text(cut_of(section))}</p>"
    if report.chart is not None:
        from aicompare.render.as_svg import to_svg

        yield to_svg(report.chart)
    if report.explanation is not None:
        yield f"<p><strong>{_text(TITLE)}</strong></p>"
        yield "".join(_explanation(report, footnotes))


def _below(part: FootPart, *, folds: bool) -> str:
    items = "".join(f"<li>{_linked(text)}</li>" for _, text in part.lines)
    if folds:
        return f"<details><summary>{_text(part.counted)}</summary><ul>{items}</ul></details>"
    return f"{f'<p>{_text(part.heading)}</p>' if part.title else ''}<ul>{items}</ul>"


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
    sides = [_side(grid, place) for place in range(len(grid.headers))]
    yield "<table>"
    if any(header.title for header in grid.headers):
        headers = zip(sides, grid.headers, strict=True)
        titles = (f'<th class="{side}">{_text(header.title)}</th>' for side, header in headers)
        yield f"<thead><tr>{''.join(titles)}</tr></thead>"
    yield "<tbody>"
    for row in grid.rows:
        if not grid.in_columns(row):
            yield f'<tr><td class="across" colspan="{len(grid.headers)}">{indented(row[0], _text)}</td></tr>'
            continue
        cells = (
            f'<td class="{side}">{_cell(cell, side)}</td>' for side, cell in zip(sides, row, strict=True)
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _cell(text: str, side: str) -> str:
    return f"<pre>{_text(text)}</pre>" if side == "drawn" else indented(text, _text)


_SHORT = 30  # letters; a text of no more, like a name or a day, stands in one line


def _side(grid: Grid, place: int) -> str:
    if grid.headers[place].drawn:
        return "drawn"
    if grid.headers[place].right:
        return "number"
    return "text" if any(len(row[place]) > _SHORT for row in grid.cells) else "word"


def _linked(text: str) -> str:
    """With its addresses of the web as links."""
    pieces = re.split(r"(https?://[^\s<>\"]+)", text)
    return "".join(
        f'<a href="{html.escape(piece)}">{_text(piece)}</a>' if number % 2 else _text(piece)
        for number, piece in enumerate(pieces)
    )


def _text(text: str) -> str:
    """Escaped, each dollar and backslash in an element of its own: no text holds a formula."""
    return re.sub(r"[$\\]", r"<span>\g<0></span>", html.escape(text))
