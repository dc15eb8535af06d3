"""The sheets themselves, by XlsxWriter: what is typed in blue, what is computed as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from aicompare.companies.fact import Fact
from aicompare.companies.naming import when
from aicompare.rates.rates import Rate
from aicompare.render.foot import warnings_of
from aicompare.render.safe import clean
from aicompare.render.table import title_of as heading_of
from aicompare.render.workbook.digits import cached, number_of
from aicompare.render.workbook.formulas import HEAD, CellFormula, Formulas, Input, cell_of
from aicompare.render.workbook.layout import Block, NumberCell, Place
from aicompare.render.workbook.looks import number_format
from aicompare.render.workbook.schedule import HEADS, SHEET, TOP, WIDTH, formulas_of
from aicompare.reports.report import Report, sources_in
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money, figure_in
from aicompare.values.sources import Source

_ALIKE = "1E-9"  # as far as a recalculated number may lie from the answer's, of its size
_LONGEST = 60  # characters that a column is wide
_BLUE, _GREY, _RED = "#0000FF", "#808080", "#FFC7CE"
_INPUT_HEADS = (
    "Company", "Figure", "As printed", "Value", "Low", "High", "Unit", "Period", "Source", "Published",
    "Page", "Link", "Note",
)  # fmt: skip


@dataclass(slots=True)
class Sheet:
    """A sheet that knows how wide its columns have become."""

    of: Any
    looks: Looks
    widths: dict[int, int] = field(default_factory=dict)

    def text(self, row: int, column: int, text: str, *, fits: bool = True, **look: Any) -> None:
        """Words, never read as a formula, a number or an address."""
        self.of.write_string(row, column, clean(text), self.looks.of(**look))
        if fits:
            self._fit(column, len(text))

    def number(self, row: int, column: int, number: Decimal, written: str, **look: Any) -> None:
        self.of.write_number(row, column, Decimal(cached(number)), self.looks.of(num_format=written, **look))
        self._fit(column, 14)

    def formula(
        self, row: int, column: int, formula: str, value: Decimal | str, written: str, **look: Any
    ) -> None:
        """With the exact value that it comes to."""
        known = value if isinstance(value, str) else Decimal(cached(value))
        self.of.write_formula(row, column, formula, self.looks.of(num_format=written, **look), known)
        self._fit(column, 14)

    def head(self, row: int, titles: Sequence[str], column: int = 0) -> None:
        """The titles of columns; text at the left, numbers would be at the right."""
        for place, title in enumerate(titles, start=column):
            self.text(row, place, title, bold=True, bottom=1, text_wrap=len(title) > _LONGEST)

    def finish(self, rows: int, columns: int, *, one_page: bool) -> None:
        """Widths, the head that stays, and the paper."""
        for column, width in self.widths.items():
            self.of.set_column(column, column, min(width + 2, _LONGEST))
        self.of.freeze_panes(rows, columns)
        self.of.set_landscape()
        self.of.set_paper(9)  # A4
        self.of.fit_to_pages(1, 1 if one_page else 0)
        self.of.hide_gridlines(2)

    def _fit(self, column: int, width: int) -> None:
        self.widths[column] = max(self.widths.get(column, 6), width)


@dataclass(slots=True)
class Looks:
    """Each look of a cell once."""

    book: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def of(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": "Arial", "font_size": 10, **look})
        return self.made[key]


def written(
    report: Report, blocks: Sequence[Block], formulas: Formulas, cells: Mapping[Place, CellFormula]
) -> bytes:
    """The whole file."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": clean(report.title), "created": datetime.combine(report.as_of, time())})
        book.set_calc_mode("auto")
        looks = Looks(book)
        names = ["Answer", "Inputs", "Rates"]
        names += ["Workings"] if formulas.workings else []
        names += [SHEET] if formulas.schedules else []
        sheets = {name: Sheet(book.add_worksheet(name), looks) for name in (*names, "Checks", "Sources")}
        _answer(sheets["Answer"], report, blocks, cells)
        _months(sheets, formulas)
        _workings(sheets, formulas)
        sources = _sources_of(report, formulas)
        _inputs(sheets["Inputs"], formulas, sources)
        _rates(sheets["Rates"], formulas)
        _checks(sheets["Checks"], cells)
        _sources(sheets["Sources"], sources)
    return stream.getvalue()


def _answer(sheet: Sheet, report: Report, blocks: Sequence[Block], cells: Mapping[Place, CellFormula]) -> None:
    sheet.text(0, 0, heading_of(report), fits=False, bold=True, font_size=13)
    count = f'COUNTIF(Checks!$F:$F,"changed")'
    told = f'=IF({count}=0,"All figures as answered.",{count}&" figures differ from the answer: see Checks.")'
    sheet.of.write_formula(1, 0, told, sheet.looks.of(italic=True), "All figures as answered.")
    for block in blocks:
        if block.title:
            sheet.text(block.row, 0, block.title, fits=False, bold=True, font_size=11)
        for column, title in enumerate(block.head):
            sheet.text(block.first, column, title, bold=True, bottom=1, align="right" if column else "left")
        for down, row in enumerate(block.rows, start=block.first + 1):
            for column, cell in enumerate(row):
                if isinstance(cell, NumberCell):
                    _number(sheet, (down, column), cells[down, column])
                elif cell:
                    sheet.text(down, column, cell, align="left" if column == 0 else "right")
    _notes(sheet, report, blocks[-1].end if blocks else 3)
    sheet.finish(blocks[0].first + 1 if blocks else 4, 1, one_page=True)


def _number(sheet: Sheet, place: Place, cell: CellFormula) -> None:
    value = exact(cell.number)
    sheet.formula(*place, cell.formula, value, look_of(cell.number))


def exact(number: NumberCell) -> Decimal:
    """What a number of the answer comes to."""
    value = number_of(number.value, number.unit)
    return -value if number.turned else value


def look_of(number: NumberCell) -> str:
    return number_format(number.value, number.unit, number_of(number.value, number.unit))


def _notes(sheet: Sheet, report: Report, row: int) -> None:
    static = "Blue cells of Inputs and Rates can be changed: what follows from them moves. Words stay."
    texts = [static, *(f"! {text}" for text in warnings_of(report)), *report.notes]
    for place, text in enumerate(texts, start=row):
        sheet.text(place, 0, text, fits=False, font_color=_GREY if place == row else "#000000")


# --- what it is made of ------------------------------------------------------------------------


def _inputs(sheet: Sheet, formulas: Formulas, sources: Sequence[Source]) -> None:
    sheet.text(0, 0, "Inputs", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, _INPUT_HEADS)
    for row, entered in enumerate(formulas.inputs.values(), start=HEAD):
        _input(sheet, row, entered, formulas.names, sources)
    sheet.finish(HEAD, 2, one_page=False)


def _input(
    sheet: Sheet, row: int, entered: Input, names: Mapping[str, str], sources: Sequence[Source]
) -> None:
    fact = entered.value if isinstance(entered.value, Fact) else None
    value = fact.value if fact else entered.value
    assert isinstance(value, Money | Figure)
    figure, number = figure_in(value), number_of(value, entered.unit)
    written = number_format(value, entered.unit, number)
    given = entered.said.replace("given", "as you gave it") or "of the calculation"
    told = [names.get(fact.company, fact.company) if fact else "", entered.name, fact.reported if fact else given]
    for column, text in enumerate(told):
        sheet.text(row, column, text)
    sheet.number(row, 3, number, written, font_color=_BLUE)
    for column, end in ((4, figure.low), (5, figure.high)):
        if end is None:
            sheet.text(row, column, "open", align="right")
        else:
            sheet.number(row, column, number_of(Figure.exact(end), entered.unit), written)
    unit = value.currency if isinstance(value, Money) else entered.unit
    sheet.text(row, 6, unit)
    sheet.of.write_comment(row, 3, clean(_comment(told, fact)), {"author": "aicompare", "x_scale": 3})
    if fact is None:
        return
    best = min(fact.sources, key=lambda source: (source.rank, source.published_on))
    numbers = ", ".join(str(sources.index(one) + 1) for one in fact.sources)
    sheet.text(row, 7, when(fact))
    sheet.text(row, 8, f"[{numbers}] {best.title}, {best.publisher}")
    sheet.text(row, 9, str(best.published))
    sheet.text(row, 10, fact.at or "")
    _link(sheet, row, 11, best.url)
    sheet.text(row, 12, fact.note or "")


def _comment(told: Sequence[str], fact: Fact | None) -> str:
    company, name, printed = told
    if fact is None:
        return f"{name}: {printed}"
    best = min(fact.sources, key=lambda source: (source.rank, source.published_on))
    said = [f"{company}, {name}, {when(fact)}: printed {printed}"]
    said.append(f"{best.title}, {best.publisher}, {best.published}" + (f", {fact.at}" if fact.at else ""))
    said += [fact.note] if fact.note else []
    return "\n".join(said)


def _link(sheet: Sheet, row: int, column: int, url: str | None) -> None:
    """A link of the web; any other address is but text."""
    if url and url.startswith(("http://", "https://")) and len(url) < 2000:
        look = sheet.looks.of(font_color=_BLUE, underline=1)
        sheet.of.write_url(row, column, url, look, clean(url))
    else:
        sheet.text(row, column, url or "", fits=False)


def _rates(sheet: Sheet, formulas: Formulas) -> None:
    sheet.text(0, 0, "Exchange rates", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, ("One", "is so much of", "Rate", "Kind", "Of", "Asked for", "Days", "Source"))
    for rate, place in formulas.rates.items():
        row = HEAD + place
        told = {0: rate.base, 1: rate.quote, 3: rate.kind, 4: str(rate.period), 5: str(rate.requested)}
        for column, text in told.items():
            sheet.text(row, column, text)
        sheet.number(row, 2, rate.value, "0.000000", font_color=_BLUE)
        sheet.number(row, 6, Decimal(rate.days), "0")
        sheet.text(row, 7, rate.source.title if rate.source else "a rate of your own")
        sheet.of.write_comment(row, 2, clean(_rate_told(rate)), {"author": "aicompare", "x_scale": 2})
    sheet.finish(HEAD, 0, one_page=False)


def _rate_told(rate: Rate) -> str:
    whose = rate.source.publisher if rate.source else "your own"
    return f"1 {rate.base} = {cached(rate.value)} {rate.quote}, {rate.kind}, {rate.period} ({whose})"


def _workings(sheets: Mapping[str, Sheet], formulas: Formulas) -> None:
    if not formulas.workings:
        return
    sheet = sheets["Workings"]
    sheet.text(0, 0, "What comes between", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, ("Figure", "Value", "Unit", "How"))
    for row, one in enumerate(formulas.workings.values(), start=HEAD):
        number = number_of(one.value, one.unit)
        sheet.text(row, 0, one.name[:1].upper() + one.name[1:])
        sheet.formula(row, 1, one.formula, number, number_format(one.value, one.unit, number))
        sheet.text(row, 2, one.value.currency if isinstance(one.value, Money) else one.unit)
        sheet.text(row, 3, one.said and f"= {one.said}")
    sheet.finish(HEAD, 1, one_page=False)


def _months(sheets: Mapping[str, Sheet], formulas: Formulas) -> None:
    for schedule in formulas.schedules:
        sheet, column = sheets[SHEET], schedule.column
        sheet.text(0, column, schedule.title, fits=False, bold=True, font_size=13)
        labels = ("Cash", "Burn a month", "Growth a month", "Revenue a month", "Months", "Cash when the loss ends")
        for row, label in enumerate(labels, start=1):
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
        return {3: "0.0%", 5: "0.0"}.get(row, "#,##0;(#,##0)")
    return "0" if across > 6 else "#,##0;(#,##0)"


def _checks(sheet: Sheet, cells: Mapping[Place, CellFormula]) -> None:
    sheet.text(0, 0, "Checks: each figure against the answer as it was given", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, ("Figure", "Low", "High", "Now", "As answered", "State", "How"))
    for row, (place, cell) in enumerate(cells.items(), start=HEAD):
        value, look = exact(cell.number), look_of(cell.number)
        sheet.text(row, 0, cell.number.name)
        for column, end in enumerate(_bounds(cell.number), start=1):
            if end is not None:
                sheet.number(row, column, end, look)
        sheet.formula(row, 3, f"={cell_of('Answer', *place)}", value, look)
        sheet.number(row, 4, value, look)
        now, then = f"$D${row + 1}", f"$E${row + 1}"
        state = f'=IFERROR(IF(ABS({now}-{then})<={_ALIKE}*ABS({then}),"as answered","changed"),"changed")'
        sheet.formula(row, 5, state, "as answered", "General")
        sheet.text(row, 6, cell.said and f"= {cell.said}")
    red = sheet.looks.book.add_format({"bg_color": _RED, "font_color": "#9C0006"})
    where = (HEAD, 0, HEAD + max(len(cells), 1) - 1, 5)
    rule = {"type": "formula", "criteria": f'=$F{HEAD + 1}="changed"', "format": red}
    sheet.of.conditional_format(*where, rule)
    sheet.finish(HEAD, 1, one_page=False)


def _bounds(number: NumberCell) -> Iterable[Decimal | None]:
    value = number.value
    if isinstance(value, Rate) or not hasattr(value, "value"):
        if not isinstance(value, Money):
            return ()
    figure = figure_in(value) if isinstance(value, Money | Figure) else value.figure  # type: ignore[union-attr]
    if figure.is_exact:
        return ()
    ends = [None if end is None else number_of(Figure.exact(end), number.unit) for end in (figure.low, figure.high)]
    return [end and -end for end in reversed(ends)] if number.turned else ends


def _sources_of(report: Report, formulas: Formulas) -> list[Source]:
    found = [source for one in formulas.inputs.values() for source in sources_in(one.value)]
    found += sources_in([section.rows for section in report.sections])
    return list(dict.fromkeys(found))


def _sources(sheet: Sheet, sources: Sequence[Source]) -> None:
    sheet.text(0, 0, "Sources", fits=False, bold=True, font_size=13)
    sheet.head(HEAD - 1, ("", "Title", "Publisher", "Published", "Kind", "Link", "Note"))
    for row, source in enumerate(sources, start=HEAD):
        sheet.number(row, 0, Decimal(row - HEAD + 1), "0")
        told = [source.title, source.publisher, str(source.published), source.kind]
        for column, text in enumerate(told, start=1):
            sheet.text(row, column, text)
        _link(sheet, row, 5, source.url)
        sheet.text(row, 6, ", ".join(filter(None, (source.via and f"via {source.via}", source.published_note))))
    sheet.finish(HEAD, 0, one_page=False)
