"""Corners of `check` and `audit` that no claim in the data turns, and what mutants showed untested."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made import company, day, fact, source
from test_expressions import Made

from aicompare.calculators.claimrows import ClaimRow
from aicompare.calculators.claims import audit, check_expression
from aicompare.claims import Claim
from aicompare.errors import NoAnswer, UnknownName
from aicompare.facts import Fact
from aicompare.money import parse_amount
from aicompare.periods import Period
from aicompare.ratechoice import RateChoice
from aicompare.rates import Rates
from aicompare.report import Report, Warning


class Dated(Made):
    """Data that were always known."""

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
    assert report.hidden == ("id", "statement", "source", "as_of", "against", "hint")
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
