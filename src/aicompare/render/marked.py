"""A text with its figures marked, and a footnote for each: as HTML and as Markdown."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from aicompare.render.citing import closed, with_link
from aicompare.render.safe import clean
from aicompare.reports.marked import MarkedFigure, MarkedText
from aicompare.values.sources import Source


def marked_markdown(marked: MarkedText) -> str:
    """What is known or contradicted in bold."""
    body = "".join(_pieces(marked, str, _in_markdown))
    notes = (_footnote(one, with_link) for one in marked.figures)
    foot = "\n".join(f"[^{at}]: {' '.join(note.split())}" for at, note in enumerate(notes, 1))
    told = "\n".join(f"> {one}" for one in marked.summary)
    return f"{told}\n\n{body.rstrip()}\n\n{foot}".rstrip() + "\n"


def _in_markdown(piece: str, figure: MarkedFigure, number: int) -> str:
    shown = f"**{piece}**" if figure.verdict in ("contradicted", "known") else piece
    return f"{shown}[^{number}]"


def marked_html(marked: MarkedText) -> str:
    """The body of a page: the text, each figure in the colour of its verdict."""
    body = "".join(_pieces(marked, html.escape, _in_html))
    items = "\n".join(
        f'<li id="n{at}">{_footnote(figure, _linked, html.escape)} <a href="#r{at}">back</a></li>'
        for at, figure in enumerate(marked.figures, 1)
    )
    told = "".join(f"<p>{html.escape(one)}</p>\n" for one in marked.summary)
    return f'{_STYLE}\n{told}<div class="read">{body}</div>\n<ol>\n{items}\n</ol>'


_STYLE = """<style>
.read { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 50rem; }
mark { color: #111; background: #e4e4e4; }
mark.contradicted { background: #f8c4c4; } mark.known { background: #cdebc9; }
mark.not_read { color: inherit; background: none; }
ol li { overflow-wrap: anywhere; }
</style>"""


def _in_html(piece: str, figure: MarkedFigure, number: int) -> str:
    link = f'<sup><a id="r{number}" href="#n{number}">{number}</a></sup>'
    return f'<mark class="{figure.verdict}">{html.escape(piece)}</mark>{link}'


def _pieces(
    marked: MarkedText, plain: Callable[[str], str], of_figure: Callable[[str, MarkedFigure, int], str]
) -> Iterator[str]:
    """The text piece by piece, figures counted from 1."""
    at = 0
    for number, figure in enumerate(marked.figures, 1):
        yield plain(marked.text[at : figure.start])
        yield of_figure(marked.text[figure.start : figure.end], figure, number)
        at = figure.end
    yield plain(marked.text[at:])


def _footnote(
    figure: MarkedFigure, source: Callable[[Source], str], plain: Callable[[str], str] = str
) -> str:
    """`known: Zhipu, gross margin, H1 2026; the data have 26.4%, H1 2026. Interim results. HKEXnews, ...`."""
    return " ".join([plain(closed(figure.note)), *map(source, figure.sources)])


def _linked(source: Source) -> str:
    """Its title is the link."""
    title, said = html.escape(clean(closed(source.title))), f"{source.publisher}, {source.published}."
    if source.url:
        title = f'<a href="{html.escape(source.url)}">{title}</a>'
    return f"{title} {html.escape(clean(said))}"
