"""Bars as inline SVG: a range or a value a line, by size or by orders of magnitude."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from decimal import Decimal

from aicompare.render.safe import clean
from aicompare.values.figures import NEAREST
from aicompare.values.frozen import dataclass

_ROOM, _LINE, _TOP, _GAP = 220, 22, 8, 8  # pixels: of the scale, a line, the margin, beside a text
_LEAST = Decimal("0.82")  # of its size, where letters are ten pixels; what is wider scrolls
_LETTER, _MOST_LETTERS = 7, 30  # pixels; so many are shown of a label
_THIN, _DOT, _POINT = 10, 4, 5  # pixels


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

    @property
    def ends(self) -> list[Decimal]:
        """What is drawn of it: what is above zero."""
        return [end for end in (self.low, self.middle, self.high) if end is not None and end > 0]

    @property
    def is_single(self) -> bool:
        """Whether it is no range."""
        return self.low is None and self.high is None


def bars(found: Sequence[Bar], caption: str) -> str:
    """All of them over one scale from zero, or by powers of ten where one is a hundred times another.

    A single value is a bar from zero among its like, and a point where there are ranges or no zero.
    """
    ends = [end for bar in found for end in bar.ends]
    if not ends:
        return ""
    start = _LETTER * min(max(len(bar.label) for bar in found), _MOST_LETTERS) + _GAP
    width = start + _ROOM + 2 * _GAP + _LETTER * max(len(bar.said) for bar in found)
    scale = _Scale(min(ends), max(ends), start)
    height = _TOP * 2 + _LINE * len(found)
    drawn = [*(_powers(scale, height) if scale.wide else ())]
    from_zero = not scale.wide and all(bar.is_single for bar in found)
    for place, bar in enumerate(found):
        drawn += _drawn(bar, _TOP + place * _LINE + _LINE // 2, scale, from_zero=from_zero)
    said = html.escape(clean(f"{caption} " + "; ".join(f"{bar.label}: {bar.said}" for bar in found)))
    note = " Drawn by powers of ten: each line is ten times the one before." if scale.wide else ""
    return (
        '<figure role="group"><svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-size="12"'
        f' font-family="sans-serif" style="min-width: {int(width * _LEAST)}px"'
        f' aria-label="{said}">{"".join(drawn)}</svg>'
        f"<figcaption>{html.escape(clean(caption))}{note}</figcaption></figure>"
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    least: Decimal
    most: Decimal
    start: int

    @property
    def wide(self) -> bool:
        return self.most > 100 * self.least

    def x(self, value: Decimal) -> int:
        if self.wide:
            span = NEAREST.log10(self.most / self.least)
            part = NEAREST.divide(NEAREST.log10(max(value, self.least) / self.least), span)
            return self.start + int(_ROOM * (Decimal("0.02") + part * Decimal("0.98")))
        return self.start + int(_ROOM * NEAREST.divide(value, self.most))


def _powers(scale: _Scale, height: int) -> Iterator[str]:
    """A line for each power of ten that is reached."""
    for power in range(scale.least.adjusted(), scale.most.adjusted() + 1):
        if (value := Decimal(1).scaleb(power)) >= scale.least:
            x = scale.x(value)
            yield f'<line x1="{x}" y1="0" x2="{x}" y2="{height}" stroke="#ddd"/>'


def _drawn(bar: Bar, y: int, scale: _Scale, *, from_zero: bool) -> Iterator[str]:
    look = "own" if bar.own else "other"
    yield _said(bar.label, scale.start - _GAP, y + 4, "end", look)
    if not bar.ends:
        return
    low, high = scale.x(min(bar.ends)), scale.x(max(bar.ends))
    if bar.is_single and not from_zero:
        yield f'<circle class="{look}" cx="{high}" cy="{y}" r="{_POINT}"/>'
    else:
        low = scale.start if bar.is_single else low
        size = f'width="{max(high - low, 2)}" height="{_THIN}" rx="2"'
        yield f'<rect class="{look}" x="{low}" y="{y - _THIN // 2}" {size}/>'
    if bar.middle is not None and bar.middle > 0 and bar.low is not None:
        yield f'<circle class="dot" cx="{scale.x(bar.middle)}" cy="{y}" r="{_DOT}"/>'
    yield _said(bar.said, high + _GAP, y + 4, "start", "")


def _said(words: str, x: int, y: int, anchor: str, look: str) -> str:
    bold = ' font-weight="600"' if look == "own" else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{bold}>{html.escape(clean(words))}</text>'
