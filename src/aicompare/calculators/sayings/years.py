"""How companies compare, and what the newest figures are, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aicompare.calculators.catalogue import DerivedRow, ShowRow
from aicompare.calculators.comparison import CompareRow
from aicompare.companies.fact import HAPPENED, Known
from aicompare.companies.naming import title_of
from aicompare.reports.report import Report
from aicompare.reports.saying import SaidPart, Saying, dated, in_running, listed, possessive
from aicompare.values.errors import NoAnswer

_MOST_ROWS = 4
_NEWEST = ("revenue", "gross_profit", "adjusted_net_profit", "net_profit", "cash_balance", "cash")


def said_of_comparison(report: Report) -> Saying:
    """`Zhipu and MiniMax compare like this: revenue of US$139.0m and US$116.6m in H1 2026, ...`; where no row
    has a figure of every company, those that have most.
    """
    rows = [row for row in report.rows if isinstance(row, CompareRow) and any(row.values.values())]
    if not rows:
        raise NoAnswer("no company has a figure to say", hint="name others, or leave out --say")
    most = max(map(_known_of, rows))
    rows = [row for row in rows if _known_of(row) == most][:_MOST_ROWS]
    parts: list[SaidPart] = [f"{listed([*report.names.values()])} compare like this: "]
    for place, row in enumerate(rows):
        parts += [", "] if place else []
        parts += _side_by_side(row)
    return Saying(tuple(parts))


def _known_of(row: CompareRow) -> int:
    return sum(value is not None for value in row.values.values())


def _side_by_side(row: CompareRow) -> Iterator[SaidPart]:
    yield f"{in_running(row.metric.title)} of "
    values = list(row.values.values())
    for place, value in enumerate(values):
        yield "" if not place else " and " if place == len(values) - 1 else ", "
        yield "not known" if value is None else value
        if value is not None and row.period is None:
            yield from dated(value)
    shown = [value for value in values if value]
    if row.period is not None:
        yield from dated(shown[0])


# --- figures ----------------------------------------------------------------------------------


def said_of_figures(report: Report) -> Saying:
    """`Zhipu's newest figures are revenue of RMB 953.9m (H1 2026) and ...`."""
    newest = list(_newest(report.rows).values())
    if not newest:
        raise NoAnswer("there is no figure to say", hint="leave out --say")
    name = report.names.get(newest[0].company, newest[0].company)
    many = len(newest) > 1
    parts: list[SaidPart] = [f"{possessive(name)} newest {'figures are' if many else 'figure is'} "]
    for place, known in enumerate(newest):
        parts.append("" if not place else " and " if place == len(newest) - 1 else ", ")
        parts += [f"{in_running(title_of(known))} of ", known, *dated(known)]
    return Saying(tuple(parts))


def _newest(rows: Sequence[object]) -> Mapping[str, Known]:
    """Of each metric that people ask for the newest of the whole company; of a single metric its newest."""
    known = [found for row in rows if (found := _known(row))]
    single = len({one.metric.name for one in known}) == 1
    order = [known[0].metric.name] if single and known else list(_NEWEST)
    newest: dict[str, Known] = {}
    for name in order:
        of_metric = [one for one in known if one.metric.name == name and (single or _is_whole(one))]
        if of_metric:
            newest[name] = max(of_metric, key=lambda one: one.period.recency)
    if "cash" in newest and "cash_balance" in newest:
        older = min(("cash", "cash_balance"), key=lambda name: newest[name].period.last)
        newest.pop(older)
    return newest


def _known(row: object) -> Known | None:
    if isinstance(row, DerivedRow):
        return row.value
    if isinstance(row, ShowRow) and row.standing is None and row.fact.status in HAPPENED:
        return None if row.fact.unconverted else row.fact
    return None


def _is_whole(known: Known) -> bool:
    return not (known.scope or known.label)
