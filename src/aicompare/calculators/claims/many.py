"""`check --file`: a row a statement, what each of them would be asked alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol

from aicompare.calculators.claims.rows import CheckRow
from aicompare.expressions.verdicts import CONTRADICTED, HOLDS, UNDECIDED
from aicompare.reports.report import Report, Section, Warning
from aicompare.values.errors import Trouble
from aicompare.values.frozen import replace

ERROR = "error"  # the verdict on a line that cannot be read or computed: alone it ends with exit code 2
_MOST_TOLD = 20
_COUNTED = {HOLDS: "hold", CONTRADICTED: "contradicted", UNDECIDED: "undecided", ERROR: "in error"}


class AskedLine(Protocol):
    """One line of a file (see api.statements)."""

    @property
    def place(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def expression(self) -> str: ...
    @property
    def words(self) -> str | None: ...
    @property
    def trouble(self) -> Trouble | None: ...


def check_all(
    file: str, lines: Sequence[AskedLine], ask: Callable[[str], Report | Trouble], as_of: date
) -> Report:
    """The rows of `ask` for each line; a line that cannot be judged has the verdict `error`.

    The others are judged all the same. The warnings are those of all rows, each once, and the lines
    in error with their places.
    """
    rows: list[CheckRow] = []
    warnings: dict[Warning, None] = {}
    wrong: list[tuple[AskedLine, Trouble]] = []
    names: dict[str, str] = {}
    for line in lines:
        report = line.trouble or ask(line.expression)
        if isinstance(report, Trouble):
            rows.append(_in_error(line, report))
            wrong.append((line, report))
            continue
        rows.append(replace(report.rows[0], id=line.id, statement=line.words or line.expression))
        warnings |= dict.fromkeys(report.warnings)
        names.update(report.names)
    counts = Counter(row.verdict for row in rows)
    return Report(
        "check",
        f"{file}: {counted(counts)}",
        [Section(CheckRow, rows)],
        max((row.as_of for row in rows if row.as_of), default=as_of),
        None,
        [*warnings, *_told(wrong)],
        names=names,
        failed=bool(counts[CONTRADICTED]),
        undecided=bool(counts[UNDECIDED] or counts[ERROR]),
    )


def _in_error(line: AskedLine, trouble: Trouble) -> CheckRow:
    return CheckRow(
        id=line.id,
        statement=line.words or line.expression,
        verdict=ERROR,
        remark=trouble.code,
        hint=str(trouble),
        expression=line.expression,
    )


def _told(wrong: Sequence[tuple[AskedLine, Trouble]]) -> Iterator[Warning]:
    """The lines that could not be judged, with their places."""
    for line, trouble in wrong[:_MOST_TOLD]:
        yield Warning("bad_line", f"{line.place}: {trouble}", line.id)
    more = len(wrong) - _MOST_TOLD
    if more > 0:
        rest = (
            f"{more} more lines in error; their rows say"
            if more > 1
            else "1 more line in error; its row says"
        )
        yield Warning("bad_line", f"and {rest} why")


def counted(counts: Counter[str | None]) -> str:
    """`4 statements: 2 hold, 1 contradicted, 1 undecided`."""
    total = counts.total()
    parts = [f"{counts[one]} {word}" for one, word in _COUNTED.items() if counts[one]]
    parts += [f"{counts[None]} compare nothing"] if counts[None] else []
    return f"{total} statement{'' if total == 1 else 's'}: {', '.join(parts)}"
