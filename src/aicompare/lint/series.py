"""A figure against its neighbours in time: parts above the whole, slips of units, wrong signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.lint.findings import Finding, Used, figure, one_currency, pairs, said
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS

_NEAR_DAYS = 2 * 366
_TEN = (Decimal(8), Decimal(12))
_THOUSAND = (Decimal(800), Decimal(1200))
_FAR = Decimal(5)  # a neighbour this many times away does not bear a figure out


def parts_over_the_whole(used: Used) -> Iterator[Finding]:
    """A half-year above its year; a segment above the whole company in the same period."""
    for key, series in used.items():
        if METRICS[key.metric].has("adds up"):
            for fact, other in pairs(series):
                short, long = sorted((fact, other), key=lambda known: known.period.days)
                if long.period.first <= short.period.first and short.period.last <= long.period.last:
                    yield from _above(short, long, f"{short.period} lies within {long.period}")
        if key.metric == "revenue" and key.scope:
            wholes = used.get(replace(key, scope=None), {})
            for period, part in series.items():
                if period in wholes:
                    yield from _above(part, wholes[period], f"{key.scope} is a part of the company")


def _above(part: Fact, whole: Fact, why: str) -> Iterator[Finding]:
    low, high = figure(part).low, figure(whole).high
    if one_currency(part, whole) and low is not None and high is not None and low > high:
        text = f"{said(part)} is more than {whole.reported} of {whole.period}, and {why}"
        yield Finding("part-over-whole", text, (part, whole), "check both figures")


def off_scale(used: Used) -> Iterator[Finding]:
    """A figure about ten or a thousand times away from its neighbours, which agree with each other."""
    for series in used.values():
        by_length: dict[int, list[Fact]] = {}
        for fact in sorted(series.values(), key=lambda one: one.period):
            if fact.metric.kind != "deal" and fact.metric.unit in ("money", "count"):
                by_length.setdefault(fact.period.months if fact.metric.kind == "flow" else 0, []).append(fact)
        for facts in by_length.values():
            yield from _outliers(facts)


def _outliers(facts: Sequence[Fact]) -> Iterator[Finding]:
    """Of two neighbours only one is the slip: first looked at is what has two, then what is later."""
    neighbours = []
    for place, fact in enumerate(facts):
        around = [*facts[max(place - 1, 0) : place], *facts[place + 1 : place + 2]]
        neighbours.append((fact, [other for other in around if _comparable(fact, other)]))
    slips: list[Fact] = []
    for fact, near in sorted(neighbours, key=_two_first_then_latest):
        times = [_times(fact, other) for other in near]
        if near and _is_slip(times) and not any(other in slips for other in near):
            slips.append(fact)
            listed = " and ".join(f"{other.reported} of {other.period}" for other in near)
            text = f"{said(fact)} of {fact.period} stands beside {listed}"
            yield Finding("off-scale", text, (fact, *near), "check the unit: thousands, millions or billions")


def _two_first_then_latest(one: tuple[Fact, list[Fact]]) -> tuple[int, int]:
    fact, near = one
    return -len(near), -fact.period.last.toordinal()


def _comparable(fact: Fact, other: Fact) -> bool:
    close = abs((fact.period.last - other.period.last).days) <= _NEAR_DAYS
    return close and one_currency(fact, other) and figure(fact).value * figure(other).value > 0


def _times(fact: Fact, other: Fact) -> Decimal:
    """How many times the other; below zero where it is so many times smaller."""
    quotient = figure(fact).value / figure(other).value
    return quotient if quotient >= 1 else -1 / quotient


def _is_slip(times: Sequence[Decimal]) -> bool:
    """Ten or a thousand times the middle of two neighbours; beside one, only a thousand times.

    Of two neighbours the middle is the geometric one, so that growth over the years cancels.
    """
    if len(times) == 1:
        return _within(abs(times[0]), _THOUSAND)
    first, second = times
    apart = first * second > 0 and min(abs(first), abs(second)) > _FAR
    return apart and any(_within((first * second).sqrt(), bounds) for bounds in (_TEN, _THOUSAND))


def _within(times: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    return bounds[0] <= times <= bounds[1]


def wrong_signs(company: Company) -> Iterator[Finding]:
    """Less than zero in a metric that is positive by its definition."""
    for fact in company.facts:
        if not fact.metric.is_signed and figure(fact).value < 0:
            text = f"{said(fact)}: {fact.metric.definition}"
            yield Finding("sign", text, (fact,), "write it without the minus")
