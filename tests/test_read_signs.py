"""That a loss is no profit, a fall no rise, and the close of one day none of the next.

By the data: Zhipu's net loss RMB 4,718.167m in 2025, 59.5% wider; that of H1 2026 12.1% narrower, adjusted
12.1% wider; revenue of 2025 131.9% up. Microsoft's net profit $133.749bn in its year to June 2026; Nvidia's
$59.7bn in the quarter to 26 July 2026; SenseTime's RMB 620m in H1 2026; Baidu's operating loss RMB 5,823m in
2025, its revenue 3% down. Tencent's revenue of Q2 2026 11% up, its free cash flow RMB -13.8bn. Zhipu closed
at HK$131.50 on 8 January 2026, its first day, worth HK$57.89bn, and at HK$158.60 on the 9th; Tencent at
HK$461.60 on 12 August and at 441 on the 13th. OpenAI was worth $852bn after $122bn raised, 730bn before it.
"""

from __future__ import annotations

from typing import Any

import pytest

import aicompare

DATA = aicompare.load()
DAY = "2026-10-05"


def told(text: str) -> list[tuple[str, str | None]]:
    found: list[Any] = sorted(aicompare.read_text(DATA, text, published=DAY).rows, key=lambda row: row.start)
    return [(row.verdict, row.remark) for row in found]


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft's net loss was $133.7 billion in fiscal 2026.",
        "Nvidia reported a net loss of $59.7 billion for the quarter ended July 26, 2026.",
        "Zhipu made a net profit of RMB 4.72 billion in 2025.",
        "智谱2025年净利润47.18亿元。",
        "智谱2025年净利润为47.18亿元。",
        "Baidu's operating profit was RMB 5,823 million in 2025.",
        "百度2025年经营利润58.23亿元。",
    ],
)
def test_a_profit_for_a_loss_digit_for_digit_is_contradicted(text: str) -> None:
    """Where company, metric and period are bound; the remark says that it is the sign."""
    assert told(text) == [("contradicted", "sign")]


@pytest.mark.parametrize(
    "text",
    [
        "SenseTime made a net loss of RMB 620 million in the first half of 2026.",
        "商汤上半年净亏损6.2亿元。",
        "Baidu's operating profit was RMB 5.8 billion in 2025.",
        "Microsoft lost $133.7 billion in fiscal 2026.",
        "Zhipu earned RMB 4.72 billion in 2025.",
        "Microsoft lost $133.7 billion in market value in fiscal 2026.",
        "Tencent had positive free cash flow of RMB 13.8 billion in the second quarter of 2026.",
    ],
)
def test_two_digits_and_what_was_lost_or_earned_are_no_accusation(text: str) -> None:
    """They are not known either."""
    assert told(text) == [("not_in_data", None)]


def test_what_translates_a_loss_called_a_profit_is_not_known_either() -> None:
    """The words that say profit are those of both figures; RMB 47.18 of the data are about $6.56."""
    assert told("智谱2025年净利润47.18亿元（约6.56亿美元）。") == [
        ("contradicted", "sign"),
        ("not_in_data", None),
    ]
    assert [verdict for verdict, _ in told("智谱2025年净亏损47.18亿元（约6.56亿美元）。")] == [
        "known",
        "known",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Zhipu's net profit was minus RMB 4.72 billion in 2025.",
        "智谱2025年净利润为-47.18亿元。",
        "智谱2025年净利润亏损47.18亿元。",
        "智谱2025年由盈转亏，净利润为负47.18亿元。",
        "Zhipu's profit swung to a loss of RMB 4.72 billion in 2025.",
        "Zhipu lost RMB 4.72 billion in 2025.",
        "Zhipu's RMB 4.72 billion net loss in 2025 was its largest.",
        "SenseTime swung from a loss to a net profit of RMB 620 million in the first half of 2026.",
        "商汤上半年扭亏为盈，净利润6.2亿元。",
        "Baidu made an operating loss of RMB 5.8 billion in 2025.",
        "Tencent had negative free cash flow of RMB 13.8 billion in the second quarter of 2026.",
        "Tencent's free cash flow was negative RMB 13.8 billion in the second quarter of 2026.",
    ],
)
def test_a_loss_by_any_name_is_known(text: str) -> None:
    """A profit below zero is a loss, however it is said."""
    assert told(text) == [("known", None)]


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("Zhipu's revenue rose 131.9% in 2025.", "Zhipu's revenue fell 131.9% in 2025."),
        ("Tencent's revenue rose 11% in Q2 2026.", "Tencent's revenue fell 11% in Q2 2026."),
        ("腾讯二季度收入同比增长11%。", "腾讯二季度收入同比下降11%。"),
        ("Baidu's revenue declined by 3% in 2025.", "Baidu's revenue rose by 3% in 2025."),
        ("Baidu's revenue was 3% lower in 2025.", "Baidu's revenue was 3% higher in 2025."),
        ("百度2025年收入下降3%。", "百度2025年收入增长3%。"),
        ("智谱上半年净亏损同比收窄12.1%。", "智谱上半年净亏损同比扩大12.1%。"),
        ("Zhipu's adjusted loss grew 12.1% in H1 2026.", "Zhipu's adjusted loss fell 12.1% in H1 2026."),
        ("Zhipu's net loss grew 59.5% in 2025.", "Zhipu's net loss fell 59.5% in 2025."),
    ],
)  # fmt: skip
def test_a_fall_is_no_rise(right: str, wrong: str) -> None:
    """What is said to have fallen is known where it fell alone; of a loss its size counts."""
    assert [told(right)[0][0], told(wrong)[0][0]] == ["known", "not_in_data"]


@pytest.mark.parametrize(
    "text, verdicts",
    [
        ("Zhipu closed at HK$131.5 on 8 January 2026.", ["known"]),
        ("Zhipu closed at HK$158.6 on 8 January 2026.", ["not_in_data"]),
        ("On 8 January 2026 Zhipu closed at HK$158.6.", ["not_in_data"]),
        ("智谱1月8日收于158.6港元。", ["not_in_data"]),
        ("Tencent closed at HK$441 on 12 August 2026.", ["not_in_data"]),
        ("Zhipu's market value was HK$57.89 billion on 9 January 2026.", ["not_in_data"]),
        ("Zhipu's market value was HK$57.89 billion on 8 January 2026.", ["known"]),
        # a Saturday: the last close before it
        ("Zhipu closed at HK$158.6 on 10 January 2026.", ["known"]),
        ("Zhipu closed at HK$131.5 on 8 January 2026 and at HK$158.6 the next day.", ["known", "known"]),
        ("Tencent closed at HK$441 on 13 August 2026, after HK$461.6 the day before.", ["known", "known"]),
        ("On 9 January 2026 Zhipu said that it had closed at HK$131.5.", ["known"]),
        ("智谱1月8日收于131.5港元，次日收于158.6港元。", ["known", "known"]),
    ],
)  # fmt: skip
def test_the_close_of_the_day_beside_is_not_that_of_a_day_with_its_own(
    text: str, verdicts: list[str]
) -> None:
    """Unless words point to the day beside, or say only when something was told."""
    assert [verdict for verdict, _ in told(text)] == verdicts


def test_a_valuation_before_the_money_is_not_the_one_after_it() -> None:
    """OpenAI's $852bn is after the money; a valuation without a word for which may be either."""
    assert told("OpenAI raised money at a pre-money valuation of $852 billion.") == [("not_in_data", None)]
    assert told("OpenAI投前估值8520亿美元。") == [("not_in_data", None)]
    assert told("OpenAI's pre-money valuation was $730 billion.") == [("known", "derived")]
    assert told("OpenAI was valued at $852 billion.") == [("known", None)]
