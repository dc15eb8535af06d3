"""Writes docs/errors.md: every error, warning and rule by its code, with what to do.

    python tools/error_page.py            says whether it is out of date
    python tools/error_page.py --write    writes it

All of it comes from the code; a test holds that every warning of the code is in its table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import generated

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from aicompare.lint import RULES  # noqa: E402
from aicompare.reports.codes import WARNINGS  # noqa: E402
from aicompare.values import errors  # noqa: E402

PAGE = ROOT / "docs" / "errors.md"


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Errors, warnings and rules"
    yield ""
    yield "The codes are stable: scripts may rely on them. `aicompare help CODE` tells the same."
    yield ""
    yield "## Errors"
    yield ""
    yield "Exit code 2; one message on stderr, and with `--json` also `error.code` on stdout."
    yield ""
    yield from _table(_errors())
    yield ""
    yield "## Warnings"
    yield ""
    yield "Under the table, the weightiest first (all with `--notes`), in `warnings` of the JSON; with"
    yield "`--strict` they make the exit code 1."
    yield ""
    yield from _table({code: known.meaning for code, known in WARNINGS.items()})
    yield ""
    yield "## Rules of a data file"
    yield ""
    yield "What `aicompare validate` finds. A fault stops the file from being read; a warning stays quiet"
    yield "once the fact says why it may stay: `accept: {code: reason}`."
    yield ""
    yield from _table({code: f"{severity}: {meaning}" for code, (severity, meaning) in RULES.items()})


def _errors() -> dict[str, str]:
    found = errors.meanings()
    found["unknown_company"] += " (`unknown_group`, `unknown_metric` ...)"
    return found


def _table(rows: dict[str, str]) -> Iterator[str]:
    yield "| Code | Meaning |"
    yield "|---|---|"
    for code, meaning in rows.items():
        yield f"| `{code}` | {meaning} |"


if __name__ == "__main__":
    sys.exit(generated.main("error_page", PAGE, page, sys.argv[1:]))
