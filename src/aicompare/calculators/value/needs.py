"""The reverse question: which revenue, and which growth to it, the value of today needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from aicompare.calculators.multiples.statistics import Spread
from aicompare.calculators.value.method import Subject
from aicompare.calculators.value.peers import FEWEST, LTM, Peers, multiples_of, own_figure
from aicompare.companies.derivation import Named, Power, Product, computed, less_one, ratio
from aicompare.companies.fact import Derived, Known, money
from aicompare.reports.report import Column
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric

NEEDED = Metric("revenue_needed", "stock", "money", "value over a multiple")
_YEARS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """At one of the peers' multiples: value today / multiple, and (needed / LTM) ^ (1 / years) - 1.

    The growth is None where the company's own twelve months are not known or not above zero.
    """

    at: Annotated[str, Column("At the peers'")]
    multiple: Annotated[Figure, Column("Multiple", unit="times", look="statistic")]
    needed: Annotated[Known | None, Column("Revenue needed")]
    over_1: Annotated[Figure | None, Column("In 1 year", unit="percent", look="computed")] = None
    over_2: Annotated[Figure | None, Column("In 2, a year", unit="percent", look="computed")] = None
    over_3: Annotated[Figure | None, Column("In 3, a year", unit="percent", look="computed")] = None


def needs(subject: Subject, peers: Peers) -> list[NeedRow]:
    """At the 25th percentile, the median and the 75th. Raises NoAnswer for fewer than three peers.

    US$39.83bn at 8x needs US$4.98bn of revenue; from US$221.8m that is a growth of 2,145% in one
    year, or of 182% a year in three.
    """
    found = multiples_of(subject, peers, LTM)
    if found.count < FEWEST:
        raise NoAnswer(
            f"{found.count} of {peers.name} have a multiple of LTM revenue",
            hint="name a set of three at least: --peers GROUP",
        )
    return list(_rows(subject, own_figure(subject, peers, LTM), found))


def _rows(subject: Subject, own: Known | None, found: Spread) -> Iterator[NeedRow]:
    currency = money(own).currency if own else subject.company.currency
    today = subject.today.in_currency(currency, subject.rates)
    for name in ("p25", "median", "p75"):
        multiple: Figure | None = getattr(found, name)
        assert multiple
        at = Named(f"{name} of the peers", multiple, "times", "statistic")
        made = Product((Named("value today", today),), (at,))
        needed = Derived.of(subject.company.id, NEEDED, made, subject.day)
        yield NeedRow(name, multiple, needed, *_growths(needed, own))


def _growths(needed: Known, own: Known | None) -> Iterator[Figure | None]:
    for years in _YEARS:
        if own is None or own.figure.value <= 0:
            yield None
        else:
            times = ratio(Named("revenue needed", needed), Named("revenue LTM", own))
            yield computed(less_one(times if years == 1 else Power(times, 1, years)))
