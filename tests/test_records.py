"""Checked records say what the YAML says, and nothing that was changed behind their back is believed."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from command import LONG
from hypothesis import given
from hypothesis import strategies as st
from test_user_files import FACT, MINE, ZHIPU

from aicompare.dataset.compiling import compile_file
from aicompare.dataset.parsed import parsed, restored
from aicompare.dataset.records import SECTIONS, Damaged, Layers, Record, Sealed, key_of, keys_of, over
from aicompare.dataset.text import Text
from aicompare.resources import SOURCE, resource
from aicompare.values.errors import BadFile
from aicompare.values.figures import Figure
from aicompare.values.metrics import METRICS
from aicompare.values.money import parse_amount
from aicompare.values.periods import Period


@pytest.fixture(scope="module")
def content() -> bytes:
    """The shipped data file."""
    return resource(SOURCE).read_bytes()


@pytest.fixture(scope="module")
def file(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of the shipped file, on disk."""
    path = tmp_path_factory.mktemp("records") / "companies.sqlite"
    compile_file(content, SOURCE, path=str(path))
    return path


def rows(record: Record) -> Iterator[dict[str, Any]]:
    return (row for company in record["companies"].values() for row in company.get("facts", ()))


def plain(section: Any) -> Any:
    return dict(section) if hasattr(section, "items") else section


def whole(record: Record) -> dict[str, Any]:
    return {name: plain(record[name]) for name in SECTIONS}


def test_on_disk_as_in_memory(record: Record, file: Path) -> None:
    """Every section, in the same order."""
    on_disk = Sealed(file)
    assert whole(on_disk) == whole(record)
    assert [list(on_disk[name]) for name in SECTIONS] == [list(record[name]) for name in SECTIONS]
    assert (list(on_disk), len(on_disk)) == (list(SECTIONS), len(SECTIONS))


def test_the_same_file_gives_the_same_bytes(content: bytes, file: Path, tmp_path: Path) -> None:
    """So that a wheel can be built again and compared."""
    compile_file(content, SOURCE, path=str(tmp_path / "again"))
    assert (tmp_path / "again").read_bytes() == file.read_bytes()


def test_the_order_of_sections_does_not_matter(record: Record) -> None:
    """What a section names may stand further down; each part is read when what it names is known."""
    groups, claims = "groups:\n  ours: [zhipu, newco]\n", "claims: []\n"
    companies = f"companies:\n  newco: {{name: Newco, currency: USD}}\n  zhipu:\n    facts:\n    - {FACT}\n"
    one, other = (
        whole(compile_file(text.encode(), "mine.yaml", record))
        for text in (MINE + companies + groups + claims, MINE + groups + companies + claims)
    )
    assert one["groups"] == {"ours": ["zhipu", "newco"]}
    alike = [[row | {"at_line": None} for row in rows(found)] for found in (one, other)]
    assert alike[0] == alike[1] != []
    assert one | {"companies": {}} == other | {"companies": {}}
    assert list(one["companies"]) == list(other["companies"])


def test_the_facts_of_a_company_are_read_one_by_one(record: Record) -> None:
    """Each as it was put in, and what it is of without reading any."""
    facts = record["companies"]["minimax"]["facts"]
    assert keys_of(facts) == [key_of(fact) for fact in facts] == keys_of([*facts])
    assert facts[0] == next(iter(facts)) == facts[:1][0]
    assert facts[0]["metric"] == keys_of(facts)[0][0]
    assert len(facts) == len([*facts])


def test_what_is_kept_parsed_is_what_parsing_gives(record: Record) -> None:
    """Every fact of the shipped data: period and value, with bounds and mark, to the last digit."""
    for row in rows(record):
        period, value = restored(row["parsed"])
        read = parse_amount if METRICS[row["metric"]].unit == "money" else Figure.parse
        again = read(row["value"])
        assert (period, value) == (Period.parse(row["period"]), again)
        figure, other = getattr(value, "amount", value), getattr(again, "amount", again)
        assert figure.mark == other.mark
        assert str(figure.value) == str(other.value)


@given(
    st.sampled_from(["", "~", ">=", "<=", "=", "-"]),
    st.decimals(0, 10**12, places=3),
    st.sampled_from(["", "k", "m", "bn", "亿"]),
)
def test_any_amount_is_kept_exactly(mark: str, number: Decimal, scale: str) -> None:
    """What is written back is what was read: no digit more, none less."""
    text = f"{mark}US${number:f}{scale}"
    row = {"metric": "revenue", "period": "H1 2026", "value": text}
    period, value = restored(parsed(row))
    again = parse_amount(text)
    assert (period, value, value.amount.mark) == (Period.parse("H1 2026"), again, again.amount.mark)
    assert value.amount.value.as_tuple() == again.amount.value.as_tuple()


def test_every_row_is_found_and_nothing_else(record: Record) -> None:
    """By id, by name in any spelling, and not by a part of one, nor by what is no text."""
    assert record["names"]["智谱"] == record["names"]["zai"] == record["names"]["02513hk"] == "zhipu"
    for section in ("sources", "companies"):
        assert all(key in record[section] for key in record[section])
        assert len(record[section]) == len(set(record[section]))
    for missing in ("", "zhip", "zhipuu", "~", "a", "minimax\t", "minimax\n", "minimax\0", "\udcff"):
        assert missing not in record["companies"]
        assert record["names"].get(missing) is None
    assert sorted(record["names"]) == list(record["names"])


def test_the_order_is_that_of_the_file(record: Record, content: bytes) -> None:
    """Of sources and companies, as they stand in the YAML."""
    text = content.decode()
    for section in ("sources", "companies"):
        begin = text.index(f"\n{section}:")
        places = [re.search(f'\n  "?{re.escape(id_)}"?:', text[begin:]).start() for id_ in record[section]]
        assert places == sorted(places)
    assert list(record["companies"]) == list(record["titles"])


def test_of_files_over_each_other_the_last_is_seen(record: Record) -> None:
    """A section of several is looked up from the top, and listed from the bottom, once each."""
    lower, upper = {"a": 1, "b": 2}, {"b": 3, "c": 4}
    both = over(lower, upper)
    assert dict(both) == {"a": 1, "b": 3, "c": 4}
    assert list(both) == ["a", "b", "c"]
    assert (len(both), "d" in both, both.get("d")) == (3, False, None)
    with pytest.raises(KeyError):
        both["d"]
    assert Layers([])["newest"] == ""
    assert Layers([record])["newest"] == record["newest"]
    assert (list(Layers([])), len(Layers([]))) == (list(SECTIONS), len(SECTIONS))


def test_any_thread_may_ask(file: Path) -> None:
    """A program may load in one and answer in another; many at once get the right rows."""
    records, wrong = Sealed(file), []

    def ask() -> None:
        for id_ in records["titles"]:
            if records["companies"][id_]["name"] != records["titles"][id_]:
                wrong.append(id_)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


# --- damage -------------------------------------------------------------------------------


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "its first byte": lambda data: data[:1],
    "half of its seal": lambda data: data[:62],
    "its head": lambda data: data[:100],
    "half": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "with a byte more": lambda data: data + b"\0",
    "zeros": lambda data: bytes(len(data)),
    "noise": lambda data: bytes(range(256)) * 20,
    "another figure": lambda data: data.replace(b"US$8", b"US$9", 1),
    "another name": lambda data: data.replace(b"MiniMax", b"MiniMin", 1),
    "two pages changed places": lambda data: data[:4096] + data[8192:12288] + data[4096:8192] + data[12288:],
    "another seal": lambda data: data[:60] + bytes(4) + data[64:],
}


@pytest.fixture
def checked_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a smaller file than the shipped one is."""
    monkeypatch.setattr("aicompare.dataset.records._SOON", 1 << 30)


@pytest.mark.usefixtures("checked_as_a_whole")
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_known_for_one(
    file: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Whatever happened to it; nothing of it is read."""
    broken = tmp_path / "broken"
    broken.write_bytes(damage(file.read_bytes()))
    with pytest.raises(Damaged):
        Sealed(broken)


@pytest.mark.usefixtures("checked_as_a_whole")
def test_no_flipped_bit_goes_unseen(file: Path, tmp_path: Path) -> None:
    """Also where sqlite keeps nothing: all of the file has one checksum (CRC-32 sees any one bit)."""
    broken, sound = tmp_path / "broken", file.read_bytes()
    for at in [*range(200), *range(200, len(sound), 4099)]:
        broken.write_bytes(sound[:at] + bytes([sound[at] ^ 0x10]) + sound[at + 1 :])
        with pytest.raises(Damaged):
            Sealed(broken)


def test_of_a_large_file_each_row_is_checked_when_it_is_asked_for(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was changed is not believed, what is missing is missed, and the rest answers."""
    monkeypatch.setattr("aicompare.dataset.records._SOON", 0)
    broken, sound, right = tmp_path / "broken", file.read_bytes(), whole(Sealed(file))
    for at in range(100, len(sound), 9001 if LONG else len(sound) // 20):
        broken.write_bytes(sound[:at] + bytes([sound[at] ^ 0x10]) + sound[at + 1 :])
        try:
            assert whole(Sealed(broken)) == right, at
        except Damaged:
            assert whole(Sealed(broken, lambda: Sealed(file))) == right, at


def test_another_database_is_none_of_ours(tmp_path: Path) -> None:
    """Sound, but not sealed."""
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table record (section text)")
    with pytest.raises(Damaged):
        Sealed(path)


@pytest.mark.parametrize("name", ["a b.sqlite", "50%.sqlite", "what?.sqlite", "a#b.sqlite", "智谱.sqlite"])
def test_any_name_of_a_file_will_do(file: Path, tmp_path: Path, name: str) -> None:
    """sqlite reads the name as an address, in which some letters mean something else."""
    shutil.copy(file, tmp_path / name)
    assert Sealed(tmp_path / name)["titles"]["zhipu"] == "Zhipu"


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_folder_that_cannot_be_written_is_enough(file: Path, tmp_path: Path) -> None:
    """sqlite makes nothing beside a file that is read alone."""
    shutil.copy(file, tmp_path / "companies.sqlite")
    tmp_path.chmod(0o555)
    try:
        assert dict(Sealed(tmp_path / "companies.sqlite")["sources"])
        assert [entry.name for entry in tmp_path.iterdir()] == ["companies.sqlite"]
    finally:
        tmp_path.chmod(0o755)


# --- text in pieces -----------------------------------------------------------------------


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 64, 1 << 16])
def test_where_the_pieces_end_does_not_matter(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter or a line across two pieces is as one in the middle of one."""
    monkeypatch.setattr("aicompare.dataset.text._PIECE", piece)
    text = Text(BytesIO("\ufeffa: 智谱\r\n- é".encode()), "mine.yaml")
    assert "".join(iter(text.read, "")) == "a: 智谱\r\n- é"
    for content, message in (
        ("a: 1\nb: 智\x1b".encode(), "2:5: the control character '\\x1b' stands here"),
        (b"a: 1\nb: \xff", "2:4: this is not UTF-8 text"),
        ("a: 1\nb: 智谱".encode()[:-1], "2:5: this is not UTF-8 text"),
    ):
        with pytest.raises(BadFile) as refused:
            list(iter(Text(BytesIO(content), "mine.yaml").read, ""))
        assert refused.value.message == f"mine.yaml:{message}"


@pytest.mark.parametrize("piece", [1, 5, 4096])
def test_a_mistake_is_named_by_its_letter_in_any_piece(
    record: Record, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """A tab is called one, wherever the file was cut."""
    monkeypatch.setattr("aicompare.dataset.text._PIECE", piece)
    for text, message in (
        (f"{MINE}companies:\n\tzhipu: {{}}\n", "mine.yaml:4:1: this is not YAML: a tab stands here"),
        (f"{ZHIPU}  @: 1\n", "mine.yaml:7:3: this is not YAML: text cannot begin with @"),
    ):
        with pytest.raises(BadFile) as refused:
            compile_file(text.encode(), "mine.yaml", record)
        assert refused.value.message == message


def test_what_is_no_yaml_is_said_before_what_is_not_allowed(record: Record) -> None:
    """One who mends a file mends its form first, even where that is further down."""
    text = ZHIPU.replace("revenue", "revenu") + "  newco: {name: New: Co}\n"
    with pytest.raises(BadFile, match=r"mine.yaml:7:\d+: this is not YAML"):
        compile_file(text.encode(), "mine.yaml", record)
