"""Revenue multiples: a comparable-companies table, with its statistics.

The numerator converts into the denominator's reporting currency at the closing rate of the
valuation date, so a multiple does not depend on the currency of presentation; both sides are
shown at that day's rate. Recognised revenue and run-rate or ARR are never in one statistic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated

from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.multiples.bridge import enterprise_value
from aicompare.calculators.multiples.implied import (
    BenchmarkRow,
    ImpliedRow,
    benchmark_shown,
    benchmarks,
    implied_values,
)
from aicompare.calculators.multiples.statistics import Spread, spread
from aicompare.calculators.multiples.unheld import no_value, of_the_revenue
from aicompare.calculators.multiples.valuation import (
    AHEAD,
    FAR_APART,
    MultiplesChoice,
    market_cap_against,
    revenue_for,
    valuation_of,
)
from aicompare.calculators.presentation import as_added, at_closing, by_way_of, presented
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Open, computed, ratio, total, turned
from aicompare.companies.fact import Derived, Known, money
from aicompare.companies.measures import MULTIPLE, growth, ratio_by_period
from aicompare.rates.rates import Rates
from aicompare.reports.report import LIGHT, Column, Report, Section, Warning
from aicompare.values.errors import BadUsage, NoAnswer, NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period

RECOGNISED, RECURRING, EXPECTED = "recognised", "run-rate and ARR", "expected"
LISTED, PRIVATE = "listed", "private"
MOST_BRIDGES = 3  # companies whose way to the EV stands below; JSON has that of all
NOT_MEANINGFUL, NOT_AVAILABLE = "n.m.", "n.a."


@dataclass(frozen=True, slots=True)
class MultiplesRow:
    """`multiple` is None with `reason` n.m. (value or denominator not above zero) or n.a. (missing).

    Beside it stand the newest growth and gross margin of the revenue known by the day of the
    valuation, and the net cash, pro forma for what was raised since the balance.
    """

    company: Annotated[str, Column("Company")]
    multiple: Annotated[
        Figure | None,
        Column(
            "Multiple",
            unit="times",
            look="computed",
            otherwise="reason",
            rated=True,
        ),
    ] = None
    reason: str | None = None
    numerator: Annotated[Known | None, Column("Value", dated=True)] = None
    denominator: Annotated[Known | None, Column("Revenue", dated=True)] = None
    kind: Annotated[str | None, Column("Kind of value", weight=LIGHT)] = None
    basis: Annotated[str | None, Column("Basis")] = None
    days_apart: Annotated[
        int | None,
        Column("Days apart", weight=LIGHT, definition="days from the revenue's end to the value, either way"),
    ] = None
    growth: Annotated[Known | None, Column("Growth", dated=True, weight=LIGHT)] = None
    gross_margin: Annotated[Known | None, Column("Gross margin", dated=True, weight=LIGHT)] = None
    net_cash: Annotated[Known | None, Column("Net cash", dated=True, weight=LIGHT)] = None


@dataclass(frozen=True, slots=True)
class EvRow(MultiplesRow):
    """With `--ev` the numerator is the EV pro forma; its bridge and the EV without raises."""

    equity_value: Annotated[Known | None, Column("Equity value", dated=True, weight=LIGHT)] = None
    ev_before_raises: Annotated[Known | None, Column("EV before raises", weight=LIGHT)] = None
    multiple_before_raises: Annotated[
        Figure | None,
        Column("Before raises", unit="times", look="computed"),
    ] = None
    bridge: Mapping[str, Known | None] | None = None
    unknown: Annotated[tuple[str, ...], Column("Unknown", look="word", weight=LIGHT, missing=" ")] = ()


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

    With `brief` the screen has the first of many companies and counts the rest. Raises NoAnswer
    when no company has a valuation on that day.
    """
    names = {company.id: company.name for company in [*companies, *([implied] if implied else [])]}
    _check_what_ifs(choice, len(names))
    peers = [company for company in companies if company != implied]
    if not peers:
        raise NoAnswer("no peer is left to compare with", hint="name other companies, or a group")
    warnings: list[Warning] = []
    rows = [revenue_multiple(company, choice, rates, warnings) for company in peers]
    if all(_valued(row) is None for row in rows):
        raise NoAnswer(_no_valuation(choice))
    rows = _highest_first(rows)
    warnings += _far_and_mixed(rows)
    groups = _groups_of(rows, choice)
    statistics = [_statistics(group, inside) for group, inside in groups.items()]
    from aicompare.calculators.multiples.screen import screen  # which `compare` does without

    if choice.price or choice.valuation:
        from aicompare.calculators.premises import doubted_of_multiples  # only where something was typed

        warnings += doubted_of_multiples(peers[0], choice, rates)
    warnings += conflicts(rows, peers, rates)
    shown = [shown_row(row, currency, rates, warnings) for row in rows]
    others = [
        Section(Spread, statistics, "Statistics", "statistics"),
        *screen(shown, statistics, names, currency, brief=brief),
    ]
    if choice.ev:
        others += [_bridges(rows), *_convertibles(peers, choice, currency, rates, warnings)]
    if choice.basis in AHEAD:
        from aicompare.calculators.multiples.expectations import by_house

        others.append(by_house(peers, rows, choice, rates, currency, warnings))
    if implied:
        own = revenue_multiple(implied, choice, rates, warnings)
        others += _implied(implied, own, statistics, choice, rates, currency, warnings)
    return Report(
        "multiples",
        _title(choice),
        [Section(EvRow if choice.ev else MultiplesRow, shown), *others],
        as_of,
        currency or "reported",
        warnings,
        names=names,
    )


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


def revenue_multiple(
    company: Company, choice: MultiplesChoice, rates: Rates, warnings: list[Warning] | None = None
) -> MultiplesRow:
    """The row of one company; what is missing is None, with the reason."""
    noticed = warnings if warnings is not None else []
    empty = EvRow if choice.ev else MultiplesRow
    valued = valuation_of(company, choice)
    if valued is None:
        noticed.append(no_value(company, choice))
        return empty(company.id, reason=NOT_AVAILABLE)
    value, kind = valued
    if printed := market_cap_against(company, value):
        text = f"price x shares is not the market cap printed for {printed.period}, {printed.reported}"
        noticed.append(Warning("market_cap_differs", text, company.id))
    day = value.period.last
    row = empty(company.id, reason=NOT_AVAILABLE, numerator=value, kind=kind)
    if found := revenue_for(company, choice, day):
        revenue, basis = found
        apart = None if basis in AHEAD else abs((day - revenue.period.last).days)
        row = replace(row, denominator=revenue, basis=basis, days_apart=apart)
    noticed += of_the_revenue(company, choice, day, row.basis)
    currency = money(row.denominator).currency if row.denominator else company.currency
    try:
        if isinstance(row, EvRow):
            row = _with_ev(choice.of(company, day), row, value, currency, rates)
            if row.unknown:
                text = f"not known, and not in the EV: {', '.join(row.unknown)}".replace("_", " ")
                noticed.append(Warning("unknown_parts", text, company.id))
        return _beside(choice.of(company, day), _divided(row, rates), value, rates)
    except NoRate as missing:
        noticed.append(Warning("no_rate", missing.message, company.id))
        return row


def _beside(company: Company, row: MultiplesRow, value: Known, rates: Rates) -> MultiplesRow:
    """With what a multiple is read against; of a row without one nothing."""
    if row.multiple is None or row.denominator is None:
        return row
    day = value.period.last
    bridge = enterprise_value(company, value, money(row.denominator).currency, rates)
    owned = [Named(name, part) for name, part in bridge.parts.items() if part and name != "equity_value"]
    net_cash = None
    if bridge.balance and owned:
        less = turned(total(owned))
        opened = Open(less, below=bridge.opens_above, above=bridge.cash_only)
        made = opened if bridge.opens_above or bridge.cash_only else less
        net_cash = Derived.of(company.id, METRICS["net_cash"], made, Period.day(bridge.balance))
    margins = ratio_by_period(company, METRICS["gross_margin"])
    return replace(
        row,
        growth=_newest(growth(company), day),
        gross_margin=_newest(margins, day),
        net_cash=net_cash,
    )


def _newest(known: Mapping[Period, Known], until: date) -> Known | None:
    """Of those that had ended by a day the last, and of these the longest."""
    ended = [period for period in known if period.last <= until]
    return known[max(ended, key=lambda period: (period.last, period.days))] if ended else None


def derived_multiple(row: MultiplesRow) -> Derived | None:
    """The multiple of a row with what it is made of; None where it has none."""
    if row.multiple is None or row.numerator is None or row.denominator is None:
        return None
    return Derived(row.company, MULTIPLE, row.multiple, row.numerator.period, row.basis)


def _valued(row: MultiplesRow) -> Known | None:
    return row.equity_value if isinstance(row, EvRow) else row.numerator


def _divided(row: MultiplesRow, rates: Rates) -> MultiplesRow:
    value, revenue = row.numerator, row.denominator
    if value is None or revenue is None:
        return row
    if money(revenue).amount.value <= 0:
        return replace(row, reason=NOT_MEANINGFUL)
    if isinstance(row, EvRow) and row.ev_before_raises:
        before = row.ev_before_raises.in_currency(money(revenue).currency, rates)
        row = replace(row, multiple_before_raises=_over(before, revenue, "EV before raises"))
    multiple = _over(value.in_currency(money(revenue).currency, rates), revenue)
    return replace(row, multiple=multiple, reason=None if multiple else NOT_MEANINGFUL)


def shown_row(row: MultiplesRow, currency: str | None, rates: Rates, warnings: list[Warning]) -> MultiplesRow:
    """In the currency asked for, else in that of the revenue, both sides at the closing rate of the
    day of the valuation: what is shown divides to the multiple.
    """
    if currency is None:
        return replace(row, numerator=_converted(row, rates))
    value, revenue = _valued(row), row.denominator
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


def _over(value: Known, revenue: Known, name: str = "value") -> Figure | None:
    """None where the value is not above zero: more cash than market value is no multiple."""
    made = ratio(Named(name, value), Named("revenue", revenue))
    return computed(made) if value.figure.value > 0 else None


def _with_ev(company: Company, row: EvRow, equity: Known, currency: str, rates: Rates) -> EvRow:
    bridge = enterprise_value(company, equity, currency, rates)
    kind = "EV pro forma" if bridge.value != bridge.before_raises else "EV"
    return replace(
        row,
        numerator=bridge.value,
        kind=kind if bridge.value else None,
        equity_value=equity,
        ev_before_raises=bridge.before_raises,
        bridge=dict(bridge.parts),
        unknown=tuple(bridge.unknown),
    )


# --- marks, order, statistics ------------------------------------------------------------


def _far_and_mixed(rows: Sequence[MultiplesRow]) -> Iterator[Warning]:
    """Of rows that lie far apart in time, and of bases of revenue that differ within one statistic."""
    for row in rows:
        if row.days_apart is not None and row.days_apart > FAR_APART:
            text = f"valuation and revenue lie {row.days_apart} days apart"
            yield Warning("far_apart", text, row.company)
    bases = Counter(row.basis for row in rows if row.multiple and row.basis != "arr")
    if len(bases) > 1:
        each = ", ".join(f"{count} {basis}" for basis, count in bases.most_common())
        yield Warning("basis_mismatch", f"the multiples are of revenue on different bases: {each}")


def _highest_first(rows: list[MultiplesRow]) -> list[MultiplesRow]:
    """Rows without a multiple last."""
    with_one = [row for row in rows if row.multiple]
    rest = [row for row in rows if not row.multiple]
    return sorted(with_one, key=_multiple_value, reverse=True) + rest


def _multiple_value(row: MultiplesRow) -> Decimal:
    assert row.multiple
    return row.multiple.value


def _groups_of(rows: Sequence[MultiplesRow], choice: MultiplesChoice) -> dict[str, list[MultiplesRow]]:
    """What the statistics are of: recognised revenue, of companies of both kinds also each kind, and
    what is annualised by the company itself.
    """
    of_arr = [row for row in rows if _group(row, choice) == RECURRING]
    others = [row for row in rows if row not in of_arr]
    groups = {RECOGNISED: others, **_by_kind(others), RECURRING: of_arr}
    return {name: inside for name, inside in groups.items() if inside}


def _by_kind(rows: Sequence[MultiplesRow]) -> dict[str, list[MultiplesRow]]:
    """Listed and private, where both have a multiple; who has no value is of neither."""
    kinds: dict[str, list[MultiplesRow]] = {}
    for row in rows:
        if kind := kind_of(row):
            kinds.setdefault(kind, []).append(row)
    both = len([True for inside in kinds.values() if any(row.multiple for row in inside)]) > 1
    return {kind: kinds[kind] for kind in (LISTED, PRIVATE)} if both else {}


def kind_of(row: MultiplesRow) -> str | None:
    """Whether a market says the value, or the last round; None of one that is supposed, or not known."""
    value = _valued(row)
    typed = isinstance(value, Derived) and not value.inputs
    if value is None or typed:
        return None
    return PRIVATE if value.metric.name == "post_money" else LISTED


def _group(row: MultiplesRow, choice: MultiplesChoice) -> str:
    basis = row.basis or choice.basis
    return RECURRING if basis == "arr" else EXPECTED if basis in AHEAD else RECOGNISED


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
    statistics: Sequence[Spread],
    choice: MultiplesChoice,
    rates: Rates,
    currency: str | None,
    warnings: list[Warning],
) -> list[Section]:
    multiple = derived_multiple(own)
    if multiple is None or own.numerator is None or own.denominator is None:
        raise NoAnswer(f"no multiple of {company.name} is known on {choice.on}, so none can be implied")
    same = [one for one in statistics if one.group == _group(own, choice) and one.count]
    if not same:
        raise NoAnswer(f"none of the peers has a multiple on the basis of {company.name} ({own.basis})")
    values = implied_values(multiple, own.denominator, same[0])
    compared = benchmarks(company, _valued(own) or own.numerator, choice.on, rates)
    what = "EV" if choice.ev else "equity value"
    title = f"The {what} that the peers' multiples imply for {company.name}"
    past = f"{company.name} against its own past"
    shown = [benchmark_shown(one, currency, rates, warnings) for one in compared]
    return [
        Section(ImpliedRow, presented(values, currency, rates, warnings), title, "implied"),
        Section(BenchmarkRow, shown, past, "benchmarks"),
    ]


def _title(choice: MultiplesChoice) -> str:
    what = "EV / revenue" if choice.ev else "Equity value / revenue"
    basis = "" if choice.basis == "auto" else f", basis {choice.basis}"
    return f"{what}{basis}, valued by {choice.on}"
