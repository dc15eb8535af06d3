"""What the numbers of an answer are made of: the sheets Inputs, Rates, Workings, Months and Sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from aicompare.companies.fact import Fact
from aicompare.companies.naming import when
from aicompare.rates.rates import Rate
from aicompare.render.safe import clean
from aicompare.render.workbook.digits import cached, number_of
from aicompare.render.workbook.formulas import HEAD, Formulas, Input
from aicompare.render.workbook.looks import end_format, number_format
from aicompare.render.workbook.schedule import HEADS, SHEET, TOP, WIDTH, formulas_of
from aicompare.render.workbook.writer import BLUE, MOST, SheetWriter
from aicompare.reports.report import Report, sources_in
from aicompare.values.figures import Figure
from aicompare.values.money import Money, figure_in
from aicompare.values.sources import Source

_LINK = 30  # characters of an address that are shown; Sources has it in full
_INPUT_HEADS = (
    "Company", "Figure", "As printed", ">Value", ">Low", ">High", "Unit", "Period", "Source", "Published",
    "Page", "Link", "Note",
)  # fmt: skip


def write_operands(sheets: Mapping[str, SheetWriter], formulas: Formulas, sources: Sequence[Source]) -> None:
    """All of these sheets; what comes between is there only where there is any."""
    _months(sheets, formulas)
    _workings(sheets, formulas)
    _inputs(sheets["Inputs"], formulas, sources)
    _rates(sheets["Rates"], formulas)
    _sources(sheets["Sources"], sources)


def _inputs(sheet: SheetWriter, formulas: Formulas, sources: Sequence[Source]) -> None:
    sheet.text(0, 0, "Inputs", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, _INPUT_HEADS)
    for row, entered in enumerate(formulas.inputs.values(), start=HEAD):
        _input(sheet, row, entered, formulas.names, sources)
    sheet.finish(HEAD, 2, one_page=False)


def _input(
    sheet: SheetWriter, row: int, entered: Input, names: Mapping[str, str], sources: Sequence[Source]
) -> None:
    fact = entered.value if isinstance(entered.value, Fact) else None
    value = fact.value if fact else entered.value
    assert isinstance(value, Money | Figure)
    figure, number = figure_in(value), number_of(value, entered.unit)
    written = number_format(value, entered.unit, number)
    given = entered.said.replace("given", "as you gave it") or "of the calculation"
    told = [
        names.get(fact.company, fact.company) if fact else "",
        entered.name,
        fact.printed if fact else given,
    ]
    for column, text in enumerate(told):
        sheet.text(row, column, text)
    sheet.number(row, 3, number, written, font_color=BLUE)
    for column, end in ((4, figure.low), (5, figure.high)):
        if end is None:
            sheet.text(row, column, "open", align="right")
        else:
            bound = number_of(Figure.exact(end), entered.unit)
            sheet.number(row, column, bound, end_format(value, entered.unit, number))
    unit = value.currency if isinstance(value, Money) else entered.unit
    sheet.text(row, 6, unit)
    sheet.of.write_comment(row, 3, clean(_comment(told, fact))[:MOST], {"author": "aicompare", "x_scale": 3})
    if fact is None:
        return
    best = fact.best_source
    numbers = ", ".join(str(sources.index(one) + 1) for one in fact.sources)
    sheet.text(row, 7, when(fact))
    sheet.text(row, 8, f"[{numbers}] {best.title}, {best.publisher}")
    sheet.text(row, 9, str(best.published))
    sheet.text(row, 10, fact.at or "")
    _link(sheet, row, 11, best.url, _LINK)
    sheet.text(row, 12, fact.note or "")


def _comment(told: Sequence[str], fact: Fact | None) -> str:
    company, name, printed = told
    if fact is None:
        return f"{name}: {printed}"
    best = fact.best_source
    said = [f"{company}, {name}, {when(fact)}: printed {printed}"]
    said.append(f"{best.title}, {best.publisher}, {best.published}" + (f", {fact.at}" if fact.at else ""))
    said += [fact.note] if fact.note else []
    return "\n".join(said)


def _link(sheet: SheetWriter, row: int, column: int, url: str | None, most: int) -> None:
    """A link of the web, of which so many characters are shown; any other address is but text."""
    if url and url.startswith(("http://", "https://")) and len(url) < 2000:
        sheet.link(row, column, url, url if len(url) <= most else f"{url[: most - 1]}…")
    else:
        sheet.text(row, column, url or "")


def _rates(sheet: SheetWriter, formulas: Formulas) -> None:
    sheet.text(0, 0, "Exchange rates", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, ("One", "is so much of", ">Rate", "Kind", "Of", "Asked for", ">Days", "Source"))
    for rate, place in formulas.rates.items():
        row = HEAD + place
        told = {0: rate.base, 1: rate.quote, 3: rate.kind, 4: str(rate.period), 5: str(rate.requested)}
        for column, text in told.items():
            sheet.text(row, column, text)
        sheet.number(row, 2, rate.value, "0.000000", font_color=BLUE)
        sheet.number(row, 6, Decimal(rate.days), "0")
        sheet.text(row, 7, rate.source.title if rate.source else "a rate of your own")
        sheet.of.write_comment(row, 2, clean(_rate_told(rate)), {"author": "aicompare", "x_scale": 2})
    sheet.finish(HEAD, 0, one_page=False)


def _rate_told(rate: Rate) -> str:
    whose = rate.source.publisher if rate.source else "your own"
    return f"1 {rate.base} = {cached(rate.value)} {rate.quote}, {rate.kind}, {rate.period} ({whose})"


def _workings(sheets: Mapping[str, SheetWriter], formulas: Formulas) -> None:
    if not formulas.workings:
        return
    sheet = sheets["Workings"]
    sheet.text(0, 0, "What comes between", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, ("Figure", ">Value", "Unit", "How"))
    for row, working in enumerate(formulas.workings.values(), start=HEAD):
        number = number_of(working.value, working.unit)
        sheet.text(row, 0, working.name[:1].upper() + working.name[1:])
        sheet.formula(row, 1, working.formula, number, number_format(working.value, working.unit, number))
        unit = working.value.currency if isinstance(working.value, Money) else working.unit
        sheet.text(row, 2, unit)
        sheet.text(row, 3, working.said)
    sheet.finish(HEAD, 1, one_page=False)


def _months(sheets: Mapping[str, SheetWriter], formulas: Formulas) -> None:
    for schedule in formulas.schedules:
        sheet, column = sheets[SHEET], schedule.column
        sheet.text(0, column, schedule.title, fits=False, bold=True, font_size=13)
        absent = [row for row, name in ((3, "growth"), (4, "revenue")) if name not in schedule.texts]
        labels = (
            "Cash",
            "Burn a month",
            "Growth a month",
            "Revenue a month",
            "Months",
            "Cash when the loss ends",
            "No loss from month",
        )
        for row, label in enumerate(labels, start=1):
            if row not in absent:
                sheet.text(row, column, label, fits=False)
        sheet.head(TOP - 1, HEADS, column)
        lines = schedule.months()
        for line in lines:
            sheet.number(TOP + line.month - 1, column, Decimal(line.month), "0")
        for row, across, formula, value in formulas_of(schedule, lines):
            sheet.formula(row, column + across, formula, value, _of_schedule(row, across))
        sheet.widths[column + WIDTH - 1] = 2
        sheet.widths[column] = 24
    if formulas.schedules:
        sheets[SHEET].finish(TOP, 1, one_page=False)


def _of_schedule(row: int, across: int) -> str:
    if row < TOP:
        return {3: "0.0%", 5: "0.0", 7: "0"}.get(row, "#,##0;(#,##0)")
    return "0" if across > 7 else "#,##0;(#,##0)"


def sources_behind(report: Report, formulas: Formulas) -> list[Source]:
    """Those of the inputs first, then whatever else the answer rests on."""
    found = [source for one in formulas.inputs.values() for source in sources_in(one.value)]
    found += sources_in([section.rows for section in report.sections])
    return list(dict.fromkeys(found))


def _sources(sheet: SheetWriter, sources: Sequence[Source]) -> None:
    sheet.text(0, 0, "Sources", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, (">", "Title", "Publisher", "Published", "Kind", "Note", "Link"))
    for row, source in enumerate(sources, start=HEAD):
        sheet.number(row, 0, Decimal(row - HEAD + 1), "0")
        note = ", ".join(filter(None, (source.via and f"via {source.via}", source.published_note)))
        told = [source.title, source.publisher, str(source.published), source.kind, note]
        for column, text in enumerate(told, start=1):
            sheet.text(row, column, text)
        _link(sheet, row, 6, source.url, MOST)
    sheet.finish(HEAD, 0, one_page=False)
