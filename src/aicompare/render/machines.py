"""JSON and CSV: the same answer for scripts, independent of terminal and colour.

Numbers are plain JSON numbers made from Decimal, never from float; what is not known is
`null`. CSV is one flat row per row of the answer, its header made from the row type.
"""

from __future__ import annotations

import csv
import io
import json
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.facts import Derived, Fact, Known
from aicompare.figures import Figure
from aicompare.metrics import Metric
from aicompare.money import Money
from aicompare.periods import Period
from aicompare.rates import Rate
from aicompare.render.numbers import machine, machine_high, machine_low
from aicompare.render.safe import STEERING, clean
from aicompare.report import Field, Report, Warning, fields_of, is_users, rates_in, sources_in
from aicompare.sources import Source


class _Number(str):
    """Digits that go into JSON as they are."""


def to_json(report: Report) -> str:
    """One object: the rows under `data`, and beside them what they rest on."""
    answer = {
        "schema": f"aicompare.{report.name}/1",
        "as_of": report.as_of,
        "currency": report.currency,
        "data": list(report.rows),
        **{name: list(part.rows) for name, part in report.beside.items() if not part.text_only},
        "warnings": list(report.warnings),
        "sources": {source.id: source for source in _all_sources(report)},
        "rates": list(dict.fromkeys(rates_in(list(report.rows)))),
    }
    return dump(answer)


def dump(answer: object) -> str:
    """JSON with two spaces of indent; characters that steer a terminal are escaped."""
    return "".join(_pieces(_plain(answer), "\n")) + "\n"


def _all_sources(report: Report) -> list[Source]:
    rates = [rate.source for rate in rates_in(list(report.rows)) if rate.source]
    return list(dict.fromkeys([*sources_in(list(report.rows)), *rates]))


def _pieces(value: Any, newline: str) -> Iterator[str]:
    """Our own few lines instead of json.dumps, which knows numbers only as float."""
    if isinstance(value, _Number):
        yield value
    elif isinstance(value, dict | list) and value:
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        inner = newline + "  "
        yield opening
        for number, item in enumerate(value.items() if isinstance(value, dict) else value):
            yield ("," if number else "") + inner
            if isinstance(value, dict):
                yield _quoted(item[0]) + ": "
                item = item[1]
            yield from _pieces(item, inner)
        yield newline + closing
    else:
        yield _quoted(value)


def _quoted(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: Any) -> Any:
    """Our types as dicts, lists, text, numbers and None."""
    match value:
        case None | bool() | str():
            return value
        case int():
            return _Number(value)
        case Decimal():
            return _Number(machine(value))
        case date() | Period():
            return str(value)
        case Metric():
            return value.name
        case Money():
            return {
                "amount": _number(value.amount.value),
                **_bounds(value.amount),
                "currency": value.currency,
            }
        case Figure():
            return {"value": _number(value.value), **_bounds(value)}
        case Fact() | Derived():
            return _known(value)
        case Rate():
            return _rate(value)
        case Source():
            return _source(value)
        case Warning():
            return {"code": value.code, "message": value.message, "subject": value.subject}
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _ if is_dataclass(value):
            return _row(value)
        case _:
            raise TypeError(f"no JSON for {type(value).__name__}")


def _row(row: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for one in fields_of(type(row)):
        value = _plain(getattr(row, one.name))
        if one.inline:
            plain |= dict.fromkeys(_RATE_KEYS) if value is None else value
        else:
            plain[one.name] = value
    return plain


def _number(value: Decimal) -> _Number:
    return _Number(machine(value))


def _bounds(figure: Figure) -> dict[str, Any]:
    return {
        "low": None if figure.low is None else _Number(machine_low(figure.low)),
        "high": None if figure.high is None else _Number(machine_high(figure.high)),
    }


def _known(fact: Known) -> dict[str, Any]:
    plain = {
        "metric": fact.metric.name,
        "value": None if isinstance(fact, Fact) and fact.unconverted else _plain(fact.value),
        "period": str(fact.period),
        "reported": fact.reported,
        "sources": [source.id for source in dict.fromkeys(sources_in(fact))],
    }
    if isinstance(fact, Derived):
        unsaid = dict.fromkeys(("status", "at", "deal", "due", "balance", "note"))
        own = {"basis": fact.basis, "scope": fact.scope, "label": fact.label, "user": is_users(fact)}
        more = {"rate": _plain(fact.rate), "formula": fact.formula, "inputs": _plain(fact.inputs)}
        return plain | unsaid | own | more
    said = ("status", "basis", "scope", "label", "at", "deal", "due", "balance", "note", "user", "rate")
    return plain | {key: _plain(getattr(fact, key)) for key in said}


def _rate(rate: Rate) -> dict[str, Any]:
    if rate.kind == "average" or not rate.period.is_day:
        when = {"from": str(rate.period.first), "to": str(rate.period.last), "days": _Number(rate.days)}
    else:
        when = {"on": str(rate.period)}
    return {
        "base": rate.base,
        "quote": rate.quote,
        "rate": _number(rate.value),
        "kind": rate.kind,
        **when,
        "requested": str(rate.requested),
        "source": rate.source.id if rate.source else "user",
    }


def _source(source: Source) -> dict[str, Any]:
    keys = ("title", "publisher", "published", "url", "kind", "via", "published_note")
    return {key: _plain(getattr(source, key)) for key in keys}


# --- CSV -------------------------------------------------------------------------------


def to_csv(report: Report) -> str:
    """One flat row per row, under headers that never depend on the data."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_headers(report.row_type, report))
    for row in report.rows:
        writer.writerow([_cell(value) for value in _values(row, report)])
    return out.getvalue()


def _headers(row_type: type, report: Report, before: str = "") -> list[str]:
    found: list[str] = []
    for one in _flat_fields(row_type, report):
        keys = report.keys.get(one.name)
        names = [f"{before}{one.name}_{key}" for key in keys] if keys else [before + one.name]
        for name in names:
            found += _headers_of(one, name, report)
    return found


def _flat_fields(row_type: type, report: Report) -> list[Field]:
    """Without mappings whose keys depend on the data: a header never does."""
    return [one for one in fields_of(row_type) if one.name in report.keys or not _is_mapping(one.type)]


def _is_mapping(hint: Any) -> bool:
    return any(typing.get_origin(part) in (dict, Mapping) for part in (hint, *typing.get_args(hint)))


def _headers_of(one: Field, name: str, report: Report) -> list[str]:
    kinds = _kinds(one.type)
    if Rate in kinds:
        return list(_RATE_KEYS) if one.inline else _rate_headers(name)
    if one.inline:
        return list(_FACT_COLUMNS)
    if kinds & {Fact, Derived}:
        return [name, *(f"{name}_{part}" for part in _PARTS)]
    if Money in kinds:
        return [name, f"{name}_currency"]
    if Figure in kinds:
        return [name, f"{name}_low", f"{name}_high"]
    nested = next((kind for kind in kinds if _is_row(kind)), None)
    return _headers(nested, report, f"{name}_") if nested else [name]


def _rate_headers(name: str) -> list[str]:
    return [name if key == "rate" else f"{name}_{key}" for key in ("base", "quote", *_RATE_KEYS)]


_RATE_KEYS = ("rate", "kind", "on", "from", "to", "days", "requested", "source")
_PARTS = ("currency", "period", "metric", "sources", "user", "rates")
_FACT_COLUMNS = (
    "metric", "value", "currency", "low", "high", "period", "reported", "sources", "status",
    "basis", "scope", "label", "at", "deal", "note", "user", "rates",
)  # fmt: skip


def _values(row: Any, report: Report) -> Iterator[object]:
    for one in _flat_fields(type(row), report):
        value = getattr(row, one.name)
        keys = report.keys.get(one.name)
        for part in [value[key] for key in keys] if keys else [value]:
            yield from _values_of(one, part, report)


def _values_of(one: Field, value: Any, report: Report) -> Iterator[object]:
    kinds = _kinds(one.type)
    if Rate in kinds:
        plain = {} if value is None else _rate(value)
        yield from (plain.get(key) for key in (*(() if one.inline else ("base", "quote")), *_RATE_KEYS))
    elif one.inline:
        yield from _fact_values(value)
    elif kinds & {Fact, Derived}:
        yield from _known_values(value)
    elif Money in kinds:
        yield from (None, None) if value is None else (value.amount.value, value.currency)
    elif Figure in kinds:
        yield from (None,) * 3 if value is None else _figure_values(value)
    elif _is_row(type(value)):
        yield from _values(value, report)
    else:
        yield value


def _figure_values(figure: Figure) -> Iterator[object]:
    low = None if figure.low is None else _Number(machine_low(figure.low))
    high = None if figure.high is None else _Number(machine_high(figure.high))
    yield from (figure.value, low, high)


def _known_values(value: Any) -> Iterator[object]:
    """A fact, or several in one cell separated by `; `."""
    facts = value if isinstance(value, tuple) else () if value is None else (value,)
    amounts = [one.value.amount if isinstance(one.value, Money) else one.value for one in facts]
    currencies = [one.value.currency if isinstance(one.value, Money) else None for one in facts]
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
    passports = (
        f"{rate.base}/{rate.quote} {machine(rate.value)} {rate.kind} {rate.period} "
        f"{rate.source.id if rate.source else 'user'}"
        for rate in rates
    )
    return "; ".join(passports) or None


def _several(values: list[Any]) -> object:
    if len(values) == 1:
        return values[0]
    return "; ".join(_cell(value) for value in values) or None


def _fact_values(fact: Fact) -> Iterator[object]:
    amount = fact.value.amount if isinstance(fact.value, Money) else fact.value
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
        case _Number():
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
        case _:
            text = clean(str(value))
            return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


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
