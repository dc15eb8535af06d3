"""The one rule of which of several facts wins, and which of them contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aicompare.companies.fact import COMPETING, Fact
from aicompare.values.figures import Figure
from aicompare.values.money import Money
from aicompare.values.sources import KINDS

# What tells which of two facts wins: the first of these in which they differ. They are the end and the days
# of the period, whether it is the user's, the layer, evidence, publication and line.
Strength = tuple[date, int, bool, int, int, date, int]
# In words: why the weaker of two facts gives way, and what the stronger has over it.
_DIFFERENCES = {
    "period_end": ("of an earlier period", "of a later period"),
    "period_days": ("of a shorter period", "of a longer period"),
    "users": ("shipped, under a file of your own", "from a file of your own"),
    "layer": ("from an earlier file of your own", "from a later file of your own"),
    "evidence": ("weaker evidence", "stronger evidence"),
    "published": ("published earlier", "published later"),
    "line": ("earlier in its file", "later in its file"),
}


def strength(fact: Fact) -> Strength:
    """The rule of which fact wins: the greatest strength does.

    The newest period end (of equal ends the longer period), then the user's file (the last of
    several), then the kind of evidence, then the later publication; then what stands later in
    its file.
    """
    place = fact.place
    return (
        fact.period.last,
        fact.period.days,
        fact.user,
        place.layer if place else 0,
        -fact.rank,
        fact.published,
        place.line if place else 0,
    )


def difference(other: Fact, used: Fact) -> str:
    """What sets `other` apart from the fact that is used, by the rule of which wins, in words."""
    ours, theirs = strength(used), strength(other)
    name = next(
        (name for name, one, two in zip(_DIFFERENCES, ours, theirs, strict=True) if one != two), "line"
    )
    words = _DIFFERENCES[name][ours < theirs]
    if name == "evidence":
        return f"{words} ({_evidence(other)}, not {_evidence(used)})"
    return f"{words} ({other.published}, not {used.published})" if name == "published" else words


def _evidence(fact: Fact) -> str:
    return KINDS[fact.rank] if fact.sources else "no source"


def best(facts: Iterable[Fact]) -> Fact | None:
    """The one that wins, or None of nothing."""
    known = list(facts)
    return known[0] if len(known) == 1 else max(known, key=strength, default=None)


def ranked(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts grouped by identity, the winner first in each group; groups in file order.

    What does not compete (talks, plans, forecasts) is never in one group with what does.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.status in COMPETING, *fact.identity), []).append(fact)
    return [_strongest_first(group) for group in groups.values()]


def _strongest_first(group: list[Fact]) -> list[Fact]:
    return group if len(group) == 1 else sorted(group, key=strength, reverse=True)


def contradicts(one: Fact, other: Fact) -> bool:
    """Whether two facts of one identity cannot both be true: their intervals do not meet.

    Of two currencies nothing is concluded: a printed translation may be right.
    """
    if isinstance(one.value, Money) and isinstance(other.value, Money):
        same = one.value.currency == other.value.currency
        return same and not one.value.amount.meets(other.value.amount)
    if isinstance(one.value, Figure) and isinstance(other.value, Figure):
        return not one.value.meets(other.value)
    return True
