"""The European Central Bank's file of euro reference rates -> the table that we keep.

The bank offers one csv, bare or in a zip: `Date,USD,JPY,...,` and a row per day, `N/A` where
a currency has no rate. Kept are the currencies we know, oldest day first, as printed.
Whatever is not such a file is refused whole, with the place of the first thing wrong.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from aicompare.errors import BadFile, BadPeriod, shown
from aicompare.frozen import dataclass
from aicompare.periods import parse_day
from aicompare.ratetable import CURRENCIES, RATE

MOST_BYTES = 16_000_000  # the bank's csv has 2 MB after 28 years
_LONGEST_PAUSE = timedelta(days=366)  # the bank has never paused for a week: beyond, a slip of the year
_WILDEST = 3  # a rate three times that of the day before, or a third of it, is misprinted
_MISSING = ("", "N/A")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError)
_EXPECTED = "the first line names the columns: Date,USD,JPY,..."


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
        """The content of our own file (see ratetable.py)."""
        return ",".join(("date", *CURRENCIES)) + "\n" + self.lines_after(date.min)

    def lines_after(self, day: date) -> str:
        rows = ((one, cells) for one, cells in self.rows.items() if one > day)
        return "".join(",".join((one.isoformat(), *cells)) + "\n" for one, cells in rows)


def read_history(data: bytes, name: str) -> History:
    """`data` is a zip or csv of the bank, or a file of ours. Raises BadFile."""
    if len(data) > MOST_BYTES:
        raise too_large(name)
    text = _text(_unzipped(data, name) if data.startswith(b"PK") else data, name)
    header, *lines = text.split("\n")
    columns = _columns(header, name)
    rows: dict[date, tuple[str, ...]] = {}
    for number, line in enumerate(lines, start=2):
        if line.strip():
            day, cells = _row(line, columns, name, number)
            if day in rows:
                raise BadFile(name, f"{day} stands there twice", line=number, column=1)
            rows[day] = cells
    if not rows:
        raise BadFile(name, "holds no rates")
    history = History(_oldest_first(rows, name))
    _check_steps(history, name)
    return history


def too_large(name: str) -> BadFile:
    """Also for a file that is still being read."""
    return BadFile(
        name, f"is larger than {MOST_BYTES:,} bytes", hint="the bank's whole history has 2,000,000"
    )


def _unzipped(data: bytes, name: str) -> bytes:
    """The one csv in a zip; what it says of its own size is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
            if len(inside) != 1 or inside[0].compress_type not in _METHODS:
                raise BadFile(name, f"the zip holds {len(inside)} csv files that can be read, not one")
            with archive.open(inside[0]) as member:
                content = member.read(MOST_BYTES + 1)
    except (*_DAMAGED, OSError, ValueError, RuntimeError) as problem:
        raise BadFile(name, "is a zip that cannot be read", hint="fetch it again") from problem
    if len(content) > MOST_BYTES:
        raise too_large(name)
    return content


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadFile(name, "is neither a zip nor text", hint=_EXPECTED) from problem


def _columns(header: str, name: str) -> list[str]:
    """The codes of the columns after the date. Raises BadFile unless all of ours are there once."""
    first, *codes = [cell.strip() for cell in header.split(",")]
    if first.casefold() != "date":
        raise BadFile(name, f"begins with {shown(header)}", line=1, column=1, hint=_EXPECTED)
    for code in CURRENCIES:
        if codes.count(code) != 1:
            raise BadFile(
                name, f"has {codes.count(code)} columns for {code}", line=1, column=1, hint=_EXPECTED
            )
    return codes


def _row(line: str, columns: list[str], name: str, number: int) -> tuple[date, tuple[str, ...]]:
    first, *cells = [cell.strip() for cell in line.split(",")]
    if len(cells) != len(columns):
        message = f"has {len(cells)} rates for {len(columns)} currencies"
        raise BadFile(name, message, line=number, column=1)
    try:
        day = parse_day(first)
    except BadPeriod as problem:
        raise BadFile(name, problem.message, line=number, column=1, hint=problem.hint) from None
    by_code = dict(zip(columns, cells, strict=True))
    ours = tuple(by_code[code] for code in CURRENCIES)
    return day, tuple(_checked(code, cell, name, number) for code, cell in zip(CURRENCIES, ours, strict=True))


def _checked(code: str, cell: str, name: str, number: int) -> str:
    if cell in _MISSING:
        return ""
    if not RATE.fullmatch(cell) or not Decimal(cell):
        raise BadFile(name, f"{shown(cell)} is not a rate of {code}", line=number, column=1)
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
