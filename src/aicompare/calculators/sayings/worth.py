"""What a company is worth over its revenue, and by each method, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from aicompare.calculators.burnmultiple import BurnMultipleRow
from aicompare.calculators.multiples.row import MultiplesRow
from aicompare.calculators.multiples.statistics import Spread
from aicompare.calculators.multiples.valuation import FAR_APART
from aicompare.calculators.value.method import MethodRow
from aicompare.companies.fact import Known
from aicompare.companies.naming import briefly
from aicompare.reports.report import Report
from aicompare.reports.saying import SaidFigure, SaidPart, Saying, joined, possessive
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import Figure

_MOST_ROWS = 3  # companies, of more their statistics
_VALUES = {"post-money": "post-money value", "EV": "enterprise value", "EV pro forma": "enterprise value"}
_RECURRING = {"arr": "ARR", "run_rate": "run-rate"}


def said_of_multiples(report: Report) -> Saying:
    """`MiniMax's equity value of US$11.14bn on 30 September 2026 is 67.4× its revenue of US$165.2m (LTM to
    2026-06-30)`; of many companies the median, the quartiles and the ends.
    """
    rows = [row for row in report.rows if isinstance(row, MultiplesRow) and row.multiple]
    if not rows:
        raise NoAnswer("no company has a multiple to say", hint="leave out --say")
    if len(rows) <= _MOST_ROWS:
        return joined(_over(row, report.names.get(row.company, row.company)) for row in rows)
    spreads = report.named["statistics"].rows if "statistics" in report.named else ()
    return joined(_spread(one) for one in spreads[:1] if isinstance(one, Spread))


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
        parts += [below, f" ({briefly(below)})"]
    if row.days_apart is not None and row.days_apart > FAR_APART:
        parts.append(f", {row.days_apart} days apart")
    return Saying(tuple(parts), (row.numerator, row.denominator))


def _spread(one: Spread) -> Saying:
    def said(figure: Figure | None) -> SaidFigure:
        assert figure is not None
        return SaidFigure(figure, "times", "statistic")

    parts: tuple[SaidPart, ...] = (
        f"of {one.count} companies ({one.group}) the median multiple of revenue is ",
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
        parts.append(f" by {row.method[:1].lower()}{row.method[1:]}")
    return Saying(tuple(parts), tuple((row.low, row.middle, row.high) for row in rows))


def _range(row: MethodRow) -> Iterator[SaidPart]:
    ends: list[Known] = [end for end in (row.low, row.high) if end]
    yield from (ends[0], " to ", ends[1]) if len(ends) == 2 else (row.middle or ends[0],)


def said_of_burn_multiple(report: Report) -> Saying:
    """`MiniMax's burn multiple is 0.5×: net burn of US$293m (...) over net new ARR of US$650m (...)`."""
    rows = [row for row in report.rows if isinstance(row, BurnMultipleRow) and row.multiple]
    if not rows:
        raise NoAnswer("no company has a burn multiple to say", hint="leave out --say")
    return joined(_burnt(row, report.names.get(row.company, row.company)) for row in rows)


def _burnt(row: BurnMultipleRow, name: str) -> Saying:
    assert row.multiple is not None
    parts: list[SaidPart] = [f"{possessive(name)} burn multiple is ", SaidFigure(row.multiple, "times")]
    if row.net_burn and row.net_new_arr:
        parts += [
            ": net burn of ",
            row.net_burn,
            f" ({briefly(row.net_burn)}) over net new ARR of ",
            row.net_new_arr,
        ]
        parts += [f" ({briefly(row.net_new_arr)})"]
    return Saying(tuple(parts), (row.net_burn, row.net_new_arr))
