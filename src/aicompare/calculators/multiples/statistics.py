"""Statistics of a group of multiples, as a comps table prints them under its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal, localcontext
from functools import partial
from typing import Annotated

from aicompare.companies.derivation import Computed, Made, Named, figure_of, number, told, total
from aicompare.companies.solved import Function, Statistic
from aicompare.reports.report import LIGHT, Column, In
from aicompare.values.figures import DOWN, NEAREST, UP, ZERO, Figure
from aicompare.values.frozen import dataclass, field

INFINITY = Decimal("Infinity")
METHOD = "inclusive"  # linear interpolation at (n-1)p, as Excel's QUARTILE.INC
SMALL = 4  # under this count quartiles say little, and the table says so


_times = partial(Column, unit="times", look="statistic")


@dataclass(frozen=True, slots=True)
class Spread:
    """Of meaningful multiples only, of which a bound is known; all None when there is none."""

    group: Annotated[str, Column("Group")]
    maximum: Annotated[Figure | None, _times("Max")]
    p75: Annotated[Figure | None, _times("p75")]
    median: Annotated[Figure | None, _times("Median")]
    p25: Annotated[Figure | None, _times("p25")]
    minimum: Annotated[Figure | None, _times("Min")]
    mean: Annotated[Figure | None, _times("Mean")]
    harmonic_mean: Annotated[Figure | None, _times("Harmonic")]
    count: Annotated[
        int, Column("Count", definition="companies with a meaningful multiple of which a bound is known")
    ]
    not_meaningful: Annotated[
        int, Column("n.m.", weight=LIGHT, definition="companies whose value or revenue is not above zero")
    ]
    not_available: Annotated[
        int,
        Column(
            "n.a.",
            weight=LIGHT,
            definition="companies whose value or revenue is not known, or not on either side",
        ),
    ]
    method: str = METHOD
    multiples: Annotated[Mapping[str, Figure], In("times", again=True)] = field(
        default_factory=dict
    )  # by company

    @property
    def counted(self) -> Mapping[str, Made]:
        """How many there are, of what."""
        parts = tuple(Named(company, figure, "times") for company, figure in self.multiples.items())
        if not parts:
            return {}
        lost = total([number(self.not_meaningful), Statistic("those that are n.m. now", parts, "COUNTIF")])
        counted = Statistic("companies with a meaningful multiple", parts, "COUNT")
        return {"count": counted, "not_meaningful": lost}


def spread(
    group: str, multiples: Mapping[str, Figure], not_meaningful: int = 0, not_available: int = 0
) -> Spread:
    """Maximum, quartiles, median, minimum, mean and harmonic mean n / sum(1/x) of positive multiples.

    Each grows with every multiple, so its bounds are the same statistic of all lower and of
    all upper bounds; an open one counts as zero, or as endless. What may be anything is not available.
    """
    not_available += sum(map(is_anything, multiples.values()))
    multiples = {company: figure for company, figure in multiples.items() if not is_anything(figure)}
    parts = tuple(Named(company, figure, "times", "computed") for company, figure in multiples.items())
    maximum, p75, median, p25, minimum, mean, harmonic = _told(parts)
    return Spread(
        group,
        maximum,
        p75,
        median,
        p25,
        minimum,
        mean,
        harmonic,
        len(parts),
        not_meaningful,
        not_available,
        multiples=multiples,
    )


def is_anything(multiple: Figure) -> bool:
    """Whether no more is known of it than of every multiple: that it is above zero."""
    return multiple.high is None and (multiple.low is None or multiple.low <= 0)


def _told(parts: tuple[Named, ...]) -> Sequence[Computed | None]:
    found = bounded_measures([figure_of(part) for part in parts])
    return [
        None if figure is None else told(figure, Statistic(said, parts, function, quarter))
        for (said, function, quarter), figure in zip(_SAID, found, strict=True)
    ]


def bounded_measures(figures: Sequence[Figure]) -> Sequence[Figure | None]:
    """Of figures that are never below zero, in the order of `spread`; None of none."""
    lows = [figure.low or ZERO for figure in figures]
    highs = [INFINITY if figure.high is None else figure.high for figure in figures]
    measures = (
        _measures([figure.value for figure in figures], NEAREST, NEAREST),
        _measures(lows, DOWN, UP),
        _measures(highs, UP, DOWN),
    )
    return [
        None if value is None else Figure(value, low, high if high and high.is_finite() else None)
        for value, low, high in zip(*measures, strict=True)
    ]


# In words and as spreadsheets have it, in the order of _measures.
_SAID: Sequence[tuple[str, Function, int]] = (
    ("the greatest of multiples", "MAX", 0),
    ("multiples in order, interpolated at (n-1) x 0.75", "QUARTILE.INC", 3),
    ("the middle of multiples", "QUARTILE.INC", 2),
    ("multiples in order, interpolated at (n-1) x 0.25", "QUARTILE.INC", 1),
    ("the least of multiples", "MIN", 0),
    ("sum of multiples / n", "AVERAGE", 0),
    ("n / sum of the inverses of multiples", "HARMEAN", 0),
)


def _measures(numbers: Sequence[Decimal], rounded: Context, inverses: Context) -> Sequence[Decimal | None]:
    """From the maximum to the minimum, then the two means; None of nothing.

    The inverses behind the harmonic mean round the other way than it does.
    """
    if not numbers:
        return [None] * 7
    ordered = sorted(numbers)
    count = Decimal(len(ordered))
    with localcontext(inverses):
        inverse = sum((1 / number for number in ordered), ZERO) if ordered[0] > 0 else INFINITY
    with localcontext(rounded):
        quartiles = [quantile(ordered, Decimal(part)) for part in ("1", "0.75", "0.5", "0.25", "0")]
        harmonic = count / inverse if inverse else INFINITY
        return [*quartiles, sum(ordered, ZERO) / count, harmonic or ZERO]


def quantile(ordered: Sequence[Decimal], part: Decimal) -> Decimal:
    """By linear interpolation at (n-1)p (Excel QUARTILE.INC). `ordered` ascends, not empty."""
    place = part * (len(ordered) - 1)
    below = int(place)
    between = place - below
    if not between:
        return ordered[below]
    above = ordered[below + 1]
    return above if above.is_infinite() else ordered[below] + (above - ordered[below]) * between
