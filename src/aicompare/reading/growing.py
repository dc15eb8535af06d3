"""Whether a growth or a ratio holds: as the data print it, or computed from what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from aicompare.reading.agreeing import apart
from aicompare.reading.answers import Archive
from aicompare.reading.cues import GROWTH
from aicompare.reading.evidence import Evidence, is_at
from aicompare.reading.heldfact import HeldFact
from aicompare.reading.taken import Reading
from aicompare.reading.verdicts import CONTRADICTED, KNOWN, NOT_IN_DATA, Judged
from aicompare.values.frozen import replace
from aicompare.values.metrics import Metric
from aicompare.values.money import Money
from aicompare.values.periods import Period

_YEAR = 12  # months
_LEAST_OFF = {"compound": Decimal("0.02")}
_LEAST, _MOST = Decimal("0.05"), 1


def computed(evidence: Evidence, one: Reading, metric: Metric) -> Judged:
    """The verdict on a growth or a ratio."""
    base = metric.word("growth") or metric.name
    candidates = _candidates(one, metric, base, evidence.of(one))
    fitting = [held for held in candidates if _is_of(one, held)]
    beside = [held for held in candidates if one.form == "growth" and held.period in one.beside]
    for held in (*fitting, *beside):
        if evidence.agrees(one, _times(held) if one.found.kind == "multiple" else held):
            remark = "derived" if held.fact is None else None
            return Judged(replace(one, period=held.period), KNOWN, remark, (held,))
    return _wrong_growth(evidence, one, base, fitting) or Judged(one, NOT_IN_DATA)


def _candidates(one: Reading, metric: Metric, base: str, archive: Archive) -> list[HeldFact]:
    if one.form == "ratio":
        ratio = archive.ratio(base, one.period) if one.period else None
        return [ratio] if ratio else []
    if one.form == "compound":
        return list(archive.compounded(base))
    return [*archive.grown(base), *(archive.held(metric.name) if metric.name != base else ())]


def _is_of(one: Reading, held: HeldFact) -> bool:
    """Whether what is computed is of the period of the text; of a compound growth, of its years."""
    if one.form == "compound":
        return held.period in (one.period, _whole(one))
    return one.form == "ratio" or is_at(one, held)


def _whole(one: Reading) -> Period | None:
    """From the first year of the paragraph to the last."""
    years = [when for when in one.near if when.whole_months == _YEAR]
    if len(years) < 2:
        return None
    return Period(last=max(when.last for when in years), first=min(when.first for when in years))


def _times(held: HeldFact) -> HeldFact:
    """A growth of 50% is 1.5 times what it was."""
    if isinstance(held.value, Money) or held.metric.unit == "times":
        return held
    return replace(held, value=held.value + 1)


def _wrong_growth(evidence: Evidence, one: Reading, base: str, fitting: Sequence[HeldFact]) -> Judged | None:
    """Only of the whole company's revenue, where the words of growth stand beside the percentage, and
    where the data print no growth that may be meant.
    """
    if not fitting or base != "revenue" or not _is_plain(one) or any(held.fact for held in fitting):
        return None
    start, end = max(one.sentence[0], one.found.start - 40), min(one.sentence[1], one.found.end + 24)
    if not GROWTH.search(evidence.page.text.prose[start:end]):
        return None
    held = fitting[0]
    if isinstance(held.value, Money) or not held.value.value:
        return None
    distance = apart(one.found.figure.value, held.value.value)
    told = _LEAST_OFF.get(one.form, _LEAST) < distance < _MOST
    return Judged(one, CONTRADICTED, None, (held,), distance) if told else None


def _is_plain(one: Reading) -> bool:
    firm, found = one.firm, one.found
    bound = firm.company and firm.metric and firm.period and firm.clean and one.also is None
    exact = found.kind == "percent" and not found.word and not found.mark and found.significant >= 2
    return bound and exact and not (one.status or one.scope or one.parts)
