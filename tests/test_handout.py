"""One page to hand on: a file that shows the answers, explains itself and asks nobody for anything."""

from __future__ import annotations

import html
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browser import asked_for, colour_at_corner, measured, printed, screenshot
from command import folded, here

import aicompare as library
from aicompare.render.handout.drawing import Bar, bars
from aicompare.values.errors import BadUsage


class Elements(HTMLParser):
    """The elements with their attributes, and the text of each figure."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.figures: list[tuple[str, str]] = []
        self._title: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._title = dict(attrs).get("title") if tag == "span" else None

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self.figures.append((data, self._title))
            self._title = None


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "report.html"
    done = here("report", "zhipu", "minimax", "-o", str(file))
    assert done.returncode == 0, done.stderr
    assert "report.html is written" in folded(done.stdout)
    return file


@pytest.fixture(scope="module")
def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


# --- what is in it ------------------------------------------------------------------------------


def test_it_holds_every_part(text: str) -> None:
    """Comparison, runway with curve, multiples with peers, value, proceeds, what does not hold, sources."""
    ids = [str(about["id"]) for tag, about in Elements(text).found if tag == "section"]
    assert ids == [
        "compare", "runway", "multiples", "value-zhipu", "value-minimax", "proceeds", "statements", "sources",
        "json",
    ]  # fmt: skip
    assert text.count("<svg ") == 4  # the curves, the multiples, and a field of each company


def test_the_headline_is_sentences_about_each_company(text: str) -> None:
    """MiniMax's months are 51.9: 52 in prose (see test_citing)."""
    said = re.findall(r"<li>(.*?)</li>", text.partition('<ul class="headline">')[2].partition("</ul>")[0])
    assert len(said) == 4
    assert any(html.unescape(one).startswith("MiniMax's US$1,322.8m of 30 June 2026") for one in said)


def test_there_is_no_script_and_nothing_to_load(text: str) -> None:
    """Nor a frame, a form, a picture or a font from elsewhere; the browser is told so, too."""
    found = Elements(text).found
    tags = {tag for tag, _ in found}
    assert not tags & {"script", "link", "img", "iframe", "form", "object", "embed", "video", "audio", "base"}
    assert not [
        about
        for _, about in found
        if {"src", "srcset", "onclick", "onload", "style"} & about.keys() - {"style"}
    ]
    assert "url(" not in text.partition("</style>")[0]
    assert "@import" not in text
    policy = next(about["content"] for tag, about in found if tag == "meta" and "http-equiv" in about)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_figure_says_on_hover_how_it_is_known(text: str) -> None:
    """Printed, or a formula, with bounds and source; US$1,322.8m is 1,322.75m to 1,322.85m."""
    figures = Elements(text).figures
    assert len(figures) > 150
    assert all(title for _, title in figures)
    cash = dict(figures)["US$1,322.8m"]
    assert cash.startswith("printed US$1,322.8m; between US$1,322.75m and US$1,322.85m; Interim results")
    assert any(title.startswith("= cash / burn a month") or "/ burn a month" in title for _, title in figures)


def test_a_loss_among_losses_has_its_bounds_as_it_is_shown(text: str) -> None:
    """A loss of US$293.0m is printed as (US$293.031m), so that it is 293.0305m to 293.0315m."""
    loss = dict(Elements(text).figures)["US$293.0m"]
    assert loss.startswith("printed (US$293.031m); between US$293.0305m and US$293.0315m; Interim results")


def test_the_bounds_of_points_are_points(text: str) -> None:
    """Margins of 26.37723 to 26.37738% and 17.8535 to 17.8546%: 8.52268 to 8.52383 apart, rounded outward."""
    assert dict(Elements(text).figures)["+8.5 pt"] == "= zhipu - minimax; between 8.5226 pt and 8.5239 pt"


def test_a_figure_of_another_period_says_so(text: str) -> None:
    """MiniMax's operating cash is known of FY2025 alone, all else beside it of the first half of 2026."""
    assert '<p class="note">Zhipu and MiniMax, US$m, H1 2026 unless said</p>' in text
    assert re.search(r">US\$279\.6m</span><sup>.*?</sup><small>FY2025</small></td>", text)
    assert not re.search(r">US\$491\.6m</span><sup>[^/]*</a></sup><small>", text)


def test_the_sign_of_a_source_stands_at_the_figure_and_in_the_list(text: str) -> None:
    """Prices come from a data set; the letters are explained before the first of them."""
    number = re.search(r">US\$39\.83bn</span><sup><a href=\"#s(\d+)\">\1D</a></sup>", text)
    assert number and f'<li id="s{number[1]}">[{number[1]}D] Zhipu AI valuation dataset' in text
    assert text.index("P press, D data set; the others filings") < text.index(">US$39.83bn")


def test_every_link_leads_somewhere(text: str) -> None:
    """Inside the page to what is there once; outside to addresses of the web."""
    found = Elements(text).found
    ids = [about["id"] for _, about in found if "id" in about]
    assert len(ids) == len({*ids})
    links = [str(about["href"]) for tag, about in found if tag == "a"]
    assert all(link[1:] in ids if link.startswith("#") else link.startswith("http") for link in links)


def test_the_explanation_folds_out(text: str) -> None:
    """As --explain has it."""
    assert text.count("<summary>How these numbers come about</summary>") >= 5
    assert "= (cash + equity raised since) / burn a month" in html.unescape(text)


def test_the_copy_is_the_json_of_the_answers(text: str) -> None:
    """To the digit."""
    told = text.partition('<pre id="data">')[2].partition("</pre>")[0]
    held: dict[str, Any] = json.loads(html.unescape(told))
    for name, line in {
        "compare": "compare zhipu minimax",
        "runway": "runway zhipu minimax",
        "multiples": "multiples --group all",
        "value-minimax": "value minimax",
        "proceeds": "allocate zhipu minimax",
    }.items():
        assert held[name] == json.loads(here(*line.split(), "--json").stdout), name


def test_no_word_of_a_command_line_is_in_it(text: str) -> None:
    """Who reads it has none: no option is advised, above the copy for machines."""
    read = re.sub(r"<style>.*?</style>", "", text.partition('<pre id="data">')[0], flags=re.DOTALL)
    assert not re.findall(r".{40}(?<![\w-])--[a-z][a-z-]+", read)


def test_names_of_the_data_are_text(tmp_path: Path) -> None:
    """Whatever they look like."""
    nasty = "</title><script>alert(1)</script><b onmouseover=x> \" ' & Co"
    own, file = tmp_path / "own.yaml", tmp_path / "own.html"
    written = json.dumps(nasty)
    own.write_text(
        f"sources:\n  mine: {{title: {written}, publisher: {written}, published: 2026-01-31, kind: company,"
        " url: 'javascript:alert(1)'}\n"
        f"companies:\n  acme:\n    name: {written}\n    currency: USD\n    facts:\n"
        f"      - {{metric: cash, period: 2025-12-31, value: '=US$36m', source: mine, note: {written}}}\n"
        "      - {metric: monthly_burn, period: 2025-12, value: '=US$3m', source: mine,"
        " balance: 2025-12-31}\n"
    )
    done = here("report", "acme", "--data", str(own), "-o", str(file))
    if done.returncode:  # a name or an address that the data file refuses itself
        own.write_text(
            own.read_text().replace(" url: 'javascript:alert(1)'", "").replace("company,}", "company}")
        )
        done = here("report", "acme", "--data", str(own), "-o", str(file))
    assert done.returncode == 0, done.stderr
    found = Elements(file.read_text(encoding="utf-8")).found
    assert "script" not in {tag for tag, _ in found}
    assert not [about for _, about in found if "onmouseover" in about]
    assert not [about for tag, about in found if tag == "a" and str(about["href"]).startswith("javascript")]


# --- its pictures -------------------------------------------------------------------------------


def drawn(*found: Bar) -> list[str]:
    """The shapes that are no text, in their order."""
    return re.findall(r"<(?:rect|circle|line)[^>]*>", bars(found, ""))


def single(value: str) -> Bar:
    return Bar("Offer price", None, Decimal(value), None, value)


def test_a_single_value_beside_a_range_is_a_point() -> None:
    """As a bar it would be a range from zero: 5 of 10 lies halfway, where the range of 5 to 10 begins."""
    point, rectangle = drawn(single("5"), Bar("Target prices", Decimal(5), None, Decimal(10), "5 to 10"))
    (middle,) = re.findall(r'<circle class="other" cx="(\d+)"', point)
    (start,) = re.findall(r'<rect class="other" x="(\d+)"', rectangle)
    assert middle == start


def test_single_values_are_bars_from_zero() -> None:
    """5 is half as long as 10."""
    widths = [
        int(width) for shape in drawn(single("5"), single("10")) for width in re.findall(r'th="(\d+)', shape)
    ]
    assert widths[0] * 2 == widths[1]


def test_by_powers_of_ten_there_is_no_zero_to_begin_at() -> None:
    """Of 1, 10 and 1,000: points, a line at each power of ten, and each point on one of them."""
    shapes = drawn(single("1"), single("10"), single("1000"))
    lines = [x for shape in shapes for x in re.findall(r'<line x1="(\d+)"', shape)]
    points = [x for shape in shapes for x in re.findall(r'<circle [^>]*cx="(\d+)"', shape)]
    assert len(lines) == 4
    assert points == [lines[0], lines[1], lines[3]]
    assert len(shapes) == 7


# --- where it goes ------------------------------------------------------------------------------


def test_the_same_answer_is_the_same_page(page: Path, tmp_path: Path) -> None:
    """By the library, too."""
    library.report(library.load(), ["zhipu", "minimax"], output=tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zhipu"], "no file to write"),
        (["zhipu", "-o", "page.pdf"], "let it end in .html"),
        (
            ["tencent", "alibaba", "baidu", "zhipu", "minimax", "stepfun", "xai", "-o", "page.html"],
            "room for 6",
        ),
        (["nobody", "-o", "page.html"], "nobody"),
        (["zhipu", "--in", "XXX", "-o", "page.html"], "XXX"),
    ],
)
def test_what_cannot_be_written_says_why(arguments: list[str], said: str, tmp_path: Path) -> None:
    """Exit code 2 and no file."""
    named = [str(tmp_path / one) if one.startswith("page.") else one for one in arguments]
    done = here("report", *named)
    assert done.returncode == 2
    assert said in done.stderr
    assert not [*tmp_path.iterdir()]


def test_a_file_that_it_is_made_of_is_not_written_over(tmp_path: Path) -> None:
    """Whatever its ending."""
    own = tmp_path / "own.html"
    own.write_text("sources: {}\n")
    done = here("report", "zhipu", "--data", str(own), "-o", str(own))
    assert done.returncode == 2
    assert own.read_text() == "sources: {}\n"
    with pytest.raises(BadUsage):
        library.report(library.load(), "zhipu")


def test_a_company_of_which_little_is_known_has_a_page(tmp_path: Path) -> None:
    """Parts without an answer are left out."""
    file = tmp_path / "page.html"
    assert here("report", "openai", "-o", str(file)).returncode == 0
    assert '<section id="compare">' not in file.read_text(encoding="utf-8")


# --- looked at in a real browser ----------------------------------------------------------------


def test_it_is_light_or_dark_as_the_screen_is(page: Path, tmp_path: Path) -> None:
    """The corner of the page is white, or nearly black."""
    light = colour_at_corner(screenshot(page, tmp_path, 1200))
    dark = colour_at_corner(screenshot(page, tmp_path, 1200, dark=True))
    assert min(light) == 255
    assert max(dark) < 60


@pytest.mark.parametrize("width", [390, 768, 1200])
def test_it_fits_the_screen(width: int, page: Path, tmp_path: Path) -> None:
    """Only tables scroll, inside their boxes."""
    assert measured(page, tmp_path, width, "page.documentElement.scrollWidth") <= width


def test_letters_of_pictures_are_ten_pixels_on_a_phone(page: Path, tmp_path: Path) -> None:
    """The least of them, to a fifth of a pixel, after all that scales a picture."""
    least = (
        "Math.min(...[...page.querySelectorAll('svg text')].map((one) =>"
        " parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a))"
    )
    assert measured(page, tmp_path, 390, least) >= 9.8


def test_the_companies_asked_about_are_seen_on_a_phone(page: Path, tmp_path: Path) -> None:
    """All of the longest picture, without a scroll to the side."""
    longest = "[...page.querySelectorAll('svg')].sort((a, b) => b.clientHeight - a.clientHeight)[0]"
    assert measured(page, tmp_path, 390, f"{longest}.getBoundingClientRect().right") <= 390


def test_prose_in_a_table_has_room(page: Path, tmp_path: Path) -> None:
    """On a screen no cell is more than four lines high."""
    most = (
        "Math.max(...[...page.querySelectorAll('td, tbody th')].map((one) =>"
        " one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)))"
    )
    assert measured(page, tmp_path, 1200, most) < 5


def test_a_picture_and_a_day_are_not_broken_on_paper(page: Path, tmp_path: Path) -> None:
    """46 companies stand on one page, with the words below them; `LTM to 2026-06-30` ends in its 30."""
    pages = printed(page, tmp_path)
    (pictured,) = (one for one in pages if "Value over revenue." in one)
    assert "Biren" in pictured and "JD.com" in pictured
    assert re.findall(r"\d{4}-\d{2}-\s+\d", " ".join(pages[:5])) == []


def test_every_figure_is_on_paper(page: Path, text: str, tmp_path: Path) -> None:
    """In the words of the printed file, whatever spaces it sets between them."""
    words = re.sub(r"\s", "", " ".join(printed(page, tmp_path)))
    missing = {figure for figure, _ in Elements(text).figures if re.sub(r"\s", "", figure) not in words}
    assert not missing


def test_no_request_leaves(page: Path, tmp_path: Path) -> None:
    """Nothing of the web is asked for."""
    assert asked_for(page, tmp_path) == set()
