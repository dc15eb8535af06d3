"""Market values against price times shares, totals against rounds, rounds against their own parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact, money
from aicompare.companies.raises import of_no_deal
from aicompare.companies.winner import ranked
from aicompare.lint.findings import Finding, Key, Used, figure, one_currency, said
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS

_LABELS = ("close", "high", "low", "open")
_WHOLE = (None, "pre-ipo")  # labels of a total that leaves no round out


def values_against_prices(used: Used) -> Iterator[Finding]:
    """A market value that no share count of its day makes of a price of its day.

    With a label it goes with the price of that label; without one it may be of any moment of
    the day, so it is right anywhere between the least and the greatest price that is known.
    """
    for label in (None, *_LABELS):
        for period, value in used.get(Key("market_cap", label=label), {}).items():
            known = (used.get(Key("share_price", label=one), {}).get(period) for one in _goes_with(label))
            prices = [price for price in known if price and one_currency(price, value)]
            counts = list(_counts_on(used, period.last))
            if prices and counts:
                yield from _value_against(value, prices, counts)


def _goes_with(label: str | None) -> tuple[str | None, ...]:
    return (label,) if label else (None, *_LABELS)


def _counts_on(used: Used, day: date) -> Iterator[Fact]:
    """The latest share count up to a day, and those of a month that holds it."""
    counts = used.get(Key("shares"), {})
    earlier = [fact for period, fact in counts.items() if period.last <= day]
    if earlier:
        yield max(earlier, key=lambda fact: fact.period)
    yield from (fact for period, fact in counts.items() if period.first <= day < period.last)


def _value_against(value: Fact, prices: list[Fact], counts: list[Fact]) -> Iterator[Finding]:
    printed = money(value).amount
    made = [[(money(price).amount * figure(count), price, count) for price in prices] for count in counts]
    if not any(_spanned([product for product, *_ in products]).meets(printed) for products in made):
        product, price, count = min(chain(*made), key=lambda one: abs(one[0].value - printed.value))
        text = (
            f"{said(value)} is printed, and {price.reported} times {count.reported} shares "
            f"is {product.value:,.0f}"
        )
        yield Finding("market-cap", text, (value, price, count), "check value, price and share count")


def _spanned(figures: list[Figure]) -> Figure:
    """The interval from the least of them to the greatest."""
    lows = [one.low for one in figures if one.low is not None]
    highs = [one.high for one in figures if one.high is not None]
    low = min(lows) if len(lows) == len(figures) else None
    high = max(highs) if len(highs) == len(figures) else None
    return Figure(figures[0].value, low, high)


def totals_against_rounds(company: Company, used: Used) -> Iterator[Finding]:
    """A total raised that its rounds contradict, as far as they are known.

    It holds every private round closed by then, so it is no less than those that are known in
    its currency. Where as many are known as the company counts itself (`funding_rounds`) it is
    no more either, unless debt was raised, which a total may hold. None is said to be wrong
    where its bounds and theirs meet.
    """
    rounds = _closed_rounds(company, used)
    for label in _WHOLE:
        for period, total in used.get(Key("total_raised", label=label), {}).items():
            by_then = [one for one in rounds if one.period.last <= period.first]
            same = [one for one in by_then if one_currency(one, total)]
            count = used.get(Key("funding_rounds"), {}).get(period)
            counted = count is not None and figure(count).value == len(by_then) == len(same)
            if same:
                complete = counted and not _borrowed(used, period.last)
                yield from _total_against(total, same, complete=complete)


def _borrowed(used: Used, by: date) -> bool:
    """Whether debt is known to have been raised by then."""
    return any(
        period.last <= by
        for key, series in used.items()
        if METRICS[key.metric].has("brings", "debt")
        for period in series
    )


def _closed_rounds(company: Company, used: Used) -> list[Fact]:
    """What each private round brought, once a deal; nothing of a company whose listing has no day."""
    listed = company.listed
    if listed and listed.on is None:
        return []
    before = listed.on.first if listed and listed.on else date.max
    found = {
        key.deal: fact
        for key, series in used.items()
        if key.metric == "raised" and key.deal and not key.scope and not key.label
        for fact in series.values()
        if fact.status != "announced" and fact.period.last < before
    }
    return list(found.values())


def _total_against(total: Fact, rounds: list[Fact], *, complete: bool) -> Iterator[Finding]:
    together = sum((figure(one) for one in rounds), Figure.exact(0))
    printed = figure(total)
    too_little = together.low is not None and printed.high is not None and printed.high < together.low
    if too_little or (complete and not together.meets(printed)):
        deals = ", ".join(f"{one.reported} ({one.deal})" for one in rounds)
        text = f"{said(total)} is printed, and the rounds by then come to {together.value:,.0f}: {deals}"
        yield Finding("total-raised", text, (total, *rounds), "check the total, and each round")


def rounds_that_do_not_sum(company: Company) -> Iterator[Finding]:
    """Pre-money and new money that are not post-money, in one deal and one currency."""
    for parts in _rounds(company):
        pre, new, post = (parts.get(name) for name in ("pre_money", "raised", "post_money"))
        if post is None:
            continue
        if pre and new and one_currency(pre, new, post):
            total = figure(pre) + figure(new)
            if not total.meets(figure(post)):
                text = f"{said(pre)} and {said(new)} make {total.value:,.0f}, not {said(post)}"
                yield Finding("post-money", text, (post, pre, new), "check the three figures")
        else:
            yield from _above(pre, post)
            yield from _above(new, post)


def money_of_no_deal(company: Company) -> Iterator[Finding]:
    """What came in names the deal that it is of, or no answer counts it."""
    for fact in of_no_deal(company):
        text = f"{said(fact)} names no deal, so no answer counts it"
        yield Finding("no-deal", text, (fact,), "say `deal: NAME`, any short word that tells it apart")


def _rounds(company: Company) -> Iterator[dict[str, Fact]]:
    """The figures of each deal: what is done apart from what is talked of."""
    deals: dict[tuple[str, bool], dict[str, Fact]] = {}
    plain = [fact for fact in company.facts if fact.deal and not fact.scope and not fact.label]
    for done in (True, False):
        for winner, *_ in ranked(fact for fact in plain if (fact.status in COMPETING) == done):
            deals.setdefault((str(winner.deal), done), {})[winner.metric.name] = winner
    yield from deals.values()


def _above(part: Fact | None, post: Fact) -> Iterator[Finding]:
    if part is None or not one_currency(part, post):
        return
    low, high = figure(part).low, figure(post).high
    if low is not None and high is not None and low > high:
        text = f"{said(part)} is more than {said(post)} of the same deal"
        yield Finding("post-money", text, (part, post), "check both figures and their units")
