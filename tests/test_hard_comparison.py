"""What mutants of `compare` showed to be promised and not yet tested."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import company, day, fact
from test_comparison import compared, only

from aicompare.calculators.comparison import comparison, derived_value, measured
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact
from aicompare.companies.measures import LISTED, MULTIPLE, RAISED_RUNWAY, RUNWAY
from aicompare.companies.references import Reference
from aicompare.rates.rates import Rates
from aicompare.values.errors import BadUsage
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period

LAST = day("2026-10-31")


def pair(one: Fact, other: Fact) -> tuple[Company, Company]:
    return company(replace(one, company="one"), id_="one"), company(replace(other, company="two"), id_="two")


# --- the answer ---------------------------------------------------------------------------------


def test_the_answer_says_what_it_compares(rates: Rates) -> None:
    """Two have a ratio, three have none; with a period it is named, without it is like for like."""
    two = pair(fact("revenue", "FY2025", "US$10m"), fact("revenue", "FY2025", "US$5m"))
    answer = compared(*two, metric="revenue", rates=rates)
    assert (answer.name, answer.title, answer.as_of) == ("compare", "One, Two, like for like", LAST)
    assert (answer.currency, answer.hidden) == ("reported", ())
    three = (*two, company(id_="three"))
    answer = compared(*three, metric="revenue", rates=rates, period="FY2025", currency="HKD")
    assert (answer.title, answer.currency, answer.hidden) == ("One, Two, Three, FY2025", "HKD", ("ratio",))
    with pytest.raises(BadUsage) as caught:
        comparison(two[:1], ["revenue"], None, rates, LAST, None)
    assert caught.value.message == "compare takes two companies or more"
    assert caught.value.hint == "for example `aicompare compare zhipu minimax`"


def test_a_row_has_one_period_only_where_all_its_values_have(rates: Rates) -> None:
    """Balances of the last day and the last month share none; where nobody has one it is the asked one."""
    two = pair(fact("cash", "2025-12-31", "US$10m"), fact("cash", "2025-12", "US$5m"))
    assert only(compared(*two, metric="cash", rates=rates, period="FY2025")).period is None
    two = pair(fact("revenue", "FY2025", "US$10m"), fact("cash", "2025-12-31", "US$5m"))
    answer = comparison(two, ["net_profit", "revenue"], Period.parse("FY2025"), rates, LAST, None)
    assert [str(row.period) for row in answer.rows] == ["FY2025", "FY2025"]


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("US$0", "US$5m", "0"),
        ("=US$0.5", "US$0.25", "2"),
        ("=US$-0.5", "US$-0.25", "2"),
        ("US$5m", "US$0", None),
        ("US$-5m", "US$5m", None),
        ("US$5m", "RMB 5m", None),
    ],
)
def test_a_ratio_is_of_one_currency_and_sign(
    rates: Rates, first: str, second: str, ratio: str | None
) -> None:
    """Nought over something is nought; nothing is divided by nought."""
    two = pair(fact("net_profit", "FY2025", first), fact("net_profit", "FY2025", second))
    found = only(compared(*two, metric="net_profit", rates=rates)).ratio
    assert (found and str(found.value.normalize())) == ratio


def test_flows_of_another_length_are_not_alike(rates: Rates) -> None:
    """A quarter of three months and two months that end with it are no pair; two quarters are."""
    quarter, months = fact("revenue", "Q4 2025", "US$3m"), fact("revenue", "2025-11-01..2025-12-31", "US$2m")
    assert only(compared(*pair(quarter, months), metric="revenue", rates=rates)).ratio is None
    assert only(compared(*pair(quarter, quarter), metric="revenue", rates=rates)).ratio is not None


def test_stocks_of_days_and_months_are_alike_whatever_their_length(rates: Rates) -> None:
    """A balance known to the month and one known to the day."""
    two = pair(fact("cash", "2025-12", "US$6m"), fact("cash", "2025-12-31", "US$3m"))
    found = only(compared(*two, metric="cash", rates=rates)).ratio
    assert found is not None and found.value == 2


# --- what is derived ----------------------------------------------------------------------------

CASH = fact("cash_balance", "2025-12-31", "US$30m")
BURN = fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31")


def test_a_runway_is_derived_from_its_cash_and_burn(rates: Rates) -> None:
    """30 over 10 a month; with 20 raised since 50 over 10. The raise is named where it counts."""
    acme = company(CASH, BURN)
    (plain,) = measured(RUNWAY, acme, rates, LAST).values()
    assert isinstance(plain, Derived)
    assert (plain.company, plain.metric, plain.inputs) == ("acme", RUNWAY, (CASH, BURN))
    assert plain.formula == "(cash (stated)) / burn a month (stated)"
    assert plain.basis == "stated over stated"
    (unraised,) = measured(RAISED_RUNWAY, acme, rates, LAST).values()
    assert isinstance(unraised, Derived)
    assert (unraised.metric, unraised.value, unraised.formula) == (RAISED_RUNWAY, plain.value, plain.formula)
    raised = fact("raised", "2026-02-15", "US$20m", deal="c", status="closed")
    (more,) = measured(RAISED_RUNWAY, company(CASH, BURN, raised), rates, LAST).values()
    assert isinstance(more, Derived)
    assert more.formula == "(cash (stated) + equity raised since) / burn a month (stated)"
    assert more.inputs == (CASH, BURN, raised)
    assert more.value.value == 5  # type: ignore[union-attr]


def test_a_raise_in_another_currency_enters_converted_and_once(rates: Rates) -> None:
    """Beside one in the currency of the cash."""
    done = {"status": "closed"}
    dollars = fact("raised", "2026-02-15", "US$20m", deal="c", **done)
    yuan = fact("raised", "2026-03-15", "RMB 70m", deal="d", **done)
    (more,) = measured(RAISED_RUNWAY, company(CASH, BURN, dollars, yuan), rates, LAST).values()
    assert isinstance(more, Derived)
    *_, first, second = more.inputs
    assert len(more.inputs) == 4
    assert first == dollars
    assert second.rate is not None and second.metric == yuan.metric


def test_a_missing_rate_of_a_raise_is_told_once(rates: Rates) -> None:
    """By the row with raises; the row without needs none."""
    early = replace(rates, as_of=day("1999-06-01"))
    yuan = fact("raised", "2026-03-15", "RMB 70m", deal="d", status="closed")
    two = company(CASH, BURN, yuan), company(CASH, BURN, id_="other")
    answer = comparison(two, ["runway", "runway_with_raises"], None, early, LAST, None)
    assert [(one.code, one.subject) for one in answer.warnings if one.code == "no_rate"] == [
        ("no_rate", "acme")
    ]


def test_a_multiple_is_derived_as_its_table_does(rates: Rates) -> None:
    """US$1bn over US$100m."""
    acme = company(fact("market_cap", "2026-06-30", "US$1bn"), fact("revenue", "FY2025", "US$100m"))
    (found,) = measured(MULTIPLE, acme, rates, LAST).values()
    assert (found.metric, found.value.value) == (MULTIPLE, 10)  # type: ignore[union-attr]


def reference(text: str) -> Reference:
    found = Reference.parse(text)
    assert found is not None
    return found


def test_what_is_derived_is_found_by_its_reference(rates: Rates) -> None:
    """The newest, or that of its period; of an equity value the newest up to the day that is asked."""
    acme = company(
        fact("cash", "2025-12-31", "US$60m"),
        fact("liquid_investments", "2025-12-31", "US$40m"),
        fact("cash", "2026-06-30", "US$50m"),
        fact("liquid_investments", "2026-06-30", "US$30m"),
        fact("market_cap", "2026-03-31", "US$1bn"),
        fact("market_cap", "2026-06-30", "US$2bn"),
        listed="2026-01-08",
    )

    def value(text: str, on: str = "2026-10-31") -> int | None:
        found = derived_value(reference(text), acme, rates, day(on))
        return None if found is None else int(found.value.amount.value) // 10**6  # type: ignore[union-attr]

    assert value("acme.liquidity") == 80
    assert value("acme.liquidity[2025-12-31]") == 100
    assert value("acme.liquidity[2025-06-30]") is None
    assert value("acme.liquidity[2025-12-31, label=close]") is None
    assert value("acme.equity_value") == 2000
    assert value("acme.equity_value[2026-06-29]") == 1000
    assert value("acme.equity_value[2026-10-31]", "2026-04-30") == 1000
    assert derived_value(reference("acme.liquidity"), company(), rates, LAST) is None


def test_the_day_of_listing_is_derived_and_what_no_row_shows_is_nothing(rates: Rates) -> None:
    """Of a stored metric that stands in no row there is nothing to derive."""
    acme = company(fact("revenue", "FY2025", "US$1m"), listed="2026-01-08")
    (found,) = measured(LISTED, acme, rates, LAST).values()
    assert (found.metric, str(found.period)) == (LISTED, "2026-01-08")
    assert [str(one) for one in measured(METRICS["revenue"], acme, rates, LAST)] == ["FY2025"]
    assert measured(METRICS["shares"], acme, rates, LAST) == {}
