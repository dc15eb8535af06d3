"""The tree of a number as the text of a formula, over cells of Inputs, Rates, Workings and Months.

What was printed or typed becomes a line of Inputs once, a rate one of Rates. A computed figure that
stands in the sheet Answer is referred to there; any other is a line of Workings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from aicompare.companies.derivation import (
    GIVEN,
    Made,
    Named,
    Number,
    Open,
    Part,
    Power,
    Product,
    Solved,
    Sum,
    figure_of,
    made_of,
    words,
)
from aicompare.companies.fact import Derived, Fact, before_conversion
from aicompare.companies.naming import title_of, when
from aicompare.companies.solved import (
    NOT_MEANINGFUL,
    Apportioned,
    Lasts,
    Level,
    Meaningful,
    MonthsAfter,
    Statistic,
    WordRule,
)
from aicompare.rates.rates import Rate
from aicompare.render.workbook.digits import cached, cells_of, column_name, serial
from aicompare.render.workbook.layout import Place
from aicompare.render.workbook.remainders import apportioned
from aicompare.render.workbook.rowcells import NumberCell, WordCell
from aicompare.render.workbook.ruled import (
    NOT_BURNING,
    decided,
    lasting,
    may_be_word,
    meaningful,
    or_none,
    reckons_with_words,
)
from aicompare.render.workbook.schedule import NONE, Schedule, is_endless, is_scheduled
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field, replace
from aicompare.values.metrics import ShownUnit
from aicompare.values.money import Money

_SUM, _PRODUCT, _ONE = 1, 2, 3  # how tightly a text holds together
Text = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Input:
    """A line of the sheet Inputs: a fact as printed, or a figure that was typed, with its name."""

    value: Fact | Money | Figure
    name: str
    unit: ShownUnit
    said: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """A line of the sheet Workings."""

    name: str
    formula: str
    value: Money | Figure
    unit: ShownUnit
    said: str


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A number with its place in the sheet Answer."""

    place: Place
    number: NumberCell | WordCell

    @property
    def is_counted(self) -> bool:
        return isinstance(self.number, NumberCell) and self.number.is_counted


@dataclass(frozen=True, slots=True)
class CellFormula:
    """A formula with the number or the word that it comes to, and in words what it does."""

    formula: str
    number: NumberCell | WordCell
    said: str


def cell_of(sheet: str, row: int, column: int) -> str:
    """`Inputs!$D$5`, of a row and a column from 0."""
    return f"{sheet}!${column_name(column)}${row + 1}"


INPUT_VALUE, RATE_VALUE, WORKING_VALUE = 3, 2, 1  # the columns of the values
HEAD = 3  # rows above the first line of these sheets


@dataclass(slots=True)
class Formulas:
    """What the formulas of one workbook refer to, in the order in which it was first needed."""

    names: Mapping[str, str]
    inputs: dict[Any, Input] = field(default_factory=dict)
    rates: dict[Rate, int] = field(default_factory=dict)
    workings: dict[str, Working] = field(default_factory=dict)
    schedules: list[Schedule] = field(default_factory=list)
    _lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    _places: dict[Any, str] = field(default_factory=dict)
    _current: str = ""
    _kept: list[Made] = field(default_factory=list)  # so that no two trees have one identity

    def placed(self, place: Place, number: NumberCell | WordCell) -> PlacedCell:
        """Where in the sheet Answer a computed figure stands, for others to refer to."""
        if isinstance(number, WordCell):
            self._place_of(number.made, None, place)
            return PlacedCell(place, number)
        made, rate = self._tree(number.value), getattr(number.value, "rate", None)
        if made is not None and not number.turned and not _is_given(made):
            self._place_of(made, rate, place)
        return PlacedCell(place, number)

    def _place_of(self, made: Made, rate: Rate | None, place: Place) -> None:
        self._kept.append(made)
        self._places.setdefault((id(made), rate), cell_of("Answer", *place))

    def of_cell(self, placed: PlacedCell) -> CellFormula:
        """One step of its tree; the further steps are cells of their own."""
        number = placed.number
        self._current = cell_of("Answer", *placed.place)
        if isinstance(number, WordCell):
            text = self._guarded(number.made, self.of(number.made))[0]
            word = replace(number, text=number.text or self._otherwise(number.made))
            self._current = ""
            return CellFormula(f"={text}", word, words(number.made, self.names))
        text, holds = self._of_number(number)
        self._current = ""
        if number.turned:
            text = f"-{_within((text, holds), _PRODUCT)}"
        made = number.made or self._tree(number.value)
        return CellFormula(f"={self._guarded(made, (text, holds))[0]}", number, self._said(number))

    def _guarded(self, made: Made | None, text: Text) -> Text:
        """A word among what it is made of, where there would be an error."""
        plain = text[1] == _ONE and text[0].count("!") == 1 and "(" not in text[0]
        if plain or made is None or isinstance(made, MonthsAfter) or not reckons_with_words(made):
            return text
        return or_none(text[0]), _ONE

    def _otherwise(self, made: Made) -> str:
        """What stands for months that there are not."""
        if not isinstance(made, Lasts):
            return NONE
        return self._schedule(made).longer if is_scheduled(made) else NOT_BURNING

    def _of_number(self, number: NumberCell) -> Text:
        value = number.value
        match value:
            case _ if number.made is not None:
                return self.of(number.made)
            case Rate():
                return self._rate(value), _ONE
            case _:
                return self.of(Named(number.name, value, number.unit))  # type: ignore[arg-type]

    def _said(self, number: NumberCell) -> str:
        made = number.made or self._tree(number.value)
        if made is not None:
            return words(made, self.names).replace("_", " ")
        return "as printed" if isinstance(number.value, Fact) else ""

    def _tree(self, value: Any) -> Made | None:
        if isinstance(value, Derived):
            return value.made
        return made_of(value) if isinstance(value, Money | Figure) else None

    # --- parts -----------------------------------------------------------------------------------

    def of(self, part: Part, name: Named | None = None) -> Text:
        """The text of a part, and how tightly it holds together."""
        match part:
            case Named():
                return self.of(part.part, part)
            case Fact():
                return self._converted((self._input_of_fact(part), _ONE), part.rate)
            case Derived():
                return self._of_derived(part)
            case Rate():
                return self._rate(part), _ONE
            case Number():
                return cached(part.figure.value), _ONE
            case Money() | Figure():
                made = made_of(part)
                label = name or Named("figure", part)
                return self._of_made(made, part, label) if made else (self._input(part, label), _ONE)
            case Sum():
                return self._sum(part)
            case Meaningful():
                above, below = (self._cell(one) for one in (*part.above, *part.below))
                return meaningful(above, below), _ONE
            case Level():
                return self.of(part.lasts) if part.lasts else self._product(part)
            case Product():
                return self._product(part)
            case Power():
                base = self.of(part.base)[0]
                return f"MAX({base},0)^({part.above}/{part.below})", _PRODUCT
            case Open():
                return self.of(part.part, name)
            case Statistic():
                return self._statistic(part), _ONE
            case Lasts():
                here = self._place((id(part), None))
                return (here, _ONE) if here else self._lasts(part)
            case WordRule():
                return self._decided(part), _ONE
            case MonthsAfter():
                return self._months_after(part), _ONE
            case Apportioned():
                return self._apportioned(part)
            case _:
                raise TypeError(f"no formula for {type(part).__name__}")

    def _of_derived(self, known: Derived) -> Text:
        here = self._place((id(known.made), known.rate))
        if here:
            return here, _ONE
        original = before_conversion(known)
        label = Named(f"{title_of(known)}, {when(known)}", original, known.metric.unit)
        return self._converted(self._of_made(known.made, original.value, label), known.rate)

    def _of_made(self, made: Made, value: Money | Figure, label: Named) -> Text:
        if _is_given(made) or is_endless(made, value):
            return self._input(value, label, words(made, self.names)), _ONE
        if here := self._place((id(made), None)):
            return here, _ONE
        text, holds = self.of(made)
        if holds == _ONE or self._is_current(made):
            return text, holds
        text = self._guarded(made, (text, holds))[0]
        return self._working(label.name, text, value, label.unit, words(made, self.names)), _ONE

    def _place(self, key: tuple[int, Rate | None]) -> str:
        """The cell of the sheet Answer where it stands, but for the very cell that is being made."""
        place = self._places.get(key, "")
        return "" if place == self._current else place

    def _is_current(self, made: Made) -> bool:
        return bool(self._current) and self._places.get((id(made), None)) == self._current

    def _working(self, name: str, text: str, value: Money | Figure, unit: ShownUnit, said: str) -> str:
        if text not in self.workings:
            self.workings[text] = Working(name, f"={text}", value, unit, said.replace("_", " "))
        return cell_of("Workings", HEAD + list(self.workings).index(text), WORKING_VALUE)

    def _converted(self, before: Text, rate: Rate | None) -> Text:
        return before if rate is None else (f"{_within(before, _PRODUCT)}*{self._rate(rate)}", _PRODUCT)

    def _rate(self, rate: Rate) -> str:
        return cell_of("Rates", HEAD + self.rates.setdefault(rate, len(self.rates)), RATE_VALUE)

    def _input_of_fact(self, fact: Fact) -> str:
        printed = replace(before_conversion(fact), unconverted=False)
        return self._line(printed.entry, Input(printed, title_of(printed), printed.metric.unit))

    def _input(self, value: Money | Figure, label: Named, said: str = "") -> str:
        """What was typed is one premise, whichever row it stands in."""
        name = label.name.rpartition(", ")[2] if said == GIVEN and isinstance(value, Figure) else label.name
        return self._line((name.casefold(), value, said), Input(value, name, label.unit, said))

    def _line(self, key: Any, entered: Input) -> str:
        self.inputs.setdefault(key, entered)
        return cell_of("Inputs", HEAD + list(self.inputs).index(key), INPUT_VALUE)

    # --- what is done with them ------------------------------------------------------------------

    def _sum(self, made: Sum) -> Text:
        if len(made.terms) == 1 and made.terms[0][0] > 0:
            return self.of(made.terms[0][1])
        text = ""
        for sign, part in made.terms:
            inner = self.of(part)
            text += f"-{_within(inner, _PRODUCT)}" if sign < 0 else f"+{inner[0]}"
        return text.removeprefix("+"), _SUM

    def _product(self, made: Product) -> Text:
        if len(made.above) == 1 and not made.below:
            return self.of(made.above[0])
        above = [_within(self.of(part), _PRODUCT) for part in made.above]
        below = [_within(self.of(part), _ONE) for part in made.below]
        return "/".join(["*".join(above) or "1", *below]), _PRODUCT

    def _statistic(self, made: Statistic) -> str:
        texts = tuple(self.of(part)[0] for part in made.figures)
        if made.function == "ABS":
            return f"ABS({texts[0]})"
        cells = self._list([_line_of(part, text) for part, text in zip(made.figures, texts, strict=True)])
        if made.function in ("COUNT", "COUNTIF"):
            return f"COUNT({cells})" if made.function == "COUNT" else f'COUNTIF({cells},"{NOT_MEANINGFUL}")'
        text = f"{made.function}({cells})"
        if made.function == "QUARTILE.INC":
            text = f"_xlfn.QUARTILE.INC({cells},{made.quarter})"
        return f'IF(COUNT({cells})=0,"{NONE}",{text})' if any(map(may_be_word, made.figures)) else text

    def _list(self, lines: Sequence[Working]) -> str:
        """Figures below each other, in lines of Workings; the same once."""
        key = tuple(line.formula for line in lines)
        if key not in self._lists:
            start = len(self.workings)
            for line in lines:
                name = self.names.get(line.name, line.name)
                self.workings[f"line {len(self.workings)}"] = replace(line, name=name)
            first, last = (
                cell_of("Workings", HEAD + row, WORKING_VALUE) for row in (start, len(self.workings) - 1)
            )
            self._lists[key] = f"{first}:{last.partition('!')[2]}"
        return self._lists[key]

    def _apportioned(self, made: Apportioned) -> Text:
        """Whole units by the largest remainders, of equal ones to the earlier."""
        amount, found = self.of(made.amount)[0], apportioned(made)
        weights = self._list([_line_of(part, self.of(part)[0]) for part in made.weights])
        unit = cached(made.unit)
        units = self._line_of_workings("Units", f"INT(ROUND(ABS({amount})/{unit},6))", found.units)
        cells = cells_of(weights)
        exactly = [f"ROUND({units}*{cell}/SUM({weights}),{found.places})" for cell in cells]
        names = [part.name for part in made.weights]
        wholes = self._list(
            [
                Working(f"{name}, whole units", f"=INT({text})", whole, "number", "")
                for name, text, whole in zip(names, exactly, found.wholes, strict=True)
            ]
        )
        rests = self._list(
            [
                Working(f"{name}, remainder", f"=ROUND({text}-{whole},{found.places})", rest, "number", "")
                for name, text, whole, rest in zip(names, exactly, cells_of(wholes), found.rests, strict=True)
            ]
        )
        if made.place is None:
            return f"SIGN({amount})*(ABS({amount})-{units}*{unit})", _PRODUCT
        whole, rest = cells_of(wholes)[made.place], cells_of(rests)[made.place]
        upto = f"{cells_of(rests)[0]}:{rest.partition('!')[2]}"
        rank = f'COUNTIF({rests},">"&{rest})+COUNTIF({upto},{rest})'
        more = f"IF({rank}<={units}-SUM({wholes}),1,0)"
        return f"SIGN({amount})*({whole}+{more})*{unit}", _PRODUCT

    def _line_of_workings(self, name: str, text: str, value: Figure) -> str:
        return self._working(name, text, value, "number", "")

    def _lasts(self, made: Lasts) -> Text:
        if is_scheduled(made):
            return self._schedule(made).result(made.asked), _ONE
        burn, cash = self._cell(made.burn), self.of(made.cash)[0]
        return lasting(burn, cash, [(month, self.of(part)[0]) for month, part in made.comes]), _ONE

    def _schedule(self, made: Lasts) -> Schedule:
        """That of its course, the same once."""
        named = {"cash": made.cash, "burn": made.burn, "growth": made.growth, "revenue": made.revenue}
        texts = {name: self.of(part)[0] for name, part in named.items() if part is not None}
        comes, goes, hires = (
            [(month, self.of(part)[0], figure_of(part).value) for month, part in flows]
            for flows in (made.comes, made.goes, made.hires)
        )
        schedule = Schedule.of(len(self.schedules), made, texts, comes, goes, hires)
        known = next((one for one in self.schedules if one.alike(schedule)), None)
        if known is None:
            self.schedules.append(schedule)
        return known or schedule

    def _months_after(self, made: MonthsAfter) -> str:
        months = self.of(made.parts[0])[0]
        function = "EOMONTH" if _ends_month(made.start) else "EDATE"
        ends = f"{function}({serial(made.start)},INT({months}+1E-9))"
        return or_none(f"{function}({ends},-{made.less})" if made.less else ends)

    def _decided(self, made: WordRule) -> str:
        cases = []
        for case in made.cases:
            text = self.of(case.part)[0]
            cases.append((f"ISNUMBER({text})" if case.found else f"{text}<=0", case.word))
        return decided(cases, made.otherwise)

    def _cell(self, part: Part) -> str:
        """One cell that holds it."""
        text, holds = self.of(part)
        if holds == _ONE:
            return text
        line = _line_of(part, text)
        inner = part.part if isinstance(part, Named) else part
        company = inner.company if isinstance(inner, Fact | Derived) else ""
        name = ", ".join(filter(None, (self.names.get(company, company), line.name)))
        return self._working(name, text, line.value, line.unit, "")


def _is_given(made: Made) -> bool:
    """What comes from nothing else, typed or printed outside the facts; or is found in no way a cell can."""
    return type(made) is Solved


def _line_of(part: Part, text: str) -> Working:
    """A line of a list; an error in one would be one in all that is said of them."""
    name, unit = (part.name, part.unit) if isinstance(part, Named) else ("figure", "")
    inner = part.part if isinstance(part, Named) else part
    known = inner.value if isinstance(inner, Fact | Derived) else inner
    value = known if isinstance(known, Money | Figure) else figure_of(known)
    return Working(name, f"={text}", value, unit, "")


def _within(inner: Text, least: int) -> str:
    """In brackets where it would fall apart."""
    text, holds = inner
    return text if holds >= least and not text.startswith("-") else f"({text})"


def _ends_month(day: date) -> bool:
    return (date.fromordinal(day.toordinal() + 1)).day == 1
