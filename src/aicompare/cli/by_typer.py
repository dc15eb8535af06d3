"""The whole command line, by typer: help, completion, abbreviations, and what is wrong with a line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aicompare.api import COMMANDS as MODULES
from aicompare.cli.command import Group, StrictCommand
from aicompare.cli.line import COMPLETING
from aicompare.values.errors import BadUsage, UnknownName, shown

if TYPE_CHECKING:
    from aicompare.api.declared import Command as Declared

FIRST_WORDS = """\
aicompare compares AI companies and values them, on figures one can defend.

Try:
  aicompare list                                the companies
  aicompare runway minimax                      how long the money lasts
  aicompare compare zhipu minimax               side by side, like for like
  aicompare multiples --group six-tigers        value over revenue
  aicompare convert "15bn CNY" --to USD         with the rate and its day
  aicompare show minimax revenue --history      who says what, and which wins
  aicompare audit --source article-003          which numbers of an article hold

Every command explains itself with -h; `aicompare --help` lists them all, and
`aicompare help WORD` says what a word or a code of an answer means.
"""

app = typer.Typer(
    name="aicompare",
    cls=Group,
    help="Compare AI companies and value them, on figures one can defend.",
    epilog="Exit codes: 0 done, 1 a check failed, 2 could not do it. $ is USD.",
    add_completion=False,  # cli.completion does it, with our words and exit codes
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register(names: Iterable[str]) -> None:
    """Make commands known to typer; each takes its time, so only those that are needed."""
    from aicompare.cli.typed import typed

    for name in names:
        command = _declared(name)
        if COMPLETING in os.environ:
            from aicompare.cli.completion import completing

            function = typed(command, completing)
        else:
            function = typed(command)
        app.command(name, cls=StrictCommand, epilog=_epilog(command))(function)


def mention(names: Iterable[str]) -> None:
    """Make known to typer that there are these commands, and nothing of their options."""
    for name in names:
        sentence = _declared(name).sentence
        app.command(name, help=sentence, short_help=sentence)(lambda: None)


def _declared(name: str) -> Declared:
    """Only the module of the one that is named is loaded."""
    from aicompare.api.declared import command_named
    from aicompare.cli.command import COMMANDS

    if name not in COMMANDS:
        COMMANDS[name] = command_named(name, MODULES[name])
    return COMMANDS[name]


def _epilog(command: Declared) -> str:
    """The examples as its help prints them; the \\b keeps their lines."""
    return "\n".join(["\b", "Examples:", *(f"  {example}" for example in command.examples)])


@app.callback(invoke_without_command=True)
def _without_command(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    install_completion: Annotated[
        bool, typer.Option("--install-completion", help="Have bash, zsh or fish complete what is typed.")
    ] = False,
) -> None:
    if install_completion:
        from aicompare.cli.completion import install
        from aicompare.render.output import to_stdout

        to_stdout(install())
        raise typer.Exit
    if version:
        from aicompare import __version__
        from aicompare.render.output import to_stdout

        to_stdout(f"aicompare {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from aicompare.render.output import to_stdout

        to_stdout(FIRST_WORDS)


# the vendored click's ClickException, which typer does not export
_USAGE: type[Exception] = typer.BadParameter.__mro__[2]


def run() -> int:
    """Read the line, answer, and return the exit code. Raises Trouble, also for a line that is none."""
    _prepare()
    try:
        outcome = app(standalone_mode=False, prog_name="aicompare", terminal_width=_narrow())
    except _USAGE as usage:
        raise _usage(_words(usage)) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    return outcome if isinstance(outcome, int) else 0


def _narrow() -> int | None:
    """The columns of a screen that is too narrow for what the library takes for the least."""
    from shutil import get_terminal_size

    columns = get_terminal_size().columns
    return max(columns, 20) if columns < 52 else None


def _prepare() -> None:
    """Register what the line asks for. Raises UnknownName for what is no command."""
    if COMPLETING in os.environ:
        from aicompare.cli.completion import begin, being_typed

        begin()
        named = next(iter(being_typed()), "--help")
    else:
        if sys.argv[1:2] == ["help"] and not _is_topic(sys.argv[2:]):  # as other programs have it
            sys.argv[1:] = [*sys.argv[2:3], "--help"]
        named = next(iter(sys.argv[1:]), "--version")
    if named in MODULES:
        register([named])
    elif COMPLETING in os.environ or named in ("-h", "--help"):
        mention(MODULES)
    elif not named.startswith("-"):
        from aicompare.cli.meant import command_meant

        meant = command_meant(named)
        raise UnknownName(
            "command", named, () if meant else MODULES, otherwise=meant and f"did you mean {meant!r}?"
        )
    elif sys.argv[2:] or named != "--version":  # else it needs none of them
        register(MODULES)


def _is_topic(words: list[str]) -> bool:
    """Whether a word is to be explained, or how to ask for that, and not a command."""
    return bool(words) and words[0] not in MODULES


def _usage(words: str) -> BadUsage:
    """With what to type next; the first word of the line is a command, an option, or nothing."""
    from aicompare.cli.command import COMMANDS

    first, unknown = sys.argv[1], words.removeprefix("no such option: ")
    if unknown != words and unknown[1:2].isdecimal():
        return BadUsage("an amount below zero was taken for an option", hint="write it like `USD -5`")
    if unknown != words and first == "check" and not unknown.startswith("--"):
        return BadUsage(words, hint="an expression that begins with a minus stands in parentheses")
    if unknown != words and first.startswith("-") and sys.argv[2:]:
        return BadUsage(words, hint="options come after the command; see `aicompare -h`")
    if words.startswith("missing argument"):
        return BadUsage(words, hint=f"for example `{COMMANDS[first].examples[0]}`")
    if first not in COMMANDS:
        return BadUsage(words, hint="see `aicompare -h`")
    if words.startswith("got unexpected extra argument"):
        return _too_many(words.rpartition(" (")[2].rstrip(")"), COMMANDS[first])
    otherwise = f"see `aicompare {first} -h`"
    if unknown == words:
        return BadUsage(words, hint=otherwise)
    from aicompare.cli.meant import option_meant

    name = unknown.partition(" (")[0]  # the library offers what has letters in common
    return BadUsage(f"no such option: {name}", hint=option_meant(name, COMMANDS[first]) or otherwise)


def _too_many(said: str, command: Declared) -> BadUsage:
    """Of words that no argument is left for; a company may be said by an option."""
    from aicompare.api.common import parameters_of

    flags = [flag for one in parameters_of(command) for flag in one.flags]
    hint = f"say --company {said}" if "--company" in flags else f"for example `{command.examples[0]}`"
    return BadUsage(f"{command.name} has no place for {shown(said)}", hint=hint)


_MOST_OF_USAGE = 300  # characters; the library repeats whatever was typed


def _words(usage: Any) -> str:
    text = str(usage.format_message()).strip().rstrip(".")
    text = text[:1].lower() + text[1:]
    return text if len(text) <= _MOST_OF_USAGE else f"{text[:_MOST_OF_USAGE]}…"
