"""The European Central Bank's file of euro reference rates -> the table that we keep.

A line `Date,USD,JPY,...,` and a row per day, `N/A` where a currency has no rate; ecbforms.py
reads the forms in which people have it. Kept are the currencies we know, oldest day first, as printed.
Whatever is not such a file is refused whole, with the place of the first thing wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from aicompare.rates.ecbforms import TAKE, read_table
from aicompare.rates.table import CURRENCIES, RATE
from aicompare.values.errors import BadFile, shown
from aicompare.values.frozen import dataclass

_LONGEST_PAUSE = timedelta(days=366)  # the bank has never paused for a week: beyond, a slip of the year
_WILDEST = 3  # a rate three times that of the day before, or a third of it, is misprinted
_MISSING = ("", "n/a", "#n/a", "na", "-")


@dataclass(frozen=True, slots=True)
class History:
    """Each day's rates as printed, in the order of CURRENCIES ("" for none), oldest first."""

    rows: Mapping[date, tuple[str, ...]]

    @property
    def first(self) -> date:
        return min(self.rows)

    @property
    def last(self) -> date:
        return max(self.rows)

    def as_csv(self) -> str:
        """The content of our own file (see table.py)."""
        return ",".join(("date", *CURRENCIES)) + "\n" + self.lines_after(date.min)

    def lines_after(self, day: date) -> str:
        rows = ((one, cells) for one, cells in self.rows.items() if one > day)
        return "".join(",".join((one.isoformat(), *cells)) + "\n" for one, cells in rows)


def read_history(data: bytes, name: str) -> History:
    """`data` is the bank's file in any form that people have it in, or a file of ours. Raises BadFile."""
    table = read_table(data, name)
    for code in CURRENCIES:
        if (count := table.codes.count(code)) != 1:
            raise BadFile(name, f"has {count} columns for {code}", line=1, column=1, hint=TAKE)
    rows: dict[date, tuple[str, ...]] = {}
    for row in table.rows:
        if row.day in rows:
            raise BadFile(name, f"{row.day} stands there twice", line=row.line, column=1)
        by_code = dict(zip(table.codes, row.cells, strict=True))
        rows[row.day] = tuple(_checked(code, by_code[code], name, row.line) for code in CURRENCIES)
    if not rows:
        raise BadFile(name, "holds no rates", hint=TAKE)
    history = History(_oldest_first(rows, name))
    _check_steps(history, name)
    return history


def _checked(code: str, cell: str, name: str, number: int) -> str:
    if cell.casefold() in _MISSING:
        return ""
    if not RATE.fullmatch(cell) or not Decimal(cell):
        raise BadFile(name, f"{shown(cell)} is not a rate of {code}", line=number, column=1, hint=TAKE)
    return cell


def _oldest_first(rows: dict[date, tuple[str, ...]], name: str) -> dict[date, tuple[str, ...]]:
    """The bank's newest day comes first, ours last; a mixture is a damaged file."""
    days = list(rows)
    if days not in (sorted(days), sorted(days, reverse=True)):
        raise BadFile(name, "its days are not in order")
    return dict(sorted(rows.items()))


def _check_steps(history: History, name: str) -> None:
    """Days follow each other, and so do rates: a slip of the year or the point stands out."""
    for earlier, later in pairwise(history.rows):
        if later - earlier > _LONGEST_PAUSE:
            raise BadFile(name, f"has no rates between {earlier} and {later}")
    for index, code in enumerate(CURRENCIES):
        for (_, before), (day, after) in pairwise(_column(history, index)):
            if not before < after * _WILDEST or not after < before * _WILDEST:
                raise BadFile(name, f"{code} goes from {before} to {after} on {day}: one of them is wrong")


def _column(history: History, index: int) -> Iterator[tuple[date, Decimal]]:
    return ((day, Decimal(cells[index])) for day, cells in history.rows.items() if cells[index])
