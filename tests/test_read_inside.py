"""What a text says against itself: of any company, without data. The sums stand beside each case."""

from __future__ import annotations

import pytest

import aicompare

DATA = aicompare.load()


def contradicted(text: str) -> list[tuple[str, str | None]]:
    rows = aicompare.read_text(DATA, text).rows
    return [(row.text, row.remark) for row in rows if row.verdict == "contradicted"]


@pytest.mark.parametrize(
    ("right", "wrong", "figure"),
    [
        # 150 / 100 - 1 = 50%
        ("Sales of Acme rose from $100 million to $150 million, up 50%.", "50%", "75%"),
        # 180 / 120 - 1 = 50%
        ("Acme had revenue of $180 million, up 50% from $120 million.", "50%", "80%"),
        ("艾克米营收从1.20亿元增至1.80亿元,增长50%。", "50%", "80%"),
        # 12 / 15 = 80%
        ("Of the $15 billion raised, 80% ($12 billion) goes to models at Acme.", "80%", "60%"),
        # 350 / 200 = 1.75
        ("Acme's sales of $350 million were 1.75 times the $200 million of the plan.", "1.75", "2.75"),
        # 1,046 / 28 = 37.4 months
        (
            "Acme has cash of $1,046 million, burns $28 million a month and has a runway of 37 months.",
            "37",
            "57",
        ),
        # 100 / 80 - 1 = 25%
        ("Quark's sales rose 25% to $100 million from $80 million.", "25%", "45%"),
        # 40 / 100 = 40%
        (
            "Quark's gross profit was $40.0 million on revenue of $100.0 million, a gross margin of 40%.",
            "40%",
            "52%",
        ),
        # 150 / 200 = 75%
        ("Of Lumen's revenue of $200 million, $150 million, or 75%, came from hardware.", "75%", "65%"),
        # 30 / 10 = 3
        ("Nimbus AI's loss of $30 million was three times the $10 million of 2023.", "three", "five"),
    ],
)
def test_what_does_not_go_together_is_told(right: str, wrong: str, figure: str) -> None:
    """The right text is not accused; with the wrong figure that figure is."""
    assert contradicted(right) == []
    ((text, remark),) = contradicted(right.replace(wrong, figure))
    assert text.startswith(figure[:2]) and remark == "inside"


def test_two_translations_of_one_amount_imply_a_rate() -> None:
    """EUR 10m is about US$11.7m in September 2025 (1.17); US$117m would be 11.7 to the euro."""
    text = "In September 2025 Acme raised 10 million euros (${} million)."
    assert contradicted(text.format("11.7")) == []
    assert contradicted(text.format("117")) == [("$117 million", "inside")]


def test_one_figure_printed_twice_of_anybody() -> None:
    """30 and 33 cannot both be the revenue of a year, whoever Nimbus AI is."""
    text = "Nimbus AI's revenue was $30 million in 2025. Nimbus AI's revenue was ${} million in 2025."
    assert contradicted(text.format("30")) == []
    assert contradicted(text.format("33")) == [("$33 million", "inside")]
