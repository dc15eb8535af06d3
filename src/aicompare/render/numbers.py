"""How a number looks: rounded here and nowhere else.

For people, a number shows no more digits than are known: the last one stands in the place of
the first digit of the width of its bounds. Between 37.43 and 37.57 that is 37.5, between 36 and
39 it is 38, between 30 and 45 it is 40; only where rounding would lead out of the bounds there
is a digit more. What would be rounded to zero and is not zero keeps its first digits: 0.00096×,
0.03 months. A mark of print is kept (~, ≥, ≤), and the digits that stood behind ~. What was
computed and is open on one side shows its bound, rounded so that it stays true: ≥ 34.0. `~` stands
before what is open on both sides, or not known to its first digit; a statistic shows both bounds
there, 52.8–151.1×. Only `convert` writes every digit out: it answers for the very number that was
typed.

For machines, reported numbers are exact and computed ones have 15 significant digits; their bounds
are not finer than a hundredth of their distance.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from aicompare.reports.report import Span
from aicompare.values.figures import ZERO, Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import Look, ShownUnit
from aicompare.values.money import MINOR_DIGITS, SPELLINGS, Money, figure_in

_PREFIX = {">=": "≥ ", "<=": "≤ ", "~": "~"}
# (from this size on, unit, power, most decimals)
_MONEY_UNITS = ((13, "tn", 12, 2), (10, "bn", 9, 2), (6, "m", 6, 1))
_UNITS = {"percent": (-2, "%"), "points": (-2, " pt"), "times": (0, "×")}  # power, sign
_DECIMALS = 2
_DECIMALS_COMPUTED = 1  # as the field does
_FIRST_DIGITS = 2  # kept of what is too small for its decimals
_FIRST_OF_MONTHS = 1  # a second one would tell hours
_ANY = 200  # as many decimals as there are
_EXACT = Context(prec=200)
_WITHOUT_NOISE = Context(prec=30)  # of the 34 digits of a figure, the last ones hold rounding
_MACHINE_DIGITS = 15
_PLACES_OF_A_DISTANCE = 2  # of a bound from its value, behind its first digit
_MOST_PRINTED = 5  # digits of a figure that print calls about; what was converted has more
_HALVES = 20  # of a letter, in a bar of a whole
_EXACT_DIGITS = 24  # a number with more digits than this was computed, not reported


def money_text(money: Money) -> str:
    """`US$1,046.2m`, `HK$57.89bn`, `(RMB 4,718.2m)` for a loss, `≥ RMB 380bn`, `(RMB 0.95–1.06bn)`."""
    shown = _shown(money.amount)
    unit, power, most = _scale(shown)
    return _amount_shown(shown, most, power, unit, money.currency)


def _amount_shown(shown: _Shown, most: int, power: int, unit: str, currency: str) -> str:
    """Both ends of a range of losses stand in one pair of parentheses: `(RMB 0.95–1.06bn)`."""
    if shown.end is None or shown.value >= 0:
        digits = _down_to_place(shown, most, power)
        return shown.prefix + _with_symbol(f"{digits}{unit}", currency)
    if shown.end > 0:
        low, high = (
            _down_to_place(replace(shown, value=end, end=None), most, power)
            for end in (shown.value, shown.end)
        )
        return _range_below(f"{low}{unit}", f"{high}{unit}", currency)
    losses = replace(shown, value=-shown.end, end=-shown.value)
    return f"({_amount_shown(losses, most, power, unit, currency)})"


def money_shown(money: Money, look: Look) -> str:
    """In units of its size, to its minor unit (`full`), as it was given, or as a statistic."""
    match look:
        case "full":
            return money_full(money)
        case "given":
            return money_given(money)
        case "millions":
            return _in_millions(money.amount)
        case "statistic":
            return money_text(Money(bounded(money.amount), money.currency))
    return money_text(money)


def _in_millions(figure: Figure) -> str:
    """`39,833`, `(6,307)`, of less than ten millions `4.5`: the heading says currency and unit."""
    shown = _shown(figure)
    if shown.value < 0 and shown.end is None:
        return f"({_in_millions(-figure)})"
    most = 0 if abs(shown.value) >= Decimal("1e7") else 1
    return shown.prefix + _down_to_place(shown, most, 6)


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
        if figure.low < 0:  # of either sign, so that no parentheses say which
            low, high = sorted(
                (-figure.low, -figure.high) if money.amount.value < 0 else (figure.low, figure.high)
            )
            return _range_below(digits(low), digits(high), money.currency)
        text = f"{digits(figure.low)}–{digits(figure.high)}"
    sign = "-" if money.amount.value < 0 else ""
    return _PREFIX.get(money.amount.mark, "") + _with_symbol(sign + text, money.currency)


def _in_minor_units(value: Decimal, places: int) -> str:
    if 0 < value < 1 and (text := f"{_rounded(value, 3 - value.adjusted()):f}".rstrip("0")) != "0.":
        places = max(places, len(text) - len("0."))
    return f"{_rounded(value, places):,f}"


def amount_in(amount: Figure, power: int, most: int | None = None) -> str:
    """An amount in units that a heading names: `1,322.8`, `39,833`, `(286.2)`, `≥ 800`."""
    shown = _shown(amount)
    ends = (shown.value, shown.value if shown.end is None else shown.end)
    if most is None:
        most = 0 if max(map(abs, ends)) >= Decimal(_WHOLE_FROM).scaleb(power) else _MOST_IN[power]
    if max(ends) < 0:  # at least a loss of 133 is a loss of at most that: (≤ 133)
        return f"({amount_in(-amount, power, most)})"
    return shown.prefix + _down_to_place(shown, most, power)


_MOST_IN = {0: 2, 6: 1, 9: 2}  # decimals of an amount in units of that power
_WHOLE_FROM = 10_000  # units; what is more than that has none


def terse_amount(amount: Figure, power: int) -> str:
    """For a page of many columns, where three digits suffice: `965`, `39.8`, `(≤6.31)`."""
    return close(amount_in(amount, power, _decimals_of_three_digits(amount, power)))


def terse_text(figure: Figure, unit: ShownUnit) -> str:
    """As `terse_amount`, its unit left to the heading: `≥178`, `84.0`, `-206`."""
    power = _UNITS.get(unit, (0, ""))[0]
    most = min(_decimals_of_three_digits(figure, power), _DECIMALS_COMPUTED)
    shown = _shown(figure)
    return close(shown.prefix + _down_to_place(shown, most, power))


def _decimals_of_three_digits(figure: Figure, power: int) -> int:
    size = abs(_shown(figure).value)
    return 2 - max(0, min(2, size.adjusted() - power)) if size else 0


def close(text: str) -> str:
    """A mark beside its number, which saves the column a place."""
    return text.replace("≥ ", "≥").replace("≤ ", "≤")


def on_page(figure: Figure, unit: ShownUnit) -> str:
    """Shorter than in a list: a percentage of a hundred or more in whole ones, a large count in millions."""
    size = abs(figure.value)
    if unit == "percent" and size >= 1:
        shown = _shown(figure)
        return f"{shown.prefix}{_down_to_place(shown, 0, -2)}%"
    if unit == "count" and size >= _MILLION:
        return f"{amount_in(figure, 6)}m"
    return figure_text(figure, unit, "computed")


_MILLION = 10**6


def change_text(change: Money | Figure, unit: ShownUnit) -> str:
    """`+11.7`, `-36.2`, `+8.5 pt` of percentages, `-HK$43.41bn`, `≥ +EUR 9.3bn`: of the value alone."""
    known = figure_in(change)
    prefix = "≥ " if known.high is None else "≤ " if known.low is None else ""
    return prefix + _signed(change, Figure.exact(known.value), unit)


def _signed(change: Money | Figure, figure: Figure, unit: ShownUnit) -> str:
    sign = "+" if figure.value > 0 else ""
    if isinstance(change, Money):
        size = money_text(Money(Figure.exact(abs(figure.value)), change.currency))
        return f"{'-' if figure.value < 0 else sign}{size}"
    if unit == "percent":
        return figure_text(figure, "points", "computed")
    return sign + figure_text(figure, unit, "computed")


def figure_text(figure: Figure, unit: ShownUnit, look: Look = "") -> str:
    """A figure in the unit of its metric or column: percent, times, months, count; or as a bar.

    Points have their sign: `+8.5 pt`.
    """
    if look == "bar":
        return _bar(figure.value)
    if look == "terse":
        return terse_text(figure, unit)
    if unit == "rate":
        return _with_bounds(figure)
    if unit in ("day", "year"):
        return known_text(figure, unit)
    shown = _shown(bounded(figure) if look == "statistic" else figure)
    power, sign = _UNITS.get(unit, (0, ""))
    digits = _FIRST_OF_MONTHS if unit == "months" else _FIRST_DIGITS
    plus = "+" if unit == "points" and shown.value > 0 else ""
    return f"{shown.prefix}{plus}{_down_to_place(shown, _most_decimals(unit, look), power, digits)}{sign}"


def _most_decimals(unit: ShownUnit, look: Look) -> int:
    fewer = unit in ("times", "months", "points") or (unit == "percent" and look in ("computed", "statistic"))
    return _DECIMALS_COMPUTED if fewer else _DECIMALS


def bounded(figure: Figure) -> Figure:
    """What is shown of a statistic: its bounds alone, where it is not known to two digits.

    A lower bound of zero says nothing of what is never below zero. `53` between 52.88 and 151.09
    is the range 52.8 to 151.1, rounded outward as every range is.
    """
    low, high = figure.low or None, figure.high
    if low is None and high is None:
        return Figure(ZERO, ZERO, None)
    if low is None or high is None:
        return Figure(figure.value, low, high)
    if low == high or _width(low, high) < figure.value.adjusted():
        return figure
    return Figure(low, low, high, "-")


def is_about(figure: Figure, look: Look = "") -> bool:
    """Whether it is shown with a sign or as a range, since its value alone would say too much."""
    shown = _shown(bounded(figure) if look == "statistic" else figure)
    return bool(shown.prefix) or shown.end is not None


def known_text(value: Money | Figure, unit: ShownUnit) -> str:
    """As many digits as are known, five at most: `1.7507×`, `37.2 months`, `84.755%`, `RMB 30.442bn`."""
    if unit == "day" and isinstance(value, Figure):
        return str(date.fromordinal(int(value.value)))
    if unit == "year" and isinstance(value, Figure):
        return str(int(value.value))
    return _known(value, unit, 0)


def _known(value: Money | Figure, unit: ShownUnit, more: int) -> str:
    """With so many digits more than five, and than are known."""
    shown, power, ending = _parts(value, unit)
    most = _most(shown, power) + more
    shown = replace(shown, place=shown.place - more)
    if isinstance(value, Money):
        return _amount_shown(shown, most, power, ending, value.currency)
    return f"{shown.prefix}{_down_to_place(shown, most, power)}{ending}"


def bounds_text(value: Money | Figure, unit: ShownUnit) -> str:
    """As known_text, with what it is at least and at most: `37.2 months (37.16 to 37.30)`.

    With a digit more where without it the figure would stand outside: RMB 724.334m (724.333 to 724.335m).
    """
    text, figure = known_text(value, unit), figure_in(value)
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return text
    shown, power, ending = _parts(value, unit)
    places = min(_most(shown, power), power - shown.place) + 1
    low, middle, high = (one.scaleb(-power, _EXACT) for one in (figure.low, figure.value, figure.high))
    low, high = _rounded(low, places, ROUND_FLOOR), _rounded(high, places, ROUND_CEILING)
    if not low <= _rounded(middle, places - 1) <= high:
        text = _known(value, unit, 1)
    return f"{text} ({low:,f} to {high:,f}{ending.removesuffix(' months')})"


def bounds_in_words(value: Money | Figure, unit: ShownUnit) -> str:
    """Both bounds to one digit more than is shown of the value, rounded outward, or which of them is open.

    `between US$1,046.15m and US$1,046.25m`, `exactly`, `open above`.
    """
    figure = figure_in(value)
    if figure.low is None or figure.high is None:
        sides = [side for side, bound in (("below", figure.low), ("above", figure.high)) if bound is None]
        return f"open {' and '.join(sides)}"
    if figure.low == figure.high:
        return "exactly"
    width = _width(figure.low, figure.high)
    if width < figure.value.adjusted() - _MACHINE_DIGITS:
        return "exact but for rounding"
    low, high = _WITHOUT_NOISE.plus(figure.low), _WITHOUT_NOISE.plus(figure.high)
    shown = [
        _Shown("", bound, min(width, bound.adjusted()) - 1, rounding)
        for bound, rounding in ((low, ROUND_FLOOR), (high, ROUND_CEILING))
    ]
    if isinstance(value, Money):
        mark, power, _ = _scale(_shown(figure))
        texts = [_with_symbol(f"{_down_to_place(one, _ANY, power)}{mark}", value.currency) for one in shown]
    else:
        power, sign = _UNITS.get(unit, (0, ""))
        texts = [f"{_down_to_place(one, _ANY, power)}{sign}" for one in shown]
    return f"between {texts[0]} and {texts[1]}"


def _parts(value: Money | Figure, unit: ShownUnit) -> tuple[_Shown, int, str]:
    """What is shown, its power of ten, and the unit behind it."""
    shown = _shown(figure_in(value))
    if isinstance(value, Money):
        ending, power, _ = _scale(shown)
        return shown, power, ending
    power, sign = _UNITS.get(unit, (0, " months" if unit == "months" else ""))
    return shown, power, sign


def _most(shown: _Shown, power: int) -> int:
    """The decimals of a number of five digits."""
    return max(0, 4 - (shown.value.adjusted() - power if shown.value else 0))


def _bar(share: Decimal) -> str:
    """A share of one, drawn to a twentieth; the least there is shows as something."""
    halves = int(_rounded(min(max(share, ZERO), Decimal(1)) * _HALVES, 0)) or int(share > 0)
    return "█" * (halves // 2) + "▌" * (halves % 2)


_SPAN = 48  # places of a drawn range


def span_text(span: Span) -> str:
    """`   |--●----|  │`: from low to high, the middle, and where the mark of all ranges stands."""

    def place(share: Decimal | None) -> int | None:
        return None if share is None else int(_rounded(share * (_SPAN - 1), 0))

    low, middle, high, at = map(place, (span.low, span.middle, span.high, span.at))
    drawn = [" "] * _SPAN
    if low is not None and high is not None:
        drawn[low : high + 1] = "─" * (high - low + 1)
        drawn[low], drawn[high] = "├", "┤"
    if at is not None:
        drawn[at] = "│"
    if middle is not None:
        drawn[middle] = "●"
    return "".join(drawn).rstrip()


def rate_text(value: Decimal) -> str:
    """A rate to 7 significant digits, as rates are quoted."""
    return format(Context(prec=7, rounding=ROUND_HALF_UP).plus(value).normalize(), "f")


def _with_bounds(rate: Figure) -> str:
    """`7.0363 (7.0269 to 7.0457)`: five digits, or as many as tell the bounds apart."""
    if rate.low == rate.high:
        return rate_text(rate.value)
    places = 4 - rate.value.adjusted()
    if rate.low is None or rate.high is None:
        bounds = f"from {_rounded(rate.low, places, ROUND_FLOOR)}" if rate.low is not None else ""
        bounds = f"up to {_rounded(rate.high, places, ROUND_CEILING)}" if rate.high is not None else bounds
    else:
        places = max(places, 1 - (rate.high - rate.low).adjusted())
        low, high = _rounded(rate.low, places, ROUND_FLOOR), _rounded(rate.high, places, ROUND_CEILING)
        bounds = f"{low} to {high}"
    return f"{_rounded(rate.value, places)} ({bounds})"


def machine(number: Decimal) -> str:
    """Plain digits: exact for reported numbers, 15 significant digits for computed ones."""
    return _rounded_off(number, _MACHINE_DIGITS, ROUND_HALF_UP)


def machine_value(figure: Figure) -> str:
    """As `machine`, with every digit of what is exact: the shares of an amount sum to it."""
    return digits_of(figure.value) if figure.is_exact else machine(figure.value)


def machine_bounds(figure: Figure) -> tuple[str | None, str | None]:
    """Low and high; computed ones never rounded inward, and not finer than a hundredth of their distance."""
    low, high = figure.low, figure.high
    away = [bound - figure.value for bound in (low, high) if bound is not None]
    place = max((one.copy_abs() for one in away), default=ZERO).adjusted() - _PLACES_OF_A_DISTANCE

    def written(bound: Decimal | None, rounding: str) -> str | None:
        if bound is None:
            return None
        return _rounded_off(bound, max(1, min(_MACHINE_DIGITS, bound.adjusted() - place + 1)), rounding)

    return written(low, ROUND_FLOOR), written(high, ROUND_CEILING)


def _rounded_off(number: Decimal, digits: int, rounding: str) -> str:
    """What was computed, to so many significant digits."""
    computed = len(number.as_tuple().digits) > _EXACT_DIGITS
    return digits_of(Context(prec=digits, rounding=rounding).plus(number) if computed else number)


def digits_of(number: Decimal) -> str:
    """Every digit, without an exponent."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a figure is shown: the number down to its `place` (an exponent of ten).

    `end` is the upper end of a printed range, whose lower one is `value`.
    """

    prefix: str
    value: Decimal
    place: int
    rounding: str = ROUND_HALF_UP
    end: Decimal | None = None


def _shown(figure: Figure) -> _Shown:
    """By the rule at the head of this module."""
    value, low, high = figure.value, figure.low, figure.high
    if figure.mark == "-" and low is not None and high is not None:
        return _Shown("", low, min(_last_place(end) for end in (low or high, high or low)), end=high)
    # a quotient by something open upwards can come as near to zero as it likes
    open_below = low is None or (low == 0 < value and (high is None or high < 2 * value))
    open_above = high is None or (high == 0 > value and (low is None or low > 2 * value))
    if open_below and open_above:
        return _Shown(_PREFIX["~"], value, _last_place(value))
    if open_below and high is not None:
        return _one_sided(_PREFIX["<="], high, ROUND_CEILING)
    if open_above and low is not None:
        return _one_sided(_PREFIX[">="], low, ROUND_FLOOR)
    assert low is not None and high is not None
    place = _last_place(value) if low == high else _width(low, high)
    if figure.mark == "~" and len(value.normalize(_EXACT).as_tuple().digits) <= _MOST_PRINTED:
        place = _last_place(value)  # printed so, however little of it is known
    first = value.adjusted() if value else place
    prefix = _PREFIX["~"] if figure.mark == "~" or place > first else ""
    place = min(place, first)
    while not low <= _rounded(value, -place) <= high:
        place -= 1
    return _Shown(prefix, value, place)


def _one_sided(prefix: str, bound: Decimal, rounding: str) -> _Shown:
    bound = _WITHOUT_NOISE.plus(bound)
    return _Shown(prefix, bound, _last_place(bound), rounding)


def _last_place(number: Decimal) -> int:
    """The exponent of its last digit that is not zero."""
    return int(number.normalize(_EXACT).as_tuple().exponent) if number else 0


def _width(low: Decimal, high: Decimal) -> int:
    """The place of its first digit: an exponent of ten."""
    return _EXACT.subtract(high, low).adjusted()


def _scale(shown: _Shown) -> tuple[str, int, int]:
    """(unit, power, most decimals): neither are places invented nor digits piled up."""
    largest = max(shown.value, shown.end or ZERO, key=abs)
    size = largest.adjusted() if largest else 0
    for least, unit, power, most in _MONEY_UNITS:
        if size >= least or (size >= power and shown.place > power - 3 > 0):
            return unit, power, most
    return "", 0, 2


def _down_to_place(shown: _Shown, most: int, power: int, digits: int = _FIRST_DIGITS) -> str:
    """In units of 10^power: thousands separated, at most `most` decimals.

    What these would round to zero shows its first `digits`.
    """
    known = power - shown.place
    if shown.end is None:
        return _in_places(shown.value, power, known, most, digits, shown.rounding)
    low = _in_places(shown.value, power, known, most, digits, ROUND_FLOOR)
    high = _in_places(shown.end, power, known, most, digits, ROUND_CEILING)
    return f"{low} to {high}" if shown.value < 0 else f"{low}–{high}"


def _in_places(number: Decimal, power: int, known: int, most: int, digits: int, rounding: str) -> str:
    scaled = number.scaleb(-power, _EXACT)
    rounded = _rounded(scaled, min(most, known), rounding)
    if number and not rounded:
        first = Context(prec=digits, rounding=rounding).plus(scaled).adjusted()  # 0.00096 may be 0.001
        rounded = _rounded(scaled, min(digits - 1 - first, known), rounding)
    return f"{rounded:,f}"


def _rounded(value: Decimal, places: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=_EXACT)


def _with_symbol(digits: str, currency: str) -> str:
    """`US$5m`; what is below zero stands in parentheses."""
    symbol = SPELLINGS[currency][0]
    text = f"{symbol}{'' if symbol.endswith('$') else ' '}{digits.removeprefix('-')}"
    return f"({text})" if digits.startswith("-") else text


def _range_below(low: str, high: str, currency: str) -> str:
    """A range that begins below zero and ends above: `(RMB 100m) to RMB 200m`."""
    return f"{_with_symbol(low, currency)} to {_with_symbol(high, currency)}"
