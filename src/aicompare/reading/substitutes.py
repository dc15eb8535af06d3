"""A figure that is right of something else: the adjusted loss, a part, another year or price of the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aicompare.companies.fact import HAPPENED, Fact
from aicompare.reading.agreeing import LEAST, off_by
from aicompare.reading.distance import figures_crossed, is_time_told
from aicompare.reading.evidence import TELLING, Evidence, is_at
from aicompare.reading.heldfact import DAILY, HeldFact
from aicompare.reading.labels import labels_of
from aicompare.reading.taken import Reading
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period

_YEAR = 12  # months
Substitute = tuple[HeldFact, str | None]  # what the data hold, and for what the other stands


def for_another(
    evidence: Evidence, one: Reading, metric: Metric, rivals: Sequence[HeldFact], at: Sequence[HeldFact]
) -> Substitute | None:
    """What should stand there; only where metric and company are told and the value tells."""
    if not one.firm.metric or one.found.word or not _is_of_the_company(evidence, one):
        return None
    ways = (_label(evidence, one, metric, rivals), _adjusted(evidence, one, metric, at))
    more = (_part(evidence, one, metric, rivals), _other_time(evidence, one, metric, rivals, at))
    return next((found for way in (*ways, *more) for found in way), None)


def _is_of_the_company(evidence: Evidence, one: Reading) -> bool:
    return one.firm.company or (
        one.found.significant >= TELLING and evidence.page.subjects.is_about_one and not one.stranger
    )


def _label(
    evidence: Evidence, one: Reading, metric: Metric, rivals: Sequence[HeldFact]
) -> Iterator[Substitute]:
    """The closing price for the opening one."""
    if metric.name != "share_price" or one.found.significant < TELLING:
        return
    labels = labels_of(evidence.page, one, metric)
    for held in rivals:
        right = labels and held.label and held.label not in labels and evidence.agrees(one, held)
        if right and (evidence.recent(held) or is_at(one, held)):
            said = [other for other in rivals if other.period == held.period and other.label in labels]
            if said and not any(evidence.agrees(one, other) for other in said):
                yield said[0], "label"


def _adjusted(
    evidence: Evidence, one: Reading, metric: Metric, at: Sequence[HeldFact]
) -> Iterator[Substitute]:
    """The adjusted loss for the net one: only where no other words are said of it, since there are more
    for adjusted than are known here.
    """
    if metric.name != "net_profit" or not at or not one.firm.period or one.found.significant < 2:
        return
    if not one.firm.plain:
        return
    for held in evidence.of(one).held("adjusted_net_profit"):
        if held.period == at[0].period and evidence.agrees(one, held):
            yield at[0], "adjusted"


def _part(
    evidence: Evidence, one: Reading, metric: Metric, rivals: Sequence[HeldFact]
) -> Iterator[Substitute]:
    """A part for the whole, another part, or the whole for a part, of the period that the text says."""
    if metric.kind != "flow" or metric.name == "revenue_share":
        return
    if one.scope:
        yield from _whole_for_part(evidence, one, rivals)
    bound = one.firm.company if one.scope else one.firm.period and one.firm.clean and not one.parts
    if bound and one.period and one.found.significant >= TELLING:
        yield from _other_part(evidence, one, rivals)


def _whole_for_part(evidence: Evidence, one: Reading, rivals: Sequence[HeldFact]) -> Iterator[Substitute]:
    """Of a percentage: a margin of the company said of one of its parts."""
    if one.found.kind != "percent":
        return
    for held in rivals:
        if held.scope is None and _is_timely(evidence, one, held) and evidence.agrees(one, held):
            own = [other for other in rivals if other.scope == one.scope and other.period == held.period]
            ranked = [other for other in own if _rank(other) <= _rank(held)]
            right = min(ranked, key=_rank, default=None)
            if right and not evidence.agrees(one, right):
                yield right, "part"


def _other_part(evidence: Evidence, one: Reading, rivals: Sequence[HeldFact]) -> Iterator[Substitute]:
    """The figure of a part said of the whole or of another part."""
    for held in rivals:
        other = held.scope and held.scope != one.scope and held.scope not in one.parts
        if other and is_at(one, held) and evidence.agrees(one, held):
            yield from (
                (right, "part")
                for right in rivals
                if right.scope == one.scope and right.period == held.period and right.label is None
            )


def _rank(held: HeldFact) -> int:
    fact: Fact | None = held.fact
    return fact.rank if fact else 9


def _is_timely(evidence: Evidence, one: Reading, held: HeldFact) -> bool:
    if one.period and one.firm.period:
        return is_at(one, held)
    published = evidence.published
    last_year = published is not None and held.period.last.year == published.year - 1
    return evidence.recent(held) or (last_year and held.period.whole_months == _YEAR)


def _other_time(
    evidence: Evidence,
    one: Reading,
    metric: Metric,
    rivals: Sequence[HeldFact],
    at: Sequence[HeldFact],
) -> Iterator[Substitute]:
    """The figure of a stretch as long of another year, or of another day than the one of the text."""
    period = one.period
    if metric.kind == "deal" or not at or period is None or not one.firm.period or one.also:
        return
    if one.found.significant < TELLING or one.parts or one.status or not one.firm.clean:
        return
    if metric.kind == "stock" and (figures_crossed(evidence, one) or not is_time_told(evidence, one)):
        return
    for held in rivals:
        alike = held.scope == one.scope and _is_such_a_time(metric, held.period, period)
        if alike and not is_at(one, held) and evidence.agrees(one, held):
            placed = _in_its_place(evidence, one, held, at)
            yield from ((right, "period") for right in placed if _is_another(evidence, one, right))


def _is_such_a_time(metric: Metric, held: Period, said: Period) -> bool:
    if metric.kind == "stock":
        return held.months <= 1 and said.months <= 1
    return held.is_as_long_as(said) and not held.is_day


def _is_another(evidence: Evidence, one: Reading, right: HeldFact) -> bool:
    """Whether what should stand there is no mere restatement, or the price of a moment later."""
    off = off_by(one.found, right.known or right.facts[0], evidence.rates)
    return off is not None and abs(off) >= LEAST


def _in_its_place(
    evidence: Evidence, one: Reading, held: HeldFact, at: Sequence[HeldFact]
) -> Iterator[HeldFact]:
    """Of a flow what the data have of the time that is said; of a balance what they have of the same label,
    which of what changes by the hour the text must say: another of the day may be meant.
    """
    label, *either = labels_of(evidence.page, one, held.metric) or (None,)
    if held.metric.kind == "flow":
        yield at[0]
    elif not either and held.label == label and (label or held.metric.name not in DAILY):
        actual = (other for other in at if other.fact and other.fact.status in HAPPENED)
        yield from (other for other in actual if other.label == held.label)
