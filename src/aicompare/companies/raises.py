"""Money raised after a date: one figure per deal, however many tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, HAPPENED, Fact
from aicompare.companies.winner import strength
from aicompare.values.metrics import names

# The better figure of a raise first: what came in, then what was sold.
_EQUITY = names("brings", "equity")
_DEBT = names("brings", "debt")
# An over-allotment that was exercised and published is part of the deal.
_LABELS = ("with-over-allotment", None, "before-over-allotment")


def equity_raised(company: Company, after: date, until: date) -> list[Fact]:
    """The proceeds of each equity raise completed after one date and by another, oldest first.

    Net before gross; totals over several deals never enter (they carry no deal).
    """
    return _one_per_deal(company, _EQUITY, after, until)


def of_no_deal(company: Company) -> list[Fact]:
    """Equity and debt that names no deal: no raise can be told from another, or from a total of several, so
    none of it is counted.
    """
    return [fact for fact in company.facts.of(*_EQUITY, *_DEBT) if not (fact.deal or fact.scope)]


def equity_of_no_deal(company: Company, after: date, until: date) -> list[Fact]:
    """That of it which a runway of that time would count."""
    known = (fact for fact in of_no_deal(company) if fact.metric.name in _EQUITY)
    return [fact for fact in known if fact.status in COMPETING and after < fact.period.last <= until]


def is_closed(company: Company, raised: Fact, until: date) -> bool:
    """Whether any figure of the deal says that its money has come in by a day; announced, it has not."""
    of_deal = (fact for fact in company.facts.of(*_EQUITY) if fact.deal == raised.deal)
    return any(fact.status in HAPPENED and fact.period.last <= until for fact in of_deal)


def debt_raised(company: Company, after: date, until: date) -> list[Fact]:
    """What each bond or loan of that time repays; its proceeds where that is not known."""
    return _one_per_deal(company, _DEBT, after, until)


def debt_proceeds(company: Company, deal: str | None) -> Fact | None:
    """What a bond brought in: net before gross; None where neither is known."""
    for metric in ("debt_net_proceeds", "debt_raised"):
        found = [fact for fact in company.of(metric) if fact.deal == deal]
        if found:
            return max(found, key=strength)
    return None


def _one_per_deal(company: Company, metrics: Iterable[str], after: date, until: date) -> list[Fact]:
    order = [(metric, label) for metric in metrics for label in _LABELS]
    deals: dict[str, list[Fact]] = {}
    for fact in company.facts.of(*metrics):
        known = fact.deal and fact.scope is None and fact.status in COMPETING
        if known and (fact.metric.name, fact.label) in order and fact.period.last <= until:
            deals.setdefault(str(fact.deal), []).append(fact)
    new = [facts for facts in deals.values() if not any(_had_by(fact, after) for fact in facts)]
    chosen = [_first_choice(late, order) for facts in new if (late := _later(facts, after))]
    return sorted(chosen, key=lambda fact: fact.period)


def _had_by(fact: Fact, day: date) -> bool:
    """Whether a balance of `day` holds the money; what was only announced had not come in."""
    return fact.period.last <= day and fact.status != "announced"


def _later(facts: list[Fact], than: date) -> list[Fact]:
    return [fact for fact in facts if fact.period.last > than]


def _first_choice(facts: list[Fact], order: list[tuple[str, str | None]]) -> Fact:
    first = min(order.index((fact.metric.name, fact.label)) for fact in facts)
    alike = [fact for fact in facts if order.index((fact.metric.name, fact.label)) == first]
    return max(alike, key=strength)
