"""Files that are no files, that may not be read or written, that go away or never end."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import ROOT, aicompare, environment
from faults import (
    Faults,
    FaultyStdout,
    as_nobody,
    full_disk,
    into_every_step_of_writing_a_file,
    run_here,
    within,
)

from aicompare import files
from aicompare.api.ratesupdate import update_rates
from aicompare.dataset import read_bytes
from aicompare.dataset.checking import check
from aicompare.files import read_most, write_whole
from aicompare.rates.file import current_rates
from aicompare.rates.table import RateTable
from aicompare.values.errors import BadFile, NotWritten

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices of Unix")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may look into, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


# --- reading ------------------------------------------------------------------------------


def test_a_pipe_that_nobody_fills_is_given_up(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither opening it nor reading it waits for ever; the message says what did not happen."""
    monkeypatch.setattr(files, "PAUSE", 0)
    with within(20), pytest.raises(BadFile) as caught:
        read_bytes(str(pipe))
    assert caught.value.message == f"{pipe}: cannot be read: nothing came, or not all in time"


def test_a_pipe_that_drips_is_given_up(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often something comes, all of it must come in time."""
    monkeypatch.setattr(files, "TOTAL", 0)
    keep = os.open(pipe, os.O_RDWR)
    try:
        os.write(keep, b"groups: {}\n")
        with within(20), pytest.raises(TimeoutError):
            read_most(pipe, 100)
    finally:
        os.close(keep)


def test_a_pipe_that_is_filled_is_read_to_its_end(pipe: Path) -> None:
    """`--data <(make-facts)` works, also when it comes in pieces and begins late."""

    def fill() -> None:
        with pipe.open("wb", buffering=0) as stream:
            stream.write(b"x" * 200_000)
            stream.write(b"the end")

    writer = threading.Thread(target=fill)
    with within(20):
        writer.start()
        data = read_most(pipe, 1_000_000)
        writer.join()
    assert (len(data), data[-7:]) == (200_007, b"the end")


def test_no_more_is_read_of_a_device_without_end_than_may_be() -> None:
    """/dev/zero gives as much as is asked for, and no more is."""
    assert read_most("/dev/zero", 3_000_000) == b"\0" * 3_000_000
    assert read_most("/dev/null", 10) == b""


def test_links_in_a_circle_and_a_file_that_vanished_are_refused(tmp_path: Path) -> None:
    """Each with the system's own reason."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    reasons = {"loop": "symbolic links", "gone": "No such file", ".": "directory", "b" * 300: "too long"}
    for name, reason in reasons.items():
        with pytest.raises(BadFile, match=f"cannot be read: .*{reason}"):
            read_bytes(str(tmp_path / name))


def test_a_file_without_permission_is_refused(shared: Path) -> None:
    """Asked as somebody whom permissions stop, which root is not."""
    path = shared / "mine.yaml"
    path.write_text("groups: {}\n", encoding="utf-8")
    with as_nobody():
        assert read_bytes(str(path)) == b"groups: {}\n"
    path.chmod(0)
    with as_nobody(), pytest.raises(BadFile, match="cannot be read: Permission denied"):
        read_bytes(str(path))


def test_a_pipe_in_the_place_of_the_exchange_rates_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shipped rates answer instead, with a warning."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "aicompare").mkdir()
    os.mkfifo(tmp_path / "aicompare" / "exchange_rates.csv")
    with within(20):
        rates = current_rates({})
        with pytest.raises(BadFile), RateTable(tmp_path / "aicompare" / "exchange_rates.csv"):
            pass
    assert rates.trouble and "the shipped rates" in rates.trouble


def test_a_pipe_is_no_file_of_the_bank_without_end(
    tmp_path: Path, pipe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`rates update PIPE` gives it up too."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(files, "PAUSE", 0)
    with within(20), pytest.raises(BadFile, match="nothing came"):
        update_rates(str(pipe), lambda *_: None)


def test_a_data_folder_that_may_not_be_written_is_named(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a read-only HOME, `rates update` says what could not be made, and leaves nothing."""
    home = shared / "home"
    home.mkdir(mode=0o555)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    newer = shared / "eurofxref-hist.csv"
    newer.write_bytes(_like_the_banks((ROOT / "data" / "exchange_rates.csv").read_bytes()))
    newer.chmod(0o644)
    ours = shared / "exchange_rates.csv"  # the checkout itself may lie where nobody may look
    ours.write_bytes((ROOT / "data" / "exchange_rates.csv").read_bytes())
    ours.chmod(0o644)
    monkeypatch.setattr("aicompare.rates.file.place_of", lambda _: str(ours))
    monkeypatch.setattr("aicompare.api.ratesupdate.resource", lambda _: ours)
    with monkeypatch.context() as patch:  # it works elsewhere, and all that it needs is loaded then
        patch.setenv("HOME", str(shared / "other"))
        assert update_rates(str(newer), lambda *_: None).new_days == 0
    with as_nobody(), pytest.raises(NotWritten, match="could not be made: Permission denied"):
        update_rates(str(newer), lambda *_: None)
    assert list(home.iterdir()) == []


def _like_the_banks(ours: bytes) -> bytes:
    """Newest day first, as the bank writes it."""
    header, *rows = ours.decode("ascii").splitlines()
    named = "D" + header[1:]
    return "\n".join(
        [named, *(",".join(cell or "N/A" for cell in row.split(",")) for row in reversed(rows))]
    ).encode()


def test_without_a_working_directory_files_are_still_checked(tmp_path: Path) -> None:
    """Somebody removed the folder one stands in: no message of ours depends on it."""
    gone = tmp_path / "gone"
    gone.mkdir()
    command = [sys.executable, "-m", "aicompare", "validate"]
    shell = ["sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', str(gone), *command]
    done = subprocess.run(
        shell, capture_output=True, encoding="utf-8", env=environment(), timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    gone.mkdir()
    mine = subprocess.run(
        [*shell, "mine.yaml", "--data", "other.yaml"],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        cwd="/",
        timeout=60,
        check=False,
    )
    assert mine.returncode == 2
    assert mine.stderr.startswith("aicompare: mine.yaml: cannot be read: ")


@pytest.mark.parametrize("name", ["\0", "\ud800", "half\udcff"])
def test_what_is_no_file_name_is_refused_by_validate(name: str, tmp_path: Path) -> None:
    """As the file to check, and as one beneath it."""
    with pytest.raises(BadFile, match="cannot be read"):
        check(name)
    mine = tmp_path / "mine.yaml"
    mine.write_text("groups: {}\n", encoding="utf-8")
    with pytest.raises(BadFile, match="cannot be read"):
        check(str(mine), [name])


def test_a_file_named_twice_is_laid_over_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`validate mine.yaml --data ./mine.yaml` does not find every row twice, nor through a link."""
    monkeypatch.chdir(tmp_path)
    mine = "sources:\n  mine: {title: T, publisher: P, published: 2026-10-01, kind: press}\n"
    Path("mine.yaml").write_text(mine, encoding="utf-8")
    Path("link.yaml").symlink_to("mine.yaml")
    for under in ("mine.yaml", "./mine.yaml", "link.yaml", str(tmp_path / "mine.yaml")):
        assert check("mine.yaml", [under]).problems == check("mine.yaml").problems


# --- writing ------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [full_disk, KeyboardInterrupt], ids=["full disk", "interrupt"])
@pytest.mark.parametrize("old", ["old", None])
def test_whatever_step_of_writing_fails_nothing_partial_is_left(
    tmp_path: Path, fault: Callable[[], BaseException], old: str | None
) -> None:
    """The first, the second, ... step fails, until all go well: till then the file is as it was."""
    target = tmp_path / "answer.json"
    if old:
        target.write_text(old, encoding="utf-8")
    for at in range(1, 100):
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(at, fault)
            into_every_step_of_writing_a_file(patch, faults)
            try:
                write_whole("new", target)
                break
            except (NotWritten, KeyboardInterrupt):
                pass
        assert (target.read_text(encoding="utf-8") if target.exists() else None) == old
        assert {one.name for one in tmp_path.iterdir()} <= {"answer.json"}
    assert faults.steps == 8  # made, closed, written, closed, synced, closed, mode, name
    assert target.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_whatever_write_to_stdout_fails_it_is_not_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """The first, the second, ... write or flush fails, until all go well: till then exit 2 and a message."""
    for at in range(1, 100):
        with monkeypatch.context() as patch:
            stdout = FaultyStdout(Faults(at, full_disk))
            patch.setattr(sys, "stdout", stdout)
            code = run_here(patch, "rates", "USD/CNY", "--on", "2025-12-31", "--format", form)
        message = capsys.readouterr().err
        if code == 0:
            break
        assert code == 2
        assert message == "aicompare: the answer could not be written: No space left on device\n"
    assert at == 4  # flush, write, flush
    assert b"2025-12-31" in stdout.buffer.got


def test_a_disk_that_fills_up_is_not_success(tmp_path: Path) -> None:
    """The system itself lets one byte too few be written: to stdout, and to a file."""
    resource = pytest.importorskip("resource")
    whole = aicompare("list", "--json").stdout.encode()

    def run(least: int, *more: str) -> int:
        with (tmp_path / "stdout").open("wb") as stdout:
            return subprocess.run(
                [sys.executable, "-B", "-m", "aicompare", "list", "--json", *more],
                stdout=stdout, stderr=subprocess.DEVNULL, env=environment(), timeout=60, check=False,
                cwd=ROOT,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (least, least)),
            ).returncode  # fmt: skip

    target = tmp_path / "answer.json"
    assert run(len(whole) - 1) == 2
    assert run(len(whole) - 1, "-o", str(target)) == 2
    assert not target.exists()
    assert {one.name for one in tmp_path.iterdir()} == {"stdout"}
    assert run(len(whole)) == 0
    assert run(len(whole), "-o", str(target)) == 0
    assert target.read_bytes() == whole


def test_a_device_is_written_into_and_stays_one(tmp_path: Path) -> None:
    """`-o /dev/null` run by root does not make a file of it; a full one is refused."""
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    write_whole("lost", link)
    assert link.is_symlink()
    assert stat.S_ISCHR(link.stat().st_mode)
    with pytest.raises(NotWritten, match="No space left on device"):
        write_whole("lost", Path("/dev/full"))


def test_a_pipe_is_written_into_where_somebody_reads_it(pipe: Path) -> None:
    """Else it is refused, not waited for."""
    with within(20), pytest.raises(NotWritten, match="could not be written"):
        write_whole("lost", pipe)
    got = bytearray()
    reading = os.open(pipe, os.O_RDWR)  # so that there is never an end

    def read() -> None:
        while len(got) < 200_000:
            got.extend(os.read(reading, 200_000))

    reader = threading.Thread(target=read)
    with within(20):
        reader.start()
        write_whole("x" * 200_000, pipe)
        reader.join()
    os.close(reading)
    assert bytes(got) == b"x" * 200_000
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_behind_a_link_the_file_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    """Also where there is no file behind it yet."""
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.json", tmp_path / "link.json"
    link.symlink_to(real)
    for text in ("first", "second"):
        write_whole(text, link)
        assert real.read_text(encoding="utf-8") == text
    assert link.is_symlink()


def test_a_private_file_stays_private(tmp_path: Path) -> None:
    """Replacing a file keeps its mode; a new one gets what the umask leaves."""
    path = tmp_path / "answer.json"
    before = os.umask(0o027)
    try:
        write_whole("first", path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o600)
        write_whole("second", path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", [".", "loop", "nowhere/answer.json", "a" * 300, "\0", "half\udcff/x"])
def test_what_is_no_place_for_a_file_is_refused(tmp_path: Path, name: str) -> None:
    """A directory, links in a circle, a folder that is not there, no name at all."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(NotWritten):
        write_whole("lost", tmp_path / name)
    assert [one.name for one in tmp_path.iterdir()] == ["loop"]


def test_a_folder_without_permission_is_refused(shared: Path) -> None:
    """And nothing is left in it."""
    shared.chmod(0o555)
    with as_nobody(), pytest.raises(NotWritten, match="Permission denied"):
        write_whole("lost", shared / "answer.json")
    assert list(shared.iterdir()) == []
    shared.chmod(0o755)


def test_a_file_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    """What stands beside it meanwhile has a short name of its own."""
    path = tmp_path / ("a" * 250 + ".json")
    write_whole("answer", path)
    assert path.read_text(encoding="utf-8") == "answer"


def test_many_runs_at_once_do_not_meet(tmp_path: Path) -> None:
    """Six runs write one file: whoever was last, it is whole, and nothing else is left."""
    target = tmp_path / "answer.json"
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "aicompare", "list", "-o", str(target)],
            env=environment(HOME=str(tmp_path / "home")), stderr=subprocess.PIPE,
        )
        for _ in range(6)
    ]  # fmt: skip
    assert [(run.wait(60), run.stderr and run.stderr.read()) for run in runs] == [(0, b"")] * 6
    for run in runs:
        assert run.stderr
        run.stderr.close()
    assert target.read_text(encoding="utf-8") == aicompare("list", "--json").stdout
    assert {one.name for one in tmp_path.iterdir()} <= {"answer.json", "home"}
