"""A file of the user's own is checked once: what came of it is kept, until the file changes.

Kept as an indexed file (text and JSON: nothing in it is ever executed) in a folder that only
the user can open. What is not exactly what it should be there is ignored, and where nothing
can be kept all works without.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import time
from binascii import crc32
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO

from aicompare import __version__
from aicompare.indexed import FORMAT, Damaged, Indexed, opened

# Writes the indexed form of the file, after a first line that is given.
Compile = Callable[[IO[bytes], str], Indexed]
_FRESH = 2 * 10**9  # nanoseconds: a file as young as this may change again within one tick
_OLD = 30 * 24 * 3600 * 10**9  # so long is kept what is not asked for


def kept(file: str, below: str | None, compile_into: Compile) -> tuple[Indexed, str | None]:
    """The indexed form of a regular file, and what tells it from any other.

    `below` tells what it was checked against, None where that cannot be told; nothing is kept
    then. Raises what `compile_into` does.
    """
    stamp = _stamp(file, below) if below is not None else None
    folder = _folder() if stamp is not None else None
    if stamp is None or folder is None:
        return _in_scratch(compile_into), stamp
    path = folder / f"{crc32(os.fsencode(os.path.realpath(file))):08x}.indexed"
    with contextlib.suppress(OSError, Damaged):
        return _read(path, stamp, lambda: _in_scratch(compile_into)), stamp
    with contextlib.suppress(OSError):
        return _written(path, stamp, compile_into, lambda: _stamp(file, below)), stamp
    return _in_scratch(compile_into), stamp


def stamp_of(path: Path) -> str | None:
    """What tells a file as it is now from any other and any other version of it."""
    return _stamp(str(path), "")


def _stamp(file: str, below: str | None) -> str | None:
    """None for what is no regular file, and for one that may still be in the making."""
    try:
        path = os.path.realpath(file)
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    age = time.time_ns() - found.st_mtime_ns
    if not stat.S_ISREG(found.st_mode) or age < _FRESH:
        return None
    name = path.encode("utf-8", "backslashreplace").decode()
    # the second time is of any change, and cannot be set back as the first can
    which = [name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev]
    return json.dumps([FORMAT, __version__, *which, below])


def _read(path: Path, stamp: str, again: Callable[[], Indexed]) -> Indexed:
    """Raises OSError or Damaged unless all is as it was left."""
    with open(path, "rb", opener=_itself) as file:
        if not _is_private(os.fstat(file.fileno())) or file.readline() != f"{stamp}\n".encode():
            raise Damaged
        return opened(file, again)


def _itself(path: str, flags: int) -> int:
    """Opened only where it is no link to something else, and without waiting for a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _written(path: Path, stamp: str, compile_into: Compile, now: Callable[[], str | None]) -> Indexed:
    """Made beside its place and moved there, unless the file changed while it was read."""
    from tempfile import NamedTemporaryFile

    _tidy(path.parent)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        temporary = Path(file.name)
        try:
            record = compile_into(file, stamp)
            if now() == stamp:
                with contextlib.suppress(OSError):
                    temporary.replace(path)
            return record
        finally:
            temporary.unlink(missing_ok=True)


def _in_scratch(compile_into: Compile) -> Indexed:
    """On disk all the same, that memory does not grow with the file; in memory at the worst."""
    from tempfile import TemporaryFile

    with contextlib.suppress(OSError), TemporaryFile() as file:
        return compile_into(file, FORMAT)
    return compile_into(BytesIO(), FORMAT)


def _tidy(folder: Path) -> None:
    for entry in folder.iterdir():
        with contextlib.suppress(OSError):
            if time.time_ns() - entry.lstat().st_mtime_ns > _OLD:
                entry.unlink()


def _folder() -> Path | None:
    """Where things are kept; None where they cannot be, or shall not."""
    folder = cache_folder(sys.platform, os.environ)
    if folder is None or os.environ.get("AICOMPARE_NO_CACHE"):
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder.lstat()):
            folder.chmod(0o700)
        return folder if _is_private(folder.lstat()) else None
    except OSError:
        return None


def _is_private(found: os.stat_result) -> bool:
    """Ours, no link, and nobody else's to write or to read."""
    ours = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o077)
    return ours and (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode))


def cache_folder(platform: str, environ: Mapping[str, str]) -> Path | None:
    """The platform's place for what can be made anew: XDG on Linux and its like."""
    home = Path(environ["HOME"]) if environ.get("HOME") else None
    if platform == "win32":
        base = Path(environ["LOCALAPPDATA"]) if environ.get("LOCALAPPDATA") else None
    elif platform == "darwin":
        base = home / "Library" / "Caches" if home else None
    else:
        xdg = Path(environ.get("XDG_CACHE_HOME", ""))
        base = xdg if xdg.is_absolute() else home / ".cache" if home else None
    return base / "aicompare" if base else None
