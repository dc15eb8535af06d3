"""What became of rows that were added to a data file: `add`, `import`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from aicompare.reports.report import Column, Report, Section
from aicompare.values.frozen import dataclass

OUTCOMES = {
    "added": "added", "joined": "joined a line as a further source", "completed": "completed",
    "left_out": "left out", "held": "there already", "differs": "there already with other words, which stay",
}  # fmt: skip
_ALL_ADDED = "Every row is as the count says; --all names those that were added."
_INVITED = "Its figures are made up: put in yours."
_MANY = {"fact": "facts", "source": "sources", "company": "companies"}


@dataclass(frozen=True, slots=True)
class AdditionRow:
    """`outcome` is added, joined, held, differs, left_out, or warning for what `validate` says of an
    added row.

    `row` is the place in a table of others, `line` that in the data file.
    """

    outcome: Annotated[str, Column("Outcome")]
    what: Annotated[str, Column("What")]
    text: Annotated[str, Column("Row")]
    row: Annotated[str | None, Column("Of")]
    line: Annotated[int | None, Column("Line")]
    remark: Annotated[str | None, Column("Remark")]

    def __str__(self) -> str:
        """One line, its place first where it has one."""
        place = f"{self.row}: " if self.row else ""
        line = f" -> line {self.line}" if self.line else ""
        return f"{place}{self.outcome} {self.what} {self.text}{line}" + (
            f": {self.remark}" if self.remark else ""
        )


def additions(
    file: str,
    rows: Sequence[AdditionRow],
    as_of: date,
    *,
    every: bool,
    dry_run: bool,
    strict: bool,
    empty: int = 0,
) -> Report:
    """What became of each row; those that are added without a remark are shown only with `every`.

    `empty` cells of a table held no figure. Failed where `strict` is asked for and an added row
    draws a warning; the rows are in the file all the same.
    """
    warned = any(row.outcome == "warning" for row in rows)
    shown = [row for row in rows if every or row.remark or row.outcome != "added"]
    cells = "1 cell holds no figure and was" if empty == 1 else f"{empty} cells hold no figure and were"
    notes = [f"{cells} left out."] if empty else []
    notes += ["Nothing was written, as --dry-run asks."] if dry_run else []
    title = f"{file}: {counted(rows)}"
    sections = [Section(AdditionRow, shown, as_lines=True, nothing=_ALL_ADDED)]
    return Report("add", title, sections, as_of, None, notes=notes, failed=strict and warned)


def begun(file: str, as_of: date) -> Report:
    """That a file of one's own was begun, and what to do with it."""
    notes = [
        f"`aicompare add acme METRIC PERIOD FIGURE --file {file}` puts a further figure into it.",
        f"`aicompare runway acme --data {file}` answers of it.",
    ]
    title = f"{file}: begun with one source and three figures of a company"
    sections = [Section(AdditionRow, [], as_lines=True, nothing=_INVITED)]
    return Report("init", title, sections, as_of, None, notes=notes)


def counted(rows: Sequence[AdditionRow]) -> str:
    """`27 facts added, 1 source added, 2 facts there already`."""
    counts = Counter((row.outcome, row.what) for row in rows if row.outcome in OUTCOMES)
    texts = [
        f"{count} {what if count == 1 else _MANY[what]} {OUTCOMES[outcome]}"
        for (outcome, what), count in sorted(counts.items())
    ]
    warnings = sum(row.outcome == "warning" for row in rows)
    texts += [f"{warnings} warning{'' if warnings == 1 else 's'}"] if warnings else []
    return ", ".join(texts) or "nothing to add"
