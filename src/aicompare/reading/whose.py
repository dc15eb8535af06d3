"""Which company a figure is of: the nearest subject of the sentence, then of the paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aicompare.reading.amounts import Found
from aicompare.reading.between import HELD, NEAR, OPENINGS, STRANGER, TOGETHER
from aicompare.reading.jointly import may_be_of_several, one_of_several
from aicompare.reading.names import Mention
from aicompare.reading.page import Page
from aicompare.reading.text import Span
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import Metric


@dataclass(frozen=True, slots=True)
class Whose:
    """The company of a figure, the words that name it, whether they bind, and whether somebody
    whom the data do not know is named between.
    """

    company: str | None = None
    words: Span | None = None
    firm: bool = False
    stranger: bool = False
    name: str | None = None


_AT = re.compile(r"\s*at\s+(?:the\s+)?", re.I)


def company_of(page: Page, one: Found, metric: Metric | None, sentence: Span, only: str | None) -> Whose:
    """Words do not bind where the subject of the sentence is somebody whom the data do not know."""
    several, own = one_of_several(page, one, metric, sentence)
    if several:
        return Whose(own.company, own.span, True) if own else Whose(stranger=True)
    company, words, firm = _nearest(page, one, metric, sentence, only)
    if may_be_of_several(page, one, sentence):
        return Whose(company, words, stranger=True)
    stranger = _stranger(page, one, sentence)
    if stranger and (words is None or words[1] <= sentence[0]):
        return Whose(stranger=True, name=stranger)
    unsure = stranger is not None or _is_likely_another(page, one, sentence)
    return Whose(company, words, firm and not unsure, stranger is not None)


def _stranger(page: Page, one: Found, sentence: Span) -> str | None:
    """The name that no company of the data has and that stands as a subject before the figure."""
    start, told = _since_the_last_name(page, one, sentence)
    for found in STRANGER.finditer(page.text.prose[start : one.start]):
        if not any(first <= start + found.start(1) < last for first, last in told):
            return found[1]
    return None


def _is_likely_another(page: Page, one: Found, sentence: Span) -> bool:
    """Whether a Chinese sentence that names no company begins with words that may name one."""
    start, told = _since_the_last_name(page, one, sentence)
    return start == sentence[0] and _is_strange(page, (start, one.start), told)


def _since_the_last_name(page: Page, one: Found, sentence: Span) -> tuple[int, Sequence[Span]]:
    """Where the last name of a company before a figure ends, and all that the sentence tells."""
    before = [m for m in page.mentions_in(sentence) if m.start < one.start and not m.weak]
    told = [m.span for m in page.mentions_in(sentence)]
    told += [cue.span for cue in page.cues_in(sentence)]
    told += [when.span for when in page.whens_in(sentence)]
    told += [figure.span for figure in page.figures_in(sentence)]
    return (before[-1].end if before else sentence[0]), told


def _is_strange(page: Page, span: Span, told: Sequence[Span]) -> bool:
    """Whether a Chinese sentence begins with words that are no period, metric or usual opening."""
    opening = OPENINGS.sub(" ", page.text.without(span, told).split(",")[0])
    return bool(re.search(r"[\u4e00-\u9fff]{2,}", opening))


def _nearest(
    page: Page, one: Found, metric: Metric | None, sentence: Span, only: str | None
) -> tuple[str | None, Span | None, bool]:
    """The company, the words that name it, and whether they bind."""
    if metric and metric.name in HELD and (owned := _owned(page, one, sentence)):
        return owned.company, owned.span, True
    inside = page.mentions_in(sentence)
    before = [m for m in inside if m.start < one.start]
    if (
        TOGETHER.search(page.text.prose, max(sentence[0], one.start - 40), one.start)
        and len({m.company for m in before}) > 1
    ):
        return None, None, False
    paragraph = page.text.paragraph(one.start)
    earlier = page.mentions_in((paragraph[0], sentence[0]))
    strong = [m for m in before if not m.weak]
    if metric and metric.name in HELD[:2] and before:  # the holder stands before it
        holder = before[-1].company
        main = page.subjects.main
        near = {m.company for m in (*earlier, *inside)}
        if main and main != holder and main in near:
            return main, None, True
        others = [m for m in before if m.company != holder] or [
            m for m in reversed(earlier) if not m.product and m.company != holder
        ]
        company = others[0].company if others else page.subjects.main
        return (
            company,
            (others[0].span if others else None),
            bool(others) or company == holder,
        )
    behind = _behind(page, one, inside)
    if behind and _AT.fullmatch(page.text.prose[one.end : behind.start]):
        return behind.company, behind.span, True
    if strong:
        return strong[-1].company, strong[-1].span, True
    if behind and not (before or [m for m in earlier if not m.weak]):
        return behind.company, behind.span, True
    if behind and re.search(
        r"(?:\b(?:raised|held|reported|posted|booked|won|owned) by|\b(?:in|into|for))\s+(?:the\s+)?$",
        page.text.prose[one.end : behind.start],
    ):
        return behind.company, behind.span, True
    earlier_strong = [m for m in earlier if not m.weak]
    if earlier_strong:
        sentence_before = page.text.sentence(earlier_strong[-1].start)
        first = next(m for m in earlier_strong if m.start >= sentence_before[0])
        chosen = first
        if before and before[-1].company == chosen.company:
            return chosen.company, before[-1].span, True
        if before and not before[-1].oblique:
            known = {m.company for m in earlier_strong}
            if before[-1].product and len(known) == 1 and before[-1].company not in known:
                return chosen.company, chosen.span, False
            return before[-1].company, before[-1].span, False
        alone = len({m.company for m in earlier_strong}) == 1 and not before
        return chosen.company, chosen.span, alone
    if before:
        last = next((m for m in reversed(before) if not m.oblique), before[-1])
        return last.company, last.span, not last.oblique or len({m.company for m in inside}) == 1
    if only:
        return only, None, True
    if behind:
        return behind.company, behind.span, False
    if spoken := _of_the_paragraph_above(page, paragraph):
        return spoken.company, spoken.span, False
    if page.subjects.main:
        alone = len({m.company for m in page.mentions if not m.product}) == 1
        return page.subjects.main, None, alone
    if earlier:
        return earlier[-1].company, earlier[-1].span, False
    above = page.mentions_in((max(0, paragraph[0] - 600), paragraph[0]))
    found = next((m for m in reversed(above) if not m.weak), None)
    return (found.company, found.span, False) if found else (None, None, False)


def _of_the_paragraph_above(page: Page, paragraph: Span) -> Mention | None:
    """The one company of which the paragraph above speaks, where this one names none: `Its shares ...`."""
    if page.mentions_in(paragraph) or page.subjects.is_about_hardly_another or not paragraph[0]:
        return None
    above = page.text.paragraph(max(0, page.text.prose.rfind("\n", 0, paragraph[0])))
    for span in (above, page.text.paragraph(max(0, above[0] - 2))):
        subjects = (
            [m for m in page.mentions_in(span) if not m.weak] if span[0] >= page.text.header.end else []
        )
        if subjects:
            return subjects[0] if len({m.company for m in subjects}) == 1 else None
    return None


def _owned(page: Page, one: Found, sentence: Span) -> Mention | None:
    """Of a stake or an investment, the company that it is in: `27% of OpenAI`, `$8bn in Anthropic`."""
    prose = page.text.prose
    for mention in page.mentions_in((max(sentence[0], one.start - NEAR), one.start)):
        held = re.search(
            r"(?:持有|入股|控股|投资|(?:stake|interest|shares|invested) in|holds?|owns?)\s*(?:了|the\s)?$",
            prose[max(0, mention.start - 20) : mention.start],
            re.I,
        )
        if held and one.start - mention.end < 24 and not page.figures_in((mention.end, one.start)):
            return mention
    for mention in page.mentions_in((one.end, min(sentence[1], one.end + NEAR))):
        gap = prose[one.end : mention.start]
        if re.search(r"\b(?:of|in|into)\s+(?:the\s+)?$", gap) and not re.search(r"[,;]", gap):
            return mention
    return None


def _behind(page: Page, one: Found, inside: Sequence[Mention]) -> Mention | None:
    """The first one soon behind the figure, with no comma or other figure between."""
    for mention in inside:
        if mention.start >= one.end:
            gap = page.text.prose[one.end : mention.start]
            near = len(gap) <= NEAR and not re.search(r"[,;]|\b(?:while|and|but)\b", gap)
            return mention if near and not page.figures_in((one.end, mention.start)) else None
    return None
