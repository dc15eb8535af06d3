"""Where an answer goes: stdout, a terminal or a file; whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from aicompare.values.errors import BadExpression, BadUsage, NotWritten, ReaderGone, Trouble

if TYPE_CHECKING:  # what writes answers is loaded with the first answer
    from pathlib import Path

    from aicompare.reports.report import Report

_ASCII = {
    "◂": "<", "–": "-", "─": "-", "≥": ">=", "≤": "<=", "×": "x", "’": "'", "—": "-", "█": "#", "▌": "|",
    "✓": "+", "✗": "x",
    "├": "|", "┤": "|", "│": ":", "●": "o",
}  # fmt: skip
_ASCII |= dict(zip("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ“”", 'abcdefghijklmnoprstuvwxyz""', strict=True))
MOST_BYTES_OF_ERROR = 4000
_AROUND = 36  # characters of a long expression that are shown on each side of a place
_WIDEST = 10_000  # columns; a width beyond that is a slip, and would be filled with spaces
_MANY = 10  # digits that say no width


def format_for(file: str, command: str) -> str:
    """The format that a file's name asks for. Raises BadUsage, naming those that a command has."""
    from aicompare.render import FORMATS, format_said_by, formats_of

    if name := format_said_by(file):
        return name
    usual = ", ".join(FORMATS[one].endings[0] for one in formats_of(command))
    raise BadUsage(f"the ending of {file!r} says no format", hint=f"use one of {usual}, or add --format")


def keep_apart(file: str, read: Iterable[str | Path]) -> None:
    """Raises BadUsage where an answer would be written over a file that it is made of."""
    from aicompare.files import is_same

    if any(is_same(file, one) for one in read):
        message = f"{file} is a file this answer is made of"
        raise BadUsage(message, hint="write to another; nothing was changed")


def write(
    report: Report, form: str, file: str | None, *, width: int | None = None, pages: bool = True
) -> None:
    """`width` is that of a table, else the screen's; `pages` whether a long answer may be paged.

    Raises NotWritten when the answer did not arrive whole; then there is no partial file.
    """
    from aicompare.render import FORMATS, render

    if file:
        from pathlib import Path

        from aicompare.files import write_whole

        write_whole(render(report, form, width), Path(file))
    elif form == "table":
        show(_as_table(report, width or screen_width()), None, pages=pages)
    else:
        text = render(report, form, None)
        assert isinstance(text, str)
        show(text, "utf-8", pages=pages)
    if report.view.settings and report.view.notes != "none" and form not in ("table", "markdown", "html"):
        say(f"note: {report.view.settings}")
    if not FORMATS[form].whole:
        _say_the_rest(report, form)
    if report.chart and not FORMATS[form].draws:
        say(f"note: {form.upper()} has no picture; --plot draws on a terminal, in text, Markdown and HTML")


def _say_the_rest(report: Report, form: str) -> None:
    """What a format of rows alone leaves out; nothing with `-q`, with `--brief` three warnings at most."""
    from aicompare.render.foot import MOST_NOTES, warnings_of

    if report.view.notes == "none":
        return
    for text in warnings_of(report, MOST_NOTES if report.view.terse else None):
        say(f"warning: {text}")
    if report.sections[0].cut:
        from aicompare.render.table import cut_of

        say(f"note: {cut_of(report.sections[0])}")
    if report.explanation is not None:
        say(f"note: {form.upper()} holds the rows alone; --json has how each number comes about")


def _as_table(report: Report, width: int | None) -> str:
    """In colour where that is wanted, with links where they work; plain on a dumb terminal and in a pipe."""
    from aicompare.render.abilities import forces_colour, shows_links, wants_colour

    there = _on_terminal()
    if "table" in report.written or not (forces_colour() or (there and os.environ.get("TERM") != "dumb")):
        from aicompare.render import render

        text = render(report, "table", width)
        assert isinstance(text, str)
        return text
    from aicompare.render.terminal import drawn

    return drawn(report, width, colour=wants_colour(there), links=shows_links(there))


def show(text: str, encoding: str | None, *, pages: bool = True) -> None:
    """On stdout, or where it is a terminal and the text long, in a pager."""
    if pages and _on_terminal():
        from aicompare.render.abilities import is_long

        if is_long(text) and _paged(text, encoding):
            return
    to_stdout(text, encoding)


def _paged(text: str, encoding: str | None) -> bool:
    """Whether there is a pager, which has shown it."""
    from aicompare.render.pager import page, pager

    if command := pager():
        page(text, command, partial(_encoded, encoding=encoding))
    return command is not None


def to_stdout(text: str, encoding: str | None = None) -> None:
    """Flushed and checked; ReaderGone where nobody reads. Without an encoding, in the terminal's."""
    if sys.stdout is None:  # as under `>&-`
        raise NotWritten("the answer could not be written: there is no standard output")
    data = _encoded(text, encoding=encoding)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None  # a BrokenPipeError would be swallowed by the CLI library
    except OSError as problem:
        raise NotWritten(f"the answer could not be written: {problem.strerror}") from None


def _encoded(text: str, *, encoding: str | None) -> bytes:
    """In the terminal's encoding, unless one is said; in plain letters where it has not those."""
    try:
        return text.encode(encoding or sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        for letter, plain in _ASCII.items():
            text = text.replace(letter, plain)
        return text.encode("ascii", "backslashreplace")


def say(message: str) -> None:
    """A message for people, on stderr; never an exception of its own."""
    from aicompare.render.safe import clean

    if sys.stderr is None:  # as under `2>&-`
        return
    encoding = sys.stderr.encoding or "utf-8"
    text = clean(message[:MOST_BYTES_OF_ERROR]).encode(encoding, "backslashreplace")[:MOST_BYTES_OF_ERROR]
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text.decode(encoding, "ignore") + "\n")
        sys.stderr.flush()


_MOST_OTHERS = 19


def say_trouble(trouble: Trouble) -> None:
    """The message and, where there is one, what would be right; of an expression also the place."""
    for told in (trouble, *trouble.others[:_MOST_OTHERS]):
        say(f"aicompare: {told}")
    if more := len(trouble.others[_MOST_OTHERS:]):
        say(f"aicompare: and {more} more like these")
    if isinstance(trouble, BadExpression):
        for line in pointed_at(trouble.expression, trouble.column):
            say(f"  {line}")


def pointed_at(text: str, column: int) -> tuple[str, str]:
    """The text, or what of it lies around the column, and a caret under that column."""
    from aicompare.render.folding import cell_width
    from aicompare.render.safe import clean

    start = max(0, column - 1 - _AROUND) if len(text) > 2 * _AROUND else 0
    end = start + 2 * _AROUND
    before, after = clean(text[start : column - 1]), clean(text[column - 1 : end])
    before = f"…{before}" if start else before
    after = f"{after}…" if end < len(text) else after
    return before + after, " " * cell_width(before) + "^"


def screen_width() -> int | None:
    """The screen's columns; in a pipe what COLUMNS says, else as wide as the table needs."""
    if _on_terminal():
        from aicompare.render.abilities import screen_size  # of those who see a screen

        return min(screen_size()[0], _WIDEST)
    columns = os.environ.get("COLUMNS", "")
    known = columns.isascii() and columns.isdigit() and columns[0] != "0" and len(columns) < _MANY
    return min(int(columns), _WIDEST) if known else None


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
