"""What a text says against itself, of any company and without data: figures that do not go together.

A growth against the two amounts that it lies between, a percentage against its part and whole, a
multiple against its two amounts, months of cash against cash and burn, a translation against the
rates of its time, and a figure that is printed twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from aicompare.rates.rates import Rates
from aicompare.reading.agreeing import apart
from aicompare.reading.amounts import Found
from aicompare.reading.between import GROWN_TO
from aicompare.reading.cues import COMPOUND, GROWTH
from aicompare.reading.page import Page
from aicompare.reading.repeats import Inconsistency, runways, translations, twice
from aicompare.reading.verdicts import KNOWN, Judged
from aicompare.values.figures import Figure

_FROM = re.compile(
    r"(?:\bfrom|由|从)\s*(?:[\w\s年]{0,24}?的)?\s*(?:about|around|approximately|约)?\s*$", re.I
)
_BACK_TO = re.compile(
    r"\s*(?:in [\w\s]{2,18}|\([^()]*\))?\s*(?:to|[升增降跌]?[至到]|增长至|提升至)\s*(?:[\w\s年]{0,18}?的)?\s*(?:about|around|约)?\s*",
    re.I,
)
_UP_FROM = re.compile(r"\s*(?:on|from|较|比|over|compared (?:with|to))\s*(?:[\w\s年]{0,16}?的)?\s*", re.I)
_OF_WHOLE = re.compile(r"(?:\bof (?:the|its|that|this)?|其中|在)\s*$", re.I)
_BRACKET = re.compile(r"\s*[,]?\s*[(（]\s*(?:about|约|or)?\s*", re.I)
_OR = re.compile(r"\s*,?\s*or\s+(?:about |around |roughly )?", re.I)
_OF_FIRST = re.compile(r"(?:^|[.,;]\s+|\n)of\s[^,;]*$", re.I)
_TIMES = re.compile(r"\s*(?:the|its|of|as much as)?\s*", re.I)
_WIDE = Decimal("0.02")


def slips_in(page: Page, judged: Sequence[Judged], rates: Rates) -> Mapping[int, Inconsistency]:
    """The figures, by their place in the list, that others of the text contradict.

    A figure that the data know is right, whatever stands beside it.
    """
    found: dict[int, Inconsistency] = {}
    checks = (_growths(page, judged), _shares(page, judged), _multiples(page, judged), _margins(judged))
    for check in (*checks, runways(page, judged), translations(judged, rates), twice(judged)):
        for at, slip in check:
            if judged[at].verdict != KNOWN:
                found.setdefault(at, slip)
    return found


def _gap(page: Page, one: Found, other: Found) -> str:
    return page.text.prose[one.end : other.start]


def _before(page: Page, one: Found) -> str:
    return page.text.prose[max(0, one.start - 40) : one.start]


def _compared(at: int, one: Found, computed: Figure, words: str) -> Iterator[tuple[int, Inconsistency]]:
    """At its place, a slip where what is computed lies off what is said, by more than the print and two percent."""
    said = abs(one.figure)
    size = computed.value.copy_abs() * _WIDE
    if one.word or one.mark in (">=", "<=") or computed.low is None or computed.high is None:
        return
    if not said.meets(abs(computed)) and abs(said.value - computed.value.copy_abs()) > size:
        yield at, Inconsistency(words, apart(said.value, computed.value))


def _alike(one: Found, other: Found) -> bool:
    return one.kind == other.kind == "money" and one.currency == other.currency and not one.word


def _growths(page: Page, judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """`from A to B, up 20%` and `A, up 20% from B`."""
    for at in range(len(judged) - 2):
        first, second, third = (one.reading.found for one in judged[at : at + 3])
        if third.end - first.start > 160:
            continue
        from_to = _FROM.search(_before(page, first)) and _BACK_TO.fullmatch(_gap(page, first, second))
        if _alike(first, second) and third.kind == "percent" and from_to and _grows(page, second, third):
            yield from _growth(at + 2, third, first, second)
        if _alike(second, third) and first.kind == "percent" and _is_led(page, first, second, third):
            yield from _growth(at, first, third, second)
        behind = _UP_FROM.fullmatch(_gap(page, second, third))
        if _alike(first, third) and second.kind == "percent" and behind and _grows(page, first, second):
            yield from _growth(at + 1, second, third, first)


def _is_led(page: Page, percent: Found, now: Found, then: Found) -> bool:
    """`rose 25% to A from B`."""
    grown = GROWTH.search(page.text.prose[max(0, percent.start - 24) : percent.start])
    led = GROWN_TO.fullmatch(_gap(page, percent, now)) and _UP_FROM.fullmatch(_gap(page, now, then))
    return bool(grown and led) and not COMPOUND.search(_before(page, percent))


def _grows(page: Page, one: Found, percent: Found) -> bool:
    words = page.text.prose[one.end : percent.end + 12]
    return len(words) < 60 and bool(GROWTH.search(words)) and not COMPOUND.search(words)


def _growth(at: int, percent: Found, then: Found, now: Found) -> Iterator[tuple[int, Inconsistency]]:
    if then.figure.value:
        computed = now.figure / then.figure - 1
        words = f"the amounts beside it make {computed.value * 100:+.1f}%"
        yield from _compared(at, percent, computed, words)


def _shares(page: Page, judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """`Of the 15bn, 80% (12bn)`: a part over its whole."""
    for at in range(len(judged) - 2):
        whole, one, other = (one.reading.found for one in judged[at : at + 3])
        percent, part, place = (one, other, at + 1) if one.kind == "percent" else (other, one, at + 2)
        brackets = _BRACKET.fullmatch(_gap(page, one, other)) or (
            _OR.fullmatch(_gap(page, one, other)) and _OF_FIRST.search(_before(page, whole))
        )
        if (
            percent.kind == "percent"
            and _alike(whole, part)
            and brackets
            and _OF_WHOLE.search(_before(page, whole))
        ) and (
            other.end - whole.start < 200
            and page.text.sentence(whole.start) == page.text.sentence(other.start)
            and whole.figure.value
        ):
            computed = part.figure / whole.figure
            words = f"the part over the whole is {computed.value * 100:.1f}%"
            yield from _compared(place, percent, computed, words)


def _margins(judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """A gross margin against the gross profit and the revenue of its sentence."""
    sentences: dict[object, dict[str, list[int]]] = {}
    for at, read in enumerate(judged):
        one = read.reading
        if one.metric and one.form == "level" and one.twin is None and not one.cell:
            sentences.setdefault(one.sentence, {}).setdefault(one.metric.name, []).append(at)
    for said in sentences.values():
        places = [said.get(name, []) for name in ("gross_profit", "revenue", "gross_margin")]
        if all(len(found) == 1 for found in places):
            profit, revenue, margin = (judged[found[0]].reading.found for found in places)
            if _alike(profit, revenue) and margin.kind == "percent" and revenue.figure.value:
                computed = profit.figure / revenue.figure
                words = f"gross profit over revenue is {computed.value * 100:.1f}%"
                yield from _compared(places[2][0], margin, computed, words)


def _multiples(page: Page, judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """`A, 1.75 times the B`."""
    for at in range(len(judged) - 2):
        first, times, third = (one.reading.found for one in judged[at : at + 3])
        said = times.kind == "multiple" and _alike(first, third) and third.end - first.start < 120
        if said and _TIMES.fullmatch(_gap(page, times, third)) and third.figure.value:
            computed = first.figure / third.figure
            yield from _compared(at + 1, times, computed, f"the one over the other is {computed.value:.2f}")
