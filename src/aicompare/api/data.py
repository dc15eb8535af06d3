"""Companies and exchange rates, as of a date: what every question is asked of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING

from aicompare.answer import Answer
from aicompare.api.arguments import day, several
from aicompare.errors import BadUsage

if TYPE_CHECKING:
    from aicompare.dataset import Dataset
    from aicompare.facts import Company
    from aicompare.rates import Rates
    from aicompare.report import Report

OneFile = str | PathLike[str]
Files = OneFile | Iterable[OneFile]


class Data:
    """Companies and exchange rates, as of a date; `load` makes it."""

    def __init__(self, dataset: Dataset, as_of: date | None, rates: Sequence[str]) -> None:
        self.dataset = dataset.at(as_of)
        self._until = as_of
        self._own_rates = rates

    def __repr__(self) -> str:
        return f"<aicompare.Data: {len(self.dataset.ids)} companies, as of {self.as_of}>"

    @property
    def as_of(self) -> date:
        """The date asked for, else the newest date of publication in the data."""
        return self.dataset.as_of

    @cached_property
    def rates(self) -> Rates:
        """The European Central Bank's, until `as_of`, under the user's own.

        Raises BadUsage or UnknownCurrency for one of the user's own that is no rate.
        """
        from aicompare.ratefile import current_rates, parse_own_rates

        return current_rates(parse_own_rates(self._own_rates), self._until)

    def companies(self, names: str | Iterable[str] | None = None) -> list[Company]:
        """Those named, once each, by id, name, ticker or alias; None is all of them.

        Raises UnknownName, and BadUsage where a list names none.
        """
        if names is None:
            return self.dataset.all()
        found = list({one.id: one for one in map(self.dataset.company, several(names))}.values())
        if not found:
            raise BadUsage("no company is named", hint="name one; None, where it is the default, is all")
        return found

    def answer(self, report: Report) -> Answer:
        """The report, with what its reader must know of the rates in it."""
        if "rates" in self.__dict__ or self._own_rates:
            from aicompare.ratefile import with_remarks

            report = with_remarks(report, self.rates)
        return Answer(report)

    def explained(self, answer: Answer) -> Answer:
        """`--explain`: the answer with formula, inputs, sources, rates and bounds of each number."""
        from aicompare.explanation import explained

        return Answer(explained(answer.report, self.dataset.by_id))


def load(files: Files = (), *, as_of: str | date | None = None, rates: str | Iterable[str] = ()) -> Data:
    """The shipped data under the user's own `files`; only what was published by `as_of`.

    None of `as_of` is all there is. `rates` are the user's own, like `USD/CNY=7.04`, which also
    answers the inverse. The variable AICOMPARE_DATA is for the command line alone. Raises BadFile
    with the place of the first thing wrong in a file.
    """
    from aicompare.dataset.loading import load as load_dataset

    return Data(load_dataset(paths(files)), day(as_of), several(rates))


def paths(files: Files) -> list[str]:
    """As they are named, in the order in which they lie over the shipped data."""
    several_files = [files] if isinstance(files, str | PathLike) else files
    return [fspath(file) for file in several_files]
