"""Numbers as spreadsheets hold them: 17 digits, days counted from 1900."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from typing import Any

from aicompare.rates.rates import Rate
from aicompare.values.figures import Figure
from aicompare.values.money import Money, figure_in

_HELD = Context(prec=17)
_DAY_ZERO = date(1899, 12, 30).toordinal()


def cached(number: Decimal) -> str:
    """The digits that a cell can hold."""
    return f"{_HELD.plus(number).normalize():f}"


def serial(day: date) -> int:
    """The number of a day."""
    return day.toordinal() - _DAY_ZERO


def number_of(value: Any, unit: str = "") -> Decimal:
    """The exact number in a cell; that of a day, where the unit is one."""
    match value:
        case date():
            return Decimal(serial(value))
        case Rate():
            return value.value
        case Money() | Figure():
            number = figure_in(value).value
        case int():
            number = Decimal(value)
        case _:
            number = value.figure.value
    return number - _DAY_ZERO if unit == "day" else number


def column_name(index: int) -> str:
    """A, B, ... Z, AA, ..."""
    text, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def cells_of(cells: str) -> list[str]:
    """Those of a range in one column: `Workings!$B$4:$B$6`."""
    sheet, _, ends = cells.partition("!")
    first, last = ends.split(":")
    column, start = first.split("$")[1:]
    return [f"{sheet}!${column}${row}" for row in range(int(start), int(last.split("$")[2]) + 1)]
