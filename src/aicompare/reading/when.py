"""Of which period a figure is: the words behind it, before it, or the last of the paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aicompare.reading.amounts import Found
from aicompare.reading.between import (
    AFTER_PREPOSITION,
    COMPARED,
    FROM,
    GROWN_ON,
    GROWN_TO,
    LIST,
    PAREN,
    RESPECTIVELY,
    TO,
)
from aicompare.reading.page import Page, alike, listed_with
from aicompare.reading.periods import When
from aicompare.reading.referred import is_taken
from aicompare.reading.taken import Form
from aicompare.reading.text import Span
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period

_OWN_PREPOSITION = re.compile(r"(?:in|by|during|of|from) ", re.I)
_BESIDE = re.compile(
    r"(?P<by_today>(?:this|last) year|the year before last)"
    r"|(?:and )?the (?:previous|prior) year|the year before",
    re.I,
)
_QUARTER, _YEAR = 3, 12  # months
Dated = tuple[Period | None, Span | None, bool]  # the period, the words that say it, whether they bind


def period_of(page: Page, one: Found, metric: Metric | None, sentence: Span, form: Form = "level") -> Dated:
    """By the words nearest to it, else by the last of the paragraph."""
    prose = page.text.prose
    inside = [when for when in page.whens_in(sentence) if not when.event]
    before = _told_before(page, one, sentence)
    behind = [w for w in inside if w.start >= one.end and w.period and not page.is_led(w)]
    if behind:
        first = behind[0]
        gap = prose[_end_of_list(page, one, sentence) : first.start]
        own = _OWN_PREPOSITION.match(prose, first.start, first.end)
        # `a peak of A in June`; a flow is of longer stretches: `A in the second, B from July to September`
        if own and metric and (metric.kind != "flow" or (_is_long(first) and not gap.strip())):
            gap += "in "
        if PAREN.fullmatch(gap) and re.match(r"\s*[年]?\s*[)）\],,;]", prose[first.end :]):
            return first.period, first.span, True
        if listed := _listed_behind(page, one, sentence, first):
            return listed
        crossed = page.figures_in((_end_of_list(page, one, sentence), first.start))
        if not crossed and AFTER_PREPOSITION.fullmatch(gap) and not re.search(r",\s|[;(]", gap):
            return _head(first), first.span, True
        if (
            not crossed
            and re.fullmatch(r"\s*(?:of|in|from|for)?\s*(?:a|the|的)?\s*", gap)
            and _is_beside(page, first, sentence)
        ):
            return first.period, first.span, True
    if before and (spread := _spread(page, one, sentence, before)):
        return spread
    if before and form == "growth" and (later := _later_of_two(before)):
        return later.period, later.span, True
    if before:
        led = _before(page, one, before)
        return _of_the_base(page, one, sentence, led) or led
    if behind and metric and metric.kind == "deal" and _ends_the_clause(page, one, behind[0]):
        return _head(behind[0]), behind[0].span, True
    if behind and (_may_belong(page, one, behind[0]) or _closes(page, one, behind)):
        return _head(behind[0]), behind[0].span, False
    paragraph = page.text.paragraph(one.start)
    earlier = [w for w in page.whens_in((paragraph[0], sentence[0])) if w.period and not w.before]
    flow = metric is not None and metric.kind == "flow"
    earlier = [w for w in earlier if not page.is_base(w)] or ([] if flow else earlier)
    if flow:
        earlier = [w for w in earlier if w.period and not w.period.is_day]
    found: Dated = (None, None, False)
    if earlier:
        found = earlier[-1].period, earlier[-1].span, False
    elif flow:
        found = page.main_period, None, False
    return _of_the_base(page, one, sentence, found) or found


def is_in_order(page: Page, one: Found, sentence: Span) -> bool:
    """Whether a figure is of a list that is most likely in the order of the periods before it: of no other
    of them then.
    """
    before = _told_before(page, one, sentence)
    run, told = listed_with(page, one, sentence), _periods(before)
    return 1 < len(told) == len(run) and not before[0].group and _are_taken(page, run, sentence, told)


def _told_before(page: Page, one: Found, sentence: Span) -> Sequence[When]:
    before = [w for w in page.whens_in(sentence) if w.end <= one.start + 1 and w.period and not w.event]
    return _no_bases(page, one, before)


def _periods(before: Sequence[When]) -> Sequence[When]:
    return list({when.period: when for when in before}.values())


def _is_long(when: When) -> bool:
    head = _head(when)
    return head is not None and head.months >= _QUARTER and not when.again


def _is_beside(page: Page, when: When, sentence: Span) -> bool:
    """Whether a phrase stands behind its figure without a preposition: `A a year earlier`.

    `the year before` is one only beside a year that is named, `last year` only beside no half or quarter: of
    `first-half revenue was A, against B last year` B is of the half.
    """
    words = _BESIDE.fullmatch(page.text.prose, when.start, when.end)
    if when.before or not words:
        return when.before
    named = [one.period for one in page.whens_in((sentence[0], when.start)) if one.period]
    years = [period for period in named if period.whole_months == _YEAR]
    return len(years) == len(named) and bool(years or words["by_today"])


def _listed_behind(page: Page, one: Found, sentence: Span, first: When) -> Dated | None:
    """`A and B in Q1 and Q2 2026`: each of its own, unbound where they are not as many."""
    run = listed_with(page, one, sentence)
    gap = page.text.prose[run[-1].end : first.start]
    if first.ranged or len(run) < 2 or not AFTER_PREPOSITION.fullmatch(gap) or "," in gap:
        return None
    if not first.group:  # `A and B in Q1 and C and D in Q2`: C is no figure of Q1, which has its own
        before = _told_before(page, run[0], sentence)
        own = before and is_taken(page, before[-1].span, page.figures_in((sentence[0], run[0].start)))
        return (first.period, first.span, False) if own and one != run[-1] else None
    fits = len(run) == len(first.group)
    return first.group[run.index(one) if fits else 0], first.span, fits


def _no_bases(page: Page, one: Found, before: Sequence[When]) -> Sequence[When]:
    """Without the periods of what another figure is measured by: `A in 2024, against B in 2023; C`."""
    return [when for when in before if when.group or not _is_base(page, one, when)] or before


def _is_base(page: Page, one: Found, when: When) -> bool:
    """Whether a period before a figure is of what another one is measured by."""
    if not page.is_base(when) or GROWN_ON.search(page.text.prose[max(0, when.start - 30) : when.start]):
        return page.is_base(when)
    crossed = page.figures_in((when.end, one.start))
    return bool(crossed) or not (page.is_led(when) or page.is_in_brackets(when))


def _of_the_base(page: Page, one: Found, sentence: Span, found: Dated) -> Dated | None:
    """Of what another figure is measured by, where no words say its period: most likely a year earlier.

    `up 18% from A`, `A versus B`, and the first of `narrowed from A to B`.
    """
    period, words, _ = found
    if period is None or not COMPARED.search(page.text.prose[max(sentence[0], one.start - 40) : one.start]):
        return None
    if words and words[0] < one.start and COMPARED.search(page.text.prose[max(0, words[0] - 24) : words[0]]):
        return None
    before = [f for f in page.figures_in((sentence[0], one.start)) if alike(f, one)]
    goes_on = _leads_on(page, one, sentence)
    return (period.year_earlier(), words, False) if before or goes_on else None


def _leads_on(page: Page, one: Found, sentence: Span) -> bool:
    """Whether another amount follows to which this one went: `from A to B`."""
    after = [f for f in page.figures_in((one.end, sentence[1])) if alike(f, one)][:1]
    return bool(after) and bool(TO.search(page.text.prose[one.end : after[0].start]))


def _end_of_list(page: Page, one: Found, sentence: Span) -> int:
    """Where the last of the figures ends that are listed with this one: `2% and 3% in 2025, respectively`,
    or to which it leads: `rose 48% to $17bn in the fourth quarter`.
    """
    end = one.end
    following = page.figures_in((one.end, min(sentence[1], one.end + 30)))
    if one.kind == "percent" and following and GROWN_TO.fullmatch(page.text.prose[end : following[0].start]):
        return following[0].end
    if RESPECTIVELY.search(page.text.prose[one.end : min(sentence[1], one.end + 120)]):
        for other in page.figures_in((one.end, sentence[1])):
            if not LIST.fullmatch(page.text.prose[end : other.start]):
                break
            end = other.end
    return end


def _ends_the_clause(page: Page, one: Found, when: When) -> bool:
    """Whether a phrase is of the deal of which several figures stand before it: `A at B in August`."""
    gap = page.text.prose[one.end : when.start]
    return len(gap) < 90 and bool(re.search(r"\b(?:in|on)\s+$", gap)) and not re.search(r"[,;(]|\band\b", gap)


def _may_belong(page: Page, one: Found, when: When) -> bool:
    """Whether a phrase soon behind a figure is of it: no other figure between, no bracket of another."""
    gap = page.text.prose[one.end : when.start]
    return len(gap) < 50 and not page.figures_in((one.end, when.start)) and not re.search(r"[(（\[]", gap)


def _closes(page: Page, one: Found, behind: Sequence[When]) -> bool:
    """Whether the only period of a sentence ends the clause in which a figure stands."""
    alone = len({when.period for when in behind}) == 1
    if not alone or behind[0].before or page.is_base(behind[0]):
        return False
    return not re.search(r";|,(?!\d)", page.text.prose[one.end : behind[0].start])


def _head(when: When) -> Period | None:
    """Of a range "2022 to 2024" behind a figure the whole."""
    if when.ranged and when.group:
        return Period(last=when.group[-1].last, first=when.group[0].first)
    return when.period


def _spread(page: Page, one: Found, sentence: Span, before: Sequence[When]) -> Dated | None:
    """`in the first quarter A and in the second B, with losses of C and D respectively`: D is of the second.

    None where nothing is listed; of periods that are not as many as the figures the last, unbound. Without
    that word as many figures are most likely in that order, where each period has one already.
    """
    run = listed_with(page, one, sentence)
    told = _periods(before)
    if len(told) < 2 or any(when.group for when in before):
        return None
    fits = len(told) == len(run)
    respective = bool(RESPECTIVELY.match(page.text.prose, *_behind_the_list(page, run)))
    if not respective and not (fits and _are_taken(page, run, sentence, told)):
        return None
    when = told[run.index(one)] if fits else told[-1]
    return when.period, when.span, fits and respective


def _are_taken(page: Page, run: Sequence[Found], sentence: Span, told: Sequence[When]) -> bool:
    """Whether each of some periods has a figure of its own before a list of one metric."""
    figures = [f for f in page.figures_in((sentence[0], run[0].start)) if f.kind != "percent"]
    if len(figures) < len(told) or not is_taken(page, told[-1].span, figures):
        return False
    return len({cue.metric for cue in page.cues_in((figures[-1].end, run[0].start))}) < 2


def _behind_the_list(page: Page, run: Sequence[Found]) -> Span:
    end = run[-1].end
    blank = re.compile(r"\s*,?\s*").match(page.text.prose, end)
    return (blank.end() if blank else end), end + 20


def _later_of_two(before: Sequence[When]) -> When | None:
    """A growth is of the later of two periods a year apart: `A in 2024 from B in 2023, up N%`."""
    last = before[-1]
    for other in before[:-1]:
        if last.period and other.period and last.period == other.period.year_earlier():
            return other
    return None


def _before(page: Page, one: Found, before: Sequence[When]) -> Dated:
    prose = page.text.prose
    last = before[-1]
    span = last.span
    if last.group:
        run = [w for w in before if w.group == last.group]
        listed = [f for f in page.figures_in((run[-1].end, one.start)) if alike(f, one)]
        listed = [*_leading(page, one, run[0]), *listed]
        if last.ranged and not listed and _is_alone(page, one, run[-1].end):
            return _head(last), span, True
        place = len(listed) % len(last.group)
        pair = re.search(r"\bfrom\b|由|从", prose[run[-1].end : one.start]) or TO.search(
            prose[max(0, one.start - 12) : one.start]
        )
        if last.ranged and pair and len(last.group) > 2:
            return (last.group[0] if not listed else last.group[-1]), span, True
        return last.group[place], span, _are_enough(page, one, listed, len(last.group))
    between = page.figures_in((last.end, one.start))
    if between and last.before and one.kind == "percent":
        return _resumed(page, before[:-1], last)
    figures = [f for f in between if alike(f, one)]
    led = FROM.search(prose[max(0, last.start - 16) : last.start])
    if figures and (led or last.before) and TO.search(prose[max(0, one.start - 14) : one.start]):
        return _resumed(page, before[:-1], last)
    if figures and last.before and not led:
        return _resumed(page, before[:-1], last)
    of_another = bool(re.search(r"[(（]\s*$", prose[max(0, last.start - 3) : last.start]))
    bound = not last.again and not of_another and (not last.before or not figures)
    return last.period, span, bound


def _leading(page: Page, one: Found, first: When) -> Sequence[Found]:
    """The figure in front of which the first of a list belongs: `A in Q1 2026, and in Q2 it was B`."""
    sentence = page.text.sentence(first.start)
    led = page.figures_in((sentence[0], first.start))[-1:]
    if led and len(listed_with(page, led[0], sentence)) >= len(first.group):
        return ()  # `A and B in 2024 and 2025, C and D`: those have theirs
    gaps = [page.text.prose[f.end : first.start] for f in led if alike(f, one)]
    return led if any(AFTER_PREPOSITION.fullmatch(gap) and "," not in gap for gap in gaps) else ()


def _are_enough(page: Page, one: Found, listed: Sequence[Found], places: int) -> bool:
    """Whether as many figures stand there as periods: one alone may be of all of them."""
    rest = page.figures_in((one.start, page.text.sentence(one.start)[1]))
    return len(listed) + sum(alike(f, one) for f in rest) >= places


def _is_alone(page: Page, one: Found, start: int) -> bool:
    """Whether one figure stands behind a range of years, which is of the whole of it."""
    sentence = page.text.sentence(one.start)
    return sum(alike(f, one) for f in page.figures_in((start, sentence[1]))) == 1


def _resumed(page: Page, before: Sequence[When], last: When) -> Dated:
    """Behind a comparison, the period before it: `由2024年的A升至B` is of the first period."""
    if before:
        return before[-1].period, before[-1].span, True
    start = page.text.paragraph(last.start)[0]
    earlier = [w for w in page.whens_in((start, last.start)) if w.period and not w.before]
    if earlier:
        return earlier[-1].period, earlier[-1].span, False
    return page.main_period, None, False
