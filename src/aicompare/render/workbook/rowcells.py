"""The columns of a row: keys, titles and what stands in them, whatever the type of the row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.companies.derivation import Made
from aicompare.companies.fact import Derived, Fact
from aicompare.companies.naming import briefly, title_of, when
from aicompare.companies.solved import RuledWord
from aicompare.rates.rates import Rate
from aicompare.render.kinds import is_mapping, is_quantity, is_row
from aicompare.reports.report import Column, Field, Marked, Quantity, Section, fields_of
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Look, Metric, ShownUnit
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

PERIOD = ".period"  # behind the key of a figure, what of when it is
_Value = Fact | Derived | Money | Figure | Rate | int | date


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number of the answer; `made` is how a plain day or count comes about, which knows it not itself.

    The `remark` says what sets it apart from those beside it, as another period.
    """

    value: _Value
    name: str
    unit: ShownUnit = ""
    turned: bool = False  # shown with the other sign, as a loss among losses
    made: Made | None = None
    remark: str = ""
    look: Look = ""

    @property
    def is_counted(self) -> bool:
        """Whether it is a plain count or day, which no figure moves."""
        return self.made is None and isinstance(self.value, int | date)


@dataclass(frozen=True, slots=True)
class WordCell:
    """A word of the answer with the rule that decides it; where it has none yet `text` is empty."""

    text: str
    name: str
    made: Made


Cell = NumberCell | WordCell | str | None


def cells_in(
    row: Any, section: Section, names: Mapping[str, str], before: str = ""
) -> Iterator[tuple[str, str, Cell]]:
    """(key, title, what stands there) of each column that a row has, those of its parts too."""
    made: Mapping[str, Made] = getattr(row, "counted", {}) if not before else {}
    for declared in fields_of(type(row)):
        value, key = getattr(row, declared.name), before + declared.name
        if declared.drawn:
            continue
        if declared.inline:
            yield from _inline(key, value)
        elif is_mapping(declared.type) and declared.column is None:
            continue  # what other sections hold
        elif is_mapping(declared.type):
            yield from _of_mapping(declared, value or {}, row, section)
        elif is_row(declared.type):
            yield from cells_in(value, section, names, f"{key}.")
        elif isinstance(value, tuple) and is_quantity(declared):
            yield from _several(declared, key, value)
        elif declared.column or is_quantity(declared):
            yield from _single(declared, key, value, row, names)
    for name, tree in made.items():
        found = _inside(row, name)
        cell = WordCell("", "", tree) if found is None else NumberCell(found, "", made=tree)
        yield name, _titled(row, name), cell


def _inside(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name)
    return row


def _titled(row: Any, path: str) -> str:
    *outer, name = path.split(".")
    row = _inside(row, ".".join(outer)) if outer else row
    return next(_title(one) for one in fields_of(type(row)) if one.name == name)


def _title(one: Field) -> str:
    told = one.column.title.strip() if one.column else ""
    return told or one.name.replace("_", " ").capitalize()


def _single(one: Field, key: str, value: Any, row: Any, names: Mapping[str, str]) -> Iterator[Any]:
    column = one.column or Column("")
    if value is None and column.otherwise:
        value = getattr(row, column.otherwise)
    value = column.missing.strip() or None if value is None else value
    if column.look == "word" and type(value) is str:
        value = value.replace("_", " ")
    yield key, _title(one), _cell(value, one.unit, names, column.look)
    if column.dated:
        yield key + PERIOD, "of", briefly(value) if isinstance(value, Fact | Derived) else ""


def _of_mapping(one: Field, values: Mapping[str, Any], row: Any, section: Section) -> Iterator[Any]:
    otherwise = getattr(row, one.column.otherwise) if one.column and one.column.otherwise else {}
    look = one.column.look if one.column else ""
    titles = section.keys.get(one.name) or {key: key.replace("_", " ") for key in values}
    for key, title in titles.items():
        value = values.get(key)
        yield (
            f"{one.name}.{key}",
            title,
            _cell(otherwise.get(key) if value is None else value, one.unit, {}, look),
        )


def _several(one: Field, key: str, values: Sequence[Any]) -> Iterator[Any]:
    for number, value in enumerate(values, start=1):
        title = _title(one) + (f" ({number})" if len(values) > 1 else "")
        yield f"{key}.{number}", title, _cell(value, one.unit, {})
        if isinstance(value, Fact | Derived):
            yield f"{key}.{number}{PERIOD}", "of", briefly(value)


def _inline(key: str, value: Any) -> Iterator[Any]:
    if isinstance(value, Fact | Derived):
        yield f"{key}.metric", "Metric", title_of(value)
        yield f"{key}.when", "Period", when(value)
        yield f"{key}.value", "Figure", _cell(value, "", {})
        yield f"{key}.reported", "As printed", value.printed if isinstance(value, Fact) else ""
        yield f"{key}.note", "Note", getattr(value, "note", None) or ""
    elif isinstance(value, Rate):
        yield f"{key}.rate", f"{value.quote} per {value.base}", _cell(value, "rate", {})


def _cell(value: Any, unit: ShownUnit, names: Mapping[str, str], look: Look = "") -> Cell:
    match value:
        case None | ():
            return None
        case Fact() if value.unconverted:
            return None
        case Fact() | Derived():
            return NumberCell(value, "", value.metric.unit, look=look)
        case Marked():
            return NumberCell(value.figure, "", unit, look=look)
        case Quantity():
            return NumberCell(value.figure, "", value.unit)
        case bool():
            return "yes" if value else "no"
        case Money() | Figure() | int() | date():
            return NumberCell(value, "", unit, look=look)
        case Decimal():
            return NumberCell(Figure.exact(value), "", unit)
        case Rate():
            return NumberCell(value, "", "rate")
        case RuledWord():
            return WordCell(value.replace("_", " "), "", value.made)
        case Metric() | Source():
            return value.title
        case Period():
            return str(value)
        case tuple():
            return ", ".join(str(one).replace("_", " ") for one in value)
        case _:
            return names.get(value, str(value))
