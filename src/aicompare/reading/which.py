"""Which metric a figure is: the words that cost least to reach, before it or behind it."""

from __future__ import annotations

import re

from aicompare.reading.amounts import Found
from aicompare.reading.between import (
    ANOTHER,
    AT_VALUE,
    COMMA,
    COMPARED,
    EARNED,
    FROM,
    ITEM,
    NEAR,
    PASSED_OVER,
    TO,
)
from aicompare.reading.cues import OF_TOTAL, Cue
from aicompare.reading.forms import form_of
from aicompare.reading.nearest import fits, listed_cue, nearest_cue
from aicompare.reading.page import Page, alike
from aicompare.reading.taken import Form, Reading
from aicompare.reading.text import Span
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import METRICS, Metric

_RAISED = re.compile(r"round|funding|investor|IPO|offering|placing|raise|financing", re.I)
_RAISED_BY = tuple(METRICS[name] for name in ("raised", "planned_raise", "commitment"))
_A_MILLION = 10**6
_A_HEAD = 80  # characters of a line before its colon


def _directly(page: Page, one: Found, other: Found) -> bool:
    """Whether a growth stands right behind its amount: `A, up N%`, `A,同比增长N%`."""
    gap = page.text.prose[one.end : other.start]
    return len(gap) < 24 and not page.cues_in((one.end, other.start))


def is_clean(page: Page, one: Found, words: Span | None) -> bool:
    """Whether nothing but periods, figures and small words stands between a figure and its metric."""
    if words is None:
        return False
    first, last = (words[1], one.start) if words[0] < one.start else (one.end, words[0])
    gap = list(page.text.prose[first:last])
    passed = [f.span for f in page.figures_in((first, last))]
    for start, end in (*passed, *(w.span for w in page.whens_in((first, last)))):
        start, end = max(start - first, 0), max(end - first, 0)
        gap[start:end] = " " * (end - start)
    return len(gap) < 90 and bool(
        PASSED_OVER.fullmatch(re.sub(r"[(（][^()（）]*[)）]", " ", "".join(gap)[: last - first]))
    )


@dataclass(frozen=True, slots=True)
class What:
    """The metric of a figure in prose, the words that say it, and whether they bind."""

    metric: Metric | None = None
    called: str | None = None
    words: Span | None = None
    form: Form = "level"
    firm: bool = False


def what_of(page: Page, one: Found, previous: Reading | None, sentence: Span) -> What:
    """By the nearest cue; of a growth right behind its amount, and of the second of two amounts
    between which something goes, what the one before is.
    """
    listed = listed_cue(page, one, sentence)
    cue, firm = listed or nearest_cue(page, one, sentence)
    if cue and one.kind == "money" and _is_earned(page, cue, sentence):
        cue = replace(cue, metric=METRICS["revenue"], called="revenue")
    if cue and _is_raised_at(page, cue, one):
        cue = replace(cue, metric=METRICS["post_money"], called="post_money")
    form = form_of(page, one, cue, sentence)
    found = What(cue.metric, cue.called, cue.span, form, firm) if cue else What(form=form)
    if cue is None and (head := _head_of_item(page, one, sentence)):
        found = What(head.metric, head.called, head.span, form)
    elif cue is None and one.kind == "money" and _is_of_a_part(page, one, sentence):
        found = What(METRICS["revenue"], "revenue", None, form)
    if previous is None or previous.metric is None:
        return found
    if previous.sentence == sentence and (deal := _of_the_deal(page, previous, one)):
        return replace(found, metric=deal, called=deal.name)
    the_same = What(previous.metric, previous.called, previous.metric_words, form, previous.firm.metric)
    if previous.sentence == sentence and _is_measured_by(page, previous.found, one):
        return replace(the_same, form=previous.form)
    if previous.sentence == sentence and _goes_on(page, previous.found, one):
        return replace(the_same, form="difference" if form == "difference" else previous.form)
    if form == "difference" and previous.sentence == sentence and previous.metric.unit == "money":
        return the_same
    if previous.sentence == sentence and _is_of_the_total(page, previous, one):
        return What(METRICS["revenue"], "revenue", previous.metric_words, "ratio", previous.firm.metric)
    of_revenue = form == "ratio" and found.called == "revenue" and previous.metric.name != "revenue"
    if of_revenue and previous.sentence == sentence and previous.metric.unit == "money":
        return the_same
    if form != "growth":
        return found
    if listed:
        return found
    if cue and previous.sentence == sentence and _directly(page, previous.found, one):
        if previous.metric.name == "revenue_share":
            return replace(the_same, metric=METRICS["revenue"], called="revenue")
        is_level = previous.metric.unit == "percent" and previous.form != "growth"
        return replace(the_same, form="level" if is_level else form)
    near = page.text.paragraph(previous.found.start) == page.text.paragraph(one.start)
    return the_same if cue is None and near else found


def _of_the_deal(page: Page, previous: Reading, one: Found) -> Metric | None:
    """`raised A in July at B and another C`: what the company is valued at, and what else was raised."""
    if one.kind != "money" or previous.found.kind != "money":
        return None
    gap = previous.found.end, one.start
    of_the_deal = all(cue.metric.kind == "deal" for cue in page.cues_in(gap))
    if of_the_deal and AT_VALUE.search(page.text.prose[slice(*gap)]):
        raised = previous.metric in _RAISED_BY and _may_be_worth(previous.found, one)
        return METRICS["post_money"] if raised else None
    before = page.text.prose[max(0, one.start - 24) : one.start]
    is_value = previous.metric and previous.metric.name == "post_money"
    return METRICS["raised"] if is_value and ANOTHER.search(before) else None


def _is_raised_at(page: Page, cue: Cue, one: Found) -> bool:
    """`raised new funds in July at A`: no amount was told, A is what the company is valued at."""
    verb = page.text.prose[cue.start : cue.end].casefold().startswith("rais")
    gap = cue.end, one.start
    if not verb or cue.called != "raised" or page.figures_in(gap) or one.figure.value < _A_MILLION:
        return False
    return bool(AT_VALUE.search(page.text.prose[slice(*gap)]))


def _may_be_worth(raised: Found, one: Found) -> bool:
    """Whether a company may be worth so much that raised that: `at HK$116 a share` is a price."""
    same = raised.currency == one.currency
    return one.figure.value >= (raised.figure.value if same else _A_MILLION)


def _head_of_item(page: Page, one: Found, sentence: Span) -> Cue | None:
    """The metric that stands before the colon at the head of an item: `- Revenue: A in 2024. In 2025 B`."""
    start = page.text.prose.rfind("\n", 0, sentence[0]) + 1
    head = ITEM.match(page.text.prose, start, min(sentence[0], start + _A_HEAD))
    cues = page.cues_in(head.span()) if head else ()
    return cues[-1] if cues and fits(cues[-1].metric, one) else None


def _is_of_a_part(page: Page, one: Found, sentence: Span) -> bool:
    """`Cloud services grew to A`: of a part that no other word tells, revenue."""
    near = max(sentence[0], one.start - NEAR), one.start
    parts = [part for part in page.parts_in(near) if not part.holder]
    return bool(parts) and not any(alike(f, one) for f in page.figures_in((parts[-1].end, one.start)))


def _is_earned(page: Page, cue: Cue, sentence: Span) -> bool:
    """`the cloud unit brought in A`: what a part brings in is revenue, no money raised; so is what
    a quarter or half does.
    """
    if not EARNED.fullmatch(page.text.prose[cue.start : cue.end]):
        return False
    span = (max(sentence[0], cue.start - NEAR), cue.start)
    if any(not part.holder for part in page.parts_in(span)):
        return True
    stretch = any(when.period and when.period.months in (3, 6, 9) for when in page.whens_in(span))
    return stretch and not _RAISED.search(page.text.prose[slice(*sentence)])


def _goes_on(page: Page, one: Found, other: Found) -> bool:
    """Whether two amounts are the ends of a way: `from A in one place to B`."""
    prose = page.text.prose
    gap = prose[one.end : other.start]
    led = FROM.search(prose[max(0, one.start - 16) : one.start])
    return bool(one.kind == other.kind and led and len(gap) < 60 and TO.search(gap) and not COMMA.search(gap))


def _is_measured_by(page: Page, one: Found, other: Found) -> bool:
    """Whether an amount is what the one before is measured by: `A, against B`, `A, down from B`."""
    gap = (one.end, other.start)
    if one.kind != other.kind or page.cues_in(gap) or other.start - one.end > NEAR:
        return False
    return bool(COMPARED.search(page.text.prose[slice(*gap)]))


def _is_of_the_total(page: Page, previous: Reading, one: Found) -> bool:
    """`A from the part, or 12% of the total`."""
    of_revenue = previous.metric is not None and previous.metric.name == "revenue" and one.kind == "percent"
    return of_revenue and bool(OF_TOTAL.match(page.text.prose, one.end))
