"""Report -> cells of text, with the marks of their sources and rates.

How a value looks depends on its type, decided here once for tables and Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_origin

from aicompare.companies.fact import HAPPENED, Derived, Fact, Known
from aicompare.companies.naming import briefly, title_of
from aicompare.rates.rates import Rate
from aicompare.render.footnotes import Footnotes
from aicompare.render.numbers import (
    amount_in,
    bounds_text,
    change_text,
    close,
    figure_text,
    known_text,
    money_shown,
    on_page,
    rate_text,
    span_text,
    terse_amount,
)
from aicompare.render.safe import clean
from aicompare.reports.page import Behind, Cited, PageCell, Scale, Sentence
from aicompare.reports.report import (
    LEADING,
    LIGHT,
    USUAL,
    Between,
    Column,
    Marked,
    Section,
    Short,
    Span,
    converted_in,
    fields_of,
    inner_key,
    is_users,
)
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, is_dataclass, replace
from aicompare.values.metrics import Metric
from aicompare.values.money import SPELLINGS, Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

DASH = "–"
_MARKS = {"far_apart": "†", "basis_mismatch": "‡", "loss": "~"}


@dataclass(frozen=True, slots=True)
class Header:
    """A column's title; `right` is where its numbers align; `weight` as that of a Column.

    `key` names it in JSON, and in `--columns`. What is `drawn` does not fold, and needs letters of one width.
    """

    title: str
    right: bool
    weight: int = USUAL
    key: str = ""
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text: a row has a cell for each header, or one text across all of them.

    `places` are those of its columns among all that the section has.
    """

    headers: list[Header]
    rows: list[list[str]]
    places: Sequence[int] = ()

    def in_columns(self, row: Sequence[str]) -> bool:
        return len(row) == len(self.headers)

    @property
    def cells(self) -> list[list[str]]:
        """The rows that are in columns."""
        return list(filter(self.in_columns, self.rows))

    def only(self, kept: Collection[int]) -> Grid:
        """Of these columns, by their places."""
        rows = [[row[place] for place in kept] for row in self.cells]
        return Grid([self.headers[place] for place in kept], rows)


def grid_of(
    section: Section,
    names: Mapping[str, str],
    footnotes: Footnotes,
    *,
    dated: bool = True,
    kept: Collection[int] | None = None,
) -> Grid:
    """The section's rows as text; every missing value is a dash.

    `names` are those of the ids in `company`. Without `dated` the periods behind figures stay out;
    `kept` are the places of the columns that there is room for.
    """
    columns = _asked([*_columns(section.row_type, section, names, dated=dated)], section)
    if kept is not None:
        columns = [columns[place] for place in sorted(kept)]
    rows = [
        [clean(show(row, footnotes)) for _, show in columns]
        if isinstance(row, section.row_type)
        else [clean(_across(row, section, names, footnotes))]
        for row in section.rows
    ]
    return _without_blank(Grid([header for header, _ in columns], rows))


def _without_blank(grid: Grid) -> Grid:
    """Without the columns in which no row says anything, not even that something is missing."""
    cells = grid.cells
    kept = [at for at in range(len(grid.headers)) if not cells or any(row[at].strip() for row in cells)]
    rows = [[row[index] for index in kept] if grid.in_columns(row) else row for row in grid.rows]
    return Grid([grid.headers[index] for index in kept], rows, kept)


def _across(row: Any, section: Section, names: Mapping[str, str], footnotes: Footnotes) -> str:
    """`Median 13.3×, min 2.7×`: what is missing is left out."""
    columns = _columns(type(row), section, names, dated=False)
    told = [(header.title, show(row, footnotes)) for header, show in columns]
    known = ((title, close(text)) for title, text in told if text not in (DASH, ""))
    return ", ".join(f"{title} {text}" if title else text for title, text in known)


def _asked(columns: list[tuple[Header, Any]], section: Section) -> list[tuple[Header, Any]]:
    """Those asked for, behind the first, which says what a row is; without such all of them."""
    if not section.columns:
        return columns
    by_key = {header.key: (replace(header, weight=LEADING), show) for header, show in reversed(columns)}
    return [by_key[key] for key in dict.fromkeys((columns[0][0].key, *section.columns)) if key in by_key]


def least_weight(headers: Iterable[Header]) -> int:
    """Of a column in a table that is too wide as a whole: leading where any does, else usual."""
    return min(LEADING, max((header.weight for header in headers), default=USUAL))


def _columns(
    row_type: Any, section: Section, names: Mapping[str, str], *, dated: bool
) -> Iterator[tuple[Header, Any]]:
    """(header, row -> text) of each column of a row type."""
    for shown in filter(section.shows, fields_of(row_type)):
        if shown.inline:
            rated = _is_rate(shown.type)
            yield from _rate_columns(shown.name, "", section) if rated else _fact_columns(shown.name)
        elif shown.column and _is_rate(shown.type):
            yield from _rate_columns(shown.name, shown.column.title, section)
        elif shown.column is None:
            if is_dataclass(shown.type):
                for header, show in _columns(shown.type, section, names, dated=dated):
                    key = inner_key(row_type, shown.name, header.key)
                    yield replace(header, key=key), _within(shown.name, show)
        elif shown.name in section.keys:
            for key, title in section.keys[shown.name].items():
                yield Header(title, True, key=key), _entry(shown.name, key, shown.column, dated=dated)
        else:
            column = shown.column if dated else replace(shown.column, dated=False)
            drawn = column.look == "bar" or shown.type is Span
            left = _is_text(shown.type) or drawn
            header = Header(column.title, not left, _weight(column, section), shown.name, drawn)
            yield header, _named(shown.name, column, names)


def _weight(column: Column, section: Section) -> int:
    return LEADING if column.leads in section.about else column.weight


def _named(name: str, column: Column, names: Mapping[str, str]) -> Any:
    def show(row: Any, footnotes: Footnotes) -> str:
        value = getattr(row, name)
        if value is None and column.otherwise:
            value = getattr(row, column.otherwise)
        named = name == "company" and isinstance(value, str)
        text = names.get(value, value) if named else text_of(value, column, footnotes)
        if column.indent:
            text = "  " * getattr(row, column.indent) + text
        if column.marked:
            text = f"{text} {getattr(row, column.marked)}".rstrip()
        if column.rated:
            text += footnotes.rate_mark(converted_in(value))
        return text

    return show


def _within(name: str, show: Any) -> Any:
    return lambda row, footnotes: show(getattr(row, name), footnotes)


def _entry(name: str, key: str, column: Column, *, dated: bool) -> Any:
    """The column of one key; a figure shows its period where the row has none of its own."""

    def show(row: Any, footnotes: Footnotes) -> str:
        undated_row = getattr(row, "period", None) is None
        if key not in getattr(row, name):
            return ""  # of a page, where a row says nothing in this column
        value = getattr(row, name)[key]
        if value is None and column.otherwise:
            value = getattr(row, column.otherwise)[key]
        return text_of(value, replace(column, dated=dated and undated_row), footnotes)

    return show


def _fact_columns(name: str) -> Iterator[tuple[Header, Any]]:
    """A fact that is a row of its own (`show`)."""
    bare = Column("")
    yield Header("Metric", False, LEADING, "metric"), lambda row, _: title_of(getattr(row, name))
    yield Header("Period", False, LEADING, "period"), lambda row, _: str(getattr(row, name).period)
    yield (
        Header("Figure", True, LEADING, "value"),
        lambda row, footnotes: fact_text(getattr(row, name), bare, footnotes),
    )
    yield Header("As printed", True, LIGHT, "reported"), lambda row, _: getattr(row, name).printed
    yield Header("Note", False, LIGHT, "note"), lambda row, _: getattr(row, name).note or DASH


def _rate_columns(name: str, title: str, section: Section) -> Iterator[tuple[Header, Any]]:
    """A rate with its day and source; without a title of its own the row says its pair."""

    def shown(row: Any, footnotes: Footnotes) -> str:
        rate = getattr(row, name)
        if rate is None:
            return DASH
        value = rate_text(rate.value)
        text = f"1 {rate.base} = {value} {rate.quote}" if title else value
        return text + footnotes.source_mark(rate.source)

    def part(show: Callable[[Rate], str]) -> Any:
        return lambda row, _: show(rate) if (rate := getattr(row, name)) else DASH

    yield Header(title or "Rate", True, key="rate"), shown
    yield Header("Kind", False, LIGHT, "kind"), part(lambda rate: rate.kind)
    yield Header("Date used", False, key="on"), part(_rate_date)
    day_asked = (lambda rate: str(rate.requested)) if section.columns else _otherwise_asked
    yield Header("Asked for", False, LIGHT, "requested"), part(day_asked)


def _otherwise_asked(rate: Rate) -> str:
    """The day asked for, where the rate is of another; a column that says nothing is none."""
    return "" if rate.requested == rate.period else str(rate.requested)


def _rate_date(rate: Rate) -> str:
    if rate.kind == "user":
        return "your own rate"
    return f"{rate.period} ({rate.days} days)" if rate.kind == "average" else str(rate.period)


def _is_rate(kind: Any) -> bool:
    return kind in (Rate, Rate | None)


def text_of(value: object, column: Column, footnotes: Footnotes) -> str:
    """Any value as a cell. Raises TypeError for a type that has no look yet."""
    match value:
        case None | ():
            return column.missing or DASH
        case Fact() | Derived():
            return fact_text(value, column, footnotes)
        case Money():
            return money_shown(value, column.look)
        case Figure():
            return figure_text(value, column.unit, column.look)
        case Marked():
            return f"{figure_text(value.figure, column.unit, column.look)} {value.mark}"
        case Span():
            return span_text(value)
        case Short():
            text = _without_currency(fact_text(value.value, column, footnotes), value.value.currency)
            return f"{text} {value.when}".rstrip()
        case Between():
            return "–".join(figure_text(one, column.unit, column.look) for one in (value.least, value.most))
        case Metric():
            return value.title
        case PageCell():
            remark = f" ({value.remark})" if value.remark else ""
            return cell_text(value, footnotes, terse=column.look == "terse") + remark
        case Cited():
            return cited_text(value, footnotes)
        case Sentence():
            figures = [fact_text(one, column, footnotes) for one in value.values]
            return value.words.format(*figures) if figures else value.words
        case Behind():
            return footnotes.behind(filter(None, value.values))
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case Decimal() if column.unit == "percent":
            return figure_text(Figure.exact(value), column.unit)
        case Decimal():
            return rate_text(value)
        case str():
            return value.replace("_", " ") if column.look == "word" else value
        case date() | Period():
            return str(value)
        case Source():
            return value.id + footnotes.source_mark(value) if column.look == "id" else value.title
        case tuple() if column.look == "marks":
            return "".join(_MARKS[mark] for mark in value)
        case tuple() | list() if all(isinstance(one, str) for one in value):
            return ", ".join(text_of(one, column, footnotes) for one in value)
        case tuple() | list():
            return "; ".join(text_of(one, column, footnotes) for one in value)
        case _:
            raise TypeError(f"no look for {type(value).__name__}")


def _without_currency(text: str, currency: str | None) -> str:
    return re.sub(rf"{re.escape(SPELLINGS[currency][0])} ?", "", text) if currency else text


def fact_text(fact: Known, column: Column, footnotes: Footnotes) -> str:
    """`US$1,322.8m, 2026-06-30 [1]`, with its status where it is not an accomplished fact."""
    value, unit = fact.value, fact.metric.unit
    if column.bare:
        footnotes.mark(fact)  # which stands elsewhere, or is listed alone
    if column.look == "change":
        return change_text(value, unit)
    if column.look == "known":
        return known_text(value, unit) + (" *" if is_users(fact) else "")
    if column.look == "millions" and isinstance(value, Money):
        return money_shown(value, column.look) + (" *" if is_users(fact) else "")
    if column.look == "bounds":
        text = bounds_text(value, unit)
    elif isinstance(value, Money):
        text = money_shown(value, column.look)
    else:
        text = figure_text(value, unit, "computed" if isinstance(fact, Derived) else "")
    if column.look == "printed" and isinstance(value, Money) and not (fact.rate or value.amount.mark):
        text = fact.reported or text
    if isinstance(fact, Fact) and fact.unconverted:
        text = DASH
    if column.dated and not (isinstance(fact, Derived) and not fact.inputs):  # what was typed has no day
        text += f", {briefly(fact)}"
    if isinstance(fact, Fact) and fact.status not in HAPPENED and column.look != "printed":
        text += f" ({fact.status})"
    if is_users(fact):
        text += " *"
    return text + (footnotes.rate_mark(fact) if column.bare else footnotes.mark(fact))


def cell_text(cell: PageCell, footnotes: Footnotes, *, terse: bool = False) -> str:
    """A figure of a page; its sources are counted, and stand in a column of their own."""
    value = cell.value
    if isinstance(value, Figure):
        return on_page(value, cell.unit)
    footnotes.mark(value)
    shown = -value.value if cell.turned else value.value
    if isinstance(value, Fact) and value.unconverted:
        text = DASH
    elif isinstance(shown, Money):
        text = _in_scale(shown, cell.scale, terse=terse)
    else:
        text = on_page(shown, value.metric.unit)
    return text + (" *" if is_users(value) else "")


def _in_scale(amount: Money, scale: Scale | None, *, terse: bool) -> str:
    """In the unit of the page; of another currency in full."""
    if scale and scale.currency == amount.currency:
        if terse:
            return terse_amount(amount.amount, scale.power)
        return amount_in(amount.amount, scale.power)
    return money_shown(amount, "")


def cited_text(cited: Cited, footnotes: Footnotes) -> str:
    """`1,a / 2`: the marks of each figure in turn."""
    marks = [footnotes.mark(value).strip(" []") if value else "" for value in cited.values]
    return " / ".join(mark or DASH for mark in marks) if any(marks) else ""


def _is_text(kind: Any) -> bool:
    texts = (str, str | None, tuple[str, ...], Metric, Period, Period | None, Sentence, Behind | None)
    plain = kind in texts
    return plain or get_origin(kind) is Literal
