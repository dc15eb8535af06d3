"""The row of `read` for one figure of a text."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from aicompare.calculators.readstatement import said_metric, statement
from aicompare.companies.fact import Fact
from aicompare.reading.repeats import Inconsistency
from aicompare.reading.taken import Reading
from aicompare.reading.text import Span
from aicompare.reading.verdicts import CONTRADICTED, NOT_READ, Judged
from aicompare.reports.report import LIGHT, Column, InFull
from aicompare.values.frozen import dataclass

_REASONS = {
    "scale": "a power of ten",
    "currency": "the digits of the data in another currency",
    "adjusted": "the adjusted loss or profit, not the net one",
    "part": "a part for the whole, or the whole for a part",
    "period": "the figure of another period",
    "sign": "a profit for a loss, or a loss for a profit",
    "label": "another price of that day",
    "inside": "the text contradicts itself",
    "superseded": "right by evidence that better evidence has replaced",
    "translated": "converted",
    "derived": "follows from figures of the data",
}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One figure of the text. `start` and `end` count its characters from 0; `said` are the words
    that tell company, metric and period. `remark` is one word for what explains the verdict, `hint`
    says it in words. `off_by` is the distance from the figure of the data over that one (0.1 is 10%).
    """

    text: Annotated[str, Column("Figure")]
    start: int
    end: int
    verdict: Annotated[str, Column("Verdict")]
    company: Annotated[str | None, Column("Company", missing=" ")]
    metric: Annotated[str | None, Column("Metric", missing=" ")]
    scope: Annotated[str | None, Column("Part", missing=" ")]
    period: Annotated[str | None, Column("Period", missing=" ")]
    status: str | None
    said: Annotated[str | None, Column("Words", missing=" ", weight=LIGHT)]
    remark: Annotated[str | None, Column("Remark", missing=" ")]
    off_by: Annotated[Decimal | None, Column("Off by", unit="percent", missing=" ")]
    data: Annotated[str | None, Column("The data say", missing=" ")]
    hint: Annotated[str | None, Column("Why", missing=" ", weight=LIGHT)]
    expression: Annotated[str | None, Column("To check", missing=" ", weight=LIGHT)]
    facts: Annotated[tuple[Fact, ...], InFull()] = ()


def row_of(one: Judged, slip: Inconsistency | None, raw: str) -> ReadRow:
    """What is said of one figure of the text `raw`; a slip inside the text counts where the data
    contradict nothing.
    """
    reading, found = one.reading, one.reading.found
    verdict, remark = one.verdict, one.remark
    hint = _hint(one)
    distance = None if one.off_by is None else abs(one.off_by)
    if slip and verdict != CONTRADICTED:
        verdict, remark, hint, distance = (CONTRADICTED, "inside", slip.words, slip.off_by)
    return ReadRow(
        text=raw[found.start : found.end],
        start=found.start,
        end=found.end,
        verdict=verdict,
        company=reading.company,
        metric=said_metric(reading),
        scope=reading.scope,
        period=str(reading.period) if reading.period else None,
        status=reading.status,
        said=_said(reading, raw),
        remark=remark,
        off_by=distance if verdict == CONTRADICTED else None,
        data=_data(one),
        hint=hint,
        expression=statement(one, raw),
        facts=one.facts,
    )


def _said(reading: Reading, raw: str) -> str | None:
    words = [
        _words(span, raw)
        for span in (reading.company_words, reading.metric_words, reading.period_words)
        if span
    ]
    return " · ".join(dict.fromkeys(filter(None, words))) or None


def _words(span: Span, raw: str) -> str:
    return " ".join(raw[span[0] : span[1]].split())


def _data(one: Judged) -> str | None:
    """What the data hold, with the source and its day."""
    if not one.held:
        return None
    held = one.held[0]
    fact = held.fact
    if fact is None:
        return f"{held.expression}"
    source = fact.sources[0]
    return f"{fact.printed} [{source.id}, {source.published}] {fact.period}"


def _hint(one: Judged) -> str | None:
    if one.verdict == NOT_READ:
        return "its company is not told" if one.reading.company is None else "its metric is not told"
    return _REASONS.get(one.remark or "")
