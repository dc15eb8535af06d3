"""A file of statements, one a line: as `check` takes them, or as NDJSON with an id of one's own.

# what the deck says
minimax.revenue[FY2024] == 30.5m USD
{"id": "slide-7", "statement": "zhipu.revenue[FY2024] == 312.4m CNY"}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from aicompare.values.errors import BadFile, BadUsage, shown

_MOST = 64_000_000  # bytes
_KEYS = ("id", "statement", "expression")


class StatementLine(NamedTuple):
    """`id` is that of the line, else its number; `trouble` is what is wrong with it, before it is read.

    `words` say in a sentence what the expression computes, where they stand beside it.
    """

    place: str
    id: str
    expression: str
    words: str | None = None
    trouble: BadUsage | None = None


def statements_in(file: str) -> list[StatementLine]:
    """Every line that is neither empty nor a comment. Raises BadFile where there is none, or no text."""
    name = "stdin" if file == "-" else file
    found = list(_lines(name, _text(file, name)))
    if not found:
        raise BadFile(name, "there is no statement in it", hint="write one a line; # begins a comment")
    return found


def _text(file: str, name: str) -> str:
    from aicompare.files import UTF16, looks_like_utf16, read_most, unreadable

    try:
        raw = read_most(file, _MOST + 1)
    except (OSError, ValueError) as problem:
        raise unreadable(name, problem) from None
    if len(raw) > _MOST:
        raise BadFile(name, "there is more than 64 MB", hint="split it: `split -l 100000`")
    if looks_like_utf16(raw):
        raise BadFile(name, UTF16, line=1, column=1, hint="save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise BadFile(name, "this is not UTF-8 text", line=line, column=1, hint="save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(name: str, text: str) -> Iterator[StatementLine]:
    ids: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        place = f"{name}:{number}"
        read = (
            _of_json(place, str(number), said)
            if said.startswith("{")
            else StatementLine(place, str(number), said)
        )
        if (before := ids.setdefault(read.id, place)) != place:
            trouble = BadUsage(
                f"the id {shown(read.id)} is that of {before} too", hint="give each an id of its own"
            )
            read = read._replace(trouble=read.trouble or trouble)
        yield read


def _of_json(place: str, number: str, said: str) -> StatementLine:
    from json import loads

    try:
        given: Any = loads(said, parse_constant=str)
    except (ValueError, RecursionError) as problem:
        at = getattr(problem, "colno", None)
        words = f"column {at}: this is no JSON" if at else "this is no JSON"
        return _wrong(place, number, said, words, 'write {"id": "7", "statement": "..."}')
    id_ = given.get("id", number)
    if not isinstance(id_, str | int) or isinstance(id_, bool) or id_ == "":
        return _wrong(place, number, said, f"{shown(str(id_))} is no id", "an id is text or a whole number")
    return _told(place, str(id_), said, given)


def _told(place: str, id_: str, said: str, given: Mapping[str, Any]) -> StatementLine:
    for key, value in given.items():
        if key not in _KEYS:
            return _wrong(
                place, id_, said, f"there is no key {shown(key)}", f"the keys are {', '.join(_KEYS)}"
            )
        if key != "id" and not isinstance(value, str | None):
            return _wrong(place, id_, said, f"{key} is not text", "put the statement in quotes")
    words, expression = given.get("statement"), given.get("expression")
    if not (expression or words):
        return _wrong(place, id_, said, "no statement", 'write {"id": "7", "statement": "..."}')
    return StatementLine(place, id_, str(expression or words), words)


def _wrong(place: str, id_: str, said: str, message: str, hint: str) -> StatementLine:
    return StatementLine(place, id_, said, trouble=BadUsage(message, hint=hint))
