"""A file of settings: what is typed at every call, written once (TOML).

    in = "HKD"
    data = ["mine.yaml"]        # beside this file, or with its whole path
    key = "maintainer.pub"      # likewise: `update` takes only what is signed with it

    [columns]
    runway = ["months", "cash"]

What is typed goes before it; of files, those that are typed lie over these, and AICOMPARE_DATA
stands in their place. What an answer takes from it is named there. Programs that call the library
are not touched by it.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aicompare.values.errors import BadFile, Trouble, suggestion
from aicompare.values.frozen import dataclass, replace

if TYPE_CHECKING:
    from aicompare.api.common import Common
    from aicompare.api.declared import Command

_KEYS = ("in", "data", "columns", "key")
_SAY_THEIR_CURRENCIES = ("convert", "rates")  # and refuse another
_MOST = 100_000  # characters; a page of settings has a hundredth


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says, checked."""

    file: Path
    currency: str | None = None
    data: Sequence[str] = ()
    columns: Sequence[str] = ()
    key: str | None = None

    def under(self, common: Common, command: Command) -> tuple[Common, str]:
        """The options with these where nothing was typed, and a line that names what was taken."""
        takes = command.signature.parameters
        changes: dict[str, Any] = {}
        shown = "currency" in takes and command.name not in _SAY_THEIR_CURRENCIES
        if self.currency and not common.currency and shown:
            changes["currency"] = self.currency
        if {"data", "files"} & {*takes} and (files := self.files()):
            typed: Any = common.files
            changes["files"] = [*files, *typed]
        if self.columns and not common.columns and not (common.json or common.form or common.output):
            changes["columns"] = self.columns
        taken = {"currency": ("--in", self.currency), "files": ("--data", ",".join(self.data)),
                 "columns": ("--columns", ",".join(self.columns))}  # fmt: skip
        told = ", ".join(f"{flag} {said}" for name, (flag, said) in taken.items() if name in changes)
        return replace(common, **changes), told and f"From {_short(self.file)}: {told}"

    def files(self) -> Sequence[str]:
        """Those of `data`, unless AICOMPARE_DATA stands in their place."""
        return () if os.environ.get("AICOMPARE_DATA") else self.data


def settings_in(file: Path, command: str) -> Settings:
    """Those of a command. Raises BadFile with the place of what is wrong."""
    text = _text_of(file)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _not_toml(file, text, str(problem)) from None
    for key in said:
        if key not in _KEYS:
            hint = suggestion(key, _KEYS) or f"there are {', '.join(_KEYS)}"
            raise BadFile(
                str(file), f"there is no setting {key!r}", line=_line(text, key), column=1, hint=hint
            )
    return Settings(
        file, _currency(said, file, text), _data(said, file, text), _columns(said, command, file, text),
        _key(said, file, text),
    )  # fmt: skip


def _text_of(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as stream:
            text = stream.read(_MOST + 1)
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "this is no text in UTF-8"
        raise BadFile(
            str(file), f"cannot be read: {reason}", hint="mend it, or set AICOMPARE_CONFIG="
        ) from None
    if len(text) > _MOST:
        raise BadFile(str(file), "this is too long for settings")
    return text


def _not_toml(file: Path, text: str, problem: str) -> BadFile:
    """tomllib tells the place at the end, and none where that is the end of the file."""
    found = re.fullmatch(
        r"(.*?)(?: \(at (?:line (\d+), column (\d+)|end of document)\))?", problem, re.DOTALL
    )
    what, line, column = found.groups() if found else (problem, None, None)
    message = f"this is not TOML: {what[:1].lower()}{what[1:]}"
    lines = text.split("\n")
    return BadFile(str(file), message, line=int(line or len(lines)), column=int(column or len(lines[-1]) + 1))


def _line(text: str, key: str) -> int:
    pattern = rf"\s*(\[\s*)?[\"']?{re.escape(key)}[\"']?\s*[\]=.]"
    return next((at for at, line in enumerate(text.splitlines(), 1) if re.match(pattern, line)), 1)


def _currency(said: dict[str, Any], file: Path, text: str) -> str | None:
    from aicompare.api.arguments import currency_shown

    value = said.get("in")
    if value is None:
        return None
    if not isinstance(value, str):
        raise _misfit(file, text, "in", "`in` is a currency", 'like "HKD", or "reported"')
    try:
        currency_shown(value)
    except Trouble as trouble:
        raise _misfit(file, text, "in", trouble.message, trouble.hint) from None
    return value


def _data(said: dict[str, Any], file: Path, text: str) -> list[str]:
    named = _several(said.get("data", []))
    if named is None:
        raise _misfit(file, text, "data", "`data` is a file, or a list of them", 'like ["mine.yaml"]')
    return [str(file.parent / os.path.expanduser(name)) for name in named]  # noqa: PTH111


def _key(said: dict[str, Any], file: Path, text: str) -> str | None:
    value = said.get("key")
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise _misfit(file, text, "key", "`key` is a file with a public key", 'like "maintainer.pub"')
    return str(file.parent / os.path.expanduser(value))  # noqa: PTH111


def _columns(said: dict[str, Any], command: str, file: Path, text: str) -> list[str]:
    from aicompare.api import COMMANDS

    tables = said.get("columns", {})
    hint = 'write [columns], and under it a line like runway = ["months", "cash"]'
    if not isinstance(tables, dict):
        raise _misfit(file, text, "columns", "`columns` are those of a command", hint)
    for name, value in tables.items():
        if name not in COMMANDS:
            near = suggestion(name, COMMANDS) or "`aicompare --help` lists them"
            raise _misfit(file, text, name, f"there is no command {name!r}", near)
        if _several(value) is None:
            raise _misfit(file, text, name, f"the columns of {name} are a list of names", hint)
    return _several(tables.get(command, [])) or []


def _several(value: Any) -> list[str] | None:
    """A text with commas is a list, too; None of what is neither."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        return None
    return [one.strip() for one in value]


def _misfit(file: Path, text: str, key: str, message: str, hint: str | None) -> BadFile:
    return BadFile(str(file), message, line=_line(text, key), column=1, hint=hint)


def _short(file: Path) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111
    return f"~{str(file)[len(home) :]}" if str(file).startswith(f"{home}{os.sep}") else str(file)
