"""Exchange rates: of a day, of a period, and where there is none.

The shipped history is the European Central Bank's; CurrencyConverter reads the same days by
code of its own, and a scan from end to end stands beside every search.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from currency_converter import CurrencyConverter
from ecbfile import SHIPPED, bank_csv
from hypothesis import given
from hypothesis import strategies as st
from made import day, source

from aicompare.rates.file import current_rates, parse_own_rates
from aicompare.rates.rates import Rate, Rates, parse_pair
from aicompare.rates.table import CURRENCIES, RateTable
from aicompare.values.errors import BadFile, BadUsage, MixedCurrencies, NoRate, Trouble, UnknownCurrency
from aicompare.values.figures import Figure
from aicompare.values.money import Money, parse_amount
from aicompare.values.periods import Period

BASIS_POINT = Decimal("0.0001")


def table(path: Path, *rows: str, codes: str = "USD,CNY", **rest: object) -> Rates:
    """Rates of a small file: `2025-01-02,1.25,8.75` a row."""
    path.write_text("\n".join([f"date,{codes}", *rows]) + "\n", encoding="ascii")
    return Rates(path, source(kind="dataset"), **rest)  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rates.csv"


# --- what the bank published --------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "yuan", "hong_kong", "days"),
    [
        ("FY2024", "7.1956", "7.8026", 256),
        ("H1 2025", "7.2526", "7.7933", 125),
        ("9M2025", "7.2196", "7.8029", 191),
        ("FY2025", "7.1874", "7.7965", 255),
    ],
)
def test_averages_of_the_periods_that_were_reported(
    rates: Rates, period: str, yuan: str, hong_kong: str, days: int
) -> None:
    """Worked out in a spreadsheet from the bank's csv, one quotient a day; days are its rows."""
    for quote, expected in (("CNY", yuan), ("HKD", hong_kong)):
        rate = rates.average("USD", quote, Period.parse(period))
        assert f"{rate.value:.4f}" == expected
        assert (rate.kind, rate.days, rate.period) == ("average", days, Period.parse(period))


@pytest.mark.parametrize(
    ("quote", "year", "noon_mean"),
    [("CNY", 2024, "7.1957"), ("HKD", 2024, "7.8030"), ("CNY", 2025, "7.1875"), ("HKD", 2025, "7.7956")],
)
def test_annual_means_lie_within_two_basis_points_of_the_federal_reserve(
    rates: Rates, quote: str, year: int, noon_mean: str
) -> None:
    """Federal Reserve, G.5A annual averages of the noon buying rates: other hours, other days."""
    rate = rates.average("USD", quote, Period.parse(str(year)))
    assert abs(rate.value / Decimal(noon_mean) - 1) < 2 * BASIS_POINT


@pytest.mark.parametrize(("quote", "legs"), [("CNY", "8.2262"), ("HKD", "9.1464"), ("EUR", "1")])
def test_the_rates_of_a_day_are_quotients_of_the_bank_s_page(rates: Rates, quote: str, legs: str) -> None:
    """31 December 2025: one euro was 1.1750 dollars, 8.2262 yuan, 9.1464 Hong Kong dollars."""
    rate = rates.closing("USD", quote, day("2025-12-31"))
    assert abs(rate.value * Decimal("1.1750") - Decimal(legs)) < Decimal("1e-30")
    assert rate.period == rate.requested == Period.parse("2025-12-31")
    assert rate.source is not None and rate.source.publisher == "European Central Bank"


def test_there_is_no_yuan_before_april_2005(rates: Rates) -> None:
    """The bank began with the yuan on 1 April 2005; no row before it holds one."""
    before = Period(first=date(1999, 1, 1), last=date(2005, 3, 31))
    assert next(rates.history("EUR", "CNY", before), None) is None
    assert len(list(rates.history("EUR", "USD", before))) == 1599
    assert rates.closing("USD", "CNY", day("2005-04-01")).period == Period.parse("2005-04-01")
    with pytest.raises(NoRate, match=r"from 2005-04-01 to 20\d\d"):
        rates.closing("USD", "CNY", day("2005-03-31"))


# --- a second program -------------------------------------------------------------------


def test_a_few_hundred_conversions_agree_with_currency_converter(rates: Rates, tmp_path: Path) -> None:
    """Same file, other code: no difference at 20 digits wherever both have a rate."""
    (tmp_path / "bank.csv").write_text(bank_csv(), encoding="ascii")
    other = CurrencyConverter(str(tmp_path / "bank.csv"), decimal=True)
    picked = random.Random(3)
    days = [on for on, _ in rates.history("EUR", "USD")]
    compared = 0
    for _ in range(600):
        on, (base, quote) = picked.choice(days), picked.sample(["EUR", *CURRENCIES], 2)
        amount = Decimal(picked.randrange(1, 10**12)).scaleb(-2)
        try:
            rate = rates.closing(base, quote, on)
        except NoRate:
            assert {base, quote} & {"CNY", "INR"}  # the only two that came later
            continue
        theirs = other.convert(amount, base, quote, on)
        ours = rate.applied_to(Money(Figure.exact(amount), base)).amount.value
        assert abs(ours / theirs - 1) < Decimal("1e-20")
        compared += 1
    assert compared > 400


def test_currency_converter_gives_the_same_for_the_newest_day(rates: Rates, tmp_path: Path) -> None:
    """`convert` without a date takes the last row, as CurrencyConverter does."""
    (tmp_path / "bank.csv").write_text(bank_csv(), encoding="ascii")
    other = CurrencyConverter(str(tmp_path / "bank.csv"), decimal=True)
    ours = rates.newest("CNY", "HKD")
    assert abs(ours.value / other.convert(1, "CNY", "HKD") - 1) < Decimal("1e-20")
    assert ours.period.last == other.bounds["HKD"].last_date


# --- a search against a scan --------------------------------------------------------------

FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 60).map(lambda number: FIRST + timedelta(days=number))
VALUES = st.none() | st.decimals("0.0001", "9999", places=4)
TABLES = st.dictionaries(DAYS, st.tuples(VALUES, VALUES), min_size=1, max_size=12)
Table = Mapping[date, tuple[Decimal | None, Decimal | None]]


def written(path: Path, rows: Table) -> Path:
    lines = [
        ",".join([on.isoformat(), *("" if value is None else f"{value:f}" for value in rows[on])])
        for on in sorted(rows)
    ]
    path.write_text("\n".join(["date,USD,CNY", *lines]) + "\n", encoding="ascii")
    return path


def scanned(rows: Table, until: date | None = None) -> dict[date, Decimal]:
    """CNY for one USD on every day with both, by going through all rows."""
    return {
        on: cny / usd
        for on, (usd, cny) in sorted(rows.items())
        if usd is not None and cny is not None and (until is None or on <= until)
    }


@given(rows=TABLES, asked=DAYS, until=st.none() | DAYS)
def test_a_search_finds_what_a_scan_finds(
    tmp_path_factory: pytest.TempPathFactory, rows: Table, asked: date, until: date | None
) -> None:
    """The latest day up to the one asked for with both currencies, not more than 7 days back."""
    path = written(tmp_path_factory.getbasetemp() / "scan.csv", rows)
    known = {on: value for on, value in scanned(rows, until).items() if on <= asked}
    rates = Rates(path, source(), as_of=until)
    latest = max(known, default=None)
    if latest is None or (asked - latest).days > 7:
        with pytest.raises(NoRate):
            rates.closing("USD", "CNY", asked)
        return
    rate = rates.closing("USD", "CNY", asked)
    assert rate.period == Period.day(latest)
    assert abs(rate.value - known[latest]) <= known[latest] * Decimal("1e-27")


@given(rows=TABLES, ends=st.tuples(DAYS, DAYS))
def test_a_window_holds_what_a_scan_finds(
    tmp_path_factory: pytest.TempPathFactory, rows: Table, ends: tuple[date, date]
) -> None:
    """Every day with both currencies from the first to the last, both included, in order."""
    path = written(tmp_path_factory.getbasetemp() / "window.csv", rows)
    period = Period(first=min(ends), last=max(ends))
    expected = [on for on in scanned(rows) if period.first <= on <= period.last]
    assert [on for on, _ in Rates(path, source()).history("USD", "CNY", period)] == expected


@pytest.mark.parametrize("asked", ["1999-01-04", "2012-05-17", "2025-12-28", "2026-10-30"])
def test_a_day_is_found_without_reading_the_history(
    rates: Rates, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """Of 7,000 rows one is parsed: the others are passed over by their dates."""
    parsed: list[int] = []
    cells = RateTable._cells

    def counting(table: RateTable, at: int, line: bytes) -> list[str]:
        parsed.append(at)
        return cells(table, at, line)

    monkeypatch.setattr(RateTable, "_cells", counting)
    rates.closing("USD", "HKD", day(asked))
    assert len(parsed) == 1


# --- days without a rate ------------------------------------------------------------------


def test_a_day_without_a_rate_takes_the_latest_earlier_one_of_both(file: Path) -> None:
    """On the 3rd only the dollar has a rate, so the 2nd answers for both, and says so."""
    rates = table(file, "2025-01-02,1.25,8.75", "2025-01-03,1.50,", "2025-01-06,1.25,9")
    rate = rates.closing("USD", "CNY", day("2025-01-05"))
    assert (rate.value, str(rate.period), str(rate.requested)) == (Decimal(7), "2025-01-02", "2025-01-05")
    assert rates.closing("EUR", "USD", day("2025-01-05")).value == Decimal("1.50")


@pytest.mark.parametrize(("asked", "answers"), [("2025-01-09", True), ("2025-01-10", False)])
def test_the_last_row_answers_for_seven_days(file: Path, asked: str, answers: bool) -> None:
    """INTERFACE: up to 7 days after the last row likewise; later than that there is no rate."""
    rates = table(file, "2025-01-02,1.25,8.75")
    if answers:
        assert rates.closing("USD", "CNY", day(asked)).value == 7
    else:
        with pytest.raises(NoRate, match="from 2025-01-02 to 2025-01-02"):
            rates.closing("USD", "CNY", day(asked))


def test_a_currency_that_ends_before_the_others_answers_for_seven_days_too(file: Path) -> None:
    """The last row of the pair counts, not the last of the file."""
    rates = table(file, "2025-01-02,1.25,8.75", "2025-01-08,1.25,", "2025-01-15,1.25,")
    assert rates.closing("USD", "CNY", day("2025-01-09")).period == Period.parse("2025-01-02")
    with pytest.raises(NoRate):
        rates.closing("USD", "CNY", day("2025-01-10"))


def test_before_the_first_row_there_is_no_rate(file: Path) -> None:
    """Not even a day before; the message names both bounds."""
    rates = table(file, "2025-01-02,1.25,8.75", "2025-01-03,1.25,8.75")
    with pytest.raises(NoRate, match="2025-01-01: there are rates from 2025-01-02 to 2025-01-03"):
        rates.closing("USD", "CNY", day("2025-01-01"))


def test_what_was_published_later_is_not_seen(rates: Rates, file: Path) -> None:
    """As of a day the rows after it do not exist; as of a day before the first, none does."""
    rows = "2025-01-02,1.25,8.75", "2025-01-03,1,8"
    early = table(file, *rows, as_of=day("2025-01-02"))
    assert early.newest("USD", "CNY").value == 7
    assert early.closing("USD", "CNY", day("2025-01-03")).period == Period.parse("2025-01-02")
    none = table(file, *rows, as_of=day("2025-01-01"))
    for look in (none.newest, lambda base, quote: none.closing(base, quote, day("2025-01-03"))):
        with pytest.raises(NoRate):
            look("USD", "CNY")


# --- averages -----------------------------------------------------------------------------


def test_an_average_is_the_mean_of_daily_cross_rates(file: Path) -> None:
    """8 and 4 make 6; the ratio of the means 8 / 1.5, or 1 / mean of 1/8 and 1/4, is 5.333."""
    rates = table(file, "2025-01-02,1,8", "2025-01-03,2,8")
    rate = rates.average("USD", "CNY", Period.parse("2025-01-02..2025-01-03"))
    assert (rate.value, rate.days) == (Decimal(6), 2)


def test_an_average_takes_both_ends_and_only_days_with_both(file: Path) -> None:
    """7, 8 and 9 over four days, one of them without a yuan: the mean of three is 8."""
    rates = table(file, "2025-01-02,1,7", "2025-01-03,1,8", "2025-01-06,1,", "2025-01-07,1,9")
    rate = rates.average("USD", "CNY", Period.parse("2025-01-02..2025-01-07"))
    assert (rate.value, rate.days) == (Decimal(8), 3)


@pytest.mark.parametrize(
    ("window", "says"),
    [
        ("2025-01-01..2025-01-03", "there are rates from 2025-01-02 to 2025-01-20"),  # before the first
        ("2025-01-13..2025-01-21", "there are rates from 2025-01-02 to 2025-01-20"),  # after the last
        ("2025-01-03..2025-01-16", "none was published between 2025-01-03 and 2025-01-13"),
        ("2025-01-03..2025-01-11", "none was published between 2025-01-03 and 2025-01-13"),
        ("2025-01-11..2025-01-15", "none was published between 2025-01-03 and 2025-01-13"),
        ("2025-01-06..2025-01-12", "none was published between 2025-01-03 and 2025-01-13"),
    ],
)
def test_an_average_needs_the_whole_window(file: Path, window: str, says: str) -> None:
    """Nothing is averaged over what is missing; the message names the bounds, or the pause of ten days."""
    rates = table(file, "2025-01-02,1,7", "2025-01-03,1,8", "2025-01-13,1,9", "2025-01-20,1,9")
    with pytest.raises(NoRate) as refused:
        rates.average("USD", "CNY", Period.parse(window))
    assert refused.value.message == f"no USD/CNY rate covers {window}: {says}"


def test_a_day_in_a_pause_has_no_rate_and_hears_of_the_pause(file: Path) -> None:
    """Eight days after the 3rd no rate answers; bounds that hold the day would say the contrary."""
    rates = table(file, "2025-01-03,1,8", "2025-01-13,1,9")
    assert rates.closing("USD", "CNY", day("2025-01-10")).value == 8
    with pytest.raises(
        NoRate, match="covers 2025-01-11: none was published between 2025-01-03 and 2025-01-13"
    ):
        rates.closing("USD", "CNY", day("2025-01-11"))


def test_a_week_without_a_rate_is_no_hole(file: Path) -> None:
    """Seven days between two rows, as around a long holiday: the window is covered."""
    rates = table(file, "2025-01-02,1,7", "2025-01-09,1,9")
    rate = rates.average("USD", "CNY", Period.parse("2025-01-02..2025-01-09"))
    assert (rate.value, rate.days) == (Decimal(8), 2)


def test_a_window_that_begins_on_a_holiday_is_covered(file: Path) -> None:
    """1 January has no rate, but 31 December does: the year's mean is that of its days."""
    rates = table(file, "2024-12-31,1,7", "2025-01-02,1,8", "2025-01-03,1,9")
    rate = rates.average("USD", "CNY", Period.parse("2025-01-01..2025-01-03"))
    assert (rate.value, rate.days) == (Decimal("8.5"), 2)


def test_an_empty_window_names_its_neighbours(rates: Rates) -> None:
    """The weekend of 27 December 2025: no rate after the 24th and before the 29th."""
    with pytest.raises(NoRate, match="the nearest are of 2025-12-24 and 2025-12-29"):
        rates.average("USD", "CNY", Period.parse("2025-12-27..2025-12-28"))


def test_an_empty_window_after_the_last_rate_names_the_newest(file: Path) -> None:
    """3 January 2025 is a Friday, so the weekend after it is complete, and has no rate."""
    rates = table(file, "2025-01-02,1,7", "2025-01-03,1,8")
    with pytest.raises(NoRate) as refused:
        rates.average("USD", "CNY", Period.parse("2025-01-04..2025-01-05"))
    assert refused.value.message == (
        "no USD/CNY rate was published in 2025-01-04..2025-01-05: the newest is of 2025-01-03"
    )


@pytest.mark.parametrize(
    ("base", "asked", "found"),
    [
        ("USD", "2026-01-01", ("2025-01-06", "9")),  # however old
        ("USD", "2025-01-06", ("2025-01-06", "9")),
        ("USD", "2025-01-05", ("2025-01-02", "7")),  # the yuan has none on the 3rd
        ("USD", "2024-01-01", ("2025-01-02", "7")),  # the first after it
        ("EUR", "2025-01-01", ("2025-01-02", "7")),
        ("KRW", "2025-01-06", None),
    ],
)
def test_the_nearest_rate_is_the_latest_before_or_else_the_first(
    file: Path, base: str, asked: str, found: tuple[str, str] | None
) -> None:
    """What a rate of the user's own is held against: 7 yuan on the 2nd, 9 on the 6th."""
    rates = table(file, "2025-01-02,1,7", "2025-01-03,1,", "2025-01-06,1,9")
    expected = None if found is None else (day(found[0]), Decimal(found[1]))
    assert rates.nearest(base, "CNY", day(asked)) == expected


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("2024-01-01", ["2025-01-02", "2025-01-03", "2025-01-06"]),
        ("2025-01-02", ["2025-01-02", "2025-01-03", "2025-01-06"]),
        ("2025-01-05", ["2025-01-03", "2025-01-06"]),
        ("2025-01-06", ["2025-01-06"]),
        ("2030-01-01", ["2025-01-06"]),
    ],
)
def test_the_rows_since_a_day_begin_with_the_one_before_it(file: Path, asked: str, days: list[str]) -> None:
    """The latest row up to the day and all after it, each with what one euro is."""
    rows = {
        "2025-01-02": {"USD": Decimal("1.25"), "CNY": Decimal(7), "EUR": Decimal(1)},
        "2025-01-03": {"USD": Decimal("1.25"), "EUR": Decimal(1)},
        "2025-01-06": {"USD": Decimal("1.25"), "CNY": Decimal(9), "EUR": Decimal(1)},
    }
    rates = table(file, "2025-01-02,1.25,7", "2025-01-03,1.25,", "2025-01-06,1.25,9")
    assert list(rates.since(day(asked))) == [(day(on), rows[on]) for on in days]


def test_a_row_of_too_few_cells_is_named_by_its_line_there_too(file: Path) -> None:
    """The second row, on line 3, has no cell for the yuan."""
    rates = table(file, "2025-01-02,1.25,7", "2025-01-03,1.25")
    with pytest.raises(BadFile, match=r":3:1: is not a row of exchange rates; replace the file"):
        list(rates.since(day("2025-01-02")))


def test_an_average_taken_once_is_not_that_of_other_rates(rates: Rates, file: Path) -> None:
    """Neither as of an earlier day, nor under a rate of one's own, nor of another file."""
    window = Period.parse("FY2025")
    taken = rates.average("USD", "CNY", window)
    assert rates.average("USD", "CNY", window) is taken
    with pytest.raises(NoRate, match="covers"):
        replace(rates, as_of=day("2025-06-30")).average("USD", "CNY", window)
    own = replace(rates, overrides={("USD", "CNY"): Decimal(7)})
    assert own.average("USD", "CNY", window).kind == "user"
    with pytest.raises(NoRate, match="covers"):
        replace(rates, path=table(file, "2025-01-02,1.25,8.75").path).average("USD", "CNY", window)


def test_a_year_that_has_not_ended_has_no_average(rates: Rates) -> None:
    """As of October 2026 there is no mean of 2026 yet."""
    with pytest.raises(NoRate, match=r"no USD/CNY rate covers FY2026: .* to 2026-10-30"):
        replace(rates, as_of=day("2026-10-31")).average("USD", "CNY", Period.parse("FY2026"))


def test_a_refused_average_is_refused_in_the_same_words_again(rates: Rates, file: Path) -> None:
    """Found out once; another table, with a pause, has words of its own."""
    window, then = Period.parse("FY2026"), replace(rates, as_of=day("2026-10-31"))
    words = set()
    for _ in range(2):
        with pytest.raises(NoRate) as caught:
            then.average("USD", "CNY", window)
        words.add((caught.value.message, caught.value.hint))
    assert len(words) == 1
    days = ("2025-12-31", "2026-12-31")
    with pytest.raises(NoRate, match="none was published between 2025-12-31 and 2026-12-31"):
        replace(then, path=table(file, *(f"{on},1.25,8.75" for on in days)).path, as_of=None).average(
            "USD", "CNY", window
        )


@given(pair=st.permutations(["USD", "HKD", "CNY", "EUR"]).map(lambda codes: codes[:3]), when=DAYS)
def test_cross_rates_close_in_a_triangle(rates: Rates, pair: list[str], when: date) -> None:
    """One way and back is 1, and by way of a third currency is the same, to 30 digits."""
    one, other, third = pair
    there, back = rates.closing(one, other, when), rates.closing(other, one, when)
    assert abs(there.value * back.value - 1) < Decimal("1e-30")
    round_about = rates.closing(one, third, when).value * rates.closing(third, other, when).value
    assert abs(round_about / there.value - 1) < Decimal("1e-26")


# --- a rate of the user's own --------------------------------------------------------------


def test_an_own_rate_answers_for_its_pair_and_the_inverse(rates: Rates) -> None:
    """7.04 for a dollar is 1/7.04 for a yuan, on any day and over any window; no other pair changes."""
    own = Rates(rates.path, rates.source, parse_own_rates(["USD/RMB=7.04"]))
    for rate in (
        own.closing("USD", "CNY", day("1980-01-01")),
        own.average("USD", "CNY", Period.parse("FY2026")),
        own.newest("USD", "CNY"),
    ):
        assert (rate.value, rate.kind, rate.source) == (Decimal("7.04"), "user", None)
    inverse = own.closing("CNY", "USD", day("2025-12-31"))
    assert inverse.kind == "user"
    assert abs(inverse.value * Decimal("7.04") - 1) < Decimal("1e-32")
    untouched = own.closing("HKD", "CNY", day("2025-12-31"))
    assert untouched == rates.closing("HKD", "CNY", day("2025-12-31"))


@pytest.mark.parametrize(
    ("texts", "trouble", "says"),
    [
        (["USD/CNY"], BadUsage, "is not a rate"),
        (["USDCNY=7"], BadUsage, "is not a pair"),
        (["USD/CNY=0"], BadUsage, "cannot be a rate"),
        (["USD/CNY=0.00"], BadUsage, "cannot be a rate"),
        (["USD/CNY=-7"], BadUsage, "cannot be a rate"),
        (["USD/CNY=~7"], BadUsage, "cannot be a rate"),
        (["USD/CNY=7%"], BadUsage, "cannot be a rate"),
        (["USD/CNY=1e9"], BadUsage, "cannot be a rate"),
        (["USD/CNY=NaN"], BadUsage, "cannot be a rate"),
        (["USD/CNY=７"], BadUsage, "cannot be a rate"),
        (["USD/USD=1"], BadUsage, "one currency twice"),
        (["USD/¥=7"], UnknownCurrency, "two currencies"),
        (["USD/XYZ=7"], UnknownCurrency, "XYZ"),
        (["USD/CNY=7", "CNY/USD=0.2"], BadUsage, "two rates are given"),
        (["USD/CNY=7", "USD/CNY=7.1"], BadUsage, "two rates are given"),
    ],
)
def test_what_is_no_rate_is_refused(texts: list[str], trouble: type[Trouble], says: str) -> None:
    """A number above zero for two currencies, once: everything else says what is wrong."""
    with pytest.raises(trouble, match=says):
        parse_own_rates(texts)


def test_a_pair_is_written_in_any_spelling() -> None:
    """The currency spellings of amounts; base before quote."""
    assert parse_pair("US$/RMB") == ("USD", "CNY")
    assert parse_pair(" 美元/港元 ") == ("USD", "HKD")
    assert parse_pair("eur/jpy") == ("EUR", "JPY")


def test_a_rate_converts_only_its_base_and_keeps_how_it_was_printed() -> None:
    """About 10 dollars at 7 are about 70 yuan; over 10 stays over; Hong Kong dollars are refused."""
    rate = Rate("USD", "CNY", Decimal(7), "user", Period.parse("2025"), Period.parse("2025"), 0, None)
    about = rate.applied_to(parse_amount("~US$10"))
    assert about.amount == Figure(Decimal(70), Decimal(63), Decimal(77))
    assert (about.currency, about.amount.mark) == ("CNY", "~")
    assert rate.applied_to(parse_amount(">=US$10")).amount.high is None
    with pytest.raises(MixedCurrencies, match=r"^a USD/CNY rate does not convert HKD$"):
        rate.applied_to(parse_amount("HK$10"))


# --- a file that is damaged -----------------------------------------------------------------


@pytest.mark.parametrize(
    "row", ["2025-01-03,1.2", "2025-01-03,1.2,8,9", "2025-01-03,x,8", "2025-01-03,0,8", "2025-01-03,1e9,8"]
)
def test_a_damaged_row_is_named_with_its_line(file: Path, row: str) -> None:
    """Never a number made of it, never a traceback."""
    rates = table(file, "2025-01-02,1,7", row, "2025-01-06,1,8")
    with pytest.raises(BadFile, match=r"rates\.csv:3:1: is not a row"):
        rates.closing("USD", "CNY", day("2025-01-03"))
    assert rates.closing("USD", "CNY", day("2025-01-06")).value == 8


@pytest.mark.parametrize("content", ["", "nonsense", "date,USD,CNY\n"])
def test_a_file_without_rates_has_none(file: Path, content: str) -> None:
    """An empty file, one line, a header alone: trouble that a person can read."""
    file.write_text(content, encoding="ascii")
    with pytest.raises((NoRate, BadFile)):
        Rates(file, source()).closing("USD", "CNY", day("2025-01-03"))


def test_the_shipped_file_holds_every_currency_we_know(rates: Rates) -> None:
    """Eleven currencies and the euro, each with a rate on the newest day."""
    assert {*rates.per_euro(date.max), "EUR"} == {*CURRENCIES, "EUR"}
    assert len(CURRENCIES) == 11


def test_the_source_is_dated_by_the_newest_row_that_is_seen() -> None:
    """The bank's table as of 30 September 2025 was published that day; as of a Sunday, on the Friday."""
    assert str(current_rates({}, day("2025-09-30")).source.published) == "2025-09-30"
    assert str(current_rates({}, day("2025-09-28")).source.published) == "2025-09-26"
    newest = SHIPPED.read_text(encoding="ascii").splitlines()[-1]
    assert newest.startswith(str(current_rates({}).source.published))


# --- what is told of a rate, to the letter ---------------------------------------------------


@pytest.fixture
def four_days(tmp_path: Path) -> Path:
    path = tmp_path / "rates.csv"
    rows = [
        "date,USD,CNY",
        "2025-01-02,1.25,8.75",
        "2025-01-03,1.25,8.5",
        "2025-01-06,1.25,",
        "2025-01-07,1.2,8.4",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="ascii")
    return path


def rates_in(path: Path, **rest: object) -> Rates:
    return Rates(path, source(kind="dataset"), **rest)  # type: ignore[arg-type]


def test_a_closing_rate_says_all_that_it_is(four_days: Path) -> None:
    """8.5 / 1.25 is 6.8 on 3 January, the latest day with both, asked for on the 6th."""
    assert rates_in(four_days).closing("USD", "CNY", day("2025-01-06")) == Rate(
        "USD",
        "CNY",
        Decimal("6.8"),
        "closing",
        Period.parse("2025-01-03"),
        Period.parse("2025-01-06"),
        1,
        source(kind="dataset"),
    )
    assert rates_in(four_days).closing("USD", "CNY", day("2025-01-06"), "spot").kind == "spot"


def test_the_newest_rate_says_all_that_it_is(four_days: Path) -> None:
    """8.4 / 1.2 is 7 on the last day; 6.8 as of the 6th, when the yuan had none."""
    newest = Period.parse("2025-01-07")
    assert rates_in(four_days).newest("USD", "CNY") == Rate(
        "USD", "CNY", Decimal(7), "spot", newest, newest, 1, source(kind="dataset")
    )
    earlier = rates_in(four_days, as_of=day("2025-01-06")).newest("USD", "CNY")
    assert (earlier.value, str(earlier.period), str(earlier.requested)) == (
        Decimal("6.8"),
        "2025-01-03",
        "2025-01-03",
    )


def test_an_average_says_all_that_it_is(four_days: Path) -> None:
    """7 and 6.8 on the 2nd and 3rd: 6.9, of two days."""
    window = Period.parse("2025-01-02..2025-01-03")
    assert rates_in(four_days).average("USD", "CNY", window) == Rate(
        "USD", "CNY", Decimal("6.9"), "average", window, window, 2, source(kind="dataset")
    )


def test_an_own_rate_says_all_that_it_is_both_ways(four_days: Path) -> None:
    """4 yuan for a dollar: a quarter of a dollar for a yuan; no source, no days."""
    rates, on = rates_in(four_days, overrides={("USD", "CNY"): Decimal(4)}), Period.parse("2025-01-06")
    assert rates.closing("USD", "CNY", day("2025-01-06")) == Rate(
        "USD", "CNY", Decimal(4), "user", on, on, 0, None
    )
    assert rates.closing("CNY", "USD", day("2025-01-06")) == Rate(
        "CNY", "USD", Decimal("0.25"), "user", on, on, 0, None
    )
    year = Period.parse("FY2030")
    assert rates.average("USD", "CNY", year) == Rate("USD", "CNY", Decimal(4), "user", year, year, 0, None)
    last = Period.parse("2025-01-07")
    assert rates.newest("CNY", "USD") == Rate("CNY", "USD", Decimal("0.25"), "user", last, last, 0, None)


def test_the_newest_rate_of_the_user_s_own_is_of_the_day_asked_for_where_there_is_no_row(
    four_days: Path,
) -> None:
    """Without a row for the pair, the day of `--as-of` is the rate's day; without either there is none."""
    pair = {("USD", "KRW"): Decimal(1400)}
    asked = rates_in(four_days, overrides=pair, as_of=day("2025-01-06")).newest("USD", "KRW")
    assert (asked.value, str(asked.period)) == (Decimal(1400), "2025-01-06")
    with pytest.raises(NoRate, match=r"^there is no USD/KRW rate; "):
        rates_in(four_days, overrides=pair).newest("USD", "KRW")


@pytest.mark.parametrize(
    ("ask", "message", "hint"),
    [
        (
            lambda rates: rates.closing("USD", "CNY", day("2024-12-31")),
            "no USD/CNY rate covers 2024-12-31: there are rates from 2025-01-02 to 2025-01-07",
            "a rate of your own is written --rate USD/CNY=NUMBER",
        ),
        (
            lambda rates: rates.closing("USD", "KRW", day("2025-01-02")),
            "no USD/KRW rate covers 2025-01-02: there is none",
            "a rate of your own is written --rate USD/KRW=NUMBER",
        ),
        (
            lambda rates: rates.average("USD", "CNY", Period.parse("FY2025")),
            "no USD/CNY rate covers FY2025: there are rates from 2025-01-02 to 2025-01-07",
            "a rate of your own is written --rate USD/CNY=NUMBER",
        ),
        (
            lambda rates: rates.average("USD", "CNY", Period.parse("2025-01-04..2025-01-05")),
            "no USD/CNY rate was published in 2025-01-04..2025-01-05: "
            "the nearest are of 2025-01-03 and 2025-01-07",
            "take a longer window, or --on DATE",
        ),
        (
            lambda rates: rates.newest("USD", "KRW"),
            "there is no USD/KRW rate",
            "a rate of your own is written --rate USD/KRW=NUMBER",
        ),
    ],
)
def test_where_there_is_no_rate_its_bounds_are_named(
    four_days: Path, ask: object, message: str, hint: str
) -> None:
    """What is wrong, and what would be right, to the letter."""
    with pytest.raises(NoRate) as caught:
        ask(rates_in(four_days))  # type: ignore[operator]
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_no_rate_as_of_a_day_names_the_day(four_days: Path) -> None:
    """Before the first row nothing was published."""
    with pytest.raises(NoRate, match=r"^there is no USD/CNY rate up to 2025-01-01; "):
        rates_in(four_days, as_of=day("2025-01-01")).newest("USD", "CNY")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("USDCNY", "'USDCNY' is not a pair of currencies", "write it like USD/CNY"),
        ("RMB/CNY", "'RMB/CNY' is one currency twice", "write a pair like USD/CNY"),
    ],
)
def test_what_is_no_pair_says_so(text: str, message: str, hint: str) -> None:
    """One word, and one currency under two names."""
    with pytest.raises(BadUsage) as caught:
        parse_pair(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)
    with pytest.raises(UnknownCurrency, match=r"^'CNY/HKD' is not a currency we have rates for; "):
        parse_pair("USD/CNY/HKD")


def refusal_of(path: Path, content: bytes) -> BadFile:
    path.write_bytes(content)
    with pytest.raises(BadFile) as caught, RateTable(path) as table:
        table.check_ends()
    return caught.value


def test_what_is_no_table_is_named_with_its_file(tmp_path: Path) -> None:
    """Missing, empty, a directory, cut off, without a row."""
    path = tmp_path / "rates.csv"
    for nothing in (path, tmp_path):
        with pytest.raises(BadFile) as caught, RateTable(nothing):
            pass
        assert caught.value.message == f"{nothing}: the exchange rates cannot be read"
    assert refusal_of(path, b"").message == f"{path}: the exchange rates cannot be read"
    for content in (b"date,USD\n", b"date,USD", b"date,USD\n2025-01-02,1.25"):
        assert refusal_of(path, content).message == f"{path}: is not a whole table of exchange rates"


@pytest.mark.parametrize(
    "row",
    [
        b"2025-13-02,1.25",
        b"2025-01-0",
        b"x",
        b"2025-01-02,1.25,2",
        b"2025-01-02",
        b"2025-01-02,1e3",
        b"2025-01-02,0",
        b"2025-01-02,\xff",
        b"\xff025-01-02,1",
    ],
)
def test_a_damaged_last_row_is_named_with_its_line(tmp_path: Path, row: bytes) -> None:
    """A day that is none, cells too few or too many, what is no rate, bytes that are no text."""
    trouble = refusal_of(tmp_path / "rates.csv", b"date,USD\n2025-01-01,1.25\n" + row + b"\n")
    assert trouble.message == f"{tmp_path / 'rates.csv'}:3:1: is not a row of exchange rates"
    assert trouble.hint == "replace the file with `aicompare rates update`, or delete it"


@pytest.mark.parametrize("cell", [b"8.75 ", b"8.75X", b"8.75\t", b" 8.75"])
def test_a_cell_is_a_rate_and_nothing_beside_it(tmp_path: Path, cell: bytes) -> None:
    """Neither a space nor a letter behind it is passed over; the row is named, whoever asks."""
    path = tmp_path / "rates.csv"
    path.write_bytes(b"date,USD,CNY\n2025-01-02,1.25," + cell + b"\n2025-01-03,1.25,8.75\n")
    with RateTable(path) as table:
        for ask in (
            lambda: table.per_euro(day("2025-01-02")),
            lambda: list(table.within("USD", "CNY")),
            lambda: list(table.within("CNY", "USD")),
        ):
            with pytest.raises(BadFile, match=":2:1: is not a row of exchange rates"):
                ask()


def test_a_header_that_is_none_names_no_currency(tmp_path: Path) -> None:
    """An empty first line, or bytes that are no text: nothing is found, and nothing fails."""
    path = tmp_path / "rates.csv"
    path.write_bytes(b"\n2025-01-02,1.25\n")
    with RateTable(path) as table:
        assert table.codes == ()
        assert not table.is_empty
    path.write_bytes(b"date,\xff\xfe\n2025-01-02,1.25\n")
    with RateTable(path) as table:
        assert table.codes == ("\ufffd\ufffd",)
        assert table.bounds("USD", "EUR") is None


def test_line_ends_of_windows_are_line_ends(tmp_path: Path) -> None:
    """The last cell of a row does not hold them."""
    path = tmp_path / "rates.csv"
    path.write_bytes(b"date,USD,CNY\r\n2025-01-02,1.25,8.75\r\n")
    with RateTable(path) as table:
        table.check_ends()
        assert table.codes == ("USD", "CNY")
        assert table.per_euro(day("2025-01-02")) == {
            "USD": Decimal("1.25"),
            "CNY": Decimal("8.75"),
            "EUR": Decimal(1),
        }


def test_a_row_that_is_cut_off_is_read_to_where_it_ends(tmp_path: Path) -> None:
    """Without a line end the file is refused by `check_ends`; reading it neither fails nor hangs."""
    path = tmp_path / "rates.csv"
    path.write_bytes(b"date,USD,CNY\n2025-01-02,1.25,8.75")
    with RateTable(path) as table:
        assert list(table.within("USD", "CNY")) == [(day("2025-01-02"), Decimal(7))]
        assert list(table.backwards("USD", "CNY", day("2025-01-02"))) == [(day("2025-01-02"), Decimal(7))]


def test_a_newer_file_goes_on_from_the_shipped_one(four_days: Path, tmp_path: Path) -> None:
    """Byte for byte the same beginning, and then later days only, each row whole."""
    newer = tmp_path / "newer.csv"
    begun = four_days.read_bytes()

    def check(content: bytes, until: date | None = None) -> None:
        newer.write_bytes(content)
        with RateTable(newer, until) as table:
            table.check_continues(four_days)

    check(begun)
    check(begun + b"2025-01-08,1.2,8.4\n2025-01-09,1.2,\n")
    with pytest.raises(BadFile) as caught:
        check(begun.replace(b"8.75", b"8.76"))
    assert caught.value.message == f"{newer}: does not go on from the shipped exchange rates"
    with pytest.raises(BadFile, match="does not go on"):
        check(begun[:-5])
    for row, line in (
        (b"2025-01-07,1.2,8.4\n", 6),
        (b"2025-01-08,1.2\n", 6),
        (b"2025-01-08,1.2,x\n", 6),
        (b"x\n", 6),
    ):
        with pytest.raises(BadFile, match=f":{line}:1: is not a row"):
            check(begun + row)
    with pytest.raises(BadFile, match=":7:1: is not a row"):
        check(begun + b"2025-01-08,1.2,8.4\n2025-01-08,1.2,8.4\n")
