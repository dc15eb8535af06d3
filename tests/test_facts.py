"""Facts: which one wins, which contradict each other, and at which rate each converts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from made import company, day, fact, source

from aicompare.companies import derivation
from aicompare.companies.fact import (
    BASES,
    COMPETING,
    STATUSES,
    Derived,
    Fact,
    Place,
    before_conversion,
    given,
    money,
    rate_by_kind,
)
from aicompare.companies.winner import best, contradicts, ranked, strength
from aicompare.dataset import Dataset
from aicompare.rates.rates import Rates
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

# --- which fact wins --------------------------------------------------------------------

# Each loses to the next, by the rule of INTERFACE in its order.
WEAKEST_FIRST = [
    ("a newer publication of an older end", fact("revenue", "FY2024", "US$9m", "2026-10-30", user=True)),
    ("a shorter period of the same end", fact("revenue", "Q4 2025", "US$9m", "2026-10-30", user=True)),
    ("a data set", fact("revenue", "H2 2025", "US$9m", "2026-10-30", kind="dataset")),
    ("the press", fact("revenue", "H2 2025", "US$9m", "2026-01-01", kind="press")),
    ("the company", fact("revenue", "H2 2025", "US$9m", "2026-01-01", kind="company")),
    ("an earlier filing", fact("revenue", "H2 2025", "US$9m", "2026-01-01")),
    ("a later filing", fact("revenue", "H2 2025", "US$9m", "2026-01-02")),
    ("the user's file", fact("revenue", "H2 2025", "US$9m", "2020-01-01", kind="dataset", user=True)),
    ("a longer period", fact("revenue", "FY2025", "US$9m", "2020-01-01", kind="dataset")),
    ("a newer period end", fact("revenue", "Q1 2026", "US$9m", "2020-01-01", kind="dataset")),
]


def test_the_rule_of_which_fact_wins() -> None:
    """INTERFACE: newest end, of equal ends the longer; user, filing, company, press, dataset; later."""
    for (loses, weaker), (wins, stronger) in pairwise(WEAKEST_FIRST):
        assert strength(stronger) > strength(weaker), f"{wins} beats {loses}"
        assert best([weaker, stronger]) is best([stronger, weaker]) is stronger


def test_the_winner_does_not_depend_on_the_order_of_the_file() -> None:
    """Every order of the same facts has the same winner."""
    facts = [one for _, one in WEAKEST_FIRST[-5:]]
    assert all(best(order) is facts[-1] for order in permutations(facts))


def test_of_facts_equal_in_all_that_the_later_line_wins() -> None:
    """A tie is broken by place, never by chance."""
    upper, lower = (
        replace(fact("cash", "2025-12-31", f"US${line}m"), place=Place("acme.yaml", line, 3))
        for line in (7, 12)
    )
    assert best([upper, lower]) is best([lower, upper]) is lower


def test_nothing_wins_of_nothing() -> None:
    """None, not an exception."""
    assert best([]) is None
    assert company().winner("revenue") is None


def test_a_fact_of_several_sources_counts_from_the_earliest_and_ranks_by_the_best() -> None:
    """DATA: a press report of January that a filing of March repeats is known in January, as a filing."""
    both = replace(
        fact("revenue", "FY2025", "US$9m"),
        sources=(source("2026-01-20", "press"), source("2026-03-31", "filing")),
    )
    assert (both.published, both.rank) == (date(2026, 1, 20), 0)
    assert fact("revenue", "FY2025", "US$9m", "2026-01").published == date(2026, 1, 31)


def test_ranks_follow_the_kinds_of_evidence() -> None:
    """Filing, company, press, dataset; without a source behind all of them."""
    kinds = ["filing", "company", "press", "dataset"]
    assert [fact("cash", "2025-12-31", "US$9m", kind=kind).rank for kind in kinds] == [0, 1, 2, 3]
    assert replace(fact("cash", "2025-12-31", "US$9m"), sources=()).rank == 4


# --- the same figure --------------------------------------------------------------------

BASE = fact("revenue", "FY2025", "US$79.0m", scope="maas", basis="recognised", label="restated", deal="ipo")


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, company="other"),
        replace(BASE, metric=METRICS["gross_profit"]),
        replace(BASE, period=Period.parse("H1 2025")),
        replace(BASE, scope=None),
        replace(BASE, basis="arr"),
        replace(BASE, label=None),
        replace(BASE, deal="placing"),
    ],
)
def test_another_company_metric_period_scope_basis_label_or_deal_is_another_figure(other: Fact) -> None:
    """INTERFACE: two facts are the same figure when these seven agree."""
    assert other.identity != BASE.identity
    assert ranked([BASE, other]) == [[BASE], [other]]


def test_value_source_status_note_and_place_make_no_other_figure() -> None:
    """The same figure told twice stands in one group, the stronger first."""
    press = replace(
        BASE,
        value=parse_amount("US$80m"),
        reported="US$80m",
        sources=(source("2026-05-05", "press"),),
        status="announced",
        at="p. 3",
        note="Rounded.",
        place=Place("acme.yaml", 9, 1),
    )
    assert press.identity == BASE.identity
    assert ranked([press, BASE]) == ranked([BASE, press]) == [[BASE, press]]


def test_talks_and_forecasts_are_not_outranked_by_what_happened_nor_the_reverse() -> None:
    """What does not compete stands in a group of its own."""
    talks = replace(BASE, status="reported", sources=(source("2026-09-09"),))
    assert ranked([talks, BASE]) == [[talks], [BASE]]


def test_groups_stand_in_the_order_of_the_file() -> None:
    """So that `show` reads as the file does."""
    facts = [fact("cash", text, "US$9m") for text in ("2025-06-30", "2025-12-31", "2024-12-31")]
    assert ranked(facts) == [[one] for one in facts]


@pytest.mark.parametrize(
    ("metric", "one", "other", "wanted"),
    [
        ("raised", "HK$4,348.1m", "HK$4.348bn", False),  # 4,348.05 to 4,348.15 and 4,347.5 to 4,348.5
        ("raised", "HK$4,348.1m", "HK$4.35bn", False),  # 4,345 to 4,355
        ("raised", "HK$4,348.1m", "HK$4.3bn", False),  # 4,250 to 4,350
        ("raised", "HK$4,348.1m", "HK$4.4bn", True),  # 4,350 to 4,450
        ("raised", "HK$4,348.1m", "over HK$4.3bn", False),
        ("raised", "HK$4,348.1m", "over HK$4.4bn", True),
        ("raised", "HK$4,896m", "RMB 4.9bn", False),  # of two currencies nothing is concluded
        ("gross_margin", "41%", "41.4%", False),
        ("gross_margin", "41%", "41.6%", True),
    ],
)
def test_facts_contradict_each_other_where_their_intervals_do_not_meet(
    metric: str, one: str, other: str, wanted: bool
) -> None:
    """INTERFACE: a `conflict` is where the intervals do not meet; bounds by hand beside each."""
    a, b = (fact(metric, "2026-01-08", text) for text in (one, other))
    assert contradicts(a, b) == contradicts(b, a) == wanted


def test_money_contradicts_a_bare_number() -> None:
    """They cannot both be the same figure."""
    cash = fact("cash", "2025-12-31", "US$9m")
    bare = replace(cash, value=Figure.parse("9m"))
    assert contradicts(cash, bare) and contradicts(bare, cash)


# --- what a company has -----------------------------------------------------------------


def test_only_what_happened_or_is_announced_may_be_chosen() -> None:
    """INTERFACE: actual, closed and announced compete; the others are shown, and chosen if asked for."""
    facts = [fact("post_money", "2026-05-28", "US$9bn", status=status) for status in STATUSES]
    acme = company(*facts)
    assert [one.status for one in acme.of("post_money")] == ["actual", "closed", "announced"]
    assert [one.status for one in acme.of("post_money", status=("reported",))] == ["reported"]
    assert {*COMPETING} == {"actual", "closed", "announced"}
    later = fact("post_money", "2026-09-01", "US$99bn", status="reported")
    assert company(later, *facts).winner("post_money") is facts[0]


def test_figures_of_a_product_or_with_a_label_are_found_only_by_name() -> None:
    """Figures of a segment never enter a row unless named."""
    whole = fact("revenue", "FY2025", "US$79m")
    product = fact("revenue", "FY2025", "US$53m", scope="talkie")
    restated = fact("revenue", "FY2025", "US$78m", label="restated")
    acme = company(product, restated, whole)
    assert acme.of("revenue") == [whole]
    assert acme.of("revenue", scope="talkie") == [product]
    assert acme.of("revenue", label="restated") == [restated]
    assert acme.winner("revenue", label="restated") is restated
    assert acme.of("cost_of_revenue") == []


def test_a_period_narrows_what_is_found() -> None:
    """The winner of a period, not of all time."""
    old, new = fact("revenue", "FY2024", "US$31m"), fact("revenue", "FY2025", "US$79m")
    acme = company(new, old)
    assert acme.winner("revenue") is new
    assert acme.winner("revenue", period=Period.parse("FY2024")) is old
    assert acme.of("revenue", period=Period.parse("H1 2024")) == []


def test_statuses_and_bases_are_those_of_the_data_format() -> None:
    """INTERFACE: seven statuses, of which three compete; recognised revenue, run-rate and ARR."""
    assert STATUSES == ("actual", "closed", "announced", "planned", "reported", "forecast", "estimate")
    assert BASES == ("recognised", "run-rate", "arr")


def test_where_a_fact_stands_is_no_part_of_what_it_says() -> None:
    """The same line further down the file is the same fact."""
    assert replace(BASE, place=Place("acme.yaml", 9, 1)) == BASE


@pytest.mark.parametrize(
    ("metric", "reported", "printed"),
    [
        ("net_profit", "US$ -279.641m", "(US$279.641m)"),
        ("net_profit", "RMB -4,718,167k", "(RMB 4,718,167k)"),
        ("net_profit", "~US$ -5bn", "~(US$5bn)"),
        ("net_profit", "-9亿元", "(9亿元)"),
        ("net_profit", "US$279.641m", "US$279.641m"),
        ("market_cap", "HK$614-2,310", "HK$614-2,310"),
        ("net_profit", "RMB -1.06bn to -0.95bn", "RMB -1.06bn to -0.95bn"),
        ("gross_margin", "-24.7%", "-24.7%"),
    ],
)
def test_a_loss_stands_in_parentheses_as_in_tables(metric: str, reported: str, printed: str) -> None:
    """Whatever its data file has before the minus; both ends of a range stay as they are."""
    assert fact(metric, "FY2025", reported).printed == printed


def test_what_is_shown_as_printed_reads_as_the_figure(dataset: Dataset) -> None:
    """Each amount of the shipped data, its marks and bounds too."""
    amounts = [one for company in dataset.all() for one in company.facts if one.currency]
    assert any(one.printed != one.reported for one in amounts)
    assert all(parse_amount(one.printed) == parse_amount(one.reported) for one in amounts)


# --- conversion -------------------------------------------------------------------------

TABLE = """date,USD,HKD,CNY
2025-12-29,1.00,8.00,7.00
2025-12-30,1.00,8.00,7.20
2025-12-31,1.25,10.00,8.75
2026-01-02,1.00,8.00,7.10
"""


@pytest.fixture
def rates(tmp_path: Path) -> Rates:
    """USD/CNY is 7.0, 7.2, 7.0 and 7.1 on four days; HKD/USD always 0.125."""
    (tmp_path / "rates.csv").write_text(TABLE)
    return Rates(tmp_path / "rates.csv", source(kind="dataset"))


@pytest.mark.parametrize(
    ("metric", "period", "kind", "yuan"),
    [
        ("cash", "2025-12-30", "closing", "720"),
        ("cash", "2025-12", "closing", "700"),  # known to the month: its last day
        ("cash", "2026-01-01", "closing", "700"),  # no rate that day: the latest earlier
        ("offer_price", "2025-12-30", "spot", "720"),
        ("raised", "2026-01-02", "spot", "710"),
        ("revenue", "2025-12-29..2025-12-31", "average", "707"),  # (7.0 + 7.2 + 7.0) / 3, up to rounding
        ("trading_volume", "2025-12-30", "closing", "720"),  # a flow of one day
    ],
)
def test_a_fact_converts_by_the_kind_of_its_metric(
    rates: Rates, metric: str, period: str, kind: str, yuan: str
) -> None:
    """INTERFACE: a stock at the closing rate of its date, a flow at the mean, a deal at its day's rate."""
    dollars = fact(metric, period, "=US$100")
    converted = dollars.in_currency("CNY", rates)
    assert converted.rate is not None
    assert (converted.rate.base, converted.rate.quote, converted.rate.kind) == ("USD", "CNY", kind)
    assert money(converted).currency == "CNY"
    assert round(money(converted).amount.value) == Decimal(yuan)
    assert converted.original == dollars.value
    assert before_conversion(converted) == dollars


def test_a_conversion_carries_the_bounds(rates: Rates) -> None:
    """US$100m is 99.5m to 100.5m, at 7.2 RMB 716.4m to 723.6m; what was printed stays."""
    converted = fact("cash", "2025-12-30", "US$100m").in_currency("CNY", rates)
    amount = money(converted).amount
    assert (amount.value, amount.low, amount.high) == (
        Decimal("720e6"),
        Decimal("716.4e6"),
        Decimal("723.6e6"),
    )
    assert converted.reported == "US$100m"


def test_what_needs_no_conversion_stays_itself(rates: Rates) -> None:
    """Its own currency, or a figure that is no money: no rate, the same object."""
    dollars, margin = fact("cash", "2025-12-30", "US$9m"), fact("gross_margin", "FY2025", "41%")
    assert dollars.in_currency("USD", rates) is dollars
    assert margin.in_currency("CNY", rates) is margin
    assert rate_by_kind(margin, "CNY", rates) is None


def test_without_a_rate_there_is_no_conversion(rates: Rates) -> None:
    """Before the first day of the table nothing is made up."""
    with pytest.raises(NoRate):
        fact("cash", "2025-12-28", "US$9m").in_currency("CNY", rates)


def test_a_derived_value_converts_as_its_metric_does(rates: Rates) -> None:
    """A sum of balances at the closing rate of the day."""
    parts = (fact("cash", "2025-12-30", "=US$60"), fact("time_deposits", "2025-12-30", "=US$40"))
    total = Derived.of("acme", METRICS["cash"], derivation.total(parts), parts[0].period)
    converted = total.in_currency("CNY", rates)
    assert money(converted) == Money(Figure.exact(720), "CNY")
    assert converted.rate is not None and converted.rate.kind == "closing"
    assert converted.inputs == parts
    assert total.in_currency("USD", rates) is total


def test_a_derived_value_is_known_once_its_last_input_is() -> None:
    """A typed amount has no inputs, and is known at any time; nobody printed either."""
    early, late = (
        fact("cash", "2025-12-31", "US$9m", "2026-01-05"),
        fact("cash", "2025-12-31", "US$9m", "2026-03-05"),
    )
    both = Derived.of("acme", METRICS["cash"], derivation.total([late, early]), late.period)
    assert both.published == day("2026-03-05")
    typed = given("acme", METRICS["cash"], money(late), late.period)
    assert typed.published == date.min
    assert both.reported is None
