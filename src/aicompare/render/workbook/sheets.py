"""The sheets themselves, by XlsxWriter: what is typed in blue, what is computed as a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from aicompare.companies.solved import MonthsAfter
from aicompare.rates.rates import Rate
from aicompare.render.foot import warnings_of
from aicompare.render.safe import clean
from aicompare.render.table import title_of as heading_of
from aicompare.render.workbook.digits import number_of
from aicompare.render.workbook.formulas import HEAD, CellFormula, Formulas, cell_of
from aicompare.render.workbook.layout import Place, TableBlock
from aicompare.render.workbook.looks import end_format, number_format
from aicompare.render.workbook.operands import sources_behind, write_operands
from aicompare.render.workbook.rowcells import NumberCell, WordCell
from aicompare.render.workbook.schedule import SHEET
from aicompare.render.workbook.writer import Looks, SheetWriter
from aicompare.reports.report import Report
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace
from aicompare.values.money import Money, figure_in

_ALIKE = "1E-9"  # as far as a recalculated number may lie from the answer's, of its size
_GREY, _RED = "#808080", "#FFC7CE"


def written(
    report: Report, blocks: Sequence[TableBlock], formulas: Formulas, cells: Mapping[Place, CellFormula]
) -> bytes:
    """The whole file."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": clean(report.title), "created": datetime.combine(report.as_of, time())})
        book.set_calc_mode("auto")
        looks = Looks(book)
        between = {"Workings": formulas.workings, SHEET: formulas.schedules}
        names = ["Answer", "Inputs", "Rates", *filter(between.get, between), "Checks", "Sources"]
        sheets = {name: SheetWriter(book.add_worksheet(name), looks) for name in names}
        _answer(sheets["Answer"], report, blocks, cells)
        write_operands(sheets, formulas, sources_behind(report, formulas))
        _checks(sheets["Checks"], cells)
    return stream.getvalue()


def _answer(
    sheet: SheetWriter, report: Report, blocks: Sequence[TableBlock], cells: Mapping[Place, CellFormula]
) -> None:
    title = heading_of(replace(report, title=_STILL.get(report.name, report.title), heading=""))
    sheet.text(0, 0, " ".join(title.split()), fits=False, bold=True, font_size=13)
    count = 'COUNTIF(Checks!$F:$F,"changed")'
    told = f'=IF({count}=0,"All figures as answered.",{count}&" figures differ from the answer: see Checks.")'
    sheet.of.write_formula(1, 0, told, sheet.looks.of(italic=True), "All figures as answered.")
    for block in blocks:
        if block.title:
            sheet.text(block.row, 0, block.title, fits=False, bold=True, font_size=11)
        for column, title in enumerate(block.head):
            sheet.text(block.first, column, title, bold=True, bottom=1, align="right" if column else "left")
        for down, row in enumerate(block.rows, start=block.first + 1):
            for column, cell in enumerate(row):
                if isinstance(cell, NumberCell | WordCell):
                    _number(sheet, (down, column), cell, cells.get((down, column)))
                elif cell:
                    bold = down - block.first - 1 in block.heads
                    sheet.text(down, column, cell, align="left" if column == 0 else "right", bold=bold)
    _notes(sheet, report, blocks[-1].end if blocks else 3)
    sheet.finish(blocks[0].first + 1 if blocks else 4, 1, one_page=True)


_STILL = {"runway": "Cash runway"}  # what is called by its figures, which move


def _number(
    sheet: SheetWriter, place: Place, cell: NumberCell | WordCell, formula: CellFormula | None
) -> None:
    if formula is not None:
        sheet.formula(*place, formula.formula, _found(formula.number), _look(cell), align="right")
    elif isinstance(cell, NumberCell):
        sheet.number(*place, exact(cell), look_of(cell))


def _found(cell: NumberCell | WordCell) -> Decimal | str:
    return cell.text if isinstance(cell, WordCell) else exact(cell)


def _look(cell: NumberCell | WordCell) -> str:
    """What is a word as yet may become a day, or months."""
    if isinstance(cell, NumberCell):
        return look_of(cell)
    return "yyyy-mm-dd" if isinstance(cell.made, MonthsAfter) else "0.0"


def exact(number: NumberCell) -> Decimal:
    """What a number of the answer comes to."""
    value = number_of(number.value, number.unit)
    return -value if number.turned else value


def look_of(number: NumberCell) -> str:
    """As which number format it is written."""
    size = number_of(number.value, number.unit)
    return number_format(number.value, number.unit, size, number.look, turned=number.turned)


def _notes(sheet: SheetWriter, report: Report, row: int) -> None:
    texts = [*_MOVES, *(f"! {text}" for text in warnings_of(report)), *report.notes]
    for place, text in enumerate(texts, start=row):
        grey = place < row + len(_MOVES)
        sheet.text(place, 0, text, fits=False, font_color=_GREY if grey else "#000000")


_MOVES = (
    "Blue cells of Inputs and Rates can be changed: all that follows from them moves, days, counts and words"
    " of status too.",
    "What a figure does not decide stays: periods, bases, days apart, sources, which rows there are and in"
    " what order, and the notes below.",
    "~ stands before what is known within bounds alone, as at least or at most so much: Checks has them.",
)


def _checks(sheet: SheetWriter, cells: Mapping[Place, CellFormula]) -> None:
    sheet.text(
        0, 0, "Checks: each figure against the answer as it was given", fits=False, bold=True, font_size=13
    )
    sheet.head(HEAD - 1, ("Figure", ">Low", ">High", ">Now", ">As answered", "State", "How"))
    for row, (place, cell) in enumerate(cells.items(), start=HEAD):
        value, look = _found(cell.number), _look(cell.number)
        sheet.text(row, 0, cell.number.name)
        for column, end in enumerate(_bounds(cell.number), start=1):
            _end(sheet, (row, column), end, cell.number)
        sheet.formula(row, 3, f"={cell_of('Answer', *place)}", value, look, align="right")
        now, then = f"$D${row + 1}", f"$E${row + 1}"
        if isinstance(value, str):
            sheet.text(row, 4, value, align="right")
            alike = f"{now}={then}"
        else:
            sheet.number(row, 4, value, look)
            alike = f"ABS({now}-{then})<={_ALIKE}*ABS({then})"
        state = f'=IFERROR(IF({alike},"as answered","changed"),"changed")'
        sheet.formula(row, 5, state, "as answered", "General", indent=1)
        sheet.text(row, 6, cell.said)
    red = sheet.looks.book.add_format({"bg_color": _RED, "font_color": "#9C0006"})
    where = (HEAD, 0, HEAD + max(len(cells), 1) - 1, 5)
    rule = {"type": "formula", "criteria": f'=$F{HEAD + 1}="changed"', "format": red}
    sheet.of.conditional_format(*where, rule)
    sheet.finish(HEAD, 1, one_page=False)


def _end(sheet: SheetWriter, place: Place, end: Decimal | None, number: NumberCell | WordCell) -> None:
    if end is None:
        sheet.text(*place, "open", align="right")
    elif isinstance(number, NumberCell):
        sheet.number(*place, end, end_format(number.value, number.unit, exact(number)))


def _bounds(number: NumberCell | WordCell) -> Sequence[Decimal | None]:
    """Low and high, an open one None; nothing of what is exact, or a word."""
    if isinstance(number, WordCell):
        return ()
    value = number.value
    if isinstance(value, Rate | int | date):
        return ()
    figure = figure_in(value) if isinstance(value, Money | Figure) else value.figure
    if figure.is_exact:
        return ()
    ends = [
        end if end is None else number_of(Figure.exact(end), number.unit) for end in (figure.low, figure.high)
    ]
    return [end and -end for end in reversed(ends)] if number.turned else ends
