"""A line on the terminal that tells how far a download is; nothing where no person watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def downloading() -> Iterator[Callable[[int, int | None], None]]:
    """What it gives is told the bytes so far, and of how many where that is known."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda received, length: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress

    console = Console(stderr=True)
    with Progress("Fetching", BarColumn(), DownloadColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda received, length: bar.update(task, completed=received, total=length)
