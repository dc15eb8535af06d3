"""Cells of a sheet, by XlsxWriter: words that are never read as formulas, numbers with their look."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from aicompare.render.safe import clean
from aicompare.render.workbook.digits import cached
from aicompare.values.frozen import dataclass, field

MOST = 32_000  # characters that a cell or a comment holds
_LONGEST = 44  # characters that a column is wide; what is longer goes on below
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
_LINE = 13  # points of a line
_MARGINS = [Decimal("0.4"), Decimal("0.4"), Decimal("0.5"), Decimal("0.5")]  # inches
_NUMBER = 12  # characters of most numbers: (US$1,322.8m)


@dataclass(slots=True)
class SheetWriter:
    """A sheet that knows how wide its columns have become, and how high some rows."""

    of: Any
    looks: Looks
    widths: dict[int, int] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)  # lines of a row that has several

    def text(self, row: int, column: int, text: str, *, fits: bool = True, **look: Any) -> None:
        """Words, never read as a formula, a number or an address."""
        if fits and len(text) > _LONGEST:
            look |= {"text_wrap": True}
            self.heights[row] = max(self.heights.get(row, 1), -(-len(text) // (_LONGEST - 4)))
        self.of.write_string(row, column, clean(text)[:MOST], self.looks.of(**look))
        if fits:
            self._fit(column, len(text))

    def number(self, row: int, column: int, number: Decimal, written: str, **look: Any) -> None:
        self.of.write_number(row, column, Decimal(cached(number)), self.looks.of(num_format=written, **look))
        self._fit(column, _NUMBER)

    def formula(
        self, row: int, column: int, formula: str, value: Decimal | str, written: str, **look: Any
    ) -> None:
        """With the exact value that it comes to."""
        known = value if isinstance(value, str) else Decimal(cached(value))
        self.of.write_formula(row, column, formula, self.looks.of(num_format=written, **look), known)
        self._fit(column, max(_NUMBER, len(value) if isinstance(value, str) else 0))

    def head(self, row: int, titles: Sequence[str], column: int = 0) -> None:
        """The titles of columns; a `>` before one says that its numbers stand at the right."""
        for place, title in enumerate(titles, start=column):
            align = "right" if title.startswith(">") else "left"
            self.text(row, place, title.removeprefix(">"), bold=True, bottom=1, align=align)

    def finish(self, rows: int, columns: int, *, one_page: bool) -> None:
        """Widths, the head that stays, and the paper."""
        for column, width in self.widths.items():
            self.of.set_column(column, column, min(width + 1, _LONGEST))
        for row, lines in self.heights.items():
            self.of.set_row(row, _LINE * lines + 2)
        self.of.freeze_panes(rows, columns)
        self.of.set_landscape()
        self.of.set_paper(9)  # A4
        self.of.set_margins(*_MARGINS)
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
            self.made[key] = self.book.add_format({**_FONT, **look})
        return self.made[key]
