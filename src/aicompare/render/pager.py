"""A long answer on a terminal, a screen at a time, as git shows it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from aicompare.values.errors import BadUsage, NotWritten, shown

_USUAL = "less"
# Colours are drawn, what fits on one screen is left there, and the screen is not cleared.
_SETTINGS = {"LESS": "FRX", "LESSCHARSET": "utf-8"}
_OF_A_SHELL = frozenset("|&;<>()$`*?[~=%#")  # a pager with one of these is for a shell to run
_NOT_FOUND = 127  # a shell's exit code
_FIRST_WITH_LINKS = 566  # the version of less that knows them
_LINK = r"\x1b\]8;[^\x1b]*\x1b\\"
_HINT = "set it to `less`, or to nothing, or add --no-pager"


def pager() -> list[str] | None:
    """What AICOMPARE_PAGER or PAGER names, else less; None where nothing, or `cat`, is meant.

    Raises BadUsage for what is no program.
    """
    for name in ("AICOMPARE_PAGER", "PAGER"):
        if name in os.environ:
            said = os.environ[name].strip()
            return _command(name, said) if said else None
    import shutil

    return [_USUAL] if shutil.which(_USUAL) else None


def _command(name: str, said: str) -> list[str] | None:
    import shlex
    import shutil

    try:
        words = shlex.split(said)
    except ValueError as problem:
        raise BadUsage(f"{name} is {shown(said)}: {str(problem).lower()}", hint=_HINT) from None
    if words == ["cat"]:
        return None
    if _OF_A_SHELL & {*said} and shutil.which("sh"):
        return ["sh", "-c", said]
    if shutil.which(words[0]):
        return words
    raise BadUsage(f"{name} is {shown(said)}, and {words[0]} is no program here", hint=_HINT)


def page(text: str, command: list[str], encoded: Callable[[str], bytes]) -> None:
    """Raises BadUsage where a shell finds no such pager, NotWritten where it fails.

    A reader who leaves it early has seen enough.
    """
    import signal
    import subprocess

    if command == [_USUAL] and "\x1b]8;" in text and not _knows_links():
        text = re.sub(_LINK, "", text)
    try:
        running = subprocess.Popen(command, stdin=subprocess.PIPE, env=_SETTINGS | dict(os.environ))
    except OSError as problem:
        raise NotWritten(f"{command[0]} could not be started: {problem.strerror}") from None
    heeded = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's
    try:
        running.communicate(encoded(text))
    finally:
        signal.signal(signal.SIGINT, heeded)
    if running.returncode == _NOT_FOUND:
        raise BadUsage(f"the pager {shown(command[-1])} is no program here", hint=_HINT)
    if running.returncode:
        message = f"the pager {shown(command[-1])} ended with exit code {running.returncode}"
        raise NotWritten(message, hint="--no-pager shows the answer")


def _knows_links() -> bool:
    import subprocess

    try:
        told = subprocess.run([_USUAL, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    found = re.match(r"less (\d{1,6})", told)
    return found is not None and int(found[1]) >= _FIRST_WITH_LINKS
