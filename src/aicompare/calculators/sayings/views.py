"""Other views of multiples in a sentence: over time, on the bank's page, and what peers' imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aicompare.calculators.multiples.comps import CompsRow
from aicompare.calculators.multiples.history import HistoryRow
from aicompare.calculators.multiples.implied import ImpliedRow
from aicompare.reports.report import Report
from aicompare.reports.saying import QUARTILES, SaidFigure, SaidPart, Saying, joined, listed, possessive
from aicompare.values.errors import NoAnswer

_MOST_COMPANIES = 5  # of the page


def said_of_a_view(report: Report) -> Saying:
    """Raises NoAnswer where nothing has a multiple."""
    rows = report.rows
    if "implied" in report.named:
        return _implied(report)
    if isinstance(rows[0], CompsRow):
        return joined(_on_the_page([row for row in rows if isinstance(row, CompsRow)], report.names))
    days = [row for row in rows if isinstance(row, HistoryRow) and row.multiple]
    if not days:
        raise NoAnswer("no day has a multiple to say", hint="leave out --say")
    return joined(
        _over_time([day for day in days if day.company == id_], report.names.get(id_, id_))
        for id_ in dict.fromkeys(day.company for day in days)
    )


def _over_time(days: list[HistoryRow], name: str) -> Saying:
    """`Zhipu's multiple of revenue went from 193.4× on 30 January 2026 to 179.6× on 30 September 2026, with
    the least of ... and the most of ...`.
    """
    values = {id(day): day.multiple.value for day in days if day.multiple}
    least, most = (pick(days, key=lambda day: values[id(day)]) for pick in (min, max))
    parts: list[SaidPart] = [f"{possessive(name)} multiple of revenue"]
    ends = (
        (" went from ", days[0]),
        (" to ", days[-1]),
        (", with the least of ", least),
        (" and the most of ", most),
    )
    for word, day in ends if len(days) > 2 else ends[:2]:
        assert day.multiple is not None
        parts += [word, SaidFigure(day.multiple, "times"), " on ", day.day]
    return Saying(tuple(parts), tuple((day.value, day.revenue) for day in (days[0], days[-1], least, most)))


def _on_the_page(rows: list[CompsRow], names: Mapping[str, str]) -> Iterator[Saying]:
    """`Zhipu's enterprise value of US$33.52bn on 30 September 2026 is 151.1× LTM revenue`."""
    known = [row for row in rows if row.ev is not None or row.equity_value is not None]
    for row in known[:_MOST_COMPANIES]:
        value, multiple = row.ev or row.equity_value, row.multiples.get("ev_ltm")
        kind = "enterprise value" if row.ev else "equity value"
        parts: list[SaidPart] = [f"{possessive(names.get(row.company, row.company))} {kind} of ", value or ""]
        parts += [" on ", row.day] if row.day else []
        parts += (
            [" is ", SaidFigure(multiple, "times"), " its LTM revenue"] if multiple else [" has no multiple"]
        )
        yield Saying(tuple(parts), (row.ev, row.equity_value))
    if len(known) > _MOST_COMPANIES:
        yield Saying((f"and {len(known) - _MOST_COMPANIES} more companies are on the page",))


def _implied(report: Report) -> Saying:
    """`at the median multiple of Tencent and Alibaba, 3.2×, MiniMax would be worth US$522m`."""
    rows = [row for row in report.named["implied"].rows if isinstance(row, ImpliedRow) and row.value]
    peers = {row.company for row in report.rows if getattr(row, "multiple", None)}
    if not rows:
        raise NoAnswer("nothing is implied that could be said", hint="leave out --say")
    own = rows[0].value
    assert own is not None
    named = [name for id_, name in report.names.items() if id_ in peers]
    who = listed(named) if len(named) <= _MOST_COMPANIES else f"{len(named)} peers"
    middle, *ends = sorted(rows, key=lambda row: row.statistic != "median")
    name = report.names.get(own.company, own.company)
    parts: list[SaidPart] = [f"at the median multiple of {who}, ", _times(middle)]
    parts += [f", {name} would be worth ", middle.value or ""]
    for row in ends:
        parts += [f"; at the {QUARTILES[row.statistic]}, ", _times(row), ", ", row.value or ""]
    return Saying(tuple(parts), tuple(getattr(row, "numerator", None) for row in report.rows))


def _times(row: ImpliedRow) -> SaidFigure:
    return SaidFigure(row.multiple, "times", "statistic")
