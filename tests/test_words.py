"""`aicompare help WORD`: every code, metric, basis, status and word of the answers, explained."""

from __future__ import annotations

from typing import get_args

import pytest
from command import here

from aicompare.calculators.glossary import Explanation, explained_word
from aicompare.calculators.multiples.valuation import BASES as REVENUES
from aicompare.calculators.runway.bases import BURNS, CASHES, ONLY_ASKED
from aicompare.companies.fact import BASES, STATUSES
from aicompare.companies.measures import DERIVED
from aicompare.lint import RULES
from aicompare.reports.codes import WARNINGS
from aicompare.values import errors
from aicompare.values.errors import UnknownName
from aicompare.values.metrics import METRICS, Kind
from aicompare.values.sources import KINDS

VERDICTS = ("holds", "contradicted", "undecided", "known", "not_in_data", "not_read")
REMARKS = (
    "off_by", "rounded", "about", "translated", "superseded", "part", "adjusted", "scale", "currency",
    "period",
)  # fmt: skip
HEADINGS = (
    "Months", "Burn a month", "Left", "With raises", "Own total", "Multiple", "Equity value", "Days apart",
    "n.m.", "n.a.", "p25", "Median", "Harmonic", "Premium", "Ratio", "Standing", "As printed", "Figure",
)  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [[*WARNINGS], [*errors.meanings()], [*RULES], [*METRICS], [*DERIVED], [*CASHES, *BURNS, *ONLY_ASKED],
     [*REVENUES], [*STATUSES], [*BASES], [*KINDS], [*get_args(Kind)], VERDICTS, REMARKS, HEADINGS],
    ids=["warnings", "errors", "rules", "metrics", "derived", "runway", "revenue", "statuses", "bases",
         "sources", "kinds", "verdicts", "remarks", "headings"],
)  # fmt: skip
def test_every_word_of_the_tables_is_explained(words: list[str]) -> None:
    """A sentence each, from the table that it stands in."""
    for word in words:
        assert all(len(one.meaning) > 5 for one in explained_word(word)), word


def test_a_word_with_several_meanings_has_all_of_them() -> None:
    """`conflict` is a warning under an answer and one of a data file."""
    assert here("help", "conflict").stdout == (
        "conflict (warning under an answer)\n"
        "  Two sources print figures that cannot both be true; see show COMPANY --history\n"
        "\n"
        "conflict (warning of `aicompare validate`)\n"
        "  Two sources whose figures cannot both be true\n"
    )


@pytest.mark.parametrize("spelt", ["LTM", "ltm", "last twelve months", "Last-Twelve_Months", "TTM"])
def test_case_blanks_and_hyphens_do_not_matter(spelt: str) -> None:
    """Also without quotes."""
    text = here("help", *spelt.split()).stdout
    assert text.startswith("ltm (word of the tables)\n")


def test_a_metric_is_found_by_its_title_and_by_what_people_call_it() -> None:
    """R&D expense, and the net loss of net_profit."""
    assert explained_word("R&D expense")[0].word == "research_expense"
    assert "net_profit" in [one.word for one in explained_word("net loss")]
    assert [one.word for one in explained_word("MAU")] == ["monthly_active_users"]


HOW = ("config", "settings", "environment", "pager", "colour", "NO_COLOR", "links", "stdin", "AICOMPARE_DATA")


def test_how_a_terminal_is_set_up_is_explained_too() -> None:
    """The file of settings, the variables, the pager, colours, links, standard input."""
    for word in HOW:
        assert [one.kind for one in explained_word(word)] == ["how to"], word
    assert here("help", "config").stdout.startswith(
        "config (how to)\n  A file config.toml in ~/.config/aicompare"
    )


@pytest.mark.parametrize(("typed", "meant"), [("confict", "conflict"), ("liquidty", "liquidity")])
def test_a_near_miss_is_offered(typed: str, meant: str) -> None:
    """As of every other name."""
    done = here("help", typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"there is no word '{typed}'; did you mean '{meant}'?" in done.stderr
    with pytest.raises(UnknownName):
        explained_word(typed)


@pytest.mark.parametrize(
    ("word", "kind", "meaning"),
    [
        ("proxy", "word of the tables",
         "a figure that stands for another that is not known: the adjusted loss for the burn"),
        ("ev", "word of the tables", "equity value + debt + leases - cash and liquid investments: what the"
         " business costs without its money"),  # two lines of the table are one sentence
        ("cash", "metric, a balance of one day, in money", "cash and cash equivalents"),
        ("gross_margin", "metric, over a stretch of time, in percent",
         "gross profit over revenue: gross_profit / revenue"),
        ("arr_growth", "metric, over a stretch of time, as a multiple",
         "ARR as a multiple of ARR a year earlier"),
        ("shares_sold", "metric, of the day of a deal, a number of things", "new shares sold in the deal"),
        ("stated_runway", "metric, a balance of one day, in months",
         "months of cash as the company or source states it"),
        ("holds", "verdict", "what is stated and what is computed can be the same figure: their intervals"
         " meet"),
        ("no_rate", "error, exit code 2", None),
        ("conflict", "warning of `aicompare validate`", None),
        ("conflict", "warning under an answer", None),
    ],
)  # fmt: skip
def test_a_word_says_what_it_is_one_of(word: str, kind: str, meaning: str | None) -> None:
    """Of a metric how it sits in time, and its unit; of a code where it stands."""
    (one,) = [one for one in explained_word(word) if one.word == word and one.kind == kind]
    assert meaning in (None, one.meaning)


def test_an_explanation_is_a_heading_and_a_sentence() -> None:
    """With a capital at its head, and the rest as it is."""
    assert str(Explanation("arr", "word", "annual R&D of ARR")) == "arr (word)\n  Annual R&D of ARR"


def test_a_derived_metric_says_what_it_comes_to() -> None:
    """Behind its definition, in the language of `check`."""
    known = next(one for one in DERIVED.values() if one.expression)
    assert known.expression
    (one,) = [one for one in explained_word(known.name) if one.word == known.name]
    assert one.meaning == f"{known.definition}: {known.expression}"


def test_what_is_like_no_word_is_told_where_words_are() -> None:
    """Nothing is near it."""
    with pytest.raises(UnknownName) as unknown:
        explained_word("qwxyzqwxyz")
    assert unknown.value.message == "there is no word 'qwxyzqwxyz'"
    assert unknown.value.hint == "`aicompare help` lists the commands, `aicompare metrics` the metrics"


def test_a_command_is_explained_by_its_own_help() -> None:
    """`help runway` is `runway --help`, and `help` alone lists the commands."""
    assert here("help", "runway").stdout == here("runway", "--help").stdout
    assert here("help").stdout == here("--help").stdout


def test_it_folds_to_the_screen() -> None:
    """No line is wider than 40 columns."""
    assert max(map(len, here("help", "auto", COLUMNS="40").stdout.splitlines())) <= 40


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--strict"], 1),
        (["--strict=burn_is_proxy"], 1),
        (["--strict=no_rate"], 0),
        (["--strict=no_rate, burn_is_proxy"], 1),
        ([], 0),
    ],
)
def test_strict_may_name_the_codes_that_count(options: list[str], code: int) -> None:
    """`runway minimax` draws burn_is_proxy, and never no_rate; what makes the code 1 is told with its own."""
    done = here("runway", "minimax", *options)
    assert done.returncode == code
    assert done.stdout == here("runway", "minimax", *(["--notes"] if code else [])).stdout


def test_strict_stands_anywhere_and_takes_no_company_for_a_code() -> None:
    """`--strict minimax` is strict about everything, of MiniMax."""
    assert here("runway", "--strict", "minimax").returncode == 1
    assert here("runway", "--strict", "minimax").stdout == here("runway", "minimax", "--strict").stdout


def test_no_code_at_all_is_refused() -> None:
    """`--strict=$CODES` with nothing in it is not `--strict`."""
    done = here("runway", "minimax", "--strict=")
    assert done.returncode == 2 and "--strict is empty" in done.stderr


@pytest.mark.parametrize("given", ["--strict=conflct", "--strict=conflict,nothing"])
def test_an_unknown_code_is_refused_with_those_there_are(given: str) -> None:
    """It would never count."""
    done = here("runway", "minimax", given)
    assert done.returncode == 2
    assert (
        "to be strict about" in done.stderr
        and "there are basis_mismatch, bad_line, burn_is_proxy" in done.stderr
    )


def test_strict_codes_are_those_of_validate_too() -> None:
    """`sign` is a warning in the file, `stale` is not."""
    file = "tests/broken/lint-sign.yaml"
    assert here("validate", file, "--strict=sign").returncode == 1
    assert here("validate", file, "--strict=stale").returncode == 0
