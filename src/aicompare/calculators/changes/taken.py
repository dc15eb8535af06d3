"""`update`: what was taken, what of it was verified, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from aicompare.reports.report import LIGHT, Column, Report, Section
from aicompare.values.frozen import dataclass, replace


@dataclass(frozen=True, slots=True)
class TakenRow:
    """Data, rates or prices: the newest day of each, now and before, and the digest of the file in force."""

    what: Annotated[str, Column("")]
    newest: Annotated[date | None, Column("Newest")]
    before: Annotated[date | None, Column("Before")]
    sha256: Annotated[str | None, Column("SHA-256", weight=LIGHT, missing=" ")]


def taken(
    rows: Sequence[TakenRow], changed: Report | None, title: str, as_of: date, notes: Sequence[str]
) -> Report:
    """The rows, then what `diff` tells of the two; None where the one before cannot be read."""
    first = Section(TakenRow, rows)
    if changed is None:
        return Report("update", title, [first], as_of, None, notes=notes)
    sections = [first, *map(_behind, changed.sections)]
    return replace(changed, name="update", title=title, sections=sections, notes=[*notes, *changed.notes])


def _behind(section: Section) -> Section:
    """What is `data` in an answer of `diff` is `changes` here."""
    name = "changes" if section.name == "data" else section.name
    return replace(
        section, name=name, instead_of=["changes" if one == "data" else one for one in section.instead_of]
    )
