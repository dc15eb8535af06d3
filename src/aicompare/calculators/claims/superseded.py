"""Superseded: a statement that was right by what was published on its day, and is not any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.expressions.checking import Outcome
from aicompare.expressions.evaluation import Directory, Scene
from aicompare.expressions.graph import known_in
from aicompare.expressions.leeway import ABOUT, ROUNDED
from aicompare.expressions.verdicts import CONTRADICTED, HOLDS
from aicompare.reports.report import facts_in
from aicompare.values.errors import Trouble
from aicompare.values.frozen import dataclass, replace
from aicompare.values.sources import KINDS

SUPERSEDED = "superseded"
_OF_THE_COMPANY = ("filing", "company")


@dataclass(frozen=True, slots=True)
class _Then:
    """The data as they were known on a day."""

    data: Directory
    as_of: date

    def company(self, name: str) -> Company:
        return self.data.company(name).known_by(self.as_of)

    def group(self, name: str) -> list[Company]:
        return [company.known_by(self.as_of) for company in self.data.group(name)]


def right_on(again: Callable[[Scene], Outcome], outcome: Outcome, scene: Scene) -> date | None:
    """The last day on which it held by its print, of a statement that does not; None where on none.

    Tried are the days on which a document of the company gave a figure that a later one replaced: a
    slip of the press was never right, and what the claim's own source prints is no proof of it.
    """
    if outcome.verdict != CONTRADICTED and outcome.remark not in (ABOUT, ROUNDED):
        return None
    for day in sorted(set(_days(outcome, scene)), reverse=True):
        data, rates = _Then(scene.data, day), replace(scene.rates, as_of=day)
        try:
            then = again(replace(scene, data=data, rates=rates))
        except Trouble:
            continue
        proven = not any(fact.is_only_of(scene.doubted) for fact in _facts(then))
        if then.verdict == HOLDS and then.remark is None and proven:
            return day
    return None


def _days(outcome: Outcome, scene: Scene) -> Iterator[date]:
    for used in _facts(outcome):
        for fact in _rivals(used, scene):
            if fact.published < used.published and KINDS[fact.rank] in _OF_THE_COMPANY:
                yield fact.published


def _facts(outcome: Outcome) -> Iterator[Fact]:
    node = outcome.computed.node
    return (fact for known in (known_in(node) if node else ()) for fact in facts_in(known))


def _rivals(used: Fact, scene: Scene) -> list[Fact]:
    facts = scene.data.company(used.company).facts.with_keys([used.key])
    return [fact for fact in facts if fact.identity == used.identity]


def superseded_words(day: date) -> str:
    """For the hint."""
    return f"right by what was published by {day}"
