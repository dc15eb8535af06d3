"""A workbook as a table: each cell as it is shown, so that a figure has the digits of its print."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from numbers import Real
from typing import Any

from aicompare.values.errors import BadFile

_LITERAL = re.compile(r'"[^"]*"|\[[^]]*\]|[_*\\].')  # of a format: what is written as it is
_PLACES = re.compile(r"0(?:\.(0+))?")
_IN_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")  # each comma behind the digits shows a thousandth


def sheet_rows(name: str, raw: bytes) -> list[tuple[int, list[str]]]:
    """The cells of each row of its one sheet, and the number of the row.

    Raises BadFile where openpyxl is not installed, for what is no workbook, for one with several
    sheets, and for a formula that nobody has computed yet.
    """
    values, formulas = (_sheet(name, raw, computed) for computed in (True, False))
    return [
        (number, [_shown(name, *pair) for pair in zip(row, formula, strict=True)])
        for number, (row, formula) in enumerate(zip(values, formulas, strict=True), 1)
    ]


def _sheet(name: str, raw: bytes, computed: bool) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError:
        hint = "install it: python -m pip install 'aicompare[xlsx]', or save the sheet as CSV"
        message = "this is a workbook, which openpyxl reads; that is not installed"
        raise BadFile(name, message, hint=hint) from None
    try:
        book = load_workbook(BytesIO(raw), data_only=computed)
    except Exception as problem:  # noqa: BLE001  of a broken file it raises whatever it met
        raise BadFile(name, f"this is no workbook: {problem}", hint="save the sheet as CSV") from None
    sheets = [sheet for sheet in book.worksheets if sheet.max_row > 1 or sheet.max_column > 1]
    if len(sheets) != 1:
        there = ", ".join(sheet.title for sheet in sheets) or "nothing in it"
        raise BadFile(
            name,
            f"the workbook has {len(sheets)} sheets with cells: {there}",
            hint="save the one that is meant alone",
        )
    return sheets[0].iter_rows()


def _shown(name: str, cell: Any, formula: Any) -> str:
    """As the format of the cell has it: 0.163 of `0.0%` is 16.3%."""
    value = cell.value
    if value is None and formula.value is not None:
        message = f"the formula in {cell.coordinate} has no value yet"
        raise BadFile(name, message, hint="open the workbook, save it, and import it again")
    match value:
        case None:
            return ""
        case bool() | str():
            return str(value)
        case datetime():
            return str(value.date())
        case Real():  # as a workbook keeps it, read by its shortest text
            return _number(Decimal(repr(value)), str(cell.number_format))
    return str(value)


def _number(number: Decimal, form: str) -> str:
    plain = _LITERAL.sub("", form).split(";")[0]
    if "%" in plain:
        number = number * 100
    if thousands := _IN_THOUSANDS.search(plain):
        number = number.scaleb(-3 * len(thousands[1]))
    places = None if "E" in plain else _PLACES.search(plain)
    if places:
        number = number.quantize(Decimal(1).scaleb(-len(places[1] or "")), ROUND_HALF_UP)
    text = format(number, "f")
    text = text if places or "." not in text else text.rstrip("0").rstrip(".")
    return f"{text}%" if "%" in plain else text
