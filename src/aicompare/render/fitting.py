"""What of a table a screen has room for: all of it, or without what weighs little, with texts that fold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from aicompare.render.cells import Grid, Header, grid_of, least_weight
from aicompare.render.folding import cell_width, folded
from aicompare.render.footnotes import Footnotes
from aicompare.reports.report import LEADING, LIGHT, Section
from aicompare.values.frozen import dataclass

GAP = 2
NARROWEST = 12  # that a text is folded to
_MILDLY = Decimal("0.6")  # of the columns that a text takes: so much that two lines suffice for most
_ANYHOW = Decimal(0)
_SOME, _ALL = Decimal(1) / 3, Decimal(1)  # rows that may take several lines: else light columns go


@dataclass(frozen=True, slots=True)
class Fit:
    """The columns that there is room for, whether with their periods, and whether headings fold.

    `kept` are their places among all of the section, `left` names what a screen of `whole` columns would
    show besides. `rooms` are those of the texts
    that fold, by their places among the columns that are kept; `gap` stands between two. `grid` is what is
    shown, where nothing is left out.
    """

    kept: Sequence[int]
    dated: bool
    folds: bool
    left: Sequence[str]
    whole: int
    rooms: Mapping[int, int]
    gap: int = GAP
    grid: Grid | None = None


def fitting(
    section: Section, names: Mapping[str, str], footnotes: Footnotes, width: int | None
) -> Fit | None:
    """As much as fits: some texts fold, the light columns go one by one, the last first, then more texts
    fold, then the periods go, then others; then texts fold to their longest word.

    Tried on notes of its own: only what is shown in the end may take a number. None where not even
    the columns that weigh most fit.
    """
    tried = footnotes.copy()
    whole = grid_of(section, names, tried)
    natural = columns_taken(widths_of(whole))
    if width is None or natural <= width:
        footnotes.become(tried)
        return Fit(whole.places, True, False, (), 0, {}, grid=whole)
    gaps = (GAP, GAP - 1) if section.tight else (GAP,)
    for dated, most in ((True, LIGHT), (False, LEADING)):
        grid = whole if dated else grid_of(section, names, footnotes.copy(), dated=False)
        sets = [*_less_and_less(grid.headers, most)]
        ways = [(kept, _MILDLY, _SOME) for kept in sets] + [(sets[-1], _MILDLY, _ALL)]
        ways += [] if dated else [(sets[-1], _ANYHOW, _ALL)]
        for kept, share, rows in ways:
            part = grid.only(kept)
            for gap in gaps:
                rooms = _rooms(part, width, gap, share)
                if rooms is not None and _folded_rows(part, rooms) <= rows:
                    return Fit(
                        _of_all(grid, kept), dated, True, _left(whole, grid, kept), natural, rooms, gap
                    )
    return None


def _folded_rows(grid: Grid, rooms: Mapping[int, int]) -> Decimal:
    """The share of rows that take more than one line."""
    rows = [any(cell_width(row[place]) > room for place, room in rooms.items()) for row in grid.cells]
    return Decimal(sum(rows)) / len(rows) if rows else Decimal(0)


def _of_all(grid: Grid, kept: Sequence[int]) -> list[int]:
    return [grid.places[place] for place in kept]


def widths_of(grid: Grid, *, folds: bool = False) -> list[int]:
    """Of each column; of headings that fold at least the longest word."""
    titles = [header.title for header in grid.headers]
    heads = [max(map(cell_width, title.split(" ")) if folds else [cell_width(title)]) for title in titles]
    return [max([head, *(cell_width(row[place]) for row in grid.cells)]) for place, head in enumerate(heads)]


def columns_taken(widths: Sequence[int], gap: int = GAP) -> int:
    """By columns of a table with the gaps between them."""
    return sum(widths) + gap * (len(widths) - 1)


def _left(whole: Grid, grid: Grid, kept: Sequence[int]) -> list[str]:
    """What is not shown of the whole: the periods, and the columns that are not kept."""
    titles = [header.title for place, header in enumerate(grid.headers) if place not in kept]
    return [*(["periods"] if grid.rows != whole.rows else []), *filter(None, titles)]


def _less_and_less(headers: Sequence[Header], most: int) -> Iterator[Sequence[int]]:
    """The places of all columns, then without the lightest, of several the last, and so on; those that
    weigh more than `most`, or that no table goes without, stay.
    """
    least = least_weight(headers)
    light = [place for place, header in enumerate(headers) if header.weight < least and header.weight <= most]
    gone = sorted(light, key=lambda place: (headers[place].weight, -place))
    for number in range(len(gone) + 1):
        yield [place for place in range(len(headers)) if place not in gone[:number]]


def _rooms(grid: Grid, width: int, gap: int, share: Decimal) -> dict[int, int] | None:
    """The columns for each text that has to fold, the widest first, none to less than `share` of what
    it takes; None where that does not suffice.
    """
    natural = widths_of(grid, folds=True)
    over = columns_taken(natural, gap) - width
    if over <= 0:
        return {}
    least = {
        place: max(_narrowest(grid, place), int(natural[place] * share))
        for place, header in enumerate(grid.headers)
        if not header.drawn and not header.right
    }
    rooms = {place: natural[place] for place in least}
    if sum(rooms.values()) - sum(least.values()) < over:
        return None
    for _ in range(over):
        rooms[max((place for place in rooms if rooms[place] > least[place]), key=rooms.__getitem__)] -= 1
    return {place: room for place, room in rooms.items() if room < natural[place]}


def _narrowest(grid: Grid, place: int) -> int:
    """What cannot be broken, and no less than a few words' room."""
    parts = [line for row in grid.cells for line in folded(row[place], 1)]
    longest = max(map(cell_width, [*parts, *grid.headers[place].title.split(" ")]))
    return max(longest, min(NARROWEST, max((cell_width(row[place]) for row in grid.cells), default=0)))
