"""The currency of presentation: every fact of every row, once the sums are done.

Ratios are taken before; here only what is shown is converted, each fact by its own rule
(IAS 21). A figure that no rate covers becomes None, with the warning `no_rate`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from aicompare.errors import NoRate
from aicompare.facts import Derived, Fact
from aicompare.rates import Rates
from aicompare.report import Warning

Row = TypeVar("Row")


def presented(rows: Sequence[Row], currency: str | None, rates: Rates, warnings: list[Warning]) -> list[Row]:
    """The rows with every fact in `currency` (None: as reported); adds to `warnings`."""
    if currency is None:
        return list(rows)
    return [_shown(row, currency, rates, warnings) for row in rows]


def _shown(value: Row, currency: str, rates: Rates, warnings: list[Warning]) -> Row:
    if isinstance(value, Fact | Derived):
        return _converted(value, currency, rates, warnings)  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {key: _shown(one, currency, rates, warnings) for key, one in value.items()}  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_shown(one, currency, rates, warnings) for one in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type) and _holds_facts(value):
        parts = {
            one.name: _shown(getattr(value, one.name), currency, rates, warnings)
            for one in fields(value)
            if "kept" not in one.metadata
        }
        return replace(value, **parts)
    return value


def _converted(
    fact: Fact | Derived, currency: str, rates: Rates, warnings: list[Warning]
) -> Fact | Derived | None:
    try:
        return fact.in_currency(currency, rates)
    except NoRate as missing:
        message = f"{fact.metric.title} {fact.period} is left out: {missing.message}"
        warnings.append(Warning("no_rate", message, fact.company))
        return None


def _holds_facts(row: object) -> bool:
    return type(row).__module__.startswith("aicompare.calculators")
