"""`read`: every figure of a text, what it is taken for, and whether it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from aicompare.calculators.readpage import page_of, taken_for
from aicompare.calculators.readrow import ReadRow, row_of
from aicompare.companies.company import Company
from aicompare.rates.rates import Rates
from aicompare.reading.binding import readings
from aicompare.reading.datelines import published_in
from aicompare.reading.evidence import Evidence
from aicompare.reading.inside import slips_in
from aicompare.reading.judging import judged as judged_of
from aicompare.reading.names import Names
from aicompare.reading.page import Page
from aicompare.reading.parts import Parts
from aicompare.reading.text import PlainText
from aicompare.reading.verdicts import CONTRADICTED, KNOWN, NOT_IN_DATA, NOT_READ, Judged
from aicompare.reports.marked import MarkedFigure, MarkedText
from aicompare.reports.report import Report, Section, strongest_sources

_IN_WORDS: dict[str, str] = {
    CONTRADICTED: "contradicted",
    KNOWN: "known",
    NOT_IN_DATA: "not in the data",
    NOT_READ: "not read (company or metric not told)",
}


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
    rows = [row_of(one, slips.get(at), raw) for at, one in enumerate(judged)]
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
        marked=MarkedText(text.shown, [*_marks(both, names)], [title, *notes]),
    )


def draft_of(report: Report, raw: str, published: date | None) -> str:
    """What was read as the claims of a data file, to be edited: each figure of a company and metric.

    A figure that is no money, percentage or count, and one whose company or metric is not told,
    makes no claim.
    """
    text = PlainText(raw)
    day = published or published_in(text)
    title = _title_in(text) or "Untitled"
    lines = [
        "# What `aicompare read` took the figures for: edit what it took wrongly.",
        "sources:",
        "  text:",
    ]
    lines += [
        f"    title: {_quoted(title.lstrip('# ')[:200])}",
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
        words = _whole_words(raw, row.start - 60, row.end + 30)
        lines += [
            f"- id: text-{number}",
            "  source: text",
            f"  statement: {_quoted(words)}",
            f"  check: {_quoted(row.expression)}",
        ]
        lines += [f"  note: {_quoted(f'read: {_IN_WORDS[row.verdict]}')}"]
    return "\n".join(lines if number else [*lines[:-1], "claims: []"]) + "\n"


def _whole_words(raw: str, first: int, last: int) -> str:
    """That piece of the text, without what is left of a word at either end."""
    piece = raw[max(0, first) : last]
    piece = piece if first <= 0 else piece.partition(" ")[2] or piece
    return " ".join((piece if last >= len(raw) else piece.rpartition(" ")[0] or piece).split())


def _title_in(text: PlainText) -> str:
    """What its header calls it, without the word for that; else its first line."""
    if text.header.title:
        line = re.sub("^[^:：]*[:：]", "", text.raw[slice(*text.header.title)])
    else:
        line = text.raw[slice(*text.lines[0])] if text.lines else ""
    return " ".join(line.split())


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


def _marks(rows: Sequence[tuple[ReadRow, Judged]], names: Mapping[str, str]) -> Iterator[MarkedFigure]:
    """In the order of the text; a figure that follows from several has the best source of each."""
    for row, judged in sorted(rows, key=lambda pair: pair[0].start):
        sources = dict.fromkeys(source for fact in judged.facts for source in strongest_sources(fact))
        yield MarkedFigure(row.start, row.end, row.verdict, _footnote(row, judged, names), [*sources])


def _footnote(row: ReadRow, judged: Judged, names: Mapping[str, str]) -> str:
    """What is said of a figure below the text: `known: Zhipu, revenue, FY2025; the data have ...`."""
    verdict = _IN_WORDS[row.verdict].partition(" (")[0] + (f" ({row.hint})" if row.hint else "")
    told = [": ".join(filter(None, (verdict, taken_for(row, names))))]
    for held in judged.held[:1]:
        fact = held.fact
        told.append(f"the data have {fact.reported}, {fact.period}" if fact else f"by {held.expression}")
    return "; ".join(told)
