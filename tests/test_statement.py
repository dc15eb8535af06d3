"""The screen of `show COMPANY`: which figures stand on it, under which heading, and what is said below."""

from __future__ import annotations

from typing import Any

import pytest
from made import company, day, fact

from aicompare.calculators.statement import StatementRow, page_of, statement_of
from aicompare.companies.company import Company, Listing
from aicompare.companies.fact import Fact
from aicompare.render import render
from aicompare.reports.page import PageRow, Told
from aicompare.reports.report import Report
from aicompare.values.frozen import replace
from aicompare.values.periods import Period

DAY = day("2026-10-31")


def figure(metric: str, period: str, amount: str, **rest: Any) -> Fact:
    return fact(metric, period, f"={amount}", **rest)


def years(metric: str, *amounts: str, **rest: Any) -> list[Fact]:
    """Of FY2022 and after; a dash is none."""
    dated = ((f"FY{2022 + index}", one) for index, one in enumerate(amounts))
    return [figure(metric, year, one, **rest) for year, one in dated if one != "-"]


def shown(*facts: Fact, currency: str = "USD") -> tuple[str, list[str]]:
    """The heading, and all below it at 110 columns, without the sources."""
    return page(company(*facts), currency)


def page(acme: Company, currency: str = "USD") -> tuple[str, list[str]]:
    statement = statement_of(acme, DAY)
    assert statement is not None
    heading, sections = page_of(statement, acme, currency)
    assert [(one.row_type, one.name, [*one.instead_of]) for one in sections] == [
        (PageRow, None, ["data", "statement"]),
        (Told, None, ["data"]),
    ]
    text = render(Report("show", "", sections, DAY, currency, heading=heading), "table", 110)
    below = text.replace(" [1]", "").partition("\n\n")[2].partition("\n[1] ")[0]
    return heading, [line.rstrip() for line in below.splitlines() if line.strip()]


ALL = (
    # 20 / 10, 40 / 20, 50 / 40, and half a year 30 / 20
    *years("revenue", "US$10m", "US$20m", "US$40m", "US$50m"),
    figure("revenue", "H1 2025", "US$20m"),
    figure("revenue", "H1 2026", "US$30m"),
    *years("revenue", "-", "US$4m", "US$30m", "US$35m", scope="cloud"),
    *years("revenue", "-", "US$16m", "US$10m", "US$15m", scope="apps"),
    *years("revenue", "-", "-", "-", "US$1m", scope="once"),
    *years("gross_profit", "-", "US$10m", "US$10m", "US$20m"),  # 10 / 20, 10 / 40, 20 / 50
    *years("research_expense", "-", "-", "US$20m", "US$30m"),  # 20 / 40, 30 / 50
    *years("net_profit", "-", "US$ -5m", "US$ -8m", "US$ -9m"),
    *(
        figure("cash", on, one)
        for on, one in (
            ("2023-12-31", "US$9m"), ("2024-12-31", "US$8m"),
            ("2025-12-31", "US$7m"), ("2026-06-30", "US$6m"),
        )
    ),
    figure("employees", "2025-12", "120"),
    figure("employees", "2025-12-31", "125"),
    figure("employees", "2026-06", "130"),
    figure("shares", "2026-06-30", "10m"),
    figure("share_price", "2026-06-30", "HK$80", label="close"),
    *(
        figure("raised", f"202{one}-03-31", f"US${one}m", deal=deal, status="closed")
        for one, deal in enumerate(("a", "b", "c", "d", "ipo"), 1)
    ),
    figure("arr", "2026-03", "US$80m", basis="arr"),
)  # fmt: skip


def test_a_company_on_a_page() -> None:
    """Metrics down, three years and the newest part of one with its like across; then value, raises, ARR.

    Of a balance day the figure of that day goes before that of its month. 10m shares at HK$80.
    """
    heading, lines = shown(*ALL)
    assert heading == "Acme, US$m"
    assert lines == [
        "               FY2023   FY2024   FY2025  H1 2025  H1 2026  Source",
        "Revenue            20       40       50       20       30  1 / 1 / 1 / 1 / 1",
        "  growth         100%     100%      25%        –      50%  1 / 1 / 1 / – / 1",
        "  cloud             4       30       35        –        –  1 / 1 / 1 / – / –",
        "  apps             16       10       15        –        –  1 / 1 / 1 / – / –",
        "Gross profit       10       10       20        –        –  1 / 1 / 1 / – / –",
        "  margin          50%      25%      40%        –        –  1 / 1 / 1 / – / –",
        "R&D expense         –       20       30        –        –  – / 1 / 1 / – / –",
        "  of revenue        –      50%      60%        –        –  – / 1 / 1 / – / –",
        "Net loss            5        8        9        –        –  1 / 1 / 1 / – / –",
        "              2023-12  2024-12  2025-12           2026-06",
        "Cash                9        8        7                 6  1 / 1 / 1 / – / 1",
        "Employees           –        –      125               130  – / – / 1 / – / 1",
        "Market value   HK$800m, HK$80 a share, 2026-06-30",
        "Equity raised  US$5m 2025-03 (IPO), US$4m 2024-03, US$3m 2023-03; 2 before",
        "ARR            US$80m, 2026-03",
    ]


def test_the_rows_of_a_page_are_its_figures() -> None:
    """For machines: what stands on it, from the top, then what is told below; not the year before."""
    statement = statement_of(company(*ALL), DAY)
    assert statement is not None
    rows = statement.rows
    assert all(isinstance(row, StatementRow) and row.period == row.value.period for row in rows)
    said = [(row.metric.name, str(row.period)) for row in rows]
    assert said[:5] == [("revenue", one) for one in ("FY2023", "FY2024", "FY2025", "H1 2025", "H1 2026")]
    assert said[5:9] == [("revenue_growth", one) for one in ("FY2023", "FY2024", "FY2025", "H1 2026")]
    assert said[-6:] == [
        ("equity_value", "2026-06-30"), ("share_price", "2026-06-30"), ("raised", "2025-03-31"),
        ("raised", "2024-03-31"), ("raised", "2023-03-31"), ("arr", "2026-03"),
    ]  # fmt: skip
    assert len(rows) == 5 + 4 + 3 + 3 + 3 + 3 + 2 + 2 + 3 + 4 + 2 + 6


def test_what_would_stand_under_a_row_that_is_not_there_stands_by_itself() -> None:
    """A printed margin without gross profit; a profit and a loss with their signs, small amounts in full."""
    assert shown(
        figure("research_expense", "FY2024", "US$9m"),
        figure("revenue", "FY2025", "US$3m"),
        figure("gross_margin", "FY2025", "40%"),
        figure("net_profit", "FY2024", "US$2m"),
        figure("net_profit", "FY2025", "US$ -3m"),
        figure("cash_burn", "FY2025", "US$2m"),
        figure("total_debt", "2025-12-31", "US$0.1m"),
        figure("cash_balance", "2025-12-31", "US$5m"),
    )[1] == [
        "                     FY2024      FY2025  Source",
        "Revenue                   –           3  – / 1",
        "Gross margin              –         40%  – / 1",
        "R&D expense               9           –  1 / –",
        "Net profit                2         (3)  1 / 1",
        "Cash burn                 –           2  – / 1",
        "                                2025-12",
        "Company's own total                   5  – / 1",
        "Total debt                   US$100,000  – / 1",
    ]


def test_balances_alone_have_their_newest_five_days() -> None:
    """Across, the newest last; what was raised and a printed value of another currency in full below."""
    days = ("2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31", "2026-01-25")
    heading, lines = shown(
        *(figure("cash", on, "HK$2m") for on in days),
        figure("raised", "2025-03-31", "US$5m", deal="a", status="closed"),
        figure("market_cap", "2026-05-31", "US$300m"),
        currency="HKD",
    )
    assert heading == "Acme, HK$m"
    assert lines == [
        "      2022-12  2023-12  2024-12  2025-12  2026-01-25  Source",
        "Cash        2        2        2        2           2  1 / 1 / 1 / 1 / 1",
        "Market value   US$300m, 2026-05-31",
        "Equity raised  US$5m 2025-03",
    ]


@pytest.mark.parametrize(
    ("periods", "heads"),
    [
        # a year that ends in January, a quarter in April
        (("2024-02-01..2025-01-31", "2025-02-01..2025-04-30"), ["FY Jan 25", "3M Apr 25"]),
        # the newest part of a year and its like a year before; then what is newest of the rest
        (
            ("FY2024", "Q1 2025", "Q2 2025", "H1 2025", "9M2025", "Q1 2026"),
            ["FY2024", "Q1 2025", "H1 2025", "9M2025", "Q1 2026"],
        ),
        # a part that is older than the newest year still has its place; of two with one end the longer
        (
            ("FY2022", "FY2023", "FY2024", "FY2025", "H1 2023", "H1 2024"),
            ["FY2023", "FY2024", "FY2025", "H1 2023", "H1 2024"],
        ),
        (
            ("FY2023", "FY2024", "FY2025", "H1 2025", "H1 2026", "Q2 2025", "Q2 2026"),
            ["FY2023", "FY2024", "FY2025", "H1 2025", "H1 2026"],
        ),
        (
            ("FY2022", "FY2023", "FY2024", "FY2025", "H1 2023", "9M2023", "H1 2024"),
            ["FY2023", "FY2024", "FY2025", "H1 2023", "H1 2024"],
        ),
        # three years go before all older ones
        (
            ("FY2021", "FY2022", "FY2023", "FY2024", "FY2025", "H1 2025", "H1 2026"),
            ["FY2023", "FY2024", "FY2025", "H1 2025", "H1 2026"],
        ),
        (("FY2022", "FY2023", "FY2024", "FY2025"), ["FY2022", "FY2023", "FY2024", "FY2025"]),
        (("H1 2026",), ["H1 2026"]),
    ],
)
def test_the_stretches_of_a_page(periods: tuple[str, ...], heads: list[str]) -> None:
    """Years first, five at most, in the order of time."""
    acme = company(*(figure("revenue", one, "US$3m") for one in periods))
    statement = statement_of(acme, DAY)
    assert statement is not None
    _, (shown, _) = page_of(statement, acme, "USD")
    assert [*shown.keys["cells"].values()] == [*heads, "Source"]
    assert [*shown.drops] == [["source"], *([str(at)] for at in range(len(heads) - 1))]


@pytest.mark.parametrize(
    ("days", "heads"),
    [
        # no day of the first year: it stays empty, or another day fills its place in order
        (("2024-12-31", "2025-12-31"), ["2024-12-31", "2025-12-31"]),
        (("2025-12-31",), [None, "2025-12-31"]),
        (("2024-06-30", "2025-12-31"), ["2024-06-30", "2025-12-31"]),
        (("2024-12-31", "2026-06-30"), ["2024-12-31", "2026-06-30"]),
        # 2026-06-30 before 2025-12-31 would mix the order, so that both stand in it
        (("2025-12-31", "2026-06-30"), ["2025-12-31", "2026-06-30"]),
        (("2026-06-30",), ["2026-06-30", None]),
        (("2023-12-31", "2024-12-31", "2025-12-31", "2026-06-30"), ["2024-12-31", "2025-12-31"]),
    ],
)
def test_the_balance_days_of_a_page(days: tuple[str, ...], heads: list[str | None]) -> None:
    """Under two years, each by its end."""
    flows = years("revenue", "-", "-", "US$3m", "US$3m")
    statement = statement_of(company(*flows, *(figure("cash", one, "US$1m") for one in days)), DAY)
    assert statement is not None
    assert [str(one) for one in statement.stretches] == ["FY2024", "FY2025"]
    assert [one and str(one) for one in statement.days] == heads


def test_a_page_is_of_what_happened_and_says_where_it_did_not() -> None:
    """A figure that is but planned has its status as a remark; nothing at all is no page."""
    assert statement_of(company(figure("post_money", "2026-05-31", "US$300m", status="closed")), DAY) is None
    _, lines = shown(
        figure("revenue", "FY2025", "US$3m"),
        figure("post_money", "2026-05-31", "US$300m", status="closed"),
        figure("arr", "2026-03", "US$80m", basis="arr", scope="cloud"),
    )
    assert lines[1:] == [
        "Revenue       3  1",
        "Last round  US$300m, 2026-05-31",
        "ARR, cloud  US$80m, 2026-03",
    ]


def test_a_heading_has_the_legal_name_and_the_ticker() -> None:
    """In parentheses, where there is any."""
    acme = company(figure("revenue", "FY2025", "US$3m"))
    assert page(acme)[0] == "Acme, US$m"
    legal = replace(acme, legal_name="Acme AI Ltd")
    assert page(legal)[0] == "Acme (Acme AI Ltd), US$m"
    listing = Listing("0001.HK", "HKEX", Period.parse("2026-01-09"))
    assert page(replace(legal, listed=listing))[0] == "Acme (Acme AI Ltd, 0001.HK), US$m"
    assert page(replace(acme, listed=listing))[0] == "Acme (0001.HK), US$m"


def test_parts_of_revenue_are_those_told_of_most_periods() -> None:
    """Four at most, in the order of the file; none that is labelled, planned or of another basis."""
    whole = years("revenue", "-", "US$50m", "US$60m", "US$70m")
    parts = [
        one
        for scope in ("a", "b", "c", "d", "e")
        for one in years("revenue", "-", "US$1m", "US$2m", "US$3m", scope=scope)
    ]
    few = years("revenue", "-", "-", "US$7m", scope="few")
    others = [
        *years("revenue", "-", "US$1m", "US$2m", "US$3m", scope="f", label="restated"),
        *years("revenue", "-", "US$1m", "US$2m", "US$3m", scope="g", status="forecast"),
        *years("revenue", "-", "US$1m", "US$2m", "US$3m", scope="h", basis="run-rate"),
    ]
    _, lines = shown(*others, *whole, *few, *parts)
    assert [line.split()[0] for line in lines] == ["FY2023", "Revenue", "growth", "a", "b", "c", "d"]
    # of a source that ranks higher, and of a single period none
    press = figure("revenue", "FY2025", "US$9m", scope="a", kind="press")
    assert "  a            1       2       3  1 / 1 / 1" in shown(*whole, press, *parts[:3])[1]
    assert len(shown(*whole, *years("revenue", "-", "-", "-", "US$3m", scope="a"))[1]) == 3


@pytest.mark.parametrize(
    ("periods", "days", "heads"),
    [
        # the end of the year is that of its quarter too, which has another day then
        (("FY2025", "Q4 2025"), ("2025-09-30", "2025-12-31"), ["2025-12-31", "2025-09-30"]),
        (
            ("FY2024", "FY2025", "Q4 2025"),
            ("2024-12-31", "2025-09-30", "2025-12-31"),
            ["2024-12-31", "2025-12-31", "2025-09-30"],
        ),
        # no end of a year at all
        (
            ("FY2023", "FY2024", "FY2025"),
            ("2024-03-31", "2025-03-31", "2026-03-31"),
            ["2024-03-31", "2025-03-31", "2026-03-31"],
        ),
    ],
)
def test_balance_days_fill_the_places_of_ends_that_are_not_known(
    periods: tuple[str, ...], days: tuple[str, ...], heads: list[str]
) -> None:
    """In order among the years, and among the parts of one."""
    flows = [figure("revenue", one, "US$3m") for one in periods]
    statement = statement_of(company(*flows, *(figure("cash", one, "US$1m") for one in days)), DAY)
    assert statement is not None
    assert [str(one) for one in statement.stretches] == [*periods]
    assert [one and str(one) for one in statement.days] == heads


def test_what_was_counted_in_a_month_stands_under_the_balance_day_in_it() -> None:
    """The last of several, also the first day of the month; without one under the month's last day."""

    def counted(*days: str) -> list[str]:
        facts = [figure("employees", "2026-03", "12"), *(figure("cash", one, "US$1m") for one in days)]
        statement = statement_of(company(*facts), DAY)
        assert statement is not None
        (staff,) = (row for row in statement.balances if row.label == "employees")
        return [str(one) for one in staff.figures]

    assert counted("2026-03-25") == ["2026-03-25"]
    assert counted("2026-03-05", "2026-03-25") == ["2026-03-25"]
    assert counted("2026-03-01") == ["2026-03-01"]
    assert counted("2026-02-28", "2026-04-01") == ["2026-03-31"]


def test_the_unit_is_that_of_the_figures_above_and_a_result_of_zero_is_no_loss() -> None:
    """Billions that were raised once do not make millions of revenue billions."""
    acme = company(
        *years("revenue", "-", "-", "US$3m", "US$4m"),
        *years("net_profit", "-", "-", "US$0", "US$ -2m"),
        figure("cash", "2025-12-31", "US$5m"),
        *(figure("raised", f"202{one}-03-31", "US$20bn", deal=str(one), status="closed") for one in range(6)),
        *(
            figure("raised", f"202{one}-09-30", "US$20bn", deal=f"x{one}", status="closed")
            for one in range(6)
        ),
    )
    bare = company(figure("revenue", "FY2025", "US$3m"), *acme.facts.of("raised"))
    assert page(bare)[0] == "Acme, US$m"
    heading, lines = page(acme)
    assert heading == "Acme, US$m"
    assert lines[3].split() == ["Net", "profit", "0.0", "(2)", "1", "/", "1"]
    statement = statement_of(acme, DAY)
    assert statement is not None
    _, (rows, _) = page_of(statement, acme, "USD")
    assert [row.style for row in rows.rows] == ["", "", "", "header", ""]


def test_a_part_is_told_of_more_than_half_of_the_periods() -> None:
    """Of four periods of one part another of two is none; of two periods both are parts."""
    four = years("revenue", "US$1m", "US$2m", "US$3m", "US$4m", scope="a", basis="recognised")
    two = years("revenue", "-", "-", "US$3m", "US$4m", scope="b", basis="recognised")
    whole = years("revenue", "US$9m", "US$9m", "US$9m", "US$9m", basis="recognised")

    def parts(*facts: Fact) -> list[str]:
        return [line.split()[0] for line in shown(*facts)[1][3:]]

    assert parts(*whole, *four, *two) == ["a"]
    assert parts(*whole, *four[2:], *two) == ["a", "b"]


def test_what_is_but_announced_says_so() -> None:
    """Behind a letter; what has happened says nothing."""
    acme = company(
        figure("revenue", "FY2025", "US$3m"),
        figure("capital_expenditure", "FY2025", "US$2m", status="announced"),
    )
    statement = statement_of(acme, DAY)
    assert statement is not None
    _, (rows, _) = page_of(statement, acme, "USD")
    assert [row.cells["0"].remark for row in rows.rows] == ["", "announced"]
