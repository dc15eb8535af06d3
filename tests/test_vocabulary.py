"""`metrics`, `sources` and the table of coverage: what the data are made of."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest
from command import ROOT, here
from made import company, day, fact, source

from aicompare.calculators.vocabulary import MetricRow, SourceRow, metrics, sources
from aicompare.companies.measures import DERIVED
from aicompare.dataset import Dataset
from aicompare.dataset.store import Record
from aicompare.values.metrics import METRICS
from aicompare.values.periods import Period


@pytest.fixture(scope="module")
def coverage() -> ModuleType:
    """tools/coverage_page.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("coverage_page", ROOT / "tools" / "coverage_page.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def source_rows(data: Dataset) -> list[SourceRow]:
    return list(sources(data.all(), data.sources, data.user_sources, data.as_of).rows)


def test_every_metric_is_listed_with_its_number_of_facts(dataset: Dataset, record: Record) -> None:
    """Counted again in the rows of the file; a metric without a fact is listed with 0."""
    rows = metrics(dataset.all(), {}, dataset.as_of).rows
    in_file = Counter(row["metric"] for one in record["companies"].values() for row in one.get("facts", ()))
    names = [*METRICS, *DERIVED]  # what is derived has no facts of its own
    assert [row.name for row in rows] == names
    assert {row.name: row.facts for row in rows} == {name: in_file[name] for name in names}


def test_a_metric_row_reads_as_a_line() -> None:
    """What a narrow screen shows."""
    row = MetricRow("cash", "stock", "money", 41, "cash and cash equivalents")
    assert str(row) == "cash (stock, money): cash and cash equivalents [41]"
    derived = replace(row, expression="a + b", facts=0)
    assert str(derived) == "cash (stock, money): cash and cash equivalents = a + b [0]"


def test_every_source_is_listed_with_its_number_of_facts(dataset: Dataset, record: Record) -> None:
    """A fact of two sources counts for both; counted again in the rows of the file."""
    in_file = Counter(
        source
        for one in record["companies"].values()
        for row in one.get("facts", ())
        for source in row["source"]
    )
    assert {row.id: row.facts for row in source_rows(dataset)} == {
        id_: in_file[id_] for id_ in record["sources"]
    }
    assert not any(row.user for row in source_rows(dataset))


def test_the_past_does_not_know_later_sources(dataset: Dataset) -> None:
    """On 9 January 2026 MiniMax's prospectus (31 December) was out, its results of March were not."""
    known = {row.id: row.facts for row in source_rows(dataset.at(date(2026, 1, 9)))}
    assert known["minimax-prospectus"] > 100
    assert "minimax-results-2025" not in known


def test_a_transcription_is_shown_as_one(dataset: Dataset) -> None:
    """The filings of both were read in somebody's copy, the articles were read themselves."""
    via = {row.id: row.via for row in source_rows(dataset)}
    filings = ("prospectus", "allotment", "results-2025")
    assert {via[f"{who}-{which}"] for who in ("zhipu", "minimax") for which in filings} == {"transcription"}
    assert via["article-001"] is None


@pytest.mark.parametrize("columns", ["40", "80", "200"])
@pytest.mark.parametrize("command", ["metrics", "sources"])
def test_both_fit_every_screen(command: str, columns: str) -> None:
    """No line is wider than the screen, but for one word that cannot be broken."""
    done = here(command, COLUMNS=columns)
    assert done.returncode == 0
    for line in done.stdout.splitlines():
        assert len(line) <= int(columns) or len(line.split()) == 1 or "http" in line


def test_scripts_get_the_keys_of_a_row() -> None:
    """JSON keys and CSV columns of both."""
    answer = json.loads(here("metrics", "--json").stdout)
    assert answer["schema"] == "aicompare.metrics/2"
    assert list(answer["data"][0]) == ["name", "kind", "unit", "facts", "definition"]
    assert any("expression" in row for row in answer["data"])
    head = here("sources", "--format", "csv").stdout.splitlines()[0]
    assert head == "id,published,kind,via,facts,title,publisher,url,user"


# --- coverage -----------------------------------------------------------------------------


def test_the_page_shows_what_the_data_cover(coverage: ModuleType, dataset: Dataset) -> None:
    """`python tools/coverage_page.py --write` was run after the last change of the data."""
    page = coverage.PAGE.read_text(encoding="utf-8")
    assert coverage.with_page(page, coverage.whole_page(dataset.all())) == page


def test_a_figure_is_backed_by_what_does_not_contradict_it(coverage: ModuleType) -> None:
    """Of three figures of one thing two agree, one of them of a filing: 2 of 3 have both."""
    one = company(
        fact("revenue", "FY2025", "US$53.437m", kind="filing", published="2026-01-31"),
        fact("revenue", "FY2025", "US$53.4m", kind="press", published="2026-02-28"),
        fact("revenue", "FY2025", "US$60m", kind="press", published="2026-03-31"),
    )
    [line] = [line for line in coverage.coverage_page([one]).splitlines() if line.startswith("| Acme")]
    assert line == "| Acme | 3 | 66% | 66% | 2026-03-31 |"


def test_only_the_part_between_the_comments_is_written(coverage: ModuleType) -> None:
    """What stands before and after stays as it is."""
    before, after = f"# Title\n\n{coverage.BEGIN}\n", f"{coverage.END}\n\nThe rest.\n"
    written = coverage.with_page(f"{before}old\n{after}", "| new |\n")
    assert written == f"{before}\n| new |\n\n{after}"
    assert coverage.with_page(written, "| new |\n") == written


LAST = day("2026-10-31")
REVENUE = fact("revenue", "FY2025", "US$10m", "2026-02-28")
RIVAL = fact("revenue", "FY2025", "US$20m", "2026-02-28", kind="press")


def test_metrics_and_sources_are_counted_by_what_names_them() -> None:
    """Each with its facts; the kinds below, the most frequent first; later sources are not known."""
    report = metrics([company(REVENUE, RIVAL)], {}, LAST)
    assert (report.name, report.title, report.as_of, len(report.notes)) == ("metrics", "Metrics", LAST, 1)
    row = next(row for row in report.rows if row.name == "revenue")
    assert row == MetricRow("revenue", "flow", "money", 2, METRICS["revenue"].definition)
    assert len(report.rows) == len(METRICS) + len(DERIVED)
    assert report.currency is None  # no amount is shown
    known = [
        replace(source("2026-02-28"), url="https://example.org/a"),
        source("2026-02-28", "press"),
        source("2025-01-01", "press"),
        source("2027-01-01"),
    ]
    report = sources([company(REVENUE, RIVAL)], known, {"press-2026-02-28"}, LAST)
    assert (report.name, report.title, report.as_of) == ("sources", "Sources", LAST)
    assert [(row.id, row.facts, row.user) for row in report.rows] == [
        ("filing-2026-02-28", 1, False),
        ("press-2026-02-28", 1, True),
        ("press-2025-01-01", 0, False),
    ]
    assert (report.currency, report.first.row_type, report.first.about) == (None, SourceRow, {"own"})
    assert sources([company(REVENUE)], known, set(), LAST).first.about == set()  # none of one's own
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
