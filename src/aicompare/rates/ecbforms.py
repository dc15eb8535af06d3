"""The forms in which people have the bank's table of rates -> its header and rows of cells.

As the bank offers it: a csv, bare or in a zip. As it comes back from elsewhere: zipped again (with
the shadow files of a Mac) or gzipped; in UTF-16; with semicolons, tabs or quotes, decimal commas,
days like 30.10.2026, 10/30/2026 or 2026年10月30日, empty cells and lines at the end, a column of
numbers before the days. What is no such table is refused with what to take instead.
"""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from aicompare.values.errors import BadFile, shown
from aicompare.values.frozen import dataclass

MOST_BYTES = 16_000_000  # the bank's csv has 2 MB after 28 years
TAKE = "take the bank's whole history as it comes, eurofxref-hist.zip"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_MIDNIGHT = r"(?:[T ]0?0:00(?::00)?(?:\.0+)?Z?)?"
# A day, in the order in which a tie between them is decided; a table is written in one of them.
_DAYS = tuple(
    re.compile(form + _MIDNIGHT)
    for form in (
        r"(?P<year>[0-9]{4})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?",
        rf"(?P<day>[0-9]{{1,2}})[-/.](?P<month>[0-9]{{1,2}})[-/.]{_YEAR}",
        rf"(?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})[-/.]{_YEAR}",
        rf"(?P<day>[0-9]{{1,2}})[- ](?P<month>[A-Za-z]{{3,9}})[- ]{_YEAR}",
        rf"(?P<month>[A-Za-z]{{3,9}}) (?P<day>[0-9]{{1,2}}),? {_YEAR}",
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where it stands; `cells` are those after the day, a decimal comma made a point."""

    line: int
    day: date
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """`codes` name the cells of every row."""

    codes: Sequence[str]
    rows: Sequence[Row]


def read_table(data: bytes, name: str) -> Table:
    """`data` is a file as people have it. Raises BadFile."""
    if len(data) > MOST_BYTES:
        raise too_large(name)
    text = _text(_unpacked(data, name), name)
    (_, header), *lines = _lines(text, name) or [(1, [""])]
    names = [cell.casefold() for cell in header]
    if "date" not in names:
        first = next(filter(str.strip, text.splitlines()), "")
        raise BadFile(name, f"begins with {shown(first)}", line=1, column=1, hint=TAKE)
    at = names.index("date")
    width = max(number for number, cell in enumerate(header, start=1) if cell)
    _check_widths(lines, width, at + 1, name)
    days = _days([(line, cells[at]) for line, cells in lines], name)
    rates = _pointed([cells[at + 1 : width] for _, cells in lines])
    rows = [Row(line, day, cells) for (line, _), day, cells in zip(lines, days, rates, strict=True)]
    return Table(header[at + 1 : width], rows)


def too_large(name: str) -> BadFile:
    """Also for a file that is still being read."""
    return BadFile(
        name, f"is larger than {MOST_BYTES:,} bytes", hint="the bank's whole history has 2,000,000"
    )


def _unpacked(data: bytes, name: str) -> bytes:
    if data.startswith(b"PK"):
        content = _unzipped(data, name)
    elif data.startswith(b"\x1f\x8b"):
        content = _gunzipped(data, name)
    else:
        return data
    if len(content) > MOST_BYTES:
        raise too_large(name)
    return content


def _unzipped(data: bytes, name: str) -> bytes:
    """The one csv in a zip; what it says of its own size is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if _is_csv(one.filename)]
            if len(inside) != 1 or inside[0].compress_type not in _METHODS:
                message = f"the zip holds {len(inside)} csv files that can be read, not one"
                raise BadFile(name, message, hint=TAKE)
            with archive.open(inside[0]) as member:
                return member.read(MOST_BYTES + 1)
    except (*_DAMAGED, OSError, ValueError, RuntimeError) as problem:
        raise BadFile(name, "is a zip that cannot be read", hint="fetch it again") from problem


def _is_csv(name: str) -> bool:
    """A Mac lays a shadow `__MACOSX/._name.csv` beside every file that it zips."""
    return name.lower().endswith(".csv") and not name.rpartition("/")[2].startswith("._")


def _gunzipped(data: bytes, name: str) -> bytes:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        content = unpacking.decompress(data, MOST_BYTES + 1)
    except zlib.error as problem:
        raise BadFile(name, "is a gzip that cannot be read", hint="fetch it again") from problem
    if not unpacking.eof and len(content) <= MOST_BYTES:
        raise BadFile(name, "is a gzip that cannot be read: it is cut off", hint="fetch it again")
    return content


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadFile(name, "is neither a zip nor text", hint=TAKE) from problem


def _lines(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The lines that hold anything, with their numbers; `sep=;` is a spreadsheet's note to itself."""
    header = next((one for one in text.splitlines() if one.strip() and not one.startswith("sep=")), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as problem:
        raise BadFile(name, f"cannot be read as a table: {problem}", hint=TAKE) from problem
    return [(number, cells) for number, cells in lines if any(cells) and not cells[0].startswith("sep=")]


def _check_widths(lines: Sequence[tuple[int, list[str]]], width: int, before: int, name: str) -> None:
    """Beyond the last named column all is empty, and no row is longer or shorter than most."""
    [(usual, _)] = Counter(len(cells) for _, cells in lines).most_common(1) or [(width, 0)]
    for line, cells in lines:
        trouble = None
        if len(cells) < width or any(cells[width:]):
            trouble = f"has {len(cells) - before} rates for {width - before} currencies"
        elif len(cells) != usual:
            trouble = f"has {len(cells)} cells, where most lines have {usual}"
        if trouble:
            raise BadFile(name, trouble, line=line, column=1, hint=TAKE)


def _days(cells: Sequence[tuple[int, str]], name: str) -> Iterator[date]:
    """Each by the form in which the most of them are days: ten thousand of them leave no choice."""
    form = _DAYS[0]
    if not all(_day(form, cell) for _, cell in cells):
        form = max(_DAYS, key=lambda one: sum(_day(one, cell) is not None for _, cell in cells))
    for line, cell in cells:
        day = _day(form, cell)
        if day is None:
            raise BadFile(name, f"{shown(cell)} is not a day", line=line, column=1, hint=TAKE)
        yield day


def _day(form: re.Pattern[str], cell: str) -> date | None:
    if not (found := form.fullmatch(cell)):
        return None
    year, month = int(found["year"]), found["month"].lower()[:3]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    if year < 100:
        year += 1900 if year == 99 else 2000  # the bank's first year
    try:
        return date(year, number, int(found["day"]))
    except ValueError:
        return None


def _pointed(rows: Sequence[list[str]]) -> Sequence[list[str]]:
    """In a table without a point a comma is the decimal one; with both, it is left to be refused."""
    if any("." in cell for cells in rows for cell in cells):
        return rows
    return [[cell.replace(",", ".") for cell in cells] for cells in rows]
