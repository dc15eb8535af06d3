"""What a text says of a figure, as a statement for `check`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aicompare.expressions.parser import parse_figure
from aicompare.reading.amounts import Found
from aicompare.reading.taken import Reading
from aicompare.reading.verdicts import Judged
from aicompare.values.errors import Trouble
from aicompare.values.metrics import Metric
from aicompare.values.money import SPELLINGS, Money

_UNITS = {"": 0, "k": 3, "万": 4, "m": 6, "亿": 8, "bn": 9, "tn": 12}


def statement(one: Judged, raw: str) -> str | None:
    """`zhipu.revenue[FY2024] == "HK$312 million"`, to be edited.

    None where the text tells no company or metric, and of money no currency, or one without rates; and of
    a compound growth, whose first year no word of the statement would tell.
    """
    reading = one.reading
    if reading.company is None or reading.metric is None or reading.form == "compound":
        return None
    said = _said(one, reading.metric, raw)
    return said and f'{_named(reading, reading.metric)} == "{said}"'


def said_metric(reading: Reading) -> str | None:
    """The name of the metric, of a loss that of the loss."""
    if reading.metric is None:
        return None
    loss = reading.called if reading.called and reading.called == reading.metric.loss else None
    return loss or reading.metric.name


def _named(reading: Reading, metric: Metric) -> str:
    inside = [str(reading.period)] if reading.period else []
    inside += [f"scope={reading.scope}"] if reading.scope else []
    brackets = f"[{', '.join(inside)}]" if inside else ""
    base = said_metric(reading)
    if reading.form == "growth":
        base = metric.word("growth") or metric.name
    name = f"{reading.company}.{base}{brackets}"
    if reading.form == "growth" and reading.period and reading.found.kind == "multiple":
        return f"{name} / {reading.company}.{base}[{reading.period.year_earlier()}]"
    if reading.form == "growth":
        return f"growth({name})"
    if reading.form == "ratio" and reading.period and metric.unit == "money":
        return f"{name} / {reading.company}.revenue[{reading.period}]"
    return name


def _said(one: Judged, metric: Metric, raw: str) -> str | None:
    """In the words of the text where `check` reads them alike, else in digits with the unit."""
    found = one.reading.found
    is_money = metric.unit == "money" and one.reading.form not in ("growth", "ratio")
    if is_money and found.kind in ("percent", "multiple"):
        return None
    about = "~" if found.mark == "~" else ""
    said = about + " ".join(raw[slice(*found.span)].split()).replace('"', "")
    if _is_read_alike(said, found, is_money=is_money):
        return said
    if found.kind == "percent":
        return f"{about}{_in_digits(found.figure.value * 100, found.digits)}%"
    digits = _in_digits(found.figure.value, found.digits)
    if not is_money:
        return f"{about}{digits}{'x' if found.kind == 'multiple' else ''}"
    currency = found.currency or next(_currencies_held(one), None)
    return f"{about}{currency} {digits}" if currency in SPELLINGS else None


def _currencies_held(one: Judged) -> Iterator[str]:
    return (held.value.currency for held in one.held if isinstance(held.value, Money))


def _is_read_alike(said: str, found: Found, *, is_money: bool) -> bool:
    try:
        read = parse_figure(said)
    except Trouble:
        return False
    if isinstance(read, Money):
        return read.currency == found.currency and read.amount.value == found.figure.value
    return not is_money and read.value == found.figure.value


def _in_digits(value: Decimal, printed: str) -> str:
    """`19.4bn`: with the digits that are printed, since they say how exact it is; of words with its own."""
    digits = printed.replace(",", "")
    for unit, power in _UNITS.items():
        if digits and abs(Decimal(digits)).scaleb(power) == abs(value):
            return f"{digits}{unit}"
    return f"{value.normalize():f}"
