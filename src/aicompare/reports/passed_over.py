"""Which facts were passed over for one that an answer uses, and by what rule."""

from __future__ import annotations

from collections.abc import Iterable

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact
from aicompare.companies.winner import contradicts, difference, strength
from aicompare.reports.report import PassedOver
from aicompare.values.money import Money

Key = tuple[object, ...]


class Rivals:
    """All that is known of the companies and metrics behind an answer, but is not used in it."""

    def __init__(self, used: Iterable[Fact], companies: Iterable[Company]) -> None:
        entries = {fact.entry for fact in used}
        self._unused: dict[Key, list[Fact]] = {}
        self._strongest: dict[Key, Fact] = {}
        for fact in (fact for company in companies for fact in company.facts):
            kind = fact.company, fact.metric
            if fact.entry not in entries:
                self._unused.setdefault(kind, []).append(fact)
            elif kind not in self._strongest or strength(fact) > strength(self._strongest[kind]):
                self._strongest[kind] = fact

    def passed_over(self, used: Fact) -> tuple[PassedOver, ...]:
        """Those that tell of the same figure, one by one; of the others how many there are, and why.

        The others stand with the strongest fact used of a company and metric, and only there.
        """
        kind = used.company, used.metric
        same: list[Fact] = []
        others: list[Fact] = []
        for fact in self._unused.get(kind, ()):
            competes = fact.status in COMPETING or fact.status == used.status
            (same if fact.identity == used.identity and competes else others).append(fact)
        told = [PassedOver(f"{difference(fact, used)}; {_agreement(fact, used)}", fact) for fact in same]
        strongest = self._strongest.get(kind)
        if strongest and strongest.entry == used.entry:
            told += _together(others, used)
        return tuple(told)


def _together(facts: Iterable[Fact], used: Fact) -> Iterable[PassedOver]:
    """A line for each reason; a fact that is alone with its reason is named."""
    reasons: dict[str, list[Fact]] = {}
    for fact in facts:
        reasons.setdefault(_reason(fact, used), []).append(fact)
    for reason, group in reasons.items():
        periods = sorted(fact.period for fact in group)
        alone = group[0] if len(group) == 1 else None
        yield PassedOver(reason, alone, len(group), periods[0], periods[-1])


def _reason(fact: Fact, used: Fact) -> str:
    if fact.status not in COMPETING and fact.status != used.status:
        return f"of status {fact.status}, which does not compete"
    for what, article in (("scope", "of"), ("basis", "on"), ("label", "of"), ("deal", "of")):
        if getattr(fact, what) != getattr(used, what):
            return f"{article} another {what}"
    return difference(fact, used)


def _agreement(fact: Fact, used: Fact) -> str:
    a, b = fact.value, used.value
    if isinstance(a, Money) and isinstance(b, Money) and a.currency != b.currency:
        return "in another currency"
    return "contradicts it" if contradicts(fact, used) else "agrees with it"
