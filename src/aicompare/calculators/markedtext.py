"""A text with its figures marked, and a footnote for each: as HTML and as Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol


class ReadFigure(Protocol):
    """What a mark needs to know of a figure that was read."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def verdict(self) -> str: ...


_COLOURS = {"contradicted": "#f8c4c4", "known": "#cdebc9", "not_in_data": "#eeeeee", "not_read": "#ffffff"}
_STYLE = "white-space: pre-wrap; font-family: sans-serif; line-height: 1.5"


def marked(text: str, notes: Sequence[tuple[ReadFigure, str]], summary: Sequence[str]) -> Mapping[str, str]:
    """The text by format; `notes` are the figures with what is said of each, in any order."""
    ordered = sorted(notes, key=lambda one: one[0].start)
    return {"html": _html(text, ordered, summary), "markdown": _markdown(text, ordered, summary)}


def _pieces(text: str, notes: Sequence[tuple[ReadFigure, str]]) -> Iterator[tuple[str, ReadFigure | None]]:
    at = 0
    for figure, _ in notes:
        yield text[at : figure.start], None
        yield text[figure.start : figure.end], figure
        at = figure.end
    yield text[at:], None


def _html(text: str, notes: Sequence[tuple[ReadFigure, str]], summary: Sequence[str]) -> str:
    number, body = 0, []
    for piece, figure in _pieces(text, notes):
        if figure is None:
            body.append(html.escape(piece))
            continue
        number += 1
        colour = _COLOURS[figure.verdict]
        link = f'<sup><a id="r{number}" href="#n{number}">{number}</a></sup>'
        mark = f'<mark class="{figure.verdict}" style="background: {colour}">{html.escape(piece)}</mark>'
        body.append(mark + link)
    items = "\n".join(
        f'<li id="n{at}">{html.escape(note)} <a href="#r{at}">back</a></li>'
        for at, (_, note) in enumerate(notes, 1)
    )
    told = "".join(f"<p>{html.escape(one)}</p>\n" for one in summary)
    head = (
        '<!doctype html>\n<html><head><meta charset="utf-8"><title>Figures of the text</title></head><body>\n'
    )
    return f'{head}{told}<div style="{_STYLE}">{"".join(body)}</div>\n<ol>\n{items}\n</ol>\n</body></html>\n'


def _markdown(text: str, notes: Sequence[tuple[ReadFigure, str]], summary: Sequence[str]) -> str:
    number, body = 0, []
    for piece, figure in _pieces(text, notes):
        if figure is None:
            body.append(piece)
            continue
        number += 1
        shown = f"**{piece}**" if figure.verdict in ("contradicted", "known") else piece
        body.append(f"{shown}[^{number}]")
    foot = "\n".join(f"[^{at}]: {' '.join(note.split())}" for at, (_, note) in enumerate(notes, 1))
    told = "\n".join(f"> {one}" for one in summary)
    return f"{told}\n\n{''.join(body).rstrip()}\n\n{foot}".rstrip() + "\n"
