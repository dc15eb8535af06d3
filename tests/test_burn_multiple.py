"""The burn multiple: net burn over net new ARR, each worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from command import here
from made import amount, company, fact

from aicompare.calculators.burnmultiple import BurnMultipleRow, burn_multiple, burn_multiples
from aicompare.companies.company import Company
from aicompare.companies.derivation import made_of, words
from aicompare.companies.fact import Fact
from aicompare.companies.measures import net_new_arr
from aicompare.rates.file import current_rates
from aicompare.reports.report import Across, Warning

RATES = current_rates({}, date(2026, 1, 31))


def asked(*facts: Fact) -> tuple[BurnMultipleRow, list[Warning]]:
    warnings: list[Warning] = []
    return burn_multiple(company(*facts), RATES, warnings), warnings


def arr(period: str, value: str, **rest: str) -> Fact:
    return fact("arr", period, value, **rest)


def burnt(period: str, value: str) -> Fact:
    return fact("cash_burn", period, value)


def multiple(row: BurnMultipleRow) -> Decimal:
    assert row.multiple is not None
    return row.multiple.value


def test_burn_over_growth_of_the_same_year() -> None:
    """US$12m burnt in 2025 while ARR grew from US$10m to US$18m: 12 / 8 = 1.5."""
    row, warnings = asked(arr("2024-12-31", "US$10m"), arr("2025-12-31", "US$18m"), burnt("FY2025", "US$12m"))
    assert multiple(row) == Decimal("1.5")
    assert (amount(row.net_burn), amount(row.net_new_arr)) == (12_000_000, 8_000_000)
    assert (row.reason, warnings) == (None, [])


def test_the_bounds_are_those_of_what_was_printed() -> None:
    """12m is 11.5m to 12.5m, 18m - 10m is 7m to 9m: 11.5 / 9 = 1.28 to 12.5 / 7 = 1.79."""
    row, _ = asked(arr("2024-12-31", "US$10m"), arr("2025-12-31", "US$18m"), burnt("FY2025", "US$12m"))
    assert row.multiple is not None
    assert row.multiple.low is not None
    assert row.multiple.high is not None
    assert (round(row.multiple.low, 2), round(row.multiple.high, 2)) == (Decimal("1.28"), Decimal("1.79"))


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2025-06-30", "2025-09-30", Decimal(3)),
        ("2025-02", "2025-08", Decimal(6)),  # of a month its last day: February's to August's
        ("2025-06-15", "2025-08-15", Decimal(2)),
        ("2025-06-15", "2025-06-30", Decimal("0.5")),  # 15 of the 30 days from 06-15 to 07-15
        ("2025-06-15", "2025-09-30", Decimal("3.5")),  # 15 of the 30 days from 09-15 to 10-15
        ("2025-05-31", "2025-06-15", Decimal("0.5")),  # 15 of the 30 days from 05-31 to 06-30
    ],
)
def test_a_month_s_burn_times_the_months_between(earlier: str, later: str, months: Decimal) -> None:
    """US$12m in 2025 are US$1m a month, over US$2m of new ARR; that it is the year's is said."""
    row, warnings = asked(arr(earlier, "US$10m"), arr(later, "US$12m"), burnt("FY2025", "US$12m"))
    assert amount(row.net_burn) == months * 1_000_000
    assert multiple(row) == months / 2
    assert [warning.code for warning in warnings] == ["period_mismatch"]


def test_the_two_newest_of_one_basis_are_taken() -> None:
    """ARR of June and December, not the run-rate between; (30 - 20) against 6 x 1m = 0.6."""
    row, _ = asked(
        arr("2024-12-31", "US$5m"),
        arr("2025-06-30", "US$20m"),
        fact("run_rate", "2025-11-30", "US$40m"),
        arr("2025-12-31", "US$30m"),
        burnt("H2 2025", "US$6m"),
    )
    assert multiple(row) == Decimal("0.6")


def test_a_newer_run_rate_goes_before_an_older_arr() -> None:
    """Of one day ARR does."""
    old = [arr("2024-12-31", "US$5m"), arr("2025-06-30", "US$6m")]
    new = [fact("run_rate", "2025-06-30", "US$7m"), fact("run_rate", "2025-12-31", "US$10m")]
    grown = net_new_arr(company(*old, *new))
    assert grown is not None
    assert (amount(grown), grown.formula) == (3_000_000, "run_rate - run_rate before")
    same_day = net_new_arr(company(*old, arr("2025-12-31", "US$8m"), *new))
    assert same_day is not None
    assert (amount(same_day), same_day.formula) == (2_000_000, "arr - arr before")


def test_two_figures_of_one_day_are_one_point() -> None:
    """A month and its last day: the growth is since the year before, 18 - 10."""
    grown = net_new_arr(
        company(arr("2024-12-31", "US$10m"), arr("2025-12", "US$17m"), arr("2025-12-31", "US$18m"))
    )
    assert grown is not None
    assert amount(grown) in (7_000_000, 8_000_000)
    assert str(grown.period) == "FY2025"


def test_the_burn_that_shares_most_of_the_months_is_taken() -> None:
    """The year's, 24m, not the newest half's or the year before's: 24 / 8 = 3."""
    row, warnings = asked(
        arr("2024-12-31", "US$10m"),
        arr("2025-12-31", "US$18m"),
        burnt("FY2024", "US$40m"),
        burnt("FY2025", "US$24m"),
        burnt("H2 2025", "US$20m"),
    )
    assert (multiple(row), warnings) == (3, [])


def test_of_two_that_cover_it_the_closer_one_is_taken() -> None:
    """The half's own 20m over 8m, not half of the year's 24m."""
    row, warnings = asked(
        arr("2025-06-30", "US$10m"),
        arr("2025-12-31", "US$18m"),
        burnt("FY2025", "US$24m"),
        burnt("H2 2025", "US$20m"),
    )
    assert (multiple(row), warnings) == (Decimal("2.5"), [])


def test_a_stated_burn_goes_before_the_flows_of_its_months() -> None:
    """US$3m a month as the source states it for the half year: 6 x 3 / 9 = 2."""
    row, warnings = asked(
        arr("2025-06-30", "US$10m"),
        arr("2025-12-31", "US$19m"),
        fact("monthly_burn", "H2 2025", "US$3m"),
        burnt("H2 2025", "US$20m"),
    )
    assert (multiple(row), warnings) == (2, [])


def test_a_loss_stands_for_the_burn_where_nothing_else_does_and_that_is_said() -> None:
    """An adjusted loss of 16m over 8m; operating cash flow of the same months goes before it."""
    points = arr("2025-06-30", "US$10m"), arr("2025-12-31", "US$18m")
    loss = fact("adjusted_net_profit", "H2 2025", "US$-16m")
    row, warnings = asked(*points, loss)
    assert (multiple(row), [warning.code for warning in warnings]) == (2, ["burn_is_proxy"])
    row, warnings = asked(*points, loss, fact("operating_cash_flow", "H2 2025", "US$-12m"))
    assert (multiple(row), [warning.code for warning in warnings]) == (Decimal("1.5"), ["capex_unknown"])


def test_a_burn_in_another_currency_converts_at_the_mean_of_the_stretch() -> None:
    """RMB 100m at the ECB's mean of H2 2025; the rate stands with the figure."""
    row, _ = asked(arr("2025-06-30", "US$10m"), arr("2025-12-31", "US$18m"), burnt("H2 2025", "RMB 100m"))
    assert row.net_burn is not None
    assert row.net_burn.rate is not None
    assert (row.net_burn.rate.kind, str(row.net_burn.rate.period)) == ("average", "H2 2025")
    mean = (
        row.net_burn.rate.value.value
        if hasattr(row.net_burn.rate.value, "value")
        else row.net_burn.rate.value
    )
    assert abs(multiple(row) - 100 * mean / 8) < Decimal("1e-20")
    assert Decimal("0.1395") < mean < Decimal("0.1425")  # 7.02 to 7.17 CNY for one USD in those months


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ([], "n.m.: no two figures of ARR"),
        ([arr("2025-12-31", "US$18m"), burnt("FY2025", "US$12m")], "n.m.: no two figures of ARR"),
        (
            [arr("2024-12-31", "RMB 18m"), arr("2025-12-31", "US$18m"), burnt("FY2025", "US$12m")],
            "n.m.: two figures of ARR are of unlike currencies",  # of which nothing is subtracted
        ),
        ([arr("2024-12-31", "US$10m"), arr("2025-12-31", "US$18m")], "n.m.: no burn of those months"),
        (
            [arr("2024-12-31", "US$10m"), arr("2025-12-31", "US$18m"), burnt("FY2024", "US$12m")],
            "n.m.: no burn of those months",
        ),
        (
            [arr("2024-12-31", "US$18m"), arr("2025-12-31", "US$10m"), burnt("FY2025", "US$12m")],
            "n.m.: ARR did not grow",
        ),
        (
            [arr("2024-12-31", "US$10m"), arr("2025-12-31", "US$10m"), burnt("FY2025", "US$12m")],
            "n.m.: ARR did not grow",
        ),
        (
            [
                arr("2024-12-31", "US$10m"),
                arr("2025-12-31", "US$18m"),
                fact("operating_cash_flow", "FY2025", "US$5m"),
            ],
            "n.m.: no cash was burnt",
        ),
        (
            [arr("2026-05-31", "US$10m"), arr("2026-06-30", "US$18m"), burnt("2026-06", "RMB 12m")],
            "n.m.: no rate",  # those known end in January
        ),
        (
            [
                fact("arr", "2024-12-31", "US$10m", status="forecast"),
                arr("2025-12-31", "US$18m"),
                burnt("FY2025", "US$12m"),
            ],
            "n.m.: no two figures of ARR",  # a forecast is no figure
        ),
    ],
)
def test_where_there_is_no_multiple_the_reason_is_said(facts: list[Fact], reason: str) -> None:
    """None, never zero or less."""
    row, _ = asked(*facts)
    assert (row.multiple, row.reason) == (None, reason)


def test_minimax_is_answered_from_its_results_and_press() -> None:
    """H1 2026 adjusted loss 293.031m over 6 months of growth, 800m - 150m: 0.4508 (both "over")."""
    done = here("burn-multiple", "minimax", "--as-of", "2026-10-31", "--json")
    (row,) = json.loads(done.stdout, parse_float=Decimal)["data"]
    assert row["multiple"] == {
        "value": Decimal("0.450816923076923"), "low": None, "high": None, "unit": "x",
    }  # fmt: skip
    assert row["net_burn"]["value"] == 293_031_000
    assert (row["net_new_arr"]["value"], row["net_new_arr"]["period"]) == (
        650_000_000,
        "2026-03-01..2026-08-31",
    )


def test_every_format_has_its_columns_and_explain_its_sums() -> None:
    """As of any command: a new one brings none of its own."""
    header = here("burn-multiple", "minimax", "--format", "csv").stdout.splitlines()[0].split(",")
    assert header[:7] == ["company", "metric", "value", "low", "high", "unit", "period"]
    assert header[-2:] == ["key", "reason"]
    told = here("burn-multiple", "minimax", "--explain", COLUMNS="200").stdout
    for line in (
        "= net burn / net new ARR", "= monthly burn x 6 months", "= -adjusted net profit / 6 months",
        "= arr - arr before", "printed >=US$800m in",
    ):  # fmt: skip
        assert line in told


@pytest.mark.parametrize("currency", ["USD", "HKD", "CNY", "reported"])
def test_what_is_shown_divides_to_the_multiple_in_any_currency(currency: str) -> None:
    """Both sides convert at one rate."""
    (row,) = json.loads(
        here("burn-multiple", "minimax", "--in", currency, "--json").stdout, parse_float=Decimal
    )["data"]
    shown = row["net_burn"]["value"] / Decimal(row["net_new_arr"]["value"])
    assert abs(shown - row["multiple"]["value"]) < Decimal("1e-12")


def test_of_all_companies_those_without_two_figures_of_arr_are_one_line() -> None:
    """Fifty rows of dashes hid the one multiple there is; JSON and CSV have every company."""
    told, rows = here("burn-multiple").stdout, json.loads(here("burn-multiple", "--json").stdout)["data"]
    without = [row for row in rows if "net_new_arr" not in row or row["net_new_arr"] is None]
    assert f"No two figures of ARR ({len(without)}): StepFun, Baichuan, " in told
    assert "SenseTime  " not in told and "MiniMax  " in told
    assert "n.m.: no two figures of ARR" in here("burn-multiple", "stepfun").stdout


# --- several companies -----------------------------------------------------------------------


def growing(id_: str, burn: str = "US$12m") -> Company:
    """ARR from US$10m to US$18m in 2025."""
    points = arr("2024-12-31", "US$10m"), arr("2025-12-31", "US$18m")
    facts = (*points, burnt("FY2025", burn))
    return company(*(replace(one, company=id_) for one in facts), id_=id_)


@pytest.mark.parametrize(("without", "line"), [(5, False), (6, True), (7, True)])
def test_from_six_companies_on_those_without_two_figures_of_arr_are_a_line_of_tables(
    without: int, line: bool
) -> None:
    """Of fewer each has its row; and of none with a growth there is no table to be short."""
    others = [company(id_=f"n{number}") for number in range(without)]
    report = burn_multiples([*others, growing("acme")], RATES, date(2026, 1, 31), None)
    assert [row.company for row in report.rows] == [one.id for one in others] + ["acme"]
    told = report.sections[1:]
    assert len(told) == (2 if line else 0)
    if line:
        page, words = told
        assert ([row.company for row in page.rows], page.name, page.instead_of) == (["acme"], None, ["data"])
        names = ", ".join(one.name for one in others)
        assert list(words.rows) == [Across(f"No two figures of ARR ({without}): {names}.")]
        assert (words.row_type, words.name, words.as_lines, words.instead_of) == (
            Across,
            None,
            True,
            ["data"],
        )
    assert len(burn_multiples(others, RATES, date(2026, 1, 31), None).sections) == 1


def test_the_answer_says_of_whom_when_and_in_which_currency() -> None:
    """As reported or in the one asked for; what is not the stretch's own burn is warned of for each."""
    report = burn_multiples([growing("one"), growing("two")], RATES, date(2026, 1, 31), None)
    assert (report.name, report.title) == ("burn-multiple", "Burn multiple: net burn / net new ARR")
    assert (report.as_of, report.currency, report.warnings) == (date(2026, 1, 31), "reported", [])
    assert report.names == {"one": "One", "two": "Two"}
    in_yuan = burn_multiples([growing("one")], RATES, date(2026, 1, 31), "CNY")
    assert in_yuan.currency == "CNY"
    (row,) = in_yuan.rows
    assert (row.net_burn.currency, row.net_new_arr.currency) == ("CNY", "CNY")
    warnings = [Warning("other", "said before")]
    points = arr("2025-06-30", "US$10m"), arr("2025-12-31", "US$18m")
    burn_multiple(company(*points, burnt("FY2025", "US$12m")), RATES, warnings)
    text = "the burn of FY2025 stands for that of H2 2025"
    assert warnings == [Warning("other", "said before"), Warning("period_mismatch", text, "acme")]


def test_what_another_source_contradicts_and_what_no_rate_covers_is_warned_of() -> None:
    """A burn of 12m and one of 24m for the same year; yuan of a month beyond the rates that are known."""
    doubted = company(*growing("acme").facts, fact("cash_burn", "FY2025", "US$24m", kind="press"))
    report = burn_multiples([doubted], RATES, date(2026, 1, 31), None)
    assert [(one.code, one.subject) for one in report.warnings] == [("conflict", "acme")]
    late = [arr("2026-05-31", "US$10m"), arr("2026-06-30", "US$18m"), burnt("2026-06", "RMB 12m")]
    row, warnings = asked(*late)
    assert [(one.code, one.subject) for one in warnings] == [("no_rate", "acme")]
    assert row.net_burn is None
    assert row.net_new_arr is not None and amount(row.net_new_arr) == 8_000_000


def test_what_is_warned_of_is_warned_of_together() -> None:
    """The burn of the year, RMB 70m, for a half of it; a burn of the press in dollars that is ten times that;
    and an ARR of 1998 that no rate shows in yuan.
    """
    facts = [arr("2025-06-30", "US$10m"), arr("2025-12-31", "US$18m"), burnt("FY2025", "RMB 70m")]
    acme = company(*facts, fact("cash_burn", "FY2025", "US$100m", kind="press"))
    report = burn_multiples([acme], RATES, date(2026, 1, 31), None)
    assert [one.code for one in report.warnings] == ["period_mismatch", "conflict"]
    (row,) = report.rows
    # half of the RMB 70m at 7.02 to 7.17 for a dollar, over 8m
    assert Decimal("0.60") < multiple(row) < Decimal("0.63")
    old = company(arr("1997-12-31", "US$10m"), arr("1998-12-31", "US$18m"), burnt("FY1998", "US$12m"))
    report = burn_multiples([old], RATES, date(2026, 1, 31), "CNY")
    assert [(one.code, one.subject) for one in report.warnings] == [("no_rate", "acme")] * 2
    assert report.rows[0].net_burn is None and multiple(report.rows[0]) == Decimal("1.5")


def test_half_a_dollar_is_a_growth_and_a_burn() -> None:
    """0.3 / 0.5 = 0.6; what flows in is no burn, and half a dollar less is no growth."""
    points = arr("2024-12-31", "=US$10"), arr("2025-12-31", "=US$10.5")
    row, _ = asked(*points, burnt("FY2025", "=US$0.3"))
    assert multiple(row) == Decimal("0.6")
    row, _ = asked(*points, burnt("FY2025", "=US$-0.3"))
    assert row.reason == "n.m.: no cash was burnt"
    row, _ = asked(arr("2024-12-31", "=US$11"), points[1], burnt("FY2025", "=US$-0.3"))
    assert row.reason == "n.m.: ARR did not grow"


def test_the_multiple_says_what_is_divided() -> None:
    """By the names of both sides, and where there is none by which of them it is not meaningful."""
    row, _ = asked(arr("2024-12-31", "US$10m"), arr("2025-12-31", "US$18m"), burnt("FY2025", "US$12m"))
    made = made_of(row.multiple)
    assert made is not None and words(made) == "net burn / net new ARR"
    assert row.company == "acme"
    fewer = [arr("2024-12-31", "US$18m"), arr("2025-12-31", "US$10m")]
    row, _ = asked(*fewer, burnt("FY2025", "US$12m"))
    assert (row.company, row.net_burn and amount(row.net_burn)) == ("acme", 12_000_000)
    assert row.net_new_arr is not None and amount(row.net_new_arr) == -8_000_000
    row, _ = asked(*fewer)
    assert (row.company, row.reason) == ("acme", "n.m.: no burn of those months")
    assert row.net_new_arr is not None
    assert asked()[0].company == "acme"


@pytest.mark.parametrize(
    ("burns", "taken", "warned"),
    [
        ((("FY2025", "US$12m"), ("2025-12", "US$3m")), 12, False),  # 365 days shared before 31
        ((("2025-12-31..2026-12-30", "US$24m"),), 24, True),  # one day is shared
        ((("2026-01-01..2026-12-31", "US$24m"),), None, False),  # none is
        ((("2024-01-02..2025-01-01", "US$24m"),), 24, True),  # the first day is
    ],
)
def test_the_burn_of_a_stretch_is_the_one_that_shares_a_day_with_it(
    burns: tuple[tuple[str, str], ...], taken: int | None, warned: bool
) -> None:
    """Of 2025, from US$12m or 24m of twelve months; a day is enough where there is nothing nearer."""
    facts = [burnt(*one) for one in burns]
    row, warnings = asked(arr("2024-12-31", "US$10m"), arr("2025-12-31", "US$18m"), *facts)
    assert (row.net_burn and amount(row.net_burn)) == (taken and taken * 10**6)
    assert [one.code for one in warnings] == ["period_mismatch"] * warned
