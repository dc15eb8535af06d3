"""`import table` of a workbook: each cell comes in as it is shown, or the file is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, here

pytest.importorskip("openpyxl", reason="the extra xlsx is not installed (CI has it)")

from openpyxl import Workbook

from aicompare.dataset.sheets import sheet_rows

TABLES = ROOT / "examples" / "tables"
ABOUT = ("--company", "acme", "--source", "acme-results-2025", "--unit", "US$ million")


def saved(place: Path, *rows: list[Any], forms: dict[str, str] | None = None, sheets: int = 1) -> Path:
    """A workbook of these rows; `forms` are the number formats of cells."""
    book = Workbook()
    while len(book.worksheets) < sheets:
        book.create_sheet()
    for sheet in book.worksheets:
        for row in rows:
            sheet.append(row)
        for cell, form in (forms or {}).items():
            sheet[cell].number_format = form
    book.save(place)
    return place


def imported(results: Path, mine: Path) -> Any:
    companies = [str(TABLES / name) for name in ("sources.csv", "companies.csv")]
    return here("import", "table", *companies, str(results), *ABOUT, "--file", str(mine))


def test_a_workbook_comes_to_what_the_same_csv_does(tmp_path: Path) -> None:
    """The results of the examples: amounts in US$ million, margins as percentages, a loss below zero."""
    book = saved(
        tmp_path / "results.xlsx", ["metric", "FY2024", "FY2025", "scope", "at"],
        ["revenue", 1000, 1200, None, "p. 12"], ["revenue", 200, 300, "cloud", "p. 12"],
        ["gross margin", 0.4, 0.41, None, "p. 12"], ["operating_profit", -20, -5, None, "p. 13"],
        forms={"B2": "#,##0", "C2": "#,##0", "B4": "0%", "C4": "0%", "B5": "#,##0_);(#,##0)"},
    )  # fmt: skip
    for source, mine in ((TABLES / "results.csv", "csv.yaml"), (book, "xlsx.yaml")):
        done = imported(source, tmp_path / mine)
        assert done.returncode == 0, done.stderr
        assert here("validate", str(tmp_path / mine)).returncode == 0
    answers = [
        here("show", "acme", "--all", "--data", str(tmp_path / mine), "--format", "tsv", "--fields",
             "metric,period,value,unit,scope").stdout
        for mine in ("csv.yaml", "xlsx.yaml")
    ]  # fmt: skip
    assert answers[0] == answers[1]
    assert "revenue\tFY2025\t1200000000\tUSD\t\n" in answers[1]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.163, "0.0%", "16.3%"), (0.1634, "0%", "16%"), (1200.456, "#,##0.0", "1200.5"), (5, "0.00", "5.00"),
        (-5, "#,##0;(#,##0)", "-5"), (1_200_500_000, "#,##0.0,,", "1200.5"), (1_234_567, "0,", "1235"),
        (1_200_500_000, '#,##0.0,,"m"', "1200.5"), (7, '"FY"0', "7"), (7.25, '[$US$-409]#,##0.00', "7.25"),
        (2.5, '0.0"x, about"', "2.5"), (0.1, "General", "0.1"), (1e21, "General", "1" + "0" * 21),
        (12345.678, "0.00E+00", "12345.678"), (1.005, "0.00", "1.01"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_format_shows(value: float, form: str, shown: str, tmp_path: Path) -> None:
    """Rounded half up, in percent, in thousands or millions where the format says so."""
    file = saved(tmp_path / "one.xlsx", ["metric", "FY2025"], ["revenue", value], forms={"B2": form})
    assert sheet_rows(str(file), file.read_bytes())[1] == (2, ["revenue", shown])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2025, 12, 31), "2025-12-31"), (True, "True"), (time(8, 30), "08:30:00"), ("=x", None),
        (timedelta(days=1), "1 day, 0:00:00"), ("#DIV/0!", "#DIV/0!"), ("  ", "  "),
    ],
)  # fmt: skip
def test_what_is_no_number_is_a_text(value: Any, shown: str | None, tmp_path: Path) -> None:
    """A day as we write it; a formula that nobody has computed is refused with its cell."""
    file = saved(tmp_path / "one.xlsx", ["metric", "FY2025"], ["revenue", value])
    if shown is not None:
        assert sheet_rows(str(file), file.read_bytes())[1][1][1] == shown
        return
    done = imported(file, tmp_path / "mine.yaml")
    assert done.returncode == 2 and "the formula in B2 has no value yet" in done.stderr


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda file: saved(file, ["metric", "FY2025"], ["revenue", 1], sheets=2), "has 2 sheets with cells"),
        (lambda file: saved(file), "has 0 sheets with cells: nothing in it"),
        (lambda file: saved(file, ["a", "b"], ["revenue", 1]), "one.xlsx:1"),
        (lambda file: saved(file, ["metric", "soon"], ["revenue", 1]), "soon"),
        (lambda file: saved(file, ["metric", "FY2025"], ["revenue", "#DIV/0!"]), "#DIV/0!"),
        (lambda file: saved(file, ["metric", "FY2025"], ["revenue", "nan"]), "nan"),
        (lambda file: file.write_bytes(b"PK\x03\x04" + b"x" * 99), "this is no workbook"),
    ],
)
def test_what_cannot_be_read_exits_2_and_nothing_is_written(
    made: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    """With the place, and the next step."""
    made(tmp_path / "one.xlsx")
    done = imported(tmp_path / "one.xlsx", tmp_path / "mine.yaml")
    assert (done.returncode, (tmp_path / "mine.yaml").exists()) == (2, False)
    assert words in done.stderr and "one.xlsx" in done.stderr and "Traceback" not in done.stderr
