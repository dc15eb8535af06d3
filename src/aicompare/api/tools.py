"""The questions as tools for assistants, made of what the commands declare; no SDK is known here.

    tools = Toolbox(aicompare.load())
    tools.call("runway", {"companies": ["minimax"]})

An answer is one line of JSON of at most eight kilobytes (see render.brief); `skip` has the rows behind
those that it leaves out. A period that is not in the data is an error that names those that are, never
the answer for another one. What notes and hints say of options is said of what the tool takes.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from aicompare.api import COMMANDS
from aicompare.api.answer import Answer
from aicompare.api.data import Data
from aicompare.api.declared import Argument, Command, Option, Parameter, command, command_named, declared
from aicompare.api.options import COMPANY, AsOf, Currency
from aicompare.values.errors import BadUsage, NoAnswer, Trouble, shown, suggestion
from aicompare.values.frozen import dataclass

if TYPE_CHECKING:
    from aicompare.reports.report import Report

# The name of each tool, and the command that answers it; three are declared below.
_ANSWERED_BY = {
    "compare": "compare", "runway": "runway", "multiples": "multiples",
    "value": "value", "convert": "convert", "check": "check",
}  # fmt: skip
_NOT_FOR_ASSISTANTS = {"plot", "sensitivity", "layout"}  # drawn, or as large as a screen
_OPTION = re.compile(r"(?P<quote>`?)(?P<flag>--[a-z][a-z-]*)")
_COMMAND = re.compile(r"`aicompare (?P<name>[a-z]+)[^`]*`")
_ASKED_BY = {"list": "the tool `companies`", "metrics": "the resource `metrics`"}

Skip = Annotated[
    int | None, Option("N", "Without the first N rows: where an answer leaves rows out, it says which N.")
]


@command("aicompare list", "aicompare list --group six-tigers")
def companies(
    data: Data, group: Annotated[str | None, Option("GROUP", "Only this group; else every company.")] = None
) -> Answer:
    """Which companies there are: the id by which each is named, its name and ticker; and the groups."""
    from aicompare.api.questions import list_companies

    answer = list_companies(data, group)
    rows = [f"{row.company}: {row.name}" + (f" ({row.ticker})" if row.ticker else "") for row in answer.rows]
    return Answer(_with_rows(answer, rows))


@command("aicompare show minimax revenue", "aicompare show zhipu cash --in USD")
def facts(
    data: Data,
    company: Annotated[str, COMPANY],
    metric: Annotated[str, Argument("METRIC", "As the resource metrics lists them.")],
    period: Annotated[
        str | None, Argument("PERIOD", "FY2025, H1 2026, 2026-09-30, ...; else every period.")
    ] = None,
    *,
    currency: Currency = None,
) -> Answer:
    """The figures of one metric of a company, each with period, bounds and source.

    The newest first; those of the whole company before those of its parts, what has happened before
    what is expected. Of several figures for one period that of the strongest source: filing, company,
    press, dataset; then the later.
    """
    from aicompare.api.questions import show

    answer = show(data, company, metric, currency=currency)
    newest = sorted(answer.rows, key=lambda row: _figure(row).period.last, reverse=True)
    rows = sorted(newest, key=lambda row: (_figure(row).scope is not None, _is_expected(_figure(row))))
    wanted = rows if period is None else [row for row in rows if _is_of(row, period)]
    if not wanted:
        there = ", ".join(dict.fromkeys(str(_figure(row).period) for row in rows))
        raise NoAnswer(f"{company} has no {metric} of {period} in the data", hint=f"there is {there}")
    return Answer(_with_rows(answer, wanted))


@command("aicompare read article.txt", "aicompare read draft.md --company minimax")
def read(
    data: Data,
    text: Annotated[str, Argument("TEXT", "A few paragraphs, as they were written.")],
    *,
    published: Annotated[str | None, Option("DATE", "The day of the text.")] = None,
    company: Annotated[str | None, Option("COMPANY", "The company it is about.")] = None,
) -> Answer:
    """Every figure of a text, and whether it holds; those that are contradicted first.

    The verdict is known where the data hold it or it follows from them, contradicted where they say
    another thing, not_in_data, or not_read where the text does not tell its company or metric.
    """
    from aicompare.api.reading import read_text

    return read_text(data, text, published=published, company=company)


@dataclass(frozen=True, slots=True)
class AssistantTool:
    """A question as an assistant sees it: what it takes is a JSON Schema."""

    name: str
    description: str
    schema: Mapping[str, Any]


class Toolbox:
    """The tools over some data."""

    def __init__(self, data: Data) -> None:
        self._data = data

    @cached_property
    def _commands(self) -> dict[str, Command]:
        answered = {
            name: command_named(asked, COMMANDS[asked])
            for name, asked in _ANSWERED_BY.items()
            if asked in COMMANDS
        }
        own: dict[str, Callable[..., Any]] = {"companies": companies, "facts": facts, "read": read}
        return {name: Command(name, function) for name, function in own.items()} | answered

    def tools(self) -> list[AssistantTool]:
        """Every tool, with what it takes.

        >>> [tool.name for tool in Toolbox(aicompare.load()).tools()][:4]
        ['companies', 'facts', 'read', 'compare']
        """
        return [
            AssistantTool(name, _description(command), _schema(command))
            for name, command in self._commands.items()
        ]

    def call(self, name: str, arguments: Mapping[str, Any]) -> str:
        """The answer as one line of JSON. Raises a Trouble for what cannot be answered."""
        from aicompare.render.brief import brief

        command, given = self._command(name), dict(arguments)
        _refuse_unknown(command, given)
        skip, as_of = _counted(given.pop("skip", None)), given.pop("as_of", None)
        data = self._data if as_of is None else self._data.at(as_of)
        said = {key: value for key, value in given.items() if value is not None}
        return brief(_in_words_of(command, command.function(data, **said).report), skip)

    def told(self, name: str, trouble: Trouble) -> str:
        """An error of a tool as one line of JSON: what is wrong, and the next step that it has."""
        from json import dumps

        message, hint = trouble.message, trouble.hint
        if name in self._commands:
            command = self._commands[name]
            message = _with_its_names(command, message)
            hint = None if hint is None else _only_its_own(command, hint)
        told = {"code": trouble.code, "message": message, "hint": hint}
        return dumps({"error": told}, ensure_ascii=False)

    def _command(self, name: str) -> Command:
        if name not in self._commands:
            hint = suggestion(name, self._commands) or f"there is {', '.join(self._commands)}"
            raise BadUsage(f"there is no tool {name!r}", hint=hint)
        return self._commands[name]


def _counted(skip: object) -> int:
    if skip is None:
        return 0
    if not isinstance(skip, int) or isinstance(skip, bool) or skip < 0:
        raise BadUsage(f"skip is a number of rows, not {shown(str(skip))}", hint="like 12")
    return skip


# --- in the words of a tool ---------------------------------------------------------------------


def _in_words_of(command: Command, report: Report) -> Report:
    """Its notes and warnings, without the notes on options that the tool does not have."""
    from aicompare.values.frozen import replace

    notes = [told for note in report.notes if (told := _only_its_own(command, note))]
    warnings = [replace(one, message=_with_its_names(command, one.message)) for one in report.warnings]
    return replace(report, notes=notes, warnings=warnings)


def _only_its_own(command: Command, text: str) -> str | None:
    """None where an assistant cannot do what it says."""
    told = _with_its_names(command, _COMMAND.sub(lambda one: _ASKED_BY.get(one["name"], one[0]), text))
    return None if _OPTION.search(told) or _COMMAND.search(told) else told


def _with_its_names(command: Command, text: str) -> str:
    """Options by the names of the tool's parameters: `nearest`, not --nearest; others stay."""
    named = {flag: one.name for one in _parameters(command) for flag in one.flags}

    def renamed(found: re.Match[str]) -> str:
        name, quoted = named.get(found["flag"]), found["quote"]
        return found[0] if name is None else f"{quoted}{name}" if quoted else f"`{name}`"

    return _OPTION.sub(renamed, text)


# --- what a tool takes --------------------------------------------------------------------------


def _parameters(command: Command) -> list[Parameter]:
    """Those of the command that an assistant can say, and what all take."""
    own = [parameter for parameter in command.parameters if not _is_of_files(parameter)]
    said = [parameter for parameter in own if parameter.name not in _NOT_FOR_ASSISTANTS]
    return [*said, *declared([("as_of", AsOf, None), ("skip", Skip, None)])]


def _is_of_files(parameter: Parameter) -> bool:
    """One that is read or written by name."""
    return parameter.is_file or getattr(parameter.about, "written", False)


def _refuse_unknown(command: Command, given: Mapping[str, Any]) -> None:
    known = [one.name for one in _parameters(command)]
    for name in given:
        if name not in known:
            hint = suggestion(name, known) or f"it takes {', '.join(known)}"
            raise BadUsage(f"the tool has no argument {name!r}", hint=hint)


def _schema(command: Command) -> dict[str, Any]:
    parameters = _parameters(command)
    return {
        "type": "object",
        "properties": {one.name: _property(command, one) for one in parameters},
        "required": [one.name for one in parameters if one.required],
        "additionalProperties": False,
    }


def _property(command: Command, parameter: Parameter) -> dict[str, Any]:
    about = parameter.about
    item: dict[str, Any] = {"type": "string"}
    if about.choices:
        item["enum"] = list(about.choices())
    if parameter.kind == "flag":
        item = {"type": "boolean", "default": False}
    elif parameter.name == "skip":
        item = {"type": "integer", "minimum": 0}
    elif parameter.kind == "several" and not parameter.in_words:
        item = {"type": "array", "items": item}
    return {**item, "description": _with_its_names(command, about.help)}


def _description(command: Command) -> str:
    """Its sentence and what its docstring says of the answer, without errors and example."""
    text, _, _ = inspect.cleandoc(str(command.function.__doc__)).partition(">>>")
    told, _, _ = " ".join(text.split()).partition("Raises ")
    return _with_its_names(command, told.strip())


# --- facts of a period --------------------------------------------------------------------------


def _figure(row: Any) -> Any:
    """The fact of a row of `show`, or what was derived."""
    return getattr(row, "fact", None) or row.value


def _is_expected(figure: Any) -> bool:
    return getattr(figure, "status", "actual") in ("planned", "forecast", "estimate")


def _is_of(row: Any, period: str) -> bool:
    """A balance or deal of a day that is known to the month counts by its last day."""
    from aicompare.values.periods import Period

    wanted, known = Period.typed(period), _figure(row)
    return bool(known.period == wanted or (known.metric.kind != "flow" and known.period.last == wanted.last))


def _with_rows(answer: Answer, rows: Iterable[Any]) -> Any:
    from aicompare.values.frozen import replace

    first, *_ = answer.report.sections
    return replace(answer.report, sections=[replace(first, rows=list(rows))])
