"""Errors: what is wrong, what would be right, and a code that scripts can rely on."""

from __future__ import annotations

import pytest
from command import here

from aicompare.values import errors
from aicompare.values.errors import BadFile, BadUsage, Trouble, UnknownName, shown, suggestion

CODES = {
    "Trouble": "trouble",
    "BadUsage": "usage",
    "UnknownCurrency": "unknown_currency",
    "BadAmount": "bad_amount",
    "BadPeriod": "bad_period",
    "MixedCurrencies": "mixed_currencies",
    "NoRate": "no_rate",
    "NoAnswer": "no_answer",
    "BadFile": "bad_file",
    "NotWritten": "not_written",
}


def test_codes_never_change_once_published() -> None:
    """Scripts match on them; a new error brings a code of its own."""
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Trouble)]
    codes = {one.__name__: one.code for one in kinds if one is not UnknownName}
    assert codes.items() >= CODES.items()
    assert len({*codes.values()}) == len(codes)
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes.values())


@pytest.mark.parametrize("what", ["company", "group", "metric", "plan"])
def test_the_code_of_an_unknown_name_says_what_is_unknown(what: str) -> None:
    """unknown_company, unknown_group, unknown_metric, unknown_plan."""
    trouble = UnknownName(what, "zhipo", ["minimax", "Zhipu"])
    assert trouble.code == f"unknown_{what}"
    assert trouble.message == f"there is no {what} 'zhipo'"
    assert trouble.hint == "did you mean 'Zhipu'?"


def test_an_error_as_text_has_its_next_step() -> None:
    """As a notebook and a log show it; without a hint the message alone."""
    assert str(BadUsage("compare() has no parameter 'metric'", hint="did you mean 'metrics'?")) == (
        "compare() has no parameter 'metric'; did you mean 'metrics'?"
    )
    assert str(BadUsage("--at is more than zero")) == "--at is more than zero"


def test_the_command_line_says_a_hint_once() -> None:
    """Where the error as text has it already."""
    assert here("runway", "minimx").stderr.count("did you mean") == 1


def test_a_fault_in_a_file_begins_with_its_place() -> None:
    """FILE:LINE:COLUMN where it is known, else the file alone."""
    assert BadFile("a.yaml", "wrong", line=3, column=7, hint="right").message == "a.yaml:3:7: wrong"
    assert BadFile("a.yaml", "wrong", line=3, column=7, hint="right").hint == "right"
    assert BadFile("a.yaml", "not there").message == "a.yaml: not there"
    assert BadUsage("wrong").hint is None


def test_a_suggestion_is_the_most_alike_in_any_case() -> None:
    """A near miss is recognised, in any script; what is like nothing gets none."""
    known = ["minimax", "Moonshot", "智谱华章"]
    assert suggestion("MINMAX", known) == "did you mean 'minimax'?"
    assert suggestion("moonshoot", known) == "did you mean 'Moonshot'?"
    assert suggestion("智普华章", known) == "did you mean '智谱华章'?"
    assert suggestion("openai", known) is None
    assert suggestion("openai", []) is None


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("MSFT", ["SFTBY", "MSTR", "minimax"], None),  # a code of its own
        ("AAPL", ["PAL", "APLD"], None),
        ("0701.HK", ["0700.HK", "0100.HK"], None),  # another number is another company
        ("688256", ["688265", "002230"], None),
        ("02513.HX", ["02513.HK"], "02513.HK"),
        ("article-05", ["article-005"], "article-005"),  # a name with a number in it
        ("acne", ["acme"], "acme"),
        ("acem", ["acme"], "acme"),
        ("acm", ["acme"], "acme"),
        ("acmee", ["acme"], "acme"),
        ("stat", ["stated", "salt"], "stated"),  # its beginning
        ("a", ["b"], None),
    ],
)
def test_a_short_name_and_a_number_get_no_far_fetched_hint(
    typed: str, known: list[str], meant: str | None
) -> None:
    """Up to four letters may have one slip; digits must be the same."""
    assert suggestion(typed, known) == (meant and f"did you mean {meant!r}?")


def test_text_of_a_person_is_quoted_escaped_and_shortened() -> None:
    """Control and bidi characters are escaped; of a long text 79 characters and a sign remain."""
    assert shown("abc") == "'abc'"
    assert shown("a\x1b[31m\u202eb") == r"'a\x1b[31m\u202eb'"
    assert shown("x" * 80) == f"'{'x' * 80}'"
    assert shown("x" * 81) == f"'{'x' * 79}…'"
    assert len(UnknownName("company", "x" * 100_000, ["acme"]).message) < 200
