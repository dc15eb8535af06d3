"""When a text says that something was: every phrase of it with its period.

A phrase without a year takes it from those before it, or from the day of the text. Phrases joined
by `to`, `and` or commas are several periods, for the figures listed behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from aicompare.reading.parted import PartOfYear, part_said
from aicompare.reading.phrases import Said, said_in
from aicompare.reading.stretches import ASIDE, NUMBERED, POINTING, State, period_said
from aicompare.reading.text import Placed, PlainText
from aicompare.values.errors import Trouble
from aicompare.values.frozen import dataclass, replace
from aicompare.values.periods import Period, add_months, stretch_of

_JOINED = re.compile(
    r"\s*(?:,|、|and|, and|to|through|until|till|和|及|与|至|到|-|–|—|~)\s*(?:the\s+|in\s+)?"
)
_BACKWARDS = re.compile(r"\s*(?:、|and|和|及|与)\s*(?:the\s+|in\s+)?")  # in H1 2026 and H1 2025
_THROUGH = re.compile(r"\s*(?:to|through|until|till|至|到|-|–|—|~)\s*(?:the\s+)?")
# A year in which a company began is no period of its figures.
_FOUNDED = re.compile(
    r"(?:found(?:ed)?|established|set up|started|launched|incorporated|born|since)\s+(?:back\s+)?(?:in\s+)?$|(?:成立|创立|创办|始)于?$",
    re.I,
)
_QUARTER = 3  # months
_FOUNDED_BEHIND = re.compile(r"\s*(?:成立|创立|创办|开启|推出|启动|上线)|-founded|-born")


@dataclass(frozen=True, slots=True)
class When(Placed):
    """A phrase and its period; `group` are those of a list or range of which it is the head.

    `again` says that it only points to a period named before, `before` that it is of a year before
    the one the text is about ("a year earlier"), or of another beside it. `numbered` is a year, half or quarter by its number,
    which may be one of the company's own years; `fiscal` where the words say so. `event` is when
    something began, no period of a figure; `also` what else may be meant.
    """

    period: Period | None
    group: tuple[Period, ...] = ()
    before: bool = False
    again: bool = False
    ranged: bool = False
    numbered: bool = False
    fiscal: bool = False
    event: bool = False
    also: Period | None = None


def periods_of(text: PlainText, published: date | None) -> list[When]:
    """Every phrase of the text that says when, in its order."""
    state = State(published)
    found: list[When] = []
    part: PartOfYear | None = None
    for said in said_in(text.prose):
        state.enter(text.sentence(said.start), text.paragraph(said.start))
        period = period_said(said, state)
        own = part and part.of(said, period, text)
        whole = period if part and own and part.is_measured_by(said, text) else None
        if part and own:
            if part.year is None:  # its own phrase is of that year too
                found[-1] = replace(found[-1], period=own, fiscal=state.is_fiscal(said))
            part, period = replace(part, year=period, end=said.end), own
        else:
            part = part_said(said, text) or part
        event = _is_of_an_event(said, text.prose)
        if not event:
            state.remember(said, period)
        again = said.kind in ("again", "reported", "reported quarter")
        before = said.kind in ASIDE or event
        numbered = said.kind in NUMBERED or (said.kind in POINTING and state.numbered)
        fiscal = numbered and state.is_fiscal(said)
        when = When(
            _start_of(said), said.end, period,
            before=before, again=again, numbered=numbered, fiscal=fiscal, event=event, also=whole,
        )  # fmt: skip
        if found and (ended := _ended(found[-1], when, text.prose)):
            found[-1], when = ended
        found.append(when)
    return list(_grouped(found, text.prose))


def _start_of(said: Said) -> int:
    """Without the word that joins it to the one before: `from April to June`."""
    joined = said.kind == "month" and said.found[0].startswith("to ")
    return said.found.start("mon") if joined else said.start


def _is_of_an_event(said: Said, prose: str) -> bool:
    """Whether a year is the one in which a company or product began."""
    led = _FOUNDED.search(prose[max(0, said.start - 28) : said.start])
    return bool(led or _FOUNDED_BEHIND.match(prose, said.end))


_ENDING = re.compile(
    r"\s*[,(]?\s*(?:(?:which|that) )?(?:had )?(?:ended|ending|ends|closed|closing|to|through)\s+(?:on\s+)?",
    re.I,
)
_A_YEAR_APART = timedelta(days=400)  # a fiscal year may be called by the year before it or behind it


def _ended(stretch: When, day: When, prose: str) -> tuple[When, When] | None:
    """`the second quarter, ended July 26, 2026`: both phrases are the stretch that ends on the day."""
    one, other = stretch.period, day.period
    if one is None or other is None or one.is_day or not other.is_day or one.months < _QUARTER:
        return None
    if not _ENDING.fullmatch(prose[stretch.end : day.start]) or abs(other.last - one.last) > _A_YEAR_APART:
        return None
    own = Period(last=other.last, first=add_months(other.last, -one.months) + timedelta(days=1))
    told = replace(stretch, period=own, numbered=False, fiscal=False)
    return told, replace(told, start=day.start, end=day.end)


def _grouped(found: Sequence[When], prose: str) -> Iterator[When]:
    """Phrases that are joined, each with the periods of its whole list or range."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and _is_joined(found[end - 1], found[end], prose):
            end += 1
        run = found[at:end]
        group = tuple(one.period for one in run if one.period)
        ranged = len(run) == 2 and bool(_THROUGH.fullmatch(prose[run[0].end : run[1].start]))
        if ranged and len(group) == 2:
            group = _filled(group[0], group[1])
        for when in run:
            yield replace(when, group=group if len(group) > 1 else (), ranged=ranged)
        at = end


def _is_joined(one: When, other: When, prose: str) -> bool:
    between = prose[one.end : other.start]
    if (
        other.start - one.end > 12
        or not _JOINED.fullmatch(between)
        or one.period is None
        or other.period is None
    ):
        return False
    if one.before or other.before or one.again or other.again:
        return False
    backwards = one.period.is_as_long_as(other.period) and _BACKWARDS.fullmatch(between)
    return other.period.last > one.period.last or (bool(backwards) and other.period.last < one.period.last)


def _filled(first: Period, last: Period) -> tuple[Period, ...]:
    try:
        return tuple(stretch_of(first, last))
    except Trouble:
        return first, last
