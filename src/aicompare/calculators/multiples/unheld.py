"""What the data do not hold of a multiple, in those words: what was not published nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from aicompare.calculators.multiples.valuation import AHEAD, MultiplesChoice, revenue_for
from aicompare.companies.company import Company
from aicompare.companies.fact import STATUSES, Fact
from aicompare.companies.ltm import newer_than_ltm
from aicompare.companies.recurring import NAMES
from aicompare.reports.report import Warning
from aicompare.values.frozen import replace

_WANTED = {
    "fy": "revenue of a full year",
    "ltm": "revenue of twelve months",
    "annualised": "revenue of a part of a year",
    "arr": "run-rate or ARR",
    "ntm": "forecast of revenue of the next twelve months",
    "fy+1": "forecast of revenue of the fiscal year that runs",
    "fy+2": "forecast of revenue of the next fiscal year",
}


def no_value(company: Company, choice: MultiplesChoice) -> Warning:
    """That no valuation by the day asked for counts."""
    found = _statuses(company, ("market_cap", "post_money"), choice.on, choice.statuses)
    hint = f"; {' or '.join(f'--status {one}' for one in found)} lets one in" if found else ""
    price = company.close(choice.on, company.prices.scope if company.prices else None)
    alone = f"; a price of {price.period} is known, and no share count to go with it" if price else ""
    text = f"the data hold no valuation of {company.name} by {choice.on}{alone}{hint}"
    return Warning("not_in_data", text, company.id)


def of_the_revenue(
    company: Company, choice: MultiplesChoice, day: date, basis: str | None
) -> Iterator[Warning]:
    """What the data do not hold for a valuation of that day, and what would be newer."""
    if basis is None:
        yield _no_revenue(company, choice, day)
    elif choice.basis in ("auto", "ltm") and basis in ("ltm", "fy") and not choice.nearest:
        newer = newer_than_ltm(choice.of(company, day), "revenue", day)
        if newer:
            yield older_ltm(newer)


def _no_revenue(company: Company, choice: MultiplesChoice, day: date) -> Warning:
    """In the words of what the data hold: that a company published nothing is not known."""
    if choice.basis in AHEAD:
        return _no_forecast(company, choice, day)
    what = f"{_WANTED.get(choice.basis) or _of_any_length(company, choice, day)} of {company.name}"
    if choice.nearest and not choice.known_then:
        return Warning("not_in_data", f"the data hold no {what}", company.id)
    later = revenue_for(company, replace(choice, known_then=False), day)
    if choice.known_then and later:
        text = f"the data hold no {what} published by {day}; {later[0].period} is known without --known-then"
        return Warning("published_later", text, company.id)
    after = revenue_for(company, replace(choice, nearest=True), day)
    hint = f"; --nearest takes {after[0].period}" if after else _uncounted(company, choice, day)
    return Warning("not_in_data", f"the data hold no {what} by {day}{hint}", company.id)


def _no_forecast(company: Company, choice: MultiplesChoice, day: date) -> Warning:
    """With the houses whose forecast would do, where another was asked for."""
    from aicompare.companies.forecasts import expected

    by = f" by {choice.house}" if choice.house else ""
    text = f"the data hold no {_WANTED[choice.basis]} of {company.name}{by}, seen from {day}"
    found = expected(choice.of(company, day), AHEAD[choice.basis], day)
    return Warning("not_in_data", f"{text}; by {', '.join(found.by_house)}" if found else text, company.id)


def _of_any_length(company: Company, choice: MultiplesChoice, day: date) -> str:
    """That of 18 months is revenue, and neither a year's nor a part of it."""
    ended = [fact for fact in choice.of(company, day).of("revenue") if fact.period.last <= day]
    return "revenue of half a month to a year" if ended else "revenue"


def _uncounted(company: Company, choice: MultiplesChoice, day: date) -> str:
    """What is only expected or guessed is in the data, and yet no revenue."""
    metrics = {"auto": (*NAMES, "revenue"), "arr": NAMES}.get(choice.basis, ("revenue",))
    found = _statuses(company, metrics, day, choice.statuses)
    return f"; what is {' or '.join(found)} does not count" if found else ""


def _statuses(company: Company, metrics: Iterable[str], until: date, but: frozenset[str]) -> list[str]:
    """Those, other than the ones that count, of what is known of the company as a whole by a day."""
    others = [status for status in STATUSES if status not in but]
    facts = [fact for name in metrics for fact in company.of(name, status=others)]
    known = {fact.status for fact in facts if fact.period.last <= until}
    return [status for status in others if status in known]


def older_ltm(newer: Fact) -> Warning:
    """That twelve months which end earlier are used."""
    what = newer.metric.name.replace("_", " ")
    text = f"{what} of {newer.period} is newer, but no twelve months to {newer.period.last} are known"
    return Warning("older_ltm", text, newer.company)
