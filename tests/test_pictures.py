"""Pictures of `-o x.svg|.png`: what they draw is what JSON has, and they say what they show."""

from __future__ import annotations

import html
import re
import struct
import sys
import zlib
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from browser import boxes_of_texts
from command import folded, here

import aicompare as library
from aicompare import Answer
from aicompare.render.pictures import specification, to_png, to_svg
from aicompare.values.errors import BadUsage

BOTH = ["zhipu", "minimax"]
YEARS = ["FY2023", "FY2024", "FY2025"]
DATA = library.load()
# What each command that has a picture answers.
DRAWN: dict[str, Answer] = {
    "runway": library.runway(DATA, BOTH, plot=True),
    "bases": library.runway(DATA, "minimax", bases=True),
    "value": library.value(DATA, "zhipu"),
    "multiples": library.multiples(DATA, BOTH),
    "history": library.multiples(DATA, BOTH, history="monthly"),
    "trends": library.compare(DATA, BOTH, period=YEARS),
}
NAMED = pytest.mark.parametrize("name", sorted(DRAWN))


def points(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Every datum of every view, the empty one of the foot left out."""
    found: list[dict[str, Any]] = []
    waiting: list[Any] = [spec]
    while waiting:
        match waiting.pop(0):
            case {"data": {"values": values}, **rest}:
                found += [value for value in values if value]
                waiting.append(rest)
            case dict() as inner:
                waiting += inner.values()
            case list() as inner:
                waiting += inner
    return found


def close(drawn: Decimal, told: Decimal) -> bool:
    """To the 15 digits of JSON."""
    return abs(drawn - told) <= abs(told) * Decimal("1e-14")


@NAMED
def test_a_picture_says_its_day_its_sources_its_marks_and_what_it_shows(name: str) -> None:
    """In text that is drawn, and as a whole in the words that stand for the picture."""
    svg = to_svg(DRAWN[name].report)
    texts = re.findall(r"<text[^>]*>(.*?)</text>", svg)
    drawn = html.unescape(" ".join(re.sub("<[^>]*>", " ", text) for text in texts))
    drawn = folded(drawn)
    (words,) = re.findall("<desc>(.*?)</desc>", svg)
    for text in (drawn, html.unescape(words)):
        assert "as of 2026-10-31" in text
        assert "Sources: " in text
        assert "HKEX" in text
        assert "≥ at least, ≤ at most" in text
    assert 'role="img"' in svg
    assert "<image" not in svg


def test_the_words_of_a_picture_hold_its_figures() -> None:
    """As the table writes them: 39.83bn over 221.8m is 179.6."""
    words = specification(DRAWN["multiples"].report)["description"]
    assert "Zhipu: 179.6× of US$221.8m" in words
    assert "Zhipu: 79.9 months" in specification(DRAWN["runway"].report)["description"]
    assert "Today: US$39.83bn" in specification(DRAWN["value"].report)["description"]


def test_bars_are_the_multiples_of_json_with_their_bounds() -> None:
    """Value, low and high of each company, in the order of the answer, in both views."""
    told = DRAWN["multiples"].to_dict()["data"]
    drawn = points(specification(DRAWN["multiples"].report))
    assert [one["company"] for one in drawn] == ["Zhipu", "MiniMax"] * 2
    for one, row in zip(drawn, told * 2, strict=True):
        assert close(one["value"], row["multiple"]["value"])
        assert close(one["revenue"], row["denominator"]["value"])
        assert one["value_low"] <= one["value"] <= one["value_high"]
        assert row["multiple"]["low"] <= one["value_low"]
        assert one["value_high"] <= row["multiple"]["high"]


def test_methods_are_those_of_json_and_one_without_an_answer_says_so() -> None:
    """Low, middle and high where there are any; n.m. has no bar."""
    told = DRAWN["value"].to_dict()["data"]
    drawn = points(specification(DRAWN["value"].report))
    assert [one["method"] for one in drawn] == [row["method"] for row in told]
    for one, row in zip(drawn, told, strict=True):
        for end in ("low", "middle", "high"):
            assert (one[end] is None) is (row[end] is None)
            assert row[end] is None or close(one[end], row[end]["value"])
    assert {one["shown"] for one in drawn if one["low"] is one["middle"] is one["high"] is None} == {"n.m."}


def test_methods_stand_in_the_order_of_the_answer() -> None:
    """From top to bottom, though only some of them have a bar."""
    svg = to_svg(DRAWN["value"].report)
    methods = [row.method for row in DRAWN["value"].rows]
    heights = {
        html.unescape(text): int(Decimal(height))
        for height, text in re.findall(r"<text[^>]*translate\(-?[0-9.]+,([0-9.]+)\)[^>]*>([^<]*)</text>", svg)
    }
    assert sorted(methods, key=lambda method: heights[method]) == methods


def test_a_history_has_a_point_for_each_day_of_json() -> None:
    """Each with its day and multiple."""
    told = DRAWN["history"].to_dict()["data"]
    drawn = points(specification(DRAWN["history"].report))[: len(told)]
    assert [one["at"] for one in drawn] == [f"{row['day']}T00:00:00Z" for row in told]
    assert all(close(one["value"], row["multiple"]["value"]) for one, row in zip(drawn, told, strict=True))


def test_trends_have_a_bar_for_each_value_of_json_but_growth() -> None:
    """Which is seen in the bars; what is not known has none: operating cash of Zhipu in FY2025."""
    told = [row for row in DRAWN["trends"].to_dict()["data"] if not row["metric"].endswith("_growth")]
    values = [value["value"] for row in told for value in row["values"].values() if value]
    drawn = points(specification(DRAWN["trends"].report))
    assert sorted(one["value"] for one in drawn) == pytest.approx(sorted(values), rel=Decimal("1e-14"))


def test_a_runway_ends_where_its_months_end() -> None:
    """US$100m at US$5m a month: from 100m in month 0 to nothing in month 20, whose bounds are 20 and 20."""
    drawn = points(specification(library.runway(DATA, cash="US$100m", burn="US$5m", plot=True).report))
    curve = [(one["at"], one["amount"]) for one in drawn if "amount" in one]
    assert curve[0] == (0, 100_000_000)
    assert curve[-1] == (20, 0)
    (end,) = (one for one in drawn if "amount" not in one)
    assert (end["low"], end["high"], end["shown"]) == (20, 20, "20 months")


def test_pairs_of_bases_are_those_of_json_with_the_runways_in_print() -> None:
    """On 2026-01-31 MiniMax's balance of September: 37, 53 and 4 months are in print of the balance alone,
    54 with the net proceeds; the company's 37 is its own total of US$1,046.2m over US$28.1m, 37.2 months.
    """
    answer = library.runway(library.load(as_of="2026-01-31"), "minimax", bases=True, balance="2025-09-30")
    spec = specification(answer.report)
    with_raises, alone = ([*points(view)] for view in spec["vconcat"][:2])
    told = answer.to_dict()["data"]
    for drawn, months in (
        (with_raises, [row["months"] for row in told]),
        (alone, [row["balance_alone"]["months"] for row in told]),
    ):
        values = sorted(one["value"] for one in drawn if "cash" in one)
        assert values == pytest.approx(sorted(one["value"] for one in months), rel=Decimal("1e-14"))
    assert sorted({one["at"] for one in alone if "at" in one}) == [4, 37, 53]
    assert {one["at"] for one in with_raises if "at" in one} == {54}
    assert (
        "MiniMax, 37 months in print: stated / stated, liquidity+facilities / stated" in spec["description"]
    )
    assert "Own total at Stated, US$28.1m: 37.2 months" in spec["description"]


def test_a_dated_runway_ends_on_the_day_of_json() -> None:
    """The bounds of its months lie around the last day of its curve."""
    drawn = points(specification(DRAWN["runway"].report))
    for row in DRAWN["runway"].rows:
        last = max(one["at"] for one in drawn if one.get("curve") == f"{row.name}, with the raises since")
        (end,) = (one for one in drawn if one.get("company") == row.name)
        assert end["low"] <= last <= end["high"]
        assert last >= str(row.cash_out_date)


def test_an_open_side_is_told_and_has_no_bound() -> None:
    """With --ev parts are not known: MiniMax's multiple is open above, and its text begins with ≥."""
    (row,) = library.multiples(DATA, ["minimax"], ev=True).to_dict()["data"]
    one = points(specification(library.multiples(DATA, ["minimax"], ev=True).report))[0]
    assert row["multiple"]["high"] is None
    assert (one["value_high"], one["value_above"], one["value_below"]) == (None, True, False)
    assert one["shown"].startswith("≥ ")


def test_a_bound_at_zero_is_open_on_a_logarithmic_axis() -> None:
    """Moonshot's multiple is at most 50.5, so that it may be zero, which no such axis reaches: all points
    would lie on its edge.
    """
    spec = specification(library.multiples(DATA, ["zhipu", "minimax", "moonshot"]).report)
    below = points(spec["vconcat"][1])
    (moonshot,) = (one for one in below if one["company"] == "Moonshot AI")
    assert (moonshot["value_low"], moonshot["value_below"]) == (None, True)
    assert all(one["value_low"] > 0 for one in below if one["value_low"] is not None)


def test_names_stand_not_over_one_another() -> None:
    """Of all companies some have no room for theirs, which the picture says; the first have."""
    spec = specification(library.multiples(DATA).report)
    labels = [one["label"] for one in points(spec["vconcat"][1])]
    assert "Zhipu" in labels
    assert "" in labels
    assert "a name that has no room there is left out" in spec["description"]


def test_revenues_in_several_currencies_are_on_no_common_axis() -> None:
    """Then there are bars alone, and the picture says so."""
    answer = library.multiples(DATA, BOTH, currency="reported")
    spec = specification(answer.report)
    assert len(spec["vconcat"]) == 2  # the bars and the foot
    assert "Revenues are in several currencies" in spec["description"]


@NAMED
def test_every_word_has_room_in_a_wide_font_too(name: str, tmp_path: Path) -> None:
    """Where Arial is missing another font stands in for it: no word is cut at the edge, none is covered."""
    whole, texts = boxes_of_texts(to_svg(DRAWN[name].report), tmp_path, "'DejaVu Sans', Verdana")
    left, _, right, _ = whole
    assert [text for text, box in texts if box[0] < left or box[2] > right] == []
    pairs = combinations([(text, box) for text, box in texts if text.strip()], 2)
    assert [(one, other) for (one, a), (other, b) in pairs if _covers(a, b)] == []


def _covers(a: list[float], b: list[float]) -> bool:
    """Both ways."""
    return all(min(a[end], b[end]) > max(a[start], b[start]) for start, end in ((0, 2), (1, 3)))


def test_a_line_stops_around_the_words_that_cross_it() -> None:
    """The range of a method lies on the line of the value of today: white is drawn below its letters."""
    svg = to_svg(DRAWN["value"].report)
    shown = [point["shown"] for point in points(specification(DRAWN["value"].report))]
    around = re.findall(r'<text[^>]*stroke="white"[^>]*>([^<]*)</text>', svg)
    assert [html.unescape(text) for text in around] == shown
    assert svg.index('stroke-dasharray="4,4"') < svg.index(f">{html.escape(shown[0])}</text>")


def test_the_title_says_the_currency_of_the_axis() -> None:
    """Zhipu has renminbi and MiniMax dollars: one axis of both is in dollars, of Zhipu alone in renminbi."""
    both = specification(library.runway(DATA, ["minimax", "zhipu"], plot=True).report)
    assert "; amounts in USD." in both["description"]
    alone = specification(library.runway(DATA, "zhipu", plot=True).report)
    assert "; amounts in CNY." in alone["description"]


@NAMED
def test_the_same_answer_gives_the_same_bytes(name: str) -> None:
    """Of SVG and PNG."""
    report = DRAWN[name].report
    assert to_svg(report) == to_svg(report)
    assert to_png(report) == to_png(report)


def test_a_png_holds_the_same_words(tmp_path: Path) -> None:
    """In a part iTXt before its pixels, each part with its right checksum."""
    file = tmp_path / "multiples.png"
    here("multiples", *BOTH, "-o", str(file))
    raw, at, texts = file.read_bytes(), 8, []
    while at < len(raw):
        (length,) = struct.unpack(">I", raw[at : at + 4])
        body = raw[at + 4 : at + 8 + length]
        assert struct.pack(">I", zlib.crc32(body)) == raw[at + 8 + length : at + 12 + length]
        texts += [body[4:]] if body[:4] == b"iTXt" else []
        at += 12 + length
    said = specification(DRAWN["multiples"].report)["description"]
    assert texts == [b"Description\0\0\0\0\0" + said.encode()]


def test_without_the_extra_one_command_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is drawn by something else instead; the library says the same."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    for draw in (DRAWN["value"].to_svg, DRAWN["value"].to_png):
        with pytest.raises(BadUsage) as problem:
            draw()
        assert problem.value.hint == "install it: python -m pip install 'aicompare[charts]'"


@NAMED
def test_the_library_draws_what_the_command_line_writes(name: str) -> None:
    """The same bytes from an answer."""
    answer = DRAWN[name]
    assert (answer.to_svg(), answer.to_png()) == (to_svg(answer.report), to_png(answer.report))


def test_an_answer_that_is_no_picture_says_so_to_a_program() -> None:
    """With the list of those that are."""
    with pytest.raises(BadUsage, match="this answer is no picture") as problem:
        library.show(DATA, "zhipu").to_svg()
    assert "`runway --bases`" in str(problem.value.hint)


@pytest.mark.parametrize(
    "command",
    [
        ["runway", "zhipu"],
        ["compare", "zhipu", "minimax"],
        ["multiples", "zhipu", "minimax", "--layout", "comps"],
        ["multiples", "zhipu", "--at", "US$5bn"],
    ],
)
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_an_answer_that_is_no_picture_names_those_that_are(
    command: list[str], ending: str, tmp_path: Path
) -> None:
    """And leaves no file."""
    done = here(*command, "-o", str(tmp_path / f"x.{ending}"))
    assert done.returncode == 2
    assert "pictures are of `runway --plot`, `runway --bases`, `value`, `multiples`" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["list", "rates", "show"])
def test_a_command_without_pictures_names_those_that_have_them(command: str, tmp_path: Path) -> None:
    """By the ending of the file."""
    done = here(command, "-o", str(tmp_path / "x.svg"))
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


def test_names_from_data_are_text() -> None:
    """A quotation mark, markup and what a chart would take for a formula stand as they are."""
    name = "A'+alert(1)+'<b>&"
    svg = to_svg(replace(DRAWN["trends"].report, names={"zhipu": name, "minimax": "MiniMax"}))
    assert html.escape(name, quote=False) in svg
    assert "<b>" not in svg


def test_no_month_is_cut_at_the_edge_of_a_notebook() -> None:
    """Cash of 73 months has a mark each 24; eight pixels from the edge `month 72` has no room."""
    drawn = library.runway(DATA, cash="US$73m", burn="US$1m", plot=True)._repr_html_()
    assert re.findall(r">(month \d+)<", drawn) == ["month 0", "month 24", "month 48"]
