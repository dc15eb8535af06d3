"""How wide a text is on a terminal, and where its lines break."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command import here
from hypothesis import given
from hypothesis import strategies as st

import aicompare as library
from aicompare import Answer, Data
from aicompare.render.folding import cell_width, folded

ACME = """\
sources:
  mine:
    title: 智谱华章科技股份有限公司二零二六年中期业绩公告（未经审计）
    publisher: 香港交易所
    published: 2026-01-31
    kind: company
companies:
  acme:
    name: "%s"
    currency: USD
    facts:
      - metric: cash
        period: 2025-12-31
        value: "=US$36m"
        source: mine
        note: 截至二零二五年十二月三十一日止年度之现金及现金等价物，不含受限制资金25.5亿元。
      - {metric: monthly_burn, period: 2025-12, value: "=US$3m", source: mine, balance: 2025-12-31}
"""


# --- widths -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("plain", 5),
        ("腾讯控股", 8),
        ("ＡＩ", 4),  # full width
        ("ｱｲ", 2),  # half width
        ("e\u0301te\u0301", 3),  # accents of their own
        ("שָׁלוֹם", 4),
        ("مَرْحَبًا", 5),
        ("บริษัทเอไอ", 8),  # ten signs, of which two stand above others
        ("क्षि", 2),  # two consonants; what joins them, and the vowel, take no column
        ("\u1112\u1161\u11ab", 2),  # one syllable of Hangul, in three parts
        ("👨‍👩‍👧 Fam", 6),  # three people joined are one picture
        ("👩🏽‍🚀", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("❤", 1),
        ("1️⃣", 2),
        ("🇭🇰", 2),
        ("Zw\u200bsp", 4),
        ("a\u2060b\ufeffc", 3),
        ("soft\xadhyphen", 11),  # wcwidth: shown
    ],
)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str, columns: int) -> None:
    """By the tables of wcwidth 0.9."""
    assert cell_width(text) == columns


@pytest.mark.parametrize("name", ["บริษัทเอไอ", "👨‍👩‍👧 Fam", "Zw​sp", "星辰智能", "क्षि AI"])
def test_columns_stand_under_one_another_whatever_a_name_is_written_in(name: str, tmp_path: Path) -> None:
    """The dash or figure before the basis of the cash ends in one column for both companies."""
    own = tmp_path / "mine.yaml"
    own.write_text(ACME % name.replace("\u200b", "\\u200b"), encoding="utf-8")
    done = here("runway", "acme", "minimax", "--data", str(own), COLUMNS="400")
    rows = [line for line in done.stdout.splitlines() if line.startswith((name, "MiniMax  "))][:2]
    assert len({cell_width(row[: re.search(r"  (cash alone|company)", row).start()]) for row in rows}) == 1, (
        rows
    )


# --- lines --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("腾讯控股有限公司", 6, ["腾讯控", "股有限", "公司"]),
        ("收入25.5亿元增长", 8, ["收入", "25.5亿元", "增长"]),  # an amount is not cut
        ("腾讯，阿里。", 6, ["腾讯，", "阿里。"]),  # nor does a comma begin a line
        ("据《财新》报道", 6, ["据《财", "新》报", "道"]),  # or a bracket end one
        (
            "see https://example.com/a-long-address now",
            12,
            ["see", "https://example.com/a-long-address", "now"],
        ),
        ("two  spaces   kept here", 12, ["two  spaces", "kept here"]),
        ("OpenAI的收入", 8, ["OpenAI的", "收入"]),
    ],
)
def test_a_line_breaks_at_spaces_and_between_chinese_letters(text: str, width: int, lines: list[str]) -> None:
    """Never inside a number, a name or an address."""
    assert list(folded(text, width)) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("12 months", ["  Cash    12", "        months"]),
        ("US$1,234,567,890", ["  Cash", "US$1,234,567,890"]),  # 16 columns
        ("US$1,234,567", ["  Cash", "    US$1,234,567"]),  # 12
        ("https://example.com/too/long", ["  Cash", "https://example.com/too/long"]),
    ],
)
def test_what_does_not_fit_beside_its_label_stands_in_a_line_of_its_own(text: str, lines: list[str]) -> None:
    """With as much of the indent, half the width at most, as there is room for."""
    assert list(folded(text, 16, 10, "  Cash    ")) == lines


texts = st.text(st.sampled_from("ab1,.$ 中文，。（）25亿é👨‍👩"), max_size=60)


@given(texts, st.integers(1, 30), st.integers(0, 12))
def test_folding_loses_nothing_and_keeps_to_the_width(text: str, width: int, indent: int) -> None:
    """Only spaces go, and no line is wider unless it cannot be broken."""
    lines = list(folded(text, width, indent))
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    for line in lines:
        assert cell_width(line.rstrip()) <= width or unbreakable(line), lines


def unbreakable(line: str) -> bool:
    """A single word without a place between two Chinese letters, or with punctuation that forbids it."""
    han = "[\u4e00-\u9fff]"
    return len(line.split()) == 1 and not re.search(f"(?<![0-9]){han}{han}", line.replace("亿", ""))


ASKED: dict[str, Callable[[Data], Answer]] = {
    "show": lambda data: library.show(data, "tencent"),
    "show minimax": lambda data: library.show(data, "minimax", history=True),
    "runway": lambda data: library.runway(data, ["zhipu", "minimax"]),
    "bases": lambda data: library.runway(data, ["minimax"], bases=True),
    "multiples": lambda data: library.multiples(data, ["zhipu", "minimax"], ev=True),
    "audit": lambda data: library.audit(data),
    "metrics": lambda data: library.list_metrics(data),
    "acme": lambda data: library.show(data, "acme"),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    own = tmp_path_factory.mktemp("own") / "mine.yaml"
    own.write_text(ACME % "一家名字很长的人工智能科技有限公司", encoding="utf-8")
    return library.load(files=[str(own)])


@pytest.mark.parametrize("width", [1, 10, 20, 39, 40, 60, 80])
@pytest.mark.parametrize("name", ASKED)
def test_no_answer_is_wider_than_asked(name: str, width: int, data: Data) -> None:
    """Title, headings, blocks, notes, sources and explanation; but for what cannot be broken."""
    for line in ASKED[name](data).to_text(width).splitlines():
        assert cell_width(line) <= width or len(line.split()) == 1, line


@pytest.mark.parametrize(
    "command", ["runway minimax --explain", "multiples zhipu --ev --explain", "validate"]
)
@pytest.mark.parametrize("width", [20, 40, 70])
def test_no_explanation_is_wider_than_the_screen(command: str, width: int) -> None:
    """Deep steps too."""
    for line in here(*command.split(), COLUMNS=str(width)).stdout.splitlines():
        assert cell_width(line) <= width or len(line.split()) == 1, line


# --- notebooks ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ASKED)
def test_no_text_of_a_notebook_reads_as_a_formula(name: str, data: Data) -> None:
    """Between two tags there is at most one dollar, alone, and no `\\(`; and what is read is the same."""
    page = ASKED[name](data)._repr_html_()
    texts = re.findall(r"[^<>]+", re.sub(r"<[^>]*>", "<>", page))
    assert not [text for text in texts if text.count("$") > 1 or ("$" in text and text != "$")]
    assert not [text for text in texts if "\\" in text and text != "\\"]
