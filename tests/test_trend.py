"""`compare` over several periods: what stands under which, every growth worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, rates_of

from aicompare.calculators.comparison import CompareRow
from aicompare.calculators.ownrows import own_row
from aicompare.calculators.trend import trend
from aicompare.companies.company import Company
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.page import PageRow
from aicompare.reports.report import Report
from aicompare.values.errors import NoAnswer
from aicompare.values.frozen import replace
from aicompare.values.metrics import Metric
from aicompare.values.periods import Period

DAY = day("2026-10-31")


@pytest.fixture
def steady(tmp_path: Path) -> Rates:
    """Seven yuan a dollar on the days of the balances."""
    return rates_of(tmp_path, "2024-12-31,1,7", "2025-12-31,1,7")


def figure(metric: str, period: str, amount: str, of: str = "acme", **rest: Any) -> Any:
    return fact(metric, period, f"={amount}", company=of, **rest)


# Revenue doubles, then grows by 30 / 20; the loss by 5 / 10 of its size; cash by 10 / 40.
ACME = company(
    figure("revenue", "FY2023", "US$10m"),
    figure("revenue", "FY2024", "US$20m"),
    figure("revenue", "FY2025", "US$50m"),
    figure("net_profit", "FY2024", "US$ -10m"),
    figure("net_profit", "FY2025", "US$ -15m"),
    figure("cash", "2024-12-31", "US$40m"),
    figure("cash", "2025-12-31", "US$50m"),
    figure("employees", "2025-12-31", "100"),
)
# Revenue falls by 1 / 5; a profit turns into a loss, which grew by nothing that can be said.
BETA = company(
    figure("revenue", "FY2024", "US$5m", "beta"),
    figure("revenue", "FY2025", "US$4m", "beta"),
    figure("net_profit", "FY2024", "US$2m", "beta"),
    figure("net_profit", "FY2025", "US$ -1m", "beta"),
    id_="beta",
)


def over(
    rates: Rates,
    companies: list[Company],
    metrics: str,
    periods: str,
    currency: str | None = None,
    **rest: Any,
) -> Report:
    of = [Period.parse(one) for one in periods.split()]
    return trend(companies, metrics.split(), of, rates, DAY, currency, **rest)


def page(report: Report) -> list[str]:
    """The lines of the table at 100 columns, without what stands above and below."""
    return [line.rstrip() for line in render(report, "table", 100).split("\n\n")[1].splitlines()]


def test_a_company_has_its_metrics_with_their_growth_below(steady: Rates) -> None:
    """Of losses that of their size; of a balance that of the last day of a period."""
    report = over(steady, [ACME], "revenue net_profit cash employees", "FY2024 FY2025", "USD")
    assert page(report) == [
        "           FY2024  FY2025  Source",
        "Revenue        20      50  1 / 1",
        "  growth     100%    150%  1 / 1",
        "Net loss       10      15  1 / 1",
        "  growth        –     50%  – / 1",
        "Cash           40      50  1 / 1",
        "  growth        –     25%  – / 1",
        "Employees       –     100  – / 1",
    ]
    assert (report.title, report.heading) == ("Acme, FY2024, FY2025", "Acme, US$m")
    assert (report.name, report.as_of, report.currency) == ("compare", DAY, "USD")
    assert report.names == {"acme": "Acme"}
    assert report.told == ("period_mismatch", "basis_mismatch")
    (shown,) = report.sections[1:]
    assert (shown.row_type, shown.name, shown.instead_of) == (PageRow, None, ["data"])
    assert [*shown.drops] == [["source"], ["FY2024"]]  # the newest period stays


def test_companies_stand_under_each_metric(steady: Rates) -> None:
    """Who has no figure of it has no line; a profit and a loss are told with their signs."""
    report = over(steady, [ACME, BETA], "revenue net_profit cash", "FY2023 FY2024 FY2025")
    assert page(report) == [
        "            FY2023    FY2024    FY2025  Source",
        "Revenue",
        "  Acme      US$10m    US$20m    US$50m  1 / 1 / 1",
        "    growth       –      100%      150%  – / 1 / 1",
        "  Beta           –     US$5m     US$4m  – / 1 / 1",
        "    growth       –         –      -20%  – / – / 1",
        "Net profit",
        "  Acme           –  (US$10m)  (US$15m)  – / 1 / 1",
        "    growth       –         –       50%  – / – / 1",
        "  Beta           –     US$2m   (US$1m)  – / 1 / 1",
        "Cash",
        "  Acme           –    US$40m    US$50m  – / 1 / 1",
        "    growth       –         –       25%  – / – / 1",
    ]
    assert [*report.sections[1].drops] == [["source"], ["FY2023"], ["FY2024"]]
    assert (report.heading, report.currency) == ("Acme and Beta, as reported", "reported")
    assert report.title == "Acme, Beta, FY2023, FY2024, FY2025"


def test_the_rows_are_those_of_the_periods_with_their_growth(steady: Rates) -> None:
    """For machines: a growth of every period where any company has one of the metric."""
    rows = over(steady, [ACME, BETA], "employees cash", "FY2024 FY2025").rows
    assert [(row.metric.name, str(row.period), *map(bool, row.values.values())) for row in rows] == [
        ("employees", "FY2024", False, False),
        ("employees", "FY2025", True, False),
        ("cash", "FY2024", True, False),
        ("cash_growth", "FY2024", False, False),
        ("cash", "FY2025", True, False),
        ("cash_growth", "FY2025", True, False),
    ]


@pytest.mark.parametrize(
    ("metrics", "lines"),
    [
        # growth is told of what it is the growth of, and by itself where it was asked for first
        ("revenue revenue_growth", ["Revenue   US$20m  US$50m  1 / 1", "  growth    100%    150%  1 / 1"]),
        (
            "revenue_growth revenue",
            [
                "Revenue growth    100%    150%  1 / 1",
                "Revenue         US$20m  US$50m  1 / 1",
                "  growth          100%    150%  1 / 1",
            ],
        ),
        # the usual rows, without one of growth of its own
        (
            "",
            [
                "Revenue   US$20m  US$50m  1 / 1",
                "  growth    100%    150%  1 / 1",
                "Net loss  US$10m  US$15m  1 / 1",
                "  growth       –     50%  – / 1",
            ],
        ),
    ],
)
def test_growth_stands_once_where_it_is_looked_for(steady: Rates, metrics: str, lines: list[str]) -> None:
    """Below its metric."""
    assert page(over(steady, [ACME], metrics, "FY2024 FY2025"))[1:] == lines


def test_a_loss_is_named_one_where_there_are_but_losses(steady: Rates) -> None:
    """Of gross profit there is no such name."""
    profits = company(
        figure("net_profit", "FY2024", "US$10m"),
        figure("net_profit", "FY2025", "US$20m"),
        figure("gross_profit", "FY2024", "US$ -10m"),
        figure("gross_profit", "FY2025", "US$ -20m"),
    )
    assert page(over(steady, [profits], "net_profit gross_profit", "FY2024 FY2025")) == [
        "                FY2024    FY2025  Source",
        "Net profit      US$10m    US$20m  1 / 1",
        "  growth             –      100%  – / 1",
        "Gross profit  (US$10m)  (US$20m)  1 / 1",
        "  growth             –      100%  – / 1",
    ]


def test_amounts_stand_in_the_currency_asked_for_the_smallest_in_full(steady: Rates) -> None:
    """RMB 350m and 700m at seven; a tenth of a million is no 0.1 of many millions."""
    yuan = company(figure("cash", "2024-12-31", "RMB 350m"), figure("cash", "2025-12-31", "RMB 700m"))
    report = over(steady, [yuan], "cash", "FY2024 FY2025", "USD")
    assert page(report)[1:] == ["Cash        50.0   100.0  1 / 1", "  growth       –    100%  – / 1"]
    small = company(
        figure("revenue", "FY2024", "US$100m"),
        figure("revenue", "FY2025", "US$200m"),
        figure("cash", "2024-12-31", "US$0.2m"),
        figure("cash", "2025-12-31", "US$0.1m"),
    )
    assert page(over(steady, [small], "revenue cash", "FY2024 FY2025", "USD"))[1:] == [
        "Revenue          100         200  1 / 1",
        "  growth           –        100%  – / 1",
        "Cash      US$200,000  US$100,000  1 / 1",
        "  growth           –        -50%  – / 1",
    ]


def test_two_sources_that_differ_are_warned_of(steady: Rates) -> None:
    """As in any comparison."""
    two = company(
        figure("cash", "2024-12-31", "US$350m"),
        figure("cash", "2025-12-31", "US$700m"),
        fact("cash", "2025-12-31", "US$600m", kind="press"),
    )
    (warning,) = over(steady, [two], "cash", "FY2024 FY2025").warnings
    assert (warning.code, warning.subject) == ("conflict", "acme")


def test_a_metric_of_ones_own_has_its_row(steady: Rates) -> None:
    """By its name from the user's files, or added by an expression; neither has a growth."""
    widgets = Metric("widgets", "stock", "count", "what Acme makes", {"title": "Widgets"})
    made = replace(figure("employees", "2025-12-31", "12"), metric=widgets)
    head = own_row("Per head = revenue / employees")
    report = over(
        steady,
        [company(*ACME.facts, made)],
        "widgets",
        "FY2024 FY2025",
        own={"widgets": widgets},
        added=[head],
    )
    assert [line.split() for line in page(report)[1:]] == [
        ["Widgets", "–", "12", "–", "/", "1"],
        ["Per", "head", "–", "US$500,000", "–", "/", "1"],
    ]


def test_the_usual_rows_have_each_growth_once(steady: Rates) -> None:
    """That of revenue is one of the usual rows of a comparison, and here a row below its metric."""
    rows = over(steady, [ACME], "", "FY2024 FY2025").rows
    names = [(row.metric.name, str(row.period)) for row in rows]
    assert names[:5] == [
        ("revenue", "FY2024"), ("revenue_growth", "FY2024"), ("revenue", "FY2025"),
        ("revenue_growth", "FY2025"), ("gross_margin", "FY2024"),
    ]  # fmt: skip
    assert len(names) == len(set(names))


def test_one_period_has_its_growth_too(steady: Rates) -> None:
    """On the year before, which is not shown; the growth of a year is not that of its last quarter."""
    assert page(over(steady, [ACME], "cash", "FY2025"))[1:] == [
        "Cash      US$50m  1",
        "  growth     25%  1",
    ]
    quarter = figure("revenue", "Q4 2025", "US$9m")
    acme = company(quarter, figure("revenue", "FY2024", "US$10m"), figure("revenue", "FY2025", "US$20m"))
    assert page(over(steady, [acme], "revenue", "2025-10-01..2025-12-31 FY2025")) == [
        "          Q4 2025  FY2025  Source",
        "Revenue     US$9m  US$20m  1 / 1",
        "  growth        –    100%  – / 1",
    ]


def test_nothing_lost_is_no_loss(steady: Rates) -> None:
    """After a loss of 10 the growth of a result of zero is none, nor is it a loss among losses."""
    acme = company(
        figure("net_profit", "FY2023", "US$ -10m"),
        figure("net_profit", "FY2024", "US$0m"),
        figure("net_profit", "FY2025", "US$ -5m"),
    )
    assert page(over(steady, [acme], "net_profit", "FY2024 FY2025"))[1:] == [
        "Net profit    US$0  (US$5m)  1 / 1"
    ]


def test_what_a_figure_is_of_stands_below(steady: Rates) -> None:
    """Here a part of the company."""
    acme = company(
        figure("arr", "2025-12", "US$20m", basis="arr", scope="cloud"),
    )
    report = over(steady, [acme], "arr_or_run_rate", "2025-12")
    remarks = {row.label: row.cells["2025-12"].remark for row in report.sections[1].rows}
    assert remarks["ARR or run-rate"] == "cloud alone"


def test_warnings_of_rates_and_of_sources_stand_together(steady: Rates) -> None:
    """RMB 100m are US$14m, far from 700; of pounds there is no rate, so that the revenue is left out."""
    acme = company(
        figure("cash", "2025-12-31", "US$700m"),
        fact("cash", "2025-12-31", "RMB 100m", kind="press"),
        figure("revenue", "FY2024", "GBP 7m"),
    )
    report = over(steady, [acme], "revenue cash", "FY2024 FY2025", "USD")
    assert [one.code for one in report.warnings] == ["no_rate", "conflict"]
    assert [(one.row_type, dict(one.keys)) for one in report.sections] == [
        (CompareRow, {"values": {"acme": "Acme"}}),
        (PageRow, {"cells": {"FY2024": "FY2024", "FY2025": "FY2025", "source": "Source"}}),
    ]


def test_of_what_nobody_knows_there_is_no_answer(steady: Rates) -> None:
    """Not a page of dashes."""
    with pytest.raises(NoAnswer) as caught:
        over(steady, [ACME, BETA], "revenue", "FY2019 FY2020")
    assert caught.value.message == "nothing of that is known for these companies as of 2026-10-31"
