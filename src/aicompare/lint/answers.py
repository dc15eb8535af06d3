"""What an answer hangs on: a figure that nobody can look up, and a listing that no multiple could be of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact
from aicompare.companies.measures import equity_value
from aicompare.lint.findings import Finding, said

# The newest figure of each of these is what somebody asks for first.
CARRYING = (
    "revenue", "arr", "run_rate", "cash", "cash_balance", "total_debt", "operating_cash_flow",
    "shares", "share_price", "market_cap", "post_money",
)  # fmt: skip
_APART = 180  # days from the newest revenue to the value, and from the value to the newest source


def one_place(company: Company) -> Iterator[Finding]:
    """The newest of what carries an answer, on one source without an address.

    Only where other figures of the same file have an address: who keeps none is not told of each.
    """
    addressed = {fact.user for fact in company.facts for source in fact.sources if source.url}
    for metric in CARRYING:
        newest = _newest(fact for fact in company.of(metric, scope=None) if fact.status in COMPETING)
        alone = all(len(fact.sources) == 1 and not fact.sources[0].url for fact in newest)
        if newest and alone and newest[0].user in addressed:
            text = f"{said(newest[0])} rests on {newest[0].sources[0].id} alone, which has no address"
            yield Finding("one-place", text, tuple(newest), "add its url, or a second source")


def _newest(facts: Iterable[Fact]) -> list[Fact]:
    """All that are told of the newest day."""
    found = list(facts)
    last = max((fact.period.last for fact in found), default=None)
    return [fact for fact in found if fact.period.last == last]


def unanswered(company: Company, newest: date) -> Iterator[Finding]:
    """A listed company of which `multiples` has no multiple that a reader could use."""
    facts = tuple(company.facts)
    if company.listed and facts and (why := _why_unanswered(company, newest)):
        text = f"{company.id} is listed, and `multiples` could not answer: {why}"
        yield Finding("unanswered", text, facts, "add the newer figure")


def _why_unanswered(company: Company, newest: date) -> str | None:
    value = equity_value(company, newest)
    if value is None:
        return "no market value is known, nor a price with a share count"
    valued = value.period.last
    if (newest - valued).days > _APART:
        return f"its newest value is of {value.period}, the newest source of {newest}"
    ended = [fact for fact in company.of("revenue", scope=None) if fact.status in COMPETING]
    last = max((fact.period.last for fact in ended if fact.period.last <= valued), default=None)
    if last is None:
        return f"no revenue up to its value of {value.period} is known"
    if (valued - last).days > _APART:
        return f"its newest revenue ends on {last}, its newest value is of {value.period}"
    return None
