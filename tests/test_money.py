"""Amounts as people write them, and money that never mixes currencies in silence."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicompare.values.errors import BadAmount, MixedCurrencies, Trouble, UnknownCurrency
from aicompare.values.figures import Figure
from aicompare.values.lexemes import LONGEST
from aicompare.values.money import MINOR_DIGITS, SPELLINGS, Money, currency_code, parse_amount
from aicompare.values.wording import SCALES


@pytest.mark.parametrize(
    ("text", "currency", "value", "low", "high"),
    [
        ("15bn CNY", "CNY", "15000000000", "14500000000", "15500000000"),
        ("CNY 15bn", "CNY", "15000000000", "14500000000", "15500000000"),
        ("RMB 2.55 billion", "CNY", "2550000000", "2545000000", "2555000000"),
        ("HK$7bn", "HKD", "7000000000", "6500000000", "7500000000"),
        ("US$1,046.2m", "USD", "1046200000", "1046150000", "1046250000"),
        ("$20bn", "USD", "20000000000", "19500000000", "20500000000"),
        ("312,414 thousand CNY", "CNY", "312414000", "312413500", "312414500"),
        ("25.5亿元", "CNY", "2550000000", "2545000000", "2555000000"),
        ("1.5亿美元", "USD", "150000000", "145000000", "155000000"),
        ("380亿港元", "HKD", "38000000000", "37950000000", "38050000000"),
        ("1.2万元", "CNY", "12000", "11500", "12500"),
        ("2.4万亿日元", "JPY", "2400000000000", "2350000000000", "2450000000000"),
        ("USD -5", "USD", "-5", "-5.5", "-4.5"),
        ("USD-5", "USD", "-5", "-5.5", "-4.5"),
        ("-USD 5", "USD", "-5", "-5.5", "-4.5"),
        ("-5 USD", "USD", "-5", "-5.5", "-4.5"),
        ("−$5", "USD", "-5", "-5.5", "-4.5"),
        ("+US$5", "USD", "5", "4.5", "5.5"),
        ("US$ -8.78bn", "USD", "-8780000000", "-8785000000", "-8775000000"),
        ("US$ -89,074k", "USD", "-89074000", "-89074500", "-89073500"),
        ("over US$2bn", "USD", "2000000000", "2000000000", None),
        ("超过5亿美元", "USD", "500000000", "500000000", None),
        ("nearly 3bn HKD", "HKD", "3000000000", None, "3000000000"),
        ("约25.5亿元", "CNY", "2550000000", "2499000000", "2601000000"),
        ("~RMB 2bn", "CNY", "2000000000", "1800000000", "2200000000"),
        ("~US$ -5bn", "USD", "-5000000000", "-5500000000", "-4500000000"),
        (">=US$ -5m", "USD", "-5000000", "-5000000", None),
        ("=US$0", "USD", "0", "0", "0"),
        ("RMB 350-400bn", "CNY", "375000000000", "350000000000", "400000000000"),
        ("US$3.88-3.89tn", "USD", "3885000000000", "3880000000000", "3890000000000"),
        ("350–400 bn yuan", "CNY", "375000000000", "350000000000", "400000000000"),
        ("RMB 2.55 billion yuan", "CNY", "2550000000", "2545000000", "2555000000"),
        ("US$5 USD", "USD", "5", "4.5", "5.5"),
        ("USD$5", "USD", "5", "4.5", "5.5"),
        ("¥5 yen", "JPY", "5", "4.5", "5.5"),
        ("5 CNY ¥", "CNY", "5", "4.5", "5.5"),
        ("(5 c$)", "CAD", "-5", "-5.5", "-4.5"),
        ("5 c＄", "CAD", "5", "4.5", "5.5"),
        ("  us$ 5 M  ", "USD", "5000000", "4500000", "5500000"),
        ("CNY\u00a015\u202fbn", "CNY", "15000000000", "14500000000", "15500000000"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(
    text: str, currency: str, value: str, low: str | None, high: str | None
) -> None:
    """INTERFACE, "Amounts as people write them": currency before or after, any suffix, any mark."""
    amount = parse_amount(text)
    assert amount.currency == currency
    assert amount.amount.value == Decimal(value)
    assert amount.amount.low == (None if low is None else Decimal(low))
    assert amount.amount.high == (None if high is None else Decimal(high))


CURRENCIES = {
    "USD": ["US$", "USD", "usd", "$", "US $", "U.S.$", "US dollars", "us dollar", "U.S. dollars", "dollars"],
    "HKD": ["HK$", "HKD", "Hkd", "HK $", "HK dollars", "Hong Kong dollars", "港元", "港币", "港幣", "港圓"],
    "CNY": ["RMB", "rmb", "CNY", "CN¥", "yuan", "Yuan", "renminbi", "人民币", "人民幣", "元", "人民币元"],
    "EUR": ["EUR", "€", "euro", "Euros", "欧元", "歐元"],
    "JPY": ["JPY", "JP¥", "yen", "Japanese yen", "日元", "日圆", "日圓", "日币"],
    "GBP": ["GBP", "£", "pounds", "pound sterling", "British pounds", "英镑", "英鎊"],
    "KRW": ["KRW", "₩", "won", "South Korean won", "韩元", "韓元", "韩币"],
    "SGD": ["SGD", "S$", "SG$", "Singapore dollars", "新加坡元", "新元", "坡币"],
    "INR": ["INR", "₹", "Rs", "Rs.", "rupees", "Indian rupees", "印度卢比", "印度盧比"],
    "CAD": ["CAD", "C$", "CA$", "Canadian dollars", "加元", "加拿大元", "加幣"],
    "CHF": ["CHF", "SFr", "Swiss francs", "瑞士法郎", "瑞郎"],
    "AUD": ["AUD", "A$", "AU$", "Australian dollars", "澳元", "澳大利亚元", "澳幣"],
}


@pytest.mark.parametrize("code", CURRENCIES)
def test_every_spelling_of_a_currency_is_known_before_and_after_the_number(code: str) -> None:
    """RMB means CNY, $ means USD; each spelling alone is its ISO 4217 code."""
    for spelling in CURRENCIES[code]:
        assert currency_code(spelling) == currency_code(f" {spelling} ") == code
        for text in (f"{spelling}5m", f"{spelling} 5m", f"5m {spelling}", f"{spelling}-5m"):
            assert parse_amount(text).currency == code, text
    assert currency_code(" hk$ ") == "HKD"


def test_no_spelling_stands_for_two_currencies() -> None:
    """Each is in the table once, and each currency of the table is tried above."""
    spellings = [one.casefold() for all_ in SPELLINGS.values() for one in all_]
    assert len(spellings) == len(set(spellings))
    assert SPELLINGS.keys() == CURRENCIES.keys()


def test_minor_units_are_those_of_iso_4217() -> None:
    """Yen and won have none; every other currency here has two decimals."""
    assert MINOR_DIGITS == {"JPY": 0, "KRW": 0}


# --- refusals ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["¥5bn", "5bn ¥", "5亿¥", "￥5bn", "about ¥5", "¥"])
def test_a_bare_yen_sign_is_refused_with_a_hint(text: str) -> None:
    """INTERFACE: `¥` alone is refused (CNY or JPY?), half-width or full-width."""
    with pytest.raises(UnknownCurrency) as refused:
        parse_amount(text)
    assert refused.value.message == "'¥' is two currencies"
    assert refused.value.hint == "write CNY (or RMB), or JPY"
    for sign in ("¥", "￥"):
        with pytest.raises(UnknownCurrency, match="is two currencies"):
            currency_code(sign)


@pytest.mark.parametrize(
    ("text", "currency", "hint"),
    [
        ("5bn UZD", "UZD", "did you mean 'USD'?"),
        ("HKG 1,046.2m", "HKG", "did you mean 'HKD'?"),
        ("~5bn RNB", "RNB", "did you mean 'RMB'?"),
        ("5bn rubles", "rubles", f"known are {', '.join(SPELLINGS)}"),
        ("TWD -5", "TWD", f"known are {', '.join(SPELLINGS)}"),
        ("500 TUSD", "TUSD", "write it like 500k USD for thousands, or 5tn"),
        ("tHKD 500", "tHKD", "write it like 500k HKD for thousands, or 5tn"),
        ("tusd 5", "tusd", "write it like 500k USD for thousands, or 5tn"),
        ("5 XUSD", "XUSD", "did you mean 'USD'?"),
        ("HKDT 5", "HKDT", "a scale stands apart, like 5bn HKD"),
        ("5m USDB", "USDB", "a scale stands apart, like 5bn USD"),
    ],
)
def test_a_currency_that_is_not_known_is_named_with_the_nearest(text: str, currency: str, hint: str) -> None:
    """The number is fine, so the message is about the currency."""
    with pytest.raises(UnknownCurrency) as refused:
        parse_amount(text)
    assert refused.value.message == f"{currency!r} is not a currency we have rates for"
    assert refused.value.hint == hint


@pytest.mark.parametrize("text", ["15bn", "0", "over 5", "-5", "350-400bn", "5k"])
def test_an_amount_without_a_currency_is_refused(text: str) -> None:
    """No currency is ever assumed."""
    with pytest.raises(UnknownCurrency) as refused:
        parse_amount(text)
    assert refused.value.message == f"{text!r} does not say its currency"
    assert refused.value.hint == "for example USD, HKD or CNY"


@pytest.mark.parametrize(
    "text",
    [
        "", "USD", "US$", "bn USD", "1e999 USD", "USD NaN", "Infinity USD", "1,23,4 USD", "US$1,046.2.1m",
        "5% USD", "US$5x", "5 USD 5", "JP¥5 ¤", "5 mıllion USD", "5m USD!", "US$", "five USD",
        "USD five", "US$5m and then some", "\N{RIGHT-TO-LEFT OVERRIDE}5 USD", "5\N{SOFT HYPHEN}3 USD",
        "US$1..2m",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_a_hint(text: str) -> None:
    """One kind of error, the text quoted and escaped, and a way to write it right."""
    with pytest.raises(BadAmount) as refused:
        parse_amount(text)
    assert refused.value.message == f"{text!r} is not an amount"
    assert refused.value.hint == "write it like 15bn CNY, US$1,046.2m or 25.5亿元"


RANGE = "write it like 350-400bn, or -400m to -350m"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("US$5 CNY", "'US$5 CNY' names two currencies", "leave one of them out"),
        ("$5bn 港元", "'$5bn 港元' names two currencies", "leave one of them out"),
        ("5 USD CNY", "'5 USD CNY' names two currencies", "leave one of them out"),
        ("USD CNY 5", "'USD CNY 5' names two currencies", "leave one of them out"),
        ("EUR$5m", "'EUR$5m' names two currencies", "leave one of them out"),
        (
            "c$5m",
            "'c$5m' can be read in two ways",
            "write C$ or CAD for the Canadian dollar, or ~$ for about",
        ),
        ("-USD -5", "'-USD -5' has two signs", "leave one of them out"),
        ("+US$-5", "'+US$-5' has two signs", "leave one of them out"),
        ("-US$350-400m", "'-US$350-400m' is a range with a sign or mark", RANGE),
        ("US$ -350-400m", "'US$ -350-400m' is a range with a sign or mark", RANGE),
        ("~US$350-400m", "'~US$350-400m' is a range with a sign or mark", RANGE),
        ("-5-6 USD", "'-5-6 USD' is a range with a sign or mark", RANGE),
        ("US$400-350m", "the range 'US$400-350m' runs backwards", "the smaller number comes first"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text: str, message: str, hint: str) -> None:
    """Two currencies, two signs, a signed range: nothing of an amount is dropped in silence."""
    with pytest.raises(BadAmount) as refused:
        parse_amount(text)
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_an_amount_of_100_digits_is_refused_and_shown_shortened() -> None:
    """80 characters is the limit, spaces at the ends apart, and the message keeps to it."""
    with pytest.raises(BadAmount) as refused:
        parse_amount(f"{'9' * 100} USD")
    assert refused.value.message == f"'{'9' * 79}…' is not an amount"
    longest = f"{'9' * (LONGEST - 4)} USD"
    assert parse_amount(f"   {longest}   ").amount.value == Decimal("9" * (LONGEST - 4))
    with pytest.raises(BadAmount):
        parse_amount(f"9{longest}")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("RUB", None),
        ("idr", None),
        ("TWD", None),
        ("HKG", "did you mean 'HKD'?"),
        ("RNB", "did you mean 'RMB'?"),
        ("", None),
        ("bitcoin", None),
    ],
)
def test_a_name_that_is_no_currency_gets_the_nearest_or_all(text: str, hint: str | None) -> None:
    """What `--in` is given goes the same way."""
    with pytest.raises(UnknownCurrency) as refused:
        currency_code(text)
    assert refused.value.hint == (hint or f"known are {', '.join(SPELLINGS)}")


def test_a_very_long_name_of_a_currency_is_shown_shortened() -> None:
    """A hundred kilobytes of argument do not become a hundred kilobytes of message."""
    with pytest.raises(UnknownCurrency) as refused:
        currency_code("x" * 100_000)
    assert refused.value.message == f"'{'x' * 79}…' is not a currency we have rates for"


def test_no_text_takes_long_to_refuse() -> None:
    """A hostile 80 characters are refused as quickly as any others."""
    for hostile in (f"over{' ' * 36}5{' ' * 38}!", "5亿" * 39 + "!", "(" * 79, "US$-5" * 16):
        assert len(hostile) <= LONGEST
        for _ in range(200):
            with pytest.raises(BadAmount):
                parse_amount(hostile)


# --- laws -------------------------------------------------------------------------------

PIECES = [
    "~",
    "over",
    "-",
    "−",
    " ",
    "5",
    "1,234",
    ".5",
    "7.5",
    "to",
    "bn",
    "百万",
    "US$",
    "CNY",
    "¥",
    "元",
    "ſ",
]
spellings = st.sampled_from([(code, one) for code, all_ in SPELLINGS.items() for one in all_])
scales = st.sampled_from(sorted(SCALES.items()))
figures = st.integers(-(10**18), 10**18).map(lambda number: Figure.parse(f"{number}k"))


@given(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=9).map("".join))
def test_any_text_is_an_amount_or_trouble(text: str) -> None:
    """Nothing but our own errors comes out, and a hint with each."""
    try:
        assert parse_amount(text).currency in SPELLINGS
    except Trouble as trouble:
        assert trouble.hint


@given(
    st.integers(0, 10**15), st.integers(0, 6), scales, spellings, st.booleans(), st.sampled_from(["", "-"])
)
def test_a_printed_amount_is_read_back(
    digits: int, places: int, scale: tuple[str, int], spelling: tuple[str, str], before: bool, sign: str
) -> None:
    """Any number, any places, any suffix, any currency, on either side, comes back exact to its unit."""
    word, power = scale
    code, name = spelling
    number = f"{sign}{Decimal(digits).scaleb(-places):,.{places}f} {word}"
    amount = parse_amount(f"{name} {number}" if before else f"{number} {name}")
    value = Decimal(digits if not sign else -digits).scaleb(power - places)
    half = Decimal(5).scaleb(power - places - 1)
    assert amount == Money(Figure(value, value - half, value + half), code)


@given(st.lists(figures, min_size=1, max_size=6), st.randoms())
def test_a_sum_does_not_depend_on_its_order(amounts: list[Figure], chance: Random) -> None:
    """Money adds up to the same in any order, bounds and all."""
    shuffled = list(amounts)
    chance.shuffle(shuffled)
    assert total(amounts) == total(shuffled)


def total(amounts: list[Figure]) -> Money:
    first, *others = (Money(one, "CNY") for one in amounts)
    for one in others:
        first = first + one
    return first


@given(figures, figures)
def test_money_follows_its_figures(a: Figure, b: Figure) -> None:
    """Sum, difference, negation, size, product, quotient and ratio are those of the amounts."""
    x, y = Money(a, "HKD"), Money(b, "HKD")
    assert x + y == Money(a + b, "HKD")
    assert x - y == Money(a - b, "HKD")
    assert -x == Money(-a, "HKD")
    assert abs(x) == Money(abs(a), "HKD")
    assert x * 3 == Money(a * 3, "HKD")
    assert x.divided_by(7) == Money(a / 7, "HKD")
    if b.value:
        assert x.over(y) == a / b


def test_money_of_two_currencies_never_meets() -> None:
    """Neither sum nor difference nor ratio, without a rate."""
    dollars, yuan = parse_amount("US$5m"), parse_amount("RMB 5m")
    for attempt in (dollars.__add__, dollars.__sub__, dollars.over):
        with pytest.raises(MixedCurrencies, match=r"^USD and CNY cannot be put together without a rate$"):
            attempt(yuan)
    assert dollars != Money(dollars.amount, "CNY")


def test_zhipu_growth_of_the_prospectus() -> None:
    """Zhipu prospectus: revenue 312.4m in 2024 over 124.5m in 2023 is 2.509, bounded 2.5078 to 2.5106."""
    ratio = parse_amount("RMB 312.4m").over(parse_amount("RMB 124.5m"))
    assert f"{ratio.value:.3f}" == "2.509"  # 312.4 / 124.5
    assert ratio.low is not None and f"{ratio.low:.4f}" == "2.5078"  # 312.35 / 124.55
    assert ratio.high is not None and f"{ratio.high:.4f}" == "2.5106"  # 312.45 / 124.45


SHELL = "a shell takes $1 out of double quotes: write it in single ones, like 'US$1,046.2m'"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("US,046.2m", BadAmount),
        (",046.2m", BadAmount),
        ("0bn", UnknownCurrency),
        ("US7.9m", None),
        ("HKbn", None),
        ("US.5m", None),
        (">=US.2bn", None),
        ("~HK,046m", None),
        ("(US.5m)", None),
    ],
)
def test_what_a_shell_left_of_an_amount_is_recognised(text: str, trouble: type[Exception] | None) -> None:
    """ "US$1,046.2m" in double quotes arrives as US,046.2m, and "$20bn" as 0bn."""
    with pytest.raises(trouble or (BadAmount, UnknownCurrency)) as caught:
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
    with pytest.raises(UnknownCurrency, match=r"^'TWD' is not a currency we have rates for; "):
        parse_amount(text)
