"""How each command meets its arguments: empty and repeated ones are refused, and help is an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from aicompare.cli.line import with_any
from aicompare.values.errors import BadUsage

if TYPE_CHECKING:
    from aicompare.api.declared import Command

COMMANDS: dict[str, Command] = {}  # those that this line needed so far


class _HelpOnStdout:
    """Help that is written and checked as answers are, where the library's own can be lost."""

    def get_help_option(self, context: Any) -> Any:
        option = super().get_help_option(context)  # type: ignore[misc]
        if option:
            option.callback = _show_help
        return option


def _show_help(context: Any, _: object, asked: bool) -> None:
    from aicompare.render.output import to_stdout

    if asked and not context.resilient_parsing:
        to_stdout(f"{context.get_help()}\n")
        context.exit()


class Group(_HelpOnStdout, TyperGroup):
    """What stands before the command."""


class StrictCommand(_HelpOnStdout, TyperCommand):
    """`--as-of "$DAY"` with nothing in DAY must not answer as if nothing had been asked."""

    def collect_usage_pieces(self, _: Any) -> list[str]:
        """As manuals write it in every version of typer: `COMPANY...`, `[METRIC]`."""
        arguments = (one for one in self.params if one.param_type_name == "argument")
        pieces = ((f"{one.metavar}{'...' if one.nargs < 0 else ''}", one.required) for one in arguments)
        return ["[OPTIONS]", *(piece if required else f"[{piece}]" for piece, required in pieces)]

    def make_parser(self, context: Any) -> Any:
        """`--as-of X --as-of Y` must not answer as if only Y had been asked."""
        parser: Any = super().make_parser(context)
        parse = parser.parse_args

        def parsed(args: list[str]) -> Any:
            values, rest, order = parse(with_any(args))
            if not (context.resilient_parsing or values.get("help")):
                _refuse_repeated(order)
            return values, rest, order

        parser.parse_args = parsed
        return parser

    def invoke(self, context: Any) -> Any:
        for parameter in self.params:
            value = context.params.get(parameter.name)
            if value == "" or (isinstance(value, list | tuple) and "" in value):
                what = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar
                raise BadUsage(f"{what} is empty", hint="give it a value, or leave it out")
        return super().invoke(context)


def _refuse_repeated(given: list[Any]) -> None:
    """Of the parameters in the order of the line."""
    for place, parameter in enumerate(given):
        single = parameter.param_type_name == "option" and not parameter.multiple
        if single and parameter in given[:place]:
            raise BadUsage(f"{parameter.opts[0]} is given more than once", hint="give it once")
