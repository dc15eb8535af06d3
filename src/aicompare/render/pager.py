"""A long answer on a terminal, a screen at a time, as git shows it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess

from aicompare.values.errors import BadUsage, NotWritten, shown

_USUAL = "less"
# Colours are drawn, what fits on one screen is left there, and the screen is not cleared.
_SETTINGS = {"LESS": "FRX", "LESSCHARSET": "utf-8"}


def is_long(text: str) -> bool:
    """Whether it is more than fits on the screen, and the screen one to page on."""
    lines = shutil.get_terminal_size((80, 24)).lines
    return os.environ.get("TERM", "dumb") != "dumb" and text.count("\n") >= lines


def pager() -> list[str] | None:
    """What AICOMPARE_PAGER or PAGER names, else less; None where nothing, or `cat`, is meant.

    Raises BadUsage for what is no program.
    """
    for name in ("AICOMPARE_PAGER", "PAGER"):
        if name in os.environ:
            return _words(name, os.environ[name].strip())
    return [_USUAL] if shutil.which(_USUAL) else None


def _words(name: str, said: str) -> list[str] | None:
    hint = "set it to `less` or to nothing, or add --no-pager"
    try:
        words = shlex.split(said)
    except ValueError as problem:
        raise BadUsage(f"{name} is {shown(said)}: {str(problem).lower()}", hint=hint) from None
    if words in ([], ["cat"]):
        return None
    if not shutil.which(words[0]):
        raise BadUsage(f"{name} is {shown(said)}, and {words[0]} is no program here", hint=hint)
    return words


def page(data: bytes, command: list[str]) -> None:
    """Raises NotWritten where the pager fails; a reader who leaves it early has seen enough."""
    try:
        running = subprocess.Popen(command, stdin=subprocess.PIPE, env=_SETTINGS | dict(os.environ))
    except OSError as problem:
        raise NotWritten(f"{command[0]} could not be started: {problem.strerror}") from None
    heeded = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's
    try:
        running.communicate(data)
    finally:
        signal.signal(signal.SIGINT, heeded)
    if running.returncode:
        raise NotWritten(
            f"{command[0]} ended with exit code {running.returncode}", hint="--no-pager shows the answer"
        )
