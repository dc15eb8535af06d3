"""Runs `aicompare` on a terminal of its own, as a person sees it."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from dataclasses import dataclass
from fcntl import ioctl

from command import ROOT, environment, piece_of

_SECONDS = 60


@dataclass(frozen=True)
class Seen:
    """What stood on the terminal, what it said on stderr included, and how it ended."""

    code: int
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def on_screen(
    *arguments: str, columns: int = 80, lines: int = 24, keys: str = "", **changes: str | None
) -> Seen:
    """Of `columns` by `lines`; `keys` are typed once there is something to see. None unsets a variable."""
    surroundings: dict[str, str | None] = {**environment(), "TERM": "xterm-256color", "COLUMNS": None}
    surroundings |= changes
    kept = {name: value for name, value in surroundings.items() if value is not None}
    child, terminal = pty.fork()
    if not child:
        try:
            ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "-m", "aicompare", *arguments], kept)
        finally:
            os._exit(99)
    try:
        text = _read(terminal, keys)
    finally:
        os.kill(child, signal.SIGCONT)
        os.close(terminal)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Seen(code, text.decode("utf-8", "replace").replace("\r\n", "\n"))


def _read(terminal: int, keys: str) -> bytes:
    """Until the other end is closed."""
    said, until = b"", time.monotonic() + _SECONDS
    while select.select([terminal], [], [], max(0.0, until - time.monotonic()))[0]:
        piece = piece_of(terminal)
        if not piece:
            return said
        if not said and keys:
            os.write(terminal, keys.encode())
        said += piece
    raise TimeoutError(f"no end of it after {said[-500:]!r}")
