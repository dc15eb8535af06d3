"""What stands where in the sheet Answer: the parts that JSON has, as tables; a single company upright."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from aicompare.companies.derivation import Made
from aicompare.companies.fact import Derived, Fact
from aicompare.companies.naming import title_of, when
from aicompare.rates.rates import Rate
from aicompare.render.kinds import is_mapping, is_quantity, is_row
from aicompare.reports.page import Cited, PageCell, PageRow, Told
from aicompare.reports.report import Column, Field, Marked, Quantity, Report, Section, fields_of
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric, ShownUnit
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

FIRST_ROW = 4  # under the title, what changed and a line of space
_MOST_UPRIGHT, _MANY = 3, 12  # so few rows of so many columns stand upright
_PERIOD = ".period"  # behind the key of a figure, what of when it is
_Value = Fact | Derived | Money | Figure | Rate | int | date


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number of the answer; `made` is how a plain day or count comes about, which knows it not itself."""

    value: _Value
    name: str
    unit: ShownUnit | Literal["points"] = ""
    turned: bool = False  # shown with the other sign, as a loss among losses
    made: Made | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is a plain count or day, which no figure moves."""
        return self.made is None and isinstance(self.value, int | date)


Cell = NumberCell | str | None
Place = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table under its title; `row` is where the title stands, or without one its head."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    row: int = 0
    heads: Sequence[int] = ()  # rows that are headings of those below them

    @property
    def first(self) -> int:
        """The row of the head."""
        return self.row + bool(self.title)

    @property
    def end(self) -> int:
        """The row behind it, with a line of space."""
        return self.first + 1 + len(self.rows) + 1


def blocks_of(report: Report, *, paged: bool = False, without: Collection[str] = ()) -> list[TableBlock]:
    """Below each other; a screen that is a page stands for its list of facts, and `paged` for any rows.

    Columns of these keys are left out.
    """
    placed: list[TableBlock] = []
    for block in _blocks(report, without, paged=paged):
        placed.append(replace(block, row=placed[-1].end if placed else FIRST_ROW))
    return placed


def numbers_in(blocks: Sequence[TableBlock]) -> Iterator[tuple[Place, NumberCell]]:
    """Each number with its place."""
    for block in blocks:
        for down, row in enumerate(block.rows, start=block.first + 1):
            for across, cell in enumerate(row):
                if isinstance(cell, NumberCell):
                    yield (down, across), cell


def _blocks(report: Report, without: Collection[str], *, paged: bool) -> Iterator[TableBlock]:
    pages = [one for one in report.sections if one.row_type in (PageRow, Told)]
    sections = pages if pages and (paged or _is_list(report.sections[0])) else report.named.values()
    for section in (one for one in sections if one.rows and not one.repeats):
        title = section.title or ("" if section is report.sections[0] else (section.name or ""))
        title = title[:1].upper() + title[1:].replace("_", " ")
        if section.row_type is PageRow:
            yield _page(section, title)
        elif section.row_type is Told:
            yield _told(section, title)
        else:
            yield _table(section, title, report.names, without)


def _is_list(section: Section) -> bool:
    """Whether its rows are facts themselves, of which the screen makes a page."""
    return any(one.inline for one in fields_of(section.row_type))


# --- tables ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Rows:
    """The cells of each row by their keys, and the titles of those in the order of the columns."""

    titles: dict[str, str] = field(default_factory=dict)
    cells: list[dict[str, Cell]] = field(default_factory=list)


def _table(section: Section, title: str, names: Mapping[str, str], without: Collection[str]) -> TableBlock:
    found = _Rows()
    for row in section.rows:
        cells = {}
        for key, heading, cell in _cells(row, section, names):
            cells[key] = cell
            found.titles.setdefault(key, heading)
        found.cells.append(cells)
    keys = [
        key
        for key in found.titles
        if key not in without and any(cells.get(key) not in (None, "") for cells in found.cells)
    ]
    head = [found.titles[key] for key in keys]
    rows = [[_named(cells.get(key), cells, found.titles[key]) for key in keys] for cells in found.cells]
    block = TableBlock(title, head, rows)
    return _upright(block, keys) if len(rows) <= _MOST_UPRIGHT and len(keys) > _MANY else block


def _upright(block: TableBlock, keys: Sequence[str]) -> TableBlock:
    """A line a column; the period of a figure stands beside it."""
    first, *others = (place for place, key in enumerate(keys) if not key.endswith(_PERIOD))
    of = {place: place + 1 for place in others if keys[place + 1 : place + 2] == [keys[place] + _PERIOD]}
    lines = [
        [
            block.head[place],
            *(cell for row in block.rows for cell in (row[place], _beside(row, of.get(place)))),
        ]
        for place in others
    ]
    names = [text for row in block.rows for text in (str(row[first] or ""), "")]
    return TableBlock(block.title, [block.head[first], *names], lines)


def _beside(row: Sequence[Cell], place: int | None) -> Cell:
    return None if place is None else row[place]


def _named(cell: Cell, cells: Mapping[str, Cell], heading: str) -> Cell:
    """A number is called by the first words of its row and by its column."""
    if not isinstance(cell, NumberCell):
        return cell
    first = next((one for one in cells.values() if isinstance(one, str) and one), "")
    return replace(cell, name=", ".join(filter(None, (first, heading))))


def _cells(
    row: Any, section: Section, names: Mapping[str, str], before: str = ""
) -> Iterator[tuple[str, str, Cell]]:
    made: Mapping[str, Made] = getattr(row, "counted", {}) if not before else {}
    for one in fields_of(type(row)):
        value, key = getattr(row, one.name), before + one.name
        if one.drawn:
            continue
        if one.inline:
            yield from _inline(key, value)
        elif is_mapping(one.type) and one.column is None:
            continue  # what other sections hold
        elif is_mapping(one.type):
            yield from _of_mapping(one, value or {}, row, section)
        elif is_row(one.type):
            yield from _cells(value, section, names, f"{key}.")
        elif isinstance(value, tuple) and is_quantity(one):
            yield from _several(one, key, value)
        elif one.column or is_quantity(one):
            yield from _single(one, key, value, row, names)
    for name, tree in made.items():
        found = _plain_day(row, name)
        if found is not None:
            yield name, _titled(row, name), NumberCell(found, "", made=tree)


def _plain_day(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name)
    return row


def _titled(row: Any, path: str) -> str:
    *outer, name = path.split(".")
    for one in outer:
        row = getattr(row, one)
    return next(_title(one) for one in fields_of(type(row)) if one.name == name)


def _title(one: Field) -> str:
    told = one.column.title.strip() if one.column else ""
    return told or one.name.replace("_", " ").capitalize()


def _single(one: Field, key: str, value: Any, row: Any, names: Mapping[str, str]) -> Iterator[Any]:
    column = one.column or Column("")
    if value is None and column.otherwise:
        value = getattr(row, column.otherwise)
    if column.look == "word" and isinstance(value, str):
        value = value.replace("_", " ")
    yield key, _title(one), _cell(value, one.unit, names)
    if column.dated:
        yield key + _PERIOD, "of", when(value) if isinstance(value, Fact | Derived) else ""


def _of_mapping(one: Field, values: Mapping[str, Any], row: Any, section: Section) -> Iterator[Any]:
    otherwise = getattr(row, one.column.otherwise) if one.column and one.column.otherwise else {}
    titles = section.keys.get(one.name) or {key: key.replace("_", " ") for key in values}
    for key, title in titles.items():
        value = values.get(key)
        yield f"{one.name}.{key}", title, _cell(otherwise.get(key) if value is None else value, one.unit, {})


def _several(one: Field, key: str, values: Sequence[Any]) -> Iterator[Any]:
    for number, value in enumerate(values, start=1):
        title = _title(one) + (f" ({number})" if len(values) > 1 else "")
        yield f"{key}.{number}", title, _cell(value, one.unit, {})
        if isinstance(value, Fact | Derived):
            yield f"{key}.{number}{_PERIOD}", "of", when(value)


def _inline(key: str, value: Any) -> Iterator[Any]:
    if isinstance(value, Fact | Derived):
        yield f"{key}.metric", "Metric", title_of(value)
        yield f"{key}.when", "Period", when(value)
        yield f"{key}.value", "Figure", _cell(value, "", {})
        yield f"{key}.reported", "As printed", value.reported or ""
        yield f"{key}.note", "Note", getattr(value, "note", None) or ""
    elif isinstance(value, Rate):
        yield f"{key}.rate", f"{value.quote} per {value.base}", _cell(value, "rate", {})


def _cell(value: Any, unit: ShownUnit, names: Mapping[str, str]) -> Cell:
    match value:
        case None | ():
            return None
        case Fact() if value.unconverted:
            return None
        case Fact() | Derived():
            return NumberCell(value, "", value.metric.unit)
        case Marked():
            return NumberCell(value.figure, "", unit)
        case Quantity():
            return NumberCell(value.figure, "", value.unit)
        case bool():
            return "yes" if value else "no"
        case Money() | Figure() | int() | date():
            return NumberCell(value, "", unit)
        case Decimal():
            return NumberCell(Figure.exact(value), "", unit)
        case Rate():
            return NumberCell(value, "", "rate")
        case Metric() | Source():
            return value.title
        case Period():
            return str(value)
        case tuple():
            return ", ".join(str(one).replace("_", " ") for one in value)
        case _:
            return names.get(value, str(value))


# --- pages ---------------------------------------------------------------------------------------


def _page(section: Section, title: str) -> TableBlock:
    keys = {key: name for key, name in section.keys.get("cells", {}).items() if not _is_cited(section, key)}
    rows = [
        ["    " * row.depth + row.label, *(_of_page(row, key, name) for key, name in keys.items())]
        for row in section.rows
    ]
    heads = [place for place, row in enumerate(section.rows) if row.style == "header"]
    if heads[:1] == [0]:
        first, *others = rows
        return TableBlock(
            title, [str(cell or "") for cell in first], others, heads=[one - 1 for one in heads[1:]]
        )
    return TableBlock(title, ["", *keys.values()], rows, heads=heads)


def _is_cited(section: Section, key: str) -> bool:
    return any(isinstance(row.cells.get(key), Cited) for row in section.rows)


def _of_page(row: PageRow, key: str, name: str) -> Cell:
    cell = row.cells.get(key)
    if not isinstance(cell, PageCell):
        return cell if isinstance(cell, str) else None
    value = cell.value
    unit = value.metric.unit if isinstance(value, Fact | Derived) else cell.unit
    return NumberCell(value, f"{row.label.strip()}, {name}", unit, turned=cell.turned)


def _told(section: Section, title: str) -> TableBlock:
    """Each line with its numbers, and behind each of them what of when it is."""
    most = max(len(row.values) for row in section.rows)
    rows: list[list[Cell]] = []
    for row in section.rows:
        cells: list[Cell] = [row.label]
        for value in row.values:
            cells += [NumberCell(value, f"{row.label}, {when(value)}", value.metric.unit), when(value)]
        rows.append(cells + [None] * (2 * most + 1 - len(cells)))
    return TableBlock(title, ["", *(["", "of"] * most)], rows)
