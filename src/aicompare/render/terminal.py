"""The table on a terminal: the same layout, drawn by rich in colour where there is colour."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from aicompare.render.table import drawing, lay_out
from aicompare.reports.report import Report

_STYLES = {"title": "bold", "header": "bold cyan", "note": "dim", "warning": "yellow"} | {
    "holds": "green", "contradicted": "red", "undecided": "yellow",
}  # fmt: skip


def drawn(report: Report, width: int | None) -> str:
    """The report in the colours of the terminal, `width` columns wide. Text is never read as markup."""
    console = Console(width=width, soft_wrap=False, highlight=False, emoji=False, legacy_windows=False)
    with console.capture() as capture:
        draw_on(console, report)
    return capture.get()


def draw_on(console: Console, report: Report) -> None:
    """Print the report on any console of rich, as wide as that is."""
    braille = console.encoding.lower().startswith("utf")
    lines = lay_out(report, console.width, drawing(report, console.width, braille=braille))
    text = Text("\n").join(Text(line.text, _STYLES.get(line.style, "")) for line in lines)
    console.print(text, soft_wrap=True)
