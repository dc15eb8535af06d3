"""How an amount is to be split: lines like `models=80%`, and the unit to round to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from fractions import Fraction

from aicompare.calculators.split.apportionment import over_one_denominator
from aicompare.values.errors import BadUsage, Trouble, shown
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.lexemes import LONGEST, plain

_FRACTION = re.compile(r"([0-9]+)\s*/\s*([0-9]*[1-9][0-9]*)")
_MARKS = "<>=~≥≤≈"  # of a figure that is no plain number: `models=>=5`
_HINT = "write it like models=80%, models=2/15 or models=3"


@dataclass(frozen=True, slots=True)
class WeightedLine:
    """One line to split an amount between; `form` is number, fraction or percent."""

    purpose: str
    text: str
    weight: Fraction
    form: str

    @classmethod
    def parse(cls, text: str) -> WeightedLine:
        """`models=80%`; the name may hold spaces. Raises BadUsage."""
        purpose, equals, weight = (part.strip() for part in text.rpartition("="))
        if not (equals and purpose):
            raise BadUsage(f"{shown(text)} is not a name with a weight", hint=_HINT)
        if purpose[-1] in _MARKS:
            raise BadUsage(f"{shown(text)} has no plain number for a weight", hint=_HINT)
        return cls(purpose, weight, *_weight(weight, text))


@dataclass(frozen=True, slots=True)
class Splitting:
    """How an amount is split: in multiples of `unit` (None: of the currency's minor unit).

    `written` is the unit as the user wrote it.
    """

    lines: Sequence[WeightedLine]
    unit: Decimal | None = None
    written: str | None = None

    @classmethod
    def parse(cls, texts: Sequence[str], round_to: str | None, *, normalise: bool) -> Splitting:
        """Raises BadUsage for weights that do not go together, or percents that do not sum to 100."""
        lines = [WeightedLine.parse(text) for text in texts]
        if not lines:
            raise BadUsage("there is nothing to split it between", hint=_HINT)
        for name, count in Counter(line.purpose for line in lines).items():
            if count > 1:
                raise BadUsage(f"{shown(name)} is named {count} times", hint="give each a name of its own")
        forms = {line.form for line in lines}
        if "number" in forms and len(forms) > 1:
            raise BadUsage(
                "plain numbers are mixed with percents or fractions", hint="write all weights in one form"
            )
        if "percent" in forms and not normalise and (total := _total(lines)) != 1:
            raise BadUsage(
                f"the shares sum to {_percent(total)}, not 100%", hint="mend them, or add --normalise"
            )
        return cls(lines, None if round_to is None else _unit(round_to), round_to)

    def notes(self) -> Iterator[str]:
        """What was made of weights that can be understood in two ways."""
        forms, total = {line.form for line in self.lines}, _total(self.lines)
        if forms == {"percent", "fraction"}:
            yield "Percents and fractions are mixed: both are taken as shares of the whole."
        if "number" not in forms and total != 1:
            yield f"The weights sum to {_percent(total)}; each is taken as its share of that sum."


def _weight(text: str, line: str) -> tuple[Fraction, str]:
    """The weight and its form. Raises BadUsage for what is no number, or below zero."""
    text = plain(text)
    if len(text) <= LONGEST and (match := _FRACTION.fullmatch(text)):
        return Fraction(int(match[1]), int(match[2])), "fraction"
    try:
        figure = Figure.parse(text)
    except Trouble:
        raise BadUsage(f"{shown(line)} has no weight that can be read", hint=_HINT) from None
    if figure.mark or text[-1] in "xX×倍":
        raise BadUsage(f"{shown(line)} has no plain number for a weight", hint=_HINT)
    if figure.value < 0:
        raise BadUsage(f"{shown(line)} has a weight below zero", hint="a share of nothing has the weight 0")
    return Fraction(figure.value), "percent" if "%" in text else "number"


def _unit(text: str) -> Decimal:
    try:
        unit = Figure.parse(text)
    except Trouble:
        unit = Figure.exact(0)
    if unit.value <= 0 or unit.mark not in ("", "=") or plain(text)[-1] in "%xX×倍":
        raise BadUsage(f"{shown(text)} is no unit to round to", hint="write it like 1m, 1000 or 0.01")
    return unit.value


def _total(lines: Sequence[WeightedLine]) -> Fraction:
    parts, common = over_one_denominator([line.weight for line in lines])
    return Fraction(sum(parts), common)


def _percent(total: Fraction) -> str:
    """What is not 100%, to 6 digits; to more where it would read 100%."""
    digits, value = 6, Decimal(100)
    while value == 100:
        value = Context(prec=digits).divide(Decimal(total.numerator * 100), Decimal(total.denominator))
        digits *= 2
    return f"{value:f}%"
