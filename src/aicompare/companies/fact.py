"""Fact: one figure of one company, with its period and its sources; Derived: what follows from facts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeVar, get_args

from aicompare.companies.derivation import Made, amount, computed, currency_of, leaves, made_of, typed, words
from aicompare.rates.rates import Rate, Rates
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field, kept, replace
from aicompare.values.metrics import Basis, Metric
from aicompare.values.money import Money, currency_in, figure_in, in_short
from aicompare.values.periods import Period
from aicompare.values.sources import KINDS, Source, Status, published_by

STATUSES: tuple[Status, ...] = get_args(Status)
COMPETING = frozenset(STATUSES[:3])  # the others are shown, and never chosen unless asked for
HAPPENED = frozenset(STATUSES[:2])  # actual and closed, of which no word is said beside the figure
BASES: tuple[Basis, ...] = get_args(Basis)

Key = tuple[str, str | None, str | None]  # metric, scope and label of a fact

_BELOW_ZERO = re.compile(r"^([~<>=]*)(?:(\D*\$) ?|(\D*))-([0-9.][^-]*)$")  # of one end: not 3.8-4.0bn


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
    quoted: bool = False  # a price of a trading day, which that day knew whoever keeps it

    def __repr__(self) -> str:
        return _in_short(self)

    @property
    def published(self) -> date:
        """A fact with several sources counts from the earliest, a quoted price from its own day."""
        return self.period.last if self.quoted else min(source.published_on for source in self.sources)

    @property
    def rank(self) -> int:
        """0 for the strongest evidence; a fact ranks by the best of its sources."""
        return min((source.rank for source in self.sources), default=len(KINDS))

    @property
    def best_source(self) -> Source:
        """Where to look first: the strongest, of equally strong ones the first that was published."""
        return min(self.sources, key=lambda source: (source.rank, source.published_on))

    @property
    def printed(self) -> str:
        """`reported`, an amount below zero as in tables: `(US$279.641m)` of `US$ -279.641m`."""
        return _BELOW_ZERO.sub(r"\1(\2\3\4)", self.reported) if currency_in(self.value) else self.reported

    @property
    def figure(self) -> Figure:
        """The number, of an amount in its currency."""
        return figure_in(self.value)

    @property
    def currency(self) -> str | None:
        """None of what is no amount."""
        return currency_in(self.value)

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
        if self.quoted:
            return self if self.period.last <= day else None
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

    Its figure knows what it is made of (see derivation.py): formula and inputs are read off that.
    """

    company: str
    metric: Metric
    value: Money | Figure
    period: Period
    basis: str | None = None
    scope: str | None = None
    label: str | None = None
    rate: Rate | None = None
    original: Money | None = None

    def __repr__(self) -> str:
        return _in_short(self)

    @classmethod
    def of(cls, company: str, metric: Metric, made: Made, period: Period, **rest: Any) -> Derived:
        """What the tree comes to: an amount, where a currency is left in it, else a figure."""
        value = amount(made) if currency_of(made) else computed(made)
        return cls(company, metric, value, period, **rest)

    @property
    def made(self) -> Made:
        """What it was made of, before any conversion."""
        made = made_of(self.original or self.value)
        assert made is not None
        return made

    @property
    def formula(self) -> str:
        """The names of its inputs, and what is done with them."""
        return words(self.made)

    @kept
    def inputs(self) -> tuple[Known, ...]:
        """The facts and derived figures that went in, in the order of the formula."""
        return tuple(part for _, part in leaves(self.made) if isinstance(part, Fact | Derived))

    @property
    def figure(self) -> Figure:
        """As for Fact."""
        return figure_in(self.value)

    @property
    def currency(self) -> str | None:
        """As for Fact."""
        return currency_in(self.value)

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
One = TypeVar("One", bound=Known)


def before_conversion(known: One) -> One:
    """As it was reported or computed, whatever it was converted into since."""
    if known.original is None:
        return known
    return replace(known, value=known.original, rate=None, original=None)


def _in_short(known: Known) -> str:
    """`<Fact zhipu revenue FY2025: 724,334,000 CNY>`."""
    named = " ".join(filter(None, (known.company, known.metric.name, known.scope, str(known.period))))
    return f"<{type(known).__name__} {named}: {in_short(known.value)}>"


def _in_currency(known: One, currency: str, rates: Rates) -> One:
    """From what it was before any conversion, so that one rate tells all."""
    known = before_conversion(known)
    rate = rate_by_kind(known, currency, rates)
    return known if rate is None else _at_rate(known, rate)


def _at_rate(known: One, rate: Rate) -> One:
    known = before_conversion(known)
    assert isinstance(known.value, Money)
    return replace(known, value=rate.applied_to(known.value), rate=rate, original=known.value)


def given(company: str, metric: Metric, amount: Money, period: Period) -> Derived:
    """An amount that the user typed, standing in for a fact."""
    return Derived(company, metric, typed(amount), period)


def rate_by_kind(known: Known, currency: str, rates: Rates) -> Rate | None:
    """The rate at which it converts by its metric's kind (IAS 21); None where nothing is to convert."""
    own, metric, period = known.currency, known.metric, known.period
    if own in (None, currency):
        return None
    assert own is not None
    if metric.kind == "flow" and not period.is_day:
        return rates.average(own, currency, period)
    return rates.closing(own, currency, period.last, "spot" if metric.kind == "deal" else "closing")


def money(fact: Known) -> Money:
    """The value of a fact that is known to be money (its metric's unit was checked)."""
    assert isinstance(fact.value, Money)
    return fact.value
