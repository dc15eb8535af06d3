"""What of a text is no figure, and that whatever the text, its places are right."""

from __future__ import annotations

import textwrap

import pytest
from command import examples
from hypothesis import given
from hypothesis import strategies as st

import aicompare

DATA = aicompare.load()


def texts(text: str) -> list[str]:
    return [row.text for row in aicompare.read_text(DATA, text).rows]


@pytest.mark.parametrize(
    "text",
    [
        "Zhipu [1] listed [2][13] as shown【4】.",
        "Zhipu (02513.HK) and MiniMax (00100.HK), NYSE: BABA and 601658.SH.",
        "It runs GLM-4.7, M2.5, K2.5, X1, o3, GPT-4 and Hailuo-02.",
        "Claude 4 beats Llama 3 and Gemini 3.",
        "After the B6 and A+ rounds came Series C.",
        "The Six Little Tigers, 六小虎, 四小龙 and AI 1.0.",
        "In 2024, on 8 January 2026, in Q3 2025, on 2025-09-30, at 10:30.",
        "2024年、1月8日、2025年上半年、第二季度、近10个月。",
        "It has a 128K context and 9B parameters.",
        "Double 11 and double-digit growth in the first half.",
        "Call No. 7, the 3rd of 4 labs.",
    ],
)
def test_dates_tickers_models_rounds_groups_and_marks_are_no_figures(text: str) -> None:
    """What has digits and says no amount."""
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a $14-27 billion loss", ["$14-27 billion"]),
        ("a 10-million-euro deal", ["10-million-euro"]),
        ("港币25.5亿元和人民幣3,800億元", ["港币25.5亿元", "人民幣3,800億元"]),
        ("一百亿元不是三亿美元", ["三亿美元"]),
        ("新台幣2,655億元", ["新台幣2,655億元"]),
        ("up 60-fold, 3.37 times, 2x", ["60-fold", "3.37 times", "2x"]),
        ("超过七成, 近半", ["七成", "近半"]),
        ("1.7716 million paying users and 12,000 institutional clients", ["1.7716 million", "12,000"]),
        ("OpenAI2025年营收130亿美元", ["130亿美元"]),
        ("**$5.7 billion**", ["$5.7 billion"]),
        ("a loss of US$250.9m, from 190.6m; sales of RMB 3m", ["US$250.9m", "190.6m", "RMB 3m"]),
        ("revenue of $9m in 9M 2025 and 1.2Q", ["$9m"]),
    ],
)
def test_a_figure_is_found_with_all_that_belongs_to_it(text: str, found: list[str]) -> None:
    """Currency, scale and unit before or behind, in English and Chinese, as number words too."""
    assert texts(text) == found


def test_where_a_line_is_broken_changes_nothing() -> None:
    """Of an editor's and of a page's lines alike; a heading, a list and a table stay lines of their own."""
    text = (
        "Zhipu's revenue came to RMB 954m in the first half of 2026, up from 190.9m a year earlier, "
        "while its gross margin fell to 26.4% and its research and development expense rose to "
        "RMB 2,131m in those six months."
    )
    whole = read(text)
    assert [figure[1:3] for figure in whole] == [
        ("known", "revenue"),
        ("known", "revenue"),
        ("known", "gross_margin"),
        ("known", "research_expense"),
    ]
    for width in (50, 64, 80):
        broken = textwrap.fill(text, width)
        assert read(broken) == read(f"<p>{broken}</p>") == whole
    assert texts(
        "Zhipu, revenue of the first half of 2026, in RMB million\n- on-premise: RMB 3m\n- cloud: RMB 825m"
    ) == [
        "RMB 3m",
        "RMB 825m",
    ]


def read(text: str) -> list[tuple[str, ...]]:
    """The words of each figure, its verdict, metric and period."""
    rows = aicompare.read_text(DATA, text).rows
    return [(" ".join(row.text.split()), row.verdict, str(row.metric), str(row.period)) for row in rows]


def test_the_tags_of_a_page_are_no_text_and_its_places_are_those_of_the_file() -> None:
    """Figures in scripts and links are none; a table of HTML is one."""
    page = (
        "<html><head><style>p {width: 50%}</style></head><body><p>Zhipu had <b>revenue</b> of RMB&nbsp;312 "
        '<a href="https://x.org/5bn">million</a> in 2024.</p><script>var a = "$5bn"</script></body></html>'
    )
    answer = aicompare.read_text(DATA, page)
    (row,) = answer.rows
    assert (row.verdict, row.metric) == ("known", "revenue")
    assert page[row.start : row.end] == row.text and row.text.startswith("RMB&nbsp;312")


@pytest.mark.parametrize("between", ["", "\n", "\n  "])
def test_the_rows_of_a_table_of_html_are_one_table(between: str) -> None:
    """Wherever its lines are broken: Datadog's revenue of 2025 was $3,427m, Cloudflare's $2,168m."""
    rows = [("th", ("Company", "Revenue, 2025 (US$ million)")), ("td", ("Datadog", "3,427"))]
    rows.append(("td", ("Cloudflare", "2,168")))
    table = between.join(
        f"<tr>{between.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>" for tag, cells in rows
    )
    page = f"<html><body><table><tbody>{table}</tbody></table></body></html>"
    found = aicompare.read_text(DATA, page).rows
    assert [(row.text, row.company, row.verdict) for row in found] == [
        ("3,427", "datadog", "known"),
        ("2,168", "cloudflare", "known"),
    ]


PIECES = st.sampled_from(
    [
        *("Zhipu ", "智谱", "revenue ", "营收", "$", "RMB ", "5", "1,2", "0.", "亿元", " billion", "%", "|"),
        *("\n", "\n\n", "2024", "年", "上半年", " in ", "from ", " to ", "(", ")", "[1]", "<p>", "Date: "),
        *("倍", "–", "\u200b", "，", "🙂", "to", "分别"),
    ]
)


@examples(150)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_read_and_every_place_holds_its_figure(text: str) -> None:
    """No text makes trouble, and `start` and `end` cut out the words that are shown."""
    answer = aicompare.read_text(DATA, text)
    for row in answer.rows:
        assert text[row.start : row.end] == row.text
    answer.to_json(), answer.to_csv(), answer.to_markdown(), answer.to_text()
