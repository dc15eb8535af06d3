"""How far a figure of the data lies from what a text says: which of those that agree is meant.

The least cost wins; None is said of what cannot be meant. A value of one or two digits agrees with
much by chance, so that it counts only where period and part are told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aicompare.reading.amounts import Found
from aicompare.reading.between import AS_OF, BESIDE, CLAUSE, SAYING
from aicompare.reading.evidence import TELLING, Evidence, is_at, is_near, same_kind
from aicompare.reading.heldfact import DAILY, HeldFact
from aicompare.reading.labels import ENDS, labels_of
from aicompare.reading.partof import round_name
from aicompare.reading.taken import Reading
from aicompare.values.metrics import Metric
from aicompare.values.money import Money

_NET = re.compile("net|净|attributable|归|for the", re.I)
_OTHER_METRIC, _OTHER_LABEL, _FAR = 6, 4, 9
_OWN_PART_ONLY = ("ownership", "voting_share", "commitment", "revenue_share")
_PART_IS_NO_WHOLE = ("revenue_share", "revenue", "gross_margin")
_SAME_ROUND = 400  # days
_RIGHT_BEHIND = 5  # letters: ` in `
_LED_BY = 24  # letters: `as at the end of `, `in its report of `
_A_YEAR_OR_SO = 14  # months


def distance(evidence: Evidence, one: Reading, metric: Metric, held: HeldFact) -> int | None:
    """The cost of taking a figure for this one of the data."""
    stretch = one.firm.period and one.period is not None and not one.period.is_day
    if not evidence.was_over(one, held) or _is_elsewhere(evidence, one, held):
        return None
    if not same_kind(one, held) or (stretch and metric.kind == "flow" and held.metric.kind == "stock"):
        return None
    if held.metric.name == "operating_profit" != metric.name and _is_net(evidence, one):
        return None
    costs = (_of_part(evidence, one, metric, held), _of_label(evidence, one, metric, held))
    if None in costs:
        return None
    cost = sum(filter(None, costs)) + (0 if _is_metric(one, metric, held) else _OTHER_METRIC)
    return _of_time(evidence, one, held, cost)


def _is_net(evidence: Evidence, one: Reading) -> bool:
    """Whether the words say net: a bare `loss` may be the operating one."""
    words = one.metric_words
    return words is None or bool(_NET.search(evidence.page.text.prose[slice(*words)]))


def _is_metric(one: Reading, metric: Metric, held: HeldFact) -> bool:
    """A plan to raise and what was raised are one where the text tells of talks."""
    planned = {metric.name, held.metric.name} == {"raised", "planned_raise"}
    return held.metric == metric or (planned and one.status in ("planned", "reported"))


def _of_part(evidence: Evidence, one: Reading, metric: Metric, held: HeldFact) -> int | None:
    if one.scope == held.scope or _is_tranche(one.scope, held.scope):
        return 0
    named = held.scope in one.parts
    if one.scope and not named and (held.scope or metric.name in _OWN_PART_ONLY):
        return None
    if one.scope and held.scope is None and metric.name in _PART_IS_NO_WHOLE:
        return None
    if named or held.scope is None:
        return 3 if named else 5
    telling = one.found.significant >= TELLING and held.metric == metric and one.firm.company
    if not telling or (not one.scope and _is_whole_known(evidence, one, held)):
        return None
    return 8 if metric.kind == "flow" else 5


def _is_tranche(said: str | None, held: str | None) -> bool:
    """`public` is the public offer."""
    return bool(said and held) and said == str(held).removesuffix("-offer")


def _is_whole_known(evidence: Evidence, one: Reading, held: HeldFact) -> bool:
    """Whether the data hold the whole of which this is a part: a text that names no part means that."""
    wholes = (fact for fact in evidence.of(one).held(held.metric.name) if fact.scope is None)
    return held.metric.kind == "flow" and any(fact.period == held.period for fact in wholes)


def _of_label(evidence: Evidence, one: Reading, metric: Metric, held: HeldFact) -> int | None:
    said = labels_of(evidence.page, one, held.metric)
    if not said or held.label == said[0]:
        return 0
    if held.label in said and evidence.is_furthest(one, held, highest=said[0] == ENDS[0]):
        return 0
    return None if held.label and metric.name == "share_price" else _OTHER_LABEL


def _is_of_its_day(evidence: Evidence, one: Reading, held: HeldFact) -> bool:
    """Whether the text says another day, and says it of no figure before: `closed at A on that day, far
    below the peak of B` tells no day of B.
    """
    if is_at(one, held) or one.period is None or not one.period.is_day or one.period_words is None:
        return False
    return not evidence.page.figures_in((one.sentence[0], one.period_words[0])) and is_its_own(evidence, one)


def _is_of_no_other_day(evidence: Evidence, one: Reading) -> bool:
    """Whether a day is told of this figure, of none before it, and no word points to the day beside:
    `closed at A on 8 January and at B the next day` tells none of B, `on 9 January it reported A` none of A.
    """
    words, prose = one.period_words, evidence.page.text.prose
    if words is None or not is_time_told(evidence, one) or not is_its_own(evidence, one):
        return False
    before = evidence.page.figures_in((one.sentence[0], words[0])) if words[1] <= one.found.start else ()
    start = max(one.sentence[0], min(words[0], one.found.start) - _LED_BY)
    return not before and not BESIDE.search(prose[start : max(words[1], one.found.end) + _LED_BY])


def _of_time(evidence: Evidence, one: Reading, held: HeldFact, cost: int) -> int | None:
    digits = one.found.significant
    if held.metric.is_plan and held.metric.kind == "flow":
        return cost + 3 if digits >= 2 else None
    if _is_translated(one, held) and not (is_at(one, held) or is_near(one, held)):
        return None
    if evidence.has_its_day(one, held) and _is_of_no_other_day(evidence, one):
        return None
    if one.deal and held.fact and held.fact.deal and held.metric.kind == "deal":
        same = round_name(held.fact.deal) == one.deal
        if same and (one.period is None or abs((held.period.last - one.period.last).days) < _SAME_ROUND):
            return cost
        if not same and len(one.deal) < 6 and not one.firm.period:
            return None
    if is_at(one, held):
        return cost + (0 if one.firm.period else 1)
    telling = _is_telling(evidence, one, held, cost)
    if evidence.stands_for(one, held):
        return cost + 1
    of_its_day = held.metric.kind == "stock" and is_time_told(evidence, one)
    if held.metric.kind == "flow" or (of_its_day and not _is_record_beside(evidence, one, held)):
        return _of_other_stretch(evidence, one, held, cost, telling=telling)
    if one.period is None or not one.firm.period or held.metric.kind == "stock":
        return _of_other_day(evidence, one, held, cost, telling=telling)
    months = abs((held.period.last - one.period.last).days) // 30
    return cost + _FAR + months if telling and months <= _A_YEAR_OR_SO else None


def _is_translated(one: Reading, held: HeldFact) -> bool:
    """An amount of another currency agrees with much: it must be of its time."""
    value = held.value
    return isinstance(value, Money) and one.found.currency not in (None, value.currency)


def _is_telling(evidence: Evidence, one: Reading, held: HeldFact, cost: int) -> bool:
    """Whether the value alone says so much that the period need not be told."""
    deal = held.metric.kind == "deal" and one.found.kind == "money" and cost == 0
    two_of_a_deal = one.found.significant == TELLING - 1 and deal and evidence.recent(held)
    return one.found.significant >= TELLING or two_of_a_deal


def _of_other_stretch(
    evidence: Evidence, one: Reading, held: HeldFact, cost: int, *, telling: bool
) -> int | None:
    named = is_near(one, held)
    if one.firm.period and is_its_own(evidence, one):
        return None
    if one.firm.period and one.period and (not named or held.period not in one.beside):
        return None
    if one.period is not None and one.firm.period:
        return cost + 6 if named and telling else None
    enough = telling and (named or one.found.currency or one.found.significant > TELLING)
    return cost + (4 if named else _FAR) if enough else None


def _is_record_beside(evidence: Evidence, one: Reading, held: HeldFact) -> bool:
    """`closed at A on that day, far below its peak of B`: no day of B is told."""
    ends = set(labels_of(evidence.page, one, held.metric)) & set(ENDS)
    return bool(ends) and bool(evidence.page.figures_in((one.sentence[0], one.found.start)))


def is_time_told(evidence: Evidence, one: Reading) -> bool:
    """Whether the text says of which day or month a balance, a count or a price is, or a stretch beside it.

    The day on which something was said of it is none: `On 31 March it reported cash of A`. Nor is it that of
    a second figure to which no words lead: `On 30 June cash was A, against B`.
    """
    if one.period is None or not one.firm.period or _is_of_the_saying(evidence, one):
        return False
    if one.period.months > 1:
        return is_its_own(evidence, one)
    crossed = figures_crossed(evidence, one)
    return not crossed or bool(one.metric_words and one.metric_words[0] >= crossed[-1].end)


def figures_crossed(evidence: Evidence, one: Reading) -> Sequence[Found]:
    """Those between a figure and the words of its period; of a cell of a table none count."""
    if one.cell:
        return ()
    start, end = one.period_words or one.found.span
    return evidence.page.figures_in(
        (end, one.found.start) if end <= one.found.start else (one.found.end, start)
    )


def _is_of_the_saying(evidence: Evidence, one: Reading) -> bool:
    prose, words = evidence.page.text.prose, one.period_words
    if words is None or AS_OF.search(prose[max(0, words[0] - _LED_BY) : words[0]]):
        return False
    if words[1] <= one.found.start:
        return bool(SAYING.search(prose[max(one.sentence[0], words[0] - _LED_BY) : one.found.start]))
    clause = CLAUSE.split(prose[one.sentence[0] : one.found.start])[-1]
    return bool(SAYING.search(clause) or SAYING.search(prose[one.found.end : words[0]]))


def _is_elsewhere(evidence: Evidence, one: Reading, held: HeldFact) -> bool:
    """Whether words point from one stretch to another, and it is of the first (`B by the end of June`), or
    not of the time to which they point (`B a year before`).
    """
    if one.days is None:
        return False
    told = evidence.page.when_at(one.period_words)
    named = told is not None and told.period == held.period != one.period
    return named or not one.days[0] <= held.period.last <= one.days[1]


def is_its_own(evidence: Evidence, one: Reading) -> bool:
    """Whether the words of the period stand before the figure with no other between, or right behind."""
    if one.period_words is None:
        return False
    start, end = one.period_words
    if end <= one.found.start:
        return not evidence.page.figures_in((end, one.found.start))
    return 0 <= start - one.found.end <= _RIGHT_BEHIND


def _of_other_day(
    evidence: Evidence, one: Reading, held: HeldFact, cost: int, *, telling: bool
) -> int | None:
    named = is_near(one, held)
    if held.metric.name in DAILY and _is_of_its_day(evidence, one, held):
        return None
    if one.firm.period and one.period and not named and held.metric.name not in DAILY:
        near = abs((held.period.last - one.period.last).days) < 200
        return cost + _FAR if telling and near else None
    if named and (telling or one.found.significant >= 2):
        return cost + 4
    own = cost == 0 or (cost <= 5 and held.metric == one.metric)
    own = own and one.firm.company
    return cost + _FAR if telling or (own and one.firm.metric and evidence.recent(held)) else None
