"""What a company is worth over its revenue, and by each method, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from aicompare.calculators.burnmultiple import BurnMultipleRow
from aicompare.calculators.multiples.comps import CompsRow
from aicompare.calculators.multiples.history import HistoryRow
from aicompare.calculators.multiples.row import MultiplesRow
from aicompare.calculators.multiples.statistics import Spread
from aicompare.calculators.multiples.valuation import FAR_APART
from aicompare.calculators.sayings.views import said_of_a_view
from aicompare.calculators.value.method import MethodRow
from aicompare.calculators.value.needs import NeedRow
from aicompare.companies.fact import Known
from aicompare.reports.report import Report
from aicompare.reports.saying import (
    QUARTILES,
    SaidFigure,
    SaidPart,
    Saying,
    dated,
    in_running,
    joined,
    possessive,
)
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import Figure

_MOST_ROWS = 3  # companies, of more their statistics
_VALUES = {"post-money": "post-money value", "EV": "enterprise value", "EV pro forma": "enterprise value"}
_GROUPS = {"recognised": "recognised revenue", "expected": "expected revenue"}
_RECURRING = {"arr": "ARR", "run_rate": "run-rate"}


def said_of_multiples(report: Report) -> Saying:
    """`MiniMax's equity value of US$11.14bn on 30 September 2026 is 67.4× its revenue of US$165.2m (LTM to
    2026-06-30)`; of many companies the median, the quartiles and the ends.
    """
    if isinstance(report.rows[0], HistoryRow | CompsRow):
        return said_of_a_view(report)
    rows = [row for row in report.rows if isinstance(row, MultiplesRow) and row.multiple]
    if not rows:
        raise NoAnswer("no company has a multiple to say", hint="leave out --say")
    if "implied" in report.named:
        return said_of_a_view(report)
    if len(rows) <= _MOST_ROWS:
        return joined(_over(row, report.names.get(row.company, row.company)) for row in rows)
    return _spread(report.named["statistics"].rows[0])


def _over(row: MultiplesRow, name: str) -> Saying:
    assert row.multiple is not None
    parts: list[SaidPart] = [f"{possessive(name)} {_VALUES.get(str(row.kind), 'equity value')}"]
    if row.numerator and row.denominator:
        below = row.denominator
        parts += [" of ", row.numerator, " on ", row.numerator.period, " is "]
        parts += [
            SaidFigure(row.multiple, "times"),
            f" its {_RECURRING.get(below.metric.name, 'revenue')} of ",
        ]
        parts += [below, *dated(below)]
    if row.days_apart is not None and row.days_apart > FAR_APART:
        parts.append(f", {row.days_apart} days apart")
    return Saying(tuple(parts))


def _spread(one: Spread) -> Saying:
    def said(figure: Figure | None) -> SaidFigure:
        assert figure is not None
        return SaidFigure(figure, "times", "statistic")

    parts: tuple[SaidPart, ...] = (
        f"of {one.count} companies the median multiple of {_GROUPS.get(one.group, one.group)} is ",
        said(one.median),
        ", the middle half from ",
        said(one.p25),
        " to ",
        said(one.p75),
        " and all of them from ",
        said(one.minimum),
        " to ",
        said(one.maximum),
    )
    return Saying(parts, tuple(one.multiples.values()))


def said_of_value(report: Report) -> Saying:
    """`MiniMax, worth US$11.14bn on 30 September 2026, comes to US$1.2bn to US$7.3bn by peers, LTM revenue,
    ...`.
    """
    if isinstance(report.rows[0], NeedRow):
        return _needs(report)
    methods = report.named.get("methods") or report.sections[0]
    rows = [row for row in methods.rows if isinstance(row, MethodRow)]
    today, *others = rows
    known = [row for row in others if row.low or row.middle or row.high]
    name = report.names.get(today.company, today.company)
    parts: list[SaidPart] = [name]
    if today.middle:
        parts += [", worth ", today.middle, " on ", today.middle.period, ","]
    parts += [" comes to "] if known else [" has no other method that has an answer"]
    for place, row in enumerate(known):
        parts += ["", *_range(row)] if not place else [", ", *_range(row)]
        parts.append(f" by {in_running(row.method)}")
    return Saying(tuple(parts), tuple((row.low, row.middle, row.high) for row in rows))


def _needs(report: Report) -> Saying:
    """`at the peers' median multiple of LTM revenue, 8.0×, the value of Zhipu today needs revenue of
    US$4,979m, growing by 182% a year over three years; at the lower quartile, ...`.
    """
    rows = [row for row in report.rows if isinstance(row, NeedRow) and row.needed]
    today = report.named["methods"].rows[0]
    assert isinstance(today, MethodRow)
    middle, *ends = sorted(rows, key=lambda row: row.at != "median")
    name = report.names.get(today.company, today.company)
    parts: list[SaidPart] = ["at the peers' median multiple of LTM revenue, "]
    parts += [*_needed(middle, f", the value of {name} today needs revenue of ")]
    for row in ends:
        parts += [f"; at the {QUARTILES[row.at]}, ", *_needed(row, ", ")]
    return Saying(tuple(parts), (today.middle,))


def _needed(row: NeedRow, between: str) -> Iterator[SaidPart]:
    yield from (SaidFigure(row.multiple, "times", "statistic"), between, row.needed or "")
    if row.over_3:
        yield from (", growing by ", SaidFigure(row.over_3, "percent"), " a year over three years")


def _range(row: MethodRow) -> Iterator[SaidPart]:
    ends: list[Known] = [end for end in (row.low, row.high) if end]
    yield from (ends[0], " to ", ends[1]) if len(ends) == 2 else (row.middle or ends[0],)


def said_of_burn_multiple(report: Report) -> Saying:
    """`MiniMax's burn multiple is 0.5×: net burn of US$293m (...) over net new ARR of US$650m (...)`."""
    rows = [row for row in report.rows if isinstance(row, BurnMultipleRow)]
    return joined(_burnt(row, report.names.get(row.company, row.company)) for row in rows)


def _burnt(row: BurnMultipleRow, name: str) -> Saying:
    if row.multiple is None:
        why = str(row.reason).removeprefix("n.m.: ").removeprefix("n.a.: ")
        return Saying((f"{name} has no burn multiple: {why}",), (row.net_burn, row.net_new_arr))
    parts: list[SaidPart] = [f"{possessive(name)} burn multiple is ", SaidFigure(row.multiple, "times")]
    if row.net_burn and row.net_new_arr:
        parts += [
            ": net burn of ",
            row.net_burn,
            *dated(row.net_burn),
            " over net new ARR of ",
            row.net_new_arr,
            *dated(row.net_new_arr),
        ]
    return Saying(tuple(parts), (row.net_burn, row.net_new_arr))
