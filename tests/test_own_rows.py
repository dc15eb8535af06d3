"""A row of one's own in a comparison: its name, its expression, and where that is wrong."""

from __future__ import annotations

import pytest

from aicompare.calculators.ownrows import own_row
from aicompare.values.errors import BadExpression
from aicompare.values.metrics import Metric

WIDGETS = Metric("widgets", "flow", "count", "what Acme makes", {"is": "employees * 2"})
LIKE = 'write it like "Revenue per head = revenue / employees"'


@pytest.mark.parametrize(
    ("text", "name", "title", "kind", "expression"),
    [
        ("Revenue per head = revenue / employees", "revenue_per_head", "Revenue per head", "flow",
         "revenue / employees"),
        # without a name the expression is it
        (" revenue / employees ", "revenue_employees", "revenue / employees", "flow", "revenue / employees"),
        # a name of a metric, stored or derived, is another here
        ("Cash = cash / 2", "own_cash", "Cash", "stock", "cash / 2"),
        ("Runway = cash / 2", "own_runway", "Runway", "stock", "cash / 2"),
        ("现金 = cash / 2", "row", "现金", "stock", "cash / 2"),
        ("  Odd -- 2? = cash/2 ", "odd_2", "Odd -- 2?", "stock", "cash/2"),
        ("Two\nlines = cash\n/ revenue", "two_lines", "Two\nlines", "flow", "cash\n/ revenue"),
        # of any flow it is one
        ("x = cash / revenue", "x", "x", "flow", "cash / revenue"),
    ],
)  # fmt: skip
def test_a_row_is_named_and_is_of_a_stretch_where_any_of_it_is(
    text: str, name: str, title: str, kind: str, expression: str
) -> None:
    """The name in JSON has small letters and digits."""
    made = own_row(text)
    assert (made.name, made.title, made.kind, made.unit) == (name, title, kind, "number")
    assert made.definition == expression
    assert {**made.traits, "is": made.traits["is"].strip()} == {"is": expression, "title": title, "open": ""}


def test_a_metric_of_the_users_files_is_written_out() -> None:
    """In parentheses, so that it stays one."""
    made = own_row("w = widgets / cash", {"widgets": WIDGETS})
    assert (made.kind, made.definition) == ("flow", "widgets / cash")
    assert made.traits["is"] == "(employees * 2) / cash"
    with pytest.raises(BadExpression):
        own_row("w = widgets / cash")


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("", 1, "a row needs an expression", LIKE),
        ("Name =", 7, "a row needs an expression", LIKE),
        ("Name = ", 8, "a row needs an expression", LIKE),
        ("x = 1 + 2", 5, "a row names a metric at least", LIKE),
        ("cash == revenue", 6, "a metric compares nothing", "leave out the comparison"),
        ("x = cash >= revenue", 10, "a metric compares nothing", "leave out the comparison"),
        ("= cash", 1, "'=' begins nothing here", "equality is written =="),
        ("a < b = cash", 7, "'=' begins nothing here", "equality is written =="),
    ],
)
def test_what_is_wrong_is_told_with_its_place_in_the_row(
    text: str, column: int, message: str, hint: str
) -> None:
    """Counted from the beginning of its name."""
    with pytest.raises(BadExpression) as caught:
        own_row(text)
    assert (caught.value.message, caught.value.hint) == (f"column {column}: {message}", hint)
    assert (caught.value.expression, caught.value.column, caught.value.said) == (text, column, message)
