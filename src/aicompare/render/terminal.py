"""The table on a terminal: the same layout, drawn by rich in colour where there is colour."""

from __future__ import annotations

import re

from rich.console import Console
from rich.style import Style
from rich.text import Text

from aicompare.render.folding import Line
from aicompare.render.table import drawing, lay_out
from aicompare.reports.report import Report

_STYLES = {"title": "bold", "header": "bold cyan", "note": "dim", "warning": "yellow"} | {
    "holds": "green", "contradicted": "red", "undecided": "yellow",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://\S+")
_LINK_ID = re.compile(r"(?<=\x1b]8;)id=[^;]*(?=;)")  # rich draws lots for it: another at each run
_ENDLESS = 10_000  # columns, where there is no screen


def drawn(report: Report, width: int | None, *, colour: bool, links: bool) -> str:
    """The report as a terminal shows it, `width` columns wide, of None as wide as it needs.

    Text is never read as markup.
    """
    console = Console(
        width=width or _ENDLESS,
        soft_wrap=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        force_terminal=True,
        color_system="standard" if colour else None,
        no_color=not colour,
    )
    with console.capture() as capture:
        draw_on(console, report, width, links=links)
    return _LINK_ID.sub("", capture.get())


def draw_on(console: Console, report: Report, width: int | None, *, links: bool = False) -> None:
    """Print the report on any console of rich."""
    braille = console.encoding.lower().startswith("utf")
    lines = lay_out(report, width, drawing(report, width, braille=braille))
    text = Text("\n").join(_styled(line, links=links) for line in lines)
    console.print(text, soft_wrap=True)


def _styled(line: Line, *, links: bool) -> Text:
    text = Text(line.text, _STYLES.get(line.style, ""))
    for address in _ADDRESS.finditer(line.text) if links else ():
        text.stylize(Style(link=address[0]), address.start(), address.end())
    return text
