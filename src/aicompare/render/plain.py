"""Our values as JSON has them: objects, lists, text, digits and null (schema /2).

Every quantity has one shape, `{"value", "low", "high", "unit"}`; a fact has the same keys and more
beside them. What says nothing is left out; what an answer always shows and does not know is null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from aicompare.companies.fact import HAPPENED, Derived, Fact, Known
from aicompare.rates.rates import Rate
from aicompare.render.numbers import machine, machine_bounds, machine_value
from aicompare.reports.report import (
    Field,
    Marked,
    Quantity,
    Step,
    fields_of,
    is_users,
    sources_in,
    strongest_sources,
)
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field, is_dataclass, replace
from aicompare.values.metrics import Metric, ShownUnit
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

# What a rate has besides its pair.
RATE_KEYS = ("rate", "kind", "on", "from", "to", "days", "requested", "source")
SOURCE_KEYS = ("title", "publisher", "published", "url", "kind", "via", "published_note")
# Units whose name in JSON is not that of the vocabulary; that of an amount is its currency.
_UNITS = {"percent": "ratio", "points": "ratio", "times": "x", "day": "date", "": None}


class Digits(str):
    """Digits that are written as they are, and never by way of a binary number."""


def unit_named(unit: ShownUnit) -> str | None:
    """`ratio` for percentages, 0.41 for 41%; `x`, `months`, `count`, `days`; None without one."""
    return _UNITS.get(unit, unit)


@dataclass(frozen=True, slots=True)
class Plain:
    """How the values of one answer are written.

    A rate is its place in `rates`, or whole where there is no such list. With `full` a fact has all
    that is known of it, and a derived figure its inputs. `named` collects the sources by their ids.
    """

    rates: Mapping[Rate, int] | None = None
    full: bool = False
    named: dict[str, Source] = field(default_factory=dict)

    def of(self, value: Any, unit: ShownUnit = "") -> Any:
        """A value of any of our types; `unit` is that of a bare figure."""
        match value:
            case None | bool() | str():
                return value
            case int():
                return Digits(value)
            case Decimal():
                return Digits(machine(value))
            case date() | Period():
                return str(value)
            case Metric():
                return value.name
            case Quantity():
                return quantity(value.figure, value.unit)
            case Money() | Figure():
                return quantity(value, unit)
            case Marked():  # for the eye alone
                return quantity(value.figure, unit)
            case Fact() | Derived():
                return self.known(value, full=self.full)
            case Rate():
                return self.rate(value) if self.rates is None else Digits(self.rates[value])
            case Source():
                return self.source(value)
            case Step():
                return self._step(value)
            case Mapping():
                return {key: self.of(one, unit) for key, one in value.items()}
            case list() | tuple():
                return [self.of(one, unit) for one in value]
            case _ if is_dataclass(value):
                return self.row(value)
            case _:
                raise TypeError(f"no JSON for {type(value).__name__}")

    def row(self, row: Any) -> dict[str, Any]:
        """Its fields; those that are empty are left out, but for the ones that an answer always has."""
        plain: dict[str, Any] = {}
        for declared in fields_of(type(row)):
            value = getattr(row, declared.name)
            if declared.inline:
                plain |= self._inline(value)
            elif not (declared.drawn or (declared.again and not self.full)) and (
                _says(value) or (declared.always and _is_told_empty(value, declared))
            ):
                told = self._of_field(declared, value)
                shared = declared.of_row and not self.full
                plain[declared.name] = _beyond(told, plain) if shared else told
        return plain

    def _of_field(self, declared: Field, value: Any) -> Any:
        if isinstance(value, Source):
            return self._ids([value])[0]
        plain = replace(self, full=True) if declared.full else self
        return plain.of(value, declared.unit)

    def _ids(self, sources: Iterable[Source]) -> list[str]:
        """Of sources, which are named with them."""
        found = {source.id: source for source in sources}
        self.named.update(found)
        return [*found]

    def _inline(self, value: Any) -> dict[str, Any]:
        """The keys of a fact or rate that is the row itself: all that is known of it."""
        if isinstance(value, Fact | Derived):
            return self.known(value, full=True)
        return dict.fromkeys(RATE_KEYS) if value is None else self.rate(value)

    def known(self, fact: Known, *, full: bool) -> dict[str, Any]:
        """A fact or derived figure: its quantity, whose it is, where it comes from."""
        unknown = isinstance(fact, Fact) and fact.unconverted
        found = sources_in(fact) if full else strongest_sources(fact)
        plain = {
            **(dict.fromkeys(QUANTITY_KEYS) if unknown else quantity(fact.value, fact.metric.unit)),
            "metric": fact.metric.name,
            "period": str(fact.period),
            "first": str(fact.period.first),
            "last": str(fact.period.last),
            "sources": self._ids(found),
        }
        return plain | _without_empty(self._beside(fact) | (self._fully(fact) if full else {}))

    def _beside(self, fact: Known) -> dict[str, Any]:
        status = getattr(fact, "status", None)
        return {
            "rate": self.of(fact.rate),
            "status": None if status in HAPPENED else status,
            **{key: getattr(fact, key) for key in ("scope", "label", "basis")},
            "deal": getattr(fact, "deal", None),
            "user": is_users(fact) or None,
            "formula": fact.formula if isinstance(fact, Derived) else None,
        }

    def _fully(self, fact: Known) -> dict[str, Any]:
        if isinstance(fact, Derived):
            return {"inputs": self.of(fact.inputs)}
        return {key: self.of(getattr(fact, key)) for key in ("reported", "at", "due", "balance", "note")}

    def rate(self, rate: Rate) -> dict[str, Any]:
        """A rate with its day and source: `on` a day, or `from`, `to` and `days` of a mean.

        `requested` is what it was asked for, where that is not when it is of.
        """
        if rate.kind == "average" or not rate.period.is_day:
            when = {"from": str(rate.period.first), "to": str(rate.period.last), "days": Digits(rate.days)}
        else:
            when = {"on": str(rate.period)}
        asked = {} if rate.requested == rate.period else {"requested": str(rate.requested)}
        (source,) = self._ids([rate.source]) if rate.source else ["user"]
        return {
            "base": rate.base,
            "quote": rate.quote,
            "rate": Digits(machine(rate.value)),
            "kind": rate.kind,
            **when,
            **asked,
            "source": source,
        }

    def source(self, source: Source) -> dict[str, Any]:
        """Where to look: its address, else what it is called; `full` all that is known of it."""
        keys = SOURCE_KEYS if self.full else ("url",) if source.url else SOURCE_KEYS[:3]
        return _without_empty({key: self.of(getattr(source, key)) for key in keys})

    def _step(self, step: Step) -> dict[str, Any]:
        value, unit = step.value, step.unit
        if isinstance(value, Money | Figure):
            shown = quantity(value, unit)
        else:
            shown = {"value": self.of(value), "unit": unit_named(unit)} if value is not None else {}
        place = step.fact.place if step.fact else None
        fact = self.known(step.fact, full=True) if step.fact else None
        told = {
            "formula": step.formula or None,
            "inputs": self.of(step.inputs),
            "original": self.of(step.original),
            "rate": self.of(step.rate),
            "fact": fact,
            "place": str(place) if place else None,
            "passed_over": self.of(step.passed_over),
        }
        return {"name": step.name, **shown, **_without_empty(told)}


OF_ROW = ("metric", "period")
QUANTITY_KEYS = ("value", "low", "high", "unit")


def quantity(value: Money | Figure, unit: ShownUnit) -> dict[str, Any]:
    """The one shape: `{"value": 27.9, "low": 27.85, "high": 27.95, "unit": "months"}`.

    A bound of null is open. A day (unit `date`) is its text.
    """
    figure, name = (value.amount, value.currency) if isinstance(value, Money) else (value, unit_named(unit))
    if unit == "day" and isinstance(value, Figure):
        numbers: list[Any] = [str(date.fromordinal(int(figure.value)))] * 3
    else:
        numbers = numbers_of(figure)
    return dict(zip(QUANTITY_KEYS, [*numbers, name], strict=True))


def numbers_of(figure: Figure) -> list[Any]:
    """Value, low and high in base units, every digit of them."""
    value = Digits(machine_value(figure))
    if figure.is_exact:
        return [value] * 3
    return [value, *(bound and Digits(bound) for bound in machine_bounds(figure))]


def _beyond(figures: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Without the metric and period that the row has."""
    said = {key: row[key] for key in OF_ROW}
    return {
        name: figure and {key: one for key, one in figure.items() if said.get(key, ...) != one}
        for name, figure in figures.items()
    }


def _is_told_empty(value: Any, declared: Field) -> bool:
    """Of what an answer always has: nothing known, or no facts."""
    return value is None or (value == () and declared.full)


def _says(value: Any) -> bool:
    """Whether there is anything in it; a row of its own says something where a part of it does."""
    if is_dataclass(value) and hasattr(value, "__match_args__") and not isinstance(value, _WHOLE):
        return any(_says(getattr(value, field.name)) for field in fields_of(type(value)))
    return value is not None and value not in ((), "", {}, [])


_WHOLE = (Fact, Derived, Money, Figure, Rate, Source, Metric, Period, Step, Marked, Quantity)


def _without_empty(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value is not None and value != []}
