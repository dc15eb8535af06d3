"""Bars as inline SVG: a range or a value a line, by size or by orders of magnitude."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from decimal import Decimal

from aicompare.render.safe import clean
from aicompare.values.figures import NEAREST
from aicompare.values.frozen import dataclass

_WIDTH, _LABEL, _LINE, _TOP = 640, 180, 22, 8  # pixels: of all, of the labels, a line, the margin
_LETTER = 7  # pixels
_THIN, _DOT = 10, 4


@dataclass(frozen=True, slots=True)
class Bar:
    """From `low` to `high`, with a dot at `middle`; of a single value only the middle. `said` is the text at
    its end, `own` whether it is what the page is about.
    """

    label: str
    low: Decimal | None
    middle: Decimal | None
    high: Decimal | None
    said: str
    own: bool = False


def bars(found: Sequence[Bar], caption: str) -> str:
    """All of them over one scale from zero, or by powers of ten where one is a hundred times another."""
    ends = [end for bar in found for end in (bar.low, bar.middle, bar.high) if end is not None and end > 0]
    if not ends:
        return ""
    longest = max(len(bar.said) for bar in found)
    scale = _Scale(min(ends), max(ends), _WIDTH - _LABEL - 12 - _LETTER * longest)
    height = _TOP * 2 + _LINE * len(found)
    drawn = "".join(part for place, bar in enumerate(found) for part in _drawn(bar, place, scale))
    said = html.escape(clean(f"{caption} " + "; ".join(f"{bar.label}: {bar.said}" for bar in found)))
    note = " Drawn by powers of ten." if scale.wide else ""
    return (
        '<figure role="group"><svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="0 0 {_WIDTH} {height}" font-size="12" font-family="sans-serif"'
        f' aria-label="{said}">{drawn}</svg>'
        f"<figcaption>{html.escape(clean(caption))}{note}</figcaption></figure>"
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    least: Decimal
    most: Decimal
    room: int

    @property
    def wide(self) -> bool:
        return self.most > 100 * self.least

    def x(self, value: Decimal) -> int:
        if self.wide:
            span = NEAREST.log10(self.most / self.least)
            part = NEAREST.divide(NEAREST.log10(max(value, self.least) / self.least), span)
            return _LABEL + int(Decimal(self.room) * (Decimal("0.02") + part * Decimal("0.98")))
        return _LABEL + int(Decimal(self.room) * NEAREST.divide(value, self.most))


def _drawn(bar: Bar, place: int, scale: _Scale) -> Iterator[str]:
    y = _TOP + place * _LINE + _LINE // 2
    look = "own" if bar.own else "other"
    yield _said(bar.label, _LABEL - 8, y + 4, "end", look)
    ends = [end for end in (bar.low, bar.middle, bar.high) if end is not None and end > 0]
    if not ends:
        return
    low, high = scale.x(min(ends)), scale.x(max(ends))
    if bar.low is None and bar.high is None:
        low = _LABEL  # a value alone is a bar from the start
    size = f'width="{max(high - low, 2)}" height="{_THIN}" rx="2"'
    yield f'<rect class="{look}" x="{low}" y="{y - _THIN // 2}" {size}/>'
    if bar.middle is not None and bar.middle > 0 and bar.low is not None:
        yield f'<circle class="dot" cx="{scale.x(bar.middle)}" cy="{y}" r="{_DOT}"/>'
    yield _said(bar.said, high + 8, y + 4, "start", "")


def _said(words: str, x: int, y: int, anchor: str, look: str) -> str:
    bold = ' font-weight="600"' if look == "own" else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{bold}>{html.escape(clean(words))}</text>'
