"""How a number looks: rounded here and nowhere else.

For people, a number shows no more places than it is known to; for machines, reported
numbers are exact and computed ones have 15 significant digits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from aicompare.figures import ZERO, Figure
from aicompare.money import MINOR_DIGITS, SPELLINGS, Money

_PREFIX = {">=": "≥ ", "<=": "≤ ", "~": "~"}
# (from this size on, unit, power, most decimals)
_MONEY_UNITS = ((13, "tn", 12, 2), (10, "bn", 9, 2), (6, "m", 6, 1))
_MACHINE_DIGITS = 15
_HALVES = 20  # of a letter, in a bar of a whole
_EXACT_DIGITS = 24  # a number with more digits than this was computed, not reported


def money_text(money: Money) -> str:
    """`US$1,046.2m`, `HK$57.89bn`, `(RMB 4,718.2m)` for a loss, `≥ RMB 380bn`."""
    figure = -money.amount if money.amount.value < 0 else money.amount
    text = f"{_symbol(money.currency)}{_scaled_text(figure)}"
    text = f"({text})" if money.amount.value < 0 else text
    return f"{_prefix(money.amount)}{text}"


def money_full(money: Money) -> str:
    """The amount to its minor unit: `US$2,142,544,552.77`; four digits of what is less than one."""
    places = MINOR_DIGITS.get(money.currency, 2)
    return _written_out(money, lambda value: _in_minor_units(value, places))


def money_given(money: Money) -> str:
    """Every digit that was given, and no other: `RMB 15,000,000,000`."""
    return _written_out(money, lambda value: f"{value:,f}")


def _written_out(money: Money, digits: Callable[[Decimal], str]) -> str:
    figure = -money.amount if money.amount.value < 0 else money.amount
    text = digits(figure.value)
    if figure.mark == "-" and figure.low is not None and figure.high is not None:
        text = f"{digits(figure.low)}–{digits(figure.high)}"
    text = f"{_symbol(money.currency)}{text}"
    return _prefix(money.amount) + (f"({text})" if money.amount.value < 0 else text)


def _in_minor_units(value: Decimal, places: int) -> str:
    if 0 < value < 1 and (text := f"{_rounded(value, 3 - value.adjusted()):f}".rstrip("0")) != "0.":
        places = max(places, len(text) - len("0."))
    return f"{_rounded(value, places):,f}"


def figure_text(figure: Figure, unit: str) -> str:
    """A figure in the unit of its metric or column: percent, times, months, count; or as a bar.

    Computed multiples and months show one decimal, as the field does, whatever their bounds.
    """
    if unit == "bar":
        return _bar(figure.value)
    prefix = _prefix(figure)
    if unit in ("percent", "computed percent"):
        return f"{prefix}{_with_places(figure, 2 if unit == 'percent' else 1, power=-2)}%"
    if unit == "times":
        return f"{prefix}{_with_places(figure, 1)}×"
    if unit == "months":
        return f"{prefix}{_with_places(figure, 1)}"
    if unit == "rate":
        return _with_bounds(figure)
    if unit == "computed day":
        return known_text(figure, "day")
    if unit == "computed times":
        return f"{prefix}{_rounded(figure.value, 1):,f}×"
    if unit == "computed months":
        return f"{prefix}{_rounded(figure.value, 1)}"
    return f"{prefix}{_with_places(figure, 2)}"


def known_text(value: Money | Figure, unit: str) -> str:
    """As many digits as are known, five at most: `1.7507×`, `37.2 months`, `84.755%`, `RMB 30.442bn`."""
    if unit == "day" and isinstance(value, Figure):
        return str(date.fromordinal(int(value.value)))
    figure, symbol, power, ending = _parts(value, unit)
    size = -figure if symbol and figure.value < 0 else figure
    text = f"{symbol}{_known_digits(size, power)}{ending}"
    return _prefix(figure) + (f"({text})" if size is not figure else text)


def bounds_text(value: Money | Figure, unit: str) -> str:
    """As known_text, with what it is at least and at most: `37.2 months (37.16 to 37.30)`."""
    text = known_text(value, unit)
    figure, _, power, ending = _parts(value, unit)
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return text
    places = _places(figure, power) + 1
    low = _rounded(figure.low.scaleb(-power), places, ROUND_FLOOR)
    high = _rounded(figure.high.scaleb(-power), places, ROUND_CEILING)
    return f"{text} ({low:,f} to {high:,f}{ending.removesuffix(' months')})"


def _parts(value: Money | Figure, unit: str) -> tuple[Figure, str, int, str]:
    """The number, and how it is written: the currency before it, its power of ten, the unit behind."""
    if isinstance(value, Money):
        ending, power, _ = _scale(abs(value.amount))
        return value.amount, _symbol(value.currency), power, ending
    ending = {"percent": "%", "times": "×", "months": " months"}.get(unit, "")
    return value, "", -2 if unit == "percent" else 0, ending


def _known_digits(figure: Figure, power: int) -> str:
    value = _rounded(figure.value.scaleb(-power), _places(figure, power))
    if figure.low == figure.high and value == value.to_integral_value():
        value = value.to_integral_value()
    return f"{value:,f}"


def _places(figure: Figure, power: int) -> int:
    """Decimals that are known, of a number of five digits at most."""
    known = _known_place(figure)
    most = max(0, 4 - (figure.value.scaleb(-power).adjusted() if figure.value else 0))
    return most if known is None else max(0, min(most, power - known))


def _bar(share: Decimal) -> str:
    """A share of one, drawn to a twentieth; the least there is shows as something."""
    halves = int(_rounded(min(max(share, ZERO), Decimal(1)) * _HALVES, 0)) or int(share > 0)
    return "█" * (halves // 2) + "▌" * (halves % 2)


def rate_text(value: Decimal) -> str:
    """A rate to 7 significant digits, as rates are quoted."""
    return format(Context(prec=7, rounding=ROUND_HALF_UP).plus(value).normalize(), "f")


def _with_bounds(rate: Figure) -> str:
    """`7.0363 (7.0269 to 7.0457)`: five digits, or as many as tell the bounds apart."""
    if rate.low == rate.high:
        return rate_text(rate.value)
    places = 4 - rate.value.adjusted()
    if rate.low is None or rate.high is None:
        bounds = f"from {_rounded(rate.low, places)}" if rate.low is not None else ""
        bounds = f"up to {_rounded(rate.high, places)}" if rate.high is not None else bounds
    else:
        places = max(places, 1 - (rate.high - rate.low).adjusted())
        bounds = f"{_rounded(rate.low, places)} to {_rounded(rate.high, places)}"
    return f"{_rounded(rate.value, places)} ({bounds})"


def machine(number: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """Plain digits: exact for reported numbers, 15 significant digits for computed ones."""
    if len(number.as_tuple().digits) > _EXACT_DIGITS:
        number = Context(prec=_MACHINE_DIGITS, rounding=rounding).plus(number)
    return _digits(number)


def machine_value(figure: Figure) -> str:
    """As `machine`, with every digit of what is exact: the shares of an amount sum to it."""
    return _digits(figure.value) if figure.is_exact else machine(figure.value)


def _digits(number: Decimal) -> str:
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def machine_low(number: Decimal) -> str:
    """As `machine`, a lower bound never rounded up."""
    return machine(number, ROUND_FLOOR)


def machine_high(number: Decimal) -> str:
    """As `machine`, an upper bound never rounded down."""
    return machine(number, ROUND_CEILING)


def _prefix(figure: Figure) -> str:
    """As it was printed (`~`, over, nearly), or for a computed one the side that is open."""
    if figure.mark in _PREFIX:
        return _PREFIX[figure.mark]
    if figure.is_unbounded:
        return _PREFIX["~"]
    if figure.high is None:
        return _PREFIX[">="]
    # a quotient by something open upwards can come as near to nought as it likes
    open_below = figure.low is None or (figure.value > 0 >= figure.low)
    return _PREFIX["<="] if open_below else ""


def _scaled_text(figure: Figure) -> str:
    """In bn or m so that neither places are invented nor digits are piled up."""
    unit, power, places = _scale(figure)
    if unit and figure.mark == "-" and figure.low is not None and figure.high is not None:
        low = _rounded(figure.low.scaleb(-power), places).normalize()
        high = _rounded(figure.high.scaleb(-power), places).normalize()
        return f"{low:f}–{high:f}{unit}"
    return f"{_with_places(figure, places, power)}{unit}"


def _scale(figure: Figure) -> tuple[str, int, int]:
    """The unit of an amount, its power of ten, and the most decimals shown of it."""
    size = figure.value.adjusted() if figure.value else 0
    known = _known_place(figure)
    for least, unit, power, places in _MONEY_UNITS:
        if size >= least or (size >= power and known is not None and known > power - 3 > 0):
            return unit, power, places
    return "", 0, 2


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


def _rounded(value: Decimal, places: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=Context(prec=200))


def _symbol(currency: str) -> str:
    symbol = SPELLINGS[currency][0]
    return symbol if symbol.endswith("$") else f"{symbol} "
