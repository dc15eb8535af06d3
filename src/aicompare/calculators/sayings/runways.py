"""How long the cash lasts, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from aicompare.calculators.runway.row import RunwayRow
from aicompare.companies.derivation import GIVEN, minus
from aicompare.companies.fact import Derived, Fact
from aicompare.reports.report import Marked, Report, Section
from aicompare.reports.saying import SaidFigure, SaidPart, Saying, joined, possessive
from aicompare.values.figures import Figure

_BURNS = {
    "stated": "stated burn",
    "operating": "operating cash used",
    "cash-burn": "cash burn",
    "adjusted-loss": "adjusted loss, a stand-in for cash burnt",
    "net-loss": "net loss, a stand-in for cash burnt",
}
_OTHERWISE = {
    "not_burning": "burns no cash",
    "already_out": "has no cash left",
    "never": "does not run out of cash",
    "profitable_now": "makes no loss as it is",
    "default_alive": "ends its loss before the cash is gone",
}


def said_of_runway(report: Report) -> Saying:
    """`MiniMax's US$1,322.8m of 30 June 2026 and US$1,211.0m raised in July 2026 last 52 months at H1 2026's
    adjusted loss, a stand-in for cash burnt`.
    """
    rows = [row for row in report.rows if isinstance(row, RunwayRow)]
    if len(rows) > len({row.company for row in rows}):
        return joined(_on_all_bases([row for row in rows if row.company == id_]) for id_ in _companies(rows))
    sayings = [_lasts(row) for row in rows]
    sayings += [_needed(report.named["needs"])] if "needs" in report.named else []
    sayings += [_between(report.named["sensitivity"])] if "sensitivity" in report.named else []
    return joined(sayings)


def _companies(rows: Sequence[RunwayRow]) -> Sequence[str]:
    return list(dict.fromkeys(row.company for row in rows))


def _on_all_bases(rows: Sequence[RunwayRow]) -> Saying:
    """From the fewest to the most months of every pair of cash and burn."""
    views = [[row.months for row in rows], [row.balance_alone.months for row in rows]]
    found = [sorted(filter(None, months), key=lambda one: one.value) for months in views]
    of = rows[0].cash.period if rows[0].cash else None
    parts: list[SaidPart] = [f"{possessive(rows[0].name)} cash"]
    parts += [" of ", of] if of and of.is_day else []
    if not found[0]:
        return Saying((*parts, " has no runway that is known on any basis"))
    parts += [" lasts ", *_range(found[0]), f" on the {len(rows)} known bases of cash and burn"]
    if rows[0].cash_and_raised is not None and found[1]:
        parts += [" with what was raised since, ", *_range(found[1]), " without"]
    return Saying(tuple(parts), tuple((row.cash, row.burn, row.raised.equity) for row in rows))


def _range(months: Sequence[Figure]) -> Iterator[SaidPart]:
    if months[0].value != months[-1].value:
        yield from (SaidFigure(months[0], "months", bare=True), " to ")
    yield SaidFigure(months[-1], "months")


def _needed(section: Section) -> Saying:
    """`36 months from 30 June 2026 take a burn a month of US$70.4m, or no raise`."""
    parts: list[SaidPart] = [f"{section.title.removeprefix('What gives ')} take "]
    for place, row in enumerate(section.rows[:2]):
        found = [f"{row.what} ", row.amount] if row.amount is not None else [_no_amount(row)]
        parts += [", or " if place else "", *found]
    return Saying(tuple(parts))


def _no_amount(row: Any) -> str:
    return "no raise" if row.reason == "none is needed" else f"{row.what} an amount that is {row.reason}"


def _between(section: Section) -> Saying:
    """The ends of the grid."""
    every = [months for row in section.rows for months in row.months.values()]
    figures = [one.figure if isinstance(one, Marked) else one for one in every if one is not None]
    if not figures:
        return Saying(("no change of burn and cash makes it end",))
    found = sorted(figures, key=lambda one: one.value)
    return Saying(("with the burns and the extra cash of the grid ", *_range(found)))


def _lasts(row: RunwayRow) -> Saying:
    name, typed = row.name, row.company == GIVEN
    if row.months is None or row.cash is None or row.burn is None:
        if row.profitable_month is not None and row.revenue is not None and row.growth is not None:
            return _alive(row)
        told = _OTHERWISE.get(row.status, f"has no runway that is known: {row.reason or 'no figures'}")
        return Saying((f"{name} {told}",), (row.cash, row.burn))
    raised = _raised(row)
    parts: list[SaidPart] = [row.cash, " of cash"] if typed else [f"{possessive(name)} ", row.cash]
    parts += [" of ", row.cash.period] if isinstance(row.cash, Fact) or row.cash.inputs else []
    parts += [" and ", raised, f" raised {_when(row.raised.equity)}"] if raised else []
    parts += [" last " if raised else " lasts ", SaidFigure(row.months, "months"), " at "]
    parts += _at(row)
    for words, supposed, months in (
        ("more supposed in", row.raises, row.raise_months),
        ("more a month from", row.hires, row.hire_months),
        ("spent in", row.one_offs, row.one_off_months),
    ):
        for known, month in zip(supposed, months, strict=True):
            parts += [", with ", known, f" {words} month {month}"]
    alone = row.balance_alone.months
    if raised and alone and alone.value != row.months.value:
        parts += ["; without what was raised since, ", SaidFigure(alone, "months")]
    return Saying(tuple(parts), (row.cash, row.burn))


def _alive(row: RunwayRow) -> Saying:
    """`MiniMax ends its loss in month 17, before the cash is gone, with US$2,019.9m left, if revenue of
    US$10m a month grows by 12% a month and expenses stay as they are`.
    """
    assert row.revenue is not None and row.growth is not None
    parts: list[SaidPart] = [
        f"{row.name} ends its loss in month {row.profitable_month}, before the cash is gone"
    ]
    parts += [", with ", row.cash_left, " left"] if row.cash_left else []
    parts += [", if revenue of ", row.revenue, " a month grows by ", SaidFigure(row.growth, "percent")]
    return Saying((*parts, " a month and expenses stay as they are"), (row.cash, row.burn))


def _raised(row: RunwayRow) -> Derived | None:
    """What was raised since, in the currency of the cash."""
    if row.cash_and_raised is None or row.cash is None or row.cash_and_raised.currency != row.cash.currency:
        return None
    made = minus(row.cash_and_raised, row.cash)
    return Derived.of(row.company, row.cash.metric, made, row.cash.period)


def _when(raises: Sequence[Fact]) -> str:
    months = {f"{fact.period.last:%B %Y}" for fact in raises}
    return f"in {months.pop()}" if len(months) == 1 else "since"


def _at(row: RunwayRow) -> Iterator[SaidPart]:
    assert row.burn is not None
    if row.burn_basis == GIVEN:
        yield from ("a burn of ", row.burn, " a month")
    else:
        yield f"{possessive(row.burn.period.brief)} {_BURNS.get(str(row.burn_basis), 'burn')}"
    if row.growth:
        yield from (
            f", {'revenue' if row.revenue else 'the burn'} growing by ",
            SaidFigure(row.growth, "percent"),
        )
        yield " a month"
