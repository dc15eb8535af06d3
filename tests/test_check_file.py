"""`check --file`: many statements at once give what each of them gives alone."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from command import ROOT, environment, here

from aicompare.api import claims
from aicompare.api.claims import check
from aicompare.api.data import Data
from aicompare.dataset import Dataset
from aicompare.values.errors import BadFile, Trouble

HOLDS = "minimax.cash_balance[2025-09-30] / minimax.monthly_burn == 37"
FALSE = "zhipu.revenue[FY2024] == 312m HKD"
OPEN = "sum(convert(six-tigers.equity_value, USD)) < 1tn USD"
VALUE = "minimax.revenue[FY2025]"
UNKNOWN = "minmax.cash > 1bn USD"
CUT = "zhipu.revenue[FY2024] =="
MISSING = "minimax.revenue[FY2030]"
MIXED = "zhipu.revenue[FY2024] / minimax.revenue[FY2024] == 1.4"
EVERY = (
    HOLDS, FALSE, OPEN, VALUE, UNKNOWN, CUT, MISSING, MIXED, "1 == 2",
    "growth(zhipu.revenue[FY2024]) == 151%", "minimax.revenue[FY2024] == 30.5m USD",
    "openai.revenue[FY2024] > 3bn USD", "(((", "convert(1 USD, XXX)",
    "minimax.cash > 1", "zhipu.revenue[FY2031] == 3m CNY", "10bn", "min(six-tigers.revenue[FY2024]) > 0",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(dataset: Dataset) -> Data:
    return Data(dataset, None, ())


def written(folder: Path, *lines: str) -> Path:
    file = folder / "claims.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def alone(statement: str, data: Data) -> tuple[object, ...]:
    """What the statement is answered by itself: verdict, computed, distance, remark and hint."""
    try:
        row = check(data, statement).rows[0]
    except Trouble as trouble:
        hint = f"{trouble.message}; {trouble.hint}" if trouble.hint else trouble.message
        return "error", None, None, trouble.code, hint, None
    return row.verdict, row.computed, row.off_by, row.remark, row.hint, row.as_of


def test_each_line_gives_what_it_gives_alone(data: Data, tmp_path: Path) -> None:
    """Verdict, value, bounds, distance, remark, hint and day; also of what cannot be judged."""
    rows = check(data, file=written(tmp_path, *EVERY)).rows
    together = [(row.verdict, row.computed, row.off_by, row.remark, row.hint, row.as_of) for row in rows]
    assert together == [alone(one, data) for one in EVERY]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((HOLDS, VALUE), 0),
        ((HOLDS, FALSE), 1),
        ((HOLDS, OPEN), 2),
        ((FALSE, OPEN), 2),
        ((FALSE, UNKNOWN, HOLDS), 2),
        (("# nothing else", "", HOLDS), 0),
    ],
)
def test_the_exit_code_is_the_highest_of_all_lines(lines: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """0 all hold, 1 one is contradicted, 2 one is undecided or cannot be judged."""
    assert here("check", "--file", str(written(tmp_path, *lines))).returncode == code


def test_a_bad_line_is_told_with_its_place_and_the_others_are_judged(tmp_path: Path) -> None:
    """In the rows with the code of the error, and as a warning with file and line."""
    done = here("check", "--file", str(written(tmp_path, HOLDS, UNKNOWN, "", FALSE)), "--json")
    answer = json.loads(done.stdout)
    assert [row["verdict"] for row in answer["data"]] == ["holds", "error", "contradicted"]
    assert answer["data"][1]["remark"] == "bad_expression"
    bad = [one for one in answer["warnings"] if one["code"] == "bad_line"]
    assert len(bad) == 1
    assert "claims.txt:2: column 1: there is no company or group 'minmax'" in bad[0]["message"]
    assert "did you mean 'minimax'?" in bad[0]["message"]


def test_of_many_bad_lines_twenty_are_told(data: Data, tmp_path: Path) -> None:
    """And how many more there are; each has its row all the same."""
    answer = check(data, file=written(tmp_path, *[UNKNOWN] * 50))
    told = [one for one in answer.warnings if one.code == "bad_line"]
    assert len(answer.rows) == 50
    assert len(told) == 21
    assert told[-1].message.startswith("and 30 more lines")


def test_a_line_is_known_by_its_id_else_by_its_number(data: Data, tmp_path: Path) -> None:
    """Numbers count every line, comments and empty ones too; an id may be a whole number."""
    file = written(
        tmp_path, "# a comment", HOLDS, "", '{"id": "slide-7", "statement": "1 == 1"}',
        '  {"id": 12, "statement": "one is one", "expression": "1 == 1"}', '{"statement": "2 == 2"}',
    )  # fmt: skip
    rows = check(data, file=file).rows
    assert [row.id for row in rows] == ["2", "slide-7", "12", "6"]
    assert [row.statement for row in rows] == [HOLDS, "1 == 1", "one is one", "2 == 2"]
    assert [row.verdict for row in rows] == ["holds"] * 4


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "a"', "this is no JSON"),
        ('{"id": "a"}', "no statement"),
        ('{"id": true, "statement": "1 == 1"}', "is no id"),
        ('{"id": ["a"], "statement": "1 == 1"}', "is no id"),
        ('{"id": "a", "claim": "1 == 1"}', "there is no key 'claim'; the keys are id, statement, expression"),
        ('{"id": "a", "statement": 7}', "statement is not text"),
        ('{"id": "first", "statement": "1 == 1"}', "is that of"),
        ("{" * 5000, "this is no JSON"),
    ],
)
def test_what_is_wrong_in_a_line_of_json_is_said(line: str, words: str, data: Data, tmp_path: Path) -> None:
    """Its row is in error, and the line after it is judged."""
    file = written(tmp_path, '{"id": "first", "statement": "1 == 1"}', line, HOLDS)
    rows = check(data, file=file).rows
    assert [row.verdict for row in rows] == ["holds", "error", "holds"]
    assert words in rows[1].hint


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "there is no statement in it"),
        (b"# only\n\n   \n", "there is no statement in it"),
        (b"1 == 1\n\xff\xfe\n", "claims.txt:2:1: this is not UTF-8 text"),
    ],
)
def test_a_file_without_statements_is_refused(content: bytes, words: str, data: Data, tmp_path: Path) -> None:
    """With its name and the next step."""
    file = tmp_path / "claims.txt"
    file.write_bytes(content)
    with pytest.raises(BadFile) as refused:
        check(data, file=file)
    assert words in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "--file", "no-such.txt"), "no-such.txt: cannot be read"),
        (("check", "1 == 1", "--file", "x.txt"), "check takes one of EXPRESSION and --file"),
        (("check",), "check takes one of EXPRESSION and --file"),
        (("check", "--file", "."), "cannot be read"),
    ],
)
def test_what_names_no_file_of_statements_exits_2(arguments: tuple[str, ...], words: str) -> None:
    """One message on stderr, nothing on stdout."""
    done = here(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_an_answer_is_not_written_over_its_statements(tmp_path: Path) -> None:
    """As for every file that an answer is made of."""
    file = written(tmp_path, HOLDS)
    done = here("check", "--file", str(file), "--format", "csv", "-o", str(file))
    assert done.returncode == 2
    assert file.read_text(encoding="utf-8") == f"{HOLDS}\n"


def test_line_ends_and_a_mark_of_order_change_nothing(data: Data, tmp_path: Path) -> None:
    """As Windows writes them."""
    file = tmp_path / "claims.txt"
    file.write_bytes(b"\xef\xbb\xbf# x\r\n1 == 1\r\n2 == 30\r\n")
    assert [(row.id, row.verdict) for row in check(data, file=file).rows] == [
        ("2", "holds"), ("3", "contradicted"),
    ]  # fmt: skip


def test_standard_input_is_a_file_too() -> None:
    """`-` reads it to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "aicompare", "check", "--file", "-", "--json"],
        input=f"{HOLDS}\n{FALSE}\n", capture_output=True, encoding="utf-8", env=environment(), cwd=ROOT,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert [row["verdict"] for row in json.loads(done.stdout)["data"]] == ["holds", "contradicted"]


def test_the_example_of_the_repository_is_judged_as_its_comments_say() -> None:
    """Three hold, and 312m Hong Kong dollars are not RMB 312.4m."""
    done = here("check", "--file", "examples/tables/claims.txt", "--json")
    rows = json.loads(done.stdout)["data"]
    assert [(row["id"], row["verdict"], row.get("remark")) for row in rows] == [
        ("2", "holds", None), ("3", "holds", None), ("4", "contradicted", "currency"),
        ("slide-7", "holds", None),
    ]  # fmt: skip


def test_a_rate_of_ones_own_that_no_line_needs_is_told_once(tmp_path: Path) -> None:
    """It is unused where nothing used it, not where one line did not."""
    used, unused = "convert(minimax.revenue[FY2025], CNY) > 1 CNY", "1 == 1"
    code = "unused_rate"
    for lines, count in (((used, unused), 0), ((unused, unused), 1)):
        done = here("check", "--file", str(written(tmp_path, *lines)), "--rate", "USD/CNY=7.04", "--json")
        assert [one["code"] for one in json.loads(done.stdout)["warnings"]].count(code) == count


def test_ten_thousand_lines_are_one_process_of_less_than_a_minute(data: Data, tmp_path: Path) -> None:
    """A line costs its own checking, and one that stands there again costs nothing."""
    lines = list(islice(cycle(EVERY), 10_000))
    began = perf_counter()
    rows = check(data, file=written(tmp_path, *lines)).rows
    assert perf_counter() - began < 60
    assert len(rows) == 10_000
    assert [row.verdict for row in rows[:18]] == [row.verdict for row in rows[18:36]]


def test_a_statement_is_looked_at_once_however_often_it_stands_there(
    data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one in error, for which a name like it is looked for among all of them."""
    asked: list[str] = []
    real = claims._checked

    def noted(data: Data, expression: str, choice: Any) -> Any:
        asked.append(expression)
        return real(data, expression, choice)

    monkeypatch.setattr(claims, "_checked", noted)
    rows = check(data, file=written(tmp_path, *[UNKNOWN, HOLDS] * 5)).rows
    assert asked == [UNKNOWN, HOLDS]
    assert [row.verdict for row in rows] == ["error", "holds"] * 5
    assert len({row.hint for row in rows[::2]}) == 1
