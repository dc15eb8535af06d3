"""CSV: one flat row per row of the answer, its header made from the row type, never the data.

A figure takes several columns (amount, currency, period, ...); what is missing is empty, and
no cell starts a formula. UTF-8 without a byte order mark, which `cut` and plain readers would
take for a part of the first name.
"""

from __future__ import annotations

import csv
import io
import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.companies.fact import Derived, Fact, Known
from aicompare.rates.rates import Rate
from aicompare.render.plain import RATE_KEYS, rate_row
from aicompare.render.numbers import machine, machine_high, machine_low, machine_value
from aicompare.render.safe import clean
from aicompare.reports.report import Field, Report, Section, fields_of, is_users, rates_in, sources_in
from aicompare.values.figures import Figure
from aicompare.values.metrics import Metric
from aicompare.values.money import Money, currency_in, figure_in
from aicompare.values.sources import Source

# What begins a formula in some spreadsheet and language, also behind spaces that it drops (OWASP,
# CSV injection); tabs and line breaks are written out.
_FORMULA = r"\s*[=+\-@＝＋－＠−]"


class _Digits(str):
    """Digits that are written as they are."""


def to_csv(report: Report, delimiter: str = ",") -> str:
    """One flat row per row, under headers that never depend on the data."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    first = report.sections[0]
    writer.writerow(_headers(first.row_type, first))
    for row in first.rows:
        writer.writerow([_cell(value) for value in _values(row, first)])
    return out.getvalue()


def to_records(report: Report) -> list[dict[str, Any]]:
    """The same rows as dicts: Decimal, int, bool, date, text or None, one type for a column."""
    first = report.sections[0]
    headers = _headers(first.row_type, first)
    texts = set(_headers(first.row_type, first, only_several=True))
    return [
        {
            name: _plain(value, several=name in texts)
            for name, value in zip(headers, _values(row, first), strict=True)
        }
        for row in first.rows
    ]


def _plain(value: object, *, several: bool) -> Any:
    """`several` values may stand in the cell, so that it is always text."""
    if value is None or isinstance(value, bool | date):
        return value
    if isinstance(value, int) and not several:
        return value
    digits = isinstance(value, Decimal | _Digits) and not several
    return Decimal(_cell(value)) if digits else _cell(value) or None


def _headers(row_type: type, section: Section, before: str = "", *, only_several: bool = False) -> list[str]:
    """The names of the columns; `only_several`: of those in which several values may stand."""
    found: list[str] = []
    for field in _flat_fields(row_type, section):
        keys = section.keys.get(field.name)
        names = [f"{before}{field.name}_{key}" for key in keys] if keys else [before + field.name]
        for name in names:
            nested = _nested(field)
            if nested:
                found += _headers(nested, section, f"{name}_", only_several=only_several)
            elif not only_several or typing.get_origin(field.type) is tuple:
                found += _headers_of(field, name)
    return found


def _flat_fields(row_type: type, section: Section) -> list[Field]:
    """Without mappings whose keys depend on the data: a header never does."""
    flat = [one for one in fields_of(row_type) if one.name in section.keys or not _is_mapping(one.type)]
    return [one for one in flat if not one.drawn]


def _is_mapping(hint: Any) -> bool:
    return any(typing.get_origin(part) in (dict, Mapping) for part in (hint, *typing.get_args(hint)))


def _nested(one: Field) -> type | None:
    """The row type of a field that is a row itself."""
    simple = {Rate, Fact, Derived, Money, Figure}
    kinds = _kinds(one.type)
    return None if one.inline or kinds & simple else next(filter(_is_row, kinds), None)


def _headers_of(one: Field, name: str) -> list[str]:
    kinds = _kinds(one.type)
    if Rate in kinds:
        return list(RATE_KEYS) if one.inline else _rate_headers(name)
    if one.inline:
        return list(_FACT_COLUMNS)
    if kinds & {Fact, Derived}:
        return [name, *(f"{name}_{part}" for part in _PARTS)]
    if {Money, Figure} <= kinds:
        return [name, f"{name}_currency", f"{name}_low", f"{name}_high"]
    if Money in kinds:
        return [name, f"{name}_currency"]
    if Figure in kinds:
        return [name, f"{name}_low", f"{name}_high"]
    return [name]


def _rate_headers(name: str) -> list[str]:
    return [name if key == "rate" else f"{name}_{key}" for key in ("base", "quote", *RATE_KEYS)]


_PARTS = ("currency", "period", "metric", "sources", "user", "rates")
_FACT_COLUMNS = (
    "metric", "value", "currency", "low", "high", "period", "reported", "sources", "status",
    "basis", "scope", "label", "at", "deal", "note", "user", "rates",
)  # fmt: skip


def _values(row: Any, section: Section) -> Iterator[object]:
    for field in _flat_fields(type(row), section):
        value = getattr(row, field.name)
        keys = section.keys.get(field.name)
        for part in [value[key] for key in keys] if keys else [value]:
            yield from _values_of(field, part, section)


def _values_of(one: Field, value: Any, section: Section) -> Iterator[object]:
    kinds = _kinds(one.type)
    if Rate in kinds:
        plain = {} if value is None else rate_row(value)
        yield from (plain.get(key) for key in (*(() if one.inline else ("base", "quote")), *RATE_KEYS))
    elif one.inline:
        yield from _fact_values(value)
    elif kinds & {Fact, Derived}:
        yield from _known_values(value)
    elif {Money, Figure} <= kinds:
        yield from _any_values(value)
    elif Money in kinds:
        yield from (None, None) if value is None else (_Digits(machine_value(value.amount)), value.currency)
    elif Figure in kinds:
        yield from (None,) * 3 if value is None else _figure_values(value)
    elif _is_row(type(value)):
        yield from _values(value, section)
    else:
        yield value


def _any_values(value: Money | Figure | bool | None) -> Iterator[object]:
    """An amount with its currency or a figure without one, with bounds; a truth is no number."""
    if value is None or isinstance(value, bool):
        yield from (None, None, None, None)
    else:
        figure = figure_in(value)
        number, low, high = _figure_values(figure)
        yield from (number, currency_in(value), low, high)


def _figure_values(figure: Figure) -> Iterator[object]:
    low = None if figure.low is None else _Digits(machine_low(figure.low))
    high = None if figure.high is None else _Digits(machine_high(figure.high))
    yield from (figure.value, low, high)


def _known_values(value: Any) -> Iterator[object]:
    """A fact, or several in one cell separated by `; `."""
    facts = value if isinstance(value, tuple) else () if value is None else (value,)
    amounts = [fact.figure for fact in facts]
    currencies = [fact.currency for fact in facts]
    yield _several([amount.value for amount in amounts])
    yield _several(currencies)
    yield _several([one.period for one in facts])
    yield _several([one.metric.name for one in facts])
    yield _several(list(dict.fromkeys(source.id for source in sources_in(list(facts)))))
    yield is_users(facts) if facts else None
    yield _rates_text(facts)


def _rates_text(facts: tuple[Known, ...]) -> str | None:
    """The rates that went into figures: `CNY/USD 0.145713145 average H1 2026 ecb; ...`."""
    rates = dict.fromkeys(rates_in(facts))
    told = (
        f"{rate.base}/{rate.quote} {machine(rate.value)} {rate.kind} {rate.period} "
        f"{rate.source.id if rate.source else 'user'}"
        for rate in rates
    )
    return "; ".join(told) or None


def _several(values: list[Any]) -> object:
    if len(values) == 1:
        return values[0]
    return "; ".join(_cell(value) for value in values) or None


def _fact_values(fact: Fact) -> Iterator[object]:
    amount = fact.figure
    value, low, high = (None, None, None) if fact.unconverted else _figure_values(amount)
    currency = fact.value.currency if isinstance(fact.value, Money) and not fact.unconverted else None
    sources = "; ".join(source.id for source in fact.sources)
    yield from (fact.metric.name, value, currency, low, high, fact.period, fact.reported, sources)
    yield from (fact.status, fact.basis, fact.scope, fact.label, fact.at, fact.deal, fact.note, fact.user)
    yield _rates_text((fact,))


def _cell(value: object) -> str:
    """Text that no spreadsheet takes for a formula; missing is empty."""
    match value:
        case None:
            return ""
        case _Digits():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return machine(value)
        case tuple() | list():
            return "; ".join(_cell(one) for one in value)
        case Metric():
            return value.name
        case Source():
            return value.id
        case _:
            text = clean(str(value))
            return f"'{text}" if re.match(_FORMULA, text) else text


def _kinds(hint: Any) -> set[Any]:
    """The types in an annotation: of `Figure | None`, of `tuple[Fact, ...]`, of a mapping's values."""
    origin = typing.get_origin(hint)
    if origin in (dict, Mapping):
        return _kinds(typing.get_args(hint)[1])
    if origin in (types.UnionType, typing.Union, tuple):
        return {kind for part in typing.get_args(hint) for kind in _kinds(part)}
    return {hint}


def _is_row(kind: Any) -> bool:
    return is_dataclass(kind) and any(one.column for one in fields_of(kind)) and bool(fields(kind))
