"""What a contradicted statement may have meant: one thing changed, the nearest first."""

from __future__ import annotations

from typing import Any

import pytest
from made import company, fact
from test_claims import LAST, Dated, audited, claim

import aicompare
from aicompare.calculators.claims.report import check_expression
from aicompare.companies.fact import Fact
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report


def checked(rates: Rates, expression: str, *companies: Any, **groups: tuple[str, ...]) -> Report:
    return check_expression(expression, RateChoice(), Dated(companies, groups, LAST), rates, [])


def test_a_group_has_no_other_period_or_basis_to_try(rates: Rates) -> None:
    """Of a sum over several companies only the currency and the power of ten may be another."""
    two = [
        company(fact("revenue", year, "US$40.0m", company=id_), id_=id_)
        for id_, year in (("one", "FY2025"), ("two", "FY2025"))
    ]
    for stated, hint in (("US$800m", "holds at the figure over ten"), ("US$77.0m", None)):
        row = checked(rates, f"sum(makers.revenue[FY2025]) == {stated}", *two, makers=("one", "two")).rows[0]
        assert (row.verdict, row.hint) == ("contradicted", hint)


def told(rates: Rates, expression: str, *facts: Fact) -> str | None:
    (row,) = checked(rates, expression, company(*facts)).rows
    assert row.verdict == "contradicted"
    hint: str | None = row.hint
    return hint


REVENUE = (
    fact("revenue", "FY2021", "US$40.0m"),
    fact("revenue", "FY2023", "US$20.0m"),
    fact("revenue", "FY2024", "US$40.0m"),
    fact("revenue", "FY2025", "US$100.0m"),
    fact("revenue", "FY2025", "US$25.0m", scope="cloud"),
    fact("research_expense", "FY2025", "US$70.0m"),
)
LABELS = (
    fact("market_cap", "2026-01-08", "HK$500m", label="close"),
    fact("market_cap", "2026-01-08", "HK$600m"),
    fact("market_cap", "2026-01-08", "HK$550m", label="high"),
    fact("market_cap", "2026-02-09", "HK$700m", label="high"),
)


@pytest.mark.parametrize(
    ("expression", "facts", "hint"),
    [
        # a width of a tenth of the figure is narrow enough, more is not
        ("acme.revenue[FY2025] == US$10m", REVENUE, "holds at ten times the figure"),
        ("acme.revenue[FY2025] == US$9m", (fact("revenue", "FY2025", "US$90m"),), None),
        # twelve figures are tried, thirteen are not
        (
            " + ".join(["acme.revenue[FY2025]"] * 12) + " == US$12.00bn",
            REVENUE,
            "holds at the figure over ten",
        ),
        (" + ".join(["acme.revenue[FY2025]"] * 13) + " == US$13.00bn", REVENUE, None),
        # the nearest period of several that would do
        ("acme.revenue[FY2025] == US$40.0m", REVENUE, "holds for FY2024"),
        # of two periods one alone: 100 / 20
        ("acme.revenue[FY2025] / acme.revenue[FY2024] == 5.00", REVENUE, "holds with revenue of FY2023"),
        # of two figures one alone: 100 / 70
        (
            "acme.revenue[FY2025, scope=cloud] / acme.research_expense[FY2025] == 1.43",
            REVENUE,
            "holds for the company as a whole",
        ),
        # a balance known to the month and one known to the day
        (
            "acme.cash[2025-12] == US$50.0m",
            (fact("cash", "2025-12", "US$100.0m"), fact("cash", "2026-06-30", "US$50.0m")),
            "holds for 2026-06-30",
        ),
        ("acme.market_cap[2026-01-08, label=close] == HK$600m", LABELS, "holds without a label"),
        ("acme.market_cap[2026-01-08, label=close] == HK$550m", LABELS, "holds with label=high"),
        ("acme.market_cap[2026-01-08, label=close] == HK$700m", LABELS, None),
        # the newest close is of the same day as that high
        ("acme.market_cap[label=close] == HK$550m", LABELS, "holds with label=high"),
        # a dollar of 2025 was HK$7.8 in the mean, of a month's burn as of any flow
        (
            "acme.monthly_burn[FY2025] == US$780m",
            (fact("monthly_burn", "FY2025", "US$100.0m", balance="2025-12-31"),),
            "holds in HKD",
        ),
    ],
)
def test_a_hint_changes_one_thing_the_nearest_first(
    rates: Rates, expression: str, facts: tuple[Fact, ...], hint: str | None
) -> None:
    """And of no other period where the label is another."""
    assert told(rates, expression, *facts) == hint


def test_a_hint_converts_what_is_stated_in_the_wrong_currency(seven: Rates) -> None:
    """US$100m are RMB 700m: who writes US$700m means yuan."""
    assert (
        told(seven, "acme.cash[2026-06-30] == US$700.0m", fact("cash", "2026-06-30", "US$100.0m"))
        == "holds in CNY"
    )


def test_what_a_source_alone_prints_is_no_hint_either(seven: Rates) -> None:
    """Its US$50.0m of December do not tell what it may have meant by those of June."""
    june = fact("cash", "2026-06-30", "US$100.0m")
    own = fact("cash", "2025-12-31", "US$50.0m", published="2026-06-30", kind="press")
    one = claim("acme.cash[2026-06-30]", "US$50.0m")
    assert audited(seven, one, june, own).hint is None
    other = fact("cash", "2025-12-31", "US$50.0m")
    assert audited(seven, one, june, other).hint == "holds for 2025-12-31"


def test_an_older_print_of_the_market_value_is_told_from_that_of_the_newest_price() -> None:
    """MiniMax was printed at about HK$130bn in June; 349,235,308 shares at HK$250.20 are HK$87.38bn."""
    data = aicompare.load(as_of="2026-10-31")
    for stated, hint in (
        ("HK$87.4bn", "holds for equity_value, the shares at the newest price"), ("HK$222bn", None),
    ):  # fmt: skip
        row = aicompare.check(data, f"minimax.market_cap == {stated}").rows[0]
        assert (row.verdict, row.hint) == ("contradicted", hint)


RATIOS = (
    fact("revenue", "FY2024", "=US$100m"),
    fact("revenue", "FY2025", "=US$400m"),
    fact("research_expense", "FY2024", "=US$109m"),
    fact("research_expense", "FY2025", "=US$200m"),
    fact("employees", "2025-12-31", "385"),
)
SHARE = "acme.research_expense[FY2025] / acme.revenue[FY2025]"  # a half
TIMES = "acme.revenue[FY2025] / acme.revenue[FY2024]"  # four
GROWN = "growth(acme.revenue, FY2025)"  # 300%
WRITE = "holds at the figure over a hundred: write"


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        # a share, above one hundredth of what is stated and below it; nine may be nine times
        (f"{SHARE} > 10", f"{WRITE} 10%"),
        (f"{SHARE} > 9", None),
        # a growth written out: the ratio less one, and nothing else
        (f"{TIMES} - 1 > 100", f"{WRITE} 100%"),
        (f"{TIMES} + 1 > 100", None),
        (f"{TIMES} - 2 > 100", None),
        (f"{TIMES} - {SHARE} > 100", None),
        ("acme.research_expense[FY2024] / acme.revenue[FY2024] - 1 == 9", None),
        # twice is nearer to 101% than to 101 times, and at 100 as near to both
        ("acme.revenue[FY2025] / acme.research_expense[FY2025] > 101", f"{WRITE} 101%"),
        ("acme.revenue[FY2025] / acme.research_expense[FY2025] > 100", None),
        # what is counted is no ratio, nor is what was typed
        ("acme.employees > 38000", None),
        ("2 + 3 > 400", None),
        # turned round, the sign is that of what is computed
        (f"100 < {GROWN}", f"{WRITE} 100%"),
        (f"100 <= {GROWN}", f"{WRITE} 100%"),
        (f"about 100 < {GROWN}", f"{WRITE} 100%"),
        (f"100 > {GROWN}", "100 is 10,000% here; contradicted for 100%"),
        (f"100 >= {GROWN}", "100 is 10,000% here; contradicted for 100%"),
        (f"{GROWN} == 300", f"{WRITE} 300%"),
        (f'{GROWN} == "over 200"', f"{WRITE} 200%"),
    ],
)
def test_a_bare_number_is_taken_for_a_percentage_only_beside_a_share_or_a_growth(
    rates: Rates, expression: str, hint: str | None
) -> None:
    """Or where what is computed is nearer to so many percent than to so many times."""
    (row,) = checked(rates, expression, company(*RATIOS)).rows
    assert row.hint == hint


def total(on: str, label: str | None, **rest: Any) -> Fact:
    return fact("total_raised", on, "US$1,500.0m", label=label, **{"status": "closed"} | rest)


BOND = fact("total_raised", "2026-07-31", "US$2,050.0m", label="bond", status="closed")
TAKEN = "acme.total_raised taken with label=bond"


@pytest.mark.parametrize(
    ("older", "hint"),
    [
        ((total("2025-08-19", "pre"),), f"{TAKEN}; holds with label=pre of 2025-08-19"),
        # the newest of several
        (
            (total("2025-08-19", "pre"), total("2025-09-19", "then")),
            f"{TAKEN}; holds with label=then of 2025-09-19",
        ),
        # of one day the label that fits, and of one label the day
        (
            (
                total("2025-08-19", "pre"),
                fact("total_raised", "2025-08-19", "US$1,700.0m", label="then", status="closed"),
                fact("total_raised", "2025-12-19", "US$1,800.0m", label="pre", status="closed"),
            ),
            f"{TAKEN}; holds with label=pre of 2025-08-19",
        ),
        ((total("2025-08-19", "pre", scope="cloud"),), TAKEN),
        ((total("2025-08-19", "pre", status="planned"),), TAKEN),
    ],
)
def test_an_older_label_is_one_of_the_whole_that_has_been(
    rates: Rates, older: tuple[Fact, ...], hint: str
) -> None:
    """No part of it, and nothing that was but planned."""
    assert told(rates, "acme.total_raised == US$1.500bn", BOND, *older) == hint
    # also beside a figure that says its day: 100 and 1,500
    cash = fact("cash", "2025-12-31", "=US$100m")
    assert told(rates, "acme.cash[2025-12-31] + acme.total_raised == US$1.600bn", cash, BOND, *older) == hint


CLOUD = fact("revenue", "FY2025", "US$25.0m", scope="cloud", label="x")
WHOLE = fact("revenue", "FY2025", "US$100.0m")


@pytest.mark.parametrize(
    ("expression", "facts", "remark", "hint"),
    [
        # of a year the year before, though a half of the same amount ended later
        (
            "acme.revenue[FY2025] == US$40.0m",
            (WHOLE, fact("revenue", "FY2024", "US$40.0m"), fact("revenue", "H1 2025", "US$40.0m")),
            "period",
            "holds for FY2024",
        ),
        # 72 is 70 but by rounding, and a hint is of the print
        ("acme.revenue[FY2025] == 70m USD", (WHOLE, fact("revenue", "FY2024", "US$72.0m")), None, None),
        ("acme.revenue[FY2025] == US$10.0m", (WHOLE,), "scale", "holds at ten times the figure"),
        (
            "acme.revenue[FY2025] == US$150.0m",
            (WHOLE, fact("arr", "FY2025", "US$150.0m", basis="arr")),
            None,
            "holds for arr",
        ),
        # a part is told by its scope, of several by its label too
        ("acme.revenue[FY2025] == US$25.0m", (WHOLE, CLOUD), "part", "holds for scope=cloud, US$25.0m"),
        (
            "acme.revenue[FY2025] == US$25.0m",
            (WHOLE, CLOUD, fact("revenue", "FY2025", "US$30.0m", scope="cloud")),
            "part",
            "holds for scope=cloud, US$25.0m",
        ),
        # of the period that is meant, though a newer one of the part is known
        (
            "acme.revenue[FY2025] == US$25.0m",
            (WHOLE, CLOUD, fact("revenue", "FY2026", "US$60.0m", scope="cloud", label="x")),
            "part",
            "holds for scope=cloud, US$25.0m",
        ),
        (
            "acme.revenue == US$25.0m",
            (WHOLE, CLOUD, fact("revenue", "FY2026", "US$60.0m", scope="cloud", label="x")),
            "part",
            "holds for scope=cloud, US$25.0m",
        ),
        # what was but planned is no other basis, neither under a label nor of a part
        (
            "acme.revenue[FY2025] == US$25.0m",
            (WHOLE, fact("revenue", "FY2025", "US$25.0m", label="y", status="planned")),
            None,
            None,
        ),
        (
            "acme.revenue[FY2025] == US$25.0m",
            (WHOLE, fact("revenue", "FY2025", "US$25.0m", scope="cloud", status="planned")),
            None,
            None,
        ),
    ],
)
def test_the_remark_of_a_hint_is_the_kind_of_change(
    rates: Rates, expression: str, facts: tuple[Fact, ...], remark: str | None, hint: str | None
) -> None:
    """Of the same stretch before others, and of what has been."""
    (row,) = checked(rates, expression, company(*facts)).rows
    assert (row.verdict, row.remark, row.hint) == ("contradicted", remark, hint)


def test_a_value_at_the_newest_price_is_found_beside_another_figure(rates: Rates) -> None:
    """10m shares at HK$80 are HK$800m, printed in January as 500m."""
    facts = (
        fact("market_cap", "2026-01-08", "HK$500m"),
        fact("shares", "2026-06-30", "=10m"),
        fact("share_price", "2026-06-30", "=HK$80", label="close"),
        fact("cash", "2025-12-31", "=HK$100m"),
    )
    hint = "holds for equity_value, the shares at the newest price"
    assert told(rates, "acme.market_cap == HK$800m", *facts) == hint
    assert told(rates, "acme.cash[2025-12-31] + acme.market_cap == HK$900m", *facts) == hint


def test_a_sum_in_one_currency_is_tried_in_another(seven: Rates) -> None:
    """US$100m less RMB 70m, ten at seven yuan a dollar: RMB 630m, and who writes US$630m means yuan.

    The other way round 90 of dollars. What was converted once converts from its own currency.
    """
    cash = fact("cash", "2026-06-30", "=US$100m")
    less = "convert(acme.cash[2026-06-30], {0}) - convert(RMB 70.00m, {0}) == {1}"
    assert told(seven, less.format("USD", "US$630.0m"), cash) == "holds in CNY"
    assert told(seven, less.format("CNY", "RMB 90.0m"), cash) == "holds in USD"


def test_what_has_no_labels_has_no_older_one(rates: Rates) -> None:
    """A sum over a group, and what is derived."""
    cash = fact("cash", "2025-12-31", "=US$100m")
    acme = company(cash, fact("liquid_investments", "2025-12-31", "=US$100m"))
    for expression in ("sum(makers.cash) == US$777m", "acme.liquidity == US$777m"):
        row = checked(rates, expression, acme, makers=("acme",)).rows[0]
        assert (row.verdict, row.hint) == ("contradicted", None)
