"""A text with all that was found in it, and what a figure of it is taken for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from aicompare.reading.amounts import Found, figures_of
from aicompare.reading.between import COMPARED, GROWN_ON, LIST
from aicompare.reading.cues import Cue, cues_in
from aicompare.reading.names import Mention, Names, Subjects
from aicompare.reading.parts import Parts, PartWords
from aicompare.reading.periods import When, periods_of
from aicompare.reading.tables import Cell, cells_of, with_unit
from aicompare.reading.text import PlainText, Span
from aicompare.values.periods import Period

_OF_IT = re.compile(r"\s*(?:in|for|of|during)?\s*(?:the\s+)?")
_IN_REACH = 20  # rows above and below

One = TypeVar("One", Mention, Cue, When, PartWords)


class Page:
    """A text with all that was found in it, each kind in the order of the text."""

    def __init__(self, text: PlainText, names: Names, parts: Parts, published: date | None) -> None:
        self.text = text
        self.whens = periods_of(text, published)
        mentions = list(names.mentions(text))
        self.subjects = Subjects(text, mentions)
        self.mentions = mentions
        self.cues = cues_in(text.prose)
        self.parts = list(self._no_names(parts.scan(text.prose)))
        self.cells = cells_of(text)
        self._places = {
            kind: [one.start for one in all_]
            for kind, all_ in (("m", self.mentions), ("c", self.cues), ("w", self.whens), ("p", self.parts))
        }
        self._cell_starts = [cell.span[0] for cell in self.cells]
        self.published = published
        raw = figures_of(text, [one.span for one in self.whens])
        self.figures = list(self._kept(raw))
        self._figure_starts = [one.start for one in self.figures]

    def _no_names(self, parts: Iterable[PartWords]) -> Iterator[PartWords]:
        """Without the words of a part that belong to the name of a company: `Kingsoft Cloud`."""
        ends = {mention.span for mention in self.mentions if mention.in_full}
        taken = {at for start, end in ends for at in range(start, end)}
        return (part for part in parts if part.start not in taken)

    def _kept(self, raw: Sequence[Found]) -> Iterator[Found]:
        """With the units of tables, and without numbers that have none."""
        for figure in raw:
            cell = self.cell(figure.start)
            figure = with_unit(figure, cell, self.text) if cell else figure
            if figure.kind == "months" and not self._is_runway(figure):
                continue
            if figure.kind != "bare":
                yield figure

    @cached_property
    def _rows(self) -> dict[Span, list[Sequence[Span]]]:
        """The rows of every table, by its corner."""
        rows: dict[Span, dict[Span, Sequence[Span]]] = {}
        for cell in self.cells:
            rows.setdefault(cell.corner, {})[cell.whole_row] = cell.cells
        return {corner: list(found.values()) for corner, found in rows.items()}

    @cached_property
    def _row_starts(self) -> dict[Span, list[int]]:
        return {corner: [row[0][0] for row in rows] for corner, rows in self._rows.items()}

    @cached_property
    def main_period(self) -> Period | None:
        """The stretch of which most is said, of several the first; no year in which something began,
        and none that others are measured by.
        """
        told = [when for when in self.whens if not when.before and not self.is_base(when)]
        counts = Counter(when.period for when in told if when.period and when.period.months > 1)
        return counts.most_common(1)[0][0] if counts else None

    def is_base(self, when: When) -> bool:
        """Whether a period is of what another figure is measured by: `up 18% on 2023`,
        `against A in 2023`, `(2023: A)`.
        """
        return when.start in self._bases

    def is_led(self, when: When) -> bool:
        """Whether words of comparison stand right before a period: `more than in 2023`."""
        before = self.text.prose[max(0, when.start - 30) : when.start]
        return bool(GROWN_ON.search(before) or COMPARED.search(before))

    def is_in_brackets(self, when: When) -> bool:
        """`A (2023: B)`: a period before its own figure."""
        ends = self.text.prose[max(0, when.start - 1) : when.start], self.text.prose[when.end : when.end + 1]
        return ends[0] == "(" and ends[1] == ":"

    @cached_property
    def _bases(self) -> frozenset[int]:
        return frozenset(when.start for when in self.whens if self._measures(when))

    def _measures(self, when: When) -> bool:
        if self.is_led(when) or self.is_in_brackets(when):
            return True
        led = self.figures_in((max(0, when.start - 40), when.start))[-1:]
        near = [one for one in led if _OF_IT.fullmatch(self.text.prose[one.end : when.start])]
        return any(COMPARED.search(self.text.prose[max(0, one.start - 40) : one.start]) for one in near)

    def _is_runway(self, one: Found) -> bool:
        start, end = self.text.sentence(one.start)
        return any(cue.called == "stated_runway" for cue in self.cues_in((start, end)))

    def cell(self, at: int) -> Cell | None:
        place = bisect_right(self._cell_starts, at) - 1
        cell = self.cells[place] if place >= 0 else None
        return cell if cell and cell.span[0] <= at < cell.span[1] else None

    def rows_about(self, cell: Cell) -> Sequence[Sequence[Span]]:
        """The rows of the same table, of a long one those within reach."""
        rows = self._rows[cell.corner]
        at = bisect_left(self._row_starts[cell.corner], cell.whole_row[0])
        return rows[max(0, at - _IN_REACH) : at + _IN_REACH + 1]

    def _within(self, kind: str, all_: Sequence[One], span: Span) -> Sequence[One]:
        starts = self._places[kind]
        return all_[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        return self._within("m", self.mentions, span)

    def cues_in(self, span: Span) -> Sequence[Cue]:
        return self._within("c", self.cues, span)

    def whens_in(self, span: Span) -> Sequence[When]:
        return self._within("w", self.whens, span)

    def whens_beside(self, words: Span) -> Sequence[When]:
        """Those of the paragraph in which words stand."""
        return self.whens_in(self.text.paragraph(words[0]))

    def when_at(self, words: Span | None) -> When | None:
        """The phrase that stands at a place."""
        found = self.whens_in((words[0], words[0] + 1)) if words else ()
        return found[0] if found else None

    def parts_in(self, span: Span) -> Sequence[PartWords]:
        return self._within("p", self.parts, span)

    def parts_of(self, company: str | None, span: Span) -> Sequence[PartWords]:
        """The words of parts that a figure of this company may be of."""
        return [part for part in self.parts_in(span) if part.may_be_of(company) and part.scope != company]

    def figures_in(self, span: Span) -> Sequence[Found]:
        return self.figures[
            bisect_left(self._figure_starts, span[0]) : bisect_left(self._figure_starts, span[1])
        ]


def listed_with(page: Page, one: Found, sentence: Span) -> Sequence[Found]:
    """The figures of a list in which one stands, itself among them: `A, B and C`."""
    prose, figures = page.text.prose, page.figures_in(sentence)
    first = last = figures.index(one)
    while first and LIST.fullmatch(prose[figures[first - 1].end : figures[first].start]):
        first -= 1
    while last + 1 < len(figures) and LIST.fullmatch(prose[figures[last].end : figures[last + 1].start]):
        last += 1
    return figures[first : last + 1]


def alike(one: Found, other: Found) -> bool:
    """Whether two figures may stand in one list: two amounts, two percentages."""
    return one.kind == other.kind or {one.kind, other.kind} <= {"money", "amount", "count"}
