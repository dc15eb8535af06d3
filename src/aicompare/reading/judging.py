"""The verdict on every figure of a text: known, contradicted, not in the data, or not read.

Value first: what of the data, among the metrics and periods named near, has this value. Where
nothing has, `contradicted` needs a company, metric and period that are bound to the figure, or a
misprint that explains it. Anything less is no accusation.
"""

from __future__ import annotations

from collections.abc import Sequence

from aicompare.reading.accusing import contradicted, in_its_place
from aicompare.reading.evidence import Evidence
from aicompare.reading.growing import computed
from aicompare.reading.knowing import by_value, known
from aicompare.reading.taken import Reading
from aicompare.reading.verdicts import CONTRADICTED, KNOWN, NOT_IN_DATA, NOT_READ, Judged
from aicompare.values.frozen import replace


def judged(evidence: Evidence, readings: Sequence[Reading]) -> list[Judged]:
    """Each in its order; what translates another figure is judged by what that one is."""
    found: list[Judged] = []
    for reading in readings:
        first = None if reading.twin is None else found[reading.twin]
        found.append(_verdict(evidence, reading) if first is None else _twin(evidence, reading, first))
    return found


def _verdict(evidence: Evidence, one: Reading) -> Judged:
    one = evidence.in_its_currency(evidence.in_its_years(one))
    if one.company is None or one.metric is None:
        return by_value(evidence, one) or Judged(one, NOT_READ)
    if one.form == "difference":
        return Judged(one, NOT_IN_DATA)
    if one.form in ("growth", "compound", "ratio"):
        return computed(evidence, one, one.metric)
    held = known(evidence, one, one.metric) or contradicted(evidence, one, one.metric)
    return held or Judged(one, NOT_IN_DATA, held=in_its_place(evidence, one, one.metric))


def _twin(evidence: Evidence, one: Reading, first: Judged) -> Judged:
    one = replace(first.reading, found=one.found, twin=one.twin)
    if first.verdict == KNOWN and all(evidence.agrees(one, held) for held in first.held):
        return replace(first, reading=one, remark="translated")
    own = _verdict(evidence, one)
    if any(evidence.is_turned(first.reading, held) for held in own.held):  # its words are those of the first
        return Judged(one, NOT_IN_DATA)
    return Judged(one, NOT_IN_DATA) if (own.verdict, first.verdict) == (CONTRADICTED, KNOWN) else own
