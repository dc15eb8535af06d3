"""An answer is never written over a file that it is made of, by whatever name that file goes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command import ROOT, here
from ecbfile import bank_csv
from test_user_files import ZHIPU

from aicompare.files import is_same


class Kept:
    """A user's file, and what was in it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "mine.yaml"
        self.file.write_text(ZHIPU, encoding="utf-8")
        self.before = self.file.read_bytes()

    def refuses(self, *arguments: str, **changes: str) -> None:
        """Exit code 2, one message, and the file byte for byte as it was."""
        done = here(*arguments, **changes)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert "is a file this answer is made of; write to another" in done.stderr
        assert self.file.read_bytes() == self.before


@pytest.fixture
def mine(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


COMMANDS = (
    "list", "show zhipu", "compare zhipu minimax", "runway minimax", "multiples zhipu",
    "convert 5USD --to CNY", "convert --implied 5USD 36CNY", "rates USD/CNY", "allocate zhipu",
    "allocate 5USD a=1 b=1", "check 1==1", "audit", "sources", "metrics",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_writes_over_a_data_file(mine: Kept, command: str) -> None:
    """Of --data and of AICOMPARE_DATA, in every command, whether it looks at the data or not."""
    file = str(mine.file)
    mine.refuses(*command.split(), "--data", file, "--format", "csv", "-o", file)
    mine.refuses(*command.split(), "--format", "csv", "-o", file, AICOMPARE_DATA=file)


def test_validate_does_not_write_over_what_it_looks_at(mine: Kept) -> None:
    """The file that it is given, and those below it."""
    file = str(mine.file)
    mine.refuses("validate", file, "--format", "table", "-o", file)
    mine.refuses("validate", "--format", "table", "-o", file, AICOMPARE_DATA=file)


def test_the_schema_does_not_replace_a_file_in_use(mine: Kept) -> None:
    """Though it is made of none: what a person typed is worth more."""
    mine.refuses("schema", "-o", str(mine.file), AICOMPARE_DATA=str(mine.file))


LINKS: dict[str, Callable[[Path, Path], object]] = {
    "a link": lambda file, link: link.symlink_to(file),
    "a link to a link": lambda file, link: (
        link.with_name("between").symlink_to(file), link.symlink_to(link.with_name("between")),
    ),
    "another name of it": lambda file, link: os.link(file, link),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("make", LINKS.values(), ids=LINKS)
def test_a_link_is_the_file_behind_it(mine: Kept, make: Callable[[Path, Path], object]) -> None:
    """Whichever of the two is read, and whichever is written."""
    link = mine.file.with_name("link.csv")
    make(mine.file, link)
    for read, written in ((mine.file, link), (link, mine.file)):
        mine.refuses("list", "--data", str(read), "--format", "csv", "-o", str(written))


def test_a_folder_in_the_name_makes_no_other_file(mine: Kept) -> None:
    """./x/../mine.yaml is mine.yaml."""
    (mine.file.parent / "x").mkdir()
    other = f"{mine.file.parent}/x/../mine.yaml"
    mine.refuses("list", "--data", str(mine.file), "--format", "csv", "-o", other)


@pytest.mark.parametrize("name", ["companies.yaml", "exchange_rates.csv"])
def test_what_ships_is_not_written_over(name: str) -> None:
    """The data and the rates of the checkout or the installation."""
    file = ROOT / "data" / name
    before = file.read_bytes()
    done = here("list", "--json", "-o", str(file))
    assert (done.returncode, file.read_bytes() == before) == (2, True)


def test_rates_update_writes_over_neither_what_it_takes_nor_what_it_makes(tmp_path: Path) -> None:
    """The file that is taken, as the answer's place and as that of the taken rates; and those rates."""
    newer, home = tmp_path / "newer.csv", tmp_path / "data"
    newer.write_text(bank_csv(), encoding="utf-8")
    before, where = newer.read_bytes(), {"XDG_DATA_HOME": str(home)}
    rates = home / "aicompare" / "exchange_rates.csv"
    for output in (newer, rates):  # the second is not there yet
        done = here("rates", "update", str(newer), "-o", str(output), **where)
        assert (done.returncode, newer.read_bytes() == before, rates.exists()) == (2, True, False)
    rates.parent.mkdir(parents=True)
    rates.symlink_to(newer)
    done = here("rates", "update", str(newer), **where)
    assert (done.returncode, newer.read_bytes() == before) == (2, True)
    assert done.stderr == f"aicompare: {newer} is the file that would be replaced; name the one to take\n"


def test_another_file_is_written_as_before(mine: Kept) -> None:
    """And one that is not there yet."""
    other = mine.file.with_name("other.csv")
    for _ in range(2):
        done = here("list", "--data", str(mine.file), "-o", str(other))
        assert (done.returncode, done.stdout) == (0, "")
        assert other.read_text(encoding="utf-8").startswith("company,")


def test_what_is_no_file_is_the_same_as_nothing(tmp_path: Path) -> None:
    """A device loses nothing by what is written into it; a name that is none names nothing."""
    assert not is_same("/dev/null", "/dev/null")
    assert not is_same("a\0b", tmp_path)
    assert not is_same(tmp_path / "not there", tmp_path / "neither")
    assert is_same(tmp_path / "not there", f"{tmp_path}/./not there")
