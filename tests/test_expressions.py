"""The language of `check`: how it is read, what comes out, and what is refused where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import company, day, fact

from aicompare.calculators.claims.report import scene_of
from aicompare.calculators.derived import measured
from aicompare.companies.company import Company
from aicompare.companies.fact import Derived, Fact, money
from aicompare.companies.measures import DERIVED
from aicompare.companies.references import Reference
from aicompare.dataset import Dataset
from aicompare.expressions.bounds import bounded
from aicompare.expressions.checking import Outcome, check
from aicompare.expressions.graph import DataNode, Factors, known_in, leaves_of, value_of
from aicompare.expressions.known import node_of
from aicompare.expressions.parser import DEEPEST, parse
from aicompare.expressions.syntax import Call, Chain, Minus, Stored, Syntax, Typed, Word
from aicompare.expressions.tokens import LONGEST, tokens_of
from aicompare.expressions.units import NUMBER
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.values.errors import BadExpression, BadUsage, NoRate, UnknownName
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import Money
from aicompare.values.periods import Period

AS_OF = date(2026, 3, 31)


@dataclass(frozen=True)
class Made:
    """Companies and groups of a test."""

    companies: Sequence[Company]
    groups: Mapping[str, Sequence[str]]
    as_of: date = AS_OF

    def company(self, name: str) -> Company:
        found = {one.id: one for one in self.companies}
        if name not in found:
            raise UnknownName("company", name, found)
        return found[name]

    def group(self, name: str) -> list[Company]:
        if name not in self.groups:
            raise UnknownName("group", name, self.groups)
        return [self.company(one) for one in self.groups[name]]


def acme() -> Company:
    """Reports in dollars; listed on 8 January 2026."""
    return company(
        fact("revenue", "FY2024", "US$40.0m"),
        fact("revenue", "H1 2024", "US$15.0m"),
        fact("revenue", "FY2025", "US$100.0m"),
        fact("revenue", "H1 2025", "US$30.0m"),
        fact("revenue", "9M2025", "US$60.0m"),
        fact("revenue", "FY2025", "US$25.0m", scope="cloud"),
        fact("revenue", "FY2025", "US$900m", basis="run-rate"),
        fact("research_expense", "FY2025", "US$250m"),
        fact("net_profit", "FY2025", "US$ -80m"),
        fact("cash", "2025-12-31", "US$300m"),
        fact("cash", "2025-06-30", "US$200m"),
        fact("liquid_investments", "2025-12-31", "US$60m"),
        fact("cash_balance", "2025-12-31", "US$400m"),
        fact("monthly_burn", "FY2025", "US$10.0m", balance="2025-12-31"),
        fact("share_price", "2026-01-08", "US$20.00", label="close"),
        fact("share_price", "2026-01-08", "US$22.00", label="high"),
        fact("shares", "2026-01-08", "10,000,000"),
        fact("planned_raise", "2026-03-31", "US$500m", status="planned"),
        fact("post_money", "2026-02-28", "US$900m", status="reported"),
        fact("monthly_active_users", "FY2025", "5.0m"),
        listed="2026-01-08",
    )


def bolt() -> Company:
    """Reports in yuan; its cash is not known."""
    return company(
        fact("revenue", "FY2025", "RMB 700m", company="bolt"),
        fact("revenue", "FY2024", "RMB 350m", company="bolt"),
        id_="bolt",
        currency="CNY",
        listed="2026-01-09",
    )


DATA = Made((acme(), bolt()), {"makers": ("acme", "bolt")})


@pytest.fixture(scope="module")
def outcome_of(rates: Rates) -> object:
    def outcome(text: str, choice: RateChoice = RateChoice()) -> Outcome:  # noqa: B008  it is frozen
        return check(parse(text), scene_of(DATA, rates, choice))

    return outcome


def figure(outcome: Outcome) -> Figure:
    assert outcome.computed.node is not None
    return bounded(outcome.computed.node)


def same(number: Decimal, true: Fraction) -> bool:
    """To 30 digits."""
    return abs(Fraction(number) - true) <= abs(true) / 10**30


# --- reading ----------------------------------------------------------------------------


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens_of(text)][:-1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("six-tigers.equity_value", [("reference", "six-tigers.equity_value")]),
        ("01ai.raised", [("reference", "01ai.raised")]),
        ("0100.HK.revenue", [("reference", "0100.HK.revenue")]),
        ("Z.ai.revenue[FY2025]", [("reference", "Z.ai.revenue[FY2025]")]),
        ("智谱.revenue[H1 2025]", [("reference", "智谱.revenue[H1 2025]")]),
        ('"Moon\'s Dark Side".arr', [("reference", '"Moon\'s Dark Side".arr')]),
        ("2513.cash/12", [("reference", "2513.cash"), ("sign", "/"), ("number", "12")]),
        ("a.cash - b.cash", [("reference", "a.cash"), ("sign", "-"), ("reference", "b.cash")]),
        ("a.cash -b.cash", [("reference", "a.cash"), ("sign", "-"), ("reference", "b.cash")]),
        ("a.cash-b.cash", [("reference", "a.cash-b.cash")]),
        ("3-2", [("number", "3"), ("sign", "-"), ("number", "2")]),
        ("12bn CNY", [("amount", "12bn CNY")]),
        ("RMB 2.55 billion", [("amount", "RMB 2.55 billion")]),
        ("25.5亿元", [("amount", "25.5亿元")]),
        ("US$1,046.2m", [("amount", "US$1,046.2m")]),
        ("1,046.2", [("number", "1,046.2")]),
        ("abs(1,", [("name", "abs"), ("sign", "("), ("number", "1"), ("sign", ",")]),
        ("80%", [("number", "80%")]),
        ("3.37x", [("number", "3.37x")]),
        ("3.4× == 3", [("number", "3.4×"), ("sign", "=="), ("number", "3")]),
        ("3 × 4", [("number", "3"), ("sign", "*"), ("number", "4")]),
        ("a.cash ≥ 5", [("reference", "a.cash"), ("sign", ">="), ("number", "5")]),
        ("FY2025", [("period", "FY2025")]),
        ("H1 2025", [("period", "H1 2025")]),
        ("2026-01-08", [("period", "2026-01-08")]),
        ("'~12%'", [("text", "'~12%'")]),
    ],
)  # fmt: skip
def test_names_amounts_and_numbers_are_told_apart(text: str, wanted: list[tuple[str, str]]) -> None:
    """Names hold dots, dashes and Chinese; a minus between names needs spaces; amounts are as for convert."""
    assert kinds(text) == wanted


def drawn(syntax: Syntax) -> str:
    """With all parentheses."""
    match syntax:
        case Typed() | Word():
            return syntax.text
        case Stored():
            return str(syntax.reference)
        case Minus():
            return f"(-{drawn(syntax.part)})"
        case Call():
            return f"{syntax.name}({', '.join(drawn(one) for one in syntax.arguments)})"
        case Chain():
            text = drawn(syntax.first)
            for sign, _, part in syntax.others:
                text = f"({text} {sign} {drawn(part)})"
            return text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("8 / 4 / 2", "((8 / 4) / 2)"),
        ("8 / (4 / 2)", "(8 / (4 / 2))"),
        ("-a.cash * 2", "((-a.cash) * 2)"),
        ("2 - -3", "(2 - -3)"),
        ("2 - -(3 + 1)", "(2 - (-(3 + 1)))"),
        ("a.cash / (a.cash + b.cash) - 1", "((a.cash / (a.cash + b.cash)) - 1)"),
        ("sum(convert(a.cash, USD), 5m USD)", "sum(convert(a.cash, USD), 5m USD)"),
        ("a.net_loss[FY2025]", "a.net_loss[FY2025]"),
        ("a.cash[ 2025-12 , deal=ipo,label=x ]", "a.cash[2025-12, label=x, deal=ipo]"),
    ],
)
def test_signs_bind_as_in_school(text: str, wanted: str) -> None:
    """Products before sums, from the left; a minus before a figure binds closest."""
    assert drawn(parse(text).left) == wanted


WRONG = [
    ("", 1, "ends too soon", "is missing"),
    ("1 +", 4, "ends too soon", "is missing"),
    ("(1 + 2", 1, "never closed", "close it"),
    ("sum(1, 2", 4, "never closed", "close it"),
    ("1 + ) 2", 5, "')' cannot stand here", "is missing"),
    ("1 2", 3, "a sign is missing before '2'", "like + - * /"),
    ("1 == 2 == 3", 8, "a second comparison", "one at a time"),
    ("acme.cash = 5", 11, "'=' begins nothing", "equality is written =="),
    ('"5', 1, "begins nothing", "never closed"),
    ("~acme.cash", 1, "begins nothing", "about is written"),
    ("¥5bn", 1, "is two currencies", "write CNY (or RMB), or JPY"),
    ("¥ acme.cash", 1, "begins nothing", "write CNY (or RMB), or JPY"),
    ('"five"', 1, "'five' is not an amount", "write it like"),
    ("acme.cash[2025-12-31", 10, "'[' begins nothing", "behind a figure"),
    ("acme.revenu", 1, "there is no metric 'revenu'", "did you mean 'revenue'?"),
    ("1 + acme.cash[2025-02-30]", 5, "'2025-02-30' is not a day", "2025-09-30"),
    ("acme.revenue[FY2025..FY2022]", 1, "no periods that follow on each other", "like FY2022..FY2025"),
    ("acme.revenue[FY2022..Q3 2025]", 1, "no periods that follow on each other", "FY2022..H1 2025"),
    ("acme.revenue[2025年13月]", 1, "is not a date or period", "write 2025-09-30"),
    ("acme.cash[colour=red]", 1, "says nothing about a figure", "like minimax.revenue"),
    ("acme.revenue[basis=book]", 1, "'book' is no basis", "recognised"),
    ("2 * acme.cash-a.x", 5, "there is no metric 'x'", "a minus needs spaces around it: acme.cash - a.x"),
    ("9" * 81, 1, "is not a number", "write it like"),
    ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), DEEPEST + 1, f"deeper than {DEEPEST}", "split it up"),
]


@pytest.mark.parametrize(("text", "column", "message", "hint"), WRONG, ids=lambda one: str(one)[:30])
def test_what_cannot_be_read_says_where_what_and_what_would_be_right(
    text: str, column: int, message: str, hint: str
) -> None:
    """The column is that of the caret; the hint is the next step."""
    with pytest.raises(BadExpression) as caught:
        parse(text)
    trouble = caught.value
    assert trouble.column == column
    assert trouble.message.startswith(f"column {column}: ") and message in trouble.message
    assert trouble.hint is not None and hint in trouble.hint


def test_what_is_too_long_is_not_even_read() -> None:
    """Two thousand characters are read; of more, one line says so."""
    assert parse("1+" * (LONGEST // 2 - 1) + "1")
    with pytest.raises(BadUsage, match="too long, 2001 characters"):
        parse("1" * (LONGEST + 1))


PIECES = ["acme.cash", "5", "(", ")", "-", "+", "==", ",", "sum", "USD", '"', "[", "]", "%", "bn", "FY2025"]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    """Nothing but a statement or a BadExpression comes out, and its column lies in the text."""
    try:
        parse(text)
    except BadExpression as trouble:
        assert 1 <= trouble.column <= len(text) + 1


# --- computing --------------------------------------------------------------------------

VALUES = [
    # 400 / 10.0 with bounds 399.5/10.05 to 400.5/9.95
    (
        "acme.cash_balance / acme.monthly_burn",
        "months",
        "40",
        (Fraction(3995, 10) / Fraction(1005, 100)),
        Fraction(4005, 10) / Fraction(995, 100),
    ),
    (
        "acme.revenue[FY2025] / acme.revenue[FY2024]",
        "number",
        "2.5",
        Fraction("99.95") / Fraction("40.05"),
        Fraction("100.05") / Fraction("39.95"),
    ),
    (
        "growth(acme.revenue, FY2025)",
        "number",
        "1.5",
        Fraction("99.95") / Fraction("40.05") - 1,
        Fraction("100.05") / Fraction("39.95") - 1,
    ),
    # 40.0 + 30.0 - 15.0 is older than the full year 2025
    ("ltm(acme.revenue, 2025-06-30)", "money", "55000000", Fraction("54850000"), Fraction("55150000")),
    ("ltm(acme.revenue)", "money", "100000000", Fraction("99950000"), Fraction("100050000")),
    (
        "annualised(acme.revenue[9M2025])",
        "money",
        "80000000",
        Fraction("59.95") * 10**6 * 12 / 9,
        Fraction("60.05") * 10**6 * 12 / 9,
    ),
    (
        "monthly(acme.revenue[FY2025])",
        "money",
        "8333333.33",
        Fraction("99.95") * 10**6 / 12,
        Fraction("100.05") * 10**6 / 12,
    ),
    (
        "acme.cash[2025-12-31] / monthly(acme.revenue[FY2025])",
        "months",
        "36",
        Fraction("299.5") * 12 / Fraction("100.05"),
        Fraction("300.5") * 12 / Fraction("99.95"),
    ),
    (
        "share(acme.revenue[FY2025, scope=cloud])",
        "number",
        "0.25",
        Fraction("24.95") / Fraction("100.05"),
        Fraction("25.05") / Fraction("99.95"),
    ),
    (
        "share(acme.research_expense[FY2025], acme.revenue[FY2025])",
        "number",
        "2.5",
        Fraction("249.5") / Fraction("100.05"),
        Fraction("250.5") / Fraction("99.95"),
    ),
    ("acme.net_loss[FY2025]", "money", "80000000", Fraction(79_500_000), Fraction(80_500_000)),
    ("-acme.net_profit[FY2025]", "money", "80000000", Fraction(79_500_000), Fraction(80_500_000)),
    ("acme.liquidity", "money", "360000000", Fraction(359_000_000), Fraction(361_000_000)),
    (
        "acme.share_price[2026-01-08, label=close] * acme.shares",
        "money",
        "200000000",
        Fraction("19.995") * Fraction("9999999.5"),
        Fraction("20.005") * Fraction("10000000.5"),
    ),
    (
        "acme.equity_value",
        "money",
        "200000000",
        Fraction("19.995") * Fraction("9999999.5"),
        Fraction("20.005") * Fraction("10000000.5"),
    ),
    (
        "acme.revenue[FY2025] / acme.monthly_active_users",
        "money",
        "20",
        Fraction("99.95") / Fraction("5.05"),
        Fraction("100.05") / Fraction("4.95"),
    ),
    (
        "acme.monthly_burn * (acme.cash_balance / acme.monthly_burn)",
        "money",
        "400000000",
        Fraction(399_500_000),
        Fraction(400_500_000),
    ),
    ("acme.planned_raise", "money", "500000000", Fraction(499_500_000), Fraction(500_500_000)),
    ("acme.post_money[status=reported]", "money", "900000000", Fraction(899_500_000), Fraction(900_500_000)),
    ("acme.revenue[basis=run-rate]", "money", "900000000", Fraction(899_500_000), Fraction(900_500_000)),
    ("acme.cash[2025-12]", "money", "300000000", Fraction(299_500_000), Fraction(300_500_000)),
    ("sum(acme.cash, acme.cash_balance)", "money", "700000000", Fraction(699_000_000), Fraction(701_000_000)),
    (
        "mean(acme.cash, acme.cash_balance)",
        "money",
        "350000000",
        Fraction(349_500_000),
        Fraction(350_500_000),
    ),
    ("min(acme.cash, acme.cash_balance)", "money", "300000000", Fraction(299_500_000), Fraction(300_500_000)),
    ("max(acme.cash, acme.cash_balance)", "money", "400000000", Fraction(399_500_000), Fraction(400_500_000)),
    ("abs(acme.net_profit[FY2025])", "money", "80000000", Fraction(79_500_000), Fraction(80_500_000)),
    ("bolt.listed - acme.listed", "days", "1", Fraction(1), Fraction(1)),
    ("(bolt.listed - acme.listed) * 24", "number", "24", Fraction(24), Fraction(24)),
    (
        "acme.revenue[FY2025] / 12",
        "money",
        "8333333.33",
        Fraction("99.95") * 10**6 / 12,
        Fraction("100.05") * 10**6 / 12,
    ),
    (
        "12bn CNY + 2bn CNY + 1bn CNY",
        "money",
        "15000000000",
        Fraction(13_500_000_000),
        Fraction(16_500_000_000),
    ),
    ("363 + 644.2 + 39.4", "typed", "1046.6", Fraction("1046"), Fraction("1047.2")),
    # several periods: 40.0 and 100.0, one behind the other
    ("sum(acme.revenue[FY2024..FY2025])", "money", "140000000", Fraction(139_900_000), Fraction(140_100_000)),
    ("mean(acme.revenue[FY2024..FY2025])", "money", "70000000", Fraction(69_950_000), Fraction(70_050_000)),
    ("sum(acme.revenue[FY2024..H1 2025])", "money", "70000000", Fraction(69_900_000), Fraction(70_100_000)),
    ("max(acme.revenue[H1 2024..H1 2024])", "money", "15000000", Fraction(14_950_000), Fraction(15_050_000)),
    (
        "sum(bolt.revenue[FY2024..FY2025])",
        "money",
        "1050000000",
        Fraction(1_049_000_000),
        Fraction(1_051_000_000),
    ),
    # 100 / 40 over one year; 700 / 350 likewise
    (
        "cagr(acme.revenue, FY2024, FY2025)",
        "number",
        "1.5",
        Fraction("99.95") / Fraction("40.05") - 1,
        Fraction("100.05") / Fraction("39.95") - 1,
    ),
    # in half a year 300 / 200 = 1.5, in a year 1.5 x 1.5
    (
        "cagr(acme.cash, 2025-06-30, 2025-12-31)",
        "number",
        "1.25",
        (Fraction("299.5") / Fraction("200.5")) ** 2 - 1,
        (Fraction("300.5") / Fraction("199.5")) ** 2 - 1,
    ),
    ("as_of(acme.cash, 2025-11)", "money", "200000000", Fraction(199_500_000), Fraction(200_500_000)),
    ("as_of(acme.cash, 2025-12-31)", "money", "300000000", Fraction(299_500_000), Fraction(300_500_000)),
    ("as_of(acme.revenue, 2025-06-30)", "money", "30000000", Fraction(29_950_000), Fraction(30_050_000)),
    ("as_of(acme.net_loss, 2026年3月)", "money", "80000000", Fraction(79_500_000), Fraction(80_500_000)),
    ("acme.revenue[2025年上半年]", "money", "30000000", Fraction(29_950_000), Fraction(30_050_000)),
    ("acme.revenue[2025年前三季度]", "money", "60000000", Fraction(59_950_000), Fraction(60_050_000)),
    (
        "growth(acme.revenue, 2025年上半年)",
        "number",
        "1",
        Fraction("29.95") / Fraction("15.05") - 1,
        Fraction("30.05") / Fraction("14.95") - 1,
    ),
    ("acme.monthly_burn * 12 months", "money", "120000000", Fraction(119_400_000), Fraction(120_600_000)),
    ("3 years", "months", "36", Fraction(30), Fraction(42)),
    # whole numbers of a formula are exact, what has decimals is not, nor a large term beside it
    ("84% / 61% - 1", "typed", "0.38", Fraction(835, 615) - 1, Fraction(845, 605) - 1),
    ("2 + 2", "typed", "4", Fraction(4), Fraction(4)),
    ("1 - 84.8%", "typed", "0.15", Fraction(1515, 10**4), Fraction(1525, 10**4)),
    ("312.4 / 2", "typed", "156.2", Fraction("156.175"), Fraction("156.225")),
    ("1,000 / 8 - 25", "typed", "100", Fraction(100), Fraction(100)),
    ("(363 + 644.2) * 200", "typed", "201440", Fraction("201330"), Fraction("201550")),
]


@pytest.mark.parametrize(("text", "kind", "value", "low", "high"), VALUES, ids=lambda one: str(one)[:40])
def test_values_and_bounds_are_those_worked_out_by_hand(
    outcome_of: Callable[..., Outcome], text: str, kind: str, value: str, low: Fraction, high: Fraction
) -> None:
    """Each with its unit: cash over a month's burn is months, price times shares money, and so on."""
    outcome = outcome_of(text)
    assert outcome.computed.node is not None and outcome.computed.node.unit.kind == kind
    computed = figure(outcome)
    assert f"{computed.value:.2f}" == f"{Decimal(value):.2f}"
    assert computed.low is not None and computed.high is not None
    slack = abs(high) / 10**28
    assert 0 <= low - Fraction(computed.low) <= slack
    assert 0 <= Fraction(computed.high) - high <= slack


# --- numbers and figures as printed -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 363 ± 0.5, 644.2 ± 0.05, 39.4 ± 0.05: 1,046.0 to 1,047.2 meets 1,046.15 to 1,046.25
        ("363 + 644.2 + 39.4 == 1,046.2", "holds"),
        # 37.6 to 37.8 against 71.05 to 71.15
        ("2.6 + 35.1 == 71.1", "contradicted"),
        ("71.1% + 28.9% == 100%", "holds"),
        # whole numbers of a formula are exact: 84 / 61 - 1 = 37.7%, 35.8% to 39.7%
        ("84% / 61% - 1 == 23%", "contradicted"),
        ("84% / 61% - 1 == 38%", "holds"),
        ("1 - 84.8% == 50%", "contradicted"),
        ("1 - 84.8% == 15.2%", "holds"),
        ("79.0 / 30.5 - 1 == 120%", "contradicted"),
        ("79.0 / 30.5 - 1 == 159%", "holds"),
        ("312.4 / 2 == 180", "contradicted"),
        ("312.4 / 2 == 156", "holds"),
        ("2 + 2 == 5", "contradicted"),
        ("5 == 2 + 2", "contradicted"),
        ("2 + 2 == 4", "holds"),
        ("3 * 4 == 24 / 2", "holds"),
        ("-2 + 7 == 5", "holds"),
        # what is stated, an amount and what stands in quotes keep their print: 41.7m to 125m
        ("US$1bn / 12 == 83m USD", "holds"),
        ("US$1.00bn / 12 == 83m USD", "holds"),
        ("US$1.00bn / 12 == 90m USD", "contradicted"),
        ('"2" + "2" == 5', "holds"),
        ("7 / 2 == 4", "holds"),
        # a span of time is stated in months or days: 39.75 to 40.25
        ("acme.cash_balance / acme.monthly_burn == 40 months", "holds"),
        ("acme.cash_balance / acme.monthly_burn == 41 months", "contradicted"),
        ('acme.cash_balance / acme.monthly_burn == "~40 months"', "holds"),
        # 40 is 3.3 years, 3 as printed 2.5 to 3.5
        ("acme.cash_balance / acme.monthly_burn == 3 years", "holds"),
        ("acme.cash_balance / acme.monthly_burn < 3 years", "contradicted"),
        ("acme.cash_balance / acme.monthly_burn == 40个月", "holds"),
        ("bolt.listed - acme.listed == 1 day", "holds"),
        ("acme.listed == 2026年1月8日", "holds"),
        # the size of a loss grows, and from a loss to a profit nothing does
        ("cagr(acme.revenue, FY2024, FY2025) == 150%", "holds"),
        ("cagr(bolt.revenue, FY2024, FY2025) == 90%", "contradicted"),
        # 12 is exact beside a figure: 99.95/12 to 100.05/12 is 8.329 to 8.3375
        ("acme.revenue[FY2025] / 12 == 8.33m USD", "holds"),
        ("acme.revenue[FY2025] / 12 == 8.34m USD", "holds"),
        ("acme.revenue[FY2025] / 12 == 8.35m USD", "contradicted"),
        # 2.4956 to 2.5044 against 2.5 ± 0.05, and against 2.51 ± 0.005
        ("acme.revenue[FY2025] / acme.revenue[FY2024] == 2.5", "holds"),
        ('acme.revenue[FY2025] / acme.revenue[FY2024] == "2.50"', "holds"),
        ('acme.revenue[FY2025] / acme.revenue[FY2024] == "2.51"', "contradicted"),
        ('acme.revenue[FY2025] / acme.revenue[FY2024] == "~2.51"', "holds"),
        ("growth(acme.revenue, FY2025) == 150%", "holds"),
        ("growth(acme.revenue, FY2025) != 150%", "undecided"),
        ("growth(acme.revenue, FY2025) != 250%", "holds"),
        # in an inequality a bare number or amount is exact: 99.95m to 100.05m
        ("acme.revenue[FY2025] < 100m USD", "undecided"),
        ("acme.revenue[FY2025] < 100.1m USD", "holds"),
        ("acme.revenue[FY2025] <= 100.05m USD", "holds"),
        ("acme.revenue[FY2025] < 100.05m USD", "undecided"),
        ("acme.revenue[FY2025] >= 99.95m USD", "holds"),
        ("acme.revenue[FY2025] > 100.05m USD", "contradicted"),
        ("acme.revenue[FY2025] >= 100.06m USD", "contradicted"),
        ("100.1m USD > acme.revenue[FY2025]", "holds"),
        # in quotes as printed: 100.1m ± 0.05m begins where 100.05m ends
        ('acme.revenue[FY2025] < "US$100.1m"', "undecided"),
        # a figure that stands on both sides counts once
        ("acme.cash == acme.cash", "holds"),
        ("acme.cash == acme.cash + 1 * acme.cash_balance", "contradicted"),
        ("acme.cash < acme.cash + acme.cash_balance", "holds"),
        ("acme.cash < acme.cash", "contradicted"),
        ("acme.cash <= acme.cash", "holds"),
        ("acme.cash != acme.cash", "contradicted"),
        # what is open on a side decides only what lies wholly inside
        ('acme.cash == ">=US$300m"', "holds"),
        ('acme.cash == ">=US$301m"', "contradicted"),
        ('acme.shares / 0.5 == "20,000,000"', "holds"),
        ("acme.listed == 2026-01-08", "holds"),
        ("acme.listed < bolt.listed", "holds"),
        ("bolt.listed - acme.listed == 2", "contradicted"),
        # missing
        ("bolt.cash == 5m USD", "undecided"),
        ("sum(convert(makers.cash, USD)) > 1m USD", "undecided"),
    ],
)  # fmt: skip
def test_verdicts_follow_from_bounds_alone(
    outcome_of: Callable[..., Outcome], text: str, verdict: str
) -> None:
    """INTERFACE: intervals that do not meet contradict, that meet hold; else, or missing, undecided."""
    assert outcome_of(text).verdict == verdict


def test_a_missing_period_of_several_is_named(outcome_of: Callable[..., Outcome]) -> None:
    """And growth that means nothing says why: not that it is not in the data."""
    outcome = outcome_of("sum(acme.revenue[FY2023..FY2025]) > 1m USD")
    assert [one.name for one in outcome.missing] == ["acme.revenue[FY2023]"]
    made = company(fact("net_profit", "FY2023", "US$ -10m"), fact("net_profit", "FY2025", "US$20m"))
    (missing,) = check(
        parse("cagr(acme.net_profit, FY2023, FY2025)"),
        scene_of(Made((made,), {}), None, RateChoice()),  # type: ignore[arg-type]
    ).missing
    assert missing.reason == "it means nothing between (US$10m) and US$20m"


def test_what_is_missing_is_named(outcome_of: Callable[..., Outcome]) -> None:
    """A sum over a group names the member whose figure is not known, and offers what there is."""
    outcome = outcome_of("sum(convert(makers.cash, USD)) > 1m USD")
    assert [one.name for one in outcome.missing] == ["bolt.cash"]
    (missing,) = outcome_of("acme.share_price").missing
    assert missing.offers == (
        "acme.share_price[2026-01-08, label=close]",
        "acme.share_price[2026-01-08, label=high]",
    )
    assert outcome_of("growth(bolt.revenue, FY2024)").missing[0].name == "growth(bolt.revenue[FY2024])"


# --- conversion ---------------------------------------------------------------------------


def test_each_figure_converts_by_its_own_rule(outcome_of: Callable[..., Outcome], rates: Rates) -> None:
    """IAS 21: a balance at the closing rate of its day, a year's revenue at the mean of the year."""
    cash, revenue = outcome_of("convert(acme.cash, CNY)"), outcome_of("convert(acme.revenue, CNY)")
    closing = rates.closing("USD", "CNY", day("2025-12-31")).value
    average = rates.average("USD", "CNY", Period.parse("FY2025")).value
    assert same(figure(cash).value, Fraction(300_000_000) * Fraction(closing))
    assert same(figure(revenue).value, Fraction(100_000_000) * Fraction(average))
    # of a sum each part by itself
    both = figure(outcome_of("convert(acme.cash + acme.revenue, CNY)"))
    assert both.low is not None and both.high is not None
    true = 300_000_000 * Fraction(closing) + 100_000_000 * Fraction(average)
    assert same(both.value, true)
    assert both.low < both.value < both.high
    # a product converts its amount, a ratio is taken before
    assert same(figure(outcome_of("convert(acme.cash * 2, CNY)")).value, 600_000_000 * Fraction(closing))
    ratio = outcome_of("acme.cash / acme.cash_balance * bolt.revenue")
    assert figure(outcome_of("convert(acme.cash / acme.cash_balance * bolt.revenue, CNY)")) == figure(ratio)


def test_a_rate_of_a_day_or_an_average_is_taken_for_all(
    outcome_of: Callable[..., Outcome], rates: Rates
) -> None:
    """--on and --average; the day and source of the rate is that of the figure."""
    rate = rates.closing("USD", "CNY", day("2025-06-30")).value
    outcome = outcome_of("convert(acme.revenue, CNY)", RateChoice(on=day("2025-06-30")))
    assert same(figure(outcome).value, 100_000_000 * Fraction(rate))
    (known,) = known_in(outcome.computed.node)  # type: ignore[arg-type]
    assert known.rate is not None and (known.rate.kind, known.rate.value) == ("spot", rate)


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("convert(convert(acme.revenue, CNY), USD)", "acme.revenue"),
        ("convert(convert(acme.revenue, CNY), HKD)", "convert(acme.revenue, HKD)"),
        ("convert(convert(bolt.revenue, USD) + acme.cash, CNY)", "bolt.revenue + convert(acme.cash, CNY)"),
        ("convert(2 * convert(acme.equity_value, HKD), CNY)", "convert(acme.equity_value, CNY) * 2"),
        ('convert(convert("15bn CNY", USD), HKD)', 'convert("15bn CNY", HKD)'),
        ('convert(convert("15bn CNY", USD), CNY)', '"15bn CNY"'),
    ],
)
@pytest.mark.parametrize("choice", [RateChoice(), RateChoice(on=day("2025-06-30"))])
def test_an_amount_converts_from_its_own_currency_whatever_came_between(
    outcome_of: Callable[..., Outcome], text: str, direct: str, choice: RateChoice
) -> None:
    """By one rate, not by two in turn; and back in its own currency it is as it was reported."""
    assert figure(outcome_of(text, choice)) == figure(outcome_of(direct, choice))


def test_a_typed_amount_converts_at_the_newest_rate(outcome_of: Callable[..., Outcome], rates: Rates) -> None:
    """As `convert` does; its rate is found by walking the value."""
    outcome = outcome_of("convert(15bn CNY, USD)")
    newest = rates.newest("CNY", "USD")
    assert same(figure(outcome).value, 15 * 10**9 * Fraction(newest.value))
    assert outcome.computed.node is not None
    assert [known.rate for known in known_in(outcome.computed.node)] == [newest]


def test_amounts_of_two_currencies_compare_only_at_a_rate(
    outcome_of: Callable[..., Outcome], rates: Rates
) -> None:
    """Of two typed ones it is an error without one; with --average the left is brought to the right."""
    with pytest.raises(BadExpression, match="money in CNY and money in USD do not compare") as caught:
        outcome_of('"312m CNY" == "31.2m USD"')
    assert caught.value.column == 12 and "--average" in (caught.value.hint or "")
    # 2024: one CNY is 0.139 USD, so RMB 312m are US$43m
    outcome = outcome_of('"312m CNY" == "31.2m USD"', RateChoice.parse(None, "FY2024"))
    assert (outcome.verdict, outcome.translated) == ("contradicted", "USD")
    mean = rates.average("CNY", "USD", Period.parse("FY2024")).value
    assert same(figure(outcome).value, 312_000_000 * Fraction(mean))
    assert outcome_of('"312m CNY" == "43.4m USD"', RateChoice.parse(None, "FY2024")).verdict == "holds"


def test_before_the_first_rate_there_is_none(outcome_of: Callable[..., Outcome]) -> None:
    """The euro's rates begin in 1999."""
    with pytest.raises(NoRate):
        outcome_of("convert(15bn CNY, USD)", RateChoice(on=day("1990-01-01")))


# --- units --------------------------------------------------------------------------------

REFUSED = [
    ("acme.cash + bolt.revenue", 11, "money in USD and money in CNY do not add", "convert(..., CNY)"),
    ("bolt.revenue - acme.cash", 14, "money in CNY and money in USD do not subtract", "convert(..., USD)"),
    ("acme.cash + 5", 11, "money in USD and a number do not add", "like 5m USD"),
    ("acme.cash * acme.cash", 11, "do not multiply", None),
    ("acme.cash / bolt.revenue", 11, "money in USD and money in CNY do not divide", "convert(..., CNY)"),
    ("1 + acme.cash_balance / acme.monthly_burn + acme.shares", 43, "months and a count do not add", None),
    ("acme.cash + acme.monthly_burn", 11, "money in USD and money in USD a month do not add", None),
    ("acme.shares * acme.shares", 13, "a count and a count do not multiply", None),
    ("acme.cash == 300", 11, "money in USD and a number do not compare", "says its currency"),
    ("5m USD == 35m CNY", 8, "do not compare", "--on DATE or --average PERIOD"),
    ("acme.cash == acme.monthly_burn", 11, "do not compare", "monthly(...)"),
    ("acme.listed == 5", 13, "a day and a number do not compare", None),
    ("acme.listed + bolt.listed", 13, "a day and a day do not add", None),
    ("acme.listed * 2", 13, "a day and a number do not multiply", None),
    ("-acme.listed", 1, "a day has no opposite", None),
    ("sum(acme.listed)", 1, "sum takes no days", "the difference of two"),
    ("sum(acme.listed, bolt.listed)", 1, "a day and a day do not go together", None),
    ("sum(acme.cash, 5)", 1, "do not go together", "like 5m USD"),
    ("makers.cash", 1, "a group has several values", "sum(...)"),
    ("1 + makers.cash", 5, "a group has several values", "mean(...)"),
    ("convert(acme.shares, USD)", 9, "a count has no currency", "takes an amount of money"),
    ("convert(acme.cash, 5)", 20, "a currency is wanted here", "like USD"),
    ("convert(acme.cash, USDD)", 20, "is not a currency", "did you mean"),
    ("convert(acme.cash)", 1, "convert takes 2 values", "here are 1"),
    ("abs(1, 2)", 1, "abs takes 1 value", "here are 2"),
    ("sum()", 1, "sum takes at least one value", None),
    ("growth(5)", 1, "growth takes a figure of the data", "growth(minimax.revenue, FY2025)"),
    ("growth(acme.revenue[FY2025], FY2024)", 30, "already says its period", None),
    ("growth(acme.revenue, lately)", 22, "'lately' is not a date or period", "write 2025-09-30"),
    ("ltm(acme.cash)", 5, "cash is no amount of a stretch", "ltm takes one"),
    ("share(acme.revenue)", 7, "the share of this in what?", "share(part, whole)"),
    ("share(acme.cash, bolt.revenue)", 1, "do not divide", "convert(..., CNY)"),
    ("share(acme.cash, acme.monthly_burn)", 1, "a share is of two figures of one kind", None),
    ("acme.cash / 0", 11, "this divides by zero", None),
    ("acme.cash / (acme.cash - acme.cash)", 11, "this divides by zero", None),
    ("acme.cash == 5 months", 11, "money in USD and months do not compare", "says its currency"),
    ("acme.shares == 5 days", 13, "a count and days do not compare", None),
    ("acme.revenue[FY2024..FY2025]", 1, "several periods have several values", "sum(...)"),
    ("growth(acme.revenue[FY2024..FY2025])", 1, "several periods have several values", "mean(...)"),
    ("cagr(acme.revenue, FY2024)", 1, "cagr takes a figure of the data and two periods", "cagr(minimax"),
    ("cagr(acme.revenue, FY2025, FY2024)", 20, "nothing grows from FY2025 to FY2024", "the earlier first"),
    ("cagr(acme.revenue, FY2024, H1 2025)", 20, "nothing grows from FY2024 to H1 2025", "of one length"),
    ("cagr(acme.revenue[FY2024], FY2024, FY2025)", 28, "already says its period", None),
    ("as_of(acme.cash)", 1, "as_of takes 2 values", "here are 1"),
    ("as_of(acme.cash[2025-12-31], 2026-01)", 1, "a figure without a period", "as_of(minimax"),
    ("acme", 1, "'acme' is no figure", "company.metric"),
    ("FY2025", 1, "is a period, no figure", "in brackets"),
    ("acne.cash", 1, "there is no company or group 'acne'", "did you mean 'acme'?"),
    ("acme.cash-bolt.cash", 1, "there is no company or group 'acme.cash-bolt'", "acme.cash - bolt"),
    ("averge(1, 2)", 1, "there is no function 'averge'", "there are sum"),
    ("summ(1, 2)", 1, "there is no function 'summ'", "did you mean 'sum'?"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message", "hint"), REFUSED, ids=lambda one: str(one)[:40])
def test_what_means_nothing_is_refused_at_its_place(
    outcome_of: Callable[..., Outcome], text: str, column: int, message: str, hint: str | None
) -> None:
    """Money adds in one currency only, a price times a count is money, and so on; else an error there."""
    with pytest.raises(BadExpression) as caught:
        outcome_of(text)
    assert message in caught.value.message
    assert caught.value.column == column
    assert hint is None or hint in (caught.value.hint or "")


def test_an_expression_of_too_many_parts_is_refused(outcome_of: Callable[..., Outcome]) -> None:
    """Length, depth and the number of figures are bounded."""
    with pytest.raises(BadExpression, match="too many parts, 302"):
        outcome_of("+".join(["1"] * 301))


# --- derived figures ------------------------------------------------------------------------

MEASURED = [
    ("liquidity", "2025-12-31"),
    ("equity_value", None),
    ("research_share", "FY2025"),
    ("revenue_growth", "FY2025"),
    ("runway", None),
    ("revenue_multiple", None),
]


@pytest.mark.parametrize("id_", ["zhipu", "minimax"])
@pytest.mark.parametrize("name", [name for name, _ in MEASURED] + ["gross_margin", "runway_balance_alone"])
def test_a_derived_figure_is_what_its_parts_come_to(
    dataset: Dataset, rates: Rates, id_: str, name: str
) -> None:
    """Taken apart into facts, it has the value that the calculators give, and bounds no wider."""
    known = DERIVED.get(name) or METRICS[name]
    candidates = measured(known, dataset.by_id(id_), rates, dataset.as_of)
    assert candidates
    for derived in candidates.values():
        node = node_of(derived)
        value = derived.value.amount if isinstance(derived.value, Money) else derived.value
        assert abs(value_of(node).value - value.value) <= abs(value.value) / 10**25
        tight = bounded(node)
        assert (
            value.low is not None
            and tight.low is not None
            and value.low - tight.low <= abs(value.low) / 10**25
        )
        if isinstance(derived, Derived) and derived.inputs:
            assert {leaf.key for leaf in leaves_of(node) if leaf.key} >= {
                (one.identity, one.reported, one.rate) for one in derived.inputs if isinstance(one, Fact)
            }


def test_a_fact_that_was_converted_before_is_not_the_fact_itself(rates: Rates) -> None:
    """US$300m in yuan over US$300m is the rate, and not one."""
    cash = fact("cash", "2025-12-31", "US$300m")
    yuan = cash.in_currency("CNY", rates)
    ratio = bounded(Factors((node_of(yuan),), (node_of(cash),), NUMBER))
    assert ratio.low is not None and ratio.high is not None and yuan.rate is not None
    assert ratio.low <= yuan.rate.value <= ratio.high


def test_one_fact_is_one_figure_also_inside_what_is_derived(outcome_of: Callable[..., Outcome]) -> None:
    """Liquid money less its cash is the investments alone; LTM less the year is exact in the year."""
    rest = figure(outcome_of("acme.liquidity - acme.cash"))
    assert (rest.low, rest.high) == (59_500_000, 60_500_000)
    rest = figure(outcome_of("ltm(acme.revenue, 2025-06-30) - acme.revenue[FY2024]"))
    assert (rest.low, rest.high) == (14_900_000, 15_100_000)


def test_a_company_wins_over_a_group_and_members_come_one_by_one(dataset: Dataset, rates: Rates) -> None:
    """us-labs is a group: its equity values add up to those of its three members."""
    scene = scene_of(dataset, rates, RateChoice())
    whole = figure(check(parse("sum(us-labs.equity_value)"), scene))
    parts = [figure(check(parse(f"{name}.equity_value"), scene)) for name in ("openai", "anthropic", "xai")]
    assert whole == sum(parts[1:], parts[0])


def test_a_value_keeps_the_facts_it_rests_on(outcome_of: Callable[..., Outcome]) -> None:
    """Known by walking: for sources, rates and explanations."""
    outcome = outcome_of("convert(acme.liquidity, CNY) / bolt.revenue[FY2025]")
    assert outcome.computed.node is not None
    liquidity, revenue = known_in(outcome.computed.node)
    assert isinstance(liquidity, Derived) and liquidity.formula == "cash + liquid_investments"
    assert money(liquidity).currency == "CNY" and liquidity.rate is not None
    assert isinstance(revenue, Fact) and revenue.reported == "RMB 700m"
    assert isinstance(outcome_of("acme.cash").computed.node, DataNode)


def test_references_that_are_not_there_offer_others() -> None:
    """The strongest first: the newest."""
    reference = Reference.parse("acme.revenue[FY2030]")
    assert reference is not None
    assert reference.offers(acme())[0] == "acme.revenue[FY2025]"
