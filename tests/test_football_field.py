"""What each method of valuation comes to, worked out by hand on a company made for it, and how it is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made import amount, comes_of, company, day, fact

from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.calculators.value.market import by_the_market, target_prices
from aicompare.calculators.value.method import BarRow, MethodRow, Subject
from aicompare.calculators.value.needs import NeedRow, needs
from aicompare.calculators.value.peers import Peers
from aicompare.calculators.value.report import values
from aicompare.calculators.value.reverse import SupposedRow, at_value
from aicompare.calculators.value.venture import Exit, by_exit
from aicompare.companies.company import Company, Listing
from aicompare.companies.fact import Fact, money
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report
from aicompare.values.errors import BadUsage, NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

ON = "2026-06-30"
LAST = day("2026-10-31")
EXIT = Exit(parse_amount("=US$500m"), Figure.exact(8), 2, Decimal(1), Decimal("0.5"))
CLOSED = {"status": "closed"}
SHARES = fact("shares", "2026-01-08", "=10,000,000")


def close(on: str, value: str, **rest: Any) -> Fact:
    return fact("share_price", on, value, label="close", **rest)


def target(on: str, value: str, house: str | None, **rest: Any) -> Fact:
    return fact(
        "target_price", on, value, on, **{"label": house, "status": "forecast", "kind": "press", **rest}
    )


NASDAQ = Listing("ACME", "NASDAQ", Period.parse("2026-01-08"))


def valued(*more: Fact, listed: Listing | None = NASDAQ) -> Company:
    """10 million shares at US$20 are US$200m; revenue of FY2025 US$20m."""
    acme = company(
        close("2026-01-08", "=US$10"), close("2026-03-31", "=US$4"), close(ON, "=US$20"),
        SHARES, fact("revenue", "FY2025", "=US$20m"), *more,
    )  # fmt: skip
    return replace(acme, listed=listed)


def dressed() -> Company:
    """With everything that a method takes."""
    return valued(
        fact("offer_price", "2026-01-07", "=US$8", deal="ipo", **CLOSED),
        fact("post_money", "2025-05-31", "=US$50m", deal="b", **CLOSED),
        target("2026-05-01", "=US$25", "ubs"), target("2026-06-01", "=US$30", "hsbc"),
        fact("gross_profit", "FY2025", "=US$ -1m"),
        fact("revenue", "2026-07-01..2027-06-30", "=US$40m", status="forecast", label="hsbc"),
    )  # fmt: skip


def peer(name: str, times: int, revenue: str = "=US$10m", on: str = "2026-06-29") -> Company:
    """As old as its revenue may be: 180 days after the end of 2025."""
    return company(
        fact("market_cap", on, f"=US${10 * times}m", company=name),
        fact("revenue", "FY2025", revenue, company=name),
        id_=name,
    )


def of(*companies: Company, **choice: Any) -> Peers:
    return Peers("a set", companies, MultiplesChoice(day(ON), **choice))


# Multiples of 5, 10 and 20: quartiles 7.5 = 5 + 0.5 x 5 and 15 = 10 + 0.5 x 10, median 10.
THREE = of(peer("p", 5), peer("q", 10), peer("r", 20))


def field(
    acme: Company, rates: Rates, peers: Peers = THREE, currency: str | None = None, **asked: Any
) -> Report:
    return values(acme, peers, rates, LAST, currency, **asked)


def subject(acme: Company, rates: Rates, on: str = ON) -> Subject:
    today = fact("market_cap", on, "=US$200m")
    return Subject(acme, today, SHARES, rates)


def ends(row: MethodRow) -> list[Any]:
    """In millions the values, then those of a share, then what it is against today."""
    values = [row.low, row.middle, row.high]
    shares = [row.share_low, row.share, row.share_high]
    return [
        *(one and amount(one) / 10**6 for one in values),
        *(one and amount(one) for one in shares),
        row.against and row.against.value,
    ]


def test_every_method_by_hand(rates: Rates) -> None:
    """10 million shares: US$4 to US$20 are US$40m to US$200m, US$8 is US$80m, 60% below US$200m; targets of
    25 and 30 have the middle 27.5. Peers: 7.5, 10 and 15 times US$20m. 500m x 8 x 50% / 2 ^ 2 is US$500m.
    """
    report = field(dressed(), rates, exit_=EXIT)
    none = [None] * 7
    assert [(row.method, row.over, row.reason, ends(row)) for row in report.sections[0].rows] == [
        ("Today", "Equity value, 2026-06-30", None, [None, 200, None, None, 20, None, None]),
        (
            "Closes since listing", "low 2026-03-31, high 2026-06-30", None,
            [40, None, 200, 4, None, 20, None],
        ),
        ("Offer price", "2026-01-07", None, [None, 80, None, None, 8, None, Decimal("-0.6")]),
        ("Last private round", "b, 2025-05-31", None, [None, 50, None, None, 5, None, Decimal("-0.75")]),
        (
            "Target prices", "2 houses: ubs, hsbc", None,
            [250, 275, 300, 25, Decimal("27.5"), 30, Decimal("0.375")],
        ),
        ("Peers, LTM revenue", "3 peers, FY2025", None, [150, 200, 300, 15, 20, 30, 0]),
        ("Peers, ARR or run-rate", "no ARR or run-rate of its own", "n.m.", none),
        ("Peers, LTM gross profit", "its own is not above zero", "n.m.", none),
        ("Peers, NTM revenue", "only 0 of 3 peers have a multiple of it", "n.m.", none),
        (
            "Venture capital method", "in 2 years, your premises", None,
            [None, 500, None, None, 50, None, Decimal("1.5")],
        ),
    ]  # fmt: skip
    assert {row.company for row in report.rows} == {"acme"}


def test_the_answer_says_of_whom_it_is_and_what_it_rests_on(rates: Rates) -> None:
    """Title, names and notes, one of them for each method that has no answer."""
    report = field(dressed(), rates)
    assert (report.name, report.as_of, report.currency) == ("value", LAST, "reported")
    assert report.title == "What Acme may be worth, on 2026-06-30; peers: a set"
    assert report.names == {"acme": "Acme", "p": "P", "q": "Q", "r": "R"}
    assert [(one.row_type, one.name, one.title) for one in report.sections] == [
        (MethodRow, "data", ""),
        (BarRow, None, "From zero to the greatest; the line is today"),
    ]
    assert report.notes == [
        "Of peers the 25th percentile, median and 75th of their multiples, each basis by itself.",
        "Prices and targets are taken at the share count of today.",
        "Peers, ARR or run-rate: n.m., no ARR or run-rate of its own.",
        "Peers, LTM gross profit: n.m., its own is not above zero.",
        "Peers, NTM revenue: n.m., only 0 of 3 peers have a multiple of it.",
    ]
    assert report.warnings == []


def test_each_figure_of_a_method_knows_how_it_comes_about(rates: Rates) -> None:
    """Of the company and the day, by the names that the formula has for what goes in."""
    rows = {row.method: row for row in field(dressed(), rates, exit_=EXIT).sections[0].rows}
    offer, targets, peers = rows["Offer price"], rows["Target prices"], rows["Peers, LTM revenue"]
    bare = ("", "", "")
    for known, metric, on in (
        (offer.middle, "equity_value", ON), (offer.share, "share_price", ON),
        (rows["Last private round"].share, "share_price", "2025-05-31"),
        (targets.middle.inputs[0], "target_price", ON),
        (rows["Venture capital method"].middle, "equity_value", ON),
    ):  # fmt: skip
        assert (known.company, known.metric.name, known.period) == ("acme", metric, Period.parse(on))
    assert comes_of(offer.middle.value) == ("offer_price x shares", [bare, bare])
    assert comes_of(offer.share.value) == ("value / shares", [("value", "", ""), bare])
    assert comes_of(offer.against) == ("middle / today - 1", [("middle", "", ""), ("today", "", "")])
    median = targets.middle.inputs[0]
    houses = [("ubs", "", ""), ("hsbc", "", "")]
    assert comes_of(median.value) == ("the middle of 2 target prices", houses)
    assert [(one.label, amount(one)) for one in median.inputs] == [("ubs", 25), ("hsbc", 30)]
    assert (median.made.function, median.made.quarter) == ("QUARTILE.INC", 2)
    assert peers.middle.formula == "median of the peers x revenue"
    said, named = comes_of(rows["Venture capital method"].middle.value)
    assert said == "exit revenue x exit multiple x (1 - dilution) / ((1 + return) ^ (2 / 1))"
    assert named == [
        ("exit revenue", "", ""), ("exit multiple", "times", ""), ("dilution", "percent", ""),
        ("return", "percent", ""),
    ]  # fmt: skip
    need = needs(subject(dressed(), rates), THREE)[1]
    at = ("median of the peers", "times", "statistic")
    assert comes_of(need.needed.value) == ("value today / median of the peers", [("value today", "", ""), at])
    named = [("revenue needed", "", ""), ("revenue LTM", "", "")]
    assert comes_of(need.over_1) == ("revenue needed / revenue LTM - 1", named)


def test_the_picture_is_drawn_from_zero_to_the_greatest(rates: Rates) -> None:
    """Of US$300m: today 200 / 300, the closes 40 to 200; what has no answer has no line, and below zero
    there is nothing to draw."""
    bars = field(dressed(), rates).sections[1].rows
    third = Decimal(1) / 3
    assert [bar.method for bar in bars] == [
        "Today", "Closes since listing", "Offer price", "Last private round", "Target prices",
        "Peers, LTM revenue",
    ]  # fmt: skip
    closes, targets = bars[1].span, bars[4].span
    assert abs(closes.low * 300 - 40) < Decimal("1e-25") and closes.middle is None
    assert abs(closes.high * 300 - 200) < Decimal("1e-24") and abs(closes.at - 2 * third) < Decimal("1e-25")
    assert (targets.high, abs(targets.middle * 300 - 275) < Decimal("1e-25")) == (1, True)
    for worth, drawn in (("=US$ -5m", []), ("=US$0", []), ("=US$0.5", [BarRow])):
        sections = field(company(fact("market_cap", ON, worth)), rates).sections
        assert [one.row_type for one in sections] == [MethodRow, *drawn]


def test_amounts_are_shown_in_the_currency_asked_for_and_a_share_in_that_of_its_listing(
    rates: Rates,
) -> None:
    """US$200m in yuan at the rate of the day; a share stays at the US$20 for which it trades, and of one that
    trades in Hong Kong it is HK$; what is against today needs no currency.
    """
    rate = rates.closing("USD", "CNY", day(ON)).value
    report = field(dressed(), rates, currency="CNY", exit_=EXIT)
    assert report.currency == "CNY"
    today, closes, offer, *_, exit_ = report.rows
    for known, millions in ((today.middle, 200), (closes.low, 40), (closes.high, 200), (exit_.middle, 500)):
        assert money(known).currency == "CNY"
        assert abs(amount(known) - millions * 10**6 * rate) < Decimal("1e-15")
    assert (amount(today.share), money(today.share).currency) == (20, "USD")
    assert offer.against.value == Decimal("-0.6")
    in_hong_kong = replace(dressed(), listed=replace(NASDAQ, exchange="HKEX"))
    share = field(in_hong_kong, rates).rows[0].share
    assert money(share).currency == "HKD"
    assert abs(amount(share) - 20 * rates.closing("USD", "HKD", day(ON)).value) < Decimal("1e-20")
    elsewhere = replace(dressed(), listed=replace(NASDAQ, exchange="LSE"))
    assert money(field(elsewhere, rates).rows[0].share).currency == "USD"


def test_what_no_rate_converts_is_left_out_of_the_methods_with_a_warning(no_rates: Rates) -> None:
    """The value of today in yuan: there is no rate of that day."""
    report = field(valued(), no_rates, currency="CNY")
    assert report.rows[0].middle is None and amount(report.rows[0].share) == 20
    told = [one.message.partition(":")[0] for one in report.warnings if one.code == "no_rate"]
    assert told[0] == "Equity value 2026-06-30 is left out"
    reversed_ = field(valued(), no_rates, currency="CNY", reverse=True)
    told = [one.message.partition(":")[0] for one in reversed_.warnings]
    assert reversed_.rows[0].needed is None and "Revenue needed 2026-06-30 is left out" in told


def test_a_private_company_has_the_value_of_its_round_and_nothing_a_share(rates: Rates) -> None:
    """Today is its last round, which is set against itself nowhere; the round before it is not shown."""
    acme = company(
        fact("post_money", "2025-05-31", "=US$50m", deal="a", **CLOSED),
        fact("post_money", "2026-05-31", "=US$100m", deal="b", **CLOSED),
        fact("revenue", "FY2025", "=US$20m"),
    )
    report = field(acme, rates)
    assert [(row.method, ends(row)) for row in report.rows[:2]] == [
        ("Today", [None, 100, None, None, None, None, None]),
        ("Peers, LTM revenue", [150, 200, 300, None, None, None, 1]),
    ]
    assert report.rows[0].over == "Post money, 2026-05-31"
    assert report.title == "What Acme may be worth, on 2026-05-31; peers: a set"
    assert report.notes[1] == "Peers, ARR or run-rate: n.m., no ARR or run-rate of its own."
    with pytest.raises(NoAnswer) as caught:
        field(company(), rates)
    assert caught.value.message == "no value of Acme is known on or before 2026-06-30"


def test_the_share_count_is_that_of_the_day_of_the_value(rates: Rates) -> None:
    """The 20 million shares of the next day are no part of it, those of the very day are."""
    for on, count in (("2026-07-01", 10), (ON, 20)):
        acme = valued(fact("shares", on, "=20,000,000"), fact("offer_price", "2026-01-07", "=US$8", **CLOSED))
        rows = {row.method: row for row in field(acme, rates).rows}
        assert amount(rows["Offer price"].middle) == 8 * count * 10**6


def test_prices_of_52_weeks_stand_beside_those_since_the_listing_where_they_are_fewer(rates: Rates) -> None:
    """Listed in 2024: of the year to 30 June 2026 US$4 to US$20, since the listing up to US$90. Of a company
    whose first closes are not known the closes are only those that are known.
    """
    early = [close("2024-01-09", "=US$10"), close("2024-06-28", "=US$90")]
    since = replace(NASDAQ, on=Period.parse("2024-01-08"))
    rows = list(by_the_market(subject(valued(*early, listed=since), rates)))
    assert [(row.method, row.over, ends(row)) for row in rows] == [
        (
            "Closes since listing", "low 2026-03-31, high 2024-06-28", [40, None, 900, 4, None, 90, None],
        ),
        ("Closes of 52 weeks", "low 2026-03-31, high 2026-06-30", [40, None, 200, 4, None, 20, None]),
    ]  # fmt: skip
    late = replace(NASDAQ, on=Period.parse("2023-01-08"))
    assert next(by_the_market(subject(valued(*early, listed=late), rates))).method == "Closes that are known"


def test_the_last_round_is_one_of_the_day_or_before_and_may_have_no_name(rates: Rates) -> None:
    """That of the next day is none."""
    for on, found in ((ON, [ON]), ("2026-07-01", [])):
        acme = company(fact("post_money", on, "=US$50m", **CLOSED))
        rows = list(by_the_market(subject(acme, rates)))
        assert [(row.method, row.over) for row in rows] == [("Last private round", one) for one in found]


@pytest.mark.parametrize(
    ("on", "rest", "counts"),
    [
        (ON, {}, True),
        ("2026-07-01", {}, False),  # of later
        ("2026-01-01", {}, True),  # 180 days before
        ("2025-12-31", {}, False),
        ("2026-06-01", {"scope": "class B"}, False),
        ("2026-06-01", {"value": "~US$30"}, True),  # whose middle is what was said
        ("2026-06-01", {"value": ">=US$30"}, False),
        ("2026-06-01", {"value": "US$20-30"}, False),
        ("2026-06-01", {"value": "US$30"}, True),
    ],
)
def test_a_target_price_counts_for_180_days(
    rates: Rates, on: str, rest: dict[str, str], counts: bool
) -> None:
    """Of the company as a whole; a bound or a range is the target of nobody."""
    acme = valued(target(on, **{"value": "=US$30", "house": "hsbc", **rest}))
    assert list(target_prices(subject(acme, rates))) == (["hsbc"] if counts else [])


def test_of_several_targets_the_newest_of_each_house_counts_and_a_consensus_of_none(rates: Rates) -> None:
    """One of February gives way to June's; a consensus stands in where there is no house; of one house there
    is no range.
    """
    one = [target("2026-02-01", "=US$10", "hsbc-2026-02"), target("2026-06-01", "=US$30", "hsbc")]
    consensus = target("2026-06-15", "=US$99", "consensus-mean")
    found = {
        "house": target_prices(subject(valued(*one, consensus), rates)),
        "consensus": target_prices(subject(valued(consensus), rates)),
    }
    assert {
        name: [(house, amount(one)) for house, one in each.items()] for name, each in found.items()
    } == {
        "house": [("hsbc", 30)], "consensus": [("consensus-mean", 99)],
    }  # fmt: skip
    *_, row = by_the_market(subject(valued(*one), rates))
    assert (row.method, row.over, ends(row)) == (
        "Target price", "hsbc", [None, 300, None, None, 30, None, Decimal("0.5")],
    )  # fmt: skip


def test_a_round_of_another_currency_is_against_today_as_its_share_is(rates: Rates) -> None:
    """RMB 350m of May 2025 at the rate of its day, in the currency in which the shares trade."""
    acme = valued(fact("post_money", "2025-05-30", "=RMB 350m", deal="b", **CLOSED))
    (row,) = [one for one in field(acme, rates).rows if one.method == "Last private round"]
    dollars = 350 / rates.closing("USD", "CNY", day("2025-05-30")).value
    assert abs(row.against.value - (dollars / 200 - 1)) < Decimal("1e-25")
    assert abs(amount(row.share) / 20 - 1 - row.against.value) < Decimal("1e-25")


def test_targets_of_another_currency_are_named_and_not_counted(rates: Rates) -> None:
    """Those of most count, of equally many those of the listing, whatever their order in the file."""
    dollars, more = target("2026-06-01", "=US$30", "hsbc"), target("2026-06-03", "=US$40", "citi")
    other = target("2026-06-02", "=HK$80", "ubs")
    for several, said in (
        ([dollars, other], "hsbc; not of one currency with them: ubs (=HK$80)"),
        ([other, dollars], "hsbc; not of one currency with them: ubs (=HK$80)"),
        ([other, dollars, more], "2 houses: hsbc, citi; not of one currency with them: ubs (=HK$80)"),
    ):
        *_, row = by_the_market(subject(valued(*several), rates))
        assert (row.method[:12], row.over) == ("Target price", said)


def test_without_a_share_count_prices_have_no_value(rates: Rates) -> None:
    """A row that says nothing but its day."""
    alone = replace(subject(valued(), rates), shares=None)
    row = next(by_the_market(alone))
    assert (row.method, ends(row)) == ("Closes since listing", [None] * 7)


def test_a_peer_counts_whose_revenue_is_not_far_from_its_value(rates: Rates) -> None:
    """180 days, not 181; one without revenue has no multiple, and is counted in the set all the same. Of two
    there is no answer, whatever they are.
    """
    two, far, none = (peer("p", 5), peer("q", 10)), peer("s", 30, on=ON), peer("t", 40, "=US$0")
    for third, said in ((peer("r", 20), "3 peers, FY2025"), (far, None)):
        rows = {row.method: row for row in field(valued(), rates, of(*two, third, none)).rows}
        assert rows["Peers, LTM revenue"].over == (said or "only 2 of 4 peers have a multiple of it")


def test_a_figure_of_its_own_of_nothing_is_not_meaningful(rates: Rates) -> None:
    """Zero is not above zero, and half a dollar is."""
    for gross, over in (("=US$0", "its own is not above zero"), ("=US$0.5", "only 0 of 3 peers")):
        rows = field(valued(fact("gross_profit", "FY2025", gross)), rates).rows
        (row,) = [row for row in rows if row.method == "Peers, LTM gross profit"]
        assert row.over.startswith(over)


# --- what the value needs -----------------------------------------------------------------------


def test_what_the_value_needs_by_hand(rates: Rates) -> None:
    """US$200m at 7.5, 10 and 15 times: 26.667m, 20m and 13.333m of revenue, against 20m a growth of a third,
    none, and minus a third; over two years the root of 4 / 3 and of 2 / 3, over three the third root.
    """
    report = field(dressed(), rates, reverse=True)
    assert report.title == "What the value of Acme needs, on 2026-06-30; peers: a set"
    assert [(one.row_type, one.name, one.title) for one in report.sections] == [
        (NeedRow, "data", ""),
        (MethodRow, "methods", "By each method"),
        (BarRow, None, "From zero to the greatest; the line is today"),
    ]
    for row, name, times, change in zip(
        report.rows, ("p25", "median", "p75"), ("7.5", "10", "15"), (Decimal(4) / 3, 1, Decimal(2) / 3),
        strict=True,
    ):  # fmt: skip
        assert (row.at, row.multiple.value, row.needed.metric.name) == (
            name,
            Decimal(times),
            "revenue_needed",
        )
        assert (row.needed.company, row.needed.period) == ("acme", Period.parse(ON))
        assert abs(amount(row.needed) - 200_000_000 / Decimal(times)) < Decimal("1e-20")
        for found, years in ((row.over_1, 1), (row.over_2, 2), (row.over_3, 3)):
            assert abs((1 + found.value) ** years - change) < Decimal("1e-25")
    assert comes_of(report.rows[1].over_2)[0] == "(revenue needed / revenue LTM) ^ (1 / 2) - 1"


def test_growth_to_what_is_needed_is_none_where_there_is_no_revenue_to_grow_from(rates: Rates) -> None:
    """Not known, or zero: the revenue needed stands alone, in the currency of the company."""
    for acme, code in (
        (replace(company(currency="CNY"), listed=NASDAQ), "CNY"),
        (company(fact("revenue", "FY2025", "=US$0"), currency="CNY"), "USD"),
    ):
        (_, row, _) = needs(subject(acme, rates), THREE)
        assert money(row.needed).currency == code
        assert (row.over_1, row.over_2, row.over_3) == (None, None, None)
    (_, row, _) = needs(subject(company(fact("revenue", "FY2025", "=US$1")), rates), THREE)
    assert row.over_1 is not None and row.over_1.value == 20_000_000 - 1


def test_what_is_needed_is_shown_in_the_currency_asked_for(rates: Rates) -> None:
    """US$20m in yuan at the rate of the day."""
    rate = rates.closing("USD", "CNY", day(ON)).value
    median = field(dressed(), rates, currency="CNY", reverse=True).rows[1]
    assert money(median.needed).currency == "CNY"
    assert abs(amount(median.needed) - 20_000_000 * rate) < Decimal("1e-15")


def test_two_peers_tell_nothing_of_what_is_needed(rates: Rates) -> None:
    """How many there are of whom, and what to do."""
    with pytest.raises(NoAnswer) as caught:
        needs(subject(dressed(), rates), of(peer("p", 5), peer("q", 10)))
    assert caught.value.message == "2 of a set have a multiple of LTM revenue"
    assert caught.value.hint == "name a set of three at least: --peers GROUP"


# --- an exit ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"revenue": Money(Figure.exact(0), "USD")}, "an exit has a revenue and a multiple above zero"),
        ({"multiple": Figure.exact(0)}, "an exit has a revenue and a multiple above zero"),
        ({"multiple": Figure.exact(1)}, None),
        ({"revenue": Money(Figure.exact(1), "USD")}, None),
        ({"years": 0}, "an exit lies a year ahead or more"),
        ({"years": 1}, None),
        ({"return_": Decimal(-1)}, "a return is above -100%, a dilution from 0% to less than 100%"),
        ({"return_": Decimal("-0.99")}, None),
        ({"dilution": Decimal("-0.01")}, "a return is above -100%, a dilution from 0% to less than 100%"),
        ({"dilution": Decimal(0)}, None),
        ({"dilution": Decimal("0.99")}, None),
        ({"dilution": Decimal(1)}, "a return is above -100%, a dilution from 0% to less than 100%"),
    ],
)
def test_what_is_no_exit_is_refused(changed: dict[str, Any], message: str | None) -> None:
    """To the last value that is one."""
    asked = replace(EXIT, **changed)
    if message is None:
        assert asked.checked() is asked
    else:
        with pytest.raises(BadUsage) as caught:
            asked.checked()
        assert caught.value.message == message


def test_an_exit_in_a_year_is_in_one(rates: Rates) -> None:
    """US$500m x 8 x 50% / 2 is US$1,000m."""
    (row,) = by_exit(subject(dressed(), rates), replace(EXIT, years=1))
    assert row.middle is not None
    assert (row.over, amount(row.middle)) == ("in 1 year, your premises", 1_000_000_000)


def test_an_exit_in_another_currency_stays_in_it(rates: Rates) -> None:
    """HK$500m x 8 x 50% / 4 is HK$500m, against US$200m at the rate of the day."""
    (row,) = by_exit(subject(dressed(), rates), replace(EXIT, revenue=parse_amount("=HK$500m")))
    assert (amount(row.middle), money(row.middle).currency) == (500_000_000, "HKD")
    rate = rates.closing("USD", "HKD", day(ON)).value
    assert row.against is not None
    assert abs(row.against.value - (500 / (200 * rate) - 1)) < Decimal("1e-25")
    assert row.share is not None and money(row.share).currency == "USD"
    assert abs(amount(row.share) - 50 / rate) < Decimal("1e-25")


# --- a value that is supposed -------------------------------------------------------------------


def at(acme: Company, rates: Rates, peers: Peers = THREE, currency: str | None = None) -> Report:
    return at_value(acme, parse_amount("=US$400m"), "US$400m", peers, rates, LAST, currency)


def test_a_supposed_value_over_every_basis_by_hand(rates: Rates) -> None:
    """US$400m over 20m is 20 times, where the peers have 10; of a loss n.m., of what is not known n.a.; over
    the US$40m expected 10 times, and no peer beside it.
    """
    report = at(dressed(), rates)
    assert [
        (row.over, row.figure and amount(row.figure) / 10**6, row.multiple and row.multiple.value,
         row.median and row.median.value, row.peers, row.reason)
        for row in report.rows
    ] == [
        ("LTM revenue", 20, 20, 10, 3, None),
        ("ARR or run-rate", None, None, None, 0, "n.a."),
        ("LTM gross profit", -1, None, None, 0, "n.m."),
        ("NTM revenue", 40, 10, None, 0, None),
    ]  # fmt: skip
    assert (report.name, report.as_of, report.currency) == ("multiples", LAST, "reported")
    assert report.title == "Acme at US$400m on 2026-06-30; peers: a set"
    assert report.names == {"acme": "Acme", "p": "P", "q": "Q", "r": "R"}
    assert [(one.row_type, one.name, one.title) for one in report.sections] == [
        (SupposedRow, "data", ""), (NeedRow, "needs", "The revenue that it needs"),
    ]  # fmt: skip
    needed = report.sections[1].rows[1].needed
    assert (amount(needed), [one.company for one in needed.inputs]) == (40_000_000, ["acme"])
    assert (report.notes, report.warnings) == ([], [])


def test_of_two_peers_a_supposed_value_has_its_multiples_alone(rates: Rates) -> None:
    """No median of two, and a note instead of what it needs."""
    report = at(dressed(), rates, of(peer("p", 5), peer("q", 10)))
    assert len(report.sections) == 1
    first = report.rows[0]
    assert (first.multiple.value, first.median, first.peers) == (20, None, 2)
    assert report.notes == ["2 of a set have a multiple of LTM revenue, so nothing is said of what it needs."]


def test_what_a_supposed_value_is_over_is_shown_at_the_rate_of_its_day(rates: Rates, no_rates: Rates) -> None:
    """US$20m of FY2025 in yuan of 30 June 2026, so that what is shown divides to the multiple."""
    rate = rates.closing("USD", "CNY", day(ON)).value
    report = at(dressed(), rates, currency="CNY")
    assert report.currency == "CNY"
    assert abs(amount(report.rows[0].figure) - 20_000_000 * rate) < Decimal("1e-15")
    needed = report.sections[1].rows[1].needed
    assert money(needed).currency == "CNY" and abs(amount(needed) - 40_000_000 * rate) < Decimal("1e-15")
    early = at(dressed(), no_rates, currency="CNY")
    assert early.rows[0].figure is None
    told = [one.message.partition(":")[0] for one in early.warnings]
    assert "Revenue FY2025 is left out" in told and "Revenue needed 2026-06-30 is left out" in told
