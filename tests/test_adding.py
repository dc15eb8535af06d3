"""Rows into a data file: put where they belong, nothing else touched, written whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command import ROOT

import aicompare
from aicompare.values.errors import BadFile, BadUsage, Trouble

DATA = ROOT / "data" / "companies.yaml"
MINE = """\
# My own file, with a comment.
sources:
  mine: {title: My note, publisher: Me, published: 2026-10-01, kind: press}   # as I read it
  other: {title: Another, publisher: Me, published: 2026-10-02, kind: press}

companies:
  zhipu:
    facts:
    # what I found
    - {metric: revenue, period: FY2025, value: "RMB 800m", source: mine}   # printed so
    - {metric: cash, period: 2025-12-31,   value: "RMB 2bn", source: mine}

  # the other one
  minimax:
    facts:
    - {metric: revenue, period: FY2025, value: "US$79.0m", source: other}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of one's own, as people write it."""
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    return file


def added(text: str) -> list[str]:
    """The lines that were not there before; every other line must stand as it stood, in its order."""
    before = iter(MINE.splitlines())
    expected = next(before, None)
    new = []
    for line in text.splitlines():
        if line == expected:
            expected = next(before, None)
        else:
            new.append(line)
    assert expected is None, f"lost: {expected}"
    return new


def outcomes(answer: aicompare.Answer) -> list[str]:
    return [row.outcome for row in answer.rows]


def test_a_fact_becomes_one_line_and_every_other_byte_stays(mine: Path) -> None:
    """Comments, odd blanks and order stay; the new line stands behind its like."""
    aicompare.add("zhipu", "revenue", "FY2026", "RMB 2bn", source="mine", status="forecast", file=mine)
    assert added(mine.read_text()) == [
        '    - {metric: revenue, period: FY2026, value: "RMB 2bn", source: mine, status: forecast}'
    ]


def test_the_facts_of_a_further_document_are_a_block_under_its_id(mine: Path) -> None:
    """A comment names it; a second figure of it joins the block, in the order of the vocabulary."""
    aicompare.add("zhipu", "cash", "2026-06-30", "RMB 3bn", source="other", file=mine)
    aicompare.add("zhipu", "revenue", "H1 2026", "RMB 954m", source="other", file=mine)
    assert added(mine.read_text()) == [
        "    # other",
        '    - {metric: revenue, period: H1 2026, value: "RMB 954m", source: other}',
        '    - {metric: cash, period: 2026-06-30, value: "RMB 3bn", source: other}',
    ]


def test_the_same_figure_of_a_further_source_joins_its_line(mine: Path) -> None:
    """`source: [a, b]` where both print the same digits."""
    answer = aicompare.add("minimax", "revenue", "FY2025", "US$79.0m", source="mine", file=mine)
    assert outcomes(answer) == ["joined"]
    assert '- {metric: revenue, period: FY2025, value: "US$79.0m", source: [other, mine]}' in mine.read_text()


def test_what_is_there_already_is_told_and_not_doubled(mine: Path) -> None:
    """Of the same source: in the file, or in the data below it."""
    answer = aicompare.add("zhipu", "revenue", "FY2025", "RMB 800m", source="mine", file=mine)
    assert outcomes(answer) == ["held"]
    shipped = aicompare.add(
        "zhipu", "revenue", "FY2024", "RMB 312,414k", source="zhipu-prospectus", file=mine
    )
    assert outcomes(shipped) == ["held"]
    assert mine.read_text() == MINE


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("zhipu", "revenue", "FY2025", "800m"), "currency"),
        (("zhipu", "revenues", "FY2025", "RMB 800m"), "did you mean 'revenue'"),
        (("zhipux", "revenue", "FY2025", "RMB 800m"), "did you mean 'zhipu'"),
        (("zhipu", "cash", "FY2025", "RMB 800m"), "balance of one day"),
        (("zhipu", "revenue", "FY2029", "RMB 800m"), "lies after the newest source"),
        (("zhipu", "net_loss", "FY2024", "RMB 800m"), "write net_profit, and the figure with a minus"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    mine: Path, row: tuple[str, ...], words: str
) -> None:
    """The file stays as it was, and the message says what would be right."""
    with pytest.raises(Trouble) as trouble:
        aicompare.add(*row, source="mine", file=mine)
    assert words in f"{trouble.value.message}; {trouble.value.hint}"
    assert mine.read_text() == MINE


def test_a_source_that_no_file_defines_is_refused_until_it_is_made(mine: Path) -> None:
    """With its title and publisher the entry is made in the same step."""
    row = ("zhipu", "cash", "2026-06-30", "RMB 3bn")
    with pytest.raises(BadFile, match="there is no source 'ft-1'"):
        aicompare.add(*row, source="ft-1", file=mine)
    aicompare.add(
        *row,
        source="ft-1",
        title="Cash: a note",
        publisher="FT",
        published="2026-08-31",
        kind="press",
        file=mine,
    )
    assert added(mine.read_text()) == [
        "  ft-1:",
        '    title: "Cash: a note"',
        "    publisher: FT",
        "    published: 2026-08-31",
        "    kind: press",
        "    # ft-1",
        '    - {metric: cash, period: 2026-06-30, value: "RMB 3bn", source: ft-1}',
    ]


def test_without_a_file_to_write_into_it_says_so() -> None:
    """It never falls back on the shipped data."""
    with pytest.raises(BadUsage, match="no file to write into"):
        aicompare.add("zhipu", "cash", "2026-06-30", "RMB 3bn", source="xu-dataset")


def test_a_copy_of_the_shipped_data_takes_rows_again_and_again(tmp_path: Path) -> None:
    """Another edition of it stands on nothing, so none of its claims is told twice."""
    copy = Path(shutil.copy(DATA, tmp_path / "companies.yaml"))
    for day in ("2026-10-01", "2026-10-02"):
        aicompare.add(
            "zhipu", "share_price", day, "HK$900",
            source="xu-dataset", label="close", accept="off-scale: a test", file=copy,
        )  # fmt: skip
    assert not aicompare.validate(copy).failed
