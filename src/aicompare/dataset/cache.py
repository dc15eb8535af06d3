"""A file of the user's own is checked once: what came of it is kept, until the file changes.

Kept as records (a database: nothing in it is ever executed) in a folder that nobody else can
write. What is not exactly as it was left there is ignored and made anew, and where nothing can
be kept all works without.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import stat
import sys
import time
from binascii import crc32
from collections.abc import Callable, Mapping
from pathlib import Path

from aicompare import __version__
from aicompare.dataset.records import FORMAT, Damaged, Records, Sealed

# Writes the records of the file into a path (of none: where sqlite likes), with a stamp.
Compile = Callable[[str, str | None], Records]
_FRESH = 2 * 10**9  # nanoseconds: a file as young as this may change again within one tick
_OLD = 30 * 24 * 3600 * 10**9  # so long is kept what is not asked for
_OURS = r"[0-9a-f]{8}\.(sqlite|indexed)|\.aicompare-.*"


def kept(file: str, below: str | None, compile_into: Compile) -> tuple[Records, str | None]:
    """The records of a regular file, and what tells it from any other.

    `below` tells what it was checked against, None where that cannot be told; nothing is kept
    then. Raises what `compile_into` does.
    """
    stamp = _stamp(file, below) if below is not None else None
    folder = _folder() if stamp is not None else None
    if stamp is None or folder is None:
        return _in_scratch(compile_into), stamp
    path = folder / f"{crc32(os.fsencode(os.path.realpath(file))):08x}.sqlite"

    def made() -> Records:
        with contextlib.suppress(OSError, Damaged, sqlite3.Error):
            return _written(path, stamp, compile_into, lambda: _stamp(file, below))
        return _in_scratch(compile_into)

    with contextlib.suppress(OSError, Damaged):
        return _read(path, stamp, made), stamp
    return made(), stamp


def stamp_of(path: Path) -> str | None:
    """What tells a file as it is now from any other and any other version of it."""
    return _stamp(str(path), "")


def digest_of(stamp: str | None) -> str | None:
    """A stamp in few letters, to stand in another: in full each would grow by those below it."""
    from hashlib import sha256

    return stamp and sha256(stamp.encode()).hexdigest()


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


def _read(path: Path, stamp: str, again: Callable[[], Records] | None = None) -> Records:
    """Raises OSError or Damaged unless it is what was left there; `again` makes it anew."""
    found = path.lstat()
    if not (stat.S_ISREG(found.st_mode) and _is_private(found, 0o077)):
        raise Damaged
    records = Sealed(path)
    if records["stamp"] != stamp:
        raise Damaged
    records.again = again
    return records


def _written(path: Path, stamp: str, compile_into: Compile, now: Callable[[], str | None]) -> Records:
    """Made beside its place and moved there, unless the file changed while it was read."""
    from tempfile import mkstemp

    _tidy(path.parent)
    descriptor, name = mkstemp(dir=path.parent, prefix=".aicompare-")
    os.close(descriptor)
    made = temporary = Path(name)
    try:
        compile_into(name, stamp)
        if now() == stamp:
            with contextlib.suppress(OSError):
                made = temporary.replace(path)
        return _read(made, stamp)
    finally:
        temporary.unlink(missing_ok=True)


def _in_scratch(compile_into: Compile) -> Records:
    """On disk all the same, that memory does not grow with the file; in memory at the worst."""
    with contextlib.suppress(sqlite3.Error):
        return compile_into("", None)
    return compile_into(":memory:", None)


def _tidy(folder: Path) -> None:
    """What we left there and nobody asked for; anything else in the folder is not ours."""
    for entry in folder.iterdir():
        with contextlib.suppress(OSError):
            is_old = time.time_ns() - entry.lstat().st_mtime_ns > _OLD
            if is_old and re.fullmatch(_OURS, entry.name):
                entry.unlink()


def _folder() -> Path | None:
    """Where things are kept; None where they cannot be, or shall not.

    One that is there is taken as it is: what the program did not make it does not change.
    """
    folder = cache_folder(sys.platform, os.environ)
    if folder is None or os.environ.get("AICOMPARE_NO_CACHE"):
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_private(folder.lstat(), 0o022) else None
    except OSError:
        return None


def _is_private(found: os.stat_result, others: int) -> bool:
    """Ours, no link, and without any of these rights of others."""
    ours = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & others)
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
