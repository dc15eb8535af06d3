"""Cells of a sheet, by XlsxWriter: words that are never read as formulas, numbers with their look."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from aicompare.render.safe import clean
from aicompare.render.workbook.digits import cached
from aicompare.values.frozen import dataclass, field

MOST = 32_000  # characters that a cell or a comment holds
_LONGEST = 44  # characters that a column is wide; what is longer goes on below
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
_LINE = 13  # points of a line
_HIGHEST = 409  # points that a row is high
BLUE = "#0000FF"  # of what may be changed, and of links
_MARGINS = [Decimal("0.4"), Decimal("0.4"), Decimal("0.5"), Decimal("0.5")]  # inches
_NUMBER = 12  # characters of most numbers: (US$1,322.8m)


@dataclass(slots=True)
class SheetWriter:
    """A sheet that knows how wide its columns have become, and how high some rows."""

    of: Any
    looks: Looks
    widths: dict[int, int] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)  # lines of a row that has several
    behind_numbers: set[int] = field(default_factory=set)  # columns of words that keep off the numbers before

    def text(self, row: int, column: int, text: str, *, fits: bool = True, **look: Any) -> None:
        """Words, never read as a formula, a number or an address."""
        look |= self._room(row, column, text) if fits else {}
        self.of.write_string(row, column, clean(text)[:MOST], self.looks.of(**look))

    def link(self, row: int, column: int, address: str, text: str) -> None:
        """To a page of the web; an address does not fold, so that a long one has nothing behind it."""
        self.of.write_url(row, column, address, self.looks.of(font_color=BLUE, underline=1), clean(text))
        self._fit(column, len(text))

    def _room(self, row: int, column: int, text: str) -> dict[str, Any]:
        """The look of words that have it: what is long goes on below, what is behind a number keeps off."""
        if wraps := len(text) > _LONGEST:
            self.heights[row] = max(self.heights.get(row, 1), -(-len(text) // (_LONGEST - 4)))
        indent = int(column in self.behind_numbers)
        self._fit(column, len(text) + indent)
        return ({"text_wrap": True} if wraps else {}) | ({"indent": 1} if indent else {})

    def number(self, row: int, column: int, number: Decimal, written: str, **look: Any) -> None:
        self.of.write_number(row, column, Decimal(cached(number)), self.looks.of(num_format=written, **look))
        self._fit(column, len(cached(number)) if written == "0" else _NUMBER)

    def formula(
        self, row: int, column: int, formula: str, value: Decimal | str, written: str, **look: Any
    ) -> None:
        """With the exact value that it comes to."""
        known = value if isinstance(value, str) else Decimal(cached(value))
        self.of.write_formula(row, column, formula, self.looks.of(num_format=written, **look), known)
        self._fit(column, max(_NUMBER, len(value) if isinstance(value, str) else 0))

    def head(self, row: int, titles: Sequence[str], column: int = 0) -> None:
        """The titles of columns; a `>` before one says that its numbers stand at the right."""
        self.behind_numbers |= {
            place
            for place, (before, title) in enumerate(pairwise(titles), start=column + 1)
            if before.startswith(">") and not title.startswith(">")
        }
        for place, title in enumerate(titles, start=column):
            align = "right" if title.startswith(">") else "left"
            self.text(row, place, title.removeprefix(">"), bold=True, bottom=1, align=align)

    def finish(self, rows: int, columns: int, *, one_page: bool) -> None:
        """Widths, the head that stays, and the paper."""
        for column, width in self.widths.items():
            self.of.set_column(column, column, min(width, _LONGEST) + 2)
        for row, lines in self.heights.items():
            self.of.set_row(row, min(_LINE * lines + 2, _HIGHEST))
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
