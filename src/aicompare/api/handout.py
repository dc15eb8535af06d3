"""One page to hand on: what is known of a few companies, put together from the answers of other commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING

from aicompare.api.answer import Answer
from aicompare.api.data import Data
from aicompare.api.declared import command
from aicompare.api.options import Companies, Currency, OneFile
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.frozen import replace

if TYPE_CHECKING:
    from aicompare.calculators.multiples.row import MultiplesRow
    from aicompare.calculators.value.method import MethodRow
    from aicompare.companies.company import Company
    from aicompare.render.handout import HandoutPage, PagePart
    from aicompare.render.handout.drawing import Bar

_MOST = 6  # companies of one page
_ENDINGS = (".html", ".htm")
# What a page has no room for, and JSON has.
_BESIDE_MULTIPLES = (
    "kind", "basis", "days_apart", "growth.period", "gross_margin.period", "net_cash", "net_cash.period",
)  # fmt: skip
_BESIDE_METHODS = ("over", "share_low", "share_high")
_BESIDE_PURPOSES = ("amount", "difference")
_BESIDE_STATEMENTS = ("id", "verdict", "stated", "as_of")


@command(
    "aicompare report zhipu minimax -o report.html",
    "aicompare report six-tigers --in CNY -o tigers.html",
    "aicompare report minimax --as-of 2026-01-09 -o then.html",
    changes=True,
)
def report(
    data: Data, companies: Companies, *, output: OneFile | None = None, currency: Currency = None
) -> Answer:
    """One page about a few companies to hand on, as a single HTML file.

    `output` ends in .html. The page is one file without script, loads nothing, and fits phones and paper;
    every figure says how it is printed, its bounds and its source, and a copy of the answers is in it
    as JSON. It holds the comparison, the runways with their curves, the multiples among all companies,
    the value by each method, the use of proceeds, and which statements of others do not hold. What has no
    answer is left out. Raises UnknownName, BadUsage for more than six companies or another ending, and
    NotWritten.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     answer = aicompare.report(aicompare.load(), "minimax", output=f"{folder}/minimax.html")
    ...     with open(f"{folder}/minimax.html", encoding="utf-8") as page:
    ...         page.readline()
    '<!DOCTYPE html>\\n'
    """
    from aicompare.calculators.exportedfiles import page_written
    from aicompare.files import write_whole
    from aicompare.render.handout import to_page

    found = data.companies(companies)
    if len(found) > _MOST:
        raise BadUsage(f"a page has room for {_MOST} companies, not {len(found)}", hint="name fewer")
    if output is None:
        raise BadUsage("no file to write", hint="name one: `aicompare report zhipu minimax -o report.html`")
    if Path(fspath(output)).suffix.lower() not in _ENDINGS:
        raise BadUsage(f"{fspath(output)!r} is no page", hint="let it end in .html")
    text = to_page(_page(data, found, currency))
    write_whole(text, Path(fspath(output)))
    return data.answer(page_written(fspath(output), text.encode(), data.as_of))


def _page(data: Data, companies: Sequence[Company], currency: str | None) -> HandoutPage:
    from aicompare import __version__
    from aicompare.api.arguments import currency_shown
    from aicompare.render.handout import HandoutPage
    from aicompare.reports.saying import listed

    currency_shown(currency)
    parts = list(_parts(data, companies, currency))
    if not parts:
        raise NoAnswer("nothing is known of these companies", hint="name others")
    names = [company.name for company in companies]
    headline = [said for company in companies for said in _headline(data, company, currency)]
    return HandoutPage(listed(names), max(one.report.as_of for one in parts), __version__, headline, parts)


def _headline(data: Data, company: Company, currency: str | None) -> Iterator[str]:
    """What matters most of each, in a sentence; the sources stand below."""
    from aicompare.api.questions import multiples, runway
    from aicompare.calculators.sayings import SAYINGS
    from aicompare.render.saying import sentence

    for ask in (runway, multiples):
        with suppress(NoAnswer):
            report = ask(data, company.id, currency=currency).report
            yield sentence(SAYINGS[report.name](report), named=False).strip()


def _parts(data: Data, companies: Sequence[Company], currency: str | None) -> Iterator[PagePart]:
    """Each that has an answer."""
    ids = [company.id for company in companies]
    asked = [_side_by_side] if len(ids) > 1 else []
    asked += [_runways, _multiples]
    asked += [partial(_valued, company=company) for company in companies]
    for ask in (*asked, _proceeds, _statements):
        with suppress(NoAnswer):
            yield ask(data, ids, currency)


def _part(data: Data, id_: str, title: str, answer: Answer) -> PagePart:
    from aicompare.render.handout import PagePart

    return PagePart(id_, title, answer.report, explained=data.explained(answer).report)


def _side_by_side(data: Data, ids: Sequence[str], currency: str | None) -> PagePart:
    from aicompare.api.questions import compare

    answer = compare(data, ids, currency=currency)
    return _part(data, "compare", "Side by side", answer)


def _runways(data: Data, ids: Sequence[str], currency: str | None) -> PagePart:
    from aicompare.api.questions import runway

    answer = runway(data, ids, currency=currency, plot=True)
    return _part(data, "runway", "How long the cash lasts", answer)


def _multiples(data: Data, ids: Sequence[str], currency: str | None) -> PagePart:
    """All companies that have a multiple; the explanation is of those that were named."""
    from aicompare.api.questions import multiples

    every = multiples(data, group="all", currency=currency).report
    rows = [row for row in every.rows if row.multiple]
    own = multiples(data, ids, currency=currency)
    part = _part(data, "multiples", "What buyers pay for a dollar of revenue", own)
    sections = [replace(every.sections[0], rows=rows), every.named["statistics"]]
    shown = replace(every, sections=sections, warnings=own.warnings)
    bars = [_bar_of_multiple(row, every.names, ids) for row in rows]
    part = replace(part, report=shown, whole=every, without=_BESIDE_MULTIPLES)
    return replace(part, pictured=bars, caption="Value over revenue.")


def _bar_of_multiple(row: MultiplesRow, names: Mapping[str, str], ids: Sequence[str]) -> Bar:
    from aicompare.render.handout.drawing import Bar
    from aicompare.render.numbers import figure_text

    assert row.multiple is not None
    said = figure_text(row.multiple, "times", "computed")
    return Bar(names[row.company], None, row.multiple.value, None, said, own=row.company in ids)


def _valued(data: Data, _: Sequence[str], currency: str | None, *, company: Company) -> PagePart:
    from aicompare.api.worth import value

    answer = value(data, company.id, currency=currency)
    title = f"What {company.name} may be worth"
    part = _part(data, f"value-{company.id}", title, answer)
    bars = [_bar_of_method(row) for row in answer.rows if row.low or row.middle or row.high]
    caption = "From low to high; the dot is the middle."
    return replace(part, pictured=bars, caption=caption, without=_BESIDE_METHODS)


def _bar_of_method(row: MethodRow) -> Bar:
    from aicompare.companies.fact import money
    from aicompare.render.handout.drawing import Bar
    from aicompare.render.numbers import money_text

    low, middle, high = (None if end is None else money(end) for end in (row.low, row.middle, row.high))
    told = [money_text(end) for end in (low, high) if end] or [money_text(end) for end in (middle,) if end]
    ends = [None if end is None else end.amount.value for end in (low, middle, high)]
    return Bar(row.method, ends[0], ends[1], ends[2], " to ".join(told), own=row.method == "Today")


def _proceeds(data: Data, ids: Sequence[str], currency: str | None) -> PagePart:
    """Of those that have said what it is for."""
    from aicompare.api.allocation import allocate

    planned = [id_ for id_ in ids if data.dataset.company(id_).plans]
    if not planned:
        raise NoAnswer("no plan is known")
    answer = allocate(data, planned, currency=currency)
    part = _part(data, "proceeds", "What the money raised is for", answer)
    return replace(part, without=_BESIDE_PURPOSES)


def _statements(data: Data, ids: Sequence[str], _: str | None) -> PagePart:
    """What others say of them and the figures do not bear out."""
    from aicompare.api.claims import audit

    every = audit(data, company=ids)
    wrong = [row for row in every.rows if row.verdict == "contradicted"]
    if not wrong:
        raise NoAnswer("every statement holds")
    part = _part(data, "statements", "What is said of them and does not hold", every)
    section = replace(every.report.sections[0], rows=wrong)
    kept = replace(every.report, sections=[section], notes=(), heading="")  # of what a screen leaves out
    return replace(part, report=kept, whole=every.report, explained=None, without=_BESIDE_STATEMENTS)
