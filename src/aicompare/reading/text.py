"""A text as read: what of it is prose, where its lines, sentences and paragraphs are, who wrote it when.

Plain text, Markdown and HTML. What is no prose (tags, links, marks of a list) is made blank, letter
for letter, so that every place in the prose is a place in the text as read.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from aicompare.reading.chinese import simplified
from aicompare.values.frozen import dataclass
from aicompare.values.lexemes import UNSEEN, WIDE

_IS_HTML = re.compile(r"<(?:!doctype html|html|body|p|div|table|article|h[1-6]|ul|br)\b[^>]*>", re.I)
_UNREAD = re.compile(r"<!--.*?-->|<(script|style|head|noscript|svg)\b.*?</\1\s*>", re.I | re.S)
_CELL = re.compile(r"</?t[dh]\b[^>]*>", re.I)
_ROW_ENDS = re.compile(r"</tr\s*>|</?(?:thead|tbody|tfoot)\b[^>]*>", re.I)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|article|section|blockquote|thead|tbody|header|footer)\b[^>]*>",
    re.I,
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)
_LINK = re.compile(r"\]\([^()\s]*\)|https?://[^\s)\]）】<>\"']+|www\.[^\s)\]）<>\"']+")
_MARKUP = re.compile(r"[*_`#]{1,6}(?=\S)|(?<=\S)[*_`]{1,3}|^\s*>+", re.M)
_HEADER_LINE = re.compile(r"([A-Z][A-Za-z -]{1,20}|标题|日期|来源|作者|发布):\s*(.*)")
_DATES = ("date", "published", "日期", "发布")
_TITLES = ("title", "标题")
_ABBREVIATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|No|vs|approx|adj|mkt|rev|est|incl|excl|avg|ca|Mr|Ms|Mrs|Dr|St"
    r"|U\.S|U\.K|e\.g|i\.e|cf|Rs)\.$"
)
_STOP = re.compile(r"[。！？!?](?:[”’\"」』)）]*)|\.(?=[\s”’\"\[)])[”’\")]*(?:\s*\[\d{1,3}\])*|\n")
# A line that was broken because it was full goes on in the next; a list, a table and a heading do not.
_OF_A_TABLE = re.compile(r"\||\S {3,}\S")
_MAY_GO_ON = re.compile(r".{40,}[^\s.。!?！？:：;；]\s*")
_BEGINS_ANEW = re.compile(r"\s*$| {0,3}(?:[-*+•·#>|]|\d{1,3}[.)]\s|[A-Z][A-Za-z ]{1,20}:\s|`{3})")
_WIDEST = 130  # characters of a line that is broken by hand or by an editor
TICKER = re.compile(
    r"(?<![\d.])\d{3,6}\.(?:HK|SH|SZ|SS|BJ|T|O|N|KS|TW)\b"
    r"|\b(?:HK|SH|SZ|HKEX|SEHK|SSE|SZSE|NASDAQ|NYSE|TYO|HKG)\s*[:.]\s*\d{3,6}|\b\d{3,6} HK\b",
    re.I,
)
_A_PARAGRAPH = 160  # a line of so many characters is one by itself
_KEPT_IN_MIND = 2000  # characters to each side
_A_DATELINE = 60  # characters at most
_NEAR_THE_TOP = 8  # lines in which a date of its own is that of the text

_BLANKS = dict.fromkeys(map(ord, "\xa0\u2002\u2003\u2009\u202f"), " ")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands in a text, from its character `start` up to `end`."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines above the text say of it; `end` is where the text begins, and `dated` what may
    say its day.
    """

    end: int
    title: Span | None
    dated: tuple[str, ...]


class PlainText:
    """`raw` is the text as read, `prose` the same letters with what is no prose made blank, and Chinese
    in simplified characters.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._readable = _prose(raw)
        self.prose = simplified(self._readable)
        self.header = _header(self.prose)

    @property
    def shown(self) -> str:
        """For a reader: as it was read, of HTML without its tags."""
        return self._readable if _IS_HTML.search(self.raw) else self.raw

    @property
    def is_traditional(self) -> bool:
        return self.prose != self._readable

    @cached_property
    def lines(self) -> list[Span]:
        return [found.span() for found in re.finditer(r"[^\n]+", self.prose)]

    @cached_property
    def sentences(self) -> list[Span]:
        return list(_sentences(self.prose))

    @cached_property
    def paragraphs(self) -> list[Span]:
        return list(_paragraphs(self.prose))

    def sentence(self, at: int) -> Span:
        """The sentence in which a place lies; of one without end the part around it."""
        return _around(_at(self.sentences, self._sentence_starts, at), at)

    def paragraph(self, at: int) -> Span:
        """The paragraph in which a place lies; of a long one the part around it."""
        return _around(_at(self.paragraphs, self._paragraph_starts, at), at)

    def without(self, span: Span, told: Iterable[Span]) -> str:
        """The prose of a span, blank where it is told already what stands there."""
        letters = list(self.prose[slice(*span)])
        for start, end in told:
            for at in range(max(start, span[0]), min(end, span[1])):
                letters[at - span[0]] = " "
        return "".join(letters)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]


def _around(span: Span, at: int) -> Span:
    """No more than a reader keeps in mind: what is read stays linear in the length of a text."""
    return max(span[0], at - _KEPT_IN_MIND), min(span[1], at + _KEPT_IN_MIND)


def _at(spans: Sequence[Span], starts: Sequence[int], at: int) -> Span:
    place = bisect_right(starts, at) - 1
    return spans[place] if place >= 0 else (0, 0)


def _prose(raw: str) -> str:
    text = raw.translate(WIDE).translate(dict.fromkeys(map(ord, UNSEEN), " ")).replace("\r", " ")
    text = text.replace("\t", " ").translate(_BLANKS)
    if not _IS_HTML.search(text):
        text = _unwrapped(text)
    else:
        text = text.replace("\n", " ")
        for pattern, instead in ((_UNREAD, " "), (_ROW_ENDS, " "), (_CELL, "|"), (_BLOCK, "\n"), (_TAG, " ")):
            text = pattern.sub(_blanking(instead), text)
        text = _ENTITY.sub(_letter, text)
    text = _LINK.sub(_blanking(" "), text)
    return _MARKUP.sub(lambda found: " " * len(found[0]), text)


def _unwrapped(text: str) -> str:
    """With a blank for the end of each line that only ends because it was full.

    A next line that begins with a capital may be a thing of its own: there the line must be as long as
    the others around it let it be.
    """
    blocks = []
    for block in re.split(r"(\n\s*\n)", text):
        lines = block.split("\n")
        width = max(map(len, lines))
        ends = [" " if _goes_on(line, after, width) else "\n" for line, after in pairwise(lines)]
        blocks.append("".join(line + end for line, end in zip(lines, [*ends, ""], strict=True)))
    return "".join(blocks)


def _goes_on(line: str, after: str, width: int) -> bool:
    if not _MAY_GO_ON.fullmatch(line) or _BEGINS_ANEW.match(after) or _OF_A_TABLE.search(line + "\n" + after):
        return False
    word = after.split(maxsplit=1)[0]
    return width <= _WIDEST and (len(line) + len(word) >= width or not word[0].isupper())


def _blanking(sign: str) -> Callable[[re.Match[str]], str]:
    """A sign and as many blanks as stand in place of what it replaces."""
    return lambda found: sign + " " * (len(found[0]) - 1)


def _letter(found: re.Match[str]) -> str:
    letter = html.unescape(found[0])
    letter = letter if len(letter) == 1 and letter.isprintable() else " "
    return letter + " " * (len(found[0]) - 1)


def _header(prose: str) -> Heading:
    """Lines of `Key: value` down to an empty line, or a date near the top."""
    top, blank, _ = prose.partition("\n\n")
    said = [(_HEADER_LINE.fullmatch(line.group().strip()), line) for line in re.finditer(r"[^\n]+", top)]
    if blank and len(said) > 1 and all(found for found, _ in said):
        keys = {found[1].casefold(): (found[2], line.span()) for found, line in said if found}
        dated = tuple(keys[key][0] for key in _DATES if key in keys)
        title = next((keys[key][1] for key in _TITLES if key in keys), None)
        return Heading(len(top), title, dated)
    lines = [line.strip() for line in prose[:2000].splitlines() if line.strip()][:_NEAR_THE_TOP]
    dates = [line for line in lines if len(line) < _A_DATELINE and not line.endswith((".", "。", ";"))]
    return Heading(0, None, tuple(dates))


def _sentences(prose: str) -> Iterator[Span]:
    start = 0
    for stop in _STOP.finditer(prose):
        if stop[0].startswith(".") and _ABBREVIATED.search(
            prose[max(0, stop.start() - 8) : stop.start() + 1]
        ):
            continue
        if prose[start : stop.end()].strip():
            yield start, stop.end()
        start = stop.end()
    if prose[start:].strip():
        yield start, len(prose)


def _paragraphs(prose: str) -> Iterator[Span]:
    start = end = -1
    for line in re.finditer(r"[^\n]*(?:\n|$)", prose):
        text = line[0].strip()
        if not text or len(text) >= _A_PARAGRAPH:
            if start >= 0:
                yield start, end
            start = -1
        if text and len(text) >= _A_PARAGRAPH:
            yield line.span()
        elif text:
            start, end = (line.start() if start < 0 else start), line.end()
    if start >= 0:
        yield start, end
