"""How long the cash lasts, how companies compare, and what the newest figures are, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aicompare.calculators.catalogue import DerivedRow, ShowRow
from aicompare.calculators.comparison import CompareRow
from aicompare.calculators.runway.row import RunwayRow
from aicompare.companies.derivation import GIVEN, Named, minus
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.companies.naming import briefly, title_of
from aicompare.reports.report import Report
from aicompare.reports.saying import SaidFigure, SaidPart, Saying, joined, possessive
from aicompare.values.errors import NoAnswer

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
_MOST_ROWS = 4
_NEWEST = ("revenue", "gross_profit", "adjusted_net_profit", "net_profit", "cash_balance", "cash")


def said_of_runway(report: Report) -> Saying:
    """`MiniMax's US$1,322.8m of 30 June 2026 and US$1,211.0m raised in July 2026 last 52 months at H1 2026's
    adjusted loss, a stand-in for cash burnt`.
    """
    return joined(_lasts(row) for row in report.rows if isinstance(row, RunwayRow))


def _lasts(row: RunwayRow) -> Saying:
    name, typed = row.name, row.company == GIVEN
    if row.months is None or row.cash is None or row.burn is None:
        told = _OTHERWISE.get(row.status, f"has no runway that is known: {row.reason or 'no figures'}")
        return Saying((f"{name} {told}",), (row.cash, row.burn))
    raised = _raised(row)
    parts: list[SaidPart] = [row.cash, " of cash"] if typed else [f"{possessive(name)} ", row.cash]
    parts += [" of ", row.cash.period] if isinstance(row.cash, Fact) or row.cash.inputs else []
    parts += [" and ", raised, f" raised {_when(row.raised.equity)}"] if raised else []
    parts += [" last " if raised else " lasts ", SaidFigure(row.months, "months"), " at "]
    parts += _at(row)
    for known, month in zip(row.raises, row.raise_months, strict=True):
        parts += [", with ", known, f" more supposed in month {month}"]
    for known, month in zip(row.hires, row.hire_months, strict=True):
        parts += [", with ", known, f" more a month from month {month}"]
    for known, month in zip(row.one_offs, row.one_off_months, strict=True):
        parts += [", with ", known, f" spent in month {month}"]
    alone = row.balance_alone.months
    if raised and alone and alone.value != row.months.value:
        parts += ["; without what was raised since, ", SaidFigure(alone, "months")]
    return Saying(tuple(parts), (row.cash, row.burn, row.raised.equity if raised else None))


def _raised(row: RunwayRow) -> Derived | None:
    """What was raised since, in the currency of the cash."""
    if row.cash_and_raised is None or row.cash is None or row.cash_and_raised.currency != row.cash.currency:
        return None
    made = minus(Named("cash and raised", row.cash_and_raised), Named("cash", row.cash))
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


# --- companies side by side --------------------------------------------------------------------


def said_of_comparison(report: Report) -> Saying:
    """`Zhipu and MiniMax compare like this: revenue US$139.0m and US$116.6m (H1 2026), ...`."""
    rows = [row for row in report.rows if isinstance(row, CompareRow) and all(row.values.values())]
    if not rows:
        raise NoAnswer("no row has a figure of every company", hint="name others, or leave out --say")
    names = [*report.names.values()]
    parts: list[SaidPart] = [f"{', '.join(names[:-1])} and {names[-1]} compare like this: "]
    for place, row in enumerate(rows[:_MOST_ROWS]):
        parts += [", "] if place else []
        parts += _side_by_side(row)
    return Saying(tuple(parts), tuple(row.values for row in rows[:_MOST_ROWS]))


def _side_by_side(row: CompareRow) -> Iterator[SaidPart]:
    yield f"{_lower(row.metric.title)} "
    values = [value for value in row.values.values() if value]
    for place, value in enumerate(values):
        yield "" if not place else " and " if place == len(values) - 1 else ", "
        yield value
        if row.period is None:
            yield f" ({briefly(value)})"
    if row.period is not None:
        yield f" ({row.period.brief})"


def _lower(title: str) -> str:
    """Not of an abbreviation: `ARR`, `R&D expense`."""
    return title if title[1:2].isupper() or title[1:2] == "&" else title[:1].lower() + title[1:]


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
        parts += [f"{_lower(title_of(known))} of ", known, f" ({briefly(known)})"]
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
            newest[name] = max(of_metric, key=lambda one: (one.period.last, one.period.days))
    if "cash" in newest and "cash_balance" in newest:
        older = min(("cash", "cash_balance"), key=lambda name: newest[name].period.last)
        newest.pop(older)
    return newest


def _known(row: object) -> Known | None:
    if isinstance(row, DerivedRow):
        return row.value
    used = isinstance(row, ShowRow) and row.standing is None and row.fact.status in ("actual", "closed")
    return row.fact if isinstance(row, ShowRow) and used and not row.fact.unconverted else None


def _is_whole(known: Known) -> bool:
    return not (known.scope or known.label)
