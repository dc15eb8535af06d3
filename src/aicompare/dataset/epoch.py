"""The files of Epoch AI's data on AI companies, as rows for a data file of one's own.

    ai_companies_revenue_reports.csv   run-rate, ARR, and revenue of a period
    ai_companies_funding_rounds.csv    equity and debt raised, post-money valuation
    ai_companies_usage_reports.csv     active users, tokens a day
    ai_companies_staff_reports.csv     employees

One document, published on the newest day on which something in it was reported. Amounts stay in its
dollars. A figure that it is confident of is one; of any other (likely, uncertain, ...) the status is
estimate, and its note says the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.dataset.additions import Addition
from aicompare.dataset.store import Dataset
from aicompare.dataset.tables import TableLine, lines_of, source_row
from aicompare.values.errors import BadFile, Trouble, UnknownName, shown
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

_ADDRESS = "https://epoch.ai/data/"
_WHOLE = ("", "full company", "all products")
_SCALES = ((12, "tn"), (9, "bn"), (6, "m"), (3, "k"))
_STATUSES = {"": None, "closed": "closed", "announced": "announced"}  # of a round; any other is talked of
_LENGTHS = {
    "half": "H{half} {year}", "quarter": "Q{quarter} {year}", "month": "{year}-{month:02}",
    "year": "FY{year}",
}  # fmt: skip
_DATES = ("Report date", "Date", "Close date")
_USERS = ("daily", "weekly", "monthly")


class LeftOut(NamedTuple):
    """A row that is not entered, and why: `held` where the data have it already."""

    place: str
    text: str
    why: str
    held: bool = False


class EpochTable(NamedTuple):
    """What is entered, its source first, and what is not."""

    rows: list[Addition]
    left: list[LeftOut]


class _Figure(NamedTuple):
    """One figure of a row: what of it is no figure of ours has a `why`."""

    metric: str
    period: str
    value: str
    status: str | None = None
    scope: str | None = None
    deal: str | None = None
    why: str = ""


_Cells = dict[str, str]


def read_epoch(file: str, dataset: Dataset) -> EpochTable:
    """The rows of one of its files. Raises BadFile for another table, or a cell that is no number or day."""
    head, lines = lines_of(file)
    name, read = _kind(head)
    told = [(line, dict(zip(head.cells, line.cells, strict=True))) for line in lines]
    days = [_day(line, cells, key) for line, cells in told for key in _DATES if cells.get(key)]
    if not days:
        raise BadFile(head.place, "no row has a date", hint="download the file anew from epoch.ai/data")
    source = _source(name, max(days))
    rows, left = [source], list[LeftOut]()
    for line, cells in told:
        for entered in _entered(line, cells, read, dataset, source.id):
            if isinstance(entered, LeftOut):
                left.append(entered)
            else:
                rows.append(entered)
    return EpochTable(rows if len(rows) > 1 else [], left)


def _kind(head: TableLine) -> tuple[str, Callable[[TableLine, _Cells], Iterator[_Figure]]]:
    for column, (name, read) in _KINDS.items():
        if column in head.cells and "Company" in head.cells:
            return name, read
    files = ", ".join(f"ai_companies_{name}.csv" for name, _ in _KINDS.values())
    raise BadFile(head.place, "this is no file of Epoch AI that is known", hint=f"known are {files}")


def _source(name: str, published: date) -> Addition:
    keys = {
        "title": f"AI companies: {name.replace('_', ' ')}", "publisher": "Epoch AI",
        "published": str(published),
        "url": f"{_ADDRESS}ai_companies_{name}.csv", "kind": "dataset",
    }  # fmt: skip
    return source_row(f"epoch-ai-{name.partition('_')[0]}-{published}", keys)


def _entered(
    line: TableLine,
    cells: _Cells,
    read: Callable[[TableLine, _Cells], Iterator[_Figure]],
    dataset: Dataset,
    source: str,
) -> Iterator[Addition | LeftOut]:
    text = f"{cells['Company']} {cells.get('Id', '')}".strip()
    company = _company(cells["Company"], dataset)
    if company is None:
        why = f"there is no company {shown(cells['Company'])}; `aicompare add company` makes it"
        yield LeftOut(line.place, text, why)
        return
    if cells.get("Exclude from graph view", "").casefold() == "true":
        yield LeftOut(line.place, text, "Epoch AI leaves it out of its graphs, too")
        return
    for figure in read(line, cells):
        said = f"{company.id} {figure.metric} {figure.period} {figure.value}"
        if figure.why:
            yield LeftOut(line.place, text, figure.why)
        elif held := _held(figure, company):
            sources = ", ".join(one.id for one in held.sources)
            yield LeftOut(line.place, said, f"the data have {held.reported} of {sources}", held=True)
        else:
            yield _addition(line, cells, figure, company, source)


def _addition(line: TableLine, cells: _Cells, figure: _Figure, company: Company, source: str) -> Addition:
    confidence = cells.get("Confidence", "").casefold()
    sure = confidence in ("", "confident")
    keys: dict[str, object] = {"metric": figure.metric, "period": figure.period, "value": figure.value}
    status = figure.status if sure or figure.status == "reported" else "estimate"
    told = {"status": status, "scope": figure.scope, "deal": figure.deal, "at": cells.get("Id")}
    note = None if sure else f"Epoch AI: {confidence}."
    keys |= {key: text for key, text in {**told, "note": note}.items() if text}
    return Addition("fact", company.id, {**keys, "source": [source]}, line.place)


def _company(name: str, dataset: Dataset) -> Company | None:
    """`Z.ai (Zhipu)` is known by either name."""
    outside, _, inside = name.partition("(")
    for spelt in (name, outside.strip(), inside.strip(" )")):
        try:
            return dataset.company(spelt) if spelt else None
        except UnknownName:
            continue
    return None


def _held(figure: _Figure, company: Company) -> Fact | None:
    """What the data have of the same metric, part and period that may be the same figure."""
    value = (
        parse_amount(figure.value) if METRICS[figure.metric].unit == "money" else Figure.parse(figure.value)
    )
    period = Period.parse(figure.period)
    for fact in company.facts.of(figure.metric):
        same = fact.scope == figure.scope and fact.period == period
        if same and _meets(fact.value, value):
            return fact
    return None


def _meets(one: Money | Figure, other: Money | Figure) -> bool:
    if isinstance(one, Money) and isinstance(other, Money):
        return one.currency == other.currency and one.amount.meets(other.amount)
    return isinstance(one, Figure) and isinstance(other, Figure) and one.meets(other)


# --- the kinds of files -------------------------------------------------------------------------


def _revenue(line: TableLine, cells: _Cells) -> Iterator[_Figure]:
    kind, day = cells.get("Annualized revenue type", "").casefold(), _day(line, cells, "Date")
    scope = cells.get("Scope", "").casefold()
    if scope not in _WHOLE:
        yield _Figure("revenue", "", "", why=f"of a part that no column names ({scope})")
    elif "arr" in kind.split() or "recurring" in kind:
        yield from _amount(line, cells, "Annualized revenue (USD)", "arr", str(day))
    elif "run" in kind:
        yield from _amount(line, cells, "Annualized revenue (USD)", "run_rate", str(day))
    else:
        yield from _of_a_period(line, cells, day)


def _of_a_period(line: TableLine, cells: _Cells, day: date) -> Iterator[_Figure]:
    length = cells.get("Period type", "").casefold()
    form = next((form for word, form in _LENGTHS.items() if word in length), None)
    if form is None or not cells.get("Period revenue"):
        yield _Figure("revenue", "", "", why="neither run-rate nor ARR, nor the revenue of a period")
        return
    month = day.month - 1
    period = form.format(year=day.year, half=month // 6 + 1, quarter=month // 3 + 1, month=day.month)
    yield from _amount(line, cells, "Period revenue", "revenue", period)


def _funding(line: TableLine, cells: _Cells) -> Iterator[_Figure]:
    if not cells.get("Close date"):
        yield _Figure("raised", "", "", why="it has no close date")
        return
    day = str(_day(line, cells, "Close date"))
    status = _STATUSES.get(cells.get("Status", "").casefold(), "reported")
    deal = _slug(cells.get("Id", "")) or f"round-{day}"
    for column, metric in _ROUND.items():
        for figure in _amount(line, cells, column, metric, day):
            yield figure._replace(status=status, deal=deal)


_ROUND = {
    "Funding (equity)": "raised",
    "Funding (debt)": "debt_raised",
    "Valuation (post-money)": "post_money",
}


def _usage(line: TableLine, cells: _Cells) -> Iterator[_Figure]:
    day, product = str(_day(line, cells, "Date")), cells.get("Product", "")
    scope = None if product.casefold() in _WHOLE else _slug(product)
    often = cells.get("Active users time period", "").casefold()
    if cells.get("Active users"):
        if often in _USERS:
            yield from _count(line, cells, "Active users", f"{often}_active_users", day, scope)
        else:
            yield _Figure("users", "", "", why="active in no day, week or month")
    yield from _count(line, cells, "Daily tokens", "daily_tokens", day, scope)
    if cells.get("Daily messages") and not cells.get("Active users"):
        yield _Figure("messages", "", "", why="messages a day are no metric here")
    if not any(cells.get(column) for column in ("Active users", "Daily tokens", "Daily messages")):
        yield _Figure("users", "", "", why="it has neither users nor tokens")


def _staff(line: TableLine, cells: _Cells) -> Iterator[_Figure]:
    division = cells.get("Division name", "")
    whole = division.casefold() in (*_WHOLE, cells["Company"].casefold())
    day = str(_day(line, cells, "Date"))
    yield from _count(line, cells, "Staff count", "employees", day, None if whole else _slug(division))


_KINDS = {
    "Annualized revenue (USD)": ("revenue_reports", _revenue),
    "Funding (equity)": ("funding_rounds", _funding),
    "Active users": ("usage_reports", _usage),
    "Staff count": ("staff_reports", _staff),
}


# --- cells --------------------------------------------------------------------------------------


def _amount(line: TableLine, cells: _Cells, column: str, metric: str, period: str) -> Iterator[_Figure]:
    """In dollars, as short as its digits are: 19000000000.0 is US$19bn, good to half a billion."""
    if cells.get(column):
        yield _Figure(metric, period, f"US${_short(line, column, cells[column])}")


def _count(
    line: TableLine, cells: _Cells, column: str, metric: str, day: str, scope: str | None
) -> Iterator[_Figure]:
    if cells.get(column):
        yield _Figure(metric, day, _short(line, column, cells[column]), scope=scope)


def _short(line: TableLine, column: str, text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise BadFile(line.place, f"{column} is {shown(text)}, no number", hint="download the file anew")
    power, unit = next(((power, unit) for power, unit in _SCALES if number >= 10**power), (0, ""))
    digits = format(number.scaleb(-power), "f")
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + unit


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def _day(line: TableLine, cells: _Cells, column: str) -> date:
    text = cells.get(column, "")
    try:
        period = Period.parse(text)
    except Trouble:
        period = None
    if period is None or not period.is_day:
        raise BadFile(line.place, f"{column} is {shown(text)}, no day", hint="days are like 2026-01-31")
    return period.last
