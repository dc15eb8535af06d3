"""The bank's page, convertible bonds and a multiple over time, by hand on companies made for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from made import amount, comes_of, company, day, fact

from aicompare.calculators.multiples.comps import CompsRow, comps
from aicompare.calculators.multiples.compspage import CompsLine, sized, statistic_lines
from aicompare.calculators.multiples.convertibles import as_shares, convertibles, shown_of
from aicompare.calculators.multiples.history import HistoryRow, history
from aicompare.calculators.multiples.statistics import Spread, spread
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.companies.company import Company, Listing
from aicompare.companies.fact import Fact, money
from aicompare.rates.rates import Rates
from aicompare.reports.page import PageCell, Scale
from aicompare.reports.report import Report
from aicompare.values.errors import NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.periods import Period

ON, BALANCE = "2026-06-30", "2026-03-31"
LAST = day("2026-10-31")
NASDAQ = Listing("ACME", "NASDAQ", Period.parse("2026-01-08"))


def close(on: str, value: str) -> Fact:
    return fact("share_price", on, value, label="close")


def acme(*more: Fact) -> Company:
    """Worth US$200m; cash 30 and investments 10, loans 4, leases 6: an EV of 170. Revenue of 20 after 10,
    gross profit 8, adjusted loss 4; 40 and 80 expected of the next years, ARR 34.
    """
    expected = {"status": "forecast", "label": "hsbc"}
    made = company(
        close(ON, "=US$20"), fact("shares", BALANCE, "=10,000,000"),
        fact("cash", BALANCE, "=US$30m"), fact("liquid_investments", BALANCE, "=US$10m"),
        fact("bank_loans", BALANCE, "=US$4m"), fact("lease_liabilities", BALANCE, "=US$6m"),
        fact("revenue", "FY2025", "=US$20m"), fact("revenue", "FY2024", "=US$10m"),
        fact("gross_profit", "FY2025", "=US$8m"), fact("adjusted_net_profit", "FY2025", "=US$ -4m"),
        fact("revenue", "FY2026", "=US$40m", **expected), fact("revenue", "FY2027", "=US$80m", **expected),
        fact("arr", ON, "=US$34m"), *more,
    )  # fmt: skip
    return replace(made, listed=NASDAQ)


def gamma() -> Company:
    """A round of RMB 700m less 100m of cash, debts not known: an EV of at least 600 over 100 of revenue."""
    return company(
        fact("post_money", ON, "=RMB 700m", status="closed", company="gamma"),
        fact("cash", BALANCE, "=RMB 100m", company="gamma"),
        fact("liquid_investments", BALANCE, "=RMB 0", company="gamma"),
        fact("revenue", "FY2025", "=RMB 100m", company="gamma"),
        id_="gamma", currency="CNY",
    )  # fmt: skip


def beta() -> Company:
    """Of which no balance is known, so no EV."""
    return company(fact("post_money", ON, "=US$100m", status="closed", company="beta"), id_="beta")


def page(*companies: Company, rates: Rates, currency: str | None = "USD") -> Report:
    return comps(companies, MultiplesChoice(day(ON)), rates, LAST, currency)


def all_but(**known: Decimal | int) -> dict[str, Decimal | None]:
    names = ("ev_ltm", "ev_ntm", "ev_next_year", "ev_gross_profit", "ev_arr")
    return {name: None if name not in known else Decimal(known[name]) for name in names}


def values_of(row: CompsRow) -> list[Any]:
    """Sizes in millions, then growth and margins."""
    sizes = [one and amount(one) / 10**6 for one in (row.equity_value, row.net_debt, row.ev)]
    ratios = [one and one.value for one in (row.growth, row.gross_margin, row.adjusted_margin)]
    return [row.company, row.ticker, row.day, row.price and amount(row.price), *sizes, *ratios]


def test_every_column_of_the_banks_page_by_hand(seven: Rates) -> None:
    """EV 170 over 20, over 60 = 40 / 2 + 80 / 2 in twelve months, over 40, over gross profit of 8 and ARR of
    34; growth 20 / 10 - 1, margins 8 / 20 and -4 / 20. At seven yuan a dollar RMB 700m are US$100m.
    """
    report = page(beta(), gamma(), acme(), company(id_="delta"), rates=seven)
    on = date(2026, 6, 30)
    dearest, other, last = report.rows
    half = Decimal("0.5")
    assert values_of(dearest) == [
        "acme", "ACME", on, 20, 200, -30, 170, 1, Decimal("0.4"), Decimal("-0.2"),
    ]  # fmt: skip
    assert {name: one and round(one.value, 10) for name, one in dearest.multiples.items()} == all_but(
        ev_ltm=8 + half, ev_ntm=round(Decimal(17) / 6, 10), ev_next_year=Decimal("4.25"),
        ev_gross_profit=Decimal("21.25"), ev_arr=5,
    )  # fmt: skip
    assert values_of(last) == ["beta", None, on, None, 100, None, None, None, None, None]
    assert {name: one and one.value for name, one in last.multiples.items()} == all_but()
    assert values_of(other)[:5] == ["gamma", None, on, None, 100]
    assert {money(one).currency for one in (other.equity_value, other.net_debt, other.ev)} == {"USD"}
    assert abs(amount(other.net_debt) * 7 + 100_000_000) < Decimal("1e-20")
    assert abs(amount(other.ev) * 7 - 600_000_000) < Decimal("1e-20")
    assert {name: one and one.value for name, one in other.multiples.items()} == all_but(ev_ltm=6)
    assert other.multiples["ev_ltm"].low == 6 and other.multiples["ev_ltm"].high is None


def test_the_banks_page_says_of_whom_it_is(seven: Rates) -> None:
    """Title, heading, names and notes: whose EV is a bound, who has no multiple, how many no value."""
    report = page(beta(), gamma(), acme(), company(id_="delta"), rates=seven)
    assert (report.name, report.as_of, report.currency) == ("multiples", LAST, "USD")
    assert report.title == "Comparable companies, valued on or before 2026-06-30"
    assert report.heading == "Comparable companies, US$m, valued by 2026-06-30"
    assert report.names == {"beta": "Beta", "gamma": "Gamma", "acme": "Acme", "delta": "Delta"}
    rest = (
        "EV with what was raised since the balance; growth and margins of the newest stretch; Adj. is the"
        " adjusted result; quartiles as Excel's QUARTILE.INC."
    )
    assert report.notes == [
        "≥, ≤: a part of the net debt is not known, so that EV and what is over it are bounds.",
        rest,
        "A value, but no multiple of EV (1): Beta; without a value: 1.",
    ]
    assert page(acme(), rates=seven).notes == [rest]
    assert page(acme(), beta(), rates=seven).notes == [rest, "A value, but no multiple of EV (1): Beta."]
    assert page(acme(), company(id_="d"), rates=seven).notes == [rest, "without a value: 1."]
    assert report.warnings == []
    data, statistics, lines = report.sections
    assert (data.row_type, data.name, statistics.row_type, statistics.name) == (
        CompsRow, "data", Spread, "statistics",
    )  # fmt: skip
    titles = {
        "ev_ltm": "EV/LTM", "ev_ntm": "EV/NTM", "ev_next_year": "EV/FY+1", "ev_gross_profit": "EV/GP",
        "ev_arr": "EV/ARR",
    }  # fmt: skip
    assert data.keys == {"multiples": titles}
    assert lines.keys == {"multiples": {name: title.replace("/", " / ") for name, title in titles.items()}}
    assert (lines.row_type, lines.name, lines.tight) == (CompsLine, None, True)
    assert tuple(lines.instead_of) == ("data", "statistics")
    assert [(one.group, one.count, one.not_meaningful, one.not_available) for one in statistics.rows] == [
        ("EV/LTM", 2, 0, 1), ("EV/NTM", 1, 0, 2), ("EV/FY+1", 1, 0, 2), ("EV/GP", 1, 0, 2),
        ("EV/ARR", 1, 0, 2),
    ]  # fmt: skip
    assert list(statistics.rows[0].multiples) == ["acme", "gamma"]


def test_a_line_of_the_page_has_its_amounts_in_the_unit_of_the_title(seven: Rates) -> None:
    """Price as it is; who has no multiple at all stands below, unless nobody has one."""
    report = page(beta(), gamma(), acme(), rates=seven)
    row, lines, scale = report.rows[0], report.sections[2].rows, Scale("USD", 6)
    assert lines[0] == CompsLine(
        "acme", "ACME", "2026-06-30", PageCell(row.price), PageCell(row.equity_value, scale=scale),
        PageCell(row.net_debt, scale=scale), PageCell(row.ev, scale=scale), row.multiples, row.growth,
        row.gross_margin, row.adjusted_margin,
    )  # fmt: skip
    titles = ["Maximum", "75th percentile", "Median", "25th percentile", "Minimum"]
    assert [line.company for line in lines] == ["acme", "gamma", *titles]
    (alone,) = page(beta(), rates=seven).sections[2].rows
    assert (alone.company, alone.price, alone.net_debt, alone.ev) == ("beta", None, None, None)
    assert sized(None, scale) is None


def test_as_reported_each_amount_keeps_its_currency(seven: Rates) -> None:
    """RMB 700m beside US$200m."""
    report = page(gamma(), acme(), rates=seven, currency=None)
    assert report.currency == "reported"
    assert report.heading == "Comparable companies, amounts as reported, valued by 2026-06-30"
    assert [money(row.equity_value).currency for row in report.rows] == ["USD", "CNY"]
    assert amount(report.rows[1].net_debt) == -100_000_000


def test_a_company_of_the_page_knows_how_its_figures_come_about(seven: Rates) -> None:
    """Net debt is of the company and the day; a multiple names what it is over."""
    (row,) = page(acme(), rates=seven).rows
    assert (row.net_debt.company, row.net_debt.metric.name) == ("acme", "net_debt")
    assert row.net_debt.period == Period.parse(ON)
    parts = [("enterprise value", "", ""), ("equity value", "", "")]
    assert comes_of(row.net_debt.value) == ("enterprise value - equity value", parts)
    for name, below in (("ev_ltm", "revenue"), ("ev_gross_profit", "gross profit")):
        named = [("enterprise value", "", ""), (below, "", "")]
        assert comes_of(row.multiples[name]) == (f"enterprise value / {below}", named)


def test_a_multiple_of_the_page_is_of_a_value_and_a_figure_above_zero(seven: Rates, no_rates: Rates) -> None:
    """Half a dollar is, zero is not; an EV of zero has none; nor has a figure that no rate leads to."""
    for gross, known in (("=US$0.5", True), ("=US$0", False), ("=US$ -1", False)):
        (row,) = page(
            acme(
                fact("gross_profit", "H1 2026", "US$1"), fact("gross_profit", "2025-07-01..2026-06-30", gross)
            ),
            rates=seven,
        ).rows
        assert (row.multiples["ev_gross_profit"] is not None) == known
    for cash, known in (("=US$240m", False), ("=US$239,999,999.5", True), ("=US$241m", False)):
        owing = company(
            fact("market_cap", ON, "=US$200m"), fact("cash", BALANCE, cash),
            fact("revenue", "FY2025", "=US$1m"),
            fact("liquid_investments", BALANCE, "=US$0"), fact("bank_loans", BALANCE, "=US$40m"),
            fact("lease_liabilities", BALANCE, "=US$0"), listed="2026-01-08",
        )  # fmt: skip
        (row,) = page(owing, rates=seven).rows
        assert (row.multiples["ev_ltm"] is not None) == known
    in_yuan = acme(fact("gross_profit", "2025-07-01..2026-06-30", "=RMB 8m"))
    (row,) = page(in_yuan, rates=no_rates).rows
    assert row.multiples["ev_gross_profit"] is None and row.multiples["ev_ltm"].value == Decimal("8.5")


def test_without_a_rate_for_its_cash_a_company_has_a_value_and_no_ev(no_rates: Rates) -> None:
    """A net debt of zero, and the value for the EV, would be wrong."""
    made = company(
        fact("market_cap", ON, "=US$200m"), fact("revenue", "FY2025", "=US$20m"),
        fact("cash", BALANCE, "=RMB 900m"), fact("liquid_investments", BALANCE, "=RMB 9m"),
        listed="2026-01-08",
    )  # fmt: skip
    (row,) = page(made, rates=no_rates).rows
    assert (amount(row.equity_value), row.net_debt, row.ev, row.multiples["ev_ltm"]) == (
        200_000_000, None, None, None,
    )  # fmt: skip


def test_an_ev_is_in_the_currency_of_twelve_months_of_revenue(seven: Rates) -> None:
    """US$200m less RMB 140m of cash, over RMB 100m of two half-years, is RMB 1,260m at seven yuan, whatever
    is newer; in a currency without a rate the page has no sizes, and says why. Of who is not listed there is
    no price.
    """
    made = company(
        fact("market_cap", ON, "=US$200m"), close(ON, "=US$2"), fact("arr", ON, "=US$34m"),
        fact("revenue", "2024-10-01..2025-03-31", "=RMB 60m"),
        fact("revenue", "2025-04-01..2025-09-30", "=RMB 40m"),
        fact("cash", ON, "=RMB 100m"), fact("liquid_investments", ON, "=RMB 40m"),
        fact("bank_loans", ON, "=RMB 0"), fact("lease_liabilities", ON, "=RMB 0"),
    )  # fmt: skip
    (row,) = page(made, rates=seven, currency=None).rows
    assert money(row.ev).currency == money(row.net_debt).currency == "CNY"
    assert (round(amount(row.ev), 15), round(amount(row.net_debt), 15)) == (1_260_000_000, -140_000_000)
    assert round(row.multiples["ev_ltm"].value, 20) == Decimal("12.6")
    assert row.price is None
    report = page(made, rates=seven, currency="HKD")
    assert (report.rows[0].equity_value, report.rows[0].ev) == (None, None)
    assert {one.code for one in report.warnings} == {"no_rate"}


def test_a_page_of_nobody_with_a_value_is_no_answer(seven: Rates) -> None:
    """With the day on which there is none."""
    with pytest.raises(NoAnswer) as caught:
        page(company(), rates=seven)
    assert caught.value.message == "none of these companies has a valuation on or before 2026-06-30"


def test_the_page_is_of_what_was_known_on_its_day(seven: Rates) -> None:
    """Growth that was published in July is not known on 30 June, where that is asked."""
    late = acme(fact("revenue", "H1 2026", "=US$30m", "2026-07-31"), fact("revenue", "H1 2025", "=US$10m"))
    for known_then, growth in ((True, 1), (False, 2)):
        choice = MultiplesChoice(day(ON), known_then=known_then)
        (row,) = comps([late], choice, seven, LAST, None).rows
        assert row.growth.value == growth


# --- the statistics of the page -----------------------------------------------------------------


def of(*figures: Figure) -> Spread:
    return spread("EV/LTM", {f"c{number}": one for number, one in enumerate(figures)}, 0, 0)


def test_five_statistics_stand_under_what_several_have(seven: Rates) -> None:
    """Of 1, 2 and 4: 4, 3, 2, 1.5 and 1; nothing under what one has; no line at all where nobody has two."""
    three, one = of(*map(Figure.exact, (1, 2, 4))), of(Figure.exact(9))
    lines = statistic_lines({"a": three, "b": one})
    assert [(line.company, line.multiples["a"].value, line.multiples["b"]) for line in lines] == [
        ("Maximum", 4, None), ("75th percentile", 3, None), ("Median", 2, None),
        ("25th percentile", Decimal("1.5"), None), ("Minimum", 1, None),
    ]  # fmt: skip
    assert {(line.ticker, line.day, line.price, line.ev, line.growth) for line in lines} == {("",) * 5}
    assert statistic_lines({"b": one}) == []
    assert len(statistic_lines({"a": of(Figure.exact(1), Figure.exact(2)), "b": one})) == 5


def test_of_multiples_of_which_one_is_open_every_statistic_is_a_lower_bound() -> None:
    """2 and at least 4: the least is 2 and more, not 2; what may be anything is in no statistic."""
    at_least = Figure(Decimal(4), Decimal(4), None)
    lines = statistic_lines({"a": of(Figure.exact(2), at_least)})
    bounds = [(one.value, one.low, one.high) for line in lines if (one := line.multiples["a"])]
    assert [bound[2] for bound in bounds] == [None] * 5
    assert [(bound[0], bound[1]) for bound in bounds] == [
        (4, 4), (Decimal("3.5"),) * 2, (3, 3), (Decimal("2.5"),) * 2, (2, 2),
    ]  # fmt: skip
    assert statistic_lines({"a": of(Figure.exact(2), Figure(Decimal(4), None, None))}) == []


# --- convertibles -------------------------------------------------------------------------------


def bond(
    deal: str, price: str, on: str = "2026-03-31", shares: str | None = "=1,000", **rest: Any
) -> list[Fact]:
    done = {"status": "closed", "deal": deal, **rest}
    facts = [fact("conversion_price", on, price, **done), fact("debt_principal", on, "=US$9,000", **done)]
    return [*facts, *([fact("conversion_shares", on, shares, **done)] if shares else [])]


@pytest.mark.parametrize(
    ("facts", "counts_as", "worth"),
    [
        ([close(ON, "=US$10"), *bond("b", "=US$9")], "shares", 10_000),
        ([close(ON, "=US$10"), *bond("b", "=US$10")], "shares", 10_000),
        ([close(ON, "=US$10"), *bond("b", "=US$11")], "debt", 10_000),
        ([close(ON, "=US$10"), *bond("b", "=HK$9")], "debt", None),  # in another currency it is not compared
        ([close(ON, "=US$10"), *bond("b", "=US$9", shares=None)], "debt", None),
        ([*bond("b", "=US$9")], "debt", None),
    ],
)
def test_a_bond_counts_as_shares_from_its_conversion_price_on(
    facts: list[Fact], counts_as: str, worth: int | None
) -> None:
    """1,000 shares at US$10 are US$10,000; without a price or their number it is debt."""
    (row,) = convertibles(company(*facts), day(ON))
    assert (row.company, row.deal, row.counts_as) == ("acme", "b", counts_as)
    assert (row.worth and amount(row.worth)) == worth
    assert amount(row.principal) == 9000 and row.conversion_price.metric.name == "conversion_price"
    assert row.price == next((one for one in facts if one.metric.name == "share_price"), None)
    assert as_shares([row]) == ({"b": row.worth} if counts_as == "shares" else {})


def test_what_a_bond_is_worth_as_shares_is_of_the_day_of_the_price() -> None:
    """Of the company; price times new shares."""
    (row,) = convertibles(company(close("2026-06-29", "=US$10"), *bond("b", "=US$9")), day(ON))
    assert row.worth is not None
    assert (row.worth.company, row.worth.metric.name) == ("acme", "equity_value")
    assert (str(row.worth.period), row.worth.formula) == ("2026-06-29", "share_price x conversion_shares")


def test_the_bonds_of_each_company_stand_from_the_oldest_on() -> None:
    """One sold the day after is not there yet, one of that very day is; shares and principal are its own."""
    one = company(
        close(ON, "=US$10"), *bond("late", "=US$9", ON, "=7"), *bond("early", "=US$8", "2025-01-31", "=5"),
        *bond("later", "=US$1", "2026-07-01"),
    )  # fmt: skip
    other = company(*bond("c", "=US$9", company="two"), id_="two")
    found = list(shown_of([one, other], day(ON)))
    assert [(row.company, row.deal, row.shares and row.shares.figure.value) for row in found] == [
        ("acme", "early", 5), ("acme", "late", 7), ("two", "c", 1000),
    ]  # fmt: skip
    assert {str(row.principal.deal): row.deal for row in found if row.principal} == {
        "early": "early", "late": "late", "c": "c",
    }  # fmt: skip


def test_of_a_bond_told_twice_the_better_source_counts() -> None:
    """A filing before the press."""
    done = {"status": "closed", "deal": "b"}
    facts = [
        fact("conversion_price", BALANCE, "=US$8", kind="press", **done),
        fact("conversion_price", BALANCE, "=US$9", **done),
    ]
    (row,) = convertibles(company(*facts), day(ON))
    assert amount(row.conversion_price) == 9
    assert convertibles(company(fact("conversion_price", BALANCE, "=US$8", status="closed")), day(ON)) == []


# --- over time ----------------------------------------------------------------------------------


def traded(*more: Fact, id_: str = "acme") -> Company:
    """US$10 on two days of January, 20 and 40 in February, 10 million shares; revenue of 2024 US$10m, of 2025
    20m, published on 20 February.
    """
    made = company(
        close("2026-01-15", "=US$8"), close("2026-01-30", "=US$10"), close("2026-02-05", "=US$20"),
        close("2026-02-27", "=US$40"), fact("shares", "2026-01-01", "=10,000,000", "2026-01-01"),
        fact("revenue", "FY2024", "=US$10m", "2025-03-01"),
        fact("revenue", "FY2025", "=US$20m", "2026-02-20"),
        *more, id_=id_,
    )  # fmt: skip
    return replace(made, listed=NASDAQ)


def over_time(
    *companies: Company, rates: Rates, every: str, currency: str | None = None, **asked: Any
) -> Report:
    choice = MultiplesChoice(asked.pop("on", day(ON)), **asked)
    return history(companies, choice, every, rates, LAST, currency)


def test_a_multiple_of_each_month_is_over_what_was_known_then(seven: Rates) -> None:
    """US$100m over the 10m of 2024 is 10; 400m over the 20m of 2025, which were out, is 20: a bar of half."""
    report = over_time(traded(), rates=seven, every="monthly")
    assert [
        (row.company, str(row.day), row.multiple.value, amount(row.value), amount(row.revenue), row.basis,
         row.reason, row.bar.value)
        for row in report.rows
    ] == [
        ("acme", "2026-01-30", 10, 100_000_000, 10_000_000, "fy", None, Decimal("0.5")),
        ("acme", "2026-02-27", 20, 400_000_000, 20_000_000, "fy", None, 1),
    ]  # fmt: skip
    assert (report.name, report.as_of, report.currency) == ("multiples", LAST, "reported")
    assert report.title == "Equity value / revenue, basis ltm, monthly"
    assert report.notes == ["Each day over the revenue that was published by then."]
    assert report.names == {"acme": "Acme"} and report.warnings == []
    assert [one.row_type for one in report.sections] == [HistoryRow]


def test_a_week_of_a_multiple_ends_on_friday(seven: Rates) -> None:
    """Thursday and Friday are of one week, Saturday is of the next."""
    days = ("2026-03-05", "2026-03-06", "2026-03-07", "2026-03-13")
    made = traded(*(close(on, "=US$10") for on in days))
    rows = over_time(made, rates=seven, every="weekly").rows
    assert [str(row.day) for row in rows][-2:] == ["2026-03-06", "2026-03-13"]
    assert len(rows) == 6
    monthly = over_time(made, rates=seven, every="monthly").rows
    assert [str(row.day) for row in monthly] == ["2026-01-30", "2026-02-27", "2026-03-13"]


def test_a_history_goes_up_to_its_day_in_its_basis_and_currency(seven: Rates) -> None:
    """To 27 February, that day included; with EV the title says so; in yuan at seven."""
    for on, count in (("2026-02-26", 2), ("2026-02-27", 2), ("2026-01-29", 1)):
        assert len(over_time(traded(), rates=seven, every="monthly", on=day(on)).rows) == count
    report = over_time(traded(), rates=seven, every="weekly", basis="fy", ev=True)
    assert report.title == "EV / revenue, basis fy, weekly"
    late = traded(close("2026-06-30", "=US$30"))
    shown = over_time(late, rates=seven, every="monthly", currency="CNY", basis="fy")
    assert shown.currency == "CNY"
    *_, row = shown.rows
    assert abs(amount(row.value) - 2_100_000_000) < 1 and abs(amount(row.revenue) - 140_000_000) < 1
    assert row.multiple.value == 15
    assert "no_rate" in {one.code for one in shown.warnings}  # of the months before


def test_every_day_of_a_history_is_over_one_basis(seven: Rates) -> None:
    """Over the last twelve months, also where an ARR is nearer; US$40 x 10m at seven yuan over RMB 140m."""
    made = company(
        close("2026-06-30", "=US$40"), fact("shares", "2026-01-01", "=10,000,000", "2026-01-01"),
        fact("revenue", "FY2024", "=RMB 140m"), fact("arr", "2026-06-30", "=US$1m", "2026-06-30"),
    )  # fmt: skip
    (row,) = over_time(replace(made, listed=NASDAQ), rates=seven, every="monthly").rows
    assert (row.basis, round(row.multiple.value, 20)) == ("fy", 20)
    (recurring,) = over_time(replace(made, listed=NASDAQ), rates=seven, every="monthly", basis="arr").rows
    assert (recurring.basis, recurring.multiple.value) == ("arr", 400)


def test_a_day_without_a_multiple_says_why_and_has_no_bar(seven: Rates) -> None:
    """Before any revenue was out; the rows of the next company follow those of the first."""
    bare = company(close("2026-01-30", "=US$10"), fact("shares", "2026-01-01", "=1,000", "2026-01-01"))
    bare = replace(bare, id="bare", listed=NASDAQ)
    rows = over_time(traded(), bare, rates=seven, every="monthly").rows
    assert [(row.company, row.reason, row.bar is None) for row in rows] == [
        ("acme", None, False), ("acme", None, False), ("bare", "n.a.", True),
    ]  # fmt: skip
    (row,) = over_time(bare, rates=seven, every="monthly").rows
    assert (row.multiple, row.bar, row.reason) == (None, None, "n.a.")


def test_without_a_daily_price_there_is_no_history(seven: Rates) -> None:
    """With where to look."""
    with pytest.raises(NoAnswer) as caught:
        over_time(company(), rates=seven, every="weekly")
    assert caught.value.message == "no daily price of these companies is known"
    assert caught.value.hint == "`aicompare show COMPANY share_price`"
