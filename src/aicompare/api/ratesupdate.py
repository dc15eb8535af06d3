"""`rates update`: a newer file of the European Central Bank into the user's data folder.

It is read whole and held against the shipped history, which it may only continue: an answer
about a day that was shipped is the same before and after. Only then it replaces what was there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from aicompare.calculators.conversion.remarks import doubtful_rows
from aicompare.calculators.conversion.report import listing, pairs_of
from aicompare.files import is_same, read_most, write_whole
from aicompare.rates.choice import RateChoice
from aicompare.rates.ecb import History, read_history
from aicompare.rates.ecbforms import MOST_BYTES, TAKE
from aicompare.rates.fetching import Limits, Progress, address_for_people, fetch, is_address
from aicompare.rates.file import FILE, current_rates, user_file
from aicompare.rates.rates import Rates
from aicompare.rates.table import CURRENCIES
from aicompare.reports.report import Report, Warning
from aicompare.resources import resource
from aicompare.values.errors import BadFile, BadUsage, NotWritten
from aicompare.values.frozen import dataclass, replace

MOST_REVISED = 10  # days: the bank corrects a rate now and then; more is another history
LIMITS = Limits(size=MOST_BYTES)


@dataclass(frozen=True, slots=True)
class Update:
    """What was taken: where it lies, its history, how many days are new, what to know of it."""

    path: Path
    history: History
    new_days: int
    warnings: tuple[Warning, ...]


def update_rates(place: str, progress: Progress, limits: Limits = LIMITS) -> Update:
    """Take the file or address `place` into the user's data folder.

    Raises BadUsage (also where `place` is the very file that would be replaced), NotFetched,
    BadFile or NotWritten, and then whatever was there stays.
    """
    own = user_file()
    if own is None:
        raise NotWritten("there is no folder for your data", hint="set HOME")
    path = Path(own)
    if is_same(place, path):
        raise BadUsage(f"{place} is the file that would be replaced", hint="name the one to take")
    if is_address(place):
        name, data = address_for_people(place), fetch(place, limits, progress)
    else:
        name, data = place, _content(place)
    history = read_history(data, name)
    in_force = current_rates({}).source.published_on
    if history.last < in_force:
        message = f"ends on {history.last}, before the rates there are ({in_force})"
        raise BadFile(name, message, hint="nothing was replaced")
    beginning = resource(FILE).read_bytes()
    ours = read_history(beginning, FILE)
    warnings = tuple(_revisions(history, ours, name))
    _put(beginning.decode("ascii") + history.lines_after(ours.last), path)
    return Update(path, history, sum(day > in_force for day in history.rows), warnings)


def updated(update: Update, rates: Rates, as_of: date) -> Report:
    """The newest rates in force, with what is to be known of the file that was taken."""
    report = listing(pairs_of(None, None), RateChoice(), rates, as_of)
    history = update.history
    taken = (
        f"{len(history.rows):,} days from {history.first} to {history.last}, {update.new_days} of them new."
    )
    in_force = replace(rates, as_of=None)  # every new row is looked at, whatever is shown
    doubtful = doubtful_rows(in_force, after=rates.reviewed) if rates.reviewed else ()
    warnings = [*report.warnings, *update.warnings, *(one.warning for one in doubtful)]
    return replace(report, warnings=warnings, notes=[f"Taken: {taken}", *report.notes])


def _content(place: str) -> bytes:
    """One byte more than there may be is enough to refuse it."""
    try:
        return read_most(place, MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "not a file name"
        raise BadFile(place, f"cannot be read: {reason}") from None


def _put(text: str, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NotWritten(f"{path.parent}: could not be made: {problem.strerror}") from None
    write_whole(text, path)


def revised_days(new: History, ours: History, name: str) -> list[date]:
    """The few days on which it has other rates. Raises BadFile where history is lost or another."""
    changed = [day for day, cells in ours.rows.items() if _differs(cells, new, day, name)]
    if len(changed) > MOST_REVISED:
        message = f"{len(changed):,} days up to {ours.last} have other rates than the shipped file"
        raise BadFile(name, message, hint="is it the bank's file of euro reference rates?")
    return changed


def _revisions(new: History, ours: History, name: str) -> Iterator[Warning]:
    """A few corrected days are a warning. Raises BadFile."""
    if changed := revised_days(new, ours, name):
        days = ", ".join(map(str, changed))
        yield Warning("rates_revised", f"the shipped rates stay where the bank now has others: {days}")


def _differs(cells: tuple[str, ...], new: History, day: date, name: str) -> bool:
    there = new.rows.get(day, ("",) * len(cells))
    if there == cells:
        return False
    for code, was, now in zip(CURRENCIES, cells, there, strict=True):
        if was and not now:
            raise BadFile(name, f"has no rate of {code} for {day}", hint=TAKE)
    return [Decimal(one or 0) for one in there] != [Decimal(one or 0) for one in cells]
