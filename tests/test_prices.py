"""Daily share prices: found by their day, known on their day, and what is made of them.

Truths are read in the files of the repository that keeps the prices (Zhesheng Xu, data/*_daily.csv,
state of 1 August 2026), and products worked out beside them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, here
from hypothesis import given
from hypothesis import strategies as st
from made import amount, company, day, fact, rates_of, source

import aicompare
from aicompare.calculators.pricerange import PriceRow, newest_close, price_ranges
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived
from aicompare.companies.measures import equity_value
from aicompare.companies.pricerange import over_52_weeks, since_listing
from aicompare.companies.prices import Prices, Quote
from aicompare.dataset import Dataset
from aicompare.dataset.pricefile import PriceFile, prices_in
from aicompare.rates.rates import Rates
from aicompare.reports.report import Warning
from aicompare.resources import PRICES, resource
from aicompare.values.errors import BadFile, NoAnswer
from aicompare.values.figures import Figure
from aicompare.values.sources import Source

SHIPPED = ROOT / "data" / "prices.csv"
NO_RATES = Rates("none", source(kind="dataset"))  # where nothing is converted
HEAD = """\
# source: kept
# title: Prices
# publisher: Nobody
# kind: dataset
# published: 2026-09-30
company,day,currency,close,low,high,scope
"""


def lines() -> list[dict[str, str]]:
    """The shipped file read from end to end, by another reader."""
    text = [line for line in SHIPPED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(text))


LINES = lines()


def kept(folder: Path, *rows: str) -> PriceFile:
    path = folder / "prices.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return PriceFile(path)


def traded(folder: Path, *rows: str, facts: tuple[Any, ...] = (), listed: str = "2026-01-08") -> Company:
    """Acme with daily prices: `2026-01-09,USD,12.5,12.0,13.0,` a row."""
    quotes = kept(folder, *(f"acme,{row}" for row in rows))
    acme = company(*facts, listed=listed)
    return replace(acme, daily=lambda until: Prices("acme", quotes, until))


def close(dataset: Dataset, name: str, on: str) -> str | None:
    found = dataset.by_id(name).close(day(on))
    return found and f"{found.period} {amount(found)}"


def values(expression: str, as_of: str | None = None) -> dict[str, Any]:
    (row,) = json.loads(here("check", expression, "--json", *(["--as-of", as_of] if as_of else [])).stdout)[
        "data"
    ]
    return row


# --- what the file says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("zhipu", "2026-03-18", "2026-03-18 742.5"),  # 02513.HK,20260318,...,742.5
        ("minimax", "2026-07-20", "2026-07-20 193.1"),  # 00100.HK,20260720,...,193.1
        ("baidu", "2026-08-30", "2026-07-17 106.5"),  # the last line of 09888.HK
        ("alibaba", "2026-01-04", "2026-01-02 149.0"),  # a Sunday
        ("meta", "2026-01-02", "2026-01-02 650.41"),
        ("tencent", "2026-01-01", None),  # a day before the first line
        ("openai", "2026-03-18", None),  # not listed
    ],
)
def test_the_newest_close_up_to_a_day(dataset: Dataset, name: str, on: str, expected: str | None) -> None:
    """As the repository's own files print it."""
    assert close(dataset, name, on) == expected


def test_the_file_agrees_with_every_price_of_the_data_file(dataset: Dataset) -> None:
    """All closes, lows and highs of Zhipu and MiniMax there, but HK$125.7: an intraday quote that
    press took for the close of the first day, 131.5.
    """
    known = {(one["company"], one["day"]): one for one in LINES}
    differing = []
    for name in ("zhipu", "minimax"):
        for one in dataset.by_id(name).facts.of("share_price"):
            line = known[name, str(one.period)]
            if one.label != "open" and not Figure.parse(line[one.label or ""]).meets(one.figure):
                differing.append((name, str(one.period), one.label, one.reported, line[one.label or ""]))
    assert differing == [("zhipu", "2026-01-08", "close", "HK$125.7", "131.5")]


def test_every_line_stands_in_order_and_holds_its_close() -> None:
    """Company by company, day by day; no close outside the low and high of its day, none on a weekend."""
    keys = [(one["company"], one["day"]) for one in LINES]
    assert keys == sorted(set(keys))
    for one in LINES:
        prices = [Decimal(one[key]) for key in ("low", "close", "high") if one[key]]
        assert prices == sorted(prices)
        assert date.fromisoformat(one["day"]).weekday() < 5


def test_a_look_up_finds_what_a_scan_finds() -> None:
    """For every company and each day of the year, the last line up to it."""
    quotes = prices_in(resource(PRICES))
    for name in {one["company"] for one in LINES}:
        own = [one for one in LINES if one["company"] == name]
        for n in range(0, 300, 7):
            on = date(2025, 12, 28) + timedelta(days=n)
            expected = [one for one in own if one["day"] <= str(on)]
            found = next(quotes.back(name, on), None)
            assert (found and str(found.day)) == (expected[-1]["day"] if expected else None)
            assert len(list(quotes.between(name, date.min, on))) == len(expected)


def test_only_lines_of_the_very_company_are_found(tmp_path: Path) -> None:
    """An id may begin another id, and a line may be the first or the last of the file."""
    quotes = kept(tmp_path, "a,2026-01-02,USD,1,,,", "a-b,2026-01-02,USD,2,,,", "ab,2026-01-02,USD,3,,,")
    for name, price in (("a", "1"), ("a-b", "2"), ("ab", "3")):
        assert [one.close for one in quotes.back(name, date.max)] == [price]
        assert [one.close for one in quotes.between(name, date.min, date.max)] == [price]
    assert not list(quotes.back("b", date.max))


@pytest.mark.parametrize(
    "row",
    [
        "acme,2026-01-09,USD,12,,",  # a cell is missing
        "acme,2026-01-09,USD,,,,",  # no close
        "acme,2026-01-09,USD,-12,,,",
        "acme,2026-01-09,USD,0.00,,,",
        "acme,2026-01-09,USD,1e3,,,",
        "acme,2026-01-09,USD,12,x,,",
        "acme,2026-01-09,usd,12,,,",
        "acme,2026-01-39,USD,12,,,",
    ],
)
def test_a_damaged_line_is_named_with_its_place(tmp_path: Path, row: str) -> None:
    """Nothing is made of it; other lines answer."""
    quotes = kept(tmp_path, "acme,2026-01-08,USD,11,,,", row)
    with pytest.raises(BadFile, match="is no line of share prices") as caught:
        next(quotes.back("acme", date.max))
    assert "prices.csv:8:1: " in str(caught.value)
    assert next(quotes.back("acme", day("2026-01-08"))).close == "11"


def test_what_is_no_file_of_prices_is_refused(tmp_path: Path) -> None:
    """A file that is missing, one without its head, and one that does not say who keeps it."""
    for text in ("", "acme,2026-01-08,USD,1,,,\n", HEAD.replace("# kind: dataset\n", "")):
        path = tmp_path / "prices.csv"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadFile):
            next(PriceFile(path).back("acme", date.max))
    with pytest.raises(BadFile, match="cannot be read"):
        next(PriceFile(tmp_path / "none").back("acme", date.max))


@given(st.from_regex(r"[0-9]{1,9}(\.[0-9]{1,6})?", fullmatch=True))
def test_plain_digits_are_read_as_print_is(digits: str) -> None:
    """The short way of reading a price gives the figure that the long way gives."""
    try:
        expected = Figure.parse(digits)
    except aicompare.Trouble:  # 007, which print does not write
        return
    assert Figure.plain(digits) == expected


# --- as facts ---------------------------------------------------------------------------------


def test_a_price_is_known_on_its_own_day(tmp_path: Path) -> None:
    """As of a day nobody knows a later close, and the source is dated by then at the latest."""
    acme = traded(tmp_path, "2026-01-08,USD,11,,,", "2026-01-09,USD,12,,,", "2026-01-12,USD,13,,,")
    then = acme.known_by(day("2026-01-09"))
    found = then.close(date.max)
    assert found is not None
    assert (str(found.period), found.published) == ("2026-01-09", day("2026-01-09"))
    assert found.sources[0].published_on == day("2026-01-09")
    assert found.known_by(day("2026-01-08")) is None
    assert found.known_by(day("2026-01-09")) is found
    assert [str(one.period) for one in then.closes(date.min, date.max)] == ["2026-01-08", "2026-01-09"]


def test_a_fact_of_the_data_file_wins_by_the_usual_rule(tmp_path: Path) -> None:
    """A newer day first; of one day the stronger evidence, then what was published later."""
    rows = ("2026-01-08,USD,11,,,", "2026-01-09,USD,12,,,")

    def newest(on: str, kind: str) -> str:
        acme = traded(tmp_path, *rows, facts=(fact("share_price", on, "US$20", kind=kind, label="close"),))
        found = acme.close(date.max)
        assert found is not None
        return str(amount(found))

    assert newest("2026-01-08", "filing") == "12"
    assert newest("2026-01-09", "press") == "20"
    assert newest("2026-01-09", "dataset") == "20"  # published on 31 January, the close on the 9th
    assert newest("2026-01-12", "dataset") == "20"


def test_footnotes_json_and_explain_name_who_keeps_the_prices() -> None:
    """742.5 x 445,843,090 shares = HK$331,038.5m, from the dataset's close and the dossier's count."""
    row = values("zhipu.equity_value[2026-03-18] == HK$331.04bn")
    assert row["verdict"] == "holds"
    assert row["computed"]["formula"] == "share_price x shares"
    assert row["computed"]["sources"] == ["xu-prices", "zhipu-dossier-2026-08"]
    told = here("multiples", "zhipu", "--on", "2026-03-18", "--explain").stdout
    assert "Daily share prices of Zhipu, MiniMax and peers (Zhesheng Xu, 2026-09-30)" in told
    assert "printed HKD 742.5" in told


# --- ranges -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("zhipu", "131.50 2026-01-08", "2410 2026-06-22"),
        ("minimax", "193.1 2026-07-20", "1238 2026-03-18"),
    ],
)
def test_the_range_since_the_listing_is_that_of_the_record(
    dataset: Dataset, name: str, low: str, high: str
) -> None:
    """Both listed in January 2026, so that 52 weeks up to September are the same range."""
    for find in (since_listing, over_52_weeks):
        found = find(dataset.by_id(name), day("2026-09-30"))
        assert found is not None
        assert found.whole
        assert [f"{amount(one)} {one.period}" for one in (found.low, found.high)] == [low, high]


def test_a_range_of_52_weeks_begins_364_days_before(tmp_path: Path) -> None:
    """9 of 2025-01-02 lies outside 2025-01-03..2026-01-02, and inside all that is known."""
    rows = ("2025-01-02,USD,9,,,", "2025-01-03,USD,10,,,", "2025-06-30,USD,12,,,", "2026-01-02,USD,11,,,")
    acme = traded(tmp_path, *rows, listed="2024-12-30")
    year, whole = (find(acme, day("2026-01-02")) for find in (over_52_weeks, since_listing))
    assert year is not None
    assert whole is not None
    assert [amount(one) for one in (year.low, year.high)] == [10, 12]
    assert [amount(one) for one in (whole.low, whole.high)] == [9, 12]
    assert year.whole
    assert whole.whole


def test_a_range_that_does_not_reach_back_says_so(tmp_path: Path) -> None:
    """Listed in 2024, known from 2026-01-02 on: neither since the listing nor of 52 weeks."""
    acme = traded(tmp_path, "2026-01-02,USD,9,,,", "2026-01-05,USD,12,,,", listed="2024-12-30")
    for find in (over_52_weeks, since_listing):
        found = find(acme, day("2026-01-05"))
        assert found is not None
        assert (found.since, found.whole) == (day("2026-01-02"), False)


def test_a_range_counts_one_currency_and_the_winner_of_a_day(tmp_path: Path) -> None:
    """A close in HKD stands beside those in USD and is none of them; 15 of the filing stands for 12."""
    rows = ("2026-01-08,HKD,99,,,", "2026-01-09,USD,12,,,", "2026-01-12,USD,13,,,")
    acme = traded(
        tmp_path, *rows, facts=(fact("share_price", "2026-01-09", "US$15", kind="filing", label="close"),)
    )
    found = since_listing(acme, day("2026-01-12"))
    assert found is not None
    assert [amount(one) for one in (found.low, found.high)] == [13, 15]
    assert since_listing(company(), day("2026-01-12")) is None


def shown(*arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(here("show", *arguments, "share_price", "--json").stdout)
    return answer


def test_show_has_the_newest_close_and_the_ranges() -> None:
    """MiniMax: 250.20 on 30 September; 193.1 and 1,238 since its listing. Its facts stand as before."""
    answer = shown("minimax")
    assert [(one["what"], one["price"]["period"]) for one in answer["prices"]] == [
        ("newest", "2026-09-30"),
        ("lowest, since listing", "2026-07-20"),
        ("highest, since listing", "2026-03-18"),
        ("lowest, 52 weeks", "2026-07-20"),
        ("highest, 52 weeks", "2026-03-18"),
    ]
    assert len(answer["data"]) == 30  # `metric: share_price` of MiniMax in the data file
    assert answer["prices"][0]["price"]["sources"] == ["xu-dataset"]  # which prints that close, too


def test_show_answers_for_who_has_daily_prices_alone() -> None:
    """Tencent: 461.6 on 2026-07-17, before the press printed any; its listing of long ago is in no file."""
    answer = shown("tencent", "--as-of", "2026-07-31")
    assert [one["reported"] for one in answer["data"]] == ["HKD 461.6"]
    assert [one["what"] for one in answer["prices"]] == ["newest", "lowest, known", "highest, known"]
    assert answer["prices"][1]["since"] == "2026-01-02"
    assert shown("alphabet", "--as-of", "2026-07-31")["data"][0]["scope"] == "class-a"
    assert here("show", "softbank", "share_price").returncode == 2


def test_show_as_of_a_day_knows_the_prices_of_that_day() -> None:
    """On 18 March Zhipu stood highest, at 742.5."""
    answer = shown("zhipu", "--as-of", "2026-03-18")
    assert answer["as_of"] == "2026-03-18"
    assert answer["prices"][2]["price"]["reported"] == "HKD 742.5"


@pytest.mark.parametrize(
    ("listed", "days", "told"),
    [
        # all since the listing of 30 December 2024, and all of the 52 weeks from 3 January 2025 on
        (
            "2024-12-30",
            ("2025-01-02", "2025-01-03", "2026-01-02"),
            [
                ("lowest, since listing", "2025-01-02", "2025-01-02"),
                ("highest, since listing", "2025-01-02", "2026-01-02"),
                ("lowest, 52 weeks", "2025-01-03", "2025-01-03"),
                ("highest, 52 weeks", "2025-01-03", "2026-01-02"),
            ],
        ),
        # known from long after the listing on, and of the 52 weeks as well: one range
        (
            "2020-01-02",
            ("2025-06-02", "2026-01-02"),
            [
                ("lowest, known", "2025-06-02", "2025-06-02"),
                ("highest, known", "2025-06-02", "2026-01-02"),
            ],
        ),
        # known from long after the listing on, and all of the 52 weeks
        (
            "2020-01-02",
            ("2024-06-03", "2025-01-03", "2026-01-02"),
            [
                ("lowest, known", "2024-06-03", "2024-06-03"),
                ("highest, known", "2024-06-03", "2026-01-02"),
                ("lowest, 52 weeks", "2025-01-03", "2025-01-03"),
                ("highest, 52 weeks", "2025-01-03", "2026-01-02"),
            ],
        ),
        # nothing is known of the first months of the 52 weeks, but something of before them
        (
            "2020-01-02",
            ("2024-06-03", "2025-03-03", "2026-01-02"),
            [
                ("lowest, known", "2024-06-03", "2024-06-03"),
                ("highest, known", "2024-06-03", "2026-01-02"),
                ("lowest, known of 52 weeks", "2025-03-03", "2025-03-03"),
                ("highest, known of 52 weeks", "2025-03-03", "2026-01-02"),
            ],
        ),
    ],
)
def test_a_range_is_told_by_what_is_known_of_it(
    tmp_path: Path, listed: str, days: tuple[str, ...], told: list[tuple[str, str, str]]
) -> None:
    """Closes of 10, 11, 12: the first day is the lowest and the last the highest."""
    rows = [f"{on},USD,{price},,," for price, on in enumerate(days, 10)]
    section = price_ranges(traded(tmp_path, *rows, listed=listed), day("2026-01-02"), None, NO_RATES, [])
    assert (section.row_type, section.title, section.name) == (PriceRow, "Closing prices", "prices")
    newest, *others = section.rows
    assert (newest.what, newest.since, str(newest.price.period)) == ("newest", None, days[-1])
    assert [(row.what, str(row.since), str(row.price.period)) for row in others] == told


def test_a_range_is_converted_and_told_of_what_is_not(tmp_path: Path) -> None:
    """12 dollars at 7 are 84 yuan on 2 January 2026; of won there is no rate: no price, and a warning."""
    acme = traded(tmp_path, "2026-01-02,USD,12,,,")
    rates = rates_of(tmp_path, "2026-01-02,1.25,8.75")
    warnings: list[Warning] = []
    newest, *_ = price_ranges(acme, day("2026-01-05"), "CNY", rates, warnings).rows
    assert (amount(newest.price), warnings) == (84, [])
    newest, *_ = price_ranges(acme, day("2026-01-05"), "KRW", rates, warnings).rows
    assert newest.price is None and warnings
    assert price_ranges(company(), day("2026-01-05"), None, rates, warnings).rows == []


def test_the_newest_close_is_of_all_shares_or_of_the_class_that_has_prices(tmp_path: Path) -> None:
    """A printed close of all shares on the 8th, and daily ones of a class up to the 12th."""
    rows = ("2026-01-09,USD,12,,,class-a", "2026-01-12,USD,13,,,class-a")
    printed = fact("share_price", "2026-01-08", "US$15", "2026-01-08", label="close")
    acme = traded(tmp_path, *rows, facts=(printed,))
    assert [newest_close(acme, day(on)) for on in ("2026-01-07", "2026-01-08")] == [None, printed]
    newest = newest_close(acme, day("2026-01-12"))
    assert newest and (amount(newest), newest.scope) == (13, "class-a")
    assert newest_close(company(printed), day("2026-01-12")) == printed
    assert newest_close(company(), day("2026-01-12")) is None
    whole = price_ranges(acme, day("2026-01-12"), None, NO_RATES, []).rows[1]
    assert (whole.price.scope, amount(whole.price)) == ("class-a", 12)


# --- equity value -----------------------------------------------------------------------------

COUNT = fact("shares", "2026-01-08", "1,000", "2026-01-08")
DAILY = ("2026-01-09,USD,12,,,", "2026-02-02,USD,13,,,", "2026-02-05,USD,14,,,")


def valued(acme: Company, on: str) -> tuple[str, Decimal] | None:
    found = equity_value(acme, day(on))
    return found and (str(found.period), amount(found))


def test_the_equity_value_of_a_trading_day_is_its_close_times_the_shares_in_force(tmp_path: Path) -> None:
    """12 x 1,000; after a second count of 1,100 of 2026-02-02, 13 x 1,100; between them the last close."""
    more = fact("shares", "2026-02-02", "1,100", "2026-02-02")
    acme = traded(tmp_path, *DAILY, facts=(COUNT, more))
    assert valued(acme, "2026-01-09") == ("2026-01-09", 12000)
    assert valued(acme, "2026-01-31") == ("2026-01-09", 12000)
    assert valued(acme, "2026-02-02") == ("2026-02-02", 14300)
    assert valued(acme, "2026-01-08") is None


def test_no_close_is_taken_times_a_count_from_before_shares_were_sold(tmp_path: Path) -> None:
    """100 sold on 3 February and no count since: the last value known is that of the 2nd, 13 x 1,000."""
    sold = fact("shares_sold", "2026-02-03", "100", "2026-02-03", status="closed", deal="placing")
    acme = traded(tmp_path, *DAILY, facts=(COUNT, sold))
    assert valued(acme, "2026-02-28") == ("2026-02-02", 13000)
    planned = fact("shares_sold", "2026-02-03", "100", "2026-02-03", status="planned", deal="placing")
    assert valued(traded(tmp_path, *DAILY, facts=(COUNT, planned)), "2026-02-28") == ("2026-02-05", 14000)


def test_in_a_month_of_a_count_it_is_the_one_or_the_other(tmp_path: Path) -> None:
    """From some day of February on there are 1,100 shares: on the 5th 14 +-0.5 x 1,000 to 1,100."""
    more = fact("shares", "2026-02", "1,100", "2026-02-28")
    acme = traded(tmp_path, *DAILY, "2026-03-02,USD,15,,,", facts=(COUNT, more))
    found = equity_value(acme, day("2026-02-27"))
    assert isinstance(found, Derived)
    assert str(found.period) == "2026-02-05"
    assert found.figure.low == Decimal("13.5") * Decimal("999.5")
    assert found.figure.high == Decimal("14.5") * Decimal("1100.5")
    assert found.inputs[1].inputs == (COUNT, more)  # type: ignore[union-attr]
    assert valued(acme, "2026-03-02") == ("2026-03-02", 16500)


@pytest.mark.parametrize("name", ["zhipu", "minimax"])
def test_there_is_a_value_of_every_trading_day(dataset: Dataset, name: str) -> None:
    """Of each line of the file its close x shares; the value of January is as wide as the two counts."""
    of_days = [day(one["day"]) for one in LINES if one["company"] == name]
    found = [equity_value(dataset.by_id(name), on) for on in of_days]
    assert [one.period.last for one in found if isinstance(one, Derived)] == of_days


def test_as_of_september_zhipu_is_not_valued_on_shares_from_before_its_placing() -> None:
    """21.965m shares were sold on the 16th, and the count after it was printed in October only:
    680.0 of the 15th x 465,623,090 = HK$316,623.7m.
    """
    row = values("zhipu.equity_value", "2026-09-30")
    assert row["computed"]["period"] == "2026-09-15"
    assert row["computed"]["value"] == Decimal("316623701200")


def test_without_a_share_count_a_printed_market_cap_stays(tmp_path: Path) -> None:
    """A close alone is no value of a company."""
    cap = fact("market_cap", "2026-01-08", "US$9,000", "2026-01-08")
    assert valued(traded(tmp_path, *DAILY, facts=(cap,)), "2026-02-28") == ("2026-01-08", 9000)
    assert valued(traded(tmp_path, *DAILY), "2026-02-28") is None


@pytest.mark.parametrize("scope", ["class-a", "h-shares"])
def test_the_price_or_count_of_one_class_makes_no_value_of_all(tmp_path: Path, scope: str) -> None:
    """Neither the price of one of two classes that trade, nor the number of shares of one of them."""
    of_class = tuple(f"{row}{scope}" for row in DAILY)
    assert valued(traded(tmp_path, *of_class, facts=(COUNT,)), "2026-02-28") is None
    part = fact("shares", "2026-01-08", "600", "2026-01-08", scope=scope)
    assert valued(traded(tmp_path, *DAILY, facts=(part,)), "2026-02-28") is None
    assert valued(traded(tmp_path, *of_class, facts=(part,)), "2026-02-28") is None


def test_a_multiple_of_any_day() -> None:
    """18 March 2026: HK$331,038.5m at 0.8788373 is RMB 290,929m, over RMB 724.3m of FY2025: 401.7x."""
    answer = json.loads(here("multiples", "zhipu", "--on", "2026-03-18", "--json").stdout)
    (row,) = answer["data"]
    assert row["numerator"]["period"] == "2026-03-18"
    assert f"{row['multiple']['value']:.1f}" == "401.7"


def test_a_price_without_a_share_count_is_said_to_be_known() -> None:
    """By 2026-06-30 Baidu has closes, and neither a count of its shares nor a printed value."""
    done = here("multiples", "zhipu", "baidu", "--as-of", "2026-06-30", "--notes", COLUMNS="200")
    assert "; a price of 2026-06-30 is known, and no share count to go with it" in done.stdout


def test_companies_are_compared_on_a_day() -> None:
    """18 March 2026: HK$331,038.5m and HK$1,238 x 313,635,308 = HK$388,280.5m; 0.85 of it."""
    done = here("compare", "zhipu", "minimax", "--metric", "equity_value", "--period", "2026-03-18", "--json")
    (row,) = json.loads(done.stdout)["data"]
    assert row["period"] == "2026-03-18"
    assert f"{row['ratio']['value']:.2f}" == "0.85"


# --- in expressions ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "verdict", "hint"),
    [
        ("zhipu.share_price[2026-03-18] == HK$742.5", "holds", "label=close"),
        ("zhipu.share_price[2026-03-18, label=high] == HK$765", "holds", None),
        ("zhipu.share_price[2026-03-18, label=low] == HK$742.5", "contradicted", None),
        # a Sunday, and the second day of the lunar new year
        ("zhipu.share_price[2026-03-15] == HK$530", "holds", "the last close before it, of 2026-03-13"),
        ("zhipu.share_price[2026-02-18] == HK$508", "holds", "the last close before it, of 2026-02-16"),
        # a Wednesday on which the market was open, and whose close is not in the file
        ("zhipu.share_price[2026-09-23] == HK$780", "undecided", "not in the data"),
        ("zhipu.share_price[2026-09-20] == HK$780", "holds", "the last close before it, of 2026-09-18"),
        ("tencent.share_price[2026-07-18] == HK$461.6", "holds", "of 2026-07-17"),
        ("tencent.share_price[2026-07-20] == HK$461.6", "undecided", "not in the data"),
        ("meta.share_price[2026-01-02] == US$650.41", "holds", "label=close"),
        ("alphabet.share_price[2026-07-31] == US$356.13", "holds", "scope=class-a, label=close"),
        ("as_of(zhipu.share_price, 2026-03-15) == HK$530", "holds", "label=close"),
        ("zhipu.equity_value[2026-03-15] == HK$236.3bn", "holds", "is that of 2026-03-13"),
        ("zhipu.market_cap[2026-03-18] == HK$331bn", "holds", "taken as zhipu.equity_value[2026-03-18]"),
        ("zhipu.market_cap[2026-06-22] > HK$1tn", "holds", "so for each of"),
        ("zhipu.market_cap[2026-06-22] == HK$1.33tn", "undecided", "not for zhipu.equity_value"),
        ("zhipu.market_cap[2026-01-09] == HK$69.8bn", "holds", "label=close"),
        ("tencent.market_cap[2026-07-17] == HK$4tn", "undecided", "not in the data"),
        ("zhipu.share_price[2026-01-07] == HK$116", "undecided", "not in the data"),
    ],
)
def test_a_figure_of_a_day_is_answered_by_its_close(expression: str, verdict: str, hint: str | None) -> None:
    """Of a day without trading by the last before it, and said so; of a day that is not known not at all."""
    row = values(expression)
    assert row["verdict"] == verdict
    assert (row.get("hint") is None) if hint is None else hint in row["hint"]


def test_a_market_cap_printed_for_a_day_is_shown_before_one_that_is_computed() -> None:
    """The high of 22 June is printed, HK$1.33tn; its close would be 2,410 x 445,843,090 = 1,074.5bn."""
    assert values("zhipu.market_cap[2026-06-22]")["computed"]["value"] == 1_330_000_000_000
    assert values("zhipu.equity_value[2026-06-22]")["computed"]["value"] == 1074481846900


class Held:
    """Quotes in memory."""

    def __init__(self, *quotes: Quote) -> None:
        self._quotes = quotes

    def source(self, until: date) -> Source:
        raise AssertionError

    def back(self, company: str, until: date) -> Iterator[Quote]:
        return (one for one in reversed(self._quotes) if one.day <= until)

    def between(self, company: str, first: date, last: date) -> Iterator[Quote]:
        return (one for one in self._quotes if first <= one.day <= last)


def quote(on: str, *, alone: bool = False) -> Quote:
    return Quote(day(on), "USD", "10", None if alone else "9", None if alone else "11")


@pytest.mark.parametrize(
    ("quotes", "before", "on", "stands"),
    [
        ((quote("2026-03-13"),), "2026-03-13", "2026-03-13", True),  # itself
        ((quote("2026-03-13"),), "2026-03-13", "2026-03-15", True),  # Friday, Sunday
        ((quote("2026-03-13"),), "2026-03-13", "2026-03-16", False),  # a Monday that may come
        ((quote("2026-03-12"), quote("2026-03-16")), "2026-03-12", "2026-03-13", True),  # a holiday
        ((quote("2026-03-12"), quote("2026-03-16", alone=True)), "2026-03-12", "2026-03-13", False),
        ((quote("2026-03-12", alone=True), quote("2026-03-16")), "2026-03-12", "2026-03-13", False),
        ((quote("2026-03-02"), quote("2026-03-16")), "2026-03-02", "2026-03-09", True),  # seven days
        ((quote("2026-03-02"), quote("2026-03-16")), "2026-03-02", "2026-03-10", False),  # eight
        ((quote("2026-03-12"), quote("2026-03-16")), "2026-03-11", "2026-03-13", False),
        ((quote("2026-03-12"),), "2026-03-13", "2026-03-12", False),
    ],
)
def test_which_close_stands_for_a_day(quotes: tuple[Quote, ...], before: str, on: str, stands: bool) -> None:
    """The last one within a week, where nothing was traded between; a single close tells of no other day."""
    assert Prices("acme", Held(*quotes), date.max).stands_for(day(before), day(on)) is stands


def test_what_is_asked_without_its_label_is_offered_with_it() -> None:
    """`convert` takes one figure, by its whole name."""
    done = here("convert", "zhipu.share_price[2026-03-18]", "--to", "USD")
    assert "there is zhipu.share_price[2026-03-18, label=close]" in done.stderr
    done = here("convert", "zhipu.share_price[2026-03-18, label=close]", "--to", "USD", "--json")
    assert f"{json.loads(done.stdout)['data'][0]['result']['value']:.2f}" == "94.73"  # 742.5 x 0.1275864


# --- validate ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("zhipu,2026-01-09,HKD", "bad-price"),
        ("zhipu,2026-01-09,HKD,100,90,95,", "bad-price"),
        ("zhipu,2026-01-09,HKD,100,101,102,", "bad-price"),
        ("zhipu,2026-01-08,HKD,131,,,", "duplicate-price"),
        ("tencent,2026-01-09,HKD,600,,,", "price-order"),
        ("zhipu2,2026-01-09,HKD,100,,,", "unknown-company"),
        ("zhipu,2026-01-09,CNY,130,,,", "price-listing"),
        ("zhipu,2026-01-09,HKD,1315,,,", "off-scale"),
        ("zhipu,2026-01-09,HKD,13.2,,,", "off-scale"),
    ],
)
def test_what_is_wrong_with_a_line_of_prices_is_told_with_its_place(
    tmp_path: Path, row: str, code: str
) -> None:
    """One mistake, one finding, as `validate FILE.csv` prints it; a fault is exit code 1."""
    kept(tmp_path, "zhipu,2026-01-08,HKD,131.5,116.1,135.0,", row)
    done = here("validate", str(tmp_path / "prices.csv"), "--json")
    (found,) = json.loads(done.stdout)["data"]
    assert (found["line"], found["code"]) == (8, code)
    assert done.returncode == (found["severity"] == "fault")


@pytest.mark.parametrize("row", ["zhipu,2025-12-30,HKD,116,,,", "stepfun,2026-01-08,HKD,1,,,"])
def test_prices_of_who_was_not_listed_then_are_doubted(tmp_path: Path, row: str) -> None:
    """Before the first day of trading, and of a company that is not listed at all."""
    kept(tmp_path, row)
    answer = aicompare.validate(tmp_path / "prices.csv")
    assert [one.code for one in answer.rows] == ["price-listing"]
    assert not answer.failed


def test_validate_looks_at_the_shipped_prices_too() -> None:
    """And finds nothing."""
    done = here("validate", COLUMNS="200")
    assert done.stdout.startswith("data/companies.yaml, data/prices.csv: no faults, no warnings")


def test_a_price_that_nobody_has_is_no_answer() -> None:
    """Not a zero, nor that of another company."""
    with pytest.raises(NoAnswer):
        aicompare.show(aicompare.load(), "openai", "share_price")


def test_the_equity_value_says_what_it_is_made_of(tmp_path: Path) -> None:
    """Close and count, each a fact of its own."""
    found = equity_value(traded(tmp_path, *DAILY, facts=(COUNT,)), day("2026-01-09"))
    assert isinstance(found, Derived)
    assert (found.formula, [one.reported for one in found.inputs]) == (
        "share_price x shares",
        ["USD 12", "1,000"],
    )


# --- how the file is made ---------------------------------------------------------------------


def test_the_file_is_written_anew_from_daily_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prices as they are printed, in the order of company and day; the head is kept, but for its day."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import make_prices

    kept(tmp_path, "old,2026-01-01,USD,1,,,")
    tables = tmp_path / "tables"
    tables.mkdir()
    for name in ("zhipu", "alphabet", "stepfun", "nobody"):
        text = "date,open,high,low,close\n2026-10-02,1,3.0,1.5,2.50\n2026-10-01,1,,,2.0\n"
        (tables / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(make_prices, "TARGET", tmp_path / "prices.csv")
    assert make_prices.main([str(tables)]) == 0
    head = HEAD.replace("2026-09-30", "2026-10-02")
    assert (tmp_path / "prices.csv").read_text(encoding="utf-8") == head + (
        "alphabet,2026-10-01,USD,2.0,,,class-a\n"
        "alphabet,2026-10-02,USD,2.50,1.5,3.0,class-a\n"
        "zhipu,2026-10-01,HKD,2.0,,,\n"
        "zhipu,2026-10-02,HKD,2.50,1.5,3.0,\n"
    )
    told = capsys.readouterr().err
    assert "stepfun.csv is left out" in told
    assert "nobody.csv is left out" in told
    assert make_prices.main([]) == 2
