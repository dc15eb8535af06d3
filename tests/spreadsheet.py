"""What recalculates a workbook: a small evaluator of our own, and LibreOffice where it is.

The evaluator knows the few functions that the workbooks use, and reads nothing but the text of
their formulas and the numbers that were typed: no cached value.
"""

from __future__ import annotations

import calendar
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

OFFICE = "AICOMPARE_OFFICE"  # 1 where .ci/run has LibreOffice, which then must not be missing
sys.setrecursionlimit(50_000)  # a schedule of months is read from its end
_DAY_ZERO = datetime(1899, 12, 30)
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d*)?(?:E[+-]?\d+)?)|(?P<text>"[^"]*")"""
    r"""|(?P<range>(?:\w+!)?\$[A-Z]+\$\d+:\$[A-Z]+\$\d+)|(?P<column>\w+!\$[A-Z]+:\$[A-Z]+)"""
    r"""|(?P<cell>(?:\w+!)?\$[A-Z]+\$\d+)|(?P<name>[A-Za-z_][\w.]*)(?=\()|(?P<sign><=|>=|<>|[-+*/^&=<>(),]))"""
)

Place = tuple[str, str]  # sheet and cell: ("Answer", "B5")


def as_number(value: Any) -> Any:
    """A day as its number, which is what it is in a cell."""
    return (value - _DAY_ZERO).days if isinstance(value, datetime) else value


class Wrong:
    """What cannot be reckoned, and neither can what is made of it."""

    def _wrong(self, *_: Any) -> Wrong:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _wrong
    __pow__ = __rpow__ = __neg__ = _wrong


WRONG = Wrong()


class Workbook:
    """The formulas and typed numbers of a file; `changed` lays other numbers over them."""

    def __init__(self, file: Path, changed: dict[Place, float] | None = None) -> None:
        self.book = openpyxl.load_workbook(file)
        self.cells: dict[Place, Any] = {
            (sheet.title, cell.coordinate): as_number(cell.value)
            for sheet in self.book
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        self._formulas = {
            (sheet.title, cell.coordinate)
            for sheet in self.book
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        self.cells |= changed or {}
        self._known: dict[Place, Any] = {}

    def formulas(self) -> Iterator[Place]:
        """Where there are any."""
        return iter(sorted(self._formulas))

    def value(self, place: Place) -> Any:
        """What a cell comes to."""
        if place not in self._known:
            held = self.cells.get(place)
            formula = place in self._formulas
            self._known[place] = _Reading(str(held)[1:], self, place[0]).whole() if formula else held
        return self._known[place]


class _Reading:
    """One formula, read and worked out from left to right."""

    def __init__(self, text: str, book: Workbook, sheet: str) -> None:
        self.book, self.sheet = book, sheet
        self.tokens: list[tuple[str, str]] = []
        while text:
            found = _TOKEN.match(text)
            assert found, f"cannot read {text!r}"
            self.tokens.append((found.lastgroup or "", found.group(found.lastgroup or 0)))
            text = text[found.end() :]

    def whole(self) -> Any:
        result = self.compared()
        assert not self.tokens, self.tokens
        return result

    def _sign(self, *signs: str) -> str:
        if self.tokens and self.tokens[0][0] == "sign" and self.tokens[0][1] in signs:
            return self.tokens.pop(0)[1]
        return ""

    def compared(self) -> Any:
        left = self.joined()
        while sign := self._sign("=", "<", ">", "<=", ">=", "<>"):
            left = _compared(sign, left, self.joined())
        return left

    def joined(self) -> Any:
        left = self.added()
        while self._sign("&"):
            left = f"{_as_text(left)}{_as_text(self.added())}"
        return left

    def added(self) -> Any:
        left = self.multiplied()
        while sign := self._sign("+", "-"):
            right = self.multiplied()
            left = _number(left) + (_number(right) if sign == "+" else -_number(right))
        return left

    def multiplied(self) -> Any:
        left = self.raised()
        while sign := self._sign("*", "/"):
            right = _number(self.raised())
            zero = sign == "/" and not right
            left = WRONG if zero else _number(left) * right if sign == "*" else _number(left) / right
        return left

    def raised(self) -> Any:
        """A minus binds before the power, as spreadsheets have it."""
        left = self.atom()
        while self._sign("^"):
            left = _number(left) ** _number(self.atom())
        return left

    def atom(self) -> Any:
        if self._sign("-"):
            return -_number(self.atom())
        if self._sign("("):
            inner = self.compared()
            assert self._sign(")")
            return inner
        kind, text = self.tokens.pop(0)
        match kind:
            case "number":
                return float(text)
            case "text":
                return text[1:-1]
            case "cell":
                return self.book.value(self._place(text))
            case "range":
                return self._range(text)
            case "column":
                return self._column(text)
            case "name":
                return self._called(text.removeprefix("_xlfn."))
        raise AssertionError(f"cannot read {text!r}")

    def _place(self, text: str) -> Place:
        sheet, _, cell = text.rpartition("!")
        return sheet or self.sheet, cell.replace("$", "")

    def _range(self, text: str) -> list[Any]:
        sheet, _, cells = text.rpartition("!")
        found = self.book.book[sheet or self.sheet][cells.replace("$", "")]
        return [self.book.value((sheet or self.sheet, cell.coordinate)) for row in found for cell in row]

    def _column(self, text: str) -> list[Any]:
        sheet, _, columns = text.rpartition("!")
        letter = columns.partition(":")[0].replace("$", "")
        inside = [place for place in self.book.cells if place[0] == sheet and _letters(place[1]) == letter]
        return [self.book.value(place) for place in inside]

    def _called(self, name: str) -> Any:
        assert self._sign("(")
        given: list[Any] = []
        while not self._sign(")"):
            given.append(self.compared())
            self._sign(",")
        each = [one for value in given for one in (value if isinstance(value, list) else [value])]
        wrong = name not in _TAKING_ERRORS and any(isinstance(one, Wrong) for one in each)
        try:
            return WRONG if wrong else FUNCTIONS[name](*given)
        except (TypeError, ValueError, IndexError, OverflowError, statistics.StatisticsError):
            return WRONG


_TAKING_ERRORS = ("IF", "IFERROR", "ISNUMBER", "COUNT", "COUNTIF")


def _number(value: Any) -> Any:
    """Nothing is zero; a word is no number."""
    return WRONG if isinstance(value, str) else 0 if value is None else value


def _compared(sign: str, left: Any, right: Any) -> Any:
    """A word is greater than any number, as spreadsheets have it."""
    if isinstance(left, Wrong) or isinstance(right, Wrong):
        return WRONG
    if isinstance(left, str) != isinstance(right, str):
        left, right = isinstance(left, str), isinstance(right, str)
    return {
        "=": left == right, "<": left < right, ">": left > right, "<=": left <= right,
        ">=": left >= right, "<>": left != right,
    }[sign]  # fmt: skip


def _as_text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")


def _flat(given: tuple[Any, ...]) -> list[Any]:
    each = [one for value in given for one in (value if isinstance(value, list) else [value])]
    return [one for one in each if isinstance(one, int | float)]


def _quartile(values: list[Any], quarter: float) -> float:
    """By linear interpolation at (n-1)p, after the definition of QUARTILE.INC."""
    ordered = sorted(_flat((values,)))
    place = (len(ordered) - 1) * quarter / 4
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def _month_later(start: float, months: float) -> date:
    index = (day := (_DAY_ZERO + timedelta(start)).date()).year * 12 + day.month - 1 + int(months)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _edate(start: float, months: float) -> int:
    return (_month_later(start, months) - _DAY_ZERO.date()).days


def _eomonth(start: float, months: float) -> int:
    day = _month_later(start, months)
    return (day.replace(day=calendar.monthrange(day.year, day.month)[1]) - _DAY_ZERO.date()).days


def _countif(values: list[Any], wanted: Any) -> int:
    if isinstance(wanted, str) and wanted.startswith(">"):
        return sum(1 for value in values if not isinstance(value, str) and value > float(wanted[1:]))
    return sum(1 for value in values if value == wanted)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": lambda *given: sum(_flat(given)),
    "MAX": lambda *given: max(_flat(given)),
    "MIN": lambda *given: min(_flat(given)),
    "AVERAGE": lambda *given: statistics.fmean(_flat(given)),
    "HARMEAN": lambda *given: statistics.harmonic_mean(_flat(given)),
    "QUARTILE.INC": _quartile,
    "COUNT": lambda *given: len(_flat(given)),
    "COUNTIF": _countif,
    "ABS": abs,
    "INT": lambda number: int(number // 1),
    "ROUND": lambda number, places: round(number, int(places)),
    "SIGN": lambda number: (number > 0) - (number < 0),
    "IF": lambda asked, yes, no: WRONG if isinstance(asked, Wrong) else yes if asked else no,
    "IFERROR": lambda value, otherwise: otherwise if isinstance(value, Wrong) else value,
    "ISNUMBER": lambda value: isinstance(value, int | float),
    "AND": lambda *given: all(given),
    "INDEX": lambda values, place: values[int(place) - 1],
    "EDATE": _edate,
    "EOMONTH": _eomonth,
}


# --- LibreOffice -------------------------------------------------------------------------------

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">\
<value>0</value></prop></item>
</oor:items>
"""


def office() -> str:
    """LibreOffice; without it the test is skipped with the reason, or fails where it has to be here."""
    if os.environ.get(OFFICE) == "later":
        pytest.skip("workbooks are recalculated in a part of .ci/run of their own")
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None and OFFICE in os.environ:
        pytest.fail(f"{OFFICE} says that LibreOffice is here, and it is not")
    if found is None:
        pytest.skip(
            "no LibreOffice on the path: these workbooks are recalculated by tests/spreadsheet.py alone"
        )
    return found


def recalculated(files: list[Path], folder: Path, form: str = "xlsx") -> list[Path]:
    """What LibreOffice makes of them, calculating every formula anew, in one run."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    out = folder / "recalculated"
    command = [office(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
    done = subprocess.run(
        [*command, "--outdir", str(out), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "HOME": str(folder)},
    )
    made = [out / file.with_suffix(f".{form}").name for file in files]
    assert all(one.is_file() for one in made), done.stderr
    return made
