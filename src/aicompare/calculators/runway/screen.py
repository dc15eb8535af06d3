"""The first screen of a runway: one company as a statement, several as a table.

What counts the equity raised since the balance stands first, the balance alone beside it. What is
left out is counted in a line, with the option that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Annotated

from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.heading import differs
from aicompare.calculators.runway.plan import band_of
from aicompare.calculators.runway.row import RunwayAnswer, RunwayRow
from aicompare.companies.derivation import GIVEN
from aicompare.companies.fact import Derived, Fact, Known
from aicompare.companies.naming import when
from aicompare.companies.raises import is_closed
from aicompare.reports.report import IF_ANY, LEADING, LIGHT, Across, Between, Column, Section, listed
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period

GROWTH = Metric("growth_a_month", "flow", "percent", "growth of burn or revenue a month")
CASHES = {
    "liquidity": "cash and liquid funds", "stated": "company's own total", "cash": "cash alone",
    "liquidity+facilities": "cash, liquid funds and unused credit lines", GIVEN: "cash of your own",
}  # fmt: skip
BURNS = {
    "stated": "stated burn", "operating": "operating cash flow", "cash-burn": "printed cash burn",
    "adjusted-loss": "adjusted net loss", "net-loss": "net loss", GIVEN: "burn of your own",
}  # fmt: skip
LOSSES = ("adjusted-loss", "net-loss")  # that stand for the burn
_RAISED, _ALONE = "raised", "alone"
_Cell = Known | Figure | Between | date | int | None


@dataclass(frozen=True, slots=True)
class RunwayLine:
    """One line: what it is, with the raises since and for the balance alone."""

    label: Annotated[str, Column("")]
    cells: Annotated[Mapping[str, _Cell], Column("", unit="months", look="computed", missing=" ")]

    @property
    def period(self) -> str:
        """That of its figures, which the label says."""
        return self.label


_months = partial(Column, unit="months", look="computed")


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One company of several."""

    company: Annotated[str, Column("Company", weight=LEADING)]
    months: Annotated[Figure | None, _months("Months", weight=LEADING)]
    marks: Annotated[tuple[str, ...], Column("", look="marks", missing=" ", weight=LEADING, only=IF_ANY)]
    cash_out_date: Annotated[date | None, Column("Cash runs out", weight=LEADING, only=IF_ANY)]
    months_left: Annotated[Figure | None, _months("Months left", only=IF_ANY)]
    alone: Annotated[Figure | None, _months("Balance alone", only=IF_ANY)]
    profitable_month: Annotated[int | None, Column("No loss from month", only=IF_ANY)]
    cash_left: Annotated[Known | None, Column("Cash then", only=IF_ANY)]
    burn: Annotated[Known | None, Column("Monthly burn", dated=True)]
    cash: Annotated[Known | None, Column("Cash + raised", dated=True)]
    cash_basis: Annotated[str | None, Column("What counts as cash", weight=LIGHT)]
    burn_basis: Annotated[str | None, Column("What as burn", weight=LIGHT)]


# --- one company -------------------------------------------------------------------------


def statement(
    shown: RunwayRow, answer: RunwayAnswer, others: Sequence[RunwayRow], choice: RunwayChoice
) -> list[Section]:
    """The sections of one company; `shown` is its row in the currency of presentation,
    `others` those of every pair of bases.
    """
    cells = {_RAISED: "With raises since", _ALONE: "Balance alone"}
    if not differs(answer):
        cells = {_RAISED: shown.name}
    lines = [line for line in _lines(shown, answer, others, choice) if _says(line, cells)]
    words = [Across(text) for text in _words(shown, answer, others, choice)]
    table = Section(RunwayLine, lines, "", None, {"cells": cells}, instead_of=["data"])
    return [table, Section(Across, words, name=None, as_lines=True, instead_of=["data"])]


def _says(line: RunwayLine, cells: Mapping[str, str]) -> bool:
    return any(line.cells.get(key) is not None for key in cells)


def _lines(
    row: RunwayRow, answer: RunwayAnswer, others: Sequence[RunwayRow], choice: RunwayChoice
) -> Iterator[RunwayLine]:
    alone, as_of = row.balance_alone, choice.as_of

    def both(label: str, raised: _Cell, of_balance: _Cell) -> RunwayLine:
        return RunwayLine(label, {_RAISED: raised, _ALONE: of_balance})

    yield both(_dated("Cash", row.cash), row.cash_and_raised or row.cash, row.cash)
    yield both(_dated("Monthly burn", row.burn), row.burn, row.burn)
    yield both("Monthly revenue", row.revenue, row.revenue)
    if row.growth:
        today = Period.day(answer.day or as_of)
        growth = Derived(row.company, GROWTH, row.growth, today)
        yield both("Growth a month", growth, growth)
    yield from _flows(row)
    yield both("Months", row.months, alone.months)
    yield both("Cash runs out", row.cash_out_date, alone.cash_out_date)
    yield both(f"Months left on {as_of}", row.months_left, alone.months_left)
    yield both("Months, nothing supposed", row.without_scenario, None)
    yield both("Months without unused credit lines", row.without_facilities, alone.without_facilities)
    yield both("No loss from month", row.profitable_month, None)
    yield both("Cash then", row.cash_left, None)
    if choice.raise_lead:
        yield both(
            f"Start raising by, {choice.raise_lead} month{'s' * (choice.raise_lead != 1)} before",
            row.raise_by,
            alone.raise_by,
        )
    yield both("Months on all bases", _range(others, alone=False), _range(others, alone=True))


def _dated(label: str, known: Known | None) -> str:
    """What was typed has no day."""
    typed = isinstance(known, Derived) and not known.inputs
    return label if known is None or typed else f"{label}, {when(known)}"


def _flows(row: RunwayRow) -> Iterator[RunwayLine]:
    """What a scenario adds; a bond was raised since the balance, what is typed was not."""
    for label, amounts, months in (
        ("Raise in month", row.raises, row.raise_months),
        ("More a month from month", row.hires, row.hire_months),
        ("Spent in month", row.one_offs, row.one_off_months),
        ("Repayment in month", row.repayments, row.repayment_months),
    ):
        for known, month in zip(amounts, months, strict=True):
            typed = None if isinstance(known, Fact) else known
            yield RunwayLine(f"{label} {month}", {_RAISED: known, _ALONE: typed})


def _range(rows: Iterable[RunwayRow], *, alone: bool) -> Between | None:
    """From the fewest to the most months of all pairs of bases; None of less than two."""
    found = [row.balance_alone.months if alone else row.months for row in rows]
    ordered = sorted(filter(None, found), key=lambda months: months.value)
    return Between(ordered[0], ordered[-1]) if len(ordered) > 1 else None


def _words(
    row: RunwayRow, answer: RunwayAnswer, others: Sequence[RunwayRow], choice: RunwayChoice
) -> Iterator[str]:
    if row.cash_basis and row.burn_basis:
        told = f"Basis: {CASHES[row.cash_basis]} over {BURNS[row.burn_basis]}"
        yield f"{told}; all {len(others)} known: --bases" if len(others) > 1 else told
    if row.band:
        alone = band_of(row.balance_alone.months_left or row.balance_alone.months)
        beside = f"; of the balance alone {alone}" if alone and alone != row.band else ""
        yield f"Months left: {row.band}{beside} (under 6, 12, 18, or more)"
    if row.assumed:
        yield f"Assumed: {'; '.join(row.assumed)}"
    open_ = [fact for fact in row.raised.equity if not is_closed(answer.company, fact, choice.as_of)]
    if open_:
        yield f"Not counted, as it is only announced: {_named(open_)}"
    if row.cash_basis == GIVEN and row.raised.equity and not row.cash_and_raised:
        yield f"Not counted beside your cash: {_named(row.raised.equity)}: --raise proceeds"
    if row.raised.debt and not choice.scenario.with_debt:
        yield f"Not counted: debt of {_named(row.raised.debt)}: --with-debt"
    yield from _in_print(answer)


def _named(facts: Iterable[Fact]) -> str:
    return ", ".join(f"{fact.reported}, {when(fact)}" for fact in facts)


def _in_print(answer: RunwayAnswer) -> Iterator[str]:
    """What others state, of the balance that was last stated for."""
    newest = answer.row.stated
    if newest is None:
        return
    day = newest.period.last
    alike = [
        fact
        for fact in answer.company.facts.of("stated_runway")
        if fact.period.last == day and fact.label is None
    ]
    printed: dict[str, list[str]] = {}
    for fact in sorted(alike, key=lambda fact: fact.rank):
        whose = "the company" if fact.rank <= newest.rank else "the press"
        printed.setdefault(whose, []).append(fact.reported)
    told = ", ".join(f"{' and '.join(dict.fromkeys(texts))} ({who})" for who, texts in printed.items())
    balance = "" if day == answer.day else f" --balance {day}"
    yield f"In print: {told} months from {day}: --bases{balance}"


# --- several companies -------------------------------------------------------------------


def overview(rows: Sequence[RunwayRow]) -> list[Section]:
    """A line for each company whose cash runs out; the others are counted and named below."""
    known = [row for row in rows if _lasts(row)]
    lines = [_overview_row(row) for row in known]
    words = [Across(text) for text in _below(rows, lines)]
    table = Section(OverviewRow, lines, name=None, instead_of=["data"])
    return [table, Section(Across, words, name=None, as_lines=True, instead_of=["data"])]


def _overview_row(row: RunwayRow) -> OverviewRow:
    return OverviewRow(
        row.company,
        row.months,
        ("loss",) if row.burn_basis in LOSSES else (),
        row.cash_out_date,
        row.months_left,
        row.balance_alone.months,
        row.profitable_month,
        row.cash_left,
        row.burn,
        row.cash_and_raised or row.cash,
        CASHES.get(row.cash_basis or ""),
        BURNS.get(row.burn_basis or ""),
    )


_SAID = {
    "not_burning": "Not burning", "never": "Does not run out", "profitable_now": "No loss as it is",
    "already_out": "No cash left", "no rate": "No rate",
}  # fmt: skip
_OLD, _NOT_KNOWN = "Balance too old, its cash would be gone", "Not known"


def _lasts(row: RunwayRow) -> bool:
    """Whether there is cash on the day, or an end of the loss; of an old balance it would be gone."""
    over = row.months_left is not None and row.months_left.value < 0
    return bool((row.months and not over) or row.profitable_month)


def _below(rows: Sequence[RunwayRow], lines: Sequence[OverviewRow]) -> Iterator[str]:
    told: dict[str, list[str]] = {said: [] for said in (*_SAID.values(), _OLD, _NOT_KNOWN)}
    for row in rows:
        if not _lasts(row):
            unknown = _OLD if row.months else _NOT_KNOWN
            told[_SAID.get(row.reason or row.status, unknown)].append(row.name)
    yield from (f"{said} ({len(names)}): {listed(names)}." for said, names in told.items() if names)
    if any(line.alone for line in lines):
        yield "Months are with the equity raised since the balance; balance alone: without it."
    if any(line.marks for line in lines):
        yield "~ A loss, not cash flow, stands for the burn."
