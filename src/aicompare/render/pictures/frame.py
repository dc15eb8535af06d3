"""What every picture has around what it draws: title, day, marks, notes, sources, the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aicompare.render.folding import folded
from aicompare.render.foot import notes_of, shortly
from aicompare.render.safe import clean
from aicompare.render.table import title_of
from aicompare.reports.report import Report, facts_in, is_users, rates_in, strongest_sources
from aicompare.values.frozen import dataclass, replace

WIDTH = 640  # pixels
BESIDE_NAMES = WIDTH - 160  # of a view that leaves room for names at its left
_TITLE, _LETTERS = 76, 110  # letters of a line above, and of one below
_LINE = 14  # pixels
_MOST_SOURCES, _MOST_NOTES = 8, 4
_MARKS = "≥ at least, ≤ at most, ~ about; a triangle: open on that side; n.m. not meaningful, n.a. not known."


@dataclass(frozen=True, slots=True)
class Picture:
    """The views that stand below each other, what they show in words, and how it is to be read."""

    views: Sequence[Mapping[str, Any]]
    said: Sequence[str]
    reading: Sequence[str]


def framed(report: Report, picture: Picture) -> dict[str, Any]:
    """The whole specification; its description is the alternative text."""
    sources = [clean(text) for text in _sources(report)]
    told = [*picture.reading, _MARKS, *_notes(report)]
    title = clean(" ".join(title_of(replace(report, heading="")).split()))
    lines = [line for text in [*told, *_listed(sources)] for line in folded(clean(text), _LETTERS, 2)]
    said = [f"{title}.", f"{'; '.join(picture.said)}."]
    said += [text for text in told if text not in picture.said]
    said += [f"Sources: {'; '.join(sources)}."] if sources else []
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": clean(" ".join(said)),
        "title": {"text": [*folded(title, _TITLE)], "anchor": "start", "fontSize": 15},
        "vconcat": [*picture.views, _foot(lines)],
        "background": "white",
        "padding": {"left": 5, "top": 5, "right": 40, "bottom": 5},
        "config": {
            "font": "Arial, Liberation Sans, sans-serif",
            "view": {"stroke": None},
            "axisY": {"minExtent": _NUMBERS},
        },
    }


# Room is measured for Arial; where another font stands in for it, as DejaVu Sans, words are a fifth wider.
_NUMBERS = 72  # pixels beside an axis of amounts


def _foot(lines: Sequence[str]) -> dict[str, Any]:
    look = {"align": "left", "baseline": "top", "fontSize": 10, "lineHeight": _LINE, "color": "#444"}
    return {
        "width": WIDTH,
        "height": _LINE * len(lines),
        "data": {"values": [{}]},
        "mark": {"type": "text", "text": list(lines), "x": 0, "y": 0, **look},
    }


def _notes(report: Report) -> Iterator[str]:
    if report.view.notes != "none":
        yield from list(notes_of(report))[:_MOST_NOTES]
    if is_users([section.rows for section in report.sections]):
        yield "Some figures are from a file of your own."


def _sources(report: Report) -> list[str]:
    """The best place to look for each fact, those of exchange rates last."""
    of_facts = [source for fact in facts_in(report.rows) for source in strongest_sources(fact)]
    of_rates = [rate.source for rate in rates_in(report.rows) if rate.source]
    return [shortly(source)[0] for source in dict.fromkeys([*of_facts, *of_rates])]


def _listed(sources: Sequence[str]) -> Iterator[str]:
    """The first, and how many more; the words beside the picture name all."""
    more = len(sources) - _MOST_SOURCES
    shown = sources if more <= 1 else sources[:_MOST_SOURCES]
    rest = "" if more <= 1 else f"; and {more} more, all in --json"
    if shown:
        yield f"Sources: {'; '.join(shown)}{rest}."
