"""Figures of the usual form are read at a glance, and as if they had been read word by word."""

from __future__ import annotations

from dataclasses import astuple
from decimal import Decimal

import pytest
from command import examples
from hypothesis import given
from hypothesis import strategies as st

from aicompare.values import money
from aicompare.values.errors import Trouble
from aicompare.values.figures import Figure, parse_percent
from aicompare.values.lexemes import plain
from aicompare.values.money import parse_amount
from aicompare.values.usual import usual
from aicompare.values.written import written

PIECES = (
    "~", ">=", "<=", "-", "US$", "HK$", "RMB", "RMB ", "USD ", "$", "€", "£", "EUR", "1", "12", "0", "0100",
    "1,046", "1,046.2", "27.90", "0.00", ".5", "5.", "k", "m", "bn", "tn", " USD", " CNY", " JPY", "%", " %",
    "x", "+", "(", " ", "9" * 70,
)  # fmt: skip


@examples(3_000)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_it_says_what_the_whole_grammar_says(text: str) -> None:
    """To the digit, its mark, unit and currency; of what it does not take nothing is said here."""
    found = usual(text)
    if found is not None:
        whole = written(plain(text), money._words())
        assert whole is not None
        assert repr(astuple(found)) == repr(astuple(whole))


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("US$1,046.2m", 1_046_200_000, 1_046_150_000, 1_046_250_000),
        ("RMB -5m", -5_000_000, -5_500_000, -4_500_000),
        ("~US$650m", 650_000_000, 637_000_000, 663_000_000),  # a fiftieth: 13m
        (">=HK$4.5bn", 4_500_000_000, 4_500_000_000, None),
        ("15bn CNY", 15_000_000_000, 14_500_000_000, 15_500_000_000),
    ],
)
def test_amounts_of_the_usual_form_are_taken(text: str, value: int, low: int, high: int | None) -> None:
    """Else the way at a glance would be none."""
    assert usual(text) is not None
    amount = parse_amount(text).amount
    assert (amount.value, amount.low, amount.high) == (value, low, high)


def test_a_percentage_is_a_fraction_and_no_amount() -> None:
    """12.5% is 0.125; with a currency it is neither."""
    assert Figure.parse("12.5%").value == parse_percent("12.5%") == Decimal("0.125")
    assert usual("US$5%") is None
    with pytest.raises(Trouble):
        Figure.parse("US$5m")
