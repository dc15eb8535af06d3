"""One sentence as text: its figures with the digits that are known, and in brackets who says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from aicompare.companies.fact import Derived, Fact
from aicompare.rates.rates import Rate
from aicompare.render.numbers import figure_text, money_shown, money_text
from aicompare.render.safe import clean
from aicompare.reports.report import rates_in, sources_in, strongest_sources
from aicompare.reports.saying import SaidFigure, SaidPart, Saying
from aicompare.values.figures import Figure
from aicompare.values.metrics import Look
from aicompare.values.money import Money
from aicompare.values.periods import Period
from aicompare.values.sources import Source

_MOST_SOURCES = 4
_LOOKS: Mapping[type, Look] = {Fact: "", Derived: "computed"}
_WHOLE_MONTHS = 20  # from so many on nobody says tenths of them


def sentence(saying: Saying, *, named: bool = True) -> str:
    """With a capital at its head and a full stop; its sources are `named` behind it."""
    text = "".join(map(_text, saying.parts)).strip()
    sources = list(_sources(saying)) if named else []
    told = [_named(source) for source in sources[:_MOST_SOURCES]]
    more = len(sources) - len(told)
    told += [f"and {more} more source{'s' * (more > 1)}"] if more > 0 else []
    rests = f" ({'; '.join(told)})" if told else ""
    return clean(f"{text[:1].upper()}{text[1:]}{rests}.") + "\n"


def _text(part: SaidPart) -> str:
    match part:
        case str():
            return part
        case Fact() | Derived():
            value = part.value
            look: Look = "computed" if isinstance(part, Derived) else ""
            text = (
                money_text(value) if isinstance(value, Money) else figure_text(value, part.metric.unit, look)
            )
            return _in_words(text)
        case SaidFigure():
            return _in_words(_figure(part))
        case Period():
            return day_text(part.last) if part.is_day else part.brief
        case date():
            return day_text(part)


_MARKS = {"≥ ": "at least ", "≤ ": "at most ", "~": "about "}


def _in_words(text: str) -> str:
    """A mark before a figure, or a loss in brackets, as prose has it."""
    for mark, words in _MARKS.items():
        if text.startswith(mark):
            return words + text.removeprefix(mark)
    if text.startswith("(") and text.endswith(")"):
        return f"minus {text[1:-1]}"
    return text


def _figure(said: SaidFigure) -> str:
    value = said.value
    if isinstance(value, Money):
        return money_shown(value, said.look)
    if said.unit == "months":
        return _months(value) if said.bare else f"{_months(value)} months"
    return figure_text(value, said.unit, said.look)


def _months(months: Figure) -> str:
    if months.value < _WHOLE_MONTHS:
        return figure_text(months, "months", "computed")
    return figure_text(Figure.exact(round(months.value)), "months", "computed")


def day_text(day: date) -> str:
    """`30 June 2026`."""
    return f"{day.day} {day:%B %Y}"


def _sources(saying: Saying) -> Iterator[Source]:
    """The strongest of each fact, then those of the rates, once each."""
    seen: set[str] = set()
    for source in _found([*saying.parts, *saying.rests]):
        if source.id not in seen:
            seen.add(source.id)
            yield source


def _found(values: Sequence[object]) -> Iterator[Source]:
    for value in values:
        if isinstance(value, Fact | Derived):
            yield from strongest_sources(value)
        elif isinstance(value, tuple | list | dict):
            yield from _found(list(value.values()) if isinstance(value, dict) else value)
        elif not isinstance(value, str | Rate):
            yield from sources_in(value)
    yield from (rate.source for rate in rates_in(list(values)) if rate.source)


def _named(source: Source) -> str:
    """`interim results, 26 August 2026`, of the press who prints it."""
    title = source.title.partition(",")[0] if source.kind == "filing" else source.publisher
    if source.kind == "filing" and title[1:2].islower():
        title = title[:1].lower() + title[1:]
    when = source.published
    return f"{title}, {day_text(when.last) if when.is_day else f'{when.last:%B %Y}'}"
