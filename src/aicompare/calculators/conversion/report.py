"""`convert` and `rates`: dated conversions, each with the day and source of its rate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

from aicompare.companies.company import Company
from aicompare.companies.derivation import Named, Product, computed, told, typed
from aicompare.companies.fact import Known, money, rate_by_kind
from aicompare.rates.choice import RateChoice
from aicompare.rates.rates import Rate, Rates, parse_pair
from aicompare.rates.table import EURO
from aicompare.reports.report import LIGHT, Column, InFull, Inline, Report, Section, Warning
from aicompare.values.errors import BadUsage, NoAnswer, NoRate, UnknownCurrency
from aicompare.values.frozen import dataclass
from aicompare.values.money import SPELLINGS, Money, currency_code

if TYPE_CHECKING:
    from aicompare.companies.references import Reference

DOLLAR = "USD"
Request = TypeVar("Request")
Row = TypeVar("Row", bound="ConvertRow | RateRow")


@dataclass(frozen=True, slots=True)
class ConvertRow:
    """`rate` is None where the amount already is in that currency, and where none covers it;
    then `result` is None too.
    """

    amount: Annotated[Money, Column("Amount", look="given")]
    result: Annotated[Money | None, Column("Result", look="full")] = None
    rate: Annotated[Rate | None, Column("Rate")] = None


@dataclass(frozen=True, slots=True)
class StoredRow(ConvertRow):
    """`fact` is the figure of the data as it was before the conversion."""

    fact: Annotated[Known | None, Column("Figure", dated=True, weight=LIGHT), InFull()] = None


def currencies_of(texts: Sequence[str] | None, currency: str | None) -> list[str]:
    """`USD,HKD` once each; `currency` is the one of presentation. Raises BadUsage, UnknownCurrency."""
    if texts and currency:
        raise BadUsage("--to and --in both say what to convert to", hint="use --to")
    if not texts and not currency:
        raise BadUsage("no currency to convert to", hint="say it with --to, like --to USD,HKD")
    codes = [currency_code(one) for text in texts or () for one in text.split(",")]
    return list(dict.fromkeys([currency] if currency else codes))


def conversion(
    amount: Money, currencies: Sequence[str], choice: RateChoice, rates: Rates, as_of: date
) -> Report:
    """One amount in each currency. Raises NoRate when no rate covers any of them."""

    given = typed(amount)

    def converted(currency: str) -> ConvertRow:
        return ConvertRow(given, *_converted(given, currency, choice, rates))

    rows, warnings = _each(currencies, converted, lambda _: ConvertRow(given))
    title = f"{amount.currency} in {', '.join(currencies)}"
    notes = notes_on([row.rate for row in rows], rates)
    return Report("convert", title, [Section(ConvertRow, rows)], as_of, None, warnings, notes)


def stored_conversion(
    company: Company,
    reference: Reference,
    currencies: Sequence[str],
    choice: RateChoice,
    rates: Rates,
    as_of: date,
) -> Report:
    """A figure of the data by the rule of its metric (IAS 21), or at the rate that `choice` names.

    Raises NoAnswer where the data has no such figure, BadUsage where it is no amount, NoRate.
    """
    fact = _winner(company, reference, rates, as_of)
    amount = Money(computed(Named("figure", fact)), money(fact).currency)

    def converted(currency: str) -> StoredRow:
        rate = rate_by_kind(fact, currency, rates) if not choice else None
        by_rule = rate and (converted_at(amount, rate), rate)
        return StoredRow(amount, *(by_rule or _converted(amount, currency, choice, rates)), fact=fact)

    rows, warnings = _each(currencies, converted, lambda _: StoredRow(amount, fact=fact))
    title = f"{company.name}: {fact.metric.title} {fact.period} in {', '.join(currencies)}"
    notes = notes_on([row.rate for row in rows], rates)
    return Report("convert", title, [Section(StoredRow, rows)], as_of, None, warnings, notes)


def _converted(amount: Money, currency: str, choice: RateChoice, rates: Rates) -> tuple[Money, Rate | None]:
    if amount.currency == currency:
        return Money(computed(Named("amount", amount, look="given")), currency), None
    rate = choice.rate(amount.currency, currency, rates)
    return converted_at(amount, rate), rate


def converted_at(amount: Money, rate: Rate) -> Money:
    """amount x rate."""
    made = Product((Named("amount", amount, look="given"), Named("rate", rate)))
    converted = rate.applied_to(amount)
    return Money(told(converted.amount, made), converted.currency)


def _winner(company: Company, reference: Reference, rates: Rates, as_of: date) -> Known:
    known = reference.metric
    if known.unit != "money":
        raise BadUsage(f"{known.name} is not an amount of money, so no rate converts it")
    if reference.is_derived:
        from aicompare.calculators.derived import derived_value  # all it takes to derive, only here

        fact = derived_value(reference, company, rates, as_of)
    else:
        fact = reference.fact(company)
    if fact is None:
        offers = ", ".join(reference.offers(company))
        see = f"see `aicompare show {company.id} {known.name}`"
        hint = f"there is {offers}" if offers else see
        raise NoAnswer(f"there is no {reference} in the data as of {as_of}", hint=hint)
    return fact


def _each(
    requests: Sequence[Request], answer: Callable[[Request], Row], unanswered: Callable[[Request], Row]
) -> tuple[list[Row], list[Warning]]:
    """A row for each that is asked, with a warning where no rate covers it. Raises NoRate if none does."""
    rows: list[Row] = []
    missing: list[NoRate] = []
    for request in requests:
        try:
            rows.append(answer(request))
        except NoRate as trouble:
            missing.append(trouble)
            rows.append(unanswered(request))
    if len(missing) == len(rows):
        raise missing[0]
    return rows, [Warning("no_rate", trouble.message) for trouble in missing]


def notes_on(used: Sequence[Rate | None], rates: Rates) -> list[str]:
    """Which earlier day was taken, and how to come to the same rate from the bank's page."""
    of_days = [rate for rate in used if rate and rate.source and rate.kind != "average"]
    earlier = {rate.requested: rate.period for rate in of_days if rate.requested != rate.period}
    notes = [
        f"{asked} has no rate: taken is {day}, the latest before it that has one."
        for asked, day in earlier.items()
    ]
    for day in dict.fromkeys(rate.period for rate in of_days):
        pairs = [(rate.base, rate.quote) for rate in of_days if rate.period == day]
        per_euro = rates.per_euro(day.last)
        codes = dict.fromkeys(code for pair in pairs for code in pair if code != EURO)
        legs = " = ".join(f"{per_euro[code]} {code}" for code in codes)
        notes.append(f"{rates.source.publisher}, {day}: 1 EUR = {legs}.")
    return notes


# --- rates -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RateRow:
    """`rate` is None where none covers the pair."""

    base: Annotated[str, Column("One")]
    quote: Annotated[str, Column("In")]
    rate: Annotated[Rate | None, Inline()] = None


def pairs_of(pair: str | None, currency: str | None) -> list[tuple[str, str]]:
    """`USD/CNY` is that pair and `USD` every pair of one USD; nothing said is one USD too.

    `currency` is the one of presentation: what is asked for in that one. Raises BadUsage or
    UnknownCurrency.
    """
    if pair and "/" in pair:
        if currency:
            raise BadUsage("a pair says its own currencies", hint="leave out --in")
        return [parse_pair(pair)]
    if currency and pair is None:
        return [(code, currency) for code in SPELLINGS if code != currency]
    base = DOLLAR if pair is None else _one_currency(pair)
    quotes = [currency] if currency else [code for code in SPELLINGS if code != base]
    return [parse_pair(f"{base}/{quote}") for quote in quotes]


def _one_currency(text: str) -> str:
    try:
        return currency_code(text)
    except UnknownCurrency as trouble:
        if len(text) > 4:  # USDCNY, USD-CNY
            trouble.hint = "a pair is written like USD/CNY"
        raise


def listing(pairs: Sequence[tuple[str, str]], choice: RateChoice, rates: Rates, as_of: date) -> Report:
    """The rate of each pair. Raises NoRate when no rate covers any of them."""
    rows, warnings = _each(
        pairs, lambda pair: RateRow(*pair, choice.rate(*pair, rates)), lambda pair: RateRow(*pair)
    )
    notes = notes_on([row.rate for row in rows], rates)
    return Report("rates", "Exchange rates", [Section(RateRow, rows)], as_of, None, warnings, notes)
