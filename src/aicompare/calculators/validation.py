"""What is wrong with a data file: `validate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Protocol

from aicompare.lint import Finding
from aicompare.reports.report import Column, Report, Section
from aicompare.values.frozen import dataclass


class FileProblem(Protocol):
    """A fault or warning found while the file was read (see dataset.compiling)."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def hint(self) -> str | None: ...
    @property
    def severity(self) -> str: ...
    @property
    def accepted(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class ValidateRow:
    """`severity` is fault or warning; `accepted` the reason the file gives for a warning to stay."""

    file: Annotated[str, Column("File")]
    line: Annotated[int, Column("Line")]
    column: Annotated[int, Column("Column")]
    severity: Annotated[str, Column("Severity")]
    code: Annotated[str, Column("Code")]
    message: Annotated[str, Column("What is wrong")]
    hint: Annotated[str | None, Column("What would be right")]
    accepted: Annotated[str | None, Column("Accepted because")]

    def __str__(self) -> str:
        """As compilers print it, so that editors find the place."""
        end = f"; {self.hint}" if self.hint else ""
        reason = f" (accepted: {self.accepted})" if self.accepted else ""
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity}[{self.code}]: {self.message}{end}{reason}"


def findings_of(file: str, problems: Iterable[FileProblem], findings: Iterable[Finding]) -> list[ValidateRow]:
    """All that is found in one file, in the order of its lines."""
    rows = [_of_problem(file, one) for one in problems]
    rows += [_of_finding(one) for one in findings if one.place.file == file]
    return sorted(rows, key=lambda row: (row.line, row.column, row.severity, row.code))


def validation(
    rows: Mapping[str, Sequence[ValidateRow]],
    as_of: date,
    *,
    accepted: bool,
    strict: bool,
    cut_short: Sequence[str] = (),
) -> Report:
    """The findings of each file by its name.

    Failed where one is a fault or, with `strict`, a warning that nothing accepts. Accepted
    warnings are counted, and shown only where `accepted` asks for them. Files `cut_short` have
    more faults than are told.
    """
    all_ = [row for found in rows.values() for row in found]
    shown = [row for row in all_ if accepted or not row.accepted]
    return Report(
        "validate",
        f"{', '.join(rows)}: {_counted(shown)}",
        [Section(ValidateRow, shown, as_lines=True, nothing="")],
        as_of,
        None,
        notes=[*_notes(all_, accepted), *map(_more_of, cut_short)],
        failed=any(row.severity == "fault" or (strict and not row.accepted) for row in all_),
    )


def _more_of(file: str) -> str:
    return f"{file} has more faults than these; mend them, and look again."


def _of_problem(file: str, one: FileProblem) -> ValidateRow:
    return ValidateRow(
        file, one.line, one.column, one.severity, one.code, one.message, one.hint, one.accepted
    )


def _of_finding(one: Finding) -> ValidateRow:
    place = one.place
    return ValidateRow(
        place.file, place.line, place.column, "warning", one.code, one.message, one.hint, one.accepted
    )


def _counted(rows: Sequence[ValidateRow]) -> str:
    faults = sum(row.severity == "fault" for row in rows)
    accepted = sum(bool(row.accepted) for row in rows)
    counts = {"fault": faults, "warning": len(rows) - faults - accepted}
    texts = [f"{count or 'no'} {word}{'' if count == 1 else 's'}" for word, count in counts.items()]
    return ", ".join(texts)


def _notes(rows: Sequence[ValidateRow], shown: bool) -> list[str]:
    count = sum(bool(row.accepted) for row in rows)
    if not count:
        return []
    what = "1 warning is" if count == 1 else f"{count} warnings are"
    where = "" if shown else "; --accepted shows them"
    return [f"{what} accepted in the file, each with its reason{where}."]
