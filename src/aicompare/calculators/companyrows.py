"""The screen of `compare` for many companies: a row each, the metrics across as far as the width allows."""

from __future__ import annotations

from collections.abc import Sequence

from aicompare.calculators.comparisonpage import Compared, Sheet, apart, missing, period_of, unit_of
from aicompare.companies.company import Company
from aicompare.companies.fact import Known
from aicompare.companies.naming import briefly
from aicompare.reports.page import Cited, PageCell, PageRow, Sentence, Told, fitting
from aicompare.reports.report import Section
from aicompare.values.periods import Period

SEVERAL = 4  # companies, from which on each is a row

_SHORT = {
    "revenue_growth": "Growth",
    "research_expense": "R&D",
    "adjusted_net_profit": "Adj. net",
    "net_profit": "Net",
    "operating_cash_flow": "Op. cash",
    "liquidity": "Cash",
    "raised_since": "Raised since",
    "runway": "Months",
    "runway_balance_alone": "Alone",
    "revenue_multiple": "× revenue",
    "arr_or_run_rate": "ARR",
    "monthly_active_users": "Users",
}
# The first go last.
_IMPORTANT = (
    "revenue", "equity_value", "revenue_multiple", "revenue_growth", "runway", "arr_or_run_rate",
    "gross_margin", "liquidity", "net_profit", "operating_cash_flow", "research_expense",
    "runway_balance_alone", "adjusted_net_profit", "monthly_active_users", "research_share", "raised_since",
)  # fmt: skip
_WITH_DAY = ("revenue", "equity_value", "arr_or_run_rate", "liquidity")


def companies_down(sheet: Sheet) -> tuple[str, list[Section]]:
    """The heading, and the sections that tables show instead of the rows."""
    known = {id_ for row in sheet.rows for id_, value in row.values.items() if value}
    unknown = ", ".join(company.name for company in sheet.companies if company.id not in known)
    told = [Told("Nothing known", Sentence(unknown))] if unknown else []
    rows = [row for row in sheet.rows if sheet.asked or any(row.values.values())]
    dated = [row.metric.name for row in rows if _has_days(row, sheet)]
    period = () if "revenue" in dated else period_of(sheet)
    heading = ", ".join([f"{len(sheet.companies)} companies", unit_of(sheet.scale), *period])
    return heading, [_down(sheet, rows, dated), Section(Told, told, name=None, instead_of=["data"])]


def _down(sheet: Sheet, rows: Sequence[Compared], dated: Sequence[str]) -> Section:
    """A row a company, a column a metric; beside what is of several days their days."""
    keys: dict[str, str] = {}
    for row in rows:
        name = row.metric.name
        keys[name] = _SHORT.get(name, row.metric.title)
        if name in dated:
            keys[_of(name)] = "of" if row.metric.kind == "stock" else "over"
    lines = [_company_line(company, rows, dated, sheet) for company in sheet.companies]
    known = [line for line in lines if line.cells]
    order = list(keys)[::-1] if sheet.asked else sorted(keys, key=_importance, reverse=True)
    drops = [[name, _of(name)] for name in order if not name.endswith(_OF)][:-1]
    return Section(PageRow, known, name=None, instead_of=["data"], keys={"cells": keys}, drops=drops)


_OF = ".of"


def _of(name: str) -> str:
    return name + _OF


def _importance(name: str) -> int:
    return _IMPORTANT.index(name) if name in _IMPORTANT else len(_IMPORTANT)


def _has_days(row: Compared, sheet: Sheet) -> bool:
    """Whether the periods of its figures stand in a column of their own."""
    asked = row.metric.name in _WITH_DAY or row.metric.name not in _IMPORTANT
    periods = {value.period for value in row.values.values() if value}
    return asked and not periods <= {sheet.main}


def _company_line(company: Company, rows: Sequence[Compared], dated: Sequence[str], sheet: Sheet) -> PageRow:
    cells: dict[str, PageCell | Cited | str | None] = {}
    flow = _own_period(company, rows) or (None if "revenue" in dated else sheet.main)
    for row in rows:
        value, name = row.values[company.id], row.metric.name
        if value is None:
            if told := missing(row, company.id, sheet):
                cells[name] = told
            continue
        said = list(apart(row, value))
        if name in dated:
            cells[_of(name)] = short_period(value)
        elif row.metric.kind == "flow" and value.period != flow:
            said.insert(0, briefly(value))
        scale = fitting(sheet.scale, row.values.values())
        cells[name] = PageCell(value, "", scale, remark=", ".join(said))
    missing_cells = {row.metric.name: None for row in rows if row.metric.name not in cells}
    return PageRow(company.name, {**missing_cells, **cells} if cells else {})


def _own_period(company: Company, rows: Sequence[Compared]) -> Period | None:
    """Of the company's revenue, beside which its period stands."""
    values = (row.values[company.id] for row in rows if row.metric.name == "revenue")
    return next((value.period for value in values if value), None)


def short_period(value: Known) -> str:
    """A day as its month: the figure is in JSON with its day."""
    period = value.period
    return f"{period.last:%Y-%m}" if period.is_day else briefly(value)
