"""Totals that must close, over all companies: an error in one figure shows in another.

Printed figures are intervals, so a sum closes when its interval meets that of the total. What
is known not to close is listed by name, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from typing import Any

import pytest

from aicompare.companies.company import Company
from aicompare.companies.fact import COMPETING, Fact, money
from aicompare.companies.winner import best
from aicompare.dataset import Dataset
from aicompare.dataset.store import Record
from aicompare.values.figures import Figure
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period


def value(
    company: Company, metric: str, period: str, *, scope: str | None = None, label: str | None = None
) -> Figure:
    """The figure that wins; an amount without its currency."""
    fact = best(company.of(metric, period=Period.parse(period), scope=scope, label=label))
    assert fact is not None, (company.id, metric, period, scope, label)
    return fact.value.amount if isinstance(fact.value, Money) else fact.value


def total(figures: list[Figure]) -> Figure:
    return reduce(lambda one, other: one + other, figures)


# --- parts of revenue ------------------------------------------------------------------

SPLITS = [
    ("zhipu", ("on-premise", "cloud"), ["FY2022", "FY2023", "FY2024", "H1 2024", "H1 2025", "FY2025"]),
    ("zhipu", ("cloud", "enterprise-agents", "enterprise-models", "other-products"), ["FY2025"]),
    (
        "minimax",
        ("ai-native", "open-platform"),
        ["FY2023", "9M2024", "FY2024", "H1 2025", "9M2025", "FY2025", "H1 2026"],
    ),
    ("minimax", ("mainland-china", "overseas"), ["FY2025"]),
]


@pytest.mark.parametrize(
    ("id_", "parts", "period"),
    [pytest.param(id_, parts, period) for id_, parts, periods in SPLITS for period in periods],
)
def test_segments_sum_to_revenue(dataset: Dataset, id_: str, parts: tuple[str, ...], period: str) -> None:
    """Prospectuses and results: every printed split of revenue adds up to the whole."""
    company = dataset.by_id(id_)
    assert total([value(company, "revenue", period, scope=part) for part in parts]).meets(
        value(company, "revenue", period)
    )


@pytest.mark.parametrize(
    ("id_", "parts", "period"),
    [
        *(pytest.param(*SPLITS[0][:2], period) for period in SPLITS[0][2]),
        (*SPLITS[1][:2], "FY2025"),
        *(pytest.param(*SPLITS[2][:2], period) for period in SPLITS[2][2] if period != "H1 2025"),
        ("minimax", ("mainland-china", "singapore", "united-states", "other-regions"), "9M2025"),
    ],
)
def test_shares_of_revenue_sum_to_the_whole(
    dataset: Dataset, id_: str, parts: tuple[str, ...], period: str
) -> None:
    """The printed percentages of a split add up to 100% within their rounding."""
    shares = [value(dataset.by_id(id_), "revenue_share", period, scope=part) for part in parts]
    assert total(shares).meets(Figure.exact(1))


def test_products_sum_to_their_segment(dataset: Dataset) -> None:
    """MiniMax prospectus, 9M2025: 17,464 + 18,750 + 756 + 1,050 = 38,020 thousand US dollars."""
    minimax = dataset.by_id("minimax")
    products = ("hailuo", "talkie-xingye", "minimax-app", "audio")
    parts = total([value(minimax, "revenue", "9M2025", scope=product) for product in products])
    assert parts.value == value(minimax, "revenue", "9M2025", scope="ai-native").value == 38_020_000
    shares = [value(minimax, "revenue_share", "9M2025", scope=product) for product in products]
    assert total(shares).meets(value(minimax, "revenue_share", "9M2025", scope="ai-native"))


# --- statements that hang together -----------------------------------------------------


def of_each_period(dataset: Dataset, *metrics: str) -> Iterator[tuple[str, str, list[Fact]]]:
    """(company, period, the winning fact of each metric) wherever all of them are known."""
    for company in dataset.all():
        found: list[dict[Period, Fact]] = []
        for metric in metrics:
            periods = {fact.period for fact in company.of(metric)}
            winners = {period: best(company.of(metric, period=period)) for period in periods}
            found.append({period: fact for period, fact in winners.items() if fact})
        for period in set.intersection(*map(set, found)):
            yield company.id, str(period), [facts[period] for facts in found]


def test_gross_profit_is_revenue_less_its_cost(dataset: Dataset) -> None:
    """For every company and period that has the three of them."""
    seen = 0
    for id_, period, facts in of_each_period(dataset, "revenue", "cost_of_revenue", "gross_profit"):
        revenue, cost, profit = map(money, facts)
        assert (revenue - cost).amount.meets(profit.amount), (id_, period)
        seen += 1
    assert seen >= 4  # MiniMax, FY2023 to 9M2025


def test_gross_margin_is_gross_profit_over_revenue(dataset: Dataset) -> None:
    """For every company and period that has the three of them."""
    seen = 0
    for id_, period, (margin, profit, revenue) in of_each_period(
        dataset, "gross_margin", "gross_profit", "revenue"
    ):
        assert isinstance(margin.value, Figure)
        assert money(profit).over(money(revenue)).meets(margin.value), (id_, period)
        seen += 1
    assert seen >= 14  # seven of Zhipu, seven of MiniMax


@pytest.mark.parametrize(
    "metric", ["revenue", "research_expense", "selling_expense", "net_profit", "adjusted_net_profit"]
)
def test_growth_as_printed_is_that_of_the_figures(dataset: Dataset, metric: str) -> None:
    """Growth of revenue, expenses and losses on the same stretch a year earlier, where all is known.

    Of a loss the printed growth is that of the loss, so the ratio is the same.
    """
    seen = 0
    for id_, period, (growth, now) in of_each_period(dataset, f"{metric}_growth", metric):
        company = dataset.by_id(id_)
        then = best(company.of(metric, period=now.period.year_earlier()))
        if then and money(then).currency == money(now).currency:
            assert isinstance(growth.value, Figure)
            assert (money(now).over(money(then)) - 1).meets(growth.value), (id_, period)
            seen += 1
    assert seen >= 1


SEGMENT_GROWTH = [
    # Zhipu's cloud of FY2025 is left out: 292.6% as printed is cut off, 190,379 / 48,484 - 1 is 292.66%
    ("minimax", "ai-native", "FY2025"),
    ("minimax", "ai-native", "H1 2026"),
    ("minimax", "open-platform", "FY2025"),
    ("minimax", "open-platform", "H1 2026"),
    ("zhipu", "cloud", "H1 2026"),
]


@pytest.mark.parametrize(("id_", "scope", "period"), SEGMENT_GROWTH)
def test_segment_growth_as_printed_is_that_of_the_figures(
    dataset: Dataset, id_: str, scope: str, period: str
) -> None:
    """Results 2025 and H1 2026: growth of a segment is that of its revenue."""
    company = dataset.by_id(id_)
    now = value(company, "revenue", period, scope=scope)
    then = value(company, "revenue", str(Period.parse(period).year_earlier()), scope=scope)
    assert (now / then - 1).meets(value(company, "revenue_growth", period, scope=scope))


def test_a_part_of_a_year_never_earns_more_than_the_year(dataset: Dataset) -> None:
    """Revenue of a stretch inside another is at most that of the longer one, for every company."""
    pairs = 0
    for company in dataset.all():
        facts = {fact.period: fact for fact in company.of("revenue")}
        for inner, outer in ((one, other) for one in facts for other in facts if one != other):
            one, other = money(facts[inner]), money(facts[outer])
            inside = outer.first <= inner.first and inner.last <= outer.last
            if inside and one.currency == other.currency:
                assert one.amount.value < other.amount.value, (company.id, str(inner), str(outer))
                pairs += 1
    assert pairs >= 6


def test_net_assets_are_assets_less_liabilities(dataset: Dataset) -> None:
    """Zhipu, 31 December 2025: 4,853.861 - 12,964.843 = -8,110.982 (RMB million)."""
    zhipu = dataset.by_id("zhipu")
    assets, liabilities, equity = (
        value(zhipu, name, "2025-12-31") for name in ("total_assets", "total_liabilities", "total_equity")
    )
    assert (assets - liabilities).value == equity.value == Decimal("-8110982000")


def test_selling_and_administrative_expense_is_the_sum_of_both(dataset: Dataset) -> None:
    """Zhipu FY2024: 387,475 + 133,603 = 521,078 (RMB thousand)."""
    zhipu = dataset.by_id("zhipu")
    both = value(zhipu, "selling_expense", "FY2024") + value(zhipu, "admin_expense", "FY2024")
    assert both.value == value(zhipu, "selling_admin_expense", "FY2024").value == 521_078_000


# --- cash ------------------------------------------------------------------------------


def test_zhipu_cash_bridge_of_h1_2026_closes(dataset: Dataset) -> None:
    """Interim report 2026: 2,254.920 - 3,374.057 - 702.725 + 5,785.942 - 76.353 = 3,887.727."""
    zhipu = dataset.by_id("zhipu")
    flows = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow", "exchange_effect")
    closing = total([value(zhipu, "cash", "2025-12-31"), *(value(zhipu, flow, "H1 2026") for flow in flows)])
    assert closing.value == value(zhipu, "cash", "2026-06-30").value == Decimal("3887727000")


def test_zhipu_cash_at_bank_is_cash_and_restricted_cash(dataset: Dataset) -> None:
    """Interim report 2026: 3,887.727 + 105.995 = 3,993.722 (RMB million)."""
    zhipu = dataset.by_id("zhipu")
    parts = value(zhipu, "cash", "2026-06-30") + value(zhipu, "restricted_cash", "2026-06-30")
    assert parts.value == value(zhipu, "cash_at_bank", "2026-06-30").value


def test_minimax_cash_balance_is_its_three_parts(dataset: Dataset) -> None:
    """Prospectus: 362.647 + 644.154 + 39.4 of undrawn facilities = 1,046.2 (US$ million)."""
    minimax = dataset.by_id("minimax")
    parts = [
        value(minimax, name, "2025-09-30") for name in ("cash", "liquid_investments", "unused_facilities")
    ]
    balance = value(minimax, "cash_balance", "2025-09-30")
    assert total(parts).meets(balance)
    assert total(parts).value == Decimal("1046201000")


def test_the_press_total_of_minimax_is_another_sum(dataset: Dataset) -> None:
    """Conflict C31: US$1,102m is 362.647 + 644.154 + 70.228 non-current + 25.097 restricted."""
    minimax = dataset.by_id("minimax")
    parts = total(
        [
            value(minimax, "cash", "2025-09-30"),
            value(minimax, "liquid_investments", "2025-09-30"),
            value(minimax, "liquid_investments", "2025-09-30", label="non-current"),
            value(minimax, "restricted_cash", "2025-09-30"),
        ]
    )
    told = [money(fact).amount for fact in minimax.of("cash_balance", period=Period.parse("2025-09-30"))]
    assert parts.value == Decimal("1102126000")
    assert [figure.value for figure in told if figure.meets(parts)] == [Decimal("1102000000")]


def test_alphabet_cash_and_securities_sum(dataset: Dataset) -> None:
    """10-K 2025: 30,708 + 96,135 = 126,843 (US$ million)."""
    alphabet = dataset.by_id("alphabet")
    parts = value(alphabet, "cash", "2025-12-31") + value(alphabet, "liquid_investments", "2025-12-31")
    assert parts.value == value(alphabet, "cash_balance", "2025-12-31").value


RUNWAYS = [
    # company, balance date, burn of, proceeds added (by hand), label of the statement
    ("zhipu", "2025-10-31", "H1 2025", "0", None),
    ("zhipu", "2025-10-31", "H1 2025", "378530000", "with-10-percent-of-proceeds"),
    ("zhipu", "2025-10-31", "H1 2025", "3785300000", "with-net-proceeds"),
    ("minimax", "2025-09-30", "FY2025", "0", None),
    ("minimax", "2025-09-30", "FY2025", "468700000", "with-net-proceeds"),
]


@pytest.mark.parametrize(("id_", "day", "burning", "proceeds", "label"), RUNWAYS)
def test_stated_runway_is_balance_over_burn(
    dataset: Dataset, id_: str, day: str, burning: str, proceeds: str, label: str | None
) -> None:
    """Prospectuses: 27.3, 28.5 and 38.9 months for Zhipu; 37 and 54 for MiniMax."""
    company = dataset.by_id(id_)
    cash = value(company, "cash_balance", day) + Decimal(proceeds)
    assert (cash / value(company, "monthly_burn", burning)).meets(
        value(company, "stated_runway", day, label=label)
    )


# --- rounds, offerings, shares ---------------------------------------------------------


def test_minimax_seven_rounds_sum_to_the_total_raised(dataset: Dataset) -> None:
    """Prospectus: 31 + 50 + 257 + 50 + 654 + 123.5 + 390.4 = 1,555.9 (US$ million)."""
    minimax = dataset.by_id("minimax")
    rounds = ("angel", "pre-a", "a", "a+", "pre-b", "pre-b+", "pre-b++")
    raised = [money(fact).amount for fact in minimax.of("raised") if fact.deal in rounds]
    assert len(raised) == 7
    assert total(raised).value == Decimal("1555900000")
    assert total(raised).value == value(minimax, "total_raised", "2025-08-19", label="pre-ipo").value


def test_zhipu_eight_rounds_sum_to_the_total_raised(dataset: Dataset) -> None:
    """Prospectus: seven rounds of money and RMB 20.37m paid in kind make about RMB 8,364.20m."""
    zhipu = dataset.by_id("zhipu")
    rounds = ("a", "b1", "b2", "b3", "b4", "b5", "b6")
    raised = [money(fact).amount for fact in zhipu.of("raised") if fact.deal in rounds]
    in_kind = value(zhipu, "ip_contribution", "2022-01")
    assert len(raised) == 7
    # 152.00 + 208.00 + 410.11 + 608.97 + 1,228.81 + 1,358.93 + 4,377.00 + 20.37
    assert total([*raised, in_kind]).value == Decimal("8364190000")
    assert total([*raised, in_kind]).meets(value(zhipu, "total_raised", "2025-05-29"))


def test_pre_money_and_money_raised_make_post_money(dataset: Dataset) -> None:
    """For every closed round of which the three are in print in one currency, of any company.

    What a round was to start from may have been reported before it closed.
    """
    rounds = 0
    for company in dataset.all():
        for pre in company.of("pre_money", status=COMPETING | {"reported"}):
            raised = [fact for fact in company.of("raised") if fact.deal == pre.deal]
            post = [fact for fact in company.of("post_money") if fact.deal == pre.deal]
            if not (raised and post) or pre.deal is None:
                continue
            paid, after = best(raised), best(post)
            assert paid and after
            assert (money(pre) + money(paid)).amount.meets(money(after).amount), (company.id, pre.deal)
            rounds += 1
    assert rounds >= 8  # seven of MiniMax, one of Moonshot AI


def test_xai_merger_values_sum(dataset: Dataset) -> None:
    """Epoch AI: xAI at US$80bn and X at 33bn make 113bn."""
    xai = dataset.by_id("xai")
    parts = value(xai, "pre_money", "2025-03-28") + value(xai, "acquisition_price", "2025-03-28", scope="x")
    assert parts.value == value(xai, "post_money", "2025-03-28").value == Decimal("113000000000")


OFFERS = [
    # company, deal, shares sold, label of what was raised; shares as the allotment results print them
    ("zhipu", "ipo", 37_419_500, "before-over-allotment"),
    ("zhipu", "ipo", 37_419_500 + 5_612_900, "with-over-allotment"),
    ("zhipu", "placing-2026-07", 19_780_000, None),
    ("zhipu", "placing-2026-09", 21_965_000, None),
    ("minimax", "ipo", 29_197_600, "before-over-allotment"),
    ("minimax", "ipo", 29_197_600 + 4_379_640, "with-over-allotment"),
]


@pytest.mark.parametrize(("id_", "deal", "sold", "label"), OFFERS)
def test_gross_proceeds_are_shares_times_price(
    dataset: Dataset, id_: str, deal: str, sold: int, label: str | None
) -> None:
    """Allotment results and completion announcements: what came in is shares x offer price."""
    company = dataset.by_id(id_)
    price = best(fact for fact in company.of("offer_price") if fact.deal == deal)
    raised = best(fact for fact in company.of("raised", label=label) if fact.deal == deal)
    assert price and raised
    # the price is exact: HK$116.20, 165.00, 1,588.00, 714
    assert (Figure.exact(money(price).amount.value) * sold).meets(money(raised).amount)
    counted = [
        fact.value.value
        for fact in company.facts
        if fact.metric.name == "shares_sold" and fact.deal == deal and isinstance(fact.value, Figure)
    ]
    assert sold in counted or {sold - extra for extra in counted} & set(counted)


@pytest.mark.parametrize(("id_", "day"), [("zhipu", "2026-01-08"), ("minimax", "2026-01-09")])
def test_net_proceeds_are_gross_less_expenses(dataset: Dataset, id_: str, day: str) -> None:
    """Allotment results: 4,348.1 - 174.7 = 4,173.4; 4,817.6 - 221.5 = 4,596.1 (HK$ million)."""
    company = dataset.by_id(id_)
    label = "before-over-allotment"
    expenses = best(fact for fact in company.facts if fact.metric.name == "listing_expenses")
    assert expenses
    net = value(company, "raised", day, label=label) - money(expenses).amount
    assert net.value == value(company, "net_proceeds", day, label=label).value


def test_used_and_unused_proceeds_make_the_net_proceeds(dataset: Dataset) -> None:
    """Zhipu: 2,057.62 + 2,838.6 and 4,588.15 + 308.02 are both HK$4,896.2m."""
    zhipu = dataset.by_id("zhipu")
    net = value(zhipu, "net_proceeds", "2026-02-04", label="with-over-allotment")
    for day in ("2026-05-29", "2026-06-30"):
        used = best(fact for fact in zhipu.of("proceeds_used") if str(fact.period) == day)
        rest = [
            fact
            for fact in zhipu.of("unused_proceeds")
            if str(fact.period) == day and money(fact).currency == "HKD"
        ]
        assert used and len(rest) == 1
        assert (money(used) + money(rest[0])).amount.meets(net)


SHARES = [
    ("zhipu", "2025-12-30", "2026-01-08", 37_419_500),  # the offer
    ("zhipu", "2026-01-08", "2026-02-04", 5_612_900),  # over-allotment
    ("zhipu", "2026-02-04", "2026-07-13", 19_780_000),  # placing of July
    ("zhipu", "2026-07-13", "2026-09-16", 21_965_000),  # placing of September
    ("minimax", "2026-01-09", "2026-01", 4_379_640),  # over-allotment
    ("minimax", "2026-01", "2026-07-14", 35_600_000),  # placing of July
]


@pytest.mark.parametrize(("id_", "before", "after", "new"), SHARES)
def test_shares_in_issue_grow_by_what_was_sold(
    dataset: Dataset, id_: str, before: str, after: str, new: int
) -> None:
    """402,810,690 to 487,588,090 for Zhipu, 309,255,668 to 349,235,308 for MiniMax, no share lost."""
    company = dataset.by_id(id_)
    assert value(company, "shares", after).value - value(company, "shares", before).value == new
    sold = {fact.value for fact in company.facts if fact.metric.name == "shares_sold"}
    assert Figure.parse(f"{new}") in sold


def test_minimax_upsize_makes_the_shares_at_listing(dataset: Dataset) -> None:
    """Allotment results: 305,447,288 + 3,808,380 = 309,255,668 shares, 25,389,220 + 3,808,380 sold."""
    minimax = dataset.by_id("minimax")
    upsize = value(minimax, "shares_sold", "2026-01-09", label="upsize").value
    without = value(minimax, "shares", "2026-01-09", label="without-upsize").value
    assert without + upsize == value(minimax, "shares", "2026-01-09").value == 309_255_668
    base = value(minimax, "shares_sold", "2026-01-09", label="base").value
    assert base + upsize == 29_197_600


@pytest.mark.parametrize(("id_", "day"), [("zhipu", "2026-01-08"), ("minimax", "2026-01-09")])
def test_public_and_international_shares_make_the_offer(dataset: Dataset, id_: str, day: str) -> None:
    """Allotment results: 7,483,900 + 29,935,600 and 5,077,860 + 24,119,740."""
    company = dataset.by_id(id_)
    label = "before-over-allotment"
    parts = [
        value(company, "shares_sold", day, scope=scope, label=label) for scope in ("public", "international")
    ]
    assert total(parts).value == value(company, "shares_sold", day, label=label).value


def test_unlisted_and_h_shares_make_all_shares_of_zhipu(dataset: Dataset) -> None:
    """31 July 2026: 224,528,485 + 241,094,605 = 465,623,090, the count since 13 July."""
    zhipu = dataset.by_id("zhipu")
    parts = [value(zhipu, "shares", "2026-07-31", scope=scope).value for scope in ("unlisted", "h-shares")]
    assert sum(parts) == value(zhipu, "shares", "2026-07-13").value


def test_minimax_bond_converts_into_its_principal_over_its_price(dataset: Dataset) -> None:
    """HK$6,500m / HK$335 is about 19.403 million shares."""
    minimax = dataset.by_id("minimax")
    shares = Decimal("6500000000") / Decimal("335")
    assert value(minimax, "debt_principal", "2026-07-16").value == Decimal("6500000000")
    assert value(minimax, "conversion_price", "2026-07-16").value == 335
    assert value(minimax, "conversion_shares", "2026-07-16").meets(Figure.exact(shares))


# --- market values ---------------------------------------------------------------------

NOT_PRICE_TIMES_SHARES = {
    ("amazon", "2026-08-21", "US$2,782.108773bn"): "of 10.757bn shares; the 10-Q has 10.786bn: 2,789.7bn",
    ("iluvatar", "2026-01-19", "HK$41.33bn"): "of fewer shares than the 254.3m after the offer: 42.85bn",
    ("minimax", "2026-01-09", "HK$106.6bn"): "cut off, not rounded: 106.69bn",
    ("minimax", "2026-01-13", "HK$123.1bn"): "the close of 12 January (C13)",
    ("minimax", "2026-01-14", "HK$114.9bn"): "the over-allotment is dated to its month, so to the 31st",
    ("minimax", "2026-01-16", "HK$137.3bn"): "the over-allotment is dated to its month, so to the 31st",
    ("minimax", "2026-03-03", "HK$258.0bn"): "rounded; 257.5bn (N-K88)",
    ("minimax", "2026-07-09", "HK$93.2bn"): "cut off, not rounded: 93.28bn",
    ("zhipu", "2026-01-08", "HK$55bn"): "goes with a quote of 125.7, not with the close (C28)",
}


def test_market_values_are_price_times_shares(dataset: Dataset) -> None:
    """For every printed market value with a price of its day, but for the slips that are named."""
    seen, odd = 0, set()
    for company in dataset.all():
        for cap in company.facts:
            if cap.metric.name != "market_cap" or cap.scope or cap.label in ("at-offer", "without-upsize"):
                continue
            price = best(company.of("share_price", period=cap.period, label=cap.label or "close"))
            shares = best(fact for fact in company.of("shares") if fact.period.last <= cap.period.last)
            if not (price and shares) or money(price).currency != money(cap).currency:
                continue
            assert isinstance(shares.value, Figure)
            seen += 1
            if not (money(price) * shares.value).amount.meets(money(cap).amount):
                odd.add((company.id, str(cap.period), cap.reported))
    assert odd == set(NOT_PRICE_TIMES_SHARES)
    assert seen == 46


def test_market_value_at_the_offer_price_of_zhipu(dataset: Dataset) -> None:
    """Prospectus: 440,230,190 x HK$116.20 = HK$51,155m."""
    zhipu = dataset.by_id("zhipu")
    assert Figure.exact(Decimal("116.20") * 440_230_190).meets(
        value(zhipu, "market_cap", "2025-12-30", label="at-offer")
    )


# --- plans -----------------------------------------------------------------------------


def plans(record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    for id_, company in record["companies"].items():
        for plan in company.get("plans", ()):
            yield f"{id_}: {plan['title']}", plan


def nested(name: str, items: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of items with the name of what it splits, from the outermost inwards."""
    yield name, items
    for item in items:
        if item.get("items"):
            yield from nested(f"{name}, {item['purpose']}", item["items"])


def test_percentages_of_a_plan_sum_to_their_whole(record: Record) -> None:
    """100% at the top, and each level what its parent has; for every plan whose items all have one."""
    seen = 0
    for name, plan in plans(record):
        whole = {"percent": "100%", "items": plan["items"]}
        parents = [whole]
        while parents:
            parent = parents.pop()
            parents += [item for item in parent["items"] if item.get("items")]
            printed = [item.get("percent") for item in parent["items"]]
            if all(printed) and len(printed) > 1:  # one alone is a part that was singled out
                parts = sum(Figure.parse(one).value for one in printed)
                assert parts == Figure.parse(parent["percent"]).value, (name, parent)
                seen += 1
    assert seen >= 6


def test_amounts_of_a_plan_sum_to_their_whole(record: Record) -> None:
    """Zhipu 2,921.4 + 3 x 417.3, MiniMax 3,436.4 + 381.8, 12 + 2 + 1: within the last printed place."""
    seen = 0
    for name, plan in plans(record):
        parents = [{"amount": plan.get("total"), "items": plan["items"]}]
        while parents:
            parent = parents.pop()
            parents += [item for item in parent["items"] if item.get("items")]
            amounts = [item.get("amount") for item in parent["items"]]
            if all(amounts) and parent["amount"] and len(amounts) > 1:
                parts = total([parse_amount(one).amount for one in amounts])
                assert parts.meets(parse_amount(parent["amount"]).amount), (name, parent)
                seen += 1
    assert seen >= 6


def test_percentage_times_total_is_the_amount_of_a_plan(record: Record) -> None:
    """For every item that prints both, on every level."""
    seen = 0
    for name, plan in plans(record):
        for where, items in nested(name, plan["items"]):
            for item in items:
                if item.get("percent") and item.get("amount"):
                    share = Figure.parse(item["percent"]) * parse_amount(plan["total"]).amount
                    assert share.meets(parse_amount(item["amount"]).amount), (where, item)
                    seen += 1
    assert seen >= 12


def test_tokens_in_and_out_make_all_tokens(dataset: Dataset) -> None:
    """DeepSeek, 28 February 2025: 620bn in and 168bn out are 788bn in 24 hours."""
    deepseek = dataset.by_id("deepseek")
    parts = [value(deepseek, "daily_tokens", "2025-02-28", scope=scope) for scope in ("input", "output")]
    assert total(parts).value == value(deepseek, "daily_tokens", "2025-02-28").value
