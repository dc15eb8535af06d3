"""The quick way in: whatever it understands is the very call that typer comes to, and else it is silent."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from aicompare.api import COMMANDS
from aicompare.api.common import parameters_of
from aicompare.api.declared import Command, command_named
from aicompare.cli import by_typer, running, typed
from aicompare.cli.quick import given_on, understood
from aicompare.values.errors import Trouble

DECLARED = {name: command_named(name, place) for name, place in COMMANDS.items()}
_VALUES = ["minimax", "zhipu,minimax", "US$5m", "2026-09-30", "5%", "any", "-", "a b", "公司", "x=y", "0"]
_ODD = [
    "",
    "--",
    "-",
    "-5",
    "--jso",
    "--json=",
    "--json=1",
    "-q",
    "-oq",
    "-o",
    "--no-such",
    "-h",
    "--help",
    "--=",
]


def flags_of(command: Command) -> list[str]:
    return [flag for one in parameters_of(command) for flag in one.flags]


@some.composite
def lines(draw: Any) -> tuple[str, list[str]]:
    """Mostly right ones: words, options with and without values, in any order, and some odd ones."""
    name = draw(some.sampled_from(sorted(DECLARED)))
    flags = some.sampled_from(flags_of(DECLARED[name]))
    value = some.sampled_from(_VALUES)
    part = (
        value.map(lambda one: [one])
        | flags.map(lambda one: [one])
        | some.tuples(flags, value).map(list)
        | some.tuples(flags, value).map(lambda pair: ["=".join(pair)])
        | some.sampled_from(_ODD).map(lambda one: [one])
    )
    return name, [word for words in draw(some.lists(part, max_size=6)) for word in words]


def handed_over(name: str, line: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any] | str:
    """What typer hands over, or what it says instead."""
    caught: list[dict[str, Any]] = []

    def runs(_: Command) -> Any:
        return lambda **given: caught.append(given) or 0

    monkeypatch.setattr(typed, "runs", runs)
    monkeypatch.setattr("sys.argv", ["aicompare", name, *line])
    by_typer.app.registered_commands.clear()
    try:
        by_typer.run()
    except (Trouble, SystemExit) as trouble:
        return f"{type(trouble).__name__}"
    return caught[0] if caught else "told"


@given(case=lines())
def test_both_ways_in_come_to_the_same_call(case: tuple[str, list[str]]) -> None:
    """Value by value, whatever the line; what this way understands typer understands too."""
    name, line = case
    quick = given_on(line, DECLARED[name])
    if quick is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        slow = handed_over(name, line, patch)
    assert isinstance(slow, dict), slow
    assert running.said(quick) == running.said(slow)


@pytest.mark.parametrize("command", sorted(DECLARED))
def test_an_example_is_understood(command: str) -> None:
    """Those of the help, which are plain lines; what a shell would read first is left out."""
    for example in DECLARED[command].examples:
        line = shlex.split(example)
        if line[0] == "aicompare" and "|" not in line:
            assert line[1] == command
            assert given_on(line[2:], DECLARED[command]) is not None


@pytest.mark.parametrize(
    "line",
    [[], ["--version"], ["runway", "-h"], ["runway", "--help"], ["nothing"], ["runway", "--as-of"],
     ["runway", "--as-of", "-5"], ["runway", "--as-of=", "x"], ["runway", ""], ["runway", "--", "x"],
     ["runway", "--jso"], ["runway", "--json=1"], ["runway", "--in", "USD", "--in", "USD"],
     ["convert"], ["convert", "5", "6"], ["metrics", "more"]],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_typer(line: list[str]) -> None:
    """Help, mistakes, what is empty, doubled, abbreviated, begins with a minus, or is too much."""
    known = {"convert": line[1:] == ["5", "6"]}
    assert understood(line) is None or known.get(line[0])
