"""An answer as a workbook whose numbers are formulas over what was printed.

`layout` says what stands where in the sheet Answer, `formulas` turns the tree of each number into the
text of a formula, `schedule` is the cash month by month, `sheets` writes it all. Figures stand in
base units; names are never read as formulas; the same answer gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aicompare.reports.report import Report


def to_xlsx(report: Report) -> bytes:
    """The sheets Answer, Inputs, Rates, Checks and Sources; where there is need also Workings, Months."""
    from aicompare.render.workbook.formulas import Formulas
    from aicompare.render.workbook.layout import blocks_of, numbers_in
    from aicompare.render.workbook.sheets import written

    blocks = blocks_of(report)
    formulas = Formulas(report.names)
    numbers = [formulas.placed(place, number) for place, number in numbers_in(blocks)]
    cells = {number.place: formulas.of_cell(number) for number in numbers if not number.is_counted}
    return written(report, blocks, formulas, cells)
