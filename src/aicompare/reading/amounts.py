"""The figures of a text: where each stands, and what it says.

A figure's value is read by the same reader as one that is typed. No figures are dates, what
`nofigures` names, and bare numbers, but in a list whose unit stands at its end, in a column with a
unit, or before what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from aicompare.reading.amountwords import (
    NUMBER_WORDS,
    UNCOUNTED,
    WORD_VALUES,
    digits_of,
    is_counted,
    mark_of,
    pattern,
)
from aicompare.reading.nofigures import taken_in
from aicompare.reading.spelled import CODES, WITHOUT_COUNTRY, folded
from aicompare.reading.text import Placed, PlainText, Span
from aicompare.values.errors import Trouble
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass, replace
from aicompare.values.lexemes import LONGEST

Kind = Literal["money", "percent", "multiple", "count", "months", "amount", "bare"]
_MONTHS = re.compile(r"[\s-]?(?:months?|个月)")
_LISTED = re.compile(r"\s*(?:,|、|/|;|and|, and|or|to|和|及|与|以及|至|,以及|,和)\s*")


@dataclass(frozen=True, slots=True)
class Found(Placed):
    """A figure of the text: `figure` in base units, a percentage as a fraction.

    `currency` is None of what is no money, and of money that does not say it. `mark` is how the text bounds it.
    """

    kind: Kind
    figure: Figure
    currency: str | None = None
    mark: str = ""
    signed: bool = False
    word: bool = False
    digits: str = ""
    scale: str = ""
    plain: bool = False  # a currency without its country: 元 in Hong Kong

    @property
    def significant(self) -> int:
        """Its digits but for zeros before them, and behind a whole number: 3 of 57.4, 1,750 and 5.00."""
        digits = re.sub(r"\D", "", self.digits).lstrip("0")
        return len(digits if "." in self.digits else digits.rstrip("0"))


def figures_of(text: PlainText, dates: Iterable[Span]) -> list[Found]:
    """Every figure of the text below its header, in its order, and numbers without any unit."""
    taken = taken_in(text.prose, dates)
    found = [one for one in _all(text, taken) if one.start >= text.header.end]
    return _with_units_of_lists(found, text.prose)


def _all(text: PlainText, taken: bytearray) -> Iterator[Found]:
    prose = text.prose
    spans: list[Found] = []
    for match in _numbers(prose, taken):
        one = _found(match, prose)
        if one:
            spans.append(one)
    for match in NUMBER_WORDS.finditer(prose):
        if not any(taken[match.start() : match.end()]):
            name = match.lastgroup or ""
            mark = mark_of(prose, match.start(), match.end(), plus=False) or "~"
            figure = Figure.parse(mark + WORD_VALUES[name])
            kind: Kind = "multiple" if WORD_VALUES[name].endswith("x") else "percent"
            spans.append(Found(match.start(), match.end(), kind, figure, word=True, digits="2", mark=mark))
    return iter(sorted(spans, key=lambda one: one.start))


def _numbers(prose: str, taken: bytearray) -> Iterator[re.Match[str]]:
    """Left to right; what begins inside a date is none, and may not swallow the figure behind it."""
    at = 0
    while match := pattern().search(prose, at):
        number = match.span("num")
        if any(taken[slice(*number)]):
            at = number[1]
            continue
        yield match
        at = max(match.end(), at + 1)


def _found(match: re.Match[str], prose: str) -> Found | None:
    """What the words of a figure say; None of what is none after all."""
    start, end = _start(match), match.end()
    currency, unit = _currency(match), (match["unit"] or "").strip(" -").casefold()
    scale = _scale(match, prose, told=bool(currency or unit))
    kind = None if scale is None else _counted(_kind(currency, unit, scale), prose, end)
    if scale is None or kind is None:
        return None
    number = digits_of(match["num"])
    mark = mark_of(prose, start, end, plus=bool(match["plus"] or match["plus2"] or match["more"]))
    signed, rest = bool(match["sign"]), match["rest"]
    negative = signed and not match["range"]
    read = _figure(number, match["num2"], scale, rest, unit, mark, negative=negative)
    figure = Figure.plain(number.replace(",", "")) if kind == "bare" else read
    if figure is None:
        return None
    return Found(
        start, end, kind, figure, currency, mark, signed, False, number + (rest or ""),
        scale, _is_plain(match, prose),
    )  # fmt: skip


def _start(match: re.Match[str]) -> int:
    return next(match.start(name) for name in ("cur", "sign", "num") if match[name])


def _currency(match: re.Match[str]) -> str | None:
    """A `$` before the number may be told by the word behind it: `$5bn HKD`."""
    before, behind = match["cur"], match["behind"]
    told = before in ("$", "¥") and behind and behind not in ("元", "圆")
    return CODES.get(folded(behind if told else before or behind))


def _is_plain(match: re.Match[str], prose: str) -> bool:
    told = folded(match["cur"] or match["behind"])
    return told in WITHOUT_COUNTRY and not prose.startswith("人民币", match.end())


def _scale(match: re.Match[str], prose: str, *, told: bool) -> str | None:
    """None where a letter behind a blank is no scale: `5 m`."""
    scale = (match["scale"] or "") + (match["scale2"] or "")
    apart = " " in prose[match.end("num") : match.start("scale")] if match["scale"] else False
    if scale.casefold() in ("k", "m", "b", "t", "mm") and not _currency(match) and apart:
        return None
    return "" if scale in ("百", "千", "十") and not told else scale


def _counted(kind: Kind, prose: str, end: int) -> Kind | None:
    """A number without a unit by what stands behind it; None where that is no figure."""
    if kind not in ("bare", "amount"):
        return kind
    if UNCOUNTED.match(prose[end : end + 40]):
        return None
    if is_counted(prose, end):
        return "count"
    return "months" if kind == "bare" and _MONTHS.match(prose, end) else kind


def _kind(currency: str | None, unit: str, scale: str) -> Kind:
    if unit in ("%", "percent", "per cent", "pct", "成", "ppt", "ppts") or "point" in unit or "百分" in unit:
        return "percent"
    if unit:
        return "multiple"
    if currency:
        return "money"
    return "amount" if scale else "bare"


def _figure(
    number: str, second: str | None, scale: str, rest: str | None, unit: str, mark: str, *, negative: bool
) -> Figure | None:
    sign = "-" if negative else ""
    ends = f"{number}-{second}" if second else number
    said = f"{'' if second else mark}{sign}{ends}{_apart(scale)}{rest or ''}"
    if unit == "成":
        said = f"{'' if second else mark}{ends}0".replace("-", "0-") if "." not in ends else ends
        unit = "%"
    if unit and unit not in ("x", "×", "倍", "times", "fold"):
        said += "%"
    try:
        return Figure.parse(said) if len(said) < LONGEST else None
    except Trouble:
        return None


def _apart(scale: str) -> str:
    """`one hundred million` is read as `1 hundred million`."""
    return f" {scale}" if scale and scale[0].isascii() else scale


def _with_units_of_lists(found: Sequence[Found], prose: str) -> list[Found]:
    """`57.4, 124.5 and 312.4 million yuan`: what stands at the last figure counts for all."""
    figures = list(found)
    for at in range(len(figures) - 2, -1, -1):
        one, following = figures[at], figures[at + 1]
        if one.kind not in ("bare", "amount") or following.kind == "bare" or following.word:
            continue
        if not _LISTED.fullmatch(prose[one.end : following.start]):
            continue
        if one.kind == "amount" and following.kind == "money":
            figures[at] = replace(one, kind="money", currency=following.currency)
        elif one.kind == "bare" and "." in one.digits + following.digits:
            scaled = _scaled_like(one, following)
            if scaled:
                figures[at] = scaled
    return figures


def _scaled_like(one: Found, following: Found) -> Found | None:
    """The figure with the scale and unit that are written behind another one."""
    unit = "%" if following.kind == "percent" else ""
    figure = _figure(one.digits, None, following.scale, None, unit, one.mark, negative=one.signed)
    if figure is None:
        return None
    return replace(
        one, kind=following.kind, currency=following.currency, figure=figure, scale=following.scale
    )
