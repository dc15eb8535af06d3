"""What is shown of a multiple divides to it: both sides at the closing rate of the day of the valuation."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from decimal import Decimal
from functools import cache
from itertools import product

import pytest
from command import LONG, here
from hypothesis import given
from hypothesis import strategies as some
from made import company, fact

from aicompare.calculators.multiples.report import revenue_multiples
from aicompare.calculators.multiples.row import MultiplesRow
from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.companies.fact import money
from aicompare.rates.rates import Rates
from aicompare.values.figures import Figure
from aicompare.values.money import parse_amount
from aicompare.values.periods import parse_day

CURRENCIES = ("USD", "HKD", "CNY", "reported")
# Rates of one's own, with which the three pairs of three currencies no longer fit together.
RATES = ("", " --rate USD/CNY=7.04", " --rate HKD/CNY=0.9 --rate EUR/USD=1.2")
DAYS = ("", " --on 2026-01-31", " --on 2026-07-20")
COMPANIES = ("zhipu", "minimax", "openai", "moonshot", "alibaba")
OPTIONS = ("", " --ev", " --nearest", " --known-then", " --basis arr", " --on 2026-01-31")


def some_of(*lists: tuple[str, ...]) -> list[tuple[str, ...]]:
    """All combinations; in the short form those with the first of the last list, or with the firsts of all
    lists between.
    """
    return [
        one
        for one in product(*lists)
        if LONG or one[-1] == lists[-1][0] or one[1:-1] == tuple(each[0] for each in lists[1:-1])
    ]


def answer(line: str, columns: int = 80) -> str:
    done = here(*shlex.split(line), COLUMNS=str(columns))
    assert done.returncode == 0, done.stderr
    return done.stdout


def close(one: Decimal, other: Decimal) -> bool:
    """To the 15 digits that JSON and CSV print."""
    return abs(one / other - 1) < Decimal("1e-14")


@cache
def rows_of(line: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer(f"{line} --format csv"))))


@pytest.mark.parametrize(("currency", "options", "rates"), some_of(CURRENCIES, OPTIONS, RATES))
def test_the_operands_of_every_row_divide_to_its_multiple_in_json(
    currency: str, options: str, rates: str
) -> None:
    """Every digit of value over revenue, in any currency, with any option and rate."""
    whole = json.loads(answer(f"multiples --in {currency}{options}{rates} --json"), parse_float=Decimal)
    found = [row for row in whole["data"] if row["multiple"]]
    assert found
    for row in found:
        above, below = (row[side] for side in ("numerator", "denominator"))
        assert above["unit"] == below["unit"]
        assert currency in (above["unit"], "reported")
        assert close(Decimal(above["value"]) / Decimal(below["value"]), Decimal(row["multiple"]["value"]))


@pytest.mark.parametrize("currency", CURRENCIES)
def test_the_operands_of_every_row_divide_to_its_multiple_in_csv(currency: str) -> None:
    """The same of rows that a spreadsheet reads."""
    rows = [row for row in rows_of(f"multiples --in {currency}") if row["part"] == "data"]
    values = {(row["company"], row["key"]): row["value"] for row in rows}
    found = [name for (name, key), value in values.items() if key == "multiple" and value]
    assert found
    for name in found:
        multiple, above, below = (
            Decimal(values[name, key]) for key in ("multiple", "numerator", "denominator")
        )
        assert close(above / below, multiple), name


@pytest.mark.parametrize("currency", CURRENCIES)
def test_the_operands_of_every_row_divide_to_its_multiple_as_printed(currency: str) -> None:
    """A reader who divides what the table prints comes to what it prints, within the digits of both."""
    page = answer(f"multiples --group all --in {currency}", columns=240)
    cells = [re.split(" {2,}", line.strip()) for line in page.splitlines()]
    found = [row for row in cells if len(row) > 5 and row[5].endswith("\u00d7")]
    assert len(found) >= 40
    for _, value, _, revenue, _, multiple, *_ in found:
        above, below = (_amount(text, currency) for text in (value, revenue))
        assert (above / below).meets(Figure.parse(multiple.replace("\u00d7", "x"))), multiple


def _amount(cell: str, currency: str) -> Figure:
    """`39.83bn` of a table whose title says the currency; as reported `RMB 267.06bn`."""
    mark, number = re.fullmatch(r"([~≥≤]?)\s*(\S.*?)(?: \(announced\))?", cell).groups()  # type: ignore[union-attr]
    return parse_amount(f"{mark}{'' if currency == 'reported' else currency} {number}").amount


def test_zhipu_at_a_glance() -> None:
    """HK$641 x 487,588,090 at EUR/USD 1.1355, EUR/HKD 8.9095 and EUR/CNY 7.613 of 2026-09-30: 39.83bn
    over 1,487.349m x 1.1355 / 7.613 = 221.8m is 179.6 times.
    """
    dollars = Decimal("1.1355")
    value = Decimal(641) * 487_588_090 * dollars / Decimal("8.9095") / 10**9
    revenue = Decimal("1487.349") * dollars / Decimal("7.613")
    assert (f"{value:.2f}", f"{revenue:.1f}", f"{value * 1000 / revenue:.1f}") == ("39.83", "221.8", "179.6")
    table = answer("multiples zhipu minimax", columns=200)
    (line,) = [line for line in table.splitlines() if line.startswith("Zhipu ")]
    assert re.split(" {2,}", line)[1:6] == ["39.83bn", "2026-09", "221.8m", "LTM Jun 26", "179.6\u00d7"]


@given(
    value=some.integers(1, 10**12), revenue=some.integers(1, 10**12),
    codes=some.tuples(*[some.sampled_from(["USD", "CNY", "HKD", "EUR", "JPY"])] * 3),
    own=some.sampled_from([{}, {("USD", "CNY"): Decimal("7.04")}, {("CNY", "HKD"): Decimal(1)}]),
)  # fmt: skip
def test_whatever_the_three_currencies_the_operands_divide(
    rates: Rates, value: int, revenue: int, codes: tuple[str, str, str], own: dict[tuple[str, str], Decimal]
) -> None:
    """Of the value, of the revenue and of the answer; and the multiple does not depend on the last."""
    worth, sold, shown = codes
    acme = company(
        fact("market_cap", "2026-06-30", f"={worth} {value}"), fact("revenue", "FY2025", f"={sold} {revenue}")
    )
    with_own = Rates(rates.path, rates.source, own)
    day = parse_day("2026-10-31")

    def row_in(currency: str | None) -> MultiplesRow:
        (row,) = revenue_multiples([acme], MultiplesChoice(day), with_own, day, currency).rows
        assert isinstance(row, MultiplesRow)
        return row

    row = row_in(shown)
    assert row.numerator and row.denominator and row.multiple
    assert money(row.numerator).currency == money(row.denominator).currency == shown
    assert close(money(row.numerator).over(money(row.denominator)).value, row.multiple.value)
    assert row.multiple == row_in(None).multiple


def test_a_revenue_that_no_rate_of_that_day_covers_is_left_out(rates: Rates) -> None:
    """US$1bn over US$100m of 2004, in yuan that have rates from April 2005 on: 10 times, and both sides
    unknown in yuan, with the warning.
    """
    acme = company(
        fact("market_cap", "2004-06-30", "US$1bn"), fact("revenue", "FY2003", "US$100m", "2004-01-31")
    )
    day = parse_day("2026-10-31")
    found = revenue_multiples([acme], MultiplesChoice(day), rates, day, "CNY")
    (row,) = found.rows
    assert isinstance(row, MultiplesRow) and row.multiple
    assert (row.multiple.value, row.numerator, row.denominator) == (10, None, None)
    assert [one.code for one in found.warnings].count("no_rate") == 2


@pytest.mark.parametrize(("currency", "options", "rates"), some_of(CURRENCIES, DAYS, RATES))
def test_the_parts_of_every_bridge_add_up_to_its_ev(currency: str, options: str, rates: str) -> None:
    """In any currency and with any rate, though the parts are of several days and currencies."""
    line = f"multiples --ev --in {currency}{options}{rates} --json"
    whole = json.loads(answer(line), parse_float=Decimal)
    found = [row for row in whole["data"] if row["numerator"] and row.get("bridge")]
    assert len(found) >= 2
    for row in found:
        amounts = [part for part in row["bridge"].values() if part]
        total = row["numerator"]
        assert {one["unit"] for one in amounts} == {total["unit"]}
        assert close(sum(Decimal(one["value"]) for one in amounts), Decimal(total["value"])), row["company"]


@pytest.mark.parametrize(("currency", "company_", "rates"), some_of(CURRENCIES, COMPANIES, RATES))
def test_now_over_then_is_the_premium_that_stands_beside(currency: str, company_: str, rates: str) -> None:
    """Of every comparison with the company's own past, in any currency and with any rate."""
    whole = json.loads(
        answer(f"multiples --implied {company_} --in {currency}{rates} --json"), parse_float=Decimal
    )
    for row in whole.get("benchmarks", []):
        now, then = (row[side] for side in ("now", "then"))
        assert now["unit"] == then["unit"]
        quotient = Decimal(now["value"]) / Decimal(then["value"])
        assert close(quotient, 1 + Decimal(row["premium"]["value"])), row["benchmark"]


def test_an_offer_price_is_shown_at_the_rate_of_the_day_it_is_held_against() -> None:
    """HK$165 at EUR/USD 1.1355 and EUR/HKD 8.9095 of 2026-09-30 is US$21.03, and HK$250.20 is US$31.89:
    51.6% more, as 250.20 / 165 - 1 is in Hong Kong dollars.
    """
    dollars = Decimal("1.1355") / Decimal("8.9095")
    assert (f"{165 * dollars:.2f}", f"{Decimal('250.20') * dollars:.2f}") == ("21.03", "31.89")
    assert f"{100 * (Decimal('250.20') / 165 - 1):.1f}" == "51.6"
    table = answer("multiples --implied minimax", columns=200)
    (line,) = [line for line in table.splitlines() if line.startswith("offer price ")]
    assert "US$21.03" in line and "US$31.89" in line and "51.6%" in line
