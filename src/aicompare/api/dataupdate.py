"""`update`: a newer set of data, rates and prices, laid beside the shipped one.

It is read whole, held against its digests and, where a key is named, its signature, and checked as
what is shipped is; it may only be newer. Only then it is put in force, and `--undo` goes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aicompare.api.answer import Answer
from aicompare.api.data import Data, load
from aicompare.files import read_most
from aicompare.resources import PRICES, RATES, RECORDS, SOURCE, resource, trying
from aicompare.values.errors import BadFile
from aicompare.values.frozen import dataclass

if TYPE_CHECKING:
    from aicompare.dataset.archive import Edition
    from aicompare.dataset.store import Dataset
    from aicompare.rates.fetching import Limits, Progress
    from aicompare.rates.rates import Rates


def take(
    place: str, key: str | None, asked: Asked, progress: Progress, limits: Limits | None = None
) -> Answer:
    """What `update` does with an archive, within `limits`; None is as large as one may be."""
    from aicompare.dataset.archive import unpacked
    from aicompare.dataset.editions import laid_out, put_in_force, tidy

    name, content = _content(place, progress, limits)
    archive = unpacked(content, name)
    signed, before = _signed(archive, key, name), asked.snapshot()
    if archive.digests == before.digests:
        return _told(before, before, asked, [signed, "Nothing was taken: it is in force already."])
    _refuse_older(archive, before, name)
    with laid_out(archive) as made:
        revised = checked(made, archive, name)
        with trying(made):
            asked.load()  # the user's own files go with it, or it is refused
        there = put_in_force(made, archive.digest)
    answer = _told(before, asked.snapshot(), asked, [_verified(revised), signed, _in_force(there)])
    tidy()
    return answer


def undone(asked: Asked) -> Answer:
    """Back to the one before; where that in force cannot be read, without what it changes."""
    from aicompare.dataset.editions import tidy, undo

    before = None
    with suppress(BadFile):
        before = asked.snapshot()
    there = undo()
    said = f"The set before is in force again: {there}" if there else "The shipped set is in force again."
    answer = _told(before, asked.snapshot(), asked, [said])
    tidy()
    return answer


# --- before and after ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answer rests on beside the set of data, and how it is shown."""

    files: Sequence[str] = ()
    as_of: date | None = None
    rates: Sequence[str] = ()
    currency: str | None = None
    facts: bool = False

    def load(self) -> Data:
        return load(self.files, as_of=self.as_of, rates=self.rates)

    def snapshot(self) -> Snapshot:
        """Of the set in force. Raises BadFile."""
        from hashlib import sha256

        from aicompare.dataset.archive import FILES

        data = self.load()
        contents = (resource(name).read_bytes() for name in FILES)
        digests = {name: sha256(content).hexdigest() for name, content in zip(FILES, contents, strict=True)}
        return Snapshot(data, data.rates, newest_days(data.dataset.whole, resource(RATES)), digests)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The data with their rates, the newest day of each part, and the digest of each file."""

    data: Data
    rates: Rates
    days: Mapping[str, date | None]
    digests: Mapping[str, str]


def newest_days(dataset: Dataset, rates: Path) -> dict[str, date | None]:
    """Of the first file of a data set, of a file of rates, and of the prices."""
    from aicompare.rates.table import RateTable

    with RateTable(rates) as table:
        last = table.last
    return {"data": dataset.newest_by_file[0][1], "rates": last, "prices": dataset.prices.newest(date.max)}


# --- what is checked -----------------------------------------------------------------------------


def _content(place: str, progress: Progress, limits: Limits | None) -> tuple[str, bytes]:
    """What people call it, and all of it. Raises BadUsage, NotFetched, BadFile."""
    from aicompare.dataset.archive import MOST_BYTES
    from aicompare.rates.fetching import Limits, address_for_people, fetch, is_address

    if is_address(place):
        return address_for_people(place), fetch(place, limits or Limits(MOST_BYTES), progress)
    try:
        return place, read_most(place, MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "not a file name"
        raise BadFile(place, f"cannot be read: {reason}") from None


def _signed(archive: Edition, key: str | None, name: str) -> str:
    """A line that says who signed it. Raises BadFile where a key is named that did not."""
    from aicompare.dataset.signature import keys_in, signed_by

    if key is None:
        unread = "its signature was not looked at" if archive.signature else "it is not signed"
        return f"Not verified: who made it; {unread}. --key FILE asks for a signature."
    keys = keys_in(key)
    if archive.signature is None:
        raise BadFile(name, f"is not signed, and {key} asks for it", hint="nothing was changed")
    signer = signed_by(archive.manifest, archive.signature, keys)
    if signer is None:
        raise BadFile(name, f"is not signed with {key}", hint="nothing was changed")
    return f"Verified: it is signed with {signer} of {key}."


def _refuse_older(archive: Edition, before: Snapshot, name: str) -> None:
    for what, newest in archive.days.items():
        there = before.days[what]
        if there and newest < there:
            text = f"its {what} end on {newest}, before those there are ({there})"
            raise BadFile(name, text, hint="nothing was changed")
        if newest > date.today() + _ONE_DAY:  # where the sun rises earlier
            text = f"its {what} end on {newest}, which is still to come"
            raise BadFile(name, text, hint="nothing was changed; is the clock right?")


_ONE_DAY = timedelta(days=1)


def checked(made: Path, archive: Edition, name: str) -> int:
    """The files of an archive as `validate` and `rates update` check them, and compiled; on how many
    days the rates are revised. Raises BadFile.
    """
    from aicompare.dataset.compiling import compile_file
    from aicompare.dataset.store import Dataset, Layer

    record = compile_file(archive.files[SOURCE], f"{name}: {SOURCE}", path=str(made / RECORDS))
    dataset = Dataset([Layer(record, SOURCE)], prices=made / PRICES)
    _check_prices(made / PRICES, dataset, f"{name}: {PRICES}")
    revised = _revised(archive.files[RATES], f"{name}: {RATES}")
    for what, newest in newest_days(dataset, made / RATES).items():
        if newest != archive.days[what]:
            raise BadFile(name, f"its {what} end on {newest}, and its manifest says {archive.days[what]}")
    return revised


def _check_prices(path: Path, dataset: Dataset, name: str) -> None:
    from aicompare.dataset.pricecheck import check_prices

    try:
        faults = [one for one in check_prices(path, dataset) if one.severity == "fault"]
    except BadFile as trouble:
        raise BadFile(name, trouble.message.partition(": ")[2] or trouble.message) from None
    if faults:
        raise faults[0].as_error(name)


def _revised(content: bytes, name: str) -> int:
    """On how many days there are other rates than those in force. Raises BadFile."""
    from aicompare.api.ratesupdate import revised_days
    from aicompare.rates.ecb import read_history

    history = read_history(content, name)
    if history.as_csv().encode() != content:
        raise BadFile(
            name, "is not in the form that aicompare keeps", hint="see tools/make_exchange_rates.py"
        )
    return len(revised_days(history, read_history(resource(RATES).read_bytes(), RATES), name))


# --- what is said --------------------------------------------------------------------------------


def _verified(revised: int) -> str:
    said = "the digests of its three files; data, rates and prices hold as `validate` has it"
    if revised:
        said += f"; rates of {revised} days that were there already are revised"
    return f"Verified: {said}."


def _in_force(there: Path) -> str:
    return f"In force from now on, beside the shipped set: {there}; `aicompare update --undo` goes back."


def _told(before: Snapshot | None, after: Snapshot, asked: Asked, notes: Sequence[str]) -> Answer:
    from aicompare.api.changes import between
    from aicompare.calculators.changes.taken import TakenRow, taken
    from aicompare.dataset.archive import FILES

    rows = [
        TakenRow(what, after.days[what], before.days[what] if before else None, after.digests[name])
        for what, name in zip(("data", "rates", "prices"), FILES, strict=True)
    ]
    changed = (
        between(before.data, after.data, None, asked.currency, "", every=asked.facts) if before else None
    )
    title = "The set of data in force"
    return Answer(taken(rows, changed, title, after.data.as_of, notes))
