"""Several companies that are named as one subject: `A and B had revenue of X and Y, respectively`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aicompare.reading.amounts import Found
from aicompare.reading.between import HELD, LIST, RESPECTIVELY, SOON, TOGETHER
from aicompare.reading.names import Mention
from aicompare.reading.page import Page, alike, listed_with
from aicompare.reading.text import Span
from aicompare.values.metrics import Metric

_OF_ONE = re.compile(
    r"\b(?:former|latter|its|it|his|combined|each|both)\b|前者|后者|该公司|合计|[其均]|各(?!自)", re.I
)
_AT = re.compile(r"\s*(?:at|for|by)\s", re.I)


def one_of_several(
    page: Page, one: Found, metric: Metric | None, sentence: Span
) -> tuple[bool, Mention | None]:
    """Whether several are the subject of a list of figures, and which of them this one is of.

    Without `respectively` a list of as many figures as companies is theirs, where nothing tells otherwise.
    None where the figures are not as many as the companies: then it may be of any.
    """
    before = [m for m in page.mentions_in(sentence) if m.end <= one.start]
    named, run = _joined(page, before), listed_with(page, one, sentence)
    if behind := _behind(page, run, sentence):
        return True, behind[run.index(one)]
    if len(named) < 2 or not (
        _is_respective(page, named, run) or _is_theirs(page, named, run, metric, sentence)
    ):
        return False, None
    return True, named[run.index(one)] if len(run) == len(named) else None


def may_be_of_several(page: Page, one: Found, sentence: Span) -> bool:
    """Whether a list of figures may be of the companies told before it, a figure each: `revenue grew A at
    X and B at Y; net losses were C and D`.
    """
    run = listed_with(page, one, sentence)
    told = [m for m in page.mentions_in((sentence[0], run[0].start)) if not m.oblique]
    if len(run) < 2 or len(run) != len({m.company for m in told}) or not _are_alike(run):
        return False
    gap = page.text.prose[told[-1].end : run[0].start]
    row = {m.span for m in _joined(page, told)}
    if len(row) == len(run) and told[-1].span in row:
        return True
    crossed = page.figures_in((told[-1].end, run[0].start))
    return ";" in gap or bool(crossed) or _is_of_a_figure(page, told[-1])


def _is_of_a_figure(page: Page, mention: Mention) -> bool:
    """`A at X`: whether a company is named right behind a figure of its own."""
    led = page.figures_in((mention.start - SOON, mention.start))[-1:]
    return bool(led) and bool(_AT.fullmatch(page.text.prose, led[0].end, mention.start))


def _behind(page: Page, run: Sequence[Found], sentence: Span) -> Sequence[Mention]:
    """The row of as many companies right behind a list: `A and B at X and Y`."""
    following = page.mentions_in((run[-1].end, sentence[1]))
    row = _joined(page, following[: len(run)])
    led = len(run) > 1 and row and _AT.fullmatch(page.text.prose, run[-1].end, row[0].start)
    return row if led and len(row) == len(run) else ()


def _is_respective(page: Page, named: Sequence[Mention], run: Sequence[Found]) -> bool:
    prose, last = page.text.prose, run[-1].end
    return bool(
        RESPECTIVELY.search(prose, named[-1].end, run[0].start)
        or RESPECTIVELY.search(prose, last, last + SOON)
    )


def _is_theirs(
    page: Page, named: Sequence[Mention], run: Sequence[Found], metric: Metric | None, sentence: Span
) -> bool:
    """Whether a list is of a row of companies: as many figures of one metric, and nobody named since."""
    if len(run) != len(named) or not _are_alike(run) or metric is None or metric.name in HELD:
        return False
    since = named[-1].end, run[0].start
    others = page.figures_in(since)
    start = others[-1].end if others else since[0]
    several = len({cue.metric for cue in page.cues_in((start, run[0].start))}) > 1
    periods = any(when.group for when in page.whens_in((sentence[0], run[0].start)))
    if several or periods or page.mentions_in(since) or _of_another(page, run, sentence):
        return False
    gap = page.text.prose[start : run[0].start]
    return not (_OF_ONE.search(gap) or TOGETHER.search(gap))


def _are_alike(run: Sequence[Found]) -> bool:
    return all(alike(run[0], other) for other in run)


def _of_another(page: Page, run: Sequence[Found], sentence: Span) -> bool:
    """`A and B at Acme`: whether somebody is named right behind the list."""
    behind = page.mentions_in((run[-1].end, sentence[1]))[:1]
    return bool(behind) and bool(_AT.fullmatch(page.text.prose, run[-1].end, behind[0].start))


def _joined(page: Page, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The last names that stand in one list."""
    run: list[Mention] = []
    for mention in mentions:
        joined = run and _AND.fullmatch(page.text.prose[run[-1].end : mention.start])
        if joined and mention.company not in {one.company for one in run}:
            run.append(mention)
        elif len(run) < 2 or joined:
            run = [mention]
    return run


_AND = re.compile(rf"(?:['’]s)?{LIST.pattern}")
