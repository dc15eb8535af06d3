"""Builds the sdist and the wheel, and says what is wrong with them.

    python tools/packages.py FOLDER    leaves both there; needs git, and hatchling installed

Each is built twice, from two clean checkouts of the last commit that differ in place, in the
times and modes of their files, in time zone, hash seed and umask; then the wheel once more
from the sdist. All must be the same bytes, and hold the files of the repository that are
meant and no other. Hatchling stamps every member with SOURCE_DATE_EPOCH, or where that is not
set with one fixed day, and names its own version in the wheel: the same bytes need the same
hatchling.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = {
    "companies.yaml",
    "companies.schema.json",
    "exchange_rates.csv",
    "prices.csv",
    "companies.sqlite",
    "methodology.md",
}
METADATA = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
# Two surroundings that no byte of a package may depend on.
HERE = {"TZ": "UTC", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "Asia/Hong_Kong", "PYTHONHASHSEED": "2"}
_A_DAY_IN_2001 = 1_000_000_000


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: packages.py FOLDER", file=sys.stderr)
        return 2
    target = Path(arguments[0]).resolve()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        troubles = list(_troubles(Path(work), target))
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    for package in sorted(target.iterdir()):
        print(f"{_digest(package)}  {package.name}")
    return 1 if troubles else 0


def _troubles(work: Path, target: Path) -> Iterator[str]:
    first = _checkout(work / "first")
    second = _checkout(work / "at" / "another" / "place")
    for file in second.rglob("*"):
        if ".git" not in file.parts and file.is_file():
            file.chmod(0o600)
            os.utime(file, (_A_DAY_IN_2001, _A_DAY_IN_2001))
    sdist, wheel = _built(first, target, HERE, umask=0o022)
    again = _built(second, work / "again", THERE, umask=0o077)
    with tarfile.open(sdist) as archive:
        archive.extractall(work / "unpacked", filter="data")
        members = {str(PurePosixPath(*PurePosixPath(name).parts[1:])) for name in archive.getnames()}
    (root,) = (work / "unpacked").iterdir()
    _, of_sdist = _built(root, work / "of-sdist", THERE, umask=0o022)

    for one, other, where in (
        (sdist, again[0], "a second checkout"),
        (wheel, again[1], "a second checkout"),
        (wheel, of_sdist, "the sdist"),
    ):
        if _digest(one) != _digest(other):
            yield f"{one.name} is not the same bytes when built from {where}"
    tracked = set(_git("ls-files", "-z").split("\0")) - {""}
    ours = {file for file in tracked if not file.startswith(".ci/")}
    yield from _differences(sdist.name, members, {*ours, "PKG-INFO"})
    with zipfile.ZipFile(wheel) as archive:
        yield from _differences(wheel.name, set(archive.namelist()), set(_meant(tracked, wheel)))


def _checkout(folder: Path) -> Path:
    _git("clone", "-q", str(ROOT), str(folder))
    return folder


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _built(root: Path, target: Path, surroundings: dict[str, str], umask: int) -> tuple[Path, Path]:
    """The sdist and the wheel of a checkout."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(target)],
        cwd=root,
        env={**os.environ, **surroundings},
        umask=umask,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{root} cannot be built:\n{done.stdout}{done.stderr}")
    (sdist,), (wheel,) = target.glob("*.tar.gz"), target.glob("*.whl")
    return sdist, wheel


def _meant(tracked: set[str], wheel: Path) -> Iterator[str]:
    """The package with its marker of types, the data, and what the format of a wheel asks for."""
    package = "src/aicompare/"
    yield from (file.removeprefix("src/") for file in tracked if file.startswith(package))
    yield from (f"aicompare/data/{name}" for name in SHIPPED)
    name, version, *_ = wheel.name.split("-")
    yield from (f"{name}-{version}.dist-info/{file}" for file in METADATA)


def _differences(name: str, found: set[str], meant: set[str]) -> Iterator[str]:
    yield from (f"{name} lacks {file}" for file in sorted(meant - found))
    yield from (f"{name} holds {file}, which nobody meant" for file in sorted(found - meant))


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
