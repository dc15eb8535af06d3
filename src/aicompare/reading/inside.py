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
from aicompare.reading.amounts import Found
from aicompare.reading.cues import COMPOUND, GROWTH
from aicompare.reading.page import Page
from aicompare.reading.verdicts import KNOWN, Judged
from aicompare.values.errors import Trouble
from aicompare.values.figures import Figure
from aicompare.values.frozen import dataclass

_FROM = re.compile(
    r"(?:\bfrom|由|从)\s*(?:[\w\s年]{0,24}?的)?\s*(?:about|around|approximately|约)?\s*$", re.I
)
_BACK_TO = re.compile(
    r"\s*(?:in [\w\s]{2,18}|\([^()]*\))?\s*(?:to|[升增降跌]?[至到]|增长至|提升至)\s*(?:[\w\s年]{0,18}?的)?\s*(?:about|around|约)?\s*",
    re.I,
)
_UP_FROM = re.compile(r"\s*(?:on|from|较|比|over|compared (?:with|to))\s*(?:[\w\s年]{0,16}?的)?\s*", re.I)
_OF_WHOLE = re.compile(r"(?:\bof (?:the|its|that|this)?|其中|在)\s*$", re.I)
_TIMES = re.compile(r"\s*(?:the|its|of|as much as)?\s*", re.I)
_RATE_OFF = Decimal("0.15")  # an implied rate farther off is no rate of that year
_WIDE = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Why a figure does not go with others of the text, and how far it is off."""

    words: str
    off_by: Decimal | None


def slips_in(page: Page, judged: Sequence[Judged], rates: Rates) -> Mapping[int, Inconsistency]:
    """The figures, by their place in the list, that others of the text contradict.

    A figure that the data know is right, whatever stands beside it.
    """
    found: dict[int, Inconsistency] = {}
    checks = (_growths(page, judged), _shares(page, judged), _multiples(page, judged), _runways(page, judged))
    for check in (*checks, _translations(page, judged, rates), _twice(judged)):
        for at, slip in check:
            if judged[at].verdict != KNOWN:
                found.setdefault(at, slip)
    return found


def _gap(page: Page, one: Found, other: Found) -> str:
    return page.text.prose[one.end : other.start]


def _before(page: Page, one: Found) -> str:
    return page.text.prose[max(0, one.start - 40) : one.start]


def _compared(one: Found, computed: Figure, words: str) -> Iterator[Inconsistency]:
    """A slip where what is computed lies off what is said, by more than the print and two percent."""
    said = abs(one.figure)
    size = computed.value.copy_abs() * _WIDE
    if one.word or one.mark in (">=", "<=") or computed.low is None or computed.high is None:
        return
    if not said.meets(abs(computed)) and abs(said.value - computed.value.copy_abs()) > size:
        distance = (abs(said.value - computed.value.copy_abs()) / (computed.value.copy_abs() or 1)).quantize(
            Decimal("0.0001")
        )
        yield Inconsistency(words, distance)


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
            yield from ((at + 2, slip) for slip in _growth(third, first, second))
        behind = _UP_FROM.fullmatch(_gap(page, second, third))
        if _alike(first, third) and second.kind == "percent" and behind and _grows(page, first, second):
            yield from ((at + 1, slip) for slip in _growth(second, third, first))


def _grows(page: Page, one: Found, percent: Found) -> bool:
    words = page.text.prose[one.end : percent.end + 12]
    return len(words) < 60 and bool(GROWTH.search(words)) and not COMPOUND.search(words)


def _growth(percent: Found, then: Found, now: Found) -> Iterator[Inconsistency]:
    if then.figure.value:
        computed = now.figure / then.figure - 1
        words = f"the amounts beside it make {computed.value * 100:+.1f}%"
        yield from _compared(percent, computed, words)


def _shares(page: Page, judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """`Of the 15bn, 80% (12bn)`: a part over its whole."""
    for at in range(len(judged) - 2):
        whole, one, other = (one.reading.found for one in judged[at : at + 3])
        percent, part, place = (one, other, at + 1) if one.kind == "percent" else (other, one, at + 2)
        brackets = re.fullmatch(r"\s*[,]?\s*[(（]\s*(?:about|约|or)?\s*", _gap(page, one, other))
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
            yield from (
                (place, slip)
                for slip in _compared(
                    percent, computed, f"the part over the whole is {computed.value * 100:.1f}%"
                )
            )


def _multiples(page: Page, judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """`A, 1.75 times the B`."""
    for at in range(len(judged) - 2):
        first, times, third = (one.reading.found for one in judged[at : at + 3])
        said = times.kind == "multiple" and _alike(first, third) and third.end - first.start < 120
        if said and _TIMES.fullmatch(_gap(page, times, third)) and third.figure.value:
            computed = first.figure / third.figure
            yield from (
                (at + 1, slip)
                for slip in _compared(times, computed, f"the one over the other is {computed.value:.2f}")
            )


def _runways(page: Page, judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """Months of cash against cash over the monthly burn of the paragraph."""
    for at, read in enumerate(judged):
        if read.reading.found.kind != "months":
            continue
        span = page.text.paragraph(read.reading.found.start)
        near = [
            other.reading
            for other in judged[max(0, at - 12) : at + 6]
            if span[0] <= other.reading.found.start < span[1]
        ]
        cash = [
            r.found
            for r in near
            if r.metric
            and r.metric.name in ("cash", "cash_balance", "liquid_investments")
            and r.found.kind == "money"
        ]
        burn = [
            r.found for r in near if r.metric and r.metric.name == "monthly_burn" and r.found.kind == "money"
        ]
        ratios = [
            c.figure / b.figure for c in cash for b in burn if c.currency == b.currency and b.figure.value
        ]
        said = read.reading.found.figure.value
        if ratios and all(abs(ratio.value - said) > max(Decimal(1), said / 20) for ratio in ratios):
            nearest = min(ratios, key=lambda ratio: abs(ratio.value - said))
            yield at, Inconsistency(f"cash over burn is {nearest.value:.1f} months", None)


def _translations(page: Page, judged: Sequence[Judged], rates: Rates) -> Iterator[tuple[int, Inconsistency]]:
    """Two amounts that are one: the rate that they imply against that of the day."""
    for at, read in enumerate(judged):
        reading = read.reading
        if reading.twin is None or reading.twin != at - 1 or KNOWN in (read.verdict, judged[at - 1].verdict):
            continue
        first, second = judged[at - 1].reading.found, reading.found
        day = reading.period.last if reading.period else None
        if not (first.currency and second.currency and day and first.figure.value):
            continue
        try:
            rate = rates.closing(
                first.currency, second.currency, min(day, rates.as_of) if rates.as_of else day
            ).value
        except Trouble:
            continue
        implied = second.figure / first.figure
        far = abs(implied.value / rate - 1) if rate else Decimal(0)
        if far > _RATE_OFF:
            words = f"implies {implied.value:.4g} {second.currency} for 1 {first.currency}; the rate was {rate:.4g}"
            yield at, Inconsistency(words, far.quantize(Decimal("0.0001")))


def _twice(judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """One flow of one period, printed twice and differently, each beside its own words."""
    seen: dict[object, Found] = {}
    for at, read in enumerate(judged):
        reading, found = read.reading, read.reading.found
        firm = reading.firm.company and reading.firm.metric and reading.firm.period and reading.firm.clean
        bound = (
            reading.company and reading.metric and reading.metric.kind == "flow" and reading.period and firm
        )
        if (
            not bound
            or reading.form != "level"
            or reading.status
            or found.word
            or found.mark
            or reading.parts
            or reading.twin is not None
            or reading.cell
        ):
            continue
        key = (reading.company, reading.metric, reading.scope, reading.period, found.currency, found.kind)
        first = seen.setdefault(key, found)
        if (
            first is not found
            and not first.figure.meets(found.figure)
            and reading.metric
            and reading.metric.unit == "money"
        ):
            spread = abs(first.figure.value - found.figure.value) / (abs(first.figure.value) or 1)
            if spread > _WIDE:
                yield (
                    at,
                    Inconsistency(
                        "the text prints another figure of it before", spread.quantize(Decimal("0.0001"))
                    ),
                )
