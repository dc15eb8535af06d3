"""What mutants of figures, money, periods and rates showed to be promised and not yet tested."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from made import day, source

from aicompare.rates.rates import Rate, Rates, parse_pair
from aicompare.rates.table import RateTable
from aicompare.values.errors import (
    BadAmount,
    BadFile,
    BadPeriod,
    BadUsage,
    MixedCurrencies,
    NoRate,
    UnknownCurrency,
)
from aicompare.values.figures import Figure, parse_percent
from aicompare.values.money import Money, currency_code, parse_amount
from aicompare.values.periods import Period, add_months, whole_months


def bounds(figure: Figure) -> tuple[str | None, str | None, str | None]:
    return tuple(None if one is None else str(one) for one in (figure.value, figure.low, figure.high))  # type: ignore[return-value]


# --- figures --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("5", "5", "4.5", "5.5"),
        ("-5", "5", "4.5", "5.5"),
        ("~-2", "2", "1.8", "2.2"),
    ],
)
def test_the_size_of_what_is_not_nought(text: str, value: str, low: str, high: str) -> None:
    """|-5| is 5, its bounds turned about."""
    assert bounds(abs(Figure.parse(text))) == (value, low, high)


@pytest.mark.parametrize(
    ("figure", "high"),
    [
        (Figure(Decimal(1), Decimal(-3), Decimal(2)), "3"),
        (Figure(Decimal(1), Decimal(-2), Decimal(3)), "3"),
        (Figure(Decimal(-1), Decimal(-3), Decimal(0)), "3"),
        (Figure(Decimal(1), Decimal(0), Decimal(3)), "3"),
        (Figure(Decimal(1), None, Decimal(3)), None),
        (Figure(Decimal(1), Decimal(-3), None), None),
    ],
)
def test_the_size_of_what_may_be_nought_ends_where_it_is_furthest_from_it(
    figure: Figure, high: str | None
) -> None:
    """[-3, 2] is at most 3 away, and at least 0; what is open is open."""
    assert bounds(abs(figure)) == ("1", "0", high)


def test_a_division_by_nought_says_so() -> None:
    """Callers turn it into n.m.; the words are for whoever forgets."""
    with pytest.raises(ZeroDivisionError, match=r"^division by a figure of nought$"):
        Figure.exact(1) / Figure.exact(0)


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        (">=2", ">=4", "0", None),  # nothing is known of how much larger either is
        (">=2", ">=-4", None, None),
        ("<=-2", ">=4", None, "0"),
        ("<=-2", "<=-4", "0", None),
    ],
)
def test_a_quotient_of_open_figures_reaches_from_nought_to_no_end(
    a: str, b: str, low: str | None, high: str | None
) -> None:
    """Infinity over infinity is anything of its sign."""
    quotient = _signed(a) / _signed(b)
    assert (quotient.low, quotient.high) == tuple(
        None if one is None else Decimal(one) for one in (low, high)
    )


def test_nought_over_what_comes_down_to_nought_is_nought() -> None:
    """0 / b is 0 for every b that is not 0, however near to it b may come."""
    assert bounds(Figure.exact(0) / Figure(Decimal(1), Decimal(0), Decimal(2))) == ("0", "0", "0")
    assert bounds(Figure.exact(4) / Figure(Decimal(1), Decimal(0), Decimal(2))) == ("4", "2", None)
    assert bounds(Figure.exact(4) / Figure(Decimal(-1), Decimal(-2), Decimal(0))) == ("-4", None, "-2")


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ((1, 2), (1, 2), True),
        ((1, 2), (0, 3), True),
        ((1, 2), (2, 3), False),
        ((0, 2), (1, 3), False),
        ((1, 3), (0, 2), False),
        ((1, 2), (None, None), True),
        ((1, 2), (1, None), True),
        ((1, 2), (None, 2), True),
        ((0, 2), (1, None), False),
        ((1, 3), (None, 2), False),
        ((None, 2), (1, 3), False),
        ((1, None), (0, 3), False),
        ((None, None), (None, None), True),
        ((None, 2), (None, 3), True),
        ((1, None), (0, None), True),
    ],
)
def test_an_interval_is_within_another_where_both_its_ends_are(
    inner: tuple[int | None, int | None], outer: tuple[int | None, int | None], within: bool
) -> None:
    """Ends count as inside; what is open lies only in what is open on that side."""

    def figure(ends: tuple[int | None, int | None]) -> Figure:
        low, high = (None if end is None else Decimal(end) for end in ends)
        return Figure(Decimal(1), low, high)

    assert figure(inner).is_within(figure(outer)) is within


def _signed(text: str) -> Figure:
    mark, number = text[:2], Decimal(text[2:])
    return Figure(number, number if mark == ">=" else None, number if mark == "<=" else None)


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("5%", "0.05"),
        ("-2.5%", "-0.025"),
        ("−2.5 %", "-0.025"),
        ("+5%", "0.05"),
        (" 0% ", "0.00"),
        ("1,000%", "10.00"),
    ],
)
def test_a_percentage_is_its_hundredths_exactly(text: str, fraction: str) -> None:
    """Decimal from text: no digit is lost or made up."""
    assert str(parse_percent(text)) == fraction


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5", "write 5%"),
        ("-12.5", "write -12.5%"),
        ("0", "write 0%"),
        ("0.1", "write 10%, or 0.1% if so little is meant"),
        (" -0.05 ", "write -5%, or -0.05% if so little is meant"),
        ("0.050", "write 5%, or 0.050% if so little is meant"),
        ("0,5%", "write 0.5%"),
        ("5 percent", "write 5%"),
        ("5%%", "write it like 5% or -2.5%"),
        ("", "write it like 5% or -2.5%"),
        ("1" * 80 + "%", "write it like 5% or -2.5%"),
    ],
)
def test_what_could_mean_either_is_no_percentage(text: str, hint: str) -> None:
    """A bare number is refused; what was likely meant comes first: 0.05 is 5%, 5 is 5%."""
    with pytest.raises(BadAmount) as caught:
        parse_percent(text)
    assert caught.value.hint == hint
    assert caught.value.message.endswith(" is not a percentage")


def test_the_longest_percentage_that_is_read() -> None:
    """80 characters, the sign among them."""
    assert parse_percent("1" * 79 + "%") == Decimal("1" * 77 + ".11")


# --- money ----------------------------------------------------------------------------------

SHELL = "a shell takes $1 out of double quotes: write it in single ones, like 'US$1,046.2m'"


@pytest.mark.parametrize(
    ("text", "trouble"), [("US,046.2m", BadAmount), (",046.2m", BadAmount), ("0bn", UnknownCurrency)]
)
def test_what_a_shell_left_of_an_amount_is_recognised(text: str, trouble: type[Exception]) -> None:
    """ "US$1,046.2m" in double quotes arrives as US,046.2m, and "$20bn" as 0bn."""
    with pytest.raises(trouble) as caught:
        parse_amount(text)
    assert caught.value.hint == SHELL  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "hint"), [("5bn", "for example USD, HKD or CNY"), ("20 m", "for example USD, HKD or CNY")]
)
def test_an_amount_without_a_currency_is_not_laid_at_the_shell_s_door(text: str, hint: str) -> None:
    """Where no dollar can have been lost, the hint is the plain one."""
    with pytest.raises(UnknownCurrency) as caught:
        parse_amount(text)
    assert caught.value.hint == hint


@pytest.mark.parametrize("text", ["TWD 5 bn", "5 bn TWD"])
def test_an_unknown_currency_is_named_whatever_spaces_the_number_has(text: str) -> None:
    """The first word or the last one, and the whole rest is the number."""
    with pytest.raises(UnknownCurrency, match=r"^'TWD' is not a currency we have rates for$"):
        parse_amount(text)


SIGNED = "write it like 350-400bn, or -400m to -350m"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("-US$-5", "'-US$-5' has two signs", "leave one of them out"),
        ("~US$5-6", "'~US$5-6' is a range with a sign or mark", SIGNED),
        ("-5-6 USD", "'-5-6 USD' is a range with a sign or mark", SIGNED),
        ("US$6-5", "the range 'US$6-5' runs backwards", "the smaller number comes first"),
        ("US$5 CNY", "'US$5 CNY' names two currencies", "leave one of them out"),
    ],
)
def test_an_amount_that_says_two_things_is_refused(text: str, message: str, hint: str) -> None:
    """What is wrong, and what would be right, to the letter."""
    with pytest.raises(BadAmount) as caught:
        parse_amount(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_money_of_two_currencies_does_not_meet() -> None:
    """The message names both, in their order."""
    with pytest.raises(MixedCurrencies, match=r"^USD and CNY cannot be put together without a rate$"):
        Money(Figure.exact(1), "USD") + Money(Figure.exact(1), "CNY")
    assert currency_code(" hk$ ") == "HKD"


# --- periods --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (("2025-07-01", "2025-12-31"), "H2 2025"),
        (("2025-01-01", "2025-06-30"), "H1 2025"),
        (("2025-04-01", "2025-09-30"), "2025-04-01..2025-09-30"),
        (("2025-02-01", "2025-07-31"), "2025-02-01..2025-07-31"),
        (("2025-04-01", "2025-06-30"), "Q2 2025"),
        (("2025-10-01", "2025-12-31"), "Q4 2025"),
        (("2025-02-01", "2025-04-30"), "2025-02-01..2025-04-30"),
        (("2025-03-01", "2025-05-31"), "2025-03-01..2025-05-31"),
        (("2025-01-01", "2025-02-28"), "2M2025"),
        (("2025-01-01", "2025-11-30"), "11M2025"),
        (("2025-02-01", "2025-12-31"), "2025-02-01..2025-12-31"),
        (("2024-12-01", "2025-11-30"), "2024-12-01..2025-11-30"),
        (("2025-01-01", "2025-12-30"), "2025-01-01..2025-12-30"),
        (("2025-01-02", "2025-12-31"), "2025-01-02..2025-12-31"),
    ],
)
def test_a_stretch_is_written_as_the_market_writes_it(period: tuple[str, str], text: str) -> None:
    """Only halves, quarters and beginnings of a calendar year have names."""
    first, last = map(day, period)
    assert str(Period(first=first, last=last)) == text


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2025-12-31", "2026-02-28", 2),  # from month's end to month's end
        ("2025-12-31", "2026-02-27", 1),
        ("2025-01-15", "2025-02-15", 1),
        ("2025-01-15", "2025-02-14", 0),
        ("2025-01-15", "2025-01-15", 0),
        ("2024-11-15", "2026-02-15", 15),
        ("2025-02-15", "2025-01-15", -1),
        ("2025-02-15", "2025-01-14", -2),
    ],
)
def test_whole_months_between_two_days(start: str, end: str, months: int) -> None:
    """Counted on a calendar by hand."""
    assert whole_months(day(start), day(end)) == months


@pytest.mark.parametrize(("start", "months"), [("9999-12-31", 1), ("9999-01-01", 12), ("0001-01-31", -1)])
def test_beyond_the_calendar_there_is_no_day(start: str, months: int) -> None:
    """The years 1 to 9999 are all that a date has."""
    with pytest.raises(OverflowError, match=r"^beyond the calendar$"):
        add_months(date.fromisoformat(start), months)


def test_the_first_and_the_last_month_of_the_calendar_are_reached() -> None:
    """Up to its ends, not a month less."""
    assert add_months(date(9999, 11, 30), 1) == date(9999, 12, 31)
    assert add_months(date(1, 2, 28), -1) == date(1, 1, 31)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-13", "no such month"),
        ("2025-00", "no such month"),
        ("1899", "out of reach"),
        ("2200", "out of reach"),
    ],
)
def test_a_period_that_cannot_be_says_why(text: str, words: str) -> None:
    """Month 13, and years before 1900 or after 2199."""
    with pytest.raises(BadPeriod, match=words):
        Period.parse(text)


def test_a_stretch_has_both_its_ends_in_its_length() -> None:
    """1 to 31 January is 31 days; a year 365; a day 1."""
    assert [Period.parse(text).days for text in ("2025-01", "FY2025", "2025-06-30")] == [31, 365, 1]


# --- rates ----------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
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


def of(path: Path, **rest: object) -> Rates:
    return Rates(path, source(kind="dataset"), **rest)  # type: ignore[arg-type]


def test_a_closing_rate_has_its_whole_passport(file: Path) -> None:
    """8.5 / 1.25 is 6.8 on 3 January, the latest day with both, asked for on the 6th."""
    assert of(file).closing("USD", "CNY", day("2025-01-06")) == Rate(
        "USD",
        "CNY",
        Decimal("6.8"),
        "closing",
        Period.parse("2025-01-03"),
        Period.parse("2025-01-06"),
        1,
        source(kind="dataset"),
    )
    assert of(file).closing("USD", "CNY", day("2025-01-06"), "spot").kind == "spot"


def test_the_newest_rate_has_its_whole_passport(file: Path) -> None:
    """8.4 / 1.2 is 7 on the last day; 6.8 as of the 6th, when the yuan had none."""
    newest = Period.parse("2025-01-07")
    assert of(file).newest("USD", "CNY") == Rate(
        "USD", "CNY", Decimal(7), "spot", newest, newest, 1, source(kind="dataset")
    )
    earlier = of(file, as_of=day("2025-01-06")).newest("USD", "CNY")
    assert (earlier.value, str(earlier.period), str(earlier.requested)) == (
        Decimal("6.8"),
        "2025-01-03",
        "2025-01-03",
    )


def test_an_average_has_its_whole_passport(file: Path) -> None:
    """7 and 6.8 on the 2nd and 3rd: 6.9, of two days."""
    window = Period.parse("2025-01-02..2025-01-03")
    assert of(file).average("USD", "CNY", window) == Rate(
        "USD", "CNY", Decimal("6.9"), "average", window, window, 2, source(kind="dataset")
    )


def test_an_own_rate_has_its_whole_passport_both_ways(file: Path) -> None:
    """4 yuan for a dollar: a quarter of a dollar for a yuan; no source, no days."""
    rates, on = of(file, overrides={("USD", "CNY"): Decimal(4)}), Period.parse("2025-01-06")
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


def test_the_newest_rate_of_the_user_s_own_is_of_the_day_asked_for_where_there_is_no_row(file: Path) -> None:
    """Without a row for the pair, the day of `--as-of` is the rate's day; without either there is none."""
    pair = {("USD", "KRW"): Decimal(1400)}
    asked = of(file, overrides=pair, as_of=day("2025-01-06")).newest("USD", "KRW")
    assert (asked.value, str(asked.period)) == (Decimal(1400), "2025-01-06")
    with pytest.raises(NoRate, match=r"^there is no USD/KRW rate$"):
        of(file, overrides=pair).newest("USD", "KRW")


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
    file: Path, ask: object, message: str, hint: str
) -> None:
    """What is wrong, and what would be right, to the letter."""
    with pytest.raises(NoRate) as caught:
        ask(of(file))  # type: ignore[operator]
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_no_rate_as_of_a_day_names_the_day(file: Path) -> None:
    """Before the first row nothing was published."""
    with pytest.raises(NoRate, match=r"^there is no USD/CNY rate up to 2025-01-01$"):
        of(file, as_of=day("2025-01-01")).newest("USD", "CNY")


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
    with pytest.raises(UnknownCurrency, match=r"^'CNY/HKD' is not a currency we have rates for$"):
        parse_pair("USD/CNY/HKD")


def test_a_rate_converts_its_base_alone(file: Path) -> None:
    """And says which it is, and what it was given."""
    rate = of(file).closing("USD", "CNY", day("2025-01-03"))
    with pytest.raises(MixedCurrencies, match=r"^a USD/CNY rate does not convert HKD$"):
        rate.applied_to(Money(Figure.exact(1), "HKD"))


# --- the file of rates ------------------------------------------------------------------------


def damaged(path: Path, content: bytes) -> BadFile:
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
    assert damaged(path, b"").message == f"{path}: the exchange rates cannot be read"
    for content in (b"date,USD\n", b"date,USD", b"date,USD\n2025-01-02,1.25"):
        assert damaged(path, content).message == f"{path}: is not a whole table of exchange rates"


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
    trouble = damaged(tmp_path / "rates.csv", b"date,USD\n2025-01-01,1.25\n" + row + b"\n")
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


def test_a_newer_file_goes_on_from_the_shipped_one(file: Path, tmp_path: Path) -> None:
    """Byte for byte the same beginning, and then later days only, each row whole."""
    newer = tmp_path / "newer.csv"
    begun = file.read_bytes()

    def check(content: bytes, until: date | None = None) -> None:
        newer.write_bytes(content)
        with RateTable(newer, until) as table:
            table.check_continues(file)

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
