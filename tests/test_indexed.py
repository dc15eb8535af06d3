"""The indexed form says what the YAML says: every way of reading a file gives the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_user_files import FACT, MINE, ZHIPU

from aicompare.dataset import SOURCE
from aicompare.dataset.compiling import compile_file, examine
from aicompare.dataset.indexing import indexed
from aicompare.dataset.parsed import parsed, restored
from aicompare.dataset.text import Text
from aicompare.errors import BadFile
from aicompare.figures import Figure
from aicompare.indexed import Damaged, Indexed, Over, Record, merged
from aicompare.metrics import METRICS
from aicompare.money import parse_amount
from aicompare.periods import Period
from aicompare.shipped import shipped


@pytest.fixture(scope="module")
def content() -> bytes:
    """The shipped data file."""
    return shipped(SOURCE).read_bytes()


def rows(record: Record) -> Iterator[dict[str, Any]]:
    return (row for company in record["companies"].values() for row in company.get("facts", ()))


def test_part_by_part_is_as_at_once(content: bytes) -> None:
    """The shipped file, read company by company and read whole: the same to the byte."""
    assert compile_file(content, SOURCE).data == indexed(examine(content, SOURCE).record).data


def test_a_user_s_file_part_by_part_is_as_at_once(record: Record) -> None:
    """Also with its sections in another order: what they name stands further down."""
    groups, claims = "groups:\n  ours: [zhipu, newco]\n", "claims: []\n"
    companies = f"companies:\n  newco: {{name: Newco, currency: USD}}\n  zhipu:\n    facts:\n    - {FACT}\n"
    for text in (MINE + companies + groups + claims, groups + companies + claims + MINE):
        data = text.encode()
        whole = indexed(examine(data, "mine.yaml", record).record)
        streamed = compile_file(data, "mine.yaml", record)
        assert dict(streamed["groups"]) == {"ours": ["zhipu", "newco"]}
        assert {name: plain(streamed[name]) for name in whole} == {name: plain(whole[name]) for name in whole}


def plain(section: Any) -> Any:
    return dict(section) if hasattr(section, "items") else section


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
    """By id, by name in any spelling, and not by a part of one."""
    assert record["names"]["智谱"] == record["names"]["zai"] == record["names"]["02513hk"] == "zhipu"
    for section in ("sources", "companies"):
        assert all(key in record[section] for key in record[section])
        assert len(record[section]) == len(set(record[section]))
    for missing in ("", "zhip", "zhipuu", "~", "a", "minimax\t", "minimax\n"):
        assert missing not in record["companies"]
        assert record["names"].get(missing) is None
    assert sorted(record["names"]) == list(record["names"])


def test_the_order_is_that_of_the_file(record: Record, content: bytes) -> None:
    """Of sources and companies, as they stand in the YAML."""
    whole = examine(content, SOURCE).record
    assert list(record["sources"]) == list(whole["sources"])
    assert list(record["companies"]) == list(record["titles"]) == list(whole["companies"])


def test_of_files_over_each_other_the_last_is_seen(record: Record) -> None:
    """A section of several is looked up from the top, and listed from the bottom, once each."""
    lower, upper = {"a": 1, "b": 2}, {"b": 3, "c": 4}
    both = Over(lower, upper)
    assert dict(both) == {"a": 1, "b": 3, "c": 4}
    assert (len(both), "d" in both, both.get("d")) == (3, False, None)
    with pytest.raises(KeyError):
        both["d"]
    assert merged([])["newest"] == ""
    assert merged([record])["newest"] == record["newest"]


def test_a_damaged_file_is_known_for_one_or_made_anew(content: bytes) -> None:
    """A line that changed is not believed."""
    sound = indexed(examine(content, SOURCE).record)
    data = sound.data.replace(b"MiniMax", b"MiniMin", 1)
    broken = Indexed(data)
    with pytest.raises(Damaged):
        [broken["companies"][id_] for id_ in broken["titles"]], dict(broken["sources"])
    again = Indexed(data, lambda: sound)
    assert dict(again["companies"]) == dict(sound["companies"])
    assert dict(again["sources"]) == dict(sound["sources"])


# --- text in pieces -----------------------------------------------------------------------


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 64, 1 << 16])
def test_where_the_pieces_end_does_not_matter(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter, a line or a bracket across two pieces is as one in the middle of one."""
    monkeypatch.setattr("aicompare.dataset.text._PIECE", piece)
    text = Text(BytesIO("\ufeffa: 智谱\r\n- é".encode()), "mine.yaml")
    assert "".join(iter(text.read, "")) == "a: 智谱\r\n- é"
    for content, message in (
        ("a: 1\nb: 智\x1b".encode(), "2:5: the control character '\\x1b' stands here"),
        (b"a: 1\nb: \xff", "2:4: this is not UTF-8 text"),
        ("a: 1\nb: 智谱".encode()[:-1], "2:5: this is not UTF-8 text"),
        (b"a: 1\nb: " + b"[" * 201, "2:204: nested deeper than 20 levels"),
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
