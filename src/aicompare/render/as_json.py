"""JSON: the same answer for scripts, independent of terminal and colour.

Numbers are plain JSON numbers made from Decimal, never from float; what is not known is
`null`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from aicompare.companies.fact import Derived, Fact, Known
from aicompare.rates.rates import Rate
from aicompare.render.numbers import machine, machine_high, machine_low, machine_value
from aicompare.render.safe import clean
from aicompare.reports.report import Marked, Report, Step, Warning, fields_of, is_users, rates_in, sources_in
from aicompare.values.figures import Figure
from aicompare.values.metrics import Metric
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

# What a rate has besides its pair.
RATE_KEYS = ("rate", "kind", "on", "from", "to", "days", "requested", "source")


class _Number(str):
    """Digits that go into JSON as they are."""


def to_json(report: Report) -> str:
    """One object: the rows under `data`, and beside them what they rest on."""
    return dump(_answer(report))


def to_dict(report: Report) -> dict[str, Any]:
    """The same as a dict; numbers are int or Decimal."""
    plain = _numbers(_plain(_answer(report)))
    assert isinstance(plain, dict)
    return plain


def _answer(report: Report) -> dict[str, Any]:
    return {
        "schema": f"aicompare.{report.name}/1",
        "as_of": report.as_of,
        "currency": report.currency,
        **{name: list(section.rows) for name, section in report.named.items()},
        "warnings": list(report.warnings),
        "sources": {source.id: source for source in _all_sources(report)},
        "rates": list(dict.fromkeys(rates_in(_all_rows(report)))),
        **({} if report.explanation is None else {"explain": list(report.explanation)}),
    }


def _numbers(value: Any) -> Any:
    if isinstance(value, _Number):
        return Decimal(value) if "." in value else int(value)
    if isinstance(value, dict):
        return {key: _numbers(one) for key, one in value.items()}
    return [_numbers(one) for one in value] if isinstance(value, list) else value


def dump(answer: object) -> str:
    """JSON with two spaces of indent; characters that steer a terminal are escaped."""
    pieces: list[str] = []
    _write(_plain(answer), "\n", pieces)
    return "".join(pieces) + "\n"


def _all_rows(report: Report) -> list[Any]:
    rows = (row for section in report.named.values() for row in section.rows)
    return [*rows, *(report.explanation or ())]


def _all_sources(report: Report) -> list[Source]:
    rows = _all_rows(report)
    rates = [rate.source for rate in rates_in(rows) if rate.source]
    return list(dict.fromkeys([*sources_in(rows), *rates]))


def _write(value: Any, newline: str, pieces: list[str]) -> None:
    """Our own few lines instead of json.dumps, which knows numbers only as float."""
    if isinstance(value, _Number):
        pieces.append(value)
    elif isinstance(value, str):
        pieces.append(_quoted(value))
    elif value is None or isinstance(value, bool):
        pieces.append(_WORDS[value])
    else:
        is_dict = isinstance(value, dict)
        opening, closing = "{}" if is_dict else "[]"
        inner = newline + "  "
        between = opening + inner
        for item in value:
            pieces.append(between)
            if is_dict:
                pieces.append(_quoted(item) + ": ")
            _write(value[item] if is_dict else item, inner, pieces)
            between = "," + inner
        pieces.append(newline + closing if value else opening + closing)


_WORDS = {None: "null", True: "true", False: "false"}


def _quoted(text: str) -> str:
    return clean(encode_basestring(text), "\\u{:04x}")


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
                "amount": _Number(machine_value(value.amount)),
                **_bounds(value.amount),
                "currency": value.currency,
            }
        case Figure():
            return {"value": _Number(machine_value(value)), **_bounds(value)}
        case Marked():  # for the eye alone
            return _plain(value.figure)
        case Fact() | Derived():
            return _known(value)
        case Rate():
            return rate_row(value)
        case Source():
            return _source(value)
        case Step():
            said = {"unit": value.unit or value.look or None, "formula": value.formula or None}
            place = value.fact.place if value.fact else None
            return _row(value) | said | {"place": str(place) if place else None}
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
    for field in fields_of(type(row)):
        if field.drawn:
            continue
        found = getattr(row, field.name)
        value: Any = found.id if isinstance(found, Source) else _plain(found)
        if field.inline:
            plain |= dict.fromkeys(RATE_KEYS) if value is None else value
        else:
            plain[field.name] = value
    return plain


def _number(value: Decimal) -> _Number:
    return _Number(machine(value))


def _bounds(figure: Figure) -> dict[str, Any]:
    if figure.is_exact:
        return dict.fromkeys(("low", "high"), _Number(machine_value(figure)))
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


def rate_row(rate: Rate) -> dict[str, Any]:
    """A rate with its day and source: `on` a day, or `from`, `to` and `days` of a mean."""
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
