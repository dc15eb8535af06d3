"""The currency of presentation: every fact of every row, once the sums are done.

Ratios are taken before; here only what is shown is converted, each fact by its own rule
(IAS 21). A figure that no rate covers becomes None, with the warning `no_rate`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from aicompare.errors import NoRate
from aicompare.facts import Derived, Fact
from aicompare.rates import Rates
from aicompare.report import LEAVES, Warning

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
    if isinstance(value, list | tuple):
        shown = [_shown(one, currency, rates, warnings) for one in value]
        return shown if isinstance(value, list) else tuple(shown)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type) and type(value) not in LEAVES:
        return _row(value, currency, rates, warnings)  # type: ignore[no-any-return]
    return value


def _row(row: Any, currency: str, rates: Rates, warnings: list[Warning]) -> Any:
    """Known as a row by what it holds: one without a fact stays the very object that it was."""
    changed = {}
    for one in fields(row):
        before = getattr(row, one.name)
        if "kept" not in one.metadata and (after := _shown(before, currency, rates, warnings)) != before:
            changed[one.name] = after
    return replace(row, **changed) if changed else row


def _converted(
    fact: Fact | Derived, currency: str, rates: Rates, warnings: list[Warning]
) -> Fact | Derived | None:
    try:
        return fact.in_currency(currency, rates)
    except NoRate as missing:
        message = f"{fact.metric.title} {fact.period} is left out: {missing.message}"
        warnings.append(Warning("no_rate", message, fact.company))
        return None
