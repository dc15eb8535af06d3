"""What each figure of a text is taken for: company, metric, part, period, and by which words.

The nearest words of the sentence decide, then those of the paragraph; of a table the heads of row
and column. `firm` says which of them stand so near that nothing else can be meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from aicompare.reading.amounts import Found, figures_of
from aicompare.reading.cues import (
    COMPOUND,
    GROWTH,
    OF_REVENUE,
    SHARE,
    Cue,
    Part,
    cues_in,
    parts_in,
)
from aicompare.reading.names import Mention, Names, Subjects
from aicompare.reading.periods import When, periods_of
from aicompare.reading.tables import Cell, cells_of, with_unit
from aicompare.reading.text import Span, Text
from aicompare.values.frozen import dataclass
from aicompare.values.metrics import METRICS, Metric, growth_of
from aicompare.values.periods import Period

Form = Literal["level", "growth", "ratio", "compound", "difference"]
_HELD = ("ownership", "voting_share", "commitment", "stake_held", "subscription")  # of one by another
_HAS_PARTS = (
    "revenue",
    "revenue_share",
    "gross_margin",
    "gross_profit",
    "revenue_growth",
    "paying_users",
    "arr",
    "monthly_active_users",
    "downloads",
    "cumulative_users",
    "registered_users",
    "run_rate",
)
_TRANSLATED = re.compile(
    r"\s*(?:[,(]|or|\s|about|approx(?:imately|\.)?|around|roughly|some|nearly|over|~|≈|=|equivalent to|equal to|i\.e\.|约|約|合|约合|約合|折合|折|约为|相当于|人民币|人民幣)*\s*",
    re.I,
)
_RESPECTIVELY = re.compile(r"respectively|分别|分別|依次", re.I)
_TOGETHER = re.compile(
    r"\b(?:combined|together|jointly|joint|in total)\b|合计|合計|共计|總計|总计|合共", re.I
)
_CLEAN = re.compile(
    r"(?:\s|,|:|：|was|were|of|is|are|at|to|for|reached|reaching|totall?ed|totall?ing|came|comes|amounted|stood|stands|hit|hits|by|about|around|roughly|approximately|nearly|over|up|the|a|an|its|为|為|达|達|达到|達|约|約|是|至|到|超|超过|近|录得|錄得|实现|實現|人民币|在|的|“|\"|（|\()*",
    re.I,
)
_ADJACENT = re.compile(
    r"\s*(?:[)）]\s*)?(?:\([^()]{0,30}\)\s*)?(?:in|of|worth of|的|,的)?\s*(?:(?:a|an|the|its|new|annual|annualized|quarterly|total|cash|funding|post|pre|first|latest|equity|pre-IPO|private|initial|[A-Z]\+*)[\s-]+){0,3}",
    re.I,
)
_AFTER_PREPOSITION = re.compile(
    r"[\s\w%'’,$.()-]{0,70}?\b(?:in|for|during|by|as of|at|on|over|through|since|as at)\s+(?:the\s+)?(?:end of\s+|mid-?|late\s+|early\s+)?",
    re.I,
)
_FROM = re.compile(
    r"(?:\bfrom|由|从|從|较|較|compared (?:with|to)|versus|against|vs\.?)\s*(?:the\s+)?$", re.I
)
_TO = re.compile(
    r"(?:\bto|升至|增至|降至|至|到|收窄至|扩大至|擴大至|提升至|下降至|增长至|跌至|减少至|减至)\s*(?:about|around|approximately|roughly|over|nearly|约|約|人民币|人民幣)?\s*$",
    re.I,
)
_PAREN = re.compile(r"[\s]*[(（\[]\s*(?:in\s+|for\s+)?")
_COMMA = re.compile(r"[,;，、;]|\b(?:while|whereas|but|and)\b|而|但", re.I)
_PASSED_OVER = re.compile(
    r"(?:\s|[,;:、()（）“”\"'’%~-]|\b(?:was|were|of|is|are|at|to|for|from|in|on|and|or|by|the|a|an|its|it|had|reached|reaching|"
    r"totall?(?:ed|ing)|came|comes|amounted|amounting|stood|stands|hit|about|around|roughly|approximately|nearly|over|more|than|almost|"
    r"up|down|rose|grew|fell|increased|decreased|widened|narrowed|jumped|surged|climbed|compared|with|versus|against|respectively|"
    r"year|same|period|during|just|only|some|down|scale|results?|figures?)\b|[为為达達到约約是至在的由从從较較超过過逾近录錄得实現实现及和与與同比增长長降升跌扩擴大收窄减減少分别別人民币幣仅僅了高])*",
    re.I,
)
_TOTALS = re.compile(r"cumulative|total|累计|累計|合计|合計", re.I)
_LIST = re.compile(r"\s*(?:,|、|and|, and|和|及|与)\s*")
_NEAR = 60
_A_ROUND = re.compile(r"Series [A-H]\+*(?: round)?|round|closed|closes|[A-H]\+*轮|天使轮|种子轮", re.I)
_ROUND = re.compile(
    r"\b(?:Pre-?)?[A-H][1-9]?\+{0,2}(?=[ -]?(?:round|轮|輪|series))|\bSeries\s+(?:Pre-?)?[A-H][1-9]?\+{0,2}|\bPre-[A-H][1-9]?\+{0,2}|(?:pre-)?[A-H][1-9]?\+{0,2}[轮輪]|天使[轮輪]?|\bangel\b|\bseed\b|种子轮",
    re.I,
)

One = TypeVar("One", Mention, Cue, When, Part)


@dataclass(frozen=True, slots=True)
class Firm:
    """Which of a reading's parts are bound by words beside the figure; `clean` where nothing but
    periods and other figures stands between it and the words of its metric.
    """

    company: bool = False
    metric: bool = False
    period: bool = False
    clean: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure and what it is taken for; the spans are the words that say so.

    `called` is the everyday name of the metric, `form` whether the figure is its level, its growth
    or its ratio to revenue. `near` are the periods of the paragraph, `beside` those
    of the sentence, `cued` its metrics and `named` its companies. `twin` is the place in the list of the figure that it translates.
    """

    found: Found
    company: str | None = None
    metric: Metric | None = None
    called: str | None = None
    scope: str | None = None
    period: Period | None = None
    status: str | None = None
    form: Form = "level"
    firm: Firm = field(default_factory=Firm)
    company_words: Span | None = None
    metric_words: Span | None = None
    period_words: Span | None = None
    near: tuple[Period, ...] = ()
    beside: tuple[Period, ...] = ()
    cued: tuple[Metric, ...] = ()
    named: tuple[str, ...] = ()
    twin: int | None = None
    sentence: Span = (0, 0)
    parts: tuple[str, ...] = ()
    cell: bool = False
    deal: str | None = None


class Page:
    """A text with all that was found in it, each kind in the order of the text."""

    def __init__(self, text: Text, names: Names, published: date | None) -> None:
        self.text = text
        self.whens = periods_of(text, published)
        mentions = list(names.mentions(text))
        self.subjects = Subjects(text, mentions)
        self.mentions = mentions
        self.cues = cues_in(text.prose)
        self.parts = parts_in(text.prose)
        self.cells = cells_of(text)
        self._places = {
            kind: [one.start for one in all_]
            for kind, all_ in (("m", self.mentions), ("c", self.cues), ("w", self.whens), ("p", self.parts))
        }
        self._cell_starts = [cell.span[0] for cell in self.cells]
        raw = figures_of(text, [(one.start, one.end) for one in self.whens])
        self.figures = list(self._kept(raw))
        self._figure_starts = [one.start for one in self.figures]

    def _kept(self, raw: Sequence[Found]) -> Iterator[Found]:
        """With the units of tables, and without numbers that have none."""
        for one in raw:
            cell = self.cell(one.start)
            one = with_unit(one, cell, self.text) if cell else one
            if one.kind == "months" and not self._is_runway(one):
                continue
            if one.kind != "bare":
                yield one

    @cached_property
    def main_period(self) -> Period | None:
        """The stretch of which most is said, of several the first; no year in which something began."""
        counts = Counter(w.period for w in self.whens if w.period and not w.before and w.period.months > 1)
        return counts.most_common(1)[0][0] if counts else None

    def _is_runway(self, one: Found) -> bool:
        start, end = self.text.sentence(one.start)
        return any(cue.called == "stated_runway" for cue in self.cues_in((start, end)))

    def cell(self, at: int) -> Cell | None:
        place = bisect_right(self._cell_starts, at) - 1
        cell = self.cells[place] if place >= 0 else None
        return cell if cell and cell.span[0] <= at < cell.span[1] else None

    def _within(self, kind: str, all_: Sequence[One], span: Span) -> Sequence[One]:
        starts = self._places[kind]
        return all_[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        return self._within("m", self.mentions, span)

    def cues_in(self, span: Span) -> Sequence[Cue]:
        return self._within("c", self.cues, span)

    def whens_in(self, span: Span) -> Sequence[When]:
        return self._within("w", self.whens, span)

    def parts_in(self, span: Span) -> Sequence[Part]:
        return self._within("p", self.parts, span)

    def figures_in(self, span: Span) -> Sequence[Found]:
        return self.figures[
            bisect_left(self._figure_starts, span[0]) : bisect_left(self._figure_starts, span[1])
        ]

    def readings(self, only: str | None = None) -> list[Reading]:
        """What every figure is taken for, in the order of the text."""
        found: list[Reading] = []
        for at, one in enumerate(self.figures):
            cell = self.cell(one.start)
            if cell:
                found.append(_in_table(self, one, cell, found[at - 1] if at else None))
                continue
            before = found[at - 1] if at else None
            if before and _translates(self, before.found, one):
                found.append(replace(before, found=one, twin=at - 1 if before.twin is None else before.twin))
                continue
            found.append(_in_prose(self, one, before, only))
        return found


# --- company ---------------------------------------------------------------------------------


def _company(
    page: Page, one: Found, metric: Metric | None, sentence: Span, only: str | None
) -> tuple[str | None, Span | None, bool]:
    """The company, the words that name it, and whether they bind."""
    if metric and metric.name in _HELD and (owned := _owned(page, one, sentence)):
        return owned.company, (owned.start, owned.end), True
    inside = page.mentions_in(sentence)
    before = [m for m in inside if m.start < one.start]
    if (
        _TOGETHER.search(page.text.prose, max(sentence[0], one.start - 40), one.start)
        and len({m.company for m in before}) > 1
    ):
        return None, None, False
    paragraph = page.text.paragraph(one.start)
    earlier = page.mentions_in((paragraph[0], sentence[0]))
    strong = [m for m in before if not m.weak]
    if metric and metric.name in _HELD[:2] and before:  # the holder stands before it
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
            ((others[0].start, others[0].end) if others else None),
            bool(others) or company == holder,
        )
    if strong:
        return strong[-1].company, (strong[-1].start, strong[-1].end), True
    behind = _behind(page, one, inside)
    if behind and not (before or [m for m in earlier if not m.weak]):
        return behind.company, (behind.start, behind.end), True
    if behind and re.search(
        r"(?:\b(?:raised|held|reported|posted|booked|won|owned) by|\b(?:in|into|for))\s+(?:the\s+)?$",
        page.text.prose[one.end : behind.start],
    ):
        return behind.company, (behind.start, behind.end), True
    earlier_strong = [m for m in earlier if not m.weak]
    if earlier_strong:
        sentence_before = page.text.sentence(earlier_strong[-1].start)
        first = next(m for m in earlier_strong if m.start >= sentence_before[0])
        chosen = first
        if before and before[-1].company == chosen.company:
            return chosen.company, (before[-1].start, before[-1].end), True
        if before and not before[-1].oblique:
            known = {m.company for m in earlier_strong}
            if before[-1].product and len(known) == 1 and before[-1].company not in known:
                return chosen.company, (chosen.start, chosen.end), False
            return before[-1].company, (before[-1].start, before[-1].end), False
        alone = len({m.company for m in earlier_strong}) == 1 and not before
        return chosen.company, (chosen.start, chosen.end), alone
    if before:
        last = next((m for m in reversed(before) if not m.oblique), before[-1])
        return last.company, (last.start, last.end), not last.oblique or len({m.company for m in inside}) == 1
    if only:
        return only, None, True
    if behind:
        return behind.company, (behind.start, behind.end), False
    if page.subjects.main:
        alone = len({m.company for m in page.mentions if not m.product}) == 1
        return page.subjects.main, None, alone
    if earlier:
        return earlier[-1].company, (earlier[-1].start, earlier[-1].end), False
    above = page.mentions_in((max(0, paragraph[0] - 600), paragraph[0]))
    found = next((m for m in reversed(above) if not m.weak), None)
    return (found.company, (found.start, found.end), False) if found else (None, None, False)


def _owned(page: Page, one: Found, sentence: Span) -> Mention | None:
    """Of a stake or an investment, the company that it is in: `27% of OpenAI`, `$8bn in Anthropic`."""
    prose = page.text.prose
    for mention in page.mentions_in((max(sentence[0], one.start - _NEAR), one.start)):
        held = re.search(
            r"(?:持有|入股|控股|投资|(?:stake|interest|shares|invested) in|holds?|owns?)\s*(?:了|the\s)?$",
            prose[max(0, mention.start - 20) : mention.start],
            re.I,
        )
        if held and one.start - mention.end < 24 and not page.figures_in((mention.end, one.start)):
            return mention
    for mention in page.mentions_in((one.end, min(sentence[1], one.end + _NEAR))):
        gap = prose[one.end : mention.start]
        if re.search(r"\b(?:of|in|into)\s+(?:the\s+)?$", gap) and not re.search(r"[,;]", gap):
            return mention
    return None


def _behind(page: Page, one: Found, inside: Sequence[Mention]) -> Mention | None:
    """The first one soon behind the figure, with no comma or other figure between."""
    for mention in inside:
        if mention.start >= one.end:
            gap = page.text.prose[one.end : mention.start]
            near = len(gap) <= _NEAR and not re.search(r"[,;]|\b(?:while|and|but)\b", gap)
            return mention if near and not page.figures_in((one.end, mention.start)) else None
    return None


# --- metric ----------------------------------------------------------------------------------


def _fits(metric: Metric, one: Found) -> bool:
    match one.kind:
        case "money":
            return metric.unit == "money" or metric.name == "revenue_share"
        case "percent":
            return metric.unit in ("percent", "money", "count")
        case "multiple":
            return metric.unit in ("times", "money", "count")
        case "months":
            return metric.unit == "months"
        case "count":
            return metric.unit == "count"
        case _:
            return metric.unit in ("money", "count")


def _metric(page: Page, one: Found, sentence: Span) -> tuple[Cue | None, bool]:
    """The cue that costs least, and whether it stands so near that it binds."""
    best: tuple[int, Cue] | None = None
    for cue in page.cues_in(sentence):
        if not _fits(cue.metric, one):
            continue
        cost = _cost(page, one, cue)
        if cost is not None and (best is None or cost < best[0]):
            best = cost, cue
    if best is None:
        return None, False
    cue = best[1]
    if one.kind == "money" and cue.metric.name == "revenue_share":
        cue = replace(cue, metric=METRICS["revenue"], called="revenue")
    return cue, best[0] < 30


def _cost(page: Page, one: Found, cue: Cue) -> int | None:
    prose = page.text.prose
    if cue.end <= one.start or cue.start < one.start:
        gap = prose[min(cue.end, one.start) : one.start]
        between = [f for f in page.figures_in((cue.end, one.start)) if _alike(f, one)]
        cost = 2 + len(gap) // (6 if gap.isascii() else 3) + 5 * len(between) + 3 * len(_COMMA.findall(gap))
        cost += 0 if not _CLEAN.fullmatch(gap) else -2
    elif cue.start >= one.end:
        gap = prose[one.end : cue.start]
        if len(gap) > 60 or any(not _in_brackets(prose, f) for f in page.figures_in((one.end, cue.start))):
            return None
        gap = re.sub(r"\([^()]*\)", " ", gap)
        adjacent = _ADJACENT.fullmatch(gap)
        if adjacent:
            cost = 1 + len(gap) // 8
        elif _COMMA.search(gap) or re.search(r"[:：。.]", gap):
            return None
        else:
            cost = 9 + len(gap) // 3
    else:  # the figure stands inside the words: "burns $28m a month"
        cost = 1
    generic = cue.called in (
        "raised",
        "revenue_share",
        "ownership",
        "commitment",
        "cash",
        "enterprise_customers",
        "planned_investment",
    )
    if one.kind == "percent" and cue.metric.unit != "percent":
        cost += 4
    if (
        one.kind in ("money", "amount")
        and cue.called == "net_loss"
        and "adjusted" in prose[max(0, cue.start - 12) : cue.start].casefold()
    ):
        cost += 1
    if cue.start < one.start and _A_ROUND.fullmatch(prose[cue.start : cue.end]):
        cost += 8
    return cost + (2 if generic else 0)


def _in_brackets(prose: str, one: Found) -> bool:
    return bool(re.search(r"\([^()]*$", prose[max(0, one.start - 12) : one.start]))


def _alike(one: Found, other: Found) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} <= {"money", "amount", "count"}


# --- form ------------------------------------------------------------------------------------


def _form(page: Page, one: Found, cue: Cue | None, sentence: Span) -> Form:
    """Whether a percentage or multiple is a growth or a share of revenue rather than a level."""
    prose = page.text.prose
    if one.kind not in ("percent", "multiple"):
        return "difference" if _is_difference(prose, one) else "level"
    if one.kind == "percent" and cue and cue.called == "cash_burn":
        return "ratio"
    around = prose[max(sentence[0], one.start - 40) : min(sentence[1], one.end + 24)]
    before = prose[max(sentence[0], one.start - 34) : one.start]
    behind = prose[one.end : min(sentence[1], one.end + 24)]
    previous = page.figures_in((max(sentence[0], one.start - 34), one.start))
    if previous:
        before = prose[previous[-1].end : one.start]
    following = page.figures_in((one.end, one.end + 24))
    if following:
        behind = prose[one.end : following[0].start]
    if one.kind == "percent" and OF_REVENUE.match(prose[one.end : one.end + 60]):
        return "ratio"
    if cue and cue.metric.unit in ("percent", "times") and cue.metric.name != "revenue_share":
        return "level"
    if COMPOUND.search(around):
        return "compound"
    if GROWTH.search(before) or GROWTH.search(behind) or GROWTH.search(prose[one.start : one.end]):
        return "growth"
    if one.word or one.kind == "multiple":
        return "growth" if cue and cue.metric.unit in ("money", "count") else "level"
    if cue and cue.metric.unit in ("money", "count"):
        return "ratio" if SHARE.search(prose[max(sentence[0], one.start - 120) : one.end + 24]) else "growth"
    return "level"


def _is_difference(prose: str, one: Found) -> bool:
    """Whether an amount is by how much something grew: `up $500 million from`, `增加13.5亿元`."""
    before = prose[max(0, one.start - 40) : one.start]
    if re.search(r"(?:增加|减少|減少|增长|增長|下降|减亏|扩大|收窄)了?(?:约|約|人民币|人民幣)?$", before):
        return True
    grown = re.search(
        r"\b(?:up|down|(?:rose|risen|rise|grew|fell|higher|lower|increased?|decreased?|(?:an? )?(?:increase|decrease|rise) of)(?: by)?)\s+(?:(?:about|around|roughly|some|nearly|over|more than|approximately)\s+)?$",
        before,
        re.I,
    )
    rose = re.search(
        r"\b(?:rose|grew|fell|increased|decreased)\s+(?:by\s+)?(?:about |around )?$", before, re.I
    )
    return bool(rose) or (
        bool(grown)
        and bool(
            re.match(r"\s*(?:from|on|compared|year|in (?:a|one))\b", prose[one.end :], re.I)
            or " by" in before[-8:]
        )
    )


# --- period ----------------------------------------------------------------------------------


def _period(
    page: Page, one: Found, metric: Metric | None, sentence: Span, form: Form = "level"
) -> tuple[Period | None, Span | None, bool]:
    """The period, the words that say it, and whether they bind."""
    prose = page.text.prose
    inside = page.whens_in(sentence)
    before = [w for w in inside if w.end <= one.start + 1 and w.period]
    behind = [w for w in inside if w.start >= one.end and w.period]
    if behind:
        first = behind[0]
        gap = prose[_end_of_list(page, one, sentence) : first.start]
        if _PAREN.fullmatch(gap) and re.match(r"\s*[年]?\s*[)）\],,;]", prose[first.end :]):
            return first.period, (first.start, first.end), True
        crossed = page.figures_in((_end_of_list(page, one, sentence), first.start))
        if not crossed and _AFTER_PREPOSITION.fullmatch(gap) and not re.search(r",\s|[;(]", gap):
            return _head(first), (first.start, first.end), True
        if not crossed and re.fullmatch(r"\s*(?:a|的)?\s*", gap) and first.before:
            return first.period, (first.start, first.end), True
    if before and form == "growth" and (later := _later_of_two(before)):
        return later.period, (later.start, later.end), True
    if before:
        return _before(page, one, before)
    if behind and _may_belong(page, one, behind[0]):
        return _head(behind[0]), (behind[0].start, behind[0].end), False
    paragraph = page.text.paragraph(one.start)
    earlier = [w for w in page.whens_in((paragraph[0], sentence[0])) if w.period and not w.before]
    if metric and metric.kind == "flow":
        earlier = [w for w in earlier if w.period and not w.period.is_day]
    if earlier:
        last = earlier[-1]
        return last.period, (last.start, last.end), False
    if metric and metric.kind == "flow":
        return page.main_period, None, False
    return None, None, False


def _end_of_list(page: Page, one: Found, sentence: Span) -> int:
    """Where the last of the figures ends that are listed with this one: `2% and 3% in 2025, respectively`."""
    end = one.end
    if _RESPECTIVELY.search(page.text.prose[one.end : min(sentence[1], one.end + 120)]):
        for other in page.figures_in((one.end, sentence[1])):
            if not _LIST.fullmatch(page.text.prose[end : other.start]):
                break
            end = other.end
    return end


def _may_belong(page: Page, one: Found, when: When) -> bool:
    """Whether a phrase soon behind a figure is of it: no other figure between, no bracket of another."""
    gap = page.text.prose[one.end : when.start]
    return len(gap) < 50 and not page.figures_in((one.end, when.start)) and not re.search(r"[(（\[]", gap)


def _head(when: When) -> Period | None:
    """Of a range "2022 to 2024" behind a figure the whole."""
    if when.ranged and when.group:
        return Period(last=when.group[-1].last, first=when.group[0].first)
    return when.period


def _later_of_two(before: Sequence[When]) -> When | None:
    """A growth is of the later of two periods a year apart: `A in 2024 from B in 2023, up N%`."""
    last = before[-1]
    for other in before[:-1]:
        if last.period and other.period and last.period == other.period.year_earlier():
            return other
    return None


def _before(page: Page, one: Found, before: Sequence[When]) -> tuple[Period | None, Span | None, bool]:
    prose = page.text.prose
    last = before[-1]
    span = (last.start, last.end)
    if last.group:
        run = [w for w in before if w.group == last.group]
        listed = [f for f in page.figures_in((run[-1].end, one.start)) if _alike(f, one)]
        if last.ranged and not listed and _is_alone(page, one, run[-1].end):
            return _head(last), span, True
        place = len(listed) % len(last.group)
        pair = re.search(r"\bfrom\b|由|从|從", prose[run[-1].end : one.start]) or _TO.search(
            prose[max(0, one.start - 12) : one.start]
        )
        if last.ranged and pair and len(last.group) > 2:
            return (last.group[0] if not listed else last.group[-1]), span, True
        return last.group[place], span, True
    between = page.figures_in((last.end, one.start))
    if between and last.before and one.kind == "percent":
        return _resumed(page, before[:-1], last)
    figures = [f for f in between if _alike(f, one)]
    led = _FROM.search(prose[max(0, last.start - 16) : last.start])
    if figures and (led or last.before) and _TO.search(prose[max(0, one.start - 14) : one.start]):
        return _resumed(page, before[:-1], last)
    if figures and last.before and not led:
        return _resumed(page, before[:-1], last)
    of_another = bool(re.search(r"[(（]\s*$", prose[max(0, last.start - 3) : last.start]))
    bound = not last.again and not of_another and (not last.before or not figures)
    return last.period, span, bound


def _is_alone(page: Page, one: Found, start: int) -> bool:
    """Whether one figure stands behind a range of years, which is of the whole of it."""
    sentence = page.text.sentence(one.start)
    return sum(_alike(f, one) for f in page.figures_in((start, sentence[1]))) == 1


def _resumed(page: Page, before: Sequence[When], last: When) -> tuple[Period | None, Span | None, bool]:
    """Behind a comparison, the period before it: `由2024年的A升至B` is of the first period."""
    if before:
        return before[-1].period, (before[-1].start, before[-1].end), True
    start = page.text.paragraph(last.start)[0]
    earlier = [w for w in page.whens_in((start, last.start)) if w.period and not w.before]
    if earlier:
        return earlier[-1].period, (earlier[-1].start, earlier[-1].end), False
    return page.main_period, None, False


# --- scope -----------------------------------------------------------------------------------


def _scope(page: Page, one: Found, metric: Metric | None, sentence: Span) -> str | None:
    if metric is None or metric.name not in (*_HAS_PARTS, *_HELD):
        return None
    inside = page.parts_in(sentence)
    before = [p for p in inside if p.end <= one.start]
    behind = [p for p in inside if one.end <= p.start < one.end + 50]
    if metric.name in _HELD:
        return before[-1].scope if before else behind[0].scope if behind else None
    if (
        behind
        and OF_REVENUE.match(page.text.prose[one.end : one.end + 60])
        and re.search(r"\b(?:from|in|by)\b", page.text.prose[one.end : behind[0].start])
    ):
        return behind[-1].scope if behind[-1].start - behind[0].end < 16 else behind[0].scope
    if listed := _listed_part(page, one, sentence, before):
        return listed
    if before:
        return before[-1].scope
    if (
        behind
        and not page.figures_in((one.end, behind[0].start))
        and re.search(r"\b(?:from|in|by)\b", page.text.prose[one.end : behind[0].start])
    ):
        return behind[0].scope
    return None


def _listed_part(page: Page, one: Found, sentence: Span, before: Sequence[Part]) -> str | None:
    """`A and B contributed 1% and 2%, respectively`."""
    if not _RESPECTIVELY.search(page.text.prose[one.end : min(sentence[1], one.end + 90)]):
        return None
    run = [one]
    figures = page.figures_in(sentence)
    at = figures.index(one)
    while at and _LIST.fullmatch(page.text.prose[figures[at - 1].end : figures[at].start]):
        at -= 1
        run.insert(0, figures[at])
    place = len(run) - 1
    after = figures.index(one) + 1
    while after < len(figures) and _LIST.fullmatch(
        page.text.prose[figures[after - 1].end : figures[after].start]
    ):
        run.append(figures[after])
        after += 1
    parts = list(dict.fromkeys(part.scope for part in before))[-len(run) :]
    return parts[place] if len(parts) == len(run) > 1 else None


def _round(page: Page, one: Found, metric: Metric | None, sentence: Span) -> str | None:
    """The round of financing of which a figure is, as deals are called: `a`, `b6`, `pre-b++`."""
    if metric is None or metric.kind != "deal":
        return None
    prose = page.text.prose
    behind = _ROUND.search(prose[one.end : min(sentence[1], one.end + 30)])
    if (
        behind
        and not page.figures_in((one.end, one.end + behind.start()))
        and not re.search(r"[,;,]", prose[one.end : one.end + behind.start()])
    ):
        return round_name(behind[0])
    before = list(_ROUND.finditer(prose[sentence[0] : one.start]))
    return round_name(before[-1][0]) if before else None


def round_name(said: str) -> str:
    """One name for `Series A`, `A轮` and `a-plus`: `a`, `a+`."""
    name = said.casefold().replace("series", "").replace("round", "").replace("plus", "+")
    name = re.sub(r"[\s轮輪]|(?<!pre)-", "", name).strip("-")
    return {"天使": "angel", "种子": "seed"}.get(name, name.replace("pre-", "pre").replace("pre", "pre-"))


# --- together --------------------------------------------------------------------------------


def _translates(page: Page, one: Found, other: Found) -> bool:
    if one.kind != "money" or other.kind != "money" or one.currency == other.currency:
        return False
    gap = page.text.prose[one.end : other.start]
    return len(gap) < 40 and bool(gap.strip()) and bool(_TRANSLATED.fullmatch(gap))


def _in_prose(
    page: Page, one: Found, previous: Reading | None, only: str | None, within: Span | None = None
) -> Reading:
    sentence = within or page.text.sentence(one.start)
    what = _what(page, one, previous, sentence)
    metric, called, words, form, firm_metric = what.metric, what.called, what.words, what.form, what.firm
    scope = _scope(page, one, metric, sentence)
    metric, form = _formed(metric, form, scope, one)
    company, company_words, firm_company = _company(page, one, metric, sentence, only)
    if page.parts_in(sentence) and _is_own_part(scope, company):
        scope = None
    period, period_words, firm_period = _period(page, one, metric, sentence, form)
    paragraph = page.text.paragraph(one.start)
    return Reading(
        one, company, metric, called if metric and (form != "growth" or metric.unit != "percent") else None, scope, period,
        _status(page, one, sentence), form, Firm(firm_company, firm_metric, firm_period, _is_clean(page, one, words)),
        company_words, words, period_words,
        near=tuple(dict.fromkeys(w.period for w in page.whens_in(paragraph) if w.period)),
        cued=tuple(dict.fromkeys(c.metric for c in page.cues_in(sentence))),
        named=tuple(dict.fromkeys(m.company for m in page.mentions_in(sentence))),
        beside=tuple(dict.fromkeys(w.period for w in page.whens_in(sentence) if w.period)),
        sentence=sentence,
        parts=tuple(dict.fromkeys(p.scope for p in page.parts_in(sentence))),
        deal=_round(page, one, metric, sentence),
    )  # fmt: skip


def _is_own_part(scope: str | None, company: str | None) -> bool:
    return scope is not None and scope == company


def _directly(page: Page, one: Found, other: Found) -> bool:
    """Whether a growth stands right behind its amount: `A, up N%`, `A,同比增长N%`."""
    gap = page.text.prose[one.end : other.start]
    return len(gap) < 24 and not page.cues_in((one.end, other.start))


def _is_clean(page: Page, one: Found, words: Span | None) -> bool:
    if words is None:
        return False
    first, last = (words[1], one.start) if words[0] < one.start else (one.end, words[0])
    gap = list(page.text.prose[first:last])
    passed = [(f.start, f.end) for f in page.figures_in((first, last))]
    for start, end in (*passed, *((w.start, w.end) for w in page.whens_in((first, last)))):
        start, end = max(start - first, 0), max(end - first, 0)
        gap[start:end] = " " * (end - start)
    return len(gap) < 90 and bool(
        _PASSED_OVER.fullmatch(re.sub(r"[(（][^()（）]*[)）]", " ", "".join(gap)[: last - first]))
    )


@dataclass(frozen=True, slots=True)
class _What:
    """The metric of a figure in prose, the words that say it, and whether they bind."""

    metric: Metric | None = None
    called: str | None = None
    words: Span | None = None
    form: Form = "level"
    firm: bool = False


def _what(page: Page, one: Found, previous: Reading | None, sentence: Span) -> _What:
    """By the nearest cue; of a growth right behind its amount, and of the second of two amounts
    between which something goes, what the one before is.
    """
    cue, firm = _listed_cue(page, one, sentence) or _metric(page, one, sentence)
    form = _form(page, one, cue, sentence)
    found = _What(cue.metric, cue.called, (cue.start, cue.end), form, firm) if cue else _What(form=form)
    if previous is None or previous.metric is None:
        return found
    alike = _What(previous.metric, previous.called, previous.metric_words, form, previous.firm.metric)
    if previous.sentence == sentence and _goes_on(page, previous.found, one):
        return replace(alike, form="difference" if form == "difference" else previous.form)
    if form == "difference" and previous.sentence == sentence and previous.metric.unit == "money":
        return alike
    if form != "growth":
        return found
    if cue and previous.sentence == sentence and _directly(page, previous.found, one):
        is_level = previous.metric.unit == "percent" and previous.form != "growth"
        return replace(alike, form="level" if is_level else form)
    near = page.text.paragraph(previous.found.start) == page.text.paragraph(one.start)
    return alike if cue is None and near else found


def _goes_on(page: Page, one: Found, other: Found) -> bool:
    """Whether two amounts are the ends of a way: `from A in one place to B`."""
    prose = page.text.prose
    gap = prose[one.end : other.start]
    led = _FROM.search(prose[max(0, one.start - 16) : one.start])
    return bool(
        one.kind == other.kind and led and len(gap) < 60 and _TO.search(gap) and not _COMMA.search(gap)
    )


def _formed(metric: Metric | None, form: Form, scope: str | None, one: Found) -> tuple[Metric | None, Form]:
    """Under the metric of its own, where there is one: growth of revenue, a share of revenue."""
    if metric is None:
        return (METRICS["revenue_share"], "level") if form == "ratio" and scope else (None, form)
    if form == "growth" and one.kind == "multiple":
        return metric, form
    if form == "growth" and metric.name in ("share_price", "offer_price"):
        return METRICS["price_change"], "level"
    if form == "growth" and metric.name == "net_profit_attributable":
        return METRICS["net_profit_growth"], form
    if form in ("growth", "compound") and metric.unit == "money":
        return growth_of(metric.name) or metric, form
    if form == "ratio" and metric.name in ("revenue", "revenue_share"):
        return METRICS["revenue_share"], "level"
    return metric, form


def _listed_cue(page: Page, one: Found, sentence: Span) -> tuple[Cue, bool] | None:
    """`revenue and net loss were A and B, respectively`."""
    if not _RESPECTIVELY.search(page.text.prose, *sentence):
        return None
    figures = [f for f in page.figures_in(sentence) if _alike(f, one)]
    cues = [c for c in page.cues_in((sentence[0], figures[0].start)) if _fits(c.metric, one)]
    return (cues[figures.index(one)], True) if len(cues) == len(figures) > 1 else None


_STATUSES = (
    ("forecast", r"\b(?:forecast|expect(?:s|ed)?|project(?:s|ed|ion)|estimate[sd]?|will reach|predict\w*|could reach)\b|预计|預計|预测|預測|有望"),
    ("planned", r"\b(?:plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|intend(?:s|ed)?|seek(?:s|ing)?|target(?:s|ing)?|will be|to be)\b|计划|計劃|拟|擬|将|計畫"),
    ("reported", r"\b(?:reportedly|according to (?:people|sources)|in talks|is being valued|people familiar)\b|据悉|据报道|传"),
)  # fmt: skip


def _status(page: Page, one: Found, sentence: Span) -> str | None:
    around = page.text.prose[max(sentence[0], one.start - 50) : min(sentence[1], one.end + 30)]
    return next((status for status, words in _STATUSES if re.search(words, around, re.I)), None)


def _in_table(page: Page, one: Found, cell: Cell, previous: Reading | None) -> Reading:
    """By what stands in the cell itself, and by the heads of its row and column."""
    own = _in_prose(page, one, previous, None, cell.span) if _tells_itself(page, cell) else None
    places = (cell.column, cell.row, cell.above)
    cue = next((c for span in places for c in page.cues_in(span) if _fits(c.metric, one)), None)
    mention = next(
        (m for span in (cell.span, *places[1::-1], cell.above) for m in page.mentions_in(span)), None
    )
    scope = next((p.scope for span in (cell.row, cell.column) for p in page.parts_in(span)), None)
    metric, called = (own.metric, own.called) if own else (None, None)
    form = own.form if own else "level"
    if metric is None:
        metric, form, called = _by_heads(page, one, cue, scope, cell)
    in_cell = own.period if own and own.period_words and _is_within(own.period_words, cell.span) else None
    period, words = (in_cell, own.period_words) if own and in_cell else _period_by_heads(page, cell)
    company = mention.company if mention else page.subjects.main
    return Reading(
        one,
        company,
        metric,
        called,
        (own and own.scope) or scope,
        period,
        None,
        form,
        Firm(mention is not None, metric is not None, period is not None, own is None or own.firm.clean),
        (mention.start, mention.end) if mention else None,
        own.metric_words if own and own.metric else (cue.start, cue.end) if cue else None,
        words,
        near=(period,) if period else (),
        cued=(metric,) if metric else (),
        named=(company,) if company else (),
        sentence=cell.span,
        cell=True,
        deal=own.deal if own else None,
    )


def _is_within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _tells_itself(page: Page, cell: Cell) -> bool:
    """Whether a cell has words of its own: a metric, a period, or several figures."""
    inside = page.cues_in(cell.span), page.whens_in(cell.span), page.figures_in(cell.span)[1:]
    return any(inside)


def _by_heads(
    page: Page, one: Found, cue: Cue | None, scope: str | None, cell: Cell
) -> tuple[Metric | None, Form, str | None]:
    form: Form = "level"
    if one.kind in ("percent", "multiple") and cue and cue.metric.unit == "money":
        grows = any(GROWTH.search(page.text.prose[start:end]) for start, end in (cell.column, cell.row))
        form = "growth" if grows else "ratio"
    metric, form = _formed(cue.metric if cue else None, form, scope, one)
    return metric, form, cue.called if cue else None


def _period_by_heads(page: Page, cell: Cell) -> tuple[Period | None, Span | None]:
    """Of a row of totals the whole column; else from the row, the column, the line above."""
    for span in (cell.row, cell.column):
        if when := next((w for w in page.whens_in(span) if w.period), None):
            return when.period, (when.start, when.end)
    if _TOTALS.search(page.text.prose[cell.row[0] : cell.row[1]]):
        return _whole_column(page, cell), cell.row
    when = next((w for w in page.whens_in(cell.above) if w.period and not w.before), None)
    return (when.period, (when.start, when.end)) if when else (None, None)


def _whole_column(page: Page, cell: Cell) -> Period | None:
    """Of a row of totals, from the first period of the rows above it to the last."""
    rows = [one.row for one in page.cells if one.column == cell.column and one.row[0] < cell.row[0]]
    found = [w.period for row in rows for w in page.whens_in(row)[:1] if w.period]
    return (
        Period(last=max(one.last for one in found), first=min(one.first for one in found))
        if len(found) > 1
        else None
    )
