"""Newer sets of data in the user's data folder, each in a folder of its own; a file names those in force.

    editions/in_force          0.1.0 3f2a...    the one before
                               0.1.0 9c41...    the one in force
    editions/9c41.../          companies.yaml, exchange_rates.csv, prices.csv, companies.sqlite

A version of aicompare that has other data of its own does not use them (see resources.py).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from aicompare import __version__
from aicompare.dataset.archive import FILES, MANIFEST, Edition
from aicompare.files import write_whole
from aicompare.resources import IN_FORCE, editions_folder
from aicompare.values.errors import BadUsage, NotWritten

_MOST_KEPT = 3  # of which all but the last can be gone back to


@contextmanager
def laid_out(archive: Edition) -> Iterator[Path]:
    """Its files in a folder that is gone afterwards, unless it was put in force. Raises NotWritten."""
    beside = _folder()
    try:
        beside.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".new-", dir=beside))
    except OSError as problem:
        raise NotWritten(f"{beside}: could not be written: {problem.strerror}") from None
    try:
        try:
            for name in FILES:
                (made / name).write_bytes(archive.files[name])
            (made / MANIFEST).write_bytes(archive.manifest)
        except OSError as problem:
            raise NotWritten(f"{made}: could not be written: {problem.strerror}") from None
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def put_in_force(made: Path, digest: str) -> Path:
    """At once, for every start from now on; the one in force until now is kept. Raises NotWritten."""
    place = _folder() / digest
    try:
        shutil.rmtree(place, ignore_errors=True)
        made.rename(place)
    except OSError as problem:
        raise NotWritten(f"{place}: could not be written: {problem.strerror}") from None
    _write([*(one for one in _known() if one != _line(digest)), _line(digest)][-_MOST_KEPT:])
    return place


def undo() -> Path | None:
    """The one before is in force, None where that is the shipped set. Raises BadUsage where none is newer."""
    known = _known()
    if not known:
        raise BadUsage("there is nothing to undo", hint="the data that came with aicompare are in force")
    _write(known[:-1])
    return _folder() / _digest(known[-2]) if len(known) > 1 else None


def _folder() -> Path:
    folder = editions_folder()
    if folder is None:
        raise NotWritten("there is no folder for your data", hint="set HOME")
    return Path(folder)


def _known() -> list[str]:
    """The lines of this version whose folders are there."""
    try:
        lines = (_folder() / IN_FORCE).read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []
    named = [one for one in lines if one == _line(_digest(one)) and _is_ours(_digest(one))]
    return [one for one in named if (_folder() / _digest(one)).is_dir()]


def _is_ours(name: str) -> bool:
    return bool(re.fullmatch("[0-9a-f]{64}", name))


def _line(digest: str) -> str:
    return f"{__version__} {digest}"


def _digest(line: str) -> str:
    return line.rpartition(" ")[2]


def _write(lines: list[str]) -> None:
    write_whole("".join(f"{line}\n" for line in lines), _folder() / IN_FORCE)


def tidy() -> None:
    """What the list does not name is removed."""
    kept = {_digest(line) for line in _known()}
    for entry in _folder().iterdir():
        if _is_ours(entry.name) and entry.name not in kept:
            with suppress(OSError):
                shutil.rmtree(entry)
