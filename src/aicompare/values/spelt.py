"""Days and periods as others write them, in our spelling: `1H25` is H1 2025, `31 Dec 2025` a day.

Only what can be read in one way: `09/30/2025` and `30.09.2025`, whose day and month look alike in
other dates, `H125` and fiscal quarters are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"((?:20|['’])?[0-9]{2})"
_FULL = r"((?:19|20|21)[0-9]{2})"
_FORMS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"(?:FY|CY)\s*{_YEAR}", lambda m: f"FY{_year(m[1])}"),
    (rf"{_FULL}\s*FY", lambda m: f"FY{m[1]}"),
    (rf"([1-4])\s*([HQ])\s*{_YEAR}", lambda m: f"{m[2]}{m[1]} {_year(m[3])}"),
    (rf"([HQ])([1-4])(?:\s+|\s*[-/]\s*|(?=['’])){_YEAR}", lambda m: f"{m[1]}{m[2]} {_year(m[3])}"),
    (rf"{_FULL}\s*[-/]?\s*(?:([HQ])([1-4])|([1-4])([HQ]))",
     lambda m: f"{m[2] or m[5]}{m[3] or m[4]} {m[1]}"),
    (rf"([1-9]|1[01])M\s*{_YEAR}", lambda m: f"{m[1]}M{_year(m[2])}"),
    (rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+{_FULL}",
     lambda m: _day(m[3], _month(m[2]), m[1])),
    (rf"{_MONTH}\s+([0-9]{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{_FULL}", lambda m: _day(m[3], _month(m[1]), m[2])),
    (rf"{_MONTH}[\s,-]+{_FULL}", lambda m: f"{m[2]}-{_month(m[1]):02}"),
    (rf"{_FULL}([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})", lambda m: _day(m[1], int(m[3]), m[4])),
    (rf"{_FULL}[-/]([0-9]{{1,2}})", lambda m: f"{m[1]}-{int(m[2]):02}"),
)  # fmt: skip


def respelt(text: str) -> str | None:
    """In our spelling; None of what is none of these, or is that already.

    >>> respelt("1H25"), respelt("31 Dec 2025"), respelt("2025/9/30"), respelt("30/09/2025")
    ('H1 2025', '2025-12-31', '2025-09-30', None)
    """
    first, dots, last = text.partition("..")
    if dots:
        ours = f"{respelt(first) or first}..{respelt(last) or last}"
        return ours if ours != text else None
    said = text.strip()
    for pattern, spell in _FORMS:
        if match := re.fullmatch(rf"(?ai){pattern}", said):
            ours = spell(match)
            return ours if ours != said else None
    return None


def _year(digits: str) -> str:
    """Of two digits one of this century."""
    return digits if len(digits) == 4 else f"20{digits[-2:]}"


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1


def _day(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02}"
