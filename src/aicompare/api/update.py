"""A newer set of data, rates and prices."""

from __future__ import annotations

from os import fspath
from typing import Annotated

from aicompare.api.answer import Answer
from aicompare.api.arguments import currency_shown, day, several
from aicompare.api.data import paths
from aicompare.api.declared import Argument, Option, command
from aicompare.api.options import AsOf, Currency, OneFile, OwnFiles, OwnRates
from aicompare.values.errors import BadUsage


@command(
    "aicompare update aicompare-data-2026-12-31.zip",
    "aicompare update https://example.org/aicompare-data.zip --key maintainer.pub",
    "aicompare update --undo",
    changes=True,
)
def update(
    place: Annotated[
        OneFile | None, Argument("FILE|URL", "An archive of data, rates and prices, or its address.")
    ] = None,
    files: OwnFiles = (),
    *,
    undo: Annotated[bool, Option(help="Goes back to what was in force before.")] = False,
    key: Annotated[
        OneFile | None, Option("FILE", "A public ssh key; only what is signed with it is taken.")
    ] = None,
    facts: Annotated[bool, Option(help="Also every fact that changed, by company and weight.")] = False,
    currency: Currency = None,
    as_of: AsOf = None,
    rates: OwnRates = (),
) -> Answer:
    """Takes a newer set of data, rates and prices, checked whole, and says what it changed.

    It is fetched within a minute, held against the digests of its manifest and, with `key`, its
    ssh signature (`ssh-keygen -Y sign -n aicompare`), and checked as the shipped data are; the
    user's own `files` must go with it. It may be newer, or a correction of the same days, never
    older. It is laid beside the shipped set in the user's data folder, in force at once for
    everything from then on; `undo` goes back, at last to what was shipped. Another version of
    aicompare comes with data of its own and does not use it. `changes` are those of `diff`. Raises
    BadUsage, NotFetched, BadFile or NotWritten, and then nothing is changed.

    >>> aicompare.update("edition.zip", undo=True)  # 2 are asked for, 1 is done
    Traceback (most recent call last):
    aicompare.values.errors.BadUsage: `update` takes a file or an address, or --undo; one of the two
    """
    from aicompare.api.dataupdate import Asked, take, undone
    from aicompare.progress import working

    if (place is None) != undo:
        raise BadUsage("`update` takes a file or an address, or --undo", hint="one of the two")
    asked = Asked(paths(files), day(as_of), several(rates), currency_shown(currency), facts)
    if place is None:
        return undone(asked)
    with working("Fetching") as progress:
        return take(fspath(place), None if key is None else fspath(key), asked, progress)
