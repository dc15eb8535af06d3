"""An option is said once: commands are what the functions of `api` declare, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from command import here

import aicompare
from aicompare import api
from aicompare.api.answer import Answer
from aicompare.api.common import SHARED, parameters_of
from aicompare.api.data import Data
from aicompare.api.declared import Argument, Command, Option, Parameter, command, command_named
from aicompare.api.options import Currency
from aicompare.cli import by_typer
from aicompare.cli.typed import typed

COMMANDS = {name: command_named(name, place) for name, place in api.COMMANDS.items()}
EVERY = [(name, one) for name, about in COMMANDS.items() for one in parameters_of(about)]
OPTIONS = [(name, one) for name, one in EVERY if one.flags]


def written(name: str) -> Any:
    """The command as typer has it."""
    by_typer.app.registered_commands.clear()
    by_typer.register([name])
    return typer.main.get_command(by_typer.app)


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
    """Every parameter of the function is declared, shared by all, the data, or the file of settings."""
    about = COMMANDS[name]
    own = {one.name for one in about.parameters}
    assert own | {"data", "settings", *SHARED} >= set(about.signature.parameters)
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
    said = set(re.findall(r"[a-z][a-z0-9+-]*", parameter.about.help))
    assert _words(parameter)
    assert set(_words(parameter)) <= said


def test_what_changes_files_is_declared_to() -> None:
    """Of such a command wrong --fields or --sort are said before it writes anything; all others write
    answers alone, but for `read --draft`, whose file is named by its option.
    """
    changing = {name for name, about in COMMANDS.items() if about.changes}
    assert changing == {"add", "export", "import", "init", "rates", "report", "update"}


def test_one_flag_has_one_shape_in_every_command() -> None:
    """`--on` takes a day everywhere.

    --implied asks of two amounts, or of one company; --status is one of a fact that is added, and
    those that a question lets in; --needs and --history are a question of their own in `value` and
    `show`, and say how many months and how often elsewhere; --at is a place in a source, or a value;
    --company is the one that a table is of, or those that a text is held against.
    """
    shapes: dict[str, set[tuple[str, str]]] = {}
    for _, one in OPTIONS:
        for flag in one.flags:
            shapes.setdefault(flag, set()).add((one.kind, one.about.metavar))
    assert {flag for flag, found in shapes.items() if len(found) > 1} == {
        "--implied", "--status", "--needs", "--history", "--at", "--company",
    }  # fmt: skip


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


# --- given once -----------------------------------------------------------------------------


def _single() -> Iterator[tuple[str, Parameter, str]]:
    for name, one in OPTIONS:
        if one.kind != "several":
            yield from ((name, one, flag) for flag in one.flags)


@pytest.mark.parametrize(
    ("name", "parameter", "flag"), list(_single()), ids=lambda given: getattr(given, "name", given)
)
def test_an_option_of_one_value_is_given_once(name: str, parameter: Parameter, flag: str) -> None:
    """Of every command, by its long name or its short one: what stood first was lost in silence."""
    value = [] if parameter.kind == "flag" else ["2026-01-09"]
    done = here(name, flag, *value, flag, *value)
    assert (done.returncode, done.stdout.partition("\n")[0]) == (2, "{" if flag == "--json" else "")
    assert done.stderr == f"aicompare: {parameter.flags[0]} is given more than once; give it once\n"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("runway minimax --as-of 2026-01-09 --as-of 2026-01-09", "--as-of"),  # also where both agree
        ("runway --cash=US$5m minimax --cash US$6m", "--cash"),
        ("value zhipu --house hsbc --needs --house clsa", "--house"),
        ("list -oa.json --output b.json", "--output"),
        ("show zhipu --in CNY --in USD --in HKD", "--in"),
        ("schema -o a -o b", "--output"),
        ("multiples --basis ltm zhipu --basis arr", "--basis"),
    ],
)
def test_the_message_names_the_option_however_it_is_written(line: str, named: str) -> None:
    """With an equals sign, with its short name, between other words; and nothing is written."""
    done = here(*line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"aicompare: {named} is given more than once; give it once\n"


@pytest.mark.parametrize(
    "line",
    [
        "compare zhipu minimax --metric revenue --metric arr --rate USD/CNY=7 --rate USD/HKD=7.8",
        "multiples --status forecast --status estimate",
        "convert CNY5m --to USD --to HKD",
        "runway minimax --raise US$5m@2 --raise proceeds",
        "allocate zhipu --plan ipo-2026 --plan star-2026",
        "list --as-of 2026-01-09 --as-of 2026-01-10 --help",
    ],
)
def test_what_is_repeatable_may_be_repeated_and_help_is_always_given(line: str) -> None:
    """Those whose help says so."""
    assert here(*line.split()).returncode == 0


def test_a_name_after_the_dashes_is_no_option() -> None:
    """What follows `--` are arguments, whatever they look like."""
    done = here("check", "--on", "2026-01-09", "--", "--on", "--on")
    assert "given more than once" not in done.stderr


def test_completion_goes_on_after_a_repeated_option() -> None:
    """A line that is still being typed is not refused."""
    words = "aicompare runway --in CNY --in US"
    done = here(COMP_WORDS=words.replace(" ", "\n"), COMP_CWORD="5", _AICOMPARE_COMPLETE="complete_bash")
    assert (done.returncode, done.stdout) == (0, "USD\n")
