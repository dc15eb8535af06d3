"""Where a figure that an answer rests on is contradicted by another source, the answer says so."""

from __future__ import annotations

from collections.abc import Iterable

from aicompare.facts import COMPETING, Company, Fact, contradicts
from aicompare.report import Warning, facts_in


def conflicts(rows: object, companies: Iterable[Company]) -> list[Warning]:
    """A warning for each competing fact of the same identity whose interval does not meet."""
    used = dict.fromkeys(facts_in(rows))
    metrics = {fact.metric for fact in used}
    rivals: dict[object, list[Fact]] = {}
    for company in companies:
        for fact in company.facts:
            if fact.metric in metrics and fact.status in COMPETING:
                rivals.setdefault(fact.identity, []).append(fact)
    return [
        conflict(fact, other)
        for fact in used
        for other in rivals.get(fact.identity, ())
        if contradicts(fact, other)
    ]


def conflict(winner: Fact, other: Fact) -> Warning:
    """The warning that names both figures, and who prints the one that is not used."""
    says = ", ".join(f"{source.title} ({source.publisher})" for source in other.sources)
    message = (
        f"{winner.metric.title} {winner.period}: {winner.reported} is used, "
        f"against {other.reported} in {says}"
    )
    return Warning("conflict", message, winner.company)
