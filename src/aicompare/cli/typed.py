"""A command of typer's, made of what `api` declares."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from aicompare.api.common import parameters_of
from aicompare.api.declared import Argument, Command, Parameter
from aicompare.cli.running import runs

Completing = Callable[[Parameter], Any]  # what completes the values of a parameter, or None
_TYPES: dict[str, Any] = {"flag": bool, "several": list[str], "one": str}


def typed(command: Command, completing: Completing = lambda _: None) -> Callable[..., int]:
    """A function whose parameters typer reads, and that asks the command and writes its answer."""
    asks = runs(command)

    def run(**given: Any) -> int:
        return asks(**given)

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
    if parameter.required:
        default = inspect.Parameter.empty
    elif default in (None, ()):
        default, taken = None, taken | None
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[taken, make(*parameter.flags, **given)],
    )
