"""An answer as a table of one value a row: what CSV, TSV, records and data frames hold.

Its columns are made of the types of rows that a command answers with, never of the data: those of
every value first, then what else its rows say in words, numbers and dates. An answer that holds no
quantities, as `sources` does, is a table already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.companies.fact import Derived, Fact
from aicompare.rates.rates import Rate
from aicompare.render.kinds import is_list, is_mapping, is_quantity, kinds_in, nested
from aicompare.render.numbers import machine
from aicompare.render.plain import QUANTITY_KEYS, RATE_KEYS, Digits, Plain, numbers_of, unit_named
from aicompare.reports.report import (
    Field,
    Marked,
    Quantity,
    Report,
    fields_of,
    is_users,
    rates_in,
    sources_in,
)
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money

# Of every value. `part` is the part of the answer, `row` its row there, `key` the value's place in it.
VALUE = (
    "company", "metric", *QUANTITY_KEYS, "period", "first", "last", "sources", "status", "standing", "scope",
    "label", "basis", "deal", "user", "rates", "reported", "formula", "at", "due", "balance", "note", "part",
    "row", "key",
)  # fmt: skip


_KINDS: dict[str, type] = {
    **dict.fromkeys(VALUE, str),
    **dict.fromkeys(QUANTITY_KEYS[:3], Decimal),
    "first": date,
    "last": date,
    "user": bool,
    "row": int,
}
_OF_A_RATE: dict[str, type] = {
    **dict.fromkeys(RATE_KEYS, str),
    **dict.fromkeys(("on", "from", "to"), date),
    "rate": Decimal,
    "days": int,
}


def columns_of(report: Report) -> dict[str, type]:
    """The columns with the types of what stands in them, the same whatever the data are."""
    return columns_for([section.row_type for section in report.named.values()])


def columns_for(types: Sequence[Any]) -> dict[str, type]:
    """Of rows of these types."""
    own = {name: kind for row_type in types for name, kind in _said_by(row_type)}
    if not any(map(_holds_quantities, types)):
        return own
    return _KINDS | {name: kind for name, kind in own.items() if name not in _KINDS}


def rows_of(report: Report) -> Iterator[dict[str, Any]]:
    """Each value with what is known of it, by column; what is missing is not there.

    Of a part that repeats the facts of the first only what is derived: a sum counts nothing twice.
    """
    for part, section in report.named.items():
        for number, row in enumerate(section.rows, start=1):
            said = dict(_says(row))
            lines = list(_quantities(row, said, report.names)) or [{}]
            if section.repeats:
                lines = [line for line in lines if line.get("formula")]
            yield from ({**said, **line, "part": part, "row": number} for line in lines)


# --- what a row says beside its values ---------------------------------------------------------


def _said_by(row_type: Any, before: str = "") -> Iterator[tuple[str, type]]:
    for field in fields_of(row_type):
        if field.drawn:
            continue
        if inner := nested(field):
            yield from _said_by(inner, f"{before}{field.name}_")
        elif _is_plain_rate(field):
            yield from _OF_A_RATE.items()
        elif not is_quantity(field) and not is_mapping(field.type):
            yield before + field.name, _kind(field)


def _kind(field: Field) -> type:
    """Several of anything are a text."""
    kinds = () if is_list(field.type) else kinds_in(field.type)
    return next((kind for kind in (bool, int, Decimal, date) if kind in kinds), str)


def _says(row: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Its texts, dates, numbers that are counted, and the like, by the names of their columns."""
    for field in fields_of(type(row)):
        value = getattr(row, field.name)
        if field.drawn or value is None or value == ():
            continue
        if nested(field):
            yield from _says(value, f"{before}{field.name}_")
        elif field.inline and isinstance(value, Rate):
            for key, told in Plain().rate(value).items():
                yield key, date.fromisoformat(told) if _OF_A_RATE.get(key) is date else told
        elif not is_quantity(field) and not is_mapping(field.type):
            yield before + field.name, value


def _is_plain_rate(field: Field) -> bool:
    """A rate that is the row itself, with the keys of one."""
    return field.inline and Rate in kinds_in(field.type)


def _holds_quantities(row_type: Any) -> bool:
    fields = [field for field in fields_of(row_type) if not field.drawn]
    inner = filter(None, map(nested, fields))
    return any(is_quantity(field) and not _is_plain_rate(field) for field in fields) or any(
        map(_holds_quantities, inner)
    )


# --- its values --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a row a value stands."""

    field: Field
    key: str
    name: str  # that of what is no metric
    entry: str | None = None  # of a mapping


def _quantities(row: Any, said: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Each with its place; whose it is and of what metric it says itself, or its row does."""
    for place, value in _places(row):
        line = _line(value, place.field)
        company = (
            said.get("company") or line.get("company") or (place.entry if place.entry in names else None)
        )
        metric = line.get("metric") or said.get("metric") or place.name
        yield {**line, "company": company, "metric": metric, "key": place.key}


def _places(row: Any, before: str = "") -> Iterator[tuple[_Place, Any]]:
    for field in fields_of(type(row)):
        value, key = getattr(row, field.name), before + field.name
        if field.drawn or field.again:
            continue
        if nested(field):
            yield from _places(value, f"{key}.") if value is not None else ()
        elif field.inline:
            whole = [(_Place(field, "value", field.name), value)]
            yield from whole if isinstance(value, Fact | Derived) else ()
        elif is_quantity(field):
            yield from _entries(_Place(field, key, key.replace(".", "_")), value)


def _entries(place: _Place, value: Any) -> Iterator[tuple[_Place, Any]]:
    """Each of several; None only where it is told that something is not known."""
    if isinstance(value, Mapping):
        for entry, each in value.items():
            yield _Place(place.field, f"{place.key}.{entry}", place.name, entry), each
    elif isinstance(value, list | tuple):
        yield from ((place, each) for each in value)
    elif value is not None or place.field.always:
        yield place, value


def _line(value: Any, field: Field) -> dict[str, Any]:
    match value:
        case None:
            return {**dict.fromkeys(QUANTITY_KEYS), "unit": unit_named(field.unit)}
        case Fact() | Derived():
            return _of_known(value)
        case Rate():
            return _of_rate(value)
        case Money():
            return _numbers(value.amount, value.currency)
        case Quantity():
            return _numbers(value.figure, unit_named(value.unit))
        case Marked():
            return _numbers(value.figure, unit_named(field.unit))
        case Figure():
            return _numbers(value, unit_named(field.unit))
        case _:
            raise TypeError(f"no line for {type(value).__name__}")


def _numbers(figure: Figure, unit: str | None) -> dict[str, Any]:
    return dict(zip(QUANTITY_KEYS, [*numbers_of(figure), unit], strict=True))


def _of_known(known: Fact | Derived) -> dict[str, Any]:
    """A day is no number: it stands in `first` and `last` alone."""
    unit = known.currency or unit_named(known.metric.unit)
    hidden = known.metric.unit == "day"
    if isinstance(known, Fact) and known.unconverted:
        hidden, unit = True, None
    said = {name: getattr(known, name, None) for name in _OF_A_FACT}
    return {
        **(dict.fromkeys(QUANTITY_KEYS) if hidden else _numbers(known.figure, unit)),
        "unit": unit,
        "company": known.company,
        "metric": known.metric.name,
        "period": known.period,
        "first": known.period.first,
        "last": known.period.last,
        "sources": "; ".join(dict.fromkeys(source.id for source in sources_in(known))),
        **said,
        "user": is_users(known),
        "rates": _rates(known),
        "formula": known.formula if isinstance(known, Derived) else None,
    }


_OF_A_FACT = ("status", "scope", "label", "basis", "deal", "reported", "at", "due", "balance", "note")


def _rates(value: object) -> str:
    """The rates that went into it: `CNY/USD 0.145713145 average H1 2026 ecb; ...`."""
    return "; ".join(
        f"{rate.base}/{rate.quote} {machine(rate.value)} {rate.kind} {rate.period} "
        f"{rate.source.id if rate.source else 'user'}"
        for rate in dict.fromkeys(rates_in(value))
    )


def _of_rate(rate: Rate) -> dict[str, Any]:
    """So much of the one is one of the other: 6.65 with the unit USD/CNY."""
    digits = Digits(machine(rate.value))
    return {
        **dict.fromkeys(QUANTITY_KEYS[:3], digits),
        "unit": f"{rate.base}/{rate.quote}",
        "metric": "rate",
        "period": rate.period,
        "first": rate.period.first,
        "last": rate.period.last,
        "sources": rate.source.id if rate.source else "",
        "label": rate.kind,
        "user": rate.source is None,
        "rates": _rates([rate]),
    }
