"""Where the data say another thing than a text: only by a misprint that explains the figure, or where
company, metric and period are all bound to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aicompare.companies.fact import HAPPENED, Known
from aicompare.reading.agreeing import LEAST, in_currency_of, misprints, off_by
from aicompare.reading.distance import distance
from aicompare.reading.doubt import is_in_a_sum, is_year_told
from aicompare.reading.evidence import TELLING, Evidence, is_at, is_near, same_kind
from aicompare.reading.heldfact import HeldFact
from aicompare.reading.knowing import is_superseded
from aicompare.reading.labels import labels_of
from aicompare.reading.substitutes import for_another
from aicompare.reading.taken import Reading
from aicompare.reading.verdicts import CONTRADICTED, Judged
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS, Metric

# Where the data hold a profit of the whole company alone, a text that says "net loss" is held against it.
_NEAREST = {"net_profit": "net_profit_attributable"}
_MOST = 3  # so many times off, another figure is meant


def contradicted(evidence: Evidence, one: Reading, metric: Metric) -> Judged | None:
    """What the data say instead, and by which slip where one explains it."""
    if is_in_a_sum(evidence.page, one.found) or _is_of_another_metric(evidence, one):
        return None
    rivals = _rivals(evidence, one, metric)
    if any(_is_of_an_untold_year(evidence, one, held) for held in rivals):
        return None
    at = _at(evidence, one, rivals)
    if not at and metric.name in _NEAREST:
        return contradicted(evidence, one, METRICS[_NEAREST[metric.name]])
    found = (
        _turned(evidence, one, metric, at)
        or _slip_of_print(evidence, one, metric, at)
        or for_another(evidence, one, metric, rivals, at)
        or _superseded(evidence, one, metric)
        or _bound(evidence, one, metric, at)
    )
    return found and _accused(evidence, one, *found)


def in_its_place(evidence: Evidence, one: Reading, metric: Metric) -> tuple[HeldFact, ...]:
    """The one figure of its size that the data hold of its company, metric, part and period: no accusation,
    since another may be meant, but what a reader would look up next.
    """
    at = _at(evidence, one, _rivals(evidence, one, metric))
    label, *_ = labels_of(evidence.page, one, metric) or ("close",)  # a price of a day that no word tells
    actual = [*_actual(at, (label,))]
    return tuple(actual) if len(actual) == 1 and _is_about(evidence, one, actual[0].facts[0]) else ()


def _rivals(evidence: Evidence, one: Reading, metric: Metric) -> list[HeldFact]:
    held_of = (held for held in _held(evidence, one, metric) if held.fact and evidence.was_over(one, held))
    return [held for held in held_of if same_kind(one, held)]


def _at(evidence: Evidence, one: Reading, rivals: Sequence[HeldFact]) -> list[HeldFact]:
    """Those of its part and period, of several prints the one that counts."""
    said = [held for held in rivals if held.scope == one.scope and is_at(one, held)]
    return list(dict.fromkeys(map(evidence.of(one).winner, said)))


def _actual(at: Sequence[HeldFact], labels: Sequence[str] = ()) -> Iterator[HeldFact]:
    """What happened; of the prices of a day that which the text says."""
    happened = (held for held in at if held.fact and held.fact.status in HAPPENED)
    return (held for held in happened if not held.label or held.label in labels)


def _is_of_an_untold_year(evidence: Evidence, one: Reading, held: HeldFact) -> bool:
    """Whether it has this value in the same quarter of another year, and the text does not tell the year."""
    if one.cell or one.period is None or one.period.is_day or held.scope != one.scope:
        return False
    alike = held.period.is_as_long_as(one.period) and held.period.first.month == one.period.first.month
    other = alike and not is_at(one, held) and evidence.agrees(one, held)
    return other and not is_year_told(evidence.page, one.period_words, one.sentence, one.period)


Found = tuple[HeldFact, str | None]


def _is_of_another_metric(evidence: Evidence, one: Reading) -> bool:
    """Whether it is right of another metric that the sentence names, and its own stands farther off."""
    words = one.metric_words
    if words and one.firm.clean and not evidence.page.figures_in((words[1], one.found.start)):
        return False
    others = (metric for metric in one.cued if metric != one.metric)
    held_of = (held for metric in others for held in evidence.of(one).held(metric.name))
    at = (held for held in held_of if held.scope == one.scope and is_at(one, held) and same_kind(one, held))
    return any(evidence.agrees(one, held) for held in at)


def _accused(evidence: Evidence, one: Reading, held: HeldFact, remark: str | None) -> Judged:
    off = off_by(one.found, held.known or held.facts[0], evidence.rates)
    period = held.period if one.period is None or is_at(one, held) else one.period
    return Judged(replace(one, period=period), CONTRADICTED, remark, (held,), off)


def _held(evidence: Evidence, one: Reading, metric: Metric) -> Sequence[HeldFact]:
    """Of what was foreseen only an actual figure of its period says that it was not so."""
    held = evidence.of(one).held(metric.name)
    if one.status not in ("forecast", "planned") or metric.is_plan:
        return held
    told = one.period is not None and one.found.significant >= TELLING
    return [other for other in held if told and other.fact and other.fact.status == "actual"]


def _slip_of_print(evidence: Evidence, one: Reading, metric: Metric, at: Sequence[HeldFact]) -> Found | None:
    """Ten times, or the digits in another currency."""
    digits = one.found.significant
    if not one.firm.metric or one.found.word or digits < 2 or not _is_of_the_company(evidence, one):
        return None
    if _is_of_another_day(evidence, one, metric):
        return None
    for held in _near(evidence, one, metric, at):
        for remark in misprints(one.found, held.fact) if held.fact else ():
            if _explains(evidence, one, held, remark):
                return held, remark
    return None


def _is_of_the_company(evidence: Evidence, one: Reading) -> bool:
    """By words beside it; a value of three digits may stand farther off, where no stranger is named."""
    return one.firm.company or (one.found.significant >= TELLING and not one.stranger)


def _explains(evidence: Evidence, one: Reading, held: HeldFact, remark: str) -> bool:
    """Whether so many digits of so near a figure are no accident."""
    digits, timely = one.found.significant, one.period is not None and is_at(one, held)
    firm = timely and one.firm.period
    if held.metric.kind == "flow" and not timely:
        return False
    if not one.firm.company and not timely and not evidence.recent(held):
        return False
    if digits >= TELLING:
        return True
    if firm and (remark == "currency" or (one.firm.company and one.firm.clean)):
        return True
    dated = evidence.published is not None and held.metric == one.metric
    return remark == "currency" and held.metric.kind != "flow" and dated and evidence.recent(held)


def _is_of_another_day(evidence: Evidence, one: Reading, metric: Metric) -> bool:
    """Whether the data hold this very value under another day, part or label: no slip of print then."""
    if one.period is not None and one.firm.period and metric.kind == "flow":
        return False
    return any(
        held.metric.kind != "flow"
        and held.metric.name != "share_price"
        and same_kind(one, held)
        and evidence.agrees(one, held)
        and not evidence.outranked(one, held)
        for held in evidence.of(one).meant(metric.name)
    )


def _near(evidence: Evidence, one: Reading, metric: Metric, at: Sequence[HeldFact]) -> Iterator[HeldFact]:
    """Those of the period, and of a balance or deal those of the time about."""
    yield from at
    if metric.kind == "flow":
        return
    archive, bound = evidence.of(one), one.period is not None and one.firm.period
    for held in archive.meant(metric.name):
        alike = held.scope == one.scope and held.metric.kind != "flow"
        if alike and (not bound or is_at(one, held)) and (evidence.recent(held) or is_near(one, held)):
            yield archive.winner(held)


def _superseded(evidence: Evidence, one: Reading, metric: Metric) -> Found | None:
    """Right once, by evidence that better evidence had replaced when the text was published."""
    if not (one.firm.company and one.firm.metric) or one.status:
        return None
    for held in evidence.of(one).held(metric.name):
        won = evidence.replaced(one, held) if same_kind(one, held) else None
        if won is None or not evidence.agrees(one, held) or distance(evidence, one, metric, held) is None:
            continue
        if is_superseded(evidence, one, held, won):
            return won, "superseded"
    return None


def _turned(evidence: Evidence, one: Reading, metric: Metric, at: Sequence[HeldFact]) -> Found | None:
    """A profit for the loss of the data, digit for digit; what was `lost` or `earned` may be else."""
    actual = [*_actual(at)]
    firm = _is_bound(one, metric) and one.firm.plain and one.found.significant >= TELLING
    words = evidence.page.text.prose[slice(*one.metric_words)] if one.metric_words else ""
    if not actual or not firm or words.casefold() in ("lost", "earned"):
        return None
    alike = all(evidence.has_its_digits(one, held) and evidence.is_turned(one, held) for held in actual)
    return (actual[0], "sign") if alike else None


def _bound(evidence: Evidence, one: Reading, metric: Metric, at: Sequence[HeldFact]) -> Found | None:
    """Without a slip only where company, metric and period are all bound to the figure."""
    actual = [*_actual(at)]
    if not actual or not _is_bound(one, metric):
        return None
    known = actual[0].known or actual[0].facts[0]
    off = off_by(one.found, known, evidence.rates)
    told = off is not None and abs(off) >= LEAST and _is_about(evidence, one, known)
    return (actual[0], None) if told else None


def _is_about(evidence: Evidence, one: Reading, known: Known) -> bool:
    """Whether a figure is of the size of the known one; much less of it is a part that was overlooked."""
    held = in_currency_of(one.found, known, evidence.rates)
    mine, theirs = one.found.figure.value.copy_abs(), held.figure.value.copy_abs() if held else 0
    return bool(theirs) and theirs / _MOST <= mine <= theirs * _MOST


def _is_bound(one: Reading, metric: Metric) -> bool:
    found, firm = one.found, one.firm
    if not (firm.company and firm.metric and firm.period and firm.clean) or one.also or one.status:
        return False
    if found.word or found.mark == "<=" or found.significant < 2 or found.kind not in ("money", "percent"):
        return False
    if metric.kind != "flow" or (one.period and one.period.is_day):
        return False
    return bool(one.scope or not one.parts or metric.name in ("net_profit", "adjusted_net_profit"))
