"""What a text says against itself, without any data: two figures that do not go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from aicompare.reading.binding import Page
from aicompare.reading.judging import Judged
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """Why a figure does not go with another one of the text, and how far it is off."""

    words: str
    off_by: Decimal | None


def slips_in(page: Page, judged: Sequence[Judged]) -> Mapping[int, Slip]:
    """The figures, by their place in the list, that others of the text contradict."""
    del page, judged
    return {}
