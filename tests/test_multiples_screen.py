"""The first screen of `multiples`: who stands where, in how few letters, and who is left out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made import amount, company, day, fact, part
from test_multiples import balance_sheet

from aicompare.calculators.multiples.convertibles import ConvertibleRow
from aicompare.calculators.multiples.implied import BenchmarkRow, ImpliedRow
from aicompare.calculators.multiples.report import BridgeRow, revenue_multiples
from aicompare.calculators.multiples.row import EvRow, MultiplesRow
from aicompare.calculators.multiples.screen import PeerRow, SpreadLine, _telling
from aicompare.calculators.multiples.statistics import Spread
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.companies.company import Company
from aicompare.rates.rates import Rates
from aicompare.reports.report import Across, Report, Section, Short
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.money import parse_amount

ON = "2026-06-29"
LAST = day("2026-10-31")
YEAR = {"FY2025": "=US$1m"}


def peer(id_: str, times: int | str, *, listed: bool = True, sold: dict[str, str] | None = None) -> Company:
    """Of a value of so many US$m over US$1m of 2025."""
    metric, done = ("market_cap", {}) if listed else ("post_money", {"status": "closed"})
    value = fact(metric, ON, f"=US${times}m", company=id_, **done)
    revenues = [
        fact("revenue", when, text, company=id_) for when, text in (YEAR if sold is None else sold).items()
    ]
    return company(value, *revenues, id_=id_)


def group(listed: int, private: int) -> list[Company]:
    """`l1`, `l2`... with multiples of 101, 102..., `p1`... with 1, 2..."""
    return [
        *(peer(f"l{number}", 100 + number) for number in range(1, listed + 1)),
        *(peer(f"p{number}", number, listed=False) for number in range(1, private + 1)),
    ]


def table(
    companies: Sequence[Company], rates: Rates, currency: str | None = None, *, brief: bool = False,
    implied: Company | None = None, **asked: Any,
) -> Report:  # fmt: skip
    choice = MultiplesChoice(LAST, **asked)
    return revenue_multiples(companies, choice, rates, LAST, currency, implied, brief=brief)


def page(report: Report) -> Section:
    return next(one for one in report.sections if one.row_type is PeerRow)


def below(report: Report) -> list[str]:
    (section,) = [one for one in report.sections if one.as_lines]
    return [str(one) for one in section.rows]


def shape(report: Report) -> list[str]:
    """Headings, companies and statistics of the screen, a word each."""
    words = []
    for line in page(report).rows:
        match line:
            case PeerRow():
                words.append(f"{line.company}{'.' * line.depth}")
            case SpreadLine():
                quartiles = "5" if line.p75 and line.p25 else "3"
                words.append(f"{quartiles} {line.of}")
            case Across():
                words.append(str(line))
    return words


@pytest.mark.parametrize(
    ("listed", "private", "shown", "left"),
    [
        (9, 9, [6, 6], 6),  # half of twelve each
        (13, 2, [10, 2], 3),  # what the private ones leave
        (2, 13, [2, 10], 3),
        (12, 2, [12, 2], 0),  # two more than twelve are no gain
        (12, 3, [9, 3], 3),
        (15, 0, [12], 3),
        (14, 0, [14], 0),
    ],
)
def test_a_first_screen_has_room_for_twelve(
    rates: Rates, listed: int, private: int, shown: list[int], left: int
) -> None:
    """Half of each group, or what the other leaves; the dearest of each. JSON has those, and a count."""
    companies = group(listed, private)
    report = table(companies, rates, brief=True)
    found = [line.company for line in page(report).rows if isinstance(line, PeerRow)]
    expected = [f"l{number}" for number in range(listed, listed - shown[0], -1)]
    if private:
        expected += [f"p{number}" for number in range(private, private - shown[1], -1)]
    assert found == expected
    first = report.sections[0]
    rest = [f"{left} more companies: --group all"] if left else [""]
    assert [first.rest] == rest
    assert (first.page and [row.company for row in first.page]) == (expected if left else None)
    assert [text for text in below(report) if "more with" in text] == (
        [f"{left} more with a multiple: --group all"] if left else []
    )
    everybody = revenue_multiples(companies, MultiplesChoice(LAST), rates, LAST, None)
    assert len([line for line in page(everybody).rows if isinstance(line, PeerRow)]) == listed + private
    assert (everybody.sections[0].page, everybody.sections[0].rest) == (None, "")


def test_listed_and_private_companies_stand_apart_with_statistics_of_their_own(rates: Rates) -> None:
    """Where both have a multiple; quartiles from four on, nothing of one; of ARR below."""
    assert shape(table(group(4, 2), rates)) == [
        "Listed", "l4.", "l3.", "l2.", "l1.", "5 of 4",
        "Private, at the last round", "p2.", "p1.", "3 of 2",
    ]  # fmt: skip
    assert shape(table(group(2, 1), rates))[-2:] == ["Private, at the last round", "p1."]
    assert shape(table(group(2, 0), rates)) == ["l2", "l1", "3 of 2"]
    arr = [company(
        fact("post_money", ON, "=US$9m", status="closed", company=id_),
        fact("arr", ON, "=US$3m", company=id_), id_=id_,
    ) for id_ in "xy"]  # fmt: skip
    both = table([*group(2, 0), *arr], rates)
    assert shape(both) == ["l2", "l1", "x", "y", "3 of 2", "3 × ARR, of 2"]


def test_the_screen_stands_instead_of_rows_and_statistics(rates: Rates) -> None:
    """In tables alone: JSON has those. What houses expect has its statistics too."""
    report = table(group(2, 0), rates)
    shown = [one for one in report.sections if one.row_type is PeerRow or one.as_lines]
    assert [(one.name, list(one.instead_of)) for one in shown] == [(None, ["data", "statistics"])] * 2
    said = {"status": "forecast", "label": "hsbc"}
    ahead = [
        company(*peer(id_, 5).facts, fact("revenue", "FY2026", "=US$1m", company=id_, **said), id_=id_)
        for id_ in "ab"
    ]
    expected = table(ahead, rates, basis="fy+1")
    assert shape(expected) == ["a", "b", "3 of 2"]
    assert [one.group for one in part(expected, "statistics").rows] == ["expected"]
    own = company(*peer("t", 50).facts, fact("revenue", "FY2026", "=US$1m", company="t", **said), id_="t")
    third = company(*peer("c", 5).facts, fact("revenue", "FY2026", "=US$1m", company="c", **said), id_="c")
    implied = part(table([*ahead, third], rates, basis="fy+1", implied=own), "implied")
    assert "3 listed peers over FY+1 revenue imply for T" in implied.title


def test_a_company_in_few_letters(rates: Rates) -> None:
    """EV 940 over 100, as reported each with its currency; in US$ the title says it; nothing else is lost."""
    rich = balance_sheet(fact("revenue", "FY2024", "=US$50m"), fact("gross_profit", "FY2025", "=US$40m"))
    for currency in (None, "USD"):
        report = table([rich], rates, currency, ev=True)
        (row,) = report.rows
        (line,) = page(report).rows
        assert isinstance(row, EvRow) and isinstance(line, PeerRow)

        def shown(known: Any, currency: str | None = currency) -> Any:
            return Short(known) if currency else known

        assert line == PeerRow(
            "acme", 0, "†", shown(row.numerator), "2026-06", shown(row.denominator), "FY25", row.multiple,
            None, row.multiple_before_raises, shown(row.equity_value), Short(row.growth, "FY25"),
            Short(row.gross_margin, "FY25"), shown(row.net_cash), 181,
        )  # fmt: skip
        assert row.multiple is not None and round(row.multiple.value, 20) == Decimal("9.4")
        assert amount(row.net_cash) == 60_000_000  # 100 - 30 - 10
    plain = table([peer("a", 5)], rates)
    (line,) = page(plain).rows
    assert (line.before_raises, line.equity_value, line.growth, line.net_cash) == (None, None, None, None)


@pytest.mark.parametrize(
    ("metric", "period", "basis", "text"),
    [
        ("revenue", "FY2025", "fy", "FY25 †"),
        ("revenue", "FY2020", "fy", "FY20 †"),
        ("revenue", "2025-02-01..2026-01-31", "fy", "FY Jan 26"),
        ("revenue", "H1 2026", "annualised", "H1 26 ann."),
        ("revenue", "9M2025", "annualised", "9M25 ann. †"),
        ("revenue", "2025-10-01..2026-06-30", "annualised", "9M Jun 26 ann."),
        ("revenue", "2026-01-17..2026-06-30", "annualised", "Jan 26–Jun 26 ann."),
        ("arr", "2026-05-31", "arr", "ARR May 26"),
        ("run_rate", "2026-05-31", "arr", "rate May 26"),
    ],
)
def test_which_months_a_revenue_is_of_in_few_letters(
    rates: Rates, metric: str, period: str, basis: str, text: str
) -> None:
    """The year in two digits, and what is no year, half or quarter by its last month."""
    acme = company(
        fact("market_cap", "2026-07-01", "=US$9m"), fact(metric, period, "=US$3m"), listed="2020-01-02"
    )
    (line,) = page(table([acme], rates, basis=basis)).rows
    assert (line.over, line.mark) == (text.removesuffix(" †"), "†" if text.endswith("†") else "")
    assert (line.to_arr is None, line.to_revenue is None) == (basis != "arr", basis == "arr")


def test_twelve_months_are_told_by_their_last(rates: Rates) -> None:
    """LTM to June."""
    acme = peer("a", 9, sold={"H2 2025": "=US$1m", "H1 2026": "=US$2m"})
    later = company(*acme.facts, fact("market_cap", "2026-07-01", "=US$9m", company="a"), id_="a")
    (line,) = page(table([later], rates)).rows
    assert (line.over, line.to_revenue.value) == ("LTM Jun 26", 3)


def test_a_statistic_that_may_be_anything_is_not_shown() -> None:
    """Of 2 and of something between nothing and endless the least and the greatest say nothing."""
    for figure, told in (
        (Figure(Decimal(2), Decimal(1), None), True),
        (Figure(Decimal(2), None, Decimal(20)), True),  # ten times as much at most
        (Figure(Decimal(2), None, Decimal(21)), False),
        (Figure(Decimal(2), Decimal(0), None), False),
        (Figure(Decimal(2), None, None), False),
    ):
        assert _telling(figure) == (figure if told else None)
    assert _telling(None) is None


def test_what_is_said_below_the_screen(rates: Rates) -> None:
    """Who has none, and why; how the bridges are had where there are too many of them."""
    bare, loss = peer("b", 5, sold={}), peer("z", 5, sold={"FY2025": "=US$0"})
    names = [*group(2, 0), bare, loss]
    assert below(table(names, rates)) == [
        "No multiple (1): B.",
        "Value or revenue is not above zero (1): Z.",
        "Quartiles as Excel's QUARTILE.INC; means: --json.",
    ]
    four = [
        company(
            fact("market_cap", ON, "=US$9m", company=id_), fact("revenue", "FY2025", "=US$1m", company=id_),
            fact("cash", ON, "=US$1m", company=id_), id_=id_,
        )
        for id_ in "abcd"
    ]  # fmt: skip
    told = "The way from equity value to EV: --json, or name 3 companies at most."
    assert told not in below(table(four[:3], rates, ev=True))
    assert below(table(four, rates, ev=True))[-1] == told
    bridges = [
        [
            one
            for one in table(four[:count], rates, ev=True).sections
            if one.title.startswith("From equity value")
        ]
        for count in (3, 4)
    ]
    assert [len({row.company for row in one.rows}) for (one,) in bridges] == [3, 0]


# --- what every answer says ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        ({}, "Equity value / revenue"),
        ({"ev": True}, "EV / revenue"),
        ({"basis": "ltm"}, "Equity value / revenue, basis ltm"),
        ({"on": day(ON), "ev": True, "basis": "fy"}, "EV / revenue, basis fy, valued by 2026-06-29"),
    ],
)
def test_the_title_says_what_is_over_what(rates: Rates, choice: dict[str, Any], title: str) -> None:
    """EV or equity value, on which basis where one was asked for, and by when where that is not today."""
    asked = MultiplesChoice(**{"on": LAST, **choice})
    report = revenue_multiples([balance_sheet(), peer("a", 5)], asked, rates, LAST, None)
    assert report.title == title
    assert (report.name, report.as_of, report.currency) == ("multiples", LAST, "reported")
    assert report.names == {"acme": "Acme", "a": "A"}
    assert report.told == ("not_in_data", "far_apart")
    rows, statistics = report.ready[:2]
    row_type = EvRow if choice.get("ev") else MultiplesRow
    assert (rows.row_type, rows.name, rows.title) == (row_type, "data", "")
    assert (statistics.row_type, statistics.name, statistics.title) == (Spread, "statistics", "Statistics")


def test_the_way_to_the_ev_is_laid_out_part_by_part(rates: Rates) -> None:
    """1,000 + 30 + 10 - 100, the EV of 940 before raises, and with 200 raised since of 740 (US$m)."""
    raised = fact("net_proceeds", "2026-04-30", "US$200m", deal="placing", status="closed")
    report = table([balance_sheet(raised), peer("a", 5)], rates, ev=True)
    (section,) = [one for one in report.sections if one.row_type is BridgeRow]
    assert section.title == "From equity value to enterprise value, in the reporting currency"
    assert section.name is None
    lines = [row for row in section.rows if row.company == "acme"]
    assert [(row.part, amount(row.amount) / 10**6) for row in lines] == [
        ("equity value", 1000), ("bank loans", 30), ("lease liabilities", 10),
        ("cash and liquid funds", -100),
        ("raised placing", -200), ("EV before raises", 940), ("EV pro forma", 740),
    ]  # fmt: skip
    assert not [one for one in table([balance_sheet()], rates).sections if one.row_type is BridgeRow]


def test_convertible_bonds_stand_below_an_ev(rates: Rates) -> None:
    """In the currency asked for; without any there is no section."""
    done = {"deal": "bond", "status": "closed"}
    bond = fact("conversion_price", "2026-05-31", "US$8", **done)
    section = part(table([balance_sheet(bond)], rates, "CNY", ev=True), "convertibles")
    assert (section.row_type, section.title) == (ConvertibleRow, "Convertible bonds")
    (row,) = section.rows
    assert (row.company, row.deal, row.conversion_price.currency) == ("acme", "bond", "CNY")
    assert "convertibles" not in dict(table([balance_sheet()], rates, ev=True).named)


def test_an_ev_is_shown_in_another_currency_part_by_part(rates: Rates) -> None:
    """US$940m in yuan at the rate of its day, as its parts are, which add up to it; over US$100m 9.4."""
    rate = rates.closing("USD", "CNY", day("2026-06-30")).value
    report = table([balance_sheet()], rates, "CNY", ev=True)
    (row,) = report.rows
    assert isinstance(row, EvRow) and row.bridge and row.numerator and row.denominator and row.multiple
    parts = [one for one in row.bridge.values() if one]
    shown = (*parts, row.numerator, row.denominator, row.equity_value)
    assert {one.currency for one in shown if one} == {"CNY"}
    assert abs(sum(map(amount, parts)) - 940_000_000 * rate) < Decimal("1e-15")
    assert abs(amount(row.numerator) / amount(row.denominator) - row.multiple.value) < Decimal("1e-25")


def test_what_no_rate_shows_is_left_out_and_told(no_rates: Rates) -> None:
    """EV and equity value in the row and in the bridge, each part of it, what a house expects in the row and
    beside it, and a bond.
    """
    bond = fact("conversion_price", "2026-05-31", "US$8", deal="bond", status="closed")
    ahead = fact("revenue", "FY2026", "=US$1m", status="forecast", label="hsbc")
    report = table([balance_sheet(bond, ahead)], no_rates, "CNY", ev=True, basis="fy+1")
    (row,) = report.rows
    assert isinstance(row, EvRow) and row.bridge is not None
    assert set(row.bridge.values()) == {None} and row.denominator is None
    told = [one.message.partition(" is left out")[0] for one in report.warnings if one.code == "no_rate"]
    assert Counter(told) == {
        "Enterprise value 2026-06-30": 2, "Market cap 2026-06-30": 2, "Net cash 2026-03-31": 1,
        "Bank loans 2026-03-31": 1, "Lease liabilities 2026-03-31": 1, "Cash and liquid funds 2026-03-31": 1,
        "Revenue FY2026": 2, "Conversion price 2026-05-31": 1,
    }  # fmt: skip


def test_with_a_rate_of_ones_own_the_sides_still_divide(rates: Rates) -> None:
    """At 7 yuan a dollar US$10m over RMB 14m are 5 times, in Hong Kong dollars too."""
    own = Rates(rates.path, rates.source, {("USD", "CNY"): Decimal(7)})
    acme = peer("a", 10, sold={"FY2025": "=RMB 14m"})
    (row,) = table([acme], own, "HKD").rows
    assert row.multiple.value == 5
    assert abs(amount(row.numerator) / amount(row.denominator) - 5) < Decimal("1e-25")
    for sold, code in (("=RMB 0", "USD"), ("=RMB 0.5", "CNY")):
        (reported,) = table([peer("a", 10, sold={"FY2025": sold})], own).rows
        assert reported.numerator.currency == code  # it was divided by the revenue, or not


def test_what_houses_expect_stands_below_a_forward_multiple(rates: Rates) -> None:
    """In the currency of the table."""
    said = fact("revenue", "FY2026", "=US$1m", company="a", status="forecast", label="hsbc")
    acme = company(*peer("a", 5).facts, said, id_="a")
    section = part(table([acme], rates, "CNY", basis="fy+1"), "by_house")
    (row,) = section.rows
    assert (row.house, row.multiple.value, row.revenue.currency) == ("hsbc", 5, "CNY")


def test_a_typed_value_far_from_what_is_known_is_doubted(rates: Rates) -> None:
    """HK$1m typed, or HK$1 a share, of a company that is worth US$1bn, or US$1,000 a share."""
    acme = company(
        fact("share_price", "2026-06-30", "US$1,000", label="close"), fact("revenue", "FY2025", "US$1m"),
        fact("shares", "2026-06-01", "1,000,000"),
    )  # fmt: skip
    for option, typed in (("--valuation", {"valuation": "HK$1m"}), ("--price", {"price": "HK$1"})):
        asked = {key: parse_amount(text) for key, text in typed.items()}
        told = [one.message for one in table([acme], rates, **asked).warnings if one.code == "far_from_own"]
        assert [text.partition(" ")[0] for text in told] == [option]


# --- what the peers like it imply ---------------------------------------------------------------


def of_basis(id_: str, basis: str, *, listed: bool = True) -> Company:
    """At 5 times 12 months, half a year taken twice, or ARR."""
    sold = {"fy": {"FY2025": "=US$1m"}, "annualised": {"H2 2025": "=US$0.5m"}}[basis]
    return peer(id_, 5, listed=listed, sold=sold)


@pytest.mark.parametrize(
    ("peers", "words", "count"),
    [
        ("Lf Lf Lf Lh Pf", "multiples of 3 listed peers over FY revenue imply", 3),
        ("Lf Lf Lh Pf", "multiples of 3 listed peers imply", 3),
        ("Lf Lh Pf Pf Pf", "multiples of 5 peers imply", 5),
        ("Lf Pf", "multiples of 2 peers imply", 2),
        ("Pf", "multiple of one peer implies", 1),
    ],
)
def test_what_is_implied_is_of_three_peers_alike_else_of_all(
    rates: Rates, peers: str, words: str, count: int
) -> None:
    """Of listed ones over revenue of its basis, else of listed ones, else of all; the title says which."""
    made = [
        of_basis(f"{word.lower()}{number}", "fy" if word[1] == "f" else "annualised", listed=word[0] == "L")
        for number, word in enumerate(peers.split())
    ]
    report = table(made, rates, implied=peer("t", 50))
    section = part(report, "implied")
    assert section.title == f"The equity value that the {words} for T"
    assert section.rows[1].multiple.value == 5 and len(section.rows[1].multiple.made.parts) == count
    past = part(report, "benchmarks")
    assert (past.row_type, past.title) == (BenchmarkRow, "T against its own past")
    assert section.row_type is ImpliedRow


def test_of_a_long_basis_the_title_has_the_word(rates: Rates) -> None:
    """`annualised` is no initials; with EV it is EV that is implied."""
    made = [of_basis(f"l{number}", "annualised") for number in range(3)]
    own = peer("t", 50, sold={"H2 2025": "=US$1m"})
    section = part(table(made, rates, implied=own), "implied")
    assert (
        section.title
        == "The equity value that the multiples of 3 listed peers over annualised revenue imply for T"
    )


def test_with_ev_it_is_the_ev_that_is_implied(rates: Rates) -> None:
    """Below the way to the EV of each peer."""
    own = company(*(replace(one, company="t") for one in balance_sheet().facts), id_="t")
    report = table([balance_sheet()], rates, ev=True, implied=own)
    assert part(report, "implied").title == "The EV that the multiple of one peer implies for T"
    assert BridgeRow in [one.row_type for one in report.sections]


def test_what_cannot_be_implied_says_why(rates: Rates) -> None:
    """Peers by revenue, the company by its ARR."""
    own = company(
        fact("market_cap", ON, "=US$9m", company="t"), fact("arr", ON, "=US$1m", company="t"), id_="t"
    )
    with pytest.raises(NoAnswer) as caught:
        table([peer("a", 5)], rates, implied=own)
    assert caught.value.message == "none of the peers has a multiple on the basis of T (arr)"
