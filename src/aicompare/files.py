"""Reading no more of a file than there may be, and writing one whole or leaving it as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from aicompare.values.errors import BadFile, NotWritten

STDIN = "-"  # as a file is named that is standard input
PAUSE, TOTAL = 10, 60  # seconds to wait for the next bytes of a pipe, and for all of them
UTF16 = "this looks like UTF-16 without the mark that says so"
_CHUNK, _SAMPLE = 1 << 20, 200
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)  # Windows has neither this nor named pipes of its kind


def read_most(file: str | Path, most: int) -> bytes:
    """The first `most` bytes of a file, a pipe or a device, or of standard input.

    Raises OSError, a TimeoutError where a pipe that nobody fills would be waited for without
    end, and ValueError for what is no file name. Of standard input the end is waited for: it may
    be somebody who types.
    """
    if file == STDIN:
        return _from_stdin(most)
    with open(file, "rb", opener=_at_once) as stream:
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) or not _WITHOUT_WAITING:
            return stream.read(most)
        return b"".join(_pieces(stream, most))


def unreadable(name: str, problem: Exception) -> BadFile:
    """What to say of a file that a person named, where it could not be read."""
    reason = getattr(problem, "strerror", None) or "not a file name"
    return BadFile(name, f"cannot be read: {reason}", hint="check the name and its permissions")


def looks_like_utf16(beginning: bytes) -> bool:
    """Whether every other byte is zero, as of Latin letters in UTF-16: such bytes are UTF-8 too."""
    pairs = beginning[:_SAMPLE]
    halves = pairs[::2], pairs[1::2]
    return len(pairs) > 1 and any(half.count(0) * 10 >= len(half) * 9 for half in halves)


def _from_stdin(most: int) -> bytes:
    if sys.stdin is None:  # as under `<&-`; something else may have its number by now
        raise OSError(errno.EBADF, "it is closed")
    with open(0, "rb", closefd=False) as stream:
        return stream.read(most)


def _at_once(file: str, flags: int) -> int:
    """Opened without waiting for the other end of a pipe."""
    return os.open(file, flags | _WITHOUT_WAITING)


def _pieces(stream: BinaryIO, most: int) -> Iterator[bytes]:
    from select import select

    deadline = time.monotonic() + TOTAL
    while most > 0:
        pause = min(PAUSE, deadline - time.monotonic())
        if pause <= 0 or not select([stream], [], [], pause)[0]:
            raise TimeoutError(0, "nothing came, or not all in time")
        piece = os.read(stream.fileno(), min(_CHUNK, most))
        if not piece:
            return
        most -= len(piece)
        yield piece


def is_regular(file: str) -> bool:
    """Whether it can be read again from its beginning; not what is no file name."""
    return file != STDIN and os.path.isfile(file)  # noqa: PTH113 - Path would refuse what is no file name


def is_there(file: str | Path) -> bool:
    """Whether anything is named so, a link to nothing too; not what is no file name."""
    return os.path.lexists(file)


def is_same(one: str | Path, other: str | Path) -> bool:
    """Whether both name one regular file, by whatever names and links, be it still to be made.

    What is no regular file (a device, a pipe) is written into, and loses nothing by it.
    """
    if STDIN in (one, other):
        return _is_stdin(one if other == STDIN else other)
    with contextlib.suppress(OSError, ValueError):  # ValueError: what is no file name
        if os.path.exists(one):  # noqa: PTH110 - Path would refuse what is no file name
            return os.path.isfile(one) and os.path.samefile(one, other)  # noqa: PTH113, PTH121
        return os.path.realpath(one) == os.path.realpath(other)
    return False


def _is_stdin(file: str | Path) -> bool:
    """Whether standard input comes out of this regular file."""
    with contextlib.suppress(OSError, ValueError):
        found = os.stat(file)  # noqa: PTH116 - Path would refuse what is no file name
        return stat.S_ISREG(found.st_mode) and os.path.samestat(os.fstat(0), found)
    return False


def write_whole(content: str | bytes, path: Path) -> None:
    """Written beside it and renamed over it; what is no file (a device, a pipe) is written into.

    A link stays and its target is replaced. Raises NotWritten; then nothing partial is left.
    """
    try:
        data = content.encode() if isinstance(content, str) else content
        if path.exists() and not path.is_file():
            _write_into(path, data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "not a file name"
        raise NotWritten(f"{path}: could not be written: {reason}") from None


def _write_into(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | _WITHOUT_WAITING)  # a pipe that nobody reads is refused
    with os.fdopen(descriptor, "wb") as stream:
        os.set_blocking(descriptor, True)
        stream.write(data)


def _replace(path: Path, data: bytes) -> None:
    with _beside(path) as temporary:
        temporary.write_bytes(data)


@contextlib.contextmanager
def written_whole(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """A file beside each to write into; all are put in their places when all are whole, or none is.

    For what writes files itself, like a database. Raises NotWritten.
    """
    try:
        with contextlib.ExitStack() as stack:
            yield tuple(stack.enter_context(_beside(Path(os.path.realpath(path)))) for path in paths)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "not a file name"
        raise NotWritten(f"{paths[0]}: could not be written: {reason}") from None


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """An empty file of another name in its folder, that replaces it once it is written."""
    from tempfile import mkstemp

    if path.is_symlink():  # one that leads back to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if path.exists() and not path.is_file():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    if not mode & _WRITABLE and path.exists():  # somebody keeps it from being changed, root too
        raise OSError(errno.EACCES, "it is read-only")
    descriptor, name = mkstemp(dir=path.parent, prefix=".aicompare-")
    temporary = Path(name)
    try:
        os.close(descriptor)
        yield temporary
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:  # also an interrupt
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
