"""How a number looks: rounded here and nowhere else.

For people, a number shows no more places than it is known to; for machines, reported
numbers are exact and computed ones have 15 significant digits.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from aicompare.figures import Figure
from aicompare.money import SPELLINGS, Money

_PREFIX = {">=": "≥ ", "<=": "≤ ", "~": "~"}
# (from this size on, unit, power, most decimals)
_MONEY_UNITS = ((13, "tn", 12, 2), (10, "bn", 9, 2), (6, "m", 6, 1))
_MACHINE_DIGITS = 15
_EXACT_DIGITS = 24  # a number with more digits than this was computed, not reported


def money_text(money: Money) -> str:
    """`US$1,046.2m`, `HK$57.89bn`, `(RMB 4,718.2m)` for a loss, `≥ RMB 380bn`."""
    figure = abs(money.amount)
    text = f"{_symbol(money.currency)}{_scaled_text(figure)}"
    if money.amount.mark in _PREFIX:
        text = f"{_PREFIX[money.amount.mark]}{text}"
    return f"({text})" if money.amount.value < 0 else text


def money_full(money: Money) -> str:
    """The amount to its minor unit or, where finer, as known: `US$2,142,544,552.77`."""
    value = _rounded(money.amount.value, 2)
    return f"{_symbol(money.currency)}{value:,}"


def figure_text(figure: Figure, unit: str) -> str:
    """A figure in the unit of its metric or column: percent, times, months, count.

    Computed multiples and months show one decimal, as the field does, whatever their bounds.
    """
    prefix = _PREFIX.get(figure.mark, "")
    if unit in ("percent", "computed percent"):
        return f"{prefix}{_with_places(figure, 1, power=-2)}%"
    if unit == "times":
        return f"{prefix}{_with_places(figure, 1)}×"
    if unit == "months":
        return f"{prefix}{_with_places(figure, 1)}"
    if unit == "computed times":
        return f"{prefix}{_rounded(figure.value, 1):,f}×"
    if unit == "computed months":
        return f"{prefix}{_rounded(figure.value, 1)}"
    return f"{prefix}{_with_places(figure, 2)}"


def rate_text(value: Decimal) -> str:
    """A rate to 7 significant digits, as rates are quoted."""
    return format(Context(prec=7, rounding=ROUND_HALF_UP).plus(value).normalize(), "f")


def machine(number: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """Plain digits: exact for reported numbers, 15 significant digits for computed ones."""
    if len(number.as_tuple().digits) > _EXACT_DIGITS:
        number = Context(prec=_MACHINE_DIGITS, rounding=rounding).plus(number)
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def machine_low(number: Decimal) -> str:
    return machine(number, ROUND_FLOOR)


def machine_high(number: Decimal) -> str:
    return machine(number, ROUND_CEILING)


def _scaled_text(figure: Figure) -> str:
    """In bn or m so that neither places are invented nor digits are piled up."""
    size = figure.value.adjusted() if figure.value else 0
    known = _known_place(figure)
    for least, unit, power, places in _MONEY_UNITS:
        if size >= least or (size >= power and known is not None and known > power - 3 > 0):
            if figure.mark == "-" and figure.low is not None and figure.high is not None:
                low = _rounded(figure.low.scaleb(-power), places).normalize()
                high = _rounded(figure.high.scaleb(-power), places).normalize()
                return f"{low:f}–{high:f}{unit}"
            return f"{_with_places(figure, places, power)}{unit}"
    return _with_places(figure, 2)


def _with_places(figure: Figure, most: int, power: int = 0) -> str:
    """Thousands separated, with at most `most` decimals and no more than are known."""
    known = _known_place(figure)
    places = most if known is None else max(0, min(most, power - known))
    return f"{_rounded(figure.value.scaleb(-power), places):,f}"


def _known_place(figure: Figure) -> int | None:
    """The exponent of the last digit that is known; None for exact and one-sided figures."""
    if figure.low is None or figure.high is None or figure.low == figure.high:
        value = figure.value.normalize()
        return None if value == 0 else int(value.as_tuple().exponent)
    spread = figure.high - figure.low
    return spread.adjusted()


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=Context(prec=60))


def _symbol(currency: str) -> str:
    symbol = SPELLINGS[currency][0]
    return symbol if symbol.endswith("$") else f"{symbol} "
