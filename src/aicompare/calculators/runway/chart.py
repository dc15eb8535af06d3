"""The cash of companies over time, for a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from aicompare.calculators.runway.cashpath import EXACT, Burn, Flow, cash_after
from aicompare.calculators.runway.outlook import Course
from aicompare.calculators.runway.row import RunwayAnswer
from aicompare.rates.rates import Rates
from aicompare.reports.report import Chart, Curve
from aicompare.values.errors import BadUsage
from aicompare.values.figures import ZERO, Figure
from aicompare.values.frozen import replace

FARTHEST = 240  # months; the picture stops there, the answer does not
USUAL_CURRENCY = "USD"  # where the cash is in several
WITHOUT_END = 36  # months shown where no cash runs out
_MOST_POINTS = 120


def cash_chart(answers: Sequence[RunwayAnswer], currency: str | None, rates: Rates) -> Chart:
    """A curve for each answer with a course, from its balance date to the end of its cash; dotted
    beside it the balance alone, where that is another.

    Of cash in several currencies, in US dollars unless `currency` says another, at the closing
    rate of the balance date, as for the cash in the table. Raises NoRate without a rate.
    """
    drawn = [answer for answer in answers if answer.course and answer.row.status != "already_out"]
    currencies = {answer.currency for answer in drawn}
    shown_in = currency or (USUAL_CURRENCY if len(currencies) != 1 else currencies.pop())
    horizon = max((_shown(answer) for answer in drawn), default=0)
    curves = (curve for one in drawn for curve in _curves(one, shown_in, rates, horizon))
    return Chart(shown_in, tuple(curves))


def _shown(answer: RunwayAnswer) -> int:
    whole = answer.row.whole_months
    if whole is not None:
        return min(whole + 1, FARTHEST)
    return min((answer.row.profitable_month or 0) + WITHOUT_END, FARTHEST)


def _curves(answer: RunwayAnswer, currency: str, rates: Rates, horizon: int) -> Iterator[Curve]:
    """The headline, then the balance alone."""
    times, name = _rate(answer, currency, rates), answer.company.name
    raised = answer.alone != answer.course
    curve = _curve(answer, answer.course, answer.row.months, times, horizon)
    yield replace(curve, name=f"{name}, with the raises since") if raised else curve
    if raised:
        alone = _curve(answer, answer.alone, answer.row.balance_alone.months, times, horizon)
        yield replace(alone, name=f"{name}, balance alone", dotted=True)


def _curve(
    answer: RunwayAnswer, course: Course | None, months: Figure | None, times: Decimal, horizon: int
) -> Curve:
    path = course.path() if course else None
    assert path is not None
    cash, burn, flows = path
    ends = months.value if months and months.value <= horizon else None
    points = _points(cash, burn, flows, horizon if ends is None else int(ends))
    scaled = [(month, EXACT.multiply(amount, times)) for month, amount in points]
    end = [(ends, ZERO)] if ends is not None else []
    return Curve(answer.company.name, answer.day, (*scaled, *end), ends)


def _rate(answer: RunwayAnswer, currency: str, rates: Rates) -> Decimal:
    if currency == answer.currency:
        return Decimal(1)
    day: date | None = answer.day
    if day is None:
        raise BadUsage("an amount without a day has no rate", hint="say the day with --balance")
    return rates.closing(answer.currency, currency, day).value


def _points(cash: Decimal, burn: Burn, flows: Sequence[Flow], last: int) -> Iterator[tuple[Decimal, Decimal]]:
    """The cash at the end of each month (of every n-th, where there are many), and with what
    comes in at the start of the next."""
    step = max(1, last // _MOST_POINTS)
    raised = {flow.month - 1 for flow in flows if flow.comes}
    for month in sorted({*range(0, last, step), last, *(one for one in raised if one <= last)}):
        left = cash_after(cash, burn, flows, month)
        yield Decimal(month), left
        comes = sum((flow.comes for flow in flows if flow.month == month + 1), ZERO)
        if comes:
            yield Decimal(month), EXACT.add(left, comes)
