"""What buyers paid or analysts expect: prices since the listing, the offer, the last round, targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

from aicompare.calculators.multiples.implied import offer_price
from aicompare.calculators.ranked import greatest, least, middle
from aicompare.calculators.value.method import MethodRow, Subject
from aicompare.companies.fact import Fact
from aicompare.companies.forecasts import house_of, is_house
from aicompare.companies.pricerange import PriceRange, over_52_weeks, since_listing
from aicompare.companies.winner import best

_RECENT = timedelta(days=180)


def by_the_market(subject: Subject) -> Iterator[MethodRow]:
    """A row for each of these that is known."""
    yield from _prices(subject)
    if offer := offer_price(subject.company, subject.day.last):
        yield subject.row("Offer price", f"{offer.period}", None, subject.worth(offer), None)
    if last := _last_round(subject):
        deal = f"{last.deal}, " if last.deal else ""
        yield subject.row("Last private round", f"{deal}{last.period}", None, last, None)
    if targets := target_prices(subject):
        yield _targets(subject, targets)


def _prices(subject: Subject) -> Iterator[MethodRow]:
    company, day = subject.company, subject.day.last
    whole, year = since_listing(company, day), over_52_weeks(company, day)
    if whole:
        yield _range(subject, "Closes since listing" if whole.whole else "Closes that are known", whole)
    if year and not (whole and whole.since == year.since):
        yield _range(subject, "Closes of 52 weeks", year)


def _range(subject: Subject, method: str, found: PriceRange) -> MethodRow:
    over = f"low {found.low.period}, high {found.high.period}"
    low, high = (rank(found.by_day, "closing prices", subject.day) for rank in (least, greatest))
    return subject.row(method, over, subject.worth(low), None, subject.worth(high))


def _last_round(subject: Subject) -> Fact | None:
    known = best(one for one in subject.company.of("post_money") if one.period.last <= subject.day.last)
    return None if known == subject.today else known


def target_prices(subject: Subject) -> dict[str, Fact]:
    """By house its newest, of the 180 days up to the valuation; of houses alone where there are any.

    A bound or a range is the target of nobody; of `~HK$1,900` the middle is what was said.
    """
    found: dict[str, list[Fact]] = {}
    day = subject.day.last
    for fact in subject.company.facts.of("target_price"):
        if fact.scope is None and day - _RECENT <= fact.period.last <= day and _is_point(fact):
            found.setdefault(house_of(fact), []).append(fact)
    newest = {house: won for house, facts in found.items() if (won := best(facts))}
    houses = {house: fact for house, fact in newest.items() if is_house(house)}
    return houses or newest


def _is_point(fact: Fact) -> bool:
    return fact.figure.mark not in (">=", "<=", "-")


def _targets(subject: Subject, known: Mapping[str, Fact]) -> MethodRow:
    """Least, median and greatest; of one house the middle alone.

    Of those in the currency of most, of equally many that of the listing: one in another may be of an
    American receipt, which stands for several shares. They are named.
    """
    listed = subject.company.listed
    count = Counter(fact.currency for fact in known.values())
    currency = max(count, key=lambda one: (count[one], listed is not None and one == listed.currency))
    targets = {house: fact for house, fact in known.items() if fact.currency == currency}
    over = f"{len(targets)} houses: {', '.join(targets)}" if len(targets) > 1 else next(iter(targets))
    if others := [f"{house} ({fact.printed})" for house, fact in known.items() if house not in targets]:
        over += f"; not of one currency with them: {', '.join(others)}"
    if len(targets) == 1:
        return subject.row("Target price", over, None, subject.worth(*targets.values()), None)
    ends = (subject.worth(rank(targets, "target prices", subject.day)) for rank in (least, middle, greatest))
    return subject.row("Target prices", over, *ends)
