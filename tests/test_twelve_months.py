"""The last twelve months, and the stretch of the year before, of figures as companies report them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from made import company, day, fact

from aicompare.companies.company import Company
from aicompare.companies.fact import Fact, money
from aicompare.companies.ltm import last_twelve_months, newer_than_ltm
from aicompare.companies.measures import growth
from aicompare.values.figures import Figure
from aicompare.values.periods import Period, add_months


def sold(**amounts: int) -> list[Fact]:
    """`H1_2026=80` is revenue of exactly US$80m in H1 2026."""
    return [fact("revenue", name.replace("_", " "), f"=US${amount}m") for name, amount in amounts.items()]


def ltm_of(acme: Company) -> dict[str, Decimal]:
    """Each window's revenue in millions, by its last day."""
    return {
        str(window.last): money(one).amount.value / 10**6 for window, one in last_twelve_months(acme).items()
    }


QUARTERS = {
    "Q1_2025": 15, "Q2_2025": 20, "Q3_2025": 25, "Q4_2025": 40, "Q1_2026": 30, "Q2_2026": 45,
}  # fmt: skip


@pytest.mark.parametrize(
    ("known", "windows"),
    [
        # 100 + (30 + 45) - (15 + 20) = 140, and to March 100 + 30 - 15 = 115
        (["FY2025", "Q1_2025", "Q2_2025", "Q1_2026", "Q2_2026"], {"2026-03-31": 115, "2026-06-30": 140}),
        (["Q3_2025", "Q4_2025", "Q1_2026", "Q2_2026"], {"2026-06-30": 140}),  # 25 + 40 + 30 + 45
        (["H2_2025", "H1_2026"], {"2026-06-30": 140}),  # 65 + 75
        (["H2_2025", "Q1_2026", "Q2_2026"], {"2026-06-30": 140}),  # 65 + 30 + 45
        (["Q3_2025", "Q4_2025", "H1_2026"], {"2026-06-30": 140}),  # 25 + 40 + 75
        (["FY2025", "H1_2025", "Q1_2026", "Q2_2026"], {"2026-06-30": 140}),  # 100 + 30 + 45 - 35
        (["FY2025", "H1_2026", "Q1_2025", "Q2_2025"], {"2026-06-30": 140}),  # 100 + 75 - 15 - 20
        (["FY2025", "9M2025", "Q3_2025", "H1_2026"], {"2026-06-30": 140}),  # 100 + 75 - (60 - 25)
        (["H1_2025", "H2_2025"], {"2025-12-31": 100}),  # 35 + 65: the year itself
        (["Q1_2025", "H1_2025", "H2_2025", "Q1_2026"], {"2025-12-31": 100, "2026-03-31": 115}),
        (["Q2_2025", "Q3_2025", "Q4_2025", "Q1_2026"], {"2026-03-31": 115}),  # 20 + 25 + 40 + 30
    ],
)
def test_stretches_that_lie_end_to_end_make_twelve_months(known: list[str], windows: dict[str, int]) -> None:
    """Quarters 15, 20, 25, 40, 30, 45: halves 35, 65, 75; 9M2025 60; FY2025 100."""
    longer = {"FY2025": 100, "H1_2025": 35, "H2_2025": 65, "H1_2026": 75, "9M2025": 60}
    amounts = {**QUARTERS, **longer}
    acme = company(*sold(**{name: amounts[name] for name in known}))
    assert {last: amount for last, amount in ltm_of(acme).items() if last in windows} == windows
    assert max(ltm_of(acme)) == max(windows)


@pytest.mark.parametrize(
    "known",
    [
        ["Q3_2025", "Q4_2025", "Q2_2026"],  # no first quarter
        ["FY2025", "Q2_2025", "Q1_2026", "Q2_2026"],  # no Q1 2025 to take off
        ["H2_2025", "Q2_2026"],
        ["FY2024", "FY2025"],  # whole years alone
    ],
)
def test_where_a_stretch_is_missing_nothing_is_formed(known: list[str]) -> None:
    """No year to June 2026 is guessed at."""
    assert "2026-06-30" not in ltm_of(company(*sold(**dict.fromkeys(known, 10))))


def test_stretches_that_overlap_are_never_added() -> None:
    """July to October and October to June hold October twice."""
    facts = [
        fact("revenue", "2025-07-01..2025-10-31", "US$10m"),
        fact("revenue", "2025-10-01..2026-06-30", "US$30m"),
    ]
    assert ltm_of(company(*facts)) == {}


def test_parts_and_other_currencies_are_never_added() -> None:
    """Four quarters of which one is of a product, or in yuan."""
    four = sold(**{name: QUARTERS[name] for name in ("Q3_2025", "Q4_2025", "Q1_2026")})
    for odd in (
        fact("revenue", "Q2 2026", "=US$45m", scope="cloud"),
        fact("revenue", "Q2 2026", "=RMB 45m"),
        fact("revenue", "Q2 2026", "=US$45m", basis="run-rate"),
        fact("revenue", "Q2 2026", "=US$45m", status="forecast"),
    ):
        assert ltm_of(company(*four, odd)) == {}


def test_the_fewest_figures_are_taken_and_named() -> None:
    """All quarters and halves known: H2 2025 + H1 2026; without H2 the year, less what is not of it."""
    halves = sold(H1_2025=35, H2_2025=65, H1_2026=75)
    year = sold(FY2025=100)
    quarters = sold(**QUARTERS)

    def of(*facts: Fact) -> tuple[str, list[str]]:
        (one,) = (
            one
            for window, one in last_twelve_months(company(*facts)).items()
            if window.last == day("2026-06-30")
        )
        return one.formula, [str(part.period) for part in one.inputs]

    assert of(*quarters, *halves) == ("H2 2025 + H1 2026", ["H2 2025", "H1 2026"])
    usual = "full year + year to date - prior year to date"
    assert of(*quarters, *year, halves[0], halves[2]) == (usual, ["FY2025", "H1 2026", "H1 2025"])
    assert of(*quarters) == (
        "Q3 2025 + Q4 2025 + Q1 2026 + Q2 2026", ["Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026"],
    )  # fmt: skip
    formula = "FY2025 + Q1 2026 + Q2 2026 - Q1 2025 - Q2 2025"
    some_of_them = [one for one in quarters if str(one.period)[:2] in ("Q1", "Q2")]
    assert of(*year, *some_of_them)[0] == formula


def test_the_reporting_currency_comes_first() -> None:
    """Halves known in yuan and in dollars, of a company that reports in yuan."""
    facts = [
        fact("revenue", "H2 2025", "=RMB 70m"), fact("revenue", "H1 2026", "=RMB 80m"),
        fact("revenue", "Q3 2025", "=US$1m"), fact("revenue", "2025-10-01..2026-06-30", "=US$2m"),
    ]  # fmt: skip
    for currency, total in (("CNY", 150), ("USD", 3)):
        (one,) = (
            money(one)
            for window, one in last_twelve_months(company(*facts, currency=currency)).items()
            if window.last == day("2026-06-30")
        )
        assert (one.currency, one.amount.value) == (currency, total * 10**6)


@given(some.lists(some.integers(1, 10**6), min_size=8, max_size=8), some.data())
def test_whichever_figures_are_known_the_twelve_months_are_the_same(
    amounts: list[int], data: some.DataObject
) -> None:
    """Of eight quarters and all that they add up to, any that suffice come to the sum of four."""
    sums = {}
    for first in range(8):
        for last in range(first, 8):
            start = add_months(date(2025, 1, 1), 3 * first)
            end = add_months(start, 3 * (last - first + 1)) - timedelta(days=1)
            sums[Period(first=start, last=end)] = sum(amounts[first : last + 1])
    known = data.draw(some.lists(some.sampled_from(sorted(sums)), min_size=2, unique=True))
    acme = company(*(fact("revenue", str(period), f"=US${sums[period]}") for period in known))
    for window, one in last_twelve_months(acme).items():
        assert money(one).amount.value == sums[window]


# --- whether there is anything newer -----------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "newer"),
    [
        (["FY2025", "Q1_2025", "Q1_2026", "Q2_2026"], "Q2 2026"),
        (["FY2025", "H1_2026"], "H1 2026"),
        (["FY2025", "H1_2025", "H1_2026"], None),
        (["FY2025"], None),
        (["Q2_2026"], "Q2 2026"),
        ([], None),
    ],
)
def test_what_is_newer_than_the_twelve_months_is_found(known: list[str], newer: str | None) -> None:
    """The newest stretch to whose end no twelve months can be formed."""
    found = newer_than_ltm(company(*sold(**dict.fromkeys(known, 10))))
    assert (found and str(found.period)) == newer


def test_only_what_had_ended_by_then_is_newer() -> None:
    """In May 2026 nobody waits for June."""
    acme = company(*sold(FY2025=100, H1_2026=80))
    assert newer_than_ltm(acme, until=day("2026-05-31")) is None


# --- fiscal years of 52 or 53 weeks -------------------------------------------------------------

# The full years are NVIDIA's, as reported; the half of 2026 is made up.
WEEKS = [
    fact("revenue", "2024-01-29..2025-01-26", "US$130,497m"),
    fact("revenue", "2025-01-27..2026-01-25", "US$215,938m"),
    fact("revenue", "2025-01-27..2025-07-27", "US$90,805m"),
    fact("revenue", "2026-01-26..2026-07-26", "US$140,000m"),
]


def test_years_of_52_weeks_are_matched() -> None:
    """215,938 / 130,497 - 1 = 65.47%; 140,000 / 90,805 - 1 = 54.18%; 215,938 + 140,000 - 90,805 = 265,133."""
    grown = {str(period.last): one.value for period, one in growth(company(*WEEKS)).items()}
    shown = {last: f"{one.value:.4f}" for last, one in grown.items() if isinstance(one, Figure)}
    assert shown == {"2026-01-25": "0.6547", "2026-07-26": "0.5418"}
    (window,) = last_twelve_months(company(*WEEKS))
    assert str(window) == "2025-07-28..2026-07-26"
    assert ltm_of(company(*WEEKS)) == {"2026-07-26": Decimal(265_133)}


def years_of_weeks(first: date, lengths: list[int]) -> list[Period]:
    periods = []
    for weeks in lengths:
        last = first + timedelta(days=7 * weeks - 1)
        periods.append(Period(first=first, last=last))
        first = last + timedelta(days=1)
    return periods


@pytest.mark.parametrize("lengths", [[52, 52], [53, 52], [52, 53]])
@pytest.mark.parametrize("first", ["2022-01-31", "2023-09-25", "2024-06-30"])
def test_years_of_53_weeks_are_matched_too(first: str, lengths: list[int]) -> None:
    """Whichever of two years in a row is the longer, wherever it begins: 30 / 20 - 1 = 50%."""
    then, now = years_of_weeks(day(first), lengths)
    assert now.year_earlier_among([then, now]) == then
    facts = (fact("revenue", str(then), "=US$20m"), fact("revenue", str(now), "=US$30m"))
    grown = growth(company(*facts))[now].value
    assert isinstance(grown, Figure) and grown.value == Decimal("0.5")


@pytest.mark.parametrize("weeks", [[13, 13, 13, 13, 13], [13, 13, 13, 14, 13], [14, 13, 13, 13, 13]])
def test_quarters_of_13_or_14_weeks_are_matched_and_add_up(weeks: list[int]) -> None:
    """The fifth quarter with the first; the last four, of 20, 30, 40 and 50, are 140."""
    quarters = years_of_weeks(day("2025-01-27"), weeks)
    assert quarters[4].year_earlier_among(quarters) == quarters[0]
    facts = [
        fact("revenue", str(period), f"=US${amount}m")
        for period, amount in zip(quarters, (10, 20, 30, 40, 50), strict=True)
    ]
    assert ltm_of(company(*facts))[str(quarters[4].last)] == 140


def test_a_stretch_that_matches_to_the_day_comes_first() -> None:
    """Beside FY2024 another year that ends two days before it."""
    exact, near = Period.parse("FY2024"), Period.parse("2023-12-31..2024-12-29")
    now = Period.parse("FY2025")
    assert now.year_earlier_among([near, exact]) == exact
    assert now.year_earlier_among([near]) == near


@pytest.mark.parametrize(
    ("now", "other"),
    [
        ("FY2025", "2023-12-25..2024-12-24"),  # ends seven days before 31 December
        ("FY2025", "2024-01-08..2025-01-07"),  # and seven after
        ("2025-06-02..2025-06-29", "2024-06-03..2024-06-30"),  # four weeks, a month of a fiscal year
    ],
)
def test_a_stretch_within_a_week_is_the_year_before(now: str, other: str) -> None:
    """The week itself included, and of a month as of a year."""
    assert Period.parse(now).year_earlier_among([Period.parse(other)]) == Period.parse(other)


@pytest.mark.parametrize(
    ("now", "other"),
    [
        ("FY2025", "2023-12-24..2024-12-23"),  # eight days off
        ("FY2025", "2024-01-09..2025-01-08"),
        ("FY2025", "2023-04-01..2024-03-31"),  # another fiscal year
        ("FY2025", "H2 2024"),  # of one end, of other lengths
        ("H1 2025", "Q2 2024"),
        ("2025-06-30", "2024-06-28"),  # a day is a day
        ("2025-06-02..2025-06-08", "2024-06-01..2024-06-07"),  # a week is no fiscal period
        ("FY2025", "FY2023"),
        ("FY2025", "FY2025"),
        ("2025-06-01..2025-06-20", "2024-05-22..2024-06-20"),  # both a month to the nearest, 10 days apart
    ],
)
def test_other_stretches_are_not_the_year_before(now: str, other: str) -> None:
    """Ends more than a week off, unlike lengths, and days are never matched roughly."""
    assert Period.parse(now).year_earlier_among([Period.parse(other)]) is None


@given(some.dates(date(1990, 1, 1), date(2150, 1, 1)), some.integers(15, 400))
def test_the_year_before_is_found_to_the_day_and_within_a_week(first: date, days: int) -> None:
    """Of any stretch; moved by more than a week it is another."""
    now = Period(first=first, last=first + timedelta(days=days))
    then = now.year_earlier()
    assert now.year_earlier_among([then]) == then
    moved = Period(first=then.first - timedelta(days=8), last=then.last - timedelta(days=8))
    assert now.year_earlier_among([moved]) is None
