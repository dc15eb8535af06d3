"""Streams that are closed, full or of an old encoding; interrupts; whatever surrounds a run."""

from __future__ import annotations

import gc
import io
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from command import ROOT, aicompare, environment
from faults import run_here

import aicompare.__main__ as start
from aicompare.cli import by_typer
from aicompare.render import output
from aicompare.values.errors import ReaderGone

gc.enable()  # the start turns it off for one answer, not for a suite of thousands

MINE = """\
sources:
  mine:
    title: "Café Ünïted – ≥ 5 × 3"
    publisher: "[bold red]Me[/] | *x* <b> `y` ~z~ \\\\"
    published: 2026-10-01
    kind: press
companies:
  hostile:
    name: "=1+1 | [red]x[/] <script> :smile: 中文 é"
    aliases: ["@SUM(A1)", "+1+2", "-3+4"]
    currency: USD
    facts:
    - {metric: revenue, period: FY2025, value: "US$5m", source: mine, note: "-1+2", at: "@home"}
"""


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    return str(path)


def raw(*arguments: str, shell: str = 'exec "$@"', **changes: str) -> subprocess.CompletedProcess[bytes]:
    """A run as a shell starts it, in bytes."""
    command = ["sh", "-c", shell, "sh", sys.executable, "-m", "aicompare", *arguments]
    return subprocess.run(
        command, capture_output=True, env=environment(**changes), cwd=ROOT, timeout=60, check=False
    )


# --- streams ------------------------------------------------------------------------------


@pytest.mark.parametrize("help_", [("--help",), ("runway", "--help"), ("-h",), ("--version",), ()])
def test_help_that_could_not_be_written_is_not_success(help_: tuple[str, ...]) -> None:
    """On a full disk and without stdout: exit 2, one message; a reader that went away: 141."""
    for shell in ('exec "$@" >/dev/full', 'exec "$@" >&-'):
        done = raw(*help_, shell=shell)
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
        assert done.stderr.startswith(b"aicompare: the answer could not be written: ")


@pytest.mark.parametrize(
    "arguments", [("--help",), ("compare", "--help"), ("--version",), ("runway", "minmax", "--json")]
)
def test_without_a_reader_it_ends_with_141(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """Help and errors as well as answers."""

    def nobody_reads(*_: object) -> None:
        raise ReaderGone

    monkeypatch.setattr(output, "to_stdout", nobody_reads)
    assert run_here(monkeypatch, *arguments) == 141


def test_a_pipe_closed_after_one_line_ends_it_with_141() -> None:
    """`aicompare schema | head -1`, with an answer larger than any pipe holds."""
    shell = '("$@"; echo $? >&3) 3>&2 | head -1 >/dev/null'
    done = raw("show", "minimax", "--json", shell=shell)
    assert done.stderr == b"141\n"


@pytest.mark.parametrize(
    "arguments",
    [("runway", "minmax"), ("runway", "minmax", "--json"), ("list", "--format", "csv", "--data", "/")],
)
def test_without_stderr_the_exit_code_still_says_it(arguments: tuple[str, ...]) -> None:
    """`2>&-` takes the message away, not the code."""
    done = raw(*arguments, shell='exec "$@" 2>&-')
    assert (done.returncode, done.stderr) == (2, b"")
    assert raw("list", shell='exec "$@" 2>&-').returncode == 0


@pytest.mark.parametrize("form", ["--json", "--format=csv", "--format=markdown"])
def test_what_scripts_read_is_the_same_bytes_in_every_encoding(mine: str, form: str) -> None:
    """JSON, CSV and Markdown are UTF-8, whatever the terminal's encoding is."""
    asked = ("show", "hostile", "--data", mine, form)
    whole = raw(*asked)
    assert whole.returncode == 0
    assert "Café Ünïted – ≥ 5 × 3".encode() in whole.stdout or form == "--format=csv"
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    old = [{"PYTHONIOENCODING": encoding} for encoding in ("ascii", "cp1252", "utf-16")]
    for changes in (*old, bare):
        assert raw(*asked, **changes).stdout == whole.stdout, changes


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8", "gbk"])
def test_a_message_is_at_most_4000_bytes_in_every_encoding(encoding: str) -> None:
    """Also where each character of it takes six."""
    done = raw("runway", "中" * 30_000, "--rate", "中" * 30_000, PYTHONIOENCODING=encoding)
    assert done.returncode == 2
    assert len(done.stderr) <= 4_001
    wide = raw("list", "--data", "中" * 1_300, PYTHONIOENCODING=encoding)
    assert len(wide.stderr) <= 4_001
    assert wide.stderr.startswith(b"aicompare: ")


def test_bytes_that_are_no_text_come_out_written(tmp_path: Path) -> None:
    """A file name that is not UTF-8 is escaped in messages and in JSON, which stays JSON."""
    name = b"\xff\xfe.yaml"
    command = [os.fsencode(sys.executable), b"-m", b"aicompare", b"list", b"--json", b"--data", name]
    done = subprocess.run(command, capture_output=True, env=environment(), timeout=60, check=False)
    assert done.returncode == 2
    assert json.loads(done.stdout.decode("utf-8"))["error"]["code"] == "bad_file"
    assert b"\\udcff\\udcfe.yaml" in done.stdout
    assert b"\\xdcff\\xdcfe.yaml" in done.stderr


@pytest.mark.parametrize("columns", ["9" * 12, "9" * 5000, "-1", "١٢٣", "1e9", "0"])
def test_a_width_beyond_reason_neither_hangs_nor_fails(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """On a terminal and in a pipe: no wider than 10,000 columns are ever drawn."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(output, "_on_terminal", lambda: True)
    assert 1 <= (output.screen_width() or 80) <= 10_000
    monkeypatch.setattr(output, "_on_terminal", lambda: False)
    assert 1 <= (output.screen_width() or 80) <= 10_000


# --- interrupts and mistakes ----------------------------------------------------------------


def test_an_interrupt_ends_it_quietly_with_130(tmp_path: Path) -> None:
    """Ctrl-C while a pipe is waited for: no traceback, no partial file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [
        sys.executable,
        "-m",
        "aicompare",
        "list",
        "--data",
        str(pipe),
        "-o",
        str(tmp_path / "answer.json"),
    ]
    run = subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heeds_interrupts,
    )
    with pipe.open("wb"):  # waits until it is being read
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err) == (130, b"", b"")
    assert [one.name for one in tmp_path.iterdir()] == ["pipe"]


def _heeds_interrupts() -> None:
    """Also where the tests were started in the background, by a shell that has it ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_while_loading_leaves_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a run is loading; Ctrl-C then ends it as later."""

    class Loading:
        def __getattr__(self, _: str) -> Any:
            raise KeyboardInterrupt

    left: list[int] = []
    monkeypatch.setitem(sys.modules, "aicompare.cli", Loading())
    monkeypatch.setattr(os, "_exit", left.append)
    start.main()
    assert left == [130]


HOOK = """\
import os, signal, sys
class Finder:
    left = int(os.environ["INTERRUPT_AT"])
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if "aicompare" in sys.modules:
            cls.left -= 1
            if cls.left == 0:
                os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder)
"""


@pytest.mark.parametrize("module", [True, False], ids=["-m", "script"])
@pytest.mark.parametrize("at", [1, 2, 3, 4, 5, 8, 13, 30, 60, 100, 150])
def test_an_interrupt_at_any_import_leaves_no_word(at: int, module: bool, tmp_path: Path) -> None:
    """From the first import after the package's own: 130, and nothing on stderr."""
    (tmp_path / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    script = tmp_path / "aicompare"
    script.write_text("from aicompare.__main__ import main\nmain()\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])
    done = subprocess.run(
        [sys.executable, *(("-m", "aicompare") if module else (str(script),)), "list"],
        env=environment(PYTHONPATH=path, INTERRUPT_AT=str(at)),
        capture_output=True,
        preexec_fn=_heeds_interrupts,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, b"") or at >= 60
    assert (done.returncode, done.stderr) in ((130, b""), (0, b""))


def test_who_imports_the_library_keeps_its_own_handling_of_interrupts() -> None:
    """Whatever it had before it imported aicompare, and asked it something."""
    program = (
        "import signal, sys; before = signal.getsignal(signal.SIGINT); hook = sys.unraisablehook;"
        "import aicompare; aicompare.list_companies(aicompare.load());"
        "sys.exit(signal.getsignal(signal.SIGINT) is not before or sys.unraisablehook is not hook)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=environment(), check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        (KeyError("x"), "aicompare: something went wrong inside aicompare (render/output.py, line "),
        (RecursionError(), "aicompare: the input is nested too deeply\n"),
        (MemoryError(), "aicompare: the input takes more memory than there is\n"),
    ],
)
def test_a_mistake_of_our_own_is_one_message_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mistake: Exception, message: str
) -> None:
    """It names the place in our code, never a class, and asks to be reported; exit code 2."""

    def stumble(*_: object) -> str:
        raise mistake

    monkeypatch.setattr("aicompare.render.render", stumble)
    assert run_here(monkeypatch, "rates", "USD/CNY") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message)
    assert err.count("\n") == 1
    assert "KeyError" not in err


# --- arguments ------------------------------------------------------------------------------


def every_parameter() -> Iterator[tuple[str, str, list[str]]]:
    """(command, its argument or option, a line that gives it an empty value)."""
    by_typer.app.registered_commands.clear()
    by_typer.register(by_typer.MODULES)
    group: Any = typer.main.get_command(by_typer.app)
    for name, command in group.commands.items():
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        needed = [_NEEDED[str(one.metavar)] for one in arguments if one.required]
        for one in command.params:
            if one.param_type_name == "option" and not one.is_flag and one.name != "strict":
                yield name, one.opts[0], [name, *needed, one.opts[0], ""]
            elif one in arguments:
                at = arguments.index(one)
                yield name, one.name, [name, *needed[:at], "", *needed[at + 1 :]]


_NEEDED = {
    "AMOUNT": "US$1",
    "COMPANY": "minimax",
    "COMPANY|AMOUNT NAME=WEIGHT": "minimax",
    "DAY|FILE": "2026-06-30",
    "EXPRESSION": "minimax.cash",
    "FILE": "a-file",
    "METRIC": "cash",
    "TEXT|FIGURE": "placing",
    "TOPIC": "liquidity",
    "WHAT": "table",
}
PARAMETERS = list(every_parameter())


@pytest.mark.parametrize(
    ("command", "name", "given"), PARAMETERS, ids=[f"{one[0]} {one[1]}" for one in PARAMETERS]
)
def test_an_empty_value_is_refused_not_passed_over(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    given: list[str],
) -> None:
    """`--as-of "$DAY"` with nothing in DAY must not answer as if no day had been asked for."""
    assert run_here(monkeypatch, *given) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "is empty; give it a value, or leave it out" in err
    assert name in err or name.isidentifier()


@pytest.mark.parametrize(
    ("command", "name", "given"), PARAMETERS, ids=[f"{one[0]} {one[1]}" for one in PARAMETERS]
)
def test_100_kb_in_any_argument_is_one_short_message(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    given: list[str],
) -> None:
    """A wrong amount, day, name or file of 100,000 characters: exit 2, under 4,000 bytes."""
    assert run_here(monkeypatch, *given, "9x" * 50_000) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("aicompare: ")
    assert len(err.encode()) <= 4_001


def test_an_option_that_is_none_is_not_repeated_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of 100,000 dashes and letters a few hundred are shown."""
    assert run_here(monkeypatch, "list", f"--{'x' * 100_000}") == 2
    err = capsys.readouterr().err
    assert err.startswith("aicompare: no such option: --xxx")
    assert err.endswith("x…; see `aicompare list -h`\n")
    assert len(err) < 400


def test_hostile_names_reach_no_format_as_commands(mine: str) -> None:
    """Markup of rich, Markdown and HTML comes out as letters; a CSV cell starts no formula."""
    asked = ("show", "hostile", "--data", mine)
    assert "=1+1 | [red]x[/] <script> :smile: 中文 é" in aicompare(*asked).stdout
    markdown = aicompare(*asked, "--format", "markdown").stdout
    assert r"=1+1 \| \[red]x\[/] \<script> :smile:" in markdown
    assert r"\[bold red]Me\[/] \| \*x\* \<b> \`y\` \~z\~ \\" in markdown
    csv_ = aicompare("list", "--data", mine, "--format", "csv").stdout
    assert "'=1+1 | [red]x[/] <script> :smile: 中文 é" in csv_
    shown = aicompare(*asked, "--format", "csv").stdout
    assert ",'-1+2," in shown
    assert ",'@home," in shown
    assert json.loads(aicompare("list", "--data", mine, "--json").stdout)["data"][-1]["name"].startswith(
        "=1+1"
    )


def test_on_a_terminal_hostile_names_are_letters_too(mine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What rich draws holds the markup of a name unread, and no escape but its own colours."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(out, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    assert run_here(monkeypatch, "show", "hostile", "--data", mine) == 0
    out.flush()
    drawn = out.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
    assert "[red]x[/] <script> :smile:" in drawn
    assert "[bold red]Me[/]" in drawn


@pytest.mark.parametrize(
    "changes",
    [
        {"HOME": ""},
        {"HOME": "/dev/null"},
        {"HOME": "relative"},
        {"XDG_DATA_HOME": "/dev/null"},
        {"HOME": "/proc"},
    ],
    ids=lambda one: next(f"{key}={value}" for key, value in one.items()),
)
def test_a_strange_home_changes_no_answer(changes: dict[str, str]) -> None:
    """Missing, a device, relative or read-only: the shipped rates answer as ever."""
    plain = aicompare("rates", "USD/CNY", "--json")
    done = aicompare("rates", "USD/CNY", "--json", **changes)
    assert (done.returncode, done.stdout, done.stderr) == (0, plain.stdout, "")


def test_the_same_input_gives_the_same_bytes_whatever_surrounds_it(mine: str) -> None:
    """With a file of the user's own too: HOME, time zone, language, hash seed, width and encoding."""
    surroundings = (
        {"HOME": "/", "TZ": "Asia/Hong_Kong", "PYTHONHASHSEED": "1", "COLUMNS": "40", "LANG": "de_DE.UTF-8"},
        {"HOME": "/dev/null/h", "TZ": "America/Lima", "PYTHONHASHSEED": "2", "COLUMNS": "200", "LC_ALL": "C",
         "TERM": "dumb", "NO_COLOR": "1", "FORCE_COLOR": "1", "PYTHONIOENCODING": "latin-1"},
    )  # fmt: skip
    for arguments in (("compare", "hostile", "minimax", "--json"), ("list", "--format", "csv")):
        first, second = (raw(*arguments, "--data", mine, **changes) for changes in surroundings)
        assert (first.returncode, first.stdout) == (0, second.stdout)


def test_no_two_options_of_a_command_share_a_spelling() -> None:
    """What one types means one thing."""
    for name, group in itertools.groupby(PARAMETERS, key=lambda one: one[0]):
        spellings = [one[1] for one in group]
        assert len(spellings) == len({*spellings}), name
