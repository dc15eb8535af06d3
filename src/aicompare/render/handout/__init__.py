"""Several answers as one page to hand on: a single file without script, and nothing loaded from elsewhere.

Each figure tells on hover how it is printed, its bounds and its source, and points at it; how it comes
about folds out below its table. The page fits a phone and paper, light and dark, and holds a copy of the
answers as JSON.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from aicompare.render.as_json import to_json
from aicompare.render.as_svg import to_svg
from aicompare.render.explaining import entries
from aicompare.render.foot import notes_of
from aicompare.render.footnotes import Footnotes, legend, letters, rate_line, sign, source_line
from aicompare.render.handout.drawing import Bar, bars
from aicompare.render.handout.style import STYLE
from aicompare.render.handout.tables import tables
from aicompare.render.safe import clean
from aicompare.render.webpage import web_page
from aicompare.reports.report import Report
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PagePart:
    """One answer under its title: its tables and pictures, its notes.

    Columns of the keys in `without` are in JSON alone; `explained` is what folds out of how its numbers
    come about; `whole` what JSON has, where the page shows less of it.
    """

    id: str
    title: str
    report: Report
    pictured: Sequence[Bar] = ()
    caption: str = ""
    without: Collection[str] = ()
    explained: Report | None = None
    whole: Report | None = None


@dataclass(frozen=True, slots=True)
class HandoutPage:
    """`headline` are the sentences that stand first."""

    title: str
    as_of: date
    version: str
    headline: Sequence[str]
    parts: Sequence[PagePart]


def to_page(page: HandoutPage) -> str:
    """The whole file."""
    footnotes = Footnotes("all")
    parts = "".join(_part(one, footnotes) for one in page.parts)
    body = ["<main>", *_head(page, footnotes), parts, *_sources(footnotes), *_copy(page), "</main>"]
    return web_page(page.title, "\n".join(body), STYLE)


def text(words: str) -> str:
    """Escaped, and without what steers a terminal."""
    return html.escape(clean(words), quote=True)


def _head(page: HandoutPage, footnotes: Footnotes) -> Iterator[str]:
    yield f"<header><h1>{text(page.title)}</h1>"
    yield f'<p class="when">As of {page.as_of}. Made with aicompare {text(page.version)}.</p>'
    yield '<ul class="headline">' + "".join(f"<li>{text(one)}</li>" for one in page.headline) + "</ul>"
    links = " · ".join(f'<a href="#{one.id}">{text(one.title)}</a>' for one in page.parts)
    yield f'<nav>{links} · <a href="#sources">Sources</a></nav>'
    signs = legend(footnotes.sources.values())
    yield (
        '<p class="note">Every figure is one that somebody printed, or follows from such figures. Point at it'
        " to see how it is printed, how exact it is and whose it is; the small number behind it leads to the"
        f" source{text(f' ({signs})' if signs else '')}. ≥ is at least, ≤ at most, ~ about, – not known;"
        " m is million, bn billion.</p></header>"
    )


def _part(part: PagePart, footnotes: Footnotes) -> str:
    report = part.report
    found = [f'<section id="{part.id}"><h2>{text(part.title)}</h2>']
    found += [f'<p class="note">{text(report.heading)}</p>'] if report.heading else []
    found += tables(report, footnotes, part.without)
    if report.chart:
        found.append(f'<figure role="group">{to_svg(report.chart)}</figure>')
    if part.pictured:
        found.append(bars(part.pictured, part.caption))
    notes = [*notes_of(report)]
    found += (
        ['<ul class="notes">' + "".join(f"<li>{text(one)}</li>" for one in notes) + "</ul>"] if notes else []
    )
    if part.explained:
        found.append(_folded(part.explained, footnotes))
    return "\n".join([*found, "</section>\n"])


def _folded(report: Report, footnotes: Footnotes) -> str:
    lines = []
    for entry in entries(report, footnotes):
        look = f'class="d{min(entry.depth, 6)}{" h" if entry.style == "header" else ""}"'
        lines.append(f"<p {look}>{text(entry.text)}</p>")
    return f"<details><summary>How these numbers come about</summary>{''.join(lines)}</details>"


def _sources(footnotes: Footnotes) -> Iterator[str]:
    yield '<section id="sources"><h2>Sources</h2>'
    if said := legend(footnotes.sources.values()):
        yield f"<p>{text(said)}</p>"
    yield '<ul class="sources">'
    for number, source in enumerate(footnotes.sources.values(), start=1):
        url = source.url or ""
        named = text(source_line(source).removesuffix(f" {url}") if url else source_line(source))
        link = f' <a href="{text(url)}">{text(url)}</a>' if url.startswith(("http://", "https://")) else ""
        yield f'<li id="s{number}">[{number}{sign(source)}] {named}{link}</li>'
    yield "</ul>"
    if footnotes.rates:
        yield '<h3>Exchange rates</h3><ul class="rates">'
        yield from (
            f'<li id="r{letters(index)}">[{letters(index)}] {text(rate_line(rate))}</li>'
            for index, rate in enumerate(footnotes.rates)
        )
        yield "</ul>"
    yield "</section>"


def _copy(page: HandoutPage) -> Iterator[str]:
    """For machines: one object with the answer of each part."""
    whole = {one.id: to_json(one.whole or one.report).rstrip("\n") for one in page.parts}
    told = ",\n".join(f'"{name}":{answer}' for name, answer in whole.items())
    yield '<section id="json"><details><summary>The same as JSON</summary>'
    yield f'<pre id="data">{html.escape("{" + told + "}", quote=False)}</pre></details></section>'
