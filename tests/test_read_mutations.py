"""In a text whose figures hold, one figure is changed: exactly that one is contradicted, with the reason.

The figures are those of the prospectuses: Zhipu's revenue RMB 312,414k and net loss RMB 2,958,007k in
2024, revenue RMB 190,877k in H1 2025; MiniMax's revenue US$30,523k in 2024 and US$53,437k in the first
nine months of 2025, research expense US$188,979k in 2024.
"""

from __future__ import annotations

import pytest

import aicompare

DATA = aicompare.load()
ENGLISH = (
    "Zhipu had revenue of RMB 312.4 million in 2024. Its net loss was RMB 2.958 billion in 2024.\n\n"
    "MiniMax reported revenue of $30.52 million in 2024. MiniMax spent $189.0 million on nothing but that "
    "year's R&D.\n\nIn the first nine months of 2025 MiniMax's revenue was $53.44 million."
)
CHINESE = "智谱2024年营收为3.124亿元。\n\n2025年上半年,智谱营收1.909亿元。\n\nMiniMax2024年收入3052万美元。"


def contradicted(text: str) -> list[tuple[str, str | None]]:
    rows = aicompare.read_text(DATA, text).rows
    return [(row.text, row.remark) for row in rows if row.verdict == "contradicted"]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_the_text_as_it_stands_holds(text: str) -> None:
    """What is changed below is right before."""
    assert contradicted(text) == []
    assert sum(row.verdict == "known" for row in aicompare.read_text(DATA, text).rows) >= 3


@pytest.mark.parametrize(
    ("text", "right", "wrong", "figure", "reason"),
    [
        (ENGLISH, "RMB 312.4 million", "RMB 3.124 billion", "RMB 3.124 billion", "scale"),
        (ENGLISH, "RMB 2.958 billion", "RMB 295.8 million", "RMB 295.8 million", "scale"),
        (ENGLISH, "$30.52 million", "$305.2 million", "$305.2 million", "scale"),
        (ENGLISH, "RMB 312.4 million", "HK$312.4 million", "HK$312.4 million", "currency"),
        (ENGLISH, "$53.44 million", "RMB 53.44 million", "RMB 53.44 million", "currency"),
        (ENGLISH, "RMB 312.4 million in 2024", "RMB 312.4 million in 2023", "RMB 312.4 million", "period"),
        (ENGLISH, "$30.52 million in 2024", "$30.52 million in 2023", "$30.52 million", "period"),
        (CHINESE, "3.124亿元", "31.24亿元", "31.24亿元", "scale"),
        (CHINESE, "1.909亿元", "1.909亿美元", "1.909亿美元", "currency"),
        (CHINESE, "智谱2024年", "智谱2023年", "3.124亿元", "period"),
        (CHINESE, "3052万美元", "3.052亿美元", "3.052亿美元", "scale"),
    ],
)
def test_one_changed_figure_is_contradicted_alone(
    text: str, right: str, wrong: str, figure: str, reason: str
) -> None:
    """Ten times, another currency, another year."""
    assert right in text
    assert contradicted(text.replace(right, wrong, 1)) == [(figure, reason)]
