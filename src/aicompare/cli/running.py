"""What is done with a command once its line is read: it is asked, and its answer is written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from aicompare.api.common import SHARED, Common
from aicompare.api.declared import Command
from aicompare.cli.request import Request, configured, keep_inputs, own_files, with_key


def runs(command: Command) -> Callable[..., int]:
    """Takes what was said for each parameter by its name (None where nothing was); gives the exit code."""
    make = _answering if command.answers else _serving if command.serves else _writing
    return make(command)


def _answering(command: Command) -> Callable[..., int]:
    def run(**given: Any) -> int:
        common = Common(**said({name: given.pop(name, None) for name in SHARED}))
        common, settings = configured(common, command)
        given = with_key(given, command)
        writes = "output" in command.signature.parameters
        read, name = _read(given, command), command.name
        request = Request(common, *read, command=name, settings=settings, writes=writes)
        if command.changes:
            request.try_form()
        for file in _written(given, command):
            keep_inputs(file, [*own_files(common.files), *read])
        shared = {name: request.shared(name) for name in command.signature.parameters if name not in given}
        return request.answer(command.function(**shared, **said(given, command)))

    return run


def _writing(command: Command) -> Callable[..., int]:
    """Of a command that gives no figures but an object, shown as JSON, or a text."""

    def run(*, output: str | None, **given: Any) -> int:
        import json
        from pathlib import Path

        from aicompare.files import write_whole
        from aicompare.render.output import show

        if output:
            _keep_its_ending(output, command)
        told = command.function(**said(given, command))
        text = _on_screen(told) if isinstance(told, str) else json.dumps(told, indent=2, ensure_ascii=False)
        text += "\n"
        if output:
            keep_inputs(output, own_files(None))
            write_whole(text, Path(output))
        else:
            show(text, "utf-8")
        return 0

    return run


def _keep_its_ending(output: str, command: Command) -> None:
    """Raises BadUsage for the ending of a format that this is not; one that says none says nothing else."""
    from aicompare.render import FORMATS, format_said_by
    from aicompare.values.errors import BadUsage

    form = "table" if command.name == "help" else "json"
    if format_said_by(output) not in (None, form):
        kind = "a text" if form == "table" else "JSON"
        hint = f"let the name end in {FORMATS[form].endings[0]}"
        raise BadUsage(f"{command.name} writes {kind}, which {output!r} is not", hint=hint)


def _on_screen(text: str) -> str:
    """Folded to the columns of the screen, each line below its beginning."""
    from aicompare.render.folding import folded
    from aicompare.render.output import screen_width

    width = screen_width()
    lines = text.splitlines()
    return "\n".join(part for line in lines for part in folded(line, width, len(line) - len(line.lstrip())))


def _serving(command: Command) -> Callable[..., int]:
    """Of a command that runs until it is ended by whoever started it."""

    def run(**given: Any) -> int:
        from aicompare.render.output import say

        if sys.stdin and sys.stdin.isatty():
            say("it is an assistant that starts this and talks to it; Ctrl-C ends it")
        command.function(**said({**given, "files": own_files(given.get("files"))}))
        return 0

    return run


def _read(given: dict[str, Any], command: Command) -> list[str]:
    """The files that are named beside those of `--data`."""
    named = [given.get(one.name) for one in command.parameters if one.is_file]
    return [file for one in named if one for file in ([one] if isinstance(one, str) else one)]


def _written(given: dict[str, Any], command: Command) -> list[str]:
    """The files that it writes beside its answer."""
    written = (one.name for one in command.parameters if one.is_written)
    return [given[name] for name in written if given.get(name)]


def said(given: dict[str, Any], command: Command | None = None) -> dict[str, Any]:
    """Without what was left out; words that are one text are put together."""
    texts = {one.name for one in command.parameters if one.in_words} if command else set()
    return {
        name: " ".join(value) if name in texts else value
        for name, value in given.items()
        if value not in (None, [])
    }
