"""What mutants of `list`, `show`, `metrics`, `sources` and `validate` showed to be untested."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import company, day, fact, source

from aicompare.calculators.catalogue import ListRow, ShowRow, listing, show
from aicompare.calculators.validation import ValidateRow, findings_of, validation
from aicompare.calculators.vocabulary import MetricRow, SourceRow, metrics, sources
from aicompare.companies.company import Note
from aicompare.companies.fact import Place
from aicompare.dataset.compiling import Problem
from aicompare.lint.findings import Finding
from aicompare.rates.rates import Rates
from aicompare.values.errors import NoAnswer
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period

LAST = day("2026-10-31")
REVENUE = fact("revenue", "FY2025", "US$10m", "2026-02-28")


# --- list and show ------------------------------------------------------------------------------


def test_a_list_says_how_much_is_known_of_whom() -> None:
    """Facts, the newest source, tickers and groups; one's own figures only where there are some."""
    acme = replace(
        company(REVENUE, fact("revenue", "FY2024", "US$9m"), listed="2026-01-08"), groups=("all", "makers")
    )
    bare = company(id_="bare")
    report = listing([acme, bare], {"makers": ["acme"], "all": ["acme", "bare"]}, LAST)
    assert (report.name, report.title, report.as_of) == ("list", "Companies in the data", LAST)
    assert (report.row_type, report.currency, report.hidden) == (ListRow, None, ("user_facts",))
    assert list(report.notes) == ["Groups: makers (1), all (2)."]
    assert list(report.rows) == [
        ListRow("acme", "Acme", "0001.HK", ("makers",), 2, Period.parse("2026-02-28"), 0),
        ListRow("bare", "Bare", None, (), 0, None, 0),
    ]
    mine = company(replace(REVENUE, user=True))
    assert listing([mine], {}, LAST).hidden == ()
    assert listing([mine], {}, LAST).rows[0].user_facts == 1


RIVAL = fact("revenue", "FY2025", "US$20m", "2026-02-28", kind="press")
ALIKE = fact("revenue", "FY2025", "US$10.1m", "2026-02-28", kind="press")


def test_a_show_tells_what_is_used_and_what_is_not(rates: Rates) -> None:
    """With its history what is outranked and what contradicts; a warning for the latter either way."""
    acme = replace(
        company(REVENUE, RIVAL, ALIKE), notes=(Note("It hires.", (source(), source("2026-02-01"))),)
    )
    report = show(acme, None, LAST, rates, None, history=True)
    assert (report.name, report.title, report.as_of) == ("show", "Acme: every figure, with its history", LAST)
    assert (report.row_type, report.currency, report.brief) == (ShowRow, "reported", ("standing",))
    assert report.names == {"acme": "Acme"}
    assert list(report.rows) == [
        ShowRow("acme", REVENUE),
        ShowRow("acme", RIVAL, "conflict"),
        ShowRow("acme", ALIKE, "outranked"),
    ]
    assert [one.code for one in report.warnings] == ["conflict"]
    assert list(report.notes) == ["It hires. (Made up; Made up)"]
    plain = show(acme, "revenue", LAST, rates, "HKD", history=False)
    assert (plain.title, plain.currency, plain.brief) == ("Acme: Revenue", "HKD", ())
    assert (len(plain.rows), list(plain.notes)) == (1, [])
    assert [one.code for one in plain.warnings] == ["conflict"]


def test_what_a_rate_does_not_cover_keeps_its_row_and_is_named(rates: Rates) -> None:
    """With its period, and whose it is."""
    early = replace(rates, as_of=day("1999-06-01"))
    report = show(company(REVENUE), None, LAST, early, "CNY", history=False)
    (row,), (warning,) = report.rows, report.warnings
    assert row.fact == replace(REVENUE, unconverted=True)
    assert (warning.code, warning.subject) == ("no_rate", "acme")
    assert warning.message.startswith("Revenue FY2025 is not known in CNY: no USD/CNY rate covers FY2025")
    with pytest.raises(NoAnswer) as caught:
        show(company(), None, LAST, rates, None, history=False)
    assert caught.value.message == "nothing of Acme is in the data as of 2026-10-31"
    with pytest.raises(NoAnswer) as caught:
        show(company(REVENUE), "cash", LAST, rates, None, history=False)
    assert caught.value.message == "no cash of Acme is in the data as of 2026-10-31"


# --- metrics and sources ------------------------------------------------------------------------


def test_metrics_and_sources_are_counted_by_what_names_them() -> None:
    """Each with its facts; the kinds below, the most frequent first; later sources are not known."""
    report = metrics([company(REVENUE, RIVAL)], LAST)
    assert (report.name, report.title, report.row_type, report.as_of) == (
        "metrics",
        "Metrics",
        MetricRow,
        LAST,
    )
    assert (report.currency, report.lines, len(report.notes)) == (None, "narrow", 1)
    row = next(row for row in report.rows if row.name == "revenue")
    assert row == MetricRow("revenue", "flow", "money", 2, METRICS["revenue"].definition)
    assert len(report.rows) == len(METRICS)
    known = [
        replace(source("2026-02-28"), url="https://example.org/a"),
        source("2026-02-28", "press"),
        source("2025-01-01", "press"),
        source("2027-01-01"),
    ]
    report = sources([company(REVENUE, RIVAL)], known, {"press-2026-02-28"}, LAST)
    assert (report.name, report.title, report.row_type, report.as_of) == (
        "sources",
        "Sources",
        SourceRow,
        LAST,
    )
    assert report.currency is None
    assert [(row.id, row.facts, row.user) for row in report.rows] == [
        ("filing-2026-02-28", 1, False),
        ("press-2026-02-28", 1, True),
        ("press-2025-01-01", 0, False),
    ]
    first = report.rows[0]
    assert (first.kind, first.title, first.publisher, first.via, first.url) == (
        "filing",
        "Made up",
        "Nobody",
        None,
        "https://example.org/a",
    )
    assert first.published == Period.parse("2026-02-28")
    assert list(report.notes) == [
        "3 sources: 2 press, 1 filing. A transcription is somebody's copy of a document not read itself."
    ]


# --- validate -----------------------------------------------------------------------------------


def row(line: int, severity: str = "warning", accepted: str | None = None) -> ValidateRow:
    return ValidateRow("my.yaml", line, 1, severity, "gap", "it lacks a year", None, accepted)


def test_findings_are_in_the_order_of_the_lines_of_their_file() -> None:
    """Problems of reading and doubts about facts; those of another file are not meant."""
    here = replace(REVENUE, place=Place("my.yaml", 2, 5))
    elsewhere = replace(REVENUE, place=Place("other.yaml", 1, 1))
    found = findings_of(
        "my.yaml",
        [
            Problem(3, 7, "b", "wrong", "right", "fault", None),
            Problem(2, 1, "a", "odd", None, "warning", "So."),
        ],
        [Finding("gap", "doubtful", (here,), "look"), Finding("gap", "doubtful", (elsewhere,))],
    )
    assert found == [
        ValidateRow("my.yaml", 2, 1, "warning", "a", "odd", None, "So."),
        ValidateRow("my.yaml", 2, 5, "warning", "gap", "doubtful", "look", None),
        ValidateRow("my.yaml", 3, 7, "fault", "b", "wrong", "right", None),
    ]


@pytest.mark.parametrize(
    ("rows", "accepted", "strict", "title", "notes", "failed"),
    [
        ([], False, True, "my.yaml: no faults, no warnings", [], False),
        ([row(1)], False, False, "my.yaml: no faults, 1 warning", [], False),
        ([row(1)], False, True, "my.yaml: no faults, 1 warning", [], True),
        ([row(1, "fault"), row(2, "fault")], False, False, "my.yaml: 2 faults, no warnings", [], True),
        (
            [row(1, accepted="So.")],
            False,
            True,
            "my.yaml: no faults, no warnings",
            ["1 warning is accepted in the file, each with its reason; --accepted shows them."],
            False,
        ),
        (
            [row(1, accepted="So."), row(2, accepted="So.")],
            True,
            True,
            "my.yaml: no faults, no warnings",
            ["2 warnings are accepted in the file, each with its reason."],
            False,
        ),
    ],
)
def test_a_validation_counts_and_fails_as_it_is_asked(
    rows: list[ValidateRow], accepted: bool, strict: bool, title: str, notes: list[str], failed: bool
) -> None:
    """For a fault always, for a warning where it is strict; an accepted one is counted apart."""
    report = validation({"my.yaml": rows}, LAST, accepted=accepted, strict=strict)
    assert (report.name, report.title, list(report.notes)) == ("validate", title, notes)
    assert (report.row_type, report.as_of, report.currency) == (ValidateRow, LAST, None)
    assert (report.failed, report.lines) == (failed, "always")
    assert list(report.rows) == [one for one in rows if accepted or not one.accepted]
    two = validation({"a.yaml": rows, "b.yaml": []}, LAST, accepted=accepted, strict=strict)
    assert two.title.startswith("a.yaml, b.yaml: ")


def test_a_finding_reads_as_compilers_print_it() -> None:
    """Place, severity, code, what is wrong; what would be right, and why it may stay, where there is one."""
    row = ValidateRow("my.yaml", 3, 7, "warning", "gap", "it lacks a year", None, None)
    assert str(row) == "my.yaml:3:7: warning[gap]: it lacks a year"
    row = ValidateRow("my.yaml", 3, 7, "warning", "gap", "it lacks a year", "add it", "As printed.")
    assert str(row) == "my.yaml:3:7: warning[gap]: it lacks a year; add it (accepted: As printed.)"
