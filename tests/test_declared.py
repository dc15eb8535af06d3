"""An option is said once: commands are what the functions of `api` declare, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from command import here

import aicompare
from aicompare import api, cli
from aicompare.answer import Answer
from aicompare.api.data import Data
from aicompare.api.declared import Argument, Command, Option, Parameter, command, command_named
from aicompare.api.options import Currency
from aicompare.cli.options import SHARED, parameters_of
from aicompare.cli.typed import typed

COMMANDS = {name: command_named(name, place) for name, place in api.COMMANDS.items()}
EVERY = [(name, one) for name, about in COMMANDS.items() for one in parameters_of(about)]
OPTIONS = [(name, one) for name, one in EVERY if one.flags]


def written(name: str) -> Any:
    """The command as typer has it."""
    cli.app.registered_commands.clear()
    cli.register([name])
    return typer.main.get_command(cli.app)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_what_its_function_declares(name: str) -> None:
    """The same parameters in the same order, with flags, metavar, help and default."""
    about, made = COMMANDS[name], written(name)
    params = made.params if not hasattr(made, "commands") else made.commands[name].params
    declared = list(parameters_of(about))
    assert [one.name for one in params] == [one.name for one in declared]
    for one, param in zip(declared, params, strict=True):
        assert param.help == (one.about.help or None)
        assert param.required == one.required
        assert (param.multiple or param.nargs < 0) == (one.kind == "several")
        assert tuple(param.opts) == (one.flags or (one.name,))
        assert one.kind == "flag" or param.metavar == one.about.metavar
        assert one.kind != "one" or param.default == (None if one.required else one.default)


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_a_command_hands_on_its_function_takes(name: str) -> None:
    """Every parameter of the function is declared, shared by all, or the data."""
    about = COMMANDS[name]
    own = {one.name for one in about.parameters}
    assert own | {"data", *SHARED} >= set(about.signature.parameters)
    assert about.examples
    assert all(example.startswith(f"aicompare {name}") for example in about.examples)


def test_all_that_is_known_of_the_commands_can_be_written_down() -> None:
    """What a description in JSON needs: names, kinds, defaults and words, as plain values."""
    for name, one in EVERY:
        assert re.fullmatch("[a-z_]+", one.name), name
        assert one.kind in ("flag", "one", "several")
        assert one.required or one.default in (None, False, (), *_words(one))
        assert one.about.help.endswith((".", "?")), (name, one.name)


def _words(parameter: Parameter) -> tuple[str, ...]:
    return tuple(parameter.about.choices()) if parameter.about.choices else ()


@pytest.mark.parametrize(
    ("name", "parameter"),
    [pair for pair in EVERY if pair[1].about.choices],
    ids=lambda given: getattr(given, "name", given),
)
def test_the_help_names_every_word_that_is_taken(name: str, parameter: Parameter) -> None:
    """The list of words stands where it is checked; its sentence must not fall behind."""
    said = set(re.findall(r"[a-z+-]+", parameter.about.help))
    assert _words(parameter)
    assert set(_words(parameter)) <= said


def test_one_flag_has_one_shape_in_every_command() -> None:
    """`--on` takes a day everywhere; --implied asks of two amounts, or of one company."""
    shapes: dict[str, set[tuple[str, str]]] = {}
    for _, one in OPTIONS:
        for flag in one.flags:
            shapes.setdefault(flag, set()).add((one.kind, one.about.metavar))
    assert {flag for flag, found in shapes.items() if len(found) > 1} == {"--implied"}


def test_the_library_offers_what_the_table_says() -> None:
    """The imports that a type checker reads, the lazy ones and `from aicompare import *` agree."""
    imports = {
        alias.asname: f"{node.module}.{alias.name}"
        for node in ast.walk(ast.parse(Path(aicompare.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if alias.asname
    }
    assert imports == {name: f"aicompare.{module}.{name}" for name, module in api.PLACES.items()}
    assert set(aicompare.__all__) == set(api.PLACES)
    starred: dict[str, Any] = {}
    exec("from aicompare import *", starred)
    assert set(api.PLACES) <= set(starred)


def test_every_command_is_a_function_of_the_library() -> None:
    """And the very one that `import aicompare` has."""
    for about in COMMANDS.values():
        assert getattr(aicompare, about.function.__name__) is about.function


# --- a new one ------------------------------------------------------------------------------


@command("aicompare twice 'US$5m'", "aicompare twice 'US$5m' --in CNY")
def twice(
    data: Data,
    amounts: Annotated[str, Argument("AMOUNT", "Of what.", words=True)],
    *,
    by_how_much: Annotated[str, Option("PCT", "How much.")] = "100%",
    loud: Annotated[bool, Option(help="Loudly.")] = False,
    kinds: Annotated[str | Iterable[str], Option("KIND", "Of a kind.", "--kind", "-k")] = (),
    currency: Currency = None,
) -> Answer:
    """Twice as
    much.

    Not in the help.
    """
    raise AssertionError((data.as_of.year, amounts, by_how_much, loud, kinds, currency))


def test_a_command_is_made_of_a_signature_and_a_sentence() -> None:
    """Flags from names, kinds from types, words put together, what is shared from all."""
    about = Command("twice", twice)
    assert about.sentence == "Twice as much."
    assert [(one.name, one.flags, one.kind, one.required) for one in about.parameters] == [
        ("amounts", (), "several", True),
        ("by_how_much", ("--by-how-much",), "one", False),
        ("loud", ("--loud",), "flag", False),
        ("kinds", ("--kind", "-k"), "several", False),
        ("currency", ("--in",), "one", False),
    ]
    function = typed(about)
    assert function.__doc__ == "Twice as much."
    given: dict[str, Any] = dict.fromkeys(one.name for one in parameters_of(about))
    given |= {"amounts": ["US$5m", "or", "so"], "currency": "CNY", "loud": True, "as_of": "2026-01-09"}
    with pytest.raises(AssertionError) as asked:
        function(**given)
    assert asked.value.args == ((2026, "US$5m or so", "100%", True, (), "CNY"),)
