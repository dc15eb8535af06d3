"""Companies and exchange rates, as of a date: what every question is asked of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, wraps
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, TypeVar, cast

from aicompare.api.answer import Answer
from aicompare.api.arguments import day, several, text
from aicompare.api.calling import checked
from aicompare.api.options import AsOf, Files, OwnFiles, OwnRates
from aicompare.values.errors import BadUsage, UnknownName

if TYPE_CHECKING:
    from aicompare.companies.company import Company
    from aicompare.dataset import Dataset
    from aicompare.rates.rates import Rates
    from aicompare.reports.report import Report

_Question = TypeVar("_Question", bound=Callable[..., Answer])


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

    def at(self, until: str | date) -> Data:
        """The same, only with what was published by then. Raises BadPeriod, BadUsage for no date."""
        return Data(self.dataset, day(text(until)), self._own_rates)

    @property
    def is_dated(self) -> bool:
        """Whether a date was asked for."""
        return self._until is not None

    def beside(self, file: str) -> Data:
        """The same as of the same date, with a data file laid over it, or in the place of the shipped
        one where it is an edition of that. Raises BadFile.
        """
        from aicompare.dataset.loading import load_beside

        return Data(load_beside(file, self.dataset), self._until, self._own_rates)

    @cached_property
    def rates(self) -> Rates:
        """The European Central Bank's, until `as_of`, under the user's own.

        Raises BadUsage or UnknownCurrency for one of the user's own that is no rate.
        """
        from aicompare.rates.file import current_rates, parse_own_rates

        return current_rates(parse_own_rates(self._own_rates), self._until)

    def take_newer_rates(self) -> None:
        """What was read before an update of them is forgotten."""
        self.__dict__.pop("rates", None)

    def companies(self, names: str | Iterable[str] | None = None) -> list[Company]:
        """Those named, once each, by id, name, ticker or alias; a group stands for its companies, commas
        separate. None is all of them.

        Raises UnknownName, and BadUsage where a list names none.
        """
        if names is None:
            return self.dataset.all()
        named = [company for name in several(names) for company in self._named(name)]
        found = list({company.id: company for company in named}.values())
        if not found:
            raise BadUsage("no company is named", hint="name one; None, where it is the default, is all")
        return found

    def asked(self, names: str | Iterable[str] | None, group: str | None) -> list[Company]:
        """Those named, or those of a group. Raises UnknownName, BadUsage for both at once."""
        if group is None:
            return self.companies(names)
        if names is not None:
            raise BadUsage("name companies, or a group with --group, not both")
        return self.dataset.group(group)

    def _named(self, name: str) -> list[Company]:
        """The company, else the group, else those that commas separate."""
        try:
            return [self.dataset.company(name)]
        except UnknownName:
            if name.strip().casefold() in self.dataset.groups:
                return self.dataset.group(name.strip())
            parts = [part.strip() for part in name.split(",") if part.strip()]
            if "," not in name or not parts:
                raise
            return [company for part in parts for company in self._named(part)]

    def answer(self, report: Report) -> Answer:
        """The report, with what its reader must know of the rates in it."""
        if "rates" in self.__dict__ or self._own_rates:
            from aicompare.calculators.conversion.remarks import with_remarks

            report = with_remarks(report, self.rates)
        return Answer(report)

    def day_of(self, answer: Answer) -> date | None:
        """Where rates are newer than the companies' figures, the newest day of what went into it."""
        if self._until or "rates" not in self.__dict__ or self.rates.source.published_on <= self.as_of:
            return None
        from aicompare.calculators.conversion.remarks import newest_day_in

        return newest_day_in(answer.report, self.rates)

    def explained(self, answer: Answer) -> Answer:
        """`--explain`: the answer with formula, inputs, sources, rates and bounds of each number."""
        from aicompare.reports.explanation import explained

        return Answer(explained(answer.report, self.dataset.by_id))


def dated(question: _Question) -> _Question:
    """The question, so asked that its answer comes again with `--as-of` of the day that it names.

    That is the newest day of anything that went into it: where a rate is newer than the figures
    of the companies, it is asked once more as of that day.
    """

    @wraps(question)
    def ask(data: Data, *given: Any, **named: Any) -> Answer:
        answer = question(data, *given, **named)
        day = data.day_of(answer)
        return question(data.at(day), *given, **named) if day else answer

    return cast(_Question, ask)


@checked
def load(files: OwnFiles = (), *, as_of: AsOf = None, rates: OwnRates = ()) -> Data:
    """The shipped data under the user's own `files`; only what was published by `as_of`.

    None of `as_of` is all there is; an answer then is as of the newest day of what went into it,
    rates included. `rates` are the user's own, like `USD/CNY=7.04`, which also
    answers the inverse. The variable AICOMPARE_DATA is for the command line alone. Raises BadFile
    with the place of the first thing wrong in a file.

    >>> aicompare.load(as_of="2026-01-09")
    <aicompare.Data: 60 companies, as of 2026-01-09>
    """
    from aicompare.dataset.loading import load as load_dataset

    return Data(load_dataset(paths(files)), day(as_of), several(rates))


def paths(files: Files) -> list[str]:
    """As they are named, in the order in which they lie over the shipped data."""
    several_files = [files] if isinstance(files, str | PathLike) else files
    return [fspath(file) for file in several_files]
