"""How old everything is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import day
from aicompare.api.data import Data
from aicompare.api.declared import Option, command
from aicompare.api.options import AnyCompanies
from aicompare.values.errors import BadUsage, shown

if TYPE_CHECKING:
    from aicompare.calculators.status import InForce


@command(
    "aicompare status",
    "aicompare status --max-age 30",
    "aicompare status zhipu minimax --today 2026-11-28",
)
def status(
    data: Data,
    companies: AnyCompanies = None,
    *,
    today: Annotated[str | date | None, Option("DATE", "The day to reckon from; else the clock's.")] = None,
    max_age: Annotated[
        str | int | None, Option("DAYS", "Exit code 1 where data, rates or prices are older.")
    ] = None,
    settings: str | None = None,
) -> Answer:
    """How old data, rates and prices are, what is too old, and which files are in force.

    Of the data the newest day on which anything in them was published, of rates and prices their
    newest day; of each file that is laid over them likewise. Too old is a balance or a revenue that
    ended more than 274 days ago (a half year is published within three months of its end), a listed
    company's value of more than 31 days ago, a private one's of more than 366. The only command
    that asks the clock, unless `today` is given. `settings` names the file of settings in force.
    `failed` where data, rates or prices are more than `max_age` days old. Raises BadUsage,
    BadPeriod, UnknownName.

    >>> rows = aicompare.status(aicompare.load(), today="2026-11-28").rows
    >>> [(row.what, str(row.newest), row.age) for row in rows]
    [('data', '2026-10-31', 28), ('rates', '2026-10-30', 29), ('prices', '2026-09-30', 59)]
    """
    from aicompare.calculators.status import status as told

    on = day(today) or date.today()
    most = None if max_age is None else _days(max_age)
    chosen = data.companies(companies)
    in_force = list(_in_force(data, on, settings))
    each = companies is not None
    report = told(in_force, chosen, data.rates, data.as_of, on, max_age=most, each=each)
    return Answer(report)


def _days(given: str | int) -> int:
    digits = str(given)
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 6):
        raise BadUsage(f"{shown(digits)} is no number of days", hint="write it like 30")
    return int(digits)


def _in_force(data: Data, today: date, settings: str | None) -> Iterator[InForce]:
    from aicompare.calculators.status import InForce
    from aicompare.resources import PRICES, SOURCE, resource

    def aged(newest: date | None) -> tuple[date | None, int | None]:
        return newest, (today - newest).days if newest else None

    (_, newest), *own = data.dataset.newest_by_file
    yield InForce("data", *aged(newest), _place(resource(SOURCE)))
    rates = data.rates
    yield InForce("rates", *aged(rates.source.published_on), _place(Path(rates.path)), rates.trouble)
    newest = data.dataset.prices.newest(data.as_of)
    yield InForce("prices", *aged(newest), _place(resource(PRICES)))
    for file, newest in own:
        yield InForce("file", *aged(newest), file)
    if settings:
        yield InForce("settings", None, None, settings)


def _place(path: Path) -> str:
    """What came with the program is said to have; else where it lies."""
    from aicompare.resources import shipped

    return "shipped" if path == shipped(path.name) else str(path)
