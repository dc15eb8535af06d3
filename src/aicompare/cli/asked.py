"""What the common options ask for: data, rates, currency, and where the answer goes."""

from __future__ import annotations

import os
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import typer

from aicompare.cli.options import Common
from aicompare.errors import BadUsage, UnknownName

if TYPE_CHECKING:
    from aicompare.dataset import Dataset
    from aicompare.facts import Company
    from aicompare.rates import Rates
    from aicompare.report import Report


class Asked:
    """What the common options ask for: data, rates, currency, and where the answer goes."""

    def __init__(self, common: Common, data: Dataset | None = None) -> None:
        from aicompare.dataset import load
        from aicompare.periods import parse_day

        self._common = common
        self._form = _form(common)
        self.currency(None)  # a slip of the pen is refused where it would change nothing, too
        data = data or load(own_files(common))
        self.data = data.at(parse_day(common.as_of) if common.as_of else None)

    @property
    def as_of(self) -> date:
        return self.data.as_of

    @cached_property
    def rates(self) -> Rates:
        from aicompare.ratefile import current_rates, parse_own_rates

        until = self.as_of if self._common.as_of else None
        return current_rates(parse_own_rates(self._common.rate or ()), until)

    def companies(self, names: list[str] | None) -> list[Company]:
        """The companies named, once each; all of them when none is."""
        if not names:
            return self.data.all()
        return list({one.id: one for one in map(self.data.company, names)}.values())

    def currency(self, default: str | None) -> str | None:
        """The currency of presentation; None is as reported."""
        from aicompare.money import currency_code

        asked = self._common.in_
        if asked is None:
            return default
        return None if asked.casefold() == "reported" else currency_code(asked)

    def answer(self, report: Report) -> None:
        """Write the report; exit 2 on a check that could not be decided, 1 on one that failed, or
        on a warning with --strict.
        """
        from aicompare.output import write

        if "rates" in self.__dict__ or self._common.rate:
            from aicompare.ratefile import with_remarks

            report = with_remarks(report, self.rates)
        if self._common.explain:
            from aicompare.explanation import explained

            report = explained(report, self.data.by_id)
        write(report, self._form, self._common.output)
        if report.undecided:
            raise typer.Exit(2)
        if report.failed or (self._common.strict and report.warnings):
            raise typer.Exit(1)


def own_files(common: Common) -> list[str]:
    """The user's own data files, in the order in which they lie over the shipped data."""
    files = os.environ.get("AICOMPARE_DATA", "").split(os.pathsep)
    return [*filter(None, files), *(common.data or ())]


def one_of(what: str, name: str | None, known: tuple[str, ...]) -> str | None:
    """A choice that is one of a few words, or None. Raises UnknownName."""
    if name is not None and name not in known:
        trouble = UnknownName(what, name, known)
        trouble.hint = trouble.hint or f"it is one of {', '.join(known)}"
        trouble.code = "usage"
        raise trouble
    return name


def _form(common: Common) -> Any:
    from aicompare.output import format_for
    from aicompare.render import FORMATS

    if common.json and common.form not in (None, "json"):
        raise BadUsage("--json and --format say different things", hint="use one of them")
    if common.json:
        return "json"
    if common.form:
        return one_of("format", common.form, FORMATS)
    return format_for(common.output) if common.output else "table"
