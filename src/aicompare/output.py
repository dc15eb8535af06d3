"""Where an answer goes: stdout, a terminal or a file; whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from aicompare.errors import BadUsage, NotWritten, ReaderGone, Trouble
from aicompare.render import Format, render
from aicompare.render.safe import clean
from aicompare.report import Report

_ASCII = {"–": "-", "─": "-", "≥": ">=", "≤": "<=", "×": "x", "’": "'", "—": "-"}
_ENDINGS: dict[str, Format] = {
    ".json": "json", ".csv": "csv", ".md": "markdown", ".markdown": "markdown", ".txt": "table",
}  # fmt: skip
MOST_BYTES_OF_ERROR = 4000


def format_for(file: str) -> Format:
    """The format that a file's name asks for. Raises BadUsage."""
    ending = Path(file).suffix.lower()
    if ending not in _ENDINGS:
        raise BadUsage(
            f"the ending of {file!r} says no format", hint="use .json, .csv, .md or .txt, or add --format"
        )
    return _ENDINGS[ending]


def write(report: Report, form: Format, file: str | None) -> None:
    """Raises NotWritten when the answer did not arrive whole; then there is no partial file."""
    if file:
        _to_file(render(report, form, None), Path(file))
    elif form == "table" and _on_terminal() and os.environ.get("TERM") != "dumb":
        _to_terminal(report)
    else:
        to_stdout(render(report, form, _width() if form == "table" else None))
    if form == "csv":
        for warning in report.warnings:
            say(f"warning: {warning.message} [{warning.code}]")


def to_stdout(text: str) -> None:
    """In the terminal's encoding, flushed and checked; ReaderGone where nobody reads."""
    if sys.stdout is None:  # as under `>&-`
        raise NotWritten("the answer could not be written: there is no standard output")
    encoding = sys.stdout.encoding or "utf-8"
    try:
        data = text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        for letter, plain in _ASCII.items():
            text = text.replace(letter, plain)
        data = text.encode("ascii", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None  # a BrokenPipeError would be swallowed by the CLI library
    except OSError as problem:
        raise NotWritten(f"the answer could not be written: {problem.strerror}") from None


def say(message: str) -> None:
    """A message for people, on stderr; never an exception of its own."""
    text = clean(message)[:MOST_BYTES_OF_ERROR].encode("utf-8", "backslashreplace")[:MOST_BYTES_OF_ERROR]
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text.decode("utf-8", "ignore") + "\n")
        sys.stderr.flush()


def say_trouble(trouble: Trouble) -> None:
    say(f"aicompare: {trouble.message}" + (f"; {trouble.hint}" if trouble.hint else ""))


def _to_terminal(report: Report) -> None:
    from rich.console import Console

    from aicompare.render.terminal import show

    width = _width()
    console = Console(width=width, soft_wrap=False, highlight=False, emoji=False, legacy_windows=False)
    with console.capture() as capture:
        show(report, console)
    to_stdout(capture.get())


def _width() -> int | None:
    """The screen's columns; in a pipe what COLUMNS says, else as wide as the table needs."""
    if _on_terminal():
        return max(shutil.get_terminal_size((80, 24)).columns, 1)
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and 0 < int(columns) < 100_000 else None


def _to_file(text: str, path: Path) -> None:
    """Written beside it and renamed over it, so that it is whole or as it was."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except (OSError, ValueError) as problem:
        if temporary:
            temporary.unlink(missing_ok=True)
        reason = getattr(problem, "strerror", None) or "not a file name"
        raise NotWritten(f"{path}: could not be written: {reason}") from None


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
