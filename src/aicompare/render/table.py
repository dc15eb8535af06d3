"""Tables of plain text, which a terminal colours, and of Markdown.

Numbers are never cut: where a table is wider than the screen, its light columns are left
to wider screens (and named), and where even that is too wide each row becomes a block, or the
line of text that its type has for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from aicompare.render.cells import (
    DASH,
    Grid,
    Header,
    fact_text,
    grid_of,
)
from aicompare.render.fitting import GAP, NARROWEST, Fit, columns_taken, fitting, widths_of
from aicompare.render.folding import Line, cell_width, folded
from aicompare.render.foot import with_foot
from aicompare.render.footnotes import Footnotes
from aicompare.render.safe import clean
from aicompare.reports.page import Paragraph
from aicompare.reports.report import Across, Column, Report, Section

_WIDEST_TITLE = 100  # beyond which the day would stand far from the title
USUAL = 100  # in a pipe a single row wider than this is easier to read as a block


def plain(report: Report, width: int | None) -> str:
    """The whole answer without colour; `width` of None is as wide as it needs."""
    return "".join(f"{line.text}\n" for line in lay_out(report, width, drawing(report, width)))


def drawing(report: Report, width: int | None, *, braille: bool = False) -> list[str]:
    """The chart of a report as text; nothing where there is none."""
    if report.chart is None:
        return []
    from aicompare.render.chart import chart_lines

    return chart_lines(report.chart, width or USUAL, braille=braille)


def lay_out(report: Report, width: int | None, picture: Sequence[str] = ()) -> Iterator[Line]:
    """Title, the sections as tables or blocks, a picture behind the first, and the foot.

    `width` is at least one column; None is as wide as it needs.
    """
    width = width if width is None else max(width, 1)
    body, parts = with_foot(report, width, lambda footnotes: [*_answer(report, footnotes, width, picture)])
    yield from body
    for part in parts:
        yield Line("")
        if part.title:
            yield from _folded(part.heading, width, "header")
        for style, text in part.lines:
            yield from _folded(text, width, style, indent=_HANGING.get(text[:2], 4 if part.title else 0))


_HANGING = {"! ": 2}


def _answer(
    report: Report, footnotes: Footnotes, width: int | None, picture: Sequence[str]
) -> Iterator[Line]:
    yield from _title(report, width)
    for number, section in enumerate(shown_sections(report)):
        if number or section.rows or section.nothing or not section.as_lines:
            yield Line("")
        if section.title:
            yield from _folded(section.title, width, "title")
            yield Line("")
        yield from _body(section, report, footnotes, width)
        if section.cut:
            yield from (Line(""), *_folded(cut_of(section), width, "note"))
        if picture and not number:
            yield from (Line(text) for text in ("", *picture))
    yield from _explanation(report, footnotes, width)


def footnotes_of(report: Report) -> Footnotes:
    """Sources and rates as the tables with `--sources` number them."""
    footnotes = Footnotes("all")
    for _ in _answer(report, footnotes, None, ()):
        pass
    return footnotes


def shown_sections(report: Report) -> list[Section]:
    """Those that tables show: the first, and the others without tables of nothing."""
    replaced = {name for section in report.sections if section.rows for name in section.instead_of}
    first = report.sections[0]
    shown = [one for one in report.sections if one.name not in replaced and not one.repeats]
    kept = [one for one in shown if one.row_type is not Paragraph]
    return [section for section in kept if section is first or section.rows]


def _title(report: Report, width: int | None) -> Iterator[Line]:
    """The heading of a page has the day at the right, where there is room."""
    head, day = clean(report.heading), f"as of {report.as_of}"
    space = (width or 0) - cell_width(head) - cell_width(day)
    if head and space >= GAP:
        apart = min(space, max(GAP, _WIDEST_TITLE - cell_width(head + day)))
        yield Line(head + " " * apart + day, "title")
    else:
        yield from _folded(title_of(report), width, "title")


def cut_of(section: Section) -> str:
    """What `--top` left out."""
    return f"{section.cut} more row{'s' * (section.cut > 1)} without --top"


def title_of(report: Report) -> str:
    """What is shown, as of when and in which currency."""
    if report.heading:
        return f"{report.heading}, as of {report.as_of}"
    title = f"{report.title}, as of {report.as_of}"
    if report.currency is None:
        return title
    return f"{title}; amounts {'as reported' if report.currency == 'reported' else 'in ' + report.currency}"


def _body(section: Section, report: Report, footnotes: Footnotes, width: int | None) -> Iterator[Line]:
    names = report.names
    if layout := getattr(section.row_type, "layout", ""):
        yield from _laid_out(layout, section, footnotes, width, terse=report.view.terse)
        return
    if section.as_lines:
        yield from _lines(section, width)
        return
    as_block = len(section.rows) == 1 and not (section.title or section.instead_of)
    fit = fitting(section, names, footnotes, width or (USUAL if as_block else None))
    if fit and not (as_block and fit.left):
        if len(fit.kept) > 1 or not fit.left:  # what rows are called tells nothing of them
            grid = fit.grid or grid_of(section, names, footnotes, dated=fit.dated, kept=fit.kept)
            yield from _table(grid, fit, width)
        if fit.left and not report.view.terse:
            yield from _folded(
                f"With --json, or on {fit.whole} columns: {', '.join(fit.left)}", width, "note"
            )
    elif "__str__" in vars(section.row_type):
        yield from _lines(section, width)
    else:
        yield from _blocks(grid_of(section, names, footnotes), width)


def _laid_out(
    layout: str, section: Section, footnotes: Footnotes, width: int | None, *, terse: bool
) -> Iterator[Line]:
    from aicompare.render.page import LAYOUTS, Drawing

    return LAYOUTS[layout](Drawing(section, footnotes, width, terse))


def _lines(section: Section, width: int | None) -> Iterator[Line]:
    for row in section.rows:
        yield from _folded(str(row), width, "", indent=4)
    if not section.rows and section.nothing:
        yield from _folded(section.nothing, width, "")


def _table(grid: Grid, fit: Fit, width: int | None) -> Iterator[Line]:
    """Headings fold where they need to, and the texts that have less room than they take."""
    folds = fit.folds and width is not None and columns_taken(widths_of(grid), fit.gap) > width
    widths = [fit.rooms.get(place, one) for place, one in enumerate(widths_of(grid, folds=folds))]
    titles = [[*folded(one.title, room)] for one, room in zip(grid.headers, widths, strict=True)]
    for heads in _side_by_side(titles, at_top=False):
        yield Line(_joined(heads, grid.headers, widths, fit.gap), "header")
    total = columns_taken(widths, fit.gap)
    yield Line("─" * total)
    for row in grid.rows:
        if grid.in_columns(row):
            texts = [[*folded(text, fit.rooms.get(at), 0 if at else 2)] for at, text in enumerate(row)]
            for cells in _side_by_side(texts, at_top=any(fit.rooms)):
                yield Line(_joined(cells, grid.headers, widths, fit.gap))
        else:
            yield from _folded(row[0], width or max(total, USUAL), "note", indent=4)


def _side_by_side(columns: Sequence[Sequence[str]], *, at_top: bool) -> Iterator[Sequence[str]]:
    """Texts of several lines, line by line: those that have fewer begin with the others, or end so."""
    most = max(map(len, columns), default=0)
    blank = ([""] * (most - len(texts)) for texts in columns)
    pairs = zip(columns, blank, strict=True)
    return zip(*([*texts, *rest] if at_top else [*rest, *texts] for texts, rest in pairs), strict=True)


def _joined(cells: Sequence[str], headers: Sequence[Header], widths: Sequence[int], gap: int) -> str:
    padded = [_padded(*one) for one in zip(cells, headers, widths, strict=True)]
    return (" " * gap).join(padded).rstrip()


def _padded(text: str, header: Header, width: int) -> str:
    space = " " * (width - cell_width(text))
    return space + text if header.right else text + space


def _blocks(grid: Grid, width: int | None) -> Iterator[Line]:
    """A block per row: its first cell as a heading, then a line per column; what is missing in one."""
    labels = max((cell_width(header.title) for header in grid.headers[1:]), default=0)
    width = width or USUAL
    beside = labels + GAP + NARROWEST <= width // 2 + NARROWEST and width >= 40
    for number, row in enumerate(grid.rows):
        if number:
            yield Line("")
        yield from _folded(row[0], width, "header", indent=2)
        if not grid.in_columns(row):
            continue
        cells = [*zip(grid.headers[1:], row[1:], strict=True)]
        for header, cell in ((header, cell) for header, cell in cells if cell != DASH and cell.strip()):
            if beside:
                label = header.title + " " * (labels - cell_width(header.title) + GAP)
                yield from _hanging(f"  {label}", cell, width)
            else:
                if header.title:
                    yield from _folded(f"  {header.title}", width, "note", indent=2)
                yield from _hanging("    ", cell, width)
        if missing := ", ".join(header.title for header, cell in cells if cell == DASH and header.title):
            yield from _folded(f"  {missing}: {DASH}", width, "", indent=4)


def _hanging(label: str, text: str, width: int) -> Iterator[Line]:
    return (Line(part) for part in folded(text, width, cell_width(label), label))


def _explanation(report: Report, footnotes: Footnotes, width: int | None) -> Iterator[Line]:
    if report.explanation is None:
        return
    from aicompare.render.explaining import TITLE, entries

    yield Line("")
    yield from _folded(TITLE, width, "title")
    for number, entry in enumerate(entries(report, footnotes)):
        heading = entry.style == "header"
        if heading or not number:
            yield Line("")
        text = "  " * entry.depth + entry.text
        yield from _folded(text, width, entry.style, indent=0 if heading else 2 * entry.depth + 4)


def markdown(report: Report) -> str:
    """The whole answer, tables first, then warnings, notes and sources."""
    parts, below = with_foot(report, None, lambda footnotes: [*_markdown_parts(report, footnotes)])
    for part in below:
        listed = "\n".join(f"- {_escaped(clean(text))}" for _, text in part.lines)
        parts.append(f"{part.heading}:\n\n{listed}" if part.title else listed)
    return "\n\n".join(parts) + "\n"


def _markdown_parts(report: Report, footnotes: Footnotes) -> Iterator[str]:
    yield f"**{_escaped(title_of(report))}**"
    yield from _markdown_prose(report, footnotes)
    for section in shown_sections(report):
        if section.title:
            yield f"**{_escaped(section.title)}**"
        yield "\n".join(_markdown_section(section, report.names, footnotes))
        if section.cut:
            yield _escaped(cut_of(section))
    if picture := drawing(report, None):
        yield "\n".join(["```text", *picture, "```"])
    if report.explanation is not None:
        yield from _markdown_list(report, footnotes)


def _markdown_prose(report: Report, footnotes: Footnotes) -> Iterator[str]:
    """The paragraphs, which Markdown alone has."""
    for section in report.sections:
        for row in section.rows if section.row_type is Paragraph else ():
            texts = [fact_text(known, Column("", look=look), footnotes) for known, look in row.figures]
            yield f"**{_escaped(clean(row.heading))}.** {_escaped(clean(row.said.format(*texts)))}"


def _markdown_list(report: Report, footnotes: Footnotes) -> list[str]:
    from aicompare.render.explaining import TITLE, entries

    lines = []
    for entry in entries(report, footnotes):
        text = _escaped(clean(entry.text))
        lines.append(f"{'  ' * entry.depth}- {f'**{text}**' if entry.style == 'header' else text}")
    return [f"**{TITLE}**", "\n".join(lines)]


def _markdown_section(section: Section, names: Mapping[str, str], footnotes: Footnotes) -> Iterator[str]:
    if section.row_type is Across:
        return (f"- {_escaped(clean(row.text))}" for row in section.rows)
    return _markdown_table(grid_of(section, names, footnotes))


def _markdown_table(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(_escaped(header.title) for header in grid.headers)} |"
    yield f"|{'|'.join(' ---: ' if header.right else ' --- ' for header in grid.headers)}|"
    for row in grid.rows:
        cells = row + [""] * (len(grid.headers) - len(row))
        written = map(_markdown_cell, cells, (grid.in_columns(row) and one.drawn for one in grid.headers))
        yield f"| {' | '.join(written)} |"


def _markdown_cell(text: str, drawn: bool) -> str:
    """What is drawn as code, whose letters have one width, with spaces that stay as many."""
    if not drawn or not text.strip():
        return indented(text, _escaped)
    return f"`{text.rstrip().replace(' ', chr(_NO_BREAK))}`"


_NO_BREAK = 0xA0  # a space that Markdown and HTML leave alone


def indented(cell: str, escaped: Callable[[str], str]) -> str:
    """Markdown and HTML drop the spaces before a text, so that they are spelt out."""
    text = cell.lstrip(" ")
    return "&nbsp;" * (len(cell) - len(text)) + escaped(text)


def _escaped(text: str) -> str:
    for mark in "\\|*_`<[~":
        text = text.replace(mark, f"\\{mark}")
    return text


def _folded(text: str, width: int | None, style: str, indent: int = 0) -> Iterator[Line]:
    return (Line(part, style) for part in folded(clean(text), width, indent))
