"""What of the data has the value of a figure: among the metrics and periods named near, the likeliest."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aicompare.reading.agreeing import misprints, off_by
from aicompare.reading.distance import distance
from aicompare.reading.evidence import TELLING, Evidence, is_at, is_near, same_kind
from aicompare.reading.heldfact import HeldFact
from aicompare.reading.taken import Reading
from aicompare.reading.verdicts import CONTRADICTED, KNOWN, Judged
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.money import Money, figure_in


def known(evidence: Evidence, one: Reading, metric: Metric) -> Judged | None:
    """That the data hold it, or that it follows from them."""
    likeliest = _likeliest(evidence, one, metric)
    if likeliest is not None:
        return _unless_replaced(evidence, one, likeliest)
    return (
        _summed(evidence, one, metric)
        or _valued(evidence, one, metric)
        or _before_the_money(evidence, one, metric)
        or by_value(evidence, one)
    )


def _likeliest(evidence: Evidence, one: Reading, metric: Metric) -> HeldFact | None:
    best: tuple[tuple[int, Decimal], HeldFact] | None = None
    for held in evidence.of(one).meant(metric.name):
        cost = distance(evidence, one, metric, held)
        if cost is None:
            continue
        rank = cost, _apart(one, held)  # of two that agree the nearer print
        if (best is None or rank < best[0]) and evidence.agrees(one, held):
            best = rank, held
    return best[1] if best else None


def _apart(one: Reading, held: HeldFact) -> Decimal:
    """How far the figures lie apart; zero of two currencies, which a rate would have to tell."""
    if _remark(one, held) == "translated":
        return Decimal(0)
    return abs(figure_in(held.value).value.copy_abs() - one.found.figure.value.copy_abs())


def _unless_replaced(evidence: Evidence, one: Reading, held: HeldFact) -> Judged | None:
    """None where better evidence says another thing: what explains the figure is looked for then."""
    won = evidence.replaced(one, held)
    if won is not None and (evidence.outranked(one, held) or is_superseded(evidence, one, held, won)):
        return None
    return Judged(taken_for(one, held), KNOWN, "superseded" if won else _remark(one, held), (held,))


def is_superseded(evidence: Evidence, one: Reading, held: HeldFact, won: HeldFact) -> bool:
    """Whether a figure was right once, and better evidence was out when the text was published."""
    exact = one.found.significant >= 2 and one.found.mark == "" and not one.found.word
    return exact and is_at(one, held) and evidence.was_replaced_by_then(held, won)


def _remark(one: Reading, held: HeldFact) -> str | None:
    if isinstance(held.value, Money) and one.found.currency not in (None, held.value.currency):
        return "translated"
    return "part" if held.scope and not one.scope else None


def _summed(evidence: Evidence, one: Reading, metric: Metric) -> Judged | None:
    """A flow over several stretches of the data, or what one leaves of another."""
    if one.period is None or metric.kind != "flow" or metric.unit != "money" or one.scope is not None:
        return None
    total = evidence.of(one).summed(metric.name, one.period)
    return Judged(one, KNOWN, "derived", (total,)) if total and evidence.agrees(one, total) else None


def _valued(evidence: Evidence, one: Reading, metric: Metric) -> Judged | None:
    """A market cap of a day: price x shares."""
    if metric.name != "market_cap" or one.scope or one.period is None or not one.period.is_day:
        return None
    value = evidence.of(one).valued(one.period.last)
    holds = value and evidence.was_over(one, value) and evidence.agrees(one, value)
    return Judged(one, KNOWN, "derived", (value,)) if value and holds else None


def _before_the_money(evidence: Evidence, one: Reading, metric: Metric) -> Judged | None:
    """A pre-money valuation that follows from the post-money one and the raise."""
    if metric.name != "pre_money":
        return None
    held_of = list(_differences(evidence, one))
    for held in held_of:
        if evidence.agrees(one, held):
            told = one.found.significant >= 2 or one.firm.period
            return Judged(taken_for(one, held), KNOWN, "derived", (held,)) if told else None
    for held in held_of:
        bound = one.firm.company and one.firm.metric and one.found.significant >= 2
        if bound and evidence.recent(held) and _is_of_its_currency(one, held):
            fact = replace(held.facts[0], value=held.value)
            if "scale" in misprints(one.found, fact):
                off = off_by(one.found, fact, evidence.rates)
                return Judged(taken_for(one, held), CONTRADICTED, "scale", (held,), off)
    return None


def _is_of_its_currency(one: Reading, held: HeldFact) -> bool:
    return isinstance(held.value, Money) and held.value.currency == one.found.currency


def _differences(evidence: Evidence, one: Reading) -> Iterator[HeldFact]:
    """What every round was valued at without its money."""
    archive = evidence.of(one)
    for after in archive.held("post_money"):
        for raised in archive.held("raised"):
            amounts = after.value, raised.value
            if raised.period != after.period or raised.scope is not None:
                continue
            if (
                isinstance(amounts[0], Money)
                and isinstance(amounts[1], Money)
                and amounts[0].currency == amounts[1].currency
            ):
                words = f"{after.expression} - {raised.expression}"
                facts = (*after.facts, *raised.facts)
                yield HeldFact(amounts[0] - amounts[1], METRICS["pre_money"], after.period, facts, words)


def by_value(evidence: Evidence, one: Reading) -> Judged | None:
    """Among the other metrics of the sentence and its periods, what has this value to three digits."""
    plain = one.found.kind in ("money", "amount", "percent", "count")
    if one.company is None or one.found.significant < TELLING or not plain:
        return None
    if one.firm.metric and one.firm.clean and one.firm.period and one.firm.company and one.metric:
        return None
    for metric in one.cued:
        for held in evidence.of(one).held(metric.name) if metric != one.metric else ():
            part = held.scope is None or one.scope == held.scope or held.scope in one.parts
            right = part and is_near(one, held) and same_kind(one, held) and evidence.agrees(one, held)
            if right and not evidence.outranked(one, held):
                return Judged(taken_for(one, held), KNOWN, None, (held,))
    return None


def taken_for(one: Reading, held: HeldFact) -> Reading:
    """Taken for what agrees: its metric, period and part."""
    loss = held.metric.loss if one.called and one.called.endswith("loss") else None
    scope = held.scope if held.scope or held.metric.name != "revenue_share" else one.scope
    return replace(one, metric=held.metric, called=loss or held.metric.name, period=held.period, scope=scope)
