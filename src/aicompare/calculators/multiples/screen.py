"""The first screen of multiples: listed and private companies in groups, each with its statistics.

Who has no multiple is counted and named below, and so is whom a first screen has no room for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated

from aicompare.calculators.multiples.row import (
    EXPECTED,
    LISTED,
    NOT_AVAILABLE,
    NOT_MEANINGFUL,
    PRIVATE,
    RECOGNISED,
    RECURRING,
    EvRow,
    MultiplesRow,
    kind_of,
)
from aicompare.calculators.multiples.statistics import SMALL, Spread, is_anything
from aicompare.calculators.multiples.valuation import FAR_APART
from aicompare.companies.fact import Known
from aicompare.reports.report import IF_ANY, LEADING, LIGHT, Across, Column, Section, Short, listed
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.periods import Period

MOST_BRIDGES = 3  # companies whose way to the EV stands below; JSON has that of all
MOST_COMPANIES, LEEWAY = 12, 2  # on a first screen, half of each group; hiding but two more is no gain
_FAR_ABOVE = 10  # times
_MARK = "†"
_HEADINGS = {LISTED: "Listed", PRIVATE: "Private, at the last round"}
_times = partial(Column, unit="times", look="computed", only=IF_ANY, missing=" ")
_statistic = partial(Column, unit="times", look="statistic")


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One company: its value of a day over the revenue of a period, in the column of its kind.

    The `mark` says that these lie far apart; it stands at the name, which no screen is too narrow for.
    """

    company: Annotated[str, Column("", indent="depth", marked="mark", weight=LEADING)]
    depth: int
    mark: str
    value: Annotated[Known | Short | None, Column("Value")]
    of: Annotated[str, Column("of", weight=LIGHT)]
    revenue: Annotated[Known | Short | None, Column("Revenue")]
    over: Annotated[str, Column("over")]
    to_revenue: Annotated[Figure | None, _times("× revenue", weight=LEADING)]
    to_arr: Annotated[Figure | None, _times("× ARR", weight=LEADING)]
    before_raises: Annotated[Figure | None, _times("× before raises")] = None
    equity_value: Annotated[Known | Short | None, Column("Equity value", weight=LIGHT, only=IF_ANY)] = None
    growth: Annotated[Short | None, Column("Growth", weight=LIGHT, only=IF_ANY)] = None
    gross_margin: Annotated[Short | None, Column("Gross margin", weight=LIGHT, only=IF_ANY)] = None
    net_cash: Annotated[Known | Short | None, Column("Net cash", weight=LIGHT, only=IF_ANY)] = None
    days_apart: Annotated[int | None, Column("Days apart", weight=LIGHT)] = None


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """The statistics of a group in a line; quartiles only where there are companies enough."""

    maximum: Annotated[Figure | None, _statistic("    max")]
    p75: Annotated[Figure | None, _statistic("75th")]
    median: Annotated[Figure | None, _statistic("median")]
    p25: Annotated[Figure | None, _statistic("25th")]
    minimum: Annotated[Figure | None, _statistic("min")]
    of: Annotated[str, Column("")]


def screen(
    rows: Sequence[MultiplesRow],
    statistics: Sequence[Spread],
    names: Mapping[str, str],
    currency: str | None,
    *,
    brief: bool,
) -> list[Section]:
    """The table of those that have a multiple, and what is said of the others below it.

    With `brief` of many the first.
    """
    spreads = {one.group: one for one in statistics}
    groups = _grouped(rows, spreads)
    shown = _first_of(groups) if brief else groups
    lines: list[object] = []
    for kind, inside in shown.items():
        lines += [Across(_HEADINGS[kind])] if kind in _HEADINGS else []
        lines += [_peer(row, int(kind in _HEADINGS), titled=currency is not None) for row in inside]
        lines += _statistics(spreads.get(kind))
    lines += _statistics(spreads.get(RECURRING), "× ARR, of")
    left = [row for kind, inside in groups.items() for row in inside[len(shown[kind]) :]]
    words = [Across(text) for text in _below(rows, left, names)]
    hides = ["data", "statistics"]
    return [
        Section(PeerRow, lines, name=None, instead_of=hides),
        Section(Across, words, name=None, as_lines=True, instead_of=hides),
    ]


def first_of(rows: Sequence[MultiplesRow], statistics: Sequence[Spread]) -> list[MultiplesRow] | None:
    """Those of many that the screen has, in their order; None where it has all that have a multiple."""
    groups = _grouped(rows, [one.group for one in statistics])
    shown = {row.company for inside in _first_of(groups).values() for row in inside}
    left = sum(map(len, groups.values())) - len(shown)
    return [row for row in rows if row.company in shown] if left else None


def _first_of(groups: dict[str, list[MultiplesRow]]) -> dict[str, list[MultiplesRow]]:
    if sum(map(len, groups.values())) <= MOST_COMPANIES + LEEWAY:
        return groups
    return {kind: inside[: _room(kind, groups)] for kind, inside in groups.items()}


def _grouped(rows: Sequence[MultiplesRow], spreads: Collection[str]) -> dict[str, list[MultiplesRow]]:
    """Those with a multiple, by kind where both kinds are there."""
    known = [row for row in rows if row.multiple]
    if LISTED not in spreads:
        return {EXPECTED if EXPECTED in spreads else RECOGNISED: [*known]}
    groups: dict[str, list[MultiplesRow]] = {LISTED: [], PRIVATE: []}
    for row in known:
        groups[kind_of(row) or PRIVATE].append(row)
    return groups


def _room(kind: str, groups: dict[str, list[MultiplesRow]]) -> int:
    """Half of the screen, and what the other group does not need of its half."""
    others = sum(len(inside) for other, inside in groups.items() if other != kind)
    return max(MOST_COMPANIES // 2, MOST_COMPANIES - others)


def _peer(row: MultiplesRow, depth: int, *, titled: bool) -> PeerRow:
    """Of a row with a multiple. With `titled` the title says the currency."""
    value, revenue = row.numerator, row.denominator
    assert value and revenue
    of_arr = row.basis == "arr"
    return PeerRow(
        row.company,
        depth,
        _MARK if _far(row) else "",
        _titled(value, titled=titled),
        f"{value.period.last:%Y-%m}",
        _titled(revenue, titled=titled),
        _over(revenue, row.basis),
        None if of_arr else row.multiple,
        row.multiple if of_arr else None,
        row.multiple_before_raises if isinstance(row, EvRow) else None,
        _titled(row.equity_value, titled=titled) if isinstance(row, EvRow) else None,
        _of_when(row.growth),
        _of_when(row.gross_margin),
        _titled(row.net_cash, titled=titled),
        row.days_apart,
    )


def _titled(known: Known | None, *, titled: bool) -> Known | Short | None:
    return Short(known) if known and titled else known


def _of_when(known: Known | None) -> Short | None:
    return None if known is None else Short(known, _short(known.period))


def _far(row: MultiplesRow) -> bool:
    return row.days_apart is not None and row.days_apart > FAR_APART


def _over(revenue: Known, basis: str | None) -> str:
    """`LTM Jun 26`, `FY25`, `9M25 ann.`, `ARR Aug 26`: short, and yet which months."""
    period = revenue.period
    match basis:
        case "ltm":
            return f"LTM {period.last:%b %y}"
        case "arr":
            return f"{'ARR' if revenue.metric.name == 'arr' else 'rate'} {period.last:%b %y}"
    return f"{_short(period)} ann." if basis == "annualised" else _short(period)


def _short(period: Period) -> str:
    """`H1 26`; of a year that ends in another month `FY Jan 26`, of nine months `9M Dec 25`."""
    if ".." not in str(period):
        return str(period).replace("20", "", 1)
    months = period.whole_months
    stretch = "FY " if months == 12 else f"{months}M " if months else f"{period.first:%b %y}–"
    return f"{stretch}{period.last:%b %y}"


def _statistics(spread: Spread | None, of: str = "of") -> Iterator[SpreadLine]:
    """Nothing of one company, which is its own median."""
    if spread is None or spread.count < 2:
        return
    quartiles = spread.count >= SMALL
    yield SpreadLine(
        _telling(spread.maximum),
        _telling(spread.p75) if quartiles else None,
        _telling(spread.median),
        _telling(spread.p25) if quartiles else None,
        _telling(spread.minimum),
        f"{of} {spread.count}",
    )


def _telling(figure: Figure | None) -> Figure | None:
    """None of a statistic that may be anything: above zero, or below what is many times as much."""
    if figure is None or figure.low:
        return figure
    return None if figure.high is None or figure.high > _FAR_ABOVE * figure.value else figure


def _below(
    rows: Sequence[MultiplesRow], left: Sequence[MultiplesRow], names: Mapping[str, str]
) -> Iterator[str]:
    def named(some: Sequence[MultiplesRow]) -> str:
        return listed([names[row.company] for row in some])

    known = [row for row in rows if row.multiple]
    anything = [row for row in known if row.multiple and is_anything(row.multiple)]
    first = [f"{len(left)} more with a multiple: --group all"] if left else []
    first += [f"~ either way, in no statistic: {named(anything)}"] if anything else []
    if first:
        yield "; ".join(first)
    if missing := [row for row in rows if row.reason == NOT_AVAILABLE]:
        yield f"No multiple ({len(missing)}): {named(missing)}."
    if meaningless := [row for row in rows if row.reason == NOT_MEANINGFUL]:
        yield f"Value or revenue is not above zero ({len(meaningless)}): {named(meaningless)}."
    told = [f"{_MARK} more than {FAR_APART} days apart."] if any(map(_far, known)) else []
    told += ["Quartiles as Excel's QUARTILE.INC; means: --json."] if len(known) > 1 else []
    if told:
        yield " ".join(told)
    if len([row for row in rows if isinstance(row, EvRow) and row.bridge]) > MOST_BRIDGES:
        yield f"The way from equity value to EV: --json, or name {MOST_BRIDGES} companies at most."
