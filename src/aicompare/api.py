"""The answers of the command line, for programs; what each option means is said by its command.

Amounts, percentages, dates and periods are text, as on the command line, so that a figure
keeps the precision it was written with: `cash="US$1,046.2m"`, `on="2025-12-31"`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING

from aicompare.answer import Answer
from aicompare.errors import BadUsage, UnknownName
from aicompare.periods import parse_day

if TYPE_CHECKING:
    from aicompare.dataset import Dataset
    from aicompare.facts import Company
    from aicompare.rates import Rates
    from aicompare.report import Report


class Data:
    """Companies and exchange rates, as of a date."""

    def __init__(self, dataset: Dataset, as_of: date | None, rates: Sequence[str]) -> None:
        self.dataset = dataset.at(as_of)
        self._until = as_of
        self._own_rates = rates

    @property
    def as_of(self) -> date:
        """The date asked for, else the newest date of publication in the data."""
        return self.dataset.as_of

    @cached_property
    def rates(self) -> Rates:
        from aicompare.ratefile import current_rates, parse_own_rates

        return current_rates(parse_own_rates(self._own_rates), self._until)

    def companies(self, names: Iterable[str] = ()) -> list[Company]:
        """The companies named, once each, by id, name, ticker or alias; of none all of them."""
        found = list(dict.fromkeys(self.dataset.company(name) for name in names))
        return found or self.dataset.all()

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


def load(
    files: Sequence[str | PathLike[str]] = (), *, as_of: str | None = None, rates: Sequence[str] = ()
) -> Data:
    """The shipped data under the user's own `files`; only what was published by `as_of`.

    `rates` are the user's own, like `USD/CNY=7.04`. Raises BadFile with the place of the first
    thing wrong in a file.
    """
    from aicompare import dataset

    own = [fspath(file) for file in files]
    return Data(dataset.load(own), parse_day(as_of) if as_of else None, rates)


def list_companies(data: Data, group: str | None = None) -> Answer:
    """`aicompare list`: which companies and groups there are."""
    from aicompare.calculators.catalogue import listing

    chosen = data.dataset.group(group) if group else data.dataset.all()
    return data.answer(listing(chosen, data.dataset.groups, data.as_of))


def show(
    data: Data, company: str, metric: str | None = None, *, history: bool = False, currency: str | None = None
) -> Answer:
    """`aicompare show`: every fact of one company, with period, source and status."""
    from aicompare.calculators.catalogue import show
    from aicompare.metrics import metric as known

    found = data.dataset.company(company)
    name = known(metric).name if metric else None
    shown_in = _currency(currency, None)
    return data.answer(show(found, name, data.as_of, data.rates, shown_in, history=history))


def compare(
    data: Data,
    companies: Iterable[str],
    *,
    metrics: Sequence[str] = (),
    period: str | None = None,
    currency: str | None = None,
) -> Answer:
    """`aicompare compare`: companies side by side, like for like."""
    from aicompare.calculators.comparison import comparison
    from aicompare.periods import Period

    forced = Period.parse(period) if period else None
    found, shown_in = data.companies(companies), _currency(currency, "USD")
    return data.answer(comparison(found, list(metrics), forced, data.rates, data.as_of, shown_in))


def runway(
    data: Data,
    companies: Iterable[str] = (),
    *,
    cash_basis: str | None = None,
    burn_basis: str | None = None,
    balance: str | None = None,
    bases: bool = False,
    cash: str | None = None,
    burn: str | None = None,
    burn_growth: str | None = None,
    revenue: str | None = None,
    revenue_growth: str | None = None,
    raises: Sequence[str] = (),
    with_debt: bool = False,
    sensitivity: bool = False,
    plot: bool = False,
    currency: str | None = None,
) -> Answer:
    """`aicompare runway`: months of cash and the cash-out date, on named bases."""
    from aicompare.calculators.bases import BURNS, CASHES, ONLY_ASKED, RunwayChoice
    from aicompare.calculators.runway import cash_runway
    from aicompare.calculators.scenario import Scenario
    from aicompare.money import parse_amount

    choice = RunwayChoice(
        data.as_of,
        _one_of("cash basis", cash_basis, CASHES),
        _one_of("burn basis", burn_basis, (*BURNS, *ONLY_ASKED)),
        parse_day(balance) if balance else None,
        parse_amount(cash) if cash else None,
        parse_amount(burn) if burn else None,
        all_bases=bases,
        scenario=Scenario.parse(list(raises), burn_growth, revenue, revenue_growth, with_debt=with_debt),
    )
    names = list(companies)
    chosen = [] if (cash or burn) and not names else data.companies(names)
    shown_in = _currency(currency, None)
    return data.answer(cash_runway(chosen, choice, data.rates, shown_in, grid=sensitivity, plot=plot))


def multiples(
    data: Data,
    companies: Iterable[str] = (),
    *,
    group: str | None = None,
    basis: str = "auto",
    ev: bool = False,
    on: str | None = None,
    statuses: Sequence[str] = (),
    hindsight: bool = False,
    sort: str = "multiple",
    price: str | None = None,
    valuation: str | None = None,
    implied: str | None = None,
    currency: str | None = None,
) -> Answer:
    """`aicompare multiples`: value over revenue, with statistics."""
    from aicompare.calculators.multiples import SORTS, revenue_multiples
    from aicompare.calculators.valuation import BASES, MultiplesChoice
    from aicompare.facts import COMPETING, STATUSES
    from aicompare.money import parse_amount

    names = list(companies)
    if group and names:
        raise BadUsage("name companies, or a group with --group, not both")
    choice = MultiplesChoice(
        on=parse_day(on) if on else data.as_of,
        basis=_one_of("basis", basis, BASES) or basis,
        ev=ev,
        hindsight=hindsight,
        statuses=COMPETING | {_one_of("status", one, STATUSES) or one for one in statuses},
        sort=_one_of("sort key", sort, SORTS) or sort,
        price=parse_amount(price) if price else None,
        valuation=parse_amount(valuation) if valuation else None,
    )
    chosen = data.dataset.group(group) if group else data.companies(names)
    peers_imply = data.dataset.company(implied) if implied else None
    shown_in = _currency(currency, "USD")
    return data.answer(revenue_multiples(chosen, choice, data.rates, data.as_of, shown_in, peers_imply))


def convert(
    data: Data,
    amount: str,
    to: Sequence[str] = (),
    *,
    on: str | None = None,
    average: str | None = None,
    currency: str | None = None,
) -> Answer:
    """`aicompare convert`: an amount, or a stored figure like `minimax.revenue[FY2025]`."""
    from aicompare.calculators.conversion import conversion, currencies_of, stored_conversion
    from aicompare.money import Money
    from aicompare.ratechoice import RateChoice
    from aicompare.references import parse_value

    value, choice = parse_value(amount), RateChoice.parse(on, average)
    currencies = currencies_of(to, _currency(currency, None))
    if isinstance(value, Money):
        return data.answer(conversion(value, currencies, choice, data.rates, data.as_of))
    company = data.dataset.company(value.company)
    return data.answer(stored_conversion(company, value, currencies, choice, data.rates, data.as_of))


def implied_rate(
    data: Data, one: str, other: str, *, on: str | None = None, average: str | None = None
) -> Answer:
    """`aicompare convert --implied`: the rate that two amounts imply, and when it was published."""
    from aicompare.calculators import impliedrate
    from aicompare.ratechoice import RateChoice
    from aicompare.references import parse_value

    values = [parse_value(one), parse_value(other)]
    choice = RateChoice.parse(on, average)
    return data.answer(impliedrate.implied_rate(values, choice, data.rates, data.as_of))


def exchange_rates(
    data: Data,
    pair: str | None = None,
    *,
    on: str | None = None,
    average: str | None = None,
    currency: str | None = None,
) -> Answer:
    """`aicompare rates`: the rate of a day, or the mean of a period."""
    from aicompare.calculators.conversion import listing, pairs_of
    from aicompare.ratechoice import RateChoice

    pairs = pairs_of(pair, _currency(currency, None))
    return data.answer(listing(pairs, RateChoice.parse(on, average), data.rates, data.as_of))


def allocate(
    data: Data, companies: Iterable[str], *, plans: Sequence[str] = (), currency: str | None = None
) -> Answer:
    """`aicompare allocate COMPANY`: use of proceeds, of the newest plan of each or of those named."""
    from aicompare.calculators.useofproceeds import use_of_proceeds

    found, shown_in = data.companies(companies), _currency(currency, None)
    return data.answer(use_of_proceeds(found, plans, data.rates, data.as_of, shown_in))


def split(
    data: Data,
    amount: str,
    weights: Mapping[str, str],
    *,
    round_to: str | None = None,
    normalise: bool = False,
    currency: str | None = None,
) -> Answer:
    """`aicompare allocate AMOUNT NAME=WEIGHT`: an amount in shares that sum to it exactly."""
    from aicompare.calculators.allocation import allocation
    from aicompare.calculators.weights import Splitting
    from aicompare.money import parse_amount

    lines = [f"{name}={weight}" for name, weight in weights.items()]
    how = Splitting.parse(lines, round_to, normalise=normalise)
    shown_in = _currency(currency, None)
    return data.answer(allocation(parse_amount(amount), amount, how, data.rates, data.as_of, shown_in))


def check(data: Data, expression: str, *, on: str | None = None, average: str | None = None) -> Answer:
    """`aicompare check`: whether a statement holds, or what an expression comes to."""
    from aicompare.calculators.claims import check_expression
    from aicompare.ratechoice import RateChoice

    choice = RateChoice.parse(on, average)
    return data.answer(check_expression(expression, choice, data.dataset, data.rates, data.dataset.all()))


def audit(data: Data, *, source: str | None = None, company: str | None = None) -> Answer:
    """`aicompare audit`: every claim recorded in the data, recomputed."""
    from aicompare.calculators.claims import audit

    return data.answer(audit(data.dataset.claims, data.dataset, data.rates, source, company))


def list_metrics(data: Data) -> Answer:
    """`aicompare metrics`: every metric, its definition and its number of facts."""
    from aicompare.calculators.vocabulary import metrics

    return data.answer(metrics(data.dataset.all(), data.as_of))


def list_sources(data: Data) -> Answer:
    """`aicompare sources`: every source, with the number of facts it carries."""
    from aicompare.calculators.vocabulary import sources

    dataset = data.dataset
    return data.answer(sources(dataset.all(), dataset.sources, dataset.user_sources, data.as_of))


def _currency(asked: str | None, default: str | None) -> str | None:
    """The currency of presentation; None is as reported."""
    from aicompare.money import currency_code

    if asked is None:
        return default
    return None if asked.casefold() == "reported" else currency_code(asked)


def _one_of(what: str, name: str | None, known: tuple[str, ...]) -> str | None:
    """A choice that is one of a few words, or None. Raises UnknownName."""
    if name is not None and name not in known:
        trouble = UnknownName(what, name, known)
        trouble.hint = trouble.hint or f"it is one of {', '.join(known)}"
        trouble.code = "usage"
        raise trouble
    return name
