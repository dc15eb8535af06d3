"""The days on which the European Central Bank publishes rates: those on which TARGET is open.

Monday to Friday but for New Year's Day, Good Friday, Easter Monday, 1 May, 25 and 26 December
(the ECB's TARGET closing days, in force since 2002). The bank published on the two Easter days of
1999, and not on the last day of 1999 and of 2001, when TARGET was closed once more; every other day
of the shipped history agrees.
"""

from __future__ import annotations

from datetime import date, timedelta

_CLOSED = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})
_CLOSED_ONCE = frozenset(
    {date(1999, 12, 31), date(2001, 12, 31)}
)  # for the change to the year 2000, to euro cash
_SATURDAY = 5


def is_bank_day(day: date) -> bool:
    """Whether rates come on `day`: 2026-04-02 is one; 2026-04-03, Good Friday, is none."""
    easter = _easter(day.year)
    at_easter = day in (easter - timedelta(days=2), easter + timedelta(days=1))
    closed = (day.month, day.day) in _CLOSED or day in _CLOSED_ONCE or at_easter
    return day.weekday() < _SATURDAY and not closed


def last_bank_day(day: date) -> date:
    """`day` itself, or the latest before it on which rates come: 2026-01-30 for Saturday 2026-01-31."""
    while not is_bank_day(day):
        day -= timedelta(days=1)
    return day


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher): 2026-04-05."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    corrected = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + corrected + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, before = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, before + 1)
