"""A user's file is checked once: what is kept of it answers as the file does, or is ignored."""

from __future__ import annotations

import json
import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from faults import within
from test_user_files import ZHIPU

from aicompare.dataset import cache, load_layers
from aicompare.dataset.compiling import compile_file
from aicompare.dataset.store import Dataset, Layer
from aicompare.errors import BadFile
from aicompare.facts import money
from aicompare.indexed import Indexed, Record

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

    def ask(self, below: str | None = "shipped") -> Indexed:
        def compile_into(target: IO[bytes], head: str) -> Indexed:
            self.checked += 1
            return compile_file(self.file.read_bytes(), "mine.yaml", self.record, target, head)

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
    """0700 and 0600, also where the folder was open to others."""
    own.folder.mkdir(parents=True, mode=0o755)
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


def deep(data: bytes) -> bytes:
    return data.partition(b"\n")[0] + b"\n" + b"[" * 100_000


BROKEN = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "without its last line": lambda data: data[: data.rfind(b"\n", 0, -1) + 1],
    "its first line alone": lambda data: data.partition(b"\n")[0] + b"\n",
    "noughts": lambda data: bytes(len(data)),
    "noise": lambda data: bytes(range(256)) * 20,
    "a pickle": lambda data: pickle.dumps(Hostile()),
    "its first line and a pickle": lambda data: data.partition(b"\n")[0] + b"\n" + pickle.dumps(Hostile()),
    "an index that begins behind it": lambda data: data[: data.rfind(b"index")] + b"index 99999999 0\n",
    "an index of nothing": lambda data: data[: data.rfind(b"index")] + b"index 0 0\n",
    "brackets": deep,
    "another format": lambda data: data.replace(b"indexed 1", b"indexed 9", 1),
}


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_ignored_and_replaced(own: Kept, damage: Callable[[bytes], bytes]) -> None:
    """Nothing in it is executed, nothing of it is believed, and the next run has a sound one."""
    right = own.revenue()
    own.entry.write_bytes(damage(own.entry.read_bytes()))
    assert own.revenue() == right
    assert not Path("/tmp/aicompare-was-here").exists()
    assert (own.revenue(), own.checked) == (right, 2)


def test_no_flipped_bit_changes_an_answer(own: Kept) -> None:
    """Each line has its checksum, and so has the index."""
    right = own.revenue()
    sound = own.entry.read_bytes()
    for at in range(0, len(sound), 7):
        own.entry.write_bytes(flipped(sound, at))
        own.entry.chmod(0o600)
        assert own.revenue() == right, at


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
    old = own.entry.rename(own.folder / "old.indexed")
    os.utime(old, (LONG_AGO, LONG_AGO))
    own.ask()
    assert own.entry.name != "old.indexed"


def test_what_is_kept_is_text(own: Kept) -> None:
    """Lines of JSON and an index, for whoever wants to look."""
    own.ask()
    head, *lines = own.entry.read_text(encoding="utf-8").splitlines()
    assert json.loads(head)[2] == str(own.file.resolve())
    assert any(line.startswith('{"facts"') for line in lines)


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
