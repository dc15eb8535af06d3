"""Where the data lies: inside the wheel, in the checkout, or where `update` put a newer set of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "companies.yaml"
PRICES = "prices.csv"
RATES = "exchange_rates.csv"
RECORDS = "companies.sqlite"  # the same, checked when the wheel was built

METHODOLOGY = "methodology.md"  # a page of docs/

_PACKAGE = os.path.dirname(os.path.realpath(__file__))


def resource(name: str) -> Path:
    """The path of a file of data/: of the edition in force, else as it was shipped."""
    return _path(place_of(name))


def shipped(name: str) -> Path:
    """The path of a file of data/, whether installed from a wheel or run from a checkout."""
    return _path(_shipped(name, "data"))


def page(name: str) -> Path:
    """The path of a page of docs/ that is shipped, likewise."""
    return _path(_shipped(name, "docs"))


def place_of(name: str) -> str:
    """As `resource`, in text: an answer needs no pathlib, which takes a sixteenth of T to load."""
    edition = edition_in_force()
    there = edition and os.path.join(edition, name)
    return there if there and os.path.exists(there) else _shipped(name, "data")


def _path(place: str) -> Path:
    from pathlib import Path

    return Path(place)


def _shipped(name: str, folder: str) -> str:
    in_wheel = os.path.join(_PACKAGE, "data", name)
    if os.path.exists(in_wheel):
        return in_wheel
    return os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), folder, name)


# --- what `update` put in force (see dataset/editions.py) ----------------------------------------

IN_FORCE = "in_force"  # names the editions, a version of aicompare and a digest a line, the last in force
_trying: list[str] = []


def editions_folder() -> str | None:
    """Where newer sets of data lie beside each other; None where the user has no home."""
    folder = data_folder(sys.platform, os.environ)
    return folder and os.path.join(folder, "editions")


def edition_in_force() -> str | None:
    """The folder of the newer set; None where it is the shipped one, also after aicompare itself changed."""
    from aicompare import __version__

    if _trying:
        return _trying[-1]
    folder = editions_folder()
    try:
        last = _text(os.path.join(folder, IN_FORCE)).splitlines()[-1] if folder else ""
    except (OSError, ValueError, IndexError):
        return None
    version, _, digest = last.partition(" ")
    named = version == __version__ and len(digest) == _DIGITS and not digest.strip("0123456789abcdef")
    return os.path.join(folder, digest) if folder and named else None


_DIGITS = 64  # of a digest, in the base of sixteen


def _text(file: str) -> str:
    with open(file, encoding="ascii") as stream:
        return stream.read()


@contextmanager
def trying(edition: Path) -> Iterator[None]:
    """As if it were in force, as long as it is tried."""
    _trying.append(str(edition))
    try:
        yield
    finally:
        _trying.pop()


def data_folder(platform: str, environ: Mapping[str, str]) -> str | None:
    """The platform's place for the data of a program: XDG on Linux and its like."""
    home = environ.get("HOME") or None
    if platform == "win32":
        base = environ.get("LOCALAPPDATA") or environ.get("APPDATA") or None
    elif platform == "darwin":
        base = home and os.path.join(home, "Library", "Application Support")
    else:
        xdg = environ.get("XDG_DATA_HOME", "")
        base = xdg if os.path.isabs(xdg) else home and os.path.join(home, ".local", "share")
    return base and os.path.join(base, "aicompare")
