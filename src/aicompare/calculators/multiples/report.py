"""Revenue multiples: a comparable-companies table, with its statistics.

The numerator converts into the denominator's reporting currency at the closing rate of the
valuation date, so a multiple does not depend on the currency of presentation; both sides are
shown at that day's rate. Recognised revenue and run-rate or ARR are never in one statistic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.multiples.implied import (
    BenchmarkRow,
    ImpliedRow,
    benchmark_shown,
    benchmarks,
    implied_values,
)
from aicompare.calculators.multiples.row import (
    EXPECTED,
    LISTED,
    NOT_AVAILABLE,
    NOT_MEANINGFUL,
    PRIVATE,
    RECOGNISED,
    RECURRING,
    EvRow,
    MultiplesRow,
    derived_multiple,
    kind_of,
    revenue_multiple,
    valued,
)
from aicompare.calculators.multiples.screen import MOST_BRIDGES, first_of, screen
from aicompare.calculators.multiples.statistics import Spread, spread
from aicompare.calculators.multiples.valuation import (
    AHEAD,
    FAR_APART,
    MultiplesChoice,
)
from aicompare.calculators.presentation import as_added, at_closing, by_way_of, presented
from aicompare.companies.company import Company
from aicompare.companies.fact import Known, money
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, Report, Section, Sections, Warning
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.frozen import dataclass, replace


def revenue_multiples(
    companies: Sequence[Company],
    choice: MultiplesChoice,
    rates: Rates,
    as_of: date,
    currency: str | None,
    implied: Company | None = None,
    *,
    brief: bool = False,
) -> Report:
    """The comps table; with `implied`, what the others' multiples imply for that company.

    With `brief` screen and JSON have the first of many companies and count the rest. Raises NoAnswer
    when no company has a valuation on that day.
    """
    names = {company.id: company.name for company in [*companies, *([implied] if implied else [])]}
    _check_what_ifs(choice, len(names))
    peers = [company for company in companies if company != implied]
    if not peers:
        raise NoAnswer("no peer is left to compare with", hint="name other companies, or a group")
    warnings: list[Warning] = []
    rows = [revenue_multiple(company, choice, rates, warnings) for company in peers]
    if all(valued(row) is None for row in rows):
        raise NoAnswer(_no_valuation(choice))
    rows = _highest_first(rows)
    warnings += _far_and_mixed(rows)
    groups = _groups_of(rows, choice)
    statistics = [_statistics(group, inside) for group, inside in groups.items()]
    if choice.price or choice.valuation:
        from aicompare.calculators.premises import doubted_of_multiples  # only where something was typed

        warnings += doubted_of_multiples(peers[0], choice, rates)
    warnings += conflicts(rows, peers, rates)
    shown = [shown_row(row, currency, rates, warnings) for row in rows]
    page = first_of(shown, statistics) if brief and not implied else None
    rest = f"{len(shown) - len(page)} more companies: --group all" if page else ""
    first = Section(EvRow if choice.ev else MultiplesRow, shown, page=page, rest=rest)
    spreads, others = Section(Spread, statistics, "Statistics", "statistics"), list[Section]()
    if choice.ev:
        others += [_bridges(rows), *_convertibles(peers, choice, currency, rates, warnings)]
    if choice.basis in AHEAD:
        from aicompare.calculators.multiples.expectations import by_house

        others.append(by_house(peers, rows, choice, rates, currency, warnings))
    if implied:
        own = revenue_multiple(implied, choice, rates, warnings)
        others += _implied(implied, own, groups, choice, rates, currency, warnings)

    def laid_out() -> list[Section]:
        return [first, spreads, *screen(shown, statistics, names, currency, brief=brief), *others]

    return Report(
        "multiples",
        _title(choice, as_of),
        Sections([first, spreads, *others], laid_out),
        as_of,
        currency or "reported",
        warnings,
        names=names,
        told=_TOLD,
    )


_TOLD = ("not_in_data", "far_apart")  # who has no multiple stands below, and a mark where days lie apart


def _check_what_ifs(choice: MultiplesChoice, companies: int) -> None:
    if choice.price and choice.valuation:
        raise BadUsage("--price and --valuation say different things", hint="use one of them")
    typed = choice.price or choice.valuation
    if typed and companies != 1:
        raise BadUsage("--price and --valuation take exactly one company")
    if typed and typed.amount.value <= 0:
        raise BadUsage("--price and --valuation are more than zero")


def _no_valuation(choice: MultiplesChoice) -> str:
    if choice.price:
        return f"no share count of this company is known on or before {choice.on}"
    return f"none of these companies has a valuation on or before {choice.on}"


def shown_row(row: MultiplesRow, currency: str | None, rates: Rates, warnings: list[Warning]) -> MultiplesRow:
    """In the currency asked for, else in that of the revenue, both sides at the closing rate of the
    day of the valuation: what is shown divides to the multiple.
    """
    if currency is None:
        return replace(row, numerator=_converted(row, rates))
    value, revenue = valued(row), row.denominator
    (shown,) = presented([_without_operands(row)], currency, rates, warnings)
    if isinstance(shown, EvRow) and isinstance(row, EvRow) and row.bridge and value:
        parts = row.bridge.items()
        day = value.period.last
        bridge = {name: part and as_added(part, day, currency, rates, warnings) for name, part in parts}
        shown = replace(shown, bridge=bridge)
    if value is None or revenue is None:
        return shown
    below = at_closing(revenue, value.period.last, currency, rates, warnings)
    return replace(
        shown, denominator=below, numerator=by_way_of(shown.numerator, _converted(row, rates), below)
    )


def _converted(row: MultiplesRow, rates: Rates) -> Known | None:
    """The value in the currency of the revenue, where it was divided by it."""
    value, revenue = row.numerator, row.denominator
    divided = value and revenue and revenue.figure.value > 0 and row.reason != NOT_AVAILABLE
    return value.in_currency(money(revenue).currency, rates) if value and revenue and divided else value


def _without_operands(row: MultiplesRow) -> MultiplesRow:
    """Without what is not converted by its kind, but by the day of the valuation."""
    row = replace(row, denominator=None)
    return replace(row, bridge=None) if isinstance(row, EvRow) else row


# --- marks, order, statistics ------------------------------------------------------------


def _far_and_mixed(rows: Sequence[MultiplesRow]) -> Iterator[Warning]:
    """Of rows that lie far apart in time, and of bases of revenue that differ within one statistic."""
    for row in rows:
        if row.days_apart is not None and row.days_apart > FAR_APART:
            text = f"valuation and revenue lie {row.days_apart} days apart"
            yield Warning("far_apart", text, row.company)
    bases = Counter(row.basis for row in rows if row.multiple and row.basis != "arr")
    if len(bases) > 1:
        each = ", ".join(
            f"{count} {_IN_WORDS.get(basis or '', basis)}" for basis, count in bases.most_common()
        )
        yield Warning("basis_mismatch", f"revenue on different bases: {each}")


_IN_WORDS = {"ltm": "LTM", "fy": "of a fiscal year"}


def _highest_first(rows: list[MultiplesRow]) -> list[MultiplesRow]:
    """Rows without a multiple last."""
    with_one = [row for row in rows if row.multiple]
    rest = [row for row in rows if not row.multiple]
    return sorted(with_one, key=_multiple_value, reverse=True) + rest


def _multiple_value(row: MultiplesRow) -> Decimal:
    assert row.multiple
    return row.multiple.value


def _groups_of(rows: Sequence[MultiplesRow], choice: MultiplesChoice) -> dict[str, list[MultiplesRow]]:
    """What the statistics are of: recognised or expected revenue, of companies of both kinds also each
    kind, and what is annualised by the company itself.
    """
    of_arr = [row for row in rows if _group(row, choice) == RECURRING]
    others = [row for row in rows if row not in of_arr]
    groups = {_group(others[0], choice): others, **_by_kind(others)} if others else {}
    return {name: inside for name, inside in {**groups, RECURRING: of_arr}.items() if inside}


def _by_kind(rows: Sequence[MultiplesRow]) -> dict[str, list[MultiplesRow]]:
    """Listed and private, where both have a multiple; who has no value is of neither."""
    kinds: dict[str, list[MultiplesRow]] = {}
    for row in rows:
        if kind := kind_of(row):
            kinds.setdefault(kind, []).append(row)
    both = len([True for inside in kinds.values() if any(row.multiple for row in inside)]) > 1
    return {kind: kinds[kind] for kind in (LISTED, PRIVATE)} if both else {}


def _group(row: MultiplesRow, choice: MultiplesChoice) -> str:
    basis = row.basis or choice.basis
    return RECURRING if basis == "arr" else EXPECTED if choice.basis in AHEAD else RECOGNISED


def _statistics(group: str, inside: Sequence[MultiplesRow]) -> Spread:
    reasons = Counter(row.reason for row in inside)
    values = {row.company: row.multiple for row in inside if row.multiple}
    return spread(group, values, reasons[NOT_MEANINGFUL], reasons[NOT_AVAILABLE])


# --- the other sections -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One part of a company's way from equity value to enterprise value."""

    company: Annotated[str, Column("Company")]
    part: Annotated[str, Column("Part")]
    amount: Annotated[Known | None, Column("Amount", dated=True)]


def _bridges(rows: Sequence[MultiplesRow]) -> Section:
    """Of so many companies that they can be read."""
    if len([row for row in rows if isinstance(row, EvRow) and row.bridge]) > MOST_BRIDGES:
        rows = ()
    lines = [
        line
        for row in rows
        if isinstance(row, EvRow) and row.bridge
        for line in [
            *(BridgeRow(row.company, name.replace("_", " "), part) for name, part in row.bridge.items()),
            BridgeRow(row.company, "EV before raises", row.ev_before_raises),
            BridgeRow(row.company, "EV pro forma", row.numerator),
        ]
    ]
    title = "From equity value to enterprise value, in the reporting currency"
    return Section(BridgeRow, lines, title, name=None)


def _convertibles(
    companies: Sequence[Company],
    choice: MultiplesChoice,
    currency: str | None,
    rates: Rates,
    warnings: list[Warning],
) -> list[Section]:
    from aicompare.calculators.multiples.convertibles import ConvertibleRow, shown_of

    rows = presented(list(shown_of(companies, choice.on)), currency, rates, warnings)
    return [Section(ConvertibleRow, rows, "Convertible bonds", "convertibles")] if rows else []


def _implied(
    company: Company,
    own: MultiplesRow,
    groups: Mapping[str, Sequence[MultiplesRow]],
    choice: MultiplesChoice,
    rates: Rates,
    currency: str | None,
    warnings: list[Warning],
) -> list[Section]:
    multiple = derived_multiple(own)
    if multiple is None or own.numerator is None or own.denominator is None:
        raise NoAnswer(f"no multiple of {company.name} is known on {choice.on}, so none can be implied")
    group = _group(own, choice)
    peers, which = _peers_like(own, [row for row in groups.get(group, ()) if row.multiple])
    if not peers:
        raise NoAnswer(f"none of the peers has a multiple on the basis of {company.name} ({own.basis})")
    values = implied_values(multiple, own.denominator, _statistics(group, peers))
    compared = benchmarks(company, valued(own) or own.numerator, choice.on, rates)
    what = "EV" if choice.ev else "equity value"
    title = f"The {what} that the {which} for {company.name}"
    past = f"{company.name} against its own past"
    shown = [benchmark_shown(one, currency, rates, warnings) for one in compared]
    return [
        Section(ImpliedRow, presented(values, currency, rates, warnings), title, "implied"),
        Section(BenchmarkRow, shown, past, "benchmarks"),
    ]


def _peers_like(own: MultiplesRow, rows: Sequence[MultiplesRow]) -> tuple[Sequence[MultiplesRow], str]:
    """Those that are listed, or are not, as it is, over revenue of its basis, and what they do in words.

    Fewer than three of them say little: then those of its kind, else all there are.
    """
    kind, basis = kind_of(own), own.basis or ""
    basis = basis.upper() if len(basis) <= _INITIALS else basis
    of_kind = [row for row in rows if kind_of(row) == kind]
    alike = [row for row in of_kind if row.basis == own.basis]
    for found, words in (
        (alike, f"{kind} peers over {basis} revenue"),
        (of_kind, f"{kind} peers"),
    ):
        if kind and len(found) >= _TELLING:
            return found, f"multiples of {len(found)} {words} imply"
    return rows, f"multiples of {len(rows)} peers imply" if len(rows) > 1 else "multiple of one peer implies"


_TELLING = 3  # peers
_INITIALS = 4  # letters at most: LTM, FY+1, not run-rate


def _title(choice: MultiplesChoice, as_of: date) -> str:
    what = "EV / revenue" if choice.ev else "Equity value / revenue"
    basis = "" if choice.basis == "auto" else f", basis {choice.basis}"
    return f"{what}{basis}" + ("" if choice.on == as_of else f", valued by {choice.on}")
