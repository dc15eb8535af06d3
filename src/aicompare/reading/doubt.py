"""What makes it doubtful whose a figure is, or of what: enough not to hold it against anybody.

A row or a column of a table that names a stranger where the others name companies, a note beside a
figure, the head of an item, a part told earlier in the sentence, a quarter whose year is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aicompare.reading.amounts import Found
from aicompare.reading.between import ITEM
from aicompare.reading.names import Mention
from aicompare.reading.page import Page
from aicompare.reading.periods import When
from aicompare.reading.qualified import is_qualified, is_unit
from aicompare.reading.tables import Cell
from aicompare.reading.text import Span
from aicompare.values.periods import Period

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(
    r"^\W*(?!(?:Total|Gross|Net|Annual|Operating|Adjusted|Free|Capital|Cash|Group|Other|Quarterly)\b)[A-Z][A-Za-z.]+\b(?![-’'])"
)
_NOTE = re.compile(
    r"\b(?:scope|segments?|divisions?|units?|part|only|alone|exclud\w+|excl|without|adjusted|non-(?:GAAP|IFRS)|core"
    r"|pro[- ]forma|forecast|guidance|target|label)\b"
    r"|分部|板块|部门|业务线|仅|不含|剔除|不包括|调整|预计|目标",
    re.I,
)
_STRETCH = re.compile(r"quarter|half|\b[QH][1-4]\b|季|半年", re.I)
_YEAR = re.compile(
    r"(?:19|20)\d\d|\b(?:FY|[QH][1-4])\s?['’]?\d\d\b|year|年[^度]?.*[前度同]|[去上今本前]年|\d年", re.I
)
_IN_DIGITS = re.compile(r"(?:19|20)\d\d|(?:FY|['’Q1-4HM])\s?['’]?\d\d(?!\d)|(?<!\d)\d\d年", re.I)
_RELATIVE = re.compile(r"this|last|year|[去上今本前]年", re.I)
_RECENT = 200  # days from the end of a quarter until which its name without a year means that one


def named_by(page: Page, cell: Cell) -> tuple[Mention | None, bool]:
    """Whom the row or column of a cell names, and whether that is a stranger among companies."""
    peers = (_of_column(page, cell), _of_heads(cell))
    for own, others in ((own, others) for found in peers for own, others in found):
        if mention := _names(page, own):
            return mention, False
        if _is_a_name(page, own) and sum(bool(page.mentions_in(other)) for other in others) > 1:
            return None, True
    return None, False


_Found = Iterable[tuple[Span, Sequence[Span]]]


def _of_column(page: Page, cell: Cell) -> _Found:
    """The cells before this one in its row, each with those about it in its column."""
    rows = page.rows_about(cell)
    for at, own in enumerate(cell.cells):
        if own[0] >= cell.span[0]:
            return
        yield own, [row[at] for row in rows if at < len(row) and row[at] != own]


def _of_heads(cell: Cell) -> _Found:
    if cell.column != (0, 0):
        yield cell.column, [head for head in cell.heads if head != cell.column]


def _names(page: Page, span: Span) -> Mention | None:
    """The company that a cell names and hardly anything else."""
    found = page.mentions_in(span)
    if not found:
        return None
    room = len(page.text.prose[slice(*span)].strip()) - (found[0].end - found[0].start)
    return found[0] if room <= found[0].end - found[0].start + _ROOM else None


_ROOM = 8  # letters beside a name: a ticker in brackets


def _is_a_name(page: Page, span: Span) -> bool:
    """Whether a cell has words that are no company, metric, period or part: `Akamai`, `Akamai revenue`."""
    if page.mentions_in(span) or page.whens_in(span) or page.parts_in(span):
        return False
    cue = next(iter(page.cues_in(span)), None)
    words = page.text.prose[span[0] : cue.start if cue else span[1]]
    return bool((_NAME if cue else _LETTERS).search(words))


def is_noted(page: Page, cell: Cell) -> bool:
    """Whether its own cell, or one behind it, says that the figure is of a part, a target or adjusted."""
    behind = [span for span in cell.cells if span >= cell.span]
    return any(_NOTE.search(page.text.prose[slice(*span)]) for span in behind)


def is_in_a_sum(page: Page, one: Found) -> bool:
    """Whether a number is one of a sum that is done in the text: `19,458/30,523 = 63.7%`."""
    around = page.text.prose[max(0, one.start - 3) : one.start], page.text.prose[one.end : one.end + 3]
    return bool(re.search(r"[\d)]\s*[/*×+÷]\s*$", around[0]) or re.match(r"\s*[/*×+÷=]\s*[\d(]", around[1]))


def is_under_a_strange_head(page: Page, start: int, company: str | None) -> bool:
    """Whether an item begins with a name that is none of the data: `- iQIYI: revenue of A`."""
    line = page.text.prose.rfind("\n", 0, start) + 1
    head = ITEM.match(page.text.prose, line, start)
    if head is None or any(m.company == company for m in page.mentions_in((line, start))):
        return False
    return _is_a_name(page, head.span())


def follows_a_part(page: Page, start: int, sentence: Span, company: str | None) -> bool:
    """Whether since the company was named last something was said of a part that no table names:
    `new initiatives had revenue of A, and an operating loss of B`.
    """
    named = [m for m in page.mentions_in((sentence[0], start)) if m.company == company]
    if named and is_unit(page, named[-1], start):
        return True
    since = named[-1].end if named else sentence[0]
    return any(
        is_qualified(page, cue.span, sentence, company)
        for cue in page.cues_in((since, start))
        if cue.metric.kind == "flow" and page.figures_in((cue.end, start))
    )


def is_of_an_open_year(page: Page, words: Span | None, period: Period | None) -> bool:
    """Whether a quarter is told without its year and another than the last one may be meant: since it is
    long over, or since the paragraph names that quarter of another year. Of a text without a date no
    year is told but by digits, in the phrase or, all the same, in its paragraph.
    """
    if words is None or period is None:
        return False
    said = page.text.prose[slice(*words)]
    if page.published is None:
        return not _IN_DIGITS.search(said) and not _is_the_year_beside(page, words, period)
    if not _STRETCH.search(said) or _YEAR.search(said):
        return False
    old = (page.published - period.last).days > _RECENT
    return old or any(_is_of_another_year(page, when, period) for when in page.whens_beside(words))


def _is_the_year_beside(page: Page, words: Span, period: Period) -> bool:
    if _RELATIVE.search(page.text.prose[slice(*words)]):
        return False
    told = [when for when in page.whens_beside(words) if when.period and not page.is_base(when)]
    in_digits = [when for when in told if _IN_DIGITS.search(page.text.prose[when.start : when.end])]
    years = {when.period.last.year for when in in_digits if when.period}
    return years == {period.last.year}


def is_year_told(page: Page, words: Span | None, sentence: Span, period: Period) -> bool:
    """Whether digits say the year of a period, in its own words or in its sentence; of a dated text
    `this year` as well.
    """
    if words is None:
        return False
    if page.published and _RELATIVE.search(page.text.prose[slice(*words)]):
        return True
    told = [words, *(when.span for when in page.whens_in(sentence) if when.period)]
    in_digits = [span for span in told if _IN_DIGITS.search(page.text.prose[slice(*span)])]
    return words in in_digits or any(
        when.period and when.period.last.year == period.last.year
        for span in in_digits
        for when in page.whens_in(span)
    )


def _is_of_another_year(page: Page, when: When, period: Period) -> bool:
    other = when.period
    if other is None or when.before or page.is_base(when) or other.months != period.months:
        return False
    return other.first.month == period.first.month and other != period
