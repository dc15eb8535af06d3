"""What changed between two days, or two data files, and what it did to each answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import currency_shown, several, text
from aicompare.api.data import Data
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import AnyCompanies, Currency
from aicompare.values.errors import BadPeriod, BadUsage, NoAnswer, UnknownName, shown

if TYPE_CHECKING:
    from aicompare.calculators.changes.moved import Moment
    from aicompare.companies.company import Company
    from aicompare.reports.report import Report


@command(
    "aicompare diff 2026-06-30 2026-10-31 minimax",
    "aicompare diff 2026-06-30 2026-10-31 --format markdown",
)
def diff(
    data: Data,
    before: Annotated[str | date, Argument("DAY|FILE", "A day, or a data file: what was known then.")],
    after: Annotated[str | date, Argument("DAY|FILE", "A later day, or a newer data file.")],
    companies: AnyCompanies = None,
    *,
    facts: Annotated[bool, Option(help="Also every fact that changed, by company and weight.")] = False,
    currency: Currency = None,
) -> Answer:
    """What changed between two days, or two data files, and why each answer moved.

    The answers are the runway (with the raises since the balance; balance alone), the equity value,
    its multiple, growth and margins, each as its command gives it. One input after another is
    replaced, in a fixed order (docs/methodology.md), so that the effects of the inputs sum to the
    whole: of US$30m over US$2m a month that become US$40m over US$4m, 15 months become 10, +5 by
    the cash, -10 by the burn. `currency` is that of all amounts
    but those that a value and its multiple are split by. Two days compare what was
    published by each; two files are laid over the shipped data, or each stands alone where it is an
    edition of it. Raises
    BadUsage where the days are in the wrong order, NoAnswer for one before the first figure,
    UnknownName, and BadFile with the place of the first thing wrong.

    >>> rows = aicompare.diff(aicompare.load(), "2026-06-30", "2026-10-31", "minimax").rows
    >>> alone = [row for row in rows if row.answer == "Runway, balance alone" and row.level < 2]
    >>> [(row.input, f"{row.effect.figure.value:.1f}") for row in alone]
    [(None, '-18.0'), ('cash', '11.7'), ('burn a month', '-29.7')]
    """
    old, new = _sides(data, text(before), text(after))
    title = f"What changed from {before} to {after}"
    return new.answer(between(old, new, companies, currency_shown(currency), title, every=facts))


def between(
    old: Data, new: Data, names: str | Iterable[str] | None, currency: str | None, title: str, *, every: bool
) -> Report:
    """What `diff` tells of two states of the data."""
    from aicompare.calculators.changes.report import changes

    chosen = _chosen(names, old, new)
    return changes(_moment(old, chosen), _moment(new, chosen), chosen, currency, title, every=every)


def _sides(data: Data, before: str, after: str) -> tuple[Data, Data]:
    """Two days of the data, or two files. Raises BadUsage, BadFile, NoAnswer."""
    from aicompare.files import is_there
    from aicompare.values.periods import as_ours, is_day, parse_day

    before, after = (side if is_there(side) else as_ours(side) for side in (before, after))
    if is_day(before) and is_day(after):
        return _days(data, parse_day(before), parse_day(after))
    for side in (before, after):
        if _is_period(side) and not is_there(side):
            parse_day(side)
    if is_day(before) or is_day(after):
        message = f"{shown(before)} and {shown(after)} are a day and a file"
        raise BadUsage(message, hint="give two days, like 2026-06-30 2026-10-31, or two data files")
    return data.beside(before), data.beside(after)


def _is_period(side: str) -> bool:
    """Whether it is written as a stretch of time, of which no day is meant."""
    from aicompare.values.periods import Period

    try:
        return bool(Period.parse(side))
    except BadPeriod:
        return False


def _days(data: Data, first: date, last: date) -> tuple[Data, Data]:
    """With `--as-of` no more than what was published by then."""
    if first > last:
        raise BadUsage(f"{first} is after {last}", hint="the earlier day stands first")
    old, new = (data.at(min(day, data.as_of) if data.is_dated else day) for day in (first, last))
    if not any(company.facts for company in old.companies()):
        begun = min(fact.published for company in new.companies() for fact in company.facts)
        raise NoAnswer(f"the data hold nothing that was published by {first}", hint=f"they begin on {begun}")
    return old, new


def _chosen(names: str | Iterable[str] | None, old: Data, new: Data) -> list[str]:
    """The companies named, on whichever side there are any such; else all. Raises UnknownName."""
    if names is None:
        return list(dict.fromkeys([*new.dataset.ids, *old.dataset.ids]))
    found = [company.id for name in several(names) for company in _named(name, old, new)]
    return list(dict.fromkeys(found))


def _named(name: str, old: Data, new: Data) -> list[Company]:
    try:
        return new.companies(name)
    except UnknownName:
        with suppress(UnknownName):
            return old.companies(name)
        raise


def _moment(side: Data, ids: Sequence[str]) -> Moment:
    from aicompare.calculators.changes.moved import Moment

    known = set(side.dataset.ids)
    return Moment(side.as_of, side.rates, {id_: side.dataset.by_id(id_) for id_ in ids if id_ in known})
