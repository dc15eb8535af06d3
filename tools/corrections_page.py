"""Writes docs/corrections.md: what was corrected and added in the data, from the changelog.

    python tools/corrections_page.py            says whether it is out of date
    python tools/corrections_page.py --write    writes it

It is made of the lines under "### Data" of CHANGELOG.md, version by version, the newest first. What
stands behind `Moved:` at the end of a line are the answers that it moved, as `aicompare diff
old.yaml new.yaml` tells them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import generated

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "corrections.md"
_HEAD = """\
# Corrections

Every change of a figure, the newest first, with the answers that it moved where it says so. A figure
is never overwritten because a newer one appears: what stands here is new, or was our mistake.

To report an error, run

    aicompare show zhipu revenue --report

with the company and the metric in question. It prints the figures as they stand, with their sources
and places, and asks for what is needed to mend one; send it filled in as an issue of the repository.
`aicompare diff OLD.yaml NEW.yaml` tells what a correction did to every answer.
"""
_MOVED = re.compile(r"\s*\bMoved: (.+)$", re.DOTALL)


def page() -> str:
    """The whole page."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return _HEAD + "".join(_version(name, lines) for name, lines in data_lines(changelog))


def data_lines(changelog: str) -> Iterator[tuple[str, list[str]]]:
    """The name of each version with the lines under its "### Data", each in one."""
    for version in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        name, _, rest = version.partition("\n")
        found = re.search(r"^### Data\n(.*?)(?=^### |\Z)", rest, re.MULTILINE | re.DOTALL)
        if found:
            yield name, [" ".join(one.split()) for one in re.split(r"^- ", found[1], flags=re.MULTILINE)[1:]]


def _version(name: str, lines: list[str]) -> str:
    return f"\n## {name}\n\n" + "".join(entry(line) for line in lines)


def entry(line: str) -> str:
    """The line, and below it what it moved."""
    moved = _MOVED.search(line)
    return f"- {_MOVED.sub('', line)}\n" + (f"  *Answers moved:* {moved[1]}\n" if moved else "")


if __name__ == "__main__":
    sys.exit(generated.main("corrections_page", PAGE, page, sys.argv[1:]))
