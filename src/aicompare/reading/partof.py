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

# `A of its B revenue`, `A of sales of B`: B is of the whole.
_OF_THE_WHOLE = re.compile(r"\bof (?:its |the |all |total )+(?:about |around |roughly )?$", re.I)
_OUT_OF = re.compile(r"\s*(?:out )?of (?!which\b)", re.I)
# Between a part and a figure, words that go back to the company: `the cloud 3.4%, overall 56.3%`,
# `the cloud lifted sales to A`.
_WHOLE = re.compile(
    r"整体|总体|综合毛利|合计|总收入|总营收|总毛利|带动|推动|拉动|助推|驱动|推升|促使"
    r"|\boverall\b|\bgroup(?:-wide)?\b|\bcompany-wide\b|\btotal (?:revenues?|sales|gross)|\bthe company\b"
    r"|\b(?:lift|boost|push|help|propell|pull|drag|fuell?|driv|rais)(?:e|ed|es|s|ing)\b"
    r"|\b(?:drove|led to|(?:took|brought)(?! in\b))\b",
    re.I,
)
# The same behind the figure: `A for the group`, `A营收中的B`.
_WHOLE_BEHIND = re.compile(
    r"\s*(?:(?:for|at|across) the (?:whole )?(?:company|group|firm)\b"
    r"|overall\b|company-wide\b|group-wide\b|as a whole\b"
    r"|的?[\u4e00-\u9fff]{0,4}[中里])",
    re.I,
)
# To the part behind a figure lead `A from its cloud business`, `A in 2025 came from the cloud`.
_LEADS = re.compile(
    r"(?:\s|['’]s\b|\b(?:in|of|for|during|was|were|came|comes|coming|generated|earned|derived|made|booked"
    r"|brought in|alone|only)\b)*"
    r"\b(?:from|in|by) (?:(?:its|the|their|that|new|own) )*",
    re.I,
)
_TOPIC = re.compile(
    r"(?:^|[.;:\n]|\b(?:and|but|while)\b)\s*(?:in|for|at|within|as for) (?:(?:its|the|their) )*$", re.I
)
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
    led = bool(behind) and _is_led(page, one, behind[0])
    if led and OF_REVENUE.match(page.text.prose[one.end : one.end + 60]):
        return behind[-1].scope if behind[-1].start - behind[0].end < 16 else behind[0].scope
    if listed := _listed_part(page, one, sentence, before):
        return listed
    if _is_of_the_whole(page, one, sentence):
        return None
    if before:
        unbound = metric.name != "revenue_share" and _is_unbound(page, one, before[-1])
        return None if unbound else before[-1].scope
    return behind[0].scope if led else None


def _is_led(page: Page, one: Found, part: PartWords) -> bool:
    """Whether words lead from a figure to a part behind it: no other figure, no clause of its own."""
    if page.figures_in((one.end, part.start)):
        return False
    return bool(_LEADS.fullmatch(_without_what_is_told(page, (one.end, part.start))))


def _without_what_is_told(page: Page, span: Span) -> str:
    """The words without names, periods, metrics and what stands in brackets."""
    told = (*page.mentions_in(span), *page.whens_in(span), *page.cues_in(span))
    return re.sub(r"[(（][^()（）]*[)）]", " ", page.text.without(span, (one.span for one in told)))


def _is_of_the_whole(page: Page, one: Found, sentence: Span) -> bool:
    """Whether the part before it was said to be so much of this figure: `A of its B revenue`."""
    earlier = page.figures_in((sentence[0], one.start))
    if not earlier:
        return False
    if _OF_THE_WHOLE.search(page.text.prose[max(0, one.start - 24) : one.start]):
        return True
    gap = _without_what_is_told(page, (earlier[-1].end, one.start))
    return earlier[-1].kind == one.kind and bool(_OUT_OF.match(gap)) and not COMMA.search(gap)


def _is_unbound(page: Page, one: Found, part: PartWords) -> bool:
    """Whether a figure behind a part may be of the whole as well: nothing is held against it then.

    So where the words go back to the company, and where a metric is named anew behind a figure of the
    part or behind the company's name: `the part made up A of revenue, and the margin was B`.
    """
    gap = part.end, one.start
    if _WHOLE.search(page.text.prose[slice(*gap)]) or _WHOLE_BEHIND.match(page.text.prose, one.end):
        return True
    between = page.figures_in(gap)
    since = between[-1].end if between else part.end
    named = [mention for mention in page.mentions_in((since, one.start)) if not mention.product]
    cues = page.cues_in((since, one.start))
    if between:
        return bool(named) or (bool(cues) and not _is_with_a(page, cues[-1].start))
    return bool(named) and bool(cues) and _is_a_clause_before(page, part, named[-1].start)


def _is_with_a(page: Page, at: int) -> bool:
    """`the part brought in A with a margin of B`: B is of the part."""
    return bool(_WITH_A.search(page.text.prose[max(0, at - 12) : at]))


def _is_a_clause_before(page: Page, part: PartWords, until: int) -> bool:
    """`boosted by the cloud, Acme's revenue`; in `in the cloud, Acme's revenue` the part is the topic."""
    if not COMMA.search(page.text.prose[part.end : until]):
        return False
    return not _TOPIC.search(page.text.prose[max(0, part.start - 24) : part.start])


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
