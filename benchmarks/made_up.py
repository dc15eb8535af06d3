"""A data file of made-up companies, 40 facts each, no two figures alike: no cache of texts helps.

Each has eight years of revenue, expense, loss and cash used, the cash at the end of seven of
them, and a round with a value, so that every question has an answer, and no figure a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator

PER_COMPANY = 40
YEARS = range(2018, 2026)
HEAD = """\
sources:
  made-up:
    title: Made up
    publisher: Nobody
    published: 2026-01-31
    kind: dataset
companies:
"""
FLOWS = {"revenue": 100, "research_expense": 60, "net_profit": -70, "operating_cash_flow": -50}


def data_file(facts: int, per_company: int = PER_COMPANY) -> str:
    """The text of a data file with so many facts."""
    return HEAD + "".join(lines(facts, per_company))


def lines(facts: int, per_company: int = PER_COMPANY) -> Iterator[str]:
    """Line by line: a file may be larger than what should stand in memory."""
    for number in range(facts):
        company, place = divmod(number, per_company)
        if place == 0:
            yield f"  company-{company}:\n    name: Company {company}\n    currency: USD\n    facts:\n"
        metric, period, size, rest = figure(place)
        value = f'"US${size}.{number:07}m"'
        yield f"    - {{metric: {metric}, period: {period}, value: {value}, source: made-up{rest}}}\n"


def figure(place: int) -> tuple[str, str, int, str]:
    """Metric, period and whole millions of the fact in this place of a company, and its other keys."""
    age, kind = divmod(place, len(FLOWS) + 1)
    year = YEARS.start + age % len(YEARS)
    if kind < len(FLOWS):
        metric, size = list(FLOWS.items())[kind]
        return metric, f"FY{year + age // len(YEARS)}", size + age * (5 if size > 0 else -5), ""
    if place == PER_COMPANY - 1:
        return "post_money", "2025-11-30", 5_000, ", status: closed, deal: b"
    return "cash", f"{year}-12-31", 400 + 10 * age, ""
