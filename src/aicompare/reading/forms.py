"""Whether a figure is a level, a growth, a share of revenue or a difference."""

from __future__ import annotations

import re

from aicompare.reading.amounts import Found
from aicompare.reading.between import OF_REVENUE_BEFORE
from aicompare.reading.cues import COMPOUND, GROWTH, OF_REVENUE, SHARE, Cue
from aicompare.reading.page import Page
from aicompare.reading.taken import Form
from aicompare.reading.text import Span
from aicompare.values.metrics import METRICS, Metric, growth_of

_TO = re.compile(r"(?:至|到|\bto)\s*(?:约|about )?\s*$")


def form_of(page: Page, one: Found, cue: Cue | None, sentence: Span) -> Form:
    """Whether a percentage or multiple is a growth or a share of revenue rather than a level."""
    prose = page.text.prose
    if one.kind not in ("percent", "multiple"):
        return "difference" if _is_difference(prose, one) else "level"
    if one.kind == "percent" and cue and cue.called == "cash_burn":
        return "ratio"
    around = prose[max(sentence[0], one.start - 40) : min(sentence[1], one.end + 24)]
    before = prose[max(sentence[0], one.start - 34) : one.start]
    behind = prose[one.end : min(sentence[1], one.end + 24)]
    previous = page.figures_in((max(sentence[0], one.start - 34), one.start))
    if previous:
        before = prose[previous[-1].end : one.start]
    following = page.figures_in((one.end, one.end + 24))
    if following:
        behind = re.split("[,;]", prose[one.end : following[0].start])[0]
    if one.kind == "percent" and OF_REVENUE.match(prose[one.end : one.end + 60]):
        return "ratio"
    if one.kind == "percent" and OF_REVENUE_BEFORE.search(before) and cue and cue.called == "revenue":
        return "ratio"
    share = cue is not None and cue.metric.name == "revenue_share"
    if cue and cue.metric.unit in ("percent", "times") and (not share or _TO.search(before)):
        return "level"
    if COMPOUND.search(around):
        return "compound"
    if GROWTH.search(before) or GROWTH.search(behind) or GROWTH.search(prose[one.start : one.end]):
        return "growth"
    if one.word or one.kind == "multiple":
        return "growth" if cue and cue.metric.unit in ("money", "count") else "level"
    if cue and cue.metric.unit in ("money", "count"):
        return "ratio" if SHARE.search(prose[max(sentence[0], one.start - 120) : one.end + 24]) else "growth"
    return "level"


def _is_difference(prose: str, one: Found) -> bool:
    """Whether an amount is by how much something grew: `up $500 million from`, `增加13.5亿元`."""
    before = prose[max(0, one.start - 40) : one.start]
    if re.search(r"(?:增加|减少|增长|下降|减亏|扩大|收窄)了?(?:约|人民币)?$", before):
        return True
    grown = re.search(
        r"\b(?:up|down|(?:rose|risen|rise|grew|fell|higher|lower|increased?|decreased?|(?:an? )?(?:increase|decrease|rise) of)(?: by)?)\s+(?:(?:about|around|roughly|some|nearly|over|more than|approximately)\s+)?$",
        before,
        re.I,
    )
    rose = re.search(
        r"\b(?:rose|grew|fell|increased|decreased)\s+(?:by\s+)?(?:about |around )?$", before, re.I
    )
    return bool(rose) or (
        bool(grown)
        and bool(
            re.match(r"\s*(?:from|on|compared|year|in (?:a|one))\b", prose[one.end :], re.I)
            or " by" in before[-8:]
        )
    )


def formed(metric: Metric | None, form: Form, scope: str | None, one: Found) -> tuple[Metric | None, Form]:
    """Under the metric of its own, where there is one: growth of revenue, a share of revenue."""
    if metric is None:
        return (METRICS["revenue_share"], "level") if form == "ratio" and scope else (None, form)
    if form == "growth" and one.kind == "multiple":
        return metric, form
    if form == "growth" and metric.name in ("share_price", "offer_price"):
        return METRICS["price_change"], "level"
    if form == "growth" and metric.name == "net_profit_attributable":
        return METRICS["net_profit_growth"], form
    if form in ("growth", "compound") and metric.unit == "money":
        return growth_of(metric.name) or metric, form
    if form == "ratio" and metric.name in ("revenue", "revenue_share"):
        return METRICS["revenue_share"], "level"
    return metric, form
