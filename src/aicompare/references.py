"""How a stored figure is named: `minimax.revenue[FY2025]`, `zhipu.share_price[2026-01-08, label=close]`."""

from __future__ import annotations

import re

from aicompare.errors import BadUsage, Trouble, shown
from aicompare.frozen import dataclass
from aicompare.metrics import Metric, metric
from aicompare.money import Money, parse_amount
from aicompare.periods import Period

# The company may hold dots of its own (Z.ai, 0100.HK); a metric has none and begins with a letter.
_REFERENCE = r"(?P<company>.+)\.(?P<metric>[A-Za-z][\w&-]*)\s*(?:\[(?P<inside>[^\[\]]*)\])?"
_LONGEST = 200  # characters
HINT = "write it like minimax.revenue[FY2025] or minimax.share_price[2026-01-09, label=close]"


def parse_value(text: str) -> Money | Reference:
    """An amount, or the name of a stored figure. Raises what parsing of either does."""
    try:
        return parse_amount(text)
    except Trouble:
        reference = Reference.parse(text)
        if reference is None:
            raise
        return reference


@dataclass(frozen=True, slots=True)
class Reference:
    """`period` of None is the newest; `scope` and `label` are as for Company.of."""

    company: str
    metric: Metric
    period: Period | None = None
    scope: str | None = None
    label: str | None = None

    @classmethod
    def parse(cls, text: str) -> Reference | None:
        """None for what is not written as a reference. Raises BadUsage, BadPeriod or UnknownName."""
        match = re.fullmatch(_REFERENCE, text.strip()) if len(text) <= _LONGEST else None
        if match is None:
            return None
        period: Period | None = None
        details: dict[str, str] = {}
        for part in filter(None, (part.strip() for part in (match["inside"] or "").split(","))):
            key, equals, value = (one.strip() for one in part.partition("="))
            if equals and key in ("scope", "label") and value and key not in details:
                details[key] = value
            elif equals or period:
                raise BadUsage(f"{shown(part)} says nothing about a figure", hint=HINT)
            else:
                period = Period.parse(part)
        return cls(match["company"].strip(), metric(match["metric"]), period, **details)

    def __str__(self) -> str:
        details = [("scope", self.scope), ("label", self.label)]
        inside = [str(self.period)] if self.period else []
        inside += [f"{key}={value}" for key, value in details if value]
        return f"{self.company}.{self.metric.name}" + (f"[{', '.join(inside)}]" if inside else "")
