"""Of which part of the company, and of which round of financing, a figure is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aicompare.reading.amounts import Found
from aicompare.reading.between import COMMA, HELD, RESPECTIVELY, ROUND
from aicompare.reading.cues import OF_REVENUE
from aicompare.reading.page import Page, listed_with
from aicompare.reading.parts import HAS_PARTS, PartWords
from aicompare.reading.text import Span
from aicompare.values.metrics import Metric

# `A of its B revenue`: B is of the whole.
_OF_THE_WHOLE = re.compile(r"\bof (?:its |the |all |total )+(?:about |around |roughly )?$", re.I)


# Behind a part, words that go back to the company: `the cloud 3.4%, overall 56.3%`.
_WHOLE = re.compile(
    r"整体|总体|综合毛利|合计|总收入|总营收|总毛利|\boverall\b|\bgroup(?:-wide)?\b|\bcompany-wide\b"
    r"|\btotal (?:revenues?|sales|gross)",
    re.I,
)
_LEADS = re.compile(r"\b(?:from|in|by)\b")  # to the part behind a figure
_WITH_A = re.compile(r"\b(?:with|at) (?:a|an) $", re.I)


def scope_of(
    page: Page, one: Found, metric: Metric | None, sentence: Span, company: str | None
) -> str | None:
    """The part or holder that the words before a figure name, or those behind it."""
    if metric is None or metric.name not in (*HAS_PARTS, *HELD):
        return None
    inside = page.parts_of(company, sentence)
    before = [p for p in inside if p.end <= one.start]
    behind = [p for p in inside if one.end <= p.start < one.end + 50]
    if metric.name in HELD:
        return before[-1].scope if before else behind[0].scope if behind else None
    led = behind and _LEADS.search(page.text.prose[one.end : behind[0].start])
    if led and OF_REVENUE.match(page.text.prose[one.end : one.end + 60]):
        return behind[-1].scope if behind[-1].start - behind[0].end < 16 else behind[0].scope
    if listed := _listed_part(page, one, sentence, before):
        return listed
    if _OF_THE_WHOLE.search(page.text.prose[max(0, one.start - 24) : one.start]) and page.figures_in(
        (sentence[0], one.start)
    ):
        return None
    back = before and _WHOLE.search(page.text.prose[before[-1].end : one.start])
    if back and metric.name != "revenue_share":
        return None
    if before:
        ambiguous = metric.name != "revenue_share" and _is_of_another_clause(page, one, before[-1])
        return None if ambiguous else before[-1].scope
    if led and not page.figures_in((one.end, behind[0].start)):
        return behind[0].scope
    return None


def _is_of_another_clause(page: Page, one: Found, part: PartWords) -> bool:
    """`the part made up A of revenue, and the margin was B`: B may be of the part or of the whole."""
    between = page.figures_in((part.end, one.start))
    if not between:
        return False
    gap = between[-1].end, one.start
    cues = page.cues_in(gap)
    if cues and _WITH_A.search(page.text.prose[max(0, cues[-1].start - 12) : cues[-1].start]):
        return False
    return bool(COMMA.search(page.text.prose[slice(*gap)])) and bool(cues)


def _listed_part(page: Page, one: Found, sentence: Span, before: Sequence[PartWords]) -> str | None:
    """`A and B contributed 1% and 2%, respectively`."""
    if not RESPECTIVELY.search(page.text.prose[one.end : min(sentence[1], one.end + 90)]):
        return None
    run = listed_with(page, one, sentence)
    place = run.index(one)
    parts = list(dict.fromkeys(part.scope for part in before))[-len(run) :]
    return parts[place] if len(parts) == len(run) > 1 else None


def round_of(page: Page, one: Found, metric: Metric | None, sentence: Span) -> str | None:
    """The round of financing of which a figure is, as deals are called: `a`, `b6`, `pre-b++`."""
    if metric is None or metric.kind != "deal":
        return None
    prose = page.text.prose
    behind = ROUND.search(prose[one.end : min(sentence[1], one.end + 30)])
    if (
        behind
        and not page.figures_in((one.end, one.end + behind.start()))
        and not re.search(r"[,;]", prose[one.end : one.end + behind.start()])
    ):
        return round_name(behind[0])
    before = list(ROUND.finditer(prose[sentence[0] : one.start]))
    return round_name(before[-1][0]) if before else None


def round_name(said: str) -> str:
    """One name for `Series A`, `A轮` and `a-plus`: `a`, `a+`."""
    name = said.casefold().replace("series", "").replace("round", "").replace("plus", "+")
    name = re.sub(r"[\s轮]|(?<!pre)-", "", name).strip("-")
    return {"天使": "angel", "种子": "seed"}.get(name, name.replace("pre-", "pre").replace("pre", "pre-"))
