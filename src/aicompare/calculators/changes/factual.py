"""Which facts came, which gave way, and which are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact
from aicompare.companies.naming import title_of
from aicompare.companies.winner import best, strength
from aicompare.reports.report import LIGHT, Column
from aicompare.values.frozen import dataclass

Change = Literal["added", "outranked", "withdrawn"]
FactWeight = Literal["moves an answer", "headline", "detail"]
WEIGHTS: tuple[FactWeight, ...] = ("moves an answer", "headline", "detail")


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact. `other` is what it took the place of (added), or what took its place.

    `weight`: whether it stands in an answer that moved, wins its place in a row of `compare`, or
    neither.
    """

    company: Annotated[str, Column("Company")]
    change: Annotated[Change, Column("Change")]
    what: Annotated[str, Column("What")]
    fact: Annotated[Fact, Column("Figure", dated=True)]
    other: Annotated[Fact | None, Column("Other", dated=True, missing=" ", weight=LIGHT)]
    weight: Annotated[FactWeight, Column("Weight")]


def facts_changed(
    id_: str, before: Company | None, after: Company | None, used: Iterable[Fact]
) -> list[FactChange]:
    """Those of one company, the weightiest first; `used` stand in answers that moved.

    A fact is the same where everything that it says is, wherever it stands in its file. One that
    did compete and won is outranked where another wins its place now.
    """
    old, new = _by_text(before), _by_text(after)
    winners = _winners(old.values()), _winners(new.values())
    moving = {_text(fact) for fact in used}
    found = sorted(_changes(old, new, *winners), key=lambda one: _order(one[0]))
    rows = [
        FactChange(id_, change, title_of(fact), fact, other, _weight(fact, moving, winners))
        for change, fact, other in found
    ]
    return sorted(rows, key=lambda row: WEIGHTS.index(row.weight))


Text = tuple[object, ...]
ORDER: tuple[Change, ...] = ("added", "outranked", "withdrawn")


def _order(change: Change) -> int:
    return ORDER.index(change)


def _text(fact: Fact) -> Text:
    """All that it says; not where it stands, nor who says it."""
    return (*fact.identity, fact.reported, fact.status, fact.balance, fact.due)


def _by_text(company: Company | None) -> dict[Text, Fact]:
    """Of facts that say the same the strongest."""
    return {_text(fact): fact for fact in sorted(company.facts, key=strength)} if company else {}


def _winners(facts: Iterable[Fact]) -> dict[Text, Fact]:
    """The fact that wins of each identity, of those that compete."""
    groups: dict[Text, list[Fact]] = {}
    for fact in facts:
        if fact.status in COMPETING:
            groups.setdefault(fact.identity, []).append(fact)
    return {identity: winner for identity, group in groups.items() if (winner := best(group))}


def _changes(
    old: dict[Text, Fact], new: dict[Text, Fact], was: dict[Text, Fact], now: dict[Text, Fact]
) -> Iterator[tuple[Change, Fact, Fact | None]]:
    for text, fact in new.items():
        if text not in old:
            wins = now.get(fact.identity) is fact
            yield "added", fact, was.get(fact.identity) if wins else None
    for text, fact in old.items():
        winner = now.get(fact.identity)
        if text not in new:
            yield "withdrawn", fact, winner
        elif was.get(fact.identity) is fact and winner and _text(winner) != text:
            yield "outranked", fact, winner


def _weight(fact: Fact, moving: set[Text], winners: Sequence[dict[Text, Fact]]) -> FactWeight:
    if _text(fact) in moving:
        return "moves an answer"
    wins = any(one.get(fact.identity) is fact for one in winners)
    whole = fact.scope is None and fact.label is None
    return "headline" if wins and whole and fact.metric.has("row") else "detail"
