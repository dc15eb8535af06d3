"""`describe` and `schema`: the commands and their answers as JSON, for programs and assistants."""

from __future__ import annotations

from typing import Annotated, Any

import aicompare
from aicompare.api.declared import Argument, Command, Option, Parameter, command, command_named
from aicompare.values.errors import BadUsage, UnknownName

EXIT_CODES = {
    "0": "done",
    "1": "a check failed: contradicted, a fault in a data file, a warning with --strict",
    "2": "could not do it, or could not decide",
    "130": "interrupted",
    "141": "nobody reads the answer any more",
}


@command(
    "aicompare schema",
    "aicompare schema runway",
    "aicompare schema -o companies.schema.json",
)
def schema(
    name: Annotated[
        str | None,
        Argument("COMMAND", "Whose answer (of --json); else a data file."),
    ] = None,
) -> dict[str, Any]:
    """The JSON Schema of a data file, for editors, or of the answer of a command.

    Draft 2020-12; that of a data file with the vocabulary, its definitions and the rules of one
    fact. Raises UnknownName for what is no command with an answer.

    >>> aicompare.schema()["title"], aicompare.schema("runway")["title"]
    ('aicompare data file', 'aicompare.runway/2')
    """
    if name is None:
        from aicompare.dataset.json_schema import json_schema

        return json_schema()
    from aicompare.api import COMMANDS
    from aicompare.api.answers import ROWS, shape_of

    if name in ROWS:
        return shape_of(name)
    if name in COMMANDS:
        raise BadUsage(f"the answer of {name} has no schema", hint=f"there is one of {', '.join(ROWS)}")
    raise UnknownName("command", name, ROWS)


@command(
    "aicompare describe",
    "aicompare describe runway",
)
def describe(
    name: Annotated[str | None, Argument("COMMAND", "Which; else all of them.")] = None,
) -> dict[str, Any]:
    """The commands as JSON: options, choices, defaults, exit codes, keys of the answer.

    Of one command all of it; of all of them each with its sentence. Raises UnknownName.

    >>> told = aicompare.describe("runway")
    >>> [option["choices"] for option in told["options"] if "--cash-basis" in option["flags"]]
    [['liquidity', 'stated', 'cash', 'liquidity+facilities']]
    >>> told["answer"]["data"]["months"]
    'quantity or null'
    """
    from aicompare.api import COMMANDS

    if name is not None:
        if name not in COMMANDS:
            raise UnknownName("command", name, COMMANDS)
        return _told(command_named(name, COMMANDS[name]))
    every = [command_named(one, place) for one, place in COMMANDS.items()]
    return {
        "program": "aicompare",
        "version": aicompare.__version__,
        "commands": [{"command": one.name, "does": one.sentence} for one in every],
        "exit_codes": EXIT_CODES,
        "more": "aicompare describe COMMAND",
    }


def _told(one: Command) -> dict[str, Any]:
    from aicompare.api.common import parameters_of

    parameters = list(parameters_of(one))
    return {
        "command": one.name,
        "does": one.sentence,
        "arguments": [_of(each) for each in parameters if isinstance(each.about, Argument)],
        "options": [_of(each) for each in parameters if isinstance(each.about, Option)],
        "examples": [*one.examples],
        "exit_codes": EXIT_CODES,
        **(_answer(one.name) if one.answers else {}),
    }


def _of(parameter: Parameter) -> dict[str, Any]:
    about, default = parameter.about, parameter.default
    told = {
        "flags": [*parameter.flags],
        "value": about.metavar,
        "does": about.help,
        "choices": [*about.choices()] if about.choices else [],
        "default": None if parameter.required or default in ((), False) else default,
    }
    kept = {key: value for key, value in told.items() if value not in (None, "", [])}
    return {**kept, "required": parameter.required, "repeatable": parameter.kind == "several"}


def _answer(name: str) -> dict[str, Any]:
    """The parts of the answer with their keys, what stands under those, and the columns of CSV."""
    from aicompare.api.answers import rows_of, shape_of
    from aicompare.render.shape import DEFINED
    from aicompare.render.tidy import columns_for

    shape, rows = shape_of(name), rows_of(name)
    parts = {part: _kind(shape["properties"][part]["items"]) for part in rows}
    return {
        "answer": {"schema": shape["title"], **parts},
        "kinds": {kind: _kind(DEFINED[kind]) for kind in ("quantity", "figure", "rate", "warning", "source")},
        "columns": [*columns_for([one for types in rows.values() for one in types])],
    }


def _kind(shape: dict[str, Any]) -> Any:
    """In a word (quantity, figure, text, day, number, list of figure), or of an object each key in one."""
    match shape:
        case {"$ref": ref}:
            return str(ref).rpartition("/")[2]
        case {"anyOf": several} if all("properties" in one for one in several):
            return {key: kind for one in several for key, kind in _kind(one).items()}
        case {"anyOf": several}:
            return " or ".join(dict.fromkeys(_kind(one) for one in several))
        case {"properties": dict(keys)}:
            return {key: _kind(one) for key, one in keys.items()}
        case {"items": items}:
            return f"list of {_kind(items)}"
        case {"additionalProperties": dict(entry)}:
            return f"{_kind(entry)} by key"
        case {"format": "date"}:
            return "day"
        case {"type": str(name)}:
            return _WORDS.get(name, name)
        case _:
            return str(shape["const"]).lower()


_WORDS = {"string": "text", "integer": "whole number", "boolean": "true or false"}
