"""What a text says of a figure, as a statement for `check`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aicompare.companies.references import Reference
from aicompare.expressions.parser import parse_figure
from aicompare.reading.taken import Reading
from aicompare.reading.verdicts import CONTRADICTED, KNOWN, Judged
from aicompare.values.errors import Trouble
from aicompare.values.frozen import replace
from aicompare.values.metrics import METRICS, Metric
from aicompare.values.money import SPELLINGS, Money, figure_in

_UNITS = {"": 0, "k": 3, "万": 4, "m": 6, "亿": 8, "bn": 9, "tn": 12}


def statement(one: Judged, raw: str) -> str | None:
    """`zhipu.revenue[FY2024] == "HK$312 million"`, to be edited: of the figure that decides, if any does.

    None where the text tells no company or metric, and of money no currency, or one without rates; and of
    a compound growth, whose first year no word of the statement would tell.
    """
    reading = one.reading
    if reading.company is None or reading.metric is None or reading.form == "compound":
        return None
    decides = one.verdict in (KNOWN, CONTRADICTED) and not _is_times_as_much(reading)
    held = one.held[0] if decides and one.held else None
    loss = held and _of_the_loss(reading, held.metric)
    turned = held is not None and not loss and figure_in(held.value).value < 0 < reading.found.figure.value
    said = _said(one, reading.metric, raw, "-" if turned else "")
    if said is None:
        return None
    if held:
        name = held.expression.replace(f".{held.metric.name}[", f".{loss or held.metric.name}[")
    else:
        name = _named(reading, reading.company, reading.metric)
    return f'{name} {_sign(reading.found.mark, turned=turned)} "{said}"'


def said_metric(reading: Reading) -> str | None:
    """The name of the metric, of a loss that of the loss."""
    metric = reading.metric
    return None if metric is None else _of_the_loss(reading, metric) or metric.name


def _of_the_loss(reading: Reading, metric: Metric) -> str | None:
    return metric.loss if metric.loss and reading.called == metric.loss else None


def _is_times_as_much(reading: Reading) -> bool:
    """`rose fivefold`: over the figure a year earlier, which a growth in percent is not."""
    return reading.form == "growth" and reading.period is not None and reading.found.kind == "multiple"


def _sign(mark: str, *, turned: bool) -> str:
    """A loss of more than 5 is a result of less than -5."""
    if mark not in (">=", "<="):
        return "=="
    return mark if not turned else "<=" if mark == ">=" else ">="


def _named(reading: Reading, company: str, metric: Metric) -> str:
    grown = METRICS[metric.word("growth") or metric.name] if reading.form == "growth" else metric
    period, loss = reading.period, _of_the_loss(reading, grown)
    named = Reference(company, grown, period, reading.scope, called=loss)
    if period and _is_times_as_much(reading):
        return f"{named} / {replace(named, period=period.year_earlier())}"
    if reading.form == "growth":
        return f"growth({named})"
    if reading.form == "ratio" and period and metric.unit == "money":
        return f"{named} / {Reference(company, METRICS['revenue'], period)}"
    return str(named)


def _said(one: Judged, metric: Metric, raw: str, minus: str) -> str | None:
    """In the words of the text where `check` reads them alike, else in digits with the unit."""
    found = one.reading.found
    is_money = metric.unit == "money" and one.reading.form not in ("growth", "ratio")
    if is_money and found.kind in ("percent", "multiple"):
        return None
    before = ("~" if found.mark == "~" else "") + minus
    said = before + " ".join(raw[slice(*found.span)].split()).replace('"', "")
    wanted = -found.figure.value if minus else found.figure.value
    if _is_read_as(said, wanted, found.currency, is_money=is_money):
        return said
    before += "-" if found.figure.value < 0 else ""
    if found.kind == "percent":
        return f"{before}{_as_printed(found.figure.value * 100, found.digits)}%"
    digits = _as_printed(found.figure.value, found.digits)
    if not is_money:
        return f"{before}{digits}{'x' if found.kind == 'multiple' else ''}"
    currency = found.currency or next(_currencies_held(one), None)
    return f"{before}{currency} {digits}" if currency in SPELLINGS else None


def _currencies_held(one: Judged) -> Iterator[str]:
    return (held.value.currency for held in one.held if isinstance(held.value, Money))


def _is_read_as(said: str, wanted: Decimal, currency: str | None, *, is_money: bool) -> bool:
    try:
        read = parse_figure(said)
    except Trouble:
        return False
    if isinstance(read, Money):
        return read.currency == currency and read.amount.value == wanted
    return not is_money and read.value == wanted


def _as_printed(value: Decimal, printed: str) -> str:
    """`19.4bn`: with the digits that are printed, since they say how exact it is; of words with its own."""
    digits = printed.replace(",", "")
    for unit, power in _UNITS.items():
        if digits and abs(Decimal(digits)).scaleb(power) == abs(value):
            return f"{digits}{unit}"
    return f"{abs(value).normalize():f}"
