"""Market values against price times shares, and rounds against pre-money and new money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from aicompare.facts import COMPETING, Company, Fact, money, ranked
from aicompare.lint.findings import Finding, Key, Series, figure, one_currency, said, used_figures

_LABELS = ("close", "high", "low", "open")


def values_against_prices(company: Company) -> Iterator[Finding]:
    """A market value that no share count of its day makes of the price of its day."""
    used = used_figures(company)
    for label in _LABELS:
        prices = used.get(Key("share_price", label=label), {})
        for period, value in used.get(Key("market_cap", label=label), {}).items():
            price = prices.get(period)
            counts = list(_counts_on(used, period.last))
            if price and counts and one_currency(price, value):
                yield from _value_against(value, price, counts)


def _counts_on(used: Mapping[Key, Series], day: date) -> Iterator[Fact]:
    """The latest share count up to a day, and those of a month that holds it."""
    counts = used.get(Key("shares"), {})
    earlier = [fact for period, fact in counts.items() if period.last <= day]
    if earlier:
        yield max(earlier, key=lambda fact: fact.period)
    yield from (fact for period, fact in counts.items() if period.first <= day < period.last)


def _value_against(value: Fact, price: Fact, counts: list[Fact]) -> Iterator[Finding]:
    printed = money(value).amount
    computed = [(money(price).amount * figure(count), count) for count in counts]
    if not any(product.meets(printed) for product, _ in computed):
        product, count = min(computed, key=lambda one: abs(one[0].value - printed.value))
        text = (
            f"{said(value)} is printed, and {price.reported} times {count.reported} shares "
            f"is {product.value:,.0f}"
        )
        yield Finding("market-cap", text, (value, price, count), "check value, price and share count")


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
