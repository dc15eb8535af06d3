"""Conversions, rates, plans and splits in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aicompare.calculators.conversion.report import ConvertRow, RateRow
from aicompare.calculators.proceeds.purposes import PlanRow
from aicompare.calculators.split.report import SplitRow
from aicompare.rates.rates import Rate
from aicompare.reports.report import Report
from aicompare.reports.saying import SaidFigure, SaidPart, Saying, joined
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.periods import Period

_KINDS = {"closing": "closing rate", "spot": "rate", "average": "mean rate", "user": "rate of your own"}


def said_of_conversion(report: Report) -> Saying:
    """`RMB 15,000,000,000 are US$2,254,661,894.90 at 0.1503108, the rate of 30 October 2026`."""
    return joined(_converted(row) for row in report.rows if isinstance(row, ConvertRow))


def _converted(row: ConvertRow) -> Saying:
    if row.result is None or row.rate is None:
        return Saying((SaidFigure(row.amount, look="given"), " has no rate that covers it"))
    given, result = SaidFigure(row.amount, look="given"), SaidFigure(row.result, look="full")
    return Saying((given, " is ", result, " at ", *_at(row.rate)), (row.rate,))


def _at(rate: Rate) -> Iterator[SaidPart]:
    yield SaidFigure(Figure.exact(rate.value), "rate")
    yield f" {rate.quote} for one {rate.base}, the {_KINDS.get(rate.kind, 'rate')}"
    if rate.kind != "user":
        yield from (" of ", rate.period)


def said_of_rates(report: Report) -> Saying:
    """`one USD is 7.845686 HKD and 6.652882 CNY at the rates of 30 October 2026`."""
    rates = [row.rate for row in report.rows if isinstance(row, RateRow) and row.rate]
    if not rates:
        raise NoAnswer("there is no rate to say", hint="leave out --say")
    alike: dict[tuple[str, str, Period], list[Rate]] = {}
    for rate in rates:
        alike.setdefault((rate.base, rate.kind, rate.period), []).append(rate)
    return joined(map(_at_once, alike.values()))


def _at_once(rates: Sequence[Rate]) -> Saying:
    first, many = rates[0], len(rates) > 1
    parts: list[SaidPart] = [f"one {first.base} is "]
    for place, rate in enumerate(rates):
        parts.append("" if not place else " and " if place == len(rates) - 1 else ", ")
        parts += [SaidFigure(Figure.exact(rate.value), "rate"), f" {rate.quote}"]
    kind = _KINDS.get(first.kind, "rate")
    if first.kind == "user":
        return Saying((*parts, f", {'rates' if many else 'a rate'} of your own"))
    return Saying((*parts, f" at the {kind}{'s' * many} of ", first.period), tuple(rates))


def said_of_allocation(report: Report) -> Saying:
    """`Zhipu: Placing of July 2026, use of net proceeds: Research and development 55% (HK$17.3bn), ...`."""
    split = [row for row in report.rows if isinstance(row, SplitRow)]
    planned = [row for row in report.rows if isinstance(row, PlanRow) and row.level == 0]
    if not (split or planned):
        raise NoAnswer("there is no share to say", hint="leave out --say")
    parts: list[SaidPart] = [f"{report.title}: "]
    rows: list[SplitRow | PlanRow] = [*split, *planned]
    for place, row in enumerate(rows):
        parts += [", "] if place else []
        parts += _share(row)
    return Saying(tuple(parts))


def _share(row: SplitRow | PlanRow) -> Iterator[SaidPart]:
    shown = row.shown if isinstance(row, SplitRow) else row.share_shown
    amount = SaidFigure(row.amount, look="given") if isinstance(row, SplitRow) else row.planned
    yield f"{row.purpose} "
    yield from (SaidFigure(shown, "percent"),) if shown else ()
    if amount is not None:
        yield from (" (", amount, ")") if shown else (amount,)
