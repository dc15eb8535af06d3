"""What the data holds: `list` and `show`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated

from aicompare.calculators.conflicts import conflict, conflicting
from aicompare.companies.company import Company, Counted, Note
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.companies.winner import ranked
from aicompare.rates.rates import Rates
from aicompare.reports.report import LEADING, LIGHT, Column, Inline, Report, Section, Warning
from aicompare.values.errors import NoAnswer, NoRate
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period


@dataclass(frozen=True, slots=True)
class ListRow:
    """A company, how much is known of it, and when that was last published."""

    company: Annotated[str, Column("Id", weight=LEADING)]
    name: Annotated[str, Column("Company", weight=LEADING)]
    ticker: Annotated[str | None, Column("Ticker")]
    groups: Annotated[tuple[str, ...], Column("Groups", weight=LIGHT)]
    facts: Annotated[int, Column("Facts", definition="every figure of the company, the outranked ones too")]
    newest: Annotated[Period | None, Column("Newest source")]
    user_facts: Annotated[int, Column("Yours", only="own", definition="figures from files of your own")] = 0


def listing(entries: Iterable[Counted], groups: Mapping[str, Sequence[str]], as_of: date) -> Report:
    """Each company with its number of facts and the newest date of publication."""
    rows = [
        ListRow(
            company=entry.id,
            name=entry.name,
            ticker=entry.ticker,
            groups=tuple(group for group in entry.groups if group != "all"),
            facts=entry.facts,
            newest=entry.newest,
            user_facts=entry.user_facts,
        )
        for entry in entries
    ]
    counts = ", ".join(f"{name} ({len(members)})" for name, members in groups.items())
    return Report(
        "list",
        "Companies in the data",
        [Section(ListRow, rows, about={"own"} if any(row.user_facts for row in rows) else ())],
        as_of,
        None,
        notes=[f"Groups: {counts}."],
    )


@dataclass(frozen=True, slots=True)
class ShowRow:
    """One fact; `standing` is None for the one that is used, else outranked or conflict."""

    company: str
    fact: Annotated[Fact, Inline()]
    standing: Annotated[str | None, Column("Standing", weight=LIGHT, leads="history")] = None


def show(
    company: Company,
    metric: str | None,
    as_of: date,
    rates: Rates,
    currency: str | None,
    *,
    history: bool,
    every: bool = False,
) -> Report:
    """Every fact of one company, metric by metric; with `history` also the outranked and conflicting ones.

    Of a company as a whole tables show its statement page instead, unless `every` or `history`. Of its
    share price also the newest close of the daily prices, and the range of the closes.
    Raises NoAnswer when nothing is known of the metric.
    """
    wanted = company.facts.of(metric) if metric else company.facts
    if metric == "share_price":
        wanted = [*wanted, *_newest_quote(company, as_of)]
    if not wanted:
        asked = f"no {metric}" if metric else "nothing"
        raise NoAnswer(f"{asked} of {company.name} is in the data as of {as_of}")
    rows: list[ShowRow] = []
    warnings: list[Warning] = []
    for winner, *others in ranked(wanted):
        rivals = [other for other in others if conflicting(winner, other, rates)]
        warnings += [conflict(winner, other) for other in rivals]
        rows.append(ShowRow(company.id, winner))
        if history:
            rows += [
                ShowRow(company.id, other, "conflict" if other in rivals else "outranked") for other in others
            ]
    beside = [_prices(company, as_of, currency, rates, warnings)] if metric == "share_price" else []
    what = METRICS[metric].title if metric else "every figure"
    if not metric:
        rows = _by_metric(rows)
    shown = [_in_currency(row, currency, rates, warnings) for row in rows]
    title = f"{company.name}: {what}" + (", with its history" if history else "")
    whole = not (metric or history or every)
    heading, page = _page(company, as_of, currency, rates) if whole else ("", [])
    facts = len(company.facts)
    count = f"{facts} fact{'s' * (facts != 1)}: show {company.id} METRIC, --all, --history"
    return Report(
        "show",
        title,
        [Section(ShowRow, shown, about={"history"} if history else ()), *beside, *page],
        as_of,
        currency or "reported",
        warnings,
        [count] if heading else [] if metric else [_note(note) for note in company.notes],
        names={company.id: company.name},
        heading=heading,
    )


def _by_metric(rows: Sequence[ShowRow]) -> list[ShowRow]:
    """Those of a metric together, the metrics in the order in which they first stand in the data; what is
    of one period as it stood.
    """
    first = {metric: at for at, metric in enumerate(dict.fromkeys(row.fact.metric.name for row in rows))}
    return sorted(rows, key=lambda row: (first[row.fact.metric.name], row.fact.period.last))


def _page(company: Company, as_of: date, currency: str | None, rates: Rates) -> tuple[str, list[Section]]:
    """The heading and the sections of the statement page; neither where there is nothing for one."""
    from aicompare.calculators.presentation import presented
    from aicompare.calculators.statement import StatementRow, page_of, statement_of

    statement = statement_of(company, as_of)
    if statement is None:
        return "", []
    (shown,) = presented([statement], currency, rates, [])
    heading, drawn = page_of(shown, company, currency or company.currency)
    return heading, [Section(StatementRow, shown.rows, name="statement", repeats=True), *drawn]


@dataclass(frozen=True, slots=True)
class DerivedRow:
    """A figure that is derived, with what it is made of."""

    company: str
    metric: Annotated[Metric, Column("Metric")]
    value: Annotated[Known | None, Column("Figure", dated=True)]
    formula: Annotated[str, Column("Formula")]


def show_derived(
    company: Company,
    metric: Metric,
    figures: Sequence[Known],
    as_of: date,
    rates: Rates,
    currency: str | None,
) -> Report:
    """A derived metric of one company, the earliest period first.

    Raises NoAnswer where it cannot be derived of any.
    """
    from aicompare.calculators.presentation import presented  # which a list of facts needs not

    if not figures:
        what = metric.expression or metric.definition
        raise NoAnswer(
            f"no {metric.name} of {company.name} can be derived as of {as_of}", hint=f"it is {what}"
        )
    rows = [
        DerivedRow(company.id, metric, known, known.formula if isinstance(known, Derived) else "as printed")
        for known in sorted(figures, key=lambda known: known.period)
    ]
    warnings: list[Warning] = []
    shown = presented(rows, currency, rates, warnings)
    title, names = f"{company.name}: {metric.title}", {company.id: company.name}
    return Report(
        "show", title, [Section(DerivedRow, shown)], as_of, currency or "reported", warnings, names=names
    )


def _newest_quote(company: Company, day: date) -> list[Fact]:
    """The newest close, where the daily prices alone have it."""
    from aicompare.calculators.pricerange import newest_close  # only of a share price

    newest = newest_close(company, day)
    return [newest] if newest and newest.quoted else []


def _prices(
    company: Company, day: date, currency: str | None, rates: Rates, warnings: list[Warning]
) -> Section:
    from aicompare.calculators.pricerange import price_ranges

    return price_ranges(company, day, currency, rates, warnings)


def _in_currency(row: ShowRow, currency: str | None, rates: Rates, warnings: list[Warning]) -> ShowRow:
    """The row stays where no rate covers its fact: without a value, and with a warning."""
    if currency is None:
        return row
    try:
        return replace(row, fact=row.fact.in_currency(currency, rates))
    except NoRate as missing:
        what = f"{row.fact.metric.title} {row.fact.period}"
        warnings.append(
            Warning("no_rate", f"{what} is not known in {currency}: {missing.message}", row.company)
        )
        return replace(row, fact=replace(row.fact, unconverted=True))


def _note(note: Note) -> str:
    said = "; ".join(source.title for source in note.sources)
    return f"{note.text} ({said})"
