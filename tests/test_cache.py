"""A user's file is checked once: what is kept of it answers as the file does, or is ignored."""

from __future__ import annotations

import os
import pickle
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from command import aicompare, environment
from faults import within
from test_user_files import ZHIPU

from aicompare.companies.fact import money
from aicompare.dataset import cache, load_layers
from aicompare.dataset.compiling import compile_file
from aicompare.dataset.records import Record, Records
from aicompare.dataset.store import Dataset, Layer
from aicompare.values.errors import BadFile

LONG_AGO = 1_700_000_000


class Kept:
    """A data file in a folder of its own, with a cache beside it; counts how often it is checked."""

    def __init__(self, folder: Path, record: Record) -> None:
        self.file = folder / "mine.yaml"
        self.folder = folder / "cache" / "aicompare"
        self.record = record
        self.checked = 0
        self.write(ZHIPU)

    def write(self, text: str, at: int = LONG_AGO) -> None:
        self.file.write_text(text, encoding="utf-8")
        os.utime(self.file, (at, at))

    def ask(self, below: str | None = "shipped") -> Records:
        def compile_into(path: str, stamp: str | None) -> Records:
            self.checked += 1
            return compile_file(self.file.read_bytes(), "mine.yaml", self.record, path, stamp)

        return cache.kept(str(self.file), below, compile_into)[0]

    def revenue(self) -> str:
        """What the file says of Zhipu's revenue, over the shipped data."""
        layers = [Layer(self.record, "companies.yaml"), Layer(self.ask(), "mine.yaml", user=True)]
        fact = Dataset(layers).company("Zhipu").of("revenue")[-1]
        return f"{fact.reported} {money(fact).amount.value:f} {fact.place}"

    @property
    def entry(self) -> Path:
        (entry,) = self.folder.iterdir()
        return entry


@pytest.fixture
def own(tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache.sys, "platform", "linux")
    monkeypatch.delenv("AICOMPARE_NO_CACHE", raising=False)
    return Kept(tmp_path, record)


def test_what_is_asked_again_is_not_checked_again(own: Kept) -> None:
    """And answers the same, to the line it stands in."""
    first = own.revenue()
    assert first == "RMB 800m 800000000 mine.yaml:6"
    assert [own.revenue(), own.revenue(), own.checked] == [first, first, 1]


def test_the_folder_and_what_is_in_it_are_the_users_alone(own: Kept) -> None:
    """0700 and 0600."""
    own.ask()
    assert stat.S_IMODE(own.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(own.entry.stat().st_mode) == 0o600


def changed_time(own: Kept) -> None:
    own.write(ZHIPU.replace("800m", "900m"), LONG_AGO + 1)


def replaced(own: Kept) -> None:
    beside = own.file.with_name("other")
    beside.write_text(ZHIPU.replace("800m", "900m"), encoding="utf-8")
    os.utime(beside, (LONG_AGO, LONG_AGO))
    beside.replace(own.file)  # same size, same time: another inode


@pytest.mark.parametrize("change", [changed_time, replaced])
def test_a_file_that_changed_is_read_anew(own: Kept, change: Callable[[Kept], None]) -> None:
    """By its time, or by being another file of that name."""
    own.ask()
    change(own)
    assert own.revenue().startswith("RMB 900m ")
    assert own.checked == 2


def test_what_lies_below_belongs_to_it(own: Kept) -> None:
    """Other shipped data may know other names: then it is checked anew."""
    own.ask("one")
    own.ask("another")
    assert own.checked == 2
    own.ask(None)
    assert own.checked == 3


def test_a_file_just_written_is_not_kept(own: Kept) -> None:
    """It may change again without a trace within the tick of its clock."""
    os.utime(own.file)
    own.ask()
    own.ask()
    assert own.checked == 2
    assert not own.folder.exists()


def test_it_can_be_turned_off(own: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """With AICOMPARE_NO_CACHE=1, also where something is kept already."""
    own.ask()
    monkeypatch.setenv("AICOMPARE_NO_CACHE", "1")
    own.ask()
    assert own.checked == 2


@pytest.mark.parametrize("home", [None, "", "/proc/none", "/dev/null"])
def test_without_a_place_for_it_all_works(
    own: Kept, monkeypatch: pytest.MonkeyPatch, home: str | None
) -> None:
    """No home, one that cannot be written, one that is no folder."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    assert own.revenue().startswith("RMB 800m ")
    assert own.checked == 1


class Hostile:
    """What a pickle may do."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return os.mkdir, ("/tmp/aicompare-was-here",)


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


BROKEN = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "without its last page": lambda data: data[:-4096],
    "its head alone": lambda data: data[:100],
    "zeros": lambda data: bytes(len(data)),
    "noise": lambda data: bytes(range(256)) * 20,
    "a pickle": lambda data: pickle.dumps(Hostile()),
    "its head and a pickle": lambda data: data[:100] + pickle.dumps(Hostile()),
    "a figure that reads as another": lambda data: data.replace(b"800m", b"900m"),
    "another format": lambda data: data.replace(b"records 5", b"records 9", 1),
    "another newest date": lambda data: data.replace(b'"2026-10-01"', b'"2027-10-01"'),
}


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_ignored_and_replaced(own: Kept, damage: Callable[[bytes], bytes]) -> None:
    """Nothing in it is executed, nothing of it is believed, and the next run has a sound one."""
    right = own.revenue()
    own.entry.write_bytes(damage(own.entry.read_bytes()))
    assert own.revenue() == right
    assert not Path("/tmp/aicompare-was-here").exists()
    assert (own.revenue(), own.checked) == (right, 2)


def test_no_flipped_bit_changes_an_answer_and_the_file_is_mended(own: Kept) -> None:
    """All of it has one checksum; what is found damaged is written anew, to the byte."""
    right = own.revenue()
    sound = own.entry.read_bytes()
    for at in range(0, len(sound), 97):
        own.entry.write_bytes(flipped(sound, at))
        assert own.revenue() == right, at
        assert own.entry.read_bytes() == sound, at
        assert stat.S_IMODE(own.entry.stat().st_mode) == 0o600


def test_so_it_is_with_a_file_too_large_to_be_checked_at_once(
    own: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row has its checksum too; what is met and damaged is mended."""
    right = own.revenue()
    sound = own.entry.read_bytes()
    monkeypatch.setattr("aicompare.dataset.records._SOON", 0)
    for at in range(0, len(sound), 97):
        own.entry.write_bytes(flipped(sound, at))
        checked = own.checked
        assert own.revenue() == right, at
        assert own.checked == checked or own.entry.read_bytes() == sound


def test_a_link_a_folder_or_a_file_of_others_is_not_read(own: Kept, tmp_path: Path) -> None:
    """Only a file that nobody else could have written."""
    right = own.revenue()
    name, content = own.entry, own.entry.read_bytes()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(content)
    name.unlink()
    name.symlink_to(elsewhere)
    assert (own.revenue(), own.checked) == (right, 2)
    name.chmod(0o666)
    assert (own.revenue(), own.checked) == (right, 3)
    name.unlink()
    name.mkdir()
    assert (own.revenue(), own.checked) == (right, 4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of Unix")
def test_a_pipe_in_its_place_is_not_waited_for(own: Kept) -> None:
    """Opening a named pipe that nobody fills would never end."""
    answer = own.revenue()
    entry = own.entry
    entry.unlink()
    os.mkfifo(entry, 0o600)
    with within(20):
        assert own.revenue() == answer


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of the last change")
def test_a_change_of_the_same_length_and_time_is_seen(own: Kept) -> None:
    """An editor, `cp -p` or `touch -r` may set the time of a file back; its inode tells all the same."""
    assert own.revenue().startswith("RMB 800m")
    with own.file.open("r+", encoding="utf-8") as file:
        file.write(ZHIPU.replace("800m", "900m"))
    os.utime(own.file, (LONG_AGO, LONG_AGO))
    assert own.revenue().startswith("RMB 900m")


def test_a_mistake_is_told_each_time_and_leaves_nothing(own: Kept) -> None:
    """A file that is refused is not kept, nor half of what came of it."""
    own.write(ZHIPU.replace("FY2025", "FY2O25"))
    for _ in range(2):
        with pytest.raises(BadFile, match="is not a date or period"):
            own.ask()
    assert list(own.folder.iterdir()) == []


def test_what_changes_while_it_is_read_is_not_kept(own: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run sees what the file says then."""
    stamps = iter(["one", "another"])
    monkeypatch.setattr(cache, "_stamp", lambda *_: next(stamps))
    own.ask()
    assert list(own.folder.iterdir()) == []


def test_what_nobody_asked_for_in_a_month_goes(own: Kept) -> None:
    """With the next file that is kept."""
    own.ask()
    old = own.entry.rename(own.folder / "0123abcd.sqlite")
    os.utime(old, (LONG_AGO, LONG_AGO))
    own.ask()
    assert own.entry.name != old.name


def test_what_is_not_ours_stays(own: Kept) -> None:
    """However old: somebody may keep a file of their own there."""
    own.ask()
    theirs = own.folder / "notes.txt"
    theirs.write_text("mine", encoding="utf-8")
    os.utime(theirs, (LONG_AGO, LONG_AGO))
    own.write(ZHIPU.replace("800m", "900m"), LONG_AGO + 1)
    own.ask()
    assert theirs.read_text(encoding="utf-8") == "mine"


def test_any_tool_that_knows_sqlite_can_look(own: Kept) -> None:
    """A table of rows of JSON."""
    own.ask()
    with closing(sqlite3.connect(own.entry)) as connection:
        found = connection.execute("select row from record where key = 'companies/zhipu'")
        assert '"value":"RMB 800m"' in found.fetchone()[0]


# --- the folder ---------------------------------------------------------------------------


def test_nothing_is_changed_through_a_link(own: Kept, tmp_path: Path) -> None:
    """A link in place of the folder, to one open to others or private, to a file, to nothing."""
    own.folder.parent.mkdir()
    shared, private = tmp_path / "shared", tmp_path / "private"
    shared.mkdir(mode=0o755)
    private.mkdir(mode=0o700)
    for target in (shared, private, own.file, tmp_path / "nowhere"):
        own.folder.unlink(missing_ok=True)
        own.folder.symlink_to(target)
        before = target.stat().st_mode if target.exists() else None
        assert own.revenue().startswith("RMB 800m ")
        assert (target.stat().st_mode if target.exists() else None) == before
        assert not target.is_dir() or list(target.iterdir()) == []


@pytest.mark.parametrize(("mode", "used"), [(0o755, True), (0o750, True), (0o775, False), (0o777, False)])
def test_a_folder_that_is_there_is_taken_as_it_is(own: Kept, mode: int, used: bool) -> None:
    """Its mode stays; where others may write it nothing is kept. What lies in it is the user's alone."""
    own.folder.mkdir(parents=True)
    own.folder.chmod(mode)
    assert own.revenue().startswith("RMB 800m ")
    assert stat.S_IMODE(own.folder.stat().st_mode) == mode
    assert len(list(own.folder.iterdir())) == used
    assert all(stat.S_IMODE(entry.stat().st_mode) == 0o600 for entry in own.folder.iterdir())


def test_a_cache_on_another_disk_by_a_link_above_it_is_used(own: Kept, tmp_path: Path) -> None:
    """~/.cache itself may be a link."""
    (tmp_path / "big").mkdir()
    own.folder.parent.symlink_to(tmp_path / "big")
    own.ask()
    assert [own.revenue(), own.checked] == ["RMB 800m 800000000 mine.yaml:6", 1]


# --- several files, several processes -----------------------------------------------------


def layered(folder: Path, count: int) -> list[str]:
    """So many files, each with a company and a source of its own."""
    files = []
    for number in range(count):
        file = folder / f"{number}.yaml"
        file.write_text(
            f"sources:\n  s{number}: {{title: T, publisher: P, published: 2026-01-31, kind: press}}\n"
            f"companies:\n  c{number}:\n    name: Company {number}\n    currency: USD\n    facts:\n"
            f"      - {{metric: cash, period: 2025-12-31, value: US$5m, source: s{number}}}\n",
            encoding="utf-8",
        )
        os.utime(file, (LONG_AGO, LONG_AGO))
        files.append(str(file))
    return files


def test_every_further_file_costs_the_same(tmp_path: Path, installed: Path) -> None:
    """What is kept of the last of 40 files is no larger than that of the third (it doubled with each)."""
    files = os.pathsep.join(layered(tmp_path, 40))
    for _ in range(2):
        done = aicompare("list", "--json", AICOMPARE_DATA=files, XDG_CACHE_HOME=str(tmp_path / "cache"))
        assert (done.returncode, '"Company 39"' in done.stdout) == (0, True)
    sizes = [entry.stat().st_size for entry in (tmp_path / "cache" / "aicompare").iterdir()]
    assert len(sizes) == 40
    assert max(sizes) <= 2 * min(sizes)


def test_a_change_of_any_file_below_is_seen(tmp_path: Path, installed: Path) -> None:
    """The first of three becomes wrong for the third, which names its company in a group."""
    files = layered(tmp_path, 3)
    with Path(files[2]).open("a", encoding="utf-8") as last:
        last.write("groups: {ours: [c0]}\n")
    os.utime(files[2], (LONG_AGO, LONG_AGO))
    changes = {"AICOMPARE_DATA": os.pathsep.join(files), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert aicompare("list", "--json", **changes).returncode == 0
    text = Path(files[0]).read_text(encoding="utf-8")
    Path(files[0]).write_text(text.replace("c0", "d0"), encoding="utf-8")
    os.utime(files[0], (LONG_AGO, LONG_AGO))
    done = aicompare("list", **changes)
    assert (done.returncode, "there is no company 'c0'" in done.stderr) == (2, True)


def test_many_processes_at_once_answer_alike(tmp_path: Path, installed: Path) -> None:
    """Each of eight at once, on an empty cache, and on one that somebody damaged."""
    file, cache_home = layered(tmp_path, 1)[0], tmp_path / "cache"
    command = [sys.executable, "-m", "aicompare", "show", "c0", "--json", "--data", file]
    for _ in range(2):
        runs = [
            subprocess.Popen(command, stdout=subprocess.PIPE, env=environment(XDG_CACHE_HOME=str(cache_home)))
            for _ in range(8)
        ]
        answers = {run.communicate()[0] for run in runs}
        assert len(answers) == 1
        assert b"US$5m" in answers.pop()
        (entry,) = (cache_home / "aicompare").iterdir()
        entry.write_bytes(entry.read_bytes()[:5000])


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights of Unix")
def test_a_home_that_cannot_be_written_is_no_trouble(own: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there is read; nothing is written, and nothing is said."""
    right = own.revenue()
    monkeypatch.setattr(cache, "_folder", lambda: own.folder)
    own.folder.chmod(0o555)
    assert (own.revenue(), own.checked) == (right, 1)


def test_a_checkout_keeps_nothing(own: Kept) -> None:
    """Rules that a developer just changed apply at once."""
    load_layers([str(own.file)])
    assert not own.folder.exists()


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {"HOME": "/home/ada"}, "/home/ada/.cache/aicompare"),
        ("linux", {"HOME": "/home/ada", "XDG_CACHE_HOME": "/fast"}, "/fast/aicompare"),
        ("linux", {"HOME": "/home/ada", "XDG_CACHE_HOME": "relative"}, "/home/ada/.cache/aicompare"),
        ("linux", {}, None),
        ("darwin", {"HOME": "/Users/ada"}, "/Users/ada/Library/Caches/aicompare"),
        ("win32", {"LOCALAPPDATA": "/ada/Local"}, "/ada/Local/aicompare"),
        ("win32", {}, None),
    ],
)
def test_it_stands_where_the_platform_has_such_things(
    platform: str, environ: dict[str, str], folder: str | None
) -> None:
    """XDG on Linux; a relative XDG_CACHE_HOME is to be ignored (XDG base directories)."""
    assert cache.cache_folder(platform, environ) == (Path(folder) if folder else None)
