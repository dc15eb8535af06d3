"""A command of typer's, made of what `api` declares: the signature, and what is done with it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from aicompare.api.common import SHARED, Common, parameters_of
from aicompare.api.declared import Argument, Command, Parameter
from aicompare.cli.request import Request, configured, keep_inputs, own_files, with_key
from aicompare.values.errors import BadUsage

Completing = Callable[[Parameter], Any]  # what completes the values of a parameter, or None
_TYPES: dict[str, Any] = {"flag": bool, "several": list[str], "one": str}


def typed(command: Command, completing: Completing = lambda _: None) -> Callable[..., None]:
    """A function whose parameters typer reads, and that asks the command and writes its answer."""
    make = _answering if command.answers else _serving if command.serves else _writing
    run = make(command)
    parameters = [_parameter(one, completing(one)) for one in parameters_of(command)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__doc__ = command.sentence
    return run


def _parameter(parameter: Parameter, completion: Any) -> inspect.Parameter:
    about = parameter.about
    given: dict[str, Any] = {"help": about.help, "autocompletion": completion}
    if about.metavar:
        given["metavar"] = about.metavar
    make = typer.Argument if isinstance(about, Argument) else typer.Option
    default, taken = parameter.default, _TYPES[parameter.kind]
    if default in (None, ()):
        default, taken = None, taken | None
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[taken, make(*parameter.flags, **given)],
    )


def _answering(command: Command) -> Callable[..., None]:
    def run(**given: Any) -> None:
        common = Common(**_said({name: given.pop(name, None) for name in SHARED}))
        if common.currency and command.own_currencies:
            raise BadUsage("an expression says its own currencies", hint="write convert(minimax.cash, CNY)")
        common, settings = configured(common, command)
        given = with_key(given, command)
        writes = "output" in command.signature.parameters
        read, name = _read(given, command), command.name
        request = Request(common, *read, command=name, settings=settings, writes=writes)
        for file in _written(given, command):
            keep_inputs(file, [*own_files(common.files), *read])
        shared = {name: request.shared(name) for name in command.signature.parameters if name not in given}
        request.answer(command.function(**shared, **_said(given, command)))

    return run


def _writing(command: Command) -> Callable[..., None]:
    """Of a command that gives no figures but an object, shown as JSON, or a text."""

    def run(*, output: str | None, **given: Any) -> None:
        import json
        from pathlib import Path

        from aicompare.files import write_whole
        from aicompare.render.output import to_stdout

        told = command.function(**_said(given, command))
        text = _on_screen(told) if isinstance(told, str) else json.dumps(told, indent=2, ensure_ascii=False)
        text += "\n"
        if output:
            keep_inputs(output, own_files(None))
            write_whole(text, Path(output))
        else:
            to_stdout(text, "utf-8")

    return run


def _on_screen(text: str) -> str:
    """Folded to the columns of the screen, each line below its beginning."""
    from aicompare.render.folding import folded
    from aicompare.render.output import screen_width

    width = screen_width()
    lines = text.splitlines()
    return "\n".join(part for line in lines for part in folded(line, width, len(line) - len(line.lstrip())))


def _serving(command: Command) -> Callable[..., None]:
    """Of a command that runs until it is ended by whoever started it."""

    def run(**given: Any) -> None:
        from aicompare.render.output import say

        if sys.stdin and sys.stdin.isatty():
            say("it is an assistant that starts this and talks to it; Ctrl-C ends it")
        command.function(**_said({**given, "files": own_files(given.get("files"))}))

    return run


def _read(given: dict[str, Any], command: Command) -> list[str]:
    """The files that are named beside those of `--data`."""
    named = [given.get(one.name) for one in command.parameters if one.is_file]
    return [file for one in named if one for file in ([one] if isinstance(one, str) else one)]


def _written(given: dict[str, Any], command: Command) -> list[str]:
    """The files that it writes beside its answer."""
    written = (one.name for one in command.parameters if one.is_written)
    return [given[name] for name in written if given.get(name)]


def _said(given: dict[str, Any], command: Command | None = None) -> dict[str, Any]:
    """Without what was left out; words that are one text are put together."""
    texts = {one.name for one in command.parameters if one.in_words} if command else set()
    return {
        name: " ".join(value) if name in texts else value
        for name, value in given.items()
        if value not in (None, [])
    }
