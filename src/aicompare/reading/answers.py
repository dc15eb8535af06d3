"""What the data could say of a figure of a text: facts, and what follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache, cached_property

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, HAPPENED, Derived, Fact
from aicompare.companies.measures import compound_growth, equity_value, growth, growth_on
from aicompare.companies.references import name_of
from aicompare.companies.winner import best
from aicompare.reading.heldfact import HeldFact, of_fact, of_known
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money, figure_in
from aicompare.values.periods import WEEK, Period

_ONE_DAY = timedelta(days=1)
_YEAR = 12  # months
_PLANNED_AHEAD = timedelta(days=31)
# Metrics that a text may mean by the words of another one; the first of them comes first.
_ALSO_MEANT = {
    "raised": (
        "net_proceeds", "total_raised", "planned_raise", "debt_raised", "commitment", "secondary_sale",
    ),
    "net_proceeds": ("raised",),
    "planned_raise": ("raised", "total_raised"),
    "total_raised": ("raised",),
    "post_money": ("pre_money", "market_cap"),
    "market_cap": ("post_money",),
    "share_price": ("offer_price", "price_per_share"),
    "offer_price": ("share_price", "price_per_share"),
    "cash": ("cash_balance", "cash_at_bank", "liquid_investments"),
    "cash_balance": ("cash",),
    "cash_burn": ("monthly_burn", "operating_cash_flow"),
    "monthly_burn": ("cash_burn",),
    "net_profit": ("net_profit_attributable", "operating_profit"),
    "net_profit_attributable": ("net_profit",),
    "enterprise_customers": ("cumulative_customers", "paying_users"),
    "cumulative_users": ("registered_users", "monthly_active_users"),
    "monthly_active_users": ("weekly_active_users", "daily_active_users"),
    "paying_users": ("enterprise_customers",),
    "commitment": ("planned_investment", "raised", "investment_cost"),
    "planned_investment": ("commitment", "capital_expenditure"),
    "capital_expenditure": ("planned_investment",),
    "ownership": ("voting_share", "stake_held"),
    "voting_share": ("ownership",),
    "arr": ("run_rate",),
    "run_rate": ("arr", "revenue"),
    "revenue": ("arr", "run_rate", "monthly_revenue"),
    "total_debt": ("bank_loans", "debt_raised"),
    "debt_raised": ("total_debt", "debt_principal"),
    "liquid_investments": ("cash",),
    "revenue_share": ("customer_concentration", "arr_share"),
    "acquisition_price": ("commitment",),
}  # fmt: skip


def _is_recognised(fact: Fact) -> bool:
    return fact.basis in (None, "recognised")


class Archive:
    """The facts of one company about periods up to the day of the text, by metric.

    Of a figure of which evidence was out on that day the rest does not decide; of one that only
    later sources print, whoever published it later counts.
    """

    def __init__(self, company: Company, until: date | None) -> None:
        self.company = company
        self._until = until
        self.held: Callable[[str], tuple[HeldFact, ...]] = cache(self._held)
        self.grown: Callable[[str], tuple[HeldFact, ...]] = cache(lambda metric: tuple(self._grown(metric)))
        self.compounded: Callable[[str], tuple[HeldFact, ...]] = cache(
            lambda metric: tuple(self._compounded(metric))
        )

    def _held(self, metric: str) -> tuple[HeldFact, ...]:
        return tuple(of_fact(fact) for fact in self.company.facts.of(metric) if self._was_then(fact))

    def _was_then(self, fact: Fact) -> bool:
        if self._until is None or fact.metric.is_plan or fact.status in ("forecast", "planned", "estimate"):
            return True
        return fact.period.last <= self._until + _PLANNED_AHEAD or fact.period.first <= self._until

    @cached_property
    def _shift(self) -> int:
        """How many months its own years lie off those of the calendar that they are called by.

        A fiscal year is called by the year in which it ends, in Japan by the one in which it begins.
        """
        years = [fact for fact in self.company.facts.of("revenue") if fact.period.whole_months == _YEAR]
        ends = Counter((fact.period.last - WEEK).month for fact in years)
        if not ends:
            return 0
        month = ends.most_common(1)[0][0] % _YEAR
        return month if years[0].currency == "JPY" else month - _YEAR if month else 0

    def in_its_years(self, said: Period) -> Period | None:
        """What a year, half or quarter by its number is in the company's own years; None if no other."""
        if not self._shift or said.is_day:
            return None
        return Period.months_from(said.first, self._shift, said.months)

    def meant(self, metric: str) -> Iterator[HeldFact]:
        """Those of a metric, then those that its words may mean as well."""
        for name in (metric, *_ALSO_MEANT.get(metric, ())):
            yield from self.held(name)

    def is_furthest(self, close: HeldFact, first: date, last: date, *, highest: bool) -> bool:
        """Whether no day between closed higher than this one, or lower."""
        closes = self.company.closes(first, last, close.scope)
        values = [fact.value.amount.value for fact in closes if isinstance(fact.value, Money)]
        one = figure_in(close.value).value
        return bool(values) and one == (max(values) if highest else min(values))

    def winner(self, one: HeldFact) -> HeldFact:
        """The fact of its identity that the data prefer, or preferred on the day of the text."""
        fact = one.fact
        if fact is None or fact.status not in COMPETING:
            return one
        rivals = [
            other
            for other in self.held(fact.metric.name)
            if other.fact and other.fact.identity == fact.identity and other.fact.status in COMPETING
        ]
        until = self._until
        then = [other for other in rivals if until and other.fact and other.fact.known_by(until)]
        won = best(other.fact for other in then or rivals if other.fact)
        return next((other for other in rivals if other.fact is won), one)

    # --- what follows from facts ---------------------------------------------------------------

    def valued(self, day: date) -> HeldFact | None:
        """What all shares were worth at the last close up to a day: price x shares, which nobody printed."""
        prices, close = self.company.prices, self.company.close(day)
        if prices is None or close is None or not prices.stands_for(close.period.last, day):
            return None
        value = equity_value(self.company, close.period.last)
        if not isinstance(value, Derived) or value.period != close.period:
            return None
        return of_known(value, value.period, f"{self.company.id}.market_cap[{value.period}]")

    def summed(self, metric: str, period: Period) -> HeldFact | None:
        """A flow over a stretch put together from the stretches that tile it, or by difference."""
        won = self._won(metric, lambda fact: fact.status in HAPPENED)
        if period.is_day or period in won:
            return None
        return self._tiled(period, won) or self._left_over(period, won)

    def _tiled(self, period: Period, won: dict[Period, Fact]) -> HeldFact | None:
        parts: list[Fact] = []
        start = period.first
        while start <= period.last and len(parts) < 12:
            fitting = [
                fact
                for stretch, fact in won.items()
                if stretch.first == start and stretch.last <= period.last
            ]
            if not fitting:
                return None
            parts.append(max(fitting, key=lambda one: one.period.last))
            start = parts[-1].period.last + _ONE_DAY
        values = [one.value for one in parts if isinstance(one.value, Money)]
        if len(values) != len(parts) or len({one.currency for one in values}) != 1 or start <= period.last:
            return None
        total = values[0]
        for value in values[1:]:
            total = total + value
        names = ", ".join(name_of(one) for one in parts)
        return HeldFact(total, parts[0].metric, period, tuple(parts), f"sum({names})")

    def _left_over(self, period: Period, won: dict[Period, Fact]) -> HeldFact | None:
        for longer, whole in won.items():
            rest = (
                Period(last=longer.last, first=period.last + _ONE_DAY) if longer.last > period.last else None
            )
            if longer.first != period.first or rest not in won or rest is None:
                continue
            taken = won[rest]
            if (
                isinstance(whole.value, Money)
                and isinstance(taken.value, Money)
                and whole.value.currency == taken.value.currency
            ):
                words = f"{name_of(whole)} - {name_of(taken)}"
                return HeldFact(whole.value - taken.value, whole.metric, period, (whole, taken), words)
        return None

    def _grown(self, metric: str) -> Iterator[HeldFact]:
        """Growth on a year earlier of every period, computed and as printed."""
        loss = METRICS[metric].loss
        for period, known in growth(self.company, metric).items():
            yield of_known(known, period, f"growth({self.company.id}.{metric}[{period}])")
        won = self._won(metric)
        for period, now in won.items():
            earlier = period.year_earlier_among(won) if loss else None
            if earlier and (of_loss := growth_on(now, won[earlier], loss=True)):
                yield of_known(of_loss, period, f"growth({self.company.id}.{loss}[{period}])")

    def _compounded(self, metric: str) -> Iterator[HeldFact]:
        """Growth a year between every two years."""
        won = {period: fact for period, fact in self._won(metric).items() if period.whole_months == _YEAR}
        for first, then in won.items():
            for last, now in won.items():
                if last.last > first.last and (known := compound_growth(now, then)):
                    words = f"cagr({name_of(then)}, {name_of(now)})"
                    yield of_known(known, Period(last=last.last, first=first.first), words)

    def ratio(self, metric: str, period: Period) -> HeldFact | None:
        """A metric over the revenue of its period."""
        above, below = self._won(metric).get(period), self._won("revenue").get(period)
        if not (above and below and isinstance(above.value, Money) and isinstance(below.value, Money)):
            return None
        if above.value.currency != below.value.currency or not below.value.amount.value:
            return None
        value = above.value.over(below.value)
        return HeldFact(value, above.metric, period, (above, below), f"{name_of(above)} / {name_of(below)}")

    def _won(self, metric: str, fits: Callable[[Fact], bool] = _is_recognised) -> dict[Period, Fact]:
        """Of the whole company, the best that fits of each period."""
        found: dict[Period, list[Fact]] = {}
        for held in self.held(metric):
            fact = held.fact
            if fact and fact.scope is None and fact.label is None and fits(fact):
                found.setdefault(fact.period, []).append(fact)
        return {period: fact for period, all_ in found.items() if (fact := best(all_))}
