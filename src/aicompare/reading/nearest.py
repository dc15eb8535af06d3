"""Which words of a sentence name the metric of a figure: those that cost least to reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from aicompare.reading.amounts import Found
from aicompare.reading.between import A_ROUND, ADJACENT, CLEAN, COMMA, LIST, RESPECTIVELY, SOON
from aicompare.reading.cues import Cue
from aicompare.reading.page import Page, alike, listed_with
from aicompare.reading.text import Span
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS, Metric

# `spent A on research and B on marketing`
_SPENT_ON = ("research_expense", "selling_expense", "admin_expense", "compute_expense", "capital_expenditure")
_ON = re.compile(r"\s*(?:more |each )?on (?:its |the )?", re.I)


def fits(metric: Metric, one: Found) -> bool:
    """Whether a figure of this kind can be one of the metric."""
    match one.kind:
        case "money":
            return metric.unit == "money" or metric.name == "revenue_share"
        case "percent":
            return metric.unit in ("percent", "money", "count")
        case "multiple":
            return metric.unit in ("times", "money", "count")
        case "months":
            return metric.unit == "months"
        case "count":
            return metric.unit == "count"
        case _:
            return metric.unit in ("money", "count")


# `a profit of A on revenue of B`: behind A stands what it was made on.
_MADE_ON = re.compile(r"\s+on\s+(?:total\s+|net\s+|record\s+)*", re.I)


def nearest_cue(page: Page, one: Found, sentence: Span) -> tuple[Cue | None, bool]:
    """The cue that costs least, and whether it stands so near that it binds."""
    best: tuple[int, Cue] | None = None
    for cue in page.cues_in(sentence):
        if not fits(cue.metric, one):
            continue
        cost = _cost(page, one, cue)
        nearer = cue.end <= one.start  # of two before it that cost as much the one right before it
        if cost is not None and (best is None or cost < best[0] or (nearer and cost == best[0])):
            best = cost, cue
    if best is None:
        return None, False
    cue = _whose_share(page, one, best[1])
    if one.kind == "money" and cue.metric.name == "revenue_share":
        cue = replace(cue, metric=METRICS["revenue"], called="revenue")
    return cue, best[0] < 30


def _whose_share(page: Page, one: Found, cue: Cue) -> Cue:
    """`the top five customers made up A of revenue`: the share is that of the customers."""
    if one.kind != "percent" or cue.called not in ("revenue_share", "revenue"):
        return cue
    before = page.cues_in((max(0, one.start - 60), one.start))
    of_some = [other for other in before if other.called.endswith("_concentration")]
    near = of_some and not page.figures_in((of_some[-1].end, one.start))
    return of_some[-1] if near else cue


def _cost(page: Page, one: Found, cue: Cue) -> int | None:
    prose = page.text.prose
    if cue.end <= one.start or cue.start < one.start:
        gap = prose[min(cue.end, one.start) : one.start]
        between = [f for f in page.figures_in((cue.end, one.start)) if alike(f, one)]
        cost = 2 + len(gap) // (6 if gap.isascii() else 3) + 5 * len(between) + 3 * len(COMMA.findall(gap))
        cost += 0 if not CLEAN.fullmatch(gap) else -2
    elif cue.start >= one.end:
        gap = prose[one.end : cue.start]
        if len(gap) > 60 or any(not _in_brackets(prose, f) for f in page.figures_in((one.end, cue.start))):
            return None
        gap = re.sub(r"\([^()]*\)", " ", gap)
        if _MADE_ON.fullmatch(gap) and prose.startswith(" of ", cue.end):
            return None
        adjacent = ADJACENT.fullmatch(gap) or (cue.metric.name in _SPENT_ON and _ON.fullmatch(gap))
        if adjacent:
            cost = 1 + len(gap) // 8
        elif COMMA.search(gap) or re.search(r"[:：。.]", gap):
            return None
        else:
            cost = 9 + len(gap) // 3
    else:  # the figure stands inside the words: "burns $28m a month"
        cost = 1
    generic = cue.called in (
        "raised",
        "revenue_share",
        "ownership",
        "commitment",
        "cash",
        "enterprise_customers",
        "planned_investment",
    )
    if one.kind == "percent" and cue.metric.unit != "percent":
        cost += 4
    if (
        one.kind in ("money", "amount")
        and cue.called == "net_loss"
        and "adjusted" in prose[max(0, cue.start - 12) : cue.start].casefold()
    ):
        cost += 1
    if cue.start < one.start and A_ROUND.fullmatch(prose[cue.start : cue.end]):
        cost += 8
    return cost + (2 if generic else 0)


def _in_brackets(prose: str, one: Found) -> bool:
    return bool(re.search(r"\([^()]*$", prose[max(0, one.start - 12) : one.start]))


def listed_cue(page: Page, one: Found, sentence: Span) -> tuple[Cue, bool] | None:
    """`revenue and net loss were A and B, respectively`, and so without that word of what stands in a row."""
    run = listed_with(page, one, sentence)
    if len(run) > 1 and (cues := _in_a_row(page, run) or _of_the_clause_before(page, run, sentence)):
        return cues[run.index(one)], True
    if not RESPECTIVELY.search(page.text.prose, *sentence):
        return None
    figures = [f for f in page.figures_in(sentence) if alike(f, one)]
    cues = [c for c in page.cues_in((sentence[0], figures[0].start)) if fits(c.metric, one)]
    return (cues[figures.index(one)], True) if len(cues) == len(figures) > 1 else None


_BESIDE = re.compile(rf"{LIST.pattern}(?:its |the |an? )?", re.I)
_A_ROW = 90  # letters before a list


def _in_a_row(page: Page, run: Sequence[Found]) -> Sequence[Cue] | None:
    """The metrics that are named in one list right before one of as many figures: `revenue and loss were`."""
    start = max(0, run[0].start - _A_ROW)
    cues = page.cues_in((start, run[0].start))[-len(run) :]
    if not _are_of(cues, run) or page.figures_in((cues[0].start, run[0].start)):
        return None
    if any(when.group for when in page.whens_in((cues[0].start, run[0].start))):
        return None
    gaps = [page.text.prose[one.end : other.start] for one, other in pairwise(cues)]
    return cues if all(_BESIDE.fullmatch(gap) for gap in gaps) else None


def _of_the_clause_before(page: Page, run: Sequence[Found], sentence: Span) -> Sequence[Cue] | None:
    """The metrics of as many figures before a list that names none: `营收A,净利润B;第三季度分别为C和D`."""
    before = page.figures_in((sentence[0], run[0].start))[-len(run) :]
    if not before or page.cues_in((before[-1].end, run[0].start)):
        return None
    if not RESPECTIVELY.search(page.text.prose, before[-1].end, run[-1].end + SOON):
        return None
    cues = [cue for one in before if (cue := nearest_cue(page, one, sentence)[0])]
    return cues if _are_of(cues, run) else None


def _are_of(cues: Sequence[Cue], run: Sequence[Found]) -> bool:
    """Whether they are as many metrics as figures, each of the kind of its own."""
    as_many = len({cue.metric for cue in cues}) == len(cues) == len(run)
    return as_many and all(fits(cue.metric, one) for cue, one in zip(cues, run, strict=True))
