"""A fact's period and value as they are kept once parsed, so that a start parses no text.

Exact both ways: `parsed` of what a person wrote, `restored` to what parsing it anew gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money, currency_in, figure_in, parse_amount
from aicompare.values.periods import Period

Texts = Sequence[str | None]
# A text is read several times, when it is checked and when it is kept; and many are alike.
period = lru_cache(4096)(Period.parse)
amount = lru_cache(4096)(parse_amount)
figure = lru_cache(4096)(Figure.parse)


def parsed(row: Mapping[str, Any]) -> Texts:
    """First and last day, currency, value, low, high and mark of a checked fact."""
    stretch, text = period(row["period"]), row["value"]
    value = amount(text) if METRICS[row["metric"]].unit == "money" else figure(text)
    known, currency = figure_in(value), currency_in(value)
    bounds = (None if bound is None else str(bound) for bound in (known.low, known.high))
    return [str(stretch.first), str(stretch.last), currency, str(known.value), *bounds, known.mark]


def restored(texts: Texts) -> tuple[Period, Money | Figure]:
    """The period and the value of a fact."""
    first, last, currency, value, low, high, mark = texts
    assert first and last and value and mark is not None
    lowest, highest = (None if bound is None else Decimal(bound) for bound in (low, high))
    known = Figure(Decimal(value), lowest, highest, mark)
    return _stretch(first, last), Money(known, currency) if currency else known


@cache  # a company has few periods and many facts of each
def _stretch(first: str, last: str) -> Period:
    return Period(first=date.fromisoformat(first), last=date.fromisoformat(last))
