"""What each format holds and leaves out, and that no cell of a spreadsheet starts a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from command import folded, here
from made import company, fact

import aicompare as library
from aicompare.calculators.catalogue import show
from aicompare.calculators.presentation import presented
from aicompare.companies.fact import Derived, Fact, money
from aicompare.rates.rates import Rates
from aicompare.render import FORMATS, Format, formats_of, output
from aicompare.render.as_csv import to_csv
from aicompare.reports.report import Report, Warning
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass


def test_every_format_is_in_the_help_and_has_an_ending_of_its_own() -> None:
    """One list serves all."""
    help_ = folded(here("list", "-h").stdout)
    assert "table (unless said), json, ndjson, csv, tsv, markdown or html." in help_
    endings = [ending for one in FORMATS.values() for ending in one.endings]
    assert len({*endings}) == len(endings)
    assert {output.format_for(f"answer{ending.upper()}", "list") for ending in endings} == {*FORMATS}


@pytest.mark.parametrize("name", [name for name in formats_of("runway") if not FORMATS[name].for_files])
def test_no_format_loses_a_warning(name: str) -> None:
    """It stands in the answer, or on stderr."""
    done = here("runway", "zhipu", "--format", name)
    assert "capital expenditure and lease payments" in folded(done.stdout) + done.stderr
    assert ("warning: " in done.stderr) is not FORMATS[name].whole


def test_a_format_that_says_that_it_holds_rows_alone_has_the_rest_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new one too, by nothing but its line in the list."""
    monkeypatch.setitem(FORMATS, "names", Format(lambda report, _: f"{report.name}\n", (".n",), whole=False))
    data = library.load()
    output.write(data.explained(library.runway(data, ["zhipu"])).report, "names", None)
    out, err = capsys.readouterr()
    assert out == "runway\n"
    assert "warning: Zhipu: not in the burn" in err
    assert "note: NAMES holds the rows alone; --json has how each number comes about" in err


def test_tsv_is_csv_with_tabs(tmp_path: Path) -> None:
    """The same cells, also in a file by its ending; but nothing stands before what looks like a formula."""
    file = tmp_path / "answer.tsv"
    here("show", "minimax", "revenue", "-o", str(file))
    tabs = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8")), delimiter="\t"))
    commas = csv.reader(io.StringIO(here("show", "minimax", "revenue", "--format", "csv").stdout))
    assert tabs == [[cell.removeprefix("'") for cell in row] for row in commas]


def test_csv_begins_with_its_first_name_and_not_with_a_byte_order_mark(tmp_path: Path) -> None:
    """On stdout and in a file: README says how Excel opens it."""
    file = tmp_path / "answer.csv"
    here("show", "tencent", "-o", str(file))
    assert file.read_bytes().startswith(b"company,")


STARTERS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "−1", " =1", "\u3000＝1"]


@pytest.mark.parametrize("name", STARTERS)
def test_no_text_starts_a_formula(name: str, rates: Rates) -> None:
    """The signs of OWASP's list, full-width ones too, also behind a space; numbers stay numbers."""
    text = to_csv(_show(name, rates))
    row = dict(zip(*csv.reader(io.StringIO(text)), strict=True))
    assert row["note"] == f"'{name}"
    assert row["value"] == "-5000000"


@pytest.mark.parametrize("name", ["\t=1", "\r=1", "\n=1"])
def test_what_steers_a_line_is_written_out(name: str, rates: Rates) -> None:
    """So that it begins no formula either."""
    row = dict(zip(*csv.reader(io.StringIO(to_csv(_show(name, rates)))), strict=True))
    assert row["note"].startswith("\\x0")


def _show(note: str, rates: Rates) -> Report:
    loss = replace(fact("operating_cash_flow", "FY2025", "US$-5m"), note=note)
    return show(company(loss), None, date(2026, 10, 31), rates, None, history=False)


@dataclass(frozen=True)
class Mine:
    """A row that stands nowhere in aicompare."""

    company: str
    cash: Fact | Derived | None
    more: tuple[Fact, ...] = ()
    listed: list[Fact] | None = None
    plain: Figure | None = None


@dataclass(frozen=True)
class Within:
    row: Mine


def test_a_row_is_converted_by_what_it_holds(rates: Rates) -> None:
    """Wherever its type stands: alone, in another, in a tuple, in a list; the rest stays as it is."""
    cash = fact("cash", "2025-06-30", "US$100", company="acme")
    figure = Figure.exact(Decimal(3))
    warnings: list[Warning] = []
    (row,) = presented([Within(Mine("acme", cash, (cash,), [cash], figure))], "CNY", rates, warnings)
    assert row.row.listed is not None
    for one in (row.row.cash, *row.row.more, *row.row.listed):
        assert one is not None and money(one).currency == "CNY"
    assert row.row.plain is figure
    plain = Mine("acme", None)
    assert presented([plain], "CNY", rates, warnings)[0] is plain
    assert warnings == []
