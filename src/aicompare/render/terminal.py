"""The table on a terminal: the same layout, drawn by rich in colour where there is colour."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from aicompare.render.cells import Grid
from aicompare.render.table import GAP, Line, lay_out
from aicompare.report import Report

_STYLES = {"title": "bold", "header": "bold cyan", "note": "dim", "warning": "yellow"}


def drawn(report: Report, width: int | None) -> str:
    """The report in the colours of the terminal, `width` columns wide. Text is never read as markup."""
    console = Console(width=width, soft_wrap=False, highlight=False, emoji=False, legacy_windows=False)
    with console.capture() as capture:
        draw_on(console, report)
    return capture.get()


def draw_on(console: Console, report: Report) -> None:
    """Print the report on any console of rich, as wide as that is."""
    for part in lay_out(report, console.width, _picture(report, console)):
        if isinstance(part, Line):
            console.print(Text(part.text, _STYLES.get(part.style, "")), soft_wrap=True)
        else:
            console.print(_table(part))


def _picture(report: Report, console: Console) -> list[str]:
    if report.chart is None:
        return []
    from aicompare.render.chart import chart_lines

    return chart_lines(report.chart, console.width, braille=console.encoding.lower().startswith("utf"))


def _table(grid: Grid) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
        show_edge=False,
        header_style="bold cyan",
    )
    for header in grid.headers:
        table.add_column(Text(header.title), justify="right" if header.right else "left", no_wrap=True)
    for row in grid.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
