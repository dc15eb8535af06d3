"""Companies side by side, like for like.

Per metric the newest period of one length whose ends lie within 31 days of each other for
all companies named, provided that it is recent for each of them; else each one's newest,
with a warning that names the difference. Ratios are never taken of unlike flows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from aicompare.calculators.conflicts import conflicts
from aicompare.calculators.multiples.row import derived_multiple, revenue_multiple
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.calculators.presentation import presented
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.row import RunwayRow, runway_of
from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, computed, ratio
from aicompare.companies.fact import Derived, Known, before_conversion
from aicompare.companies.measures import (
    DERIVED,
    EQUITY_VALUE,
    FOUNDED,
    LIQUIDITY,
    LISTED,
    MULTIPLE,
    NEAR,
    RECURRING,
    RUNWAY,
    RUNWAY_ALONE,
    by_period,
    equity_value,
    first_day_of_trading,
    growth,
    liquidity_by_period,
    net_new_arr,
    ratio_by_period,
    year_of_founding,
)
from aicompare.companies.references import NO_METRICS, Reference, metric_named
from aicompare.rates.rates import Rates
from aicompare.reports.report import Column, Report, Section, Warning
from aicompare.values.errors import BadUsage, NoAnswer, UnknownName
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, Kind, Metric, having
from aicompare.values.periods import Period

if TYPE_CHECKING:
    from aicompare.expressions.evaluation import Scene as Expressed

# How far a common period may lie behind a company's newest.
FRESH = {"flow": timedelta(days=184), "deal": timedelta(days=184), "stock": timedelta(days=100)}

Candidates = Mapping[Period, Known]


@dataclass(frozen=True, slots=True)
class CompareRow:
    """`period` is None where the companies' periods differ; `ratio` is first over second."""

    metric: Annotated[Metric, Column("Metric")]
    period: Annotated[Period | None, Column("Period", missing="differ")]
    values: Annotated[dict[str, Known | None], Column("")]
    ratio: Annotated[Figure | None, Column("Ratio", only="pair", unit="times", look="computed")]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every row of one comparison shares."""

    companies: Sequence[Company]
    period: Period | None
    rates: Rates
    as_of: date
    currency: str | None
    warnings: list[Warning]

    @property
    def valued(self) -> date:
        """The day up to which a value counts: that of the answer, or the last of a forced period."""
        return min(self.as_of, self.period.last) if self.period else self.as_of


def comparison(
    companies: Sequence[Company],
    metrics: Sequence[str],
    period: Period | None,
    rates: Rates,
    as_of: date,
    currency: str | None,
    own: Mapping[str, Metric] = NO_METRICS,
) -> Report:
    """A row per metric, a value per company; exactly two companies get a ratio. `own` are the metrics of the
    user's files.

    Raises BadUsage for fewer than two companies, NoAnswer when nothing is known.
    """
    if len(companies) < 2:
        raise BadUsage(
            "compare takes two companies or more", hint="for example `aicompare compare zhipu minimax`"
        )
    warnings: list[Warning] = []
    scene = _Scene(companies, period, rates, as_of, currency, warnings)
    asked = [metric_named(name, own) for name in metrics] or list(_ROWS.values())
    rows = [_row(known, scene) for known in asked]
    warnings += conflicts(rows, companies, rates)
    if all(value is None for row in rows for value in row.values.values()):
        raise NoAnswer(f"nothing of that is known for these companies as of {as_of}")
    names = {company.id: company.name for company in companies}
    title = ", ".join(names.values()) + (", like for like" if period is None else f", {period}")
    return Report(
        "compare",
        title,
        [Section(CompareRow, rows, keys={"values": names}, about={"pair"} if len(names) == 2 else ())],
        as_of,
        currency or "reported",
        warnings,
        names=names,
    )


def _row(known: Metric, scene: _Scene) -> CompareRow:
    warnings = scene.warnings
    candidates = {one.id: _wanted(_candidates(known, one, scene), known, scene) for one in scene.companies}
    chosen = like_for_like(candidates, known.kind)
    alike = chosen is not None
    newest = {id_: _newest(of_one) for id_, of_one in candidates.items()}
    values = newest if chosen is None else {**newest, **chosen}
    if not alike and sum(one is not None for one in values.values()) > 1:
        ends = ", ".join(f"{id_} {one.period}" for id_, one in values.items() if one)
        text = f"{known.title}: no period of one length is recent for all ({ends})"
        warnings.append(Warning("period_mismatch", text))
    warnings += _mixed_bases(known, values)
    shown = presented([values], scene.currency, scene.rates, warnings)[0]
    periods = {one.period for one in values.values() if one}
    common = periods.pop() if len(periods) == 1 else None if periods else scene.period
    ratio = _ratio(list(shown.values()), known) if alike and len(shown) == 2 else None
    return CompareRow(known, common, shown, ratio)


def _mixed_bases(known: Metric, values: Mapping[str, Known | None]) -> list[Warning]:
    """In the rows that choose among bases, whether the companies' differ."""
    if known not in (LIQUIDITY, RUNWAY, RUNWAY_ALONE, MULTIPLE, RECURRING):
        return []
    bases = {id_: one.basis or one.metric.name for id_, one in values.items() if one}
    if len(set(bases.values())) < 2:
        return []
    each = ", ".join(f"{id_} {basis}" for id_, basis in bases.items())
    return [Warning("basis_mismatch", f"{known.title}: the bases differ ({each})")]


def like_for_like(candidates: Mapping[str, Candidates], kind: Kind) -> dict[str, Known] | None:
    """One value per company that has any, of periods that are alike and recent; None if none are.

    Of several sets the one that ends last, then the longest.
    """
    having = {id_: of_one for id_, of_one in candidates.items() if of_one}
    if len(having) < 2:
        return None
    sets = []
    for anchor in {period for of_one in having.values() for period in of_one}:
        nearest = {id_: _nearest(of_one, anchor, kind) for id_, of_one in having.items()}
        periods = [one.period for one in nearest.values() if one]
        if len(periods) == len(having) and _alike(periods) and _fresh(periods, having.values(), kind):
            shortest = min(period.days for period in periods)
            sets.append((min(periods).last, shortest, sorted(periods), nearest))
    if not sets:
        return None
    return {id_: one for id_, one in max(sets, key=lambda one: one[:3])[3].items() if one}


def _nearest(of_one: Candidates, anchor: Period, kind: Kind) -> Known | None:
    alike = [period for period in of_one if kind == "stock" or period.is_as_long_as(anchor)]
    nearest = min(alike, key=lambda period: (abs(period.last - anchor.last), period), default=None)
    return None if nearest is None else of_one[nearest]


def _alike(periods: Sequence[Period]) -> bool:
    ends = [period.last for period in periods]
    return max(ends) - min(ends) <= NEAR


def _fresh(periods: Iterable[Period], having: Iterable[Candidates], kind: Kind) -> bool:
    newest = [max(period.last for period in of_one) for of_one in having]
    return all(end - period.last <= FRESH[kind] for end, period in zip(newest, periods, strict=True))


def _newest(of_one: Candidates) -> Known | None:
    """That of the newest end, and of equal ends of the longer period."""
    return of_one[max(of_one, key=lambda period: (period.last, period.days))] if of_one else None


def _wanted(candidates: Candidates, known: Metric, scene: _Scene) -> Candidates:
    """With --period only that period; a balance counts when it is of the period's last day."""
    asked = scene.period
    if asked is None:
        return candidates
    if known.kind == "stock":
        return {period: one for period, one in candidates.items() if period.last == asked.last}
    return {period: one for period, one in candidates.items() if period == asked}


def _ratio(values: Sequence[Known | None], known: Metric) -> Figure | None:
    """First over second, in one currency; None for percentages, unlike signs and zero.

    Where both were reported in one currency, as they were reported: a ratio needs no rate then.
    """
    first, second = values
    if first is None or second is None or known.unit == "percent":
        return None
    reported = before_conversion(first), before_conversion(second)
    if reported[0].currency == reported[1].currency:
        first, second = reported
    a, b = first.figure.value, second.figure.value
    if first.currency != second.currency or b == 0 or (a < 0) != (b < 0):
        return None
    return computed(ratio(Named(first.company, first), Named(second.company, second)))


# --- the rows --------------------------------------------------------------------------


def measured(known: Metric, company: Company, rates: Rates, as_of: date) -> Candidates:
    """What a row knows of one company by period, whether stored or derived: the one table of
    what the tool derives. Nothing of a stored metric that stands in no row.
    """
    if known == LISTED:
        return _one(first_day_of_trading(company))
    if known == FOUNDED:
        return _one(year_of_founding(company))
    scene = _Scene((company,), None, rates, as_of, None, [])
    told = known.expression or known.name in _ROWS or known.name not in METRICS
    return _candidates(known, company, scene) if told else {}


def derived_value(reference: Reference, company: Company, rates: Rates, as_of: date) -> Known | None:
    """What a reference names where it is derived: of its period, or the newest.

    Of an equity value a day means the newest value up to that day, as for multiples. None where
    nothing is derived: of a part of the company, of one deal, and so on.
    """
    if reference.details:
        return None
    valued = reference.metric == EQUITY_VALUE and reference.period is not None
    day = reference.period.last if valued and reference.period else as_of
    candidates = measured(reference.metric, company, rates, min(day, as_of))
    return _newest(
        {period: one for period, one in candidates.items() if valued or reference.fits(period, one.metric)}
    )


def _candidates(known: Metric, company: Company, scene: _Scene) -> Candidates:
    if derived := _DERIVED.get(known.name):
        return derived(company, scene)
    if known.parts:
        return ratio_by_period(company, known)
    if known.expression is None:
        return {**by_period(company, known.name)}
    return _by_expression(known, company, scene)


def _by_expression(known: Metric, company: Company, scene: _Scene) -> Candidates:
    from aicompare.expressions.measures import figures_of  # the language, where a ratio is not enough

    return figures_of(
        known, company, _expressed(company, scene), lambda other: _candidates(other, company, scene)
    )


def _expressed(company: Company, scene: _Scene) -> Expressed:
    from aicompare.expressions.evaluation import Scene
    from aicompare.rates.choice import RateChoice

    @dataclass(frozen=True, slots=True)
    class Alone:
        """One company, as of the day of the answer."""

        as_of: date

        def company(self, _: str) -> Company:
            return company

        def group(self, name: str) -> list[Company]:
            raise UnknownName("group", name, ())

    def derive(reference: Reference, of: Company) -> Known | None:
        return derived_value(reference, of, scene.rates, scene.as_of)

    return Scene(Alone(scene.as_of), scene.rates, RateChoice(), derive)


def _one(value: Known | None) -> Candidates:
    return {value.period: value} if value else {}


def _runway(company: Company, scene: _Scene) -> Candidates:
    row = runway_of(company, RunwayChoice(scene.as_of), scene.rates, scene.warnings)
    return _months(RUNWAY, row.months, row)


def _runway_alone(company: Company, scene: _Scene) -> Candidates:
    row = runway_of(company, RunwayChoice(scene.as_of), scene.rates)
    return _months(RUNWAY_ALONE, row.balance_alone.months, row)


def _months(known: Metric, months: Figure | None, row: RunwayRow) -> Candidates:
    if months is None or row.cash is None:
        return {}
    basis = f"{row.cash_basis} over {row.burn_basis}"
    return _one(Derived(row.company, known, months, row.cash.period, basis))


def _multiple(company: Company, scene: _Scene) -> Candidates:
    told: list[Warning] = []
    row = revenue_multiple(company, MultiplesChoice(on=scene.valued), scene.rates, told)
    scene.warnings.extend(warning for warning in told if warning.code == "older_ltm")
    return _one(derived_multiple(row))


def _recurring(company: Company, scene: _Scene) -> Candidates:
    return {**by_period(company, "run_rate"), **by_period(company, "arr")}


_DERIVED: dict[str, Callable[[Company, _Scene], Candidates]] = {
    "revenue_growth": lambda company, _: growth(company),
    "liquidity": lambda company, _: liquidity_by_period(company),
    "runway": _runway,
    "runway_balance_alone": _runway_alone,
    "equity_value": lambda company, scene: _one(equity_value(company, scene.valued)),
    "revenue_multiple": _multiple,
    "arr_or_run_rate": _recurring,
    "net_new_arr": lambda company, _: _one(net_new_arr(company)),
}
_ROWS = {known.name: known for known in having("row", among=(*METRICS.values(), *DERIVED.values()))}
