"""What commands share: the options with one meaning everywhere, and how a command is offered."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Annotated, Any

import typer

from aicompare.frozen import dataclass
from aicompare.render import FORMATS

COMPANIES = typer.Argument(metavar="COMPANY", help="Id, name, ticker or alias.")
Companies = Annotated[list[str], COMPANIES]
AnyCompanies = Annotated[
    list[str] | None, typer.Argument(metavar="COMPANY", help="Id, name, ticker or alias; else all of them.")
]

ON = typer.Option(
    "--on", metavar="DATE", help="The rate of this day, or the latest before it; else the newest."
)
AVERAGE = typer.Option("--average", metavar="PERIOD", help="The mean of the daily rates, like FY2025.")

_OTHER_FORMATS = f"{', '.join([*FORMATS][1:-1])} or {[*FORMATS][-1]}"

COMPLETING = "_AICOMPARE_COMPLETE"  # set by a shell that completes a line


@dataclass(frozen=True)
class Common:
    """The options with one meaning everywhere."""

    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Only what was published by then; else everything."),
    ] = None
    in_: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="CUR",
            help="Currency to show amounts in, or `reported`; else USD in compare and multiples.",
        ),
    ] = None
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="USD/CNY=7.04", help="A rate of your own. Repeatable."),
    ] = None
    data: Annotated[
        list[str] | None,
        typer.Option("--data", metavar="FILE", help="Your own file over the shipped data. Repeatable."),
    ] = None
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"table (unless said), {_OTHER_FORMATS}.",
        ),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
    ] = None
    explain: Annotated[
        bool,
        typer.Option("--explain", help="How each number comes about: formula, inputs, sources, bounds."),
    ] = False
    strict: Annotated[bool, typer.Option("--strict", help="A warning makes the exit code 1.")] = False


SHARED = tuple(field.name for field in fields(Common))


@dataclass(frozen=True)
class Offered:
    """A command, with real examples of it for its help."""

    function: Callable[..., None]
    examples: tuple[str, ...]

    @property
    def epilog(self) -> str:
        """The examples as its help prints them; the \\b keeps their lines."""
        return "\n".join(["\b", "Examples:", *(f"  {example}" for example in self.examples)])


COMMANDS: dict[str, Offered] = {}


def command(name: str, *examples: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Offer a function as the command `name`."""

    def remember(function: Callable[..., None]) -> Callable[..., None]:
        COMMANDS[name] = Offered(function, examples)
        return function

    return remember


def with_common(function: Callable[..., None]) -> Callable[..., None]:
    """The function with the options of Common, handed over together as `common`."""
    own = inspect.signature(function, eval_str=True).parameters
    if "common" not in own:
        return function
    annotations = inspect.get_annotations(Common, eval_str=True)
    parameters = [
        *(one for one in own.values() if one.name != "common"),
        *(
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=annotations[field.name],
            )
            for field in fields(Common)
        ),
    ]

    def run(**given: Any) -> None:
        common = Common(**{field.name: given.pop(field.name) for field in fields(Common)})
        function(**given, common=common)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__doc__ = function.__doc__
    return run
