"""Finding, and what every rule needs: the figures that are used, by what they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact, Place
from aicompare.companies.winner import ranked
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.periods import Period


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful. It stands at the first of its facts, or at the first of a user's own;
    any of them may accept it."""

    code: str
    message: str
    facts: tuple[Fact, ...]
    hint: str | None = None

    @property
    def place(self) -> Place:
        place = next((fact for fact in self.facts if fact.user), self.facts[0]).place
        assert place is not None  # every fact of a data file has one
        return place

    @property
    def accepted(self) -> str | None:
        """The reason that a fact gives why this may stay."""
        reasons = (reason for fact in self.facts for code, reason in fact.accept if code == self.code)
        return next(reasons, None)

    @property
    def order(self) -> tuple[str, int, int, str]:
        return (self.place.file, self.place.line, self.place.column, self.code)


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure is of, but for its period."""

    metric: str
    scope: str | None = None
    label: str | None = None
    basis: str | None = None
    deal: str | None = None


Series = dict[Period, Fact]
Used = Mapping[Key, Series]


def used_figures(company: Company) -> dict[Key, Series]:
    """The winning fact of each period, by what it is of; without plans, talks and forecasts."""
    found: dict[Key, Series] = {}
    for winner, *_ in ranked(fact for fact in company.facts if fact.status in COMPETING):
        found.setdefault(key_of(winner), {})[winner.period] = winner
    return found


def key_of(fact: Fact) -> Key:
    """What a fact is of, its period apart."""
    return Key(fact.metric.name, fact.scope, fact.label, fact.basis, fact.deal)


def one_currency(*facts: Fact) -> bool:
    """Whether all are money of one currency, or none is money."""
    return len({fact.currency for fact in facts}) == 1


def figure(fact: Fact) -> Figure:
    """The number of a fact, without its currency."""
    return fact.figure


def said(fact: Fact) -> str:
    """`gross_profit RMB 296,656k`, for messages."""
    return f"{fact.metric.name} {fact.reported}"


def percent(share: Figure) -> str:
    """A share to one decimal of a percent: `41.4%`; of less its first two digits, `0.012%`."""
    number = share.value * 100
    return f"{number:.2g}%" if 0 < abs(number) < Decimal("0.05") else f"{number:.1f}%"


def pairs(series: Series) -> Iterator[tuple[Fact, Fact]]:
    """Every two facts of a series, the earlier end first."""
    ordered = sorted(series.values(), key=lambda fact: fact.period)
    for place, first in enumerate(ordered):
        yield from ((first, second) for second in ordered[place + 1 :])
