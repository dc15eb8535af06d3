"""`check` and `audit` as people and scripts meet them: exit codes, words, tables, JSON, hints."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from command import ROOT, folded, here
from made import company, fact
from test_claims import CASH, LAST, Dated
from test_expressions import Made
from test_hints import checked as answered

from aicompare.calculators.claims.report import audit, check_expression
from aicompare.companies.company import Company
from aicompare.dataset import Dataset
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.render.numbers import bounds_text, known_text
from aicompare.render.output import pointed_at
from aicompare.reports.report import Report, Warning
from aicompare.values.errors import BadExpression, NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.metrics import Metric
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

SHOWCASE = "minimax.cash_balance[2025-09-30] / minimax.monthly_burn == 37"


@pytest.fixture(scope="module")
def checked(dataset: Dataset, rates: Rates) -> Any:
    def check(text: str, choice: RateChoice = RateChoice()) -> Report:  # noqa: B008  it is frozen
        return check_expression(text, choice, dataset, rates, dataset.all())

    return check


# --- exit codes and streams -------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((SHOWCASE,), 0, "holds"),
        (("minimax.cash_balance / minimax.monthly_burn == 37",), 1, "contradicted"),
        (("sum(convert(six-tigers.equity_value, USD)) < 1tn USD",), 2, "stepfun.equity_value"),
        (("minimax.revenue[FY2025]",), 0, "US$79.038m"),
        (("minimax.revenue[9M2025] / minimax.revenue[FY2024]", "==", '"1.75"'), 0, "holds"),
        (('"312m CNY" == "31.2m USD"', "--average", "FY2024"), 1, "Compared in USD"),
    ],
)  # fmt: skip
def test_the_exit_code_is_the_verdict(arguments: tuple[str, ...], code: int, words: str) -> None:
    """0 holds (or a value), 1 contradicted, 2 undecided; the answer is on stdout in any case."""
    done = here("check", *arguments)
    assert (done.returncode, done.stderr) == (code, "")
    assert words in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "minimax.revenue[FY2030]"), "[FY2030] is not known as of 2026-10-31; there is minimax"),
        (("check", "minmax.cash"), "column 1: there is no company or group 'minmax'; did you mean"),
        (("check", "minimax.cash", "--in", "CNY"), "write convert(minimax.cash, CNY)"),
        (("check", "1", "--on", "2025-12-31", "--average", "FY2025"), "ask for two rates"),
        (("check",), "EXPRESSION"),
        (("check", "-minimax.cash"), "begins with a minus stands in parentheses"),
        (("audit", "--source", "article-05"), "did you mean 'article-0"),
        (("audit", "--company", "minmax"), "did you mean 'minimax'?"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_exits_2_with_nothing_on_stdout(arguments: tuple[str, ...], words: str) -> None:
    """One message on stderr, with the next step."""
    done = here(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_an_error_in_an_expression_points_at_its_place() -> None:
    """Message and hint, the expression, and a caret under the place."""
    done = here("check", "zhipu.cash + minimax.cash")
    assert done.stderr.splitlines() == [
        "aicompare: column 12: money in CNY and money in USD do not add; "
        "put one through convert(..., USD) first",
        "  zhipu.cash + minimax.cash",
        "             ^",
    ]


@pytest.mark.parametrize(
    ("text", "column", "line", "caret"),
    [
        ("1 + x", 5, "1 + x", 4),
        ("智谱.cash + x", 11, "智谱.cash + x", 12),  # two Chinese letters are four columns wide
        ("a\tb + x", 7, "a\\x09b + x", 9),
        ("1 + ", 5, "1 + ", 4),
        ("x" * 100 + "?" + "y" * 100, 101, "…" + "x" * 36 + "?" + "y" * 35 + "…", 37),
    ],
)
def test_the_caret_stands_under_the_column(text: str, column: int, line: str, caret: int) -> None:
    """Also after letters of two columns, after what is escaped, and in what is shortened."""
    shown, mark = pointed_at(text, column)
    assert (shown, mark) == (line, " " * caret + "^")


# --- what is shown ----------------------------------------------------------------------


def test_the_showcase_reads_aloud(checked: Any) -> None:
    """37.2 months between 1,046.15/28.15 and 1,046.25/28.05, from two figures of the prospectus."""
    text = render(checked(SHOWCASE), "table", 80)
    assert "holds    37      37.2 months (37.16 to 37.30) [1]" in re.sub(r" {9,}", "      ", text)
    assert "minimax.cash_balance[2025-09-30]  US$1,046.2m [1]" in text
    assert "minimax.monthly_burn[FY2025]         US$28.1m [1]" in text


@pytest.mark.parametrize("width", [40, 80, 200, None])
def test_no_digit_is_cut_at_any_width(checked: Any, width: int | None) -> None:
    """The same numbers in a narrow table, a wide one and in blocks."""
    text = render(checked("convert(zhipu.liquidity[2025-06-30], USD) == US$500m"), "table", width)
    wide = render(checked("convert(zhipu.liquidity[2025-06-30], USD) == US$500m"), "table", None)
    number = re.compile(r"\d[\d,]*\.\d+")
    assert set(number.findall(text)) == set(number.findall(wide))
    if width:
        lines = [line for line in text.splitlines() if "http" not in line]
        assert all(
            sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) <= width for line in lines
        )


@pytest.mark.parametrize(
    ("value", "unit", "known", "bounds"),
    [
        ("37.23", "months", "37.23 months", "37.23 months (37.225 to 37.235)"),
        ("71.149%", "percent", "71.149%", "71.149% (71.1485 to 71.1495%)"),
        ("3.486x", "times", "3.486×", "3.486× (3.4855 to 3.4865×)"),
        ("1,046.6", "number", "1,046.6", "1,046.6 (1,046.55 to 1,046.65)"),
        (">=12,000", "count", "≥ 12,000", "≥ 12,000"),
        ("=24", "number", "24", "24"),
        ("212,247k", "count", "212,247,000", "212,247,000 (212,246,500 to 212,247,500)"),
        ("=2.5", "number", "2.5", "2.5"),
        ("US$53.437m", "money", "US$53.437m", "US$53.437m (53.4365 to 53.4375m)"),
        ("RMB -2bn", "money", "(RMB 2bn)", "(RMB 2bn) (-2.5 to -1.5bn)"),
        ("~RMB 376m", "money", "~RMB 376m", "~RMB 376m (368.4 to 383.6m)"),
    ],
)
def test_a_computed_figure_shows_what_is_known_of_it(value: str, unit: str, known: str, bounds: str) -> None:
    """As many digits as its bounds tell, five at most; the bounds with one more, rounded outward."""
    figure: Money | Figure = parse_amount(value) if unit == "money" else Figure.parse(value)
    assert known_text(figure, unit) == known
    assert bounds_text(figure, unit) == bounds


def test_the_table_of_an_audit_fits_80_columns(dataset: Dataset, rates: Rates) -> None:
    """What does not hold as a statement, by how much, with its source; what holds is counted below."""
    text = render(audit(dataset.claims, dataset, rates, "article-004", None), "table", 80)
    assert max(map(len, text.splitlines())) <= 80
    (wrong,) = [part for part in text.split("\u2717 ") if part.startswith("Hailuo AI brings MiniMax 2.6%")]
    assert "32.681% by the data, stated 91.9% too low; source: Prospectus" in folded(wrong)
    assert re.search(r"\d+ of \d+ figures do not hold", text) and re.search(r"\u2713 \d+ hold:", text)


KEYS = (
    "id", "statement", "verdict", "says", "stated", "value", "against", "computed",
    "off_by", "remark", "hint", "expression", "source", "as_of", "missing",
)  # fmt: skip


def test_the_keys_of_a_row_are_what_scripts_rely_on(checked: Any, dataset: Dataset, rates: Rates) -> None:
    """check and audit have the same keys, without those that say nothing; figures have bounds and unit."""
    answer = json.loads(render(checked(SHOWCASE), "json", None))
    (row,) = answer["data"]
    assert answer["schema"] == "aicompare.check/2" and row.keys() < {*KEYS}
    assert row["stated"] == {"value": 37, "low": 36.5, "high": 37.5, "unit": "months"}
    assert f"{row['computed']['low']:.4f}" == "37.1634"
    assert row["computed"]["formula"] == "minimax.cash_balance[2025-09-30] / minimax.monthly_burn"
    assert row["computed"]["sources"] == ["minimax-prospectus"]
    assert not {"id", "source", "against"} & row.keys()
    answer = json.loads(render(audit(dataset.claims, dataset, rates, None, None), "json", None))
    assert answer["schema"] == "aicompare.audit/2"
    rows = {row["id"]: row for row in answer["data"]}
    assert all(row.keys() <= {*KEYS} for row in rows.values())
    assert rows["article-004-hailuo-share"]["source"] == "article-004"
    assert "article-004" in answer["sources"]
    assert "stated" not in rows["article-001-xai-above-target"]
    assert rows["article-001-xai-above-target"]["computed"]["value"] == 20 * 10**9
    assert rows["article-001-xai-above-target"]["against"]["value"] == 15 * 10**9
    assert rows["article-001-startups-below-us-labs"]["computed"] is None
    assert rows["article-001-startups-below-us-labs"]["missing"] == ["stepfun.equity_value"]


def test_csv_holds_a_computed_figure_of_any_kind(dataset: Dataset, rates: Rates) -> None:
    """An amount with its currency, a number without; each of the sides of a comparison is a row."""
    text = render(audit(dataset.claims, dataset, rates, None, None), "csv", None)
    rows = {(row["id"], row["key"]): row for row in csv.DictReader(io.StringIO(text))}
    row = rows["article-004-37-months", "computed"]
    assert (row["value"][:7], row["unit"], row["low"][:7]) == ("37.2313", "months", "37.1634")
    row = rows["article-004-37-months", "stated"]
    assert (row["value"], row["low"], row["high"], row["source"]) == ("37", "36.5", "37.5", "article-004")
    row = rows["article-001-offer-price", "computed"]
    assert (row["value"], row["unit"]) == ("116.2", "HKD")
    assert rows["article-001-next-day", "computed"]["value"] == "1"
    sides = [rows["article-001-xai-above-target", side] for side in ("computed", "against")]
    assert [(row["value"], row["verdict"]) for row in sides] == [
        ("20000000000", "holds"), ("15000000000", "holds"),
    ]  # fmt: skip


def test_a_stated_burn_beside_another_balance_is_a_warning(checked: Any) -> None:
    """INTERFACE: a stated monthly burn belongs to its own balance only."""
    codes = {one.code: one.message for one in checked("minimax.cash_balance / minimax.monthly_burn").warnings}
    assert codes["period_mismatch"] == (
        "the monthly burn US$28.1m is stated for the balance of 2025-09-30, not of 2026-06-30"
    )
    codes = {one.code for one in checked(SHOWCASE).warnings}
    assert "period_mismatch" not in codes and "conflict" in codes


# --- hints ------------------------------------------------------------------------------


def maker() -> Company:
    return company(
        fact("revenue", "FY2024", "US$40.0m"),
        fact("revenue", "FY2025", "US$100.0m"),
        fact("research_expense", "FY2024", "US$20.0m"),
        fact("research_expense", "FY2025", "US$70.0m"),
        fact("revenue", "FY2025", "US$25.0m", scope="cloud"),
        fact("arr", "FY2025", "US$150.0m", basis="arr"),
        fact("net_profit", "FY2025", "US$ -80.0m"),
        fact("adjusted_net_profit", "FY2025", "US$ -60.0m"),
        fact("market_cap", "2026-01-08", "HK$500m", label="close"),
        fact("market_cap", "2026-01-08", "HK$600m", label="high"),
    )


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        # another currency: HK$500m are RMB 448m
        ("convert(acme.market_cap[2026-01-08, label=close], CNY) == RMB 500m", "holds in HKD"),
        ("acme.revenue[FY2025] == US$1.000bn", "holds at the figure over ten"),
        ("acme.revenue[FY2025] == US$10.0m", "holds at ten times the figure"),
        ("acme.revenue[FY2025] == US$100.0bn", "holds at the figure over a thousand"),
        ("acme.revenue[FY2025] == US$40.0m", "holds for FY2024"),
        ("acme.research_expense[FY2025] / acme.revenue[FY2025] == 0.50", "holds for FY2024"),
        ("acme.revenue[FY2025, scope=cloud] == US$100.0m", "holds for the company as a whole"),
        ("acme.revenue[FY2025] == US$150.0m", "holds for arr"),
        ("acme.net_loss[FY2025] == US$60.0m", "holds for adjusted_net_loss"),
        ("acme.net_profit[FY2025] == US$ -60.0m", "holds for adjusted_net_profit"),
        ("acme.net_profit[FY2025] == -60.0m USD", "holds for adjusted_net_profit"),
        ("acme.market_cap[2026-01-08, label=close] == HK$600m", "holds with label=high"),
        ("US$40.0m == acme.revenue[FY2025]", "holds for FY2024"),
        ("acme.revenue[FY2025] == US$77.0m", None),
        ("acme.revenue[FY2025] / acme.research_expense[FY2025] == 2", None),  # 1.5 to 2.5 says too little
        ('acme.revenue[FY2025] == ">=US$101m"', None),
        ("acme.revenue[FY2025] < 40m USD", None),
        ("100 == 1000", None),
    ],
)  # fmt: skip
def test_a_hint_is_one_of_four_changes_that_makes_it_hold(
    rates: Rates, expression: str, hint: str | None
) -> None:
    """Currency, power of ten, period, basis; only within bounds, only of a figure that says enough."""
    data = Made((maker(),), {})
    report = check_expression(expression, RateChoice(), data, rates, [])  # type: ignore[arg-type]
    assert (report.rows[0].verdict, report.rows[0].hint) == ("contradicted", hint)


def test_a_value_that_is_not_known_is_no_answer(checked: Any) -> None:
    """And what there is instead is offered: of the first day there are four prices, and none is the price."""
    with pytest.raises(NoAnswer, match=r"zhipu\.share_price\[2026-01-08\] is not known") as caught:
        checked("zhipu.share_price[2026-01-08]")
    for label in ("open", "low", "high", "close"):
        assert f"zhipu.share_price[2026-01-08, label={label}]" in (caught.value.hint or "")


def test_a_value_of_one_label_alone_is_answered_and_named(checked: Any) -> None:
    """The newest price has but its close."""
    report = checked("zhipu.share_price")
    assert report.rows[0].computed.label == "close"
    assert report.rows[0].hint == "zhipu.share_price taken with label=close"
    # of a Sunday that of the Friday before
    (row,) = checked("zhipu.share_price[2026-03-15] == HK$530").rows
    assert row.hint == (
        "zhipu.share_price[2026-03-15] taken with label=close, the last close before it, of 2026-03-13"
    )


# --- whatever the input -----------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_expressions_bring_an_answer_or_one_message(
    dataset: Dataset, rates: Rates, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """tools/fuzz_expressions.py: never a traceback, never a second of computing, never 100 MB more."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    module = import_module("fuzz_expressions")
    outcome = module.run(600, seed, dataset, rates)
    assert outcome.broken == []
    assert outcome.grown <= module.MOST_MEGABYTES
    assert outcome.counts["holds"] and outcome.counts["contradicted"] and outcome.counts["bad_expression"]


@pytest.mark.parametrize(
    "text",
    [
        "1+" * 999 + "1",
        "-" * 1999 + "1",
        "(" * 1999,
        "minimax.cash[" * 100,
        "+".join(["minimax.cash * minimax.revenue[FY2025] / minimax.cash"] * 30),
        "*".join(["(minimax.cash / minimax.cash_balance + 1)"] * 40),
        "sum(" * 20 + "minimax.cash" + ")" * 20,
        "abs(minimax.cash - " * 19 + "minimax.cash_balance" + ")" * 19 + " == 5m USD",
        "+".join(f"minimax.cash / (minimax.cash + minimax.cash_balance * {n})" for n in range(1, 30)),
        '"' * 1999,
        "9tn*" * 499 + "1",
    ],
)
def test_what_is_long_deep_or_heavy_ends_soon(checked: Any, text: str) -> None:
    """An answer, or an error that says what is too much."""
    try:
        report = checked(text[:2000])
    except (BadExpression, NoAnswer) as trouble:
        assert trouble.message
    else:
        assert render(report, "table", 80)


# --- what an answer says of itself -----------------------------------------------------------


def test_what_is_not_known_is_answered_with_all_that_there_is(rates: Rates) -> None:
    """Of two figures that are missing, those of other days are offered; where there are none, nothing."""
    acme = company(fact("cash", "2026-06-30", "US$1m"), fact("shares", "2026-05-31", "5m"))
    with pytest.raises(NoAnswer) as caught:
        answered(rates, "acme.cash[2020-12-31] * acme.shares[2020-12-31]", acme)
    assert caught.value.message == (
        "acme.cash[2020-12-31], acme.shares[2020-12-31] is not known as of 2026-10-31"
    )
    assert caught.value.hint == "there is acme.cash[2026-06-30], acme.shares[2026-05-31]"
    with pytest.raises(NoAnswer) as caught:
        answered(rates, "acme.revenue", acme)
    assert caught.value.hint is None


def test_a_stated_burn_beside_another_balance_is_a_warning_of_its_company(rates: Rates) -> None:
    """A forecast of burn is stated for no balance, and a balance of its own day is no other."""
    burn = fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31")
    acme = company(burn, fact("cash", "2025-12-31", "US$90m"), CASH)
    (warning,) = answered(rates, "acme.cash[2026-06-30] / acme.monthly_burn", acme).warnings
    assert warning == Warning(
        "period_mismatch",
        "the monthly burn US$10m is stated for the balance of 2025-12-31, not of 2026-06-30",
        "acme",
    )
    assert not answered(rates, "acme.cash[2025-12-31] / acme.monthly_burn", acme).warnings
    bare = company(fact("monthly_burn", "FY2025", "US$10m", user=True), CASH)
    assert not answered(rates, "acme.cash / acme.monthly_burn", bare).warnings


def test_a_computed_side_is_a_figure_of_whom_and_what_it_rests_on(rates: Rates) -> None:
    """Of one company it is that one's, of two nobody's, of typed numbers of the day of the answer."""
    one = company(CASH, fact("cash", "2025-12-31", "US$50m"))
    two = company(fact("cash", "2026-03-31", "US$20m", company="two"), id_="two")

    def value(expression: str) -> Any:
        return answered(rates, expression, one, two).rows[0].computed

    own = value("acme.cash[2026-06-30] - acme.cash[2025-12-31]")
    assert (own.company, own.metric.name, own.metric.kind, own.metric.unit) == (
        "acme",
        "computed",
        "stock",
        "money",
    )
    assert own.metric.definition == "what an expression comes to"
    assert (own.period, own.value.currency) == (Period.parse("2026-06-30"), "USD")
    assert own.value.amount.value == 50 * 10**6
    assert own.formula == "acme.cash[2026-06-30] - acme.cash[2025-12-31]"
    both = value("two.cash + acme.cash[2025-12-31]")
    assert (both.company, both.period) == ("", Period.parse("2026-03-31"))
    braces = company(fact("cash", "2026-06-30", "US$5m", label="{0}"))
    (row,) = answered(rates, "acme.cash[2026-06-30, label={0}] * 2", braces).rows
    assert row.computed is not None and row.computed.formula == "acme.cash[2026-06-30, label={0}] * 2"
    typed = value("2 + 3")
    assert (typed.company, typed.period, typed.metric.unit) == ("", Period.day(LAST), "number")


@pytest.mark.parametrize(
    ("expression", "unit"),
    [
        ("acme.cash / 2", "money"),
        ("acme.cash / acme.cash[2025-12-31]", "number"),
        ("acme.cash / acme.cash[2025-12-31] == 200%", "percent"),
        ("acme.cash / acme.cash[2025-12-31] == 2x", "times"),
    ],
)
def test_what_is_computed_is_shown_in_the_unit_of_what_is_stated(
    rates: Rates, expression: str, unit: str
) -> None:
    """Where it is a plain number; an amount stays one."""
    acme = company(CASH, fact("cash", "2025-12-31", "US$50m"))
    assert answered(rates, expression, acme).rows[0].computed.metric.unit == unit


YEARS = (
    fact("revenue", "FY2025", "US$20m", basis="recognised"),
    fact("revenue", "H1 2026", "US$15m", basis="recognised"),
    fact("market_cap", "2026-06-30", "HK$780m"),
)


@pytest.mark.parametrize(
    ("expression", "warned"),
    [
        ("ltm(acme.revenue)", ["acme"]),
        ("100m USD > ltm(acme.revenue) * 2", ["acme"]),
        ("sum(ltm(makers.revenue))", ["acme", "two"]),
        ("ltm(acme.revenue, FY2025)", []),  # the twelve months that are asked for
        ("ltm(acme.revenue[FY2025])", []),
        ("ltm(acme.revenue[basis=recognised])", []),
        ("abs(acme.revenue)", []),
        ("annualised(acme.revenue, FY2025)", []),
        ("acme.revenue[FY2025] - acme.cash", []),
    ],
)
def test_twelve_months_that_end_before_what_is_known_are_warned_of(
    seven: Rates, expression: str, warned: list[str]
) -> None:
    """Half of 2025 is not known, so that the newest twelve months are the year, half a year old."""
    acme = company(*YEARS, CASH)
    two = company(*(fact("revenue", one, "US$9m", company="two") for one in ("FY2025", "H1 2026")), id_="two")
    text = "revenue of H1 2026 is newer, but no twelve months to 2026-06-30 are known"
    report = answered(seven, expression, acme, two, makers=("acme", "two"))
    assert [*report.warnings] == [Warning("older_ltm", text, id_) for id_ in warned]


def test_the_warning_names_the_metric_that_is_newer(seven: Rates) -> None:
    """Revenue is known of the year alone, and gross profit of half a year more."""
    acme = company(
        YEARS[0], fact("gross_profit", "FY2025", "US$9m"), fact("gross_profit", "H1 2026", "US$6m")
    )
    (warning,) = answered(seven, "ltm(acme.gross_profit)", acme).warnings
    assert warning.message == (
        "gross profit of H1 2026 is newer, but no twelve months to 2026-06-30 are known"
    )
    assert not answered(seven, "ltm(acme.revenue)", acme).warnings


@pytest.mark.parametrize(
    ("expression", "notes"),
    [
        ("acme.cash > acme.equity_value", ["Compared in CNY, the currency of the right side."]),
        ("acme.cash == 700m CNY", ["Compared in CNY, the currency of what is stated."]),
        ("700m CNY == acme.cash", ["Compared in CNY, the currency of what is stated."]),
        ("acme.cash == 100m USD", []),
        ("acme.cash", []),
    ],
)
def test_of_two_currencies_it_is_said_in_which_they_were_compared(
    seven: Rates, expression: str, notes: list[str]
) -> None:
    """And of one nothing."""
    value = fact("market_cap", "2026-06-30", "RMB 600m")
    assert [*answered(seven, expression, company(value, CASH)).notes] == notes


def test_a_multiple_of_two_currencies_is_known_to_an_expression_too(rates: Rates) -> None:
    """HK$780m of June 2026 over US$20m of revenue: at 7.7 to 7.9 Hong Kong dollars, 4.9 to 5.1 times."""
    row = answered(rates, "acme.revenue_multiple", company(YEARS[0], YEARS[2])).rows[0]
    assert row.computed is not None
    assert Decimal("4.9") < row.computed.value.value < Decimal("5.1")


def test_a_metric_of_the_users_files_is_known_to_an_expression(rates: Rates) -> None:
    """Under its own name, and to nobody who does not hand it over."""
    widgets = Metric("widgets", "stock", "count", "what Acme makes")
    acme = company(replace(fact("employees", "2026-06-30", "12"), metric=widgets))
    data = Dated((acme,), {}, LAST)
    report = check_expression("acme.widgets == 12", RateChoice(), data, rates, [], {"widgets": widgets})
    assert report.rows[0].verdict == "holds"
    with pytest.raises(BadExpression, match="there is no metric 'widgets'"):
        check_expression("acme.widgets == 12", RateChoice(), data, rates, [])


def test_an_answer_is_titled_by_what_was_asked_and_of_its_day(rates: Rates) -> None:
    """With the names of the companies; of what has no answer the reasons stand in the hint."""
    years = (
        ("net_profit", "FY2024"),
        ("net_profit", "FY2025"),
        ("gross_profit", "FY2022"),
        ("gross_profit", "FY2023"),
    )
    facts = [fact(name, year, "US$ -5m") for name, year in years]
    acme = company(CASH, *facts)
    data = Dated((acme,), {}, LAST)
    report = check_expression(" acme.cash * 2 ", RateChoice(), data, rates, [acme])
    assert (report.name, report.title, report.as_of) == ("check", "acme.cash * 2", LAST)
    assert (report.currency, report.names) == (None, {"acme": "Acme"})
    with pytest.raises(NoAnswer) as caught:
        check_expression("growth(acme.net_profit) + growth(acme.gross_profit)", RateChoice(), data, rates, [])
    assert caught.value.hint == "it is not above zero in FY2024; it is not above zero in FY2022"


def test_two_computed_sides_are_true_false_or_open(rates: Rates) -> None:
    """What is left open by the bounds says so; what is missing is named."""
    acme = company(CASH, fact("cash", "2025-12-31", "US$100m"), fact("cash", "2024-12-31", "US$9m"))
    for expression, verdict, hint in (
        ("acme.cash[2026-06-30] > acme.cash[2024-12-31]", "holds", None),
        ("acme.cash[2026-06-30] < acme.cash[2024-12-31]", "contradicted", None),
        ("acme.cash[2026-06-30] > acme.cash[2025-12-31]", "undecided", "the bounds leave it open"),
    ):
        row = answered(rates, expression, acme).rows[0]
        assert (row.verdict, row.hint) == (verdict, hint)
        assert (row.expression, row.as_of) == (expression, LAST)
    missing = answered(rates, "acme.cash[2026-06-30] > acme.cash[2020-12-31]", acme).rows[0]
    assert missing.hint == "not in the data: acme.cash[2020-12-31]"


def test_the_figures_below_are_all_that_went_in(seven: Rates) -> None:
    """Of both sides: facts as printed, typed amounts, and what is derived, before its parts."""
    acme = company(CASH, fact("liquid_investments", "2026-06-30", "US$40m"))
    report = answered(seven, "acme.liquidity - convert(RMB 35m, USD) > acme.cash", acme)
    assert report.sections[1].title == "From these figures"
    assert figures_below(report) == [
        ["From", "As printed", "As used", "Formula"],
        ["acme.liquidity", "", "US$140m", "cash + liquid_investments"],
        ["acme.cash[2026-06-30]", "US$100m", "US$100m", ""],
        ["acme.liquid_investments[2026-06-30]", "US$40m", "US$40m", ""],
        ["typed amount", "RMB 35m", "US$5.0m", ""],
        ["acme.cash[2026-06-30]", "US$100m", "US$100m", ""],
    ]
    assert figures_below(answered(seven, "acme.cash * 2", acme))[0] == ["From", "As used"]


def figures_below(report: Report) -> list[list[str]]:
    """The cells of the table below the verdict, its header first."""
    part = render(report, "markdown", None).partition("From these figures")[2]
    lines = [line for line in part.splitlines() if line.startswith("|") and "---" not in line]
    plain = [re.sub(r" \\\[[\da-z,]+\]|&nbsp;|\\", "", line) for line in lines]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in plain]
