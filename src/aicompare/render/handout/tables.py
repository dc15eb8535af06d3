"""The tables of an answer, each figure with what is known of it behind it."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from aicompare.companies.derivation import made_of, words
from aicompare.companies.fact import Derived, Fact
from aicompare.rates.rates import Rate
from aicompare.render.cells import DASH
from aicompare.render.footnotes import Footnotes
from aicompare.render.numbers import bounds_in_words, figure_text, money_text, rate_text
from aicompare.render.safe import clean
from aicompare.render.workbook.layout import TableBlock, blocks_of
from aicompare.render.workbook.rowcells import Cell, NumberCell, WordCell
from aicompare.reports.report import Report, is_users, strongest_sources
from aicompare.values.figures import Figure
from aicompare.values.metrics import Look, ShownUnit
from aicompare.values.money import Money

_SHORT = 24  # characters that stay on one line
_DAY = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


def tables(report: Report, footnotes: Footnotes, without: Collection[str]) -> list[str]:
    """A table a block, wide ones in a box that scrolls; columns of some keys are left `without`."""
    return ["".join(_table(block, footnotes)) for block in blocks_of(report, paged=True, without=without)]


def _table(block: TableBlock, footnotes: Footnotes) -> Iterator[str]:
    if block.title:
        yield f"<h3>{_text(block.title)}</h3>"
    numbers = [
        any(isinstance(row[place], NumberCell) for row in block.rows) for place in range(len(block.head))
    ]
    yield '<div class="scroll"><table><thead><tr>'
    for place, title in enumerate(block.head):
        yield f'<th scope="col"{_side(numbers[place])}>{_text(title.strip())}</th>'
    yield "</tr></thead><tbody>"
    for place, row in enumerate(block.rows):
        yield '<tr class="head">' if place in block.heads else "<tr>"
        yield from _cells(row, numbers, footnotes)
        yield "</tr>"
    yield "</tbody></table></div>"


def _cells(row: Sequence[Cell], numbers: Sequence[bool], footnotes: Footnotes) -> Iterator[str]:
    for place, cell in enumerate(row):
        if place == 0:
            label = cell if isinstance(cell, str) else ""
            look = "deep" if label.startswith(" ") else _look(label)
            yield f'<th scope="row" class="{look}">{_prose(label.strip())}</th>'
        elif isinstance(cell, NumberCell):
            remark = f"<small>{_prose(cell.remark)}</small>" if cell.remark else ""
            yield f"<td{_side(True)}>{_number(cell, footnotes)}{remark}</td>"
        else:
            told = cell.text if isinstance(cell, WordCell) else cell
            said = told or (DASH if numbers[place] else "")
            look = "n" if numbers[place] else _look(said)
            yield f'<td class="{look}">{_prose(said)}</td>'


def _look(said: str) -> str:
    """What is short has one line, what is long has room."""
    return "t" if len(said) <= _SHORT else "w"


def _prose(said: str) -> str:
    """A day is not broken at its hyphens."""
    return _DAY.sub(r'<span class="d">\g<0></span>', _text(said))


def _side(number: bool) -> str:
    return ' class="n"' if number else ""


def _number(cell: NumberCell, footnotes: Footnotes) -> str:
    value = cell.value
    shown = figure_shown(cell)
    if isinstance(value, int | date | Rate):
        return _text(shown)
    marks = ""
    if isinstance(value, Fact | Derived):
        labels = footnotes.numbered(strongest_sources(value))
        links = ",".join(f'<a href="#s{number}">{label}</a>' for number, label in labels)
        marks = f"<sup>{links}</sup>" if links else ""
        marks += "<sup>*</sup>" if is_users(value) else ""
    return f'<span tabindex="0" title="{_text(_behind(cell), quote=True)}">{_text(shown)}</span>{marks}'


def figure_shown(cell: NumberCell) -> str:
    """A figure with the digits that are known, a loss among losses without its sign."""
    value = cell.value
    match value:
        case Rate():
            return rate_text(value.value)
        case date():
            return str(value)
        case int():
            return f"{value:,}"
        case Fact() | Derived():
            known, look = value.value, "" if isinstance(value, Fact) else "computed"
        case _:
            known, look = value, "computed"
    return _written(-known if cell.turned else known, cell.unit, "computed" if look else "")


def _written(value: Money | Figure, unit: ShownUnit, look: Look) -> str:
    return money_text(value) if isinstance(value, Money) else figure_text(value, unit, look)


def _behind(cell: NumberCell) -> str:
    """How it is printed or comes about, its bounds, and where it stands."""
    value = cell.value
    assert not isinstance(value, int | date | Rate)
    known = value.value if isinstance(value, Fact | Derived) else value
    told = [bounds_in_words(-known if cell.turned else known, cell.unit)]
    if isinstance(value, Fact):
        best = value.best_source
        told.insert(0, f"printed {value.printed}")
        told.append(", ".join(filter(None, (best.title, best.publisher, str(best.published), value.at))))
        told += [value.note] if value.note else []
    else:
        made = value.made if isinstance(value, Derived) else made_of(value)
        told.insert(0, f"= {words(made).replace('_', ' ')}") if made else None
    return "; ".join(told)


def _text(words_: str, *, quote: bool = False) -> str:
    return html.escape(clean(words_), quote=quote)
