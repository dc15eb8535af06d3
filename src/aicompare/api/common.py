"""What every command that shows figures takes beside its own, declared as in `api`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from aicompare.api.declared import Command, Option, Parameter, declared
from aicompare.api.options import AsOf, Currency, OwnFiles, OwnRates
from aicompare.render import FORMATS, formats_of
from aicompare.values.frozen import annotations_of, dataclass, fields, replace


def _or(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


STYLES = ("bibtex", "csl", "markdown", "plain")  # of citations
# Answers that rest on no source, those of them without a number that comes about, and those that are
# a sentence.
_UNSOURCED = ("list", "metrics", "status", "validate", "init", "add", "import", "export", "report")
_UNEXPLAINED = ("validate", "init", "add", "import", "export", "report", "update")
_SAID = (
    "runway", "compare", "show", "multiples", "value", "burn-multiple", "convert", "rates", "allocate",
    "check", "audit", "read", "diff", "status", "list", "find", "sources", "metrics", "validate",
)  # fmt: skip


def _format_of(names: Sequence[str]) -> Option:
    others = _or(names[1:])
    return Option("FORMAT", f"table (unless said), {others}.", "--format", choices=lambda: names)


_FIELDED = _or([name for name, form in FORMATS.items() if form.fielded])


@dataclass(frozen=True)
class Common:
    """The options with one meaning everywhere, in the order of the help."""

    as_of: AsOf = None
    currency: Currency = None
    rates: OwnRates = ()
    files: OwnFiles = ()
    form: Annotated[str | None, _format_of([*FORMATS])] = None
    json: Annotated[bool, Option(help="Short for --format json.")] = False
    fields: Annotated[
        str | None,
        Option("A,B.C", f"Only these fields, of {_FIELDED}: like company,months.value."),
    ] = None
    output: Annotated[str | None, Option("FILE", "Write to a file, whole or not at all.", short="-o")] = None
    explain: Annotated[
        bool, Option(help="How each number comes about: formula, inputs, sources, bounds.")
    ] = False
    columns: Annotated[
        str | Iterable[str],
        Option("A,B", "Only these columns of a table, by key or heading. Repeatable."),
    ] = ()
    sort: Annotated[
        str | None, Option("KEY[:desc]", "Rows in the order of a column; what is missing last.")
    ] = None
    top: Annotated[str | None, Option("N", "Only the first so many rows.")] = None
    width: Annotated[str | None, Option("N", "Columns of a table; else those of the screen.")] = None
    no_pager: Annotated[bool, Option(help="A long answer on a terminal all at once.")] = False
    brief: Annotated[bool, Option(help="The answer and at most three notes, nothing else.")] = False
    quiet: Annotated[bool, Option(help="The answer alone, no notes at all.", short="-q")] = False
    notes: Annotated[bool, Option(help="All notes, each with its code.")] = False
    sources_in_full: Annotated[bool, Option("", "All sources and rates in full, numbered.", "--sources")] = (
        False
    )
    strict: Annotated[
        str | None, Option("[=CODE,...]", "A warning makes the exit code 1; with codes only one of those.")
    ] = None
    cite: Annotated[
        str | None,
        Option("STYLE", f"Its sources alone, as {_or(STYLES)}: an entry a footnote.", choices=lambda: STYLES),
    ] = None
    say: Annotated[bool, Option(help="The answer as one sentence to paste, with caveats and sources.")] = (
        False
    )


SHARED = tuple(field.name for field in fields(Common))
ALONE = Parameter("output", Option("FILE", "Write to a file.", short="-o"), "one", None)


def parameters_of(command: Command) -> Iterator[Parameter]:
    """What it takes on the command line: its own, then what it shares with all."""
    if not command.answers:
        yield from command.parameters if command.serves else (*command.parameters, ALONE)
        return
    yield from (one for one in command.parameters if one.name not in SHARED)
    for option in (one for one in _shared() if _fits(one.name, command)):
        form = option.name == "form"
        yield replace(option, about=_format_of(formats_of(command.name))) if form else option


def _shared() -> Iterator[Parameter]:
    annotations = annotations_of(Common)
    return declared((field.name, annotations[field.name], field.default) for field in fields(Common))


def shared_flags() -> set[str]:
    """As those that all share are typed, on whichever command they are."""
    return {flag for one in _shared() for flag in one.flags}


def _fits(name: str, command: Command) -> bool:
    """Whether an option says anything on a command."""
    takes = command.signature.parameters
    match name:
        case "as_of" | "rates" | "files":
            return "data" in takes or name in takes
        case "currency":
            return name in takes
        case "cite":
            return command.name not in _UNSOURCED
        case "explain":
            return command.name not in _UNEXPLAINED
        case "say":
            return command.name in _SAID
    return True
