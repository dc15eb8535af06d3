"""What stands where in the sheet Answer: the parts that JSON has, as tables; a single company upright."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from aicompare.companies.fact import Derived, Fact
from aicompare.companies.naming import when
from aicompare.render.workbook.rowcells import PERIOD, Cell, NumberCell, WordCell, cells_in
from aicompare.reports.page import Cited, PageCell, PageRow, Told
from aicompare.reports.report import Report, Section, fields_of
from aicompare.values.frozen import dataclass, field, replace

FIRST_ROW = 4  # under the title, what changed and a line of space
_MOST_UPRIGHT, _MANY = 3, 12  # so few rows of so many columns stand upright


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


def numbers_in(blocks: Sequence[TableBlock]) -> Iterator[tuple[Place, NumberCell | WordCell]]:
    """Each number with its place, and each word that a rule decides."""
    for block in blocks:
        for down, row in enumerate(block.rows, start=block.first + 1):
            for across, cell in enumerate(row):
                if isinstance(cell, NumberCell | WordCell):
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
        for key, heading, cell in cells_in(row, section, names):
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
    first, *others = (place for place, key in enumerate(keys) if not key.endswith(PERIOD))
    of = {place: place + 1 for place in others if keys[place + 1 : place + 2] == [keys[place] + PERIOD]}
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
    if not isinstance(cell, NumberCell | WordCell):
        return cell
    first = next((one for one in cells.values() if isinstance(one, str) and one), "")
    return replace(cell, name=", ".join(filter(None, (first, heading))))


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
    return NumberCell(value, f"{row.label.strip()}, {name}", unit, turned=cell.turned, remark=cell.remark)


def _told(section: Section, title: str) -> TableBlock:
    """Each line with its numbers, and behind each of them what of when it is."""
    most = max(len(row.said.values) or 1 for row in section.rows)
    rows: list[list[Cell]] = []
    for row in section.rows:
        cells: list[Cell] = [row.label]
        for value in row.said.values:
            cells += [NumberCell(value, f"{row.label}, {when(value)}", value.metric.unit), when(value)]
        cells += [] if row.said.values else [row.said.words]
        rows.append(cells + [None] * (2 * most + 1 - len(cells)))
    dated = any(row.said.values for row in section.rows)
    return TableBlock(title, ["", *(["", "of" if dated else ""] * most)], rows)
