"""Runway beside itself: bases in a matrix, printed runways explained, sensitivity, the picture."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from made import company, day, fact, rounded

from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.matrix import BurnRow, CashRow, StatedRow
from aicompare.calculators.runway.report import cash_runway
from aicompare.calculators.runway.scenario import Scenario
from aicompare.calculators.runway.sensitivity import BURNS, ExtraRow
from aicompare.companies.company import Company
from aicompare.dataset import Dataset
from aicompare.rates.file import current_rates
from aicompare.rates.rates import Rates
from aicompare.render import render
from aicompare.render.as_json import to_dict, to_json
from aicompare.render.chart import chart_lines
from aicompare.render.table import plain
from aicompare.reports.report import Marked, Report
from aicompare.values.errors import BadUsage
from aicompare.values.figures import Figure

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


def test_the_bases_of_minimax_as_a_matrix(dataset: Dataset) -> None:
    """30 September 2025 by hand: 362.647, 1,006.801, 1,046.201 and 1,046.2 over five burns.

    The company states 37: its own total, or liquid money with facilities, over its own burn.
    """
    answer = asked(dataset, "minimax", as_of=LISTING, all_bases=True)
    rows = answer.beside["minimax-months"].rows
    assert all(isinstance(row, BurnRow) for row in rows)
    matrix = {row.burn_basis: [shown(cell) for cell in row.months.values()] for row in rows}
    assert list(rows[0].months) == ["cash", "liquidity", "liquidity+facilities", "stated"]
    assert matrix == {
        "Stated": ["12.9", "35.8", "37.2 ◂", "37.2 ◂"],  # over 28.1
        "Operating cash": ["15.6", "43.2", "44.9", "44.9"],  # over (209.396 + 0.479) / 9
        "Cash burn": ["15.4", "42.9", "44.6", "44.6"],  # over 211.3 / 9
        "Adj. loss, not cash": ["17.5", "48.6", "50.5", "50.5"],  # over 186.280 / 9
        "Net loss, not cash": ["6.4", "17.7", "18.4", "18.4"],  # over 512.013 / 9
    }
    cashes = answer.beside["minimax-cash"].rows
    assert all(isinstance(row, CashRow) for row in cashes)
    assert [row.cash_basis for row in cashes] == list(rows[0].months)


def told(answer: Report) -> dict[str, tuple[str, ...]]:
    rows = answer.beside["stated"].rows
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
    marks = [shown(cell) for row in answer.beside["zhipu-months"].rows for cell in row.months.values()]
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
    assert '"stated": [' in text
    assert "zhipu-months" not in text
    assert '"itbear-2025-12": {' in text  # the source of what is only stated


# --- sensitivity -----------------------------------------------------------------------


def grid(answer: Report) -> dict[str, list[str | None]]:
    rows = answer.beside["sensitivity"].rows
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
    assert list(answer.beside["sensitivity"].rows[0].months) == [
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
    """MiniMax, July 2026: HK$9,491m at the rate of 2026-07-14 (ECB 1.1405 / 8.9387)."""
    rows = asked(dataset, "minimax", as_of=LAST, grid=True).beside["sensitivity"].rows
    placing = Decimal("9491000000") * Decimal("1.1405") / Decimal("8.9387")
    assert rounded(rows[-1].extra.value.amount.value, 3) == rounded(placing, 3)
    assert rounded(rows[-1].months["0%"].value) == "51.9"


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
    assert answer.beside["sensitivity"].rows[0].statuses["-50%"] == "never"
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
    assert {tuple(cell) for cell in cells if cell} == {("value", "low", "high")}
    assert {
        (row["months"][key] is None) for row in rows for key in BURNS if row["statuses"][key] == "never"
    } == {True}


def test_sensitivity_is_of_one_company_and_not_of_every_basis(dataset: Dataset) -> None:
    """Neither has one answer around which to vary."""
    with pytest.raises(BadUsage, match="one company"):
        asked(dataset, "zhipu", "minimax", as_of=LAST, grid=True)
    with pytest.raises(BadUsage, match="--bases"):
        asked(dataset, "zhipu", as_of=LAST, grid=True, all_bases=True)


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


def test_curves_of_two_currencies_need_one_scale(dataset: Dataset) -> None:
    """Nothing is converted in silence: --in says the currency, and then it is the cash of the table."""
    with pytest.raises(BadUsage, match="CNY and USD"):
        asked(dataset, "zhipu", "minimax", as_of=LAST, plot=True)
    answer = asked(dataset, "zhipu", "minimax", as_of=LAST, plot=True, currency="USD")
    assert answer.chart is not None
    for row, curve in zip(answer.rows, answer.chart.curves, strict=True):
        assert rounded(curve.points[0][1], 3) == rounded(row.cash.value.amount.value, 3)


def test_the_picture_is_quiet_in_a_pipe(rates: Rates) -> None:
    """What is not a terminal gets the table alone."""
    answer = made(rates, company(*ACME), plot=True)
    without = made(rates, company(*ACME))
    assert plain(answer, 80) == plain(without, 80)
    assert to_json(answer) == to_json(without)
