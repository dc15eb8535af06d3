"""The table on a terminal: the same layout, in colours where there are such.

rich knows how a style is written; its console, which takes longer to load than the answer to make, is not
needed for lines that are laid out already.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator

from aicompare.render.folding import Line
from aicompare.render.foot import shortly
from aicompare.render.table import drawing, lay_out
from aicompare.reports.report import Report, facts_in, strongest_sources

_STYLES = {"title": "bold", "header": "bold cyan", "note": "dim", "warning": "yellow"} | {
    "holds": "green", "contradicted": "red", "undecided": "yellow",
}  # fmt: skip
_ADDRESS = r"https?://[^\s<>\"。，；、）」』】]+"
_PUNCTUATION = ".,;:!?'\"]"  # behind an address, not of it
_MARK = r"\[[0-9]+\] "  # before the name of a source
_LINK_ID = r"(?<=\x1b]8;)id=[^;]*(?=;)"  # rich draws lots for it: another at each run


def drawn(report: Report, width: int | None, *, colour: bool, links: bool) -> str:
    """The report as a terminal shows it, `width` columns wide, of None as wide as it needs.

    Text is never read as markup. Where there is no colour there are no links.
    """
    braille = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    lines = lay_out(report, width, drawing(report, width, braille=braille))
    if not colour:
        return "".join(f"{line.text}\n" for line in lines)
    if not links:
        return "".join(f"{_styled(line.text, line.style)}\n" for line in lines)
    addresses = _addresses(report)
    text = "".join(f"{_linked(line, addresses)}\n" for line in lines)
    return re.sub(_LINK_ID, "", text)


def _styled(text: str, style: str, address: str | None = None) -> str:
    """With the escapes of its style, and of its link where it has an address."""
    if not (style or address):
        return text
    from rich.color import ColorSystem
    from rich.style import Style

    look = Style.parse(_STYLES.get(style, ""))
    look += Style(link=address) if address else None
    return look.render(text, color_system=ColorSystem.STANDARD)


def _linked(line: Line, addresses: dict[str, str]) -> str:
    parts, done = [], 0
    for start, end, address in sorted(_links(line.text, addresses)):
        if start >= done:
            parts += [_styled(line.text[done:start], line.style)]
            parts += [_styled(line.text[start:end], line.style, address)]
            done = end
    return "".join([*parts, _styled(line.text[done:], line.style)])


def _links(text: str, addresses: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where one begins and ends, and where it leads: what is an address, and the name of a source."""
    for found in re.finditer(_ADDRESS, text):
        address = found[0].rstrip(_PUNCTUATION)
        address = address if "(" in address else address.rstrip(_PUNCTUATION + ")")
        yield found.start(), found.start() + len(address), address
    for found in re.finditer(_MARK, text):
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
