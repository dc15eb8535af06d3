"""What stands under a table: notes by weight, sources and rates in a line, in full when asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command import folded, here

import aicompare
from aicompare.companies.fact import Derived, Fact
from aicompare.render import render
from aicompare.render.table import footnotes_of
from aicompare.reports.codes import MINOR, WARNINGS
from aicompare.reports.report import Report, Section, View, Warning, strongest_sources
from aicompare.values.frozen import dataclass


@dataclass(frozen=True, slots=True)
class NothingRow:
    """A row without a column."""


def report(*warnings: Warning, notes: tuple[str, ...] = (), **more: Any) -> Report:
    names = {"acme": "Acme", "zeta": "Zeta", "eta": "Eta", "theta": "Theta", "iota": "Iota"}
    return Report(
        "made", "Made", [Section(NothingRow, [])], date(2026, 1, 1), None, warnings, notes, names, **more
    )


def foot(told: Report) -> list[str]:
    """The lines behind the table, without what is empty."""
    return [line for line in render(told, "table", 80).splitlines()[3:] if line.strip()]


def conflict(apart: str, who: str = "acme") -> Warning:
    return Warning("conflict", f"one {apart} of {who} against another", who, Decimal(apart))


def test_the_three_weightiest_stand_first_and_the_rest_is_counted() -> None:
    """Five codes: the grave one before the notable ones in their order, two left over."""
    told = report(
        Warning("conflict", "a"), Warning("older_ltm", "b"), Warning("unknown_parts", "c"),
        Warning("off_peg", "grave"), Warning("leases_unknown", "minor"),
    )  # fmt: skip
    assert foot(told) == ["! grave", "! a", "! b", "2 more notes: --notes"]


def test_what_a_calculation_notes_comes_behind_its_warnings_and_counts_too() -> None:
    """One warning and three notes: the third note is left out."""
    told = report(Warning("conflict", "a"), notes=("x", "y", "z"))
    assert foot(told) == ["! a", "x", "y", "1 more note: --notes"]


def test_several_of_a_code_are_one_line_in_its_words() -> None:
    """Five companies: three are named, two counted; the five messages are behind --notes."""
    several = (Warning("older_ltm", f"of {who}", who) for who in ("acme", "zeta", "eta", "theta", "iota"))
    assert foot(report(*several)) == [
        "! Acme, Zeta, Eta and 2 more: newer revenue is known than the twelve months",
        "  used: --notes",
    ]


def test_one_message_of_two_companies_is_told_whole() -> None:
    """Then nothing is left out."""
    told = report(Warning("burn_is_proxy", "a loss", "acme"), Warning("burn_is_proxy", "a loss", "zeta"))
    assert foot(told) == ["! Acme, Zeta: a loss"]


def test_conflicts_say_how_far_apart_they_lie_at_most() -> None:
    """2% and 7.1%: none above 8%, rounded up to whole percents."""
    told = report(conflict("0.02"), conflict("0.071"))
    assert foot(told) == ["! 2 conflicts between sources, none above 8%: --notes"]


def test_what_is_told_by_its_number_is_not_counted_once_more() -> None:
    """Beside two conflicts a third of a hair's breadth is the one note that the line does not tell of."""
    told = report(conflict("0.02"), conflict("0.071"), conflict("0.00012"))
    assert foot(told) == ["! 2 conflicts between sources, none above 8%", "1 more note: --notes"]


def test_a_conflict_of_less_than_one_percent_is_only_counted() -> None:
    """1,964.138m against 1,963.9m is 0.012%: 0.238 / 1,964.138."""
    assert foot(report(conflict("0.00012"))) == ["1 more note: --notes"]
    assert foot(report(conflict("0.01")))[0].startswith("! ")


def test_of_one_company_its_name_is_left_out() -> None:
    """It stands above the table."""
    told = replace(report(Warning("burn_is_proxy", "the burn is a loss", "acme")), names={"acme": "Acme"})
    assert foot(told) == ["! The burn is a loss"]


def test_all_notes_stand_with_their_codes_when_asked() -> None:
    """`--notes`: the minor and the slight too, each once."""
    told = report(conflict("0.00012"), conflict("0.00012"), Warning("leases_unknown", "b"), notes=("x",))
    told = replace(told, view=View(notes="all"))
    assert foot(told) == [
        "! Acme: one 0.00012 of acme against another [conflict]", "! b [leases_unknown]", "x",
    ]  # fmt: skip


def test_quiet_has_no_note_and_brief_nothing_but_notes() -> None:
    """Of a real answer: with -q nothing under the table, with --brief at most three notes."""
    whole = here("runway", "minimax").stdout
    quiet = here("runway", "minimax", "-q").stdout
    brief = here("runway", "minimax", "--brief").stdout
    assert "! " not in quiet and "ource" not in quiet
    assert brief.startswith(quiet) and len(re.findall("^! ", brief, re.MULTILINE)) == 2
    assert "--sources" not in brief and "--notes" not in brief
    assert whole.startswith(quiet.rstrip("\n"))


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
@pytest.mark.parametrize(
    "command",
    ["runway minimax", "compare zhipu minimax", "multiples", "show zhipu cash", "allocate zhipu"],
)
def test_every_mark_in_a_cell_has_its_footnote_and_none_points_at_nothing(command: str, form: str) -> None:
    """At each amount of foot: a number in brackets stands below, or there is none."""
    for options in ([], ["--sources"], ["--brief"], ["-q"], ["--explain"]):
        text = here(*command.split(), "--format", form, *options).stdout.replace("\\", "")
        text = re.sub(r"<[^>]+>", "\n", text)
        used = {
            n
            for marks in re.findall(r"\[([0-9a-z]{1,2}[CPD]?(?:,[0-9a-z]{1,2}[CPD]?)*)\]", text)
            for n in marks.split(",")
        }
        defined = set(re.findall(r"(?:^|\s{3}|- )\[([0-9a-z]{1,2}[CPD]?)\] \S", text, re.MULTILINE))
        assert used <= defined, (options, used - defined)


def test_sources_and_rates_are_a_line_each_or_counted() -> None:
    """One source fits in a line; fourteen do not."""
    one = here("convert", "100 USD", "--to", "HKD").stdout.splitlines()
    assert one[-2].startswith("[1] Euro foreign exchange reference rates, ECB 2026-")
    assert one[-1] == "More: --explain, --sources"
    many = here("compare", "zhipu", "minimax").stdout.splitlines()
    counted = re.fullmatch(
        r"(\d+) sources \((\d+) filings, (\d+) press, (\d+) data set\), \d+ rates: --sources", many[-1]
    )
    assert counted
    whole, *each = map(int, counted.groups())
    assert whole == sum(each)
    assert "https://" not in "\n".join(many)
    assert "https://" in here("compare", "zhipu", "minimax", "--sources").stdout


KINDS = {"filing": "", "company": "C", "press": "P", "dataset": "D"}


@pytest.fixture
def four(tmp_path: Path) -> str:
    """A file of a company with a figure of each kind of source, the weakest last."""
    own = tmp_path / "own.yaml"
    listed = "".join(
        f"  s-{one}: {{title: A, publisher: B, published: 2026-01, kind: {one}}}\n" for one in KINDS
    )
    facts = "".join(
        f"      - {{metric: revenue, period: FY202{year}, value: '=US$3{year}m', source: s-{kind}}}\n"
        for year, kind in enumerate(KINDS)
    )
    own.write_text(
        f"sources:\n{listed}companies:\n  acme:\n    name: Acme\n    currency: USD\n    facts:\n{facts}"
    )
    return str(own)


def test_how_strong_a_source_is_stands_beside_its_number(four: str) -> None:
    """A filing has no sign, the company C, press P, a data set D; what they mean is said once."""
    text = here("show", "acme", "revenue", "--all", "--data", four, "--sources").stdout
    marks = dict(re.findall(r"US\$(3\d)m.*?\[\d([CPD]?)\]", text))
    assert marks == {f"3{year}": sign for year, sign in enumerate(KINDS.values())}
    assert text.count("Sources (C the company itself, P press, D data set; the others filings)") == 1
    assert sorted(re.findall(r"^\[\d([CPD]?)\] A \(B, 2026-01\)$", text, re.MULTILINE)) == ["", "C", "D", "P"]


def test_sources_are_counted_by_their_strength(four: str) -> None:
    """Four of four kinds; those of a single one are named, not counted again."""
    asked = ("show", "acme", "revenue", "--data", four)
    every = here(*asked, "--all", COLUMNS="60").stdout
    assert "4 sources (1 filing, 1 company statement, 1 press, 1 data set): --sources" in folded(every)
    filings = here("runway", "zhipu").stdout
    assert re.search(r"\d+ sources \(filings\)", filings)


def test_csv_tells_its_warnings_on_stderr_unless_quiet() -> None:
    """The rows are the same; a cron job stays silent."""
    loud, quiet = (here("runway", "minimax", "--format", "csv", *more) for more in ([], ["-q"]))
    assert loud.stdout == quiet.stdout
    assert "warning: MiniMax: " in loud.stderr and quiet.stderr == ""


def test_csv_tells_three_warnings_when_brief() -> None:
    """The weightiest, as under a table: unlike periods and bases before a conflict of sources."""
    whole, brief = (
        here("compare", "zhipu", "minimax", "--format", "csv", *more) for more in ([], ["--brief"])
    )
    assert whole.stdout == brief.stdout
    told = brief.stderr.splitlines()
    assert len(whole.stderr.splitlines()) > 3 == len(told)
    assert [re.findall(r"\[([a-z_]+)\]$", line)[0] for line in told] == [
        "period_mismatch", "basis_mismatch", "basis_mismatch",
    ]  # fmt: skip


def test_json_keeps_all_of_it() -> None:
    """Notes are a matter of tables."""
    assert here("runway", "minimax", "--json", "-q").stdout == here("runway", "minimax", "--json").stdout


@pytest.mark.parametrize("pair", [("--brief", "-q"), ("--brief", "--notes"), ("-q", "--notes")])
def test_two_amounts_of_notes_are_refused(pair: tuple[str, str]) -> None:
    """Which of them would count?"""
    done = here("list", *pair)
    assert done.returncode == 2
    assert "say different things; use one of them" in done.stderr


def test_html_folds_what_a_table_leaves_out() -> None:
    """The sources stand behind a click; with --sources they stand open."""
    folded = here("runway", "minimax", "--format", "html").stdout
    assert "<details><summary>2 sources</summary>" in folded
    assert "<details>" not in here("runway", "minimax", "--format", "html", "--sources").stdout


def test_every_code_weighs_something_and_says_what_several_come_to() -> None:
    """The table of codes has no hole."""
    assert all(MINOR <= one.weight <= 3 and one.several and one.meaning for one in WARNINGS.values())


def test_the_options_are_on_every_command_that_answers() -> None:
    """Their help too."""
    for command in aicompare.api.COMMANDS:
        if command not in ("schema", "describe", "help", "mcp"):  # which answer no table
            text = here(command, "-h").stdout
            for option in ("--brief", "--quiet", "--notes", "--sources"):
                assert option in text, (command, option)


VALUED = {
    "value": lambda data: aicompare.value(data, "zhipu"),
    "needs": lambda data: aicompare.value(data, "zhipu", needs=True),
    "history": lambda data: aicompare.multiples(data, "zhipu", history="monthly"),
}


@pytest.mark.parametrize("name", VALUED)
def test_the_source_of_every_figure_of_a_table_is_listed(name: str) -> None:
    """With --sources, as in the bibliography of --cite: of each figure of a row the strongest source."""
    found = VALUED[name](aicompare.load()).report
    listed = footnotes_of(found).sources
    columns = ("low", "middle", "high", "needed", "value", "revenue")
    shown = [getattr(row, key, None) for section in found.sections for row in section.rows for key in columns]
    figures = [one for one in shown if isinstance(one, Fact | Derived)]
    assert figures
    assert {source.id for one in figures for source in strongest_sources(one)} <= listed.keys()


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_sources_are_counted_and_listed_on_every_screen(columns: str) -> None:
    """Also where the column that points at them has no room: a data set, a filing, a house."""
    assert re.search(r"\(3 filings, 1[01] press, 1 data", here("value", "zhipu", COLUMNS=columns).stdout)
    told = " ".join(here("value", "zhipu", "--sources", COLUMNS=columns).stdout.split())
    assert "[1D] Zhipu AI valuation dataset" in told
    assert "] Prospectus (global offering)" in told and "] CMB International initiations" in told


def test_value_with_sources_says_who_prints_the_prices_and_the_targets() -> None:
    """The close of HK$641.00 is of the data set, the target of HK$1,500 of HSBC."""
    told = " ".join(here("value", "zhipu", "--sources", COLUMNS="120").stdout.split())
    assert "Sources (P press, D data set; the others filings)" in told
    assert "Today – US$39.83bn [a] – HK$641.00 – 1D, a Closes" in told
    assert "(HSBC Global Investment Research, 2026-07-28, transcription)" in told
