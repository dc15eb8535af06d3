"""What a text says twice, and differently: a figure printed again, its translation, months of cash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aicompare.rates.rates import Rates
from aicompare.reading.page import Page
from aicompare.reading.taken import Reading
from aicompare.reading.verdicts import KNOWN, Judged
from aicompare.values.errors import Trouble
from aicompare.values.frozen import dataclass

_RATE_OFF = Decimal("0.15")  # an implied rate farther off is no rate of that year
_WIDE = Decimal("0.02")
_CASH = ("cash", "cash_balance", "liquid_investments")


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Why a figure does not go with others of the text, and how far it is off."""

    words: str
    off_by: Decimal | None


def runways(page: Page, judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
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
        cash = [r.found for r in near if r.metric and r.metric.name in _CASH and r.found.kind == "money"]
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


def translations(judged: Sequence[Judged], rates: Rates) -> Iterator[tuple[int, Inconsistency]]:
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
            pair = f"{second.currency} for 1 {first.currency}"
            words = f"implies {implied.value:.4g} {pair}; the rate was {rate:.4g}"
            yield at, Inconsistency(words, far.quantize(Decimal("0.0001")))


def twice(judged: Sequence[Judged]) -> Iterator[tuple[int, Inconsistency]]:
    """One flow of one period, printed twice and differently, each beside its own words."""
    seen: dict[object, Reading] = {}
    for at, read in enumerate(judged):
        reading, found = read.reading, read.reading.found
        if not _is_bound(reading):
            continue
        whose = reading.company or reading.subject
        key = (whose, reading.metric, reading.scope, reading.period, found.currency)
        before = seen.setdefault(key, reading)
        first = before.found
        if before.metric_words != reading.metric_words and not first.figure.meets(found.figure):
            spread = abs(first.figure.value - found.figure.value) / (abs(first.figure.value) or 1)
            if spread > _WIDE:
                off = spread.quantize(Decimal("0.0001"))
                yield at, Inconsistency("the text prints another figure of it before", off)


def _is_bound(reading: Reading) -> bool:
    """Whether an amount is of one flow by words beside it, of a company or of somebody named as one."""
    firm, found, metric = reading.firm, reading.found, reading.metric
    if metric is None or metric.kind != "flow" or metric.unit != "money" or found.kind != "money":
        return False
    if found.word or found.mark or reading.status or reading.parts or reading.cell or reading.form != "level":
        return False
    named = (reading.company and firm.company) or reading.subject
    return bool(named and firm.metric and firm.period and firm.clean and reading.twin is None)
