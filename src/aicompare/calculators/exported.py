"""`export`: all that is known as one table, a row a fact, for databases and notebooks.

The columns are the same whatever the data hold. Of a number there is every digit as text, and the
same as a double, which has sixteen of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Literal

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact
from aicompare.companies.winner import ranked
from aicompare.values.frozen import dataclass
from aicompare.values.sources import Source

CellType = Literal["text", "double", "integer", "date", "boolean"]
Cell = str | Decimal | int | date | bool | None
_DERIVED_GROUPS = ("listed", "private", "all")  # which follow from the data
_IN_BASE_UNITS = {"percent": "ratio", "times": "x", "number": "ratio"}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of what is exported, and what stands in it in words."""

    name: str
    type: CellType
    meaning: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A table: its first column is the key of its rows."""

    name: str
    columns: tuple[TableColumn, ...]
    rows: Sequence[tuple[Cell, ...]]
    as_of: date


def _columns(text: str) -> tuple[TableColumn, ...]:
    """Of lines with name, type and meaning."""
    lines = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(TableColumn(name, type_, meaning) for name, type_, meaning in lines)  # type: ignore[arg-type]


FACTS = _columns("""
id                text     a digest of what the fact says and who says it, the same in every export
company           text     id of the company
company_name      text     its name
metric            text     what is measured, as `aicompare metrics` lists it
kind              text     stock, flow or deal: how it sits in time, and so at which rate it converts
period            text     as it is written: FY2025, H1 2026, 2026-09-30
first             date     first day of the period
last              date     last day of the period
scope             text     product, segment or region; empty of the company as a whole
basis             text     of revenue: recognised, run-rate or arr
label             text     tells apart figures of one metric and day
deal              text     the raise that it is of
status            text     actual, closed, announced, planned, reported, forecast or estimate
reported          text     the figure as its source prints it
unit              text     an ISO currency; ratio (0.41 of 41%), x, count, months, days or year
value             double   in base units, to sixteen digits
low               double   the least that the print may stand for; empty where it is open
high              double   the most
value_text        text     the value with every digit
low_text          text     low with every digit
high_text         text     high with every digit
source            text     id of the strongest of its sources, of equal ones the first out
source_title      text     its title
source_publisher  text     who published it
source_kind       text     filing, company, press or dataset
source_published  date     the day on which it came out, of a month the last
source_url        text     its address
sources           text     ids of all of its sources, by blanks
published         date     the day from which the fact is known
rank              integer  0 of a filing, 1 of the company, 2 of the press, 3 of a data set
used              boolean  the one that wins of all with one company, metric, period, scope, basis, label
own               boolean  whether it is from a file of one's own
place             text     page, table or row of the source
note              text     a sentence on it
balance           text     of a stated burn: the balance that its source pairs it with
due               text     of a debt: when it is repaid
accept            text     JSON: why a warning may stay
""")
SOURCES = _columns("""
id              text  id of the source
title           text  its title
publisher       text  who published it
published       text  the day it came out, or the month
published_note  text  how that date is known
url             text  its address
kind            text  filing, company, press or dataset
via             text  transcription, where somebody's copy was read
""")
COMPANIES = _columns("""
id          text     id of the company
name        text     its name
legal_name  text     its registered name
aliases     text     what else it is called, by semicolons
country     text     two letters
founded     integer  year
ticker      text     where its shares trade
exchange    text     the exchange
listed      text     the first day of trading
currency    text     the currency in which it reports
groups      text     the groups that it is in, by semicolons
""")
# Everything that there is to export, and its columns.
EXPORTS = {"facts": FACTS, "sources": SOURCES, "companies": COMPANIES}


def exported(
    what: str,
    companies: Sequence[Company],
    digits: Callable[[Decimal], str],
    as_of: date,
    every: Iterable[Source] | None,
) -> Exported:
    """The table of that name; `digits` writes a number out.

    The sources are `every` one, or those of the facts of the companies where that is None.
    """
    match what:
        case "facts":
            rows = [row for company in companies for row in _facts(company, digits)]
        case "sources":
            rows = [_source(source) for source in (every if every is not None else _sources(companies))]
        case _:
            rows = [_company(company) for company in companies]
    return Exported(what, EXPORTS[what], rows, as_of)


def _facts(company: Company, digits: Callable[[Decimal], str]) -> Iterator[tuple[Cell, ...]]:
    facts = list(company.facts)
    winners = {id(group[0]) for group in ranked(facts)}
    ids: dict[str, int] = {}
    for fact in facts:
        stem = _id(fact)
        ids[stem] = ids.get(stem, 0) + 1
        number = f"{stem}-{ids[stem]}" if ids[stem] > 1 else stem
        used = id(fact) in winners and fact.status in COMPETING
        yield tuple(_fact(fact, company, number, used, digits))


def _id(fact: Fact) -> str:
    """Sixteen digits of what tells it apart, whatever stands before it in its file."""
    told = (*fact.identity, fact.status, fact.reported, sorted(source.id for source in fact.sources))
    return sha256("\n".join(map(str, told)).encode()).hexdigest()[:16]


def _fact(
    fact: Fact, company: Company, number: str, used: bool, digits: Callable[[Decimal], str]
) -> Iterator[Cell]:
    figure, metric, period = fact.figure, fact.metric, fact.period
    numbers = (figure.value, figure.low, figure.high)
    yield from (number, company.id, company.name, metric.name, metric.kind)
    yield from (str(period), period.first, period.last)
    yield from (fact.scope, fact.basis, fact.label, fact.deal, fact.status, fact.reported)
    yield fact.currency or _IN_BASE_UNITS.get(metric.unit, metric.unit)
    yield from numbers
    yield from (None if one is None else digits(one) for one in numbers)
    best = fact.best_source
    yield from (best.id, best.title, best.publisher, best.kind, best.published_on, best.url)
    yield from (" ".join(source.id for source in fact.sources), fact.published, fact.rank)
    yield from (used, fact.user, fact.at, fact.note)
    yield from (str(one) if one else None for one in (fact.balance, fact.due))
    yield _accepted(fact)


def _accepted(fact: Fact) -> str | None:
    from json import dumps

    return dumps(dict(fact.accept), ensure_ascii=False) if fact.accept else None


def _sources(companies: Iterable[Company]) -> Iterable[Source]:
    facts = (fact for company in companies for fact in company.facts)
    return dict.fromkeys(source for fact in facts for source in fact.sources)


def _source(source: Source) -> tuple[Cell, ...]:
    return (
        source.id, source.title, source.publisher, str(source.published), source.published_note, source.url,
        source.kind, source.via,
    )  # fmt: skip


def _company(company: Company) -> tuple[Cell, ...]:
    listed: Any = company.listed
    trading = (listed.ticker, listed.exchange, listed.on and str(listed.on)) if listed else (None, None, None)
    groups = "; ".join(group for group in company.groups if group not in _DERIVED_GROUPS)
    aliases = "; ".join(company.aliases)
    return (
        company.id, company.name, company.legal_name, aliases or None, company.country, company.founded,
        *trading, company.currency, groups or None,
    )  # fmt: skip
