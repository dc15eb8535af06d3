"""Streams, exit codes, formats and widths: what a shell and a script rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import aicompare, environment, here, on_a_terminal

NUMBER = re.compile(r"\d[\d,]*\.?\d*(?:bn|m|tn|%|×)?")
COMMANDS = [
    ("list",),
    ("show", "zhipu", "cash"),
    ("compare", "zhipu", "minimax"),
    ("runway", "zhipu", "minimax"),
    ("multiples", "zhipu", "minimax"),
]


def run_raw(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "aicompare", *arguments],
        **{"env": environment(), "timeout": 60, "check": False, **options},  # type: ignore[call-overload]
    )


def test_a_near_miss_exits_2_with_a_hint_on_stderr_and_nothing_on_stdout() -> None:
    """An unknown company is named, the nearest one suggested, and stdout stays empty."""
    done = aicompare("runway", "minmax")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "aicompare: there is no company 'minmax'; did you mean 'minimax'?\n"


def test_with_json_an_error_is_an_object_on_stdout_too() -> None:
    """Scripts read the code, the message and the hint of an error from stdout."""
    done = aicompare("runway", "minmax", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout) == {
        "schema": "aicompare.error/1",
        "error": {
            "code": "unknown_company",
            "message": "there is no company 'minmax'",
            "hint": "did you mean 'minimax'?",
        },
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("runwy",), "did you mean 'runway'?"),
        (("runway", "--nope"), "no such option: --nope"),
        (("convert", "-5 USD", "--to", "HKD"), "write it like `USD -5`"),
        (("runway", "minimax", "--as-of", "2026-13-01"), "'2026-13-01' is not a day"),
        (("runway", "minimax", "--as-of", "2020-01-01"), "no balance with a burn"),
        (("runway", "minimax", "--cash-basis", "stat"), "did you mean 'stated'?"),
        (("runway", "minimax", "--burn", "¥5m"), "write CNY (or RMB), or JPY"),
        (("runway", "--cash", "US$5m"), "both --cash and --burn are needed"),
        (("compare", "zhipu"), "two companies or more"),
        (("compare", "zhipu", "智谱"), "two companies or more"),
        (("compare", "zhipu", "minimax", "--metric", "revenu"), "did you mean 'revenue'?"),
        (("compare", "zhipu", "minimax", "--period", "FY20X5"), "is not a date or period"),
        (("show", "zhipu", "share_prise"), "did you mean 'share_price'?"),
        (("show", "01ai", "cash"), "no cash of 01.AI is in the data"),
        (("list", "--group", "six-tiger"), "did you mean 'six-tigers'?"),
        (("list", "--format", "gif"), "table, json, ndjson, csv, tsv, markdown"),
        (("compare", "zhipu", "minimax", "--in", "RMBB"), "did you mean 'RMB'?"),
        (("compare", "zhipu", "minimax", "--rate", "USD/CNY"), "write it like USD/CNY=7.04"),
        (("compare", "zhipu", "minimax", "--rate", "USD/CNY=-1"), "cannot be a rate"),
        (
            ("list", "-o", "answer.pdf"),
            "says no format; use one of .txt, .json, .ndjson, .csv, .tsv, .md, .html, or",
        ),
        (("audit", "minimax"), "audit has no place for 'minimax'; say --company minimax"),
        (
            ("value", "zhipu", "minimax"),
            "value has no place for 'minimax'; for example `aicompare value zhipu`",
        ),
        (("runway", "moon"), "did you mean 'moonshot'?"),
        (("multiples", "--group", "six"), "did you mean 'six-tigers'?"),
        (("runway", "--as-of", "1990-01-01"), "Baichuan, 01.AI, 54 more as of 1990-01-01"),
        (("compare", "zhipu", "minimax", "--period", "FY2031"), "has what is known of one, with its periods"),
        (("convert", "100 USD HKD"), "names two currencies; write `100 USD to HKD`"),
        (("convert", "100 USD"), "no currency to convert to; say it with --to"),
        (("list", "-o", "missing/answer.json"), "No such file or directory"),
        (("list", "--data", "missing/mine.yaml"), "cannot be read"),
    ],
)
def test_what_a_person_gets_wrong_is_one_message_and_exit_2(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    """One line on stderr says what is wrong and what would be right; never a traceback."""
    done = here(*(one.replace("missing/", f"{tmp_path}/missing/") for one in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("aicompare: ")


@pytest.mark.parametrize(
    "arguments", [("runway", "minimax"), ("list", "--json"), ("list", "--format", "csv")]
)
def test_a_full_disk_is_not_success(arguments: tuple[str, ...]) -> None:
    """Whatever could not be written does not exit 0, and stderr says so."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as stdout:
        done = run_raw(*arguments, stdout=stdout, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert b"could not be written" in done.stderr


def test_no_stdout_at_all_is_not_success() -> None:
    """With stdout closed the answer is lost, so the exit code is 2."""
    command = [sys.executable, "-m", "aicompare", "list"]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command],
        stderr=subprocess.PIPE,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)


def test_a_reader_that_goes_away_ends_it_quietly_with_141() -> None:
    """`aicompare ... | head` leaves no traceback; the code is that of SIGPIPE."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run_raw("show", "minimax", "--json", stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_strict_turns_a_warning_into_exit_1_after_the_answer() -> None:
    """The answer is written all the same, with every note and its code: what fails is told, not counted."""
    named, strict = aicompare("show", "minimax", "--notes"), aicompare("show", "minimax", "--strict")
    assert (named.returncode, strict.returncode) == (0, 1)
    assert named.stdout == strict.stdout and "[conflict]" in strict.stdout
    assert aicompare("list", "--strict").stdout == aicompare("list").stdout


def test_a_code_of_strict_that_is_not_there_changes_nothing() -> None:
    """Nor does one that is, where the answer is asked to be brief, but for the exit code."""
    plain, other = aicompare("runway", "minimax"), aicompare("runway", "minimax", "--strict=conflict")
    assert (other.returncode, other.stdout) == (0, plain.stdout)
    brief, strict = (
        aicompare("show", "minimax", "--brief"),
        aicompare("show", "minimax", "--brief", "--strict"),
    )
    assert (strict.returncode, strict.stdout) == (1, brief.stdout)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("columns", ["20", "40", "80", "200"])
def test_no_number_is_cut_at_any_width(command: tuple[str, ...], columns: str) -> None:
    """What a narrow screen shows of figures, a wide one shows too, digit for digit."""
    command = (*command, "--notes", "--sources")
    narrow = here(*command, COLUMNS=columns).stdout.split("Sources\n")[0]
    narrow = re.sub(r"\s+on\s+\d+\s+columns", "", narrow)  # the hint where more is to be seen
    widest = here(*command, COLUMNS="2000").stdout.split("Sources\n")[0]
    marks = re.compile(r"\[[0-9a-zCPD,]+\]")  # which count what is shown
    known = set(NUMBER.findall(marks.sub("", widest))) | {columns}
    shown = [number for number in NUMBER.findall(marks.sub("", narrow)) if number not in known]
    assert shown == []
    assert "…" not in narrow


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_table_keeps_within_80_columns(command: tuple[str, ...]) -> None:
    """Only an address may be longer than the screen."""
    lines = here(*command, COLUMNS="80").stdout.splitlines()
    assert [line for line in lines if len(line) > 80 and "http" not in line] == []


@pytest.mark.parametrize("columns", ["0", "-5", "wide", ""])
def test_a_senseless_width_is_as_if_none_were_said(columns: str) -> None:
    """COLUMNS=0 does not make the answer vanish."""
    done = aicompare("list", COLUMNS=columns)
    assert done.returncode == 0
    assert "MiniMax" in done.stdout


@pytest.mark.parametrize("form", ["--json", "--format=csv", "--format=markdown"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_same_input_gives_the_same_bytes(command: tuple[str, ...], form: str) -> None:
    """JSON, CSV and Markdown do not depend on width, home, time zone, language or hash seed."""
    first = aicompare(*command, form, COLUMNS="40", PYTHONHASHSEED="1", TZ="Asia/Hong_Kong")
    second = aicompare(
        *command, form, COLUMNS="200", PYTHONHASHSEED="2", TZ="UTC", LC_ALL="C", HOME="/tmp", TERM="dumb"
    )
    assert first.stdout == second.stdout
    assert first.returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_an_old_encoding_gets_plain_letters_instead_of_a_crash(encoding: str) -> None:
    """Where the terminal has no dash or ≥, ASCII stands in."""
    done = run_raw(
        "compare", "zhipu", "minimax", capture_output=True, env=environment(PYTHONIOENCODING=encoding)
    )
    assert done.returncode == 0
    assert b">= 800" in done.stdout
    done.stdout.decode("ascii")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_json_is_json_and_knows_its_schema(command: tuple[str, ...]) -> None:
    """Every answer parses, names its schema, its date, its warnings, sources and rates."""
    answer = json.loads(here(*command, "--json").stdout)
    assert answer["schema"] == f"aicompare.{command[0]}/2"
    assert {"schema", "as_of", "currency", "data", "warnings", "sources", "rates"} <= answer.keys()
    named = set(re.findall(r'"sources": \[("[^]]*)\]', json.dumps(answer["data"])))
    ids = {source for group in named for source in re.findall(r'"([^"]+)"', group)}
    assert ids <= answer["sources"].keys()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_csv_is_flat_under_a_header_of_the_row_type(command: tuple[str, ...]) -> None:
    """At least a row for each of the JSON, each as long as the header."""
    rows = list(csv.reader(io.StringIO(here(*command, "--format", "csv").stdout)))
    data = json.loads(here(*command, "--json").stdout)["data"]
    assert len(rows) > len(data)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(set(rows[0])) == len(rows[0])


def test_the_answer_goes_whole_into_a_file_with_the_format_of_its_name(tmp_path: Path) -> None:
    """`-o` writes what stdout would have got, and leaves nothing else behind."""
    target = tmp_path / "answer.json"
    done = aicompare("runway", "minimax", "-o", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == aicompare("runway", "minimax", "--json").stdout
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_stays_as_it_was_when_there_is_no_answer(tmp_path: Path) -> None:
    """An error leaves no partial file and does not touch the old one."""
    target = tmp_path / "answer.json"
    target.write_text("old", encoding="utf-8")
    assert aicompare("runway", "minmax", "-o", str(target)).returncode == 2
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("steering", ["\x1b[31m", "\u202e", "\x07", "\x9b2J"])
def test_nothing_typed_reaches_the_terminal_as_a_command_to_it(steering: str) -> None:
    """Escape, bidi and control characters of arguments come out written, not obeyed."""
    done = aicompare("runway", f"mini{steering}max2000")
    assert done.returncode == 2
    assert steering not in done.stderr
    as_json = aicompare("runway", f"mini{steering}max2000", "--json")
    assert steering not in as_json.stdout
    assert json.loads(as_json.stdout)["error"]["code"] == "unknown_company"


def test_a_message_is_at_most_4000_bytes() -> None:
    """A hostile argument does not flood the screen."""
    done = aicompare("runway", "x" * 100_000)
    assert done.returncode == 2
    assert len(done.stderr.encode()) <= 4_001


def test_colour_appears_on_a_terminal_only() -> None:
    """In a pipe there is not one escape sequence, whatever TERM says, unless FORCE_COLOR asks for them."""
    piped = aicompare("compare", "zhipu", "minimax", TERM="xterm-256color").stdout
    forced = aicompare("compare", "zhipu", "minimax", TERM="xterm-256color", FORCE_COLOR="1").stdout
    assert "\x1b" not in piped
    assert "\x1b[" in forced and re.sub("\x1b\\[[0-9;]*m", "", forced) == piped


@pytest.mark.parametrize(
    ("changes", "coloured"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_no_color_and_dumb_terminals_are_respected(changes: dict[str, str], coloured: bool) -> None:
    """On a terminal there is colour, unless NO_COLOR or TERM=dumb say otherwise."""
    code, shown = on_a_terminal("-m", "aicompare", "list", "--group", "us-labs", **changes)
    assert code == 0
    assert b"Anthropic" in shown
    assert bool(re.search(rb"\x1b\[[0-9;]*3[0-9]m", shown)) is coloured


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_a_terminal_shows_what_a_pipe_of_its_width_shows(command: tuple[str, ...], columns: str) -> None:
    """The same layout is drawn: the same words in the same order, and none of them cut."""
    colourless = {"TERM": "xterm-256color", "NO_COLOR": "1"}
    code, sent = on_a_terminal("-m", "aicompare", *command, COLUMNS=columns, **colourless)
    drawn = sent.decode()
    assert code == 0
    words = re.sub(r"\x1b\[[0-9;]*m", "", drawn).replace("─", " ").split()
    assert "…" not in drawn
    assert words == here(*command, COLUMNS=columns).stdout.replace("─", " ").split()


def test_a_rate_of_the_users_own_is_marked_where_it_is_used_and_missed_where_not() -> None:
    """`HKD/CNY=2` moves Zhipu's multiple and says so; `GBP/JPY=150` moves nothing and says so."""
    used = json.loads(aicompare("multiples", "zhipu", "--rate", "HKD/CNY=2", "--json").stdout)
    pairs = [{rate["base"], rate["quote"]} for rate in used["rates"]]
    own = [rate["source"] for rate in used["rates"] if {rate["base"], rate["quote"]} == {"HKD", "CNY"}]
    assert own and set(own) == {"user"} and {"USD", "CNY"} in pairs
    unused = json.loads(aicompare("multiples", "zhipu", "--rate", "GBP/JPY=150", "--json").stdout)
    assert [warning["code"] for warning in unused["warnings"]] == ["unused_rate"]


def test_every_rate_behind_a_runway_with_raises_is_in_the_answer() -> None:
    """Zhipu's placings are in Hong Kong dollars, its cash in yuan: two days, two rates."""
    answer = json.loads(aicompare("runway", "zhipu", "--json").stdout)
    assert [(rate["base"], rate["quote"], rate["on"]) for rate in answer["rates"]] == [
        ("HKD", "CNY", "2026-07-13"),
        ("HKD", "CNY", "2026-09-16"),
    ]
