"""That each of several figures of a sentence is taken for its own: part, measure, price, amount.

By the data: Zhipu's revenue RMB 953.892m in H1 2026, 825.176m of it cloud, and 724.334m in 2025, 533.955m
on-premise; gross margin 41.0% in 2025, cloud 18.9%, and 26.4% in H1 2026, cloud 24.6%, on-premise 37.9%;
net loss of 2025 RMB 4,718.167m, adjusted 3,181.972m. MiniMax's revenue US$79.038m in 2025, AI-native
products 53.075m, overseas 57.663m, and 116.573m in H1 2026, open platform 73.929m; net loss of 2025
US$1,871.617m, adjusted 250.856m. Zhipu closed at HK$641 on 30 September and at HK$2,410 on 22 June 2026, its
highest close, after a high of HK$2,980; at HK$2,104 on 30 June. On 8 January it opened at 120.00, closed at
131.50, went up to 135.00 and down to 116.10. MiniMax closed at HK$1,238 on 18 March, its highest close of
that month, after a high of 1,330, and at HK$250.20 on 30 September. Moonshot raised over US$3.5bn at US$35bn
after it in July 2026.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import folded, here

import aicompare

DATA = aicompare.load()
DAY = "2026-10-05"


def rows(text: str) -> list[Any]:
    return sorted(aicompare.read_text(DATA, text, published=DAY).rows, key=lambda row: row.start)


def verdicts(text: str) -> list[tuple[str, str, str | None]]:
    return [(row.verdict, row.metric, row.scope) for row in rows(text)]


def only(text: str) -> Any:
    (row,) = rows(text)
    return row


# --- part and whole -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "metric", "first", "second"),
    [
        ("Zhipu's gross margin was 41.0% in 2025, that of its cloud business 18.9%.",
         "gross_margin", None, "cloud"),
        ("Zhipu's gross margin was 41.0% in 2025, and its cloud margin 18.9%.",
         "gross_margin", None, "cloud"),
        ("MiniMax's revenue was $79 million in 2025, that of its AI-native products $53.1 million.",
         "revenue", None, "ai-native"),
        ("MiniMax's revenue was $116.6 million in the first half of 2026, that of its open platform $73.9 "
         "million.", "revenue", None, "open-platform"),
        ("Cloud accounted for RMB 825 million of Zhipu's revenue of RMB 954 million in the first half of "
         "2026.",
         "revenue", "cloud", None),
        ("Cloud revenue of RMB 825 million lifted Zhipu's first-half 2026 sales to RMB 954 million.",
         "revenue", "cloud", None),
        ("Zhipu's cloud gross margin was 18.9% in 2025, against 41.0% for the group.",
         "gross_margin", "cloud", None),
        ("Zhipu's cloud gross margin was 18.9% in 2025, while that of Zhipu as a whole was 41.0%.",
         "gross_margin", "cloud", None),
        ("Overseas markets made up $57.7 million of MiniMax's 2025 revenue of $79 million.",
         "revenue", "overseas", None),
        ("AI-native products brought in $53.1 million of MiniMax's $79 million of revenue in 2025.",
         "revenue", "ai-native", None),
        ("Zhipu's on-premise revenue was RMB 534 million in 2025 out of sales of RMB 724 million.",
         "revenue", "on-premise", None),
        ("云业务贡献了智谱2026年上半年9.54亿元营收中的8.25亿元。", "revenue", None, "cloud"),
        ("2026年上半年，云业务收入8.25亿元，带动智谱营收增至9.54亿元。", "revenue", "cloud", None),
        ("智谱2025年毛利率41.0%，云业务18.9%。", "gross_margin", None, "cloud"),
    ],
)  # fmt: skip
def test_part_and_whole_of_one_sentence_are_each_known(
    text: str, metric: str, first: str | None, second: str | None
) -> None:
    """Whichever stands first."""
    assert verdicts(text) == [("known", metric, first), ("known", metric, second)]


@pytest.mark.parametrize(
    "text",
    [
        "Zhipu's revenue was RMB 954 million in the first half of 2026, driven by cloud services.",
        "Boosted by its cloud services, Zhipu's revenue reached RMB 954 million in the first half of 2026.",
        "Cloud services lifted Zhipu's revenue to RMB 954 million in the first half of 2026.",
    ],
)
def test_a_part_that_is_only_the_reason_is_not_that_of_the_figure(text: str) -> None:
    """It is of the whole."""
    assert verdicts(text) == [("known", "revenue", None)]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Zhipu's cloud gross margin was 41.0% in 2025.", "part"),
        ("In cloud services, Zhipu's gross margin was 41.0% in 2025.", "part"),
        ("智谱2025年云业务毛利率为41.0%。", "part"),
        ("Zhipu's gross margin was 18.9% in 2025.", "part"),
        ("Zhipu's cloud revenue was RMB 954 million in the first half of 2026.", None),
        ("智谱2026年上半年云业务收入9.54亿元。", None),
    ],
)
def test_a_whole_said_of_its_part_stays_contradicted(text: str, remark: str | None) -> None:
    """Where the words bind the part: no other figure, no company between."""
    row = only(text)
    assert (row.verdict, row.remark) == ("contradicted", remark)


# --- adjusted and net ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "MiniMax's underlying net loss in 2025 was $251 million.",
        "MiniMax's core net loss in 2025 was $251 million.",
        "MiniMax's normalised net loss in 2025 was $251 million.",
        "MiniMax's normalized loss in 2025 was $251 million.",
        "MiniMax's recurring net loss in 2025 was $251 million.",
        "MiniMax's comparable net loss in 2025 was $251 million.",
        "MiniMax's like-for-like loss in 2025 was $251 million.",
        "MiniMax's 2025 loss ex-items was $251 million.",
        "Stripped of one-offs, MiniMax's net loss in 2025 was $251 million.",
        "Without the change in value of its preferred shares MiniMax would have lost $251 million in 2025.",
        "Leaving aside the paper loss on preferred shares, MiniMax lost $251 million in 2025.",
        *(f"MiniMax2025年{word}净亏损2.51亿美元。"
          for word in ("主营", "经营性", "核心", "经常性", "扣非", "可比", "同口径")),
        "若无优先股公允价值变动，MiniMax2025年净亏损2.51亿美元。",
        "撇开优先股估值变动，MiniMax2025年亏损2.51亿美元。",
    ],
)  # fmt: skip
def test_a_loss_without_some_items_is_the_adjusted_one(text: str) -> None:
    """By whichever of its words."""
    assert verdicts(text) == [("known", "adjusted_net_loss", None)]


@pytest.mark.parametrize(
    "text",
    [
        "MiniMax lost $251 million in 2025 on an underlying basis.",
        "MiniMax's cash net loss in 2025 was $251 million.",
        "MiniMax's headline net loss in 2025 was $251 million.",
        "MiniMax's net loss from operations in 2025 was $251 million.",
        "MiniMax's net loss in 2025 was $251 million before items.",
        "If the preferred shares are left out, MiniMax's net loss in 2025 was $251 million.",
        "智谱2025年实际净亏损为31.8亿元。",
        # between the two, as somebody else may reckon it
        "Zhipu's underlying loss for 2025 was RMB 3.6 billion.",
        "Zhipu's core net loss for 2025 was RMB 4.7 billion.",
        "Zhipu's non-recurring loss was RMB 3.18 billion in 2025.",
    ],
)
def test_a_loss_with_a_word_of_its_own_is_held_against_nothing(text: str) -> None:
    """There are more words for adjusted than are known here."""
    assert only(text).verdict == "not_in_data"


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("MiniMax's net loss in 2025 was $251 million.", "adjusted"),
        ("MiniMax lost $251 million in 2025.", "adjusted"),
        ("MiniMax2025年净亏损2.51亿美元。", "adjusted"),
        ("智谱2025年净亏损31.8亿元。", "adjusted"),
        ("MiniMax's adjusted net loss in 2025 was $351 million.", None),
    ],
)
def test_the_adjusted_loss_under_the_name_of_the_net_one_is_contradicted(
    text: str, remark: str | None
) -> None:
    """Where no word stands at it; so is a wrong adjusted one."""
    row = only(text)
    assert (row.verdict, row.remark) == ("contradicted", remark)


# --- prices of a day ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "figure", "period"),
    [
        ("Zhipu closed at HK$641 on 30 September 2026, 73% below the June peak of HK$2,410.",
         "HK$2,410", "2026-06-22"),
        ("Zhipu's peak of HK$2,410 on 22 June 2026 was a closing price.", "HK$2,410", "2026-06-22"),
        ("MiniMax closed at HK$250.20 on 30 September 2026, 80% below the March peak of HK$1,238.",
         "HK$1,238", "2026-03-18"),
        ("Zhipu closed at HK$641 on 30 September 2026, down from the peak of HK$2,410 in June.",
         "HK$2,410", "2026-06-22"),
        ("Zhipu closed at HK$641 on 30 September 2026, far below its peak of HK$2,410.",
         "HK$2,410", "2026-06-22"),
        ("Zhipu closed at HK$641 on 30 September 2026, 78% below its peak of HK$2,980 in June.",
         "HK$2,980", "2026-06-22"),
        ("Zhipu's shares hit an intraday high of HK$2,980 on 22 June 2026.", "HK$2,980", "2026-06-22"),
        ("Zhipu's all-time closing high of HK$2,410 came on 22 June 2026.", "HK$2,410", "2026-06-22"),
        ("智谱股价6月高点为2410港元。", "2410港元", "2026-06-22"),
        ("智谱股价2026年6月22日创收盘新高2410港元。", "2410港元", "2026-06-22"),
        ("智谱股价2026年6月22日盘中最高价2980港元。", "2980港元", "2026-06-22"),
    ],
)  # fmt: skip
def test_a_peak_is_the_highest_price_or_the_highest_close(text: str, figure: str, period: str) -> None:
    """Of the day, month or time that is meant."""
    assert (figure, "known", period) in [(row.text, row.verdict, row.period) for row in rows(text)]
    assert not any(row.verdict == "contradicted" for row in rows(text))


@pytest.mark.parametrize(
    "text",
    [
        "On 8 January 2026 Zhipu's stock hit a high of HK$131.50.",
        "Zhipu's shares hit a high of HK$2,104 in June 2026.",
        "On 30 September 2026 Zhipu's shares hit a high of HK$2,410.",
    ],
)
def test_a_price_of_another_kind_or_day_is_neither_known_nor_contradicted(text: str) -> None:
    """A close that is not the highest is no peak, and a price of June none of September."""
    assert only(text).verdict not in ("known", "contradicted")


def test_a_close_of_another_day_than_the_one_that_is_told_is_contradicted() -> None:
    """Zhipu closed at HK$2,410 on 22 June 2026, and at HK$641 on 30 September."""
    row = only("On 30 September 2026 Zhipu closed at HK$2,410.")
    assert (row.verdict, row.remark) == ("contradicted", "period")


@pytest.mark.parametrize(
    "text",
    [
        "Zhipu's shares hit an intraday high of HK$2,410 on 22 June 2026.",
        "Zhipu's shares closed at HK$2,980 on 22 June 2026.",
        "On 8 January 2026 Zhipu's stock opened at HK$131.50.",
        "On 8 January 2026 Zhipu's stock hit a high of HK$116.10.",
        "智谱2026年6月22日收报2980港元。",
        "智谱2026年6月22日盘中最高价2410港元。",
    ],
)
def test_a_price_of_a_kind_that_the_words_exclude_is_contradicted(text: str) -> None:
    """The close of the day for its high within it, the high for the close, the low for the high."""
    row = only(text)
    assert (row.verdict, row.remark) == ("contradicted", "label")


@pytest.mark.parametrize(
    "text",
    [
        "MiniMax closed at HK$205.2 on 30 September 2026.",
        "MiniMax's share price was HK$205.2 on 30 September 2026.",
        "MiniMax2026年9月30日收报205.2港元。",
    ],
)
def test_beside_a_price_that_the_data_do_not_hold_stands_that_of_the_day(text: str) -> None:
    """Digits that changed places are no misprint that is told."""
    row = only(text)
    assert (row.verdict, [fact.reported for fact in row.facts]) == ("not_in_data", ["HK$250.20"])


# --- what is raised, and at what ----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Moonshot AI raised over $3.5 billion in July at $35 billion.",
        "Moonshot AI raised over $3.5 billion in July at a $35 billion valuation.",
        "Moonshot AI raised over $3.5 billion in July, valuing it at $35 billion.",
        "Moonshot AI raised $3.5 billion from new investors in July 2026 at about $35 billion.",
        "Moonshot AI closed a $3.5 billion round in July 2026 at $35 billion.",
        "Moonshot AI's July round of $3.5 billion was done at $35.0 billion.",
        "月之暗面7月融资超35亿美元，投后估值350亿美元。",
        "月之暗面2026年7月融资35亿美元，估值达到350亿美元。",
    ],
)
def test_an_amount_behind_at_is_the_valuation(text: str) -> None:
    """With words between as well."""
    assert verdicts(text) == [("known", "raised", None), ("known", "post_money", None)]


def test_a_valuation_before_what_is_raised_and_without_it() -> None:
    """The words right before a figure say what it is."""
    before = "月之暗面2026年7月以350亿美元的投后估值融资35.0亿美元。"
    assert verdicts(before) == [("known", "post_money", None), ("known", "raised", None)]
    alone = "Moonshot AI raised new money in July 2026 at $35.0 billion."
    assert verdicts(alone) == [("known", "post_money", None)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the shares were placed at HK$1,588.00
        ("Zhipu raised HK$31.4 billion on 13 July 2026 at HK$1,588 a share.", ("known", "offer_price")),
        ("Zhipu raised HK$31.4 billion on 13 July 2026; cash stood at RMB 35 billion.",
         ("not_in_data", "cash")),
        ("Moonshot AI raised over $3.5 billion in July 2026 and ended the month with cash at $5.0 billion.",
         ("not_in_data", "cash")),
    ],
)  # fmt: skip
def test_what_else_stands_behind_at_is_no_valuation(text: str, told: tuple[str, str]) -> None:
    """A price of a share, and a metric of its own."""
    last = rows(text)[-1]
    assert (last.verdict, last.metric) == told


def test_the_valuation_said_of_the_raise_stays_contradicted() -> None:
    """Without `at`."""
    row = only("Moonshot AI raised $35 billion in July 2026.")
    assert (row.verdict, row.metric, row.remark) == ("contradicted", "raised", "scale")


# --- too high or too low ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # a dollar of 2024 was some 7.2 yuan, one of July 2026 7.8 Hong Kong dollars
        ("Zhipu's 2024 revenue was US$312.4 million.", "stated 7.2 times as much"),
        ("智谱2024年营收3.124亿美元。", "stated 7.2 times as much"),
        ("Zhipu raised US$31.4 billion on 13 July 2026.", "stated 7.8 times as much"),
        ("MiniMax raised US$9.49bn in July 2026.", "stated 7.8 times as much"),
        ("MiniMax's 2025 revenue was RMB 79.0 million.", "stated 86.1% too low"),  # 1 - 1/7.2
        ("MiniMax2025年收入7900万元人民币。", "stated 86.1% too low"),
        ("Zhipu had revenue of RMB 3.12 billion in 2024.", "stated 10.0 times as much"),
        ("MiniMax's net loss in 2025 was $251 million.", "stated 86.6% too low"),  # 1 - 251/1,871.6
    ],
)
def test_the_side_is_that_of_the_amounts_in_one_currency(tmp_path: Path, text: str, words: str) -> None:
    """Whatever their digits; the distance itself has no sign."""
    file = tmp_path / "draft.txt"
    file.write_text(text, encoding="utf-8")
    assert words in folded(here("read", str(file), "--published", DAY, COLUMNS="200").stdout)
    answer = json.loads(here("read", str(file), "--published", DAY, "--json").stdout)
    assert answer["data"][0]["off_by"] > 0


@pytest.mark.parametrize(
    "text, period, verdict",
    [
        # Zhipu's revenue of H1 2025 is RMB 190.877m; Tencent's of Q1 2026 196.458bn, its capex of Q4 2025
        # 19.6bn; Palantir's net profit of Q4 2025 $608.676m; MiniMax's revenue of nine months $53.437m
        ("Zhipu's first-half revenue in 2025 was RMB 190.9 million.", "H1 2025", "known"),
        ("Zhipu's second-half revenue in 2025 was RMB 533.5 million.", "H2 2025", "not_in_data"),
        ("Zhipu's second-half loss in 2025 was RMB 2.36 billion.", "H2 2025", "not_in_data"),
        ("Tencent's first-quarter revenue in 2026 was RMB 196.5 billion.", "Q1 2026", "known"),
        ("Tencent's fourth-quarter capital expenditure in 2025 was RMB 19.6 billion.", "Q4 2025", "known"),
        ("Palantir's fourth-quarter profit in 2025 was $609 million.", "Q4 2025", "known"),
        ("MiniMax's nine-month revenue in 2025 was $53.4 million.", "9M2025", "known"),
        ("智谱上半年营收在2025年为1.909亿元。", "H1 2025", "known"),
        ("智谱下半年营收2025年为5.335亿元。", "H2 2025", "not_in_data"),
        # its capex of the six months to March 2026: 28.999 + 26.887bn
        (
            "Alibaba's second-half capex in fiscal 2026 was RMB 55.9 billion.",
            "2025-10-01..2026-03-31",
            "known",
        ),
        ("Zhipu's first-half revenue in 2025 was RMB 230.9 million.", "H1 2025", "contradicted"),
        ("Zhipu's full-year revenue in 2025 was RMB 724.3 million.", "FY2025", "known"),
        ("Zhipu's full-year revenue in 2025 was RMB 533.5 million.", "FY2025", "contradicted"),
        ("Zhipu's second-half report showed revenue in 2025 of RMB 724.3 million.", "FY2025", "known"),
    ],
)  # fmt: skip
def test_a_half_or_quarter_before_a_metric_is_of_the_year_behind_it(
    text: str, period: str, verdict: str
) -> None:
    """`second-half revenue in 2025` is none of the whole year; a report of the half tells of another time."""
    row = only(text)
    assert (str(row.period), row.verdict) == (period, verdict)


def test_the_years_that_the_half_is_measured_by_are_halves_too() -> None:
    """Of Zhipu's halves: H1 2025 RMB 190.877m, H1 2024 44.909m; of the whole 2024 it had 312.414m."""
    text = "Zhipu's first-half revenue in 2025 was RMB 190.9 million, up from RMB 44.9 million in 2024."
    assert [(str(row.period), row.verdict) for row in rows(text)] == [
        ("H1 2025", "known"),
        ("H1 2024", "known"),
    ]
    text = (
        "Zhipu's first-half revenue in 2026 was RMB 953.9 million, more than the RMB 724.3 million in 2025."
    )
    assert [row.verdict for row in rows(text)] == ["known", "known"]  # of the whole year
    text = (
        "Zhipu's first-half revenue in 2026 was RMB 953.9 million, against RMB 724.3 million in all of 2025."
    )
    assert [row.verdict for row in rows(text)] == ["known", "known"]
    text = "Zhipu's first-half revenue in 2025 and 2024 was RMB 190.9 million and RMB 44.9 million."
    assert [str(row.period) for row in rows(text)] == ["H1 2025", "H1 2024"]
