"""An answer in at most eight kilobytes, for assistants, whose room to read in is small.

Of each figure value, bounds, unit, period, its last day and who says so, with the address. What does not
fit is left out from the end, and counted, and can be asked for; a figure is never cut, and never without
its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Any, NamedTuple

from aicompare.companies.fact import Derived, Fact, Known
from aicompare.rates.rates import Rate
from aicompare.render.as_json import in_one_line
from aicompare.render.foot import warnings_of, weight_of
from aicompare.render.footnotes import rate_line
from aicompare.render.numbers import machine
from aicompare.render.plain import Digits, quantity
from aicompare.reports.report import (
    LIGHT,
    Field,
    Marked,
    Quantity,
    Report,
    Section,
    fields_of,
    rates_in,
    strongest_sources,
)
from aicompare.values.errors import BadUsage
from aicompare.values.figures import Figure
from aicompare.values.frozen import is_dataclass, replace
from aicompare.values.metrics import Metric, ShownUnit
from aicompare.values.money import Money, figure_in
from aicompare.values.periods import Period
from aicompare.values.sources import Source

MOST_BYTES = 8000  # some 2,700 tokens: assistants take ten times that, and pay for each
_IN_FULL = 3000  # an answer of no more has all of each row
_MOST_SOURCES, _MOST_WARNINGS, _MOST_NOTES, _MOST_RATES, _MOST_LETTERS = 3, 8, 4, 3, 240
_MOST_NAMED = 40  # rows that are left out, by their names
_EXACT_DIGITS, _SHORT_DIGITS = 9, 7  # so many that a print has, and that a computed figure is cut to
_ALWAYS = ("company", "name", "ticker", "metric", "verdict", "text", "basis", "reason", "status", "over")
_STATISTICS = "statistics"  # of the rows: they stand before them
_FIRST = "contradicted"  # what a reader of many verdicts looks for
_DOUBTS = ("basis_mismatch", "conflict")  # no figure is cited without these: first of their weight


def brief(report: Report, skip: int = 0) -> str:
    """The answer without its first `skip` rows, as one line of JSON of at most MOST_BYTES in UTF-8.

    Whole where it is short; else each row by what is usually shown of it, and as many rows as fit.
    Raises BadUsage where there are not so many rows.
    """
    rows = [(name, row) for name, section in _sections(report) for row in _ordered(section)]
    if skip and skip >= len(rows):
        raise BadUsage(f"the answer has {len(rows)} rows", hint=f"skip is less than {len(rows)}")
    for most, kept, short in _ways(len(rows) - skip):
        shown = rows[skip : skip + kept]
        for notes in (True, False):
            answer = _answer(
                report, shown, _Rest(rows[:skip], rows[skip + kept :]), _Rows(short), notes=notes
            )
            text = in_one_line(answer)
            if len(text.encode()) <= most:
                return text
    return text


def _ways(count: int) -> Iterator[tuple[int, int, bool]]:
    """How many bytes there may be, how many rows are shown, and whether they are short."""
    yield _IN_FULL, count, False
    yield from ((MOST_BYTES, kept, True) for kept in range(count, -1, -1))


def _sections(report: Report) -> Iterable[tuple[str, Section]]:
    return sorted(report.named.items(), key=lambda named: named[0] != _STATISTICS)


def _ordered(section: Section) -> list[Any]:
    return sorted(section.rows, key=lambda row: getattr(row, "verdict", None) != _FIRST)


_Row = tuple[str, Any]  # the name of its section, and the row


class _Rest(NamedTuple):
    """The rows of the answer that are not shown."""

    before: Sequence[_Row]
    behind: Sequence[_Row]


def _answer(
    report: Report, shown: Sequence[_Row], rest: _Rest, writer: _Rows, *, notes: bool
) -> dict[str, Any]:
    answer: dict[str, Any] = {"answer": report.title, "as_of": str(report.as_of)}
    for name, row in shown:
        answer.setdefault(name, []).append(writer.row(row))
    if rest.behind:
        answer["left_out"] = _left_out(rest, len(shown))
    answer |= _warnings(report, shown, rest)
    answer |= _some("notes", report.notes, _MOST_NOTES) if notes else {}
    rates = dict.fromkeys(rates_in([row for _, row in shown]))
    answer |= _some("rates", [rate_line(rate) for rate in rates], _MOST_RATES)
    return answer | ({"sources": writer.sources} if writer.sources else {})


def _left_out(rest: _Rest, shown: int) -> str:
    """Which rows there are besides, and how they can be had; a row that has no room alone is of many."""
    labels = [str(label) for _, row in rest.behind if (label := _label(row))]
    names = [*dict.fromkeys(labels)]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    named = f": {', '.join(names[:_MOST_NAMED])}{more}" if names else ""
    how = f"ask again with skip={len(rest.before) + shown}" if shown else "ask for fewer companies"
    return f"{len(rest.behind)} more row{'' if len(rest.behind) == 1 else 's'}{named}; {how}"


def _label(row: Any) -> object:
    for field in fields_of(type(row)):
        if field.inline and isinstance(fact := getattr(row, field.name), Fact | Derived):
            return fact.period
    for name in ("method", "group", "company", "metric", "text", "id"):
        if value := getattr(row, name, None):
            return getattr(value, "name", value)
    return None


def _warnings(report: Report, shown: Sequence[_Row], rest: _Rest) -> dict[str, list[str]]:
    """The weightiest first, and how many more there are of which code.

    Those of companies all of whose rows are left out are left out, too.
    """
    gone = {getattr(row, "company", None) for _, row in (*rest.before, *rest.behind)} - {
        getattr(row, "company", None) for _, row in shown
    }
    kept = [one for one in report.warnings if one.subject is None or one.subject not in gone]
    kept = sorted(dict.fromkeys(kept), key=lambda one: (-weight_of(one), one.code not in _DOUBTS))
    more = Counter(one.code for one in kept[_MOST_WARNINGS:])
    untold = ", ".join(f"{count} [{code}]" for code, count in more.items())
    short = [replace(one, message=_cut(one.message)) for one in kept[:_MOST_WARNINGS]]
    told = warnings_of(replace(report, warnings=short))
    told += [f"and {untold}"] if untold else []
    return {"warnings": told} if told else {}


def _some(name: str, texts: Iterable[str], most: int) -> dict[str, list[str]]:
    """The first of them, each short enough; how many more there are is the last."""
    found = [*map(_cut, texts)]
    more = [f"and {len(found) - most} more"] if len(found) > most else []
    return {name: found[:most] + more} if found else {}


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"


# --- a row --------------------------------------------------------------------------------------


class _Rows:
    """Rows as plain dicts, and the sources that they name; `short` leaves out what is light."""

    def __init__(self, short: bool) -> None:
        self._short = short
        self.sources: dict[str, str] = {}

    def row(self, row: Any) -> Any:
        """Its fields, without those that say nothing; a line of text as it is."""
        if isinstance(row, str):
            return row
        plain: dict[str, Any] = {}
        for field in fields_of(type(row)):
            if field.drawn or (self._short and _is_light(field)):
                continue
            value = self._plain(getattr(row, field.name), field)
            if field.inline and isinstance(value, dict):
                plain |= value
            elif value not in (None, [], {}, ""):
                plain[field.name] = value
        return plain

    def _plain(self, value: Any, field: Field) -> Any:
        match value:
            case None | bool() | str():
                return value
            case Fact() | Derived():
                return self._known(value)
            case Money() | Figure():
                return self._quantity(value, field.unit)
            case Marked():
                return self._quantity(value.figure, field.unit)
            case Quantity():
                return self._quantity(value.figure, value.unit)
            case int() | Decimal():
                return self._number(Decimal(value))
            case Metric():
                return value.name
            case Source():
                return self._named(value)
            case Rate():
                return {"rate": self._number(value.value), "of": str(value.period)}
            case Mapping():
                return {str(key): self._plain(one, field) for key, one in value.items()}
            case list() | tuple():
                return [self._plain(one, field) for one in value]
            case _ if is_dataclass(value) and not isinstance(value, Period):
                return self.row(value)
        return str(value)

    def _known(self, known: Known) -> dict[str, Any]:
        if isinstance(known, Fact) and known.unconverted:
            return {"value": None, "reported": known.reported}
        metric = known.metric
        said = ("status", "scope", "label", "basis", "deal")
        words = {key: text for key in said if (text := getattr(known, key, None)) not in (None, "actual")}
        return {
            **({} if self._short else {"metric": metric.name}),
            **self._quantity(known.value, metric.unit, printed=_is_printed(known)),
            "period": str(known.period),
            "last": str(known.period.last),
            **words,
            "sources": [self._named(source) for source in strongest_sources(known)[:_MOST_SOURCES]],
        }

    def _named(self, source: Source) -> str:
        """Its id; what it is and where stands once beside the rows, in one line."""
        said = f"{source.title} ({source.publisher}, {source.published}, {source.kind})"
        self.sources[source.id] = f"{said} {source.url}" if source.url else said
        return source.id

    def _quantity(self, value: Money | Figure, unit: ShownUnit, *, printed: bool = False) -> dict[str, Any]:
        """As JSON has it; `low` and `high` only of what is not exact. None is an end that is open."""
        told, figure = quantity(value, unit), figure_in(value)
        if self._short and not printed and told["unit"] != "date":
            low, high = figure.low, figure.high
            told["value"] = self._number(figure.value)
            told["low"] = None if low is None else self._number(low, ROUND_FLOOR)
            told["high"] = None if high is None else self._number(high, ROUND_CEILING)
        gone = {"low", "high"} if figure.is_exact else set()
        return {key: one for key, one in told.items() if key not in gone and (key != "unit" or one)}

    def _number(self, number: Decimal, rounding: str = ROUND_HALF_UP) -> Digits:
        """What is computed to fifteen digits, or seven; its bounds are never narrowed by that."""
        if self._short and len(number.as_tuple().digits) > _EXACT_DIGITS:
            number = Context(prec=_SHORT_DIGITS, rounding=rounding).plus(number)
        return Digits(machine(number))


def _is_printed(known: Known) -> bool:
    """Every digit of it is somebody's."""
    return isinstance(known, Fact) and known.rate is None


def _is_light(field: Field) -> bool:
    return (
        not field.inline
        and field.name not in _ALWAYS
        and (field.column is None or field.column.weight == LIGHT)
    )
