"""Where the data lies: inside the wheel, in the checkout, or where `update` put a newer set of it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SOURCE = "companies.yaml"
PRICES = "prices.csv"
RATES = "exchange_rates.csv"
RECORDS = "companies.sqlite"  # the same, checked when the wheel was built

METHODOLOGY = "methodology.md"  # a page of docs/

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of a file of data/: of the edition in force, else as it was shipped."""
    edition = edition_in_force()
    if edition is not None and (there := edition / name).exists():
        return there
    return shipped(name)


def shipped(name: str) -> Path:
    """The path of a file of data/, whether installed from a wheel or run from a checkout."""
    in_wheel = _PACKAGE / "data" / name
    return in_wheel if in_wheel.exists() else _PACKAGE.parents[1] / "data" / name


def page(name: str) -> Path:
    """The path of a page of docs/ that is shipped, likewise."""
    in_wheel = _PACKAGE / "data" / name
    return in_wheel if in_wheel.exists() else _PACKAGE.parents[1] / "docs" / name


# --- what `update` put in force (see dataset/editions.py) ----------------------------------------

IN_FORCE = "in_force"  # names the editions, a version of aicompare and a digest a line, the last in force
_trying: list[Path] = []


def editions_folder() -> Path | None:
    """Where newer sets of data lie beside each other; None where the user has no home."""
    folder = data_folder(sys.platform, os.environ)
    return folder / "editions" if folder else None


def edition_in_force() -> Path | None:
    """The folder of the newer set; None where it is the shipped one, also after aicompare itself changed."""
    from aicompare import __version__

    if _trying:
        return _trying[-1]
    folder = editions_folder()
    try:
        last = (folder / IN_FORCE).read_text(encoding="ascii").splitlines()[-1] if folder else ""
    except (OSError, ValueError, IndexError):
        return None
    version, _, digest = last.partition(" ")
    named = version == __version__ and re.fullmatch("[0-9a-f]{64}", digest)
    return folder / digest if folder and named else None


@contextmanager
def trying(edition: Path) -> Iterator[None]:
    """As if it were in force, as long as it is tried."""
    _trying.append(edition)
    try:
        yield
    finally:
        _trying.pop()


def data_folder(platform: str, environ: Mapping[str, str]) -> Path | None:
    """The platform's place for the data of a program: XDG on Linux and its like."""
    home = Path(environ["HOME"]) if environ.get("HOME") else None
    if platform == "win32":
        place = environ.get("LOCALAPPDATA") or environ.get("APPDATA")
        base = Path(place) if place else None
    elif platform == "darwin":
        base = home / "Library" / "Application Support" if home else None
    else:
        xdg = Path(environ.get("XDG_DATA_HOME", ""))
        base = xdg if xdg.is_absolute() else home / ".local" / "share" if home else None
    return base / "aicompare" if base else None
