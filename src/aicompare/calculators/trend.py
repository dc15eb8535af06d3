"""`compare` over several periods: periods across, and under each amount its growth on a year earlier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from aicompare.calculators.comparison import CompareRow, refuse_nothing, row_of, rows_asked
from aicompare.calculators.comparisonpage import apart, names_of, unit_of
from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.derived import Comparing
from aicompare.companies.company import Company
from aicompare.companies.fact import Known
from aicompare.companies.measures import by_period, growth, growth_metric, growth_on
from aicompare.companies.references import NO_METRICS
from aicompare.rates.rates import Rates
from aicompare.reports.page import Cited, PageCell, PageRow, Scale, fitting, scale_for
from aicompare.reports.report import Report, Section, Warning
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period


def trend(
    companies: Sequence[Company],
    metrics: Sequence[str],
    periods: Sequence[Period],
    rates: Rates,
    as_of: date,
    currency: str | None,
    own: Mapping[str, Metric] = NO_METRICS,
    added: Sequence[Metric] = (),
) -> Report:
    """A row per metric and period, and behind each amount one of its growth on the same stretch a year
    earlier, of two losses that of their size. A balance is that of the last day of a period.

    Raises NoAnswer where nothing is known.
    """
    warnings: list[Warning] = []
    scenes = [Comparing(companies, period, rates, as_of, currency, warnings) for period in periods]
    known = [metric for metric in rows_asked(metrics, own, added) if metrics or not metric.has("growth")]
    rows = [row for metric in known for row in _rows(metric, scenes)]
    warnings += conflicts(rows, companies, rates)
    refuse_nothing(rows, as_of)
    names = {company.id: company.name for company in companies}
    scale = scale_for(currency, (value for row in rows for value in row.values.values()))
    title = f"{', '.join(names.values())}, {', '.join(map(str, periods))}"
    return Report(
        "compare",
        title,
        [Section(CompareRow, rows, keys={"values": names}), _page(rows, companies, periods, scale)],
        as_of,
        currency or "reported",
        warnings,
        names=names,
        told=("period_mismatch", "basis_mismatch"),
        heading=f"{names_of(companies)}, {unit_of(scale)}",
    )


def _rows(metric: Metric, scenes: Sequence[Comparing]) -> Iterator[CompareRow]:
    grown = {}
    if metric.name in METRICS and metric.unit == "money":
        grown = {company.id: _growth(metric, company) for company in scenes[0].companies}
    for scene in scenes:
        yield replace(row_of(metric, scene), period=scene.period)
        if any(grown.values()):
            period = scene.period
            values = {id_: _ending(of_one, period, metric) for id_, of_one in grown.items()}
            yield CompareRow(growth_metric(metric.name), period, values, None)


def _ending(grown: Mapping[Period, Known], period: Period | None, metric: Metric) -> Known | None:
    """Of the stretch itself; of a balance the growth to the last day."""
    if period is None:
        return None
    if metric.kind == "flow":
        return grown.get(period)
    return next((known for of, known in grown.items() if of.last == period.last), None)


def _growth(metric: Metric, company: Company) -> dict[Period, Known]:
    found, values = growth(company, metric.name), by_period(company, metric.name)
    for period, now in values.items():
        earlier = period.year_earlier_among(values)
        if earlier and now.figure.value < 0 and (grown := growth_on(now, values[earlier], loss=True)):
            found[period] = grown
    return found


# --- the screen --------------------------------------------------------------------------


def _page(
    rows: Sequence[CompareRow], companies: Sequence[Company], periods: Sequence[Period], scale: Scale | None
) -> Section:
    lines = [line for of_one in _by_metric(rows) for line in _lines(of_one, companies, scale)]
    keys = {str(period): str(period) for period in periods}
    return Section(
        PageRow,
        lines,
        name=None,
        instead_of=["data"],
        keys={"cells": keys | {"source": "Source"}},
        drops=[["source"], *([key] for key in list(keys)[:-1])],
    )


def _by_metric(rows: Iterable[CompareRow]) -> Iterator[tuple[list[CompareRow], list[CompareRow]]]:
    """The rows of each metric, and those of its growth."""
    found: dict[str, list[CompareRow]] = {}
    for row in rows:
        found.setdefault(row.metric.name, []).append(row)
    taken = set()
    for name, of_one in found.items():
        grown = growth_metric(name).name
        if name not in taken:
            taken.add(grown)
            yield of_one, found.get(grown, [])


def _lines(
    of_one: tuple[list[CompareRow], list[CompareRow]], companies: Sequence[Company], scale: Scale | None
) -> Iterator[PageRow]:
    """A line a company under the metric's name, its growth below; of one company the metric is the line."""
    rows, grown = of_one
    metric = rows[0].metric
    known = [company for company in companies if any(row.values[company.id] for row in rows)]
    amounts = [value for row in rows for value in row.values.values() if value]
    losses = bool(amounts) and all(value.figure.value < 0 for value in amounts)
    title = (losses and metric.loss_title) or metric.title
    scale = fitting(scale, amounts)
    alone = len(companies) == 1
    if known and not alone:
        yield PageRow(title, {})
    for company in known:
        depth = 0 if alone else 1
        turned = losses and metric.loss_title is not None
        yield _line(title if alone else company.name, company, rows, scale, depth, turned=turned)
        if any(row.values[company.id] for row in grown):
            yield _line("growth", company, grown, scale, depth + 1)


def _line(
    label: str,
    company: Company,
    rows: Sequence[CompareRow],
    scale: Scale | None,
    depth: int,
    *,
    turned: bool = False,
) -> PageRow:
    values = {str(row.period or ""): row.values[company.id] for row in rows}
    cells: dict[str, PageCell | Cited | str | None] = {
        str(row.period): PageCell(value, "", scale, turned, ", ".join(apart(row, value)))
        if (value := row.values[company.id])
        else None
        for row in rows
    }
    return PageRow(label, {**cells, "source": Cited(tuple(values.values()))}, depth)
