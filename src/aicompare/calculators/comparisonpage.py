"""The screen of `compare`: metrics down, companies across (for four or more of them see companyrows.py).

Amounts stand in one unit, and the period that most rows share in the heading; what is of another
period stands in its row or behind a mark. A row or column without any figure is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from aicompare.companies.company import Company
from aicompare.companies.fact import HAPPENED, Derived, Fact, Known
from aicompare.companies.measures import MULTIPLE, RAISED_SINCE, RUNWAY, RUNWAY_ALONE
from aicompare.companies.naming import briefly
from aicompare.reports.page import Cited, PageCell, PageRow, Scale, fitting, scale_for
from aicompare.reports.report import Section
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period

_RATIO, _WHEN, _SOURCE = "ratio", "when", "source"
# What stands under which row, and how it is called there.
_UNDER = {
    "revenue_growth": ("revenue", "growth"),
    "research_share": ("research_expense", "of revenue"),
    "raised_since": ("liquidity", "raised since"),
    "runway_balance_alone": ("runway", "balance alone"),
    "revenue_multiple": ("equity_value", "to revenue"),
}
_BASES = {
    "cash_balance": "company's own total",
    "stated": "company's own total",
    "liquidity+facilities": "with unused credit lines",
    "operating": "",
    "adjusted-loss": "on adjusted loss, not cash flow",
    "net-loss": "on net loss, not cash flow",
    "cash-burn": "on the cash used up",
    "run_rate": "run-rate",
}


class Compared(Protocol):
    """A row of the comparison (see comparison.py)."""

    @property
    def metric(self) -> Metric: ...
    @property
    def period(self) -> Period | None: ...
    @property
    def values(self) -> Mapping[str, Known | None]: ...
    @property
    def ratio(self) -> Figure | None: ...
    @property
    def difference(self) -> Figure | None: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the lines of one page share; `asked` are rows that stay without a figure."""

    companies: Sequence[Company]
    rows: Sequence[Compared]
    scale: Scale | None
    main: Period | None
    asked: bool
    not_burning: Sequence[str]


def sheet_of(
    rows: Sequence[Compared],
    companies: Sequence[Company],
    currency: str | None,
    *,
    asked: bool,
    not_burning: Sequence[str],
) -> Sheet:
    """In which unit, and of which period where nothing else is said."""
    values = [value for row in rows for value in row.values.values()]
    return Sheet(companies, rows, scale_for(currency, values), _main_period(values), asked, not_burning)


def metrics_down(sheet: Sheet) -> tuple[str, list[Section]]:
    """The heading, and the section that tables show instead of the rows."""
    said = [names_of(sheet.companies), unit_of(sheet.scale), *period_of(sheet)]
    return ", ".join(said), [_across(sheet)]


def period_of(sheet: Sheet) -> Iterator[str]:
    """Of the flows, for a heading: of all, or of those beside which no other stands."""
    if sheet.main:
        flows = [row for row in sheet.rows if row.metric.kind == "flow" and any(row.values.values())]
        alike = all(row.period == sheet.main for row in flows)
        yield sheet.main.brief if alike else f"{sheet.main.brief} unless said"


def unit_of(scale: Scale | None) -> str:
    """Of the amounts, for a heading."""
    return str(scale) if scale else "as reported"


def names_of(companies: Sequence[Company]) -> str:
    """`Zhipu`, `Zhipu and MiniMax`, `Zhipu, MiniMax and OpenAI`."""
    *others, last = (company.name for company in companies)
    return f"{', '.join(others)} and {last}" if others else last


def _main_period(values: Iterable[Known | None]) -> Period | None:
    """That of most flows, of equally many the later one."""
    periods = Counter(
        value.period for value in values if value and value.metric.kind == "flow" and not value.period.is_day
    )
    return max(periods, key=lambda period: (periods[period], period), default=None)


# --- the lines --------------------------------------------------------------------------


def _across(sheet: Sheet) -> Section:
    names = {company.id: company.name for company in sheet.companies}
    lines = [line for row, above in _with_above(sheet) for line in _line(row, above, sheet)]
    keys = dict(names)
    if any(line.cells.get(_RATIO) for line in lines):
        keys[_RATIO] = "/".join(names.values())
    if any(line.cells.get(_WHEN) for line in lines):
        keys[_WHEN] = ""
    keys[_SOURCE] = "Source"
    drops = ([_SOURCE], [_RATIO], [_WHEN])
    return Section(PageRow, lines, name=None, instead_of=["data"], keys={"cells": keys}, drops=drops)


def _with_above(sheet: Sheet) -> Iterator[tuple[Compared, str]]:
    """Each row that is shown, with the metric of the one under which it may stand."""
    above = ""
    for row in sheet.rows:
        known = any(row.values.values())
        if not known and not sheet.asked:
            continue
        if row.metric == RUNWAY_ALONE and not sheet.asked and _nothing_raised(sheet):
            continue
        yield row, above
        above = row.metric.name


def _nothing_raised(sheet: Sheet) -> bool:
    """Whether the months with raises are those of the balance alone, of the usual rows."""
    by_name = {row.metric.name: row.values for row in sheet.rows}
    raised, alone = by_name[RUNWAY.name], by_name[RUNWAY_ALONE.name]
    pairs = zip(raised.values(), alone.values(), strict=True)
    return all((one and one.value) == (other and other.value) for one, other in pairs)


def _line(row: Compared, above: str, sheet: Sheet) -> Iterator[PageRow]:
    values = list(row.values.values())
    losses = _are_losses(values)
    cells: dict[str, PageCell | Cited | str | None] = {
        id_: _cell(row, value, sheet, turned=losses) if value else missing(row, id_, sheet)
        for id_, value in row.values.items()
    }
    told = row.ratio if row.ratio is not None else row.difference
    if told is not None:
        cells[_RATIO] = PageCell(told, "times" if row.ratio is not None else "points")
    under = _under(row, above)
    if row.period and row.period != sheet.main and not _stands_above(row, above, sheet):
        cells[_WHEN] = row.period.brief
    cells[_SOURCE] = Cited(tuple(values))
    label = _title(row, losses=losses, sheet=sheet) if under is None else _called(row, under)
    yield PageRow(label, cells, int(under is not None))


def _under(row: Compared, above: str) -> str | None:
    """What it is called under the row above it; None where it does not stand under that."""
    parent, called = _UNDER.get(row.metric.name, (None, ""))
    return called if parent == above else None


def _stands_above(row: Compared, above: str, sheet: Sheet) -> bool:
    """Whether the row under which this one stands says the period already."""
    return _under(row, above) is not None and any(
        other.metric.name == above and other.period == row.period for other in sheet.rows
    )


def missing(row: Compared, company: str, sheet: Sheet) -> str | None:
    """What stands where there is no figure: that no cash is used up, else a dash (None)."""
    months = row.metric in (RUNWAY_ALONE, RUNWAY)
    return "not burning" if months and company in sheet.not_burning else None


def _are_losses(values: Sequence[Known | None]) -> bool:
    """Whether all amounts of a row that knows losses are below zero, so that it is one of losses."""
    known = [value for value in values if value is not None]
    return all(
        value.metric.unit == "money" and value.figure.value < 0 and value.metric.loss_title for value in known
    ) and bool(known)


def _title(row: Compared, *, losses: bool, sheet: Sheet) -> str:
    if row.metric == RUNWAY and not sheet.asked and _nothing_raised(sheet):
        return "Months of cash"
    kinds = {value.metric.title for value in row.values.values() if value}
    title = kinds.pop() if len(kinds) == 1 and row.metric.name == "arr_or_run_rate" else row.metric.title
    return (losses and row.metric.loss_title) or title


def _called(row: Compared, under: str) -> str:
    if row.metric.name == "revenue_growth" and row.period:
        return f"growth on {row.period.year_earlier()}" if row.period.brief == str(row.period) else under
    if row.metric == MULTIPLE:
        bases = {value.basis for value in row.values.values() if value}
        return "to LTM revenue" if bases == {"ltm"} else under
    return under


def _cell(row: Compared, value: Known, sheet: Sheet, *, turned: bool) -> PageCell:
    scale = fitting(sheet.scale, row.values.values())
    return PageCell(value, "", scale, turned, ", ".join(_said(row, value, sheet)))


def _said(row: Compared, value: Known, sheet: Sheet) -> Iterator[str]:
    """What sets a figure apart from what its row and the heading say."""
    if row.period is None and value.period != sheet.main:
        yield value.period.brief
    yield from apart(row, value)


def apart(row: Compared, value: Known) -> Iterator[str]:
    """Part of the company, basis and status, where they are not those of the row."""
    if isinstance(value, Fact) and value.scope:
        yield f"{value.scope} alone"
    if isinstance(value, Fact) and value.status not in HAPPENED:
        yield value.status
    if isinstance(value, Fact) and value.due:
        yield briefly(value)
    if row.metric == MULTIPLE:
        if value.basis != "ltm":
            yield f"over {_denominator(value)}"
    elif row.metric != RAISED_SINCE:
        yield from _basis(row, value)


def _denominator(multiple: Known) -> str:
    """`FY2025`, `Q1 2026 annualised`, `ARR, 2026-08-31`."""
    below = (
        [part for part in multiple.inputs if part.metric.name in _REVENUES]
        if isinstance(multiple, Derived)
        else []
    )
    known = below[0] if below else multiple
    if known.metric.name == "revenue":
        return briefly(known)
    return f"{'ARR' if known.metric.name == 'arr' else 'run-rate'} of {briefly(known)}"


_REVENUES = ("revenue", "arr", "run_rate")


def _basis(row: Compared, value: Known) -> Iterator[str]:
    """Where the companies' differ: the companies' own words for it."""
    bases = {_basis_of(other) for other in row.values.values() if other}
    if len(bases) > 1:
        cash, _, burn = _basis_of(value).partition(" over ")
        if told := _BASES.get(burn or cash):
            yield told


def _basis_of(value: Known) -> str:
    return value.basis if isinstance(value, Derived) and value.basis else value.metric.name
