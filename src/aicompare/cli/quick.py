"""The quick way in: a line that says just what a command declares needs no library to be read.

Whatever is not understood to the letter (help, an abbreviation, `-abc`, a value that begins with `-`,
any mistake) is left to typer: both ways come to the same call, or this one to none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from aicompare.api import COMMANDS
from aicompare.cli.line import with_any

if TYPE_CHECKING:
    from aicompare.api.declared import Command, Parameter

Given = dict[str, Any]


def understood(line: Sequence[str]) -> Callable[[], int] | None:
    """What answers the line, giving the exit code; None where it is not understood."""
    if not line or line[0] not in COMMANDS:
        return None
    if line[0] == "help" and not COMMANDS.keys().isdisjoint(line[1:]):  # a command's own help is typer's
        return None
    from aicompare.api.declared import command_named

    command = command_named(line[0], COMMANDS[line[0]])
    given = given_on(line[1:], command)
    if given is None:
        return None

    def call() -> int:
        from aicompare.cli.running import runs

        return runs(command)(**given)

    return call


def given_on(line: Sequence[str], command: Command) -> Given | None:
    """What a line says for each parameter, by name; None, or False of a flag, where it says nothing."""
    from aicompare.api.common import parameters_of

    parameters = [*parameters_of(command)]
    by_flag = {flag: one for one in parameters for flag in one.flags}
    given: Given = {}
    places: list[str] = []
    words = iter(with_any(line))
    for word in words:
        if not word or word == "--":
            return None
        if word[0] != "-" or word == "-":
            places.append(word)
            continue
        flag, said, value = word.partition("=") if word.startswith("--") else (word, "", "")
        option = by_flag.get(flag)
        if option is None or (option.kind == "flag" and said):
            return None
        if option.kind != "flag" and not said:
            value = next(words, "")
            if value.startswith("-") and value != "-":
                return None
        if not _takes(option, value, given):
            return None
    arguments = [one for one in parameters if not one.flags]
    if not _placed(arguments, places, given) or any(_lacks(given, one) for one in parameters):
        return None
    unsaid = {one.name: None if one.default in (None, ()) else one.default for one in parameters}
    return {**unsaid, **given}


def _takes(option: Parameter, value: str, given: Given) -> bool:
    """Whether an option can be said so; then it is."""
    if option.kind != "several" and option.name in given:
        return False
    if option.kind == "flag":
        given[option.name] = True
        return True
    if not value:
        return False
    if option.kind == "several":
        given.setdefault(option.name, []).append(value)
    else:
        given[option.name] = value
    return True


def _lacks(given: Given, parameter: Parameter) -> bool:
    return parameter.required and parameter.name not in given


def _placed(arguments: Sequence[Parameter], words: Sequence[str], given: Given) -> bool:
    """Each argument its word, in order; the last may take all that are left."""
    if any(one.kind == "several" for one in arguments[:-1]):
        return False
    left = [*words]
    for argument in arguments:
        if left:
            given[argument.name] = [*left] if argument.kind == "several" else left[0]
            left = [] if argument.kind == "several" else left[1:]
    return not left
