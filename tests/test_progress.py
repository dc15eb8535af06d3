"""What takes over two seconds says so in one line on the terminal, which is gone when it is done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command import environment, on_a_terminal

from aicompare import progress

AT_ONCE = "from aicompare import progress; progress.AFTER = 0; from aicompare.__main__ import main; main()"
OWN = """\
sources:
  mine: {title: Mine, publisher: Acme, published: 2026-08-31, kind: filing}
companies:
"""


def own_file(folder: Path, companies: int) -> str:
    file = folder / "mine.yaml"
    fact = '{metric: revenue, period: FY2025, value: "US$5m", source: mine}'
    one = "  c%d:\n    name: C %d\n    currency: USD\n    facts:\n    - " + fact + "\n"
    rows = (one % (number, number) for number in range(companies))
    file.write_text(OWN + "".join(rows), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["list", "--group", "us-labs", "--data"], b"Reading"),
        (["validate"], b"Reading"),
        (["export", "facts", "c1", "-o", "FACTS", "--data"], b"Writing"),
    ],
)
def test_it_is_told_while_it_lasts_and_gone_when_it_is_done(
    tmp_path: Path, arguments: list[str], told: bytes
) -> None:
    """Of what was drawn nothing is left on the screen."""
    words = [str(tmp_path / "facts.csv") if word == "FACTS" else word for word in arguments]
    _, sent = on_a_terminal("-c", AT_ONCE, *words, own_file(tmp_path, 300))
    assert told in sent
    *_, last = (line for line in sent.split(b"\r") if told in line)
    behind = sent[sent.rindex(last) + len(last) :]
    assert behind.startswith(b"\r" + b" " * len(last) + b"\r")


def test_a_short_wait_says_nothing(tmp_path: Path) -> None:
    """A person would see a flash."""
    _, sent = on_a_terminal(
        "-c", "from aicompare.__main__ import main; main()", "list", "--data", own_file(tmp_path, 3)
    )
    assert b"Reading" not in sent


def test_in_a_pipe_and_on_a_dumb_terminal_there_is_none(tmp_path: Path) -> None:
    """Not a byte: standard error is what is wrong."""
    file = own_file(tmp_path, 300)
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, "list", "--data", file],
        env=environment(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert done.stderr == b""
    assert b"Reading" not in on_a_terminal("-c", AT_ONCE, "list", "--data", file, TERM="dumb")[1]


class Terminal:
    """Standard error that is one."""

    def __init__(self) -> None:
        self.sent = ""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError

    def write(self, text: str) -> None:
        self.sent += text

    def flush(self) -> None:
        pass


def shown(monkeypatch: pytest.MonkeyPatch, *, wait: int, what: str = "Fetching") -> str:
    """What stood on the line when two megabytes of four were there."""
    from threading import Event

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "AFTER", wait)
    with progress.working(what) as tell:
        tell(2_000_000, 4_000_000)
        Event().wait(0.5)
    return terminal.sent


def test_it_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """2 MB of 4 are 50%."""
    assert "\rFetching, 50%" in shown(monkeypatch, wait=0)
    assert shown(monkeypatch, wait=60) == ""


def test_a_file_cannot_write_on_the_terminal_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """An escape sequence would move the cursor, or worse."""
    assert "\x1b" not in shown(monkeypatch, wait=0, what="Reading \x1b[2J.yaml")


def test_the_inner_of_two_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update reads what it has fetched."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "AFTER", 60)
    with progress.working("outer"):
        monkeypatch.setattr(progress, "AFTER", 0)
        with progress.working("inner"):
            from threading import Event

            Event().wait(0.5)
    assert "inner" in terminal.sent and "outer" not in terminal.sent
