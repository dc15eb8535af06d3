"""Answers as HTML: in a notebook, and as a page of their own."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from browser import chromium
from command import here

import aicompare as library
from aicompare.render import render
from aicompare.render.foot import FootPart

DATA = library.load(as_of="2026-10-31")


def drawn_in(page: str) -> list[str]:
    return [unescape(re.sub("<[^>]*>", "", text)) for text in re.findall("<pre>(.*?)</pre>", page)]


def test_a_picture_of_letters_has_one_scale() -> None:
    """The line of today stands at one place in every row, where the dot of today stands, to the letter."""
    today, *others = drawn_in(library.value(DATA, "zhipu")._repr_html_())
    assert {row.index("│") for row in others} == {today.index("●")}
    assert len(others) > 3


def test_a_picture_of_letters_is_code_in_markdown() -> None:
    """Its spaces are such as no reader of Markdown takes away."""
    text = library.value(DATA, "zhipu").to_markdown()
    (today,) = re.findall(r"^\| Today \| `(.*?)` \|$", text, re.M)
    assert re.fullmatch("\u00a0+●", today)


# The rules of JupyterLab 4 that are of every table of an answer (packages/rendermime/style/base.css).
JUPYTERLAB = """<style>
.jp-RenderedHTMLCommon pre { white-space: pre-wrap; }
.jp-RenderedHTMLCommon td, .jp-RenderedHTMLCommon th, .jp-RenderedHTMLCommon tr {
  padding: 0.5em 0.5em; white-space: normal; max-width: none; border: none; }
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon td, :not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon th,
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon tr { text-align: right; }
</style>"""
_ASKED = """<script>document.title = [...document.querySelectorAll('td')].map(cell =>
  cell.className + ':' + getComputedStyle(cell).textAlign).join(' ')</script>"""


def test_jupyterlab_leaves_words_at_the_left_and_numbers_at_the_right(tmp_path: Path) -> None:
    """Its style of all tables, which would set all at the right, stands first; statistics are words too."""
    page = tmp_path / "notebook.html"
    shown = library.multiples(DATA, ["zhipu", "minimax"], ev=True)._repr_html_()
    page.write_text(
        f'<meta charset="utf-8"><body>{JUPYTERLAB}<div class="jp-RenderedHTMLCommon">{shown}</div>{_ASKED}',
        encoding="utf-8",
    )
    told = re.search("<title>(.*?)</title>", chromium(tmp_path, "--dump-dom", page.as_uri()))
    assert told
    assert set(told[1].split()) == {"number:right", "word:left", "across:left"}


COMPANIES = ["zhipu", "minimax", "moonshot", "stepfun"]


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_of_whom_nothing_is_known_is_said_in_every_format(form: str) -> None:
    """StepFun has no figure that is compared."""
    text = render(library.compare(DATA, COMPANIES).report, form, None)
    assert isinstance(text, str)
    words = re.sub(r"<[^>]*>|[|\s]+", " ", text)
    assert re.search("Nothing known +StepFun", words)


def test_a_workbook_says_of_whom_nothing_is_known() -> None:
    """As the page does."""
    from aicompare.render.workbook.layout import blocks_of

    blocks = blocks_of(library.compare(DATA, COMPANIES).report, paged=True)
    assert [*blocks[-1].rows] == [["Nothing known", "StepFun", None]]


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_a_line_under_a_page_has_its_words_in_every_format(form: str) -> None:
    """Of ten raises the three newest stand there, one of them as the IPO, and how many were before."""
    text = render(library.show(DATA, "zhipu").report, form, None)
    assert isinstance(text, str)
    told = re.sub("<[^>]*>", "", text)
    words = r"HK\$4,896.2m( \[\d+P?\])? 2026-02 \(IPO\); 7 before"
    assert re.search(words, told.replace("\\", ""))


@pytest.mark.parametrize("command", ["value zhipu", "list", "runway minimax --plot", "read", "report zhipu"])
def test_a_page_is_complete(command: str, tmp_path: Path) -> None:
    """It says its kind, language, letters, title, that it fits a phone, and that it is light or dark."""
    file, text = tmp_path / "page.html", tmp_path / "text.txt"
    text.write_text("Zhipu had revenue of RMB 312 million in 2024.", encoding="utf-8")
    here(*command.split(), *([str(text)] if command == "read" else []), "-o", str(file))
    page = file.read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert page.count("<html") == page.count("<head>") == page.count("<body>") == 1
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert '<meta name="color-scheme" content="light dark">' in page
    assert re.search("<title>[^<]+</title>", page)
    assert page.endswith("</body>\n</html>\n")


def test_a_notebook_gets_a_part_of_a_page() -> None:
    """It has a page already."""
    shown = library.runway(DATA, "minimax")._repr_html_()
    assert shown.startswith('<div class="aicompare">')
    assert "<html" not in shown and "<meta" not in shown


def test_the_signs_of_sources_are_explained_as_they_are_written() -> None:
    """`13P` in a cell is a P in what is said of the signs; `1 source`, without an s, keeps its bracket."""
    page = here("compare", "zhipu", "minimax", "--format", "html").stdout
    assert "13P" in page
    assert re.search(r"<summary>\d+ sources \(P press, D data set; the others filings\)</summary>", page)
    assert FootPart("Sources", [("note", "[1P] Bloomberg")], "P press").counted == "1 source (P press)"
