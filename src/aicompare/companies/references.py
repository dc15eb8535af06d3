"""How a figure of the data is named: `minimax.revenue[FY2025]`, `zhipu.cash[2025-06-30]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from aicompare.companies.company import Company
from aicompare.companies.fact import BASES, COMPETING, STATUSES, Fact, money
from aicompare.companies.measures import DERIVED
from aicompare.companies.winner import best, strength
from aicompare.values.errors import BadUsage, UnknownName, shown, suggestion
from aicompare.values.frozen import dataclass, replace
from aicompare.values.metrics import ALSO_CALLED, LOSSES, METRICS, Metric, metric
from aicompare.values.periods import Period, as_ours, is_day, stretch_of
from aicompare.values.scopes import scope_id

# The company may hold dots of its own (Z.ai, 0100.HK); a metric has none and begins with a letter.
_REFERENCE = r"(?P<company>.+)\.(?P<metric>[A-Za-z][\w&-]*)\s*(?:\[(?P<inside>[^\[\]]*)\])?"
_LONGEST = 200  # characters
HINT = "write it like minimax.revenue[FY2025] or minimax.share_price[2026-01-09, label=close]"
_ALLOWED = {"scope": None, "label": None, "basis": BASES, "deal": None, "status": STATUSES}
_MOST_OFFERED = 4
NO_METRICS: Mapping[str, Metric] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reference:
    """`period` of None is the newest; `scope` and `label` are as for Company.of.

    `basis` of None is what is recognised, of revenue; `deal` of None any; `status` of None one
    that competes, or of a metric that tells of plans any. `called` is an everyday name by which
    the metric was asked for. `company` may be the name of a group, for those who know groups.
    `through` is the last of several periods, of which `period` is the first.
    """

    company: str
    metric: Metric
    period: Period | None = None
    scope: str | None = None
    label: str | None = None
    basis: str | None = None
    deal: str | None = None
    status: str | None = None
    called: str | None = None
    through: Period | None = None

    @classmethod
    def parse(cls, text: str, own: Mapping[str, Metric] = NO_METRICS) -> Reference | None:
        """None for what is not written as a reference; `own` are the metrics of the user's files.

        Raises BadUsage, BadPeriod or UnknownName.
        """
        match = re.fullmatch(_REFERENCE, text.strip()) if len(text) <= _LONGEST else None
        if match is None:
            return None
        period: Period | None = None
        through: Period | None = None
        details: dict[str, str] = {}
        for part in filter(None, (part.strip() for part in (match["inside"] or "").split(","))):
            key, equals, value = (one.strip() for one in part.partition("="))
            if equals and key in _ALLOWED and value and key not in details:
                details[key] = _allowed(key, value)
            elif equals or period:
                raise BadUsage(f"{shown(part)} says nothing about a figure", hint=HINT)
            else:
                period, through = _periods(part)
        name = match["metric"].casefold()
        called = name if name in ALSO_CALLED else None
        metric_ = metric_named(match["metric"], own)
        return cls(match["company"].strip(), metric_, period, **details, called=called, through=through)

    def __str__(self) -> str:
        inside = (
            [f"{self.period}..{self.through}" if self.through else str(self.period)] if self.period else []
        )
        inside += [f"{key}={value}" for key, value in self.details.items()]
        named = f"{self.company}.{self.called or self.metric.name}"
        return named + (f"[{', '.join(inside)}]" if inside else "")

    @property
    def details(self) -> dict[str, str]:
        """What is said of it beyond the period: `{"label": "close"}`."""
        return {key: value for key in _ALLOWED if (value := getattr(self, key))}

    @property
    def each(self) -> list[Reference]:
        """One for each of its periods: itself, where it has no more than one."""
        if self.period is None or self.through is None:
            return [self]
        periods = stretch_of(self.period, self.through)
        return [replace(self, period=period, through=None) for period in periods]

    @property
    def is_derived(self) -> bool:
        """Whether the tool derives it under a name that no stored metric has."""
        return self.metric.name not in METRICS

    @property
    def is_loss(self) -> bool:
        """Asked for as a loss: the stored profit with its sign turned."""
        return self.called in LOSSES

    def candidates(self, company: Company) -> list[Fact]:
        """The facts of any period that it can mean, in file order."""
        statuses = STATUSES if self.metric.is_plan else COMPETING
        return [
            fact
            for fact in company.of(
                self.metric.name,
                scope=self.scope,
                label=self.label,
                status=(self.status,) if self.status else statuses,
            )
            if self.fits_basis(fact) and self.deal in (None, fact.deal)
        ]

    def fact(
        self, company: Company, rather_than: str | None = None, currency: str | None = None
    ) -> Fact | None:
        """The one that wins by the rule; None where there is none.

        What only the source `rather_than` prints gives way to any other of the same period; what
        is not in `currency` to what is, of the same period or, undated, of the newest that has it.
        """
        found = [fact for fact in self.candidates(company) if self.fits(fact.period, fact.metric)]
        found += self.quoted(company)
        if currency:
            found = self._in(currency, found) or found
        winner = best(found)
        if winner is None or not winner.is_only_of(rather_than):
            return winner
        others = [one for one in found if one.period == winner.period and not one.is_only_of(rather_than)]
        return best(others) or winner

    def quoted(self, company: Company, until: date = date.max) -> list[Fact]:
        """Of the daily prices that of its day; undated the newest up to `until`."""
        if (
            self.metric.name != "share_price"
            or not company.prices
            or self.details.keys() - {"scope", "label"}
        ):
            return []
        day = self.period.last if self.period else until
        quote = company.prices.newest(day, self.label, self.scope)
        return [quote] if quote and self.fits(quote.period, self.metric) else []

    def _in(self, currency: str, found: list[Fact]) -> list[Fact]:
        newest = best(found)
        native = [fact for fact in found if fact.metric.unit == "money" and money(fact).currency == currency]
        same = [fact for fact in native if newest and fact.period.last == newest.period.last]
        return same or ([] if self.period else native)

    def fits(self, period: Period, known: Metric) -> bool:
        """A balance or deal of a day that is known to the month counts by its last day."""
        if self.period is None or period == self.period:
            return True
        return known.kind != "flow" and period.last == self.period.last

    def offers(self, company: Company) -> list[str]:
        """What there is of this metric instead, the strongest first."""
        found = sorted(company.facts.of(self.metric.name), key=strength, reverse=True)
        quoted = replace(self, label="close").quoted(company)
        return list(dict.fromkeys(map(name_of, [*quoted, *found])))[:_MOST_OFFERED]

    def fits_basis(self, fact: Fact) -> bool:
        """Whether it rests on the basis that is asked for; of revenue else on what is recognised."""
        if self.basis:
            return fact.basis == self.basis
        return self.metric.name != "revenue" or fact.basis in (None, "recognised")


def name_of(fact: Fact) -> str:
    """The reference that names a fact: `zhipu.share_price[2026-01-08, label=close]`."""
    status = None if fact.status in COMPETING or fact.metric.is_plan else fact.status
    basis = fact.basis if fact.metric.name == "revenue" and fact.basis != "recognised" else None
    named = Reference(fact.company, fact.metric, fact.period, fact.scope, fact.label, basis, status=status)
    return str(named)


def metric_named(name: str, own: Mapping[str, Metric] = NO_METRICS) -> Metric:
    """A metric that is stored, derived, or of the user's `own` files. Raises UnknownName."""
    key = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if key in DERIVED or key in own:
        return own[key] if key in own else DERIVED[key]
    try:
        return metric(name)
    except UnknownName:
        raise UnknownName("metric", name, (*METRICS, *ALSO_CALLED, *DERIVED, *own)) from None


def _periods(text: str) -> tuple[Period, Period | None]:
    """A period, or the first and last of several: `FY2022..FY2025`. Between two days it is one."""
    text = as_ours(text)
    first, dots, last = text.partition("..")
    if dots and not (is_day(first) and is_day(last)):
        period, through = Period.parse(first), Period.parse(last)
        stretch_of(period, through)
        return period, through
    return Period.parse(text), None


def _allowed(key: str, value: str) -> str:
    if key == "scope":
        return scope_id(value)
    known = _ALLOWED[key]
    if known and value not in known:
        hint = suggestion(value, known) or f"it is one of {', '.join(known)}"
        raise BadUsage(f"{shown(value)} is no {key}", hint=hint)
    return value
