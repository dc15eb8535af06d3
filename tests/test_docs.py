"""The pictures and pages that tools write from the code are those of today."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import sys
from html import unescape
from pathlib import Path

import pytest
from command import ROOT

import aicompare
from aicompare.api import COMMANDS
from aicompare.reports.codes import WARNINGS

sys.path.insert(0, str(ROOT / "tools"))

import command_pages
import corrections_page
import error_page
import llms_txt
import pictures

PICTURES = pictures.pictures()
PAGES = command_pages.pages()
LIBRARY = {
    *COMMANDS.values(),
    "api.data.load",
    "api.money.implied_rate",
    "api.reading.read_text",
    "api.allocation.split",
}


def words(svg: str) -> list[str]:
    """What a picture says, line by line; how it is drawn is up to the version of rich."""
    return [
        unescape(text).replace("\xa0", " ").rstrip() for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_the_tool_says_today(name: str) -> None:
    """`tools/pictures.py --write` draws it anew."""
    stored = (pictures.PICTURES / name).read_text(encoding="utf-8")
    assert words(stored) == words(PICTURES[name])
    assert len(words(stored)) > (5 if "polyline" in stored else 20)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_asks_nobody_for_anything(name: str) -> None:
    """No font, style or script of the web; the names of XML and SVG are no addresses, nor are words."""
    stored = (pictures.PICTURES / name).read_text(encoding="utf-8")
    assert "@font-face" not in stored
    marks = re.sub(r">[^<]*<", "><", stored)
    assert set(re.findall(r"https?://[^\s\"\'<)]+", marks)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "https://www.textualize.io",
    }


def test_every_picture_is_in_use_and_none_is_left_over() -> None:
    """What README and docs show exists; the folder holds nothing else."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = {
        name
        for page in pages
        for name in re.findall(r"pictures/([a-z-]+[.](?:svg|png))", page.read_text(encoding="utf-8"))
    }
    assert shown == {*PICTURES, pictures.SHEET} == {file.name for file in pictures.PICTURES.iterdir()}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_command_is_what_the_command_says_today(name: str) -> None:
    """`tools/command_pages.py --write` writes it anew."""
    assert (command_pages.PAGES / name).read_text(encoding="utf-8") == PAGES[name]


def test_no_page_is_of_a_command_that_is_gone() -> None:
    """The folder holds a page per command and the list of them."""
    assert {file.name for file in command_pages.PAGES.iterdir()} == set(PAGES)


@pytest.mark.parametrize("file", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=str)
def test_every_link_within_the_repository_leads_somewhere(file: Path) -> None:
    """In the README and in the docs."""
    text = file.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (file.parent / target).exists(), target


def test_the_page_of_errors_is_what_the_code_says_today() -> None:
    """`tools/error_page.py --write` writes it anew."""
    assert error_page.PAGE.read_text(encoding="utf-8") == error_page.page()


def test_the_page_of_corrections_is_made_of_the_changelog() -> None:
    """`tools/corrections_page.py --write` writes it anew."""
    assert corrections_page.PAGE.read_text(encoding="utf-8") == corrections_page.page()


def test_corrections_are_the_data_lines_of_each_version() -> None:
    """Each in one line, the newest version first; lines of other sections are left out."""
    changelog = (
        "# Changelog\n\n## 0.2.0\n\n### Added\n\n- A thing.\n\n### Data\n\n- Acme: revenue\n"
        "  mended. Moved: margin\n  10% to 12%.\n- Beta: added.\n\n### Fixed\n\n- A slip.\n\n"
        "## 0.1.0\n\n### Data\n\n- First.\n"
    )
    assert list(corrections_page.data_lines(changelog)) == [
        ("0.2.0", ["Acme: revenue mended. Moved: margin 10% to 12%.", "Beta: added."]),
        ("0.1.0", ["First."]),
    ]
    assert corrections_page.entry("Acme: revenue mended. Moved: margin 10% to 12%.") == (
        "- Acme: revenue mended.\n  *Answers moved:* margin 10% to 12%.\n"
    )


def test_what_assistants_read_first_is_what_the_docs_say_today() -> None:
    """`tools/llms_txt.py --write` makes llms.txt anew; it is short, and every link of it leads somewhere."""
    text = llms_txt.FILE.read_text(encoding="utf-8")
    assert text == llms_txt.page()
    assert len(text) < 10_000 and all(f"- [{name}](" in text for name in COMMANDS)
    assert all((ROOT / target).exists() for target in re.findall(r"\]\(([^)]+)\)", text))


def test_every_warning_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    """A code that nobody explains, or an explanation of nothing, fails here."""
    used = set()
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Warning":
                used |= {one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
                names = {one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)}
                used |= {name for name in names if isinstance(name, str) and name.endswith("_unknown")}
    assert used == set(WARNINGS) - {"plan_sum"}  # whose code is a name there


@pytest.mark.parametrize("function", sorted(LIBRARY))
def test_the_example_of_a_public_function_gives_what_it_says(function: str) -> None:
    """Each function of the library has one, with numbers."""
    module, _, name = function.rpartition(".")
    found = getattr(importlib.import_module(f"aicompare.{module}"), name)
    (example,) = doctest.DocTestFinder(recurse=False).find(found, name, globs={"aicompare": aicompare})
    assert example.examples
    failures, _ = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=print)
    assert failures == 0
