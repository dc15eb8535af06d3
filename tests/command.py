"""Runs `aicompare` as a user's shell does, away from the user's own settings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_KEPT = ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START")


def environment(**changes: str) -> dict[str, str]:
    """A bare environment, 80 columns wide, in UTF-8."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    bare = {
        "PYTHONPATH": str(ROOT / "src"),
        "COLUMNS": "80",
        "PYTHONIOENCODING": "utf-8",
        "HOME": "/nonexistent",
    }
    return {**kept, **bare, **changes}


def without_lines(text: str) -> str:
    """Without the lines of the data file, which every new figure moves."""
    return re.sub(r"(?<=companies\.yaml):[0-9]+", ":LINE", text)


def aicompare(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """The finished process; keyword arguments change the environment."""
    return subprocess.run(
        [sys.executable, "-m", "aicompare", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment(**changes),
        cwd=ROOT,
        timeout=60,
        check=False,
    )
