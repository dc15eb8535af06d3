"""What a figure in a table is: by its cell, and the heads of its row and column."""

from __future__ import annotations

import re

from aicompare.reading.amounts import Found
from aicompare.reading.between import TOTALS
from aicompare.reading.cues import GROWTH, Cue
from aicompare.reading.doubt import is_noted, named_by
from aicompare.reading.forms import formed
from aicompare.reading.inprose import in_prose
from aicompare.reading.names import Mention
from aicompare.reading.nearest import fits
from aicompare.reading.page import Page
from aicompare.reading.qualified import is_qualified
from aicompare.reading.tables import Cell
from aicompare.reading.taken import Firm, Form, Reading
from aicompare.reading.text import Span
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period


def in_table(page: Page, one: Found, cell: Cell, previous: Reading | None) -> Reading:
    """By what stands in the cell itself, and by the heads of its row and column."""
    own = in_prose(page, one, previous, None, cell.span) if _tells_itself(page, cell) else None
    places = (cell.column, cell.row, cell.before, cell.above)
    cue = next((c for span in places for c in page.cues_in(span) if fits(c.metric, one)), None)
    mention, strange = _whose(page, cell)
    company = mention.company if mention else None if strange else page.subjects.main
    scope = next(
        (p.scope for span in (cell.row, cell.column, cell.before) for p in page.parts_of(company, span)), None
    )
    metric, called = (own.metric, own.called) if own else (None, None)
    form = own.form if own else "level"
    if metric is None:
        metric, form, called = _by_heads(page, one, cue, scope, cell)
    in_cell = own.period if own and own.period_words and _is_within(own.period_words, cell.span) else None
    period, words = (in_cell, own.period_words) if own and in_cell else _period_by_heads(page, cell)
    bound = own.firm.period if own and in_cell else period is not None
    clean = _is_clean(page, own, cue, cell, company)
    return Reading(
        one,
        company,
        metric,
        called,
        (own and own.scope) or scope,
        period,
        None,
        form,
        Firm(mention is not None, metric is not None, bound, clean, plain=clean),
        mention.span if mention else None,
        own.metric_words if own and own.metric else cue.span if cue else None,
        words,
        near=(period,) if period else (),
        cued=(metric,) if metric else (),
        named=(company,) if company else (),
        sentence=cell.span,
        cell=True,
        parts=tuple(dict.fromkeys(p.scope for p in page.parts_of(company, cell.whole_row) if not p.holder)),
        deal=own.deal if own else None,
    )


def _whose(page: Page, cell: Cell) -> tuple[Mention | None, bool]:
    """Whom the cell, its row or its column names, and whether that is somebody whom the data do not know."""
    if own := next(iter(page.mentions_in(cell.span)), None):
        return own, False
    mention, strange = named_by(page, cell)
    if mention or strange:
        return mention, strange
    heads = (cell.row, cell.column, cell.above)
    return next((m for span in heads for m in page.mentions_in(span)), None), False


_LETTER = re.compile(r"[^\W\d_]")
_A_NOTE = 24  # letters of a cell that holds more than a figure with its unit


def _is_clean(page: Page, own: Reading | None, cue: Cue | None, cell: Cell, company: str | None) -> bool:
    """Whether the words of the metric are of the whole company."""
    if own is not None and own.metric_words and _is_within(own.metric_words, cell.span):
        return own.firm.clean and not is_noted(page, cell)
    if is_noted(page, cell) or len(_LETTER.findall(page.text.prose[slice(*cell.span)])) > _A_NOTE:
        return False
    heads = (cell.column, *(span for span in cell.cells if span < cell.span), cell.above)
    head = next((span for span in heads if cue and span[0] <= cue.start < span[1]), None)
    return cue is None or head is None or not is_qualified(page, cue.span, head, company)


def _is_within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _tells_itself(page: Page, cell: Cell) -> bool:
    """Whether a cell has words of its own: a metric, a period, or several figures."""
    inside = page.cues_in(cell.span), page.whens_in(cell.span), page.figures_in(cell.span)[1:]
    return any(inside)


def _by_heads(
    page: Page, one: Found, cue: Cue | None, scope: str | None, cell: Cell
) -> tuple[Metric | None, Form, str | None]:
    form: Form = "level"
    if one.kind in ("percent", "multiple") and cue and cue.metric.unit == "money":
        grows = any(GROWTH.search(page.text.prose[start:end]) for start, end in (cell.column, cell.row))
        form = "growth" if grows else "ratio"
    metric, form = formed(cue.metric if cue else None, form, scope, one)
    return metric, form, cue.called if cue else None


def _period_by_heads(page: Page, cell: Cell) -> tuple[Period | None, Span | None]:
    """Of a row of totals the whole column; else from the row, the column, the line above."""
    for span in (cell.row, cell.column, cell.before):
        if when := next((w for w in page.whens_in(span) if w.period), None):
            return when.period, when.span
    if TOTALS.search(page.text.prose[cell.row[0] : cell.row[1]]):
        return _whole_column(page, cell), cell.row
    when = next((w for w in page.whens_in(cell.above) if w.period and not w.before), None)
    return (when.period, when.span) if when else (None, None)


def _whole_column(page: Page, cell: Cell) -> Period | None:
    """Of a row of totals, from the first period of the rows above it to the last."""
    rows = [one.row for one in page.cells if one.column == cell.column and one.row[0] < cell.row[0]]
    found = [w.period for row in rows for w in page.whens_in(row)[:1] if w.period]
    return (
        Period(last=max(one.last for one in found), first=min(one.first for one in found))
        if len(found) > 1
        else None
    )
