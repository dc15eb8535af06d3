"""What each figure of a text is taken for: company, metric, part, period, and by which words.

The nearest words of the sentence decide, then those of the paragraph; of a table the heads of row
and column. `firm` says which of them stand so near that nothing else can be meant.
"""

from __future__ import annotations

from aicompare.reading.amounts import Found
from aicompare.reading.between import TRANSLATED
from aicompare.reading.incells import in_table
from aicompare.reading.inprose import in_prose
from aicompare.reading.page import Page
from aicompare.reading.taken import Reading
from aicompare.values.frozen import replace


def readings(page: Page, only: str | None = None) -> list[Reading]:
    """What every figure is taken for, in the order of the text."""
    found: list[Reading] = []
    for at, figure in enumerate(page.figures):
        cell = page.cell(figure.start)
        if cell:
            found.append(in_table(page, figure, cell, found[at - 1] if at else None))
            continue
        before = found[at - 1] if at else None
        if before and _translates(page, before.found, figure):
            found.append(replace(before, found=figure, twin=at - 1 if before.twin is None else before.twin))
            continue
        found.append(in_prose(page, figure, before, only))
    return found


def _translates(page: Page, one: Found, other: Found) -> bool:
    if one.kind != "money" or other.kind != "money" or one.currency == other.currency:
        return False
    gap = page.text.prose[one.end : other.start]
    return len(gap) < 40 and bool(gap.strip()) and bool(TRANSLATED.fullmatch(gap))
