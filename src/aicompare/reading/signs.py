"""Profit or loss, rise or fall: which sign the words beside a figure say plainly.

The digits of a loss agree with those of a profit; where the words say the one and the data have the other,
they are not the same figure. Words that leave it open (`net result`, `profit swung to a loss of`) say none.
"""

from __future__ import annotations

import re

from aicompare.reading.page import Page
from aicompare.reading.taken import Reading
from aicompare.reading.text import Span
from aicompare.reading.which import is_clean
from aicompare.values.metrics import METRICS

NETS = ("net_profit", "net_profit_attributable")
_POSITIVE, _NEGATIVE = (
    re.compile(r"(?:\bpositive|正的?)\s*$", re.I),
    re.compile(r"(?:\bnegative|负的?)\s*$", re.I),
)
_OPEN = re.compile(r"[-\u2212\u2013(（负]|\b(?:minus|negative|deficit)\b", re.I)
_LOSS = re.compile(r"loss|lost|亏", re.I)
_PROFIT = re.compile(r"profit|income|earn|利润|净利|纯利|盈利|溢利", re.I)
_AROUND = 16  # letters: `net profit or net loss`
# Words of a growth right before its percentage, or right behind it.
_UP = (
    r"rose|risen|rises?|rising|grew|grow[ns]?|growing|growth|increas(?:ed?|es|ing)|up|jump(?:ed|s|ing)?"
    r"|surg(?:ed?|es|ing)"
    r"|soar(?:ed|s|ing)?|climb(?:ed|s|ing)?|gain(?:ed|s)?|expand(?:ed|s|ing)?|widen(?:ed|s|ing)?"
)
_DOWN = (
    r"f[ae]ll(?:en|s|ing)?|declin(?:ed?|es|ing)|dropp?(?:ed|s|ing)?|decreas(?:ed?|es|ing)|down"
    r"|shr[aiu]nk(?:ing|s)?|slid"
    r"|slump(?:ed|s)?|plung(?:ed?|es|ing)|tumbl(?:ed?|es|ing)|narrow(?:ed|s|ing)?|contract(?:ed|s|ing)?|sank"
)
_FILL = (
    r"(?:[\s,]|\b(?:by|of|about|around|roughly|some|nearly|almost|over|more than|just|only|a|an|sharply"
    r"|another|year[- ]on[- ]year|year[- ]over[- ]year|yoy|y/y)\b|[了约近超达逾同比])*"
)
_BEFORE = re.compile(
    rf"(?:\b(?P<up>{_UP})\b|(?P<zup>(?<!负)增长|上升|上涨|增加|提升|提高|扩大|飙升)|\b(?P<down>{_DOWN})\b"
    rf"|(?P<zdown>下降|下滑|下跌|减少|收窄|缩窄|缩小|降低)){_FILL}$",
    re.I,
)
_BEHIND = re.compile(
    r"\s*(?:(?:year[- ]on[- ]year|year[- ]over[- ]year|yoy|y/y)\s+)?"
    rf"(?:(?P<up>{_UP}|higher)|(?P<down>{_DOWN}|lower))\b"
    rf"|的?(?:同比)?(?:(?P<zup>增长|增幅|升幅|涨幅)|(?P<zdown>降幅|跌幅|下降|下滑))",
    re.I,
)
_NEAR = 40  # letters


def sign_said(page: Page, one: Reading) -> int:
    """1 of what is called a profit, -1 of a loss, 0 where the words leave it open.

    `net profit of A`: 1; `净亏损A`: -1; `net profit of -A`, `net result of A`: 0.
    """
    words = one.metric_words
    if one.metric is None or words is None or one.cell or one.form != "level" or one.found.signed:
        return 0
    if not is_clean(page, one.found, words):
        return 0
    return _of_a_profit(page, one, words) if one.metric.loss else _of_a_flow(page, words)


def _of_a_profit(page: Page, one: Reading, words: Span) -> int:
    prose, start = page.text.prose, one.found.start
    before = page.figures_in((one.sentence[0], min(words[0], start)))
    first = max(one.sentence[0], min(words[0], start) - _AROUND, before[-1].end if before else 0)
    around = prose[first:start] + " " + prose[one.found.end : max(words[1], one.found.end)]
    beside = prose[words[1] : start] if words[1] <= start else prose[max(first, start - 3) : start]
    loss, profit = bool(_LOSS.search(around)), bool(_PROFIT.search(around))
    if loss == profit or _OPEN.search(beside) or _OPEN.search(prose[first : words[0]]):
        return 0
    return -1 if loss else 1


def _of_a_flow(page: Page, words: Span) -> int:
    before = page.text.prose[max(0, words[0] - _AROUND) : words[0]]
    return bool(_POSITIVE.search(before)) - bool(_NEGATIVE.search(before))


def is_a_loss(page: Page, one: Reading) -> bool:
    """Whether the words for the metric are those of a loss."""
    return one.metric_words is not None and bool(_LOSS.search(page.text.prose[slice(*one.metric_words)]))


def direction_said(page: Page, one: Reading) -> int:
    """1 of what is said to have risen by a percentage, -1 to have fallen, 0 where no word beside it tells.

    `fell 11%`, `收窄12.1%`, `11% lower`: -1; `down from 11%`, `growth slowed to 11%`: 0.
    """
    found, prose = one.found, page.text.prose
    if found.kind != "percent" or found.signed:
        return 0
    earlier = page.figures_in((max(one.sentence[0], found.start - _NEAR), found.start))
    first = earlier[-1].end if earlier else max(one.sentence[0], found.start - _NEAR)
    told = {
        1 if match["up"] or match["zup"] else -1
        for match in (_BEFORE.search(prose[first : found.start]), _BEHIND.match(prose, found.end))
        if match
    }
    return told.pop() if len(told) == 1 else 0


def base_of(metric: str) -> str | None:
    """The profit of which a growth is, since that of a loss is of its size; None of any other."""
    base = metric.removesuffix("_growth")
    if base.endswith("_loss"):
        return base
    return base if base in METRICS and METRICS[base].loss else None
