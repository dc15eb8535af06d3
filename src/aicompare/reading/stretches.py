"""Which period a phrase is: by its own words, and by the periods that were said before it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from aicompare.reading.phrases import MONTHS, ORDINALS, Said
from aicompare.values.errors import Trouble
from aicompare.values.periods import WEEK, Period, add_months

_ONE_DAY = timedelta(days=1)
LENGTHS = {"季": 3, "quarter": 3, "half": 6, "半年": 6, "年度": 12, "财年": 12, "year": 12}
NUMBERED = ("quarter", "nth", "half", "half 1", "half 2", "quarters", "months", "year")
POINTING = ("again", "reported", "reported quarter", "same", "previous", "next")
# Of the stretch beside the one that is spoken of: what follows goes on with that one.
ASIDE = ("same", "previous", "next")
_QUARTER, _YEAR = 3, 12  # months
_YEAR_BEFORE = ("the previous", "the prior", "the year before", "上年")  # that of the text, not of its day
_OF_THREE = re.compile(r"quarter|three|季|三个月", re.I)
_OF_SIX = re.compile(r"half|six|半年|六个月", re.I)
_FISCAL = re.compile(r"fiscal|financial year|\bFY|财年", re.I)


class State:
    """What was said before: the year of the sentence and paragraph, and the last stretch."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.sentence: tuple[int, int] = (0, 0)
        self.paragraph: tuple[int, int] = (0, 0)
        self.year_of_sentence: int | None = None
        self.year: int | None = None
        self.stretch: Period | None = None
        self.of_paragraph: Period | None = None
        self.nth = 0
        self.latest: dict[str, Period] = {}
        self.year_end: Period | None = None
        self.numbered = self.fiscal = False

    def enter(self, sentence: tuple[int, int], paragraph: tuple[int, int]) -> None:
        if sentence != self.sentence:
            self.sentence, self.year_of_sentence, self.year_end = sentence, None, None
        if paragraph != self.paragraph:
            self.paragraph, self.of_paragraph = paragraph, None
            if self.published:
                self.year = None

    def remember(self, said: Said, period: Period | None) -> None:
        if period is None or said.kind in ASIDE:
            return
        if (said.get("rel", "rel2") or "").casefold() in _YEAR_BEFORE:
            return
        if said.get("y", "y0", "rel") or self.year is None:
            self.year = self.year_of_sentence = period.last.year
        self.year_end = period if said.kind == "year end" else None
        if period.is_day or said.kind in ("month", *POINTING):
            return
        self.stretch = self.of_paragraph = period
        self.numbered = said.kind in NUMBERED
        self.nth = _nth(said)
        if self.published is None or period.last <= self.published:
            for kind in ("reported", "reported quarter") if period.months == _QUARTER else ("reported",):
                self.latest[kind] = max(period, self.latest.get(kind, period))

    def is_fiscal(self, said: Said) -> bool:
        """Whether a phrase says so, or has no year of its own behind one that does."""
        if said.get("y", "y0", "rel", "rel2") or _FISCAL.search(said.found[0]):
            self.fiscal = bool(_FISCAL.search(said.found[0]))
        return self.fiscal


def period_said(said: Said, state: State) -> Period | None:
    """The period of a phrase; None where its year or what it points to is not told."""
    try:
        return _read(said, state)
    except (Trouble, ValueError, OverflowError, KeyError):
        return None


def _read(said: Said, state: State) -> Period | None:
    if said.kind == "again":
        return state.stretch
    if said.kind in ("reported", "reported quarter"):
        return state.latest.get(said.kind)
    if said.kind == "nth":
        return _one_more(said, state)
    if said.kind == "same":
        return _same(said, state)
    if said.kind == "previous":
        return _preceding(state.stretch)
    if said.kind == "next":
        return _following(state.stretch, _length(said.found[0]))
    shape = _shape(said)
    if shape is None:
        return None
    month, months, day = shape
    year = _year(said, state)
    if year is None:
        year = _likely_year(said, shape, state)
    if year is None:
        return None
    return _made(year, month, months, day)


def part_of_year(said: Said, year: Period) -> Period | None:
    """A half or quarter by its words, of a year that is told apart from it."""
    shape = _shape(said)
    return _made(year.first.year, *shape) if shape else None


def _made(year: int, month: int, months: int, day: int) -> Period:
    if day and months:
        end = date(year, month, day)
        return Period(last=end, first=add_months(end, -months) + _ONE_DAY)
    if day:
        return Period.day(date(year, month, day))
    return Period.months_from(date(year, 1, 1), month - 1, months)


def _same(said: Said, state: State) -> Period | None:
    reported = state.latest.get("reported") if state.published else None
    period = state.year_end or state.of_paragraph or reported or state.stretch
    if period is None:
        return None
    shift = period.last.year - int(year) if (year := said.get("y")) else 1
    for _ in range(min(max(shift, 0), 30)):
        period = period.year_earlier()
    return period


def _one_more(said: Said, state: State) -> Period | None:
    """Of quarters or halves another one of the same year: `in the first quarter A and in the second B`."""
    if state.stretch is None or not state.nth or _nth(said) == state.nth:
        return None
    months = state.stretch.months
    return Period.months_from(state.stretch.first, (_nth(said) - state.nth) * months, months)


def _nth(said: Said) -> int:
    """Which of its year a quarter or half is by its words; 0 of anything else."""
    ordinal = said.kind in ("quarter", "half", "nth")
    number = said.get("n", "n0", "n1", "n2") if ordinal else None
    return ORDINALS.get((number or "").casefold(), 0)


def _length(words: str) -> int:
    """In months, as the words for a stretch say."""
    if _OF_THREE.search(words):
        return _QUARTER
    return 2 * _QUARTER if _OF_SIX.search(words) else _YEAR


def _following(stretch: Period | None, months: int) -> Period | None:
    """So many months behind it: behind the first half `the following quarter` is the third."""
    if stretch is None or (stretch.months == _YEAR) != (months == _YEAR):
        return None
    return Period.months_from(stretch.first + WEEK, stretch.months, months)


def _preceding(stretch: Period | None) -> Period | None:
    """The stretch of the same length before it."""
    if stretch is None:
        return None
    first = stretch.first + WEEK  # of a year of 52 weeks the month that it begins
    return Period.months_from(first, -stretch.months, stretch.months)


def _shape(said: Said) -> tuple[int, int, int] | None:
    """First month (last, where a day ends a stretch), length in months, day; 0 where there is none.

    The first month may lie in the year before, counted back from January: -5 of `the year to June`.
    """
    number = said.get("n", "n0", "n1", "n2")
    n = ORDINALS.get((number or "").casefold(), 0)
    named = said.get("mon")
    month = MONTHS[named.rstrip(".").casefold()] if named else int(said.get("m") or 0)
    match said.kind:
        case "day":
            return month, 0, int(said.get("d") or 0)
        case "ended":
            length = (said.get("len") or "").casefold()
            months = n or next((size for word, size in LENGTHS.items() if word in length), 0)
            months, day = months or 12, int(said.get("d") or 0)
            return (month if day else month - months + 1), months, day
        case "month":
            return month, 1, 0
        case "months":
            return 1, n, 0
        case "quarters":
            return 1, 3 * n, 0
        case "quarter":
            return 3 * n - 2, 3, 0
        case "half":
            return 6 * n - 5, 6, 0
        case "half 1":
            return 1, 6, 0
        case "half 2":
            return 7, 6, 0
        case "ytd":
            return 1, month, 0
        case "quarter to":
            return month - 2, 3, 0
        case "year end":
            return 12, 0, 31
        case "year":
            return 1, 12, 0
    return None


def _year(said: Said, state: State) -> int | None:
    if digits := said.get("y", "y0"):
        return int(digits) if len(digits) == 4 else 2000 + int(digits)
    this = state.published.year if state.published else None
    match (said.get("rel", "rel2") or "").casefold():
        case "this" | "今年" | "本年" | "本年度" | "the current":
            return this
        case "last" | "去年":
            return (this or state.year) and (this or state.year or 0) - 1
        case "前年" | "the year before last":
            return this and this - 2
        case "同年" | "当年" | "the same" | "that":
            return state.year or state.year_of_sentence
        case rel if rel in _YEAR_BEFORE:
            return (state.year and state.year - 1) or (this and this - 1)
    return None


def _likely_year(said: Said, shape: tuple[int, int, int], state: State) -> int | None:
    """That of the sentence, else the last in which it was over when the text was published; what has
    `ended` was over in any case: `In March 2026 it told its revenue of the year to December`.
    """
    month, months, day = shape
    past = said.kind == "ended" and "ending" not in said.found[0]
    if state.published is None or (state.year_of_sentence and not past):
        return state.year_of_sentence or state.year
    for year in filter(None, (state.year_of_sentence, state.year, state.published.year)):
        if _made(year, month, months, day).last <= state.published or (months == 12 and not past):
            return year
    return state.published.year - 1
