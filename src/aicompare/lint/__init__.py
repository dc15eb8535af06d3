"""Rules that look across facts: what is likely a slip, though each fact alone may be right.

Everything found here is a warning, and stays quiet once a fact says why it may stay
(`accept: {code: reason}`). What cannot be right at all is a fault, and stops a data file
from being read (see dataset).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aicompare.companies.company import Company
from aicompare.lint.answers import one_place, unanswered
from aicompare.lint.findings import Finding, used_figures
from aicompare.lint.history import conflicts, stale
from aicompare.lint.rounds import (
    money_of_no_deal,
    rounds_that_do_not_sum,
    totals_against_rounds,
    values_against_prices,
)
from aicompare.lint.series import off_scale, parts_over_the_whole, wrong_signs
from aicompare.lint.shares import ratios_against_figures, shares_over_the_whole

__all__ = ["RULES", "Finding", "lint"]

# code, severity, meaning. A code never changes once published.
_TABLE = """
unknown-key        fault    a key that this level does not have
missing-key        fault    a key that is needed here is not there
wrong-shape        fault    text where a list is wanted, a list where text is wanted
empty              fault    nothing stands where something is wanted
too-long           fault    text of more than 500 characters
bad-form           fault    an id, web address, country or year in another form than it takes
bad-date           fault    no date or period, or a day that the calendar does not have
bad-figure         fault    no number, or an amount without its currency
unknown-metric     fault    a metric that the vocabulary does not have
unknown-status     fault    a status that there is not
unknown-basis      fault    a basis that there is not
unknown-kind       fault    a kind of source that there is not
unknown-unit       fault    a unit that a metric of your own cannot have
bad-measure        fault    a metric of your own whose name is taken, or whose expression means nothing
unknown-way        fault    a way of reading (via) that there is not
bad-expression     fault    a claim's check that cannot be read, compares nothing, or names nothing known
unknown-source     fault    a source that no file defines
unknown-company    fault    a group names a company that no file has, or prices are of one
wrong-unit         fault    money for a percentage, a percentage for a count, and the like
stock-for-stretch  fault    a balance of a day given for a stretch of time
flow-for-day       fault    what covers a stretch of time given for a single day
published-early    fault    an actual figure whose source came out before its period was over
later-than-data    fault    an actual or closed figure after the newest publication in the data
unquoted-ticker    fault    a ticker or name of digits without quotes (0100 is 64 to others)
unquoted-name      fault    a name like no, null or 2025-01-01 without quotes
shared-alias       fault    one name for two companies
unknown-purpose    fault    used for a purpose that the plan does not have
duplicate-plan     fault    two plans of a company with one id in one file
duplicate-fact     fault    the same figure of the same source twice in one file
duplicate-claim    fault    two claims with one id
bad-price          fault    no line of share prices, or a close outside low and high
price-order        fault    share prices that do not stand in the order of company and day
duplicate-price    fault    two lines of share prices for one company and day
price-listing      warning  a share price before the listing, of none, or in another currency than there
conflict           warning  two sources whose figures cannot both be true
gross-margin       warning  a printed gross margin against gross profit over revenue
share              warning  a printed share against the part over the whole
growth             warning  a printed growth against the two figures it compares
segment-shares     warning  shares of revenue that come to more than 100%
plan-sum           warning  parts of a plan that do not come to the whole
market-cap         warning  a market value against price times shares of that day
total-raised       warning  a total raised against the rounds it is made of
post-money         warning  pre-money and new money against post-money
no-deal            warning  money that came in, of which no deal is named: no answer counts it
part-over-whole    warning  a half-year above its year, a segment above the company
off-scale          warning  ten or a thousand times its neighbours, as a slip of units would be
sign               warning  below zero where the metric is positive by its definition
stale              warning  a company without a newer figure for 18 months before the newest source
one-place          warning  what an answer needs, on one source without an address where others have one
unanswered         warning  a listed company without a value near its revenue and near the newest source
far-future-date    fault    a source more than five years newer than every other
far-off-date       warning  a source more than a year newer than every other
unused-source      warning  a source that nothing names
address-twice      warning  one address and date of publication under two ids
no-name            warning  an id, scope, label or deal called null, none, n-a and the like
cut-off            warning  text that ends before a ` #`, which makes a comment of the rest
unused-accept      warning  an accept for a warning that is not there
"""
RULES: dict[str, tuple[str, str]] = {
    code: (severity, meaning)
    for code, severity, meaning in (line.split(maxsplit=2) for line in _TABLE.strip().splitlines())
}


def lint(companies: Sequence[Company], newest: date, *, complete: bool = True) -> list[Finding]:
    """Every warning about these companies, in the order of their files.

    `newest` is the newest date of publication in the data; today's date plays no part. Only
    where the facts are `complete`, and none hidden as not yet published, can an `accept` be
    in vain.
    """
    found = [finding for company in companies for finding in _of(company, newest)]
    if complete:
        found += [finding for company in companies for finding in unanswered(company, newest)]
        found += _accepts_in_vain(companies, found)
    return sorted(found, key=lambda finding: finding.order)


def _of(company: Company, newest: date) -> Iterator[Finding]:
    used = used_figures(company)
    yield from conflicts(company)
    yield from ratios_against_figures(used)
    yield from shares_over_the_whole(used)
    yield from values_against_prices(used)
    yield from totals_against_rounds(company, used)
    yield from rounds_that_do_not_sum(company)
    yield from money_of_no_deal(company)
    yield from parts_over_the_whole(used)
    yield from off_scale(used)
    yield from wrong_signs(company)
    yield from stale(company, newest)
    yield from one_place(company)


def _accepts_in_vain(companies: Sequence[Company], found: Sequence[Finding]) -> list[Finding]:
    """Only of the topmost file: what a user's file sets right below is no slip of that below."""
    used = {(fact.place, finding.code) for finding in found for fact in finding.facts}
    topmost = any(fact.user for company in companies for fact in company.facts)
    return [
        Finding("unused-accept", f"there is no warning {code} about this fact", (fact,), "leave it out")
        for company in companies
        for fact in company.facts
        for code, _ in fact.accept
        if fact.user == topmost and (fact.place, code) not in used
    ]
