"""The cash of companies over time, as a terminal draws it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from aicompare.calculators.runway.cashpath import EXACT, Burn, Flow, cash_after
from aicompare.calculators.runway.row import RunwayAnswer
from aicompare.rates.rates import Rates
from aicompare.reports.report import Chart, Curve
from aicompare.values.errors import BadUsage
from aicompare.values.figures import ZERO

FARTHEST = 240  # months; the picture stops there, the answer does not
WITHOUT_END = 36  # months shown where no cash runs out
_MOST_POINTS = 120


def cash_chart(answers: Sequence[RunwayAnswer], currency: str | None, rates: Rates) -> Chart:
    """A curve for each answer with a course, from its balance date to the end of its cash.

    Another currency is reached at the closing rate of the balance date, as for the cash in
    the table. Raises BadUsage for several currencies without --in, NoRate without a rate.
    """
    drawn = [answer for answer in answers if answer.course and answer.row.status != "already_out"]
    currencies = {currency or answer.currency for answer in drawn}
    if len(currencies) > 1:
        names = " and ".join(sorted(currencies))
        raise BadUsage(f"cash in {names} has no common scale", hint="say one with --in")
    horizon = max((_shown(answer) for answer in drawn), default=0)
    return Chart(
        min(currencies, default="USD"), tuple(_curve(one, currency, rates, horizon) for one in drawn)
    )


def _shown(answer: RunwayAnswer) -> int:
    whole = answer.row.whole_months
    if whole is not None:
        return min(whole + 1, FARTHEST)
    return min((answer.row.profitable_month or 0) + WITHOUT_END, FARTHEST)


def _curve(answer: RunwayAnswer, currency: str | None, rates: Rates, horizon: int) -> Curve:
    course = answer.course.path() if answer.course else None
    assert course is not None
    cash, burn, flows = course
    months = answer.row.months
    ends = months.value if months and months.value <= horizon else None
    times = _rate(answer, currency, rates)
    points = _points(cash, burn, flows, horizon if ends is None else int(ends))
    scaled = [(month, EXACT.multiply(amount, times)) for month, amount in points]
    end = [(ends, ZERO)] if ends is not None else []
    return Curve(answer.company.name, answer.day, (*scaled, *end), ends)


def _rate(answer: RunwayAnswer, currency: str | None, rates: Rates) -> Decimal:
    if currency in (None, answer.currency):
        return Decimal(1)
    day: date | None = answer.day
    if day is None:
        raise BadUsage("an amount without a day has no rate", hint="say the day with --balance")
    return rates.closing(answer.currency, str(currency), day).value


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
