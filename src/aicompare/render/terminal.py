"""The table on a terminal: the same layout, drawn by rich in colour where there is colour."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from aicompare.render.folding import Line
from aicompare.render.foot import shortly
from aicompare.render.table import drawing, lay_out
from aicompare.reports.report import Report, facts_in, strongest_sources

_STYLES = {"title": "bold", "header": "bold cyan", "note": "dim", "warning": "yellow"} | {
    "holds": "green", "contradicted": "red", "undecided": "yellow",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>\"。，；、）」』】]+")
_PUNCTUATION = ".,;:!?'\"]"  # behind an address, not of it
_MARK = re.compile(r"\[[0-9]+\] ")  # before the name of a source
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
    addresses = _addresses(report) if links else None
    text = Text("\n").join(_styled(line, addresses) for line in lines)
    console.print(text, soft_wrap=True)


def _styled(line: Line, addresses: dict[str, str] | None) -> Text:
    text = Text(line.text, _STYLES.get(line.style, ""))
    for start, end, address in [] if addresses is None else _links(line.text, addresses):
        text.stylize(Style(link=address), start, end)
    return text


def _links(text: str, addresses: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where one begins and ends, and where it leads: what is an address, and the name of a source."""
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_PUNCTUATION)
        address = address if "(" in address else address.rstrip(_PUNCTUATION + ")")
        yield found.start(), found.start() + len(address), address
    for found in _MARK.finditer(text):
        name = next((name for name in addresses if text.startswith(name, found.end())), None)
        if name is not None:
            yield found.start(), found.end() + len(name), addresses[name]


def _addresses(report: Report) -> dict[str, str]:
    """Where the sources are found, by the names with which they stand under a table; the longer first."""
    facts = facts_in([section.rows for section in report.sections])
    found = {source.id: source for fact in facts for source in strongest_sources(fact) if source.url}
    named = [(name, str(source.url)) for source in found.values() for name in shortly(source)]
    several = Counter(name for name, _ in named)  # two sources may be called the same
    return {name: url for name, url in sorted(named, key=lambda one: -len(one[0])) if several[name] == 1}
