"""Writes a page of documentation for each command, from the command line itself.

    python tools/command_pages.py            says which are out of date
    python tools/command_pages.py --write    writes docs/commands/*.md

A test holds them current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from aicompare.api.common import SHARED  # noqa: E402
from aicompare.cli.by_typer import MODULES, app, register  # noqa: E402
from aicompare.cli.command import COMMANDS  # noqa: E402

PAGES = ROOT / "docs" / "commands"
_OF_ALL = "README"  # what a folder shows first
_WITH_ALL = "show"  # a command that has every option that commands share
_NOT_OF_ALL = {"cite", "say"}


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    register(MODULES)
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    of_all = {one.name: one for one in commands[_WITH_ALL].params if one.name in SHARED}
    found = {f"{name}.md": "\n".join(_page(name, commands[name], of_all)) + "\n" for name in MODULES}
    return {f"{_OF_ALL}.md": "\n".join(_first(commands)) + "\n", **found}


def _first(commands: dict[str, Any]) -> Iterator[str]:
    yield "# Commands"
    yield ""
    for name in MODULES:
        yield f"- [`{name}`]({name}.md): {_sentence(commands[name])}"
    yield ""
    yield "## Options of every command that shows figures"
    yield ""
    yield from _options([one for one in commands[_WITH_ALL].params if one.name in SHARED])


def _page(name: str, command: Any, of_all: dict[str, Any]) -> Iterator[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    named = {one.name for one in command.params}
    shares = {*SHARED} - _NOT_OF_ALL <= named
    hidden = of_all if shares else {}
    options = [one for one in command.params if one.param_type_name == "option" and _is_own(one, hidden)]
    yield f"# aicompare {name}"
    yield ""
    yield _sentence(command)
    yield ""
    yield "```sh"
    yield from COMMANDS[name].examples
    yield "```"
    yield ""
    if arguments:
        yield "| Argument | |"
        yield "|---|---|"
        for one in arguments:
            yield f"| `{_escaped(one.metavar)}` | {_escaped(one.help or '')} |"
        yield ""
    if options:
        yield from _options(options)
        yield ""
    if shares:
        without = [f"`--{one}`" for one in sorted(_NOT_OF_ALL - named)]
        but = f", without {' and '.join(without)}" if without else ""
        yield f"And the [options of every command]({_OF_ALL}.md){but}."
    else:
        yield "It has no other options."


def _is_own(option: Any, of_all: dict[str, Any]) -> bool:
    """Whether it says something else here than everywhere."""
    return option.name not in of_all or option.help != of_all[option.name].help


def _options(options: list[Any]) -> Iterator[str]:
    yield "| Option | |"
    yield "|---|---|"
    for one in options:
        metavar = "" if one.is_flag else f" {one.metavar}"
        default = f" Default: {one.default}." if isinstance(one.default, str) else ""
        yield f"| `{', '.join(one.opts)}{_escaped(metavar)}` | {_escaped(one.help or '')}{default} |"


def _sentence(command: Any) -> str:
    return " ".join((command.help or "").split())


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--write"]):
        print("usage: command_pages.py [--write]", file=sys.stderr)
        return 2
    found = pages()
    stale = [name for name, text in found.items() if not _is_current(PAGES / name, text)]
    gone = [file for file in PAGES.glob("*.md") if file.name not in found]
    if arguments:
        PAGES.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (PAGES / name).write_text(found[name], encoding="utf-8", newline="\n")
        for file in gone:
            file.unlink()
    names = [*stale, *(file.name for file in gone)]
    print(f"{'written' if arguments else 'out of date'}: {', '.join(names) or 'none'}")
    return 1 if names and not arguments else 0


def _is_current(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
