"""What a figure is called: its metric, what tells it apart, and of when it is."""

from __future__ import annotations

from aicompare.companies.fact import Fact, Known


def title_of(known: Known) -> str:
    """The metric with what tells the figure apart: `Revenue (talkie, restated, deal ipo)`."""
    if not isinstance(known, Fact):
        return known.metric.title
    details = [one for one in (known.scope, known.label, known.deal and f"deal {known.deal}") if one]
    return f"{known.metric.title} ({', '.join(details)})" if details else known.metric.title


def briefly(known: Known) -> str:
    """As `when`, a stretch without a name of its own by its length: `12M to 2026-01`."""
    return when(known).replace(str(known.period), known.period.brief)


def when(known: Known) -> str:
    """`2025-09-30`, `due 2027`, `LTM to 2026-06-30`, `Q1 2026 annualised`."""
    if isinstance(known, Fact):
        return f"due {str(known.due).removeprefix('FY')}" if known.due else str(known.period)
    if known.label == "ltm":
        return f"LTM to {known.period.last}"
    return f"{known.period} annualised" if known.label == "annualised" else str(known.period)
