"""What mutants of `convert`, `rates` and `validate` showed to be promised and not yet tested."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import amount, company, day, fact, source

from aicompare.calculators.conversion import StoredRow, stored_conversion
from aicompare.calculators.validation import ValidateRow
from aicompare.facts import Company
from aicompare.ratechoice import RateChoice
from aicompare.rates import Rates
from aicompare.references import Reference

LAST = day("2026-10-31")


@pytest.fixture
def seven(tmp_path: Path) -> Rates:
    """One day, on which a dollar is seven yuan."""
    path = tmp_path / "rates.csv"
    path.write_text("date,USD,CNY\n2026-10-30,1.25,8.75\n", encoding="ascii")
    return Rates(path, source(kind="dataset"))


def stored(acme: Company, text: str, rates: Rates) -> StoredRow:
    reference = Reference.parse(text)
    assert reference is not None
    (row,) = stored_conversion(acme, reference, ["CNY"], RateChoice(), rates, LAST).rows
    assert isinstance(row, StoredRow)
    return row


# --- convert ------------------------------------------------------------------------------------


def test_what_the_tool_derives_is_converted_as_what_is_stored(seven: Rates) -> None:
    """Cash of 60 and investments of 40 are US$100m of liquidity, RMB 700m at the rate of their day."""
    on = "2026-10-30"
    acme = company(fact("cash", on, "US$60m"), fact("liquid_investments", on, "US$40m"))
    row = stored(acme, "acme.liquidity", seven)
    assert (amount(row.fact), amount(row.result)) == (100 * 10**6, 700 * 10**6)
    assert row.rate is not None and row.rate.kind == "closing"


# --- validate -----------------------------------------------------------------------------------


def test_a_finding_reads_as_compilers_print_it() -> None:
    """Place, severity, code, what is wrong; what would be right, and why it may stay, where there is one."""
    row = ValidateRow("my.yaml", 3, 7, "warning", "gap", "it lacks a year", None, None)
    assert str(row) == "my.yaml:3:7: warning[gap]: it lacks a year"
    row = ValidateRow("my.yaml", 3, 7, "warning", "gap", "it lacks a year", "add it", "As printed.")
    assert str(row) == "my.yaml:3:7: warning[gap]: it lacks a year; add it (accepted: As printed.)"
