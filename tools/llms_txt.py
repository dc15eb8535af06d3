"""Prints whether llms.txt is current; with --write makes it anew, of the docs and the commands.

llms.txt (https://llmstxt.org) is what an assistant reads first: what the program is, how its answers
look, which page tells what.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import generated

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from aicompare.api.describing import EXIT_CODES, describe  # noqa: E402

FILE = ROOT / "llms.txt"
_LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")


def page() -> str:
    """The whole file."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    yield "# aicompare"
    yield ""
    yield f"> {_first_paragraph(readme)}"
    yield ""
    yield "Every command takes `--json`; `aicompare schema COMMAND` prints the JSON Schema of its answer, and"
    yield "`aicompare describe COMMAND` its options, choices, defaults and keys. `--fields a,b.c` is a short"
    yield "answer."
    yield f"Exit codes: {'; '.join(f'{code} {meaning}' for code, meaning in EXIT_CODES.items())}."
    yield ""
    yield "## Commands"
    yield ""
    for one in describe()["commands"]:
        yield f"- [{one['command']}](docs/commands/{one['command']}.md): {one['does']}"
    yield ""
    yield "## What machines get"
    yield ""
    yield from _paragraphs((ROOT / "docs" / "json.md").read_text(encoding="utf-8"))
    yield "## Docs"
    yield ""
    yield from _docs((ROOT / "docs" / "README.md").read_text(encoding="utf-8"))


def _first_paragraph(readme: str) -> str:
    """The words under the title, pictures and badges left out."""
    paragraphs = (" ".join(one.split()) for one in readme.split("\n\n")[1:])
    return next(one for one in paragraphs if one[:1].isalpha() or one.startswith("`"))


def _paragraphs(page: str) -> Iterator[str]:
    """What JSON looks like: the section of it, without its title."""
    section = page.split("## JSON, schema /2\n\n")[1].split("\n## ")[0]
    yield from map(_linked, section.rstrip().splitlines())
    yield ""


def _docs(index: str) -> Iterator[str]:
    """The links of docs/README.md, as seen from the root."""
    for line in index.splitlines():
        if line.startswith("- "):
            yield _linked(line)


def _linked(line: str) -> str:
    """With the links of a page of docs as they are from the root."""
    return _LINK.sub(lambda link: f"[{link[1]}]({_from_root(link[2])})", line)


def _from_root(target: str) -> str:
    return target.removeprefix("../") if target.startswith("../") else f"docs/{target}"


if __name__ == "__main__":
    sys.exit(generated.main("llms_txt", FILE, page, sys.argv[1:]))
