"""What the peers' multiples come to: each basis by itself, over the company's own figure of that basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aicompare.calculators.multiples.implied import implied_values
from aicompare.calculators.multiples.row import derived_multiple, revenue_multiple
from aicompare.calculators.multiples.statistics import Spread, spread
from aicompare.calculators.multiples.valuation import FAR_APART, MultiplesChoice, revenue_for
from aicompare.calculators.value.method import MethodRow, Subject
from aicompare.companies.company import Company
from aicompare.companies.fact import Known
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace

FEWEST = 3  # peers with a multiple, under which they tell nothing


class Over(NamedTuple):
    """What a multiple is over: a metric on a basis of `multiples`."""

    title: str
    metric: str
    basis: str


LTM = Over("LTM revenue", "revenue", "ltm")
BASES = (
    LTM,
    Over("ARR or run-rate", "revenue", "arr"),
    Over("LTM gross profit", "gross_profit", "ltm"),
    Over("NTM revenue", "revenue", "ntm"),
)


class Peers(NamedTuple):
    """The companies that a set of that name holds, and the choice of day and publication."""

    name: str
    companies: Sequence[Company]
    choice: MultiplesChoice


def by_peers(subject: Subject, peers: Peers) -> Iterator[MethodRow]:
    """A row a basis: 25th percentile, median and 75th of the peers' multiples times its own figure."""
    for basis in BASES:
        yield _row(subject, peers, basis)


def _row(subject: Subject, peers: Peers, basis: Over) -> MethodRow:
    method = f"Peers, {basis.title}"
    own = own_figure(subject, peers, basis)
    if own is None:
        return subject.without(method, f"no {basis.title} of its own")
    if own.figure.value <= 0:
        return subject.without(method, "its own is not above zero")
    found = multiples_of(subject, peers, basis)
    if found.count < FEWEST:
        return subject.without(
            method, f"only {found.count} of {len(peers.companies)} peers have a multiple of it"
        )
    own_multiple = derived_multiple(revenue_multiple(subject.company, _choice(peers, basis), subject.rates))
    assert own_multiple
    low, middle, high = (one.value for one in implied_values(own_multiple, own, found))
    return subject.row(method, f"{found.count} peers, {own.period}", low, middle, high)


def own_figure(subject: Subject, peers: Peers, basis: Over) -> Known | None:
    """Of the company itself on the day of its valuation."""
    found = revenue_for(subject.company, _choice(peers, basis), subject.day.last)
    return found[0] if found else None


def multiples_of(subject: Subject, peers: Peers, basis: Over) -> Spread:
    """Of the peers whose figure is not more than 180 days older than their value."""
    figures: dict[str, Figure] = {}
    for peer in peers.companies:
        row = revenue_multiple(peer, _choice(peers, basis), subject.rates)
        if row.multiple and (row.days_apart or 0) <= FAR_APART:
            figures[peer.id] = row.multiple
    return spread(basis.title, figures)


def _choice(peers: Peers, basis: Over) -> MultiplesChoice:
    return replace(peers.choice, basis=basis.basis, over=basis.metric)
