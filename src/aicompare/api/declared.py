"""How a function here declares the command of its name: its signature, docstring and examples.

    @command("aicompare list", "aicompare list --group six-tigers --json")
    def list_companies(data: Data, group: Annotated[str | None, Option("GROUP", "Only ...")] = None):
        '''Which companies and groups there are. ...'''

A parameter annotated with `Argument` or `Option` is one of the command line: `several` of
them where it takes an Iterable, a flag where it takes a bool, required without a default.
The docstring's first paragraph is the sentence of the help. The command line, completion,
the pages of docs/commands and whatever else needs to know the commands is made from these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any, Literal, get_args, get_origin

from aicompare.api.answer import Answer
from aicompare.api.calling import Function, checked
from aicompare.api.signature import NOTHING, Signature, signature_of
from aicompare.values.frozen import dataclass

Kind = Literal["flag", "one", "several"]


@dataclass(frozen=True, slots=True)
class Option:
    """`metavar` stands for the value in the help; completion and lists of choices go by it too.

    `flag` is said where the name does not give it (`burn_growth` is `--burn-growth`), `choices`
    where only a few words are taken.
    """

    metavar: str = ""
    help: str = ""
    flag: str = ""
    short: str = ""
    written: bool = False  # a file that is written, over none that is read
    choices: Callable[[], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """What is named by its place. With `words` those of the line are one text."""

    metavar: str
    help: str
    words: bool = False
    choices: Callable[[], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument or option as it was declared, and how many values it takes."""

    name: str
    about: Option | Argument
    kind: Kind
    default: Any

    @property
    def flags(self) -> tuple[str, ...]:
        """As they are typed; none of an argument."""
        if isinstance(self.about, Argument):
            return ()
        long = self.about.flag or f"--{self.name.replace('_', '-')}"
        return (long, self.about.short) if self.about.short else (long,)

    @property
    def in_words(self) -> bool:
        """Whether its values are the words of one text."""
        return isinstance(self.about, Argument) and self.about.words

    @property
    def is_file(self) -> bool:
        """Whether it names a file that the command reads or adds to: no answer is written over it."""
        named = self.about.metavar.split("|")
        return any(one.startswith("FILE") for one in named) and not self.is_written

    @property
    def is_written(self) -> bool:
        """Whether it names a file that is written beside the answer, over none that is read."""
        return isinstance(self.about, Option) and self.about.written

    @property
    def required(self) -> bool:
        return self.default is NOTHING


class Command:
    """What the command line, a description or another way in needs to know of one command."""

    def __init__(self, name: str, function: Callable[..., Any]) -> None:
        self.name = name
        self.function = function
        said = vars(function)
        self.examples: tuple[str, ...] = said["examples"]
        self.own_currencies: bool = said["own_currencies"]  # its text names them: --in is refused
        self.changes: bool = said["changes"]  # files: what is wrong with the line is said before

    @property
    def sentence(self) -> str:
        paragraph, _, _ = str(self.function.__doc__).partition("\n\n")
        return " ".join(paragraph.split())

    @cached_property
    def signature(self) -> Signature:
        return signature_of(self.function)

    @cached_property
    def parameters(self) -> list[Parameter]:
        """Those declared in its signature, also those that it shares with other commands."""
        given = self.signature.parameters.values()
        return list(declared((one.name, one.annotation, one.default) for one in given))

    @property
    def serves(self) -> bool:
        """Whether it gives nothing and runs until it is ended."""
        return self.signature.gives is None

    @property
    def answers(self) -> bool:
        """Whether it shows figures, in any format; else it gives an object, shown as JSON, or a text."""
        return self.signature.gives is Answer


def command(
    *examples: str, own_currencies: bool = False, changes: bool = False
) -> Callable[[Function], Function]:
    """Declares a function to be that of a command; the table in `api` has the command's name.

    Called by a program it is `checked`: what it does not take is BadUsage.
    """

    def remembered(function: Function) -> Function:
        called = checked(function)
        vars(called).update(examples=examples, own_currencies=own_currencies, changes=changes)
        return called

    return remembered


def command_named(name: str, place: str) -> Command:
    """The command whose function stands in `place`, like `api.questions.show`."""
    module, _, function = place.rpartition(".")
    return Command(name, getattr(import_module(f"aicompare.{module}"), function))


def declared(annotated: Iterable[tuple[str, Any, Any]]) -> Iterator[Parameter]:
    """Of names with annotation and default, those that an Option or Argument declares."""
    for name, annotation, default in annotated:
        for about in getattr(annotation, "__metadata__", ()):
            if isinstance(about, Option | Argument):
                yield Parameter(name, about, _kind(annotation.__origin__, about), default)


def _kind(taken: Any, about: Option | Argument) -> Kind:
    alternatives = get_args(taken) or (taken,)
    if bool in alternatives:
        return "flag"
    several = any(get_origin(one) is Iterable for one in alternatives)
    return "several" if several or getattr(about, "words", False) else "one"
