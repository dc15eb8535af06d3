"""How a number is written in a cell: its unit and size, as spreadsheets say it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.rates.rates import Rate
from aicompare.values.figures import Figure
from aicompare.values.money import SPELLINGS, Money, currency_in, figure_in

_UNITS = {
    "percent": "0.0%", "points": '+0.0%" pt";-0.0%" pt";0.0%" pt"', "times": '0.0"×"', "months": "0.0",
    "count": "#,##0", "days": "#,##0", "day": "yyyy-mm-dd", "year": "0", "rate": "0.000000",
    "number": "General",
}  # fmt: skip
_SIZES = (  # from this size on, how it is written
    (Decimal("1e10"), '#,##0.00,,,"bn"'),
    (Decimal("1e6"), '#,##0.0,,"m"'),
    (Decimal("1e4"), "#,##0"),
    (Decimal(0), "#,##0.00"),
)
_SMALL = Decimal("0.1")
_NEAR = Decimal("0.01")  # a bound lies so near the value that it stands for, over that


def number_format(value: Any, unit: str, number: Decimal, *, turned: bool = False) -> str:
    """`"US$"#,##0.0,,"m"` with losses in parentheses; a percentage, a multiple, a day by their units. What is
    open on one side says so before its digits, `≥` or `≤`, what is about so much `~`; so does the middle of
    what is open.
    """
    if isinstance(value, date):
        return _UNITS["day"]
    if isinstance(value, Rate):
        return _UNITS["rate"]
    if isinstance(value, int):
        return "0"
    known = getattr(value, "value", value) if not isinstance(value, Figure | Money) else value
    mark = _mark(figure_in(known), turned=turned)
    currency = currency_in(known)
    if currency:
        written = _of_money(currency, abs(number))
    elif unit in ("times", "months") and 0 < abs(number) < _SMALL:
        written = _UNITS[unit].replace("0.0", "0.0000")
    else:
        written = _UNITS.get(unit, "General")
    return ";".join(f'"{mark}"{part}' for part in written.split(";")) if mark else written


def _mark(figure: Figure, *, turned: bool) -> str:
    if figure.low is None or figure.high is None:
        end: Decimal | None = figure.low if figure.high is None else figure.high
        if end is None or abs(end - figure.value) > abs(figure.value) * _NEAR:
            return "~"  # the cell has the middle, of which neither would be true
        return "≥ " if (figure.high is None) is not turned else "≤ "
    return "~" if figure.mark == "~" else ""


def _of_money(currency: str, size: Decimal) -> str:
    symbol = SPELLINGS[currency][0] if currency in SPELLINGS else currency
    space = "" if symbol.endswith("$") else " "
    digits = next(text for least, text in _SIZES if size >= least)
    written = f'"{symbol}{space}"{digits}'
    return f"{written};({written})"
