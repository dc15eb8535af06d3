"""`find`: which facts are a figure, in any scale or currency; what holds some words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from aicompare.companies.company import Company
from aicompare.companies.fact import Fact
from aicompare.companies.naming import title_of
from aicompare.rates.rates import Rates
from aicompare.reports.report import LEADING, LIGHT, Column, InFull, Report, Section, Topic
from aicompare.values.errors import BadUsage, NoAnswer, NoRate, Trouble, UnknownCurrency, shown
from aicompare.values.figures import NEAREST, Figure
from aicompare.values.frozen import dataclass
from aicompare.values.money import Money, parse_amount
from aicompare.values.sources import Source

# What a figure may be printed in where its unit stands elsewhere, in a heading.
_SCALES = {
    "": Decimal(1),
    "in thousands": Decimal(10**3),
    "in 万": Decimal(10**4),
    "in millions": Decimal(10**6),
    "in 亿": Decimal(10**8),
    "in billions": Decimal(10**9),
    "in percent": Decimal("0.01"),
}
_TRANSLATED = ("USD", "CNY", "HKD", "EUR")  # what amounts of this field are printed in
_DIGITS = 3  # of a figure that is sought in other currencies: with fewer, too much is like it
_FURTHEST_OFF = Decimal("0.02")  # as far as about-figures reach
_COARSEST = Decimal("0.05")  # a print of wider bounds says nothing of a figure that it holds
_FURTHEST = Decimal(20)  # times apart that two amounts in two of these currencies can be


@dataclass(frozen=True, slots=True)
class FoundRow:
    """`kind` is fact, company, note or source; `name` what it is called, `value` the figure of a
    fact as it was matched: where `match` names a currency, translated into it.
    """

    kind: Annotated[str, Column("Found", only="several")]
    company: Annotated[str | None, Column("Company", weight=LEADING, missing=" ")]
    name: Annotated[str, Column("What", weight=LEADING)]
    value: Annotated[Fact | None, Column("Value", dated=True, weight=LEADING, missing=" "), InFull()] = None
    match: Annotated[str | None, Column("Matches", weight=LIGHT, leads="figure", missing=" ")] = None


def find(
    text: str, companies: Sequence[Company], sources: Iterable[Source], rates: Rates, as_of: date
) -> Report:
    """The rows of a figure, or of words; the nearest first.

    A figure matches where its interval and that of a fact meet: as it is printed, in another scale
    where it has none of its own, or in another currency at the rate of the fact's kind. Words match
    where all of them stand in what is known of a fact, a company or a source, in any order and case.
    Raises NoAnswer where nothing does, BadUsage of an empty text, UnknownCurrency for an amount in a
    currency without rates, BadAmount for a number that cannot be read.
    """
    if not text.strip():
        raise BadUsage("there is nothing to find", hint="give a figure like 4.348, or words like placing")
    figure = _figure(text)
    figure_sought = isinstance(figure, Money | Figure)
    if isinstance(figure, Money | Figure):
        rows = _with_figure(figure, text, companies, rates)
    else:
        rows = list(_with_words(text, companies, sources, as_of))
    if not rows and isinstance(figure, Trouble):
        raise figure
    if not rows:
        raise NoAnswer(
            f"nothing in the data is like {shown(text)} as of {as_of}",
            hint="a figure matches within its last printed digit: write fewer digits, or other words",
        )
    names = {company.id: company.name for company in companies}
    title = f"{_counted(rows)} with {text.strip()}"
    data = Section(FoundRow, rows, about={"several"})
    return Report(
        "find", title, [data, *_by_kind(rows, {"figure"} if figure_sought else ())], as_of, None, names=names
    )


def _by_kind(rows: Sequence[FoundRow], about: Collection[Topic]) -> Iterator[Section]:
    """A table a kind: what one kind has, the others have not."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    for kind in kinds:
        found = [row for row in rows if row.kind == kind]
        title = _PLURALS[kind].capitalize() if len(kinds) > 1 else ""
        yield Section(FoundRow, found, title, name=None, about=about, instead_of=["data"])


def _counted(rows: Sequence[FoundRow]) -> str:
    kinds = dict.fromkeys(row.kind for row in rows)
    counts = {kind: sum(row.kind == kind for row in rows) for kind in kinds}
    words = [f"{count} {_PLURALS[kind] if count > 1 else kind}" for kind, count in counts.items()]
    return ", ".join(words)


_PLURALS = {"fact": "facts", "company": "companies", "note": "notes", "source": "sources"}


# --- a figure ------------------------------------------------------------------------------------


def _figure(text: str) -> Money | Figure | Trouble | None:
    """What is sought; else the trouble that is told where it stands in no words either, or None."""
    try:
        return Figure.parse(text)
    except Trouble as trouble:
        no_number = trouble
    try:
        return parse_amount(text)
    except UnknownCurrency as no_currency:
        return no_currency if _names_a_currency(text) else None
    except Trouble:
        return None if any(character.isalpha() for character in text) else no_number


def _names_a_currency(text: str) -> bool:
    """A sign or a code without rates, as in `5bn TWD`; not what stands before the digits of a name."""
    from aicompare.values.wording import OTHER_CURRENCIES

    is_known = {*OTHER_CURRENCIES, "CNH"}.intersection(re.findall("[A-Z]+", text))
    return bool(is_known) or not set(text).isdisjoint("$¥")


def _with_figure(
    sought: Money | Figure, text: str, companies: Iterable[Company], rates: Rates
) -> list[FoundRow]:
    facts = [fact for company in companies for fact in company.facts]
    scaled = [] if isinstance(sought, Money) else _in_scales(sought, text)
    rows = {id(fact): row for fact in facts if (row := _printed(fact, sought, scaled))}
    if isinstance(sought, Money) or _significant(sought) >= _DIGITS:
        for fact in facts:
            if id(fact) not in rows and (row := _translated(fact, sought, rates)):
                rows[id(fact)] = row
    return sorted(rows.values(), key=lambda row: (_rank(row), _distance(row, sought)))


_AS_PRINTED, _ROUNDED = "as printed", "rounded"


def _rank(row: FoundRow) -> int:
    """What is printed so comes first, then in another scale, then rounded or converted."""
    words = row.match or ""
    return 0 if words == _AS_PRINTED else 1 if words.startswith(_AS_PRINTED) else 2


def _printed(fact: Fact, sought: Money | Figure, scaled: Sequence[_Scaled]) -> FoundRow | None:
    """In its own currency; in another scale only where the figure sought has no unit of its own."""
    if isinstance(sought, Money):
        same = isinstance(fact.value, Money) and fact.value.currency == sought.currency
        return _row(fact, _match(fact, sought.amount)) if same and _alike(fact, sought.amount) else None
    is_percent = fact.metric.unit == "percent"
    alike = (one for one in scaled if one.is_percent == is_percent and _alike(fact, one.figure))
    found = next(alike, None)
    return _row(fact, ", ".join(filter(None, (_match(fact, found.figure), found.scale)))) if found else None


def _match(fact: Fact, sought: Figure) -> str:
    """A fact printed to fewer digits than are sought may be another figure that rounds alike."""
    if fact.figure.is_open or fact.figure.value == sought.value:
        return _AS_PRINTED
    return _ROUNDED if _half_width(fact.figure) > _half_width(sought) else _AS_PRINTED


class _Scaled(NamedTuple):
    """What is sought in one scale, which is named unless it is its own."""

    scale: str
    is_percent: bool
    figure: Figure


def _in_scales(sought: Figure, text: str) -> list[_Scaled]:
    """What a number may stand for, once for all facts: one without a unit of its own in every scale."""
    is_bare = text.strip().replace(",", "").replace(".", "").lstrip("-").isdigit()
    is_percent = text.rstrip().endswith(("%", "％"))
    return [
        _Scaled(
            scale,
            is_percent or scale == "in percent",
            sought * factor,
        )
        for scale, factor in _SCALES.items()
        if is_bare or not scale
    ]


def _alike(fact: Fact, sought: Figure) -> bool:
    """Whether their intervals meet, of an open one at its end, and neither print is too coarse."""
    figure = fact.figure
    if figure.is_open:
        figure = Figure.exact(figure.value)
    size = max(abs(figure.value), abs(sought.value))
    off = abs(figure.value - sought.value)
    return figure.meets(sought) and off <= _FURTHEST_OFF * size and _half_width(figure) <= _COARSEST * size


def _half_width(figure: Figure) -> Decimal:
    assert figure.low is not None and figure.high is not None
    return (figure.high - figure.low) / 2


def _translated(fact: Fact, sought: Money | Figure, rates: Rates) -> FoundRow | None:
    currencies: Sequence[str] = _TRANSLATED if isinstance(sought, Figure) else (sought.currency,)
    figure = sought if isinstance(sought, Figure) else sought.amount
    if not isinstance(fact.value, Money) or not _near(fact.value.amount, figure):
        return None
    for currency in currencies:
        try:
            translated = fact.in_currency(currency, rates)
        except NoRate:
            continue
        if translated.rate and _alike(translated, figure):
            return _row(translated, f"in {currency}")
    return None


def _near(one: Figure, other: Figure) -> bool:
    """Whether a rate between two of the currencies could make one of the other."""
    if one.value == 0 or other.value == 0 or (one.value < 0) != (other.value < 0):
        return False
    times = abs(NEAREST.divide(one.value, other.value))
    return 1 / _FURTHEST < times < _FURTHEST


def _distance(row: FoundRow, sought: Money | Figure) -> Decimal:
    """How far the figure is from what is sought, over it; in whatever scale it was found."""
    assert row.value is not None
    figure = sought if isinstance(sought, Figure) else sought.amount
    if figure.value == 0:
        return abs(row.value.figure.value)
    times = NEAREST.divide(row.value.figure.value, figure.value)
    return min(abs(NEAREST.divide(times, factor) - 1) for factor in _SCALES.values())


def _significant(figure: Figure) -> int:
    return len(figure.value.normalize().as_tuple().digits)


def _row(fact: Fact, match: str) -> FoundRow:
    return FoundRow("fact", fact.company, title_of(fact), fact, match)


# --- words ---------------------------------------------------------------------------------------


def _with_words(
    text: str, companies: Sequence[Company], sources: Iterable[Source], as_of: date
) -> Iterator[FoundRow]:
    """Companies first, then what is said of them, then sources."""
    words = text.casefold().split()
    for company in companies:
        if held := _holding(words, company.id, company.name, company.legal_name, *company.aliases):
            yield FoundRow("company", company.id, company.name, match=held)
    for company in companies:
        for fact in company.facts:
            about = fact.label, fact.scope, fact.deal, fact.status, fact.basis
            if held := _holding(words, fact.metric.name, fact.metric.title, *about, fact.note):
                yield FoundRow("fact", company.id, title_of(fact), fact, held)
        for note in company.notes:
            if _holding(words, note.text):
                yield FoundRow("note", company.id, note.text)
    for source in sources:
        if source.published_on <= as_of and (
            held := _holding(words, source.title, source.publisher, source.id)
        ):
            yield FoundRow("source", None, source.id, match=held)


def _holding(words: Sequence[str], *texts: str | None) -> str | None:
    """The first text that holds every word, or all texts in which they stand together; else None."""
    known = [text for text in texts if text]
    if not all(any(word in text.casefold() for text in known) for word in words):
        return None
    whole = next((text for text in known if all(word in text.casefold() for word in words)), None)
    return whole or ", ".join(text for text in known if any(word in text.casefold() for word in words))
