"""A page as lines of text: in columns while they fit, then without the least of them, then row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from aicompare.render.cells import DASH, cell_text, fact_text, text_of
from aicompare.render.folding import Line, cell_width, folded
from aicompare.render.footnotes import Footnotes
from aicompare.render.numbers import figure_text, on_page
from aicompare.render.safe import clean
from aicompare.reports.page import SIGNS, PageCell, PageEntry, PageRow
from aicompare.reports.report import Column, Section
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass

GAP = 2
_LEAST_LABEL, _FAIR_LABEL = 10, 26  # columns for the labels: at all, and before a column of figures goes
_LEAST_TOLD = 14  # columns for a sentence beside its label
WHEN = "when"  # a column whose text moves to the label where there is no room for it
SOURCE = "source"
_LEFT = (WHEN, SOURCE)
_BETWEEN = "   "
_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_BARE, _KNOWN = Column(""), Column("", look="known")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, and how wide; `terse` is without a word on what there is no room for."""

    section: Section
    footnotes: Footnotes
    width: int | None
    terse: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """A row as text, its cells by their keys."""

    label: str
    depth: int
    style: str
    cells: Mapping[str, str]


class Remarks:
    """Gives each remark its letter, the same one wherever it is made."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def letter(self, text: str) -> str:
        """Of a remark; nothing of none."""
        if not text:
            return ""
        if text not in self.texts:
            self.texts.append(text)
        rounds, index = divmod(self.texts.index(text), len(_LETTERS))
        return _LETTERS[index] * (rounds + 1)


def page(drawing: Drawing) -> Iterator[Line]:
    """What a narrow screen does without is named below, but for sources, which the foot counts."""
    section, footnotes, width = drawing.section, drawing.footnotes, drawing.width
    titles = section.keys["cells"]
    tried = _texts(section, footnotes.copy(), titles, Remarks())
    titles = {key: title for key, title in titles.items() if any(row.cells[key] for row in tried)}
    kept, folds = _kept(section, titles, tried, width)
    remarks = Remarks()
    rows = _texts(section, footnotes, kept, remarks)
    if WHEN in titles and WHEN not in kept:
        rows = [_dated(row, text.cells[WHEN]) for row, text in zip(rows, tried, strict=True)]
    widths = _widths(rows, {key: titles[key] for key in kept}, folds=folds)
    longest = max((_label_width(row) for row in rows), default=0)
    room = longest if width is None else min(longest, width - _taken(widths))
    if room < min(_LEAST_LABEL, longest):
        yield from _one_by_one(rows, titles, width or 1)
    else:
        if any(titles[key] for key in kept):
            yield from _heads({key: titles[key] for key in kept}, widths, room)
        for row in rows:
            yield from _row(row, widths, room)
    yield from _below(remarks, width)
    gone = [titles[key] for key in titles if key not in kept and key not in _LEFT]
    if gone and not drawing.terse:
        yield Line("")
        needed = _taken(_widths(tried, titles)) + max(map(_label_width, tried))
        yield from _note(f"With --json, or on {needed} columns: {', '.join(dict.fromkeys(gone))}", width)


def _texts(section: Section, footnotes: Footnotes, keys: Iterable[str], remarks: Remarks) -> list[Texts]:
    """With room behind each figure for the widest mark of its column, so that digits stand aligned."""
    keys = list(keys)
    marks = [[_mark(row, key, remarks) for key in keys] for row in section.rows]
    rooms = [max(map(cell_width, column), default=0) for column in zip(*marks, strict=True)]
    found = []
    for row, of_row in zip(section.rows, marks, strict=True):
        cells = {
            key: _cell(row, key, footnotes) + mark + " " * (room - cell_width(mark))
            for key, mark, room in zip(keys, of_row, rooms or [0] * len(keys), strict=True)
        }
        found.append(Texts(clean(row.label), row.depth, row.style, cells))
    return found


def _cell(row: PageRow, key: str, footnotes: Footnotes) -> str:
    if key not in row.cells:
        return ""
    cell = row.cells[key]
    return clean(
        cell_text(cell, footnotes) if isinstance(cell, PageCell) else text_of(cell, _BARE, footnotes)
    )


def _mark(row: PageRow, key: str, remarks: Remarks) -> str:
    cell = row.cells.get(key)
    letter = remarks.letter(cell.remark) if isinstance(cell, PageCell) else ""
    return f" {letter}" if letter else ""


def _kept(
    section: Section, titles: Mapping[str, str], rows: Sequence[Texts], width: int | None
) -> tuple[list[str], bool]:
    """The keys for which there is room, those that the section drops first gone first; and whether their
    headings fold, as they do before a column of figures goes.
    """
    kept = list(titles)
    if width is None:
        return kept, False
    natural = max((_label_width(row) for row in rows), default=0)

    def fits(kept: Iterable[str], *, folds: bool) -> bool:
        taken = _taken(_widths(rows, {key: titles[key] for key in kept}, folds=folds))
        return width - taken >= min(natural, _FAIR_LABEL)

    for gone in section.drops:
        if fits(kept, folds=False) or fits(kept, folds=True):
            break
        kept = [key for key in kept if key not in gone]
    return kept, not fits(kept, folds=False)


def _widths(rows: Sequence[Texts], titles: Mapping[str, str], *, folds: bool = False) -> dict[str, int]:
    return {
        key: max(
            [
                *map(cell_width, folded(title, 1 if folds else None)),
                *(cell_width(row.cells[key]) for row in rows),
            ]
        )
        for key, title in titles.items()
    }


def _heads(titles: Mapping[str, str], widths: Mapping[str, int], room: int) -> Iterator[Line]:
    """Headings of several lines stand on the figures."""
    lines = {key: [*folded(title, widths[key])] for key, title in titles.items()}
    most = max(map(len, lines.values()))
    for at in range(most):
        cells = {
            key: head[at - most + len(head)] if at >= most - len(head) else "" for key, head in lines.items()
        }
        yield Line(_joined("", cells, widths, room), "header")


def _taken(widths: Mapping[str, int]) -> int:
    return sum(widths.values()) + GAP * len(widths)


def _label_width(row: Texts) -> int:
    return 2 * row.depth + cell_width(row.label)


def _dated(row: Texts, when: str) -> Texts:
    return Texts(f"{row.label}, {when}" if when else row.label, row.depth, row.style, row.cells)


def _row(row: Texts, widths: Mapping[str, int], room: int) -> Iterator[Line]:
    """The figures stand beside the last line of a label that takes several."""
    label = "  " * row.depth + row.label
    *above, last = folded(label, room, 2 * row.depth + 2)
    style = "header" if row.style == "header" else ""
    yield from (Line(text, style) for text in above)
    yield Line(_joined(last, row.cells, widths, room), style)


def _joined(label: str, cells: Mapping[str, str], widths: Mapping[str, int], room: int) -> str:
    text = label + " " * max(0, room - cell_width(label))
    for key, width in widths.items():
        space = " " * (width - cell_width(cells[key]))
        text += " " * GAP + (cells[key] + space if key in _LEFT else space + cells[key])
    return text.rstrip()


def _one_by_one(rows: Sequence[Texts], titles: Mapping[str, str], width: int) -> Iterator[Line]:
    """On a screen that has no room for two figures side by side."""
    headings = dict(titles)
    for row in rows:
        if row.style == "header":
            headings |= row.cells
            continue
        yield from (Line(text, "header") for text in folded("  " * row.depth + row.label, width, 2))
        for key, text in row.cells.items():
            if text.strip() not in ("", DASH):
                yield from map(Line, folded(f"  {headings[key]} {text.strip()}".rstrip(), width, 4))


def _note(text: str, width: int | None) -> Iterator[Line]:
    return (Line(part, "note") for part in folded(text, width))


def _below(remarks: Remarks, width: int | None) -> Iterator[Line]:
    """As many in a line as fit."""
    if not remarks.texts:
        return
    yield Line("")
    line = ""
    for text in (clean(f"{remarks.letter(one)} {one}") for one in remarks.texts):
        if line and width is not None and cell_width(line + _BETWEEN + text) > width:
            yield from _note(line, width)
            line = ""
        line += _BETWEEN + text if line else text
    yield from _note(line, width)


def entries(drawing: Drawing) -> Iterator[Line]:
    """A sign and a sentence, and under it what tells."""
    width = drawing.width
    for row in drawing.section.rows:
        assert isinstance(row, PageEntry)
        sign = SIGNS.get(row.style, "")
        for text in folded(clean(f"{sign} {row.text}".strip()), width, 2):
            yield Line(text, row.style)
        if told := clean(_told(row, drawing.footnotes)):
            yield from map(Line, folded(f"    {told}", width, 4))


def _told(row: PageEntry, footnotes: Footnotes) -> str:
    """`RMB 4,350.9m by the data, stated 11.5% too high; unit lost: holds in HKD`."""
    figure = ""
    if row.value:
        figure = f"{fact_text(row.value, _KNOWN, footnotes)} by the data{footnotes.mark(row.value)}"
    return "; ".join(filter(None, (", ".join(filter(None, (figure, _off(row)))), row.told)))


def _off(row: PageEntry) -> str:
    """`stated 92% too low`; of what is twice as much or more `stated 9.7 times as much`."""
    if row.off_by is None:
        return ""
    if row.side == "too high" and row.off_by >= 1:
        return f"stated {figure_text(Figure.exact(1 + row.off_by), 'times', 'computed')[:-1]} times as much"
    size = on_page(Figure.exact(row.off_by), "percent")
    return f"off by {size}" if row.side == "off" else f"stated {size} {row.side}"


def told(drawing: Drawing) -> Iterator[Line]:
    """What it is, and a sentence of figures."""
    rows, width = drawing.section.rows, drawing.width
    room = max((cell_width(row.label) for row in rows), default=0) + GAP
    for row in rows:
        label, said = clean(row.label), clean(text_of(row.said, _BARE, drawing.footnotes))
        if width is not None and width < room + _LEAST_TOLD:
            yield from (Line(text, "header") for text in folded(label, width))
            yield from map(Line, folded(f"  {said}", width, 2))
        else:
            label += " " * (room - cell_width(label))
            yield from map(Line, folded(said, width, room, label))


LAYOUTS: Mapping[str, Callable[[Drawing], Iterator[Line]]] = {
    "page": page,
    "entries": entries,
    "told": told,
}
