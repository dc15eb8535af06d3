"""What the peers' multiples imply for one company, and how far it has come from its own past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from aicompare.calculators.multiples.statistics import Spread
from aicompare.calculators.presentation import at_closing, by_way_of, presented
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Product, computed, less_one, ratio
from aicompare.companies.fact import Derived, Fact, Known, money
from aicompare.companies.measures import NEAR
from aicompare.companies.winner import best
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, Warning
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import Metric

IMPLIED = Metric("implied_value", "stock", "money", "the peers' multiple times the company's revenue")


@dataclass(frozen=True, slots=True)
class ImpliedRow:
    """`premium` is the company's own multiple over the peers' - 1: above zero it is dearer."""

    statistic: Annotated[str, Column("Peers'")]
    multiple: Annotated[Figure, Column("Multiple", unit="times", look="statistic")]
    value: Annotated[Known | None, Column("Implied value", look="statistic")]
    premium: Annotated[Figure, Column("Own premium", unit="percent", look="statistic")]


def implied_values(own: Known, revenue: Known, peers: Spread) -> list[ImpliedRow]:
    """The value that p25, median and p75 of the peers imply on the day of the company's `own` multiple."""
    rows = []
    for name in ("p25", "median", "p75"):
        multiple: Figure | None = getattr(peers, name)
        assert multiple is not None
        peers_multiple = Named(f"{name} of the peers", multiple, "times", "statistic")
        worth = Derived.of(own.company, IMPLIED, Product((peers_multiple, revenue)), own.period)
        premium = less_one(
            ratio(Named("own multiple", own), Named("multiple", multiple, "times", "statistic"))
        )
        rows.append(ImpliedRow(name, multiple, worth, computed(premium)))
    return rows


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """`premium` is now / then - 1, now in the currency of then; None where no rate leads there."""

    benchmark: Annotated[str, Column("Against")]
    then: Annotated[Known | None, Column("Then", dated=True)]
    now: Annotated[Known | None, Column("Now", dated=True)]
    premium: Annotated[Figure | None, Column("Premium", unit="percent", look="computed")] = None


def benchmarks(company: Company, value: Known, on: date, rates: Rates) -> Sequence[BenchmarkRow]:
    """Equity value against the last private round, and price against the offer price."""
    rounds = best(fact for fact in company.of("post_money") if fact.period.last <= on)
    offer = offer_price(company, on)
    price = company.close(on)
    pairs: list[tuple[str, Fact | None, Known | None]] = [
        (
            f"last private round ({rounds.deal})" if rounds and rounds.deal else "last private round",
            rounds,
            value,
        ),
        ("offer price", offer, price),
    ]
    return [_row(name, then, now, rates) for name, then, now in pairs if then and now and then != now]


def benchmark_shown(
    row: BenchmarkRow, currency: str | None, rates: Rates, warnings: list[Warning]
) -> BenchmarkRow:
    """Both sides at the rate of the day of now, as of a multiple: what is shown divides to the premium."""
    if row.premium is None or row.now is None or row.then is None:
        return presented([row], currency, rates, warnings)[0]
    converted = row.now.in_currency(money(row.then).currency, rates)
    if currency is None:
        return replace(row, now=converted)
    then = at_closing(row.then, converted.period.last, currency, rates, warnings)
    (now,) = presented([converted], currency, rates, warnings)
    return replace(row, then=then, now=by_way_of(now, converted, then))


def offer_price(company: Company, on: date) -> Fact | None:
    """That of the listing itself, not of a later placing; None before it."""
    if company.listed is None or company.listed.on is None:
        return None
    listed = company.listed.on.last
    return best(
        fact
        for fact in company.of("offer_price")
        if abs(fact.period.last - listed) <= NEAR and fact.period.last <= on
    )


def _row(name: str, then: Fact, now: Known, rates: Rates) -> BenchmarkRow:
    try:
        converted = now.in_currency(money(then).currency, rates)
    except NoRate:
        return BenchmarkRow(name, then, now)
    premium = computed(less_one(ratio(Named("now", converted), Named("then", then))))
    return BenchmarkRow(name, then, now, premium)
