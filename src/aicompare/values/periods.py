"""Period: a day, or a stretch of days, in the market's own words.

`2025-09-30` is a day, `2025-12` a month (a day known only to the month, or the month as a
stretch: the metric's kind decides), `FY2025`, `H1 2026`, `9M2025`, `Q3 2025` are calendar
stretches, and `2025-04-01..2026-03-31` is any other. Chinese ones are read too: `2025年上半年`. What is
typed may also be in the spelling of others (as_ours).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from aicompare.values.errors import BadPeriod, shown
from aicompare.values.frozen import dataclass, kept

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MONTH = r"([0-9]{4})-([0-9]{2})"
_STRETCHES: tuple[tuple[str, Callable[[re.Match[str]], tuple[int, int, int]]], ...] = (
    (r"(?i)(?:FY\s*)?([0-9]{4})", lambda m: (int(m[1]), 1, 12)),
    (r"(?i)H([12])\s*([0-9]{4})", lambda m: (int(m[2]), 6 * int(m[1]) - 5, 6)),
    (r"(?i)Q([1-4])\s*([0-9]{4})", lambda m: (int(m[2]), 3 * int(m[1]) - 2, 3)),
    (r"(?i)([1-9]|1[01])M\s*([0-9]{4})", lambda m: (int(m[2]), 1, int(m[1]))),
)
# As Chinese filings and papers print them, in either script; blanks are taken out before.
_NUMERALS = {"一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
             "九": 9, "十": 10, "十一": 11, "十二": 12}  # fmt: skip
_NUMERAL = f"({'|'.join(sorted(_NUMERALS, key=len, reverse=True))}|1[0-2]|[1-9])"
_CHINESE: tuple[tuple[str, Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (r"(?:全年|度)?", lambda m: (1, 12)),
    (r"上半年(?:度)?|[首前]半年|中期", lambda m: (1, 6)),
    (r"下半年(?:度)?|[后後]半年", lambda m: (7, 6)),
    (rf"第?{_NUMERAL}季度?|Q(?P<q>[1-4])", lambda m: (3 * _number(m["q"] or m[2]) - 2, 3)),
    (rf"[前首]{_NUMERAL}[个個]?季度?", lambda m: (1, 3 * _number(m[2]))),
    (rf"[前首]{_NUMERAL}[个個]?月", lambda m: (1, _number(m[2]))),
    (
        rf"{_NUMERAL}月?(?:[-–—~至到]){_NUMERAL}月",
        lambda m: (_number(m[2]), _number(m[3]) - _number(m[2]) + 1),
    ),
    (r"(1[0-2]|0?[1-9])月(?:份)?", lambda m: (int(m[2]), 1)),
)
_CHINESE_DAY = r"(?:截至|于|於)?([0-9]{4})年(1[0-2]|0?[1-9])月(3[01]|[12][0-9]|0?[1-9])[日号號]"
_CHINESE_END = r"(?:截至|于|於)?([0-9]{4})年(?:(1[0-2]|0?[1-9])月)?[年]?[底末]"
HINT = "write 2025-09-30, 2025-12, FY2025, H1 2026, 9M2025, Q3 2025 or 2025-04-01..2026-03-31"
_ONE_DAY = timedelta(days=1)
Of = TypeVar("Of")
WEEK = timedelta(days=7)  # a fiscal year of 52 or 53 weeks ends so near a year apart
_DAYS_OF_1200_MONTHS = 36_525
_MOST_OFF = 50  # weeks may come to a 50th more or less: 371 days are 1.6% more than a year
_MOST_PERIODS = 40
EARLIEST = 1900  # a year before this, or after 2199, is a slip of the pen


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day, both included."""

    last: date
    first: date

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(last=day, first=day)

    @classmethod
    def month_of(cls, year: int, month: int, months: int = 1) -> Period:
        first = date(year, month, 1)
        return cls(last=add_months(first, months) - _ONE_DAY, first=first)

    @classmethod
    def months_from(cls, day: date, later: int, months: int) -> Period:
        """So many calendar months, the first of them `later` than the month of a day."""
        year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
        return cls.month_of(year, month + 1, months)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Raises BadPeriod for what is no period, or a day that the calendar does not have."""
        text = text.strip()
        start, dots, end = text.partition("..")
        if dots:
            period = cls(first=parse_day(start), last=parse_day(end))
            if period.first > period.last:
                raise BadPeriod(f"{shown(text)} ends before it begins", hint="the earlier day comes first")
            return period
        if re.fullmatch(_DAY, text):
            return cls.day(parse_day(text))
        if month := re.fullmatch(_MONTH, text):
            return cls.month_of(_year(month[1], text), _in_year(month[2], text))
        for pattern, read in _STRETCHES:
            if match := re.fullmatch(pattern, text):
                year, first_month, months = read(match)
                return cls.month_of(_year(str(year), text), first_month, months)
        chinese = _chinese("".join(text.split())) if "年" in text else None
        if chinese is None:
            raise BadPeriod(f"{shown(text)} is not a date or period", hint=HINT)
        return chinese

    @classmethod
    def typed(cls, text: str) -> Period:
        """As `parse`, and in the spelling of others too (see as_ours)."""
        return cls.parse(as_ours(text))

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def is_month(self) -> bool:
        first, last = self.first, self.last
        one_month = (first.year, first.month) == (last.year, last.month)
        return one_month and first.day == 1 and (last + _ONE_DAY).day == 1

    @kept
    def months(self) -> int:
        """Its length in months, to the nearest one (a fiscal year of 52 weeks is 12)."""
        nights = (self.last - self.first).days
        return (96 * nights + 1461) // 2922  # nights * 12 / 365.25, rounded

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def recency(self) -> tuple[date, int]:
        """What orders periods from old to new: their ends, and of equal ends the longer is the newer."""
        return self.last, self.days

    @kept
    def whole_months(self) -> int | None:
        """Its length where that is of whole months: by the calendar, or by weeks to within 2%.

        13 weeks are 3 months, and 52 or 53 are 12; of 14 weeks, or of 20 days, it is None.
        """
        by_calendar = whole_months(self.first - _ONE_DAY, self.last)
        if add_months(self.first - _ONE_DAY, by_calendar) == self.last:
            return by_calendar
        days = self.months * _DAYS_OF_1200_MONTHS  # all by 1200, as whole numbers
        return self.months if _MOST_OFF * abs(1200 * self.days - days) <= days else None

    def is_as_long_as(self, other: Period) -> bool:
        """As many months, to the nearest, and no more than a week longer or shorter."""
        return self.months == other.months and abs(self.days - other.days) <= WEEK.days

    def year_earlier(self) -> Period:
        """The same stretch one year before, month ends staying month ends.

        A stretch begins the day after another ends, whatever the length of February.
        """
        last = add_months(self.last, -12)
        if self.is_day:
            return Period.day(last)
        return Period(last=last, first=add_months(self.first - _ONE_DAY, -12) + _ONE_DAY)

    def year_earlier_among(self, known: Iterable[Period]) -> Period | None:
        """The same stretch one year before, of those that are known; None if none is.

        To the day, else the nearest as long (see is_as_long_as) whose end lies within a week of a year
        apart (fiscal years of 52 or 53 weeks). A day, and a stretch of less than half a month, is
        matched to the day alone.
        """
        exact = self.year_earlier()
        near = [
            period
            for period in known
            if period == exact
            or (
                self.months > 0
                and self.is_as_long_as(period)
                and not period.is_day
                and abs(period.last - exact.last) <= WEEK
            )
        ]
        return min(near, key=lambda one: (one != exact, abs(one.last - exact.last), one), default=None)

    @property
    def brief(self) -> str:
        """As people head a column: `12M to 2026-01` of a stretch without a name of its own."""
        name = str(self)
        return f"{self.months}M to {self.last:%Y-%m}" if ".." in name and self.months else name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    def __str__(self) -> str:
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        whole_months = first.day == 1 and (last + _ONE_DAY).day == 1
        if not (whole_months and first.year == last.year):
            return f"{first}..{last}"
        months = last.month - first.month + 1
        if months == 1:
            return f"{first:%Y-%m}"
        if months == 12:
            return f"FY{first:%Y}"
        if months == 6 and first.month in (1, 7):
            return f"H{(first.month + 5) // 6} {first:%Y}"
        if months == 3 and first.month % 3 == 1:
            return f"Q{(first.month + 2) // 3} {first:%Y}"
        return f"{months}M{first:%Y}" if first.month == 1 else f"{first}..{last}"


def _chinese(text: str) -> Period | None:
    """`2025年上半年`, `2025年前三季度`, `2025年9月30日`, `2025年末`; None for what is none of these."""
    if match := re.fullmatch(_CHINESE_DAY, text):
        return Period.day(parse_day(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"))
    if match := re.fullmatch(_CHINESE_END, text):
        return Period.day(Period.month_of(_year(match[1], text), int(match[2] or 12)).last)
    text = re.sub(r"(?<=[0-9])(?:年?[财財]政年度|[财財]年)", "年", text)
    for pattern, read in _CHINESE:
        if match := re.fullmatch(rf"(?i)([0-9]{{4}})年(?:{pattern})", text):
            first, months = read(match)
            if months < 1 or first + months > 13:
                return None
            return Period.month_of(_year(match[1], text), first, months)
    return None


def _number(numeral: str) -> int:
    return _NUMERALS.get(numeral) or int(numeral)


def newest_of(by_period: Mapping[Period, Of], until: date | None = None) -> Of | None:
    """That of the newest period, or of the newest that had ended by a day; None of none."""
    ended = [period for period in by_period if until is None or period.last <= until]
    return by_period[max(ended, key=lambda period: period.recency)] if ended else None


def is_day(text: str) -> bool:
    """Whether it is written as a day of the calendar."""
    return bool(re.fullmatch(_DAY, text.strip()))


def as_ours(text: str) -> str:
    """What is typed, in our spelling where that of others can be read in one way alone; else as it is.

    `1H25` is `H1 2025`, `31 Dec 2025` is `2025-12-31`; `30/09/2025` stays, and is refused.
    """
    try:
        Period.parse(text)
    except BadPeriod:
        from aicompare.values.spelt import respelt

        return respelt(text) or text
    return text


def stretch_of(first: Period, last: Period) -> list[Period]:
    """All periods from `first` to `last`, one behind the other: `FY2022..H1 2025` are three years and a half.

    Each is as long as the first, but for the last itself. Raises BadPeriod where they do not meet.
    """
    found = [first]
    while found[-1].last < last.last and len(found) < _MOST_PERIODS:
        start = found[-1].last + _ONE_DAY
        following = Period(last=add_months(start, first.months) - _ONE_DAY, first=start)
        found.append(last if last.first == start else following)
    if found[-1] != last or first.is_day:
        hint = "like FY2022..FY2025, Q1 2025..Q4 2025 or FY2022..H1 2025, at most 40"
        raise BadPeriod(f"{first}..{last} are no periods that follow on each other", hint=hint)
    return found


def parse_day(text: str) -> date:
    """Raises BadPeriod unless `text` is a day of the calendar written 2025-09-30."""
    try:
        if not re.fullmatch(_DAY, text.strip()):
            raise ValueError
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise BadPeriod(f"{shown(text)} is not a day", hint="write it like 2025-09-30") from None
    _year(text.strip()[:4], text)
    return day


def add_months(day: date, months: int) -> date:
    """`months` later; a month's end stays a month's end (2025-12-31 plus 2 is 2026-02-28).

    Raises OverflowError beyond the year 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    if not 12 <= index < 120_000:
        raise OverflowError("beyond the calendar")
    year, month = divmod(index, 12)
    length = _month_length(year, month + 1)
    at_end = day.day == _month_length(day.year, day.month)
    return date(year, month + 1, length if at_end else min(day.day, length))


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between two days (see add_months); below zero backwards."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (add_months(start, months) > end)


def _month_length(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - _ONE_DAY).day


def _year(digits: str, text: str) -> int:
    if not EARLIEST <= int(digits) < 2200:
        raise BadPeriod(f"{shown(text)} has a year out of reach", hint="years from 1900 to 2199")
    return int(digits)


def _in_year(digits: str, text: str) -> int:
    if not 1 <= int(digits) <= 12:
        raise BadPeriod(f"{shown(text)} has no such month", hint=HINT)
    return int(digits)
