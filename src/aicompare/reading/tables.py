"""Tables of a text: for a cell, the words that stand at the head of its column and its row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from aicompare.reading.amounts import Found, Kind
from aicompare.reading.spelled import unit_in
from aicompare.reading.text import PlainText, Span
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace

_A_SHARE = re.compile(r"\bshares?\b|price|每股|股价", re.I)
_RULE = re.compile(r"[\s|:+=-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the places of the words that say what it is, the row's before the column's."""

    span: Span
    row: Span
    column: Span
    above: Span  # the line before the table
    before: Span  # the cells of the row that stand before it
    whole_row: Span
    corner: Span
    cells: Sequence[Span] = ()  # those of the row
    heads: Sequence[Span] = ()  # those of the first row


def cells_of(text: PlainText) -> list[Cell]:
    """Every cell of every table, but for heads, in the order of the text."""
    return [cell for rows, above in _tables(text) for cell in _cells(rows, above)]


def _tables(text: PlainText) -> Iterator[tuple[list[list[Span]], Span]]:
    rows: list[list[Span]] = []
    before = above = (0, 0)
    last = 0
    for start, end in text.lines:
        line = text.prose[start:end]
        if rows and start > last + 1:  # an empty line ends a table
            if len(rows) > 1:
                yield rows, above
            rows = []
        last = end
        cells = _split(line, start)
        if len(cells) > 1:
            above = above if rows else before
            if not _RULE.fullmatch(line):
                rows.append(cells)
            continue
        if len(rows) > 1:
            yield rows, above
        rows, before = [], (start, end)
    if len(rows) > 1:
        yield rows, above


def _split(line: str, start: int) -> list[Span]:
    sign = "|" if line.count("|") > 1 else None
    if sign is None:
        return []
    places = [at for at, letter in enumerate(line) if letter == sign]
    first = line.find(sign)
    edges = ([-1] if line[:first].strip() else []) + places
    if line[places[-1] + 1 :].strip():
        edges.append(len(line))
    return [(start + one + 1, start + other) for one, other in itertools.pairwise(edges)]


def _cells(rows: Sequence[Sequence[Span]], above: Span) -> Iterator[Cell]:
    head = rows[0]
    for row in rows[1:]:
        for at, span in enumerate(row[1:], 1):
            column = head[at] if at < len(head) else (0, 0)
            yield Cell(
                span,
                row[0],
                column,
                above,
                (row[0][0], row[at - 1][1]),
                (row[0][0], row[-1][1]),
                head[0],
                row,
                head,
            )


def with_unit(found: Found, cell: Cell, text: PlainText) -> Found:
    """A bare number of a cell with the unit and scale of its column, its row, or the line above; an
    amount that says its currency alone with their scale.
    """
    if found.kind == "money" and not found.scale:
        return _in_thousands(found, cell, text)
    if found.kind not in ("bare", "amount"):
        return found
    for start, end in (cell.column, cell.row, cell.corner, cell.above):
        unit = unit_in(text.prose[start:end])
        if unit is None:
            continue
        currency, power, percent = unit
        if percent and found.kind == "bare":
            return replace(found, kind="percent", figure=_scaled(found.figure, -2))
        if currency or power:
            power = power if found.kind == "bare" else 0
            kind: Kind = "money" if currency else "amount"
            return replace(found, kind=kind, currency=currency, figure=_scaled(found.figure, power))
    return found


def _in_thousands(found: Found, cell: Cell, text: PlainText) -> Found:
    """`$1,364` in a table `in thousands of US dollars`; a price a share is none of these."""
    if _A_SHARE.search(text.prose[slice(*cell.before)]):
        return found
    units = [unit_in(text.prose[start:end]) for start, end in (cell.column, cell.corner, cell.above)]
    power = next((unit[1] for unit in units if unit and unit[1]), 0)
    return replace(found, figure=_scaled(found.figure, power)) if power else found


def _scaled(figure: Figure, power: int) -> Figure:
    def by(end: Decimal | None) -> Decimal | None:
        return None if end is None else end.scaleb(power)

    return Figure(figure.value.scaleb(power), by(figure.low), by(figure.high), figure.mark)
