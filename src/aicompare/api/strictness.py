"""`--strict=CODE,...`: which warnings make the exit code 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from aicompare.lint import RULES
from aicompare.reports.codes import WARNINGS
from aicompare.values.errors import BadUsage, shown, suggestion

if TYPE_CHECKING:
    from aicompare.reports.report import Report


def codes_in(given: str) -> Sequence[str]:
    """Of warnings under an answer, and of those in a data file. Raises BadUsage for one that there is not."""
    known = [*WARNINGS, *(code for code, (severity, _) in RULES.items() if severity == "warning")]
    codes = [one.strip() for one in given.split(",")]
    for code in codes:
        if code not in known:
            near, there = suggestion(code, known), f"there are {', '.join(dict.fromkeys(known))}"
            message = f"there is no warning {shown(code)} to be strict about"
            raise BadUsage(message, hint=f"{near} {there}" if near else there)
    return codes


def codes_told(report: Report) -> Iterator[str]:
    """Those of its warnings, and of what `validate`, `add` and `import` found in a file."""
    yield from (one.code for one in report.warnings)
    for row in report.rows:
        if hasattr(row, "severity") and not row.accepted:
            yield row.code
        elif getattr(row, "outcome", "") == "warning":
            yield row.remark.partition(":")[0]
