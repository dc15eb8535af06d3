"""Every pair of bases side by side, and which of them explains what has been printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Annotated

from aicompare.calculators.runway.outlook import outlook
from aicompare.calculators.runway.row import RunwayAnswer, RunwayRow
from aicompare.companies.fact import Fact, Known, money
from aicompare.reports.report import Column, Marked, Report, Section
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.money import Money
from aicompare.values.sources import KINDS

# What people call the bases, in the order of the table.
CASH_TITLES = {
    "cash": "Cash only", "liquidity": "+ liquid", "liquidity+facilities": "+ facilities",
    "stated": "Own total", "given": "Yours",
}  # fmt: skip
BURN_TITLES = {
    "stated": "Stated", "operating": "Operating cash", "cash-burn": "Cash burn",
    "adjusted-loss": "Adj. loss, not cash", "net-loss": "Net loss, not cash", "given": "Yours",
}  # fmt: skip
AGREES = "◂"
OWN = KINDS.index("company")  # a filing or the company itself


@dataclass(frozen=True, slots=True)
class BurnRow:
    """One burn, and the months that each cash lasts on it; None where a pair is not known."""

    burn_basis: Annotated[str, Column("Burn")]
    burn: Annotated[Known, Column("A month", dated=True)]
    months: Annotated[
        Mapping[str, Figure | Marked | None],
        Column("Months", unit="months", look="computed"),
    ]


@dataclass(frozen=True, slots=True)
class CashRow:
    """One kind of cash on the balance date."""

    cash_title: Annotated[str, Column("Cash")]
    cash_basis: Annotated[str, Column("Basis")]
    cash: Annotated[Known, Column("Amount")]


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A printed runway, and the pairs of cash and burn whose months meet it."""

    company: str
    stated: Annotated[Fact, Column("Stated", dated=True)]
    label: Annotated[str | None, Column("As", missing=" ")]
    agrees_with: Annotated[tuple[str, ...], Column("Comes from cash / burn", missing="none of these")]


def arranged(report: Report, answers: Sequence[RunwayAnswer]) -> Iterator[Section]:
    """The report of every pair, in tables of burn by cash for each company: of the balance alone, which
    is what is printed, and where equity was raised since, with it.

    Tables show these instead; JSON and CSV keep a row per pair, and JSON has `stated` too.
    """
    stated: list[StatedRow] = []
    for company in dict.fromkeys(answer.company.id for answer in answers):
        pairs = [pair for pair in zip(answers, report.rows, strict=True) if pair[0].company.id == company]
        known = [(answer, row) for answer, row in pairs if answer.course]
        if not known:
            continue
        explained = list(_explained([answer for answer, _ in known]))
        yield from _tables(known, explained, report.names)
        stated += explained
    title = f"Runways in print, and the pairs that come to them ({AGREES} the company's own)"
    yield Section(StatedRow, stated, title, "stated")


def _tables(
    known: Sequence[tuple[RunwayAnswer, RunwayRow]],
    explained: Sequence[StatedRow],
    names: Mapping[str, str],
) -> Iterator[Section]:
    day, row = known[0][0].day, known[0][1]
    of = f"{row.name}, {day}" if day else row.name
    raised = any(row.cash_and_raised for _, row in known)
    views = {"months with the equity raised since": True, "months of the balance alone": False}
    for title, with_raises in views.items() if raised else [("months", False)]:
        burns = _burns(known, () if with_raises else explained, with_raises=with_raises)
        titles = {cash: names.get(cash, CASH_TITLES[cash]) for cash in burns[0].months}
        yield Section(BurnRow, burns, f"{of}: {title}", None, {"months": titles}, instead_of=["data"])
    yield Section(CashRow, _cashes(known), f"{of}: cash", None, instead_of=["data"])


def _burns(
    known: Sequence[tuple[RunwayAnswer, RunwayRow]], explained: Sequence[StatedRow], *, with_raises: bool
) -> list[BurnRow]:
    cells = {(row.cash_basis, row.burn_basis): row for _, row in known}
    cashes = _in_order(CASH_TITLES, (cash for cash, _ in cells))
    own = [one.stated for one in explained if one.stated.label is None and one.stated.rank <= OWN]
    rows = []
    for burn in _in_order(BURN_TITLES, (burn for _, burn in cells)):
        of_burn = {cash: cells[cash, burn] for cash in cashes if (cash, burn) in cells}
        months = {cash: _cell(of_burn.get(cash), own, with_raises=with_raises) for cash in cashes}
        first = next(iter(of_burn.values()))
        assert first.burn is not None
        rows.append(BurnRow(BURN_TITLES[burn], first.burn, months))
    return rows


def _cell(row: RunwayRow | None, own: Sequence[Fact], *, with_raises: bool) -> Figure | Marked | None:
    if row is None:
        return None
    months = row.months if with_raises else row.balance_alone.months
    if months is None:
        return None
    agrees = any(_meets(months, one) for one in own)
    return Marked(months, AGREES) if agrees else months


def _cashes(known: Sequence[tuple[RunwayAnswer, RunwayRow]]) -> list[CashRow]:
    cashes = {row.cash_basis: row.cash for _, row in known}
    found = [(cash, cashes[cash]) for cash in _in_order(CASH_TITLES, cashes)]
    return [CashRow(CASH_TITLES[cash], cash, amount) for cash, amount in found if amount]


def _in_order(titles: Mapping[str, str], names: Iterable[str | None]) -> list[str]:
    present = set(names)
    return [name for name in titles if name in present]


# --- what has been printed ---------------------------------------------------------------


def _explained(answers: Sequence[RunwayAnswer]) -> Iterator[StatedRow]:
    """Each runway that a source states for this balance, and every pair that comes to it."""
    company, day = answers[0].company, answers[0].day
    pairs = list(_pairs(answers))
    for fact in company.facts:
        if fact.metric.name == "stated_runway" and fact.period.last == day:
            agreeing = tuple(dict.fromkeys(name for name, months in pairs if _meets(months, fact)))
            yield StatedRow(company.id, fact, fact.label, agreeing)


def _pairs(answers: Sequence[RunwayAnswer]) -> Iterator[tuple[str, Figure | None]]:
    """The months of every cash over every burn of the day, also of rivals that were outranked."""
    company, day, currency = answers[0].company, answers[0].day, answers[0].currency
    courses = {one.basis: one.alone for one in answers if one.basis and one.alone}
    cashes = {basis.cash_basis: Money(course.cash, currency) for basis, course in courses.items()}
    burns = {basis.burn_basis: Money(course.burn, currency) for basis, course in courses.items()}
    for fact in company.facts:
        if fact.metric.has("balance") and fact.period.last == day:
            _add_rival(cashes, fact)
        if fact.metric.name == "monthly_burn" and fact.balance and fact.balance.last == day:
            _add_rival(burns, fact)
    course = next(iter(courses.values()))
    for (cash, held), (burn, used) in product(cashes.items(), burns.items()):
        months = outlook(replace(course, cash=held.amount, burn=used.amount)).months
        yield f"{cash} / {burn}", months


def _add_rival(amounts: dict[str, Money], fact: Fact) -> None:
    """What is no other amount than one of these, or in another currency, is none."""
    rival = money(fact)
    if all(one.currency == rival.currency and not one.amount.meets(rival.amount) for one in amounts.values()):
        amounts[fact.reported] = rival


def _meets(months: Figure | None, stated: Fact) -> bool:
    return months is not None and isinstance(stated.value, Figure) and months.meets(stated.value)
