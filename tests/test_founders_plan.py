"""A founder's plan for the runway: hires, one-offs, when to start raising, and the plan turned round."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from command import folded
from command import here as run
from hypothesis import given
from hypothesis import strategies as some
from made import amount, company, day, fact, part, rounded

import aicompare
from aicompare.calculators.runway.bases import RunwayChoice
from aicompare.calculators.runway.needs import SolvedRow
from aicompare.calculators.runway.plan import band_of
from aicompare.calculators.runway.report import cash_runway
from aicompare.companies.derivation import Named, Product, made_of, words
from aicompare.rates.file import current_rates
from aicompare.values.errors import BadAmount, BadUsage
from aicompare.values.figures import Figure
from aicompare.values.money import parse_amount

DATA = aicompare.load()
TYPED = {"cash": "US$10m", "burn": "US$1m"}
LAST_DAY = str(DATA.as_of)


def row_of(*names: str, **asked: Any) -> Any:
    return aicompare.runway(DATA, names or None, **asked).rows[0]


def solved(*names: str, **asked: Any) -> dict[str, Any]:
    answer = aicompare.runway(DATA, names or None, **asked)
    return {row.what: row for row in next(one for one in answer.report.sections if one.name == "needs").rows}


def test_a_hire_costs_from_its_month_on() -> None:
    """10 - 2 x 1 = 8; 7 months of 1.2 take 8.4, 6 take 7.2: 8 months and 0.8 / 1.2 of the ninth."""
    row = row_of(**TYPED, hires="US$200,000@3")
    assert rounded(row.months.value, 6) == "8.666667"
    assert rounded(row.without_scenario.value) == "10.0"
    assert ([amount(one) for one in row.hires], row.hire_months) == ([Decimal(200_000)], (3,))


def test_hires_add_up_and_one_without_a_month_begins_with_the_first() -> None:
    """1 + 0.25 = 1.25 a month, from month 5 on 1.5: 10 - 4 x 1.25 = 5, over 1.5 is 3.333."""
    row = row_of(**TYPED, hires=["US$250k", "US$250k@5"])
    assert rounded(row.months.value, 3) == "7.333"


def test_what_is_spent_once_shortens_by_its_share_of_a_month() -> None:
    """10 - 3 in month 4: 7 months."""
    row = row_of(**TYPED, one_offs="US$3m@4")
    assert row.months.value == 7
    assert (row.one_off_months, row.whole_months) == ((4,), 7)


def test_what_cannot_be_paid_ends_the_cash_in_its_month() -> None:
    """After three months 7 are left; month 4 takes 1 + 20: 3 months and 7 / 21."""
    row = row_of(**TYPED, one_offs="US$20m@4")
    assert rounded(row.months.value, 4) == "3.3333"


def test_a_hire_after_the_end_of_the_cash_changes_nothing() -> None:
    """Cash is gone after 10 months."""
    assert row_of(**TYPED, hires="US$5m@11").months.value == 10


def test_a_plan_counts_in_its_own_currency_at_the_rate_of_the_balance_date(rates: Any) -> None:
    """RMB 10m a month of 2026-06-30 beside MiniMax's US$48.8385m, by hand at that day's closing rate."""
    row = row_of("minimax", hires="RMB 10m")
    rate = rates.closing("CNY", "USD", row.cash.period.last).value
    cash = amount(row.cash_and_raised)
    assert rounded(row.months.value, 9) == rounded(cash / (Decimal("48838500") + 10_000_000 * rate), 9)


def test_bounds_of_a_hire_are_bounds_of_the_months() -> None:
    """~US$1m is 0.9m to 1.1m: 10 / 2.1 and 10 / 1.9."""
    row = row_of(**TYPED, hires="~US$1m")
    assert [rounded(one, 4) for one in (row.months.low, row.months.high)] == ["4.7619", "5.2632"]


def test_hires_put_off_the_month_without_a_loss() -> None:
    """Expenses 1.5m, revenue 0.5m doubling: 0.5, 1, 2: month 3; with 1m more from month 3 on month 4."""
    asked = {**TYPED, "revenue": "US$500k", "revenue_growth": "100%"}
    assert row_of(**asked).profitable_month == 3
    assert row_of(**asked, hires="US$1m@3").profitable_month == 4


def test_a_company_that_burns_nothing_may_do_so_with_hires() -> None:
    """Burn of -1m, a hire of 3m from month 2: 10 + 1 = 11, over 2 a month 5.5 months more."""
    row = row_of(cash="US$10m", burn="(US$1m)", hires="US$3m@2")
    assert (row.status, rounded(row.months.value, 2)) == ("runs_out", "6.50")
    assert row_of(cash="US$10m", burn="(US$1m)", hires="US$0.5m@2").status == "not_burning"


def test_the_day_to_start_raising_is_so_many_months_before_the_end() -> None:
    """MiniMax: to 2030-09-30, the balance alone to 2028-09-30; six months before: the end of March, as the
    end of a month stays one."""
    row = row_of("minimax", raise_lead=6)
    assert (str(row.raise_by), str(row.balance_alone.raise_by)) == ("2030-03-31", "2028-03-31")
    assert row_of("minimax").raise_by is None


@pytest.mark.parametrize(
    ("left", "band"),
    [("5.9", "under 6"), ("6", "6 to 12"), ("11.99", "6 to 12"), ("12", "12 to 18"), ("18", "18 or more"),
     ("-3", "under 6"), ("70", "18 or more")],
)  # fmt: skip
def test_the_bands_of_the_months_left(left: str, band: str) -> None:
    """Under 6, 12, 18 months, and more."""
    assert band_of(Figure.exact(Decimal(left))) == band


def test_the_band_is_that_of_the_months_left_or_without_a_day_of_the_months() -> None:
    """10 months: 6 to 12 of them where nobody said from when; from the end of May 5 are gone, and 5 left."""
    assert row_of(**TYPED, raise_lead=2).band == "6 to 12"
    assert row_of(**TYPED, raise_lead=2, balance="2026-05-31").band == "under 6"
    assert row_of(**TYPED).band is None


def test_months_whose_bounds_lie_in_two_bands_are_of_both() -> None:
    """11.5 to 12.5."""
    assert band_of(Figure(Decimal(12), Decimal("11.5"), Decimal("12.5"))) == "6 to 12 or 12 to 18"
    assert band_of(Figure(Decimal(12), None, None)) == "12 to 18"  # of a bound that is open nothing is said
    assert band_of(None) is None


def test_every_assumption_is_a_line_of_the_answer() -> None:
    """Those of what is supposed, and none where nothing is."""
    assert row_of("minimax").assumed == ()
    text = run("runway", "minimax", "--hire", "US$1m@4", "--one-off", "US$5m", "--raise", "US$2m").stdout
    assert "Assumed: the burn stays as it is, every month; a hire costs the same" in folded(text)
    constant = row_of(**TYPED, revenue="US$500k", revenue_growth="5%").assumed[0]
    assert constant == "expenses stay constant at the burn and the revenue of month 1 together"


@pytest.mark.parametrize("asked", [{"hires": "US$0"}, {"one_offs": "(US$1m)@2"}, {"hires": "US$1m@0"}])
def test_a_plan_that_costs_nothing_or_has_no_month_is_refused(asked: dict[str, str]) -> None:
    """Zero, less than zero, month zero."""
    with pytest.raises(BadUsage):
        row_of("minimax", **asked)


@pytest.mark.parametrize("lead", ["0", "-1", "six", "1.5", "1000"])
def test_a_lead_is_a_whole_number_of_months(lead: str) -> None:
    """What is none is refused."""
    with pytest.raises(BadUsage, match="is no number of months"):
        row_of("minimax", raise_lead=lead)


def test_an_amount_without_a_currency_is_refused() -> None:
    """As everywhere."""
    with pytest.raises(Exception, match="does not say its currency"):
        row_of("minimax", hires="5m")


# --- turned round --------------------------------------------------------------------------


def test_the_burn_that_gives_so_many_months_is_cash_over_months() -> None:
    """Zhipu: RMB 44.91bn over 100; US$10m over 8 is 1.25m, a quarter more than the burn used."""
    burn = solved(**TYPED, needs=8)["a burn a month of"]
    assert (amount(burn.amount), burn.change.value) == (Decimal(1_250_000), Decimal("0.25"))
    zhipu = solved("zhipu", needs="100")["a burn a month of"]
    row = row_of("zhipu")
    assert rounded(amount(zhipu.amount), 2) == rounded(amount(row.cash_and_raised) / 100, 2)


def test_the_raise_that_gives_so_many_months_is_what_is_missing() -> None:
    """15 x 1m - 10m; for 10 and fewer none is needed."""
    assert amount(solved(**TYPED, needs=15)["a raise in month 1 of"].amount) == Decimal(5_000_000)
    enough = solved(**TYPED, needs="10")["a raise in month 1 of"]
    assert (enough.amount, enough.reason) == (None, "none is needed")


def test_the_burn_of_a_printed_runway_has_the_bounds_of_the_print() -> None:
    """MiniMax's prospectus: 37 months of US$1,046.2m: 28.28m a month, 1,046.15 / 37.5 to 1,046.25 / 36.5."""
    found = aicompare.runway(DATA, "minimax", needs=24)
    rows = next(one for one in found.report.sections if one.name == "needs").rows
    burn = next(row for row in rows if row.months.value == 37).amount.value.amount
    assert [rounded(one / 10**6, 3) for one in (burn.value, burn.low, burn.high)] == [
        "28.276", "27.897", "28.664",
    ]  # fmt: skip


def test_what_gives_the_months_is_of_the_basis_and_in_the_currency_asked_for(rates: Any) -> None:
    """24m of cash alone over 12, printed or asked for, are 2m a month; a dollar is HK$7.784170."""
    acme = company(
        fact("cash_balance", "2025-12-31", "=US$30m"),
        fact("cash", "2025-12-31", "=US$24m"),
        fact("monthly_burn", "FY2025", "=US$3m", balance="2025-12-31"),
        fact("cash_burn", "FY2025", "=US$12m"),
        fact("stated_runway", "2025-12-31", "=12"),
    )
    choice = RunwayChoice(day("2026-03-31"), cash_basis="cash", burn_basis="cash-burn")
    asked, _, printed = part(cash_runway([acme], choice, rates, None, needs=Decimal(12)), "needs").rows
    assert [amount(row.amount) for row in (asked, printed)] == [Decimal(2_000_000)] * 2
    assert [row.change.value for row in (asked, printed)] == [1, 1]  # over the 1m of the year's burn
    asked, _, printed = part(cash_runway([acme], choice, rates, "HKD", needs=Decimal(12)), "needs").rows
    for row in (asked, printed):
        assert rounded(amount(row.amount), 0) == rounded(2_000_000 * Decimal("9.1464") / Decimal("1.175"), 0)
    early = current_rates({}, day("2000-01-31"))
    report = cash_runway([acme], choice, early, "HKD", needs=Decimal(12))
    assert any(one.message.startswith("Monthly burn 2025-12-31 is left out") for one in report.warnings)


MONTHS = some.integers(1, 240).map(Decimal) | some.integers(10, 2400).map(lambda tenths: Decimal(tenths) / 10)
PLANS = some.fixed_dictionaries(
    {
        "burn_growth": some.sampled_from([None, "3%", "-2%", "0%"]),
        "hires": some.sampled_from([(), ("US$100k@2",), ("US$50k@5", "US$70k@9")]),
        "one_offs": some.sampled_from([(), ("US$400k@3",)]),
        "raises": some.sampled_from([(), ("US$4m",), ("US$2m@2",)]),
    }
)


@given(months=MONTHS, plan=PLANS)
def test_what_is_found_put_back_gives_the_months(months: Decimal, plan: dict[str, Any]) -> None:
    """Burn and raise, with whatever grows, is hired, spent or raised; else the answer says why not."""
    found = solved(**TYPED, needs=months, **plan)
    burn, raised = found["a burn a month of"], found["a raise in month 1 of"]
    if burn.amount is not None:
        again = row_of(cash="US$10m", burn=f"US${amount(burn.amount):f}", **plan)
        assert abs(again.months.value - months) < Decimal("1e-9")
    else:
        assert burn.reason in ("not at any burn", "no burn gives just that: what comes in comes too late")
    if raised.amount is not None:
        more = (*plan["raises"], f"US${amount(raised.amount):f}")
        again = row_of(**TYPED, **{**plan, "raises": more})
        assert abs(again.months.value - months) < Decimal("1e-9")
    else:
        now = row_of(**TYPED, **plan).months
        assert raised.reason != "none is needed" or now is None or now.value >= months - Decimal("1e-9")


@pytest.mark.parametrize("months", ["0", "-3", "many", "1e3", "24 months", ""])
def test_months_that_are_none_are_refused(months: str) -> None:
    """With the next step."""
    answer = run("runway", "minimax", "--needs", months)
    assert answer.returncode == 2
    assert "24 or 17.5" in answer.stderr or (not months and "is empty" in answer.stderr)


def test_the_question_turned_round_is_of_one_company_on_one_basis() -> None:
    """Two companies, or all bases, are refused."""
    assert "is of one company" in run("runway", "zhipu", "minimax", "--needs", "24").stderr
    assert "is on one basis" in run("runway", "zhipu", "--needs", "24", "--bases").stderr


# --- to the letter ---------------------------------------------------------------------------

LEVEL = "the burn stays as it is, every month"


@pytest.mark.parametrize(
    ("asked", "assumed"),
    [
        ({}, ()),
        ({"raises": "US$2m"}, (LEVEL, "a raise comes in whole at the start of its month")),
        (
            {"hires": "US$1m"},
            (LEVEL, "a hire costs the same in every month from its own on, and does not grow"),
        ),
        ({"one_offs": "US$1m"}, (LEVEL, "what is spent once is spent in its month, beside the burn")),
        ({"with_debt": True}, (LEVEL, "debt is repaid when it falls due, and is not converted")),
        (
            {"burn_growth": "0%"},
            ("the burn of month 1 is that of the basis, and grows every month after",),
        ),
        (
            {"revenue": "US$1m", "revenue_growth": "5%"},
            (
                "expenses stay constant at the burn and the revenue of month 1 together",
                "revenue is paid in the month that it is earned in",
            ),
        ),
    ],
)
def test_what_is_assumed_is_what_was_supposed(asked: dict[str, Any], assumed: tuple[str, ...]) -> None:
    """Of MiniMax, and a sentence for each that the sum takes for granted."""
    assert row_of("minimax", **asked).assumed == assumed


def reason(what: str, **asked: Any) -> str | None:
    row = solved(**asked)[what]
    assert (row.amount, row.change, row.months.value) == (None, None, asked["needs"])
    return row.reason


def test_where_no_amount_gives_the_months_the_reason_is_said() -> None:
    """10m at 1m a month, and the month in which more comes or goes.

    A burn: 20m spent at once leave less than nothing for 8 months; 1m of cash and 9m in month 5 make 2m a
    month for 5, of which the first month lacks half. A raise: 1m + 4m are 5 months, so 5m of month 8 come
    too late to make ten of them. A cash of at least 10m has no end, nor has a raise of it.
    """
    burn, raised = "a burn a month of", "a raise in month 1 of"
    late = "gives just that: what comes in comes too late"
    small = {"cash": "US$1m", "burn": "US$1m"}
    assert reason(burn, **TYPED, needs=8, one_offs="US$20m") == "not at any burn"
    assert reason(burn, **TYPED, needs=8, one_offs="US$10m") == "not at any burn"
    assert reason(burn, **small, needs=5, raises="US$9m@5") == f"no burn {late}"
    assert reason(raised, **small, needs=10, raises="US$5m@8") == f"no raise {late}"
    for what in (burn, raised):
        assert reason(what, cash=">=US$10m", burn="US$1m", needs=24) == "not known: a bound is open"
    assert reason(raised, **TYPED, needs=10) == "none is needed"


@pytest.mark.parametrize(
    ("asked", "burn", "raised"),
    [
        ({"needs": 8}, "cash / 8 months", None),
        ({"needs": 15}, "cash / 15 months", "15 months x burn a month - cash"),
        (
            {"needs": 15, "raises": "US$2m"},
            "(cash + raises counted) / 15 months",
            "15 months x burn a month - (cash + raises counted)",
        ),
        (
            {"needs": 11, "raises": "US$500k@11"},
            "(cash + raises counted) / 11 months",
            "11 months x burn a month - (cash + raises counted)",
        ),
        (
            {"needs": 15, "hires": "US$100k"},
            "burn a month at which cash lasts 15 months, with what grows, comes and goes as above",
            "raise in month 1 with which cash lasts 15 months, with what grows, comes and goes as above",
        ),
        (
            {"needs": "12.5", "burn_growth": "0%"},
            "burn a month at which cash lasts 12.5 months, with what grows, comes and goes as above",
            "raise in month 1 with which cash lasts 12.5 months, with what grows, comes and goes as above",
        ),
    ],
)  # fmt: skip
def test_what_gives_the_months_says_how_it_comes_about(
    asked: dict[str, Any], burn: str, raised: str | None
) -> None:
    """A quotient where every month takes the same and all that comes in counts, else in words."""
    found = solved(**TYPED, **asked)
    both = ("a burn a month of", "a raise in month 1 of")
    assert {found[what].months.value for what in both} == {Decimal(asked["needs"])}
    told = [found[what].amount for what in both]
    assert [one and one.formula for one in told] == [burn, raised]
    assert [one and (one.company, one.metric.name, one.currency, str(one.period)) for one in told] == [
        ("given", "monthly_burn", "USD", LAST_DAY),
        raised and ("given", "raised", "USD", LAST_DAY),
    ]


def test_a_company_that_burns_nothing_has_a_burn_that_gives_the_months_without_a_change() -> None:
    """10m over 8 months; 1.25 is no part of a burn of nothing or less."""
    for burn in ("US$0", "(US$1m)"):
        row = solved(cash="US$10m", burn=burn, needs=8)["a burn a month of"]
        assert (amount(row.amount), row.change, row.months.value) == (Decimal(1_250_000), None, 8)
    row = solved(cash="US$10", burn="US$0.5", needs=8)["a burn a month of"]
    assert (amount(row.amount), row.change.value) == (Decimal("1.25"), Decimal("1.5"))
    little = solved(cash="US$5", burn="US$1", needs=8)
    assert amount(little["a burn a month of"].amount) == Decimal("0.625")
    little = solved(cash="US$5", burn="US$1", needs="5.5")
    assert amount(little["a raise in month 1 of"].amount) == Decimal("0.5")
    change = solved(**TYPED, needs=8)["a burn a month of"].change
    assert words(change.made) == "burn that gives it / burn a month - 1"


def test_the_bounds_of_cash_and_burn_are_bounds_of_what_gives_the_months() -> None:
    """9m to 11m over 8 months are 1.125m to 1.375m; 15 months of 0.9m to 1.1m less those 2.5m to 7.5m."""
    found = solved(cash="9-11m USD", burn="0.9-1.1m USD", needs=8)["a burn a month of"].amount.value.amount
    assert [found.value, found.low, found.high] == [Decimal(one) for one in (1_250_000, 1_125_000, 1_375_000)]
    found = solved(cash="9-11m USD", burn="0.9-1.1m USD", needs=15)["a raise in month 1 of"]
    found = found.amount.value.amount
    assert [found.value, found.low, found.high] == [Decimal(one) for one in (5_000_000, 2_500_000, 7_500_000)]


def test_what_comes_in_the_month_after_the_last_whole_one_counts_for_its_part() -> None:
    """10m over 8.5 months with 0.3m of month 9: b x 8.5 = 10.3m; 2m of months 3 and 8 count too, 5m of month
    10 do not. 4m of month 3 come too late for 0.5m, which a raise in month 1 mends: 12 x 1m - 0.5m - 4m.
    """
    burn = solved(**TYPED, needs="8.5", raises="US$300k@9")["a burn a month of"]
    assert rounded(amount(burn.amount), 3) == rounded(Decimal(10_300_000) / Decimal("8.5"), 3)
    several = ["US$300k@9", "US$1m@3", "US$1m@8", "US$5m@10"]
    burn = solved(**TYPED, needs="8.5", raises=several)["a burn a month of"]
    assert rounded(amount(burn.amount), 3) == rounded(Decimal(12_300_000) / Decimal("8.5"), 3)
    found = solved(cash="US$0.5m", burn="US$1m", needs=12, raises="US$4m@3")["a raise in month 1 of"]
    assert amount(found.amount) == Decimal(7_500_000)


def test_the_section_says_how_many_months_and_from_when(rates: Any) -> None:
    """Of a day where there is one; the runways in print below, each of its own balance, the oldest first.

    What has a name of its own, is only expected or is nothing is none; what two print alike is told once.
    """
    acme = company(
        fact("cash_balance", "2024-12-31", "=US$20m"),
        fact("monthly_burn", "FY2024", "=US$2m", balance="2024-12-31"),
        fact("cash_balance", "2025-12-31", "=US$30m"),
        fact("monthly_burn", "FY2025", "=US$3m", balance="2025-12-31"),
        fact("raised", "2026-01-15", "=US$90m", deal="c", status="closed"),
        fact("stated_runway", "2025-12-31", "=12", kind="press"),
        fact("stated_runway", "2025-12-31", "=15"),
        fact("stated_runway", "2025-12-31", "=12", "2026-02-28"),
        fact("stated_runway", "2025-12-31", "=20", label="with-raise"),
        fact("stated_runway", "2025-12-31", "=25", status="forecast"),
        fact("stated_runway", "2025-12-31", "=0", kind="company"),
        fact("stated_runway", "2024-12-31", "=1", kind="press"),
    )
    choice = RunwayChoice(day("2026-03-31"))
    typed: dict[str, Any] = {"cash": parse_amount("US$10m"), "burn": parse_amount("US$1m")}
    report = cash_runway([acme], choice, rates, None, needs=Decimal(24))
    section = part(report, "needs")
    assert section.title == "What gives 24 months from 2025-12-31"
    told = [
        (row.what, row.amount and amount(row.amount), row.change and rounded(row.change.value, 4))
        for row in section.rows
    ]
    assert told == [
        ("a burn a month of", Decimal(5_000_000), "0.6667"),  # (30 + 90) / 24, over 3
        ("a raise in month 1 of", None, None),
        ("printed of 2024-12-31: a burn of", Decimal(20_000_000), "9.0000"),  # 20 / 1, over 2
        ("printed of 2025-12-31: a burn of", Decimal(2_500_000), "-0.1667"),  # 30 / 12, over 3
        ("printed of 2025-12-31: a burn of", Decimal(2_000_000), "-0.3333"),  # 30 / 15, over 3
    ]
    assert [row.amount.formula for row in section.rows[2:]] == ["cash / months in print"] * 3
    last = made_of(section.rows[-1].amount.value)
    assert isinstance(last, Product) and isinstance(last.below[0], Named)
    assert last.below[0].part == acme.facts.of("stated_runway")[1]
    assert {str(row.amount.period) for row in section.rows[3:]} == {"2025-12-31"}
    assert section.row_type is SolvedRow
    bare = cash_runway([], RunwayChoice(day("2026-03-31"), **typed), rates, None, needs=Decimal("17.5"))
    assert part(bare, "needs").title == "What gives 17.5 months"


# --- a value that is supposed ------------------------------------------------------------


def test_a_value_is_set_against_every_basis_and_the_revenue_it_needs() -> None:
    """US$20bn over Zhipu's LTM of RMB 1,487.3m at the rate of the day; what it needs x multiple is 20bn."""
    answer = json.loads(run("multiples", "zhipu", "--at", "20bn", "--json").stdout)
    by_basis = {row["over"]: row for row in answer["data"]}
    ltm = by_basis["LTM revenue"]
    assert abs(ltm["multiple"]["value"] - 20e9 / ltm["figure"]["value"]) < 1e-9
    assert rounded(Decimal(str(ltm["multiple"]["value"]))) == "89.5"
    for row in answer["needs"]:
        assert abs(row["needed"]["value"] * row["multiple"]["value"] - 20e9) < 1


def test_a_value_without_a_currency_is_in_that_of_the_table() -> None:
    """20bn is US$20bn, with --in HKD HK$20bn; one that says its own keeps it."""

    def multiple(*typed: str) -> Decimal:
        rows = json.loads(run("multiples", "zhipu", "--at", *typed, "--json").stdout)["data"]
        return Decimal(str(rows[0]["multiple"]["value"]))

    assert multiple("20bn") == multiple("US$20bn") == multiple("US$20bn", "--in", "HKD")
    assert multiple("20bn", "--in", "HKD") == multiple("HK$20bn")


@pytest.mark.parametrize(
    "typed",
    [["zhipu", "minimax", "--at", "5bn"], ["zhipu", "--at", "0"], ["zhipu", "--at", "-5bn"],
     ["zhipu", "--at", "5bn", "--ev"], ["zhipu", "--at", "5bn TWD"], ["zhipu", "--at", "much"]],
)  # fmt: skip
def test_a_value_that_is_none_is_refused(typed: list[str]) -> None:
    """Two companies, nothing, less than nothing, beside another question, no rate, no amount."""
    assert run("multiples", *typed).returncode == 2


def test_too_few_peers_leave_the_multiples_and_say_so() -> None:
    """Of the private companies two have a multiple of LTM revenue."""
    answer = run("multiples", "moonshot", "--at", "5bn")
    assert answer.returncode == 0
    assert "so nothing is said of what it needs" in folded(answer.stdout)


def test_a_house_that_nobody_is_or_without_forecasts_asked_for_is_refused() -> None:
    """With the nearest name; in any case; and where no forecast is asked for."""
    assert "did you mean 'hsbc'" in run("multiples", "zhipu", "--basis", "ntm", "--house", "hsb").stderr
    assert run("multiples", "zhipu", "--basis", "ntm", "--house", "HSBC").returncode == 0
    assert "add --basis ntm" in run("multiples", "zhipu", "--house", "hsbc").stderr
    assert run("value", "zhipu", "--house", "nobody").returncode == 2


def test_bad_amounts_of_a_plan_name_what_is_wrong() -> None:
    """Text that is no amount."""
    with pytest.raises(BadAmount):
        row_of("minimax", one_offs="plenty")
