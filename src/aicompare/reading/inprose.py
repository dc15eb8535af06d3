"""What a figure in a sentence is."""

from __future__ import annotations

import re
from datetime import date

from aicompare.reading.amounts import Found
from aicompare.reading.doubt import follows_a_part, is_of_an_open_year, is_under_a_strange_head
from aicompare.reading.forms import formed
from aicompare.reading.page import Page
from aicompare.reading.partof import round_of, scope_of
from aicompare.reading.qualified import (
    ADJUSTED,
    is_another_measure,
    is_qualified,
    is_without_some,
    may_be_adjusted,
)
from aicompare.reading.referred import Days, days_meant, told_by_reference
from aicompare.reading.taken import Firm, Reading
from aicompare.reading.text import Span
from aicompare.reading.when import is_in_order, period_of
from aicompare.reading.which import What, is_clean, what_of
from aicompare.reading.whose import Whose, company_of
from aicompare.values.periods import Period


def in_prose(
    page: Page, one: Found, previous: Reading | None, only: str | None, within: Span | None = None
) -> Reading:
    """What a figure of a sentence is taken for; `within` is the sentence where it is a cell of a table."""
    sentence = within or page.text.sentence(one.start)
    what = what_of(page, one, previous, sentence)
    metric, called, words, form = what.metric, what.called, what.words, what.form
    whose = company_of(page, one, metric, sentence, only)
    company = whose.company
    if metric is not None and is_without_some(page, _clause(page, one, sentence), one.end):
        metric, called = ADJUSTED.get(called or metric.name, (metric, called))
    scope = scope_of(page, one, metric, sentence, company)
    metric, form = formed(metric, form, scope, one)
    period, period_words, firm_period = period_of(page, one, metric, sentence, form)
    days = None
    if metric and metric.kind != "deal" and (days := _days_pointed_to(page, one, sentence, period_words)):
        period, firm_period = _unless_named(page, period, period_words, days), False
    elif period and not firm_period and is_in_order(page, one, sentence):
        days = period.last, period.last
    firm_period = firm_period and not is_of_an_open_year(page, period_words, period)
    when = page.when_at(period_words)
    paragraph = page.text.paragraph(one.start)
    return Reading(
        one, company, metric, called if metric and (form != "growth" or metric.unit != "percent") else None, scope, period,
        _status(page, one, sentence), form, _firm(page, one, what, whose, sentence, firm_period=firm_period),
        whose.words, words, period_words,
        near=tuple(dict.fromkeys(w.period for w in page.whens_in(paragraph) if w.period)),
        cued=tuple(dict.fromkeys(c.metric for c in page.cues_in(sentence))),
        named=tuple(dict.fromkeys(m.company for m in page.mentions_in(sentence))),
        beside=tuple(dict.fromkeys(w.period for w in page.whens_in(sentence) if w.period)),
        sentence=sentence,
        parts=_parts_beside(page, sentence, company),
        deal=round_of(page, one, metric, sentence),
        numbered=bool(when and when.numbered), fiscal=bool(when and when.fiscal),
        also=when.also if when else None, stranger=whose.stranger, subject=whose.name, days=days,
    )  # fmt: skip


def _days_pointed_to(page: Page, one: Found, sentence: Span, words: Span | None) -> Days | None:
    """Between which its stretch ends, where words point to that from the one that is named."""
    pointing, when = told_by_reference(page, one, sentence, words), page.when_at(words)
    if pointing is None:
        return None
    return days_meant(when.period, pointing) if when and when.period else (date.min, date.max)


def _unless_named(page: Page, period: Period | None, words: Span | None, days: Days) -> Period | None:
    """A period that was read as another than the one that is named, and that may be meant: `A at the end
    of 2025, up from B a year earlier`.
    """
    when = page.when_at(words)
    meant = period is not None and when is not None and period != when.period
    return period if meant and period and days[0] <= period.last <= days[1] else None


def _firm(page: Page, one: Found, what: What, whose: Whose, sentence: Span, *, firm_period: bool) -> Firm:
    clean = _is_clean(page, one, what, sentence, whose.company)
    plain = _is_plain(page, one, what, sentence, whose.company)
    return Firm(whose.firm, what.firm, firm_period, clean, plain)


def _is_plain(page: Page, one: Found, what: What, sentence: Span, company: str | None) -> bool:
    """Whether no word beside a figure and its metric may make it another measure than the reported one."""
    if what.words is None or not is_clean(page, one, what.words):
        return False
    qualified = is_qualified(page, what.words, sentence, company)
    return not qualified and not may_be_adjusted(page, _clause(page, one, sentence), one.end, sentence)


def _is_clean(page: Page, one: Found, what: What, sentence: Span, company: str | None) -> bool:
    """Whether nothing between a figure and its metric, and nothing before that, may mean another thing.

    A share of revenue is of a part that its own words name.
    """
    if what.words is None or not is_clean(page, one, what.words):
        return False
    if follows_a_part(page, one.start, sentence, company) or is_under_a_strange_head(
        page, one.start, company
    ):
        return False
    clause = _clause(page, one, sentence)
    if is_another_measure(page, clause, one.end, what.metric.name if what.metric else None):
        return False
    return what.called == "revenue_share" or not is_qualified(page, what.words, sentence, company)


_TO_THE_OTHER_END = re.compile(r"\s*(?:to|and|-|–|至|到)\s*")


def _clause(page: Page, one: Found, sentence: Span) -> int:
    """Where what is said of a figure begins: behind the one before, unless both are the ends of a range."""
    start = one.start
    for other in reversed(page.figures_in((sentence[0], one.start))):
        if not _TO_THE_OTHER_END.fullmatch(page.text.prose[other.end : start]):
            return other.end
        start = other.start
    return sentence[0]


def _parts_beside(page: Page, sentence: Span, company: str | None) -> tuple[str, ...]:
    """The parts that a sentence names; who holds the company is none of them."""
    return tuple(dict.fromkeys(p.scope for p in page.parts_of(company, sentence) if not p.holder))


_STATUSES = (
    ("forecast", r"\b(?:forecast|expect(?:s|ed)?|project(?:s|ed|ion)|estimate[sd]?|will reach|predict\w*|could reach)\b|预计|预测|有望"),
    ("planned", r"\b(?:plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|intend(?:s|ed)?|seek(?:s|ing)?|target(?:s|ing)?|will be|to be)\b|计划|拟|将"),
    ("reported", r"\b(?:reportedly|according to (?:people|sources)|in talks|is being valued|people familiar)\b|据悉|据报道|传"),
)  # fmt: skip


def _status(page: Page, one: Found, sentence: Span) -> str | None:
    around = page.text.prose[max(sentence[0], one.start - 50) : min(sentence[1], one.end + 30)]
    return next((status for status, words in _STATUSES if re.search(words, around, re.I)), None)
