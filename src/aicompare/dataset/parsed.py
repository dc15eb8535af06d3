"""A fact's period and value as they are kept once parsed, so that a start parses no text.

Exact both ways: `parsed` of what a person wrote, `restored` to what parsing it anew gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from aicompare.figures import Figure
from aicompare.metrics import METRICS
from aicompare.money import Money, parse_amount
from aicompare.periods import Period

Texts = Sequence[str | None]
_period = cache(Period.parse)


def parsed(row: Mapping[str, Any]) -> Texts:
    """First and last day, currency, value, low, high and mark of a checked fact."""
    period, text = _period(row["period"]), row["value"]
    value = parse_amount(text) if METRICS[row["metric"]].unit == "money" else Figure.parse(text)
    figure, currency = (value.amount, value.currency) if isinstance(value, Money) else (value, None)
    bounds = (None if bound is None else str(bound) for bound in (figure.low, figure.high))
    return [str(period.first), str(period.last), currency, str(figure.value), *bounds, figure.mark]


def restored(texts: Texts) -> tuple[Period, Money | Figure]:
    """The period and the value of a fact."""
    first, last, currency, value, low, high, mark = texts
    assert first and last and value and mark is not None
    lowest, highest = (None if bound is None else Decimal(bound) for bound in (low, high))
    figure = Figure(Decimal(value), lowest, highest, mark)
    return _stretch(first, last), Money(figure, currency) if currency else figure


@cache  # a company has few periods and many facts of each
def _stretch(first: str, last: str) -> Period:
    return Period(first=date.fromisoformat(first), last=date.fromisoformat(last))
