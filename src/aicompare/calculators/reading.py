"""`read`: every figure of a text, what it is taken for, and whether it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from aicompare.calculators.markedtext import marked
from aicompare.calculators.readpage import page_of
from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.rates.rates import Rates
from aicompare.reading.binding import readings
from aicompare.reading.datelines import published_in
from aicompare.reading.evidence import Evidence
from aicompare.reading.inside import slips_in
from aicompare.reading.judging import judged as judged_of
from aicompare.reading.names import Names
from aicompare.reading.page import Page
from aicompare.reading.parts import Parts
from aicompare.reading.repeats import Inconsistency
from aicompare.reading.taken import Reading
from aicompare.reading.text import PlainText, Span
from aicompare.reading.verdicts import CONTRADICTED, KNOWN, NOT_IN_DATA, NOT_READ, Judged
from aicompare.reports.report import LIGHT, Column, InFull, Report, Section
from aicompare.values.frozen import dataclass

_IN_WORDS = {
    CONTRADICTED: "contradicted",
    KNOWN: "known",
    NOT_IN_DATA: "not in the data",
    NOT_READ: "not read (company or metric not told)",
}
_REASONS = {
    "scale": "a power of ten",
    "currency": "the digits of the data in another currency",
    "adjusted": "the adjusted loss or profit, not the net one",
    "part": "a part for the whole, or the whole for a part",
    "period": "the figure of another period",
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


def read_text(
    raw: str,
    companies: Sequence[Company],
    rates: Rates,
    as_of: date,
    *,
    published: date | None = None,
    company: Company | None = None,
    only: str | None = None,
) -> Report:
    """Every figure of a text with its verdict, what is contradicted first.

    `published` is the day of the text, else the one in its header; `company` the one it is about
    where it names none; `only` keeps the rows of one verdict.
    """
    text = PlainText(raw)
    dated = published_in(text)
    day = published or dated
    page = Page(text, Names(companies), Parts(companies), day)
    evidence = Evidence(companies, rates, day, page)
    judged = judged_of(evidence, readings(page, company.id if company else None))
    slips = slips_in(page, judged, rates)
    rows = [_row(one, slips.get(at), raw) for at, one in enumerate(judged)]
    counts = Counter(row.verdict for row in rows)
    both = [pair for pair in zip(rows, judged, strict=True) if only in (None, pair[0].verdict)]
    both.sort(key=lambda pair: (pair[0].verdict != CONTRADICTED, pair[0].start))
    kept = [row for row, _ in both]
    names = {one.id: one.name for one in companies}
    notes, title = list(_notes(day, dated, any_=bool(kept))), _title(rows, counts)
    return Report(
        "read",
        title,
        [Section(ReadRow, kept), *page_of(both, text, names, any_=bool(rows))],
        as_of,
        None,
        notes=notes,
        names=names,
        failed=bool(counts[CONTRADICTED]),
        written=marked(text.shown, [(row, _footnote(row)) for row in kept], [title, *notes]),
    )


def draft_of(report: Report, raw: str, published: date | None) -> str:
    """What was read as the claims of a data file, to be edited: each figure of a company and metric.

    A figure that is no money, percentage or count, and one whose company or metric is not told,
    makes no claim.
    """
    text = PlainText(raw)
    day = published or published_in(text)
    title = " ".join(raw[slice(*(text.header.title or text.lines[0]))].split()) if text.lines else "Untitled"
    lines = [
        "# What `aicompare read` took the figures for: edit what it took wrongly.",
        "sources:",
        "  text:",
    ]
    lines += [
        f"    title: {_quoted(title[:200])}",
        "    publisher: not stated",
        f"    published: {day or report.as_of}",
        "    kind: press",
        "claims:",
    ]
    number = 0
    for row in sorted(report.rows, key=lambda one: one.start):
        if row.expression is None:
            continue
        number += 1
        words = " ".join(raw[max(0, row.start - 60) : row.end + 30].split())
        lines += [
            f"- id: text-{number}",
            "  source: text",
            f"  statement: {_quoted(words)}",
            f"  check: {_quoted(row.expression)}",
        ]
        lines += [f"  note: {_quoted(f'read: {_IN_WORDS[row.verdict]}')}"]
    return "\n".join(lines if number else [*lines[:-1], "claims: []"]) + "\n"


def _quoted(text: str) -> str:
    """As YAML writes a text in single quotes, on one line."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return "'" + plain.replace("'", "''") + "'"


def _title(rows: Sequence[ReadRow], counts: Counter[str]) -> str:
    """The counts of the verdicts, the worst first."""
    if not rows:
        return "No figure in the text"
    said = ", ".join(f"{counts[one]} {words}" for one, words in _IN_WORDS.items() if counts[one])
    return f"{len(rows)} figure{'' if len(rows) == 1 else 's'} of the text: {said}"


def _notes(day: date | None, header: date | None, *, any_: bool) -> Iterable[str]:
    if day:
        yield f"Read as of {day}, {'the date in its header' if day == header else 'as asked'}."
    else:
        yield "The text has no date: say one with --published to read `this year` and days without a year."
    if any_:
        yield "By which words, and as a statement for `check`: --columns figure,said,expression"


def _row(one: Judged, slip: Inconsistency | None, raw: str) -> ReadRow:
    reading, found = one.reading, one.reading.found
    verdict, remark = one.verdict, one.remark
    hint = _hint(one)
    distance = one.off_by
    if slip and verdict != CONTRADICTED:
        verdict, remark, hint, distance = (CONTRADICTED, "inside", slip.words, slip.off_by)
    return ReadRow(
        text=raw[found.start : found.end],
        start=found.start,
        end=found.end,
        verdict=verdict,
        company=reading.company,
        metric=_metric(reading),
        scope=reading.scope,
        period=str(reading.period) if reading.period else None,
        status=reading.status,
        said=_said(reading, raw),
        remark=remark,
        off_by=distance if verdict == CONTRADICTED else None,
        data=_data(one),
        hint=hint,
        expression=_expression(reading, raw),
        facts=one.facts,
    )


def _footnote(row: ReadRow) -> str:
    """What is said of a figure below the text."""
    taken = " ".join(filter(None, (row.company, row.metric, row.scope, row.period)))
    why = f" ({row.hint})" if row.hint else ""
    return f"{_IN_WORDS[row.verdict]}{why}" + "".join(f"; {one}" for one in (taken, row.data) if one)


def _metric(reading: Reading) -> str | None:
    if reading.metric is None:
        return None
    loss = reading.called if reading.called and reading.called == reading.metric.loss else None
    return loss or reading.metric.name


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
    return f"{fact.reported} [{source.id}, {source.published}] {fact.period}"


def _hint(one: Judged) -> str | None:
    if one.verdict == NOT_READ:
        return "its company is not told" if one.reading.company is None else "its metric is not told"
    return _REASONS.get(one.remark or "")


def _expression(reading: Reading, raw: str) -> str | None:
    """A statement for `check`, to be edited."""
    if reading.company is None or reading.metric is None:
        return None
    said = " ".join(raw[reading.found.start : reading.found.end].split()).replace('"', "")
    inside = [str(reading.period)] if reading.period else []
    inside += [f"scope={reading.scope}"] if reading.scope else []
    brackets = f"[{', '.join(inside)}]" if inside else ""
    name = f"{reading.company}.{_base(reading)}{brackets}"
    name = f"growth({name})" if reading.form == "growth" else name
    if reading.form == "ratio" and reading.period:
        name = f"{name} / {reading.company}.revenue[{reading.period}]"
    return f'{name} == "{reading.found.mark if reading.found.mark == "~" else ""}{said}"'


def _base(reading: Reading) -> str | None:
    if reading.metric and reading.form in ("growth", "compound"):
        return reading.metric.word("growth") or reading.metric.name
    return _metric(reading)
