"""How a number is written in a cell: its unit and size, as spreadsheets say it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.rates.rates import Rate
from aicompare.render.numbers import is_about
from aicompare.values.figures import Figure
from aicompare.values.metrics import Look
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
_BOUNDS = {">=": "≥ ", "<=": "≤ "}


def number_format(value: Any, unit: str, number: Decimal, look: Look = "", *, turned: bool = False) -> str:
    """`"US$"#,##0.0,,"m"` with losses in parentheses; a percentage, a multiple, a day by their units.

    `~` stands before what is known within bounds alone: a format rounds, and the cell has the middle. Before
    a bound that was printed and is shown to its last digit stands `≥` or `≤`.
    """
    if isinstance(value, date):
        return _UNITS["day"]
    if isinstance(value, Rate):
        return _UNITS["rate"]
    if isinstance(value, int):
        return "0"
    known = _known(value)
    figure, written = figure_in(known), _written(currency_in(known), unit, number)
    mark = _mark(-figure if turned else figure, look, exact=_shows_all(number, written))
    return ";".join(f'"{mark}"{part}' for part in written.split(";")) if mark else written


def end_format(value: Any, unit: str, number: Decimal) -> str:
    """That of a bound of a value, without a mark."""
    return _written(currency_in(_known(value)), unit, number)


def _known(value: Any) -> Any:
    """The amount or figure, of a fact the one that it tells."""
    return value if isinstance(value, Figure | Money) else getattr(value, "value", value)


def _written(currency: str | None, unit: str, number: Decimal) -> str:
    if currency:
        return _of_money(currency, abs(number))
    if unit in ("times", "months") and 0 < abs(number) < _SMALL:
        return _UNITS[unit].replace("0.0", "0.0000")
    return _UNITS.get(unit, "General")


def _mark(figure: Figure, look: Look, *, exact: bool) -> str:
    if exact and figure.mark in _BOUNDS:
        return _BOUNDS[figure.mark]
    return "~" if is_about(figure, look) else ""


def _shows_all(number: Decimal, written: str) -> bool:
    """Whether the format leaves no digit away."""
    digits = re.search(r"0(?:\.(0+))?(,*)", written)
    if digits is None:  # General, and days
        return True
    places = len(digits[1] or "") - 3 * len(digits[2]) + 2 * written.endswith("%")
    return number == round(number, places)


def _of_money(currency: str, size: Decimal) -> str:
    symbol = SPELLINGS[currency][0] if currency in SPELLINGS else currency
    space = "" if symbol.endswith("$") else " "
    digits = next(text for least, text in _SIZES if size >= least)
    written = f'"{symbol}{space}"{digits}'
    return f"{written};({written})"
