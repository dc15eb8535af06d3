"""How what is handed over is read: by a program as on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from aicompare.values.errors import BadUsage, Trouble, UnknownName, shown

if TYPE_CHECKING:
    from aicompare.rates.choice import RateChoice
    from aicompare.values.money import Money


def text(given: str | date) -> str:
    """A date as it is written. Raises BadUsage for a number, which says no unit and no precision."""
    if isinstance(given, str):
        return given
    if isinstance(given, date):
        return given.isoformat()
    raise BadUsage(
        f"{given!r} is not text", hint="write figures as they are printed: 'US$5m', '5%', 'FY2025'"
    )


def optional(given: str | None) -> str | None:
    """As `text`; None stays None."""
    return None if given is None else text(given)


def several(given: str | Iterable[str]) -> list[str]:
    """One name alone is a list of one, not of its letters."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        return [text(given)]
    return [text(one) for one in given]


def listed(given: str | Iterable[str]) -> list[str]:
    """As `several`, where commas separate too."""
    return [part.strip() for one in several(given) for part in one.split(",")]


def day(given: str | date | None) -> date | None:
    """Raises BadPeriod."""
    from aicompare.values.periods import as_ours, parse_day

    return None if given is None else parse_day(as_ours(text(given)))


def exclude(option: str, others: Mapping[str, object]) -> None:
    """Raises BadUsage where one of the others is given too: beside `option` it would say nothing."""
    if both := next((name for name, given in others.items() if given), None):
        raise BadUsage(f"{option} and {both} say different things", hint="use one of them")


def premise(given: str | None) -> Money | None:
    """What is supposed: exact unless it says otherwise. Raises what parse_amount does."""
    from aicompare.values.money import parse_premise

    return None if given is None else parse_premise(text(given))


def with_currency(given: str, currency: str) -> str:
    """An amount as it was typed, with this currency where it says none."""
    from aicompare.values.money import parse_premise

    for said in (text(given), f"{currency} {given}"):
        with suppress(Trouble):
            parse_premise(said)
            return said
    return given


def rate_choice(on: str | date | None, average: str | None) -> RateChoice:
    """Raises BadPeriod, or BadUsage for both at once."""
    from aicompare.rates.choice import RateChoice

    return RateChoice.parse(None if on is None else text(on), optional(average))


def currency_shown(given: str | None, default: str | None = None) -> str | None:
    """The currency of presentation; None is as reported. Raises UnknownCurrency."""
    from aicompare.values.money import currency_code

    if given is None:
        return default
    return None if given.casefold() == "reported" else currency_code(given)


def whole(given: str | int | None, what: str) -> int | None:
    """A whole number above zero, of at most three digits. Raises BadUsage."""
    if given is None:
        return None
    if isinstance(given, bool) or not re.fullmatch("[0-9]{1,3}", str(given)) or not int(given):
        raise BadUsage(f"{shown(str(given))} is no number of {what}", hint="a whole one, like 6")
    return int(given)


def months_asked(given: str | int | Decimal | None) -> Decimal | None:
    """Months above zero, also parts of one. Raises BadUsage."""
    if given is None:
        return None
    said = str(given).strip()
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,6})?", said) or not Decimal(said):
        raise BadUsage(f"{shown(said)} is no number of months", hint="one above zero, like 24 or 17.5")
    return Decimal(said)


def one_of(what: str, name: str | None, known: Sequence[str]) -> str | None:
    """A choice that is one of a few words, or None. Raises UnknownName."""
    if name is not None and name not in known:
        trouble = UnknownName(what, name, known, otherwise=f"it is one of {', '.join(known)}")
        trouble.code = "usage"
        raise trouble
    return name
