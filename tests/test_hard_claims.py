"""Corners of `check` and `audit` that no claim in the data turns, and what mutants showed untested."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, source
from test_expressions import Made

from aicompare.calculators.claims.report import audit, check_expression
from aicompare.calculators.claims.rows import ClaimRow
from aicompare.companies.claims import Claim
from aicompare.companies.fact import Fact
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rates
from aicompare.reports.report import Report, Warning
from aicompare.values.errors import NoAnswer, UnknownName
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period
from aicompare.values.sources import Source


class Dated(Made):
    """Data that were always known."""

    @property
    def sources(self) -> list[Source]:
        return [source("2026-06-30", "press"), source("2026-01-31", "press")]

    def at(self, as_of: Any) -> Dated:
        return replace(self, as_of=as_of)


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    """Rates of the summer of 2026 alone, when a dollar is seven yuan."""
    path = tmp_path / "rates.csv"
    path.write_text(
        "date,USD,CNY\n2026-06-29,1.25,8.75\n2026-06-30,1.25,8.75\n2026-07-01,1.25,8.75\n", encoding="ascii"
    )
    return Rates(path, source(kind="dataset"))


def claim(check: str | None, says: str | None = None, published: str = "2026-06-30", **rest: Any) -> Claim:
    return Claim("c", source(published, "press"), "Somebody says so", says=says, check=check, **rest)


def audited(rates: Rates, one: Claim, *facts: Fact) -> ClaimRow:
    (row,) = audit([one], Dated((company(*facts),), {}, LAST), rates, None, None).rows
    assert isinstance(row, ClaimRow)
    return row


def checked(rates: Rates, expression: str, *companies: Any, **groups: tuple[str, ...]) -> Report:
    return check_expression(expression, RateChoice(), Dated(companies, groups, LAST), rates, [])


LAST = day("2026-10-31")
CASH = fact("cash", "2026-06-30", "US$100m")


# --- audit --------------------------------------------------------------------------------------


def test_a_claim_that_cannot_be_computed_is_undecided_and_says_why(seven: Rates) -> None:
    """No rate, or two units that do not go together: the other claims are audited all the same."""
    row = audited(seven, claim("convert(acme.revenue[FY2024], CNY) > 0"), fact("revenue", "FY2024", "US$1m"))
    assert row.verdict == "undecided"
    assert row.hint is not None and row.hint.startswith("no USD/CNY rate covers FY2024")
    assert row.expression == "convert(acme.revenue[FY2024], CNY) > 0"
    row = audited(seven, claim("acme.cash + acme.shares > 0"), CASH, fact("shares", "2026-06-30", "5m"))
    assert row.verdict == "undecided"
    assert row.hint is not None and "money" in row.hint


def test_a_translation_of_a_day_without_rates_stays_contradicted(seven: Rates) -> None:
    """US$100m are RMB 700m, not 999m; when the source came out, in 2001, there was no rate to try."""
    then = Period.parse("2026-06-30")
    one = claim("convert(acme.cash[2026-06-30], CNY)", "RMB 999m", published="2001-01-31", as_of=then)
    row = audited(seven, one, CASH)
    assert (row.verdict, row.hint) == ("contradicted", None)
    assert row.computed is not None and row.computed.amount.value == 700 * 10**6  # type: ignore[union-attr]


def test_a_translation_of_what_is_open_holds_at_no_other_rate(seven: Rates) -> None:
    """More than US$100m is more than RMB 700m, so 50m is contradicted at the rate of any day."""
    more = fact("cash", "2026-06-30", ">=US$100m")
    row = audited(seven, claim("convert(acme.cash[2026-06-30], CNY)", "RMB 50m"), more)
    assert row.verdict == "contradicted"


def test_a_translation_between_two_days_of_a_month_may_be_meant(tmp_path: Path) -> None:
    """Of a source of June 2026: US$100m is RMB 690m at one day's rate and 710m at another's.

    At the closing rate of 31 May, 6.5, it is 650m; 695m is a translation of June, 685m of no day.
    """
    path = tmp_path / "rates.csv"
    days = {"2026-05-29": "6.5", "2026-06-01": "6.9", "2026-06-15": "7.1", "2026-06-30": "7.1"}
    path.write_text(
        "date,USD,CNY\n" + "".join(f"{on},1,{one}\n" for on, one in days.items()), encoding="ascii"
    )
    rates = Rates(path, source(kind="dataset"))
    cash = fact("cash", "2026-05-29", "=US$100m")
    for says, verdict, hint in (
        ("RMB 650m", "holds", None),
        ("RMB 695m", "holds", "a translation at the rates of 2026-06, when its source came out"),
        ("RMB 685m", "contradicted", None),
        ("RMB 715m", "contradicted", None),
    ):
        one = claim("convert(acme.cash[2026-05-29], CNY)", says, published="2026-06")
        row = audited(rates, one, cash)
        assert (row.verdict, row.hint) == (verdict, hint), says
        assert row.computed is not None and row.computed.amount.value == 650 * 10**6  # type: ignore[union-attr]


def test_a_row_says_whose_claim_it_is_and_what_was_said(seven: Rates) -> None:
    """Also where nothing in the data tells."""
    one = claim("acme.cash[2026-06-30]", "US$100m")
    row = audited(seven, one, CASH)
    assert (row.id, row.statement, row.source, row.says) == ("c", "Somebody says so", one.source, "US$100m")
    assert (row.expression, row.as_of) == ("acme.cash[2026-06-30]", day("2026-06-30"))
    whole = claim("acme.cash[2026-06-30] == US$100m")
    assert audited(seven, whole, CASH).says == "US$100m"
    untold = audited(seven, claim(None, "US$7m"), CASH)
    assert (untold.verdict, untold.hint, untold.says) == ("undecided", "not in the data", "US$7m")
    assert untold.stated == parse_amount("US$7m")
    assert audited(seven, claim(None), CASH).stated is None


def test_what_a_source_alone_prints_is_proof_of_nothing(seven: Rates) -> None:
    """Its own figure leaves it undecided; another source's decides, though it ranks below."""
    one = claim("acme.cash[2026-06-30]", "US$100m")
    own = fact("cash", "2026-06-30", "US$100m", published="2026-06-30", kind="press")
    assert own.sources[0].id == one.source.id
    row = audited(seven, one, own)
    assert (row.verdict, row.hint) == ("undecided", "no other source tells")
    other = fact("cash", "2026-06-30", "US$90m", published="2026-01-31", kind="dataset")
    row = audited(seven, one, own, other)
    assert (row.verdict, row.value) == ("contradicted", other)


def test_an_audit_counts_what_it_found_and_fails_for_a_contradiction(seven: Rates) -> None:
    """Title, day, counts in words, and the hints by the claim they are about."""
    data = Dated((company(CASH),), {}, LAST)
    holds, wrong = claim("acme.cash == US$100m"), claim("acme.cash", "US$1.000bn")
    report = audit([holds], data, seven, None, None)
    assert (report.name, report.title, report.as_of) == ("audit", "Claims of the sources, recomputed", LAST)
    assert (list(report.notes), report.failed, report.hidden) == (["1 claim: 1 hold."], False, ("hint",))
    report = audit([holds, wrong], data, seven, None, None)
    assert report.failed is True
    assert list(report.notes) == [
        "c: holds at the figure over ten",
        "2 claims: 1 hold, 1 contradicted.",
    ]


def test_claims_that_are_not_there_are_answered_with_what_is(seven: Rates) -> None:
    """None at all, none of a source, an unknown source."""
    data = Dated((company(CASH),), {}, LAST)
    with pytest.raises(NoAnswer) as none:
        audit([], data, seven, None, None)
    assert none.value.message == "there is no claim in the data as of 2026-10-31"
    with pytest.raises(UnknownName) as unknown:
        audit([claim("acme.cash > 0")], data, seven, "press-2026-06-31", None)
    assert unknown.value.message == "there is no source 'press-2026-06-31'"
    assert unknown.value.hint == "did you mean 'press-2026-06-30'?"


# --- check --------------------------------------------------------------------------------------


def test_the_answer_to_an_expression_says_what_it_is(rates: Rates) -> None:
    """As it was typed, of the day, with the figures it rests on; columns without a word are left out."""
    report = checked(rates, " acme.cash[2026-06-30] == US$100m ", company(CASH))
    assert (report.name, report.title, report.as_of) == ("check", "acme.cash[2026-06-30] == US$100m", LAST)
    assert report.hidden == ("id", "statement", "source", "as_of", "against", "off_by", "remark", "hint")
    acme = company(CASH)
    named = check_expression("acme.cash > US$1m", RateChoice(), Dated((acme,), {}, LAST), rates, [acme])
    assert named.names == {"acme": "Acme"}
    assert (list(report.beside), report.beside["inputs"].as_of) == (["inputs"], LAST)
    assert (report.failed, report.undecided) == (False, False)


def test_what_is_not_known_is_answered_with_all_that_there_is(rates: Rates) -> None:
    """Of two figures that are missing, those of other days are offered; where there are none, nothing."""
    acme = company(fact("cash", "2026-06-30", "US$1m"), fact("shares", "2026-05-31", "5m"))
    with pytest.raises(NoAnswer) as caught:
        checked(rates, "acme.cash[2020-12-31] * acme.shares[2020-12-31]", acme)
    assert caught.value.message == (
        "acme.cash[2020-12-31], acme.shares[2020-12-31] is not known as of 2026-10-31"
    )
    assert caught.value.hint == "there is acme.cash[2026-06-30], acme.shares[2026-05-31]"
    with pytest.raises(NoAnswer) as caught:
        checked(rates, "acme.revenue", acme)
    assert caught.value.hint is None


def test_a_stated_burn_beside_another_balance_is_a_warning_of_its_company(rates: Rates) -> None:
    """A forecast of burn is stated for no balance, and a balance of its own day is no other."""
    burn = fact("monthly_burn", "FY2025", "US$10m", balance="2025-12-31")
    acme = company(burn, fact("cash", "2025-12-31", "US$90m"), CASH)
    (warning,) = checked(rates, "acme.cash[2026-06-30] / acme.monthly_burn", acme).warnings
    assert warning == Warning(
        "period_mismatch",
        "the monthly burn US$10m is stated for the balance of 2025-12-31, not of 2026-06-30",
        "acme",
    )
    assert not checked(rates, "acme.cash[2025-12-31] / acme.monthly_burn", acme).warnings
    bare = company(fact("monthly_burn", "FY2025", "US$10m", user=True), CASH)
    assert not checked(rates, "acme.cash / acme.monthly_burn", bare).warnings


# --- hints --------------------------------------------------------------------------------------


def test_a_group_has_no_other_period_or_basis_to_try(rates: Rates) -> None:
    """Of a sum over several companies only the currency and the power of ten may be another."""
    two = [
        company(fact("revenue", year, "US$40.0m", company=id_), id_=id_)
        for id_, year in (("one", "FY2025"), ("two", "FY2025"))
    ]
    for stated, hint in (("US$800m", "holds at the figure over ten"), ("US$77.0m", None)):
        row = checked(rates, f"sum(makers.revenue[FY2025]) == {stated}", *two, makers=("one", "two")).rows[0]
        assert (row.verdict, row.hint) == ("contradicted", hint)


def told(rates: Rates, expression: str, *facts: Fact) -> str | None:
    (row,) = checked(rates, expression, company(*facts)).rows
    assert row.verdict == "contradicted"
    hint: str | None = row.hint
    return hint


REVENUE = (
    fact("revenue", "FY2021", "US$40.0m"),
    fact("revenue", "FY2023", "US$20.0m"),
    fact("revenue", "FY2024", "US$40.0m"),
    fact("revenue", "FY2025", "US$100.0m"),
    fact("revenue", "FY2025", "US$25.0m", scope="cloud"),
    fact("research_expense", "FY2025", "US$70.0m"),
)
LABELS = (
    fact("market_cap", "2026-01-08", "HK$500m", label="close"),
    fact("market_cap", "2026-01-08", "HK$600m"),
    fact("market_cap", "2026-01-08", "HK$550m", label="high"),
    fact("market_cap", "2026-02-09", "HK$700m", label="high"),
)


@pytest.mark.parametrize(
    ("expression", "facts", "hint"),
    [
        # a width of a tenth of the figure is narrow enough, more is not
        ("acme.revenue[FY2025] == US$10m", REVENUE, "holds at ten times the figure"),
        ("acme.revenue[FY2025] == US$9m", (fact("revenue", "FY2025", "US$90m"),), None),
        # twelve figures are tried, thirteen are not
        (
            " + ".join(["acme.revenue[FY2025]"] * 12) + " == US$12.00bn",
            REVENUE,
            "holds at the figure over ten",
        ),
        (" + ".join(["acme.revenue[FY2025]"] * 13) + " == US$13.00bn", REVENUE, None),
        # the nearest period of several that would do
        ("acme.revenue[FY2025] == US$40.0m", REVENUE, "holds for FY2024"),
        # of two periods one alone: 100 / 20
        ("acme.revenue[FY2025] / acme.revenue[FY2024] == 5.00", REVENUE, "holds with revenue of FY2023"),
        # of two figures one alone: 100 / 70
        (
            "acme.revenue[FY2025, scope=cloud] / acme.research_expense[FY2025] == 1.43",
            REVENUE,
            "holds for the company as a whole",
        ),
        # a balance known to the month and one known to the day
        (
            "acme.cash[2025-12] == US$50.0m",
            (fact("cash", "2025-12", "US$100.0m"), fact("cash", "2026-06-30", "US$50.0m")),
            "holds for 2026-06-30",
        ),
        ("acme.market_cap[2026-01-08, label=close] == HK$600m", LABELS, "holds without a label"),
        ("acme.market_cap[2026-01-08, label=close] == HK$550m", LABELS, "holds with label=high"),
        ("acme.market_cap[2026-01-08, label=close] == HK$700m", LABELS, None),
        # the newest close is of the same day as that high
        ("acme.market_cap[label=close] == HK$550m", LABELS, "holds with label=high"),
        # a dollar of 2025 was HK$7.8 in the mean, of a month's burn as of any flow
        (
            "acme.monthly_burn[FY2025] == US$780m",
            (fact("monthly_burn", "FY2025", "US$100.0m", balance="2025-12-31"),),
            "holds in HKD",
        ),
    ],
)
def test_a_hint_changes_one_thing_the_nearest_first(
    rates: Rates, expression: str, facts: tuple[Fact, ...], hint: str | None
) -> None:
    """And of no other period where the label is another."""
    assert told(rates, expression, *facts) == hint


def test_a_hint_converts_what_is_stated_in_the_wrong_currency(seven: Rates) -> None:
    """US$100m are RMB 700m: who writes US$700m means yuan."""
    assert (
        told(seven, "acme.cash[2026-06-30] == US$700.0m", fact("cash", "2026-06-30", "US$100.0m"))
        == "holds in CNY"
    )


def test_what_a_source_alone_prints_is_no_hint_either(seven: Rates) -> None:
    """Its US$50.0m of December do not tell what it may have meant by those of June."""
    june = fact("cash", "2026-06-30", "US$100.0m")
    own = fact("cash", "2025-12-31", "US$50.0m", published="2026-06-30", kind="press")
    one = claim("acme.cash[2026-06-30]", "US$50.0m")
    assert audited(seven, one, june, own).hint is None
    other = fact("cash", "2025-12-31", "US$50.0m")
    assert audited(seven, one, june, other).hint == "holds for 2025-12-31"


# --- what is computed ---------------------------------------------------------------------------


def test_a_computed_side_is_a_figure_of_whom_and_what_it_rests_on(rates: Rates) -> None:
    """Of one company it is that one's, of two nobody's, of typed numbers of the day of the answer."""
    one = company(CASH, fact("cash", "2025-12-31", "US$50m"))
    two = company(fact("cash", "2026-03-31", "US$20m", company="two"), id_="two")

    def value(expression: str) -> Any:
        return checked(rates, expression, one, two).rows[0].value

    own = value("acme.cash[2026-06-30] - acme.cash[2025-12-31]")
    assert (own.company, own.metric.name, own.metric.kind, own.metric.unit) == (
        "acme",
        "computed",
        "stock",
        "money",
    )
    assert own.metric.definition == "what an expression comes to"
    assert (own.period, own.value.currency) == (Period.parse("2026-06-30"), "USD")
    assert own.value.amount.value == 50 * 10**6
    assert own.formula == "acme.cash[2026-06-30] - acme.cash[2025-12-31]"
    both = value("two.cash + acme.cash[2025-12-31]")
    assert (both.company, both.period) == ("", Period.parse("2026-03-31"))
    typed = value("2 + 3")
    assert (typed.company, typed.period, typed.metric.unit) == ("", Period.day(LAST), "number")


@pytest.mark.parametrize(
    ("expression", "unit"),
    [
        ("acme.cash / 2", "money"),
        ("acme.cash / acme.cash[2025-12-31]", "number"),
        ("acme.cash / acme.cash[2025-12-31] == 200%", "percent"),
        ("acme.cash / acme.cash[2025-12-31] == 2x", "times"),
    ],
)
def test_what_is_computed_is_shown_in_the_unit_of_what_is_stated(
    rates: Rates, expression: str, unit: str
) -> None:
    """Where it is a plain number; an amount stays one."""
    acme = company(CASH, fact("cash", "2025-12-31", "US$50m"))
    assert checked(rates, expression, acme).rows[0].value.metric.unit == unit


def test_two_computed_sides_are_true_false_or_open(rates: Rates) -> None:
    """What is left open by the bounds says so; what is missing is named."""
    acme = company(CASH, fact("cash", "2025-12-31", "US$100m"), fact("cash", "2024-12-31", "US$9m"))
    for expression, computed, hint in (
        ("acme.cash[2026-06-30] > acme.cash[2024-12-31]", True, None),
        ("acme.cash[2026-06-30] < acme.cash[2024-12-31]", False, None),
        ("acme.cash[2026-06-30] > acme.cash[2025-12-31]", None, "the bounds leave it open"),
    ):
        row = checked(rates, expression, acme).rows[0]
        assert (row.computed, row.hint) == (computed, hint)
        assert (row.expression, row.as_of) == (expression, LAST)
    missing = checked(rates, "acme.cash[2026-06-30] > acme.cash[2020-12-31]", acme).rows[0]
    assert missing.hint == "not in the data: acme.cash[2020-12-31]"


def test_the_figures_below_are_all_that_went_in(seven: Rates) -> None:
    """Of both sides: facts as printed, typed amounts, and what is derived, before its parts."""
    acme = company(CASH, fact("liquid_investments", "2026-06-30", "US$40m"))
    report = checked(seven, "acme.liquidity - convert(RMB 35m, USD) > acme.cash", acme)
    part = report.beside["inputs"]
    assert (part.name, part.title, part.as_of, part.currency) == ("part", "From these figures", LAST, None)
    assert (part.text_only, part.hidden) == (True, [])
    assert [(row.figure, row.reported, row.formula) for row in part.rows] == [
        ("acme.liquidity", None, "cash + liquid_investments"),
        ("acme.cash[2026-06-30]", "US$100m", None),
        ("acme.liquid_investments[2026-06-30]", "US$40m", None),
        ("typed amount", parse_amount("=RMB 35m"), None),
        ("acme.cash[2026-06-30]", "US$100m", None),
    ]
    derived = checked(seven, "acme.liquidity > acme.cash", acme).beside["inputs"]
    assert derived.hidden == ["reported"]
    plain = checked(seven, "acme.cash * 2", acme).beside["inputs"]
    assert plain.hidden == ["formula", "reported"]
    converted = checked(seven, "convert(acme.cash[2026-06-30], CNY) * 2", acme).beside["inputs"]
    assert converted.hidden == ["formula"]
