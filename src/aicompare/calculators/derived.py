"""What the tool derives of a company under a name: the figures of every row of `compare`, by period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from aicompare.calculators.multiples.row import derived_multiple, revenue_multiple
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.row import RunwayAnswer, RunwayRow, by_the_rule
from aicompare.companies.company import Company
from aicompare.companies.derivation import total
from aicompare.companies.fact import Derived, Known
from aicompare.companies.measures import (
    DERIVED,
    EQUITY_VALUE,
    FOUNDED,
    LISTED,
    RAISED_SINCE,
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
from aicompare.companies.recurring import recurring_by_period
from aicompare.companies.references import Reference
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, field
from aicompare.values.metrics import METRICS, Metric, having
from aicompare.values.periods import Period, newest_of

if TYPE_CHECKING:
    from aicompare.expressions.evaluation import Scene as Expressed

Candidates = Mapping[Period, Known]


@dataclass(frozen=True, slots=True)
class Comparing:
    """What every row of one comparison shares. A `period` of None leaves it to the rule."""

    companies: Sequence[Company]
    period: Period | None
    rates: Rates
    as_of: date
    currency: str | None
    warnings: list[Warning]
    runways: dict[str, RunwayAnswer] = field(default_factory=dict)  # which several rows show

    @property
    def valued(self) -> date:
        """The day up to which a value counts: that of the answer, or the last of a forced period."""
        return min(self.as_of, self.period.last) if self.period else self.as_of


def measured(known: Metric, company: Company, rates: Rates, as_of: date) -> Candidates:
    """What a row knows of one company by period, whether stored or derived: the one table of
    what the tool derives. Nothing of a stored metric that stands in no row.
    """
    if known == LISTED:
        return _one(first_day_of_trading(company))
    if known == FOUNDED:
        return _one(year_of_founding(company))
    scene = Comparing((company,), None, rates, as_of, None, [])
    told = known.expression or known.name in _ROWS or known.name not in METRICS
    return candidates_of(known, company, scene) if told else {}


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
    return newest_of(
        {period: one for period, one in candidates.items() if valued or reference.fits(period, one.metric)}
    )


def candidates_of(known: Metric, company: Company, scene: Comparing) -> Candidates:
    """All figures of one metric that a comparison can choose among, by period."""
    if derived := _DERIVED.get(known.name):
        return derived(company, scene)
    if known.parts:
        return ratio_by_period(company, known)
    if known.expression is None:
        return {**by_period(company, known.name)}
    return _by_expression(known, company, scene)


def _by_expression(known: Metric, company: Company, scene: Comparing) -> Candidates:
    from aicompare.expressions.measures import figures_of  # the language, where a ratio is not enough

    return figures_of(
        known, company, _expressed(company, scene), lambda other: candidates_of(other, company, scene)
    )


def _expressed(company: Company, scene: Comparing) -> Expressed:
    from aicompare.expressions.evaluation import Scene
    from aicompare.rates.choice import RateChoice

    @dataclass(frozen=True, slots=True)
    class Alone:
        """One company, as of the day of the answer."""

        as_of: date

        def company(self, _: str) -> Company:
            return company

        def group(self, _: str) -> list[Company]:
            return []  # every name is that of the company

    def derive(reference: Reference, of: Company) -> Known | None:
        return derived_value(reference, of, scene.rates, scene.as_of)

    return Scene(Alone(scene.as_of), scene.rates, RateChoice(), derive)


def _one(value: Known | None) -> Candidates:
    return {value.period: value} if value else {}


def _runway_answer(company: Company, scene: Comparing) -> RunwayAnswer:
    if company.id not in scene.runways:
        scene.runways[company.id] = by_the_rule(company, RunwayChoice(scene.as_of), scene.rates)
    return scene.runways[company.id]


def _runway(company: Company, scene: Comparing) -> Candidates:
    answer = _runway_answer(company, scene)
    scene.warnings.extend(one for one in answer.warnings if one.code == "no_rate")
    return _months(RUNWAY, answer.row.months, answer.row)


def _runway_alone(company: Company, scene: Comparing) -> Candidates:
    row = _runway_answer(company, scene).row
    return _months(RUNWAY_ALONE, row.balance_alone.months, row)


def _raised_since(company: Company, scene: Comparing) -> Candidates:
    """Each raise at the rate of its day, in the currency shown, else in that of the balance."""
    row = _runway_answer(company, scene).row
    if row.cash is None or not row.raised.equity:
        return {}
    currency = scene.currency or str(row.cash.currency)
    try:
        raised = [fact.in_currency(currency, scene.rates) for fact in row.raised.equity]
    except NoRate:
        return {}
    return _one(Derived.of(company.id, RAISED_SINCE, total(raised), row.cash.period))


def _months(known: Metric, months: Figure | None, row: RunwayRow) -> Candidates:
    if months is None or row.cash is None:
        return {}
    basis = f"{row.cash_basis} over {row.burn_basis}"
    return _one(Derived(row.company, known, months, row.cash.period, basis))


def _multiple(company: Company, scene: Comparing) -> Candidates:
    told: list[Warning] = []
    row = revenue_multiple(company, MultiplesChoice(on=scene.valued), scene.rates, told)
    scene.warnings.extend(warning for warning in told if warning.code == "older_ltm")
    return _one(derived_multiple(row))


def _recurring(company: Company, scene: Comparing) -> Candidates:
    return {**recurring_by_period(company)}


def _value_ratio(name: str, company: Company, scene: Comparing) -> Candidates:
    from aicompare.calculators.ratios import value_ratio  # few comparisons ask for one

    return _one(value_ratio(name, company, scene.valued, scene.rates))


_DERIVED: dict[str, Callable[[Company, Comparing], Candidates]] = {
    "revenue_growth": lambda company, _: growth(company),
    "liquidity": lambda company, _: liquidity_by_period(company),
    "raised_since": _raised_since,
    "runway": _runway,
    "runway_balance_alone": _runway_alone,
    "equity_value": lambda company, scene: _one(equity_value(company, scene.valued)),
    "revenue_multiple": _multiple,
    "arr_or_run_rate": _recurring,
    "net_new_arr": lambda company, _: _one(net_new_arr(company)),
    **{
        known.name: partial(_value_ratio, known.name)
        for known in having("of the market", among=DERIVED.values())
    },
}
_ROWS = {known.name: known for known in having("row", among=(*METRICS.values(), *DERIVED.values()))}
# The rows where none is named.
USUAL = [*_ROWS.values()]
