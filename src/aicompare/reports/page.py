"""A page: figures under headings, read in one breath; the rows behind it are those of JSON and CSV.

An answer whose first screen is no list lays it out as a section of these rows, `instead_of` its
data. Amounts stand in one unit that the heading names; what is to be said of a single figure stands
below, behind a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from aicompare.companies.fact import Known
from aicompare.reports.report import Column
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Look, ShownUnit
from aicompare.values.money import SPELLINGS, Money

Style = Literal["", "header", "holds", "contradicted", "undecided"]
SIGNS: dict[str, str] = {"holds": "✓", "contradicted": "✗", "undecided": "?"}
_UNITS = {0: "", 6: "m", 9: "bn"}
_MILLION, _TEN_BILLION = 10**6, 10**10


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit that amounts of one currency stand in: `US$m`, `RMB bn`, `HK$`."""

    currency: str
    power: int

    def __str__(self) -> str:
        symbol, unit = SPELLINGS[self.currency][0], _UNITS[self.power]
        return f"{symbol}{'' if symbol.endswith('$') or not unit else ' '}{unit}"


def scale_for(currency: str | None, values: Iterable[Known | None]) -> Scale | None:
    """Billions where the median amount is 10bn or more, millions from a million on; None as reported."""
    amounts = [one.value for one in values if one is not None]
    sizes = sorted(abs(one.amount.value) for one in amounts if isinstance(one, Money))
    if currency is None:
        return None
    median = sizes[len(sizes) // 2] if sizes else 0
    return Scale(currency, 9 if median >= _TEN_BILLION else 6 if median >= _MILLION or not sizes else 0)


def fitting(scale: Scale | None, values: Iterable[Known | None]) -> Scale | None:
    """The unit of the page; None, in full, for a row of amounts that are all less than half of it."""
    amounts = [value.value for value in values if value is not None]
    sizes = [abs(amount.amount.value) for amount in amounts if isinstance(amount, Money)]
    small = scale and sizes and 0 < max(sizes) * 2 < 10**scale.power
    return None if small else scale


@dataclass(frozen=True, slots=True)
class PageCell:
    """One figure. An amount in the currency of `scale` is written in it, another in full.

    `unit` is that of a bare figure; `turned` shows a loss among losses without its sign; the `remark`
    stands below, behind a letter.
    """

    value: Known | Figure
    unit: ShownUnit = ""
    scale: Scale | None = None
    turned: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """The numbers of the sources of several figures, as `1 / 2`."""

    values: tuple[Known | None, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """The numbers of all sources and the letters of all rates of several figures, as `1, 4P, a`."""

    values: tuple[Known | None, ...]


@dataclass(frozen=True, slots=True)
class PageRow:
    """A line of a page; one of `style` header has headings for cells."""

    layout = "page"

    label: Annotated[str, Column("", indent="depth")]
    cells: Annotated[Mapping[str, PageCell | Cited | str | None], Column("")]
    depth: int = 0
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, with a place `{}` for each of the values; without values they stand as they are."""

    words: str
    values: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A line under a page."""

    layout = "told"

    label: Annotated[str, Column("")]
    said: Annotated[Sentence, Column("")]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose under a heading: `said` holds a place `{}` for each of its figures, each with its look."""

    layout = "prose"

    heading: Annotated[str, Column("")]
    said: str
    figures: tuple[tuple[Known, Look], ...]


Side = Literal["too high", "too low", "off", ""]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A sentence with its verdict; below it the figure that tells, by how much the sentence is off it and to
    which `side`, and what is said of that.
    """

    layout = "entries"

    style: Annotated[Style, Column("Verdict")]
    text: Annotated[str, Column("Statement")]
    value: Annotated[Known | None, Column("Computed", look="known", missing=" ")] = None
    off_by: Annotated[Decimal | None, Column("Off by", unit="percent", missing=" ")] = None
    side: Annotated[Side, Column("")] = ""
    told: Annotated[str, Column("")] = ""
