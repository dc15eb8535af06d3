"""What a reader must know of the exchange rates of an answer.

A file that could not be used, a rate of the user's own that nothing needed or that is far from
the bank's, and rows newer than the shipped ones that no true day looks like: the largest step of
our currencies in a day was 14.4% (the franc on 2015-01-15), the longest pause 5 days, and a working
day without rates there was none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from aicompare.rates.bankdays import is_bank_day
from aicompare.rates.rates import PEG, STALE_AFTER, Rate, Rates
from aicompare.reports.report import Report, Warning, rates_in
from aicompare.values.figures import NEAREST
from aicompare.values.frozen import dataclass, replace

FAR = Decimal("0.25")  # from the bank's rate: no pair moves so far within the life of a quotation
WILD = Decimal("0.15")  # in a day
_PEGGED = ("USD", "HKD")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of rates that is likely wrong; `currency` where that is the only one."""

    warning: Warning
    day: date
    currency: str | None = None

    def touches(self, rate: Rate) -> bool:
        """Whether a rate rests on what is doubted."""
        concerned = self.currency in (None, rate.base, rate.quote)
        return concerned and bool(rate.source) and rate.period.first <= self.day <= rate.period.last


def with_remarks(report: Report, rates: Rates) -> Report:
    """The report with a warning for all that is said above of the rates in it."""
    new = [one for one in _remarks(rates, used_in(report)) if one not in report.warnings]
    return replace(report, warnings=[*report.warnings, *new]) if new else report


def used_in(report: Report) -> list[Rate]:
    """Every rate of an answer, in the order of its sections."""
    return list(rates_in([list(section.rows) for section in report.ready]))


def newest_day_in(report: Report, rates: Rates) -> date:
    """The day of the newest published rate that an answer rests on, else that of the answer."""
    newer = [one for one in used_in(report) if one.source and one.period.last > report.as_of]
    days = {rates.closing(one.base, one.quote, one.period.last).period.last for one in newer}
    return max({report.as_of, *days})


def _remarks(rates: Rates, used: Sequence[Rate]) -> Iterator[Warning]:
    if rates.trouble and any(rate.source for rate in used):
        yield Warning("rate_file", rates.trouble)
    for (base, quote), value in rates.overrides.items():
        own = [rate for rate in used if rate.kind == "user" and {rate.base, rate.quote} == {base, quote}]
        if not own:
            yield Warning("unused_rate", f"your own rate {base}/{quote} was not needed for anything here")
        yield from _far_from_published(base, quote, value, own, rates)
        if {base, quote} == {*_PEGGED}:
            per_dollar = value if base == "USD" else NEAREST.divide(Decimal(1), value)
            if _is_off_peg(per_dollar):
                yield _off_the_peg(f"your own rate {base}/{quote} puts", per_dollar)
    if rates.reviewed:
        doubts = doubtful_rows(rates, after=rates.reviewed)
        yield from (one.warning for one in doubts if any(one.touches(rate) for rate in used))


def _far_from_published(
    base: str, quote: str, value: Decimal, own: Sequence[Rate], rates: Rates
) -> Iterator[Warning]:
    """A warning where one's own rate is far from the bank's of the first such day it was used for."""
    for day in sorted({rate.period.last for rate in own}):
        published = rates.nearest(base, quote, day)
        if published and _step(published[1], value) > FAR:
            message = (
                f"your own rate {base}/{quote}={value:f} is more than a quarter off the European Central "
                f"Bank's {published[1]:.6g} of {published[0]}: is the pair meant the other way round?"
            )
            yield Warning("far_from_published", message)
            return


def doubtful_rows(rates: Rates, after: date) -> Iterator[Doubt]:
    """What is to be doubted of the rows after `after`, each held against those before it."""
    last, before = after, dict[str, Decimal]()
    for day, values in rates.since(after):
        if day > after:
            yield from _doubts(last, before, day, values)
        last, before = day, {**before, **values}


def _doubts(
    last: date, before: Mapping[str, Decimal], day: date, values: Mapping[str, Decimal]
) -> Iterator[Doubt]:
    if not is_bank_day(day):
        message = f"there are rates of {day:%A}, {day}, a day on which the bank publishes none"
        yield Doubt(Warning("not_a_bank_day", message), day)
    if day - last > STALE_AFTER:
        yield Doubt(
            Warning("rate_pause", f"more than a week lies between the rates of {last} and {day}"), day
        )
    else:
        yield from _missing_days(last, day)
    for code in sorted(before.keys() - values.keys()):
        message = f"there is no {code} rate of {day}, a day on which the bank publishes them"
        yield Doubt(Warning("rate_missing", message), day, code)
    for code, value in values.items():
        if code in before and (step := _step(before[code], value)) > WILD:
            message = f"one EUR goes from {before[code]} to {value} {code} on {day}, a step of {step:.1%}"
            yield Doubt(Warning("rate_step", message), day, code)
    base, quote = (values.get(code) for code in _PEGGED)
    if base and quote and _is_off_peg(per_dollar := NEAREST.divide(quote, base)):
        yield Doubt(_off_the_peg(f"the rates of {day} put", per_dollar), day)


def _missing_days(last: date, day: date) -> Iterator[Doubt]:
    """A window's mean is complete when every working day of it has its rate."""
    for later in range(1, (day - last).days):
        missing = last + timedelta(later)
        if is_bank_day(missing):
            message = f"there are no rates of {missing:%A}, {missing}, a day on which the bank publishes them"
            yield Doubt(Warning("rate_missing", message), missing)


def _step(before: Decimal, after: Decimal) -> Decimal:
    return abs(NEAREST.divide(after, before) - 1)


def _is_off_peg(per_dollar: Decimal) -> bool:
    return not PEG[0] <= per_dollar <= PEG[1]


def _off_the_peg(what: str, value: Decimal) -> Warning:
    rounded = value.quantize(Decimal("0.0001"))
    return Warning("off_peg", f"{what} one USD at {rounded} HKD, outside {PEG[0]} to {PEG[1]}")
