"""What people write for an amount is read as they mean it, in both languages; else it is refused."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command import folded, here
from hypothesis import given
from hypothesis import strategies as st
from made import company, day, fact, rates_of

from aicompare.calculators.multiples.valuation import MultiplesChoice
from aicompare.calculators.premises import doubted_of_multiples, doubted_of_runway
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.scenario import Planned, Scenario
from aicompare.expressions.parser import parse
from aicompare.expressions.syntax import Typed
from aicompare.rates.rates import Rates
from aicompare.render.numbers import money_given, money_text
from aicompare.reports.report import Warning
from aicompare.values.errors import Trouble
from aicompare.values.figures import Figure, parse_percent
from aicompare.values.money import SPELLINGS, Money, parse_amount, parse_premise


def read(text: str) -> tuple[str, str | None, str | None]:
    """Currency, low and high, in plain digits."""
    money = parse_amount(text)
    ends = (money.amount.low, money.amount.high)
    low, high = (None if end is None else f"{end.normalize():f}" for end in ends)
    return money.currency, low, high


def refused(text: str) -> tuple[str, str | None]:
    with pytest.raises(Trouble) as trouble:
        parse_amount(text)
    return trouble.value.code, trouble.value.hint


# --- a comma ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0,500bn CNY", "write 0.5bn CNY"),
        ("0,075 USD", "write 0.075 USD"),
        ("€0,500bn", "write €0.5bn"),
        ("RMB 00,500", "write RMB 0.5"),
        ("HK$012,500", "write HK$12,500"),
        ("0,500-0,750bn USD", "write 0.5-0,750bn USD"),
        ("~US$0,250m", "write ~US$0.25m"),
        ("0,125亿元", "write 0.125亿元"),
        ("(US$0,500m)", "write (US$0.5m)"),
        ("US$0,001,000", None),
        ("1,5bn USD", "write 1.5bn USD"),
    ],
)
def test_a_comma_behind_a_leading_zero_is_never_of_thousands(text: str, hint: str | None) -> None:
    """No convention writes thousands so: a decimal comma, which is written with a point, or a slip."""
    code, said = refused(text)
    assert code == "bad_amount"
    assert said == (hint or "write it like 15bn CNY, US$1,046.2m or 25.5亿元")


@pytest.mark.parametrize("text", ["0,500", "0,125%", "00,125x", "0,050k"])
def test_nor_in_a_number_or_percentage(text: str) -> None:
    """Wherever a number is read: figures, percentages, weights."""
    for reading in (Figure.parse, parse_percent):
        with pytest.raises(Trouble):
            reading(text)


@pytest.mark.parametrize(
    ("text", "value"), [("1,200 USD", 1200), ("US$10,500,000", 10_500_000), ("HK$0.500", "0.5"), ("USD 0", 0)]
)
def test_ordinary_thousands_and_points_behind_a_zero_stay(text: str, value: int | str) -> None:
    """A group of three behind 1 to 3 digits that do not begin with 0."""
    assert parse_amount(text).amount.value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "runway --cash 'US$36m' --burn 'US$0,500m'",
        "convert '0,075 USD' --to CNY",
        "check '0,125 == 125'",
        "check 'zhipu.revenue == \"0,500bn CNY\"'",
        "allocate 'US$0,500m' a=1 b=1",
        "multiples zhipu --price 'HK$0,500'",
        "runway zhipu --burn-growth 0,500%",
    ],
)
def test_it_is_refused_wherever_it_is_typed(text: str) -> None:
    """Exit 2, and the hint says what to write; no figure 1000 times too large."""
    done = here(*shlex.split(text))
    assert (done.returncode, done.stdout) == (2, "")
    assert "0.5" in done.stderr or "0.075" in done.stderr or "0.125" in done.stderr


# --- minus --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("(US$1.2m)", "-1250000", "-1150000"),
        ("( US$1.2m )", "-1250000", "-1150000"),
        ("(1.2m USD)", "-1250000", "-1150000"),
        ("US$(1.2)m", "-1250000", "-1150000"),
        ("US$(1.2) million", "-1250000", "-1150000"),
        ("(US$1,200k)", "-1200500", "-1199500"),
        ("（US$1.2m）", "-1250000", "-1150000"),
        ("US$‑1.2m", "-1250000", "-1150000"),
        ("–US$1.2m", "-1250000", "-1150000"),
        ("—1.2m USD", "-1250000", "-1150000"),
        ("﹣US$1.2m", "-1250000", "-1150000"),
        ("US$－1.2m", "-1250000", "-1150000"),
        ("minus US$1.2m", "-1250000", "-1150000"),
        ("负120万美元", "-1205000", "-1195000"),
        ("負120萬美元", "-1205000", "-1195000"),
        ("≥ (US$5m)", "-5000000", None),
        ("(over US$5m)", None, "-5000000"),
    ],
)
def test_the_signs_of_print_are_a_minus(text: str, low: str | None, high: str | None) -> None:
    """Parentheses as in our own tables, the dashes of typesetting, and the words."""
    assert read(text) == ("USD", low, high)


@pytest.mark.parametrize(
    "text",
    ["-(US$5m)", "(-US$5m)", "(US$5m", "US$5m)", "((US$5m))", "▲5億円", "△5億円", "US$5m-", "5\u00adm USD"],
)
def test_what_may_be_a_minus_is_never_dropped(text: str) -> None:
    """Two of them, half of them, a triangle, a dash behind: refused."""
    refused(text)


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("minimax.net_profit[FY2025] == (US$1,871.6m)", "holds"),  # the loss is 1,871.617m
        ("minimax.operating_cash_flow[FY2025] < (US$300m)", "contradicted"),  # -279.6m is above -300m
        ("zhipu.net_profit[FY2025] == (RMB 4,718.2m)", "holds"),  # 4,718.167m
        ("(US$1,871.6m) == minimax.net_profit[FY2025]", "holds"),
        ('minimax.net_profit[FY2025] == "(US$1,871.6m)"', "holds"),
        ('minimax.net_profit[FY2025] == ("US$1,871.6m")', "holds"),
        ('("5.0%") == -5.0%', "holds"),
        ('2.0 == ("2.0")', "holds"),
        ("minimax.net_profit[FY2025] == US$(1,871.6)m", "holds"),
        ("minimax.net_profit[FY2025] == –US$1,871.6m", "holds"),
        ("minimax.net_profit[FY2025] == (minimax.net_profit[FY2025])", "holds"),
        ("US$2m + US$3m == (US$2m + US$3m)", "holds"),
        ("(5.0%) == -5.0%", "holds"),
    ],
)
def test_a_loss_in_parentheses_is_checked_as_a_loss(statement: str, verdict: str) -> None:
    """One amount or percentage alone in parentheses; around a sum or a stored figure they group."""
    done = here("check", statement, "--json")
    assert [row["verdict"] for row in json.loads(done.stdout)["data"]] == [verdict]


@pytest.mark.parametrize("statement", ['US$1m == ("-US$1m")', "5% == (“(5%)”)", 'US$1m == ( "minus US$1m" )'])
def test_a_loss_has_one_sign(statement: str) -> None:
    """Parentheses around what is below zero already are a slip, not a profit."""
    done = here("check", statement)
    assert done.returncode == 2 and "has two signs" in done.stderr


@pytest.mark.parametrize(
    "statement",
    [
        "US$5m - (US$2m) == US$3m",
        "US$3m > -(US$2m)",
        "2 * (50%) == 1",
        "sum((US$5m), US$3m)",
        "max(US$3m, (US$5m))",
        "abs((US$5m))",
        "convert((US$5m), CNY)",
        'mean(("US$5m"), US$3m)',
    ],
)
def test_within_a_sum_such_parentheses_are_refused(statement: str) -> None:
    """And in a function: with the sign of tables it is 7, in parentheses that group 3; both are hinted."""
    done = here("check", statement)
    assert done.returncode == 2 and "without the parentheses, or -" in done.stderr


# --- ranges -------------------------------------------------------------------------------

LOSSES = ("CNY", "-1060000000", "-950000000")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RMB -1.06bn to -0.95bn", LOSSES),
        ("RMB -1.06--0.95bn", LOSSES),
        ("-1.06 to -0.95bn CNY", LOSSES),
        ("RMB -0.95bn to -1.06bn", LOSSES),  # by size, as losses are told
        ("-RMB 1.06bn to -RMB 0.95bn", LOSSES),
        ("RMB -1.06bn – -0.95bn", LOSSES),
        ("(RMB 1.06bn) to (RMB 0.95bn)", LOSSES),
        ("(RMB 0.95-1.06bn)", LOSSES),
        ("RMB (1.06)-(0.95)bn", LOSSES),
        ("between RMB -1.06bn and RMB -0.95bn", LOSSES),
        ("RMB -0.1bn to 0.2bn", ("CNY", "-100000000", "200000000")),
        ("US$500m to US$1bn", ("USD", "500000000", "1000000000")),
        ("US$5m-US$6m", ("USD", "5000000", "6000000")),
        ("from 5 to 6 billion dollars", ("USD", "5000000000", "6000000000")),
        ("RMB'000 300 to 400", ("CNY", "300000", "400000")),
        ("3至5亿元", ("CNY", "300000000", "500000000")),
        ("3亿至5亿港元", ("HKD", "300000000", "500000000")),
        ("9千萬至1.2億元", ("CNY", "90000000", "120000000")),
        ("人民币3亿元至人民币5亿元", ("CNY", "300000000", "500000000")),
        ("３～５亿美元", ("USD", "300000000", "500000000")),
        ("介乎3亿至5亿港元之间", ("HKD", "300000000", "500000000")),
        ("3—5亿元", ("CNY", "300000000", "500000000")),
    ],
)
def test_a_range_has_both_ends_as_written(text: str, wanted: tuple[str, str, str]) -> None:
    """A scale behind the second number alone is of both; one that each has is its own."""
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "US$ -350-400m",
        "US$5bn-6",
        "US$5bn to €6bn",
        "5bn to 3bn USD",
        "约3至5亿元",
        "over US$3-5bn",
        "RMB'000 3-5m",
    ],
)
def test_a_range_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    """One sign before a range, a scale at the first number alone, two currencies, backwards, marked."""
    code, hint = refused(text)
    assert code == "bad_amount" and hint


@pytest.mark.parametrize(
    ("text", "shown", "given"),
    [
        ("RMB -1.06bn to -0.95bn", "(RMB 0.95–1.06bn)", "(RMB 950,000,000–1,060,000,000)"),
        ("RMB -0.1bn to 0.2bn", "(RMB 100m) to RMB 200m", "(RMB 100,000,000) to RMB 200,000,000"),
        ("RMB -0.3bn to 0.2bn", "(RMB 300m) to RMB 200m", "(RMB 300,000,000) to RMB 200,000,000"),
        ("US$ -5m to 3m", "(US$5m) to US$3m", "(US$5,000,000) to US$3,000,000"),
        ("€ -1.06bn to 0.5m", "(EUR 1,060.0m) to EUR 0.5m", "(EUR 1,060,000,000) to EUR 500,000"),
        ("US$ -5m to 0m", "(US$0–5m)", "(US$0–5,000,000)"),
        ("US$0-5m", "US$0–5m", "US$0–5,000,000"),
        ("US$950-1,060m", "US$0.95–1.06bn", "US$950,000,000–1,060,000,000"),
    ],
)
def test_a_range_below_zero_is_shown_so_that_it_is_read_back(text: str, shown: str, given: str) -> None:
    """One pair of parentheses around losses; around the first end alone where the other is above zero."""
    money = parse_amount(text)
    assert (money_text(money), money_given(money)) == (shown, given)
    assert parse_amount(shown) == parse_amount(given) == money


@given(st.integers(-999, 999), st.integers(-999, 999), st.sampled_from(["USD", "CNY", "EUR"]))
def test_every_range_that_is_shown_is_read_back(a: int, b: int, currency: str) -> None:
    """Of either sign or both."""
    low, high = sorted((a, b))
    money = parse_amount(f"{currency} {low}m to {currency} {high}m")
    assert (money.amount.low, money.amount.high) == (low * 10**6, high * 10**6)
    assert parse_amount(money_given(money)) == money


# --- Chinese ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("25.5億港元", ("HKD", "2545000000", "2555000000")),
        ("人民幣25.5億元", ("CNY", "2545000000", "2555000000")),
        ("港币25.5亿元", ("HKD", "2545000000", "2555000000")),
        ("25.5亿元人民币", ("CNY", "2545000000", "2555000000")),
        ("25.5亿元港币", ("HKD", "2545000000", "2555000000")),
        ("美元1.5億元", ("USD", "145000000", "155000000")),
        ("3千万美元", ("USD", "25000000", "35000000")),
        ("2千亿日元", ("JPY", "150000000000", "250000000000")),
        ("312,414千元", ("CNY", "312413500", "312414500")),
        ("人民幣312,414仟元", ("CNY", "312413500", "312414500")),
        ("港幣千元 312,414", ("HKD", "312413500", "312414500")),
        ("人民币百万元 120", ("CNY", "119500000", "120500000")),
        ("12亿5000万元", ("CNY", "1249995000", "1250005000")),
        ("12億5,000萬港元", ("HKD", "1249995000", "1250005000")),
        ("3亿4567万8901元", ("CNY", "345678900.5", "345678901.5")),
        ("1万零5元", ("CNY", "10004.5", "10005.5")),
        ("逾10亿元", ("CNY", "1000000000", None)),
        ("超逾10億港元", ("HKD", "1000000000", None)),
        ("不少於10億港元", ("HKD", "1000000000", None)),
        ("10亿元以上", ("CNY", "1000000000", None)),
        ("10多亿美元", ("USD", "1000000000", None)),
        ("10餘億元", ("CNY", "1000000000", None)),
        ("近10亿元", ("CNY", None, "1000000000")),
        ("不超过10亿元", ("CNY", None, "1000000000")),
        ("10亿元以内", ("CNY", None, "1000000000")),
        ("約25.5億元", ("CNY", "2499000000", "2601000000")),
        ("10亿元左右", ("CNY", "900000000", "1100000000")),
        ("约10亿元左右", ("CNY", "900000000", "1100000000")),
        ("１２．５亿元", ("CNY", "1245000000", "1255000000")),
        ("ＵＳ＄５ｍ", ("USD", "4500000", "5500000")),
        ("人民币¥5亿", ("CNY", "450000000", "550000000")),
        ("￥5亿元", ("CNY", "450000000", "550000000")),
        ("5億韓元", ("KRW", "450000000", "550000000")),
        ("5亿英鎊", ("GBP", "450000000", "550000000")),
        ("5亿新加坡元", ("SGD", "450000000", "550000000")),
        ("5億歐元", ("EUR", "450000000", "550000000")),
    ],
)
def test_chinese_amounts_are_read_in_both_scripts(
    text: str, wanted: tuple[str, str | None, str | None]
) -> None:
    """HKEX documents are in Traditional characters; 元 behind a named currency is its unit."""
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5兆元", "write 万亿 for 10^12, or 百万 for 10^6"),
        ("三亿元", "write it in digits: 3亿元"),
        ("二十五億港元", "write it in digits: 25億港元"),
        ("五千万美元", "write it in digits: 5000万美元"),
        ("12亿5元", "write it with one scale, like 12.5亿元"),
        ("5万3亿元", "write it with one scale, like 12.5亿元"),
        ("港元5亿美元", "leave one of them out"),
        ("至少10亿元以下", "leave one of the marks out"),
        ("¥5亿", "write CNY (or RMB), or JPY"),
        ("5亿新台币", f"known are {', '.join(SPELLINGS)}"),
    ],
)
def test_chinese_that_says_two_things_or_no_digits_is_refused(text: str, hint: str) -> None:
    """With the amount in digits, or both powers of ten, as the hint."""
    assert refused(text)[1] == hint


@pytest.mark.parametrize(
    "text",
    [
        "25.5億港元",
        "港币25.5亿元",
        "逾10亿元",
        "3至5亿元",
        "3千万美元",
        "12亿5000万元",
        "３千万元",
        "负5亿元",
    ],
)
def test_they_are_read_alike_in_an_expression_in_quotes_or_not(text: str) -> None:
    """What stands in `check` unquoted, quoted, and in `convert` is one amount."""
    for written in (text, f'"{text}"'):
        typed = parse(f"zhipu.revenue == {written}").right
        assert isinstance(typed, Typed) and typed.value == parse_amount(text)


def test_numerals_in_characters_get_their_digits_in_an_expression_too() -> None:
    """Unquoted they look like a name."""
    with pytest.raises(Trouble) as trouble:
        parse("zhipu.revenue == 五亿元")
    assert trouble.value.hint == "write it in digits: 5亿元"


# --- a loss in words ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("亏损25.5亿元", ("CNY", "-2555000000", "-2545000000")),
        ("淨虧損25.5億港元", ("HKD", "-2555000000", "-2545000000")),
        ("亏损人民币25.5亿元", ("CNY", "-2555000000", "-2545000000")),
        ("亏损额达25.5亿元", None),
        ("预亏25亿元至30亿元", ("CNY", "-3000000000", "-2500000000")),
        ("亏5亿美元", ("USD", "-550000000", "-450000000")),
        ("a net loss of US$5m", ("USD", "-5500000", "-4500000")),
        ("loss of 5m USD", ("USD", "-5500000", "-4500000")),
        # a loss of more is farther below zero
        ("亏损超3亿元", ("CNY", None, "-300000000")),
        ("虧損逾3億元", ("CNY", None, "-300000000")),
        ("亏损3亿元以上", ("CNY", None, "-300000000")),
        ("亏损近3亿元", ("CNY", "-300000000", None)),
        ("亏损不到3亿元", ("CNY", "-300000000", None)),
        ("亏损10多亿元", ("CNY", None, "-1000000000")),
        ("loss of over US$5m", ("USD", None, "-5000000")),
        ("亏损约3亿元", ("CNY", "-330000000", "-270000000")),
        ("约亏损3亿元", ("CNY", "-330000000", "-270000000")),
        # the word is said of both ends
        ("亏损3至5亿元", ("CNY", "-500000000", "-300000000")),
        ("亏损3亿元至5亿元", ("CNY", "-500000000", "-300000000")),
        ("亏损3-5亿元", ("CNY", "-500000000", "-300000000")),
        ("虧損3億港元至虧損5億港元", ("HKD", "-500000000", "-300000000")),
        ("loss of US$3m to US$5m", ("USD", "-5000000", "-3000000")),
        # two signs, a mark that may be meant of the size or of the number, a minus of one end or both
        ("(亏损5亿元)", None),
        ("-亏损5亿元", None),
        ("亏损-5亿元", None),
        ("逾亏损3亿元", None),
        ("负3至5亿元", None),
        ("minus US$3m to US$5m", None),
        ("US$5m minus US$6m", None),  # a difference, no range
        ("5亏损6亿元", None),
        # over or nearly outside of the minus: more of a loss, or less of it
        ("over -US$5m", None),
        ("nearly (US$5m)", None),
        ("(US$5m) or more", None),
        ("近-5亿元", None),
        ("-5亿元以上", None),
        ("-US$5m+", None),
        # the mark inside is of the size, a sign of the number
        ("(over US$5m)", ("USD", None, "-5000000")),
        ("≥ -US$5m", ("USD", "-5000000", None)),
        ("<= -US$5m", ("USD", None, "-5000000")),
        ("about -US$5m", ("USD", "-5500000", "-4500000")),
    ],
)
def test_a_loss_in_words_is_below_zero(text: str, wanted: tuple[str, str | None, str | None] | None) -> None:
    """The number is its size, so what is more of it is less; None where it is refused."""
    if wanted is None:
        refused(text)
    else:
        assert read(text) == wanted


@pytest.mark.parametrize("text", ["c$5m", "c$ 5m", "~c$5m", "c$5m to c$6m"])
def test_a_small_c_before_the_dollar_is_circa_or_canada(text: str) -> None:
    """Print writes c£5m and c$5m for about; C$ and CAD are the Canadian dollar."""
    assert refused(text) == ("bad_amount", "write C$ or CAD for the Canadian dollar, or ~$ for about")
    assert read("C$5m") == read("5m c$") == ("CAD", "4500000", "5500000")
    assert read("c.$5m") == ("USD", "4500000", "5500000")


def test_no_hint_makes_another_number_of_characters() -> None:
    """三四亿 are three to four hundred millions, not 34; 3千 has its digits already."""
    for text in ("三四亿元", "七八千万元", "二三十亿元"):
        assert "write it in digits" not in str(refused(text)[1])
    assert refused("3千")[1] == "for example USD, HKD or CNY"
    assert refused("三十四亿元")[1] == "write it in digits: 34亿元"
    assert refused("二千零五万元")[1] == "write it in digits: 2005万元"


# --- German, French, Swiss, Japanese --------------------------------------------------------

THOUSANDS = "with its scale for thousands, or its decimals with a point, like 1.25bn"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5 Mrd. EUR", ("EUR", "4500000000", "5500000000")),
        ("EUR 5 Mio.", ("EUR", "4500000", "5500000")),
        ("EUR 5000 Mio.", ("EUR", "4999500000", "5000500000")),
        ("EUR 5.12 Mrd.", ("EUR", "5115000000", "5125000000")),
        ("EUR 5.0 Milliarden", ("EUR", "4950000000", "5050000000")),
        ("500 Tsd. EUR", ("EUR", "499500", "500500")),
        ("5 Millionen Euro", ("EUR", "4500000", "5500000")),
        ("rund 5 Mrd. €", ("EUR", "4500000000", "5500000000")),
        ("ca. 5.0 Mio. €", ("EUR", "4500000", "5500000")),
        ("5 Md€", ("EUR", "4500000000", "5500000000")),
        ("environ 5 milliards EUR", ("EUR", "4500000000", "5500000000")),
        ("über 5 Mrd. EUR", ("EUR", "5000000000", None)),
        ("knapp 5 Mrd. EUR", ("EUR", None, "5000000000")),
        ("près de 3 milliards d'euros", ("EUR", None, "3000000000")),
        ("plus de 3 milliards d’euros", ("EUR", "3000000000", None)),
        ("SFr. 5 Mio.", ("CHF", "4500000", "5500000")),
        ("港幣1億2000萬元正", ("HKD", "120000000", "120000000")),
        ("5-6 Mrd. EUR", ("EUR", "5000000000", "6000000000")),
        ("CHF 5'000'000", ("CHF", "4999999.5", "5000000.5")),
        ("CHF 5’000’000.50", ("CHF", "5000000.495", "5000000.505")),
        ("(CHF 1'200)", ("CHF", "-1200.5", "-1199.5")),
        ("CHF 12'500k", ("CHF", "12499500", "12500500")),
        ("RMB'000 312,414", ("CNY", "312413500", "312414500")),
        ("RMB 312,414'000", ("CNY", "312413500", "312414500")),
        ("5000億円", ("JPY", "499950000000", "500050000000")),
        ("約5000億円", ("JPY", "450000000000", "550000000000")),
        ("5000億円超", ("JPY", "500000000000", None)),
        ("5000億円未満", ("JPY", None, "500000000000")),
        ("312,414百万円", ("JPY", "312413500000", "312414500000")),
        ("50億ドル", ("USD", "4950000000", "5050000000")),
        ("3億人民元", ("CNY", "250000000", "350000000")),
        ("约合3.5亿元", ("CNY", "343000000", "357000000")),
        ("25.5億元整", ("CNY", "2550000000", "2550000000")),
    ],
)
def test_amounts_of_other_countries_are_read(text: str, wanted: tuple[str, str, str | None]) -> None:
    """Scales with their point, apostrophes between thousands, the words of Japanese print."""
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("USD .5bn", "write USD 0.5bn"),
        ("USD ,5bn", "write USD 0.5bn"),
        ("5,5 Mrd. EUR", "write 5.5 Mrd. EUR"),
        ("EUR 1.234,5 Mio.", "write EUR 1,234.5 Mio."),
        ("1.234.567 EUR", "write 1,234,567 EUR"),
        ("5 000 000 EUR", "write 5,000,000 EUR"),
        ("5\u00a0000,5 EUR", "write 5,000.5 EUR"),
        ("5\u202f000\u202f000 €", "write 5,000,000 €"),
        ("(US$36)m", "write (US$36m)"),
        ("(RMB 3.5)亿", "write (RMB 3.5亿)"),
        ("(3,5) Mio. EUR", "write (3.5 Mio. EUR)"),
        ("EUR -5,0 Mio.", "write EUR -5.0 Mio."),  # the zero tells of its precision
        ("5.000 Mio. EUR", f"write 5000 {THOUSANDS}"),  # 5,000 of them in German
        ("5,125 Mrd. EUR", f"write 5125 {THOUSANDS}"),  # 5.125 of them in German
        ("3,125 millions d'euros", f"write 3125 {THOUSANDS}"),
        ("EUR 1.250 Tsd.", f"write 1250 {THOUSANDS}"),
        ("TEUR 500", "write it like 500k EUR for thousands, or 5tn"),
        ("3億円弱", "write it like 15bn CNY, US$1,046.2m or 25.5亿元"),
        ("二十多亿元", "write it in digits: 20多亿元"),
        ("人民幣壹拾億元", "write it in digits: 人民幣10億元"),
        ("伍億叁仟萬元", "write it in digits: 5億3000萬元"),
        ("二十五点五亿元", "write it in digits: 25.5亿元"),
        ("一亿五千万美元", "write it in digits: 1亿5000万美元"),
        ("五百億円", "write it in digits: 500億円"),
        ("▲5億円", "a minus stands before the number: -5億円"),
    ],
)
def test_other_conventions_are_refused_with_the_figure_to_write(text: str, hint: str) -> None:
    """Points or spaces between thousands, a comma before decimals, no zero, a scale outside, numerals."""
    assert refused(text)[1] == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5 percent", "write 5%"),
        ("2.5 per cent", "write 2.5%"),
        ("-5 pct.", "write -5%"),
        ("5 Prozent", "write 5%"),
        ("百分之五", "write 5%"),
        ("百分之12.5", "write 12.5%"),
        (",05", "write 5%, or 0.05% if so little is meant"),
        (".05", "write 5%, or 0.05% if so little is meant"),
        ("0,05", "write 5%, or 0.05% if so little is meant"),
    ],
)
def test_a_percentage_in_words_is_refused_with_its_sign(text: str, hint: str) -> None:
    """And what has no zero before its point gets it."""
    with pytest.raises(Trouble) as trouble:
        parse_percent(text)
    assert trouble.value.hint == hint


@pytest.mark.parametrize(
    ("statement", "hint"),
    [
        ("zhipu.gross_margin == 5 percent", "write 5%"),
        ("5 percent < zhipu.gross_margin", "write 5%"),
        ("zhipu.gross_margin == ,05", "write 0.05"),
        ("zhipu.gross_margin == .05", "a number begins with a digit: 0.5"),
        ("zhipu.cash == (US$36)m", "write (US$36m)"),
        ("zhipu.cash == 5 000 000 EUR", "write 5,000,000 EUR"),
        ("zhipu.cash > 1.234.567 EUR", "write 1,234,567 EUR"),
        ("zhipu.cash == 人民幣壹拾億元", "write it in digits: 人民幣10億元"),
    ],
)
def test_so_it_is_in_an_expression(statement: str, hint: str) -> None:
    """Unquoted, where the words look like a sign that is missing."""
    with pytest.raises(Trouble) as trouble:
        parse(statement)
    assert trouble.value.hint == hint


@pytest.mark.parametrize(
    "text",
    ["5000億円", "CHF 5'000'000", "5 Mrd. EUR", "亏损25.5亿元", "亏损超3亿元", "25.5億元整", "loss of US$5m"],
)
def test_they_are_one_amount_in_quotes_or_not(text: str) -> None:
    """An apostrophe within a number opens no quote."""
    for written in (text, f'"{text}"'):
        typed = parse(f"zhipu.net_profit == {written}").right
        assert isinstance(typed, Typed) and typed.value == parse_amount(text)


# --- English ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no more than $5bn", ("USD", None, "5000000000")),
        ("not exceeding US$5bn", ("USD", None, "5000000000")),
        ("$5bn or less", ("USD", None, "5000000000")),
        ("just under $5bn", ("USD", None, "5000000000")),
        ("$5bn+", ("USD", "5000000000", None)),
        ("$5+ billion", ("USD", "5000000000", None)),
        ("$5bn-plus", ("USD", "5000000000", None)),
        ("no less than $5bn", ("USD", "5000000000", None)),
        ("in excess of US$5bn", ("USD", "5000000000", None)),
        ("$5bn or more", ("USD", "5000000000", None)),
        ("well over $5bn", ("USD", "5000000000", None)),
        ("roughly $5bn", ("USD", "4500000000", "5500000000")),
        ("c. US$5bn", ("USD", "4500000000", "5500000000")),
        ("5m renminbi", ("CNY", "4500000", "5500000")),
        ("USD$5m", ("USD", "4500000", "5500000")),
        ("HKD$5m", ("HKD", "4500000", "5500000")),
        ("CAD $5m", ("CAD", "4500000", "5500000")),
        ("5m Hong Kong dollars", ("HKD", "4500000", "5500000")),
        ("5m pounds sterling", ("GBP", "4500000", "5500000")),
        ("5bnCNY", ("CNY", "4500000000", "5500000000")),
        ("EUR5mio", ("EUR", "4500000", "5500000")),
        ("5 mrd EUR", ("EUR", "4500000000", "5500000000")),
        ("$1.2T", ("USD", "1150000000000", "1250000000000")),
        ("Rs 5 crore", ("INR", "45000000", "55000000")),
        ("2 hundred million yuan", ("CNY", "150000000", "250000000")),
        ("RMB'000 312,414", ("CNY", "312413500", "312414500")),
        ("RMB’000 312,414", ("CNY", "312413500", "312414500")),
        ("(RMB'000) 312,414", ("CNY", "312413500", "312414500")),
        ("US$ (in millions): 120", ("USD", "119500000", "120500000")),
        ("HK$ million 120", ("HKD", "119500000", "120500000")),
        ("USDm 120", ("USD", "119500000", "120500000")),
        ("120 USDm", ("USD", "119500000", "120500000")),
        ("MEUR 120", ("EUR", "119500000", "120500000")),
        ("15e9 CNY", ("CNY", "14500000000", "15500000000")),
        ("USD 1.50e6", ("USD", "1495000", "1505000")),
        ("US$\u200b5m\ufeff", ("USD", "4500000", "5500000")),
        ("\u200e5m\u2060 USD", ("USD", "4500000", "5500000")),
    ],
)
def test_everyday_english_amounts_are_read(text: str, wanted: tuple[str, str | None, str | None]) -> None:
    """Words before and behind, scales glued, names of currencies, headings of tables, what is unseen."""
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["RMB'000 5m", "5m million USD", "B$5", "T€ 5", "5T€", "1e3bn USD", "5 mil USD", "over $5bn or less"],
)
def test_what_can_be_two_scales_or_another_currency_is_refused(text: str) -> None:
    """T€ is a thousand to some, B$ a dollar of Brunei, mil a million or a thousand."""
    assert refused(text)[0] == "bad_amount"


# --- currencies without a rate --------------------------------------------------------------

ONSHORE = "rates are known for CNY, the renminbi traded onshore"


@pytest.mark.parametrize(
    "text", ["CNH 100", "100 CNH", "cnh100", "离岸人民币5亿", "5m offshore renminbi", "~CNH 5m"]
)
def test_the_offshore_renminbi_is_not_the_onshore_one(text: str) -> None:
    """The bank publishes no rate for CNH, which at times is some percent off CNY."""
    assert refused(text) == ("unknown_currency", ONSHORE)


@pytest.mark.parametrize(
    "text",
    [
        "convert 'CNH 100' --to USD",
        "convert 'USD 100' --to cnh",
        "convert 'USD 100' --to CNY --rate USD/CNH=7.04",
        "check 'convert(USD 100, CNH) > RMB 5'",
        "check 'CNH 100 == RMB 100'",
        "check 'zhipu.revenue == 100 CNH'",
        "runway minimax --in CNH",
        "rates USD/CNH",
        "rates CNH",
        "allocate 'CNH 100' a=1 b=1",
        "runway --cash 'CNH 5m' --burn 'RMB 1m'",
    ],
)
def test_it_is_refused_wherever_a_currency_is_read(text: str) -> None:
    """With the hint for which currency rates are known."""
    done = here(*shlex.split(text))
    assert (done.returncode, done.stdout) == (2, "")
    assert ONSHORE in done.stderr


@pytest.mark.parametrize("code", ["RUB", "rub", "CNX", "HKG", "TWD", "BRL", "THB", "AED"])
def test_a_currency_of_its_own_is_no_slip_of_another(code: str) -> None:
    """By ISO 4217 RUB is the rouble, so no "did you mean RMB"; HKG and CNX are no currency."""
    hint = refused(f"100 {code}")[1]
    assert hint == {"HKG": "did you mean 'HKD'?", "CNX": "did you mean 'CNY'?"}.get(
        code, f"known are {', '.join(SPELLINGS)}"
    )


PENNY = "it is the penny, a hundredth of a pound: write 5 GBP for 500"


@pytest.mark.parametrize(
    "text", ["GBp 500", "500 GBp", "500GBp", "~GBp 500", "5m GBp", "500 GBX", "(GBp 500)"]
)
def test_pence_are_not_pounds(text: str) -> None:
    """London quotes shares in GBp, a hundredth of GBP; in any other case it is the pound."""
    assert refused(text) == ("unknown_currency", PENNY)


@pytest.mark.parametrize("text", ["GBP 500", "500 gbp", "Gbp 500", "£500"])
def test_pounds_are_read_in_any_other_case(text: str) -> None:
    """500 is known to half a pound: 499.5 to 500.5."""
    money = parse_amount(text)
    assert (money.currency, money.amount.low, money.amount.high) == (
        "GBP",
        Decimal("499.5"),
        Decimal("500.5"),
    )


@pytest.mark.parametrize(
    "text",
    ["100 USDT", "USDT 100", "100USDT", "5m usdt", "100 USDC", "5 BUSD", "BUSD 5", "EURT 5", "100 USDt"],
)
def test_a_token_is_no_currency_with_a_scale(text: str) -> None:
    """USDT is not trillions of dollars, BUSD not billions: each is traded at a price of its own."""
    assert refused(text) == ("unknown_currency", f"known are {', '.join(SPELLINGS)}")


@pytest.mark.parametrize(
    "text", ["HKDT 5", "5 HKDT", "5HKDT", "USDB 5", "5m USDB", "CNYB 5", "EURK 5", "RMBB 5"]
)
def test_a_code_with_one_more_capital_may_be_a_token(text: str) -> None:
    """HKDT 5 was HK$5 trillion; who means a scale is told how to write it."""
    code, hint = refused(text)
    assert code == "unknown_currency"
    assert "a scale stands apart, like 5bn " in hint


@pytest.mark.parametrize(
    "text",
    ["5bUSD", "USDbn 5", "US$5t", "5 tn USD", "MUSD 5", "USDM 5", "USDb 5", "US$B 5", "USD B5", "5B USD"],
)
def test_scales_beside_a_currency_stay(text: str) -> None:
    """15bnCNY is as common as 15bn CNY."""
    assert parse_amount(text).currency == "USD"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("convert '500 GBp' --to USD", "GBp"),
        ("convert 'USD 5' --to GBp", "GBp"),
        ("rates GBp/USD", "GBp"),
        ("check '500 GBp == GBP 500'", "GBp"),
        ("runway minimax --in GBp", "GBp"),
        ("convert '100 USDT' --to CNY", "USDT"),
        ("check 'US$100 == USDT 100'", "USDT"),
        ("runway --cash 'USDT 5m' --burn 'US$1m'", "USDT"),
    ],
)
def test_pence_and_tokens_are_refused_wherever_a_currency_is_read(text: str, name: str) -> None:
    """By their own name, with no figure."""
    done = here(*shlex.split(text))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"'{name}' is not a currency we have rates for" in done.stderr


# --- about --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("~27.9m", "27342000", "28458000"),  # 2% is 0.558m, wider than 0.05m
        ("~600m", "550000000", "650000000"),  # half of a hundred million, wider than 2%
        ("~4bn", "3600000000", "4400000000"),  # half of a billion is more than 10%
        ("~US$684m", "670320000", "697680000"),
        ("~2,500", "2450", "2550"),
        ("~150", "145", "155"),
        ("~20%", "0.18", "0.22"),
        ("~-8bn", "-8500000000", "-7500000000"),
        ("(~US$8bn)", "-8500000000", "-7500000000"),
        ("约12亿5000万元", "1225000000", "1275000000"),
        ("~0", "-0.5", "0.5"),  # of zero nothing is known but its place
        ("~0.0%", "-0.0005", "0.0005"),
    ],
)
def test_about_is_the_wider_of_a_fiftieth_and_half_a_unit_up_to_a_tenth(
    text: str, low: str, high: str
) -> None:
    """INTERFACE: half a unit of the last place that is not a trailing zero."""
    figure = parse_amount(text).amount if any(one in text for one in "$元") else Figure.parse(text)
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high))


@given(st.integers(1, 10**9), st.integers(-6, 12))
def test_about_is_never_narrower_than_a_fiftieth_nor_wider_than_a_tenth(digits: int, power: int) -> None:
    """And lies evenly around its value."""
    value = Decimal(digits).scaleb(power)
    figure = Figure.parse(f"~{value:f}")
    assert figure.low is not None and figure.high is not None
    assert figure.high - value == value - figure.low
    assert value * Decimal("0.02") <= figure.high - value <= value * Decimal("0.1")


@pytest.mark.parametrize("text", ["~US$27.9m", "~RMB 8,364.2m", "~US$1.75tn", "~(US$8bn)", "~HK$105bn"])
def test_a_printed_about_keeps_its_digits(text: str) -> None:
    """Wide as it is, it is shown as it was printed."""
    assert money_text(parse_amount(text)) == text


# --- premises -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low", "high", "mark"),
    [
        ("US$36m", "36000000", "36000000", ""),
        ("港币25.5亿元", "2550000000", "2550000000", ""),
        ("=US$36m", "36000000", "36000000", "="),
        ("~US$36m", "35280000", "36720000", "~"),
        ("US$30-40m", "30000000", "40000000", "-"),
        ("over US$36m", "36000000", None, ">="),
    ],
)
def test_a_premise_is_exact_unless_it_says_otherwise(
    text: str, low: str, high: str | None, mark: str
) -> None:
    """What a user supposes is not a reading of print; its mark is the one that was typed, if any."""
    premise = parse_premise(text)
    assert premise.amount.low == Decimal(low)
    assert premise.amount.high == (None if high is None else Decimal(high))
    assert premise.amount.mark == mark


def test_the_grid_of_exact_premises() -> None:
    """36 / 1.5, (36 + 9) / 1.5, ... (36 + 36) / 1.5 months: 24 30 36 42 48."""
    done = here("runway", "--cash", "US$36m", "--burn", "US$3m", "--sensitivity")
    column = [line.split()[1] for line in done.stdout.splitlines() if line.strip().startswith("US$")]
    assert column == ["24", "30", "36", "42", "48"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("runway --cash US$36m --burn US$3m", "12", "12"),
        ("runway --cash ~US$10m --burn US$2m", "4.5", "5.5"),  # ~10m is 9m to 11m
        ("runway --cash US$10m --burn US$2m --raise US$10m", "10", "10"),
    ],
)
def test_months_of_premises_have_the_bounds_of_the_premises(text: str, low: str, high: str) -> None:
    """Exact over exact is exact."""
    done = here(*shlex.split(f"{text} --json".replace("$", "\\$")))
    months = json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)["data"][0]["months"]
    assert (months["low"], months["high"]) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("runway minimax --burn 'US$5bn'", "--burn"),  # 28.1m and the like a month
        ("runway minimax --cash 'US$1m'", "--cash"),
        ("runway zhipu --cash 'RMB 900tn'", "--cash"),
        ("runway minimax --raise 'US$1,000bn'", "--raise"),
        ("runway minimax --revenue 'US$50bn' --revenue-growth 1%", "--revenue"),
        ("multiples zhipu --price 'HK$1'", "--price"),
        ("multiples zhipu --valuation 'RMB 1tn' --in CNY", None),
        ("multiples zhipu --valuation 'US$40tn'", "--valuation"),
        ("runway minimax --burn 'US$30m'", None),
        ("runway --cash 'US$1m' --burn 'US$900tn'", None),  # nobody's, so nothing to hold it against
    ],
)
def test_a_premise_a_hundred_times_off_the_company_s_own_is_asked_about(
    text: str, option: str | None
) -> None:
    """A slip of m for bn is seen; what is within a hundred times, or nobody's, is left alone."""
    done = here(*shlex.split(text), "--json")
    found = [one for one in json.loads(done.stdout)["warnings"] if one["code"] == "far_from_own"]
    assert [one["message"].split()[0] for one in found] == ([option] if option else [])


OWN = (
    fact("cash_balance", "2025-12-31", "US$30m"),
    fact("cash_burn", "FY2025", "US$120m"),  # 10m a month
    fact("revenue", "FY2025", "US$24m"),  # 2m a month
    fact("revenue", "2026-01-15", "US$9m"),  # of a day, so of no month
    fact("net_proceeds", "2026-01-05", "US$3m", deal="0", status="closed"),
    fact("net_proceeds", "2026-01-15", "US$5m", deal="a", status="closed"),
    fact("net_proceeds", "2026-02-15", "US$20m", deal="b", status="closed"),
    fact("net_proceeds", "2026-04-15", "US$90m", deal="c", status="closed"),  # after the day asked for
    fact("share_price", "2026-03-31", "US$10.00", label="close"),
    fact("shares", "2026-03-31", "50m"),  # 500m in all
)
ASK = ": is its scale as meant?"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"cash": "US$3bn"}, f"--cash is 100 times the company's own, US$30m of 2025-12-31{ASK}"),
        ({"cash": "US$2.99bn"}, None),
        ({"cash": "US$0.3m"}, f"--cash is 1/100 of the company's own, US$30m of 2025-12-31{ASK}"),
        ({"cash": "US$0.301m"}, None),
        ({"cash": "US$0"}, None),
        ({"cash": "US$-45bn"}, f"--cash is 1,500 times the company's own, US$30m of 2025-12-31{ASK}"),
        ({"cash": "RMB 7bn"}, None),  # US$1bn, 33 times
        ({"cash": "RMB 21bn"}, f"--cash is 100 times the company's own, US$30m of 2025-12-31{ASK}"),
        ({"cash": "HK$3bn"}, None),  # of which there is no rate
        ({"burn": "US$1bn"}, f"--burn is 100 times the company's own of FY2025{ASK}"),
        ({"burn": "US$10,000"}, f"--burn is 1/1,000 of the company's own of FY2025{ASK}"),
        ({"burn": "US$0.101m"}, None),
        ({"cash": "US$3m", "burn": "US$1bn"}, f"--burn is 100 times the company's own of FY2025{ASK}"),
        ({"revenue": "US$200m"}, f"--revenue is 100 times the company's own of FY2025{ASK}"),
        ({"revenue": "US$199m"}, None),
        ({"raises": "US$2bn"}, f"--raise is 100 times the company's own, US$20m of 2026-02-15{ASK}"),
        ({"raises": "US$1.9bn"}, None),
        ({"raises": "US$0.2m"}, f"--raise is 1/100 of the company's own, US$20m of 2026-02-15{ASK}"),
        ({"hires": "US$1bn"}, f"--hire is 100 times the company's own of FY2025{ASK}"),
        ({"hires": "US$100"}, None),  # one may cost as little as it likes
        ({"one_offs": "US$3bn"}, f"--one-off is 100 times the company's own, US$30m of 2025-12-31{ASK}"),
        ({"one_offs": "US$100"}, None),
        ({"one_offs": "RMB 21bn"}, f"--one-off is 100 times the company's own, US$30m of 2025-12-31{ASK}"),
        ({"price": "US$1,000"}, f"--price is 100 times the company's own, US$10.00 of 2026-03-31{ASK}"),
        ({"price": "US$999"}, None),
        ({"price": "RMB 7,000"}, f"--price is 100 times the company's own, US$10.00 of 2026-03-31{ASK}"),
        ({"valuation": "RMB 35m"}, f"--valuation is 1/100 of the company's own of 2026-03-31{ASK}"),
        ({"valuation": "US$5m"}, f"--valuation is 1/100 of the company's own of 2026-03-31{ASK}"),
        ({"valuation": "US$6m"}, None),
        (
            {"price": "US$11", "valuation": "US$5m"},
            f"--valuation is 1/100 of the company's own of 2026-03-31{ASK}",
        ),
    ],
)  # fmt: skip
def test_from_a_hundred_times_the_company_s_own_the_question_names_it(
    typed: dict[str, str], said: str | None, tmp_path: Path
) -> None:
    """US$30m of cash, 10m burnt and 2m earned a month, 20m raised, US$10 a share and 500m in all; RMB 7."""
    amounts = {name: parse_amount(text) for name, text in typed.items()}
    planned = {
        name: (Planned(amounts.pop(name)),) for name in ("raises", "hires", "one_offs") if name in typed
    }
    rates = rates_of(tmp_path, *(f"{on},1,7" for on in ("2025-01-02", "2025-12-31", "2026-03-31")))
    on = day("2026-03-31")
    if {"price", "valuation"} & set(typed):
        found = doubted_of_multiples(company(*OWN), MultiplesChoice(on, **amounts), rates)  # type: ignore[arg-type]
    else:
        supposed = Scenario(revenue=amounts.pop("revenue", None), **planned)  # type: ignore[arg-type]
        choice = RunwayChoice(on, scenario=supposed, all_bases=True, **amounts)  # type: ignore[arg-type]
        found = doubted_of_runway([company(*OWN)], choice, rates)
    assert list(found) == ([Warning("far_from_own", said, "acme")] if said else [])


@pytest.mark.parametrize(
    ("option", "supposed", "typed"),
    [
        ("--revenue", lambda amount: {"scenario": Scenario(revenue=amount)}, "RMB 1.5bn"),
        ("--hire", lambda amount: {"scenario": Scenario(hires=(Planned(amount),))}, "RMB 7.5bn"),
        ("--burn", lambda amount: {"burn": amount}, "RMB 7.5bn"),
    ],
)
def test_a_flow_in_another_currency_is_held_against_the_mean_of_its_year(
    rates: Rates, option: str, supposed: Callable[[Money], dict[str, Any]], typed: str
) -> None:
    """A dollar was RMB 7.13 to 7.26 in the mean of 2025: 103 to 105 times US$2m, or US$10m, a month."""
    choice = RunwayChoice(day("2026-03-31"), **supposed(parse_amount(typed)))
    (one,) = doubted_of_runway([company(*OWN)], choice, rates)
    assert one.message == f"{option} is 104 times the company's own of FY2025{ASK}"


def test_what_is_typed_is_held_against_the_cash_of_the_rule(rates: Rates) -> None:
    """With a stated burn that is the company's own total, whichever bases are asked for."""
    acme = company(
        OWN[0],
        fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31"),
        fact("cash", "2025-12-31", "US$6m"),
        fact("liquid_investments", "2025-12-31", "US$1m"),
    )
    for all_bases in (False, True):
        choice = RunwayChoice(day("2026-03-31"), cash=parse_amount("US$3bn"), all_bases=all_bases)
        (one,) = doubted_of_runway([acme], choice, rates)
        assert one.message == f"--cash is 100 times the company's own, US$30m of 2025-12-31{ASK}"


def test_a_price_is_held_against_one_of_the_statuses_asked_for(rates: Rates) -> None:
    """One that is only expected, where that is what is asked for: US$5,000 are 100 times US$50."""
    expected = fact("share_price", "2026-03-31", "US$50.00", label="close", status="forecast")
    choice = MultiplesChoice(
        day("2026-03-31"), statuses=frozenset({"forecast"}), price=parse_amount("US$5,000")
    )
    (one,) = doubted_of_multiples(company(expected), choice, rates)
    assert one.message == f"--price is 100 times the company's own, US$50.00 of 2026-03-31{ASK}"


@pytest.mark.parametrize("typed", ["cash", "burn"])
def test_what_is_typed_for_a_company_without_any_figure_is_held_against_nothing(
    typed: str, rates: Rates
) -> None:
    """No cash, burn, revenue, raise, price or value of its own."""
    asked = {"raises": (Planned(parse_amount("US$1tn")),), "hires": (Planned(parse_amount("US$1tn")),)}
    amount = parse_amount("US$900tn")
    choice = RunwayChoice(
        day("2026-03-31"),
        scenario=Scenario(revenue=amount, **asked),
        **{typed: amount},  # type: ignore[arg-type]
    )
    assert not [*doubted_of_runway([company()], choice, rates)]
    valued = MultiplesChoice(day("2026-03-31"), price=amount, valuation=amount)
    assert not [*doubted_of_multiples(company(), valued, rates)]


# --- arguments of a function --------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "hint"),
    [
        ("max(1,200) == 200", 'write 1, 200 or "1,200"'),
        ("sum(100,200,300) == 600", 'write 100, 200, 300 or "100,200,300"'),
        ("mean(US$100,200)", 'write US$100, 200 or "US$100,200"'),
        ("max (1,200)", 'write 1, 200 or "1,200"'),
        ("max((1,200)) == 200", 'write "1,200"'),
        ("max((1,200), 5) == 1,200", 'write "1,200"'),
        ("max(((1,200)), 5)", 'write "1,200"'),
        ("mean((999,998), 1)", 'write "999,998"'),
        ("abs(-(1,200))", 'write "1,200"'),
        ("abs(2 * (1,200 + 5))", 'write "1,200"'),
        ("(max((3), (1,200)) + 1)", 'write "1,200"'),
        ("max（（1，200））", 'write "1,200"'),
        ("monthly((RMB 1,200m))", 'write "(RMB 1,200m)" for a minus, or "RMB 1,200m"'),
        ("sum(zhipu.cash, (1,200.5%))", 'write "(1,200.5%)" for a minus, or "1,200.5%"'),
        ("max(0.5*(100,200), 7)", 'write "100,200"'),
        ("max((0,5), 7)", "write 0.5"),
        ("abs(sum(5, max(1,200)))", 'write 1, 200 or "1,200"'),
        ("sum(2, 1,200)", 'write 1, 200 or "1,200"'),
        ("convert(US$1,046.2m, CNY)", 'write "US$1,046.2m"'),
        ("sum(RMB 12,500千元, RMB 5)", 'write "RMB 12,500千元"'),
    ],
)
def test_a_comma_between_arguments_is_refused_where_it_may_be_of_thousands(statement: str, hint: str) -> None:
    """Anywhere within the brackets of a function, with a currency too; every way is shown."""
    with pytest.raises(Trouble) as trouble:
        parse(statement)
    assert trouble.value.hint == hint


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("sum(1,2,3) == 6", "holds"),
        ("mean(100, 200) == 150", "holds"),
        ('sum("100,200", 5) == 100,205', "holds"),
        ("1,000 + 2 == 1,002", "holds"),
        ("(1,000 + 2) == 1,002", "holds"),
        ('max(("1,200"), 5) == 1,200', "holds"),
        ("max(3, 4) * (1,200 + 5) == 4,820", "holds"),  # 4 x 1,205
        ("(1,200) * max(3, 4) == 4,800", "holds"),
        ("US$1,200 == US$1.200k", "holds"),
        ("max(1, 200) == 200", "holds"),
    ],
)
def test_commas_that_say_one_thing_stay(statement: str, value: str) -> None:
    """With a space behind them, in quotes, or outside the brackets of a function."""
    done = here("check", statement, "--json")
    assert [row["verdict"] for row in json.loads(done.stdout)["data"]] == [value]


# --- a range or a difference ----------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "minimax.gross_margin == 20-30%",
        "minimax.gross_margin > 20%-30%",
        "minimax.gross_margin == (20-30%)",
        "20-30% == minimax.gross_margin",
        "25% == 20-30%",
        "minimax.cash == 300-400m USD",
        "minimax.cash == US$300m-US$400m",
        "minimax.cash == US$300m−US$400m",
        "minimax.cash == US$300m－US$400m",
        "zhipu.revenue == 5-6亿元",
        "zhipu.revenue == RMB 5-6亿",
        "zhipu.net_profit == -5--4bn CNY",
        "max(minimax.gross_margin, 20-30%)",
        "minimax.revenue[FY2025] / minimax.revenue[FY2024] == 2-3x",
        "minimax.revenue[FY2025] / minimax.revenue[FY2024] == 2-3",
    ],
)
def test_a_range_without_quotes_is_no_difference(statement: str) -> None:
    """Between two figures without spaces, the smaller first: refused with both ways to write it."""
    with pytest.raises(Trouble) as trouble:
        parse(statement)
    assert "is a range or a difference" in trouble.value.message
    assert trouble.value.hint and "for a range" in trouble.value.hint and "for a minus" in trouble.value.hint


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("1-20% == 80%", "holds"),
        ("84%-61% == 23%", "holds"),
        ("5%-8% == -3%", "holds"),
        ("3-5 == -2", "holds"),
        ("2026-2025 == 1", "holds"),
        ("minimax.gross_margin[FY2025]-20% > 1%", "holds"),  # 25.4% - 20% = 5.4%
        ("minimax.cash > 10m USD-2m USD", "holds"),
        ('"20-30%" == 25%', "holds"),
    ],
)
def test_real_differences_stay(statement: str, verdict: str) -> None:
    """What is left of a whole, the greater first, numbers among themselves."""
    done = here("check", statement, "--json")
    assert [row["verdict"] for row in json.loads(done.stdout)["data"]] == [verdict]


# --- in a data file -------------------------------------------------------------------------

FILE = """
sources:
  mine: {{title: A note, publisher: Acme, published: 2026-03-31, kind: company}}
companies:
  acme:
    name: Acme
    currency: {currency}
    facts:
    - {{metric: {metric}, period: FY2025, value: "{value}", source: mine}}
"""


def validated(tmp_path: Path, metric: str, value: str, currency: str = "CNY") -> str:
    file = tmp_path / "mine.yaml"
    file.write_text(FILE.format(metric=metric, value=value, currency=currency), encoding="utf-8")
    return folded(here("validate", str(file)).stdout)


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("net_profit", "(RMB 1.06bn) to (RMB 0.95bn)"),
        ("net_profit", "RMB -1.06--0.95bn"),
        ("net_profit", "(RMB 5m)"),
        ("revenue", "港币25.5亿元"),
        ("revenue", "逾10億港元"),
        ("revenue", "RMB'000 312,414"),
        ("operating_margin", "(5.2%)"),
        ("operating_margin", "-5% to -3%"),
    ],
)
def test_a_data_file_holds_them(tmp_path: Path, metric: str, value: str) -> None:
    """No fault; negative ranges too."""
    assert "no faults" in validated(tmp_path, metric, value)


@pytest.mark.parametrize(
    ("value", "currency"), [("€0,500bn", "EUR"), ("CNH 50m", "CNY"), ("RMB 5m", "CNH"), ("5兆元", "CNY")]
)
def test_a_data_file_that_says_two_things_has_a_fault(tmp_path: Path, value: str, currency: str) -> None:
    """At its line."""
    said = validated(tmp_path, "revenue", value, currency)
    assert "fault[" in said and "mine.yaml:" in said


def test_weights_of_full_width_percent_are_percents(tmp_path: Path) -> None:
    """`60％` and `60%` are 120% of the whole, not two plain numbers."""
    done = here("allocate", "US$100", "a=60％", "b=60%")
    assert done.returncode == 2 and "120%" in done.stderr


def test_the_sum_of_what_is_typed_is_one_currency() -> None:
    """Every spelling in every place is one code: what is shown is read back."""
    for code in SPELLINGS:
        money = Money(Figure.parse("1,234.5m"), code)
        assert parse_amount(money_text(money)) == money
        assert parse_amount(money_text(-money)) == -money
