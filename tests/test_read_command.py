"""`aicompare read` on the command line: where the text comes from, how it is shown, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import folded, here

WRONG = "Zhipu had revenue of HK$312 million in 2024. Its R&D expense was RMB 2.195 billion in 2024."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(WRONG, encoding="utf-8")
    return file


def test_it_leaves_with_1_where_anything_is_contradicted(article: Path) -> None:
    """So that a script can gate a draft; with nothing contradicted it is 0."""
    assert here("read", str(article)).returncode == 1
    article.write_text("Zhipu had revenue of RMB 312 million in 2024.", encoding="utf-8")
    assert here("read", str(article)).returncode == 0


def test_what_is_contradicted_stands_first_in_its_own_words(tmp_path: Path) -> None:
    """Then a line a figure, what nothing is known of before what holds; RMB 312.4m printed as
    HK$312m is 287.6m at that year's mean of 0.922, 7.9% less.
    """
    file = tmp_path / "draft.txt"
    file.write_text(f"{WRONG} It has 41 million users.", encoding="utf-8")
    run = here("read", str(file), "-q")
    assert run.stdout.splitlines() == [
        "3 figures of the text: 1 contradicted, 1 known, 1 not read (company or metric",
        "not told), as of 2026-10-31",
        "",
        "✗ “Zhipu had revenue of HK$312 million in 2024.”",
        "    RMB 312.41m by the data, stated 7.9% too low; read as Zhipu, revenue,",
        "    FY2024; the digits of the data in another currency; source: Prospectus",
        "    (global offering), Knowledge Atlas Technology JSC, 2025-12-30",
        "",
        "Figure               Taken for",
        "───────────────────────────────────────────────────────────────────────",
        "– 41 million         Zhipu, FY2024               its metric is not told",
        "✓ RMB 2.195 billion  Zhipu, R&D expense, FY2024",
    ]


def test_what_is_not_in_the_data_stands_beside_what_they_have(tmp_path: Path) -> None:
    """MiniMax's US$116.573m of the half: US$120.2m of a broker is of its size, 7bn are of something else."""
    file = tmp_path / "draft.txt"
    estimated = "MiniMax had revenue of {} in the first half of 2026, one broker estimates."
    file.write_text(" ".join(map(estimated.format, ("US$120.2m", "US$7bn"))), encoding="utf-8")
    near, far = json.loads(here("read", str(file), "--json").stdout)["data"]
    assert (near["verdict"], far["verdict"]) == ("not_in_data", "not_in_data")
    assert near["data"] == "US$116.573m [minimax-results-h1-2026, 2026-08-26] H1 2026"
    assert [fact["reported"] for fact in near["facts"]] == ["US$116.573m"]
    assert (far["data"], far["facts"]) == (None, [])
    lines = folded(here("read", str(file), COLUMNS="100").stdout)
    assert "? US$120.2m MiniMax, revenue, H1 2026 not in the data, which have US$116.573m" in lines
    assert "? US$7bn MiniMax, revenue, H1 2026 not in the data [1]" not in lines


def test_json_has_the_keys_of_the_interface(article: Path) -> None:
    """text, start, end, company, metric, period, verdict, remark, facts; places from 0."""
    run = here("read", str(article), "--json")
    row = json.loads(run.stdout)["data"][0]
    keys = {
        *("text", "start", "end", "company", "metric", "scope", "period", "verdict", "remark", "facts"),
    }
    assert keys <= row.keys()
    assert WRONG[row["start"] : row["end"]] == row["text"] == "HK$312 million"
    assert (row["verdict"], row["remark"]) == ("contradicted", "currency")


def test_it_explains_each_figure_by_what_is_in_print(article: Path) -> None:
    """Print, bounds and source of the fact that decides; RMB 312.4m is printed as 312,414k."""
    told = folded(here("read", str(article), "--explain").stdout)
    assert "HK$312 million Revenue, FY2024: RMB 312.4m, between RMB 312.4135m and RMB 312.4145m" in told


def test_markdown_and_html_are_the_text_with_marks_and_footnotes(article: Path, tmp_path: Path) -> None:
    """For an editor: the words stay, each figure has its note."""
    markdown = here("read", str(article), "--format", "markdown").stdout
    assert "Zhipu had revenue of **HK$312 million**[^1] in 2024." in markdown
    assert "[^1]: contradicted (the digits of the data in another currency)" in markdown
    page = tmp_path / "marked.html"
    here("read", str(article), "-o", str(page))
    html = page.read_text(encoding="utf-8")
    assert '<mark class="contradicted"' in html and '<li id="n1">contradicted' in html


def test_a_footnote_names_company_and_metric_and_links_the_source(tmp_path: Path) -> None:
    """By what people call them; `zhipu-results-2025` and `gross_margin` are ids."""
    file = tmp_path / "article.txt"
    file.write_text("Zhipu's gross margin was 26.4% in the first half of 2026.", encoding="utf-8")
    title = "Interim results, six months to 30 June 2026, Zhipu"
    address = "https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0831/2026083101539.pdf"
    said = "known: Zhipu, gross margin, H1 2026; the data have 26.4%, H1 2026."
    markdown = here("read", str(file), "--format", "markdown").stdout
    assert f"[^1]: {said} [{title}](<{address}>). HKEXnews, 2026-08-31." in markdown
    html = here("read", str(file), "--format", "html").stdout
    assert f'<li id="n1">{said} <a href="{address}">{title}.</a> HKEXnews, 2026-08-31.' in html


def test_what_a_text_holds_is_no_markup_of_the_page(tmp_path: Path) -> None:
    """Angle brackets of a plain text are escaped."""
    file = tmp_path / "a.txt"
    file.write_text("if a < b & Zhipu had revenue of RMB 312 million in 2024", encoding="utf-8")
    assert "if a &lt; b &amp; Zhipu" in here("read", str(file), "--format", "html").stdout


def test_a_draft_is_a_data_file_of_claims(article: Path, tmp_path: Path) -> None:
    """It loads, and `audit` recomputes what was read."""
    draft = tmp_path / "claims.yaml"
    here("read", str(article), "--published", "2026-06-01", "--draft", str(draft))
    assert here("validate", str(draft)).returncode == 0
    assert (
        "statement: 'Zhipu had revenue of HK$312 million in 2024. Its R&D expense was'" in draft.read_text()
    )
    audit = here("audit", "--data", str(draft), "--source", "text", "--json")
    verdicts = [row["verdict"] for row in json.loads(audit.stdout)["data"]]
    assert verdicts == ["contradicted", "holds"]


def test_a_text_without_figures_is_an_honest_empty_answer(tmp_path: Path) -> None:
    """And one without a known company reads nothing."""
    file = tmp_path / "none.txt"
    file.write_text("Nothing to see here.", encoding="utf-8")
    run = here("read", str(file))
    assert (run.returncode, "No figure in the text" in folded(run.stdout)) == (0, True)
    file.write_text("Acme had revenue of $5 million in 2024.", encoding="utf-8")
    assert "1 not read" in folded(here("read", str(file)).stdout)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 ...", "pdftotext"),
        (b"\x00\x01\x02\xff\xfe\x00" * 10, "no text"),
        (b"a" * 2_000_001, "2 MB"),
    ],
)
def test_what_is_no_article_is_refused_with_the_next_step(tmp_path: Path, content: bytes, words: str) -> None:
    """PDF, binary, a file too long: exit 2, no traceback."""
    file = tmp_path / "bad"
    file.write_bytes(content)
    run = here("read", str(file))
    assert run.returncode == 2
    assert words in run.stderr and "Traceback" not in run.stderr


CHINESE = "智譜2024年營收3.124億元，2025年上半年營收1.909億元。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs"])
def test_a_text_is_read_in_the_encodings_of_its_makers(tmp_path: Path, encoding: str) -> None:
    """Of UTF-8, UTF-16 by its mark, and the two of Chinese."""
    file = tmp_path / "article.txt"
    file.write_bytes(CHINESE.encode(encoding))
    rows = json.loads(here("read", str(file), "--json").stdout)["data"]
    assert [(row["text"], row["verdict"]) for row in rows] == [("3.124億元", "known"), ("1.909億元", "known")]


def test_a_file_that_is_not_there_is_named() -> None:
    """With what to look at."""
    run = here("read", "/nowhere/a.txt")
    assert run.returncode == 2
    assert "/nowhere/a.txt: cannot be read" in run.stderr
