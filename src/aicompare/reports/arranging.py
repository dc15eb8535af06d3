"""`--columns`, `--sort` and `--top`: the rows of an answer in another order, fewer, and some columns.

A column is named as in JSON or as its heading, in any case; `numerator.period` is the period of the
figure in it. Rows are ordered by exact value, never
by how it is written; what is missing comes last, whichever way. Amounts in two currencies have no
order, so that they are refused and nothing is converted in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any

from aicompare.companies.fact import Derived, Fact
from aicompare.companies.naming import title_of
from aicompare.rates.rates import Rate
from aicompare.reports.report import Marked, Report, Section, Warning, fields_of, inner_key
from aicompare.values.errors import BadUsage, shown, suggestion
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, is_dataclass, replace
from aicompare.values.metrics import Metric
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

# Of a fact or a rate that is the row itself: key, heading, and what it is.
FACT_COLUMNS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    ("metric", "Metric", title_of),
    ("period", "Period", lambda fact: fact.period),
    ("value", "Figure", lambda fact: fact),
    ("reported", "As printed", lambda fact: fact.reported),
    ("note", "Note", lambda fact: fact.note),
)
RATE_COLUMNS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    ("rate", "Rate", lambda rate: rate),
    ("kind", "Kind", lambda rate: rate.kind),
    ("on", "Date used", lambda rate: rate.period),
    ("requested", "Asked for", lambda rate: rate.requested),
)


@dataclass(frozen=True, slots=True)
class KeyedColumn:
    """A column by its key in JSON and its heading, and how a row's value is found.

    One without a heading stands in JSON alone: rows can be ordered by it.
    """

    key: str
    title: str
    of: Callable[[Any], Any]


def arranged(
    report: Report, columns: Sequence[str] = (), sort: str | None = None, top: int | None = None
) -> Report:
    """The report with the rows asked for, as a plain table of them.

    Raises BadUsage for a column that there is not, and for an order of what has none.
    """
    if not columns and sort is None and top is None:
        return report
    first, *others = report.sections
    known = list(_keyed(first.row_type, first))
    known += [other for one in others if first.name in one.instead_of for other in _headed(one, known)]
    if columns:
        first = replace(first, columns=[_named(name, known, "column", titled=True).key for name in columns])
    rows = list(first.rows) if sort is None else _sorted(first.rows, sort, known, report)
    kept = rows if top is None else rows[:top]
    first = replace(first, rows=kept, cut=len(rows) - len(kept), page=None)
    others = [one for one in others if first.name not in one.instead_of]
    warnings = _about(report, rows, kept)
    return replace(report, sections=[first, *others], warnings=warnings, heading="", told=())


def paged(report: Report) -> Report:
    """With the rows of its page alone, and a warning that says what there is besides."""
    first, *others = report.sections
    assert first.page is not None
    warnings = [*_about(report, first.rows, first.page), Warning("more_rows", first.rest)]
    shown = replace(first, rows=first.page, page=None)
    return replace(report, sections=[shown, *others], warnings=warnings)


def parse_top(text: str | int | None) -> int | None:
    """Raises BadUsage for what is no number of rows."""
    if text is None:
        return None
    digits = str(text)
    if isinstance(text, bool) or not digits.isascii() or not digits.isdecimal() or not int(digits[:9]):
        raise BadUsage(f"{shown(digits)} is no number of rows", hint="write it like 5")
    return int(digits[:9])


def _about(report: Report, rows: Sequence[Any], kept: Sequence[Any]) -> Sequence[Any]:
    """Without the warnings of companies that are no longer shown."""
    before, now = ({getattr(row, "company", None) for row in some} for some in (rows, kept))
    return [one for one in report.warnings if one.subject is None or one.subject not in before - now]


# --- the columns of a row ----------------------------------------------------------------------


def _keyed(
    row_type: Any, section: Section, of: Callable[[Any], Any] = lambda row: row
) -> Iterator[KeyedColumn]:
    for field in fields_of(row_type):
        get = _behind(of, attrgetter(field.name))
        column = field.column
        if field.inline or field.type in (Rate, Rate | None):
            parts = RATE_COLUMNS if field.type in (Rate, Rate | None) else FACT_COLUMNS
            yield from (KeyedColumn(key, title, _behind(get, part)) for key, title, part in parts)
        elif field.name in section.keys:
            for key, title in section.keys[field.name].items():
                yield KeyedColumn(key, title, _behind(get, itemgetter(key)))
        elif column is None and is_dataclass(field.type):
            inner = _keyed(field.type, section, get)
            yield from (replace(one, key=inner_key(row_type, field.name, one.key)) for one in inner)
        elif not (column and column.drawn and not column.title):
            yield KeyedColumn(field.name, column.title if column else "", get)


def _headed(page: Section, known: Sequence[KeyedColumn]) -> Iterator[KeyedColumn]:
    """Of the rows behind a page, what stands in it under another heading than theirs."""
    titles = {one.name: one.column.title for one in fields_of(page.row_type) if one.column}
    for column in known:
        title = titles.get(column.key)
        if column.title and title and title != column.title:
            yield replace(column, title=title)


def _behind(first: Callable[[Any], Any], then: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """One after the other; of what is missing nothing is asked."""
    return lambda row: None if (value := first(row)) is None else then(value)


def _named(name: str, known: Sequence[KeyedColumn], what: str, *, titled: bool = False) -> KeyedColumn:
    """By key, else by heading or what stands in it behind a comma; `name` is the company's at last."""
    offered = [one for one in known if one.title or not titled]
    spelt = [(_spelt(column.key), column) for column in offered]
    spelt += [(_spelt(column.title), column) for column in offered if column.title]
    spelt += [(_spelt(part), column) for column in offered for part in column.title.split(", ")[1:]]
    for spelling in (_spelt(name), _ALSO.get(_spelt(name))):
        if found := next((column for said, column in spelt if said == spelling), None):
            return found
    keys = list(dict.fromkeys(one.key for one in offered))
    near = suggestion(name, [*(column.title for column in offered if column.title), *keys])
    there = f"there are {', '.join(keys)}"
    raise BadUsage(f"there is no {what} {shown(name)}", hint=f"{near} {there}" if near else there)


_ALSO = {"name": "company"}


def _spelt(text: str) -> str:
    return text.strip().casefold().replace("+", "and").replace(" ", "_").replace("-", "_").replace(".", "_")


# --- their order -------------------------------------------------------------------------------


def _sorted(rows: Sequence[Any], sort: str, known: Sequence[KeyedColumn], report: Report) -> list[Any]:
    name, _, way = sort.rpartition(":") if ":" in sort else (sort, "", "asc")
    if way.strip().casefold() not in ("asc", "desc"):
        raise BadUsage(f"{shown(sort)} is no order", hint="write it like months:desc, or months")
    column = _named_with_period(name, known)
    found = [(_order(column.of(row), column, report), row) for row in rows]
    kinds = dict.fromkeys(order[0] for order, _ in found if order)
    if len(kinds) > 1:
        raise _unlike(column, kinds)
    there = sorted(
        ((order[1], row) for order, row in found if order),
        key=lambda pair: pair[0],
        reverse=way.strip().casefold() == "desc",
    )
    return [*(row for _, row in there), *(row for order, row in found if not order)]


def _named_with_period(name: str, known: Sequence[KeyedColumn]) -> KeyedColumn:
    base, _, part = name.rpartition(".")
    if not base or part.strip().casefold() != "period":
        return _named(name, known, "column to sort by")
    column = _named(base, known, "column to sort by")
    return replace(column, of=_behind(column.of, lambda value: getattr(value, "period", None)))


def _unlike(column: KeyedColumn, kinds: dict[str, None]) -> BadUsage:
    what = column.title or column.key
    currencies = [kind for kind in kinds if len(kind) == 3 and kind.isupper()]
    if len(currencies) == len(kinds):
        hint = f"show them in one: --in {currencies[0]}"
        return BadUsage(f"{what} is in {', '.join(currencies)}, which have no order", hint=hint)
    return BadUsage(f"{what} holds {', '.join(kinds)}, which have no order", hint="sort by another column")


def _order(value: Any, column: KeyedColumn, report: Report) -> tuple[str, Any] | None:
    """(kind, what Python can order) of any value; None of a missing one.

    Raises BadUsage where there is no order.
    """
    match value:
        case None | () | "":
            return None
        case Fact() if value.unconverted:
            return None
        case Fact() | Derived():
            return _order(value.value, column, report)
        case Money():
            return value.currency, value.amount.value
        case Marked():
            return "numbers", value.figure.value
        case Figure():
            return "numbers", value.value
        case bool() | int() | Decimal():
            return "numbers", value
        case Rate():
            return "numbers", value.value
        case Period():
            return "days", (value.last, value.first)
        case date():
            return "days", (value, value)
        case Metric() | Source():
            return "words", value.title.casefold()
        case str():
            return "words", report.names.get(value, value).casefold()
        case tuple() | list() if all(isinstance(one, str) for one in value):
            return "words", ", ".join(value).casefold()
        case _:
            raise BadUsage(f"{column.title or column.key} has no order", hint="sort by another column")
