"""What moved an answer between two states of the data: companies made for it, every sum by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, rates_of

from aicompare.calculators.changes.factual import FactChange, facts_changed
from aicompare.calculators.changes.moved import Moment
from aicompare.calculators.changes.report import MovedRow, changes
from aicompare.calculators.changes.rows import ChangeRow
from aicompare.calculators.changes.splitting import Stage, State, same, split
from aicompare.calculators.changes.taken import TakenRow, taken
from aicompare.companies.company import Company
from aicompare.companies.fact import Fact, Known
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.reports.page import Paragraph
from aicompare.reports.report import Across, Report
from aicompare.values.errors import NoRate
from aicompare.values.figures import Figure
from aicompare.values.frozen import replace

THEN, NOW = "2026-01-31", "2026-10-31"


def rates_at(folder: Path, yuan: str, hongkong: str = "8") -> Rates:
    """A dollar at so many yuan and Hong Kong dollars on every working day of 2025 and 2026."""
    days = (date(2024, 12, 31) + timedelta(one) for one in range(680))
    rows = [f"{on},1,{yuan},{hongkong}" for on in days if on.weekday() < 5]
    folder.mkdir()
    return rates_of(folder, *rows, codes="USD,CNY,HKD")


@pytest.fixture
def then(tmp_path: Path) -> Rates:
    """A dollar is seven yuan, and eight Hong Kong dollars."""
    return rates_at(tmp_path / "then", "7")


@pytest.fixture
def now(tmp_path: Path) -> Rates:
    """By a later edition of the rates it was eight yuan, and ten Hong Kong dollars, on the same days."""
    return rates_at(tmp_path / "now", "8", "10")


Facts = Sequence[Fact]


def between(rates: Sequence[Rates], before: Facts, after: Facts, **rest: Any) -> Report:
    """What moved of Acme; a side without facts has no such company."""
    sides = [{"acme": company(*one)} if one else {} for one in (before, after)]
    return moved(rates, *sides, **rest)


def moved(
    rates: Sequence[Rates],
    before: dict[str, Company],
    after: dict[str, Company],
    currency: str | None = None,
    *,
    every: bool = False,
) -> Report:
    first, last = rates[0], rates[-1]
    ids = [*dict.fromkeys([*before, *after])]
    old, new = Moment(day(THEN), first, before), Moment(day(NOW), last, after)
    report = changes(old, new, ids, currency, "What moved", every=every)
    paragraphs = [row for one in report.sections if one.row_type is Paragraph for row in one.rows]
    assert {look for row in paragraphs for _, look in row.figures} <= {"", "change"}
    return report


def lines(rows: Iterable[ChangeRow]) -> list[str]:
    """`  cash, a new figure [figure]: USD 30 > USD 40 = 5`, of amounts and counts the millions."""
    return [
        f"{'  ' * row.level}{row.what} [{' '.join(row.causes)}]: "
        f"{size(row.before)} > {size(row.after)} = {size(row.effect)}"
        for row in rows
    ]


def size(known: Known | None) -> str:
    if known is None:
        return "-"
    value = known.figure.value
    if known.currency or known.metric.unit == "count":
        value = value / 10**6 if abs(value) >= 10**5 else value
    number = f"{round(value, 3).normalize():f}"
    return f"{known.currency} {number}" if known.currency else number


def sentence(report: Report) -> str:
    """The paragraph of Acme as Markdown has it, without the numbers of its sources."""
    found = re.search(r"^\*\*Acme\.\*\* (.*)$", render(report, "markdown", None), re.MULTILINE)
    assert found is not None
    return re.sub(r" \\\[[\d,]+\]", "", found[1])


def balance(on: str, amount: str) -> tuple[Fact, Fact]:
    """All of its liquid funds."""
    return fact("cash", on, f"={amount}"), fact("liquid_investments", on, "=US$0m")


def raised(on: str, amount: str, deal: str) -> Fact:
    return fact("raised", on, f"={amount}", deal=deal, status="closed")


def burnt(period: str, amount: str) -> Fact:
    return fact("cash_burn", period, f"={amount}")


# --- runways ---------------------------------------------------------------------------------

DECEMBER, JUNE = balance("2025-12-31", "US$30m"), balance("2026-06-30", "US$40m")
BURN = burnt("FY2025", "US$24m")
FIRST = raised("2026-01-15", "US$10m", "a")


def test_a_runway_is_split_into_cash_and_burn(then: Rates) -> None:
    """30 / 2 = 15; 40 / 2 - 15 = 5; 40 / 4 - 20 = -10."""
    later = fact("cash", "2025-12-31", "=US$40m", published="2026-08-01")
    report = between([then], [*DECEMBER, BURN], [*DECEMBER, later, burnt("FY2025", "US$48m")])
    assert lines(report.rows) == [
        "Runway, months [figure]: 15 > 10 = -5",
        "  cash, a new figure [figure]: USD 30 > USD 40 = 5",
        "  burn a month, a new figure [figure]: USD 2 > USD 4 = -10",
    ]
    whole, cash, burn = report.rows
    assert {(row.company, row.answer) for row in report.rows} == {("acme", "Runway")}
    assert [row.input for row in report.rows] == [None, "cash", "burn a month"]
    assert [row.told for row in report.rows] == [None] * 3
    assert (whole.before_basis, whole.after_basis) == ("liquidity over cash-burn",) * 2
    assert (cash.before_basis, burn.after_basis) == ("liquidity", "cash-burn")
    assert whole.before.period == whole.after.period == DECEMBER[0].period
    assert (burn.effect.company, burn.effect.metric) == ("acme", whole.after.metric)
    assert burn.effect.period == whole.after.period
    assert burn.effect.formula == "the answer with it - the answer before it"
    assert whole.effect.formula == "after - before"
    assert sentence(report) == (
        "Runway fell from 15 to 10 months (-5): cash from US$30m to US$40m made +5 of it, "
        "burn a month from US$2m to US$4m made -10 of it."
    )
    assert (report.name, report.title, report.as_of, report.currency) == (
        "diff", "What moved", day(NOW), "reported",
    )  # fmt: skip
    assert (report.names, report.warnings) == ({"acme": "Acme"}, [])


def test_amounts_stand_in_the_currency_asked_for(then: Rates) -> None:
    """US$2m are HK$16m at eight; months stay what they are; what has no rate is left out, and so said."""
    after = [*DECEMBER, burnt("FY2025", "US$48m"), fact("cash", "2020-12-31", "=US$1m")]
    report = between([then], [*DECEMBER, BURN], after, currency="HKD")
    assert lines(report.rows) == [
        "Runway, months [figure]: 15 > 7.5 = -7.5",
        "  burn a month, a new figure [figure]: HKD 16 > HKD 32 = -7.5",
    ]
    assert [size(row.fact) for row in report.named["facts"].rows] == ["HKD 384", "HKD 192", "-"]
    assert [one.code for one in report.warnings] == ["no_rate"]
    old, new = (
        [fact("cash", "2020-12-31", f"={one}"), fact("liquid_investments", "2020-12-31", "=US$0m")]
        for one in ("US$30m", "US$40m")
    )
    burn = burnt("FY2020", "US$24m")
    report = between([then], [*old, burn], [*new, burn], currency="HKD")
    assert lines(report.rows) == [
        "Runway, months [figure]: 15 > 20 = 5",
        "  cash, a new figure [figure]: - > - = 5",
    ]
    assert {one.code for one in report.warnings} == {"no_rate"}


def test_an_input_that_changed_twice_has_a_row_for_each(then: Rates) -> None:
    """30 / 2; 40 / 2; the loss of 2025, 12 / 12 = 1, makes it 40; that of half a year, 12 / 6 = 2, 20."""
    used = fact("operating_cash_flow", "FY2025", "=US$ -24m")
    losses = [fact("adjusted_net_profit", one, "=US$ -12m") for one in ("FY2025", "H1 2026")]
    report = between([then], [*DECEMBER, used], [*DECEMBER, *JUNE, used, *losses])
    assert lines(report.rows) == [
        "Runway, months [period basis]: 15 > 20 = 5",
        "  cash, another day: 2026-06-30 [period]: USD 30 > USD 40 = 5",
        "  burn a month [basis period]: USD 2 > USD 2 = 0",
        "    another basis: adjusted-loss [basis]: USD 2 > USD 1 = 20",
        "    another period: H1 2026 [period]: USD 1 > USD 2 = -20",
    ]
    assert [row.input for row in report.rows[2:]] == ["burn a month"] * 3
    assert {row.weight for row in report.named["facts"].rows} == {"moves an answer"}
    assert [(row.before_basis, row.after_basis) for row in report.rows[2:]] == [
        ("operating", "adjusted-loss"), ("operating", "adjusted-loss"), ("adjusted-loss", "adjusted-loss"),
    ]  # fmt: skip
    assert sentence(report) == (
        "Runway rose from 15 to 20 months (+5): cash from US$30m to US$40m (2025-12-31 to 2026-06-30) "
        "made +5 of it, burn a month from US$2m to US$2m (operating to adjusted-loss, FY2025 to H1 2026) "
        "made 0 of it."
    )


@pytest.mark.parametrize(
    ("after", "rows"),
    [
        # 168 / 12 / 7 = 2 and 168 / 12 / 8 = 1.75: 30 / 1.75 = 17.143
        (
            "RMB 168m",
            [
                "Runway, months [rate]: 15 > 17.143 = 2.143",
                "  burn a month, another rate [rate]: USD 2 > USD 1.75 = 2.143",
            ],
        ),
        # then 96 / 12 / 8 = 1, or a dollar figure of 1: 30 / 1 - 17.143 = 12.857
        (
            "RMB 96m",
            [
                "Runway, months [rate figure]: 15 > 30 = 15",
                "  burn a month [rate figure]: USD 2 > USD 1 = 15",
                "    another rate [rate]: USD 2 > USD 1.75 = 2.143",
                "    a new figure [figure]: USD 1.75 > USD 1 = 12.857",
            ],
        ),
        (
            "US$12m",
            [
                "Runway, months [rate figure]: 15 > 30 = 15",
                "  burn a month [rate figure]: USD 2 > USD 1 = 15",
                "    another rate [rate]: USD 2 > USD 1.75 = 2.143",
                "    a new figure [figure]: USD 1.75 > USD 1 = 12.857",
            ],
        ),
    ],
)
def test_another_rate_is_a_cause_of_its_own(then: Rates, now: Rates, after: str, rows: list[str]) -> None:
    """The same yuan are fewer dollars by the later edition of the rates."""
    report = between(
        [then, now], [*DECEMBER, burnt("FY2025", "RMB 168m")], [*DECEMBER, burnt("FY2025", after)]
    )
    assert lines(report.rows) == rows


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        # 30 + 10 over 2
        (
            [],
            [FIRST],
            [
                "Runway, months [raise]: 15 > 20 = 5",
                "  equity raised since, a raise [raise]: - > USD 10 = 5",
            ],
        ),
        (
            [FIRST],
            [],
            [
                "Runway, months [raise]: 20 > 15 = -5",
                "  equity raised since, a raise [raise]: USD 10 > - = -5",
            ],
        ),
        # RMB 70m are US$10m
        (
            [FIRST],
            [FIRST, raised("2026-02-16", "RMB 70m", "b")],
            [
                "Runway, months [raise]: 20 > 25 = 5",
                "  equity raised since, a raise [raise]: USD 10 > USD 20 = 5",
            ],
        ),
        # (30 + 10 + 20) / 2 = 30; the cash of June holds the first: (40 + 20) / 2 = 30; 60 / 4 = 15
        (
            [FIRST],
            [FIRST, *JUNE, burnt("H1 2026", "US$24m"), raised("2026-07-15", "US$20m", "b")],
            [
                "Runway, months [raise period]: 20 > 15 = -5",
                "  equity raised since, a raise [raise]: USD 10 > USD 30 = 10",
                "  cash, another day: 2026-06-30 [period]: USD 30 > USD 40 = 0",
                "  burn a month, another period: H1 2026 [period]: USD 2 > USD 4 = -15",
                "Runway, balance alone, months [period]: 15 > 10 = -5",
                "  cash, another day: 2026-06-30 [period]: USD 30 > USD 40 = 5",
                "  burn a month, another period: H1 2026 [period]: USD 2 > USD 4 = -10",
            ],
        ),
    ],
)
def test_equity_raised_since_the_balance_stands_before_the_cash(
    then: Rates, before: list[Fact], after: list[Fact], rows: list[str]
) -> None:
    """A newer balance brings the raises since its own day with it, for it holds the earlier ones."""
    report = between([then], [*DECEMBER, BURN, *before], [*DECEMBER, BURN, *after])
    assert lines(report.rows) == rows


def test_cash_on_another_basis_is_known_first_as_a_new_figure(then: Rates) -> None:
    """30 / 2 = 15; the cash alone is 36 now, 18; with what is liquid 46, 23; of June 60 / 2, 30."""
    cash, more = fact("cash", "2025-12-31", "=US$30m"), fact("cash", "2025-12-31", "=US$36m")
    liquid = fact("liquid_investments", "2025-12-31", "=US$10m")
    june = [fact("cash", "2026-06-30", "=US$50m"), fact("liquid_investments", "2026-06-30", "=US$10m")]
    report = between([then], [cash, BURN], [more, liquid, *june, BURN, burnt("H1 2026", "US$12m")])
    assert lines(report.rows) == [
        "Runway, months [figure basis period]: 15 > 30 = 15",
        "  cash [figure basis period]: USD 30 > USD 60 = 15",
        "    a new figure [figure]: USD 30 > USD 36 = 3",
        "    another basis: liquidity [basis]: USD 36 > USD 46 = 5",
        "    another day: 2026-06-30 [period]: USD 46 > USD 60 = 7",
    ]
    assert sentence(report) == (
        "Runway rose from 15 to 30 months (+15), cash to liquidity, 2025-12-31 to 2026-06-30."
    )


def test_burn_on_another_basis_is_known_first_as_a_new_figure(then: Rates) -> None:
    """30 / 2 = 15 and 40 / 2 = 20; 40 / 1 = 40; the loss of 2025, 36 / 12 = 3, 13.333; of half a year 20."""
    cash = fact("cash", "2025-12-31", "=US$30m")
    used = [fact("operating_cash_flow", "FY2025", f"=US$ -{one}m") for one in (24, 12)]
    losses = [
        fact("adjusted_net_profit", "FY2025", "=US$ -36m"),
        fact("adjusted_net_profit", "H1 2026", "=US$ -12m"),
    ]
    report = between([then], [cash, used[0]], [*DECEMBER, *JUNE, used[1], *losses])
    assert lines(report.rows) == [
        "Runway, months [basis period figure]: 15 > 20 = 5",
        "  cash, another basis and day: liquidity, 2026-06-30 [basis period]: USD 30 > USD 40 = 5",
        "  burn a month [figure basis period]: USD 2 > USD 2 = 0",
        "    a new figure [figure]: USD 2 > USD 1 = 20",
        "    another basis: adjusted-loss [basis]: USD 1 > USD 3 = -26.667",
        "    another period: H1 2026 [period]: USD 3 > USD 2 = 6.667",
    ]


def test_a_raise_counts_when_it_comes_before_the_money_is_gone(then: Rates) -> None:
    """Four over two are two months: what comes in the third stays 5 months more, in the fourth nothing.

    What came at once, without a runway before, is in the first answer; one without a rate is not counted.
    """
    few = balance("2025-12-31", "US$4m")
    report = between([then], [*few, BURN], [*few, BURN, raised("2026-03-10", "US$10m", "a")])
    assert lines(report.rows) == [
        "Runway, months [raise]: 2 > 7 = 5",
        "  equity raised since, a raise [raise]: - > USD 10 = 5",
    ]
    late = [*few, burnt("FY2025", "US$48m"), raised("2026-04-10", "US$10m", "a")]
    assert lines(between([then], [*few, BURN], late).rows)[:3] == [
        "Runway, months [raise figure]: 2 > 1 = -1",
        "  equity raised since, a raise [raise]: - > USD 10 = 0",
        "  burn a month, a new figure [figure]: USD 2 > USD 4 = -1",
    ]
    report = between([then], [], [*DECEMBER, BURN, FIRST])
    assert lines(report.rows) == [
        "Runway, months []: - > 20 = -", "Runway, balance alone, months []: - > 15 = -",
    ]  # fmt: skip
    assert {row.company for row in report.rows} == {row.after.company for row in report.rows} == {"acme"}
    others = [raised("2026-02-16", "US$4m", "b"), raised("2026-03-16", "GBP 7m", "c")]
    report = between([then], [*DECEMBER, BURN, FIRST], [*DECEMBER, BURN, FIRST, *others])
    assert lines(report.rows) == [
        "Runway, months [raise]: 20 > 15 = -5",
        "  equity raised since, a raise [raise]: USD 10 > GBP 7 = -",
    ]


def test_raises_are_one_sum_of_the_last_day(then: Rates) -> None:
    """10 + 4 + 6; one alone is itself."""
    others = [raised("2026-02-16", "US$4m", "b"), raised("2026-03-16", "US$6m", "c")]
    _, row = between([then], [*DECEMBER, BURN, FIRST], [*DECEMBER, BURN, FIRST, *others]).rows
    assert row.before == FIRST
    assert (row.after.company, row.after.metric.name, str(row.after.period)) == (
        "acme", "raised", "2026-03-16",
    )  # fmt: skip
    assert (size(row.after), row.after.formula) == ("USD 20", "raised + raised + raised")


def test_cash_and_burn_in_another_currency_convert_on_the_way(then: Rates) -> None:
    """RMB 280m are 40 at seven: 20 months over the old two; 14m a month are two."""
    after = [fact("cash", "2025-12-31", "=RMB 280m"), fact("liquid_investments", "2025-12-31", "=RMB 0m")]
    report = between([then], [*DECEMBER, BURN], [*after, burnt("FY2025", "RMB 168m")])
    assert lines(report.rows) == [
        "Runway, months [figure]: 15 > 20 = 5",
        "  cash, a new figure [figure]: USD 30 > CNY 280 = 5",
        "  burn a month, a new figure [figure]: USD 2 > CNY 14 = 0",
    ]


def test_a_sentence_says_what_came_and_what_is_gone(then: Rates) -> None:
    """30 / 2 = 15, 40 / 2 = 20, 40 / 4 = 10, and 30 / 4 = 7.5 of the balance alone; and back."""
    few, more = [*DECEMBER, BURN], [*DECEMBER, burnt("FY2025", "US$48m"), FIRST]
    assert sentence(between([then], few, more)) == (
        "Runway fell from 15 to 10 months (-5): equity raised since, now US$10m made +5 of it, "
        "burn a month from US$2m to US$4m made -10 of it. "
        "Runway, balance alone, fell from 15 to 7.5 months (-7.5)."
    )
    report = between([then], more, few)
    assert sentence(report) == (
        "Runway rose from 10 to 15 months (+5): equity raised since, which was US$10m made -2.5 of it, "
        "burn a month from US$4m to US$2m made +7.5 of it. "
        "Runway, balance alone, rose from 7.5 to 15 months (+7.5)."
    )
    (paragraph,) = report.sections[-2].rows
    assert paragraph.heading == "Acme"
    looks = [look for _, look in paragraph.figures]
    assert looks == ["", "", "change", "", "change", "", "", "change", "", "", "change"]


def test_a_cause_whose_effect_is_not_known_is_named_all_the_same(then: Rates) -> None:
    """Without a rate for 2020 yuan over a burn in dollars are nothing; 280 / 14 = 20 is 5 more than 15."""
    old, new = (
        [
            *(
                fact(name, "2020-12-31", one)
                for name, one in zip(("cash", "liquid_investments"), both, strict=True)
            )
        ]
        for both in (("=US$30m", "=US$0m"), ("=RMB 280m", "=RMB 0m"))
    )
    report = between([then], [*old, burnt("FY2020", "US$24m")], [*new, burnt("FY2020", "RMB 168m")])
    assert lines(report.rows) == [
        "Runway, months [figure]: 15 > 20 = 5",
        "  cash, a new figure [figure]: USD 30 > CNY 280 = -",
        "  burn a month, a new figure [figure]: USD 2 > CNY 14 = 5",
    ]
    assert sentence(report) == (
        "Runway rose from 15 to 20 months (+5): cash from US$30m to RMB 280m, "
        "burn a month from US$2m to RMB 14m made +5 of it."
    )


def test_a_runway_that_came_or_went_says_so(then: Rates) -> None:
    """And why there is none now; of a company that is gone nothing but that."""
    report = between([then], DECEMBER, [*DECEMBER, BURN])
    assert lines(report.rows) == ["Runway, months []: - > 15 = -"]
    assert sentence(report) == "Runway is 15 months; there was none before."
    report = between([then], [*DECEMBER, BURN], DECEMBER)
    assert lines(report.rows) == ["Runway, months: no matching burn []: 15 > - = -"]
    assert report.rows[0].told == "no matching burn"
    assert sentence(report) == "Runway: no matching burn; it was 15 months."
    earning = fact("operating_cash_flow", "FY2025", "=US$24m")
    report = between([then], [*DECEMBER, BURN], [*DECEMBER, earning])
    assert sentence(report) == "Runway: not burning; it was 15 months."
    report = between([then], [*DECEMBER, BURN], [])
    assert lines(report.rows) == ["Runway, months []: 15 > - = -"]
    assert sentence(report) == "Runway: none now; it was 15 months."
    assert report.names == {"acme": "Acme"}


# --- values ----------------------------------------------------------------------------------


def shares(on: str, count: str) -> Fact:
    return fact("shares", on, f"={count}")


def price(on: str, amount: str) -> Fact:
    return fact("share_price", on, f"={amount}", label="close")


def revenue(period: str, amount: str) -> Fact:
    return fact("revenue", period, f"={amount}", basis="recognised")


OLD = (shares("2025-12-31", "10m"), price("2025-12-31", "HK$80"))
NEW = (*OLD, shares("2026-06-30", "20m"), price("2026-06-30", "HK$60"))


def test_a_value_is_shares_then_price_then_rate(then: Rates, now: Rates) -> None:
    """10m x 80 = 800m; 20m x 80 - 800m = 800m; 20m x 60 - 1,600m = -400m.

    In dollars at 8: 100; +100; -50; and 1,200m at 10 instead of 8, 120 - 150 = -30.
    """
    report = between([then, now], OLD, NEW)
    assert lines(report.rows) == [
        "Equity value [period]: HKD 800 > HKD 1200 = HKD 400",
        "  shares, another day: 2026-06-30 [period]: 10 > 20 = HKD 800",
        "  price, another day: 2026-06-30 [period]: HKD 80 > HKD 60 = HKD -400",
    ]
    assert report.notes[0] == (
        "The parts of an answer sum to its change: its inputs are replaced one after another."
    )
    in_dollars = between([then, now], OLD, NEW, currency="USD")
    assert lines(in_dollars.rows) == [
        "Equity value [period rate]: USD 100 > USD 120 = USD 20",
        "  shares, another day: 2026-06-30 [period]: 10 > 20 = USD 100",
        "  price, another day: 2026-06-30 [period]: HKD 80 > HKD 60 = USD -50",
        "  rate, another rate [rate]: 0.125 > 0.1 = USD -30",
    ]
    assert in_dollars.currency == "USD"
    assert {row.company for row in (*report.rows, *in_dollars.rows)} == {"acme"}
    assert in_dollars.notes[-1] == (
        "The price, value and revenue that an answer is split by stay as reported."
    )
    assert sentence(in_dollars).endswith("rate from 0.125 to 0.1 made -US$30m of it.")


def test_values_of_two_kinds_are_one_cause(then: Rates) -> None:
    """HK$800m of a round are US$100m, 20m x 60 = HK$1,200m are 150."""
    after = (shares("2026-06-30", "20m"), price("2026-06-30", "HK$60"))
    round_ = fact("post_money", "2025-06-30", "=HK$800m", status="closed")
    report = between([then], [round_], after, currency="USD")
    assert lines(report.rows) == [
        "Equity value [basis period]: USD 100 > USD 150 = USD 50",
        "  value, another basis and day: price x shares, 2026-06-30 [basis period]: "
        "HKD 800 > HKD 1200 = USD 50",
    ]
    assert sentence(report) == (
        "Equity value rose from US$100m to US$150m (+US$50m), post-money to price x shares, "
        "2025-06-30 to 2026-06-30."
    )


def test_a_value_that_is_alone_on_its_side_came_or_went(then: Rates) -> None:
    """In the currency asked for; without a rate of its day there is none."""
    report = between([then], [], OLD, currency="USD")
    assert lines(report.rows) == ["Equity value []: - > USD 100 = -"]
    assert report.rows[0].company == "acme"
    report = between([then], OLD, [])
    assert lines(report.rows) == ["Equity value []: HKD 800 > - = -"]
    assert sentence(report) == "Equity value: none now; it was HK$800m."
    old = (shares("2020-12-31", "10m"), price("2020-12-31", "HK$80"))
    report = between([then], old, OLD, currency="USD")
    assert lines(report.rows) == ["Equity value []: - > USD 100 = -"]


def test_a_multiple_is_split_by_its_value_its_rate_and_its_revenue(then: Rates, now: Rates) -> None:
    """10m x 80 / 8 = 100 over 20 is 5; at 60, 75 / 20 = 3.75; at ten HK$, 60 / 20 = 3.

    Over 25, as 2025 is known now, 2.4; over the twelve months to June, 25 + 20 - 5 = 40, 1.5.
    """
    half = revenue("H1 2025", "US$5m")
    before = [*OLD, revenue("FY2025", "US$20m"), half]
    after = [*OLD, price("2026-06-30", "HK$60"), revenue("FY2025", "US$25m"), half]
    report = between([then, now], before, [*after, revenue("H1 2026", "US$20m")])
    rows = [row for row in report.rows if row.answer == "Value / revenue"]
    assert lines(rows) == [
        "Value / revenue [period rate figure basis]: 5 > 1.5 = -3.5",
        "  price, another day: 2026-06-30 [period]: HKD 80 > HKD 60 = -1.25",
        "  rate, another rate [rate]: 0.125 > 0.1 = -0.75",
        "  revenue [figure basis period]: USD 20 > USD 40 = -1.5",
        "    a new figure [figure]: USD 20 > USD 25 = -0.6",
        "    another basis and period: ltm, LTM to 2026-06-30 [basis period]: USD 25 > USD 40 = -0.9",
    ]
    assert (rows[3].before_basis, rows[3].after_basis) == ("fy", "ltm")
    assert "(fy to ltm, FY2025 to LTM to 2026-06-30) made -1.5× of it" in sentence(report)


def test_a_multiple_by_another_basis_keeps_the_old_figure_as_it_is_known_now(then: Rates) -> None:
    """100 over 20 is 5, over 25 4; half a year of 20 is 40 a year, 2.5."""
    after = [price("2026-06-30", "HK$80"), revenue("FY2025", "US$25m"), revenue("H1 2026", "US$20m")]
    report = between([then], [*OLD, revenue("FY2025", "US$20m")], [*OLD, *after])
    assert lines(report.rows) == [
        "Value / revenue [figure basis period]: 5 > 2.5 = -2.5",
        "  revenue [figure basis period]: USD 20 > USD 40 = -2.5",
        "    a new figure [figure]: USD 20 > USD 25 = -1",
        "    another basis and period: annualised, H1 2026 annualised [basis period]: USD 25 > USD 40 = -1.5",
    ]
    assert {row.company for row in report.rows} == {"acme"}


def test_the_old_basis_of_a_multiple_is_kept_for_the_old_figure(then: Rates) -> None:
    """Half of 20 is 40 a year, 100 / 40 = 2.5; of 22, 44, 2.273; twelve months, 40 + 22 - 12 = 50, 2."""
    worth = [shares("2025-06-30", "10m"), price("2025-06-30", "HK$80")]
    before = [*worth, revenue("H1 2025", "US$20m")]
    year = [revenue("FY2024", "US$40m"), revenue("H1 2024", "US$12m")]
    report = between([then], before, [*worth, *year, revenue("H1 2025", "US$22m")])
    assert lines(row for row in report.rows if row.answer == "Value / revenue") == [
        "Value / revenue [figure basis period]: 2.5 > 2 = -0.5",
        "  revenue [figure basis period]: USD 40 > USD 50 = -0.5",
        "    a new figure [figure]: USD 40 > USD 44 = -0.227",
        "    another basis and period: ltm, LTM to 2025-06-30 [basis period]: USD 44 > USD 50 = -0.273",
    ]


def test_a_multiple_that_is_alone_on_its_side_came_or_went(then: Rates) -> None:
    """There was no revenue before, or there is none now."""
    report = between([then], OLD, [*OLD, revenue("FY2025", "US$20m")])
    assert lines(report.rows) == ["Value / revenue []: - > 5 = -"]
    report = between([then], [*OLD, revenue("FY2025", "US$20m")], OLD)
    assert lines(report.rows) == ["Value / revenue []: 5 > - = -"]
    assert {row.company for row in report.rows} == {"acme"}


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        # 800 / 8 / 20 = 5; US$150m over 20 is 7.5, and no rate is needed any more
        (
            "HK$800m",
            "US$150m",
            [
                "Value / revenue [figure rate]: 5 > 7.5 = 2.5",
                "  value, a new figure [figure]: HKD 800 > USD 150 = 2.5",
                "  rate, another rate [rate]: 0.125 > - = 0",
            ],
        ),
        # 100 / 20 = 5; 1,200 / 8 / 20 = 7.5 at the rate of the day as it was known, / 10 = 6 as it is now
        (
            "US$100m",
            "HK$1,200m",
            [
                "Value / revenue [figure rate]: 5 > 6 = 1",
                "  value, a new figure [figure]: USD 100 > HKD 1200 = 2.5",
                "  rate, another rate [rate]: - > 0.1 = -1.5",
            ],
        ),
    ],
)
def test_a_value_in_another_currency_brings_or_spares_a_rate(
    then: Rates, now: Rates, before: str, after: str, rows: list[str]
) -> None:
    """The rate is that of the day of the value."""
    old, new = (fact("post_money", "2025-12-31", f"={one}", status="closed") for one in (before, after))
    year = revenue("FY2025", "US$20m")
    report = between([then, now], [old, year], [new, year])
    assert lines([row for row in report.rows if row.answer == "Value / revenue"]) == rows


def test_a_rate_says_of_what_and_of_which_day_it_is(then: Rates, now: Rates) -> None:
    """HKD/USD of the day of the price, of the value of Acme."""
    *_, rate = between([then, now], OLD, NEW, currency="USD").rows
    for known, on in ((rate.before, "2025-12-31"), (rate.after, "2026-06-30")):
        assert (known.company, known.formula, known.period.last) == ("acme", "HKD/USD", day(on))
        assert (known.rate.base, known.rate.quote) == ("HKD", "USD")


@pytest.mark.parametrize(
    ("before", "after", "ends", "said"),
    [
        ("<=HK$50m", ">=HK$80m", (30, None), "rose from ≤ HK$50m to ≥ HK$80m (≥ +HK$30m)"),
        (">=HK$80m", "<=HK$50m", (None, -30), "fell from ≥ HK$80m to ≤ HK$50m (≤ -HK$30m)"),
        (">=HK$50m", "=HK$80m", (None, 30), "went from ≥ HK$50m to HK$80m (≤ +HK$30m)"),
        ("<=HK$80m", "=HK$50m", (-30, None), "went from ≤ HK$80m to HK$50m (≥ -HK$30m)"),
        ("<=HK$50m", "=HK$80m", (30, None), "rose from ≤ HK$50m to HK$80m (≥ +HK$30m)"),
        ("<=HK$50m", "<=HK$80m", None, "is ≤ HK$80m after ≤ HK$50m"),
        ("HK$50m", "HK$50.4m", (-0.15, 0.95), "rose from HK$50m to HK$50.4m (+HK$400,000)"),
        ("=HK$50m", "HK$50m", (-0.5, 0.5), "went from HK$50m to HK$50m (HK$0)"),
    ],
)
def test_a_change_of_bounds_is_told_as_far_as_it_is_known(
    then: Rates, before: str, after: str, ends: tuple[float | None, float | None] | None, said: str
) -> None:
    """At least 80 after at most 50 is at least 30 more; what may be more or less neither rose nor fell."""
    old, new = (fact("post_money", "2025-06-30", one, status="closed") for one in (before, after))
    report = between([then], [old], [new])
    for row in report.rows:
        figure = row.effect and row.effect.figure
        assert (figure and (millions(figure.low), millions(figure.high))) == ends
    assert sentence(report) == f"Equity value {said}."


def millions(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount / 10**6)


# --- ratios ----------------------------------------------------------------------------------


def test_growth_and_margins_move_by_the_figures_of_their_period(then: Rates) -> None:
    """20 / 10 - 1 = 100% and 25 / 10 - 1 = 150%; 10 / 20 = 50% and 10 / 25 = 40%."""
    same = [revenue("FY2024", "US$10m"), fact("gross_profit", "FY2025", "=US$10m")]
    report = between([then], [*same, revenue("FY2025", "US$20m")], [*same, revenue("FY2025", "US$25m")])
    assert lines(report.rows) == [
        "Revenue growth [figure]: 1 > 1.5 = 0.5",
        "  the figures of its period, a new figure [figure]: 1 > 1.5 = 0.5",
        "Gross margin [figure]: 0.5 > 0.4 = -0.1",
        "  the figures of its period, a new figure [figure]: 0.5 > 0.4 = -0.1",
    ]
    assert {row.company for row in report.rows} == {"acme"}
    (shown,) = (section for section in report.sections[1:] if section.row_type is ChangeRow)
    assert shown.title == "Acme"
    assert [(row.what, row.level) for row in shown.rows] == [
        ("Revenue growth: a new figure", 0), ("Gross margin: a new figure", 0),
    ]  # fmt: skip
    assert sentence(report) == (
        "Revenue growth rose from 100% to 150% (+50 pt). Gross margin fell from 50% to 40% (-10 pt)."
    )


def test_a_newer_period_is_a_cause_behind_another_figure_of_the_old_one(then: Rates) -> None:
    """10 / 20 = 50%, as 2025 is known now 10 / 25 = 40%, and 15 / 20 = 75% of half a year."""
    profit = fact("gross_profit", "FY2025", "=US$10m")
    after = [profit, revenue("FY2025", "US$25m"), revenue("H1 2026", "US$20m")]
    report = between(
        [then], [profit, revenue("FY2025", "US$20m")], [*after, fact("gross_profit", "H1 2026", "=US$15m")]
    )
    assert lines(report.rows) == [
        "Gross margin [figure period]: 0.5 > 0.75 = 0.25",
        "  the figures of its period [figure period]: 0.5 > 0.75 = 0.25",
        "    a new figure [figure]: 0.5 > 0.4 = -0.1",
        "    another period: H1 2026 [period]: 0.4 > 0.75 = 0.35",
    ]
    assert sentence(report) == ("Gross margin rose from 50% to 75% (+25 pt), FY2025 to H1 2026.")


# --- several companies -----------------------------------------------------------------------


def grown(id_: str, *amounts: str) -> Company:
    """With the revenue of the years from 2023 on."""
    years = (f"FY{2023 + index}" for index in range(len(amounts)))
    return company(
        *(fact("revenue", year, f"={one}", company=id_) for year, one in zip(years, amounts, strict=True)),
        id_=id_,
    )


def test_of_more_than_three_companies_each_has_a_line(then: Rates) -> None:
    """Those that moved furthest first, over the larger: 200 of 300, 50 of 150, and 0.6 of 15.

    30 / 2 = 15; 60 / 2 - 15 = 15 by the cash; 60 / (50 / 12) - 30 = -15.6 by the burn, the most of it.
    """
    tens = ("US$10m", "US$20m")
    before = {id_: grown(id_, *tens) for id_ in ("one", "two", "gone", "same")}
    before["came"] = grown("came", "US$10m")
    after = {
        "one": grown("one", "US$10m", "US$25m"),
        "two": grown("two", "US$10m", "US$40m"),
        "gone": grown("gone", "US$10m"),
        "same": grown("same", *tens),
        "came": grown("came", *tens),
    }
    before["burns"] = company(*DECEMBER, BURN, id_="burns")
    after["burns"] = company(*balance("2025-12-31", "US$60m"), burnt("FY2025", "US$50m"), id_="burns")
    report = moved([then], before, after)
    shown = report.sections[1].rows
    assert [
        (row.company, row.answer, size(row.before), size(row.after), size(row.effect), row.mostly)
        for row in shown
    ] == [
        ("two", "Revenue growth", "1", "3", "2", "a new figure"),
        ("one", "Revenue growth", "1", "1.5", "0.5", "a new figure"),
        ("burns", "Runway, months", "15", "14.4", "-0.6", "burn a month, a new figure"),
    ]
    assert laid_out(report) == [
        (ChangeRow, "", "data", [], False, {"several"}),
        (MovedRow, "", None, ["data"], False, set()),
        (Paragraph, "", None, [], False, set()),
        (FactChange, "Facts", "facts", [], True, set()),
    ]
    assert [row.heading for row in report.sections[2].rows] == ["Two", "One", "Burns"]
    assert [*report.notes] == [
        "5 answers of 5 companies moved; here one of each, the furthest on top. "
        "Name companies to see all of theirs, with every part.",
        "First answers: Came.",
        "Answers that are gone: Gone.",
        "Facts: 5 added, none outranked, 5 withdrawn; 10 of them moved an answer: --facts lists them.",
    ]
    few = {id_: after[id_] for id_ in ("one", "two", "gone")}
    three = moved([then], {id_: before[id_] for id_ in few}, few, every=True)
    assert laid_out(three) == [
        (ChangeRow, "", "data", [], False, {"several"}),
        *((ChangeRow, name, None, ["data"], False, set()) for name in ("One", "Two", "Gone")),
        (Paragraph, "", None, [], False, set()),
        (FactChange, "Facts", "facts", [], False, set()),
    ]
    assert [row.heading for row in three.sections[-2].rows] == ["One", "Two", "Gone"]
    assert {row.company for row in three.named["facts"].rows} == {"one", "two", "gone"}
    assert [*three.notes] == [
        "The parts of an answer sum to its change: its inputs are replaced one after another.",
        "Facts: 2 added, none outranked, 3 withdrawn; 5 of them moved an answer.",
    ]


def laid_out(report: Report) -> list[tuple[Any, ...]]:
    return [
        (one.row_type, one.title, one.name, [*one.instead_of], one.as_lines or one.repeats, set(one.about))
        for one in report.sections
    ]


def test_nothing_moved_is_said_in_a_word(then: Rates) -> None:
    """Or that facts changed without an answer."""
    acme = [revenue("FY2025", "US$20m")]
    same = between([then], acme, acme)
    (line,) = same.sections[1].rows
    assert line.text == "Nothing changed."
    assert laid_out(same)[1] == (Across, "", None, ["data"], True, set())
    report = between([then], acme, [*acme, fact("employees", "2025-12-31", "300")])
    (line,) = report.sections[1].rows
    assert line.text == "No answer moved."
    assert [*report.notes] == [
        "Facts: 1 added, none outranked, none withdrawn; none of them moved an answer: --facts lists them."
    ]


# --- facts -----------------------------------------------------------------------------------


def changed(before: Sequence[Fact], after: Sequence[Fact], *used: Fact) -> list[tuple[Any, ...]]:
    found = facts_changed("acme", company(*before), company(*after), used)
    assert {row.company for row in found} <= {"acme"}
    return [
        (row.change, row.what, row.fact.reported, row.other and row.other.reported, row.weight)
        for row in found
    ]


def test_a_fact_is_added_outranked_or_withdrawn() -> None:
    """With what it took the place of, or what took its place, where it won that."""
    cash = fact("cash", "2025-12-31", "US$30m")
    later = fact("cash", "2025-12-31", "US$40m", published="2026-08-01")
    press = fact("cash", "2025-12-31", "US$35m", kind="press")
    assert changed([cash], [cash, later]) == [
        ("added", "Cash", "US$40m", "US$30m", "detail"),
        ("outranked", "Cash", "US$30m", "US$40m", "detail"),
    ]
    assert changed([cash], [cash, press]) == [("added", "Cash", "US$35m", None, "detail")]
    assert changed([cash, later], [cash]) == [("withdrawn", "Cash", "US$40m", "US$30m", "detail")]
    assert changed([cash], [later], later) == [
        ("added", "Cash", "US$40m", "US$30m", "moves an answer"),
        ("withdrawn", "Cash", "US$30m", "US$40m", "detail"),
    ]
    assert changed([cash, press], [cash]) == [("withdrawn", "Cash", "US$35m", "US$30m", "detail")]
    # the same from another source of the same words is no change
    assert changed([cash], [fact("cash", "2025-12-31", "US$30m", published="2026-08-01")]) == []


def test_a_fact_weighs_by_what_it_moves_then_by_its_row() -> None:
    """Of revenue the whole has a row in `compare`, a part of it none, nor what was planned or lost out."""
    whole = revenue("FY2025", "US$20m")
    part = fact("revenue", "FY2025", "US$5m", scope="cloud")
    labelled = fact("revenue", "FY2025", "US$6m", label="restated")
    press = fact("revenue", "FY2025", "US$19m", kind="press", basis="recognised")
    planned = fact("revenue", "FY2026", "US$30m", status="forecast")
    staff = fact("liquid_investments", "2025-12-31", "US$30m")
    first, *rest = changed([], [part, labelled, press, planned, staff, whole])
    assert first == ("added", "Revenue", "=US$20m", None, "headline")
    assert set(rest) == {
        ("added", "Liquid investments", "US$30m", None, "detail"),
        ("added", "Revenue (cloud)", "US$5m", None, "detail"),
        ("added", "Revenue (restated)", "US$6m", None, "detail"),
        ("added", "Revenue", "US$19m", None, "detail"),
        ("added", "Revenue", "US$30m", None, "detail"),
    }
    assert facts_changed("acme", None, company(whole), [])[0].change == "added"
    assert facts_changed("acme", company(whole), None, [])[0].change == "withdrawn"


# --- the split -------------------------------------------------------------------------------


def stage(value: str | None, period: str = "2025-12-31", basis: str | None = None) -> Stage:
    return Stage(None if value is None else fact("cash", period, f"={value}"), basis)


def ratio(state: State) -> Figure | None:
    """Cash over burn; there is none of two currencies, and a burn of US$7m has no rate."""
    cash, burn = state["cash"].known, state["burn"].known
    assert cash is not None and burn is not None
    if burn.figure.value == 7 * 10**6:
        raise NoRate("there is none")
    return cash.figure / burn.figure if cash.currency == burn.currency else None


def parts(cash: Sequence[Stage | None], burn: Sequence[Stage | None]) -> list[tuple[Any, ...]]:
    found = split({"cash": cash, "burn": burn}, ratio)
    return [
        (one.input, " ".join(one.kinds), size(one.before.known), size(one.after.known), effect(one.effect))
        for one in found
    ]


def effect(figure: Figure | None) -> str:
    return "-" if figure is None else f"{round(figure.value, 3).normalize():f}"


def test_the_inputs_are_replaced_one_after_another() -> None:
    """30 / 2 = 15; 40 / 2 - 15 = 5; 40 / 4 - 20 = -10."""
    cash, burn = [stage("US$30m"), stage("US$40m")], [stage("US$2m"), stage("US$4m")]
    assert parts(cash, burn) == [
        ("cash", "figure", "USD 30", "USD 40", "5"),
        ("burn", "figure", "USD 2", "USD 4", "-10"),
    ]
    # what stays is no cause, nor is a stage that is not known
    assert parts([stage("US$30m"), stage("US$30m")], [burn[0], None, burn[1]]) == [
        ("burn", "figure", "USD 2", "USD 4", "-7.5")
    ]
    other = stage("US$3m", "2026-06-30", "operating")
    assert parts(cash[:1] * 2, [burn[0], other]) == [("burn", "basis period", "USD 2", "USD 3", "-5")]


def test_what_has_no_answer_on_the_way_is_told_with_the_next_that_has() -> None:
    """Yuan over dollars is none: the cash has no effect of its own, and the burn holds both.

    30 / 2 = 15 and RMB 280m / 14m = 20.
    """
    cash = [stage("US$30m"), stage("RMB 280m")]
    assert parts(cash, [stage("US$2m"), stage("RMB 14m")]) == [
        ("cash", "figure", "USD 30", "CNY 280", "-"),
        ("burn", "figure", "USD 2", "CNY 14", "5"),
    ]
    # a stage that is not the last is passed over: straight from 2 to 4, 30 / 4 - 15 = -7.5
    steady = [stage("US$30m"), stage("US$30m")]
    for between in ("RMB 14m", "US$7m"):
        assert parts(steady, [stage("US$2m"), stage(between), stage("US$4m")]) == [
            ("burn", "figure", "USD 2", "USD 4", "-7.5")
        ]
    # where nothing was known before, nothing is the effect
    assert parts([stage("RMB 30m"), stage("US$30m")], [stage("US$2m"), stage("US$4m")]) == [
        ("cash", "figure", "CNY 30", "USD 30", "-"),
        ("burn", "figure", "USD 2", "USD 4", "-7.5"),
    ]


def test_an_input_that_comes_only_now_is_a_cause() -> None:
    """Without a burn there was no answer."""
    assert parts([stage("US$30m"), stage("US$40m")], [None, stage("US$4m")]) == [
        ("cash", "figure", "USD 30", "USD 40", "-"),
        ("burn", "figure", "-", "USD 4", "-"),
    ]


# --- what was taken --------------------------------------------------------------------------


def test_an_update_tells_what_it_took_and_then_what_moved(then: Rates) -> None:
    """What `diff` calls data are its changes; its own notes stand first."""
    rows = [TakenRow("data", day(NOW), day(THEN), "abc"), TakenRow("rates", None, None, None)]
    moves = between([then], [*DECEMBER, BURN], [*DECEMBER, burnt("FY2025", "US$48m")])
    report = taken(rows, moves, "Taken", day(NOW), ["Verified."])
    assert (report.name, report.title, report.as_of) == ("update", "Taken", day(NOW))
    assert report.rows == rows
    assert list(report.named) == ["data", "changes", "facts"]
    assert report.named["changes"].rows == moves.rows
    shown = [section for section in report.sections if section.instead_of]
    assert [[*section.instead_of] for section in shown] == [["changes"]]
    assert [*report.notes] == ["Verified.", *moves.notes]
    assert report.first.row_type is TakenRow
    more = replace(moves.sections[1], instead_of=["data", "more"])
    (shown,) = taken(rows, replace(moves, sections=[more]), "Taken", day(NOW), []).sections[1:]
    assert [*shown.instead_of] == ["changes", "more"]
    # what was there before cannot be read
    bare = taken(rows, None, "Taken", day(NOW), ["Verified."])
    assert (bare.name, bare.title, bare.as_of, bare.currency) == ("update", "Taken", day(NOW), None)
    assert ([*bare.sections], [*bare.notes]) == ([bare.first], ["Verified."])
    assert bare.rows == rows


def test_a_stage_is_the_same_where_its_figure_and_its_raises_are() -> None:
    """Raises that others tell of are not compared; none at all are others than some."""
    cash, press = (fact("cash", "2025-12-31", "=US$30m", kind=kind) for kind in ("filing", "press"))
    some, more = (FIRST,), (FIRST, raised("2026-02-16", "US$5m", "b"))
    assert same(Stage(cash), Stage(press))
    assert same(Stage(cash, raises=some), Stage(press, raises=some))
    assert same(Stage(cash, raises=some), Stage(press))
    assert not same(Stage(cash, raises=some), Stage(press, raises=more))
    assert not same(Stage(cash, raises=some), Stage(press, raises=()))
    assert not same(Stage(cash), Stage(cash, raises=()))
    assert not same(Stage(cash), Stage(fact("cash", "2025-12-31", "=RMB 30m")))
    assert not same(Stage(cash), Stage(fact("cash", "2025-12-31", "=US$31m")))
    assert not same(Stage(cash), Stage(None))
    assert same(Stage(None), Stage(None))
