"""An answer names the newest day of anything that went into it: as of that day it comes again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import aicompare, here
from ecbfile import bank_csv
from made import day

import aicompare as library

# USD, HKD, CNY, JPY, GBP, KRW, SGD, INR, CAD, CHF, AUD: as on 2026-10-30 but for the dollar (1.1172).
ROW = "2026-11-02,1.1180,8.7652,7.4326,175.68,0.8338,1491.76,1.4282,106.084,1.5606,0.9194,1.5904"
FIGURES, RATES = "2026-10-31", "2026-11-02"  # the newest of the shipped figures, and of the rates


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the history with one more day was taken; that answer lies beside it."""
    root = tmp_path_factory.mktemp("newer")
    (root / "hist.csv").write_text(bank_csv([ROW]), encoding="ascii")
    done = aicompare("rates", "update", str(root / "hist.csv"), "--json", XDG_DATA_HOME=str(root))
    (root / "update.json").write_text(done.stdout, encoding="utf-8")
    return root


def told(folder: Path, *arguments: str) -> str:
    return here(*arguments, "--json", XDG_DATA_HOME=str(folder)).stdout


RESTING_ON_THE_NEW_ROW: list[tuple[str, ...]] = [
    ("convert", "15bn CNY", "--to", "USD"),
    ("convert", "15bn CNY", "--to", "USD,HKD,CNY"),
    ("convert", "15bn CNY", "--to", "USD", "--on", "2026-11-05"),
    ("convert", "15bn CNY", "--to", "USD", "--average", "2026-10-26..2026-11-02"),
    ("convert", "minimax.revenue[FY2025]", "--to", "CNY", "--on", RATES),
    ("convert", "--implied", "100 USD", "665 CNY"),
    ("convert", "--implied", "100 USD", "600 CNY", "--on", "2020-01-02"),
    ("rates",),
    ("rates", "USD/CNY"),
    ("rates", "USD/CNY", "--explain"),
    ("check", "convert(USD 100, CNY) > 5 CNY"),
    ("check", "convert(zhipu.cash, USD)", "--on", RATES),
    ("allocate", "CNY 100", "a=1", "b=1", "--in", "USD"),
]
OLDER: list[tuple[str, ...]] = [
    ("list",),
    ("show", "zhipu", "cash", "--in", "USD"),
    ("runway", "minimax", "--in", "CNY"),
    ("multiples", "zhipu"),
    ("compare", "zhipu", "minimax"),
    ("convert", "15bn CNY", "--to", "USD", "--on", "2025-12-31"),
    ("convert", "minimax.revenue[FY2025]", "--to", "CNY"),
    ("rates", "USD/CNY", "--average", "2026-10-26..2026-11-01"),
    ("allocate", "zhipu", "--in", "USD"),
    ("audit", "--source", "article-003"),
]


@pytest.mark.parametrize("arguments", RESTING_ON_THE_NEW_ROW, ids=" ".join)
def test_an_answer_is_of_the_day_of_its_newest_rate(folder: Path, arguments: tuple[str, ...]) -> None:
    """2 November, though the figures of companies end in October; as of that day, byte for byte again."""
    answer = told(folder, *arguments)
    assert json.loads(answer)["as_of"] == RATES
    assert told(folder, *arguments, "--as-of", RATES) == answer


@pytest.mark.parametrize("arguments", OLDER, ids=" ".join)
def test_an_answer_without_the_new_rate_is_of_the_day_it_was_of(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    """As before the new rates came, byte for byte, and as of its day."""
    answer = told(folder, *arguments)
    assert json.loads(answer)["as_of"] == FIGURES
    assert told(folder, *arguments, "--as-of", FIGURES) == answer
    assert told(folder / "nothing", *arguments) == answer


def test_the_figure_is_of_the_day_that_is_named(folder: Path) -> None:
    """15e9 x 1.1180 / 7.4326 = 2,256,276,403.95, and a day before the row x 1.1172 2,254,661,894.90."""
    asked = ("convert", "15bn CNY", "--to", "USD")
    newest = aicompare(*asked, XDG_DATA_HOME=str(folder)).stdout
    before = aicompare(*asked, "--as-of", FIGURES, XDG_DATA_HOME=str(folder)).stdout
    assert "US$2,256,276,403.95" in newest and f"as of {RATES}" in newest
    assert "US$2,254,661,894.90" in before and "2026-10-30: 1 EUR = " in before


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_people_read_that_day_too(folder: Path, form: str) -> None:
    """In the title, as in JSON."""
    done = aicompare("rates", "USD/CNY", "--format", form, XDG_DATA_HOME=str(folder))
    assert f"as of {RATES}" in done.stdout.splitlines()[0]


def test_the_answer_of_an_update_is_of_its_newest_day(folder: Path) -> None:
    """The one that took the row."""
    assert json.loads((folder / "update.json").read_text(encoding="utf-8"))["as_of"] == RATES


def test_a_library_hears_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where names come from a generator, which can be read once."""
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setattr("sys.platform", "linux")
    data = library.load()
    answer = library.convert(data, "15bn CNY", (one for one in ["USD", "HKD"]))
    assert answer.report.as_of == day(RATES)
    assert [row.result is not None for row in answer.rows] == [True, True]
    assert (
        library.convert(library.load(as_of=RATES), "15bn CNY", ["USD", "HKD"]).to_json() == answer.to_json()
    )
    assert library.runway(data, (one for one in ["minimax"]), currency="CNY").report.as_of == day(FIGURES)
    assert data.as_of == day(FIGURES)
