"""Installs the wheel and runs tests where most machines do not: other Pythons, lowest versions.

    python tools/elsewhere.py WHEEL            a short part of the suite, a minute or so in all
    python tools/elsewhere.py WHEEL --whole    the whole suite

First this Python with the lowest version that pyproject.toml allows of each dependency, then,
with the newest, each other Python below that is at hand: on the path, or of pyenv. What is not
at hand is named as skipped, and what an index does not have as not checked.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Each dependency at its seam: typer, rich (golden), plotille (runway_views), pydantic, PyYAML
# (schema, records); and the figures themselves.
SHORT = ("golden", "runway_views", "schema", "records", "figures")


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2) or arguments[1:] not in ([], ["--whole"]):
        print("usage: elsewhere.py WHEEL [--whole]", file=sys.stderr)
        return 2
    wheel = Path(arguments[0]).resolve()
    tests = ["tests"] if arguments[1:] else [f"tests/test_{name}.py" for name in SHORT]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest = list(lowest_versions(project))
    passed = [_passes("lowest versions", sys.executable, wheel, tests, lowest)]
    for version in versions(project):
        python = _python(version)
        if version == f"{sys.version_info.major}.{sys.version_info.minor}":
            print(f"Python {version}: this one", flush=True)
        elif python:
            passed.append(_passes(f"Python {version}", python, wheel, tests, []))
        else:
            print(f"Python {version}: skipped, not at hand", flush=True)
    return 0 if all(passed) else 1


def lowest_versions(project: dict[str, Any]) -> Iterator[str]:
    """`typer==0.26` for `typer>=0.26,<0.29`: of what users need, and of what the tests need."""
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        name, lowest = re.fullmatch(r"([\w-]+)>=([\d.]+)(?:,<[\d.]+)?", requirement).groups()  # type: ignore[union-attr]
        yield f"{name}=={lowest}"


def versions(project: dict[str, Any]) -> list[str]:
    """The Pythons that pyproject.toml declares."""
    found = (
        re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", one) for one in project["classifiers"]
    )
    return [one[1] for one in found if one]


def _python(version: str) -> str | None:
    """An interpreter of that version that can make an environment."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    installed = (str(one / "bin" / "python") for one in pyenv.glob(f"{version}.*"))
    for candidate in filter(None, (shutil.which(f"python{version}"), *installed)):
        asked = [candidate, "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"]
        if subprocess.run(asked, capture_output=True, text=True).stdout.strip() == version:
            return candidate
    return None


def _passes(name: str, python: str, wheel: Path, tests: list[str], lowest: list[str]) -> bool:
    """Whether the wheel answers and passes where it can be installed; what went wrong is printed."""
    with tempfile.TemporaryDirectory() as work:
        place = Path(work)
        (place / "constraints.txt").write_text("\n".join(lowest), encoding="utf-8")
        path = place / "venv" / "bin"
        pip = [sys.executable, "-m", "pip", "--python", str(path / "python")]
        needed = [f"{wheel}[test]", "-c", str(place / "constraints.txt")]
        cases = ["-p", "no:cacheprovider", "-n", "auto", "--tb=short", *tests]
        steps = (
            ("venv", [python, "-m", "venv", "--without-pip", str(place / "venv")], place, {}),
            ("pip", [*pip, "install", "-q", "--no-compile", *needed], place, {}),
            ("aicompare", [str(path / "aicompare"), "runway", "minimax", "--json"], place, {}),
            (
                "pytest",
                [str(path / "python"), "-m", "pytest", *cases],
                ROOT,
                {"PYTHONPATH": str(ROOT / "src")},
            ),
        )
        for step, command, folder, changes in steps:
            done = subprocess.run(
                command, cwd=folder, env={**os.environ, **changes}, capture_output=True, text=True
            )
            if done.returncode and step in ("venv", "pip"):
                last = (done.stderr.strip().splitlines() or [step])[-1]
                print(f"{name}: not checked, for it cannot be installed here: {last}", flush=True)
                return True
            if done.returncode:
                print(f"{name}: {step} failed\n{done.stdout}{done.stderr}", flush=True)
                return False
            if step == "aicompare":
                assert json.loads(done.stdout)["data"][0]["months"]["value"] > 0
        print(f"{name}: {done.stdout.strip().splitlines()[-1]}", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
