"""Runway beside itself: bases in a matrix, printed runways explained, sensitivity, the picture."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from made import company, day, fact, part, parts, rounded, warned
from test_runway import BURNING, asked_of
from test_scenario import BURN, CASH, LAST_DAY, answered, bond, supposed

from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.matrix import BurnRow, CashRow, StatedRow
from aicompare.calculators.runway.report import cash_runway
from aicompare.calculators.runway.scenario import Scenario
from aicompare.calculators.runway.sensitivity import BURNS, ExtraRow
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact, money
from aicompare.dataset import Dataset
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.render.as_html import to_html
from aicompare.render.as_json import to_dict, to_json
from aicompare.render.chart import chart_lines
from aicompare.render.table import plain
from aicompare.reports.report import Across, Between, Chart, Curve, Marked, Report
from aicompare.values.errors import BadUsage
from aicompare.values.figures import Figure
from aicompare.values.money import Money, parse_amount

LISTING = "2026-01-09"
LAST = "2026-10-31"


def asked(
    dataset: Dataset, *ids: str, as_of: str, currency: str | None = None, grid: bool = False,
    plot: bool = False, **choice: Any,
) -> Report:  # fmt: skip
    known, rates = dataset.at(day(as_of)), current_rates({}, day(as_of))
    companies = [known.by_id(id_) for id_ in ids]
    return cash_runway(companies, RunwayChoice(known.as_of, **choice), rates, currency, grid=grid, plot=plot)


def made(rates: Rates, acme: Company, *, grid: bool = False, plot: bool = False, **choice: Any) -> Report:
    return cash_runway([acme], RunwayChoice(day(LAST), **choice), rates, None, grid=grid, plot=plot)


def shown(cell: object) -> str | None:
    """A cell of a matrix as the table has it, with its mark."""
    match cell:
        case Marked(figure, mark):
            return f"{rounded(figure.value)} {mark}"
        case Figure():
            return rounded(cell.value)
        case _:
            return cell if isinstance(cell, str) else None


# --- the matrix ------------------------------------------------------------------------


def told(answer: Report) -> dict[str, tuple[str, ...]]:
    rows = part(answer, "stated").rows
    assert all(isinstance(row, StatedRow) for row in rows)
    return {row.stated.reported: row.agrees_with for row in rows}


def test_every_printed_runway_of_minimax_is_traced_to_its_cash_and_burn(dataset: Dataset) -> None:
    """37 is the company's own (the burn of the hearing version, about 27.9, agrees with it);

    53 is US$1,102m over the adjusted loss, 20.7 a month (conflict C31); 4 rests on a burn ten
    times too high (C34): 1,046.2 / 280 = 3.7; 54 counts US$468.7m that none of these hold.
    """
    assert told(asked(dataset, "minimax", as_of=LISTING, all_bases=True)) == {
        "37": (
            "stated / stated",
            "liquidity+facilities / stated",
        ),
        "53": ("US$1,102m / adjusted-loss",),
        "4": (
            "liquidity / ~US$280m",
            "stated / ~US$280m",
            "liquidity+facilities / ~US$280m",
            "US$1,102m / ~US$280m",
        ),
        "54": (),
    }


def test_with_the_assumed_proceeds_the_matrix_agrees_with_54(dataset: Dataset) -> None:
    """(1,046.2 + 468.7) / 28.1 = 53.9, printed as 54."""
    scenario = Scenario.parse(["US$468.7m"], None, None, None)
    answer = asked(dataset, "minimax", as_of=LISTING, all_bases=True, scenario=scenario)
    assert "stated / stated" in told(answer)["54"]
    assert told(answer)["37"] == ()


def test_the_nine_months_of_the_press_are_cash_alone_over_adjusted_loss(dataset: Dataset) -> None:
    """Conflict C2: 2,551.970 / (1,751.974 / 6) = 8.7; no other pair comes to 8.5 to 9.5."""
    answer = asked(dataset, "zhipu", as_of=LISTING, all_bases=True, balance=day("2025-06-30"))
    assert told(answer) == {"9": ("cash / adjusted-loss",)}
    marks = [
        shown(cell)
        for row in part(answer, "Zhipu, 2025-06-30: months of the balance alone").rows
        for cell in row.months.values()
    ]
    assert not any("◂" in text for text in marks if text)  # the company itself states nothing of that day


def test_only_what_contradicts_the_amount_used_is_a_rival(rates: Rates) -> None:
    """100 and 100.0 are one amount, 150 is another: 15 months come from it alone."""
    acme = company(
        fact("cash_balance", "2025-12-31", "US$100.0m"),
        fact("cash_balance", "2025-12-31", "US$100m", kind="press"),
        fact("cash_balance", "2025-12-31", "US$150.0m", kind="press"),
        fact("cash_burn", "FY2025", "US$120.0m"),
        fact("stated_runway", "2025-12-31", "10"),
        fact("stated_runway", "2025-12-31", "15", kind="press"),
    )
    answer = made(rates, acme, all_bases=True)
    assert told(answer) == {"10": ("stated / cash-burn",), "15": ("US$150.0m / cash-burn",)}


def test_json_keeps_a_row_per_pair_and_the_stated_figures_beside(dataset: Dataset) -> None:
    """Scripts get the pairs as rows; the tables of the matrix are for people alone."""
    answer = asked(dataset, "zhipu", as_of=LISTING, all_bases=True, balance=day("2025-06-30"))
    text = to_json(answer)
    assert '"stated":[' in text
    assert "zhipu-months" not in text
    assert '"itbear-2025-12":{' in text  # the source of what is only stated


# --- sensitivity -----------------------------------------------------------------------


def grid(answer: Report) -> dict[str, list[str | None]]:
    rows = part(answer, "sensitivity").rows
    assert all(isinstance(row, ExtraRow) for row in rows)
    return {
        rounded(row.extra.value.amount.value, 0): [shown(cell) for cell in row.months.values()]
        for row in rows
    }


def test_months_over_burn_and_extra_cash(rates: Rates) -> None:
    """100 over 10 a month with up to 40 more, by hand; the base case is marked."""
    acme = company(
        fact("cash_balance", "2025-12-31", "US$100"),
        fact("cash_burn", "FY2025", "US$120"),
        fact("net_proceeds", "2025-06-30", "US$40", deal="a", status="closed"),
    )
    answer = made(rates, acme, grid=True)
    assert list(part(answer, "sensitivity").rows[0].months) == [
        "-50%",
        "-25%",
        "0%",
        "+25%",
        "+50%",
        "+100%",
    ]
    assert grid(answer) == {
        "0": ["20.0", "13.3", "10.0 ◂", "8.0", "6.7", "5.0"],
        "10": ["22.0", "14.7", "11.0", "8.8", "7.3", "5.5"],
        "20": ["24.0", "16.0", "12.0", "9.6", "8.0", "6.0"],
        "30": ["26.0", "17.3", "13.0", "10.4", "8.7", "6.5"],
        "40": ["28.0", "18.7", "14.0", "11.2", "9.3", "7.0"],
    }


def test_the_last_raise_is_the_newest_of_the_companys_own(dataset: Dataset, rates: Rates) -> None:
    """MiniMax, July 2026: HK$9,491m at the rate of 2026-07-14 (ECB 1.1405 / 8.9387).

    It is counted already; so much once more makes (1,322.8 + 2 x 1,211.0) / 48.84 = 76.7 months.
    """
    rows = part(asked(dataset, "minimax", as_of=LAST, grid=True), "sensitivity").rows
    placing = Decimal("9491000000") * Decimal("1.1405") / Decimal("8.9387")
    assert rounded(rows[-1].extra.value.amount.value, 3) == rounded(placing, 3)
    assert rounded(rows[0].months["0%"].figure.value) == "51.9"
    assert rounded(rows[-1].months["0%"].value) == "76.7"


def test_without_a_raise_the_cash_once_more_is_the_extra(rates: Rates) -> None:
    """100 of cash: up to 200."""
    acme = company(fact("cash_balance", "2025-12-31", "US$100"), fact("cash_burn", "FY2025", "US$120"))
    assert list(grid(made(rates, acme, grid=True))) == ["0", "25", "50", "75", "100"]


def test_a_cell_without_an_end_is_a_word(rates: Rates) -> None:
    """At half the burn, shrinking by 5% a month, 100 lasts for ever (5 / 0.05 = 100)."""
    acme = company(fact("cash_balance", "2025-12-31", "=US$100"), fact("cash_burn", "FY2025", "=US$120"))
    shrinking = Scenario.parse([], "-5%", None, None)
    answer = made(rates, acme, grid=True, scenario=shrinking)
    cells = grid(answer)["0"]
    assert cells[0] is None
    assert part(answer, "sensitivity").rows[0].statuses["-50%"] == "never"
    assert "never" in render(answer, "table", 120).split("+100%")[1]
    assert cells[2] is not None
    assert cells[2].endswith("◂")


def test_every_cell_has_one_shape_in_json(rates: Rates) -> None:
    """A figure or null; the case of the answer has no mark there, and the word stands apart."""
    acme = company(fact("cash_balance", "2025-12-31", "=US$100"), fact("cash_burn", "FY2025", "=US$120"))
    shrinking = Scenario.parse([], "-5%", None, None)
    rows = to_dict(made(rates, acme, grid=True, scenario=shrinking))["sensitivity"]
    cells = [cell for row in rows for cell in row["months"].values()]
    assert {type(cell) for cell in cells} == {dict, type(None)}
    assert {tuple(cell) for cell in cells if cell} == {("value", "low", "high", "unit")}
    assert {
        (row["months"][key] is None) for row in rows for key in BURNS if row["statuses"][key] == "never"
    } == {True}


# --- the picture -----------------------------------------------------------------------

ACME = (fact("cash_balance", "2025-12-31", "=US$100m"), fact("cash_burn", "FY2025", "=US$120m"))


def picture(rates: Rates, *, braille: bool, width: int = 60, **choice: Any) -> list[str]:
    chart = made(rates, company(*ACME), plot=True, **choice).chart
    assert chart is not None
    return chart_lines(chart, width, braille=braille)


def test_the_picture_falls_from_the_cash_to_nought_at_the_cash_out_date(rates: Rates) -> None:
    """100 over 10 months, in plain ASCII: a straight line from the top left to the bottom right."""
    lines = picture(rates, braille=False)
    assert all(line.isascii() for line in lines)
    assert lines[-1] == "1 Acme: from 2025-12-31, gone 2026-10-31"
    drawn = [line.partition("|")[2] for line in lines[:12]]
    starts = [len(line) - len(line.lstrip(" ")) for line in drawn]
    assert starts[0] == 0
    assert starts == sorted(starts)
    assert drawn[-1].rstrip()[-1] == "1"  # the cash-out is marked
    assert lines[0].startswith("US$100m|")
    assert lines[12].strip().startswith("0+---")
    assert "2025-12" in lines[13]
    assert "2026-0" in lines[13]


def test_the_picture_uses_braille_where_there_is_braille(rates: Rates) -> None:
    """The same picture, eight dots to a character."""
    text = "".join(picture(rates, braille=True)[:12])
    assert any("\u2800" < letter <= "\u28ff" for letter in text)


def test_no_line_of_the_picture_is_wider_than_the_screen(rates: Rates) -> None:
    """At any width; where there is no room there is no picture."""
    for width in (36, 40, 80, 200):
        assert max(map(len, picture(rates, braille=False, width=width))) <= width
    assert picture(rates, braille=False, width=20) == []


def test_a_raise_is_a_step_in_the_picture(rates: Rates) -> None:
    """50 more at the start of month 6: down to 50 after 5 months, then 100 at once."""
    chart = made(
        rates, company(*ACME), plot=True, scenario=Scenario.parse(["US$50m@6"], None, None, None)
    ).chart
    assert chart is not None
    (curve,) = chart.curves
    at_five = [amount / 10**6 for month, amount in curve.points if month == 5]
    assert at_five == [50, 100]
    assert (curve.points[-1], curve.ends) == ((Decimal(15), Decimal(0)), Decimal(15))


def test_what_never_ends_goes_on_in_the_picture(rates: Rates) -> None:
    """No date is made up for it."""
    lines = picture(rates, braille=False, scenario=Scenario.parse([], "-20%", None, None))
    assert lines[-1] == "1 Acme: goes on"


def test_curves_of_two_currencies_are_drawn_in_dollars(dataset: Dataset) -> None:
    """At the rates of the cash in the table with --in USD; with the raises first, then the balance alone."""
    answer = asked(dataset, "zhipu", "minimax", as_of=LAST, plot=True)
    table = asked(dataset, "zhipu", "minimax", as_of=LAST, currency="USD")
    assert answer.chart is not None and answer.chart.currency == "USD"
    curves = answer.chart.curves
    assert [curve.dotted for curve in curves] == [False, True, False, True]
    cash = [row.cash.value.amount.value for row in table.rows for _ in range(2)]
    assert [rounded(curve.points[0][1], 3) for curve in curves] == [rounded(one, 3) for one in cash]
    months = [one for row in answer.rows for one in (row.months, row.balance_alone.months)]
    assert [curve.ends for curve in curves] == [one.value for one in months]


def test_the_picture_stands_in_every_text_and_not_in_json(rates: Rates) -> None:
    """In a pipe in ASCII, in Markdown as it is, in a notebook as lines; JSON has the figures alone."""
    answer = made(rates, company(*ACME), plot=True)
    without = made(rates, company(*ACME))
    assert "+-----" in plain(answer, 80) and "+-----" not in plain(without, 80)
    assert "```text\n" in render(answer, "markdown", None)
    assert "<polyline" in to_html(answer) and "<polyline" not in to_html(without)
    assert to_json(answer) == to_json(without)


def test_the_balance_alone_is_dotted_in_each_picture(dataset: Dataset) -> None:
    """Of one company with raises since: a line and a dotted line, in the colour of the line."""
    answer = asked(dataset, "minimax", as_of=LAST, plot=True)
    picture = to_html(answer)
    assert picture.count("<polyline") == 2
    assert picture.count('stroke-dasharray="2 4"') == 2  # the curve and its place in the legend
    assert "MiniMax, balance alone: from 2026-06-30, gone 2028-09-30" in picture
    texts = re.findall(">([^<>]*)<", picture)
    assert not any(text.count("$") > 1 for text in texts)


# --- matrix, sensitivity and picture of companies made for it --------------------------------


TYPED = {"cash": parse_amount("US$30m"), "burn": parse_amount("US$10m")}


@pytest.mark.parametrize(
    ("ask", "message", "hint"),
    [
        (
            {"grid": True, "all_bases": True},
            "--bases goes with neither --sensitivity nor --plot",
            "ask one after the other",
        ),
        (
            {"plot": True, "all_bases": True},
            "--bases goes with neither --sensitivity nor --plot",
            "ask one after the other",
        ),
        ({"grid": True, "twice": True}, "--sensitivity is of one company", "name one"),
    ],
)
def test_what_does_not_go_beside_a_runway_is_named_with_a_way_out(
    rates: Rates, ask: dict[str, bool], message: str, hint: str
) -> None:
    """The whole message, and what to write instead."""
    companies = [company(CASH, BURN)] * (2 if ask.get("twice") else 1)
    choice = RunwayChoice(LAST_DAY, all_bases=ask.get("all_bases", False))
    with pytest.raises(BadUsage) as caught:
        cash_runway(companies, choice, rates, None, grid=ask.get("grid", False), plot=ask.get("plot", False))
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("raises", "growth", "facts", "metric", "value"),
    [
        ((), {}, (), "cash_balance", "30"),
        (("=US$7m",), {}, (), "raised", "7"),
        # HK$10 is US$1.17500 / 9.1464 x 10 of 31 December 2025
        (("=HK$10m",), {}, (), "raised", "1.284658"),
        (("=HK$10m", "=US$3m"), {}, (), "raised", "3"),
        ((), {"revenue": "HK$10m", "revenue_growth": "5%"}, (), "cash_balance", "30"),
        (("=US$7m",), {"revenue": "HK$10m", "revenue_growth": "5%"}, (), "raised", "7"),
        ((), {}, tuple(bond("b", "RMB 70m", "RMB 70m", "2026-02-28")), "cash_balance", "30"),
        (
            ("=US$7m",),
            {},
            (fact("raised", "2026-02-15", "=US$20m", deal="c", status="closed"),),
            "raised",
            "20",
        ),
    ],
)
def test_extra_cash_is_measured_by_the_last_raise_and_by_nothing_else(
    rates: Rates,
    raises: tuple[str, ...],
    growth: dict[str, str],
    facts: tuple[Fact, ...],
    metric: str,
    value: str,
) -> None:
    """The company's own, else the last that was typed, else its cash; never a revenue or a bond."""
    scenario = supposed(*raises, debt=len(facts) > 1, **growth)
    acme = company(CASH, BURN, *facts)
    answer = cash_runway([acme], RunwayChoice(LAST_DAY, scenario=scenario), rates, None, grid=True)
    rows = part(answer, "sensitivity").rows
    whole, half = rows[-1].extra, rows[2].extra
    assert whole.metric.name == metric
    assert str(money(whole).amount.value.scaleb(-6).normalize())[:8] == str(Decimal(value).normalize())
    assert Fraction(money(half).amount.value) * 2 == Fraction(money(whole).amount.value)
    assert (whole.company, half.formula) == ("acme", f"0.5 x {metric}")
    assert {row.company for row in rows} == {"acme"}
    assert [one.metric.name for one in half.inputs] == [metric]


def test_a_burn_that_may_be_none_has_at_least_so_many_months_in_every_cell(rates: Rates) -> None:
    """Of US$29.5m or more at up to twice US$10m a month the cells are open above."""
    burn = fact("monthly_burn", "FY2025", "0-10m USD", balance="2025-12-31")
    answer = cash_runway([company(CASH, burn)], RunwayChoice(LAST_DAY), rates, None, grid=True)
    cells = [cell for row in part(answer, "sensitivity").rows for cell in row.months.values()]
    figures = [getattr(cell, "figure", cell) for cell in cells]
    assert {one.high for one in figures} == {None}
    assert min(one.low for one in figures).quantize(Decimal("0.001")) == Decimal("1.475")  # 29.5 / (2 x 10)


def test_what_cannot_be_shown_in_the_currency_asked_for_is_named(rates: Rates) -> None:
    """In the row and in the sensitivity; with a rate both are shown in it."""
    acme = company(CASH, BURN)
    early = replace(rates, as_of=day("1999-06-01"))
    for grid, times in ((False, 1), (True, 6)):
        answer = cash_runway([acme], RunwayChoice(LAST_DAY), early, "HKD", grid=grid)
        left_out = [
            one.message for one in warned(answer, "no_rate") if "Cash balance 2025-12-31" in one.message
        ]
        assert len(left_out) == times
        assert {one.subject for one in warned(answer, "no_rate")} == {"acme"}
    raised = cash_runway([acme], RunwayChoice(LAST_DAY, scenario=supposed("US$5m")), early, "HKD")
    assert any(one.message.startswith("Raised 2025-12-31 is left out") for one in raised.warnings)
    shown_in = part(cash_runway([acme], RunwayChoice(LAST_DAY), rates, "HKD", grid=True), "sensitivity").rows
    assert {money(row.extra).currency for row in shown_in} == {"HKD"}


def test_without_a_runway_of_typed_figures_there_is_nothing_to_vary(no_rates: Rates) -> None:
    """Cash in dollars, burn in yuan, and a day without a rate."""
    typed = {"cash": parse_amount("US$30m"), "burn": parse_amount("RMB 10m"), "balance": day("2026-06-30")}
    with pytest.raises(BadUsage) as caught:
        cash_runway([], RunwayChoice(LAST_DAY, **typed), no_rates, None, grid=True)  # type: ignore[arg-type]
    assert caught.value.message == "there is no runway of Your figures to vary"


def drawn(rates: Rates, acme: Company, scenario: Scenario, currency: str | None = None) -> Curve:
    report = cash_runway([acme], RunwayChoice(LAST_DAY, scenario=scenario), rates, currency, plot=True)
    assert report.chart is not None
    assert report.chart.currency == (currency or "USD")
    (curve,) = report.chart.curves
    assert (curve.name, curve.start) == ("Acme", day("2025-12-31"))
    return curve


def millions(curve: Curve) -> list[tuple[str, str]]:
    return [(f"{month:f}", rounded(amount.scaleb(-6), 2)) for month, amount in curve.points]


def test_a_curve_falls_by_the_burn_to_the_day_when_all_is_gone(rates: Rates) -> None:
    """30, 20, 10, 0; with 5 that come with month 2 it rises by them at the end of month 1."""
    curve = drawn(rates, company(CASH, BURN), supposed())
    assert millions(curve) == [("0", "30.00"), ("1", "20.00"), ("2", "10.00"), ("3", "0.00"), ("3", "0.00")]
    assert curve.ends == 3
    curve = drawn(rates, company(CASH, BURN), supposed("US$5m@2"))
    assert millions(curve) == [
        ("0", "30.00"), ("1", "20.00"), ("1", "25.00"), ("2", "15.00"), ("3", "5.00"), ("3.5", "0.00"),
    ]  # fmt: skip
    in_yuan = drawn(rates, company(CASH, BURN), supposed(), "HKD")
    assert millions(in_yuan)[0] == ("0", rounded(30 * Decimal("9.1464") / Decimal("1.175"), 2))


def test_a_curve_without_an_end_is_drawn_for_three_years_more(rates: Rates) -> None:
    """Halving burns of 20 in all leave 10; a month without a loss counts from there."""
    curve = drawn(rates, company(CASH, BURN), supposed(burn_growth="-50%"))
    assert (curve.ends, len(curve.points)) == (None, 37)
    assert millions(curve)[:3] == [("0", "30.00"), ("1", "20.00"), ("2", "15.00")]
    assert millions(curve)[-1] == ("36", "10.00")
    alive = drawn(rates, company(CASH, BURN), supposed(revenue="US$10m", revenue_growth="100%"))
    assert millions(alive)[-1][0] == "38"


def test_a_curve_is_named_by_what_it_counts_in_the_only_currency_there_is(rates: Rates) -> None:
    """HK$30m and 20m raised since over 10m a month: to month 5, and dotted to month 3."""
    acme = company(
        fact("cash_balance", "2025-12-31", "=HK$30m"),
        fact("cash_burn", "FY2025", "=HK$120m"),
        fact("raised", "2026-02-15", "=HK$20m", deal="c", status="closed"),
        currency="HKD",
    )
    chart = cash_runway([acme], RunwayChoice(LAST_DAY), rates, None, plot=True).chart
    assert chart is not None and chart.currency == "HKD"
    assert [(one.name, one.dotted, one.ends) for one in chart.curves] == [
        ("Acme, with the raises since", False, 5), ("Acme, balance alone", True, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("burn", "last", "points", "ends"),
    [
        ("=US$250000", "120", 122, True),  # every month of ten years, and the end
        ("=US$240000", "125", 127, True),
        ("=US$125000", "240", 122, True),  # every second
        ("=US$100000", "240", 121, False),  # 300 months are not drawn to their end
    ],
)
def test_a_long_curve_is_drawn_to_240_months_in_120_points(
    rates: Rates, burn: str, last: str, points: int, ends: bool
) -> None:
    """Each point of every n-th month is the cash at its end."""
    stated = fact("monthly_burn", "FY2025", burn, balance="2025-12-31")
    curve = drawn(rates, company(fact("cash_balance", "2025-12-31", "=US$30m"), stated), supposed())
    assert (millions(curve)[-1][0], len(curve.points), curve.ends is not None) == (last, points, ends)


def test_curves_of_several_companies_share_their_months_and_currency(rates: Rates) -> None:
    """Each ends where it ends; who has nothing left is not drawn."""
    two = company(
        replace(CASH, company="two"), fact("cash_burn", "FY2025", "US$60m", company="two"), id_="two"
    )
    out = company(
        fact("cash_balance", "2025-12-31", "US$0", company="out"),
        fact("cash_burn", "FY2025", "US$60m", company="out"),
        id_="out",
    )
    report = cash_runway([company(CASH, BURN), two, out], RunwayChoice(LAST_DAY), rates, None, plot=True)
    assert report.chart is not None
    assert [(one.name, one.ends) for one in report.chart.curves] == [("Acme", 3), ("Two", 6)]


def stated_runway(value: str, kind: str = "filing", **rest: Any) -> Fact:
    return fact("stated_runway", "2025-12-31", value, kind=kind, company="two", **rest)


def test_a_matrix_has_its_tables_for_each_company_that_has_months(no_rates: Rates) -> None:
    """The first has no rate and so no table; of the second 30 over 10 and over 5, 3 and 6 months.

    What the company says of itself is marked; what it says under another name, or the press, is not.
    """
    first = company(CASH, fact("cash_burn", "FY2025", "RMB 70m"))
    own, press = stated_runway("3", "company"), stated_runway("6", "press")
    labelled = stated_runway("3", label="with-raise")
    burn = fact("monthly_burn", "FY2025", "US$5m", balance="2025-12-31", company="two")
    two = company(
        replace(CASH, company="two"), replace(BURN, company="two"), burn, own, press, labelled, id_="two"
    )
    third = replace(two, id="third", name="Third")
    answer = cash_runway([first, two], RunwayChoice(LAST_DAY, all_bases=True), no_rates, None)
    months, cash, stated = (section for _, section in parts(answer))
    assert [one.title for _, one in parts(answer)] == [
        "Two, 2025-12-31: months",
        "Two, 2025-12-31: cash",
        "Runways in print, and the pairs that come to them (◂ the company's own)",
    ]
    assert (months.rows[0].burn_basis, months.rows[0].burn) == ("Stated", burn)
    cells = [row.months["stated"] for row in months.rows]
    assert isinstance(cells[0], Figure) and cells[0].value == 6
    assert isinstance(cells[1], Marked) and cells[1].figure.value == 3
    assert list(cash.rows) == [CashRow("Own total", "stated", replace(CASH, company="two"))]
    assert [(row.company, row.stated, row.label, row.agrees_with) for row in stated.rows] == [
        ("two", own, None, ("stated / cash-burn",)),
        ("two", press, None, ("stated / stated",)),
        ("two", labelled, "with-raise", ("stated / cash-burn",)),
    ]
    both = cash_runway([two, third], RunwayChoice(LAST_DAY, all_bases=True), no_rates, None)
    assert len(part(both, "stated").rows) == 6


def test_a_matrix_of_typed_figures_without_a_day_has_none_in_its_title(rates: Rates) -> None:
    """There is one pair, so there is no matrix to arrange but that of it."""
    answer = cash_runway([], RunwayChoice(LAST_DAY, all_bases=True, **TYPED), rates, None)  # type: ignore[arg-type]
    assert [one.title for _, one in parts(answer)][:2] == ["Your figures: months", "Your figures: cash"]
    assert parts(answer)[0][1].keys == {"months": {"given": "Your figures"}}
    acme = asked_of(company(CASH, BURN), rates=rates, all_bases=True, cash=parse_amount("US$60m"))
    assert parts(acme)[0][1].keys == {"months": {"given": "Yours"}}


def test_a_matrix_is_of_the_equity_raised_since_and_of_the_balance_alone(rates: Rates) -> None:
    """30 over 10 and over 5, and with 20 raised since: 3 and 6 months, 5 and 10.

    What the company says is of the balance, so 3 is marked there and 5 nowhere, nor 6, which it says of
    something else.
    """
    acme = company(
        fact("cash_balance", "2025-12-31", "=US$30m"),
        fact("cash_burn", "FY2025", "=US$120m"),
        fact("adjusted_net_profit", "FY2025", "=US$-60m"),
        fact("raised", "2026-02-15", "=US$20m", deal="c", status="closed"),
        fact("stated_runway", "2025-12-31", "3"),
        fact("stated_runway", "2025-12-31", "5", "2026-02-28"),
        fact("stated_runway", "2025-12-31", "6", label="with-raise"),
    )
    (_, raised), (_, alone), (_, cash), (_, stated) = parts(asked_of(acme, rates=rates, all_bases=True))
    assert [one.title.removeprefix("Acme, 2025-12-31: ") for one in (raised, alone, cash)] == [
        "months with the equity raised since", "months of the balance alone", "cash",
    ]  # fmt: skip
    assert [one.row_type for one in (raised, alone, cash, stated)] == [BurnRow, BurnRow, CashRow, StatedRow]
    assert [one.instead_of for one in (raised, alone, cash)] == [["data"]] * 3
    assert [one.keys for one in (raised, alone)] == [{"months": {"stated": "Own total"}}] * 2
    assert [shown(row.months["stated"]) for row in raised.rows] == ["5.0", "10.0"]
    assert [shown(row.months["stated"]) for row in alone.rows] == ["3.0 ◂", "6.0"]


def test_a_raise_is_drawn_at_the_end_of_the_month_before_it(rates: Rates) -> None:
    """Also between the months that a long curve shows: 59.25m is raised to 61.25m between 3 and 4."""
    burn = fact("monthly_burn", "FY2025", "=US$250000", balance="2025-12-31")
    acme = company(fact("cash_balance", "2025-12-31", "=US$60m"), burn)
    months = millions(drawn(rates, acme, supposed("=US$2m@4")))
    assert months[:5] == [("0", "60.00"), ("2", "59.50"), ("3", "59.25"), ("3", "61.25"), ("4", "61.00")]


def test_a_picture_of_nothing_is_empty_and_one_without_a_rate_is_refused(rates: Rates) -> None:
    """Who has nothing left has no curve; an amount without a day has no rate."""
    out = company(fact("cash_balance", "2025-12-31", "US$0"), BURN)
    assert cash_runway([out], RunwayChoice(LAST_DAY), rates, None, plot=True).chart == Chart("USD", ())
    with pytest.raises(BadUsage) as undated:
        cash_runway([], RunwayChoice(LAST_DAY, **TYPED), rates, "HKD", plot=True)  # type: ignore[arg-type]
    assert undated.value.message == "an amount without a day has no rate"
    assert undated.value.hint == "say the day with --balance"


def test_a_curve_without_an_end_goes_on_as_long_as_the_longest_beside_it(rates: Rates) -> None:
    """40 months of 30 over 0.75 a month are shown with the one after: 41."""
    steady = fact("monthly_burn", "FY2025", "=US$750000", balance="2025-12-31")
    nothing = fact("monthly_burn", "FY2025", "=US$-1", balance="2025-12-31", company="two")
    two = company(replace(CASH, company="two"), nothing, id_="two")
    one = company(fact("cash_balance", "2025-12-31", "=US$30m"), steady)
    report = cash_runway([one, two], RunwayChoice(LAST_DAY), rates, None, plot=True)
    assert report.chart is not None
    assert [curve.points[-1][0] for curve in report.chart.curves] == [40, 41]


def test_a_burn_of_another_balance_explains_no_printed_runway(rates: Rates) -> None:
    """30 over the 5 of a year before would be 6 months: of this balance nobody says so."""
    other = fact("monthly_burn", "FY2024", "US$5m", balance="2024-12-31")
    acme = company(CASH, BURN, other, fact("stated_runway", "2025-12-31", "6"))
    (row,) = part(answered(rates, acme, Scenario(), all_bases=True), "stated").rows
    assert row.agrees_with == ()


def test_a_matrix_leaves_out_whom_nothing_is_known_of(rates: Rates) -> None:
    """Of two companies the one with cash and burn has its tables; a pair that is not known is empty."""
    full = company(
        *BURNING,
        fact("cash_balance", "2025-12-31", "US$120m"),
        fact("adjusted_net_profit", "FY2025", "US$-60m"),
        id_="full",
    )
    empty = company(fact("revenue", "FY2025", "US$5m"), id_="empty")
    answer = asked_of(full, empty, rates=rates, all_bases=True)
    assert [name for name, _ in parts(answer)] == [
        "Full, 2025-12-31: months",
        "Full, 2025-12-31: cash",
        "stated",
    ]


def test_without_a_runway_there_is_nothing_to_vary(no_rates: Rates) -> None:
    """Cash in dollars over a burn in yuan, and no rate that joins them."""
    acme = company(
        fact("cash_balance", "2025-12-31", "US$120m"),
        fact("monthly_burn", "FY2025", "RMB 70m", balance="2025-12-31"),
    )
    assert asked_of(acme, rates=no_rates).rows[0].months is None
    with pytest.raises(BadUsage) as caught:
        asked_of(acme, rates=no_rates, grid=True)
    assert (caught.value.message, caught.value.hint) == (
        "there is no runway of Acme to vary",
        "leave out --sensitivity",
    )


def test_a_burn_that_shrinks_fast_enough_leaves_its_cell_empty(rates: Rates) -> None:
    """US$10m, 5m, 2.5m, ... is never more than US$20m: of 120m there is always some left."""
    acme = company(*BURNING, fact("cash_balance", "2025-12-31", "US$120m"))
    supposed = Scenario.parse([], "-50%", None, None, with_debt=False)
    answer = asked_of(acme, rates=rates, all_bases=True, scenario=supposed)
    table = part(answer, "Acme, 2025-12-31: months")
    assert [set(row.months.values()) for row in table.rows] == [{None}]
    assert {row.status for row in answer.rows} == {"never"}


def figures_in(value: object) -> set[Figure]:
    """Every figure under a value, also of amounts."""
    if isinstance(value, Figure):
        return {value}
    if isinstance(value, Money):
        return {value.amount}
    if isinstance(value, dict | tuple | list):
        parts: Any = value.values() if isinstance(value, dict) else value
    elif isinstance(value, Fact | Derived):
        parts = [value.value]
    else:
        parts = [getattr(value, name) for name in getattr(value, "__match_args__", ())]
    return {figure for part in parts for figure in figures_in(part)}


@pytest.mark.parametrize("ids", [["minimax"], ["zhipu"], ["zhipu", "minimax", "openai", "baidu"]])
def test_every_figure_of_the_screen_is_one_of_the_rows(dataset: Dataset, ids: list[str]) -> None:
    """Those of one company on all bases too: the range is of the rows of --bases."""
    answer = asked(dataset, *ids, as_of=LAST)
    every = asked(dataset, *ids, as_of=LAST, all_bases=True)
    screen = {figure for one in answer.sections[1:] for figure in figures_in(list(one.rows))}
    assert screen
    assert screen <= figures_in(list(answer.rows)) | figures_in(list(every.rows))


def test_the_first_screen_of_a_company_is_read_in_one_breath(dataset: Dataset) -> None:
    """MiniMax in 22 lines of 80 columns: what counts the raises first, each with day and months left.

    51.9 months from June 2026 are 51 whole ones, to September 2030, 4 of them gone on 31 October.
    """
    text = plain(asked(dataset, "minimax", as_of=LAST), 80)
    lines = text.splitlines()
    assert len(lines) <= 22
    assert lines[0].startswith("MiniMax: cash to September 2030, without what was raised since to September")
    labels = ("Months  ", "Cash runs", "Months left")
    assert [line.split()[-2:] for line in lines if line.startswith(labels)] == [
        ["51.9", "27.1"], ["2030-09-30", "2028-09-30"], ["47.9", "23.1"],
    ]  # fmt: skip
    assert "In print: 37 (the company), 53 and 4 (the press) months from 2025-09-30" in text


def test_several_companies_stand_in_a_table_and_the_others_in_a_line(dataset: Dataset) -> None:
    """Who burns nothing and of whom nothing is known is counted and named."""
    text = plain(asked(dataset, "zhipu", "minimax", "microsoft", "apple", "deepseek", as_of=LAST), 100)
    assert "Not burning (2): Microsoft, Apple.\n" in text
    assert "Not known (1): DeepSeek.\n" in text
    (zhipu,) = [line.split() for line in text.splitlines() if line.startswith("Zhipu")]
    assert zhipu[1:5] == ["79.9", "2033-01-31", "75.9", "7.8"]


def test_an_old_balance_whose_cash_would_be_gone_answers_nothing(rates: Rates) -> None:
    """3 months from the end of 2024 say nothing of October 2026: named below, and in the rows as ever."""
    old = company(
        fact("cash_balance", "2024-12-31", "US$30m", company="old"),
        fact("monthly_burn", "FY2024", "US$10m", balance="2024-12-31", company="old"),
        id_="old",
    )
    rich = company(fact("cash_balance", "2025-12-31", "US$300m"), BURN)
    answer = cash_runway([rich, old], RunwayChoice(LAST_DAY), rates, None)
    assert "Balance too old, its cash would be gone (1): Old.\n" in plain(answer, 80)
    assert rounded(answer.rows[1].months.value) == "3.0"


# --- the first screen, line by line ------------------------------------------------------------

EVERYTHING = (
    fact("cash_balance", "2025-12-31", "=US$30m"),
    fact("unused_facilities", "2025-12-31", "=US$5m"),
    fact("monthly_burn", "FY2025", "=US$10m", balance="2025-12-31"),
    fact("adjusted_net_profit", "FY2025", "=US$-60m"),
    fact("raised", "2026-02-15", "=US$20m", deal="c", status="closed"),
    fact("raised", "2026-03-01", "=US$40m", deal="e", status="announced"),
    fact("debt_raised", "2026-01-31", "=US$6m", deal="d", status="closed"),
    fact("debt_principal", "2026-01-31", "=US$8m", deal="d", status="closed", due="2026-04-30"),
    fact("stated_runway", "2024-12-31", "9"),
    fact("stated_runway", "2025-12-31", "4"),
    fact("stated_runway", "2025-12-31", "5", "2026-02-28"),
    fact("stated_runway", "2025-12-31", "6", kind="press"),
    fact("stated_runway", "2025-12-31", "7", label="with-raise"),
)


def screen(*facts: Fact, rates: Rates, **choice: Any) -> tuple[dict[str, tuple[Any, Any]], list[str], Any]:
    """Its lines by their label, the sentences below, and the titles of its columns."""
    asked = RunwayChoice(day("2026-03-31"), **choice)
    _, table, below = cash_runway([company(*facts)], asked, rates, None).sections
    lines = {row.label: (cell(row.cells["raised"]), cell(row.cells["alone"])) for row in table.rows}
    assert [row.period for row in table.rows] == list(lines)
    assert (below.name, below.as_lines, below.instead_of, table.instead_of) == (
        None,
        True,
        ["data"],
        ["data"],
    )
    return lines, [row.text for row in below.rows], table.keys["cells"]


def cell(value: Any) -> Any:
    """Millions of an amount, months to four places, a day as it is written."""
    if isinstance(value, Between):
        return cell(value.least), cell(value.most)
    if isinstance(value, Fact | Derived):
        of = value.value
        return f"{of.amount.value.scaleb(-6).normalize():f}" if isinstance(of, Money) else str(of.value)
    return rounded(value.value, 4) if isinstance(value, Figure) else value and str(value)


PLAN = Scenario.parse(
    ["=US$5m@3"], None, None, None, with_debt=True, hires=["=US$1m@2"], one_offs=["=US$3m@3"]
)


def test_a_plan_is_told_line_by_line_with_the_raises_and_without(rates: Rates) -> None:
    """By month: 30 - 10, + 20 + 6 - 11, + 5 - 11 - 3, - 11 - 8 leave 7 of 11 in month 5: 4 7/11.

    The balance alone 30 - 10, - 11, + 5 - 11 - 3 leaves nothing after 3 months. With a burn of 5 it is 27
    over 6 after four months, 15 over 6 after three; without US$5m of credit lines 2 over 11 after four, and
    alone 9 over 14 after two. Supposing nothing, 50 over 10. From the end of 2025 to March are 3 months.
    """
    lines, words, titles = screen(*EVERYTHING, rates=rates, scenario=PLAN, raise_lead=2)
    assert titles == {"raised": "With raises since", "alone": "Balance alone"}
    assert list(lines.items()) == [
        ("Cash, 2025-12-31", ("50", "30")),
        ("Monthly burn, FY2025", ("10", "10")),
        ("Raise in month 3", ("5", "5")),
        ("Raise in month 2", ("6", None)),
        ("More a month from month 2", ("1", "1")),
        ("Spent in month 3", ("3", "3")),
        ("Repayment in month 4", ("8", None)),
        ("Months", ("4.6364", "3.0000")),
        ("Cash runs out", ("2026-04-30", "2026-03-31")),
        ("Months left on 2026-03-31", ("1.6364", "0.0000")),
        ("Months, nothing supposed", ("5.0000", None)),
        ("Months without unused credit lines", ("4.1818", "2.6429")),
        ("Start raising by, 2 months before", ("2026-02-28", "2026-01-31")),
        ("Months on all bases", (("4.6364", "8.5000"), ("3.0000", "5.5000"))),
    ]
    assert words == [
        "Basis: company's own total over stated burn; all 2 known: --bases",
        "Months left: under 6 (under 6, 12, 18, or more)",
        "Assumed: the burn stays as it is, every month; a hire costs the same in every month from its own "
        "on, and does not grow; what is spent once is spent in its month, beside the burn; a raise comes in "
        "whole at the start of its month; debt is repaid when it falls due, and is not converted",
        "Not counted, as it is only announced: =US$40m, 2026-03-01",
        "In print: 4 and 5 (the company), 6 (the press) months from 2025-12-31: --bases",
    ]


def test_what_is_not_counted_is_named_with_the_option_that_counts_it(rates: Rates) -> None:
    """A bond, an equity beside a cash that was typed, another balance of what is in print, two bands.

    50 over 1.5 a month are 33.3 months, 30.3 of them left, the balance alone has 20, 17 of them left.
    """
    *_, words, _ = screen(*EVERYTHING, rates=rates)
    assert "Not counted: debt of =US$8m, due 2026-04-30: --with-debt" in words
    assert not any(text.startswith(("Months left:", "Assumed:")) for text in words)
    lines, words, _ = screen(*EVERYTHING, rates=rates, burn=parse_amount("=US$1.5m"), raise_lead=6)
    assert "Months left: 18 or more; of the balance alone 12 to 18 (under 6, 12, 18, or more)" in words
    assert lines["Monthly burn"] == ("1.5", "1.5")  # what was typed has no day
    assert words[0] == "Basis: company's own total over burn of your own"
    typed = {"cash": parse_amount("=US$60m"), "burn": parse_amount("=US$10m"), "balance": day("2024-12-31")}
    lines, words, titles = screen(*EVERYTHING, rates=rates, **typed)
    assert (titles, list(lines)) == (
        {"raised": "Acme"}, ["Cash", "Monthly burn", "Months", "Cash runs out", "Months left on 2026-03-31"],
    )  # fmt: skip
    assert words == [
        "Basis: cash of your own over burn of your own",
        "Not counted, as it is only announced: =US$40m, 2026-03-01",
        "Not counted beside your cash: =US$20m, 2026-02-15, =US$40m, 2026-03-01: --raise proceeds",
        "Not counted: debt of =US$8m, due 2026-04-30: --with-debt",
        "In print: 4 and 5 (the company), 6 (the press) months from 2025-12-31: --bases --balance 2025-12-31",
    ]


def test_growth_and_the_end_of_the_loss_are_told_in_lines_of_their_own(rates: Rates) -> None:
    """10 of revenue doubling, expenses of 20: no loss from month 2, and 20 of the 30 are left."""
    growing = supposed(revenue="=US$10m", revenue_growth="100%")
    lines, words, titles = screen(CASH, BURN, rates=rates, scenario=growing)
    assert list(lines.items()) == [
        ("Cash, 2025-12-31", ("30", "30")),
        ("Monthly burn, FY2025", ("10", "10")),
        ("Monthly revenue", ("10", "10")),
        ("Growth a month", ("1.00", "1.00")),
        ("Months, nothing supposed", ("3.0000", None)),
        ("No loss from month", ("2", None)),
        ("Cash then", ("20", None)),
    ]
    assert titles == {"raised": "Acme"}
    assert words[0] == "Basis: company's own total over printed cash burn"
    typed: dict[str, Any] = {**TYPED, "scenario": growing}
    for companies, choice, whose, on in (
        ([company(CASH, BURN)], {"scenario": growing}, "acme", "2025-12-31"),
        ([], typed, "given", "2026-10-31"),
    ):
        _, table, _ = cash_runway(companies, RunwayChoice(LAST_DAY, **choice), rates, None).sections
        (row,) = (one for one in table.rows if one.label == "Growth a month")
        assert {(one.company, str(one.period)) for one in row.cells.values()} == {(whose, on)}


def several(
    *answers: tuple[str, tuple[Fact, ...]], rates: Rates, **choice: Any
) -> tuple[list[Any], list[str]]:
    """The lines of a table of several companies, and the sentences below it."""
    companies = [
        company(*(replace(one, company=id_) for one in facts), id_=id_, currency="USD")
        for id_, facts in answers
    ]
    _, table, below = cash_runway(companies, RunwayChoice(LAST_DAY, **choice), rates, None).sections
    assert (below.row_type, below.name, below.as_lines, below.instead_of) == (Across, None, True, ["data"])
    assert (table.name, table.instead_of) == (None, ["data"])
    return list(table.rows), [row.text for row in below.rows]


def test_who_has_no_months_is_counted_and_named_by_the_reason(rates: Rates) -> None:
    """A table of those whose cash runs out after the day; a loss in place of a burn is marked.

    120 and 60 since over 6 a month are 30 months, 20 alone, and 20 of the 30 are left after ten.
    """
    cash = fact("cash_balance", "2025-12-31", "=US$120m")
    raised = fact("raised", "2026-02-15", "=US$60m", deal="c", status="closed")
    loss = fact("adjusted_net_profit", "FY2025", "=US$-72m")

    def burn(value: str) -> Fact:
        return fact("monthly_burn", "FY2025", value, balance="2025-12-31")

    lines, words = several(
        ("lossy", (cash, raised, loss)),
        ("burning", (cash, burn("=US$5m"))),
        ("earning", (cash, burn("=US$-5m"))),
        ("resting", (cash, burn("=US$0"))),
        ("gone", (fact("cash_balance", "2025-12-31", "=US$0"), burn("=US$5m"))),
        ("old", (cash, burn("=US$60m"))),
        ("abroad", (cash, fact("cash_burn", "FY2025", "RMB 12m"))),
        ("open", (replace(cash, value=parse_amount("<=US$9m")), burn("<=US$9m"))),
        ("nobody", ()),
        rates=replace(rates, as_of=day("2000-01-31")),
    )
    assert [(one.company, rounded(one.months.value), one.marks) for one in lines] == [
        ("lossy", "30.0", ("loss",)), ("burning", "24.0", ()),
    ]  # fmt: skip
    first, second = lines
    assert (str(first.cash_out_date), rounded(first.months_left.value), rounded(first.alone.value)) == (
        "2028-06-30", "20.0", "20.0",
    )  # fmt: skip
    assert (cell(first.burn), cell(first.cash), cell(second.cash)) == ("6", "180", "120")
    assert (first.cash_basis, first.burn_basis) == ("company's own total", "adjusted net loss")
    assert (second.cash_basis, second.burn_basis) == ("company's own total", "stated burn")
    assert words == [
        "Not burning (2): Earning, Resting.",
        "No cash left (1): Gone.",
        "No rate (1): Abroad.",
        "Balance too old, its cash would be gone (1): Old.",
        "Not known (2): Open, Nobody.",
        "Months are with the equity raised since the balance; balance alone: without it.",
        "~ A loss, not cash flow, stands for the burn.",
    ]


def test_cash_that_ends_on_the_day_is_not_yet_gone(rates: Rates) -> None:
    """Ten months of 10 are gone at the end of October 2026: of 100 nothing is left, of 105 half a month."""
    lines, words = several(
        *(
            (f"of_{cash}", (fact("cash_balance", "2025-12-31", f"=US${cash}m"), BURN))
            for cash in (99, 100, 105)
        ),
        rates=rates,
    )
    assert [(one.company, rounded(one.months_left.value)) for one in lines] == [
        ("of_100", "0.0"),
        ("of_105", "0.5"),
    ]
    assert words[0] == "Balance too old, its cash would be gone (1): Of_99."


def test_cash_that_lasts_is_named_by_what_is_supposed(rates: Rates) -> None:
    """30 over 10 halving, 20 in all; revenue of 10 that doubles ends the loss in month 2, and 20 are left."""
    lines, words = several(("acme", (CASH, BURN)), ("two", (CASH, BURN)), rates=rates,
                           scenario=supposed(burn_growth="-50%"))  # fmt: skip
    assert (lines, words) == ([], ["Does not run out (2): Acme, Two."])
    lines, words = several(("acme", (CASH, BURN)), ("two", (CASH, BURN)), rates=rates,
                           scenario=supposed(revenue="=US$10m", revenue_growth="100%"))  # fmt: skip
    assert [(one.profitable_month, cell(one.cash_left), one.months) for one in lines] == [(2, "20", None)] * 2
    assert words == []
