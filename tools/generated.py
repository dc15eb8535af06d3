"""A file that a tool makes whole: written anew with --write, else told whether it is out of date."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def main(tool: str, file: Path, made: Callable[[], str], arguments: list[str]) -> int:
    """0 where the file is current, or written; 1 where it is not; 2 for what cannot be asked."""
    if arguments not in ([], ["--write"]):
        print(f"usage: {tool}.py [--write]", file=sys.stderr)
        return 2
    if arguments:
        file.write_text(made(), encoding="utf-8", newline="\n")
        return 0
    stale = not file.exists() or file.read_text(encoding="utf-8") != made()
    print("out of date" if stale else "current")
    return int(stale)
