"""`-`: a file that is piped in, wherever a file is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, environment

MINE = """\
sources:
  mine: {title: My note, publisher: Me, published: 2026-10-01, kind: press}
companies:
  acme:
    name: Acme
    currency: USD
    facts:
    - {metric: revenue, period: FY2025, value: "US$5m", source: mine}
"""


def piped(text: str | bytes, *arguments: str, **changes: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr, with `text` piped in."""
    done = subprocess.run(
        [sys.executable, "-m", "aicompare", *arguments],
        input=text.encode() if isinstance(text, str) else text,
        capture_output=True,
        env=environment(**changes),
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_data_file_is_piped_in(tmp_path: Path) -> None:
    """It answers as the same file by its name; so in AICOMPARE_DATA."""
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    line = ("show", "acme", "--json", "--fields", "metric,value")
    named = piped("", *line, "--data", str(file))
    assert named[0] == 0 and "5000000" in named[1]
    assert piped(MINE, *line, "--data", "-") == named
    assert piped(MINE, *line, AICOMPARE_DATA="-") == named


def test_it_lies_over_the_files_before_it(tmp_path: Path) -> None:
    """In the order of the line, as files do."""
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, encoding="utf-8")
    over = "companies:\n  acme: {name: Acme Two, currency: USD}\n"
    assert "Acme Two" in piped(over, "show", "acme", "--data", str(file), "--data", "-")[1]
    assert "Acme Two" not in piped(over, "show", "acme", "--data", "-", "--data", str(file))[1]


@pytest.mark.parametrize(
    ("line", "text", "answer"),
    [
        ("validate -", MINE, "no faults, no warnings"),
        ("check --file -", "minimax.revenue[FY2025] > 70m USD\n", "holds"),
        ("read -", "MiniMax had revenue of US$79.0 million in 2025.", "US$79.0 million"),
    ],
)
def test_every_command_that_reads_a_file_reads_what_is_piped_in(line: str, text: str, answer: str) -> None:
    """Data, statements, an article."""
    code, out, err = piped(text, *line.split())
    assert (code, err) == (0, "")
    assert answer in out


@pytest.mark.parametrize(
    ("line", "text", "message"),
    [
        ("show acme --data -", "", "-:1:1: the file is empty"),
        ("show acme --data -", MINE.replace("revenue", "revenu"), "-:8:16: 'revenu' is not a metric"),
        ("show acme --data -", b"\xff\xfe\x00", "-:1:1: "),
        ("rates update -", "Date,USD\n", "-:1:"),
        ("list --data - --data -", MINE, "standard input can be read once"),
        ("validate - --data -", MINE, "standard input can be read once"),
        ("check --file - --data -", MINE, "standard input can be read once"),
        ("add acme arr 2026-09 US$9m --source mine --data -", MINE, "no file to write into"),
        ("add acme arr 2026-09 US$9m --source mine --file -", MINE, "no file to write into"),
        ("init -", "", "standard input is no file to begin"),
    ],
)
def test_what_is_wrong_with_it_is_one_message(line: str, text: str | bytes, message: str) -> None:
    """With its place, and exit code 2."""
    code, out, err = piped(text, *line.split())
    assert (code, out) == (2, "")
    assert message in err and err.count("\n") == 1


def test_closed_standard_input_is_said() -> None:
    """As under `<&-`."""
    shell = 'exec "$@" <&-'
    command = ["sh", "-c", shell, "sh", sys.executable, "-m", "aicompare", "list", "--data", "-"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), cwd=ROOT, check=False)
    assert done.returncode == 2
    assert "-: cannot be read: it is closed" in done.stderr


def test_an_answer_is_not_written_over_the_file_that_is_piped_in(tmp_path: Path) -> None:
    """`--data - < mine.json -o mine.json` would empty one's own file."""
    file = tmp_path / "mine.json"
    file.write_text('{"companies": {"acme": {"name": "Acme", "currency": "USD"}}}', encoding="utf-8")
    before = file.read_bytes()
    with file.open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "aicompare", "list", "--data", "-", "-o", str(file)],
            stdin=stream, capture_output=True, text=True, env=environment(), cwd=ROOT, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "is a file this answer is made of" in done.stderr
    assert file.read_bytes() == before


def test_somebody_who_types_slowly_is_waited_for() -> None:
    """The first half of the file, then the second."""
    half = len(MINE) // 2
    with subprocess.Popen(
        [sys.executable, "-m", "aicompare", "show", "acme", "--data", "-", "-q"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), cwd=ROOT, text=True,
    ) as running:  # fmt: skip
        assert running.stdin is not None
        running.stdin.write(MINE[:half])
        running.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(2)
        out, _ = running.communicate(MINE[half:])
    assert running.returncode == 0 and "Acme" in out


@pytest.mark.parametrize(
    "line",
    ["validate -", "read -", "check --file -", "runway acme --data -", "import table - --file mine.yaml"],
)
@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_called_so(line: str, order: str) -> None:
    """Each of its bytes is UTF-8 too: a control character, an unknown word, no text was all it was called."""
    code, told, trouble = piped(MINE.encode(order), *line.split())
    assert (code, told) == (2, "")
    assert "this looks like UTF-16 without the mark that says so; save" in " ".join(trouble.split())
