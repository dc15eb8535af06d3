"""The screen of `show COMPANY`: metrics down, periods across, then value, raises and ARR."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, HAPPENED, Derived, Fact, Known
from aicompare.companies.measures import by_period, equity_value, growth, ratio_by_period
from aicompare.companies.raises import equity_raised
from aicompare.companies.recurring import recurring_by_period, recurring_parts
from aicompare.companies.winner import best
from aicompare.reports.page import Cited, PageCell, PageRow, Sentence, Told, fitting, scale_for
from aicompare.reports.report import Column, Section
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.periods import Period, newest_of

COLUMNS = 5
_MOST_YEARS, _MOST_PARTS, _MOST_RAISES = 3, 4, 3
_YEAR = 12  # months
# A name indented stands under the one before: a share of it, its growth, or its parts.
_FLOWS = """
revenue
  revenue_growth      growth
  (parts)
gross_profit
  gross_margin        margin
research_expense
  research_share      of revenue
selling_expense
admin_expense
selling_admin_expense Selling and admin expense
operating_profit
adjusted_net_profit
net_profit
operating_cash_flow
capital_expenditure
free_cash_flow
cash_burn
monthly_active_users
"""
_BALANCES = """
cash
time_deposits
liquid_investments
cash_balance          Company's own total
unused_facilities
bank_loans
lease_liabilities
convertible_bonds
total_debt
total_equity
employees
"""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One figure of the page."""

    metric: Annotated[Metric, Column("Metric")]
    period: Annotated[Period, Column("Period")]
    value: Annotated[Known, Column("Figure")]


@dataclass(frozen=True, slots=True)
class Series:
    """One line, its figures by period."""

    label: str
    depth: int
    figures: Mapping[Period, Known]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """All that stands on the page, before it is converted and laid out."""

    flows: Sequence[Series]
    balances: Sequence[Series]
    told: Sequence[Told]
    stretches: Sequence[Period]
    days: Sequence[Period | None]  # each under a stretch; None under one without a balance

    @property
    def rows(self) -> list[StatementRow]:
        """Every figure that is shown."""
        under = ((self.flows, self.stretches), (self.balances, self.days))
        known = [
            row.figures[period]
            for rows, periods in under
            for row in rows
            for period in periods
            if period and row.figures.get(period)
        ]
        known += [value for line in self.told for value in line.said.values]
        return [StatementRow(value.metric, value.period, value) for value in known if value]


def statement_of(company: Company, as_of: date) -> StatementPage | None:
    """None where nothing is known over a stretch or on a balance day."""
    flows = [*_rows(company, _FLOWS)]
    balances = _by_day([*_rows(company, _BALANCES)])
    if not flows and not balances:
        return None
    stretches = _stretches(period for row in flows for period in row.figures)
    days = _days({period for row in balances if row.depth == 0 for period in row.figures}, stretches)
    flows = [row for row in flows if any(period in row.figures for period in stretches)]
    balances = [row for row in balances if any(period in row.figures for period in days)]
    return StatementPage(flows, balances, [*_told(company, as_of)], stretches, days)


def page_of(statement: StatementPage, company: Company, currency: str) -> tuple[str, list[Section]]:
    """The heading, and the sections that tables show."""
    told = [line for line in statement.told if None not in line.said.values]  # without what no rate covers
    scale = scale_for(currency, (row.value for row in statement.rows if row.metric.kind != "deal"))
    lines = [_line(row, statement.stretches, scale) for row in _merged(statement.flows)]
    if statement.flows and statement.balances:
        heads = {str(at): _head(day) for at, day in enumerate(statement.days)}
        lines.append(PageRow("", heads, style="header"))
    lines += [_line(row, statement.days, scale) for row in statement.balances]
    first = statement.stretches if statement.flows else statement.days
    keys = {str(at): _head(period) for at, period in enumerate(first)} | {"source": "Source"}
    drops = [["source"], *([str(at)] for at in range(len(first) - 1))]
    page = Section(
        PageRow, lines, name=None, instead_of=["data", "statement"], keys={"cells": keys}, drops=drops
    )
    ticker = company.listed.ticker if company.listed else None
    also = ", ".join(filter(None, (company.legal_name, ticker)))
    title = f"{company.name} ({also})" if also else company.name
    return f"{title}, {scale}", [page, Section(Told, told, name=None, instead_of=["data"])]


# --- which figures -----------------------------------------------------------------------


def _rows(company: Company, table: str) -> Iterator[Series]:
    for line in table.strip("\n").splitlines():
        name, _, label = line.strip().partition(" ")
        depth = int(line.startswith(" "))
        if name == "(parts)":
            yield from _parts(company)
        elif figures := _figures(company, name):
            yield Series(label.strip() or name, depth, figures)


def _figures(company: Company, name: str) -> Mapping[Period, Known]:
    from aicompare.companies.measures import DERIVED

    metric = METRICS.get(name) or DERIVED[name]
    if name == "revenue_growth":
        return growth(company)
    return ratio_by_period(company, metric) if metric.parts else by_period(company, name)


def _by_day(rows: Sequence[Series]) -> list[Series]:
    """What was counted in a month stands under the balance day in it, else under the month's last day;
    what is of that very day comes before it.
    """
    days = sorted({period for row in rows for period in row.figures if period.is_day})

    def day(period: Period) -> Period:
        within = [one for one in days if period.first <= one.last <= period.last]
        return within[-1] if within else Period.day(period.last)

    return [
        Series(row.label, row.depth, {day(period): row.figures[period] for period in _days_last(row.figures)})
        for row in rows
    ]


def _days_last(periods: Iterable[Period]) -> list[Period]:
    return sorted(periods, key=lambda period: period.is_day)


def _parts(company: Company) -> Iterator[Series]:
    """Of revenue, the scopes that are told for almost every period: products, or regions."""
    found: dict[str, dict[Period, list[Fact]]] = {}
    for fact in company.facts.of("revenue"):
        if fact.scope and not fact.label and fact.status in COMPETING and fact.basis in (None, "recognised"):
            found.setdefault(fact.scope, {}).setdefault(fact.period, []).append(fact)
    most = max(map(len, found.values()), default=0)
    often = {scope: of_one for scope, of_one in found.items() if len(of_one) * 2 > most > 1}
    for scope, of_one in [*often.items()][:_MOST_PARTS]:
        yield Series(
            f"  {scope}", 1, {period: winner for period, facts in of_one.items() if (winner := best(facts))}
        )


def _stretches(periods: Iterable[Period]) -> list[Period]:
    """The last three years, the newest part of a year with its like a year before, then what is newest."""
    known = sorted({period for period in periods if not period.is_day})
    years = [period for period in known if period.months == _YEAR][-_MOST_YEARS:]
    parts = [period for period in known if period.months < _YEAR]
    chosen = set(years)
    if parts:
        newest = max(parts, key=lambda period: period.recency)
        earlier = newest.year_earlier_among(parts)
        chosen |= {newest, earlier} if earlier else {newest}
    for period in sorted(known, key=lambda period: period.recency, reverse=True):
        if len(chosen) < COLUMNS:
            chosen.add(period)
    return sorted(chosen, key=lambda period: (period.months != _YEAR, period))


def _days(known: Iterable[Period], stretches: Sequence[Period]) -> list[Period | None]:
    """The balance at the end of each stretch; where some have none, the newest others fill the places, or
    where that would mix their order, all stand in it, the last under the last.
    """
    newest = sorted(known, reverse=True)
    if not stretches:
        return [*newest[:COLUMNS][::-1]]
    ends = [next((day for day in newest if day.last == stretch.last), None) for stretch in stretches]
    own = [day if day not in ends[:at] else None for at, day in enumerate(ends)]
    others = [day for day in newest if day not in own][: own.count(None)][::-1]
    left = iter(others)
    filled = [day or next(left, None) for day in own]
    years = sum(stretch.months == _YEAR for stretch in stretches)
    if _ascend(filled[:years]) and _ascend(filled[years:]):
        return filled
    days = sorted(day for day in filled if day)
    return [*[None] * (len(stretches) - len(days)), *days]


def _ascend(days: Iterable[Period | None]) -> bool:
    found = [day for day in days if day]
    return found == sorted(found)


# --- how they look -----------------------------------------------------------------------


def _merged(rows: Sequence[Series]) -> Iterator[Series]:
    """What would stand under a row that is not there stands for itself."""
    above = ""
    for row in rows:
        if row.depth and not row.label.startswith(" ") and above != _PARENTS.get(row.label):
            metric = next(iter(row.figures.values())).metric
            yield Series(metric.title, 0, row.figures)
            continue
        above = above if row.depth else row.label
        yield Series(row.label.strip(), row.depth, row.figures)


_PARENTS = {"growth": "revenue", "margin": "gross_profit", "of revenue": "research_expense"}


def _line(row: Series, periods: Sequence[Period | None], scale: object) -> PageRow:
    values = [row.figures.get(period) if period else None for period in periods]
    known = [value for value in values if value]
    metric = METRICS.get(row.label)
    loss = metric and metric.loss_title
    losses = bool(loss) and bool(known) and all(value.figure.value < 0 for value in known)
    unit = fitting(scale, known)  # type: ignore[arg-type]
    cells: dict[str, PageCell | Cited | str | None] = {
        str(at): PageCell(value, "", unit, losses, _said(value)) if value else (None if period else "")
        for at, (period, value) in enumerate(zip(periods, values, strict=True))
    }
    label = (loss if losses else metric.title) if metric else row.label
    return PageRow(str(label), cells | {"source": Cited(tuple(values))}, row.depth)


def _said(value: Known) -> str:
    return value.status if isinstance(value, Fact) and value.status not in HAPPENED else ""


def _head(period: Period | None) -> str:
    """`FY2025`, `2025-12`, `FY Jan 26`, `3M Jul 26`; the day of a balance that is no month's end in full."""
    if period is None:
        return ""
    if period.is_day:
        next_day = period.last.toordinal() + 1
        return f"{period.last:%Y-%m}" if date.fromordinal(next_day).day == 1 else str(period)
    if period.brief == str(period):
        return str(period)
    return f"{'FY' if period.months == _YEAR else f'{period.months}M'} {period.last:%b %y}"


# --- value, raises, ARR ------------------------------------------------------------------


def _told(company: Company, as_of: date) -> Iterator[Told]:
    if value := equity_value(company, as_of):
        yield _value(value)
    if raises := equity_raised(company, date.min, as_of):
        yield _raises(raises)
    if newest := newest_of(recurring_by_period(company) or recurring_parts(company, as_of)):
        part = f", {newest.scope}" if newest.scope else ""
        yield Told(f"{newest.metric.title}{part}", Sentence(f"{{}}, {newest.period}", (newest,)))


def _value(value: Known) -> Told:
    if isinstance(value, Derived):
        price = next((part for part in value.inputs if part.metric.name == "share_price"), None)
        if price:
            said = Sentence(f"{{}}, {{}} a share, {value.period}", (value, price))
            return Told("Market value", said)
    label = "Last round" if value.metric.name == "post_money" else "Market value"
    return Told(label, Sentence(f"{{}}, {value.period}", (value,)))


def _raises(raises: Sequence[Fact]) -> Told:
    """The newest first, how many there were before."""
    newest = raises[::-1][:_MOST_RAISES]
    said = ", ".join(f"{{}} {_month(fact)}{' (IPO)' if fact.deal == 'ipo' else ''}" for fact in newest)
    before = len(raises) - len(newest)
    more = f"; {before} before" if before else ""
    return Told("Equity raised", Sentence(said + more, tuple(newest)))


def _month(fact: Fact) -> str:
    return f"{fact.period.last:%Y-%m}"
