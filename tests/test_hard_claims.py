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
from aicompare.facts import Fact
from aicompare.periods import Period
from aicompare.ratechoice import RateChoice
from aicompare.rates import Rates
from aicompare.report import Report


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


# --- hints --------------------------------------------------------------------------------------


def checked(rates: Rates, expression: str, *companies: Any, **groups: tuple[str, ...]) -> Report:
    return check_expression(expression, RateChoice(), Dated(companies, groups, LAST), rates, [])


def test_a_group_has_no_other_period_or_basis_to_try(rates: Rates) -> None:
    """Of a sum over several companies only the currency and the power of ten may be another."""
    two = [
        company(fact("revenue", year, "US$40.0m", company=id_), id_=id_)
        for id_, year in (("one", "FY2025"), ("two", "FY2025"))
    ]
    for stated, hint in (("US$800m", "holds at the figure over ten"), ("US$77.0m", None)):
        row = checked(rates, f"sum(makers.revenue[FY2025]) == {stated}", *two, makers=("one", "two")).rows[0]
        assert (row.verdict, row.hint) == ("contradicted", hint)
