"""Fact: one figure of one company, with its period and its sources.

Here too is the one rule of which of several facts wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args

from aicompare.companies.later import Later, Versions
from aicompare.rates.rates import Rate, Rates
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Basis, Metric
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import KINDS, Source, Status, published_by

if TYPE_CHECKING:
    from aicompare.companies.plans import Plan

STATUSES: tuple[Status, ...] = get_args(Status)
COMPETING = frozenset(STATUSES[:3])  # the others are shown, and never chosen unless asked for
BASES: tuple[Basis, ...] = get_args(Basis)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a data file something stands. `layer` counts the files, each over the one before."""

    file: str
    line: int
    column: int
    layer: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is Money for money metrics, else a Figure (a percentage is a fraction).

    `reported` is the text of the source's figure. After `in_currency`, `value` is the
    converted amount, `rate` the rate it was converted at and `original` what it was before;
    else both are None. With `unconverted` no rate covers it, and in the currency asked for it
    is not known.
    """

    company: str
    metric: Metric
    value: Money | Figure
    period: Period
    sources: tuple[Source, ...]
    reported: str
    status: Status = "actual"
    basis: Basis | None = None
    scope: str | None = None
    label: str | None = None
    at: str | None = None
    deal: str | None = None
    note: str | None = None
    balance: Period | None = None  # of a stated burn: the balance its source pairs it with
    due: Period | None = None  # of a debt: when it is repaid
    user: bool = False
    rate: Rate | None = None
    original: Money | None = None
    unconverted: bool = False
    place: Place | None = field(default=None, compare=False)
    accept: tuple[tuple[str, str], ...] = ()

    @property
    def published(self) -> date:
        """A fact with several sources counts from the earliest."""
        return min(source.published_on for source in self.sources)

    @property
    def rank(self) -> int:
        """0 for the strongest evidence; a fact ranks by the best of its sources."""
        return min((source.rank for source in self.sources), default=len(KINDS))

    @property
    def key(self) -> Key:
        """What of its identity tells where to look for its like."""
        return self.metric.name, self.scope, self.label

    @property
    def identity(self) -> tuple[object, ...]:
        """Two facts with one identity are the same figure, and only those contradict."""
        return (
            self.company, self.metric.name, self.period, self.scope, self.basis, self.label, self.deal,
        )  # fmt: skip

    @property
    def entry(self) -> tuple[object, ...]:
        """Which line of which file it is, whatever its value was converted into."""
        return (*self.identity, self.reported, self.place)

    def is_only_of(self, source: str | None) -> bool:
        """Whether no other source prints it."""
        return {one.id for one in self.sources} == {source}

    def known_by(self, day: date) -> Fact | None:
        """With the sources that were out on `day`; None before the first of them."""
        sources = published_by(self.sources, day)
        if len(sources) == len(self.sources):
            return self
        return replace(self, sources=sources) if sources else None

    def in_currency(self, currency: str, rates: Rates) -> Fact:
        """This fact in `currency`, by its metric's kind (IAS 21). Raises NoRate."""
        return _in_currency(self, currency, rates)

    def at_rate(self, rate: Rate) -> Fact:
        """This fact at another rate than that of its kind."""
        return _at_rate(self, rate)


@dataclass(frozen=True, slots=True)
class Derived:
    """A value computed from facts; stands wherever a Fact may stand.

    `formula` names the inputs' metrics; `inputs` are in the order of the formula, in LTM the last
    `taken_off` of them with a minus. An amount that the user typed has the formula `given` and no
    inputs.
    """

    company: str
    metric: Metric
    value: Money | Figure
    period: Period
    formula: str
    inputs: tuple[Known, ...]
    basis: str | None = None
    scope: str | None = None
    label: str | None = None
    rate: Rate | None = None
    original: Money | None = None
    taken_off: int = 0

    @property
    def published(self) -> date:
        """It can be known once the last of its inputs is; at any time where it was typed."""
        return max((one.published for one in self.inputs), default=date.min)

    @property
    def reported(self) -> None:
        """Nobody printed it."""

    def in_currency(self, currency: str, rates: Rates) -> Derived:
        """As for Fact: a sum of balances at their closing rate, of flows at the average."""
        return _in_currency(self, currency, rates)

    def at_rate(self, rate: Rate) -> Derived:
        """As for Fact."""
        return _at_rate(self, rate)


Known = Fact | Derived
GIVEN = "given"
One = TypeVar("One", bound=Known)


def before_conversion(known: One) -> One:
    """As it was reported or computed, whatever it was converted into since."""
    if known.original is None:
        return known
    return replace(known, value=known.original, rate=None, original=None)


def _in_currency(known: One, currency: str, rates: Rates) -> One:
    """From what it was before any conversion, so that one rate tells all."""
    known = before_conversion(known)
    converted = converted_value(known.value, known.metric, known.period, currency, rates)
    if converted is None:
        return known
    assert isinstance(known.value, Money)
    value, rate = converted
    return replace(known, value=value, rate=rate, original=known.value)


def _at_rate(known: One, rate: Rate) -> One:
    known = before_conversion(known)
    assert isinstance(known.value, Money)
    return replace(known, value=rate.applied_to(known.value), rate=rate, original=known.value)


def given(company: str, metric: Metric, amount: Money, period: Period) -> Derived:
    """An amount that the user typed, standing in for a fact."""
    return Derived(company, metric, amount, period, GIVEN, ())


def converted_value(
    value: Money | Figure, metric: Metric, period: Period, currency: str, rates: Rates
) -> tuple[Money, Rate] | None:
    """The converted amount and its rate; None where there is nothing to convert."""
    if not isinstance(value, Money) or value.currency == currency:
        return None
    if metric.kind == "flow" and not period.is_day:
        rate = rates.average(value.currency, currency, period)
    else:
        kind = "spot" if metric.kind == "deal" else "closing"
        rate = rates.closing(value.currency, currency, period.last, kind)
    return rate.applied_to(value), rate


def money(fact: Known) -> Money:
    """The value of a fact that is known to be money (its metric's unit was checked)."""
    assert isinstance(fact.value, Money)
    return fact.value


class Strength(NamedTuple):
    """What tells which of two facts wins: the first of these in which they differ."""

    period_end: date
    period_days: int
    users: bool
    layer: int
    evidence: int
    published: date
    line: int


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
    return Strength(
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
    name = next((name for name in Strength._fields if getattr(ours, name) != getattr(theirs, name)), "line")
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
    return [sorted(group, key=strength, reverse=True) for group in groups.values()]


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


@dataclass(frozen=True, slots=True)
class Listing:
    """Where the shares trade; `on` is the first day of trading."""

    ticker: str
    exchange: str
    on: Period | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a source says without a number."""

    text: str
    sources: tuple[Source, ...]
    period: Period | None = None

    def known_by(self, day: date) -> Note | None:
        """As for Fact."""
        sources = published_by(self.sources, day)
        return replace(self, sources=sources) if sources else None


Key = tuple[str, str | None, str | None]  # metric, scope and label of a fact


class Facts(Later[Fact]):
    """Facts in file order. Those of one metric are found, and made, without the others.

    Most answers need a few metrics of a company with hundreds of facts.
    """

    def __init__(self, keys: Sequence[Key], make: Callable[[int], Fact | None]) -> None:
        """`keys` are those of all facts in order; `make` gives the fact of a place in that
        order, or None where it is not visible.
        """
        super().__init__(lambda: self._made(range(len(keys))))
        self._keys = keys
        self._make = cache(make)
        self._places: dict[Key, list[int]] = {}
        for place, key in enumerate(keys):
            self._places.setdefault(key, []).append(place)

    @classmethod
    def given(cls, facts: Iterable[Fact]) -> Facts:
        """Facts that are made already."""
        made = list(facts)
        return cls([fact.key for fact in made], made.__getitem__)

    def of(self, *metrics: str) -> list[Fact]:
        """Those of some metrics, in file order."""
        return self.with_keys(key for key in self._places if key[0] in metrics)

    def with_keys(self, keys: Iterable[Key]) -> list[Fact]:
        """Those of some metrics, scopes and labels, in file order."""
        return self._made(sorted(place for key in keys for place in self._places.get(key, ())))

    def known_by(self, day: date) -> Facts:
        """With only what was published by `day`."""
        return Facts(self._keys, lambda place: (fact := self._make(place)) and fact.known_by(day))

    def _made(self, places: Iterable[int]) -> list[Fact]:
        return [fact for fact in map(self._make, places) if fact]


NO_FACTS = Facts.given(())


@dataclass(frozen=True, slots=True)
class Company:
    """A company with every fact and plan that is visible (see Dataset.at)."""

    id: str
    name: str
    currency: str
    facts: Facts
    aliases: tuple[str, ...] = ()
    legal_name: str | None = None
    country: str | None = None
    founded: int | None = None
    listed: Listing | None = None
    notes: Sequence[Note] = ()
    groups: tuple[str, ...] = ()
    plans: Sequence[Plan] = ()

    def of(
        self,
        metric: str,
        *,
        period: Period | None = None,
        scope: str | None = None,
        label: str | None = None,
        status: Sequence[str] | frozenset[str] = COMPETING,
    ) -> list[Fact]:
        """The facts of one metric, scope and label that may be chosen, in file order.

        `scope` and `label` of None mean the company as a whole, and no label.
        """
        return [
            fact
            for fact in self.facts.with_keys([(metric, scope, label)])
            if fact.status in status and (period is None or fact.period == period)
        ]

    def known_by(self, day: date) -> Company:
        """With only what was published by `day`, whoever published it (see sources.published_by)."""
        plans = self.plans if isinstance(self.plans, Versions) else Versions(lambda: self.plans)
        notes = Later(lambda: (known for note in self.notes if (known := note.known_by(day))))
        return replace(self, facts=self.facts.known_by(day), notes=notes, plans=plans.known_by(day))

    def winner(self, metric: str, *, period: Period | None = None, label: str | None = None) -> Fact | None:
        """The fact that wins for this metric; None where nothing is known."""
        return best(self.of(metric, period=period, label=label))
