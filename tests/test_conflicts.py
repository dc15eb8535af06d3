"""Two sources that cannot both be right: what the warning says, and how far they lie apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made import company, fact, source

from aicompare.calculators.conflicts import conflict, conflicts
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning
from aicompare.values.frozen import replace

ON = "2026-06-30"
CASH = fact("cash", ON, "US$100m")
PRESS = (source("2026-01-31", "press", "one"), replace(source("2026-01-31", "press", "two"), title="Said so"))
RIVAL = replace(fact("cash", ON, "US$80m", kind="press"), sources=PRESS)


def test_a_conflict_names_both_figures_and_who_prints_the_other(seven: Rates) -> None:
    """Of the company, by how much of the larger: 20 of 100."""
    warning = Warning(
        "conflict",
        "Cash 2026-06-30: US$100m is used, against US$80m in Made up (Nobody), Said so (Nobody)",
        "acme",
        Decimal("0.2"),
    )
    acme = company(CASH, RIVAL)
    assert conflicts([CASH], [acme], seven) == [warning]
    assert conflicts([CASH, CASH], [company(id_="two"), acme], seven) == [warning]
    assert conflicts([RIVAL], [acme], seven)[0].message.endswith(
        "US$80m is used, against US$100m in Made up (Nobody)"
    )
    assert conflicts([CASH], [company(CASH)], seven) == []
    assert conflicts([], [acme], seven) == []


def test_a_conflict_says_of_which_part_it_is(seven: Rates) -> None:
    """18.9% of the cloud against 41% of it, which is that of the whole company in every other print."""
    cloud = fact("gross_margin", "FY2025", "18.9%", scope="cloud")
    rival = fact("gross_margin", "FY2025", "41%", kind="press", scope="cloud")
    (warning,) = conflicts([cloud], [company(cloud, rival)], seven)
    assert warning.message.startswith("Gross margin (cloud) FY2025: 18.9% is used, against 41% in ")


def test_figures_of_two_currencies_and_of_none_are_in_conflict_too(seven: Rates) -> None:
    """RMB 100m are US$14m; 97 of one currency is no translation of 100; nor are 300 people 200."""
    yuan, near = (fact("cash", ON, printed, kind="press") for printed in ("RMB 100m", "US$97m"))
    assert [one.apart for one in conflicts([CASH], [company(CASH, yuan)], seven)] == [None]
    assert [one.apart for one in conflicts([CASH], [company(CASH, near)], seven)] == [Decimal("0.03")]
    right = fact("cash", ON, "RMB 710m", kind="press")
    assert conflicts([CASH], [company(CASH, right)], seven) == []
    many, few = fact("employees", ON, "300"), fact("employees", ON, "200", kind="press")
    (warning,) = conflicts([many], [company(many, few)], seven)
    assert warning.message == "Employees 2026-06-30: 300 is used, against 200 in Made up (Nobody)"


def test_what_competes_with_nothing_is_in_no_conflict(seven: Rates) -> None:
    """A plan stands beside another, and another day, scope or label is another figure."""
    planned, other = (
        fact("capital_expenditure", "FY2026", one, status="planned") for one in ("US$8m", "US$4m")
    )
    assert conflicts([planned], [company(planned, other)], seven) == []
    others = [
        fact("cash", "2025-12-31", "US$80m"),
        fact("cash", ON, "US$80m", scope="parent"),
        fact("cash", ON, "US$80m", label="restated"),
        fact("cash", ON, "US$80m", status="forecast"),
    ]
    assert conflicts([CASH], [company(CASH, *others)], seven) == []


@pytest.mark.parametrize(
    ("one", "other", "apart", "words"),
    [
        ("US$100m", "US$150m", "0.3333333333333333333333333333333333", "US$100m is used, against US$150m"),
        ("US$ -100m", "US$ -50m", "0.5", "(US$100m) is used, against (US$50m)"),
        ("~RMB -2bn", "RMB 1bn", "1.5", "~(RMB 2bn) is used, against RMB 1bn"),
        ("US$100m", "RMB 100m", None, "US$100m is used, against RMB 100m"),
        ("US$0", "US$0.0m", None, "US$0 is used, against US$0.0m"),
    ],
)
def test_two_figures_lie_apart_by_a_part_of_the_larger(
    one: str, other: str, apart: str | None, words: str
) -> None:
    """Of two currencies, and of nothing, by none that can be told; a loss is printed in parentheses."""
    winner, rival = (fact("net_profit", "FY2025", printed) for printed in (one, other))
    warning = conflict(winner, rival)
    assert warning.message == f"Net profit FY2025: {words} in Made up (Nobody)"
    assert warning.apart == (None if apart is None else Decimal(apart))
